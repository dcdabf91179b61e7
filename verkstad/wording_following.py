"""The words of follow-up: from before to now in plain words, what changed, how it moves, what is late. No sentence here says what caused what."""

from __future__ import annotations

from datetime import date

from verkstad import wording_runchart
from verkstad.domain.following import DecisionRequest, FollowUp
from verkstad.domain.goals import Part
from verkstad.domain.reporting import Asked, Changed, Effect, Facts, Figures, Gain, GoalFact, chart, momentum, years
from verkstad.domain.runchart import Series
from verkstad.domain.runs import same
from verkstad.i18n import N_, Language
from verkstad.wording import choice_name
from verkstad.wording_goals import STEPS, balance_sentence, goal_title, now_words, parts_sentence, value_words

ANSWERS = ("continue", "adjust", "support", "stop")
_WORTH = {"too_early": N_("too early to say"), "preliminary": N_("preliminary")}
_MOMENTUM = {
    "moving": N_("It moves"),
    "slow": N_("It has slowed down"),
    "still": N_("It stands still"),
    "never": N_("Nothing has been finished yet"),
}


# ------------------------------------------------------------------------------------------------ from before to now


def from_to(effect: Effect, language: Language) -> str:
    """ "From 12 to 7 days": the middle before against the middle now, without a word of how it was counted."""
    _ = language.gettext

    def value(said: str, *, unit: bool) -> str:
        number = wording_runchart.short_number(float(said), effect.unit, language)
        return number if not unit or not effect.unit or effect.unit.strip() == "%" else f"{number} {effect.unit}"

    if effect.before and effect.now:
        if same(float(effect.before), float(effect.now)):
            return _("Unchanged, %(value)s", value=value(effect.now, unit=True))
        return _("From %(before)s to %(now)s", before=value(effect.before, unit=False), now=value(effect.now, unit=True))
    if effect.now:
        return _("Now %(value)s", value=value(effect.now, unit=True))
    if effect.before:
        return _("%(value)s before the start", value=value(effect.before, unit=True))
    return _("No comparison yet")


def worth(effect: Effect, language: Language) -> str:
    """What the change is worth: "a lasting change in the right direction", "preliminary", "too early to say"."""
    _ = language.gettext
    if effect.lasting and not effect.worth:
        if effect.way == "right":
            return _("a lasting change in the right direction")
        return _("a lasting change in the wrong direction") if effect.way == "wrong" else _("a lasting change")
    return _(_WORTH[effect.worth]) if effect.worth in _WORTH else ""


def effect_sentence(effect: Effect, language: Language) -> str:
    """ "Waiting time: from 12 to 7 days – preliminary." for text and lists."""
    told = from_to(effect, language)
    said = worth(effect, language)
    told = f"{effect.title}: {told[:1].lower()}{told[1:]}"
    return f"{told} – {said}." if said else f"{told}."


def effect_about(effect: Effect, language: Language) -> str:
    """Under it: the pilot, how it stands, who has it."""
    state = (
        choice_name("pilot", "outcome", effect.outcome, language)
        if effect.outcome
        else choice_name("pilot", "state", effect.pilot_state, language)
    )
    return " · ".join(filter(None, [effect.pilot_title, effect.team, state]))


def chart_described(effect: Effect, language: Language) -> str:
    """The chart for somebody who does not see it, in plain words and with its values."""
    _ = language.gettext
    held = chart(effect)
    values = "; ".join("–" if p.value is None else language.number(p.value) for p in held.series.points)
    facts = [effect_sentence(effect, language)]
    if held.series.points:
        dates = language.dates(held.series.points[0].on, held.series.points[-1].on)
        facts.append(_("Values %(dates)s, in order: %(values)s.", dates=dates, values=values))
    if effect.started:
        facts.append(_("New way of working from %(day)s.", day=language.date(effect.started, "date")))
    return " ".join(facts)


