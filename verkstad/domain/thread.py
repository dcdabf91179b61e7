"""The red thread of an initiative: decision, goals, modules, teams, pilots, results; what hangs together, and every end that hangs loose.

Pure rules over values (product.md 3.2; 001-18). Facts, not sentences: `wording_thread` says them. What is withdrawn, closed or dropped is
not drawn. A module in status "sketch" owes nobody anything: it is drawn and has no loose ends.
"""

from __future__ import annotations

from collections.abc import Callable, Iterable, Iterator, Mapping, Sequence

from verkstad.domain.actions import Action
from verkstad.domain.fields import Id
from verkstad.domain.initiative import Decision, Goal
from verkstad.domain.modules import Module
from verkstad.domain.pilots import Pilot
from verkstad.domain.plan import PlanItem
from verkstad.domain.teams import Team
from verkstad.domain.values import frozen

COLUMNS = ("decision", "goal", "module", "team", "pilot", "result")
"""In the order of the thread; each is the kind of its knots too."""
BESIDE = ("action", "plan_item")
"""Kinds that have no column: they are drawn only where they hang loose."""
AFTER = frozenset({"nothing_leads", "no_team", "no_values"})
"""Loose ends on the side of what should follow; all others are on the side of what it should hang on."""
JOINTS = {
    ("decision", "nothing_leads"): 0,
    ("goal", "no_decision"): 0,
    ("goal", "nothing_leads"): 1,
    ("module", "no_goal"): 1,
    ("module", "no_team"): 2,
    ("team", "nothing_to_do"): 2,
    ("pilot", "no_goal"): 3,
}
"""(kind, why) -> the joint that is cut there: 0 between decision and goals, 1 goals and modules, 2 modules and teams, 3 teams and pilots."""
TEAM_FROM = ("chosen", "pilot", "introduced")
"""Statuses from which a module without a team hangs loose."""


@frozen
class Knot:
    """Something on the thread. `says` its own words; `state` a wire name of its kind, `count` what is told beside it (steps, members, days).

    `loose`: why it hangs loose: "no_decision", "nothing_leads" (a goal nothing leads to, a decision no goal hangs on), "no_goal", "no_team",
    "nothing_to_do", "no_values", "nowhere" (a point of the plan that came to nothing). `before`, `now`: a result in decimal text, "" for none.
    """

    id: Id
    kind: str
    says: str
    state: str = ""
    count: int = 0
    loose: tuple[str, ...] = ()
    before: str = ""
    now: str = ""
    unit: str = ""
    way: str = ""
    on: Id = ""  # the pilot a result was measured in
    deeds: int = 0  # actions that lead to a goal

    @property
    def column(self) -> int:
        """Its place among the columns; -1 for what stands beside the thread."""
        return COLUMNS.index(self.kind) if self.kind in COLUMNS else -1


@frozen
class Strand:
    """Two knots that hang together: `to` hangs on `on`, which stands in an earlier column."""

    on: Id
    to: Id


@frozen
class Thread:
    """The knots in the order of their columns and of the rows in them, those beside it last; what hangs together; and the columns with nothing in them."""

    knots: tuple[Knot, ...]
    strands: tuple[Strand, ...]

    @property
    def empty(self) -> bool:
        return not any(knot.column >= 0 for knot in self.knots)

    @property
    def missing(self) -> tuple[str, ...]:
        """The kinds of columns that have no knot."""
        there = {knot.kind for knot in self.knots}
        return tuple(kind for kind in COLUMNS if kind not in there)

    @property
    def loose(self) -> tuple[Knot, ...]:
        """The knots with a loose end, in their order."""
        return tuple(knot for knot in self.knots if knot.loose)

    @property
    def joints(self) -> tuple[int, int, int, int]:
        """How many knots hang loose at each joint between decision, goals, modules, teams and pilots."""
        cut = [joint for knot in self.loose for joint in {JOINTS[knot.kind, why] for why in knot.loose if (knot.kind, why) in JOINTS}]
        return cut.count(0), cut.count(1), cut.count(2), cut.count(3)

    def knot(self, id: Id) -> Knot | None:
        return next((knot for knot in self.knots if knot.id == id), None)

    def column(self, kind: str) -> tuple[Knot, ...]:
        return tuple(knot for knot in self.knots if knot.kind == kind)

    def held_by(self, id: Id) -> tuple[Id, ...]:
        """What a knot hangs on."""
        return tuple(s.on for s in self.strands if s.to == id)

    def leads_to(self, id: Id) -> tuple[Id, ...]:
        """What hangs on a knot."""
        return tuple(s.to for s in self.strands if s.on == id)

    def together(self, id: Id) -> frozenset[Id]:
        """The knot, all that it hangs on back to the decision, and all that follows from it on to the result."""
        return frozenset((id, *self._all(id, self.held_by), *self._all(id, self.leads_to)))

    def _all(self, id: Id, next_: Callable[[Id], tuple[Id, ...]]) -> set[Id]:
        found: set[Id] = set()
        ahead = [id]
        while ahead:
            for other in next_(ahead.pop()):
                if other not in found:
                    found.add(other)
                    ahead.append(other)
        return found


