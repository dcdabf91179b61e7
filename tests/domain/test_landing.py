"""Where costs and gains land, by the formulas and edges of measurement.md 3.10."""

from __future__ import annotations

from fractions import Fraction

from hypothesis import given
from hypothesis import strategies as st

from verkstad.domain.inventory import CostBenefit
from verkstad.domain.landing import CUSTOMER, OUTSIDE, YEARS, adopted, gains_at_risk, gains_lacking, landing_map, paying_without_gain
from verkstad.domain.launch import Adoption


def line(kind_of: str, unit: str | None = None, amount: str | None = None, **more: object) -> CostBenefit:
    said = {"id": f"{kind_of}-{unit}-{amount}", "kind_of": kind_of, "unit": unit, "amount": amount, "often": "yearly", **more}
    return CostBenefit(**said)  # type: ignore[arg-type]


def test_an_investment_is_spread_over_the_years_and_running_costs_are_added() -> None:
    found = landing_map(
        (line("investment", "it", "400000", often="once"), line("running", "it", "50000"), line("efficiency", "it", "180000"))
    )
    it = found.place("it")
    assert it is not None
    assert (it.cost, it.efficiency.money, it.net) == (150_000, 180_000, 30_000)
    assert (found.verdict, found.net, found.transfer, found.elsewhere) == ("pays_off", 30_000, 0, 0)
    assert landing_map((line("investment", "it", "400000", often="once"),), years=2).place("it").cost == 200_000  # type: ignore[union-attr]


def test_who_pays_without_gain_and_who_gains_without_paying_is_flagged_and_what_must_move_is_counted() -> None:
    found = landing_map((line("running", "it", "100000"), line("efficiency", "care", "130000"), line("quality", "school", None)))
    assert {p.place: p.flag for p in found.places} == {"it": "pays", "care": "gains", "school": "gains", CUSTOMER: ""}
    assert (found.verdict, found.transfer, found.elsewhere) == ("transfer", 100_000, 1)


def test_a_quality_gain_is_listed_and_never_becomes_money() -> None:
    found = landing_map((line("running", "it", "100000"), line("quality", "it", "500000")))
    it = found.place("it")
    assert it is not None
    assert (it.flag, it.net, len(it.quality.lines), it.quality.money) == ("", -100_000, 1, 0)
    assert (found.verdict, found.transfer, found.elsewhere) == ("not_in_money", None, None)


def test_hours_stay_apart_until_somebody_says_what_an_hour_is_worth() -> None:
    rows = (line("running", "it", "100000"), line("efficiency", "it", "300", counted="hours"))
    apart = landing_map(rows)
    assert (apart.hours, apart.net, apart.verdict) == (300, -100_000, "hours_apart")
    assert apart.place("it").flag == ""  # type: ignore[union-attr]
    priced = landing_map(rows, hour=Fraction(400))
    assert (priced.hours, priced.net, priced.verdict) == (0, 20_000, "pays_off")


def test_the_customer_is_always_a_place_and_her_gain_is_no_money_of_ours() -> None:
    found = landing_map(())
    assert [p.place for p in found.places] == [CUSTOMER]
    assert (found.verdict, found.elsewhere) == ("", None)
    gained = landing_map(
        (line("running", "it", "10"), line("efficiency", None, "900", lands="customer"), line("running", None, "5", lands="outside"))
    )
    assert [p.place for p in gained.places] == ["it", CUSTOMER, OUTSIDE]
    assert gained.place(CUSTOMER).efficiency.money == 900  # type: ignore[union-attr]
    assert (gained.net, gained.verdict, gained.elsewhere) == (-10, "not_in_money", None)


def test_who_does_the_work_is_a_place_of_its_own_when_the_gain_lands_elsewhere() -> None:
    found = landing_map((line("efficiency", "care", "100", producer="it"), line("efficiency", "it", "1", producer="it")))
    assert [(p.place, len(p.produces)) for p in found.places] == [("it", 1), ("care", 0), (CUSTOMER, 0)]


def test_lines_without_an_operation_or_an_amount_are_told_and_counted_nowhere() -> None:
    found = landing_map((line("running", None, "100"), line("running", "it", None), line("quality", "it", None)))
    assert (len(found.homeless), found.unsaid, found.net) == (1, 1, 0)
    assert found.place("it").running.unsaid == 1  # type: ignore[union-attr]


