"""Who may decide something today, by the register: what an insight or a question needs of whoever has it."""

from __future__ import annotations

from collections.abc import Mapping

from verkstad.app.mandates import levels_of
from verkstad.domain.fields import Id
from verkstad.domain.flowing import DECIDES
from verkstad.domain.mandates import Mandate, RoleMandate
from verkstad.domain.people import Person
from verkstad.storage.library import Reading


def decides(library: Reading, person: Id | None, today: str) -> bool:
    """Whether somebody may decide at least one thing: a mandate of level 2 or 3 of her own or of her role, that has not run out."""
    row = library.get(Person, person) if person else None
    if row is None:
        return False
    levels, _usable = levels_of(
        library.children(Mandate, row.id), library.where(RoleMandate, role=row.role) if row.role else (), today, joined={}
    )(row)
    return max(levels.values(), default=0) >= DECIDES


def deciders(library: Reading, today: str) -> Mapping[Id, tuple[str, ...]]:
    """Everybody who may decide something -> the types of decisions, in the order of the register."""
    held = levels_of(library.all(Mandate), library.all(RoleMandate), today, joined={})
    found: dict[Id, tuple[str, ...]] = {}
    for person in library.all(Person):
        levels, _usable = held(person)
        may = tuple(kind for kind, level in levels.items() if level >= DECIDES)
        if may and person.same_as is None:
            found[person.id] = may
    return found
