"""The page about modules, in a real window: the tree by keyboard and mouse, "Where do we start?", the board, and one module in the inspector."""

from __future__ import annotations

from collections.abc import Callable
from typing import Any

import pytest
from PySide6.QtCore import QMimeData, QModelIndex, QPoint, QPointF, Qt
from PySide6.QtGui import QAction, QMouseEvent
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QLabel, QMenu

from tests.ui.conftest import House
from tests.ui.walking import clipped, nameless
from verkstad.app import goals, initiatives, modules, people, teams
from verkstad.domain.modules import AXES, Dependency, Module, Need, NeededDecision
from verkstad.ui.lanes import MIME
from verkstad.ui.screens.modules.page import ModulesScreen
from verkstad.ui.screens.modules.tree import LEFT, ROW, STEP

Build = Callable[..., House]
NONE = Qt.KeyboardModifier.NoModifier
ALT = Qt.KeyboardModifier.AltModifier


class Stage:
    """A window on the page of modules of one initiative."""

    def __init__(self, house: Build, *titles: str, code: str = "sv", **more: Any) -> None:
        self.house = house(code, **more)
        self.bench = self.house.bench
        self.initiative = self.bench.do(initiatives.new_initiative, "Svar samma dag")
        self.ids = [self.bench.do(modules.add_module, self.initiative, title) for title in titles]
        self.page: ModulesScreen = self.house.go("modules")  # type: ignore[assignment]

    def show(self, tab: str = "slices", module: str = "") -> ModulesScreen:
        self.house.go("modules", module or (self.ids[0] if self.ids else ""), tab)
        return self.page

    def key(self, widget: Any, key: Any, modifier: Any = NONE) -> None:
        QTest.keyClick(widget, key, modifier)
        self.house.settle()

    def type(self, text: str) -> None:
        """Into the line that is open in the tree."""
        assert self.page.tree._writer is not None
        self.page.tree._writer.insert(text)

    def enter(self) -> None:
        self.key(self.page.tree._writer, Qt.Key.Key_Return)

    def outline(self) -> list[str]:
        self.house.settle()
        return [f"{'.'.join(map(str, line.place.number))} {line.module.title}" for line in self.page._set.lines]

    def row(self, module: str) -> Module:
        return self.bench.library.need(Module, module)


# ------------------------------------------------------------------------------------------------ the tree


def test_the_empty_page_leads_to_the_first_slice_and_titles_are_written_one_after_another(house: Build) -> None:
    stage = Stage(house)
    empty = stage.page._empty
    assert empty.isVisibleTo(stage.page)
    assert empty.button is not None
    QTest.mouseClick(empty.button, Qt.MouseButton.LeftButton)
    for title in ("Telefonen", "Bygglov"):
        stage.type(title)
        stage.enter()
    stage.key(stage.page.tree._writer, Qt.Key.Key_Escape)
    assert stage.outline() == ["1 Telefonen", "2 Bygglov"]
    assert not stage.page.tree.is_writing
    stage.house.window.undo()
    stage.house.window.undo()
    assert stage.outline() == []
    assert empty.isVisibleTo(stage.page)


def test_without_an_initiative_the_page_leads_to_one(house: Build) -> None:
    here = house("sv")
    page = here.go("modules")
    assert page._none.isVisibleTo(page)
    assert page.head() == ()


def test_leaving_the_first_slice_unwritten_shows_the_empty_page_again(house: Build) -> None:
    stage = Stage(house)
    stage.page.add()
    stage.key(stage.page.tree._writer, Qt.Key.Key_Escape)
    stage.house.go("people")
    stage.house.go("modules")
    assert stage.page._empty.isVisibleTo(stage.page)


