"""Leading the day: the clock, the keys of whoever leads, and what is kept of it.

Three things are kept apart. The *program* keeps its planned minutes: nothing that happens on the day changes it. The *running day* (local, in
`storage.running`) carries the lengths of a proposal that was taken, pauses and added minutes. What *really happened* is one shared row a block
(`Held`), written at the transition. So planned against actual stays true afterwards: the plan is what was planned, not what the day made of it.
Undoing a transition takes back what is written of it, not the clock: time is not undone; "Back" is. The clock follows the ends of a day alone: undoing
its start stops the clock and redoing it lets it go on, since the same moment; undoing that the day was finished lets it go on as if it never had been.

The time of the day is counted from the last transition by a clock that only goes forward and counts sleep, as long as the machine has not been
started anew; then by the wall clock. A wall clock that jumps moves nothing.
"""

from __future__ import annotations

import contextlib
import json
import sys
import time
from collections.abc import Callable, Sequence
from datetime import UTC, datetime, timedelta
from functools import cache
from pathlib import Path
from random import SystemRandom
from typing import Protocol

from verkstad.app.people import called, person_lines
from verkstad.app.shelf import shelf
from verkstad.app.timings import HeldDay, as_held
from verkstad.app.workbench import FOLLOWS, FORGOTTEN_AFTER, Bench, Follows, action
from verkstad.app.workshops import program
from verkstad.domain import live
from verkstad.domain.agenda import AgendaBlock, DayTable, block_minutes, shortest_minutes
from verkstad.domain.attending import settled, there_on
from verkstad.domain.errors import Refused
from verkstad.domain.fields import Id
from verkstad.domain.grouping import Grouping, Round, Seat
from verkstad.domain.harvest import Capture
from verkstad.domain.held import Held
from verkstad.domain.live import Outlook, Proposal, Running, Standing, Turn
from verkstad.domain.values import frozen, replaced
from verkstad.domain.workshop import Day, Participation, Workshop, comes
from verkstad.i18n import N_, Language
from verkstad.storage import running
from verkstad.storage.drafts import UNSEEN
from verkstad.storage.library import Reading
from verkstad.storage.running import Course
from verkstad.storage.writing import Transaction

WON = 5  # minutes that must be won before a proposal gives them back
AWAY = 30  # seconds by which the wall clock may differ from the day's own before it is said


@frozen
class Tick:
    """What the clocks say: Unix seconds, seconds of the clock that only goes forward, and which start of the machine it counts from."""

    wall: float
    mono: float
    boot: str


class Clock(Protocol):
    def read(self) -> Tick: ...


class SystemClock:
    """The machine's clocks. The one that goes forward counts sleep: CLOCK_BOOTTIME on Linux, elsewhere the monotonic clock, which does."""

    def read(self) -> Tick:
        forward = time.clock_gettime(time.CLOCK_BOOTTIME) if hasattr(time, "CLOCK_BOOTTIME") else _forward()
        return Tick(time.time(), forward, boot())


def _forward() -> float:
    if sys.platform == "darwin":
        return time.clock_gettime(time.CLOCK_MONOTONIC)  # time.monotonic() stands still there while the machine sleeps
    return time.monotonic()


@cache
def boot() -> str:
    """What tells one start of the machine from another; "" where it does not say."""
    if sys.platform == "win32":
        import winreg

        with contextlib.suppress(OSError):
            where = r"SYSTEM\CurrentControlSet\Control\Session Manager\Memory Management\PrefetchParameters"
            with winreg.OpenKey(winreg.HKEY_LOCAL_MACHINE, where) as key:
                return str(winreg.QueryValueEx(key, "BootId")[0])
        return ""
    if sys.platform == "darwin":
        import ctypes

        with contextlib.suppress(OSError, AttributeError):
            said, size = ctypes.create_string_buffer(64), ctypes.c_size_t(64)
            ctypes.CDLL(None).sysctlbyname(b"kern.bootsessionuuid", said, ctypes.byref(size), None, ctypes.c_size_t(0))
            return said.value.decode("ascii", "replace")
        return ""
    with contextlib.suppress(OSError):
        return Path("/proc/sys/kernel/random/boot_id").read_text(encoding="ascii").strip()
    return ""


