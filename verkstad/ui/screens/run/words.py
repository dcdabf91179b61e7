"""What the operator's page and the projector say of a running day. Times of day and lengths in the language of the window."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass

from verkstad.domain.agenda import DayTable
from verkstad.domain.fields import Id
from verkstad.domain.live import Gave, Outlook, Proposal, Unkept
from verkstad.i18n import N_, Language

LEVEL_WORDS = {"": "", "soon": N_("Time to round off"), "last": N_("Last minute"), "over": N_("Time is up")}
LEVEL_TOKENS = {"": "accent", "soon": "warn", "last": "danger", "over": "danger"}


@dataclass(frozen=True)
class Left:
    """The clock: a number, the words after it, both together. Never a form that reads as a time of day."""

    number: str
    words: str

    @property
    def whole(self) -> str:
        return f"{self.number} {self.words}"


def left(seconds: int, language: Language) -> Left:
    """Minutes begun while there is more than one, seconds in the last, whole minutes over."""
    _ = language.gettext
    if seconds > 60:
        return Left(str(-(-seconds // 60)), _("min left"))
    if seconds > 0:
        return Left(str(seconds), _("s left"))
    if seconds > -60:
        return Left("0", _("min left"))
    return Left(str(-seconds // 60), _("min over"))


def standing(minutes: int, language: Language) -> str:
    """ "12 min behind", "3 min ahead", "On time"."""
    _ = language.gettext
    if minutes > 0:
        return _("%(length)s behind", length=language.minutes(minutes))
    return _("%(length)s ahead", length=language.minutes(-minutes)) if minutes < 0 else _("On time")


def ending(outlook: Outlook, language: Language) -> str:
    """ "Ends 15.50, was to end 15.30"."""
    _ = language.gettext
    if outlook.end == outlook.target:
        return _("Ends %(end)s as planned", end=language.clock(outlook.end))
    return _("Ends %(end)s (planned %(target)s)", end=language.clock(outlook.end), target=language.clock(outlook.target))


def starting(minutes: int, language: Language) -> str:
    """On the button that begins the day: "Start now, 20 min late"."""
    _ = language.gettext
    if minutes > 0:
        return _("Start now, %(length)s late", length=language.minutes(minutes))
    return _("Start now, %(length)s early", length=language.minutes(-minutes)) if minutes < 0 else _("Start now")


def title_of(table: DayTable, block: Id | None) -> str:
    slot = table.slot(block) if block else None
    return slot.block.title if slot is not None else ""


def goal(table: DayTable, block: Id | None, language: Language) -> str:
    """What is to be kept: "Lunch 12.00", "the end 16.00"."""
    slot = table.slot(block) if block else None
    if slot is not None and slot.block.fixed_start is not None:
        return f"{slot.block.title} {language.clock(slot.block.fixed_start)}"
    target = table.day.target_end if table.day.target_end is not None else table.end
    return language.gettext("the end %(clock)s", clock=language.clock(target))


_WHY = {
    "may_give": N_("may give, so that %(goal)s is kept"),
    "normal": N_("gives when what may give is not enough for %(goal)s"),
    "keep": N_("gives last, for %(goal)s"),
}


def why(gave: Gave, table: DayTable, language: Language) -> str:
    """One sentence: what a block gives, and why it."""
    _ = language.gettext
    says = _(_WHY.get(gave.priority, _WHY["normal"]), goal=goal(table, gave.goal, language))
    facts = {"block": title_of(table, gave.block), "was": str(gave.was), "now": language.minutes(gave.minutes), "why": says}
    if gave.all:
        return _("%(block)s %(was)s → %(now)s, its shortest: %(why)s", **facts)
    return _("%(block)s %(was)s → %(now)s: %(why)s", **facts)


def unkept(found: Unkept, table: DayTable, language: Language) -> str:
    _ = language.gettext
    what = goal(table, found.block, language)
    says = _("%(goal)s cannot be kept: %(length)s late", goal=what, length=language.minutes(found.by))
    return says[:1].upper() + says[1:]


def proposed(found: Proposal, language: Language) -> str:
    """The heading of a proposal."""
    _ = language.gettext
    if not found.gave:
        return _("There is time again: the blocks get their planned lengths back")
    if found.unkept:
        return _("The best that shortest lengths allow")
    return _("Proposal for the rest of the day, so that what is fixed is kept")


def lines(found: Proposal, table: DayTable, language: Language) -> list[str]:
    """What cannot be kept first, then block by block."""
    return [unkept(u, table, language) for u in found.unkept] + [why(g, table, language) for g in found.gave]


def shift(seconds: int, _: Callable[..., str], language: Language) -> str:
    """The machine's clock differs from the day's own."""
    length = language.minutes(max(1, round(abs(seconds) / 60)))
    words = N_("ahead of") if seconds > 0 else N_("behind")
    return _("The computer's clock is %(length)s %(way)s the day's own. The time left is not moved by it.", length=length, way=_(words))