def test_tab_makes_the_slice_being_written_a_part_and_shift_tab_takes_it_out_again(house: Build) -> None:
    stage = Stage(house, "Telefonen", "Bygglov")
    tree = stage.show().tree
    stage.key(tree, Qt.Key.Key_Return)
    stage.type("Avgifter")
    stage.key(tree._writer, Qt.Key.Key_Tab)
    stage.enter()
    stage.type("Hemtjänst")
    stage.enter()
    stage.type("Skola")
    stage.key(tree._writer, Qt.Key.Key_Backtab)
    assert tree._writer is not None and tree._writer.text() == "Skola"
    stage.enter()
    stage.key(tree._writer, Qt.Key.Key_Escape)
    assert stage.outline() == ["1 Telefonen", "1.1 Avgifter", "1.2 Hemtjänst", "2 Skola", "3 Bygglov"]


def test_tab_and_alt_arrows_move_a_slice_and_each_is_one_step_to_undo(house: Build) -> None:
    stage = Stage(house, "Ett", "Två", "Tre")
    tree = stage.show(module=stage.ids[1]).tree
    stage.key(tree, Qt.Key.Key_Tab)
    assert stage.outline() == ["1 Ett", "1.1 Två", "2 Tre"]
    assert tree.selected() == [stage.ids[1]]
    stage.key(tree, Qt.Key.Key_Backtab)
    assert stage.outline() == ["1 Ett", "2 Två", "3 Tre"]
    stage.key(tree, Qt.Key.Key_Down, ALT)
    assert stage.outline() == ["1 Ett", "2 Tre", "3 Två"]
    stage.key(tree, Qt.Key.Key_Down, ALT)
    stage.key(tree, Qt.Key.Key_Up, ALT)
    stage.key(tree, Qt.Key.Key_Up, ALT)
    assert stage.outline() == ["1 Två", "2 Ett", "3 Tre"]
    for _ in range(5):
        stage.house.window.undo()
    assert stage.outline() == ["1 Ett", "2 Två", "3 Tre"]


def test_the_first_slice_goes_no_deeper_and_one_at_the_top_no_further_out(house: Build) -> None:
    stage = Stage(house, "Ett", "Två")
    tree = stage.show().tree
    step = stage.bench.undo_step
    stage.key(tree, Qt.Key.Key_Tab)
    stage.key(tree, Qt.Key.Key_Backtab)
    assert stage.outline() == ["1 Ett", "2 Två"]
    assert stage.bench.undo_step == step


def test_esc_lets_the_tab_key_leave_the_tree(house: Build) -> None:
    stage = Stage(house, "Ett", "Två")
    tree = stage.show(module=stage.ids[1]).tree
    tree.setFocus()
    stage.key(tree, Qt.Key.Key_Escape)
    stage.key(tree, Qt.Key.Key_Tab)
    assert stage.outline() == ["1 Ett", "2 Två"]
    assert not tree.hasFocus()


def test_a_title_is_renamed_in_place_and_esc_keeps_what_stood(house: Build) -> None:
    stage = Stage(house, "Ett")
    tree = stage.show().tree
    stage.key(tree, Qt.Key.Key_F2)
    stage.type("Telefonen")
    stage.enter()
    assert stage.outline() == ["1 Telefonen"]
    stage.key(tree, Qt.Key.Key_F2)
    stage.type("Något annat")
    stage.key(tree._writer, Qt.Key.Key_Escape)
    assert stage.outline() == ["1 Telefonen"]
    stage.key(tree, Qt.Key.Key_F2)
    assert tree._writer is not None
    tree._writer.clear()
    stage.enter()
    assert stage.outline() == ["1 Telefonen"]


def test_what_is_being_written_is_kept_when_one_leaves_the_page(house: Build) -> None:
    stage = Stage(house, "Ett")
    stage.show().add()
    stage.type("Halvskriven")
    stage.house.go("people")
    stage.house.go("modules")
    assert stage.outline() == ["1 Ett", "2 Halvskriven"]


def test_delete_takes_the_parts_too_and_offers_undo(house: Build) -> None:
    stage = Stage(house, "Ett", "Två")
    stage.bench.do(modules.add_module, stage.ids[0], "Del")
    tree = stage.show().tree
    stage.key(tree, Qt.Key.Key_Delete)
    assert stage.outline() == ["1 Två"]
    assert stage.house.said[-1] == ("1 modul togs bort.", True)
    assert tree.selected() == [stage.ids[1]]
    stage.house.window.undo()
    assert stage.outline() == ["1 Ett", "1.1 Del", "2 Två"]


