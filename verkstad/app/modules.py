"""Modules: slicing a change, saying what each slice needs, and choosing where to begin."""

from __future__ import annotations

from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass, field

from verkstad import wording
from verkstad.app.catalogue import catalogue
from verkstad.app.mandates import decision_name, role_word
from verkstad.app.workbench import action
from verkstad.app.workshops import named
from verkstad.documents.change_paper import ModuleDecisionPaper, ModulePaper
from verkstad.domain.errors import Refused
from verkstad.domain.fields import Id
from verkstad.domain.initiative import Goal
from verkstad.domain.mandates import DecisionType, Mandate, RoleMandate, held_levels, level_on
from verkstad.domain.modules import (
    AXES,
    TEST,
    Dependency,
    Fact,
    MandateGap,
    Module,
    Need,
    NeededDecision,
    Order,
    Slice,
    StartPlace,
    TooMany,
    inside,
    mandate_gap,
    module_facts,
    needs_of,
    order,
    portfolio_facts,
    start_places,
    tree,
)
from verkstad.domain.people import Person, Unit
from verkstad.domain.teams import Member, Team
from verkstad.i18n import N_, Language
from verkstad.storage.library import Reading
from verkstad.storage.writing import Transaction
from verkstad.wording_teams import position_words

LAST = "last"

# ------------------------------------------------------------------------------------------------ slicing


@action(N_("Add module"))
def add_module(tx: Transaction, parent: Id, title: str, *, after: Id | None = LAST, knife: str = "") -> Id:
    """A slice of an initiative or of another module, just after its sibling `after` (None: first, "last": last), cut with `knife`."""
    title = named(title)
    tx.about(title)
    rank = tx.rank_last(Module, parent) if after == LAST else tx.rank(Module, parent, after)
    return tx.put(Module(parent=parent, rank=rank, title=title, knife=knife)).id


@action(N_("Rename module"), settles="module.title")
def rename_module(tx: Transaction, module: Id, title: str) -> None:
    _module(tx, module, title=named(title))


@action(N_("Move module"))
def move_module(tx: Transaction, module: Id, parent: Id, after: Id | None) -> None:
    """Under another module, or the initiative, just after the sibling `after` (None: first). Its parts go with it."""
    row = tx.need(Module, module)
    if after == module:
        return
    if parent in inside(_below(tx, module), module):
        raise Refused("inside_itself", title=row.title)
    tx.about(row.title)
    tx.put(row.with_(parent=parent, rank=tx.rank(Module, parent, after)))


@action(N_("Make module a part of the one above"))
def demote_module(tx: Transaction, module: Id) -> None:
    """It becomes the last part of the sibling before it; the first has none before it, and stays."""
    row = tx.need(Module, module)
    siblings = [m.id for m in tx.children(Module, row.parent)]
    at = siblings.index(module)
    if at:
        tx.about(row.title)
        tx.put(row.with_(parent=siblings[at - 1], rank=tx.rank_last(Module, siblings[at - 1])))


@action(N_("Lift module one level out"))
def promote_module(tx: Transaction, module: Id) -> None:
    """It comes to stand just after the slice it was a part of; one at the top stays."""
    row = tx.need(Module, module)
    above = tx.get(Module, row.parent)
    if above is not None and above.parent is not None:
        tx.about(row.title)
        tx.put(row.with_(parent=above.parent, rank=tx.rank(Module, above.parent, above.id)))


@action(N_("Remove modules"))
def remove_modules(tx: Transaction, modules: Sequence[Id]) -> None:
    """With their parts, and with what was said of what they need."""
    for n, module in enumerate(modules):
        row = tx.get(Module, module)
        if row is not None:
            tx.about(row.title if len(modules) == 1 else "")
            tx.remove(module)
        elif not n:
            tx.need(Module, module)


@action(N_("Choose knife"))
def cut_with(tx: Transaction, module: Id, knife: str) -> None:
    """How it was cut from what it stands under."""
    _module(tx, module, knife=knife)


@action(N_("Change the module's status"))
def set_status(tx: Transaction, modules: Sequence[Id], status: str) -> None:
    for module in modules:
        _module(tx, module, status=status)


@action(N_("Answer the slice test"))
def answer_slice_test(tx: Transaction, module: Id, question: str, answer: str) -> None:
    """`question` is one of `TEST`; `answer` "yes", "no", "unsure", or "" to take it back."""
    if question not in TEST:
        raise ValueError(question)
    _module(tx, module, **{question: answer})


