"""What the rules of pilots found, in words: what is missing, what is asked, in which state a pilot stands. The same on screen and paper."""

from __future__ import annotations

import datetime
from collections.abc import Sequence

from verkstad.domain.piloting import Lack, Query
from verkstad.domain.pilots import Pilot
from verkstad.i18n import N_, Language
from verkstad.wording import choice_name

_LACKS = {
    "idea": N_("The idea"),
    "team": N_("A team"),
    "decision_day": N_("A decision day"),
    "customer": N_("A measure of what the customer notices"),
    "done": N_("A measure that it really happens"),
    "effect": N_("A measure of the effect"),
    "balancing": N_("A balancing measure: how it goes for those the digital way does not reach"),
    "owner": N_("An owner of the effect"),
    "follow_up": N_("A day of follow-up"),
}
_SHORT = {
    "idea": N_("idea"),
    "team": N_("team"),
    "decision_day": N_("decision day"),
    "customer": N_("customer measure"),
    "done": N_("measure of what is done"),
    "effect": N_("measure of effect"),
    "balancing": N_("balancing measure"),
    "baseline": N_("baseline"),
    "target": N_("target"),
    "owner": N_("owner of the effect"),
    "follow_up": N_("follow-up"),
}
_MEASURE_HINTS = {
    "customer": N_("For example: days until the customer has an answer"),
    "done": N_("For example: share of calls made on the agreed times"),
    "effect": N_("For example: hours spent on chasing answers each week"),
    "balancing": N_("For example: waiting time for those who telephone"),
    "process": N_("For example: number of hand-overs in a case"),
}
_ASKED = {
    "customer": N_("A measure of what the customer notices"),
    "done": N_("A measure that it really happens"),
    "effect": N_("A measure of the effect"),
    "balancing": N_("A balancing measure"),
    "process": N_("A process measure"),
}
_OUTCOME_MEANS = {
    "adopt": N_("Make it the everyday way"),
    "adapt": N_("Change something and go another round"),
    "expand": N_("Let more try it"),
    "abandon": N_("Stop here, with thanks for what was learnt"),
}


def lack_words(lack: Lack, language: Language) -> str:
    """What is missing, as a line of a checklist: "Ett team", "Värden före start för Väntetid"."""
    _ = language.gettext
    if lack.what == "baseline":
        return _("Values from before the start: %(measure)s", measure=lack.title)
    if lack.what == "too_early":
        return _("The decision day has not come yet")
    if lack.what == "unmeasured":
        return _("Not measured during the pilot: %(measure)s", measure=lack.title)
    if lack.what == "target":
        return _("A target: %(measure)s", measure=lack.title)
    return _(_LACKS[lack.what])


def lacks_in_short(lacks: Sequence[Lack], language: Language, most: int = 3) -> str:
    """What is missing in a cell of a list: "team, baslinje och 2 till"; "" for nothing."""
    words = list(dict.fromkeys(language.gettext(_SHORT[lack.what]) for lack in lacks))
    if len(words) > most:
        return language.gettext("%(words)s and %(n)d more", words=", ".join(words[: most - 1]), n=len(words) - most + 1)
    return language.listing(words)


def query_words(query: Query, language: Language) -> str:
    """What is worth a question, as one or two sentences."""
    _, ngettext = language.gettext, language.ngettext
    match query.what:
        case "past_decision":
            return ngettext(
                "The decision day was %(n)d day ago. Adopt, adapt, expand or abandon?",
                "The decision day was %(n)d days ago. Adopt, adapt, expand or abandon?",
                query.days,
            )
        case "expand_early":
            if not query.count:
                return _("No learning loop is finished. What makes you dare to expand already? Write it under Why.")
            return ngettext(
                "Only %(n)d learning loop is finished. What makes you dare to expand already? Write it under Why.",
                "Only %(n)d learning loops are finished. What makes you dare to expand already? Write it under Why.",
                query.count,
            )
        case "loop_long":
            return _("A loop of %(days)d days is long. Could you learn something within 30?", days=query.days)
        case "loop_unlearnt":
            return _("A loop is finished, but what did you learn?")
        case "no_prediction":
            return _("It is running. What do you believe will happen? Write it down, so that you can be surprised.")
        case "doubled":
            return ngettext(
                "%(measure)s has two values on %(n)d day. Are they to be added, or is it their mean or median?",
                "%(measure)s has several values on %(n)d days. Are they to be added, or is it their mean or median?",
                query.count,
                measure=query.title,
            )
    return ""


def measure_hint(side: str, language: Language) -> str:
    """An example of a measure on this side, for the empty field."""
    return language.gettext(_MEASURE_HINTS[side]) if side in _MEASURE_HINTS else ""


def side_asked(side: str, language: Language) -> str:
    """What a measure on this side is asked for as: "Ett mått på det kunden märker"."""
    return language.gettext(_ASKED.get(side, _ASKED["process"]))


def outcome_means(outcome: str, language: Language) -> str:
    """What a decision on a pilot means, in a few words."""
    return language.gettext(_OUTCOME_MEANS[outcome]) if outcome in _OUTCOME_MEANS else ""


def state_words(pilot: Pilot, language: Language) -> str:
    """The state as a chip: "Mät först", "Pågår", or what was decided."""
    if pilot.state == "ended" and pilot.outcome:
        return choice_name("pilot", "outcome", pilot.outcome, language)
    return choice_name("pilot", "state", pilot.state, language)


def how_far(day: str, today: str, language: Language) -> str:
    """How far away a day is: "i dag", "om 5 dagar", "om 9 veckor", "för 3 dagar sedan"."""
    _, ngettext = language.gettext, language.ngettext
    try:
        days = (datetime.date.fromisoformat(day) - datetime.date.fromisoformat(today)).days
    except ValueError:
        return ""
    if days == 0:
        return _("today")
    if abs(days) < 21:
        return ngettext("in %(n)d day", "in %(n)d days", days) if days > 0 else ngettext("%(n)d day ago", "%(n)d days ago", -days)
    weeks = round(abs(days) / 7)
    return ngettext("in %(n)d week", "in %(n)d weeks", weeks) if days > 0 else ngettext("%(n)d week ago", "%(n)d weeks ago", weeks)


def week_of_run(started: str, day: str) -> int:
    """Which week of the run a day lies in, the first is 1; 0 before the start."""
    days = (datetime.date.fromisoformat(day) - datetime.date.fromisoformat(started)).days
    return days // 7 + 1 if days >= 0 else 0
