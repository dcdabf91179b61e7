"""The day while it runs: what is on, what time is left, how far ahead or behind, and what to do with the rest of the day. Pure.

Moments are whole seconds since the day's local midnight, `now` too; lengths are whole minutes. The state is a frozen value that a transition
(begin, next, back, skip, pause, added minutes) turns into the next one; nothing here knows what a clock is.

*The proposal*. Every fixed start that lies ahead, and the end, is a deadline. In the order of the program, what precedes a deadline that
would be missed gives time: first the blocks that may give, then the normal ones, then those to keep; blocks of one priority all give the
same share of what they can. What lies before a fixed start that holds can do nothing for what comes after it and is left alone, and a
shorter parallel track gives nothing that the join does not need. "Start now, 20 minutes late" is the same question with nothing begun.
"""

from __future__ import annotations

from collections.abc import Callable, Iterable, Mapping
from typing import Any

from verkstad.domain.agenda import AgendaBlock, DayTable, block_minutes, shortest_minutes
from verkstad.domain.errors import Refused
from verkstad.domain.fields import Id
from verkstad.domain.values import frozen, replaced

LEVELS = ("may_give", "normal", "keep")
"""Who gives first."""

WARN_SOON = 300
WARN_LAST = 60
"""Seconds left at the two warnings: five minutes to bring the talk to an end, one to say the last word. In a short block the first comes when
a third is left, the second when a tenth is: `warning`."""

FORGOTTEN = 3600
"""Seconds over its time after which a block that nobody ended is taken to have been over when its time was."""

Least = Callable[[AgendaBlock], int]


@frozen
class Turn:
    """A block that has begun. `paused`: seconds of pauses that are over. `added`: minutes given to it while it went on."""

    block: Id
    began: int
    ended: int | None = None
    paused: int = 0
    added: int = 0


@frozen
class Running:
    """A running day. `minutes`: the lengths of a proposal that was taken, for blocks that differ from the program."""

    day: Id = ""
    turns: tuple[Turn, ...] = ()
    skipped: tuple[Id, ...] = ()
    minutes: tuple[tuple[Id, int], ...] = ()
    paused_at: int | None = None
    finished: int | None = None

    @property
    def begun(self) -> bool:
        return bool(self.turns)

    @property
    def on(self) -> tuple[Turn, ...]:
        """What goes on now: one block, or one on each parallel track."""
        return () if self.finished is not None else tuple(t for t in self.turns if t.ended is None)

    def turn(self, block: Id) -> Turn | None:
        return next((t for t in self.turns if t.block == block), None)


@frozen
class LiveSlot:
    """A block of the rest of the day with its expected time, in minutes of the day. `planned` is its length in the program."""

    block: AgendaBlock
    start: int
    end: int
    planned: int
    on: bool = False

    @property
    def minutes(self) -> int:
        return self.end - self.start


@frozen
class Unkept:
    """A fixed start (of `block`), or the end (None), that cannot be kept: by how many minutes."""

    block: Id | None
    by: int


@frozen
class Gave:
    """A block that gives of its planned length. Why: to keep `goal` (a block with a fixed start, None: the end), `priority` says
    that everything of a lower priority has given what it can; `all`: it is at its shortest."""

    block: Id
    goal: Id | None
    priority: str
    all: bool


@frozen
class Move:
    """A block that gets another length: from what the running day gives it now to what is proposed, in minutes."""

    block: Id
    was: int
    minutes: int


@frozen
class Outlook:
    """The rest of the day. `end`: when the day is over; `target`: when it should be, both minutes of the day."""

    slots: tuple[LiveSlot, ...]
    end: int
    target: int
    unkept: tuple[Unkept, ...]


@frozen
class Proposal:
    """The rest of the day as it is proposed, and what each block gives for it."""

    slots: tuple[LiveSlot, ...]
    end: int
    target: int
    unkept: tuple[Unkept, ...]
    gave: tuple[Gave, ...]
    moves: tuple[Move, ...]  # what differs from what the running day has now

    @property
    def changes(self) -> bool:
        return bool(self.moves)

    @property
    def minutes(self) -> dict[Id, int]:
        return {s.block.id: s.minutes for s in self.slots}


