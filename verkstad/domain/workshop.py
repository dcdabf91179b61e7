"""A workshop, its days and tracks, and who takes part."""

from __future__ import annotations

from collections.abc import Iterable

from verkstad.domain.fields import Id, Row, choice, date, kind, moment, prose, ref, text, whole

MINUTES_A_DAY = 24 * 60


@kind("workshop", scope="self")
class Workshop(Row):
    """One event: purpose, outcomes wanted, place, and what the invitation says. It stands alone or belongs to an initiative."""

    title: str = text()
    purpose: str = prose(2_000)
    outcomes: str = prose(4_000)  # wanted results, one a line
    place: str = text()
    leads: str = text(300)  # who leads, as the paper says it
    contact: str = text()  # whom to call on the day
    initiative: Id | None = ref("initiative")
    expected: int | None = whole(0, 5_000)  # how many are planned for, until people are listed
    invitation: str = prose(8_000)  # own opening words of the invitation
    before: str = prose(4_000)  # work before the day
    reply_by: str | None = date(when="future")
    language: str = choice("sv", "en", default="sv", meet="latest")  # of its paper
    record_class: str = choice("", "working", "final", default="", meet="latest")
    diary_number: str = text(80, meet="latest")
    template: str = text(80, meet="latest")  # slug of the template it began as
    notes: str = prose()  # mine only
    closed: str | None = date(when="past")  # the day its harvest was said to be done
    axis_x: str = text(60, meet="latest")  # what the two axes of its notes are called; "" for the usual effort and benefit
    axis_y: str = text(60, meet="latest")


@kind("day", parents=("workshop",), ranked=True)
class Day(Row):
    """A day of a workshop. Date and start are one choice: a colleague moves both or neither."""

    date: str | None = date(when="future", together="when")
    start: int | None = whole(0, MINUTES_A_DAY - 1, default=9 * 60, together="when")
    target_end: int | None = whole(0, 2 * MINUTES_A_DAY)  # when it should be over; None: it ends when it ends
    title: str = text(120, meet="latest")


@kind("track", parents=("day",), ranked=True)
class Track(Row):
    """One of several parallel tracks of a day. A block without a track is on all of them: a join."""

    title: str = text(80, meet="latest")
    room: str = text(120)


@kind("participation", parents=("workshop",), personal=True)
class Participation(Row):
    """A person in a workshop. Its id is derived from the two, so that it can exist only once."""

    person: Id | None = ref("person")
    part: str = choice("participant", "lead", "host", "decider", default="participant")
    answer: str = choice("invited", "yes", "no", default="invited")
    attended: str = choice("", "present", "absent", default="")
    present_from: int | None = whole(0, MINUTES_A_DAY)
    present_until: int | None = whole(0, MINUTES_A_DAY)
    present_on: Id | None = ref("day")  # the one day somebody is there; None: every day, and the times hold on each
    substitute_for: Id | None = ref("person")
    food: str = text()
    access: str = text()


def comes(row: Participation) -> bool:
    """Whether somebody is counted on: what is noted at the door goes before what was answered.

    The one rule wherever people are counted. Who gives up her seat has said no or is absent (`gives_up_seat`), so that she and the one who
    comes instead are counted once.
    """
    return row.attended == "present" or (row.attended != "absent" and row.answer != "no")


def reply(row: Participation) -> str:
    """How somebody is counted: "yes", "no", "invited" (no answer yet) or "absent".

    Who is here comes, whatever she answered, and waits for no reminder; who is noted as absent and had not said no is that alone. Each
    seat is one of the four, so that they add up to the list. "yes" and "invited" are those who are counted on (`comes`).
    """
    if row.attended == "present":
        return "yes"
    return "absent" if row.attended == "absent" and row.answer != "no" else row.answer


def seats(rows: Iterable[Participation]) -> tuple[Participation, ...]:
    """A list without those whose seat somebody else has taken: as many as there are seats to count."""
    rows = tuple(rows)
    taken = {r.substitute_for for r in rows if r.substitute_for is not None and comes(r)}
    return tuple(r for r in rows if comes(r) or r.person not in taken)


def gives_up_seat(row: Participation, first: str | None, today: str) -> Participation:
    """What is noted of somebody whose seat another takes: weeks before the first day (ISO, None: not set) a no, from that day on an absence."""
    return row.with_(attended="absent") if first is not None and today >= first else row.with_(answer="no", attended="")


@kind("printed", parents=("workshop", "initiative"))
class Printed(Row):
    """What was put on paper: the sheet, the code on it, how many copies, when. Paper finds its way back by the code."""

    sheet: str = text(80, meet="latest")
    code: str = text(40, meet="latest")
    layout: str = text(80, meet="latest")  # hash of what was laid out
    copies: int | None = whole(0, 10_000, meet="latest")
    at: str | None = moment()
