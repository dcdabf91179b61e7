"""Pilots: the list of an initiative's pilots, and one pilot on four tabs. One page of the window, two faces."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from pathlib import Path
from typing import TYPE_CHECKING

from PySide6.QtCore import QTimer
from PySide6.QtWidgets import QFrame, QWidget

from verkstad import wording_pilots as wording
from verkstad.app import pilots
from verkstad.app.incoming_values import SUFFIXES
from verkstad.app.pilots import PilotView
from verkstad.domain.initiative import Initiative
from verkstad.domain.modules import Module
from verkstad.domain.people import Identity, Person
from verkstad.domain.piloting import Query
from verkstad.domain.pilots import Annotation, Loop, Measure, Measurement, Pilot, Recalculation
from verkstad.domain.teams import Team
from verkstad.i18n import N_
from verkstad.ui import controls
from verkstad.ui.current import current_initiative, look_at
from verkstad.ui.desk import Desk
from verkstad.ui.screen import Screen
from verkstad.ui.screens.pilots.begin import new_pilot
from verkstad.ui.screens.pilots.listing import PilotList
from verkstad.ui.stack import Stack

if TYPE_CHECKING:
    from verkstad.app.workbench import Changes

KINDS = (Pilot, Measure, Measurement, Annotation, Recalculation, Loop)
TOUCHED = (*KINDS, Team, Module, Initiative, Person, Identity)


class PilotPart(Screen):
    """A tab of the pilot's page. `show_pilot` is told what is so; the page asks the question once for all tabs."""

    def show_pilot(self, view: PilotView, changes: Changes | None, by: object) -> None:
        """Show this pilot as it stands. `by is self`: the change was made here."""

    def show_part(self, row: str) -> None:
        """Bring a row of it into view: a measure, a loop, or "outcome"."""


def _about(desk: Desk) -> PilotPart:
    from verkstad.ui.screens.pilots.about import AboutPart

    return AboutPart(desk)


def _measures(desk: Desk) -> PilotPart:
    from verkstad.ui.screens.pilots.measures import MeasuresPart

    return MeasuresPart(desk)


def _loops(desk: Desk) -> PilotPart:
    from verkstad.ui.screens.pilots.loops import LoopsPart

    return LoopsPart(desk)


def _decision(desk: Desk) -> PilotPart:
    from verkstad.ui.screens.pilots.decision import DecisionPart

    return DecisionPart(desk)


PARTS: tuple[tuple[str, str, Callable[[Desk], PilotPart]], ...] = (
    ("about", N_("The pilot"), _about),
    ("measures", N_("Measures"), _measures),
    ("loops", N_("Learning loops"), _loops),
    ("decision", N_("Decision and story"), _decision),
)
SHEETS = {"about": "pilot_card", "measures": "pilot_card", "loops": "loop_sheet", "decision": "pilot_story"}
TAB_OF_QUERY = {"past_decision": "decision", "expand_early": "decision", "no_prediction": "about", "doubled": "measures"}


class _Asks(QFrame):
    """What is worth a question about the pilot: one line, the most pressing, and a button that goes where it is answered."""

    def __init__(self, desk: Desk, go: Callable[[Query], object]) -> None:
        super().__init__()
        self._desk, self._go = desk, go
        self._query: Query | None = None
        self.words = controls.label("", wrap=True)
        self.mark = controls.label("")
        self.mark.setPixmap(desk.theme.pixmap("lightbulb", "warn", 18))
        self.more = controls.label("", "caption")
        self.button = controls.button(desk.theme, desk.gettext("Go there"), role="link", on=lambda: self._query and go(self._query))
        self.setProperty("look", "card")
        self.setLayout(controls.row(self.mark, (self.words, 1), self.more, self.button, spacing=10, margins=(14, 8, 14, 8)))
        self.hide()

    def show_queries(self, queries: Sequence[Query]) -> None:
        self._query = queries[0] if queries else None
        self.setVisible(bool(queries))
        if queries:
            self.words.setText(wording.query_words(queries[0], self._desk.language))
            count = len(queries) - 1
            self.more.setText(self._desk.language.ngettext("and %(n)d more", "and %(n)d more", count) if count else "")


