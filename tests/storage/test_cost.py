"""What an edit costs does not grow with the log: no statement of its path walks it."""

from __future__ import annotations

from collections.abc import Callable
from pathlib import Path

import pytest

from tests.storage import small
from tests.storage.small import V2, Block, Identity, Person, Plan, bench
from verkstad.app.workbench import Bench

MAY_BE_WALKED = ("step", "draft", "meta", "erased", "CONSTANT ROW", "t", "json_each")  # short lists, or the answer of the step before


def _statements(b: Bench, work: Callable[[], object]) -> list[str]:
    seen: list[str] = []
    b.library.db.conn.set_trace_callback(seen.append)
    work()
    b.library.db.conn.set_trace_callback(None)
    words = ("select", "update", "delete", "insert", "with")
    return [s for s in dict.fromkeys(seen) if s.lstrip().lower().startswith(words)]


def _walks(b: Bench, statement: str) -> list[str]:
    plan = [r[3] for r in b.library.db.execute("explain query plan " + statement).fetchall()]
    found = [p.split()[1] for p in plan if p.startswith("SCAN")]
    return [name for name in found if name not in MAY_BE_WALKED]


@pytest.mark.parametrize("path", ["edit", "new", "move", "remove", "undo and redo", "decide", "draft", "opening a page", "history"])
def test_no_statement_of_the_edit_path_walks_a_table_of_the_log(path: str) -> None:
    b, other = bench(1), bench(2)
    plan = b.do(small.many, 50)
    rows = [r.id for r in b.library.children(Block, plan)]
    person = b.do(small.add, Person, position="chef")
    b.do(small.add, Identity, person, given="Ada")
    other.take_in(b.give_out(None), "")
    other.do(small.edit, Block, rows[3], title="deras")
    b.do(small.edit, Block, rows[3], title="min", lead=person)
    b.take_in(other.give_out(None), "", background=True)

    def page() -> None:
        b.library.need(Plan, plan)
        b.library.children(Block, plan)
        b.library.where(Block, lead=person)
        b.library.where(Block, parent=[plan, rows[0]])
        b.library.count(Block, parent=plan)

    work: dict[str, Callable[[], object]] = {
        "edit": lambda: b.do(small.edit, Block, rows[0], title="x", minutes=7),
        "new": lambda: b.do(small.add, Block, plan, rows[1], title="y"),
        "move": lambda: b.do(small.move, Block, rows[2], rows[1]),
        "remove": lambda: b.do(small.remove, rows[1]),
        "undo and redo": lambda: (b.undo(), b.redo()),
        "decide": lambda: b.do(small.resolve, rows[3], "title", "z"),
        "draft": lambda: (b.draft(rows[0], "title", "skriver"), b.settle()),
        "opening a page": page,
        "history": lambda: (b.library.history(rows[0]), b.library.conflicts(rows[3]), b.library.open_conflicts(plan)),
    }
    statements = _statements(b, work[path])
    assert len(statements) >= 3
    walked = {s: _walks(b, s) for s in statements}
    assert {s: names for s, names in walked.items() if names} == {}


def test_an_edit_writes_one_row_of_the_log_one_of_state_and_one_of_its_table() -> None:
    b = bench()
    plan = b.do(small.many, 5)
    row = b.library.children(Block, plan)[0].id
    statements = _statements(b, lambda: b.do(small.edit, Block, row, title="x"))
    writes = [s.split("(")[0].split(" set")[0].strip() for s in statements if not s.lstrip().startswith("select")]
    assert writes == ["insert into change", "update state", 'update "v_piece"', "insert into step"]


def test_opening_does_not_read_the_log(tmp_path: Path) -> None:
    path = tmp_path / "l.sqlite"
    b = Bench.open(path, schema=V2)
    b.do(small.many, 20)
    b.close()
    b = Bench.open(path, schema=V2)
    from verkstad.storage import library

    seen: list[str] = []
    b.library.db.conn.set_trace_callback(seen.append)
    b.library._identify()
    library.Library._stale_kinds(b.library)
    b.library.db.conn.set_trace_callback(None)
    assert not [s for s in seen if s.startswith("select") and _walks(b, s)]
    about_the_log = [s for s in seen if "from change" in s]
    assert len(about_the_log) == 1
    b.close()
