"""The inspector of the initiative's page: about the initiative while nothing is chosen, else the decision or the goal that is worked with."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from functools import partial
from typing import Any

from PySide6.QtCore import Qt
from PySide6.QtWidgets import QPushButton, QWidget

from verkstad import wording
from verkstad.app import decisions, goals, initiatives
from verkstad.app.decision_requests import asked_by
from verkstad.app.goals import GoalLine
from verkstad.app.initiatives import DecisionLine, Overview
from verkstad.app.phrases import ask_about_phrase
from verkstad.domain.initiative import CATEGORIES, DECISION_STATES, LEVELS, Decision, Goal
from verkstad.domain.platitudes import Platitude
from verkstad.ui import controls
from verkstad.ui.desk import Desk
from verkstad.ui.fields import CheckField, ChoiceField, DateField, Field, LineField, PersonField, ProseField, form
from verkstad.ui.origin import OriginLines
from verkstad.ui.pages import Pages
from verkstad.ui.screens.initiative.thread import FiveParts
from verkstad.ui.screens.people_words import add_called, told_of, unit_choices

Owners = Callable[[], Sequence[tuple[str, str]]]
UNDECIDED = ("proposed", "agreed")
SHORT = 44
"""Characters of a decision's words in a list to choose from."""


class AboutInitiative(QWidget):
    def __init__(self, desk: Desk, owners: Owners, ways: Callable[[], object]) -> None:
        super().__init__()
        self.desk, self._ = desk, desk.gettext
        _ = self._
        self._id = ""
        self.title = LineField(desk, _("Name"), required=True, save=self._saver(initiatives.rename_initiative))
        self.leader = PersonField(
            desk,
            _("Leads"),
            people=owners,
            called=partial(told_of, desk),
            adds=partial(add_called, desk),
            placeholder=_("Who has the mandate"),
            save=lambda p: self._do(initiatives.name_leader, p or None),
        )
        self.driver = PersonField(
            desk, _("Drives it on"), people=owners, called=partial(told_of, desk), adds=partial(add_called, desk), placeholder=_("Who works at it every week"), save=lambda p: self._do(initiatives.name_driver, p or None)
        )  # fmt: skip
        self.same = controls.label("", "caption", wrap=True)
        self.route = controls.label("", wrap=True)
        self.again = controls.button(desk.theme, _("Choose again"), role="link", on=ways)
        self.ended_why = LineField(desk, _("Why it was closed"), length=400, save=self._saver(initiatives.explain_closing))
        self.parts = FiveParts(desk)
        self.aside_heading = controls.label(_("Not asked about here"), "label")
        self._aside = controls.column(spacing=2)
        self._shown: tuple[Platitude, ...] = ()
        self.ask_again: dict[str, QPushButton] = {}
        self.setLayout(
            controls.column(
                controls.label(_("About the initiative"), "section"), 12, form(self.title, self.leader, self.driver), 4, self.same, 14,
                controls.label(_("Way to begin"), "label"), 4, self.route, controls.row(self.again, None), 12, self.ended_why, 8, controls.hairline(), 14,
                self.parts, 16, self.aside_heading, 4, self._aside, None, margins=(24, 18, 20, 20),
            )
        )  # fmt: skip
        self.aside_heading.hide()

    def show_overview(self, found: Overview) -> None:
        row, _ = found.initiative, self._
        self._id = row.id
        self.title.show_value(row.title, row.id, "title")
        self.leader.show_value(row.leader, row.id, of="leader")
        self.driver.show_value(row.driver, row.id, of="driver")
        same = row.leader is not None and row.leader == row.driver
        self.same.setText(_("The same person leads and drives. Who covers for her?") if same else "")
        self.same.setVisible(same)
        self.route.setText(wording.choice_name("initiative", "route", row.route, self.desk.language))
        self.ended_why.setVisible(row.ended is not None)
        self.ended_why.show_value(row.ended_why, row.id, "")
        self.parts.show_parts(found.parts)
        if found.aside != self._shown:
            self._show_aside(found.aside)

    def _show_aside(self, phrases: Sequence[Platitude]) -> None:
        """The phrases that do not apply here, each with a way to have them asked about again."""
        _, code = self._, self.desk.language.code
        self._shown = tuple(phrases)
        self.aside_heading.setVisible(bool(phrases))
        while self._aside.count():
            held = self._aside.takeAt(0).widget()
            if held is not None:
                held.hide()
                held.deleteLater()
        self.ask_again = {}
        for phrase in phrases:
            words = phrase.phrase.of(code)
            button = controls.button(self.desk.theme, _("Ask again"), role="link", on=partial(self._do, ask_about_phrase, phrase.id))
            button.setAccessibleName(_("Ask about “%(phrase)s” again", phrase=words))
            self.ask_again[phrase.id] = button
            told = controls.label(f"”{words}”" if code == "sv" else f"“{words}”", wrap=True)
            self._aside.addWidget(controls.holder(controls.row((told, 1), button)))

    def settle(self) -> None:
        for field in (self.title, self.leader, self.driver, self.ended_why):
            field.settle()

    def _saver(self, action: Callable[..., Any]) -> Callable[[Any], object]:
        return lambda value: self._do(action, value)

    def _do(self, action: Callable[..., Any], *args: Any) -> None:
        self.desk.bench.do(action, self._id, *args, by=self)


