"""People on their way in: a list that was pasted, dropped or opened, shown beside those who are there already, before anything is written.

`preview` asks the library what each row would mean; the page shows it, a person answers, and `chosen` makes the people that
`app.people.import_people` then brings in as one step.
"""

from __future__ import annotations

from collections.abc import Mapping as Answers
from dataclasses import dataclass, replace
from pathlib import PurePath

from verkstad.app.catalogue import catalogue
from verkstad.app.people import NewPerson, PersonLine, directory, own_roles, units
from verkstad.domain.errors import Failure
from verkstad.domain.fields import Id
from verkstad.domain.likeness import Known, Likeness, Register, folded, pairs
from verkstad.files import read_ordinary
from verkstad.intake import people as intake
from verkstad.intake.names import split
from verkstad.intake.people import TARGETS, IncomingPerson, Mapping, Problem, Target
from verkstad.intake.sheet import MAX_BYTES, Note, Sheet, with_headings
from verkstad.storage.library import Reading

SUFFIXES = (".csv", ".tsv", ".txt", ".xlsx", ".xlsm", ".ods", ".xls", ".vcf")
"""Files that may hold a list of people."""

__all__ = [
    "SUFFIXES", "TARGETS", "IncomingPerson", "Mapping", "Newcomer", "Note", "Preview", "Problem", "Sheet", "Target", "chosen", "guess",
    "likeness_of", "pasted", "possible_duplicates", "preview", "read_file", "split_name",
    "with_headings",
]  # fmt: skip


@dataclass(frozen=True, slots=True)
class Newcomer:
    """One row of the list. `like` is somebody who is there already and may be the same; `twice` the row (its number) this one repeats."""

    incoming: IncomingPerson
    role: str = ""  # slug of a shipped role or id of one's own that the row's word means
    like: PersonLine | None = None
    reason: str = ""
    sure: bool = False
    twice: int | None = None
    new_unit: bool = False

    @property
    def row(self) -> int:
        return self.incoming.row

    @property
    def id(self) -> str:
        return str(self.incoming.row)

    @property
    def usable(self) -> bool:
        return self.incoming.usable

    @property
    def proposed(self) -> str:
        """What is proposed for it: "new", "same" (as `like`), or "leave" (nobody in the row, or the same row once more)."""
        if not self.usable or self.twice is not None:
            return "leave"
        return "same" if self.like is not None and self.sure else "new"


@dataclass(frozen=True, slots=True)
class Preview:
    """What a list would bring. `new_units` in the order they come; `emails` and `phones` count the addresses in it."""

    newcomers: tuple[Newcomer, ...]
    new_units: tuple[str, ...]
    emails: int
    phones: int

    @property
    def deciders(self) -> int:
        """How many of those the list brings it says decide."""
        return sum(n.usable and n.incoming.part == "decider" for n in self.newcomers)

    @property
    def alike(self) -> tuple[Newcomer, ...]:
        return tuple(n for n in self.newcomers if n.like is not None and n.twice is None)


def pasted(text: str) -> Sheet:
    """Text from the clipboard as a table. Raises Foreign when there is nothing in it, TooLarge."""
    return intake.from_clipboard(text)


def read_file(path: str) -> Sheet:
    """A file of people as a table. Runs in a worker: what comes from elsewhere is not parsed beside the window. Raises WorldFailure kinds."""
    try:
        return intake.read(read_ordinary(path, MAX_BYTES), PurePath(path).name)
    except Failure as failure:
        failure.facts.setdefault("path", path)
        raise


def guess(sheet: Sheet) -> Mapping:
    """What each column most likely holds."""
    return intake.guess(sheet)


def split_name(name: str) -> tuple[str, str]:
    """(given, family) of a name as typed; a comma puts the family name first."""
    return split(" ".join(name.split()))


# ------------------------------------------------------------------------------------------------ questions


