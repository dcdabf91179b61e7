"""Beside the teams: everybody one can take from, or the chosen team whole: what it works on, its charter, its members' time."""

from __future__ import annotations

from collections.abc import Callable
from typing import Any

from PySide6.QtCore import Signal
from PySide6.QtWidgets import QStackedWidget, QTabBar, QVBoxLayout, QWidget

from verkstad.app import modules, teams
from verkstad.app.teams import Board, MemberLine, Pool, TeamLine
from verkstad.domain.modules import DONE
from verkstad.domain.teams import Team
from verkstad.ui import controls
from verkstad.ui.desk import Desk
from verkstad.ui.fields import ChoiceField, DateField, Field, LineField, NumberField, PersonField, ProseField, form
from verkstad.ui.screens.teams.pool import PoolList
from verkstad.ui.screens.teams.words import who
from verkstad.wording import choice_name
from verkstad.wording_teams import front_sentence, mix_sentence

PEOPLE, TEAM = range(2)


class TeamForm(QWidget):
    """One team. `remove` takes its line, `print_` its id."""

    def __init__(self, desk: Desk, *, remove: Callable[[TeamLine], object], print_: Callable[[str], object]) -> None:
        super().__init__()
        from verkstad.ui.screens.teams.pulse import PulsePanel

        _ = desk.gettext
        self.desk = desk
        self.line: TeamLine | None = None
        self._board: Board | None = None
        self._member: MemberLine | None = None
        self.member_title = controls.Elided("", "section")
        self.member_about = controls.label("", "caption", wrap=True)
        self.part = LineField(
            desk, _("Role in the team"), length=120, placeholder=_("Tests with customers, keeps the calendar …"),
            save=lambda text: self._member and self._do(teams.say_part, self._member.id, text),
        )  # fmt: skip
        self.percent = NumberField(
            desk, _("Time for this team, %"), high=100, step=5, placeholder=_("All that is set aside"),
            save=lambda n: self._member and self._do(teams.give_time, self._member.id, n),
        )  # fmt: skip
        self.to_person = controls.button(desk.theme, _("Competences and time of the person"), role="link", on=self._open_person)
        self.member_box = controls.holder(
            controls.column(
                self.member_title, 2, self.member_about, 12, form(self.part, self.percent), 6, controls.row(self.to_person, None), 12,
                controls.hairline(), 16,
            )
        )  # fmt: skip
        self.title = LineField(desk, _("Name of the team"), required=True, save=self._saving(teams.rename_team))
        self.purpose = ProseField(desk, _("What the team is for"), lines=2, save=self._saving(teams.say_purpose))
        self.held = QVBoxLayout()
        self.held.setSpacing(4)
        self.module = ChoiceField(desk, _("Give the team a module"), save=self._give)
        self.stream = LineField(
            desk, _("Or a value stream"), placeholder=_("From question to answer"), save=self._saving(teams.name_value_stream)
        )
        self.accountable = PersonField(
            desk, _("Accountable"), people=self._members, placeholder=_("One of the members"),
            save=lambda person: self._do(teams.make_accountable, self._id(), person or None),
        )  # fmt: skip
        self.cadence = LineField(
            desk, _("When and where we meet"), placeholder=_("Tuesdays 9–10, by the board"), save=self._saving(teams.say_when_we_meet)
        )
        self.fixed = ProseField(
            desk, _("This is settled"), lines=4, placeholder=_("Budget, law, dates: what the team cannot change"),
            save=self._saving(teams.write_what_is_settled),
        )  # fmt: skip
        self.free = ProseField(
            desk, _("This we decide ourselves"), lines=4, placeholder=_("What the team may change without asking"),
            save=self._saving(teams.write_what_is_free),
        )  # fmt: skip
        self.agreements = ProseField(desk, _("How we work together"), lines=3, save=self._saving(teams.write_agreements))
        self.revisit = DateField(
            desk,
            _("Read again on"),
            of=(Team, "revisit_on"),
            today=desk.today,
            save=lambda day: self._tell(revisit_on=day),
            help=_("The day you look at the charter again"),
        )
        self.accepted = LineField(
            desk,
            _("Why it begins anyway"),
            length=400,
            placeholder=_("When the team begins with something missing"),
            save=lambda text: self._tell(gap_accepted=text),
        )
        self.fields: tuple[Field, ...] = (
            self.revisit, self.accepted, self.part, self.percent, self.title, self.purpose, self.module, self.stream, self.accountable, self.cadence, self.fixed, self.free,
            self.agreements,
        )  # fmt: skip
        self.front = controls.label("", "caption", wrap=True)
        self.pulse = PulsePanel(desk)
        works_on = controls.column(controls.label(_("Works on"), "label"), 4, self.held, 6, self.module, 12, self.stream)
        charter = controls.column(
            controls.label(_("Charter"), "section"), controls.label(_("What is settled, and what the team decides itself. The team sheet prints it."), "caption", wrap=True),
            10, form(self.fixed, self.free, self.cadence, self.agreements, self.accountable, self.revisit, self.accepted), spacing=2,
        )  # fmt: skip
        self.print_button = controls.button(desk.theme, _("Print the team sheet"), "printer", on=lambda: print_(self._id()))
        self.remove_button = controls.button(
            desk.theme, _("Remove team"), "trash-2", role="quiet", on=lambda: self.line and remove(self.line)
        )
        self.body = controls.holder(
            controls.column(
                form(self.title, self.purpose), 16, works_on, 20, charter, 18, self.front, 8, controls.row(self.print_button, None), 16,
                controls.hairline(), 16, self.pulse, 16,
                controls.row(self.remove_button, None),
            )
        )  # fmt: skip
        self.empty = controls.label(_("Choose a team to see its charter."), "caption", wrap=True)
        self.setLayout(controls.column(self.empty, self.member_box, self.body, None, margins=(24, 10, 24, 24)))
        self.show_team(None, None)

    def show_team(self, line: TeamLine | None, board: Board | None) -> None:
        if line is None or self.line is None or line.id != self.line.id:
            self.settle()
        self.line, self._board = line, board
        self.body.setVisible(line is not None)
        self.empty.setVisible(line is None)
        if line is None:
            self.show_member(None)
            return
        team, _ = line.team, self.desk.gettext
        for field, column in (
            (self.title, "title"), (self.purpose, "purpose"), (self.stream, "value_stream"), (self.accountable, "accountable"), (self.cadence, "cadence"),
            (self.fixed, "fixed"), (self.free, "free"), (self.agreements, "agreements"), (self.accepted, "gap_accepted"),
        ):  # fmt: skip
            field.show_value(getattr(team, column), team.id, column if field is not self.accountable else "", of=column)
        self.revisit.show_value(team.revisit_on, team.id, of="revisit_on")
        self._show_modules(line)
        self.pulse.show_team(team.id, team.parent or "")
        said = (front_sentence(line.look.front, self.desk.language), mix_sentence(line.look, self.desk.language))
        self.front.setText("\n".join(filter(None, said)))
        self.front.setVisible(bool(self.front.text()))
        member = next((m for m in line.members if self._member is not None and m.id == self._member.id), None)
        self.show_member(member)

    def show_member(self, member: MemberLine | None) -> None:
        if self._member is not None and (member is None or member.id != self._member.id):
            self.part.settle()
            self.percent.settle()
        self._member = member
        self.member_box.setVisible(member is not None)
        if member is None:
            return
        _, person, candidate = self.desk.gettext, member.who.person, member.who.candidate
        self.member_title.setText(who(member.who, self.desk))
        if candidate.percent is None:
            time = _("No time is set aside")
        elif candidate.confirmed:
            time = _("%(n)d %% set aside, confirmed by %(who)s", n=candidate.percent, who=member.who.confirmed_by)
        else:
            time = _("%(n)d %% set aside, not confirmed", n=candidate.percent)
        self.member_about.setText(" · ".join(x for x in (person.unit_name, time) if x))
        self.part.show_value(member.member.part, member.id, "part")
        self.percent.show_value(member.member.percent, member.id, "")

    def settle(self) -> None:
        for field in self.fields:
            field.settle()

    def _show_modules(self, line: TeamLine) -> None:
        _, language, board = self.desk.gettext, self.desk.language, self._board
        while self.held.count():
            row = self.held.takeAt(0).widget()
            if row is not None:
                row.hide()
                row.deleteLater()
        for module in line.modules:
            name = controls.Elided(module.title)
            state = controls.label(choice_name("module", "status", module.status, language), "caption")
            off = controls.icon_button(
                self.desk.theme, "x", _("Take %(module)s from the team", module=module.title),
                on=lambda id=module.id: self._do(modules.give_to_team, id, None),
            )  # fmt: skip
            self.held.addWidget(controls.holder(controls.row((name, 1), state, off, spacing=6)))
        free = [m for m in (board.modules if board else ()) if m.team is None and m.status not in DONE]
        self.module.offer([("", _("Choose a module")), *((m.id, m.title) for m in free)])
        self.module.show_value("")
        self.module.setVisible(bool(free))

    def _give(self, module: str) -> None:
        if module:
            self._do(modules.give_to_team, module, self._id())

    def _members(self) -> list[tuple[str, str]]:
        return [(m.who.id, who(m.who, self.desk)) for m in self.line.members] if self.line else []

    def _open_person(self) -> None:
        if self._member is not None:
            self.desk.go("people", self._member.who.id)

    def _id(self) -> str:
        return self.line.id if self.line else ""

    def _tell(self, **said: Any) -> None:
        self.desk.bench.do(teams.change_charter, self._id(), by=self, **said)

    def _saving(self, action: Callable[..., Any]) -> Callable[[Any], Any]:
        return lambda value: self._do(action, self._id(), value)

    def _do(self, action: Callable[..., Any], *args: Any) -> None:
        self.desk.bench.do(action, *args, by=self)