@frozen
class Result:
    """What a measure of a pilot says, in decimal text: the middle before and now, "" for none; `way` "right", "wrong" or "" while nothing is sure."""

    measure: Id
    pilot: Id
    title: str
    unit: str = ""
    before: str = ""
    now: str = ""
    way: str = ""


def thread(
    decisions: Sequence[Decision],
    goals: Sequence[Goal],
    modules: Sequence[Module],
    teams: Sequence[Team],
    pilots: Sequence[Pilot],
    *,
    results: Iterable[Result] = (),
    measured: Iterable[Id] = (),
    actions: Sequence[Action] = (),
    items: Iterable[PlanItem] = (),
    steps: Mapping[Id, int] | None = None,
    members: Mapping[Id, int] | None = None,
) -> Thread:
    """All of an initiative's rows, in the order of their pages. `measured`: pilots that have a value; `items`: points of the plan in use of
    which nothing is left that they became.

    `steps`: how far a goal has come, 0 to 3; `members`: how many a team is. A part of a module hangs on the goal of what it was sliced
    off, where it has none of its own. A pilot hangs on its team, and on its module or its goal where the team does not lead back to them.
    """
    decisions = [d for d in decisions if d.state != "withdrawn"]
    drawn = [m for m in modules if m.status != "closed"]
    aims = _aims(goals, modules)
    goes = {p.id: p.goal if p.goal in {g.id for g in goals} else aims.get(p.module or "") for p in pilots}
    found = [r for r in results if r.pilot in goes]
    known = {row.id for rows in (decisions, goals, drawn, teams, pilots) for row in rows}
    there = known | {r.measure for r in found}
    told = _strands(goals, drawn, pilots, aims, found)
    strands = tuple(dict.fromkeys(Strand(on, to) for on, to in told if on is not None and on in there and to in there))
    deeds = [a.goal for a in actions if a.status != "dropped" and a.goal is not None]
    knots = (
        *_decisions(decisions, {g.decision for g in goals}),
        *_goals(goals, known, {*(aims[m.id] for m in drawn), *goes.values(), *deeds}, steps or {}, deeds),
        *_modules(drawn, known, aims, {m.parent for m in drawn}),
        *_teams(teams, {*(m.team for m in drawn), *(p.team for p in pilots if p.state != "ended")}, members or {}),
        *_pilots(pilots, goes, set(measured)),
        *(Knot(r.measure, "result", r.title, before=r.before, now=r.now, unit=r.unit, way=r.way, on=r.pilot) for r in found),
        *(Knot(a.id, "action", a.what, a.status, loose=("no_goal",)) for a in actions if _adrift(a, known, aims, goes)),
        *(Knot(i.id, "plan_item", i.says, i.state, loose=("nowhere",)) for i in items),
    )
    return Thread(knots, strands)


