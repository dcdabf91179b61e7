"""A library as it is after ten years: 200 initiatives and what they hold, 1,000 workshops, 20,000 blocks, 5,000 people, 1,000,000 changes.

Every change is a real one: sealed, chained to what it replaces, folded by the engine into the tables. Only the road is another: whole
rows at a time, without the transaction of an action.

    python -m tests.benchmarks.ten_years PATH [CHANGES]
"""

from __future__ import annotations

import gc
import random
import sys
import time
from collections.abc import Iterator
from datetime import UTC, datetime
from pathlib import Path
from typing import Any

from tests.benchmarks import ten_years_of_change
from verkstad.domain.actions import Action
from verkstad.domain.agenda import AgendaBlock
from verkstad.domain.change import DIRECTORY, Change, columns_of, fold_row
from verkstad.domain.fields import Id, Row
from verkstad.domain.initiative import Initiative
from verkstad.domain.people import Identity, Person, Unit
from verkstad.domain.schema import GONE, PLACE
from verkstad.domain.workshop import Day, Participation, Workshop
from verkstad.storage.folding import state_row
from verkstad.storage.library import Library, open_library
from verkstad.storage.tables import INSERT_CHANGE, PUT_STATE, change_row
from verkstad.storage.writing import made_id

INITIATIVES, WORKSHOPS, BLOCKS, PEOPLE, CHANGES = 200, 1_000, 20_000, 5_000, 1_000_000
GUESTS = 25  # a workshop
SMALL = 50_000  # changes: a library of fewer holds workshops alone

WORDS = (
    "kund väntan svar modul team prov läge gräns verksamhet handläggare möte beslut underlag flöde kö samtal blankett ärende besök "
    "tjänst vecka start avslut fråga hinder nästa steg mål mått rum grupp vägg lapp röst prioritering tid plan roll mandat"
).split()
GIVEN = "Åsa Örjan Ingrid Nils Karin Olle Amira Yusuf Eva Lars Märta Sixten Leila Johan Elin Hampus".split()
FAMILY = "Bergström Ek Öberg Lind Åkesson Dahl Nyström Hassan Sjögren Wallin Fors Sandberg Ström Holm".split()


class Builder:
    """Writes rows with their whole history, one scope after the other, as years of work would have."""

    def __init__(self, library: Library, seed: int = 1) -> None:
        self.library = library
        self.dice = random.Random(seed)
        self.seq = self.lamport = self.count = 0
        self.at = 1_490_000_000  # 2017; a change a few minutes after the other
        self.log: list[tuple[Any, ...]] = []
        self.states: list[tuple[Any, ...]] = []
        self.typed: dict[str, list[tuple[Any, ...]]] = {}

    def text(self, least: int, most: int) -> str:
        return " ".join(self.dice.choices(WORDS, k=self.dice.randint(least, most))).capitalize()

    def id(self) -> Id:
        self.count += 1
        return made_id(datetime.fromtimestamp(self.at, UTC), self.count, self.dice.randbytes(8))

    def scope(self, rows: list[tuple[type[Row], Id, Id, Id | None, str, dict[str, Any], Iterator[tuple[str, Any]]]]) -> None:
        """Write these rows (value, id, scope, parent, rank, first values, later edits), their edits taking turns."""
        chains: list[tuple[Any, ...]] = []
        for value, row, scope, parent, rank, first, later in rows:
            said = {**first, PLACE: [parent, rank], GONE: 0}
            change = self._change(scope, value.KIND.name, row, said, {})
            chains.append((value, scope, [change], [self.seq], later, {}))
        going = list(chains)
        while going:
            left = []
            for chain in going:
                value, scope, changes, seqs, later, heads = chain
                edit = next(later, None)
                if edit is None:
                    continue
                wire, new = edit
                before = heads.get(wire) or (changes[0].id if wire in changes[0].values else None)
                change = self._change(scope, value.KIND.name, changes[0].row, {wire: new}, {wire: (before,)} if before else {})
                changes.append(change)
                seqs.append(self.seq)
                heads[wire] = change.id
                left.append(chain)
            going = left
        for value, _, changes, seqs, _, _ in chains:
            folded = fold_row(self.library.schema, changes)
            self.states.append(state_row(changes[0].row, folded, dict(zip((c.id for c in changes), seqs, strict=True))))
            columns = columns_of(value.KIND, folded.values)
            self.typed.setdefault(value.KIND.name, []).append((changes[0].row, folded.parent, folded.rank, 0, *columns))
        self.flush()

    def _change(self, scope: Id, kind: str, row: Id, said: dict[str, Any], prev: dict[str, tuple[str, ...]]) -> Change:
        self.seq += 1
        self.lamport += 1
        self.at += 300
        at = time.strftime("%Y-%m-%dT%H:%M:%SZ", time.gmtime(self.at))
        values = {wire: ("" if wire in (PLACE, GONE) else self.dice.randbytes(10).hex(), v) for wire, v in said.items()}
        change = Change(self.library.site, self.lamport, at, self.library.actor, scope, kind, row, values, prev).sealed()
        self.log.append(change_row(change))
        return change

    def flush(self) -> None:
        sql = self.library.db.conn
        sql.executemany(INSERT_CHANGE, self.log)
        sql.executemany(PUT_STATE, self.states)
        for kind, rows in self.typed.items():
            sql.executemany(self.library.tables.by_kind[kind].put, rows)
        self.log, self.states, self.typed = [], [], {}


