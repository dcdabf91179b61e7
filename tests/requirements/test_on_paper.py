"""What the requirements ask to have on paper: a change is made by actions, its sheets are printed, and the words are read from the pages."""

from __future__ import annotations

from collections.abc import Iterator

import pytest

from tests.app.test_groupings import Hall
from tests.documents.reading import faults_of_layout, texts
from verkstad.app import (
    agenda,
    decisions,
    goals,
    initiatives,
    landing,
    launch,
    mandates,
    measures,
    module_changes,
    modules,
    people,
    pilots,
    responsibility,
    teams,
    workshops,
)
from verkstad.app.people import NewPerson
from verkstad.app.printing import PrintWish, initiative_job, print_job
from verkstad.app.workbench import Bench
from verkstad.documents.press import press
from verkstad.domain.agenda import AgendaBlock
from verkstad.domain.fields import Id
from verkstad.domain.workshop import Day

TODAY = "2026-11-24"


def tended(bench: Bench) -> Id:
    """A change where each thing has been said once. The initiative."""
    do = bench.do
    initiative = do(initiatives.new_initiative, "Besked i rätt tid", route="slice")
    anna, sara = do(
        people.import_people,
        [
            NewPerson("Anna", "Ek", unit="Kontaktcenter", role="contact_centre", meets_customers=True),
            NewPerson("Sara", "Holm", unit="Bygglov", role="operations"),
        ],
    )
    for action, words in (
        (initiatives.explain_why, "Den som söker väntar i tolv dagar utan att veta något."),
        (initiatives.describe_what, "Besked samma dag om när svaret kommer."),
        (initiatives.describe_how, "En slags ärende i taget."),
    ):
        do(action, initiative, words)
    do(initiatives.name_leader, initiative, sara)
    decision = do(decisions.propose, initiative, "Bygglov går före annat i höst.")
    do(decisions.put_first, decision, "Samtal till sökande")
    do(decisions.let_wait, decision, "Det nya intranätet")
    do(decisions.refer_to, decision, "BN 2026:41")
    do(decisions.decide, decision, "Byggnadsnämnden", "2026-10-12")
    do(decisions.review_on, decision, "2027-05-20")
    goal = do(goals.add_goal, initiative, "Den som söker får besked om dagen inom ett dygn.")
    do(goals.choose_indicator, goal, "Timmar till första besked")
    do(goals.choose_measure_unit, goal, "timmar")
    do(goals.set_baseline, goal, "288", "2026-09-01")
    do(goals.set_target, goal, "24", "2027-06-30")
    do(goals.give_goal_to, goal, sara)
    do(goals.choose_level, goal, "team")
    do(goals.choose_category, goal, "accessibility")
    do(goals.agree_on_goal, goal, True)
    module = do(modules.add_module, initiative, "Ring den sökande")
    part = do(modules.add_module, module, "Bara altaner")
    do(modules.say_who_notices, module, "Den som vill bygga altan")
    do(modules.need_decision, module, "opening_hours", 2)
    do(module_changes.add_from_to, module, "Handläggare", before="Skickar brev efter tolv dagar", after="Ringer inom ett dygn")
    assert part
    _team(bench, initiative, module, anna)
    _pilot(bench, initiative, module, goal, sara)
    _launch(bench, initiative, module)
    line = do(responsibility.add_line, initiative, "Skriva om brevet")
    do(responsibility.say_letter, line, "operations", None, "A")
    do(responsibility.say_letter, line, "contact_centre", None, "R")
    do(mandates.place_position, initiative, "contact_centre", None, insight=3, mandate=0)
    return initiative


def _team(bench: Bench, initiative: Id, module: Id, member: Id) -> None:
    do = bench.do
    team = do(teams.new_team, initiative, "Svarsteamet")
    (seat,) = do(teams.take_in, team, (member,))
    do(teams.give_time, seat, 20)
    do(teams.write_what_is_settled, team, "Budgeten för året.")
    do(teams.write_what_is_free, team, "Vem som ringer när.")
    do(modules.give_to_team, module, team)


