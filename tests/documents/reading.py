"""Reads finished PDF files and says what is wrong with them: margins, sizes, collisions, fonts, structure."""

from __future__ import annotations

import io
from dataclasses import dataclass, field
from itertools import pairwise
from typing import Any

import pikepdf
import pypdfium2
import pypdfium2.raw as raw
from PIL import ImageChops

MM = 72 / 25.4
EDGE = 5.0 * MM
SMALLEST = 7.0


@dataclass
class Word:
    text: str
    x0: float
    y0: float  # from the bottom
    x1: float
    y1: float
    size: float
    upright: bool = True


def words(data: bytes) -> list[list[Word]]:
    """The words of each page with their boxes in points, from the text layer a reader of the file would see."""
    pages = []
    document = pypdfium2.PdfDocument(data)
    try:
        for page in document:
            text = page.get_textpage()
            pages.append(_page_words(text))
            text.close()
            page.close()
    finally:
        document.close()
    return pages


def _page_words(text: Any) -> list[Word]:
    found: list[Word] = []
    current: Word | None = None
    for i in range(raw.FPDFText_CountChars(text.raw)):
        letter = chr(raw.FPDFText_GetUnicode(text.raw, i))
        if letter.isspace() or letter in "\x00\ufffe":
            current = None
            continue
        left, bottom, right, top = text.get_charbox(i)
        size = raw.FPDFText_GetFontSize(text.raw, i)
        angle = raw.FPDFText_GetCharAngle(text.raw, i)
        upright = abs(angle) < 0.01
        if current is not None and upright and abs(bottom - current.y0) < current.size and -0.4 < (left - current.x1) / current.size < 0.35:
            current.text += letter
            current.x1, current.y0, current.y1 = max(current.x1, right), min(current.y0, bottom), max(current.y1, top)
        else:
            current = Word(letter, left, bottom, right, top, size, upright)
            found.append(current)
    return found


def texts(data: bytes) -> str:
    return "\n".join(" ".join(word.text for word in page) for page in words(data))


def faults_of_layout(data: bytes, *, scale: float = 1.0) -> list[str]:
    """What lies outside the printable area, is too small to read, or collides. `scale`: of the page against its design."""
    bad = []
    document = pypdfium2.PdfDocument(data)
    for number, page in enumerate(document, 1):
        width, height = page.get_size()
        for thing in page.get_objects(max_depth=3):
            left, bottom, right, top = thing.get_bounds()
            if right < left or thing.level:
                continue
            low = EDGE - 0.6
            if left < low or bottom < low or right > width - low or top > height - low:
                bad.append(f"page {number}: something at {left / MM:.1f}, {(height - top) / MM:.1f} mm comes within 5 mm of the edge")
                break
        page.close()
    document.close()
    for number, found in enumerate(words(data), 1):
        small = {round(w.size, 2) for w in found if w.size < SMALLEST - 0.01}
        if small:
            bad.append(f"page {number}: type of {small} points")
        bad += [f"page {number}: {a!r} lies on {b!r}" for a, b in collisions(found)]
    return bad


def collisions(found: list[Word]) -> list[tuple[str, str]]:
    """Pairs of words whose boxes share more than a sliver."""
    hit = []
    flat = sorted((w for w in found if w.upright), key=lambda w: w.y0)
    for i, a in enumerate(flat):
        for b in flat[i + 1 :]:
            if b.y0 >= a.y1:
                break
            across = min(a.x1, b.x1) - max(a.x0, b.x0)
            up = min(a.y1, b.y1) - max(a.y0, b.y0)
            if across > 0.8 and up > 0.45 * min(a.y1 - a.y0, b.y1 - b.y0):
                hit.append((a.text, b.text))
    return hit


@dataclass
class Structure:
    tags: list[str] = field(default_factory=list)  # in reading order
    figures: list[str] = field(default_factory=list)  # their alt texts
    tables: list[set[str]] = field(default_factory=list)  # the tags inside each table
    marked: int = 0