@action(N_("Say how long to the first test"))
def say_days(tx: Transaction, module: Id, days: int | None) -> None:
    _module(tx, module, days=days)


# ------------------------------------------------------------------------------------------------ what the slice is


@action(N_("Say who notices it"), settles="module.helps")
def say_who_notices(tx: Transaction, module: Id, helps: str) -> None:
    _module(tx, module, helps=" ".join(helps.split()))


@action(N_("Say whether the customer notices it"))
def say_felt_by(tx: Transaction, module: Id, felt: str) -> None:
    _module(tx, module, felt=felt)


@action(N_("Explain in plain words"), settles="module.plain")
def explain_plainly(tx: Transaction, module: Id, text: str) -> None:
    _module(tx, module, plain=text.strip())


@action(N_("Describe how it is today"), settles="module.before")
def describe_before(tx: Transaction, module: Id, text: str) -> None:
    _module(tx, module, before=text.strip())


@action(N_("Describe how it will be"), settles="module.after")
def describe_after(tx: Transaction, module: Id, text: str) -> None:
    _module(tx, module, after=text.strip())


@action(N_("Place it in the customer journey"), settles="module.journey_step")
def place_in_journey(tx: Transaction, module: Id, step: str) -> None:
    _module(tx, module, journey_step=" ".join(step.split()))


@action(N_("Write notes about the module"), settles="module.notes")
def write_module_notes(tx: Transaction, module: Id, text: str) -> None:
    _module(tx, module, notes=text.strip())


@action(N_("Tie the module to a goal"))
def lead_to_goal(tx: Transaction, module: Id, goal: Id | None) -> None:
    if goal is not None:
        tx.need(Goal, goal)
    _module(tx, module, goal=goal)


@action(N_("Give the module to a team"))
def give_to_team(tx: Transaction, module: Id, team: Id | None) -> None:
    if team is not None:
        tx.need(Team, team)
    _module(tx, module, team=team)


@action(N_("Make somebody accountable"))
def make_accountable(tx: Transaction, module: Id, person: Id | None) -> None:
    if person is not None:
        tx.need(Person, person)
    _module(tx, module, accountable=person)


@action(N_("Score module"))
def score_module(tx: Transaction, module: Id, axis: str, value: int | None) -> None:
    """One of the four scores, 1 to 5; None takes it back."""
    if axis not in AXES:
        raise ValueError(axis)
    _module(tx, module, **{axis: value})


@action(N_("Place module on the map"))
def place_on_map(tx: Transaction, module: Id, nearness: int, speed_need: int) -> None:
    """Both axes of the map at once."""
    _module(tx, module, nearness=nearness, speed_need=speed_need)


# ------------------------------------------------------------------------------------------------ what it needs


@action(N_("Need another module first"))
def need_first(tx: Transaction, module: Id, needs: Id, *, why: str = "") -> Id:
    """A circle is no fault here: it is said where it is seen. Only itself cannot be needed first."""
    row, other = tx.need(Module, module), tx.need(Module, needs)
    if module == needs:
        raise Refused("needs_itself", title=row.title)
    tx.about(other.title)
    id = tx.derived_id("dependency", module, needs)
    return tx.put((tx.get(Dependency, id) or Dependency(id=id, parent=module, needs=needs)).with_(why=" ".join(why.split()))).id


@action(N_("Need it no longer first"))
def no_longer_first(tx: Transaction, dependency: Id) -> None:
    row = tx.need(Dependency, dependency)
    other = tx.get(Module, row.needs)
    tx.about(other.title if other else "")
    tx.remove(dependency)


@action(N_("Say why it is needed first"), settles="dependency.why")
def say_why_first(tx: Transaction, dependency: Id, why: str) -> None:
    row = tx.need(Dependency, dependency)
    tx.put(row.with_(why=" ".join(why.split())))


@action(N_("Need a decision"))
def need_decision(tx: Transaction, module: Id, decision_type: str, level: int = 2) -> Id:
    """A type of decision (a shipped slug, or the id of one's own) at a level from 1 to 3; said again, the level changes."""
    tx.about(tx.need(Module, module).title)
    if not decision_type:
        raise Refused("empty_name")
    id = tx.derived_id("needed_decision", module, decision_type)
    row = tx.get(NeededDecision, id) or NeededDecision(id=id, parent=module, decision_type=decision_type)
    return tx.put(row.with_(level=level)).id


