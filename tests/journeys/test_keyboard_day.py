"""Keyboard alone: a half-day is planned, people are mixed in groups, the day is led, and ten notes become three actions. No mouse, no focus given by the test."""

from __future__ import annotations

from collections.abc import Callable
from datetime import datetime
from typing import Any

import pytest
from PySide6.QtCore import QEvent, Qt
from PySide6.QtGui import QGuiApplication, QKeyEvent, QKeySequence
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QAbstractButton, QApplication, QTabBar, QWidget
from shiboken6 import isValid

from tests.app.test_running import Clocks
from tests.journeys.hand import people_from_a_spreadsheet
from tests.ui.conftest import House
from tests.ui.test_groups import InHouse
from verkstad.app import running
from verkstad.domain.actions import Action
from verkstad.domain.agenda import AgendaBlock
from verkstad.domain.grouping import Seat
from verkstad.domain.harvest import Capture, Cluster
from verkstad.domain.held import Held
from verkstad.domain.workshop import Participation, Workshop
from verkstad.ui.screens.groups.mixing import Mixing
from verkstad.ui.screens.harvest.wall import Wall
from verkstad.ui.screens.run import part as run_part

Build = Callable[..., House]


class Keys:
    """The keyboard. It goes to whatever has it, as the program has placed it; the clipboard is another program's."""

    def __init__(self, here: House) -> None:
        self.here, self.pressed = here, 0

    def top(self) -> QWidget:
        """The window that has the keyboard: a dialog while one is open. There is no window manager here to say so."""
        found: QWidget = next((d for d in reversed(self.here.dialogs.seen) if isValid(d) and d.isVisible()), self.here.window)
        if not found.isActiveWindow():
            found.activateWindow()
            self.here.settle()
        return found

    def focus(self) -> QWidget:
        found = self.top().focusWidget()
        assert found is not None
        return found

    def press(self, keys: str, times: int = 1) -> None:
        for _time in range(times):
            self.pressed += 1
            QTest.keySequence(self.top().windowHandle(), QKeySequence(keys))
            self.here.settle()

    def type(self, text: str) -> None:
        self.pressed += len(text)
        for letter in text:
            if letter.isascii():
                QTest.keyClick(self.focus(), letter)
            else:  # QTest knows no å, ä and ö
                for kind in (QEvent.Type.KeyPress, QEvent.Type.KeyRelease):
                    QApplication.sendEvent(self.focus(), QKeyEvent(kind, ord(letter.upper()), Qt.KeyboardModifier.NoModifier, letter))
        self.here.settle()

    def enter(self, text: str) -> None:
        self.type(text)
        self.press("Return")

    def named(self) -> str:
        now = self.focus()
        return now.accessibleName().strip() or (now.text().strip() if isinstance(now, QAbstractButton) else "")

    def to(self, words: str, way: str = "Tab") -> None:
        """The tab key, until what has the keyboard is called so."""
        passed = []
        for _step in range(90):
            self.press(way)
            passed.append(self.named() or type(self.focus()).__name__)
            if passed[-1].startswith(words):
                return
        raise AssertionError(f"the tab key does not come to {words!r}: {passed}")

    def tab(self, words: str) -> None:
        """The tabs of the page: there with the tab key, then the arrows."""
        for way in ("Tab", "Shift+Tab"):
            for _step in range(60):
                now = self.focus()
                if isinstance(now, QTabBar):
                    break
                self.press(way)
            if isinstance(self.focus(), QTabBar):
                break
        bar = self.focus()
        assert isinstance(bar, QTabBar), "the tab key does not come to the tabs"
        wanted = next(at for at in range(bar.count()) if bar.tabText(at).startswith(words))
        while bar.currentIndex() != wanted:
            self.press("Right" if bar.currentIndex() < wanted else "Left")


@pytest.fixture
def clocks(monkeypatch: pytest.MonkeyPatch) -> Clocks:
    made = Clocks(running.local_midnight(datetime.now().timestamp()) + 9 * 3600.0)
    monkeypatch.setattr(run_part, "SystemClock", lambda: made)
    monkeypatch.setattr(Mixing, "make", InHouse)
    return made


