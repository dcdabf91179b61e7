"""What somebody is to do, and when."""

from __future__ import annotations

from verkstad.domain.fields import Id, Row, choice, date, kind, prose, ref, text


@kind("action", parents=("workshop", "initiative"), ranked=True)
class Action(Row):
    """What, who, when. Status and the reason for it are one choice."""

    what: str = prose(2_000)
    owner: Id | None = ref("person")
    due: str | None = date(when="future")
    status: str = choice("open", "doing", "done", "dropped", default="open", together="status")
    reason: str = text(400, together="status")
    bearing: str = choice("opportunity", "requirement", "stop", "test", default="test", wire="kind", meet="latest")  # "test" claims nothing
    goal: Id | None = ref("goal")
    pilot: Id | None = ref("pilot")
    module: Id | None = ref("module")
    serves: str = choice("", "users", "project", default="", meet="latest")  # aimed at those who are to use it, or at the work itself
    legal_basis: str = text(200)  # of a requirement
