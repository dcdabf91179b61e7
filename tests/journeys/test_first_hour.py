"""The first hour with an empty initiative, through the window: begun by each of the three ways, a decision, a goal, slices and a pilot in sketch.

After every step the page "Att se över" is read as a person finds it: at most three things, what weighs most first, and none of them about
a sketch.
"""

from __future__ import annotations

from collections.abc import Callable
from typing import Any

import pytest
from PySide6.QtCore import Qt
from PySide6.QtTest import QTest

from tests.journeys.hand import Hand
from tests.ui.conftest import House
from verkstad.domain.checks.rules import SEVERITIES
from verkstad.domain.initiative import Decision, Goal, Initiative
from verkstad.domain.modules import Module
from verkstad.domain.pilots import Pilot
from verkstad.ui.screens.findings.page import FindingsScreen
from verkstad.ui.screens.initiative.page import InitiativeScreen
from verkstad.ui.screens.pilots.begin import NewPilotDialog

Build = Callable[..., House]
Key = Qt.Key


class Hour:
    """An hour at the desk. What the page of findings showed is remembered step by step."""

    def __init__(self, house: Build, code: str = "sv") -> None:
        self.here = house(code)
        self.hand = Hand(self.here)
        self.seen: list[tuple[str, ...]] = []

    @property
    def library(self) -> Any:
        return self.here.bench.library

    def begin(self, route: str) -> None:
        screen = self.here.go("initiative")
        assert isinstance(screen, InitiativeScreen) and screen.begin.isVisible()
        screen.begin.name.line.insert("Besked i rätt tid")
        if route == "test":
            self.here.dialogs.then.append(lambda form: self.first_pilot(form, "Ring den sökande"))
        QTest.mouseClick(screen.begin.cards[route].button, Qt.MouseButton.LeftButton)
        self.here.settle()
        (made,) = self.library.all(Initiative)
        assert made.route == route

    def first_pilot(self, form: NewPilotDialog, idea: str) -> None:
        form.idea.edit.insertPlainText(idea)
        form.begin.click()

    def overview(self) -> InitiativeScreen:
        screen = self.here.go("initiative")
        assert isinstance(screen, InitiativeScreen)
        return screen

    def slices(self, *titles: str) -> None:
        page: Any = self.here.go("modules", "", "slices")
        page.add()
        for title in titles:
            page.tree._writer.insert(title)
            QTest.keyClick(page.tree._writer, Key.Key_Return)
            self.here.settle()
        QTest.keyClick(page.tree._writer, Key.Key_Escape)
        self.here.settle()
        assert [m.status for m in self.library.all(Module)] == ["sketch"] * len(titles)

    def pilot(self, idea: str) -> None:
        page: Any = self.here.go("pilots")
        self.here.dialogs.then.append(lambda form: self.first_pilot(form, idea))
        page.new()
        self.here.settle()

    def propose(self, words: str) -> None:
        view = self.overview().overview
        view.new_decision.insert(words)
        QTest.keyClick(view.new_decision, Key.Key_Return)
        self.here.settle()

    def decide(self, by: str, on: str, review: str) -> None:
        (decision,) = self.library.all(Decision)
        view = self.overview().overview
        view.decision_cards[decision.id].button.click()
        self.here.settle()
        form = view.inspector.decision
        for field, words in ((form.by, by), (form.on, on), (form.review, review)):
            field.line.setText(words)
            field._touched()
            field.settle()
        self.here.settle()

    def goal(self, statement: str) -> None:
        view = self.overview().overview
        view.new_goal.insert(statement)
        QTest.keyClick(view.new_goal, Key.Key_Return)
        self.here.settle()

    def look(self) -> tuple[str, ...]:
        """The codes a person sees on the page when she comes to it, after what holds of every one of them has been held to."""
        self.here.go("start")
        screen = self.here.go("findings")
        assert isinstance(screen, FindingsScreen)
        entries = [e for e in screen.list.entries.rows if e.line is None]
        codes = tuple(e.group.code for e in entries)
        assert len(entries) <= 3, codes
        assert screen.more.isVisible() == (len(screen.seen.groups) > 3)
        weights = [SEVERITIES.index(e.group.severity) for e in entries]
        assert weights == sorted(weights), codes
        rest = [SEVERITIES.index(g.severity) for g in screen.seen.groups if g.code not in codes]
        assert not rest or max(weights) <= min(rest), "what is not shown weighs no more"
        sketches = {m.id for m in self.library.all(Module) if m.status == "sketch"}
        sketches |= {p.id for p in self.library.all(Pilot) if p.state == "measure_first"}
        about = {line.finding.id for group in screen.seen.groups for line in group.lines}
        assert not about & sketches, "nothing is asked of a sketch"
        self.seen.append(codes)
        return codes


@pytest.mark.parametrize("route", ["slice", "test", "near"])
def test_the_first_hour_shows_three_things_at_most_the_weightiest_first_and_none_about_a_sketch(house: Build, route: str) -> None:
    hour = Hour(house)
    hour.begin(route)
    assert hour.look() == ("V101", "V210", "V401"), "decision, goal and inventory, and nothing of the first pilot"
    hour.propose("Bygglov går före annat i höst.")
    assert hour.look()[0] == "V101", "a proposal is no decision"
    hour.slices("Telefonen", "Blanketten", "Brevet", "Beskedet")
    hour.look()
    hour.pilot("Ring den sökande inom en vecka")
    hour.look()
    hour.decide("Nämnden", "2026-11-20", "2027-05-20")
    assert "V101" not in hour.look()
    hour.goal("Besked inom tio dagar")
    assert hour.look() == ("V107", "V401"), "now that something is decided: who drives it? A goal that is a draft is left in peace"
    assert len(hour.library.all(Goal)) == 1 and hour.library.all(Pilot)


def test_in_the_first_hour_no_page_bears_a_badge_and_the_list_says_what_to_do_first(house: Build) -> None:
    hour = Hour(house)
    hour.begin("slice")
    hour.slices("Telefonen", "Blanketten")
    hour.pilot("Ring den sökande")
    hour.look()
    screen: Any = hour.here.window.current()
    screen.list.setFocus()
    QTest.keyClick(screen.list, Key.Key_Return)
    hour.here.settle()
    assert hour.here.window.current().key == "initiative", "the weightiest is mended where the decision is written"
    hour.here.window._look_over()
    items = hour.here.window._nav_items
    assert not [key for key in ("modules", "pilots", "teams", "plan", "insights", "launch") if items[key].badge]
