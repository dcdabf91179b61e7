"""The same histories through `bench.do` on files on disk: with undo, imports, erasure, kills, backups, restores and drafts."""

from __future__ import annotations

from pathlib import Path

import pytest

from tests.storage.histories import ON_DISK
from tests.storage.test_histories import run_histories


def test_sixty_histories_on_disk_hold(tmp_path: Path) -> None:
    counts = run_histories(60, ON_DISK, tmp_path, length=16)
    assert counts["histories"] >= 60
    assert min(counts[what] for what in ("undone and redone", "imports taken back", "erased", "killed", "restored")) > 0


@pytest.mark.slow
@pytest.mark.parametrize("shard", range(1, 9))
def test_two_thousand_histories_on_disk_hold(tmp_path: Path, shard: int) -> None:
    """In eight parts, so that two processes share them."""
    assert run_histories(250, ON_DISK, tmp_path, length=24, shard=shard)["histories"] >= 250
