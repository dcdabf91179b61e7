"""The plan in a real window: a twenty-page agenda dropped, looked through, sorted by the keyboard; anchored; followed to what it became."""

from __future__ import annotations

from collections.abc import Callable
from pathlib import Path
from typing import Any

import pytest
from PySide6.QtCore import Qt
from PySide6.QtGui import QGuiApplication
from PySide6.QtTest import QTest

from tests.intake.agendas import Agenda, agenda, docx, paragraph
from tests.ui.conftest import TODAY, House
from tests.ui.walking import clipped, nameless
from verkstad import wording_plan
from verkstad.app import actions, forums, goals, initiatives, modules, people, plan
from verkstad.app.checks import findings
from verkstad.domain.initiative import Goal
from verkstad.domain.insights import Forum
from verkstad.domain.plan import PlanItem
from verkstad.i18n import language
from verkstad.intake.plans import IncomingItem
from verkstad.ui.guarding import Guard
from verkstad.ui.screens.harvest.wall import Wall
from verkstad.ui.screens.plan.coming import PlanSheet
from verkstad.ui.screens.plan.page import PlanScreen

Build = Callable[..., House]
NONE, CONTROL, SHIFT = Qt.KeyboardModifier.NoModifier, Qt.KeyboardModifier.ControlModifier, Qt.KeyboardModifier.ShiftModifier
SAYS = (
    "Alla får svar samma dag. Svaret går att förstå.",
    "Ingen skickar samma papper två gånger.",
    "Kontaktcentret får behörighet.",
    "Alla är nöjda.",
)


class Stage:
    """A window on the plan of one initiative; with `said` its points are there already."""

    def __init__(self, house: Build, *said: str, code: str = "sv", at: str = "plan", **more: Any) -> None:
        self.house = house(code, **more)
        self.bench = self.house.bench
        self.initiative = self.bench.do(initiatives.new_initiative, "Svar samma dag")
        if said:
            items = tuple(IncomingItem(number=f"3.{n}", says=says, page=n + 5, heading="3 Svar") for n, says in enumerate(said, 1))
            self.bench.do(plan.take_in, self.initiative, "Digital agenda", items, source="agenda.pdf", pages=20)
        self.page: PlanScreen = self.house.go(at)  # type: ignore[assignment]

    @property
    def view(self) -> plan.PlanView:
        return self.bench.ask(plan.plan_view, self.initiative)

    @property
    def table(self) -> Any:
        return self.page.items.table

    def key(self, key: Any, modifier: Any = NONE, widget: Any = None) -> None:
        QTest.keyClick(widget or self.table.view, key, modifier)
        self.house.settle()

    def states(self) -> list[str]:
        return [line.state for line in self.view.lines]

    def choose(self, *at: int) -> None:
        self.table.select([self.view.lines[n].id for n in at])
        self.table.view.setFocus()

    def shown(self) -> list[list[str]]:
        """What a person reads in the list, cell by cell."""
        return [[column.text(line) for column in self.table.columns] for line in self.table.model.shown]


@pytest.fixture(scope="module")
def made() -> Agenda:
    return agenda()


# ------------------------------------------------------------------------------------------------ the whole way


