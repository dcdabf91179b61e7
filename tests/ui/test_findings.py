"""What there is to look over, in the window: seven rules first, the way to where each is mended, letting be with a reason, badges, copies."""

from __future__ import annotations

from collections.abc import Callable

import pytest
from PySide6.QtCore import QPoint, QRect, Qt
from PySide6.QtGui import QGuiApplication
from PySide6.QtTest import QTest

from tests.ui.conftest import House
from verkstad.app import checks, initiatives, pilots, workshops
from verkstad.domain.following import AcceptedFinding
from verkstad.domain.initiative import Initiative
from verkstad.domain.pilots import Pilot
from verkstad.ui.fields import Field
from verkstad.ui.screens.findings.figures import FiguresSheet
from verkstad.ui.screens.findings.page import FindingsScreen

Build = Callable[..., House]


def page(here: House) -> FindingsScreen:
    shown = here.go("findings")
    assert isinstance(shown, FindingsScreen)
    return shown


def shown(screen: FindingsScreen) -> list[str]:
    return [e.group.code for e in screen.list.entries.rows if e.line is None]


@pytest.mark.parametrize("code", ["sv", "en"])
def test_seven_rules_are_seen_first_and_the_rest_when_wanted(house: Build, code: str) -> None:
    here = house(code, with_sample=True)
    screen = page(here)
    assert len(shown(screen)) == 7 and f"{len(screen.seen.groups)} {'rubriker' if code == 'sv' else 'headings'}" in screen.told.text()
    assert screen.more.isVisible() and ("Visa" if code == "sv" else "Show") in screen.more.text()
    screen.more.click()
    here.settle()
    assert len(shown(screen)) == len(screen.seen.groups) > 7 and not screen.more.isVisible()
    order = [("blocking", "warning", "hint").index(g.severity) for g in screen.seen.groups]
    assert order == sorted(order)


def test_a_new_initiative_has_at_most_three_things_to_look_over(house: Build) -> None:
    here = house()
    here.bench.do(initiatives.new_initiative, "Besked i rätt tid")
    here.settle()
    screen = page(here)
    assert shown(screen) == ["V101", "V210", "V401"] and not screen.more.isVisible()


def test_a_rule_opens_by_keyboard_and_enter_goes_where_it_is_mended(house: Build) -> None:
    here = house(with_sample=True)
    screen = page(here)
    screen.show_all()
    assert screen.list.choose("V507")
    screen.list.setFocus()
    QTest.keyClick(screen.list, Qt.Key.Key_Right)
    entry = screen.list.entry()
    assert entry is not None and entry.line is None
    QTest.keyClick(screen.list, Qt.Key.Key_Down)
    entry = screen.list.entry()
    assert entry is not None and entry.line is not None and entry.line.title == "Ring den sökande inom en vecka"
    assert screen.side.about.text() == entry.line.title and "3 beslut" in screen.side.detail.text()
    QTest.keyClick(screen.list, Qt.Key.Key_Left)
    assert all(e.line is None for e in screen.list.entries.rows)
    QTest.keyClick(screen.list, Qt.Key.Key_Return)
    here.settle()
    assert here.window.current().key == "modules"


def test_what_is_let_be_is_quiet_listed_with_its_reason_and_comes_back_by_undo(house: Build) -> None:
    here = house()
    made = here.bench.do(initiatives.new_initiative, "Besked i rätt tid")
    here.settle()
    screen = page(here)
    screen.list.setFocus()
    assert screen.list.choose("V101")
    QTest.keyClick(screen.list, Qt.Key.Key_Delete)
    assert screen.side.reason.hasFocus() or screen.side.reason.isVisible()
    QTest.keyClick(screen.side.reason, Qt.Key.Key_Return)
    assert not here.bench.library.all(AcceptedFinding)  # no reason, nothing is let be
    screen.side.reason.insert("Nämnden beslutar i mars.")
    QTest.keyClick(screen.side.reason, Qt.Key.Key_Return)
    here.settle()
    assert shown(screen) == ["V210", "V401"]
    assert [(a.code, a.about, a.reason) for a in here.bench.library.children(AcceptedFinding, made)] == [
        ("V101", made, "Nämnden beslutar i mars.")
    ]
    screen.which.setCurrentIndex(screen.which.findData("accepted"))
    screen.which.activated.emit(screen.which.currentIndex())
    assert shown(screen) == ["V101"] and "Nämnden beslutar i mars." in screen.side.said.text()
    here.window.undo()
    here.settle()
    assert "V101" in [g.code for g in screen.seen.groups] and not screen.seen.accepted


