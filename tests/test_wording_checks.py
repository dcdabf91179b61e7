"""Every rule of the checks is there, has its words in both languages, and says nothing as a verdict on a person."""

from __future__ import annotations

import importlib.util
import re
from pathlib import Path

import pytest

from verkstad import resources, wording_checks
from verkstad.domain.checks.register import LAZY, MODULES, READ, rules
from verkstad.domain.checks.rules import SEVERITIES
from verkstad.domain.checks.thresholds import LIMITS
from verkstad.i18n import language

PRODUCT = {
    "decision missing or undated": {"V101", "V102"},
    "decision without review date": {"V103"},
    "goal not concrete": {"V201"},
    "goal without operation": {"V202"},
    "platitude in the user's own goal, decision or launch message": {"V108", "V203", "V910"},
    "no inventory": {"V401"},
    "inventory item that should and can be taken further but no module covers it": {"V402"},
    "unit bears cost without gain": {"V405"},
    "module too big": {"V501"},
    "module without customer effect": {"V502"},
    "module without accountable, or with two": {"V503", "V504"},
    "circular dependency": {"V505"},
    "team from one unit only": {"V601"},
    "team without anyone who meets customers": {"V602"},
    "who meets customers lacks mandate": {"V603"},
    "team without mandate at all": {"V604"},
    "person in too many teams": {"V611"},
    "team without charter": {"V608"},
    "pilot running without prediction, measure, baseline, end date": {"V701", "V702", "V703", "V704"},
    "several first pilots at once": {"V705"},
    "pilot past its end with no decision": {"V706"},
    "loop without learning": {"V707"},
    "insight without outcome after 14 days": {"V801"},
    "action without owner or date": {"V804"},
    "action overdue": {"V805"},
    "action tied to no goal": {"V806"},
    "goal with nothing that leads to it": {"V204"},
    "plan item without forum": {"V301"},
    "launch not begun when a pilot starts": {"V717"},
    "audience with one channel only": {"V904"},
    "only mail": {"V903"},
    "message too long": {"V907"},
    "no check of understanding": {"V909"},
    "only requirements and no possibilities": {"V808"},
    "report older than the agreed cadence": {"V1001"},
    "workshop without purpose or wanted outcomes": {"V1101"},
    "program over time": {"V1102"},
    "no break in two hours": {"V1103"},
    "one common result needed and the room too large for the method": {"V1104"},
    "decision-maker gone when needed": {"V1105"},
}
"""What the product says must be noticed -> the rules that notice it."""


REQUIRED = {
    "000-03": {"V501"}, "000-06": {"V610"}, "000-09": {"V502"}, "000-10": {"V710"}, "000-11": {"V708", "V709"}, "000-14": {"V403"}, "000-15": {"V605"},
    "000-16": {"V702"}, "000-18": {"V512"}, "000-20": {"V511"}, "000-22": {"V510"}, "001-05": {"V206", "V805", "V1002"}, "001-06": {"V1107"},
    "001-09": {"V607"}, "001-10": {"V508"}, "001-13": {"V406"}, "001-18": {"V204", "V509", "V714", "V806"}, "001-21": {"V201", "V703"},
    "002-01": {"V106"}, "002-04": {"V105"}, "002-06": {"V801", "V1207"}, "002-07": {"V507"}, "002-08": {"V802"}, "002-11": {"V807"}, "002-13": {"V208"},
    "002-15": {"V1106", "V1201", "V1202"}, "002-19": {"V301"}, "002-21": {"V1001"}, "003-01": {"V912"}, "003-02": {"V717", "V718"}, "003-03": {"V906"},
    "003-04": {"V904", "V905"}, "003-05": {"V903"}, "003-07": {"V907", "V908"}, "003-09": {"V901"}, "003-10": {"V809"}, "003-13": {"V407"},
    "004-03": {"V603"}, "004-04": {"V1003"}, "004-07": {"V1208"}, "004-08": {"V404"}, "004-09": {"V711"}, "004-16": {"V715"}, "004-19": {"V608"},
}  # fmt: skip
"""Rows of the requirements that ask for a check -> the rules that make it."""


