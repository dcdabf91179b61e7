"""One participant in the inspector: answer, attendance, times, food, access, and somebody else in her place. Or several at once."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from typing import TYPE_CHECKING, Any

from PySide6.QtCore import Qt
from PySide6.QtWidgets import QWidget

from verkstad import wording
from verkstad.app import people
from verkstad.app.people import ParticipantLine, called, role_name
from verkstad.domain.errors import Refused
from verkstad.domain.workshop import reply
from verkstad.ui import controls
from verkstad.ui import theme as look
from verkstad.ui.desk import Desk
from verkstad.ui.fields import ChoiceField, ClockField, Field, LineField, PersonField, form
from verkstad.ui.screens.people_words import day_choices

if TYPE_CHECKING:
    from verkstad.ui.screens.people_part import PeoplePart


class ParticipantInspector(QWidget):
    def __init__(self, desk: Desk, *, owner: PeoplePart) -> None:
        super().__init__()
        _ = desk.gettext
        self.desk, self._owner = desk, owner
        self._lines: list[ParticipantLine] = []
        self.heading = controls.Elided("", "section")
        self.about = controls.label("", "caption", wrap=True)
        self.standing = controls.label("", "caption", wrap=True)
        self.fields: tuple[Field, ...] = ()
        self._whole = controls.column(self.heading, 4, self.about, self.standing, margins=(24, 18, 24, 24))
        self.setLayout(controls.column(self._whole, None))
        self.show_lines([])

    def _build(self) -> None:
        """The form, made when the first is selected: a page opens without it."""
        _, desk, owner = self.desk.gettext, self.desk, self._owner

        def choices(kind: str, values: Sequence[str]) -> list[tuple[str, str]]:
            return [(value, wording.choice_name("participation", kind, value, desk.language)) for value in values]

        self.answer = ChoiceField(
            desk,
            _("Answer"),
            choices("answer", ("invited", "yes", "no")),
            save=lambda kept: self._do(people.note_answer, self._ids(), kept),
        )
        self.attended = ChoiceField(desk, _("Attendance"), choices("attended", ("", "present", "absent")), save=self._attend)
        self.part = ChoiceField(
            desk, _("Part in the workshop"), choices("part", ("participant", "lead", "host", "decider")),
            save=lambda kept: self._do(people.change_part, self._ids(), kept),
        )  # fmt: skip
        self.day = ChoiceField(
            desk, _("There on"), [("", _("Every day"))], save=lambda kept: self._do(people.present_on, self._ids(), kept or None)
        )
        self.since = ClockField(
            desk, _("There from"), optional=True, placeholder=_("the start"), save=lambda time: self._between(since=time)
        )
        self.until = ClockField(
            desk, _("There until"), optional=True, placeholder=_("the end"), save=lambda time: self._between(until=time)
        )
        self.food = LineField(
            desk, _("Food"), placeholder=_("For example vegetarian"), save=lambda text: self._do(people.note_food, self._one().id, text)
        )
        self.access = LineField(
            desk,
            _("Access"),
            placeholder=_("For example a hearing loop"),
            save=lambda text: self._do(people.note_access, self._one().id, text),
        )
        self.substitute = PersonField(
            desk,
            _("Substitute"),
            people=owner._outsiders,
            free=True,
            placeholder=_("Who comes instead? Type a name"),
            save=self._substitute,
        )
        self.each_day = controls.label(_("The times hold for every day of the workshop."), "caption", wrap=True)
        self.times = controls.holder(controls.column(controls.row((self.since, 1), (self.until, 1), spacing=look.M), 4, self.each_day))
        self.choices = controls.holder(controls.row((self.answer, 1), (self.attended, 1), spacing=look.M))
        self.single = (self.times, self.food, self.access, self.substitute)
        self.fields = (self.answer, self.attended, self.part, self.day, self.since, self.until, self.food, self.access, self.substitute)
        self.form = controls.holder(form(self.choices, self.part, self.day, self.times, self.food, self.access, self.substitute))
        self.show_button = controls.button(
            desk.theme, _("Show the person"), "user", role="quiet", on=lambda: desk.go("people", self._one().person.id)
        )
        self.off_button = controls.button(desk.theme, _("Take off the list"), "trash-2", on=lambda: owner.take_off(self._lines))
        buttons = controls.column(controls.row(self.off_button, None), 4, controls.row(self.show_button, None))
        made = controls.holder(controls.column(16, self.form, 20, buttons))
        self._whole.addWidget(made)
        made.show()

    def show_lines(self, lines: Sequence[ParticipantLine]) -> None:
        _, language = self.desk.gettext, self.desk.language
        if [x.id for x in lines] != [x.id for x in self._lines]:
            self.settle()
        self._lines = list(lines)
        self.standing.setVisible(False)
        if not lines:
            self.heading.setText(_("Nobody selected"))
            self.about.setText(_("Choose somebody in the list to see and change the rest."))
        if not self.fields:
            if not lines:
                return
            self._build()
        for widget in (self.form, self.off_button):
            widget.setVisible(bool(lines))
        self.show_button.setVisible(len(lines) == 1)
        for widget in self.single:
            widget.setVisible(len(lines) == 1)
        if not lines:
            return
        days = self._owner.days
        self.day.offer(day_choices(days, language))
        self.day.setVisible(len(days) > 1)
        if len(lines) > 1:
            self.heading.setText(language.ngettext("%(n)d person", "%(n)d people", len(lines)))
            self.about.setText(_("What you choose here goes for all of them."))
            field: Field
            for field, name in ((self.answer, "answer"), (self.attended, "attended"), (self.part, "part")):
                values = {getattr(x.participation, name) for x in lines}
                field.show_value(values.pop() if len(values) == 1 else None)
            on = {x.participation.present_on or "" for x in lines}
            self.day.show_value(on.pop() if len(on) == 1 else None)
            return
        line = lines[0]
        row = line.participation
        self.heading.setText(self._called(line))
        said = (line.person.position or role_name(line.person, language), line.person.unit_name)
        self.about.setText(" · ".join(x for x in said if x and x != self._called(line)))
        self._show_standing(line)
        self.each_day.setVisible(len(days) > 1 and row.present_on is None)
        for field, value, column in (
            (self.answer, "yes" if reply(row) == "yes" else row.answer, "answer"), (self.attended, row.attended, "attended"), (self.part, row.part, "part"),
            (self.day, row.present_on or "", ""), (self.since, row.present_from, ""), (self.until, row.present_until, ""),
            (self.food, row.food, "food"), (self.access, row.access, "access"),
        ):  # fmt: skip
            field.show_value(value, row.id, column)
        self.substitute.show_value("", row.id, "")
        self.substitute.setEnabled(self._stands_in(line) is None)

    def focus_first(self) -> None:
        self.answer.setFocus(Qt.FocusReason.OtherFocusReason)

    def ask_part(self) -> None:
        self.part.setFocus(Qt.FocusReason.OtherFocusReason)

    def ask_substitute(self) -> None:
        self.substitute.setFocus(Qt.FocusReason.OtherFocusReason)

    def settle(self) -> None:
        for field in self.fields:
            field.settle()

    def _show_standing(self, line: ParticipantLine) -> None:
        _, names = self.desk.gettext, self.desk.settings.names
        other = self._stands_in(line)
        if other is not None:
            self.standing.setText(_("%(name)s comes instead.", name=self._called(other)))
        elif line.replaces is not None:
            self.standing.setText(_("Comes instead of %(name)s.", name=called(line.replaces, self.desk.language, names=names)))
        self.standing.setVisible(other is not None or line.replaces is not None)

    def _stands_in(self, line: ParticipantLine) -> ParticipantLine | None:
        return next((x for x in self._owner._lines if x.participation.substitute_for == line.participation.person), None)

    def _called(self, line: ParticipantLine) -> str:
        return called(line.person, self.desk.language, names=self.desk.settings.names)

    # ------------------------------------------------------------------------------------------------ saving

    def _attend(self, kept: str) -> None:
        action = {"present": people.mark_present, "absent": people.mark_absent}.get(kept, people.clear_attendance)
        self._do(action, self._ids())

    def _between(self, **changed: int | None) -> None:
        row = self._one().participation
        self._do(people.present_between, row.id, changed.get("since", row.present_from), changed.get("until", row.present_until))

    def _substitute(self, typed: str) -> None:
        if not typed:
            return
        words = typed.casefold()
        person = next((id for id, told in self._owner._outsiders() if told.casefold() == words), None)
        if person is None:
            near = [id for id, told in self._owner._outsiders() if told.casefold().startswith(words)]
            person = near[0] if len(near) == 1 else None
        if words == self._called(self._one()).casefold():
            raise Refused("same_person")
        self._owner.substitute(self._one(), person, typed)

    def _ids(self) -> tuple[str, ...]:
        return tuple(x.id for x in self._lines)

    def _one(self) -> ParticipantLine:
        return self._lines[0]

    def _do(self, action: Callable[..., Any], *args: Any) -> None:
        self.desk.bench.do(action, *args, by=self)
