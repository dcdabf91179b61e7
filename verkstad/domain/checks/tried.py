"""Rules about pilots, their measures and their loops. One that is being prepared ("measure first") is a sketch and raises nothing but its day."""

from __future__ import annotations

from collections.abc import Iterator

from verkstad.domain.checks.rules import BLOCKING, HINT, WARNING, Fact, Look, fact, rule
from verkstad.domain.goals import standing
from verkstad.domain.initiative import Decision, Goal, Initiative
from verkstad.domain.launch import LaunchActivity
from verkstad.domain.launching import lead_time
from verkstad.domain.modules import Module
from verkstad.domain.piloting import (
    TRIPLE,
    Lack,
    Query,
    behind,
    days_between,
    is_past_decision,
    loop_days,
    missing_to_run,
    queries,
)
from verkstad.domain.pilots import Loop, Measure, Measurement, Pilot


def values(pilot: Pilot, look: Look) -> tuple[Measurement, ...]:
    return tuple(v for m in look.children(Measure, pilot.id) for v in look.children(Measurement, m.id))


def gate(pilot: Pilot, look: Look) -> tuple[Lack, ...]:
    """What the one gate asks for."""
    return missing_to_run(pilot, look.children(Measure, pilot.id), look.view(values, pilot))


def asked(pilot: Pilot, look: Look) -> tuple[Query, ...]:
    """What the pilot's own page asks."""
    return queries(pilot, look.children(Measure, pilot.id), look.view(values, pilot), look.children(Loop, pilot.id), look.today)


def _lacks(pilot: Pilot, look: Look, *whats: str) -> Fact | None:
    """What is missing of a pilot that runs; passing the gate with it was explained once, and that reason stands."""
    if pilot.state != "running":
        return None
    lacks = tuple(lack for lack in look.view(gate, pilot) if lack.what in whats)
    return fact(lacks=lacks, reason=pilot.passed_why) if lacks else None


@rule(
    "V701",
    WARNING,
    Pilot,
    product="pilot running without prediction, measure, baseline, end date",
    requirements=("000-16",),
    column="prediction",
)
def running_without_prediction(pilot: Pilot, look: Look) -> Fact | None:
    if pilot.state != "running" or pilot.prediction.strip():
        return None
    return fact() if any(q.what == "no_prediction" for q in look.view(asked, pilot)) else None


@rule("V702", BLOCKING, Pilot, product="pilot running without prediction, measure, baseline, end date", requirements=("000-16", "000-09"))
def running_without_measure(pilot: Pilot, look: Look) -> Fact | None:
    return _lacks(pilot, look, *TRIPLE)


@rule("V703", WARNING, Pilot, product="pilot running without prediction, measure, baseline, end date", requirements=("001-21",))
def running_without_baseline(pilot: Pilot, look: Look) -> Fact | None:
    return _lacks(pilot, look, "baseline")


@rule("V704", BLOCKING, Pilot, product="pilot running without prediction, measure, baseline, end date", requirements=("000-04",))
def running_without_end(pilot: Pilot, look: Look) -> Fact | None:
    return _lacks(pilot, look, "decision_day")


@rule("V705", WARNING, Initiative, product="several first pilots at once", requirements=("000-04",))
def several_first_pilots(initiative: Initiative, look: Look) -> Fact | None:
    """More than one runs, and none has been decided about yet."""
    pilots = look.children(Pilot, initiative.id)
    running = [p for p in pilots if p.state == "running"]
    return fact(count=len(running), mend=running[-1]) if len(running) > 1 and not any(p.outcome for p in pilots) else None


@rule("V706", BLOCKING, Pilot, product="pilot past its end with no decision", requirements=("000-16",))
def past_its_decision_day(pilot: Pilot, look: Look) -> Fact | None:
    return fact(day=pilot.decision_day) if is_past_decision(pilot, look.today) else None


@rule("V707", HINT, Loop, product="loop without learning", requirements=("001-03",), column="learnt")
def loop_without_learning(loop: Loop, look: Look) -> Fact | None:
    return fact() if loop.state == "finished" and not loop.learnt.strip() else None


@rule("V708", HINT, Loop, requirements=("000-11",))
def loop_too_long(loop: Loop, look: Look) -> Fact | None:
    most, days = look.limit("loop_days", look.root(loop)), loop_days(loop)
    return fact(days=days, most=most) if days is not None and days > most and loop.state != "finished" else None


@rule("V709", WARNING, Pilot, requirements=("000-11",))
def expanded_early(pilot: Pilot, look: Look) -> Fact | None:
    if pilot.outcome != "expand":
        return None
    finished, least = (
        sum(loop.state == "finished" for loop in look.children(Loop, pilot.id)),
        look.limit("loops_before_expanding", pilot.parent),
    )
    return fact(count=finished, least=least, reason=pilot.outcome_why) if finished < least else None


