"""What the rules of a launch found, in words: what an audience still lacks, how heavy a message reads, where people stop. On screen and paper."""

from __future__ import annotations

from fractions import Fraction

from verkstad import wording
from verkstad.domain.launching import (
    CHANGES_MOST,
    KINDS_LEAST,
    LASTING_DAYS,
    LASTING_LEAST,
    LEAD_DAYS,
    ChangeLoad,
    Effort,
    FirstLines,
    Lead,
    Mix,
)
from verkstad.domain.readability import Counted
from verkstad.domain.readiness import GroupReadiness
from verkstad.domain.shares import Share
from verkstad.i18n import N_, Language

NOTHING = "–"
_BANDS = {
    "very_easy": N_("very easy to read"),
    "easy": N_("easy to read"),
    "medium": N_("of medium difficulty"),
    "hard": N_("hard to read"),
    "very_hard": N_("very hard to read"),
}
TICKS = {
    "tells_what": N_("What happens"),
    "tells_me": N_("What it means to me"),
    "tells_when": N_("When it happens"),
    "tells_do": N_("What I do first"),
}
"""The four questions to the first lines of a message."""
_PROPOSED = {
    "awareness": N_("The manager tells why, and why now"),
    "desire": N_("Try it for five minutes with somebody who already does it"),
    "knowledge": N_("Meeting: this is how it is done"),
    "ability": N_("Practise at the place of work, with somebody beside"),
    "reinforcement": N_("Ten minutes each week: what works, what do we mend"),
}
_BARRIERS = {
    "awareness": N_("Most stop at why: they do not see what it is for."),
    "desire": N_("Most stop at wanting: they know why, and have no reason of their own yet."),
    "knowledge": N_("Most stop at how: they want to, and do not know how it is done."),
    "ability": N_("Most stop at being able to: they know how, and it does not work for them yet."),
    "reinforcement": N_("Most stop at keeping to it: they can, and nothing holds it in place."),
}


def share_words(share: Share | None, language: Language) -> str:
    """ "14 av 32 (43 %)", or a dash before anybody counted."""
    if share is None or share.percent is None:
        return NOTHING
    return language.gettext(
        "%(n)s of %(of)s (%(share)s %%)", n=language.number(share.part), of=language.number(share.whole), share=share.percent
    )


def lix_words(read: Counted, language: Language) -> str:
    """ "LIX 20 – mycket lättläst · 28 ord · 1 min läsning", or a dash for a text without words."""
    lix = read.lix
    if lix is None:
        return NOTHING
    minutes = language.ngettext("%(n)d minute to read", "%(n)d minutes to read", read.minutes or 1)
    words = language.ngettext("%(n)d word", "%(n)d words", read.words)
    said = language.gettext("LIX %(lix)d – %(band)s", lix=round(lix), band=language.gettext(_BANDS[read.band]))
    return f"{said} · {words} · {minutes}"


def first_lines_words(found: FirstLines, language: Language) -> str:
    """ "28 av högst 40 ord · 3 av 4 frågor"."""
    words = language.gettext("%(n)d of at most %(most)d words", n=found.words, most=found.most)
    return f"{words} · " + language.gettext("%(n)d of 4 questions answered", n=4 - len(found.unanswered))


def lead_sentence(lead: Lead | None, language: Language) -> str:
    """When the first activity comes, seen from the start; "" when nobody can say."""
    if lead is None:
        return ""
    if lead.state == "late":
        return language.ngettext(
            "The first activity comes %(n)d day after the start.", "The first activity comes %(n)d days after the start.", -lead.days
        )
    if lead.days == 0:
        return language.gettext("The first activity comes on the first day; %(least)d days before give time to ask.", least=LEAD_DAYS)
    said = language.ngettext(
        "The first activity comes %(n)d day before the start", "The first activity comes %(n)d days before the start", lead.days
    )
    more = language.gettext("%(least)d days give time to ask", least=LEAD_DAYS)
    return f"{said}; {more}." if lead.state == "short" else f"{said}."


def mix_sentence(mix: Mix, language: Language) -> str:
    """Which ways there are to reach them; "" without any."""
    if not mix.kinds:
        return ""
    names = [wording.choice_name("launch_activity", "channel", kind, language) for kind in mix.kinds]
    said = language.listing([names[0], *(name[:1].lower() + name[1:] for name in names[1:])])
    if mix.only_mail:
        return language.gettext("Only mail: most read no more than the first lines.")
    if not mix.answers:
        return language.gettext("%(channels)s – and nowhere to answer.", channels=said)
    if len(mix.kinds) < KINDS_LEAST:
        return language.gettext("%(channels)s – one more way reaches those who miss these.", channels=said)
    return language.gettext("%(channels)s.", channels=said)