def test_a_half_day_is_planned_mixed_led_and_harvested_by_keyboard_alone(house: Build, clocks: Clocks, qtbot: Any) -> None:
    here = house("sv")
    keys, library = Keys(here), here.bench.library
    here.window.activateWindow()
    here.settle()
    today = datetime.fromtimestamp(clocks.true).date().isoformat()

    # The program, line by line.
    def begin(dialog: Any) -> None:
        here.settle()
        keys.type("Förmiddagen")
        keys.to("Datum")
        keys.type(today)
        keys.press("Return")

    here.dialogs.then.append(begin)
    keys.press("Ctrl+N")
    (workshop,) = library.all(Workshop)
    keys.press("Space")
    for line in ("Incheckning 20 min", "Skiva det stora 1h", "Fika 20", "Nästa steg 45", "Utcheckning 10"):
        keys.enter(line)
    keys.press("Escape")
    assert [(b.title, b.minutes) for b in library.all(AgendaBlock)] == [
        ("Incheckning", 20), ("Skiva det stora", 60), ("Fika", 20), ("Nästa steg", 45), ("Utcheckning", 10),
    ]  # fmt: skip
    keys.press("Home")
    keys.press("Down", 3)
    keys.press("Alt+Left")
    blocks = library.all(AgendaBlock)
    assert (blocks[3].title, blocks[3].minutes) == ("Nästa steg", 40)

    # The people, out of a spreadsheet, and their groups.
    QGuiApplication.clipboard().setText(people_from_a_spreadsheet(12))
    keys.tab("Människor")
    keys.to("Klistra in en lista")

    def bring(_dialog: Any) -> None:
        keys.to("Importera 12")
        keys.press("Space")

    here.dialogs.then.append(bring)
    keys.press("Space")
    assert library.count(Participation, parent=workshop.id) == 12
    keys.to("Listan")
    keys.press("Right")
    assert keys.named() == "Grupper"
    keys.to("Gör grupper")
    keys.press("Space")
    keys.to("Blanda")
    keys.press("Space")
    qtbot.waitUntil(lambda: library.count(Seat) == 24, timeout=30_000)  # two blocks are worked in groups
    here.settle()
    keys.to("Bord 1")
    before = {s.id: s.group for s in library.all(Seat)}
    keys.press("Alt+Right")
    moved = [s.id for s in library.all(Seat) if before[s.id] != s.group]
    assert len(moved) == 1
    assert [s.id for s in library.all(Seat) if s.locked] == moved  # who is moved by hand stays there
    keys.press("Return")
    assert not any(s.locked for s in library.all(Seat))

    # The day: a note now and then without losing the clock.
    keys.tab("Genomför")
    keys.to("Starta nu")
    keys.press("Space")
    part = here.window.current().part()  # type: ignore[attr-defined]
    assert part.stage.runs
    written = iter(range(1, 11))
    for length, notes in ((20, 2), (60, 4), (20, 0), (40, 4), (10, 0)):
        for _note in range(notes):
            keys.press("Return")
            keys.enter(f"Lapp nummer {next(written)}")
            keys.press("Escape")
        clocks.go(60 * length)
        part.look()
        here.settle()
        assert part.face.number == "0" and keys.focus() is part.face
        keys.press("PgDown")
    assert part.stage.state.finished is not None
    assert [h.how for h in library.all(Held)] == ["held"] * 5
    notes = library.children(Capture, workshop.id)
    assert len(notes) == 10 and [n.block for n in notes] == [blocks[0].id] * 2 + [blocks[1].id] * 4 + [blocks[3].id] * 4
    assert keys.named() == "Till skörden"
    keys.press("Space")

    # The harvest, where the button leads: two clusters with a heading of their own and one note by itself become three actions; the rest
    # is kept or laid aside.

    def wall() -> Wall:
        while not isinstance(keys.focus(), Wall):
            keys.to("Lappar")
        return keys.focus()  # type: ignore[return-value]

    def chosen() -> list[str]:
        return [spot.line.capture.says for spot in wall().selected() if spot.line is not None]

    assert chosen() == ["Lapp nummer 1"]

    def go_to(note: str) -> None:
        for _step in range(30):
            if chosen() == [note]:
                return
            keys.press("Right" if chosen() else "Down")
        raise AssertionError(f"the arrows do not come to {note!r}")

    for first, second, heading in ((1, 2, "Nåbarhet"), (3, 4, "Väntetid")):
        go_to(f"Lapp nummer {first}")
        keys.press("Shift+Right")
        assert chosen() == [f"Lapp nummer {first}", f"Lapp nummer {second}"]
        keys.press("H")
        keys.enter(heading)
        assert [spot.key[0] for spot in wall().selected()] == ["cluster"]
        keys.press("A")
    go_to("Lapp nummer 5")
    keys.press("A")
    go_to("Lapp nummer 6")
    for key in "KKLLK":  # each goes on to the next that is unsorted
        keys.press(key)
    assert sorted(c.title for c in library.all(Cluster)) == ["Nåbarhet", "Väntetid"]
    assert sorted(a.what for a in library.all(Action)) == ["Lapp nummer 5", "Nåbarhet", "Väntetid"]
    settled = [c.settled for c in library.children(Capture, workshop.id)]
    assert settled == ["became"] * 5 + ["kept", "kept", "left", "left", "kept"]
    assert {c.result for c in library.all(Capture)} - {""} == {a.id for a in library.all(Action)}
    print(f"\n{keys.pressed} keys")
