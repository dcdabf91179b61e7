"""People, units and roles, and who takes part in a workshop."""

from __future__ import annotations

from collections import Counter
from collections.abc import Callable, Collection, Iterable, Mapping, Sequence
from functools import lru_cache
from typing import Any, NamedTuple

from verkstad.app import erasing
from verkstad.app.catalogue import catalogue
from verkstad.app.example import ADDRESSES
from verkstad.app.groupings import give_seats
from verkstad.app.workbench import action
from verkstad.app.workshops import WorkshopLine, named, workshop_line
from verkstad.domain.attending import settled, there_on
from verkstad.domain.errors import Missing, Refused
from verkstad.domain.fields import Id
from verkstad.domain.food import food_key
from verkstad.domain.held import TrackPerson
from verkstad.domain.likeness import standing_for
from verkstad.domain.people import Identity, Person, Role, Unit
from verkstad.domain.teams import Member, competences_of
from verkstad.domain.values import frozen
from verkstad.domain.workshop import MINUTES_A_DAY, Day, Participation, Workshop, comes, gives_up_seat, reply, seats
from verkstad.i18n import N_, Language
from verkstad.storage.library import Reading
from verkstad.storage.writing import Transaction

# ------------------------------------------------------------------------------------------------ units and roles


@action(N_("Add unit"))
def add_unit(tx: Transaction, name: str, *, short: str = "") -> Id:
    tx.about(named(name))
    return tx.put(Unit(name=named(name), short=short.strip())).id


@action(N_("Rename unit"), settles="unit.name")
def rename_unit(tx: Transaction, unit: Id, name: str) -> None:
    row = tx.need(Unit, unit)
    tx.about(row.name)
    tx.put(row.with_(name=named(name)))


@action(N_("Shorten the unit's name"))
def shorten_unit(tx: Transaction, unit: Id, short: str) -> None:
    """What badges and narrow columns say."""
    row = tx.need(Unit, unit)
    tx.about(row.name)
    tx.put(row.with_(short=" ".join(short.split())))


@action(N_("Remove unit"))
def remove_unit(tx: Transaction, unit: Id) -> None:
    """Its people stay, without a unit."""
    tx.about(tx.need(Unit, unit).name)
    for person in tx.where(Person, unit=unit):
        tx.put(person.with_(unit=None))
    tx.remove(unit)


@action(N_("Add role"))
def add_role(tx: Transaction, name: str) -> Id:
    """A role of one's own, beside those that are shipped."""
    tx.about(named(name))
    return tx.put(Role(name=named(name))).id


@action(N_("Rename role"), settles="role.name")
def rename_role(tx: Transaction, role: Id, name: str) -> None:
    row = tx.need(Role, role)
    tx.about(row.name)
    tx.put(row.with_(name=named(name)))


@action(N_("Remove role"))
def remove_role(tx: Transaction, role: Id) -> None:
    """Those who had it have none."""
    tx.about(tx.need(Role, role).name)
    for person in tx.where(Person, role=role):
        tx.put(person.with_(role=""))
    tx.remove(role)


# ------------------------------------------------------------------------------------------------ people


@frozen
class NewPerson:
    """What is known of somebody who comes in: typed, pasted or imported. `unit` is a name; a unit that is not there is made.

    `existing` names the person this one already is; then only what was empty is filled in. `part` is what she does in the workshop
    she comes to ("decider", "host"), "" where nothing is said of it; `answer` hers to the invitation ("yes", "no" or ""), `since` and
    `until` the minutes since midnight between which she is there.
    """

    given: str = ""
    family: str = ""
    email: str = ""
    phone: str = ""
    unit: str = ""
    role: str = ""
    position: str = ""
    part: str = ""
    answer: str = ""
    since: int | None = None
    until: int | None = None
    food: str = ""
    access: str = ""
    meets_customers: bool = False
    existing: Id | None = None


@action(N_("Add person"))
def add_person(tx: Transaction, new: NewPerson, *, workshop: Id | None = None) -> Id:
    """Somebody with a name, or only a role; taking part in `workshop` when given."""
    return _bring(tx, (new,), workshop)[0]


@action(N_("Import people"))
def import_people(tx: Transaction, people: Sequence[NewPerson], *, workshop: Id | None = None) -> tuple[Id, ...]:
    """Many at once, as one step. Those that exist get what they lacked; all take part in `workshop` when given."""
    return _bring(tx, people, workshop)


