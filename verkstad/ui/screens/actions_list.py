"""What is to be done after a workshop: what, who, when and how it stands, changed where it stands; what is late says so in words."""

from __future__ import annotations

import datetime
from collections.abc import Callable, Sequence
from functools import partial
from typing import TYPE_CHECKING, Any

from PySide6.QtCore import QEvent, QObject, Qt
from PySide6.QtGui import QKeyEvent
from PySide6.QtWidgets import QWidget

from verkstad import wording
from verkstad.app import actions, people
from verkstad.app.actions import ActionLine
from verkstad.app.people import called
from verkstad.domain.actions import Action
from verkstad.domain.dates import parse_date
from verkstad.domain.errors import Refused
from verkstad.domain.people import Identity, Person
from verkstad.i18n import Language
from verkstad.ui import controls
from verkstad.ui import theme as look
from verkstad.ui.desk import Desk
from verkstad.ui.empty import EmptyState
from verkstad.ui.fields import ChoiceField, DateField, Field, LineField, PersonField, ProseField, form
from verkstad.ui.origin import OriginLines
from verkstad.ui.screen import Part
from verkstad.ui.screens.people_units import AddLine
from verkstad.ui.screens.people_words import add_called, put_first, sort_key, told, told_of
from verkstad.ui.value_table import Column, Filter, ValueTable

if TYPE_CHECKING:
    from verkstad.app.workbench import Changes

STATUSES = ("open", "doing", "done", "dropped")
BEARINGS = ("test", "opportunity", "requirement", "stop")
STATUS_LOOK = {"open": "text2", "doing": "kind:opening", "done": "kind:solo", "dropped": "text2"}


def is_open(action: Action) -> bool:
    return action.status not in ("done", "dropped")


def is_late(action: Action, today: str) -> bool:
    return is_open(action) and action.due is not None and action.due < today


def due_words(action: Action, today: str, language: Language) -> str:
    """How near the day is: "3 days late", "today", "in 5 days"; nothing when it is done, dropped or has no day."""
    if action.due is None or not is_open(action):
        return ""
    try:
        days = (datetime.date.fromisoformat(action.due) - datetime.date.fromisoformat(today)).days
    except ValueError:
        return ""
    if days < 0:
        return language.ngettext("%(n)d day late", "%(n)d days late", -days)
    if days < 2:
        return language.gettext("tomorrow") if days else language.gettext("today")
    return language.ngettext("in %(n)d day", "in %(n)d days", days) if days < 60 else ""


DRAFTED = ("what", "status", "bearing")
"""The columns of an action whose typed text is kept while it is typed."""


