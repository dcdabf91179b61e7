"""Exchanges of experience with others, and everything that was learnt: by learning loops, from others, by insights kept as such."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from functools import partial
from typing import TYPE_CHECKING, Any

from PySide6.QtCore import Qt
from PySide6.QtWidgets import QWidget

from verkstad.app import forums, insight_results
from verkstad.app.insight_results import Learnt
from verkstad.domain.insights import Exchange, Insight
from verkstad.domain.pilots import Loop, Pilot
from verkstad.ui import controls
from verkstad.ui import theme as look
from verkstad.ui.desk import Desk
from verkstad.ui.empty import EmptyState
from verkstad.ui.fields import ChoiceField, DateField, Field, LineField, ProseField, form
from verkstad.ui.screen import Screen
from verkstad.ui.screens.people_units import AddLine
from verkstad.ui.screens.people_words import put_first
from verkstad.ui.value_table import Column, Filter, ValueTable
from verkstad.wording_insights import learnt_word

if TYPE_CHECKING:
    from verkstad.app.workbench import Changes

SHOWN = (Exchange, Insight, Loop, Pilot)
SOURCES = ("loop", "exchange", "insight")


class ExchangeInspector(QWidget):
    def __init__(self, desk: Desk, *, initiative: Callable[[], str], remove: Callable[[Sequence[Exchange]], object]) -> None:
        super().__init__()
        _ = desk.gettext
        self.desk, self._initiative = desk, initiative
        self._row: Exchange | None = None
        self.heading = controls.Elided("", "section")
        self.about = controls.label("", "caption", wrap=True)

        def field(make: Callable[..., Field], name: str, column: str, **more: Any) -> Field:
            return make(desk, name, save=lambda value: self._change(**{column: value}), **more)

        self.with_whom = field(LineField, _("With whom"), "with_whom", required=True)
        self.on = field(DateField, _("Day"), "on")
        self.next = field(DateField, _("Next contact"), "next_contact")
        self.takeaway = field(ProseField, _("What we take home"), "takeaway", lines=4, placeholder=_("What they do that we could try"))
        self.shared = field(ProseField, _("What we shared"), "shared", lines=3)
        self.pilot = ChoiceField(desk, _("About the pilot"), save=lambda kept: self._change(pilot=kept or None))
        self.fields: tuple[tuple[Field, str], ...] = (
            (self.with_whom, "with_whom"), (self.on, ""), (self.next, ""), (self.takeaway, "takeaway"), (self.shared, "shared"), (self.pilot, ""),
        )  # fmt: skip
        self.form = controls.holder(form(self.with_whom, (self.on, self.next), self.takeaway, self.shared, self.pilot))
        self.send = controls.button(desk.theme, _("Write a session file to share"), "file-up", role="link", on=self._send)
        self.remove = controls.button(desk.theme, _("Remove"), "trash-2", on=lambda: remove([self._row] if self._row else []))
        self.setLayout(
            controls.column(
                self.heading, 4, self.about, 16, self.form, 14, controls.row(self.send, None), 14, controls.row(self.remove, None), None,
                margins=(24, 18, 24, 24),
            )
        )  # fmt: skip
        self.show_row(None)

    def show_row(self, row: Exchange | None) -> None:
        _ = self.desk.gettext
        if (row.id if row else "") != (self._row.id if self._row else ""):
            self.settle()
        self._row = row
        for part in (self.form, self.send, self.remove):
            part.setVisible(row is not None)
        self.heading.setText(_("Exchange of experience") if row else _("Nothing selected"))
        self.about.setText("" if row else _("Choose an exchange to write what you take home from it."))
        if row is None:
            return
        self.pilot.offer([("", "–"), *((p.id, p.title) for p in self.desk.bench.library.children(Pilot, self._initiative()))])
        values = (row.with_whom, row.on, row.next_contact, row.takeaway, row.shared, row.pilot or "")
        for (field, column), value in zip(self.fields, values, strict=True):
            field.show_value(value, row.id, column)

    def settle(self) -> None:
        for field, _column in self.fields:
            field.settle()

    def focus_first(self) -> None:
        self.takeaway.setFocus(Qt.FocusReason.OtherFocusReason)

    def _send(self) -> None:
        window: Any = self.window()
        if hasattr(window, "export"):
            window.export()

    def _change(self, **said: Any) -> None:
        if self._row is not None:
            self.desk.bench.do(forums.change_exchange, self._row.id, by=self, **said)


class ExchangesPart(Screen):
    key = "exchanges"

    def __init__(self, desk: Desk) -> None:
        super().__init__(desk)
        _, language = self._, desk.language
        self.initiative = ""
        self.rows: tuple[Exchange, ...] = ()
        self.learnt: tuple[Learnt, ...] = ()
        self.new_line = AddLine(desk, _("New exchange: with whom? Press Enter"), self.add)
        self.new_line.setMaxLength(200)
        self.table: ValueTable[Exchange] = ValueTable(
            desk, self._columns(), name=_("Exchanges of experience"), search=_("Search"),
            menu=lambda rows: [
                (_("Print a sheet for it"), "printer", lambda: desk.print_from_here(self.initiative, "exchange", rows[0].id)), None,
                (_("Remove"), "trash-2", partial(self.remove, rows)),
            ],
            empty=EmptyState(
                desk.theme, "handshake",
                _("Somebody elsewhere has tried the same. Meet them, say what you have seen, and write down what you take home."),
                _("Write with whom"), lambda: self.new_line.setFocus(Qt.FocusReason.OtherFocusReason),
            ),
        )  # fmt: skip
        put_first(self.table, self.new_line)
        self.table.chosen.connect(self._on_chosen)
        self.table.opened.connect(lambda _row: self._inspector.focus_first())
        self.table.removal_asked.connect(self.remove)
        self.log_title = controls.label(_("What we have learnt"), "section")
        self.log: ValueTable[Learnt] = ValueTable(
            desk, self._log_columns(), name=_("What we have learnt"), search=_("Search what was learnt"), multiple=True,
            filters=[
                Filter(_("From where"), [(_("All"), lambda _x: True), *((learnt_word(s, language), partial(self._from, s)) for s in SOURCES)])
            ],
        )  # fmt: skip
        self.log.opened.connect(self._go)
        self._inspector = ExchangeInspector(desk, initiative=lambda: self.initiative, remove=self.remove)
        self.below = controls.holder(controls.column(self.log_title, 8, (self.log, 1)))
        self.setLayout(controls.column((self.table, 1), (self.below, 1), spacing=look.L, margins=(24, 16, 24, 16)))

    @staticmethod
    def _from(source: str, line: Learnt) -> bool:
        return line.source == source

    def look_at(self, initiative: str) -> None:
        if initiative != self.initiative:
            self.initiative = initiative
            self.table.search.clear()
            self.log.search.clear()

    def inspector(self) -> QWidget | None:
        return self._inspector if self.rows else None

    def hints(self) -> str:
        return self._("Enter edits    Del removes") if self.rows else ""

    def sheet(self) -> str:
        return "exchange"

    def chosen(self) -> str:
        return next((row.id for row in self.table.selected()), "")

    def home(self) -> QWidget | None:
        return self.table.view if self.table.model.shown else self.new_line

    def find(self) -> bool:
        search = self.log.search if self.learnt else self.table.search
        search.setFocus(Qt.FocusReason.ShortcutFocusReason)
        return bool(self.learnt or self.rows)

    def show_row(self, row: str, part: str) -> None:
        table: ValueTable[Any] = self.table if any(x.id == row for x in self.rows) else self.log
        table.search.clear()
        table.select([row])
        table.view.setFocus(Qt.FocusReason.OtherFocusReason)

    def reveal(self, changes: Changes) -> None:
        self.table.select(changes.ids(Exchange))

    def settle(self) -> None:
        self._inspector.settle()

    def refresh(self, changes: Changes | None, by: object) -> None:
        if not self.initiative or (changes is not None and not changes.touches(*SHOWN)):
            return
        had = bool(self.rows)
        ask = self.desk.bench.ask
        self.rows, self.learnt = ask(forums.exchanges, self.initiative), ask(insight_results.learning_log, self.initiative)
        self.below.setVisible(bool(self.learnt))
        self.table.show_values(self.rows)
        self.log.show_values(self.learnt)
        if had != bool(self.rows):
            self.headline_changed.emit()

    def add(self, with_whom: str) -> None:
        made = self.desk.bench.do(forums.add_exchange, self.initiative, with_whom, on=self.desk.today(), by=self)
        self.table.select([made])

    def remove(self, rows: Sequence[Exchange]) -> None:
        if rows:
            self.desk.bench.do(forums.remove_exchanges, tuple(x.id for x in rows), by=self)
            self.desk.say(self.desk.language.ngettext("%(n)d exchange was removed.", "%(n)d exchanges were removed.", len(rows)), undo=True)

    def _on_chosen(self, rows: Sequence[Exchange]) -> None:
        self._inspector.show_row(rows[0] if len(rows) == 1 else None)

    def _go(self, line: Learnt) -> None:
        """To where it was learnt."""
        if line.page == "insights" and line.source == "exchange":
            self.show_row(line.row, "")
        else:
            self.desk.go(line.page, line.row, "insights" if line.source == "insight" else "")

    def _columns(self) -> list[Column[Exchange]]:
        _, language, desk = self._, self.desk.language, self.desk

        def change(x: Exchange, **said: Any) -> None:
            desk.bench.do(forums.change_exchange, x.id, by=self, **said)

        def date(day: str | None) -> str:
            return language.date(day, "short", today=desk.today()) if day else ""

        return [
            Column(
                _("With whom"), lambda x: x.with_whom, edit=lambda x, typed: change(x, with_whom=typed), drafts=lambda x: (x.id, "with_whom"), strong=True, width=220
            ),
            Column(_("What we take home"), lambda x: x.takeaway.replace("\n", " "), typed=lambda x: x.takeaway, edit=lambda x, typed: change(x, takeaway=typed), drafts=lambda x: (x.id, "takeaway")),
            Column(_("Day"), lambda x: date(x.on), sort=lambda x: x.on or "9999", width=110),
            Column(_("Next contact"), lambda x: date(x.next_contact), sort=lambda x: x.next_contact or "9999", width=120),
        ]  # fmt: skip

    def _log_columns(self) -> list[Column[Learnt]]:
        _, language = self._, self.desk.language
        return [
            Column(_("What we learnt"), lambda x: x.says.replace("\n", " "), strong=True),
            Column(_("From where"), lambda x: learnt_word(x.source, language), second=lambda x: x.where, width=220),
            Column(
                _("Day"), lambda x: language.date(x.on, "short", today=self.desk.today()) if x.on else "", sort=lambda x: x.on, width=110
            ),
        ]
