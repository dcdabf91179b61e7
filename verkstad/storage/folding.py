"""From the log to the tables: rows whose changes are new are folded again, and every row whose being shown may depend on them.

Everything goes in portions, by sets of rows, so that one edit and an import of ten thousand rows take the same road; between portions
it yields, and whoever drives it may let the window breathe.
"""

from __future__ import annotations

import gc
from collections.abc import Collection, Iterable, Iterator
from typing import Any

from verkstad.domain.change import Folded, canonical, columns_of, fold_row, where_shown
from verkstad.domain.fields import Id
from verkstad.domain.schema import Schema
from verkstad.storage.connection import Database
from verkstad.storage.tables import CHANGE, PUT_STATE, Tables, read_change

PORTION = 64  # rows folded between two breaths: some ten milliseconds


class Folding:
    """Keeps `state` and the typed tables true to the log. It writes nothing to the log."""

    def __init__(self, db: Database, tables: Tables) -> None:
        self.db, self.tables, self.schema = db, tables, tables.schema
        self.touched: dict[str, set[Id]] = {}  # kind -> rows that may look different since the last `take_touched`

    def take_touched(self) -> dict[str, frozenset[Id]]:
        seen, self.touched = {k: frozenset(v) for k, v in self.touched.items()}, {}
        return seen

    def touch(self, kind: str, row: Id) -> None:
        self.touched.setdefault(kind, set()).add(row)

    def now(self, rows: Iterable[Id]) -> None:
        """Fold these rows at once."""
        for _ in self.steps(rows):
            pass

    def steps(self, rows: Iterable[Id]) -> Iterator[int]:
        """Fold these rows; yields how many are done after every portion."""
        folded: dict[Id, tuple[Folded, dict[str, int]] | None] = {}
        before: dict[Id, tuple[str, Id | None, int]] = {}
        rows = list(dict.fromkeys(rows))
        for start in range(0, len(rows), PORTION):
            part = rows[start : start + PORTION]
            before.update({r[0]: (r[1], r[2], r[3]) for r in self._each("select row,kind,parent,gone from state where row in", part)})
            found = self.fold_from_log(part)
            self.db.conn.executemany(PUT_STATE, [state_row(row, *got) for row, got in found.items()])
            absent = [row for row in part if row not in found]
            self._delete_state(absent, before)
            folded.update(found)
            folded.update(dict.fromkeys(absent))
            yield start + len(part)
        yield from self._show(folded, before)

    def fold_from_log(self, rows: Collection[Id]) -> dict[Id, tuple[Folded, dict[str, int]]]:
        """Each row that has changes and is not erased: its state, and where in the log its changes are (id -> seq)."""
        erased = {r[0] for r in self._each("select row from erased where field='' and row in", rows)}
        said: dict[Id, list[Any]] = {}
        for r in self._each(f"select {CHANGE},seq from change where row in", rows):
            said.setdefault(r[7], []).append(r)
        return {
            row: (fold_row(self.schema, [read_change(r) for r in got]), {r[0]: r[11] for r in got})
            for row, got in said.items()
            if row not in erased
        }

    def _delete_state(self, rows: list[Id], before: dict[Id, tuple[str, Id | None, int]]) -> None:
        for row in rows:
            self.db.conn.execute("delete from state where row=?", (row,))
            if (old := before.get(row)) and old[0] in self.tables.by_kind:
                self.db.conn.execute(self.tables.by_kind[old[0]].drop_row, (row,))
                self.touch(old[0], row)

    def _show(self, folded: dict[Id, tuple[Folded, dict[str, int]] | None], before: dict[Id, tuple[str, Id | None, int]]) -> Iterator[int]:
        """Put every row that may have come, gone or moved where it belongs now."""
        concerned = set(folded)
        moved: set[Id] = set()  # rows below which everything may appear or vanish
        for row, got in folded.items():
            old = before.get(row)
            if old is None or got is None or old[1] != got[0].parent or old[2] != int(got[0].gone):
                moved.add(row)
                if old is not None and old[1] is not None:
                    concerned.add(old[1])
        facts: dict[Id, tuple[str, Id | None, int]] = {}  # kind, parent, gone
        below, walked = set(moved), set(moved)
        while below:
            found = list(self._each("select row,kind,parent,gone from state where parent in", below))
            below = {r[0] for r in found} - walked  # also through a row that is folded anew itself but has not moved
            walked |= below
            concerned |= below
            facts.update({r[0]: (r[1], r[2], r[3]) for r in found})
            yield 0
        above = set(concerned)
        while above:
            known = {
                r[0]: (r[1], r[2], r[3]) for r in self._each("select row,kind,parent,gone from state where row in", above - facts.keys())
            }
            facts.update(known)
            above = {p for r in above if r in facts and (p := facts[r][1]) is not None} - concerned
            concerned |= above
            yield 0
        # What is removed itself may be kept by something below it.
        parents = {row: f[1] for row, f in facts.items()}
        living = {row for row, f in facts.items() if not f[2]}
        below = {row for row, f in facts.items() if f[2]}
        asked: set[Id] = set()
        while below:
            asked |= below
            found = list(self._each("select row,parent,gone from state where parent in", below))
            parents.update({r[0]: r[1] for r in found})
            living |= {r[0] for r in found if not r[2]}
            below = {r[0] for r in found if r[2]} - asked
            yield 0
        shown = where_shown(parents, living)
        yield from self._write(concerned, facts, shown, folded)

    def _write(
        self,
        concerned: set[Id],
        facts: dict[Id, tuple[str, Id | None, int]],
        shown: dict[Id, Id | None],
        folded: dict[Id, tuple[Folded, dict[str, int]] | None],
    ) -> Iterator[int]:
        by_kind: dict[str, list[Id]] = {}
        for row in concerned:
            if row in facts:
                by_kind.setdefault(facts[row][0], []).append(row)
        for kind, rows in by_kind.items():
            table = self.tables.by_kind.get(kind)
            if table is None:
                continue
            for start in range(0, len(rows), PORTION):
                part = rows[start : start + PORTION]
                there = {r[0]: (r[1], r[2]) for r in self._each(f'select id,parent,kept from "{table.name}" where id in', part)}
                hidden = [(row,) for row in part if row not in shown and row in there]
                visible = [r for r in part if r in shown and (r in folded or there.get(r) != (shown[r], facts[r][2]))]
                stale = [row for row in visible if row not in folded]
                fresh = self.fold_from_log(stale) if stale else {}
                out = []
                for row in visible:
                    x = (folded.get(row) or fresh[row])[0]
                    out.append((row, shown[row], x.rank, int(x.gone), *columns_of(table.kind, x.values)))
                for row in [*visible, *(h[0] for h in hidden)]:
                    self.touch(kind, row)
                if hidden:
                    self.db.conn.executemany(table.drop_row, hidden)
                if out:
                    self.db.conn.executemany(table.put, out)
                yield len(part)

    def _each(self, sql: str, rows: Collection[Id]) -> Iterator[Any]:
        """`sql` ends with `in`; the rows are asked for in portions, so that no statement names more than SQLite allows."""
        every = list(rows)
        for start in range(0, len(every), PORTION):
            part = every[start : start + PORTION]
            size = 1 << (len(part) - 1).bit_length()  # few different statements, so that they stay prepared
            part = part + [part[-1]] * (size - len(part))
            yield from self.db.conn.execute(f"{sql} ({','.join('?' * size)})", part).fetchall()

    def rebuild(self, kinds: Iterable[str]) -> Iterator[int]:
        """Make the typed tables of these kinds anew, and fold every row of them."""
        kinds = list(kinds)
        for kind in kinds:
            table = self.tables.by_kind[kind]
            self.db.conn.execute(f'drop table if exists "{table.name}"')
            table.create(self.db)
        for kind in kinds:
            rows = [r[0] for r in self.db.conn.execute("select row from state where kind=?", (kind,))]
            yield from self.steps(rows)


def uncollected(slices: Iterator[int]) -> Iterator[int]:
    """The same slices with the cyclic garbage collector off while each of them runs.

    A large import holds hundreds of thousands of small values at once, none in a cycle; walking them all again and again doubles its time.
    """
    while True:
        on = gc.isenabled()
        gc.disable()
        try:
            done = next(slices)
        except StopIteration:
            return
        finally:
            if on:
                gc.enable()
        yield done


def state_row(row: Id, x: Folded, seqs: dict[str, int]) -> tuple[Any, ...]:
    heads = {name: [seqs[h.id] for h in stand] for name, stand in x.heads.items()}
    return row, x.kind, x.scope, x.parent, int(x.gone), canonical(heads), x.asks


def schema_state(schema: Schema) -> dict[str, str]:
    return {kind: schema.fingerprint(kind) for kind in schema.kinds}
