"""Workshops, their days and tracks: what a person does with them, and what the pages ask."""

from __future__ import annotations

from collections.abc import Sequence

from verkstad.app.shelf import shelf
from verkstad.app.workbench import action
from verkstad.domain.actions import Action
from verkstad.domain.agenda import AgendaBlock, DayTable, timetable
from verkstad.domain.dates import iso_date
from verkstad.domain.errors import Refused
from verkstad.domain.fields import Id, Row
from verkstad.domain.held import Held, Slides
from verkstad.domain.initiative import Initiative
from verkstad.domain.methods import Template, template_blocks
from verkstad.domain.values import frozen
from verkstad.domain.workshop import Day, Participation, Printed, Track, Workshop
from verkstad.i18n import N_
from verkstad.i18n import language as speaks
from verkstad.storage.library import Reading
from verkstad.storage.writing import Transaction

MORNING = 9 * 60


# ------------------------------------------------------------------------------------------------ the workshop


@action(N_("New workshop"))
def new_workshop(
    tx: Transaction, title: str, *, date: str | None = None, start: int = MORNING, language: str = "sv", initiative: Id | None = None
) -> Id:
    """A workshop with one day and an empty program; with `initiative` it belongs to it from its first moment."""
    title = named(title)
    tx.about(title)
    workshop = tx.put(Workshop(title=title, language=language, initiative=_living(tx, initiative)))
    tx.put(Day(parent=workshop.id, rank=tx.rank_last(Day, workshop.id), date=dated(date), start=start))
    return workshop.id


@action(N_("New workshop from template"))
def new_workshop_from_template(
    tx: Transaction,
    template: str,
    title: str = "",
    *,
    date: str | None = None,
    start: int = MORNING,
    minutes: int | None = None,
    people: int | None = None,
    language: str = "sv",
    initiative: Id | None = None,
) -> Id:
    """A workshop with the template's program, its lengths scaled to `minutes` when given; an empty title takes the template's name.

    With `people` given, exercises that take fewer run in as many parallel sets as are needed.
    """
    source = shelf(tx).template(template)
    if source is None:
        raise Refused("unknown_template", template=template)
    title = title.strip() or source.name.of(language)
    tx.about(title)
    workshop = tx.put(
        Workshop(
            title=title,
            language=language,
            initiative=_living(tx, initiative),
            template=template,
            outcomes=source.aim.of(language),
            expected=people,
            notes=preparations([p.of(language) for p in source.prepare], language),
        )
    )
    total = minutes or source.minutes
    day = tx.put(Day(parent=workshop.id, rank=tx.rank_last(Day, workshop.id), date=dated(date), start=start, target_end=start + total))
    for block in template_blocks(source, shelf(tx).method, language, total=minutes, people=people):
        tx.put(block.with_(parent=day.id, rank=tx.rank_last(AgendaBlock, day.id)))
    return workshop.id


@action(N_("Rename workshop"), settles="workshop.title")
def rename_workshop(tx: Transaction, workshop: Id, title: str) -> None:
    row = tx.need(Workshop, workshop)
    tx.about(row.title)
    tx.put(row.with_(title=named(title)))


@action(N_("Describe the purpose"), settles="workshop.purpose")
def describe_purpose(tx: Transaction, workshop: Id, text: str) -> None:
    _workshop(tx, workshop, purpose=text.strip())


@action(N_("Say what is wanted"), settles="workshop.outcomes")
def want_outcomes(tx: Transaction, workshop: Id, text: str) -> None:
    """The results wanted, one a line."""
    _workshop(tx, workshop, outcomes=text.strip())


@action(N_("Choose the place"), settles="workshop.place")
def choose_place(tx: Transaction, workshop: Id, place: str) -> None:
    _workshop(tx, workshop, place=place.strip())


@action(N_("Say who leads"), settles="workshop.leads")
def say_who_leads(tx: Transaction, workshop: Id, leads: str) -> None:
    _workshop(tx, workshop, leads=leads.strip())


@action(N_("Say whom to call"), settles="workshop.contact")
def say_whom_to_call(tx: Transaction, workshop: Id, contact: str) -> None:
    _workshop(tx, workshop, contact=contact.strip())


@action(N_("Say how many are expected"))
def expect_people(tx: Transaction, workshop: Id, count: int | None) -> None:
    if count is not None and not 0 <= count <= 5_000:
        raise Refused("count_out_of_range", low=0, high=5_000)
    _workshop(tx, workshop, expected=count)