def small_print(effect: Effect, language: Language) -> str:
    """How the two numbers were counted, the rules and their limits."""
    held = chart(effect)
    compared = wording_runchart.comparison(held.analysis, language, held.unit)
    return " ".join(filter(None, [f"{effect.title}:", compared, wording_runchart.rules(held, language, medians=not compared)]))


# ------------------------------------------------------------------------------------------------ goals


def category(of: str, language: Language) -> str:
    """What a group of goals is about."""
    return choice_name("goal", "category", of, language) if of else language.gettext("Without category")


def standing_words(facts: Facts, language: Language) -> list[str]:
    """How many of the five parts of the initiative stand and which are missing, then what its goals are about; a sentence each."""
    told = [parts_sentence((Part(part.name, part.stands) for part in facts.parts), language)] if facts.parts else []
    return [*told, f"{balance_sentence(facts.balance, language)}."] if any(goal.category for goal in facts.goals) else told


def goal_words(goal: GoalFact, language: Language) -> str:
    """A goal of the report by its own words, and that it is a draft where it is."""
    return goal_title(goal.statement, language, agreed=not goal.draft)


def goal_now(goal: GoalFact, language: Language) -> str:
    """Where a goal stands: its value against where it began and its target; else what it aims at."""
    _ = language.gettext
    if goal.now is not None:
        return now_words(goal.now, goal.baseline or None, goal.target or None, goal.unit, language)
    if goal.baseline and goal.target:
        before, target = value_words(goal.baseline, "", language), value_words(goal.target, goal.unit, language)
        return _("To go from %(before)s to %(target)s; no value yet", before=before, target=target)
    return _("No value yet")


def unfollowed_words(why: str, pilots: int, language: Language) -> str:
    """Why no value tells where a goal stands, with the pilots that lead to it: the same number as on the goal's own card."""
    _, ngettext = language.gettext, language.ngettext
    if why == "no_pilot":
        return _("No pilot leads to it yet.")
    told = {
        "no_unit": _("the goal has no unit of measure to compare their values by"),
        "other": _("what is measured has another unit than the goal"),
    }.get(why, _("there is no value yet"))
    return _("%(pilots)s, but %(why)s.", pilots=ngettext("%(n)d pilot leads to it", "%(n)d pilots lead to it", pilots), why=told)


def years_words(series: Series, unit: str, language: Language) -> str:
    """ "Year by year: 2026 12 days, 2027 7 days"; "" when all values are of one year."""
    found = years(series)
    told = [f"{year} {value_words(repr(round(value, 6)).removesuffix('.0'), unit, language)}" for year, value in found]
    return language.gettext("Year by year: %(years)s", years=", ".join(told)) if told else ""


def step_words(step: int, language: Language) -> str:
    """ "2 of 3: deed"."""
    return language.gettext(STEPS[step]) if 0 <= step < len(STEPS) else ""


def goal_answer(answer: str, language: Language) -> str:
    return choice_name("leadership_answer", "answer", answer, language) if answer else ""


# ------------------------------------------------------------------------------------------------ what changed


def changed_words(change: Changed, language: Language) -> str:
    """One thing that is other than it was: "Decided: …", "The pilot … has begun"."""
    _ = language.gettext
    what = change.title.strip().rstrip(".")
    return _changed(change, what, language) or _("Changed: %(what)s", what=what)


