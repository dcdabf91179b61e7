"""The needs and services a module takes further, in the module's inspector."""

from __future__ import annotations

from functools import partial

from PySide6.QtWidgets import QVBoxLayout, QWidget

from verkstad.app import inventory
from verkstad.domain.inventory import JourneyStep
from verkstad.ui import controls
from verkstad.ui.desk import Desk
from verkstad.ui.screens.modules import parts
from verkstad.ui.screens.modules.answering import Adder, emptied


class Covered(parts.Part):
    """Each leads to the inventory; one more is chosen from it."""

    def __init__(self, desk: Desk, actor: QWidget) -> None:
        super().__init__(desk, actor)
        self.rows = QVBoxLayout()
        self.rows.setSpacing(2)
        self.adder = Adder(desk, desk.gettext("Add a need or service"))
        self.adder.added.connect(lambda item: self._do(inventory.cover_item, self._one(), item))
        self.setLayout(controls.column(self.rows, 4, self.adder))

    def show_seen(self, seen: parts.Seen) -> None:
        super().show_seen(seen)
        bench, module = self.desk.bench, seen.module.id
        held = bench.ask(inventory.covers_of, module)
        emptied(self.rows)
        stops = {s.id for s in bench.library.children(JourneyStep, seen.modules.initiative) if s.bottleneck}
        for item in held:
            self.rows.addWidget(
                self._row(
                    item.title,
                    partial(self.desk.go, "inventory", item.id, "list"),
                    partial(self._uncover, module, item.id),
                    caption=self.desk.gettext("at a bottleneck") if item.step in stops else "",
                )
            )
        there = {item.id for item in held}
        everything = bench.ask(inventory.items_of, seen.modules.initiative)
        self.adder.offer([(item.id, item.title) for item in everything if item.id not in there])

    def _uncover(self, module: str, item: str) -> None:
        self.adder.setFocus()
        self._do(inventory.uncover_item, module, item)
