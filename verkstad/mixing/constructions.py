"""Ways of mixing in which nobody meets twice, known beforehand: by arithmetic, or stored as a first round that is turned.

A pattern is for `k` groups of `size`: for each round, the group of each of the k * size places. Places come in columns of k: those of one
column never share a group in the rounds made by arithmetic, so a department that fills a column is spread by itself. Everything here is
proved by a recount in the tests.

Sources: the rounds over a field are the lines of an affine plane; those over whole numbers modulo k are rows of a difference matrix, found
here by trying; the stored ones were searched for this program as first rounds that give all the others when turned.
"""

from __future__ import annotations

from functools import lru_cache

Pattern = tuple[tuple[int, ...], ...]
"""For each round, the group of each place."""

TRIED = 60_000  # entries of a difference matrix tried before it is left as it is
LARGEST_FIELD = 256

# (groups, size): (turns, first rounds). Each first round is turned so many times. Points below turns * classes are class * turns + x, and x grows
# by one modulo `turns` from round to round; the points above stay.
First = tuple[tuple[int, ...], ...]
STORED: dict[tuple[int, int], tuple[int, tuple[First, ...]]] = {
    (5, 3): (7, (((3, 5, 9), (0, 6, 8), (2, 7, 14), (10, 12, 13), (1, 4, 11)),)),
    (6, 3): (
        4,
        (
            ((1, 7, 13), (2, 3, 11), (0, 5, 14), (4, 12, 17), (6, 8, 16), (9, 10, 15)),
            ((0, 13, 16), (8, 12, 15), (3, 7, 14), (5, 6, 10), (1, 4, 11), (2, 9, 17)),
        ),
    ),
    (6, 4): (7, (((0, 11, 15, 21), (13, 14, 16, 20), (4, 12, 17, 23), (2, 3, 5, 19), (6, 9, 18, 22), (1, 7, 8, 10)),)),
    (6, 5): (
        6,
        (
            (
                (5, 7, 11, 15, 18),
                (3, 6, 12, 20, 29),
                (2, 4, 16, 22, 26),
                (1, 8, 23, 24, 28),
                (0, 10, 13, 17, 25),
                (9, 14, 19, 21, 27),
            ),
        ),
    ),
}


@lru_cache(maxsize=64)
def pattern(k: int, size: int, rounds: int) -> Pattern:
    """Up to `rounds` rounds of k groups of `size` in which no two places meet twice; fewer when no way to go on is known."""
    if size < 2 or k < 1:
        return ()
    if k == 1:
        return ((0,) * size,)[:rounds]
    made = _by_columns(k, size, rounds)
    if len(made) < rounds and (size == 2 or (k, size) in STORED):
        turns, firsts = STORED.get((k, size)) or _everybody_once(k)
        turned = _turned(k, size, turns, firsts)
        if len(turned) > len(made):
            made = turned[:rounds]
    return made


def columns(k: int, size: int, rounds: int) -> bool:
    """Whether the pattern is one whose columns never share a group, in so many rounds."""
    return len(_matrix(k, size, rounds)) >= rounds


def _by_columns(k: int, size: int, rounds: int) -> Pattern:
    """Column x is moved by f(r, x) in round r; then, when size divides k, rounds inside the columns, which have not met yet."""
    plus = _sums(k)
    made = [tuple(plus[row][shift] for shift in shifts for row in range(k)) for shifts in _matrix(k, size, rounds)]
    if len(made) < rounds and k % size == 0:
        each = k // size
        inside = pattern(each, size, rounds - len(made))
        made += [tuple(x * each + round_[row] for x in range(size) for row in range(k)) for round_ in inside]
    return tuple(made)


def _matrix(k: int, size: int, rounds: int) -> tuple[tuple[int, ...], ...]:
    """Shifts f(r, x), the first column 0, such that in any two rounds the columns' shifts differ by different amounts."""
    if size > k:
        return ((0,) * size,)[:rounds]
    field = _products(k)
    if field is not None:
        return tuple(tuple(field[r][x] for x in range(size)) for r in range(min(k, rounds)))
    return _tried_matrix(k, size, rounds)