def _changed(change: Changed, what: str, language: Language) -> str:
    _ = language.gettext
    kind, now = change.kind, change.now
    if now == "removed":
        return _("No longer there: %(what)s", what=what)
    if kind == "decision":
        return {
            "decided": _("Decided: %(what)s", what=what),
            "agreed": _("Agreed in a workshop: %(what)s", what=what),
            "withdrawn": _("Decision withdrawn: %(what)s", what=what),
            "proposed": _("Proposed again: %(what)s", what=what),
        }.get(now, "")
    if kind == "request":
        return {"answered": _("Answered: %(what)s", what=what), "withdrawn": _("No longer asked: %(what)s", what=what)}.get(now, "")
    if kind == "goal":
        if change.was in ("", "draft"):
            return _("New goal: %(what)s", what=what)
        step = int(now[4:]) if now.startswith("step") and now[4:].isdigit() else 0
        return _("Goal at %(step)s: %(what)s", step=step_words(step, language).lower(), what=what)
    if kind == "pilot":
        if now in ("adopt", "adapt", "expand", "abandon"):
            return _("Pilot decided (%(outcome)s): %(what)s", outcome=choice_name("pilot", "outcome", now, language).lower(), what=what)
        return {
            "running": _("Pilot begun: %(what)s", what=what),
            "measure_first": _("Pilot measures first again: %(what)s", what=what),
            "ended": _("Pilot ended: %(what)s", what=what),
        }.get(now, "")
    if kind == "module":
        return _("Module now %(status)s: %(what)s", status=choice_name("module", "status", now, language).lower(), what=what)
    if kind == "loop" and now == "finished":
        return _("Learnt: %(what)s", what=what)
    if kind == "follow_up":
        return _("Followed up: %(what)s", what=what) if now == "done" else _("To be followed up again: %(what)s", what=what)
    if kind == "action":
        return _("Done: %(what)s", what=what) if now == "done" else _("Open again: %(what)s", what=what)
    return ""


def since_words(facts: Facts, language: Language) -> str:
    """ "Since the report of 20 March", "Since the start"."""
    if facts.cover.since:
        return language.gettext("Since the report of %(day)s", day=language.date(facts.cover.since, "date"))
    return language.gettext("Since the start")


# ------------------------------------------------------------------------------------------------ how it moves


def momentum_words(found: Figures, language: Language) -> str:
    """ "It moves: an action or a learning loop was last finished 12 days ago"."""
    _ = language.gettext
    told = _(_MOMENTUM[momentum(found.still)])
    if found.still < 0:
        return told
    if not found.still:
        return _("%(told)s: an action or a learning loop was finished today", told=told)
    ago = language.ngettext("%(n)d day ago", "%(n)d days ago", found.still)
    return _("%(told)s: an action or a learning loop was last finished %(ago)s", told=told, ago=ago)


def in_time_words(found: Figures, language: Language) -> str:
    """ "7 of 9 actions that fell due since 24 August were done in time"; "No action fell due". It says how many of them are counted on trust."""
    ngettext = language.ngettext
    if not found.due:
        return language.gettext("No action fell due")
    if not found.begins:
        return ngettext(
            "%(done)d of %(n)d action that fell due was done in time",
            "%(done)d of %(n)d actions that fell due were done in time",
            found.due,
            done=found.in_time,
        )
    told = ngettext(
        "%(done)d of %(n)d action that fell due since %(day)s was done in time",
        "%(done)d of %(n)d actions that fell due since %(day)s were done in time",
        found.due,
        done=found.in_time,
        day=language.date(found.begins, "date"),
    )
    if not found.assumed:
        return told
    came = ngettext("%(n)d was done when it came in", "%(n)d were done when they came in", found.assumed)
    return f"{told} ({came})"


def moves_words(found: Figures, language: Language) -> tuple[str, ...]:
    """When something was last finished and what was done in time, as the follow-up and the report say it; nothing where there is nothing to tell."""
    told = (momentum_words(found, language) if found.still >= 0 else "", in_time_words(found, language) if found.due else "")
    return tuple(words for words in told if words)


def loops_words(found: Figures, language: Language) -> str:
    """ "0 learning loops in 60 days"."""
    return language.ngettext("%(n)d learning loop in 60 days", "%(n)d learning loops in 60 days", found.loops)


