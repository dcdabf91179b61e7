"""Team: teams composed from everybody there is, with what each lacks said at once; in further tabs the map of positions, the register, and what else says who may do what."""

from __future__ import annotations

from collections.abc import Sequence
from functools import partial
from typing import TYPE_CHECKING, Any

from PySide6.QtCore import QPoint, Qt
from PySide6.QtWidgets import QMenu, QWidget

from verkstad.app import teams
from verkstad.app.teams import BOARDED, POOLED, Board, MemberLine, Pool, TeamLine
from verkstad.domain.fields import Id
from verkstad.domain.mandates import DecisionType, Mandate, Rating, RoleMandate
from verkstad.domain.modules import Module
from verkstad.domain.responsibility import Expectation, Force, Pulse, RaciCell, RaciRow, Stakeholder, Term, ValueWord
from verkstad.domain.teams import Member, Team
from verkstad.i18n import N_
from verkstad.ui import controls
from verkstad.ui.desk import Desk
from verkstad.ui.empty import EmptyState
from verkstad.ui.screen import Screen
from verkstad.ui.screens.people_units import AddLine
from verkstad.ui.screens.teams.card import Columns, TeamCard
from verkstad.ui.screens.teams.proposed import Proposals
from verkstad.ui.screens.teams.side import PEOPLE, TEAM, Side
from verkstad.ui.screens.teams.words import Carried, names_of
from verkstad.ui.stack import Stack
from verkstad.ui.tabbed import Tab, TabbedScreen, TabPart
from verkstad.wording_teams import Called

if TYPE_CHECKING:
    from verkstad.app.workbench import Changes

TEAMS, MAP, REGISTER, PATHS, RACI, STAKEHOLDERS, FORCES, WORDS = range(8)


def _teams(desk: Desk) -> Screen:
    return BoardPart(desk)


def _map(desk: Desk) -> Screen:
    from verkstad.ui.screens.teams.positions import MapPart

    return MapPart(desk)


def _register(desk: Desk) -> Screen:
    from verkstad.ui.screens.teams.mandates import RegisterPart

    return RegisterPart(desk)


def _paths(desk: Desk) -> Screen:
    from verkstad.ui.screens.teams.paths import PathsPart

    return PathsPart(desk)


def _raci(desk: Desk) -> Screen:
    from verkstad.ui.screens.teams.raci import RaciPart

    return RaciPart(desk)


def _stakeholders(desk: Desk) -> Screen:
    from verkstad.ui.screens.teams.stakeholders import StakeholdersPart

    return StakeholdersPart(desk)


def _forces(desk: Desk) -> Screen:
    from verkstad.ui.screens.teams.forces import ForcesPart

    return ForcesPart(desk)


def _words(desk: Desk) -> Screen:
    from verkstad.ui.screens.teams.glossary import WordsPart

    return WordsPart(desk)


TABS = (
    Tab("teams", N_("Teams"), _teams),
    Tab("map", N_("Roles and mandates"), _map, (Rating,)),
    Tab("mandates", N_("Mandate register"), _register, (Mandate, RoleMandate, DecisionType)),
    Tab("paths", N_("Paths"), _paths),
    Tab("raci", N_("Responsibility"), _raci, (RaciRow, RaciCell)),
    Tab("stakeholders", N_("Stakeholders"), _stakeholders, (Stakeholder,)),
    Tab("forces", N_("Forces"), _forces, (Force,)),
    Tab("words", N_("Words"), _words, (Term, ValueWord, Expectation)),
)


class TeamsScreen(TabbedScreen):
    key = "teams"
    TABS = TABS
    NOTHING = ("handshake", N_("A team takes care of a part of a change. Begin an initiative first."))

    @property
    def board_part(self) -> BoardPart:
        found: BoardPart = self.made(TEAMS)
        return found

    def title(self) -> str:
        return self._("Teams")

    def subtitle(self) -> str:
        """How many there are; and across units, once the teams were seen."""
        count = self.desk.bench.library.count(Team, parent=self.initiative) if self.initiative else 0
        if not count:
            return ""
        said = self.desk.language.ngettext("%(n)d team", "%(n)d teams", count)
        if TEAMS not in self.parts:
            return said
        across = sum(len({m.who.person.unit for m in line.members if m.who.person.unit}) > 1 for line in self.board_part.board.teams)
        return self._("%(teams)s, %(n)d across units", teams=said, n=across)

    def sheet(self) -> str:
        if self._tab in (TEAMS, MAP, REGISTER):
            return "team_sheet" if self._tab == TEAMS else "mandate_map"
        return super().sheet()