class Side(QWidget):
    """The inspector of the teams: two leaves, people and team."""

    turned = Signal(int)

    def __init__(self, desk: Desk, *, remove: Callable[[TeamLine], object], print_: Callable[[str], object]) -> None:
        super().__init__()
        _ = desk.gettext
        self.pool = PoolList(desk)
        self._make_form = lambda: TeamForm(desk, remove=remove, print_=print_)
        self._form: TeamForm | None = None
        self._team: TeamLine | None = None
        self._member: MemberLine | None = None
        self._board: Board | None = None
        self.leaves = QTabBar()
        self.leaves.setDrawBase(False)
        self.leaves.setExpanding(False)
        self.leaves.setAccessibleName(_("People or the team"))
        self.leaves.addTab(_("People"))
        self.leaves.addTab(_("The team"))
        self.stack = QStackedWidget()
        self.stack.addWidget(self.pool)
        self.leaves.currentChanged.connect(self._on_turned)
        self.leaves.currentChanged.connect(self.turned)
        line = controls.row(self.leaves, None, margins=(20, 10, 20, 0))
        self.setLayout(controls.column(line, controls.hairline(), (self.stack, 1), spacing=0))

    @property
    def form(self) -> TeamForm:
        """The leaf of the team, built when it is first wanted."""
        if self._form is None:
            self._form = self._make_form()
            self._form.show_team(self._team, self._board)
            self._form.show_member(self._member)
            self.stack.addWidget(controls.scrolling(self._form))
        return self._form

    def turn_to(self, leaf: int) -> None:
        self.leaves.setCurrentIndex(leaf)

    def _on_turned(self, leaf: int) -> None:
        if leaf == TEAM:
            assert self.form is not None
        self.stack.setCurrentIndex(leaf)

    def show_all(self, everybody: Pool | None, board: Board, team: TeamLine | None) -> None:
        """`everybody` None: the same people as before."""
        if everybody is not None:
            self.pool.show_pool(everybody)
        self.show_team(team, board)

    def show_team(self, team: TeamLine | None, board: Board) -> None:
        """The one that people are taken into."""
        self._team, self._board = team, board
        inside = team.members if team is not None else ()
        self._member = next((m for m in inside if self._member is not None and m.id == self._member.id), None)
        self.pool.show_board(board, team)
        if self._form is not None:
            self._form.show_team(team, board)

    def show_member(self, member: MemberLine | None) -> None:
        """The one of the team who is selected alone."""
        self._member = member
        if self._form is not None:
            self._form.show_member(member)

    def settle(self) -> None:
        if self._form is not None:
            self._form.settle()