@action(N_("Change name"))
def name_person(tx: Transaction, person: Id, given: str, family: str) -> None:
    """Empty given and family names make it a role without a name."""
    row = _identity(tx, person)
    tx.about(" ".join((row.given, row.family)).strip())
    tx.put(row.with_(given=" ".join(given.split()), family=" ".join(family.split())))


@action(N_("Change e-mail address"))
def set_email(tx: Transaction, person: Id, email: str) -> None:
    email = email.strip()
    if email and ("@" not in email or " " in email):
        raise Refused("not_an_email", text=email)
    tx.put(_identity(tx, person).with_(email=email))


@action(N_("Change phone number"))
def set_phone(tx: Transaction, person: Id, phone: str) -> None:
    tx.put(_identity(tx, person).with_(phone=" ".join(phone.split())))


@action(N_("Place in unit"))
def place_in_unit(tx: Transaction, people: Sequence[Id], unit: Id | None) -> None:
    if unit is not None:
        tx.need(Unit, unit)
    for person in people:
        tx.put(tx.need(Person, person).with_(unit=unit))


@action(N_("Place in unit"))
def place_in_unit_called(tx: Transaction, people: Sequence[Id], name: str) -> None:
    """By its name, in whatever case; a unit that is not there is made, and an empty name is no unit."""
    name = " ".join(name.split())
    unit = next((u.id for u in tx.all(Unit) if u.name.casefold() == name.casefold()), None)
    if name and unit is None:
        unit = tx.put(Unit(name=name)).id
    for person in people:
        tx.put(tx.need(Person, person).with_(unit=unit))


@action(N_("Give role"))
def give_role(tx: Transaction, people: Sequence[Id], role: str) -> None:
    """A shipped role's slug, or the id of one's own; empty for none."""
    if role and catalogue().role(role) is None:
        tx.need(Role, role)
    for person in people:
        tx.put(tx.need(Person, person).with_(role=role))


@action(N_("Change position"), settles="person.position")
def set_position(tx: Transaction, person: Id, position: str) -> None:
    tx.put(tx.need(Person, person).with_(position=" ".join(position.split())))


@action(N_("Say who meets customers"))
def say_meets_customers(tx: Transaction, people: Sequence[Id], meets: bool) -> None:
    for person in people:
        tx.put(tx.need(Person, person).with_(meets_customers=meets))


@action(N_("Change competences"), settles="person.competences")
def set_competences(tx: Transaction, person: Id, competences: str) -> None:
    """A list with commas; each once."""
    tx.put(tx.need(Person, person).with_(competences=", ".join(competences_of(competences))))


@action(N_("Set time aside"))
def set_time_aside(tx: Transaction, people: Sequence[Id], percent: int | None) -> None:
    """Percent of full time for the change; None for not said. Who confirmed another share confirmed that one: other time is unconfirmed."""
    if percent is not None and not 0 <= percent <= 100:
        raise Refused("range", low=0, high=100)
    for person in people:
        row = tx.need(Person, person)
        tx.put(row.with_(percent=percent, confirmed_by=row.confirmed_by if row.percent == percent else ""))


@action(N_("Say who confirmed the time"))
def confirm_time(tx: Transaction, people: Sequence[Id], by: str) -> None:
    """Which manager said yes; empty for nobody."""
    for person in people:
        tx.put(tx.need(Person, person).with_(confirmed_by=" ".join(by.split())))


@action(N_("Join two entries of one person"))
def join_persons(tx: Transaction, person: Id, same_as: Id | None) -> None:
    """Entered twice: this one is that one. Nothing is thrown away; None takes them apart."""
    if same_as is not None and (same_as == person or tx.need(Person, same_as).same_as == person):
        raise Refused("same_person")
    tx.put(tx.need(Person, person).with_(same_as=same_as))


@action(N_("Remove person"))
def remove_people(tx: Transaction, people: Sequence[Id]) -> None:
    """From the list, from every workshop, track and team. The name can still be brought back with undo; `erase_person` cannot."""
    for person in people:
        tx.need(Person, person)
        for part in (*tx.where(Participation, person=person), *tx.where(Member, person=person), *tx.where(TrackPerson, person=person)):
            tx.remove(part.id)
        tx.remove(person)


