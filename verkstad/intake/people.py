"""Lists of people coming in: what each column holds, and each row as a person with what is wrong about it. Pure.

sheet = read(data, "lista.csv")      # or from_clipboard(text)
mapping = guess(sheet)               # the user changes it: mapping.with_(2, "unit")
incoming = people(sheet, mapping)
"""

from __future__ import annotations

import re
from collections.abc import Callable
from dataclasses import dataclass, replace
from typing import Literal, cast, get_args

from verkstad.domain.characters import one_line, shown
from verkstad.domain.errors import Foreign, TooLarge
from verkstad.domain.fields import Row
from verkstad.domain.people import Identity, Person, Unit
from verkstad.domain.when import parse_clock
from verkstad.domain.workshop import Participation
from verkstad.intake import names
from verkstad.intake.headings import PEOPLE, meaning
from verkstad.intake.parts import answer_of, part_of, part_ticked, without_label
from verkstad.intake.sheet import MAX_BYTES, MAX_ROWS, Note, Sheet, from_csv, from_text, from_workbook
from verkstad.intake.vcard import from_vcards

Target = Literal[
    "given", "family", "name", "email", "phone", "unit", "role", "position", "part", "answer", "since", "until", "food", "access", "ignore"
]
TARGETS: tuple[Target, ...] = get_args(Target)
_SECONDS = re.compile(r"(?<=\d[:.]\d\d)[:.]00$")


@dataclass(frozen=True, slots=True)
class Mapping:
    """What each column of a sheet holds, and whether names in one column put the family name first without a comma."""

    targets: tuple[Target, ...]
    family_first: bool = False

    def with_(self, column: int, target: Target) -> Mapping:
        """The same mapping with one column changed; a column that held the same before is now left out."""
        moved: list[Target] = ["ignore" if t == target and t != "ignore" else t for t in self.targets]
        moved[column] = target
        return replace(self, targets=tuple(moved))

    def column(self, target: Target) -> int | None:
        return self.targets.index(target) if target in self.targets else None

    @property
    def missing(self) -> tuple[Target, ...]:
        """What one would expect in a list of people and no column holds: "name", "unit", "email"."""
        named = {"name", "given", "family"} & set(self.targets)
        wanted: tuple[Target, ...] = ("unit", "email")
        absent = tuple(t for t in wanted if t not in self.targets)
        return absent if named else ("name", *absent)


@dataclass(frozen=True, slots=True)
class Problem:
    """What is wrong with a row: "empty" (nobody in it), "email" (no address), "phone", "cut" (longer than is kept), "name-from-email" (guessed),
    "answer" (neither yes nor no), "time" (no time of day), "span" (gone before she has come), "replaced" (holds characters that could not be read). `found` is what stood there."""

    reason: str
    target: Target
    found: str = ""


@dataclass(frozen=True, slots=True)
class IncomingPerson:
    """One row as a person. `row` is its number in the file. Anything may be "": a person can be a position and a unit without a name.

    `part` is what the list says she does in the workshop: "decider", "host", or "" where it says nothing. `answer` is "yes", "no" or "";
    `since` and `until` are minutes since midnight.
    """

    row: int
    given: str = ""
    family: str = ""
    email: str = ""
    phone: str = ""
    unit: str = ""
    role: str = ""
    position: str = ""
    part: str = ""
    answer: str = ""
    since: int | None = None
    until: int | None = None
    food: str = ""
    access: str = ""
    problems: tuple[Problem, ...] = ()

    @property
    def name(self) -> str:
        return f"{self.given} {self.family}".strip()

    @property
    def usable(self) -> bool:
        """Whether there is anybody: a name, an address, or a position or role to fill."""
        return bool(self.given or self.family or self.email or self.position or self.role)


