"""Needs and services: what people need, what serves them today, how far operations have come with it, and which modules take it further."""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass, field

from verkstad.app.telling import changing
from verkstad.app.workbench import action
from verkstad.app.workshops import named
from verkstad.domain.fields import Id
from verkstad.domain.initiative import Initiative
from verkstad.domain.inventory import Cover, InventoryItem, JourneyStep, UnitLevel
from verkstad.domain.inventorying import ItemFact, Overlap, Placing, item_facts, overlaps, peers, placing
from verkstad.domain.modules import Judgement, Module
from verkstad.domain.people import Unit
from verkstad.domain.workshop import Workshop
from verkstad.i18n import N_, Language
from verkstad.storage.library import Reading
from verkstad.storage.writing import Transaction

# ------------------------------------------------------------------------------------------------ needs and services

change_item = changing(InventoryItem, N_("Change need or service"), called="verkstad.app.inventory.change_item", required=("title",))


@action(N_("Add need or service"))
def add_item(tx: Transaction, parent: Id, title: str, *, kind_of: str = "need", note: str = "", after: Id | None = None) -> Id:
    """Of a workshop or an initiative, just after another or last in its list."""
    title = named(title)
    tx.about(title)
    rank = tx.rank(InventoryItem, parent, after) if after else tx.rank_last(InventoryItem, parent)
    return tx.put(InventoryItem(parent=parent, rank=rank, title=title, kind_of=kind_of, note=note.strip())).id


@action(N_("Move need or service"))
def move_item(tx: Transaction, item: Id, after: Id | None) -> None:
    """After another of the same list, or first."""
    row = tx.need(InventoryItem, item)
    tx.about(row.title)
    tx.put(row.with_(rank=tx.rank(InventoryItem, row.parent, after)))


@action(N_("Place need or service on the map"))
def place_item(tx: Transaction, item: Id, value: int | None, effort: int | None) -> None:
    """What it would give and what it takes, 1 to 5 each; None for not said."""
    row = tx.need(InventoryItem, item)
    tx.about(row.title)
    tx.put(row.with_(value=value, effort=effort))


@action(N_("Judge need or service"))
def judge_item(tx: Transaction, item: Id, rater: str, benefit: int | None, effort: int | None) -> Id:
    """What somebody (a table, initials, nobody named) holds of value and effort; said again, it is changed."""
    row = tx.need(InventoryItem, item)
    tx.about(row.title)
    rater = " ".join(rater.split())
    known = next((j for j in tx.children(Judgement, item) if j.rater.casefold() == rater.casefold()), None)
    return tx.put((known or Judgement(parent=item, rater=rater)).with_(benefit=benefit, effort=effort)).id


@action(N_("Take back a judgement of a need or service"))
def take_back_judgement(tx: Transaction, judgement: Id) -> None:
    row = tx.need(Judgement, judgement)
    tx.about(row.rater)
    tx.remove(judgement)


@action(N_("Remove needs or services"))
def remove_items(tx: Transaction, items: Sequence[Id]) -> None:
    for item in items:
        tx.about(tx.need(InventoryItem, item).title)
        tx.remove(item)


@action(N_("Take it further in a module"))
def cover_item(tx: Transaction, module: Id, item: Id) -> Id:
    """The module takes the need or service further. Said twice it is one thing."""
    tx.about(tx.need(InventoryItem, item).title)
    tx.need(Module, module)
    id = tx.derived_id("cover", module, item)
    return tx.put(tx.get(Cover, id) or Cover(id=id, parent=module, item=item)).id


@action(N_("Take it no further in the module"))
def uncover_item(tx: Transaction, module: Id, item: Id) -> None:
    tx.about(tx.need(InventoryItem, item).title)
    tx.remove(tx.need(Cover, tx.derived_id("cover", module, item)).id)


# ------------------------------------------------------------------------------------------------ how far operations have come

change_level = changing(UnitLevel, N_("Change the level of an operation"), called="verkstad.app.inventory.change_level", fixed=("unit",))


