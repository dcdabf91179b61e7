"""Insights and actions: what was learnt and who answers it, the forums it is met in, exchanges with others, what is to be done, and the risks."""

from __future__ import annotations

from verkstad.domain.actions import Action
from verkstad.domain.initiative import Initiative
from verkstad.domain.insights import Exchange, Forum, ForumMeeting, ForumMember, Risk
from verkstad.domain.workshop import Workshop
from verkstad.i18n import N_
from verkstad.ui.current import look_at
from verkstad.ui.desk import Desk
from verkstad.ui.screen import Screen
from verkstad.ui.tabbed import Tab, TabbedScreen

INSIGHTS, ACTIONS, RISKS = 0, 3, 4


def _insights(desk: Desk) -> Screen:
    from verkstad.ui.screens.insights.list import InsightsPart

    return InsightsPart(desk)


def _forums(desk: Desk) -> Screen:
    from verkstad.ui.screens.insights.forums import ForumsPart

    return ForumsPart(desk)


def _exchanges(desk: Desk) -> Screen:
    from verkstad.ui.screens.insights.exchanges import ExchangesPart

    return ExchangesPart(desk)


def _work(desk: Desk) -> Screen:
    from verkstad.ui.screens.insights.work import WorkPart

    return WorkPart(desk)


def _risks(desk: Desk) -> Screen:
    from verkstad.ui.screens.insights.risks import RisksPart

    return RisksPart(desk)


TABS = (
    Tab("insights", N_("Insights"), _insights),
    Tab("forums", N_("Forums"), _forums, (Forum, ForumMember, ForumMeeting)),
    Tab("exchanges", N_("Exchanges and learning"), _exchanges, (Exchange,)),
    Tab("actions", N_("Actions"), _work, (Action,)),
    Tab("risks", N_("Risks"), _risks, (Risk,)),
)
PARTS = tuple(tab.name for tab in TABS)


class InsightsScreen(TabbedScreen):
    key = "insights"
    TABS = TABS
    NOTHING = ("lightbulb", N_("Insights and actions belong to a change. Begin an initiative first."))

    def title(self) -> str:
        return self._("Insights and actions")

    def sees(self, kind: str, row: str) -> bool:
        """Of the tab that is shown: rows of the initiative and of its workshops."""
        if kind != {INSIGHTS: "insight", ACTIONS: "action", RISKS: "risk"}.get(self._tab) or not self.initiative:
            return False
        library = self.desk.bench.library
        scope = library.scope_of(row)
        workshop = library.get(Workshop, scope)
        return scope == self.initiative or (workshop is not None and workshop.initiative == self.initiative)

    def show_row(self, row: str, part: str) -> None:
        library = self.desk.bench.library
        scope = library.scope_of(row) if row else None
        workshop = library.get(Workshop, scope)
        if workshop is not None and workshop.initiative is None:
            self.desk.go("workshop", workshop.id, "harvest")  # it stands alone, and so does what it gave
            return
        change = library.get(Initiative, workshop.initiative if workshop is not None else scope)
        if change is not None:
            look_at(self.desk, change.id)
        super().show_row(row, part)
