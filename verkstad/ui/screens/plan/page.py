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
from verkstad.ui import controls
from verkstad.ui.current import current_initiative, look_at
from verkstad.ui.desk import Desk
from verkstad.ui.empty import EmptyState
from verkstad.ui.screen import Screen
from verkstad.ui.screens.plan import coming
from verkstad.ui.screens.plan.sorting import SortingPart
from verkstad.ui.stack import Stack

if TYPE_CHECKING:
    from verkstad.app.workbench import Changes

ITEMS, ANCHORING, PAPER = range(3)
PARTS = {"items": ITEMS, "anchoring": ANCHORING, "paper": PAPER}
SHEETS = ("plan_items", "anchoring", "plan_items")
OF_PLAN = (PlanDocument, PlanItem, PlanLink, Anchoring, Forum, Initiative)
AROUND = (Goal, Action, Module, Decision, Pilot, FromTo, Need, Team, Member, Person, Unit)


class PlanScreen(Screen):
    key = "plan"

    def __init__(self, desk: Desk) -> None:
        super().__init__(desk)
        _ = self._
        self.initiative: Id | None = None
        self.view = PlanView((), ())
        self._tab = ITEMS
        self.items = SortingPart(desk)
        self._anchoring: Any = None
        self._paper: Any = None
        self.items.table.pasted.connect(lambda _text: self.paste())
        self.stack = Stack()
        self.stack.addWidget(self.items)
        self.faces = Stack()
        self.faces.addWidget(self.stack)
        self.setLayout(controls.column((self.faces, 1)))
        self.take_button = controls.button(
            desk.theme, _("Take in a plan"), "file-plus", role="primary", on=self.choose, tip=_("Or drop the file here, or paste the text")
        )

    @cached_property
    def empty(self) -> EmptyState:
        """Built where there is no plan yet."""
        _ = self._
        made = EmptyState(
            self.desk.theme, "file-text",
            _("Here the agenda or action plan you already have is sorted, point by point: into goals, actions, modules and decisions. Drop the PDF or the Word file here, or paste the text."),
            _("Choose the file"), self.choose, second=(_("Paste the text"), self.paste),
        )  # fmt: skip
        self.faces.addWidget(made)
        return made

    @cached_property
    def nothing(self) -> EmptyState:
        """Built where there is no change yet."""
        _ = self._
        made = EmptyState(
            self.desk.theme, "target", _("A plan is sorted for a change. Begin the change first: what is to be different, and for whom?"),
            _("Begin a change"), lambda: self.desk.go("initiative"),
        )  # fmt: skip
        self.faces.addWidget(made)
        return made

    # ------------------------------------------------------------------------------------------------ head

    def title(self) -> str:
        return self._("The plan")

    def subtitle(self) -> str:
        language = self.desk.language
        if not self.view.documents:
            return ""
        names = [document.title for document in self.view.documents]
        return " · ".join((*names[:2], wording_plan.sorted_words(self.view.sorted, language)))

    def whose(self) -> str:
        return self.initiative or ""

    def tabs(self) -> Sequence[str]:
        return [self._("The points"), self._("Anchoring"), self._("Only on paper?")] if self.view.documents else ()

    def tab(self) -> int:
        return self._tab

    def part_shown(self) -> str:
        return ""

    def choose_tab(self, at: int) -> None:
        if at != self._tab:
            self._part().settle()
        self._tab = at
        self._show()
        self.headline_changed.emit()

    def head(self) -> Sequence[QWidget]:
        return (self.take_button,) if self.view.documents else ()

    def inspector(self) -> QWidget | None:
        found: QWidget | None = self._part().inspector() if self.view.documents else None
        return found

    def hints(self) -> str:
        return str(self._part().hints()) if self.view.documents else ""

    def subject(self) -> str:
        return self.initiative or ""

    def sheet(self) -> str:
        return SHEETS[self._tab]

    def guide(self) -> str:
        return "plan"

    def home(self) -> QWidget | None:
        return self._part().home() if self.view.documents else super().home()

    def find(self) -> bool:
        return bool(self.view.documents) and bool(self._part().find())

    def settle(self) -> None:
        for part in (self.items, self._anchoring, self._paper):
            if part is not None:
                part.settle()

    def leave(self) -> None:
        self.settle()

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
        library = self.desk.bench.library
        if row and library.get(Initiative, row) is not None:
            look_at(self.desk, row)
            row = ""
        self._tab = PARTS.get(part, ANCHORING if row and library.get(Anchoring, row) is not None else ITEMS if row else self._tab)
        self.refresh(None, None)
        if row and self.view.documents:
            self._part().show_row(row, part)

    def refresh(self, changes: Changes | None, by: object) -> None:
        if changes is not None and not changes.touches(*OF_PLAN, *AROUND):
            return
        self.initiative = current_initiative(self.desk)
        self.view = self.desk.bench.ask(plan.plan_view, self.initiative) if self.initiative else PlanView((), ())
        self._show()
        self.headline_changed.emit()

    def reveal(self, changes: Changes) -> None:
        if self.view.documents:
            self._part().reveal(changes)

    def _show(self) -> None:
        if not self.view.documents:
            self.faces.setCurrentWidget(self.empty if self.initiative else self.nothing)
            return
        part = self._part()
        part.show_initiative(self.initiative or "", self.view)
        self.stack.setCurrentWidget(part)
        self.faces.setCurrentWidget(self.stack)

    def _part(self) -> Any:
        if self._tab == ANCHORING:
            if self._anchoring is None:
                from verkstad.ui.screens.plan.anchoring import AnchoringPart

                self._anchoring = AnchoringPart(self.desk)
                self.stack.addWidget(self._anchoring)
            return self._anchoring
        if self._tab == PAPER:
            if self._paper is None:
                from verkstad.ui.screens.plan.paper import PaperPart

                self._paper = PaperPart(self.desk)
                self.stack.addWidget(self._paper)
            return self._paper
        return self.items
