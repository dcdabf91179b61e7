"""The paragraphs of a Word document with their pages, numbers and headings, by the standard library alone. Runs in a worker.

The XML is read as a stream by Expat; a document type or an entity is refused, so that nothing can be fetched or swell. Heads and feet of
pages are parts of their own in the file and are never read. Text that was struck by revision marks is left out, inserted text is kept.
Pages are those Word itself broke when it last laid the document out; a document that was never laid out says no pages.
"""

from __future__ import annotations

import io
import re
import zipfile
import zlib
from xml.parsers import expat

from verkstad.domain.errors import Corrupt, Failure, Foreign, TooLarge
from verkstad.domain.values import replaced
from verkstad.intake.plan_lines import Line

MAX_ENTRIES = 5_000
MAX_INFLATED = 60_000_000  # of the parts that are read, each
MAX_PARAGRAPHS = 40_000
MAX_PAGES = 5_000
MAX_TEXT = 3_000_000
DEEPEST = 200  # levels of elements

_W = "http://schemas.openxmlformats.org/wordprocessingml/2006/main "
_STRICT = "http://purl.oclc.org/ooxml/wordprocessingml/main "
_FALLBACK = "http://schemas.openxmlformats.org/markup-compatibility/2006 Fallback"


def lines_of_docx(data: bytes) -> tuple[list[Line], int | None]:
    """Every paragraph as a line that is whole, and how many pages there are, None when the document does not say."""
    try:
        with zipfile.ZipFile(io.BytesIO(data)) as archive:
            members = archive.infolist()
            if len(members) > MAX_ENTRIES:
                raise TooLarge("entries", limit=MAX_ENTRIES, found=len(members))
            names = {m.filename: m for m in members}
            if "word/document.xml" not in names:
                raise Foreign("not-a-plan")
            if any(m.flag_bits & 1 for m in members):
                raise Foreign("locked-plan")
            styles = _Styles()
            lists = _Lists()
            if "word/styles.xml" in names:
                _parse(_content(archive, names["word/styles.xml"]), styles)
            if "word/numbering.xml" in names:
                _parse(_content(archive, names["word/numbering.xml"]), lists)
            body = _Body(styles, lists)
            _parse(_content(archive, names["word/document.xml"]), body)
    except Failure:
        raise
    except (
        zipfile.BadZipFile,
        zlib.error,
        expat.ExpatError,
        NotImplementedError,
        EOFError,
        OSError,
        ValueError,
        RuntimeError,
        KeyError,
    ) as error:
        raise Corrupt("plan") from error
    if not any(line.text.strip() for line in body.lines):
        raise Foreign("no-text")
    paged = body.page > 1
    return [line if paged else replaced(line, page=None) for line in body.lines], body.page if paged else None


def _content(archive: zipfile.ZipFile, member: zipfile.ZipInfo) -> bytes:
    parts: list[bytes] = []
    left = MAX_INFLATED
    with archive.open(member) as stream:
        while piece := stream.read(1 << 20):
            left -= len(piece)
            if left < 0:
                raise Corrupt("bomb")
            parts.append(piece)
    return b"".join(parts)


class _Reader:
    """What hears the elements of one part; names are those of Word without their namespace, "" for others."""

    def start(self, name: str, said: dict[str, str]) -> None: ...

    def end(self, name: str) -> None: ...

    def data(self, text: str) -> None: ...


def _parse(xml: bytes, reader: _Reader) -> None:
    parser = expat.ParserCreate(namespace_separator=" ")
    parser.buffer_text = True
    depth = 0

    def refuse(*_said: object) -> None:
        raise Corrupt("plan")

    def start(name: str, said: dict[str, str]) -> None:
        nonlocal depth
        depth += 1
        if depth > DEEPEST:
            raise Corrupt("plan")
        reader.start(_own(name), {_own(key): value for key, value in said.items()})

    def end(name: str) -> None:
        nonlocal depth
        depth -= 1
        reader.end(_own(name))

    parser.StartDoctypeDeclHandler = refuse
    parser.EntityDeclHandler = refuse
    parser.StartElementHandler = start
    parser.EndElementHandler = end
    parser.CharacterDataHandler = reader.data
    parser.Parse(xml, True)


def _own(name: str) -> str:
    for space in (_W, _STRICT):
        if name.startswith(space):
            return name[len(space) :]
    return "Fallback" if name == _FALLBACK else ""


