"""Who decides: said in the list that comes in, told where it is lacking, and set from there."""

from __future__ import annotations

from collections.abc import Callable
from typing import Any

import pytest
from PySide6.QtGui import QGuiApplication

from tests.ui.conftest import House
from tests.ui.test_groups import Day_, InHouse, at_once, press
from verkstad.app import groupings, people
from verkstad.app.printing import workshop_paper
from verkstad.i18n import language
from verkstad.wording_groups import lacking_words

__all__ = ["at_once"]


@pytest.mark.parametrize(
    ("counts", "said"),
    [
        ([("omgång 1", 4)], "4 grupper saknar någon som beslutar"),
        ([("omgång 1", 4), ("omgång 2", 4)], "4 grupper i båda omgångarna saknar någon som beslutar"),
        ([("omgång 1", 4)] + [("omgång 2", 4)] * 2, "4 grupper i var och en av de 3 omgångarna saknar någon som beslutar"),
        ([("omgång 1", 0), ("omgång 2", 1)], "1 grupp i omgång 2 saknar någon som beslutar"),
        ([("omgång 1", 2), ("omgång 2", 3)], "2 grupper i omgång 1 och 3 grupper i omgång 2 saknar någon som beslutar"),
    ],
)
def test_groups_that_lack_something_are_counted_a_round_at_a_time(counts: list[tuple[str, int]], said: str) -> None:
    assert lacking_words("decider", "", counts, language("sv")) == said


def test_a_list_with_a_role_that_decides_makes_deciders_who_are_spread_over_the_groups(
    house: Callable[..., House], at_once: type[InHouse]
) -> None:
    day = Day_(house(), 0)
    rows = ["Namn\tEnhet\tRoll"] + [f"P{at} Ek\t{('Hemtjänsten', 'Bygglov')[at % 2]}\t{'beslutar' if at < 3 else ''}" for at in range(12)]
    seen: list[str] = []
    day.house.dialogs.then = [lambda sheet: (seen.append(sheet.units.text()), sheet.import_button.click())]
    QGuiApplication.clipboard().setText("\r\n".join(rows))
    day.part.paste()
    day.house.settle()
    assert "3 beslutar i workshoppen." in seen[0]
    parts = [x.participation.part for x in day.bench.ask(people.participants, day.workshop)]
    assert parts.count("decider") == 3 and len(parts) == 12
    day.bench.undo()
    assert not day.bench.ask(people.participants, day.workshop)


def test_the_groups_say_who_is_lacking_by_round_and_lead_to_where_it_is_set(house: Callable[..., House], at_once: type[InHouse]) -> None:
    day = Day_(house())
    day.mixed()
    assert day.groups.deciders_button.isHidden()
    view = day.groups.view
    assert view is not None
    day.bench.do(groupings.choose_number, view.grouping.id, 4)
    day.bench.do(groupings.need_in_every_group, view.grouping.id, "decider")
    day.house.settle()
    day.groups.mix()
    day.wait()
    assert "4 grupper i båda omgångarna saknar någon som beslutar" in day.groups.score.text()
    day.house.window.activateWindow()
    day.house.settle()
    press(day.groups.deciders_button)
    day.house.settle()
    inspector: Any = day.part._inspector
    assert day.part.table.isVisible() and inspector.isVisible() and len(day.part.table.selected()) == 1
    assert day.house.window.focusWidget() is inspector.part.box


def test_the_order_of_names_is_one_in_the_list_at_the_door_in_the_groups_and_on_paper(
    house: Callable[..., House], at_once: type[InHouse]
) -> None:
    day = Day_(house())
    day.mixed()
    order = sorted((x.person.name for x in day.bench.ask(people.participants, day.workshop)), key=language("sv").sort_key)
    assert order[-1].startswith("Örjan") and order[0] == "Amina Lind"  # as it is written, å ä ö last
    card = day.groups.board.cards[0]
    seated = [card._who(p) for p in card.members.lines.shown]
    assert seated == [name for name in order if name in seated] and len(seated) > 2
    assert [p.name for p in workshop_paper(day.bench.library, day.workshop).people] == order
    day.part.show_view(3)
    day.house.settle()
    assert [x.person.name for x in day.part.door.list.lines.shown] == order
    day.part.show_view(0)
    day.house.settle()
    assert [x.person.name for x in day.part.table.model.shown] == order