def structure(pdf: pikepdf.Pdf) -> Structure:
    seen = Structure()

    def walk(node: Any, table: set[str] | None) -> None:
        if not isinstance(node, pikepdf.Dictionary):
            seen.marked += 1
            return
        tag = str(node.get("/S", ""))[1:]
        seen.tags.append(tag)
        if table is not None:
            table.add(tag)
        if tag == "Table":
            table = set()
            seen.tables.append(table)
        if tag == "Figure":
            seen.figures.append(str(node.get("/Alt", "")))
        kids = node.get("/K")
        for kid in kids if isinstance(kids, pikepdf.Array) else [kids]:
            if isinstance(kid, pikepdf.Dictionary) and "/S" in kid:
                walk(kid, table)
            else:
                seen.marked += 1

    walk(pdf.Root.StructTreeRoot.K, None)
    return seen


PAINTS = {"Tj", "TJ", "'", '"', "S", "s", "f", "F", "f*", "B", "B*", "b", "b*", "sh", "Do"}


def faults_of_structure(data: bytes) -> list[str]:
    """What a tagged file for everybody must have, and this one lacks."""
    bad = []
    with pikepdf.open(io.BytesIO(data)) as pdf:
        root = pdf.Root
        if not str(root.get("/Lang", "")):
            bad.append("no language")
        if not bool(root.get("/ViewerPreferences", {}).get("/DisplayDocTitle", False)):
            bad.append("the title is not shown")
        if str(root.get("/ViewerPreferences", {}).get("/PrintScaling", "")) != "/None":
            bad.append("the reader may scale it")
        if not str(pdf.docinfo.get("/Title", "")):
            bad.append("no title")
        if "/OutputIntents" not in root or "/Metadata" not in root:
            bad.append("no archive parts")
        if "/Outlines" not in root:
            bad.append("no bookmarks")
        bad += _fonts(pdf)
        seen = structure(pdf)
        headings = [int(tag[1]) for tag in seen.tags if len(tag) == 2 and tag[0] == "H" and tag[1].isdigit()]
        if headings.count(1) != 1:
            bad.append(f"{headings.count(1)} main headings")
        if headings and headings[0] != 1:
            bad.append("does not begin with its main heading")
        bad += [f"heading {b} after {a}" for a, b in pairwise(headings) if b > a + 1]
        if not all(text.strip() for text in seen.figures):
            bad.append("a figure without words")
        bad += [f"a table without headings: {tags}" for tags in seen.tables if "TH" not in tags]
        for number, page in enumerate(pdf.pages, 1):
            bad += [f"page {number}: {fault}" for fault in _unmarked(page)]
    return bad


def _fonts(pdf: pikepdf.Pdf) -> list[str]:
    bad = set()
    for page in pdf.pages:
        for font in (page.resources.get("/Font") or {}).values():
            inner = font.get("/DescendantFonts", [font])[0]
            described = inner.get("/FontDescriptor")
            if described is None or not any(k in described for k in ("/FontFile", "/FontFile2", "/FontFile3")):
                bad.add(f"font not embedded: {font.get('/BaseFont')}")
    return sorted(bad)


def _unmarked(page: Any) -> list[str]:
    """Painting outside marked content, or marks that do not close."""
    depth, bad = 0, []
    for instruction in pikepdf.parse_content_stream(page):
        name = str(instruction.operator)
        if name in ("BMC", "BDC"):
            depth += 1
        elif name == "EMC":
            depth -= 1
        elif name in PAINTS and depth < 1:
            bad.append(f"{name} outside marked content")
            break
        if depth < 0 or depth > 1:
            bad.append(f"marks are {depth} deep")
            break
    return bad if depth == 0 or bad else [*bad, "a mark is left open"]


def is_grey(data: bytes) -> bool:
    """Whether every page is drawn in greys alone."""
    document = pypdfium2.PdfDocument(data)
    grey = True
    for page in document:
        red, green, blue = page.render(scale=0.5).to_pil().convert("RGB").split()
        apart = (ImageChops.difference(red, green), ImageChops.difference(red, blue))
        grey = grey and all(picture.getextrema()[1] <= 2 for picture in apart)
        page.close()
    document.close()
    return grey
