"""Rules about modules. A sketch, what is parked and what is closed raise nothing."""

from __future__ import annotations

import pytest

from tests.domain.shelf import I, codes, of
from verkstad.domain.following import Threshold
from verkstad.domain.initiative import Goal
from verkstad.domain.launch import Adoption, Audience, LaunchActivity
from verkstad.domain.mandates import Mandate, RoleMandate
from verkstad.domain.modules import Dependency, Module, Need, NeededDecision, NoAccountable
from verkstad.domain.people import Person, Unit
from verkstad.domain.pilots import Pilot
from verkstad.domain.responsibility import RaciCell, RaciRow
from verkstad.domain.teams import Member, Team

ANNA = Person(id="anna", role="operations", unit="u")
GOOD = Module(id="m", parent="i", title="Ring", felt="customer", status="chosen", accountable="anna", goal="g", days=30)
AROUND = (I, ANNA, Goal(id="g", parent="i", statement="Mål"))
OURS = {f"V5{n:02d}" for n in range(1, 14)}
BAD = {"felt": "internal", "accountable": None, "goal": None, "days": 200}


def test_a_good_module_is_quiet_and_so_are_sketches_and_what_is_closed_or_parked() -> None:
    assert not codes(*AROUND, GOOD) & OURS
    for state in ({"status": "sketch"}, {"status": "closed"}):
        assert not codes(*AROUND, GOOD.with_(**BAD, **state)) & OURS
    assert not codes(*AROUND, GOOD.with_(**BAD, parked="2026-11-01")) & {"V501", "V502", "V503"}


def test_a_module_is_too_big_by_its_days_or_its_teams() -> None:
    assert of("V501", *AROUND, GOOD.with_(days=91))[0].said == {"reasons": ("days",), "days": 91, "most": 90}
    assert of("V501", *AROUND, GOOD.with_(days=None, test_soon="no"))[0].said == {"reasons": ("soon",), "days": 0, "most": 90}
    own = Threshold(id="t", parent="i", name="days_to_first_test", value=29)
    assert "V501" in codes(*AROUND, GOOD, own) and "V501" not in codes(*AROUND, GOOD, own.with_(value=30))
    assert "V501" in codes(*AROUND, GOOD.with_(test_team="no")) and "V501" not in codes(*AROUND, GOOD.with_(days=90))
    part = Module(id="part", parent="m", felt="customer", status="candidate", days=10)
    assert "V501" not in codes(*AROUND, GOOD.with_(days=200), part)  # it is sliced: the parts answer for themselves


def test_somebody_notices_it_and_somebody_is_accountable() -> None:
    assert "V502" in codes(*AROUND, GOOD.with_(felt="internal")) and "V502" in codes(*AROUND, GOOD.with_(felt=""))
    assert "V502" not in codes(*AROUND, GOOD.with_(felt="", helps="De sökande"))
    assert isinstance(of("V503", *AROUND, GOOD.with_(accountable=None))[0].said["noticed"], NoAccountable)
    assert "V503" in codes(*AROUND, GOOD.with_(accountable="gone")) and "V503" in codes(
        *AROUND, GOOD.with_(accountable="gone", status="pilot")
    )
    for quiet in ({"status": "candidate"}, {"accountable": "gone", "status": "candidate"}, {"accountable": "gone", "parked": "2026-11-01"}):
        assert "V503" not in codes(*AROUND, GOOD.with_(**{"accountable": None, **quiet}))
    assert "V503" not in codes(*AROUND, Person(id="old", same_as="anna"), GOOD.with_(accountable="old"))


def test_two_who_answer_for_a_module_in_the_matrix_are_one_too_many() -> None:
    line, first = RaciRow(id="r", parent="i", module="m"), RaciCell(id="c1", parent="r", role="operations", letter="A")
    second = RaciCell(id="c2", parent="r", role="it", letter="AR")
    (found,) = of("V504", *AROUND, GOOD, line, first, second)
    assert found.said["count"] == 2 and found.severity == "blocking" and found.mend == ("raci_row", "r")
    assert "V504" not in codes(*AROUND, GOOD, line, first, second.with_(letter="R"))
    assert "V504" not in codes(*AROUND, GOOD, line, first, second.with_(role="operations"))
    assert "V504" in codes(*AROUND, GOOD, line, first, second.with_(role="operations", unit="u"))
    assert "V504" not in codes(*AROUND, GOOD, line.with_(action="a"), first, second)
    assert "V504" not in codes(*AROUND, GOOD, line.with_(decision_type="fees"), first, second)
    for quiet in ("sketch", "closed"):
        assert "V504" not in codes(*AROUND, GOOD.with_(status=quiet), line, first, second)


def test_modules_that_wait_for_one_another_are_said_once_and_hinder() -> None:
    other = GOOD.with_(id="n", title="Brev")
    circle = (Dependency(id="d1", parent="m", needs="n"), Dependency(id="d2", parent="n", needs="m"))
    (found,) = of("V505", *AROUND, GOOD, other, *circle)
    assert found.id == "m" and found.severity == "blocking" and set(found.said["noticed"].through) == {"m", "n"}
    assert "V505" not in codes(*AROUND, GOOD, other, circle[0])


def test_a_module_that_began_before_what_it_needs_is_told() -> None:
    need = Dependency(id="d1", parent="m", needs="n")
    begun, other = GOOD.with_(status="pilot"), GOOD.with_(id="n")
    assert "V506" in codes(*AROUND, begun, other, need)
    assert "V506" not in codes(*AROUND, GOOD, other, need) and "V506" not in codes(*AROUND, begun, other.with_(status="introduced"), need)


