"""The guide speaks of the window as it is: what stands in bold is a text of the program, or keys."""

from __future__ import annotations

import re

import pytest

from verkstad import resources
from verkstad.i18n import read_catalogue
from verkstad.ui.guide import PAGES

KEYS = re.compile(
    r"[\d↑↓←→A-Z]|(?:(?:Ctrl|Alt|Skift|Shift)\+)+(?:[A-Z\d,↑↓←→]|Enter|Delete|Tab)|Enter|Esc|Tab|Insert|Delete|F\d{1,2}|Mellanslag|Space"
)


def plain(text: str) -> str:
    return text.replace("&", "").rstrip("… ").strip()


@pytest.mark.parametrize("code", ["sv", "en"])
def test_every_label_in_the_guide_is_one_the_window_has(code: str) -> None:
    catalogue = read_catalogue()
    known = {plain(form) for (_, msgid), forms in catalogue.items() for form in (forms if code == "sv" else (msgid,))}
    wrong = [
        (page, label)
        for page in PAGES
        for bold in re.findall(r"\*\*(.+?)\*\*", resources.path(f"guide/{code}/{page}.md").read_text("utf-8"))
        for label in bold.split(" › ")
        if plain(label) not in known and not KEYS.fullmatch(label)
    ]
    assert not wrong
