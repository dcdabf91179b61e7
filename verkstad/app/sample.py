"""The sample: three workshops of an invented municipality, brought into the library as one step that one undo takes away."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import date, timedelta
from typing import Any, Protocol

from verkstad.app.catalogue import catalogue
from verkstad.app.example import ADDRESSES, data, invented, sample_workshops, spoken
from verkstad.app.people import NewPerson, add_person, invite
from verkstad.app.sample_change import bring_change, goals_called
from verkstad.app.sample_day import bring_held_day
from verkstad.app.sample_following import bring_following
from verkstad.app.sample_insights import bring_insights
from verkstad.app.sample_inventory import bring_inventory, modules_called
from verkstad.app.sample_launch import bring_launch
from verkstad.app.sample_plan import bring_plan
from verkstad.app.sample_responsibility import bring_pulse, bring_responsibility
from verkstad.app.workbench import action
from verkstad.domain.actions import Action
from verkstad.domain.agenda import AgendaBlock
from verkstad.domain.fields import Id, Row
from verkstad.domain.initiative import Goal, Initiative
from verkstad.domain.methods import method_block
from verkstad.domain.people import Identity, Person, Unit
from verkstad.domain.schema import VALUES
from verkstad.domain.when import parse_clock
from verkstad.domain.workshop import Day, Participation, Track, Workshop
from verkstad.i18n import N_
from verkstad.storage.writing import Transaction

_PARTS = ("lead", "decider", "host", "participant")
_BLOCK_TEXTS = ("title", "purpose", "instruction", "notes", "material", "documentation", "lead")

Said = Mapping[str, Any]


def _refers(kind: str) -> tuple[tuple[type[Row], str], ...]:
    return tuple((value, column.name) for value in VALUES for column in value.KIND.columns if column.refers == kind)


_REFERS_TO_PEOPLE, _REFERS_TO_UNITS = _refers(Person.KIND.name), _refers(Unit.KIND.name)


@dataclass(frozen=True, slots=True)
class Sample:
    """The ids of the three workshops: one held last week, one that is today, one that is coming; and of their initiative."""

    held: Id
    today: Id
    coming: Id
    initiative: Id = ""


class _Does(Protocol):
    def do(self, action: Any, /, *args: Any, by: object = None, **kw: Any) -> Any: ...


def load_sample(bench: _Does, language: str, today: str, *, by: object = None) -> Sample:
    """Bring the sample in, its words in the language with this code, its dates counted from `today` (ISO)."""
    found: Sample = bench.do(bring_sample, language=language, today=today, by=by)
    return found


@action(N_("Bring in the example"))
def bring_sample(tx: Transaction, *, language: str = "sv", today: str = "") -> Sample:
    """An initiative with three workshops, 24 people or roles, six units. When all three workshops are there already, nothing is added."""
    said = spoken(data(), "sv" if language == "sv" else "en")
    known = {w.title: w for w in tx.all(Workshop)}
    titles = [w["title"] for w in said["workshops"]]
    if all(title in known for title in titles):
        held, now, later = (known[title] for title in titles)
        return Sample(held.id, now.id, later.id, now.initiative or "")
    day = date.fromisoformat(today or tx.today)
    arrival = _Arrival(tx, said, "sv" if language == "sv" else "en", day)
    change = bring_change(tx, said["initiative"], arrival.people, arrival.units, day)
    called = modules_called(said["initiative"]["modules"])
    bring_inventory(tx, change, said["inventory"], called, arrival.people, arrival.units, day)
    bring_insights(tx, change, said["insights"], arrival.people, arrival.units, day)
    bring_launch(tx, change, said["launch"], called, arrival.people, arrival.units, day)
    bring_plan(tx, change, said, called, arrival.units, day)
    stated = {goal.statement: goal.id for goal in tx.children(Goal, change)}
    arrival.goals = {key: stated[statement] for key, statement in goals_called(said["initiative"]).items()}
    held_id, today_id, coming_id = ids = [arrival.workshop(w) for w in said["workshops"]]
    for id in ids:
        tx.put(tx.need(Workshop, id).with_(initiative=change))
    bring_following(tx, change, said["following"], arrival.units, day)
    titled = {"modules": called, "teams": {team["key"]: team["title"] for team in said["initiative"]["teams"]}}
    bring_responsibility(tx, change, said["responsibility"], titled, arrival.units, day)
    bring_pulse(tx, change, said["responsibility"], titled, day)  # last: nothing after it carries a name
    tx.about("Ljungsala")
    return Sample(held_id, today_id, coming_id, change)


@action(N_("Remove the example"))
def remove_sample(tx: Transaction) -> None:
    """Its workshops and initiative, and those of its people and units that nothing else has to do with. One step, undone as any other."""
    workshops = sample_workshops(tx)
    said = [spoken(data(), code) for code in ("sv", "en")]
    changes = {tx.need(Workshop, workshop).initiative for workshop in workshops}
    for workshop in workshops:
        tx.remove(workshop)
    for id in changes:
        change = tx.get(Initiative, id)
        if change is not None and change.title in [s["initiative"]["title"] for s in said] and not tx.count(Workshop, initiative=id):
            tx.remove(change.id)  # one that a workshop of one's own hangs on stays
    unnamed = {
        (who["position"], s["units"][who["unit"]]["name"] if "unit" in who else "")
        for s in said
        for who in s["people"].values()
        if "name" not in who
    }
    units = {unit.id: unit.name for unit in tx.all(Unit)}
    for person in tx.all(Person):
        id = person.id
        theirs = (person.position, units.get(person.unit or "", "")) in unnamed and not tx.children(Identity, id)
        if not theirs and not invented(tx, id):
            continue
        if not any(tx.count(value, **{column: id}) for value, column in _REFERS_TO_PEOPLE):
            tx.remove(id)
    names = {unit["name"] for s in said for unit in s["units"].values()}
    for unit in tx.all(Unit):
        if unit.name in names and not any(tx.count(value, **{column: unit.id}) for value, column in _REFERS_TO_UNITS):
            tx.remove(unit.id)
    tx.about("Ljungsala")


def _day(today: date, days: int, weekday: bool) -> str:
    """So many days from today; a weekend moves further away from today, to the nearest working day."""
    day = today + timedelta(days=days)
    while weekday and day.weekday() > 4:
        day += timedelta(days=-1 if days < 0 else 1)
    return day.isoformat()


class _Arrival:
    """What has been brought in so far: people and units by their key in the data."""

    def __init__(self, tx: Transaction, data: Said, code: str, today: date) -> None:
        self.tx, self.code, self.today = tx, code, today
        self.people: dict[str, Id] = {}
        self.needs: dict[str, Said] = {}
        self.names: dict[str, str] = {}
        self.goals: dict[str, Id] = {}
        there = {unit.name: unit.id for unit in tx.all(Unit)}
        self.units = {
            key: there.get(unit["name"]) or tx.put(Unit(name=unit["name"], short=unit["short"])).id for key, unit in data["units"].items()
        }
        for key, who in data["people"].items():
            self._person(key, who, data["units"])

    def _person(self, key: str, who: Said, units: Said) -> None:
        given, family = who.get("name", ("", ""))
        address = f"{given}.{family}".lower().translate(str.maketrans("åäö", "aao"))
        self.people[key] = add_person(
            self.tx,
            NewPerson(
                given=given,
                family=family,
                email=f"{address}{ADDRESSES}" if given else "",
                phone=who.get("phone", ""),
                unit=units[who["unit"]]["name"] if "unit" in who else "",
                role=who["role"],
                position=who["position"],
                meets_customers=who.get("meets", False),
            ),
        )
        self.needs[key] = {need: who[need] for need in ("food", "access") if need in who}
        if given:
            self.names[given] = f"{given} {family}"

    def workshop(self, said: Said) -> Id:
        tx = self.tx
        days = [_day(self.today, d["days"], d.get("weekday", False)) for d in said["days"]]
        for i in range(1, len(days)):
            if days[i] <= days[i - 1]:
                days[i] = (date.fromisoformat(days[i - 1]) + timedelta(days=1)).isoformat()
        reply = (date.fromisoformat(days[0]) - timedelta(days=said["reply"])).isoformat() if "reply" in said else None
        row = tx.put(
            Workshop(
                title=said["title"],
                purpose=said["purpose"],
                outcomes=said["outcomes"].strip(),
                place=said["place"],
                leads=said["leads"],
                contact=said["contact"],
                expected=said["expected"],
                invitation=said.get("invitation", "").strip(),
                before=said.get("before", "").strip(),
                reply_by=reply,
                language=self.code,
                record_class=said.get("record", ""),
                diary_number=said.get("diary", "").format(year=self.today.year),
                template=said["template"],
                notes=said["notes"],
            )
        )
        ids = []
        tracks: dict[str, Id] = {}
        for iso, d in zip(days, said["days"], strict=True):
            day = tx.put(
                Day(
                    parent=row.id,
                    rank=tx.rank_last(Day, row.id),
                    date=iso,
                    start=parse_clock(d["start"]),
                    target_end=parse_clock(d["end"]),
                    title=d.get("title", ""),
                )
            )
            ids.append(day.id)
            for key, track in d.get("tracks", {}).items():
                made = tx.put(Track(parent=day.id, rank=tx.rank_last(Track, day.id), title=track["title"], room=track["room"]))
                tracks[key] = made.id
        for block in said["blocks"]:
            parent = ids[block.get("day", 1) - 1]
            tx.put(self._block(block, said["expected"], tracks).with_(parent=parent, rank=tx.rank_last(AgendaBlock, parent)))
        self._participants(row.id, said)
        for what in said.get("actions", ()):
            self._action(row.id, what)
        if "day_held" in said:
            bring_held_day(tx, said["day_held"], row.id)
        return row.id

    def _block(self, said: Said, people: int, tracks: Mapping[str, Id]) -> AgendaBlock:
        track = tracks.get(said.get("track", ""))
        if "method" in said:
            group = people // len(tracks) if track else people
            block = method_block(catalogue().need_method(said["method"]), self.code, minutes=said["min"], people=group)
        else:
            block = AgendaBlock(minutes=said["min"], type=said["kind"], shortest=said["shortest"], priority=said["priority"])
        texts = {name: said[name].strip() for name in _BLOCK_TEXTS if name in said}
        if "lead" in texts:
            texts["lead"] = self.names.get(texts["lead"], texts["lead"])
        return block.with_(
            **texts,
            track=track,
            fixed_start=parse_clock(said["fixed"]) if "fixed" in said else None,
            needs_decider=said.get("decider", False),
            sets=said.get("sets", block.sets),
        )

    def _participants(self, workshop: Id, said: Said) -> None:
        tx = self.tx
        listed = said["participants"]
        answers = {key: answer for answer, keys in said.get("answers", {}).items() for key in keys}
        attended = said.get("attended")
        presence = said.get("presence", {})
        for part in _PARTS:
            keys = listed.get(part, ())
            for key, id in zip(keys, invite(tx, workshop, [self.people[k] for k in keys], part=part), strict=True):
                since, until = presence.get(key, (None, attended["until"].get(key) if attended else None))
                tx.put(
                    tx.need(Participation, id).with_(
                        answer=answers.get(key, "yes"),
                        attended="" if attended is None else "absent" if key in attended["absent"] else "present",
                        present_from=parse_clock(since) if since else None,
                        present_until=parse_clock(until) if until else None,
                        **self.needs[key],
                    )
                )
        for away, instead in said.get("substitutes", {}).items():
            (id,) = invite(tx, workshop, [self.people[instead]])
            tx.put(
                tx.need(Participation, id).with_(answer="yes", attended="present", substitute_for=self.people[away], **self.needs[instead])
            )

    def _action(self, workshop: Id, said: Said) -> None:
        self.tx.put(
            Action(
                parent=workshop,
                rank=self.tx.rank_last(Action, workshop),
                what=said["what"],
                owner=self.people[said["owner"]],
                due=_day(self.today, said["days"], weekday=True),
                status=said["status"],
                reason=said.get("reason", ""),
                bearing=said["bearing"],
                goal=self.goals.get(said.get("goal", "")),
            )
        )