@action(N_("Write the invitation"), settles="workshop.invitation")
def write_invitation(tx: Transaction, workshop: Id, text: str) -> None:
    """The opening words of one's own; the rest of the invitation follows from the workshop."""
    _workshop(tx, workshop, invitation=text.strip())


@action(N_("Ask for work before the day"), settles="workshop.before")
def ask_for_work_before(tx: Transaction, workshop: Id, text: str) -> None:
    _workshop(tx, workshop, before=text.strip())


@action(N_("Ask for an answer by a day"))
def ask_for_answer_by(tx: Transaction, workshop: Id, date: str | None) -> None:
    _workshop(tx, workshop, reply_by=dated(date))


@action(N_("Choose the language of the paper"))
def choose_paper_language(tx: Transaction, workshop: Id, language: str) -> None:
    _workshop(tx, workshop, language=language)


@action(N_("Choose the record status"))
def classify_record(tx: Transaction, workshop: Id, record_class: str, diary_number: str = "") -> None:
    """Working paper or final record, with its diary number; both are printed in the foot."""
    _workshop(tx, workshop, record_class=record_class, diary_number=diary_number.strip())


@action(N_("Attach to an initiative"))
def attach_to_initiative(tx: Transaction, workshop: Id, initiative: Id | None) -> None:
    """A workshop may belong to an initiative, from any day on; None lets it stand alone."""
    _workshop(tx, workshop, initiative=_living(tx, initiative))


@action(N_("Write private notes"), settles="workshop.notes")
def write_workshop_notes(tx: Transaction, workshop: Id, text: str) -> None:
    _workshop(tx, workshop, notes=text.strip())


@action(N_("Duplicate workshop"))
def duplicate_workshop(tx: Transaction, workshop: Id, title: str, *, date: str | None = None) -> Id:
    """A new workshop with the same program and words, without people and dates: the next time the same day is led."""
    source = tx.need(Workshop, workshop)
    tx.about(source.title)
    copy = tx.put(source.with_(id="", rank="", title=named(title), reply_by=None, diary_number=""))
    first = True
    for day in tx.children(Day, workshop):
        new_day = tx.put(day.with_(id="", parent=copy.id, rank=tx.rank_last(Day, copy.id), date=dated(date) if first else None))
        first = False
        tracks: dict[Id | None, Id | None] = {None: None}
        for track in tx.children(Track, day.id):
            tracks[track.id] = tx.put(track.with_(id="", parent=new_day.id, rank=tx.rank_last(Track, new_day.id))).id
        for block in tx.children(AgendaBlock, day.id):
            rank = tx.rank_last(AgendaBlock, new_day.id)
            made = tx.put(block.with_(id="", parent=new_day.id, rank=rank, track=tracks.get(block.track)))
            for slides in tx.children(Slides, block.id):
                tx.put(slides.with_(id="", parent=made.id, rank=tx.rank_last(Slides, made.id)))
    return copy.id


@action(N_("Remove workshop"))
def remove_workshops(tx: Transaction, workshops: Sequence[Id]) -> None:
    """With everything that stands in them; one step, however many."""
    for workshop in workshops:
        title = tx.need(Workshop, workshop).title
        tx.about(title if len(workshops) == 1 else "")
        tx.remove(workshop)


# ------------------------------------------------------------------------------------------------ days and tracks


@action(N_("Add day"))
def add_day(tx: Transaction, workshop: Id, *, date: str | None = None, start: int | None = None) -> Id:
    """A day after the last; without a date it gets the day after, without a start the same as the last."""
    tx.need(Workshop, workshop)
    days = tx.children(Day, workshop)
    if date is None and days and days[-1].date:
        date = iso_date(days[-1].date, 1)
    begins = start if start is not None else (days[-1].start if days else MORNING)
    return tx.put(Day(parent=workshop, rank=tx.rank_last(Day, workshop), date=dated(date), start=begins)).id


@action(N_("Move the day"))
def move_day(tx: Transaction, day: Id, *, date: str | None, start: int | None) -> None:
    """Date and start together. A target end follows the start."""
    row = tx.need(Day, day)
    end = row.target_end
    if end is not None and start is not None and row.start is not None and start != row.start:
        end = min(end + start - row.start, 2 * 24 * 60)
    tx.put(row.with_(date=dated(date), start=start, target_end=end))


