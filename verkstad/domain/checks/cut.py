"""Rules about modules."""

from __future__ import annotations

from collections.abc import Iterator

from verkstad.domain.checks.rules import BLOCKING, HINT, WARNING, Fact, Look, fact, rule
from verkstad.domain.checks.views import gap_of, living, order_of
from verkstad.domain.fields import Id
from verkstad.domain.initiative import Goal, Initiative
from verkstad.domain.launch import Adoption, Audience, LaunchActivity
from verkstad.domain.launching import units_load
from verkstad.domain.modules import (
    ACTIVE,
    DONE,
    BegunTooEarly,
    Circle,
    MandateMissing,
    Module,
    Need,
    NoAccountable,
    NobodyFeels,
    Slice,
    module_facts,
    reasons_to_slice,
)
from verkstad.domain.modules import (
    Fact as Noticed,
)
from verkstad.domain.people import Unit
from verkstad.domain.pilots import Pilot
from verkstad.domain.responsibility import RaciCell, RaciRow


def noticed(module: Module, look: Look) -> dict[type, Noticed]:
    """What the modules' own page says of a module, by kind of fact."""
    initiative = look.home(module)
    needs, status = look.view(order_of, initiative) if initiative is not None else ({}, {})
    parts = len(look.children(Module, module.id))
    return {type(f): f for f in module_facts(Slice(module, (1,), parts), needs, status, look.view(gap_of, module))}


def _said(module: Module, look: Look, kind: type) -> Fact | None:
    if module.status in ("sketch", "closed") or module.parked:
        return None
    found = look.view(noticed, module).get(kind)
    return fact(noticed=found) if found is not None else None


@rule("V501", WARNING, Module, product="module too big", requirements=("000-03",))
def module_too_big(module: Module, look: Look) -> Fact | None:
    """What is sliced further leaves its size to its parts."""
    if module.status in ("sketch", "closed") or module.parked or look.children(Module, module.id):
        return None
    most = look.limit("days_to_first_test", look.root(module))
    reasons = reasons_to_slice(module, most)
    return fact(reasons=reasons, days=module.days or 0, most=most) if reasons else None


@rule("V502", WARNING, Module, product="module without customer effect", requirements=("000-09",))
def nobody_notices(module: Module, look: Look) -> Fact | None:
    return _said(module, look, NobodyFeels)


@rule("V503", WARNING, Module, product="module without accountable, or with two", requirements=("002-15",), column="accountable")
def nobody_accountable(module: Module, look: Look) -> Fact | None:
    if module.accountable is not None and living(module.accountable, look) is None and module.status in ("chosen", ACTIVE):
        return None if module.parked else fact(noticed=NoAccountable(module.id))  # who was is gone
    return _said(module, look, NoAccountable)


@rule("V504", BLOCKING, Module, product="module without accountable, or with two", requirements=("002-15",))
def two_accountable(module: Module, look: Look) -> Fact | None:
    """The lines of the matrix of responsibility that are about the module itself name several who answer for it."""
    if module.status in ("sketch", "closed"):
        return None
    holders = {
        (cell.role, cell.unit)
        for row in look.naming(RaciRow, "module", module.id)
        for cell in look.children(RaciCell, row.id)
        if cell.letter in ("A", "AR")
    }
    rows = [row for row in look.naming(RaciRow, "module", module.id) if row.action is None and not row.decision_type]
    return fact(count=len(holders), mend=rows[0]) if len(holders) > 1 and len(rows) == 1 else None


@rule("V505", BLOCKING, Module, product="circular dependency", requirements=("000-02",))
def waits_for_itself(module: Module, look: Look) -> Fact | None:
    """Said once a circle: at the first of those that wait for one another."""
    found = _said(module, look, Circle)
    circle = dict(found.facts)["noticed"] if found is not None else None
    return found if isinstance(circle, Circle) and module.id == min(circle.through) else None


@rule("V506", WARNING, Module, requirements=("000-02",))
def begun_too_early(module: Module, look: Look) -> Fact | None:
    return _said(module, look, BegunTooEarly)


@rule("V507", WARNING, Module, requirements=("002-07",))
def mandate_missing(module: Module, look: Look) -> Fact | None:
    return _said(module, look, MandateMissing) if module.status in ("chosen", ACTIVE) else None


@rule("V508", HINT, Module, requirements=("001-10",))
def one_unit_named(module: Module, look: Look) -> Fact | None:
    """Only one operation is said to be touched, and nobody has said which others are."""
    if module.status not in ("chosen", ACTIVE) or module.others_asked.strip():
        return None
    units = {n.unit for n in look.children(Need, module.id) if n.form == "unit" and n.unit}
    return fact(unit=next(iter(units))) if len(units) == 1 else None


@rule("V509", HINT, Module, requirements=("001-18",), column="goal")
def module_without_goal(module: Module, look: Look) -> Fact | None:
    """Neither it nor what it is a part of hangs on a goal."""
    if module.status not in ("chosen", ACTIVE):
        return None
    at: Module | None = module
    seen: set[Id] = set()
    while at is not None and at.id not in seen:
        if look.get(Goal, at.goal) is not None:
            return None
        seen.add(at.id)
        at = look.get(Module, at.parent)
    return fact()


def _many(initiative: Initiative, look: Look, status: str, limit: str) -> Fact | None:
    rows = [m for m in look.within(Module, initiative.id) if m.status == status and not m.parked]
    most = look.limit(limit, initiative.id)
    return fact(count=len(rows), most=most, mend=rows[-1]) if len(rows) > most else None


@rule("V510", HINT, Initiative, requirements=("000-22",))
def many_chosen(initiative: Initiative, look: Look) -> Fact | None:
    return _many(initiative, look, "chosen", "modules_chosen")


@rule("V511", WARNING, Initiative, requirements=("000-20",))
def many_tried(initiative: Initiative, look: Look) -> Fact | None:
    return _many(initiative, look, ACTIVE, "modules_tried")


@rule("V512", WARNING, Initiative, requirements=("000-18",))
def many_changes_for_unit(initiative: Initiative, look: Look) -> Iterator[Fact]:
    """What an operation lives through at once: pilots that run in it, and launches in the coming month."""
    most = look.limit("changes_a_unit", initiative.id)
    of = initiative.id
    pilots, audiences, activities = look.children(Pilot, of), look.children(Audience, of), look.children(LaunchActivity, of)
    for unit, load in units_load(pilots, lambda module: look.children(Need, module), audiences, activities, look.today).items():
        row = look.get(Unit, unit)
        if load.count > most and row is not None:
            yield fact(about=row, mend=initiative, unit=unit, count=load.count, most=most)


@rule("V513", HINT, Module, requirements=("003-12",))
def nobody_counts_users(module: Module, look: Look) -> Fact | None:
    """Introduced, and nobody has counted how many work the new way."""
    return fact() if module.status in DONE[:1] and not look.children(Adoption, module.id) else None
