"""What leadership is asked to decide: the list, and for the one chosen its words, its alternatives, and the answer that becomes the decision."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from functools import partial
from typing import TYPE_CHECKING, Any

from PySide6.QtCore import Qt, QTimer
from PySide6.QtWidgets import QScrollArea, QWidget

from verkstad import wording
from verkstad import wording_following as words
from verkstad.app import decision_requests as requests
from verkstad.app.decision_requests import RequestLine
from verkstad.app.phrases import phrases_asked
from verkstad.domain.decimals import read_decimal
from verkstad.domain.errors import Refused
from verkstad.domain.fields import Id
from verkstad.domain.following import DecisionRequest, RequestOption
from verkstad.domain.initiative import AcceptedPhrase, Decision
from verkstad.domain.people import Unit
from verkstad.domain.pilots import OUTCOMES, Pilot
from verkstad.domain.platitudes import Platitude, marked
from verkstad.ui import controls
from verkstad.ui import theme as look
from verkstad.ui.asked import Asked
from verkstad.ui.desk import Desk
from verkstad.ui.dialogs import Sheet
from verkstad.ui.empty import EmptyState
from verkstad.ui.fields import ChoiceField, DateField, Field, LineField, ProseField, form
from verkstad.ui.guarding import Guard
from verkstad.ui.screens.people_units import AddLine
from verkstad.ui.screens.people_words import Fitting, put_first, unit_choices
from verkstad.ui.tabbed import TabPart
from verkstad.ui.value_table import Column, Filter, ValueTable

if TYPE_CHECKING:
    from verkstad.app.workbench import Changes

STATES = ("draft", "asked", "answered", "withdrawn")
STATE_LOOK = {"draft": "text2", "asked": "kind:plenary", "answered": "kind:solo", "withdrawn": "text2"}
TOUCHED = (DecisionRequest, RequestOption, Decision, Unit, Pilot, AcceptedPhrase)
RECOMMENDED, NO, ELSE = "recommended", "no", "else"


def typed_amount(text: str) -> str | None:
    """Kronor as one types them: "120 000", "1,5"; None for nothing."""
    if not text.strip():
        return None
    found = read_decimal(text)
    if found is None:
        raise Refused("not_a_number", text=text)
    return found


class AnswerSheet(Sheet):
    """The answer: what was decided, by whom and when. It becomes the decision."""

    def __init__(self, desk: Desk, line: RequestLine) -> None:
        super().__init__(desk, desk.gettext("Leadership’s answer"), width=540)
        _, row = self._, line.request
        self._texts = {RECOMMENDED: row.recommendation, NO: "", ELSE: ""}
        choices = [(RECOMMENDED, _("As recommended"))] if row.recommendation.strip() else []
        for option in line.options:
            self._texts[option.id] = option.title
            choices.append((option.id, option.title))
        choices += [(NO, _("No")), (ELSE, _("Something else"))]
        self.answer = ChoiceField(desk, _("The answer"), choices, save=self._fill)
        self.statement = ProseField(desk, _("What was decided"), lines=3, required=True)
        self.by = LineField(desk, _("Decided by"), placeholder=_("Board, manager, person entitled"))
        self.on = DateField(desk, _("Decided on"), of=(Decision, "decided_on"), today=desk.today)
        self.reference = LineField(desk, _("Document or diary number"), length=120)
        self.wait = ProseField(desk, _("Has to wait"), lines=2, placeholder=_("What gives way for it"))
        outcomes = [("", _("Not decided by this")), *((o, wording.choice_name("pilot", "outcome", o, desk.language)) for o in OUTCOMES)]
        self.outcome = ChoiceField(desk, _("The pilot"), outcomes)
        self.outcome.setVisible(bool(line.pilot))
        self.outcome.show_value("")
        first = choices[0][0]
        self.answer.show_value(first)
        self.statement.show_value(self._texts[first])
        self.by.show_value(row.asked_of)
        self.on.show_value(desk.today())
        self.add(
            controls.label(_("The answer becomes the decision of the initiative, and is followed up after 30, 60 and 90 days."), "caption", wrap=True),
            controls.holder(form(self.answer, self.statement, (self.by, self.on), (self.reference,), self.wait, self.outcome)),
        )  # fmt: skip
        self.offer_cancel()
        self.offer(_("Note the decision"), self._on_wanted, role="primary", icon="check")
        self.statement.setFocus(Qt.FocusReason.OtherFocusReason)

    def _fill(self, choice: str) -> None:
        self.statement.show_value(self._texts.get(choice, ""))
        if not self._texts.get(choice):
            self.statement.setFocus(Qt.FocusReason.OtherFocusReason)

    def _on_wanted(self) -> None:
        for field, told in ((self.statement, self._("Write what was decided.")), (self.by, self._("Write who decided."))):
            if not field.text().strip():
                field.complain(told)
                field.setFocus(Qt.FocusReason.OtherFocusReason)
                return
        if not self.on.settle():
            return
        self.accept()


class OptionEditor(QWidget):
    """One alternative: what it is, what follows, what it costs."""

    def __init__(self, desk: Desk, option: Id, number: int, remove: Callable[[Id], object]) -> None:
        super().__init__()
        _ = desk.gettext
        self._desk, self.option = desk, option
        self.title = LineField(
            desk, _("Alternative %(n)d", n=number), required=True, length=300, save=lambda text: self._change(title=text)
        )
        self.follows = ProseField(desk, _("What follows"), lines=1, save=lambda text: self._change(follows=text))
        self.cost = LineField(desk, _("Cost, kr"), length=30, save=lambda text: self._change(cost=typed_amount(text)))
        away = controls.icon_button(desk.theme, "trash-2", _("Remove the alternative"), on=lambda: remove(option))
        self.setLayout(controls.column(self.title, self.follows, controls.row((self.cost, 1), away), spacing=8, margins=(0, 0, 0, 10)))

    def show_option(self, row: RequestOption) -> None:
        self.title.show_value(row.title, row.id, "title")
        self.follows.show_value(row.follows, row.id, "follows")
        self.cost.show_value(self._desk.language.number(row.cost) if row.cost else "", row.id, "")

    def settle(self) -> None:
        for field in (self.title, self.follows, self.cost):
            field.settle()

    def _change(self, **told: Any) -> None:
        self._desk.bench.do(requests.change_option, self.option, by=self, **told)


class RequestInspector(QWidget):
    """The words of a request, in the order leadership reads them."""

    def __init__(self, desk: Desk, do: Callable[..., Any], part: RequestsPart) -> None:
        super().__init__()
        _ = desk.gettext
        self.desk, self._do = desk, do
        self.line: RequestLine | None = None
        self.heading = controls.label(_("Proposal for a decision"), "section")
        self.state = controls.label("", "caption", wrap=True)

        def saver(column: str) -> Callable[[Any], object]:
            return lambda value: self._change(**{column: value})

        self.question = ProseField(desk, _("What is to be decided"), lines=2, required=True, save=saver("question"))
        self.recommendation = ProseField(
            desk, _("We recommend"), lines=2, placeholder=_("Yes, in three teams until the summer"), save=saver("recommendation")
        )
        self.consequence = ProseField(
            desk, _("If the answer is no"), lines=2, placeholder=_("What happens then, or while one waits"), save=saver("consequence")
        )
        self.cost = LineField(desk, _("Cost, kr"), length=30, save=lambda text: self._change(cost=typed_amount(text)))
        self.cost_note = LineField(desk, _("For what, how often"), length=300, placeholder=_("a year"), save=saver("cost_note"))
        self.bears = ChoiceField(desk, _("Unit that bears it"), save=lambda unit: self._change(bears=unit or None))
        self.bears_note = LineField(desk, _("Or in words"), length=200, save=saver("bears_note"))
        self.last_day = DateField(desk, _("Last day"), of=(DecisionRequest, "last_day"), today=desk.today, save=saver("last_day"))
        self.asked_of = LineField(desk, _("Asked of"), placeholder=_("Board, manager, person entitled"), save=saver("asked_of"))
        self.background = ProseField(desk, _("Background"), lines=2, save=saver("background"))
        self.fields: dict[str, Field] = {
            "question": self.question, "recommendation": self.recommendation, "consequence": self.consequence, "cost": self.cost,
            "cost_note": self.cost_note, "bears": self.bears, "bears_note": self.bears_note, "last_day": self.last_day, "asked_of": self.asked_of,
            "background": self.background,
        }  # fmt: skip
        self._phrases: Callable[[], tuple[Platitude, ...]] = lambda: (
            desk.bench.ask(phrases_asked, part.initiative) if part.initiative else ()
        )
        self.asked = Asked(desk, lambda text: self._change(answer=text), lambda: part.initiative, narrow=True)
        self.guards = [Guard(desk, made, self._phrases) for made in (self.question, self.recommendation)]
        self.options: dict[Id, OptionEditor] = {}
        self._options = controls.column()
        self.new_option = AddLine(desk, _("New alternative: write it and press Enter"), part.add_option)
        self.new_option.setMaxLength(300)
        self.ask = controls.button(desk.theme, _("Ask leadership"), "mail", role="primary", on=part.ask)
        self.answer = controls.button(desk.theme, _("Note the answer"), "check", on=part.answer)
        self.withdraw = controls.button(desk.theme, _("Withdraw"), role="link", on=part.withdraw)
        self.rework = controls.button(desk.theme, _("Make it a draft again"), role="link", on=part.rework)
        self.decided = controls.label("", wrap=True)
        self.show_decision = controls.button(desk.theme, _("Show the decision"), "arrow-right", on=part.show_decision)
        self.print = controls.button(desk.theme, _("Print"), "printer", on=part.print_out)
        self.form = controls.holder(
            controls.column(
                form(
                    self.question, self.recommendation, self.asked, self.consequence, (self.cost, self.cost_note), self.bears, self.bears_note, (self.last_day, self.asked_of),
                    self.background,
                ),
                16, controls.label(_("Alternatives"), "label"), 6, self._options, self.new_option,
            )
        )  # fmt: skip
        self.setLayout(
            controls.column(
                self.heading, 4, self.state, 8, self.decided, controls.row(self.show_decision, None), controls.row(self.ask, None), 6,
                controls.row(self.answer, self.print, None), 14, self.form, 18, controls.row(self.withdraw, None), controls.row(self.rework, None), None,
                margins=(24, 18, 24, 24),
            )
        )  # fmt: skip
        self.show_line(None)

    def show_line(self, line: RequestLine | None) -> None:
        if self.line is not None and (line is None or line.id != self.line.id):
            self.settle()
        self.line = line
        _, language = self.desk.gettext, self.desk.language
        shown = (self.form, self.ask, self.answer, self.withdraw, self.rework, self.decided, self.show_decision, self.print)
        for widget in shown:
            widget.setVisible(line is not None)
        if line is None:
            self.state.setText(_("Choose one in the list to write it, ask it and note the answer."))
            return
        row = line.request
        self.state.setText(self.state_words(line))
        self.bears.offer(unit_choices(self.desk))
        for column, field in self.fields.items():
            value = getattr(row, column)
            if column == "cost":
                value = language.number(value) if value else ""
            field.show_value(value or "" if column == "bears" else value, row.id, "" if column in ("cost", "bears", "last_day") else column)
        said = f"{row.question}\n{row.recommendation}"
        phrases = [m for m in marked(said, self._phrases()) if m.platitude.asks] if line.is_open else []
        self.asked.show_asked(said, phrases, row.answer, row.id)
        for guard in self.guards:
            guard.look_again()
        self._show_options(line.options)
        answered, asked = row.state == "answered", row.state == "asked"
        self.ask.setVisible(row.state in ("draft", "withdrawn"))
        self.answer.setVisible(not answered)
        self.withdraw.setVisible(row.state in ("draft", "asked"))
        self.rework.setVisible(asked or row.state == "withdrawn")
        self.decided.setVisible(answered)
        self.show_decision.setVisible(line.decision is not None)
        if answered:
            self.decided.setText(line.decision.statement if line.decision else _("The decision is no longer there."))

    def state_words(self, line: RequestLine) -> str:
        """How it stands, in a sentence."""
        _, language, row, today = self.desk.gettext, self.desk.language, line.request, self.desk.today()
        told = [words.request_state(row, language)]
        if row.state == "asked" and row.asked_on:
            told = [_("Asked on %(day)s", day=language.date(row.asked_on, "short", today=today))]
            if row.last_day:
                told.append(_("last day %(far)s", far=words.due_words(row.last_day, today, language)))
        if row.state == "answered" and line.decision is not None:
            day = language.date(row.answered_on, "date") if row.answered_on else ""
            told = [_("Answered"), line.decision.decided_by, day]
        about = line.pilot or line.module
        return " · ".join(filter(None, [*told, about]))

    def _show_options(self, options: Sequence[RequestOption]) -> None:
        there = [o.id for o in options]
        if there != list(self.options):
            for held in self.options.values():
                held.settle()
                held.hide()
                held.deleteLater()
            self.options = {}
            for number, option in enumerate(options, 1):
                made = OptionEditor(self.desk, option.id, number, lambda id: self._do(requests.remove_option, id))
                self.options[option.id] = made
                self._options.addWidget(made)
        for option in options:
            self.options[option.id].show_option(option)

    def focus_on(self, field: Field) -> None:
        field.setFocus(Qt.FocusReason.OtherFocusReason)
        around = self.parentWidget()
        while around is not None and not isinstance(around, QScrollArea):
            around = around.parentWidget()
        if around is not None:
            around.ensureWidgetVisible(field)

    def settle(self) -> None:
        for field in self.fields.values():
            field.settle()
        self.asked.settle()
        for option in self.options.values():
            option.settle()

    def _change(self, **told: Any) -> None:
        if self.line is not None:
            self._do(requests.change_request, self.line.id, **told)


class RequestsPart(TabPart):
    key = "requests"

    def __init__(self, desk: Desk) -> None:
        super().__init__(desk)
        _ = self._
        self._lines: tuple[RequestLine, ...] = ()
        self.new_line = AddLine(desk, _("New proposal: what is leadership to decide? Press Enter"), self.add)
        self.new_line.setMaxLength(1_000)
        self.counts = controls.label("", "caption")
        self.table = ValueTable(
            desk, self._columns(), name=_("Proposals for decisions"), search=_("Search"), menu=self._menu,
            filters=[
                Filter(
                    _("Which proposals"),
                    [
                        (_("All"), lambda _x: True),
                        (_("Waiting for an answer"), lambda x: x.request.state == "asked"),
                        (_("Overdue"), lambda x: x.overdue),
                        (_("Answered"), lambda x: x.request.state == "answered"),
                    ],
                )
            ],
            empty=EmptyState(
                desk.theme, "file-text", _("What only leadership can decide is asked for here, with what you recommend and what a no would mean. The answer becomes the decision."),
                _("Write the first proposal"), lambda: self.new_line.setFocus(Qt.FocusReason.OtherFocusReason),
            ),
        )  # fmt: skip
        put_first(self.table, self.new_line)
        self._fits = Fitting(self.table, (3, 2), least=230)
        self.side = RequestInspector(desk, self._do, self)
        self._held = controls.scrolling(self.side)
        self.table.chosen.connect(self._on_chosen)
        self.table.opened.connect(lambda _line: self.side.focus_on(self.side.question))
        self.table.removal_asked.connect(self.remove)
        self.setLayout(controls.column((self.table, 1), self.counts, spacing=look.M, margins=(24, 16, 24, 16)))

    # ------------------------------------------------------------------------------------------------ what the page asks

    def subtitle(self) -> str:
        waiting = sum(line.request.state == "asked" for line in self._lines)
        ngettext = self.desk.language.ngettext
        return ngettext("%(n)d waits for an answer", "%(n)d wait for an answer", waiting) if waiting else ""

    def inspector(self) -> QWidget | None:
        return self.side if self._lines else None

    def hints(self) -> str:
        return self._("Enter edits    Ctrl+P prints it    Del removes") if self._lines else ""

    def sheet(self) -> str:
        return "decision_request"

    def chosen(self) -> str:
        lines = self.table.selected()
        return lines[0].id if len(lines) == 1 else ""

    def home(self) -> QWidget | None:
        return self.table.view if self._lines else self.new_line

    def find(self) -> bool:
        self.table.search.setFocus(Qt.FocusReason.ShortcutFocusReason)
        return bool(self._lines)

    def look_at(self, initiative: str) -> None:
        super().look_at(initiative)
        self.table.search.clear()

    def show_row(self, row: str, part: str) -> None:
        option = self.desk.bench.library.get(RequestOption, row)
        self.table.search.clear()
        self.table.select([option.parent or "" if option is not None else row])
        self.table.view.setFocus(Qt.FocusReason.OtherFocusReason)

    def reveal(self, changes: Changes) -> None:
        library = self.desk.bench.library
        rows = set(changes.ids(DecisionRequest))
        rows |= {o.parent or "" for o in (library.get(RequestOption, id) for id in changes.ids(RequestOption)) if o is not None}
        self.table.select(rows)

    def settle(self) -> None:
        self.side.settle()

    def refresh(self, changes: Changes | None, by: object) -> None:
        if not self.initiative or (changes is not None and not changes.touches(*TOUCHED)):
            return
        had = bool(self._lines)
        lines = self.desk.bench.ask(requests.request_lines, self.initiative, self.desk.today())
        self._lines = tuple(sorted(lines, key=lambda line: not line.is_open))  # what waits stands first
        self.table.show_values(self._lines)
        self.counts.setText(self.summary())
        self._on_chosen(self.table.selected())
        if had != bool(self._lines) or changes is None or changes.touches(DecisionRequest):
            self.headline_changed.emit()

    def summary(self) -> str:
        ngettext = self.desk.language.ngettext
        if not self._lines:
            return ""
        late = sum(line.overdue for line in self._lines)
        told = [ngettext("%(n)d proposal", "%(n)d proposals", len(self._lines))]
        if late:
            told.append(ngettext("%(n)d late", "%(n)d late", late))
        return " · ".join(told)

    # ------------------------------------------------------------------------------------------------ what a person does

    def add(self, question: str) -> None:
        made = self._do(requests.add_request, self.initiative, question)
        self.table.select([made])
        QTimer.singleShot(0, self, lambda: self.side.focus_on(self.side.recommendation))  # when the inspector of the first one is there

    def add_option(self, title: str) -> None:
        if self.side.line is not None:
            self._do(requests.add_option, self.side.line.id, title)

    def ask(self) -> None:
        """To somebody and by a day: without either there is nobody to answer, so it is asked for where it is missing."""
        line = self._settled()
        if line is not None and self._addressed(line.request):
            self._do(requests.ask, line.id, self.desk.today())
            self.desk.say(self._("It is asked. It stands first in the next report."), undo=True)

    def _addressed(self, row: DecisionRequest) -> bool:
        """Whether it says to whom and by when. If not, the fields that are empty say so and the first has the keyboard."""
        missing: list[Field] = []
        for field, there, told in (
            (self.side.last_day, bool(row.last_day), self._("By when is the answer needed? Write the last day, then ask.")),
            (self.side.asked_of, bool(row.asked_of.strip()), self._("Who is to decide? Write to whom it is put, then ask.")),
        ):
            if not there:
                field.complain(told)
                missing.append(field)
        if missing:
            self.side.focus_on(missing[0])
        return not missing

    def withdraw(self) -> None:
        line = self._settled()
        if line is not None:
            self._do(requests.withdraw, line.id)
            self.desk.say(self._("The proposal was withdrawn."), undo=True)

    def rework(self) -> None:
        line = self._settled()
        if line is not None:
            self._do(requests.rework, line.id)

    def answer(self) -> None:
        line = self._settled()
        if line is None:
            return
        sheet = AnswerSheet(self.desk, line)
        if not self.desk.dialogs.run(sheet):
            return
        self._do(
            requests.answer_request, line.id, sheet.statement.value(), sheet.by.value(), sheet.on.value(), reference=sheet.reference.value(),
            wait=sheet.wait.value(), outcome=sheet.outcome.value() or "",
        )  # fmt: skip
        self.desk.say(self._("The answer is the decision now. It is followed up after 30, 60 and 90 days."), undo=True)

    def show_decision(self) -> None:
        if self.side.line is not None and self.side.line.decision is not None:
            self.desk.go("initiative", self.side.line.decision.id)

    def print_out(self) -> None:
        line = self._settled()
        if line is not None:
            self.desk.print_from_here(self.initiative, "decision_request", line.id)

    def save_as(self) -> None:
        from verkstad.ui.screens.following.saving import save_for_word

        line = self._settled()
        if line is not None:
            save_for_word(self.desk, self.initiative, line.id, line.request.question[:60].rstrip(" ?.!"))

    def remove(self, lines: Sequence[RequestLine]) -> None:
        self._do(requests.remove_requests, tuple(line.id for line in lines))
        self.desk.say(self.desk.language.ngettext("%(n)d proposal was removed.", "%(n)d proposals were removed.", len(lines)), undo=True)

    def _settled(self) -> RequestLine | None:
        """The one that is chosen, with what was typed saved."""
        self.side.settle()
        return self.side.line

    def _on_chosen(self, lines: Sequence[RequestLine]) -> None:
        chosen = {line.id: line for line in self._lines}
        self.side.show_line(chosen.get(lines[0].id) if len(lines) == 1 else None)

    def _do(self, action: Any, *args: Any, **named: Any) -> Any:
        return self.desk.bench.do(action, *args, by=self, **named)

    def _menu(self, lines: list[RequestLine]) -> list[tuple[str, str, Callable[[], object]] | None]:
        shown: list[tuple[str, str, Callable[[], object]] | None] = []
        if len(lines) == 1:
            line = lines[0]
            if line.request.state in ("draft", "withdrawn"):
                shown.append((self._("Ask leadership"), "mail", self.ask))
            if line.request.state != "answered":
                shown.append((self._("Note the answer"), "check", self.answer))
            shown += [(self._("Print"), "printer", self.print_out), (self._("Save as Word…"), "download", self.save_as), None]
        return [*shown, (self._("Remove"), "trash-2", partial(self.remove, lines))]

    def _columns(self) -> list[Column[RequestLine]]:
        desk, _, language = self.desk, self._, self.desk.language

        def day(line: RequestLine) -> str:
            on = line.request.answered_on if line.request.state == "answered" else line.request.last_day
            return language.date(on, "short", today=desk.today()) if on else ""

        def far(line: RequestLine) -> str:
            return words.due_words(line.request.last_day, desk.today(), language) if line.is_open else ""

        def cost(line: RequestLine) -> str:
            return words.cost_words(line.request.cost, line.request.cost_note, language)

        return [
            Column(
                _("Question"), lambda x: x.request.question, second=lambda x: x.request.recommendation, strong=True, faded=lambda x: not x.is_open,
                edit=lambda x, text: self._do(requests.change_request, x.id, question=text), drafts=lambda x: (x.id, "question"),
            ),
            Column(_("State"), lambda x: words.request_state(x.request, language), chip=lambda x: STATE_LOOK.get(x.request.state, "text2"), width=124,
                   sort=lambda x: STATES.index(x.request.state)),
            Column(_("Asked of"), lambda x: x.request.asked_of, second=lambda x: x.decision.decided_by if x.decision else "", width=150),
            Column(_("Cost"), cost, second=lambda x: x.bears or x.request.bears_note, width=130, sort=lambda x: float(x.request.cost or 0)),
            Column(
                _("Last day"), day, second=far, width=116, sort=lambda x: x.request.last_day or "9999",
                icon=lambda x: ("triangle-alert", "danger") if x.overdue else None,
            ),
        ]  # fmt: skip
