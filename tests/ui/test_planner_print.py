"""What Ctrl+P proposes from every page, and what is said when a program runs over or the press breaks."""

from __future__ import annotations

from collections.abc import Callable
from typing import Any

import pytest

from tests.ui.conftest import House
from verkstad.app import agenda, printing, workshops
from verkstad.app.workers import WorkerBug, Workers
from verkstad.app.workshops import program
from verkstad.documents.press import SHEETS
from verkstad.ui import crash, main_window
from verkstad.ui.preview import PreviewDialog, open_preview

Build = Callable[..., House]


def test_every_page_and_tab_proposes_a_sheet_that_the_press_knows(house: Build) -> None:
    here = house("sv", with_sample=True)
    assert here.sample is not None
    found: dict[str, str] = {}
    for key in main_window.PAGES:
        screen: Any = here.go(key, here.sample.today if key == "workshop" else "")
        for at in range(max(1, len(screen.tabs()))):
            if screen.tabs():
                screen.choose_tab(at)
                here.settle()
            found[f"{key} {at}"] = screen.sheet()
    assert {sheet for sheet in found.values() if sheet} <= set(SHEETS), found
    assert {"runsheet", "attendance", "actions"} <= set(found.values())
    assert len(found) >= 7


def test_a_press_that_breaks_is_told_as_a_failure(house: Build, qtbot: Any) -> None:
    here = house("sv", with_sample=True)
    assert here.sample is not None
    with qtbot.captureExceptions():
        dialog = open_preview(here.window.desk, here.sample.today, "Åsas hemliga blad")
        assert dialog is not None
        here.dialogs.seen.append(dialog)
        qtbot.waitUntil(lambda: dialog._running is None, timeout=180_000)
    told = dialog._waiting.text()
    assert told == "Bladen kunde inte läggas upp: något gick fel i programmet. Välj andra blad, eller försök igen."
    assert "Avbrutet" not in told


def test_the_report_of_a_bug_in_a_worker_holds_its_way_and_no_words(house: Build) -> None:
    here = house("sv", with_sample=True)
    assert here.sample is not None
    wish = printing.PrintWish(sheets=("Åsas hemliga blad",))
    job = printing.print_job(here.bench.library, here.sample.today, wish, today="2026-11-24")
    workers = Workers(preload=())
    try:
        with pytest.raises(WorkerBug, match="KeyError") as caught:
            workers.submit(printing.press, job).wait(180)
    finally:
        workers.close()
    told = crash.report(caught.type, caught.value.__traceback__, caught.value)
    assert "KeyError in the worker" in told
    assert "verkstad/documents/press.py" in told
    assert "press" in told.splitlines()[-1] or "_laid" in told.splitlines()[-1]
    assert "Åsas" not in told


def test_the_preview_says_quietly_that_the_program_runs_over_and_prints_all_the_same(house: Build, qtbot: Any) -> None:
    here = house("sv", with_sample=True)
    assert here.sample is not None

    def shown() -> PreviewDialog:
        dialog = open_preview(here.window.desk, here.sample.today, "agenda")  # type: ignore[union-attr]
        assert dialog is not None
        here.dialogs.seen.append(dialog)
        qtbot.waitUntil(lambda: dialog.pressed is not None and dialog._running is None, timeout=180_000)
        return dialog

    day = here.bench.ask(program, here.sample.today).days[0]
    here.bench.do(workshops.aim_to_end, day.day.id, None)
    for slot in day.slots:
        if slot.block.fixed_start is not None:
            here.bench.do(agenda.release_start, slot.block.id)
    assert shown().over.isHidden()
    day = here.bench.ask(program, here.sample.today).days[0]
    lunch = next(s for s in day.slots if s.block.title == "Lunch")
    here.bench.do(agenda.fix_start, lunch.block.id, lunch.start - 22)
    dialog = shown()
    assert dialog.over.text().replace("\u00a0", " ") == "Programmet drar över: 22 min över lunchen."
    assert dialog.open_it.isEnabled()
