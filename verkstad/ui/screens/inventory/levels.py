"""Levels: how far each operation has come with each need or service, by what one sees it, and whom it may ask. By the alphabet, never ranked."""

from __future__ import annotations

from collections.abc import Callable
from typing import TYPE_CHECKING, Any

from PySide6.QtCore import Qt
from PySide6.QtWidgets import QStackedWidget, QWidget

from verkstad import wording_inventory
from verkstad.app import inventory
from verkstad.app.inventory import LevelLine, Levels
from verkstad.domain.inventory import InventoryItem, UnitLevel
from verkstad.domain.people import Unit
from verkstad.domain.workshop import Workshop
from verkstad.ui import controls
from verkstad.ui.desk import Desk
from verkstad.ui.empty import EmptyState
from verkstad.ui.fields import ChoiceField, Field, LineField, form
from verkstad.ui.screen import Screen
from verkstad.ui.screens.inventory.later import Later
from verkstad.ui.screens.inventory.overview import Overview
from verkstad.ui.screens.modules.answering import Adder, OneOf
from verkstad.ui.screens.people_words import NOTHING, unit_choices
from verkstad.ui.value_table import Column, ValueTable

if TYPE_CHECKING:
    from verkstad.app.workbench import Changes

SHOWS = (InventoryItem, UnitLevel, Unit, Workshop)
ALL = "all"  # instead of one item


