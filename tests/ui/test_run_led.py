"""What whoever leads a day meets beside the clock: another day that runs, a workshop that is closed, what survives the end of the process."""

from __future__ import annotations

import os
import signal
import subprocess
import sys
import textwrap
from collections.abc import Callable
from datetime import UTC, datetime
from pathlib import Path
from typing import Any

import pytest

from tests.ui.conftest import House
from tests.ui.test_run import KEY, SECRET, SETTING, Day_, clocks, day, run_on_screens, says  # noqa: F401 - fixtures
from verkstad.app import agenda, harvest, polls, running, workshops
from verkstad.app.workbench import Bench
from verkstad.domain.agenda import AgendaBlock
from verkstad.domain.errors import Full
from verkstad.domain.harvest import Capture
from verkstad.domain.held import Held
from verkstad.domain.live import LiveSlot, Move, Proposal
from verkstad.domain.workshop import Day
from verkstad.i18n import language
from verkstad.ui.screens.run import words
from verkstad.ui.screens.start_page import finished_words


def test_another_day_that_runs_is_named_and_one_click_leads_there(day: Callable[..., Day_]) -> None:  # noqa: F811
    here = day()
    other = here.bench.do(workshops.new_workshop, "Fredagen")
    here.bench.do(agenda.add_block, here.bench.library.children(Day, other)[0].id, title="Start", minutes=20)
    here.part.start()
    here.house.go("workshop", other, "run")
    assert here.part.elsewhere_card.isVisible() and says(here.part.elsewhere) == "”Torsdagen” pågår. Bara en dag leds åt gången."
    here.part.start_button.click()
    here.settle()
    assert "”Torsdagen” pågår" in here.house.said[-1][0] and not here.part.stage.runs
    assert here.part.elsewhere_button.hasFocus() and says(here.part.elsewhere_button) == "Gå till ”Torsdagen”"
    here.press(KEY.Key_Space, here.part.elsewhere_button)
    assert here.part.title_label.text() == "Incheckning" and here.clock() == "20 min kvar"
    here.part.finish()
    here.house.go("workshop", other, "run")
    assert not here.part.elsewhere_card.isVisible()
    here.part.start_button.click()
    here.settle()
    assert here.part.stage.runs


@pytest.mark.parametrize("shown", [False, True])
def test_closing_the_workshop_stops_its_clock_on_the_page_and_on_the_wall(day: Callable[..., Day_], shown: bool) -> None:  # noqa: F811
    here = day()
    here.part.start()
    if shown:
        here.part.present()
    here.house.go("workshop", here.workshop, "harvest")
    here.bench.do(harvest.finish_workshop, here.workshop)
    here.settle()
    here.part.look()
    if shown:
        assert here.part.projector is not None and here.part.projector.scene.number == ""
    here.house.go("workshop", here.workshop, "run")
    assert here.part._stack.currentIndex() == 3 and not here.part.stage.runs and here.bench.runs() is None
    assert {h.how for h in here.bench.library.all(Held)} == {"held"}


# ------------------------------------------------------------------------------------------------ what is half done when the process ends

HALF_DONE = """
import os, signal
from PySide6.QtTest import QTest
part.start()
settle()
part.room.private.setChecked({alone})
for text in ("Fjorton", "Sjutton", "Arton") if {alone} else ():
    part.room.line.setText(text)
    part.room.keep()
QTest.keyClicks(part.room.line, "Halv l")
QTest.keyClicks(part.message_line, "Fikat ar")
part.room._drafting.now()
part._message_draft.now()
os.kill(os.getpid(), signal.SIGKILL)
"""


