"""The page of the inventory in a real window: the list, the map, journeys, where it lands, and levels; by keyboard and mouse, in and out."""

from __future__ import annotations

import io
from collections.abc import Callable
from pathlib import Path
from typing import Any

import openpyxl
import pytest
from PySide6.QtCore import QPoint, Qt
from PySide6.QtGui import QGuiApplication
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QLabel, QPushButton, QWidget

from tests.ui.conftest import House
from tests.ui.walking import clipped, nameless
from verkstad.app import harvest, initiatives, inventory, journeys, landing, launch, modules, people, workshops
from verkstad.domain.following import Threshold
from verkstad.domain.inventory import CostBenefit, Cover, InventoryItem, JourneyStep, UnitLevel
from verkstad.domain.modules import Judgement
from verkstad.ui import places
from verkstad.ui.screens.inventory.levels import ALL
from verkstad.ui.screens.inventory.page import InventoryScreen

Build = Callable[..., House]
ALT = Qt.KeyboardModifier.AltModifier
NONE = Qt.KeyboardModifier.NoModifier


def spaced(text: str) -> str:
    """With plain spaces where the program sets some that do not break."""
    return text.replace("\u00a0", " ").replace("\u202f", " ")


class Stage:
    """A window on the inventory of an initiative."""

    def __init__(self, house: Build, *titles: str, code: str = "sv", **more: Any) -> None:
        self.house = house(code, **more)
        self.bench = self.house.bench
        self.initiative = self.bench.do(initiatives.new_initiative, "Svar samma dag")
        self.units = {name: self.bench.do(people.add_unit, name) for name in ("It", "Kontaktcenter", "Bygg", "Äldreomsorg")}
        self.ids = [self.bench.do(inventory.add_item, self.initiative, title) for title in titles]
        self.page: InventoryScreen = self.house.go("inventory")  # type: ignore[assignment]

    def show(self, part: str, row: str = "") -> Any:
        self.house.go("inventory", row, part)
        return self.page.part()

    def key(self, widget: QWidget, key: Any, modifier: Any = NONE) -> None:
        QTest.keyClick(widget, key, modifier)
        self.house.settle()

    def write(self, line: Any, text: str) -> None:
        line.insert(text)
        self.key(line, Qt.Key.Key_Return)

    def item(self, at: int = 0) -> InventoryItem:
        return self.bench.library.need(InventoryItem, self.ids[at])

    def said(self, widget: QWidget) -> str:
        return spaced("\n".join(x.text() for x in widget.findChildren(QLabel) if x.isVisibleTo(widget) and x.text()))

    def rows(self, table: Any) -> list[str]:
        return table.as_text(table.model.shown, heads=False).split("\n")


# ------------------------------------------------------------------------------------------------ the list


def test_the_empty_list_says_what_it_is_for_and_its_button_leads_to_the_first_line(house: Build) -> None:
    stage = Stage(house)
    part = stage.show("list")
    empty = part.table._empty
    assert empty.isVisibleTo(part)
    QTest.mouseClick(empty.button, Qt.MouseButton.LeftButton)
    stage.write(part.new_line, "Veta var ärendet är")
    stage.write(part.new_line, "Boka tid")
    assert [x.item.title for x in part.found.lines] == ["Veta var ärendet är", "Boka tid"]
    stage.house.window.undo()
    assert [x.item.title for x in part.found.lines] == ["Veta var ärendet är"]


def test_without_an_initiative_the_page_leads_to_one(house: Build) -> None:
    page = house("sv").go("inventory")
    assert page.nothing.isVisibleTo(page)  # type: ignore[attr-defined]
    assert page.tabs() == () and page.head() == ()  # type: ignore[attr-defined]


