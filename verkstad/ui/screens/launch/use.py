"""Understanding and use: what those asked could say, how many work the new way, and where people stop, typed from anonymous papers."""

from __future__ import annotations

import itertools
import re
from collections.abc import Sequence
from functools import partial
from typing import TYPE_CHECKING, Any

from PySide6.QtCore import Qt, QTimer
from PySide6.QtWidgets import QComboBox, QFrame, QProgressBar, QWidget

from verkstad.app import launch
from verkstad.app.launch import Launch, UseLine
from verkstad.domain.dates import parse_date
from verkstad.domain.errors import Refused
from verkstad.domain.launch import Adoption, Understanding
from verkstad.domain.readiness import SHOWN_FROM, group_readiness, scores
from verkstad.domain.responsibility import STEPS_OF_READINESS
from verkstad.domain.shares import Share
from verkstad.ui import controls
from verkstad.ui import theme as look
from verkstad.ui.desk import Desk
from verkstad.ui.empty import EmptyState
from verkstad.ui.in_turn import InTurn
from verkstad.ui.screen import Screen
from verkstad.ui.screens.launch.chart import UseChart
from verkstad.ui.screens.launch.pieces import SHOWN, date_words
from verkstad.ui.screens.people_units import AddLine
from verkstad.ui.value_table import Column, ValueTable
from verkstad.wording_launch import proposed_title, readiness_sentence, share_words, step_word

if TYPE_CHECKING:
    from verkstad.app.workbench import Changes

HEAD, ROW, MOST_ROWS = 40, 40, 4
SEEN_AT_ONCE = 2  # modules above the fold; the others come a little after
_COUNT = re.compile(r"(\d[\d \u00a0]*)\s*(?:/|av|of)\s*(\d[\d \u00a0]*)", re.IGNORECASE)


def read_count(text: str, today: str) -> tuple[int, int, str, str]:
    """ "14 av 32, 3 april, i två team" -> so many of so many, the day (today when none is said), and the rest. Refused when no count is there."""
    found = _COUNT.search(text)
    if found is None:
        raise Refused("not_a_count")
    part, whole = (int(re.sub(r"\D", "", n)) for n in found.groups())
    rest = [t.strip() for t in re.split(r"[,;]", text[: found.start()] + "," + text[found.end() :]) if t.strip()]
    day = today
    for piece in rest:
        if (said := parse_date(piece, today, Adoption.KIND.when("on"))) is not None:
            day, rest = said, [t for t in rest if t != piece]
            break
    return part, whole, day, ", ".join(rest)


def read_scores(text: str) -> tuple[int | None, ...]:
    """ "54325" or "5 4 - 2 5" -> five answers, None for - or 0. Refused when they are not five from 1 to 5."""
    said = re.sub(r"[\s,;.]", "", text)
    if not re.fullmatch(r"[0-5\-–]{5}", said):
        raise Refused("five_answers")
    return tuple(int(c) if c in "12345" else None for c in said)


class ModuleUse(QFrame):
    """A module: how many work the new way, over time, and a line to count again."""

    def __init__(self, desk: Desk, part: UsePart, module: str) -> None:
        super().__init__()
        _ = desk.gettext
        self.setProperty("look", "card")
        self.desk, self._part, self.module = desk, part, module
        self.heading = controls.Elided("", "strong")
        self.now = controls.label("", wrap=True)
        self.risk = controls.label("", "caption", wrap=True)
        self.chart = UseChart(desk)
        self.line = AddLine(desk, _("Count: 14 of 32, 3 April"), self.count)
        self.line.setMaxLength(200)
        self.table: ValueTable[Adoption] = ValueTable(
            desk, self._columns(), name=_("Counts of who works the new way"),
            menu=lambda rows: [(_("Remove"), "trash-2", lambda: part.remove_counts(rows))],
        )  # fmt: skip
        self.table.removal_asked.connect(part.remove_counts)
        self.setLayout(
            controls.column(self.heading, self.now, self.risk, 4, self.chart, 4, self.line, self.table, spacing=6, margins=(16, 14, 16, 14))
        )

    def show_line(self, line: UseLine) -> None:
        _, language = self.desk.gettext, self.desk.language
        self.heading.setText(line.module.title)
        self.now.setText(
            _("%(share)s work the new way.", share=share_words(line.share, language))
            if line.share
            else _("Nobody has counted who works the new way.")
        )
        said = [
            _("At risk: %(gain)s was to hold when %(planned)d %% work the new way.", gain=title, planned=risk.planned)
            for title, risk in line.at_risk
        ]
        self.risk.setText("\n".join(said))
        self.risk.setVisible(bool(said))
        self.chart.show_points(line.over_time, line.started, line.module.title)
        self.table.setVisible(bool(line.counts))
        self.table.setFixedHeight(HEAD + ROW * min(MOST_ROWS, len(line.counts)))
        self.table.show_values(line.counts)

    def count(self, text: str) -> None:
        part, whole, day, note = read_count(text, self.desk.today())
        self.desk.bench.do(launch.count_users, self.module, day, part, whole, note=note, by=self._part)

    def _columns(self) -> list[Column[Adoption]]:
        _, desk = self.desk.gettext, self.desk

        def recount(x: Adoption, typed: str) -> None:
            part, whole, _day, _rest = read_count(typed, desk.today())
            desk.bench.do(launch.correct_count, x.id, using=part, users=whole, by=self._part)

        def redate(x: Adoption, typed: str) -> None:
            day = parse_date(typed, desk.today(), Adoption.KIND.when("on"))
            if day is None:
                raise Refused("not_a_date", text=typed)
            desk.bench.do(launch.correct_count, x.id, on=day, by=self._part)

        return [
            Column(_("Day"), lambda x: date_words(x.on, desk), typed=lambda x: x.on or "", sort=lambda x: x.on or "", edit=redate, width=110),
            Column(
                _("How many"), lambda x: share_words(Share(x.using or 0, x.users or 0), desk.language),
                typed=lambda x: f"{x.using or 0}/{x.users or 0}", edit=recount, width=150,
            ),
            Column(
                _("Note"), lambda x: x.note, edit=lambda x, typed: desk.bench.do(launch.correct_count, x.id, note=typed, by=self._part),
                drafts=lambda x: (x.id, "note"),
            ),
        ]  # fmt: skip


