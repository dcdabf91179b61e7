"""The rules of a launch inside the organisation: lead time, channels, phases, first lines, effort, use, and what a unit lives through at once.

Pure: rows in, facts out (measurement.md 3.9 and 3.12). The page shows all of it; the checks (`checks.launched`) ask about what has a limit.
"""

from __future__ import annotations

from collections import Counter
from collections.abc import Callable, Iterable, Mapping, Sequence
from datetime import date
from fractions import Fraction

from verkstad.domain.dates import iso_date, parse_date
from verkstad.domain.decimals import exact
from verkstad.domain.fields import Id
from verkstad.domain.launch import PHASES, Adoption, Audience, LaunchActivity, Understanding
from verkstad.domain.modules import Need
from verkstad.domain.pilots import Pilot
from verkstad.domain.readability import Counted, counted
from verkstad.domain.shares import Share
from verkstad.domain.values import frozen

LEAD_DAYS = 14
"""Days from the first activity to the start of the pilot (own)."""
KINDS_LEAST = 3
LASTING_LEAST, LASTING_DAYS = 2, 90
"""So many activities within so many days of the start make it last."""
INGRESS_WORDS = 40
"""In the first lines, at most (own)."""
LIX_MOST = 40
"""Of a message (own)."""
COMING_DAYS = 30
CHANGES_MOST = 2
"""Of pilots and launches at once in one unit (own)."""
START_DAYS = 7
"""From the first day so long it is the start; then it is after."""
TICKS = ("tells_what", "tells_me", "tells_when", "tells_do")
"""The four questions to the first lines: what happens, what it means to me, when, what I do."""
TWO_WAY = frozenset(("meeting", "standup", "try_it", "manager_talk"))
"""Channels in which those it is for can answer at once."""


def inside(rows: Iterable[LaunchActivity]) -> tuple[LaunchActivity, ...]:
    """What is done for those who are to work otherwise and was not dropped."""
    return tuple(row for row in rows if row.state != "dropped" and not row.outward)


# ------------------------------------------------------------------------------------------------ time


@frozen
class Lead:
    """Days from the first activity to the start. `state`: "late" (the first comes after the start), "short" or "ok"."""

    days: int
    state: str


def lead_time(start: str | None, rows: Iterable[LaunchActivity], least: int = LEAD_DAYS) -> Lead | None:
    """None without a start, or before any activity has a day."""
    days = [row.on for row in inside(rows) if row.on]
    if not start or not days:
        return None
    lead = _days(min(days), start)
    return Lead(lead, "late" if lead < 0 else "short" if lead < least else "ok")


def phase_on(day: str | None, start: str | None) -> str:
    """The phase a day falls in, by the first day of the new way; "" when either is not known."""
    if not day or not start:
        return ""
    since = _days(start, day)
    return "before" if since < 0 else "start" if since < START_DAYS else "after"


def _days(first: str, last: str) -> int:
    return (date.fromisoformat(last) - date.fromisoformat(first)).days


def phases_missing(rows: Iterable[LaunchActivity]) -> tuple[str, ...]:
    """The phases nothing is planned in, in order."""
    there = {row.phase for row in inside(rows)}
    return tuple(phase for phase in PHASES if phase not in there)


def lasting(rows: Iterable[LaunchActivity], start: str | None, days: int = LASTING_DAYS) -> int:
    """How many activities come after the start and within `days` of it; one without a day counts by its phase alone."""
    last = iso_date(start, days) if start else None
    return sum(row.phase == "after" and (not row.on or last is None or row.on <= last) for row in inside(rows))


# ------------------------------------------------------------------------------------------------ channels


@frozen
class Mix:
    """The kinds of channels, in the order of the list, and whether those it is for can answer in one of them."""

    kinds: tuple[str, ...]
    answers: bool

    @property
    def only_mail(self) -> bool:
        return self.kinds == ("email",)

    def enough(self, least: int = KINDS_LEAST) -> bool:
        return len(self.kinds) >= least and self.answers


def channel_mix(rows: Iterable[LaunchActivity]) -> Mix:
    held = inside(rows)
    there = {row.channel for row in held if row.channel}
    return Mix(tuple(sorted(there)), any(row.two_way for row in held))


# ------------------------------------------------------------------------------------------------ messages