@action(N_("Need the decision no longer"))
def no_longer_decision(tx: Transaction, needed: Id) -> None:
    row = tx.need(NeededDecision, needed)
    tx.about(tx.need(Module, row.parent or "").title)
    tx.remove(needed)


@action(N_("Need a unit in the team"))
def need_unit(tx: Transaction, module: Id, unit: Id, *, weight: int = 1) -> Id:
    tx.about(tx.need(Unit, unit).name)
    return _need(tx, module, unit, Need(form="unit", unit=unit, weight=weight))


@action(N_("Need a competence in the team"))
def need_competence(tx: Transaction, module: Id, name: str, *, weight: int = 1) -> Id:
    name = named(name)
    tx.about(name)
    return _need(tx, module, name.casefold(), Need(form="competence", name=name, weight=weight))


@action(N_("Need a perspective in the team"))
def need_perspective(tx: Transaction, module: Id, perspective: str, *, weight: int = 1) -> Id:
    """A role (a shipped slug, or the id of one's own), or "meets_customers"."""
    if not perspective:
        raise Refused("empty_name")
    return _need(tx, module, perspective, Need(form="perspective", name=perspective, weight=weight))


@action(N_("Say how much it weighs"))
def weigh_need(tx: Transaction, need: Id, weight: int) -> None:
    """1 to 3."""
    row = tx.need(Need, need)
    tx.put(row.with_(weight=weight))


@action(N_("Need it no longer in the team"))
def no_longer_needed(tx: Transaction, need: Id) -> None:
    tx.need(Need, need)
    tx.remove(need)


# ------------------------------------------------------------------------------------------------ what is asked


WAITING = ("sketch", "candidate", "chosen")
"""The statuses in which a module may be the place to start."""


@dataclass(frozen=True, slots=True)
class LeftOut:
    """A module that takes no part in "Where do we start?". `why`: "sliced", or "parked", or its status: "pilot", "introduced", "closed"."""

    module: Module
    why: str


@dataclass(frozen=True, slots=True)
class ModuleLine:
    """A module where it stands, what it needs and holds up, and what is worth a word about it."""

    place: Slice
    needs: tuple[Id, ...]
    holds_up: tuple[Id, ...]
    gap: MandateGap
    facts: tuple[Fact, ...]

    @property
    def module(self) -> Module:
        return self.place.module


@dataclass(frozen=True, slots=True)
class ModuleSet:
    """All modules of an initiative, in the order of the tree."""

    initiative: Id
    lines: tuple[ModuleLine, ...] = ()
    order: Order = field(default_factory=lambda: Order(()))
    facts: tuple[TooMany, ...] = ()

    @property
    def modules(self) -> tuple[Module, ...]:
        return tuple(line.module for line in self.lines)

    @property
    def titles(self) -> dict[Id, str]:
        return {line.module.id: line.module.title for line in self.lines}

    def line(self, module: Id | None) -> ModuleLine | None:
        return next((line for line in self.lines if line.module.id == module), None)


def modules_of(library: Reading, initiative: Id, *, today: str) -> ModuleSet:
    """Every module under an initiative with what follows from it; `today` is the ISO date mandates are counted on."""
    rows = _below(library, initiative)
    places = tree(rows, initiative)
    ids = [p.module.id for p in places]
    needs = needs_of(library.where(Dependency, parent=tuple(ids)), ids) if ids else {}
    needed: dict[Id | None, list[NeededDecision]] = {}
    for row in library.where(NeededDecision, parent=tuple(ids)) if ids else ():
        needed.setdefault(row.parent, []).append(row)
    status = {m.id: m.status for m in rows}
    held = team_levels(library, {m.team for m in rows if m.team and m.id in needed}, today)
    lines = []
    for place in places:
        id = place.module.id
        gap = mandate_gap(needed.get(id, ()), held.get(place.module.team or "", ()))
        holds_up = tuple(other for other in ids if id in needs[other])
        lines.append(ModuleLine(place, needs[id], holds_up, gap, module_facts(place, needs, status, gap)))
    return ModuleSet(initiative, tuple(lines), order(ids, needs), portfolio_facts(rows))


