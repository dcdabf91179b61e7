"""Lines of a plan as its items: paragraphs put together, hyphens mended, numbers, bullets and headings told apart. Pure.

Nothing is reworded. What is taken away is only what the page or the layout put there: running heads, numbers of pages, a table of contents,
the hyphen at the end of a line, the bullet before a point. The number before a point is kept beside it.
"""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Sequence
from statistics import median

from verkstad.domain.characters import one_line, shown
from verkstad.domain.errors import TooLarge
from verkstad.domain.personal_data import marks, without
from verkstad.domain.values import frozen, replaced
from verkstad.intake.plan_lines import Line, with_gaps, without_contents, without_furniture

MAX_ITEMS = 2_000
MAX_SAYS = 8_000
MAX_HEADING = 200
FEW = 6  # words that say no more than how somebody is reached


@frozen(kw_only=True)
class IncomingItem:
    """One point on its way in. `contact`: it hardly says more than how somebody is reached. `preamble`: it stands before the first point."""

    says: str
    number: str = ""
    heading: str = ""
    page: int | None = None
    contact: bool = False
    preamble: bool = False


@frozen(kw_only=True)
class IncomingPlan:
    """A document looked through: its items in order, and what was left out of it."""

    title: str
    items: tuple[IncomingItem, ...]
    pages: int | None = None
    source: str = ""
    furniture: int = 0  # running heads, feet and numbers of pages
    contents: int = 0  # lines of a table of contents


def items_of(lines: Sequence[Line], *, pages: int | None = None, title: str = "", source: str = "") -> IncomingPlan:
    """Every paragraph, point and numbered sentence as an item. Raises TooLarge when there are more than anybody sorts."""
    cleaned = [replaced(line, text=_clean(line.text)) for line in lines]
    kept, furniture = without_furniture([line for line in cleaned if line.text])
    kept, contents = without_contents(kept)
    blocks = _headings([block for block in _blocks(with_gaps(kept)) if block.text])
    if not title:
        title = _title(blocks)
    over = title  # what is no heading above the points, since it names the whole
    if not title and (title := _first_line(blocks)):
        if not blocks[0].heading:
            blocks = blocks[1:]
        elif any(block.heading for block in blocks[1:]):
            over = title
    items = _items(blocks, over)
    if len(items) > MAX_ITEMS:
        raise TooLarge("items", limit=MAX_ITEMS, found=len(items))
    return IncomingPlan(
        title=title[:MAX_HEADING], items=_contacts(items), pages=pages, source=source, furniture=furniture, contents=contents
    )


_LIGATURES = str.maketrans({"ﬀ": "ff", "ﬁ": "fi", "ﬂ": "fl", "ﬃ": "ffi", "ﬄ": "ffl", "ﬅ": "st", "ﬆ": "st"})


def _clean(text: str) -> str:
    """Without what cannot be shown; a soft hyphen stays at the end of a line, where it says that the word goes on."""
    ends = text.rstrip().endswith("\u00ad")
    said = one_line(shown(text.replace("\t", " "))).translate(_LIGATURES)
    return said + "\u00ad" if said and ends else said


# ------------------------------------------------------------------------------------------------ one paragraph


@frozen(kw_only=True)
class _Block:
    """A paragraph: its text, what numbers it, and how it looks."""

    text: str
    page: int | None = None
    number: str = ""
    bullet: bool = False
    size: float = 0.0
    bold: bool = False
    heading: int = 0
    lines: int = 1
    before: float = 0.0
    left: float = 0.0
    whole: bool = False


_BULLET = re.compile(r"([•●▪■◦○‣∙·\-–—*\uf0b7\uf0a7\uf0d8\uf02d]|o(?= {1,6}[A-ZÅÄÖ]))\s+(?=\S)")
_STARS = frozenset("•●▪■◦○‣∙·\uf0b7\uf0a7\uf0d8\uf02do")
_NUMBER = re.compile(
    r"(?:§ ?)?(?:(?P<deep>\d{1,3}(?:\.\d{1,3}){1,4})[.):]?|(?P<marked>\d{1,3}|[a-zåäö]|[ivx]{1,5}|[A-ZÅÄÖ])[.)]|\((?P<held>\d{1,3}|[a-zåäö]|[ivx]{1,5})\)|(?P<bare>\d{1,2}))\s+(?=\S)"
)
_ENDS = (".", "!", "?", ":", ";", "…", ".”", ".»", ".)")
_AND = frozenset(("och", "eller", "samt", "respektive", "resp.", "and", "or", "till", "men"))
_WORD = re.compile(r"[^\W\d_]+(?:-[^\W\d_]+)*")
INDENT = 8.0  # points a first line is moved in
LARGER = 1.12  # than the usual letters, from which on a line is a heading
FULL = 0.82  # of the width of the text a line reaches when the next one goes on


