"""The plan that already is written: taken in item by item, sorted, anchored, and followed to what it became. The words of an item never change.

`read_file` travels to a worker; `coming` is what is looked through before anything is kept; `take_in` keeps it as one step.
"""

from __future__ import annotations

from collections.abc import Callable, Iterable, Mapping, Sequence
from dataclasses import dataclass, replace
from pathlib import PurePath

from verkstad.app import actions, decisions, goals, modules, pilots
from verkstad.app.following import finished
from verkstad.app.initiatives import modules_of
from verkstad.app.workbench import action
from verkstad.app.workshops import dated, named
from verkstad.domain import planning as rules
from verkstad.domain.actions import Action
from verkstad.domain.errors import Failure, Refused
from verkstad.domain.fields import Id, Row
from verkstad.domain.initiative import Decision, Goal, Initiative
from verkstad.domain.insights import Forum
from verkstad.domain.launch import FromTo
from verkstad.domain.modules import Module, Need
from verkstad.domain.people import Person, Unit
from verkstad.domain.personal_data import marks, without
from verkstad.domain.pilots import Pilot
from verkstad.domain.plan import ITEM_BECOMES, Anchoring, PlanDocument, PlanItem, PlanLink
from verkstad.domain.planning import Anchored, Deed, Sorted
from verkstad.domain.teams import Member, Team
from verkstad.domain.values import replaced
from verkstad.files import read_ordinary
from verkstad.i18n import N_
from verkstad.intake import plans as intake
from verkstad.intake.plans import SUFFIXES, IncomingItem, IncomingPlan
from verkstad.storage.library import Reading
from verkstad.storage.writing import Transaction

__all__ = ["SUFFIXES", "IncomingItem", "IncomingPlan"]

MADE_OF: Mapping[str, type[Row]] = {"goal": Goal, "action": Action, "module": Module, "decision": Decision, "pilot": Pilot}
MAX_SAYS = next(c.length for c in PlanItem.KIND.columns if c.name == "says")

# ------------------------------------------------------------------------------------------------ on its way in


def read_file(path: str, tell: Callable[[int, int], None] | None = None) -> IncomingPlan:
    """A foreign file as items: the function that travels to a worker. Raises a WorldFailure that names the file."""
    try:
        return intake.read(read_ordinary(path, intake.MAX_BYTES), PurePath(path).name, tell)
    except Failure as error:
        raise type(error)(error.reason, **{"path": path, **error.facts}) from None


def pasted(text: str) -> IncomingPlan:
    """What was copied. Raises Foreign when there is nothing, TooLarge."""
    return intake.from_text(text)


@dataclass(frozen=True, slots=True)
class Coming:
    """An item that is looked through before it is kept: `kept` or left out, and how many addresses and numbers of persons stand in it."""

    id: str
    item: IncomingItem
    kept: bool = True

    @property
    def personal(self) -> int:
        return len(marks(self.item.says))


def coming(plan: IncomingPlan) -> tuple[Coming, ...]:
    """What a document would bring. What stands before its first point, or only says how somebody is reached, is left out unless somebody takes it along."""
    return tuple(Coming(str(at), item, not (item.contact or item.preamble)) for at, item in enumerate(plan.items))


def joined_with_next(lines: Sequence[Coming], at: int) -> tuple[Coming, ...]:
    """The item at this place and the one after it as one, where the document had parted what belongs together."""
    if not 0 <= at < len(lines) - 1:
        return tuple(lines)
    one, other = lines[at], lines[at + 1]
    says = f"{one.item.says} {f'{other.item.number} ' if other.item.number else ''}{other.item.says}"
    if len(says) > MAX_SAYS:
        raise Refused("item_too_long", limit=MAX_SAYS, found=len(says))
    made = replace(one, item=replaced(one.item, says=says), kept=one.kept or other.kept)
    return (*lines[:at], made, *lines[at + 2 :])


def chosen(lines: Sequence[Coming], *, personal: bool) -> tuple[IncomingItem, ...]:
    """What is to be kept; without `personal` addresses, telephones and personal numbers are left out of it."""
    return tuple(line.item if personal else replaced(line.item, says=without(line.item.says)) for line in lines if line.kept)


