"""Make the library that every later version must open: `python -m tests.storage.old_libraries`. Run once a version, never again for it.

It holds the sample and what a log can hold beside plain edits: undone and redone steps, a colleague's file with an open conflict and a merged
text, removed rows, an erased name, a draft left by a kill; and what every action leaves, so that there is a row of each kind. Beside it lies what the pages showed that day, by wire names.
"""

from __future__ import annotations

import json
import tempfile
from contextlib import suppress
from pathlib import Path
from typing import Any

from tests.app import examples
from verkstad import __version__
from verkstad.app import agenda, exchange, people, sample, workshops
from verkstad.app.workbench import Bench
from verkstad.domain.agenda import AgendaBlock
from verkstad.domain.errors import Failure
from verkstad.domain.fields import Id
from verkstad.domain.workshop import Day
from verkstad.storage.library import Reading

DATA = Path(__file__).resolve().parents[1] / "data"


def shown_by_name(library: Reading) -> dict[Id, dict[str, Any]]:
    """What the tables show, by kind and column, so that a later version with more of them can be compared."""
    out: dict[Id, dict[str, Any]] = {}
    for kind in library.schema.kinds.values():
        for row in library.all(kind.value):
            out[row.id] = {"kind": kind.name, "parent": row.parent, **{c.name: getattr(row, c.name) for c in kind.columns}}
    return out


TAKES_AWAY = ("remove_", "erase_", "take_", "clear_", "delete_", "forget_", "empty_", "withdraw_", "unlink_", "leave_out_")


def do_everything(bench: Bench) -> None:
    """The example of every action that leaves something, one after the other in one library; what no longer can be done is left out."""
    world = examples.world(bench)
    for action, example in examples.EXAMPLES.items():
        if not action.__name__.startswith(TAKES_AWAY):
            args, named = example(world)
            with suppress(Failure):
                bench.do(action, *args, **named)


def make(path: Path) -> dict[Id, dict[str, Any]]:
    """Fill a library at `path`; returns what it shows."""
    bench = Bench.open(path)
    brought = bench.do(sample.bring_sample, language="sv", today="2026-11-22")
    day = bench.library.children(Day, brought.today)[0].id
    blocks = bench.library.children(AgendaBlock, day)
    with tempfile.TemporaryDirectory() as folder:
        sent, back = Path(folder) / "sent.verkstad", Path(folder) / "back.verkstad"
        exchange.export_session(bench, sent, workshop=brought.today, without_participants=False)
        theirs = Bench.open(Path(folder) / "theirs.sqlite")
        exchange.merge_session(theirs, exchange.read_session(sent))
        theirs.do(agenda.rename_block, blocks[0].id, "Kollegans rubrik")
        theirs.do(agenda.note_privately, blocks[1].id, blocks[1].notes + "\nKollegan var här.")
        theirs.do(agenda.add_block, day, title="Kollegans moment", minutes=10)
        exchange.export_session(theirs, back, workshop=brought.today, without_participants=False)
        theirs.close()
        bench.do(agenda.rename_block, blocks[0].id, "Min rubrik")
        bench.do(agenda.note_privately, blocks[1].id, "Jag var här.\n" + blocks[1].notes)
        exchange.merge_session(bench, exchange.read_session(back))
    bench.do(agenda.move_block, blocks[3].id, after=blocks[5].id)
    bench.undo()
    bench.redo()
    bench.do(agenda.remove_blocks, (blocks[-1].id,))
    bench.undo()
    bench.do(workshops.choose_place, brought.coming, "Stora salen")
    gone = bench.do(people.add_person, people.NewPerson("Zebedeus", "Utplånad", email="z@example.invalid"))
    bench.do(people.erase_person, gone)
    do_everything(bench)
    bench.do(agenda.give_block_to, blocks[2].id, "Karin")
    bench.draft(blocks[2].id, "title", "Halvskriven rub")
    told = shown_by_name(bench.library)
    bench.library.close()  # as a kill leaves it: the draft is not settled
    return told


if __name__ == "__main__":
    DATA.mkdir(exist_ok=True)
    target = DATA / f"library-{__version__}.sqlite"
    with tempfile.TemporaryDirectory() as apart:  # what lies beside a library in use is no part of it
        told = make(Path(apart) / "library.sqlite")
        target.write_bytes((Path(apart) / "library.sqlite").read_bytes())
    target.with_suffix(".json").write_text(json.dumps(told, ensure_ascii=False, indent=0, sort_keys=True), "utf-8")
    print(target, len(told), "rows", target.stat().st_size, "bytes")
