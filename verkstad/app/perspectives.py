"""Whether the four perspectives of a change are represented at its workshop."""

from __future__ import annotations

from verkstad.app.people import participants
from verkstad.app.presence import comes
from verkstad.domain import perspectives
from verkstad.domain.fields import Id
from verkstad.domain.initiative import Initiative
from verkstad.domain.workshop import Workshop
from verkstad.storage.library import Reading


def missing_perspectives(library: Reading, workshop: Id) -> tuple[str, ...]:
    """Of those who come; only a workshop of an initiative is asked."""
    row = library.get(Workshop, workshop)
    if row is None or row.initiative is None or library.get(Initiative, row.initiative) is None:
        return ()
    return perspectives.missing((x.person.role, x.person.meets_customers) for x in participants(library, workshop) if comes(x))