class ActionInspector(QWidget):
    def __init__(
        self, desk: Desk, *, owners: Callable[[], Sequence[tuple[str, str]]], remove: Callable[[Sequence[ActionLine]], object]
    ) -> None:
        super().__init__()
        _ = desk.gettext
        self.desk = desk
        self._lines: list[ActionLine] = []
        self.heading = controls.Elided("", "section")
        self.about = controls.label("", "caption", wrap=True)
        self.what = ProseField(
            desk, _("What is to be done"), lines=4, required=True, save=lambda text: self._do(actions.reword_action, self._one(), text)
        )
        self.owner = PersonField(
            desk,
            _("Responsible"),
            people=owners,
            called=partial(told_of, desk),
            adds=partial(add_called, desk),
            placeholder=_("One person"),
            save=lambda person: self._do(actions.assign_action, self._one(), person or None),
        )
        self.due = DateField(desk, _("Due"), of=(Action, "due"), today=desk.today, save=lambda day: self._each(actions.set_due, day))
        self.status = ChoiceField(
            desk, _("Status"), [(s, wording.choice_name("action", "status", s, desk.language)) for s in STATUSES], save=self._set_status
        )
        self.reason = LineField(
            desk, _("Why"), length=400, save=lambda text: self._do(actions.change_status, self._one(), self._lines[0].action.status, text)
        )
        self.bearing = ChoiceField(
            desk, _("Kind"), [(b, wording.choice_name("action", "kind", b, desk.language)) for b in BEARINGS],
            save=lambda kept: self._each(actions.change_bearing, kept),
        )  # fmt: skip
        self.fields = (self.what, self.owner, self.due, self.status, self.bearing, self.reason)
        self.form = controls.holder(form(self.what, self.owner, (self.due, self.status), self.bearing, self.reason))
        self.remove = controls.button(desk.theme, _("Remove"), "trash-2", on=lambda: remove(self._lines))
        self.origin = OriginLines(desk)
        self.setLayout(
            controls.column(
                self.heading,
                4,
                self.about,
                2,
                self.origin,
                14,
                self.form,
                20,
                controls.row(self.remove, None),
                None,
                margins=(24, 18, 24, 24),
            )
        )
        self.show_lines([])

    def show_lines(self, lines: Sequence[ActionLine]) -> None:
        _, language = self.desk.gettext, self.desk.language
        if [x.action.id for x in lines] != [x.action.id for x in self._lines]:
            self.settle()
        self._lines = list(lines)
        self.origin.show_row(lines[0].action.id if len(lines) == 1 else "")
        self.form.setVisible(bool(lines))
        self.remove.setVisible(bool(lines))
        self.what.setVisible(len(lines) == 1)
        self.owner.setVisible(len(lines) == 1)
        if not lines:
            self.heading.setText(_("Nothing selected"))
            self.about.setText(_("Choose an action in the list to see and change the rest."))
            return
        if len(lines) > 1:
            self.heading.setText(language.ngettext("%(n)d action", "%(n)d actions", len(lines)))
            self.about.setText(_("What you choose here goes for all of them."))
            self.reason.setVisible(False)
            field: Field
            for field, name in ((self.due, "due"), (self.status, "status"), (self.bearing, "bearing")):
                values = {getattr(x.action, name) for x in lines}
                field.show_value(values.pop() if len(values) == 1 else None)
            return
        row = lines[0].action
        self.heading.setText(_("Action"))
        self.about.setText(due_words(row, self.desk.today(), language))
        self.reason.setVisible(not is_open(row))
        for field, value, column in (
            (self.what, row.what, "what"), (self.owner, row.owner, "owner"), (self.due, row.due, "due"), (self.status, row.status, "status"),
            (self.reason, row.reason, "reason"), (self.bearing, row.bearing, "bearing"),
        ):  # fmt: skip
            field.show_value(value, row.id, column if column in DRAFTED else "", of=column)

    def settle(self) -> None:
        for field in self.fields:
            field.settle()

    def focus_first(self) -> None:
        self.what.setFocus(Qt.FocusReason.OtherFocusReason)

    def _set_status(self, status: str) -> None:
        for line in self._lines:
            self._do(actions.change_status, line.action.id, status)

    def _each(self, action: Callable[..., Any], value: Any) -> None:
        for line in self._lines:
            self._do(action, line.action.id, value)

    def _one(self) -> str:
        return self._lines[0].action.id

    def _do(self, action: Callable[..., Any], *args: Any) -> None:
        self.desk.bench.do(action, *args, by=self)


