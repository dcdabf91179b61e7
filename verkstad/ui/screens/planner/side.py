"""What stands beside the timeline: the inspector of the chosen block; the library, the material list or the day as it went slide in over it and out again."""

from __future__ import annotations

from collections.abc import Sequence
from typing import TYPE_CHECKING

from PySide6.QtCore import QTimer
from PySide6.QtGui import QPaintEvent

from verkstad.app import timings, workshops
from verkstad.app.timings import HeldDay
from verkstad.app.workshops import Program
from verkstad.domain.agenda import DayTable
from verkstad.domain.fields import Id
from verkstad.domain.material import Material, materials
from verkstad.ui.desk import Desk
from verkstad.ui.pages import Pages
from verkstad.ui.screens.planner.arrange import Days

if TYPE_CHECKING:
    from verkstad.app.workbench import Changes
    from verkstad.ui.screens.planner.held import HeldPanel
    from verkstad.ui.screens.planner.inspector import BlockInspector
    from verkstad.ui.screens.planner.panels import LibraryPanel, MaterialPanel
    from verkstad.ui.screens.planner.tab import PlannerPart

TABLE = 6  # people at a table, where nobody has said


class Side(Pages):
    """One of three at a time: inspector, library, material. The last two are built when first wanted, the inspector when this has been
    painted once: the program is not waited for by the fields beside it."""

    def __init__(self, desk: Desk, tab: PlannerPart) -> None:
        super().__init__()
        self.desk, self.tab = desk, tab
        self._inspector: BlockInspector | None = None
        self._chosen: Sequence[Id] = ()
        self.library: LibraryPanel | None = None
        self.material: MaterialPanel | None = None
        self.held: HeldPanel | None = None
        self._program: Program | None = None
        self.guests = 0
        self._added: tuple[Days | None, int, tuple[Material, ...]] = (None, -1, ())
        self.turned.connect(lambda: tab.shelf.setChecked(self.library is not None and self.current() is self.library))

    @property
    def inspector(self) -> BlockInspector:
        """Of the chosen block; built now if it never was."""
        if self._inspector is None:
            from verkstad.ui.screens.planner.inspector import BlockInspector

            self._inspector = BlockInspector(self.desk, self.tab)
            self.add_page(self._inspector)
            if self._program is not None:
                self._inspector.refresh(self._program, None)
            self._inspector.show_blocks(self._chosen)
        return self._inspector

    def paintEvent(self, event: QPaintEvent) -> None:
        super().paintEvent(event)
        if self._inspector is None:
            QTimer.singleShot(0, self, lambda: self.inspector)

    def count_guests(self, program: Program) -> None:
        """How many take part: those listed who have not declined, else how many are expected."""
        line = self.desk.bench.ask(workshops.workshop_line, program.workshop.id)
        self.guests = line.people if line else 0

    def refresh(self, program: Program, changes: Changes | None, by: object) -> None:
        self._program = program
        if self._inspector is not None:
            self._inspector.refresh(program, by)
        if self.material is not None and self.current() is self.material:
            self._fill_material()

    def show_blocks(self, ids: Sequence[Id]) -> None:
        self._chosen = ids
        if self._inspector is not None:
            self._inspector.show_blocks(ids)

    def settle(self) -> None:
        if self._inspector is not None:
            self._inspector.settle()

    def materials(self, days: Days) -> tuple[Material, ...]:
        """Everything to bring, added up over all days."""
        if self._added[0] is not days or self._added[1] != self.guests:
            blocks = [s.block for d in days for s in d.slots]
            self._added = (days, self.guests, materials(blocks, self.guests, -(-self.guests // TABLE)))
        return self._added[2]

    def show_inspector(self) -> None:
        self.turn_to(self.inspector)
        self.tab.timeline.setFocus()

    def toggle_library(self) -> None:
        if self.library is not None and self.current() is self.library:
            self.show_inspector()
        else:
            self.show_library()

    def show_library(self) -> None:
        self.settle()
        if self.library is None:
            from verkstad.ui.screens.planner.panels import LibraryPanel

            self.add_page(self.inspector)
            self.library = LibraryPanel(self.desk, self.tab)
            self.add_page(self.library)
        self.turn_to(self.library)
        self.library.search.setFocus()
        self.library.search.selectAll()

    def show_material(self) -> None:
        self.settle()
        if self.material is None:
            from verkstad.ui.screens.planner.panels import MaterialPanel

            self.add_page(self.inspector)
            self.material = MaterialPanel(self.desk, self.tab)
            self.add_page(self.material)
        self._fill_material()
        self.turn_to(self.material)

    def held_day(self, table: DayTable) -> HeldDay | None:
        """The day as it went; None until something of it was held to its end."""
        return self.desk.bench.ask(timings.as_held, table)

    def show_held(self) -> None:
        self.settle()
        table = self.tab.table()
        if table is None or self.held_day(table) is None:
            return
        if self.held is None:
            from verkstad.ui.screens.planner.held import HeldPanel

            self.add_page(self.inspector)
            self.held = HeldPanel(self.desk, self.tab)
            self.add_page(self.held)
        self.turn_to(self.held)
        self.show_held_day(table)

    def show_held_day(self, table: DayTable) -> None:
        """Another day is looked at, or more of it was held."""
        if self.held is None or self.current() is not self.held:
            return
        day = self.held_day(table)
        if day is None:
            self.show_inspector()
        else:
            self.held.show_day(day)

    def _fill_material(self) -> None:
        if self.material is not None and self._program is not None:
            names = {s.block.id: s.block.title for d in self._program.days for s in d.slots}
            self.material.show_material(self.materials(self._program.days), self.guests, names)
