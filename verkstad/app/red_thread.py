"""The red thread of an initiative from its rows, and how a loose end is tied: each by the action that ties it anywhere else too."""

from __future__ import annotations

from collections.abc import Callable
from decimal import Decimal
from typing import Any

from verkstad.app import actions, goals, modules, pilots
from verkstad.app.initiatives import actions_of, modules_of
from verkstad.app.measures import measured as measures_of
from verkstad.app.plan import plan_view
from verkstad.domain import thread as rules
from verkstad.domain.fields import Id
from verkstad.domain.initiative import Decision, Goal, Initiative
from verkstad.domain.modules import DONE
from verkstad.domain.pilots import Pilot
from verkstad.domain.results import RESULTS, Measured
from verkstad.domain.runs import same
from verkstad.domain.teams import Member, Team
from verkstad.domain.thread import Knot, Result, Thread
from verkstad.domain.values import frozen
from verkstad.storage.library import Reading


def red_thread(library: Reading, initiative: Id, today: str) -> Thread:
    """What hangs together in an initiative, and what hangs loose. Raises Missing."""
    library.need(Initiative, initiative)
    tried, teams = library.children(Pilot, initiative), library.children(Team, initiative)
    found = measures_of(library, tried)
    with_values = {m.measure.id for m in found if any(p.value is not None for p in m.series.points)}
    return rules.thread(
        library.children(Decision, initiative),
        library.children(Goal, initiative),
        modules_of(library, initiative),
        teams,
        tried,
        results=[_result(m) for m in found if m.measure.side in RESULTS and m.measure.id in with_values],
        measured=[m.measure.parent or "" for m in found if m.measure.id in with_values],
        actions=[line.action for line in actions_of(library, initiative)],
        items=[line.item for line in plan_view(library, initiative).lines if line.item.state == "used" and not line.became],
        steps={line.goal.id: line.step for line in goals.goal_lines(library, initiative, today)},
        members={team.id: library.count(Member, parent=team.id) for team in teams},
    )


def _result(m: Measured) -> Result:
    """The middle before and during; of a pilot that has not started, or never had a baseline, the one there is."""
    comparison, row = m.analysis.comparison, m.measure
    known = sorted(p.value for p in m.series.points if p.value is not None)
    before = comparison.before if comparison else (known[len(known) // 2] if known else None)
    now = comparison.during if comparison else None
    sure = comparison is not None and not comparison.label and m.analysis.state == "signal"
    moved = before is not None and now is not None and not same(before, now)
    return Result(
        row.id, row.parent or "", row.title, row.measure_unit, _text(before), _text(now), m.analysis.way if sure and moved else ""
    )


def _text(value: float | None) -> str:
    return "" if value is None else format(Decimal(repr(value)), "f").removesuffix(".0")


# ------------------------------------------------------------------------------------------------ tying a loose end


@frozen
class Tie:
    """A way to tie a loose end here and now: `why` it is loose, the `kind` it is tied to, the rows there are of it as (id, its own words), and
    the action. `turned`: it is the other row that points to this one.
    """

    why: str
    kind: str
    choices: tuple[tuple[Id, str], ...]
    action: Callable[..., Any]
    knot: Id
    turned: bool = False

    def arguments(self, to: Id) -> tuple[Id, Id]:
        """What the action is handed: the row it changes, and what that row points to."""
        return (to, self.knot) if self.turned else (self.knot, to)


def ties(library: Reading, initiative: Id, knot: Knot) -> tuple[Tie, ...]:
    """The loose ends of a knot that are tied by choosing one row; those that need more than that are tied on the page of the row."""
    found = []
    for why in knot.loose:
        if (knot.kind, why) in _TIES:
            kind, action, turned = _TIES[knot.kind, why]
            choices = _choices(library, initiative, kind, why)
            if choices:
                found.append(Tie(why, kind, choices, action, knot.id, turned))
    return tuple(found)


def made_first(knot: Knot, found: tuple[Tie, ...]) -> tuple[str, ...]:
    """The kinds of which there is nothing to tie a loose end to yet: one has to be made first."""
    able = {tie.why for tie in found}
    kinds = (_TIES[knot.kind, why][0] for why in knot.loose if why not in able and (knot.kind, why) in _TIES)
    return tuple(dict.fromkeys(kinds))


def _choices(library: Reading, initiative: Id, kind: str, why: str) -> tuple[tuple[Id, str], ...]:
    """A row that is to point here is offered while it points nowhere."""
    if kind == "decision":
        return tuple((d.id, d.statement) for d in library.children(Decision, initiative) if d.state != "withdrawn")
    if kind == "goal":
        free = why == "nothing_leads"
        return tuple((g.id, g.statement) for g in library.children(Goal, initiative) if not free or g.decision is None)
    if kind == "team":
        return tuple((t.id, t.title) for t in library.children(Team, initiative))
    open_ = (m for m in modules_of(library, initiative) if m.status not in DONE)
    return tuple((m.id, m.title) for m in open_ if (m.goal if why == "nothing_leads" else m.team) is None)


_TIES: dict[tuple[str, str], tuple[str, Callable[..., Any], bool]] = {
    ("decision", "nothing_leads"): ("goal", goals.hang_on_decision, True),
    ("goal", "no_decision"): ("decision", goals.hang_on_decision, False),
    ("goal", "nothing_leads"): ("module", modules.lead_to_goal, True),
    ("module", "no_goal"): ("goal", modules.lead_to_goal, False),
    ("module", "no_team"): ("team", modules.give_to_team, False),
    ("team", "nothing_to_do"): ("module", modules.give_to_team, True),
    ("pilot", "no_goal"): ("goal", pilots.link_goal, False),
    ("action", "no_goal"): ("goal", actions.lead_to_goal, False),
}
"""(kind, why) -> the kind it is tied to, the action, and whether the other row is what changes."""
