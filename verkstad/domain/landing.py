"""Where costs and gains land: per operation what it pays and what it gets, a year, and what follows when the two are not in the same place.

Investment is spread over some years. Hours are counted apart until somebody says what an hour is worth; quality is listed and never becomes
money (measurement.md 3.10). All sums are exact fractions: kronor or hours a year.
"""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence
from fractions import Fraction

from verkstad.domain.decimals import exact
from verkstad.domain.fields import Id
from verkstad.domain.inventory import BENEFITS, COSTS, CostBenefit
from verkstad.domain.launch import Adoption
from verkstad.domain.launching import in_use
from verkstad.domain.values import frozen

YEARS = 4
"""Over how many years an investment is spread, and what is counted once (own; guides of municipalities use three to four)."""
NEEDED = ("owner", "measured_by", "from_on")
"""What every gain needs before it is worth more than a hope."""
CUSTOMER, OUTSIDE = "customer", "outside"
NOTHING = Fraction(0)


@frozen
class Share:
    """What lands somewhere of one sort, a year: kronor, hours nobody has put a price on, and the lines it comes from.

    `unsaid`: how many of the lines have no amount.
    """

    money: Fraction = NOTHING
    hours: Fraction = NOTHING
    lines: tuple[CostBenefit, ...] = ()
    unsaid: int = 0

    @property
    def some(self) -> bool:
        return self.money > 0 or self.hours > 0


@frozen
class Landing:
    """What lands in one place. `place` is the id of an operation, "customer" or "outside".

    `flag`: "pays" (it pays and gets nothing), "gains" (it gets without paying), "" for neither; only operations are flagged. `produces`: the
    lines of others' gains for which it does the work.
    """

    place: Id
    investment: Share
    running: Share
    efficiency: Share
    quality: Share
    produces: tuple[CostBenefit, ...] = ()
    flag: str = ""

    @property
    def is_unit(self) -> bool:
        return self.place not in (CUSTOMER, OUTSIDE)

    @property
    def cost(self) -> Fraction:
        return self.investment.money + self.running.money

    @property
    def cost_hours(self) -> Fraction:
        return self.investment.hours + self.running.hours

    @property
    def net(self) -> Fraction:
        """Efficiency less cost, in kronor a year; hours without a price are not in it."""
        return self.efficiency.money - self.cost


@frozen
class LandingMap:
    """Every place something lands in, operations first, then the customer (always there), then others outside.

    `elsewhere`: the share of the gains in money that lands where nothing is paid, None when there are none. `verdict`: "" (nothing said of
    money yet), "pays_off", "transfer" (it pays off, and `transfer` kronor a year would have to move), "not_in_money", "hours_apart" (not in
    money, but hours are gained that nobody has put a price on). Money of operations only: what the customer saves is in no budget of ours.
    """

    places: tuple[Landing, ...]
    years: int = YEARS
    hour: Fraction | None = None
    elsewhere: Fraction | None = None
    net: Fraction = NOTHING
    transfer: Fraction | None = None
    verdict: str = ""
    homeless: tuple[CostBenefit, ...] = ()  # lines that should land in an operation, and none is said
    unsaid: int = 0

    @property
    def paying_without_gain(self) -> tuple[Landing, ...]:
        return tuple(p for p in self.places if p.flag == "pays")

    @property
    def hours(self) -> Fraction:
        """Hours gained a year in operations that stand apart from the money."""
        return sum((p.efficiency.hours for p in self.places if p.is_unit), NOTHING)

    def place(self, id: Id) -> Landing | None:
        return next((p for p in self.places if p.place == id), None)


def a_year(line: CostBenefit, years: int = YEARS) -> Fraction | None:
    """The amount of a line a year, in what it is counted in; what is counted once is spread over the years. None without an amount."""
    amount = exact(line.amount)
    if amount is None:
        return None
    return amount / max(1, years) if line.often == "once" else amount


def landing_map(lines: Iterable[CostBenefit], *, units: Sequence[Id] = (), years: int = YEARS, hour: Fraction | None = None) -> LandingMap:
    """Where it all lands. `units` gives the order of the operations (and those that are shown though nothing lands there); `hour` is what an
    hour is worth in kronor, None for not said: hours are then counted apart.
    """
    rows = tuple(lines)
    homeless = tuple(r for r in rows if r.lands == "unit" and r.unit is None)
    landed, work = _by_place(rows, units)
    customer, outside = landed.pop(CUSTOMER, []), landed.pop(OUTSIDE, [])
    places = [_landing(place, mine, work.get(place, ()), years, hour) for place, mine in landed.items()]
    ours = tuple(places)
    places.append(_landing(CUSTOMER, customer, (), years, hour))
    if outside:
        places.append(_landing(OUTSIDE, outside, (), years, hour))
    gained = sum((p.efficiency.money for p in ours), NOTHING)
    apart = sum((p.efficiency.money for p in ours if p.cost == 0 and p.cost_hours == 0), NOTHING)
    net = sum((p.net for p in ours), NOTHING)
    transfer = sum((max(NOTHING, -p.net) for p in ours), NOTHING) if net >= 0 else None
    return LandingMap(
        places=tuple(places),
        years=years,
        hour=hour,
        elsewhere=apart / gained if gained else None,
        net=net,
        transfer=transfer,
        verdict=_verdict(ours, net, transfer),
        homeless=homeless,
        unsaid=sum(a_year(r) is None for r in rows if r.kind_of != "quality"),
    )


