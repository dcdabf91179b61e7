"""Rules about the launch inside the organisation."""

from __future__ import annotations

from verkstad.domain.checks.rules import BLOCKING, HINT, WARNING, Fact, Look, fact, rule
from verkstad.domain.checks.views import asked_phrases
from verkstad.domain.dates import iso_date
from verkstad.domain.initiative import Initiative
from verkstad.domain.launch import Audience, LaunchActivity, Understanding
from verkstad.domain.launching import (
    channel_mix,
    effort,
    first_lines,
    has_message,
    inside,
    lasting,
    message_read,
    phases_missing,
    told_lacks,
    understood,
)
from verkstad.domain.modules import DONE, Module
from verkstad.domain.pilots import Pilot
from verkstad.domain.readability import reading_minutes


def activities(audience: Audience, look: Look) -> tuple[LaunchActivity, ...]:
    """What is done for an audience and was not dropped; what is done outside does not count."""
    return inside(look.naming(LaunchActivity, "audience", audience.id))


def goes_out(activity: LaunchActivity, look: Look) -> bool:
    """It is still to come: what has gone out is asked about no more."""
    return activity.state == "planned" and (activity.on is None or activity.on >= look.today)


@rule("V901", BLOCKING, Audience, requirements=("003-09",))
def why_or_how_missing(audience: Audience, look: Look) -> Fact | None:
    """Something is planned for them, and it is not said why they are to change, or how."""
    lacks = told_lacks(audience)
    planned = look.view(activities, audience)
    return fact(lacks=lacks) if lacks and planned else None


@rule("V902", WARNING, Audience, requirements=("003-03",))
def nothing_for_audience(audience: Audience, look: Look) -> Fact | None:
    """A pilot of theirs runs or is to begin, and nothing is planned for them."""
    pilots = [p for p in look.children(Pilot, audience.parent) if audience.module in (None, p.module)]
    soon = any(p.state == "running" or (p.state == "measure_first" and p.started) for p in pilots)
    return fact() if soon and not look.view(activities, audience) else None


@rule("V903", WARNING, Audience, product="only mail", requirements=("003-05",))
def only_mail(audience: Audience, look: Look) -> Fact | None:
    return fact() if channel_mix(look.view(activities, audience)).only_mail else None


@rule("V904", HINT, Audience, product="audience with one channel only", requirements=("003-04",))
def one_channel_only(audience: Audience, look: Look) -> Fact | None:
    mix = channel_mix(look.view(activities, audience))
    return fact(channel=mix.kinds[0]) if len(mix.kinds) == 1 and not mix.only_mail else None


@rule("V905", HINT, Audience, requirements=("003-04",))
def poor_mix(audience: Audience, look: Look) -> Fact | None:
    """Several ways, and fewer kinds than hold, or none by which they can answer."""
    mix = channel_mix(look.view(activities, audience))
    least = look.limit("channel_kinds", audience.parent)
    count = len(mix.kinds)
    return fact(count=count, least=least, answers=mix.answers) if count >= 2 and not mix.enough(least) else None


@rule("V906", HINT, Audience, requirements=("003-03", "003-15"))
def phase_missing(audience: Audience, look: Look) -> Fact | None:
    rows = look.view(activities, audience)
    missing = phases_missing(rows)
    return fact(phases=missing) if rows and missing else None


@rule("V907", HINT, LaunchActivity, product="message too long", requirements=("003-07",))
def message_too_long(activity: LaunchActivity, look: Look) -> Fact | None:
    """The first lines have more words than anybody reads, the whole takes longer than anybody has, or it is heavy to read."""
    if not goes_out(activity, look) or not has_message(activity):
        return None
    lines, read = first_lines(activity, look.limit("ingress_words", activity.parent)), message_read(activity)
    minutes, lix = reading_minutes(read.words), round(read.lix or 0)
    long, heavy = minutes > look.limit("message_minutes", activity.parent), lix > look.limit("lix", activity.parent)
    if not (lines.long or long or heavy):
        return None
    return fact(words=lines.words if lines.long else 0, most=lines.most, minutes=minutes if long else 0, lix=lix if heavy else 0)


@rule("V908", HINT, LaunchActivity, requirements=("003-07",))
def first_lines_not_tested(activity: LaunchActivity, look: Look) -> Fact | None:
    """Of a message that soon goes out: the four questions its first lines are to answer."""
    if not goes_out(activity, look) or not activity.ingress.strip() or not activity.on:
        return None
    if activity.on > iso_date(look.today, look.limit("first_lines_days", activity.parent)):
        return None
    left = first_lines(activity).unanswered
    return fact(count=len(left)) if left else None


@rule("V909", HINT, Audience, product="no check of understanding", requirements=("003-08",))
def understanding_not_asked(audience: Audience, look: Look) -> Fact | None:
    """Something has been done for them, and nobody has asked what they understood."""
    done = any(a.state == "done" for a in look.view(activities, audience))
    return fact() if done and understood(look.children(Understanding, audience.id)) is None else None


@rule("V910", HINT, LaunchActivity, product="platitude in the user's own goal, decision or launch message", requirements=("004-01",))
def phrase_in_message(activity: LaunchActivity, look: Look) -> Fact | None:
    if not goes_out(activity, look) or activity.answer.strip():
        return None
    text = "\n".join(filter(None, (activity.subject, activity.ingress, activity.message)))
    return asked_phrases(text, activity.parent, look) if text else None


@rule("V911", HINT, Audience, requirements=("004-01",))
def phrase_to_audience(audience: Audience, look: Look) -> Fact | None:
    if audience.answer.strip():
        return None
    return asked_phrases("\n".join((audience.why, audience.how)), audience.parent, look)


@rule("V912", WARNING, Initiative, requirements=("003-01",))
def nothing_spent_inside(initiative: Initiative, look: Look) -> Fact | None:
    """Hours or money go to those outside, and none to those who are to work the new way."""
    return fact() if effort(look.children(LaunchActivity, initiative.id)).nothing_inside else None


@rule("V913", HINT, Module, requirements=("003-15", "003-11"))
def nothing_that_makes_it_last(module: Module, look: Look) -> Fact | None:
    """Introduced, and fewer than two things are done or planned afterwards so that it lasts."""
    if module.status != DONE[0]:
        return None
    home = look.root(module)
    least = look.limit("lasting_activities", home)
    starts = [p.started for p in look.naming(Pilot, "module", module.id) if p.started]
    after = lasting(look.naming(LaunchActivity, "module", module.id), min(starts, default=None), look.limit("lasting_days", home))
    return fact(count=after, least=least) if after < least else None
