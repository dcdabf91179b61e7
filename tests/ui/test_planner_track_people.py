"""Choosing who is on which track, with the keys."""

from __future__ import annotations

import pytest
from PySide6.QtCore import Qt
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QMenu

from tests.ui.planning import Planner, close, make_planner, planner
from tests.ui.walking import clipped, nameless
from verkstad.app import people, tracks, workshops
from verkstad.app.people import NewPerson
from verkstad.domain.workshop import Track
from verkstad.ui.screens.planner.track_people import TrackPeopleDialog

__all__ = ["planner"]


def two_tracks(p: Planner, count: int = 4) -> tuple[str, str]:
    p.bench.do(workshops.add_track, p.day, "Syd")
    p.bench.do(workshops.add_track, p.day, "Norr")
    new = [NewPerson(given="Anna", family=f"Ek{n}", unit="Hemtjänsten") for n in range(count)]
    if new:
        p.bench.do(people.import_people, new, workshop=p.workshop)
    south, north = p.bench.library.children(Track, p.day)
    return south.id, north.id


def shown(dialog: TrackPeopleDialog) -> list[str]:
    rows = [dialog.list.topLevelItem(i) for i in range(dialog.list.topLevelItemCount())]
    return [f"{r.text(0)}: {r.text(2)}" for r in rows if r is not None]


def test_keys_put_people_on_tracks_and_take_them_off(planner: Planner) -> None:
    south, north = two_tracks(planner)
    dialog = TrackPeopleDialog(planner.desk, planner.workshop, planner.day)
    dialog.show()
    planner.settle()
    QTest.keyClick(dialog.list, Qt.Key.Key_1)
    QTest.keyClick(dialog.list, Qt.Key.Key_Down)
    QTest.keyClick(dialog.list, Qt.Key.Key_Down, Qt.KeyboardModifier.ShiftModifier)
    QTest.keyClick(dialog.list, Qt.Key.Key_2)
    assert shown(dialog) == ["Anna Ek0: Syd", "Anna Ek1: Norr", "Anna Ek2: Norr", "Anna Ek3: –"]
    assert [b.text() for b in dialog.tracks] == ["1  Syd · 1", "2  Norr · 2"]
    QTest.keyClick(dialog.list, Qt.Key.Key_0)
    assert dialog.told.text() == "3 är inte på något spår än"
    QTest.mouseClick(dialog.share, Qt.MouseButton.LeftButton)
    assert dialog.told.text() == "Alla är på ett spår" and not dialog.share.isEnabled()
    found = planner.bench.ask(tracks.on_tracks, planner.workshop, planner.day)
    assert [len(found.tracks[t]) for t in (south, north)] == [2, 2]
    dialog.close()
    dialog.deleteLater()


def test_the_menu_of_days_and_tracks_opens_it(planner: Planner) -> None:
    two_tracks(planner)
    planner.settle()
    menu = QMenu()
    planner.part.frame.fill_menu(menu)
    entry = next(a for a in menu.actions() if a.text() == "Vem är på vilket spår …")
    entry.trigger()
    assert isinstance(planner.desk.dialogs.shown[-1], TrackPeopleDialog)  # type: ignore[attr-defined]


@pytest.mark.parametrize("code", ["sv", "en", "xx"])
def test_the_dialog_is_whole_in_every_language_also_without_people(qapp: object, code: str) -> None:
    p = make_planner(code, dark=code == "en")
    two_tracks(p, 0 if code == "en" else 3)
    dialog = TrackPeopleDialog(p.desk, p.workshop, p.day)
    dialog.show()
    p.settle()
    assert not clipped(dialog)
    assert not nameless(dialog)
    dialog.close()
    dialog.deleteLater()
    close(p)