def test_a_twenty_page_agenda_is_dropped_sorted_by_the_keyboard_and_gives_at_most_three_findings(
    house: Build, made: Agenda, tmp_path: Path
) -> None:
    stage = Stage(house)
    assert stage.page.empty.isVisibleTo(stage.page)
    before = {f.code for f in findings(stage.bench.library, stage.initiative, today=TODAY)}
    path = tmp_path / "Digital agenda.pdf"
    path.write_bytes(made.data)
    seen: list[PlanSheet] = []

    def look_through(sheet: PlanSheet) -> None:
        seen.append(sheet)
        sheet.accept()

    stage.house.dialogs.then.append(look_through)
    stage.house.window.open_files([path])
    stage.house.settle()
    assert "20 sidor" in seen[0].told.text()
    assert "2 personuppgifter" in seen[0].told.text()
    kept = made.points[1:-2]  # the preamble, and who is asked and her address, are left out unless somebody takes them along
    assert [(row[0], row[1], row[2]) for row in stage.shown()] == [(number, says, str(page)) for number, _heading, says, page in kept]
    assert [line.item.heading for line in stage.view.lines] == [heading for _number, heading, _says, _page in kept]
    assert {page for _n, _h, _s, page in kept} >= set(range(2, 19))
    assert stage.table.selected()[0].item.says == kept[0][2]
    assert f"0 av {len(kept)} sorterade" in stage.page.items.counts.text()
    keys = (Qt.Key.Key_G, Qt.Key.Key_A, Qt.Key.Key_M, Qt.Key.Key_B, Qt.Key.Key_X)
    for n in range(len(kept)):
        stage.key(keys[n % len(keys)])
        if keys[n % len(keys)] == Qt.Key.Key_X:
            stage.key(Qt.Key.Key_Return, widget=stage.page.items.why)
    assert stage.view.sorted.left == 0
    assert f"{len(kept)} av {len(kept)} sorterade" in stage.page.items.counts.text()
    found = findings(stage.bench.library, stage.initiative, today=TODAY)
    assert len({f.code for f in found} - before) <= 3
    assert stage.bench.library.children(Goal, stage.initiative)[0].stage == "draft"
    for _each in range(len(kept)):
        stage.house.window.undo()
    assert stage.view.sorted.done == 0
    assert not stage.bench.library.children(Goal, stage.initiative)
    stage.house.window.undo()
    assert not stage.view.documents
    assert stage.page.empty.isVisibleTo(stage.page)


def test_a_sketch_of_eighty_points_that_nobody_has_sorted_asks_for_nothing_of_them(house: Build) -> None:
    stage = Stage(house, *(f"Alla får svar nummer {n}." for n in range(80)))
    before = Stage(house, name="other")
    told = {f.code for f in findings(stage.bench.library, stage.initiative, today=TODAY)}
    assert (
        len(told - {f.code for f in findings(before.bench.library, before.initiative, today=TODAY)}) <= 1
    )  # a point without a forum: one line


# ------------------------------------------------------------------------------------------------ keys


def test_each_key_makes_one_step_and_goes_to_the_next_that_waits(house: Build) -> None:
    stage = Stage(house, *SAYS)
    stage.choose(0)
    stage.key(Qt.Key.Key_G)
    assert stage.states() == ["used", "new", "new", "new"]
    assert [line.id for line in stage.table.selected()] == [stage.view.lines[1].id]
    QTest.keyClick(stage.table.view, Qt.Key.Key_Space)
    assert [line.id for line in stage.table.selected()] == [stage.view.lines[2].id]
    stage.key(Qt.Key.Key_M)
    stage.key(Qt.Key.Key_X)
    stage.key(Qt.Key.Key_Return, widget=stage.page.items.why)
    assert stage.states() == ["used", "new", "used", "struck"]
    assert [line.id for line in stage.table.selected()] == [stage.view.lines[1].id]
    stage.house.window.undo()
    assert stage.states() == ["used", "new", "used", "new"]
    stage.choose(0)
    stage.key(Qt.Key.Key_T)
    assert stage.view.lines[0].item.state == "new"


def test_what_is_not_driven_here_asks_why_and_offers_the_same_reason_again(house: Build) -> None:
    stage = Stage(house, *SAYS)
    stage.choose(0)
    stage.key(Qt.Key.Key_L)
    assert stage.page.items.why.isVisibleTo(stage.page)
    stage.key(Qt.Key.Key_Return, widget=stage.page.items.why)
    assert stage.states()[0] == "new"
    assert "driver" in stage.house.said[-1][0]
    stage.page.items.why.insert("Drivs av miljönämnden")
    stage.key(Qt.Key.Key_Return, widget=stage.page.items.why)
    assert stage.states()[0] == "elsewhere"
    assert stage.shown()[0][4] == "Drivs av miljönämnden"
    stage.key(Qt.Key.Key_L)
    assert stage.page.items.why.text() == "Drivs av miljönämnden"
    stage.key(Qt.Key.Key_Escape, widget=stage.page.items.why)
    assert stage.states()[1] == "new"


