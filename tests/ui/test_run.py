"""Leading the day through the real window: the keys, the clock, the proposal, and what the room sees and never sees."""

from __future__ import annotations

import json
import os
import subprocess
import sys
import textwrap
from collections.abc import Callable
from datetime import UTC, datetime
from pathlib import Path
from typing import Any

import pytest
from PySide6.QtCore import QPoint, Qt
from PySide6.QtWidgets import QComboBox, QLabel, QLineEdit, QPushButton, QWidget

from tests.app.test_running import Clocks
from tests.ui.conftest import House
from tests.ui.walking import backwards, clipped, nameless
from verkstad.app import agenda, attachments, people, running, slides, workshops
from verkstad.app.people import NewPerson
from verkstad.domain.agenda import AgendaBlock
from verkstad.domain.harvest import Capture
from verkstad.domain.held import Held
from verkstad.domain.workshop import Day
from verkstad.ui.screens.run import part as run_part
from verkstad.ui.screens.run.part import RunPart
from verkstad.ui.screens.run.projector import Projector
from verkstad.ui.screens.run.room import CountLine

SECRET = "Säg inget om omorganisationen"
KEY = Qt.Key


@pytest.fixture
def clocks(monkeypatch: pytest.MonkeyPatch) -> Clocks:
    made = Clocks(running.local_midnight(datetime.now().timestamp()) + 9 * 3600.0)
    monkeypatch.setattr(run_part, "SystemClock", lambda: made)
    return made


def says(widget: Any) -> str:
    """What a label or a button says, with ordinary spaces."""
    return str(widget.text()).replace("\u00a0", " ").strip()


class Day_:
    """A house where a workshop of four blocks from nine o'clock is looked at in the tab Genomför."""

    def __init__(self, here: House, clocks: Clocks, qtbot: Any, *, blocks: bool = True) -> None:
        self.house, self.clocks, self.qtbot, self.bench = here, clocks, qtbot, here.bench
        self.bench.library.clock = lambda: datetime.fromtimestamp(clocks.read().wall, UTC)  # else a day at nine is forgotten after 21
        today = datetime.fromtimestamp(clocks.true).date().isoformat()
        found = [w.id for w in self.bench.ask(workshops.workshops)]
        self.workshop: str = found[0] if found else self.bench.do(workshops.new_workshop, "Torsdagen", date=today)
        self.day = self.bench.library.children(Day, self.workshop)[0].id
        if blocks and not found:
            for title, minutes in (("Incheckning", 20), ("Arbete", 60), ("Fika", 20), ("Lunch", 60)):
                self.bench.do(agenda.add_block, self.day, title=title, minutes=minutes)
            self.bench.do(agenda.fix_start, self.block(3), 10 * 60 + 40)
            self.bench.do(agenda.prioritise_block, self.block(1), "may_give")
            self.bench.do(agenda.instruct_participants, self.block(0), "Säg ditt namn och vad du hoppas på.")
            self.bench.do(agenda.note_privately, self.block(0), SECRET)
        here.go("workshop", self.workshop, "run")
        self.part: RunPart = here.window.current().part()  # type: ignore[attr-defined]
        here.window.activateWindow()
        self.settle()

    def block(self, at: int) -> str:
        return self.bench.library.children(AgendaBlock, self.day)[at].id

    def settle(self) -> None:
        self.house.settle()

    def go(self, seconds: float) -> None:
        self.clocks.go(seconds)
        self.part.look()
        self.settle()

    def press(self, key: Qt.Key, on: QWidget | None = None) -> None:
        self.qtbot.keyClick(on or self.part.face, key)
        self.settle()

    def clock(self) -> str:
        return f"{self.part.face.number} {self.part.face.words}"

    def seen(self) -> str:
        """Every text of the page and its inspector that is in view."""
        roots = [self.part, self.part._side]
        found = []
        for root in roots:
            for widget in root.findChildren(QWidget):
                if widget.isVisibleTo(root):
                    found.append(widget.accessibleName())
                    found.append(widget.toolTip())
                    if isinstance(widget, (QLabel, QPushButton, QLineEdit)):
                        found.append(widget.text())
                    if isinstance(widget, QComboBox):
                        found.append(widget.currentText())
        return "\n".join(found).replace("\u00a0", " ")


