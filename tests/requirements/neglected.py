"""A change that somebody began and left: everything a rule has something to say about, made by what people do in the program.

Nothing here is put in the library but by its actions; what is noticed of it is read on the page and on paper by the tests beside.
"""

from __future__ import annotations

from verkstad.app import (
    actions,
    decisions,
    following,
    goals,
    initiatives,
    insights,
    inventory,
    landing,
    launch,
    mandates,
    measures,
    modules,
    people,
    pilots,
    plan,
    reports,
    responsibility,
    teams,
    workshops,
)
from verkstad.app.people import NewPerson
from verkstad.app.workbench import Bench
from verkstad.domain.fields import Id
from verkstad.domain.modules import Module
from verkstad.domain.responsibility import RaciRow
from verkstad.intake.plans import IncomingItem

TODAY = "2026-11-24"
PHRASE = "Vi sätter kunden i centrum."


def neglected(bench: Bench) -> Id:
    """The initiative."""
    do = bench.do
    initiative = do(initiatives.new_initiative, "Besked i rätt tid")
    anna, ove, sara, per = do(
        people.import_people,
        [
            NewPerson("Anna", "Ek", unit="Kontaktcenter", role="contact_centre", meets_customers=True),
            NewPerson("Ove", "Lind", unit="Kontaktcenter", role="contact_centre"),
            NewPerson("Sara", "Holm", unit="Bygglov", role="operations"),
            NewPerson("Per", "Asp", unit="It", role="it"),
        ],
    )
    units = {u.name: u.id for u in bench.ask(people.units)}
    _decided(bench, initiative, ove)
    _aimed(bench, initiative, sara)
    _tried(bench, initiative, _formed(bench, initiative, (anna, ove), units))
    _gathered(bench, initiative, units)
    _heard(bench, initiative, sara, per)
    _launched(bench, initiative)
    _answered(bench, initiative)
    return initiative


def _decided(bench: Bench, initiative: Id, driver: Id) -> None:
    do = bench.do
    decision = do(decisions.propose, initiative, PHRASE)
    do(decisions.decide, decision, "Nämnden", "2026-06-01")
    do(decisions.change_decision, decision, driver=driver)
    do(reports.set_cadence, initiative, 30, "Ledningsgruppen")
    do(following.add_follow_up, initiative, "2026-09-01", "Gå till receptionen")


def _aimed(bench: Bench, initiative: Id, owner: Id) -> None:
    """A goal without figures that nothing leads to, about costs alone; and one that is late to be measured."""
    do = bench.do
    goal = do(goals.add_goal, initiative, PHRASE)
    do(goals.choose_category, goal, "cost")
    do(goals.agree_on_goal, goal, True)
    do(goals.check_goal_on, goal, "2026-10-01")
    late = do(goals.add_goal, initiative, "Besked inom tio dagar")
    do(goals.ask_to_measure, late, owner, "2026-10-01")
    do(goals.agree_on_goal, late, True)


def _formed(bench: Bench, initiative: Id, members: tuple[Id, ...], units: dict[str, Id]) -> Id:
    """A team of one operation without charter, time or mandate, with two modules at once. The first module."""
    do = bench.do
    team = do(teams.new_team, initiative, "Svarsteamet")
    do(teams.take_in, team, members)
    first, second = (do(modules.add_module, initiative, title) for title in ("Ring den sökande", "Ny blankett"))
    for module in (first, second):
        do(modules.give_to_team, module, team)
        do(modules.set_status, (module,), "pilot")
        do(modules.say_days, module, 200)
    do(modules.need_decision, first, "opening_hours", 2)
    do(modules.need_unit, first, units["Bygglov"])
    alone = do(modules.add_module, initiative, "Ett nummer in")
    do(modules.need_unit, alone, units["It"])
    do(modules.set_status, (alone,), "chosen")
    return first


def _tried(bench: Bench, initiative: Id, module: Id) -> None:
    """A pilot of self-service that runs without measures, and one that was expanded without a loop."""
    do = bench.do
    pilot = do(pilots.begin_pilot, initiative, "Ring inom en vecka", module=module, decision_day="2026-10-01")
    do(pilots.say_self_service, pilot, True)
    do(pilots.start_running, pilot, started="2026-07-01", why="Vi börjar ändå")
    do(pilots.add_loop, pilot, "Räcker en timme?", starts="2026-07-01", ends="2026-09-01")
    measure = do(measures.add_measure, pilot, "Svarstid", side="customer", better="down")
    assert measure
    again = do(pilots.begin_pilot, initiative, "Ny blankett", decision_day="2026-12-01")
    do(pilots.start_running, again, started="2026-08-01", why="Också")
    coming = do(pilots.begin_pilot, initiative, "Ett nummer in", decision_day="2027-03-01")
    do(pilots.set_start, coming, "2026-12-01")


def _gathered(bench: Bench, initiative: Id, units: dict[str, Id]) -> None:
    do = bench.do
    do(
        plan.take_in,
        initiative,
        "Agendan",
        (IncomingItem(number="1", says="Alla får svar samma dag.", page=2),),
        source="agenda.pdf",
        pages=4,
    )
    (line,) = bench.ask(plan.plan_view, initiative).lines
    (made,) = do(plan.sort_into, (line.id,), "module")
    do(plan.anchor, line.id, units["Bygglov"], 1)
    assert made
    item = do(inventory.add_item, initiative, "Ansöka på nätet")
    do(inventory.change_item, item, can="yes", should="yes", self_service=True, unresolved=27)
    cost = do(landing.add_line, initiative, "System", kind_of="investment", unit=units["It"])
    do(landing.change_line, cost, amount="400000")
    gain = do(landing.add_line, initiative, "Färre samtal", kind_of="efficiency", unit=units["Kontaktcenter"])
    do(landing.change_line, gain, amount="130000")


