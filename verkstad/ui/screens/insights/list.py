"""Insights: one line and Enter takes one down; the list or the board shows where each stands, with what has waited too long."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from functools import partial
from typing import TYPE_CHECKING

from PySide6.QtCore import Qt
from PySide6.QtWidgets import QWidget

from verkstad import wording
from verkstad.app import insight_results, insights
from verkstad.app.insight_results import InsightLine
from verkstad.domain.actions import Action
from verkstad.domain.errors import Refused
from verkstad.domain.flowing import STAGES, STUCK_AFTER
from verkstad.domain.initiative import Goal
from verkstad.domain.insights import Forum, Insight, Risk
from verkstad.domain.inventory import InventoryItem
from verkstad.domain.mandates import Mandate, RoleMandate
from verkstad.domain.modules import Module
from verkstad.domain.people import Identity, Person, Unit
from verkstad.domain.pilots import Pilot
from verkstad.domain.workshop import Workshop
from verkstad.ui import controls
from verkstad.ui import theme as look
from verkstad.ui.desk import Desk
from verkstad.ui.empty import EmptyState
from verkstad.ui.lanes import Card, Lane
from verkstad.ui.screen import Screen
from verkstad.ui.screens.insights.inspector import InsightInspector
from verkstad.ui.screens.insights.pieces import Boarded, Figures, View, everybody, named
from verkstad.ui.screens.people_units import AddLine
from verkstad.ui.screens.people_words import Fitting
from verkstad.ui.value_table import Column, Filter, ValueTable
from verkstad.wording_insights import age_words, demand_sentence, flow_parts, stage_word

if TYPE_CHECKING:
    from verkstad.app.workbench import Changes

SHOWN = (Insight, Forum, Person, Identity, Unit, Mandate, RoleMandate, Workshop, Action, Module, Pilot, Goal, InventoryItem, Risk)
STAGE_LOOK = {"new": "kind:opening", "taken": "accent", "answered": "kind:plenary", "fed_back": "kind:solo"}
LINE = 4_000
AGE, BECAME = 3, 4


def no_answer(line: InsightLine) -> bool:
    return line.stage in ("new", "taken")


class InsightsPart(Screen):
    key = "insights"

    def __init__(self, desk: Desk) -> None:
        super().__init__(desk)
        _, language = self._, desk.language
        self.initiative = ""
        self.lines: tuple[InsightLine, ...] = ()
        self.new_line = AddLine(desk, _("New insight: one line, press Enter"), self.add)
        self.new_line.setMaxLength(LINE)
        self.figures = Figures()
        self.period = controls.DropDown()
        self.period.setAccessibleName(_("What the figures are of"))
        self.period.setToolTip(_("What the figures are of"))
        self.period.addItems([_("Last 90 days"), _("From the start")])
        self.period.activated.connect(lambda _at: self.refresh(None, None))
        self.demand = controls.label("", "caption", wrap=True)
        self.table: ValueTable[InsightLine] = ValueTable(
            desk, self._columns(), name=_("Insights"), key=lambda x: x.id, search=_("Search"), menu=self._menu,
            filters=[
                Filter(
                    _("Which insights"),
                    [
                        (_("All"), lambda _x: True),
                        (_("Without an answer"), no_answer),
                        (_("Waited more than %(n)s days", n=STUCK_AFTER), lambda x: x.stuck),
                        (_("Without an owner who may decide"), lambda x: no_answer(x) and not x.decides),
                        (_("Not told back"), lambda x: x.stage == "answered"),
                        *((stage_word(s, language), partial(self._stands, s)) for s in STAGES),
                    ],
                )
            ],
            empty=EmptyState(
                desk.theme, "lightbulb",
                _("Those who meet customers know what has to change. Take down what they say, give it to somebody who may decide, and tell them what became of it."),
                _("Write the first insight"), lambda: self.new_line.setFocus(Qt.FocusReason.OtherFocusReason),
            ),
        )  # fmt: skip
        self.boarded = Boarded(desk, self.table, self.new_line, [View(_("Board"), self._lanes)], memory="insights-view", of=lambda x: x.id)
        self.boarded.moved.connect(lambda card, lane, _view: self.move_to(card, lane))
        self.table.order_tabs(self.new_line, self.boarded.box)
        Fitting(self.table, (BECAME, AGE), least=230)
        self.table.chosen.connect(lambda lines: self._inspector.show_lines(lines))
        self.table.opened.connect(lambda _line: self._inspector.focus_first())
        self.table.removal_asked.connect(self.remove)
        self._inspector = InsightInspector(desk, initiative=lambda: self.initiative, remove=self.remove)
        foot = controls.row((self.demand, 1), None, self.period)
        self.setLayout(controls.column(self.figures, (self.boarded, 1), foot, spacing=look.M, margins=(24, 16, 24, 14)))

    # ------------------------------------------------------------------------------------------------ what the page asks

    def look_at(self, initiative: str) -> None:
        if initiative != self.initiative:
            self.initiative = initiative
            self.table.search.clear()

    def inspector(self) -> QWidget | None:
        return self._inspector if self.lines else None

    def hints(self) -> str:
        return self._("Enter edits    Alt+←→ moves on the board    Del removes") if self.lines else ""

    def sheet(self) -> str:
        return "insight_board" if self.boarded.view else "insight_cards"

    def home(self) -> QWidget | None:
        return self.boarded.home() or self.new_line

    def find(self) -> bool:
        self.table.search.setFocus(Qt.FocusReason.ShortcutFocusReason)
        return bool(self.lines)

    def show_row(self, row: str, part: str) -> None:
        self.table.search.clear()
        self.boarded.select([row])
        self.boarded.focus()

    def reveal(self, changes: Changes) -> None:
        self.boarded.select(tuple(changes.ids(Insight)))

    def settle(self) -> None:
        self._inspector.settle()

    def refresh(self, changes: Changes | None, by: object) -> None:
        if not self.initiative or (changes is not None and not changes.touches(*SHOWN)):
            return
        had, today = bool(self.lines), self.desk.today()
        self.lines = self.desk.bench.ask(insight_results.insight_lines, self.initiative, today)
        self.table.show_values(self.lines)
        told = insight_results.insight_figures([x.insight for x in self.lines], today)
        self.figures.setVisible(bool(self.lines))
        self.period.setVisible(bool(self.lines))
        self.figures.show_figures(flow_parts(told.all if self.period.currentIndex() else told.lately, self.desk.language))
        self.demand.setText(demand_sentence(told.demand, self.desk.language))
        self.demand.setVisible(bool(self.demand.text()))
        if had != bool(self.lines):
            self.headline_changed.emit()

    # ------------------------------------------------------------------------------------------------ what a person does

    def add(self, says: str) -> None:
        made = self.desk.bench.do(insights.add_insight, self.initiative, says, source="", by=self)
        self.boarded.select([made])

    def remove(self, lines: Sequence[InsightLine]) -> None:
        if lines:
            self.desk.bench.do(insights.remove_insights, tuple(x.id for x in lines), by=self)
            self.desk.say(self.desk.language.ngettext("%(n)d insight was removed.", "%(n)d insights were removed.", len(lines)), undo=True)

    def move_to(self, insight: str, stage: str) -> None:
        """A card was taken to another column. What cannot be is said, with where it is mended."""
        line = next(x for x in self.lines if x.id == insight)
        self.boarded.select([insight])
        do = self.desk.bench.do
        try:
            if stage == "new":
                do(insights.decide_insight, insight, "new", by=self)
            elif stage == "taken" and line.stage == "new":
                do(insights.decide_insight, insight, "taken", by=self)
            elif stage == "fed_back":
                do(insights.tell_back, insight, self.desk.today(), by=self)
            elif stage == "answered" and line.stage == "fed_back":
                do(insights.tell_back, insight, None, by=self)
            elif stage == "answered":
                self.desk.say(self._("Choose the answer at the right: do now, test, find out more or no."))
                self._inspector.verdict.setFocus(Qt.FocusReason.OtherFocusReason)
            elif stage == "taken":
                do(insights.decide_insight, insight, "new", by=self)
                do(insights.decide_insight, insight, "taken", by=self)
        except Refused as error:
            said = wording.sentence(error, self.desk.language)
            self.desk.say(said)
            if error.reason == "needs_mandate":
                self._inspector.owner.complain(said)
                self._inspector.owner.setFocus(Qt.FocusReason.OtherFocusReason)

    # ------------------------------------------------------------------------------------------------ list and board

    @staticmethod
    def _stands(stage: str, line: InsightLine) -> bool:
        return line.stage == stage

    def _columns(self) -> list[Column[InsightLine]]:
        _, language, desk = self._, self.desk.language, self.desk

        def source(x: InsightLine) -> str:
            row = x.insight
            said = wording.choice_name("insight", "source", row.source, language) if row.source else ""
            times = language.ngettext("%(n)d time", "%(n)d times", row.times) if row.times else ""
            return " · ".join(t for t in (x.workshop or said, row.raised_by, times) if t)

        def owned(x: InsightLine) -> str:
            if x.owner is None:
                return ""
            return _("may decide") if x.decides else _("no mandate")

        def became(x: InsightLine) -> str:
            return wording.choice_name("insight", "became", x.insight.became, language) if x.insight.became else ""

        return [
            Column(
                _("Insight"), lambda x: x.insight.says.replace("\n", " "), second=source, typed=lambda x: x.insight.says, strong=True,
                edit=lambda x, typed: desk.bench.do(insights.reword_insight, x.id, typed, by=self), drafts=lambda x: (x.id, "says"),
                faded=lambda x: x.stage == "fed_back",
            ),
            Column(
                _("Owner"), lambda x: named(x.owner, desk), second=owned, width=150, typed=lambda x: named(x.owner, desk),
                edit=lambda x, typed: desk.bench.do(insights.give_insight_to, x.id, self._person(typed), by=self),
                complete=lambda _x: [w for _id, w in everybody(desk)],
            ),
            Column(
                _("Stands"), lambda x: stage_word(x.stage, language), width=136, chip=lambda x: STAGE_LOOK[x.stage], sort=lambda x: STAGES.index(x.stage),
            ),
            Column(
                _("Age"), lambda x: age_words(x.age, x.stage, language), sort=lambda x: -(x.age or 0), width=112,
                icon=lambda x: ("triangle-alert", "warn") if x.stuck else None,
            ),
            Column(_("Became"), became, second=lambda x: x.result, width=150),
        ]  # fmt: skip

    def _person(self, typed: str) -> str | None:
        words = " ".join(typed.casefold().split())
        if not words:
            return None
        known = everybody(self.desk)
        near = [id for id, name in known if name.casefold() == words] or [id for id, name in known if name.casefold().startswith(words)]
        if len(near) != 1:
            raise Refused("no_such_person", text=typed)
        return near[0]

    def _lanes(self, lines: Sequence[InsightLine]) -> list[Lane]:
        return [
            Lane(s, stage_word(s, self.desk.language), tuple(self._card(x) for x in lines if x.stage == s)) for s in STAGES
        ]  # fmt: skip

    def _card(self, x: InsightLine) -> Card:
        _, language = self._, self.desk.language
        told = " · ".join(t for t in (named(x.owner, self.desk), age_words(x.age, x.stage, language)) if t)
        warning = ""
        if x.stuck:
            warning = language.ngettext("%(n)d day without an answer", "%(n)d days without an answer", x.age or 0)
        return Card(x.id, x.insight.says, told, warning, STAGE_LOOK[x.stage], x.insight.state == "declined")

    def _menu(self, lines: list[InsightLine]) -> list[tuple[str, str, Callable[[], object]] | None]:
        one: list[tuple[str, str, Callable[[], object]] | None] = []
        if len(lines) == 1:
            if lines[0].stage == "new":
                one.append((self._("Take on"), "check", self._inspector.take_on))
            if lines[0].stage == "answered":
                one.append((self._("Told today"), "mail", self._inspector.told_today))
            if not lines[0].insight.became:
                for what in ("action", "pilot", "module", "goal", "inventory_item", "risk", "learning"):
                    word = wording.choice_name("insight", "became", what, self.desk.language)
                    one.append((self._("Becomes: %(what)s", what=word), "arrow-right", partial(self._inspector.become, what)))
            one += [
                (self._("Print its card"), "printer", partial(self.desk.print_from_here, self.initiative, "insight_cards", lines[0].id)),
                None,
            ]
        return [*one, (self._("Remove"), "trash-2", partial(self.remove, lines))]
