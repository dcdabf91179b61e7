"""Facts about modules as sentences: what the slice test says, why a module stands where it does in "Where do we start?", what is worth a word."""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence

from verkstad.domain.fields import Id
from verkstad.domain.modules import (
    CUSTOMER_LEAST,
    SOON,
    BegunTooEarly,
    Circle,
    Fact,
    MandateMissing,
    NoAccountable,
    NobodyFeels,
    SliceOnceMore,
    SliceTest,
    StartPlace,
    TooMany,
)
from verkstad.i18n import N_, Language

QUESTIONS = {
    "test_felt": N_("Does a customer feel it?"),
    "test_team": N_("Is one team enough?"),
    "test_soon": N_("Can it be tried within 90 days?"),
    "test_measured": N_("Can it be measured?"),
}

KNIVES = {
    "customer_group": N_("For one group of customers first: one school, one district, those who call."),
    "path": N_("One way through first: the usual case before the exceptions."),
    "channel": N_("In one channel first: the telephone, the counter, the web."),
    "data": N_("With part of the information first: three facts instead of thirty."),
    "rules": N_("With the simple rules first: the cases everybody agrees about."),
    "find_out": N_("Find out first: what you must know before you can slice the rest."),
}
"""What each of the six knives means."""

AXES = {
    "nearness": N_("Near at hand"),
    "speed_need": N_("Need for speed"),
    "customer_effect": N_("The customer notices"),
    "feasibility": N_("Easy to carry out"),
}
SHORT_AXES = {"nearness": N_("Near"), "speed_need": N_("Speed"), "customer_effect": N_("Felt"), "feasibility": N_("Easy")}
"""For narrow columns."""
SCALES = {
    "nearness": N_("How close are they already to working this way? 1 far away, 5 right there."),
    "speed_need": N_("How much would more speed matter? 1 hardly, 5 very much."),
    "customer_effect": N_("How much would the customer notice? 1 nothing, 5 at once."),
    "feasibility": N_("How easy is it to carry out? 1 hard, 5 easy. Settles ties only."),
}
LEVELS = {
    0: N_("none"),
    1: N_("may propose"),
    2: N_("may decide within a limit"),
    3: N_("may decide and commission"),
}
_MISSING = {
    "nearness": N_("how near at hand it is"),
    "speed_need": N_("how much speed is needed"),
    "customer_effect": N_("how much the customer notices"),
}


def fact_words(fact: Fact, language: Language) -> str:
    """Two or three words for a chip beside the module."""
    _ = language.gettext
    if isinstance(fact, SliceOnceMore):
        return _("Slice once more")
    if isinstance(fact, NobodyFeels):
        return _("Who notices it?")
    if isinstance(fact, NoAccountable):
        return _("Nobody accountable")
    if isinstance(fact, Circle):
        return _("Waits for itself")
    if isinstance(fact, BegunTooEarly):
        return _("Began early")
    if isinstance(fact, MandateMissing):
        return _("Mandate missing")
    return _("Too many at once")


def fact_sentence(fact: Fact, titles: Mapping[Id, str], language: Language) -> str:
    """A sentence that says what is so and what to do about it. `titles`: what the modules are called."""
    _, ngettext = language.gettext, language.ngettext
    if isinstance(fact, SliceOnceMore):
        if fact.days is not None:
            said = _("%(days)d days to the first test is more than %(limit)d.", days=fact.days, limit=SOON)
        elif "soon" in fact.reasons:
            said = _("It cannot be tried within %(limit)d days.", limit=SOON)
        else:
            said = ""
        team = _("It takes more than one team.") if "team" in fact.reasons else ""
        return " ".join(filter(None, [said, team, _("Slice it once more.")]))
    if isinstance(fact, NobodyFeels):
        if fact.internal:
            return _("Only we ourselves notice it. Is there a module that a customer notices?")
        return _("Nobody has said who notices it. Who is it for?")
    if isinstance(fact, NoAccountable):
        return _("Nobody is accountable for it. One person is to be.")
    if isinstance(fact, Circle):
        return circle_sentence(fact.through, titles, language)
    if isinstance(fact, BegunTooEarly):
        return ngettext(
            "It is being tried before %(modules)s, which it needs first, is introduced.",
            "It is being tried before %(modules)s, which it needs first, are introduced.",
            len(fact.needs),
            modules=language.listing(_quoted(titles.get(n, ""), language) for n in fact.needs),
        )
    if isinstance(fact, MandateMissing):
        return ngettext(
            "The team may not take %(n)d decision the module needs. Ask leadership.",
            "The team may not take %(n)d decisions the module needs. Ask leadership.",
            len(fact.decisions),
        )
    return too_many_sentence(fact, language)