@action(N_("Erase personal data"))
def erase_person(tx: Transaction, person: Id, places: Sequence[tuple[Id, str]] = (), *, instead: str = "") -> None:
    """Name, addresses and all that was noted of her taking part are blanked for good, in this library and in what is sent from it.

    `places` are texts elsewhere that speak of her, (row, column) as `erasing.places_with_name` finds them: what they have said so far is
    erased too, and `instead` stands where the name stood. What is left is the position: unit and role. There is no undo.
    """
    tx.need(Person, person)
    own = erasing.own_rows(tx, erasing.entries_of(tx, person))
    erasing.clean(tx, person, places, instead)
    for row in own:
        tx.erase(row)


# ------------------------------------------------------------------------------------------------ taking part


@action(N_("Invite"))
def invite(tx: Transaction, workshop: Id, people: Sequence[Id], *, part: str = "participant") -> tuple[Id, ...]:
    """Who already takes part stays as they are."""
    tx.need(Workshop, workshop)
    return tuple(_take_part(tx, workshop, tx.need(Person, p).id, part).id for p in people)


@action(N_("Take off the list"))
def take_off(tx: Transaction, participations: Sequence[Id]) -> None:
    for part in participations:
        tx.need(Participation, part)
        tx.remove(part)


@action(N_("Change part"))
def change_part(tx: Transaction, participations: Sequence[Id], part: str) -> None:
    """Participant, leader, table host or decision-maker."""
    _participations(tx, participations, part=part)


@action(N_("Note the answer"))
def note_answer(tx: Transaction, participations: Sequence[Id], answer: str) -> None:
    _participations(tx, participations, answer=answer)


@action(N_("Mark present"))
def mark_present(tx: Transaction, participations: Sequence[Id]) -> None:
    _participations(tx, participations, attended="present")


@action(N_("Mark absent"))
def mark_absent(tx: Transaction, participations: Sequence[Id]) -> None:
    _participations(tx, participations, attended="absent")


@action(N_("Clear attendance"))
def clear_attendance(tx: Transaction, participations: Sequence[Id]) -> None:
    _participations(tx, participations, attended="")


@action(N_("Mark everybody else as present"))
def mark_rest_present(tx: Transaction, workshop: Id) -> int:
    """Those who are counted on and have no mark yet, in one step; who declined, is absent or has given up her seat stays as she is. How many."""
    tx.need(Workshop, workshop)
    rest = [row.id for row in tx.children(Participation, workshop) if comes(row) and not row.attended]
    _participations(tx, rest, attended="present")
    return len(rest)


@action(N_("Say when somebody is there"))
def present_between(tx: Transaction, participation: Id, since: int | None, until: int | None) -> None:
    """From and until, minutes of the day; None means from the start and to the end."""
    tx.put(_between(tx.need(Participation, participation), since, until))


@action(N_("Say which day somebody is there"))
def present_on(
    tx: Transaction, participations: Sequence[Id], day: Id | None, *, between: tuple[int | None, int | None] | None = None
) -> None:
    """One day of the workshop, or None for every day; with `between` also from and until that day, as `present_between`."""
    for part in participations:
        row = tx.need(Participation, part)
        if day is not None and tx.need(Day, day).parent != row.parent:
            raise Missing("row", kind="day", id=day)
        tx.put((row if between is None else _between(row, *between)).with_(present_on=day))


@action(N_("Send a substitute"))
def substitute(tx: Transaction, participation: Id, person: Id) -> Id:
    """Another person takes the seat: part and times go over, and group and table in every round not held.

    The one who is replaced is not coming, or, once the day is there, was absent.
    """
    row = tx.need(Participation, participation)
    if row.person == person:
        raise Refused("same_person")
    new = _take_part(tx, row.parent or "", tx.need(Person, person).id, row.part)
    new = tx.put(
        new.with_(
            part=row.part, present_from=row.present_from, present_until=row.present_until, present_on=row.present_on,
            substitute_for=row.person, answer="yes",
        )
    )  # fmt: skip
    dates = [day.date for day in tx.children(Day, row.parent) if day.date]
    tx.put(gives_up_seat(row, min(dates, default=None), tx.today))
    if row.person is not None:
        give_seats(tx, row.parent or "", row.person, person)
    return new.id


@action(N_("Send a substitute"))
def send_newcomer(tx: Transaction, participation: Id, new: NewPerson) -> Id:
    """As `substitute`, with somebody who was not in the directory: both in one step."""
    row = tx.need(Participation, participation)
    return substitute(tx, row.id, _bring(tx, (new,), None)[0])


@action(N_("Note food"), settles="participation.food")
def note_food(tx: Transaction, participation: Id, food: str) -> None:
    _participations(tx, (participation,), food=food.strip())


