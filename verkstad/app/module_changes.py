"""What a module changes and for whom: from and to per role, who owns which gain, the parking list, and ways to rank beside the place to start."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from fractions import Fraction

from verkstad.app.telling import changing
from verkstad.app.workbench import action
from verkstad.app.workshops import named
from verkstad.domain.errors import Refused
from verkstad.domain.fields import Id
from verkstad.domain.launch import Audience, FromTo, LaunchActivity
from verkstad.domain.launching import ChangeLoad, units_load
from verkstad.domain.modules import Module, Need, Score, tree
from verkstad.domain.people import Person, Unit
from verkstad.domain.pilots import Pilot
from verkstad.domain.ranking import ICE_MOST, WSJF_STEPS, figure, places
from verkstad.domain.teams import Member
from verkstad.i18n import N_, Language
from verkstad.storage.library import Reading
from verkstad.storage.writing import Transaction

_OWN = ("form", "customer_owner", "efficiency_owner", "others_asked")

change_gains = changing(
    Module,
    N_("Say whose the module's gains are"),
    called="verkstad.app.module_changes.change_gains",
    fixed=tuple(c.name for c in Module.KIND.columns if c.name not in _OWN),
)
change_from_to = changing(FromTo, N_("Change from and to"), called="verkstad.app.module_changes.change_from_to", required=("who",))


@action(N_("Say for whom it changes"))
def add_from_to(tx: Transaction, module: Id, who: str, *, before: str = "", after: str = "", unit: Id | None = None) -> Id:
    """For whom the work becomes another, last in the list."""
    tx.need(Module, module)
    tx.about(named(who))
    made = FromTo(
        parent=module, rank=tx.rank_last(FromTo, module), who=named(who), before=before.strip(), after=after.strip(), unit=unit or None
    )
    return tx.put(made).id


@action(N_("Say it changes for them no longer"))
def remove_from_to(tx: Transaction, row: Id) -> None:
    tx.about(tx.need(FromTo, row).who)
    tx.remove(row)


@action(N_("Lay on the parking list"))
def park(tx: Transaction, modules: Sequence[Id], why: str = "") -> None:
    """They wait: outside the board's columns, the place to start and the limits. Their status stays as it is."""
    for module in modules:
        row = tx.need(Module, module)
        tx.about(row.title if len(modules) == 1 else "")
        tx.put(row.with_(parked=row.parked or tx.today, parked_why=" ".join(why.split()) or row.parked_why))


@action(N_("Take from the parking list"))
def take_up(tx: Transaction, modules: Sequence[Id], status: str = "") -> None:
    """They are among the others again, in `status` when one is given."""
    for module in modules:
        row = tx.need(Module, module)
        tx.about(row.title if len(modules) == 1 else "")
        tx.put(row.with_(parked=None, parked_why="", status=status or row.status))


@action(N_("Score the module"))
def score_module(tx: Transaction, module: Id, method: str, factors: Sequence[int | None]) -> None:
    """ICE: three factors of 1 to 10. WSJF: four, each of 1, 2, 3, 5, 8, 13, 20. None: not said; all None takes the scores away."""
    row = tx.need(Module, module)
    tx.about(row.title)
    steps = WSJF_STEPS if method == "wsjf" else range(1, ICE_MOST + 1)
    if method not in ("ice", "wsjf") or any(f is not None and f not in steps for f in factors):
        raise Refused("unknown_choice", choice=str(next((f for f in factors if f is not None and f not in steps), method)))
    id = tx.derived_id("score", module, method)
    if all(f is None for f in factors):
        if tx.get(Score, id) is not None:
            tx.remove(id)
        return
    first, second, third, fourth = (*factors, None, None, None, None)[:4]
    tx.put(Score(id=id, parent=module, method=method, first=first, second=second, third=third, fourth=fourth))


# ------------------------------------------------------------------------------------------------ what is asked