class LevelsPart(Screen):
    """All items against all operations; or one, with the evidence, the next half step, and whom to ask."""

    def __init__(self, desk: Desk) -> None:
        super().__init__(desk)
        _ = self._
        self.initiative = ""
        self.found = Levels()
        self.item = ""
        self.which = ChoiceField(desk, _("Need or service"), save=self.choose)
        self.which.setMinimumWidth(320)
        self.adder = Adder(desk, _("Add an operation"))
        self.adder.added.connect(self.add)
        self.adder.setMinimumWidth(220)
        self.table: ValueTable[LevelLine] = ValueTable(
            desk, self._columns(), name=_("Levels"),
            empty=EmptyState(desk.theme, "building-2", _("How far have operations come with this? Add those it concerns.")),
        )  # fmt: skip
        self.table.chosen.connect(self._on_chosen)
        self.table.opened.connect(lambda _row: self._inspector.focus_first())
        self.table.removal_asked.connect(self.remove)
        self.overview = Overview(desk, self._say, self.choose)
        scale = controls.label("  ·  ".join(wording_inventory.level(n, desk.language) for n in range(5)), "caption", wrap=True)
        head = controls.row(self.which, self.adder, None, spacing=12)
        head.setAlignment(self.adder, Qt.AlignmentFlag.AlignBottom)
        whole = controls.holder(controls.column(head, 10, scale, 10, (self.overview, 1), (self.table, 1), margins=(24, 14, 24, 16)))
        self.empty = EmptyState(
            desk.theme, "building-2",
            _("Operations have come differently far. Write needs and services in the list first, then say level by level who can learn from whom."),
            _("To the list"), lambda: desk.go("inventory", "", "list"),
        )  # fmt: skip
        self.stack = QStackedWidget()
        self.stack.addWidget(whole)
        self.stack.addWidget(self.empty)
        self.setLayout(controls.column((self.stack, 1)))
        words = _("Choose an operation to see and change the rest.")
        self._side: Later[LevelInspector] = Later(desk, words, lambda: LevelInspector(desk))

    @property
    def _inspector(self) -> LevelInspector:
        return self._side.made

    def look_at(self, initiative: str) -> None:
        if initiative != self.initiative:
            self.initiative, self.item = initiative, ""

    def subtitle(self) -> str:
        count = len(self.found.units)
        return self.desk.language.ngettext("%(n)d operation", "%(n)d operations", count) if count else ""

    def inspector(self) -> QWidget | None:
        return self._side if self.found.items and self.item != ALL else None

    def hints(self) -> str:
        return self._("F2 changes the level    Enter opens    Del removes") if self.found.items else ""

    def home(self) -> QWidget | None:
        if not self.found.items:
            return self.empty.button
        if self.item == ALL:
            return self.overview.table.view if self.overview.table is not None and self.found.units else self.which.box
        return self.table.view if self._lines() else self.adder

    def find(self) -> bool:
        return False

    def settle(self) -> None:
        self._side.show_with(lambda i: i.settle(), some=False)

    def show_row(self, row: str, part: str) -> None:
        level = self.desk.bench.library.get(UnitLevel, row)
        item = level.parent if level is not None else row
        if any(x.id == item for x in self.found.items):
            self.item = item or ""
            self._show()
            if level is not None:
                self.table.select([f"{level.parent}|{level.unit}"])

    def reveal(self, changes: Changes) -> None:
        for row in changes.ids(UnitLevel):
            self.show_row(row, "")

    def refresh(self, changes: Changes | None, by: object) -> None:
        if not self.initiative or (changes is not None and not changes.touches(*SHOWS)):
            return
        self.found = self.desk.bench.ask(inventory.levels_of, self.initiative, self.desk.language)
        self._show()
        self.headline_changed.emit()

    def _lines(self) -> list[LevelLine]:
        """The operations of the item that is looked at: those with a level, and the one it belongs to."""
        lines = [self.found.cells[unit, self.item] for unit, _name in self.found.units if (unit, self.item) in self.found.cells]
        return [x for x in lines if x.row is not None or x.item.unit == x.unit]

    def _show(self) -> None:
        items = self.found.items
        if self.item != ALL and all(x.id != self.item for x in items):
            levelled = {line.item.id for line in self.found.cells.values() if line.row is not None}
            self.item = next((x.id for x in items if x.id in levelled), items[0].id if items else "")
        self.stack.setCurrentIndex(0 if items else 1)
        self.which.offer([(ALL, self._("All needs and services")), *((x.id, x.title) for x in items)])
        self.which.show_value(self.item)
        everything = self.item == ALL
        self.overview.setVisible(everything)
        self.table.setVisible(not everything)
        self.adder.setVisible(not everything)
        if everything:
            self.overview.show_levels(self.found)
            self._on_chosen([])
            return
        lines = self._lines()
        shown = {x.unit for x in lines}
        self.adder.offer([u for u in unit_choices(self.desk)[1:] if u[0] not in shown])
        self.table.show_values(lines)
        self._on_chosen(self.table.selected())

    def _on_chosen(self, rows: list[LevelLine]) -> None:
        self._side.show_with(lambda i: i.show_line(rows[0] if len(rows) == 1 else None), some=len(rows) == 1)

    # ------------------------------------------------------------------------------------------------ what a person does

    def choose(self, item: str) -> None:
        """One item, or `ALL` of them, which takes the width of the inspector too."""
        self.item = item
        self._show()
        self.headline_changed.emit()

    def add(self, unit: str) -> None:
        self.desk.bench.do(inventory.say_level, self.item, unit, None, by=self)
        self.table.select([f"{self.item}|{unit}"])

    def remove(self, lines: list[LevelLine]) -> None:
        rows = tuple(x.row.id for x in lines if x.row is not None)
        if rows:
            self.desk.bench.do(inventory.remove_levels, rows, by=self)
            self.desk.say(self.desk.language.ngettext("%(n)d level was removed.", "%(n)d levels were removed.", len(rows)), undo=True)

    def _say(self, line: LevelLine, level: str) -> None:
        self.desk.bench.do(inventory.say_level, line.item.id, line.unit, int(level) if level else None, by=self)

    def _tell(self, line: LevelLine, **said: object) -> None:
        row = line.row.id if line.row else self.desk.bench.do(inventory.say_level, line.item.id, line.unit, None, by=self)
        self.desk.bench.do(inventory.change_level, row, by=self, **said)

    def _columns(self) -> list[Column[LevelLine]]:
        _, language = self._, self.desk.language
        steps = [("", NOTHING), *((str(n), wording_inventory.level(n, language)) for n in range(5))]

        def level(line: LevelLine) -> str:
            return wording_inventory.level(line.row.level, language) if line.row and line.row.level is not None else NOTHING

        def ask(line: LevelLine) -> str:
            return wording_inventory.ask_sentence(line.ask, language, one_step=line.one_step)

        return [
            Column(_("Unit"), lambda x: x.unit_name, second=ask, strong=True, sort=lambda x: language.sort_key(x.unit_name)),
            Column(_("Level"), level, choices=lambda _x: steps, typed=lambda x: "" if not x.row or x.row.level is None else str(x.row.level),
                   edit=self._say, width=190, faded=lambda x: not x.row or x.row.level is None, sort=lambda x: language.sort_key(x.unit_name)),
            Column(_("By what one sees it"), lambda x: (x.row.evidence if x.row else "") or NOTHING, typed=lambda x: x.row.evidence if x.row else "",
                   edit=lambda x, typed: self._tell(x, evidence=typed), width=260, faded=lambda x: not (x.row and x.row.evidence)),
        ]  # fmt: skip


