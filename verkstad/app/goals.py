"""Goals of an initiative: the statement, its six boxes, what hangs on it, and how far from word to result it has come."""

from __future__ import annotations

from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass
from typing import Any

from verkstad import wording
from verkstad.app.measures import measured as measured_in
from verkstad.app.people import PersonLine, person_lines
from verkstad.app.phrases import phrases_asked
from verkstad.app.workbench import action
from verkstad.app.workshops import dated
from verkstad.documents.change_paper import GoalPaper
from verkstad.domain import goals as rules
from verkstad.domain import results
from verkstad.domain.actions import Action
from verkstad.domain.dates import iso_date
from verkstad.domain.decimals import read_decimal
from verkstad.domain.errors import Refused
from verkstad.domain.fields import Id
from verkstad.domain.goals import Concreteness
from verkstad.domain.initiative import CATEGORIES, LEVELS, Decision, Goal, Initiative
from verkstad.domain.modules import Module
from verkstad.domain.people import Person, Unit
from verkstad.domain.pilots import Loop, Pilot
from verkstad.domain.plan import PlanItem, PlanLink
from verkstad.domain.platitudes import Platitude
from verkstad.domain.results import Now
from verkstad.i18n import N_, Language
from verkstad.storage.library import Reading
from verkstad.storage.writing import Transaction
from verkstad.wording_plan import place_words

CHECK = 90  # days to the next check of a goal


@action(N_("Add goal"))
def add_goal(tx: Transaction, initiative: Id, statement: str) -> Id:
    """A draft: a sentence that says what is to be reached; the six boxes are filled in afterwards."""
    tx.need(Initiative, initiative)
    return tx.put(Goal(parent=initiative, rank=tx.rank_last(Goal, initiative), statement=_said(tx, statement))).id


@action(N_("Reword goal"), settles="goal.statement")
def reword_goal(tx: Transaction, goal: Id, statement: str) -> None:
    _goal(tx, goal, statement=_said(tx, statement))


@action(N_("Say what is measured"), settles="goal.indicator")
def choose_indicator(tx: Transaction, goal: Id, indicator: str) -> None:
    _goal(tx, goal, indicator=" ".join(indicator.split()))


@action(N_("Choose unit of measure"), settles="goal.measure_unit")
def choose_measure_unit(tx: Transaction, goal: Id, unit: str) -> None:
    _goal(tx, goal, measure_unit=" ".join(unit.split()))


@action(N_("Set today's value"))
def set_baseline(tx: Transaction, goal: Id, value: str | None, on: str | None) -> None:
    """The value one starts from and the day it was measured; nought is a value. None for not known."""
    _goal(tx, goal, baseline=_number(value), baseline_on=dated(on))


@action(N_("Set the target"))
def set_target(tx: Transaction, goal: Id, value: str | None, on: str | None) -> None:
    """The value to reach, and the day it is to be reached."""
    _goal(tx, goal, target=_number(value), target_on=dated(on))


@action(N_("Say who owns the goal"))
def give_goal_to(tx: Transaction, goal: Id, owner: Id | None) -> None:
    if owner is not None:
        tx.need(Person, owner)
    _goal(tx, goal, owner=owner)


@action(N_("Ask somebody to measure first"))
def ask_to_measure(tx: Transaction, goal: Id, by: Id | None, due: str | None) -> None:
    """Today's value is not known: who finds out, and until when."""
    if by is not None:
        tx.need(Person, by)
    _goal(tx, goal, measured_by=by, measured_due=dated(due))


@action(N_("Answer the question"), settles="goal.answer")
def answer_question(tx: Transaction, goal: Id, answer: str) -> None:
    """To what an empty phrase in the goal makes one ask."""
    _goal(tx, goal, answer=answer.strip())


@action(N_("Say whose goal it is"))
def give_goal_to_unit(tx: Transaction, goal: Id, unit: Id | None) -> None:
    if unit is not None:
        tx.need(Unit, unit)
    _goal(tx, goal, unit=unit)


@action(N_("Choose the goal's level"))
def choose_level(tx: Transaction, goal: Id, level: str) -> None:
    if level and level not in LEVELS:
        raise Refused("unknown_choice", choice=level)
    _goal(tx, goal, level=level)


@action(N_("Choose the goal's category"))
def choose_category(tx: Transaction, goal: Id, category: str) -> None:
    if category and category not in CATEGORIES:
        raise Refused("unknown_choice", choice=category)
    _goal(tx, goal, category=category)


