"""The words for an inventory: quadrants, levels, flags and verdicts; sentences are made of facts, late."""

from __future__ import annotations

from collections.abc import Mapping
from fractions import Fraction

from verkstad.domain.fields import Id
from verkstad.domain.inventory import CostBenefit
from verkstad.domain.inventorying import ItemFact, Journey, Judged, NoHumanWay, Overlap, Placing, Versions
from verkstad.domain.landing import GainAtRisk, GainLacks, Landing, LandingMap, Share
from verkstad.domain.shares import percent
from verkstad.i18n import N_, NO_BREAK, Language

QUADRANTS = {"quick_win": N_("quick win"), "venture": N_("venture"), "if_time": N_("if there is time"), "leave": N_("leave it")}
LEVELS = (N_("Not begun"), N_("Being tried"), N_("Used by some"), N_("The way everybody works"), N_("Gets better all the time"))
FLAGS = {"pays": N_("pays without gain"), "gains": N_("gains without paying")}
SHARES = {"investment": N_("Investment"), "running": N_("Running cost"), "efficiency": N_("Efficiency"), "quality": N_("Quality")}
LACKS = {"owner": N_("an owner"), "measured_by": N_("a measure"), "from_on": N_("a day from which it is seen")}
FORMS = {
    "need": N_("Need"),
    "service": N_("Service"),
    "effort": N_("Ongoing effort"),
}


def quadrant(placed: Placing, language: Language) -> str:
    """ "Quick win"; "" until value and effort are said."""
    said = language.gettext(QUADRANTS[placed.quadrant]) if placed.quadrant else ""
    return said[:1].upper() + said[1:]


def level(step: int, language: Language) -> str:
    """ "2 Used by some"."""
    return f"{step} {language.gettext(LEVELS[step])}" if 0 <= step < len(LEVELS) else str(step)


def judgement(value: float | None, language: Language) -> str:
    return "" if value is None else language.number(value)


def fact_sentence(fact: ItemFact, language: Language) -> str:
    _ = language.gettext
    if isinstance(fact, NoHumanWay):
        if fact.unresolved:
            return _(
                "%(share)s %% do not get it done there, and nobody has said where they turn. Say which human way there is.",
                share=fact.unresolved,
            )
        return _("People serve themselves here, and no human way is said. Say where somebody turns who gets stuck.")
    if isinstance(fact, Judged):
        return _("Those who judged it are %(n)d steps apart. Talk about it before you rank.", n=max(fact.value_spread, fact.effort_spread))
    return _("It should not be taken further, and not why. Write why, so that nobody asks again.")


def fact_words(fact: ItemFact, language: Language) -> str:
    """The same in a few words, for a list."""
    _ = language.gettext
    if isinstance(fact, NoHumanWay):
        return _("No human way")
    return _("Judged differently") if isinstance(fact, Judged) else _("No reason given")


def overlap_sentence(overlap: Overlap, titles: Mapping[Id, str], steps: Mapping[Id, str], language: Language) -> str:
    """ "A" and "B" meet the same people in the same step at the same time."""
    _ = language.gettext
    facts = {
        "first": titles.get(overlap.first, ""),
        "second": titles.get(overlap.second, ""),
        "whom": overlap.for_whom,
        "step": steps.get(overlap.step, ""),
    }
    when = period(overlap.begins, overlap.ends, language)
    said = _("“%(first)s” and “%(second)s” both concern %(whom)s in the step “%(step)s”.", **facts)
    return f"{said} {_('Both go on %(when)s.', when=when)}" if when else said


def period(begins: str, ends: str, language: Language) -> str:
    """ "2 March 2027 – 4 May 2027", "from 2 March 2027", "until 4 May 2027"; "" for no day."""
    _ = language.gettext
    if begins and ends:
        return language.dates(begins, ends)
    if begins:
        return _("from %(day)s", day=language.date(begins, "date"))
    return _("until %(day)s", day=language.date(ends, "date")) if ends else ""


# ------------------------------------------------------------------------------------------------ costs and gains


def money(amount: Fraction, language: Language) -> str:
    """Kronor a year, whole: "37 500 kr"."""
    return f"{language.number(str(round(amount)))}{NO_BREAK}kr"


def hours(amount: Fraction, language: Language) -> str:
    count = round(amount)
    return language.ngettext("%(n)d hour", "%(n)d hours", count)


def amount_words(line: CostBenefit, language: Language) -> str:
    """What the line says: "250 000 kr once", "300 hours a year"; "" for no amount."""
    _ = language.gettext
    if not line.amount:
        return ""
    counted = _("hours") if line.counted == "hours" else "kr"
    often = _("once") if line.often == "once" else _("a year")
    return f"{language.number(line.amount)} {counted} {often}"


