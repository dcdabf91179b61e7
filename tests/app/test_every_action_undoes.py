"""Every action of the program undoes and redoes exactly. An action without an example fails here."""

from __future__ import annotations

import importlib
import pkgutil
from collections.abc import Callable
from dataclasses import dataclass
from pathlib import Path
from typing import Any

import pytest

import verkstad.app
from tests.app.examples import EXAMPLES, World
from verkstad.app.workbench import ACTIONS, Bench
from verkstad.domain.change import Change, Folded, Shown, fold, fold_rows, laid_out
from verkstad.domain.schema import SCHEMA
from verkstad.storage.library import Library

for _module in pkgutil.walk_packages(verkstad.app.__path__, "verkstad.app."):
    importlib.import_module(_module.name)

OURS = [a for name, a in sorted(ACTIONS.items()) if name.startswith("verkstad.app.")]
FOR_GOOD = {"erase_person"}  # an erasure cannot be undone: it drops the undo history


def test_every_action_has_an_example() -> None:
    without = [a.name for a in OURS if a.function not in EXAMPLES]
    assert not without
    print(f"{len(OURS)} actions")
    assert len(OURS) >= 40


@dataclass(frozen=True)
class Filled:
    """What a library is made of, its log, and the log's rows as they fold: of these only those that something more is said of are folded again."""

    there: World
    log: tuple[Change, ...]
    rows: dict[str, Folded]
    until: int

    def folded(self, library: Library) -> dict[str, Shown]:
        """What the tables must hold now, by the log."""
        more, erased = library.changes(self.until), library.erased_rows()
        about = {c.row for c in more}
        again = fold_rows(library.schema, [c for c in (*self.log, *more) if c.row in about], erased)
        return laid_out(library.schema, {row: x for row, x in (self.rows | again).items() if row not in erased})


@pytest.fixture(scope="module")
def filled(filled_file: tuple[Path, World]) -> Filled:
    path, there = filled_file
    bench = Bench.open(path)
    log = bench.library.changes()
    found = Filled(there, log, fold_rows(SCHEMA, log, bench.library.erased_rows()), bench.library.last_seq())
    bench.close()
    return found


@pytest.mark.parametrize("function", [a.function for a in OURS], ids=[a.name.removeprefix("verkstad.app.") for a in OURS])
def test_an_action_undoes_and_redoes_exactly(function: Callable[..., Any], filled: Filled, filled_copy: Bench) -> None:
    bench = filled_copy
    args, kwargs = EXAMPLES[function](filled.there)
    library = bench.library
    before, step = library.shown(), bench.undo_step
    bench.do(function, *args, **kwargs)
    after = library.shown()
    assert after != before, "the example changes nothing"
    assert filled.folded(library) == after
    if function.__name__ in FOR_GOOD:
        assert bench.undo_step is None
        return
    assert bench.undo_step != step
    bench.undo()
    assert library.shown() == before
    assert bench.undo_step == step
    bench.redo()
    assert library.shown() == after
    bench.undo()
    assert library.shown() == before


def test_what_an_action_settles_is_a_text_column() -> None:
    for a in OURS:
        for name in a.settles:
            kind, column = name.split(".")
            shapes = {c.name: c.shape for c in SCHEMA.kinds[kind].columns}
            assert shapes[column] in ("text", "prose"), name


def test_folding_again_only_what_more_is_said_of_is_folding_all_of_it(filled: Filled, filled_copy: Bench) -> None:
    library = filled_copy.library
    for action in OURS[:: len(OURS) // 10]:
        if action.name.rpartition(".")[2] not in FOR_GOOD:
            args, kwargs = EXAMPLES[action.function](filled.there)
            filled_copy.do(action.function, *args, **kwargs)
            assert filled.folded(library) == fold(SCHEMA, library.changes(), library.erased_rows())
            filled_copy.undo()
