"""What really happened on a day, what is shown during a block, and who is on which track. The running clock is local (storage); the rules of the
rest of the day are in `live`."""

from __future__ import annotations

from verkstad.domain.fields import Id, Row, choice, kind, moment, ref, text, whole


@kind("held", parents=("block",))
class Held(Row):
    """When a block really began and ended, in UTC. Its id is derived from the block: one row a block, written at the transition."""

    started: str | None = moment(together="times")
    ended: str | None = moment(together="times")
    how: str = choice("", "held", "skipped", default="", meet="latest")  # "": it is going on
    planned: int | None = whole(1, 24 * 60, meet="latest")  # minutes it was to have, as planned when it began
    note: str = text(300, meet="latest")


@kind("slides", parents=("block",), ranked=True)
class Slides(Row):
    """A PDF or a picture that is shown during a block. The file lies beside the library under the hash of its content."""

    content: str = text(64, meet="latest")  # SHA-256, hexadecimal; "" when it was left out of a file
    name: str = text(200, meet="latest")
    pages: int | None = whole(1, 5_000, meet="latest")


@kind("track_person", parents=("track",), personal=True)
class TrackPerson(Row):
    """Somebody who is on a parallel track. Its id is derived from the two."""

    person: Id | None = ref("person")