@action(N_("Set the target end"))
def aim_to_end(tx: Transaction, day: Id, end: int | None) -> None:
    """When the day should be over, in minutes since midnight; None lets it end when it ends."""
    row = tx.need(Day, day)
    if end is not None and end <= (row.start or 0):
        raise Refused("end_before_start", start=row.start or 0, end=end)
    tx.put(row.with_(target_end=end))


@action(N_("Name the day"), settles="day.title")
def name_day(tx: Transaction, day: Id, title: str) -> None:
    tx.put(tx.need(Day, day).with_(title=title.strip()))


@action(N_("Remove day"))
def remove_day(tx: Transaction, day: Id) -> None:
    """Who was there on that day alone stays on the list, for every day that is left."""
    row = tx.need(Day, day)
    if tx.count(Day, parent=row.parent) == 1:
        raise Refused("last_day")
    for part in tx.where(Participation, parent=row.parent, present_on=day):
        tx.put(part.with_(present_on=None))
    tx.remove(day)


@action(N_("Add track"))
def add_track(tx: Transaction, day: Id, title: str, *, room: str = "") -> Id:
    """A parallel track; blocks without a track stay joins of all."""
    tx.need(Day, day)
    return tx.put(Track(parent=day, rank=tx.rank_last(Track, day), title=named(title), room=room.strip())).id


@action(N_("Rename track"), settles="track.title")
def rename_track(tx: Transaction, track: Id, title: str) -> None:
    row = tx.need(Track, track)
    tx.about(row.title)
    tx.put(row.with_(title=named(title)))


@action(N_("Choose the room of a track"), settles="track.room")
def choose_room(tx: Transaction, track: Id, room: str) -> None:
    tx.put(tx.need(Track, track).with_(room=room.strip()))


@action(N_("Remove track"))
def remove_track(tx: Transaction, track: Id) -> None:
    """Its blocks stay in the program, on all tracks: nothing is lost with a track."""
    row = tx.need(Track, track)
    tx.about(row.title)
    for block in tx.where(AgendaBlock, track=track):
        tx.put(block.with_(track=None))
    tx.remove(track)


@action(N_("Print"))
def record_print(tx: Transaction, subject: Id, sheets: tuple[tuple[str, str, str, int], ...]) -> None:
    """Remember what was put on paper of a workshop or an initiative: (sheet, code, layout, copies) each."""
    for sheet, code, layout, copies in sheets:
        tx.put(Printed(parent=subject, sheet=sheet, code=code, layout=layout, copies=copies, at=tx.now))


# ------------------------------------------------------------------------------------------------ questions


@frozen
class Program:
    """A workshop laid out in time."""

    workshop: Workshop
    days: tuple[DayTable, ...]

    def day_of(self, block: Id) -> DayTable | None:
        return next((d for d in self.days if d.slot(block)), None)


@frozen
class WorkshopLine:
    """A workshop as lists show it. `first` and `last` are ISO dates; `people` those listed and not declined, else how many are expected."""

    id: Id
    title: str
    place: str
    first: str | None
    last: str | None
    start: int | None
    days: int
    people: int
    initiative: Id | None
    closed: str | None = None  # the day its harvest was said to be done
    held: bool = False  # every day of it was led to its end


def program(library: Reading, workshop: Id) -> Program:
    """The workshop and its days, each laid out in time."""
    row = library.need(Workshop, workshop)
    days = library.children(Day, workshop)
    return Program(row, tuple(timetable(d, library.children(Track, d.id), library.children(AgendaBlock, d.id)) for d in days))


def workshops(library: Reading) -> tuple[WorkshopLine, ...]:
    """Every workshop, the latest first, those without a date before all others."""
    days: dict[Id | None, list[Day]] = {}
    for day in library.all(Day):
        days.setdefault(day.parent, []).append(day)
    people = coming(library)
    led = _led(library)
    lines = [_line(w, days.get(w.id, []), people.get(w.id, 0), led) for w in library.all(Workshop)]
    return tuple(sorted(lines, key=lambda x: (x.first or "9999", x.start or 0, x.title), reverse=True))


def workshop_line(library: Reading, workshop: Id) -> WorkshopLine | None:
    """One workshop as lists show it; None when it is gone."""
    row = library.get(Workshop, workshop)
    if row is None:
        return None
    days = list(library.children(Day, workshop))
    return _line(row, days, coming(library, workshop).get(workshop, 0), _led(library, days))


