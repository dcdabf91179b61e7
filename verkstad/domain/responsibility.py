"""Who answers for what, who has a say, what holds back and what drives, and how ready people are. Values; the rules stand beside."""

from __future__ import annotations

from verkstad.domain.fields import Id, Row, choice, date, flag, kind, prose, ref, text, whole

LETTERS = ("R", "A", "C", "I", "AR")
STEPS_OF_READINESS = ("awareness", "desire", "knowledge", "ability", "reinforcement")
LEVELS_OF_PULSE = ("trust", "candour", "commitment", "accountability", "results")


@kind("raci_row", parents=("initiative",), ranked=True)
class RaciRow(Row):
    """One line of the matrix of responsibility: something to be done, with the module, the action or the type of decision it concerns."""

    activity: str = text()
    module: Id | None = ref("module")
    action: Id | None = ref("action")
    decision_type: str = text(64)  # slug of a shipped type, or the id of one's own


@kind("raci_cell", parents=("raci_row",))
class RaciCell(Row):
    """What a role does for a line. Its id is derived from the line and the role (in its unit)."""

    role: str = text(64)
    unit: Id | None = ref("unit")
    letter: str = choice("", *LETTERS, default="")


@kind("stakeholder", parents=("initiative",), ranked=True)
class Stakeholder(Row):
    """A group or a position with a say. Influence and interest 1 to 5, one choice."""

    name: str = text()
    unit: Id | None = ref("unit")
    module: Id | None = ref("module")
    influence: int | None = whole(1, 5, together="say")
    interest: int | None = whole(1, 5, together="say")
    stance: str = choice("", "for", "undecided", "against", default="")
    understands: str = prose(1_000)  # what they need to understand
    next_contact: str = text(300)


@kind("force", parents=("initiative",), ranked=True)
class Force(Row):
    """What drives the change on, or holds it back, and what a restraint protects."""

    says: str = text(300)
    side: str = choice("driver", "restraint", default="driver")
    strength: int | None = whole(1, 5)
    within_control: bool = flag()
    protects: str = text(300)
    module: Id | None = ref("module")


@kind("readiness", parents=("initiative",))
class Readiness(Row):
    """One anonymous answer: 1 to 5 on each of the five steps. Nothing tells who gave it."""

    audience: Id | None = ref("audience")
    on: str | None = date(when="past", meet="latest")
    awareness: int | None = whole(1, 5)
    desire: int | None = whole(1, 5)
    knowledge: int | None = whole(1, 5)
    ability: int | None = whole(1, 5)
    reinforcement: int | None = whole(1, 5)


@kind("pulse", parents=("team",))
class Pulse(Row):
    """One anonymous answer to the team's pulse: 3 to 9 on each level (three statements, 1 to 3 each). Nothing tells who gave it."""

    on: str | None = date(when="past", meet="latest")
    trust: int | None = whole(3, 9)
    candour: int | None = whole(3, 9)
    commitment: int | None = whole(3, 9)
    accountability: int | None = whole(3, 9)
    results: int | None = whole(3, 9)


@kind("expectation", parents=("initiative",), ranked=True)
class Expectation(Row):
    """What one role needs of another, and the answer."""

    of_role: str = text(64)
    to_role: str = text(64)
    says: str = prose(1_000)
    answer: str = choice("", "agreed", "declined", "partly", default="", together="answer")
    answer_why: str = text(400, together="answer")


@kind("term", parents=("initiative",), ranked=True)
class Term(Row):
    """A word of the glossary, explained as to a neighbour."""

    word: str = text(120)
    meaning: str = prose(1_000)
    used_by: str = text(120)


@kind("value_word", parents=("initiative",), ranked=True)
class ValueWord(Row):
    """A value word as what one does and what one stops doing."""

    word: str = text(120)
    we_do: str = prose(1_000)
    we_stop: str = prose(1_000)