def test_the_three_judgements_are_changed_where_they_stand_and_never_touch_one_another(house: Build) -> None:
    stage = Stage(house, "Ansöka om hjälp")
    part = stage.show("list", stage.ids[0])
    table = part.table
    by = {c.title: c for c in table.columns}
    for heading, kept in (("I dag", "partly"), ("Kan", "yes"), ("Bör", "no"), ("Nytta", "4"), ("Insats", "2")):
        assert table.model.edit(by[heading], table.model.shown[0], kept)
    item = stage.item()
    assert (item.level, item.can, item.should, item.value, item.effort) == ("partly", "yes", "no", 4, 2)
    assert stage.rows(table) == ["Ansöka om hjälp\t–\t–\tDelvis digital\tJa\tNej\t4\t2"]
    table.model.edit(by["Kan"], table.model.shown[0], "")
    assert (stage.item().level, stage.item().can, stage.item().should) == ("partly", "", "no")
    stage.house.window.undo()
    assert stage.item().can == "yes"


def test_what_is_chosen_is_told_and_changed_beside_and_saves_itself(house: Build) -> None:
    stage = Stage(house, "Ansöka på nätet")
    part = stage.show("list", stage.ids[0])
    inspector = part._inspector
    inspector.top.fields["for_whom"].setFocus()
    inspector.top.fields["for_whom"].line.insert("Den som ska bygga")
    stage.key(inspector.top.fields["for_whom"].line, Qt.Key.Key_Return)
    outside = inspector.outside
    outside.show_open(True)
    outside.part.fields["self_service"].check.click()
    stage.house.settle()
    assert stage.item().for_whom == "Den som ska bygga" and stage.item().self_service
    assert "ingen mänsklig väg" in stage.said(inspector)
    outside.part.fields["fallback"].line.insert("Kontaktcenter")
    stage.key(outside.part.fields["fallback"].line, Qt.Key.Key_Return)
    assert "mänsklig väg" not in stage.said(inspector)


def test_self_service_without_a_human_way_is_marked_in_the_list_and_can_be_filtered(house: Build) -> None:
    stage = Stage(house, "Ansöka på nätet", "Boka tid")
    stage.bench.do(inventory.change_item, stage.ids[0], self_service=True, unresolved=27)
    part = stage.show("list")
    assert "Ingen mänsklig väg" in part.table.columns[0].second(part.found.lines[0])
    box = part.table._filters[0]
    box.setCurrentIndex(box.findText("Utan mänsklig väg"))
    box.activated.emit(box.currentIndex())
    assert stage.rows(part.table) == [next(r for r in stage.rows(part.table) if "Ansöka" in r)]
    part.table.select([stage.ids[0]])
    assert "27 % får det inte gjort där" in stage.said(part._inspector)


def test_two_efforts_for_the_same_people_in_the_same_step_at_the_same_time_are_told_of(house: Build) -> None:
    stage = Stage(house, "Påminnelser", "Ny blankett")
    step = stage.bench.do(journeys.add_step, stage.initiative, "Bygglov", "Får veta att något saknas")
    for id, begins in zip(stage.ids, ("2026-01-01", "2026-03-01"), strict=True):
        stage.bench.do(
            inventory.change_item,
            id,
            for_whom="Den som sökt",
            step=step,
            ongoing="Projekt",
            ongoing_from=begins,
            ongoing_until="2026-06-30",
        )
    part = stage.show("list", stage.ids[0])
    said = stage.said(part._inspector)
    assert "”Påminnelser” och ”Ny blankett” gäller båda ”Den som sökt” i steget ”Får veta att något saknas”" in said
    assert "Båda pågår 1 mars" in said and "30 juni 2026" in said
    stage.bench.do(inventory.change_item, stage.ids[1], ongoing_from="2026-07-01", ongoing_until=None)
    stage.house.settle()
    assert "gäller båda" not in stage.said(part._inspector)


def test_removing_from_the_list_offers_undo_and_brings_it_back_selected(house: Build) -> None:
    stage = Stage(house, "Ett", "Två")
    part = stage.show("list", stage.ids[0])
    stage.key(part.table.view, Qt.Key.Key_Delete)
    assert stage.rows(part.table)[0].startswith("Två") and stage.house.said[-1][1]
    stage.house.window.undo()
    assert [x.id for x in part.table.selected()] == [stage.ids[0]]


