"""One change as a line of JSON, and back with every doubt: names, types, lengths and shapes against what the program declares. Pure.

A line is an object with the keys of a change except its id, which is the hash of the rest and therefore worked out again. An erasure is a
line with the one key `erased`: [row, field, upto]. Both are written in canonical JSON; reading accepts any JSON that says the same.
"""

from __future__ import annotations

import datetime
import json
import re
from collections.abc import Callable
from typing import Any

from verkstad.domain.change import LAMPORT_MAX, Change, Mark, Said, canonical
from verkstad.domain.errors import Corrupt
from verkstad.domain.fields import Column, Kind
from verkstad.domain.schema import GONE, PLACE, Schema

MAX_LINE = 1_000_000
MAX_UNKNOWN = 65_536
MAX_NAMES = 200

_KEYS = frozenset(("actor", "at", "covers", "kind", "lamport", "prev", "row", "scope", "site", "values"))
_NAME = re.compile(r"[a-z_]{1,40}\Z")
_ID = re.compile(r"[0-9A-Za-z_.:-]{1,64}\Z")
_ACTOR = re.compile(r"[0-9A-Za-z_.:-]{0,64}\Z")
_HASH = re.compile(r"[0-9a-f]{32}\Z")
_NONCE = re.compile(r"[0-9a-f]{0,64}\Z")
_RANK = re.compile(r"[0-9A-Za-z]{0,1000}\Z")
_CONTROL = re.compile(r"[\x00-\x08\x0b-\x1f\x7f\ud800-\udfff]")
_CONTROL_OR_BREAK = re.compile(r"[\x00-\x08\x0a-\x1f\x7f\x85\u2028\u2029\ud800-\udfff]")
_DECIMAL = re.compile(r"-?\d{1,30}(\.\d{1,30})?\Z", re.ASCII)
_DATE = re.compile(r"\d{4}-\d\d-\d\d\Z", re.ASCII)
_MOMENT = re.compile(r"\d{4}-\d\d-\d\dT\d\d:\d\d(:\d\d(\.\d{1,6})?)?(Z|[+-]\d\d:\d\d)?\Z", re.ASCII)
_ESCAPED_SURROGATE = re.compile(r"\\u[dD][89a-fA-F]")


# ------------------------------------------------------------------------------------------------------------- JSON with no surprises
def parsed(text: str) -> Any:
    """JSON without NaN, fractions, doubled keys, lone surrogates, numbers of more than 19 digits, or nesting that exhausts the reader.

    Raises Corrupt("json" | "duplicate-key" | "number" | "surrogate").
    """
    try:
        value = _DECODER.decode(text)
    except Corrupt:
        raise
    except (ValueError, RecursionError) as error:
        raise Corrupt("json") from error
    if _ESCAPED_SURROGATE.search(text):
        try:
            canonical(value).encode("utf-8")
        except UnicodeEncodeError as error:
            raise Corrupt("surrogate") from error
    return value


def _unique(pairs: list[tuple[str, Any]]) -> dict[str, Any]:
    made = dict(pairs)
    if len(made) != len(pairs):
        raise Corrupt("duplicate-key")
    return made


def _whole(digits: str) -> int:
    if len(digits) > 20:
        raise Corrupt("number")
    return int(digits)


def _no_number(text: str) -> Any:
    raise Corrupt("number")


_DECODER = json.JSONDecoder(object_pairs_hook=_unique, parse_int=_whole, parse_float=_no_number, parse_constant=_no_number)


# ------------------------------------------------------------------------------------------------------------- writing
def line(change: Change) -> str:
    """A change as a line, without the line break."""
    return canonical(
        {
            "actor": change.actor,
            "at": change.at,
            "covers": list(change.covers),
            "kind": change.kind,
            "lamport": change.lamport,
            "prev": {wire: list(ids) for wire, ids in change.prev.items()},
            "row": change.row,
            "scope": change.scope,
            "site": change.site,
            "values": {wire: list(said) for wire, said in change.values.items()},
        }
    )


def mark_line(mark: Mark) -> str:
    return canonical({"erased": [mark.row, mark.field, mark.upto]})