def too_many_sentence(fact: TooMany, language: Language) -> str:
    _ = language.gettext
    if fact.status == "pilot":
        return _("%(n)d pilots are under way at once. %(most)d are usually enough to learn from.", n=fact.count, most=fact.most)
    return _("%(n)d modules are chosen. Keep at most %(most)d and let the rest wait as candidates.", n=fact.count, most=fact.most)


def circle_sentence(through: tuple[Id, ...], titles: Mapping[Id, str], language: Language) -> str:
    """ "“A” needs “B” first, which needs “A” first: begin by letting one of them do without the other." """
    _ = language.gettext
    names = [_quoted(titles.get(id, ""), language) for id in through]
    if len(names) == 1:
        return _("%(module)s needs itself first. Remove that.", module=names[0])
    middle = "".join(_(", which needs %(module)s first", module=name) for name in (*names[2:], names[0]))
    return _("%(a)s needs %(b)s first%(more)s. Nobody can begin: let one of them do without.", a=names[0], b=names[1], more=middle)


def slice_test_sentence(test: SliceTest, days: int | None, language: Language) -> str:
    """What the four answers come to."""
    _, ngettext = language.gettext, language.ngettext
    if "days" in test.reasons:
        first = _("%(days)d days to the first test is more than %(limit)d.", days=days or 0, limit=SOON)
    elif "soon" in test.reasons:
        first = _("It cannot be tried within %(limit)d days.", limit=SOON)
    else:
        first = ""
    if test.too_big:
        team = _("It takes more than one team.") if "team" in test.reasons else ""
        return " ".join(filter(None, [first, team, _("Slice it once more.")]))
    if test.passed:
        return _("It holds: four yes. This can be a first module.")
    if "test_felt" in test.no:
        return _("Nobody feels it: it is an inner layer. Turn the knife and cut so that a customer notices.")
    if "test_measured" in test.no:
        return _("It cannot be measured. What would you see, hear or count if it worked?")
    if not test.yes and not test.unsure:
        return _("Four questions tell whether the slice is thin enough.")
    if test.unsure:
        return ngettext(
            "%(n)d answer is not sure. Ask those who know before you begin.",
            "%(n)d answers are not sure. Ask those who know before you begin.",
            len(test.unsure),
        )
    return ngettext("%(n)d question left.", "%(n)d questions left.", len(test.unasked))


def place_sentence(place: StartPlace, titles: Mapping[Id, str], others: Mapping[Id, StartPlace], language: Language) -> str:
    """Why a module stands where it does in "Where do we start?", or what keeps it out."""
    _, m = language.gettext, place.module
    if place.too_little:
        return _(
            "The customer notices too little: %(n)d of 5. At least %(least)d is needed to begin here.",
            n=m.customer_effect or 0,
            least=CUSTOMER_LEAST,
        )
    if place.rank is None:
        return _("Not ranked yet: say %(what)s.", what=language.listing(_(_MISSING[axis]) for axis in place.missing))
    first = others.get(place.above) if place.above else None
    if first is None:
        return _("Near at hand and in need of speed, and the customer notices. Begin here.")
    name = _quoted(titles.get(first.module.id, first.module.title), language)
    if place.by == "score":
        return _("After %(module)s, which has %(n)d.", module=name, n=first.score or 0)
    if place.by == "customer_effect":
        return _(
            "As many points as %(module)s, but there the customer notices more: %(a)d against %(b)d.",
            module=name, a=first.module.customer_effect or 0, b=m.customer_effect or 0,
        )  # fmt: skip
    if place.by == "feasibility":
        if m.feasibility is None:
            return _("As many points as %(module)s. Nobody has said how easily this one can be done.", module=name)
        return _(
            "As many points as %(module)s, which is easier to carry out: %(a)d against %(b)d.",
            module=name,
            a=first.module.feasibility or 0,
            b=m.feasibility,
        )
    return _("Equal with %(module)s: they stand in alphabetical order.", module=name)