def _whole(text: str | None, most: int = 10_000) -> int:
    return int(text) if text is not None and re.fullmatch(r"-?\d{1,6}", text) and int(text) <= most else 0


class _Styles(_Reader):
    """Which styles are headings, on which level, and which number their paragraphs."""

    def __init__(self) -> None:
        self.level: dict[str, int] = {}
        self.numbered: dict[str, tuple[str, int]] = {}
        self.based: dict[str, str] = {}
        self._style, self._list, self._depth = "", "", 0

    def start(self, name: str, said: dict[str, str]) -> None:
        value = said.get("val", "")
        if name == "style":
            self._style, self._list, self._depth = said.get("styleId", ""), "", 0
        elif name == "name" and self._style:
            if found := re.fullmatch(r"(?:heading|rubrik) (\d)", value.casefold()):
                self.level[self._style] = int(found[1])
            elif value.casefold() in ("title", "rubrik"):
                self.level[self._style] = -1
            elif value.casefold().startswith(("toc ", "innehåll")):
                self.level[self._style] = -2
        elif name == "basedOn" and self._style:
            self.based[self._style] = value
        elif name == "outlineLvl" and self._style and _whole(value) < 9:
            self.level.setdefault(self._style, _whole(value) + 1)
        elif name == "ilvl":
            self._depth = _whole(value, 8)
        elif name == "numId":
            self._list = value

    def end(self, name: str) -> None:
        if name == "style":
            if self._style and self._list:
                self.numbered[self._style] = (self._list, self._depth)
            self._style = ""

    def of(self, style: str) -> int:
        for _step in range(10):
            if style in self.level:
                return self.level[style]
            style = self.based.get(style, "")
        return 0

    def list_of(self, style: str) -> tuple[str, int] | None:
        for _step in range(10):
            if style in self.numbered:
                return self.numbered[style]
            style = self.based.get(style, "")
        return None


class _Lists(_Reader):
    """How the lists are numbered, and how far each has come."""

    def __init__(self) -> None:
        self.levels: dict[tuple[str, int], tuple[str, str, int]] = {}  # (abstract list, level) -> format, text, start
        self.of_list: dict[str, str] = {}
        self.styled: dict[str, tuple[str, int]] = {}
        self._abstract, self._level, self._list = "", -1, ""
        self._form, self._text, self._start = "decimal", "", 1
        self._counts: dict[str, list[int]] = {}

    def start(self, name: str, said: dict[str, str]) -> None:
        value = said.get("val", "")
        if name == "abstractNum":
            self._abstract = said.get("abstractNumId", "")
        elif name == "lvl" and self._abstract:
            self._level, self._form, self._text, self._start = _whole(said.get("ilvl"), 8), "decimal", "", 1
        elif name == "numFmt":
            self._form = value
        elif name == "lvlText":
            self._text = value[:40]
        elif name == "start":
            self._start = _whole(value)
        elif name == "num":
            self._list = said.get("numId", "")
        elif name == "abstractNumId" and self._list:
            self.of_list[self._list] = value

    def end(self, name: str) -> None:
        if name == "lvl" and self._abstract and self._level >= 0:
            self.levels[(self._abstract, self._level)] = (self._form, self._text, self._start)
            self._level = -1
        elif name == "abstractNum":
            self._abstract = ""
        elif name == "num":
            self._list = ""

    def next(self, which: str, depth: int) -> tuple[str, bool]:
        """The number of the next paragraph of a list, and whether it is a bullet instead."""
        abstract = self.of_list.get(which, "")
        form, text, _start = self.levels.get((abstract, depth), ("decimal", f"%{depth + 1}.", 1))
        counts = self._counts.setdefault(abstract or which, [])
        while len(counts) <= depth:
            counts.append(self.levels.get((abstract, len(counts)), ("", "", 1))[2] - (1 if len(counts) == depth else 0))
        counts[depth] += 1
        del counts[depth + 1 :]
        if form in ("bullet", "none"):
            return "", form == "bullet"
        said = text
        for at, count in enumerate(counts):
            said = said.replace(f"%{at + 1}", _written(count, self.levels.get((abstract, at), ("decimal", "", 1))[0]))
        return said.strip(), False


def _written(count: int, form: str) -> str:
    if form in ("lowerLetter", "upperLetter") and count > 0:
        letter = chr(ord("a") + (count - 1) % 26)
        return letter if form == "lowerLetter" else letter.upper()
    if form in ("lowerRoman", "upperRoman") and 0 < count < 100:
        roman, left = "", count
        for value, sign in ((90, "xc"), (50, "l"), (40, "xl"), (10, "x"), (9, "ix"), (5, "v"), (4, "iv"), (1, "i")):
            while left >= value:
                roman, left = roman + sign, left - value
        return roman if form == "lowerRoman" else roman.upper()
    return str(count)