def gain_words(gain: Gain, language: Language) -> str:
    """ "Fewer questions by telephone: 35 % work the new way, 60 % were planned by 1 June – at risk"."""
    _ = language.gettext
    facts = []
    if gain.share >= 0:
        facts.append(_("%(share)d %% work the new way", share=gain.share))
    else:
        facts.append(_("nobody has counted how many work the new way"))
    if gain.planned >= 0 and gain.from_on:
        facts.append(_("%(share)d %% planned by %(day)s", share=gain.planned, day=language.date(gain.from_on, "date")))
    told = _("%(title)s: %(facts)s", title=gain.title, facts=", ".join(facts))
    return _("%(told)s – at risk", told=told) if gain.state == "risk" else told


# ------------------------------------------------------------------------------------------------ follow-ups and requests


def follow_up_title(row: FollowUp, kind: str, title: str, language: Language) -> str:
    """What is looked at: its own words, or after how many days of what."""
    _ = language.gettext
    if row.what:
        return row.what
    if row.days is None:
        return _("Look again: %(what)s", what=title)
    days = language.ngettext("%(n)d day", "%(n)d days", row.days)
    if kind == "decision":
        return _("%(days)s after the decision", days=days)
    if kind == "initiative":
        return _("%(days)s after the closing", days=days)
    return _("After %(days)s", days=days)


def due_words(day: str | None, today: str, language: Language) -> str:
    """How near a day is: "3 days late", "today", "in 5 days"; "" without one."""
    if not day:
        return ""
    days = (date.fromisoformat(day) - date.fromisoformat(today)).days
    if days < 0:
        return language.ngettext("%(n)d day late", "%(n)d days late", -days)
    if days < 2:
        return language.gettext("tomorrow") if days else language.gettext("today")
    return language.ngettext("in %(n)d day", "in %(n)d days", days)


_LATE = {
    "goal": N_("Goal to check: %(what)s"),
    "follow_up": N_("To follow up: %(what)s"),
    "request": N_("Waits for leadership: %(what)s"),
    "pilot": N_("Pilot to decide on: %(what)s"),
    "decision": N_("Decision to look at again: %(what)s"),
}


def late_words(kind: str, title: str, language: Language) -> str:
    """Something whose day has passed: what is to be done with it."""
    return language.gettext(_LATE[kind], what=title)


def cost_words(cost: str | None, note: str, language: Language) -> str:
    """ "120 000 kr a year"; "no cost" for nought; "" when nothing is said."""
    if not cost:
        return note
    amount = language.gettext("no cost") if float(cost) == 0 else f"{language.number(cost)} kr"
    return " ".join(filter(None, [amount, note]))


def asked_facts(asked: Asked, language: Language) -> list[tuple[str, str]]:
    """(label, words) of what leadership needs to answer: recommendation, what a no means, cost and who bears it, last day."""
    _ = language.gettext
    last = language.date(asked.last_day, "date") if asked.last_day else ""
    facts = [
        (_("We recommend"), asked.recommendation),
        (_("If the answer is no"), asked.consequence),
        (_("Cost"), cost_words(asked.cost, asked.cost_note, language)),
        (_("Who bears it"), asked.bears),
        (_("Last day"), last),
    ]
    return [(label, words) for label, words in facts if words]


def asked_shortly(asked: Asked, language: Language) -> list[tuple[str, str]]:
    """The same in three rows: cost, who bears it and the last day in one."""
    _ = language.gettext
    cost = [
        words_of_cost
        for words_of_cost in (
            cost_words(asked.cost, asked.cost_note, language),
            _("borne by %(who)s", who=asked.bears) if asked.bears else "",
            _("last day %(day)s", day=language.date(asked.last_day, "date")) if asked.last_day else "",
        )
        if words_of_cost
    ]
    told = " · ".join(cost)
    facts = [
        (_("We recommend"), asked.recommendation),
        (_("If the answer is no"), asked.consequence),
        (_("Cost"), told[:1].upper() + told[1:]),
    ]
    return [(label, said) for label, said in facts if said]


def request_state(row: DecisionRequest, language: Language) -> str:
    return choice_name("decision_request", "state", row.state, language)
