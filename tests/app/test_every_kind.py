"""No kind of row stands in the schema that no action makes."""

from __future__ import annotations

from tests.storage.old_libraries import do_everything
from verkstad.app.workbench import Bench


def test_every_kind_is_made_by_some_action() -> None:
    bench = Bench.in_memory()
    do_everything(bench)
    never = set(bench.library.schema.kinds) - {change.kind for change in bench.library.changes()}
    bench.close()
    assert not never