@action(N_("Take in a plan"))
def take_in(
    tx: Transaction, initiative: Id, title: str, items: Sequence[IncomingItem], *, source: str = "", pages: int | None = None
) -> Id:
    """A document and its items, as they stand. Refused when there is none."""
    tx.need(Initiative, initiative)
    if not items:
        raise Refused("no_items")
    tx.about(named(title))
    document = tx.put(
        PlanDocument(
            parent=initiative, rank=tx.rank_last(PlanDocument, initiative), title=named(title), source=source[:200], added=tx.today, pages=pages
        )
    ).id  # fmt: skip
    for item in items:
        tx.put(
            PlanItem(
                parent=document, rank=tx.rank_last(PlanItem, document), number=item.number, says=item.says, heading=item.heading, page=item.page
            )
        )  # fmt: skip
    return document


@action(N_("Rename the plan"), settles="plan_document.title")
def rename_document(tx: Transaction, document: Id, title: str) -> None:
    tx.about(named(title))
    tx.put(tx.need(PlanDocument, document).with_(title=named(title)))


@action(N_("Remove the plan"))
def remove_document(tx: Transaction, document: Id) -> None:
    """With its items; what they became stays."""
    tx.about(tx.need(PlanDocument, document).title)
    tx.remove(document)


# ------------------------------------------------------------------------------------------------ sorting


@action(N_("Sort an item of the plan"))
def sort_into(tx: Transaction, items: Sequence[Id], what: str) -> tuple[Id, ...]:
    """Each item becomes a draft of a goal, an action, a module, a proposed decision or a pilot, and points to it. The ids of what was made."""
    if what not in ITEM_BECOMES:
        raise Refused("unknown_choice", choice=what)
    made = []
    for item in items:
        row = tx.need(PlanItem, item)
        _standing(row)
        made.append(_made(tx, _initiative_of(tx, row), what, row.says))
        tx.put(PlanLink(id=tx.derived_id("plan_link", item, made[-1]), parent=item, became=what, result=made[-1]))
        tx.put(row.with_(state="used", reason=""))
    _tell(tx, items)
    return tuple(made)


@action(N_("Tie an item of the plan to what is there"))
def tie(tx: Transaction, item: Id, result: Id) -> None:
    """The item is what a goal, an action, a module, a decision or a pilot that already is there comes from."""
    row = tx.need(PlanItem, item)
    _standing(row)
    what = next((name for name, kind in MADE_OF.items() if tx.get(kind, result) is not None), None)
    if what is None:
        raise Refused("unknown_choice", choice=result)
    tx.put(PlanLink(id=tx.derived_id("plan_link", item, result), parent=item, became=what, result=result))
    tx.put(row.with_(state="used", reason=""))
    _tell(tx, (item,))


@action(N_("Loosen an item of the plan"))
def loosen(tx: Transaction, item: Id, result: Id) -> None:
    """The item no longer points to it; what it became stays."""
    for link in tx.where(PlanLink, parent=item, result=result):
        tx.remove(link.id)
    _tell(tx, (item,))


@action(N_("Leave an item of the plan to others"))
def leave_to_others(tx: Transaction, items: Sequence[Id], reason: str) -> None:
    """Not driven here, and why: who drives it, or where it is decided."""
    said = " ".join(reason.split())
    if not said:
        raise Refused("no_reason")
    _settle(tx, items, "elsewhere", said)


@action(N_("Strike an item of the plan"))
def strike(tx: Transaction, items: Sequence[Id], reason: str = "") -> None:
    """Nothing comes of it. It stays to be read."""
    _settle(tx, items, "struck", " ".join(reason.split()))


@action(N_("Sort an item of the plan again"))
def reopen(tx: Transaction, items: Sequence[Id]) -> None:
    """As if it were not sorted; what it became stays, and so does the way back from it."""
    _settle(tx, items, "new", "")


@action(N_("Say why the item is not driven here"))
def explain(tx: Transaction, item: Id, reason: str) -> None:
    row = tx.need(PlanItem, item)
    _tell(tx, (item,))
    tx.put(row.with_(reason=" ".join(reason.split())))


