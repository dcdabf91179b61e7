"""Programs coming in: rows of a spreadsheet or lines of a text as blocks with their times. Pure, and a proposal that is shown before it is used.

Understands what people write: "9.00 Incheckning 20 min", "09:00–09:20 Incheckning", "Fika 15", "1 h 30: Grupparbete", and tables with or
without headings.
"""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import dataclass, replace

from verkstad.domain.agenda import AgendaBlock
from verkstad.domain.characters import one_line, shown
from verkstad.domain.errors import Foreign, TooLarge
from verkstad.domain.when import A_DAY, parse_clock, parse_minutes
from verkstad.intake import names
from verkstad.intake.headings import BLOCKS, meaning
from verkstad.intake.sheet import MAX_BYTES, Sheet, from_text

MAX_BLOCKS = 500
USUAL = 15  # minutes of a block that says nothing about its length

_CLOCK = r"(?:kl\.?\s*)?\d{1,2}(?:[.:]\d{2})?"
_RANGE = re.compile(rf"({_CLOCK})\s*(?:[-–—]|till?\b|to\b)\s*({_CLOCK})(?![.:]?\d)\s*", re.IGNORECASE)
_START = re.compile(r"(kl\.?\s*\d{1,2}(?:[.:]\d{2})?|\d{1,2}[.:]\d{2})(?![.:]?\d|%)\s*", re.IGNORECASE)
_LENGTH = (
    r"(?:\d{1,3}(?:[.,]\d)?\s*(?:h|tim(?:mar|me)?\.?|hours?|hrs?)(?:\s*(?:och\s*)?\d{1,2}\s*(?:m|min(?:uter)?)?\b)?"
    r"|\d{1,4}\s*(?:min(?:uter|utes|s|\.)?(?!\w)|m\b|')|en (?:halv)?timme|en kvart|half an hour)"
)
_LAST_LENGTH = re.compile(rf"[\s,:;–—-]*[(\[]?\s*(?:ca\.?\s*|cirka\s*)?({_LENGTH})\s*[)\]]?[.\s]*$", re.IGNORECASE)
_FIRST_LENGTH = re.compile(rf"[(\[]?\s*({_LENGTH})\s*[)\]]?[\s,:;–—-]*", re.IGNORECASE)
_LAST_NUMBER = re.compile(r"(?:[\s,:;–—-]+|\s*[(\[])(\d{1,3})[)\]]?\s*$")
_BULLET = re.compile(r"\s*(?:[•*·▪‣]|[-–]\s|\d{1,2}\)\s|\d{1,2}\.\s)\s*")
_NAMED = re.compile(r"\s*[(\[](?:ansvarig:?\s*|leds av:?\s*|lead:?\s*)?([^()\[\]]{2,60})[)\]]\s*$", re.IGNORECASE)
_ENDS = re.compile(r"(dagen(s)? )?(slut|avslutas|end|finish|hejdå|tack och hej|tack för i dag|hemgång)[.!]?", re.IGNORECASE)
_KINDS = (
    ("break", re.compile(r"\b(fika|paus|rast|lunch|bensträckare|kaffe|frukost|middag|break|coffee|mingel)", re.IGNORECASE)),
    ("opening", re.compile(r"^(in-?\s?checkning|ut-?\s?checkning|välkom|inledning|öppning|avslut|avrundning|summering|sammanfattning|slutord|check-?(in|out)|welcome|opening|closing|wrap|summary)", re.IGNORECASE)),
    ("solo", re.compile(r"\b(enskilt|i par|parvis|bikupa|bikupor|individuell|tyst|in pairs|individual|solo)", re.IGNORECASE)),
    ("group", re.compile(r"\b(gruppvis|grupparbete|gruppövning|gruppdiskussion|i grupp|i grupper|grupper|smågrupper|vid borden|bordsvis|övning|workshop|group work|in groups|breakout|exercise)", re.IGNORECASE)),
    ("plenary", re.compile(r"\b(presentation|genomgång|föreläsning|helgrupp|gemensam|information|redovisning|plenum|återsamling|plenary|lecture|talk)", re.IGNORECASE)),
)  # fmt: skip


@dataclass(frozen=True, slots=True)
class IncomingBlock:
    """One row as a block. `fixed_start` only where the row's time leaves a gap after the one before. `type` "" when nothing tells.

    `problems`: "no-length" (the usual one is proposed), "overlap" (it begins before the one before it ends), "cut".
    """

    row: int
    title: str
    minutes: int = USUAL
    fixed_start: int | None = None
    lead: str = ""
    material: str = ""
    notes: str = ""
    type: str = ""
    problems: tuple[str, ...] = ()


