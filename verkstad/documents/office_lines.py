"""The lines of iCalendar (RFC 5545) and vCard (RFC 2426): escaped, folded at 75 octets, ended with CRLF."""

from __future__ import annotations

from collections.abc import Iterable

OCTETS = 75


def escaped(text: str) -> str:
    """A text value: backslash, comma, semicolon and line breaks are marked; other control characters have no place in one."""
    plain = text.replace("\r\n", "\n").replace("\r", "\n").replace("\t", " ")
    kept = "".join(c for c in plain if c == "\n" or (ord(c) >= 32 and ord(c) != 127))
    return kept.replace("\\", "\\\\").replace(";", "\\;").replace(",", "\\,").replace("\n", "\\n")


def folded(line: str) -> str:
    """A line of any length as lines of at most 75 octets; a character is never cut in two."""
    pieces, piece, size = [], "", 0
    for c in line:
        octets = len(c.encode("utf-8", "replace"))
        if size + octets > OCTETS:
            pieces.append(piece)
            piece, size = " ", 1
        piece, size = piece + c, size + octets
    return "\r\n".join([*pieces, piece])


def file_of(lines: Iterable[str]) -> bytes:
    return "".join(f"{folded(line)}\r\n" for line in lines).encode("utf-8", "replace")