@pytest.fixture
def day(house: Callable[..., House], clocks: Clocks, qtbot: Any) -> Callable[..., Day_]:
    def build(code: str = "sv", theme: str = "light", size: tuple[int, int] = (1360, 850), *, blocks: bool = True) -> Day_:
        return Day_(house(code, theme, size), clocks, qtbot, blocks=blocks)

    return build


SETTING = """
import sys
from pathlib import Path
from PySide6.QtGui import QGuiApplication
from verkstad import start
from verkstad.app import agenda, workshops
from verkstad.domain.workshop import Day
bench = start.open_bench(Path(sys.argv[1]) / "library.sqlite")
workshop = bench.do(workshops.new_workshop, "Torsdagen")
day = bench.library.children(Day, workshop)[0].id
for title in ("Ett", "Två"):
    block = bench.do(agenda.add_block, day, title=title, minutes=20)
    bench.do(agenda.note_privately, block, "hemligt")
program = start.Program(bench, Path(sys.argv[1]) / "library.sqlite", "sv")
window = program.build()
window.show()
said = []
window.desk.said.connect(lambda sentence, undo: said.append(sentence))
window.desk.go("workshop", workshop, "run")
part = window.current().part()
def settle():
    for _ in range(6):
        program.app.processEvents()
settle()
"""


def run_on_screens(tmp_path: Path, places: tuple[tuple[int, int, int, int], ...], code: str) -> None:
    """Run `code` in a process of its own, on a platform with these screens (x, y, width, height)."""
    names = ("x", "y", "width", "height")
    dots = {"logicalDpi": 96, "logicalBaseDpi": 96, "dpr": 1}
    screens = tmp_path / "screens.json"
    screens.write_text(
        json.dumps({"screens": [{"name": f"screen {n}", **dict(zip(names, place, strict=True)), **dots} for n, place in enumerate(places)]})
    )
    done = subprocess.run(
        [sys.executable, "-c", SETTING + textwrap.dedent(code) + "\nprogram.end()\nprint('right')", str(tmp_path)],
        env={**os.environ, "QT_QPA_PLATFORM": f"offscreen:configfile={screens}"},
        capture_output=True, text=True, timeout=120, check=False,
    )  # fmt: skip
    assert done.returncode == 0 and "right" in done.stdout, done.stderr[-2000:]


def test_a_workshop_without_blocks_says_what_the_page_is_for_and_leads_to_the_program(day: Callable[..., Day_]) -> None:
    here = day(blocks=False)
    assert "Här leder du dagen" in here.part.empty.sentence.text()
    assert here.part.empty.button is not None
    here.part.empty.button.click()
    here.settle()
    assert here.house.window.current().tab() == 0


def test_the_day_is_led_with_one_key_for_each_thing(day: Callable[..., Day_]) -> None:
    here = day()
    assert says(here.part.start_button) == "Starta nu"
    here.press(KEY.Key_Space, here.part.start_button)
    assert here.clock() == "20 min kvar" and here.part.title_label.text() == "Incheckning"
    assert here.part.next_label.text() == "Sedan: Arbete, 09.20"
    assert here.part.face.hasFocus()
    here.go(3 * 60 + 1)
    assert here.clock() == "17 min kvar"
    here.press(KEY.Key_Plus)
    here.press(KEY.Key_5)
    assert here.clock() == "23 min kvar" and says(here.part.standing_label) == "6 min efter"
    assert says(here.part.end_label) == "Slutar 11.46 (planerat 11.40)"
    here.press(KEY.Key_P)
    here.go(600)
    assert here.clock() == "23 min kvar" and here.part.face.told == "Paus" and here.part.pause_button.text() == "Fortsätt"
    here.press(KEY.Key_P)
    here.press(KEY.Key_H)
    assert here.part.next_label.text().startswith("Sedan: Fika")
    here.press(KEY.Key_PageDown)
    assert here.part.title_label.text() == "Fika"
    here.press(KEY.Key_PageUp)
    assert here.part.title_label.text() == "Incheckning" and here.clock() == "23 min kvar"
    held = here.bench.library.all(Held)
    assert {h.parent: h.how for h in held} == {here.block(0): "", here.block(1): "skipped"}
    here.press(KEY.Key_PageDown)
    here.press(KEY.Key_PageDown)
    here.press(KEY.Key_PageDown)
    assert here.part._stack.currentIndex() == 3 and "överhoppat" in here.seen()
    here.part.reopen_button.click()
    here.settle()
    assert here.part.title_label.text() == "Lunch"


