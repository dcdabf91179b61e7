"""One example call for every action of the program: the universal tests walk them all.

`world(bench)` fills an empty library; `EXAMPLES` says, for each action, what it is called with in that world. An action without an
example fails the walk. A part of the program has its own module beside this one, `examples_<part>.py`: `grow(bench, world)` adds rows and names
their ids, `EXAMPLES` calls its actions.
"""

from __future__ import annotations

import importlib
import pkgutil
from collections.abc import Callable
from dataclasses import replace
from typing import Any

import tests.app
from tests.app.world import Call, World, call
from verkstad.app import actions, agenda, exchange, initiatives, people, sample, workshops
from verkstad.app.agenda import NewBlock
from verkstad.app.people import NewPerson
from verkstad.app.workbench import Bench
from verkstad.domain.agenda import AgendaBlock
from verkstad.domain.fields import Id
from verkstad.domain.workshop import Day, Participation

PARTS = [
    importlib.import_module(f"tests.app.{found.name}")
    for found in pkgutil.iter_modules(tests.app.__path__)
    if found.name.startswith("examples_")
]


def world(bench: Bench) -> World:
    """A small library in which every action has something to act on."""
    do = bench.do
    do(sample.bring_sample, language="en", today="2027-03-24")
    workshop = do(workshops.new_workshop, "Första steget", date="2027-03-24")
    day = bench.library.children(Day, workshop)[0].id
    for title, minutes, kind in (
        ("Incheckning", 20, "opening"),
        ("Skiva elefanten", 75, "group"),
        ("Fika", 15, "break"),
        ("Nästa steg", 30, "plenary"),
    ):
        do(agenda.add_block, day, title=title, minutes=minutes, type=kind)
    blocks = tuple(b.id for b in bench.library.children(AgendaBlock, day))
    do(agenda.fix_start, blocks[2], 11 * 60)
    do(agenda.limit_block, blocks[1], 50)
    second_day = do(workshops.add_day, workshop)
    track = do(workshops.add_track, day, "Spår A", room="Sal 1")
    second_track = do(workshops.add_track, day, "Spår B")
    do(agenda.put_on_track, blocks[1:2], track)
    other = do(workshops.new_workshop, "Uppföljning")
    other_day = bench.library.children(Day, other)[0].id
    unit = do(people.add_unit, "Hemtjänsten", short="HT")
    role = do(people.add_role, "Samordnare")
    guests = [
        NewPerson("Åsa", "Bergström", "asa@example.invalid", "070-000 00 01", "Hemtjänsten", food="vegetariskt"),
        NewPerson("Örjan", "Ek", unit="Kontaktcenter", position="Kundvägledare", meets_customers=True),
        NewPerson(position="Digitaliseringsledare", unit="Kommunkansliet"),
    ]
    ids = do(people.import_people, guests, workshop=workshop)
    outsider = do(people.add_person, NewPerson("Ingrid", "Öberg"))
    do(people.give_role, ids[:1], role)
    do(people.mark_present, (bench.library.children(Participation, workshop)[0].id,))
    do(agenda.note_privately, blocks[0], "Åsa Bergström hälsar välkommen.")
    action = do(actions.add_action, workshop, "Ring tre kunder", owner=ids[0], due="2027-04-01")
    second = do(actions.add_action, workshop, "Boka nästa möte")
    initiative = do(initiatives.new_initiative, "Svar samma dag")
    do(workshops.attach_to_initiative, other, initiative)
    _disagree(bench, other)
    by_person = {p.person: p.id for p in bench.library.children(Participation, workshop)}
    made = World(
        workshop, day, second_day, blocks, other, other_day, track, second_track, unit, role, ids, tuple(by_person[i] for i in ids),
        outsider, action, second, initiative,
    )  # fmt: skip
    for part in PARTS:
        made = replace(made, more={**made.more, **part.grow(bench, made)})
    return made


def _disagree(bench: Bench, workshop: Id) -> None:
    """A colleague and I have chosen different places and contacts for a workshop, without seeing each other."""
    colleague = Bench.in_memory()
    colleague.take_in(bench.give_out([workshop]), "")
    for desk, place, contact in ((colleague, "Sal Vänern", "070-000 00 02"), (bench, "Sal Mälaren", "070-000 00 03")):
        desk.do(workshops.choose_place, workshop, place)
        desk.do(workshops.say_whom_to_call, workshop, contact)
    bench.take_in(colleague.give_out([workshop]), "", background=True)
    colleague.close()


