"""NOTICE names every bundled work and every dependency, and says shipped of exactly those that are."""

from __future__ import annotations

import re
import tomllib
from pathlib import Path

import pytest

ROOT = Path(__file__).resolve().parents[1]
NOTICE = (ROOT / "NOTICE").read_text(encoding="utf-8")
NEVER_IN_THE_PROGRAM = {"pip"}  # sqlite-utils asks for it to install plug-ins; the installed program leaves it out


def _plain(name: str) -> str:
    return re.sub(r"[-_.]+", "-", name).lower()


def _lock() -> dict[str, set[str]]:
    """Every locked package and who asks for it, as the lock's own notes say."""
    asked: dict[str, set[str]] = {}
    name = ""
    for line in (ROOT / "requirements.lock").read_text(encoding="utf-8").splitlines():
        if found := re.match(r"([A-Za-z0-9._-]+)==", line):
            name = _plain(found[1])
            asked[name] = set()
        elif (found := re.match(r"    # (?:via|  ) *(\S+)( \(pyproject\.toml\))?$", line)) and found[1] != "via":
            asked[name].add("the program" if found[2] else _plain(found[1]))
    return asked


def _section(title: str) -> dict[str, str]:
    """Name and licence of what stands under one heading of NOTICE."""
    _, _, rest = NOTICE.partition(f"\n{title}\n")
    rest = re.split(r"\n\n\n", rest)[0]
    return {
        _plain(name): licence.strip() for name, licence in re.findall(r"^  ([A-Za-z0-9._-]+) {2,}(\S.*?)(?: {2,}.*)?$", rest, re.MULTILINE)
    }


def _needed_by_the_program() -> set[str]:
    lock = _lock()
    needed: set[str] = set()
    while True:
        more = {name for name, asks in lock.items() if "the program" in asks or asks & needed} - needed - NEVER_IN_THE_PROGRAM
        if not more:
            return needed
        needed |= more


def test_the_lock_says_who_asks_for_what() -> None:
    project = tomllib.loads((ROOT / "pyproject.toml").read_text(encoding="utf-8"))["project"]
    wanted = {_plain(re.split(r"[=<>~!]", text)[0]) for text in project["dependencies"]}
    assert {name for name, asks in _lock().items() if "the program" in asks} == wanted


def test_every_dependency_of_the_program_is_named_as_shipped() -> None:
    assert set(_section("Shipped")) - {"python"} == _needed_by_the_program()


def test_every_other_package_of_the_lock_is_named_as_for_developers() -> None:
    assert set(_section("For developers")) == set(_lock()) - _needed_by_the_program()


def test_nothing_shipped_is_under_the_gpl() -> None:
    for name, licence in _section("Shipped").items():
        assert not re.search(r"(?<!L)GPL", licence), f"{name}: {licence}"


@pytest.mark.parametrize("folder", ["resources/fonts/inter", "resources/fonts/source-sans", "resources/icons"])
def test_every_bundled_work_lies_with_its_licence(folder: str) -> None:
    licences = list((ROOT / folder).glob("LICENSE*"))
    assert len(licences) == 1
    assert licences[0].relative_to(ROOT).as_posix() in NOTICE


def test_every_family_of_fonts_is_in_the_notice() -> None:
    for folder in (ROOT / "resources" / "fonts").iterdir():
        assert f"resources/fonts/{folder.name}/" in NOTICE