def test_a_block_that_was_skipped_is_taken_in_again(day: Callable[..., Day_]) -> None:
    here = day()
    here.part.start()
    here.press(KEY.Key_H)
    assert "Överhoppat: Arbete" in here.seen() and here.part.next_label.text().startswith("Sedan: Fika")
    next(b for b in here.part._side.findChildren(QPushButton) if b.accessibleName() == "Ta med ”Arbete” igen").click()
    here.settle()
    assert here.part.next_label.text().startswith("Sedan: Arbete") and "Överhoppat" not in here.seen()
    assert here.block(1) not in {h.parent for h in here.bench.library.all(Held)}


def test_a_held_key_counts_once(day: Callable[..., Day_]) -> None:
    from PySide6.QtCore import QEvent
    from PySide6.QtGui import QKeyEvent

    here = day()
    here.part.start()
    again = QKeyEvent(QEvent.Type.KeyPress, KEY.Key_PageDown, Qt.KeyboardModifier.NoModifier, "", True)
    assert here.part.take_key(again) and here.part.title_label.text() == "Incheckning"


def test_started_twenty_minutes_late_one_key_takes_the_proposal_and_lunch_is_kept(day: Callable[..., Day_], clocks: Clocks) -> None:
    clocks.go(17 * 60)
    here = day()
    assert says(here.part.start_button) == "Starta nu, 17 min sent"
    assert "Arbete 60 → 43 min\nSå hålls Lunch 10.40. Bara moment som får ge tid ger." in says(here.part.before_proposal)
    here.part.start_button.click()
    here.settle()
    assert here.part.proposal_card.isVisible() and "Lunch 10.40" in says(here.part.proposal_lines)
    assert says(here.part.end_label) == "Slutar 11.57 (planerat 11.40)"
    here.press(KEY.Key_T)
    assert not here.part.proposal_card.isVisible()
    assert says(here.part.end_label) == "Slutar 11.40 som planerat"
    assert "43 min (60)" in here.seen()
    assert [b.minutes for b in here.bench.library.children(AgendaBlock, here.day)] == [20, 60, 20, 60]
    here.part.drop_button.click()
    here.settle()
    assert here.part.proposal_card.isVisible()


def test_what_cannot_be_kept_is_said(day: Callable[..., Day_], clocks: Clocks) -> None:
    clocks.go(60 * 60)
    here = day()
    here.part.start()
    here.press(KEY.Key_T)
    assert "Lunch 10.40 kan inte hållas: 30 min sent" in says(here.part.warnings)


def test_it_began_on_time_although_nobody_pressed(day: Callable[..., Day_], clocks: Clocks) -> None:
    clocks.go(6 * 60)
    here = day()
    here.part.earlier_button.click()
    here.settle()
    assert here.clock() == "14 min kvar" and says(here.part.standing_label) == "I tid"


