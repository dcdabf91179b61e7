"""The overview of an initiative: the thread from decision to pilots, why, what and how, decisions, goals, and the workshops that belong to it."""

from __future__ import annotations

import itertools
from collections.abc import Callable, Sequence
from functools import partial
from typing import Any

from PySide6.QtCore import QCoreApplication, QEvent, Qt, QTimer
from PySide6.QtGui import QKeyEvent
from PySide6.QtWidgets import QFrame, QMenu, QScrollArea, QWidget
from shiboken6 import isValid

from verkstad import wording
from verkstad.app import decisions, goals, initiatives
from verkstad.app import workshops as workshop_app
from verkstad.app.goals import GoalLine
from verkstad.app.initiatives import Overview
from verkstad.app.pace import pace
from verkstad.app.phrases import phrases_asked
from verkstad.app.red_thread import red_thread
from verkstad.domain.initiative import Initiative, category_place
from verkstad.domain.platitudes import Platitude
from verkstad.domain.workshop import Workshop
from verkstad.ui import controls
from verkstad.ui import theme as look
from verkstad.ui.controls import CardButton
from verkstad.ui.desk import Desk
from verkstad.ui.fields import ProseField, level
from verkstad.ui.fold import Fold
from verkstad.ui.guarding import Guard, LineGuard
from verkstad.ui.in_turn import InTurn
from verkstad.ui.screens.initiative.decision_card import DecisionCard
from verkstad.ui.screens.initiative.goal_card import GoalCard
from verkstad.ui.screens.initiative.inspector import Inspector, Owners
from verkstad.ui.screens.initiative.pace import PaceCard
from verkstad.ui.screens.initiative.thread import RedThread
from verkstad.ui.screens.people_units import AddLine
from verkstad.wording_goals import decision_lack_sentence
from verkstad.wording_thread import loose_count

WIDEST = 1120
LONGEST = 1_000
GROUPED = "goals-by-category"
NOW_ROOM, PACE_ROOM = 28, 40
"""Pixels kept for what is made a little later, so that nothing moves."""
LAYERS = 8
"""Widgets inside one another, at most, from what changes its height to the page: each asks the one around it in a round of its own."""
SEEN_AT_ONCE = 1
"""So many goals are seen below what stands above them, before one scrolls. The workshops come after the last."""


