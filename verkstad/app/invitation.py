"""The invitation as a mail: what it must say, what it still lacks, its words, and to whom it goes.

`invitation` gathers the facts, `invitation_mail` and `reminder_mail` make the letter in the language of the workshop's paper. The
opening is the facilitator's own when she has written one; the rest follows from the workshop, so that it is never out of date.
"""

from __future__ import annotations

from dataclasses import dataclass
from urllib.parse import quote

from verkstad.app.people import participants
from verkstad.app.workshops import program
from verkstad.domain.agenda import DayTable
from verkstad.domain.fields import Id
from verkstad.domain.workshop import reply
from verkstad.i18n import N_, Language
from verkstad.storage.library import Reading

LINK_LIMIT = 1_900
"""Characters a mailto address may have: Windows cuts off what is longer than about 2,000."""


@dataclass(frozen=True, slots=True)
class Meeting:
    """One day: its date, and from when to when in minutes since midnight. `until` None: nobody has said when it ends; `lunch`: when it begins."""

    date: str | None
    start: int
    until: int | None
    lunch: int | None = None


@dataclass(frozen=True, slots=True)
class Invitation:
    """What an invitation says. Lists are one thing an entry; empty text is not said."""

    title: str
    meetings: tuple[Meeting, ...] = ()
    place: str = ""
    purpose: str = ""
    outcomes: tuple[str, ...] = ()
    before: tuple[str, ...] = ()
    leads: str = ""
    contact: str = ""
    reply_by: str | None = None
    opening: str = ""

    @property
    def missing(self) -> tuple[str, ...]:
        """What somebody who gets it will ask for: "when", "where", "why", "reply_by", "leads", "contact"."""
        said = {
            "when": bool(self.meetings) and all(m.date for m in self.meetings),
            "where": bool(self.place),
            "why": bool(self.purpose or self.outcomes),
            "reply_by": self.reply_by is not None,
            "leads": bool(self.leads),
            "contact": bool(self.contact),
        }
        return tuple(name for name, there in said.items() if not there)


@dataclass(frozen=True, slots=True)
class Mail:
    subject: str
    body: str

    @property
    def text(self) -> str:
        return f"{self.subject}\n\n{self.body}"


@dataclass(frozen=True, slots=True)
class Recipients:
    """Whom a mail reaches: addresses by the alphabet, each once, and how many on the list have none."""

    addresses: tuple[str, ...]
    without: int


# ------------------------------------------------------------------------------------------------ questions


def invitation(library: Reading, workshop: Id) -> Invitation:
    plan = program(library, workshop)
    row = plan.workshop
    asked = (*lines(row.before), *(line for day in plan.days for slot in day.slots for line in lines(slot.block.before)))
    return Invitation(
        title=row.title,
        meetings=tuple(_meeting(day) for day in plan.days),
        place=row.place.strip(),
        purpose=row.purpose.strip(),
        outcomes=lines(row.outcomes),
        before=tuple(dict.fromkeys(asked)),
        leads=row.leads.strip(),
        contact=row.contact.strip(),
        reply_by=row.reply_by,
        opening=row.invitation.strip(),
    )


def recipients(library: Reading, workshop: Id, *, unanswered_only: bool = False) -> Recipients:
    """Those who are asked to come: not those who declined or whose seat somebody else has taken. With `unanswered_only` those whose answer
    is still waited for (`domain.workshop.reply`): nobody who is noted at the door, here or absent."""
    listed = participants(library, workshop)
    replaced = {line.participation.substitute_for for line in listed}
    asked = [line for line in listed if line.participation.answer != "no" and line.participation.person not in replaced]
    if unanswered_only:
        asked = [line for line in asked if reply(line.participation) == "invited"]
    addresses = {line.person.email.strip().casefold(): line.person.email.strip() for line in asked if line.person.email.strip()}
    return Recipients(tuple(addresses[key] for key in sorted(addresses)), sum(not line.person.email.strip() for line in asked))


def lines(text: str) -> tuple[str, ...]:
    """The lines of a list written by hand, without their dashes and bullets."""
    return tuple(line for line in (raw.strip().lstrip("-–•*·").strip() for raw in text.splitlines()) if line)


def _meeting(day: DayTable) -> Meeting:
    until = day.day.target_end if day.day.target_end is not None else day.end
    return Meeting(day.day.date, day.start, until if until > day.start else None, lunch_of(day))


def lunch_of(day: DayTable) -> int | None:
    """When the lunch of a day begins: the first break that calls itself one."""
    return next((slot.start for slot in day.slots if slot.block.type == "break" and "lunch" in slot.block.title.casefold()), None)


# ------------------------------------------------------------------------------------------------ the letters


def invitation_mail(facts: Invitation, language: Language) -> Mail:
    _ = language.gettext
    parts = [
        _("Hello!"),
        facts.opening or _("Welcome to the workshop “%(title)s”.", title=facts.title),
        _essentials(facts, language),
        _section(_("Why we meet"), facts.purpose),
        _section(_("What we will have when we go home"), _bullets(facts.outcomes)),
        _section(_("Before the day"), _bullets(facts.before)),
        _section(_("What we hope for from you"), _("Bring what you know from your own work, and plan to stay from start to end.")),
        _section(_("Your answer"), _reply(facts, language)),
        _who(facts, language),
        _("Welcome!") if facts.opening else "",  # else it was the first word
    ]
    first = facts.meetings[0].date if facts.meetings else None
    if first:
        subject = _("Invitation: %(title)s, %(day)s", title=facts.title, day=language.date(first, "weekday"))
    else:
        subject = _("Invitation: %(title)s", title=facts.title)
    return Mail(subject, "\n\n".join(part for part in parts if part))


