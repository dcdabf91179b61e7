"""The actions of an initiative: its own, and those that left its workshops. Each may lead to one of the goals."""

from __future__ import annotations

from typing import TYPE_CHECKING

from verkstad.app import actions
from verkstad.app.actions import ActionLine
from verkstad.app.initiatives import actions_of
from verkstad.domain.actions import Action
from verkstad.domain.initiative import Goal
from verkstad.domain.people import Identity, Person
from verkstad.domain.workshop import Workshop
from verkstad.ui.desk import Desk
from verkstad.ui.fields import ChoiceField
from verkstad.ui.screens.actions_list import ActionsPart

if TYPE_CHECKING:
    from verkstad.app.workbench import Changes

SHORT = 48


class InitiativeActions(ActionsPart):
    """The list of a workshop's actions, for all of an initiative; what is added belongs to the initiative itself."""

    def __init__(self, desk: Desk) -> None:
        super().__init__(desk)
        self.goal = ChoiceField(desk, self._("Leads to the goal"), save=self._lead)
        inner = self._inspector.form.layout()
        inner.addSpacing(14)
        inner.addWidget(self.goal)
        self.table.chosen.connect(lambda _lines: self._show_goal())

    def show_initiative(self, initiative: str) -> bool:
        """Whether it is another than before."""
        if initiative == self._workshop:
            return False
        self.show_workshop(initiative)
        return True

    def workshop(self) -> str:
        return ""

    def sheet(self) -> str:
        return "initiative_page"

    def refresh(self, changes: Changes | None, by: object) -> None:
        if not self._workshop or (changes is not None and not changes.touches(Action, Person, Identity, Goal, Workshop)):
            return
        had = bool(self._lines)
        self._lines = self.desk.bench.ask(actions_of, self._workshop)
        self.table.show_values(self._lines)
        self.counts.setText(self.summary())
        self._show_goal()
        if had != bool(self._lines):
            self.headline_changed.emit()

    def move(self, by: int) -> None:
        """Up or down among those of the same workshop, or of the initiative."""
        chosen = self.table.selected()
        if len(chosen) != 1 or self.table.model.sorted_by is not None:
            return
        row = chosen[0].action
        ids = [x.action.id for x in self._lines if x.action.parent == row.parent]
        at = ids.index(row.id)
        to = at + by
        if 0 <= to < len(ids):
            self.desk.bench.do(actions.move_action, row.id, ids[to] if by > 0 else ids[to - 1] if to else None, by=self)

    def _show_goal(self) -> None:
        chosen: list[ActionLine] = self.table.selected()
        self.goal.setVisible(bool(chosen))
        rows = self.desk.bench.library.children(Goal, self._workshop) if self._workshop else ()
        self.goal.offer([("", "–"), *((g.id, _short(g.statement)) for g in rows)])
        goals = {x.action.goal or "" for x in chosen}
        self.goal.show_value(goals.pop() if len(goals) == 1 else None, chosen[0].action.id if chosen else "", of="goal")

    def _lead(self, goal: str) -> None:
        for line in self.table.selected():
            self.desk.bench.do(actions.lead_to_goal, line.action.id, goal or None, by=self)


def _short(text: str) -> str:
    text = " ".join(text.split())
    return text if len(text) <= SHORT else f"{text[: SHORT - 1].rstrip()}…"
