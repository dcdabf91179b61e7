"""Somebody's name in other people's texts: where it stands, place by place, and how a place is cleaned for good.

places_with_name(library, person)     what the dialog lists
people.erase_person(tx, person, places, instead="[removed]")     the places that were ticked, with the person's own rows
"""

from __future__ import annotations

from collections.abc import Iterable
from typing import Any

from verkstad.domain.change import History
from verkstad.domain.fields import Id, Kind, Row
from verkstad.domain.grouping import GroupRule, Seat
from verkstad.domain.held import TrackPerson
from verkstad.domain.initiative import Initiative
from verkstad.domain.likeness import standing_for
from verkstad.domain.mandates import Mandate
from verkstad.domain.naming import Finder, Hit, Names
from verkstad.domain.people import Identity, Person
from verkstad.domain.schema import PLACE
from verkstad.domain.values import frozen
from verkstad.domain.workshop import Participation, Workshop
from verkstad.storage.erasing import said_in_log
from verkstad.storage.library import Reading
from verkstad.storage.writing import Transaction

SLUGS = frozenset({("workshop", "template"), ("block", "method"), ("person", "role")})
"""Columns of text that nobody writes: names of templates, methods and roles."""
NOT_WRITTEN = frozenset({"identity", "printed"})  # who is somebody else, and codes


@frozen
class Place:
    """A text that speaks of somebody: a column of a row, what it says, and where in it.

    `title` is what the row calls itself ("" where it has no title), `inside` the workshop or initiative it belongs to. `sure`: a full
    name, an address or a number, that nobody else has. `former`: the text shown does not say it; an earlier wording, a removed row or a
    value that waits for a choice does.
    """

    kind: str
    row: Id
    column: str
    title: str
    inside: str
    text: str
    hits: tuple[Hit, ...]
    sure: bool
    former: bool = False

    @property
    def key(self) -> tuple[Id, str]:
        return self.row, self.column

    def pieces(self, around: int = 32, longest: int = 150) -> tuple[tuple[str, bool], ...]:
        """The text around the hits on one line, in pieces: (words, whether they are a hit). What is left out is an ellipsis."""
        out: list[tuple[str, bool]] = []
        at = used = 0
        for hit in self.hits:
            before = self.text[at : hit.start]
            if len(before) > (2 * around if at else around):
                kept = _from_word(before[-around:])
                before = (_to_word(before[:around]) if at else "") + " … " + kept
            if used and used + len(before) + hit.end - hit.start > longest:
                break
            out += [(before, False), (self.text[hit.start : hit.end], True)]
            used += len(before) + hit.end - hit.start
            at = hit.end
        rest = self.text[at:]
        out.append((rest if len(rest) <= 2 * around else _to_word(rest[: 2 * around]) + " …", False))
        lines = [(_one_line(words), marked) for words, marked in out]
        return tuple((words.lstrip() if n == 0 else words, marked) for n, (words, marked) in enumerate(lines) if words)


def places_with_name(library: Reading, person: Id) -> tuple[Place, ...]:
    """Every text of the library, now or earlier, that speaks of a person; her own rows are not among them. The sure ones first.

    What is typed and not settled is not looked through: settle it before.
    """
    finder, own = _finder(library, person), _own_rows(library, entries_of(library, person))
    titles: dict[Id, tuple[str, str]] = {}

    def place(value: type[Row], row: Id, column: str, text: str, hits: tuple[Hit, ...], former: bool = False) -> Place:
        title, inside = titles.get(row) or titles.setdefault(row, _titles(library, value, row))
        return Place(value.KIND.name, row, column, title, inside, text, hits, any(h.sure for h in hits), former)

    found: list[Place] = []
    for value in library.schema.values:
        kind = library.schema.kind(value)
        columns = written(kind)
        if not columns:
            continue
        for row, *texts in library.columns(value, "id", *columns):
            if row in own or not finder.may_hold("\n".join(filter(None, texts))):
                continue
            for column, text in zip(columns, texts, strict=True):
                if hits := finder.hits(text or ""):
                    found.append(place(value, row, column, text, hits))
    there = {p.key for p in found}
    former: dict[tuple[Id, str], Place] = {}
    for name, row, said in said_in_log(library, finder.may_hold):
        declared = library.schema.kinds.get(name)
        if declared is None or row in own:
            continue
        for column, text in _texts(declared, said):
            if (row, column) not in there and (hits := finder.hits(text)):
                before = former.get((row, column))
                if before is None or not before.sure:
                    former[row, column] = place(declared.value, row, column, text, hits, former=True)
    order = {kind: at for at, kind in enumerate(library.schema.kinds)}
    return tuple(
        sorted((*found, *former.values()), key=lambda p: (not p.sure, p.former, p.inside, order[p.kind], p.title, p.row, p.column))
    )


