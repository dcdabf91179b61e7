"""Needs and services on their way in and out of spreadsheets: looked through beside those that are there before anything is written."""

from __future__ import annotations

from dataclasses import dataclass, replace
from pathlib import PurePath
from typing import Literal

from verkstad import wording
from verkstad.app.inventory import NewItem, inventory_of, same_title
from verkstad.documents.office_sheet import Cell, Grid, csv_file, xlsx_file
from verkstad.domain.errors import Failure
from verkstad.domain.fields import Id
from verkstad.domain.inventory import InventoryItem
from verkstad.domain.people import Unit
from verkstad.files import read_ordinary
from verkstad.i18n import Language
from verkstad.intake import inventory as intake
from verkstad.intake.inventory import IncomingItem, Mapping
from verkstad.intake.sheet import MAX_BYTES, Note, Sheet
from verkstad.storage.library import Reading

__all__ = ["Coming", "IncomingItem", "Mapping", "Note", "Preview", "Sheet", "chosen", "guess", "inventory_file", "inventory_text", "pasted", "preview", "read_file", "with_title"]  # fmt: skip

Fate = Literal["new", "changes", "same", "twice", "untitled"]
COLUMNS = (
    "title", "kind_of", "for_whom", "unit", "level", "can", "should", "should_why", "value", "effort", "channel", "volume", "unresolved",
    "fallback", "note",
)  # fmt: skip
"""The columns of an inventory as a spreadsheet, in their order."""


@dataclass(frozen=True, slots=True)
class Coming:
    """A row of the list and what would become of it. `already`: the item it changes or equals."""

    incoming: IncomingItem
    fate: Fate
    already: Id = ""

    @property
    def id(self) -> str:
        return str(self.incoming.row)


@dataclass(frozen=True, slots=True)
class Preview:
    rows: tuple[Coming, ...]

    def count(self, fate: Fate) -> int:
        return sum(row.fate == fate for row in self.rows)

    @property
    def writes(self) -> int:
        return self.count("new") + self.count("changes")


def pasted(text: str) -> Sheet:
    """Text from the clipboard as a table. Raises Foreign when there is nothing in it, TooLarge."""
    return intake.from_clipboard(text)


def read_file(path: str) -> Sheet:
    """A file as a table. Runs in a worker. Raises WorldFailure kinds."""
    try:
        return intake.read(read_ordinary(path, MAX_BYTES), PurePath(path).name)
    except Failure as failure:
        failure.facts.setdefault("path", path)
        raise


def guess(sheet: Sheet) -> Mapping:
    return intake.guess(sheet)


def with_title(mapping: Mapping, at: int) -> Mapping:
    return intake.with_title(mapping, at)


def preview(library: Reading, initiative: Id, sheet: Sheet, mapping: Mapping) -> Preview:
    """What a list would bring: an item called as one that is there changes it; one that stands twice in the list comes once."""
    lines = inventory_of(library, initiative).lines
    there, by = same_title(line.item for line in lines), {line.id: line.item for line in lines}
    judged = {line.id for line in lines if line.judgements}
    units = {u.id: u.name for u in library.all(Unit)}
    seen: set[str] = set()
    made = []
    for item in intake.items(sheet, mapping):
        title = " ".join(item.title.split()).casefold()
        if not item.usable:
            made.append(Coming(item, "untitled"))
        elif title in seen:
            made.append(Coming(item, "twice"))
        elif title in there:
            old = by[there[title]]
            item = _unjudged(item) if old.id in judged else item
            made.append(Coming(item, "changes" if _differs(old, item, units) else "same", old.id))
        else:
            made.append(Coming(item, "new"))
        seen.add(title)
    return Preview(tuple(made))


def _unjudged(item: IncomingItem) -> IncomingItem:
    """Without benefit and effort: several have judged it, and their median is nobody's to write over."""
    two = ("value", "effort")
    return replace(item, said=tuple(x for x in item.said if x[0] not in two), wrong=tuple(w for w in item.wrong if w.column not in two))


def _differs(old: InventoryItem, item: IncomingItem, units: dict[Id, str]) -> bool:
    if any(getattr(old, column) != value for column, value in item.said):
        return True
    return bool(item.unit) and units.get(old.unit or "", "").casefold() != item.unit.casefold()


def chosen(seen: Preview) -> tuple[NewItem, ...]:
    return tuple(
        NewItem(row.incoming.title, dict(row.incoming.said), row.incoming.unit, row.already)
        for row in seen.rows
        if row.fate in ("new", "changes")
    )


# ------------------------------------------------------------------------------------------------ out


def inventory_file(library: Reading, initiative: Id, language: Language, *, form: str) -> bytes:
    """The inventory as a spreadsheet, "csv" or "xlsx", with headings this program reads again."""
    grid = _grid(library, initiative, language)
    return xlsx_file(grid) if form == "xlsx" else csv_file(grid)


def inventory_text(library: Reading, initiative: Id, language: Language) -> str:
    """The same as text to paste: cells with tabs between."""
    grid = _grid(library, initiative, language)
    lines = [grid.heads, *grid.rows]
    return "\n".join("\t".join(" ".join(str("" if cell is None else cell).split()) for cell in line) for line in lines)


def heads(language: Language) -> dict[str, str]:
    """What the columns are called in a file of this language."""
    _ = language.gettext
    return {
        "title": _("Need or service"), "kind_of": _("Type"), "for_whom": _("For whom"), "unit": _("Unit"), "level": _("Level today"),
        "can": _("Can"), "should": _("Should"), "should_why": _("Reason"), "value": _("Benefit"), "effort": _("Effort"), "channel": _("Channel"),
        "volume": _("Times a month"), "unresolved": _("Unresolved (%)"), "fallback": _("Human way"), "note": _("Note"),
    }  # fmt: skip


def _grid(library: Reading, initiative: Id, language: Language) -> Grid:
    found = inventory_of(library, initiative)
    called = heads(language)
    rows = []
    for line in found.lines:
        cells: list[Cell] = []
        for column in COLUMNS:
            value = getattr(line.item, column)
            if column == "unit":
                cells.append(line.unit_name)
            elif column in ("kind_of", "level", "can", "should"):
                wire = "type" if column == "kind_of" else column
                cells.append(wording.choice_name("inventory_item", wire, value, language) if value else "")
            elif column in ("value", "effort"):
                placed = getattr(line.placed, column)
                cells.append(placed if placed is None or placed != int(placed) else int(placed))
            else:
                cells.append(value)
        rows.append(tuple(cells))
    widths = (34, 14, 22, 22, 16, 10, 10, 26, 8, 8, 20, 12, 12, 26, 40)
    return Grid(language.gettext("Inventory"), tuple(called[c] for c in COLUMNS), tuple(rows), widths)