def test_what_the_harvest_of_a_workshop_brought_stands_in_the_list_with_where_it_comes_from(house: Build) -> None:
    stage = Stage(house)
    workshop = stage.bench.do(workshops.new_workshop, "Dagen", date="2026-11-24")
    stage.bench.do(workshops.attach_to_initiative, workshop, stage.initiative)
    note = stage.bench.do(harvest.add_capture, workshop, "Svar på kvällen")
    stage.bench.do(harvest.turn_into, (note,), "inventory_item")
    part = stage.show("list")
    assert "från Dagen" in part.table.columns[0].second(part.found.lines[0])
    part.table.select([part.found.lines[0].id])
    assert "Från workshoppen Dagen" in stage.said(part._inspector)


def test_which_module_takes_it_further_is_said_in_the_inventory_and_seen_at_the_module(house: Build) -> None:
    stage = Stage(house, "Veta var ärendet är")
    module = stage.bench.do(modules.add_module, stage.initiative, "Ring först")
    part = stage.show("list", stage.ids[0])
    covers = part._inspector.covers
    covers.show_open(True)
    covers.part.adder.added.emit(module)
    stage.house.settle()
    assert [c.item for c in stage.bench.library.children(Cover, module)] == [stage.ids[0]]
    assert any(b.text() == "Ring först" for b in covers.part.findChildren(QPushButton))
    page: Any = stage.house.go("modules", module, "slices")
    section = page._inspector.covered
    section.show_open(True)
    assert any(b.text() == "Veta var ärendet är" for b in section.part.findChildren(QPushButton))
    stage.bench.do(inventory.uncover_item, module, stage.ids[0])
    stage.house.settle()
    assert not any(b.text() == "Veta var ärendet är" for b in section.part.findChildren(QPushButton) if b.isVisibleTo(section))


# ------------------------------------------------------------------------------------------------ the map


def test_a_point_is_dragged_to_its_place_and_the_quadrant_is_told(house: Build) -> None:
    stage = Stage(house, "Boka tid")
    part = stage.show("map")
    view = part.view
    start, end = view.chip_rect(stage.ids[0]).center(), view.cell_centre(2, 4)
    QTest.mousePress(view, Qt.MouseButton.LeftButton, NONE, start)
    QTest.mouseMove(view, start + QPoint(-30, 10))
    QTest.mouseMove(view, end)
    QTest.mouseRelease(view, Qt.MouseButton.LeftButton, NONE, end)
    stage.house.settle()
    assert (stage.item().value, stage.item().effort) == (4, 2)
    assert "Snabb vinst" in stage.said(part._inspector) and part.subtitle() == "1 snabb vinst"
    stage.house.window.undo()
    assert stage.item().value is None


def test_numbers_and_arrows_place_a_point_without_the_mouse(house: Build) -> None:
    stage = Stage(house, "Boka tid", "Svar på kvällen")
    view = stage.show("map").view
    view.setFocus()
    stage.key(view, Qt.Key.Key_Space)
    stage.page.part().select(stage.ids[1])
    stage.key(view, Qt.Key.Key_2)
    stage.key(view, Qt.Key.Key_4, ALT)
    assert (stage.item(1).value, stage.item(1).effort) == (2, 4)
    assert "Låt bli" in stage.said(stage.page.part()._inspector)
    stage.key(view, Qt.Key.Key_Up)
    stage.key(view, Qt.Key.Key_Left)
    assert (stage.item(1).value, stage.item(1).effort) == (3, 3)
    assert "nytta 3, insats 3, satsning" in view.accessibleDescription()
    stage.key(view, Qt.Key.Key_Delete)
    assert (stage.item(1).value, stage.item(1).effort) == (None, None)


