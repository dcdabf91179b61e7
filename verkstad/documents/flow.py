"""A table that flows over pages: columns of fixed width, cells measured before they are drawn, the head repeated, all of it tagged."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from dataclasses import dataclass, replace

from verkstad.documents.paper import MM, Sheet, lines_of
from verkstad.documents.typography import CELL, HAIR, HAIRLINE, HEADRULE, INK, LABEL, THIN, Style

GUTTER = 3.0  # mm between a cell's text and the next column


@dataclass(frozen=True, slots=True)
class Column:
    """Heading, width in mm with its gutter, alignment of heading and cells."""

    title: str
    width: float
    align: str = "left"


@dataclass(frozen=True, slots=True)
class Text:
    """A paragraph of a cell. `before`: mm of space over it; `indent`: mm."""

    text: str
    style: Style = CELL
    before: float = 0.0
    indent: float = 0.0


@dataclass(frozen=True, slots=True)
class Drawn:
    """Something drawn in a cell: its height in mm, and how (sheet, x, y, width). With `alt` it is a figure, without an ornament of the text."""

    height: float
    draw: Callable[[Sheet, float, float, float], None]
    alt: str = ""


Cell = Sequence["Text | Drawn"]


@dataclass(frozen=True, slots=True)
class Row:
    """A row of cells. `header`: its first cell names the row. `band`: one cell across all columns, a heading inside the table.

    `spare`: an empty line to write on, which fills a page and never begins one: left out where there is no room for it.
    """

    cells: tuple[Cell, ...]
    header: bool = False
    band: bool = False
    rule: bool = True
    height: float = 0.0  # at least
    spare: bool = False


@dataclass(frozen=True, eq=False)
class FlowTable:
    """Rows are measured with `height`, drawn with `draw`, a slice at a time; the structure goes on from page to page."""

    columns: tuple[Column, ...]
    above: float = 2.0  # mm over the text of a row
    below: float = 2.4

    @property
    def width(self) -> float:
        return sum(c.width for c in self.columns)

    @property
    def head(self) -> float:
        """Height in mm of the head row."""
        return 5.0 if any(c.title for c in self.columns) else 0.0

    def height(self, row: Row) -> float:
        return max(row.height, self.above + self.below + max((self._cell_height(row, i) for i in range(len(row.cells))), default=0))

    def _room(self, row: Row, i: int) -> float:
        return self.width if row.band else self.columns[i].width - (GUTTER if i < len(self.columns) - 1 else 0)

    def _cell_height(self, row: Row, i: int) -> float:
        room = self._room(row, i)
        return sum(_height(item, room) for item in row.cells[i])

    def split(self, row: Row, height: float) -> tuple[Row, Row] | None:
        """A row cut in two so that the first part is at most `height`; None where no cell has lines to leave behind."""
        first: list[Cell] = []
        rest: list[Cell] = []
        for i, cell in enumerate(row.cells):
            left = height - self.above - self.below
            room = self._room(row, i)
            kept: list[Text | Drawn] = []
            later: list[Text | Drawn] = []
            for item in cell:
                tall = _height(item, room)
                if later or (isinstance(item, Drawn) and tall > left):
                    later.append(item)
                elif isinstance(item, Drawn) or tall <= left:
                    kept.append(item)
                else:
                    lines = lines_of(item.text, item.style, room - item.indent)
                    fit = max(0, int((left - item.before) / (item.style.leading / MM)))
                    if kept and len(lines) <= 6:
                        fit = 0  # a short paragraph is not torn apart
                    while not fit and kept and isinstance(kept[-1], Drawn) and kept[-1].height < 0.01:
                        later.append(kept.pop())  # a mark goes with the text it stands beside
                    if fit:
                        kept.append(replace(item, text="\n".join(lines[:fit])))
                    later.append(replace(item, text="\n".join(lines[fit:]), before=0.0))
                left -= tall
            first.append(kept)
            rest.append(later)
        if not any(any(cell) for cell in rest) or not any(any(cell) for cell in first):
            return None
        return replace(row, cells=tuple(first)), replace(row, cells=tuple(rest))

    def draw(self, sheet: Sheet, x: float, y: float, rows: Sequence[Row], *, last: bool = True) -> float:
        """The head and these rows from the top y; returns the y below the last one. `last`: the table ends here."""
        held = sheet.c.held.get(self)
        with sheet.group("Table", node=held) as node:
            first = held is None
            if node is not None:
                sheet.c.held[self] = node
            if self.head:
                self._head(sheet, x, y, first)
                y += self.head
            for k, row in enumerate(rows):
                with sheet.group("TR"):
                    self._row(sheet, x, y, row)
                y += self.height(row)
                final = k == len(rows) - 1
                if row.rule or final:
                    sheet.line(x, y, x + self.width, y, THIN if final and last else HAIRLINE, INK if final and last else HAIR)
        return y

    def _head(self, sheet: Sheet, x: float, y: float, first: bool) -> None:
        at = x
        with sheet.group("TR") if first else sheet.c.artifact():
            for column in self.columns:
                with sheet.c.leaf("TH", attributes="[<</O/Table/Scope/Column>>]"):
                    right = column.align == "right"
                    sheet.text(at + column.width if right else at, y + 2.9, column.title, LABEL, align=column.align, width=column.width)
                at += column.width
        sheet.line(x, y + self.head, x + self.width, y + self.head, HEADRULE, INK)

    def _row(self, sheet: Sheet, x: float, y: float, row: Row) -> None:
        at = x
        for i, cell in enumerate(row.cells):
            head = row.band or (row.header and i == 0)
            scope = f"[<</O/Table/Scope/Row/ColSpan {len(self.columns)}>>]" if row.band else "[<</O/Table/Scope/Row>>]"
            attributes = scope if head else ""
            tag = "TH" if head else "TD"
            figure = next((item for item in cell if isinstance(item, Drawn) and item.alt), None)
            if figure is not None:
                with (
                    sheet.group(tag, attributes=attributes),
                    sheet.tag("Figure", alt=figure.alt, box=(at, y + self.above, 5, figure.height)),
                ):
                    self._cell(sheet, at, y + self.above, row, i)
            else:
                with sheet.c.leaf(tag, attributes=attributes):
                    self._cell(sheet, at, y + self.above, row, i)
            at += self.columns[i].width

    def _cell(self, sheet: Sheet, x: float, y: float, row: Row, i: int) -> None:
        room = self._room(row, i)
        align = "left" if row.band else self.columns[i].align
        for item in row.cells[i]:
            if isinstance(item, Drawn):
                item.draw(sheet, x, y, room)
                y += item.height
            elif item.text:
                y += item.before
                y += sheet.block(x + item.indent, y, room - item.indent, item.text, item.style, tag="", align=align)


def _height(item: Text | Drawn, room: float) -> float:
    if isinstance(item, Drawn):
        return item.height
    if not item.text:
        return 0.0
    return item.before + len(lines_of(item.text, item.style, room - item.indent)) * item.style.leading / MM


@dataclass(frozen=True, slots=True)
class _Piece:
    height: float
    draw: Callable[[Sheet, float], None] | None
    keep: bool
    table: FlowTable | None = None
    row: Row | None = None
    gap: bool = False


PageOf = Callable[[Sheet], None]


class Flow:
    """What stands under what on one or more pages: blocks of known height, gaps, and tables row by row."""

    def __init__(self) -> None:
        self._pieces: list[_Piece] = []

    def block(self, height: float, draw: Callable[[Sheet, float], None], *, keep: bool = False) -> None:
        """`draw(sheet, top)` draws something `height` mm tall. `keep`: on the same page as what follows."""
        self._pieces.append(_Piece(height, draw, keep))

    def gap(self, height: float) -> None:
        """White space; swallowed at the top of a page."""
        self._pieces.append(_Piece(height, None, False, gap=True))

    def text(self, x: float, width: float, text: str, style: Style, *, tag: str = "P", keep: bool = False, after: float = 0.0) -> None:
        """A paragraph that may run on to the next page."""
        lines = lines_of(text, style, width)
        lead = style.leading / MM
        step = 4 if len(lines) > 8 else max(1, len(lines))
        for at in range(0, len(lines), step):
            some = lines[at : at + step]

            def draw(sheet: Sheet, y: float, some: Sequence[str] = some) -> None:
                with sheet.tag(tag):
                    sheet.lines(x, y, some, style)

            self.block(len(some) * lead, draw, keep=keep)
        if after and lines:
            self.gap(after)

    def table(self, table: FlowTable, rows: Sequence[Row], *, keep: Sequence[int] = ()) -> None:
        """`keep`: the rows (by index) that stay with the next one."""
        for i, row in enumerate(rows):
            self._pieces.append(_Piece(table.height(row), None, i in keep, table, row))

    def pages(self, x: float, first: float, later: float, bottom: float) -> list[PageOf]:
        """The pages, each drawn when called. Tops of the first and the later pages, and where they end (mm)."""
        made: list[list[tuple[float, list[_Piece]]]] = [[]]
        y = first
        pieces = list(self._pieces)
        i = 0
        current: FlowTable | None = None
        while i < len(pieces):
            piece = pieces[i]
            top = first if len(made) == 1 else later
            if piece.gap:
                if made[-1]:
                    y += piece.height
                i += 1
                current = None
                continue
            chunk = [piece]
            while chunk[-1].keep and i + len(chunk) < len(pieces):
                chunk.append(pieces[i + len(chunk)])
            need = _needed(chunk, current)
            if piece.row is not None and piece.row.spare and y + need > bottom + 0.05 and y - top > 0.05:
                i += 1
                continue
            if y + need > bottom + 0.05 and y - top > 0.05 and not self._divide(pieces, i, bottom - y, current):
                made.append([])
                y, current = later, None
                continue
            piece = pieces[i]
            if (
                piece.table is not None
                and y + piece.height > bottom + 0.05
                and y - top <= 0.05
                and self._divide(pieces, i, bottom - y, current)
            ):
                piece = pieces[i]
            if piece.table is not None and piece.table is current and made[-1]:
                made[-1][-1][1].append(piece)
            else:
                made[-1].append((y, [piece]))
                y += piece.table.head if piece.table is not None else 0
            current = piece.table
            y += piece.height
            i += 1
        self.end = y
        return [self._page(x, ops, ops_after) for ops, ops_after in zip(made, [*made[1:], []], strict=True)]

    @staticmethod
    def _divide(pieces: list[_Piece], i: int, room: float, current: FlowTable | None) -> bool:
        """Cut a tall row so that its beginning fills the page; False where it had better go to the next page whole."""
        table, row = pieces[i].table, pieces[i].row
        if table is None or row is None:
            return False
        room -= 0 if table is current else table.head
        if room < 26 or pieces[i].height < 40:
            return False
        parts = table.split(row, room)
        if parts is None or table.height(parts[0]) > room + 0.05:
            return False
        pieces[i : i + 1] = [_Piece(table.height(part), None, False, table, part) for part in parts]
        return True

    @staticmethod
    def _page(x: float, ops: list[tuple[float, list[_Piece]]], after: list[tuple[float, list[_Piece]]]) -> PageOf:
        def draw(sheet: Sheet) -> None:
            for y, group in ops:
                table = group[0].table
                if table is None:
                    for piece in group:
                        if piece.draw is not None:
                            piece.draw(sheet, y)
                    continue
                goes_on = bool(after) and after[0][1][0].table is table and group is ops[-1][1]
                table.draw(sheet, x, y, [piece.row for piece in group if piece.row is not None], last=not goes_on)

        return draw


def _needed(chunk: Sequence[_Piece], current: FlowTable | None) -> float:
    total = 0.0
    for piece in chunk:
        if piece.table is not None and piece.table is not current:
            total += piece.table.head
            current = piece.table
        total += piece.height
    return total
