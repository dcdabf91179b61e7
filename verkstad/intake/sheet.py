"""A table from outside (csv, spreadsheet, clipboard) as plain cells with its header found. Pure functions on bytes and text, with caps.

Row numbers are those a person sees in her spreadsheet: from 1, empty rows counted.
"""

from __future__ import annotations

import csv
import datetime
import io
import re
import zipfile
import zlib
from collections.abc import Iterable, Sequence
from dataclasses import dataclass, replace

from verkstad.domain.characters import one_line, shown
from verkstad.domain.errors import Corrupt, Foreign, NeedsPassphrase, TooLarge
from verkstad.intake import names
from verkstad.intake.decoding import decoded
from verkstad.intake.headings import PEOPLE, Vocabulary, is_heading, known_headings

MAX_BYTES = 32_000_000
MAX_ROWS = 20_000
MAX_COLUMNS = 200
MAX_CELL = 2_000
MAX_INFLATED = 120_000_000  # of a spreadsheet, unpacked
MAX_CELLS = 600_000
MAX_SHEETS = 60
HEADER_WITHIN = 15  # rows a title may stand above the header

DELIMITERS = (";", "\t", ",", "|")


@dataclass(frozen=True, slots=True)
class Note:
    """Something worth telling about how a table was read.

    "replaced" (count characters that could not be read), "mended" (text encoded twice), "title" (text stood above the header), "no-header",
    "sheet" (text was chosen of count sheets), "quotes" (a quotation mark never closed), "cut" (count cells were longer than is kept).
    """

    reason: str
    count: int = 0
    text: str = ""


@dataclass(frozen=True, slots=True)
class Sheet:
    """`columns` are the headings ("" where there is none); each row has exactly as many cells. `header_row` is None without a header."""

    columns: tuple[str, ...]
    rows: tuple[tuple[str, ...], ...]
    numbers: tuple[int, ...]  # of each row, as the spreadsheet counts
    header_row: int | None = None
    encoding: str = ""
    delimiter: str = ""
    notes: tuple[Note, ...] = ()

    def column(self, index: int, limit: int = 400) -> tuple[str, ...]:
        """What stands in a column, empty cells left out, at most `limit` cells: for guessing and for examples."""
        return tuple(row[index] for row in self.rows[:limit] if row[index])


# ------------------------------------------------------------------------------------------------------------- csv and clipboard
def from_csv(data: bytes, vocabulary: Vocabulary) -> Sheet:
    """A csv file, whatever its encoding and delimiter. Raises TooLarge ("bytes", "rows", "columns") and Foreign for what is no text."""
    if len(data) > MAX_BYTES:
        raise TooLarge("bytes", limit=MAX_BYTES, found=len(data))
    if _is_binary(data):
        raise Foreign("binary")
    text = decoded(data)
    notes = [Note("replaced", text.replaced)] if text.replaced else []
    if text.mended:
        notes.append(Note("mended"))
    return replace(from_text(text.text, vocabulary, tuple(notes)), encoding=text.encoding)


def from_text(text: str, vocabulary: Vocabulary, notes: tuple[Note, ...] = (), *, delimiter: str = "") -> Sheet:
    """Text in rows: what a spreadsheet puts on the clipboard, or the text of a csv file. `delimiter` where it is known."""
    if len(text) > MAX_BYTES:
        raise TooLarge("bytes", limit=MAX_BYTES, found=len(text))
    said = re.match(r"\ufeff?sep=(.)\r?\n", text)  # Excel's own first line
    delimiter = said[1] if said else delimiter or _delimiter(text, vocabulary)
    rows, quotes = _csv_rows(text[said.end() :] if said else text, delimiter)
    if len(rows) > MAX_ROWS + HEADER_WITHIN:
        raise TooLarge("rows", limit=MAX_ROWS, found=text.count("\n"))
    if quotes:
        notes = (*notes, Note("quotes"))
    return _sheet(((n + bool(said), cells) for n, cells in rows), vocabulary, notes, delimiter)


def _is_binary(data: bytes) -> bool:
    """Whether these bytes can be no text: controls that text does not hold, and not UTF-16 with its zero bytes."""
    head = data[:4000]
    if head.startswith((b"\xff\xfe", b"\xfe\xff", b"\xef\xbb\xbf")):
        return False
    if head.startswith(
        (b"%PDF", b"PK\x03\x04", b"\x89PNG", b"\xff\xd8\xff", b"GIF8", b"SQLite format 3\x00", b"\xd0\xcf\x11\xe0", b"\x1f\x8b", b"MZ")
    ):
        return True
    zeros = max(head[0::2].count(0), head[1::2].count(0))
    if zeros > len(head) // 4 and min(head[0::2].count(0), head[1::2].count(0)) < len(head) // 50 + 1:
        return False
    controls = sum(head.count(bytes([c])) for c in (*range(9), *range(14, 26), *range(28, 32)))
    return controls > len(head) // 50 + 2