class DecisionForm(QWidget):
    def __init__(self, desk: Desk, owners: Owners, close: Callable[[], object]) -> None:
        super().__init__()
        self.desk, self._ = desk, desk.gettext
        _ = self._
        self.line: DecisionLine | None = None
        self._request = ""
        self.state = ChoiceField(
            desk, _("State"), [(s, wording.choice_name("decision", "state", s, desk.language)) for s in DECISION_STATES], save=self._change_state
        )  # fmt: skip
        self.by = LineField(desk, _("Decided by"), placeholder=_("Board, manager, person entitled"), save=self._say_who)
        self.on = DateField(desk, _("Decided on"), of=(Decision, "decided_on"), today=desk.today, save=self._say_when)
        self.reference = LineField(desk, _("Document or diary number"), length=120, save=self._saver(decisions.refer_to))
        self.review = DateField(
            desk, _("Looked at again"), of=(Decision, "review_on"), today=desk.today, save=self._saver(decisions.review_on)
        )
        self.first = ProseField(desk, _("Goes first"), lines=2, save=self._saver(decisions.put_first))
        self.wait = ProseField(desk, _("Has to wait"), lines=2, save=self._saver(decisions.let_wait))
        self.driver = PersonField(
            desk, _("Drives it on"), people=owners, called=partial(told_of, desk), adds=partial(add_called, desk), placeholder=_("When that is another than who decided"),
            save=lambda person: self._change(driver=person or None),
        )  # fmt: skip
        self.handover = DateField(
            desk, _("Hand-over meeting"), of=(Decision, "handover_on"), today=desk.today, save=lambda day: self._change(handover_on=day)
        )
        self.by_when = DateField(
            desk, _("To be carried out by"), of=(Decision, "by_when"), today=desk.today, save=lambda day: self._change(by_when=day)
        )
        self.reported = LineField(desk, _("How it is reported"), length=300, save=lambda text: self._change(reported=text))
        self.card = controls.button(desk.theme, _("Print the directive card"), "printer", on=self._print)
        self.asked_by = controls.button(desk.theme, _("The answer to a proposal"), "arrow-right", role="link", on=self._show_request)
        self.word = controls.button(desk.theme, _("Save as Word…"), "download", on=self._save)
        self.told = controls.label(_("Agreed in a workshop is a proposal until somebody entitled has decided."), "caption", wrap=True)
        self.fields: dict[str, Field] = {
            "state": self.state, "decided_by": self.by, "decided_on": self.on, "reference": self.reference, "review_on": self.review,
            "prioritised": self.first, "deprioritised": self.wait, "by_when": self.by_when, "reported": self.reported, "driver": self.driver,
            "handover_on": self.handover,
        }  # fmt: skip
        close_button = controls.icon_button(desk.theme, "x", _("Close"), on=close)
        self.origin = OriginLines(desk)
        self.setLayout(
            controls.column(
                controls.row(controls.label(_("Decision"), "section"), None, close_button), 8, controls.row(self.asked_by, None), self.told, self.origin, 12,
                form(
                    self.state, self.by, (self.on, self.review), self.reference, self.first, self.wait, self.by_when, self.reported, self.driver, self.handover,
                ),
                14, controls.row(self.card, None), 6, controls.row(self.word, None), None, margins=(24, 14, 16, 20),
            )
        )  # fmt: skip

    def show_line(self, line: DecisionLine) -> None:
        if self.line is not None and self.line.decision.id != line.decision.id:
            self.settle()
        self.line = line
        drafted = ("reference", "prioritised", "deprioritised", "reported")
        for column, field in self.fields.items():
            field.show_value(getattr(line.decision, column), line.decision.id, column if column in drafted else "", of=column)
        self.told.setVisible(line.decision.state == "agreed")
        request = self.desk.bench.ask(asked_by, line.decision.id)
        self._request = request.id if request is not None else ""
        self.asked_by.setVisible(request is not None)
        self.asked_by.setToolTip(request.question if request is not None else "")
        self.origin.show_row(line.decision.id)

    def focus_on(self, wanted: str) -> None:
        """Put the cursor in a field; "decide": it is decided now, and who did is asked."""
        if wanted == "decide":
            self._decide()
            wanted = "decided_by"
        field = self.fields.get(wanted)
        if field is not None:
            field.setFocus(Qt.FocusReason.OtherFocusReason)

    def settle(self) -> None:
        for field in self.fields.values():
            field.settle()

    def _id(self) -> str:
        return self.line.decision.id if self.line else ""

    def _saver(self, action: Callable[..., Any]) -> Callable[[Any], object]:
        return lambda value: self.desk.bench.do(action, self._id(), value, by=self)

    def _change_state(self, state: str) -> None:
        self.desk.bench.do(decisions.change_state, self._id(), state, by=self)

    def _change(self, **told: Any) -> None:
        self.desk.bench.do(decisions.change_decision, self._id(), by=self, **told)

    def _show_request(self) -> None:
        if self._request:
            self.desk.go("follow_up", self._request)

    def _save(self) -> None:
        from verkstad.ui.screens.following.saving import save_for_word

        self.settle()
        if self.line is not None:
            save_for_word(self.desk, self.line.decision.parent or "", self.line.decision.id, self._("Directive card"))

    def _print(self) -> None:
        self.settle()
        if self.line is not None:
            self.desk.print_from_here(self.line.decision.parent or "", "directive_card", self.line.decision.id)

    def _decide(self, *, by: str = "", on: str | None = None) -> None:
        """It is decided now; what is already said of who and when is kept."""
        row = self._now()
        self.desk.bench.do(decisions.decide, row.id, by or row.decided_by, on or row.decided_on, by=self)

    def _say_who(self, by: str) -> None:
        """Whoever says who decided a proposal says that it is decided; else it is the name alone that changes."""
        if by and self._now().state in UNDECIDED:
            self._decide(by=by)
        else:
            self.desk.bench.do(decisions.say_who_decided, self._id(), by, by=self)

    def _say_when(self, on: str | None) -> None:
        """As with who."""
        if on and self._now().state in UNDECIDED:
            self._decide(on=on)
        else:
            self.desk.bench.do(decisions.say_when_decided, self._id(), on, by=self)

    def _now(self) -> Decision:
        return self.desk.bench.library.need(Decision, self._id())


