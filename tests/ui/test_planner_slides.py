"""Slides in the inspector and dropped on a block of the program."""

from __future__ import annotations

from pathlib import Path
from typing import Any

import pytest
from PySide6.QtCore import QMimeData, QSize, Qt, QUrl
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QLabel, QToolButton

from tests.app.test_slides import a_pdf, a_picture
from tests.ui.people_room import Here
from tests.ui.planning import Planner, close, make_planner, planner
from tests.ui.walking import clipped, nameless
from verkstad.app import slides
from verkstad.ui.screens.planner.slides import first_page

__all__ = ["planner"]


def ready(p: Planner) -> Planner:
    p.desk.background = Here()  # type: ignore[assignment]
    return p


def names(p: Planner, title: str) -> list[str]:
    return [one.row.name for one in p.bench.ask(slides.slides_of, p.id(title))]


def body(p: Planner) -> Any:
    p.part.side.inspector.slides.button.setChecked(True)
    p.settle()
    return p.part.side.inspector.slides.body


def dropped(*paths: Path) -> QMimeData:
    mime = QMimeData()
    mime.setUrls([QUrl.fromLocalFile(str(p)) for p in paths])
    return mime


def test_files_dropped_on_a_block_are_its_slides_in_one_step(planner: Planner, tmp_path: Path) -> None:
    ready(planner)
    mime = dropped(a_pdf(tmp_path / "Kartan.pdf", 12), a_picture(tmp_path / "Väggen.png"), tmp_path / "session.verkstad")
    assert planner.steps(lambda: planner.view.drop_at(mime, planner.rect("Klustra och rösta").center())) == 1
    assert names(planner, "Klustra och rösta") == ["Kartan.pdf", "Väggen.png"]
    assert planner.view.selected() == [planner.id("Klustra och rösta")]
    told = [w.text() for w in body(planner).findChildren(QLabel) if w.isVisibleTo(body(planner))]
    assert "12 sidor" in told and "1 sida" in told
    planner.bench.undo()
    assert names(planner, "Klustra och rösta") == []


def test_a_file_that_is_no_slides_is_left_to_the_window(planner: Planner, tmp_path: Path) -> None:
    assert not planner.view._takes(dropped(tmp_path / "session.verkstad"))
    assert not planner.view.drop_at(dropped(tmp_path / "session.verkstad"), planner.rect("Fika").center())


def test_a_broken_file_is_said_and_the_others_come(planner: Planner, tmp_path: Path) -> None:
    ready(planner).choose("Fika")
    (tmp_path / "trasig.pdf").write_bytes(b"%PDF-1.4 trasig")
    body(planner).take([tmp_path / "trasig.pdf", a_pdf(tmp_path / "hel.pdf", 2)])
    assert names(planner, "Fika") == ["hel.pdf"]
    assert "trasig.pdf" in planner.said[0][0] and "Inget ändrades" in planner.said[0][0]


def test_order_and_removal_by_keyboard_with_undo(planner: Planner, tmp_path: Path) -> None:
    ready(planner).choose("Fika")
    body(planner).take([a_pdf(tmp_path / "a.pdf"), a_pdf(tmp_path / "b.pdf")])
    planner.settle()

    def button(name: str) -> QToolButton:
        return next(b for b in body(planner).findChildren(QToolButton) if b.accessibleName() == name and b.isVisibleTo(body(planner)))

    QTest.keyClick(button("Flytta b.pdf uppåt"), Qt.Key.Key_Space)
    planner.settle()
    assert names(planner, "Fika") == ["b.pdf", "a.pdf"]
    assert not button("Flytta b.pdf uppåt").isEnabled()
    QTest.keyClick(button("Flytta b.pdf nedåt"), Qt.Key.Key_Space)
    planner.settle()
    assert names(planner, "Fika") == ["a.pdf", "b.pdf"]
    QTest.keyClick(button("Ta bort a.pdf"), Qt.Key.Key_Space)
    planner.settle()
    assert names(planner, "Fika") == ["b.pdf"]
    assert planner.said[-1] == ("”a.pdf” togs bort", True)
    planner.bench.undo()
    assert names(planner, "Fika") == ["a.pdf", "b.pdf"]


def test_the_first_page_is_drawn_small(tmp_path: Path, qapp: object) -> None:
    page = first_page(a_pdf(tmp_path / "a.pdf"), QSize(160, 160))
    assert (page.width(), page.height()) == (160, 90)
    assert page.pixelColor(5, 5).lightness() > 250
    wall = first_page(a_picture(tmp_path / "b.png", (400, 800)), QSize(160, 160))
    assert (wall.width(), wall.height()) == (80, 160)
    (tmp_path / "c.pdf").write_bytes(b"%PDF-1.4 trasig")
    assert first_page(tmp_path / "c.pdf", QSize(160, 160)).isNull()


@pytest.mark.parametrize("code", ["sv", "en", "xx"])
def test_the_slides_are_whole_in_every_language(qapp: object, code: str, tmp_path: Path) -> None:
    p = ready(make_planner(code, dark=code == "sv"))
    p.choose("Fika")
    p.bench.do(slides.add_slides, p.id("Fika"), (("", "Ett ganska långt namn på en fil med bilder.pdf", 40), ("", "b.png", 1)))
    body(p)
    assert not clipped(p.part.side.inspector)
    assert not nameless(p.part.side.inspector)
    close(p)
