"""What an insight became, and all insights of an initiative as lists show them: its own, and those that left its workshops."""

from __future__ import annotations

from collections.abc import Mapping, Sequence

from verkstad.app import actions, goals, insights, inventory, modules, pilots
from verkstad.app.initiatives import workshops_of
from verkstad.app.mandated import decides
from verkstad.app.people import PersonLine, person_lines
from verkstad.app.workbench import action
from verkstad.domain import flowing
from verkstad.domain.actions import Action
from verkstad.domain.errors import Refused
from verkstad.domain.fields import Id, Row
from verkstad.domain.flowing import Demand, Flow
from verkstad.domain.initiative import Goal, Initiative
from verkstad.domain.insights import INSIGHT_BECOMES, Exchange, Forum, Insight, Risk
from verkstad.domain.inventory import InventoryItem
from verkstad.domain.launch import LaunchActivity
from verkstad.domain.modules import Module
from verkstad.domain.people import Unit
from verkstad.domain.pilots import Loop, Pilot
from verkstad.domain.values import frozen
from verkstad.domain.workshop import Workshop
from verkstad.i18n import N_
from verkstad.storage.library import Reading
from verkstad.storage.writing import Transaction

TITLE = 200  # characters of a title that a long insight becomes
_TITLES: Mapping[str, tuple[type[Row], str]] = {
    "action": (Action, "what"),
    "module": (Module, "title"),
    "pilot": (Pilot, "title"),
    "goal": (Goal, "statement"),
    "inventory_item": (InventoryItem, "title"),
    "risk": (Risk, "says"),
}
"""What it became -> the value and the column it is known by."""
ABOUT: tuple[tuple[type[Row], str], ...] = ((Pilot, "title"), (Module, "title"), (LaunchActivity, "title"))
"""What an insight can be about: kinds, and the column each is known by."""


@action(N_("Turn the insight into something"))
def turn_insight_into(tx: Transaction, insight: Id, what: str, *, says: str = "", owner: Id | None = None, due: str | None = None) -> Id:
    """It becomes an action, module, pilot, goal, need or service, risk, or something learnt, and points to it. Returns the id of what was made.

    What is learnt is the insight itself, which then stands in the learning log. One that became something already is refused.
    """
    row = tx.need(Insight, insight)
    if what not in INSIGHT_BECOMES:
        raise ValueError(what)
    if row.became:
        raise Refused("became_already")
    made = insight if what == "learning" else _made(tx, row, what, says.strip() or row.says, owner or row.owner, due)
    tx.put(row.with_(became=what, result="" if what == "learning" else made))
    tx.about(row.says[:60])
    return made


@action(N_("Unlink what the insight became"))
def unlink_result(tx: Transaction, insight: Id) -> None:
    """The insight points to nothing any more; what was made of it stays where it is."""
    row = tx.need(Insight, insight)
    tx.about(row.says[:60])
    tx.put(row.with_(became="", result=""))


def _made(tx: Transaction, insight: Insight, what: str, says: str, owner: Id | None, due: str | None) -> Id:
    parent = insight.parent or ""
    initiative = initiative_of(tx, insight)
    title, _line, rest = says.partition("\n")
    if len(title) > TITLE:
        title, rest = title[: TITLE - 1].rstrip() + "…", says
    if what == "action":
        return actions.add_action(tx, initiative or parent, says[:2_000], owner=owner, due=due)
    if what == "risk":
        return insights.add_risk(tx, initiative or parent, says[:2_000])
    if what == "inventory_item":
        return inventory.add_item(tx, initiative or parent, title, note=rest.strip())
    if initiative is None:
        raise Refused("needs_initiative")
    if what == "goal":
        return goals.add_goal(tx, initiative, says[:2_000])
    if what == "pilot":
        return pilots.begin_pilot(tx, initiative, says)
    module = modules.add_module(tx, initiative, title)
    if rest.strip():
        modules.write_module_notes(tx, module, rest)
    return module


# ------------------------------------------------------------------------------------------------ questions


def initiative_of(library: Reading, row: Insight | Risk | Action) -> Id | None:
    """The initiative it belongs to: its own, or that of the workshop it left; None for a workshop that stands alone."""
    if library.get(Initiative, row.parent) is not None:
        return row.parent
    workshop = library.get(Workshop, row.parent)
    return workshop.initiative if workshop is not None else None


@frozen
class InsightLine:
    """An insight as lists show it. `stage` is one of `flowing.STAGES`; `decides`: its owner may decide something; `age` in days."""

    insight: Insight
    stage: str
    age: int | None
    stuck: bool
    owner: PersonLine | None = None
    decides: bool = False
    workshop: str = ""  # the title of the one it left
    unit: str = ""
    forum: str = ""
    about: str = ""
    result: str = ""  # what it became is called; "" when that is gone

    @property
    def id(self) -> Id:
        return self.insight.id


def insights_of(library: Reading, initiative: Id) -> tuple[Insight, ...]:
    """Its own, then those of its workshops in the order of their days."""
    found = list(library.children(Insight, initiative))
    for workshop in workshops_of(library, initiative):
        found += library.children(Insight, workshop.id)
    return tuple(found)


