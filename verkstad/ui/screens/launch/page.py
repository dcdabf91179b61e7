"""The launch inside the organisation: audiences, activities, messages, and what is understood and used."""

from __future__ import annotations

from verkstad.domain.launch import Adoption, LaunchActivity
from verkstad.domain.modules import Module
from verkstad.domain.responsibility import Readiness
from verkstad.i18n import N_
from verkstad.ui.desk import Desk
from verkstad.ui.screen import Screen
from verkstad.ui.tabbed import Tab, TabbedScreen


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


TABS = (
    Tab("audiences", N_("Audiences"), _audiences),
    Tab("activities", N_("Activities"), _activities, (LaunchActivity,)),
    Tab("messages", N_("Messages"), _messages),
    Tab("use", N_("Understanding and use"), _use, (Adoption, Readiness, Module)),
)
PARTS = tuple(tab.name for tab in TABS)


class LaunchScreen(TabbedScreen):
    key = "launch"
    TABS = TABS
    NOTHING = ("sparkles", N_("A launch belongs to a change. Begin an initiative first."))

    def title(self) -> str:
        return self._("Launch")