@pytest.mark.parametrize("alone", [False, True])
def test_what_is_half_written_stands_in_its_line_after_kill_9(house: Callable[..., House], tmp_path: Path, alone: bool) -> None:
    done = subprocess.run(
        [sys.executable, "-c", SETTING + HALF_DONE.format(alone=alone), str(tmp_path)],
        env={**os.environ, "QT_QPA_PLATFORM": "offscreen"}, capture_output=True, text=True, timeout=120, check=False,
    )  # fmt: skip
    assert done.returncode == -signal.SIGKILL, done.stderr[-2000:]
    here = house()
    part: Any = here.window.current().part()  # type: ignore[attr-defined]
    assert part.title_label.text() == "Ett"  # the day that ran is gone on with
    assert part.room.line.text() == "Halv l" and part.message_line.text() == "Fikat ar" and part.message == ""
    assert part.room.private.isChecked() is alone
    assert sorted(part.room.pile) == (["Arton", "Fjorton", "Sjutton"] if alone else [])
    assert here.bench.library.all(Capture) == ()
    if alone:
        assert part.room.reveal_button.isVisible() and part.room.reveal_button.text() == "Visa 3 samlade lappar"
        part.room.reveal_button.click()
        here.settle()
        assert sorted(c.says for c in here.bench.library.all(Capture)) == ["Arton", "Fjorton", "Sjutton"]
        assert running.collected(here.bench, part._workshop).notes == ()


def test_what_is_written_alone_is_kept_with_nothing_that_tells_when_by_whom_or_in_which_order(
    day: Callable[..., Day_],  # noqa: F811
    tmp_path: Path,
) -> None:
    """Also by a second look at the file: a bench of its own, the bytes of the library and of its write-ahead log, and a backup."""
    here = day()
    here.part.start()
    here.part.room.private.click()
    orders = set()
    for n in range(12):
        here.qtbot.keyClicks(here.part.room.line, f"hemlig{n:02}")
        here.part.room._drafting.now()
        here.go(70)
        here.press(KEY.Key_Return, here.part.room.line)
        orders.add(tuple(running.collected(here.bench, here.workshop).notes))
    path = tmp_path / "library.sqlite"
    assert path.with_name("library.sqlite-wal").stat().st_size == 0
    other = Bench.open(path)
    found = running.collected(other, here.workshop)
    assert sorted(found.notes) == [f"hemlig{n:02}" for n in range(12)] and found.block == here.block(0)
    (draft,) = other.drafts(here.workshop)
    (held,) = other.library.all(Held)
    assert draft.since == draft.at == held.started
    other.close()
    assert any(list(order) != sorted(order) for order in orders)
    assert path.read_bytes().count(b"hemlig00") == 1  # of what was written over nothing is left
    made = here.bench.backups.make(here.bench.library, "manual") if here.bench.backups is not None else None
    assert made is not None and b"hemlig" not in made.path.read_bytes()
    here.part.room.reveal_button.click()
    here.settle()
    after = path.read_bytes() + path.with_name("library.sqlite-wal").read_bytes()
    assert here.bench.drafts(here.workshop) == () and b'"notes": [' not in after


def test_what_is_typed_alone_and_taken_away_leaves_the_file(day: Callable[..., Day_], tmp_path: Path) -> None:  # noqa: F811
    here = day()
    here.part.start()
    here.part.room.private.click()
    here.qtbot.keyClicks(here.part.room.line, "hemligheten")
    here.part.room._drafting.now()
    assert running.collected(here.bench, here.workshop).line == "hemligheten"
    here.part.room.line.selectAll()
    here.press(KEY.Key_Backspace, here.part.room.line)
    here.part.room._drafting.now()
    assert here.bench.drafts(here.workshop) == () and b"hemligheten" not in (tmp_path / "library.sqlite").read_bytes()


def test_collected_notes_are_written_when_the_program_ends(day: Callable[..., Day_]) -> None:  # noqa: F811
    here = day()
    here.part.start()
    here.part.room.private.click()
    here.part.room.line.setText("Nitton")
    here.press(KEY.Key_Return, here.part.room.line)
    here.house.app.aboutToQuit.emit()
    assert [c.says for c in here.bench.library.all(Capture)] == ["Nitton"] and here.part.room.pile == []


def test_collected_notes_stay_collected_when_they_cannot_be_written(day: Callable[..., Day_], monkeypatch: pytest.MonkeyPatch) -> None:  # noqa: F811
    here = day()
    here.part.start()
    here.part.room.private.click()
    for text in ("Ett", "Tre"):
        here.part.room.line.setText(text)
        here.press(KEY.Key_Return, here.part.room.line)
    with monkeypatch.context() as full:
        full.setattr(here.bench, "do", lambda *_a, **_k: (_ for _ in ()).throw(Full("disk")))
        with pytest.raises(Full):
            here.part.room.flush()
    assert here.part.room.pile == ["Ett", "Tre"] and here.part.room.reveal_button.isVisible()
    assert sorted(running.collected(here.bench, here.workshop).notes) == ["Ett", "Tre"]
    here.part.room.reveal_button.click()
    here.settle()
    assert sorted(c.says for c in here.bench.library.all(Capture)) == ["Ett", "Tre"] and here.part.room.pile == []


