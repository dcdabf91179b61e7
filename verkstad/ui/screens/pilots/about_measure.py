"""All there is to know of a measure beside its values: what it measures, its target, who takes it, and what happened on the way."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from functools import partial
from typing import Any

from PySide6.QtWidgets import QWidget

from verkstad import wording
from verkstad.app import incoming_values, measures
from verkstad.app.measures import MeasureView
from verkstad.app.people import directory
from verkstad.domain.errors import Refused
from verkstad.domain.pilots import INTERVALS, SIDES, Annotation, Measure
from verkstad.ui import controls
from verkstad.ui import theme as look
from verkstad.ui.desk import Desk
from verkstad.ui.fields import CheckField, ChoiceField, DateField, Field, LineField, PersonField, form
from verkstad.ui.screens.people_units import AddLine
from verkstad.ui.screens.people_words import add_called, told, told_of
from verkstad.ui.screens.pilots.inputs import DecimalField
from verkstad.ui.value_table import Column, ValueTable


class AboutMeasure(QWidget):
    def __init__(self, desk: Desk) -> None:
        super().__init__()
        self.desk = desk
        self._view: MeasureView | None = None
        _, language, do = desk.gettext, desk.language, self._do

        def words(wire: str, kept: Sequence[str]) -> list[tuple[str, str]]:
            return [(k, wording.choice_name("measure", wire, k, language)) for k in kept]

        self.name = LineField(desk, _("Measure"), required=True, save=lambda text: do(measures.rename_measure, text))
        self.what = ChoiceField(desk, _("What it measures"), words("side", SIDES), save=lambda kept: do(measures.set_side, kept))
        self.measured_in = LineField(
            desk, _("Unit of measure"), length=60, placeholder=_("days, %, calls"), save=lambda text: do(measures.set_unit, text)
        )
        self.better = ChoiceField(
            desk, _("Which way is better"), words("better", ("", "down", "up")), save=lambda kept: do(measures.set_better, kept)
        )
        self.interval = ChoiceField(desk, _("How often"), words("interval", INTERVALS), save=lambda kept: do(measures.set_interval, kept))
        self.target = DecimalField(desk, _("Target"), save=self._save_target)
        self.target_on = DateField(desk, _("To be reached"), of=(Measure, "target_on"), today=desk.today, save=self._save_target_day)
        self.owner = PersonField(
            desk,
            _("Who takes the values"),
            people=self._people,
            called=partial(told_of, desk),
            adds=partial(add_called, desk),
            placeholder=_("One person"),
            save=lambda person: do(measures.give_measure_to, person or None),
        )
        self.how = LineField(desk, _("Where the value comes from"), length=400, save=lambda text: do(measures.say_where_from, text))
        self.frozen = CheckField(
            desk, _("The median is that of the values before the start"), save=lambda on: do(measures.freeze_median, on)
        )
        self.rules = ChoiceField(
            desk, _("Rules that decide"), words("rules", ("anhoej", "ihi")), save=lambda kept: do(measures.choose_rules, kept)
        )
        self.happened = AddLine(desk, _("On the chart: 4 Jan new way of working"), self._annotate)
        self.happened.setMaxLength(230)
        self.notes = ValueTable(desk, self._note_columns(), name=_("What stands on the chart"), multiple=False, menu=lambda notes: [(_("Remove"), "trash-2", lambda: self._remove_notes(notes))])  # fmt: skip
        self.notes.removal_asked.connect(self._remove_notes)
        self.notes.setFixedHeight(150)
        left = form(self.name, (self.what, self.measured_in), (self.better, self.interval), (self.target, self.target_on))
        right = form((self.owner, self.rules), self.how, self.frozen)
        happened = controls.column(controls.label(_("What happened on the way"), "label"), 6, self.happened, 6, self.notes)
        self.setLayout(
            controls.column(
                controls.hairline(), 10,
                controls.row((controls.holder(controls.column(left, None)), 1), (controls.holder(controls.column(right, 14, happened, None)), 1), spacing=look.L), margins=(0, 0, 0, 10),
            )
        )  # fmt: skip

    def show_measure(self, view: MeasureView) -> None:
        self._view = view
        m = view.measure
        field: Field
        for field, value, column in (
            (self.name, m.title, "title"), (self.what, m.side, ""), (self.measured_in, m.measure_unit, "measure_unit"), (self.better, m.better, ""),
            (self.interval, m.interval, ""), (self.target, m.target, ""), (self.target_on, m.target_on, ""), (self.owner, m.owner, ""), (self.how, m.how, "how"),
            (self.frozen, m.frozen, ""), (self.rules, m.rules, ""),
        ):  # fmt: skip
            field.show_value(value, m.id, column)
        self.notes.show_values(view.annotations)
        self.notes.setVisible(bool(view.annotations))

    def settle(self) -> None:
        for field in self.findChildren(Field):
            field.settle()  # type: ignore[attr-defined]

    def _note_columns(self) -> list[Column[Annotation]]:
        _, language = self.desk.gettext, self.desk.language
        return [
            Column(
                _("Day"), lambda a: language.date(a.on or "", "short", today=self.desk.today()), sort=lambda a: a.on or "", typed=lambda a: a.on or "",
                edit=lambda a, typed: self.desk.bench.do(measures.move_annotation, a.id, _day(self.desk, typed), by=self), width=118,
            ),
            Column(
                _("What happened"), lambda a: a.says, edit=lambda a, typed: self.desk.bench.do(measures.reword_annotation, a.id, typed, by=self),
                drafts=lambda a: (a.id, "says"),
            ),
        ]  # fmt: skip

    def _annotate(self, typed: str) -> None:
        """ "4 jan Nytt arbetssätt": as many words from the front as make a day; without one it is today's."""
        words = typed.split()
        for count in (4, 3, 2, 1):
            day = incoming_values.read_day(" ".join(words[:count]), self.desk.today()) if len(words) > count else None
            if day is not None and self._view is not None:
                self.desk.bench.do(measures.annotate, self._view.measure.id, day, " ".join(words[count:]), by=self)
                return
        if self._view is not None:
            self.desk.bench.do(measures.annotate, self._view.measure.id, self.desk.today(), typed, by=self)

    def _remove_notes(self, notes: Sequence[Annotation]) -> None:
        self.desk.bench.do(measures.remove_annotation, notes[0].id, by=self)
        self.desk.say(self.desk.gettext("It no longer stands on the chart."), undo=True)

    def _save_target(self, value: str | None) -> None:
        if self._view is not None:
            self._do(measures.set_target, value, on=self._view.measure.target_on)

    def _save_target_day(self, day: str | None) -> None:
        if self._view is None:
            return
        if self._view.measure.target is None:
            raise Refused("target_first")
        self._do(measures.set_target, self._view.measure.target, on=day)

    def _people(self) -> Sequence[tuple[str, str]]:
        desk = self.desk
        return [(line.id, told(line, desk.language, names=desk.settings.names)) for line in desk.bench.ask(directory)]

    def _do(self, action: Callable[..., Any], *args: Any, **facts: Any) -> None:
        if self._view is not None:
            self.desk.bench.do(action, self._view.measure.id, *args, by=self, **facts)


def _day(desk: Desk, typed: str) -> str:
    day = incoming_values.read_day(typed, desk.today())
    if day is None:
        raise Refused("not_a_date", text=typed)
    return day
