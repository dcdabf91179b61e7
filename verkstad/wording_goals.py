"""Facts about goals, decisions and the parts of an initiative as words: the same on screen and on paper. A question is asked, never a verdict given."""

from __future__ import annotations

from collections.abc import Iterable

from verkstad.domain.goals import BOXES, Concreteness, DecisionLack, GoalBalance, Lack, Part, is_yes_no
from verkstad.domain.results import Now
from verkstad.domain.shares import percent
from verkstad.i18n import N_, Language

_BOXES = {
    "indicator": N_("Indicator"),
    "unit": N_("Unit of measure"),
    "baseline": N_("Today's value"),
    "target": N_("Target value"),
    "target_on": N_("Target date"),
    "owner": N_("Owner"),
}
_LACKS = {
    "empty": N_("Missing"),
    "undated": N_("The day it was measured is missing"),
    "ahead": N_("Measured on a day that has not come"),
    "same": N_("The same as today's value"),
    "early": N_("Not after the day of today's value"),
    "percent": N_("A percentage lies between 0 and 100"),
    "yes_no": N_("Yes is 1, no is 0"),
    "no_number": N_("Not a number"),
}
_DECISION_LACKS = {
    "missing": N_("Nothing is decided yet."),
    "undated": N_("The day of the decision is missing."),
    "unsigned": N_("Who decided is missing."),
    "decided_ahead": N_("It is decided on a day that has not come: is the year right?"),
    "no_review": N_("No day is set for looking at it again."),
    "review_before": N_("It is looked at again before it was decided: are the days right?"),
    "review_due": N_("The day for looking at it again has passed."),
}
_PARTS = {
    "decision": N_("A decision"),
    "goal": N_("A concrete goal"),
    "inventory": N_("An inventory of needs and services"),
    "team": N_("A team across units"),
    "exchange": N_("Exchange with others"),
}
_WAYS = {"wrong": N_("the wrong way"), "reached": N_("reached"), "over": N_("better than the target")}
STEPS = (N_("Words"), N_("Decision"), N_("Deed"), N_("Result"))
"""How far a goal has come (msgids), by the step of `domain.goals.step`."""


def box_name(box: str, language: Language) -> str:
    return language.gettext(_BOXES[box])


def lack_words(lack: Lack, language: Language) -> str:
    """What stands in a box that does not hold."""
    return language.gettext(_LACKS[lack.why])


def score_words(found: Concreteness, language: Language) -> str:
    """ "Concrete", "4 of 6 – missing: target date, owner", or that a question waits for its answer."""
    _ = language.gettext
    if found.concrete:
        return _("Concrete")
    missing = {lack.box for lack in found.lacks}
    if not missing:
        return _("6 of 6 – a question waits for its answer")
    names = language.listing(box_name(box, language).lower() for box in BOXES if box in missing)
    return _("%(n)d of 6 – missing: %(boxes)s", n=found.score, boxes=names)


def value_words(value: str | None, unit: str, language: Language) -> str:
    """A value with its unit: "12 dagar", "45 %", "yes"; nothing for none."""
    if value is None:
        return ""
    if is_yes_no(unit) and value in ("0", "1"):
        return language.gettext("yes") if value == "1" else language.gettext("no")
    unit = " ".join(unit.split())
    return f"{language.number(value)}\u00a0{unit}" if unit else language.number(value)


def now_words(now: Now, baseline: str | None, target: str | None, unit: str, language: Language, *, today: str = "") -> str:
    """ "From 41 to 19 of 100, the target is 20 – the target is reached": where a goal stands by the latest value of its pilot."""
    _ = language.gettext

    def bare(value: str) -> str:
        return value_words(value, unit if is_yes_no(unit) else "", language)

    value = value_words(now.value, unit, language)
    if baseline is None:
        told = _("now %(value)s", value=value)
    elif now.progress is not None and now.progress.way == "none":
        told = _("still %(value)s", value=value)
    else:
        told = _("from %(baseline)s to %(value)s", baseline=bare(baseline), value=value)
    if target is not None:
        told = _("%(told)s, the target is %(target)s", told=told, target=bare(target))
    way = _WAYS.get(now.progress.way, "") if now.progress is not None else ""
    if way:
        told = f"{told} – {_(way)}"
    if now.old:
        told = _("%(told)s (old value, from %(day)s)", told=told, day=language.date(now.on, "short", today=today))
    return told[:1].upper() + told[1:]


def parts_sentence(parts: Iterable[Part], language: Language) -> str:
    """ "3 of 5 parts stand. Missing: an inventory of needs and services, exchange with others."""
    _ = language.gettext
    rows = tuple(parts)
    told = _("%(n)d of %(all)d parts stand", n=sum(part.stands is True for part in rows), all=len(rows))
    missing = [part_name(part.name, language).lower() for part in rows if not part.stands]
    return f"{told}. {_('Missing: %(what)s', what=language.listing(missing))}." if missing else f"{told}."


def balance_sentence(found: GoalBalance, language: Language) -> str:
    """ "2 goals the customer meets, 1 about cost or quality, 1 without category"; "" without goals."""
    _, ngettext = language.gettext, language.ngettext
    if found.one_sided:
        return _("No goal is about meeting customers or about being reached")
    parts = []
    if found.customer:
        parts.append(ngettext("%(n)d goal the customer meets", "%(n)d goals the customer meets", found.customer))
    if found.internal:
        parts.append(_("%(n)d about cost or quality", n=found.internal))
    if found.unsaid:
        parts.append(_("%(n)d without category", n=found.unsaid))
    return ", ".join(parts)


def closeness_sentence(close: int, goals: int, language: Language) -> str:
    """ "3 of 4 goals lie close to the work (75 %)"; a dash when there are none."""
    if not goals:
        return "–"
    share = percent(close, goals)
    return language.gettext("%(n)d of %(all)d goals lie close to the work (%(share)s %%)", n=close, all=goals, share=share)


def horizon_sentence(planned: int, until: str, language: Language) -> str:
    """ "2 loops planned or running, and the last day in sight is 31 December 2027"."""
    _ = language.gettext
    told = [language.ngettext("%(n)d loop planned or running", "%(n)d loops planned or running", planned)]
    if until:
        told.append(_("the last day in sight is %(day)s", day=language.date(until, "date")))
    return language.listing(told)


def goal_title(statement: str, language: Language, *, agreed: bool) -> str:
    """A goal by its own words; before them that it is a draft, so that nobody takes it for agreed (000-24: drafts leak)."""
    return statement if agreed else language.gettext("Draft: %(goal)s", goal=statement)


def decision_lack_sentence(lack: DecisionLack, language: Language) -> str:
    return language.gettext(_DECISION_LACKS[lack.why])


def part_name(part: str, language: Language) -> str:
    """One of the five parts."""
    return language.gettext(_PARTS[part])
