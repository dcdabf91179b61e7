"""A digital agenda of twenty pages as a PDF, with what a reader must find in it: invented, laid out line by line so that every page is known.

Running heads that differ on left and right pages, "Sida 3 av 20", a table of contents, numbered headings and points, bullets, words divided
at the end of a line, points that go on over the page, and somebody's address at the end.
"""

from __future__ import annotations

import io
import zipfile
from dataclasses import dataclass, field

from reportlab.pdfbase.pdfmetrics import stringWidth
from reportlab.pdfgen.canvas import Canvas

PAGES = 20
WIDE, TALL, LEFT, TOP, FOOT = 595.0, 842.0, 72.0, 90.0, 84.0
ROOM = WIDE - 2 * LEFT
SIZE, LEADING = 11.0, 15.0

AREAS = (
    ("Tillgänglighet", "bygglov och tomtköp"), ("Svar i tid", "frågor till kontaktcentret"), ("Tryggt välfärdsstöd", "hemtjänst och larm"),
    ("Skola och förskola", "placering och frånvaro"), ("Ett gott värdskap", "möten i receptionen"), ("Information som finns", "dokument och arkiv"),
    ("Arbetssätt inåt", "scheman och resor"), ("Säkerhet", "behörigheter och lås"), ("Samverkan", "grannkommunerna"), ("Uppföljning", "mätning och rapport"),
)  # fmt: skip
SENTENCES = (
    "Den som vänder sig till kommunen om {what} ska få ett besked samma dag, även när ärendet kräver fler underlag.",
    "En e-tjänst för {what} prövas tillsammans med invånare innan den införs i hela organisationen.",
    "Medarbetare som möter kunder får tid avsatt för att beskriva hur arbetet med {what} går till i verkligheten.",
    "IT-stöd för {what} upphandlas först när arbetssättet är prövat under minst tolv veckor.",
    "Till- och frånval görs öppet, så att det framgår vad som prioriteras ned när {what} går före.",
    "Handläggningstiderna för {what} redovisas varje månad, uppdelade på verksamhetsområden och kontaktvägar.",
    "Verksamheterna ansvarar gemensamt för att informationen om {what} är begriplig för den som läser den för första gången.",
    "Kommunstyrelsen följer upp {what} två gånger om året och redovisar vad som har förändrats för invånarna.",
    "Digitaliseringsansvarig samordnar kompetensutvecklingen kring {what} i samråd med förvaltningscheferna.",
)


@dataclass
class Agenda:
    """The PDF, and what stands in it: (number, heading, text, page) of every point, in order."""

    data: bytes = b""
    points: list[tuple[str, str, str, int]] = field(default_factory=list)
    divided: int = 0  # words that were divided


def wrapped(text: str, font: str = "Helvetica", size: float = SIZE, room: float = ROOM) -> tuple[list[str], int]:
    """The text in lines, long words divided with a hyphen as a word processor does, and how many were."""
    lines, line, divided = [], "", 0
    words = text.split(" ")
    while words:
        word = words.pop(0)
        tried = f"{line} {word}".strip()
        if stringWidth(tried, font, size) <= room:
            line = tried
            continue
        left = room - stringWidth(f"{line} ", font, size)
        cut = 0
        if "-" in word[1:-2]:
            at = word.index("-", 1) + 1
            cut = at if stringWidth(word[:at], font, size) <= left else 0
        elif len(word.strip(".,")) >= 10:
            for at in range(4, len(word.strip(".,")) - 3):
                if stringWidth(word[:at] + "-", font, size) <= left:
                    cut = at
        if cut:
            head = word[:cut] if word[cut - 1] == "-" else word[:cut] + "-"
            lines.append(f"{line} {head}".strip())
            divided += 1
            words.insert(0, word[cut:])
        else:
            lines.append(line)
            words.insert(0, word)
        line = ""
    return [*lines, line] if line else lines, divided