def _blocks(lines: Sequence[Line]) -> list[_Block]:
    """The lines put together to paragraphs, each beginning where a number, a bullet, room or a short line says so."""
    if not lines:
        return []
    words = Counter(word.casefold() for line in lines for word in _WORD.findall(line.text))
    wide, usual = _width(lines), _usual(lines)
    made: list[_Block] = []
    held: list[Line] = []
    numbers = _Numbers()
    begun: tuple[str, bool, str] = ("", False, "")

    def close() -> None:
        nonlocal held
        if not held:
            return
        number, bullet, first = begun
        text = joined([first, *(line.text for line in held[1:])], words)
        at = held[0]
        made.append(
            _Block(
                text=text, page=at.page, number=at.number or number, bullet=bullet or at.bullet, size=max(line.size for line in held),
                bold=all(line.bold for line in held), heading=at.heading, lines=len(held), before=at.gap, left=at.left, whole=at.whole,
            )
        )  # fmt: skip
        held = []

    for line in lines:
        last = held[-1] if held else None
        fresh = last is None or line.whole or last.whole or _parted(last, line, wide, usual, inside=len(held) > 1)
        number, bullet, rest = _begins(line, last, fresh=fresh, numbers=numbers)
        if fresh or number or bullet:
            close()
            begun = (number, bullet, rest)
        held.append(line)
    close()
    return made


def _begins(line: Line, last: Line | None, *, fresh: bool, numbers: _Numbers) -> tuple[str, bool, str]:
    """The number and the bullet a line begins with, and what is left of it."""
    if line.number:
        numbers.take(line.number)
        return line.number, line.bullet, line.text
    settled = fresh or (last is not None and last.text.rstrip().endswith(_ENDS))
    if found := _NUMBER.match(line.text):
        number = line.text[: found.end()].strip()
        plain = found["deep"] or found["marked"] or found["held"] or found["bare"]
        follows = numbers.follows(plain)
        marked = bool(found["marked"] or found["held"])
        wanted = follows and (settled or not found["bare"]) if found["bare"] or found["deep"] else settled or follows
        if found["deep"] and fresh and not follows:
            wanted = True
        if found["bare"] and (line.text[found.end() :][:1].islower() or not settled):
            wanted = False  # "12 veckor", "3 mars"
        if wanted and (marked or not _is_date(line.text)):
            numbers.take(plain)
            return number.rstrip(":"), False, line.text[found.end() :]
    if found := _BULLET.match(line.text):
        sure = found[1] in _STARS
        if settled or sure:
            return "", True, line.text[found.end() :]
    return "", line.bullet, line.text


_DATE = re.compile(r"\d{1,2}\.?\s+(?:jan|feb|mar|apr|maj|jun|jul|aug|sep|okt|nov|dec|may|oct)[a-z]*\b|\d{1,2}\.\d{2}\s*[-–]", re.IGNORECASE)


def _is_date(text: str) -> bool:
    return _DATE.match(text) is not None


class _Numbers:
    """The numbers met so far, to tell "3.2" that numbers a sentence from "3.2" that stands in one."""

    def __init__(self) -> None:
        self._at: list[int] = []
        self._letter = ""

    def take(self, number: str) -> None:
        parts = _parts(number)
        if parts:
            self._at, self._letter = parts, ""
        elif number.strip("().").isalpha():
            self._letter = number.strip("().").casefold()

    def follows(self, number: str) -> bool:
        """Whether it is the next, or a first below the last, or the next of one above it."""
        parts = _parts(number)
        if not parts:
            letter = number.casefold()
            if letter in ("a", "i"):
                return True
            return bool(self._letter) and (ord(letter[0]) - ord(self._letter[0]) in (0, 1))
        if not self._at:
            return parts[-1] <= 1 or len(parts) > 1
        if len(parts) > len(self._at):
            return parts[: len(self._at)] == self._at and parts[-1] <= 1
        before = self._at[: len(parts)]
        if parts[:-1] == before[:-1] and 1 <= parts[-1] - before[-1] <= 2:
            return True
        return parts[-1] == 1 and len(parts) <= 2


