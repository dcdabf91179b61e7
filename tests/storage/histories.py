"""Random histories of three replicas: any operations, in any order, with what must hold checked after each.

Used on libraries in memory, where it is quick, and on files with kills, drafts, backups and restores among the operations.
"""

from __future__ import annotations

import itertools
import random
from collections import Counter
from collections.abc import Sequence
from dataclasses import dataclass, field
from datetime import datetime
from pathlib import Path
from typing import Any

from hypothesis import strategies as st

from tests.storage import small
from tests.storage.oracle import Oracle
from tests.storage.small import V2, Block, Identity, Person, Plan, ticking
from verkstad.app.workbench import Bench
from verkstad.domain.change import fold
from verkstad.domain.errors import Blocked
from verkstad.domain.fields import Id
from verkstad.domain.merge import Bundle
from verkstad.domain.schema import GONE

WEIGHTS = {
    "new": 2, "edit": 2, "conflicting": 4, "note": 3, "group": 1, "latest": 1, "move": 3, "remove": 2, "undo": 2, "redo": 1, "pull": 4, "part": 2,
    "import": 1, "resolve": 2, "several": 1, "answer": 2, "erase": 1, "blank": 1,
}  # fmt: skip
IN_MEMORY = [what for what, weight in WEIGHTS.items() for _ in range(weight)]
ON_DISK = [*IN_MEMORY, "type", "type", "kill", "backup", "restore", "restore"]

Op = tuple[int, str, int, int]


def operations(words: Sequence[str], count: int = 40, shard: int = 0) -> st.SearchStrategy[list[Op]]:
    """Histories of `count` operations, others for each shard. Drawn evenly from a seed: hypothesis by itself prefers small numbers, so one person."""

    def drawn(seed: int) -> list[Op]:
        dice = random.Random(f"{shard}:{seed}")
        return [(dice.randrange(3), dice.choice(words), dice.randrange(10_000), dice.randrange(10_000)) for _ in range(count)]

    return st.integers(0, 2**63).map(drawn)


def tables(bench: Bench) -> dict[Id, tuple[Any, ...]]:
    """What a person can see of a library."""
    return bench.library.shown()


def check(bench: Bench) -> None:
    """The tables hold what the log says."""
    library = bench.library
    assert tables(bench) == fold(library.schema, library.changes(), library.erased_rows()), "fold(log) != tables"
    assert not library.db.conn.in_transaction


@dataclass
class Replica:
    name: str
    bench: Bench
    clock: Any
    entropy: Any
    path: Path | None = None
    steps: dict[int, tuple[list[int], frozenset[int]]] = field(default_factory=dict)  # step -> what the oracle calls it


