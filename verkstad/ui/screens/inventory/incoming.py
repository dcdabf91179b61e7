"""Lists of needs and services in and out: looked through before anything is written, one step to undo; saved for spreadsheets or copied as text."""

from __future__ import annotations

from pathlib import Path
from typing import TYPE_CHECKING

from PySide6.QtCore import QSize, Qt
from PySide6.QtGui import QGuiApplication, QKeySequence, QShortcut, QShowEvent
from PySide6.QtWidgets import QMenu, QWidget

from verkstad import wording
from verkstad.app import incoming_items, inventory
from verkstad.app.incoming_items import Coming
from verkstad.app.incoming_items import Sheet as Table
from verkstad.app.saving import save_file
from verkstad.domain.errors import Failure, Foreign
from verkstad.ui import controls
from verkstad.ui.desk import Desk
from verkstad.ui.dialogs import Sheet
from verkstad.ui.fields import ChoiceField, form
from verkstad.ui.screens.people_import import note_words
from verkstad.ui.value_table import Column, Filter, ValueTable

if TYPE_CHECKING:
    from verkstad.ui.screens.inventory.page import InventoryScreen

FATE_LOOK = {"new": "kind:solo", "changes": "kind:plenary", "same": "text2", "twice": "text2", "untitled": "danger"}


def list_button(desk: Desk, page: InventoryScreen) -> QWidget:
    """Import and export, behind one button in the head of the page."""
    _ = desk.gettext
    made = controls.button(desk.theme, _("Spreadsheet"), "file-spreadsheet")
    menu = QMenu(made)
    theme = desk.theme
    menu.addAction(theme.icon("import", "text2", 18), _("Import a list…"), lambda: choose(desk, page.initiative or "", by=page))
    menu.addAction(theme.icon("clipboard-paste", "text2", 18), _("Paste a list"), lambda: paste(desk, page.initiative or "", by=page))
    menu.addSeparator()
    menu.addAction(theme.icon("file-spreadsheet", "text2", 18), _("Save for Excel…"), lambda: save(desk, page.initiative or "", "xlsx"))
    menu.addAction(theme.icon("file-text", "text2", 18), _("Save as CSV…"), lambda: save(desk, page.initiative or "", "csv"))
    menu.addAction(theme.icon("copy", "text2", 18), _("Copy all as text"), lambda: copy(desk, page.initiative or ""))
    made.setMenu(menu)
    return made


# ------------------------------------------------------------------------------------------------ ways in


def paste(desk: Desk, initiative: str, text: str | None = None, *, by: object) -> int:
    """What is on the clipboard, looked through and written. How many rows came, 0 when it was left."""
    try:
        table = incoming_items.pasted(QGuiApplication.clipboard().text() if text is None else text)
    except Foreign:
        desk.say(desk.gettext("There is no list on the clipboard. Copy the rows in the spreadsheet, and paste again."))
        return 0
    except Failure as error:
        desk.say(wording.sentence(error, desk.language))
        return 0
    return look_through(desk, initiative, table, by=by)


def choose(desk: Desk, initiative: str, *, by: object) -> None:
    """Ask for a file, then read it elsewhere and look it through."""
    _ = desk.gettext
    for path in desk.dialogs.open_files(_("Import needs and services"), _("Lists (*.csv *.tsv *.txt *.xlsx *.xlsm *.xls);;All files (*)")):
        read(desk, initiative, path, by=by)


def read(desk: Desk, initiative: str, path: Path, *, by: object) -> None:
    """A file that cannot be read is told in a sentence; nothing is written."""
    table = desk.background.wait(
        desk, desk.gettext("Reading the list"), lambda workers: workers.read(incoming_items.read_file, str(path)), sentence=path.name
    )
    if table is not None:
        look_through(desk, initiative, table, by=by)


def look_through(desk: Desk, initiative: str, table: Table, *, by: object) -> int:
    sheet = ItemsSheet(desk, initiative, table)
    if not desk.dialogs.run(sheet):
        return 0
    brought = incoming_items.chosen(sheet.seen)
    if not brought:
        return 0
    desk.bench.do(inventory.bring_items, initiative, brought, by=by)
    desk.say(desk.language.ngettext("%(n)d row came in.", "%(n)d rows came in.", len(brought)), undo=True)
    return len(brought)


# ------------------------------------------------------------------------------------------------ ways out


def save(desk: Desk, initiative: str, form_: str) -> None:
    _ = desk.gettext
    filters = _("Excel workbook (*.xlsx)") if form_ == "xlsx" else _("Spreadsheet (*.csv)")
    path = desk.dialogs.save_as(_("Save the inventory"), f"{_('Inventory')}.{form_}", filters)
    if path is None:
        return
    if path.suffix.lower() != f".{form_}":
        path = path.with_name(f"{path.name}.{form_}")
    try:
        save_file(path, desk.bench.ask(incoming_items.inventory_file, initiative, desk.language, form=form_))
    except Failure as error:
        desk.say(wording.sentence(error, desk.language))
        return
    desk.say(_("Saved as %(name)s", name=path.name))


def copy(desk: Desk, initiative: str) -> None:
    QGuiApplication.clipboard().setText(desk.bench.ask(incoming_items.inventory_text, initiative, desk.language))
    desk.say(desk.gettext("The inventory is on the clipboard."))


