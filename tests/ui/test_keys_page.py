"""The page of the guide that lists the keys, against the keys that are really met: none is left out, and none is invented."""

from __future__ import annotations

import inspect
import re
from collections.abc import Callable

import pytest
from PySide6.QtCore import Qt
from PySide6.QtGui import QAction, QKeySequence

from tests.ui.conftest import House
from verkstad import resources, wording_plan
from verkstad.i18n import language
from verkstad.ui.screens.harvest.wall import Wall
from verkstad.ui.screens.people_part import PeoplePart
from verkstad.ui.screens.run.part import RunPart

Build = Callable[..., House]
NAMES = {
    "PageDown": "Page Down",
    "PageUp": "Page Up",
    "Plus": "+",
    "Minus": "−",
    "Period": ".",
    "Right": "→",
    "Left": "←",
    "Aring": "Å",
    "Return": "Enter",
}
SWEDISH = {"Skift": "Shift", "Mellanslag": "Space", "Backsteg": "Backspace"}
PARTS = re.compile(r", | and | och | or | eller | ")


def sections(code: str) -> dict[str, list[str]]:
    """The keys of each section, one a piece, by the section's number; "0" is what holds everywhere."""
    found: dict[str, list[str]] = {}
    at = -1
    for line in resources.path(f"guide/{code}/keys.md").read_text("utf-8").splitlines()[4:]:
        key = line.split("|")[1].strip()
        if key.startswith("*") or at < 0:
            at += 1
            found[str(at)] = []
        if not key.startswith("*"):
            for swedish, english in SWEDISH.items():
                key = key.replace(swedish, english)
            whole = key.replace("Page Down", "Page_Down").replace("Page Up", "Page_Up")
            found[str(at)] += [k.replace("_", " ") for k in PARTS.split(whole) if k]
    return found


def name_of(key: Qt.Key | str) -> str:
    name = key if isinstance(key, str) else key.name.removeprefix("Key_")
    return NAMES.get(name, name)


@pytest.mark.parametrize("code", ["sv", "en"])
def test_every_key_of_the_menus_is_on_the_page_and_every_key_on_it_is_met(house: Build, code: str) -> None:
    here = house(code)
    registered = {
        keys.toString(QKeySequence.SequenceFormat.PortableText)
        for act in here.window.findChildren(QAction)
        for keys in act.shortcuts()
        if not keys.isEmpty()
    }
    listed = set(sections(code)["0"])
    pages = {f"Ctrl+{n}" for n in range(1, 10)}
    quit_ = {"Ctrl+Q"}  # only on some desktops
    assert {k for k in registered if re.match(r"Ctrl\+|F\d", k)} - pages - quit_ - listed == set()
    assert {k for k in listed if re.match(r"Ctrl\+|F\d", k)} - registered == set()


@pytest.mark.parametrize("code", ["sv", "en"])
def test_the_keys_of_the_wall_are_those_on_the_page(code: str) -> None:
    met = {name_of(key) for key in Wall._KEYS}
    listed = set(sections(code)["6"]) - {"Esc"}
    assert listed == met


@pytest.mark.parametrize("code", ["sv", "en"])
def test_the_keys_of_the_day_are_those_on_the_page(code: str) -> None:
    met = {name_of(name) for name in re.findall(r"Key\.Key_(\w+)", inspect.getsource(RunPart.take_key))}
    skip = {"sv": "H", "en": "S"}[code]
    met = {k for k in met if k not in ("H", "S")} | {skip, "Esc"}
    assert set(sections(code)["5"]) == met - {"Escape"}


@pytest.mark.parametrize("code", ["sv", "en"])
def test_the_letters_of_the_list_are_those_on_the_page(house: Build, code: str) -> None:
    part = PeoplePart(house(code).window.desk)
    assert set(part.letters) <= set(sections(code)["2"])
    part.deleteLater()


@pytest.mark.parametrize("code", ["sv", "en"])
def test_the_letters_of_the_plan_are_those_on_the_page(code: str) -> None:
    met = {letter for deed in wording_plan.DEEDS for letter in wording_plan.keys_of(deed, language(code))} | {wording_plan.AGAIN, "Space"}
    assert set(sections(code)["8"]) == met