class GoalForm(QWidget):
    def __init__(self, desk: Desk, close: Callable[[], object]) -> None:
        super().__init__()
        self.desk, self._ = desk, desk.gettext
        _ = self._
        self.line: GoalLine | None = None
        self.words = controls.label("", wrap=True)
        self.agreed = CheckField(desk, _("Agreed on, no draft any more"), save=self._saver(goals.agree_on_goal))
        self.unit = ChoiceField(desk, _("Unit that owns it"), save=lambda unit: self._saver(goals.give_goal_to_unit)(unit or None))
        self.level = ChoiceField(
            desk, _("How near the work"), [(v, wording.choice_name("goal", "level", v, desk.language)) for v in ("", *LEVELS)], save=self._saver(goals.choose_level),
            help=_("The nearer the work a goal is, the more it does."),
        )  # fmt: skip
        self.category = ChoiceField(
            desk, _("Category"), [(v, wording.choice_name("goal", "category", v, desk.language)) for v in ("", *CATEGORIES)], save=self._saver(goals.choose_category)
        )  # fmt: skip
        self.decision = ChoiceField(desk, _("Hangs on the decision"), save=lambda d: self._saver(goals.hang_on_decision)(d or None))
        self.check = DateField(desk, _("Next check"), of=(Goal, "next_check"), today=desk.today, save=self._saver(goals.check_goal_on))
        self.fields: dict[str, Field] = {
            "stage": self.agreed, "unit": self.unit, "level": self.level, "category": self.category, "decision": self.decision, "next_check": self.check,
        }  # fmt: skip
        close_button = controls.icon_button(desk.theme, "x", _("Close"), on=close)
        self.origin = OriginLines(desk)
        self.setLayout(
            controls.column(
                controls.row(controls.label(_("Goal"), "section"), None, close_button), 6, self.words, 4, self.origin, 12,
                form(self.decision, self.unit, self.level, self.category, self.check, self.agreed), None, margins=(24, 14, 16, 20),
            )
        )  # fmt: skip

    def show_line(self, line: GoalLine, rows: Sequence[DecisionLine]) -> None:
        if self.line is not None and self.line.goal.id != line.goal.id:
            self.settle()
        self.line = line
        goal = line.goal
        self.words.setText(goal.statement)
        self.origin.show_row(goal.id)
        self.unit.offer(unit_choices(self.desk))
        self.decision.offer([("", "–"), *((d.decision.id, _short(d.decision.statement)) for d in rows)])
        for column, field in self.fields.items():
            value = goal.stage == "agreed" if column == "stage" else getattr(goal, column)
            field.show_value(value or "" if column in ("unit", "decision") else value, goal.id, of=column)

    def settle(self) -> None:
        for field in self.fields.values():
            field.settle()

    def _saver(self, action: Callable[..., Any]) -> Callable[[Any], object]:
        return lambda value: self.desk.bench.do(action, self.line.goal.id if self.line else "", value, by=self)


