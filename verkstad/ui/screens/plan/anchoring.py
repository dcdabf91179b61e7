"""How well the operations know of the plan: items by operations, 0 to 3, entered by the figures of the keyboard."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from functools import partial
from typing import TYPE_CHECKING

from PySide6.QtCore import QEvent, QObject, QPoint, Qt
from PySide6.QtGui import QKeyEvent
from PySide6.QtWidgets import QLabel, QMenu, QStackedWidget, QWidget

from verkstad import wording, wording_plan
from verkstad.app import people, plan, plan_papers
from verkstad.app.plan import AnchoringView, ItemLine, PlanView
from verkstad.domain.errors import Failure
from verkstad.domain.fields import Id
from verkstad.domain.people import Unit
from verkstad.domain.plan import Anchoring
from verkstad.domain.planning import Anchored, Cell
from verkstad.ui import controls
from verkstad.ui.desk import Desk
from verkstad.ui.empty import EmptyState
from verkstad.ui.fields import ChoiceField, DateField, ProseField, form
from verkstad.ui.screen import Screen
from verkstad.ui.value_table import Column, Filter, ValueTable

if TYPE_CHECKING:
    from verkstad.app.workbench import Changes

LEVEL_LOOK = ("text2", "text2", "kind:plenary", "kind:solo")
FIXED = 2  # columns before those of the operations


class AnchoringPart(Screen):
    def __init__(self, desk: Desk) -> None:
        super().__init__(desk)
        _ = self._
        self.initiative: Id = ""
        self.view = AnchoringView((), (), Anchored((), (), {}))
        self._more: dict[Id, list[Id]] = {}  # operations somebody added here, by initiative
        self.index = controls.label("", "section")
        self.told = controls.label(_("0 not told · 1 told · 2 consulted · 3 committed"), "caption", wrap=True)
        self.weak = controls.label("", "caption", wrap=True)
        self.add_unit = controls.button(desk.theme, _("Add an operation"), "plus", on=self._offer_units)
        self.save = controls.icon_button(desk.theme, "file-spreadsheet", _("Save as a spreadsheet…"), on=self._save)
        head = controls.column(self.index, 4, controls.row(self.add_unit, self.save, None), 4, self.told, 2, self.weak)
        self.holder = controls.column()
        self.table: ValueTable[ItemLine] | None = None
        self._units: tuple[tuple[Id, str], ...] = ()
        self.empty = EmptyState(
            desk.theme, "building-2",
            _("Here you note which operations know of each point: not told, told, consulted or committed. Say first which operations the change concerns."),
            _("Add an operation"), self._offer_units,
        )  # fmt: skip
        self.stack = QStackedWidget()
        self.stack.addWidget(self.empty)
        self.stack.addWidget(controls.holder(controls.column(head, 12, (controls.holder(self.holder), 1))))
        self.setLayout(controls.column((self.stack, 1), margins=(24, 16, 24, 16)))
        self._inspector = CellInspector(desk, self.note)

    # ------------------------------------------------------------------------------------------------ what the page asks

    def inspector(self) -> QWidget | None:
        return self._inspector

    def hints(self) -> str:
        return self._("0–3 notes how well they know    Del clears    ←→ the operation    ↑↓ the point")

    def home(self) -> QWidget | None:
        return self.table.view if self.table is not None and self.view.units else self.empty.button

    def find(self) -> bool:
        if self.table is None:
            return False
        self.table.search.setFocus(Qt.FocusReason.ShortcutFocusReason)
        return True

    def settle(self) -> None:
        self._inspector.settle()

    def show_initiative(self, initiative: Id, view: PlanView) -> None:
        self.initiative = initiative
        self.view = self.desk.bench.ask(plan.anchoring_view, initiative, tuple(self._more.get(initiative, ())))
        if not self.view.units:
            self.stack.setCurrentIndex(0)
            self._inspector.show_cell(None, None, None)
            return
        units = tuple((unit.id, unit.short or unit.name) for unit in self.view.units)
        if self.table is None or units != self._units:
            self._build(units)
        assert self.table is not None
        self.table.show_values(self.view.lines)
        self._show_sums()
        self.stack.setCurrentIndex(1)
        if not self.table.view.currentIndex().isValid() and self.view.lines:
            self.table.view.setCurrentIndex(self.table.model.index(0, FIXED))
        self._on_cell()

    def show_row(self, row: str, part: str) -> None:
        library = self.desk.bench.library
        told = library.get(Anchoring, row)
        if told is not None and self.table is not None:
            self._go(told.parent or "", told.unit or "")
        elif self.table is not None:
            self.table.select([row])

    def reveal(self, changes: Changes) -> None:
        for row in changes.ids(Anchoring):
            self.show_row(row, "")
            return

    def _go(self, item: Id, unit: Id) -> None:
        assert self.table is not None
        shown = [line.id for line in self.table.model.shown]
        columns = [id for id, _name in self._units]
        if item in shown and unit in columns:
            self.table.view.setCurrentIndex(self.table.model.index(shown.index(item), FIXED + columns.index(unit)))

    # ------------------------------------------------------------------------------------------------ what a person does

    def note(self, level: int | None) -> None:
        """The level of the cell where the keyboard stands, or of every chosen point for that operation."""
        cell = self.cell()
        if cell is None or self.table is None:
            return
        lines = self.table.selected() or [line for line in self.view.lines if line.id == cell.item]
        if cell.item not in {line.id for line in lines}:
            lines = [line for line in self.view.lines if line.id == cell.item]
        for line in lines:
            self.desk.bench.do(plan.anchor, line.id, cell.unit, level, by=self)

    def cell(self) -> Cell | None:
        if self.table is None:
            return None
        at = self.table.view.currentIndex()
        if not at.isValid() or at.row() >= len(self.table.model.shown) or at.column() < FIXED:
            return None
        return self.view.matrix.cells.get((self.table.model.shown[at.row()].id, self._units[at.column() - FIXED][0]))

    def take_along(self, unit: Id) -> None:
        """One more operation in the matrix; it stays when something is noted of it."""
        held = self._more.setdefault(self.initiative, [])
        if unit not in held:
            held.append(unit)
        self.show_initiative(self.initiative, PlanView((), ()))
        if self.view.lines:
            self._go(self.view.lines[0].id, unit)
            if self.table is not None:
                self.table.view.setFocus(Qt.FocusReason.OtherFocusReason)

    def _offer_units(self) -> None:
        there = {unit.id for unit in self.view.units}
        others = [unit for unit in self.desk.bench.ask(people.units) if unit.id not in there]
        if not others:
            self.desk.say(self._("All operations are here. New ones are made under People, on the tab with units."))
            return
        menu = QMenu(self)
        menu.setAttribute(Qt.WidgetAttribute.WA_DeleteOnClose)
        for unit in sorted(others, key=lambda unit: self.desk.language.sort_key(unit.name)):
            menu.addAction(unit.name, partial(self.take_along, unit.id))
        below = self.add_unit if self.add_unit.isVisible() else self.empty.button or self.add_unit
        menu.popup(below.mapToGlobal(QPoint(0, below.height())))

    def _save(self) -> None:
        from verkstad.app.saving import save_file

        _ = self._
        path = self.desk.dialogs.save_as(
            _("Save as a spreadsheet"), f"{_('Anchoring')}.xlsx", f"{_('Excel workbook (*.xlsx)')};;{_('Spreadsheet (*.csv)')}"
        )
        if path is None:
            return
        data = plan_papers.anchoring_file(self.view, self.desk.language, path.suffix.lower() == ".csv")
        try:
            save_file(path, data)
        except Failure as error:
            self.desk.say(wording.sentence(error, self.desk.language))

    def eventFilter(self, watched: QObject, event: QEvent) -> bool:
        if (
            event.type() == QEvent.Type.KeyPress
            and isinstance(event, QKeyEvent)
            and not event.modifiers() & Qt.KeyboardModifier.ControlModifier
        ):
            if event.text() in ("0", "1", "2", "3"):
                self.note(int(event.text()))
                return True
            if event.key() in (Qt.Key.Key_Delete, Qt.Key.Key_Backspace):
                self.note(None)
                return True
        return super().eventFilter(watched, event)

    # ------------------------------------------------------------------------------------------------ showing

    def _build(self, units: tuple[tuple[Id, str], ...]) -> None:
        """The table has a column for each operation: with others it is another table."""
        _ = self._
        if self.table is not None:
            self.table.hide()
            self.table.deleteLater()
        self._units = units
        filters: list[tuple[str, Callable[[ItemLine], bool]]] = [
            (_("All points"), lambda _x: True),
            (_("Somebody not consulted"), self._is_weak),
        ]
        self.table = ValueTable(
            self.desk, self._columns(), name=_("Anchoring"), search=_("Search"), filters=[Filter(_("Which points"), filters)]
        )
        self.table.freeze(FIXED)
        self.table.view.installEventFilter(self)
        self.table.view.selectionModel().currentChanged.connect(lambda _now, _before: self._on_cell())
        self.holder.addWidget(self.table)

    def _is_weak(self, line: ItemLine) -> bool:
        return any(cell.weak for cell in self.view.matrix.cells.values() if cell.item == line.id)

    def _columns(self) -> list[Column[ItemLine]]:
        _, many = self._, len(self._units)
        wide = 104 if many < 4 else 72 if many < 7 else 58
        made = [
            Column(
                _("No."), lambda x: x.item.number.rstrip("."), sort=lambda x: [line.id for line in self.view.lines].index(x.id), width=58
            ),
            Column[ItemLine](_("Text"), lambda x: x.item.says.replace("\n", " "), width=0 if many < 9 else 280),
        ]
        for unit, name in self._units:
            made.append(
                Column(
                    name, partial(self._text, unit), sort=partial(self._level, unit), width=wide,
                    chip=partial(self._chip, unit),
                )
            )  # fmt: skip
        return made

    def _of(self, unit: Id, line: ItemLine) -> Cell:
        return self.view.matrix.cells.get((line.id, unit)) or Cell(line.id, unit)

    def _level(self, unit: Id, line: ItemLine) -> int:
        level = self._of(unit, line).level
        return -1 if level is None else level

    def _text(self, unit: Id, line: ItemLine) -> str:
        level = self._of(unit, line).level
        return "·" if level is None else str(level)

    def _chip(self, unit: Id, line: ItemLine) -> str:
        level = self._of(unit, line).level
        return "" if level is None else LEVEL_LOOK[level]

    def _show_sums(self) -> None:
        _, language, matrix = self._, self.desk.language, self.view.matrix
        self.index.setText(wording_plan.anchoring_words(matrix.index, language))
        weak = len(matrix.weak)
        self.weak.setText(
            language.ngettext(
                "%(n)d place of %(all)d where nobody was consulted",
                "%(n)d places of %(all)d where nobody was consulted",
                weak,
                all=len(matrix.cells),
            )
            if weak
            else _("Everybody has been consulted about everything.")
        )

    def _on_cell(self) -> None:
        cell = self.cell()
        line = next((line for line in self.view.lines if cell is not None and line.id == cell.item), None)
        unit = next((unit for unit in self.view.units if cell is not None and unit.id == cell.unit), None)
        self._inspector.show_cell(cell, line, unit)


class CellInspector(QWidget):
    """One point and one operation: how well it knows of it, since when, and what its answer changed."""

    def __init__(self, desk: Desk, note: Callable[[int | None], object]) -> None:
        super().__init__()
        _ = desk.gettext
        self.desk = desk
        self._cell: Cell | None = None
        self.heading = controls.Elided("", "section")
        self.place = controls.Elided("", "caption")
        self.says: QLabel = controls.label("", wrap=True)
        choices: Sequence[tuple[str, str]] = [
            ("", _("Nothing noted")),
            *((str(n), f"{n}  {_(name)}") for n, name in enumerate(wording_plan.LEVELS)),
        ]
        self.level = ChoiceField(desk, _("How well they know of it"), choices, save=lambda kept: note(int(kept) if kept else None))
        self.on = DateField(desk, _("Since"), of=(Anchoring, "on"), today=desk.today, save=self._date)
        self.changed = ProseField(desk, _("What their answer changed"), lines=3, save=self._changed)
        self.form = controls.holder(form(self.level, self.on, self.changed))
        self.setLayout(controls.column(self.heading, 4, self.place, 10, self.says, 14, self.form, None, margins=(24, 18, 24, 24)))

    def show_cell(self, cell: Cell | None, line: ItemLine | None, unit: Unit | None) -> None:
        _, language = self.desk.gettext, self.desk.language
        if self._cell is not None and (cell is None or (cell.item, cell.unit) != (self._cell.item, self._cell.unit)):
            self.settle()
        self._cell = cell
        self.form.setVisible(cell is not None)
        if cell is None or line is None or unit is None:
            self.heading.setText(_("Nothing selected"))
            self.place.setText("")
            self.says.setText(_("Choose a point and an operation in the table."))
            return
        self.heading.setText(unit.name)
        self.place.setText(wording_plan.place_words(line.item.number, line.item.page, language).capitalize())
        says = line.item.says
        self.says.setText(says if len(says) <= 320 else says[:319].rstrip() + "…")
        row = self._row()
        self.level.show_value("" if cell.level is None else str(cell.level), f"{cell.item}{cell.unit}")
        self.on.setVisible(cell.level is not None)
        self.changed.setVisible(row != "")
        self.on.show_value(cell.on, f"{cell.item}{cell.unit}")
        self.changed.show_value(cell.changed, row, "changed")

    def settle(self) -> None:
        for field in (self.level, self.on, self.changed):
            field.settle()

    def _row(self) -> Id:
        if self._cell is None:
            return ""
        found = self.desk.bench.library.where(Anchoring, parent=self._cell.item, unit=self._cell.unit)
        return found[0].id if found else ""

    def _date(self, day: str | None) -> None:
        if row := self._row():
            self.desk.bench.do(plan.date_anchoring, row, day, by=self)

    def _changed(self, text: str) -> None:
        if row := self._row():
            self.desk.bench.do(plan.say_what_changed, row, text, by=self)
