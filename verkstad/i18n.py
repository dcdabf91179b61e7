"""The languages of the program: texts, plurals, dates, times, numbers and sorting.

English is written in the code and is the key; Swedish comes from `resources/locale/sv.po`, read as it is, without a build step. The
pseudo-language `xx` makes every text longer and bracketed, so that what is cut off or never marked shows.
"""

from __future__ import annotations

import re
import unicodedata
from collections.abc import Iterable
from datetime import date
from functools import cache
from typing import Any

from verkstad import resources

LANGUAGES = ("sv", "en")
PSEUDO = "xx"
EN_DASH = "\u2013"
MINUS = "\u2212"
NO_BREAK = "\u00a0"

Catalogue = dict[tuple[str, str], tuple[str, ...]]
"""(context, msgid) -> translations, one for each plural form."""

_MONTHS = {
    "sv": ["januari", "februari", "mars", "april", "maj", "juni", "juli", "augusti", "september", "oktober", "november", "december"],
    "en": ["January", "February", "March", "April", "May", "June", "July", "August", "September", "October", "November", "December"],
}
_WEEKDAYS = {
    "sv": ["måndag", "tisdag", "onsdag", "torsdag", "fredag", "lördag", "söndag"],
    "en": ["Monday", "Tuesday", "Wednesday", "Thursday", "Friday", "Saturday", "Sunday"],
}
_NAMED = re.compile(r"%\(\w+\)[-+ #0]*\d*(?:\.\d+)?[a-zA-Z]|%%")
_ACCENTED = str.maketrans("aeiouyAEIOUYcnsCNS", "áéîöüýÁÉÎÖÜÝçñšÇÑŠ")


def N_(message: str) -> str:
    """Mark a text for translation where it stands; it is translated where it is shown."""
    return message


