"""Groups for the cases of a file, as `verkstad groups` makes them: read, search, write. The window asks `verkstad.mixing.worker` instead."""

from __future__ import annotations

import json
from pathlib import Path

from verkstad.domain.errors import Foreign
from verkstad.files import read_ordinary, write_atomically
from verkstad.mixing.cases import plan_values, tasks_of
from verkstad.mixing.search import Progress, improve
from verkstad.mixing.task import Task

LARGEST = 50_000_000  # bytes


def read_cases(path: Path) -> dict[str, Task]:
    """The cases of a file by their id. Raises Unreadable or TooLarge, Foreign when it is not JSON, Impossible when a case is not one."""
    try:
        document = json.loads(read_ordinary(path, LARGEST).decode("utf-8-sig"))
    except (ValueError, RecursionError) as error:
        raise Foreign("not-json", path=str(path)) from error
    return tasks_of(document)


def mixed(task: Task, *, seed: int, iterations: int | None = None, seconds: float | None = None) -> Progress:
    """The last word of a search; `seconds` are of CPU. Raises Impossible."""
    last: Progress | None = None
    for progress in improve(task, seed, iterations=iterations, seconds=seconds):
        last = progress
    assert last is not None
    return last


def write_plans(path: Path, plans: dict[str, Progress]) -> None:
    """An object from case id to rounds of groups of person ids; the same plans are the same bytes. Raises a WorldFailure."""
    values = {name: plan_values(progress.plan.rounds) for name, progress in plans.items()}
    rows = [f"{json.dumps(name, ensure_ascii=False)}: {json.dumps(rounds, ensure_ascii=False)}" for name, rounds in values.items()]
    write_atomically(path, ("{\n" + ",\n".join(rows) + "\n}\n").encode())