def test_several_who_judge_give_a_median_and_one_hand_writes_over_nobody(house: Build) -> None:
    stage = Stage(house, "Boka tid")
    for rater, value, effort in (("Bord 1", 5, 2), ("Bord 2", 2, 3), ("Bord 3", 4, 2)):
        stage.bench.do(inventory.judge_item, stage.ids[0], rater, value, effort)
    part = stage.show("map", stage.ids[0])
    said = stage.said(part._inspector)
    assert "Median: nytta 4, insats 2" in said and "skiljer sig 3 steg" in said
    part.place(stage.ids[0], 1, 1)
    assert "Flera har bedömt" in stage.house.said[-1][0]
    assert sorted(j.benefit or 0 for j in stage.bench.library.children(Judgement, stage.ids[0])) == [2, 4, 5]


# ------------------------------------------------------------------------------------------------ where it lands


def lands(part: Any) -> list[str]:
    return [spaced(words) for words in part.map.words()]


def landed(stage: Stage) -> Any:
    do, units = stage.bench.do, stage.units
    for title, kind_of, lands, unit, said in (
        ("System", "investment", "unit", "It", {"amount": "400000", "often": "once"}),
        ("Färre samtal", "efficiency", "unit", "Kontaktcenter", {"amount": "130000"}),
        ("Färre avbrott", "efficiency", "unit", "Bygg", {"amount": "300", "counted": "hours"}),
        ("Slipper ringa", "quality", "customer", "", {}),
    ):
        line = do(landing.add_line, stage.initiative, title, kind_of=kind_of, lands=lands, unit=units.get(unit))
        do(landing.change_line, line, **said)
    return stage.show("landing")


def test_who_pays_without_gain_is_told_in_words_and_the_customer_is_always_a_row(house: Build) -> None:
    stage = Stage(house)
    part = landed(stage)
    said = "\n".join(lands(part))
    assert "betalar utan att få" in said and "får utan att betala" in said
    assert "It betalar utan att få något" in said
    assert "100 000 kr" in said and "300 timmar" in said and "−100 000 kr" in said
    assert "Kunden" in said and "Slipper ringa" in said
    assert "100 000 kr om året skulle behöva flyttas" in said
    assert "100 % av nyttan i pengar hamnar där ingenting betalas" in said


def test_hours_are_counted_apart_until_a_price_is_said_and_years_are_chosen(house: Build) -> None:
    stage = Stage(house)
    part = landed(stage)
    assert "300 timmar om året frigörs och räknas för sig." in lands(part)
    part.hour.line.insert("400")
    stage.key(part.hour.line, Qt.Key.Key_Return)
    assert "120 000 kr" in lands(part) and not any("timmar" in w for w in lands(part))
    part.years.line.insert("8")
    stage.key(part.years.line, Qt.Key.Key_Return)
    assert "50 000 kr" in lands(part)
    stage.house.window.undo()
    stage.house.window.undo()
    assert "100 000 kr" in lands(part) and "300 timmar" in lands(part)


def test_a_line_is_written_and_says_what_a_gain_lacks(house: Build) -> None:
    stage = Stage(house)
    part = stage.show("landing")
    QTest.mouseClick(part.empty.button, Qt.MouseButton.LeftButton)
    stage.write(part.new_line, "Färre samtal")
    by = {c.title: c for c in part.table.columns}
    line = part.table.model.shown[0]
    part.table.model.edit(by["Slag"], line, "efficiency")
    part.table.model.edit(by["Belopp"], line, "130 000 kr")
    part.table.model.edit(by["Hamnar hos"], line, stage.units["It"])
    assert "En nytta behöver också en ägare, ett mått och en dag då den ska synas." in stage.said(part._inspector)
    row = stage.bench.library.all(CostBenefit)[0]
    assert (row.amount, row.lands, row.unit) == ("130000", "unit", stage.units["It"])
    part.table.model.edit(by["Belopp"], part.table.model.shown[0], "mycket")
    assert "mycket" in stage.house.said[-1][0] and stage.bench.library.all(CostBenefit)[0].amount == "130000"
    part.table.model.edit(by["Hamnar hos"], part.table.model.shown[0], "customer")
    assert stage.bench.library.all(CostBenefit)[0].unit is None


