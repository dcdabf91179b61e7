"""The register of mandates, and the map of positions: who may decide what, and where insight and mandate are held."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Mapping, Sequence
from dataclasses import dataclass

from verkstad.app.catalogue import catalogue
from verkstad.app.people import PersonLine, person_lines
from verkstad.app.workbench import action
from verkstad.app.workshops import dated, named
from verkstad.domain import mandates as rules
from verkstad.domain.errors import Missing, Refused
from verkstad.domain.fields import Id
from verkstad.domain.initiative import Initiative
from verkstad.domain.mandates import AnyMandate, DecisionType, Mandate, Position, Rating, RoleMandate
from verkstad.domain.people import Person, Role, Unit
from verkstad.i18n import N_, Language
from verkstad.storage.library import Reading
from verkstad.storage.writing import Transaction

AXES = ("insight", "mandate", "drive", "capacity")

# ------------------------------------------------------------------------------------------------ types of decisions


@action(N_("Add type of decision"))
def add_decision_type(tx: Transaction, name: str, *, usual: str = "", customer_facing: bool = False) -> Id:
    """A type of one's own, beside those that are shipped."""
    tx.about(named(name))
    return tx.put(DecisionType(name=named(name), usual=" ".join(usual.split()), customer_facing=customer_facing)).id


@action(N_("Rename type of decision"), settles="decision_type.name")
def rename_decision_type(tx: Transaction, decision_type: Id, name: str) -> None:
    row = tx.need(DecisionType, decision_type)
    tx.about(row.name)
    tx.put(row.with_(name=named(name)))


@action(N_("Say whether it concerns the customer"))
def say_concerns_customers(tx: Transaction, decision_type: Id, concerns: bool) -> None:
    row = tx.need(DecisionType, decision_type)
    tx.about(row.name)
    tx.put(row.with_(customer_facing=concerns))


@action(N_("Remove type of decision"))
def remove_decision_type(tx: Transaction, decision_type: Id) -> None:
    """The mandates that name it go with it."""
    tx.about(tx.need(DecisionType, decision_type).name)
    for kind in (Mandate, RoleMandate):
        for row in tx.where(kind, decision_type=decision_type):
            tx.remove(row.id)
    tx.remove(decision_type)


@dataclass(frozen=True, slots=True)
class TypeLine:
    """A type of decision as lists show it, in one language. `level`: how high a mandate it usually asks for."""

    id: str
    name: str
    usual: str
    customer_facing: bool
    level: int = 2
    own: bool = False


def decision_types(library: Reading, language: Language) -> tuple[TypeLine, ...]:
    """The shipped types in their order, then one's own by the alphabet."""
    code = language.code
    shipped = [TypeLine(d.slug, d.name.of(code), d.usual.of(code), d.customer_facing, d.level) for d in catalogue().decision_types()]
    own = [TypeLine(d.id, d.name, d.usual, d.customer_facing, own=True) for d in library.all(DecisionType)]
    return (*shipped, *sorted(own, key=lambda t: language.sort_key(t.name)))


def decision_name(library: Reading, decision_type: str, language: Language) -> str:
    """What a type of decision is called; a type nobody here knows is named as such."""
    shipped = catalogue().decision_type(decision_type)
    if shipped is not None:
        return shipped.name.of(language.code)
    own = library.get(DecisionType, decision_type)
    return own.name if own is not None else language.gettext("Unknown type of decision")


def customer_facing(library: Reading) -> frozenset[str]:
    """The types of decisions that concern the customer."""
    shipped = {d.slug for d in catalogue().decision_types() if d.customer_facing}
    return frozenset(shipped | {d.id for d in library.where(DecisionType, customer_facing=True)})


# ------------------------------------------------------------------------------------------------ the register


def mandate_of(library: Reading, person: Id, decision_type: str) -> Id | None:
    """The mandate a person has of a type of decision, run out or not."""
    return next((m.id for m in library.children(Mandate, person) if m.decision_type == decision_type), None)


def role_mandate_of(library: Reading, role: str, unit: Id | None, decision_type: str) -> Id | None:
    """The mandate of a role of a type of decision, in just this unit (None: in all)."""
    return next((m.id for m in library.where(RoleMandate, role=role, decision_type=decision_type) if (m.unit or None) == unit), None)


@action(N_("Add mandate"))
def add_mandate(tx: Transaction, person: Id, decision_type: str, level: int = 2, *, limit: str = "") -> Id:
    """What one person may decide. Refused("mandate_there") when she has one of that type: the row is changed instead."""
    tx.need(Person, person)
    _known(tx, decision_type)
    if mandate_of(tx, person, decision_type) is not None:
        raise Refused("mandate_there")
    return tx.put(Mandate(parent=person, decision_type=decision_type, level=_level(level), limit=" ".join(limit.split()))).id