@action(N_("Say how far an operation has come"))
def say_level(tx: Transaction, item: Id, unit: Id, level: int | None, evidence: str | None = None) -> Id:
    """0 to 4, None for not known; `evidence` None leaves what stands. Its id is derived, so that two who say it apart say one thing."""
    tx.about(tx.need(Unit, unit).name)
    tx.need(InventoryItem, item)
    id = tx.derived_id("unit_level", item, unit)
    row = (tx.get(UnitLevel, id) or UnitLevel(id=id, parent=item, unit=unit)).with_(level=level)
    return tx.put(row if evidence is None else row.with_(evidence=" ".join(evidence.split()))).id


@action(N_("Remove the level of an operation"))
def remove_levels(tx: Transaction, levels: Sequence[Id]) -> None:
    for level in levels:
        tx.remove(tx.need(UnitLevel, level).id)


# ------------------------------------------------------------------------------------------------ lists coming in


@dataclass(frozen=True, slots=True)
class NewItem:
    """A row of a list. `said` are the columns it brings, by name; `unit` the name of an operation, made where there is none so called."""

    title: str
    said: Mapping[str, object] = field(default_factory=dict)
    unit: str = ""
    already: Id = ""  # the item it changes, else it is new


@action(N_("Import needs and services"))
def bring_items(tx: Transaction, initiative: Id, rows: Sequence[NewItem]) -> tuple[Id, ...]:
    """All of a list as one step: new ones last, those already there changed where the list says something."""
    tx.need(Initiative, initiative)
    units = {u.name.casefold(): u.id for u in tx.all(Unit)}
    made = []
    for row in rows:
        said = dict(row.said)
        name = " ".join(row.unit.split())
        if name:
            if name.casefold() not in units:
                units[name.casefold()] = tx.put(Unit(name=name, rank=tx.rank_last(Unit, None))).id
            said["unit"] = units[name.casefold()]
        if row.already:
            made.append(tx.put(tx.need(InventoryItem, row.already).with_(**said)).id)
        else:
            new = InventoryItem(parent=initiative, rank=tx.rank_last(InventoryItem, initiative), title=named(row.title))
            made.append(tx.put(new.with_(**said)).id)
        tx.about(row.title)
    return tuple(made)


# ------------------------------------------------------------------------------------------------ what is asked


@dataclass(frozen=True, slots=True)
class ItemLine:
    """A need or service with what follows from it. `source`: the title of the workshop whose harvest it comes from, "" for the initiative's own.

    `at_bottleneck`: the step of the journey it belongs to is where it stops.
    """

    item: InventoryItem
    placed: Placing
    judgements: tuple[Judgement, ...] = ()
    facts: tuple[ItemFact, ...] = ()
    unit_name: str = ""
    step: str = ""
    modules: tuple[Module, ...] = ()
    source: str = ""
    at_bottleneck: bool = False

    @property
    def id(self) -> Id:
        return self.item.id


@dataclass(frozen=True, slots=True)
class Inventory:
    """Everything that was inventoried in an initiative, the initiative's own before what its workshops brought."""

    initiative: Id
    lines: tuple[ItemLine, ...] = ()
    overlaps: tuple[Overlap, ...] = ()
    units: Mapping[Id, str] = field(default_factory=dict)

    def line(self, item: Id | None) -> ItemLine | None:
        return next((line for line in self.lines if line.id == item), None)


def items_of(library: Reading, initiative: Id) -> tuple[InventoryItem, ...]:
    """The items of an initiative, then those of its workshops, each list by rank."""
    rows = list(library.children(InventoryItem, initiative))
    workshops = [w.id for w in library.where(Workshop, initiative=initiative)]
    if workshops:
        rows += library.where(InventoryItem, parent=tuple(workshops))
    return tuple(rows)


