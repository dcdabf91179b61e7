"""A power cut at any moment: what was not synchronised may be there, half there, or not at all. Nothing acknowledged is lost.

The program runs with a small library before the C library that notes every write and every synchronisation of its files. A cut is played
back from the notes: all that was synchronised before it stands; of the rest a random part, torn at the sectors of a disk.
"""

from __future__ import annotations

import random
import shutil
import struct
import subprocess
import sys
from collections.abc import Iterator
from dataclasses import dataclass
from pathlib import Path

import pytest

from tests.storage.small import V2, Block
from verkstad.app.workbench import Bench
from verkstad.domain.change import fold
from verkstad.domain.errors import Failure
from verkstad.storage.connection import check

ROOT = Path(__file__).resolve().parents[2]
SECTOR = 512
CC = shutil.which("cc") if sys.platform == "linux" else None


@dataclass(frozen=True)
class Note:
    what: str  # W rite, T runcate, S ync, U nlink
    name: str
    at: int
    length: int
    content: bytes


def notes_of(log: Path) -> Iterator[Note]:
    data, at = log.read_bytes(), 0
    while at < len(data):
        name_length, offset, length, size = struct.unpack_from("4Q", data, at + 1)
        start = at + 33 + name_length
        yield Note(chr(data[at]), Path(data[at + 33 : start].decode()).name, offset, length, data[start : start + size])
        at = start + size


def record(folder: Path, synchronous: str, edits: int) -> list[Note]:
    """Run the program under watch; what it says lies in a file of its own among the watched ones."""
    assert CC is not None
    shim, watched, log = folder / "watched.so", folder / "watched", folder / "notes"
    watched.mkdir()
    subprocess.run([CC, "-shared", "-fPIC", "-O1", "-o", str(shim), str(Path(__file__).with_name("watched.c")), "-ldl"], check=True)
    environ = {
        "WATCHED_DIR": str(watched),
        "WATCHED_LOG": str(log),
        "LD_PRELOAD": str(shim),
        "PATH": "/usr/bin:/bin",
        "PYTHONPATH": str(ROOT),
    }
    with (watched / "said").open("w") as said:
        subprocess.run(
            [sys.executable, "-m", "tests.storage.killed", str(watched / "l.sqlite"), "1", str(edits), synchronous],
            cwd=ROOT, env=environ, stdout=said, check=True,
        )  # fmt: skip
    return list(notes_of(log))


def _write(content: bytearray, at: int, new: bytes) -> None:
    if len(content) < at + len(new):
        content.extend(bytes(at + len(new) - len(content)))
    content[at : at + len(new)] = new


def after_the_cut(notes: list[Note], cut: int, dice: random.Random) -> tuple[dict[str, bytes], str]:
    """The files as a disk may hold them, and what had been said when the power went."""
    files: dict[str, bytearray] = {}
    waiting: dict[str, list[Note]] = {}
    said = bytearray()

    def apply(n: Note, part: bool) -> None:
        content = files.setdefault(n.name, bytearray())
        if n.what == "T":
            del content[n.length :]
            content.extend(bytes(max(0, n.length - len(content))))
        elif not part:
            _write(content, n.at, n.content)
        else:
            for start in range(0, len(n.content), SECTOR):
                if dice.random() < 0.5:
                    _write(content, n.at + start, n.content[start : start + SECTOR])

    for n in notes[:cut]:
        if n.name == "said":
            said += n.content
        elif n.what == "S":
            for w in waiting.pop(n.name, []):
                apply(w, part=False)
        elif n.what == "U":
            files.pop(n.name, None)
            waiting.pop(n.name, None)
        elif not n.name.endswith("-shm"):  # made anew from the log at every opening
            waiting.setdefault(n.name, []).append(n)
    for rest in waiting.values():
        for w in rest:
            if dice.random() < 0.6:
                apply(w, part=dice.random() < 0.3)
    return {name: bytes(content) for name, content in files.items()}, said.decode()


def lost(folder: Path, notes: list[Note], cuts: int, seed: int) -> int:
    """Play back so many cuts; returns in how many of them something acknowledged is gone, or the library is damaged."""
    dice = random.Random(seed)
    first = next(n for n, note in enumerate(notes) if note.name == "said")
    failed = 0
    for number in range(cuts):
        place = folder / f"cut-{seed}-{number}"
        place.mkdir()
        files, said = after_the_cut(notes, dice.randrange(first + 1, len(notes) + 1), dice)
        for name, content in files.items():
            (place / name).write_bytes(content)
        failed += not _stands(place / "l.sqlite", said)
        shutil.rmtree(place)
    return failed


def _stands(path: Path, said: str) -> bool:
    titles: dict[str, int] = {}
    drafts: dict[str, str] = {}
    for line in said.splitlines(keepends=True):
        if line.endswith("\n"):
            what, *rest = line.rstrip("\n").split(" ", 2)
            if what == "row":
                titles[rest[0]] = int(rest[1].split("-")[1])
            elif what == "draft":
                drafts[rest[0]] = rest[1]
            else:
                drafts.clear()
    try:
        bench = Bench.open(path, schema=V2, machine="test")
    except Failure:
        return False
    try:
        library = bench.library
        check(library.db, path, thorough=True)
        if library.shown() != fold(V2, library.changes(), library.erased_rows()):
            return False
        if said.splitlines()[-1:] == ["undoing"]:
            bench.redo()
        there = {b.id: int(b.title.split("-")[1]) for b in library.all(Block)}
        kept = {d.row for d in bench.drafts()} | {b.id for b in library.all(Block) if b.notes}
        return all(there.get(row, -1) >= number for row, number in titles.items()) and drafts.keys() <= kept
    except Failure:
        return False
    finally:
        bench.library.close()


def _watched(tmp_path: Path, synchronous: str = "full", edits: int = 150) -> list[Note]:
    if CC is None:
        pytest.skip("no C compiler")
    return record(tmp_path, synchronous, edits)


def test_forty_power_cuts_lose_nothing_that_was_saved(tmp_path: Path) -> None:
    assert lost(tmp_path, _watched(tmp_path), 40, seed=1) == 0


@pytest.mark.parametrize("synchronous", ["normal", "off"])
def test_the_same_cuts_find_what_weaker_settings_lose(synchronous: str, tmp_path: Path) -> None:
    assert lost(tmp_path, _watched(tmp_path, synchronous), 15, seed=1) > 0


@pytest.mark.slow
def test_a_thousand_power_cuts_lose_nothing_that_was_saved(tmp_path: Path) -> None:
    assert lost(tmp_path, _watched(tmp_path, edits=600), 1_000, seed=2) == 0
