"""A page of tabs about the initiative that is looked at. A tab is built when it is first seen, and one that is not seen hears nothing: it is told what
it missed when it is seen again.

A page of this kind says which tabs it has (`TABS`) and what it is called; where its head or its rows need more than that, it overrides the one method.
"""

from __future__ import annotations

from collections.abc import Callable, Sequence
from dataclasses import dataclass
from functools import cached_property
from typing import TYPE_CHECKING, Any

from PySide6.QtWidgets import QWidget

from verkstad.domain.fields import Id, Row
from verkstad.domain.initiative import Initiative
from verkstad.ui import controls
from verkstad.ui.current import current_initiative
from verkstad.ui.desk import Desk
from verkstad.ui.empty import EmptyState
from verkstad.ui.screen import Screen
from verkstad.ui.stack import Stack

if TYPE_CHECKING:
    from verkstad.app.workbench import Changes


@dataclass(frozen=True)
class Tab:
    """`name` is what `show_row` and the memory call it, `words` the msgid on the bar. `make` builds it, and imports what it is made of then.
    `shows`: the kinds of row that are looked for there when one is asked for by its id alone.
    """

    name: str
    words: str
    make: Callable[[Desk], Any]
    shows: tuple[type[Row], ...] = ()


class TabPart(Screen):
    """A tab of such a page. `look_at` says which initiative before anything else is asked, and again when another is looked at; `refresh` follows."""

    def __init__(self, desk: Desk) -> None:
        super().__init__(desk)
        self.initiative: Id = ""

    def look_at(self, initiative: Id) -> None:
        self.initiative = initiative

    def subject(self) -> str:
        return self.initiative


class TabbedScreen(Screen):
    TABS: tuple[Tab, ...] = ()
    NOTHING: tuple[str, str]
    """The icon and the sentence (a msgid) where there is no initiative yet."""

    def __init__(self, desk: Desk) -> None:
        super().__init__(desk)
        self.initiative: Id | None = None
        self._tab = 0
        self.parts: dict[int, Any] = {}
        """The tabs that were seen, by their place."""
        self._behind: dict[int, Changes | None] = {}  # tab -> what changed since it was seen; None: ask everything
        self.stack = Stack()
        self.setLayout(controls.column((self.stack, 1)))

    @cached_property
    def nothing(self) -> QWidget:
        """Built where there is no initiative yet."""
        icon, sentence = self.NOTHING
        made = EmptyState(
            self.desk.theme, icon, self._(sentence), self._("Begin an initiative"), lambda: self.desk.go("initiative", "", "begin")
        )
        self.stack.addWidget(made)
        return made

    def stands(self) -> bool:
        """Whether the tabs have something to show."""
        return bool(self.initiative)

    def instead(self) -> QWidget:
        """What stands in their place where they have not."""
        return self.nothing

    # ------------------------------------------------------------------------------------------------ what the window asks

    def whose(self) -> str:
        return self.initiative or ""

    def subject(self) -> str:
        return self.initiative or ""

    def tabs(self) -> Sequence[str]:
        return [self._(tab.words) for tab in self.TABS] if self.stands() else ()

    def tab(self) -> int:
        return self._tab

    def part_shown(self) -> str:
        return self.TABS[self._tab].name

    def choose_tab(self, at: int) -> None:
        self.settle()
        self._tab = at
        self._show(None)
        self.headline_changed.emit()

    def inspector(self) -> QWidget | None:
        found: QWidget | None = self.part().inspector() if self.stands() else None
        return found

    def hints(self) -> str:
        return str(self.part().hints()) if self.stands() else ""

    def sheet(self) -> str:
        return str(self.part().sheet()) if self.stands() else ""

    def chosen(self) -> str:
        return str(self.part().chosen()) if self.stands() else ""

    def home(self) -> QWidget | None:
        return self.part().home() if self.stands() else super().home()

    def find(self) -> bool:
        return self.stands() and bool(self.part().find())

    def settle(self) -> None:
        for part in self.parts.values():
            part.settle()

    def reveal(self, changes: Changes) -> None:
        if self.stands():
            self.part().reveal(changes)

    # ------------------------------------------------------------------------------------------------ what it shows

    def tab_of(self, row: Id, part: str) -> int:
        """The tab called `part`, else the one that shows this row; without either, the one that stands."""
        names = [tab.name for tab in self.TABS]
        if part in names:
            return names.index(part)
        return self.tab_for(row) if row else self._tab

    def tab_for(self, row: Id, otherwise: int = 0) -> int:
        """The tab that shows this row, by its kind; `otherwise` when none of them does."""
        library = self.desk.bench.library
        return next((at for at, tab in enumerate(self.TABS) if any(library.get(kind, row) is not None for kind in tab.shows)), otherwise)

    def show_row(self, row: str, part: str) -> None:
        """A row of any of the tabs, found by its kind; `part` names a tab."""
        self._tab = self.tab_of(row, part)
        self.refresh(None, None)
        if row and self.stands():
            self.part().show_row(row, part)
        self.headline_changed.emit()

    def refresh(self, changes: Changes | None, by: object) -> None:
        before = self.initiative
        if changes is None or changes.touches(Initiative) or self.initiative is None:
            self.initiative = current_initiative(self.desk)
        if self.initiative != before:
            for part in self.parts.values():
                self._turn(part)
            self.headline_changed.emit()
        told = changes if self.initiative == before else None
        for tab in self.parts:
            held = self._behind.get(tab, told)
            self._behind[tab] = held.joined(told) if held is not None and told is not None else None
        self._ask()
        self._show(by)

    def part(self) -> Any:
        """The tab that is shown, built now at its first visit."""
        return self.made(self._tab)

    def made(self, tab: int) -> Any:
        found = self.parts.get(tab)
        if found is None:
            found = self.parts[tab] = self.TABS[tab].make(self.desk)
            found.headline_changed.connect(self.headline_changed)
            self.stack.addWidget(found)
            self._behind[tab] = None
            if self.initiative:
                self._turn(found)
        return found

    def _show(self, by: object) -> None:
        """The tab hears what it missed and is seen when all of it stands: it is laid out and painted once."""
        if not self.stands():
            self.stack.setCurrentWidget(self.instead())
            return
        part = self.part()
        if self._tab in self._behind:
            self._tell(part, self._behind.pop(self._tab), by)
        self.stack.setCurrentWidget(part)

    def _ask(self) -> None:
        """What all the tabs share, asked once before any of them is told."""

    def _turn(self, part: Any) -> None:
        """Another initiative is looked at."""
        part.look_at(self.initiative or "")

    def _tell(self, part: Any, changes: Changes | None, by: object) -> None:
        part.refresh(changes, by)