def paying_without_gain(lines: Iterable[CostBenefit]) -> tuple[Id, ...]:
    """The operations that pay and get nothing, those of `LandingMap.paying_without_gain`, without counting what the others pay."""
    landed, _work = _by_place(tuple(lines), ())
    ours = ((place, rows) for place, rows in landed.items() if place not in (CUSTOMER, OUTSIDE) and rows)
    lacking = ((place, rows) for place, rows in ours if not any(r.kind_of in BENEFITS for r in rows))
    return tuple(place for place, rows in lacking if _landing(place, rows, (), YEARS, None).flag == "pays")


def _by_place(rows: Sequence[CostBenefit], units: Sequence[Id]) -> tuple[dict[Id, list[CostBenefit]], dict[Id, list[CostBenefit]]]:
    """Place -> the lines that land there; operation -> the gains of others that it does the work for."""
    landed: dict[Id, list[CostBenefit]] = {unit: [] for unit in units}
    work: dict[Id, list[CostBenefit]] = {}
    for row in rows:
        if row.producer is not None and row.kind_of in BENEFITS and (row.lands != "unit" or row.producer != row.unit):
            work.setdefault(row.producer, []).append(row)
            landed.setdefault(row.producer, [])
        if row.lands == "unit":
            if row.unit is not None:
                landed.setdefault(row.unit, []).append(row)
        else:
            landed.setdefault(CUSTOMER if row.lands == CUSTOMER else OUTSIDE, []).append(row)
    return landed, work


def _landing(place: Id, rows: Sequence[CostBenefit], work: Sequence[CostBenefit], years: int, hour: Fraction | None) -> Landing:
    shares = {sort: _share([r for r in rows if r.kind_of == sort], years, hour) for sort in (*COSTS, *BENEFITS)}
    quality = Share(lines=shares["quality"].lines)
    pays = shares["investment"].some or shares["running"].some
    gets = bool(shares["efficiency"].lines or quality.lines)
    flag = "pays" if pays and not gets else "gains" if gets and not pays else ""
    return Landing(
        place, shares["investment"], shares["running"], shares["efficiency"], quality, tuple(work),
        flag if place not in (CUSTOMER, OUTSIDE) else "",
    )  # fmt: skip


def _share(rows: Sequence[CostBenefit], years: int, hour: Fraction | None) -> Share:
    money = hours = NOTHING
    unsaid = 0
    for row in rows:
        amount = a_year(row, years)
        if amount is None:
            unsaid += 1
        elif row.counted != "hours":
            money += amount
        elif hour is not None:
            money += amount * hour
        else:
            hours += amount
    return Share(money, hours, tuple(rows), unsaid)


def _verdict(ours: Sequence[Landing], net: Fraction, transfer: Fraction | None) -> str:
    if not any(p.cost or p.efficiency.money for p in ours):
        return ""
    if net < 0:
        return "hours_apart" if any(p.efficiency.hours > 0 for p in ours) else "not_in_money"
    return "transfer" if transfer else "pays_off"


# ------------------------------------------------------------------------------------------------ what a gain needs, and whether it will come


@frozen
class GainLacks:
    """A gain without an owner, a measure, or a day from which it is to be seen: `lacks` names the columns."""

    line: Id
    lacks: tuple[str, ...]


def gains_lacking(lines: Iterable[CostBenefit]) -> tuple[GainLacks, ...]:
    """Efficiency and quality gains alike; in the order they were handed in."""
    found = []
    for row in lines:
        if row.kind_of in BENEFITS and (lacks := tuple(name for name in NEEDED if not getattr(row, name))):
            found.append(GainLacks(row.id, lacks))
    return tuple(found)


@frozen
class GainAtRisk:
    """The day a gain was to be seen has come, and fewer work the new way than was planned. Shares in per cent; `share` None: nobody counted."""

    line: Id
    planned: int
    share: int | None
    from_on: str


def gains_at_risk(lines: Iterable[CostBenefit], adoption: Mapping[Id, Sequence[Adoption]], today: str) -> tuple[GainAtRisk, ...]:
    """Gains whose day has come while fewer use the new way than planned. `adoption`: the counts of each module.

    Counted from the last day of each operation's count up to today; several operations of the same module are added up.
    """
    found = []
    for row in lines:
        if row.kind_of not in BENEFITS or row.planned_share is None or not row.from_on or row.from_on > today or row.module is None:
            continue
        share = adopted(adoption.get(row.module, ()), today)
        if share is None or share < row.planned_share:
            found.append(GainAtRisk(row.id, row.planned_share, share, row.from_on))
    return tuple(found)


def adopted(counts: Iterable[Adoption], today: str) -> int | None:
    """Per cent of the users who work the new way, the latest count of each operation added up; None when nobody counted."""
    share = in_use(counts, today)
    return share.percent if share is not None else None