def _pilot(bench: Bench, initiative: Id, module: Id, goal: Id, owner: Id) -> None:
    do = bench.do
    pilot = do(pilots.begin_pilot, initiative, "Ring inom ett dygn", module=module, team_called="Svarsteamet", decision_day="2027-02-01")
    do(pilots.link_goal, pilot, goal)
    do(pilots.give_effect_to, pilot, owner)
    for side, title in (("customer", "Väntan i timmar"), ("done", "Andel uppringda"), ("effect", "Samtal till växeln")):
        measure = do(measures.add_measure, pilot, title, side=side, better="down")
        do(measures.type_value, measure, "2026-10-05", "41")
    loop = do(pilots.add_loop, pilot, "Räcker en timme?", starts="2026-11-02", ends="2026-11-15")
    do(pilots.finish_loop, loop, "En timme om dagen räcker.")
    do(pilots.tell_how_it_was, pilot, "Brevet kom efter tolv dagar.")
    do(pilots.tell_what_was_tried, pilot, "Vi ringde i stället för att skriva.")
    do(pilots.tell_how_it_is_now, pilot, "De flesta vet nästa dag.")


def _launch(bench: Bench, initiative: Id, module: Id) -> None:
    do = bench.do
    who = do(launch.add_audience, initiative, "Handläggare på bygglov", module=module)
    do(launch.change_audience, who, why="Den som söker slipper vänta.", how="Ring före tio.", unchanged="Besluten fattas som förut.")
    activity = do(launch.add_activity, initiative, "Frukost med handläggare", on="2026-12-01", channel="meeting", audience=who)
    do(launch.change_activity, activity, subject="Vem väntar på dig?", ingress="Från den 3 mars ringer du.", hours="6", cost="1500")
    outside = do(launch.add_activity, initiative, "Annons i tidningen", on="2026-12-10", channel="print")
    do(launch.change_activity, outside, outward=True, hours="2", cost="9000")


@pytest.fixture(scope="module")
def change() -> Iterator[tuple[Bench, Id]]:
    bench = Bench.in_memory()
    yield bench, tended(bench)
    bench.close()


def printed(change: tuple[Bench, Id], sheet: str, code: str = "sv") -> str:
    made = press(initiative_job(change[0].library, change[1], PrintWish(sheets=(sheet,), language=code), today=TODAY))
    assert made.overflows == ()
    for data in made.files.values():
        assert faults_of_layout(data) == []
    return " ".join(" ".join(texts(data) for data in made.files.values()).replace("\u00a0", " ").split())


SHEETS = {
    "module_wall": ("Ring den sökande", "Bara altaner"),
    "module_cards": ("Ring den sökande", "Den som vill bygga altan"),
    "pilot_card": ("Ring inom ett dygn", "Väntan i timmar", "Andel uppringda", "Samtal till växeln", "En timme om dagen räcker.", "1 februari 2027"),
    "pilot_story": ("Brevet kom efter tolv dagar.", "Vi ringde i stället för att skriva.", "De flesta vet nästa dag."),
    "initiative_page": (
        "Varför", "Vad", "Hur", "Den som söker väntar i tolv dagar", "Besked samma dag om när svaret kommer.", "En slags ärende i taget.",
        "Sara Holm", "Bygglov går före annat i höst.", "Byggnadsnämnden",
    ),
    "goals": ("Den som söker får besked om dagen inom ett dygn.", "Timmar till första besked", "288", "24", "30 juni 2027", "Sara Holm"),
    "directive_card": ("Samtal till sökande", "Det nya intranätet", "Byggnadsnämnden", "BN 2026:41"),
    "team_sheet": ("Svarsteamet", "Anna Ek", "20 %", "Budgeten för året.", "Vem som ringer när."),
    "mandate_questions": ("Ring den sökande", "öppettider"),
    "mandate_map": ("Vet, får inte ändra",),
    "raci": ("Skriva om brevet", "A", "R"),
    "from_to_cards": ("Handläggare", "Skickar brev efter tolv dagar", "Ringer inom ett dygn"),
    "launch_plan": ("Handläggare på bygglov", "Den som söker slipper vänta.", "Ring före tio.", "Frukost med handläggare", "6 tim", "2 tim", "1500 kr", "9000 kr"),
    "launch_poster": ("Vem väntar på dig?", "UTKAST"),
    "red_thread": ("Bygglov går före annat i höst.", "Ring den sökande", "Svarsteamet", "Ring inom ett dygn"),
}  # fmt: skip


