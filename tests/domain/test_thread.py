"""The red thread: what hangs together, and every end that hangs loose."""

from __future__ import annotations

from verkstad.domain.actions import Action
from verkstad.domain.initiative import Decision, Goal
from verkstad.domain.modules import Module
from verkstad.domain.pilots import Pilot
from verkstad.domain.plan import PlanItem
from verkstad.domain.teams import Team
from verkstad.domain.thread import Knot, Result, Strand, Thread, thread

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


def test_a_knot_says_what_its_row_says_and_what_is_told_beside_it() -> None:
    deed = Action(id="a", what="Ring", goal="g", status="doing")
    made = whole(actions=[deed], steps={"g": 2}, members={"t": 5})
    assert made.knots == (
        Knot("d", "decision", "Svar går först", "decided"), Knot("g", "goal", "Svar inom sju dagar", GOAL.stage, 2, deeds=1),
        Knot("m", "module", "Altaner", "chosen"), Knot("t", "team", "Team Altan", count=5), Knot("p", "pilot", "Svar på altaner", "running"),
        Knot("r", "result", "Svarstid", before="12", now="7", unit="dagar", way="right", on="p"),
    )  # fmt: skip
    assert [k.column for k in made.knots] == [0, 1, 2, 3, 4, 5]
    ended = thread([], [], [], [], [PILOT.with_(state="ended", outcome="adopt")])
    assert ended.knots[0].state == "adopt"
    beside = thread(
        [], [], [], [], [], actions=[Action(id="a", what="Ring", status="doing")], items=[PlanItem(id="i", says="Punkt", state="used")]
    )
    assert beside.knots == (
        Knot("a", "action", "Ring", "doing", loose=("no_goal",)),
        Knot("i", "plan_item", "Punkt", "used", loose=("nowhere",)),
    )


def test_one_asks_what_a_knot_hangs_on_and_what_hangs_on_it() -> None:
    made = whole()
    assert made.held_by("m") == ("g",) and made.leads_to("m") == ("t",) and made.held_by("d") == made.leads_to("r") == ()
    knot = made.knot("m")
    assert knot is not None and knot.says == "Altaner" and made.knot("x") is None
    assert made.together("x") == {"x"} and [k.id for k in made.column("team")] == ["t"]


def test_a_thread_of_nothing_but_an_action_beside_it_is_empty_and_every_column_is_missing() -> None:
    made = thread([], [], [], [], [], actions=[Action(id="a", what="x")])
    assert made.empty and made.missing == ("decision", "goal", "module", "team", "pilot", "result")
    begun = thread([DECIDED], [], [], [], [])
    assert not begun.empty and begun.missing == ("goal", "module", "team", "pilot", "result")


def test_what_nobody_has_counted_is_nought() -> None:
    assert [k.count for k in whole().knots] == [0] * 6


def test_a_result_of_a_pilot_that_is_gone_is_not_drawn() -> None:
    assert thread([], [], [], [], [PILOT], results=[Result("x", "gone", "Svarstid")]).missing[-1] == "result"


def test_a_team_that_tries_something_has_something_to_do_also_without_a_module() -> None:
    assert "t" not in loose(thread([DECIDED], [GOAL], [], [TEAM], [PILOT.with_(module=None)], measured=["p"]))


def test_a_pilot_of_a_module_without_a_team_hangs_on_the_module_and_leads_to_its_own_goal_where_it_is_another() -> None:
    made = thread([DECIDED], [GOAL, GOAL.with_(id="h")], [MODULE.with_(team=None)], [], [PILOT.with_(team=None, goal="h")], measured=["p"])
    assert made.strands == (Strand("d", "g"), Strand("d", "h"), Strand("g", "m"), Strand("m", "p"), Strand("h", "p"))
    assert loose(made) == {"m": ("no_team",)}


def test_an_introduced_module_needs_a_team_too_and_a_part_leads_its_parents_all_the_way_up() -> None:
    def module(id: str, parent: str | None, **more: object) -> Module:
        return Module(id=id, parent=parent, title=id, status="candidate", **more)  # type: ignore[arg-type]

    rows = [module("a", "i"), module("b", "a"), module("c", "b", goal="g"), module("d", "a")]
    made = thread([DECIDED], [GOAL], rows, [], [])
    assert loose(made) == {"d": ("no_goal",)} and [s.to for s in made.strands] == ["g", "c"]
    down = thread([DECIDED], [GOAL], [module("a", "i", goal="g"), module("b", "a"), module("c", "b")], [], [])
    assert loose(down) == {} and [s for s in down.strands if s.on == "g"] == [Strand("g", "a"), Strand("g", "b"), Strand("g", "c")]
    assert loose(thread([], [], [module("a", "i").with_(status="introduced")], [], [])) == {"a": ("no_goal", "no_team")}
    closed = thread([DECIDED], [GOAL], [module("a", "i", goal="g").with_(status="closed"), module("b", "a")], [], [])
    assert [k.id for k in closed.column("module")] == ["b"] and Strand("g", "b") in closed.strands


def test_a_dropped_action_is_not_adrift_and_one_whose_module_leads_nowhere_is() -> None:
    rows = [Action(id="dropped", what="x", status="dropped"), Action(id="a", what="x", module="m"), Action(id="b", what="x", pilot="p")]
    made = thread([], [], [MODULE], [TEAM], [PILOT.with_(goal=None)], actions=rows, measured=["p"])
    assert [k.id for k in made.column("action")] == ["a", "b"]


def test_each_joint_counts_the_knots_that_hang_loose_on_either_side_of_it() -> None:
    assert whole().joints == (0, 0, 0, 0)
    made = thread(
        [DECIDED], [GOAL.with_(decision=None)], [MODULE.with_(team=None)], [TEAM], [PILOT.with_(module=None, goal=None)], measured=["p"]
    )
    assert made.joints == (2, 0, 1, 1)
