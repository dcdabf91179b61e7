"""Two facilitators wrote different things into one field of an initiative: badges, a line over the page and a mark on the row lead to the choice."""

from __future__ import annotations

from collections.abc import Callable
from pathlib import Path
from typing import Any

import pytest
from PySide6.QtCore import Qt
from PySide6.QtTest import QTest

from tests.ui.conftest import House
from verkstad import start
from verkstad.app import exchange, goals, initiatives, modules, pilots, teams
from verkstad.domain.modules import Module
from verkstad.ui.screens.merge_review import MergeScreen

Build = Callable[..., House]

ROWS: dict[str, tuple[Any, Any]] = {
    "initiative": (lambda bench, of: bench.do(goals.add_goal, of, "Svar samma dag"), goals.reword_goal),
    "modules": (lambda bench, of: bench.do(modules.add_module, of, "Ringtider"), modules.rename_module),
    "teams": (lambda bench, of: bench.do(teams.new_team, of, "Team Svar"), teams.rename_team),
    "pilots": (lambda bench, of: bench.do(pilots.begin_pilot, of, "Fasta ringtider"), pilots.rename_pilot),
}
"""Page -> how a row of it is made, and the action that writes its first field."""


def quarrel(here: House, folder: Path, page: str) -> tuple[str, str]:
    """Make a row, let a colleague and oneself rename it, and take the colleague's file in. Returns the initiative and the row."""
    make, rename = ROWS[page]
    initiative = here.bench.do(initiatives.new_initiative, "Svar samma dag")
    row = make(here.bench, initiative)
    sent = exchange.export_session(here.bench, folder / "till.verkstad", initiative=initiative)
    theirs = start.open_bench(folder / "kollegan.sqlite")
    exchange.merge_session(theirs, exchange.read_session(sent))
    theirs.do(rename, row, "Så skrev kollegan")
    here.bench.do(rename, row, "Så skrev jag")
    back = exchange.export_session(theirs, folder / "från.verkstad", initiative=initiative)
    theirs.close()
    exchange.merge_session(here.bench, exchange.read_session(back))
    here.settle()
    return initiative, row


def marked(here: House, page: str, row: str) -> bool:
    """Whether the row shows that there are two versions of it."""
    screen: Any = here.go(page, "", "list" if page == "pilots" else "")
    if page == "initiative":
        card = screen.overview.goal_cards[row]
        return card.versions.button is not None and card.versions.button.isVisibleTo(card)
    if page == "teams":
        mark = screen.board_part.cards[row].versions
        return mark.button is not None and mark.button.isVisibleTo(screen)
    if page == "modules":
        model = screen.tree.slices
        said = model.data(model.index(model.row_of(row)), Qt.ItemDataRole.AccessibleTextRole)
        return row in model.contested and "två versioner" in said
    line = screen.list.table.model.shown[0]
    return screen.list.table.model.columns[0].icon(line) == ("git-merge", "warn")


@pytest.mark.parametrize("page", ROWS)
def test_a_row_with_two_versions_shows_it_and_leads_to_the_choice(house: Build, tmp_path: Path, page: str) -> None:
    here = house("sv")
    _initiative, row = quarrel(here, tmp_path, page)
    assert {key: item.badge for key, item in here.window._nav_items.items() if item.badge} == {page: 1}
    assert marked(here, page, row)
    line = here.window._undecided
    assert line is not None and line.isVisible()
    assert "Så skrev" in line.words.text()
    line.decide.setFocus()
    QTest.keyClick(line.decide, Qt.Key.Key_Space)
    here.settle()
    review = here.window.current()
    assert isinstance(review, MergeScreen)
    assert here.window._nav_items[page].isChecked()
    QTest.keyClick(review, Qt.Key.Key_1 if page == "modules" else Qt.Key.Key_2)  # one's own: nothing but the mark looks other than before
    here.settle()
    assert exchange.conflicts(here.bench.library) == ()
    assert here.window.current().key == page
    assert not line.isVisible()
    assert not any(item.badge for item in here.window._nav_items.values())
    assert not marked(here, page, row)


def test_deciding_later_goes_back_to_where_one_came_from(house: Build, tmp_path: Path) -> None:
    here = house("sv")
    _initiative, row = quarrel(here, tmp_path, "modules")
    here.go("modules")
    assert here.window._undecided is not None
    here.window._undecided.decide.click()
    here.settle()
    review = here.window.current()
    assert isinstance(review, MergeScreen)
    review.decide_later()
    here.settle()
    assert here.window.current().key == "modules"
    assert here.bench.library.conflicts(row)
    here.go("start")
    assert not here.window._undecided.isVisible()


def test_the_page_of_the_initiative_tells_of_its_modules_teams_and_pilots_too(house: Build, tmp_path: Path) -> None:
    here = house("sv")
    initiative, _row = quarrel(here, tmp_path, "pilots")
    here.go("initiative", initiative)
    line = here.window._undecided
    assert line is not None and line.isVisible()
    assert line.words.text().startswith("Två har skrivit olika: Pilot")
    here.bench.do(modules.add_module, initiative, "En till")
    assert here.bench.library.count(Module) == 1


def test_undoing_the_choice_brings_the_line_back(house: Build, tmp_path: Path) -> None:
    here = house("sv")
    _initiative, row = quarrel(here, tmp_path, "teams")
    here.go("teams")
    line = here.window._undecided
    assert line is not None
    wire = next(iter(here.bench.library.conflicts(row)))
    here.bench.do(exchange.settle_conflict, row, wire, "theirs")
    here.settle()
    assert not line.isVisible()
    here.window.undo()
    here.settle()
    assert line.isVisible()
