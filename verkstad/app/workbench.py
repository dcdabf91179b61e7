"""The workbench: the one way to write, to undo, and to hear what changed.

An *action* is a plain function that takes a transaction; `@action` gives it the label it has in the undo menu. A *question* takes the
library. `Bench.do` runs an action as one database transaction and one step; then everybody who listens is told which rows changed.
"""

from __future__ import annotations

import secrets
from collections.abc import Callable, Collection, Generator, Iterable, Iterator, Mapping
from contextlib import contextmanager
from datetime import datetime, timedelta
from pathlib import Path
from typing import Any, Concatenate, ParamSpec, TypeVar

from verkstad.domain.change import Mark
from verkstad.domain.errors import Failure, Refused
from verkstad.domain.fields import Id, Row
from verkstad.domain.merge import Bundle, Plan
from verkstad.domain.schema import SCHEMA, Schema
from verkstad.domain.values import frozen
from verkstad.storage import drafts, erasing, merging, running, steps, undo
from verkstad.storage.backups import Backup, Backups
from verkstad.storage.connection import told
from verkstad.storage.drafts import Draft
from verkstad.storage.folding import uncollected
from verkstad.storage.library import Clock, Entropy, Library, open_library, system_clock
from verkstad.storage.steps import Step
from verkstad.storage.writing import Transaction

P = ParamSpec("P")
R = TypeVar("R")

TYPING_ENDS = timedelta(seconds=60)  # a draft older than this becomes a change although the field still has the focus

FORGOTTEN_AFTER = 12 * 3600  # seconds after which a running day that nobody has touched holds nothing up


@frozen
class Action:
    """A registered action. `label` is a msgid; `settles` names the columns ("block.title") whose drafts it turns into a change.

    `by_column`: it settles several, and is told the text under the column's name.
    """

    name: str
    function: Callable[..., Any]
    label: str
    settles: tuple[str, ...] = ()
    by_column: bool = False


ACTIONS: dict[str, Action] = {}


Besides = Callable[[Transaction, frozenset[Id]], str]
"""What else happens to what only this machine keeps, told the rows of the step. Returns a msgid that says so, "" when nothing did."""


@frozen
class Follows:
    """What follows when a step is undone, and when it is redone."""

    undone: Besides
    redone: Besides


FOLLOWS: dict[str, Follows] = {}
"""By the label of the step."""
_BY_FUNCTION: dict[Callable[..., Any], Action] = {}
_SETTLES: dict[str, Action] = {}


def action(label: str, *, settles: str | tuple[str, ...] = (), by_column: bool = False) -> Callable[[Callable[P, R]], Callable[P, R]]:
    """Register a function as an action under a label (a msgid) that is translated when it is shown.

    `settles`: "kind.column" of the text fields whose drafts this action makes a change of; it is then called as f(tx, id, text), or
    as f(tx, id, column=text) when it is `by_column`.
    """

    def registered(function: Callable[P, R]) -> Callable[P, R]:
        name = f"{function.__module__}.{function.__qualname__}"
        made = Action(name, function, label, (settles,) if isinstance(settles, str) else settles, by_column)
        ACTIONS[name] = _BY_FUNCTION[function] = made
        _SETTLES.update(dict.fromkeys(made.settles, made))
        return function

    return registered


@frozen
class Changes:
    """Which rows may look different now: kind -> ids. Removed rows are among them."""

    rows: Mapping[str, frozenset[Id]]

    def touches(self, *values: type[Row]) -> bool:
        return any(v.KIND.name in self.rows for v in values)

    def ids(self, value: type[Row]) -> frozenset[Id]:
        return self.rows.get(value.KIND.name, frozenset())

    def joined(self, later: Changes) -> Changes:
        """What changed before and what changed after it, together."""
        kinds = self.rows.keys() | later.rows.keys()
        return Changes({kind: self.rows.get(kind, frozenset()) | later.rows.get(kind, frozenset()) for kind in kinds})


Heard = Callable[[Changes, object], None]