# ------------------------------------------------------------------------------------------------ transitions


def begin(table: DayTable, now: int) -> Running:
    """The day begins: the first block, or the first on every track. Raises Refused for a day without blocks."""
    if not table.slots:
        raise Refused("nothing_to_run")
    return _begin_ready(table, Running(day=table.day.id), now)


def following(table: DayTable, state: Running, now: int, block: Id | None = None) -> Running:
    """End what is on (of several that which should have ended first, or `block`) and begin what is ready. After the last block the day is over."""
    _open(state)
    now = max([now, *(1 + (t.began if t.ended is None else t.ended) for t in state.turns)])  # two presses in a second are two transitions
    gone = {t.block for t in state.on if table.slot(t.block) is None}  # taken out of the program while it was on
    state = replaced(state, turns=tuple(replaced(t, ended=now) if t.block in gone else t for t in state.turns))
    turn = state.turn(block) if block else leading(table, state, now)
    if turn is not None and turn.ended is None:
        paused = turn.paused + (now - state.paused_at if state.paused_at is not None else 0)
        ended = replaced(turn, ended=now, paused=min(paused, max(0, now - turn.began)))
        others = [t for t in state.on if t.block != turn.block]
        state = replaced(state, turns=tuple(ended if t.block == turn.block else t for t in state.turns))
        if not others:
            state = replaced(state, paused_at=None)
    state = _begin_ready(table, state, now)
    if not state.on and not coming(table, state):
        state = replaced(state, finished=now, paused_at=None)
    return state


def back(state: Running) -> Running:
    """Take the last "next" back: what ended goes on as if it never had, what began has not begun. The first block cannot be taken back."""
    ends = [t.ended for t in state.turns if t.ended is not None]
    if not ends:
        raise Refused("first_block")
    last = max(ends)
    kept = []
    for t in state.turns:
        if t.ended == last:
            kept.append(replaced(t, ended=None))
        elif t.ended is not None or t.began < last:
            kept.append(t)
    return replaced(state, turns=tuple(kept), finished=None, paused_at=None)


def skip(table: DayTable, state: Running, block: Id | None = None) -> Running:
    """Leave out the block that comes next, or `block`. What is on is ended by `following`."""
    _open(state)
    ahead = coming(table, state)
    found = next((b for b in ahead if block in (None, b.id)), None)
    if found is None:
        raise Refused("nothing_to_skip")
    return replaced(state, skipped=(*state.skipped, found.id))


def skipped(table: DayTable, state: Running) -> tuple[AgendaBlock, ...]:
    """The blocks that are left out and could be taken in again: those that come after everything that has begun."""
    begun = {t.block for t in state.turns}
    last = max((at for at, s in enumerate(table.slots) if s.block.id in begun), default=-1)
    return tuple(s.block for s in table.slots[last + 1 :] if s.block.id in state.skipped)


def unskip(table: DayTable, state: Running, block: Id) -> Running:
    """The block is in the day again. Raises Refused when its turn has passed."""
    _open(state)
    if block not in {b.id for b in skipped(table, state)}:
        raise Refused("turn_has_passed")
    return replaced(state, skipped=tuple(b for b in state.skipped if b != block))


def pause(state: Running, now: int) -> Running:
    """Stop the clock of what is on."""
    _open(state)
    return state if state.paused_at is not None or not state.on else replaced(state, paused_at=now)


def resume(state: Running, now: int) -> Running:
    """The clock goes on where it stood."""
    if state.paused_at is None:
        return state
    away = max(0, now - state.paused_at)
    turns = tuple(replaced(t, paused=t.paused + min(away, max(0, now - t.began))) if t.ended is None else t for t in state.turns)
    return replaced(state, turns=turns, paused_at=None)


def give_minutes(table: DayTable, state: Running, now: int, minutes: int, block: Id | None = None) -> Running:
    """More minutes (or fewer) for what is on; never so few that its time was over before it began."""
    _open(state)
    turn = state.turn(block) if block else leading(table, state, now)
    if turn is None or turn.ended is not None:
        raise Refused("nothing_is_on")
    least = -(_length(table, state, turn.block) - 1)
    more = replaced(turn, added=max(least, min(600, turn.added + minutes)))
    return replaced(state, turns=tuple(more if t.block == turn.block else t for t in state.turns))


