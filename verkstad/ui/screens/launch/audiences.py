"""Audiences: who is to work otherwise, why and how, what stays, what they can say afterwards, and what is missing for them in words."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from functools import partial
from typing import TYPE_CHECKING, Any

from PySide6.QtCore import Qt
from PySide6.QtWidgets import QWidget

from verkstad.app import launch
from verkstad.app.launch import AudienceLine, Launch
from verkstad.domain.launch import Audience, Understanding
from verkstad.domain.launching import sketched
from verkstad.domain.platitudes import marked
from verkstad.ui import controls
from verkstad.ui import theme as look
from verkstad.ui.asked import Asked
from verkstad.ui.desk import Desk
from verkstad.ui.empty import EmptyState
from verkstad.ui.fields import ChoiceField, Field, LineField, NumberField, ProseField, form
from verkstad.ui.guarding import Guard
from verkstad.ui.screen import Screen
from verkstad.ui.screens.launch.pieces import SHOWN, asked_of, missing, module_choices
from verkstad.ui.screens.people_units import AddLine
from verkstad.ui.screens.people_words import Fitting, put_first, role_choices, unit_choices
from verkstad.ui.value_table import Column, Filter, ValueTable
from verkstad.wording_launch import lead_sentence, load_sentence, mix_sentence, share_words

if TYPE_CHECKING:
    from verkstad.app.workbench import Changes


class AudienceInspector(QWidget):
    def __init__(self, part: AudiencesPart) -> None:
        super().__init__()
        desk = part.desk
        _ = desk.gettext
        self.desk, self._part = desk, part
        self._line: AudienceLine | None = None
        self.heading = controls.Elided("", "section")
        self.about = controls.label("", "caption", wrap=True)

        def field(make: Callable[..., Any], name: str, column: str, **more: Any) -> Any:
            return make(desk, name, save=lambda value: self._change(**{column: value}), **more)

        self.called = field(LineField, _("Audience"), "title", required=True)
        self.unit = ChoiceField(desk, _("Unit"), save=lambda kept: self._change(unit=kept or None))
        self.role = ChoiceField(desk, _("Role"), save=lambda kept: self._change(role=kept or ""))
        self.module = ChoiceField(desk, _("Module"), save=lambda kept: self._change(module=kept or None))
        self.how_many = field(NumberField, _("How many they are"), "size", high=1_000_000)
        self.why: ProseField = field(
            ProseField, _("Why they are to change"), "why", lines=3, placeholder=_("What gets better for them, and for those they meet")
        )
        self.how: ProseField = field(
            ProseField, _("How they will use it"), "how", lines=3, placeholder=_("What they do on the first day, step by step")
        )
        self.asked = Asked(desk, lambda text: self._change(answer=text), lambda: part.initiative, narrow=True)
        self.unchanged = field(ProseField, _("This does not change"), "unchanged", lines=2)
        self.understanding = field(
            LineField, _("Afterwards each of them can say"), "understanding", length=300, placeholder=_("”From March I …”")
        )
        self.first_try = field(LineField, _("What can be tried in five minutes"), "first_try", length=300)
        self.guards = [Guard(desk, made, asked_of(desk, lambda: part.initiative)) for made in (self.why, self.how)]
        self.missing_title = controls.label(_("What is missing"), "label")
        self.missing = controls.label("", wrap=True)
        self.there = controls.label("", "caption", wrap=True)
        self.plan = controls.button(desk.theme, _("Plan an activity for them"), "plus", on=lambda: part.plan_for(self._line))
        self.write = controls.button(desk.theme, _("Write a message to them"), "mail", on=lambda: part.write_to(self._line))
        self.remove = controls.button(desk.theme, _("Remove"), "trash-2", on=lambda: part.remove([self._line] if self._line else []))
        self.fields: tuple[tuple[Field, str], ...] = (
            (self.called, "title"), (self.unit, ""), (self.role, ""), (self.module, ""), (self.how_many, ""), (self.why, "why"), (self.how, "how"),
            (self.unchanged, "unchanged"), (self.understanding, "understanding"), (self.first_try, "first_try"),
        )  # fmt: skip
        self.form = controls.holder(
            controls.column(
                self.missing_title, 4, self.missing, 6, self.there, 16,
                form(self.called, self.why, self.how, self.asked, self.understanding, self.unchanged, self.first_try, (self.how_many, self.module), (self.unit, self.role)),
            )
        )  # fmt: skip
        self.setLayout(
            controls.column(
                self.heading, 4, self.about, 12, self.form, 16, controls.row(self.plan, None), 8, controls.row(self.write, None), 12,
                controls.row(self.remove, None), None,
                margins=(24, 18, 24, 24),
            )
        )  # fmt: skip
        self.show_line(None, Launch())

    def show_line(self, line: AudienceLine | None, found: Launch) -> None:
        _ = self.desk.gettext
        if (line.id if line else "") != (self._line.id if self._line else ""):
            self.settle()
        self._line = line
        for part in (self.form, self.plan, self.write, self.remove):
            part.setVisible(line is not None)
        if line is None:
            self.heading.setText(_("Nothing selected"))
            self.about.setText(_("Choose an audience to write why, how and what stays as it is."))
            return
        row = line.audience
        self.heading.setText(row.title)
        self.about.setText(" · ".join(x for x in (line.unit, line.role, line.module) if x))
        self.about.setVisible(bool(self.about.text()))
        lacks = missing(line, self.desk)
        if not lacks and sketched(row, line.activities):
            lacks = [_("Why and how are not written yet, and nothing is planned.")]
        self.missing_title.setVisible(bool(lacks))
        self.missing.setVisible(bool(lacks))
        self.missing.setText("\n".join(lacks))
        self.there.setText("\n".join(self._facts(line)))
        self.there.setVisible(bool(self.there.text()))
        self.unit.offer(unit_choices(self.desk))
        self.role.offer(role_choices(self.desk))
        self.module.offer(module_choices(found.modules))
        for field, column in self.fields:
            name = column or {self.unit: "unit", self.role: "role", self.module: "module", self.how_many: "size"}[field]  # type: ignore[index]
            value = getattr(row, name)
            field.show_value(value or "" if isinstance(field, ChoiceField) else value, row.id, column)
        said = f"{row.why}\n{row.how}"
        phrases = [m for m in marked(said, asked_of(self.desk, lambda: self._part.initiative)()) if m.platitude.asks]
        self.asked.show_asked(said, phrases, row.answer, row.id)
        for guard in self.guards:
            guard.look_again()

    def _facts(self, line: AudienceLine) -> list[str]:
        """What there is, quietly: the lead time and the channels that hold, the understanding, and whether any of them was in a workshop."""
        _, language = self.desk.gettext, self.desk.language
        said = []
        if line.lead is not None and line.lead.state == "ok":
            said.append(lead_sentence(line.lead, language))
        if line.mix.enough():
            said.append(mix_sentence(line.mix, language))
        if line.understood is not None:
            said.append(_("%(share)s could say it in their own words.", share=share_words(line.understood, language)))
        if line.met is not None:
            said.append(
                language.ngettext(
                    "%(n)d of them has been in a workshop of the initiative.",
                    "%(n)d of them have been in a workshop of the initiative.",
                    line.met,
                )
                if line.met
                else _("None of them has been in a workshop of the initiative yet.")
            )
        return said

    def settle(self) -> None:
        for field, _column in self.fields:
            field.settle()
        self.asked.settle()

    def focus_first(self) -> None:
        self.why.setFocus(Qt.FocusReason.OtherFocusReason)

    def _change(self, **said: Any) -> None:
        if self._line is not None:
            self.desk.bench.do(launch.change_audience, self._line.id, by=self, **said)


class AudiencesPart(Screen):
    key = "audiences"

    def __init__(self, desk: Desk) -> None:
        super().__init__(desk)
        _ = self._
        self.initiative = ""
        self.found = Launch()
        self.new_line = AddLine(desk, _("New audience: write who they are and press Enter"), self.add)
        self.new_line.setMaxLength(200)
        self.table: ValueTable[AudienceLine] = ValueTable(
            desk, self._columns(), name=_("Audiences"), search=_("Search"),
            filters=[Filter(_("What is missing"), [(_("All"), lambda _x: True), (_("Something is missing"), lambda x: bool(missing(x, desk)))])],
            menu=lambda rows: [
                (_("Plan an activity for them"), "plus", lambda: self.plan_for(rows[0])),
                (_("Write a message to them"), "mail", lambda: self.write_to(rows[0])), None, (_("Remove"), "trash-2", partial(self.remove, rows)),
            ],
            empty=EmptyState(
                desk.theme, "users",
                _("A change is used when those who are to use it know why and how. Write who they are, one group at a time."),
                _("Write the first audience"), lambda: self.new_line.setFocus(Qt.FocusReason.OtherFocusReason),
            ),
        )  # fmt: skip
        put_first(self.table, self.new_line)
        self.fitting = Fitting(self.table, (3, 4, 2))
        self.table.chosen.connect(self._on_chosen)
        self.table.opened.connect(lambda _line: self._inspector.focus_first())
        self.table.removal_asked.connect(self.remove)
        self.load = controls.label("", "caption", wrap=True)
        self._inspector = AudienceInspector(self)
        self.setLayout(controls.column((self.table, 1), self.load, spacing=look.S, margins=(24, 16, 24, 16)))

    def look_at(self, initiative: str) -> None:
        if initiative != self.initiative:
            self.initiative = initiative
            self.table.search.clear()

    def inspector(self) -> QWidget | None:
        return self._inspector if self.found.audiences else None

    def hints(self) -> str:
        return self._("Enter edits    Del removes") if self.found.audiences else ""

    def sheet(self) -> str:
        return "launch_plan"

    def home(self) -> QWidget | None:
        return self.table.view if self.table.model.shown else self.new_line

    def find(self) -> bool:
        self.table.search.setFocus(Qt.FocusReason.ShortcutFocusReason)
        return bool(self.found.audiences)

    def show_row(self, row: str, part: str) -> None:
        check = self.desk.bench.library.get(Understanding, row)
        self.table.search.clear()
        self.table.select([check.parent or "" if check is not None else row])
        self.table.view.setFocus(Qt.FocusReason.OtherFocusReason)

    def reveal(self, changes: Changes) -> None:
        self.table.select(changes.ids(Audience))

    def settle(self) -> None:
        self._inspector.settle()

    def refresh(self, changes: Changes | None, by: object) -> None:
        if not self.initiative or (changes is not None and not changes.touches(*SHOWN)):
            return
        had = bool(self.found.audiences)
        self.found = self.desk.bench.ask(launch.launch, self.initiative, self.desk.language, self.desk.today())
        self.table.show_values(self.found.audiences)
        self._on_chosen(self.table.selected())
        self.load.setText(load_sentence(self.found.load, self.desk.language))
        self.load.setVisible(bool(self.load.text()))
        if had != bool(self.found.audiences):
            self.headline_changed.emit()

    def add(self, title: str) -> None:
        made = self.desk.bench.do(launch.add_audience, self.initiative, title, by=self)
        self.table.select([made])

    def plan_for(self, line: AudienceLine | None) -> None:
        """To the activities, where a line is begun for them."""
        if line is not None:
            self.settle()
            self.desk.go("launch", line.id, "activities")

    def write_to(self, line: AudienceLine | None) -> None:
        """To the messages, where one is begun for them."""
        if line is not None:
            self.settle()
            self.desk.go("launch", line.id, "messages")

    def remove(self, lines: Sequence[AudienceLine]) -> None:
        if lines:
            self.desk.bench.do(launch.remove_audiences, tuple(x.id for x in lines), by=self)
            self.desk.say(
                self.desk.language.ngettext("%(n)d audience was removed.", "%(n)d audiences were removed.", len(lines)), undo=True
            )

    def _on_chosen(self, lines: Sequence[AudienceLine]) -> None:
        self._inspector.show_line(lines[0] if len(lines) == 1 else None, self.found)

    def _columns(self) -> list[Column[AudienceLine]]:
        _, desk = self._, self.desk

        def change(x: AudienceLine, **said: Any) -> None:
            desk.bench.do(launch.change_audience, x.id, by=self, **said)

        def prose(name: str, column: str) -> Column[AudienceLine]:
            return Column(
                name, lambda x: getattr(x.audience, column).replace("\n", " "), typed=lambda x: getattr(x.audience, column),
                edit=lambda x, typed: change(x, **{column: typed}), drafts=lambda x: (x.id, column),
            )  # fmt: skip

        def count(line: AudienceLine) -> str:
            planned = [x for x in line.activities if x.state != "dropped"]
            done = sum(x.state == "done" for x in planned)
            return _("%(done)d of %(n)d done", done=done, n=len(planned)) if planned else ""

        return [
            Column(
                _("Audience"), lambda x: x.audience.title, second=lambda x: " · ".join(t for t in (x.unit, x.role, x.module) if t),
                edit=lambda x, typed: change(x, title=typed), drafts=lambda x: (x.id, "title"), strong=True, width=210,
            ),
            prose(_("Why"), "why"),
            prose(_("How"), "how"),
            Column(_("Activities"), count, width=110),
            Column(_("Understanding"), lambda x: share_words(x.understood, desk.language), width=120, right=True),
            Column(_("What is missing"), lambda x: next(iter(missing(x, desk)), ""), sort=lambda x: -len(missing(x, desk)), width=220),
        ]  # fmt: skip
