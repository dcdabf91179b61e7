"""The running day, as this machine keeps it: local, not in the log, not undone. One row, written when something happens and not every second."""

from __future__ import annotations

import json

from verkstad.domain.fields import Id
from verkstad.domain.live import Running, Turn
from verkstad.domain.values import frozen
from verkstad.storage.library import Reading


@frozen
class Course:
    """A running day and the moment its state was written.

    `midnight`: the day's local midnight, Unix seconds. `at`: seconds since it when this was written, by the day's own clock; `wall`, `mono` and
    `boot` are what the machine's clocks said then: Unix seconds, seconds of a clock that only goes forward and counts sleep, and which start
    of the machine it counts from.
    """

    workshop: Id
    state: Running
    midnight: int
    at: float
    wall: float
    mono: float
    boot: str
    speed: float = 1.0  # of a rehearsal, which is never written


def keep(library: Reading, course: Course, *, let_go: bool = False) -> None:
    """Write it. Inside a transaction."""
    state = course.state
    said = json.dumps(
        {
            "turns": [[t.block, t.began, t.ended, t.paused, t.added] for t in state.turns],
            "skipped": list(state.skipped),
            "minutes": [list(pair) for pair in state.minutes],
            "paused_at": state.paused_at,
            "finished": state.finished,
            "let_go": let_go,
        }
    )
    library.db.execute(
        "insert into running(workshop,day,state,midnight,at,wall,mono,boot) values(?,?,?,?,?,?,?,?)"
        " on conflict(workshop) do update set day=excluded.day,state=excluded.state,midnight=excluded.midnight,at=excluded.at,"
        "wall=excluded.wall,mono=excluded.mono,boot=excluded.boot",
        (course.workshop, state.day, said, course.midnight, course.at, course.wall, course.mono, course.boot),
    )


def let_go(library: Reading, workshop: Id) -> None:
    """Nothing runs there any more. How the day stood is left, for when that is undone or redone. Inside a transaction."""
    found = next((c for c in courses(library) if c.workshop == workshop), None)
    if found is None:
        library.db.execute("delete from running where workshop=?", (workshop,))
    else:
        keep(library, found, let_go=True)


def courses(library: Reading, *, also_let_go: bool = False) -> tuple[Course, ...]:
    """Every day that was begun and not let go of, the latest first. One that cannot be read is passed over."""
    found = []
    for workshop, day, said, midnight, at, wall, mono, boot in library.db.execute(
        "select workshop,day,state,midnight,at,wall,mono,boot from running order by wall desc,workshop"
    ).fetchall():
        try:
            read = json.loads(said)
            if read.get("let_go") and not also_let_go:
                continue
            turns = tuple(Turn(*turn) for turn in read["turns"])
            minutes = tuple((str(b), int(m)) for b, m in read["minutes"])
            state = Running(day, turns, tuple(read["skipped"]), minutes, read["paused_at"], read["finished"])
        except (ValueError, KeyError, TypeError, AttributeError):
            continue
        found.append(Course(workshop, state, midnight, at, wall, mono, boot))
    return tuple(found)
