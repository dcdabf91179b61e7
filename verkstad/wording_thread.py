"""The red thread in words: what each knot is called, what hangs together, and what hangs loose. The same on screen, on paper and read aloud."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable

from verkstad.domain.fields import Id
from verkstad.domain.thread import AFTER, BESIDE, COLUMNS, Knot, Thread
from verkstad.i18n import N_, Language
from verkstad.wording import choice_name
from verkstad.wording_goals import STEPS
from verkstad.wording_runchart import short_number

_KINDS = {
    "decision": N_("Decision"),
    "goal": N_("Goal"),
    "module": N_("Module"),
    "team": N_("Team"),
    "pilot": N_("Pilot"),
    "result": N_("Result"),
    "action": N_("Action"),
    "plan_item": N_("Point of the plan"),
}
_COLUMNS = {
    "decision": N_("Decision"),
    "goal": N_("Goals"),
    "module": N_("Modules"),
    "team": N_("Teams"),
    "pilot": N_("Pilots"),
    "result": N_("Results"),
}
_MISSING = {
    "decision": N_("No decision yet"),
    "goal": N_("No goal yet"),
    "module": N_("No module yet"),
    "team": N_("No team yet"),
    "pilot": N_("No pilot yet"),
    "result": N_("No result yet"),
}
_LOOSE = {
    "no_decision": N_("Lacks a decision"),
    "nothing_leads": N_("Nothing leads to it"),
    "no_goal": N_("Leads to no goal"),
    "no_team": N_("Lacks a team"),
    "nothing_to_do": N_("Has nothing to work on"),
    "no_values": N_("Lacks values"),
    "nowhere": N_("Came to nothing"),
}
_WAYS = {"right": N_("the right way"), "wrong": N_("the wrong way")}
NAMED = 12
"""Loose ends that the words for the whole picture name; the rest are counted."""
SHORT = 90


def kind_name(kind: str, language: Language) -> str:
    return language.gettext(_KINDS[kind])


def column_name(kind: str, language: Language) -> str:
    return language.gettext(_COLUMNS[kind])


def missing_words(kind: str, language: Language) -> str:
    """What stands in a column that has nothing."""
    return language.gettext(_MISSING[kind])


def loose_words(knot: Knot, language: Language) -> str:
    """ "Lacks a decision · Nothing leads to it"; "" when it does not hang loose."""
    return " · ".join(_why(knot, why, language) for why in knot.loose)


def _why(knot: Knot, why: str, language: Language) -> str:
    if knot.kind == "decision":
        return language.gettext("No goal hangs on it")
    return language.gettext(_LOOSE[why])


def side_words(knot: Knot, language: Language, *, after: bool) -> str:
    """Why it hangs loose on one side: on that of what should follow, or of what it should hang on."""
    return " · ".join(_why(knot, why, language) for why in knot.loose if (why in AFTER) == after)


def state_words(knot: Knot, language: Language) -> str:
    """How it stands: "Decided", "Deed · 2 actions", "Chosen", "4 members", "Running", "From 12 to 7 days"."""
    _ = language.gettext
    if knot.kind == "decision":
        return choice_name("decision", "state", knot.state, language)
    if knot.kind == "goal":
        step = _(STEPS[knot.count])
        return f"{step} · {language.ngettext('%(n)d action', '%(n)d actions', knot.deeds)}" if knot.deeds else step
    if knot.kind == "module":
        return choice_name("module", "status", knot.state, language)
    if knot.kind == "team":
        return language.ngettext("%(n)d member", "%(n)d members", knot.count)
    if knot.kind == "pilot":
        of = "state" if knot.state in ("measure_first", "running", "ended") else "outcome"
        return choice_name("pilot", of, knot.state, language)
    return result_words(knot, language) if knot.kind == "result" else kind_name(knot.kind, language)


def result_words(knot: Knot, language: Language) -> str:
    """ "From 12 to 7 days, the right way": the middle before against the middle now; what is not sure has no way."""
    _ = language.gettext

    def value(text: str, *, unit: bool) -> str:
        number = short_number(float(text), knot.unit, language)
        return f"{number} {knot.unit}" if unit and knot.unit and knot.unit.strip() != "%" else number

    if knot.before and knot.now:
        told = _("From %(before)s to %(now)s", before=value(knot.before, unit=False), now=value(knot.now, unit=True))
        return f"{told}, {_(_WAYS[knot.way])}" if knot.way in _WAYS else told
    if knot.now:
        return _("Now %(value)s", value=value(knot.now, unit=True))
    return _("%(value)s before the start", value=value(knot.before, unit=True)) if knot.before else _("No comparison yet")


def counted(kind: str, n: int, language: Language) -> str:
    """ "2 modules"."""
    ngettext = language.ngettext
    if kind == "decision":
        return ngettext("%(n)d decision", "%(n)d decisions", n)
    if kind == "goal":
        return ngettext("%(n)d goal", "%(n)d goals", n)
    if kind == "module":
        return ngettext("%(n)d module", "%(n)d modules", n)
    if kind == "team":
        return ngettext("%(n)d team", "%(n)d teams", n)
    if kind == "pilot":
        return ngettext("%(n)d pilot", "%(n)d pilots", n)
    if kind == "result":
        return ngettext("%(n)d result", "%(n)d results", n)
    if kind == "action":
        return ngettext("%(n)d action", "%(n)d actions", n)
    return ngettext("%(n)d point of the plan", "%(n)d points of the plan", n)


def loose_count(n: int, language: Language) -> str:
    """ "3 loose ends"; "No loose ends"."""
    return language.ngettext("%(n)d loose end", "%(n)d loose ends", n) if n else language.gettext("No loose ends")


def called(knot: Knot, language: Language) -> str:
    """ "Goal: an answer within seven days"."""
    return f"{kind_name(knot.kind, language)}: {_short(knot.says)}"


def spoken(knot: Knot, thread: Thread, language: Language) -> str:
    """A knot read aloud: "Goal: an answer within seven days. Deed. Hangs on 1 decision. Leads to 2 modules. Lacks a decision."."""
    _ = language.gettext
    told = [called(knot, language)]
    if knot.kind not in BESIDE:
        told.append(state_words(knot, language))
    behind, ahead = _kinds(thread, thread.held_by(knot.id), language), _kinds(thread, thread.leads_to(knot.id), language)
    if behind:
        told.append(_("Hangs on %(what)s", what=behind))
    if ahead:
        told.append(_("Leads to %(what)s", what=ahead))
    told += [_why(knot, why, language) for why in knot.loose]
    return ". ".join(part.rstrip(".") for part in told) + "."


def described(thread: Thread, language: Language) -> str:
    """The whole picture for somebody who does not see it, with its numbers."""
    _ = language.gettext
    there = [counted(kind, len(thread.column(kind)), language) for kind in COLUMNS if thread.column(kind)]
    ties = language.ngettext("%(n)d tie between them", "%(n)d ties between them", len(thread.strands))
    told = [_("The red thread: %(what)s", what=language.listing([*there, ties])) if there else _("The red thread is empty")]
    if thread.missing and there:
        told.append(language.listing([missing_words(kind, language) for kind in thread.missing]))
    loose = thread.loose
    told.append(loose_count(len(loose), language))
    named = "; ".join(f"{called(k, language)} – {loose_words(k, language).lower()}" for k in loose[:NAMED])
    if len(loose) > NAMED:
        named = f"{named}; {_('and %(n)d more', n=len(loose) - NAMED)}"
    text = ". ".join(told)
    return f"{text}: {named}." if named else f"{text}."


def _kinds(thread: Thread, ids: Iterable[Id], language: Language) -> str:
    found = Counter(knot.kind for id in ids if (knot := thread.knot(id)) is not None)
    return language.listing([counted(kind, found[kind], language) for kind in (*COLUMNS, *BESIDE) if found[kind]])


def _short(text: str) -> str:
    text = " ".join(text.split())
    return text if len(text) <= SHORT else f"{text[: SHORT - 1].rstrip()}…"
