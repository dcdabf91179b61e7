"""What is looked at again, and what was seen then. It counts with a measurement, an observation or a customer's words, and not otherwise."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from functools import partial
from typing import TYPE_CHECKING, Any

from PySide6.QtCore import Qt
from PySide6.QtWidgets import QWidget

from verkstad import wording
from verkstad import wording_following as words
from verkstad.app import following, people
from verkstad.app.following import FollowUpLine
from verkstad.domain.dates import parse_date
from verkstad.domain.errors import Refused
from verkstad.domain.follow_ups import EVIDENCE, ahead, counts
from verkstad.domain.following import FollowUp
from verkstad.domain.initiative import Decision, Initiative
from verkstad.domain.modules import Module
from verkstad.domain.people import Identity, Person
from verkstad.domain.pilots import Pilot
from verkstad.domain.reporting import Effect, of_chart
from verkstad.ui import controls
from verkstad.ui import theme as look
from verkstad.ui.desk import Desk
from verkstad.ui.empty import EmptyState
from verkstad.ui.fields import ChoiceField, DateField, Field, LineField, PersonField, ProseField, form
from verkstad.ui.screens.people_units import AddLine
from verkstad.ui.screens.people_words import Fitting, add_called, put_first, sort_key, told, told_of
from verkstad.ui.tabbed import TabPart
from verkstad.ui.value_table import Column, Filter, ValueTable

if TYPE_CHECKING:
    from verkstad.app.workbench import Changes

TOUCHED = (FollowUp, Decision, Pilot, Module, Initiative, Person, Identity)
AHEAD = 30  # days until what one adds oneself is looked at, when no other day is said


class FollowUpInspector(QWidget):
    def __init__(
        self, desk: Desk, do: Callable[..., Any], owners: Callable[[], Sequence[tuple[str, str]]], remove: Callable[[], object]
    ) -> None:
        super().__init__()
        _ = desk.gettext
        self.desk, self._do = desk, do
        self.line: FollowUpLine | None = None
        self.heading = controls.label(_("Follow-up"), "section")
        self.about = controls.label("", "caption", wrap=True)
        self.what = LineField(desk, _("What is looked at"), length=300, save=lambda text: self._change(what=text))
        self.due = DateField(desk, _("Day"), of=(FollowUp, "due"), today=desk.today, save=lambda day: self._change(due=day))
        self.owner = PersonField(
            desk, _("Responsible"), people=owners, called=partial(told_of, desk), adds=partial(add_called, desk), placeholder=_("One person"),
            save=lambda person: self._change(owner=person or None),
        )  # fmt: skip
        self.evidence = ChoiceField(
            desk, _("What it builds on"), [("", _("Choose")), *((e, wording.choice_name("follow_up", "evidence", e, desk.language)) for e in EVIDENCE)]
        )  # fmt: skip
        self.evidence.show_value("")
        self.seen = ProseField(
            desk, _("What was seen"), lines=3, placeholder=_("What was measured, what you saw, or what the customer said, word for word"), save=lambda text: self._change(seen=text)
        )  # fmt: skip
        self.measured = controls.label("", "caption", wrap=True)
        self.use = controls.button(desk.theme, _("Use what is measured"), role="link", on=self._use)
        self.finish = controls.button(desk.theme, _("Note as followed up"), "check", role="primary", on=self._finish)
        self.reopen = controls.button(
            desk.theme, _("Open again"), role="link", on=lambda: self.line and do(following.reopen_follow_up, self.line.id)
        )
        self.remove = controls.button(desk.theme, _("Remove"), "trash-2", on=remove)
        self.form = controls.holder(
            controls.column(
                form(self.what, (self.due,), self.owner), 14, controls.hairline(), 14, self.measured, controls.row(self.use, None), 8, form(self.evidence, self.seen), 14,
                controls.row(self.finish, None), controls.row(self.reopen, None), 12, controls.row(self.remove, None),
            )
        )  # fmt: skip
        self.fields: tuple[Field, ...] = (self.what, self.due, self.owner, self.seen)
        self._told = ""
        self.setLayout(controls.column(self.heading, 4, self.about, 12, self.form, None, margins=(24, 18, 24, 24)))
        self.show_line(None)

    def show_line(self, line: FollowUpLine | None) -> None:
        if self.line is not None and (line is None or line.id != self.line.id):
            self.settle()
            self.evidence.show_value("")
        self.line = line
        _, language = self.desk.gettext, self.desk.language
        self.form.setVisible(line is not None)
        if line is None:
            self.heading.setText(_("Nothing selected"))
            self.about.setText(_("Choose a follow-up to note what was seen."))
            return
        row = line.row
        self.heading.setText(words.follow_up_title(row, line.kind, line.title, language))
        told_about = [
            line.title if line.kind != "initiative" or row.what else "",
            words.due_words(row.due, self.desk.today(), language) if row.done is None else "",
        ]
        if row.done:
            told_about = [line.title, _("Followed up on %(day)s", day=language.date(row.done, "date"))]
        self.about.setText(" · ".join(filter(None, told_about)))
        self.what.show_value(row.what, row.id, "what")
        self.due.show_value(row.due, row.id, "")
        self.owner.show_value(row.owner, row.id, "")
        self.seen.show_value(row.seen, row.id, "seen")
        if row.done:
            self.evidence.show_value(row.evidence)
        done = row.done is not None
        self.finish.setVisible(not done)
        self.reopen.setVisible(done)
        self.evidence.setEnabled(not done)
        views = self.desk.bench.ask(following.evidence_of, line) if not done else ()
        effects = [Effect(measure=v.measure.id, **of_chart(v.chart)) for v in views]
        self._told = "\n".join(words.effect_sentence(effect, language) for effect in effects if effect.before or effect.now)
        self.measured.setText(self._told)
        self.measured.setVisible(bool(self._told))
        self.use.setVisible(bool(self._told))

    def focus_first(self) -> None:
        (self.evidence if self.line is not None and self.line.row.done is None else self.what).setFocus(Qt.FocusReason.OtherFocusReason)

    def settle(self) -> None:
        for field in self.fields:
            field.settle()

    def _use(self) -> None:
        if self.line is not None:
            self._change(seen="\n".join(filter(None, [self.seen.text().strip(), self._told])))
            self.evidence.show_value("measurement")

    def _finish(self) -> None:
        if self.line is None:
            return
        evidence, seen = self.evidence.value() or "", self.seen.text().strip()
        if not counts(evidence, seen):
            _ = self.desk.gettext
            if not evidence:
                self.evidence.complain(_("Say what it builds on: a measurement, something you saw, or a customer’s words."))
                self.evidence.setFocus(Qt.FocusReason.OtherFocusReason)
            else:
                self.seen.complain(_("Write what was seen. That it is done says nothing."))
                self.seen.setFocus(Qt.FocusReason.OtherFocusReason)
            return
        line = self.line
        self.seen.revert()
        self._do(following.finish_follow_up, line.id, evidence, seen, self.desk.today())
        self.desk.say(self.desk.gettext("It is followed up."), undo=True)

    def _change(self, **said: Any) -> None:
        if self.line is not None:
            self._do(following.change_follow_up, self.line.id, **said)


class FollowUpsPart(TabPart):
    key = "follow_ups"

    def __init__(self, desk: Desk) -> None:
        super().__init__(desk)
        _ = self._
        self._lines: tuple[FollowUpLine, ...] = ()
        self.new_line = AddLine(desk, _("New follow-up: what do you look at again in a month? Press Enter"), self.add)
        self.new_line.setMaxLength(300)
        self.counts = controls.label("", "caption")
        self.table = ValueTable(
            desk, self._columns(), name=_("Follow-ups"), search=_("Search"), menu=self._menu,
            filters=[
                Filter(
                    _("Which follow-ups"),
                    [(_("All"), lambda _x: True), (_("Not yet followed up"), lambda x: x.row.done is None), (_("Overdue"), lambda x: x.overdue), (_("Followed up"), lambda x: x.row.done is not None)],
                )
            ],
            empty=EmptyState(
                desk.theme, "calendar-clock", _("What is decided, begun or closed is looked at again after 30, 60 and 90 days. Those days come here by themselves."),
                _("Add a day of your own"), lambda: self.new_line.setFocus(Qt.FocusReason.OtherFocusReason),
            ),
        )  # fmt: skip
        put_first(self.table, self.new_line)
        self._fits = Fitting(self.table, (4, 3), least=230)
        self.side = FollowUpInspector(desk, self._do, self._owners, lambda: self.remove(self.table.selected()))
        self.table.chosen.connect(self._on_chosen)
        self.table.opened.connect(lambda _line: self.side.focus_first())
        self.table.removal_asked.connect(self.remove)
        self.setLayout(controls.column((self.table, 1), self.counts, spacing=look.M, margins=(24, 16, 24, 16)))

    def subtitle(self) -> str:
        late, ngettext = sum(line.overdue for line in self._lines), self.desk.language.ngettext
        return ngettext("%(n)d late", "%(n)d late", late) if late else ""

    def inspector(self) -> QWidget | None:
        return self.side if self._lines else None

    def hints(self) -> str:
        return self._("Enter notes what was seen    Del removes") if self._lines else ""

    def sheet(self) -> str:
        return "report"

    def home(self) -> QWidget | None:
        return self.table.view if self._lines else self.new_line

    def find(self) -> bool:
        self.table.search.setFocus(Qt.FocusReason.ShortcutFocusReason)
        return bool(self._lines)

    def look_at(self, initiative: str) -> None:
        super().look_at(initiative)
        self.table.search.clear()

    def show_row(self, row: str, part: str) -> None:
        self.table.search.clear()
        self.table.select([row])
        self.table.view.setFocus(Qt.FocusReason.OtherFocusReason)

    def reveal(self, changes: Changes) -> None:
        self.table.select(changes.ids(FollowUp))

    def settle(self) -> None:
        self.side.settle()

    def refresh(self, changes: Changes | None, by: object) -> None:
        if not self.initiative or (changes is not None and not changes.touches(*TOUCHED)):
            return
        had = bool(self._lines)
        self._lines = self.desk.bench.ask(following.follow_up_lines, self.initiative, self.desk.today())
        self.table.show_values(self._lines)
        self.counts.setText(self.summary())
        self._on_chosen(self.table.selected())
        if had != bool(self._lines) or changes is None or changes.touches(FollowUp):
            self.headline_changed.emit()

    def summary(self) -> str:
        """ "9 follow-ups · 1 late · 2 within a fortnight · 3 followed up"."""
        _, ngettext = self._, self.desk.language.ngettext
        if not self._lines:
            return ""
        found = ahead([line.row for line in self._lines], self.desk.today())
        parts = [ngettext("%(n)d follow-up", "%(n)d follow-ups", len(self._lines))]
        if found.overdue:
            parts.append(ngettext("%(n)d late", "%(n)d late", found.overdue))
        if found.near:
            parts.append(ngettext("%(n)d within a fortnight", "%(n)d within a fortnight", found.near))
        if found.done:
            parts.append(ngettext("%(n)d followed up", "%(n)d followed up", found.done))
        return " · ".join(parts)

    def add(self, what: str) -> None:
        from verkstad.domain.dates import iso_date

        made = self._do(following.add_follow_up, self.initiative, iso_date(self.desk.today(), AHEAD), what)
        self.table.select([made])

    def remove(self, lines: Sequence[FollowUpLine]) -> None:
        if lines:
            self._do(following.remove_follow_ups, tuple(line.id for line in lines))
            self.desk.say(
                self.desk.language.ngettext("%(n)d follow-up was removed.", "%(n)d follow-ups were removed.", len(lines)), undo=True
            )

    def _on_chosen(self, lines: Sequence[FollowUpLine]) -> None:
        chosen = {line.id: line for line in self._lines}
        self.side.show_line(chosen.get(lines[0].id) if len(lines) == 1 else None)

    def _do(self, action: Any, *args: Any, **named: Any) -> Any:
        return self.desk.bench.do(action, *args, by=self, **named)

    def _owners(self) -> list[tuple[str, str]]:
        language, names = self.desk.language, self.desk.settings.names
        lines = sorted(self.desk.bench.ask(people.directory), key=lambda x: sort_key(x, language, names=names))
        return [(x.id, told(x, language, names=names)) for x in lines]

    def _menu(self, lines: list[FollowUpLine]) -> list[tuple[str, str, Callable[[], object]] | None]:
        shown: list[tuple[str, str, Callable[[], object]] | None] = []
        if len(lines) == 1 and lines[0].kind in ("pilot", "decision", "module"):
            page = {"pilot": "pilots", "decision": "initiative", "module": "modules"}[lines[0].kind]
            shown = [(self._("Show what is followed up"), "arrow-right", lambda: self.desk.go(page, lines[0].row.parent or "")), None]
        return [*shown, (self._("Remove"), "trash-2", partial(self.remove, lines))]

    def _columns(self) -> list[Column[FollowUpLine]]:
        desk, _, language = self.desk, self._, self.desk.language

        def state(line: FollowUpLine) -> str:
            return _("Followed up") if line.row.done else _("Overdue") if line.overdue else _("Not yet due")

        def day(line: FollowUpLine) -> str:
            on = line.row.done or line.row.due
            return language.date(on, "short", today=desk.today()) if on else ""

        def typed_day(line: FollowUpLine, typed: str) -> None:
            words_ = typed.strip()
            read = parse_date(words_, desk.today()) if words_ else None
            if words_ and read is None:
                raise Refused("not_a_date", text=typed)
            self._do(following.change_follow_up, line.id, due=read)

        def seen(line: FollowUpLine) -> str:
            return wording.choice_name("follow_up", "evidence", line.row.evidence, language) if line.row.done else ""

        return [
            Column(
                _("What is looked at"), lambda x: words.follow_up_title(x.row, x.kind, x.title, language), second=lambda x: x.title, strong=True,
                faded=lambda x: x.row.done is not None,
            ),
            Column(_("State"), state, chip=lambda x: "kind:solo" if x.row.done else "danger" if x.overdue else "text2", width=110),
            Column(
                _("Day"), day, second=lambda x: "" if x.row.done else words.due_words(x.row.due, desk.today(), language), width=120,
                sort=lambda x: x.row.due or "9999", edit=typed_day, typed=lambda x: x.row.due or "", editable=lambda x: x.row.done is None,
                icon=lambda x: ("triangle-alert", "danger") if x.overdue else None,
            ),
            Column(_("Responsible"), lambda x: told(x.owner, language, names=desk.settings.names) if x.owner else "", width=150),
            Column(_("What was seen"), lambda x: x.row.seen.replace("\n", " "), second=seen, width=230),
        ]  # fmt: skip