def _parts(number: str) -> list[int]:
    plain = number.strip("().:§ ")
    return [int(part) for part in plain.split(".")] if plain and all(part.isdigit() for part in plain.split(".")) else []


def _parted(last: Line, line: Line, wide: float, usual: float, *, inside: bool) -> bool:
    """Whether a paragraph ends between two lines that follow one another."""
    if line.heading or last.heading:
        return True
    if last.hyphen or last.text.endswith("\u00ad"):
        return False
    if abs(line.size - last.size) > 0.6 or line.bold != last.bold:
        return True
    if line.page != last.page:
        ended = last.text.rstrip().endswith(_ENDS)
        if not line.size and (ended or not line.text[:1].islower()):
            return True
        return not (_reaches(last, wide) or (wide == 0 and line.text[:1].islower() and not ended))
    if line.gap > 1.3 or (inside and line.tall and line.left > last.left + INDENT):
        return True
    if _reaches(last, wide) or (usual and line.size >= usual * LARGER):
        return False  # a heading of two lines is one
    return last.text.rstrip().endswith(_ENDS) or not line.text[:1].islower() or wide == 0


def _usual(lines: Sequence[Line]) -> float:
    """The size most of the text is in; 0 where the document does not say."""
    sizes = [line.size for line in lines for _each in range(1 + len(line.text) // 20) if line.size]
    return median(sizes) if sizes else 0.0


def _reaches(line: Line, wide: float) -> bool:
    """Whether a line is as long as the text is wide, so that the next one goes on."""
    return wide > 0 and line.right >= wide * FULL


def _width(lines: Sequence[Line]) -> float:
    """Where the text ends to the right; 0 where lines are not broken to a width (plain text with a paragraph a line)."""
    rights = sorted(line.right for line in lines if not line.whole)
    if not rights:
        return 0.0
    if not any(line.tall for line in lines) and rights[-1] > 160:
        return 0.0
    return rights[min(len(rights) - 1, int(len(rights) * 0.95))]


# ------------------------------------------------------------------------------------------------ hyphens


def joined(parts: Sequence[str], words: Counter[str] | None = None) -> str:
    """The lines of one paragraph as one text, words that were divided put together again.

    A hyphen stays where it belongs to the word: after a single letter, capitals or figures ("e-tjänst", "IT-stöd"), before a capital, before
    "och" and the like ("till- och frånval"), and where the document writes the word with it elsewhere.
    """
    text = ""
    for part in parts:
        part = part.strip()
        if not part:
            continue
        text = _joined(text, part, words or Counter()) if text else part
    return text.replace("\u00ad", "")


def _joined(text: str, part: str, words: Counter[str]) -> str:
    if text.endswith("\u00ad"):
        return text[:-1] + part
    if not text.endswith(("-", "\u2010")) or text[-2:-1] in (" ", "", "-", "–"):
        return f"{text} {part}"
    first = re.match(r"[^\W_]+", part)
    last = re.search(r"[^\W_]+(?:-[^\W_]+)*$", text[:-1])
    if first is None or last is None:
        return f"{text} {part}"
    if first[0].casefold() in _AND:
        return f"{text} {part}"
    before, after = last[0], first[0]
    ending = before.rpartition("-")[2]
    kept = len(ending) == 1 or ending.isupper() or any(c.isdigit() for c in ending) or not after[:1].islower()
    whole, divided = (before + after).casefold(), f"{before}-{after}".casefold()
    if not kept:
        kept = words[divided] > words[whole]
    return f"{text[:-1]}-{part}" if kept else f"{text[:-1]}{part}"


# ------------------------------------------------------------------------------------------------ headings and items


def _headings(blocks: Sequence[_Block]) -> list[_Block]:
    """The blocks, those that are headings told so: by the document, by their letters, or a short numbered line with points of its own below."""
    sizes = [block.size for block in blocks for _each in range(block.lines) if block.size]
    body = median(sizes) if sizes else 0.0
    made = []
    for at, block in enumerate(blocks):
        after = blocks[at + 1] if at + 1 < len(blocks) else None
        made.append(replaced(block, heading=block.heading or _level(block, after, body, blocks[at - 1] if at else None)))
    return made


def _level(block: _Block, after: _Block | None, body: float, before: _Block | None) -> int:
    """1 the highest; 0 for no heading."""
    depth = len(_parts(block.number)) or 0
    short = len(block.text) <= 120 and not block.text.rstrip().endswith((".", ";", "!", ","))
    if not short or block.bullet or after is None:
        return 0
    if body and block.size >= body * LARGER:
        return depth or (1 if block.size >= body * 1.5 else 2)
    if body and block.bold and not after.bold:
        return depth or 3
    if depth and (below := _parts(after.number)) and len(below) == depth + 1 and below[:depth] == _parts(block.number):
        return depth
    if not body and not depth and not block.number and not block.whole and len(block.text) <= 80 and block.lines == 1:
        alone = before is None or block.before > 1.3
        if alone and (after.bullet or after.number) and not block.text.rstrip().endswith("?"):
            return 3
    return 0


def _title(blocks: Sequence[_Block]) -> str:
    """What the document calls itself: the largest heading of its first page, when it stands at its beginning."""
    first = [block for block in blocks[:6] if block.heading and not block.number and block.page in (None, 1)]
    return max(first, key=lambda block: block.size).text if first and any(block.size for block in first) else ""


def _first_line(blocks: Sequence[_Block]) -> str:
    """What a document without larger letters calls itself: its first line, where that stands alone before the numbers and headings."""
    if len(blocks) < 2 or blocks[0].page not in (None, 1):
        return ""
    first, rest = blocks[0], blocks[1:]
    alone = first.lines == 1 and len(first.text) <= 120 and not first.text.rstrip().endswith((".", ",", ";", ":", "!", "?", "…"))
    if not alone or first.number or first.bullet or marks(first.text) or any(block.text == first.text for block in rest):
        return ""
    if first.heading and any(0 < block.heading <= first.heading for block in rest):
        return ""  # one chapter of several
    return first.text if any(block.number or block.bullet or block.heading for block in rest) else ""


def _items(blocks: Sequence[_Block], title: str) -> list[IncomingItem]:
    """What stands below the headings, each with the two nearest of them; a heading with nothing below it says something itself."""
    made: list[IncomingItem] = []
    over: list[_Block] = []
    bare = False  # nothing has stood below the last heading yet
    begun = False  # the points have begun
    for block in blocks:
        if block.heading:
            while over and not _stands_over(over[-1], block):
                if bare and over[-1].text != title:
                    made.append(_item(over[-1], _named(over[:-1], title)))
                bare = False
                over.pop()
            over.append(block)
            bare = True
            continue
        bare = False
        held = _item(block, _named(over, title))
        before = not (begun or held.number or held.heading or block.bullet)
        begun = begun or not before
        made += [replaced(held, says=piece, preamble=before) for piece in _bounded(block.text)]
    if sum(bool(item.number) for item in made) < 2:  # nothing is numbered: what stands first is as good a point as the rest
        made = [replaced(item, preamble=False) for item in made]
    if bare and over[-1].text != title:
        made.append(_item(over[-1], _named(over[:-1], title)))
    return made


def _stands_over(above: _Block, block: _Block) -> bool:
    """By the size of the letters where the two differ, else by their numbers, else by the level the document gives them."""
    if above.size != block.size:
        return above.size > block.size
    if above.size and not (above.number and block.number):
        return False
    return above.heading < block.heading


def _named(over: Sequence[_Block], title: str) -> str:
    names = [f"{block.number} {block.text}".strip() for block in over if block.text != title]
    return " › ".join(names[-2:])[:MAX_HEADING].rstrip()


def _item(block: _Block, heading: str) -> IncomingItem:
    return IncomingItem(says=block.text, number=block.number[:40], heading=heading, page=block.page)


def _bounded(says: str) -> list[str]:
    """A text longer than an item holds is parted after a sentence, or a word."""
    pieces = []
    while len(says) > MAX_SAYS:
        at = max(says.rfind(end, 0, MAX_SAYS) + 1 for end in (". ", "! ", "? "))
        at = at if at > MAX_SAYS // 2 else says.rfind(" ", 0, MAX_SAYS)
        at = at if at > 0 else MAX_SAYS
        pieces.append(says[:at].strip())
        says = says[at:].strip()
    return [piece for piece in (*pieces, says) if piece]


def _contacts(items: Sequence[IncomingItem]) -> tuple[IncomingItem, ...]:
    """Those that hardly say more than how somebody is reached, with the bare name before them."""
    told = [bool(marks(item.says)) and len(without(item.says).split()) <= FEW for item in items]
    for at in range(len(items) - 2, -1, -1):
        words = items[at].says.split()
        if told[at + 1] and 1 <= len(words) <= 4 and all(word[:1].isupper() for word in words) and not items[at].number:
            told[at] = True
    return tuple(replaced(item, contact=contact) for item, contact in zip(items, told, strict=True))