def drag(stage: Stage, module: str, to: QPoint) -> None:
    tree = stage.page.tree
    start = tree.visualRect(tree.slices.index(tree.slices.row_of(module))).center()
    view = tree.viewport()
    QTest.mousePress(view, Qt.MouseButton.LeftButton, NONE, start)
    for at in (start + QPoint(0, 10), to):
        QTest.mouseMove(view, at)
        moved = QMouseEvent(
            QMouseEvent.Type.MouseMove, QPointF(at), QPointF(view.mapToGlobal(at)), Qt.MouseButton.NoButton, Qt.MouseButton.LeftButton, NONE
        )
        stage.house.app.sendEvent(view, moved)


def test_a_slice_is_dragged_to_another_place_and_depth(house: Build) -> None:
    stage = Stage(house, "Ett", "Två", "Tre")
    tree = stage.show().tree
    to = QPoint(LEFT + STEP + 6, 2 * ROW)
    drag(stage, stage.ids[2], to)
    assert tree.target is not None and tree.target[1:3] == (stage.ids[1], None)
    QTest.mouseRelease(tree.viewport(), Qt.MouseButton.LeftButton, NONE, to)
    assert stage.outline() == ["1 Ett", "2 Två", "2.1 Tre"]
    to = QPoint(LEFT, 2)
    drag(stage, stage.ids[2], to)
    QTest.mouseRelease(tree.viewport(), Qt.MouseButton.LeftButton, NONE, to)
    assert stage.outline() == ["1 Tre", "2 Ett", "3 Två"]


def test_esc_cancels_a_drag_and_a_slice_is_never_dragged_into_itself(house: Build) -> None:
    stage = Stage(house, "Ett", "Två")
    stage.bench.do(modules.add_module, stage.ids[0], "Del")
    tree = stage.show().tree
    drag(stage, stage.ids[0], QPoint(LEFT + 3 * STEP, 2 * ROW))
    assert tree.target is not None and tree.target[1] == stage.initiative
    stage.key(tree, Qt.Key.Key_Escape)
    QTest.mouseRelease(tree.viewport(), Qt.MouseButton.LeftButton, NONE, QPoint(LEFT + 3 * STEP, 2 * ROW))
    assert stage.outline() == ["1 Ett", "1.1 Del", "2 Två"]


def test_a_knife_begins_a_part_that_says_how_it_was_cut(house: Build) -> None:
    stage = Stage(house, "Telefonen")
    page = stage.show()
    page._inspector.slicing.head.click()
    page._inspector.slicing.part.knives["customer_group"].click()
    stage.house.settle()
    stage.type("De som har hemtjänst")
    stage.enter()
    stage.key(page.tree._writer, Qt.Key.Key_Escape)
    assert stage.outline() == ["1 Telefonen", "1.1 De som har hemtjänst"]
    (part,) = stage.bench.library.children(Module, stage.ids[0])
    assert part.knife == "customer_group"


# ------------------------------------------------------------------------------------------------ where do we start?


def scored(stage: Stage, *rows: tuple[int | None, ...]) -> None:
    for module, row in zip(stage.ids, rows, strict=True):
        for axis, value in zip(AXES, row, strict=True):
            if value is not None:
                stage.bench.do(modules.score_module, module, axis, value)


def ranks(stage: Stage) -> list[tuple[str, int | None]]:
    stage.house.settle()
    return [(p.module.title, p.rank) for p in stage.page.start.ranking.places.places]