def test_what_is_struck_asks_why_and_the_letters_of_the_reason_sort_nothing(house: Build) -> None:
    stage = Stage(house, *SAYS)
    stage.choose(0)
    stage.key(Qt.Key.Key_X)
    why = stage.page.items.why
    assert why.isVisibleTo(stage.page)
    assert "struken" in why.accessibleName()
    QTest.keyClicks(why, "mos ")
    QTest.keyClicks(stage.table.view, "dbasmx +R")  # the keyboard strayed to the list: they are words of the reason all the same
    assert why.text() == "mos dbasmx +R"
    assert stage.states() == ["new"] * 4
    stage.key(Qt.Key.Key_Return, widget=why)
    assert stage.states() == ["struck", "new", "new", "new"]
    assert stage.shown()[0][4] == "mos dbasmx +R"
    assert stage.house.said[-1] == ("Struken: 3.1 ”Alla får svar samma dag. Svaret går att förstå.”", True)
    assert [line.id for line in stage.table.selected()] == [stage.view.lines[1].id]
    stage.key(Qt.Key.Key_X)
    assert why.text() == ""
    stage.key(Qt.Key.Key_Return, widget=why)
    assert stage.states() == ["struck", "struck", "new", "new"]
    stage.house.window.undo()
    assert stage.states() == ["struck", "new", "new", "new"]
    stage.choose(2)
    stage.key(Qt.Key.Key_X)
    stage.key(Qt.Key.Key_Escape, widget=why)
    assert stage.states() == ["struck", "new", "new", "new"]


def test_every_key_says_what_became_of_which_point_and_can_be_taken_back(house: Build) -> None:
    stage = Stage(house, *SAYS)
    stage.choose(1)
    stage.key(Qt.Key.Key_G)
    assert stage.house.said[-1] == ("Mål: 3.2 ”Ingen skickar samma papper två gånger.”", True)
    stage.choose(2, 3)
    stage.key(Qt.Key.Key_M)
    assert stage.house.said[-1] == ("Modul: 2 punkter", True)
    stage.choose(1)
    stage.key(Qt.Key.Key_T)
    assert stage.house.said[-1] == ("Att sortera: 3.2 ”Ingen skickar samma papper två gånger.”", True)
    stage.house.window.undo()
    assert stage.states() == ["new", "used", "used", "used"]


def test_a_point_is_divided_into_its_sentences_and_the_whole_stays_to_be_read(house: Build) -> None:
    stage = Stage(house, *SAYS)
    stage.choose(0)
    stage.key(Qt.Key.Key_D)
    assert stage.page.items.pieces.toPlainText() == "Alla får svar samma dag.\nSvaret går att förstå."
    stage.key(Qt.Key.Key_Return, CONTROL, stage.page.items.pieces)
    assert [row[1] for row in stage.shown()][:2] == ["Alla får svar samma dag.", "Svaret går att förstå."]
    piece = stage.table.selected()[0]
    assert stage.page.items._inspector.part_of.isVisibleTo(stage.page.items._inspector)
    stage.page.items._inspector.part_of.click()
    stage.house.settle()
    assert stage.table.selected()[0].id == piece.item.cut_from
    assert stage.table.selected()[0].item.says == SAYS[0]
    assert "av 5" in stage.page.items.counts.text()


def test_chosen_points_become_one_and_a_single_one_takes_the_next(house: Build) -> None:
    stage = Stage(house, *SAYS)
    stage.choose(1)
    stage.key(Qt.Key.Key_S)
    assert stage.table.selected()[0].item.says == f"{SAYS[1]}\n{SAYS[2]}"
    assert stage.states() == ["new", "merged", "new", "merged", "new"]
    stage.house.window.undo()
    stage.choose(0, 1)
    stage.key(Qt.Key.Key_A)
    assert [line.became[0].kind for line in stage.view.lines[:2]] == ["action"] * 2
    stage.house.window.undo()
    assert stage.states() == ["new"] * 4


@pytest.mark.parametrize("code", ["sv", "en"])
def test_a_letter_means_the_same_here_as_on_the_wall_of_the_harvest(code: str) -> None:
    """Where the same can be done with a point of the plan as with a note. What only one of them has takes no letter of the other but one."""
    told = {"goal": "goal", "action": "action", "module": "module", "elsewhere": "aside", "divide": "split", "join": "merge"}
    wall = {key.name.removeprefix("Key_").replace("Aring", "Å"): does for key, does in Wall._KEYS.items()}
    for deed, does in told.items():
        assert {wall[letter] for letter in wording_plan.keys_of(deed, language(code))} == {does}
    assert wall[wording_plan.AGAIN] == "again" and "X" not in wall and "C" not in wall