class Checks(QFrame):
    """What those asked could say in their own words, an audience at a time."""

    def __init__(self, desk: Desk, part: UsePart) -> None:
        super().__init__()
        _ = desk.gettext
        self.setProperty("look", "card")
        self.desk, self._part = desk, part
        self._found = Launch()
        self.whom = controls.DropDown()
        self.whom.setAccessibleName(_("Audience"))
        self.whom.activated.connect(lambda _at: self._show())
        self.goal = controls.label("", wrap=True)
        self.line = AddLine(desk, _("Asked: 7 of 9, 3 April, what one of them said"), self.note)
        self.line.setMaxLength(600)
        self.table: ValueTable[Understanding] = ValueTable(
            desk, self._columns(), name=_("Checks of understanding"), menu=lambda rows: [(_("Remove"), "trash-2", lambda: self.remove(rows))],
        )  # fmt: skip
        self.table.removal_asked.connect(self.remove)
        head = controls.row(controls.label(_("Understanding"), "strong"), None, self.whom)
        self.setLayout(controls.column(head, self.goal, 2, self.line, self.table, spacing=6, margins=(16, 14, 16, 14)))

    def show_launch(self, found: Launch) -> None:
        kept, self._found = self.whom.currentData(), found
        _offer(self.whom, [(a.id, a.audience.title) for a in found.audiences], kept)
        self._show()

    def _show(self) -> None:
        _ = self.desk.gettext
        line = next((a for a in self._found.audiences if a.id == self.whom.currentData()), None)
        self.line.setEnabled(line is not None)
        goal = line.audience.understanding if line else ""
        self.goal.setText(
            _("Ask some of them: %(goal)s", goal=f"”{goal.strip('”“')}”")
            if goal
            else _("Ask some of them to tell in their own words what changes, and why.")
        )
        self.table.setVisible(bool(line and line.checks))
        self.table.setFixedHeight(HEAD + ROW * min(MOST_ROWS, len(line.checks) if line else 0))
        self.table.show_values(line.checks if line else ())

    def note(self, text: str) -> None:
        part, whole, day, said = read_count(text, self.desk.today())
        self.desk.bench.do(launch.note_understanding, self.whom.currentData(), day, part, whole, said=said, by=self._part)

    def remove(self, rows: Sequence[Understanding]) -> None:
        self.desk.bench.do(launch.remove_understandings, tuple(x.id for x in rows), by=self._part)

    def choose(self, audience: str) -> None:
        _offer(self.whom, [(a.id, a.audience.title) for a in self._found.audiences], audience)
        self._show()

    def _columns(self) -> list[Column[Understanding]]:
        _, desk = self.desk.gettext, self.desk

        def recount(x: Understanding, typed: str) -> None:
            part, whole, _day, _rest = read_count(typed, desk.today())
            desk.bench.do(launch.correct_understanding, x.id, could=part, asked=whole, by=self._part)

        return [
            Column(_("Day"), lambda x: date_words(x.on, desk), sort=lambda x: x.on or "", width=130),
            Column(
                _("Could say it"), lambda x: share_words(Share(x.could or 0, x.asked or 0), desk.language),
                typed=lambda x: f"{x.could or 0}/{x.asked or 0}", edit=recount, width=150,
            ),
            Column(
                _("In their own words"), lambda x: x.said.replace("\n", " "), typed=lambda x: x.said,
                edit=lambda x, typed: desk.bench.do(launch.correct_understanding, x.id, said=typed, by=self._part), drafts=lambda x: (x.id, "said"),
            ),
        ]  # fmt: skip