def passed(course: Course, tick: Tick) -> float:
    """Seconds since the course was written. Without an identity of the start, a clock that goes forward and has not gone back counts."""
    same = tick.boot == course.boot and tick.mono >= course.mono
    return max(0.0, tick.mono - course.mono if same else tick.wall - course.wall)


def day_time(course: Course, tick: Tick) -> float:
    """Seconds since the day's midnight, by the day's own clock."""
    return course.at + course.speed * passed(course, tick)


def local_midnight(wall: float) -> int:
    """The local midnight before a moment, as Unix seconds."""
    here = datetime.fromtimestamp(wall)  # noqa: DTZ006 - the room's own time
    return int(here.replace(hour=0, minute=0, second=0, microsecond=0).timestamp())


def begun_course(workshop: Id, table: DayTable, tick: Tick, *, earlier: int = 0, speed: float = 1.0, at: float | None = None) -> Course:
    """A day that begins now, or began so many minutes `earlier`. `at`: the seconds of the day it is said to be (a rehearsal)."""
    midnight = local_midnight(tick.wall)
    now = tick.wall - midnight if at is None else at
    state = live.begin(table, max(0, int(now) - 60 * earlier))
    return Course(workshop, state, midnight, now, tick.wall, tick.mono, tick.boot, speed)


# ------------------------------------------------------------------------------------------------ what happened


@action(N_("Start the day"))
def start_day(tx: Transaction, course: Course) -> None:
    """The day begins. What was noted of an earlier time it was run is taken away."""
    tx.about(tx.need(Workshop, course.workshop).title)
    for block in tx.children(AgendaBlock, course.state.day):
        if old := tx.get(Held, tx.derived_id("held", block.id)):
            tx.remove(old.id)
    running.keep(tx, course)
    _note(tx, course, Running())


_STOPPED = N_("The clock of the day has stopped.")
_GOES_ON = N_("The clock of the day goes on.")


def _of(tx: Transaction, rows: frozenset[Id], *, let_go: bool) -> Course | None:
    """The day a step is about, as this machine keeps it. A day that was `let_go` of only while no other runs, and today's alone."""

    def is_it(course: Course, turn: Turn) -> bool:
        row = tx.get(Held, tx.derived_id("held", turn.block))
        return not let_go or row is None or row.started == moment(course, turn.began)

    known = running.courses(tx, also_let_go=let_go)
    about = ((c, [t for t in c.state.turns if tx.derived_id("held", t.block) in rows]) for c in known)
    found = next((c for c, turns in about if turns and all(is_it(c, t) for t in turns)), None)
    if found is None or not let_go:
        return found
    others = any(c.workshop != found.workshop and c.state.finished is None for c in running.courses(tx))
    fresh = abs(datetime.fromisoformat(tx.now).timestamp() - found.wall) < FORGOTTEN_AFTER
    return found if fresh and not others else None


def _not_started(tx: Transaction, rows: frozenset[Id]) -> str:
    """The start of a day was undone: its clock stops, which nobody else keeps."""
    course = _of(tx, rows, let_go=False)
    if course is None:
        return ""
    running.let_go(tx, course.workshop)
    return _STOPPED


def _started_again(tx: Transaction, rows: frozenset[Id]) -> str:
    """The start was redone: the clock goes on as it stood, and has gone all the while."""
    course = _of(tx, rows, let_go=True)
    if course is None or course.state.finished is not None:
        return ""
    running.keep(tx, course)
    return _GOES_ON