def test_a_gain_is_at_risk_on_its_line_when_fewer_than_planned_work_the_new_way_on_its_day(house: Build) -> None:
    stage = Stage(house)
    today = stage.house.window.desk.today()
    module = stage.bench.do(modules.add_module, stage.initiative, "Ring först")
    line = stage.bench.do(landing.add_line, stage.initiative, "Färre samtal", kind_of="efficiency", unit=stage.units["It"])
    stage.bench.do(landing.change_line, line, module=module, from_on=today, planned_share=60)
    part = stage.show("landing", line)
    assert "ingen har räknat hur många som arbetar på det nya sättet (60 % planerat)" in stage.said(part._inspector)
    count = stage.bench.do(launch.count_users, module, today, 30, 100)
    stage.house.settle()
    assert part.table.columns[1].second(part.table.model.shown[0]) == "I riskzonen: 30 % arbetar på det nya sättet, 60 % var planerat."
    stage.bench.do(launch.correct_count, count, using=60)
    stage.house.settle()
    assert "riskzonen" not in stage.said(part._inspector)


# ------------------------------------------------------------------------------------------------ journeys


def test_what_lies_at_a_bottleneck_is_found_in_the_list_and_marked_at_its_module(house: Build) -> None:
    stage = Stage(house, "Veta var ärendet är", "Boka tid")
    step = stage.bench.do(journeys.add_step, stage.initiative, "Bygglov", "Väntar")
    stage.bench.do(journeys.change_step, step, bottleneck=True, evidence="41 av 100 samtal")
    stage.bench.do(inventory.change_item, stage.ids[0], step=step)
    module = stage.bench.do(modules.add_module, stage.initiative, "Ring först")
    stage.bench.do(inventory.cover_item, module, stage.ids[0])
    part = stage.show("list")
    box = part.table._filters[0]
    box.setCurrentIndex(box.findText("Vid en flaskhals"))
    box.activated.emit(box.currentIndex())
    assert [r.split("\t")[0] for r in stage.rows(part.table)] == ["Veta var ärendet är"]
    assert "vid en flaskhals" in part.table.columns[0].second(part.table.model.shown[0])
    page: Any = stage.house.go("modules", module, "slices")
    page._inspector.covered.show_open(True)
    stage.house.settle()
    assert "vid en flaskhals" in stage.said(page._inspector.covered)


def test_a_journey_is_written_step_by_step_moved_by_keys_and_counts_its_hand_overs(house: Build) -> None:
    stage = Stage(house)
    part = stage.show("journeys")
    QTest.mouseClick(part.empty.button, Qt.MouseButton.LeftButton)
    stage.write(part.new_journey, "Söka bygglov")
    for what in ("Ringer", "Väntar", "Får beslut"):
        stage.write(part.new_line, what)
    by = {c.title: c for c in part.table.columns}
    for at, who in ((1, "Kundvägledare"), (2, "Handläggare"), (3, "Handläggare")):
        part.table.model.edit(by["Möts av"], part.table.model.shown[at], who)
    part.table.model.edit(by["Väntan"], part.table.model.shown[2], "12,5")
    assert part.told.text() == "4 steg · 1 överlämning · 12,5 dagars väntan"
    part.table.select([part.table.model.shown[3].id])
    part.table.view.setFocus()
    stage.key(part.table.view, Qt.Key.Key_Up, ALT)
    assert [s.what for s in part.table.model.shown] == ["Behovet uppstår", "Ringer", "Får beslut", "Väntar"]
    stage.house.window.undo()
    assert [s.what for s in part.table.model.shown] == ["Behovet uppstår", "Ringer", "Väntar", "Får beslut"]