@action(N_("Divide an item of the plan"))
def divide(tx: Transaction, item: Id, pieces: Sequence[str]) -> tuple[Id, ...]:
    """In its own words, in their order. The item stays as it was; the pieces stand after it with its number and page."""
    row = tx.need(PlanItem, item)
    _standing(row)
    kept = rules.parted(row.says, pieces)
    made: list[Id] = []
    for piece in kept:
        rank = tx.rank(PlanItem, row.parent, made[-1] if made else item)
        made.append(
            tx.put(
                PlanItem(
                    parent=row.parent, rank=rank, number=row.number, says=piece, heading=row.heading, page=row.page, forum=row.forum, cut_from=item
                )
            ).id
        )  # fmt: skip
    tx.put(row.with_(state="split", reason=""))
    _tell(tx, (item,))
    return tuple(made)


@action(N_("Join items of the plan"))
def join(tx: Transaction, items: Sequence[Id]) -> Id:
    """Two or more of one document as one, in their order. They stay as they were, and point to it."""
    rows = sorted((tx.need(PlanItem, item) for item in dict.fromkeys(items)), key=lambda row: (row.rank, row.id))
    if len(rows) < 2 or len({row.parent for row in rows}) != 1:
        raise Refused("join_two")
    for row in rows:
        _standing(row)
    first = rows[0]
    made = tx.put(
        PlanItem(
            parent=first.parent, rank=tx.rank(PlanItem, first.parent, first.id), number=first.number, says=rules.together(rows, MAX_SAYS),
            heading=first.heading, page=first.page, forum=first.forum,
        )
    ).id  # fmt: skip
    for row in rows:
        tx.put(row.with_(state="merged", reason="", into=made))
    _tell(tx, (made,))
    return made


def _made(tx: Transaction, initiative: Id, what: str, says: str) -> Id:
    if what == "goal":
        return goals.add_goal(tx, initiative, rules.cut(says, 1_000))
    if what == "action":
        return actions.add_action(tx, initiative, rules.cut(says, 2_000))
    if what == "decision":
        return decisions.propose(tx, initiative, rules.cut(says, 4_000))
    if what == "pilot":
        return pilots.begin_pilot(tx, initiative, rules.cut(says, 2_000))
    return modules.add_module(tx, initiative, rules.title_of(says))


def _settle(tx: Transaction, items: Sequence[Id], state: str, reason: str) -> None:
    for item in items:
        row = tx.need(PlanItem, item)
        _standing(row)
        tx.put(row.with_(state=state, reason=reason[:400]))
    _tell(tx, items)


def _standing(row: PlanItem) -> None:
    """Others stand in the place of an item that was divided or joined: they are sorted."""
    if row.state in rules.REPLACED:
        raise Refused("item_replaced")


def _initiative_of(library: Reading, row: PlanItem) -> Id:
    return library.need(PlanDocument, row.parent or "").parent or ""


def _tell(tx: Transaction, items: Sequence[Id]) -> None:
    if len(items) == 1:
        row = tx.need(PlanItem, items[0])
        tx.about(rules.cut(f"{row.number} {row.says}".strip(), 60))


# ------------------------------------------------------------------------------------------------ anchoring


@action(N_("Say how well an item is anchored"))
def anchor(tx: Transaction, item: Id, unit: Id, level: int | None, on: str | None = None) -> Id:
    """How well an operation knows of it, 0 to 3, and since when: today when nothing else is said. None takes the level back."""
    row, known = tx.need(PlanItem, item), tx.need(Unit, unit)
    id = tx.derived_id("anchoring", item, unit)
    held = tx.get(Anchoring, id) or Anchoring(id=id, parent=item, unit=unit)
    tx.about(rules.cut(f"{known.name}: {row.number} {row.says}", 60))
    day = dated(on) if on else held.on if held.level == level and held.on else tx.today
    tx.put(held.with_(level=level, on=None if level is None else day))
    return id


@action(N_("Say when the operation heard of it"))
def date_anchoring(tx: Transaction, anchoring: Id, on: str | None) -> None:
    tx.put(tx.need(Anchoring, anchoring).with_(on=dated(on)))


@action(N_("Say what their answer changed"), settles="anchoring.changed")
def say_what_changed(tx: Transaction, anchoring: Id, text: str) -> None:
    tx.put(tx.need(Anchoring, anchoring).with_(changed=text.strip()))


# ------------------------------------------------------------------------------------------------ questions


