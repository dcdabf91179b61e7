"""What people need and what serves them today, what can be taken further and what should, and what it costs and gives whom."""

from __future__ import annotations

from collections.abc import Sequence
from pathlib import Path
from typing import TYPE_CHECKING, Any

from PySide6.QtWidgets import QWidget

from verkstad.domain.fields import Id
from verkstad.domain.initiative import Initiative
from verkstad.domain.inventory import CostBenefit, InventoryItem, JourneyStep, UnitLevel
from verkstad.domain.modules import Judgement
from verkstad.ui import controls
from verkstad.ui.current import current_initiative, look_at
from verkstad.ui.desk import Desk
from verkstad.ui.empty import EmptyState
from verkstad.ui.screen import Screen
from verkstad.ui.stack import Stack

if TYPE_CHECKING:
    from verkstad.app.workbench import Changes

LIST, MAP, JOURNEYS, LANDING, LEVELS = range(5)
PARTS = ("list", "map", "journeys", "landing", "levels")
SHEETS = ("inventory_list", "inventory_wall", "journey_wall", "landing_map", "inventory_list")
LISTS = (".csv", ".tsv", ".txt", ".xlsx", ".xlsm", ".xls")


class InventoryScreen(Screen):
    """Five tabs, each built when it is first seen; every one hears what changed while it was not."""

    key = "inventory"

    def __init__(self, desk: Desk) -> None:
        super().__init__(desk)
        self._tab = LIST
        self.initiative: Id | None = None
        self._parts: dict[int, Any] = {}
        self._behind: dict[int, Changes | None] = {}
        self.nothing = EmptyState(
            desk.theme, "list-checks", self._("An inventory tells what people need and what serves them today. Begin an initiative first."),
            self._("Begin an initiative"), lambda: desk.go("initiative", "", "begin"),
        )  # fmt: skip
        self.stack = Stack()
        self.stack.addWidget(self.nothing)
        self.setLayout(controls.column((self.stack, 1)))
        self._head: tuple[QWidget, ...] = ()

    # ------------------------------------------------------------------------------------------------ what the window asks

    def title(self) -> str:
        return self._("Inventory")

    def subtitle(self) -> str:
        return self._part().subtitle() if self.initiative else ""

    def whose(self) -> str:
        return self.initiative or ""

    def subject(self) -> str:
        return self.initiative or ""

    def tabs(self) -> Sequence[str]:
        if not self.initiative:
            return ()
        _ = self._
        return (_("The list"), _("Map"), _("Journeys"), _("Where it lands"), _("Levels"))

    def tab(self) -> int:
        return self._tab

    def part_shown(self) -> str:
        return PARTS[self._tab]

    def choose_tab(self, at: int) -> None:
        self.settle()
        self._tab = at
        self._part()
        self._catch_up(None)
        self._show_part()

    def head(self) -> Sequence[QWidget]:
        if not self.initiative:
            return ()
        if not self._head:
            from verkstad.ui.screens.inventory.incoming import list_button

            self._head = (list_button(self.desk, self),)
        return self._head

    def inspector(self) -> QWidget | None:
        return self._part().inspector() if self.initiative else None

    def hints(self) -> str:
        return self._part().hints() if self.initiative else ""

    def sheet(self) -> str:
        return SHEETS[self._tab]

    def home(self) -> QWidget | None:
        return self._part().home() if self.initiative else super().home()

    def find(self) -> bool:
        return self._part().find() if self.initiative else False

    def take_file(self, path: Path) -> bool:
        """A list dropped on the page is looked through here."""
        if not self.initiative or path.suffix.lower() not in LISTS:
            return False
        from verkstad.ui.screens.inventory.incoming import read

        read(self.desk, self.initiative, path, by=self)
        return True

    def settle(self) -> None:
        for part in self._parts.values():
            part.settle()

    def show_row(self, row: str, part: str) -> None:
        """An item, a step, a line or a level; `part` names the tab."""
        library = self.desk.bench.library
        judged = library.get(Judgement, row) if row else None
        row = judged.parent or "" if judged is not None else row
        if row and library.get(Initiative, row) is not None:
            look_at(self.desk, row)
        if part in PARTS:
            self._tab = PARTS.index(part)
        elif row:
            at = {JourneyStep: JOURNEYS, CostBenefit: LANDING, UnitLevel: LEVELS}
            self._tab = next((tab for value, tab in at.items() if library.get(value, row) is not None), self._tab)
            if library.get(InventoryItem, row) is not None and self._tab not in (LIST, MAP, LEVELS):
                self._tab = LIST
        self.refresh(None, None)
        if row and self.initiative:
            self._part().show_row(row, part)
        self.headline_changed.emit()

    def refresh(self, changes: Changes | None, by: object) -> None:
        before = self.initiative
        if changes is None or changes.touches(Initiative) or self.initiative is None:
            self.initiative = current_initiative(self.desk)
        told = changes
        if self.initiative != before:
            told = None
            for part in self._parts.values():
                part.look_at(self.initiative or "")
            self.headline_changed.emit()
        self._show_part()
        for tab in range(len(PARTS)):
            held = self._behind.get(tab, told)
            self._behind[tab] = held.joined(told) if held is not None and told is not None else None
        self._catch_up(by)

    def _catch_up(self, by: object) -> None:
        if self.initiative and self._tab in self._behind:
            self._part().refresh(self._behind.pop(self._tab), by)

    def reveal(self, changes: Changes) -> None:
        if self.initiative:
            self._part().reveal(changes)

    # ------------------------------------------------------------------------------------------------ parts

    def _part(self) -> Any:
        part = self._parts.get(self._tab)
        if part is None:
            part = self._parts[self._tab] = self._make(self._tab)
            self.stack.addWidget(part)
            part.headline_changed.connect(self.headline_changed)
            part.look_at(self.initiative or "")
        return part

    def _make(self, tab: int) -> Any:
        desk = self.desk
        if tab == MAP:
            from verkstad.ui.screens.inventory.matrix import MapPart

            return MapPart(desk)
        if tab == JOURNEYS:
            from verkstad.ui.screens.inventory.journeys import JourneyPart

            return JourneyPart(desk)
        if tab == LANDING:
            from verkstad.ui.screens.inventory.landing import LandingPart

            return LandingPart(desk)
        if tab == LEVELS:
            from verkstad.ui.screens.inventory.levels import LevelsPart

            return LevelsPart(desk)
        from verkstad.ui.screens.inventory.listing import ListPart

        return ListPart(desk)

    def _show_part(self) -> None:
        self.stack.setCurrentWidget(self._part() if self.initiative else self.nothing)
