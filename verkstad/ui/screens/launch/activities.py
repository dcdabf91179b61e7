"""Activities of the launch: on a line of time by phase, in a list with channel, day, owner and effort; what is spent inside and outside."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from functools import partial
from typing import TYPE_CHECKING, Any

from PySide6.QtCore import Qt
from PySide6.QtGui import QResizeEvent
from PySide6.QtWidgets import QWidget

from verkstad import wording
from verkstad.app import launch
from verkstad.app.launch import ActivityLine, Launch
from verkstad.domain.dates import parse_date
from verkstad.domain.decimals import read_decimal
from verkstad.domain.errors import Refused
from verkstad.domain.launch import CHANNELS, PHASES, Audience, LaunchActivity
from verkstad.domain.launching import TWO_WAY, has_message, read_line
from verkstad.ui import controls
from verkstad.ui import theme as look
from verkstad.ui.desk import Desk
from verkstad.ui.empty import EmptyState
from verkstad.ui.fields import CheckField, ChoiceField, DateField, Field, LineField, form
from verkstad.ui.screen import Screen
from verkstad.ui.screens.insights.pieces import Figures, named, person_field
from verkstad.ui.screens.launch.pieces import SHOWN, date_words, module_choices
from verkstad.ui.screens.launch.timeline import Timeline
from verkstad.ui.screens.people_units import AddLine
from verkstad.ui.screens.people_words import Fitting, put_first
from verkstad.ui.screens.pilots.inputs import DecimalField
from verkstad.ui.value_table import Column, Filter, ValueTable
from verkstad.wording_launch import effort_parts, investment_sentence

if TYPE_CHECKING:
    from verkstad.app.workbench import Changes


def words_of(column: str, value: str, desk: Desk) -> str:
    return wording.choice_name("launch_activity", column, value, desk.language) if value else ""


def choices_of(column: str, values: Sequence[str], desk: Desk) -> list[tuple[str, str]]:
    return [(v, words_of(column, v, desk) or "–") for v in values]


def decimal_typed(typed: str) -> str | None:
    """What was typed as hours or kronor; refused by the action when it is no number."""
    return (read_decimal(typed) or typed) if typed.strip() else None


class ActivityInspector(QWidget):
    def __init__(self, part: ActivitiesPart) -> None:
        super().__init__()
        desk = part.desk
        _ = desk.gettext
        self.desk, self._part = desk, part
        self._lines: list[ActivityLine] = []
        self.heading = controls.Elided("", "section")
        self.about = controls.label("", "caption", wrap=True)
        self.title = LineField(desk, _("What is done"), required=True, save=lambda text: self._change(title=text))
        self.on = DateField(desk, _("Day"), of=(LaunchActivity, "on"), save=lambda day: self._move(day))
        self.phase = ChoiceField(
            desk, _("Phase"), choices_of("phase", ("", *PHASES), desk), save=lambda kept: self._change(phase=kept or "")
        )
        self.channel = ChoiceField(desk, _("Channel"), choices_of("channel", ("", *CHANNELS), desk), save=self._channel)
        self.two_way = CheckField(desk, _("They can answer"), save=lambda kept: self._change(two_way=kept))
        self.audience = ChoiceField(desk, _("Audience"), save=lambda kept: self._change(audience=kept or None))
        self.owner = person_field(desk, _("Who does it"), lambda person: self._change(owner=person))
        self.outward = CheckField(desk, _("For those outside the organisation"), save=lambda kept: self._change(outward=kept))
        self.hours = DecimalField(desk, _("Hours"), save=lambda n: self._change(hours=n))
        self.cost = DecimalField(desk, _("Cost, kr"), save=lambda n: self._change(cost=n))
        self.state = ChoiceField(desk, _("State"), choices_of("state", launch.STATES, desk), save=self._state)
        self.module = ChoiceField(desk, _("Module"), save=lambda kept: self._change(module=kept or None))
        self.hook = LineField(desk, _("What makes one curious"), length=300, save=lambda text: self._change(hook=text))
        self.write = controls.button(desk.theme, _("Write the message"), "pencil", role="link", on=lambda: part.write(self._lines[0]))
        self.remove = controls.button(desk.theme, _("Remove"), "trash-2", on=lambda: part.remove(self._lines))
        self.fields: tuple[tuple[Field, str], ...] = (
            (self.title, "title"), (self.on, "on"), (self.phase, "phase"), (self.channel, "channel"), (self.two_way, "two_way"),
            (self.audience, "audience"), (self.owner, "owner"), (self.outward, "outward"), (self.hours, "hours"), (self.cost, "cost"),
            (self.state, "state"), (self.module, "module"), (self.hook, "hook"),
        )  # fmt: skip
        self.form = controls.holder(
            form(
                self.title, (self.on, self.phase), self.channel, self.two_way, self.audience, self.owner, (self.hours, self.cost), self.outward,
                (self.state, self.module), self.hook,
            )
        )  # fmt: skip
        self.setLayout(
            controls.column(
                self.heading, 4, self.about, 12, self.form, 12, controls.row(self.write, None), 12, controls.row(self.remove, None), None,
                margins=(24, 18, 24, 24),
            )
        )  # fmt: skip
        self.show_lines([], Launch())

    def show_lines(self, lines: Sequence[ActivityLine], found: Launch) -> None:
        _, language = self.desk.gettext, self.desk.language
        if [x.id for x in lines] != [x.id for x in self._lines]:
            self.settle()
        self._lines = list(lines)
        one = len(lines) == 1
        self.form.setVisible(one)
        self.write.setVisible(one)
        self.remove.setVisible(bool(lines))
        if not one:
            self.heading.setText(language.ngettext("%(n)d activity", "%(n)d activities", len(lines)) if lines else _("Nothing selected"))
            self.about.setText("" if lines else _("Choose an activity to say how it reaches them and who does it."))
            self.about.setVisible(not lines)
            return
        row = lines[0].activity
        self.heading.setText(row.title)
        self.about.setVisible(row.channel in TWO_WAY and not row.two_way)
        self.about.setText(_("Nobody can answer in it as it stands."))
        self.audience.offer([("", "–"), *((a.id, a.audience.title) for a in found.audiences)])
        self.module.offer(module_choices(found.modules))
        for field, column in self.fields:
            value = getattr(row, column)
            typed = column if column in ("title", "hook") else ""
            field.show_value(value or "" if isinstance(field, ChoiceField) else value, row.id, typed, of=column)
        self.write.setText(" " + (_("Change the message") if has_message(row) else _("Write the message")))

    def settle(self) -> None:
        for field, _column in self.fields:
            field.settle()

    def focus_first(self) -> None:
        self.title.setFocus(Qt.FocusReason.OtherFocusReason)

    def _change(self, **said: Any) -> None:
        if self._lines:
            self.desk.bench.do(launch.change_activity, self._lines[0].id, by=self, **said)

    def _move(self, day: str | None) -> None:
        self.desk.bench.do(launch.move_activities, (self._lines[0].id,), day, by=self)

    def _channel(self, channel: str) -> None:
        self._change(channel=channel or "", two_way=channel in TWO_WAY)

    def _state(self, state: str) -> None:
        self.desk.bench.do(launch.set_activity_state, (self._lines[0].id,), state, by=self)


class ActivitiesPart(Screen):
    key = "activities"

    def __init__(self, desk: Desk) -> None:
        super().__init__(desk)
        _ = self._
        self.initiative = ""
        self.found = Launch()
        self._for: str = ""  # the audience the next line is for
        self.new_line = AddLine(desk, _("New activity: 12/1 Meeting for case officers"), self.add)
        self.new_line.setMaxLength(200)
        self.whom = controls.label("", "badge")
        self.table: ValueTable[ActivityLine] = ValueTable(
            desk, self._columns(), name=_("Launch activities"), search=_("Search"),
            filters=[
                Filter(_("Phase"), [(_("All"), lambda _x: True), *((words_of("phase", p, desk), partial(self._in_phase, p)) for p in PHASES)]),
            ],
            menu=lambda rows: [
                (_("Done"), "check", partial(self._state, rows, "done")), (_("Planned"), "calendar", partial(self._state, rows, "planned")),
                (_("Dropped"), "x", partial(self._state, rows, "dropped")), None,
                (_("Write the message"), "pencil", lambda: self.write(rows[0])), None, (_("Remove"), "trash-2", partial(self.remove, rows)),
            ],
            space=lambda rows: self._state(rows, "planned" if all(x.activity.state == "done" for x in rows) else "done"),
            empty=EmptyState(
                desk.theme, "sparkles",
                _("A launch begins before the pilot does: a meeting, a poster, five minutes to try. Write one line an activity, the day first."),
                _("Write the first activity"), lambda: self.new_line.setFocus(Qt.FocusReason.OtherFocusReason),
            ),
        )  # fmt: skip
        put_first(self.table, self.new_line)
        self.fitting = Fitting(self.table, (6, 5, 4))
        self.table.chosen.connect(self._on_chosen)
        self.table.opened.connect(lambda _line: self._inspector.focus_first())
        self.table.removal_asked.connect(self.remove)
        self.timeline = Timeline(desk)
        self.timeline.moved.connect(lambda id, day: self.desk.bench.do(launch.move_activities, (id,), day, by=self))
        self.timeline.chosen.connect(lambda id: self.table.select([id]))
        self.timeline.opened.connect(self._open)
        self.timeline.removal_asked.connect(lambda id: self.remove([x for x in self.found.activities if x.id == id]))
        self.scene = controls.scrolling(self.timeline)
        self.figures = Figures()
        self.money = controls.label("", "caption", wrap=True)
        self.top = controls.holder(controls.column(self.figures, self.money, 6, self.scene, spacing=4))
        self._inspector = ActivityInspector(self)
        self.setLayout(controls.column(self.top, controls.row(self.whom, None), (self.table, 1), spacing=look.S, margins=(24, 16, 24, 16)))
        self.whom.hide()

    @staticmethod
    def _in_phase(phase: str, line: ActivityLine) -> bool:
        return line.activity.phase == phase

    def look_at(self, initiative: str) -> None:
        if initiative != self.initiative:
            self.initiative = initiative
            self._plan_for("")
            self.table.search.clear()

    def inspector(self) -> QWidget | None:
        return self._inspector if self.found.activities else None

    def hints(self) -> str:
        return self._("Space is done    Alt+←→ moves a week    Del removes") if self.found.activities else ""

    def sheet(self) -> str:
        return "launch_plan"

    def home(self) -> QWidget | None:
        return self.table.view if self.table.model.shown else self.new_line

    def find(self) -> bool:
        self.table.search.setFocus(Qt.FocusReason.ShortcutFocusReason)
        return bool(self.found.activities)

    def show_row(self, row: str, part: str) -> None:
        """An activity; an audience begins a line for them."""
        if self.desk.bench.library.get(Audience, row) is not None:
            self._plan_for(row)
            self.new_line.setFocus(Qt.FocusReason.OtherFocusReason)
            return
        self.table.search.clear()
        self.table.select([row])
        self.table.view.setFocus(Qt.FocusReason.OtherFocusReason)

    def reveal(self, changes: Changes) -> None:
        self.table.select(changes.ids(LaunchActivity))

    def settle(self) -> None:
        self._inspector.settle()

    def refresh(self, changes: Changes | None, by: object) -> None:
        if not self.initiative or (changes is not None and not changes.touches(*SHOWN)):
            return
        had, language = bool(self.found.activities), self.desk.language
        self.found = self.desk.bench.ask(launch.launch, self.initiative, language, self.desk.today())
        self.top.setVisible(bool(self.found.activities))
        self.figures.show_figures(effort_parts(self.found.effort, language))
        self.money.setText(investment_sentence(self.found.effort, self.found.investment, language))
        self.money.setVisible(bool(self.money.text()))
        self.timeline.show_lines(self.found.activities, self.found.start)
        stop, before = self.timeline.stop(), self.new_line.previousInFocusChain()
        if stop is not None and before is not None and before is not stop:
            QWidget.setTabOrder(before, stop)
        self._fit()
        self.table.show_values(self.found.activities)
        self._on_chosen(self.table.selected())
        if had != bool(self.found.activities):
            self.headline_changed.emit()

    def resizeEvent(self, event: QResizeEvent) -> None:
        super().resizeEvent(event)
        self._fit()

    def _fit(self) -> None:
        """The line of time is as high as its rows, up to half of the page; then it scrolls."""
        self.scene.setFixedHeight(min(self.timeline.height() + 2, max(140, self.height() // 2 - 60)))

    # ------------------------------------------------------------------------------------------------ what a person does

    def add(self, text: str) -> None:
        """ "12/1 Träff för handläggare": the day, what it is, and by its words the channel and the audience."""
        typed = read_line(text, self.desk.today(), [(a.id, a.audience.title) for a in self.found.audiences])
        made = self.desk.bench.do(
            launch.add_activity,
            self.initiative,
            typed.title,
            on=typed.on,
            channel=typed.channel,
            audience=typed.audience or self._for or None,
            by=self,
        )
        self._plan_for("")
        self.table.select([made])

    def _plan_for(self, audience: str) -> None:
        self._for = audience
        row = self.desk.bench.library.get(Audience, audience) if audience else None
        self.whom.setVisible(row is not None)
        if row is not None:
            self.whom.setText(self._("For %(audience)s", audience=row.title))
            self.whom.adjustSize()

    def write(self, line: ActivityLine) -> None:
        self.settle()
        self.desk.go("launch", line.id, "messages")

    def remove(self, lines: Sequence[ActivityLine]) -> None:
        if lines:
            self.desk.bench.do(launch.remove_activities, tuple(x.id for x in lines), by=self)
            self.desk.say(
                self.desk.language.ngettext("%(n)d activity was removed.", "%(n)d activities were removed.", len(lines)), undo=True
            )

    def _state(self, lines: Sequence[ActivityLine], state: str) -> None:
        if lines:
            self.desk.bench.do(launch.set_activity_state, tuple(x.id for x in lines), state, by=self)

    def _open(self, id: str) -> None:
        self.table.select([id])
        self._inspector.focus_first()

    def _on_chosen(self, lines: Sequence[ActivityLine]) -> None:
        self._inspector.show_lines(lines, self.found)
        self.timeline.select(lines[0].id if len(lines) == 1 else "")

    def _columns(self) -> list[Column[ActivityLine]]:
        _, desk, language = self._, self.desk, self.desk.language

        def change(x: ActivityLine, **said: Any) -> None:
            desk.bench.do(launch.change_activity, x.id, by=self, **said)

        def move(x: ActivityLine, typed: str) -> None:
            day = parse_date(typed, desk.today()) if typed.strip() else None
            if typed.strip() and day is None:
                raise Refused("not_a_date", text=typed)
            desk.bench.do(launch.move_activities, (x.id,), day, by=self)

        def icon(x: ActivityLine) -> tuple[str, str] | None:
            return {"done": ("check", "accent"), "dropped": ("x", "text2")}.get(x.activity.state)

        number: Callable[[str | None], str] = lambda n: language.number(n) if n else ""  # noqa: E731
        return [
            Column(_("Day"), lambda x: date_words(x.activity.on, desk), typed=lambda x: x.activity.on or "", edit=move, sort=lambda x: x.activity.on or "9999", width=140),
            Column(
                _("What is done"), lambda x: x.activity.title, second=lambda x: " · ".join(t for t in (x.audience, x.module) if t),
                edit=lambda x, typed: change(x, title=typed), drafts=lambda x: (x.id, "title"), strong=True, icon=icon,
                faded=lambda x: x.activity.state == "dropped",
            ),
            Column(
                _("Channel"), lambda x: words_of("channel", x.activity.channel, desk), second=lambda x: _("they can answer") if x.activity.two_way else "",
                typed=lambda x: x.activity.channel, choices=lambda _x: choices_of("channel", ("", *CHANNELS), desk),
                edit=lambda x, typed: change(x, channel=typed, two_way=typed in TWO_WAY), width=176,
            ),
            Column(
                _("Phase"), lambda x: words_of("phase", x.activity.phase, desk), typed=lambda x: x.activity.phase,
                choices=lambda _x: choices_of("phase", ("", *PHASES), desk), edit=lambda x, typed: change(x, phase=typed),
                sort=lambda x: PHASES.index(x.activity.phase) if x.activity.phase in PHASES else 9, width=96,
            ),
            Column(_("Who does it"), lambda x: named(x.owner, desk), width=140),
            Column(_("Hours"), lambda x: number(x.activity.hours), edit=lambda x, typed: change(x, hours=decimal_typed(typed)), right=True, width=70),
            Column(_("Cost, kr"), lambda x: number(x.activity.cost), edit=lambda x, typed: change(x, cost=decimal_typed(typed)), right=True, width=86),
            Column(
                _("State"), lambda x: words_of("state", x.activity.state, desk), typed=lambda x: x.activity.state,
                choices=lambda _x: choices_of("state", launch.STATES, desk), edit=lambda x, typed: self._state([x], typed), width=96,
            ),
        ]  # fmt: skip
