"""One insight whole: what it says, who has it and may decide, the way from new to told, and what it became."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from functools import partial
from typing import Any

from PySide6.QtCore import QPoint, Qt
from PySide6.QtWidgets import QMenu, QWidget

from verkstad import wording
from verkstad.app import insight_results, insights, mandates
from verkstad.app.forums import forum_lines
from verkstad.app.insight_results import InsightLine
from verkstad.app.mandated import deciders, decides
from verkstad.domain.errors import Refused
from verkstad.domain.flowing import DECIDES
from verkstad.domain.insights import INSIGHT_BECOMES, VERDICTS, Insight
from verkstad.ui import controls
from verkstad.ui.desk import Desk
from verkstad.ui.fields import ChoiceField, DateField, Field, LineField, NumberField, ProseField, form
from verkstad.ui.fold import Fold
from verkstad.ui.places import go_to, place_of
from verkstad.ui.screens.insights.pieces import named, person_field
from verkstad.ui.screens.people_words import role_choices, unit_choices
from verkstad.ui.screens.teams.words import decision_choices
from verkstad.wording_insights import age_words, stage_word

SOURCES = ("", "customer", "workshop", "pilot", "colleague", "other")
RESULT_WIDTH = 190  # pixels for the words of what it became, beside what takes it away
DEMANDS = ("", "failure", "value", "unclear")
BECOMES_ICONS = {
    "action": "square-check", "module": "scissors", "pilot": "flask-conical", "goal": "target", "inventory_item": "layout-list",
    "risk": "triangle-alert", "learning": "book-open",
}  # fmt: skip


class InsightInspector(QWidget):
    """`initiative` tells whose forums and pilots are offered; `remove` takes the lines away."""

    def __init__(self, desk: Desk, *, initiative: Callable[[], str], remove: Callable[[Sequence[InsightLine]], object]) -> None:
        super().__init__()
        _ = desk.gettext
        self.desk, self._initiative = desk, initiative
        self._lines: list[InsightLine] = []
        self._wished = ""  # a no that waits for its reason
        self.heading = controls.Elided("", "section")
        self.about = controls.label("", "caption", wrap=True)
        self.form: QWidget | None = None
        self._more_fields: tuple[tuple[Field, str], ...] = ()
        self.remove = controls.button(desk.theme, _("Remove"), "trash-2", on=lambda: remove(self._lines))
        self._place = controls.column()
        self.setLayout(
            controls.column(
                self.heading, 4, self.about, 16, self._place, 20, controls.row(self.remove, None), None, margins=(24, 18, 24, 24)
            )
        )
        self.show_lines([])

    def _make_form(self) -> QWidget:
        """What stands of one insight; made when there first is one to show."""
        _, desk = self.desk.gettext, self.desk
        self.says = ProseField(
            desk, _("What was learnt"), lines=3, required=True, save=lambda text: self._do(insights.reword_insight, text)
        )
        self.owner = person_field(
            desk, _("Owner"), lambda person: self._do(insights.give_insight_to, person), first=self._deciders,
            placeholder=_("Somebody who may decide"),
        )  # fmt: skip
        self.mandate = controls.label("", "caption", wrap=True)
        self.may = ChoiceField(
            desk, _("What may the owner decide?"), save=self._grant, help=_("Is written in the mandate register, level 2")
        )
        self.take = controls.button(desk.theme, _("Take on"), "check", role="primary", on=self.take_on)
        self.verdict = ChoiceField(
            desk, _("Answer"), [(v, "–" if not v else wording.choice_name("insight", "verdict", v, desk.language)) for v in ("", *VERDICTS)],
            save=self._judge,
        )  # fmt: skip
        self.reason = LineField(desk, _("Why"), length=400, save=self._explain)
        self.answer = ProseField(
            desk, _("Words to whoever raised it"), lines=2, placeholder=_("Thank you. We will try it for two weeks in March."),
            save=lambda text: self._do(insights.answer_insight, text),
        )  # fmt: skip
        self.fed_back = DateField(desk, _("Told back on"), of=(Insight, "fed_back"), save=lambda day: self._do(insights.tell_back, day))
        self.tell = controls.button(desk.theme, _("Told today"), "mail", on=self.told_today)
        self.changed = DateField(desk, _("Routine changed on"), of=(Insight, "changed_on"), save=lambda day: self._change(changed_on=day))
        self.becomes = controls.button(desk.theme, _("Becomes…"), "arrow-right", on=self.open_becomes)
        self.result = controls.button(desk.theme, "", "link", role="link", on=self.open_result)
        self.unlink = controls.icon_button(desk.theme, "x", _("Unlink what it became"), on=lambda: self._do(insight_results.unlink_result))
        self.more = Fold(desk, "insight", _("Where it comes from"), self._make_more, self._show_more)
        self._way: tuple[tuple[Field, str], ...] = (
            (self.verdict, ""),
            (self.reason, ""),
            (self.answer, "answer"),
            (self.fed_back, ""),
            (self.changed, ""),
        )
        body = controls.column(
            self.says, 14, self.owner, 4, self.mandate, 6, self.may, 10, controls.row(self.take, None), 18, controls.hairline(), 14, self.verdict, 14,
            self.reason, 14, self.answer, 14, controls.row((self.fed_back, 1), (self.changed, 1), spacing=12), 8, controls.row(self.tell, None), 18,
            controls.hairline(), 14, controls.label(_("What it became"), "label"), 6, controls.row(self.becomes, None), controls.row(self.result, None, self.unlink), 18,
            controls.hairline(), 10, self.more,
        )  # fmt: skip
        return controls.holder(body)

    # ------------------------------------------------------------------------------------------------ showing

    def show_lines(self, lines: Sequence[InsightLine]) -> None:
        _, language = self.desk.gettext, self.desk.language
        if [x.id for x in lines] != [x.id for x in self._lines]:
            self.settle()
            self._wished = ""
        self._lines = list(lines)
        if len(lines) == 1 and self.form is None:
            self.form = self._make_form()
            self._place.addWidget(self.form)
        if self.form is not None:
            self.form.setVisible(len(lines) == 1)
        self.remove.setVisible(bool(lines))
        if len(lines) != 1:
            self.heading.setText(language.ngettext("%(n)d insight", "%(n)d insights", len(lines)) if lines else _("Nothing selected"))
            self.about.setText("" if lines else _("Choose an insight to see who has it and what becomes of it."))
            return
        line = lines[0]
        row = line.insight
        self.heading.setText(_("Insight"))
        self.about.setText(
            " · ".join(x for x in (stage_word(line.stage, language), age_words(line.age, line.stage, language), line.workshop) if x)
        )
        self.says.show_value(row.says, row.id, "says")
        self.owner.show_value(row.owner, row.id, of="owner")
        self.mandate.setText(self._mandate_words(line))
        controls.restyle(self.mandate, look="caption")
        self.may.setVisible(row.owner is not None and not line.decides)
        if not self.may.isHidden():
            self.may.offer([("", "–"), *decision_choices(self.desk)])
            self.may.show_value("", row.id)
        self.take.setVisible(line.stage == "new")
        for field, column in self._way:
            value = {self.verdict: row.verdict, self.reason: row.reason, self.answer: row.answer, self.fed_back: row.fed_back}.get(
                field, row.changed_on
            )
            field.show_value(self._wished if field is self.verdict and self._wished else value, row.id, column)
        self.reason.setVisible(bool(row.verdict or row.state == "declined" or self._wished))
        self.tell.setVisible(line.stage == "answered")
        self.becomes.setVisible(not row.became)
        self.result.setVisible(bool(row.became))
        self.unlink.setVisible(bool(row.became))
        if row.became:
            word = wording.choice_name("insight", "became", row.became, language)
            said = word if row.became == "learning" else f"{word}: {line.result or _('removed')}"
            controls.say_within(self.result, said, RESULT_WIDTH)
        self._show_more()

    def _mandate_words(self, line: InsightLine) -> str:
        _ = self.desk.gettext
        if line.insight.owner is None:
            return _("Choose somebody who may decide before it is taken on.")
        who = named(line.owner, self.desk)
        if line.decides:
            return _("%(who)s may decide something of this by the mandate register.", who=who)
        return _("%(who)s may not decide anything by the mandate register. Choose somebody who may, or say what below.", who=who)

    def _make_more(self) -> QWidget:
        _, desk, language = self.desk.gettext, self.desk, self.desk.language
        source = ChoiceField(
            desk, _("Source"), [(s, wording.choice_name("insight", "source", s, language)) for s in SOURCES],
            save=lambda kept: self._do(insights.say_source, kept),
        )  # fmt: skip
        raised = LineField(
            desk, _("Raised by"), placeholder=_("A role or a group"), save=lambda text: self._do(insights.say_who_raised, text)
        )
        role = ChoiceField(desk, _("Met by"), role_choices(desk), save=lambda kept: self._change(role=kept or ""))
        unit = ChoiceField(desk, _("Unit"), unit_choices(desk), save=lambda kept: self._change(unit=kept or None))
        times = NumberField(desk, _("How often"), high=1_000_000, placeholder=_("Times"), save=lambda n: self._change(times=n))
        demand = ChoiceField(
            desk, _("Kind of contact"), [(d, wording.choice_name("insight", "demand", d, language)) for d in DEMANDS],
            save=lambda kept: self._change(demand=kept),
        )  # fmt: skip
        on = DateField(desk, _("Raised on"), of=(Insight, "raised_on"), save=lambda day: self._change(raised_on=day))
        forum = ChoiceField(desk, _("Forum"), save=lambda kept: self._change(forum=kept or None))
        about = ChoiceField(desk, _("About"), save=lambda kept: self._change(about=kept or ""))
        self.source, self.raised, self.role, self.unit, self.times, self.demand = source, raised, role, unit, times, demand
        self.raised_on, self.forum, self.of = on, forum, about
        self._more_fields = (
            (source, "source"), (raised, "raised_by"), (role, "role"), (unit, "unit"), (times, "times"), (demand, "demand"), (on, "raised_on"),
            (forum, "forum"), (about, "about"),
        )  # fmt: skip
        return controls.holder(form(source, raised, (role, unit), (times, on), demand, forum, about))

    def _show_more(self) -> None:
        if len(self._lines) != 1:
            return
        line, language = self._lines[0], self.desk.language
        row = line.insight
        said = [
            wording.choice_name("insight", "source", row.source, language) if row.source else "",
            row.raised_by,
            line.unit,
            line.forum,
            line.about,
        ]
        self.more.tell(" · ".join(x for x in said if x))
        if not self.more.is_open or not self._more_fields:
            return
        library = self.desk.bench.library
        self.forum.offer([("", "–"), *((x.id, x.forum.title) for x in forum_lines(library, self._initiative(), self.desk.today()))])
        self.of.offer([("", "–"), *insight_results.about_choices(library, self._initiative())])
        for field, column in self._more_fields:
            value = getattr(row, column)
            field.show_value(
                value or "" if isinstance(field, ChoiceField) else value, row.id, column if column == "raised_by" else "", of=column
            )

    def settle(self) -> None:
        if self.form is None:
            return
        for field in (self.says, self.owner, *(f for f, _c in self._way), *(f for f, _c in self._more_fields)):
            field.settle()

    def focus_first(self) -> None:
        self.says.setFocus(Qt.FocusReason.OtherFocusReason)

    # ------------------------------------------------------------------------------------------------ what a person does

    def take_on(self) -> None:
        """Without an owner who may decide the program says so and puts the cursor where one is chosen."""
        if not self._lines:
            return
        line = self._lines[0]
        try:
            self._do(insights.decide_insight, "taken")
        except Refused as error:
            self.owner.complain(wording.sentence(error, self.desk.language))
            (self.may if line.insight.owner else self.owner).setFocus(Qt.FocusReason.OtherFocusReason)

    def told_today(self) -> None:
        self._do(insights.tell_back, self.desk.today())

    def _judge(self, verdict: str) -> None:
        """A no waits for its reason; any other answer without an owner who may decide says where to choose one."""
        self._wished = ""
        if not verdict:
            self._do(insights.decide_insight, "new")
        elif verdict == "declined" and not self.reason.text().strip():
            self._wished = verdict
            self.reason.setVisible(True)
            self.reason.complain(self.desk.gettext("Write why, so that whoever raised it can be told."))
            self.reason.setFocus(Qt.FocusReason.OtherFocusReason)
        else:
            self._do(insights.give_verdict, verdict, self.reason.text())

    def _explain(self, reason: str) -> None:
        row = self._lines[0].insight
        verdict = self._wished or row.verdict or ("declined" if row.state == "declined" else "")
        self._wished = ""
        if verdict:
            self._do(insights.give_verdict, verdict, reason)

    def _grant(self, decision_type: str) -> None:
        owner = self._lines[0].insight.owner
        if not decision_type or owner is None:
            return
        library = self.desk.bench.library
        there = mandates.mandate_of(library, owner, decision_type)
        if there is not None:
            self.desk.bench.do(mandates.change_level, there, DECIDES, by=self)
        else:
            self.desk.bench.do(mandates.add_mandate, owner, decision_type, DECIDES, by=self)
        if decides(library, owner, self.desk.today()):
            self.desk.say(self.desk.gettext("It stands in the mandate register now."), undo=True)

    def open_becomes(self) -> None:
        menu = QMenu(self)
        menu.setAttribute(Qt.WidgetAttribute.WA_DeleteOnClose)
        for what in INSIGHT_BECOMES:
            word = wording.choice_name("insight", "became", what, self.desk.language)
            menu.addAction(self.desk.theme.icon(BECOMES_ICONS[what], "text2", 18), word, partial(self.become, what))
        menu.popup(self.becomes.mapToGlobal(QPoint(0, self.becomes.height())))

    def become(self, what: str) -> None:
        self.settle()
        made = self.desk.try_to(insight_results.turn_insight_into, self._lines[0].id, what, by=self)
        if made is not None:
            word = wording.choice_name("insight", "became", what, self.desk.language)
            self.desk.say(self.desk.gettext("It became: %(what)s.", what=word[:1].lower() + word[1:]), undo=True)

    def open_result(self) -> None:
        """Go to what it became."""
        row = self._lines[0].insight
        kind, id = ("insight", row.id) if row.became == "learning" else (row.became, row.result)
        if row.became == "learning":
            self.desk.go("insights", row.id, "exchanges")
            return
        place = place_of(self.desk.bench, kind, id)
        if place is not None and self.desk.bench.library.kind_of(id):
            go_to(self.desk, place)

    def _deciders(self) -> Sequence[str]:
        return tuple(deciders(self.desk.bench.library, self.desk.today()))

    def _change(self, **said: Any) -> None:
        self.desk.bench.do(insights.change_insight, self._lines[0].id, by=self, **said)

    def _do(self, action: Callable[..., Any], *args: Any) -> None:
        self.desk.bench.do(action, self._lines[0].id, *args, by=self)