def test_what_was_let_be_is_taken_up_again(house: Build) -> None:
    here = house()
    made = here.bench.do(initiatives.new_initiative, "Besked i rätt tid")
    here.bench.do(checks.accept_finding, made, "V210", made, "Vi väntar.")
    screen = page(here)
    assert shown(screen) == ["V101", "V401"]
    screen.which.setCurrentIndex(screen.which.findData("accepted"))
    screen.which.activated.emit(screen.which.currentIndex())
    screen.side.back.click()
    here.settle()
    assert [g.code for g in screen.seen.groups] == ["V101", "V210", "V401"]


def test_the_list_is_filtered_by_severity_and_by_page(house: Build) -> None:
    here = house(with_sample=True)
    screen = page(here)
    screen.of_severity.setCurrentIndex(screen.of_severity.findData("hint"))
    screen.of_severity.activated.emit(screen.of_severity.currentIndex())
    assert shown(screen) and {e.group.severity for e in screen.list.entries.rows} == {"hint"}
    screen.of_severity.setCurrentIndex(0)
    screen.of_page.setCurrentIndex(screen.of_page.findData("teams"))
    screen.of_page.activated.emit(screen.of_page.currentIndex())
    assert shown(screen) and all(screen._page(line) == "teams" for g in screen.groups() for line in g.lines)
    left = sum(len(g.lines) for g in screen.groups())
    assert screen.of_page.currentText() == f"Team ({left})"  # a choice says how many it leaves, before it is made
    every = [screen.of_page.itemText(n) for n in range(1, screen.of_page.count())]
    assert sum(int(text.rpartition("(")[2].rstrip(")")) for text in every) == screen.seen.count


def test_everything_is_copied_as_text(house: Build) -> None:
    here = house(with_sample=True)
    screen = page(here)
    screen.copy_button.click()
    told = QGuiApplication.clipboard().text()
    assert "Flera första piloter samtidigt (1) – " in told and "  • Besked i rätt tid: 2 pågår, och ingen är avgjord" in told
    assert told.count("\n") >= screen.seen.count


def test_only_what_hinders_puts_a_badge_on_the_page_where_it_is_mended(house: Build) -> None:
    here = house(with_sample=True)
    initiative = here.bench.library.all(Initiative)[0].id
    here.window._look_over()
    items = here.window._nav_items
    assert not items["findings"].badge and not items["pilots"].badge
    pilot = next(p for p in here.bench.library.children(Pilot, initiative) if p.state == "running")
    here.bench.do(pilots.set_decision_day, pilot.id, "2026-11-01")
    here.window._look_over()
    assert items["pilots"].badge == 1 and not items["findings"].badge
    here.bench.do(checks.accept_finding, initiative, "V706", pilot.id, "Vi ses på torsdag.")
    here.window._look_over()
    assert not items["pilots"].badge


def test_a_workshop_without_an_initiative_is_looked_over_by_itself(house: Build) -> None:
    here = house()
    made = here.bench.do(workshops.new_workshop, "Ensam dag", date="2026-12-04")
    here.go("findings", made)
    screen = here.window.current()
    assert isinstance(screen, FindingsScreen)
    assert screen.subtitle() == "Ensam dag" and shown(screen) == ["V1101"]
    assert "syfte" in screen.side.detail.text()


def test_without_an_initiative_the_page_says_what_it_is_for(house: Build) -> None:
    here = house()
    screen = page(here)
    assert "förändring" in screen.begin.sentence.text() and screen.begin.isVisible()


def test_an_initiative_where_all_is_let_be_says_so(house: Build) -> None:
    here = house()
    made = here.bench.do(initiatives.new_initiative, "Tyst")
    for code in ("V101", "V210", "V401"):
        here.bench.do(checks.accept_finding, made, code, made, "Det kommer.")
    screen = page(here)
    assert shown(screen) == [] and screen.told.text() == "Inget här"


