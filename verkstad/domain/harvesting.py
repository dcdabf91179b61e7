"""Rules of the harvest: which block a photo belongs to, what stands on two axes, and what an evaluation says. Pure."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from datetime import datetime, timedelta

from verkstad.domain.fields import Id
from verkstad.domain.harvest import Capture, Evaluation
from verkstad.domain.values import frozen

STATEMENTS = ("worthwhile", "heard", "clear")
FEWEST = 4  # forms, below which nobody could be sure not to be known by an answer
AFTERWARDS = timedelta(hours=3)  # a photo this long after the end is still of the day's last block
BEFOREHAND = timedelta(minutes=30)


@frozen
class Span:
    """When a block was, in local time. `rest`: a break, in which one photographs what was made before it."""

    block: Id
    start: datetime
    end: datetime
    rest: bool = False


def block_at(taken: datetime | None, spans: Sequence[Span]) -> Id | None:
    """The block a photo taken then is of; None when it cannot be told.

    In a break, in a gap and after the end it is of the work that ended last before it; half an hour before the first block, of that. Of blocks
    side by side it is the first: a camera does not know the room.
    """
    if taken is None:
        return None
    today = sorted((s for s in spans if not s.rest and s.start.date() == taken.date()), key=lambda s: s.start)
    inside = [s for s in today if s.start <= taken < s.end]
    if inside:
        return inside[0].block
    ended = [s for s in today if s.end <= taken]
    if ended:
        last = max(ended, key=lambda s: s.end)
        goes_on = any(taken < s.start for s in today)
        return last.block if goes_on or taken - last.end <= AFTERWARDS else None
    return today[0].block if today and today[0].start - taken <= BEFOREHAND else None


def is_sorted(capture: Capture, there: bool = True) -> bool:
    """Whether somebody has said what a note comes to. `there`: what it became still exists."""
    return capture.settled in ("kept", "left") or (capture.settled == "became" and there)


@frozen
class Answered:
    """How a statement was answered: `counts` of 1 to 5, their mean in tenths, and how many answered."""

    statement: str
    counts: tuple[int, int, int, int, int]

    @property
    def n(self) -> int:
        return sum(self.counts)

    @property
    def tenths(self) -> int | None:
        """The mean times ten, rounded half up; None when nobody answered."""
        total = sum(score * count for score, count in enumerate(self.counts, 1))
        return (20 * total + self.n) // (2 * self.n) if self.n else None

    @property
    def lowest(self) -> int:
        return next(score for score, count in enumerate(self.counts, 1) if count)

    @property
    def highest(self) -> int:
        return next(6 - score for score, count in enumerate(reversed(self.counts), 1) if count)


@frozen
class Verdict:
    """What the forms of a workshop say. Below four forms only their number is told: `answered`, `keep` and `change` are then empty."""

    forms: int
    answered: tuple[Answered, ...] = ()
    keep: tuple[str, ...] = ()
    change: tuple[str, ...] = ()

    @property
    def hidden(self) -> bool:
        return self.forms < FEWEST


def verdict(forms: Iterable[Evaluation]) -> Verdict:
    """The result of the forms; a statement with fewer than four answers is left out, and words stand in alphabetical order, not by form."""
    forms = list(forms)
    if len(forms) < FEWEST:
        return Verdict(len(forms))
    answered = []
    for name in STATEMENTS:
        scores = [getattr(f, name) for f in forms]
        counts = tuple(scores.count(n) for n in range(1, 6))
        if sum(counts) >= FEWEST:
            answered.append(Answered(name, counts))  # type: ignore[arg-type]
    return Verdict(
        len(forms),
        tuple(answered),
        tuple(sorted((f.keep.strip() for f in forms if f.keep.strip()), key=str.casefold)),
        tuple(sorted((f.change.strip() for f in forms if f.change.strip()), key=str.casefold)),
    )


def lines_of(text: str) -> tuple[str, ...]:
    """The notes in pasted text: one a line, without bullets and empty lines."""
    found = (line.strip().lstrip("-–—•*·▪◦").strip() for line in text.replace("\t", " ").splitlines())
    return tuple(" ".join(line.split()) for line in found if line)