def starts(library: Reading, initiative: Id, language: Language) -> tuple[StartPlace, ...]:
    """Where to start, among what has not begun; a module that is sliced further takes part only when it was scored itself."""
    rows = _below(library, initiative)
    sliced = {m.parent for m in rows}
    scored = {m.id for m in rows if any(getattr(m, axis) is not None for axis in AXES)}
    waiting = [m for m in rows if m.status in WAITING and not m.parked and (m.id not in sliced or m.id in scored)]
    return start_places(waiting, language.sort_key)


def left_out(library: Reading, initiative: Id) -> tuple[LeftOut, ...]:
    """The modules that `starts` does not compare, in the order of the tree, and why each is not."""
    rows = _below(library, initiative)
    sliced = {m.parent for m in rows}
    found = []
    for row in (place.module for place in tree(rows, initiative)):
        if row.parked:
            found.append(LeftOut(row, "parked"))
        elif row.status not in WAITING:
            found.append(LeftOut(row, row.status))
        elif row.id in sliced and all(getattr(row, axis) is None for axis in AXES):
            found.append(LeftOut(row, "sliced"))
    return tuple(found)


def team_levels(library: Reading, teams: set[Id], today: str) -> dict[Id, tuple[Mapping[str, int], ...]]:
    """What each member of each team may decide."""
    members = library.where(Member, parent=tuple(teams)) if teams else ()
    if not members:
        return {}
    people = {p.id: p for p in library.where(Person, id=tuple(m.person for m in members if m.person))}
    mandates, roles = library.where(Mandate, parent=tuple(people)), library.all(RoleMandate)
    found: dict[Id, tuple[Mapping[str, int], ...]] = {}
    for member in members:
        person = people.get(member.person or "")
        if person is not None and member.parent:
            found[member.parent] = (*found.get(member.parent, ()), held_levels(mandates, roles, person, today))
    return found


@dataclass(frozen=True, slots=True)
class Holder:
    """Who may take a decision: a person, or everybody with a role (in one unit, or in all)."""

    level: int
    limit: str
    person: Id | None = None
    role: str = ""
    unit: Id | None = None


@dataclass(frozen=True, slots=True)
class DecisionLine:
    """A decision the module needs: what the team holds, and who may take it."""

    needed: NeededDecision
    held: int
    holders: tuple[Holder, ...]

    @property
    def is_open(self) -> bool:
        return self.held < (self.needed.level or 0)


def decision_lines(library: Reading, module: Id, *, today: str) -> tuple[DecisionLine, ...]:
    """The decisions a module needs, in the order they were said."""
    row = library.need(Module, module)
    rows = sorted((d for d in library.children(NeededDecision, module) if d.decision_type), key=lambda d: d.id)
    levels = team_levels(library, {row.team}, today).get(row.team, ()) if row.team else ()
    held = {gap.decision_type: gap.held for gap in mandate_gap(rows, levels).decisions}
    return tuple(DecisionLine(d, held[d.decision_type], holders(library, d.decision_type, d.level or 0, today)) for d in rows)


def holders(library: Reading, decision_type: str, level: int, today: str) -> tuple[Holder, ...]:
    """Everybody in the register who may take a decision of this type at this level on that day, the lowest level that is enough first."""
    found = [
        Holder(level_on(m, today), m.limit, person=m.parent)
        for m in library.where(Mandate, decision_type=decision_type)
        if level_on(m, today) >= max(1, level)
    ]
    found += [
        Holder(level_on(m, today), m.limit, role=m.role, unit=m.unit)
        for m in library.where(RoleMandate, decision_type=decision_type)
        if level_on(m, today) >= max(1, level)
    ]
    return tuple(sorted(found, key=lambda h: h.level))


def decision_types(library: Reading, language: Language) -> tuple[tuple[str, str], ...]:
    """(slug or id, name) of every type of decision: those that are shipped in their order, then one's own by the alphabet."""
    shipped = [(d.slug, d.name.of(language.code)) for d in catalogue().decision_types()]
    own = sorted(((d.id, d.name) for d in library.all(DecisionType)), key=lambda d: language.sort_key(d[1]))
    return (*shipped, *own)


def usual_decider(library: Reading, decision_type: str, language: Language) -> str:
    """Who usually takes a decision of this type, in words; "" where nobody has said."""
    shipped = catalogue().decision_type(decision_type)
    own = library.get(DecisionType, decision_type) if shipped is None else None
    return shipped.usual.of(language.code) if shipped else own.usual if own else ""


