"""Places between places: text that sorts, so that moving a row writes that row alone.

A rank is a whole number (its first letter says how many digits follow) and a fraction. Putting last takes the next number, so that ten
thousand appends stay short; putting between halves a fraction. A random tail keeps two people who insert at the same place apart.
"""

from __future__ import annotations

from collections.abc import Callable, Sequence

DIGITS = "0123456789ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz"
LONGEST = 256
_TAIL = 3
_LAST = len(DIGITS) - 1

Draw = Callable[[int], bytes]  # that many random bytes


def between(before: str | None, after: str | None, draw: Draw) -> str:
    """A rank strictly between two ranks; None is the open end. `before` must sort before `after`.

    Raises ValueError when there is no room: the ranks are equal, in the wrong order, or not ranks.
    """
    if before is not None and after is not None and not before < after:
        raise ValueError("no room")
    if before is None and after is None:
        return "a0" + _tail(draw)
    if before is None:
        assert after is not None
        whole, _ = split(after)
        return (_less(whole) or _fraction_below(after)) + _tail(draw)
    whole, part = split(before)
    if after is None:
        return (_more(whole) or whole + _middle(part, None)) + _tail(draw)
    top, limit = split(after)
    if whole == top:
        made = whole + _middle(part, limit)
    else:
        step = _more(whole)
        made = step if step is not None and step < top else whole + _middle(part, None)
    return made + _tail(draw)


def spread(before: str | None, after: str | None, count: int, draw: Draw) -> list[str]:
    """`count` ranks in order between two ranks."""
    made: list[str] = []
    for _ in range(count):
        made.append(between(made[-1] if made else before, after, draw))
    return made


def shortest_run(ranks: Sequence[str], at: int, longest: int = LONGEST) -> tuple[int, int]:
    """Which ranks to give anew so that there is room at `at`: the fewest neighbours between whose edges a fresh rank stays short.

    `ranks` are the siblings in order; the new row goes in before `ranks[at]`. Returns (from, until) of the siblings to move.
    """
    for width in range(len(ranks) + 1):
        for start in range(max(0, at - width), min(at, len(ranks) - width) + 1):
            end = start + width
            low = ranks[start - 1] if start else None
            high = ranks[end] if end < len(ranks) else None
            if low is not None and high is not None and not low < high:
                continue
            try:
                room = spread(low, high, width + 1, _zeros)
            except ValueError:
                continue
            if all(len(r) <= longest for r in room):
                return start, end
    return 0, len(ranks)


def split(rank: str) -> tuple[str, str]:
    """The whole number of a rank and its fraction."""
    size = _digits(rank[:1])
    if not size or len(rank) <= size:
        raise ValueError("not a rank")
    return rank[: size + 1], rank[size + 1 :]


def _digits(head: str) -> int:
    if "a" <= head <= "z":
        return ord(head) - ord("a") + 1
    if "A" <= head <= "Z":
        return ord("Z") - ord(head) + 1
    return 0


def _more(whole: str) -> str | None:
    """The next whole number: a9 -> aA, az -> b00."""
    head, digits = whole[0], list(whole[1:])
    for at in reversed(range(len(digits))):
        if digits[at] != DIGITS[-1]:
            digits[at] = DIGITS[DIGITS.index(digits[at]) + 1]
            return head + "".join(digits)
        digits[at] = DIGITS[0]
    if head == "Z":
        return "a0"
    if head == "z":
        return None
    head = chr(ord(head) + 1)
    return head + DIGITS[0] * _digits(head)


def _less(whole: str) -> str | None:
    """The whole number before: b00 -> az, a0 -> Zz."""
    head, digits = whole[0], list(whole[1:])
    for at in reversed(range(len(digits))):
        if digits[at] != DIGITS[0]:
            digits[at] = DIGITS[DIGITS.index(digits[at]) - 1]
            return head + "".join(digits)
        digits[at] = DIGITS[-1]
    if head == "a":
        return "Zz"
    if head == "A":
        return None
    head = chr(ord(head) - 1)
    return head + DIGITS[-1] * _digits(head)


def _fraction_below(rank: str) -> str:
    whole, part = split(rank)
    return whole + _middle("", part)


def _middle(low: str, high: str | None) -> str:
    """A fraction strictly between two fractions, such that any tail that does not end in the first digit keeps it there."""
    out, at, bounded = [], 0, high is not None
    while True:
        a = DIGITS.index(low[at]) if at < len(low) else 0
        b = (DIGITS.index(high[at]) if high is not None and at < len(high) else 0) if bounded else _LAST + 1
        if b - a > 1:
            out.append(DIGITS[(a + b) // 2])
            return "".join(out)
        if bounded and b < a:
            raise ValueError("no room")
        out.append(DIGITS[a])
        if bounded and b > a:
            bounded = False
        at += 1
        if high is not None and bounded and at >= len(high):
            raise ValueError("no room")


def _tail(draw: Draw) -> str:
    return "".join(DIGITS[1 + b % _LAST] for b in draw(_TAIL))


def _zeros(count: int) -> bytes:
    return bytes(count)