def read(data: bytes, filename: str = "") -> Sheet:
    """A file of people by what is in it, not by its name: workbook, vCard, or text in rows. Raises TooLarge, Corrupt, Foreign, NeedsPassphrase."""
    if len(data) > MAX_BYTES:
        raise TooLarge("bytes", limit=MAX_BYTES, found=len(data))
    if data.startswith((b"PK", b"\xd0\xcf\x11\xe0")):
        return from_workbook(data, PEOPLE)
    if re.match(rb"(\xef\xbb\xbf)?\s*begin:vcard", data[:200].lower()) or data[:400].replace(b"\0", b"").lower().lstrip(
        b"\xff\xfe \r\n"
    ).startswith(b"begin:vcard"):
        return from_vcards(data)
    if not data.strip():
        raise Foreign("empty")
    sheet = from_csv(data, PEOPLE)
    if filename.casefold().endswith((".csv", ".tsv", ".tab")) or len(sheet.columns) > 1:
        return sheet
    from verkstad.intake.decoding import decoded

    return replace(from_clipboard(decoded(data).text), encoding=sheet.encoding, notes=sheet.notes)


# ------------------------------------------------------------------------------------------------------------- the clipboard
_ADDRESSEE = re.compile(
    r"""\s*(?:"(?P<quoted>[^"]{0,200})"|(?P<bare>[^"<>;\n]{0,200}?))\s*<\s*(?:mailto:)?(?P<email>[^<>\s]{3,254})\s*>\s*(?:[;,\n]|$)"""
)


def from_clipboard(text: str) -> Sheet:
    """Pasted text: cells of a spreadsheet, addressees of a mail, or a name or position a line."""
    if len(text) > MAX_BYTES:
        raise TooLarge("bytes", limit=MAX_BYTES, found=len(text))
    text = text.replace("\r\n", "\n").replace("\r", "\n").strip("\n")
    if not text.strip():
        raise Foreign("empty")
    if text[:400].lstrip().casefold().startswith("begin:vcard"):
        return from_vcards(text.encode("utf-8", "replace"))
    if "\t" not in text and "@" in text and (found := _addressees(text)):
        return found
    sheet = from_text(text, PEOPLE)
    if sheet.header_row is not None or "\t" in text:
        return sheet
    return _lines(text)


def _addressees(text: str) -> Sheet | None:
    """ "Anna Andersson <anna@x.se>; bo@x.se, ..." as columns name and email; None when the text is something else."""
    rows: list[tuple[str, str]] = []
    at = 0
    while at < len(text):
        match = _ADDRESSEE.match(text, at)
        if match:
            name = (match["quoted"] if match["quoted"] is not None else match["bare"]).strip(" ,;'")
            rows.append((name, match["email"]))
            at = match.end()
        else:
            end = min((i for i in (text.find(mark, at) for mark in ";,\n") if i >= 0), default=len(text))
            piece = text[at:end].strip(" <>'")
            if piece and not names.is_email(piece):
                return None
            if piece:
                rows.append(("", piece))
            at = end + 1
        if len(rows) > MAX_ROWS:
            raise TooLarge("rows", limit=MAX_ROWS, found=text.count("@"))
    if not rows:
        return None
    cells: list[tuple[str, ...]] = []
    for name, email in rows:
        aside = re.fullmatch(r"(.*?)\s*\(([^()]*)\)\s*", name)
        who, unit = (aside[1], aside[2]) if aside else (name, "")
        who = "" if names.is_email(who) else who
        cells.append((one_line(who), one_line(email), one_line(unit)))
    columns = ("name", "email", "unit") if any(c[2] for c in cells) else ("name", "email")
    return Sheet(columns, tuple(c[: len(columns)] for c in cells), tuple(range(1, len(cells) + 1)), None, delimiter=";")


def _lines(text: str) -> Sheet:
    """One person a line, its parts after commas, semicolons or bars: each part is put in a column by what it looks like."""
    order: tuple[Target, ...] = ("family", "given", "name", "position", "role", "unit", "email", "phone")
    rows: list[dict[Target, str]] = []
    numbers: list[int] = []
    for number, line in enumerate(text.split("\n"), 1):
        line = one_line(re.sub(r"^\s*(?:[-–•*·]|\d{1,3}[.)])\s+", "", line[:4_000]))
        if not line:
            continue
        if len(rows) >= MAX_ROWS:
            raise TooLarge("rows", limit=MAX_ROWS, found=text.count("\n") + 1)
        rows.append(_parts(line))
        numbers.append(number)
    used = [target for target in order if any(target in row for row in rows)]
    return Sheet(tuple(used), tuple(tuple(row.get(t, "") for t in used) for row in rows), tuple(numbers), None, notes=(Note("no-header"),))


