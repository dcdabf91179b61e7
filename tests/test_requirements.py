"""The table of what the sources ask for (docs/requirements.md) holds: every row in its order, and all it names is in the program."""

from __future__ import annotations

import ast
import re
from collections.abc import Callable
from functools import cache
from pathlib import Path
from typing import NamedTuple

from tests.ui.conftest import House, house
from verkstad import cli
from verkstad.app.catalogue import catalogue
from verkstad.documents.press import SHEETS
from verkstad.domain.checks.register import rules
from verkstad.ui.main_window import ENTRIES, OF_A_CHANGE

__all__ = ["house"]
ROOT = Path(__file__).parent.parent
TABLE = ROOT / "docs" / "requirements.md"
COUNTS = {"000": 24, "001": 23, "002": 23, "003": 23, "004": 22}
MUST, SHOULD, COULD = 63, 36, 16
BACKTICKED = re.compile(r"`([^`]+)`")
PAGE = re.compile(r"\*\*([^*]+)\*\*")


class Row(NamedTuple):
    id: str
    priority: str
    phrase: str
    where: str
    fills: str
    tests: tuple[str, ...]


@cache
def table() -> tuple[Row, ...]:
    found = []
    for line in TABLE.read_text(encoding="utf-8").splitlines():
        cells = [cell.strip() for cell in line.strip("|").split(" | ")]
        if re.fullmatch(r"\|? ?00\d-\d\d", cells[0]):
            assert len(cells) == 6, line
            *rest, tests = cells
            found.append(Row(rest[0].strip("| "), *rest[1:], tuple(BACKTICKED.findall(tests))))
    return tuple(found)


def test_every_row_of_the_sources_stands_in_its_order() -> None:
    assert [row.id for row in table()] == [f"{document}-{n:02}" for document, count in COUNTS.items() for n in range(1, count + 1)]
    priorities = [row.priority for row in table()]
    assert (priorities.count("M"), priorities.count("S"), priorities.count("C")) == (MUST, SHOULD, COULD)
    assert all(row.phrase and row.where and row.fills for row in table())


def test_a_row_is_left_only_where_it_is_no_must_and_says_so_in_a_sentence() -> None:
    left = [row for row in table() if row.where.startswith("left: ")]
    assert all(row.priority != "M" and len(row.where) > 40 and not row.tests for row in left), left
    assert all(row.tests for row in table() if row not in left)


def test_a_must_says_what_fills_it_what_stands_otherwise_and_what_is_decided() -> None:
    for row in table():
        parts = [part.strip() for part in row.fills.split(" · ")]
        if row.priority == "M":
            assert len(parts) == 3 and parts[0] != "–" and all(parts), row.id
            assert BACKTICKED.search(row.where) or PAGE.search(row.where), row.id


@cache
def functions_in(path: str) -> frozenset[str]:
    tree = ast.parse((ROOT / path).read_text(encoding="utf-8"))
    return frozenset(node.name for node in tree.body if isinstance(node, ast.FunctionDef))


def test_every_test_that_is_named_is_there() -> None:
    missing = []
    for row in table():
        for named in row.tests:
            path, _, function = named.partition("::")
            if not (ROOT / path).is_file() or not function.startswith("test_") or function not in functions_in(path):
                missing.append((row.id, named))
    assert missing == []


def test_every_sheet_exercise_template_and_code_is_in_the_program() -> None:
    shelf = catalogue()
    known = {*SHEETS, *(m.slug for m in shelf.methods()), *(t.slug for t in shelf.templates()), "??"}
    codes = {rule.code for rule in rules()}
    commands = set(cli.verkstad.commands)  # type: ignore[attr-defined]
    unknown = []
    for row in table():
        for word in (*BACKTICKED.findall(row.where), *BACKTICKED.findall(row.fills)):
            first, _, command = word.partition(" ")
            if not (word in codes if re.fullmatch(r"V\d+", word) else command in commands if first == "verkstad" else word in known):
                unknown.append((row.id, word))
    assert unknown == []


def test_what_a_rule_says_it_is_for_is_said_back_by_its_row() -> None:
    """A code that belongs to a must stands in that row, so that who reads the table finds the rule."""
    said = {row.id: set(BACKTICKED.findall(row.where)) for row in table()}
    must = {row.id for row in table() if row.priority == "M"}
    assert {(rule.code, row) for rule in rules() for row in rule.requirements if row in must and rule.code not in said[row]} == set()


def test_every_page_and_tab_is_in_the_window_by_that_name(house: Callable[..., House]) -> None:
    here = house("sv", with_sample=True)
    _ = here.window.desk.gettext
    seen: dict[str, set[str]] = {}
    for key, name, _icon in (*ENTRIES, *OF_A_CHANGE):
        screen = here.go(key)
        seen[_(name)] = set(screen.tabs())  # type: ignore[attr-defined]
        if key == "pilots":
            from verkstad.domain.pilots import Pilot

            screen = here.go(key, here.bench.library.all(Pilot)[0].id, "about")
            seen[_(name)] |= set(screen.tabs())  # type: ignore[attr-defined]
    wrong = []
    for row in table():
        for named in PAGE.findall(row.where):
            page, _sign, tab = named.partition(" › ")
            if page not in seen or (tab and tab not in seen[page]):
                wrong.append((row.id, named))
    assert wrong == [], seen
