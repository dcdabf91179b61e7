"""What people write of the food they need, folded so that the kitchen gets one line for what is one thing."""

from __future__ import annotations

import re

_HELD = {
    "vegetarian": "vegetarisk", "vegetarianer": "vegetarisk", "veggie": "vegetarisk", "vego": "vegetarisk", "vegetar": "vegetarisk",
    "vegan": "vegansk", "veganer": "vegansk",
    "pescetarian": "pescetarisk", "pesketarian": "pescetarisk", "pesketarisk": "pescetarisk",
    "laktosintolerant": "laktosfri", "glutenintolerant": "glutenfri", "mjölkproteinfri": "mjölkproteinfri",
}  # fmt: skip
"""Words for the same plate. An allergy is never folded with a wish: it asks more of the kitchen."""

_FREE_OF = {"gluten": "glutenfri", "lactose": "laktosfri", "laktos": "laktosfri", "dairy": "mjölkfri", "milk": "mjölkfri", "nut": "nötfri"}
_ENGLISH_FREE = re.compile(rf"\b({'|'.join(_FREE_OF)})[ -]?(?:free|fri(?:tt|a)?)\b")
_WITHOUT = re.compile(r"^(?:utan|ej|inget|ingen|inte|no|without) (gluten|laktos|lactose)$")
_PLATE = re.compile(r"(?<=\w{4})(?:kost|mat)$")
_BENT = re.compile(r"^(\w{2,}(?:fri|isk|ansk))(?:t|tt|a)?$")
_EMPTY = frozenset({"kost", "mat", "food", "meal", "diet", "specialkost"})


def food_key(note: str) -> str:
    """The same text for notes that ask for the same food: "Vegetarisk", "vegetariskt" and "vegetarian" share one. Never shown to anybody."""
    text = " ".join(note.casefold().strip(" .!").split())
    text = _ENGLISH_FREE.sub(lambda found: _FREE_OF[found[1]], text)
    if found := _WITHOUT.match(text):
        return _FREE_OF[found[1]]
    words = [_word(word) for word in text.split() if word not in _EMPTY]
    return " ".join(words) or text


def _word(word: str) -> str:
    word = _PLATE.sub("", word)
    if bent := _BENT.match(word):
        word = bent[1]
    return _HELD.get(word, word)
