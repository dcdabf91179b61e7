"""Erasure: no byte of the name is left, nothing brings it back, and structure cannot be erased from outside."""

from __future__ import annotations

import os
import random
from pathlib import Path

import pytest

from tests.storage import small
from tests.storage.small import V2, Block, Identity, Person, Plan, bench, ticking
from verkstad.app.workbench import Bench
from verkstad.domain.change import Mark, fold
from verkstad.domain.errors import Corrupt, Refused
from verkstad.domain.fields import Id
from verkstad.domain.merge import Bundle

NAME = "Zebedeus"


def disk(path: Path, seed: int = 1) -> Bench:
    return Bench.open(path, schema=V2, clock=ticking(), entropy=random.Random(seed).randbytes)


def named(b: Bench) -> tuple[Id, Id]:
    """A person with a name that was changed once; returns both ids."""
    person = b.do(small.add, Person, position="chef")
    name = b.do(small.add, Identity, person, given=f"{NAME} Hemligsson", email="z@example.invalid")
    b.do(small.edit, Identity, name, given=f"{NAME} H")
    return person, name


def bytes_left(folder: Path, word: str = NAME) -> list[str]:
    return [p.name for p in folder.rglob("*") if p.is_file() and word.encode() in p.read_bytes()]


def test_no_byte_of_an_erased_name_is_left_in_the_library_its_backups_or_what_it_gives_out(tmp_path: Path) -> None:
    b = disk(tmp_path / "l.sqlite")
    person, name = named(b)
    b.backup()
    b.draft(name, "given", f"{NAME} igen")
    b.undo()
    b.redo()
    assert len(bytes_left(tmp_path)) >= 2
    b.do(small.erase, name)
    assert b.backups is not None
    b.backups.wait()
    assert b.backups.not_cleaned == b.backups.overdue() == []
    assert bytes_left(tmp_path) == []
    assert b.library.get(Identity, name) is None
    assert b.library.get(Person, person) is not None
    assert NAME not in repr(b.give_out(None))
    assert (b.undo_step, b.redo_step) == (None, None)
    assert b.drafts() == ()
    b.close()
    assert bytes_left(tmp_path) == []


def test_what_a_kill_left_of_cleaning_the_copies_is_done_after_the_next_opening(tmp_path: Path) -> None:
    path = tmp_path / "l.sqlite"
    b = disk(path)
    _, name = named(b)
    copy = b.backup()
    assert copy is not None
    unclean = copy.path.read_bytes()
    b.do(small.erase, name)
    b.close()
    copy.path.write_bytes(unclean)
    os.utime(copy.path, (1, 1))
    assert bytes_left(tmp_path) == [copy.path.name]
    b = disk(path)
    b.close()
    assert bytes_left(tmp_path) == []


def test_ids_and_what_stands_on_them_survive_an_erasure(tmp_path: Path) -> None:
    b = disk(tmp_path / "l.sqlite")
    _, name = named(b)
    ids = [c.id for c in b.library.history(name)]
    b.do(small.erase, name)
    assert [c.id for c in b.library.history(name)] == ids
    assert all(c.computed_id() == c.id for c in b.library.history(name))
    assert b.library.shown() == fold(V2, b.library.changes(), b.library.erased_rows())
    b.close()


def test_neither_an_old_file_nor_a_colleague_brings_the_name_back() -> None:
    a, b = bench(1), bench(2)
    _, name = named(a)
    stale = a.give_out(None)
    b.take_in(stale, "", background=True)
    b.do(small.edit, Identity, name, email="ny@example.invalid")  # a later edit by somebody who has not heard
    a.do(small.erase, name)
    a.take_in(stale, "", background=True)
    a.take_in(b.give_out(None), "", background=True)
    assert a.library.get(Identity, name) is None
    assert NAME not in repr(a.library.changes())
    bundle = a.give_out(None)
    b.take_in(bundle, "", background=True, accept=bundle.marks)
    assert b.library.get(Identity, name) is None
    assert NAME not in repr(b.library.changes())