class OverviewView(QWidget):
    """`ways` opens the page with the three ways to begin; `headline` is told when the head of the page is another."""

    def __init__(
        self, desk: Desk, owners: Owners, *, ways: Callable[[], object], go: Callable[[str, str], object], thread: Callable[[], object]
    ) -> None:
        super().__init__()
        self.desk, self._owners, self._go = desk, owners, go
        self._ = _ = desk.gettext
        self.found: Overview | None = None
        self._chosen = ""
        self.brought: QWidget | None = None  # the words of what is being brought into view
        self._ordered: tuple[str, ...] = ()
        self._workshops_shown: tuple[object, ...] | None = None  # the day and the workshops their cards were made of
        self.decision_cards: dict[str, DecisionCard] = {}
        self._goal_cards: dict[str, GoalCard] = {}
        self._later = InTurn(self)
        self.inspector = Inspector(desk, owners, ways=ways, close=lambda: self.choose(""))
        self.ended = QFrame()
        self.ended.setProperty("look", "note")
        self._ended_words = controls.label("", wrap=True)
        self.reopen = controls.button(desk.theme, _("Open again"), role="link", on=self._reopen)
        self.ended.setLayout(controls.row((self._ended_words, 1), self.reopen, margins=(14, 8, 12, 8)))
        self.red_thread = RedThread(desk, self._on_bead, thread)
        self.as_picture = controls.button(desk.theme, _("See all of it as a picture"), role="link", on=thread)
        self.why = ProseField(
            desk, _("Why"), lines=5, placeholder=_("What is wrong today, and for whom?"), save=self._saver(initiatives.explain_why)
        )
        self.what = ProseField(
            desk,
            _("What"),
            lines=5,
            placeholder=_("What will be different, and who notices it?"),
            save=self._saver(initiatives.describe_what),
        )
        self.how = ProseField(
            desk, _("How"), lines=5, placeholder=_("How do you get there, step by step?"), save=self._saver(initiatives.describe_how)
        )
        level(self.why, self.what, self.how)
        self.guards: tuple[Guard, ...] = ()
        self._pace: PaceCard | None = None
        self._pace_room, self._now_room = QWidget(), QWidget()
        self._now_room.setMinimumHeight(NOW_ROOM)
        self._soon, self._joints = InTurn(self), InTurn(self)
        self.why_now: ProseField | None = None
        self.technology: ProseField | None = None
        self._orientation: Fold | None = None
        self.by_category = controls.button(desk.theme, _("Group by category"), role="quiet", on=self.turn_grouping)
        self._headings: list[QWidget] = []
        self._grouped = bool(desk.memory.get(GROUPED, False))
        self.no_decision = controls.label("", "caption", wrap=True)
        self.new_decision = AddLine(desk, _("New proposal: what is to be decided? Press Enter"), self.propose)
        self.new_decision.setMaxLength(LONGEST)
        self.decision_guard = LineGuard(desk, self.new_decision, self._asked)
        self._decisions = controls.column(spacing=look.S)
        self.no_goal = controls.label(
            _("A goal says what will be different, and for whom. Six boxes make it concrete: you fill them in one at a time."),
            "caption",
            wrap=True,
        )
        self.new_goal = AddLine(desk, _("New goal: what is to be reached? Press Enter"), self.add_goal)
        self.new_goal.setMaxLength(LONGEST)
        self.goal_guard = LineGuard(desk, self.new_goal, self._asked)
        self._goals = controls.column(spacing=look.M)
        self.no_workshop = controls.label(
            _("Workshops where the change is sliced, tried and followed up. One you already have can be attached any day."),
            "caption",
            wrap=True,
        )
        self._workshops = controls.column(spacing=6)
        self.attach = controls.button(desk.theme, _("Attach a workshop"), "link")
        self._attach_menu = QMenu(self.attach)
        self._attach_menu.aboutToShow.connect(self._fill_attach)
        self.attach.setMenu(self._attach_menu)
        self.new_workshop = controls.button(desk.theme, _("New workshop"), "plus", on=self.make_workshop)
        body = QWidget()
        body.setMaximumWidth(WIDEST)
        self._goal_heading, self._decision_heading = controls.label(_("Goals"), "section"), controls.label(_("Decision"), "section")
        body.setLayout(
            controls.column(
                self.ended, self.red_thread, 4, controls.row(None, self.as_picture), 6, self._pace_room, 14, controls.row((self.why, 1), (self.what, 1), (self.how, 1), spacing=look.L), 10,
                self._now_room, 20,
                self._decision_heading, 4, self.no_decision, 8, self._decisions, 8, self.new_decision, self.decision_guard.question, 28,
                controls.row(self._goal_heading, None, self.by_category), 4, self.no_goal, 8, self._goals, 8, self.new_goal, self.goal_guard.question, 28,
                controls.row(controls.label(_("Workshops"), "section"), None, self.attach, self.new_workshop), 4, self.no_workshop, 4, self._workshops, None,
            )
        )  # fmt: skip
        outer = QWidget()
        outer.setLayout(controls.row((body, 1), spacing=0, margins=(24, 20, 24, 32)))
        self._scroll: QScrollArea = controls.scrolling(outer)
        self.setLayout(controls.column((self._scroll, 1)))

    # ------------------------------------------------------------------------------------------------ what it shows

    @property
    def goal_cards(self) -> dict[str, GoalCard]:
        """The cards of all goals, in no order; those that waited for their turn are made now."""
        self._later.now()
        return self._goal_cards

    def show_overview(self, found: Overview) -> None:
        if self.found is not None and self.found.initiative.id != found.initiative.id:
            self._chosen = ""
            self._scroll.verticalScrollBar().setValue(0)
            self.red_thread.show_joints(None)
        self.found = found
        row, _, language = found.initiative, self._, self.desk.language
        self.ended.setVisible(row.ended is not None)
        if row.ended:
            told = _("Closed %(day)s.", day=language.date(row.ended, "date"))
            self._ended_words.setText(f"{told} {row.ended_why}".strip())
        self.red_thread.show_overview(found)
        self._joints.wait([self._show_joints])
        for field, value, column in ((self.why, row.why, "why"), (self.what, row.what, "what"), (self.how, row.how, "how")):
            field.show_value(value, row.id, column)
        self._pace_room.setMinimumHeight(PACE_ROOM if found.goals else 0)
        self._show_pace()
        self._show_orientation()
        if self._pace is None or self._orientation is None:
            self._soon.wait([lambda: (self.pace, self.orientation), self._guard])
        for guard in self.guards:
            guard.look_again()
        missing = next((lack for lack in found.lacks if lack.why == "missing"), None)
        told = decision_lack_sentence(missing, language) if missing else ""
        if missing and not found.decisions:
            told = _("Nothing is decided yet. Write what you want somebody entitled to decide; it stands as a proposal until then.")
        self.no_decision.setText(told)
        self.no_decision.setVisible(bool(told))
        self.no_goal.setVisible(not found.goals)
        self.by_category.setVisible(len(found.goals) > 1)
        self._show_cards(self._decisions, self.decision_cards, found.decisions, lambda x: x.decision.id, self._make_decision)
        seen = sum(line.goal.id in self._goal_cards for line in found.goals)
        self._show_goals(max(SEEN_AT_ONCE, seen))
        self._show_inspector()

    def _guard(self) -> None:
        """Why, what and how are looked through for empty phrases, as goals and decisions are."""
        if not self.guards:
            self.guards = tuple(Guard(self.desk, field, self._asked) for field in (self.why, self.what, self.how))

    def _asked(self) -> Sequence[Platitude]:
        return phrases_asked(self.desk.bench.library, self.found.initiative.id if self.found is not None else None)

    def _show_goals(self, count: int) -> None:
        """So many of them now, and one more each turn until all are there."""
        assert self.found is not None
        lines = self._in_order(self.found.goals)
        self._drop_headings()
        self._show_cards(self._goals, self._goal_cards, lines[:count], lambda x: x.goal.id, self._make_goal)
        self._add_headings(lines[:count])
        self._order_stops()
        self._later.wait([lambda: self._show_goals(count + 1)] if count < len(lines) else [])
        if count >= len(lines):
            self._show_workshops()

    def turn_grouping(self) -> None:
        """The goals by what they are about, or in their own order."""
        self._grouped = not self._grouped
        self.desk.memory.put(GROUPED, self._grouped)
        if self.found is not None:
            self._show_goals(len(self.found.goals))

    def _in_order(self, lines: Sequence[GoalLine]) -> Sequence[GoalLine]:
        return sorted(lines, key=lambda line: category_place(line.goal.category)) if self._grouped else lines

    def _drop_headings(self) -> None:
        for heading in self._headings:
            self._goals.removeWidget(heading)
            heading.hide()
            heading.deleteLater()
        self._headings = []

    def _add_headings(self, lines: Sequence[GoalLine]) -> None:
        """The category and how many goals it has, above the first of each."""
        _ = self._
        told = _("In their own order") if self._grouped else _("Group by category")
        self.by_category.setText(f" {told}")
        self.by_category.setAccessibleName(told)
        before: str | None = None
        for line in lines if self._grouped else ():
            category = line.goal.category
            if category != before:
                name = wording.choice_name("goal", "category", category, self.desk.language) if category else _("Without category")
                count = sum(other.goal.category == category for other in self.found.goals) if self.found else 0
                heading = controls.label(f"{name} · {count}", "label")
                self._goals.insertWidget(self._goals.indexOf(self._goal_cards[line.goal.id]), heading)
                self._headings.append(heading)
            before = category

    @property
    def pace(self) -> PaceCard:
        """How it moves, made a little after the page is painted."""
        if self._pace is None:
            self._pace = PaceCard(self.desk)
            self._pace_room.setLayout(controls.column(self._pace))
            self._show_pace()
        return self._pace

    def _show_joints(self) -> None:
        """Where the thread is cut, asked of the same rules as its own tab; and how much hangs loose in all."""
        if self.found is None or self.desk.bench.library.get(Initiative, self.found.initiative.id) is None:
            return
        found = self.desk.bench.ask(red_thread, self.found.initiative.id, self.desk.today())
        self.red_thread.show_joints(found.joints)
        self.inspector.about.parts.show_loose(len(found.loose))
        told = self._("See all of it as a picture")
        self.as_picture.setText(f"{told} · {loose_count(len(found.loose), self.desk.language)}" if found.loose else told)

    def _show_pace(self) -> None:
        if self._pace is not None and self.found is not None and self.desk.bench.library.get(Initiative, self.found.initiative.id):
            self._pace.show_pace(self.desk.bench.ask(pace, self.found.initiative.id, self.desk.today()))

    @property
    def orientation(self) -> Fold:
        """Why now, made a little after the page is painted."""
        if self._orientation is None:
            title = self._("Why now, and what there is to build on")
            self._orientation = Fold(self.desk, "initiative-now", title, self._make_orientation, self._show_orientation)
            self._now_room.setLayout(controls.column(self._orientation))
            self._show_orientation()
            self._ordered = ()
            if self.found is not None:
                self._order_stops()
        return self._orientation

    def _make_orientation(self) -> QWidget:
        """What is told when one kicks off: two texts, built when somebody opens them."""
        _ = self._
        self.why_now = ProseField(
            self.desk, _("Why now"), lines=3, placeholder=_("Why is the pace another than it was?"), save=self._saver(initiatives.explain_why_now)
        )  # fmt: skip
        self.technology = ProseField(
            self.desk, _("What there is to build on"), lines=3, placeholder=_("What does technology make possible already today?"),
            save=self._saver(initiatives.describe_technology),
        )  # fmt: skip
        return controls.holder(controls.row((self.why_now, 1), (self.technology, 1), spacing=look.L))

    def _show_orientation(self) -> None:
        if self.found is None or self._orientation is None:
            return
        row = self.found.initiative
        if self.why_now is not None and self.technology is not None:
            self.why_now.show_value(row.why_now, row.id, "why_now")
            self.technology.show_value(row.technology, row.id, "technology")
        self._orientation.tell(" · ".join(" ".join(text.split()) for text in (row.why_now, row.technology) if text.strip()))

    def _order_stops(self) -> None:
        """Cards made later would come after everything for the tab key; they come where they stand."""
        assert self.found is not None
        settled = [line.decision.id for line in self.found.decisions]
        wanted = [line.goal.id for line in self._in_order(self.found.goals) if line.goal.id in self._goal_cards]
        told = (*settled, "", *wanted)
        if told == self._ordered:
            return
        self._ordered = told
        stops: list[QWidget] = [
            self.reopen,
            *self.red_thread.buttons.values(),
            *self.red_thread.joints,
            self.as_picture,
            self.why.edit,
            self.what.edit,
            self.how.edit,
            *([self._orientation.button] if self._orientation else []),
        ]
        decided, reached = [self.decision_cards[id] for id in settled], [self._goal_cards[id] for id in wanted]
        for cards, new in ((decided, self.new_decision), (reached, self.new_goal)):
            if cards is reached:
                stops.append(self.by_category)
            for card in cards:
                inside = card.findChildren(QWidget)  # a box that is open is a window of its own
                stops += [w for w in inside if w.focusPolicy() & Qt.FocusPolicy.TabFocus and w.window() is self.window()]
            stops.append(new)
        for one, other in itertools.pairwise((*stops, self.attach, self.new_workshop)):
            QWidget.setTabOrder(one, other)

    def _show_cards(
        self, layout: Any, cards: dict[str, Any], lines: Sequence[Any], key: Callable[[Any], str], make: Callable[[], Any]
    ) -> None:
        """A card a line, in their order; one that is there keeps its widget, so that the keyboard stays where it is."""
        ids = [key(line) for line in lines]
        for gone in [id for id in cards if id not in ids]:
            card = cards.pop(gone)
            layout.removeWidget(card)
            card.hide()
            card.deleteLater()
        for at, line in enumerate(lines):
            card = cards.get(ids[at])
            if card is None:
                card = cards[ids[at]] = make()
            if layout.indexOf(card) != at:
                layout.removeWidget(card)
                layout.insertWidget(at, card)
            card.show_line(line)

    def _make_decision(self) -> DecisionCard:
        card = DecisionCard(self.desk, remove=self.remove_decision, move=self.move_decision)
        card.chosen.connect(self._on_decision_chosen)
        return card

    def _make_goal(self) -> GoalCard:
        card = GoalCard(self.desk, self._owners, remove=self.remove_goal, move=self.move_goal)
        card.chosen.connect(self.choose)
        card.wants_next.connect(lambda box, card=card: self.next_missing(card.line.goal.id if card.line else "", box))
        return card

    def _show_workshops(self) -> None:
        assert self.found is not None
        language, today, _ = self.desk.language, self.desk.today(), self._
        # Only what another day or other workshops change: a card made anew would lose the click that is on its way to it.
        if (shown := (today, tuple(self.found.workshops))) == self._workshops_shown:
            return
        self._workshops_shown = shown
        while self._workshops.count():
            held = self._workshops.takeAt(0).widget()
            if held is not None:
                held.hide()
                held.deleteLater()
        for line in self.found.workshops:
            when = language.date(line.first, "weekday", today=today) if line.first else _("No date yet")
            told = " · ".join(part for part in (when[:1].upper() + when[1:], line.place) if part)
            card = CardButton(
                self.desk.theme, line.title, told, icon="calendar-clock", token="text2", on=partial(self.desk.go, "workshop", line.id)
            )
            off = controls.icon_button(
                self.desk.theme, "x", _("Detach %(title)s", title=line.title), on=partial(self.detach, line.id, line.title)
            )
            held = controls.holder(controls.row((card, 1), off))
            held.setFixedHeight(64)
            self._workshops.addWidget(held)
        self.no_workshop.setVisible(not self.found.workshops)

    def _show_inspector(self) -> None:
        assert self.found is not None
        self.inspector.about.show_overview(self.found)
        decision = next((d for d in self.found.decisions if d.decision.id == self._chosen), None)
        goal = next((g for g in self.found.goals if g.goal.id == self._chosen), None)
        if decision is not None:
            self.inspector.show_decision(decision)
        elif goal is not None:
            self.inspector.show_goal(goal, self.found.decisions)
        else:
            self._chosen = ""
            self.inspector.show_about()

    # ------------------------------------------------------------------------------------------------ what a person does

    def choose(self, row: str) -> None:
        """A decision or a goal whose rest stands in the inspector; "" for the initiative itself."""
        if row != self._chosen:
            self.inspector.settle()
            self._chosen = row
            if self.found is not None:
                self._show_inspector()

    def bring(self, row: str) -> None:
        """Choose it and bring it into view, with what stands above it: that would push it out again when it came."""
        card = self.goal_cards.get(row) or self.decision_cards.get(row)
        if card is not None:
            self._soon.now()
            self.choose(row)
            card.show()  # one that was made just now takes the keyboard only once it is seen
            self._scroll.ensureWidgetVisible(card, 0, 24)
            card.statement.words.setFocus(Qt.FocusReason.OtherFocusReason)
            self.brought = card.statement.words
            QTimer.singleShot(0, self, partial(self._settle_on, card))

    def _settle_on(self, card: GoalCard | DecisionCard) -> None:
        """The page is seen by now, and what was built has its height: only now it is known where the card stands."""
        self.brought = None
        if not isValid(card):
            return
        if self.red_thread.loose is None:
            self._joints.now()
        for _ in range(LAYERS):
            QCoreApplication.sendPostedEvents(None, QEvent.Type.LayoutRequest.value)
        self._scroll.ensureWidgetVisible(card, 0, 24)

    def next_missing(self, goal: str = "", after: str = "") -> None:
        """Open the next box that is missing: of this goal after that box, then of this and the others from the first."""
        cards = list(self.goal_cards.values())
        start = next((at for at, card in enumerate(cards) if card.line and card.line.goal.id == goal), 0)
        order = cards[start:] + cards[:start]
        if order and goal and (box := order[0].first_missing(after)):
            self._open(order[0], box)
            return
        for card in [*order[1:], *order[:1]] if goal else order:
            if box := card.first_missing():
                self._open(card, box)
                return
        self.desk.say(self._("No box is missing."))

    def _open(self, card: GoalCard, box: str) -> None:
        self._scroll.ensureWidgetVisible(card.boxes[box], 0, 80)
        card.boxes[box].setFocus(Qt.FocusReason.TabFocusReason)
        card.open_box(box)

    def propose(self, statement: str) -> None:
        self.bring(self._do(decisions.propose, self._id(), statement))

    def add_goal(self, statement: str) -> None:
        made = self._do(goals.add_goal, self._id(), statement)
        self.choose(made)
        self._scroll.ensureWidgetVisible(self.new_goal, 0, 24)
        card = self.goal_cards.get(made)
        if card is not None:
            card.boxes["indicator"].setFocus(Qt.FocusReason.OtherFocusReason)

    def remove_decision(self, row: str) -> None:
        self._do(decisions.remove_decision, row)
        self.desk.say(self._("The decision was removed."), undo=True)

    def remove_goal(self, row: str) -> None:
        self._do(goals.remove_goal, row)
        self.desk.say(self._("The goal was removed. What led to it stays."), undo=True)

    def move_decision(self, row: str, by: int) -> None:
        self._move(
            decisions.move_decision, list(self.decision_cards), [d.decision.id for d in self.found.decisions] if self.found else [], row, by
        )

    def move_goal(self, row: str, by: int) -> None:
        self._move(goals.move_goal, list(self.goal_cards), [g.goal.id for g in self.found.goals] if self.found else [], row, by)

    def _move(self, action: Callable[..., Any], _cards: list[str], ids: list[str], row: str, by: int) -> None:
        at = ids.index(row)
        to = at + by
        if 0 <= to < len(ids):
            self._do(action, row, ids[to] if by > 0 else ids[to - 1] if to else None)

    def make_workshop(self) -> None:
        from verkstad.ui.screens.new_workshop import new_workshop

        new_workshop(self.desk, initiative=self._id())

    def detach(self, workshop: str, title: str) -> None:
        self._do(workshop_app.attach_to_initiative, workshop, None)
        self.desk.say(self._("“%(title)s” stands on its own now.", title=title), undo=True)

    def _fill_attach(self) -> None:
        """Every workshop that belongs to nothing yet, the newest first; those of another initiative after them."""
        menu, _ = self._attach_menu, self._
        menu.clear()
        rows = [w for w in self.desk.bench.library.all(Workshop) if w.initiative != self._id()]
        for row in sorted(rows, key=lambda w: (w.initiative is not None, w.id), reverse=False)[:30]:
            words = _("%(title)s (moved here from another initiative)", title=row.title) if row.initiative else row.title
            menu.addAction(words.replace("&", "&&"), partial(self._attach_row, row.id))
        if menu.isEmpty():
            menu.addAction(_("Every workshop belongs here already, or there is none")).setEnabled(False)

    def _attach_row(self, workshop: str) -> None:
        self._do(workshop_app.attach_to_initiative, workshop, self._id())

    def _reopen(self) -> None:
        self._do(initiatives.reopen_initiative, self._id())

    def _on_decision_chosen(self, row: str, wanted: str) -> None:
        self.choose(row)
        if wanted:
            self.inspector.decision.focus_on(wanted)

    def _on_bead(self, key: str) -> None:
        if key == "decision":
            self._scroll.ensureWidgetVisible(self.new_decision, 0, 24)
            self._scroll.ensureWidgetVisible(self._decision_heading, 0, 24)
            self._first(self.decision_cards, self.new_decision)
        elif key == "goals":
            self._scroll.ensureWidgetVisible(self.new_goal, 0, 24)
            self._scroll.ensureWidgetVisible(self._goal_heading, 0, 24)
            self._first(self.goal_cards, self.new_goal)
        else:
            self._go(key, "")

    def begin_new(self, kind: str) -> None:
        """Put the cursor in the line where a decision or a goal is written."""
        line = self.new_decision if kind == "decision" else self.new_goal
        self._scroll.ensureWidgetVisible(line, 0, 24)
        line.setFocus(Qt.FocusReason.OtherFocusReason)

    def _first(self, cards: dict[str, Any], line: QWidget) -> None:
        target = next((card.statement.words for card in cards.values()), line)
        target.setFocus(Qt.FocusReason.OtherFocusReason)

    def _id(self) -> str:
        return self.found.initiative.id if self.found else ""

    def _saver(self, action: Callable[..., Any]) -> Callable[[Any], object]:
        return lambda value: self.desk.bench.do(action, self._id(), value, by=self)

    def _do(self, action: Callable[..., Any], *args: Any) -> Any:
        return self.desk.bench.do(action, *args, by=self)

    def settle(self) -> None:
        for field in (self.why, self.what, self.how, self.why_now, self.technology):
            if field is not None:
                field.settle()
        for decision in self.decision_cards.values():
            decision.settle()
        for goal in self._goal_cards.values():
            goal.settle()
        self.inspector.settle()

    def keyPressEvent(self, event: QKeyEvent) -> None:
        if event.key() == Qt.Key.Key_F8:
            self.next_missing(self._chosen if self._chosen in self.goal_cards else "")
        else:
            super().keyPressEvent(event)