def _delimiter(text: str, vocabulary: Vocabulary) -> str:
    """The delimiter that gives the most known headings in one row, then the most even rows.

    A comma followed by a space is taken for text ("Andersson, Anna"), unless the headings speak for it.
    """
    head = text[:60_000]
    best, winner = (-1, -1.0, -1.0), ";"
    for delimiter in DELIMITERS:
        if delimiter not in head:
            continue
        rows = [cells for _, cells in _csv_rows(head, delimiter, 60)[0] if any(cells)]
        if not rows:
            continue
        widths = [len(cells) for cells in rows]
        usual = max(set(widths), key=lambda w: (widths.count(w), w))
        headings = max(known_headings(cells, vocabulary) if len(cells) > 1 else 0 for cells in rows[:HEADER_WITHIN])
        even = widths.count(usual) / len(widths) if usual > 1 else 0.0
        if delimiter in ",|" and headings < 2:
            loose = sum(cell.startswith(" ") for cells in rows for cell in cells[1:])
            if loose * 2 > sum(len(cells) - 1 for cells in rows):
                even = 0.0
            if any(known_headings(cells, vocabulary) == 1 and len(cells) == 1 for cells in rows[:HEADER_WITHIN]):
                even = 0.0
        score = (headings if headings > 1 else 0, round(even, 2), float(usual))
        if score > best:
            best, winner = score, delimiter
    return winner if best[1] > 0 or best[0] > 0 else "\t"


def _csv_rows(text: str, delimiter: str, most: int = MAX_ROWS + HEADER_WITHIN + 1000) -> tuple[list[tuple[int, list[str]]], bool]:
    """(row number, cells) of each row, and whether quotation marks had to be taken as they stand, because one never closes."""
    try:
        rows = _parsed(text, delimiter, csv.QUOTE_MINIMAL, most)
        if not any(cell.count("\n") > 40 for _, cells in rows for cell in cells):
            return rows, False
    except csv.Error:
        pass
    try:
        return _parsed(text, delimiter, csv.QUOTE_NONE, most), True
    except csv.Error as error:
        raise TooLarge("cell", limit=csv.field_size_limit()) from error


def _parsed(text: str, delimiter: str, quoting: int, most: int) -> list[tuple[int, list[str]]]:
    rows: list[tuple[int, list[str]]] = []
    source = io.StringIO(text, newline="")
    for number, cells in enumerate(csv.reader(source, delimiter=delimiter, quoting=quoting), 1):  # type: ignore[arg-type]
        if any(cell and not cell.isspace() for cell in cells):
            rows.append((number, cells))
            if len(rows) >= most:
                break
        if number > 50 * MAX_ROWS:
            break
    return rows


# ------------------------------------------------------------------------------------------------------------- spreadsheets
def from_workbook(data: bytes, vocabulary: Vocabulary) -> Sheet:
    """The sheet of an Excel workbook (xlsx, xlsm, xls) that most looks like what is sought; the notes say which.

    Raises NeedsPassphrase for a locked one, TooLarge, Corrupt, and Foreign for anything else.
    """
    if len(data) > MAX_BYTES:
        raise TooLarge("bytes", limit=MAX_BYTES, found=len(data))
    if data.startswith(b"PK"):
        _weigh_workbook(data)
    elif not data.startswith(b"\xd0\xcf\x11\xe0"):
        raise Foreign("not-a-workbook")
    found = [(name, cells) for name, cells in _workbook_sheets(data) if cells]
    if not found:
        raise Corrupt("empty")
    read = [(name, _sheet(enumerate(rows, 1), vocabulary, (), "")) for name, rows in found]
    name, best = max(read, key=lambda entry: (known_headings(entry[1].columns, vocabulary), bool(entry[1].rows)))
    note = (Note("sheet", len(read), one_line(name)),) if len(read) > 1 else ()
    return replace(best, notes=(*note, *best.notes))


