"""A plan on its way in: a PDF, a Word document, plain text or what was pasted, as items with their pages. The file is read by what is in it.

plan = read(data, "handlingsplan.pdf")      # in a worker
plan = from_text(pasted)
"""

from __future__ import annotations

import re
from pathlib import PurePath

from verkstad.domain.errors import Foreign, TooLarge
from verkstad.intake.decoding import decoded
from verkstad.intake.plan_items import IncomingItem, IncomingPlan, items_of
from verkstad.intake.plan_lines import Line
from verkstad.intake.plan_pdf import Tell, lines_of_pdf

MAX_BYTES = 60_000_000
MAX_TEXT = 3_000_000
SUFFIXES = (".pdf", ".docx", ".txt", ".md")

__all__ = ["MAX_BYTES", "SUFFIXES", "IncomingItem", "IncomingPlan", "from_text", "read"]


def read(data: bytes, filename: str = "", tell: Tell | None = None) -> IncomingPlan:
    """A document looked through. Raises Foreign (no text in it, locked, something else), Corrupt or TooLarge; `tell` hears pages read of all."""
    if len(data) > MAX_BYTES:
        raise TooLarge("bytes", limit=MAX_BYTES, found=len(data))
    name = PurePath(filename).name
    if b"%PDF-" in data[:1024]:
        lines, pages = lines_of_pdf(data, tell)
        return _some(items_of(lines, pages=pages, source=name[:200]), name)
    if data.startswith(b"PK"):
        from verkstad.intake.plan_docx import lines_of_docx

        found, count = lines_of_docx(data)
        return _some(items_of(found, pages=count, source=name[:200]), name)
    if data.startswith(b"\xd0\xcf\x11\xe0"):  # Word before 2007, or a Word document behind a password
        raise Foreign("old-plan")
    if not data.strip():
        raise Foreign("empty")
    head = data[:4000]
    if head.count(0) and not data.startswith((b"\xff\xfe", b"\xfe\xff")) and head.count(0) < len(head) // 4:
        raise Foreign("not-a-plan")
    if data.startswith((b"{\\rtf", b"\x89PNG", b"\xff\xd8\xff", b"GIF8")):
        raise Foreign("not-a-plan")
    return _some(from_text(decoded(data).text, source=name[:200]), name)


def from_text(text: str, *, source: str = "") -> IncomingPlan:
    """Plain or pasted text. A form feed is a new page. Raises Foreign("empty") and TooLarge."""
    if len(text) > MAX_TEXT:
        raise TooLarge("letters", limit=MAX_TEXT, found=len(text))
    if not text.strip():
        raise Foreign("empty")
    text = text.replace("\r\n", "\n").replace("\r", "\n")
    pages = text.split("\f")
    while pages and not pages[-1].strip():
        pages.pop()
    lines = []
    for number, page in enumerate(pages, 1):
        lines += _page_of_text(page, number if len(pages) > 1 else None)
    return items_of(lines, pages=len(pages) if len(pages) > 1 else None, source=source)


def _page_of_text(page: str, number: int | None) -> list[Line]:
    rows = page.split("\n")
    made: list[Line] = []
    for at, row in enumerate(rows):
        if not row.strip():
            continue
        left = len(row) - len(row.lstrip())
        heading = re.match(r"(#{1,6})\s+(?=\S)", row.lstrip())
        said = row.strip()[heading.end() :] if heading else row.strip()
        made.append(
            Line(
                text=said, page=number, top=at * 12.0, tall=len(rows) * 12.0 if number is not None else 0.0, left=left, right=len(row.rstrip()),
                heading=len(heading[1]) if heading else 0,
            )
        )  # fmt: skip
    return made


def _some(plan: IncomingPlan, name: str) -> IncomingPlan:
    if not plan.items:
        raise Foreign("no-text", path=name) if name else Foreign("no-text")
    return IncomingPlan(
        title=plan.title or PurePath(name).stem.replace("_", " ")[:200], items=plan.items, pages=plan.pages, source=plan.source,
        furniture=plan.furniture, contents=plan.contents,
    )  # fmt: skip
