"""Contacts from phones and mail programs (vCard 2.1, 3.0 and 4.0), read forgivingly: a card that breaks the rules still has a name. Pure."""

from __future__ import annotations

import base64
import binascii
import quopri
import re

from verkstad.domain.characters import one_line
from verkstad.domain.errors import Corrupt, TooLarge
from verkstad.intake.decoding import decoded
from verkstad.intake.sheet import MAX_BYTES, MAX_CELL, MAX_ROWS, Note, Sheet

COLUMNS = ("given", "family", "name", "email", "phone", "unit", "position", "role")
_LINE = re.compile(r"(?:[\w-]+\.)?(?P<name>[A-Za-z][\w-]*)(?P<params>(?:;[^:\"]*(?:\"[^\"]*\"[^:\"]*)*)?):(?P<value>.*)", re.DOTALL)
_IGNORED = frozenset({"PHOTO", "LOGO", "SOUND", "KEY"})


def from_vcards(data: bytes) -> Sheet:
    """All cards of a file as rows. Raises TooLarge, and Corrupt when there is no card in it."""
    if len(data) > MAX_BYTES:
        raise TooLarge("bytes", limit=MAX_BYTES, found=len(data))
    text = decoded(data)
    rows: list[tuple[str, ...]] = []
    card: dict[str, str] | None = None
    for line in _unfolded(text.text):
        match = _LINE.match(line)
        if match is None:
            continue
        name = match["name"].upper()
        if name == "BEGIN" and match["value"].strip().upper() == "VCARD":
            card = {}
        elif name == "END" and card is not None:
            rows.append(_row(card))
            card = None
            if len(rows) > MAX_ROWS:
                raise TooLarge("rows", limit=MAX_ROWS, found=text.text.upper().count("BEGIN:VCARD"))
        elif card is not None and name not in _IGNORED:
            _property(card, name, match["params"], match["value"][: 3 * MAX_CELL], text.encoding)
    if card:
        rows.append(_row(card))  # the last card was cut short: what it says still counts
    kept = [(n, row) for n, row in enumerate(rows, 1) if any(row)]
    if not kept:
        raise Corrupt("no-cards")
    used = [i for i in range(len(COLUMNS)) if any(row[i] for _, row in kept)]
    notes = (Note("replaced", text.replaced),) if text.replaced else ()
    return Sheet(
        tuple(COLUMNS[i] for i in used),
        tuple(tuple(row[i] for i in used) for _, row in kept),
        tuple(n for n, _ in kept),
        None,
        text.encoding,
        "",
        notes,
    )


def _unfolded(text: str) -> list[str]:
    """Logical lines: a leading space continues the line before; so does "=" at the end of a quoted-printable one."""
    lines: list[str] = []
    soft = False
    for raw in re.split(r"\r\n|\n|\r", text):
        if soft and lines:
            lines[-1] += "\n" + raw
        elif raw[:1] in (" ", "\t") and lines:
            lines[-1] += raw[1:]
        else:
            lines.append(raw)
        soft = raw.endswith("=") and "QUOTED-PRINTABLE" in lines[-1][:300].upper()
    return lines


def _property(card: dict[str, str], name: str, params: str, value: str, encoding: str) -> None:
    upper = params.upper()
    if "QUOTED-PRINTABLE" in upper:
        charset = re.search(r"CHARSET=\"?([\w-]+)", upper)
        value = _decoded_as(quopri.decodestring(value.encode("utf-8", "replace")), charset[1] if charset else "utf-8")
    elif re.search(r"ENCODING=(B|BASE64)\b", upper):
        try:
            value = _decoded_as(base64.b64decode(value, validate=False), "utf-8")
        except (binascii.Error, ValueError):
            return
    preferred = "PREF" in upper
    if name == "FN":
        card.setdefault("name", _plain(value))
    elif name == "N":
        parts = [_plain(part) for part in _split(value, ";")]
        card["family"] = parts[0]
        card["given"] = " ".join(p for p in (parts[1] if len(parts) > 1 else "", parts[2] if len(parts) > 2 else "") if p)
    elif name == "EMAIL":
        _keep(card, "email", re.sub(r"(?i)^mailto:", "", _plain(value)), preferred)
    elif name == "TEL":
        if "FAX" not in upper:
            _keep(card, "phone", re.sub(r"(?i)^tel:", "", _plain(value)), preferred or "CELL" in upper)
    elif name == "ORG":
        parts = [p for p in (_plain(part) for part in _split(value, ";")) if p]
        if parts:
            card.setdefault("unit", parts[-1] if len(parts) > 1 else parts[0])
    elif name == "TITLE":
        card.setdefault("position", _plain(value))
    elif name == "ROLE":
        card.setdefault("role", _plain(value))


def _keep(card: dict[str, str], key: str, value: str, better: bool) -> None:
    if value and ((better and not card.get(key + "!")) or key not in card):
        card[key] = value
        if better:
            card[key + "!"] = "1"


def _decoded_as(raw: bytes, charset: str) -> str:
    try:
        return raw.decode(charset)
    except (LookupError, UnicodeDecodeError, ValueError):
        return decoded(raw).text


def _split(value: str, mark: str) -> list[str]:
    return re.split(rf"(?<!\\){mark}", value)


def _plain(value: str) -> str:
    return one_line(re.sub(r"\\([nN;,\\])", lambda m: " " if m[1] in "nN" else m[1], value))[:MAX_CELL]


def _row(card: dict[str, str]) -> tuple[str, ...]:
    if card.get("given") or card.get("family"):
        card = {**card, "name": ""}
    return tuple(card.get(column, "") for column in COLUMNS)