def test_the_warnings_come_in_words_and_with_a_sound_that_can_be_turned_off(day: Callable[..., Day_]) -> None:
    here = day()
    here.part.start()
    here.go(15 * 60 - 1)
    assert here.part.face.level == "" and here.part.chime.heard == 0
    here.go(1)
    assert (here.part.face.level, here.part.face.told, here.part.chime.heard) == ("soon", "Dags att runda av", 1)
    here.go(4 * 60)
    assert (here.part.face.told, here.clock()) == ("Sista minuten", "60 s kvar")
    here.go(60)
    assert (here.part.face.told, here.part.chime.heard) == ("Tiden är ute", 2)
    here.go(150)
    assert here.clock() == "2 min över" and "Tiden är ute" in here.part.face.accessibleName()
    here.part.sound.click()
    assert here.house.window.desk.memory.get("run-sound") is False and here.part.sound.text() == "Ljud när tiden tar slut: av"
    here.press(KEY.Key_PageDown)
    here.go(56 * 60)
    assert here.part.face.level == "soon" and here.part.chime.heard == 2


def test_a_note_is_written_by_keyboard_without_losing_the_clock(day: Callable[..., Day_]) -> None:
    here = day()
    here.part.start()
    here.press(KEY.Key_Return)
    assert here.part.capture.hasFocus()
    here.qtbot.keyClicks(here.part.capture, "5 personer saknar pengar")
    here.press(KEY.Key_Return, here.part.capture)
    here.go(61)
    (note,) = here.bench.library.all(Capture)
    assert (note.says, note.block, note.parent) == ("5 personer saknar pengar", here.block(0), here.workshop)
    assert here.clock() == "19 min kvar" and here.part.captured.text() == "1 lapp i momentet"
    assert here.part.stage.state.on[0].added == 0  # the 5 in the note gave no minutes
    here.press(KEY.Key_PageDown, here.part.capture)
    assert here.part.title_label.text() == "Arbete"
    here.press(KEY.Key_Escape, here.part.capture)
    assert here.part.face.hasFocus()


def test_f5_presents_and_esc_leaves(day: Callable[..., Day_]) -> None:
    here = day()
    here.part.start()
    here.house.go("workshop", here.workshop, "program")
    here.house.window.present()
    here.settle()
    shown = here.part.projector
    assert isinstance(shown, Projector) and shown.isVisible() and here.part.awake.held
    shown.grab()
    assert {"Incheckning", "09.00–09.20", "20 min kvar", "Säg ditt namn och vad du hoppas på.", "Sedan: Arbete, 09.20"} <= set(shown.drawn)
    here.press(KEY.Key_PageDown, shown)  # the operator's keys are heard there too
    shown.grab()
    assert "Arbete" in shown.drawn
    here.press(KEY.Key_B, shown)
    assert not shown.isVisible()
    here.go(62)
    here.press(KEY.Key_B)
    shown.grab()
    assert shown.isVisible() and "59 min kvar" in shown.drawn
    here.press(KEY.Key_Escape, shown)
    assert not shown.isVisible() and not here.part.awake.held


def test_private_notes_are_never_on_the_projector_whatever_is_shown(day: Callable[..., Day_]) -> None:
    """Every text that is painted, and every pixel: with the note and without it the picture is the same."""
    here = day()
    pictures = []
    for note in (SECRET, ""):
        here.bench.do(agenda.note_privately, here.block(0), note) if note == "" else None
        if not here.part.stage.state.begun:
            here.part.start()
        here.press(KEY.Key_N)
        here.part.present()
        assert here.part.projector is not None
        here.settle()
        pictures.append(here.part.projector.grab().toImage())
        told = [
            *here.part.projector.drawn,
            here.part.projector.accessibleName(),
            here.part.projector.windowTitle(),
            here.part.projector.toolTip(),
        ]
        assert not any(SECRET in text for text in told)
        assert here.part.projector.findChildren(QWidget) == []
        here.part.leave_screen()
    assert pictures[0] == pictures[1]


