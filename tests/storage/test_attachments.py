"""Files beside the library: kept under their hash for their owner alone, freed of what a camera wrote, collected late; nothing hostile gets in."""

from __future__ import annotations

import hashlib
import io
import os
import stat
import struct
import zlib
from pathlib import Path

import pytest
from PIL import Image

from verkstad.app import attachments
from verkstad.app.workbench import Bench
from verkstad.domain.errors import Corrupt, Foreign, TooLarge, Unreadable, WorldFailure
from verkstad.i18n import language
from verkstad.intake import photos
from verkstad.storage import attachments as stored
from verkstad.wording import sentence

MARKER = b"Canon-of-Karin-Holm"


def jpeg(
    path: Path, size: tuple[int, int] = (3000, 1500), taken: str = "2027:03:24 10:12:00", orientation: int = 1, colour: str = "orange"
) -> Path:
    """A photo as a phone writes it: with its time, its place on the map and its name."""
    exif = Image.Exif()
    exif[0x010F] = MARKER.decode()
    exif[0x0112] = orientation
    inner = exif.get_ifd(0x8769)
    if taken:
        inner[0x9003] = taken
    place = exif.get_ifd(0x8825)
    place[1], place[2] = "N", (57.0, 42.0, 1.0)
    Image.new("RGB", size, colour).save(path, "JPEG", exif=exif)
    return path


@pytest.fixture
def bench(tmp_path: Path):  # type: ignore[no-untyped-def]
    b = Bench.open(tmp_path / "library.sqlite")
    yield b
    b.close()


def test_a_photo_is_kept_small_under_its_hash_without_what_the_camera_wrote(bench: Bench, tmp_path: Path) -> None:
    kept = attachments.keep_image(bench, jpeg(tmp_path / "a.jpg"))
    assert (kept.width, kept.height, kept.taken) == (2000, 1000, "2027-03-24T10:12:00")
    place = attachments.path_of(bench, kept.content)
    assert place == tmp_path / "attachments" / kept.content[:2] / kept.content
    data = place.read_bytes()
    assert hashlib.sha256(data).hexdigest() == kept.content
    assert MARKER not in data and b"Exif" not in data and b"2027" not in data
    with Image.open(io.BytesIO(data)) as seen:
        assert seen.size == (2000, 1000) and not seen.getexif()


def test_only_the_owner_may_read_what_is_kept(bench: Bench, tmp_path: Path) -> None:
    place = attachments.path_of(bench, attachments.keep_image(bench, jpeg(tmp_path / "a.jpg")).content)
    assert place is not None
    if os.name == "posix":
        assert stat.S_IMODE(place.stat().st_mode) == 0o600
        assert stat.S_IMODE(place.parent.stat().st_mode) == 0o700


def test_a_photo_taken_on_its_side_is_turned_before_its_orientation_is_forgotten(bench: Bench, tmp_path: Path) -> None:
    kept = attachments.keep_image(bench, jpeg(tmp_path / "a.jpg", (400, 200), orientation=6))
    assert (kept.width, kept.height) == (200, 400)


@pytest.mark.parametrize("said", ["", "0000:00:00 00:00:00", "snart", "1890:01:01 10:00:00", "2027:13:45 99:99:99"])
def test_a_camera_that_does_not_know_the_time_says_nothing(bench: Bench, tmp_path: Path, said: str) -> None:
    assert attachments.keep_image(bench, jpeg(tmp_path / "a.jpg", (40, 20), said)).taken == ""


def test_the_same_picture_is_kept_once(bench: Bench, tmp_path: Path) -> None:
    first = attachments.keep_image(bench, jpeg(tmp_path / "a.jpg"))
    second = attachments.keep_image(bench, jpeg(tmp_path / "b.jpg"))
    assert first == second
    assert len([p for p in (tmp_path / "attachments").rglob("*") if p.is_file()]) == 1