def take(table: DayTable, state: Running, proposed: Proposal) -> Running:
    """The running day gets the lengths of the proposal. The program keeps its own. What was added to a block gives where it is more than is left."""
    minutes, added = dict(state.minutes), {}
    for slot in proposed.slots:
        turn = state.turn(slot.block.id)
        length = slot.minutes - (turn.added if turn is not None else 0)
        if turn is not None and _length(table, state, slot.block.id) + turn.added == slot.minutes:
            continue
        if turn is not None and slot.minutes > _length(table, state, slot.block.id) + turn.added:
            continue  # it is over its time already: nothing was proposed for it
        if length < 1:
            added[slot.block.id] = slot.minutes - 1
        minutes[slot.block.id] = max(1, length)
    planned = {s.block.id: block_minutes(s.block) for s in table.slots}
    turns = tuple(replaced(t, added=added[t.block]) if t.ended is None and t.block in added else t for t in state.turns)
    return replaced(state, turns=turns, minutes=tuple(sorted((b, m) for b, m in minutes.items() if planned.get(b, m) != m)))


def finish(state: Running, now: int) -> Running:
    """The day is over, whatever is left of it."""
    if state.finished is not None:
        return state
    turns = tuple(replaced(t, ended=now) if t.ended is None else t for t in resume(state, now).turns)
    return replaced(state, turns=turns, paused_at=None, finished=now)


def close(table: DayTable, state: Running, now: int) -> Running:
    """The day is over and nobody pressed: somebody closes its workshop. A block whose time was over more than an hour ago ended in time."""
    if state.finished is not None:
        return state
    state = resume(state, now)
    ends = {t.block: max(t.began + 1, now + left) for t in state.on if (left := seconds_left(table, state, t, now)) < -FORGOTTEN}
    turns = tuple(replaced(t, ended=ends.get(t.block, now)) if t.ended is None else t for t in state.turns)
    return replaced(state, turns=turns, paused_at=None, finished=max([t.ended or now for t in turns], default=now))


# ------------------------------------------------------------------------------------------------ questions


