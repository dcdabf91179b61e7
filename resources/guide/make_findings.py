"""Writes the list of the checks in the guide from the register: `python resources/guide/make_findings.py`. A test tells when it is stale."""

from __future__ import annotations

import sys
from pathlib import Path

HERE = Path(__file__).resolve().parent
sys.path.insert(0, str(HERE.parents[1]))

from verkstad import wording_checks  # noqa: E402
from verkstad.domain.checks.register import rules  # noqa: E402
from verkstad.domain.checks.rules import SEVERITIES  # noqa: E402
from verkstad.domain.checks.thresholds import LIMITS  # noqa: E402
from verkstad.i18n import language  # noqa: E402

BEGIN = {"sv": "## Allt som märks", "en": "## Everything that is noticed"}
"""The heading from which the page is written by this program."""
FIGURES = {"sv": "## Gränsvärden", "en": "## Figures"}


def listed(code: str) -> str:
    """From the heading on: a section a severity, a line a rule; then the figures with their defaults."""
    speaks = language(code)
    lines = [BEGIN[code], ""]
    for severity in SEVERITIES:
        lines += [f"### {speaks.gettext(wording_checks.SEVERITIES_OF_SEVERAL[severity])}", ""]
        mine = [rule for rule in rules() if rule.severity == severity]
        lines += [f"- {rule.code} {wording_checks.name(rule.code, speaks)}. {wording_checks.why(rule.code, speaks)}" for rule in mine]
        lines.append("")
    lines += [FIGURES[code], ""]
    lines += [f"- {speaks.gettext(words)}: {LIMITS[name]}" for name, words in wording_checks.THRESHOLDS.items()]
    return "\n".join([*lines, ""])


def whole(code: str) -> str:
    """The page: what was written by hand, then the list."""
    by_hand = (HERE / code / "findings.md").read_text("utf-8").partition(BEGIN[code])[0]
    return by_hand + listed(code)


if __name__ == "__main__":
    for code in BEGIN:
        (HERE / code / "findings.md").write_text(whole(code), "utf-8", newline="\n")