def test_slides_are_kept_as_they_are_and_a_picture_for_slides_made_small(bench: Bench, tmp_path: Path) -> None:
    pdf = tmp_path / "bilder.pdf"
    pdf.write_bytes(b"%PDF-1.7\n%anything\n")
    content = attachments.keep_file(bench, pdf)
    place = attachments.path_of(bench, content)
    assert place is not None and place.read_bytes() == pdf.read_bytes()
    picture = attachments.path_of(bench, attachments.keep_file(bench, jpeg(tmp_path / "a.jpg")))
    assert picture is not None and MARKER not in picture.read_bytes()


def test_a_drawing_stays_a_drawing_on_paper_white(bench: Bench, tmp_path: Path) -> None:
    Image.new("RGBA", (30, 20), (0, 0, 0, 0)).save(tmp_path / "a.png")
    place = attachments.path_of(bench, attachments.keep_image(bench, tmp_path / "a.png").content)
    with Image.open(place) as seen:
        assert seen.format == "PNG" and seen.convert("RGB").getpixel((5, 5)) == (255, 255, 255)


def test_a_library_in_memory_has_its_own_folder_that_goes_with_it(tmp_path: Path) -> None:
    b = Bench.in_memory()
    kept = attachments.keep_image(b, jpeg(tmp_path / "a.jpg"))
    place = attachments.path_of(b, kept.content)
    assert place is not None and tmp_path not in place.parents
    folder = stored.folder_of(b.library)
    b.close()
    del b
    import gc

    gc.collect()
    assert not folder.exists()


@pytest.mark.parametrize("name", ["", "..", "../../../etc/passwd", "a" * 63, "A" * 64, "a" * 64, "a" * 64 + "\n"])
def test_a_name_that_is_no_hash_or_not_here_leads_nowhere(bench: Bench, name: str) -> None:
    assert attachments.path_of(bench, name) is None


def bomb() -> bytes:
    """A PNG of a few bytes that says it is 50,000 pixels a side."""
    head = struct.pack(">IIBBBBB", 50_000, 50_000, 8, 2, 0, 0, 0)

    def chunk(kind: bytes, data: bytes) -> bytes:
        return struct.pack(">I", len(data)) + kind + data + struct.pack(">I", zlib.crc32(kind + data))

    return b"\x89PNG\r\n\x1a\n" + chunk(b"IHDR", head) + chunk(b"IDAT", zlib.compress(b"\0" * 1000)) + chunk(b"IEND", b"")


def middle_sized_bomb() -> bytes:
    return bomb().replace(struct.pack(">II", 50_000, 50_000), struct.pack(">II", 9_000, 9_000))


HOSTILE = {
    "tom.jpg": (b"", Corrupt, "picture"),
    "avbruten.jpg": (b"", Corrupt, "picture"),
    "text.jpg": (b"Det var en gang", Foreign, "not-a-picture"),
    "program.jpg": (b"MZ\x90\0" + b"\0" * 400, Foreign, "not-a-picture"),
    "huvud.png": (b"\x89PNG\r\n\x1a\n" + b"\xff" * 200, Corrupt, "picture"),
    "bomb.png": (bomb(), TooLarge, "pixels"),
    "telefon.heic": (b"\0\0\0\x18ftypheic" + b"\0" * 100, Foreign, "heic"),
    "bild.svg": (b"<svg xmlns='http://www.w3.org/2000/svg'/>", Foreign, "not-a-picture"),
    "post.jpg": (b"%!PS-Adobe-3.0 EPSF-3.0\n", Foreign, "not-a-picture"),
}


@pytest.mark.parametrize("name", HOSTILE)
def test_what_is_no_whole_picture_gets_one_sentence_and_leaves_nothing(bench: Bench, tmp_path: Path, name: str) -> None:
    data, kind, reason = HOSTILE[name]
    if name == "avbruten.jpg":
        data = jpeg(tmp_path / "hel.jpg").read_bytes()[:900]
    (tmp_path / name).write_bytes(data)
    with pytest.raises(kind) as caught:
        attachments.keep_image(bench, tmp_path / name)
    assert caught.value.reason == reason
    assert not (tmp_path / "attachments").exists()
    for code in ("sv", "en"):
        assert name in sentence(caught.value, language(code))
        assert "%(" not in sentence(caught.value, language(code))
    assert sentence(caught.value, language("sv")) != sentence(caught.value, language("en"))


