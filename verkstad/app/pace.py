"""How an initiative moves and what its goals are about, for its page and its paper: facts that are counted, none that somebody types."""

from __future__ import annotations

from verkstad.app.following import figures
from verkstad.app.initiatives import overview
from verkstad.domain import goals as rules
from verkstad.domain.fields import Id
from verkstad.domain.goals import CLOSE, GoalBalance
from verkstad.domain.initiative import Goal
from verkstad.domain.pilots import Loop, Pilot
from verkstad.domain.reporting import Figures
from verkstad.domain.values import frozen
from verkstad.i18n import Language
from verkstad.storage.library import Reading
from verkstad.wording_following import loops_words, momentum_words
from verkstad.wording_goals import balance_sentence, closeness_sentence, horizon_sentence, parts_sentence


@frozen
class Pace:
    """`planned`: learning loops planned or running; `until`: the last day in sight, of a goal, a pilot's decision or follow-up, or a loop (ISO, ""
    for none). `close`: goals on the two levels nearest the work, of `goals`.
    """

    figures: Figures
    planned: int
    until: str
    balance: GoalBalance
    close: int
    goals: int


def pace(library: Reading, initiative: Id, today: str) -> Pace:
    goals, pilots = library.children(Goal, initiative), library.children(Pilot, initiative)
    loops = library.where(Loop, parent=[p.id for p in pilots]) if pilots else ()
    ahead = [loop for loop in loops if loop.state != "finished"]
    days = [g.target_on for g in goals] + [day for p in pilots for day in (p.decision_day, p.follow_up)] + [loop.ends for loop in ahead]
    return Pace(
        figures(library, initiative, today),
        len(ahead),
        max((day for day in days if day is not None), default=""),
        rules.balance(goals),
        sum(goal.level in CLOSE for goal in goals),
        len(goals),
    )


def standing_paper(library: Reading, initiative: Id, speaks: Language, today: str) -> tuple[str, ...]:
    """What stands and how it moves, a sentence each, for paper."""
    found = pace(library, initiative, today)
    told = [parts_sentence(overview(library, initiative, today).parts, speaks), f"{momentum_words(found.figures, speaks)}."]
    told.append(f"{loops_words(found.figures, speaks)}, {horizon_sentence(found.planned, found.until, speaks)}.")
    if found.goals:
        told += [f"{balance_sentence(found.balance, speaks)}.", f"{closeness_sentence(found.close, found.goals, speaks)}."]
    return tuple(told)
