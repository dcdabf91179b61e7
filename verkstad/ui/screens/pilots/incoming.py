"""Values on their way into a measure: which column is what, what every row becomes, and one button that writes them as one step to undo."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import replace
from pathlib import Path

from PySide6.QtCore import QSize, Qt
from PySide6.QtGui import QKeySequence, QShortcut, QShowEvent
from PySide6.QtWidgets import QCheckBox

from verkstad import wording
from verkstad.app import incoming_values, measures
from verkstad.app.incoming_values import Coming, Mapping
from verkstad.app.incoming_values import Sheet as Table
from verkstad.domain.errors import Failure, Foreign
from verkstad.domain.pilots import INTERVALS, Measure, Measurement
from verkstad.i18n import Language
from verkstad.ui import controls
from verkstad.ui.desk import Desk
from verkstad.ui.dialogs import Sheet
from verkstad.ui.fields import ChoiceField, DateField, form
from verkstad.ui.screens.people_import import note_words
from verkstad.ui.screens.pilots.day_words import day_words
from verkstad.ui.value_table import Column, Filter, ValueTable

FATE_LOOK = {"new": "kind:solo", "replaces": "kind:plenary", "same": "text2", "unreadable": "danger"}


# ------------------------------------------------------------------------------------------------ ways in


def paste(desk: Desk, measure: str, text: str, *, by: object) -> int:
    """What is on the clipboard, looked through and written. How many values came, 0 when it was left."""
    try:
        table = incoming_values.pasted(text)
    except Foreign:
        desk.say(desk.gettext("There are no values on the clipboard. Copy the columns in the spreadsheet, and paste again."))
        return 0
    except Failure as error:
        desk.say(wording.sentence(error, desk.language))
        return 0
    return look_through(desk, measure, table, by=by)


def choose(desk: Desk, measure: str, *, by: object) -> None:
    """Ask for a file, then read it elsewhere and look it through."""
    _ = desk.gettext
    for path in desk.dialogs.open_files(_("Import values"), _("Lists of values (*.csv *.tsv *.txt *.xlsx *.xlsm *.xls);;All files (*)")):
        read(desk, measure, path, by=by)


def read(desk: Desk, measure: str, path: Path, *, by: object, done: Callable[[int], object] = lambda _count: None) -> None:
    _ = desk.gettext
    table = desk.background.wait(
        desk, _("Reading the list"), lambda workers: workers.read(incoming_values.read_file, str(path)), sentence=path.name
    )
    if table is not None:
        done(look_through(desk, measure, table, by=by))


def look_through(desk: Desk, measure: str, table: Table, *, by: object) -> int:
    sheet = ValuesSheet(desk, measure, table)
    if not desk.dialogs.run(sheet):
        return 0
    brought = incoming_values.chosen(sheet.seen)
    interval = sheet.interval_to_set()
    if interval:
        desk.bench.do(measures.set_interval, measure, interval, by=by)
    if sheet.unit_to_set():
        desk.bench.do(measures.set_unit, measure, sheet.unit_to_set(), by=by)
    count: int = desk.bench.do(measures.paste_values, measure, brought, by=by)
    desk.say(desk.language.ngettext("%(n)d value came in.", "%(n)d values came in.", count), undo=True)
    return count


# ------------------------------------------------------------------------------------------------ words


def fate_words(row: Coming, language: Language) -> str:
    """What becomes of a row: new, replaces another, already there, or left out."""
    _ = language.gettext
    match row.fate:
        case "new":
            return _("New")
        case "replaces":
            return _("Replaces %(value)s", value=language.number(row.before) if row.before else "–")
        case "same":
            return _("Already there")
    return _("Left out")


def wrong_words(row: Coming, language: Language) -> str:
    """Why a row cannot be read, or what is worth a look in it."""
    _ = language.gettext
    found = row.incoming.found
    match row.incoming.wrong:
        case "no-day":
            return _("There is no day beside “%(found)s”.", found=found)
        case "day":
            return _("Not a day, a week or a month: “%(found)s”.", found=found)
        case "no-such-day":
            return _("There is no such day: “%(found)s”.", found=found)
        case "number":
            return _("Not a number: “%(found)s”.", found=found)
    if row.twice:
        return _("The day has more than one value.")
    if row.incoming.value is None:
        return _("Nothing measured.")
    return row.incoming.note


# ------------------------------------------------------------------------------------------------ the sheet


class ValuesSheet(Sheet):
    """Look values through. `seen` is what would be written, after the sheet was accepted."""

    def __init__(self, desk: Desk, measure: str, table: Table) -> None:
        _ = desk.gettext
        row = desk.bench.library.need(Measure, measure)
        super().__init__(desk, _("Values to “%(measure)s”", measure=row.title), width=700)
        over = desk.dialogs.over()
        room = over.size() if over is not None else QSize(1100, 720)
        self._room = QSize(max(700, min(860, room.width() - 80)), max(520, min(700, room.height() - 40)))
        self._measure, self._table = row, table
        self.mapping: Mapping = incoming_values.guess(table, row, desk.today())
        self.seen = desk.bench.ask(incoming_values.preview, measure, table, self.mapping, desk.today())
        columns = [("", _("None"))] + [(str(at), self._column_name(at)) for at in range(len(table.columns))]
        self.days = ChoiceField(desk, _("Days"), columns, save=lambda at: self._choose(on=int(at) if at else None))
        self.values = ChoiceField(desk, _("Values"), columns[1:], save=lambda at: self._choose(value=int(at)))
        self.start = DateField(
            desk, _("The first value is from"), of=(Measurement, "on"), today=desk.today, save=lambda day: self._choose(start=day)
        )
        self.interval = ChoiceField(
            desk, _("How often"), [(i, wording.choice_name("measure", "interval", i, desk.language)) for i in INTERVALS],
            save=lambda interval: self._choose(interval=interval),
        )  # fmt: skip
        self.percent = QCheckBox(_("Shares: 0.35 means 35 %"))
        self.percent.clicked.connect(lambda checked: self._choose(percent=checked))
        several = len(table.columns) > 1
        self.days.setVisible(several)
        self.values.setVisible(several)
        said = [words for note in table.notes if note.reason not in ("no-header", "title") and (words := note_words(note, desk.language))]
        self.told = controls.label("", "caption", wrap=True)
        self.notes = controls.label(" ".join(said), "caption", wrap=True)
        self.notes.setVisible(bool(said))
        self.list = ValueTable(
            desk, self._columns(), name=_("What the list holds"),
            filters=[Filter(_("Which rows"), [(_("All rows"), lambda _x: True), (_("Only those left out"), lambda x: x.fate == "unreadable")])],
        )  # fmt: skip
        self.add(self.told, self.notes, form((self.days, self.values), (self.start, self.interval)), self.percent, self.list)
        self.body.setStretchFactor(self.list, 1)
        self.layout().setStretchFactor(self.body, 100)  # type: ignore[attr-defined]
        self.offer_cancel()
        self.bring = self.offer("", self.accept, role="primary")
        self.bring.setToolTip("Ctrl+Enter")
        QShortcut(QKeySequence("Ctrl+Return"), self).activated.connect(self.bring.click)  # type: ignore[attr-defined]
        self._show()
        self.bring.setFocus(Qt.FocusReason.OtherFocusReason)

    def showEvent(self, event: QShowEvent) -> None:
        super().showEvent(event)
        self.resize(self._room)

    def interval_to_set(self) -> str:
        """The interval of the list, where the measure has none of its own values yet and another one."""
        there = self.desk.bench.ask(measures.measure_view, self._measure.id).values
        return self.seen.interval if not there and self.seen.interval and self.seen.interval != self._measure.interval else ""

    def unit_to_set(self) -> str:
        return self.seen.unit if not self._measure.measure_unit else ""

    def _column_name(self, at: int) -> str:
        _ = self._
        heading = self._table.columns[at]
        if heading and not heading.replace(",", "").isdigit():
            return heading
        return _("Column %(number)d", number=at + 1)

    def _choose(self, **changes: object) -> None:
        self.mapping = replace(self.mapping, **changes)  # type: ignore[arg-type]
        if self.mapping.on is not None and self.mapping.on == self.mapping.value:
            other = next((at for at in range(len(self._table.columns)) if at != self.mapping.on), None)
            self.mapping = replace(self.mapping, value=other)
        if self.mapping.on is None and not self.mapping.start:
            self.mapping = replace(
                self.mapping, start=incoming_values.guess(self._table, self._measure, self.desk.today()).start or self.desk.today()
            )
        self.seen = self.desk.bench.ask(incoming_values.preview, self._measure.id, self._table, self.mapping, self.desk.today())
        self._show()

    def _show(self) -> None:
        _, language, seen = self._, self.desk.language, self.seen
        self.days.show_value("" if self.mapping.on is None else str(self.mapping.on))
        self.values.show_value("" if self.mapping.value is None else str(self.mapping.value))
        counted = self.mapping.on is None
        self.start.setVisible(counted)
        self.interval.setVisible(counted)
        self.start.show_value(self.mapping.start)
        self.interval.show_value(self.mapping.interval)
        self.percent.setVisible(self.mapping.percent or self.percent.isChecked())
        self.percent.setChecked(self.mapping.percent)
        self.list.show_values(seen.rows)
        self.told.setText(self._summary())
        self.bring.setText(  # type: ignore[attr-defined]
            language.ngettext("Bring in %(n)d value", "Bring in %(n)d values", seen.writes) if seen.writes else _("Nothing to bring in")
        )
        self.bring.setEnabled(bool(seen.writes))

    def _summary(self) -> str:
        _, language, seen = self._, self.desk.language, self.seen
        days = sorted(row.incoming.on for row in seen.rows if row.incoming.usable and row.incoming.on)
        parts = []
        if days:
            parts.append(language.dates(days[0], days[-1]))
        if seen.missing:
            parts.append(language.ngettext("%(n)d without a value", "%(n)d without a value", seen.missing))
        if seen.count("replaces"):
            parts.append(language.ngettext("%(n)d replaces another", "%(n)d replace others", seen.count("replaces")))
        if seen.count("same"):
            parts.append(language.ngettext("%(n)d is there already", "%(n)d are there already", seen.count("same")))
        if seen.count("unreadable"):
            parts.append(language.ngettext("%(n)d row cannot be read", "%(n)d rows cannot be read", seen.count("unreadable")))
        told = " · ".join(parts)
        if seen.left_out:
            told += ("\n" if told else "") + _("Taken for headings: “%(text)s”.", text=seen.left_out[:80])
        return told

    def _columns(self) -> list[Column[Coming]]:
        _, language = self._, self.desk.language

        def day(row: Coming) -> str:
            return day_words(row.incoming.on, self.seen.interval, language) if row.incoming.on else "–"

        return [
            Column(_("Row"), lambda x: str(x.incoming.row), sort=lambda x: x.incoming.row, width=56, right=True, faded=lambda _x: True),
            Column(_("Day"), day, sort=lambda x: x.incoming.on or "", width=206, strong=True),
            Column(_("Value"), lambda x: language.number(x.incoming.value) if x.incoming.value else "–", width=96, right=True),
            Column("", lambda x: fate_words(x, language), chip=lambda x: FATE_LOOK[x.fate], width=140),
            Column(_("To look at"), lambda x: wrong_words(x, language), faded=lambda x: x.fate != "unreadable"),
        ]