def test_a_bottleneck_asks_for_evidence_and_the_journey_to_come_is_compared(house: Build) -> None:
    stage = Stage(house)
    for what, who in (("Ringer", "Växeln"), ("Väntar", "Handläggare"), ("Betalar", "Kassan")):
        step = stage.bench.do(journeys.add_step, stage.initiative, "Bygglov", what)
        stage.bench.do(journeys.change_step, step, met_by=who, waiting="4")
    part = stage.show("journeys", step)
    part._inspector.fields["bottleneck"].check.click()
    stage.house.settle()
    assert "Skriv vad som visar att det stannar här" in stage.said(part._inspector)
    assert "1 flaskhals" in part.told.text()
    QTest.mouseClick(part.then, Qt.MouseButton.LeftButton)
    part.table.select([part.table.model.shown[0].id])
    stage.key(part.table.view, Qt.Key.Key_Delete)
    assert part.compared.text() == "Överlämningar från 2 till 1, väntan från 12 till 8 dagar."
    assert len([s for s in stage.bench.library.all(JourneyStep) if s.version == "now"]) == 3


# ------------------------------------------------------------------------------------------------ levels


def test_levels_stand_by_the_alphabet_whatever_they_are_and_lead_to_whom_to_ask(house: Build) -> None:
    stage = Stage(house, "Ansöka på nätet")
    for name, level in (("Äldreomsorg", 4), ("Bygg", 1), ("Kontaktcenter", 2), ("It", 3)):
        stage.bench.do(inventory.say_level, stage.ids[0], stage.units[name], level, "Sett")
    part = stage.show("levels")
    assert [r.split("\t")[0] for r in stage.rows(part.table)] == ["Bygg", "It", "Kontaktcenter", "Äldreomsorg"]
    told = {x.unit_name: part.table.columns[0].second(x) for x in part.table.model.shown}
    assert told["Bygg"] == "Fråga Kontaktcenter som kommit ett steg längre." and told["Äldreomsorg"] == ""
    part.table.view.horizontalHeader().setSortIndicator(1, Qt.SortOrder.AscendingOrder)
    assert next(r.split("\t")[0] for r in stage.rows(part.table)) == "Bygg"
    stage.bench.do(inventory.say_level, stage.ids[0], stage.units["Kontaktcenter"], 0)
    stage.house.settle()
    assert part.table.columns[0].second(part.table.model.shown[0]) == "Fråga It och Äldreomsorg som kommit längre."


def test_all_levels_are_seen_at_once_and_changed_where_they_stand(house: Build) -> None:
    stage = Stage(house, "Ansöka på nätet", "Boka tid")
    for at, name, level in ((0, "Äldreomsorg", 4), (0, "Bygg", 1), (1, "Bygg", 0)):
        stage.bench.do(inventory.say_level, stage.ids[at], stage.units[name], level)
    part = stage.show("levels")
    part.choose(ALL)
    stage.house.settle()
    table = part.overview.table
    assert [c.title for c in table.columns] == ["Verksamhet", "Ansöka på nätet", "Boka tid"]
    assert stage.rows(table) == ["Bygg\t1 Prövas\t0 Inte påbörjat", "Äldreomsorg\t4 Blir bättre hela tiden\t–"]
    assert table.model.edit(table.columns[2], table.model.shown[1], "2")
    assert stage.rows(part.overview.table)[1].endswith("2 Används av några")
    stage.house.window.undo()
    assert stage.rows(part.overview.table)[1].endswith("–")
    part.choose(stage.ids[1])
    assert part.table.isVisibleTo(part) and not part.overview.isVisibleTo(part)


def test_a_level_is_said_with_its_evidence_in_the_inspector(house: Build) -> None:
    stage = Stage(house, "Ansöka på nätet")
    part = stage.show("levels")
    part.adder.added.emit(stage.units["It"])
    part.table.select([f"{stage.ids[0]}|{stage.units['It']}"])
    part._inspector.level.buttons[2].click()
    part._inspector.fields["evidence"].line.insert("Två av fem")
    stage.key(part._inspector.fields["evidence"].line, Qt.Key.Key_Return)
    (row,) = stage.bench.library.all(UnitLevel)
    assert (row.level, row.evidence) == (2, "Två av fem")
    assert stage.rows(part.table) == ["It\t2 Används av några\tTvå av fem"]


