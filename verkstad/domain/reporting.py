"""A report to leadership as data: the facts of a day, written as canonical JSON and read again, and what changed between two of them.

A snapshot holds facts and ids, no sentences: it is told in either language, and a person is an id that is looked up when it is shown, so
that a name can be erased. A fact that is added later is left out of older reports; one that is unknown here is passed over.
"""

from __future__ import annotations

import json
import statistics
from collections.abc import Iterable, Mapping, Sequence
from datetime import date, timedelta
from fractions import Fraction
from typing import Any, TypeVar

from verkstad.domain.fields import Id
from verkstad.domain.following import PART
from verkstad.domain.goals import INWARD, OUTWARD, GoalBalance, Progress
from verkstad.domain.results import Now
from verkstad.domain.runchart import Chart, Happened, Point, Recalculated, Series, chart_of
from verkstad.domain.values import frozen, replaced

F = TypeVar("F")


# ------------------------------------------------------------------------------------------------ the facts


@frozen
class Cover:
    """Whose report it is: the initiative, what it is for, the decision it stands on, who leads and drives it (ids of persons)."""

    initiative: Id = ""
    title: str = ""
    why: str = ""
    decision: str = ""
    decided_by: str = ""
    decided_on: str = ""
    leader: Id = ""
    driver: Id = ""
    day: str = ""  # of the report
    since: str = ""  # of the report before; "" for the start


@frozen
class Alternative:
    title: str = ""
    follows: str = ""
    cost: str = ""


@frozen
class Asked:
    """A decision that is asked for. `bears` is the name of the unit that bears the cost."""

    request: Id = ""
    question: str = ""
    background: str = ""
    recommendation: str = ""
    consequence: str = ""
    cost: str = ""
    cost_note: str = ""
    bears: str = ""
    last_day: str = ""
    asked_of: str = ""
    asked_on: str = ""
    options: tuple[Alternative, ...] = ()


@frozen
class Effect:
    """What a measure of a pilot says: from before to now, and what it is worth ("too_early", "preliminary", "").

    `points` are "days after the first:value", "-" for none. `lasting`: the change has lasted, `way` "right" or "wrong" for the way it went.
    """

    measure: Id = ""
    pilot: Id = ""
    goal: Id = ""
    title: str = ""
    unit: str = ""
    side: str = ""
    pilot_title: str = ""
    pilot_state: str = ""
    outcome: str = ""
    team: str = ""
    owner: Id = ""
    main: bool = False
    before: str = ""
    before_n: int = 0
    now: str = ""
    now_n: int = 0
    worth: str = ""
    lasting: bool = False
    way: str = ""
    lasting_since: str = ""
    first: str = ""
    points: str = ""
    better: str = ""
    interval: str = "week"
    started: str = ""
    target: str = ""
    baseline: int = -1
    rules: str = "anhoej"
    recalculated: tuple[tuple[str, str, str], ...] = ()
    happened: tuple[tuple[str, str], ...] = ()

    @property
    def last(self) -> str:
        """The day of the last value or of the last that is missing; "" without any."""
        if not self.first:
            return ""
        days = int(self.points.rpartition(" ")[2].partition(":")[0])
        return (date.fromisoformat(self.first) + timedelta(days=days)).isoformat()


@frozen
class GoalFact:
    """Where a goal stands: its step from word to result, and its value now with the share of the way as (numerator, denominator)."""

    goal: Id = ""
    statement: str = ""
    indicator: str = ""
    unit: str = ""
    baseline: str = ""
    target: str = ""
    target_on: str = ""
    owner: Id = ""
    step: int = 0
    concrete: bool = False
    value: str = ""
    value_on: str = ""
    old: bool = False
    share: tuple[int, int] = ()  # type: ignore[assignment]
    next_check: str = ""
    category: str = ""  # care of customers, accessibility, cost or quality: the goals stand together by it
    draft: bool = False  # nobody has agreed to it yet: it is told, and said to be a draft

    @property
    def now(self) -> Now | None:
        if not self.value:
            return None
        return Now(self.value, self.value_on, Progress(Fraction(*self.share)) if len(self.share) == 2 else None, self.old)


