"""Taking in a plan and sorting it: every item keeps its words, what it becomes points back, and everything is one step to undo."""

from __future__ import annotations

from pathlib import Path

import pytest

from tests.intake.agendas import agenda, docx, paragraph
from verkstad.app import actions, goals, initiatives, modules, people, plan
from verkstad.app.exchange import export_session, merge_session, read_session
from verkstad.app.workbench import Bench
from verkstad.domain.actions import Action
from verkstad.domain.errors import Corrupt, Foreign, Refused
from verkstad.domain.initiative import Decision, Goal
from verkstad.domain.modules import Module
from verkstad.domain.people import Unit
from verkstad.domain.pilots import Pilot
from verkstad.domain.plan import Anchoring, PlanDocument, PlanItem
from verkstad.intake.plans import IncomingItem
from verkstad.storage.library import Library

SAYS = (
    "Alla får svar samma dag. Svaret går att förstå.",
    "Ingen skickar samma papper två gånger.",
    "Kontaktcentret får behörighet.",
    "Alla är nöjda.",
)


class Room:
    def __init__(self) -> None:
        self.bench = Bench.in_memory()
        self.initiative = self.bench.do(initiatives.new_initiative, "Svar samma dag")
        self.items = tuple(IncomingItem(number=f"1.{n}", says=says, page=n + 2) for n, says in enumerate(SAYS, 1))
        self.document = self.bench.do(plan.take_in, self.initiative, "Digital agenda", self.items, source="agenda.pdf", pages=20)
        self.ids = [line.id for line in self.view.lines]

    @property
    def view(self) -> plan.PlanView:
        return self.bench.ask(plan.plan_view, self.initiative)

    @property
    def library(self) -> Library:
        return self.bench.library

    def states(self) -> list[str]:
        return [line.state for line in self.view.lines]


@pytest.fixture
def room() -> Room:
    return Room()


@pytest.mark.parametrize(
    ("what", "kind"), [("goal", Goal), ("action", Action), ("module", Module), ("decision", Decision), ("pilot", Pilot)]
)
def test_an_item_becomes_a_draft_that_points_back_and_one_undo_takes_both_away(room: Room, what: str, kind: type) -> None:
    (made,) = room.bench.do(plan.sort_into, room.ids[:1], what)
    assert room.library.get(kind, made) is not None
    (origin,) = room.bench.ask(plan.origins, made)
    assert (origin.number, origin.page, origin.document, origin.says) == ("1.1", 3, "Digital agenda", SAYS[0])
    assert room.view.lines[0].became[0].id == made
    assert (room.view.sorted.done, room.view.sorted.of) == (1, 4)
    room.bench.undo()
    assert room.library.get(kind, made) is None
    assert room.states() == ["new"] * 4


def test_goals_from_a_plan_are_drafts_and_modules_sketches_and_decisions_only_proposed(room: Room) -> None:
    goal, module, decision = (
        room.bench.do(plan.sort_into, (item,), what)[0] for item, what in zip(room.ids, ("goal", "module", "decision"), strict=False)
    )
    assert room.library.need(Goal, goal).stage == "draft"
    assert room.library.need(Module, module).status == "sketch"
    assert room.library.need(Module, module).title == "Ingen skickar samma papper två gånger"
    assert room.library.need(Decision, decision).state == "proposed"


def test_an_item_may_become_several_and_waits_again_when_none_is_left(room: Room) -> None:
    (goal,) = room.bench.do(plan.sort_into, room.ids[:1], "goal")
    (step,) = room.bench.do(plan.sort_into, room.ids[:1], "action")
    assert {b.kind for b in room.view.lines[0].became} == {"goal", "action"}
    room.bench.do(goals.remove_goal, goal)
    assert room.view.lines[0].state == "used"
    room.bench.do(actions.remove_action, step)
    assert room.view.lines[0].state == "new"


def test_an_item_is_divided_in_its_own_words_and_the_whole_stays_to_be_read(room: Room) -> None:
    pieces = room.bench.do(plan.divide, room.ids[0], ("Alla får svar samma dag.", "Svaret går att förstå."))
    lines = room.view.lines
    assert [line.item.says for line in lines[:3]] == [SAYS[0], "Alla får svar samma dag.", "Svaret går att förstå."]
    assert [(line.item.number, line.item.page) for line in lines[1:3]] == [("1.1", 3)] * 2
    assert lines[0].state == "split"
    assert all(room.library.need(PlanItem, piece).cut_from == room.ids[0] for piece in pieces)
    assert room.view.sorted.of == 5
    with pytest.raises(Refused):
        room.bench.do(plan.sort_into, room.ids[:1], "goal")
    with pytest.raises(Refused):
        room.bench.do(plan.divide, room.ids[1], ("Ingen skickar", "andra ord"))
    room.bench.undo()
    assert room.states() == ["new"] * 4


def test_items_are_joined_in_the_order_of_the_plan(room: Room) -> None:
    made = room.bench.do(plan.join, (room.ids[2], room.ids[1]))
    row = room.library.need(PlanItem, made)
    assert row.says == f"{SAYS[1]}\n{SAYS[2]}"
    assert (row.number, row.page) == ("1.2", 4)
    assert room.states() == ["new", "merged", "new", "merged", "new"]
    assert room.view.sorted.of == 3