# ------------------------------------------------------------------------------------------------ lists in and out


def workbook(rows: list[list[object]]) -> bytes:
    book = openpyxl.Workbook()
    for row in rows:
        book.active.append(row)
    out = io.BytesIO()
    book.save(out)
    return out.getvalue()


def test_a_workbook_dropped_on_the_page_is_looked_through_and_comes_in_as_one_step(house: Build, tmp_path: Path) -> None:
    stage = Stage(house, "Boka tid")
    path = tmp_path / "inventering.xlsx"
    head = ["Behov eller tjänst", "För vem", "Verksamhet", "Nivå idag", "Kan", "Bör", "Nytta", "Insats"]
    path.write_bytes(
        workbook(
            [
                head,
                ["Boka tid", "Alla", "Bygg", "Delvis", "Ja", "Nej", 4, 2],
                ["Följa sitt ärende", "Den som sökt", "Ny enhet", "Nej", "x", "?", 9, "3"],
            ]
        )
    )
    seen: list[str] = []

    def look(sheet: Any) -> None:
        stage.house.settle()
        seen.extend([sheet.told.text(), sheet.bring.text(), *stage.rows(sheet.list)])
        sheet.bring.click()

    stage.house.dialogs.then.append(look)
    stage.house.window.open_files([path])
    stage.house.settle()
    assert seen[1] == "Ta in 2 rader" and "1 rad har en cell som inte kan läsas." in seen[0] and "1 finns och ändras." in seen[0]
    assert "Nytta kan inte läsas: ”9”." in seen[3]
    rows = stage.rows(stage.page.part().table)
    assert rows == [
        "Boka tid\tAlla\tBygg\tDelvis digital\tJa\tNej\t4\t2",
        "Följa sitt ärende\tDen som sökt\tNy enhet\tInte digital\tJa\tVet inte\t–\t3",
    ]
    stage.house.window.undo()
    assert [r.split("\t")[0] for r in stage.rows(stage.page.part().table)] == ["Boka tid"]
    assert stage.bench.library.count(InventoryItem) == 1


def test_lines_pasted_into_the_list_come_in_one_need_a_line(house: Build) -> None:
    stage = Stage(house, "Ett", code="en")
    part = stage.show("list")
    stage.house.dialogs.then.append(lambda sheet: sheet.bring.click())
    part.table.pasted.emit("Know where the case is, today\nBook a meeting\n")
    stage.house.settle()
    assert [x.item.title for x in part.found.lines] == ["Ett", "Know where the case is, today", "Book a meeting"]


@pytest.mark.parametrize(
    ("name", "data"),
    [
        ("fel.xlsx", b"PK\x03\x04 no workbook"),
        ("bild.csv", b"\x89PNG\r\n\x1a\n" + bytes(200)),
        ("tom.csv", b"  \n"),
        ("gammal.xls", b"\xd0\xcf\x11\xe0" + b"x" * 600),
    ],
)
def test_a_hostile_file_is_refused_by_a_sentence_and_nothing_is_written(house: Build, tmp_path: Path, name: str, data: bytes) -> None:
    stage = Stage(house, "Boka tid")
    path = tmp_path / name
    path.write_bytes(data)
    said = len(stage.house.said)
    stage.house.window.open_files([path])
    stage.house.settle()
    assert len(stage.house.said) == said + 1 and stage.house.said[-1][0]
    assert stage.bench.library.count(InventoryItem) == 1 and not stage.house.dialogs.seen


def test_a_cell_that_looks_like_a_formula_stays_words(house: Build, tmp_path: Path) -> None:
    stage = Stage(house, "=HYPERLINK(1)")
    stage.house.dialogs.target = tmp_path / "ut.csv"
    from verkstad.ui.screens.inventory import incoming

    incoming.save(stage.house.window.desk, stage.initiative, "csv")
    text = (tmp_path / "ut.csv").read_text(encoding="utf-8-sig")
    assert "'=HYPERLINK(1)" in text
    seen: list[Any] = []
    stage.house.dialogs.then.append(lambda sheet: seen.extend(sheet.seen.rows))
    stage.house.window.open_files([tmp_path / "ut.csv"])
    assert [row.fate for row in seen] == ["same"]


