"""What a page is to the window around it: a title, what stands in its head, an inspector perhaps, and one way to show what is so.

A page is built at its first visit as `Screen(desk)`. `refresh` is called when it is shown and whenever something changed while it is
visible; it asks its questions again and shows the answer. A page that caused the change itself (`by is self`) shows it without moving the
cursor. The window knows nothing else of a page.
"""

from __future__ import annotations

from collections.abc import Sequence
from pathlib import Path
from typing import TYPE_CHECKING

from PySide6.QtCore import Qt, Signal
from PySide6.QtGui import QKeyEvent
from PySide6.QtWidgets import QScrollArea, QTableView, QWidget

from verkstad.ui.desk import Desk

if TYPE_CHECKING:
    from verkstad.app.workbench import Changes


class Screen(QWidget):
    """A page, or a tab of the workshop page. Emit `headline_changed` when anything in the head is other than it was."""

    headline_changed = Signal()

    key = ""
    """Its name for `desk.go`."""
    entry = ""
    """The entry of the navigation that is lit while it stands; its own key when empty."""

    def __init__(self, desk: Desk) -> None:
        super().__init__()
        self.desk = desk
        self._ = desk.language.gettext

    def title(self) -> str:
        return ""

    def subtitle(self) -> str:
        return ""

    def whose(self) -> str:
        """The initiative whose page this is, named before the subtitle, where another can be chosen; "" for a page of its own."""
        return ""

    def heading_opens(self) -> str:
        """What the words of the title open when pressed, named for the pencil beside them; "" for nothing."""
        return ""

    def open_heading(self, at: str = "") -> None:
        """The heading was pressed: at its "title" or "subtitle", at "rename" when somebody wants to write a new title, else its pencil."""

    def tabs(self) -> Sequence[str]:
        """The names of its tabs, shown below the title."""
        return ()

    def tab(self) -> int:
        return 0

    def choose_tab(self, at: int) -> None:
        """A tab was clicked."""

    def part_shown(self) -> str:
        """The tab that is seen as `show_row` names it, on pages whose tabs show different things; "" when all of them show the same."""
        return ""

    def head(self) -> Sequence[QWidget]:
        """Buttons of its own at the right of the head, the primary one last. Made once."""
        return ()

    def inspector(self) -> QWidget | None:
        """What stands in the inspector, 328 wide; None for a page without. Made once; hide or show its content as the selection changes."""
        return None

    def hints(self) -> str:
        """Keys worth knowing here, for the status bar."""
        return ""

    def workshop(self) -> str:
        """The workshop this page is about, for printing and the Workshop menu; "" for none."""
        return ""

    def subject(self) -> str:
        """The workshop or the initiative this page is about, for printing; "" for none."""
        return self.workshop()

    def chosen(self) -> str:
        """The one row (a pilot, a team) that Ctrl+P prints from here; "" for all."""
        return ""

    def sheet(self) -> str:
        """The sheet Ctrl+P proposes from here; "" for the pack."""
        return ""

    def guide(self) -> str:
        """The page of the guide that belongs to what is looked at; "" for the one of the page."""
        return ""

    def show_row(self, row: str, part: str) -> None:
        """Somebody wants to see this row (an id), in this tab or part."""

    def refresh(self, changes: Changes | None, by: object) -> None:
        """Show what is so. `changes` None: everything may be other than it was."""

    def reveal(self, changes: Changes) -> None:
        """After undo and redo: select what came back and bring it into view."""

    def sees(self, kind: str, row: str) -> bool:
        """Whether a row whose own page is another is seen here all the same: an action, where all actions stand."""
        return False

    def home(self) -> QWidget | None:
        """What has the keyboard when one comes here: its list if there is one, else the first that takes the tab key."""
        table = next(
            (t for t in self.findChildren(QTableView) if t.isVisibleTo(self) and t.model() is not None and t.model().rowCount()), None
        )
        return table or first_of(self)

    def find(self) -> bool:
        """Ctrl+F: put the cursor where one searches. False when there is nothing to search."""
        return False

    def take_file(self, path: Path) -> bool:
        """A list was dropped on the window or opened while this page is seen: True when it is looked through here."""
        return False

    def go_back(self) -> bool:
        """Esc that nobody else took, or the page's own entry in the navigation pressed once more: from one of its rows back to the list of
        all. False where there is nothing to go back to.
        """
        return False

    def keyPressEvent(self, event: QKeyEvent) -> None:
        if event.key() != Qt.Key.Key_Escape or not self.go_back():
            super().keyPressEvent(event)

    def settle(self) -> None:
        """Save what is being typed: before undo, printing, export and leaving. The field with the cursor is settled by the window."""

    def leave(self) -> None:
        """Another page is shown."""


class Part(Screen):
    """A tab of the workshop page."""

    def show_workshop(self, workshop: str) -> None:
        """Another workshop is looked at; `refresh` follows."""


def first_of(page: QWidget) -> QWidget | None:
    """The first widget of a page that takes the tab key, in the order of that key; a frame that only scrolls is passed over."""
    at = page.nextInFocusChain()
    while at is not None and at is not page:
        takes = Qt.FocusPolicy(at.focusPolicy().value & Qt.FocusPolicy.TabFocus.value)
        if takes and not isinstance(at, QScrollArea) and page.isAncestorOf(at) and at.isVisibleTo(page) and at.isEnabled():
            return at
        at = at.nextInFocusChain()
    return None
