"""Whether somebody who comes in is there already. Pure: it proposes, a person decides wherever it is not certain."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from typing import Literal

from verkstad.domain.fields import Id
from verkstad.domain.likeness import Known, Register, folded
from verkstad.intake.people import IncomingPerson

Verdict = Literal["certain", "asks", "new"]


@dataclass(frozen=True, slots=True)
class Match:
    """`existing`: who it is or may be. `twin`: the row of the same list that is this person too (then `existing` is None and nothing is asked
    of the library). `reason`: "email", "name", "phone", "position", or "similar" (the name but for a letter or two)."""

    verdict: Verdict
    existing: Id | None = None
    reason: str = ""
    twin: int | None = None


def match(incoming: Sequence[IncomingPerson], existing: Iterable[Known]) -> tuple[Match, ...]:
    """One answer for each incoming person, in order.

    Certain: the same address and no other name; the same name in the same unit; the same telephone and name. The same or a similar name
    otherwise, and the same position without a name, ask. The second of two alike rows is the twin of the first.
    """
    known = {one.id: one for one in existing}
    register = Register(known.values())
    near = _Near(known.values())
    listed = Register()
    rows: dict[Id, Known] = {}
    answers = []
    for person in incoming:
        one = Known(
            f"row {person.row}", person.given, person.family, person.email, person.phone, person.unit, person.position or person.role
        )
        twin = listed.like(one) if one.given or one.family or one.email else None
        if twin is not None and _certain(one, rows[twin.id], twin.reason, twin.sure):
            answers.append(Match("certain", None, twin.reason, int(twin.id.removeprefix("row "))))
            continue
        listed.add(one)
        rows[one.id] = one
        found = register.like(one)
        if found is not None:
            certain = _certain(one, known[found.id], found.reason, found.sure)
            answers.append(Match("certain" if certain else "asks", found.id, found.reason))
        elif similar := near.like(one):
            answers.append(Match("asks", similar, "similar"))
        else:
            answers.append(Match("new"))
    return tuple(answers)


def _certain(a: Known, b: Known, reason: str, sure: bool) -> bool:
    if not sure or reason == "position":
        return False
    return reason != "name" or bool(a.unit.strip() and folded(a.unit) == folded(b.unit))


class _Near:
    """Names that differ by a letter or two, looked up among those that share the beginning of one part of the name."""

    def __init__(self, known: Iterable[Known]) -> None:
        self._by_part: dict[str, list[tuple[Id, str]]] = {}
        for one in known:
            name = _sorted_name(one)
            for part in {word[:3] for word in name.split()}:
                self._by_part.setdefault(part, []).append((one.id, name))

    def like(self, one: Known) -> Id | None:
        name = _sorted_name(one)
        if len(name.split()) < 2:
            return None
        best: tuple[int, Id] | None = None
        for part in sorted({word[:3] for word in name.split()}):
            for id, other in self._by_part.get(part, ()):
                most = 1 if len(name) < 10 else 2
                away = _distance(name, other, most)
                if away <= most and (best is None or (away, id) < best):
                    best = (away, id)
        return best[1] if best else None


def _sorted_name(one: Known) -> str:
    return " ".join(sorted(folded(f"{one.given} {one.family}").split()))


def _distance(a: str, b: str, most: int) -> int:
    """Letters to change, add, drop or swap to make `b` of `a`; anything above `most` is `most + 1`."""
    if abs(len(a) - len(b)) > most or len(a) > 200:
        return most + 1
    before: list[int] = []
    row = list(range(len(b) + 1))
    for i, letter in enumerate(a, 1):
        older, before, row = before, row, [i]
        for j, other in enumerate(b, 1):
            cost = min(before[j] + 1, row[j - 1] + 1, before[j - 1] + (letter != other))
            if i > 1 and j > 1 and letter == b[j - 2] and a[i - 2] == other:
                cost = min(cost, older[j - 2] + 1)
            row.append(cost)
        if min(row) > most:
            return most + 1
    return min(row[-1], most + 1)