def minute(seconds: float) -> int:
    """The minute of the day that a clock on the wall showed: what happened is told by it on the screen and on paper alike."""
    return int(seconds // 60)


def coming(table: DayTable, state: Running) -> tuple[AgendaBlock, ...]:
    """The blocks that have not begun and are not skipped, in the order of the program."""
    done = {t.block for t in state.turns} | set(state.skipped)
    return tuple(s.block for s in table.slots if s.block.id not in done)


def leading(table: DayTable, state: Running, now: int) -> Turn | None:
    """Of what is on, that which should end first. A block that is no longer in the program is not on."""
    order = {s.block.id: at for at, s in enumerate(table.slots)}
    return min((t for t in state.on if t.block in order), key=lambda t: (seconds_left(table, state, t, now), order[t.block]), default=None)


def seconds_left(table: DayTable, state: Running, turn: Turn, now: int) -> int:
    """Until the block's time is over; negative when it is. A pause holds it. A block that begins before its fixed start keeps its planned end."""
    seen = now if state.paused_at is None else min(now, state.paused_at)
    return _starts(table, turn) + turn.paused + 60 * (_length(table, state, turn.block) + turn.added) - seen


def seconds_whole(table: DayTable, state: Running, turn: Turn) -> int:
    """All the time the block has, from when it began."""
    return _starts(table, turn) - turn.began + 60 * (_length(table, state, turn.block) + turn.added)


def warning(left: int, whole: int) -> str:
    """ "" while there is time, "soon" and "last" before it is over, "over" after. Five minutes and one, in short blocks a third and a tenth."""
    if left <= 0:
        return "over"
    if left <= min(WARN_LAST, whole // 10):
        return "last"
    return "soon" if left <= min(WARN_SOON, whole // 3) else ""


def outlook(table: DayTable, state: Running, now: int) -> Outlook:
    """How the rest of the day goes if nothing is done about it."""
    day = _Rest(table, state, now, lambda b: 1)
    lengths = [day.carried(p) for p in day.pieces]
    return Outlook(day.slots(lengths), day.end(lengths), day.target, day.unkept(lengths))


def behind(table: DayTable, state: Running, now: int) -> int:
    """Minutes behind the program (negative: ahead), where the day stands now: by the end of what is on, else the beginning of what comes.

    A day that is over ended when it ended: by its planned end, whatever was left and however long ago.
    """
    if state.finished is not None:
        return minute(state.finished) - table.end
    slots = outlook(table, state, now).slots
    planned = {s.block.id: s for s in table.slots}
    on = [s.end - planned[s.block.id].end for s in slots if s.on]
    if on:
        return max(on)
    if slots:
        return slots[0].start - planned[slots[0].block.id].start
    return 0


@frozen
class Standing:
    """How the day stands. `now`: minutes behind the program where it stands now; `end` and `planned`: when it ends and was to end, by the

    program. `meets`: the first block that begins as planned all the same, when what is behind or ahead now does not reach the end.
    """

    now: int
    end: int
    planned: int
    meets: Id | None

    @property
    def over(self) -> int:
        """Minutes by which the end is later than the program's."""
        return self.end - self.planned


def standing(table: DayTable, state: Running, now: int) -> Standing:
    found, at = outlook(table, state, now), behind(table, state, now)
    planned = {s.block.id: s.start for s in table.slots}
    met = next((s.block.id for s in found.slots if not s.on and s.start == planned[s.block.id]), None)
    return Standing(at, found.end, table.end, met if at and at != found.end - table.end else None)


def proposal(table: DayTable, state: Running, now: int, least: Least = shortest_minutes) -> Proposal:
    """The rest of the day so that fixed starts and the end are kept whenever the shortest lengths allow; what cannot be kept is said.

    It starts from the lengths of the program, so time that is won comes back. `least` gives the shortest length of a block.
    """
    day = _Rest(table, state, now, least)
    lengths = [p.wanted for p in day.pieces]
    reasons: dict[int, tuple[Id | None, str]] = {}
    for at, deadline in enumerate(day.deadlines):
        day.meet(lengths, at, deadline, reasons)
    gave = tuple(
        Gave(p.block.id, *reasons[at], all=n <= p.least)
        for at, (p, n) in enumerate(zip(day.pieces, lengths, strict=True))
        if n < p.wanted and at in reasons
    )
    moves = tuple(Move(p.block.id, was, n) for p, n in zip(day.pieces, lengths, strict=True) if (was := day.carried(p)) != n)
    return Proposal(day.slots(lengths), day.end(lengths), day.target, day.unkept(lengths), gave, moves)


# ------------------------------------------------------------------------------------------------ the rest of the day


@frozen
class _Piece:
    """A block of the rest. `lanes`: the tracks it holds; `begun`: when it began, in minutes; it can be anything from `least` to `wanted` long."""

    block: AgendaBlock
    lanes: frozenset[str]
    begun: int | None
    wanted: int
    least: int

    @property
    def fixed(self) -> int | None:
        return None if self.begun is not None else self.block.fixed_start

    @property
    def holds(self) -> bool:
        """Nothing before it moves its start, as long as it holds."""
        return self.begun is not None or self.block.fixed_start is not None


class _Rest:
    """What is on and what comes, laid out in time with any lengths."""

    def __init__(self, table: DayTable, state: Running, now: int, least: Least) -> None:
        self.table, self.state = table, state
        seen = now if state.paused_at is None else min(now, state.paused_at)
        minute = -(-now // 60)
        tracks = {t.id for t in table.tracks}
        every = frozenset({"", *tracks})
        self.clocks = dict.fromkeys(every, minute if state.begun else max(minute, table.start))
        self.target = table.day.target_end if table.day.target_end is not None else table.end
        self.pieces: list[_Piece] = []
        done = {t.block for t in state.turns if t.ended is not None} | set(state.skipped)
        for slot in table.slots:
            block = slot.block
            if block.id in done:
                continue
            lanes = frozenset({block.track}) if block.track in tracks else every
            wanted, shortest = block_minutes(block), min(block_minutes(block), max(1, least(block)))
            turn = state.turn(block.id)
            if turn is None:
                self.pieces.append(_Piece(block, lanes, None, wanted, shortest))
                continue
            # The pause that goes on now counts as time the block is given back: its start moves on with it.
            start = (_starts(table, turn) + turn.paused + now - seen) // 60
            passed = max(1, minute - start)
            wanted = max(wanted + turn.added, passed)
            self.pieces.append(_Piece(block, lanes, start, wanted, min(wanted, max(shortest, passed))))
        self.deadlines: list[int | None] = [at for at, p in enumerate(self.pieces) if p.fixed is not None]
        self.deadlines.append(None)

    def carried(self, piece: _Piece) -> int:
        """The length it has in the running day now."""
        length = _length(self.table, self.state, piece.block.id)
        if piece.begun is None:
            return length
        turn = self.state.turn(piece.block.id)
        passed = min(self.clocks.values()) - piece.begun
        return max(length + (turn.added if turn is not None else 0), passed, 1)

    def lay(self, lengths: list[int]) -> list[tuple[int, int, int]]:
        """Per piece: when its lanes are ready, when it begins, when it ends."""
        clocks, out = dict(self.clocks), []
        for piece, length in zip(self.pieces, lengths, strict=True):
            ready = max([clocks[lane] for lane in piece.lanes])
            start = piece.begun if piece.begun is not None else max(ready, piece.block.fixed_start or 0)
            end = start + length
            out.append((ready, start, end))
            for lane in piece.lanes:
                clocks[lane] = end
        return out

    def late(self, lengths: list[int], deadlines: Iterable[int | None]) -> list[int]:
        """By how many minutes each deadline is missed; 0 when it is kept."""
        laid = self.lay(lengths)
        end = max([0, *(e for _r, _s, e in laid)])
        return [max(0, end - self.target if at is None else laid[at][0] - (self.pieces[at].fixed or 0)) for at in deadlines]

    def end(self, lengths: list[int]) -> int:
        ended = [t.ended for t in self.state.turns if t.ended is not None]
        laid = [e for _r, _s, e in self.lay(lengths)]
        return max(laid) if laid else -(-max(ended) // 60) if ended else self.table.end

    def slots(self, lengths: list[int]) -> tuple[LiveSlot, ...]:
        return tuple(
            LiveSlot(p.block, s, e, block_minutes(p.block), p.begun is not None)
            for p, (_r, s, e) in zip(self.pieces, self.lay(lengths), strict=True)
        )

    def unkept(self, lengths: list[int]) -> tuple[Unkept, ...]:
        late = self.late(lengths, self.deadlines)
        return tuple(
            Unkept(None if at is None else self.pieces[at].block.id, by) for at, by in zip(self.deadlines, late, strict=True) if by
        )

    def before(self, deadline: int | None) -> list[int]:
        """The pieces that can help to keep a deadline: those that lead to it without a start that holds in between."""
        need = set(self.clocks) if deadline is None else set(self.pieces[deadline].lanes)
        found = []
        for at in range((len(self.pieces) if deadline is None else deadline) - 1, -1, -1):
            piece = self.pieces[at]
            if not piece.lanes & need:
                continue
            found.append(at)
            if piece.holds:
                need -= piece.lanes
            else:
                need |= piece.lanes
        return found[::-1]

    def meet(self, lengths: list[int], at: int, deadline: int | None, reasons: dict[int, tuple[Id | None, str]]) -> None:
        """Shorten `lengths` until the deadline is kept, or nothing is left to give."""
        so_far = self.deadlines[: at + 1]

        def missed(tried: list[int]) -> int:
            return self.late(tried, [deadline])[0]

        if not missed(lengths):
            return
        members = self.before(deadline)
        was = list(lengths)
        for level in LEVELS:
            givers = [n for n in members if _level(self.pieces[n].block) == level and lengths[n] > self.pieces[n].least]
            if not givers:
                continue
            whole = _given(lengths, {n: lengths[n] - self.pieces[n].least for n in givers})
            if missed(whole):
                lengths[:] = whole
                continue
            lengths[:] = self._share(lengths, givers, missed)
            break
        self._give_back(lengths, was, members, so_far)
        goal = None if deadline is None else self.pieces[deadline].block.id
        for n in members:
            if lengths[n] < was[n]:
                reasons[n] = (goal, _level(self.pieces[n].block))

    def _share(self, lengths: list[int], givers: list[int], missed: Callable[[list[int]], int]) -> list[int]:
        """The least equal share of what each giver can give that keeps the deadline, in whole minutes."""
        can = {n: lengths[n] - self.pieces[n].least for n in givers}
        low, high = 0.0, 1.0
        for _ in range(20):
            middle = (low + high) / 2
            if missed(_given(lengths, {n: middle * c for n, c in can.items()})) > 0:
                low = middle
            else:
                high = middle
        gifts = {n: int(high * c + 1e-6) for n, c in can.items()}
        for n in sorted(givers, key=lambda n: (gifts[n] - high * can[n], n)):
            if not missed(_given(lengths, gifts)):
                break
            gifts[n] = min(can[n], gifts[n] + 1)
        return _given(lengths, gifts)

    def _give_back(self, lengths: list[int], was: list[int], members: list[int], deadlines: list[int | None]) -> None:
        """What gave in vain, on a track that is shorter than its neighbours, gets it back: higher priorities first, alike within one."""
        stands = self.late(lengths, deadlines)

        def worse(tried: list[int]) -> bool:
            return any(new > old for new, old in zip(self.late(tried, deadlines), stands, strict=True))

        for level in reversed(LEVELS):
            groups: dict[frozenset[str], list[int]] = {}
            for n in members:
                if lengths[n] < was[n] and _level(self.pieces[n].block) == level:
                    groups.setdefault(self.pieces[n].lanes, []).append(n)
            for group in groups.values():
                gifts = {n: was[n] - lengths[n] for n in group}
                low, high = 0.0, 1.0
                if not worse(_given(lengths, {n: -g for n, g in gifts.items()})):
                    low = 1.0
                else:
                    for _ in range(8):
                        middle = (low + high) / 2
                        if worse(_given(lengths, {n: -int(middle * g) for n, g in gifts.items()})):
                            high = middle
                        else:
                            low = middle
                lengths[:] = _given(lengths, {n: -int(low * g) for n, g in gifts.items()})
                again = True
                while again:  # the minutes that rounding left
                    again = False
                    for n in sorted((n for n in group if lengths[n] < was[n]), key=lambda n: lengths[n] - was[n]):
                        tried = _given(lengths, {n: -1})
                        if not worse(tried):
                            lengths[:], again = tried, True
                            break


def _given(lengths: list[int], gifts: Mapping[int, float]) -> list[Any]:
    """The lengths without the gifts; shares that are being looked for are no whole minutes yet."""
    out: list[Any] = list(lengths)
    for n, gift in gifts.items():
        out[n] -= gift
    return out


def _level(block: AgendaBlock) -> str:
    """A priority that a newer program wrote counts as normal."""
    return block.priority if block.priority in LEVELS else "normal"


def _length(table: DayTable, state: Running, block: Id) -> int:
    """The length the running day gives the block, without what was added while it went on."""
    for known, minutes in state.minutes:
        if known == block:
            return minutes
    slot = table.slot(block)
    return block_minutes(slot.block) if slot is not None else 1


def _starts(table: DayTable, turn: Turn) -> int:
    """From when its minutes count: when it began, or its fixed start when it began before that."""
    slot = table.slot(turn.block)
    fixed = slot.block.fixed_start if slot is not None else None
    return turn.began if fixed is None else max(turn.began, fixed * 60)


def _begin_ready(table: DayTable, state: Running, now: int) -> Running:
    """Begin every block whose tracks are free. A join waits for all of them."""
    tracks = {t.id for t in table.tracks}
    every = {"", *tracks}
    ended = {t.block for t in state.turns if t.ended is not None} | set(state.skipped)
    going = {t.block for t in state.turns if t.ended is None}
    busy: set[str] = set()
    fresh = []
    for slot in table.slots:
        block = slot.block
        lanes = {block.track or ""} if block.track in tracks else every
        if block.id in ended:
            continue
        if block.id not in going and not lanes & busy:
            fresh.append(Turn(block.id, now))
        busy |= lanes
        if busy >= every:
            break
    return replaced(state, turns=(*state.turns, *fresh))


def _open(state: Running) -> None:
    if state.finished is not None:
        raise Refused("day_is_over")
