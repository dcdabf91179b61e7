"""Bytes of unknown origin to text: the encodings Swedish offices really use, and how much had to be guessed. Pure."""

from __future__ import annotations

import codecs
import re
from dataclasses import dataclass

REPLACEMENT = "\ufffd"
_BOMS = (  # the four-byte marks first: that of UTF-32 begins with that of UTF-16
    (codecs.BOM_UTF32_LE, "utf-32-le"),
    (codecs.BOM_UTF32_BE, "utf-32-be"),
    (codecs.BOM_UTF8, "utf-8"),
    (codecs.BOM_UTF16_LE, "utf-16-le"),
    (codecs.BOM_UTF16_BE, "utf-16-be"),
)
_MULTIBYTE = re.compile(rb"[\xc3-\xf4][\x80-\xbf]{1,3}")
_OLD = ("cp1252", "cp850", "mac_roman")  # Excel's "CSV", "CSV (MS-DOS)" and "CSV (Macintosh)"
_EXPECTED = frozenset("åäöÅÄÖéÉüÜèàæøÆØáíóñçëïôêâß–—”“’‘…€§´·•\u00a0½°")
_TWICE = re.compile("Ã[¥¤¶…„–©]|â€[“”™œ¦]")


@dataclass(frozen=True, slots=True)
class Decoded:
    """`replaced`: characters that could not be read, each now U+FFFD. `mended`: it had been encoded twice ("Ã¥" for "å")."""

    text: str
    encoding: str
    replaced: int = 0
    mended: bool = False


def decoded(data: bytes) -> Decoded:
    """The text in `data`: a byte order mark decides, then UTF-8 if it is, then UTF-16 by its zero bytes, then the old 8-bit page that
    gives the most Swedish letters. Never fails: what cannot be read is replaced and counted."""
    for mark, encoding in _BOMS:
        if data.startswith(mark):
            return _with(data[len(mark) :], encoding)
    try:
        return _clean(data.decode("utf-8"), "utf-8")
    except UnicodeDecodeError:
        pass
    head = data[:4000]
    if head.count(0) > len(head) // 4:
        return _with(data, "utf-16-be" if head[0::2].count(0) > head[1::2].count(0) else "utf-16-le")
    sample = data[:200_000]
    pairs = len(_MULTIBYTE.findall(sample))
    broken = sample.decode("utf-8", "replace").count(REPLACEMENT)
    if pairs > 2 * broken:
        return _with(data, "utf-8")
    return _with(data, max(_OLD, key=lambda name: (_likelihood(sample, name), -_OLD.index(name))))


def _likelihood(sample: bytes, encoding: str) -> int:
    high = [letter for letter in sample.decode(encoding, "replace") if letter > "\x7f"]
    return sum(1 if letter in _EXPECTED else -2 for letter in high)


def _with(data: bytes, encoding: str) -> Decoded:
    return _clean(data.decode(encoding, "replace"), encoding)


def _clean(text: str, encoding: str) -> Decoded:
    replaced = text.count(REPLACEMENT) + text.count("\0")
    mended = False
    if _TWICE.search(text):
        try:
            text, mended = text.encode("cp1252").decode("utf-8"), True
        except (UnicodeEncodeError, UnicodeDecodeError):
            pass
    if "\0" in text:
        text = text.replace("\0", "")
    return Decoded(text.removeprefix("\ufeff"), encoding, replaced, mended)