@dataclass
class Tale:
    """Three replicas that begin with the same small plan."""

    folder: Path | None = None
    counts: Counter[str] = field(default_factory=Counter)

    def __post_init__(self) -> None:
        dice = random.Random(1)
        self.oracle = Oracle()
        self.replicas = []
        for n, name in enumerate("ABC"):
            clock = ticking(datetime.fromisoformat(f"2027-03-24T0{n + 7}:00:00Z"))
            path = self.folder / f"{name}.sqlite" if self.folder else None
            bench = self._open(path, clock, dice.randbytes)
            self.replicas.append(Replica(name, bench, clock, dice.randbytes, path))
        first = self.replicas[0]
        plan = first.bench.do(small.add, Plan, title="bas")
        for k in range(3):
            row = first.bench.do(small.add, Block, plan, title=f"b{k}", notes="ett två tre fyra fem sex sju åtta")
            told = self.oracle.write("A", row, "title", f"b{k}", None, False)
            assert first.bench.undo_step is not None
            first.steps[first.bench.undo_step.id] = ([told], frozenset())  # who undoes far enough undoes these too
        person = first.bench.do(small.add, Person, position="chef")
        first.bench.do(small.add, Identity, person, given="Ada")
        for other in self.replicas[1:]:
            other.bench.take_in(first.bench.give_out(None), "", background=True)
            self.oracle.sync("A", other.name)
        self.plan = plan

    def _open(self, path: Path | None, clock: Any, entropy: Any) -> Bench:
        if path is None:
            return Bench.in_memory(schema=V2, clock=clock, entropy=entropy)
        return Bench.open(path, schema=V2, clock=clock, entropy=entropy, machine="test")

    def close(self) -> None:
        for r in self.replicas:
            r.bench.close()

    def run(self, ops: Sequence[Op]) -> None:
        for number, op in enumerate(ops):
            self.counts["operations"] += 1
            self.step(number, *op)
        self.end()

    # ---- one operation

    def step(self, number: int, who: int, what: str, i: int, j: int) -> None:
        r = self.replicas[who]
        if r.bench.drafts() and what not in ("undo", "redo", "kill", "backup", "restore", "type"):
            r.bench.settle()
            assert not r.bench.drafts() or any(r.bench.library.get(Block, d.row) is None for d in r.bench.drafts())
        before = tables(r.bench)
        self.counts["with conflicts"] += any(row[5] != "{}" for row in before.values())
        was = r.bench.undo_step
        value = f"{what}{number}"
        told: list[int] = []
        match what:
            case "undo" | "redo":
                self.flip(r, what)
            case "pull" | "import":
                self.pull(r, self.replicas[j % 3], what == "import")
            case "part":
                self.part(r, self.replicas[j % 3], i)
            case "answer":
                self.answer(r, self.replicas[(who + 1 + j % 2) % 3], i, value)
            case "erase" | "blank":
                self.erase(r, what, i)
            case "type" | "kill" | "backup" | "restore":
                self.on_disk(r, what, i, j, value)
            case _:
                told = self.act(r, what, i, j, value)
        check(r.bench)
        now = r.bench.undo_step
        if what in ("undo", "redo", "pull", "part", "answer", "import", "erase", "blank", "kill", "backup", "restore", "type"):
            return
        if now is not None and now != was:
            r.steps[now.id] = (told, frozenset())
            after = tables(r.bench)
            r.bench.undo()
            assert tables(r.bench) == before, f"undo of {what}"
            check(r.bench)
            r.bench.redo()
            assert tables(r.bench) == after, f"redo of {what}"
            check(r.bench)
            self.counts["undone and redone"] += 1

    def act(self, r: Replica, what: str, i: int, j: int, value: str) -> list[int]:
        library, do = r.bench.library, r.bench.do
        blocks = sorted(b.id for b in library.all(Block))
        plans = sorted(p.id for p in library.all(Plan))
        if what == "new":
            parents = [*plans, *blocks]
            if j % 5 == 0 or not parents:
                do(small.add, Plan, title=value)
                return []
            row = do(small.add, Block, parents[i % len(parents)], title=value)
            return [self.oracle.write(r.name, row, "title", value, None, False)]
        if what == "several" and plans:
            block = blocks[i % len(blocks)] if blocks else None
            told = [self.wrote(r, block, "title", f"c{value}")] if block else []
            new = do(small.several, plans[i % len(plans)], block, value)
            return [*told, self.oracle.write(r.name, new, "title", f"s{value}", None, False)]
        if not blocks:
            return []
        block = blocks[i % len(blocks)]
        row = library.need(Block, block)
        if what == "conflicting":  # the same block on every replica: where they meet
            block = blocks[0]
            told = [self.wrote(r, block, "title", value)]
            do(small.edit, Block, block, title=value)
            return told
        if what == "edit":
            told = [self.wrote(r, block, "title", value)]
            do(small.edit, Block, block, title=value, minutes=j % 100)
            return told
        if what == "note":
            row = library.need(Block, block := blocks[i % min(2, len(blocks))])
            words = row.notes.split(" ")
            words[j % len(words)] = value
            told = [self.wrote(r, block, "notes", " ".join(words), word=value)]
            do(small.edit, Block, block, notes=" ".join(words))
            return told
        if what == "group":
            do(small.edit, Block, block, on=f"2027-03-{1 + j % 28:02d}", start=j % 1_000)
        elif what == "latest":
            do(small.edit, Block, block, colour=value, done=j % 2 == 0)
        elif what == "move":
            scope = library.scope_of(block)
            goals = [row for row in [*plans, *blocks] if row != block and library.scope_of(row) == scope]
            if goals:
                parent = goals[j % len(goals)]
                siblings = [b.id for b in library.children(Block, parent) if b.id != block]
                do(small.move, Block, block, parent, siblings[i % len(siblings)] if siblings and j % 2 else None)
        elif what == "remove":
            row_id = [*plans, *blocks, *blocks][j % (len(plans) + 2 * len(blocks))]
            doomed = below(r.bench, row_id)
            do(small.remove, row_id)
            return [self.oracle.remove(r.name, d) for d in doomed]
        elif what == "resolve":
            return self.decide(r, j, value)
        return []

    def forget_steps(self, r: Replica) -> None:
        """An erasure dropped the history of undo; the numbers of steps begin anew."""
        r.steps.clear()

    def wrote(self, r: Replica, row: Id, column: str, value: Any, word: str = "") -> int:
        library = r.bench.library
        shown = getattr(library.need(Block, row), column)
        return self.oracle.write(r.name, row, column, value, shown, column in library.merged(row), word=word)

    def decide(self, r: Replica, j: int, value: str) -> list[int]:
        library = r.bench.library
        open_rows = [row for kind, row in library.open_conflicts() if kind == "piece"]
        if not open_rows:
            return []
        row = open_rows[j % len(open_rows)]
        self.counts["decided"] += 1
        name, competing = next(iter(library.conflicts(row).items()))
        assert len(competing) > 1 or name == GONE, name
        told = []
        if name == GONE:
            keep = j % 2
            doomed = [] if keep else below(r.bench, row)
            r.bench.do(small.resolve, row, name, 1 - keep)
            told = [self.oracle.remove(r.name, d) for d in doomed]
        elif name in ("title", "notes"):
            told = [self.oracle.write(r.name, row, name, value, None, False, resolves=True)]
            r.bench.do(small.resolve, row, name, value)
        else:
            r.bench.do(small.resolve, row, name, competing[j % len(competing)].value)
        return told

    def flip(self, r: Replica, what: str) -> None:
        r.bench.settle()  # as undo itself does first
        step = r.bench.undo_step if what == "undo" else r.bench.redo_step
        before = tables(r.bench)
        try:
            done = r.bench.undo() if what == "undo" else r.bench.redo()
        except Blocked:
            assert tables(r.bench) == before
            self.counts["blocked"] += 1
            return
        if done is None:
            return
        assert step is not None
        self.counts[what] += 1
        told, learned = r.steps.get(step.id, ([], frozenset()))
        self.oracle.flip(r.name, told, what == "redo")
        if learned:
            known = self.oracle.known[r.name]
            known |= learned if what == "redo" else set()
            known -= learned if what == "undo" else set()

    def pull(self, r: Replica, other: Replica, as_step: bool) -> None:
        if other is r:
            other = self.replicas[(self.replicas.index(r) + 1) % 3]
        bundle = other.bench.give_out(None)
        plan = r.bench.preview(bundle)
        was, before = r.bench.undo_step, tables(r.bench)
        fresh = r.bench.take_in(bundle, "Import", background=not as_step, accept=bundle.marks)
        if plan.erasures:
            self.forget_steps(r)
        assert fresh <= plan.fresh + sum(1 for _ in plan.erasures) * len(bundle.changes)
        learned = self.oracle.sync(other.name, r.name)
        after = tables(r.bench)
        assert r.bench.take_in(bundle, "Import", background=True, accept=bundle.marks) == 0
        assert tables(r.bench) == after
        now = r.bench.undo_step
        if as_step and now is not None and now != was:
            r.steps[now.id] = ([], learned)
            if not plan.erasures:
                r.bench.undo()
                assert tables(r.bench) == before, "undo of an import"
                check(r.bench)
                r.bench.redo()
                assert tables(r.bench) == after, "redo of an import"
                self.counts["imports taken back"] += 1

    def part(self, r: Replica, other: Replica, i: int) -> None:
        """Some rows come, others not yet: children before their parents, answers before what they answer."""
        if other is r:
            return
        bundle = other.bench.give_out(None)
        rows = {c.row for c in bundle.changes if int(c.row[-6:], 16) % 3 != i % 3}
        some = Bundle(tuple(c for c in bundle.changes if c.row in rows), tuple(m for m in bundle.marks if m.row in rows))
        if r.bench.preview(some).erasures:
            self.forget_steps(r)
        r.bench.take_in(some, "", background=True, accept=some.marks)
        self.oracle.sync(other.name, r.name, rows)

    def answer(self, r: Replica, other: Replica, i: int, value: str) -> None:
        """Somebody makes a row, somebody else builds on it and sends it back, and then the first one undoes."""
        told = self.act(r, "new", i, 1, value)
        step = r.bench.undo_step
        if not told or step is None:
            return
        r.steps[step.id] = (told, frozenset())
        row = self.oracle.events[told[0]].row
        self.send(r, other)
        self.oracle.sync(r.name, other.name)
        if other.bench.library.get(Block, row) is None:
            return
        if i % 2:
            said = self.wrote(other, row, "notes", f"{value} svar", word=value)
            other.bench.do(small.edit, Block, row, notes=f"{value} svar")
        else:
            new = other.bench.do(small.add, Block, row, title=f"{value}+")
            said = self.oracle.write(other.name, new, "title", f"{value}+", None, False)
        theirs = other.bench.undo_step
        assert theirs is not None
        other.steps[theirs.id] = ([said], frozenset())
        self.send(other, r)
        self.oracle.sync(other.name, r.name)
        self.flip(r, "undo")

    def send(self, source: Replica, target: Replica) -> None:
        bundle = source.bench.give_out(None)
        if target.bench.preview(bundle).erasures:
            self.forget_steps(target)
        target.bench.take_in(bundle, "", background=True, accept=bundle.marks)

    def erase(self, r: Replica, what: str, i: int) -> None:
        library = r.bench.library
        if i % 3:
            return
        if what == "erase":
            names = sorted(x.id for x in library.all(Identity))
            if names:
                r.bench.do(small.erase, names[i % len(names)])
                assert r.bench.undo_step is None
                self.forget_steps(r)
                self.counts["erased"] += 1
            return
        blocks = sorted(b.id for b in library.all(Block))
        if blocks:
            row = blocks[i % len(blocks)]
            r.bench.do(small.erase, row, "notes")
            assert library.need(Block, row).notes == ""
            self.oracle.forgotten.add((row, "notes"))
            self.forget_steps(r)
            self.counts["blanked"] += 1

    def on_disk(self, r: Replica, what: str, i: int, j: int, value: str) -> None:
        assert r.path is not None
        assert r.bench.backups is not None
        blocks = sorted(b.id for b in r.bench.library.all(Block))
        if what == "type" and blocks:
            row = blocks[i % len(blocks)]
            r.bench.draft(row, "title", value)
            was = r.bench.undo_step
            if j % 3:
                told = self.wrote(r, row, "title", value)
                assert not [d for d in r.bench.settle(row) if d.text == value]
                assert r.bench.library.need(Block, row).title == value
                step = r.bench.undo_step
                if step is not None and step != was:
                    r.steps[step.id] = ([told], frozenset())
            else:  # it is left, and settled by whatever comes next that must
                self.oracle.forgotten.add((row, "title"))
        elif what == "kill":
            drafts = r.bench.drafts()
            before = tables(r.bench)
            was = r.bench.undo_step, r.bench.redo_step
            r.bench.library.close()
            r.bench = self._open(r.path, r.clock, r.entropy)
            assert tables(r.bench) == before
            assert r.bench.drafts() == drafts
            assert (r.bench.undo_step, r.bench.redo_step) == was
            self.counts["killed"] += 1
        elif what == "backup":
            r.bench.backup()
        elif what == "restore":
            copies = r.bench.backups.all()
            if copies and j % 2:
                site = r.bench.library.site
                r.bench.close()
                aside = r.bench.backups.restore(copies[i % len(copies)].path, r.clock(), V2)
                assert aside is not None
                r.bench = self._open(r.path, r.clock, r.entropy)
                assert r.bench.library.site != site
                self.oracle.trusted = False
                r.steps.clear()
                self.counts["restored"] += 1

    # ---- the end

    def end(self) -> None:
        """Everybody's work together is the same in every order, and nothing of it is lost."""
        bundles = [r.bench.give_out(None) for r in self.replicas]
        ends = []
        for order in itertools.permutations(bundles):
            whole = small.bench(9)
            for bundle in (*order, order[0]) if not ends else order:
                whole.take_in(bundle, "", background=True, accept=bundle.marks)
            check(whole)
            ends.append(tables(whole))
            if len(ends) == 1 and self.oracle.trusted:
                self.nothing_is_lost(whole)
            whole.close()
        assert all(end == ends[0] for end in ends), "the order of merging matters"

    def nothing_is_lost(self, whole: Bench) -> None:
        library = whole.library
        for row, column, value, word in self.oracle.must_be_seen():
            self.counts["values that must be seen"] += 1
            shown = library.get(Block, row)
            assert shown is not None, f"{row} with {value} is not shown"
            seen = getattr(shown, column)
            offered = [c.value for c in library.conflicts(row).get(column, ())]
            if column in library.merged(row):
                self.counts["texts merged"] += 1
                assert not word or word in seen.split(" "), f"{word} is lost: {seen}"
            else:
                assert seen == value or value in offered, f"{value} is lost: {seen}, {offered}"


def below(bench: Bench, row: Id) -> list[Id]:
    """A row and everything shown under it."""
    found, todo = [], [row]
    while todo:
        at = todo.pop()
        if at not in found:
            found.append(at)
            todo += [b.id for b in bench.library.children(Block, at)]
    return found