@action(N_("Note access needs"), settles="participation.access")
def note_access(tx: Transaction, participation: Id, access: str) -> None:
    _participations(tx, (participation,), access=access.strip())


# ------------------------------------------------------------------------------------------------ questions


class PersonLine(NamedTuple):
    """A person as lists show them: a tuple, because a directory makes five thousand. `name` is empty for a role without a name; `role` is the word in no language: a slug or an own role's name."""

    id: Id
    given: str
    family: str
    email: str
    phone: str
    unit: Id | None
    unit_name: str
    role: str
    own_role: str
    position: str
    meets_customers: bool
    workshops: int = 0

    @property
    def name(self) -> str:
        return f"{self.given} {self.family}".strip()

    @property
    def example(self) -> bool:
        """Somebody of the sample's municipality, who is invented: told by her address, as when the sample is taken away."""
        return self.email.endswith(ADDRESSES)


@frozen
class ParticipantLine:
    """Somebody in a workshop: the person and how they take part. `replaces` is the person they stand in for."""

    person: PersonLine
    participation: Participation
    replaces: PersonLine | None = None

    @property
    def id(self) -> Id:
        return self.participation.id


LISTED = ("id", "unit", "role", "position", "meets_customers", "same_as")
"""The columns of a person that `lines_from` reads."""


def directory(library: Reading) -> tuple[PersonLine, ...]:
    """Everybody, in no promised order: pages sort in the language they show. Entries joined with another are counted with it and left out."""
    rows = library.columns(Person, *LISTED)
    stands = standing_for({row[0]: row[5] for row in rows})
    counts: dict[Id, int] = {}
    for person, count in library.tally(Participation, "person").items():
        if person in stands:
            counts[stands[person]] = counts.get(stands[person], 0) + count
    return lines_from(library, rows, stands, counts)


def lines_from(
    library: Reading, rows: Iterable[Sequence[Any]], stands: Mapping[Id, Id], counts: Mapping[Id, int]
) -> tuple[PersonLine, ...]:
    """The lines of people whose columns, those of LISTED first, were read; `stands` is who each entry is, `counts` in how many workshops."""
    told = library.columns(Identity, "parent", "given", "family", "email", "phone")
    names: dict[Id, tuple[str, str, str, str]] = {parent: (given, family, email, phone) for parent, given, family, email, phone in told}
    unit_names = {u.id: u.name for u in library.all(Unit)}
    roles = {r.id: r.name for r in library.all(Role)}
    nameless = ("", "", "", "")
    return tuple(
        PersonLine(
            id,
            *names.get(id, nameless),
            unit,
            unit_names.get(unit, ""),
            role,
            roles.get(role, ""),
            position,
            bool(meets),
            counts.get(id, 0),
        )
        for id, unit, role, position, meets, same_as, *_more in rows
        if same_as is None or stands[id] == id
    )


def person_line(library: Reading, person: Id) -> PersonLine | None:
    row = library.get(Person, person)
    return _lines(library, [row], {person: library.count(Participation, person=person)})[0] if row else None


def person_lines(library: Reading, people: Collection[Id]) -> dict[Id, PersonLine]:
    """These people by id, those that are there; in how many workshops they are listed is left out."""
    rows = library.where(Person, id=tuple(people)) if people else ()
    return {line.id: line for line in _lines(library, rows, {})}


def taken_part(library: Reading, person: Id) -> tuple[tuple[WorkshopLine, Participation], ...]:
    """The workshops somebody is listed in, the latest first, and how. What entries joined with her were listed in is among them."""
    entries = (person, *(p.id for p in library.where(Person, same_as=person)))
    rows = {p.parent: p for p in library.where(Participation, person=entries)}
    found = [(line, rows[line.id]) for id in rows if id and (line := workshop_line(library, id)) is not None]
    return tuple(sorted(found, key=lambda x: (x[0].first or "9999", x[0].title), reverse=True))


def participants(library: Reading, workshop: Id) -> tuple[ParticipantLine, ...]:
    """Everybody on the list of a workshop, whatever they answered. An entry joined with another is shown as that one, a day that is gone as every day."""
    rows = _settled(library, workshop)
    wanted = {p for r in rows for p in (r.person, r.substitute_for) if p}
    found: dict[Id, Person] = {}
    while wanted:
        more = library.where(Person, id=tuple(wanted))
        found.update((p.id, p) for p in more)
        wanted = {p.same_as for p in more if p.same_as is not None} - found.keys()
    stands = standing_for({id: p.same_as for id, p in found.items()})
    lines = {x.id: x for x in _lines(library, [found[id] for id in set(stands.values())], {})}
    unknown = PersonLine("", "", "", "", "", None, "", "", "", "", False)

    def line(person: Id | None) -> PersonLine | None:
        return lines.get(stands.get(person or "", ""))

    return tuple(ParticipantLine(line(r.person) or unknown, r, line(r.substitute_for)) for r in rows)