class Answers(QFrame):
    """Where people stop. Five figures a paper and Enter; the answers themselves are never shown, and under five not how many have which."""

    def __init__(self, desk: Desk, part: UsePart) -> None:
        super().__init__()
        _ = desk.gettext
        self.setProperty("look", "card")
        self.desk, self._part = desk, part
        self._found = Launch()
        self._barrier = ""
        self.whom = controls.DropDown()
        self.whom.setAccessibleName(_("Whose answers"))
        self.whom.activated.connect(lambda _at: self._show())
        self.says = controls.label("", wrap=True)
        self.count = controls.label("", "caption", wrap=True)
        self.bars = [QProgressBar() for _step in STEPS_OF_READINESS]
        for bar in self.bars:
            bar.setFixedHeight(8)
            bar.setTextVisible(False)
        self.bar_words = [controls.label("", "caption") for _step in STEPS_OF_READINESS]
        lines = [controls.row((words, 2), (bar, 3), spacing=look.M) for words, bar in zip(self.bar_words, self.bars, strict=True)]
        self.steps = controls.holder(controls.column(*lines, spacing=6))
        self.proposal = controls.button(desk.theme, "", "plus", on=self.plan)
        self.line = AddLine(desk, _("An answer from paper: five figures, 5 4 3 2 5, and Enter"), self.add)
        self.last = controls.button(desk.theme, _("Remove the answer written last"), "x", role="link", on=self.remove_last)
        self.paper = controls.button(
            desk.theme, _("Print the form"), "printer", role="link", on=lambda: desk.print_from_here(part.initiative, "readiness_form")
        )
        head = controls.row(controls.label(_("Where do people stop?"), "strong"), None, self.whom)
        self.credit = controls.label(
            _("The order of the five steps follows ADKAR, a trademark of Prosci. The words are our own."), "caption", wrap=True
        )
        self.setLayout(
            controls.column(
                head, self.says, self.count, 2, self.steps, 2, controls.row(self.proposal, None), 4, self.line,
                controls.row(self.last, self.paper, None), self.credit, spacing=6, margins=(16, 14, 16, 14),
            )
        )  # fmt: skip

    def show_launch(self, found: Launch) -> None:
        kept, self._found = self.whom.currentData(), found
        _offer(self.whom, [("", self.desk.gettext("Everybody")), *((a.id, a.audience.title) for a in found.audiences)], kept)
        self._show()

    def _own(self) -> list[Any]:
        whom = self.whom.currentData()
        return [x for x in self._found.answers if not whom or x.audience == whom]

    def _show(self) -> None:
        _, language = self.desk.gettext, self.desk.language
        own = self._own()
        found = group_readiness([scores(x) for x in own])
        self._barrier = found.barrier
        self.says.setText(readiness_sentence(found, language))
        told = language.ngettext("%(n)d answer", "%(n)d answers", found.answers)
        if found.counts:
            told += " · " + language.ngettext("%(n)d stops nowhere", "%(n)d stop nowhere", found.free or 0)
        elif found.answers:
            told += " · " + _("from %(n)d answers it is shown how many stop where", n=SHOWN_FROM)
        self.count.setText(told if found.answers else _("Hand out the form, collect it without names and type it in here."))
        self.steps.setVisible(bool(found.counts))
        for (step, count), words, bar in zip(found.counts, self.bar_words, self.bars, strict=False):
            words.setText(f"{step_word(step, language)}: {count}")
            bar.setRange(0, max(1, found.answers))
            bar.setValue(count)
            bar.setAccessibleName(words.text())
        self.proposal.setVisible(bool(found.proposed))
        if found.proposed:
            self.proposal.setText(" " + _("Plan: %(what)s", what=proposed_title(found.barrier, language)))
        self.last.setVisible(bool(own))

    def add(self, text: str) -> None:
        whom = self.whom.currentData() or None
        said = read_scores(text)
        self.desk.bench.do(launch.add_readiness, self._part.initiative, said, audience=whom, on=self.desk.today(), by=self._part)

    def remove_last(self) -> None:
        own = max(self._own(), key=lambda x: x.id)
        self.desk.bench.do(launch.remove_readiness, (own.id,), by=self._part)

    def plan(self) -> None:
        title = proposed_title(self._barrier, self.desk.language)
        made = self.desk.bench.do(
            launch.plan_what_helps, self._part.initiative, self._barrier, title, audience=self.whom.currentData() or None, by=self._part
        )
        self.desk.go("launch", made, "activities")


