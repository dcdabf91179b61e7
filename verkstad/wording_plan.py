"""Facts about the plan as words, the same on screen and on paper: where an item stands in it, what it became, how well it is anchored."""

from __future__ import annotations

from collections.abc import Sequence
from fractions import Fraction

from verkstad.domain.planning import Sorted
from verkstad.domain.shares import percent
from verkstad.i18n import N_, Language

LEVELS = (N_("Not told"), N_("Told"), N_("Were asked"), N_("Committed"))
BECOMES = ("goal", "action", "module", "decision")
DEEDS = (*BECOMES, "elsewhere", "strike", "divide", "join")
"""What one does with an item by one key each, in the order they stand."""
_KEYS = {"goal": "G", "action": "ÅA", "module": "M", "decision": "B", "elsewhere": "L", "strike": "X", "divide": "D", "join": "S"}
"""What can be done with a note of the harvest too has its letter there: G, Å and A, M, L (away without anything coming of it), D and S."""
_IN_ENGLISH = {"action": "AÅ", "decision": "C"}
AGAIN = "T"
"""Sorts again: the same as in the harvest."""
_DEEDS = {
    "goal": N_("Goal"),
    "action": N_("Action"),
    "module": N_("Module"),
    "decision": N_("Decision"),
    "elsewhere": N_("Not here"),
    "strike": N_("Strike"),
    "divide": N_("Divide"),
    "join": N_("Join"),
}


def keys_of(deed: str, language: Language) -> str:
    """The letters that do it, the one that is shown first."""
    return _KEYS[deed] if language.code == "sv" else _IN_ENGLISH.get(deed, _KEYS[deed])


def deed_of(letter: str, language: Language) -> str:
    """What a letter does; "" for nothing."""
    return next((deed for deed in DEEDS if letter and letter.upper() in keys_of(deed, language)), "")


def deed_words(deed: str, language: Language) -> str:
    return language.gettext(_DEEDS[deed])


_BECAME = {
    **{deed: words for deed, words in _DEEDS.items() if deed in BECOMES},
    "pilot": N_("Pilot"),
    "elsewhere": N_("Driven elsewhere"),
    "strike": N_("Struck"),
    "join": N_("Merged"),
    "reopen": N_("To be sorted"),
}


def became_words(deed: str, numbers: Sequence[str], says: str, language: Language) -> str:
    """What became of which point, when one key has done it: "Struck: 3.2 “Everybody gets…”"."""
    _, became = language.gettext, language.gettext(_BECAME[deed])
    if len(numbers) != 1:
        return language.ngettext("%(became)s: %(n)d point", "%(became)s: %(n)d points", len(numbers), became=became)
    words = " ".join(says.split())
    short = words if len(words) <= 48 else f"{words[:47].rstrip()}…"
    return " ".join(_("%(became)s: %(number)s “%(says)s”", became=became, number=numbers[0].rstrip("."), says=short).split())


def place_words(number: str, page: int | None, language: Language) -> str:
    """ "point 3.2, page 7"; "" when the document says neither."""
    _ = language.gettext
    plain = number.rstrip(".")
    if plain and page is not None:
        return _("point %(number)s, page %(page)d", number=plain, page=page)
    if plain:
        return _("point %(number)s", number=plain)
    return _("page %(page)d", page=page) if page is not None else ""


def origin_words(document: str, number: str, page: int | None, language: Language) -> str:
    """ "From the plan: point 3.2, page 7", or the name of the document where it says no place."""
    place = place_words(number, page, language)
    return language.gettext("From the plan: %(place)s", place=place or f"“{document}”")


def level_words(level: int | None, language: Language) -> str:
    return language.gettext(LEVELS[level]) if level is not None and 0 <= level < len(LEVELS) else language.gettext("Nothing noted")


def sorted_words(told: Sorted, language: Language) -> str:
    """ "12 of 80 sorted"."""
    return (
        language.ngettext("%(done)d of %(n)d point sorted", "%(done)d of %(n)d points sorted", told.of, done=told.done) if told.of else ""
    )


def anchoring_words(index: Fraction | None, language: Language) -> str:
    """ "Anchored to 11 % of what is possible": all of it when everybody stands behind every point; a dash where there is no cell."""
    if index is None:
        return "–"
    return language.gettext("Anchored to %(share)s of what is possible", share=percent_words(index))


def percent_words(share: Fraction | None) -> str:
    return f"{percent(share)} %" if share is not None else "–"
