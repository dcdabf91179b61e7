"""What every page, table and field is handed: the workbench, the language, the theme, the dialogs, and the ways to the rest of the window.

A page never knows the window it stands in; it says to the desk where a person wants to go and what she is told. Tests make a desk of
their own and look at what it was told.
"""

from __future__ import annotations

import datetime
from collections.abc import Callable
from typing import TYPE_CHECKING, Any

from PySide6.QtCore import QObject, Signal

from verkstad.ui.theme import Theme

if TYPE_CHECKING:
    from verkstad.app.settings import Settings
    from verkstad.app.workbench import Bench
    from verkstad.i18n import Language
    from verkstad.ui.background import Background
    from verkstad.ui.dialogs import Dialogs
    from verkstad.ui.memory import Memory


class Desk(QObject):
    """The workbench and its surroundings. `said` carries a sentence and whether "Undo" is offered beside it for eight seconds."""

    went = Signal(str, str, str)  # page, id of the row to show or "", tab or part of the page or ""
    said = Signal(str, bool)
    printing_asked = Signal(str, str, str)  # id of a workshop or an initiative or "", sheet or "", the one row of it or ""
    files_opened = Signal(list)  # paths
    settings_changed = Signal()
    turned = Signal()  # another initiative is looked at
    focus_lost = Signal()  # what had the keyboard is gone: the page says where it goes
    room_looks = Signal()  # whether the room sees this screen may be otherwise than before
    kept = Signal()  # what is being typed was committed as a draft

    def __init__(
        self,
        bench: Bench,
        language: Language,
        theme: Theme,
        dialogs: Dialogs,
        *,
        memory: Memory,
        settings: Settings,
        background: Background,
        clock: Callable[[], datetime.datetime] = lambda: datetime.datetime.now().astimezone(),
    ) -> None:
        super().__init__()
        self.bench, self.language, self.theme, self.dialogs = bench, language, theme, dialogs
        self.memory, self.settings, self.background = memory, settings, background
        self.clock = clock
        self.room_sees: Callable[[], bool] = lambda: False  # a day is presented, and the room may see this very screen
        dialogs.desk = self

    @property
    def gettext(self) -> Callable[..., str]:
        return self.language.gettext

    def today(self) -> str:
        """The local date, ISO."""
        return self.clock().date().isoformat()

    def go(self, page: str, row: str = "", part: str = "") -> None:
        """Show a page: "start", "workshops", "workshop", "people", "library", "settings", "merge"."""
        self.went.emit(page, row, part)

    def say(self, sentence: str, *, undo: bool = False) -> None:
        self.said.emit(sentence, undo)

    def print_from_here(self, subject: str = "", sheet: str = "", row: str = "") -> None:
        """Print a workshop, or an initiative (its sheet `sheet`, and of that perhaps one row: a pilot, a team)."""
        self.printing_asked.emit(subject, sheet, row)

    def try_to(self, action: Callable[..., Any], /, *args: Any, by: object = None, **facts: Any) -> Any:
        """Do an action; what is refused is said in a sentence. None when it was refused."""
        from verkstad import wording
        from verkstad.domain.errors import Refused

        try:
            return self.bench.do(action, *args, by=by, **facts)
        except Refused as error:
            self.say(wording.sentence(error, self.language))
            return None
