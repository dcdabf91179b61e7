"""Three people, any history: the tables are what the log says, undo is exact, the order of merging is indifferent, nothing is lost."""

from __future__ import annotations

from collections import Counter
from pathlib import Path

import pytest
from hypothesis import HealthCheck, Phase, given, settings

from tests.storage.histories import IN_MEMORY, Op, Tale, operations

CHECKS = list(HealthCheck)


def _run(examples: int, words: list[str], folder: Path | None = None) -> Counter[str]:
    counts: Counter[str] = Counter()
    number = 0

    @settings(max_examples=examples, deadline=None, suppress_health_check=CHECKS, database=None, derandomize=True, phases=[Phase.generate])
    @given(operations(words))
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
    counts = _run(25, IN_MEMORY)
    assert counts["undone and redone"] > 500
    assert counts["values that must be seen"] > 200


@pytest.mark.slow
def test_two_thousand_histories_hold() -> None:
    _run(2_000, IN_MEMORY)