class _Body(_Reader):
    """The text of the document, paragraph by paragraph. A row of a table is one paragraph, its cells apart by a dash."""

    def __init__(self, styles: _Styles, lists: _Lists) -> None:
        self.styles, self.lists = styles, lists
        self.lines: list[Line] = []
        self.page = 1
        self._silent = 0  # inside what is not shown
        self._cells: list[str] | None = None
        self._row_page = 1
        self._letters = 0
        self._taking = False
        self._stack: list[tuple[list[str], dict[str, str], int]] = []  # paragraphs under way: a text box stands in one
        self._in_row = 0

    def start(self, name: str, said: dict[str, str]) -> None:
        if name in ("Fallback", "del", "moveFrom", "instrText"):
            self._silent += 1
        if self._silent:
            return
        if name == "p":
            self._stack.append(([], {}, self.page))
        elif name == "tr":
            self._in_row += 1
            if self._in_row == 1:
                self._cells, self._row_page = [], self.page
        elif not self._stack:
            return
        elif name == "t":
            self._taking = True
        elif name == "lastRenderedPageBreak" or (name == "br" and said.get("type") == "page"):
            self._break(rendered=name != "br")
        elif name in ("tab", "br", "cr"):
            self._stack[-1][0].append(" ")
        elif name == "noBreakHyphen":
            self._stack[-1][0].append("-")
        elif name in ("pStyle", "ilvl", "numId", "outlineLvl"):
            self._stack[-1][1].setdefault(name, said.get("val", ""))

    def end(self, name: str) -> None:
        if name in ("Fallback", "del", "moveFrom", "instrText"):
            self._silent -= 1
            return
        if self._silent:
            return
        if name == "t":
            self._taking = False
        elif name == "p" and self._stack:
            self._paragraph(*self._stack.pop())
        elif name == "tr" and self._in_row:
            self._in_row -= 1
            if not self._in_row and self._cells is not None:
                text = " – ".join(cell for cell in self._cells if cell)
                self._cells = None
                if text:
                    self._put(Line(text=text, page=self._row_page, whole=True))

    def data(self, text: str) -> None:
        if self._taking and not self._silent and self._stack:
            self._letters += len(text)
            if self._letters > MAX_TEXT:
                raise TooLarge("letters", limit=MAX_TEXT)
            self._stack[-1][0].append(text)

    def _break(self, *, rendered: bool) -> None:
        """A page ends here. What Word rendered just after a break somebody made is the same break."""
        held, facts, _began = self._stack[-1]
        if rendered and facts.pop("broken", ""):
            return
        self.page = min(self.page + 1, MAX_PAGES)
        if not rendered:
            facts["broken"] = "1"
        if not "".join(held).strip():
            self._stack[-1] = (held, facts, self.page)

    def _paragraph(self, held: list[str], facts: dict[str, str], page: int) -> None:
        text = "".join(held).strip()
        level = self.styles.of(facts.get("pStyle", ""))
        if "outlineLvl" in facts and _whole(facts["outlineLvl"]) < 9:
            level = level or _whole(facts["outlineLvl"]) + 1
        if not text or level == -2:
            return
        number, bullet = self._numbered(facts)
        if self._cells is not None:
            self._cells.append(f"{number} {text}".strip())
            return
        sizes = {-1: 24.0, 1: 18.0, 2: 15.0}
        self._put(
            Line(
                text=text, page=page, whole=True, number=number, bullet=bullet, heading=1 if level == -1 else level,
                size=sizes.get(level, 13.0 if level else 0.0),
            )
        )  # fmt: skip

    def _numbered(self, facts: dict[str, str]) -> tuple[str, bool]:
        which, depth = facts.get("numId", ""), _whole(facts.get("ilvl"), 8)
        if not which:
            found = self.styles.list_of(facts.get("pStyle", ""))
            if found is None:
                return "", False
            which, depth = found
        return self.lists.next(which, depth) if which != "0" else ("", False)

    def _put(self, line: Line) -> None:
        if len(self.lines) >= MAX_PARAGRAPHS:
            raise TooLarge("letters", limit=MAX_PARAGRAPHS)
        self.lines.append(line)
