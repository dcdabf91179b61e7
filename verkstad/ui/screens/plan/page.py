"""The agenda or action plan that already is written: its items, and what becomes of each."""

from __future__ import annotations

from typing import TYPE_CHECKING

from verkstad.domain.fields import Id
from verkstad.ui import controls
from verkstad.ui.current import current_initiative
from verkstad.ui.desk import Desk
from verkstad.ui.screen import Screen

if TYPE_CHECKING:
    from verkstad.app.workbench import Changes


class PlanScreen(Screen):
    key = "plan"

    def __init__(self, desk: Desk) -> None:
        super().__init__(desk)
        self.initiative: Id | None = None
        self.setLayout(controls.column())

    def title(self) -> str:
        return self._("The plan")

    def whose(self) -> str:
        return self.initiative or ""

    def subject(self) -> str:
        return self.initiative or ""

    def refresh(self, changes: Changes | None, by: object) -> None:
        self.initiative = current_initiative(self.desk)