def test_every_truncation_of_a_photo_is_refused_or_read_and_never_breaks(bench: Bench, tmp_path: Path) -> None:
    whole = jpeg(tmp_path / "hel.jpg", (64, 48)).read_bytes()
    for length in range(0, len(whole), 7):
        try:
            photos.picture_of(whole[:length], "del.jpg")
        except WorldFailure:
            continue


@pytest.mark.parametrize("seed", range(40))
def test_a_photo_with_wrong_bytes_is_refused_or_read_and_never_breaks(tmp_path: Path, seed: int) -> None:
    import random

    draw = random.Random(seed)
    data = bytearray(jpeg(tmp_path / "hel.jpg", (64, 48)).read_bytes())
    for _ in range(draw.randint(1, 12)):
        data[draw.randrange(len(data))] = draw.randrange(256)
    try:
        photos.picture_of(bytes(data), "trasig.jpg")
    except WorldFailure:
        pass


def test_a_file_that_is_too_large_a_link_and_a_pipe_are_refused(bench: Bench, tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    jpeg(tmp_path / "a.jpg")
    monkeypatch.setattr(photos, "LARGEST_FILE", 100)
    with pytest.raises(TooLarge):
        attachments.keep_image(bench, tmp_path / "a.jpg")
    if os.name == "posix":
        (tmp_path / "link.jpg").symlink_to(tmp_path / "a.jpg")
        os.mkfifo(tmp_path / "pipe.jpg")
        for name in ("link.jpg", "pipe.jpg"):
            with pytest.raises(Unreadable):
                attachments.keep_image(bench, tmp_path / name)
    (tmp_path / "x.docx").write_bytes(b"PK\x03\x04")
    with pytest.raises(Foreign) as caught:
        attachments.keep_file(bench, tmp_path / "x.docx")
    assert caught.value.reason == "not-slides"


def test_a_file_is_collected_thirty_days_after_the_last_day_it_was_named(bench: Bench, tmp_path: Path) -> None:
    kept = attachments.keep_image(bench, jpeg(tmp_path / "a.jpg"))
    day = 24 * 3600.0
    born = attachments.path_of(bench, kept.content).stat().st_mtime  # type: ignore[union-attr]
    assert stored.collect(bench.library, {kept.content}, born + 100 * day) == 0  # named: its thirty days begin again
    assert stored.collect(bench.library, (), born + 129 * day) == 0
    assert attachments.path_of(bench, kept.content) is not None
    assert stored.collect(bench.library, (), born + 131 * day) == 1
    assert attachments.path_of(bench, kept.content) is None


def test_files_that_may_be_of_another_library_are_left_alone(bench: Bench, tmp_path: Path) -> None:
    kept = attachments.keep_image(bench, jpeg(tmp_path / "a.jpg"))
    (tmp_path / "another.sqlite").write_bytes(b"")
    assert attachments.collect(bench, now=9e9) == 0
    assert attachments.path_of(bench, kept.content) is not None


def test_what_nothing_names_any_more_goes_when_the_program_ends_thirty_days_later(tmp_path: Path) -> None:
    from verkstad.start import open_bench

    b = open_bench(tmp_path / "library.sqlite")
    kept = attachments.keep_image(b, jpeg(tmp_path / "a.jpg"))
    place = attachments.path_of(b, kept.content)
    assert place is not None
    b.close()
    assert place.is_file()
    b = open_bench(tmp_path / "library.sqlite")
    old = place.stat().st_mtime - 31 * 24 * 3600
    os.utime(place, (old, old))
    b.close()
    assert not place.exists()