def test_in_english_the_letter_of_a_decision_is_its_own(house: Build) -> None:
    stage = Stage(house, *SAYS, code="en")
    stage.choose(0)
    stage.key(Qt.Key.Key_C)
    assert stage.view.lines[0].became[0].kind == "decision"
    assert [stage.page.items.buttons[deed].text()[0] for deed in wording_plan.DEEDS] == list("GAMCLXDS")


# ------------------------------------------------------------------------------------------------ in and out


def test_pasted_text_is_looked_through_and_its_addresses_are_left_out(house: Build) -> None:
    stage = Stage(house)
    QGuiApplication.clipboard().setText(
        "1. Alla får svar samma dag.\n2. Frågor ställs till kontakt@alvdala.example eller på 0123-45 67 89 varje vardag hela året om.\n3. Ingen väntar."
    )
    seen: list[PlanSheet] = []

    def look_through(sheet: PlanSheet) -> None:
        seen.append(sheet)
        sheet.list.select(["0"])
        sheet.list.view.setFocus()
        QTest.keyClick(sheet.list.view, Qt.Key.Key_Space)
        sheet.called.setText("Plan från nämnden")
        sheet.accept()

    stage.house.dialogs.then.append(look_through)
    QTest.keyClick(stage.page, Qt.Key.Key_V, CONTROL)
    stage.house.settle()
    assert seen[0].personal.isVisibleTo(seen[0])
    assert [line.item.says for line in stage.view.lines] == [
        "Frågor ställs till […] eller på […] varje vardag hela året om.",
        "Ingen väntar.",
    ]
    assert stage.view.documents[0].title == "Plan från nämnden"


def test_the_title_names_the_plan_and_the_preamble_is_left_out_until_somebody_takes_it_along(house: Build) -> None:
    stage = Stage(house)
    QGuiApplication.clipboard().setText(
        "Digital agenda 2026–2029\nÄlvdala kommun\n\nKommunen ska vara lätt att nå.\n\n1. Alla får svar samma dag.\n2. Ingen väntar.\n3. Allt mäts."
    )
    seen: list[tuple[str, list[bool]]] = []

    def look_through(sheet: PlanSheet) -> None:
        seen.append((sheet.name(), [row.kept for row in sheet.rows]))
        sheet.list.select(["1"])
        sheet.list.view.setFocus()
        for _each in range(3):  # each time the row is turned, and the next one stands ready
            QTest.keyClick(sheet.list.view, Qt.Key.Key_Space)
        seen.append((sheet.list.selected()[0].item.says, [row.kept for row in sheet.rows]))
        sheet.accept()

    stage.house.dialogs.then.append(look_through)
    stage.page.paste()
    stage.house.settle()
    assert seen == [
        ("Digital agenda 2026–2029", [False, False, True, True, True]),
        ("Allt mäts.", [False, True, False, False, True]),
    ]
    assert stage.view.documents[0].title == "Digital agenda 2026–2029"
    assert [line.item.says for line in stage.view.lines] == ["Kommunen ska vara lätt att nå.", "Allt mäts."]


def test_points_are_joined_before_they_are_kept_and_the_plan_is_renamed_and_removed(house: Build) -> None:
    stage = Stage(house)
    QGuiApplication.clipboard().setText("1. Alla får svar samma dag.\n2. Ingen väntar.\n3. Allt mäts.")

    def look_through(sheet: PlanSheet) -> None:
        sheet.list.select(["0"])
        sheet.list.view.setFocus()
        QTest.keyClick(sheet.list.view, Qt.Key.Key_Plus)
        sheet.accept()

    stage.house.dialogs.then.append(look_through)
    stage.page.paste()
    stage.house.settle()
    assert [line.item.says for line in stage.view.lines] == ["Alla får svar samma dag. 2. Ingen väntar.", "Allt mäts."]
    inspector = stage.page.items._inspector
    inspector.document.line.setText("Nämndens plan")
    inspector.document._dirty = True
    inspector.settle()
    assert "Nämndens plan" in stage.page.subtitle()
    inspector.remove.click()
    stage.house.settle()
    assert not stage.view.documents
    stage.house.window.undo()
    assert len(stage.view.lines) == 2