@action(N_("Hang the goal on a decision"))
def hang_on_decision(tx: Transaction, goal: Id, decision: Id | None) -> None:
    if decision is not None:
        tx.need(Decision, decision)
    _goal(tx, goal, decision=decision)


@action(N_("Say when the goal is checked"))
def check_goal_on(tx: Transaction, goal: Id, date: str | None) -> None:
    _goal(tx, goal, next_check=dated(date))


@action(N_("Agree on the goal"))
def agree_on_goal(tx: Transaction, goal: Id, agreed: bool) -> None:
    """No draft any more, or one again. What is agreed on is looked at again: in ninety days, when nobody said another day."""
    row = tx.need(Goal, goal)
    check = row.next_check or (iso_date(tx.today, CHECK) if agreed else None)
    _goal(tx, goal, stage="agreed" if agreed else "draft", next_check=check)


@action(N_("Note that the goal was checked"))
def note_check(tx: Transaction, goal: Id, on: str | None = None) -> None:
    """Somebody looked at where it stands; the next time is in ninety days. A goal that is reached is looked at again too."""
    _goal(tx, goal, next_check=iso_date(dated(on) or tx.today, CHECK))


@action(N_("Move goal"))
def move_goal(tx: Transaction, goal: Id, after: Id | None) -> None:
    row = tx.need(Goal, goal)
    if after != goal:
        tx.about(row.statement[:60])
        tx.put(row.with_(rank=tx.rank(Goal, row.parent, after)))


@action(N_("Remove goal"))
def remove_goal(tx: Transaction, goal: Id) -> None:
    """What hung on it stays, and hangs on nothing."""
    tx.about(tx.need(Goal, goal).statement[:60])
    for value in (Action, Module, Pilot):
        for row in tx.where(value, goal=goal):
            tx.put(row.with_(goal=None))
    tx.remove(goal)


def _goal(tx: Transaction, goal: Id, **changes: object) -> None:
    row = tx.need(Goal, goal)
    tx.about(row.statement[:60])
    tx.put(row.with_(**changes))


def _said(tx: Transaction, statement: str) -> str:
    statement = statement.strip()
    if not statement:
        raise Refused("empty_name")
    tx.about(statement[:60])
    return statement


def _number(typed: str | None) -> str | None:
    if typed is None or not typed.strip():
        return None
    read = read_decimal(typed)
    if read is None:
        raise Refused("not_a_number", text=typed)
    return read


# ------------------------------------------------------------------------------------------------ questions


@dataclass(frozen=True, slots=True)
class GoalLine:
    """A goal, what it lacks, who has it, and what hangs on it. `step`: 0 word, 1 decision, 2 action, 3 result. `now`: where it stands by the
    values of its pilots.
    """

    goal: Goal
    concreteness: Concreteness
    owner: PersonLine | None
    measurer: PersonLine | None
    actions: int
    done: int
    modules: int
    pilots: int
    step: int
    now: Now | None


def goal_lines(library: Reading, initiative: Id, today: str) -> tuple[GoalLine, ...]:
    rows, asked = library.children(Goal, initiative), phrases_asked(library, initiative)
    people = person_lines(library, {person for goal in rows for person in (goal.owner, goal.measured_by) if person})
    return tuple(_line(library, goal, today, people, asked) for goal in rows)


def goal_line(library: Reading, goal: Goal, today: str) -> GoalLine:
    people = person_lines(library, {person for person in (goal.owner, goal.measured_by) if person})
    return _line(library, goal, today, people, phrases_asked(library, goal.parent))


def _line(library: Reading, goal: Goal, today: str, people: Mapping[Id, PersonLine], asked: tuple[Platitude, ...]) -> GoalLine:
    actions = library.where(Action, goal=goal.id)
    modules = library.where(Module, goal=goal.id)
    pilots = library.where(Pilot, goal=goal.id)
    done = sum(a.status == "done" for a in actions)
    decision = library.get(Decision, goal.decision)
    loops = library.where(Loop, parent=[pilot.id for pilot in pilots]) if pilots else ()
    measured = measured_in(library, pilots)
    deeds = (*actions, *library.where(Action, pilot=[pilot.id for pilot in pilots])) if pilots else actions
    signalled = bool(measured) and results.signalled(measured, _begun(library, deeds, loops))
    acted = bool(done) or signalled or any(loop.state == "finished" for loop in loops)
    owner = people.get(goal.owner or "")
    return GoalLine(
        goal,
        _concreteness(goal, owner is not None, today, asked),
        owner,
        people.get(goal.measured_by or ""),
        len(actions),
        done,
        len(modules),
        len(pilots),
        rules.step(
            decided=decision is not None and bool(rules.signed((decision,))),
            acted=acted,
            reached=results.reached(goal, measured),
            signalled=signalled,
        ),
        results.now(goal, measured, today),
    )


