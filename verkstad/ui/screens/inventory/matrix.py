"""The map: what each need or service would give against what it takes. Points are dragged, or moved and numbered by keys."""

from __future__ import annotations

from typing import TYPE_CHECKING

from PySide6.QtCore import Qt
from PySide6.QtWidgets import QStackedWidget, QWidget

from verkstad import wording_inventory
from verkstad.app import inventory
from verkstad.app.inventory import Inventory, ItemLine
from verkstad.domain.inventory import InventoryItem
from verkstad.domain.modules import Judgement
from verkstad.picture.matrix import BENEFIT, Point
from verkstad.ui import controls
from verkstad.ui.desk import Desk
from verkstad.ui.empty import EmptyState
from verkstad.ui.screen import Screen
from verkstad.ui.screens.inventory.inspector import ItemInspector
from verkstad.ui.screens.inventory.later import Later
from verkstad.ui.screens.inventory.listing import SHOWS
from verkstad.ui.step_map import MatrixView
from verkstad.wording_inventory import QUADRANTS

if TYPE_CHECKING:
    from verkstad.app.workbench import Changes


class MapPart(Screen):
    def __init__(self, desk: Desk) -> None:
        super().__init__(desk)
        _ = self._
        self.initiative = ""
        self.found = Inventory("")
        self.selected = ""
        self.view = MatrixView(desk, _("Map of benefit and effort"), BENEFIT, QUADRANTS)
        self.view.chosen.connect(self.select)
        self.view.placed.connect(self.place)
        self.view.opened.connect(lambda _key: self._inspector.focus_first())
        up = controls.label(_("↑ Benefit: what it gives those it is for"), "caption")
        across = controls.label(_("Effort: what it takes →"), "caption")
        across.setAlignment(Qt.AlignmentFlag.AlignRight)
        whole = controls.holder(controls.column(up, 6, (self.view, 1), 2, across, margins=(24, 14, 24, 12)))
        self.empty = EmptyState(
            desk.theme, "layout-list", _("The map shows what would give most for least. Write some needs and services in the list first."),
            _("To the list"), lambda: desk.go("inventory", "", "list"),
        )  # fmt: skip
        self.stack = QStackedWidget()
        self.stack.addWidget(whole)
        self.stack.addWidget(self.empty)
        self.setLayout(controls.column((self.stack, 1)))
        words = _("Choose a need or service to see and change the rest.")
        self._side: Later[ItemInspector] = Later(desk, words, lambda: ItemInspector(desk, self.remove))

    @property
    def _inspector(self) -> ItemInspector:
        return self._side.made

    def look_at(self, initiative: str) -> None:
        if initiative != self.initiative:
            self.initiative, self.selected = initiative, ""

    def subtitle(self) -> str:
        wins = sum(line.placed.quadrant == "quick_win" for line in self.found.lines)
        return self.desk.language.ngettext("%(n)d quick win", "%(n)d quick wins", wins) if wins else ""

    def inspector(self) -> QWidget | None:
        return self._side if self.found.lines else None

    def hints(self) -> str:
        return self._("Arrows move    1–5 benefit    Alt+1–5 effort    Space next    Enter opens") if self.found.lines else ""

    def home(self) -> QWidget | None:
        return self.view if self.found.lines else self.empty.button

    def find(self) -> bool:
        return False

    def settle(self) -> None:
        self._side.show_with(lambda i: i.settle(), some=False)

    def show_row(self, row: str, part: str) -> None:
        self.select(row)

    def reveal(self, changes: Changes) -> None:
        ids = changes.ids(InventoryItem) | {j.parent for j in map(self._judgement, changes.ids(Judgement)) if j}
        here = [x.id for x in self.found.lines if x.id in ids]
        if here:
            self.select(here[0])

    def _judgement(self, id: str) -> Judgement | None:
        return self.desk.bench.library.get(Judgement, id)

    def refresh(self, changes: Changes | None, by: object) -> None:
        if not self.initiative or (changes is not None and not changes.touches(*SHOWS)):
            return
        self.found = self.desk.bench.ask(inventory.inventory_of, self.initiative)
        if self.found.line(self.selected) is None:
            self.selected = ""
        self.stack.setCurrentIndex(0 if self.found.lines else 1)
        self.view.show_points([_point(x) for x in self.found.lines], self._told())
        self.select(self.selected)
        self.headline_changed.emit()

    def _told(self) -> str:
        _, language = self._, self.desk.language
        placed = [x for x in self.found.lines if x.placed.quadrant]
        return "; ".join(
            _(
                "%(title)s: benefit %(value)s, effort %(effort)s, %(quadrant)s",
                title=x.item.title,
                value=wording_inventory.judgement(x.placed.value, language),
                effort=wording_inventory.judgement(x.placed.effort, language),
                quadrant=_(QUADRANTS[x.placed.quadrant]),
            )
            for x in placed
        )

    def select(self, key: str) -> None:
        self.selected = key
        self.view.select(key)
        self._side.show_with(lambda i: i.show_line(self.found.line(key), self.found), some=self.found.line(key) is not None)

    def selected_item(self) -> str:
        return self.selected

    def place(self, key: str, value: int | None, effort: int | None) -> None:
        """Where it stands from now on. With several who judged it nobody's word is written over by one hand."""
        line = self.found.line(key)
        if line is None:
            return
        self.selected = key
        if len(line.judgements) > 1:
            self.desk.say(self._("Several have judged it. Change what each says at the right, and talk about it."))
        elif line.judgements:
            self.desk.bench.do(inventory.judge_item, key, line.judgements[0].rater, value, effort, by=self)
        else:
            self.desk.bench.do(inventory.place_item, key, value, effort, by=self)

    def remove(self, ids: list[str]) -> None:
        self.desk.bench.do(inventory.remove_items, tuple(ids), by=self)
        said = self.desk.language.ngettext("%(n)d need or service was removed.", "%(n)d needs and services were removed.", len(ids))
        self.desk.say(said, undo=True)


def _point(line: ItemLine) -> Point:
    return Point(line.id, line.item.title, line.placed.value, line.placed.effort, line.placed.discuss)