def test_four_keys_score_a_module_and_the_ranking_follows(house: Build) -> None:
    stage = Stage(house, "Ett", "Två")
    scored(stage, (3, 3, 3, 3), (None, None, None, None))
    ranking = stage.show("start", stage.ids[1]).start.ranking
    assert ranks(stage) == [("Ett", 1), ("Två", None)]
    for key in (Qt.Key.Key_4, Qt.Key.Key_5, Qt.Key.Key_3, Qt.Key.Key_2):
        stage.key(ranking, key)
    row = stage.row(stage.ids[1])
    assert (row.nearness, row.speed_need, row.customer_effect, row.feasibility) == (4, 5, 3, 2)
    assert ranks(stage) == [("Ett", 2), ("Två", 1)], "the figures follow at once, the rows stay where they are"
    assert ranking.current() == stage.ids[1]
    stage.key(ranking, Qt.Key.Key_Left)
    stage.key(ranking, Qt.Key.Key_Delete)
    assert stage.row(stage.ids[1]).customer_effect is None
    stage.house.window.undo()
    assert stage.row(stage.ids[1]).customer_effect == 3


def test_no_row_moves_while_scores_are_given_so_the_next_click_meets_the_module_it_aims_at(house: Build) -> None:
    stage = Stage(house, "Ett", "Två", "Tre")
    scored(stage, (3, 3, 3, 3), (2, 2, 3, 3), (1, 1, 3, 3))
    start = stage.show("start", stage.ids[2]).start
    ranking = start.ranking
    second = ranking.viewport().mapToGlobal(ranking.visualRect(ranking.places.index(1)).center())
    assert not start.again.isVisible()
    ranking.setFocus()
    stage.key(ranking, Qt.Key.Key_5)
    stage.key(ranking, Qt.Key.Key_5)
    QTest.mouseClick(ranking.viewport(), Qt.MouseButton.LeftButton, NONE, ranking.viewport().mapFromGlobal(second))
    stage.house.settle()
    assert ranking.current() == stage.ids[1], "the row that was there before the scores"
    assert ranks(stage) == [("Ett", 2), ("Två", 3), ("Tre", 1)]
    assert start.again.isVisible()
    assert ranking.viewport().mapToGlobal(ranking.visualRect(ranking.places.index(1)).center()) == second, "nothing moved on the screen"
    start.again.click()
    assert ranks(stage) == [("Tre", 1), ("Ett", 2), ("Två", 3)]
    assert ranking.current() == stage.ids[1] and not start.again.isVisible()


def test_the_ranking_is_sorted_when_its_tab_is_shown_anew(house: Build) -> None:
    stage = Stage(house, "Ett", "Två")
    scored(stage, (3, 3, 3, 3), (2, 2, 3, 3))
    stage.show("start")
    stage.bench.do(modules.place_on_map, stage.ids[1], 5, 5)
    assert ranks(stage) == [("Ett", 2), ("Två", 1)]
    stage.page.choose_tab(0)
    stage.page.choose_tab(1)
    assert ranks(stage) == [("Två", 1), ("Ett", 2)]
    stage.bench.do(modules.place_on_map, stage.ids[1], 1, 1)
    stage.house.go("people")
    stage.house.go("modules")
    assert ranks(stage) == [("Ett", 1), ("Två", 2)]


def test_each_place_says_why_it_stands_where_it_does(house: Build) -> None:
    stage = Stage(house, "Ett", "Två", "Tre", "Fyra", "Fem")
    scored(stage, (5, 4, 3, None), (4, 5, 5, 4), (4, 5, 5, 3), (5, 5, 2, None), (1, None, 4, None))
    ranking = stage.show("start").start.ranking
    said = {p.module.title: ranking.places.sentence(p) for p in ranking.places.places}
    assert said == {
        "Två": "Nära till hands, behöver fart och märks av kunden. Börja här.",
        "Tre": "Lika många poäng som ”Två”, som är lättare att genomföra: 4 mot 3.",
        "Ett": "Lika många poäng som ”Tre”, men där märker kunden mer: 5 mot 3.",
        "Fyra": "Kunden märker för lite: 2 av 5. Minst 3 behövs för att börja här.",
        "Fem": "Inte rangordnad än: säg hur stort behovet av fart är.",
    }
    told = ranking.places.index(0).data(Qt.ItemDataRole.AccessibleTextRole)
    assert told.startswith("Nummer 1. Två. 4 × 5 = 20")


