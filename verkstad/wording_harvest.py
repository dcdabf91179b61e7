"""Words of the harvest that stand on screen and on paper alike: the statements of the evaluation, and what the answers say."""

from __future__ import annotations

from verkstad.domain.harvesting import Answered
from verkstad.i18n import N_, Language

STATEMENTS = {
    "worthwhile": N_("It was worth my time"),
    "heard": N_("I was heard"),
    "clear": N_("I know what happens next"),
}
KEEP, CHANGE = N_("What should we keep?"), N_("What should we change?")


def axis_names(x: str, y: str, language: Language) -> tuple[str, str]:
    """What the axes are called: as somebody named them, else by effort and benefit."""
    return x or language.gettext("Effort"), y or language.gettext("Benefit")


def statement(name: str, language: Language) -> str:
    """A statement as the form says it; answered 1 (no) to 5 (yes)."""
    return language.gettext(STATEMENTS.get(name, name))


def result_words(answered: Answered, language: Language) -> str:
    """ "4,2 of 5 · 12 answers, from 2 to 5"."""
    tenths = answered.tenths or 0
    facts = {"mean": language.number(f"{tenths // 10}.{tenths % 10}"), "low": answered.lowest, "high": answered.highest}
    if answered.lowest == answered.highest:
        return language.ngettext("%(mean)s of 5 · %(n)d answer", "%(mean)s of 5 · %(n)d answers, all alike", answered.n, **facts)
    return language.ngettext(
        "%(mean)s of 5 · %(n)d answer, from %(low)s to %(high)s",
        "%(mean)s of 5 · %(n)d answers, from %(low)s to %(high)s",
        answered.n,
        **facts,
    )