def _not_finished(tx: Transaction, rows: frozenset[Id]) -> str:
    """What ended the day was undone: what has no end in the log any more goes on."""
    course = _of(tx, rows, let_go=True)
    if course is None or course.state.finished is None:
        return ""
    held = {t.block: tx.get(Held, tx.derived_id("held", t.block)) for t in course.state.turns}
    goes_on = {block for block, row in held.items() if row is not None and row.id in rows and row.ended is None}
    if not goes_on:
        return ""
    turns = tuple(replaced(t, ended=None) if t.block in goes_on else t for t in course.state.turns)
    running.keep(tx, replaced(course, state=replaced(course.state, turns=turns, finished=None)))
    return _GOES_ON


def _finished_again(tx: Transaction, rows: frozenset[Id]) -> str:
    """What ended the day was redone: it ended when it did."""
    course = _of(tx, rows, let_go=False)
    if course is None or course.state.finished is not None:
        return ""
    held = {t.block: tx.get(Held, tx.derived_id("held", t.block)) for t in course.state.turns}
    ends = {b: int(_seconds(row.ended) - course.midnight) for b, row in held.items() if row is not None and row.ended}
    if len(ends) < len(held):  # something goes on: it was a step on the way
        return ""
    turns = tuple(replaced(t, ended=ends[t.block]) for t in course.state.turns)
    state = replaced(course.state, turns=turns, paused_at=None, finished=max(ends.values()))
    running.keep(tx, replaced(course, state=state))
    return _STOPPED


def _seconds(moment_: str) -> float:
    return datetime.fromisoformat(moment_).timestamp()


FOLLOWS["Start the day"] = Follows(_not_started, _started_again)
FOLLOWS |= dict.fromkeys(("Finish the day", "Next block", "Finish workshop"), Follows(_not_finished, _finished_again))


@action(N_("Next block"))
def next_block(tx: Transaction, course: Course, before: Running) -> None:
    """One block is over and the next has begun; after the last the day is over."""
    _transition(tx, course, before)


@action(N_("Back to the block before"))
def step_back(tx: Transaction, course: Course, before: Running) -> None:
    _transition(tx, course, before)


@action(N_("Skip block"))
def skip_block(tx: Transaction, course: Course, before: Running) -> None:
    """A block is left out, or taken in again."""
    _transition(tx, course, before)


@action(N_("Finish the day"))
def finish_day(tx: Transaction, course: Course, before: Running) -> None:
    """The day is over; what had not come of it was left out."""
    _transition(tx, course, before)
    for block in tx.children(AgendaBlock, course.state.day):
        id = tx.derived_id("held", block.id)
        if course.state.turn(block.id) is None and tx.get(Held, id) is None:
            tx.put(Held(id=id, parent=block.id, planned=block_minutes(block), how="skipped"))


def close_day(tx: Transaction, workshop: Id) -> None:
    """The workshop is closed: the clock of its day stops, and what was on has ended."""
    found = next((c for c in running.courses(tx) if c.workshop == workshop and c.state.finished is None), None)
    table = next((t for t in program(tx, workshop).days if found is not None and t.day.id == found.state.day), None)
    if found is None or table is None:
        return
    tick = replaced(SystemClock().read(), wall=datetime.fromisoformat(tx.now).timestamp())
    state = live.close(table, found.state, int(day_time(found, tick)))
    course = replaced(found, state=state, at=day_time(found, tick), wall=tick.wall, mono=tick.mono, boot=tick.boot)
    running.keep(tx, course)
    _note(tx, course, found.state)


def _transition(tx: Transaction, course: Course, before: Running) -> None:
    state = course.state
    names = state.on or state.turns[-1:]
    row = tx.get(AgendaBlock, names[-1].block) if names else None
    tx.about(row.title if row is not None else "")
    running.keep(tx, course)
    _note(tx, course, before)


