"""Initiatives: the change as a whole, how it begins, who leads it, and the workshops that belong to it."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass

from verkstad.app.actions import ActionLine, action_lines
from verkstad.app.decisions import decisions
from verkstad.app.follow_ups import drop_follow_ups, make_follow_ups
from verkstad.app.goals import GoalLine, concreteness_of, goal_lines
from verkstad.app.phrases import phrases_aside, phrases_asked
from verkstad.app.workbench import action
from verkstad.app.workshops import WorkshopLine, dated, named, workshop_line
from verkstad.domain.errors import Refused
from verkstad.domain.fields import Id
from verkstad.domain.follow_ups import ENDED
from verkstad.domain.goals import DecisionLack, Part, decision_lacks, five_parts, signed
from verkstad.domain.initiative import ROUTES, Decision, Initiative
from verkstad.domain.insights import Exchange, Forum, ForumMeeting
from verkstad.domain.inventory import InventoryItem
from verkstad.domain.modules import Module
from verkstad.domain.people import Person
from verkstad.domain.pilots import Pilot
from verkstad.domain.platitudes import Marked, Platitude, marked
from verkstad.domain.teams import Member, Team
from verkstad.domain.workshop import Workshop
from verkstad.i18n import N_
from verkstad.storage.library import Reading
from verkstad.storage.writing import Transaction


@action(N_("New initiative"))
def new_initiative(tx: Transaction, title: str, *, route: str = "") -> Id:
    """A change, begun in one of three ways: "slice", "test" or "near"; empty when that is not chosen yet."""
    tx.about(named(title))
    return tx.put(Initiative(title=named(title), route=_known(route))).id


@action(N_("Rename initiative"), settles="initiative.title")
def rename_initiative(tx: Transaction, initiative: Id, title: str) -> None:
    _initiative(tx, initiative, title=named(title))


@action(N_("Say why"), settles="initiative.why")
def explain_why(tx: Transaction, initiative: Id, text: str) -> None:
    _initiative(tx, initiative, why=text.strip())


@action(N_("Say what"), settles="initiative.what")
def describe_what(tx: Transaction, initiative: Id, text: str) -> None:
    """What will be another for those it is for."""
    _initiative(tx, initiative, what=text.strip())


@action(N_("Say how"), settles="initiative.how")
def describe_how(tx: Transaction, initiative: Id, text: str) -> None:
    """How one means to get there."""
    _initiative(tx, initiative, how=text.strip())


@action(N_("Say why now"), settles="initiative.why_now")
def explain_why_now(tx: Transaction, initiative: Id, text: str) -> None:
    """Why the pace is another than it was."""
    _initiative(tx, initiative, why_now=text.strip())


@action(N_("Say what there is to build on"), settles="initiative.technology")
def describe_technology(tx: Transaction, initiative: Id, text: str) -> None:
    """What technology makes possible already today."""
    _initiative(tx, initiative, technology=text.strip())


@action(N_("Choose the way to begin"))
def choose_route(tx: Transaction, initiative: Id, route: str) -> None:
    """It may be chosen again later; nothing that was made is taken away."""
    _initiative(tx, initiative, route=_known(route))


@action(N_("Say who leads the change"))
def name_leader(tx: Transaction, initiative: Id, person: Id | None) -> None:
    """Who has the mandate."""
    _initiative(tx, initiative, leader=_person(tx, person))


@action(N_("Say who drives it on"))
def name_driver(tx: Transaction, initiative: Id, person: Id | None) -> None:
    _initiative(tx, initiative, driver=_person(tx, person))


@action(N_("Close initiative"))
def close_initiative(tx: Transaction, initiative: Id, on: str, why: str = "") -> None:
    """Closed on that day; nothing in it is removed, and it can be opened again. What it came to is looked at after 30, 60 and 90 days."""
    day = dated(on)
    if day is None:
        raise Refused("not_a_date", text=on)
    _initiative(tx, initiative, ended=day, ended_why=" ".join(why.split()))
    make_follow_ups(tx, initiative, ENDED, day, owner=tx.need(Initiative, initiative).driver)


@action(N_("Say why it was closed"))
def explain_closing(tx: Transaction, initiative: Id, why: str) -> None:
    _initiative(tx, initiative, ended_why=" ".join(why.split()))


@action(N_("Open initiative again"))
def reopen_initiative(tx: Transaction, initiative: Id) -> None:
    _initiative(tx, initiative, ended=None, ended_why="")
    drop_follow_ups(tx, initiative, ENDED)


@action(N_("Archive initiative"))
def archive_initiative(tx: Transaction, initiative: Id, on: str | None = None) -> None:
    """It leaves the lists and is still found by searching; nothing in it is removed. It is archived when it is closed, or closes with it."""
    row, day = tx.need(Initiative, initiative), dated(on) or tx.today
    if row.ended is None:
        close_initiative(tx, initiative, day)
    _initiative(tx, initiative, archived=day)


@action(N_("Take initiative out of the archive"))
def unarchive_initiative(tx: Transaction, initiative: Id) -> None:
    """It stands in the lists again, closed as it was."""
    _initiative(tx, initiative, archived=None)


@action(N_("Remove initiative"))
def remove_initiative(tx: Transaction, initiative: Id) -> None:
    """Its workshops stay, on their own."""
    tx.about(tx.need(Initiative, initiative).title)
    for workshop in tx.where(Workshop, initiative=initiative):
        tx.put(workshop.with_(initiative=None))
    tx.remove(initiative)


def _initiative(tx: Transaction, initiative: Id, **changes: object) -> None:
    row = tx.need(Initiative, initiative)
    tx.about(row.title)
    tx.put(row.with_(**changes))


def _person(tx: Transaction, person: Id | None) -> Id | None:
    if person is not None:
        tx.need(Person, person)
    return person


def _known(route: str) -> str:
    if route and route not in ROUTES:
        raise Refused("unknown_choice", choice=route)
    return route


# ------------------------------------------------------------------------------------------------ questions


def initiatives(library: Reading) -> tuple[Initiative, ...]:
    return library.all(Initiative)


@dataclass(frozen=True, slots=True)
class DecisionLine:
    """A decision, what it lacks, and the empty phrases in its words."""

    decision: Decision
    lacks: tuple[DecisionLack, ...]
    phrases: tuple[Marked, ...]

    @property
    def answered(self) -> bool:
        """What they make one ask has been answered."""
        return bool(self.decision.answer.strip())


@dataclass(frozen=True, slots=True)
class Standing:
    """How far an initiative has come, in figures."""

    lacks: tuple[DecisionLack, ...]  # of all its decisions, the missing one too
    decisions: int
    decided: int  # by somebody and on a day that are said
    goals: int
    concrete: int
    modules: int
    teams: int
    pilots: int
    running: int


@dataclass(frozen=True, slots=True)
class Overview:
    """An initiative with what stands in it and what is missing."""

    initiative: Initiative
    decisions: tuple[DecisionLine, ...]
    lacks: tuple[DecisionLack, ...]  # of all its decisions, the missing one too
    goals: tuple[GoalLine, ...]
    modules: tuple[Module, ...]
    teams: tuple[Team, ...]
    pilots: tuple[Pilot, ...]
    workshops: tuple[WorkshopLine, ...]
    parts: tuple[Part, ...]
    across: int  # teams with people from two units or more
    aside: tuple[Platitude, ...]  # the phrases that do not apply here

    @property
    def standing(self) -> Standing:
        return Standing(
            self.lacks,
            len(self.decisions),
            len(signed([line.decision for line in self.decisions])),
            len(self.goals),
            sum(line.concreteness.concrete for line in self.goals),
            len(self.modules),
            len(self.teams),
            len(self.pilots),
            sum(pilot.state == "running" for pilot in self.pilots),
        )


def overview(library: Reading, initiative: Id, today: str) -> Overview:
    row = library.need(Initiative, initiative)
    rows = decisions(library, initiative)
    lacks = decision_lacks(rows, today)
    goals = goal_lines(library, initiative, today)
    teams = library.children(Team, initiative)
    units = tuple(_units(library, team.id) for team in teams)
    asked = phrases_asked(library, initiative)
    workshops = workshops_of(library, initiative)
    lines = tuple(DecisionLine(d, tuple(x for x in lacks if x.decision == d.id), marked(d.statement, asked)) for d in rows)
    parts = five_parts(
        decided=len(signed(rows)),
        concrete_goals=sum(g.concreteness.concrete for g in goals),
        teams_of_units=units,
        inventory=sum(library.count(InventoryItem, parent=parent) for parent in (initiative, *(w.id for w in workshops))),
        exchanged_on=exchanged_on(library, initiative, today),
        today=today,
    )
    return Overview(
        row,
        lines,
        lacks,
        goals,
        modules_of(library, initiative),
        teams,
        library.children(Pilot, initiative),
        workshops,
        parts,
        sum(count >= 2 for count in units),
        phrases_aside(library, initiative),
    )


def exchanged_on(library: Reading, initiative: Id, today: str) -> str:
    """The last day, not after today, on which a forum met or experience was exchanged with others; "" for never."""
    forums = [forum.id for forum in library.children(Forum, initiative)]
    days = [row.on for row in (library.where(ForumMeeting, parent=forums) if forums else ())]
    days += [row.on for row in library.children(Exchange, initiative)]
    return max((day for day in days if day is not None and day <= today), default="")


def standing(library: Reading, initiative: Id, today: str) -> Standing:
    """What an overview comes to, without the values of its pilots."""
    library.need(Initiative, initiative)
    rows, pilots = decisions(library, initiative), library.children(Pilot, initiative)
    found = concreteness_of(library, initiative, today)
    return Standing(
        decision_lacks(rows, today),
        len(rows),
        len(signed(rows)),
        len(found),
        sum(each.concrete for each in found),
        len(modules_of(library, initiative)),
        library.count(Team, parent=initiative),
        len(pilots),
        sum(pilot.state == "running" for pilot in pilots),
    )


def modules_of(library: Reading, initiative: Id) -> tuple[Module, ...]:
    """Every module of the initiative, those that were sliced off another after it."""
    found: list[Module] = []
    waiting = list(library.children(Module, initiative))
    while waiting:
        module = waiting.pop(0)
        found.append(module)
        waiting[:0] = library.children(Module, module.id)
    return tuple(found)


def workshops_of(library: Reading, initiative: Id) -> tuple[WorkshopLine, ...]:
    """In the order of their dates, those without one last."""
    lines = [workshop_line(library, row.id) for row in library.where(Workshop, initiative=initiative)]
    return tuple(sorted((line for line in lines if line is not None), key=lambda line: (line.first or "9999", line.title)))


def actions_of(library: Reading, initiative: Id) -> tuple[ActionLine, ...]:
    """Its own actions, then those that left its workshops, workshop by workshop."""
    lines = list(action_lines(library, initiative))
    for workshop in workshops_of(library, initiative):
        lines += action_lines(library, workshop.id)
    return tuple(lines)


def newest_first(rows: Iterable[Initiative], *, keep: Id | None = None) -> tuple[Initiative, ...]:
    """For lists: those that go on before those that are closed; ids are made in the order of time. What is archived is left out, but `keep`."""
    rows = [row for row in rows if row.archived is None or row.id == keep]
    return tuple(sorted(sorted(rows, key=lambda row: row.id, reverse=True), key=lambda row: row.ended is not None))


def _units(library: Reading, team: Id) -> int:
    members = (library.get(Person, member.person) for member in library.children(Member, team) if member.person)
    return len({person.unit for person in members if person is not None and person.unit})
