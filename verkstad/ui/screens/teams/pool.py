"""Everybody who could be in a team: searched, narrowed down, dragged or sent with Enter into the team that is chosen."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from functools import lru_cache
from typing import Any

from PySide6.QtCore import QEvent, QObject, Qt, Signal
from PySide6.QtGui import QDragEnterEvent, QDragMoveEvent, QDropEvent, QKeyEvent
from PySide6.QtWidgets import QWidget

from verkstad.app.people import role_name
from verkstad.app.teams import Board, Pool, PoolLine, TeamLine
from verkstad.domain.fields import Id
from verkstad.domain.teams import holds
from verkstad.ui import controls
from verkstad.ui.desk import Desk
from verkstad.ui.fields import Choice
from verkstad.ui.screens.people_words import role_choices, sort_key, unit_choices
from verkstad.ui.screens.teams.people import Lines, PeopleList
from verkstad.ui.screens.teams.words import Carried, ids, second_line, who


class PoolList(QWidget):
    """`added` carries ids of people for the chosen team, `taken_out` members (ids) that were dropped here."""

    added = Signal(tuple)
    taken_out = Signal(tuple)

    def __init__(self, desk: Desk) -> None:
        super().__init__()
        _ = desk.gettext
        self.desk = desk
        self._pool = Pool({}, {})
        self._sorted: list[PoolLine] = []
        self._teams: dict[Id, list[str]] = {}
        self._team: TeamLine | None = None
        self._told = lru_cache(20_000)(self._haystack)
        self.setAcceptDrops(True)
        self.search = controls.search_field(desk.theme, _("Name, unit, competence"), _("Clear the search"))
        self.which, self.unit, self.role = Choice(), Choice(), Choice()
        for box, name in ((self.which, _("Which people")), (self.unit, _("Unit")), (self.role, _("Role"))):
            box.setAccessibleName(name)
            box.activated.connect(lambda _i: self.narrow())
        for key, words in (
            ("", _("Everybody")), ("lacks", _("Those who have what the team lacks")), ("free", _("Those in no team")),
            ("meets", _("Those who meet customers")), ("decides", _("Those with a mandate")), ("time", _("Those with confirmed time")),
        ):  # fmt: skip
            self.which.addItem(words, key)
        self.list = PeopleList(desk, Lines(lambda x: who(x, desk), self._second, self._fact, lambda x: Carried(ids(x))), name=_("People"))
        self.counts = controls.label("", "caption", wrap=True)
        self.search.textChanged.connect(lambda _text: self.narrow())
        self.search.installEventFilter(self)
        self.list.entered.connect(self._send)
        self.hint = controls.label(_("Enter adds to the chosen team; or drag."), "caption", wrap=True)
        top = controls.column(
            self.search, 8, self.which, 8, controls.row((self.unit, 1), (self.role, 1)), 6, self.counts, margins=(20, 8, 20, 6)
        )
        self.nobody = controls.button(desk.theme, _("Add people"), "user-plus", on=lambda: desk.go("people"))
        below = controls.column(self.hint, controls.row(self.nobody, None), margins=(20, 6, 20, 10))
        self.setLayout(controls.column(top, (controls.holder(controls.column(self.list, margins=(12, 0, 8, 0))), 1), below))
        self.list.setMinimumHeight(150)

    # ------------------------------------------------------------------------------------------------ what it shows

    def show_pool(self, everybody: Pool) -> None:
        language, names = self.desk.language, self.desk.settings.names
        self._pool = everybody
        self._told.cache_clear()
        self._sorted = sorted(everybody.lines.values(), key=lambda x: sort_key(x.person, language, names=names))
        self.nobody.setVisible(not self._sorted)
        self.hint.setVisible(bool(self._sorted))
        for box, words, choices in (
            (self.unit, self.desk.gettext("All units"), unit_choices(self.desk)[1:]),
            (self.role, self.desk.gettext("All roles"), role_choices(self.desk)[1:]),
        ):
            kept = box.currentData()
            box.clear()
            box.addItem(words, "")
            used = {getattr(x.person, "unit" if box is self.unit else "role") for x in self._sorted}
            for key, shown in choices:
                if key in used:
                    box.addItem(shown, key)
            box.setCurrentIndex(max(0, box.findData(kept)))

    def order(self, line: PoolLine) -> Any:
        return sort_key(line.person, self.desk.language, names=self.desk.settings.names)

    def show_board(self, board: Board, team: TeamLine | None) -> None:
        """The teams, and the one that is chosen: whom it lacks may be other people than before."""
        self._team = team
        self._teams = {}
        for line in board.teams:
            for member in line.members:
                self._teams.setdefault(member.who.id, []).append(line.team.title)
        self.narrow()

    def narrow(self) -> None:
        needles = self.search.text().casefold().split()
        which, unit, role = self.which.currentData(), self.unit.currentData() or "", self.role.currentData() or ""
        keep = self._keeps(which)
        shown = [
            x for x in self._sorted
            if (not unit or x.person.unit == unit) and (not role or x.person.role == role) and keep(x)
            and (not needles or all(n in self._told(x.id) for n in needles))
        ]  # fmt: skip
        if shown != self.list.lines.shown:
            self.list.show_values(shown, lambda x: x.id)
        else:
            self.list.viewport().update()
        ngettext, gettext = self.desk.language.ngettext, self.desk.gettext
        told = ngettext("%(n)d person", "%(n)d people", len(shown))
        self.counts.setText(told if len(shown) == len(self._sorted) else gettext("%(people)s of %(n)d", people=told, n=len(self._sorted)))

    def _keeps(self, which: str) -> Callable[[PoolLine], bool]:
        if which == "free":
            return lambda x: x.id not in self._teams
        if which == "meets":
            return lambda x: x.candidate.meets_customers
        if which == "decides":
            return lambda x: x.decides > 0
        if which == "time":
            return lambda x: bool(x.candidate.confirmed and x.candidate.percent)
        if which == "lacks" and self._team is not None:
            team = self._team
            missing, open_ = team.look.coverage.missing, team.look.mandate.open
            inside = {m.who.id for m in team.members}
            return lambda x: (
                x.id not in inside
                and (
                    any(holds(x.candidate, w) for w in missing)
                    or any(x.candidate.levels.get(d.decision_type, 0) >= d.needed for d in open_)
                    or (x.candidate.meets_customers and not any(m.who.candidate.meets_customers for m in team.members))
                )
            )
        return lambda _x: True

    def _second(self, line: PoolLine) -> str:
        more = ", ".join(line.competences[:3])
        return " · ".join(x for x in (second_line(line, self.desk), more) if x)

    def _fact(self, line: PoolLine) -> str:
        _ = self.desk.gettext
        teams = self._teams.get(line.id, ())
        if teams:
            return teams[0] if len(teams) == 1 else _("%(n)d teams", n=len(teams))
        if line.candidate.meets_customers:
            return _("meets customers")
        return _("may decide") if line.decides else ""

    def _haystack(self, id: Id) -> str:
        line = self._pool.lines[id]
        person = line.person
        words = (who(line, self.desk), person.unit_name, person.position, role_name(person, self.desk.language), *line.competences)
        return " ".join(words).casefold()

    # ------------------------------------------------------------------------------------------------ what a person does

    def _send(self, lines: Sequence[PoolLine]) -> None:
        if lines:
            self.added.emit(ids(lines))

    def eventFilter(self, watched: QObject, event: QEvent) -> bool:
        """In the search Down goes to the list; Enter takes the first that was found."""
        if event.type() == QEvent.Type.KeyPress and isinstance(event, QKeyEvent):
            if event.key() == Qt.Key.Key_Down and self.list.lines.shown:
                self.list.setFocus(Qt.FocusReason.OtherFocusReason)
                return True
            if event.key() in (Qt.Key.Key_Return, Qt.Key.Key_Enter):
                if self.list.lines.shown and self.search.text().strip():
                    self._send(self.list.lines.shown[:1])
                    self.search.selectAll()
                return True
        return super().eventFilter(watched, event)

    def dragEnterEvent(self, event: QDragEnterEvent) -> None:
        carried = Carried.of(event.mimeData())
        if carried is not None and carried.members:
            event.acceptProposedAction()

    def dragMoveEvent(self, event: QDragMoveEvent) -> None:
        event.acceptProposedAction()

    def dropEvent(self, event: QDropEvent) -> None:
        carried = Carried.of(event.mimeData())
        if carried is not None and carried.members:
            event.acceptProposedAction()
            self.taken_out.emit(carried.members)
