"""Facts about teams, mandates and positions as sentences: what a team lacks, what its time is, where a position stands."""

from __future__ import annotations

import re
from collections.abc import Callable, Iterable
from dataclasses import dataclass

from verkstad.domain.fields import Id
from verkstad.domain.mandates import Position
from verkstad.domain.modules import DecisionGap
from verkstad.domain.shares import percent
from verkstad.domain.teams import (
    MEETS_CUSTOMERS,
    Fact,
    FrontLine,
    FrontLineMayNot,
    InTooManyTeams,
    Lacks,
    MayNotDecide,
    NobodyMeetsCustomers,
    NobodyYet,
    NoCharter,
    NothingToWorkOn,
    NoTime,
    OneUnitOnly,
    OnOnePerson,
    PromisedTooMuch,
    SeveralActive,
    TeamLook,
    Time,
    Wish,
    WrongSize,
)
from verkstad.i18n import N_, NO_BREAK, Language

LEVELS = {0: N_("none"), 1: N_("may propose"), 2: N_("may decide within a limit"), 3: N_("may decide and commission")}
INSIGHT = {0: N_("no insight"), 1: N_("some insight"), 2: N_("good insight"), 3: N_("insight from within")}
DRIVE = {0: N_("no drive"), 1: N_("some drive"), 2: N_("good drive"), 3: N_("drives it already")}
CAPACITY = {0: N_("no time"), 1: N_("some time"), 2: N_("time now and then"), 3: N_("time every week")}
QUADRANTS = {
    "leads": N_("leads with knowledge"),
    "needs_to_know": N_("may change, needs to know"),
    "may_not_change": N_("knows, may not change"),
    "looks_on": N_("looks on"),
}
"""What a place on the map is called: of positions, never of persons."""
EMPHASES = {
    "whole": (N_("Holds the most"), N_("As much as can be held, by more than one person.")),
    "small": (N_("Fewest people"), N_("As few as can hold what the module needs.")),
    "time": (N_("Most time"), N_("Those whose time a manager has confirmed.")),
}
HINTS = (OnOnePerson, NoCharter, SeveralActive, NothingToWorkOn)
"""Facts that are worth a quiet word; the others are gaps."""
LISTED = 3  # names in one sentence
_LAST = re.compile(r" (?=\d+$|%)")  # a figure does not stand alone on the last line, nor a sign apart from its figure


@dataclass(frozen=True, slots=True)
class Called:
    """What things are called in the language of the sentence. `decision` also says whether the name is words for doing it ("Change fees")."""

    person: Callable[[Id], str]
    unit: Callable[[Id], str]
    role: Callable[[str], str]
    decision: Callable[[str], tuple[str, bool]]


def fact_sentence(fact: Fact, called: Called, language: Language) -> str:
    """What is so, in plain words; without a full stop, for a list."""
    _, ngettext = language.gettext, language.ngettext
    if isinstance(fact, Lacks):
        return _lacks(fact.wish, called, language)
    if isinstance(fact, MayNotDecide):
        return _may_not(fact.decision, called, language)
    if isinstance(fact, NobodyYet):
        return _("Nobody is in the team yet")
    if isinstance(fact, NobodyMeetsCustomers):
        return _("Nobody who meets customers")
    if isinstance(fact, FrontLineMayNot):
        told = [called.decision(d) for d in fact.decision_types]
        names = language.listing(_lower(name) for name, _doing in told)
        if all(doing for _name, doing in told):
            return _("Whoever meets customers may not %(decisions)s on their own", decisions=names)
        return _("Whoever meets customers may not decide on their own: %(decisions)s", decisions=names)
    if isinstance(fact, OneUnitOnly):
        return _("All come from %(unit)s", unit=called.unit(fact.unit))
    if isinstance(fact, WrongSize):
        if fact.count < fact.least:
            return ngettext(
                "Only %(n)d person – %(least)d to %(most)d usually work well", "Only %(n)d people – %(least)d to %(most)d usually work well",
                fact.count, least=fact.least, most=fact.most,
            )  # fmt: skip
        return _("%(n)d people – %(least)d to %(most)d usually work well", n=fact.count, least=fact.least, most=fact.most)
    if isinstance(fact, NoTime):
        return _("No time is set aside for %(people)s", people=_people(fact.people, called, language))
    if isinstance(fact, OnOnePerson):
        return _("Rests on one person: %(what)s", what=_held(fact.wish, fact.person, called, language))
    if isinstance(fact, SeveralActive):
        return _("%(n)d modules are tried at once", n=len(fact.modules))
    if isinstance(fact, NothingToWorkOn):
        return _("No module or value stream yet")
    if isinstance(fact, NoCharter):
        return _("No charter yet: what is settled, and what do you decide yourselves?")
    if isinstance(fact, InTooManyTeams):
        return _("%(person)s is in %(n)d teams", person=called.person(fact.person), n=fact.count)
    return _promised(fact, called, language)