@action(N_("Add mandate of a role"))
def add_role_mandate(tx: Transaction, role: str, unit: Id | None, decision_type: str, level: int = 2, *, limit: str = "") -> Id:
    """What everybody with a role may decide, in one unit or in all. Refused("mandate_there") when that is in the register already."""
    _known_role(tx, role)
    if unit is not None:
        tx.need(Unit, unit)
    _known(tx, decision_type)
    if role_mandate_of(tx, role, unit, decision_type) is not None:
        raise Refused("mandate_there")
    return tx.put(RoleMandate(role=role, unit=unit, decision_type=decision_type, level=_level(level), limit=" ".join(limit.split()))).id


@action(N_("Change what the mandate is about"))
def change_decision_type(tx: Transaction, mandate: Id, decision_type: str) -> None:
    _known(tx, decision_type)
    _put(tx, mandate, decision_type=decision_type)


@action(N_("Change the level of the mandate"))
def change_level(tx: Transaction, mandate: Id, level: int, limit: str | None = None) -> None:
    """Level 0 to 3; `limit` None leaves the limit as it is."""
    row = _mandate(tx, mandate)
    _put(tx, mandate, level=_level(level), limit=row.limit if limit is None else " ".join(limit.split()))


@action(N_("Say who granted it"), settles=("mandate.granted_by", "role_mandate.granted_by"))
def say_granted_by(tx: Transaction, mandate: Id, by: str) -> None:
    _put(tx, mandate, granted_by=" ".join(by.split()))


@action(N_("Name the point in the delegation order"), settles=("mandate.delegation", "role_mandate.delegation"))
def name_delegation(tx: Transaction, mandate: Id, point: str) -> None:
    _put(tx, mandate, delegation=" ".join(point.split()))


@action(N_("Say until when it is valid"))
def valid_until(tx: Transaction, mandate: Id, day: str | None) -> None:
    """The last day; None for as long as nothing else is said."""
    _put(tx, mandate, until=dated(day))


@action(N_("Say whether it can be used"))
def say_able(tx: Transaction, mandates: Sequence[Id], able: bool) -> None:
    """Whether whoever has it also has the system, the time and the knowledge to use it."""
    for mandate in mandates:
        _put(tx, mandate, able=able)


@action(N_("Remove mandate"))
def remove_mandates(tx: Transaction, mandates: Sequence[Id]) -> None:
    for mandate in mandates:
        _mandate(tx, mandate)
        tx.remove(mandate)


@dataclass(frozen=True, slots=True)
class MandateLine:
    """A row of the register. `person` or `role` (with `unit`) has it; `holds` is what the level is worth today."""

    mandate: AnyMandate
    person: PersonLine | None
    role: str
    unit_name: str
    holds: int

    @property
    def id(self) -> Id:
        return self.mandate.id

    @property
    def expired(self) -> bool:
        return self.holds == 0 and bool(self.mandate.level)


def register(library: Reading, today: str) -> tuple[MandateLine, ...]:
    """Every mandate there is, of people and of roles."""
    units = {u.id: u.name for u in library.all(Unit)}
    mandates = library.all(Mandate)
    people = person_lines(library, {m.parent for m in mandates if m.parent})
    lines: list[MandateLine] = []
    for m in mandates:
        line = people.get(m.parent or "")
        lines.append(MandateLine(m, line, line.role if line else "", line.unit_name if line else "", rules.level_on(m, today)))
    for r in library.all(RoleMandate):
        lines.append(MandateLine(r, None, r.role, units.get(r.unit or "", ""), rules.level_on(r, today)))
    return tuple(lines)


def role_word(library: Reading, role: str, language: Language) -> str:
    """What a role is called, shipped or one's own."""
    shipped = catalogue().role(role)
    if shipped is not None:
        return shipped.name.of(language.code)
    own = library.get(Role, role)
    return own.name if own is not None else language.gettext("Unknown role")


# ------------------------------------------------------------------------------------------------ the map of positions


@action(N_("Place the position on the map"))
def place_position(
    tx: Transaction, initiative: Id, role: str, unit: Id | None, *, insight: int | None, mandate: int | None, rater: str = ""
) -> Id:
    """Where `rater` (a table, initials, or nobody) sees a role in a unit: 0 to 3 each, None not said. One place a rater."""
    tx.need(Initiative, initiative)
    _known_role(tx, role)
    if unit is not None:
        tx.need(Unit, unit)
    rater = " ".join(rater.split())
    before = next((r for r in tx.where(Rating, parent=initiative, role=role) if r.unit == unit and r.rater == rater), None)
    row = before or Rating(
        id=tx.derived_id("rating", initiative, role, unit or "", rater), parent=initiative, role=role, unit=unit, rater=rater
    )
    return tx.put(row.with_(insight=_axis(insight), mandate=_axis(mandate))).id