def left_out_sentences(left: Iterable[tuple[str, str]], language: Language) -> tuple[str, ...]:
    """Why modules are not compared, one sentence for each reason. `left`: title and reason ("sliced", "parked", "pilot", "introduced", "closed")."""
    held: dict[str, list[str]] = {}
    for title, why in left:
        held.setdefault(why, []).append(_quoted(title, language))
    return tuple(_left_out(why, held[why], language) for why in ("sliced", "parked", "pilot", "introduced", "closed") if why in held)


def _left_out(why: str, names: Sequence[str], language: Language) -> str:
    ngettext, n, told = language.ngettext, len(names), language.listing(names)
    if why == "sliced":
        return ngettext("%(modules)s is divided: score its parts.", "%(modules)s are divided: score their parts.", n, modules=told)
    if why == "parked":
        return ngettext("%(modules)s is on the parking list.", "%(modules)s are on the parking list.", n, modules=told)
    if why == "pilot":
        return ngettext("%(modules)s is tried in a pilot already.", "%(modules)s are tried in pilots already.", n, modules=told)
    if why == "introduced":
        return ngettext("%(modules)s is introduced already.", "%(modules)s are introduced already.", n, modules=told)
    return ngettext("%(modules)s is closed.", "%(modules)s are closed.", n, modules=told)


def too_few_sentence(places: Sequence[StartPlace], language: Language) -> str:
    """That there is nothing to compare with yet, where the list holds several modules and one or none is ranked; else ""."""
    ranked = sum(place.rank is not None for place in places)
    if len(places) < 2 or ranked > 1:
        return ""
    if ranked:
        return language.gettext("Too few are scored to compare: only one module is ranked.")
    return language.gettext("Too few are scored to compare: no module is ranked.")


def sum_words(place: StartPlace) -> str:
    """ "4 × 5 = 20", or "" while a factor is missing."""
    if place.score is None:
        return ""
    return f"{place.module.nearness} × {place.module.speed_need} = {place.score}"


def question_to_leadership(decision: str, module: str, needed: int, held: int, team: str, language: Language) -> str:
    """The mandate gap as a question somebody in leadership can answer."""
    _ = language.gettext
    facts = {
        "decision": decision[:1].lower() + decision[1:],
        "module": _quoted(module, language),
        "team": team,
        "level": _(LEVELS.get(needed, LEVELS[0])),
    }
    if not team:
        return _("Who may decide to %(decision)s when we try %(module)s?", **facts)
    if held == 0:
        return _(
            "The team %(team)s has no mandate to %(decision)s. Who gives it to them while %(module)s is tried, or decides in their place?",
            **facts,
        )
    if held == 1:
        return _(
            "The team %(team)s may propose, but not decide, to %(decision)s. May they decide while %(module)s is tried, within which limit?",
            **facts,
        )
    return _(
        "The team %(team)s may decide within a limit to %(decision)s. Does the limit suffice for %(module)s, or who decides above it?",
        **facts,
    )


def _quoted(title: str, language: Language) -> str:
    return language.gettext("“%(title)s”", title=title) if title else "–"


WHY_TOUCHED = {"change": N_("Changes"), "team": N_("In the team"), "need": N_("Needed")}
"""How a module touches an operation, the strongest first."""


def load_words(pilots: int, launches: int, language: Language) -> str:
    """What an operation lives through at once: "2 pilots, 1 launch"; "" for nothing."""
    ngettext = language.ngettext
    tried = ngettext("%(n)d pilot", "%(n)d pilots", pilots) if pilots else ""
    told = ngettext("%(n)d launch", "%(n)d launches", launches) if launches else ""
    return ", ".join(filter(None, [tried, told]))
