"""What the tabs of the page share: a list that can also be seen as a board, a row of figures, and the words for who somebody is."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from dataclasses import dataclass
from functools import partial
from typing import Any

from PySide6.QtCore import Qt, Signal
from PySide6.QtWidgets import QStackedWidget, QWidget

from verkstad.app import people
from verkstad.app.people import PersonLine, called
from verkstad.ui import controls
from verkstad.ui import theme as look
from verkstad.ui.desk import Desk
from verkstad.ui.fields import PersonField
from verkstad.ui.lanes import Lane, Lanes
from verkstad.ui.screens.people_words import add_called, sort_key, told, told_of
from verkstad.ui.value_table import ValueTable


@dataclass(frozen=True)
class View:
    """A way to see a list as a board. `lanes` sorts the values that are shown; `moves`: a card can be moved to another lane."""

    name: str
    lanes: Callable[[Sequence[Any]], Sequence[Lane]]
    moves: bool = True


class Boarded(QWidget):
    """A table whose values can also stand as cards: what is searched and filtered holds for both. `moved` is (card, lane, view)."""

    moved = Signal(str, str, int)

    def __init__(
        self, desk: Desk, table: ValueTable[Any], first: QWidget, views: Sequence[View], *, memory: str, of: Callable[[Any], str]
    ) -> None:
        """`first` is the line that adds; how it is shown is chosen beside it."""
        super().__init__()
        _ = desk.gettext
        self.desk, self.table, self.views, self._memory, self._of = desk, table, views, memory, of
        self.box = controls.DropDown()
        self.box.setAccessibleName(_("Show as"))
        self.box.setToolTip(_("Show as"))
        self.box.addItems([_("List"), *(v.name for v in views)])
        self.box.activated.connect(self._on_view)
        self.lanes: Lanes | None = None
        self.stack = QStackedWidget()
        self.stack.addWidget(table)
        self.box.setMinimumWidth(150)
        head = controls.row((first, 1), self.box, spacing=look.S)
        self.setLayout(controls.column(head, table.bar, (self.stack, 1), spacing=look.S))
        table.model.modelReset.connect(self.show_lanes)
        self.box.setCurrentIndex(min(max(0, int(desk.memory.get(memory, 0))), len(views)))
        if self.box.currentIndex():
            self._turn()

    @property
    def view(self) -> int:
        """0 the list, else the number of the view."""
        return self.box.currentIndex()

    def turn_to(self, view: int) -> None:
        self.box.setCurrentIndex(view)
        self._on_view()

    def _on_view(self) -> None:
        self.desk.memory.put(self._memory, self.view)
        chosen = self.chosen()
        self._turn()
        self.select(chosen)

    def _turn(self) -> None:
        if self.view and self.lanes is None:
            self.lanes = Lanes(self.desk)
            self.lanes.moved.connect(lambda card, lane: self.moved.emit(card, lane, self.view))
            self.lanes.chosen.connect(self._on_chosen)
            self.lanes.opened.connect(lambda card: self.table.opened.emit(self._value(card)))
            self.lanes.removal_asked.connect(lambda card: self.table.removal_asked.emit([self._value(card)]))
            self.stack.addWidget(self.lanes)
        self.show_lanes()

    def show_lanes(self) -> None:
        """The values that are shown, as cards; with none at all the table says what it is for."""
        if not self.view or self.lanes is None or not self.table.model.values:
            self.stack.setCurrentWidget(self.table)
            return
        view = self.views[self.view - 1]
        self.lanes.show_lanes(view.lanes(self.table.model.shown), moves=view.moves)
        self.stack.setCurrentWidget(self.lanes)

    def chosen(self) -> list[str]:
        return [self._of(v) for v in self.table.selected()]

    def select(self, ids: Sequence[str]) -> None:
        self.table.select(ids)
        if self.lanes is not None and self.view and ids:
            self.lanes.select(ids[0])

    def home(self) -> QWidget | None:
        if self.view and self.lanes is not None:
            return self.lanes.home()
        return self.table.view if self.table.model.shown else None

    def focus(self) -> None:
        home = self.home()
        if home is not None:
            home.setFocus(Qt.FocusReason.OtherFocusReason)

    def _on_chosen(self, card: str) -> None:
        if self.chosen() != [card]:
            self.table.select([card])

    def _value(self, card: str) -> Any:
        return next(v for v in self.table.model.values if self._of(v) == card)


class Figures(QWidget):
    """A row of figures: the value large enough to be seen, what it is below it. Says itself to a screen reader in one sentence."""

    def __init__(self) -> None:
        super().__init__()
        self._pairs: list[tuple[Any, Any, QWidget]] = []
        self._row = controls.row(spacing=look.XL)
        self._row.addStretch(1)
        self.setLayout(self._row)

    def show_figures(self, figures: Sequence[tuple[str, str]]) -> None:
        while len(self._pairs) < len(figures):
            value, what = controls.label("", "section"), controls.label("", "caption")
            pair = controls.holder(controls.column(value, 1, what))
            self._pairs.append((value, what, pair))
            self._row.insertWidget(len(self._pairs) - 1, pair)
        for at, (value, what, pair) in enumerate(self._pairs):
            pair.setVisible(at < len(figures))
            if at < len(figures):
                value.setText(figures[at][0])
                what.setText(figures[at][1])
        self.setAccessibleName(", ".join(f"{value} {what}" for value, what in figures))


def named(line: PersonLine | None, desk: Desk) -> str:
    return called(line, desk.language, names=desk.settings.names) if line is not None else ""


def everybody(desk: Desk, first: Sequence[str] = ()) -> list[tuple[str, str]]:
    """(id, words) of everybody, `first` before the others, each by the alphabet."""
    lines = sorted(
        desk.bench.ask(people.directory), key=lambda x: (x.id not in first, sort_key(x, desk.language, names=desk.settings.names))
    )
    return [(x.id, told(x, desk.language, names=desk.settings.names)) for x in lines]


def person_field(
    desk: Desk, name: str, save: Callable[[str | None], object], *, first: Callable[[], Sequence[str]] = tuple, **more: Any
) -> PersonField:
    """Somebody out of everybody; a name nobody has is added. `first` stand first in what is offered."""
    return PersonField(
        desk, name, people=lambda: everybody(desk, first()), called=partial(told_of, desk), adds=partial(add_called, desk),
        save=lambda person: save(person or None), **more,
    )  # fmt: skip