@dataclass(frozen=True, slots=True)
class IncomingProgram:
    """`start`: when the first block begins, minutes since midnight, if anything says so. `passed_over`: lines that are no blocks."""

    start: int | None
    blocks: tuple[IncomingBlock, ...]
    passed_over: tuple[str, ...] = ()


@dataclass(frozen=True, slots=True)
class _Line:
    row: int
    title: str
    start: int | None = None
    end: int | None = None
    minutes: int | None = None
    lead: str = ""
    material: str = ""
    notes: str = ""


def from_clipboard(text: str) -> IncomingProgram:
    """Pasted text as a program. Raises Foreign("empty") when there is nothing in it, TooLarge for more than a day could hold."""
    if len(text) > MAX_BYTES:
        raise TooLarge("bytes", limit=MAX_BYTES, found=len(text))
    text = shown(text).strip("\n")
    if not text.strip():
        raise Foreign("empty")
    if "\t" in text:
        return from_sheet(from_text(text, BLOCKS))
    sheet = from_text(text, BLOCKS) if ";" in text.split("\n")[0] else None
    if sheet is not None and sheet.header_row is not None and len(sheet.columns) > 1:
        return from_sheet(sheet)
    return _program(_text_lines(text))


# ------------------------------------------------------------------------------------------------------------- tables
def from_sheet(sheet: Sheet) -> IncomingProgram:
    """The rows of a table as a program: columns by their headings, else by what stands in them."""
    if len(sheet.rows) > MAX_BLOCKS:
        raise TooLarge("rows", limit=MAX_BLOCKS, found=len(sheet.rows))
    targets = _columns(sheet)
    lines = []
    for number, cells in zip(sheet.numbers, sheet.rows, strict=True):
        found: dict[str, str] = {}
        rest = []
        for target, cell in zip(targets, cells, strict=True):
            if cell and target:
                found[target] = cell
            elif cell:
                rest.append(cell)
        line = _row(number, found, rest)
        if line is not None:
            lines.append(line)
    return _program(lines)


def _columns(sheet: Sheet) -> list[str]:
    targets = [""] * len(sheet.columns)
    claims = []
    for index, heading in enumerate(sheet.columns):
        if known := meaning(heading, BLOCKS):
            claims.append((known[1], index, known[0]))
    for _, index, target in sorted(claims):
        if target not in targets:
            targets[index] = target
    if sheet.header_row is None:
        shapes = (("time", _is_time), ("minutes", _is_length), ("lead", names.looks_like_name))
        for index in range(len(targets)):
            cells = sheet.column(index)
            for target, shape in shapes:
                if cells and target not in targets and sum(shape(c) for c in cells) * 2 > len(cells):
                    targets[index] = target
                    break
    if "title" not in targets:
        free = [i for i, t in enumerate(targets) if not t and sheet.column(i)]
        if free:
            targets[min(free, key=lambda i: (-_filled(sheet, i), i))] = "title"
    return targets


def _filled(sheet: Sheet, column: int) -> int:
    return sum(1 for cell in sheet.column(column) if any(c.isalpha() for c in cell))


def _row(number: int, found: dict[str, str], rest: Sequence[str]) -> _Line | None:
    title = one_line(found.get("title", ""))
    time, minutes = one_line(found.get("time", "")), _length(found.get("minutes", ""))
    start = end = None
    if match := _RANGE.fullmatch(time):
        start, end = parse_clock(match[1]), parse_clock(match[2])
    elif time:
        start = parse_clock(time)
        if start is None or (minutes is None and re.fullmatch(r"\d{1,3}", time) and int(time) > 23):
            start, minutes = None, minutes or _length(time)
    if found.get("end"):
        end = parse_clock(one_line(found["end"]))
    if not title and rest:
        title, rest = one_line(rest[0]), rest[1:]
    if not title:
        return None
    line = _Line(number, title, start, end, minutes)
    if start is None and minutes is None:
        line = _spoken(number, title)
    notes = "\n".join(shown(r).strip() for r in rest)
    return replace(line, lead=line.lead or one_line(found.get("lead", "")), material=_things(found.get("material", "")), notes=notes)


def _length(cell: str) -> int | None:
    cell = one_line(cell)
    return (
        int(cell)
        if re.fullmatch(r"\d{1,4}", cell) and 1 <= int(cell) <= A_DAY
        else parse_minutes(cell.removeprefix("ca "))
        if cell
        else None
    )


def _things(cell: str) -> str:
    """Material as it is kept: one thing a line."""
    return "\n".join(t.strip() for t in re.split(r"[\n;,]", shown(cell)) if t.strip())


def _is_time(cell: str) -> bool:
    return _RANGE.fullmatch(cell) is not None or re.fullmatch(r"\d{1,2}[.:]\d{2}", cell) is not None


def _is_length(cell: str) -> bool:
    return _length(cell) is not None