class ActionsPart(Part):
    key = "actions"

    def __init__(self, desk: Desk) -> None:
        super().__init__(desk)
        _ = self._
        self._workshop = ""
        self._lines: tuple[ActionLine, ...] = ()
        self.new_line = AddLine(desk, _("New action: what is to be done? Press Enter"), self.add)
        self.new_line.setMaxLength(2_000)
        self.counts = controls.label("", "caption")
        today = desk.today
        self.table = ValueTable(
            desk, self._columns(), name=_("Actions"), key=lambda x: x.action.id, search=_("Search"), menu=self._menu, space=self._turn,
            filters=[
                Filter(
                    _("Which actions"),
                    [
                        (_("All"), lambda _x: True),
                        (_("Not done"), lambda x: is_open(x.action)),
                        (_("Late"), lambda x: is_late(x.action, today())),
                        (_("Without anybody responsible or a day"), lambda x: is_open(x.action) and (x.owner is None or x.action.due is None)),
                    ],
                )
            ],
            empty=EmptyState(
                desk.theme, "list-checks", _("What leaves the room with somebody's name and a day on it stands here."),
                _("Write the first action"), lambda: self.new_line.setFocus(Qt.FocusReason.OtherFocusReason),
            ),
        )  # fmt: skip
        put_first(self.table, self.new_line)
        self.table.view.installEventFilter(self)
        self.table.chosen.connect(lambda lines: self._inspector.show_lines(lines))
        self.table.opened.connect(lambda _line: self._inspector.focus_first())
        self.table.removal_asked.connect(self.remove)
        self._inspector = ActionInspector(desk, owners=self._owners, remove=self.remove)
        self.setLayout(controls.column((self.table, 1), self.counts, spacing=look.M, margins=(24, 16, 24, 16)))

    # ------------------------------------------------------------------------------------------------ what the page asks

    def show_workshop(self, workshop: str) -> None:
        self._workshop = workshop
        self.table.search.clear()

    def inspector(self) -> QWidget | None:
        return self._inspector if self._lines else None

    def hints(self) -> str:
        return self._("Enter edits    Space done or not    Alt+↑↓ moves    Del removes") if self._lines else ""

    def workshop(self) -> str:
        return self._workshop

    def sheet(self) -> str:
        return "actions"

    def show_row(self, row: str, part: str) -> None:
        self.table.search.clear()
        self.table.select([row])
        self.table.view.setFocus(Qt.FocusReason.OtherFocusReason)

    def refresh(self, changes: Changes | None, by: object) -> None:
        if not self._workshop or (changes is not None and not changes.touches(Action, Person, Identity)):
            return
        had = bool(self._lines)
        self._lines = self.desk.bench.ask(actions.action_lines, self._workshop)
        self.table.show_values(self._lines)
        self.counts.setText(self.summary())
        if had != bool(self._lines):
            self.headline_changed.emit()

    def reveal(self, changes: Changes) -> None:
        self.table.select(changes.ids(Action))

    def find(self) -> bool:
        self.table.search.setFocus(Qt.FocusReason.ShortcutFocusReason)
        return bool(self._lines)

    def settle(self) -> None:
        self._inspector.settle()

    def summary(self) -> str:
        """ "7 actions · 3 done · 1 late"."""
        ngettext, today = self.desk.language.ngettext, self.desk.today()
        done = sum(x.action.status == "done" for x in self._lines)
        late = sum(is_late(x.action, today) for x in self._lines)
        if not self._lines:
            return ""
        parts = [ngettext("%(n)d action", "%(n)d actions", len(self._lines))]
        if done:
            parts.append(ngettext("%(n)d done", "%(n)d done", done))
        if late:
            parts.append(ngettext("%(n)d late", "%(n)d late", late))
        return " · ".join(parts)

    # ------------------------------------------------------------------------------------------------ what a person does

    def add(self, what: str) -> None:
        made = self.desk.bench.do(actions.add_action, self._workshop, what, by=self)
        self.table.select([made])

    def remove(self, lines: Sequence[ActionLine]) -> None:
        if len(lines) == 1:
            self.desk.bench.do(actions.remove_action, lines[0].action.id, by=self)
        else:
            self.desk.bench.do(actions.remove_actions, tuple(line.action.id for line in lines), by=self)
        self.desk.say(self.desk.language.ngettext("%(n)d action was removed.", "%(n)d actions were removed.", len(lines)), undo=True)

    def set_status(self, lines: Sequence[ActionLine], status: str) -> None:
        for line in lines:
            self.desk.bench.do(actions.change_status, line.action.id, status, by=self)

    def move(self, by: int) -> None:
        """The selected action one step up or down the list."""
        chosen = self.table.selected()
        ids = [x.action.id for x in self._lines]
        if len(chosen) != 1 or self.table.model.sorted_by is not None:
            return
        at = ids.index(chosen[0].action.id)
        to = at + by
        if 0 <= to < len(ids):
            after = ids[to] if by > 0 else ids[to - 1] if to > 0 else None
            self.desk.bench.do(actions.move_action, ids[at], after, by=self)

    def _turn(self, lines: list[ActionLine]) -> None:
        self.set_status(lines, "open" if lines[0].action.status == "done" else "done")

    def _columns(self) -> list[Column[ActionLine]]:
        _, language, desk = self._, self.desk.language, self.desk

        def do(action: Callable[..., Any], *args: Any) -> None:
            desk.bench.do(action, *args, by=self)

        def due(typed: str) -> str | None:
            if not typed.strip():
                return None
            read = parse_date(typed, desk.today())
            if read is None:
                raise Refused("not_a_date", text=typed)
            return read

        def who(line: ActionLine) -> str:
            return called(line.owner, language, names=desk.settings.names) if line.owner else ""

        return [
            Column(
                _("What"), lambda x: x.action.what.replace("\n", " "), second=lambda x: "" if x.action.bearing == "test" else wording.choice_name("action", "kind", x.action.bearing, language),
                typed=lambda x: x.action.what, edit=lambda x, typed: do(actions.reword_action, x.action.id, typed), drafts=lambda x: (x.action.id, "what"), strong=True,
                faded=lambda x: not is_open(x.action),
            ),
            Column(
                _("Responsible"), who, second=lambda x: x.owner.unit_name if x.owner else "", width=190, typed=lambda x: who(x),
                edit=lambda x, typed: do(actions.assign_action, x.action.id, self.person_called(typed)), complete=lambda _x: [w for _id, w in self._owners()],
            ),
            Column(
                _("Due"), lambda x: language.date(x.action.due, "short", today=desk.today()) if x.action.due else "",
                second=lambda x: due_words(x.action, desk.today(), language), sort=lambda x: x.action.due or "9999", typed=lambda x: x.action.due or "",
                edit=lambda x, typed: do(actions.set_due, x.action.id, due(typed)), width=140,
                icon=lambda x: ("triangle-alert", "danger") if is_late(x.action, desk.today()) else None,
            ),
            Column(
                _("Status"), lambda x: wording.choice_name("action", "status", x.action.status, language), typed=lambda x: x.action.status,
                choices=lambda _x: [(s, wording.choice_name("action", "status", s, language)) for s in STATUSES],
                edit=lambda x, kept: do(actions.change_status, x.action.id, kept), chip=lambda x: STATUS_LOOK.get(x.action.status, "text2"), width=126,
                sort=lambda x: STATUSES.index(x.action.status) if x.action.status in STATUSES else 9,
            ),
        ]  # fmt: skip

    def person_called(self, typed: str) -> str | None:
        """Whose id somebody's name is, as offered or only its beginning; None for nobody. Raises Refused when it is not one person."""
        words = " ".join(typed.casefold().split())
        if not words:
            return None
        known = self._owners()
        exact = [id for id, name in known if name.casefold() == words]
        near = exact or [id for id, name in known if name.casefold().startswith(words)]
        if len(near) != 1 and not exact:
            raise Refused("no_such_person", text=typed)
        return near[0]

    def _owners(self) -> list[tuple[str, str]]:
        """Those in the workshop first, then everybody else, each by the alphabet."""
        language, names, ask = self.desk.language, self.desk.settings.names, self.desk.bench.ask
        here = {line.person.id for line in ask(people.participants, self._workshop)} if self._workshop else set()
        lines = sorted(ask(people.directory), key=lambda x: (x.id not in here, sort_key(x, language, names=names)))
        return [(x.id, told(x, language, names=names)) for x in lines]

    def _menu(self, lines: list[ActionLine]) -> list[tuple[str, str, Callable[[], object]] | None]:
        icons = {"open": "circle", "doing": "play", "done": "circle-check", "dropped": "circle-x"}
        entries: list[tuple[str, str, Callable[[], object]] | None] = [
            (wording.choice_name("action", "status", s, self.desk.language), icons[s], partial(self.set_status, lines, s)) for s in STATUSES
        ]
        return [*entries, None, (self._("Remove"), "trash-2", partial(self.remove, lines))]

    def eventFilter(self, watched: QObject, event: QEvent) -> bool:
        if watched is self.table.view and event.type() == QEvent.Type.KeyPress and isinstance(event, QKeyEvent):
            steps = {Qt.Key.Key_Up: -1, Qt.Key.Key_Down: 1}
            if event.modifiers() & Qt.KeyboardModifier.AltModifier and event.key() in steps:
                self.move(steps[Qt.Key(event.key())])
                return True
        return super().eventFilter(watched, event)
