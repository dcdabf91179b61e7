"""Who works on a module together, and what the team lacks. The rules stand beside the values (measurement.md 3.4)."""

from __future__ import annotations

from verkstad.domain.fields import Id, Row, kind, prose, ref, text, whole


@kind("team", parents=("initiative",), ranked=True)
class Team(Row):
    """A team across units, with its charter. Which module it has is said on the module (`Module.team`)."""

    title: str = text()
    purpose: str = prose(1_000)
    value_stream: str = text()  # instead of a module
    accountable: Id | None = ref("person")
    fixed: str = prose(4_000)  # charter: this is settled
    free: str = prose(4_000)  # charter: this we decide ourselves
    cadence: str = text()  # when and where the team meets
    agreements: str = prose(4_000)  # how we work together


@kind("member", parents=("team",), ranked=True)
class Member(Row):
    """A person in a team. Its id is derived from the two. `percent` is what this team has of the person's time; None: all that is set aside."""

    person: Id | None = ref("person")
    part: str = text(120)  # role in the team, in words
    percent: int | None = whole(0, 100)
