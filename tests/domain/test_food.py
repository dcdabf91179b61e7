"""What is one thing for the kitchen is one line."""

from __future__ import annotations

import pytest

from verkstad.domain.food import food_key

SAME = (
    ("Vegetarisk", "vegetariskt", "vegetariska", "vegetarian", "Vegetarian.", "vegetarisk kost", "vegetarian food", "vego"),
    ("vegansk", "Veganskt", "vegan", "vegankost", "vegansk mat", "Vegan diet"),
    ("glutenfri", "glutenfritt", "Glutenfria", "gluten-free", "gluten free", "glutenfri kost", "utan gluten", "glutenintolerant"),
    ("laktosfri", "laktosfritt", "lactose-free", "laktosintolerant", "utan laktos"),
    ("nötfri", "nötfritt", "nut free"),
    ("halal", "halalkost", "halalmat", "Halal"),
    ("mjölkfri", "mjölkfritt", "dairy-free"),
)


@pytest.mark.parametrize("words", SAME, ids=[w[0] for w in SAME])
def test_inflections_and_english_are_one_food(words: tuple[str, ...]) -> None:
    assert len({food_key(w) for w in words}) == 1, [(w, food_key(w)) for w in words]


def test_different_foods_stay_apart() -> None:
    keys = {food_key(group[0]) for group in SAME}
    others = {food_key(w) for w in ("nötallergi", "celiaki", "äggallergi", "mjölkallergi", "ingen fläsk", "kosher", "nötter", "mat", "fri")}
    assert len(keys) == len(SAME) and not keys & others and len(others) == 9
