"""Mixed groups of a workshop: who sits where in each round, and what the mixing is to heed. The engine is in `mixing`."""

from __future__ import annotations

from verkstad.domain.fields import Id, Row, choice, flag, kind, prose, ref, text, whole

WISHES = ("new", "even", "wide")
"""What counts most: new meetings, both alike, or departments spread wide (mixing.md)."""


@kind("grouping", parents=("workshop",), ranked=True)
class Grouping(Row):
    """Groups in one round or several. Wanted by size or by number: the one that is set counts, a number before a size.

    What made the plan that stands (seed, iterations, version of the engine) is one choice, so that it can be made again.
    """

    title: str = text(120)
    size: int | None = whole(1, 500, default=5, together="shape")
    number: int | None = whole(1, 500, together="shape")
    wish: str = choice(*WISHES, default="even")
    remembers: bool = flag()  # who met in earlier workshops of the initiative counts as a meeting
    tables: str = prose(4_000, meet="latest")  # names of the groups, one a line; "Bord 3" where there is none
    seed: int | None = whole(0, 2**31, meet="latest", together="made")
    iterations: int | None = whole(0, 2**53, meet="latest", together="made")
    engine: str = text(20, meet="latest", together="made")


@kind("round", parents=("grouping",), ranked=True)
class Round(Row):
    """One round: in which block the groups meet, and whether it has been held (then nobody moves in it)."""

    title: str = text(120)
    block: Id | None = ref("block")
    number: int | None = whole(1, 500)  # groups in this round; None: as the grouping says
    held: bool = flag()


@kind("seat", parents=("round",), personal=True)
class Seat(Row):
    """Where a person sits in a round. Its id is derived from the two, so that nobody sits twice. Group 0 is the first."""

    person: Id | None = ref("person")
    group: int | None = whole(0, 499)
    locked: bool = flag()  # placed by hand: mixing leaves it


@kind("group_rule", parents=("grouping",), personal=True)
class GroupRule(Row):
    """Two persons apart or together, or one at a table of her own: `group`, in one round or in all."""

    form: str = choice("apart", "together", "pin", default="apart")
    person: Id | None = ref("person")
    other: Id | None = ref("person")
    group: int | None = whole(0, 499)
    round: Id | None = ref("round")


@kind("group_need", parents=("grouping",))
class GroupNeed(Row):
    """What every group is to have: so many who decide, meet customers, lead a table, have a role or a competence."""

    form: str = choice("decider", "meets_customers", "host", "role", "competence", "mandate", default="decider")
    name: str = text(120)  # of a role (slug or id) or a competence
    least: int | None = whole(1, 20, default=1)
