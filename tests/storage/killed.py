"""The program that the kill test ends: works through the bench, and says on its standard output what is on the disk.

python -m tests.storage.killed LIBRARY SEED [EDITS [SYNCHRONOUS]]
"""

from __future__ import annotations

import random
import sys
from pathlib import Path

from tests.storage import small
from tests.storage.small import V2, Block, Plan
from verkstad.app.workbench import Bench


def main(path: Path, seed: int, edits: int = 1_000_000, synchronous: str = "full") -> None:
    dice = random.Random(seed)
    bench = Bench.open(path, schema=V2, machine="test")
    library = bench.library
    library.db.execute(f"pragma synchronous={synchronous}")
    plans = library.all(Plan)
    plan = plans[0].id if plans else bench.do(small.add, Plan, title="p")
    typed = 0
    for number in range(edits):
        rows = library.children(Block, plan)
        what = dice.randrange(8)
        if what < 3 or len(rows) < 3:
            row = bench.do(small.add, Block, plan, dice.choice(rows).id if rows else None, title=f"{seed}-{number}")
            print("row", row, f"{seed}-{number}", flush=True)
        elif what < 6:
            row = dice.choice(rows).id
            bench.do(small.rename, row, f"{seed}-{number}")
            print("row", row, f"{seed}-{number}", flush=True)
        elif what == 6:
            row = dice.choice(rows).id
            typed += 1
            bench.draft(row, "notes", f"skriver {seed}-{number}")
            print("draft", row, f"skriver {seed}-{number}", flush=True)
        elif typed % 2:
            bench.do(small.move, Block, rows[0].id, plan, rows[-1].id)
        else:
            print("undoing", flush=True)
            if bench.undo():
                bench.redo()
            print("undone", flush=True)


if __name__ == "__main__":
    main(Path(sys.argv[1]), *map(int, sys.argv[2:4]), *sys.argv[4:5])