# ------------------------------------------------------------------------------------------------------------- reading
class LineReader:
    """Reads the lines of one file. `newer`: the file's minor version is newer than ours, so names we do not know are let through."""

    def __init__(self, schema: Schema, *, newer: bool) -> None:
        self.schema, self.newer = schema, newer
        self._rows: dict[str, tuple[str, str]] = {}  # row -> (kind, scope): a row has one of each for ever
        self._fine: set[tuple[str, str]] = set()  # (key, text) that was looked at before: most lines say the same author, place and day
        self._fields = {(kind.name, f.wire): f for kind in schema.kinds.values() for f in kind.fields}

    def read(self, text: str, number: int) -> Change | Mark:
        """What a line says. Raises Corrupt with the line's number and what is wrong with it."""
        try:
            said = parsed(text)
            if not isinstance(said, dict):
                raise Corrupt("shape")
            if "erased" in said:
                return self._mark(said)
            return self._change(said)
        except Corrupt as error:
            raise Corrupt(error.reason, **{**error.facts, "line": number}) from error.__cause__

    def _mark(self, said: dict[str, Any]) -> Mark:
        value = said["erased"]
        if len(said) != 1 or not isinstance(value, list) or len(value) != 3:
            raise Corrupt("shape")
        row, field, upto = value
        if field != "":
            _matched(_NAME, field, "field")
        return Mark(_matched(_ID, row, "row"), field, _number(upto, 0, 2**53, "upto"))

    def _change(self, said: dict[str, Any]) -> Change:
        if said.keys() != _KEYS:
            raise Corrupt("shape", found=" ".join(sorted(said.keys() ^ _KEYS))[:80])
        kind = _matched(_NAME, said["kind"], "kind")
        row = _matched(_ID, said["row"], "row")
        known = self.schema.kinds.get(kind)
        if known is None and not self.newer:
            raise Corrupt("unknown-kind", kind=kind)
        scope, site, actor, at = said["scope"], said["site"], said["actor"], said["at"]
        self._once(_ID, "scope", scope)
        self._once(_ACTOR, "site", site)
        self._once(_ACTOR, "actor", actor)
        if not isinstance(at, str) or ("at", at) not in self._fine:
            self._fine.add(("at", _moment(at)))
        before = self._rows.setdefault(row, (kind, scope))
        if before != (kind, scope):
            raise Corrupt("two-kinds" if before[0] != kind else "two-scopes", kind=kind)
        values = said["values"]
        prev = said["prev"]
        if not isinstance(values, dict) or not isinstance(prev, dict) or len(values) > MAX_NAMES or len(prev) > MAX_NAMES:
            raise Corrupt("shape")
        checked: dict[str, Said] = {wire: self._said(kind, known, wire, told) for wire, told in values.items()}
        for wire in prev.keys() - values.keys() if prev else ():
            self._name(kind, known, wire)
        replaced = {wire: _hashes(ids) for wire, ids in prev.items()}
        covers = _hashes(said["covers"])
        if not checked and not replaced:
            raise Corrupt("shape")
        lamport = _number(said["lamport"], 1, LAMPORT_MAX, "lamport")
        made = Change(site, lamport, at, actor, scope, kind, row, checked, replaced, covers)
        return Change(site, lamport, at, actor, scope, kind, row, checked, replaced, covers, made.computed_id())

    def _once(self, shape: re.Pattern[str], name: str, value: Any) -> None:
        if not isinstance(value, str) or (name, value) not in self._fine:
            self._fine.add((name, _matched(shape, value, name)))

    def _name(self, kind: str, known: Kind | None, wire: str) -> None:
        if wire in (PLACE, GONE):
            return
        if _NAME.match(wire) is None:
            raise Corrupt("name", kind=kind)
        if not self.newer and (known is None or not self.schema.reads(kind, wire)):
            raise Corrupt("unknown-field", kind=kind, field=wire)

    def _said(self, kind: str, known: Kind | None, wire: str, told: Any) -> Said:
        if not isinstance(told, list):
            raise Corrupt("shape", kind=kind, field=wire)
        if len(told) == 1:
            self._name(kind, known, wire)
            return (_matched(_HASH, told[0], "commitment"),)
        if len(told) != 2:
            raise Corrupt("shape", kind=kind, field=wire)
        nonce, value = _matched(_NONCE, told[0], "nonce"), told[1]
        if wire == PLACE:
            _place(value)
        elif wire == GONE:
            _number(value, 0, 1, GONE)
        else:
            field = self._fields.get((kind, wire))
            if field is None:
                self._name(kind, known, wire)
                _unknown(kind, wire, value)
            elif field.single:
                _fits(kind, field.columns[0], value)
            else:
                if not isinstance(value, list) or len(value) != len(field.columns):
                    raise Corrupt("type", kind=kind, field=wire)
                for column, part in zip(field.columns, value, strict=True):
                    _fits(kind, column, part)
        return (nonce, value)


