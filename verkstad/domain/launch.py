"""The launch inside the organisation: whom it is for, what they must understand, and what is done to get there."""

from __future__ import annotations

from verkstad.domain.fields import Id, Row, choice, date, decimal, flag, kind, prose, ref, text, whole

CHANNELS = ("email", "meeting", "print", "film", "standup", "intranet", "try_it", "manager_talk", "other")
PHASES = ("before", "start", "after")
ACCENTS = ("petrol", "blue", "green", "plum", "rust", "graphite")
"""The colours a campaign may have one of; each dark enough for white letters, also in grey."""


@kind("audience", parents=("initiative",), ranked=True)
class Audience(Row):
    """A group of future users: why they are to change, how, what stays as it is, and what each can say afterwards."""

    title: str = text()
    module: Id | None = ref("module")
    unit: Id | None = ref("unit")
    role: str = text(64)  # slug of a shipped role, or the id of one's own
    size: int | None = whole(0, 1_000_000)
    why: str = prose(2_000)
    how: str = prose(2_000)
    unchanged: str = prose(1_000)  # "this does not change"
    understanding: str = text(300)  # "afterwards I can say ..."
    first_try: str = text(300)  # what one can try in five minutes
    answer: str = prose(1_000)  # to the question a platitude in it raises


@kind("launch_activity", parents=("initiative",), ranked=True)
class LaunchActivity(Row):
    """Something done for an audience. `outward` is what is done for those outside, so that the two can be seen side by side."""

    title: str = text()
    module: Id | None = ref("module")
    audience: Id | None = ref("audience")
    channel: str = choice("", *CHANNELS, default="")
    two_way: bool = flag()
    phase: str = choice("", *PHASES, default="")
    on: str | None = date(when="future")
    owner: Id | None = ref("person")
    outward: bool = flag()
    hours: str | None = decimal()
    cost: str | None = decimal()  # kr
    state: str = choice("planned", "done", "dropped", default="planned")
    hook: str = text(300)  # what makes one curious
    subject: str = text(200)
    ingress: str = prose(1_000)
    message: str = prose(10_000)
    tells_what: bool = flag()  # the four questions of the test of the first lines
    tells_me: bool = flag()
    tells_when: bool = flag()
    tells_do: bool = flag()
    answer: str = prose(1_000)  # to the question a platitude in it raises
    content: str = text(64, meet="latest")  # the picture of its campaign: SHA-256 of the kept file, hexadecimal
    accent: str = choice(*ACCENTS, default="petrol")


@kind("understanding", parents=("audience",))
class Understanding(Row):
    """How many of those asked could say it in their own words, on a day, with what one of them said."""

    on: str | None = date(when="past")
    could: int | None = whole(0, 1_000_000, together="asked")
    asked: int | None = whole(0, 1_000_000, together="asked")
    said: str = prose(1_000)


@kind("adoption", parents=("module",))
class Adoption(Row):
    """How many of the users work the new way, on a day: n of N."""

    on: str | None = date(when="past")
    using: int | None = whole(0, 1_000_000, together="using")
    users: int | None = whole(0, 1_000_000, together="using")
    unit: Id | None = ref("unit")
    note: str = text(300)


@kind("from_to", parents=("module",), ranked=True)
class FromTo(Row):
    """For whom the work becomes another: from this, to that."""

    who: str = text(120)
    role: str = text(64)
    unit: Id | None = ref("unit")
    before: str = prose(1_000)
    after: str = prose(1_000)
