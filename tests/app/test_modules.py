"""Modules in a library: what follows from them, whom to ask, what paper is handed, and what is refused."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from dataclasses import dataclass, replace

import pytest

from tests.app.examples_modules import grow
from verkstad.app import initiatives, mandates, modules, people, teams
from verkstad.app.people import NewPerson
from verkstad.app.workbench import Bench
from verkstad.domain.errors import Refused
from verkstad.domain.modules import Circle, MandateMissing, Module
from verkstad.i18n import language

TODAY = "2027-03-24"
SV = language("sv")


@dataclass(frozen=True)
class Here:
    """An initiative with three modules, a unit and one person."""

    initiative: str
    unit: str
    people: tuple[str, ...]
    more: Mapping[str, str]


@pytest.fixture
def room() -> Iterator[tuple[Bench, Here]]:
    bench = Bench.in_memory()
    initiative = bench.do(initiatives.new_initiative, "Svar samma dag")
    unit = bench.do(people.add_unit, "Hemtjänsten")
    person = bench.do(people.add_person, NewPerson("Åsa", "Bergström"))
    here = Here(initiative, unit, (person,), {})
    yield bench, replace(here, more=grow(bench, here))  # type: ignore[arg-type]
    bench.close()


def outline(bench: Bench, initiative: str) -> list[str]:
    found = bench.ask(modules.modules_of, initiative, today=TODAY)
    return [f"{'.'.join(map(str, line.place.number))} {line.module.title}" for line in found.lines]


def test_the_modules_of_an_initiative_are_its_whole_tree_and_no_other(room: tuple[Bench, Here]) -> None:
    bench, w = room
    assert outline(bench, w.initiative) == ["1 Svar inom ett dygn", "1.1 En skola", "2 Telefonen först"]
    assert outline(bench, "nobody") == []


def test_a_module_moves_with_its_parts_and_never_into_one_of_them(room: tuple[Bench, Here]) -> None:
    bench, w = room
    first, second, part = (w.more[n] for n in ("module", "second_module", "part_module"))
    with pytest.raises(Refused, match="inside_itself"):
        bench.do(modules.move_module, first, part, None)
    with pytest.raises(Refused, match="inside_itself"):
        bench.do(modules.move_module, first, first, None)
    bench.do(modules.move_module, first, second, None)
    assert outline(bench, w.initiative) == ["1 Telefonen först", "1.1 Svar inom ett dygn", "1.1.1 En skola"]
    bench.do(modules.promote_module, part)
    assert outline(bench, w.initiative) == ["1 Telefonen först", "1.1 Svar inom ett dygn", "1.2 En skola"]


def test_a_slice_is_put_first_last_or_after_another(room: tuple[Bench, Here]) -> None:
    bench, w = room
    bench.do(modules.add_module, w.initiative, "Sist")
    bench.do(modules.add_module, w.initiative, "Först", after=None)
    bench.do(modules.add_module, w.initiative, "Mitt emellan", after=w.more["module"])
    tops = [x.split(" ", 1)[1] for x in outline(bench, w.initiative) if "." not in x.split(" ")[0]]
    assert tops == ["Först", "Svar inom ett dygn", "Mitt emellan", "Telefonen först", "Sist"]


def test_needs_are_read_both_ways_and_a_circle_is_a_fact(room: tuple[Bench, Here]) -> None:
    bench, w = room
    first, second = w.more["module"], w.more["second_module"]
    found = bench.ask(modules.modules_of, w.initiative, today=TODAY)
    line, other = found.line(first), found.line(second)
    assert line is not None and other is not None
    assert (line.needs, line.holds_up, other.holds_up) == ((second,), (), (first,))
    bench.do(modules.need_first, second, first)
    bench.do(modules.set_status, (first,), "candidate")
    found = bench.ask(modules.modules_of, w.initiative, today=TODAY)
    assert found.order.circles == ((first, second),)
    assert any(isinstance(f, Circle) for f in found.line(first).facts)  # type: ignore[union-attr]
    with pytest.raises(Refused, match="needs_itself"):
        bench.do(modules.need_first, first, first)


def test_the_mandate_gap_closes_with_a_member_who_may_decide_and_opens_when_it_expires(room: tuple[Bench, Here]) -> None:
    bench, w = room
    module, team = w.more["module"], w.more["module_team"]
    bench.do(modules.set_status, (module,), "candidate")
    bench.do(modules.give_to_team, module, team)

    def missing(today: str) -> bool:
        line = bench.ask(modules.modules_of, w.initiative, today=today).line(module)
        return any(isinstance(f, MandateMissing) for f in line.facts)

    assert missing(TODAY)
    bench.do(teams.take_in, team, (w.people[0],))
    assert missing(TODAY)
    mandate = bench.do(mandates.add_mandate, w.people[0], "opening_hours", 2)
    bench.do(mandates.valid_until, mandate, "2027-06-30")
    assert not missing("2027-06-30")
    assert missing("2027-07-01")
    (line,) = bench.ask(modules.decision_lines, module, today=TODAY)
    assert (line.held, line.is_open) == (2, False)
    assert [h.person for h in line.holders] == [w.people[0]]
    assert bench.ask(modules.decision_lines, module, today="2027-07-01")[0].holders == ()


def test_the_same_need_said_twice_is_one_and_takes_the_later_weight(room: tuple[Bench, Here]) -> None:
    bench, w = room
    first = bench.do(modules.need_competence, w.more["module"], "Telefoni")
    again = bench.do(modules.need_competence, w.more["module"], "telefoni", weight=3)
    assert first == again
    bench.do(modules.no_longer_needed, first)
    assert bench.do(modules.need_competence, w.more["module"], "Telefoni") == first


def test_where_to_start_leaves_out_what_began_and_what_is_sliced_unless_it_was_scored(room: tuple[Bench, Here]) -> None:
    bench, w = room

    def titles() -> list[str]:
        return [p.module.title for p in bench.ask(modules.starts, w.initiative, SV)]

    assert titles() == ["En skola", "Telefonen först"]
    bench.do(modules.place_on_map, w.more["module"], 4, 4)
    assert titles() == ["En skola", "Svar inom ett dygn", "Telefonen först"]
    for status in ("pilot", "introduced", "closed"):
        bench.do(modules.set_status, (w.more["part_module"],), status)
        assert "En skola" not in titles()


def test_paper_is_handed_words_in_its_language(room: tuple[Bench, Here]) -> None:
    bench, w = room
    bench.do(modules.cut_with, w.more["part_module"], "customer_group")
    bench.do(modules.make_accountable, w.more["module"], w.people[0])
    bench.do(modules.give_to_team, w.more["module"], w.more["module_team"])
    for code, knife, decision in (
        ("sv", "Kundgrupp", "Ändra öppettider och telefontider"),
        ("en", "Customer group", "Change opening and telephone hours"),
    ):
        papers = bench.ask(modules.modules_paper, w.initiative, language(code), lambda person: f"<{person}>", TODAY)
        assert [(p.number, p.depth, p.parts) for p in papers] == [("1", 0, 1), ("1.1", 1, 0), ("2", 0, 0)]
        first, part, _second = papers
        assert part.knife == knife
        assert first.decisions[0].name == decision
        assert (first.decisions[0].level, first.decisions[0].held) == (2, 0)
        assert first.needs_first == ("Telefonen först",)
        assert first.units == ("Hemtjänsten",)
        assert first.accountable == f"<{w.people[0]}>"
        assert first.team == "Svarsteamet"


def test_what_points_at_a_removed_row_is_said_to_be_removed(room: tuple[Bench, Here]) -> None:
    bench, w = room
    bench.do(people.remove_unit, w.unit)
    bench.do(modules.need_decision, w.more["module"], "0190aaaa-0000-7000-8000-000000000009", 1)
    papers = bench.ask(modules.modules_paper, w.initiative, SV, lambda person: "", TODAY)
    assert papers[0].units == ("borttaget",)
    assert len(papers[0].decisions) == 2


def test_removing_a_module_takes_its_parts_and_leaves_no_dependency_seen(room: tuple[Bench, Here]) -> None:
    bench, w = room
    bench.do(modules.remove_modules, (w.more["second_module"],))
    line = bench.ask(modules.modules_of, w.initiative, today=TODAY).line(w.more["module"])
    assert line.needs == ()
    bench.undo()
    bench.do(modules.remove_modules, (w.more["module"], w.more["part_module"]))
    assert outline(bench, w.initiative) == ["1 Telefonen först"]
    assert bench.library.get(Module, w.more["part_module"]) is None