class Bench:
    """An open library and everything that may be done with it. One for a window or a command; on one thread."""

    def __init__(self, library: Library, *, backups: Backups | None = None) -> None:
        self.library = library
        self.backups = backups
        self.saved_at: str | None = None  # moment (ISO, UTC) of the last commit
        self.besides = ""  # what followed of the last undo or redo: see `Follows`
        self.undo_step: Step | None = None
        self.redo_step: Step | None = None
        self._listeners: list[Heard] = []
        self._occupied = ""
        self._recalled: dict[Any, Any] = {}
        self._held = False
        self._held_by: object = None  # while several actions make one step, nobody is told
        if library.path is not None and erasing.apply_marks(library, erasing.read_marks_beside(library.path)):
            erasing.scrub(library)
        with self._writing("opening"):
            steps.prune(library)
        library.folding.take_touched()
        self._look_at_steps()
        if backups is not None:
            backups.start_cleaning(library.schema)

    @classmethod
    def open(
        cls,
        path: Path,
        *,
        schema: Schema = SCHEMA,
        clock: Clock = system_clock,
        entropy: Entropy = secrets.token_bytes,
        machine: str | None = None,
        progress: Callable[[int], None] | None = None,
    ) -> Bench:
        """Open a library file, made when it is not there. The caller holds the instance lock.

        A backup is made before a migration. The world's failures are those of `storage.library.open_library`.
        """
        backups = Backups(path)
        library = open_library(
            path, schema=schema, clock=clock, entropy=entropy, machine=machine, progress=progress, before_migration=backups.make_of
        )
        try:
            with told(path):
                return cls(library, backups=backups)
        except BaseException:
            library.close()
            raise

    @classmethod
    def in_memory(
        cls, *, schema: Schema = SCHEMA, clock: Clock = system_clock, entropy: Entropy = secrets.token_bytes, machine: str | None = None
    ) -> Bench:
        """A library that is gone when it is closed: the test double, and the stage of a preview."""
        return cls(open_library(None, schema=schema, clock=clock, entropy=entropy, machine=machine))

    def close(self) -> None:
        """Settle what is typed and let go of the file."""
        try:
            if self.library.drafted and not self._occupied:
                self.settle()
        finally:
            try:
                if self.backups is not None:
                    self.backups.wait()
            finally:
                self.library.close()

    # ---- doing

    def do(self, action: Callable[Concatenate[Transaction, ...], R], /, *args: Any, by: object = None, **kw: Any) -> R:
        """Run a registered action as one transaction and one step, then tell everybody. What it raises undoes it all."""
        known = _BY_FUNCTION.get(action)
        if known is None:
            raise TypeError(f"{action!r} is not a registered action")
        library = self.library
        with self._writing(known.name):
            tx = Transaction(library)
            first = library.last_seq() + 1
            result = action(tx, *args, **kw)
            step = None if tx.erased else steps.record(library, known.label, tx.subject, tx.now, first)
        if tx.erased:
            self._after_erasure()
        elif step is not None:
            self.undo_step, self.redo_step = step, None
        if tx.erased or step is not None:
            self.saved_at = tx.now
        self._tell(by)
        return result

    @contextmanager
    def as_one_step(self) -> Iterator[None]:
        """What is done meanwhile is one step, called as the first action, and is told when all is done. A failure takes all of it back."""
        before = self.undo_step.id if self.undo_step is not None else 0
        self._held = True
        try:
            yield
        except BaseException:
            self._join_steps(before)
            if self.undo_step is not None and self.undo_step.id > before:
                self._flip(self.undo_step, undo.undo, None)
                with self._writing("undo"):
                    steps.forget_undone(self.library)
                self._look_at_steps()
            raise
        else:
            self._join_steps(before)
        finally:
            self._held = False
            self._tell(self._held_by)
            self._held_by = None

    def _join_steps(self, before: int) -> None:
        with self._writing("step"):
            steps.join_after(self.library, before)
        self._look_at_steps()

    def ask(self, question: Callable[Concatenate[Library, ...], R], /, *args: Any, **kw: Any) -> R:
        """Ask a question of the library."""
        return question(self.library, *args, **kw)

    def recall(self, question: Callable[Concatenate[Library, ...], R], /, *args: Any) -> R:
        """Ask a question whose answer is kept until anything is written: for what is long to ask and the same on many pages."""
        known = (question, args)
        if known not in self._recalled:
            self._recalled[known] = question(self.library, *args)
        return self._recalled[known]  # type: ignore[no-any-return]

    def undo(self, by: object = None) -> Step | None:
        """Undo the last step. Returns it, or None when there is none. Raises Blocked when others have built on it."""
        self.settle(by=by)
        return self._flip(self.undo_step, undo.undo, by)

    def redo(self, by: object = None) -> Step | None:
        """Redo the step undone last."""
        self.settle(by=by)
        return self._flip(self.redo_step, undo.redo, by)

    def _flip(self, step: Step | None, way: Callable[[Transaction, Library], Iterator[int]], by: object) -> Step | None:
        if step is None:
            return None
        with self._writing("undo"):
            tx = Transaction(self.library)
            follows = FOLLOWS.get(step.label)
            rows = steps.rows(self.library, step) if follows is not None else frozenset()
            for _ in uncollected(way(tx, self.library)):
                pass
            self.besides = ""
            if follows is not None:
                self.besides = (follows.undone if way is undo.undo else follows.redone)(tx, rows)
        self._look_at_steps()
        self.saved_at = tx.now
        self._tell(by)
        return step

    @contextmanager
    def _writing(self, what: str, *, large: bool = False) -> Iterator[None]:
        """One database transaction: all of it or nothing, with the lamport clock as it was. `large`: see `Library.begin`."""
        library = self.library
        if self._occupied:
            raise Refused("occupied", what=self._occupied)
        before, drafted = library.lamport, set(library.drafted)
        self._occupied = what
        self._recalled.clear()
        try:
            library.begin(large=large)
            try:
                with told(library.path):
                    yield
                library.commit()
            except BaseException:
                library.rollback()
                library.lamport, library.drafted = before, drafted
                raise
        finally:
            self._occupied = ""

    def _look_at_steps(self) -> None:
        self.undo_step, self.redo_step = steps.undo_step(self.library), steps.redo_step(self.library)

    # ---- typing

    def draft(self, row: Id, column: str, text: str) -> None:
        """Keep what is being typed into a column of a row: committed at once, not in the log, not undone.

        What has been typed for a minute becomes a change, where an action is known that makes it one.
        """
        at = self._now()
        with self._writing("draft"):
            kept = drafts.keep(self.library, row, column, text, at)
        self.saved_at = at
        if _moment(at) - _moment(kept.since) >= TYPING_ENDS:
            self.settle(row, column)

    def forget_draft(self, row: Id, column: str) -> None:
        """What was typed is settled, or was taken back."""
        if row in self.library.drafted:
            with self._writing("draft"):
                drafts.forget(self.library, row, (column,))

    def keep_unseen(self, row: Id, text: str, since: str) -> None:
        """Keep what was collected and is shown to nobody yet, all of it anew: with the moment `since`, and no trace of how it grew."""
        with self._writing("draft"):
            drafts.keep_unseen(self.library, row, text, since)
        self.saved_at = self._now()
        self.leave_no_trace()

    def unseen(self, row: Id) -> str:
        """What was collected there and is shown to nobody yet."""
        return next((d.text for d in self.drafts(row, drafts.UNSEEN)), "")

    def leave_no_trace(self) -> None:
        """What was written over leaves the write-ahead log too. Best effort: while a backup is made it is done at the next time."""
        drafts.leave_no_trace(self.library)

    def drafts(self, row: Id | None = None, column: str | None = None) -> tuple[Draft, ...]:
        """What is typed and not settled: at opening, what a kill left behind."""
        return drafts.drafts(self.library, row, column) if self.library.drafted else ()

    def settle(self, row: Id | None = None, column: str | None = None, by: object = None) -> tuple[Draft, ...]:
        """Make changes of what is typed, each through the action that settles its column. Called when a field is left and before
        undo, import, export, print, backup and quit.

        Returns what could not be settled and is still kept: its row is gone, its action is not known, or the action refused it.
        """
        left = []
        for draft in self.drafts(row, column):
            kind = self.library.kind_of(draft.row) or ""
            known = _SETTLES.get(f"{kind}.{draft.column}")
            declared = self.library.schema.kinds.get(kind)
            shown = self.library.get(declared.value, draft.row) if declared is not None else None
            if shown is None or (known is None and getattr(shown, draft.column, None) != draft.text):
                left.append(draft)
                continue
            try:
                if known is not None and getattr(shown, draft.column) != draft.text:
                    told = ((), {draft.column: draft.text}) if known.by_column else ((draft.text,), {})
                    self.do(known.function, draft.row, *told[0], by=by, **told[1])
            except Failure:
                left.append(draft)
                continue
            self.forget_draft(draft.row, draft.column)
        if row is None and column is None and not left:
            self.library.drafted.clear()
        return tuple(left)

    # ---- a running day

    def courses(self) -> tuple[running.Course, ...]:
        """The days that were begun and not let go of, the latest first."""
        return running.courses(self.library)

    def keep_course(self, course: running.Course) -> None:
        """Keep how the running day stands: committed at once, not in the log, not undone."""
        with self._writing("running"):
            running.keep(self.library, course)

    def forget_course(self, workshop: Id) -> None:
        with self._writing("running"):
            running.let_go(self.library, workshop)

    def runs(self) -> Id | None:
        """The workshop that runs now. A day that nobody has touched for half a day was forgotten, and runs no more."""
        now = self.library.clock().timestamp()
        for course in self.courses():
            if course.state.finished is None and abs(now - course.wall) < FORGOTTEN_AFTER:
                return course.workshop
        return None

    # ---- files of others

    def preview(self, bundle: Bundle) -> Plan:
        """What taking a file in would do, as values; nothing is written. Raises Corrupt."""
        return merging.preview(self.library, bundle)

    def taking_in(
        self,
        bundle: Bundle,
        label: str,
        *,
        subject: str = "",
        accept: Collection[Mark] = (),
        background: bool = False,
        by: object = None,
    ) -> Generator[float, None, int]:
        """Take a file in, a slice at a time: yields how far it is (0 to 1); returns how many changes were new.

        One transaction and one step (none in the `background`). Nothing else can be written meanwhile; closing the generator takes it
        all back. The erasures in `accept` are carried out first and cannot be undone. Raises Refused while a workshop runs, Corrupt, Full ...
        """
        if self.runs() is not None:
            raise Refused("workshop_runs")
        self.settle(by=by)
        library = self.library
        if self.backups is not None and not background and bundle.changes:
            yield from self._backed_up("import")
        doomed = merging.erasures_first(library, bundle, accept)
        if doomed:
            with self._writing("erasure"):
                for m in doomed:
                    erasing.blank_in_log(library, m)
            self._after_erasure()
        total = 2 * len(bundle.changes) + 1
        with self._writing("import", large=True):
            tx = Transaction(library)
            first = library.last_seq() + 1
            for done in uncollected(merging.take_in(library, bundle)):
                yield min(done, total) / total
            fresh = max(0, library.last_seq() + 1 - first)
            if not background:
                steps.record(library, label, subject, tx.now, first, imported=True)
        self._look_at_steps()
        self.saved_at = tx.now
        self._tell(by)
        return fresh

    def take_in(
        self,
        bundle: Bundle,
        label: str,
        *,
        subject: str = "",
        accept: Collection[Mark] = (),
        background: bool = False,
        by: object = None,
    ) -> int:
        """`taking_in` in one go."""
        going = self.taking_in(bundle, label, subject=subject, accept=accept, background=background, by=by)
        while True:
            try:
                next(going)
            except StopIteration as end:
                return int(end.value)

    def give_out(self, scopes: Iterable[Id] | None, *, without_participants: bool = False) -> Bundle:
        """What a session file of these scopes holds: their rows and the directory rows they refer to; everything when None."""
        self.settle()
        return merging.give_out(self.library, scopes, without_participants=without_participants)

    # ---- copies

    def backup(self, reason: str = "asked") -> Backup | None:
        """Make a copy now and verify it. None when nothing has changed since the last, or the library is in memory."""
        self.settle()
        return self.backups.make(self.library, reason) if self.backups is not None else None

    def backup_in_background(self, reason: str = "start") -> None:
        """The same beside other work, over the same connection; a failure waits in `backups.failure`."""
        self.settle()
        if self.backups is not None:
            self.backups.start(self.library, reason)

    def _backed_up(self, reason: str) -> Iterator[float]:
        """Make a copy before something large, beside the window's own work; nothing is written meanwhile."""
        assert self.backups is not None
        if self._occupied:
            raise Refused("occupied", what=self._occupied)
        self._occupied = reason
        try:
            self.backups.start(self.library, reason)
            while not self.backups.wait(0.02):
                yield 0.0
        finally:
            self.backups.wait()
            self._occupied = ""
        if self.backups.failure is not None:
            raise self.backups.failure

    def _after_erasure(self) -> None:
        self._look_at_steps()
        erasing.scrub(self.library)
        if self.backups is not None:
            self.backups.start_cleaning(self.library.schema)

    # ---- hearing

    def listen(self, heard: Heard, *, first: bool = False) -> Callable[[], None]:
        """Be told after every change of what may look different, and by whom. Returns what ends it.

        `first`: before all others, for what keeps answers that the others will ask for.
        """
        self._listeners.insert(0 if first else len(self._listeners), heard)

        def unlisten() -> None:
            if heard in self._listeners:
                self._listeners.remove(heard)

        return unlisten

    def _tell(self, by: object) -> None:
        if self._held:
            self._held_by = by
            return
        rows = self.library.folding.take_touched()
        if rows:
            changes = Changes(rows)
            for heard in tuple(self._listeners):
                heard(changes, by)

    def _now(self) -> str:
        return Transaction(self.library).now


def _moment(text: str) -> datetime:
    return datetime.fromisoformat(text)
