"""The planner's sentences: made late, in one place, for eye and screen reader alike."""

from __future__ import annotations

from collections.abc import Callable, Sequence

from verkstad.domain.agenda import AgendaBlock, DayTable, Slot, block_minutes
from verkstad.domain.methods import Scaled
from verkstad.domain.timings import TimeMemory
from verkstad.i18n import N_, Language
from verkstad.picture.timestrip import KINDS, kind_name

ICONS = {"opening": "flag", "plenary": "presentation", "group": "users", "solo": "pencil", "break": "coffee"}
PRIORITIES = {"keep": N_("Keep"), "normal": N_("Normal"), "may_give": N_("May give way")}
_MEALS = ("lunch", "middag", "dinner")
_CUPS = ("fika", "kaffe", "paus", "coffee", "break", "bensträck")
_OVER = {
    "lunch": N_("%(minutes)s into lunch"),
    "fika": N_("%(minutes)s into the coffee break"),
    "kaffe": N_("%(minutes)s into the coffee break"),
    "coffee": N_("%(minutes)s into the coffee break"),
    "coffee break": N_("%(minutes)s into the coffee break"),
    "paus": N_("%(minutes)s into the break"),
    "break": N_("%(minutes)s into the break"),
}

Gettext = Callable[..., str]


def icon_of(block: AgendaBlock) -> str:
    """Cutlery for a meal, a cup for the other breaks."""
    if block.type == "break":
        title = block.title.casefold()
        meal = any(m in title for m in _MEALS) or (block_minutes(block) >= 45 and not any(c in title for c in _CUPS))
        return "utensils" if meal else "coffee"
    return ICONS.get(block.type, "circle")


def gap_words(slot: Slot, language: Language) -> str:
    """ "40 min luft" before a fixed start, "12 min över lunchen" where what precedes runs into it; empty otherwise."""
    _ = language.gettext
    if slot.overrun:
        minutes = language.minutes(slot.overrun)
        known = _OVER.get(slot.block.title.strip().casefold())
        if known:
            return _(known, minutes=minutes)
        return _("%(minutes)s past the start of “%(title)s”", minutes=minutes, title=slot.block.title)
    if slot.gap:
        return _("%(minutes)s free", minutes=language.minutes(slot.gap))
    return ""


def run_over(day: DayTable) -> Slot | None:
    """The fixed start that is run over by the most, the earliest of equals; None when every one holds."""
    return max((s for s in day.slots if s.overrun), key=lambda s: s.overrun, default=None)


def over_words(days: Sequence[DayTable], language: Language) -> str:
    """One sentence on the days that run over a fixed start, else over their target end; empty when all is well."""
    told = []
    for number, day in enumerate(days, 1):
        slot = run_over(day)
        words = gap_words(slot, language) if slot else left_words(day, language) if (day.left or 0) < 0 else ""
        if words:
            named = language.gettext("%(day)s: %(what)s", day=day_name(day, number, language), what=words)
            told.append(named if len(days) > 1 else words)
    return language.gettext("The program runs over: %(what)s.", what="; ".join(told)) if told else ""


def left_words(day: DayTable, language: Language) -> str:
    """Minutes against the target end: "30 min kvar", "12 min över tiden", "Slutar precis i tid"; empty without a target."""
    _ = language.gettext
    if day.left is None:
        return ""
    if day.left == 0:
        return _("Ends on time")
    if day.left < 0:
        return _("%(minutes)s over time", minutes=language.minutes(-day.left))
    return _("%(minutes)s left", minutes=language.minutes(day.left))


def work_words(day: DayTable, language: Language) -> str:
    """ "09.00–15.30, varav 4 tim 55 min arbete"."""
    return language.gettext("%(span)s, of which %(work)s work", span=language.span(day.start, day.end), work=language.minutes(day.work))


def day_name(day: DayTable, number: int, language: Language, *, full: bool = False) -> str:
    """What a day is called: its own name, else "Dag 2"; with `full` the date after it."""
    name = day.day.title or language.gettext("Day %(n)s", n=number)
    if full and day.day.date:
        return f"{name} · {language.date(day.day.date, 'weekday')}"
    return name


def sets_words(block: AgendaBlock, language: Language) -> str:
    """ "vid 4 bord"; empty when the exercise runs once."""
    return language.ngettext("at %(n)s table", "at %(n)s tables", block.sets) if block.sets and block.sets > 1 else ""


def spoken(slot: Slot, language: Language, *, method: str = "", track: str = "", conflict: bool = False) -> str:
    """A block as a screen reader says it: "09.00 till 09.20, Incheckning, Start och avslut, 20 minuter"."""
    _ = language.gettext
    minutes = slot.end - slot.start
    parts = [
        _("%(start)s to %(end)s", start=language.clock(slot.start), end=language.clock(slot.end)),
        slot.block.title,
        kind_name(slot.block.type, language),
        language.ngettext("%(n)s minute", "%(n)s minutes", minutes),
        track,
        method,
        slot.block.lead,
        sets_words(slot.block, language),
        _("fixed start") if slot.block.fixed_start is not None else "",
        gap_words(slot, language),
        _("needs a decision-maker") if slot.block.needs_decider else "",
        _("two versions") if conflict else "",
    ]
    return ", ".join(p for p in parts if p)


def kinds(language: Language) -> list[tuple[str, str]]:
    """(wire name, word) of the five kinds, in their order."""
    return [(k, kind_name(k, language)) for k in KINDS]


def memory_words(memory: TimeMemory, language: Language) -> str:
    """ "Tog 35 min förra gången (planerat 25). Median av 3 gånger: 33 min." """
    _ = language.gettext
    latest = memory.latest
    took = language.minutes(latest.minutes)
    told = (
        _("Took %(took)s last time.", took=took)
        if latest.planned is None
        else _("Took %(took)s last time (planned %(planned)s).", took=took, planned=language.minutes(latest.planned))
    )
    if memory.times == 1:
        return told
    median = language.minutes(memory.median)
    return f"{told} " + language.ngettext(
        "Median of %(n)s time: %(median)s.", "Median of %(n)s times: %(median)s.", memory.times, median=median
    )


def fitted_words(fit: Scaled, language: Language) -> str:
    """That a template was fitted to the day; outside three quarters to five quarters of its length, that it should be looked through."""
    _ = language.gettext
    facts = {"percent": round(fit.factor * 100), "minutes": language.minutes(sum(fit.minutes))}
    if not fit.strained:
        return _("The lengths were fitted to the day: %(minutes)s, %(percent)d percent of the template.", **facts)
    if fit.factor < 1:
        return _(
            "The lengths were fitted to the day: %(minutes)s, only %(percent)d percent of the template. Take something out rather than hurry.",
            **facts,
        )
    return _(
        "The lengths were fitted to the day: %(minutes)s, %(percent)d percent of the template. It may become slow: add something, or end earlier.",
        **facts,
    )