def test_with_one_screen_private_notes_hide_behind_a_key_on_the_page_too(day: Callable[..., Day_]) -> None:
    here = day()
    here.part.start()
    assert here.part.room_may_see() and SECRET not in here.seen()
    here.press(KEY.Key_N)
    assert SECRET in here.seen()
    here.press(KEY.Key_N)
    assert SECRET not in here.seen()
    here.press(KEY.Key_N)
    here.press(KEY.Key_PageDown)
    here.press(KEY.Key_PageUp)
    assert SECRET not in here.seen()  # another block hides them again


def test_a_message_is_shown_to_the_room_until_it_is_taken_away(day: Callable[..., Day_]) -> None:
    here = day()
    here.part.start()
    here.part.present()
    assert here.part.projector is not None
    here.press(KEY.Key_M)
    here.qtbot.keyClicks(here.part.message_line, "Fikat serveras i foajen nu")
    here.press(KEY.Key_Return, here.part.message_line)
    here.part.projector.grab()
    assert "Fikat serveras i foajen nu" in here.part.projector.drawn
    assert here.house.window.focusWidget() is here.part.face
    here.part.message_line.clear()
    here.press(KEY.Key_Return, here.part.message_line)
    here.part.projector.grab()
    assert "Fikat serveras i foajen nu" not in here.part.projector.drawn


def test_the_page_says_which_message_the_room_reads_and_a_button_takes_it_down(day: Callable[..., Day_]) -> None:
    here = day()
    part = here.part
    part.start()
    assert not part.message_shown.isVisible()
    for text in ("Fikat serveras", "Bussen kommer"):
        part.message_line.clear()
        here.qtbot.keyClicks(part.message_line, text)
        here.press(KEY.Key_Return, part.message_line)
    assert part.message_shown.isVisible() and part.message_label.text() == "Väntar på rummets skärm: ”Bussen kommer”"
    part.present()
    here.press(KEY.Key_PageDown)
    assert part.message_label.text() == "Rummet läser: ”Bussen kommer”"  # another block does not take it down
    assert part.projector is not None
    part.message_button.setFocus()
    here.press(KEY.Key_Space, part.message_button)
    part.projector.grab()
    assert "Bussen kommer" not in part.projector.drawn and not part.message_shown.isVisible()
    assert part.message_line.text() == "" and here.house.window.focusWidget() is part.face
    here.qtbot.keyClicks(part.message_line, "Sal 3")
    here.press(KEY.Key_Return, part.message_line)
    part.message_line.clear()
    here.qtbot.keyClicks(part.message_line, "Sal 4")
    part.message_button.click()
    assert part.message == "" and part.message_line.text() == "Sal 4"


def test_the_room_sees_the_groups_per_table_when_the_block_has_them(day: Callable[..., Day_], monkeypatch: pytest.MonkeyPatch) -> None:
    here = day()
    here.part.start()
    monkeypatch.setattr(
        running, "tables_for", lambda *_a, **_k: (running.Table("Eken", ("Åsa Ek", "Bo Al")), running.Table("Bord 2", ("Cia By",)))
    )
    here.part.refresh(None, None)
    here.part.present()
    assert here.part.projector is not None
    here.part.projector.grab()
    assert {"Grupper", "Eken", "Åsa Ek, Bo Al", "Bord 2", "Cia By", "Incheckning"} <= set(here.part.projector.drawn)
    here.press(KEY.Key_G)
    here.part.projector.grab()
    assert {"Grupper", "Eken", "Åsa Ek, Bo Al", "20 min kvar"} <= set(
        here.part.projector.drawn
    ) and "Incheckning" not in here.part.projector.drawn