# ------------------------------------------------------------------------------------------------ the sheet


class ItemsSheet(Sheet):
    """Look the rows through. `seen` is what would be written, after the sheet was accepted."""

    def __init__(self, desk: Desk, initiative: str, table: Table) -> None:
        _ = desk.gettext
        super().__init__(desk, _("Needs and services from a list"), width=760)
        over = desk.dialogs.over()
        room = over.size() if over is not None else QSize(1100, 720)
        self._room = QSize(max(700, min(940, room.width() - 80)), max(480, min(700, room.height() - 40)))
        self._initiative, self._table = initiative, table
        self.mapping = incoming_items.guess(table)
        self.seen = desk.bench.ask(incoming_items.preview, initiative, table, self.mapping)
        columns = [(str(at), self._column_name(at)) for at in range(len(table.columns))]
        self.which = ChoiceField(desk, _("The need or service stands in"), columns, save=self._choose)
        self.which.setVisible(len(columns) > 1)
        said = [words for note in table.notes if note.reason not in ("no-header", "title") and (words := note_words(note, desk.language))]
        self.told = controls.label("", "caption", wrap=True)
        self.notes = controls.label(" ".join(said), "caption", wrap=True)
        self.notes.setVisible(bool(said))
        self.list: ValueTable[Coming] = ValueTable(
            desk, self._columns(), name=_("What the list holds"),
            filters=[Filter(_("Which rows"), [(_("All rows"), lambda _x: True), (_("Only those with something to look at"), lambda x: bool(x.incoming.wrong) or x.fate in ("twice", "untitled"))])],
        )  # fmt: skip
        self.add(self.told, self.notes, form(self.which), self.list)
        self.body.setStretchFactor(self.list, 1)
        self.layout().setStretchFactor(self.body, 100)  # type: ignore[attr-defined]
        self.offer_cancel()
        self.bring = self.offer("", self.accept, role="primary")
        QShortcut(QKeySequence("Ctrl+Return"), self).activated.connect(self.bring.click)  # type: ignore[attr-defined]
        self._show()
        self.bring.setFocus(Qt.FocusReason.OtherFocusReason)

    def showEvent(self, event: QShowEvent) -> None:
        super().showEvent(event)
        self.resize(self._room)

    def _column_name(self, at: int) -> str:
        return self._table.columns[at] or self._("Column %(number)d", number=at + 1)

    def _choose(self, at: str) -> None:
        self.mapping = incoming_items.with_title(self.mapping, int(at))
        self.seen = self.desk.bench.ask(incoming_items.preview, self._initiative, self._table, self.mapping)
        self._show()

    def _show(self) -> None:
        _, language, seen = self._, self.desk.language, self.seen
        self.which.show_value(str(dict(self.mapping).get("title", 0)))
        self.list.show_values(seen.rows)
        unread = sum(bool(row.incoming.wrong) for row in seen.rows)
        named = incoming_items.heads(language)
        found = [named[target] for target, _at in self.mapping if target in named]
        parts = [_("Understood: %(columns)s.", columns=language.listing(found))]
        if seen.count("changes"):
            parts.append(language.ngettext("%(n)d is there and changes.", "%(n)d are there and change.", seen.count("changes")))
        if seen.count("same"):
            parts.append(language.ngettext("%(n)d is there already.", "%(n)d are there already.", seen.count("same")))
        if unread:
            parts.append(
                language.ngettext("%(n)d row has a cell that cannot be read.", "%(n)d rows have cells that cannot be read.", unread)
            )
        self.told.setText(" ".join(parts))
        self.bring.setText(  # type: ignore[attr-defined]
            language.ngettext("Bring in %(n)d row", "Bring in %(n)d rows", seen.writes) if seen.writes else _("Nothing to bring in")
        )
        self.bring.setEnabled(bool(seen.writes))

    def _columns(self) -> list[Column[Coming]]:
        _, language = self._, self.desk.language
        named = incoming_items.heads(language)

        def fate(row: Coming) -> str:
            return {
                "new": _("New"), "changes": _("Changes"), "same": _("Already there"), "twice": _("Stands twice"), "untitled": _("Left out"),
            }[row.fate]  # fmt: skip

        def rest(row: Coming) -> str:
            item = row.incoming
            said = [item.unit, *(_shown(column, value) for column, value in item.said)]
            return " · ".join(filter(None, said))

        def _shown(column: str, value: object) -> str:
            if column in ("kind_of", "level", "can", "should"):
                word = wording.choice_name("inventory_item", "type" if column == "kind_of" else column, str(value), language)
                return word if column == "kind_of" else f"{named[column]}: {word}"
            return f"{named[column]}: {value}" if isinstance(value, int) else str(value)

        def wrong(row: Coming) -> str:
            if row.fate == "untitled":
                return _("There is no need or service in the row.")
            return " ".join(_("%(column)s cannot be read: “%(found)s”.", column=named[w.column], found=w.found) for w in row.incoming.wrong)

        return [
            Column(_("Row"), lambda x: str(x.incoming.row), sort=lambda x: x.incoming.row, width=56, right=True, faded=lambda _x: True),
            Column(_("Need or service"), lambda x: x.incoming.title or "–", second=rest, strong=True),
            Column("", fate, chip=lambda x: FATE_LOOK[x.fate], width=130),
            Column(_("To look at"), wrong, width=230),
        ]