def _note(tx: Transaction, course: Course, before: Running) -> None:
    """Write what is other than before, and what somebody has undone since."""
    for block in tx.children(AgendaBlock, course.state.day):
        now, then = _happened(course, course.state, block.id), _happened(course, before, block.id)
        id = tx.derived_id("held", block.id)
        row = tx.get(Held, id)
        if now is None:
            if row is not None and (then is not None or row.how == "skipped"):  # the day goes on after all: it is to come
                tx.remove(id)
            continue
        how, started, ended = now
        if now == then and row is not None and (row.ended is None) == (ended is None):
            continue
        new = row or Held(id=id, parent=block.id, planned=block_minutes(block))
        tx.put(new.with_(how=how, started=started, ended=ended))


def _happened(course: Course, state: Running, block: Id) -> tuple[str, str | None, str | None] | None:
    turn = state.turn(block)
    if turn is None:
        return ("skipped", None, None) if block in state.skipped else None
    ended = None if turn.ended is None else moment(course, turn.ended)
    return ("held" if ended else "", moment(course, turn.began), ended)


def moment(course: Course, seconds: int) -> str:
    """Seconds of the day as a moment in UTC."""
    at = datetime.fromtimestamp(course.midnight, UTC) + timedelta(seconds=seconds)
    return at.isoformat(timespec="seconds").replace("+00:00", "Z")


@action(N_("Show collected notes"))
def add_nameless(tx: Transaction, workshop: Id, lines: Sequence[str], *, block: Id | None = None) -> tuple[Id, ...]:
    """Notes that were collected before anybody saw them: written together, shuffled, by nobody, with no time finer than the block.

    The moment they carry is that when the block began, else midnight: nothing tells who wrote what, nor in which order.
    """
    said = [line.strip() for line in lines if line.strip()]
    if not said:
        raise Refused("no_capture")
    SystemRandom().shuffle(said)
    held = tx.get(Held, tx.derived_id("held", block)) if block else None
    midnight = f"{tx.today}T00:00:00Z"
    tx.without_a_name(datetime.fromisoformat(held.started if held is not None and held.started else midnight))
    tx.forget_draft(workshop, UNSEEN)
    return tuple(tx.put(Capture(parent=workshop, rank=tx.rank_last(Capture, workshop), says=line, block=block)).id for line in said)


@frozen
class Collected:
    """Notes that nobody has seen, in no order, of which block, and what stands half written in their line."""

    notes: tuple[str, ...] = ()
    block: Id = ""
    line: str = ""


def keep_collected(bench: Bench, workshop: Id, collected: Collected) -> None:
    """Keep them through the end of the process: shuffled anew each time, by nobody, with the moment when the block began, else midnight."""
    if not collected.notes and not collected.line.strip():
        if bench.unseen(workshop):
            bench.keep_unseen(workshop, "", "")
        return
    notes = list(collected.notes)
    SystemRandom().shuffle(notes)
    library = bench.library
    held = library.get(Held, library.derived_id("held", collected.block)) if collected.block else None
    since = held.started if held is not None and held.started else f"{library.clock().date().isoformat()}T00:00:00Z"
    said = json.dumps({"notes": notes, "block": collected.block, "line": collected.line}, ensure_ascii=False)
    bench.keep_unseen(workshop, said, since)


def collected(bench: Bench, workshop: Id) -> Collected:
    """What a process that ended left unseen. Nothing when it cannot be read."""
    said = bench.unseen(workshop)
    with contextlib.suppress(ValueError, KeyError, TypeError):
        read = json.loads(said) if said else {}
        return Collected(tuple(str(note) for note in read["notes"]), str(read["block"]), str(read["line"])) if read else Collected()
    return Collected()


# ------------------------------------------------------------------------------------------------ under the operator's hands