def test_what_is_not_driven_here_says_why(room: Room) -> None:
    with pytest.raises(Refused):
        room.bench.do(plan.leave_to_others, room.ids[:1], "  ")
    room.bench.do(plan.leave_to_others, room.ids[:2], "Drivs av miljönämnden")
    assert room.states()[:2] == ["elsewhere"] * 2
    room.bench.do(plan.reopen, room.ids[:1])
    assert room.states()[:2] == ["new", "elsewhere"]
    assert [line.id for line in room.view.kept] == [room.ids[0], *room.ids[2:]]


def test_an_agenda_file_is_read_and_its_addresses_can_be_left_out(tmp_path: Path) -> None:
    made = agenda()
    path = tmp_path / "agenda.pdf"
    path.write_bytes(made.data)
    lines = plan.coming(plan.read_file(str(path)))
    assert [line.kept for line in lines[-2:]] == [False, False]
    assert sum(line.personal for line in lines) == 2
    everything = tuple(plan.Coming(line.id, line.item) for line in lines)
    kept = plan.chosen(everything, personal=False)
    assert kept[-1].says == "[…], […]"
    assert plan.chosen(everything, personal=True)[-1].says == made.points[-1][2]
    assert len(plan.joined_with_next(lines, 0)) == len(lines) - 1
    (tmp_path / "tom.docx").write_bytes(docx(paragraph("")))
    with pytest.raises(Foreign) as caught:
        plan.read_file(str(tmp_path / "tom.docx"))
    assert caught.value.facts["path"].endswith("tom.docx")
    (tmp_path / "x.pdf").write_bytes(b"%PDF-1.7 halv")
    with pytest.raises(Corrupt):
        plan.read_file(str(tmp_path / "x.pdf"))


def test_how_well_operations_know_of_the_plan_is_noted_with_a_day_and_summed(room: Room) -> None:
    one, other = (room.bench.do(people.add_unit, name) for name in ("Bygg", "Skola"))
    assert room.bench.ask(plan.anchoring_view, room.initiative).matrix.index is None
    (goal,) = room.bench.do(plan.sort_into, room.ids[:1], "goal")
    room.bench.do(goals.give_goal_to_unit, goal, one)
    room.bench.do(plan.strike, room.ids[3:])
    view = room.bench.ask(plan.anchoring_view, room.initiative)
    assert [unit.id for unit in view.units] == [one]
    assert view.matrix.index == 0
    anchored = room.bench.do(plan.anchor, room.ids[0], one, 3)
    room.bench.do(plan.anchor, room.ids[0], other, 2, "2027-01-12")
    room.bench.do(plan.say_what_changed, anchored, "Tiden flyttades.")
    view = room.bench.ask(plan.anchoring_view, room.initiative)
    assert {unit.id for unit in view.units} == {one, other}
    assert view.matrix.index is not None
    assert (view.matrix.index.numerator, view.matrix.index.denominator) == (5, 18)
    assert len(view.matrix.weak) == 4
    cell = view.matrix.cells[(room.ids[0], one)]
    assert (cell.level, cell.changed) == (3, "Tiden flyttades.")
    assert cell.on is not None
    room.bench.do(plan.anchor, room.ids[0], one, None)
    assert room.library.need(Anchoring, anchored).on is None
    assert room.library.get(Unit, one) is not None


def test_an_item_leaves_paper_when_something_lives_and_work_has_become_another(room: Room) -> None:
    today = room.library.need(PlanDocument, room.document).added or ""
    assert len(room.bench.ask(plan.paper_product, room.initiative, today).on_paper) == 4
    (module,) = room.bench.do(plan.sort_into, room.ids[:1], "module")
    (step,) = room.bench.do(plan.sort_into, room.ids[:1], "action")
    room.bench.do(actions.change_status, step, "doing")
    assert len(room.bench.ask(plan.paper_product, room.initiative, today).on_paper) == 4
    room.bench.do(modules.describe_before, module, "Brev")
    room.bench.do(modules.describe_after, module, "Samtal")
    paper = room.bench.ask(plan.paper_product, room.initiative, today)
    assert [line.id for line in paper.on_paper] == room.ids[1:]
    assert len(paper.kept) == 4
    assert len(paper.no_forum) == 1


def test_a_plan_goes_along_in_a_session_file_with_what_it_became(room: Room, tmp_path: Path) -> None:
    unit = room.bench.do(people.add_unit, "Bygg")
    room.bench.do(plan.sort_into, room.ids[:1], "goal")
    room.bench.do(plan.divide, room.ids[1], ("Ingen skickar samma papper", "två gånger."))
    room.bench.do(plan.anchor, room.ids[0], unit, 2)
    path = export_session(room.bench, tmp_path / "a.verkstad", initiative=room.initiative)
    other = Bench.in_memory()
    merge_session(other, read_session(path))
    there = other.ask(plan.plan_view, room.initiative)
    assert there == room.view
    assert there.lines[0].became[0].kind == "goal"
    assert other.ask(plan.anchoring_view, room.initiative).matrix.cells[(room.ids[0], unit)].level == 2
