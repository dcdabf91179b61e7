"""Every action of the program undoes and redoes exactly. An action without an example fails here."""

from __future__ import annotations

import importlib
import pkgutil
from collections.abc import Callable, Iterator
from typing import Any

import pytest

import verkstad.app
from tests.app.examples import EXAMPLES, World, world
from verkstad.app.workbench import ACTIONS, Bench
from verkstad.domain.change import fold

for _module in pkgutil.walk_packages(verkstad.app.__path__, "verkstad.app."):
    importlib.import_module(_module.name)

OURS = [a for name, a in sorted(ACTIONS.items()) if name.startswith("verkstad.app.")]
FOR_GOOD = {"erase_person"}  # an erasure cannot be undone: it drops the undo history


def test_every_action_has_an_example() -> None:
    without = [a.name for a in OURS if a.function not in EXAMPLES]
    assert not without
    print(f"{len(OURS)} actions")
    assert len(OURS) >= 40


@pytest.fixture(scope="module")
def stage() -> Iterator[list[tuple[Bench, World]]]:
    """One filled library for the whole walk: every action leaves it as it was. A test that fails takes it off the stage."""
    held: list[tuple[Bench, World]] = []
    yield held
    for bench, _ in held:
        bench.close()


@pytest.mark.parametrize("function", [a.function for a in OURS], ids=[a.name.removeprefix("verkstad.app.") for a in OURS])
def test_an_action_undoes_and_redoes_exactly(function: Callable[..., Any], stage: list[tuple[Bench, World]]) -> None:
    if not stage:
        bench = Bench.in_memory()
        stage.append((bench, world(bench)))
    bench, there = stage.pop()
    args, kwargs = EXAMPLES[function](there)
    library = bench.library
    before, step = library.shown(), bench.undo_step
    bench.do(function, *args, **kwargs)
    after = library.shown()
    assert after != before, "the example changes nothing"
    assert fold(library.schema, library.changes(), library.erased_rows()) == after
    if function.__name__ in FOR_GOOD:
        assert bench.undo_step is None
        bench.close()
        return
    assert bench.undo_step != step
    bench.undo()
    assert library.shown() == before
    assert bench.undo_step == step
    bench.redo()
    assert library.shown() == after
    bench.undo()
    assert library.shown() == before
    stage.append((bench, there))


def test_what_an_action_settles_is_a_text_column() -> None:
    for a in OURS:
        for name in a.settles:
            kind, column = name.split(".")
            shapes = {c.name: c.shape for c in Bench.in_memory().library.schema.kinds[kind].columns}
            assert shapes[column] in ("text", "prose"), name
