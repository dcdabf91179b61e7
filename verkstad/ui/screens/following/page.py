"""Follow-up: how the goals stand, what leadership is asked to decide, what is looked at again, and the reports. Four tabs of one page."""

from __future__ import annotations

from collections.abc import Sequence
from typing import TYPE_CHECKING

from PySide6.QtWidgets import QWidget

from verkstad.domain.fields import Id
from verkstad.domain.following import DecisionRequest, FollowUp, LeadershipAnswer, Report, ReportPart, RequestOption
from verkstad.i18n import N_
from verkstad.ui.desk import Desk
from verkstad.ui.tabbed import Tab, TabbedScreen, TabPart

if TYPE_CHECKING:
    from verkstad.app.workbench import Changes


def _state(desk: Desk) -> TabPart:
    from verkstad.ui.screens.following.state import StatePart

    return StatePart(desk)


def _requests(desk: Desk) -> TabPart:
    from verkstad.ui.screens.following.requests import RequestsPart

    return RequestsPart(desk)


def _follow_ups(desk: Desk) -> TabPart:
    from verkstad.ui.screens.following.follow_ups import FollowUpsPart

    return FollowUpsPart(desk)


def _reports(desk: Desk) -> TabPart:
    from verkstad.ui.screens.following.reports import ReportsPart

    return ReportsPart(desk)


TABS = (
    Tab("state", N_("How it stands"), _state),
    Tab("requests", N_("Proposals for decisions"), _requests, (DecisionRequest, RequestOption)),
    Tab("follow_ups", N_("Follow-ups"), _follow_ups, (FollowUp,)),
    Tab("reports", N_("Reports"), _reports, (Report, ReportPart, LeadershipAnswer)),
)


class FollowingScreen(TabbedScreen):
    key = "follow_up"
    TABS = TABS
    NOTHING = ("target", N_("Follow-up shows whether a change became more than words. Begin an initiative first."))

    def title(self) -> str:
        return self._("Follow-up")

    def subtitle(self) -> str:
        return str(self.part().subtitle()) if self.initiative else ""

    def head(self) -> Sequence[QWidget]:
        found: Sequence[QWidget] = self.part().head() if self.initiative else ()
        return found

    def sheet(self) -> str:
        return super().sheet() if self.initiative else "report"

    def tab_for(self, row: Id, otherwise: int = 0) -> int:
        return super().tab_for(row, self._tab)

    def reveal(self, changes: Changes) -> None:
        """After undo: the tab on which something came back, and the row there."""
        came = next((at for at, tab in enumerate(TABS) if any(changes.ids(kind) for kind in tab.shows)), self._tab)
        if came != self._tab and self.initiative:
            self.choose_tab(came)
        super().reveal(changes)
