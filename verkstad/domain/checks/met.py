"""Rules about workshops that are to come. Times are minutes of the day, local."""

from __future__ import annotations

from collections.abc import Iterator

from verkstad.domain.actions import Action
from verkstad.domain.agenda import AgendaBlock, DayTable, timetable, without_break
from verkstad.domain.attending import left_without_decider, settled, there_on
from verkstad.domain.checks.rules import HINT, WARNING, Fact, Look, fact, rule
from verkstad.domain.checks.views import living
from verkstad.domain.dates import iso_date
from verkstad.domain.fields import Id
from verkstad.domain.own_methods import OwnMethod
from verkstad.domain.workshop import Day, Participation, Track, Workshop, comes

SOON = 14
"""Days within which something is to happen after a workshop."""
PERSPECTIVES = (("political", "management"), ("digital_lead",), ("it",), ("operations", "employee", "contact_centre"))
"""Leadership, whoever leads the digitalisation, IT and the operations: shipped roles, any one of each."""
PEOPLE_LEAST = 6
"""Listed participants before a word is said about who is not among them."""


def days_to_come(workshop: Workshop, look: Look) -> tuple[Day, ...]:
    """Those that have not been, also without a date; none once it is closed."""
    if workshop.closed:
        return ()
    return tuple(d for d in look.children(Day, workshop.id) if d.date is None or d.date >= look.today)


def tables(workshop: Workshop, look: Look) -> tuple[DayTable, ...]:
    found = []
    for day in look.view(days_to_come, workshop):
        found.append(timetable(day, look.children(Track, day.id), look.children(AgendaBlock, day.id)))
    return tuple(found)


@rule("V1101", HINT, Workshop, product="workshop without purpose or wanted outcomes", requirements=("001-06",))
def without_purpose(workshop: Workshop, look: Look) -> Fact | None:
    """Once it has a day with a date: before that it is a sketch."""
    if not any(d.date for d in look.view(days_to_come, workshop)):
        return None
    lacks = tuple(name for name, said in (("purpose", workshop.purpose), ("outcomes", workshop.outcomes)) if not said.strip())
    return fact(lacks=lacks) if lacks else None


@rule("V1102", WARNING, Workshop, product="program over time")
def over_time(workshop: Workshop, look: Look) -> Iterator[Fact]:
    for table in look.view(tables, workshop):
        if table.left is not None and table.left < 0:
            yield fact(about=table.day, minutes=-table.left)


@rule("V1103", WARNING, Workshop, product="no break in two hours")
def no_break(workshop: Workshop, look: Look) -> Iterator[Fact]:
    most = look.limit("minutes_without_break", workshop.initiative)
    for table in look.view(tables, workshop):
        stretches = without_break(table, most)
        if stretches:
            yield fact(about=table.day, start=stretches[0][0], end=stretches[0][1], more=len(stretches) - 1)


@rule("V1104", WARNING, Workshop, product="one common result needed and the room too large for the method")
def room_too_large(workshop: Workshop, look: Look) -> Iterator[Fact]:
    """A block is to be done by all in one set, and its exercise is made for fewer. Without a word on sets it is led at several tables."""
    common = [s.block for table in look.view(tables, workshop) for s in table.slots if _is_common(s.block)]
    sizes = dict(look.known.methods) if common else {}
    for block in common:
        own = look.get(OwnMethod, block.method)
        most = own.most if own is not None else sizes.get(block.method)
        people = _people(workshop, look, block.parent)
        if most is not None and people > most:
            yield fact(about=block, people=people, most=most)


def _is_common(block: AgendaBlock) -> bool:
    """All are to do it together: one set is said, and it is on all tracks."""
    return block.sets == 1 and bool(block.method) and block.track is None


@rule("V1105", WARNING, Workshop, product="decision-maker gone when needed")
def nobody_decides(workshop: Workshop, look: Look) -> Iterator[Fact]:
    slots = [s for table in look.view(tables, workshop) for s in table.slots if s.block.needs_decider]
    if slots:
        for slot in left_without_decider(slots, _listed(workshop, look)):
            yield fact(about=slot.block, start=slot.start)


@rule("V1106", HINT, Workshop, requirements=("002-15",))
def perspectives_missing(workshop: Workshop, look: Look) -> Fact | None:
    """Of an initiative's workshop with a day ahead: which of leadership, digitalisation, IT and operations nobody on the list comes from."""
    if not workshop.initiative or not any(d.date for d in look.view(days_to_come, workshop)):
        return None
    listed = [living(p.person, look) for p in look.children(Participation, workshop.id) if comes(p)]
    roles = {p.role for p in listed if p is not None and p.role}
    if len(listed) < PEOPLE_LEAST or not roles:
        return None
    missing = tuple(names[-1] for names in PERSPECTIVES if not roles & set(names))
    return fact(roles=missing) if missing else None


@rule("V1107", WARNING, Workshop, requirements=("001-06",))
def closed_without_promise(workshop: Workshop, look: Look) -> Fact | None:
    """Closed within the last month after work in groups, and nobody has promised anything for the two weeks that followed."""
    if not workshop.closed or iso_date(workshop.closed, 2 * SOON) < look.today:
        return None
    days = look.children(Day, workshop.id)
    if not any(b.type in ("group", "solo") for d in days for b in look.children(AgendaBlock, d.id)):
        return None
    last = iso_date(max([d.date for d in days if d.date and d.date <= workshop.closed], default=workshop.closed), SOON)
    agreed = any(a.owner and a.due and a.due <= last for a in look.children(Action, workshop.id))
    return None if agreed else fact()


def _listed(workshop: Workshop, look: Look) -> tuple[Participation, ...]:
    """Those on the list, each on the days there are."""
    return settled(look.children(Participation, workshop.id), [d.id for d in look.children(Day, workshop.id)])


def _people(workshop: Workshop, look: Look, day: Id | None) -> int:
    """Those on the list who come on a day, or how many are planned for while nobody is listed."""
    listed = _listed(workshop, look)
    if not listed:
        return workshop.expected or 0
    return sum(comes(p) and there_on(p, day) for p in listed)