def test_what_is_not_in_the_ranking_says_why(house: Build) -> None:
    stage = Stage(house, "Besked om bygglov", "Ringtider", "Brevet", "Sist")
    stage.bench.do(modules.add_module, stage.ids[0], "Enkla lov")
    stage.bench.do(modules.set_status, stage.ids[1:3], "pilot")
    start = stage.show("start").start
    assert start.out.text().split("\n") == [
        "”Besked om bygglov” är delad: bedöm delarna.",
        "”Ringtider” och ”Brevet” prövas redan i piloter.",
    ]
    assert start.out.isVisible() and start.few.text() == "För få är bedömda för att jämföra: ingen modul är rangordnad."
    for axis in AXES:
        stage.bench.do(modules.score_module, stage.ids[3], axis, 4)
    stage.house.settle()
    assert start.few.text() == "För få är bedömda för att jämföra: bara en modul är rangordnad."
    stage.bench.do(modules.score_module, stage.ids[0], AXES[0], 4)
    stage.house.settle()
    assert "bygglov" not in start.out.text(), "scored itself, it is compared itself"


def test_the_places_to_compare_are_written_and_scored_in_one_view(house: Build) -> None:
    stage = Stage(house)
    stage.house.go("modules", "", "start")
    start = stage.page.start
    line = start.line.line
    assert start.isVisible() and stage.page.home() is line
    line.setFocus()
    QTest.keyClicks(line, "Bygglov")
    stage.key(line, Qt.Key.Key_Return)
    assert line.text() == "" and line.hasFocus(), "the next one can be written at once"
    QTest.keyClicks(line, "Telefonen")
    stage.key(line, Qt.Key.Key_Return)
    assert ranks(stage) == [("Bygglov", None), ("Telefonen", None)]
    stage.key(line, Qt.Key.Key_Down)
    assert start.ranking.hasFocus()
    stage.key(start.ranking, Qt.Key.Key_4)
    assert {m.title: m.nearness for m in stage.bench.library.all(Module)} == {"Bygglov": None, "Telefonen": 4}
    stage.key(line, Qt.Key.Key_Return)
    assert stage.bench.library.count(Module) == 2, "an empty line adds nothing"


def test_a_click_on_the_map_places_the_module_selected_and_a_drag_moves_one(house: Build) -> None:
    stage = Stage(house, "Ett", "Två")
    page = stage.show("start", stage.ids[1])
    chart = page.start.map
    QTest.mouseClick(chart, Qt.MouseButton.LeftButton, NONE, chart.cell(2, 4).center().toPoint())
    stage.house.settle()
    row = stage.row(stage.ids[1])
    assert (row.nearness, row.speed_need) == (2, 4)
    at = chart.spots()[stage.ids[1]].toPoint()
    QTest.mousePress(chart, Qt.MouseButton.LeftButton, NONE, at)
    QTest.mouseMove(chart, chart.cell(5, 1).center().toPoint())
    QTest.mouseRelease(chart, Qt.MouseButton.LeftButton, NONE, chart.cell(5, 1).center().toPoint())
    stage.house.settle()
    row = stage.row(stage.ids[1])
    assert (row.nearness, row.speed_need) == (5, 1)
    assert "Två: nära till hands 5, behov av fart 1" in chart.accessibleDescription()
    stage.house.window.undo()
    assert (stage.row(stage.ids[1]).nearness, stage.row(stage.ids[1]).speed_need) == (2, 4)


@pytest.mark.parametrize("count", [2, 4, 9])
def test_modules_in_one_cell_stand_beside_one_another(house: Build, count: int) -> None:
    stage = Stage(house, *(f"M{n}" for n in range(count)))
    scored(stage, *[(3, 3, 3, 3)] * count)
    chart = stage.show("start").start.map
    spots = list(chart.spots().values())
    box = chart.cell(3, 3)
    assert len({(round(s.x()), round(s.y())) for s in spots}) == count
    assert all(box.contains(s) for s in spots)


def test_what_has_begun_or_is_sliced_further_is_no_place_to_start(house: Build) -> None:
    stage = Stage(house, "Ett", "Två", "Tre")
    stage.bench.do(modules.add_module, stage.ids[0], "Del")
    stage.bench.do(modules.set_status, (stage.ids[1],), "pilot")
    stage.show("start")
    assert [title for title, _rank in ranks(stage)] == ["Del", "Tre"]


