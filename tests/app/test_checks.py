"""Looking over a library: through the actions a person does, and true to it while it changes."""

from __future__ import annotations

from collections.abc import Iterator

import pytest

from tests.app.examples import EXAMPLES, World, world
from verkstad.app import actions, agenda, checks, decisions, goals, initiatives, modules, pilots, sample, workshops
from verkstad.app.workbench import Bench
from verkstad.domain.checks.rules import RULES, Finding
from verkstad.domain.errors import Missing, Refused
from verkstad.domain.initiative import Initiative
from verkstad.domain.pilots import Pilot
from verkstad.i18n import language

TODAY = "2026-11-24"


def codes(bench: Bench, scope: str | None = None) -> list[str]:
    return [f.code for f in checks.findings(bench.library, scope, today=TODAY) if f.accepted is None]


def test_the_first_hour_shows_at_most_three_things_at_a_time(bench: Bench) -> None:
    made = bench.do(initiatives.new_initiative, "Besked i rätt tid")
    assert codes(bench, made) == ["V101", "V210", "V401"]
    goal = bench.do(goals.add_goal, made, "Besked inom tio dagar")
    assert codes(bench, made) == ["V101", "V401"]  # a draft raises nothing
    module = bench.do(modules.add_module, made, "Ring den sökande")
    team_pilot = bench.do(pilots.begin_pilot, made, "Ring inom en vecka", decision_day="2027-02-01")
    assert module and team_pilot and codes(bench, made) == ["V101", "V401"]  # nor do sketches
    decision = bench.do(decisions.propose, made, "Vi börjar med bygglov.")
    bench.do(decisions.decide, decision, "Nämnden", "2026-11-20")
    bench.do(goals.agree_on_goal, goal, True)
    assert "V201" in codes(bench, made) and "V101" not in codes(bench, made)


def test_letting_be_needs_a_reason_and_a_rule_that_is_there(bench: Bench) -> None:
    made = bench.do(initiatives.new_initiative, "Besked i rätt tid")
    with pytest.raises(Refused, match="empty_reason"):
        bench.do(checks.accept_finding, made, "V101", made, "  ")
    with pytest.raises(Refused, match="unknown_choice"):
        bench.do(checks.accept_finding, made, "V9999", made, "Nej.")
    with pytest.raises(Missing):
        bench.do(checks.accept_finding, "nowhere", "V101", made, "Nej.")
    bench.do(checks.accept_finding, made, "V101", made, "  Nämnden   beslutar i mars. ")
    (found,) = [f for f in checks.findings(bench.library, made, today=TODAY) if f.code == "V101"]
    assert found.accepted == "Nämnden beslutar i mars." and found.accepted_on
    bench.do(checks.accept_finding, made, "V101", made, "I april.")  # said again it is said once
    assert [f.accepted for f in checks.findings(bench.library, made, today=TODAY) if f.code == "V101"] == ["I april."]
    bench.do(checks.take_up_again, made, "V101", made)
    assert codes(bench, made)[0] == "V101"
    bench.undo()
    assert "V101" not in codes(bench, made)


def test_an_initiative_chooses_its_own_figures(bench: Bench) -> None:
    made = bench.do(initiatives.new_initiative, "Besked i rätt tid")
    pilot = bench.do(pilots.begin_pilot, made, "Ring inom en vecka", decision_day="2027-02-01")
    loop = bench.do(pilots.add_loop, pilot, "Hur?", starts="2026-11-01", ends="2026-11-20")
    assert "V708" not in codes(bench, made)
    bench.do(checks.choose_threshold, made, "loop_days", 14)
    assert loop and "V708" in codes(bench, made)
    bench.do(checks.choose_threshold, made, "loop_days", None)
    assert "V708" not in codes(bench, made)
    with pytest.raises(Refused, match="unknown_choice"):
        bench.do(checks.choose_threshold, made, "nothing", 3)


def alike(bench: Bench, scope: str, kept: checks.Watch) -> bool:
    """What is kept is what asking anew gives: for the window, for a command, and among everything."""
    fresh = checks.findings(bench.library, scope, today=TODAY)
    whole = tuple(f for f in checks.findings(bench.library, today=TODAY) if f in set(fresh))
    return kept.findings(scope, today=TODAY) == fresh == whole


def test_what_is_kept_stays_true_through_edits_undo_and_redo(bench: Bench) -> None:
    sample.load_sample(bench, "sv", TODAY)
    initiative = bench.library.all(Initiative)[0].id
    kept = checks.watch(bench)
    assert kept is checks.watch(bench) and alike(bench, initiative, kept)
    pilot = next(p for p in bench.library.children(Pilot, initiative) if p.state == "running").id
    steps = [
        (pilots.set_decision_day, (pilot, "2026-11-01")),
        (goals.add_goal, (initiative, "Ett mål till")),
        (modules.add_module, (initiative, "En modul till")),
        (actions.add_action, (initiative, "Ring")),
        (checks.accept_finding, (initiative, "V706", pilot, "Vi ses på torsdag.")),
        (initiatives.rename_initiative, (initiative, "Ett annat namn")),
    ]
    for action, args in steps:
        bench.do(action, *args)
        assert alike(bench, initiative, kept), action
    for _step in steps:
        bench.undo()
        assert alike(bench, initiative, kept)
    for _step in steps:
        bench.redo()
        assert alike(bench, initiative, kept)