def entries_of(library: Reading, person: Id) -> tuple[Id, ...]:
    """The person and every entry that was joined with her: they are one, and are erased as one."""
    stands = standing_for(dict(library.columns(Person, "id", "same_as")))
    return (person, *sorted(id for id in stands if id != person and stands[id] == stands.get(person)))


def own_rows(library: Reading, people: Iterable[Id]) -> tuple[Id, ...]:
    """The personal rows of these people, those that were removed too: names and addresses, every time they took part, their mandates."""
    return tuple(_own_rows(library, people))


def clean(tx: Transaction, person: Id, places: Iterable[tuple[Id, str]], instead: str) -> None:
    """What these columns (row, column) have said so far is erased, and what they say now put back with `instead` for the name.

    Call it before the names of the person are erased. Of values that wait for a choice, the one shown is what is left.
    """
    finder, own = _finder(tx, person), _own_rows(tx, entries_of(tx, person))
    by_row: dict[Id, dict[str, None]] = {}
    for row, column in places:
        if row not in own:
            by_row.setdefault(row, {})[column] = None
    for row, columns in by_row.items():
        kind = tx.schema.kinds[tx.kind_of(row) or ""]
        here = tx.get(kind.value, row)
        fields = {f.wire: f for f in map(kind.field_of, columns)}
        kept: dict[str, Any] = {}
        for c in (c for f in fields.values() for c in f.columns if here is not None):
            value = getattr(here, c.name)
            kept[c.name] = finder.cleaned(value, instead)[: c.length] if c.name in columns else value
        for field in fields.values():
            tx.erase(row, field.columns[0].name)
        if here is not None:
            tx.put(tx.need(kind.value, row).with_(**kept))


def written(kind: Kind) -> tuple[str, ...]:
    """The columns of a kind that people write in."""
    if kind.name in NOT_WRITTEN:
        return ()
    return tuple(c.name for c in kind.columns if c.shape in ("text", "prose") and (kind.name, c.name) not in SLUGS)


def _finder(library: Reading, person: Id) -> Finder:
    entries = set(entries_of(library, person))
    mine: list[Names] = []
    others: list[Names] = []
    former: dict[Names, None] = {}
    for id, parent, *names in library.columns(Identity, "id", "parent", "given", "family", "email", "phone"):
        (mine if parent in entries else others).append(Names(*names))
        if parent in entries:
            for head in _said(library, id, "name"):
                if isinstance(head, (list, tuple)) and len(head) == 2 and all(isinstance(part, str) for part in head):
                    former[Names(*head)] = None
    return Finder(mine, others, former=[n for n in former if all((n.given, n.family) != (m.given, m.family) for m in mine)])


def _said(library: Reading, row: Id, name: str) -> list[Any]:
    """Everything a field has said, the undone too."""
    changes = library.history(row)
    return [h.value for h in History(library.schema, changes).said.get(name, {}).values() if not h.erased] if changes else []


def _own_rows(library: Reading, people: Iterable[Id]) -> set[Id]:
    entries = set(people)
    found = {id for value in _BY for column in _BY[value] for id, by in library.columns(value, "id", column) if by in entries}
    by_name = {value.KIND.name: value for value in _BY}
    for kind, row, said in said_in_log(library, lambda text: any(person in text for person in entries), *by_name):
        whose = [(said.get(PLACE) or [None])[0] if column == "parent" else said.get(column) for column in _BY[by_name[kind]]]
        if entries.intersection(filter(None, whose)):
            found.add(row)
    return found


_BY: dict[type[Row], tuple[str, ...]] = {
    Identity: ("parent",), Participation: ("person",), Mandate: ("parent",), Seat: ("person",), GroupRule: ("person", "other"),
    TrackPerson: ("person",),
}  # fmt: skip
"""The personal kinds, and the columns that say whose a row is."""


def _texts(kind: Kind, said: dict[str, Any]) -> Iterable[tuple[str, str]]:
    columns = written(kind)
    if not columns:
        return
    for wire, value in said.items():
        field = kind.field(wire)
        if field is None:
            continue
        values = [value] if field.single else value if isinstance(value, (list, tuple)) else []
        for column, text in zip(field.columns, values, strict=False):
            if column.name in columns and isinstance(text, str):
                yield column.name, text


def _titles(library: Reading, value: type[Row], row: Id) -> tuple[str, str]:
    """What a row calls itself, and the workshop or initiative it is in."""
    here = library.get(value, row)
    title = next(
        (str(told) for name in ("title", "what", "name", "statement", "question", "says") if (told := getattr(here, name, ""))), ""
    )
    scope = library.scope_of(row)
    above = None if scope == row else library.get(Workshop, scope) or library.get(Initiative, scope)
    return _one_line(title)[:120], above.title if above else ""


def _one_line(text: str) -> str:
    kept = " ".join(text.split())
    return (" " if text[:1].isspace() else "") + kept + (" " if kept and text[-1:].isspace() else "")


def _from_word(text: str) -> str:
    return text.partition(" ")[2] or text


def _to_word(text: str) -> str:
    return text.rpartition(" ")[0] or text
