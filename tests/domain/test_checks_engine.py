"""What was noticed stays true while rows change: asking again what a change concerns gives what asking everything does."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Mapping
from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as st

from tests.domain.shelf import KNOWN, I, codes, noticed, shelf
from verkstad.domain.actions import Action
from verkstad.domain.agenda import AgendaBlock
from verkstad.domain.checks.engine import Checks, Shelf
from verkstad.domain.checks.register import LAZY
from verkstad.domain.checks.rules import RULES, Finding, Look, Rule, Said, fact
from verkstad.domain.fields import Id, Row
from verkstad.domain.following import AcceptedFinding, Threshold
from verkstad.domain.initiative import Decision, Goal, Initiative
from verkstad.domain.mandates import Mandate, RoleMandate
from verkstad.domain.modules import Dependency, Module, NeededDecision
from verkstad.domain.people import Person
from verkstad.domain.pilots import Loop, Measure, Measurement, Pilot
from verkstad.domain.teams import Member, Team
from verkstad.domain.workshop import Day, Workshop

NAMES = frozenset(value.KIND.name for value in LAZY)


class World:
    """Rows that change, the checks that follow them, and the checks that are asked anew."""

    def __init__(self, rows: Iterable[Row], rules: Mapping[str, Rule] = RULES) -> None:
        self.rows: dict[tuple[str, Id], Row] = {(r.KIND.name, r.id): r for r in rows}
        made = Shelf(KNOWN, self.fetch, NAMES)
        for row in self.rows.values():
            if row.KIND.name not in NAMES:
                made.put(type(row), (row,))
        self.checks = Checks(made, rules)

    def fetch(self, value: type[Row], column: str, wanted: Any) -> Iterable[Row]:
        found = [row for row in self.rows.values() if isinstance(row, value) and (not column or getattr(row, column) == wanted)]
        return sorted(found, key=lambda row: (row.rank, row.id))

    def change(self, *rows: Row) -> int:
        for row in rows:
            self.rows[row.KIND.name, row.id] = row
        return self.checks.follow((row.KIND.name, [row.id], {row.id: row}) for row in rows)

    def remove(self, *rows: Row) -> int:
        for row in rows:
            del self.rows[row.KIND.name, row.id]
        return self.checks.follow((row.KIND.name, [row.id], {}) for row in rows)

    def is_true(self) -> bool:
        return set(self.checks.findings()) == set(noticed(*self.rows.values()))


ROWS: tuple[Row, ...] = (
    I,
    Initiative(id="j", title="Ett annat"),
    Person(id="anna", role="operations", percent=10),
    Person(id="bo", unit="it", same_as=None),
    Decision(id="d", parent="i", state="decided", decided_by="N", decided_on="2026-01-01"),
    Goal(id="g", parent="i", statement="Kunden i centrum", stage="agreed", owner="anna"),
    Module(id="m", parent="i", status="chosen", goal="g", team="t", accountable="anna"),
    Module(id="n", parent="m", status="pilot", team="t"),
    Dependency(id="dep", parent="m", needs="n"),
    NeededDecision(id="nd", parent="m", decision_type="fees", level=2),
    Mandate(id="md", parent="anna", decision_type="fees", level=2),
    Team(id="t", parent="i", title="T"),
    Member(id="s", parent="t", person="anna"),
    Pilot(id="p", parent="i", module="m", team="t", state="running", started="2026-09-01", decision_day="2026-11-01"),
    Measure(id="me", parent="p", side="effect"),
    Measurement(id="v", parent="me", on="2026-08-01", value="3"),
    Loop(id="l", parent="p", state="finished"),
    Workshop(id="w", initiative="i", title="Dag"),
    Day(id="day", parent="w", date="2026-12-04", target_end=600),
    AgendaBlock(id="b", parent="day", minutes=90),
    Action(id="a", parent="w", what="Ring", due="2026-11-01"),
)
EDITS: tuple[Row, ...] = (
    I.with_(leader="anna", driver="anna"),
    I.with_(ended="2026-11-01"),
    Person(id="anna", role="it", percent=0),
    Person(id="bo", unit="it", same_as="anna"),
    Decision(id="d", parent="i", state="proposed"),
    Goal(id="g", parent="i", statement="Klart", stage="draft"),
    Goal(id="g2", parent="i", statement="Kunden i centrum", stage="agreed", decision="d"),
    Module(id="m", parent="i", status="pilot", goal=None, team=None, days=200),
    Module(id="n", parent="i", status="introduced"),
    Dependency(id="dep2", parent="n", needs="m"),
    Mandate(id="md", parent="anna", decision_type="fees", level=0),
    Mandate(id="md2", parent="bo", decision_type="fees", level=3),
    Member(id="s", parent="t", person="bo"),
    Member(id="s2", parent="t", person="anna", percent=50),
    Pilot(id="p", parent="i", module="n", state="ended", outcome="expand"),
    Measurement(id="v2", parent="me", on="2026-08-01", value="4"),
    Loop(id="l", parent="p", state="finished", learnt="Mycket."),
    Day(id="day", parent="w", date="2026-12-04", target_end=700),
    AgendaBlock(id="b", parent="day", minutes=30),
    AgendaBlock(id="b2", parent="day", minutes=200),
    Action(id="a", parent="w", what="Ring", due="2026-12-01", owner="anna", goal="g"),
    Threshold(id="th", parent="i", name="modules_chosen", value=0),
    AcceptedFinding(id="af", parent="i", code="V101", about="i", reason="Snart."),
    AcceptedFinding(id="af2", parent="w", code="V805", about="a", reason="Snart."),
)


@pytest.mark.parametrize("edit", EDITS, ids=[f"{row.KIND.name} {row.id}" for row in EDITS])
def test_following_one_change_is_as_asking_everything(edit: Row) -> None:
    world = World(ROWS)
    world.checks.findings()
    world.change(edit)
    assert world.is_true()


@pytest.mark.parametrize("row", ROWS, ids=[f"{row.KIND.name} {row.id}" for row in ROWS])
def test_following_a_removal_is_as_asking_everything(row: Row) -> None:
    world = World(ROWS)
    world.remove(row)
    left = set(world.checks.findings())
    roots = {"i", "j", "w"} & {id for _kind, id in world.rows}
    assert {f for f in left if f.scope in roots} == {f for f in noticed(*world.rows.values()) if f.scope in roots}


@given(st.lists(st.sampled_from([*EDITS, *ROWS]), max_size=12))
def test_following_any_changes_is_as_asking_everything(edits: list[Row]) -> None:
    world = World(ROWS)
    for edit in edits:
        world.change(edit)
        world.checks.findings()
    assert world.is_true()


@given(st.lists(st.sampled_from(EDITS), min_size=1, max_size=6), st.data())
def test_what_came_and_went_leaves_nothing_behind(edits: list[Row], data: st.DataObject) -> None:
    world = World(ROWS)
    before = world.checks.findings()
    came = [row for row in dict.fromkeys(edits) if (row.KIND.name, row.id) not in world.rows]
    for row in came:
        world.change(row)
    world.remove(*data.draw(st.permutations(came)))
    assert world.checks.findings() == before


def test_a_change_asks_little_again_and_one_elsewhere_nothing() -> None:
    world = World(ROWS)
    whole = world.checks.questions
    assert whole == world.checks.asked
    asked = world.change(Loop(id="l", parent="p", state="finished", learnt="Mycket."))
    assert 0 < asked < whole / 3
    assert world.change(Person(id="nobody", role="it")) == 0
    assert world.checks.asked == whole + asked


def test_findings_of_an_initiative_are_those_of_its_workshops_too() -> None:
    checks = World(ROWS).checks
    assert {f.scope for f in checks.findings("i")} == {"i", "w"} and {f.scope for f in checks.findings("w")} == {"w"}
    assert {f.scope for f in checks.findings("j")} == {"j"} and {f.scope for f in checks.findings()} == {"i", "j", "w"}
    assert checks.findings("nothing") == ()


def test_the_most_important_comes_first_and_equals_by_their_codes() -> None:
    found = World(ROWS).checks.findings()
    weights = [(("blocking", "warning", "hint").index(f.severity), int(f.code[1:]), f.kind, f.id) for f in found]
    assert weights == sorted(weights)


def test_asking_once_notices_the_same() -> None:
    made = shelf(*ROWS, follows=False)
    assert Checks(made).findings() == noticed(*ROWS)


def test_a_row_whose_initiative_is_missing_is_looked_over_as_far_as_one_comes() -> None:
    assert codes(Goal(id="g", parent="gone", statement="Mål", stage="agreed")) >= {"V201", "V204"}
    assert codes(Module(id="a", parent="b", status="chosen"), Module(id="b", parent="a", status="chosen"))


def test_rows_come_in_their_order_and_by_what_they_name() -> None:
    rows = [Goal(id=f"g{n}", parent="i", statement="Mål", rank=f"a{3 - n}", decision="d" if n else None) for n in range(3)]
    made = shelf(I, *rows)
    assert [g.id for g in made.children(Goal, "i")] == ["g2", "g1", "g0"] == [g.id for g in made.within(Goal, "i")]
    assert [g.id for g in made.naming(Goal, "decision", "d")] == ["g2", "g1"] and made.naming(Goal, "decision", "x") == ()
    assert made.children(Goal, "x") == () and made.get(Goal, "g0") == rows[0] and made.get(Goal, None) is None
    assert made.get(Decision, "d") is None and made.home(rows[0]) == I
    assert made.limit("loop_days", "i") == 30 == made.limit("loop_days", None)
    assert made.every(Person) == () and [p.id for p in shelf(Person(id="anna")).every(Person)] == ["anna"]


# ------------------------------------------------------------------------------------------------ what a finding says, and what is let be


def one(judge: Callable[[Any, Look], Said], value: type[Row] = Initiative) -> dict[str, Rule]:
    """A single rule of our own."""
    return {"V1": Rule("V1", "hint", value, judge)}


def counted(world: World) -> list[int]:
    return [f.said["count"] for f in world.checks.findings()]


def test_a_finding_says_what_it_is_about_where_it_is_mended_and_why_it_may_be_so() -> None:
    goal, anna = Goal(id="g", parent="i"), Person(id="anna")
    elsewhere = one(lambda _row, _look: fact(about=anna, mend=goal, reason=" Det är så. ", count=2))
    made = Finding("V1", "hint", "i", "person", "anna", ("goal", "g"), (("count", 2),), "Det är så.", None)
    assert Checks(shelf(I), elsewhere).findings() == (made,)
    assert Checks(shelf(I), one(lambda _row, _look: fact())).findings() == (
        Finding("V1", "hint", "i", "initiative", "i", ("initiative", "i"), (), None, None),
    )


def test_a_finding_somebody_let_be_carries_the_reason_and_the_day_and_no_other_does() -> None:
    let_be = AcceptedFinding(id="a", parent="i", code="V1", about="i", reason="Snart.", on="2026-11-20")

    def accepted(row: AcceptedFinding) -> list[tuple[str | None, str | None]]:
        found = Checks(shelf(I, row), one(lambda _row, _look: fact(reason="Vi vet."))).findings()
        return [(f.accepted, f.accepted_on) for f in found]

    assert accepted(let_be) == [("Snart.", "2026-11-20")]
    for other in ({"code": "V2"}, {"about": "j"}, {"parent": "w"}):
        assert accepted(let_be.with_(**other)) == [("Vi vet.", None)]


def test_nothing_is_asked_of_what_has_ended_nor_of_its_workshops() -> None:
    ended, goal = I.with_(ended="2026-11-01"), Goal(id="g", parent="i", statement="Mål", stage="agreed")
    late = Action(id="a", parent="w", what="Ring", due="2026-11-01")
    assert noticed(ended, goal, Workshop(id="w", initiative="i"), late) == ()
    assert noticed(goal, late) and Checks(shelf(I)).findings("j") == ()


def test_a_limit_is_what_the_initiative_has_chosen_and_else_the_usual() -> None:
    chosen = [Threshold(id="t", parent="i", name="loop_days", value=14), Threshold(id="u", parent="i", name="team_most", value=None)]
    made = shelf(I, *chosen)
    assert made.limit("loop_days", "i") == 14 and made.limit("loop_days", "j") == made.limit("loop_days", None) == 30
    plain = shelf(I)
    assert [made.limit(name, "i") for name in ("team_most", "team_least")] == [
        plain.limit(name, "i") for name in ("team_most", "team_least")
    ]


# ------------------------------------------------------------------------------------------------ what is read, and how often


@pytest.mark.parametrize("follows", [True, False])
def test_what_several_rules_need_is_asked_for_once(follows: bool) -> None:
    asked: list[Id] = []

    def goals(row: Row, look: Look) -> int:
        asked.append(row.id)
        return len(look.children(Goal, row.id))

    made = shelf(I, follows=follows)
    assert made.view(goals, I) == made.view(goals, I) == 0 and asked == ["i"]
    if follows:
        goal = Goal(id="g", parent="i")
        made.change("goal", ["g"], {"g": goal})
        assert made.view(goals, I) == made.view(goals, I) == 1 and asked == ["i", "i"]


def test_rows_that_come_when_they_are_asked_for_are_fetched_once_until_one_of_them_changes() -> None:
    rows: dict[Id, Row] = {"r": RoleMandate(id="r", role="it")}
    fetched: list[tuple[str, str, Any]] = []

    def fetch(value: type[Row], column: str, wanted: Any) -> Iterable[Row]:
        fetched.append((value.KIND.name, column, wanted))
        return [row for row in rows.values() if isinstance(row, value) and (column == "" or getattr(row, column) == wanted)]

    made = Shelf(KNOWN, fetch, NAMES)
    for _again in range(2):
        assert [m.id for m in made.naming(RoleMandate, "role", "it")] == ["r"] and made.every(Person) == ()
        assert made.get(Person, "anna") is None and made.children(Mandate, "anna") == ()
    wanted = [("role_mandate", "role", "it"), ("person", "", None), ("person", "id", "anna"), ("mandate", "parent", "anna")]
    assert fetched == wanted
    rows["anna"] = Person(id="anna", role="it")
    made.change("person", ["anna"], {"anna": rows["anna"]})
    assert made.get(Person, "anna") == rows["anna"] and made.every(Person) == (rows["anna"],)
    assert [m.id for m in made.naming(RoleMandate, "role", "it")] == ["r"] and fetched == [*wanted, wanted[2], wanted[1]]


def test_a_row_that_was_asked_for_is_known_as_it_is_now_and_others_are_not_kept() -> None:
    made = shelf(Person(id="anna", role="it"))
    made.get(Person, "anna")
    made.change("person", ["anna", "bo"], {"anna": Person(id="anna", role="employee"), "bo": Person(id="bo")})
    anna = made.get(Person, "anna")
    assert anna is not None and anna.role == "employee" and set(made.rows["person"]) == {"anna"}


def test_of_a_kind_nobody_has_there_is_nothing() -> None:
    assert shelf(I).within(Loop, "i") == shelf(I).children(Loop, "i") == shelf(I).naming(Loop, "owner", "anna") == ()


# ------------------------------------------------------------------------------------------------ who is asked again


def test_whoever_reads_all_of_a_kind_or_by_a_name_is_asked_again_when_one_comes() -> None:
    everybody = World([I], one(lambda _row, look: fact(count=len(look.every(Person)))))
    assert everybody.change(Person(id="anna")) == 1 and counted(everybody) == [1]
    of_it = World([I], one(lambda _row, look: fact(count=len(look.naming(RoleMandate, "role", "it")))))
    assert of_it.change(RoleMandate(id="r", role="operations")) == 0
    assert of_it.change(RoleMandate(id="r", role="it")) == 1 and counted(of_it) == [1]


def test_a_row_that_is_no_longer_read_asks_nothing_again_and_one_that_is_gone_counts_for_nothing() -> None:
    goal = Goal(id="g", parent="i", owner="anna")
    world = World(
        [I, goal, Person(id="anna"), Person(id="bo")], one(lambda row, look: fact(there=look.get(Person, row.owner) is not None), Goal)
    )
    assert world.checks.questions == 1 and world.change(Person(id="anna", role="it")) == 1
    world.change(goal.with_(owner="bo"))
    assert world.change(Person(id="anna", role="employee")) == 0 and world.change(Person(id="bo", role="it")) == 1
    world.remove(goal)
    assert world.checks.questions == 0 and world.checks.findings() == ()


@pytest.mark.parametrize("order", [("m", "part"), ("part", "m")])
def test_a_module_that_goes_comes_back_or_moves_takes_its_parts_with_it(order: tuple[Id, ...]) -> None:
    rows = {"m": Module(id="m", parent="i"), "part": Module(id="part", parent="m")}
    world = World([I, Initiative(id="j"), *rows.values()], one(lambda row, look: fact(count=len(look.within(Module, row.id)))))
    follow = world.checks.follow
    assert counted(world) == [2, 0]
    follow([("module", order, {})])
    assert counted(world) == [0, 0]
    follow([("module", order, {id: rows[id] for id in order})])
    assert counted(world) == [2, 0]
    follow([("module", ["m"], {"m": rows["m"].with_(parent="j")})])
    assert counted(world) == [0, 2] and world.checks.shelf.root(rows["part"]) == "j"


def test_a_module_that_changes_where_it_stands_is_seen_by_whoever_reads_them_all() -> None:
    module, goal = Module(id="m", parent="i", status="candidate"), Goal(id="g", parent="i")

    def chosen(row: Initiative, look: Look) -> Said:
        rows = (look.within(Module, row.id), look.children(Module, row.id), look.naming(Module, "goal", "g"))
        return fact(count=sum(m.status == "chosen" for found in rows for m in found))

    world = World([I, goal, module], one(chosen))
    assert counted(world) == [0]
    world.change(module.with_(status="chosen"))
    assert counted(world) == [2]
    world.change(module.with_(status="chosen", goal="g"))
    assert counted(world) == [3]
    world.change(module.with_(goal="g"))
    assert counted(world) == [0]