def test_notes_are_collected_unseen_and_shown_all_at_once(day: Callable[..., Day_]) -> None:
    here = day()
    here.part.start()
    here.part.present()
    assert here.part.projector is not None
    here.press(KEY.Key_L)
    here.part.room.private.click()
    for text in ("En", "Fyra", "Sju"):
        here.part.capture.setText(text)
        here.press(KEY.Key_Return, here.part.capture)
    here.part.projector.grab()
    assert here.bench.library.all(Capture) == () and "Fyra" not in here.part.projector.drawn and "Fyra" not in here.seen()
    assert here.part.room.reveal_button.text() == "Visa 3 samlade lappar"
    here.part.room.reveal_button.click()
    here.settle()
    here.part.projector.grab()
    assert {"En", "Fyra", "Sju", "Från rummet"} <= set(here.part.projector.drawn)
    assert sorted(c.says for c in here.bench.library.all(Capture)) == ["En", "Fyra", "Sju"]
    here.part.room.private.click()
    here.part.capture.setText("Åtta")
    here.press(KEY.Key_Return, here.part.capture)
    here.house.go("start")
    assert len(here.bench.library.all(Capture)) == 4  # nothing that was collected is lost


def test_hands_are_counted_by_key_and_the_room_sees_the_count(day: Callable[..., Day_]) -> None:
    here = day()
    here.part.start()
    here.part.present()
    assert here.part.projector is not None
    here.part.room.count_button.click()
    here.qtbot.keyClicks(here.part.room.question, "Vilken nu? Telefon, Brev")
    here.press(KEY.Key_Return, here.part.room.question)

    def answers() -> list[CountLine]:
        return [w for w in here.part.room.findChildren(CountLine) if w.isVisible()]

    assert [a.accessibleName() for a in answers()] == ["Telefon: 0", "Brev: 0"]
    assert here.house.window.focusWidget() is answers()[0].number
    here.press(KEY.Key_Tab, answers()[0].number)  # the buttons beside it are no stops: the arrows do what they do
    assert here.house.window.focusWidget() is answers()[1].number
    answers()[0].number.selectAll()
    for key in (KEY.Key_1, KEY.Key_7, KEY.Key_Return):
        here.press(key, answers()[0].number)
    assert here.house.window.focusWidget() is answers()[1].number
    here.press(KEY.Key_Up, answers()[1].number)
    here.part.projector.grab()
    assert {"Vilken nu?", "Telefon", "17", "Brev", "1"} <= set(here.part.projector.drawn)
    here.press(KEY.Key_PageDown, answers()[0].number)
    assert here.part.title_label.text() == "Arbete" and answers() == []


def test_neither_the_keys_nor_the_line_for_notes_move_when_what_is_late_is_taken_up(day: Callable[..., Day_]) -> None:
    here = day()
    here.bench.do(agenda.fix_start, here.block(3), 10 * 60 + 50)
    here.part.start()
    here.settle()
    assert not here.part.absorbed_line.isVisible()
    stood = [w.mapTo(here.part, QPoint(0, 0)) for w in (here.part.next_button, here.part.capture)]
    here.press(KEY.Key_Plus)
    assert here.part.absorbed_line.isVisible()
    assert [w.mapTo(here.part, QPoint(0, 0)) for w in (here.part.next_button, here.part.capture)] == stood


def test_the_slides_of_a_block_are_shown_page_by_page_with_the_clock(day: Callable[..., Day_], tmp_path: Path) -> None:
    from reportlab.pdfgen import canvas

    here = day()
    paper = canvas.Canvas(str(tmp_path / "bilder.pdf"), pagesize=(640, 360))
    for red in (1.0, 0.0):
        paper.setFillColorRGB(red, 0.0, 1.0 - red)
        paper.rect(0, 0, 640, 360, fill=1)
        paper.showPage()
    paper.save()
    content = attachments.keep_file(here.bench, tmp_path / "bilder.pdf")
    here.bench.do(slides.add_slides, here.block(0), [(content, "bilder.pdf", 2)])
    here.part.start()
    here.part.present()
    shown = here.part.projector
    assert shown is not None and here.part.slides_button.isVisible()
    middle = shown.rect().center()
    here.press(KEY.Key_V)
    assert shown.grab().toImage().pixelColor(middle).name() == "#ff0000" and "20 min kvar" in shown.drawn
    here.press(KEY.Key_Right, shown)
    assert shown.grab().toImage().pixelColor(middle).name() == "#0000ff"
    here.press(KEY.Key_Right, shown)
    assert shown.grab().toImage().pixelColor(middle).name() == "#0000ff"
    here.press(KEY.Key_Left, shown)
    assert shown.grab().toImage().pixelColor(middle).name() == "#ff0000"
    here.press(KEY.Key_V)
    shown.grab()
    assert "Incheckning" in shown.drawn
    here.press(KEY.Key_PageDown)
    assert not here.part.slides_button.isVisible()


