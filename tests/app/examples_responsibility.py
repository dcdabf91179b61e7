"""Example calls for the matrix of responsibility, stakeholders, forces, expectations, the words and the pulse."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from typing import Any

from tests.app.world import Call, World, call
from verkstad.app import actions, glossary, modules, pulse, responsibility, stakeholders, teams
from verkstad.app.workbench import Bench
from verkstad.domain.fields import Id


def grow(bench: Bench, world: World) -> Mapping[str, Id]:
    """A matrix of two lines with a position, one of each other thing, and a team that has answered once."""
    do = bench.do
    module = do(modules.add_module, world.initiative, "Besked om dag")
    do(actions.add_action, world.initiative, "Skriv om brevet", owner=world.people[0])
    first = do(responsibility.add_line, world.initiative, "Svara i telefon")
    second = do(responsibility.add_line, world.initiative, module=module)
    do(responsibility.say_letter, second, "operations", world.unit, "A")
    stakeholder = do(stakeholders.add_stakeholder, world.initiative, "Facken", influence=4, interest=3)
    do(stakeholders.change_stakeholder, stakeholder, next_contact="Möte i april")
    team = do(teams.new_team, world.initiative, "Pulsteamet")
    do(pulse.keep_answers, team, [(8, 7, 6, 9, 5)], "2027-03-01")
    return {
        "raci_first": first,
        "raci_second": second,
        "stakeholder": stakeholder,
        "force": do(stakeholders.add_force, world.initiative, "Kunderna väntar"),
        "expectation": do(stakeholders.add_expectation, world.initiative, "Säg till innan ni byter system"),
        "term": do(glossary.add_term, world.initiative, "Ärende"),
        "value_word": do(glossary.add_value_word, world.initiative, "Tillgänglig"),
        "pulse_team": team,
    }


EXAMPLES: dict[Callable[..., Any], Callable[[World], Call]] = {
    responsibility.add_line: lambda w: call(w.initiative, "Uppdatera webben"),
    responsibility.change_line: lambda w: call(w.more["raci_first"], activity="Svara i telefon samma dag", decision_type="fees"),
    responsibility.move_line: lambda w: call(w.more["raci_first"], w.more["raci_second"]),
    responsibility.remove_lines: lambda w: call((w.more["raci_second"],)),
    responsibility.add_position: lambda w: call(w.initiative, "it"),
    responsibility.remove_position: lambda w: call(w.initiative, "operations", w.unit),
    responsibility.say_letter: lambda w: call(w.more["raci_first"], "operations", w.unit, "AR"),
    responsibility.make_matrix: lambda w: call(w.initiative),
    stakeholders.add_stakeholder: lambda w: call(w.initiative, "Pensionärsrådet", influence=3, interest=5),
    stakeholders.change_stakeholder: lambda w: call(
        w.more["stakeholder"], stance="undecided", understands="Vad som ändras i schemat", unit=w.unit
    ),
    stakeholders.place_stakeholder: lambda w: call(w.more["stakeholder"], 5, 5),
    stakeholders.remove_stakeholders: lambda w: call((w.more["stakeholder"],)),
    stakeholders.make_contact_action: lambda w: call(w.more["stakeholder"], owner=w.people[0], due="2027-04-02"),
    stakeholders.add_force: lambda w: call(w.initiative, "Vi har alltid gjort så", side="restraint", strength=3),
    stakeholders.change_force: lambda w: call(w.more["force"], strength=4, within_control=True, protects="Lugn i köket"),
    stakeholders.move_force: lambda w: call(w.more["force"], "restraint"),
    stakeholders.remove_forces: lambda w: call((w.more["force"],)),
    stakeholders.make_force_action: lambda w: call(w.more["force"], "Ring tio kunder", owner=w.people[0]),
    stakeholders.add_expectation: lambda w: call(w.initiative, "Ett svar inom två dagar", of_role="contact_centre", to_role="it"),
    stakeholders.change_expectation: lambda w: call(w.more["expectation"], of_role="operations", says="Säg till en månad före"),
    stakeholders.answer_expectation: lambda w: call(w.more["expectation"], "partly", "Två veckor före"),
    stakeholders.say_how_far: lambda w: call(w.more["expectation"], "Tre veckor före"),
    stakeholders.remove_expectations: lambda w: call((w.more["expectation"],)),
    glossary.add_term: lambda w: call(w.initiative, "Linje", meaning="Ett led i telefonväxeln"),
    glossary.change_term: lambda w: call(w.more["term"], meaning="Det en kund har bett oss om", used_by="Kontaktcenter"),
    glossary.remove_terms: lambda w: call((w.more["term"],)),
    glossary.add_value_word: lambda w: call(w.initiative, "Modig"),
    glossary.change_value_word: lambda w: call(w.more["value_word"], we_do="Ringer upp samma dag", we_stop="Ber kunden ringa igen"),
    glossary.remove_value_words: lambda w: call((w.more["value_word"],)),
    teams.change_charter: lambda w: call(w.more["pulse_team"], revisit_on="2027-06-01", gap_accepted="Vi får It i maj"),
    pulse.keep_answers: lambda w: call(w.more["pulse_team"], [(8, 8, 8, 8, 8), (3, 4, 5, 6, 7)], "2027-03-24"),
    pulse.remove_answers: lambda w: call(w.more["pulse_team"], "2027-03-01"),
}