@dataclass(frozen=True, slots=True)
class Became:
    """What an item became: `kind` and the id of the row, and what it is called."""

    kind: str
    id: Id
    title: str


@dataclass(frozen=True, slots=True)
class ItemLine:
    """An item with its document, the state that is so, what it became, and whose it is."""

    item: PlanItem
    document: str
    state: str
    became: tuple[Became, ...] = ()
    forum: str = ""

    @property
    def id(self) -> Id:
        return self.item.id

    @property
    def stands(self) -> bool:
        """Nothing else stands in its place."""
        return self.state not in rules.REPLACED


@dataclass(frozen=True, slots=True)
class PlanView:
    documents: tuple[PlanDocument, ...]
    lines: tuple[ItemLine, ...]

    @property
    def sorted(self) -> Sorted:
        return rules.how_far([line.state for line in self.lines])

    @property
    def standing(self) -> tuple[ItemLine, ...]:
        return tuple(line for line in self.lines if line.stands)

    @property
    def kept(self) -> tuple[ItemLine, ...]:
        """Those the initiative has: waiting or in use, neither struck nor driven elsewhere."""
        return tuple(line for line in self.lines if line.state in ("new", "used"))


def plan_view(library: Reading, initiative: Id) -> PlanView:
    """Every item of every document, in their order."""
    documents = library.children(PlanDocument, initiative)
    items = [item for document in documents for item in library.children(PlanItem, document.id)]
    titles = {document.id: document.title for document in documents}
    forums = {forum.id: forum.title for forum in library.children(Forum, initiative)}
    became = _became(library, [item.id for item in items])
    lines = tuple(
        ItemLine(
            item, titles.get(item.parent or "", ""), rules.state_of(item, len(became.get(item.id, ()))), tuple(became.get(item.id, ())),
            forums.get(item.forum or "", ""),
        )
        for item in items
    )  # fmt: skip
    return PlanView(documents, lines)


def _became(library: Reading, items: Sequence[Id]) -> dict[Id, list[Became]]:
    found: dict[Id, list[Became]] = {}
    for link in library.where(PlanLink, parent=items) if items else ():
        kind = MADE_OF.get(link.became)
        row: Row | None = library.get(kind, link.result) if kind is not None else None
        if row is not None:
            found.setdefault(link.parent or "", []).append(Became(link.became, row.id, called(row)))
    for rows in found.values():
        rows.sort(key=lambda became: ITEM_BECOMES.index(became.kind))
    return found


def called(row: Row) -> str:
    """What a goal, an action, a module, a decision or a pilot is called in a list."""
    for name in ("title", "statement", "what", "idea"):
        words = str(getattr(row, name, "") or "")
        if words.strip():
            return rules.cut(words, 160)
    return ""


def ties(library: Reading, initiative: Id) -> tuple[Became, ...]:
    """What an item can be tied to: the goals, modules, actions, decisions and pilots the initiative has."""
    rows: list[tuple[str, Row]] = [("goal", row) for row in library.children(Goal, initiative)]
    rows += [("module", row) for row in modules_of(library, initiative)]
    rows += [("action", row) for row in library.children(Action, initiative)]
    rows += [("decision", row) for row in library.children(Decision, initiative)]
    rows += [("pilot", row) for row in library.children(Pilot, initiative)]
    return tuple(Became(kind, row.id, called(row)) for kind, row in rows)


@dataclass(frozen=True, slots=True)
class Origin:
    """Where in the plan something comes from. `says` are its words there."""

    item: Id
    number: str
    page: int | None
    document: str
    says: str


def origins(library: Reading, row: Id) -> tuple[Origin, ...]:
    """The items a goal, an action, a module, a decision or a pilot was made of."""
    found = []
    for link in library.where(PlanLink, result=row):
        item = library.get(PlanItem, link.parent)
        document = library.get(PlanDocument, item.parent) if item is not None else None
        if item is not None:
            found.append(Origin(item.id, item.number, item.page, document.title if document else "", item.says))
    return tuple(found)