def _short(text: str) -> str:
    text = " ".join(text.split())
    return text if len(text) <= SHORT else f"{text[: SHORT - 1].rstrip()}…"


class Inspector(QWidget):
    """Turns between the three."""

    def __init__(self, desk: Desk, owners: Owners, *, ways: Callable[[], object], close: Callable[[], object]) -> None:
        super().__init__()
        self._desk, self._owners, self._close = desk, owners, close
        self.about = AboutInitiative(desk, owners, ways)
        self._decision: DecisionForm | None = None
        self._goal: GoalForm | None = None
        self._pages = Pages()
        self._pages.add_page(self.about)
        self.setLayout(controls.column((self._pages, 1)))

    @property
    def decision(self) -> DecisionForm:
        """Built when a decision is first chosen."""
        if self._decision is None:
            self._decision = DecisionForm(self._desk, self._owners, self._close)
            self._pages.add_page(self._decision)
        return self._decision

    @property
    def goal(self) -> GoalForm:
        """Built when a goal is first chosen."""
        if self._goal is None:
            self._goal = GoalForm(self._desk, self._close)
            self._pages.add_page(self._goal)
        return self._goal

    def show_about(self) -> None:
        self._pages.turn_to(self.about)

    def show_decision(self, line: DecisionLine) -> None:
        self.decision.show_line(line)
        self._pages.turn_to(self.decision)

    def show_goal(self, line: GoalLine, rows: Sequence[DecisionLine]) -> None:
        self.goal.show_line(line, rows)
        self._pages.turn_to(self.goal)

    def settle(self) -> None:
        for page in (self.about, self._decision, self._goal):
            if page is not None and not page.isHidden():
                page.settle()
