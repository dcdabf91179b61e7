"""Rules about the plan, the inventory, and where costs and gains land."""

from __future__ import annotations

import pytest

from tests.domain.shelf import I, codes, of
from verkstad.domain.actions import Action
from verkstad.domain.following import Threshold
from verkstad.domain.initiative import Goal
from verkstad.domain.inventory import CostBenefit, Cover, InventoryItem
from verkstad.domain.launch import Adoption
from verkstad.domain.modules import Module
from verkstad.domain.people import Person, Unit
from verkstad.domain.plan import Anchoring, PlanDocument, PlanItem, PlanLink

PAPER = PlanDocument(id="doc", parent="i", title="Digital agenda", added="2026-11-01")
ITEM = PlanItem(id="item", parent="doc", says="Vi ska korta tiden.", state="used", forum="f")
LINK = PlanLink(id="l", parent="item", became="goal", result="g")
GOAL = Goal(id="g", parent="i", statement="Mål")
USED = (I, PAPER, ITEM, LINK, GOAL)


def test_an_imported_agenda_of_eighty_items_gives_at_most_three_lines() -> None:
    items = [PlanItem(id=f"n{n}", parent="doc", says=f"Punkt {n}") for n in range(80)]
    fresh = codes(I, PAPER.with_(added="2026-11-24"), *items)
    assert not fresh & {"V301", "V302", "V303", "V304"} and len(fresh) <= 3
    (found,) = of("V303", I, PAPER, *items)
    assert found.said["count"] == 80 and found.id == "doc" and len(codes(I, PAPER, *items, GOAL)) <= 3


def test_the_points_of_a_document_may_wait_two_weeks() -> None:
    new = PlanItem(id="n", parent="doc", says="Punkt")
    assert "V303" not in codes(I, PAPER.with_(added="2026-11-10"), new) and "V303" in codes(I, PAPER.with_(added="2026-11-09"), new)
    assert "V303" not in codes(I, PAPER.with_(added=None), new) and "V303" not in codes(*USED)
    longer = Threshold(id="t", parent="i", name="triage_days", value=30)
    assert "V303" not in codes(I, PAPER, new, longer) and "V303" in codes(I, PAPER, new, longer.with_(name="loop_days"))
    assert "V303" in codes(I, PAPER, new, longer.with_(value=None))


def test_a_point_that_is_used_has_a_forum() -> None:
    assert "V301" not in codes(*USED)
    assert "V301" in codes(I, PAPER, ITEM.with_(forum=None), LINK, GOAL)
    assert "V301" not in codes(I, PAPER, ITEM.with_(forum=None, state="new"))


def test_a_point_has_become_something_that_is_there() -> None:
    assert "V302" not in codes(*USED)
    assert "V302" in codes(I, PAPER, ITEM, LINK) and "V302" in codes(I, PAPER, ITEM)
    assert "V302" not in codes(I, PAPER, ITEM, LINK.with_(result="a"), Action(id="a", parent="i"))
    assert "V302" not in codes(I, PAPER, ITEM.with_(state="elsewhere"))


def test_operations_that_were_only_told_are_counted() -> None:
    told = Anchoring(id="a", parent="item", unit="u", level=1)
    assert of("V304", *USED, told, told.with_(id="b", level=0), told.with_(id="c", level=2))[0].said["count"] == 2
    assert "V304" not in codes(*USED, told.with_(level=2)) and "V304" not in codes(*USED, told.with_(level=None))
    assert "V304" not in codes(I, PAPER, ITEM.with_(state="new"), told)


SERVICE = InventoryItem(id="s", parent="i", title="Ansökan", can="yes", should="yes")


def test_the_first_item_ends_the_question_for_an_inventory() -> None:
    assert "V401" in codes(I) and "V401" not in codes(I, SERVICE)


def test_what_can_and_should_be_taken_further_has_a_module() -> None:
    cover = Cover(id="c", parent="m", item="s")
    assert "V402" in codes(I, SERVICE) and "V402" in codes(I, SERVICE, cover)
    assert "V402" not in codes(I, SERVICE, cover, Module(id="m", parent="i"))
    for other in ({"can": "no"}, {"should": "no"}, {"can": "unsure"}, {"should": ""}):
        assert "V402" not in codes(I, SERVICE.with_(**other))


def test_two_efforts_for_the_same_customer_in_the_same_step_are_said_once() -> None:
    one = InventoryItem(
        id="a", parent="i", title="Påminnelse", for_whom="Sökande", step="j", ongoing="Pågår", ongoing_until="2027-01-01", rank="a"
    )
    other = one.with_(id="b", title="Sms", rank="b")
    (found,) = of("V403", I, one, other)
    assert found.id == "b" and found.said == {"other": "Påminnelse", "more": 0}
    assert of("V403", I, one, other, one.with_(id="c", rank="c"))[-1].said["more"] == 1
    assert "V403" not in codes(I, one, other.with_(step="k")) and "V403" not in codes(I, one, other.with_(ongoing_from="2027-02-01"))


def test_self_service_has_a_human_way() -> None:
    own = SERVICE.with_(self_service=True)
    assert of("V404", I, own)[0].said["unresolved"] is None and of("V404", I, SERVICE.with_(unresolved=27))[0].said["unresolved"] == 27
    assert "V404" not in codes(I, own.with_(fallback="Kontaktcenter")) and "V404" not in codes(I, SERVICE)


def test_an_operation_that_pays_without_gaining_is_named_at_its_first_line() -> None:
    unit = Unit(id="it", name="It")
    cost = CostBenefit(id="k", parent="i", kind_of="running", unit="it", amount="1000")
    (found,) = of("V405", I, unit, cost)
    assert (found.kind, found.id, found.mend) == ("unit", "it", ("cost_benefit", "k"))
    assert "V405" not in codes(I, cost)  # the operation is gone
    assert "V405" not in codes(I, unit, cost, CostBenefit(id="n", parent="i", kind_of="quality", unit="it"))


def test_a_gain_has_owner_measure_and_day() -> None:
    gain = CostBenefit(id="n", parent="i", kind_of="efficiency", owner="anna", measured_by="Dagar", from_on="2027-01-01")
    assert "V406" not in codes(I, gain)
    for column in ("owner", "measured_by", "from_on"):
        (found,) = of("V406", I, gain.with_(**{column: None if column != "measured_by" else ""}))
        assert found.said["lacks"] == (column,)
    assert "V406" not in codes(I, CostBenefit(id="k", parent="i", kind_of="investment"))


@pytest.mark.parametrize(("using", "share"), [(4, 40), (5, None)])
def test_a_gain_is_at_risk_when_fewer_work_the_new_way_than_planned(using: int, share: int | None) -> None:
    gain = CostBenefit(id="n", parent="i", kind_of="efficiency", module="m", planned_share=50, from_on="2026-11-01")
    count = Adoption(id="a", parent="m", on="2026-11-20", using=using, users=10)
    found = of("V407", I, Module(id="m", parent="i"), gain, count)
    assert [f.said for f in found] == ([{"planned": 50, "share": share}] if share is not None else [])
    assert of("V407", I, gain)[0].said["share"] is None and not of("V407", I, gain.with_(module=None))


def test_people_are_of_no_consequence_here() -> None:
    assert codes(Person(id="anna")) == set()