def agenda() -> Agenda:
    made = Agenda()
    out = io.BytesIO()
    canvas = Canvas(out, pagesize=(WIDE, TALL), invariant=1)
    page, y = 1, TALL - TOP

    def furniture() -> None:
        canvas.setFont("Helvetica", 9)
        head = "Älvdala kommun" if page % 2 else "Digital agenda 2027–2030"
        canvas.drawString(LEFT, TALL - 50, head)
        canvas.drawRightString(WIDE - LEFT, TALL - 50, "KS 2026/0184")
        canvas.drawCentredString(WIDE / 2, 46, f"Sida {page} av {PAGES}")

    def turn() -> None:
        nonlocal page, y
        furniture()
        canvas.showPage()
        page, y = page + 1, TALL - TOP

    def write(text: str, font: str, size: float, leading: float, *, indent: float = 0.0) -> int:
        nonlocal y
        lines, divided = wrapped(text, font, size, ROOM - indent)
        made.divided += divided
        began = 0
        for line in lines:
            if y < FOOT:
                turn()
            began = began or page
            canvas.setFont(font, size)
            canvas.drawString(LEFT + indent, y, line)
            y -= leading
        return began

    write("Digital agenda för Älvdala kommun", "Helvetica-Bold", 24, 30)
    y -= 20
    intro = "Agendan beskriver vad kommunen vill uppnå med digitaliseringen och antas av kommunfullmäktige."
    made.points.append(("", "", intro, write(intro, "Helvetica", SIZE, LEADING)))
    y -= 30
    write("Innehåll", "Helvetica-Bold", 15, 24)
    for at, (area, _what) in enumerate(AREAS, 1):
        write(f"{at} {area} " + "." * 60 + f" {2 * at}", "Helvetica", SIZE, LEADING)
    turn()
    for at, (area, what) in enumerate(AREAS, 1):
        heading = f"{at} {area}"
        write(heading, "Helvetica-Bold", 15, 26)
        for point in range(1, 8):
            said = " ".join(SENTENCES[(at * 3 + point * 2 + n) % len(SENTENCES)].format(what=what) for n in range(6 + (point + at) % 3))
            made.points.append((f"{at}.{point}", heading, said, write(f"{at}.{point} {said}", "Helvetica", SIZE, LEADING)))
            y -= 9
        bullet = f"Ansvar för {what} läggs fast i budgeten."
        made.points.append(("", heading, bullet, write(f"• {bullet}", "Helvetica", SIZE, LEADING, indent=14)))
        y -= 22
    write("Kontakt", "Helvetica-Bold", 15, 26)
    for line in ("Maja Testberg", "maja.testberg@alvdala.example, 0123-45 67 89"):
        made.points.append(("", "Kontakt", line, write(line, "Helvetica", SIZE, LEADING)))
        y -= 9
    while page < PAGES:
        turn()
    furniture()
    canvas.showPage()
    canvas.save()
    made.data = out.getvalue()
    return made


# ------------------------------------------------------------------------------------------------ Word

_HEAD = '<?xml version="1.0" encoding="UTF-8" standalone="yes"?>'
_NS = 'xmlns:w="http://schemas.openxmlformats.org/wordprocessingml/2006/main"'
BREAK = "<w:r><w:lastRenderedPageBreak/></w:r>"


def paragraph(text: str, *, style: str = "", level: int | None = None, before: str = "", inside: str = "") -> str:
    facts = f'<w:pStyle w:val="{style}"/>' if style else ""
    facts += f'<w:numPr><w:ilvl w:val="{level}"/><w:numId w:val="1"/></w:numPr>' if level is not None else ""
    return f'<w:p><w:pPr>{facts}</w:pPr>{before}<w:r><w:t xml:space="preserve">{text}</w:t></w:r>{inside}</w:p>'


def docx(*paragraphs: str, document: str = "", more: dict[str, bytes] | None = None) -> bytes:
    """A Word document of these paragraphs, with headings and one list in levels (1., 1.1)."""
    body = document or f"{_HEAD}<w:document {_NS}><w:body>{''.join(paragraphs)}</w:body></w:document>"
    styles = (
        f'{_HEAD}<w:styles {_NS}><w:style w:type="paragraph" w:styleId="Rubrik1"><w:name w:val="heading 1"/></w:style>'
        '<w:style w:type="paragraph" w:styleId="Rubrik"><w:name w:val="Title"/></w:style></w:styles>'
    )
    levels = "".join(
        f'<w:lvl w:ilvl="{at}"><w:start w:val="1"/><w:numFmt w:val="decimal"/><w:lvlText w:val="{text}"/></w:lvl>'
        for at, text in enumerate(("%1.", "%1.%2"))
    )
    numbering = f'{_HEAD}<w:numbering {_NS}><w:abstractNum w:abstractNumId="0">{levels}</w:abstractNum><w:num w:numId="1"><w:abstractNumId w:val="0"/></w:num></w:numbering>'
    out = io.BytesIO()
    with zipfile.ZipFile(out, "w", zipfile.ZIP_DEFLATED) as archive:
        archive.writestr("[Content_Types].xml", f"{_HEAD}<Types/>")
        archive.writestr("word/document.xml", body)
        archive.writestr("word/styles.xml", styles)
        archive.writestr("word/numbering.xml", numbering)
        archive.writestr("word/header1.xml", f"{_HEAD}<w:hdr {_NS}>{paragraph('Älvdala kommun')}</w:hdr>")
        for name, data in (more or {}).items():
            archive.writestr(name, data)
    return out.getvalue()