# ------------------------------------------------------------------------------------------------------------- lines of text
def _text_lines(text: str) -> list[_Line]:
    lines = []
    for number, raw in enumerate(text.split("\n"), 1):
        bare = one_line(raw)
        if not (_START.match(bare) or _RANGE.match(bare)):
            bare = one_line(_BULLET.sub("", bare, count=1))
        if bare:
            lines.append(_spoken(number, bare))
        if len(lines) > MAX_BLOCKS:
            raise TooLarge("rows", limit=MAX_BLOCKS, found=text.count("\n") + 1)
    return lines


def _spoken(number: int, line: str) -> _Line:
    """A line of text: its times and length taken off both ends, a name in brackets as who leads, and the title that is left."""
    start = end = minutes = None
    lead = ""
    rest = line
    if match := _RANGE.match(rest):
        start, end = parse_clock(match[1]), parse_clock(match[2])
        if start is None or end is None or end <= start:
            start = end = None
        else:
            rest = rest[match.end() :]
    if start is None and (match := _START.match(rest)):
        start = parse_clock(match[1])
        if start is not None:
            rest = rest[match.end() :]
    rest = rest.lstrip(" ,:;–—-|")
    for _ in range(2):
        if minutes is None and (match := _LAST_LENGTH.search(rest)) and match.start() > 0:
            minutes, rest = parse_minutes(_tidied(match[1])), rest[: match.start()]
        elif not lead and (match := _NAMED.search(rest)) and match.start() > 0 and names.looks_like_name(match[1]):
            lead, rest = match[1].strip(), rest[: match.start()]
    if minutes is None and (match := _FIRST_LENGTH.match(rest)) and match.end() < len(rest):
        minutes, rest = parse_minutes(_tidied(match[1])), rest[match.end() :]
    if (
        minutes is None
        and end is None
        and (match := _LAST_NUMBER.search(rest))
        and match.start() > 0
        and int(match[1]) % 5 == 0
        and int(match[1])
    ):
        minutes, rest = int(match[1]), rest[: match.start()]
    title = rest.strip(" ,:;–—-|\u00a0")
    return _Line(number, title or line, start, end, minutes, lead)


def _tidied(length: str) -> str:
    return one_line(length.replace("'", " min").rstrip("."))


# ------------------------------------------------------------------------------------------------------------- times together
def _program(lines: Sequence[_Line]) -> IncomingProgram:
    """Lines as blocks: lengths from what they say, else from when the next begins; a start only where there is a gap before it."""
    passed: list[str] = []
    timed = sum(line.start is not None for line in lines)
    mostly_timed = timed >= 2 and timed * 10 >= 5 * len(lines)
    kept: list[_Line] = []
    for line in lines:
        if mostly_timed and line.start is None and line.minutes is None:
            if kept:
                kept[-1] = replace(kept[-1], notes=f"{kept[-1].notes}\n{line.title}".strip())
            else:
                passed.append(line.title)
            continue
        kept.append(line)
    closing = None
    if (
        len(kept) > 1
        and kept[-1].start is not None
        and kept[-1].minutes is None
        and kept[-1].end is None
        and _ENDS.fullmatch(kept[-1].title)
    ):
        closing = kept.pop().start
    blocks: list[IncomingBlock] = []
    first = kept[0].start if kept else None
    clock: int | None = first
    for index, line in enumerate(kept):
        following = kept[index + 1].start if index + 1 < len(kept) else closing
        said = line.minutes
        if said is None and line.start is not None:
            until = line.end if line.end is not None else following
            if until is not None and until > line.start:
                said = until - line.start
        block = _block(line, said)
        if line.start is not None and clock is not None:
            if line.start > clock:
                block = replace(block, fixed_start=line.start)
            elif line.start < clock:
                block = replace(block, problems=(*block.problems, "overlap"))
        begin = line.start if line.start is not None and (clock is None or line.start > clock) else clock
        clock = begin + block.minutes if begin is not None else None
        blocks.append(block)
    return IncomingProgram(first, tuple(blocks), tuple(passed))


_LONGEST = {c.name: c.length for c in AgendaBlock.KIND.columns}


def _block(line: _Line, minutes: int | None) -> IncomingBlock:
    problems = () if minutes else ("no-length",)
    texts = {name: getattr(line, name) for name in ("title", "lead", "material", "notes")}
    if any(len(text) > _LONGEST[name] for name, text in texts.items()):
        problems = (*problems, "cut")
    kept = {name: text[: _LONGEST[name]].rstrip() for name, text in texts.items()}
    kind = next((kind for kind, shape in _KINDS if shape.search(line.title)), "")
    return IncomingBlock(line.row, minutes=min(minutes or USUAL, A_DAY), type=kind, problems=problems, **kept)