class Stage:
    """The day of one workshop while it runs, or is rehearsed. What it does is written where it happens; a rehearsal writes nothing."""

    def __init__(self, bench: Bench, workshop: Id, clock: Clock | None = None) -> None:
        self.bench, self.workshop = bench, workshop
        self.clock: Clock = clock or SystemClock()
        self.course: Course | None = next((c for c in bench.courses() if c.workshop == workshop), None)
        self.rehearsing = False
        self._day = ""
        self.tables: tuple[DayTable, ...] = ()
        self.least: Callable[[AgendaBlock], int] = shortest_minutes
        self.reread()

    # ---- what is so

    def reread(self) -> None:
        """Ask for the program again: somebody changed it."""
        library = self.bench.library
        self.tables = program(library, self.workshop).days if library.get(Workshop, self.workshop) is not None else ()
        self.least = least_of(library)
        if not self.rehearsing:
            self.course = next((c for c in self.bench.courses() if c.workshop == self.workshop), None)
        if self.course is not None and self.table is None:
            self.course = None if self.rehearsing or not any(t.day.id == self.course.state.day for t in self.tables) else self.course

    @property
    def table(self) -> DayTable | None:
        """The day that runs; before it does, the one chosen, else today's, else the first."""
        wanted = self.course.state.day if self.course is not None else self._day
        today = datetime.fromtimestamp(self.clock.read().wall).date().isoformat()  # noqa: DTZ006 - the room's own time
        for fits in (lambda d: d.id == wanted, lambda d: d.date == today, lambda d: True):
            for table in self.tables:
                if fits(table.day):
                    return table
        return None

    @property
    def closed(self) -> bool:
        """The workshop is finished."""
        row = self.bench.library.get(Workshop, self.workshop)
        return row is not None and row.closed is not None

    def went(self) -> HeldDay | None:
        """The day as it went, when it was led to its end; None while it goes on, and before."""
        found = None if self.table is None or self.rehearsing or self.runs else self.bench.ask(as_held, self.table)
        return found if found is not None and not found.going else None

    def choose_day(self, day: Id) -> None:
        self._day = day

    @property
    def state(self) -> Running:
        return self.course.state if self.course is not None else Running()

    @property
    def runs(self) -> bool:
        return self.course is not None and self.course.state.finished is None

    def now(self) -> int:
        """Seconds since the day's midnight: of the running day's own clock, else of the wall's."""
        tick = self.clock.read()
        return int(day_time(self.course, tick) if self.course is not None else tick.wall - local_midnight(tick.wall))

    def astray(self) -> int:
        """Seconds by which the machine's clock has left the day's own (0: not worth saying). It was set, or was wrong when the day began."""
        if self.course is None or self.rehearsing:
            return 0
        tick = self.clock.read()
        off = tick.wall - self.course.midnight - day_time(self.course, tick)
        return int(off) if abs(off) >= AWAY else 0

    def late(self) -> int:
        """Minutes by which a day that has not begun is late (negative: early)."""
        table = self.table
        return 0 if table is None else self.now() // 60 - table.start

    def outlook(self) -> Outlook | None:
        return None if self.table is None else live.outlook(self.table, self.state, self.now())

    def behind(self) -> int:
        return 0 if self.table is None else live.behind(self.table, self.state, self.now())

    def standing(self) -> Standing | None:
        return None if self.table is None else live.standing(self.table, self.state, self.now())

    def proposal(self) -> Proposal | None:
        """What is worth proposing now: something would be missed and can be mended, or so much time is won that it can be given back."""
        if self.table is None or self.state.finished is not None:
            return None
        now = self.now()
        proposed = live.proposal(self.table, self.state, now, self.least)
        if not proposed.changes:
            return None
        stands = live.outlook(self.table, self.state, now)
        missed, would = sum(u.by for u in stands.unkept), sum(u.by for u in proposed.unkept)
        won = sum(s.minutes for s in proposed.slots) - sum(s.minutes for s in stands.slots)
        return proposed if would < missed or won >= WON else None

    def leading(self) -> Turn | None:
        return None if self.table is None else live.leading(self.table, self.state, self.now())

    # ---- the keys

    def start(self, *, earlier: int = 0) -> None:
        """Begin the day now; it began `earlier` minutes ago when somebody forgot to press."""
        other = running_elsewhere(self.bench, self.workshop)
        if other is not None:
            raise Refused("another_runs", title=other.title)
        course = begun_course(self.workshop, self._need(), self.clock.read(), earlier=earlier)
        self.bench.do(start_day, course, by=self)
        self.course, self.rehearsing = course, False

    def rehearse(self, speed: float) -> None:
        """Walk through the day at some speed, from its planned start. A rehearsal that goes on changes its speed."""
        speed = min(60.0, max(1.0, speed))
        tick = self.clock.read()
        if self.rehearsing and self.course is not None:
            self.course = replaced(self.course, at=day_time(self.course, tick), wall=tick.wall, mono=tick.mono, boot=tick.boot, speed=speed)
            return
        if self.runs:
            raise Refused("another_runs", title=self.bench.library.need(Workshop, self.workshop).title)
        table = self._need()
        self.course = begun_course(self.workshop, table, tick, speed=speed, at=60 * table.start)
        self.rehearsing = True

    def next(self, block: Id | None = None) -> None:
        self._go(next_block, live.following(self._need(), self.state, self.now(), block))

    def back(self) -> None:
        self._go(step_back, live.back(self.state))

    def skip(self, block: Id | None = None) -> None:
        self._go(skip_block, live.skip(self._need(), self.state, block))

    def unskip(self, block: Id) -> None:
        self._go(skip_block, live.unskip(self._need(), self.state, block))

    def finish(self) -> None:
        self._go(finish_day, live.finish(self.state, self.now()))

    def pause_or_go_on(self) -> None:
        now = self.now()
        self._keep(live.resume(self.state, now) if self.state.paused_at is not None else live.pause(self.state, now))

    def give_minutes(self, minutes: int, block: Id | None = None) -> None:
        self._keep(live.give_minutes(self._need(), self.state, self.now(), minutes, block))

    def take_proposal(self) -> Proposal | None:
        """The rest of the day as it is proposed now, if anything is."""
        proposed = self.proposal()
        if proposed is not None and self.course is not None:
            self._keep(live.take(self._need(), self.state, proposed))
        return proposed

    def drop_proposal(self) -> None:
        """The lengths of the program again."""
        self._keep(replaced(self.state, minutes=()))

    def follow_wall(self) -> None:
        """The machine's clock is right after all: the day's own clock takes its time. What is on keeps the time it has left."""
        if self.course is None or self.rehearsing:
            return
        tick, shift = self.clock.read(), self.astray()
        turns = tuple(replaced(t, began=t.began + shift, ended=None if t.ended is None else t.ended + shift) for t in self.state.turns)
        paused = None if self.state.paused_at is None else self.state.paused_at + shift
        state, before = replaced(self.state, turns=turns, paused_at=paused), self.state
        course = Course(self.workshop, state, self.course.midnight, tick.wall - self.course.midnight, tick.wall, tick.mono, tick.boot)
        self.bench.do(next_block, course, before, by=self)
        self.course = course

    def leave(self) -> None:
        """Let go of a day that is over, or of a rehearsal."""
        if not self.rehearsing and self.course is not None:
            self._day = self.course.state.day  # what became of it is what one looks at
            self.bench.forget_course(self.workshop)
        self.course, self.rehearsing = None, False

    def _need(self) -> DayTable:
        table = self.table
        if table is None:
            raise Refused("nothing_to_run")
        return table

    def _written(self, state: Running) -> Course:
        if self.course is None:
            raise Refused("nothing_is_on")
        tick = self.clock.read()
        return replaced(self.course, state=state, at=day_time(self.course, tick), wall=tick.wall, mono=tick.mono, boot=tick.boot)

    def _go(self, done: Callable[..., None], state: Running) -> None:
        course = self._written(state)
        if not self.rehearsing:
            self.bench.do(done, course, self.state, by=self)
        self.course = course

    def _keep(self, state: Running) -> None:
        course = self._written(state)
        if not self.rehearsing:
            self.bench.keep_course(course)
        self.course = course


