"""People, units and who takes part: what the actions do and what the pages are told."""

from __future__ import annotations

import pytest

from verkstad.app import invitation, people, workshops
from verkstad.app.people import NewPerson, called
from verkstad.app.workbench import Bench
from verkstad.domain.errors import Refused
from verkstad.domain.people import Identity, Person, Unit
from verkstad.domain.workshop import Participation, Workshop
from verkstad.i18n import language

SV = language("sv")


@pytest.fixture
def bench() -> Bench:
    return Bench.in_memory()


def names(bench: Bench) -> list[str]:
    return sorted(line.name for line in bench.ask(people.directory))


def test_an_existing_person_only_gets_what_was_lacking(bench: Bench) -> None:
    old = bench.do(people.add_person, NewPerson("Åsa", "Bergström", "asa@example.invalid", unit="Hemtjänsten"))
    bench.do(
        people.import_people, [NewPerson("Asa", "Berg", "ny@example.invalid", "070-000 00 00", "Bygglov", position="Chef", existing=old)]
    )
    (line,) = bench.ask(people.directory)
    assert (line.name, line.email, line.phone, line.unit_name, line.position) == (
        "Åsa Bergström", "asa@example.invalid", "070-000 00 00", "Hemtjänsten", "Chef",
    )  # fmt: skip
    assert {u.name for u in bench.library.all(Unit)} >= {"Hemtjänsten"}


def test_somebody_without_a_name_is_called_by_position_role_or_unit(bench: Bench) -> None:
    for new in (NewPerson(position="Rektor"), NewPerson(role="management"), NewPerson(unit="Skolan")):
        bench.do(people.add_person, new)
    assert sorted(called(line, SV) for line in bench.ask(people.directory)) == ["Ledning", "Rektor", "Skolan"]
    with pytest.raises(Refused):
        bench.do(people.add_person, NewPerson(phone="070"))


def test_with_roles_only_a_name_is_never_called_out(bench: Bench) -> None:
    bench.do(people.add_person, NewPerson("Åsa", "Bergström", position="Rektor"))
    assert called(bench.ask(people.directory)[0], SV, names=False) == "Rektor"


def test_a_joined_entry_is_shown_as_the_one_it_is_everywhere(bench: Bench) -> None:
    kept = bench.do(people.add_person, NewPerson("Åsa", "Bergström", "asa@example.invalid"))
    twin = bench.do(people.add_person, NewPerson("Asa", "Bergstrom"))
    first = bench.do(workshops.new_workshop, "Ett", date="2027-01-01")
    second = bench.do(workshops.new_workshop, "Två", date="2027-02-01")
    bench.do(people.invite, first, (twin,))
    bench.do(people.invite, second, (kept,))
    bench.do(people.join_persons, twin, kept)
    (line,) = bench.ask(people.directory)
    assert (line.name, line.workshops) == ("Åsa Bergström", 2)
    assert [w.title for w, _part in bench.ask(people.taken_part, kept)] == ["Två", "Ett"]
    assert [x.person.name for x in bench.ask(people.participants, first)] == ["Åsa Bergström"]
    assert bench.ask(invitation.recipients, first).addresses == ("asa@example.invalid",)
    bench.undo()
    assert names(bench) == ["Asa Bergstrom", "Åsa Bergström"]


def test_two_entries_joined_to_each_other_do_not_both_vanish(bench: Bench) -> None:
    a = bench.do(people.add_person, NewPerson("Åsa", "Ek"))
    b = bench.do(people.add_person, NewPerson("Asa", "Ek"))
    bench.do(people.join_persons, a, b)
    with pytest.raises(Refused):
        bench.do(people.join_persons, b, a)
    bench.do(people.remove_people, (b,))
    assert names(bench) == ["Åsa Ek"]


def test_erasing_leaves_the_position_and_no_personal_row(bench: Bench) -> None:
    workshop = bench.do(workshops.new_workshop, "Ett")
    person = bench.do(
        people.add_person,
        NewPerson("Åsa", "Bergström", "a@example.invalid", unit="Bygglov", position="Chef", food="vegan"),
        workshop=workshop,
    )
    bench.do(people.erase_person, person)
    (line,) = bench.ask(people.directory)
    assert (line.name, line.email, line.position, line.unit_name) == ("", "", "Chef", "Bygglov")
    assert bench.library.count(Identity) == bench.library.count(Participation) == 0
    assert bench.undo_step is None
    bench.do(people.name_person, person, "Eva", "Lind")
    assert names(bench) == ["Eva Lind"]


