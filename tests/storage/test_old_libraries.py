"""Every library that was ever shipped opens in this version and shows what it showed."""

from __future__ import annotations

import json
import shutil
from pathlib import Path

import pytest

from tests.storage.old_libraries import DATA, shown_by_name
from verkstad.app import agenda
from verkstad.app.exchange import conflicts
from verkstad.app.workbench import Bench
from verkstad.domain.agenda import AgendaBlock
from verkstad.domain.change import fold

OLD = sorted(DATA.glob("library-*.sqlite"))


def test_there_is_an_old_library_to_open() -> None:
    assert OLD


@pytest.mark.parametrize("old", OLD, ids=lambda p: p.stem)
def test_an_old_library_shows_what_it_showed_and_can_be_worked_on(old: Path, tmp_path: Path) -> None:
    path = tmp_path / "library.sqlite"
    shutil.copyfile(old, path)
    told = json.loads(old.with_suffix(".json").read_text("utf-8"))
    bench = Bench.open(path)
    library = bench.library
    shown = shown_by_name(library)
    assert {row: {name: shown[row][name] for name in fields} for row, fields in told.items()} == told
    assert set(shown) == set(told)
    assert fold(library.schema, library.changes(), library.erased_rows()) == library.shown()

    assert [(c.kind, c.wire) for c in bench.ask(conflicts)] == [("block", "title")]
    (draft,) = bench.drafts()
    bench.settle()
    assert next(b.title for b in library.all(AgendaBlock) if b.id == draft.row) == "Halvskriven rub"
    before = library.shown()
    bench.do(agenda.rename_block, draft.row, "Ny rubrik")
    bench.undo()
    assert library.shown() == before
    while bench.undo_step is not None:  # every step of that day can still be undone
        bench.undo()
    bench.close()