def _parts(line: str) -> dict[Target, str]:
    found: dict[Target, str] = {}
    if match := names.EMAIL.search(line):
        found["email"] = match[0]
        line = (line[: match.start()] + line[match.end() :]).replace("<>", "")
    parts = [p.strip() for p in re.split(r"[,;|]|\s[–-]\s", line) if p.strip(" <>")]
    if told := [p for p in parts if part_of(p)[0] or without_label(p) != p]:
        found["role"] = ", ".join(without_label(p) for p in told)
        parts = [p for p in parts if p not in told]
    single = [p for p in parts if len(p.split()) == 1 and p[0].isupper() and not names.is_position(p) and not names.is_unit(p)]
    if len(parts) >= 2 and parts[:2] == single[:2] and (names.is_given(parts[1]) or names.is_family(parts[0]) or len(parts) == 2):
        found["name"] = f"{parts[0]}, {parts[1]}"
        parts = parts[2:]
    elif parts and not names.is_position(parts[0]) and not (names.is_unit(parts[0]) and len(parts) > 1) and not names.is_phone(parts[0]):
        found["name"] = parts.pop(0)
    for part in parts:
        target: Target = "phone" if names.is_phone(part) else "position" if names.is_position(part) and "position" not in found else "unit"
        if target == "unit" and "unit" in found and "position" not in found:
            target = "position"
        found[target] = f"{found[target]}, {part}" if target in found else part
    return found


# ------------------------------------------------------------------------------------------------------------- columns
def guess(sheet: Sheet) -> Mapping:
    """What each column most likely holds: by its heading, else by what stands in it. Each target once; the surest heading wins."""
    targets: list[Target] = ["ignore"] * len(sheet.columns)
    claims: list[tuple[int, int, Target]] = []
    for index, heading in enumerate(sheet.columns):
        if heading in TARGETS:
            claims.append((-1, index, heading))
        elif (found := meaning(heading, PEOPLE)) and _holds(found[0], sheet.column(index)):
            claims.append((found[1], index, cast(Target, found[0])))
    for _, index, target in sorted(claims):
        if target not in targets:
            targets[index] = target
    if "given" in targets and "family" in targets and "name" in targets:
        targets[targets.index("name")] = "ignore"
    claimed = {index for _, index, _ in claims}
    for index, heading in enumerate(sheet.columns):
        if index not in claimed and (not heading or sheet.header_row is None):
            target = _by_content(sheet.column(index))
            if target != "ignore" and target not in targets and not (target == "name" and {"given", "family"} & set(targets)):
                targets[index] = target
    if not {"name", "given", "family"} & set(targets):
        _guess_single_words(sheet, targets)
    name = targets.index("name") if "name" in targets else None
    return Mapping(tuple(targets), name is not None and names.family_first(sheet.column(name)))


def _holds(target: str, cells: tuple[str, ...]) -> bool:
    """A column called "Från" holds times of day only where most of its cells are: else it says where somebody comes from."""
    if target in ("since", "until"):
        return sum(_clock(cell) is not None for cell in cells) * 2 >= len(cells)
    return target != "answer" or sum(answer_of(cell) is not None for cell in cells) * 2 >= len(cells)


def _clock(text: str) -> int | None:
    return parse_clock(_SECONDS.sub("", text))


_SHAPES: tuple[tuple[Target, Callable[[str], bool]], ...] = (
    ("email", names.is_email),
    ("phone", names.is_phone),
    ("position", names.is_position),
    ("unit", names.is_unit),
    ("name", names.looks_like_name),
)


def _by_content(cells: tuple[str, ...]) -> Target:
    if not cells:
        return "ignore"
    for target, shape in _SHAPES:
        if sum(shape(cell) for cell in cells) * 2 > len(cells):
            return target
    return "ignore"