def inventory_of(library: Reading, initiative: Id) -> Inventory:
    rows = items_of(library, initiative)
    ids = tuple(r.id for r in rows)
    judged: dict[Id | None, list[Judgement]] = {}
    for judgement in library.where(Judgement, parent=ids) if ids else ():
        judged.setdefault(judgement.parent, []).append(judgement)
    covered: dict[Id | None, list[Module]] = {}
    for cover in library.where(Cover, item=ids) if ids else ():
        module = library.get(Module, cover.parent)
        if module is not None:
            covered.setdefault(cover.item, []).append(module)
    units = {u.id: u.name for u in library.all(Unit)}
    journey = library.children(JourneyStep, initiative)
    steps, stops = {s.id: s.what for s in journey}, {s.id for s in journey if s.bottleneck}
    sources = {w.id: w.title for w in library.where(Workshop, initiative=initiative)}
    lines = []
    for row in rows:
        judgements = tuple(sorted(judged.get(row.id, ()), key=lambda j: j.id))
        placed = placing(row, judgements)
        lines.append(
            ItemLine(
                row,
                placed,
                judgements,
                item_facts(row, placed),
                units.get(row.unit or "", ""),
                steps.get(row.step or "", ""),
                tuple(sorted(covered.get(row.id, ()), key=lambda m: m.rank)),
                sources.get(row.parent or "", ""),
                row.step in stops,
            )
        )
    return Inventory(initiative, tuple(lines), overlaps(rows), units)


def covers_of(library: Reading, module: Id) -> tuple[InventoryItem, ...]:
    """The needs and services a module takes further, in the order they were said."""
    found = (library.get(InventoryItem, c.item) for c in sorted(library.children(Cover, module), key=lambda c: c.id))
    return tuple(row for row in found if row is not None)


@dataclass(frozen=True, slots=True)
class LevelLine:
    """How far an operation has come with an item, and whom it may ask: the names of those one step further (`one_step`), else further still."""

    item: InventoryItem
    unit: Id
    unit_name: str
    row: UnitLevel | None = None
    ask: tuple[str, ...] = ()
    one_step: bool = False

    @property
    def id(self) -> str:
        return f"{self.item.id}|{self.unit}"


@dataclass(frozen=True, slots=True)
class Levels:
    """Operations (by the alphabet, never ranked) against items. `cells`: (unit, item) -> line."""

    units: tuple[tuple[Id, str], ...] = ()
    items: tuple[InventoryItem, ...] = ()
    cells: Mapping[tuple[Id, Id], LevelLine] = field(default_factory=dict)


def levels_of(library: Reading, initiative: Id, language: Language) -> Levels:
    """Every operation that is said to have a level, or that an item belongs to, against every item."""
    rows = items_of(library, initiative)
    ids = tuple(r.id for r in rows)
    held = {(level.unit or "", level.parent or ""): level for level in (library.where(UnitLevel, parent=ids) if ids else ())}
    names = {u.id: u.name for u in library.all(Unit)}
    there = {unit for unit, _item in held} | {r.unit for r in rows if r.unit}
    units = sorted(((u, names[u]) for u in there if u in names), key=lambda u: language.sort_key(u[1]))
    cells: dict[tuple[Id, Id], LevelLine] = {}
    for row in rows:
        levels: dict[Id, int | None] = {}
        for unit, _name in units:
            known = held.get((unit, row.id))
            levels[unit] = known.level if known is not None else None
        for unit, name in units:
            further, own = peers(levels, unit), levels[unit]
            one_step = bool(further) and own is not None and levels[further[0]] == own + 1
            cells[unit, row.id] = LevelLine(row, unit, name, held.get((unit, row.id)), tuple(names[p] for p in further), one_step)
    return Levels(tuple(units), rows, cells)


def same_title(rows: Iterable[InventoryItem]) -> dict[str, Id]:
    """Titles as they are compared -> the item called so, the first of several."""
    found: dict[str, Id] = {}
    for row in rows:
        found.setdefault(" ".join(row.title.split()).casefold(), row.id)
    return found