# ------------------------------------------------------------------------------------------------ questions


def is_running(bench: Bench) -> bool:
    """A workshop runs now: nothing is taken in, and nothing heavy is begun."""
    return bench.runs() is not None


def running_elsewhere(bench: Bench, workshop: Id) -> Workshop | None:
    """Another workshop that runs now."""
    runs = bench.runs()
    return bench.library.get(Workshop, runs) if runs not in (None, workshop) else None


def least_of(library: Reading) -> Callable[[AgendaBlock], int]:
    """How short a block can become: what is said of it, else what its method says, else the usual share."""
    methods = shelf(library)

    def least(block: AgendaBlock) -> int:
        method = methods.method(block.method) if block.method else None
        return shortest_minutes(block, None if method is None else method.shortest)

    return least


@frozen
class Table:
    """A group of a round: its name, and who sits there."""

    name: str
    people: tuple[str, ...]


def tables_for(library: Reading, block: Id, language: Language, *, names: bool = True) -> tuple[Table, ...]:
    """The groups that meet in a block, empty when no round belongs to it. Who is absent, or there on another day, is left out."""
    found = library.where(Round, block=block)
    if not found:
        return ()
    round = found[-1]
    grouping = library.get(Grouping, round.parent)
    titles = grouping.tables.splitlines() if grouping is not None else []
    seats = [s for s in library.children(Seat, round.id) if s.person and s.group is not None]
    absent: set[Id | None] = set()
    if grouping is not None:
        row = library.get(AgendaBlock, block)
        day = row.parent if row is not None else None
        absent = {p.person for p in _listed(library, grouping.parent) if p.attended == "absent" or not there_on(p, day)}
    lines = person_lines(library, [s.person for s in seats if s.person])
    groups: dict[int, list[str]] = {}
    for seat in seats:
        if seat.person in lines and seat.person not in absent and seat.group is not None:
            groups.setdefault(seat.group, []).append(called(lines[seat.person], language, names=names))
    _ = language.gettext
    return tuple(
        Table(
            titles[at].strip() if at < len(titles) and titles[at].strip() else _("Table %(n)s", n=at + 1),
            tuple(sorted(who, key=language.sort_key)),
        )
        for at, who in sorted(groups.items())
    )