@rule("V710", WARNING, Pilot, requirements=("000-10",), column="journey_step")
def first_pilot_without_step(pilot: Pilot, look: Look) -> Fact | None:
    """The first pilot begins where the customer is: it names a step of the customer's journey."""
    if pilot.state != "running" or pilot.journey_step.strip():
        return None
    others = [p for p in look.children(Pilot, pilot.parent) if p.id != pilot.id]
    if any(p.outcome or (p.started or "9999", p.id) < (pilot.started or "9999", pilot.id) for p in others):
        return None
    module = look.get(Module, pilot.module)
    return None if module is not None and module.journey_step.strip() else fact(reason=pilot.passed_why)


@rule("V711", WARNING, Pilot, requirements=("004-09",))
def self_service_without_balance(pilot: Pilot, look: Look) -> Fact | None:
    return _lacks(pilot, look, "balancing")


@rule("V712", HINT, Measure, requirements=("004-04",))
def two_values_a_day(measure: Measure, look: Look) -> Fact | None:
    pilot = look.get(Pilot, measure.parent)
    mine = (
        [q for q in look.view(asked, pilot) if q.what == "doubled" and q.row == measure.id]
        if pilot is not None and pilot.state != "ended"
        else []
    )
    return fact(count=mine[0].count) if mine else None


@rule("V713", WARNING, Pilot, requirements=("004-04",))
def measure_waits(pilot: Pilot, look: Look) -> Iterator[Fact]:
    if pilot.state == "running":
        for measure in behind(pilot, look.children(Measure, pilot.id), look.view(values, pilot), look.today):
            yield fact(about=measure)


@rule("V714", HINT, Pilot, requirements=("001-18",), column="goal")
def pilot_without_goal(pilot: Pilot, look: Look) -> Fact | None:
    if pilot.state != "running" or look.get(Goal, pilot.goal) is not None:
        return None
    module = look.get(Module, pilot.module)
    return None if module is not None and look.get(Goal, module.goal) is not None else fact()


@rule("V715", HINT, Pilot, requirements=("004-16",))
def no_loop_for_long(pilot: Pilot, look: Look) -> Fact | None:
    """It runs, and no loop has begun or ended for two months, nor is one planned."""
    if pilot.state != "running" or not pilot.started:
        return None
    loops = look.children(Loop, pilot.id)
    days = [day for loop in loops for day in (loop.starts, loop.ends) if day]
    since = days_between(max([pilot.started, *days]), look.today)
    most = look.limit("quiet_days", pilot.parent)
    return fact(days=since) if since > most else None


@rule("V716", WARNING, Pilot, requirements=("000-16", "003-11"))
def gate_passed_with_less(pilot: Pilot, look: Look) -> Fact | None:
    """The rest of what the gate asks for: idea, team, owner of the effect, follow-up, targets."""
    return _lacks(pilot, look, "idea", "team", "owner", "follow_up", "target")


@rule("V717", WARNING, Pilot, product="launch not begun when a pilot starts", requirements=("003-02",))
def launch_not_begun(pilot: Pilot, look: Look) -> Fact | None:
    """It runs, and nothing was done inside the organisation before its first day."""
    if pilot.state != "running" or not pilot.started or pilot.parent is None:
        return None
    lead = lead_time(pilot.started, _launch(pilot, look))
    return fact(day=pilot.started) if lead is None or lead.state == "late" else None


@rule("V718", HINT, Pilot, requirements=("003-02",))
def launch_begun_late(pilot: Pilot, look: Look) -> Fact | None:
    """The launch begins less than two weeks before the pilot does, or after it; asked while there is still time."""
    if pilot.state != "measure_first" or not pilot.started or pilot.started < look.today:
        return None
    least = look.limit("launch_days", pilot.parent)
    lead = lead_time(pilot.started, _launch(pilot, look), least)
    return fact(days=lead.days, least=least) if lead is not None and lead.state != "ok" else None


def _launch(pilot: Pilot, look: Look) -> list[LaunchActivity]:
    """What is done for the pilot's module, or for no module in particular."""
    return [a for a in look.children(LaunchActivity, pilot.parent) if a.module in (None, pilot.module)]


@rule("V719", HINT, Pilot, requirements=("002-04", "002-16"), column="approved_by")
def nobody_allowed_it(pilot: Pilot, look: Look) -> Fact | None:
    """It runs, nothing is decided in the initiative, and nobody is said to have allowed the test."""
    if pilot.state != "running" or pilot.approved_by.strip():
        return None
    return None if standing(look.children(Decision, pilot.parent)) else fact()