def _workbook_sheets(data: bytes) -> Iterable[tuple[str, list[list[str]]]]:
    from python_calamine import CalamineError, CalamineWorkbook, PasswordError, SheetTypeEnum, SheetVisibleEnum

    try:
        book = CalamineWorkbook.from_filelike(io.BytesIO(data))
        pages = [m for m in book.sheets_metadata if m.typ == SheetTypeEnum.WorkSheet] or list(book.sheets_metadata)
        visible = [m for m in pages if m.visible == SheetVisibleEnum.Visible] or pages
        for page in visible[:MAX_SHEETS]:
            sheet = book.get_sheet_by_name(page.name)
            if sheet.end is not None and (sheet.end[0] + 1) * (sheet.end[1] + 1) > 20 * MAX_CELLS:
                raise TooLarge("cells", limit=MAX_CELLS, found=(sheet.end[0] + 1) * (sheet.end[1] + 1))
            rows = sheet.to_python(skip_empty_area=False)
            yield page.name, [[_cell_text(cell) for cell in row] for row in rows]
    except PasswordError as error:
        raise NeedsPassphrase("workbook") from error
    except (CalamineError, OSError, ValueError, OverflowError, KeyError, IndexError) as error:
        raise Corrupt("workbook") from error
    except BaseException as error:
        if type(error).__name__ == "PanicException":  # the reader's own bug, which is no reason to fall
            raise Corrupt("workbook") from error
        raise


def _cell_text(cell: object) -> str:
    if isinstance(cell, str):
        return cell
    if isinstance(cell, bool):
        return "1" if cell else "0"
    if isinstance(cell, float):
        return str(int(cell)) if cell.is_integer() and abs(cell) < 1e15 else repr(cell)
    if isinstance(cell, datetime.datetime):
        if cell.date() <= datetime.date(1900, 1, 1):
            return cell.strftime("%H:%M")
        return cell.strftime("%Y-%m-%d" if cell.time() == datetime.time() else "%Y-%m-%d %H:%M")
    if isinstance(cell, datetime.time):
        return cell.strftime("%H:%M")
    if isinstance(cell, datetime.date):
        return cell.isoformat()
    if isinstance(cell, datetime.timedelta):
        minutes = round(cell.total_seconds() / 60)
        return f"{minutes // 60}:{minutes % 60:02d}"
    return "" if cell is None else str(cell)


_CELL = re.compile(rb"<(?:\w{1,9}:)?c\b([^>]{0,400})>")
_REF = re.compile(rb"\br\s*=\s*[\"']([A-Za-z]{1,4})(\d{1,8})[\"']")
_ROW = re.compile(rb"<(?:\w{1,9}:)?row\b[^>]{0,400}?\br\s*=\s*[\"'](\d{1,12})[\"']")


def _weigh_workbook(data: bytes) -> None:
    """Refuse a workbook that would fill the memory before anything is read from it: by what it unpacks to, and by the rectangle its cells span.

    One cell at XFD1048576 is a file of 3 kB that a reader turns into 17 thousand million cells.
    """
    try:
        with zipfile.ZipFile(io.BytesIO(data)) as archive:
            members = archive.infolist()
            if len(members) > 2_000:
                raise TooLarge("entries", limit=2_000, found=len(members))
            names = {m.filename for m in members}
            if "mimetype" in names or not any(name.casefold() == "[content_types].xml" for name in names):
                raise Foreign("not-a-workbook")
            if any(m.flag_bits & 1 for m in members):
                raise NeedsPassphrase("workbook")
            left = MAX_INFLATED
            for member in members:
                if member.is_dir():
                    continue
                wanted = member.filename.casefold().startswith("xl/worksheets/")
                content, left = _inflated(archive, member, left, keep=wanted)
                if wanted:
                    _weigh_sheet(content)
    except (zipfile.BadZipFile, zlib.error, NotImplementedError, EOFError, OSError, ValueError, RuntimeError) as error:
        raise Corrupt("workbook") from error


def _inflated(archive: zipfile.ZipFile, member: zipfile.ZipInfo, left: int, *, keep: bool) -> tuple[bytes, int]:
    parts: list[bytes] = []
    with archive.open(member) as stream:
        while piece := stream.read(1 << 20):
            left -= len(piece)
            if left < 0:
                raise TooLarge("inflated", limit=MAX_INFLATED)
            if keep:
                parts.append(piece)
    return b"".join(parts), left


def _weigh_sheet(xml: bytes) -> None:
    rows = cells = 0
    width = height = 0
    last = b""
    for match in _CELL.finditer(xml):
        if match[1].endswith(b"/"):
            continue  # only formatted, nothing in it
        cells += 1
        ref = _REF.search(match[1])
        if ref:
            if ref[2] != last:
                rows, last = rows + 1, ref[2]
            width = max(width, _column_number(ref[1]))
            height = max(height, int(ref[2]))
        if rows > MAX_ROWS + HEADER_WITHIN:
            raise TooLarge("rows", limit=MAX_ROWS, found=xml.count(b"<row"))
        if cells > MAX_CELLS:
            raise TooLarge("cells", limit=MAX_CELLS)
    width = max(width, 1)
    height = max([height, *(int(m[1]) for m in _ROW.finditer(xml))]) if cells and height else height
    if width * height > 20 * MAX_CELLS:
        raise TooLarge("cells", limit=MAX_CELLS, found=width * height)