class LevelInspector(QWidget):
    def __init__(self, desk: Desk) -> None:
        super().__init__()
        _ = desk.gettext
        self.desk = desk
        self.line: LevelLine | None = None
        self.heading = controls.Elided("", "section")
        self.about = controls.label("", "caption", wrap=True)
        self.level = OneOf(desk, _("How far has it come?"), [(n, str(n)) for n in range(5)])
        self.level.picked.connect(lambda n: self.line and desk.bench.do(inventory.say_level, self.line.item.id, self.line.unit, n, by=self))
        self.means = controls.label("", "caption", wrap=True)
        self.fields: dict[str, Field] = {
            "evidence": LineField(desk, _("By what does one see it?"), length=400, save=self._saver("evidence")),
            "half_step": LineField(
                desk, _("The next half step"), length=300, placeholder=_("What can be done in two weeks?"), save=self._saver("half_step")
            ),
        }
        self.help = ChoiceField(desk, _("Who can help?"), save=lambda unit: self._tell(can_help=unit or None))
        self.ask = controls.label("", wrap=True)
        self.body = controls.holder(controls.column(self.level, 6, self.means, 14, form(*self.fields.values(), self.help), 14, self.ask))
        layout = controls.column(self.heading, 4, self.about, 14, self.body, None)
        layout.setContentsMargins(24, 18, 24, 24)
        self.setLayout(layout)

    def _saver(self, column: str) -> Callable[[Any], object]:
        return lambda value: self._tell(**{column: value})

    def _tell(self, **said: Any) -> None:
        line = self.line
        if line is None:
            return
        with self.desk.bench.as_one_step():
            row = line.row.id if line.row else self.desk.bench.do(inventory.say_level, line.item.id, line.unit, None, by=self)
            self.desk.bench.do(inventory.change_level, row, by=self, **said)

    def show_line(self, line: LevelLine | None) -> None:
        if (line.id if line else "") != (self.line.id if self.line else ""):
            self.settle()
        self.line = line
        _, language = self.desk.gettext, self.desk.language
        self.body.setVisible(line is not None)
        self.heading.setText(line.unit_name if line else _("Nothing selected"))
        self.about.setText(line.item.title if line else _("Choose an operation to see and change the rest."))
        if line is None:
            return
        row = line.row or UnitLevel()
        self.level.show_value(row.level)
        self.means.setText(wording_inventory.level(row.level, language) if row.level is not None else "")
        self.means.setVisible(row.level is not None)
        for column, field in self.fields.items():
            field.show_value(getattr(row, column), row.id or line.id, column if row.id else "")
        self.help.offer(unit_choices(self.desk))
        self.help.show_value(row.can_help or "", row.id or line.id)
        self.ask.setText(wording_inventory.ask_sentence(line.ask, language, one_step=line.one_step))
        self.ask.setVisible(bool(line.ask))

    def settle(self) -> None:
        for field in self.fields.values():
            field.settle()

    def focus_first(self) -> None:
        self.fields["evidence"].setFocus(Qt.FocusReason.OtherFocusReason)
