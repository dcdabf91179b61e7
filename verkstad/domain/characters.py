"""Which characters of a text from elsewhere may be shown. Pure."""

from __future__ import annotations

import re

# Controls, marks that turn the direction of writing (a name could hide its end behind one), invisible characters, and halves of pairs.
# The joiners U+200C and U+200D stay: scripts and family emoji need them.
_HIDDEN = (
    "\x00-\x08\x0b\x0c\x0e-\x1f\x7f-\x9f\u00ad\u061c\u180e\u200b\u200e\u200f\u202a-\u202e\u2060-\u2064\u2066-\u206f\ufeff\ufff9-\ufffb"
    "\ud800-\udfff\U000e0000-\U000e007f"
)
_NOT_SHOWN = re.compile(f"[{_HIDDEN}]")
_BREAKS = re.compile("\r\n|[\r\u2028\u2029\x85]")
_SPACES = re.compile(r"\s+")


def shown(text: str) -> str:
    """The text without controls, direction marks and invisible characters; line breaks of every kind become "\\n", tabs stay."""
    return _NOT_SHOWN.sub("", _BREAKS.sub("\n", text))


def one_line(text: str) -> str:
    """The text as one line for a cell, a title or a list: as `shown`, with each run of space a single one."""
    return _SPACES.sub(" ", shown(text)).strip()