def _by_title(gap: DecisionGap, called: Called, language: Language) -> tuple[str, str]:
    return language.sort_key(called.decision(gap.decision_type)[0]), gap.decision_type


def fact_sentences(facts: Iterable[Fact], called: Called, language: Language) -> list[tuple[str, bool]]:
    """(sentence, whether it is a gap), gaps first, decisions by what they are called; what rests on one person is one sentence."""
    rows = list(facts)
    decided = iter(sorted((f for f in rows if isinstance(f, MayNotDecide)), key=lambda f: _by_title(f.decision, called, language)))
    rows = [next(decided) if isinstance(f, MayNotDecide) else f for f in rows]
    gaps = [(fact_sentence(f, called, language), True) for f in rows if not isinstance(f, HINTS)]
    alone = [_held(f.wish, f.person, called, language) for f in rows if isinstance(f, OnOnePerson)]
    hints = [(fact_sentence(f, called, language), False) for f in rows if isinstance(f, HINTS) and not isinstance(f, OnOnePerson)]
    if alone:
        more = language.gettext("%(n)d more", n=len(alone) - LISTED + 1) if len(alone) > LISTED else ""
        shown = [*alone[: LISTED - 1], more] if more else alone
        hints.insert(0, (language.gettext("Rests on one person: %(what)s", what=language.listing(shown)), False))
    return [(_LAST.sub(NO_BREAK, said), gap) for said, gap in gaps + hints]


def time_sentence(time: Time, language: Language) -> str:
    """ "Time set aside: 45 % of a full time, of which 15 % not confirmed"; a dash where there is nobody."""
    _ = language.gettext
    if time.percent is None:
        return _("Time set aside: –")
    whole = time.percent + time.unsure
    if not whole:
        return _("Time set aside: none")
    said = _("Time set aside: %(amount)s", amount=_full_time(whole, language))
    if time.unsure == whole:
        return _("%(said)s, not confirmed", said=said)
    return _("%(said)s, of which %(n)d %% not confirmed", said=said, n=time.unsure) if time.unsure else said


def _full_time(share: int, language: Language) -> str:
    """Per cent of a full time as people say it: "15 % of a full time", "1.5 full times"."""
    if share < 100:
        return language.gettext("%(n)d %% of a full time", n=share)
    if share == 100:
        return language.gettext("a full time")
    return language.gettext("%(amount)s full times", amount=language.number(share / 100))


def front_sentence(front: FrontLine, language: Language) -> str:
    """How much of what concerns the customer can be decided where she is met; "" when there is nothing of the kind."""
    whole = len(front.taken) + len(front.lacking)
    if not whole:
        return ""
    return language.gettext(
        "Whoever meets customers may take %(taken)d of %(n)d decisions that concern them", taken=len(front.taken), n=whole
    )


