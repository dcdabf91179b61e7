"""What people need and what serves them today, what can be taken further and what should, and what it costs and gives whom."""

from __future__ import annotations

from collections.abc import Sequence
from functools import cached_property
from pathlib import Path

from PySide6.QtWidgets import QWidget

from verkstad.domain.initiative import Initiative
from verkstad.domain.inventory import CostBenefit, InventoryItem, JourneyStep, UnitLevel
from verkstad.domain.modules import Judgement
from verkstad.i18n import N_
from verkstad.ui.current import look_at
from verkstad.ui.desk import Desk
from verkstad.ui.screen import Screen
from verkstad.ui.tabbed import Tab, TabbedScreen

LIST, MAP, LEVELS = 0, 1, 4
SHEETS = ("inventory_list", "inventory_wall", "journey_wall", "landing_map", "inventory_list")
LISTS = (".csv", ".tsv", ".txt", ".xlsx", ".xlsm", ".xls")


def _list(desk: Desk) -> Screen:
    from verkstad.ui.screens.inventory.listing import ListPart

    return ListPart(desk)


def _map(desk: Desk) -> Screen:
    from verkstad.ui.screens.inventory.matrix import MapPart

    return MapPart(desk)


def _journeys(desk: Desk) -> Screen:
    from verkstad.ui.screens.inventory.journeys import JourneyPart

    return JourneyPart(desk)


def _landing(desk: Desk) -> Screen:
    from verkstad.ui.screens.inventory.landing import LandingPart

    return LandingPart(desk)


def _levels(desk: Desk) -> Screen:
    from verkstad.ui.screens.inventory.levels import LevelsPart

    return LevelsPart(desk)


TABS = (
    Tab("list", N_("The list"), _list),
    Tab("map", N_("Map"), _map),
    Tab("journeys", N_("Journeys"), _journeys, (JourneyStep,)),
    Tab("landing", N_("Where it lands"), _landing, (CostBenefit,)),
    Tab("levels", N_("Levels"), _levels, (UnitLevel,)),
)


class InventoryScreen(TabbedScreen):
    key = "inventory"
    TABS = TABS
    NOTHING = ("list-checks", N_("An inventory tells what people need and what serves them today. Begin an initiative first."))

    @cached_property
    def _head(self) -> Sequence[QWidget]:
        from verkstad.ui.screens.inventory.incoming import list_button

        return (list_button(self.desk, self),)

    def title(self) -> str:
        return self._("Inventory")

    def subtitle(self) -> str:
        return str(self.part().subtitle()) if self.initiative else ""

    def head(self) -> Sequence[QWidget]:
        return self._head if self.initiative else ()

    def sheet(self) -> str:
        return SHEETS[self._tab]

    def take_file(self, path: Path) -> bool:
        """A list dropped on the page is looked through here."""
        if not self.initiative or path.suffix.lower() not in LISTS:
            return False
        from verkstad.ui.screens.inventory.incoming import read

        read(self.desk, self.initiative, path, by=self)
        return True

    def choose_tab(self, at: int) -> None:
        """What was selected in the list is selected on the map, and the other way round."""
        chosen = self.part().selected_item() if self.stands() and self._tab in (LIST, MAP) else ""
        super().choose_tab(at)
        if chosen and self.stands() and at in (LIST, MAP):
            self.part().show_row(chosen, "")

    def tab_for(self, row: str, otherwise: int = 0) -> int:
        """An item is seen in the list, on the map and among the levels; for what no tab shows, the one that stands."""
        if self.desk.bench.library.get(InventoryItem, row) is not None:
            return self._tab if self._tab in (LIST, MAP, LEVELS) else LIST
        return super().tab_for(row, self._tab)

    def show_row(self, row: str, part: str) -> None:
        """An item, a step, a line or a level; what is judged stands for its judgement."""
        library = self.desk.bench.library
        judged = library.get(Judgement, row) if row else None
        row = judged.parent or "" if judged is not None else row
        if row and library.get(Initiative, row) is not None:
            look_at(self.desk, row)
        super().show_row(row, part)
