"""The agenda or action plan that already is written: its points and what becomes of each, how well they are anchored, what stays on paper."""

from __future__ import annotations

from collections.abc import Sequence
from functools import cached_property
from pathlib import Path
from typing import TYPE_CHECKING, Any

from PySide6.QtGui import QGuiApplication, QKeyEvent, QKeySequence
from PySide6.QtWidgets import QWidget

from verkstad import wording_plan
from verkstad.app import plan
from verkstad.app.plan import SUFFIXES, PlanView
from verkstad.domain.actions import Action
from verkstad.domain.fields import Id
from verkstad.domain.initiative import Decision, Goal, Initiative
from verkstad.domain.insights import Forum
from verkstad.domain.launch import FromTo
from verkstad.domain.modules import Module, Need
from verkstad.domain.people import Person, Unit
from verkstad.domain.pilots import Pilot
from verkstad.domain.plan import Anchoring, PlanDocument, PlanItem, PlanLink
from verkstad.domain.teams import Member, Team
from verkstad.i18n import N_
from verkstad.ui import controls
from verkstad.ui.current import current_initiative, look_at
from verkstad.ui.desk import Desk
from verkstad.ui.empty import EmptyState
from verkstad.ui.screen import Screen
from verkstad.ui.screens.plan import coming
from verkstad.ui.screens.plan.sorting import SortingPart
from verkstad.ui.tabbed import Tab, TabbedScreen

if TYPE_CHECKING:
    from verkstad.app.workbench import Changes

ITEMS, ANCHORING = 0, 1
SHEETS = ("plan_items", "anchoring", "plan_items")
OF_PLAN = (PlanDocument, PlanItem, PlanLink, Anchoring, Forum, Initiative)
AROUND = (Goal, Action, Module, Decision, Pilot, FromTo, Need, Team, Member, Person, Unit)


def _items(desk: Desk) -> Screen:
    return SortingPart(desk)


def _anchoring(desk: Desk) -> Screen:
    from verkstad.ui.screens.plan.anchoring import AnchoringPart

    return AnchoringPart(desk)


def _paper(desk: Desk) -> Screen:
    from verkstad.ui.screens.plan.paper import PaperPart

    return PaperPart(desk)


class PlanScreen(TabbedScreen):
    """Its tabs show one and the same reading of the plan, asked once for all of them."""

    key = "plan"
    TABS = (
        Tab("items", N_("The points"), _items),
        Tab("anchoring", N_("Anchoring"), _anchoring, (Anchoring,)),
        Tab("paper", N_("Only on paper?"), _paper),
    )

    def __init__(self, desk: Desk) -> None:
        super().__init__(desk)
        _ = self._
        self.view = PlanView((), ())
        self.take_button = controls.button(
            desk.theme, _("Take in a plan"), "file-plus", role="primary", on=self.choose, tip=_("Or drop the file here, or paste the text")
        )

    @property
    def items(self) -> SortingPart:
        found: SortingPart = self.made(ITEMS)
        return found

    def made(self, tab: int) -> Any:
        fresh = tab not in self.parts
        found = super().made(tab)
        if fresh and tab == ITEMS:
            found.table.pasted.connect(lambda _text: self.paste())
        return found

    @cached_property
    def empty(self) -> EmptyState:
        """Built where there is no plan yet."""
        _ = self._
        made = EmptyState(
            self.desk.theme, "file-text",
            _("Here the agenda or action plan you already have is sorted, point by point: into goals, actions, modules and decisions. Drop the PDF or the Word file here, or paste the text."),
            _("Choose the file"), self.choose, second=(_("Paste the text"), self.paste),
        )  # fmt: skip
        self.stack.addWidget(made)
        return made

    @cached_property
    def nothing(self) -> EmptyState:
        """Built where there is no change yet."""
        _ = self._
        made = EmptyState(
            self.desk.theme, "target", _("A plan is sorted for a change. Begin the change first: what is to be different, and for whom?"),
            _("Begin a change"), lambda: self.desk.go("initiative"),
        )  # fmt: skip
        self.stack.addWidget(made)
        return made

    def stands(self) -> bool:
        return bool(self.view.documents)

    def instead(self) -> QWidget:
        return self.empty if self.initiative else self.nothing

    # ------------------------------------------------------------------------------------------------ head

    def title(self) -> str:
        return self._("The plan")

    def subtitle(self) -> str:
        language = self.desk.language
        if not self.view.documents:
            return ""
        names = [document.title for document in self.view.documents]
        return " · ".join((*names[:2], wording_plan.sorted_words(self.view.sorted, language)))

    def part_shown(self) -> str:
        return ""

    def head(self) -> Sequence[QWidget]:
        return (self.take_button,) if self.view.documents else ()

    def sheet(self) -> str:
        return SHEETS[self._tab]

    def guide(self) -> str:
        return "plan"

    # ------------------------------------------------------------------------------------------------ what a person does

    def choose(self) -> None:
        """Ask for the file."""
        if self.initiative:
            coming.choose(self.desk, self.initiative, by=None, done=self._came)

    def paste(self) -> None:
        if self.initiative:
            self._came(coming.paste(self.desk, self.initiative, QGuiApplication.clipboard().text(), by=None))

    def take_file(self, path: Path) -> bool:
        self.initiative = current_initiative(self.desk)
        if not self.initiative or path.suffix.lower() not in SUFFIXES:
            return False
        coming.read(self.desk, self.initiative, path, by=None, done=self._came)
        return True

    def _came(self, document: Id) -> None:
        if document:
            self._tab = ITEMS
            self.refresh(None, None)
            self.items.show_row(document, "")

    def keyPressEvent(self, event: QKeyEvent) -> None:
        if event.matches(QKeySequence.StandardKey.Paste):
            self.paste()
        else:
            super().keyPressEvent(event)

    # ------------------------------------------------------------------------------------------------ showing

    def show_row(self, row: str, part: str) -> None:
        """An item, a document, an anchoring, an initiative; `part`: a tab."""
        if row and self.desk.bench.library.get(Initiative, row) is not None:
            look_at(self.desk, row)
            row = ""
        super().show_row(row, part)

    def refresh(self, changes: Changes | None, by: object) -> None:
        if changes is None or changes.touches(*OF_PLAN, *AROUND):
            super().refresh(changes, by)
            self.headline_changed.emit()

    def _ask(self) -> None:
        self.view = self.desk.bench.ask(plan.plan_view, self.initiative) if self.initiative else PlanView((), ())

    def _turn(self, part: Any) -> None:
        """The part hears of it with the reading."""

    def _tell(self, part: Any, changes: Changes | None, by: object) -> None:
        part.show_initiative(self.initiative or "", self.view)