def insight_lines(library: Reading, initiative: Id, today: str) -> tuple[InsightLine, ...]:
    """All insights of an initiative, the newest first."""
    rows = insights_of(library, initiative)
    people = person_lines(library, {i.owner for i in rows if i.owner})
    may = {person: decides(library, person, today) for person in people}
    units = {u.id: u.name for u in library.all(Unit)} if any(i.unit for i in rows) else {}
    forums = {f.id: f.title for f in library.children(Forum, initiative)}
    workshops = {w.id: w.title for w in library.where(Workshop, initiative=initiative)}
    lines = [
        InsightLine(
            insight=i,
            stage=flowing.stage(i),
            age=flowing.age(i, today),
            stuck=flowing.is_stuck(i, today),
            owner=people.get(i.owner or ""),
            decides=may.get(i.owner or "", False),
            workshop=workshops.get(i.parent or "", ""),
            unit=units.get(i.unit or "", ""),
            forum=forums.get(i.forum or "", ""),
            about=about_title(library, i.about),
            result=result_title(library, i),
        )
        for i in rows
    ]
    return tuple(sorted(lines, key=lambda x: (x.insight.raised_on or "", x.id), reverse=True))


def result_title(library: Reading, insight: Insight) -> str:
    """What it became is called."""
    if insight.became not in _TITLES:
        return ""
    kind, column = _TITLES[insight.became]
    row = library.get(kind, insight.result)
    return " ".join(str(getattr(row, column)).split()) if row is not None else ""


def about_title(library: Reading, about: str) -> str:
    for kind, column in ABOUT if about else ():
        row = library.get(kind, about)
        if row is not None:
            return str(getattr(row, column))
    return ""


def about_choices(library: Reading, initiative: Id) -> tuple[tuple[str, str], ...]:
    """(id, title) of what an insight of this initiative can be about."""
    found = [(row.id, row.title) for row in library.children(Pilot, initiative)]
    found += [(row.id, row.title) for row in library.children(LaunchActivity, initiative)]
    return (*found, *((row.id, row.title) for row in library.children(Module, initiative)))


def came_from(library: Reading, row: Id) -> tuple[Insight, ...]:
    """The insights this row is the result of: the link back."""
    return library.where(Insight, result=row) if row else ()


@frozen
class InsightFigures:
    """The figures of an initiative's insights: all of them, those of the last 90 days, and what the contacts were about."""

    all: Flow
    lately: Flow
    demand: Demand


LATELY = 90  # days


def insight_figures(rows: Sequence[Insight], today: str) -> InsightFigures:
    from verkstad.domain.dates import iso_date

    since = iso_date(today, -LATELY)
    return InsightFigures(flowing.flow(rows, today), flowing.flow(rows, today, since=since, until=today), flowing.demand(rows))


# ------------------------------------------------------------------------------------------------ what was learnt


@frozen
class Learnt:
    """Something learnt: a learning loop's, taken home from others, or an insight kept as such. `page` and `row` say where it stands."""

    id: Id
    says: str
    on: str
    source: str  # "loop", "exchange", "insight"
    where: str
    page: str
    row: Id


def learning_log(library: Reading, initiative: Id) -> tuple[Learnt, ...]:
    """Everything learnt in an initiative, the newest first, those without a day last."""
    found: list[Learnt] = []
    for pilot in library.children(Pilot, initiative):
        for loop in library.children(Loop, pilot.id):
            if loop.learnt.strip():
                found.append(Learnt(loop.id, loop.learnt.strip(), loop.ends or loop.starts or "", "loop", pilot.title, "pilots", loop.id))
    for other in library.children(Exchange, initiative):
        if other.takeaway.strip():
            found.append(Learnt(other.id, other.takeaway.strip(), other.on or "", "exchange", other.with_whom, "insights", other.id))
    for insight in insights_of(library, initiative):
        if insight.became == "learning":
            found.append(Learnt(insight.id, insight.says, insight.raised_on or "", "insight", insight.raised_by, "insights", insight.id))
    return tuple(sorted(found, key=lambda x: (x.on, x.id), reverse=True))


# ------------------------------------------------------------------------------------------------ risks


@frozen
class RiskLine:
    """A risk as lists show it. `weight` is 1 to 25, None until both sides are said; `lacks` what a serious one still needs."""

    risk: Risk
    owner: PersonLine | None
    workshop: str
    weight: int | None
    lacks: tuple[str, ...]

    @property
    def id(self) -> Id:
        return self.risk.id


def risk_lines(library: Reading, initiative: Id) -> tuple[RiskLine, ...]:
    """The risks of an initiative and of its workshops: open before closed, the heaviest first."""
    workshops = workshops_of(library, initiative)
    titles = {w.id: w.title for w in workshops}
    rows = [*library.children(Risk, initiative), *(r for w in workshops for r in library.children(Risk, w.id))]
    people = person_lines(library, {r.owner for r in rows if r.owner})
    return tuple(
        RiskLine(r, people.get(r.owner or ""), titles.get(r.parent or "", ""), flowing.weight(r), flowing.risk_lacks(r))
        for r in flowing.by_weight(rows)
    )
