"""Examples of the actions on pilots, their measures, values and loops."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from typing import Any

from tests.app.world import Call, World, call
from verkstad.app import measures, pilots
from verkstad.app.measures import NewValue
from verkstad.app.workbench import Bench
from verkstad.domain.fields import Id
from verkstad.domain.pilots import Measurement, Pilot
from verkstad.domain.runchart import QUESTIONS, later

START = "2027-01-04"
BEFORE = ("44", "39", "47", "41", "52", "43", "38", "46", "42", "40", "45", "43")
DURING = ("33", "31", "27", "30", "24", "26", "22", "25", "24", "23", "25", "22")


def weeks(values: tuple[str, ...], start: str) -> tuple[NewValue, ...]:
    return tuple(NewValue(later(start, "week", at), value) for at, value in enumerate(values))


def grow(bench: Bench, world: World) -> Mapping[str, Id]:
    do = bench.do
    pilot = do(
        pilots.begin_pilot, world.initiative, "Fasta ringtider varje dag", team_called="Team Återkoppling", decision_day="2027-02-01"
    )
    other = do(pilots.begin_pilot, world.initiative, "En blankett i stället för tre")
    do(pilots.choose_module, pilot, None, called="Svar samma dag")
    do(pilots.set_start, pilot, START)
    measure = do(measures.add_measure, pilot, "Väntetid till svar", side="customer", measure_unit="minuter", better="down")
    second = do(measures.add_measure, pilot, "Samtal efter kl. 17", side="balancing", better="down")
    do(measures.set_target, measure, "20", on="2027-03-01")
    do(measures.paste_values, measure, (*weeks(BEFORE, "2026-10-12"), *weeks(DURING, START)))
    value = bench.library.children(Measurement, measure)[0].id
    note = do(measures.annotate, measure, START, "Nytt arbetssätt")
    fresh = measures.measure_view(bench.library, measure).analysis.fresh[0].on
    again = do(measures.recalculate_median, measure, fresh, "Ringtiderna är införda", "Åsa Bergström", yes=QUESTIONS)
    do(measures.remove_recalculation, again)
    again = do(measures.recalculate_median, measure, fresh, "Ringtiderna är införda", "Åsa Bergström", yes=QUESTIONS)
    third = do(measures.add_measure, pilot, "Andel nöjda", side="effect", better="up")
    do(measures.paste_values, third, (*weeks(BEFORE, "2026-10-12"), *weeks(DURING, START)))
    loop = do(pilots.add_loop, pilot, "Räcker en ringtid?", starts=START, ends="2027-01-17")
    row = bench.library.need(Pilot, pilot)
    return {
        "pilot": pilot, "other_pilot": other, "measure": measure, "second_measure": second, "third_measure": third, "measurement": value,
        "annotation": note, "recalculation": again, "fresh_measure": third, "loop": loop, "pilot_module": row.module or "", "pilot_team": row.team or "",
    }  # fmt: skip


EXAMPLES: dict[Callable[..., Any], Callable[[World], Call]] = {
    pilots.begin_pilot: lambda w: call(
        w.initiative, "Prova ett gemensamt telefonnummer", team=w.more["pilot_team"], decision_day="2027-05-03"
    ),
    pilots.rename_pilot: lambda w: call(w.more["pilot"], "Återkoppling samma dag"),
    pilots.write_idea: lambda w: call(w.more["pilot"], "Fasta ringtider, förmiddag och eftermiddag"),
    pilots.predict: lambda w: call(w.more["pilot"], "Väntan halveras utan fler kvällssamtal."),
    pilots.say_when_to_stop: lambda w: call(w.more["pilot"], "Om kön är längre än 30 minuter två dagar i rad"),
    pilots.say_who_allowed: lambda w: call(w.more["pilot"], "Socialchefen"),
    pilots.choose_team: lambda w: call(w.more["other_pilot"], None, called="Team Blankett"),
    pilots.choose_module: lambda w: call(w.more["other_pilot"], w.more["pilot_module"]),
    pilots.link_goal: lambda w: call(w.more["pilot"], w.more["goal"]),
    pilots.set_decision_day: lambda w: call(w.more["pilot"], "2027-03-01"),
    pilots.set_follow_up: lambda w: call(w.more["pilot"], "2027-06-01"),
    pilots.give_effect_to: lambda w: call(w.more["pilot"], w.people[0]),
    pilots.set_start: lambda w: call(w.more["pilot"], "2027-01-11"),
    pilots.name_journey_step: lambda w: call(w.more["pilot"], "Kunden väntar på svar"),
    pilots.say_self_service: lambda w: call(w.more["pilot"], True),
    pilots.move_pilot: lambda w: call(w.more["pilot"], w.more["other_pilot"]),
    pilots.remove_pilots: lambda w: call((w.more["pilot"],)),
    pilots.start_running: lambda w: call(w.more["pilot"], why="Måtten kommer nästa vecka"),
    pilots.explain_passing: lambda w: call(w.more["pilot"], "Vi kan inte vänta"),
    pilots.measure_first: lambda w: call(w.more["pilot"]),
    pilots.decide_outcome: lambda w: call(w.more["pilot"], "adopt", "Väntan är halverad", on="2027-02-01", decided_by="Nämnden"),
    pilots.explain_outcome: lambda w: call(w.more["pilot"], "Det höll i åtta veckor"),
    pilots.say_who_decided: lambda w: call(w.more["pilot"], "Ledningsgruppen"),
    pilots.set_outcome_day: lambda w: call(w.more["pilot"], "2027-02-02"),
    pilots.note_changes_inwards: lambda w: call(w.more["pilot"], "Kalendern låses 10–11."),
    pilots.tell_how_it_was: lambda w: call(w.more["pilot"], "Kunden väntade i tolv dagar."),
    pilots.tell_what_was_tried: lambda w: call(w.more["pilot"], "Vi ringde upp på fasta tider."),
    pilots.tell_how_it_is_now: lambda w: call(w.more["pilot"], "Nu väntar kunden i sju dagar."),
    measures.add_measure: lambda w: call(w.more["pilot"], "Andel uppringda i tid", side="done"),
    measures.rename_measure: lambda w: call(w.more["measure"], "Väntan på svar"),
    measures.set_side: lambda w: call(w.more["measure"], "effect"),
    measures.set_unit: lambda w: call(w.more["measure"], "dagar"),
    measures.set_better: lambda w: call(w.more["measure"], "up"),
    measures.set_interval: lambda w: call(w.more["measure"], "month"),
    measures.set_target: lambda w: call(w.more["measure"], "18.5"),
    measures.give_measure_to: lambda w: call(w.more["measure"], w.people[1]),
    measures.say_where_from: lambda w: call(w.more["measure"], "Telefonistödet, fredagar"),
    measures.join_values_by: lambda w: call(w.more["measure"], "median"),
    measures.freeze_median: lambda w: call(w.more["measure"], False),
    measures.choose_rules: lambda w: call(w.more["measure"], "ihi"),
    measures.move_measure: lambda w: call(w.more["measure"], w.more["second_measure"]),
    measures.remove_measure: lambda w: call(w.more["measure"]),
    measures.type_value: lambda w: call(w.more["measure"], "2027-03-29", "21"),
    measures.paste_values: lambda w: call(w.more["second_measure"], (NewValue("2026-10-12", "14"), NewValue("2026-10-19", None))),
    measures.correct_value: lambda w: call(w.more["measurement"], "45"),
    measures.move_value: lambda w: call(w.more["measurement"], "2026-10-05"),
    measures.note_value: lambda w: call(w.more["measurement"], "lovvecka"),
    measures.remove_values: lambda w: call((w.more["measurement"],)),
    measures.annotate: lambda w: call(w.more["measure"], "2027-02-15", "Ny växel"),
    measures.reword_annotation: lambda w: call(w.more["annotation"], "Ringtiderna börjar"),
    measures.move_annotation: lambda w: call(w.more["annotation"], "2027-01-11"),
    measures.remove_annotation: lambda w: call(w.more["annotation"]),
    measures.recalculate_median: lambda w: call(w.more["fresh_measure"], START, "Ringtiderna är införda", "Åsa", yes=QUESTIONS),
    measures.explain_recalculation: lambda w: call(w.more["recalculation"], "Nytt arbetssätt"),
    measures.remove_recalculation: lambda w: call(w.more["recalculation"]),
    pilots.add_loop: lambda w: call(w.more["pilot"], "Vad gör vikarierna?"),
    pilots.ask_in_loop: lambda w: call(w.more["loop"], "Räcker två ringtider?"),
    pilots.date_loop: lambda w: call(w.more["loop"], "2027-01-11", "2027-01-24"),
    pilots.plan_loop: lambda w: call(w.more["loop"], "Ring 10–11."),
    pilots.write_done: lambda w: call(w.more["loop"], "Ringde alla dagar utom en."),
    pilots.write_seen: lambda w: call(w.more["loop"], "Nio av tio fick svar."),
    pilots.write_next: lambda w: call(w.more["loop"], "Lägg till 15–16."),
    pilots.write_learnt: lambda w: call(w.more["loop"], "En timme räcker inte på måndagar."),
    pilots.set_loop_state: lambda w: call(w.more["loop"], "running"),
    pilots.finish_loop: lambda w: call(w.more["loop"], "Vikarier behöver kortet i fickan.", decision="adapt"),
    pilots.judge_loop: lambda w: call(w.more["loop"], "adapt"),
    pilots.remove_loop: lambda w: call(w.more["loop"]),
}