class PilotsScreen(Screen):
    key = "pilots"

    def __init__(self, desk: Desk) -> None:
        super().__init__(desk)
        _ = self._
        self._pilot = ""
        self._view: PilotView | None = None
        self._at = 0
        self._parts: dict[int, PilotPart] = {}
        self.list = PilotList(desk, opened=lambda pilot: desk.go("pilots", pilot), new=self.new)
        self._stack = Stack()
        self.asks = _Asks(desk, self._answer)
        self._page = controls.holder(controls.column(controls.column(self.asks, margins=(24, 12, 24, 0)), (self._stack, 1)))
        self._faces = Stack()
        self._faces.addWidget(self.list)
        self._faces.addWidget(self._page)
        self.setLayout(controls.column((self._faces, 1)))
        self.new_button = controls.button(desk.theme, _("New pilot"), "plus", role="primary", on=self.new)
        self.back = controls.button(desk.theme, _("All pilots"), "layout-list", on=self.go_back)

    # ---- head

    def title(self) -> str:
        return self._view.pilot.title if self._view else self._("Pilots")

    def subtitle(self) -> str:
        view, language = self._view, self.desk.language
        if view is None:
            count = self.desk.bench.library.count(Pilot, parent=self.whose()) if self.whose() else 0
            return language.ngettext("%(n)d pilot", "%(n)d pilots", count) if count else ""
        pilot = view.pilot
        parts = [wording.state_words(pilot, language)]
        if view.team is not None:
            parts.append(view.team.title)
        if pilot.decision_day and pilot.state != "ended":
            day = language.date(pilot.decision_day, "short", today=self.desk.today())
            parts.append(self._("decision %(day)s, %(far)s", day=day, far=wording.how_far(pilot.decision_day, self.desk.today(), language)))
        elif pilot.outcome_on:
            parts.append(language.date(pilot.outcome_on, "date"))
        return " · ".join(parts)

    def whose(self) -> str:
        return self._view.pilot.parent or "" if self._view else current_initiative(self.desk) or ""

    def heading_opens(self) -> str:
        return self._("Rename the pilot") if self._view else ""

    def open_heading(self, at: str = "") -> None:
        if self._view is not None:
            self._go_to_tab("about")
            self.part().show_part("title")

    def tabs(self) -> Sequence[str]:
        return [self._(name) for _key, name, _make in PARTS] if self._view else ()

    def tab(self) -> int:
        return self._at

    def part_shown(self) -> str:
        return self._pilot

    def choose_tab(self, at: int) -> None:
        if self._view is None:
            return
        if at != self._at:
            self.part().leave()
        self._at = at
        self._show_part()

    def head(self) -> Sequence[QWidget]:
        return (self.back,) if self._view else (self.new_button,) if current_initiative(self.desk) else ()

    def hints(self) -> str:
        if self._view is None:
            return self.list.hints()
        return self.part().hints()

    def subject(self) -> str:
        if self._view is not None:
            return self._view.pilot.parent or ""
        return current_initiative(self.desk) or ""

    def chosen(self) -> str:
        if self._view is not None:
            return self._view.pilot.id
        return self.list.chosen()

    def sheet(self) -> str:
        return SHEETS[PARTS[self._at][0]] if self._view else "pilot_card"

    def home(self) -> QWidget | None:
        return self.part().home() if self._view else super().home()

    def find(self) -> bool:
        return self.list.find() if self._view is None else False

    def take_file(self, path: Path) -> bool:
        return self._view is not None and path.suffix.lower() in SUFFIXES and self.part().take_file(path)

    def go_back(self) -> bool:
        """To the list, where the pilot one comes from is chosen."""
        if self._view is None:
            return False
        pilot = self._pilot
        self.desk.go("pilots", "", "list")
        self.list.select([pilot])
        return True

    def settle(self) -> None:
        if self._view is not None:
            self.part().settle()

    def leave(self) -> None:
        self.settle()

    # ---- what it shows

    def part(self) -> PilotPart:
        found = self._parts.get(self._at)
        if found is None:
            found = self._parts[self._at] = PARTS[self._at][2](self.desk)
            found.headline_changed.connect(self.headline_changed)
            self._stack.addWidget(found)
        return found

    def show_row(self, row: str, part: str) -> None:
        """`row`: a pilot, or something that stands under one; `part`: a tab, "list" for all pilots, or "new" for those and the form of the first."""
        if part in ("list", "new"):
            self.settle()
            self._pilot, self._view = "", None
            if part == "new":
                QTimer.singleShot(0, self, self._begin_first)  # when the window has come here
            return
        if not row:
            return
        pilot = pilots.pilot_of(self.desk.bench.library, row)
        if pilot is None:
            if self.desk.bench.library.get(Initiative, row) is not None:
                look_at(self.desk, row)
                self.show_row("", "list")
            return
        if pilot != self._pilot:
            self.settle()
            self._pilot, self._at = pilot, 0
        found = self.desk.bench.library.get(Pilot, pilot)
        if found is not None and found.parent:
            look_at(self.desk, found.parent)  # somebody asked for this pilot, of whichever initiative it is
        kind = next((k for k in KINDS if self.desk.bench.library.get(k, row) is not None), Pilot)
        wanted = part or {"loop": "loops", "pilot": ""}.get(kind.KIND.name, "measures")
        self._at = next((at for at, (key, _name, _make) in enumerate(PARTS) if key == wanted), self._at)
        if row != pilot:  # else the window asks for a refresh in a moment
            self.refresh(None, None)
            self.part().show_part(row)

    def refresh(self, changes: Changes | None, by: object) -> None:
        if changes is not None and not changes.touches(*TOUCHED):
            return
        self._view = self.desk.bench.ask(pilots.pilot_view, self._pilot, self.desk.today()) if self._pilot else None
        if self._view is not None and self._view.pilot.parent != current_initiative(self.desk):
            self._view = None  # another initiative is looked at by now: its pilots are shown
        if self._view is None:
            self._pilot = ""
            self.list.show_initiative(current_initiative(self.desk))
            self._faces.setCurrentWidget(self.list)
        else:
            self.asks.show_queries(self._view.queries)
            self._faces.setCurrentWidget(self._page)
            self._show_part(changes, by)
        self.headline_changed.emit()

    def reveal(self, changes: Changes) -> None:
        """After undo: the pilot that came back, or what of it did."""
        if self._view is None:
            self.list.select(changes.ids(Pilot))
            return
        for kind, tab in ((Measure, "measures"), (Measurement, "measures"), (Annotation, "measures"), (Loop, "loops")):
            there = [row for row in changes.ids(kind) if pilots.pilot_of(self.desk.bench.library, row) == self._pilot]
            if there:
                self._go_to_tab(tab)
                self.part().show_part(there[0])
                return

    def _show_part(self, changes: Changes | None = None, by: object = None) -> None:
        part = self.part()
        if self._view is not None:
            part.show_pilot(self._view, changes, by)
        self._stack.setCurrentWidget(part)  # when all of it stands: laid out and painted once

    def _go_to_tab(self, key: str) -> None:
        at = next(at for at, (name, _label, _make) in enumerate(PARTS) if name == key)
        if at != self._at:
            self.settle()
            self._at = at
            self._show_part()
            self.headline_changed.emit()

    def _answer(self, query: Query) -> None:
        self._go_to_tab(TAB_OF_QUERY.get(query.what, "loops"))
        self.part().show_part(
            "prediction" if query.what == "no_prediction" else "outcome" if query.what in ("past_decision", "expand_early") else query.row
        )

    def _begin_first(self) -> None:
        initiative = current_initiative(self.desk)
        if initiative is not None and self.isVisible() and not self.desk.bench.library.children(Pilot, initiative):
            self.new()

    def new(self) -> None:
        initiative = current_initiative(self.desk)
        if initiative is not None:
            new_pilot(self.desk, initiative, by=self)