def need_name(library: Reading, need: Need, language: Language) -> str:
    """What a team must hold, in words."""
    if need.form == "unit":
        unit = library.get(Unit, need.unit)
        return unit.name if unit else language.gettext("removed")
    if need.form == "perspective":
        return (
            language.gettext("Somebody who meets customers") if need.name == "meets_customers" else role_word(library, need.name, language)
        )
    return need.name


def holder_called(library: Reading, holder: Holder, language: Language, who: Callable[[Id | None], str]) -> str:
    """Who may take it, in words, with the limit: "Enhetschef, Hemtjänsten (50 000 kr)". `who` says what a person is called."""
    if holder.person:
        said = who(holder.person)
    else:
        unit = library.get(Unit, holder.unit) if holder.unit else None
        said = position_words(role_word(library, holder.role, language), unit.name if unit else "")
    return f"{said} ({holder.limit})" if holder.limit else said


def modules_paper(
    library: Reading, initiative: Id, language: Language, who: Callable[[Id | None], str], today: str
) -> tuple[ModulePaper, ...]:
    """The modules of an initiative as paper shows them, in the order of the tree; `who` says what a person is called."""
    found = modules_of(library, initiative, today=today)
    titles = found.titles
    goals = {g.id: g.statement for g in library.children(Goal, initiative)}
    teams = {t.id: t.title for t in library.children(Team, initiative)}
    ranks = {p.module.id: p.rank for p in starts(library, initiative, language)}
    made = []
    for line in found.lines:
        m = line.module
        needs = sorted(library.children(Need, m.id), key=lambda n: n.id)
        decisions = [
            ModuleDecisionPaper(
                decision_name(library, d.needed.decision_type, language),
                d.needed.level or 0,
                d.held,
                tuple(holder_called(library, h, language, who) for h in d.holders),
                usual_decider(library, d.needed.decision_type, language),
            )
            for d in decision_lines(library, m.id, today=today)
        ]
        made.append(
            ModulePaper(
                id=m.id,
                number=".".join(map(str, line.place.number)),
                depth=line.place.depth,
                parts=line.place.parts,
                title=m.title,
                status=m.status,
                status_word=wording.choice_name("module", "status", m.status, language),
                knife=wording.choice_name("module", "knife", m.knife, language) if m.knife else "",
                helps=m.helps or (wording.choice_name("module", "felt", m.felt, language) if m.felt else ""),
                plain=m.plain,
                before=m.before,
                after=m.after,
                journey_step=m.journey_step,
                goal=goals.get(m.goal or "", ""),
                days=m.days,
                team=teams.get(m.team or "", ""),
                accountable=who(m.accountable) if m.accountable else "",
                units=tuple(need_name(library, n, language) for n in needs if n.form == "unit"),
                holds=tuple(need_name(library, n, language) for n in needs if n.form != "unit"),
                needs_first=tuple(titles[id] for id in line.needs),
                decisions=tuple(decisions),
                test=tuple(getattr(m, question) for question in TEST),
                scores=tuple(getattr(m, axis) for axis in AXES),
                rank=ranks.get(m.id),
            )
        )
    return tuple(made)


# ------------------------------------------------------------------------------------------------ inside


def _module(tx: Transaction, module: Id, **changes: object) -> None:
    row = tx.need(Module, module)
    tx.about(row.title)
    tx.put(row.with_(**changes))


def _need(tx: Transaction, module: Id, end: str, need: Need) -> Id:
    """Its id is derived, so that two who say it apart say one thing."""
    tx.need(Module, module)
    id = tx.derived_id("need", module, need.form, end)
    was = tx.get(Need, id)
    return tx.put(was.with_(weight=need.weight) if was else need.with_(id=id, parent=module)).id


def _below(library: Reading, top: Id) -> tuple[Module, ...]:
    """Every module under an initiative or a module, level by level; each once, whatever the parents."""
    found: dict[Id, Module] = {}
    level: tuple[Module, ...] = library.children(Module, top)
    while level := tuple(m for m in level if m.id not in found):
        found.update((m.id, m) for m in level)
        level = library.where(Module, parent=tuple(m.id for m in level))
    return tuple(found.values())