def test_the_workshop_menu_leads_to_what_there_is_to_look_over_in_it(house: Build) -> None:
    here = house()
    made = here.bench.do(workshops.new_workshop, "Ensam dag", date="2026-12-04")
    here.go("workshop", made)
    here.window.look_over_workshop()
    here.settle()
    screen = here.window.current()
    assert isinstance(screen, FindingsScreen) and screen.subtitle() == "Ensam dag" and screen.workshop() == made
    initiative = here.bench.do(initiatives.new_initiative, "Besked i rätt tid")
    here.bench.do(workshops.attach_to_initiative, made, initiative)
    here.go("workshop", made)
    here.window.look_over_workshop()
    here.settle()
    assert screen.subtitle() == "" and screen.whose() == initiative


def test_an_initiative_chooses_its_own_figures_in_the_window(house: Build) -> None:
    here = house()
    made = here.bench.do(initiatives.new_initiative, "Besked i rätt tid")
    pilot = here.bench.do(pilots.begin_pilot, made, "Ring inom en vecka", decision_day="2027-02-01")
    here.bench.do(pilots.add_loop, pilot, "Hur?", starts="2026-11-01", ends="2026-11-20")
    screen = page(here)
    assert "V708" not in [g.code for g in screen.seen.groups]

    def choose(sheet: FiguresSheet) -> None:
        field = sheet.fields["loop_days"]
        assert field.line.placeholderText() == "30" and not field.text()
        field.line.setFocus()
        QTest.keyClicks(field.line, "14")
        field.settle()
        sheet.accept()

    here.dialogs.then.append(choose)
    screen.figures_button.click()
    here.settle()
    assert "V708" in [g.code for g in screen.seen.groups]
    assert checks.thresholds(here.bench.library, made)["loop_days"] == (30, 14)
    here.window.undo()
    here.settle()
    assert "V708" not in [g.code for g in screen.seen.groups]


def test_going_there_opens_the_box_where_it_is_mended_and_without_one_the_row(house: Build) -> None:
    here = house(with_sample=True)
    seen = {line.finding.code: line.finding for g in page(here).seen.groups for line in g.lines}
    boxes = {"V202": "initiative", "V806": "initiative", "V810": "insights", "V901": "launch", "V608": "teams", "V406": "inventory"}
    for code, key in boxes.items():
        screen, found = page(here), seen[code]
        screen.show_all()
        assert screen.list.choose(code, found.id)
        screen.go_there(screen.list.entry())
        here.settle()
        field = here.window.focusWidget()
        while field is not None and not isinstance(field, Field):
            field = field.parentWidget()
        assert here.window.current().key == key
        assert isinstance(field, Field) and field.isVisible() and field.shows == (found.mend[1], found.column), code
    screen = page(here)
    screen.show_all()
    assert not seen["V601"].column and screen.list.choose("V601")
    screen.go_there(screen.list.entry())
    here.settle()
    assert here.window.current().key == "teams" and here.window.current().isAncestorOf(here.window.focusWidget())


def test_going_there_the_first_time_shows_the_card_of_the_goal_with_the_keyboard_in_the_box_that_is_missing(house: Build) -> None:
    here = house(size=(1366, 768), with_sample=True)
    screen = page(here)
    screen.show_all()
    assert screen.list.choose("V201")
    entry = screen.list.entry()
    assert entry is not None
    finding = entry.group.lines[0].finding
    screen.list.setFocus()
    QTest.keyClick(screen.list, Qt.Key.Key_Return)
    here.settle()
    overview = here.window.current().overview  # type: ignore[attr-defined]
    card = overview.goal_cards[finding.mend[1]]
    seen = overview._scroll.viewport()
    for late in (overview._soon, overview._joints):
        late.now()  # nothing that comes a little later pushes it out again
    here.settle()
    assert seen.rect().contains(QRect(card.mapTo(seen, QPoint()), card.size()))
    box = card.boxes[card.first_missing()]
    assert here.window.focusWidget() is box and box.shows == (finding.mend[1], finding.column)


def test_going_to_a_goal_that_lacks_no_box_puts_the_keyboard_in_its_words(house: Build) -> None:
    here = house(size=(1366, 768), with_sample=True)
    found = next(line.finding for g in page(here).seen.groups for line in g.lines if g.code == "V203")
    overview = here.go("initiative", found.mend[1]).overview  # type: ignore[attr-defined]
    assert here.window.focusWidget() is overview.goal_cards[found.mend[1]].statement.words
    here.go("findings")
    here.go("initiative")
    assert here.window.focusWidget() is overview.red_thread.buttons["decision"]  # one that was brought is not brought again
