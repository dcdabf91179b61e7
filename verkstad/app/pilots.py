"""Pilots: a module tried by a team. What a person does with one, its measures, values and loops, and what its page asks."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

from verkstad.app.follow_ups import drop_follow_ups, make_follow_ups
from verkstad.app.measures import MeasureView, measure_view, values_of
from verkstad.app.people import PersonLine, person_line
from verkstad.app.workbench import action
from verkstad.app.workshops import dated, named
from verkstad.domain.dates import iso_date, nearest_weekday
from verkstad.domain.errors import Refused
from verkstad.domain.fields import Id
from verkstad.domain.follow_ups import DECIDED, LIVE
from verkstad.domain.initiative import Goal, Initiative
from verkstad.domain.modules import Module
from verkstad.domain.people import Person
from verkstad.domain.piloting import DAYS_TO_DECISION, Lack, Query, behind, missing_to_decide, missing_to_run, next_loop, queries
from verkstad.domain.pilots import OUTCOMES, Annotation, Loop, Measure, Measurement, Pilot, Recalculation
from verkstad.domain.teams import Team
from verkstad.i18n import N_
from verkstad.storage.library import Reading
from verkstad.storage.writing import Transaction

TITLE = 80  # characters of an idea that become the title


# ------------------------------------------------------------------------------------------------ a pilot begins


@action(N_("Begin a pilot"))
def begin_pilot(
    tx: Transaction,
    initiative: Id,
    idea: str,
    *,
    team: Id | None = None,
    team_called: str = "",
    decision_day: str | None = None,
    module: Id | None = None,
) -> Id:
    """A pilot in the state "measure first": an idea, a team (one that is there, or a new one by its name) and the day it is decided on.

    Team and day may wait; the gate asks for them. The title is the beginning of the idea.
    """
    tx.need(Initiative, initiative)
    words = idea.strip()
    title = shortened(words)
    if not title:
        raise Refused("empty_name")
    tx.about(title)
    return tx.put(
        Pilot(
            parent=initiative,
            rank=tx.rank_last(Pilot, initiative),
            title=title,
            idea=words,
            team=_team(tx, initiative, team, team_called),
            module=module,
            decision_day=dated(decision_day),
        )
    ).id


@action(N_("Rename pilot"), settles="pilot.title")
def rename_pilot(tx: Transaction, pilot: Id, title: str) -> None:
    _pilot(tx, pilot, title=named(title))


@action(N_("Write the idea"), settles="pilot.idea")
def write_idea(tx: Transaction, pilot: Id, idea: str) -> None:
    _pilot(tx, pilot, idea=idea.strip())


@action(N_("Write what is predicted"), settles="pilot.prediction")
def predict(tx: Transaction, pilot: Id, prediction: str) -> None:
    """What we believe will happen, and to whom: written before, so that something can be learnt."""
    _pilot(tx, pilot, prediction=prediction.strip())


@action(N_("Say when the pilot is stopped early"), settles="pilot.stop_rule")
def say_when_to_stop(tx: Transaction, pilot: Id, rule: str) -> None:
    """When it is broken off before its decision day: written before, so that nobody has to argue for it then."""
    _pilot(tx, pilot, stop_rule=rule.strip())


@action(N_("Say who allowed the pilot"), settles="pilot.approved_by")
def say_who_allowed(tx: Transaction, pilot: Id, by: str) -> None:
    _pilot(tx, pilot, approved_by=" ".join(by.split()))


@action(N_("Choose the pilot's team"))
def choose_team(tx: Transaction, pilot: Id, team: Id | None, *, called: str = "") -> None:
    """A team that is there; with `called` one of that name, made if there is none."""
    row = tx.need(Pilot, pilot)
    _pilot(tx, pilot, team=_team(tx, row.parent or "", team, called))


@action(N_("Choose the pilot's module"))
def choose_module(tx: Transaction, pilot: Id, module: Id | None, *, called: str = "") -> None:
    """The module that is tried; with `called` one of that title, made as a sketch if there is none."""
    row = tx.need(Pilot, pilot)
    title = " ".join(called.split())
    if title and module is None:
        known = next((m for m in modules_of(tx, row.parent or "") if m.title.casefold() == title.casefold()), None)
        made = known or tx.put(Module(parent=row.parent, rank=tx.rank_last(Module, row.parent), title=title, status="pilot"))
        module = made.id
    elif module is not None:
        tx.need(Module, module)
    _pilot(tx, pilot, module=module)


@action(N_("Link the pilot to a goal"))
def link_goal(tx: Transaction, pilot: Id, goal: Id | None) -> None:
    if goal is not None:
        tx.need(Goal, goal)
    _pilot(tx, pilot, goal=goal)


@action(N_("Set the decision day"))
def set_decision_day(tx: Transaction, pilot: Id, day: str | None) -> None:
    _pilot(tx, pilot, decision_day=dated(day))


@action(N_("Set the day of follow-up"))
def set_follow_up(tx: Transaction, pilot: Id, day: str | None) -> None:
    _pilot(tx, pilot, follow_up=dated(day))


@action(N_("Say who owns the effect"))
def give_effect_to(tx: Transaction, pilot: Id, owner: Id | None) -> None:
    if owner is not None:
        tx.need(Person, owner)
    _pilot(tx, pilot, owner=owner)


@action(N_("Set the start of the new way of working"))
def set_start(tx: Transaction, pilot: Id, day: str | None) -> None:
    """Values before this day are the baseline; values from it on belong to the pilot. The follow-ups of one that runs move along."""
    row, first = tx.need(Pilot, pilot), dated(day)
    _pilot(tx, pilot, started=first)
    if row.state == "running" and first is not None and first != row.started:
        make_follow_ups(tx, pilot, LIVE, first, owner=row.owner)


@action(N_("Name the step in the customer journey"), settles="pilot.journey_step")
def name_journey_step(tx: Transaction, pilot: Id, step: str) -> None:
    _pilot(tx, pilot, journey_step=" ".join(step.split()))


@action(N_("Say whether it is self-service"))
def say_self_service(tx: Transaction, pilot: Id, self_service: bool) -> None:
    """Self-service needs a balancing measure: how it goes for those the digital way does not reach."""
    _pilot(tx, pilot, self_service=self_service)


@action(N_("Move pilot"))
def move_pilot(tx: Transaction, pilot: Id, after: Id | None) -> None:
    row = tx.need(Pilot, pilot)
    if after != pilot:
        tx.about(row.title)
        tx.put(row.with_(rank=tx.rank(Pilot, row.parent, after)))


@action(N_("Remove pilot"))
def remove_pilots(tx: Transaction, pilots: Sequence[Id]) -> None:
    for row in pilots:
        tx.about(tx.need(Pilot, row).title)
        tx.remove(row)


# ------------------------------------------------------------------------------------------------ the gate


@action(N_("Start running the pilot"))
def start_running(tx: Transaction, pilot: Id, *, started: str | None = None, why: str = "") -> None:
    """From "measure first" to running. `started` is the first day of the new way of working, today when nothing was said before.

    With something missing a reason must be written: Refused("gate", count=how many things). The reason stays with the state.
    It is followed up after 30, 60 and 90 days.
    """
    row = tx.need(Pilot, pilot)
    first = dated(started) or row.started or tx.today
    row = row.with_(started=first)
    lacks = missing_to_run(row, tx.children(Measure, pilot), values_of(tx, pilot))
    why = " ".join(why.split())
    if lacks and not why:
        raise Refused("gate", count=len(lacks))
    tx.about(row.title)
    tx.put(row.with_(state="running", passed_why=why if lacks else ""))
    make_follow_ups(tx, pilot, LIVE, first, owner=row.owner)


@action(N_("Say why it runs with something missing"), settles="pilot.passed_why")
def explain_passing(tx: Transaction, pilot: Id, why: str) -> None:
    _pilot(tx, pilot, passed_why=" ".join(why.split()))


@action(N_("Go back to measuring first"))
def measure_first(tx: Transaction, pilot: Id) -> None:
    """It was not running after all: the state before the gate, and no start. What was measured stays."""
    _pilot(tx, pilot, state="measure_first", passed_why="", started=None)
    drop_follow_ups(tx, pilot, LIVE)


@action(N_("Decide on the pilot"))
def decide_outcome(tx: Transaction, pilot: Id, outcome: str, why: str = "", *, on: str | None = None, decided_by: str = "") -> None:
    """Adopt, adapt, expand or abandon, and why: the pilot has ended. "" takes the decision back, and it runs on.

    What goes on is followed up from the decision instead of from the start; what is abandoned is not.
    """
    if outcome not in ("", *OUTCOMES):
        raise Refused("unknown_choice", choice=outcome)
    row = tx.need(Pilot, pilot)
    if not outcome:
        before = "running" if row.started else "measure_first"
        _pilot(tx, pilot, outcome="", outcome_why=why.strip(), outcome_on=None, outcome_by="", state=before)
        drop_follow_ups(tx, pilot, DECIDED)
        if row.started:
            make_follow_ups(tx, pilot, LIVE, row.started, owner=row.owner)
        return
    day = dated(on) or tx.today
    _pilot(
        tx,
        pilot,
        outcome=outcome,
        outcome_why=why.strip(),
        outcome_on=day,
        outcome_by=" ".join(decided_by.split()),
        state="ended",
    )
    drop_follow_ups(tx, pilot, LIVE)
    if outcome == "abandon":
        drop_follow_ups(tx, pilot, DECIDED)
    else:
        make_follow_ups(tx, pilot, DECIDED, day, owner=row.owner)


@action(N_("Explain the decision on the pilot"), settles="pilot.outcome_why")
def explain_outcome(tx: Transaction, pilot: Id, why: str) -> None:
    _pilot(tx, pilot, outcome_why=" ".join(why.split()))


@action(N_("Say who decided on the pilot"), settles="pilot.outcome_by")
def say_who_decided(tx: Transaction, pilot: Id, by: str) -> None:
    _pilot(tx, pilot, outcome_by=" ".join(by.split()))


@action(N_("Set the day of the decision"))
def set_outcome_day(tx: Transaction, pilot: Id, day: str | None) -> None:
    _pilot(tx, pilot, outcome_on=dated(day))


@action(N_("Write what was changed inwards"), settles="pilot.changed_inwards")
def note_changes_inwards(tx: Transaction, pilot: Id, text: str) -> None:
    _pilot(tx, pilot, changed_inwards=text.strip())


@action(N_("Tell how it was"), settles="pilot.story_before")
def tell_how_it_was(tx: Transaction, pilot: Id, text: str) -> None:
    _pilot(tx, pilot, story_before=text.strip())


@action(N_("Tell what was tried"), settles="pilot.story_tried")
def tell_what_was_tried(tx: Transaction, pilot: Id, text: str) -> None:
    _pilot(tx, pilot, story_tried=text.strip())


@action(N_("Tell how it is now"), settles="pilot.story_now")
def tell_how_it_is_now(tx: Transaction, pilot: Id, text: str) -> None:
    _pilot(tx, pilot, story_now=text.strip())


# ------------------------------------------------------------------------------------------------ learning loops


@action(N_("Begin a learning loop"))
def add_loop(tx: Transaction, pilot: Id, question: str = "", *, starts: str | None = None, ends: str | None = None) -> Id:
    row = tx.need(Pilot, pilot)
    tx.about(row.title)
    made = Loop(parent=pilot, rank=tx.rank_last(Loop, pilot), question=" ".join(question.split()), starts=dated(starts), ends=dated(ends))
    return tx.put(made).id


@action(N_("Write the question of the loop"), settles="loop.question")
def ask_in_loop(tx: Transaction, loop: Id, question: str) -> None:
    _loop(tx, loop, question=" ".join(question.split()))


@action(N_("Set the days of the loop"))
def date_loop(tx: Transaction, loop: Id, starts: str | None, ends: str | None) -> None:
    first, last = dated(starts), dated(ends)
    if first and last and last < first:
        raise Refused("not_a_span")
    _loop(tx, loop, starts=first, ends=last)


@action(N_("Write the plan"), settles="loop.plan")
def plan_loop(tx: Transaction, loop: Id, text: str) -> None:
    _loop(tx, loop, plan=text.strip())


@action(N_("Write what was done"), settles="loop.do")
def write_done(tx: Transaction, loop: Id, text: str) -> None:
    _loop(tx, loop, do=text.strip())


@action(N_("Write what was seen"), settles="loop.study")
def write_seen(tx: Transaction, loop: Id, text: str) -> None:
    _loop(tx, loop, study=text.strip())


@action(N_("Write what is changed next"), settles="loop.act")
def write_next(tx: Transaction, loop: Id, text: str) -> None:
    _loop(tx, loop, act=text.strip())


@action(N_("Write what was learnt"), settles="loop.learnt")
def write_learnt(tx: Transaction, loop: Id, text: str) -> None:
    _loop(tx, loop, learnt=text.strip())


@action(N_("Change the state of the loop"))
def set_loop_state(tx: Transaction, loop: Id, state: str) -> None:
    _loop(tx, loop, state=state)


@action(N_("Finish the loop"))
def finish_loop(tx: Transaction, loop: Id, learnt: str = "", *, decision: str = "") -> None:
    """It is finished: what was learnt, and what it means for the pilot. The last day is today where none was set."""
    row = tx.need(Loop, loop)
    ends = row.ends or max(tx.today, row.starts or "")
    _loop(tx, loop, state="finished", learnt=learnt.strip() or row.learnt, decision=decision or row.decision, ends=ends)


@action(N_("Say what the loop means for the pilot"))
def judge_loop(tx: Transaction, loop: Id, decision: str) -> None:
    """As the pilot is decided upon: "adopt", "adapt", "expand", "abandon"; "" for nothing said. It may be said before the loop is finished."""
    if decision and decision not in OUTCOMES:
        raise Refused("unknown_choice", choice=decision)
    _loop(tx, loop, decision=decision)


@action(N_("Remove learning loop"))
def remove_loop(tx: Transaction, loop: Id) -> None:
    tx.about(tx.need(Loop, loop).question)
    tx.remove(loop)


# ------------------------------------------------------------------------------------------------ questions


@dataclass(frozen=True, slots=True)
class PilotView:
    """A pilot with all its page shows. `lacks` is what the gate asks for, `queries` what is worth a question today."""

    pilot: Pilot
    team: Team | None
    module: Module | None
    owner: PersonLine | None
    measures: tuple[MeasureView, ...]
    loops: tuple[Loop, ...]
    lacks: tuple[Lack, ...]
    queries: tuple[Query, ...]
    undecided: tuple[Lack, ...] = ()  # what is missing before it is decided upon


@dataclass(frozen=True, slots=True)
class PilotLine:
    """A pilot as the list shows it."""

    pilot: Pilot
    team: str
    module: str
    lacks: tuple[Lack, ...]
    queries: tuple[Query, ...]
    loops: int
    loop_ends: str = ""  # the loop that ends next
    behind: tuple[str, ...] = ()  # measures that wait for a value

    @property
    def id(self) -> Id:
        return self.pilot.id


def pilot_lines(library: Reading, initiative: Id, today: str) -> tuple[PilotLine, ...]:
    """The pilots of an initiative in their order."""
    lines = []
    for pilot in library.children(Pilot, initiative):
        measures, loops, values = library.children(Measure, pilot.id), library.children(Loop, pilot.id), values_of(library, pilot.id)
        team, module = library.get(Team, pilot.team), library.get(Module, pilot.module)
        lacks = missing_to_run(pilot, measures, values) if pilot.state == "measure_first" else ()
        asked = queries(pilot, measures, values, loops, today)
        loop, waits = next_loop(loops, today), tuple(m.title for m in behind(pilot, measures, values, today))
        words = team.title if team else "", module.title if module else ""
        lines.append(PilotLine(pilot, *words, lacks, asked, len(loops), (loop.ends if loop else "") or "", waits))
    return tuple(lines)


def pilot_view(library: Reading, pilot: Id, today: str) -> PilotView | None:
    """Everything about one pilot; None when it is gone."""
    row = library.get(Pilot, pilot)
    if row is None:
        return None
    measures, loops, values = library.children(Measure, pilot), library.children(Loop, pilot), values_of(library, pilot)
    return PilotView(
        row,
        library.get(Team, row.team),
        library.get(Module, row.module),
        person_line(library, row.owner) if row.owner else None,
        tuple(measure_view(library, m.id) for m in measures),
        loops,
        missing_to_run(row, measures, values),
        queries(row, measures, values, loops, today),
        missing_to_decide(row, measures, values, today),
    )


def pilot_of(library: Reading, row: Id) -> Id | None:
    """The pilot a row belongs to: itself, or that of a measure, a value, a note on the chart, a recalculation or a loop."""
    for kind in (Pilot, Measure, Loop):
        found = library.get(kind, row)
        if found is not None:
            return found.id if isinstance(found, Pilot) else found.parent
    for inner in (Measurement, Annotation, Recalculation):
        below = library.get(inner, row)
        measure = library.get(Measure, below.parent) if below is not None else None
        if measure is not None:
            return measure.parent
    return None


def modules_of(library: Reading, initiative: Id) -> tuple[Module, ...]:
    """The modules of an initiative, those under others too, a parent before what stands under it."""
    found: list[Module] = []

    def walk(parent: Id) -> None:
        for module in library.children(Module, parent):
            found.append(module)
            walk(module.id)

    walk(initiative)
    return tuple(found)


def proposed_decision_day(today: str) -> str:
    """Twelve weeks on: four to measure first, eight of the new way of working. From a weekend it moves to the nearest day of work."""
    return nearest_weekday(iso_date(today, DAYS_TO_DECISION))


def shortened(text: str, limit: int = TITLE) -> str:
    """The first line of a text as a title, cut at a word."""
    line = " ".join((text.strip().splitlines() or [""])[0].split())
    if len(line) <= limit:
        return line.rstrip(".")
    return line[:limit].rsplit(" ", 1)[0].rstrip(",;:.") + "…"


# ------------------------------------------------------------------------------------------------ rules of input


def _team(tx: Transaction, initiative: Id, team: Id | None, called: str) -> Id | None:
    if team is not None:
        return tx.need(Team, team).id
    title = " ".join(called.split())
    if not title:
        return None
    known = next((t for t in tx.children(Team, initiative) if t.title.casefold() == title.casefold()), None)
    return (known or tx.put(Team(parent=initiative, rank=tx.rank_last(Team, initiative), title=title))).id


def _pilot(tx: Transaction, pilot: Id, **changes: object) -> None:
    row = tx.need(Pilot, pilot)
    tx.about(row.title)
    tx.put(row.with_(**changes))


def _loop(tx: Transaction, loop: Id, **changes: object) -> None:
    row = tx.need(Loop, loop)
    tx.about(row.question or tx.need(Pilot, row.parent or "").title)
    tx.put(row.with_(**changes))