def coming(library: Reading, workshop: Id | None = None) -> dict[Id | None, int]:
    """How many are counted on in each workshop, or in one, by the rule of `domain.workshop.comes`; counted where they lie."""
    those = {} if workshop is None else {"parent": workshop}
    counts: dict[Id | None, int] = library.tally(Participation, "parent", without={"answer": "no", "attended": "absent"}, equals=those)
    for id, n in library.tally(Participation, "parent", equals={**those, "answer": "no", "attended": "present"}).items():
        counts[id] = counts.get(id, 0) + n
    return counts


@frozen
class Crowd:
    """More or fewer than the template is written for. `parallel`: some exercise runs in several sets at once."""

    template: Template
    people: int
    parallel: bool


def crowd(library: Reading, workshop: Id) -> Crowd | None:
    """None where the template fits, there is none, or nobody has said how many come."""
    line, row = workshop_line(library, workshop), library.get(Workshop, workshop)
    template = shelf(library).template(row.template) if row is not None and row.template else None
    if line is None or template is None or not line.people or template.fewest <= line.people <= template.most:
        return None
    blocks = library.where(AgendaBlock, parent=tuple(d.id for d in library.children(Day, workshop)))
    return Crowd(template, line.people, line.people > template.most and any((b.sets or 1) > 1 for b in blocks))


def actions_of(library: Reading, workshop: Id) -> tuple[Action, ...]:
    return library.children(Action, workshop)


def prints_of(library: Reading, workshop: Id) -> tuple[Printed, ...]:
    """What was printed, the latest first."""
    return tuple(sorted(library.children(Printed, workshop), key=lambda p: (p.at or "", p.id), reverse=True))


def workshop_of(library: Reading, row: Row) -> Id | None:
    """The workshop a row stands in, if any."""
    if isinstance(row, Workshop):
        return row.id
    if isinstance(row, AgendaBlock | Track):
        day = library.get(Day, row.parent)
        return day.parent if day else None
    return row.parent


# ------------------------------------------------------------------------------------------------ shared rules of input


def preparations(points: Sequence[str], code: str) -> str:
    """What the leader has to prepare, as her own notes in the language `code`: a heading and a point a line; empty for none."""
    return "\n".join((speaks(code).gettext("Prepare:"), *(f"– {point}" for point in points))) if points else ""


def named(text: str) -> str:
    """A name or title as it is kept: trimmed, one line, never empty."""
    name = " ".join(text.split())
    if not name:
        raise Refused("empty_name")
    return name


def dated(date: str | None) -> str | None:
    """An ISO date that exists, or None."""
    if not date:
        return None
    return iso_date(date)


def _living(tx: Transaction, initiative: Id | None) -> Id | None:
    """The initiative, which must be there; None for none."""
    return tx.need(Initiative, initiative).id if initiative else None


def _workshop(tx: Transaction, workshop: Id, **changes: object) -> None:
    row = tx.need(Workshop, workshop)
    tx.about(row.title)
    tx.put(row.with_(**changes))


def _led(library: Reading, days: Sequence[Day] | None = None) -> frozenset[Id]:
    """The days (of these, or all) of which something was held and nothing goes on."""
    if not library.count(Held):
        return frozenset()
    blocks: dict[Id, Id | None]
    if days is None:
        blocks = dict(library.columns(AgendaBlock, "id", "parent"))
        noted = library.columns(Held, "parent", "how", "started")
    else:
        blocks = {b.id: b.parent for b in library.where(AgendaBlock, parent=tuple(d.id for d in days))}
        noted = [(h.parent, h.how, h.started) for h in library.where(Held, parent=tuple(blocks))]
    held = {blocks.get(block) for block, how, _started in noted if how == "held"}
    going = {blocks.get(block) for block, how, started in noted if how == "" and started}
    return frozenset(day for day in held - going if day)


def _line(row: Workshop, days: list[Day], people: int, led: frozenset[Id]) -> WorkshopLine:
    dates = sorted(d.date for d in days if d.date)
    start = next((d.start for d in sorted(days, key=lambda d: (d.date or "9999", d.rank, d.id))), None)
    first, last = (dates[0], dates[-1]) if dates else (None, None)
    return WorkshopLine(
        row.id, row.title, row.place, first, last, start, len(days), people or row.expected or 0, row.initiative, row.closed,
        bool(days) and all(d.id in led for d in days),
    )  # fmt: skip
