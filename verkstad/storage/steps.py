"""The list of steps that can be undone and redone: local, kept across restarts, dropped by an erasure."""

from __future__ import annotations

from verkstad.domain.fields import Id
from verkstad.domain.values import frozen
from verkstad.storage.library import Library

KEPT_STEPS = 500


@frozen
class Step:
    """A step of the undo menu: a label to translate, and the name of what it was about. `imported`: a file that was taken in."""

    id: int
    label: str
    subject: str
    at: str
    imported: bool = False


def rows(library: Library, step: Step) -> frozenset[Id]:
    """The rows a step says something of."""
    first, last = library.db.execute("select first,last from step where id=?", (step.id,)).fetchone()
    return frozenset(r[0] for r in library.db.execute("select distinct row from change where seq between ? and ?", (first, last)))


_STEP = "select id,label,subject,at,import from step"


def undo_step(library: Library) -> Step | None:
    return _step(library, f"{_STEP} where done=1 order by id desc limit 1")


def redo_step(library: Library) -> Step | None:
    return _step(library, f"{_STEP} where done=0 order by id limit 1")


def _step(library: Library, sql: str) -> Step | None:
    r = library.db.execute(sql).fetchone()
    return None if r is None else Step(r[0], r[1], r[2], r[3], r[4] == 1)


def record(library: Library, label: str, subject: str, at: str, first: int, *, imported: bool = False) -> Step | None:
    """Make a step of everything in the log from `first` on, if there is anything; what was undone can then no longer be redone."""
    last = library.last_seq()
    if last < first:
        return None
    forget_undone(library)
    done = library.db.execute(
        "insert into step(label,subject,at,done,first,last,import) values(?,?,?,1,?,?,?)", (label, subject, at, first, last, int(imported))
    )
    return Step(int(done.lastrowid or 0), label, subject, at, imported)


def join_after(library: Library, step: int) -> None:
    """Make one step, called as the first of them, of all that came after `step`."""
    rows = library.db.execute("select id,last from step where id>? and done=1 order by id", (step,)).fetchall()
    if len(rows) > 1:
        library.db.execute("update step set last=? where id=?", (rows[-1][1], rows[0][0]))
        library.db.execute("delete from step where id>? and done=1", (rows[0][0],))


def forget_undone(library: Library) -> None:
    if redo_step(library) is not None:
        library.db.execute("delete from step where done=0")


def forget_all(library: Library) -> None:
    """An erasure: the history of undo would bring the name back."""
    library.db.execute("delete from step")


def prune(library: Library) -> None:
    """Keep the last steps only; called at opening."""
    library.db.execute("delete from step where id < (select coalesce(max(id),0) from step) - ?", (KEPT_STEPS,))