def test_the_register_covers_every_check_the_requirements_ask_for() -> None:
    held: dict[str, set[str]] = {}
    for rule in rules():
        for row in rule.requirements:
            held.setdefault(row, set()).add(rule.code)
    assert {row: codes - held.get(row, set()) for row, codes in REQUIRED.items() if codes - held.get(row, set())} == {}


def test_the_register_covers_everything_the_product_asks_for() -> None:
    held: dict[str, set[str]] = {}
    for rule in rules():
        if rule.product:
            held.setdefault(rule.product, set()).add(rule.code)
    assert held == PRODUCT


def test_every_rule_belongs_to_the_product_or_to_a_requirement_and_each_code_to_its_hundred() -> None:
    found = rules()
    assert len(found) >= 114
    assert all(rule.product or rule.requirements for rule in found)
    assert all(re.fullmatch(r"00[0-4]-\d\d", row) for rule in found for row in rule.requirements)
    assert all(rule.severity in SEVERITIES for rule in found)
    hundreds = {int(rule.code[1:]) // 100: rule.judge.__module__ for rule in found}
    assert all(hundreds[int(rule.code[1:]) // 100] == rule.judge.__module__ for rule in found)
    assert set(hundreds.values()) == {module.__name__ for module in MODULES}
    assert {rule.value for rule in found} <= {*READ}


@pytest.mark.parametrize("rule", rules(), ids=lambda rule: rule.code)
def test_a_rule_has_its_words_in_both_languages(rule: object) -> None:
    told = wording_checks.RULES[rule.code]  # type: ignore[attr-defined]
    swedish = language("sv")
    assert told.why.endswith((".", "?")) and not told.name.endswith(".")
    assert wording_checks.name(rule.code, swedish) != told.name, told.name  # type: ignore[attr-defined]
    assert wording_checks.why(rule.code, swedish) != told.why  # type: ignore[attr-defined]


def test_every_text_is_of_a_rule_and_every_threshold_has_a_name() -> None:
    assert set(wording_checks.RULES) == {rule.code for rule in rules()}
    assert set(wording_checks.THRESHOLDS) == set(LIMITS)
    assert all(language("sv").gettext(text) != text for text in wording_checks.THRESHOLDS.values())


def test_rules_read_only_what_the_app_gathers() -> None:
    """Every kind a rule module imports to read is on one of the two lists."""
    listed = {value.__name__ for value in (*READ, *LAZY)}
    asked = re.compile(r"look\.(?:get|children|naming|within|every)\((\w+)")
    folder = Path(MODULES[0].__file__ or "").parent
    for path in folder.glob("*.py"):
        names = set(asked.findall(path.read_text("utf-8"))) - {"value", "Membership"}
        assert names <= listed, (path.name, names - listed)


@pytest.mark.parametrize("code", ["sv", "en"])
def test_the_guide_lists_every_rule_as_the_register_has_it(code: str) -> None:
    """`python resources/guide/make_findings.py` writes the list."""
    script = resources.path("guide/make_findings.py")
    made = importlib.util.spec_from_file_location("make_findings", script)
    assert made is not None and made.loader is not None
    maker = importlib.util.module_from_spec(made)
    made.loader.exec_module(maker)
    told = resources.path(f"guide/{code}/findings.md").read_text("utf-8")
    assert told == maker.whole(code), "run resources/guide/make_findings.py"
    assert all(rule.code in told for rule in rules())


def test_every_threshold_is_one_some_rule_asks_for() -> None:
    folder = Path(MODULES[0].__file__ or "").parent
    asked = set(re.findall(r'"(\w+)"', " ".join(p.read_text("utf-8") for p in folder.glob("*.py") if p.name != "thresholds.py")))
    assert set(LIMITS) <= asked