def test_a_note_that_cannot_be_kept_through_a_kill_is_on_the_pile_all_the_same(
    day: Callable[..., Day_],  # noqa: F811
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    here = day()
    here.part.start()
    here.part.room.private.click()
    here.part.room.line.setText("Sex")
    with monkeypatch.context() as full:
        full.setattr(here.bench, "keep_unseen", lambda *_a: (_ for _ in ()).throw(Full("disk")))
        with pytest.raises(Full):
            here.part.room.keep()
    assert here.part.room.pile == ["Sex"] and here.part.room.line.text() == ""


# ------------------------------------------------------------------------------------------------ counting


def test_a_count_is_typed_and_what_is_no_number_is_taken_back(day: Callable[..., Day_]) -> None:  # noqa: F811
    here = day()
    here.part.start()
    here.part.room.question.setText("Vilken först? Telefon, Brev, Webb")
    here.part.room.ask()
    here.settle()
    lines = here.part.room._lines()
    for line, typed in zip(lines, ("12", "x", "9"), strict=True):
        line.number.setFocus()
        line.number.selectAll()
        here.qtbot.keyClicks(line.number, typed)
        if typed != "9":
            here.press(KEY.Key_Return, line.number)
    assert here.part.room._lines() == lines  # what is typed into stays
    here.press(KEY.Key_PageDown, lines[2].number)  # not entered, and counted all the same
    (poll,) = polls.polls_of(here.bench.library, here.workshop, here.block(0))
    assert [count for _id, _says, count in poll.answers] == [12, 0, 9]
    here.press(KEY.Key_PageUp)
    assert [line.number.text() for line in here.part.room._lines()] == ["12", "0", "9"]
    here.part.room._lines()[0].number.setFocus()
    here.part.room._lines()[0].number.selectAll()
    here.qtbot.keyClicks(here.part.room._lines()[0].number, "99999")
    here.press(KEY.Key_Return, here.part.room._lines()[0].number)
    assert "mellan" in here.house.said[-1][0] and here.part.room._lines()[0].number.text() == "12"


# ------------------------------------------------------------------------------------------------ what is for nobody else


def test_my_notes_and_the_words_for_the_minutes_are_read_whole_on_the_page(day: Callable[..., Day_]) -> None:  # noqa: F811
    here = day(size=(1024, 640))
    long = "\n".join(f"Punkt {n}: låt de tysta tala först, gärna två i taget." for n in range(14))
    here.bench.do(agenda.note_privately, here.block(0), long)
    here.bench.do(agenda.document_block, here.block(0), "Vilka som var med.")
    here.part.start()
    assert here.part.notes.text() == "" and here.part.minutes_text.text() == "" and "Vilka som var med" not in here.seen()
    here.press(KEY.Key_N)
    assert here.part.notes.text() == long and here.part.minutes_text.text() == "Vilka som var med."
    bar = here.part.notes.verticalScrollBar()
    assert here.part.notes.isVisible() and here.part.notes.height() > 150 and bar.maximum() > 0
    assert here.part.minutes_text.verticalScrollBar().maximum() == 0
    here.press(KEY.Key_PageDown)
    assert here.part.notes.text() == ""


def test_the_planner_keeps_my_notes_to_itself_while_the_room_may_see_the_screen(day: Callable[..., Day_]) -> None:  # noqa: F811
    here = day()
    here.house.go("workshop", here.workshop, "program")
    screen: Any = here.house.window.current()
    screen.part().show_row(here.block(0), "")
    here.settle()
    found = screen.part().side.inspector
    found.texts.button.setChecked(True)
    here.settle()
    notes = found._fields["notes"]
    assert notes.isVisible() and notes.edit.toPlainText() == SECRET
    notes.edit.setFocus()
    here.part.start()  # led on the only screen there is: who looks at it nobody knows, presented or not
    here.settle()
    assert not notes.isVisible() and found.private.show_button.isVisible()
    assert says(found.private.told) == "Dolt medan rummet kan se skärmen"
    found.private.show_button.click()
    here.settle()
    assert notes.isVisible()
    screen.part().show_row(here.block(1), "")
    here.settle()
    assert not notes.isVisible()  # of another block it hides again
    found.private.show_button.click()
    here.house.go("workshop", here.workshop, "run")
    here.part.present()
    here.house.go("workshop", here.workshop, "program")
    assert found.private.isVisible() and not notes.isVisible()  # and so it does when one has been on another page
    here.part.leave_screen()
    here.settle()
    assert not notes.isVisible()
    here.part.finish()
    here.settle()
    assert notes.isVisible()


def test_a_mirror_that_is_lost_is_taken_back_when_it_returns_and_never_with_my_notes(tmp_path: Path) -> None:
    code = """
        desk, wall = QGuiApplication.screens()
        part.start()
        part.present()
        settle()
        shown = part.projector
        assert shown.ground() == "mirror" and shown.isVisible()
        part.toggle_notes()
        shown._screens = lambda: [desk]
        part.screens_changed()
        settle()
        assert not shown.isVisible() and part.stage.runs and part.notes.text() == "" and "skärmen är borta" in said[-1]
        part.screens_changed()
        assert not shown.isVisible()
        part.toggle_notes()
        assert part.notes.text() == "hemligt"
        shown._screens = lambda: [desk, wall]
        part.screens_changed()
        settle()
        assert shown.isVisible() and part.notes.text() == "" and desk_of(window).room_sees()
        part.toggle_screen()
        part.screens_changed()
        assert not shown.isVisible()  # let go of by hand: it stays let go of
    """
    run_on_screens(tmp_path, ((0, 0, 1440, 900), (0, 0, 1440, 900)), "desk_of = lambda window: window.desk\n" + textwrap.dedent(code))


def test_another_resolution_of_the_only_screen_does_not_put_the_presentation_away(day: Callable[..., Day_]) -> None:  # noqa: F811
    here = day()
    here.part.start()
    here.part.present()
    here.part.screens_changed()
    assert here.part.projector is not None and here.part.projector.isVisible()


def test_undoing_the_start_stops_the_clock_and_says_so(day: Callable[..., Day_]) -> None:  # noqa: F811
    here = day()
    here.part.start_button.click()
    here.settle()
    here.go(60)
    here.house.window.undo()
    here.settle()
    assert here.part._stack.currentIndex() == 1 and here.bench.runs() is None and here.bench.courses() == ()
    assert "Dagens klocka är stoppad." in here.house.window.toast.sentence.text()


def test_redoing_the_start_lets_the_clock_go_on_and_so_does_undoing_the_end_with_how_late_it_is(day: Callable[..., Day_]) -> None:  # noqa: F811
    here = day()
    here.bench.library.clock = lambda: datetime.fromtimestamp(here.clocks.true, UTC)  # the day's own, or the hour of the test would matter
    window = here.house.window
    here.part.start_button.click()
    here.settle()
    window.undo()
    here.go(60)
    window.redo()
    here.settle()
    assert here.clock() == "19 min kvar"  # since the moment it was first started
    assert says(window.toast.sentence) == "Gjorde om: Starta dagen – Torsdagen. Dagens klocka går igen. I tid."
    here.go(24 * 60)
    here.part.finish()
    here.settle()
    assert here.part._stack.currentIndex() == 3
    window.undo()
    here.settle()
    assert here.clock() == "5 min över" and here.part.title_label.text() == "Incheckning"
    assert says(window.toast.sentence).endswith("Dagens klocka går igen. 5 min efter.")
    window.redo()
    here.settle()
    assert here.part._stack.currentIndex() == 3 and "Dagens klocka är stoppad." in window.toast.sentence.text()


def led_to_its_end(here: Day_) -> None:
    """One block of eleven minutes, then the day is finished and let go of."""
    here.part.start_button.click()
    here.go(11 * 60 + 40)
    here.part.finish_button.click()
    here.settle()


def test_a_day_that_was_led_to_its_end_shows_its_result_and_leads_to_the_harvest(day: Callable[..., Day_]) -> None:  # noqa: F811
    here = day()
    led_to_its_end(here)
    said = here.part.after_says.text().replace("\u00a0", " ")
    assert said == "Den slutade 09.11. 2 tim 29 min före planerat slut 11.40."
    assert here.part.harvest_button.hasFocus() and not here.part.again_button.isVisible()
    here.part.done_button.click()
    for _hours in range(3):
        here.settle()
        assert here.part._stack.currentIndex() == 3 and says(here.part.after_title).startswith("Dagen hölls ")
        assert here.part.after_says.text().replace("\u00a0", " ") == said and not here.part.start_button.isVisible()
        seen = here.seen()
        assert "11 min" in seen and "överhoppat" in seen and "Starta nu" not in seen
        here.go(3600)
    assert here.part.home() is here.part.harvest_button and says(here.part.harvest_button) == "Till skörden"
    here.part.harvest_button.click()
    here.settle()
    assert here.house.window.current().part() is not here.part  # type: ignore[attr-defined]
    assert here.house.window.current().part().finish_button.accessibleName() == "Avsluta workshoppen …"  # type: ignore[attr-defined]
    line = here.bench.ask(workshops.workshop_line, here.workshop)
    assert line is not None and line.held and not line.closed
    assert finished_words(here.house.window.desk, line) == "Genomförd" and "Genomförd" in here.house.window.current().subtitle()


@pytest.mark.parametrize("closed", [False, True])
def test_a_day_that_was_held_is_led_again_only_after_a_question(
    day: Callable[..., Day_],  # noqa: F811
    monkeypatch: pytest.MonkeyPatch,
    closed: bool,
) -> None:
    here = day()
    led_to_its_end(here)
    here.part.done_button.click()
    if closed:
        here.bench.do(harvest.finish_workshop, here.workshop)
    here.settle()
    assert ("Workshoppen är avslutad" in here.part.after_title.text()) is closed
    before, asked = here.bench.library.all(Held), []
    answers = [False, True]
    monkeypatch.setattr(here.house.window.desk.dialogs, "confirm", lambda *said, **_k: asked.append(said) or answers[len(asked) - 1])
    for key in (KEY.Key_PageDown, KEY.Key_T):
        here.press(key, here.part)
        here.press(key, here.part.harvest_button)
    here.part.again_button.click()
    here.settle()
    assert not here.part.stage.runs and here.bench.library.all(Held) == before
    assert len(asked) == 1 and "ersätter" in asked[0][1] and says(here.part.again_button) == "Led dagen igen …"
    here.part.again_button.click()
    here.settle()
    assert here.part.stage.runs and here.part._stack.currentIndex() == 2 and len(here.bench.library.all(Held)) == 1


def test_a_workshop_that_was_finished_without_its_clock_is_not_begun_by_a_key(day: Callable[..., Day_]) -> None:  # noqa: F811
    here = day()
    here.bench.do(harvest.finish_workshop, here.workshop)
    here.settle()
    here.press(KEY.Key_PageDown, here.part)
    assert here.part._stack.currentIndex() == 3 and not here.part.stage.runs
    assert says(here.part.after_title) == "Workshoppen är avslutad" and here.part.after_says.text() == "Klockan användes inte."
    assert says(here.part.again_button) == "Led dagen ändå …" and here.part.harvest_button.isVisible()
    here.bench.do(harvest.reopen_workshop, here.workshop)
    here.settle()
    assert here.part._stack.currentIndex() == 1 and here.part.start_button.isVisible()


def test_a_proposal_says_whether_the_planned_lengths_come_back_whole() -> None:
    block = AgendaBlock(id="a", title="Arbete", minutes=30)

    def told(minutes: int) -> str:
        slots = (LiveSlot(block, 540, 540 + minutes, 30),)
        return words.proposed(Proposal(slots, 540 + minutes, 600, (), (), (Move("a", 20, minutes),)), language("sv"))

    assert told(30) == "Det finns tid igen: momenten får tillbaka sina planerade längder"
    assert told(28) == "Det finns tid igen: momenten får tillbaka en del av sina planerade längder"
