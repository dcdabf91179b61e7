"""Three people, any history: the tables are what the log says, undo is exact, the order of merging is indifferent, nothing is lost."""

from __future__ import annotations

from collections import Counter
from pathlib import Path

import pytest
from hypothesis import HealthCheck, Phase, given, settings

from tests.storage.histories import IN_MEMORY, Op, Tale, operations

CHECKS = list(HealthCheck)


def run_histories(examples: int, words: list[str], folder: Path | None = None, length: int = 40, shard: int = 0) -> Counter[str]:
    """That many histories, on files when there is a folder; returns what happened in them."""
    counts: Counter[str] = Counter()
    number = 0

    @settings(max_examples=examples, deadline=None, suppress_health_check=CHECKS, database=None, derandomize=True, phases=[Phase.generate])
    @given(operations(words, length, shard))
    def history(ops: list[Op]) -> None:
        nonlocal number
        number += 1
        place = None
        if folder is not None:
            place = folder / str(number)
            place.mkdir()
        tale = Tale(place, counts)
        try:
            tale.run(ops)
        finally:
            tale.close()

    history()
    counts["histories"] = number
    print(dict(counts))
    return counts


def test_any_history_of_three_people_holds() -> None:
    counts = run_histories(20, IN_MEMORY)
    assert counts["undone and redone"] > 250
    assert counts["values that must be seen"] > 100


@pytest.mark.slow
@pytest.mark.parametrize("shard", range(1, 9))
def test_two_thousand_histories_hold(shard: int) -> None:
    """In eight parts, so that two processes share them."""
    assert run_histories(250, IN_MEMORY, shard=shard)["histories"] >= 250