class BoardPart(TabPart):
    """The teams as cards, everybody beside them, proposals in their place when they are asked for."""

    def __init__(self, desk: Desk) -> None:
        super().__init__(desk)
        _ = self._
        self.board = Board((), {}, ())
        self.everybody = Pool({}, {})
        self._called: Called | None = None
        self.current = ""
        self.cards: dict[Id, TeamCard] = {}
        self.side = Side(desk, remove=self.remove_team, print_=lambda team: desk.print_from_here(self.initiative, "team_sheet", team))
        self.side.pool.added.connect(self.take_in)
        self.side.pool.taken_out.connect(lambda members: self._do(teams.take_out, members))
        self.new_line = AddLine(desk, _("New team: write its name and press Enter"), self.add)
        self.new_line.setMaxLength(200)
        self.columns = Columns()
        self.body = controls.scrolling(controls.holder(controls.column(self.columns, None, margins=(24, 4, 24, 24))))
        self.empty = EmptyState(
            desk.theme, "users",
            _("A team across units takes one module or value stream, tries it and decides most of it itself. Here you see at once what it lacks."),
            _("Write the name of the first team"), lambda: self.new_line.setFocus(Qt.FocusReason.OtherFocusReason),
        )  # fmt: skip
        self.inside = Stack()
        self.inside.addWidget(self.empty)
        self.inside.addWidget(self.body)
        self.proposed = Proposals(desk)
        self.proposed.left.connect(self.show_teams)
        self.proposed.taken.connect(self._take_proposal)
        board = controls.holder(controls.column(controls.row(self.new_line, margins=(24, 14, 24, 12)), (self.inside, 1)))
        self.stack = Stack()
        self.stack.addWidget(board)
        self.stack.addWidget(self.proposed)
        self.setLayout(controls.column((self.stack, 1)))

    def look_at(self, initiative: Id) -> None:
        super().look_at(initiative)
        self.current = ""
        self.show_teams()

    def inspector(self) -> QWidget | None:
        return self.side

    def hints(self) -> str:
        return self._("Enter takes in    Del takes out    Alt+←→ moves to another team") if self.board.teams else ""

    def find(self) -> bool:
        self.side.turn_to(PEOPLE)
        self.side.pool.search.setFocus(Qt.FocusReason.ShortcutFocusReason)
        self.side.pool.search.selectAll()
        return True

    def home(self) -> QWidget | None:
        card = self.cards.get(self.current)
        if card is not None and card.members.lines.shown:
            return card.members
        return self.side.pool.search if self.cards else self.new_line

    def settle(self) -> None:
        self.side.settle()

    def show_row(self, row: str, part: str) -> None:
        library = self.desk.bench.library
        member = library.get(Member, row)
        module = library.get(Module, row)
        team = member.parent if member else module.team if module else row
        if team in self.cards:
            self.choose(team)
            self.side.turn_to(TEAM)
            self.body.ensureWidgetVisible(self.cards[team])
            if member is not None:
                self.cards[team].members.select({row}, lambda x: x.id)

    def reveal(self, changes: Changes) -> None:
        members = set(changes.ids(Member))
        for card in self.cards.values():
            if card.line and any(m.id in members for m in card.line.members):
                card.members.select(members, lambda x: x.id)
        for team in changes.ids(Team):
            if team in self.cards:
                self.choose(team)

    # ------------------------------------------------------------------------------------------------ showing

    def refresh(self, changes: Changes | None, by: object) -> None:
        if changes is not None and not changes.touches(*POOLED, *BOARDED, Pulse):
            return
        fresh = changes is None or changes.touches(*POOLED)
        named_anew = fresh or self._called is None or (changes is not None and changes.touches(DecisionType))
        bench = self.desk.bench
        if fresh:
            self.everybody = bench.recall(teams.pool, self.desk.today())
        if named_anew:
            self._called = names_of(self.desk, self.everybody)
        had = bool(self.board.teams)
        self.board = bench.ask(teams.board, self.initiative, self.everybody)
        self._show_cards(anew=named_anew)
        self.side.show_all(self.everybody if fresh else None, self.board, self._line())
        if had != bool(self.board.teams) or (changes is not None and changes.touches(Member)):
            self.headline_changed.emit()

    def _show_cards(self, *, anew: bool) -> None:
        assert self._called is not None
        there = {line.id for line in self.board.teams}
        for gone in [id for id in self.cards if id not in there]:
            self.cards.pop(gone).deleteLater()
        for line in self.board.teams:
            if line.id not in self.cards:
                self.cards[line.id] = self._card(line.id)
            self.cards[line.id].show_line(line, self._called, anew=anew)
        if self.current not in there:
            self.current = self.board.teams[0].id if self.board.teams else ""
        for id, card in self.cards.items():
            card.set_current(id == self.current)
        self.columns.show_cards([self.cards[line.id] for line in self.board.teams])
        self.inside.setCurrentWidget(self.body if self.board.teams else self.empty)

    def _card(self, team: Id) -> TeamCard:
        card = TeamCard(self.desk, team)
        card.chosen.connect(self.choose)
        card.opened.connect(self.open)
        card.dropped.connect(self.drop)
        card.proposals_asked.connect(self.propose)
        card.members.removed.connect(self.take_out)
        card.members.entered.connect(lambda lines: self.open(team) if lines else None)
        card.members.sent.connect(self.send)
        card.members.stepped.connect(self.step)
        card.members.picked.connect(lambda lines: self._on_picked(team, lines))
        card.members.menu_asked.connect(self._menu)
        return card

    def _line(self) -> TeamLine | None:
        return next((line for line in self.board.teams if line.id == self.current), None)

    def choose(self, team: Id) -> None:
        """The team people are taken into, and whose charter stands beside."""
        if team == self.current:
            return
        self.side.settle()
        self.current = team
        for id, card in self.cards.items():
            card.set_current(id == team)
            if id != team:
                card.members.clearSelection()
        self.side.show_team(self._line(), self.board)

    def open(self, team: Id) -> None:
        """Its charter beside."""
        self.choose(team)
        self.side.turn_to(TEAM)

    def _on_picked(self, team: Id, lines: list[MemberLine]) -> None:
        if team == self.current:
            self.side.show_member(lines[0] if len(lines) == 1 else None)

    # ------------------------------------------------------------------------------------------------ what a person does

    def add(self, title: str) -> None:
        self.choose(self.desk.bench.do(teams.new_team, self.initiative, title, by=self))

    def take_in(self, people: Sequence[Id]) -> None:
        if not self.current:
            self.desk.say(self._("Make a team first: write its name above."))
            return
        line = self._line()
        inside = {m.who.id for m in line.members} if line else set()
        new = tuple(p for p in people if p not in inside)
        if not new:
            self.desk.say(self._("Already in the team."))
            return
        self._do(teams.take_in, self.current, new)

    def take_out(self, lines: Sequence[MemberLine]) -> None:
        self._do(teams.take_out, tuple(line.id for line in lines))

    def send(self, lines: Sequence[MemberLine], by: int) -> None:
        """To the team before or after; the keyboard goes along."""
        ids = [line.id for line in self.board.teams]
        if len(ids) < 2 or self.current not in ids:
            return
        to = ids[(ids.index(self.current) + by) % len(ids)]
        moved = self.desk.bench.do(teams.move_to_team, tuple(line.id for line in lines), to, by=self)
        self.choose(to)
        card = self.cards[to]
        card.members.setFocus(Qt.FocusReason.OtherFocusReason)
        card.members.select(set(moved), lambda x: x.id)
        self.body.ensureWidgetVisible(card)

    def step(self, lines: Sequence[MemberLine], by: int) -> None:
        """One place up or down in the team."""
        line = self._line()
        if line is None or len(lines) != 1:
            return
        ids = [m.id for m in line.members]
        at = ids.index(lines[0].id)
        to = at + by
        if 0 <= to < len(ids):
            self._do(teams.move_member, ids[at], ids[to] if by > 0 else ids[to - 1] if to else None)

    def drop(self, team: Id, carried: Carried) -> None:
        self.choose(team)
        if carried.members:
            self._do(teams.move_to_team, carried.members, team)
        else:
            self.take_in(carried.people)

    def remove_team(self, line: TeamLine) -> None:
        self._do(teams.remove_team, line.id)
        self.side.turn_to(PEOPLE)
        self.desk.say(self._("%(name)s was removed.", name=line.team.title), undo=True)

    def propose(self, team: Id) -> None:
        """Three compositions beside each other; nothing is changed until one is taken."""
        self.choose(team)
        line = self._line()
        if line is None or self._called is None:
            return
        found = teams.proposals(line, self.everybody, self.board.teams_of, self.side.pool.order)
        self.proposed.show_proposals(line, found, self.everybody, self._called)
        self.stack.setCurrentWidget(self.proposed)
        self.proposed.focus_first()

    def _take_proposal(self, people: tuple[Id, ...]) -> None:
        self._do(teams.compose, self.current, people)
        self.show_teams()
        line = self._line()
        if line is not None:
            self.desk.say(self._("%(team)s has the people of the proposal.", team=line.team.title), undo=True)

    def show_teams(self) -> None:
        self.stack.setCurrentIndex(0)
        home = self.home()
        if home is not None and self.isVisible():
            home.setFocus(Qt.FocusReason.OtherFocusReason)

    def _menu(self, lines: list[MemberLine], at: QPoint) -> None:
        _, menu = self._, QMenu(self)
        others = [t for t in self.board.teams if t.id != self.current]
        menu.setAttribute(Qt.WidgetAttribute.WA_DeleteOnClose)
        for other in others[:8]:
            words = _("Move to %(team)s", team=other.team.title)
            menu.addAction(
                self.desk.theme.icon("arrow-right", "text2", 16),
                words,
                partial(self._do, teams.move_to_team, tuple(x.id for x in lines), other.id),
            )
        if others:
            menu.addSeparator()
        if len(lines) == 1:
            menu.addAction(
                self.desk.theme.icon("user", "text2", 16), _("Show the person"), partial(self.desk.go, "people", lines[0].who.id)
            )
        menu.addAction(self.desk.theme.icon("user-minus", "text2", 16), _("Take out of the team"), partial(self.take_out, lines))
        menu.popup(at)

    def _do(self, action: Any, *args: Any) -> Any:
        return self.desk.bench.do(action, *args, by=self)