def test_a_team_may_take_the_decisions_of_its_module() -> None:
    needed = NeededDecision(id="nd", parent="m", decision_type="fees", level=2)
    team = (Team(id="t", parent="i", title="T"), Member(id="x", parent="t", person="anna"))
    module = GOOD.with_(team="t")
    (found,) = of("V507", *AROUND, module, needed, *team)
    assert [(d.decision_type, d.needed, d.held) for d in found.said["noticed"].decisions] == [("fees", 2, 0)]
    assert "V507" not in codes(*AROUND, module, needed, *team, Mandate(id="md", parent="anna", decision_type="fees", level=2))
    assert "V507" in codes(
        *AROUND, module, needed, *team, Mandate(id="md", parent="anna", decision_type="fees", level=2, until="2026-11-23")
    )
    assert "V507" not in codes(*AROUND, module, needed, *team, RoleMandate(id="rm", role="operations", decision_type="fees", level=3))
    assert "V507" in codes(*AROUND, module, needed, *team, RoleMandate(id="rm", role="it", decision_type="fees", level=3))
    assert "V507" not in codes(*AROUND, module.with_(team="gone"), needed, *team)
    assert "V507" not in codes(*AROUND, module.with_(status="candidate"), needed, *team)
    assert "V507" in codes(*AROUND, module.with_(status="pilot"), needed, *team)


def test_one_operation_alone_makes_one_ask_which_others_are_affected() -> None:
    need = Need(id="n1", parent="m", form="unit", unit="u")
    assert of("V508", *AROUND, GOOD, need)[0].said["unit"] == "u" and "V508" in codes(*AROUND, GOOD.with_(status="pilot"), need)
    assert "V508" not in codes(*AROUND, GOOD, need, need.with_(id="n2", unit="v"))
    assert "V508" not in codes(*AROUND, GOOD, need.with_(form="competence")) and "V508" not in codes(
        *AROUND, GOOD.with_(others_asked="Inga"), need
    )
    assert "V508" not in codes(*AROUND, GOOD.with_(status="candidate"), need)


def test_a_module_or_what_it_is_part_of_leads_to_a_goal() -> None:
    assert "V509" in codes(*AROUND, GOOD.with_(goal=None)) and "V509" in codes(*AROUND, GOOD.with_(goal="gone"))
    assert "V509" in codes(*AROUND, GOOD.with_(goal=None, status="pilot")) and "V509" not in codes(
        *AROUND, GOOD.with_(goal=None, status="candidate")
    )
    above = GOOD.with_(id="above", status="candidate")
    assert "V509" not in codes(*AROUND, above, GOOD.with_(parent="above", goal=None))
    assert "V509" in codes(
        *AROUND, GOOD.with_(id="a", parent="m", goal=None), GOOD.with_(parent="a", goal=None)
    )  # a circle of parents ends


@pytest.mark.parametrize(
    ("code", "status", "name", "most"), [("V510", "chosen", "modules_chosen", 9), ("V511", "pilot", "modules_tried", 3)]
)
def test_many_modules_at_once_are_told(code: str, status: str, name: str, most: int) -> None:
    rows = [GOOD.with_(id=f"m{n}", rank=f"a{n}", status=status) for n in range(most + 1)]
    (found,) = of(code, *AROUND, *rows)
    assert found.said == {"count": most + 1, "most": most} and found.id == "i" and found.mend == ("module", f"m{most}")
    assert code not in codes(*AROUND, *rows[:-1])
    assert code not in codes(*AROUND, *rows[:-1], rows[-1].with_(parked="2026-11-01"))
    assert code not in codes(*AROUND, *rows, Threshold(id="t", parent="i", name=name, value=most + 1))
    assert code in codes(*AROUND, rows[0], rows[1].with_(parent="m0"), Threshold(id="t", parent="i", name=name, value=1))


def test_an_operation_that_lives_through_many_changes_at_once_is_named() -> None:
    unit, need = Unit(id="u", name="Hemtjänsten"), Need(id="n1", parent="m", form="unit", unit="u")
    pilots = [Pilot(id=f"p{n}", parent="i", module="m", state="running") for n in range(2)]
    group = Audience(id="a", parent="i", title="Alla", unit="u")
    launch = LaunchActivity(id="l", parent="i", audience="a", on="2026-12-01", phase="start")
    (found,) = of("V512", *AROUND, unit, GOOD, need, *pilots, group, launch)
    assert (found.kind, found.id, found.said["count"], found.said["most"]) == ("unit", "u", 3, 2)
    assert "V512" not in codes(*AROUND, unit, GOOD, need, *pilots)
    assert "V512" not in codes(*AROUND, unit, GOOD, need, pilots[0], pilots[1].with_(state="ended"), group, launch)
    assert "V512" not in codes(*AROUND, unit, GOOD, need.with_(form="competence"), *pilots, group, launch)
    assert "V512" not in codes(*AROUND, GOOD, need, *pilots, group, launch)  # the operation is gone
    assert "V512" not in codes(
        *AROUND, unit, GOOD, need, *pilots, group, launch, Threshold(id="t", parent="i", name="changes_a_unit", value=3)
    )


def test_what_is_introduced_is_counted_in_use() -> None:
    introduced = GOOD.with_(status="introduced")
    assert "V513" in codes(*AROUND, introduced) and "V513" not in codes(*AROUND, introduced, Adoption(id="a", parent="m", on="2026-11-01"))
    assert "V513" not in codes(*AROUND, GOOD)