def test_a_word_file_dropped_on_another_page_comes_to_the_plan(house: Build, tmp_path: Path) -> None:
    stage = Stage(house, at="workshops")
    path = tmp_path / "plan.docx"
    path.write_bytes(docx(paragraph("Alla får svar samma dag."), paragraph("Ingen väntar.")))
    stage.house.dialogs.then.append(lambda sheet: sheet.accept())
    stage.house.window.open_files([path])
    stage.house.settle()
    assert isinstance(stage.house.window.current(), PlanScreen)
    assert [line.item.says for line in stage.view.lines] == ["Alla får svar samma dag.", "Ingen väntar."]


def test_a_file_that_holds_no_text_gets_a_sentence_and_changes_nothing(house: Build, tmp_path: Path) -> None:
    stage = Stage(house)
    path = tmp_path / "trasig.pdf"
    path.write_bytes(b"%PDF-1.4 inget")
    stage.house.window.open_files([path])
    stage.house.settle()
    assert not stage.view.documents
    assert any("trasig.pdf" in sentence for sentence, _undo in stage.house.said)


def test_what_an_item_became_leads_back_to_its_words(house: Build) -> None:
    stage = Stage(house, *SAYS)
    items = [line.id for line in stage.view.lines]
    goal, module, step = (
        stage.bench.do(plan.sort_into, (item,), what)[0] for item, what in zip(items, ("goal", "module", "action"), strict=False)
    )
    (pilot,) = stage.bench.do(plan.sort_into, items[3:4], "pilot")
    for page, row in (("initiative", goal), ("modules", module), ("pilots", pilot)):
        stage.house.go(page, row)
        screen = stage.house.window.current()
        (line,) = [x for x in _origins(screen) if x.isVisibleTo(x.window())]
        assert line.text().startswith("Ur planen: punkt 3.")
        line.click()
        stage.house.settle()
        assert stage.house.window.current() is stage.page
        assert stage.table.selected()[0].became[0].id == row
    assert stage.bench.ask(plan.origins, step)[0].number == "3.3"


def test_a_point_is_tied_to_a_goal_that_is_there_and_loosened_again(house: Build) -> None:
    stage = Stage(house, *SAYS)
    goal = stage.bench.do(goals.add_goal, stage.initiative, "Svar samma dag")
    stage.house.settle()
    stage.choose(0)
    inspector = stage.page.items._inspector
    box = inspector.tie.box
    box.setCurrentIndex(box.findText("Mål: Svar samma dag"))
    box.activated.emit(box.currentIndex())
    stage.house.settle()
    assert stage.shown()[0][4] == "Mål: Svar samma dag"
    assert stage.bench.ask(plan.origins, goal)[0].number == "3.1"
    assert not inspector.tie.isVisibleTo(inspector)
    inspector.links[1].click()
    stage.house.settle()
    assert stage.states()[0] == "new"


def _origins(screen: Any) -> list[Any]:
    from verkstad.ui.origin import OriginLines

    found = screen.window().findChildren(OriginLines)
    return [line for origin in found for line in origin.lines]


# ------------------------------------------------------------------------------------------------ anchoring


def test_how_well_operations_know_of_the_plan_is_entered_by_figures(house: Build) -> None:
    stage = Stage(house, *SAYS)
    units = [stage.bench.do(people.add_unit, name) for name in ("Bygg", "Skola")]
    goal = stage.bench.do(goals.add_goal, stage.initiative, "Svar")
    stage.bench.do(goals.give_goal_to_unit, goal, units[0])
    page: PlanScreen = stage.house.go("plan", "", "anchoring")  # type: ignore[assignment]
    part = page.part()
    part.take_along(units[1])
    stage.house.settle()
    assert part.index.text() == "Förankringen är 0 % av det möjliga"
    part._go(stage.view.lines[0].id, units[0])
    view = part.table.view
    for key in (Qt.Key.Key_3, Qt.Key.Key_Down, Qt.Key.Key_2, Qt.Key.Key_Down, Qt.Key.Key_1, Qt.Key.Key_Down, Qt.Key.Key_0):
        stage.key(key, widget=view)
    assert part.index.text() == "Förankringen är 25 % av det möjliga"  # (3 + 2 + 1 + 0) / (3 · 8)
    assert part.weak.text().startswith("6 rutor av 8")
    part._go(stage.view.lines[1].id, units[0])
    stage.house.settle()
    inspector = part._inspector
    inspector.changed.edit.setPlainText("Tiden flyttades.")
    inspector.settle()
    assert part.cell().changed == "Tiden flyttades."
    assert part.cell().on is not None
    stage.key(Qt.Key.Key_Delete, widget=view)
    assert part.cell().level is None
    stage.house.window.undo()
    assert part.cell().level == 2