EXAMPLES: dict[Callable[..., Any], Callable[[World], Call]] = {
    exchange.settle_conflict: lambda w: call(w.other_workshop, "place", "theirs"),
    exchange.settle_conflict_with: lambda w: call(w.other_workshop, "contact", "070-000 00 04"),
    workshops.new_workshop: lambda w: call("Startdag", date="2027-05-04", start=510),
    workshops.new_workshop_from_template: lambda w: call("t_halvdagsstart", "Halvdag", date="2027-05-04", minutes=210, people=28),
    workshops.rename_workshop: lambda w: call(w.workshop, "Andra steget"),
    workshops.describe_purpose: lambda w: call(w.workshop, "Välja en första modul."),
    workshops.want_outcomes: lambda w: call(w.workshop, "En vald modul\nEtt team"),
    workshops.choose_place: lambda w: call(w.workshop, "Sal Vättern"),
    workshops.say_who_leads: lambda w: call(w.workshop, "K. Öberg"),
    workshops.say_whom_to_call: lambda w: call(w.workshop, "070-000 00 00"),
    workshops.expect_people: lambda w: call(w.workshop, 28),
    workshops.write_invitation: lambda w: call(w.workshop, "Välkommen!"),
    workshops.ask_for_work_before: lambda w: call(w.workshop, "Läs kundberättelserna."),
    workshops.ask_for_answer_by: lambda w: call(w.workshop, "2027-03-10"),
    workshops.choose_paper_language: lambda w: call(w.workshop, "en"),
    workshops.classify_record: lambda w: call(w.workshop, "working", "KS 2027/114"),
    workshops.attach_to_initiative: lambda w: call(w.workshop, w.initiative),
    workshops.write_workshop_notes: lambda w: call(w.workshop, "Kom i tid."),
    workshops.duplicate_workshop: lambda w: call(w.workshop, "Samma dag igen", date="2027-06-01"),
    workshops.remove_workshops: lambda w: call((w.workshop, w.other_workshop)),
    workshops.add_day: lambda w: call(w.workshop),
    workshops.move_day: lambda w: call(w.day, date="2027-03-25", start=480),
    workshops.aim_to_end: lambda w: call(w.day, 12 * 60),
    workshops.name_day: lambda w: call(w.day, "Dag ett"),
    workshops.remove_day: lambda w: call(w.second_day),
    workshops.add_track: lambda w: call(w.day, "Spår C"),
    workshops.rename_track: lambda w: call(w.track, "Kundresan"),
    workshops.choose_room: lambda w: call(w.track, "Sal 4"),
    workshops.remove_track: lambda w: call(w.track),
    workshops.record_print: lambda w: call(w.workshop, (("run_sheet", "K-0412", "ab12", 2),)),
    agenda.add_block: lambda w: call(w.day, after=w.blocks[0], title="Ny punkt", minutes=10),
    agenda.insert_method: lambda w: call(w.day, "premortem", after=None),
    agenda.insert_template: lambda w: call(w.second_day, "t_halvdagsstart", minutes=200),
    agenda.add_blocks: lambda w: call(w.day, (NewBlock("Ett", 10), NewBlock("Två", 20, fixed_start=600)), after=w.blocks[1]),
    agenda.rename_block: lambda w: call(w.blocks[0], "Välkomna"),
    agenda.resize_block: lambda w: call(w.blocks[1], 45),
    agenda.limit_block: lambda w: call(w.blocks[0], 10),
    agenda.prioritise_block: lambda w: call(w.blocks[0], "keep"),
    agenda.change_kind: lambda w: call(w.blocks[0], "plenary"),
    agenda.change_kinds: lambda w: call(w.blocks[:3], "solo"),
    agenda.give_blocks_to: lambda w: call(w.blocks[:2], "Karin"),
    agenda.choose_method: lambda w: call(w.blocks[1], "skiva_elefanten"),
    agenda.give_block_to: lambda w: call(w.blocks[0], "Karin"),
    agenda.describe_block: lambda w: call(w.blocks[0], "Alla har hört sin egen röst."),
    agenda.instruct_participants: lambda w: call(w.blocks[0], "Säg ditt namn."),
    agenda.document_block: lambda w: call(w.blocks[0], "Alla var med."),
    agenda.note_privately: lambda w: call(w.blocks[0], "Börja med Åsa."),
    agenda.list_material: lambda w: call(w.blocks[0], "Pennor (12)"),
    agenda.prepare_block: lambda w: call(w.blocks[0], "Ta med ett kundfall."),
    agenda.fix_start: lambda w: call(w.blocks[0], 540),
    agenda.move_fixed_starts: lambda w: call(w.day, 45),
    agenda.release_start: lambda w: call(w.blocks[2]),
    agenda.run_in_sets: lambda w: call(w.blocks[1], 4),
    agenda.need_decider: lambda w: call(w.blocks[1], True),
    agenda.put_on_track: lambda w: call(w.blocks[:2], w.second_track),
    agenda.move_block: lambda w: call(w.blocks[0], after=w.blocks[2]),
    agenda.move_blocks: lambda w: call(w.blocks[:2], after="last", day=w.other_day),
    agenda.duplicate_blocks: lambda w: call(w.blocks[:2]),
    agenda.copy_blocks_to: lambda w: call(w.blocks[:2], w.other_day),
    agenda.remove_blocks: lambda w: call(w.blocks[:2]),
    people.add_unit: lambda w: call("Bygglov"),
    people.rename_unit: lambda w: call(w.unit, "Hemtjänst och stöd"),
    people.shorten_unit: lambda w: call(w.unit, "Hemtj."),
    people.remove_unit: lambda w: call(w.unit),
    people.add_role: lambda w: call("Bisittare"),
    people.rename_role: lambda w: call(w.role, "Samordning"),
    people.remove_role: lambda w: call(w.role),
    people.add_person: lambda w: call(NewPerson("Nils", "Åberg", unit="Nämndkansliet"), workshop=w.workshop),
    people.import_people: lambda w: call(
        (NewPerson("Eva", "Lind"), NewPerson(email="b@example.invalid", existing=w.people[1])), workshop=w.workshop
    ),
    people.name_person: lambda w: call(w.people[0], "Åsa", "Bergstrand"),
    people.set_email: lambda w: call(w.people[0], "ny@example.invalid"),
    people.set_phone: lambda w: call(w.people[0], "070-000 00 02"),
    people.place_in_unit: lambda w: call(w.people[1:], w.unit),
    people.place_in_unit_called: lambda w: call(w.people[:1], "Gatukontoret"),
    people.give_role: lambda w: call(w.people[:2], "operations"),
    people.set_position: lambda w: call(w.people[0], "Enhetschef"),
    people.say_meets_customers: lambda w: call(w.people[:1], True),
    people.join_persons: lambda w: call(w.people[0], w.outsider),
    people.remove_people: lambda w: call(w.people[:2]),
    people.erase_person: lambda w: call(w.people[0], ((w.blocks[0], "notes"), (w.action, "what")), instead="[borttaget]"),
    people.invite: lambda w: call(w.other_workshop, w.people, part="decider"),
    people.take_off: lambda w: call(w.participations[:2]),
    people.change_part: lambda w: call(w.participations[:1], "lead"),
    people.note_answer: lambda w: call(w.participations, "yes"),
    people.mark_present: lambda w: call(w.participations),
    people.mark_absent: lambda w: call(w.participations[1:]),
    people.mark_rest_present: lambda w: call(w.workshop),
    people.clear_attendance: lambda w: call(w.participations),
    people.present_between: lambda w: call(w.participations[0], 540, 630),
    people.present_on: lambda w: call(w.participations[:2], w.second_day, between=(540, 630)),
    people.substitute: lambda w: call(w.participations[0], w.outsider),
    people.send_newcomer: lambda w: call(w.participations[0], NewPerson("Nils", "Åberg")),
    people.note_food: lambda w: call(w.participations[0], "glutenfritt"),
    people.note_access: lambda w: call(w.participations[0], "hörslinga"),
    actions.add_action: lambda w: call(w.workshop, "Mät väntetiden", due="2027-04-02"),
    actions.reword_action: lambda w: call(w.action, "Ring fem kunder"),
    actions.assign_action: lambda w: call(w.second_action, w.people[1]),
    actions.set_due: lambda w: call(w.second_action, "2027-04-09"),
    actions.change_status: lambda w: call(w.action, "done", "Alla svarade"),
    actions.change_bearing: lambda w: call(w.action, "opportunity"),
    actions.move_action: lambda w: call(w.action, w.second_action),
    actions.remove_action: lambda w: call(w.action),
    actions.remove_actions: lambda w: call((w.action, w.second_action)),
    sample.bring_sample: lambda w: call(language="sv", today="2027-03-24"),
    sample.remove_sample: lambda w: call(),
}
for _part in PARTS:
    EXAMPLES.update(_part.EXAMPLES)