def _strands(
    goals: Iterable[Goal], modules: Iterable[Module], pilots: Iterable[Pilot], aims: Mapping[Id, Id | None], results: Iterable[Result]
) -> Iterator[tuple[Id | None, Id]]:
    """What hangs on what, by what the rows say; the other end may be gone."""
    for goal in goals:
        yield goal.decision, goal.id
    teams = {}
    for module in modules:
        teams[module.id] = module.team
        yield aims[module.id], module.id
        if module.team is not None:
            yield module.id, module.team
    for pilot in pilots:
        yield pilot.team, pilot.id
        if pilot.module is not None and (pilot.team is None or teams.get(pilot.module) != pilot.team):
            yield pilot.module, pilot.id
        if pilot.goal is not None and aims.get(pilot.module or "") != pilot.goal:
            yield pilot.goal, pilot.id
    for result in results:
        yield result.pilot, result.measure


def _decisions(rows: Iterable[Decision], hung_on: set[Id | None]) -> Iterator[Knot]:
    """A proposal does not hang loose because no goal hangs on it yet."""
    for row in rows:
        leads = row.id in hung_on or row.state != "decided"
        yield Knot(row.id, "decision", row.statement, row.state, loose=_ends((leads, "nothing_leads")))


def _goals(rows: Iterable[Goal], known: set[Id], led_to: set[Id | None], steps: Mapping[Id, int], deeds: Sequence[Id]) -> Iterator[Knot]:
    for row in rows:
        ends = _ends((row.decision in known, "no_decision"), (row.id in led_to, "nothing_leads"))
        yield Knot(row.id, "goal", row.statement, row.stage, steps.get(row.id, 0), ends, deeds=deeds.count(row.id))


def _modules(rows: Iterable[Module], known: set[Id], aims: Mapping[Id, Id | None], sliced: set[Id | None]) -> Iterator[Knot]:
    """A module that has parts is its parts' to take: it needs no team of its own, and leads to the goals they lead to."""
    rows = tuple(rows)
    parents = {row.id: row.parent for row in rows}
    leads: set[Id | None] = set()
    for row in rows:
        at: Id | None = row.id if aims[row.id] is not None else None
        while at is not None and at not in leads:
            leads.add(at)
            at = parents.get(at)
    for row in rows:
        needs_team = row.status in TEAM_FROM and row.id not in sliced
        ends = _ends((row.id in leads, "no_goal"), (not needs_team or row.team in known, "no_team"))
        yield Knot(row.id, "module", row.title, row.status, loose=() if row.status == "sketch" else ends)


def _teams(rows: Iterable[Team], busy: set[Id | None], members: Mapping[Id, int]) -> Iterator[Knot]:
    for row in rows:
        works = row.id in busy or bool(row.value_stream.strip())
        yield Knot(row.id, "team", row.title, count=members.get(row.id, 0), loose=_ends((works, "nothing_to_do")))


def _pilots(rows: Iterable[Pilot], goes: Mapping[Id, Id | None], measured: set[Id]) -> Iterator[Knot]:
    for row in rows:
        ends = _ends((goes[row.id] is not None, "no_goal"), (row.id in measured, "no_values"))
        yield Knot(row.id, "pilot", row.title, row.outcome or row.state, loose=ends)


def _ends(*held: tuple[bool, str]) -> tuple[str, ...]:
    return tuple(why for there, why in held if not there)


def _aims(goals: Iterable[Goal], modules: Iterable[Module]) -> dict[Id, Id | None]:
    """Module -> the goal it leads to: its own, or that of the nearest module it was sliced off."""
    there, rows = {g.id for g in goals}, {m.id: m for m in modules}
    found: dict[Id, Id | None] = {}
    for module in rows.values():
        at, seen = module, {module.id}
        while at.goal not in there and at.parent in rows and at.parent not in seen:
            at = rows[at.parent or ""]
            seen.add(at.id)
        found[module.id] = at.goal if at.goal in there else None
    return found


def _adrift(action: Action, known: set[Id], aims: Mapping[Id, Id | None], goes: Mapping[Id, Id | None]) -> bool:
    """Open, and no goal: neither of its own nor of its module or its pilot."""
    if action.status in ("done", "dropped") or action.goal in known:
        return False
    return aims.get(action.module or "") is None and goes.get(action.pilot or "") is None