def test_what_is_changed_on_another_page_is_seen_by_the_room(day: Callable[..., Day_]) -> None:
    here = day()
    here.part.start()
    here.part.present()
    here.house.go("workshop", here.workshop, "program")
    here.bench.do(agenda.rename_block, here.block(0), "Välkomna")
    here.part.look()
    assert here.part.projector is not None
    here.part.projector.grab()
    assert "Välkomna" in here.part.projector.drawn and here.part._timer.isActive()
    here.part.leave_screen()
    assert here.part._listening == []


def test_a_block_removed_while_it_is_on_leaves_the_page_waiting(day: Callable[..., Day_]) -> None:
    here = day()
    here.part.start()
    here.part.present()
    here.bench.do(agenda.remove_blocks, [here.block(0)])
    here.go(1)
    assert "Väntar på nästa moment" in here.seen()
    here.press(KEY.Key_PageDown)
    assert here.part.title_label.text() == "Arbete"


def test_a_decision_maker_who_leaves_too_early_is_warned_of(day: Callable[..., Day_]) -> None:
    here = day()
    here.bench.do(agenda.need_decider, here.block(2), True)
    here.bench.do(people.import_people, [NewPerson("Åsa", "Ek")], workshop=here.workshop)
    line = people.participants(here.bench.library, here.workshop)[0]
    here.bench.do(people.change_part, [line.id], "decider")
    here.bench.do(people.present_between, line.id, None, 10 * 60 + 30)
    here.part.start()
    assert says(here.part.warnings) == "Åsa Ek, som beslutar, går 10.30; ”Fika” pågår till 10.40"


def test_a_computer_clock_that_jumps_is_said_and_the_time_left_stays(day: Callable[..., Day_], clocks: Clocks) -> None:
    here = day()
    here.part.start()
    clocks.jump(3600)
    here.go(60)
    assert here.clock() == "19 min kvar" and "1 tim före" in says(here.part.warnings)
    here.part.wall_button.click()
    here.settle()
    assert here.clock() == "19 min kvar" and here.part.span.text() == "10.00–10.20"


def test_a_rehearsal_runs_fast_and_writes_nothing(day: Callable[..., Day_]) -> None:
    here = day()
    log, said = here.bench.library.last_seq(), here.bench.library.shown()
    here.part.speed.setCurrentIndex(4)
    here.part.rehearse_button.click()
    here.go(5)
    assert here.clock() == "15 min kvar" and here.part.rehearsal.isVisible() and not here.part.capture.isEnabled()
    for _n in range(4):
        here.press(KEY.Key_PageDown)
    assert "inget skrevs" in here.part.after_says.text()
    here.part.done_button.click()
    here.settle()
    assert here.part._stack.currentIndex() == 1
    assert (here.bench.library.last_seq(), here.bench.library.shown(), here.bench.courses()) == (log, said, ())


def test_the_day_goes_on_while_another_page_is_looked_at_and_in_a_new_window(day: Callable[..., Day_]) -> None:
    here = day()
    here.part.start()
    here.house.go("start")
    assert not here.part._timer.isActive()
    here.clocks.go(300)
    here.house.go("workshop", here.workshop, "run")
    assert here.clock() == "15 min kvar"
    again = RunPart(here.house.window.desk)
    here.qtbot.addWidget(again)
    here.qtbot.addWidget(again._side)
    again.show_workshop(here.workshop)
    again.refresh(None, None)
    assert f"{again.face.number} {again.face.words}" == "15 min kvar"


