"""A part of the page that is a list with a line to add in and an inspector beside: what stakeholders, forces and words have in common."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from functools import partial
from typing import TYPE_CHECKING, Any

from PySide6.QtCore import Qt
from PySide6.QtWidgets import QWidget

from verkstad.domain.fields import Row
from verkstad.ui import controls
from verkstad.ui.desk import Desk
from verkstad.ui.empty import EmptyState
from verkstad.ui.fields import Field
from verkstad.ui.screen import Screen
from verkstad.ui.screens.people_units import AddLine
from verkstad.ui.screens.people_words import Fitting, put_first
from verkstad.ui.value_table import Column, Filter, ValueTable

if TYPE_CHECKING:
    from verkstad.app.workbench import Changes


class RowInspector(QWidget):
    """Fields of the one row that is chosen. `fields`: (field, column): the column is where typing is kept as a draft, "" for none."""

    def __init__(self, desk: Desk, *, nothing: str, count: Callable[[int], str]) -> None:
        super().__init__()
        self.desk, self._nothing, self._count = desk, nothing, count
        self.lines: list[Any] = []
        self.fields: tuple[tuple[Field, str], ...] = ()
        self.heading = controls.label("", "section", wrap=True)
        self.about = controls.label("", "caption", wrap=True)
        self.form: QWidget | None = None
        self.foot: QWidget | None = None

    def lay(self, fields: Sequence[tuple[Field, str]], form: Any, foot: QWidget) -> None:
        self.fields = tuple(fields)
        self.form, self.foot = controls.holder(form), foot
        self.setLayout(controls.column(self.heading, 4, self.about, 14, self.form, 18, foot, None, margins=(24, 18, 24, 24)))
        self.show_lines([])

    def show_lines(self, lines: Sequence[Any]) -> None:
        if [x.id for x in lines] != [x.id for x in self.lines]:
            self.settle()
        self.lines = list(lines)
        assert self.form is not None and self.foot is not None
        self.form.setVisible(len(lines) == 1)
        self.foot.setVisible(bool(lines))
        if len(lines) != 1:
            self.heading.setText(self._count(len(lines)) if lines else self.desk.gettext("Nothing selected"))
            self.about.setText("" if lines else self._nothing)
            self.about.setVisible(not lines)
            return
        self.show_one(lines[0])
        self.about.setVisible(bool(self.about.text()))

    def show_one(self, line: Any) -> None:
        raise NotImplementedError

    def show_fields(self, row: Any) -> None:
        """The values of a row in its fields."""
        for field, column in self.fields:
            name = column.removeprefix("=")
            value = getattr(row, name)
            field.show_value("" if value is None else value, row.id, "" if column.startswith("=") else name)

    def settle(self) -> None:
        for field, _column in self.fields:
            field.settle()

    def focus_first(self) -> None:
        if self.fields:
            self.fields[0][0].setFocus(Qt.FocusReason.OtherFocusReason)

    @property
    def one(self) -> str:
        return str(self.lines[0].id)


class ListPart(Screen):
    """`kinds` are what it shows; `first` is the kind of its own rows. Subclasses ask for lines and say what a person does."""

    kinds: tuple[type[Row], ...] = ()
    paper = ""
    _inspector: Any

    def __init__(self, desk: Desk) -> None:
        super().__init__(desk)
        self.initiative = ""
        self.lines: tuple[Any, ...] = ()
        self.table: ValueTable[Any]

    def make_list(
        self, *, name: str, new: str, columns: Sequence[Column[Any]], empty: EmptyState, filters: Sequence[Filter[Any]] = (),
        hide: Sequence[int] = (), menu: Callable[[list[Any]], Any] | None = None,
    ) -> None:  # fmt: skip
        self.new_line = AddLine(self.desk, new, self.add)
        self.new_line.setMaxLength(200)
        self.table = ValueTable(
            self.desk, columns, name=name, search=self._("Search"), filters=filters, empty=empty,
            menu=menu or (lambda lines: [(self._("Remove"), "trash-2", partial(self.remove, lines))]),
        )  # fmt: skip
        put_first(self.table, self.new_line)
        if hide:
            self._fitting = Fitting(self.table, hide, least=220)
        self.table.chosen.connect(self.on_chosen)
        self.table.opened.connect(lambda _line: self._inspector.focus_first())
        self.table.removal_asked.connect(self.remove)

    def ask(self) -> tuple[Any, ...]:
        raise NotImplementedError

    def add(self, words: str) -> None:
        raise NotImplementedError

    def remove(self, lines: Sequence[Any]) -> None:
        raise NotImplementedError

    def shown(self) -> None:
        """After the lines were asked for."""

    def on_chosen(self, lines: list[Any]) -> None:
        self._inspector.show_lines(lines)

    # ------------------------------------------------------------------------------------------------ what the page asks

    def look_at(self, initiative: str) -> None:
        if initiative != self.initiative:
            self.initiative = initiative
            self.table.search.clear()

    def inspector(self) -> QWidget | None:
        return self._inspector if self.lines else None  # type: ignore[no-any-return]

    def hints(self) -> str:
        return self._("Enter edits    Del removes") if self.lines else ""

    def sheet(self) -> str:
        return self.paper

    def home(self) -> QWidget | None:
        return self.table.view if self.table.model.shown else self.new_line

    def find(self) -> bool:
        self.table.search.setFocus(Qt.FocusReason.ShortcutFocusReason)
        return bool(self.lines)

    def settle(self) -> None:
        self._inspector.settle()

    def show_row(self, row: str, part: str) -> None:
        self.table.search.clear()
        self.table.select([row])

    def reveal(self, changes: Changes) -> None:
        self.table.select(changes.ids(self.kinds[0]))

    def refresh(self, changes: Changes | None, by: object) -> None:
        if not self.initiative or (changes is not None and not changes.touches(*self.kinds)):
            return
        had = bool(self.lines)
        self.lines = self.ask()
        self.table.show_values(self.lines)
        self.shown()
        if had != bool(self.lines):
            self.headline_changed.emit()

    def do(self, action: Callable[..., Any], *args: Any, **said: Any) -> Any:
        return self.desk.bench.do(action, *args, by=self, **said)