@action(N_("Change a place on the map"))
def change_rating(tx: Transaction, rating: Id, axis: str, value: int | None) -> None:
    """`axis`: "insight", "mandate", "drive" or "capacity"."""
    if axis not in AXES:
        raise ValueError(f"no such axis: {axis}")
    tx.put(tx.need(Rating, rating).with_(**{axis: _axis(value)}))


@action(N_("Take the position off the map"))
def take_position_off(tx: Transaction, initiative: Id, role: str, unit: Id | None) -> None:
    """What every rater has said of it."""
    for row in tx.where(Rating, parent=initiative, role=role):
        if row.unit == unit:
            tx.remove(row.id)


@action(N_("Remove a place on the map"))
def remove_rating(tx: Transaction, rating: Id) -> None:
    """What one rater has said."""
    tx.need(Rating, rating)
    tx.remove(rating)


@dataclass(frozen=True, slots=True)
class PositionLine:
    """A position and what it is called. `people`: how many have the role in that unit (in all when no unit is named)."""

    position: Position
    unit_name: str
    people: int
    ratings: tuple[Rating, ...] = ()

    @property
    def id(self) -> str:
        """What tells positions apart; no row has it."""
        return f"{self.position.role}|{self.position.unit or ''}"


def position_lines(library: Reading, initiative: Id) -> tuple[PositionLine, ...]:
    """The positions that are on the map, then those people have and nobody has placed."""
    units = {u.id: u.name for u in library.all(Unit)}
    ratings = library.where(Rating, parent=initiative)
    placed = rules.positions(ratings)
    count: dict[tuple[str, Id | None], int] = {}
    for role, unit, same_as in library.columns(Person, "role", "unit", "same_as"):
        if role and same_as is None:
            count[role, unit] = count.get((role, unit), 0) + 1
            if unit is not None and any(p.key == (role, None) for p in placed):
                count[role, None] = count.get((role, None), 0) + 1
    by_key: dict[tuple[str, Id | None], list[Rating]] = {}
    for r in ratings:
        by_key.setdefault((r.role, r.unit), []).append(r)
    everywhere = {p.role for p in placed if p.unit is None}
    keys = {p.key for p in placed}
    rest = [
        Position(role, unit, None, None, 0) for role, unit in sorted(count, key=str) if (role, unit) not in keys and role not in everywhere
    ]
    return tuple(PositionLine(p, units.get(p.unit or "", ""), count.get(p.key, 0), tuple(by_key.get(p.key, ()))) for p in (*placed, *rest))


# ------------------------------------------------------------------------------------------------ rules of input


def _mandate(tx: Transaction, mandate: Id) -> AnyMandate:
    found: AnyMandate | None = tx.get(Mandate, mandate) or tx.get(RoleMandate, mandate)
    if found is None:
        raise Missing("row", kind="mandate", id=mandate)
    return found


def _put(tx: Transaction, mandate: Id, **changes: object) -> None:
    row = _mandate(tx, mandate)
    if isinstance(row, Mandate):
        tx.put(row.with_(**changes))
    else:
        tx.put(row.with_(**changes))


def _level(level: int | None) -> int:
    if level not in rules.LEVELS:
        raise Refused("range", low=0, high=3)
    return level


def _axis(value: int | None) -> int | None:
    return None if value is None else _level(value)


def _known(tx: Transaction, decision_type: str) -> None:
    if catalogue().decision_type(decision_type) is None:
        tx.need(DecisionType, decision_type)


def _known_role(tx: Transaction, role: str) -> None:
    if catalogue().role(role) is None:
        tx.need(Role, role)


Levels = tuple[dict[str, int], dict[str, int]]
"""What somebody may decide, and what of it she is able to use: type of decision -> level."""


def levels_of(
    mandates: Iterable[Mandate], role_mandates: Iterable[RoleMandate], today: str, *, joined: Mapping[Id, Id]
) -> Callable[[Person | PersonLine], Levels]:
    """Tells of each person what she may decide; the entries in `joined` (entry -> who it is) count as that one."""
    own: dict[Id, list[Mandate]] = {}
    for m in mandates:
        owner = joined.get(m.parent or "", m.parent or "")
        own.setdefault(owner, []).append(m if m.parent == owner else m.with_(parent=owner))
    roles: dict[str, list[RoleMandate]] = {}
    for r in role_mandates:
        roles.setdefault(r.role, []).append(r)
    alike: dict[tuple[str, Id | None], Levels] = {}  # those with nothing of their own

    def levels(person: Person | PersonLine) -> Levels:
        mine, hers = own.get(person.id, ()), roles.get(person.role, ())
        if not (mine or hers):
            return {}, {}
        found = None if mine else alike.get((person.role, person.unit))
        if found is None:
            who = Person(id=person.id, unit=person.unit, role=person.role)
            found = dict(rules.held_levels(mine, hers, who, today)), dict(rules.held_levels(mine, hers, who, today, usable=True))
            if not mine:
                alike[person.role, person.unit] = found
        return found

    return levels