def phases_sentence(missing: tuple[str, ...], language: Language) -> str:
    """ "Inget är planerat före eller efter.", "" when each phase has something."""
    if not missing:
        return ""
    names = [wording.choice_name("launch_activity", "phase", phase, language).lower() for phase in missing]
    return language.gettext("Nothing is planned %(phases)s.", phases=language.listing(names, either=True))


def missing_sentences(mix: Mix, lead: Lead | None, phases: tuple[str, ...], lasting: int, language: Language) -> tuple[str, ...]:
    """What an audience for whom something is planned still lacks in time and ways, a sentence each."""
    said = (
        lead_sentence(lead, language) if lead is not None and lead.state != "ok" else "",
        "" if mix.enough() else mix_sentence(mix, language),
        phases_sentence(phases, language),
        lasting_sentence(lasting, language) if "after" not in phases else "",
    )
    return tuple(s for s in said if s)


def lasting_sentence(count: int, language: Language) -> str:
    """That two things afterwards make it last; "" when there are."""
    if count >= LASTING_LEAST:
        return ""
    return language.ngettext(
        "%(n)d activity afterwards; two within %(days)d days make it last.", "%(n)d activities afterwards; two within %(days)d days make it last.",
        count, days=LASTING_DAYS,
    )  # fmt: skip


def lacks_sentence(lacks: tuple[str, ...], language: Language) -> str:
    """Which of why and how nobody has written; "" for none."""
    if lacks == ("why", "how"):
        return language.gettext("Neither why nor how is written.")
    if lacks == ("why",):
        return language.gettext("Why they are to change is not written.")
    return language.gettext("How they are to use it is not written.") if lacks else ""


def effort_parts(effort: Effort, language: Language) -> tuple[tuple[str, str], ...]:
    """Figures side by side, (value, what it is): hours and money, inside and outside."""
    _, number = language.gettext, language.number
    return (
        (_("%(n)s h", n=number(_rounded(effort.hours_inside))), _("hours inside")),
        (_("%(n)s h", n=number(_rounded(effort.hours_outside))), _("hours outside")),
        (_("%(n)s kr", n=number(_rounded(effort.cost_inside))), _("money inside")),
        (_("%(n)s kr", n=number(_rounded(effort.cost_outside))), _("money outside")),
    )


def investment_sentence(effort: Effort, investment: Fraction, language: Language) -> str:
    """The money spent inside beside the investment; "" when either is nothing."""
    share = effort.share_of(investment)
    if share is None or not effort.cost_inside:
        return ""
    return language.gettext(
        "The launch inside costs %(share)s %% of the investment (%(of)s kr).", share=language.number(_rounded(share, 1)), of=language.number(_rounded(investment))
    )  # fmt: skip


def load_sentence(load: tuple[tuple[str, ChangeLoad], ...], language: Language) -> str:
    """Units that live through more than two changes at once; "" for none."""
    many = [(name, n.count) for name, n in load if n.count > CHANGES_MOST]
    if not many:
        return ""
    said = language.listing([language.gettext("%(unit)s has %(n)d", unit=name, n=n) for name, n in many])
    return language.gettext("Pilots and launches at once in the coming month: %(units)s.", units=said)


def step_word(step: str, language: Language) -> str:
    """A step of readiness as the answer says it: "Jag vet varför"."""
    return wording.field_name(step, language, "readiness")


def readiness_sentence(found: GroupReadiness, language: Language) -> str:
    """Where a group stops; says so when nobody has answered or nobody stops."""
    if not found.answers:
        return language.gettext("Nobody has answered yet.")
    if not found.barrier:
        return language.gettext("Nobody stops anywhere: go on.")
    return language.gettext(_BARRIERS[found.barrier])


def proposed_title(barrier: str, language: Language) -> str:
    """What the activity that helps at a barrier is called."""
    return language.gettext(_PROPOSED[barrier])


def _rounded(number: Fraction, places: int = 0) -> float | int:
    found = round(float(number), places) if places else float(number)
    return int(found) if found == int(found) else round(found, 1)
