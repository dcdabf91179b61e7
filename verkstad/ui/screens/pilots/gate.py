"""The one gate: a calm list of what a pilot needs to run, each line with the field that fills it, and a way past it with a reason."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from functools import partial
from typing import Any

from PySide6.QtCore import Qt, QTimer
from PySide6.QtWidgets import QFrame, QLabel, QWidget

from verkstad import wording
from verkstad import wording_pilots as words
from verkstad.app import measures, pilots
from verkstad.app.measures import MeasureView
from verkstad.app.people import directory
from verkstad.app.pilots import PilotView
from verkstad.domain.piloting import is_before, sides_needed
from verkstad.domain.pilots import Pilot
from verkstad.domain.teams import Team
from verkstad.ui import controls
from verkstad.ui import theme as look
from verkstad.ui.desk import Desk
from verkstad.ui.fields import DateField, Field, LineField, PersonField
from verkstad.ui.screens.people_words import add_called, told, told_of
from verkstad.ui.screens.pilots.inputs import DecimalField, NamedField


class Step(QWidget):
    """A line of the list: a ring that is ticked when the line is met, and what fills it."""

    def __init__(self, desk: Desk, content: QWidget) -> None:
        super().__init__()
        self._theme = desk.theme
        self.content = content
        self.mark = QLabel()
        self.mark.setFixedSize(18, 18)
        self._met: bool | None = None
        self._desk = desk
        self.setLayout(controls.row(controls.holder(controls.column(self.mark, None)), (content, 1), spacing=10))
        self.show_met(False)

    def show_met(self, met: bool) -> None:
        if met != self._met:
            self._met = met
            self.mark.setPixmap(self._theme.pixmap("circle-check" if met else "circle", "accent" if met else "text2", 18))
            self.mark.setAccessibleName(self._desk.gettext("Is there") if met else self._desk.gettext("Is missing"))


class Gate(QFrame):
    """`go_to_values` opens the measure where its values are typed and pasted."""

    def __init__(self, desk: Desk, *, go_to_values: Callable[[str], object]) -> None:
        super().__init__()
        _ = desk.gettext
        self.desk, self._go_to_values = desk, go_to_values
        self._view: PilotView | None = None
        self._keys: tuple[tuple[str, str], ...] = ()
        self._measure_steps: dict[tuple[str, str], Step] = {}
        self._awaited = ""
        self.heading = controls.label("", "section", wrap=True)
        self.lead = controls.label("", "caption", wrap=True)
        self.team = NamedField(
            desk, _("Team"), placeholder=_("Choose one, or write the name of a new one"), known=self._teams,
            save=lambda name: self._do(pilots.choose_team, None, called=name or ""),
        )  # fmt: skip
        self.day = DateField(
            desk, _("Decision day"), of=(Pilot, "decision_day"), today=desk.today, save=lambda day: self._do(pilots.set_decision_day, day)
        )
        self.owner = PersonField(
            desk, _("Owner of the effect"), people=self._people, called=partial(told_of, desk), adds=partial(add_called, desk), placeholder=_("One person"),
            save=lambda person: self._do(pilots.give_effect_to, person or None),
        )  # fmt: skip
        self.follow_up = DateField(
            desk, _("Follow-up"), of=(Pilot, "follow_up"), today=desk.today, save=lambda day: self._do(pilots.set_follow_up, day)
        )
        self.steps = {what: Step(desk, field) for what, field in (("team", self.team), ("decision_day", self.day), ("owner", self.owner), ("follow_up", self.follow_up))}  # fmt: skip
        self._measures = controls.column(spacing=look.M)
        self.undated = controls.label(_("Set the start day, and the values are divided into before and during."), "caption", wrap=True)
        self.start = DateField(desk, _("The new way of working begins"), today=desk.today, save=lambda day: self._do(pilots.set_start, day))
        self.why = LineField(desk, _("Why it runs all the same"), length=400, placeholder=_("For example: the first values come next week"))
        self.why.line.returnPressed.connect(self._on_run)
        self.run = controls.button(desk.theme, _("Start running"), "play", role="primary", on=self._on_run)
        self.anyway = controls.button(desk.theme, _("Run anyway…"), role="link", on=self._on_anyway)
        self.back = controls.button(desk.theme, _("Go back to measuring first"), role="link", on=self._on_back)
        self.passed = controls.label("", "caption", wrap=True)
        self.setProperty("look", "card")
        self.setLayout(
            controls.column(
                self.heading, self.lead, 2, self._pair("team", "decision_day"), self._measures, self._pair("owner", "follow_up"),
                controls.hairline(), self.start, self.undated, self.why, self.passed, controls.row(self.run, self.anyway, self.back, None, spacing=look.M),
                spacing=look.M, margins=(20, 18, 20, 18),
            )
        )  # fmt: skip
        self.why.hide()

    def _pair(self, *whats: str) -> Any:
        return controls.row(*((self.steps[what], 1) for what in whats), spacing=look.M)

    # ---- what is so

    def show_pilot(self, view: PilotView) -> None:
        _, language, pilot = self.desk.gettext, self.desk.language, view.pilot
        another = self._view is None or self._view.pilot.id != pilot.id
        self._view = view
        missing = {lack.what for lack in view.lacks}
        first, ended = pilot.state == "measure_first", pilot.state == "ended"
        if first:
            self.heading.setText(_("This is missing before it runs") if view.lacks else _("Everything is there to run"))
            self.lead.setText(
                _("Fill in what you know. What is left can be passed with a reason.")
                if view.lacks
                else _("Say from which day the new way of working holds, and start.")
            )
        else:
            self.heading.setText(_("It has ended") if ended else _("It is running"))
            left = words.lacks_in_short(view.lacks, language, 5)
            self.lead.setText(_("Still missing: %(what)s.", what=left) if left else _("Everything that was asked for is there."))
        for what, step in self.steps.items():
            step.show_met(what not in missing)
        self.team.show_value(view.team.title if view.team else "", pilot.id)
        self.day.show_value(pilot.decision_day, pilot.id)
        self.owner.show_value(pilot.owner, pilot.id)
        self.follow_up.show_value(pilot.follow_up, pilot.id)
        self.start.show_value(pilot.started, pilot.id)
        self._show_measures(view)
        self.undated.setVisible(not pilot.started and any(m.values for m in view.measures))
        asking = first and bool(view.lacks) and not another and not self.why.isHidden()
        self.run.setVisible(first and (not view.lacks or asking))
        if not asking:
            self.run.setText(" " + _("Start running"))
            self.run.setAccessibleName(_("Start running"))
        self.anyway.setVisible(first and bool(view.lacks) and (another or self.why.isHidden()))
        if another or not first or not view.lacks:
            self.why.hide()
            self.why.show_value("", pilot.id)
        self.back.setVisible(pilot.state == "running")
        self.passed.setVisible(bool(pilot.passed_why) and not first)
        self.passed.setText(_("Started with something missing, because: %(why)s", why=pilot.passed_why))

    def settle(self) -> None:
        field: Field
        for field in (self.team, self.day, self.owner, self.follow_up, self.start):
            field.settle()
        for step in self._measure_steps.values():
            for inner in step.findChildren(Field):
                inner.settle()  # type: ignore[attr-defined]

    # ---- measures

    def _show_measures(self, view: PilotView) -> None:
        needed = sides_needed(view.pilot)
        keys: list[tuple[str, str]] = []
        for side in needed:
            own = [m for m in view.measures if m.measure.side == side]
            keys += [(side, m.measure.id) for m in own] or [(side, "")]
        if tuple(keys) != self._keys:
            self._rebuild(tuple(keys), view)
        by_id = {m.measure.id: m for m in view.measures}
        for (_side, measure), step in self._measure_steps.items():
            if measure:
                self._fill_measure(step, by_id[measure], view)
            else:
                step.show_met(False)

    def _rebuild(self, keys: tuple[tuple[str, str], ...], view: PilotView) -> None:
        held = self.window().focusWidget() if self.isVisible() else None
        inside = held is not None and any(step.isAncestorOf(held) for step in self._measure_steps.values())
        added = [key for key in keys if key[1] and key not in self._keys]
        old = set(self._measure_steps)
        for key in old - set(keys):
            gone = self._measure_steps.pop(key)
            self._measures.removeWidget(gone)
            gone.hide()
            gone.deleteLater()
        for at, key in enumerate(keys):
            if key not in self._measure_steps:
                self._measure_steps[key] = self._missing_step(key[0]) if not key[1] else self._measure_step(key[1])
            self._measures.removeWidget(self._measure_steps[key])
            self._measures.insertWidget(at, self._measure_steps[key])
        self._keys = keys
        before: QWidget = self.day.control
        for key in keys:
            for line in self._measure_steps[key].findChildren(QWidget):
                if line.focusPolicy() & Qt.FocusPolicy.TabFocus:
                    QWidget.setTabOrder(before, line)
                    before = line
        QWidget.setTabOrder(before, self.owner.control)
        if inside and added:
            step = self._measure_steps[added[-1]]
            QTimer.singleShot(0, step, lambda: self._focus(step))

    def _focus(self, step: Step) -> None:
        target = step.findChild(DecimalField)
        if isinstance(target, DecimalField):
            target.control.setFocus(Qt.FocusReason.OtherFocusReason)

    def _missing_step(self, side: str) -> Step:
        language = self.desk.language
        name = LineField(
            self.desk, words.side_asked(side, language), placeholder=words.measure_hint(side, language),
            save=lambda title: title and self._add(title, side),
        )  # fmt: skip
        name.show_value("")
        return Step(self.desk, name)

    def _measure_step(self, measure: str) -> Step:
        _ = self.desk.gettext
        side, title = controls.label("", "label"), controls.Elided("", "strong")
        values = controls.button(self.desk.theme, "", role="link", on=lambda: self._go_to_values(measure))
        target = DecimalField(self.desk, _("Target"), save=lambda value: self._set_target(measure, value))
        target.setFixedWidth(132)
        content = controls.holder(controls.row((controls.column(side, 2, title, controls.row(values, None)), 1), target, spacing=look.M))
        step = Step(self.desk, content)
        step.setProperty("parts", (side, title, values, target))
        return step

    def _fill_measure(self, step: Step, seen: MeasureView, view: PilotView) -> None:
        _, language, m = self.desk.gettext, self.desk.language, seen.measure
        side, title, values, target = step.property("parts")
        side.setText(wording.choice_name("measure", "side", m.side, language))
        title.setText(m.title)
        count = sum(v.value is not None and is_before(v.on, view.pilot.started) for v in seen.values)
        if not count:
            said = _("Type or paste the values from before the start")
        elif view.pilot.started:
            said = language.ngettext("%(n)d value from before the start", "%(n)d values from before the start", count)
        else:
            said = language.ngettext("%(n)d value", "%(n)d values", count)
        values.setText(said)
        values.setAccessibleName(f"{said}: {m.title}")
        target.label.setText(_("Target, %(unit)s", unit=m.measure_unit) if m.measure_unit and len(m.measure_unit) < 9 else _("Target"))
        target.control.setAccessibleName(_("Target of %(measure)s", measure=m.title))
        target.show_value(m.target, m.id)
        step.show_met(bool(view.pilot.started) and not any(lack.measure == m.id for lack in view.lacks))

    # ---- what a person does

    def _on_run(self) -> None:
        self.settle()
        if self._view is None:
            return
        why = self.why.value() if self._view.lacks else ""
        if self._view.lacks and not why:
            self.why.complain(self.desk.gettext("Write why, in a few words."))
            self.why.setFocus(Qt.FocusReason.OtherFocusReason)
            return
        self.why.revert()
        first = self._view.pilot.started or self.desk.today()
        self.desk.try_to(pilots.start_running, self._id(), started=first, why=why, by=self)

    def _on_anyway(self) -> None:
        """First the reason is asked for, then it runs."""
        if self.why.isHidden():
            self.why.show()
            self.anyway.hide()
            self.run.setVisible(True)
            self.run.setText(" " + self.desk.gettext("Run anyway"))
            self.run.setAccessibleName(self.desk.gettext("Run anyway"))
            self.why.setFocus(Qt.FocusReason.OtherFocusReason)

    def _on_back(self) -> None:
        self.desk.try_to(pilots.measure_first, self._id(), by=self)

    def _teams(self) -> Sequence[str]:
        parent = self._view.pilot.parent if self._view else None
        return [t.title for t in self.desk.bench.library.children(Team, parent)] if parent else []

    def _people(self) -> Sequence[tuple[str, str]]:
        desk = self.desk
        return [(line.id, told(line, desk.language, names=desk.settings.names)) for line in desk.bench.ask(directory)]

    def _add(self, title: str, side: str) -> None:
        self._do(measures.add_measure, title, side=side)

    def _set_target(self, measure: str, value: str | None) -> None:
        seen = next((m.measure for m in self._view.measures if m.measure.id == measure), None) if self._view else None
        self.desk.bench.do(measures.set_target, measure, value, on=seen.target_on if seen else None, by=self)

    def _id(self) -> str:
        return self._view.pilot.id if self._view else ""

    def _do(self, action: Callable[..., Any], *args: Any, **facts: Any) -> None:
        self.desk.bench.do(action, self._id(), *args, by=self, **facts)