@frozen
class Leaves:
    """A decision-maker who is gone before a block that needs her has ended: `until` and `ends` in minutes of the day."""

    block: Id
    title: str
    person: Id
    until: int
    ends: int


def leaving(library: Reading, workshop: Id, slots: tuple[live.LiveSlot, ...]) -> tuple[Leaves, ...]:
    """Of the rest of the day as it is expected: who is to decide and leaves too early. Who is there on another day does not leave this one."""
    deciders = [p for p in _listed(library, workshop) if p.part == "decider" and comes(p)]
    return tuple(
        Leaves(s.block.id, s.block.title, p.person, p.present_until, s.end)
        for s in slots
        if s.block.needs_decider
        for p in deciders
        if p.person and p.present_until is not None and p.present_until < s.end and there_on(p, s.block.parent)
    )


def _listed(library: Reading, workshop: Id | None) -> tuple[Participation, ...]:
    return settled(library.where(Participation, parent=workshop), [d.id for d in library.children(Day, workshop)])


def day_held(library: Reading, day: Id) -> tuple[Held, ...]:
    """What is noted of a day's blocks, in the order of the program."""
    rows = [library.get(Held, library.derived_id("held", b.id)) for b in library.children(AgendaBlock, library.need(Day, day).id)]
    return tuple(r for r in rows if r is not None)
