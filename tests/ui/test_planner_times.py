"""Time memory in the inspector and the library, and the day as it went."""

from __future__ import annotations

from datetime import UTC, datetime, timedelta

import pytest
from PySide6.QtCore import Qt
from PySide6.QtTest import QTest

from tests.ui.planning import Planner, close, make_planner, planner
from tests.ui.walking import clipped, nameless
from verkstad.app import agenda, timings, workshops
from verkstad.app.workbench import Bench
from verkstad.domain.fields import Id
from verkstad.domain.held import Held
from verkstad.domain.workshop import Day
from verkstad.storage.writing import Transaction
from verkstad.ui import controls

__all__ = ["planner"]


def plain(text: str) -> str:
    return text.replace("\u00a0", " ").strip()


def hold(bench: Bench, block: Id, day: str, start: int, minutes: int, planned: int, how: str = "held") -> None:
    """A block as the running day writes it: times in UTC, from local minutes of the day."""
    began = datetime.fromisoformat(f"{day}T00:00:00").astimezone() + timedelta(minutes=start)
    ended = began + timedelta(minutes=minutes)
    said = [m.astimezone(UTC).strftime("%Y-%m-%dT%H:%M:%SZ") for m in (began, ended)]
    with bench._writing("test"):
        tx = Transaction(bench.library)
        tx.put(Held(id=tx.derived_id("held", block), parent=block, started=said[0], ended=said[1], how=how, planned=planned))
    bench._tell(None)


def earlier(bench: Bench, *lengths: int) -> None:
    """Workshops in which the method really took so long."""
    for n, minutes in enumerate(lengths, 1):
        workshop = bench.do(workshops.new_workshop, f"W{n}", date=f"2027-04-{n:02}")
        block = bench.do(agenda.insert_method, bench.library.children(Day, workshop)[0].id, "premortem", minutes=25)
        hold(bench, block, f"2027-04-{n:02}", 540, minutes, 25)


def test_a_method_that_was_held_tells_how_long_it_took_and_a_click_takes_it(planner: Planner) -> None:
    block = planner.bench.do(agenda.insert_method, planner.day, "premortem", minutes=25)
    planner.view.choose([block])
    planner.settle()
    inspector = planner.part.side.inspector
    assert not inspector._memory.isVisible()
    earlier(planner.bench, 31, 40, 35)
    planner.settle()
    assert plain(inspector.memory.text()) == "Tog 35 min förra gången (planerat 25 min). Median av 3 gånger: 35 min."
    assert planner.bench.library.need(agenda.AgendaBlock, block).minutes == 25  # nothing by itself
    inspector.take_memory.setFocus()
    assert planner.steps(lambda: QTest.keyClick(inspector.take_memory, Qt.Key.Key_Space)) == 1
    assert planner.bench.library.need(agenda.AgendaBlock, block).minutes == 35
    assert not inspector.take_memory.isVisible()
    planner.bench.undo()
    assert planner.bench.library.need(agenda.AgendaBlock, block).minutes == 25


def test_the_library_tells_it_before_the_method_is_inserted(planner: Planner) -> None:
    earlier(planner.bench, 42)
    planner.part.side.show_library()
    panel = planner.part.side.library
    assert panel is not None
    panel.search.setText("premortem")
    planner.settle()
    assert plain(panel.memory.text()).endswith("Tog 42 min förra gången (planerat 25 min).")
    panel.search.setText("fiskben")
    planner.settle()
    assert not panel.memory.isVisible()


def test_the_block_itself_and_what_was_skipped_do_not_count(planner: Planner) -> None:
    block = planner.bench.do(agenda.insert_method, planner.day, "premortem")
    hold(planner.bench, block, "2027-05-12", 540, 50, 25)
    assert planner.bench.ask(timings.time_memory, "premortem", besides=block) is None
    found = planner.bench.ask(timings.time_memory, "premortem")
    assert found is not None and found.latest.minutes == 50
    assert planner.bench.ask(timings.time_memory, "") is None


def test_a_day_that_was_held_shows_how_it_went(planner: Planner) -> None:
    assert not planner.part.went.isVisible()
    hold(planner.bench, planner.id("Incheckning"), "2027-05-12", 9 * 60 + 12, 28, 20)
    hold(planner.bench, planner.id("Nuläget i tre siffror"), "2027-05-12", 9 * 60 + 40, 25, 25)
    hold(planner.bench, planner.id("Vad hindrar oss?"), "2027-05-12", 10 * 60 + 5, 1, 45, how="skipped")
    planner.settle()
    assert planner.part.went.isVisible()
    QTest.mouseClick(planner.part.went, Qt.MouseButton.LeftButton)
    planner.settle()
    panel = planner.part.side.held
    assert panel is not None and panel.isVisible()
    assert plain(panel.told.text()) == "Började 12 min sent."  # it still goes on
    rows = [plain(w.accessibleName()) for w in panel.findChildren(controls.CardButton)]
    assert rows[:3] == [
        "Incheckning, planerat 20 min, tog 28 min, +8", "Nuläget i tre siffror, planerat 25 min, tog 25 min", "Vad hindrar oss?, planerat 45 min, hoppades över",
    ]  # fmt: skip
    for at, block in enumerate(planner.blocks()[3:]):
        hold(planner.bench, block.id, "2027-05-12", 10 * 60 + 5 + 15 * at, 15, 20)
    planner.settle()
    assert plain(panel.told.text()) == "Började 12 min sent, slutade 2 tim 55 min tidigt."


@pytest.mark.parametrize("code", ["sv", "en", "xx"])
def test_times_are_whole_in_every_language(qapp: object, code: str) -> None:
    p = make_planner(code, dark=code == "en")
    earlier(p.bench, 31, 40)
    block = p.bench.do(agenda.insert_method, p.day, "premortem", minutes=25)
    hold(p.bench, p.id("Incheckning"), "2027-05-12", 9 * 60 + 12, 28, 20)
    p.view.choose([block])
    p.settle()
    assert not clipped(p.part.side.inspector)
    p.part.side.show_held()
    p.settle()
    assert p.part.side.held is not None
    assert not clipped(p.part.side.held)
    assert not nameless(p.part.side.held)
    close(p)


@pytest.mark.parametrize("width", [620, 760, 980])
def test_when_the_day_is_stands_whole_beside_a_long_warning(planner: Planner, width: int) -> None:
    """A clock that is cut reads as another clock: the warning ends in dots instead."""
    block = planner.id("Klustra och rösta")
    planner.bench.do(agenda.rename_block, block, "Klustra och rösta om de tre vägarna framåt tillsammans")
    planner.bench.do(agenda.fix_start, block, 9 * 60 + 10)
    planner.part.resize(width, 700)
    planner.settle()
    span, badge = planner.part.span, planner.part.badge
    assert badge.kind == "over" and span.text().lstrip().startswith(("08", "09", "8", "9"))
    assert span.width() >= span.sizeHint().width() and span.geometry().right() < badge.geometry().left()
    assert badge.shown() == badge.text() or badge.shown().endswith("…")
    assert badge.text() in badge.toolTip()
