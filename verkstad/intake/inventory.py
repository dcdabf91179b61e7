"""Lists of needs and services coming in: which column is what, and what each cell says. Pure.

sheet = read(data, "inventering.xlsx")    # or from_clipboard(text)
rows = items(sheet, guess(sheet))

Headings are known in Swedish and English, and so are the words for yes, no and how digital something is. A cell that cannot be read is
left out and told; the rest of its row comes in.
"""

from __future__ import annotations

import re
from dataclasses import dataclass

from verkstad.domain.characters import one_line
from verkstad.domain.errors import Foreign, TooLarge
from verkstad.intake.headings import Vocabulary, meaning, plain
from verkstad.intake.sheet import MAX_BYTES, Sheet, from_csv, from_text, from_workbook

MAX_ITEMS = 2_000
ITEMS: Vocabulary = {
    "title": (
        "behovellertjänst", "needorservice", "behov", "tjänst", "need", "service", "titel", "title", "namn", "name", "vad", "what", "rubrik", "etjänst",
        "process", "ärende", "aktivitet",
    ),
    "kind_of": ("typ", "slag", "type", "kind", "vadärdet", "whatisit"),
    "for_whom": ("förvem", "forwhom", "målgrupp", "kund", "kundgrupp", "customer", "whom", "user", "användare"),
    "unit": ("verksamhet", "enhet", "unit", "förvaltning", "avdelning", "department", "operation"),
    "level": ("nivåidag", "idag", "today", "nivå", "level", "leveltoday", "hurdigitalärdetidag", "digitaltidag", "digitaliserat"),
    "can": ("kan", "can", "kandigitaliseras", "kandrivasvidare", "kantasvidare", "möjligt", "canbetakenfurther", "canitbetakenfurther"),
    "should": ("bör", "should", "bördigitaliseras", "bördrivasvidare", "börtasvidare", "shouldit", "ska"),
    "should_why": ("varför", "why", "skäl", "motivering", "reason", "varförellervarförinte", "whyorwhynot"),
    "value": ("nytta", "value", "benefit", "värde", "kundnytta"),
    "effort": ("insats", "effort", "arbete", "ansträngning", "svårighet", "kostnad", "cost"),
    "channel": ("hurmötsdet", "kanal", "channel", "hurdetmötsidag", "howitismettoday", "howisitmettoday"),
    "volume": ("gångerimånaden", "timesamonth", "volym", "antal", "volume", "permånad", "ärendenpermånad", "count"),
    "unresolved": ("andelolösta", "olösta", "unresolved", "unresolvedshare", "procentsomintefårdetgjort", "percentwhodonotgetitdone", "olöstaprocent"),
    "fallback": ("varttvänderdesig", "mänskligväg", "fallback", "whereelse", "wheredotheyturn", "vartvänderdesig", "humanway"),
    "note": ("anteckning", "anteckningar", "kommentar", "note", "notes", "comment", "comments"),
}  # fmt: skip
_WORDS = {
    "kind_of": {
        "need": ("behov", "need"), "service": ("tjänst", "service", "etjänst"), "effort": ("pågåendeinsats", "insats", "effort", "ongoingeffort", "projekt", "project"),
    },
    "level": {
        "none": ("ejdigital", "ejdigitalt", "intedigital", "intedigitalt", "notdigital", "none", "nej", "no", "0", "manuellt", "papper", "paper"),
        "partly": ("delvis", "delvisdigital", "delvisdigitalt", "partly", "partlydigital", "1", "blankett"),
        "digital": ("digital", "digitalt", "heltdigital", "heltdigitalt", "ja", "yes", "2", "fully", "fullydigital"),
    },
    "can": {
        "yes": ("ja", "j", "yes", "y", "x", "1", "true", "sant"), "no": ("nej", "n", "no", "0", "false", "falskt"),
        "unsure": ("osäker", "osäkert", "vetinte", "vetej", "kanske", "unsure", "notsure", "maybe", "?", "unknown"),
    },
}  # fmt: skip
_WORDS["should"] = _WORDS["can"]
_EMPTY = frozenset(("", "-", "\u2013", "\u2014", "ej angivet", "inte angivet", "not stated"))
_SHORT = {"title": 200, "for_whom": 200, "unit": 200, "channel": 200, "fallback": 200, "should_why": 400, "note": 4_000}
_RANGE = {"value": (1, 5), "effort": (1, 5), "unresolved": (0, 100), "volume": (0, 100_000_000)}