def share_words(share: Share, language: Language) -> str:
    """What lands in a cell, a year: "37 500 kr + 300 hours"; "–" for nothing, "not said" where lines have no amount."""
    parts = ([money(share.money, language)] if share.money else []) + ([hours(share.hours, language)] if share.hours else [])
    if parts:
        return " + ".join(parts)
    return language.gettext("no amount yet") if share.lines else "–"


def net_words(place: Landing, language: Language) -> str:
    """ "+12 000 kr", "−37 500 kr"; "" where nothing is said of money."""
    if not place.cost and not place.efficiency.money:
        return ""
    said = money(place.net, language)
    return f"+{said}" if place.net > 0 else said


def flag_words(flag: str, language: Language) -> str:
    return language.gettext(FLAGS[flag]) if flag in FLAGS else ""


def verdict_sentences(found: LandingMap, called: Mapping[Id, str], language: Language) -> tuple[str, ...]:
    """What follows from the map, the weightiest first. `called`: operation -> its name."""
    _ = language.gettext
    said = []
    if paying := [called.get(p.place, "") for p in found.paying_without_gain]:
        said.append(_("%(who)s pays without gain: settle who pays, or what it gets.", who=language.listing(paying)))
    if found.verdict == "transfer" and found.transfer:
        said.append(
            _("It pays off in money, but not where the cost is: %(sum)s a year would have to move.", sum=money(found.transfer, language))
        )
    elif found.verdict == "pays_off":
        said.append(_("It pays off in money, and every operation carries its own cost."))
    elif found.verdict == "not_in_money":
        said.append(_("It does not pay off in money: justify it by quality."))
    elif found.verdict == "hours_apart":
        said.append(
            _(
                "In kronor the cost is not met. %(hours)s a year are gained that nobody has put a price on.",
                hours=hours(found.hours, language),
            )
        )
    if found.elsewhere:
        said.append(_("%(share)s %% of the gain in money lands where nothing is paid.", share=percent(found.elsewhere)))
    if found.hours and found.verdict != "hours_apart":
        said.append(_("%(hours)s a year are gained and counted apart.", hours=hours(found.hours, language)))
    if found.homeless:
        n = len(found.homeless)
        said.append(language.ngettext("%(n)d line has no operation yet.", "%(n)d lines have no operation yet.", n))
    if found.unsaid:
        said.append(language.ngettext("%(n)d line has no amount yet.", "%(n)d lines have no amount yet.", found.unsaid))
    return tuple(said)


def lacking_sentence(lack: GainLacks, language: Language) -> str:
    """A gain needs an owner, a measure and a day: what is missing."""
    return language.gettext("A gain also needs %(what)s.", what=language.listing(language.gettext(LACKS[name]) for name in lack.lacks))


def at_risk_sentence(risk: GainAtRisk, language: Language) -> str:
    _ = language.gettext
    if risk.share is None:
        return _(
            "At risk: the day has come, and nobody has counted how many work the new way (%(planned)d %% planned).", planned=risk.planned
        )
    return _("At risk: %(share)d %% work the new way, %(planned)d %% were planned.", share=risk.share, planned=risk.planned)


# ------------------------------------------------------------------------------------------------ journeys and levels


def journey_sentence(journey: Journey, language: Language) -> str:
    """ "7 steps · 3 hand-overs · 24 days of waiting · 1 bottleneck"."""
    parts = [
        language.ngettext("%(n)d step", "%(n)d steps", len(journey.steps)),
        language.ngettext("%(n)d hand-over", "%(n)d hand-overs", len(journey.hand_overs)),
    ]
    if journey.waiting is not None:
        parts.append(language.gettext("%(days)s days of waiting", days=language.number(journey.waiting)))
    if journey.bottlenecks:
        parts.append(language.ngettext("%(n)d bottleneck", "%(n)d bottlenecks", len(journey.bottlenecks)))
    return " · ".join(parts)


def versions_sentence(both: Versions, language: Language) -> str:
    """ "Hand-overs from 3 to 1, waiting from 24 to 7 days."."""
    _ = language.gettext
    said = _("Hand-overs from %(before)d to %(after)d", before=both.hand_overs[0], after=both.hand_overs[1])
    before, after = both.waiting
    if before is None or after is None:
        return f"{said}."
    waits = _("waiting from %(before)s to %(after)s days", before=language.number(before), after=language.number(after))
    return f"{said}, {waits}."


def ask_sentence(names: tuple[str, ...], language: Language, *, one_step: bool) -> str:
    """Whom to ask: "Ask the Contact Centre, which has come one step further."; "" for nobody."""
    _ = language.gettext
    if not names:
        return ""
    who = language.listing(names[:3])
    return _("Ask %(who)s: one step further.", who=who) if one_step else _("Ask %(who)s: further on.", who=who)