def mix_sentence(look: TeamLook, language: Language) -> str:
    """How much of what is asked the team holds, and how mixed it is: from how many operations, in how many roles.

    It says how many views there are, not how good; "" where nobody is in the team.
    """
    if not look.size:
        return ""
    parts = []
    if look.coverage.share is not None:
        parts.append(language.gettext("Holds %(n)d %% of what is asked of it", n=percent(look.coverage.held, look.coverage.whole)))
    units, roles = look.units.groups, look.roles.groups
    if units and roles and look.size > 1:
        _, ngettext = language.gettext, language.ngettext
        where = _("All from the same operation") if units == 1 else ngettext("From %(n)d operation", "From %(n)d operations", units)
        what = _("all in the same role") if roles == 1 else ngettext("in %(n)d role", "in %(n)d roles", roles)
        parts.append(f"{where}, {what}")
    return " · ".join(parts)


def wish_words(wish: Wish, called: Called, language: Language) -> str:
    """What is needed, in a word or two."""
    if wish.form == "unit":
        return called.unit(wish.name)
    if wish.form == "competence":
        return wish.name
    return language.gettext("meets customers") if wish.name == MEETS_CUSTOMERS else called.role(wish.name)


def level_words(level: int, language: Language) -> str:
    """ "2 – may decide within a limit"."""
    return f"{level} – {language.gettext(LEVELS.get(level, ''))}"


def position_words(role: str, unit: str) -> str:
    """A role with its unit; once where the two are called the same."""
    return role if role.casefold() == unit.casefold() else ", ".join(x for x in (role, unit) if x)


def position_sentence(position: Position, language: Language) -> str:
    """What the place on the map is called, and whether those who placed it agree."""
    _ = language.gettext
    if position.quadrant is None:
        return _("Not placed yet")
    said = _(QUADRANTS[position.quadrant])
    said = said[:1].upper() + said[1:]
    return _("%(place)s – you see it differently, talk about it", place=said) if position.discuss else said


def _lacks(wish: Wish, called: Called, language: Language) -> str:
    _ = language.gettext
    if wish.form == "unit":
        return _("Nobody from %(unit)s", unit=called.unit(wish.name))
    if wish.form == "competence":
        return _("Nobody who knows %(competence)s", competence=_lower(wish.name))
    if wish.name == MEETS_CUSTOMERS:
        return _("Nobody who meets customers")
    return _("Nobody with the role %(role)s", role=called.role(wish.name))


def _may_not(decision: DecisionGap, called: Called, language: Language) -> str:
    _ = language.gettext
    name, doing = called.decision(decision.decision_type)
    if not doing:
        if decision.held:
            return _(
                "“%(decision)s” needs level %(level)d – the team has %(held)d", decision=name, level=decision.needed, held=decision.held
            )
        return _("“%(decision)s” needs level %(level)d", decision=name, level=decision.needed)
    if decision.held:
        return _(
            "Nobody may %(decision)s – it needs level %(level)d, the team has %(held)d",
            decision=_lower(name), level=decision.needed, held=decision.held,
        )  # fmt: skip
    return _("Nobody may %(decision)s – it needs level %(level)d", decision=_lower(name), level=decision.needed)


def _promised(fact: PromisedTooMuch, called: Called, language: Language) -> str:
    _, who = language.gettext, called.person(fact.person)
    if fact.set_aside is None:
        return _("%(person)s has promised more than a full time: %(promised)d %%", person=who, promised=fact.promised)
    return _(
        "%(person)s has promised %(promised)d %%, and %(set_aside)d %% is set aside",
        person=who, promised=fact.promised, set_aside=fact.set_aside,
    )  # fmt: skip


def _held(wish: Wish, person: Id, called: Called, language: Language) -> str:
    return f"{_lower(wish_words(wish, called, language)) if wish.form == 'competence' else wish_words(wish, called, language)} ({called.person(person)})"


def _people(ids: tuple[Id, ...], called: Called, language: Language) -> str:
    names = [called.person(id) for id in ids]
    if len(names) > LISTED:
        names = [*names[: LISTED - 1], language.gettext("%(n)d more", n=len(names) - LISTED + 1)]
    return language.listing(names)


def _lower(text: str) -> str:
    """A name in the middle of a sentence, unless it begins with an abbreviation."""
    return text if text[1:2].isupper() else text[:1].lower() + text[1:]
