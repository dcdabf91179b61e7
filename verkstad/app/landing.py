"""What it costs and what it gives, line by line, and where it lands."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field
from fractions import Fraction

from verkstad.app.telling import changing
from verkstad.app.workbench import action
from verkstad.app.workshops import named
from verkstad.domain.fields import Id
from verkstad.domain.following import Threshold
from verkstad.domain.inventory import CostBenefit
from verkstad.domain.landing import YEARS, GainAtRisk, GainLacks, LandingMap, gains_at_risk, gains_lacking, landing_map
from verkstad.domain.launch import Adoption
from verkstad.domain.people import Unit
from verkstad.i18n import N_, Language
from verkstad.storage.library import Reading
from verkstad.storage.writing import Transaction

SPREAD, HOUR = "landing_years", "hour_price"
"""The names of the two figures an initiative chooses: over how many years what is counted once is spread, and what an hour is worth (kr)."""

change_line = changing(CostBenefit, N_("Change cost or benefit"), called="verkstad.app.landing.change_line", required=("title",))


@action(N_("Add cost or benefit"))
def add_line(
    tx: Transaction, initiative: Id, title: str, *, kind_of: str = "investment", lands: str = "unit", unit: Id | None = None
) -> Id:
    """Last in the list. An investment is counted once until somebody says otherwise, the rest a year."""
    title = named(title)
    tx.about(title)
    if unit is not None:
        tx.need(Unit, unit)
    row = CostBenefit(
        parent=initiative, rank=tx.rank_last(CostBenefit, initiative), title=title, kind_of=kind_of, lands=lands, unit=unit,
        often="once" if kind_of == "investment" else "yearly",
    )  # fmt: skip
    return tx.put(row).id


@action(N_("Say where it lands"))
def land_line(tx: Transaction, line: Id, lands: str, unit: Id | None = None) -> None:
    """In an operation, with the customer, or outside; the operation only where it lands in one."""
    row = tx.need(CostBenefit, line)
    tx.about(row.title)
    if unit is not None:
        tx.need(Unit, unit)
    tx.put(row.with_(lands=lands, unit=unit if lands == "unit" else None))


@action(N_("Move cost or benefit"))
def move_line(tx: Transaction, line: Id, after: Id | None) -> None:
    row = tx.need(CostBenefit, line)
    tx.about(row.title)
    tx.put(row.with_(rank=tx.rank(CostBenefit, row.parent, after)))


@action(N_("Remove costs or benefits"))
def remove_lines(tx: Transaction, lines: Sequence[Id]) -> None:
    for line in lines:
        tx.about(tx.need(CostBenefit, line).title)
        tx.remove(line)


@action(N_("Say what an hour is worth"))
def price_hour(tx: Transaction, initiative: Id, price: int | None) -> None:
    """In kronor; None: hours are counted apart again."""
    _figure(tx, initiative, HOUR, price)


@action(N_("Say over how many years it is spread"))
def spread_over(tx: Transaction, initiative: Id, years: int | None) -> None:
    """What is counted once; None for the usual number."""
    _figure(tx, initiative, SPREAD, max(1, years) if years is not None else None)


def _figure(tx: Transaction, initiative: Id, name: str, value: int | None) -> None:
    id = tx.derived_id("threshold", initiative, name)
    known = tx.get(Threshold, id)
    if value is not None:
        tx.put((known or Threshold(id=id, parent=initiative, name=name)).with_(value=value))
    elif known is not None:
        tx.remove(id)


# ------------------------------------------------------------------------------------------------ what is asked


@dataclass(frozen=True, slots=True)
class Landed:
    """The lines of an initiative and where they land. `years` None: the usual number; `hour` in kronor, None for not said."""

    lines: tuple[CostBenefit, ...] = ()
    map: LandingMap = field(default_factory=lambda: landing_map(()))
    units: Mapping[Id, str] = field(default_factory=dict)
    lacking: Mapping[Id, GainLacks] = field(default_factory=dict)
    at_risk: Mapping[Id, GainAtRisk] = field(default_factory=dict)
    years: int | None = None
    hour: int | None = None


def landed(library: Reading, initiative: Id, language: Language, *, today: str) -> Landed:
    lines = library.children(CostBenefit, initiative)
    figures = {t.name: t.value for t in library.children(Threshold, initiative)}
    names = {u.id: u.name for u in library.all(Unit)}
    concerned = {x for line in lines for x in (line.unit, line.producer) if x in names}
    order = sorted(concerned, key=lambda u: language.sort_key(names[u]))
    hour, years = figures.get(HOUR), figures.get(SPREAD)
    modules = {line.module for line in lines if line.module}
    adoption: dict[Id, list[Adoption]] = {}
    for count in library.where(Adoption, parent=tuple(modules)) if modules else ():
        adoption.setdefault(count.parent or "", []).append(count)
    return Landed(
        lines,
        landing_map(lines, units=order, years=years or YEARS, hour=Fraction(hour) if hour is not None else None),
        names,
        {lack.line: lack for lack in gains_lacking(lines)},
        {risk.line: risk for risk in gains_at_risk(lines, adoption, today)},
        years,
        hour,
    )