@frozen
class FirstLines:
    """The words of the first lines, and which of the four questions they do not answer yet."""

    words: int
    unanswered: tuple[str, ...]
    most: int = INGRESS_WORDS

    @property
    def long(self) -> bool:
        return self.words > self.most

    @property
    def ready(self) -> bool:
        """At most so many words, and all four questions answered."""
        return bool(self.words) and not self.long and not self.unanswered


def first_lines(row: LaunchActivity, most: int = INGRESS_WORDS) -> FirstLines:
    return FirstLines(counted(row.ingress).words, tuple(tick for tick in TICKS if not getattr(row, tick)), most)


def has_message(row: LaunchActivity) -> bool:
    return any(text.strip() for text in (row.subject, row.ingress, row.message))


def message_read(row: LaunchActivity) -> Counted:
    """All that is read: the first lines and the message."""
    return counted("\n".join(filter(None, (row.ingress.strip(), row.message.strip()))))


# ------------------------------------------------------------------------------------------------ audiences


def told_lacks(audience: Audience) -> tuple[str, ...]:
    """Which of why and how nobody has written."""
    return tuple(name for name in ("why", "how") if not getattr(audience, name).strip())


def sketched(audience: Audience, rows: Iterable[LaunchActivity]) -> bool:
    """They are named and no more: nothing of why and how is written, and nothing is planned. No check asks about them yet."""
    return len(told_lacks(audience)) == 2 and not inside(rows)


def understood(rows: Iterable[Understanding]) -> Share | None:
    """The latest check where somebody was asked; of equal days the last written. None before anybody was."""
    held = [row for row in rows if row.asked and row.could is not None]
    last = max(held, key=lambda row: (row.on or "", row.id), default=None)
    return Share(last.could or 0, last.asked or 0) if last is not None else None


# ------------------------------------------------------------------------------------------------ use


def in_use(rows: Iterable[Adoption], today: str) -> Share | None:
    """Who works the new way: the latest count of each unit up to today, added up. None before anybody counted."""
    latest: dict[Id | None, Adoption] = {}
    for row in sorted((r for r in rows if r.on and r.on <= today and r.users and r.using is not None), key=lambda r: (r.on or "", r.id)):
        latest[row.unit] = row
    if not latest:
        return None
    return Share(sum(min(r.using or 0, r.users or 0) for r in latest.values()), sum(r.users or 0 for r in latest.values()))


def use_over_time(rows: Sequence[Adoption], today: str) -> tuple[tuple[str, Share], ...]:
    """(day, share) for each day on which somebody counted, up to today: what was known that day."""
    days = sorted({row.on for row in rows if row.on and row.on <= today and row.users and row.using is not None})
    return tuple((day, share) for day in days if (share := in_use(rows, day)) is not None)


# ------------------------------------------------------------------------------------------------ effort


@frozen
class Effort:
    """Hours and kronor spent inside and outside, exact."""

    hours_inside: Fraction = Fraction(0)
    hours_outside: Fraction = Fraction(0)
    cost_inside: Fraction = Fraction(0)
    cost_outside: Fraction = Fraction(0)

    @property
    def nothing_inside(self) -> bool:
        """Something is spent on those outside, and nothing on those who are to work otherwise."""
        return self.hours_outside + self.cost_outside > 0 and self.hours_inside + self.cost_inside == 0

    def share_of(self, investment: Fraction) -> Fraction | None:
        """The money spent inside in per cent of an investment; None of nothing."""
        return 100 * self.cost_inside / investment if investment > 0 else None


def effort(rows: Iterable[LaunchActivity]) -> Effort:
    """What was dropped costs nothing; what is less than nothing is not counted."""
    found: dict[str, Fraction] = {}
    for row in rows:
        if row.state == "dropped":
            continue
        side = "outside" if row.outward else "inside"
        for what, said in (("hours", row.hours), ("cost", row.cost)):
            number = exact(said)
            if number is not None and number > 0:
                found[f"{what}_{side}"] = found.get(f"{what}_{side}", Fraction(0)) + number
    return Effort(**found)


# ------------------------------------------------------------------------------------------------ load


MOST_AT_ONCE = 2
"""Changes a unit can live through at once; more is told of."""


@frozen
class ChangeLoad:
    """What a unit lives through at once: pilots that run in it, and launches in the coming month."""

    pilots: int = 0
    launches: int = 0

    @property
    def count(self) -> int:
        return self.pilots + self.launches