@pytest.mark.parametrize("code", ["sv", "en"])
def test_what_is_saved_for_excel_another_reader_reads_and_coming_back_it_changes_nothing(house: Build, tmp_path: Path, code: str) -> None:
    here = house(code, with_sample=True)
    assert here.sample is not None
    page: Any = here.go("inventory", here.sample.initiative, "list")
    here.dialogs.target = tmp_path / "ut.xlsx"
    from verkstad.ui.screens.inventory import incoming

    incoming.save(here.window.desk, here.sample.initiative, "xlsx")
    sheet = openpyxl.load_workbook(tmp_path / "ut.xlsx").active
    rows = list(sheet.values)
    assert rows[0][:3] == (("Behov eller tjänst", "Typ", "För vem") if code == "sv" else ("Need or service", "Type", "For whom"))
    assert len(rows) == 1 + len(page.part().found.lines)
    assert rows[1][0] == page.part().found.lines[0].item.title and rows[1][8] == 5
    seen: list[Any] = []
    here.dialogs.then.append(lambda sheet: seen.extend(sheet.seen.rows))
    here.window.open_files([tmp_path / "ut.xlsx"])
    assert {row.fate for row in seen} == {"same"} and len(seen) == len(rows) - 1
    assert not any(row.incoming.wrong for row in seen)
    incoming.copy(here.window.desk, here.sample.initiative)
    assert QGuiApplication.clipboard().text().split("\n")[1].split("\t")[0] == rows[1][0]


# ------------------------------------------------------------------------------------------------ the window


@pytest.mark.parametrize("part", ["list", "map", "journeys", "landing", "levels"])
@pytest.mark.parametrize("code", ["sv", "en"])
def test_every_tab_fits_a_small_window_and_names_all_it_holds(house: Build, code: str, part: str) -> None:
    here = house(code, size=(1024, 640), with_sample=True)
    assert here.sample is not None
    page: Any = here.go("inventory", here.sample.initiative, part)
    assert page.part_shown() == part
    assert clipped(page) == [] and nameless(page) == []


def test_what_was_changed_is_found_from_another_page_on_the_tab_it_stands_on(house: Build) -> None:
    stage = Stage(house, "Boka tid")
    line = stage.bench.do(landing.add_line, stage.initiative, "System", unit=stage.units["It"])
    step = stage.bench.do(journeys.add_step, stage.initiative, "Bygglov", "Ringer")
    level = stage.bench.do(inventory.say_level, stage.ids[0], stage.units["It"], 1)
    judgement = stage.bench.do(inventory.judge_item, stage.ids[0], "Bord 1", 3, 3)
    stage.bench.do(landing.price_hour, stage.initiative, 300)
    price = stage.bench.library.all(Threshold)[0].id
    for kind, row, tab in (
        ("cost_benefit", line, "landing"), ("threshold", price, "landing"), ("journey_step", step, "journeys"),
        ("unit_level", level, "levels"), ("inventory_item", stage.ids[0], "levels"), ("judgement", judgement, "levels"),
    ):  # fmt: skip
        place = places.place_of(stage.bench, kind, row)
        assert place is not None and place.of == stage.initiative
        stage.house.go("people")
        places.go_to(stage.house.window.desk, place)
        stage.house.settle()
        assert stage.house.window.current() is stage.page and stage.page.part_shown() == tab


def test_what_is_selected_in_the_list_is_selected_on_the_map(house: Build) -> None:
    here = house("sv", with_sample=True)
    screen = here.go("inventory", "", "list")
    screen.part().add("Ett nytt behov")
    here.settle()
    made = screen.part().selected_item()
    assert made
    here.window._tabs.setCurrentIndex(1)
    here.settle()
    assert screen.part().selected == made and screen.part().view.selected == made
