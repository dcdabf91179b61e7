"""The words by which a list says what somebody does in the workshop: that she decides there, or hosts a table. Pure."""

from __future__ import annotations

import re
from typing import Literal

Part = Literal["", "decider", "host"]

_DECIDES = (
    "beslutar", "beslutsfattare", "beslutsfattaren", "beslutande", "beslutare", "fattar beslut", "kan besluta", "får besluta", "har mandat att besluta",
    "decides", "decider", "decision maker", "decision-maker", "decisionmaker", "decision makers", "makes decisions", "can decide", "may decide",
)  # fmt: skip
_HOSTS = ("bordsvärd", "bordsvärdinna", "bordsledare", "table host", "host of a table", "tablehost")
_YES = ("x", "ja", "j", "yes", "y", "1", "true", "sant", "✓", "✔", "✗", "☒")
_TOLD = re.compile(r"^(?:roll|role|del|deltar som|part)\s*[:=]\s*", re.IGNORECASE)
_BETWEEN = re.compile(r"\s*[,;/|+&()]\s*|\s+(?:och|and)\s+|\s+[–-]\s+", re.IGNORECASE)


def without_label(text: str) -> str:
    """ "Roll: beslutar" -> "beslutar"."""
    return _TOLD.sub("", text)


def part_of(text: str) -> tuple[Part, str]:
    """What a cell says of somebody's part, and what else stands in it: "Enhetschef, beslutar" -> ("decider", "Enhetschef")."""
    text = without_label(text)
    part: Part = ""
    rest = []
    for piece in _BETWEEN.split(text):
        word = " ".join(piece.casefold().split()).rstrip(".!")
        if word in _DECIDES:
            part = "decider"
        elif word in _HOSTS:
            part = part or "host"
        else:
            rest.append(piece)
    return (part, ", ".join(x for x in rest if x)) if part else ("", text)


def part_ticked(heading: str, text: str) -> Part:
    """What a cell says in a column that is called after a part: "ja" or "x" below "Beslutar", or the word itself."""
    told, _rest = part_of(text)
    return told or (part_of(heading)[0] if text.casefold().strip() in _YES else "")
