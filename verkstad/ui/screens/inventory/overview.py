"""All levels at once: operations by the alphabet in rows, needs and services in columns, changed where they stand."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass

from PySide6.QtWidgets import QWidget

from verkstad import wording_inventory
from verkstad.app.inventory import LevelLine, Levels
from verkstad.domain.fields import Id
from verkstad.domain.inventory import InventoryItem
from verkstad.ui import controls
from verkstad.ui.desk import Desk
from verkstad.ui.screens.people_words import NOTHING
from verkstad.ui.value_table import Column, ValueTable


@dataclass(frozen=True)
class UnitRow:
    """An operation with its line for every item."""

    id: Id
    name: str
    lines: dict[Id, LevelLine]


class Overview(QWidget):
    """`say` takes a line and a level as a word of the wire ("" for not known). A column's head opens its item by `go`."""

    def __init__(self, desk: Desk, say: Callable[[LevelLine, str], object], go: Callable[[Id], object]) -> None:
        super().__init__()
        self.desk, self._say, self._go = desk, say, go
        self._items: tuple[tuple[Id, str], ...] = ()
        self.table: ValueTable[UnitRow] | None = None
        self._body = controls.column()
        self.setLayout(self._body)

    def show_levels(self, found: Levels) -> None:
        """The items of which some operation has a level; all of them where none has."""
        levelled = {line.item.id for line in found.cells.values() if line.row is not None}
        items = [x for x in found.items if x.id in levelled] or list(found.items)
        columns = tuple((x.id, x.title) for x in items)
        if self.table is None or columns != self._items:
            self._items = columns
            old, self.table = self.table, ValueTable(self.desk, self._columns(items), name=self.desk.gettext("All levels"))
            if old is not None:
                old.hide()
                old.deleteLater()
            self._body.addWidget(self.table, 1)
            self.table.view.horizontalHeader().sectionDoubleClicked.connect(self._on_head)
        self.table.show_values(UnitRow(unit, name, {item.id: found.cells[unit, item.id] for item in items}) for unit, name in found.units)

    def _on_head(self, at: int) -> None:
        if 0 < at <= len(self._items):
            self._go(self._items[at - 1][0])

    def _columns(self, items: list[InventoryItem]) -> list[Column[UnitRow]]:
        language = self.desk.language
        steps = [("", NOTHING), *((str(n), wording_inventory.level(n, language)) for n in range(5))]

        def of(item: InventoryItem) -> Column[UnitRow]:
            def level(row: UnitRow) -> int | None:
                known = row.lines[item.id].row
                return known.level if known is not None else None

            return Column(
                item.title, lambda x: wording_inventory.level(n, language) if (n := level(x)) is not None else NOTHING, choices=lambda _x: steps,
                typed=lambda x: "" if level(x) is None else str(level(x)), edit=lambda x, typed: self._say(x.lines[item.id], typed or ""),
                width=150, faded=lambda x: level(x) is None, sort=lambda x: language.sort_key(x.name),
            )  # fmt: skip

        by_name = Column[UnitRow](
            self.desk.gettext("Unit"), lambda x: x.name, strong=True, width=200, sort=lambda x: language.sort_key(x.name)
        )
        return [by_name, *(of(item) for item in items)]
