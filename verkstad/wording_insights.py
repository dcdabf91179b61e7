"""What the rules of flow found, in words: where insights stand, what has stopped, who has too much, what a risk lacks. The same on screen and paper."""

from __future__ import annotations

from verkstad.domain.actions import Action
from verkstad.domain.flowing import Aim, Balance, Demand, Flow, Load, days_between, is_open
from verkstad.domain.shares import Share
from verkstad.i18n import N_, Language

_STAGES = {
    "new": N_("New"),
    "taken": N_("Taken on"),
    "answered": N_("Has an answer"),
    "fed_back": N_("Told back"),
}
_LACKS = {"owner": N_("an owner"), "sign": N_("a warning sign")}
_LEARNT = {"loop": N_("Learning loop"), "exchange": N_("Exchange of experience"), "insight": N_("Insight")}
NOTHING = "–"


def stage_word(stage: str, language: Language) -> str:
    """Where an insight stands on its way: "Ny", "Vald", "Besvarad", "Återkopplad"."""
    return language.gettext(_STAGES.get(stage, stage))


def learnt_word(source: str, language: Language) -> str:
    return language.gettext(_LEARNT.get(source, source))


def percent(share: Share, language: Language) -> str:
    """ "75 %", or a dash where there is nothing to take a share of."""
    return NOTHING if share.percent is None else language.gettext("%(n)s %%", n=language.number(share.percent))


def days(number: float | None, language: Language) -> str:
    """ "4 dagar", "2,5 dagar", or a dash."""
    if number is None:
        return NOTHING
    if number != int(number):
        return language.gettext("%(n)s days", n=language.number(number))
    return language.ngettext("%(n)d day", "%(n)d days", int(number))


def age_words(age: int | None, stage: str, language: Language) -> str:
    """How long it has waited, or how long it took to the answer; nothing when nobody said when it was raised."""
    if age is None:
        return ""
    if age == 0:
        return language.gettext("today") if stage in ("new", "taken") else language.gettext("the same day")
    return language.ngettext("%(n)d day", "%(n)d days", age)


def flow_parts(flow: Flow, language: Language) -> tuple[tuple[str, str], ...]:
    """The figures as (value, what it is), for a row of figures or a line."""
    _ = language.gettext
    return (
        (language.number(flow.new), _("raised")),
        (percent(flow.answered, language), _("answered")),
        (percent(flow.to_action, language), _("to action")),
        (days(flow.days_to_answer, language), _("to an answer")),
        (days(flow.days_to_change, language), _("to new routine")),
        (percent(flow.fed_back, language), _("told back")),
    )


def flow_sentence(flow: Flow, language: Language) -> str:
    """ "12 lyfta · 75 % besvarade · …", the same in one line."""
    return " · ".join(f"{value} {what}" for value, what in flow_parts(flow, language))


def demand_sentence(demand: Demand, language: Language) -> str:
    """The share of contacts that came of something that went wrong, with how many it stands on; "" when nobody has said what they were about."""
    _ = language.gettext
    n = demand.share.whole
    if not n and not demand.unclear:
        return ""
    said = _("%(share)s of %(n)s contacts came of something that went wrong", share=percent(demand.share, language), n=language.number(n))
    more = []
    if demand.unclear:
        more.append(language.ngettext("%(n)d unclear", "%(n)d unclear", demand.unclear))
    if demand.little:
        more.append(_("small basis"))
    return f"{said} ({', '.join(more)})" if more else said


def load_sentence(load: Load, who: str, language: Language) -> str:
    """ "Åsa Bergström: 8 öppna, 1 försenad – fler än sju"."""
    _, ngettext = language.gettext, language.ngettext
    said = ngettext("%(n)d open", "%(n)d open", load.open)
    if load.late:
        said += ", " + ngettext("%(n)d late", "%(n)d late", load.late)
    if load.many:
        said += " – " + _("more than seven")
    return _("%(who)s: %(what)s", who=who, what=said)


def balance_sentence(balance: Balance, language: Language) -> str:
    """How possibilities and requirements weigh; "" when there are neither."""
    _, ngettext = language.gettext, language.ngettext
    if not balance.possibilities.whole:
        return ""
    if balance.only_requirements:
        return ngettext(
            "%(n)d requirement and no possibility: what could be made possible instead?",
            "%(n)d requirements and no possibility: what could be made possible instead?",
            balance.requirement,
        )
    possible = ngettext("%(n)d possibility", "%(n)d possibilities", balance.opportunity)
    required = ngettext("%(n)d requirement", "%(n)d requirements", balance.requirement)
    return _("%(possible)s to %(required)s", possible=possible, required=required)


def aim_sentence(aim: Aim, language: Language) -> str:
    """Whom the open actions are aimed at; "" when nobody has said."""
    _ = language.gettext
    if not aim.share.whole:
        return ""
    said = _("%(share)s of the open actions are aimed at those who are to use it", share=percent(aim.share, language))
    if aim.inward:
        said += " – " + _("most of the work turns inwards")
    return f"{said} ({language.ngettext('%(n)d not stated', '%(n)d not stated', aim.unsaid)})" if aim.unsaid else said


def risk_lacks_sentence(lacks: tuple[str, ...], language: Language) -> str:
    """ "Behöver en ägare och ett varningstecken"; "" when nothing is lacking."""
    return language.gettext("Needs %(what)s", what=language.listing([language.gettext(_LACKS[x]) for x in lacks])) if lacks else ""


def due_sentence(action: Action, today: str, language: Language) -> str:
    """How near the day is: "3 days late", "today", "in 5 days"; nothing when it is done, dropped or has no day near."""
    gap = days_between(today, action.due) if is_open(action) else None
    if gap is None:
        return ""
    if gap < 0:
        return language.ngettext("%(n)d day late", "%(n)d days late", -gap)
    if gap < 2:
        return language.gettext("tomorrow") if gap else language.gettext("today")
    return language.ngettext("in %(n)d day", "in %(n)d days", gap) if gap < 60 else ""
