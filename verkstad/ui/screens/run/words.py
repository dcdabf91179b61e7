"""What the operator's page and the projector say of a running day. Times of day and lengths in the language of the window."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass

from verkstad.domain.agenda import DayTable
from verkstad.domain.fields import Id
from verkstad.domain.live import LEVELS, Move, Proposal, Standing, Unkept
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


def ended(minutes: int, planned: int, language: Language) -> str:
    """How a day ended by its planned end: "24 min before the planned end 15.55"."""
    _ = language.gettext
    facts = {"length": language.minutes(abs(minutes)), "planned": language.clock(planned)}
    if minutes > 0:
        return _("%(length)s after the planned end %(planned)s", **facts)
    return _("%(length)s before the planned end %(planned)s", **facts) if minutes < 0 else _("As planned")


def stands(found: Standing, language: Language) -> str:
    """ "6 min behind", and "just now" when the day does not end by that much later."""
    said = standing(found.now, language)
    return said if found.now == found.over else language.gettext("%(standing)s just now", standing=said)


def ending(found: Standing, language: Language) -> str:
    """ "Ends 15.50 (planned 15.30)", by the program."""
    _ = language.gettext
    if not found.over:
        return _("Ends %(end)s as planned", end=language.clock(found.end))
    return _("Ends %(end)s (planned %(target)s)", end=language.clock(found.end), target=language.clock(found.planned))


def absorbed(found: Standing, table: DayTable, language: Language) -> str:
    """ "Lunch begins at 12.00 all the same": where free time takes up what is behind or ahead now. "" otherwise."""
    slot = table.slot(found.meets) if found.meets else None
    if slot is None:
        return ""
    return language.gettext("%(title)s begins at %(clock)s all the same", title=slot.block.title, clock=language.clock(slot.start))


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
    "may_give": N_("Only blocks that may give time give."),
    "normal": N_("Blocks that may give time are not enough, so others give too."),
    "keep": N_("Nothing else is enough, so blocks to keep give too."),
}


def moved(move: Move, table: DayTable, language: Language, *, shortest: bool) -> str:
    """ "Coffee 15 → 13 min", on one line after the title."""
    _ = language.gettext
    facts = {"was": str(move.was), "now": str(move.minutes)}
    said = _("%(was)s → %(now)s min (shortest)", **facts) if shortest else _("%(was)s → %(now)s min", **facts)
    return f"{title_of(table, move.block)}\u00a0{said.replace(' ', chr(0xA0))}"


def unkept(found: Unkept, table: DayTable, language: Language) -> str:
    _ = language.gettext
    what = goal(table, found.block, language)
    says = _("%(goal)s cannot be kept: %(length)s late", goal=what, length=language.minutes(found.by))
    return says[:1].upper() + says[1:]


def proposed(found: Proposal, language: Language) -> str:
    """The heading of a proposal."""
    _ = language.gettext
    if all(move.minutes > move.was for move in found.moves):
        those = {move.block for move in found.moves}
        if any(slot.minutes < slot.planned for slot in found.slots if slot.block.id in those):
            return _("There is time again: the blocks get some of their planned lengths back")
        return _("There is time again: the blocks get their planned lengths back")
    if found.unkept:
        return _("The best that shortest lengths allow")
    return _("Proposal for the rest of the day")


def lines(found: Proposal, table: DayTable, language: Language) -> list[str]:
    """What cannot be kept, the lengths that change, and once why."""
    _ = language.gettext
    gave = {g.block: g for g in found.gave}
    given = [gave[m.block] for m in found.moves if m.block in gave and m.minutes < m.was]
    said = [unkept(u, table, language) for u in found.unkept]
    said.append(" · ".join(moved(m, table, language, shortest=m.block in gave and gave[m.block].all) for m in found.moves))
    if given:
        lost = {u.block for u in found.unkept}
        goals = list(dict.fromkeys(g.goal for g in given if g.goal not in lost))
        kept = _("This keeps %(goals)s.", goals=language.listing([goal(table, g, language) for g in goals])) if goals else ""
        level = max((g.priority for g in given), key=LEVELS.index)
        said.append(f"{kept} {_(_WHY[level])}".strip())
    return [line for line in said if line]


def shift(seconds: int, _: Callable[..., str], language: Language) -> str:
    """The machine's clock differs from the day's own."""
    length = language.minutes(max(1, round(abs(seconds) / 60)))
    words = N_("ahead of") if seconds > 0 else N_("behind")
    return _("The computer's clock is %(length)s %(way)s the day's own. The time left is not moved by it.", length=length, way=_(words))