def _matched(shape: re.Pattern[str], value: Any, name: str) -> str:
    if not isinstance(value, str) or shape.match(value) is None:
        raise Corrupt("type", field=name)
    return value


def _number(value: Any, low: int, high: int, name: str) -> int:
    if not isinstance(value, int) or isinstance(value, bool) or not low <= value <= high:
        raise Corrupt("number", field=name)
    return value


def _moment(value: Any) -> str:
    if not isinstance(value, str) or not is_moment(value):
        raise Corrupt("type", field="at")
    return value


def _hashes(value: Any) -> tuple[str, ...]:
    if not isinstance(value, list):
        raise Corrupt("shape")
    return tuple(_matched(_HASH, one, "id") for one in value)


def _place(value: Any) -> None:
    if not isinstance(value, list) or len(value) != 2:
        raise Corrupt("type", field=PLACE)
    if value[0] is not None:
        _matched(_ID, value[0], PLACE)
    _matched(_RANK, value[1], PLACE)


def _unknown(kind: str, wire: str, value: Any) -> None:
    """A value of a name that this version does not know: a scalar or a list of them, within bounds, is kept and passed on."""
    parts = value if isinstance(value, list) else [value]
    if any(isinstance(part, (bool, dict, list, float)) for part in parts) or len(canonical(value)) > MAX_UNKNOWN:
        raise Corrupt("type", kind=kind, field=wire)
    if any(isinstance(part, str) and _CONTROL.search(part) for part in parts):
        raise Corrupt("characters", kind=kind, field=wire)
    if any(isinstance(part, int) and abs(part) > 2**53 for part in parts):
        raise Corrupt("number", kind=kind, field=wire)


def _fits(kind: str, column: Column, value: Any) -> None:
    """Whether a value is what its column declares: exactly what a transaction would have written."""
    if value is None:
        if column.default is not None:
            raise Corrupt("type", kind=kind, field=column.name)
        return
    if column.sql == "integer":
        if not isinstance(value, int) or isinstance(value, bool) or not column.low <= value <= column.high:
            raise Corrupt("number", kind=kind, field=column.name)
        return
    if not isinstance(value, str):
        raise Corrupt("type", kind=kind, field=column.name)
    if len(value) > column.length:
        raise Corrupt("too-long", kind=kind, field=column.name, limit=column.length, found=len(value))
    if not (value.isascii() and value.isprintable()) and (_CONTROL if column.shape == "prose" else _CONTROL_OR_BREAK).search(value):
        raise Corrupt("characters", kind=kind, field=column.name)
    check = _SHAPES.get(column.shape)
    if check is not None and not check(value):
        raise Corrupt("type", kind=kind, field=column.name)


def _is_date(text: str) -> bool:
    if _DATE.match(text) is None:
        return False
    try:
        datetime.date.fromisoformat(text)
    except ValueError:
        return False
    return True


def is_moment(text: str) -> bool:
    """Whether a text is a moment as the log writes it, of a day that exists."""
    if _MOMENT.match(text) is None:
        return False
    try:
        datetime.datetime.fromisoformat(text)
    except ValueError:
        return False
    return True


_SHAPES: dict[str, Callable[[str], bool]] = {
    "date": _is_date,
    "moment": is_moment,
    "decimal": lambda text: _DECIMAL.match(text) is not None,
}