AMOUNT = st.none() | st.decimals(0, 10**7, places=2).map(str)
LINES = st.lists(
    st.builds(
        CostBenefit,
        id=st.uuids().map(str),
        kind_of=st.sampled_from(("investment", "running", "efficiency", "quality")),
        lands=st.sampled_from(("unit", "unit", "unit", "customer", "outside")),
        unit=st.sampled_from((None, "a", "b", "c")),
        amount=AMOUNT,
        counted=st.sampled_from(("kr", "hours")),
        often=st.sampled_from(("once", "yearly")),
    ),
    max_size=14,
)


@given(LINES, st.integers(1, 10), st.none() | st.integers(0, 1000).map(Fraction))
def test_whatever_the_lines_sums_agree_and_flags_mean_what_they_say(lines: list[CostBenefit], years: int, hour: Fraction | None) -> None:
    found = landing_map(lines, years=years, hour=hour)
    ours = [p for p in found.places if p.is_unit]
    assert sum(p.place == CUSTOMER for p in found.places) == 1
    assert found.net == sum(p.net for p in ours)
    assert found.elsewhere is None or 0 <= found.elsewhere <= 1
    assert (found.transfer is None) == (found.net < 0)
    if found.transfer is not None:
        surplus = sum(max(Fraction(0), p.net) for p in ours)
        assert found.transfer <= surplus
    for place in ours:
        pays = place.cost > 0 or place.cost_hours > 0
        gets = bool(place.efficiency.lines or place.quality.lines)
        assert place.flag == ("pays" if pays and not gets else "gains" if gets and not pays else "")
        if hour is not None:
            assert place.efficiency.hours == place.cost_hours == 0
    shown = sum(len(s.lines) for p in found.places for s in (p.investment, p.running, p.efficiency, p.quality))
    assert shown + len(found.homeless) == len(lines)


def test_every_gain_needs_an_owner_a_measure_and_a_day() -> None:
    whole = line("quality", "it", None, owner="p", measured_by="Nöjda", from_on="2027-01-01")
    assert gains_lacking((line("running", "it", "1"), whole, line("efficiency", "it", "1", owner="p"))) == (
        gains_lacking((line("efficiency", "it", "1", owner="p"),))[0],
    )
    assert gains_lacking((line("efficiency", "it", "1", owner="p"),))[0].lacks == ("measured_by", "from_on")


def count(on: str, using: int | None, users: int | None, unit: str = "") -> Adoption:
    return Adoption(id=on + unit, on=on, using=using, users=users, unit=unit or None)


def test_a_gain_is_at_risk_when_its_day_has_come_and_fewer_than_planned_work_the_new_way() -> None:
    row = line("efficiency", "it", "1", from_on="2027-01-10", planned_share=60, module="m")
    counts = {"m": (count("2026-12-01", 10, 100), count("2027-01-05", 59, 100), count("2027-02-01", 90, 100))}
    assert gains_at_risk((row,), counts, "2027-01-09") == ()
    (risk,) = gains_at_risk((row,), counts, "2027-01-10")
    assert (risk.planned, risk.share) == (60, 59)
    assert gains_at_risk((row,), counts, "2027-02-01") == ()
    assert gains_at_risk((row,), {}, "2027-01-10")[0].share is None
    assert gains_at_risk((row.with_(module=None), row.with_(planned_share=None), row.with_(kind_of="running")), counts, "2027-03-01") == ()


def test_adoption_adds_up_the_latest_count_of_each_operation() -> None:
    assert adopted((), "2027-01-01") is None
    assert adopted((count("2026-01-01", 0, 0),), "2027-01-01") is None
    assert adopted((count("2026-01-01", 1, 10, "a"), count("2026-02-01", 5, 10, "a"), count("2026-01-01", 0, 10, "b")), "2027-01-01") == 25
    assert adopted((count("2026-01-01", 12, 10),), "2027-01-01") == 100


def test_several_lines_of_one_sort_are_added_up_in_kronor_and_in_hours() -> None:
    rows = [
        line("investment", "it", "400", often="once"), line("investment", "it", "8", often="once", counted="hours"), line("running", "it", "30"),
        line("running", "it", "20"), line("running", "it", "3", counted="hours"), line("running", "it", "4", counted="hours"),
        line("running", "it", None), line("running", "it", None, id="x"), line("efficiency", "it", "1"),
    ]  # fmt: skip
    (it, _customer) = landing_map(rows).places
    assert (it.investment.money, it.investment.hours, it.running.money, it.running.hours, it.running.unsaid) == (100, 2, 50, 7, 2)
    assert (it.cost, it.cost_hours, it.net) == (150, 9, -149)
    priced = landing_map(rows, hour=Fraction(10))
    assert (priced.places[0].cost, priced.places[0].cost_hours, priced.hour, priced.years) == (240, 0, 10, YEARS)
    assert (landing_map(rows, years=1).places[0].investment.money, landing_map(rows, years=1).years) == (400, 1)