# ------------------------------------------------------------------------------------------------ the board


def lanes(stage: Stage) -> dict[str, list[str]]:
    stage.house.settle()
    return {s: [x.title for x in lane.cards.lane.cards] for s, lane in stage.page.board.lanes.items() if lane.cards.lane.cards}


def test_alt_arrows_move_a_card_over_the_board(house: Build) -> None:
    stage = Stage(house, "Ett", "Två")
    board = stage.show("board").board
    sketch = board.lanes["sketch"]
    sketch.setFocus()
    stage.key(sketch, Qt.Key.Key_Right, ALT)
    assert lanes(stage) == {"sketch": ["Två"], "candidate": ["Ett"]}
    assert board.lanes["candidate"].hasFocus()
    stage.key(board.lanes["candidate"], Qt.Key.Key_Right, ALT)
    stage.key(board.lanes["chosen"], Qt.Key.Key_Left, ALT)
    assert lanes(stage) == {"sketch": ["Två"], "candidate": ["Ett"]}
    stage.key(board.lanes["candidate"], Qt.Key.Key_Left)
    assert board.lanes["sketch"].hasFocus()
    stage.key(board.lanes["sketch"], Qt.Key.Key_Left, ALT)
    assert lanes(stage)["sketch"] == ["Två"], "there is nothing to the left of a sketch"
    stage.house.window.undo()
    assert lanes(stage) == {"sketch": ["Två"], "chosen": ["Ett"]}


def test_a_card_dropped_on_a_column_takes_its_status(house: Build) -> None:
    stage = Stage(house, "Ett")
    board = stage.show("board").board
    mime = board.lanes["sketch"].cards.mimeData([board.lanes["sketch"].cards.index(0)])
    assert board.lanes["chosen"].cards.dropMimeData(mime, Qt.DropAction.CopyAction, -1, -1, QModelIndex())
    assert lanes(stage) == {"chosen": ["Ett"]}
    foreign = QMimeData()
    foreign.setText("something else")
    assert not foreign.hasFormat(MIME)
    assert not board.lanes["sketch"].cards.dropMimeData(foreign, Qt.DropAction.CopyAction, -1, -1, QModelIndex())


def test_enter_on_a_card_opens_it_beside_the_tree(house: Build) -> None:
    stage = Stage(house, "Ett", "Två")
    page = stage.show("board", stage.ids[1])
    assert page.inspector() is None
    page.board.lanes["sketch"].setFocus()
    page.board.select(stage.ids[1], focus=True)
    stage.key(page.board.lanes["sketch"], Qt.Key.Key_Return)
    assert page.tab() == 0
    assert page.tree.selected() == [stage.ids[1]]
    assert page._inspector.title.line.text() == "Två"


def test_more_than_three_pilots_at_once_is_said_above_the_views(house: Build) -> None:
    stage = Stage(house, "A", "B", "C", "D")
    page = stage.show("board")
    assert not page.notice.isVisibleTo(page)
    stage.bench.do(modules.set_status, tuple(stage.ids), "pilot")
    stage.house.settle()
    assert page.notice.text().startswith("4 piloter pågår samtidigt.")


# ------------------------------------------------------------------------------------------------ the inspector


def test_a_field_saves_when_it_is_left_and_an_empty_name_is_refused_in_words(house: Build) -> None:
    stage = Stage(house, "Ett")
    inspector = stage.show()._inspector
    inspector.title.line.clear()
    inspector.title._touched()
    assert not inspector.title.settle()
    assert inspector.title.error.text() == "Det här får inte vara tomt."
    inspector.title.revert()
    inspector.helps.line.setText("De som ringer")
    inspector.helps._touched()
    inspector.helps.settle()
    assert stage.row(stage.ids[0]).helps == "De som ringer"


