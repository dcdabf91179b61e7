"""A block is written, moved, made longer and taken back, with the keyboard alone, in the whole window."""

from __future__ import annotations

from collections.abc import Callable

from PySide6.QtCore import Qt
from PySide6.QtTest import QTest

from tests.journeys.hand import Hand
from tests.ui.conftest import House
from verkstad.app import workshops
from verkstad.domain.agenda import AgendaBlock
from verkstad.domain.workshop import Day
from verkstad.ui.screens.planner.quickadd import QuickAdd
from verkstad.ui.screens.planner.timeline import Timeline

Build = Callable[..., House]


def test_blocks_are_written_moved_stretched_and_undone_with_the_keyboard_alone(house: Build) -> None:
    here = house("sv")
    made = here.bench.do(workshops.new_workshop, "Tangentdagen", date="2027-05-04")
    day = here.bench.library.children(Day, made)[0].id
    empty = here.bench.library.shown()
    here.go("workshop", made)
    hand = Hand(here)

    def titles() -> list[str]:
        return [b.title for b in here.bench.library.children(AgendaBlock, day)]

    def minutes() -> list[int | None]:
        return [b.minutes for b in here.bench.library.children(AgendaBlock, day)]

    add = hand.button(here.window, "Skriv det första momentet")
    add.setFocus()
    QTest.keyClick(add, Qt.Key.Key_Space)
    here.settle()
    quick = next(w for w in here.window.findChildren(QuickAdd) if w.isVisible())
    for words in ("Incheckning 20 min", "Skiva det stora 1h30", "Fika 15"):
        QTest.keyClicks(quick, words)
        QTest.keyClick(quick, Qt.Key.Key_Return)
        here.settle()
    assert titles() == ["Incheckning", "Skiva det stora", "Fika"]
    assert minutes() == [20, 90, 15]

    timeline = here.window.current().findChild(Timeline)
    timeline.setFocus()
    here.settle()
    QTest.keyClick(timeline, Qt.Key.Key_End)
    QTest.keyClick(timeline, Qt.Key.Key_Up, Qt.KeyboardModifier.AltModifier)
    here.settle()
    assert titles() == ["Incheckning", "Fika", "Skiva det stora"]
    QTest.keyClick(timeline, Qt.Key.Key_Right, Qt.KeyboardModifier.AltModifier)
    here.settle()
    assert minutes() == [20, 20, 90]

    for _step in range(5):
        hand.press("Ctrl+Z", here.window)
    assert here.bench.library.shown() == empty
    for _step in range(5):
        hand.press("Ctrl+Shift+Z", here.window)
    assert titles() == ["Incheckning", "Fika", "Skiva det stora"]
    assert minutes() == [20, 20, 90]
