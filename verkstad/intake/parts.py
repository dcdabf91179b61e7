"""The words by which a list says what somebody does in the workshop: that she decides there, hosts a table, or does not come. Pure."""

from __future__ import annotations

import re
from typing import Literal

Part = Literal["", "decider", "host"]

_DECIDES = (
    "beslutar", "beslutsfattare", "beslutsfattaren", "beslutande", "beslutare", "fattar beslut", "kan besluta", "får besluta", "har mandat att besluta",
    "decides", "decider", "decision maker", "decision-maker", "decisionmaker", "decision makers", "makes decisions", "can decide", "may decide",
)  # fmt: skip
_HOSTS = ("bordsvärd", "bordsvärdinna", "bordsledare", "table host", "host of a table", "tablehost")
_COMES = (
    "x", "ja", "j", "ja tack", "jag kommer", "kommer", "deltar", "anmäld", "accepterat", "accepterad", "tackat ja", "yes", "y", "coming", "attending",
    "accepted", "1", "true", "sant", "✓", "✔", "☒",
)  # fmt: skip
_STAYS_AWAY = (
    "nej", "n", "nej tack", "jag kommer inte", "kommer inte", "kommer ej", "deltar inte", "deltar ej", "avanmäld", "avböjt", "avböjd", "förhindrad",
    "tackat nej", "no", "not coming", "not attending", "declined", "0", "false", "falskt", "✗", "☐",
)  # fmt: skip
_NO_ANSWER = ("", "-", "–", "?", "inget svar", "inget svar än", "inte svarat", "har inte svarat", "kanske", "preliminärt", "no answer", "no answer yet", "maybe", "tentative", "none", "invited", "inbjuden")  # fmt: skip
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


def answer_of(text: str) -> Literal["", "yes", "no"] | None:
    """What somebody answered to the invitation; "" where nothing is said yet, None for words that are no answer."""
    word = " ".join(text.casefold().split()).rstrip(".!")
    return "yes" if word in _COMES else "no" if word in _STAYS_AWAY else "" if word in _NO_ANSWER else None