class Language:
    """One language: what the window, or a piece of paper, speaks. Made by `language(code)`; travels between processes as its code."""

    def __init__(self, code: str, catalogue: Catalogue) -> None:
        self.code = code
        self._catalogue = catalogue
        self._of_formats = "sv" if code == "sv" else "en"

    def __repr__(self) -> str:
        return f"Language({self.code!r})"

    def __reduce__(self) -> tuple[Any, ...]:
        return language, (self.code,)

    # Texts. Facts fill %(name)s; a text without facts may hold a bare per cent sign.

    def gettext(self, message: str, **facts: object) -> str:
        return self.pgettext("", message, **facts)

    def pgettext(self, context: str, message: str, **facts: object) -> str:
        found = self._catalogue.get((context, message))
        return self._filled(found[0] if found else message, message, facts)

    def ngettext(self, one: str, many: str, n: int, **facts: object) -> str:
        """The text for `n` things; %(n)s is known without being given."""
        return self.npgettext("", one, many, n, **facts)

    def npgettext(self, context: str, one: str, many: str, n: int, **facts: object) -> str:
        form = 0 if n == 1 else 1
        found = self._catalogue.get((context, one))
        source = many if form else one
        return self._filled(found[form] if found and len(found) > form else source, source, {"n": n, **facts})

    def _filled(self, text: str, source: str, facts: dict[str, Any]) -> str:
        if self.code == PSEUDO:
            text = _pseudo(text)
        if not facts:
            return text
        try:
            return text % facts
        except (KeyError, ValueError, TypeError):
            return source % facts  # a broken translation must not stop the room

    # Times and dates.

    def clock(self, minutes: int) -> str:
        """Minutes since midnight as a time of day: "09.35" in Swedish, "09:35" in English. A day past midnight starts over."""
        hour, minute = divmod(minutes % (24 * 60), 60)
        return f"{hour:02}{'.' if self._of_formats == 'sv' else ':'}{minute:02}"

    def span(self, start: int, end: int) -> str:
        """A stretch of time: "09.35–10.05"."""
        return f"{self.clock(start)}{EN_DASH}{self.clock(end)}"

    def minutes(self, count: int) -> str:
        """A length in words: "45 min", "1 tim", "1 tim 20 min"."""
        hours, rest = divmod(abs(count), 60)
        hour = "tim" if self._of_formats == "sv" else "h"
        parts = [f"{hours}{NO_BREAK}{hour}"] if hours else []
        if rest or not hours:
            parts.append(f"{rest}{NO_BREAK}min")
        return (MINUS if count < 0 else "") + " ".join(parts)

    def date(self, iso: str, style: str = "long", *, today: str | None = None) -> str:
        """An ISO date in words.

        `style`: "long" (tisdag 24 mars 2027), "date" (24 mars 2027), "weekday" (tisdag 24 mars), "short" (24 mars), "month" (mars 2027). With
        `today` (ISO), "weekday" and "short" name the year when it is another than today's. What is no date is returned as it stands.
        """
        try:
            day = date.fromisoformat(iso)
        except ValueError:
            return iso
        month = _MONTHS[self._of_formats][day.month - 1]
        if style == "month":
            return f"{month} {day.year}"
        text = f"{day.day} {month}"
        if style in ("long", "date") or (today is not None and today[:4] != iso[:4]):
            text = f"{text} {day.year}"
        return f"{self.weekday(iso)} {text}" if style in ("long", "weekday") else text

    def weekday(self, iso: str) -> str:
        """The name of the day: "tisdag", "Tuesday"."""
        return _WEEKDAYS[self._of_formats][date.fromisoformat(iso).weekday()]

    def dates(self, first: str, last: str) -> str:
        """The dates from first to last: "24–25 mars 2027", "31 mars–1 april 2027"."""
        if first == last:
            return self.date(first, "date")
        a, b = date.fromisoformat(first), date.fromisoformat(last)
        months = _MONTHS[self._of_formats]
        if a.year != b.year:
            return f"{self.date(first, 'date')} {EN_DASH} {self.date(last, 'date')}"
        if a.month != b.month:
            return f"{a.day} {months[a.month - 1]} {EN_DASH} {self.date(last, 'date')}"
        return f"{a.day}{EN_DASH}{self.date(last, 'date')}"

    # Numbers, lists, order.

    def number(self, value: float | str, decimals: int | None = None) -> str:
        """A number with decimal comma (Swedish) or point, digits in threes from 10 000 (10,000), and a real minus.

        A whole number, a float, or decimal text with a point as the log keeps it. `decimals` rounds; without it a float keeps what it
        has, at most six, and text keeps what it says.
        """
        if decimals is not None:
            written = f"{float(value):.{decimals}f}"
        elif isinstance(value, float):
            written = f"{value:.6f}".rstrip("0").rstrip(".")
        else:
            written = str(value)
        if not re.fullmatch(r"-?\d+(\.\d+)?", written):
            return written
        whole, _, fraction = written.lstrip("-").partition(".")
        negative = written.startswith("-") and bool((whole + fraction).strip("0"))
        swedish = self._of_formats == "sv"
        if len(whole) >= 5:
            whole = f"{int(whole):,}".replace(",", NO_BREAK if swedish else ",")
        return (MINUS if negative else "") + whole + (("," if swedish else ".") + fraction if fraction else "")

    def listing(self, items: Iterable[str], *, either: bool = False) -> str:
        """Items read aloud: "a, b och c", with `either` "a, b eller c"."""
        words = list(items)
        if len(words) < 2:
            return "".join(words)
        swedish = self._of_formats == "sv"
        last = ("eller" if swedish else "or") if either else ("och" if swedish else "and")
        return f"{', '.join(words[:-1])} {last} {words[-1]}"

    def sort_key(self, text: str) -> str:
        """What to sort names and titles by: å ä ö last in Swedish, accents and case folded, 2 before 10."""
        folded = text.casefold()
        if self._of_formats == "sv":
            folded = folded.translate(_SWEDISH_ORDER)
        plain = "".join(c for c in unicodedata.normalize("NFKD", folded) if not unicodedata.combining(c))
        return re.sub(r"\d+", lambda digits: digits[0].rjust(12, "0"), plain)