@dataclass(frozen=True, slots=True)
class Ranked:
    """A module by one way to rank: its figure and its place (1, 2, 2, 4); None while a factor is missing."""

    module: Module
    score: Score | None
    figure: Fraction | None
    place: int | None


def from_to_of(library: Reading, module: Id) -> tuple[FromTo, ...]:
    return library.children(FromTo, module)


def ranked(library: Reading, initiative: Id, method: str, language: Language) -> tuple[Ranked, ...]:
    """The modules not parked, those with a place first, then by name."""
    rows = [place.module for place in tree(_modules(library, initiative), initiative) if not place.module.parked]
    scores = {s.parent: s for s in library.where(Score, parent=tuple(m.id for m in rows)) if s.method == method} if rows else {}
    figures = {m.id: figure(scores.get(m.id)) for m in rows}
    at = places(figures)
    found = [Ranked(m, scores.get(m.id), figures[m.id], at.get(m.id)) for m in rows]
    return tuple(sorted(found, key=lambda r: (r.place is None, r.place or 0, language.sort_key(r.module.title))))


@dataclass(frozen=True, slots=True)
class Touched:
    """Which operations a module touches, and why: "team" somebody of its team comes from there, "need" its team must hold somebody from there,
    "change" the work there becomes another."""

    module: Module
    number: str
    units: dict[Id, tuple[str, ...]]


def touched(library: Reading, initiative: Id) -> tuple[Touched, ...]:
    """Every module that is not parked or closed, in the order of the tree, with the operations it touches."""
    rows = [p for p in tree(_modules(library, initiative), initiative) if not p.module.parked and p.module.status != "closed"]
    ids = tuple(p.module.id for p in rows)
    if not ids:
        return ()
    why: dict[Id, dict[Id, set[str]]] = {id: {} for id in ids}

    def add(module: Id | None, unit: Id | None, reason: str) -> None:
        if module in why and unit:
            why[module].setdefault(unit, set()).add(reason)

    for need in library.where(Need, parent=ids, form="unit"):
        add(need.parent, need.unit, "need")
    for change in library.where(FromTo, parent=ids):
        add(change.parent, change.unit, "change")
    teams = {p.module.team: [] for p in rows if p.module.team}  # type: dict[Id | None, list[Id]]
    for p in rows:
        if p.module.team:
            teams[p.module.team].append(p.module.id)
    members = library.where(Member, parent=tuple(t for t in teams if t)) if teams else ()
    units = {p.id: p.unit for p in library.where(Person, id=tuple(m.person for m in members if m.person))} if members else {}
    for member in members:
        for module in teams.get(member.parent, ()):
            add(module, units.get(member.person or ""), "team")
    order = ("change", "team", "need")
    return tuple(
        Touched(
            p.module,
            ".".join(map(str, p.number)),
            {unit: tuple(r for r in order if r in said) for unit, said in why[p.module.id].items()},
        )
        for p in rows
    )


def loads(library: Reading, initiative: Id, today: str) -> dict[Id, ChangeLoad]:
    """What each operation lives through at once: pilots that run in it, and launches of the coming month."""
    pilots, audiences = library.children(Pilot, initiative), library.children(Audience, initiative)
    return units_load(pilots, lambda module: library.children(Need, module), audiences, library.children(LaunchActivity, initiative), today)


def units_touched(library: Reading, rows: Iterable[Touched], language: Language) -> tuple[Unit, ...]:
    """The operations in any of the rows, by name."""
    ids = {unit for row in rows for unit in row.units}
    return tuple(sorted(library.where(Unit, id=tuple(ids)), key=lambda u: language.sort_key(u.name))) if ids else ()


def _modules(library: Reading, initiative: Id) -> tuple[Module, ...]:
    found: list[Module] = []
    level = library.children(Module, initiative)
    while level:
        found += level
        level = library.where(Module, parent=tuple(m.id for m in level))
    return tuple(found)