def test_an_erasure_in_a_file_is_a_line_of_the_preview_and_waits_to_be_accepted() -> None:
    a, b = bench(1), bench(2)
    _, name = named(a)
    b.take_in(a.give_out(None), "", background=True)
    a.do(small.erase, name)
    bundle = a.give_out(None)
    plan = b.preview(bundle)
    assert [(m.row, kind) for m, kind in plan.erasures] == [(name, "identity")]
    b.take_in(bundle, "Import")
    assert b.library.get(Identity, name) is not None
    b.take_in(bundle, "Import", accept=[m for m, _ in plan.erasures])
    assert b.library.get(Identity, name) is None
    assert b.preview(bundle).is_empty


def test_who_never_had_the_name_keeps_the_mark_and_passes_it_on() -> None:
    a, c = bench(1), bench(3)
    _, name = named(a)
    stale = a.give_out(None)
    a.do(small.erase, name)
    c.take_in(a.give_out(None), "", background=True)
    c.take_in(stale, "", background=True)
    assert c.library.get(Identity, name) is None
    assert Mark(name) in c.give_out(None).marks


def test_what_a_text_said_so_far_is_erased_and_what_is_written_in_its_place_stands(tmp_path: Path) -> None:
    b = disk(tmp_path / "l.sqlite")
    plan = b.do(small.add, Plan, title="p", notes=f"Ring {NAME} i morgon")
    block = b.do(small.add, Block, plan, title="x", notes=f"{NAME} leder")
    b.do(small.edit, Block, block, notes=f"{NAME} leder inte")
    b.do(small.erase, block, "notes")
    assert b.library.need(Block, block).notes == ""
    b.do(small.edit, Block, block, notes="Chefen leder")
    b.do(small.erase, plan, "notes")
    assert b.library.need(Block, block) == b.library.need(Block, block).with_(title="x", notes="Chefen leder")
    assert bytes_left(tmp_path) == []
    other = bench(2)
    other.take_in(b.give_out(None), "")
    assert other.library.need(Block, block).notes == "Chefen leder"
    assert other.library.shown() == b.library.shown()
    b.close()


def test_structure_is_never_erased_neither_here_nor_from_outside() -> None:
    b = bench()
    plan = b.do(small.add, Plan, title="p")
    with pytest.raises(Refused):
        b.do(small.erase, plan)
    with pytest.raises(Corrupt):
        b.take_in(Bundle((), (Mark(plan),)), "")
    assert b.library.get(Plan, plan) is not None


def test_a_relation_can_be_made_again_after_an_erasure_under_its_next_id() -> None:
    b = bench()
    person = b.do(small.add, Person, position="chef")
    first = b.library.derived_id("identity", person)
    b.do(small.add, Identity, person, id=first, given="Ada")
    b.do(small.erase, first)
    again = b.library.derived_id("identity", person)
    assert again != first
    b.do(small.add, Identity, person, id=again, given="Bo")
    with pytest.raises(Refused):
        b.do(small.add, Identity, person, id=first, given="Ada")


def test_marks_lie_beside_the_library_and_are_applied_to_a_backup_before_it_opens(tmp_path: Path) -> None:
    path = tmp_path / "l.sqlite"
    b = disk(path)
    _, name = named(b)
    copy = b.backup()
    assert copy is not None
    elsewhere = tmp_path / "elsewhere" / "copy.sqlite"
    elsewhere.parent.mkdir()
    elsewhere.write_bytes(copy.path.read_bytes())
    b.do(small.erase, name)
    b.close()
    assert b.backups is not None
    b.backups.restore(elsewhere, ticking()(), V2)
    elsewhere.unlink()
    b = disk(path)
    assert b.library.get(Identity, name) is None
    assert bytes_left(tmp_path) == []
    b.close()
