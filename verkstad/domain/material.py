"""What to bring: the material lines of a program added up by participants and groups.

A line is free text. A number in it is read when it stands first ("75 prickar"), in brackets ("Prickar (75)") or before "per person",
"per grupp" or "per bord" ("3 prickar per person"); a line without a number is brought once. The words before the number are the thing.
"""

from __future__ import annotations

import re
from collections.abc import Iterable

from verkstad.domain.agenda import AgendaBlock
from verkstad.domain.fields import Id
from verkstad.domain.values import frozen

_EACH = {
    "person": "person",
    "deltagare": "person",
    "participant": "person",
    "grupp": "group",
    "bord": "group",
    "lag": "group",
    "group": "group",
    "table": "group",
    "team": "group",
}
_PER = re.compile(r"[\s,(]*(?:(?<!\w)(\d{1,4})\s*(?:st\.?\s*)?)?(?:per|/)\s*(" + "|".join(_EACH) + r")\b\)?", re.IGNORECASE)
_FIRST = re.compile(r"^(\d{1,5})\s*(?:st\.?|x|×)?\s+")
_BRACKET = re.compile(r"\s*\((\d{1,5})(?:\s*st\.?)?\)\s*$")


@frozen
class Material:
    """A thing to bring: how many in all (None: as needed), and the blocks that use it."""

    name: str
    count: int | None
    blocks: tuple[Id, ...]


def materials(blocks: Iterable[AgendaBlock], people: int, groups: int) -> tuple[Material, ...]:
    """Everything the blocks name, each thing once, in the order it is first needed.

    The same thing in two blocks is brought in the larger number, not the sum: pens are used again. What is used up ("per person")
    is read per block and summed.
    """
    names: dict[str, str] = {}
    kept: dict[str, int | None] = {}
    used: dict[str, int] = {}
    where: dict[str, list[Id]] = {}
    for block in blocks:
        for line in block.material.splitlines():
            name, count, each = _read(line)
            if not name:
                continue
            key = name.casefold()
            names.setdefault(key, name)
            if block.id not in where.setdefault(key, []):
                where[key].append(block.id)
            if each:
                used[key] = used.get(key, 0) + (count or 1) * (people if each == "person" else groups)
            elif count is not None:
                kept[key] = max(kept.get(key) or 0, count * (block.sets or 1))
            else:
                kept.setdefault(key, None)
    found = []
    for key, name in names.items():
        fixed, spent = kept.get(key), used.get(key)
        count = None if fixed is None and spent is None else (fixed or 0) + (spent or 0)
        found.append(Material(name, count, tuple(where[key])))
    return tuple(found)


def _read(line: str) -> tuple[str, int | None, str]:
    line = line.strip().lstrip("-–•* ").strip()
    count, each = None, ""
    if per := _PER.search(line):
        each = _EACH[per[2].lower()]
        count = int(per[1]) if per[1] else None
        line = (line[: per.start()] + line[per.end() :]).strip(" ,")
    if first := _FIRST.match(line):
        count = int(first[1])
        line = line[first.end() :]
    elif bracket := _BRACKET.search(line):
        count = int(bracket[1])
        line = line[: bracket.start()]
    return line[:1].upper() + line[1:], count, each