def test_undoing_a_transition_takes_back_what_is_written_and_not_the_clock(day: Callable[..., Day_]) -> None:
    here = day()
    here.part.start()
    here.go(60)
    here.press(KEY.Key_PageDown)
    here.house.window.undo()
    here.settle()
    assert here.part.title_label.text() == "Arbete" and len(here.bench.library.all(Held)) == 1


def test_with_two_tracks_each_has_its_own_done(day: Callable[..., Day_]) -> None:
    here = day()
    here.part.start()
    one = here.bench.do(workshops.add_track, here.day, "Spår A")
    two = here.bench.do(workshops.add_track, here.day, "Spår B")
    here.bench.do(agenda.put_on_track, [here.block(1)], one)
    here.bench.do(agenda.put_on_track, [here.block(2)], two)
    here.press(KEY.Key_PageDown)
    assert here.part.title_label.text() == "Fika"  # it should end first
    assert "Spår A: Arbete till 10.00" in here.seen()
    button = next(b for b in here.part.findChildren(QPushButton) if b.accessibleName() == "Arbete är klart" and b.isVisible())
    button.click()
    here.settle()
    assert [t.block for t in here.part.stage.state.on] == [here.block(2)]


@pytest.mark.parametrize(("code", "theme"), [("sv", "light"), ("en", "dark")])
def test_nothing_is_cut_and_everything_has_a_name_in_the_small_window(
    day: Callable[..., Day_], clocks: Clocks, code: str, theme: str
) -> None:
    clocks.go(17 * 60)
    here = day(code, theme, (1024, 640))
    for step in ("before", "on", "over", "after"):
        if step == "on":
            here.part.start()
        elif step == "over":
            here.go(25 * 60)
        elif step == "after":
            here.part.finish()
        here.settle()
        for root in (here.part, here.part._side):
            assert clipped(root) == [], step
            assert nameless(root) == [], step
            assert backwards(root) == [], step


def test_on_a_mirrored_screen_notes_hide_and_the_projector_covers_the_page(tmp_path: Path) -> None:
    """Two screens that show the same place are one to the room."""
    code = """
        part.start()
        settle()
        assert len(QGuiApplication.screens()) == 2 and part.room_may_see() and part.notes.text() == ""
        part.present()
        settle()
        assert part.projector.other_screen() is None and part.projector.geometry() == QGuiApplication.screens()[0].geometry()
        part.toggle_notes()
        assert part.notes.text() == "hemligt"
        part.projector.grab()
        assert "hemligt" not in part.projector.drawn
    """
    run_on_screens(tmp_path, ((0, 0, 1440, 900), (0, 0, 1440, 900)), code)


def test_the_projector_takes_the_other_screen_and_comes_home_when_it_is_unplugged(tmp_path: Path) -> None:
    """A screen cannot be pulled out of the platform without a screen: which screens there are is handed in."""
    code = """
        desk, wall = QGuiApplication.screens()
        part.start()
        assert not part.room_may_see() and part.notes.text() == "hemligt"
        part.present()
        settle()
        shown = part.projector
        assert shown.screen() is wall and shown.geometry() == wall.geometry(), (shown.geometry(), wall.geometry())
        assert window.screen() is desk and part.notes.text() == "hemligt"
        shown._screens = lambda: [desk]
        part.screens_changed()
        settle()
        assert not shown.isVisible() and part.stage.runs and part.notes.text() == ""
        assert said and "skärmen är borta" in said[-1], said
        shown._screens = lambda: [desk, wall]
        part.screens_changed()
        settle()
        assert shown.isVisible() and shown.screen() is wall and part.notes.text() == "hemligt"
        part.toggle_screen()
        part.screens_changed()
        assert not shown.isVisible()
        part.toggle_screen()
        assert shown.isVisible()
    """
    run_on_screens(tmp_path, ((0, 0, 1440, 900), (1440, 0, 1280, 720)), code)
