"""Actions: all of an initiative and its workshops, as a list or as boards by status, person and goal, with who has how much and whom it is for."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import replace
from typing import TYPE_CHECKING, Any

from verkstad import wording
from verkstad.app import actions
from verkstad.app.actions import ActionLine
from verkstad.app.work import Work, WorkLine, work
from verkstad.domain.actions import Action
from verkstad.domain.errors import Refused
from verkstad.domain.initiative import Goal
from verkstad.domain.insights import Insight
from verkstad.domain.modules import Module
from verkstad.domain.people import Identity, Person
from verkstad.domain.pilots import Loop, Pilot
from verkstad.domain.workshop import Day, Workshop
from verkstad.ui import controls
from verkstad.ui.desk import Desk
from verkstad.ui.fields import ChoiceField, LineField
from verkstad.ui.lanes import Card, Lane
from verkstad.ui.screens.actions_list import STATUS_LOOK, STATUSES, is_late, is_open
from verkstad.ui.screens.initiative.actions import InitiativeActions
from verkstad.ui.screens.insights.pieces import Boarded, View, named
from verkstad.ui.screens.people_words import Fitting
from verkstad.ui.value_table import Column
from verkstad.wording_following import moves_words
from verkstad.wording_insights import aim_sentence, balance_sentence, due_sentence, load_sentence

if TYPE_CHECKING:
    from verkstad.app.workbench import Changes

SHOWN = (Action, Person, Identity, Goal, Workshop, Day, Insight, Loop, Pilot, Module)
NOBODY = "-"
GOAL, AIMED = 3, 4
BY_STATUS, BY_PERSON, BY_GOAL = 1, 2, 3
MOST_LOADS = 6  # persons named in the line about load
SERVES = ("", "users", "project")


class WorkPart(InitiativeActions):
    def __init__(self, desk: Desk) -> None:
        super().__init__(desk)
        _ = self._
        self.work: Work | None = None
        self.told = controls.label("", "caption", wrap=True)
        self.heavy = controls.label("", "warning", wrap=True)
        self.heavy.hide()
        views = [
            View(_("Board by status"), self._by_status),
            View(_("By person"), self._by_person),
            View(_("By goal"), self._by_goal),
        ]
        self.boarded = Boarded(desk, self.table, self.new_line, views, memory="work-view", of=lambda x: x.id)
        self.boarded.moved.connect(self.move_to)
        held = self.layout()
        self.table.bar.layout().addStretch(1)  # type: ignore[union-attr,attr-defined]
        held.removeWidget(self.table)
        held.removeWidget(self.counts)
        Fitting(self.table, (AIMED, GOAL), least=230)
        held.addWidget(self.boarded, 1)  # type: ignore[call-arg]
        held.addWidget(self.heavy)
        held.addWidget(self.told)
        held.addWidget(self.counts)
        self.serves: ChoiceField | None = None
        self.table.chosen.connect(lambda lines: self._show_more(lines))

    def _make_more(self) -> None:
        """What the inspector of a workshop's actions has not; made when an action is first chosen."""
        _, desk, language = self._, self.desk, self.desk.language
        inner = self._inspector.form.layout()
        self.serves = ChoiceField(
            desk, _("Aimed at"), [(s, wording.choice_name("action", "serves", s, language)) for s in SERVES],
            save=lambda kept: self._change(serves=kept),
        )  # fmt: skip
        self.module = ChoiceField(desk, _("Module"), save=lambda kept: self._change(module=kept or None))
        self.legal = LineField(
            desk,
            _("Legal basis"),
            placeholder=_("The law or decision the requirement rests on"),
            save=lambda text: self._change(legal_basis=text),
        )
        self.origin = controls.label("", "caption", wrap=True)
        for field in (self.serves, self.module, self.legal):
            inner.addSpacing(14)
            inner.addWidget(field)
        inner.addSpacing(14)
        inner.addWidget(self.origin)

    def look_at(self, initiative: str) -> None:
        self.show_initiative(initiative)

    def sheet(self) -> str:
        return "action_person" if self.boarded.view == BY_PERSON else "action_list"

    def subject(self) -> str:
        return self._workshop

    def home(self) -> Any:
        return self.boarded.home() or self.new_line

    def hints(self) -> str:
        return self._("Enter edits    Space done or not    Alt+←→ moves on a board    Del removes") if self._lines else ""

    def show_row(self, row: str, part: str) -> None:
        self.table.search.clear()
        self.boarded.select([row])
        self.boarded.focus()

    def reveal(self, changes: Changes) -> None:
        self.boarded.select(tuple(changes.ids(Action)))

    def refresh(self, changes: Changes | None, by: object) -> None:
        if not self._workshop or (changes is not None and not changes.touches(*SHOWN)):
            return
        had = bool(self._lines)
        self.work = self.desk.bench.ask(work, self._workshop, self.desk.today())
        self._lines = self.work.lines  # type: ignore[assignment]
        self.table.show_values(self._lines)
        self._tell(self.work)
        self.counts.setText(self.summary())
        self._show_goal()
        if had != bool(self._lines):
            self.headline_changed.emit()

    def _tell(self, told: Work) -> None:
        """What the actions say taken together: who has too many, which way they turn, whether there is anything but requirements."""
        _, language = self._, self.desk.language
        names = {x.owner.id: named(x.owner, self.desk) for x in told.lines if x.owner is not None}
        self.heavy.setText("\n".join(load_sentence(x, names.get(x.person or "", _("Somebody")), language) for x in told.loads if x.many))
        self.heavy.setVisible(any(x.many for x in told.loads))
        parts = [balance_sentence(told.balance, language), aim_sentence(told.aim, language), *moves_words(told.figures, language)]
        self.told.setText(" · ".join(x for x in parts if x))
        self.told.setVisible(bool(self.told.text()))

    # ------------------------------------------------------------------------------------------------ list and boards

    def _columns(self) -> list[Column[ActionLine]]:
        _, language, desk = self._, self.desk.language, self.desk
        what, who, due, status = super()._columns()
        goal: Column[Any] = Column(_("Goal"), lambda x: x.goal, second=lambda x: x.workshop, width=170)
        aimed: Column[Any] = Column(
            _("Aimed at"), lambda x: wording.choice_name("action", "serves", x.action.serves, language) if x.action.serves else "", width=130,
            typed=lambda x: x.action.serves, choices=lambda _x: [(s, wording.choice_name("action", "serves", s, language)) for s in SERVES],
            edit=lambda x, kept: desk.bench.do(actions.change_action, x.action.id, serves=kept, by=self),
        )  # fmt: skip
        return [what, replace(who, width=150), replace(due, width=124), goal, aimed, replace(status, width=104)]

    def _by_status(self, lines: Sequence[WorkLine]) -> list[Lane]:
        return [
            Lane(
                s,
                wording.choice_name("action", "status", s, self.desk.language),
                tuple(self._card(x) for x in lines if x.action.status == s),
            )
            for s in STATUSES
        ]

    def _by_person(self, lines: Sequence[WorkLine]) -> list[Lane]:
        """Those who have most first, nobody last; only what is not done."""
        _ = self._
        open_ = [x for x in lines if is_open(x.action)]
        lanes = []
        for load in self.work.loads if self.work is not None else ():
            key = load.person or NOBODY
            cards = [x for x in open_ if (x.action.owner or NOBODY) == key]
            if cards:
                title = named(cards[0].owner, self.desk) or _("Nobody")
                told = f"{load.open} – {_('more than seven')}" if load.many else str(len(cards))
                lanes.append(Lane(key, title, tuple(self._card(x, who=False) for x in cards), told))
        return lanes or [Lane(NOBODY, _("Nobody"), ())]

    def _by_goal(self, lines: Sequence[WorkLine]) -> list[Lane]:
        """Every goal, also those nothing leads to; what leads to none stands last."""
        _ = self._
        goals = self.desk.bench.library.children(Goal, self._workshop) if self._workshop else ()
        lanes = [
            Lane(g.id, " ".join(g.statement.split()), tuple(self._card(x) for x in lines if x.action.goal == g.id),
                 "" if any(x.action.goal == g.id for x in lines) else _("nothing leads here"))
            for g in goals
        ]  # fmt: skip
        known = {g.id for g in goals}
        return [*lanes, Lane(NOBODY, _("Leads to no goal"), tuple(self._card(x) for x in lines if x.action.goal not in known))]

    def _card(self, x: WorkLine, *, who: bool = True) -> Card:
        language, today = self.desk.language, self.desk.today()
        due = due_sentence(x.action, today, language) or (language.date(x.action.due, "short", today=today) if x.action.due else "")
        told = " · ".join(t for t in (named(x.owner, self.desk) if who else "", due) if t)
        late = is_late(x.action, today)
        return Card(x.id, x.action.what, told, told if late else "", STATUS_LOOK.get(x.action.status, "text2"), not is_open(x.action))

    # ------------------------------------------------------------------------------------------------ what a person does

    def move_to(self, card: str, lane: str, view: int) -> None:
        """A card was taken to another column: another status, another person, another goal."""
        ways: dict[int, Any] = {BY_STATUS: actions.change_status, BY_PERSON: actions.assign_action, BY_GOAL: actions.lead_to_goal}
        try:
            self.desk.bench.do(ways[view], card, None if lane == NOBODY else lane, by=self)
        except Refused as error:
            self.desk.say(wording.sentence(error, self.desk.language))
        self.boarded.select([card])

    def _show_more(self, lines: Sequence[WorkLine]) -> None:
        if self.serves is None:
            if not lines:
                return
            self._make_more()
        assert self.serves is not None
        one = lines[0] if len(lines) == 1 else None
        for field in (self.serves, self.module, self.legal):
            field.setVisible(bool(lines) if field is self.serves else one is not None)
        values = {x.action.serves for x in lines}
        self.serves.show_value(values.pop() if len(values) == 1 else None, lines[0].id if lines else "")
        said = []
        if one is not None:
            modules = self.desk.bench.library.children(Module, self._workshop)
            self.module.offer([("", "–"), *((m.id, m.title) for m in modules)])
            self.module.show_value(one.action.module or "", one.id)
            self.legal.show_value(one.action.legal_basis, one.id, "legal_basis")
            self.legal.setVisible(one.action.bearing == "requirement" or bool(one.action.legal_basis))
            if one.workshop:
                said.append(self._("Left the workshop %(title)s", title=one.workshop))
        self.origin.setText("\n".join(said))
        self.origin.setVisible(bool(said))

    def _change(self, **said: Any) -> None:
        for line in self.table.selected():
            self.desk.bench.do(actions.change_action, line.action.id, by=self, **said)

    def settle(self) -> None:
        super().settle()
        if self.serves is not None:
            self.legal.settle()