def _heard(bench: Bench, initiative: Id, receiver: Id, other: Id) -> None:
    do = bench.do
    old = do(insights.add_insight, initiative, "Kunden vill veta när, inte hur.", source="customer")
    do(insights.change_insight, old, raised_on="2026-09-01")
    risk = do(insights.add_risk, initiative, "Alla chefer har fullt", family="missing_resources")
    do(insights.weigh_risk, risk, 4, 4)
    late = do(actions.add_action, initiative, "Skriv om brevet", due="2026-10-01")
    do(actions.change_bearing, late, "requirement")
    for n in range(8):
        do(actions.add_action, initiative, f"Rapport {n}", owner=other, due="2027-01-10")
    workshop = do(workshops.new_workshop, "Dagen", date="2026-12-10", initiative=initiative)
    do(people.import_people, [NewPerson(f"Ida{n}", "Berg", role="employee") for n in range(6)], workshop=workshop)
    do(mandates.place_position, initiative, "contact_centre", None, insight=3, mandate=0)
    assert receiver


def _launched(bench: Bench, initiative: Id) -> None:
    do = bench.do
    mailed = do(launch.add_audience, initiative, "Handläggare")
    mail = do(launch.add_activity, initiative, "Mejl till alla", on="2026-12-01", channel="email", audience=mailed)
    do(
        launch.change_activity,
        mail,
        ingress="ord " * 45,
        message=f"{PHRASE} " + "Kommunledningsförvaltningens digitaliseringsstrategi. " * 5,
    )
    shown = do(launch.add_audience, initiative, "Receptionen")
    do(launch.change_audience, shown, why="Den som söker slipper vänta.", how="Ring före tio.")
    do(launch.add_activity, initiative, "Affisch", on="2026-12-01", channel="print", audience=shown)
    both = do(launch.add_audience, initiative, "Chefer")
    do(launch.add_activity, initiative, "Affisch hos chefer", on="2026-12-01", channel="print", audience=both)
    do(launch.add_activity, initiative, "Film", on="2026-12-02", channel="film", audience=both)
    outside = do(launch.add_activity, initiative, "Annons", on="2026-12-03", channel="print")
    do(launch.change_activity, outside, outward=True, hours="10", cost="40000")


def _answered(bench: Bench, initiative: Id) -> None:
    module = next(m.id for m in bench.library.children(Module, initiative) if m.title == "Ring den sökande")
    bench.do(responsibility.add_line, initiative, module=module)
    about = bench.library.children(RaciRow, initiative)[0].id
    line = bench.do(responsibility.add_line, initiative, "Skriva om brevet")
    bench.do(responsibility.add_position, initiative, "contact_centre")
    bench.do(responsibility.say_letter, line, "contact_centre", None, "I")
    bench.do(responsibility.say_letter, about, "contact_centre", None, "A")
    bench.do(responsibility.say_letter, about, "operations", None, "I")


def hasty(bench: Bench) -> Id:
    """A change that goes too fast: expanded after nothing was learnt, five modules tried at once, those who meet customers left to ask."""
    do = bench.do
    initiative = do(initiatives.new_initiative, "Allt på en gång")
    anna, sara = do(
        people.import_people,
        [
            NewPerson("Anna", "Ek", unit="Kontaktcenter", role="contact_centre", meets_customers=True),
            NewPerson("Sara", "Holm", unit="Bygglov", role="operations"),
        ],
    )
    unit = next(u.id for u in bench.ask(people.units) if u.name == "Kontaktcenter")
    decision = do(decisions.propose, initiative, "Allt går först.")
    do(decisions.decide, decision, "", None)
    reviewed = do(decisions.propose, initiative, "Köerna ses över.")
    do(decisions.decide, reviewed, "Nämnden", "2026-01-10")
    do(decisions.review_on, reviewed, "2026-09-01")
    do(mandates.add_mandate, sara, "opening_hours", 2)
    both, inside = do(teams.new_team, initiative, "Svarsteamet"), do(teams.new_team, initiative, "Systemteamet")
    do(teams.take_in, both, (anna, sara))
    do(teams.take_in, inside, (sara,))
    for n in range(5):
        module = do(modules.add_module, initiative, f"Del {n}")
        do(modules.set_status, (module,), "pilot")
        do(modules.need_unit, module, unit)
        do(modules.give_to_team, module, both if n else inside)
        do(modules.need_decision, module, "opening_hours", 2)
        if n:
            do(modules.need_perspective, module, "meets_customers")
        pilot = do(pilots.begin_pilot, initiative, f"Del {n}", module=module)
        do(pilots.start_running, pilot, started="2026-11-01", why="Nu")
        if n == 4:
            do(pilots.decide_outcome, pilot, "expand", "Alla vill")
    for n in range(5):
        row = do(actions.add_action, initiative, f"Möte {n}", owner=sara, due="2027-01-10")
        do(actions.change_action, row, serves="project")
    return initiative