@dataclass(frozen=True, slots=True)
class Wrong:
    """A cell that could not be read: the column it should be, and what stood there."""

    column: str
    found: str


@dataclass(frozen=True, slots=True)
class IncomingItem:
    """One row. `said`: what its columns say, by name; `unit` the name of an operation. Without a title it is not usable."""

    row: int
    title: str
    said: tuple[tuple[str, object], ...] = ()
    unit: str = ""
    wrong: tuple[Wrong, ...] = ()

    @property
    def usable(self) -> bool:
        return bool(self.title)


Mapping = tuple[tuple[str, int], ...]
"""What a column holds -> which column, from 0."""


def read(data: bytes, filename: str = "") -> Sheet:
    """A file by what is in it, not by its name: workbook or text in rows. Raises TooLarge, Corrupt, Foreign, NeedsPassphrase."""
    if len(data) > MAX_BYTES:
        raise TooLarge("bytes", limit=MAX_BYTES, found=len(data))
    if data.startswith((b"PK", b"\xd0\xcf\x11\xe0")):
        return _cut(from_workbook(data, ITEMS))
    if not data.strip():
        raise Foreign("empty")
    return _cut(from_csv(data, ITEMS))


def from_clipboard(text: str) -> Sheet:
    """What was copied: cells with tabs between, or one need a line. Raises Foreign when there is nothing."""
    if not text.strip():
        raise Foreign("empty")
    if "\t" not in text and ";" not in text:
        return _cut(from_text(text, ITEMS, delimiter="\t"))  # a comma stands in what people write
    return _cut(from_text(text, ITEMS))


def _cut(sheet: Sheet) -> Sheet:
    if len(sheet.rows) > MAX_ITEMS:
        raise TooLarge("rows", limit=MAX_ITEMS, found=len(sheet.rows))
    return sheet


def guess(sheet: Sheet) -> Mapping:
    """Which column holds what, by the headings; without any the first column is the title."""
    best: dict[str, tuple[int, int]] = {}
    for at, heading in enumerate(sheet.columns):
        known = meaning(heading, ITEMS) if heading else None
        if known is not None and (known[0] not in best or known[1] < best[known[0]][1]):
            best[known[0]] = (at, known[1])
    found = {target: at for target, (at, _sure) in best.items()}
    if "title" not in found and sheet.columns:
        taken = set(found.values())
        free = next((at for at in range(len(sheet.columns)) if at not in taken), None)
        if free is not None:
            found["title"] = free
    return tuple(found.items())


def items(sheet: Sheet, mapping: Mapping) -> tuple[IncomingItem, ...]:
    """Every row that holds something, in the order of the list."""
    at = dict(mapping)
    made = []
    for number, row in zip(sheet.numbers, sheet.rows, strict=True):
        said: dict[str, object] = {}
        wrong: list[Wrong] = []
        for column, index in at.items():
            cell = _unquoted(row[index])
            if column in ("title", "unit") or cell.casefold() in _EMPTY:
                continue
            value = _read(column, cell)
            if value is None:
                wrong.append(Wrong(column, cell[:80]))
            else:
                said[column] = value
        title = one_line(_unquoted(row[at["title"]]))[: _SHORT["title"]] if "title" in at else ""
        unit = one_line(_unquoted(row[at["unit"]]))[: _SHORT["unit"]] if "unit" in at else ""
        made.append(IncomingItem(number, title, tuple(said.items()), "" if unit.casefold() in _EMPTY else unit, tuple(wrong)))
    return tuple(made)


def with_title(mapping: Mapping, at: int) -> Mapping:
    """The same, with another column as the need or service itself."""
    return (*((target, index) for target, index in mapping if target != "title" and index != at), ("title", at))


def _unquoted(cell: str) -> str:
    """A cell that was kept from being taken for a formula, as it was before."""
    return cell[1:] if cell[:1] == "'" and cell[1:2] in ("=", "+", "-", "@", "\t") else cell.strip()


_NUMBER = re.compile(r"(\d{1,9})(?:[.,]0+)?\s*%?", re.ASCII)


def _read(column: str, cell: str) -> object | None:
    if column in _WORDS:
        word = plain(cell) or cell.strip()
        return next((wire for wire, words in _WORDS[column].items() if word in words), None)
    if column in _RANGE:
        found = _NUMBER.fullmatch(cell.replace("\u00a0", "").replace(" ", ""))
        low, high = _RANGE[column]
        return int(found[1]) if found and low <= int(found[1]) <= high else None
    limit = _SHORT[column]
    return cell[:limit] if column == "note" else one_line(cell)[:limit]