def _column_number(letters: bytes) -> int:
    number = 0
    for letter in letters.upper():
        number = number * 26 + letter - 64
    return number


# ------------------------------------------------------------------------------------------------------------- the header
def _sheet(numbered: Iterable[tuple[int, Sequence[str]]], vocabulary: Vocabulary, notes: tuple[Note, ...], delimiter: str) -> Sheet:
    """Cells as a Sheet: empty rows and columns left out, the header found, long cells cut."""
    rows: list[tuple[int, list[str]]] = []
    cut = 0
    for number, raw in numbered:
        if len(raw) > MAX_COLUMNS:
            while raw and not raw[-1].strip():
                raw = raw[:-1]
            if len(raw) > MAX_COLUMNS:
                raise TooLarge("columns", limit=MAX_COLUMNS, found=len(raw), row=number)
        cut += sum(len(cell) > MAX_CELL for cell in raw)
        cells = [_tidy(cell) for cell in raw]
        if any(cells):
            rows.append((number, cells))
            if len(rows) > MAX_ROWS + HEADER_WITHIN:
                raise TooLarge("rows", limit=MAX_ROWS)
    header = _header_index([cells for _, cells in rows[:HEADER_WITHIN]], vocabulary)
    titles = rows[:header] if header is not None else []
    head = rows[header] if header is not None else None
    body = rows[header + 1 :] if header is not None else rows
    if len(body) > MAX_ROWS:
        raise TooLarge("rows", limit=MAX_ROWS, found=len(body))
    width = max((len(cells) for _, cells in ([head] if head else []) + body), default=0)
    full = [cells + [""] * (width - len(cells)) for _, cells in body]
    top = head[1] + [""] * (width - len(head[1])) if head else [""] * width
    used = [i for i in range(width) if top[i] or any(row[i] for row in full)]
    if titles:
        told = one_line(" ".join(cell for _, cells in titles for cell in cells if cell))[:200]
        notes = (*notes, Note("title", len(titles), told))
    if head is None and rows:
        notes = (*notes, Note("no-header"))
    if cut:
        notes = (*notes, Note("cut", cut))
    return Sheet(
        columns=tuple(one_line(top[i])[:100] for i in used),
        rows=tuple(tuple(row[i] for i in used) for row in full),
        numbers=tuple(number for number, _ in body),
        header_row=head[0] if head else None,
        delimiter=delimiter,
        notes=notes,
    )


def _tidy(cell: str) -> str:
    return shown(cell[:MAX_CELL]).strip(" \t\n\u00a0")


def _header_index(rows: Sequence[Sequence[str]], vocabulary: Vocabulary) -> int | None:
    """Which row is the header: the one with most known headings; a single one is enough when it stands alone or the others may be headings."""
    best, found = 0, None
    for index, cells in enumerate(rows):
        filled = [cell for cell in cells if cell]
        known = known_headings(filled, vocabulary)
        others = [cell for cell in filled if not is_heading(cell, vocabulary)]
        if any("@" in cell or len(cell) > 60 or _is_somebody(cell) for cell in filled):
            continue
        sure = known >= 2 or (known == 1 and len(filled) == 1 and max((len(r) for r in rows), default=1) == 1)
        sure = sure or (known == 1 == len(others) and _may_be_heading(others[0], vocabulary))
        if sure and known > best:
            best, found = known, index
    return found


def _is_somebody(cell: str) -> bool:
    """Whether a name stands here that is common enough to be sure: "Lena Berg", not "Cost Center"."""
    return names.looks_like_name(cell) and any(names.is_given(word) for word in cell.replace(",", " ").split())


def _may_be_heading(cell: str, vocabulary: Vocabulary) -> bool:
    if any(c.isdigit() for c in cell):
        return False
    return vocabulary is not PEOPLE or not (names.is_unit(cell) or names.is_position(cell))


def with_headings(sheet: Sheet, on: bool) -> Sheet:
    """The same table with its first row taken as headings, or its headings as the first row. Titles above the headings stay out."""
    notes = tuple(note for note in sheet.notes if note.reason != "no-header")
    if on and sheet.header_row is None and sheet.rows:
        top = tuple(one_line(cell)[:100] for cell in sheet.rows[0])
        return replace(sheet, columns=top, rows=sheet.rows[1:], numbers=sheet.numbers[1:], header_row=sheet.numbers[0], notes=notes)
    if not on and sheet.header_row is not None:
        return replace(
            sheet,
            columns=("",) * len(sheet.columns),
            rows=(sheet.columns, *sheet.rows),
            numbers=(sheet.header_row, *sheet.numbers),
            header_row=None,
            notes=(*notes, Note("no-header")),
        )
    return sheet