def units(library: Reading) -> tuple[Unit, ...]:
    return library.all(Unit)


def own_roles(library: Reading) -> tuple[Role, ...]:
    return library.all(Role)


@frozen
class Headcount:
    """How many, never who: answers, attendance, and what the kitchen and the caretaker need to know.

    `listed` are the seats: somebody and the one who comes instead of her are one. Each is `yes`, `invited` (no answer yet), `no` or
    `absent` (`domain.workshop.reply`), so that the four add up; `present` are those of `yes` who are noted as here.
    """

    listed: int
    invited: int
    yes: int
    no: int
    present: int
    absent: int
    food: tuple[tuple[str, int], ...]
    access: tuple[tuple[str, int], ...]
    days: tuple[DayCount, ...] = ()

    @property
    def unmarked(self) -> int:
        """How many of those counted on have no mark at the door: all of them until the first is noted."""
        return self.yes + self.invited - self.present

    @property
    def half_noted(self) -> bool:
        """Whether attendance is noted for some of those counted on and not for others: what is made of it now speaks of a part."""
        return bool(self.present and self.unmarked)


@frozen
class DayCount:
    """Of one day: how many are counted on, and what they eat and need. Told for each day of a workshop where somebody comes on one day alone."""

    day: Id
    coming: int
    food: tuple[tuple[str, int], ...]
    access: tuple[tuple[str, int], ...]


def headcount(library: Reading, workshop: Id) -> Headcount:
    rows = seats(_settled(library, workshop))
    coming = [r for r in rows if comes(r)]
    count = Counter(map(reply, rows))
    return Headcount(
        len(rows), count["invited"], count["yes"], count["no"], sum(r.attended == "present" for r in rows), count["absent"],
        _tally([r.food for r in coming], food_key), _tally([r.access for r in coming], str.casefold),
        _each_day(library, workshop, coming) if any(r.present_on for r in coming) else (),
    )  # fmt: skip


def _each_day(library: Reading, workshop: Id, coming: Sequence[Participation]) -> tuple[DayCount, ...]:
    told = []
    for day in library.children(Day, workshop):
        there = [r for r in coming if there_on(r, day.id)]
        told.append(
            DayCount(day.id, len(there), _tally([r.food for r in there], food_key), _tally([r.access for r in there], str.casefold))
        )
    return tuple(told)


def _tally(notes: list[str], key_of: Callable[[str], str]) -> tuple[tuple[str, int], ...]:
    """Notes that say the same in other letters or inflections counted together, the most common first, each in the word most often used."""
    words: dict[str, dict[str, int]] = {}
    for note in notes:
        for part in note.replace(";", ",").split(","):
            if told := " ".join(part.split()):
                said = words.setdefault(key_of(told), {})
                said[told] = said.get(told, 0) + 1
    shown = {key: min(said, key=lambda word, said=said: (not word.islower(), -said[word], word)) for key, said in words.items()}  # type: ignore[misc]
    counted = sorted(((key, sum(said.values())) for key, said in words.items()), key=lambda c: (-c[1], c[0]))
    return tuple((shown[key], n) for key, n in counted)


def _lines(library: Reading, people: Sequence[Person], counts: dict[Id | None, int]) -> tuple[PersonLine, ...]:
    names: dict[Id | None, tuple[str, str, str, str]]
    if len(people) > 300:
        told = library.columns(Identity, "parent", "given", "family", "email", "phone")
        names = {parent: (given, family, email, phone) for parent, given, family, email, phone in told}
    else:
        rows = library.where(Identity, parent=tuple(p.id for p in people))
        names = {i.parent: (i.given, i.family, i.email, i.phone) for i in rows}
    units, own_roles = {p.unit for p in people if p.unit}, {p.role for p in people if p.role}
    unit_names = {u.id: u.name for u in library.where(Unit, id=tuple(units))} if units else {}
    roles = {r.id: r.name for r in library.where(Role, id=tuple(own_roles))} if own_roles else {}
    nobody = ("", "", "", "")
    lines = []
    for p in people:
        lines.append(
            PersonLine(
                p.id, *names.get(p.id, nobody), p.unit, unit_names.get(p.unit or "", ""), p.role, roles.get(p.role, ""),
                p.position, p.meets_customers, counts.get(p.id, 0),
            )
        )  # fmt: skip
    return tuple(lines)


