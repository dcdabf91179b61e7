"""What the paper of what there is to look over shows: rules in words of the language of the paper, each with what it is about."""

from __future__ import annotations

from dataclasses import dataclass


@dataclass(frozen=True, slots=True)
class RulePaper:
    """A rule: its name, why it matters, its severity as a word, and (title, what is so) of each of those it is about."""

    name: str
    why: str
    severity: str
    lines: tuple[tuple[str, str], ...] = ()


@dataclass(frozen=True, slots=True)
class FindingsPaper:
    """`accepted`: (rule, title, reason) of what is let be."""

    rules: tuple[RulePaper, ...] = ()
    accepted: tuple[tuple[str, str, str], ...] = ()