def test_removing_a_unit_keeps_its_people_and_comes_back_whole(bench: Bench) -> None:
    bench.do(people.import_people, [NewPerson("Åsa", "Ek", unit="Bygglov"), NewPerson("Bo", "Ek", unit="bygglov")])
    (unit,) = bench.library.all(Unit)
    bench.do(people.remove_unit, unit.id)
    assert {line.unit for line in bench.ask(people.directory)} == {None}
    bench.undo()
    assert {line.unit_name for line in bench.ask(people.directory)} == {"Bygglov"}


def test_a_unit_is_found_by_its_name_or_made(bench: Bench) -> None:
    ids = bench.do(people.import_people, [NewPerson("Åsa", "Ek", unit="Bygglov"), NewPerson("Bo", "Ek")])
    bench.do(people.place_in_unit_called, (ids[1],), " bygglov ")
    assert bench.library.count(Unit) == 1
    bench.do(people.place_in_unit_called, ids, "Skolan")
    assert {line.unit_name for line in bench.ask(people.directory)} == {"Skolan"}
    bench.undo()
    assert {u.name for u in bench.library.all(Unit)} == {"Bygglov"}
    bench.do(people.place_in_unit_called, ids, "")
    assert {line.unit for line in bench.ask(people.directory)} == {None}


def test_who_has_sent_a_substitute_or_declined_gets_no_reminder(bench: Bench) -> None:
    workshop = bench.do(workshops.new_workshop, "Ett")
    ids = bench.do(people.import_people, [NewPerson(n, "Ek", f"{n}@example.invalid") for n in ("ada", "bo", "cia")], workshop=workshop)
    parts = {p.person: p.id for p in bench.library.children(Participation, workshop)}
    bench.do(people.note_answer, (parts[ids[0]],), "no")
    bench.do(people.send_newcomer, parts[ids[1]], NewPerson("Dan", "Ek", "dan@example.invalid"))
    assert bench.ask(invitation.recipients, workshop).addresses == ("cia@example.invalid", "dan@example.invalid")
    assert bench.ask(invitation.recipients, workshop, unanswered_only=True).addresses == ("cia@example.invalid",)


def test_the_invitation_gathers_work_before_the_day_from_workshop_and_program(bench: Bench) -> None:
    from verkstad.app import agenda
    from verkstad.domain.workshop import Day

    workshop = bench.do(workshops.new_workshop, "Ett", date="2027-03-24", start=540)
    day = bench.library.children(Day, workshop)[0].id
    block = bench.do(agenda.add_block, day, title="Skiva", minutes=90)
    bench.do(workshops.ask_for_work_before, workshop, "- Läs planen\n- Ta med ett kundfall")
    bench.do(agenda.prepare_block, block, "Ta med ett kundfall")
    facts = bench.ask(invitation.invitation, workshop)
    assert facts.before == ("Läs planen", "Ta med ett kundfall")
    assert (facts.meetings[0].start, facts.meetings[0].until) == (540, 630)
    bench.do(workshops.aim_to_end, day, 660)
    assert bench.ask(invitation.invitation, workshop).meetings[0].until == 660


def test_the_directory_of_thousands_says_the_same_as_one_person_at_a_time(bench: Bench) -> None:
    bench.do(
        people.import_people,
        [NewPerson(f"Förnamn{n}", f"Efternamn{n}", unit=f"Enhet {n % 3}", meets_customers=n % 2 == 0) for n in range(40)],
    )
    for line in bench.ask(people.directory):
        assert bench.ask(people.person_line, line.id) == line
    assert bench.library.count(Person) == 40