def role_name(person: PersonLine, language: Language) -> str:
    """The word for the role somebody has: one's own, or a shipped one in the language asked for; empty for none."""
    role = catalogue().role(person.role) if person.role and not person.own_role else None
    return role.name.of(language.code) if role else person.own_role


def called(person: PersonLine, language: Language, *, names: bool = True) -> str:
    """What a list calls somebody: the name, else the position, the role, the unit. With `names` False never the name."""
    _ = language.gettext
    name = person.name if names else ""
    return name or person.position or role_name(person, language) or person.unit_name or _("Without a name")


def name_order(person: PersonLine, language: Language, *, names: bool = True) -> tuple[str, Id]:
    """The one order of people, in lists, groups and on paper: by what they are called, as it is written, in the language's alphabet."""
    return _key(language, called(person, language, names=names)), person.id


@lru_cache(20_000)
def _key(language: Language, words: str) -> str:
    return language.sort_key(words)


# ------------------------------------------------------------------------------------------------ rules of input


def _bring(tx: Transaction, people: Sequence[NewPerson], workshop: Id | None) -> tuple[Id, ...]:
    by_name = {u.name.casefold(): u.id for u in tx.all(Unit)}
    ids = []
    for new in people:
        if not any(x.strip() for x in (new.given, new.family, new.email, new.role, new.position, new.unit)):
            raise Refused("nobody")
        unit = new.unit.strip()
        if unit and unit.casefold() not in by_name:
            by_name[unit.casefold()] = tx.put(Unit(name=named(unit))).id
        person = tx.get(Person, new.existing) or Person()
        person = tx.put(
            person.with_(
                unit=person.unit or by_name.get(unit.casefold()),
                role=person.role or new.role,
                position=person.position or " ".join(new.position.split()),
                meets_customers=person.meets_customers or new.meets_customers,
            )
        )
        who = _identity(tx, person.id)
        named_already = bool(who.given or who.family)
        given, family = " ".join(new.given.split()), " ".join(new.family.split())
        who = who.with_(
            given=who.given if named_already else given,
            family=who.family if named_already else family,
            email=who.email or new.email.strip(),
            phone=who.phone or new.phone.strip(),
        )
        if who.given or who.family or who.email or who.phone:
            tx.put(who)
            tx.about(f"{who.given} {who.family}".strip() if len(people) == 1 else "")
        if workshop is not None:
            part = _take_part(tx, workshop, person.id, new.part or "participant")
            does = new.part if new.part and part.part == "participant" else part.part
            if part.present_from is None and part.present_until is None:
                part = _between(part, new.since, new.until)
            answer = new.answer if new.answer and part.answer == "invited" else part.answer
            tx.put(part.with_(part=does, answer=answer, food=part.food or new.food.strip(), access=part.access or new.access.strip()))
        ids.append(person.id)
    return tuple(ids)


def _identity(tx: Transaction, person: Id) -> Identity:
    tx.need(Person, person)
    id = tx.derived_id("identity", person)
    return tx.get(Identity, id) or Identity(id=id, parent=person)


def _take_part(tx: Transaction, workshop: Id, person: Id, part: str) -> Participation:
    id = tx.derived_id("participation", workshop, person)
    return tx.get(Participation, id) or tx.put(Participation(id=id, parent=workshop, person=person, part=part))


def _between(row: Participation, since: int | None, until: int | None) -> Participation:
    if any(t is not None and not 0 <= t <= MINUTES_A_DAY for t in (since, until)) or (
        since is not None and until is not None and until <= since
    ):
        raise Refused("not_a_span", since=since, until=until)
    return row.with_(present_from=since, present_until=until)


def _settled(library: Reading, workshop: Id) -> tuple[Participation, ...]:
    """How people take part, each on the days there are; the days are read only where somebody is there on one of them."""
    rows = library.children(Participation, workshop)
    return settled(rows, [d.id for d in library.children(Day, workshop)]) if any(r.present_on for r in rows) else rows


def _participations(tx: Transaction, participations: Sequence[Id], **changes: object) -> None:
    for part in participations:
        tx.put(tx.need(Participation, part).with_(**changes))
