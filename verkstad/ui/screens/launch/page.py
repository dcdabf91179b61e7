"""The launch inside the organisation: audiences, activities, messages, and what is understood and used."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from typing import TYPE_CHECKING, Any

from PySide6.QtWidgets import QWidget

from verkstad.domain.fields import Id
from verkstad.domain.initiative import Initiative
from verkstad.domain.launch import Adoption, LaunchActivity
from verkstad.domain.modules import Module
from verkstad.domain.responsibility import Readiness
from verkstad.ui import controls
from verkstad.ui.current import current_initiative
from verkstad.ui.desk import Desk
from verkstad.ui.empty import EmptyState
from verkstad.ui.screen import Screen
from verkstad.ui.stack import Stack

if TYPE_CHECKING:
    from verkstad.app.workbench import Changes

AUDIENCES, ACTIVITIES, MESSAGES, USE = range(4)
PARTS = ("audiences", "activities", "messages", "use")


def _audiences(desk: Desk) -> Screen:
    from verkstad.ui.screens.launch.audiences import AudiencesPart

    return AudiencesPart(desk)


def _activities(desk: Desk) -> Screen:
    from verkstad.ui.screens.launch.activities import ActivitiesPart

    return ActivitiesPart(desk)


def _messages(desk: Desk) -> Screen:
    from verkstad.ui.screens.launch.messages import MessagesPart

    return MessagesPart(desk)


def _use(desk: Desk) -> Screen:
    from verkstad.ui.screens.launch.use import UsePart

    return UsePart(desk)


MAKERS: tuple[Callable[[Desk], Screen], ...] = (_audiences, _activities, _messages, _use)


class LaunchScreen(Screen):
    """Four tabs, each built when it is first seen; one that is not shown hears what it missed when it is."""

    key = "launch"

    def __init__(self, desk: Desk) -> None:
        super().__init__(desk)
        self.initiative: Id | None = None
        self._tab = AUDIENCES
        self.parts: dict[int, Any] = {}
        self._behind: dict[int, Changes | None] = {}  # tab -> what changed since it was seen; None: ask everything
        self.nothing = EmptyState(
            desk.theme, "sparkles", self._("A launch belongs to a change. Begin an initiative first."), self._("Begin an initiative"),
            lambda: desk.go("initiative", "", "begin"),
        )  # fmt: skip
        self.stack = Stack()
        self.stack.addWidget(self.nothing)
        self.setLayout(controls.column((self.stack, 1)))

    # ------------------------------------------------------------------------------------------------ what the window asks

    def title(self) -> str:
        return self._("Launch")

    def whose(self) -> str:
        return self.initiative or ""

    def subject(self) -> str:
        return self.initiative or ""

    def tabs(self) -> Sequence[str]:
        _ = self._
        return (_("Audiences"), _("Activities"), _("Messages"), _("Understanding and use")) if self.initiative else ()

    def tab(self) -> int:
        return self._tab

    def part_shown(self) -> str:
        return PARTS[self._tab]

    def choose_tab(self, at: int) -> None:
        self.settle()
        self._tab = at
        self._part()
        self._catch_up(None)
        self._show_part()

    def inspector(self) -> QWidget | None:
        return self._part().inspector() if self.initiative else None

    def hints(self) -> str:
        return str(self._part().hints()) if self.initiative else ""

    def sheet(self) -> str:
        return str(self._part().sheet()) if self.initiative else ""

    def chosen(self) -> str:
        return str(self._part().chosen()) if self.initiative else ""

    def home(self) -> QWidget | None:
        return self._part().home() if self.initiative else super().home()

    def find(self) -> bool:
        return bool(self._part().find()) if self.initiative else False

    def settle(self) -> None:
        for part in self.parts.values():
            part.settle()

    def show_row(self, row: str, part: str) -> None:
        """A row of any of the tabs, found by its kind; `part` names a tab."""
        library = self.desk.bench.library
        if part in PARTS:
            self._tab = PARTS.index(part)
        elif row:
            kinds = {ACTIVITIES: (LaunchActivity,), USE: (Adoption, Readiness, Module)}
            self._tab = next((tab for tab, values in kinds.items() if any(library.get(v, row) for v in values)), AUDIENCES)
        self.refresh(None, None)
        if row and self.initiative:
            self._part().show_row(row, part)
        self.headline_changed.emit()

    def refresh(self, changes: Changes | None, by: object) -> None:
        before = self.initiative
        if changes is None or changes.touches(Initiative) or self.initiative is None:
            self.initiative = current_initiative(self.desk)
        if self.initiative != before:
            self.headline_changed.emit()
        told = changes if self.initiative == before else None
        for tab in range(len(PARTS)):
            held = self._behind.get(tab, told)
            self._behind[tab] = held.joined(told) if held is not None and told is not None else None
        self._catch_up(by)
        self._show_part()

    def _catch_up(self, by: object) -> None:
        """The tab that is shown hears what it missed."""
        if self.initiative and self._tab in self._behind:
            self._part().refresh(self._behind.pop(self._tab), by)

    def reveal(self, changes: Changes) -> None:
        if self.initiative:
            self._part().reveal(changes)

    # ------------------------------------------------------------------------------------------------ parts

    def _part(self) -> Any:
        if self._tab not in self.parts:
            self.parts[self._tab] = MAKERS[self._tab](self.desk)
            self.stack.addWidget(self.parts[self._tab])
            self.parts[self._tab].headline_changed.connect(self.headline_changed)
        self.parts[self._tab].look_at(self.initiative or "")
        return self.parts[self._tab]

    def _show_part(self) -> None:
        self.stack.setCurrentWidget(self._part() if self.initiative else self.nothing)