def test_small_sums_count_and_a_budget_in_balance_pays_off() -> None:
    found = landing_map(
        (line("running", "it", "0.5"), line("efficiency", "care", "0.5"), line("running", "school", "0.5", counted="hours"))
    )
    assert {p.place: p.flag for p in found.places} == {"it": "pays", "care": "gains", "school": "pays", CUSTOMER: ""}
    assert [p.place for p in found.paying_without_gain] == ["it", "school"]
    assert (found.net, found.verdict, found.transfer) == (0, "transfer", Fraction(1, 2))
    even = landing_map((line("running", "it", "5"), line("efficiency", "it", "5")))
    assert (even.net, even.verdict, even.transfer) == (0, "pays_off", 0)
    assert landing_map((line("running", "it", "5"), line("efficiency", "it", "0.5", counted="hours"))).verdict == "hours_apart"
    assert landing_map((line("running", "it", "5"), line("efficiency", "it", "4.5"))).verdict == "not_in_money"


def test_an_hour_is_worth_as_much_to_the_customer_and_outside() -> None:
    rows = (
        line("efficiency", None, "3", lands="customer", counted="hours"),
        line("efficiency", None, "2", lands="outside", counted="hours"),
    )
    assert [p.efficiency.money for p in landing_map(rows, hour=Fraction(10)).places] == [30, 20]
    apart = landing_map(rows)
    assert [p.efficiency.hours for p in apart.places] == [3, 2] and apart.hours == 0 and apart.place("it") is None


def test_whoever_does_the_work_for_a_gain_elsewhere_is_named_with_its_lines() -> None:
    gain, cost = line("efficiency", "care", "100", producer="it"), line("running", "care", "1", producer="it")
    found = landing_map((gain, cost), units=("school",))
    assert [(p.place, p.produces) for p in found.places] == [("school", ()), ("it", (gain,)), ("care", ()), (CUSTOMER, ())]
    own = line("quality", "it", None, producer="it", lands="customer")
    assert [(p.place, p.produces) for p in landing_map((own,)).places] == [("it", (own,)), (CUSTOMER, ())]


def test_what_has_no_amount_is_told_but_of_quality_none_is_asked() -> None:
    rows = [
        line("running", "it", "1"),
        line("running", "it", None),
        line("efficiency", "it", None),
        line("quality", "it", None),
        line("quality", "it", "2"),
    ]
    assert landing_map(rows).unsaid == 2


def test_a_gain_is_told_by_its_line_and_the_next_is_looked_at_too() -> None:
    bare = line("quality", "it", None)
    (lacking,) = gains_lacking((line("running", "it", "1"), bare))
    assert (lacking.line, lacking.lacks) == (bare.id, ("owner", "measured_by", "from_on"))
    row = line("quality", "it", "1", from_on="2027-01-10", planned_share=60, module="m")
    counts = {"m": (count("2027-01-05", 60, 100),)}
    skipped = [row.with_(**{name: None}) for name in ("planned_share", "from_on", "module")]
    assert gains_at_risk((*skipped, row), counts, "2027-03-01") == ()
    (risk,) = gains_at_risk((*skipped, row.with_(planned_share=61)), counts, "2027-03-01")
    assert (risk.line, risk.planned, risk.share, risk.from_on) == (row.id, 61, 60, "2027-01-10")


SORTS = st.sampled_from(("investment", "running", "efficiency", "quality"))
PLACES = st.none() | st.sampled_from(("it", "care", CUSTOMER))
LINES = st.builds(
    lambda kind_of, unit, lands, amount, counted, producer: line(kind_of, unit, amount, lands=lands, counted=counted, producer=producer),
    SORTS, PLACES, st.sampled_from(("unit", CUSTOMER, OUTSIDE)), st.none() | st.integers(-3, 3).map(str), st.sampled_from(("kr", "hours")), PLACES,
)  # fmt: skip


@given(st.lists(LINES, max_size=8))
def test_who_pays_without_gain_is_the_same_without_the_whole_map(lines: list[CostBenefit]) -> None:
    assert paying_without_gain(lines) == tuple(p.place for p in landing_map(lines).paying_without_gain)