def test_the_slice_test_is_answered_and_taken_back(house: Build) -> None:
    stage = Stage(house, "Ett")
    inspector = stage.show()._inspector
    for question in inspector.test.part.questions.values():
        question.buttons["yes"].click()
    assert inspector.test.part.verdict.text() == "Den håller: fyra ja. Det här kan vara en första modul."
    inspector.test.part.questions["test_team"].buttons["no"].click()
    assert inspector.test.part.verdict.text() == "Den kräver mer än ett team. Skiva en gång till."
    inspector.test.part.questions["test_team"].buttons["no"].click()
    assert stage.row(stage.ids[0]).test_team == ""
    assert inspector.test.part.verdict.text() == "1 fråga kvar."
    inspector.test.part.days.line.setText("hundra")
    inspector.test.part.days._touched()
    assert not inspector.test.part.days.settle()
    inspector.test.part.days.line.setText("120")
    inspector.test.part.days._touched()
    assert inspector.test.part.days.settle()
    assert inspector.test.part.verdict.text() == "120 dagar till första testet är mer än 90. Skiva en gång till."


def test_a_circle_is_said_in_a_sentence_and_nothing_stops(house: Build) -> None:
    stage = Stage(house, "Ett", "Två")
    inspector = stage.show()._inspector
    inspector.dependencies.part.first.added.emit(stage.ids[1])
    stage.bench.do(modules.need_first, stage.ids[1], stage.ids[0])
    stage.house.settle()
    assert (
        inspector.dependencies.part.circle.text()
        == "”Ett” behöver ”Två” först, som behöver ”Ett” först. Ingen kan börja: låt en av dem klara sig utan."
    )
    (row,) = stage.bench.library.children(Dependency, stage.ids[0])
    why = inspector.dependencies.part.whys[row.id]
    why.line.setText("Numret måste finnas")
    why._touched()
    why.settle()
    assert stage.bench.library.need(Dependency, row.id).why == "Numret måste finnas"
    inspector.dependencies.part._drop(modules.no_longer_first, row.id, inspector.dependencies.part.first)
    assert inspector.dependencies.part.circle.text() == ""
    offered = [inspector.dependencies.part.first.itemData(n) for n in range(inspector.dependencies.part.first.count())]
    assert offered == ["", stage.ids[1]], "a module is not offered itself"


def test_a_decision_the_team_may_not_take_becomes_a_question_to_leadership(house: Build) -> None:
    stage = Stage(house, "Telefonen")
    team = stage.bench.do(teams.new_team, stage.initiative, "Svarsteamet")
    stage.bench.do(modules.give_to_team, stage.ids[0], team)
    inspector = stage.show()._inspector
    inspector.decisions.head.click()
    inspector.decisions.part.decision.added.emit("opening_hours")
    stage.house.settle()
    (needed,) = stage.bench.library.children(NeededDecision, stage.ids[0])
    assert needed.level == 2, "the level the type usually asks for"
    said = " ".join(label.text() for label in inspector.decisions.findChildren(QLabel))
    assert "Svarsteamet saknar mandat att ändra öppettider och telefontider." in said
    assert "Ingen i registret får." in said
    asked: list[tuple[str, str, str]] = []
    stage.page.desk.printing_asked.connect(lambda *what: asked.append(what))
    stage.house.window.desk.printing_asked.disconnect(stage.house.window.print_from)
    inspector.decisions.part.ask.click()
    assert asked == [(stage.initiative, "mandate_questions", stage.ids[0])]


def test_what_the_team_must_hold_is_added_weighed_and_taken_away(house: Build) -> None:
    stage = Stage(house, "Ett")
    unit = stage.bench.do(people.add_unit, "Hemtjänsten")
    inspector = stage.show()._inspector
    inspector.needs.part.unit.added.emit(unit)
    inspector.needs.part.perspective.added.emit("meets_customers")
    inspector.needs.part.competence.setText("Telefoni")
    stage.key(inspector.needs.part.competence, Qt.Key.Key_Return)
    needs = {n.form: n for n in stage.bench.library.children(Need, stage.ids[0])}
    assert set(needs) == {"unit", "perspective", "competence"}
    stage.bench.do(modules.weigh_need, needs["unit"].id, 3)
    inspector.needs.part._drop(modules.no_longer_needed, needs["competence"].id, inspector.needs.part.unit)
    assert inspector.needs.head.accessibleName() == "Vad teamet behöver rymma, 2"


