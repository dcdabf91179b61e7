"""Every kind of row there is. Tables, the whitelist of files and the rules of meeting are derived from this list alone."""

from __future__ import annotations

from verkstad.domain.actions import Action
from verkstad.domain.agenda import AgendaBlock
from verkstad.domain.fields import Row
from verkstad.domain.initiative import Initiative
from verkstad.domain.people import Identity, Person, Role, Unit
from verkstad.domain.workshop import Day, Participation, Printed, Track, Workshop

VALUES: tuple[type[Row], ...] = (
    Initiative,
    Workshop,
    Day,
    Track,
    AgendaBlock,
    Participation,
    Printed,
    Action,
    Unit,
    Role,
    Person,
    Identity,
)