def reminder_mail(facts: Invitation, language: Language, *, today: str) -> Mail:
    """To those who have not answered. `today` is an ISO date: a last day that has passed is not asked for again."""
    _ = language.gettext
    if facts.reply_by is None:
        ask = _("We have not had your answer yet. A short yes or no is enough.")
    elif facts.reply_by < today:
        ask = _(
            "We have not had your answer yet, and the last day was %(day)s. Please answer today; a short yes or no is enough.",
            day=language.date(facts.reply_by, "weekday", today=today),
        )
    else:
        ask = _(
            "We have not had your answer yet. Please answer by %(day)s; a short yes or no is enough.",
            day=language.date(facts.reply_by, "weekday", today=today),
        )
    parts = [
        _("Hello!"),
        _("A reminder of the workshop “%(title)s”.", title=facts.title),
        _essentials(facts, language),
        ask,
        _needs(language),
        _section(_("Before the day"), _bullets(facts.before)),
        _who(facts, language),
    ]
    return Mail(_("Are you coming? %(title)s", title=facts.title), "\n\n".join(part for part in parts if part))


def _essentials(facts: Invitation, language: Language) -> str:
    _ = language.gettext
    said = []
    days = [_day(m, language) for m in facts.meetings]
    if len(days) == 1:
        said.append(_("When: %(when)s", when=days[0]))
    elif days:
        said += [_("When:"), _bullets(tuple(days))]
    if facts.place:
        said.append(_("Where: %(place)s", place=facts.place))
    served = [m for m in facts.meetings if m.lunch is not None]
    alike = len({m.lunch for m in served}) == 1 and len(served) == len(facts.meetings)
    lunches = dict.fromkeys(_lunch(m, language, dated=not alike) for m in served)
    if lunches:
        said.append(_("Lunch is provided at %(when)s.", when=language.listing(list(lunches))))
    return "\n".join(said)


def _day(meeting: Meeting, language: Language) -> str:
    _ = language.gettext
    day = language.date(meeting.date) if meeting.date else _("the date will follow")
    if meeting.until is None:
        return _("%(day)s, from %(time)s", day=day, time=language.clock(meeting.start))
    return f"{day}, {language.span(meeting.start, meeting.until)}"


def _lunch(meeting: Meeting, language: Language, *, dated: bool) -> str:
    clock = language.clock(meeting.lunch or 0)
    return f"{clock} ({language.date(meeting.date, 'weekday')})" if dated and meeting.date else clock


def _reply(facts: Invitation, language: Language) -> str:
    _ = language.gettext
    if facts.reply_by:
        ask = _("Please answer by %(day)s, also if you cannot come.", day=language.date(facts.reply_by, "weekday"))
    else:
        ask = _("Please answer as soon as you can, also if you cannot come.")
    return " ".join((ask, _("If you are prevented, do suggest somebody in your place."), _needs(language)))


def _needs(language: Language) -> str:
    return language.gettext("Tell us if you need special food, or anything else that lets you take part on equal terms.")


def _who(facts: Invitation, language: Language) -> str:
    _ = language.gettext
    said = []
    if facts.leads:
        said.append(_("Led by: %(leads)s", leads=facts.leads))
    if facts.contact:
        ask = N_("Questions, or running late? Call %(contact)s")
        if "@" in facts.contact and not any(c.isdigit() for c in facts.contact):
            ask = N_("Questions, or running late? Write to %(contact)s")
        said.append(_(ask, contact=facts.contact))
    return "\n".join(said)


def _section(heading: str, text: str) -> str:
    return f"{heading}\n{text}" if text else ""


def _bullets(items: tuple[str, ...]) -> str:
    return "\n".join(f"– {item}" for item in items)


# ------------------------------------------------------------------------------------------------ on its way


def address_line(addresses: tuple[str, ...]) -> str:
    """Addresses as a mail program takes them when pasted."""
    return "; ".join(addresses)


def mail_link(mail: Mail, addresses: tuple[str, ...] = ()) -> tuple[str, bool]:
    """A mailto address for the computer's mail program, and whether the letter is in it.

    Recipients are hidden from one another. A letter that would not fit is left out: the caller puts it on the clipboard. With very many
    addresses these are left out too.
    """
    hidden = f"bcc={','.join(quote(a, safe='@') for a in addresses)}&" if addresses else ""
    if len(hidden) > LINK_LIMIT - 300:
        hidden = ""
    short = f"mailto:?{hidden}subject={quote(mail.subject, safe='')}"
    whole = f"{short}&body={quote(mail.body.replace(chr(10), chr(13) + chr(10)), safe='')}"
    return (whole, True) if len(whole) <= LINK_LIMIT else (short, False)