@frozen
class Stand:
    """How a row stood that day, so that the next report can tell what changed. `on`: the day that belongs to its state, "" for none."""

    kind: str = ""
    row: Id = ""
    title: str = ""
    state: str = ""
    on: str = ""


@frozen
class Changed:
    """Something that is other than it was. `was` "" for what is new."""

    kind: str = ""
    row: Id = ""
    title: str = ""
    was: str = ""
    now: str = ""
    on: str = ""


@frozen
class Figures:
    """How it moves. `still`: days since an action or a learning loop was last finished, -1 for never; `due` and `in_time`: the actions that
    were to be done from the day `begins` (ISO; "" in reports from before it was kept); `assumed`: of those in time, whose day nobody here saw.
    """

    still: int = -1
    due: int = 0
    in_time: int = 0
    loops: int = 0  # learning loops finished in sixty days
    overdue: int = 0  # follow-ups
    late_goals: int = 0  # goals whose next check has passed
    begins: str = ""
    assumed: int = 0


@frozen
class Gain:
    """A gain that was counted on and how many work the new way: `share` per cent, -1 for unknown. `state`: "ahead", "safe", "risk", "unknown"."""

    row: Id = ""
    title: str = ""
    module: str = ""
    unit: str = ""
    from_on: str = ""
    planned: int = -1
    share: int = -1
    state: str = "unknown"


@frozen
class PartFact:
    """One of the five parts of an initiative, and whether it stands."""

    name: str = ""
    stands: bool = False


@frozen
class Facts:
    """All of a report."""

    cover: Cover = Cover()
    asked: tuple[Asked, ...] = ()
    effects: tuple[Effect, ...] = ()
    goals: tuple[GoalFact, ...] = ()
    changed: tuple[Changed, ...] = ()
    figures: Figures = Figures()
    gains: tuple[Gain, ...] = ()
    stands: tuple[Stand, ...] = ()
    parts: tuple[PartFact, ...] = ()  # none in reports from before they were told

    @property
    def balance(self) -> GoalBalance:
        """How many goals the customer meets, and how many are about cost or quality."""
        customer, internal = (sum(goal.category in side for goal in self.goals) for side in (OUTWARD, INWARD))
        return GoalBalance(customer, internal, len(self.goals) - customer - internal)


_KINDS: dict[str, Any] = {
    "cover": Cover,
    "asked": Asked,
    "effects": Effect,
    "goals": GoalFact,
    "changed": Changed,
    "figures": Figures,
    "gains": Gain,
    "stands": Stand,
    "parts": PartFact,
}
_INNER: dict[tuple[Any, str], Any] = {(Asked, "options"): Alternative}
PARTS = tuple(_KINDS)


# ------------------------------------------------------------------------------------------------ written and read


def written(facts: Facts) -> tuple[tuple[str, str], ...]:
    """(part, content) in order; a part that would be too long goes on in a further one of the same name. Of a fact that is too long alone
    the least is left out: what happened beside a chart, its oldest values, the last alternatives.
    """
    made: list[tuple[str, str]] = []
    for part in PARTS:
        held = getattr(facts, part)
        items = [_fitting(item) for item in (held if isinstance(held, tuple) else (held,))]
        made += [(part, content) for content in _shared(items)]
    return tuple(made)


def read(parts: Iterable[tuple[str, str]]) -> Facts:
    """The facts of a report from its parts; parts and facts nobody knows here are passed over, and what cannot be read is left out."""
    found: dict[str, list[Any]] = {}
    for part, content in parts:
        if part not in _KINDS:
            continue
        try:
            items = json.loads(content)
        except ValueError:
            continue
        found.setdefault(part, []).extend(_value(_KINDS[part], item) for item in items if isinstance(item, Mapping))
    told: dict[str, Any] = {name: items[0] if name in ("cover", "figures") else tuple(items) for name, items in found.items() if items}
    return Facts(**told)