def affected_units(library: Reading, initiative: Id) -> tuple[Unit, ...]:
    """The operations a change concerns: those a goal belongs to, a module needs, a team has somebody from, or an anchoring tells of."""
    ids: set[Id | None] = {goal.unit for goal in library.children(Goal, initiative)}
    parts = [module.id for module in modules_of(library, initiative)]
    ids |= {need.unit for need in (library.where(Need, parent=parts) if parts else ()) if need.form == "unit"}
    teams = [team.id for team in library.children(Team, initiative)]
    members = library.where(Member, parent=teams) if teams else ()
    people = {member.person for member in members if member.person}
    ids |= {person.unit for person in (library.where(Person, id=people) if people else ())}
    ids |= {row.unit for row in _told(library, initiative)}
    return tuple(unit for unit in library.all(Unit) if unit.id in ids)


def _told(library: Reading, initiative: Id) -> tuple[Anchoring, ...]:
    documents = [document.id for document in library.children(PlanDocument, initiative)]
    items = [item.id for item in library.where(PlanItem, parent=documents)] if documents else []
    return library.where(Anchoring, parent=items) if items else ()


@dataclass(frozen=True, slots=True)
class AnchoringView:
    """The matrix with what its rows and columns are called."""

    lines: tuple[ItemLine, ...]
    units: tuple[Unit, ...]
    matrix: Anchored


def anchoring_view(library: Reading, initiative: Id, more: Iterable[Id] = ()) -> AnchoringView:
    """What the initiative keeps of the plan, by the operations it concerns and those somebody added (`more`)."""
    lines = plan_view(library, initiative).kept
    there = affected_units(library, initiative)
    extra = tuple(unit for id in more if (unit := library.get(Unit, id)) is not None and unit not in there)
    units = (*there, *extra)
    return AnchoringView(lines, units, rules.anchored([line.id for line in lines], [unit.id for unit in units], _told(library, initiative)))


@dataclass(frozen=True, slots=True)
class Paper:
    """What has stayed on paper, and what no forum has: lists, of all the items the initiative keeps."""

    kept: tuple[ItemLine, ...]
    on_paper: tuple[ItemLine, ...]
    no_forum: tuple[ItemLine, ...]


def paper_product(library: Reading, initiative: Id, today: str) -> Paper:
    """Which items lack something that is active within ninety days, or work that has become another."""
    lines = plan_view(library, initiative).kept
    still = set(rules.on_paper((_deed(library, line, today) for line in lines), today))
    return Paper(
        lines, tuple(line for line in lines if line.id in still), tuple(line for line in lines if rules.wants_forum(line.state, line.forum))
    )


def _deed(library: Reading, line: ItemLine, today: str) -> Deed:
    """What hangs on an item: itself what it became, and what hangs on that goal, module or pilot."""
    by: dict[str, set[Id]] = {}
    for became in line.became:
        by.setdefault(became.kind, set()).add(became.id)
    if not by:
        return Deed(line.id)
    goals_ = by.get("goal", set()) | {g.id for d in by.get("decision", ()) for g in library.where(Goal, decision=d)}
    parts = by.get("module", set()) | _ids(library, Module, goal=goals_)
    tests = by.get("pilot", set()) | _ids(library, Pilot, goal=goals_) | _ids(library, Pilot, module=parts)
    tried = [pilot for id in tests if (pilot := library.get(Pilot, id)) is not None]
    parts |= {pilot.module for pilot in tried if pilot.module}
    deeds = (
        by.get("action", set())
        | _ids(library, Action, goal=goals_)
        | _ids(library, Action, module=parts)
        | _ids(library, Action, pilot=tests)
    )
    acted = [row for id in deeds if (row := library.get(Action, id)) is not None]
    changed = any(
        rules.works_otherwise(module, library.children(FromTo, module.id))
        for id in parts
        if (module := library.get(Module, id)) is not None
    )
    touched = {row.id: finished(library, row).on for row in acted if row.status == "done"}
    return Deed(line.id, rules.active_on(acted, tried, touched, today), changed or any(pilot.changed_inwards.strip() for pilot in tried))


def _ids(library: Reading, kind: type[Row], **equals: set[Id]) -> set[Id]:
    ((column, ids),) = equals.items()
    return {row.id for row in library.where(kind, **{column: list(ids)})} if ids else set()


def forums(library: Reading, initiative: Id) -> Mapping[Id, str]:
    return {forum.id: forum.title for forum in library.children(Forum, initiative)}