def test_a_workshop_that_comes_to_an_initiative_brings_what_there_is_to_look_over(bench: Bench) -> None:
    made = bench.do(initiatives.new_initiative, "Besked i rätt tid")
    workshop = bench.do(workshops.new_workshop, "Kickoff", date="2026-12-04")
    kept = checks.watch(bench)
    assert "V1101" not in [f.code for f in kept.findings(made, today=TODAY)]
    assert [f.code for f in kept.findings(workshop, today=TODAY)] == ["V1101"]
    bench.do(workshops.attach_to_initiative, workshop, made)
    assert "V1101" in [f.code for f in kept.findings(made, today=TODAY)] and alike(bench, made, kept)
    day = workshops.program(bench.library, workshop).days[0].day.id
    bench.do(agenda.add_block, day, title="Arbete", minutes=150)
    assert "V1103" in [f.code for f in kept.findings(made, today=TODAY)] and alike(bench, made, kept)


def test_another_day_is_another_answer(bench: Bench) -> None:
    made = bench.do(initiatives.new_initiative, "Besked i rätt tid")
    bench.do(pilots.begin_pilot, made, "Ring", decision_day="2027-02-01")
    kept = checks.watch(bench)
    assert "V706" not in [f.code for f in kept.findings(made, today=TODAY)]
    assert "V706" in [f.code for f in kept.findings(made, today="2027-02-02")]


def test_one_edit_in_the_sample_asks_few_questions_again(bench: Bench) -> None:
    sample.load_sample(bench, "sv", TODAY)
    initiative = bench.library.all(Initiative)[0].id
    kept = checks.watch(bench)
    kept.findings(initiative, today=TODAY)
    whole = checks.checks(bench.library, initiative, today=TODAY).questions
    bench.do(actions.reword_action, bench.library.all(actions.Action)[0].id, "Ring i stället")
    kept.findings(initiative, today=TODAY)
    assert 0 < kept.asked < whole / 4


@pytest.fixture(scope="module")
def stage() -> Iterator[tuple[Bench, World]]:
    made = Bench.in_memory()
    yield made, world(made)
    made.close()


QUICK = [f for f in EXAMPLES if f.__name__ not in ("erase_person", "bring_sample", "remove_sample")]


@pytest.mark.parametrize("action", QUICK, ids=lambda f: f"{f.__module__.rpartition('.')[2]}.{f.__name__}")
def test_after_any_action_what_is_kept_is_what_asking_anew_gives(action: object, stage: tuple[Bench, World]) -> None:
    bench, there = stage
    kept = checks.watch(bench)
    kept.findings(there.initiative, today=TODAY)
    args, kwargs = EXAMPLES[action](there)  # type: ignore[index]
    before = bench.undo_step
    bench.do(action, *args, **kwargs)  # type: ignore[arg-type]
    try:
        assert kept.findings(there.initiative, today=TODAY) == checks.findings(bench.library, there.initiative, today=TODAY)
    finally:
        if bench.undo_step != before:  # else nothing was changed, and the step before is the next one's to stand on
            bench.undo()
    assert kept.findings(there.initiative, today=TODAY) == checks.findings(bench.library, there.initiative, today=TODAY)


def test_a_finding_names_the_column_where_it_is_mended(bench: Bench) -> None:
    assert all(rule.column in {c.name for c in rule.value.KIND.columns} for rule in RULES.values() if rule.column)
    made = bench.do(initiatives.new_initiative, "Besked i rätt tid")
    action = bench.do(actions.add_action, made, "Ring")
    found = {(f.code, f.id): f for f in checks.findings(bench.library, made, today=TODAY)}
    assert found["V804", action].column == "owner"  # the first of what is missing
    assert not found["V101", made].column  # there is no decision to fill anything in at


def test_words_name_people_only_by_what_they_are_called(bench: Bench) -> None:
    sample.load_sample(bench, "sv", TODAY)
    found: tuple[Finding, ...] = checks.findings(bench.library, today=TODAY)
    for code in ("sv", "en"):
        seen = checks.overview(bench.library, found, language(code), today=TODAY)
        lines = [line for g in (*seen.groups, *seen.accepted) for line in g.lines]
        assert len(lines) == len(found) and all(line.title for line in lines)
        assert not [line for line in lines if "%(" in line.detail or "None" in line.detail]
        assert seen.count + sum(len(g.lines) for g in seen.accepted) == len(found)