def _fitting(item: Any) -> str:
    """A fact as JSON, within the length of a part."""
    told = _json(_plain(item))
    while len(told) > PART - 2:
        if isinstance(item, Effect) and item.happened:
            item = replaced(item, happened=())
        elif isinstance(item, Effect) and " " in item.points:
            item = _without_oldest(item)
        elif isinstance(item, Asked) and item.options:
            item = replaced(item, options=item.options[:-1])
        else:
            raise ValueError("a fact longer than a part")
        told = _json(_plain(item))
    return told


def _without_oldest(effect: Effect) -> Effect:
    """The newer half of the values; the median of what is left is that of the values that are left."""
    points = effect.points.split(" ")
    gone = len(points) // 2
    shift = int(points[gone].partition(":")[0])
    kept = [f"{int(day) - shift}:{value}" for day, _colon, value in (point.partition(":") for point in points[gone:])]
    first = (date.fromisoformat(effect.first) + timedelta(days=shift)).isoformat()
    return replaced(effect, first=first, points=" ".join(kept), baseline=effect.baseline - gone if effect.baseline > gone else -1)


def _json(value: Any) -> str:
    return json.dumps(value, ensure_ascii=False, sort_keys=True, separators=(",", ":"))


def _plain(value: Any) -> Any:
    """A fact as maps and lists, without what it does not say."""
    if isinstance(value, tuple):
        return [_plain(item) for item in value]
    if not hasattr(value, "_fields"):
        return value
    cls: Any = type(value)
    return {name: _plain(held) for name in cls._fields if (held := getattr(value, name)) != cls._defaults.get(name)}


def _value(cls: Any, said: Mapping[str, Any]) -> Any:
    inner = {name: _INNER.get((cls, name)) for name in cls._fields}
    return cls(**{name: _back(held, inner[name]) for name, held in said.items() if name in inner})


def _back(held: Any, cls: Any) -> Any:
    if isinstance(held, list):
        return tuple(_value(cls, item) if cls is not None and isinstance(item, Mapping) else _back(item, None) for item in held)
    return held


def _shared(items: Sequence[str]) -> list[str]:
    """Lists of these items in JSON, each within the length of a part."""
    lists: list[list[str]] = [[]]
    room = PART - 2
    for item in items:
        if len(item) + 1 > room and lists[-1]:
            lists.append([])
            room = PART - 2
        lists[-1].append(item)
        room -= len(item) + 1
    return [f"[{','.join(some)}]" for some in lists if some]


# ------------------------------------------------------------------------------------------------ a chart in a report


def packed(series: Series) -> tuple[str, str]:
    """The first day, and the points as one text."""
    if not series.points:
        return "", ""
    first = date.fromisoformat(series.points[0].on)
    told = (f"{(date.fromisoformat(p.on) - first).days}:{'-' if p.value is None else _number(p.value)}" for p in series.points)
    return series.points[0].on, " ".join(told)


def chart(effect: Effect) -> Chart:
    """The chart as it was on the day of the report, from the values it had then."""
    points = []
    if effect.first:
        first = date.fromisoformat(effect.first)
        for told in effect.points.split():
            days, _, value = told.partition(":")
            points.append(Point((first + timedelta(days=int(days))).isoformat(), None if value == "-" else float(value)))
    series = Series(
        points=tuple(points),
        better=effect.better,
        interval=effect.interval,
        started=effect.started or None,
        target=float(effect.target) if effect.target else None,
        baseline=effect.baseline if effect.baseline >= 0 else None,
        rules=effect.rules,
        recalculated=tuple(Recalculated(*again) for again in effect.recalculated),
    )
    return chart_of(effect.title, effect.unit, series, tuple(Happened(on, says) for on, says in effect.happened))


def of_chart(held: Chart) -> dict[str, Any]:
    """The facts of an effect that its chart gives."""
    series, found = held.series, held.analysis.comparison
    first, points = packed(series)
    lasting = held.analysis.state == "signal"
    return {
        "title": held.title,
        "unit": held.unit,
        "before": _number(found.before) if found and found.before is not None else "",
        "before_n": found.before_n if found else 0,
        "now": _number(found.during) if found and found.during is not None else "",
        "now_n": found.during_n if found else 0,
        "worth": found.label if found else "too_early",
        "lasting": lasting,
        "way": held.analysis.way if lasting else "",
        "lasting_since": (held.analysis.since or "") if lasting else "",
        "first": first,
        "points": points,
        "better": series.better,
        "interval": series.interval,
        "started": series.started or "",
        "target": _number(series.target) if series.target is not None else "",
        "baseline": -1 if series.baseline is None else series.baseline,
        "rules": series.rules,
        "recalculated": tuple((again.start, again.reason, again.by) for again in series.recalculated),
        "happened": tuple((h.on, h.says) for h in held.happened),
    }


