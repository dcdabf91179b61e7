"""Slides on a block: read, kept, ordered, carried along with copies."""

from __future__ import annotations

from pathlib import Path

import pikepdf
import pytest
from PIL import Image

from verkstad.app import agenda, slides, workshops
from verkstad.app.workbench import Bench
from verkstad.domain.agenda import AgendaBlock
from verkstad.domain.errors import Corrupt, Foreign
from verkstad.domain.fields import Id
from verkstad.domain.held import Slides
from verkstad.domain.workshop import Day


def a_pdf(path: Path, pages: int = 3, *, password: str = "") -> Path:
    with pikepdf.new() as pdf:
        for _page in range(pages):
            pdf.add_blank_page(page_size=(800, 450))
        pdf.save(path, encryption=pikepdf.Encryption(user=password, owner=password) if password else False)
    return path


def a_picture(path: Path, size: tuple[int, int] = (640, 360)) -> Path:
    Image.new("RGB", size, (20, 120, 90)).save(path)
    return path


@pytest.fixture
def block(bench: Bench) -> Id:
    workshop = bench.do(workshops.new_workshop, "Strategidag")
    made: Id = bench.do(agenda.add_block, bench.library.children(Day, workshop)[0].id, title="Kartan")
    return made


def added(bench: Bench, block: Id, *paths: Path) -> tuple[Id, ...]:
    files = [(slides.keep_slides(bench, p), p.name, slides.read_slides(p)) for p in paths]
    made: tuple[Id, ...] = bench.do(slides.add_slides, block, files)
    return made


def names(bench: Bench, block: Id) -> list[str]:
    return [one.row.name for one in bench.ask(slides.slides_of, block)]


def test_pages_are_counted_and_a_picture_is_one(tmp_path: Path) -> None:
    assert slides.read_slides(a_pdf(tmp_path / "a.pdf", 12)) == 12
    assert slides.read_slides(a_picture(tmp_path / "b.png")) == 1


def test_what_cannot_be_shown_is_told_apart(tmp_path: Path, bench: Bench) -> None:
    with pytest.raises(Foreign, match="locked-slides"):
        slides.read_slides(a_pdf(tmp_path / "locked.pdf", password="hemligt"))
    (tmp_path / "broken.pdf").write_bytes(b"%PDF-1.7\nnothing here")
    with pytest.raises(Corrupt, match="slides"):
        slides.read_slides(tmp_path / "broken.pdf")
    (tmp_path / "words.txt").write_text("inga bilder")
    with pytest.raises(Foreign, match="not-slides"):
        slides.keep_slides(bench, tmp_path / "words.txt")


def test_files_keep_their_order_and_are_moved_and_removed_one_step_each(bench: Bench, block: Id, tmp_path: Path) -> None:
    first, second, third = added(bench, block, a_pdf(tmp_path / "a.pdf"), a_picture(tmp_path / "b.png"), a_pdf(tmp_path / "c.pdf", 1))
    assert names(bench, block) == ["a.pdf", "b.png", "c.pdf"]
    bench.do(slides.move_slides, third, after=None)
    assert names(bench, block) == ["c.pdf", "a.pdf", "b.png"]
    bench.do(slides.remove_slides, (first, second))
    assert names(bench, block) == ["c.pdf"]
    bench.undo()
    bench.undo()
    bench.undo()
    assert names(bench, block) == []
    bench.redo()
    shown = bench.ask(slides.slides_of, block)
    assert [(one.row.pages, one.is_pdf) for one in shown] == [(3, True), (1, False), (1, True)]
    assert all(one.place is not None and one.place.is_file() for one in shown)


def test_a_file_that_did_not_come_along_is_said_to_be_away(bench: Bench, block: Id) -> None:
    bench.do(slides.add_slides, block, (("", "Kartan.pdf", 12),))
    (one,) = bench.ask(slides.slides_of, block)
    assert one.place is None and one.row.pages == 12


def test_copies_and_blocks_moved_to_another_workshop_show_the_same_files(bench: Bench, block: Id, tmp_path: Path) -> None:
    added(bench, block, a_pdf(tmp_path / "a.pdf"), a_picture(tmp_path / "b.png"))
    workshop = bench.library.need(Day, bench.library.need(AgendaBlock, block).parent or "").parent or ""
    other = bench.do(workshops.new_workshop, "Nästa")
    day = bench.library.children(Day, other)[0].id
    (copy,) = bench.do(agenda.duplicate_blocks, (block,))
    (there,) = bench.do(agenda.copy_blocks_to, (block,), day)
    assert names(bench, copy) == names(bench, there) == ["a.pdf", "b.png"]
    bench.do(agenda.move_blocks, (copy,), after=None, day=day)
    moved = next(b for b in bench.library.children(AgendaBlock, day) if b.id != there)
    assert names(bench, moved.id) == ["a.pdf", "b.png"]
    again = bench.do(workshops.duplicate_workshop, workshop, "Igen")
    (first,) = bench.library.children(AgendaBlock, bench.library.children(Day, again)[0].id)
    assert names(bench, first.id) == ["a.pdf", "b.png"]
    assert bench.library.count(Slides) == 8
