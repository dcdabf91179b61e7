"""Reports to leadership: the draft of today and those that were issued, read as they will be read, and what leadership answered goal by goal."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from dataclasses import dataclass
from functools import partial
from typing import TYPE_CHECKING, Any

from PySide6.QtCore import QPoint, Qt
from PySide6.QtGui import QGuiApplication
from PySide6.QtWidgets import QMenu, QWidget

from verkstad import wording
from verkstad import wording_following as words
from verkstad.app import reports
from verkstad.app.reports import ReportLine, Rhythm
from verkstad.domain.errors import Failure
from verkstad.domain.fields import Id
from verkstad.domain.following import LeadershipAnswer, Report
from verkstad.domain.reporting import Facts, GoalFact, most_telling
from verkstad.ui import controls
from verkstad.ui import theme as look
from verkstad.ui.desk import Desk
from verkstad.ui.fields import ChoiceField, DateField, LineField, NumberField, form
from verkstad.ui.in_turn import InTurn
from verkstad.ui.screens.following.picture import EffectChart, charts_of
from verkstad.ui.screens.people_words import told_of
from verkstad.ui.tabbed import TabPart
from verkstad.ui.value_table import Column, ValueTable

if TYPE_CHECKING:
    from verkstad.app.workbench import Changes

DRAFT = "draft"
LIST = 216
LEAST_CHANGES = 12  # shown before "and n more"


@dataclass(frozen=True)
class Line:
    """A report in the list; `line` None for the draft of today."""

    line: ReportLine | None

    @property
    def id(self) -> Id:
        return self.line.id if self.line else DRAFT

    @property
    def report(self) -> Report | None:
        return self.line.report if self.line else None


class ReportView(QWidget):
    """A report as it is read: what is asked for, from before to now, what changed, and where the goals stand.

    What changed and all below it is made a little after the rest: it stands further down than one sees.
    """

    def __init__(self, desk: Desk) -> None:
        super().__init__()
        self.desk = desk
        self._body: QWidget | None = None
        self._shown: tuple[Any, ...] = ()
        self._layout = controls.column()
        self.setLayout(self._layout)
        self._later = InTurn(self)
        self.charts: list[EffectChart] = []

    def show_report(self, facts: Facts, report: Report | None, answers: dict[Id, LeadershipAnswer], to_whom: str) -> None:
        shown = (facts, report, tuple(sorted(answers.items())), to_whom)
        if shown == self._shown:
            return
        self._shown = shown
        if self._body is not None:
            self._body.hide()
            self._body.deleteLater()
        self.charts = []
        _, language, cover = self.desk.gettext, self.desk.language, facts.cover
        day = (report.issued if report is not None else None) or cover.day
        head = [language.date(day, "date") if day else "", _("To %(whom)s", whom=to_whom) if to_whom else ""]
        head += [_("Leads: %(name)s", name=told_of(self.desk, cover.leader)) if cover.leader else ""]
        draft = [controls.label(_("Draft: this is what would be issued today"), "caption")] if report is None else []
        items: list[Any] = [
            *draft, controls.label(cover.title, "page", wrap=True), controls.label(" · ".join(filter(None, head)), "caption", wrap=True), look.L,
            *self._asked(facts), look.L, *self._effects(facts),
        ]  # fmt: skip
        self._body = controls.card(*items, spacing=4, margins=(26, 22, 26, 24))
        self._layout.addWidget(self._body)
        self._later.wait([partial(self._add_below, facts, answers)])

    def _add_below(self, facts: Facts, answers: dict[Id, LeadershipAnswer]) -> None:
        """In a widget of its own: each that comes by itself to what is seen already has all of it laid out anew."""
        on: Any = self._body.layout() if self._body is not None else None
        items = (look.L, *self._changed(facts), look.L, *self._goals(facts, answers), *self._gains(facts))
        on.addWidget(controls.holder(controls.column(*items, spacing=4)))

    def text(self) -> str:
        """Everything that stands on it, for tests and screen readers."""
        from PySide6.QtWidgets import QLabel

        self._later.now()
        return "\n".join(found.text() for found in self._body.findChildren(QLabel)) if self._body is not None else ""

    def _heading(self, text: str) -> list[Any]:
        return [controls.hairline(), 8, controls.label(text, "section", wrap=True), 4]

    def _line(self, text: str, role: str = "") -> QWidget:
        return controls.label(text, role, wrap=True, selectable=True)

    def _asked(self, facts: Facts) -> list[Any]:
        _, language = self.desk.gettext, self.desk.language
        made = self._heading(_("Decisions we ask for"))
        if not facts.asked:
            made.append(self._line(_("This time we ask for no decision."), "caption"))
        for number, asked in enumerate(facts.asked, 1):
            made += [self._line(f"{number}. {asked.question}", "strong")]
            told = [f"{label}: {said}" for label, said in words.asked_facts(asked, language)]
            if asked.options:
                told.append(f"{_('Alternatives')}: {language.listing(o.title for o in asked.options)}")
            made += [self._line("\n".join(told)), 6]
        return made

    def _effects(self, facts: Facts) -> list[Any]:
        _, language = self.desk.gettext, self.desk.language
        made = self._heading(_("From before to now"))
        shown = most_telling(facts.effects)
        if not shown:
            made.append(self._line(_("No pilot has measured anything yet."), "caption"))
        for effect in shown:
            said, worth = words.from_to(effect, language), words.worth(effect, language)
            picture = EffectChart(self.desk, effect)
            self.charts.append(picture)
            made += [
                self._line(effect.title, "label"), self._line(f"{said} – {worth}" if worth else said, "section"),
                self._line(words.effect_about(effect, language), "caption"), picture, 6,
            ]  # fmt: skip
        more = len(facts.effects) - len(shown)
        if more:
            made.append(
                self._line(language.ngettext("and %(n)d more in the full report", "and %(n)d more in the full report", more), "caption")
            )
        figures = facts.figures
        moves = (words.momentum_words(figures, language), words.in_time_words(figures, language), words.loops_words(figures, language))
        made.append(self._line(". ".join(moves) + "."))
        return made

    def _changed(self, facts: Facts) -> list[Any]:
        _, language = self.desk.gettext, self.desk.language
        made = self._heading(words.since_words(facts, language))
        if not facts.changed:
            made.append(self._line(_("Nothing has changed."), "caption"))
        else:
            made.append(self._line("\n".join(f"– {words.changed_words(change, language)}" for change in facts.changed[:LEAST_CHANGES])))
        more = len(facts.changed) - LEAST_CHANGES
        if more > 0:
            made.append(
                self._line(language.ngettext("and %(n)d more in the full report", "and %(n)d more in the full report", more), "caption")
            )
        return made

    def _goals(self, facts: Facts, answers: dict[Id, LeadershipAnswer]) -> list[Any]:
        _, language = self.desk.gettext, self.desk.language
        made = self._heading(_("Goal by goal: what does leadership say?"))
        if not facts.goals:
            made.append(self._line(_("There are no goals yet."), "caption"))
        for goal in facts.goals:
            given = answers.get(goal.goal)
            said = words.goal_answer(given.answer, language) if given is not None and given.answer else ""
            about = [
                words.goal_now(goal, language),
                _("From words to results: %(step)s", step=words.step_words(goal.step, language).lower()),
            ]
            made += [self._line(words.goal_words(goal, language), "strong"), self._line(" · ".join(about), "caption")]
            if said and given is not None:
                made.append(self._line(" · ".join(filter(None, [_("The answer: %(answer)s", answer=said), given.need, given.by]))))
            made.append(4)
        return made

    def _gains(self, facts: Facts) -> list[Any]:
        if not facts.gains:
            return []
        told = "\n".join(words.gain_words(gain, self.desk.language) for gain in facts.gains)
        return [look.L, *self._heading(self.desk.gettext("Gains that were counted on")), self._line(told)]


class AnswerForm(QWidget):
    """What leadership answers about one goal."""

    def __init__(self, desk: Desk, save: Callable[..., object]) -> None:
        super().__init__()
        _ = desk.gettext
        self._desk, self._save, self._goal = desk, save, ""
        self.statement = controls.label("", "strong", wrap=True)
        choices = [("", "–"), *((a, wording.choice_name("leadership_answer", "answer", a, desk.language)) for a in reports.ANSWERS)]
        self.answer = ChoiceField(desk, _("The answer"), choices, save=lambda _value: self._keep())
        self.need = LineField(desk, _("What is needed"), length=400, save=lambda _value: self._keep())
        self.by = LineField(desk, _("By whom"), length=120, save=lambda _value: self._keep())
        self.due = DateField(desk, _("By when"), of=(LeadershipAnswer, "due"), today=desk.today, save=lambda _value: self._keep())
        self.setLayout(
            controls.column(self.statement, 6, form(self.answer, self.need, (self.by, self.due)), spacing=2, margins=(0, 0, 0, 18))
        )

    def show_answer(self, goal: GoalFact, given: LeadershipAnswer | None) -> None:
        self._goal = goal.goal
        said = words.goal_words(goal, self._desk.language)
        self.statement.setText(said)
        for field in (self.answer, self.need, self.by, self.due):
            field.control.setAccessibleDescription(said)
        self.answer.show_value(given.answer if given is not None else "")
        self.need.show_value(given.need if given is not None else "")
        self.by.show_value(given.by if given is not None else "")
        self.due.show_value(given.due if given is not None else None)

    def settle(self) -> None:
        for field in (self.need, self.by, self.due):
            field.settle()

    def _keep(self) -> None:
        self._save(self._goal, self.answer.value() or "", need=self.need.value(), by_whom=self.by.value(), due=self.due.value())


class ReportInspector(QWidget):
    """For the draft how often leadership is told; for an issued report what it answered."""

    def __init__(self, desk: Desk, part: ReportsPart) -> None:
        super().__init__()
        _ = desk.gettext
        self.desk, self._part = desk, part
        self.heading = controls.label("", "section")
        self.about = controls.label("", "caption", wrap=True)
        self.every = NumberField(
            desk, _("Days between two reports"), low=1, high=400, save=lambda days: part.keep_rhythm(days, self.to.value())
        )
        self.to = LineField(desk, _("To"), placeholder=_("The management group"), save=lambda to: part.keep_rhythm(self.every.value(), to))
        self.rhythm = controls.holder(form(self.every, self.to))
        self.to_whom = LineField(desk, _("To"), save=lambda to: part.address(to))
        self._forms: list[AnswerForm] = []
        self._answers = controls.column()
        self.answers = controls.holder(controls.column(form(self.to_whom), 18, self._answers))
        self.remove = controls.button(desk.theme, _("Remove"), "trash-2", on=part.remove_chosen)
        self.setLayout(controls.column(self.heading, 4, self.about, 14, self.rhythm, self.answers, controls.row(self.remove, None), None, margins=(24, 18, 24, 24)))  # fmt: skip

    def show_line(self, line: Line, facts: Facts, answers: dict[Id, LeadershipAnswer], rhythm: Rhythm) -> None:
        _, language, today = self.desk.gettext, self.desk.language, self.desk.today()
        issued = line.report is not None
        self.rhythm.setVisible(not issued)
        self.answers.setVisible(issued)
        self.remove.setVisible(issued)
        if line.report is None:
            self.heading.setText(_("Reporting to leadership"))
            told = [
                _("Last report %(day)s.", day=language.date(rhythm.last, "date")) if rhythm.last else _("No report has been issued yet.")
            ]
            if rhythm.due:
                day = language.date(rhythm.due, "date")
                told.append(_("The next one is due %(day)s, %(far)s.", day=day, far=words.due_words(rhythm.due, today, language)))
            self.about.setText(" ".join(told))
            self.every.show_value(rhythm.every, "", "")
            self.to.show_value(rhythm.to, "", "")
            return
        self.heading.setText(_("Leadership’s answer"))
        self.about.setText(_("The report stays as it was issued. What leadership answered is noted here, and stands on its paper."))
        self.to_whom.show_value(line.report.to_whom, line.report.id, "to_whom")
        while len(self._forms) > len(facts.goals):
            self._forms.pop().deleteLater()
        while len(self._forms) < len(facts.goals):
            made = AnswerForm(self.desk, self._part.keep_answer)
            self._forms.append(made)
            self._answers.addWidget(made)
        for shown, goal in zip(self._forms, facts.goals, strict=True):
            shown.show_answer(goal, answers.get(goal.goal))

    @property
    def forms(self) -> Sequence[AnswerForm]:
        return self._forms

    def settle(self) -> None:
        for field in (self.every, self.to, self.to_whom):
            if not field.isHidden():
                field.settle()
        for shown in self._forms:
            shown.settle()


class ReportsPart(TabPart):
    key = "reports"

    def __init__(self, desk: Desk) -> None:
        super().__init__(desk)
        _ = self._
        self._lines: tuple[Line, ...] = (Line(None),)
        self._at = DRAFT
        self._facts = Facts()
        self._rhythm = Rhythm(None, "", None, None, False)
        self.table = ValueTable(desk, self._columns(), name=_("Reports"), menu=self._menu, multiple=False)
        self.table.setFixedWidth(LIST)
        self.table.chosen.connect(self._on_chosen)
        self.table.removal_asked.connect(lambda _lines: self.remove_chosen())
        self.view = ReportView(desk)
        self.side = ReportInspector(desk, self)
        self.issue_button = controls.button(desk.theme, _("Issue report"), "check", role="primary", on=self.issue)
        self.share_button = controls.button(desk.theme, _("Share"), "file-up", on=self._share)
        left = controls.column((self.table, 1), margins=(24, 16, 0, 16))
        right = controls.scrolling(controls.holder(controls.column(self.view, None, margins=(16, 8, 16, 24))))
        own = controls.row(None, self.share_button, self.issue_button, spacing=look.S, margins=(16, 12, 16, 4))
        shown = controls.holder(controls.column(own, (right, 1)))
        self.setLayout(controls.row(controls.holder(left), (shown, 1), spacing=0))

    # ------------------------------------------------------------------------------------------------ what the page asks

    def subtitle(self) -> str:
        rhythm = self._rhythm
        if not rhythm.due:
            return ""
        far = words.due_words(rhythm.due, self.desk.today(), self.desk.language)
        return self._("report late, %(far)s", far=far) if rhythm.overdue else self._("next report %(far)s", far=far)

    def inspector(self) -> QWidget | None:
        return self.side

    def hints(self) -> str:
        return self._("Ctrl+P prints the report")

    def sheet(self) -> str:
        return "report"

    def chosen(self) -> str:
        return "" if self._at == DRAFT else self._at

    def home(self) -> QWidget | None:
        return self.table.view

    def look_at(self, initiative: str) -> None:
        super().look_at(initiative)
        self._at = DRAFT

    def show_row(self, row: str, part: str) -> None:
        held = self.desk.bench.library.get(Report, row)
        if held is None:
            kind = self.desk.bench.library.get(LeadershipAnswer, row)
            row = kind.parent or "" if kind is not None else DRAFT
        self._choose(row)

    def reveal(self, changes: Changes) -> None:
        library = self.desk.bench.library
        found = [row for row in changes.ids(Report) if any(line.id == row for line in self._lines)]
        found += [held.parent or DRAFT for id in changes.ids(LeadershipAnswer) if (held := library.get(LeadershipAnswer, id)) is not None]
        if found:
            self._choose(found[0])

    def settle(self) -> None:
        self.side.settle()

    def refresh(self, changes: Changes | None, by: object) -> None:
        if not self.initiative:
            return
        bench, today = self.desk.bench, self.desk.today()
        self._rhythm = bench.ask(reports.rhythm, self.initiative, today)
        self._lines = (Line(None), *(Line(line) for line in bench.ask(reports.report_lines, self.initiative)))
        if not any(line.id == self._at for line in self._lines):
            self._at = DRAFT
        self.table.show_values(self._lines)
        self.table.select([self._at])
        self._show()
        self.headline_changed.emit()

    def _show(self) -> None:
        line = self._line()
        bench, report = self.desk.bench, line.report
        self.issue_button.setVisible(report is None)
        if report is None:
            self._facts, answers, to = bench.ask(reports.draft, self.initiative, self.desk.today()), {}, self._rhythm.to
        else:
            self._facts, answers, to = bench.ask(reports.facts_of, report.id), bench.ask(reports.answers_of, report.id), report.to_whom
        self.view.show_report(self._facts, report, answers, to)
        self.side.show_line(line, self._facts, answers, self._rhythm)

    def _line(self) -> Line:
        return next((line for line in self._lines if line.id == self._at), self._lines[0])

    def _choose(self, row: str) -> None:
        if row != self._at:
            self.settle()
        self._at = row
        self.table.select([row])
        self._show()
        self.headline_changed.emit()

    def _on_chosen(self, lines: Sequence[Line]) -> None:
        if len(lines) == 1 and lines[0].id != self._at:
            self._choose(lines[0].id)

    # ------------------------------------------------------------------------------------------------ what a person does

    def issue(self) -> None:
        self.settle()
        made = self.desk.bench.do(reports.issue_report, self.initiative, to_whom=self._rhythm.to, on=self.desk.today(), by=self)
        self._choose(made)
        self.desk.say(self._("The report is issued as it stands today. Nothing you change afterwards changes it."), undo=True)

    def keep_rhythm(self, every: int | None, to: str) -> None:
        self.desk.bench.do(reports.set_cadence, self.initiative, every, to, by=self)

    def address(self, to: str) -> None:
        if self._at != DRAFT:
            self.desk.bench.do(reports.address_report, self._at, to, by=self)

    def keep_answer(self, goal: Id, answer: str, **told: Any) -> None:
        if self._at != DRAFT:
            self.desk.bench.do(reports.answer_goal, self._at, goal, answer, by=self, **told)

    def remove_chosen(self) -> None:
        if self._at != DRAFT:
            self.desk.bench.do(reports.remove_report, self._at, by=self)
            self.desk.say(self._("The report was removed."), undo=True)

    def print_out(self, sheet: str = "report") -> None:
        self.settle()
        self.desk.print_from_here(self.initiative, sheet, self.chosen())

    def _share(self) -> None:
        menu = QMenu(self)
        menu.setAttribute(Qt.WidgetAttribute.WA_DeleteOnClose)
        self._fill(menu)
        menu.popup(self.share_button.mapToGlobal(QPoint(0, self.share_button.height())))

    def _fill(self, menu: QMenu) -> None:
        for entry in self._menu([self._line()]):
            if entry is None:
                menu.addSeparator()
            else:
                said, icon, do = entry
                menu.addAction(self.desk.theme.icon(icon, "text2", 18), said, do)

    def copy(self) -> None:
        """As text, to paste into a mail."""
        from verkstad.app.report_files import report_file

        said = self.desk.bench.ask(
            report_file, self.initiative, self.chosen(), "txt", today=self.desk.today(), code=self.desk.language.code, names=self.desk.settings.names
        )  # fmt: skip
        QGuiApplication.clipboard().setText(said.decode())
        self.desk.say(self._("The report is copied as text."))

    def save_as(self, form: str) -> None:
        """As a document to send on; in Word with its charts."""
        from verkstad.app.report_files import write_report

        self.settle()
        filters = {"docx": self._("Word document (*.docx)"), "md": self._("Markdown (*.md)")}[form]
        day = self._facts.cover.day
        name = self._("%(title)s, report %(day)s", title=self._facts.cover.title, day=day)
        path = self.desk.dialogs.save_as(self._("Save the report"), f"{name}.{form}", filters)
        if path is None:
            return
        if path.suffix.lower() != f".{form}":
            path = path.with_name(f"{path.name}.{form}")
        charts = charts_of(self._facts, self.desk.language) if form == "docx" else {}
        try:
            write_report(
                self.desk.bench, self.initiative, self.chosen(), path, today=self.desk.today(), code=self.desk.language.code, names=self.desk.settings.names,
                charts=charts,
            )  # fmt: skip
        except Failure as error:
            self.desk.say(wording.sentence(error, self.desk.language))
            return
        self.desk.say(self._("Saved as %(name)s", name=path.name))

    def _menu(self, lines: list[Line]) -> list[tuple[str, str, Callable[[], object]] | None]:
        _ = self._
        made: list[tuple[str, str, Callable[[], object]] | None] = [
            (_("Print on one page"), "printer", self.print_out),
            (_("Print in full"), "printer", partial(self.print_out, "report_full")),
            None,
            (_("Copy as text"), "copy", self.copy),
            (_("Save as Word…"), "download", partial(self.save_as, "docx")),
            (_("Save as Markdown…"), "download", partial(self.save_as, "md")),
        ]
        if lines and lines[0].report is not None:
            made += [None, (_("Remove"), "trash-2", self.remove_chosen)]
        return made

    def _columns(self) -> list[Column[Line]]:
        _, language = self._, self.desk.language

        def day(line: Line) -> str:
            return language.date(line.report.issued, "date") if line.report is not None and line.report.issued else _("Draft of today")

        def about(line: Line) -> str:
            if line.line is None:
                return _("What would be issued now")
            told = [line.line.report.to_whom]
            if line.line.answered:
                told.append(_("%(n)d of %(m)d goals answered", n=line.line.answered, m=line.line.goals))
            return " · ".join(filter(None, told))

        return [
            Column(_("Report"), day, second=about, strong=True, sort=lambda x: x.report.issued or "" if x.report is not None else "9999")
        ]
