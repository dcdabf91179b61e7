"""Own methods and templates beside those that come with the program."""

from __future__ import annotations

import pytest

from verkstad.app import agenda, own_methods, workshops
from verkstad.app.catalogue import catalogue
from verkstad.app.printing import workshop_paper
from verkstad.app.shelf import shelf
from verkstad.app.workbench import Bench
from verkstad.domain.agenda import AgendaBlock
from verkstad.domain.errors import Refused
from verkstad.domain.own_methods import OwnMethod, OwnTemplateBlock
from verkstad.domain.workshop import Day


@pytest.fixture
def bench() -> Bench:
    return Bench.in_memory()


def test_without_anything_of_ones_own_the_shelf_is_the_shipped_library(bench: Bench) -> None:
    assert shelf(bench.library) is catalogue()


def test_a_copy_is_used_like_any_method_and_brings_its_sheets_to_the_pack(bench: Bench) -> None:
    mine = bench.do(own_methods.copy_method, "skiva_elefanten", "sv", "Vår skivning")
    bench.do(own_methods.set_method_length, mine, 45)
    again = bench.do(own_methods.copy_method, mine, "sv")
    workshop = bench.do(workshops.new_workshop, "Dagen")
    day = bench.library.children(Day, workshop)[0].id
    bench.do(agenda.insert_method, day, mine)
    bench.do(agenda.insert_method, day, again)
    first, second = bench.library.children(AgendaBlock, day)
    assert (first.title, first.minutes, first.method) == ("Vår skivning", 45, mine)
    paper = workshop_paper(bench.library, workshop)
    shipped = catalogue().need_method("skiva_elefanten")
    assert [m.handouts for m in paper.used_methods()] == [shipped.handouts, shipped.handouts]
    assert shelf(bench.library).find_methods("vår skivning")[0].slug == again or second.method == again


def test_removing_a_method_leaves_the_blocks_made_with_it(bench: Bench) -> None:
    mine = bench.do(own_methods.new_method, "Tyst läsning")
    workshop = bench.do(workshops.new_workshop, "Dagen")
    day = bench.library.children(Day, workshop)[0].id
    bench.do(agenda.insert_method, day, mine)
    kept = bench.do(own_methods.keep_as_template, workshop, "Vår dag")
    bench.do(own_methods.remove_method, mine)
    assert bench.library.children(AgendaBlock, day)[0].title == "Tyst läsning"
    from_it = bench.do(workshops.new_workshop_from_template, kept, "Nästa")
    assert bench.library.children(AgendaBlock, bench.library.children(Day, from_it)[0].id)[0].title == "Tyst läsning"


def test_a_workshop_kept_as_a_template_gives_the_same_program_again(bench: Bench) -> None:
    workshop = bench.do(workshops.new_workshop_from_template, "t_elefantdag")
    kept = bench.do(own_methods.keep_as_template, workshop, "Vår elefantdag")
    again = bench.do(workshops.new_workshop_from_template, kept)

    def program(of: str) -> list[tuple[object, ...]]:
        days = bench.library.children(Day, of)
        blocks = [b for d in days for b in bench.library.children(AgendaBlock, d.id)]
        return [(b.title, b.minutes, b.type, b.priority, b.method, b.purpose, b.instruction, b.notes, b.material) for b in blocks]

    assert program(again) == program(workshop)
    block = bench.library.children(AgendaBlock, bench.library.children(Day, again)[0].id)[0]
    bench.do(agenda.rename_block, block.id, "En annan början")
    bench.do(own_methods.keep_as_template, again, "", instead_of=kept)
    rows = bench.library.children(OwnTemplateBlock, kept)
    assert rows[0].title == "En annan början"
    assert len(rows) == len(program(workshop))


def test_an_empty_program_is_no_template(bench: Bench) -> None:
    workshop = bench.do(workshops.new_workshop, "Dagen")
    with pytest.raises(Refused) as refused:
        bench.do(own_methods.keep_as_template, workshop, "Tom")
    assert refused.value.reason == "empty_program"


def test_a_method_refuses_what_cannot_be(bench: Bench) -> None:
    mine = bench.do(own_methods.new_method, "Tyst läsning", minutes=20)
    for action, given in (
        (own_methods.set_method_length, (0,)),
        (own_methods.limit_method, (25,)),
        (own_methods.set_method_group, (9, 3)),
        (own_methods.rename_method, ("  ",)),
        (own_methods.set_method_kind, ("dance",)),
    ):
        with pytest.raises(Refused):
            bench.do(action, mine, *given)
    bench.do(own_methods.limit_method, mine, 15)
    bench.do(own_methods.set_method_length, mine, 10)
    assert bench.library.need(OwnMethod, mine).shortest == 10