@lru_cache(maxsize=64)
def _tried_matrix(k: int, size: int, rounds: int) -> tuple[tuple[int, ...], ...]:
    """Over the whole numbers modulo k: multiples where they do, else row by row by trying, taking back what leads nowhere."""
    multiples: list[tuple[int, ...]] = []
    for a in range(k):
        row = tuple(a * x % k for x in range(size))
        if len(multiples) < rounds and all(len({(p - q) % k for p, q in zip(row, other, strict=True)}) == size for other in multiples):
            multiples.append(row)
    if len(multiples) >= rounds:
        return tuple(multiples)
    rows: list[list[int]] = [[0] * size, list(range(size))]
    best = [tuple(row) for row in rows]
    left = TRIED

    def grow(row: list[int], free: list[set[int]]) -> bool:
        nonlocal left, best
        x = len(row)
        if x == size:
            rows.append(row)
            if len(rows) > len(best):
                best = [tuple(r) for r in rows]
            if len(rows) >= rounds or grow([0], [set(range(1, k)) for _ in rows]):
                return True
            rows.pop()
            return False
        for value in range(1, k):
            left -= 1
            if left < 0:
                return False
            differences = [(value - other[x]) % k for other in rows]
            if all(d in unused for d, unused in zip(differences, free, strict=True)):
                for d, unused in zip(differences, free, strict=True):
                    unused.discard(d)
                if grow([*row, value], free):
                    return True
                for d, unused in zip(differences, free, strict=True):
                    unused.add(d)
        return False

    if rounds > 2:
        grow([0], [set(range(1, k)) for _ in rows])
    return tuple((best if len(best) > len(multiples) else multiples)[:rounds])


def _everybody_once(k: int) -> tuple[int, tuple[First, ...]]:
    """Pairs: everybody meets everybody, as in a round robin with one person who stays."""
    return 2 * k - 1, (((0, 2 * k - 1), *((i, 2 * k - 1 - i) for i in range(1, k))),)


def _turned(k: int, size: int, turns: int, firsts: tuple[First, ...]) -> Pattern:
    moving = k * size // turns * turns
    rounds = []
    for first in firsts:
        for r in range(turns):
            group_of = [0] * (k * size)
            for g, group in enumerate(first):
                for point in group:
                    group_of[point // turns * turns + (point + r) % turns if point < moving else point] = g
            rounds.append(tuple(group_of))
    return tuple(rounds)


# ---------------------------------------------------------------------------------------------------------------------- fields


@lru_cache(maxsize=64)
def _prime_power(k: int) -> tuple[int, int] | None:
    """(p, e) when k = p ** e for a prime p."""
    p = next((d for d in range(2, k + 1) if k % d == 0), 0)
    e, rest = 0, k
    while p and rest % p == 0:
        rest, e = rest // p, e + 1
    return (p, e) if p and rest == 1 else None


@lru_cache(maxsize=16)
def _sums(k: int) -> list[list[int]]:
    """Addition: of the field with k elements (digits in base p, each modulo p) where there is one, else modulo k."""
    power = _prime_power(k) if k <= LARGEST_FIELD else None
    p, e = power or (k, 1)
    if e == 1:
        return [[(a + b) % k for b in range(k)] for a in range(k)]
    return [[_joined([x + y for x, y in zip(_digits(a, p, e), _digits(b, p, e), strict=True)], p) for b in range(k)] for a in range(k)]


@lru_cache(maxsize=16)
def _products(k: int) -> list[list[int]] | None:
    """Multiplication in the field with k elements; None where there is none. Elements are polynomials over the p numbers, digits first to last."""
    power = _prime_power(k) if k <= LARGEST_FIELD else None
    if power is None:
        return None
    p, e = power
    if e == 1:
        return [[a * b % k for b in range(k)] for a in range(k)]
    for tail in range(1, k):
        powers = _powers(_digits(tail, p, e), p, e, k)
        if powers is not None:
            log = {value: i for i, value in enumerate(powers)}
            return [[powers[(log[a] + log[b]) % (k - 1)] if a and b else 0 for b in range(k)] for a in range(k)]
    return None


def _powers(tail: list[int], p: int, e: int, k: int) -> list[int] | None:
    """All k - 1 powers of x where x ** e = tail, or None when they come again too soon."""
    value, powers = [1] + [0] * (e - 1), []
    for _ in range(k - 1):
        powers.append(_joined(value, p))
        top = value[-1]
        value = [(low + top * t) % p for low, t in zip([0, *value[:-1]], tail, strict=True)]
    return powers if len(set(powers)) == k - 1 and 0 not in powers else None


def _digits(a: int, p: int, e: int) -> list[int]:
    return [a // p**i % p for i in range(e)]


def _joined(digits: list[int], p: int) -> int:
    return sum(d % p * p**i for i, d in enumerate(digits))