def preview(library: Reading, sheet: Sheet, mapping: Mapping) -> Preview:
    lines = {line.id: line for line in directory(library)}
    there = Register(_known(line) for line in lines.values())
    here = Register()
    known_units = {line.unit_name.casefold() for line in lines.values() if line.unit_name} | {u.name.casefold() for u in units(library)}
    roles = _roles(library)
    new_units: dict[str, str] = {}
    newcomers = []
    for incoming in intake.people(sheet, mapping):
        one = Known(
            str(incoming.row),
            incoming.given,
            incoming.family,
            incoming.email,
            incoming.phone,
            incoming.unit,
            incoming.position or incoming.role,
        )
        likeness = there.like(one) if incoming.usable else None
        before = here.like(one) if incoming.usable else None
        again = before if before is not None and before.sure and before.reason in ("name", "email") else None
        here.add(one)
        unit = incoming.unit.casefold()
        fresh = bool(unit) and unit not in known_units and incoming.usable
        if fresh and again is None:
            new_units.setdefault(unit, incoming.unit)
        role = roles.get(folded(incoming.role), "") if incoming.role else ""
        if incoming.role and not role and incoming.role not in incoming.position:  # a word of their own for a role says what she does
            incoming = replace(incoming, position=", ".join(x for x in (incoming.position, incoming.role) if x))
        newcomers.append(
            Newcomer(
                incoming,
                role,
                lines.get(likeness.id) if likeness else None,
                likeness.reason if likeness else "",
                bool(likeness and likeness.sure),
                int(again.id) if again else None,
                fresh,
            )
        )
    usable = [n.incoming for n in newcomers if n.usable]
    return Preview(tuple(newcomers), tuple(new_units.values()), sum(bool(p.email) for p in usable), sum(bool(p.phone) for p in usable))


def chosen(seen: Preview, answers: Answers[int, str], *, emails: bool = True, phones: bool = True) -> tuple[NewPerson, ...]:
    """The people to bring in. `answers` by row number ("new", "same", "leave"); where none is given, what was proposed holds."""
    people = []
    for newcomer in seen.newcomers:
        answer = answers.get(newcomer.row, newcomer.proposed)
        if answer == "leave" or not newcomer.usable:
            continue
        p = newcomer.incoming
        person = NewPerson(
            given=p.given,
            family=p.family,
            email=p.email if emails else "",
            phone=p.phone if phones else "",
            unit=p.unit,
            role=newcomer.role,
            position=p.position,
            part=p.part,
            answer=p.answer,
            since=p.since,
            until=p.until,
            food=p.food,
            access=p.access,
            existing=newcomer.like.id if newcomer.like is not None and answer == "same" else None,
        )
        if person.existing or any((person.given, person.family, person.email, person.role, person.position, person.unit)):
            people.append(person)
    return tuple(people)


def possible_duplicates(library: Reading) -> tuple[tuple[PersonLine, PersonLine, str], ...]:
    """Entries of the directory that may be one person: (a later one, an earlier one, why)."""
    lines = sorted(directory(library), key=lambda line: line.id)
    by_id = {line.id: line for line in lines}
    return tuple((by_id[later], by_id[found.id], found.reason) for later, found in pairs(map(_known, lines)))


def likeness_of(library: Reading, new: NewPerson) -> tuple[PersonLine, Likeness] | None:
    """Somebody in the directory whom `new` may be."""
    lines: dict[Id, PersonLine] = {line.id: line for line in directory(library)}
    found = Register(map(_known, lines.values())).like(Known("", new.given, new.family, new.email, new.phone, new.unit, new.position))
    return (lines[found.id], found) if found else None


def _roles(library: Reading) -> dict[str, str]:
    """What roles are called, in both languages, folded -> what is kept."""
    named = {folded(role.name): role.id for role in own_roles(library)}
    for role in catalogue().roles():
        for word in (role.name.sv, role.name.en, role.slug):
            named.setdefault(folded(word), role.slug)
    return named


def _known(line: PersonLine) -> Known:
    return Known(line.id, line.given, line.family, line.email, line.phone, line.unit_name, line.position)
