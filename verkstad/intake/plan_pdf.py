"""The text of a PDF as lines with their places, by PDFium. Runs in a worker: the file is from somebody else."""

from __future__ import annotations

import ctypes
from collections.abc import Callable
from typing import Any

from verkstad.domain.errors import Corrupt, Foreign, TooLarge
from verkstad.intake.plan_lines import Line

MAX_PAGES = 400
MAX_LETTERS = 3_000_000
FEW = 3  # letters a page that a scanned document may have without being text
_BREAKS = frozenset("\r\n\x02\ufffe")
_PASSWORD = 4  # FPDF_ERR_PASSWORD

Tell = Callable[[int, int], None]


def lines_of_pdf(data: bytes, tell: Tell | None = None) -> tuple[list[Line], int]:
    """Every line of text in the order of the document, and how many pages there are. Raises Foreign, Corrupt or TooLarge."""
    import pypdfium2 as pdfium

    try:
        document = pdfium.PdfDocument(data)
    except pdfium.PdfiumError as error:
        if getattr(error, "err_code", None) == _PASSWORD or "assword" in str(error):
            raise Foreign("locked-plan") from error
        raise Corrupt("plan") from error
    with document:
        pages = len(document)
        if pages > MAX_PAGES:
            raise TooLarge("pages", limit=MAX_PAGES, found=pages)
        lines: list[Line] = []
        letters = 0
        for at in range(pages):
            try:
                page = document[at]
                found, count = _page_lines(page, at + 1)
                page.close()
            except pdfium.PdfiumError as error:
                raise Corrupt("plan") from error
            lines += found
            letters += count
            if letters > MAX_LETTERS:
                raise TooLarge("letters", limit=MAX_LETTERS)
            if tell is not None:
                tell(at + 1, pages)
    if letters <= FEW * pages:
        raise Foreign("no-text")
    return lines, pages


class _Growing:
    """A line while its letters come."""

    def __init__(self, base: float, size: float, left: float, first: int) -> None:
        self.letters: list[str] = []
        self.base, self.size, self.left, self.right = base, size, left, left
        self.first = self.last = first


def _page_lines(page: Any, number: int) -> tuple[list[Line], int]:
    """The lines of one page, and how many letters it has. A new line begins where PDFium says so, or where the foot of the letters moves."""
    import pypdfium2.raw as raw

    textpage = page.get_textpage()
    whole = textpage.raw
    tall = page.get_height()
    count = min(textpage.count_chars(), MAX_LETTERS + 1)
    x, y = ctypes.c_double(), ctypes.c_double()
    a, b, c, d = (ctypes.c_double() for _each in range(4))
    made: list[Line] = []
    line: _Growing | None = None

    def close(hyphen: bool = False) -> None:
        nonlocal line
        if line is not None:
            text = "".join(line.letters)
            if text.strip():
                made.append(
                    Line(
                        text=text.rstrip() + ("-" if hyphen and not text.rstrip().endswith(("-", "\u00ad")) else ""), page=number,
                        top=tall - line.base, tall=tall, left=line.left, right=line.right, size=round(line.size, 1),
                        bold=_is_bold(raw, whole, line.first) and _is_bold(raw, whole, line.last), hyphen=hyphen,
                    )
                )  # fmt: skip
        line = None

    letters = 0
    for at in range(count):
        code = raw.FPDFText_GetUnicode(whole, at)
        if code == 0 or 0xD800 <= code <= 0xDFFF or code > 0x10FFFF:
            continue
        letter = chr(code)
        if letter in _BREAKS:
            close(letter in "\x02\ufffe")
            continue
        if letter in "\u00a0 \t":
            if line is not None:
                line.letters.append(" ")
            continue
        raw.FPDFText_GetCharOrigin(whole, at, x, y)
        size = raw.FPDFText_GetFontSize(whole, at)
        raw.FPDFText_GetCharBox(whole, at, a, b, c, d)
        height = max(d.value - c.value, 1.0)
        if size <= 1.5:  # the size stands in the matrix
            size = height * 1.35
        if line is not None and abs(y.value - line.base) > max(line.size, size, 4.0) * 0.55:
            close()
        if line is None:
            line = _Growing(y.value, size, a.value, at)
        line.letters.append(letter)
        line.right = max(line.right, b.value)
        line.last = at
        letters += 1
    close()
    textpage.close()
    return made, letters


def _is_bold(raw: Any, whole: Any, at: int) -> bool:
    """By the weight of the letter, or the name of its face: PDFium does not know the weight of every font."""
    if raw.FPDFText_GetFontWeight(whole, at) >= 600:
        return True
    room = ctypes.create_string_buffer(128)
    flags = ctypes.c_int()
    raw.FPDFText_GetFontInfo(whole, at, room, 128, flags)
    return any(word in room.value.lower() for word in (b"bold", b"black", b"heavy"))
