"""The random histories can fail: engines with one rule broken are all caught."""

from __future__ import annotations

import random
from collections.abc import Callable
from typing import Any

import pytest

from tests.storage.histories import IN_MEMORY, Tale
from verkstad.domain import merge
from verkstad.domain.change import Change, Head, History
from verkstad.storage import merging, undo
from verkstad.storage.folding import Folding
from verkstad.storage.writing import Transaction


def _last_writer_wins(patch: pytest.MonkeyPatch) -> None:
    """Concurrent values: only the last is kept."""
    real = History.heads

    def heads(self: History, name: str) -> tuple[Head, ...]:
        return real(self, name)[-1:]

    patch.setattr(History, "heads", heads)


def _an_edit_replaces_every_head(patch: pytest.MonkeyPatch) -> None:
    """Typing in an open conflict swallows theirs."""

    def every(self: Transaction, kind: str, row: str, state: Any, names: Any) -> dict[str, list[int]]:
        return {n: state.heads.get(n, []) for n in names}

    patch.setattr(Transaction, "_shown_heads", every)


def _a_removal_wins(patch: pytest.MonkeyPatch) -> None:
    """Who removes a row removes what was not seen too."""

    def gone(self: History, heads: dict[str, tuple[Head, ...]], conflicts: dict[str, Any]) -> bool:
        return any(h.value == 1 for h in heads.get("_gone", ()))

    patch.setattr(History, "_gone", gone)


def _a_merge_keeps_mine(patch: pytest.MonkeyPatch) -> None:
    """Rows that were edited here are passed over when a file comes in."""
    real = merge.sift

    def sift(bundle: merge.Bundle, held: Any, marks: Any) -> list[Change]:
        return [c for c in real(bundle, held, marks) if len(held.get(c.row, ())) < 3]

    patch.setattr(merging, "sift", sift)


def _undo_of_a_birth_swallows_edits(patch: pytest.MonkeyPatch) -> None:
    """Undoing a new row does not ask whether others built on it."""
    patch.setattr(undo, "_built_on_row", lambda *_: [])
    patch.setattr(undo, "_replaced", lambda *_: [])


def _children_are_not_refreshed(patch: pytest.MonkeyPatch) -> None:
    """Folding forgets what lies below a row that came or went."""

    def steps(self: Folding, rows: Any) -> Any:
        real = Folding._each

        def each(me: Folding, sql: str, of: Any) -> Any:
            return iter(()) if sql.startswith("select row,kind,parent,gone from state where parent") else real(me, sql, of)

        self._each = each.__get__(self)  # type: ignore[method-assign]
        try:
            yield from whole(self, rows)
        finally:
            del self._each

    whole = Folding.steps
    patch.setattr(Folding, "steps", steps)


def _text_is_always_merged(patch: pytest.MonkeyPatch) -> None:
    """Two texts that touch the same words: the later is taken without asking."""
    patch.setattr(History, "three_way", lambda self, name, heads: heads[-1].value)


# Each with a history shortly before the first that catches it, so that the suite need not walk there.
SABOTAGES: tuple[tuple[Callable[[pytest.MonkeyPatch], None], int], ...] = (
    (_last_writer_wins, 0),
    (_an_edit_replaces_every_head, 2),
    (_a_removal_wins, 0),
    (_a_merge_keeps_mine, 0),
    (_undo_of_a_birth_swallows_edits, 0),
    (_children_are_not_refreshed, 29),
    (_text_is_always_merged, 1),
)


def _caught(first: int, most: int = 40) -> int | None:
    """The first of `most` histories that fails."""
    for seed in range(first, first + most):
        dice = random.Random(seed)
        ops = [(dice.randrange(3), dice.choice(IN_MEMORY), dice.randrange(10_000), dice.randrange(10_000)) for _ in range(40)]
        tale = Tale()
        try:
            tale.run(ops)
        except AssertionError:
            return seed
        finally:
            tale.close()
    return None


@pytest.mark.parametrize(("sabotage", "first"), SABOTAGES, ids=[s.__name__.strip("_") for s, _ in SABOTAGES])
def test_a_sabotaged_engine_fails_the_histories(
    sabotage: Callable[[pytest.MonkeyPatch], None], first: int, monkeypatch: pytest.MonkeyPatch
) -> None:
    sabotage(monkeypatch)
    seed = _caught(first)
    print(f"{sabotage.__name__}: caught by history {seed}")
    assert seed is not None
