"""What a room produced: notes with votes and places, clusters of them, photos, counts by show of hands, and what people thought of the day."""

from __future__ import annotations

from verkstad.domain.fields import Id, Row, choice, kind, prose, ref, text, whole

BECOMES = ("insight", "action", "module", "risk", "inventory_item", "goal")


@kind("capture", parents=("workshop",), ranked=True)
class Capture(Row):
    """One note of the room. Nothing tells who wrote it.

    Where it lies on two axes (0 to 100) is one choice; so is what became of it, with the id of what it became. `settled` "kept" stays in the
    documentation as it is, "left" was laid aside: both, and what became something, are sorted.
    """

    says: str = prose(4_000)
    block: Id | None = ref("block")
    cluster: Id | None = ref("cluster")
    photo: Id | None = ref("photo")
    votes: int | None = whole(0, 10_000)
    x: int | None = whole(0, 100, together="spot")
    y: int | None = whole(0, 100, together="spot")
    settled: str = choice("", "became", "kept", "left", default="", together="settled")
    became: str = choice("", *BECOMES, default="", together="settled")
    result: str = text(64, together="settled")  # id of the row it became
    table: int | None = whole(0, 499, meet="latest")  # the group it came from


@kind("cluster", parents=("workshop",), ranked=True)
class Cluster(Row):
    """Notes that say the same or belong together, under a heading."""

    title: str = text()
    block: Id | None = ref("block")


@kind("photo", parents=("workshop",), ranked=True)
class Photo(Row):
    """A picture of a wall or a sheet. The picture itself lies beside the library under the hash of its content."""

    content: str = text(64, meet="latest")  # SHA-256 of the kept picture, hexadecimal; "" when it was left out of a file
    name: str = text(200, meet="latest")  # of the file it came from
    taken: str = text(19, meet="latest")  # local time by the camera, "2027-03-24T10:12:00"; "" unknown
    block: Id | None = ref("block")
    caption: str = text(300)
    width: int | None = whole(1, 100_000, meet="latest")
    height: int | None = whole(1, 100_000, meet="latest")


@kind("poll", parents=("workshop",), ranked=True)
class Poll(Row):
    """A question to the room that is answered by counting: hands, dots, or fist to five."""

    question: str = text(300)
    form: str = choice("hands", "dots", "fist", default="hands")
    block: Id | None = ref("block")


@kind("poll_option", parents=("poll",), ranked=True)
class PollOption(Row):
    says: str = text(200)
    count: int | None = whole(0, 10_000)


@kind("evaluation", parents=("workshop",))
class Evaluation(Row):
    """One evaluation form, without a name: three statements answered 1 to 5, and two of one's own words."""

    worthwhile: int | None = whole(1, 5)
    heard: int | None = whole(1, 5)
    clear: int | None = whole(1, 5)
    keep: str = prose(2_000)
    change: str = prose(2_000)