def build(path: Path, changes: int = CHANGES, *, workshops: int = WORKSHOPS, say: bool = False) -> dict[str, int]:
    """Build the library; the other numbers follow from how many workshops. Returns how many rows of each kind and changes there are."""
    library = open_library(path)
    for pragma in ("synchronous=off", "journal_mode=memory"):
        library.db.execute(f"pragma {pragma}")
    share = workshops / WORKSHOPS
    initiatives, people, blocks = max(1, round(INITIATIVES * share)), max(GUESTS, round(PEOPLE * share)), round(BLOCKS * share)
    b = Builder(library)
    dice = b.dice
    gc.disable()
    try:
        library.begin()
        units = [b.id() for _ in range(40)]
        b.scope([(Unit, u, DIRECTORY, None, "", {"name": b.text(1, 2)}, iter(())) for u in units])
        persons = [b.id() for _ in range(people)]
        for start in range(0, people, 500):
            rows: list[Any] = []
            for p in persons[start : start + 500]:
                said: dict[str, Any] = {
                    "unit": dice.choice(units),
                    "position": b.text(1, 2),
                    "role": dice.choice(("", *ten_years_of_change.ROLES)),
                }
                said |= {"competences": f"{dice.choice(WORDS)}, {dice.choice(WORDS)}", "meets_customers": dice.random() < 0.4}
                rows.append((Person, p, DIRECTORY, None, "", said, iter(())))
                name = {"name": [dice.choice(GIVEN), dice.choice(FAMILY)], "email": f"person{len(rows)}@example.invalid"}
                rows.append((Identity, b.id(), DIRECTORY, p, "", name, iter(())))
            b.scope(rows)
        plans = [b.id() for _ in range(initiatives)]
        for i in plans:
            b.scope([(Initiative, i, i, None, "", {"title": b.text(2, 4), "why": b.text(10, 40)}, iter(()))])
        if changes >= SMALL:
            b.scope(ten_years_of_change.mandates(b, persons, units))
            for i in plans:
                b.scope(ten_years_of_change.Initiative(b, i, persons, units).rows)
        fixed = b.seq
        a_workshop = 1 + 1 + blocks // workshops + GUESTS + 4
        edits = max(0, changes - fixed - workshops * a_workshop)
        each, rest = divmod(edits, blocks)
        for n in range(workshops):
            b.scope(_workshop(b, dice.choice(plans), persons, blocks // workshops, each, rest - n * (blocks // workshops)))
            if say and n % 100 == 99:
                print(f"{n + 1} workshops, {b.seq} changes", flush=True)
        library.set_meta("lamport", b.lamport)
        library.lamport = b.lamport
        library.commit()
    finally:
        gc.enable()
    for pragma in ("journal_mode=wal", "synchronous=full"):
        library.db.execute(f"pragma {pragma}")
    counts = {k: library.db.execute(f'select count(*) from "{t.name}"').fetchone()[0] for k, t in library.tables.by_kind.items()}
    counts["change"] = b.seq
    library.close()
    return {k: n for k, n in counts.items() if n}


def _workshop(b: Builder, initiative: Id, persons: list[Id], blocks: int, each: int, rest: int) -> list[Any]:
    dice = b.dice
    w, d = b.id(), b.id()
    date = time.strftime("%Y-%m-%d", time.gmtime(b.at))
    rows: list[Any] = [
        (Workshop, w, w, None, "", {"title": b.text(2, 4), "purpose": b.text(8, 30), "initiative": initiative}, iter(())),
        (Day, d, w, w, "a0V", {"when": [date, 540]}, iter(())),
    ]
    for n in range(blocks):
        first = {"title": b.text(1, 4), "minutes": dice.randrange(5, 60, 5), "instruction": b.text(5, 40)}
        rows.append((AgendaBlock, b.id(), w, d, f"a{n:02d}V", first, _edits(b, each + (n < rest))))
    for p in dice.sample(persons, GUESTS):
        rows.append((Participation, b.id(), w, w, "", {"person": p, "answer": dice.choice(("yes", "no", "invited"))}, iter(())))
    for n in range(4):
        rows.append((Action, b.id(), w, w, f"a{n}V", {"what": b.text(3, 8), "owner": dice.choice(persons)}, iter(())))
    return rows


def _edits(b: Builder, count: int) -> Iterator[tuple[str, Any]]:
    for n in range(count):
        if n % 4 == 0:
            yield "minutes", b.dice.randrange(5, 90, 5)
        elif n % 4 == 1:
            yield "title", b.text(1, 5)
        else:
            yield ("notes", b.text(3, 20)) if n % 4 == 2 else ("instruction", b.text(5, 30))


if __name__ == "__main__":
    began = time.perf_counter()
    made = build(Path(sys.argv[1]), int(sys.argv[2]) if sys.argv[2:] else CHANGES, say=True)
    print(made, f"{time.perf_counter() - began:.0f} s, {Path(sys.argv[1]).stat().st_size / 1e6:.0f} MB")