def _concreteness(goal: Goal, owned: bool, today: str, asked: tuple[Platitude, ...]) -> Concreteness:
    return rules.concreteness(goal if owned else goal.with_(owner=None), today, asked)  # who is gone owns nothing


def concreteness_of(library: Reading, initiative: Id, today: str) -> tuple[Concreteness, ...]:
    """What each goal of an initiative lacks."""
    asked = phrases_asked(library, initiative)
    return tuple(
        _concreteness(goal, library.get(Person, goal.owner) is not None, today, asked) for goal in library.children(Goal, initiative)
    )


def goals(library: Reading, initiative: Id) -> tuple[Goal, ...]:
    return library.children(Goal, initiative)


def _begun(library: Reading, actions: Sequence[Action], loops: Sequence[Loop]) -> list[str]:
    """The days on which something was begun: a loop that has run, an action by the day its status was first "doing" or "done"."""
    days = [loop.starts for loop in loops if loop.starts and loop.state != "planned"]
    for action_ in actions:
        if action_.status in ("doing", "done"):
            told = [c for c in library.history(action_.id) if _status(c.values.get("status")) in ("doing", "done")]
            days += [min(change.at for change in told)[:10]] if told else []
    return days


def _status(said: tuple[Any, ...] | None) -> str:
    """The status a change gave: it is kept together with its reason."""
    value = said[1] if said is not None and len(said) == 2 else None
    return str(value[0]) if isinstance(value, list | tuple) and value else ""


def goals_paper(library: Reading, initiative: Id, speaks: Language, who: Callable[[Id | None], str], today: str) -> tuple[GoalPaper, ...]:
    """For paper, in their order; `who` is what a person is called there."""
    return tuple(_paper(library, line, speaks, who) for line in goal_lines(library, initiative, today))


def _paper(library: Reading, line: GoalLine, speaks: Language, who: Callable[[Id | None], str]) -> GoalPaper:
    goal, found = line.goal, line.concreteness
    unit, decision = library.get(Unit, goal.unit), library.get(Decision, goal.decision)
    return GoalPaper(
        goal.id,
        statement=goal.statement,
        indicator=goal.indicator,
        measure_unit=goal.measure_unit,
        baseline=goal.baseline or "",
        baseline_on=goal.baseline_on or "",
        target=goal.target or "",
        target_on=goal.target_on or "",
        owner=who(goal.owner),
        unit=unit.name if unit else "",
        level=wording.choice_name("goal", "level", goal.level, speaks) if goal.level else "",
        category=wording.choice_name("goal", "category", goal.category, speaks) if goal.category else "",
        kind=goal.category,
        decision=decision.statement if decision else "",
        measured_by=who(goal.measured_by) if found.measure_first else "",
        measured_due=(goal.measured_due or "") if found.measure_first else "",
        next_check=goal.next_check or "",
        agreed=goal.stage == "agreed",
        answer=goal.answer,
        lacks=tuple((lack.box, lack.why) for lack in found.lacks),
        questions=tuple(m.platitude.question.of(speaks.code) for m in found.questions),
        actions=tuple((a.what, who(a.owner), a.due or "", a.status == "done") for a in library.where(Action, goal=goal.id)),
        step=line.step,
        now=line.now,
        origins=_origins(library, goal.id, speaks),
    )


def _origins(library: Reading, goal: Id, speaks: Language) -> tuple[tuple[str, str], ...]:
    """Where in a plan it comes from, and the words there."""
    found = []
    for link in library.where(PlanLink, result=goal):
        item = library.get(PlanItem, link.parent)
        if item is not None:
            found.append((speaks.gettext("From the plan") + _at(item, speaks), item.says))
    return tuple(found)


def _at(item: PlanItem, speaks: Language) -> str:
    place = place_words(item.number, item.page, speaks)
    return f", {place}" if place else ""
