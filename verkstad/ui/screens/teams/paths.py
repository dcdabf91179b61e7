"""Paths to a decision: who knows and may not change, through which forums they reach somebody who may; which decisions wait for a mandate."""

from __future__ import annotations

from collections.abc import Sequence
from functools import partial
from typing import TYPE_CHECKING

from PySide6.QtCore import Qt
from PySide6.QtWidgets import QVBoxLayout, QWidget

from verkstad.app import paths, teams
from verkstad.app.mandates import decision_name
from verkstad.app.paths import Delegated, FrontLineOf, PathLine
from verkstad.app.teams import BOARDED, POOLED, Pool
from verkstad.domain.insights import Forum, ForumMember
from verkstad.domain.mandates import Rating
from verkstad.picture.ways import Way
from verkstad.ui import controls
from verkstad.ui.desk import Desk
from verkstad.ui.empty import EmptyState
from verkstad.ui.in_turn import InTurn
from verkstad.ui.screen import Screen
from verkstad.ui.screens.people_words import Fitting
from verkstad.ui.screens.teams.ways import WaysView
from verkstad.ui.value_table import Column, ValueTable
from verkstad.wording_teams import level_words

if TYPE_CHECKING:
    from verkstad.app.workbench import Changes

KINDS = (Rating, Forum, ForumMember, *POOLED, *BOARDED)


