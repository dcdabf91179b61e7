"""What people need and what serves them today, what can be taken further and what should, and what it costs and gives whom."""

from __future__ import annotations

from typing import TYPE_CHECKING

from verkstad.domain.fields import Id
from verkstad.ui import controls
from verkstad.ui.current import current_initiative
from verkstad.ui.desk import Desk
from verkstad.ui.screen import Screen

if TYPE_CHECKING:
    from verkstad.app.workbench import Changes


class InventoryScreen(Screen):
    key = "inventory"

    def __init__(self, desk: Desk) -> None:
        super().__init__(desk)
        self.initiative: Id | None = None
        self.setLayout(controls.column())

    def title(self) -> str:
        return self._("Inventory")

    def whose(self) -> str:
        return self.initiative or ""

    def subject(self) -> str:
        return self.initiative or ""

    def refresh(self, changes: Changes | None, by: object) -> None:
        self.initiative = current_initiative(self.desk)