def test_the_anchoring_is_saved_as_a_spreadsheet(house: Build, tmp_path: Path) -> None:
    import openpyxl

    stage = Stage(house, *SAYS)
    unit = stage.bench.do(people.add_unit, "Bygg")
    stage.bench.do(plan.anchor, stage.view.lines[0].id, unit, 3, "2026-11-01")
    page: PlanScreen = stage.house.go("plan", "", "anchoring")  # type: ignore[assignment]
    stage.house.dialogs.target = tmp_path / "f.xlsx"
    page.part().save.click()
    rows = list(openpyxl.load_workbook(tmp_path / "f.xlsx").active.values)
    assert rows[1][:6] == ("3.1", 6, SAYS[0], "Bygg", 3, "Står bakom")
    stage.house.dialogs.target = tmp_path / "f.csv"
    page.part().save.click()
    assert "3.1;6;" in (tmp_path / "f.csv").read_text("utf-8-sig")


# ------------------------------------------------------------------------------------------------ paper and forums


def test_what_has_stayed_on_paper_is_a_figure_and_a_list(house: Build) -> None:
    stage = Stage(house, *SAYS)
    items = [line.id for line in stage.view.lines]
    (module,) = stage.bench.do(plan.sort_into, items[:1], "module")
    (step,) = stage.bench.do(plan.sort_into, items[:1], "action")
    stage.bench.do(actions.change_status, step, "doing")
    stage.bench.do(modules.describe_before, module, "Brev")
    stage.bench.do(modules.describe_after, module, "Samtal")
    page: PlanScreen = stage.house.go("plan", "", "paper")  # type: ignore[assignment]
    part = page.part()
    assert part.figure.text() == "3 av 4 punkter bara på papper (75 %)"
    assert [line.id for line in part.table.model.shown] == items[1:] and part.base.isHidden()
    assert part.forums.text() == "1 punkt som har blivit något har inget forum som tar den vidare."
    stage.bench.do(plan.strike, items[3:])
    stage.house.settle()
    assert part.figure.text() == "2 av 3 punkter bara på papper (67 %)"
    assert part.base.text() == "Av planens 4 punkter räknas 1 inte här: den är struken eller drivs av andra."


def test_a_point_is_given_to_a_forum_and_those_without_one_can_be_listed(house: Build) -> None:
    stage = Stage(house, *SAYS)
    forum = stage.bench.do(forums.add_forum, stage.initiative, "Kontaktvägar")
    stage.choose(0, 1)
    inspector = stage.page.items._inspector
    box = inspector.forum.box
    box.setCurrentIndex(box.findData(forum) if box.findData(forum) >= 0 else box.findText("Kontaktvägar"))
    box.activated.emit(box.currentIndex())
    stage.house.settle()
    assert [line.forum for line in stage.view.lines] == ["Kontaktvägar", "Kontaktvägar", "", ""]
    assert stage.bench.library.get(Forum, forum) is not None
    (chooser,) = stage.table._filters
    chooser.setCurrentIndex(chooser.findText("Utan forum"))
    chooser.activated.emit(chooser.currentIndex())
    assert [row[1] for row in stage.shown()] == [SAYS[2], SAYS[3]]


def test_everything_has_a_name_and_nothing_is_cut(house: Build) -> None:
    for code in ("sv", "en"):
        stage = Stage(house, *SAYS, code=code, size=(1024, 640), name=code)
        for tab in ("items", "anchoring", "paper"):
            stage.house.go("plan", "", tab)
            assert not nameless(stage.house.window)
            assert not clipped(stage.house.window)


def test_words_of_the_plan_are_never_marked(house: Build) -> None:
    stage = Stage(house, "Vi ska vara en attraktiv arbetsgivare i framkant.", "Alla är nöjda.")
    found = findings(stage.bench.library, stage.initiative, today=TODAY)
    items = {line.id for line in stage.view.lines}
    assert stage.bench.library.get(PlanItem, next(iter(items))) is not None
    assert not [f for f in found if f.kind == "plan_item" or f.id in items]
    assert not stage.page.items.findChildren(Guard)