def _guess_single_words(sheet: Sheet, targets: list[Target]) -> None:
    """Two columns of single capitalised words without headings are the two parts of a name; common given names tell which is which."""
    free = [
        i
        for i in range(len(sheet.columns))
        if targets[i] == "ignore"
        and (cells := sheet.column(i))
        and (sheet.header_row is None or not sheet.columns[i])
        and sum(names.is_name_part(c) for c in cells) * 10 > 8 * len(cells)
    ]
    if len(free) >= 2:
        first, second = free[0], free[1]
        lean = sum(names.is_given(c) - names.is_family(c) for c in sheet.column(first)) - sum(
            names.is_given(c) - names.is_family(c) for c in sheet.column(second)
        )
        targets[first], targets[second] = ("family", "given") if lean < 0 else ("given", "family")
    elif free and sheet.header_row is None:
        targets[free[0]] = "name"


# ------------------------------------------------------------------------------------------------------------- rows
def people(sheet: Sheet, mapping: Mapping) -> tuple[IncomingPerson, ...]:
    """Each row as a person, in the order of the file, with what is wrong about it. Rows with nobody in them are there too, not `usable`."""
    return tuple(_person(number, row, mapping, sheet.columns) for number, row in zip(sheet.numbers, sheet.rows, strict=True))


def _person(number: int, row: tuple[str, ...], mapping: Mapping, headings: tuple[str, ...]) -> IncomingPerson:
    values: dict[str, str] = {}
    times: dict[str, int] = {}
    problems: list[Problem] = []
    role_said = ""
    for target, cell, heading in zip(mapping.targets, row, headings, strict=True):
        if target == "ignore" or not cell:
            continue
        text = one_line(cell)
        if "\ufffd" in text:
            problems.append(Problem("replaced", target, text[:80]))
        if target == "name":
            values["given"], values["family"] = names.split(text, reversed_=mapping.family_first)
        elif target in ("since", "until"):
            at = _clock(text)
            if at is None:
                problems.append(Problem("time", target, text[:80]))
            else:
                times[target] = at
        elif target == "answer":
            told = answer_of(text)
            if told is None:
                problems.append(Problem("answer", target, text[:80]))
            values["answer"] = told or ""
        elif target == "part":
            values["part"] = part_ticked(heading, text) or values.get("part", "")
        elif target in ("role", "position"):
            part, rest = part_of(text)
            values["part"] = values.get("part") or part
            values[target] = rest if target == "role" else text  # a title stays as it is written
            role_said = text if target == "role" else role_said
        else:
            values[target] = text
    if email := values.get("email"):
        match = names.EMAIL.search(email)
        if match is None or (match[0] != email and not email.casefold().startswith("mailto:")):
            problems.append(Problem("email", "email", email[:80]))
        values["email"] = match[0] if match else ""
    if (phone := values.get("phone")) and not 5 <= sum(c.isdigit() for c in phone) <= 15:
        problems.append(Problem("phone", "phone", phone[:80]))
    if not values.get("given") and not values.get("family") and values.get("email"):
        given, family = names.from_email(values["email"])
        if given:
            values["given"], values["family"] = given, family
            problems.append(Problem("name-from-email", "name", values["email"]))
    if not any(values.get(x) for x in ("given", "family", "email", "position", "role")):
        values["role"] = role_said  # what she does is all that is known of her
    for target in cast(tuple[Target, ...], tuple(values)):
        longest = _length(target)
        if len(values[target]) > longest:
            problems.append(Problem("cut", target, values[target][:80]))
            values[target] = values[target][:longest].rstrip()
    since, until = times.get("since"), times.get("until")
    if since is not None and until is not None and until <= since:
        problems.append(Problem("span", "until", f"{since // 60:02}.{since % 60:02}–{until // 60:02}.{until % 60:02}"))
        until = None
    person = IncomingPerson(number, **values, since=since, until=until, problems=tuple(problems))
    return person if person.usable else replace(person, problems=(*problems, Problem("empty", "name", shown(" ".join(row))[:80])))


_KEPT_IN: tuple[tuple[type[Row], str, str], ...] = (
    (Identity, "given", "given"),
    (Identity, "family", "family"),
    (Identity, "email", "email"),
    (Identity, "phone", "phone"),
    (Unit, "name", "unit"),
    (Person, "position", "position"),
    (Participation, "food", "food"),
    (Participation, "access", "access"),
)


def _length(target: str) -> int:
    """How long what a column holds may be: as the value that will keep it declares."""
    for value, column, name in _KEPT_IN:
        if name == target:
            return next(c.length for c in value.KIND.columns if c.name == column)
    return 120