def units_load(
    pilots: Iterable[Pilot],
    needs: Callable[[Id], Iterable[Need]],
    audiences: Iterable[Audience],
    activities: Iterable[LaunchActivity],
    today: str,
) -> dict[Id, ChangeLoad]:
    """What each operation lives through at once: pilots that run in it, and launches of the coming month. `needs`: those of a module."""
    running = [p.module for p in pilots if p.state == "running" and p.module]
    piloted = [[n.unit for n in needs(module) if n.form == "unit" and n.unit] for module in running]
    return change_load(piloted, activities, {a.id: a.unit for a in audiences}, today)


def change_load(
    piloted: Iterable[Iterable[Id]], activities: Iterable[LaunchActivity], unit_of: Mapping[Id, Id | None], today: str
) -> dict[Id, ChangeLoad]:
    """Unit -> load. `piloted`: the units of each pilot that runs; `unit_of`: the unit of each audience.

    A launch is what is planned for an audience within `COMING_DAYS` from today, before the new way stands or when it begins.
    """
    last = iso_date(today, COMING_DAYS)
    pilots = Counter(unit for units in piloted for unit in set(units))
    launches: Counter[Id] = Counter()
    for row in inside(activities):
        unit = unit_of.get(row.audience or "")
        if unit and row.state == "planned" and row.on and today <= row.on <= last and row.phase != "after":
            launches[unit] += 1
    return {unit: ChangeLoad(pilots[unit], launches[unit]) for unit in sorted({*pilots, *launches})}


# ------------------------------------------------------------------------------------------------ one line


@frozen
class Typed:
    """An activity as it was written in one line. `on` is an ISO date or None; `channel` "" when no word tells it; `audience` an id or None."""

    title: str
    on: str | None = None
    channel: str = ""
    audience: Id | None = None

    @property
    def two_way(self) -> bool:
        return self.channel in TWO_WAY


_CHANNEL_WORDS: tuple[tuple[str, tuple[str, ...]], ...] = (
    ("email", ("mejl", "mail", "e-post", "epost", "email", "utskick", "nyhetsbrev", "newsletter")),
    ("manager_talk", ("chefssamtal", "medarbetarsamtal", "talk with the manager", "manager talk")),
    ("standup", ("stå-upp", "ståupp", "stand-up", "standup", "morgonmöte", "tavelmöte", "huddle")),
    ("try_it", ("prova", "pröva", "provapå", "prova-på", "öppet hus", "try", "demo", "open house")),
    ("film", ("film", "video")),
    ("intranet", ("intranät", "intranet")),
    ("print", ("affisch", "vykort", "bordskort", "tryck", "klistermärke", "broschyr", "poster", "postcard", "leaflet", "print", "sticker")),
    ("meeting", ("träff", "möte", "apt", "arbetsplatsträff", "meeting", "workshop", "frukost", "session")),
)
"""Words that tell the channel; the first that a word of the line begins with, or that stands in it, decides."""


def read_line(text: str, today: str, audiences: Sequence[tuple[Id, str]] = ()) -> Typed:
    """ "12/1 Träff för handläggare" -> the day, the title, the channel its words tell, the audience whose name stands in it.

    The day may stand first or last, in up to four words. `audiences`: (id, name); the longest name that stands in the line is meant.
    """
    words = text.split()
    day, rest = None, words
    for count in range(min(4, len(words) - 1), 0, -1):
        for head, tail in ((words[:count], words[count:]), (words[-count:], words[:-count])):
            if (found := parse_date(" ".join(head).rstrip(":,"), today)) is not None:
                day, rest = found, tail
                break
        if day is not None:
            break
    title = " ".join(rest).lstrip(":,–- ").strip() or " ".join(words)
    lower = title.casefold()
    channel = next((name for name, known in _CHANNEL_WORDS if any(_stands(word, lower) for word in known)), "")
    meant = [(len(name), id) for id, name in audiences if name.strip() and name.casefold().strip() in lower]
    return Typed(title, day, channel, max(meant)[1] if meant else None)


def _stands(word: str, line: str) -> bool:
    """A word of the line begins or ends with it ("Filmkväll", "Instruktionsfilm"); short ones stand alone."""
    return any(w == word or (len(word) > 3 and (w.startswith(word) or w.endswith(word))) for w in _plain(line)) or (
        " " in word and word in line
    )


def _plain(line: str) -> list[str]:
    return [w.strip(".,:;!?()\"”'") for w in line.split()]