@pytest.mark.parametrize("sheet", SHEETS)
def test_what_was_said_in_the_program_stands_on_the_sheet(change: tuple[Bench, Id], sheet: str) -> None:
    told = printed(change, sheet).replace("-\u200b", "")
    missing = [words for words in SHEETS[sheet] if words not in told]
    assert not missing, (missing, told[:1_500])


@pytest.mark.parametrize("sheet", ["module_wall", "module_cards", "pilot_card", "loop_sheet", "inventory_form", "goals"])
def test_a_sheet_is_there_to_write_on_before_anything_is_said(sheet: str) -> None:
    bench = Bench.in_memory()
    told = printed((bench, bench.do(initiatives.new_initiative, "Besked i rätt tid")), sheet)
    bench.close()
    assert "Besked i rätt tid" in told


LEADS = (
    "initiative_page",
    "goals",
    "pilot_card",
    "team_sheet",
    "report",
    "red_thread",
    "launch_plan",
    "findings",
    "module_wall",
    "raci",
    "pilot_story",
)


@pytest.mark.parametrize("sheet", LEADS)
def test_every_sheet_says_who_leads(change: tuple[Bench, Id], sheet: str) -> None:
    assert "Sara Holm" in printed(change, sheet)


def test_the_mixed_groups_stand_on_the_list_of_each_round() -> None:
    hall = Hall()
    hall.mix()
    made = press(print_job(hall.bench.library, hall.workshop, PrintWish(sheets=("groups",), language="sv"), today=TODAY))
    told = " ".join(texts(made.files["a4"]).split())
    assert len(made.sheets) == 3 and all(f"Omgång {n}" in told for n in (1, 2, 3))
    assert all(told.count(f"P{n} Ek") == 3 for n in range(12)), "everybody once a round"
    hall.close()


def test_who_does_the_work_stands_on_the_map_when_the_gain_lands_elsewhere() -> None:
    bench = Bench.in_memory()
    do = bench.do
    initiative = do(initiatives.new_initiative, "Besked i rätt tid")
    units = {name: do(people.add_unit, name) for name in ("Kontaktcenter", "It-avdelningen")}
    line = do(landing.add_line, initiative, "Färre samtal", kind_of="efficiency", unit=units["Kontaktcenter"])
    do(landing.change_line, line, amount="130000")
    assert "It-avdelningen" not in printed((bench, initiative), "landing_map")
    do(landing.change_line, line, producer=units["It-avdelningen"])
    told = printed((bench, initiative), "landing_map")
    assert "It-avdelningen" in told and "Kunden" in told and "130 000" in told
    bench.close()


@pytest.mark.parametrize(
    ("template", "code", "title"),
    [
        ("t_halvdagsstart", "sv", "Orientering: varför just nu"),
        ("t_pilotstart", "en", "Launch inwards: who is told what before the start?"),
    ],
)
def test_a_template_brings_the_block_a_requirement_asks_for_and_it_stands_on_the_agenda(template: str, code: str, title: str) -> None:
    """000-23: ten minutes of orientation; 003-02: the internal launch is prepared while the pilot is."""
    bench = Bench.in_memory()
    workshop = bench.do(workshops.new_workshop_from_template, template, date="2027-05-04", language=code)
    (block,) = [b for b in bench.library.all(AgendaBlock) if b.title == title]
    assert block.minutes == 10
    made = press(print_job(bench.library, workshop, PrintWish(sheets=("agenda",), language=code), today=TODAY))
    assert title in " ".join(texts(made.files["a4"]).split())
    bench.close()


@pytest.mark.parametrize(
    ("code", "boxes"), [("sv", ("Tjänster som berörs", "Vem når dem inte")), ("en", ("Services it is about", "Who cannot reach them"))]
)
def test_the_decision_card_has_a_box_for_the_services_and_one_for_those_who_cannot_reach_them(code: str, boxes: tuple[str, str]) -> None:
    """001-08."""
    bench = Bench.in_memory()
    workshop = bench.do(workshops.new_workshop, "Dagen", date="2027-05-04", language=code)
    bench.do(agenda.insert_method, bench.library.children(Day, workshop)[0].id, "beslutskort")
    made = press(print_job(bench.library, workshop, PrintWish(sheets=("handouts",), language=code), today=TODAY))
    assert made.overflows == () and all(faults_of_layout(data) == [] for data in made.files.values())
    said = " ".join(" ".join(texts(data) for data in made.files.values()).split())
    assert all(box in said for box in boxes)
    bench.close()