def _offer(box: QComboBox, choices: Sequence[tuple[str, str]], kept: str | None) -> None:
    box.clear()
    for value, words in choices:
        box.addItem(words, value)
    box.setCurrentIndex(max(0, box.findData(kept)))
    box.setMinimumWidth(160)
    box.setVisible(box.count() > 1)


class UsePart(Screen):
    key = "use"

    def __init__(self, desk: Desk) -> None:
        super().__init__(desk)
        _ = self._
        self.initiative = ""
        self.found = Launch()
        self._cards: dict[str, ModuleUse] = {}
        self._later = InTurn(self)
        self.checks = Checks(desk, self)
        self.answers = Answers(desk, self)
        self.none = EmptyState(
            desk.theme, "users", _("When a module is tried, those who work the new way are counted here: so many of so many, on a day."),
            _("To the modules"), lambda: desk.go("modules"),
        )  # fmt: skip
        self.uses = controls.column(spacing=look.M)
        left = controls.column(controls.label(_("Who works the new way"), "section"), 4, self.uses, self.none, None, spacing=6)
        right = controls.column(
            controls.label(_("What they understood, and where they stop"), "section"), 4, self.checks, 6, self.answers, None, spacing=6
        )
        self.body = controls.scrolling(controls.holder(controls.row((left, 1), (right, 1), spacing=look.L, margins=(24, 16, 24, 24))))
        self.setLayout(controls.column((self.body, 1)))

    def look_at(self, initiative: str) -> None:
        self.initiative = initiative

    def sheet(self) -> str:
        return "readiness_form"

    @property
    def cards(self) -> dict[str, ModuleUse]:
        """The cards of all modules; those that waited for their turn are made now."""
        self._later.now()
        return self._cards

    def home(self) -> QWidget | None:
        return next(iter(self._cards.values())).line if self._cards else self.answers.line

    def show_row(self, row: str, part: str) -> None:
        library = self.desk.bench.library
        check = library.get(Understanding, row)
        if check is not None:
            self.checks.choose(check.parent or "")
            self.checks.table.select([row])
            return
        count = library.get(Adoption, row)
        card = self.cards.get(count.parent or "" if count is not None else row)
        if card is not None:
            QTimer.singleShot(0, card, partial(self.body.ensureWidgetVisible, card))
            if count is not None:
                card.table.select([row])
            card.line.setFocus(Qt.FocusReason.OtherFocusReason)

    def reveal(self, changes: Changes) -> None:
        for row in (*changes.ids(Adoption), *changes.ids(Understanding)):
            self.show_row(row, "")

    def refresh(self, changes: Changes | None, by: object) -> None:
        if not self.initiative or (changes is not None and not changes.touches(*SHOWN)):
            return
        self.found = self.desk.bench.ask(launch.launch, self.initiative, self.desk.language, self.desk.today())
        there = {line.id for line in self.found.uses}
        for gone in [id for id in self._cards if id not in there]:
            card = self._cards.pop(gone)
            card.hide()
            card.deleteLater()
        self.none.setVisible(not self.found.uses)
        self.checks.setVisible(bool(self.found.audiences))
        self.checks.show_launch(self.found)
        self.answers.show_launch(self.found)
        at_once = max(SEEN_AT_ONCE, len(self._cards))
        for line in self.found.uses[:at_once]:
            self._show_use(line)
        self._order_stops()
        self._later.wait([partial(self._come, line) for line in self.found.uses[at_once:]])

    def _show_use(self, line: UseLine) -> None:
        if line.id not in self._cards:
            self._cards[line.id] = ModuleUse(self.desk, self, line.id)
            self.uses.addWidget(self._cards[line.id])
        self._cards[line.id].show_line(line)

    def _come(self, line: UseLine) -> None:
        """One more module, in its turn."""
        self._show_use(line)
        self._order_stops()

    def _order_stops(self) -> None:
        """The tab key goes as it is read, also to a card that was made later than what stands after it."""
        cards = [self._cards[line.id] for line in self.found.uses if line.id in self._cards]
        stops = [
            w
            for part in (*cards, self.checks, self.answers)
            for w in part.findChildren(QWidget)
            if w.focusPolicy() & Qt.FocusPolicy.TabFocus and w.window() is self.window()
        ]
        for one, other in itertools.pairwise(stops):
            QWidget.setTabOrder(one, other)

    def remove_counts(self, rows: Sequence[Adoption]) -> None:
        self.desk.bench.do(launch.remove_counts, tuple(x.id for x in rows), by=self)
        self.desk.say(self.desk.language.ngettext("%(n)d count was removed.", "%(n)d counts were removed.", len(rows)), undo=True)