def test_the_lunch_of_the_program_is_in_the_invitation(bench: Bench) -> None:
    from verkstad.app import agenda
    from verkstad.domain.workshop import Day

    workshop = bench.do(workshops.new_workshop, "Ett", date="2027-03-24", start=540)
    day = bench.library.children(Day, workshop)[0].id
    bench.do(agenda.add_block, day, title="Skiva", minutes=150)
    assert bench.ask(invitation.invitation, workshop).meetings[0].lunch is None
    bench.do(agenda.add_block, day, title="Lunch i matsalen", minutes=60, type="break")
    assert bench.ask(invitation.invitation, workshop).meetings[0].lunch == 690


def test_a_templates_list_is_the_leaders_own_and_nothing_the_invitation_asks_for(bench: Bench) -> None:
    workshop = bench.do(workshops.new_workshop_from_template, "t_halvdagsstart", "Start", language="sv")
    row = bench.library.need(Workshop, workshop)
    first, *points = row.notes.splitlines()
    assert first == "Förbered:" and points and all(p.startswith("– ") for p in points)
    assert row.before == ""
    facts = bench.ask(invitation.invitation, workshop)
    assert not any(p.removeprefix("– ") in invitation.invitation_mail(facts, SV).text for p in points)
    english = bench.do(workshops.new_workshop_from_template, "t_halvdagsstart", "Start", language="en")
    assert bench.library.need(Workshop, english).notes.startswith("Prepare:\n– ")


def test_the_kitchen_gets_one_line_for_one_food(bench: Bench) -> None:
    workshop = bench.do(workshops.new_workshop, "Ett")
    notes = ("Vegetarisk", "vegetariskt", "Vegetarian", "glutenfri", "Glutenfritt")
    bench.do(people.import_people, [NewPerson(f"P{n}", "Ek", food=food) for n, food in enumerate(notes)], workshop=workshop)
    assert bench.ask(people.headcount, workshop).food == (("vegetariskt", 3), ("glutenfri", 2))


@pytest.mark.parametrize(("date", "answer", "attended"), [("9999-12-30", "no", ""), (None, "no", ""), ("2020-01-01", "yes", "absent")])
def test_who_is_replaced_says_no_before_the_day_and_is_absent_from_it_on(
    bench: Bench, date: str | None, answer: str, attended: str
) -> None:
    workshop = bench.do(workshops.new_workshop, "Ett", date=date)
    bench.do(people.add_person, NewPerson("Åsa", "Ek"), workshop=workshop)
    part = bench.library.children(Participation, workshop)[0].id
    bench.do(people.note_answer, (part,), "yes")
    bench.do(people.send_newcomer, part, NewPerson("Dan", "Ek"))
    row = bench.library.need(Participation, part)
    assert (row.answer, row.attended) == (answer, attended)
    count = bench.ask(people.headcount, workshop)
    assert (count.listed, count.yes) == (1, 1)  # the two are one seat, and one comes
    bench.undo()
    row = bench.library.need(Participation, part)
    assert (row.answer, row.attended) == ("yes", "")


def test_the_attendance_list_stands_in_the_order_of_names_as_the_window_does(bench: Bench) -> None:
    from verkstad.app.printing import PrintWish, print_job
    from verkstad.documents.parts import Setting
    from verkstad.documents.sheets.people import listed

    workshop = bench.do(workshops.new_workshop, "Ett")
    bench.do(people.import_people, [NewPerson("Åsa", "Alm"), NewPerson("Bo", "Öst"), NewPerson("Ada", "Ek")], workshop=workshop)
    job = print_job(bench.library, workshop, PrintWish(sheets=("attendance",)), today="2027-03-01")
    assert [p.name for p in listed(Setting(job, SV))] == ["Ada Ek", "Bo Öst", "Åsa Alm"]


def test_more_people_than_the_template_is_written_for_are_told_of(bench: Bench) -> None:
    many = bench.do(workshops.new_workshop_from_template, "t_halvdagsstart", "Start", people=28)
    crowd = bench.ask(workshops.crowd, many)
    assert crowd is not None and (crowd.template.most, crowd.people, crowd.parallel) == (24, 28, True)
    bench.do(workshops.expect_people, many, 20)
    assert bench.ask(workshops.crowd, many) is None
    assert bench.ask(workshops.crowd, bench.do(workshops.new_workshop, "Egen")) is None