def test_team_goal_and_accountable_are_chosen_from_what_there_is(house: Build) -> None:
    stage = Stage(house, "Ett")
    stage.bench.do(teams.new_team, stage.initiative, "Svarsteamet")
    stage.bench.do(goals.add_goal, stage.initiative, "Svar samma dag")
    inspector = stage.show()._inspector
    assert [inspector.owners.part.team.box.itemText(n) for n in range(inspector.owners.part.team.box.count())] == [
        "Inget än",
        "Svarsteamet",
    ]
    inspector.owners.part.team.box.setCurrentIndex(1)
    inspector.owners.part.team.box.activated.emit(1)
    inspector.owners.part.goal.box.setCurrentIndex(1)
    inspector.owners.part.goal.box.activated.emit(1)
    row = stage.row(stage.ids[0])
    assert row.team and row.goal
    inspector.owners.part.team.box.setCurrentIndex(0)
    inspector.owners.part.team.box.activated.emit(0)
    assert stage.row(stage.ids[0]).team is None


def test_several_selected_take_one_status(house: Build) -> None:
    stage = Stage(house, "Ett", "Två", "Tre")
    page = stage.show()
    page.tree.select(stage.ids[:2])
    stage.house.settle()
    assert page._inspector.heading.text() == "2 moduler"
    box = page._inspector.status.box
    box.setCurrentIndex(box.findData("candidate"))
    box.activated.emit(box.currentIndex())
    assert [stage.row(i).status for i in stage.ids] == ["candidate", "candidate", "sketch"]


def test_the_menu_of_a_slice_does_what_its_entries_say(house: Build) -> None:
    stage = Stage(house, "Ett", "Två")
    page = stage.show()
    page._open_menu(stage.ids[1], QPoint(10, 10))
    menu = next(m for m in page.findChildren(QMenu) if m.parent() is page)
    entries = {a.text(): a for a in menu.findChildren(QAction)}
    entries["Kandidat"].trigger()
    menu.close()
    assert stage.row(stage.ids[1]).status == "candidate"
    assert stage.house.said[-1] == ("Två: Kandidat.", True)


def test_what_a_colleague_changed_is_shown_and_another_initiative_has_its_own(house: Build) -> None:
    stage = Stage(house, "Ett")
    stage.show()
    stage.bench.do(modules.rename_module, stage.ids[0], "Telefonen")
    assert stage.outline() == ["1 Telefonen"]
    other = stage.bench.do(initiatives.new_initiative, "Bygglov")
    alone = stage.bench.do(modules.add_module, other, "Besked direkt")
    stage.house.go("modules", alone)
    assert stage.outline() == ["1 Besked direkt"]
    assert (stage.page.whose(), stage.page.subtitle()) == (other, "1 modul")
    stage.house.go("modules", stage.ids[0])
    assert stage.outline() == ["1 Telefonen"]


@pytest.mark.parametrize(("code", "size"), [("sv", (1024, 640)), ("en", (1024, 640)), ("xx", (1360, 850))])
def test_nothing_is_clipped_and_everything_has_a_name(house: Build, code: str, size: tuple[int, int]) -> None:
    stage = Stage(house, "Ett", "Två", code=code, size=size)
    stage.bench.do(modules.need_decision, stage.ids[0], "opening_hours", 2)
    stage.bench.do(modules.need_first, stage.ids[0], stage.ids[1])
    stage.bench.do(modules.need_competence, stage.ids[0], "Telefoni")
    for tab in ("slices", "start", "board"):
        page = stage.show(tab)
        for section in page._inspector.sections:
            section.show_open(True)
        stage.house.settle()
        assert clipped(page) == []
        assert nameless(page) == []
        if page.inspector() is not None:
            assert clipped(page._inspector) == []
            assert nameless(page._inspector) == []