def _number(value: float) -> str:
    return repr(value).removesuffix(".0")


def most_telling(effects: Iterable[Effect]) -> tuple[Effect, ...]:
    """The main measure of each pilot: what has lasted before what is preliminary, and of those what was measured last."""
    mains = sorted((e for e in effects if e.main), key=lambda e: e.last, reverse=True)
    return tuple(sorted(mains, key=lambda e: (bool(e.worth), not (e.before and e.now))))


# ------------------------------------------------------------------------------------------------ what changed

_QUIET = {"draft", "sketch", "candidate", "planned", "open", "proposed", "measure_first", "asked", ""}
"""States of what has only been written down: new in one of them is no news for leadership, leaving one is."""
_RANKED = ("decision", "request", "pilot", "goal", "module", "loop", "follow_up", "action")


def changes(before: Iterable[Stand], now: Iterable[Stand]) -> tuple[Changed, ...]:
    """What is other than it was, decisions first and actions last; since the start when there is nothing `before`.

    A goal's state is its step from word to result ("step0" to "step3"). What was removed is told of goals, modules and pilots. What is asked
    for stands in the report itself.
    """
    was = {stand.row: stand for stand in before}
    found: list[Changed] = []
    seen: set[Id] = set()
    for stand in now:
        seen.add(stand.row)
        old = was.get(stand.row)
        if old is not None and old.state == stand.state:
            continue
        if stand.state in ("asked", "draft") or (old is None and stand.state in _QUIET):
            continue
        found.append(Changed(stand.kind, stand.row, stand.title, old.state if old else "", stand.state, stand.on))
    for old in was.values():
        if old.row not in seen and old.kind in ("goal", "module", "pilot") and old.state not in _QUIET:
            found.append(Changed(old.kind, old.row, old.title, old.state, "removed"))
    return tuple(sorted(found, key=lambda c: (_RANKED.index(c.kind) if c.kind in _RANKED else len(_RANKED), c.on or "9999")))


# ------------------------------------------------------------------------------------------------ when it is due


def next_report(every: int | None, last: str | None, begun: str | None) -> str | None:
    """The day the next report is due: `every` so many days after the last one, or after it was `begun`; None without a cadence."""
    start = last or begun
    if every is None or not start:
        return None
    return (date.fromisoformat(start) + timedelta(days=every)).isoformat()


# ------------------------------------------------------------------------------------------------ how it moves

STILL, STALLED = 30, 60
"""Days without anything finished after which it is slow, and after which it stands still (001-22)."""


def momentum(days: int) -> str:
    """ "moving" to thirty days, "slow" to sixty, "still" after; "never" when nothing was ever finished (-1)."""
    if days < 0:
        return "never"
    return "moving" if days <= STILL else "slow" if days <= STALLED else "still"


def years(series: Series) -> tuple[tuple[str, float], ...]:
    """Year by year the middle value of the year: (year, value); () when all values are of one year."""
    by_year: dict[str, list[float]] = {}
    for point in series.points:
        if point.value is not None:
            by_year.setdefault(point.on[:4], []).append(point.value)
    found = tuple((year, statistics.median(values)) for year, values in sorted(by_year.items()))
    return found if len(found) > 1 else ()


def gain_state(from_on: str | None, planned: int | None, share: int | None, today: str) -> str:
    """Whether a gain that was counted on will be there (003-13): "risk" when its day has come and fewer work the new way than was planned,
    or nobody has counted; "ahead" before its day; "unknown" without a day or a plan.
    """
    if from_on is None or planned is None:
        return "unknown"
    if from_on > today:
        return "ahead"
    return "risk" if share is None or share < planned else "safe"