# Three code points that come after z, in the order å ä ö, and that no accent folding touches.
_SWEDISH_ORDER = str.maketrans({"å": "\u02a0", "ä": "\u02a1", "æ": "\u02a1", "ö": "\u02a2", "ø": "\u02a2", "ü": "y"})


@cache
def language(code: str) -> Language:
    """The language with this code: "sv", "en", or "xx" for tests. Raises ValueError for another."""
    if code not in (*LANGUAGES, PSEUDO):
        raise ValueError(f"no language {code!r}")
    return Language(code, read_catalogue() if code == "sv" else {})


def read_catalogue(code: str = "sv") -> Catalogue:
    """The translations in `resources/locale/<code>.po`; none if the file is not there. Fuzzy and empty ones are left out."""
    try:
        text = resources.path(f"locale/{code}.po").read_text(encoding="utf-8")
    except FileNotFoundError:
        return {}
    return parse_po(text)


_KEYWORD = re.compile(r'(msgctxt|msgid_plural|msgid|msgstr)(?:\[(\d)\])? "')
_SHORT = re.compile(r'^(?:msgctxt "(.*)"\n)?msgid "(.*)"\nmsgstr "(.*)"\n(?=\n|\Z)', re.MULTILINE)
_ESCAPE = re.compile(r"\\(.)")
_ESCAPED = {"n": "\n", "t": "\t", "r": "\r"}


def parse_po(text: str) -> Catalogue:
    """The translations of a .po file. Comments and obsolete entries are skipped; so is the head, whose msgid is empty."""
    catalogue: Catalogue = {}
    if "#, fuzzy" not in text and "#~" not in text:  # most entries are two lines, and all of those are found at once
        for context, message, form in _SHORT.findall(text):
            if message and form:
                catalogue[_plain(context), _plain(message)] = (_plain(form),)
        text = _SHORT.sub("", text)
    entry: dict[str, str] = {}
    key, fuzzy = "", False
    for line in [*text.splitlines(), ""]:
        if line.startswith('"'):
            entry[key] += line[1:-1]
        elif line.startswith("msg"):
            match = _KEYWORD.match(line)
            if match is None:
                continue
            key = match[1] + (match[2] or "")
            entry[key] = line[match.end() : -1]
        elif line.startswith("#,"):
            fuzzy = "fuzzy" in line
        elif not line:
            _keep(catalogue, entry, fuzzy)
            entry, fuzzy = {}, False
    return catalogue


def _keep(catalogue: Catalogue, entry: dict[str, str], fuzzy: bool) -> None:
    message = entry.get("msgid")
    forms = [entry["msgstr"]] if "msgstr" in entry else [entry.get("msgstr0", ""), entry.get("msgstr1", "")]
    if message and not fuzzy and all(forms):
        catalogue[_plain(entry.get("msgctxt", "")), _plain(message)] = tuple(_plain(form) for form in forms)


def _plain(escaped: str) -> str:
    return _ESCAPE.sub(lambda m: _ESCAPED.get(m[1], m[1]), escaped) if "\\" in escaped else escaped


def _pseudo(text: str) -> str:
    """The text with accents, 40 per cent longer, in brackets; %(names)s untouched."""
    parts: list[str] = []
    at = 0
    for named in _NAMED.finditer(text):
        parts += [text[at : named.start()].translate(_ACCENTED), named[0]]
        at = named.end()
    parts.append(text[at:].translate(_ACCENTED))
    padding = "".join("\u00b7lång ör"[i % 8] for i in range(max(0, -(-len(text) * 2 // 5) - 2)))
    return f"[{''.join(parts)}{padding}]"
