"""Follow-up: how the goals stand, what leadership is asked to decide, what is looked at again, and the reports. Four tabs of one page."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from typing import TYPE_CHECKING

from PySide6.QtWidgets import QWidget

from verkstad.domain.fields import Id
from verkstad.domain.following import DecisionRequest, FollowUp, LeadershipAnswer, Report, ReportPart, RequestOption
from verkstad.domain.initiative import Initiative
from verkstad.i18n import N_
from verkstad.ui import controls
from verkstad.ui.current import current_initiative
from verkstad.ui.desk import Desk
from verkstad.ui.empty import EmptyState
from verkstad.ui.screen import Screen
from verkstad.ui.stack import Stack

if TYPE_CHECKING:
    from verkstad.app.workbench import Changes


class FollowingPart(Screen):
    """A tab of the page. `look_at` is told which initiative before anything else is asked."""

    def __init__(self, desk: Desk) -> None:
        super().__init__(desk)
        self.initiative: Id = ""

    def look_at(self, initiative: Id) -> None:
        self.initiative = initiative

    def subject(self) -> str:
        return self.initiative


def _state(desk: Desk) -> FollowingPart:
    from verkstad.ui.screens.following.state import StatePart

    return StatePart(desk)


def _requests(desk: Desk) -> FollowingPart:
    from verkstad.ui.screens.following.requests import RequestsPart

    return RequestsPart(desk)


def _follow_ups(desk: Desk) -> FollowingPart:
    from verkstad.ui.screens.following.follow_ups import FollowUpsPart

    return FollowUpsPart(desk)


def _reports(desk: Desk) -> FollowingPart:
    from verkstad.ui.screens.following.reports import ReportsPart

    return ReportsPart(desk)


PARTS: tuple[tuple[str, str, Callable[[Desk], FollowingPart]], ...] = (
    ("state", N_("How it stands"), _state),
    ("requests", N_("Proposals for decisions"), _requests),
    ("follow_ups", N_("Follow-ups"), _follow_ups),
    ("reports", N_("Reports"), _reports),
)
TAB_OF = {DecisionRequest: "requests", RequestOption: "requests", FollowUp: "follow_ups", Report: "reports", ReportPart: "reports", LeadershipAnswer: "reports"}  # fmt: skip


class FollowingScreen(Screen):
    key = "follow_up"

    def __init__(self, desk: Desk) -> None:
        super().__init__(desk)
        self.initiative: Id | None = None
        self._at = 0
        self._parts: dict[int, FollowingPart] = {}
        self._behind: dict[int, Changes | None] = {}  # tab -> what changed since it was seen; None: ask everything
        self.nothing = EmptyState(
            desk.theme, "target", self._("Follow-up shows whether a change became more than words. Begin an initiative first."), self._("Begin an initiative"),
            lambda: desk.go("initiative", "", "begin"),
        )  # fmt: skip
        self.stack = Stack()
        self.stack.addWidget(self.nothing)
        self.setLayout(controls.column((self.stack, 1)))

    # ------------------------------------------------------------------------------------------------ what the window asks

    def title(self) -> str:
        return self._("Follow-up")

    def subtitle(self) -> str:
        return self.part().subtitle() if self.initiative else ""

    def whose(self) -> str:
        return self.initiative or ""

    def tabs(self) -> Sequence[str]:
        return [self._(name) for _key, name, _make in PARTS] if self.initiative else ()

    def tab(self) -> int:
        return self._at

    def part_shown(self) -> str:
        return PARTS[self._at][0]

    def choose_tab(self, at: int) -> None:
        if not self.initiative or at == self._at:
            return
        self.part().leave()
        self._at = at
        self._show()
        self.headline_changed.emit()

    def head(self) -> Sequence[QWidget]:
        return self.part().head() if self.initiative else ()

    def inspector(self) -> QWidget | None:
        return self.part().inspector() if self.initiative else None

    def hints(self) -> str:
        return self.part().hints() if self.initiative else ""

    def subject(self) -> str:
        return self.initiative or ""

    def chosen(self) -> str:
        return self.part().chosen() if self.initiative else ""

    def sheet(self) -> str:
        return self.part().sheet() if self.initiative else "report"

    def home(self) -> QWidget | None:
        return self.part().home() if self.initiative else super().home()

    def find(self) -> bool:
        return self.part().find() if self.initiative else False

    def settle(self) -> None:
        for part in self._parts.values():
            part.settle()

    def leave(self) -> None:
        self.settle()

    # ------------------------------------------------------------------------------------------------ what it shows

    def part(self) -> FollowingPart:
        found = self._parts.get(self._at)
        if found is None:
            found = self._parts[self._at] = PARTS[self._at][2](self.desk)
            found.headline_changed.connect(self.headline_changed)
            self.stack.addWidget(found)
            self._behind[self._at] = None
            if self.initiative:
                found.look_at(self.initiative)
        return found

    def show_row(self, row: str, part: str) -> None:
        """A request, one of its alternatives, a follow-up, a report; `part` names a tab."""
        library = self.desk.bench.library
        wanted = part
        if row and not wanted:
            wanted = next((tab for kind, tab in TAB_OF.items() if library.get(kind, row) is not None), "")
        at = next((n for n, (key, _name, _make) in enumerate(PARTS) if key == wanted), self._at)
        if at != self._at and self._at in self._parts:
            self._parts[self._at].leave()
        self._at = at
        self.refresh(None, None)
        if row and self.initiative:
            self.part().show_row(row, part)
        self.headline_changed.emit()

    def refresh(self, changes: Changes | None, by: object) -> None:
        before = self.initiative
        if changes is None or changes.touches(Initiative) or self.initiative is None:
            self.initiative = current_initiative(self.desk)
        if self.initiative != before:
            for part in self._parts.values():
                part.look_at(self.initiative or "")
            self.headline_changed.emit()
        told = changes if self.initiative == before else None
        for tab in self._parts:
            held = self._behind.get(tab, told)
            self._behind[tab] = held.joined(told) if held is not None and told is not None else None
        self._show(by)

    def _show(self, by: object = None) -> None:
        if not self.initiative:
            self.stack.setCurrentWidget(self.nothing)
            return
        part = self.part()
        if self._at in self._behind:
            part.refresh(self._behind.pop(self._at), by)
        self.stack.setCurrentWidget(part)  # when all of it stands: laid out and painted once

    def reveal(self, changes: Changes) -> None:
        """After undo: the tab on which something came back, and the row there."""
        for kind, tab in TAB_OF.items():
            if changes.ids(kind):
                at = next(n for n, (key, _name, _make) in enumerate(PARTS) if key == tab)
                if at != self._at:
                    self.choose_tab(at)
                break
        if self.initiative:
            self.part().reveal(changes)
