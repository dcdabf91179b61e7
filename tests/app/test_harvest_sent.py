"""The harvest on its way to a colleague: notes and photos arrive, with and without participants, without pictures when one says so, nothing hostile."""

from __future__ import annotations

import hashlib
import shutil
from collections.abc import Iterator
from pathlib import Path

import pytest
from PIL import Image

from verkstad.app import attachments, exchange, harvest, people, workshops
from verkstad.app.harvest import NewPhoto
from verkstad.app.people import NewPerson
from verkstad.app.workbench import Bench
from verkstad.domain.errors import Corrupt, TooLarge
from verkstad.domain.harvest import Capture, Evaluation, Photo
from verkstad.domain.people import Identity
from verkstad.exchange import session as files


@pytest.fixture
def desks(tmp_path: Path) -> Iterator[tuple[Bench, Bench]]:
    for name in ("mine", "theirs"):
        (tmp_path / name).mkdir()
    mine, theirs = Bench.open(tmp_path / "mine" / "l.sqlite"), Bench.open(tmp_path / "theirs" / "l.sqlite")
    yield mine, theirs
    mine.close()
    theirs.close()


def filled(bench: Bench, tmp_path: Path) -> tuple[str, str]:
    workshop = bench.do(workshops.new_workshop, "Elefantdagen", date="2027-03-24")
    notes = bench.do(harvest.add_captures, workshop, ("Ring upp", "Skriv"))
    bench.do(harvest.turn_into, notes[:1], "action")
    bench.do(people.import_people, [NewPerson("Åsa", "Bergström")], workshop=workshop)
    bench.do(harvest.add_evaluation, workshop, 5, 4, 3)
    Image.new("RGB", (300, 200), "orange").save(tmp_path / "a.jpg")
    kept = attachments.keep_image(bench, tmp_path / "a.jpg")
    bench.do(harvest.add_photos, workshop, (NewPhoto(kept.content, "a.jpg", "2027-03-24T09:10:00", kept.width, kept.height),))
    return workshop, kept.content


@pytest.mark.parametrize("without", [True, False])
def test_notes_forms_and_photos_arrive_with_and_without_participants(desks: tuple[Bench, Bench], tmp_path: Path, without: bool) -> None:
    mine, theirs = desks
    workshop, content = filled(mine, tmp_path)
    path = exchange.export_session(mine, tmp_path / "dag.verkstad", workshop=workshop, without_participants=without)
    session = exchange.read_session(path)
    assert session.attachments == (content,)
    exchange.merge_session(theirs, session)
    assert [c.says for c in theirs.library.children(Capture, workshop)] == ["Ring upp", "Skriv"]
    assert theirs.library.count(Evaluation) == 1
    assert theirs.library.count(Identity) == (0 if without else 1)
    place = attachments.path_of(theirs, content)
    assert place is not None and hashlib.sha256(place.read_bytes()).hexdigest() == content
    assert theirs.ask(harvest.harvest, workshop).unsorted == 1
    assert theirs.undo() is not None
    assert theirs.library.count(Photo) == 0


def test_a_file_without_pictures_leaves_a_place_for_them(desks: tuple[Bench, Bench], tmp_path: Path) -> None:
    mine, theirs = desks
    workshop, content = filled(mine, tmp_path)
    assert exchange.pictures_of(mine, workshop=workshop)[0] == 1
    path = exchange.export_session(mine, tmp_path / "dag.verkstad", workshop=workshop, pictures=False)
    exchange.merge_session(theirs, exchange.read_session(path))
    assert theirs.library.count(Photo) == 1
    assert attachments.path_of(theirs, content) is None
    again = exchange.export_session(theirs, tmp_path / "tillbaka.verkstad", workshop=workshop)
    assert exchange.read_session(again).attachments == ()


def test_a_removed_photo_does_not_go_along(desks: tuple[Bench, Bench], tmp_path: Path) -> None:
    mine, _ = desks
    workshop, _content = filled(mine, tmp_path)
    mine.do(harvest.remove_photos, [p.id for p in mine.library.all(Photo)])
    path = exchange.export_session(mine, tmp_path / "dag.verkstad", workshop=workshop)
    assert exchange.read_session(path).attachments == ()


def test_the_same_harvest_gives_the_same_file(desks: tuple[Bench, Bench], tmp_path: Path) -> None:
    mine, _ = desks
    workshop, content = filled(mine, tmp_path)
    place = attachments.path_of(mine, content)
    assert place is not None
    bundle = mine.give_out([workshop])
    manifest = files.Manifest(scope=f"workshop:{workshop}", title="Dag", created="2027-03-24T10:00:00Z")
    one, two = (files.packed(manifest, changes, (), {content: place.read_bytes()}) for changes in (bundle.changes, bundle.changes[::-1]))
    assert one == two


def test_pictures_that_do_not_fit_are_said_before_anything_is_written(
    desks: tuple[Bench, Bench], tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    mine, _ = desks
    workshop, _content = filled(mine, tmp_path)
    monkeypatch.setattr(exchange, "MAX_FILE", 100)
    with pytest.raises(TooLarge) as caught:
        exchange.export_session(mine, tmp_path / "dag.verkstad", workshop=workshop)
    assert caught.value.reason == "pictures"
    assert not (tmp_path / "dag.verkstad").exists()


@pytest.mark.parametrize("data", [b"<html><script>", b"MZ" + b"\0" * 100, b"\xff\xd8\xff half a picture"])
def test_what_is_neither_picture_nor_slides_is_not_kept(desks: tuple[Bench, Bench], tmp_path: Path, data: bytes) -> None:
    mine, theirs = desks
    workshop, _content = filled(mine, tmp_path)
    name = hashlib.sha256(data).hexdigest()
    manifest = files.Manifest(scope=f"workshop:{workshop}", title="Dag", created="2027-03-24T10:00:00Z")
    path = tmp_path / "dag.verkstad"
    files.write_session(path, manifest, mine.give_out([workshop]).changes, (), {name: data})
    exchange.merge_session(theirs, exchange.read_session(path))
    assert attachments.path_of(theirs, name) is None


def test_a_file_that_is_another_when_it_is_taken_in_is_refused(desks: tuple[Bench, Bench], tmp_path: Path) -> None:
    mine, theirs = desks
    workshop, _content = filled(mine, tmp_path)
    path = exchange.export_session(mine, tmp_path / "dag.verkstad", workshop=workshop)
    session = exchange.read_session(path)
    shutil.copy(exchange.export_session(mine, tmp_path / "annan.verkstad", workshop=workshop, pictures=False), path)
    with pytest.raises(Corrupt):
        exchange.merge_session(theirs, session)
    assert theirs.library.count(Capture) == 0
