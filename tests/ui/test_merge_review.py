"""A colleague's file through the real window: opened, looked at, taken in, decided, taken back, and refused."""

from __future__ import annotations

from collections.abc import Callable
from pathlib import Path

import pytest
from PySide6.QtCore import Qt
from PySide6.QtTest import QTest
from pytestqt.qtbot import QtBot

from tests.ui.conftest import House
from verkstad.app import agenda
from verkstad.app.exchange import conflicts, export_session
from verkstad.app.workbench import Bench
from verkstad.domain.agenda import AgendaBlock
from verkstad.domain.fields import Id
from verkstad.domain.workshop import Day
from verkstad.ui.screens.merge_review import MergeScreen

Build = Callable[..., House]


def from_a_colleague(here: House, folder: Path) -> tuple[Path, Id]:
    """A file in which a colleague has given the first block another length, and I have too."""
    workshop = here.sample.today if here.sample else ""
    day = here.bench.library.children(Day, workshop)[0].id
    block = here.bench.library.children(AgendaBlock, day)[0].id
    colleague = Bench.in_memory()
    colleague.take_in(here.bench.give_out([workshop]), "")
    colleague.do(agenda.resize_block, block, 41)
    colleague.do(agenda.add_block, day, title="Kollegans moment", minutes=10)
    path = export_session(colleague, folder / "från kollegan.verkstad", workshop=workshop)
    colleague.close()
    here.bench.do(agenda.resize_block, block, 33)
    return path, block


def test_a_colleagues_file_is_looked_at_taken_in_decided_and_taken_back(house: Build, qtbot: QtBot, tmp_path: Path) -> None:
    here = house(with_sample=True)
    path, block = from_a_colleague(here, tmp_path)
    before = here.bench.library.shown()
    here.window.open_files([path])
    screen = here.window.current()
    assert isinstance(screen, MergeScreen)
    qtbot.waitUntil(lambda: screen._seen is not None, timeout=60_000)
    assert screen._seen is not None
    assert (screen._seen.new, screen._seen.conflicting) == (1, 1)
    assert here.bench.library.shown() == before  # looking touches nothing

    screen.take_in()
    qtbot.waitUntil(lambda: bool(screen._conflicts), timeout=60_000)
    (open_one,) = conflicts(here.bench.library)
    assert (open_one.row, open_one.wire) == (block, "minutes")
    QTest.keyClick(screen, Qt.Key.Key_2)
    here.settle()
    assert here.bench.library.need(AgendaBlock, block).minutes == 41
    assert conflicts(here.bench.library) == ()

    here.bench.undo()
    assert len(conflicts(here.bench.library)) == 1
    here.bench.undo()
    assert here.bench.library.shown() == before


@pytest.mark.parametrize("content", [b"", b"%PDF-1.7 not a session", b"PK\x03\x04 cut short"])
def test_a_file_that_cannot_be_read_is_refused_in_a_sentence_and_nothing_has_changed(
    house: Build, qtbot: QtBot, tmp_path: Path, content: bytes
) -> None:
    here = house(with_sample=True)
    before = here.bench.library.shown()
    path = tmp_path / "trasig.verkstad"
    path.write_bytes(content)
    here.window.open_files([path])
    screen = here.window.current()
    assert isinstance(screen, MergeScreen)
    qtbot.waitUntil(lambda: screen._stack.currentWidget() is screen._nothing, timeout=60_000)
    assert "trasig.verkstad" in screen._nothing.accessibleName() + " ".join(
        label.text() for label in screen._nothing.findChildren(type(screen._waiting))
    )
    assert here.bench.library.shown() == before
