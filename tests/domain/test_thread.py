"""The red thread: what hangs together, and every end that hangs loose."""

from __future__ import annotations

from verkstad.domain.actions import Action
from verkstad.domain.initiative import Decision, Goal
from verkstad.domain.modules import Module
from verkstad.domain.pilots import Pilot
from verkstad.domain.plan import PlanItem
from verkstad.domain.teams import Team
from verkstad.domain.thread import Result, Strand, Thread, thread

DECIDED = Decision(id="d", statement="Svar går först", state="decided")
GOAL = Goal(id="g", statement="Svar inom sju dagar", decision="d")
MODULE = Module(id="m", title="Altaner", status="chosen", goal="g", team="t")
TEAM = Team(id="t", title="Team Altan")
PILOT = Pilot(id="p", title="Svar på altaner", module="m", team="t", goal="g", state="running")
RESULT = Result("r", "p", "Svarstid", "dagar", "12", "7", "right")


def whole(**more: object) -> Thread:
    return thread([DECIDED], [GOAL], [MODULE], [TEAM], [PILOT], results=[RESULT], measured=["p"], **more)  # type: ignore[arg-type]


def loose(made: Thread) -> dict[str, tuple[str, ...]]:
    return {k.id: k.loose for k in made.loose}


def test_a_thread_that_holds_runs_from_decision_to_result_without_a_loose_end() -> None:
    made = whole()
    assert [k.kind for k in made.knots] == ["decision", "goal", "module", "team", "pilot", "result"]
    assert made.strands == (Strand("d", "g"), Strand("g", "m"), Strand("m", "t"), Strand("t", "p"), Strand("p", "r"))
    assert loose(made) == {} and made.missing == () and not made.empty


def test_what_hangs_together_goes_back_to_the_decision_and_on_to_the_result_and_not_aside() -> None:
    other = Module(id="m2", title="Uterum", status="sketch", goal="g")
    made = thread([DECIDED], [GOAL], [MODULE, other], [TEAM], [PILOT], results=[RESULT], measured=["p"])
    assert made.together("m") == {"d", "g", "m", "t", "p", "r"}
    assert made.together("m2") == {"d", "g", "m2"}
    assert made.together("g") == {"d", "g", "m", "m2", "t", "p", "r"}


def test_a_goal_without_decision_and_one_nothing_leads_to_hang_loose_on_their_own_side() -> None:
    made = thread([DECIDED], [Goal(id="g", statement="Mål")], [], [], [])
    assert loose(made) == {"d": ("nothing_leads",), "g": ("no_decision", "nothing_leads")}


def test_an_action_that_was_not_dropped_leads_to_its_goal() -> None:
    done, dropped = Action(id="a", what="x", goal="g", status="done"), Action(id="b", what="y", goal="g", status="dropped")
    assert loose(thread([DECIDED], [GOAL], [], [], [], actions=[done])) == {}
    assert loose(thread([DECIDED], [GOAL], [], [], [], actions=[dropped])) == {"g": ("nothing_leads",)}
    assert thread([DECIDED], [GOAL], [], [], [], actions=[done, dropped]).column("goal")[0].deeds == 1


def test_a_proposal_without_a_goal_and_what_was_withdrawn_or_closed_are_not_loose() -> None:
    made = thread(
        [DECIDED.with_(state="proposed"), DECIDED.with_(id="w", state="withdrawn")], [], [MODULE.with_(status="closed", goal=None)], [], []
    )
    assert loose(made) == {} and [k.id for k in made.knots] == ["d"]


def test_a_sketch_owes_nobody_anything_a_candidate_a_goal_and_a_chosen_module_a_team_too() -> None:
    def ends(status: str) -> tuple[str, ...]:
        return thread([], [], [Module(id="m", title="x", status=status)], [], []).column("module")[0].loose

    assert [ends(s) for s in ("sketch", "candidate", "chosen", "pilot")] == [
        (),
        ("no_goal",),
        ("no_goal", "no_team"),
        ("no_goal", "no_team"),
    ]


def test_a_part_of_a_module_hangs_on_the_goal_of_what_it_was_sliced_off_which_then_needs_no_team() -> None:
    part = Module(id="part", parent="m", title="Del", status="chosen", team="t")
    made = thread([DECIDED], [GOAL], [MODULE.with_(team=None), part], [TEAM], [])
    assert Strand("g", "part") in made.strands and loose(made) == {}


def test_a_module_leads_where_its_parts_lead() -> None:
    top = Module(id="top", title="Allt", status="candidate")
    made = thread([DECIDED], [GOAL], [top, MODULE.with_(parent="top"), top.with_(id="alone")], [TEAM], [])
    assert loose(made) == {"alone": ("no_goal",)}
    assert not [s for s in made.strands if s.to == "top"]


def test_modules_that_stand_in_a_circle_of_parents_are_drawn_once() -> None:
    made = thread([], [GOAL], [Module(id="a", parent="b", title="a"), Module(id="b", parent="a", title="b")], [], [])
    assert [k.id for k in made.column("module")] == ["a", "b"]


def test_a_team_with_nothing_to_work_on_hangs_loose_unless_it_has_a_value_stream() -> None:
    assert loose(thread([], [], [], [TEAM], [])) == {"t": ("nothing_to_do",)}
    assert loose(thread([], [], [], [TEAM.with_(value_stream="Bygglov")], [])) == {}
    ended = PILOT.with_(module=None, goal="g", state="ended")
    assert loose(thread([DECIDED], [GOAL], [], [TEAM], [ended], measured=["p"])) == {"t": ("nothing_to_do",)}


def test_a_pilot_without_goal_or_values_hangs_loose_and_reaches_a_goal_by_its_module() -> None:
    assert loose(thread([], [], [], [], [Pilot(id="p", title="x")])) == {"p": ("no_goal", "no_values")}
    assert loose(thread([DECIDED], [GOAL], [MODULE], [TEAM], [PILOT.with_(goal=None)], measured=["p"])) == {}


def test_a_pilot_hangs_on_its_module_and_goal_only_where_the_team_does_not_lead_back_to_them() -> None:
    other = Team(id="t2", title="Andra")
    goal = Goal(id="g2", statement="Annat", decision="d")
    made = thread([DECIDED], [GOAL, goal], [MODULE], [TEAM, other], [PILOT.with_(team="t2", goal="g2")], measured=["p"])
    assert {(s.on, s.to) for s in made.strands if s.to == "p"} == {("t2", "p"), ("m", "p"), ("g2", "p")}


def test_what_points_to_a_row_that_is_gone_hangs_loose_and_has_no_line() -> None:
    made = thread([], [GOAL], [MODULE.with_(goal="borta", team="borta")], [], [PILOT.with_(team="borta", module="borta", goal="borta")])
    assert made.strands == ()
    assert loose(made) == {"g": ("no_decision", "nothing_leads"), "m": ("no_goal", "no_team"), "p": ("no_goal", "no_values")}


def test_open_actions_without_a_goal_and_points_of_the_plan_that_came_to_nothing_stand_beside() -> None:
    rows = [
        Action(id="adrift", what="x"),
        Action(id="done", what="x", status="done"),
        Action(id="led", what="x", goal="g"),
        Action(id="by_module", what="x", module="m"),
        Action(id="by_pilot", what="x", pilot="p"),
    ]
    made = whole(actions=rows, items=[PlanItem(id="i", says="Punkt")])
    assert loose(made) == {"adrift": ("no_goal",), "i": ("nowhere",)}
    assert [k.column for k in made.loose] == [-1, -1]