class PathsPart(Screen):
    def __init__(self, desk: Desk) -> None:
        super().__init__(desk)
        _ = self._
        self.initiative = ""
        self.paths: tuple[PathLine, ...] = ()
        self.fronts: tuple[FrontLineOf, ...] = ()
        self._decisions: tuple[Delegated, ...] = ()
        self._later = InTurn(self)
        self.heading = controls.label("", "section", wrap=True)
        self.ways = WaysView(desk)
        self.to_forums = controls.button(desk.theme, _("To the forums"), "arrow-right", on=lambda: desk.go("insights", "", "forums"))
        self.to_map = controls.button(desk.theme, _("To the map"), "arrow-right", role="link", on=lambda: desk.go("teams", "", "map"))
        self.front_title = controls.label(_("Decisions where the customer is met"), "section")
        self.front_told = controls.label(
            _("Of the decisions a module needs that concern the customer: how many somebody who meets customers may take, and is able to."),
            "caption",
            wrap=True,
        )
        self.indexes = QVBoxLayout()
        self.indexes.setSpacing(8)
        self.front = controls.holder(controls.column(self.front_title, 2, self.front_told, 10, self.indexes))
        self.table: ValueTable[Delegated] = ValueTable(
            desk, self._columns(), name=_("Decisions to delegate"), key=lambda x: x.id, multiple=False
        )
        self.table.opened.connect(lambda _x: desk.go("teams", "", "mandates"))
        self.table.setMinimumHeight(260)
        self._fitting = Fitting(self.table, (4, 1), least=200)
        told = controls.label(
            _("What the modules need decided, those the teams may not take first. Enter opens the register."), "caption", wrap=True
        )
        self.delegation = controls.holder(controls.column(controls.label(_("Decisions to delegate"), "section"), 2, told, 10, self.table))
        self.delegation.hide()
        whole = controls.column(
            self.heading,
            10,
            self.ways,
            12,
            controls.row(self.to_forums, self.to_map, None),
            26,
            self.front,
            26,
            self.delegation,
            None,
            margins=(24, 18, 24, 24),
        )
        self.body = controls.scrolling(controls.holder(whole))
        self.empty = EmptyState(
            desk.theme, "network", _("Who knows what the customer needs and never meets whoever may decide? Place the positions on the map first."),
            _("To the map"), lambda: desk.go("teams", "", "map"),
        )  # fmt: skip
        self.setLayout(controls.column((self.body, 1), (self.empty, 1)))

    def look_at(self, initiative: str) -> None:
        self.initiative = initiative

    def inspector(self) -> QWidget | None:
        return None

    def hints(self) -> str:
        return ""

    def sheet(self) -> str:
        return "mandate_paths"

    def home(self) -> QWidget | None:
        return self.to_forums if self.to_forums.isVisibleTo(self) else self.table.view if self.decisions else self.empty.button

    def find(self) -> bool:
        return False

    def settle(self) -> None:
        pass

    def show_row(self, row: str, part: str) -> None:
        pass

    def reveal(self, changes: Changes) -> None:
        pass

    def refresh(self, changes: Changes | None, by: object) -> None:
        if not self.initiative or (changes is not None and not changes.touches(*KINDS)):
            return
        bench, today, language = self.desk.bench, self.desk.today(), self.desk.language
        everybody = bench.recall(teams.pool, today)
        self.paths = bench.ask(paths.path_lines, self.initiative, language)
        self.fronts = bench.ask(paths.front_lines, self.initiative, everybody)
        self._later.wait([partial(self._show_decisions, everybody)])
        anything = bool(self.paths or self.fronts) or bench.library.count(Rating, parent=self.initiative) > 0 or bool(self.decisions)
        self.body.setVisible(anything)
        self.empty.setVisible(not anything)
        self._show_paths()
        self._show_fronts()
        self.headline_changed.emit()

    @property
    def decisions(self) -> tuple[Delegated, ...]:
        """What may be delegated stands below the fold: it is asked a little after the rest, and now when somebody wants to know."""
        self._later.now()
        return self._decisions

    def _show_decisions(self, everybody: Pool) -> None:
        self._decisions = self.desk.bench.ask(paths.delegated, self.initiative, everybody, self.desk.language, self.desk.today())
        self.delegation.setVisible(bool(self._decisions))
        self.table.show_values(self._decisions)

    def _show_paths(self) -> None:
        _, language = self._, self.desk.language
        broken = [x for x in self.paths if x.path.broken]
        if not self.paths:
            self.heading.setText(_("Nobody on the map knows and may not change: no path to mend"))
        elif broken:
            self.heading.setText(
                language.ngettext(
                    "%(n)d position that knows shares no forum with anybody who may decide",
                    "%(n)d positions that know share no forum with anybody who may decide", len(broken),
                )
            )  # fmt: skip
        else:
            self.heading.setText(_("Everybody who knows meets somebody who may decide"))
        self.to_forums.setVisible(bool(broken))
        self.ways.show_ways([Way(x.position, tuple(zip(x.through, x.forums, strict=True)), x.to, x.path.broken) for x in self.paths])

    def _show_fronts(self) -> None:
        language = self.desk.language
        _clear(self.indexes)
        self.front.setVisible(bool(self.fronts))
        for line in self.fronts:
            whole = len(line.front.taken) + len(line.front.lacking)
            title = controls.button(self.desk.theme, line.module.title, role="link", on=partial(self.desk.go, "modules", line.module.id))
            count = controls.label(language.gettext("%(n)d of %(all)d", n=len(line.front.taken), all=whole), "section")
            count.setMinimumWidth(84)
            lacking = self._named(line.front.lacking)
            who = language.gettext("Counted over everybody who meets customers") if not line.of_team else ""
            said = controls.label(" · ".join(x for x in (lacking, who) if x), "caption", wrap=True)
            said.setAlignment(Qt.AlignmentFlag.AlignLeft | Qt.AlignmentFlag.AlignVCenter)
            self.indexes.addWidget(controls.holder(controls.row(count, title, (said, 1), spacing=12)))

    def _named(self, decisions: Sequence[str]) -> str:
        if not decisions:
            return ""
        library, language = self.desk.bench.library, self.desk.language
        names = [decision_name(library, d, language).lower() for d in decisions]
        return language.gettext("Not: %(decisions)s", decisions=language.listing(names))

    def _columns(self) -> list[Column[Delegated]]:
        _, language = self._, self.desk.language
        return [
            Column(_("Decision"), lambda x: x.called, second=lambda x: _("Concerns the customer") if x.facing else "", strong=True),
            Column(_("Modules"), lambda x: ", ".join(x.modules), width=190),
            Column(_("It takes"), lambda x: level_words(x.needed, language), width=190),
            Column(
                _("The teams have"), lambda x: level_words(x.held, language), width=190, icon=lambda x: ("triangle-alert", "warn") if x.gap else None,
                sort=lambda x: -x.gap,
            ),
            Column(_("Who may today"), lambda x: ", ".join(x.may) or _("nobody in the register"), second=lambda x: ", ".join(x.points)),
        ]  # fmt: skip


def _clear(layout: QVBoxLayout) -> None:
    while layout.count():
        old = layout.takeAt(0).widget()
        if old is not None:
            old.hide()
            old.deleteLater()
