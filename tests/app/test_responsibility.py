"""The matrix, the paths, the pulse and the words in a library: what is made of what, what follows what, and what nothing tells."""

from __future__ import annotations

from collections.abc import Iterator
from datetime import UTC, datetime
from pathlib import Path

import pytest

from verkstad.app import (
    actions,
    exchange,
    forums,
    glossary,
    initiatives,
    mandates,
    modules,
    paths,
    people,
    pulse,
    responsibility,
    stakeholders,
    teams,
)
from verkstad.app.people import NewPerson
from verkstad.app.workbench import Bench
from verkstad.domain.actions import Action
from verkstad.domain.errors import Refused
from verkstad.domain.people import Identity
from verkstad.domain.raci import AnotherThanModule, MayNotDecide, NobodyAnswers, NoPart
from verkstad.domain.responsibility import RaciCell, RaciRow
from verkstad.exchange import session as files
from verkstad.i18n import language

TODAY = "2027-03-24"
SV = language("sv")


class Place:
    """A change with a module somebody is accountable for, a team, an action, and a map with two positions."""

    def __init__(self) -> None:
        self.bench = Bench.in_memory(clock=lambda: datetime(2027, 3, 24, 8, 0, tzinfo=UTC))
        do = self.do = self.bench.do
        self.initiative = do(initiatives.new_initiative, "Svar samma dag")
        self.chief, self.desk, self.it = do(
            people.import_people,
            [
                NewPerson("Åsa", "Ek", unit="Hemtjänsten", role="operations"), NewPerson("Bo", "Lind", unit="Kontaktcenter", role="contact_centre", meets_customers=True),
                NewPerson("Cia", "Berg", role="it"),
            ],
        )  # fmt: skip
        self.units = {u.name: u.id for u in self.bench.ask(people.units)}
        self.module = do(modules.add_module, self.initiative, "Besked om dag")
        do(modules.make_accountable, self.module, self.chief)
        self.team = do(teams.new_team, self.initiative, "Svarsteamet")
        do(modules.give_to_team, self.module, self.team)
        do(teams.take_in, self.team, [self.desk, self.it])
        self.action = do(actions.add_action, self.initiative, "Skriv om brevet", owner=self.desk)
        do(mandates.place_position, self.initiative, "contact_centre", self.units["Kontaktcenter"], insight=3, mandate=1)
        do(mandates.place_position, self.initiative, "operations", self.units["Hemtjänsten"], insight=1, mandate=3)

    def raci(self) -> responsibility.Raci:
        return self.bench.ask(responsibility.raci, self.initiative, SV, TODAY)  # type: ignore[no-any-return]


@pytest.fixture
def place() -> Iterator[Place]:
    made = Place()
    yield made
    made.bench.close()


# ------------------------------------------------------------------------------------------------ the matrix


def test_one_command_makes_lines_of_modules_and_actions_and_columns_of_the_map_and_the_teams(place: Place) -> None:
    assert place.do(responsibility.make_matrix, place.initiative) == 2
    told = place.raci()
    assert [(x.called, x.form) for x in told.lines] == [("Besked om dag", "module"), ("Skriv om brevet", "action")]
    assert [told.position_words(p) for p in told.matrix.columns] == ["It", "Kontaktcenter", "Verksamhetschef, Hemtjänsten"]
    chief, desk = ("operations", place.units["Hemtjänsten"]), ("contact_centre", place.units["Kontaktcenter"])
    assert told.lines[0].line.letters == {chief: "A"} and told.lines[1].line.letters == {desk: "R"}
    assert told.lines[1].line.facts == (NobodyAnswers(),)
    assert told.matrix.about_columns["it", None] == (NoPart(),)


def test_making_it_again_brings_only_what_is_new_and_leaves_the_letters(place: Place) -> None:
    place.do(responsibility.make_matrix, place.initiative)
    line = place.raci().lines[0].id
    place.do(responsibility.say_letter, line, "it", None, "C")
    place.do(modules.add_module, place.initiative, "Ring upp")
    assert place.do(responsibility.make_matrix, place.initiative) == 1
    told = place.raci()
    assert len(told.lines) == 3 and told.lines[0].line.letters["it", None] == "C"


def test_there_is_nothing_to_make_of_an_empty_change(place: Place) -> None:
    bare = place.do(initiatives.new_initiative, "Tomt")
    with pytest.raises(Refused) as error:
        place.do(responsibility.make_matrix, bare)
    assert error.value.reason == "nothing_to_make_of"


def test_one_undo_takes_the_whole_matrix_back(place: Place) -> None:
    place.do(responsibility.make_matrix, place.initiative)
    place.bench.undo()
    assert place.raci().lines == () and place.bench.library.count(RaciCell) == 0


def test_another_accountable_than_the_modules_is_told(place: Place) -> None:
    place.do(responsibility.make_matrix, place.initiative)
    line = place.raci().lines[0].id
    hall = place.units["Hemtjänsten"]
    place.do(responsibility.say_letter, line, "operations", hall, "R")
    place.do(responsibility.say_letter, line, "it", None, "A")
    assert place.raci().lines[0].line.facts == (AnotherThanModule(place.chief, ("operations", hall)),)
    place.do(modules.make_accountable, place.module, place.it)
    assert place.raci().lines[0].line.facts == ()


def test_whoever_answers_for_a_decision_needs_a_mandate_of_her_own_or_of_her_role_that_has_not_run_out(place: Place) -> None:
    line = place.do(responsibility.add_line, place.initiative, decision_type="fees")
    place.do(responsibility.say_letter, line, "operations", None, "AR")
    assert place.raci().lines[0].form == "decision"
    assert place.raci().lines[0].line.facts == (MayNotDecide(("operations", None), "fees", 0),)
    hers = place.do(mandates.add_mandate, place.chief, "fees", 2)
    assert place.raci().lines[0].line.facts == ()
    place.do(mandates.valid_until, hers, "2027-03-23")
    assert place.raci().lines[0].line.facts == (MayNotDecide(("operations", None), "fees", 0),)
    place.do(mandates.add_role_mandate, "operations", None, "fees", 1)
    assert place.raci().lines[0].line.facts == (MayNotDecide(("operations", None), "fees", 1),)


def test_a_mandate_of_the_role_everywhere_counts_in_each_unit_and_one_of_a_unit_in_that_alone(place: Place) -> None:
    line = place.do(responsibility.add_line, place.initiative, decision_type="fees")
    place.do(responsibility.say_letter, line, "operations", place.units["Hemtjänsten"], "AR")
    other = place.do(mandates.add_role_mandate, "operations", place.units["Kontaktcenter"], "fees", 3)
    assert place.raci().lines[0].line.facts != ()
    place.do(mandates.remove_mandates, [other])
    place.do(mandates.add_role_mandate, "operations", None, "fees", 3)
    assert place.raci().lines[0].line.facts == ()


def test_a_column_keeps_its_place_when_the_line_that_carried_it_goes(place: Place) -> None:
    first = place.do(responsibility.add_line, place.initiative, "Svara")
    place.do(responsibility.add_line, place.initiative, "Skriva")
    place.do(responsibility.add_position, place.initiative, "it")
    place.do(responsibility.remove_lines, [first])
    assert place.raci().matrix.columns == (("it", None),)
    place.do(responsibility.remove_position, place.initiative, "it")
    assert place.raci().matrix.columns == ()


def test_a_position_needs_a_line_and_a_line_needs_words_or_something_it_is_about(place: Place) -> None:
    for action, args, reason in ((responsibility.add_position, ("it",), "no_line"), (responsibility.add_line, ("  ",), "empty_name")):
        with pytest.raises(Refused) as error:
            place.do(action, place.initiative, *args)
        assert error.value.reason == reason


def test_a_line_about_a_module_that_is_gone_says_so_and_one_with_words_of_its_own_keeps_them(place: Place) -> None:
    place.do(responsibility.make_matrix, place.initiative)
    place.do(modules.remove_modules, [place.module])
    gone = place.raci().lines[0]
    assert gone.form == "" and gone.called == SV.gettext("Something that is gone")
    place.do(responsibility.change_line, gone.id, activity="Lämna besked")
    assert place.raci().lines[0].called == "Lämna besked"


def test_the_spreadsheet_has_a_column_for_each_position(place: Place) -> None:
    place.do(responsibility.make_matrix, place.initiative)
    told = place.raci()
    text = responsibility.raci_file(told, ("Vad", "Att prata om"), lambda x: "!" if not x.line.holds else "", as_csv=True).decode(
        "utf-8-sig"
    )
    assert text.splitlines() == [
        'Vad;It;Kontaktcenter;Verksamhetschef, Hemtjänsten;Att prata om', "Besked om dag;;;A;!", "Skriv om brevet;;R;;!",
    ]  # fmt: skip
    assert responsibility.raci_file(told, ("Vad", "x"), lambda _x: "", as_csv=False)[:2] == b"PK"


# ------------------------------------------------------------------------------------------------ paths, index, delegation


def test_a_forum_where_both_sit_mends_a_broken_path_and_one_that_rests_does_not(place: Place) -> None:
    assert [x.position for x in place.bench.ask(paths.path_lines, place.initiative, SV)] == ["Kontaktcenter"]
    assert len(place.bench.ask(paths.broken_paths, place.initiative)) == 1
    forum = place.do(forums.add_forum, place.initiative, "Insiktsbordet")
    place.do(forums.add_forum_member, forum, person=place.desk)
    place.do(forums.add_forum_member, forum, role="operations", unit=place.units["Hemtjänsten"])
    (line,) = place.bench.ask(paths.path_lines, place.initiative, SV)
    assert line.through == ("Insiktsbordet",) and line.to == "Verksamhetschef, Hemtjänsten" and line.path.steps == 1
    assert place.bench.ask(paths.broken_paths, place.initiative) == ()
    place.do(forums.change_forum, forum, resting=True)
    assert len(place.bench.ask(paths.broken_paths, place.initiative)) == 1


def test_a_team_is_on_the_way_and_the_steps_are_counted(place: Place) -> None:
    forum = place.do(forums.add_forum, place.initiative, "Lagbordet")
    place.do(mandates.place_position, place.initiative, "it", None, insight=1, mandate=1)
    place.do(forums.add_forum_member, forum, person=place.it)
    place.do(forums.add_forum_member, forum, person=place.chief)
    (line,) = place.bench.ask(paths.path_lines, place.initiative, SV)
    assert line.through == ("Svarsteamet", "Lagbordet") and line.path.steps == 2 and line.path.broken


def test_the_front_line_index_of_a_module_counts_level_and_ability(place: Place) -> None:
    place.do(modules.need_decision, place.module, "opening_hours", 2)
    place.do(modules.need_decision, place.module, "answer_customer", 2)
    place.do(modules.need_decision, place.module, "staffing", 2)  # does not concern the customer

    def share() -> float | None:
        (line,) = place.bench.ask(paths.front_lines, place.initiative, place.bench.ask(teams.pool, TODAY))
        return line.front.share  # type: ignore[no-any-return]

    assert share() == 0
    hers = place.do(mandates.add_mandate, place.desk, "opening_hours", 2)
    assert share() == 0.5
    place.do(mandates.add_mandate, place.chief, "answer_customer", 3)  # she meets no customers
    assert share() == 0.5
    place.do(mandates.say_able, [hers], False)
    assert share() == 0


def test_the_list_of_decisions_says_what_the_team_may_not_take_and_who_may(place: Place) -> None:
    place.do(modules.need_decision, place.module, "fees", 2)
    hers = place.do(mandates.add_mandate, place.chief, "fees", 3)
    place.do(mandates.name_delegation, hers, "4.2")
    (line,) = place.bench.ask(paths.delegated, place.initiative, place.bench.ask(teams.pool, TODAY), SV, TODAY)
    assert (line.needed, line.held, line.gap) == (2, 0, 2) and line.modules == ("Besked om dag",)
    assert line.may == ("Verksamhetschef, Hemtjänsten",) and line.points == ("4.2",)
    place.do(mandates.add_mandate, place.desk, "fees", 2)
    (line,) = place.bench.ask(paths.delegated, place.initiative, place.bench.ask(teams.pool, TODAY), SV, TODAY)
    assert line.gap == 0


def test_a_module_without_a_team_takes_no_mandate_from_the_teams_of_the_others(place: Place) -> None:
    other = place.do(modules.add_module, place.initiative, "Ring upp")
    for module in (place.module, other):
        place.do(modules.need_decision, module, "fees", 2)
    place.do(mandates.add_mandate, place.desk, "fees", 2)

    def held() -> tuple[int, int]:
        (line,) = place.bench.ask(paths.delegated, place.initiative, place.bench.ask(teams.pool, TODAY), SV, TODAY)
        return line.held, line.gap

    assert held() == (2, 0)
    place.do(modules.give_to_team, other, place.do(teams.new_team, place.initiative, "Ringarna"))
    assert held() == (0, 2)  # the weakest of the teams


# ------------------------------------------------------------------------------------------------ stakeholders, words


def test_a_next_contact_becomes_an_action_with_whom_it_is(place: Place) -> None:
    row = place.do(stakeholders.add_stakeholder, place.initiative, "Facken", influence=4, interest=4)
    with pytest.raises(Refused) as error:
        place.do(stakeholders.make_contact_action, row)
    assert error.value.reason == "no_contact"
    place.do(stakeholders.change_stakeholder, row, next_contact="Möte i april")
    made = place.do(stakeholders.make_contact_action, row, owner=place.chief, due="2027-04-10")
    told = place.bench.library.need(Action, made)
    assert (told.what, told.owner, told.due, told.parent) == ("Facken: Möte i april", place.chief, "2027-04-10", place.initiative)
    (line,) = place.bench.ask(stakeholders.stakeholder_lines, place.initiative)
    assert line.place == "work_closely"


def test_a_place_is_refused_outside_one_to_five(place: Place) -> None:
    row = place.do(stakeholders.add_stakeholder, place.initiative, "Facken")
    with pytest.raises(Refused):
        place.do(stakeholders.place_stakeholder, row, 6, 1)


def test_a_word_stands_once_in_the_glossary(place: Place) -> None:
    place.do(glossary.add_term, place.initiative, "Ärende")
    with pytest.raises(Refused) as error:
        place.do(glossary.add_term, place.initiative, "ärende")
    assert error.value.reason == "term_there"


def test_a_value_word_lacks_what_one_does_and_what_one_stops(place: Place) -> None:
    word = place.do(glossary.add_value_word, place.initiative, "Modig")
    (row,) = place.bench.ask(glossary.value_words, place.initiative)
    assert glossary.lacks(row) == ("we_do", "we_stop")
    place.do(glossary.change_value_word, word, we_do="Ringer upp", we_stop="Skickar vidare")
    (row,) = place.bench.ask(glossary.value_words, place.initiative)
    assert glossary.lacks(row) == ()


# ------------------------------------------------------------------------------------------------ the pulse


def test_under_four_answers_nothing_but_their_number_is_told(place: Place) -> None:
    place.do(pulse.keep_answers, place.team, [(9, 8, 7, 6, 5)] * 3, TODAY)
    (told,) = place.bench.ask(pulse.pulse, place.team)
    assert told.count == 3 and told.hidden and told.levels == ()
    place.do(pulse.keep_answers, place.team, [(9, 8, 7, 6, 5)], TODAY)
    (told,) = place.bench.ask(pulse.pulse, place.team)
    assert not told.hidden and told.levels[4].state == "address"


def test_a_sum_outside_three_to_nine_keeps_none_of_the_answers(place: Place) -> None:
    with pytest.raises(Refused):
        place.do(pulse.keep_answers, place.team, [(9, 8, 7, 6, 5), (2, 8, 7, 6, 5)], TODAY)
    assert place.bench.ask(pulse.pulse, place.team) == ()


def test_nothing_on_the_disk_tells_who_answered_in_which_order_or_when(tmp_path: Path) -> None:
    """Twenty papers typed in the order of the list of names: no row and no change carries the one who typed, a time finer than the day, or that order."""
    moment = datetime(2027, 3, 24, 13, 37, 41, 123_000, tzinfo=UTC)
    bench = Bench.open(tmp_path / "library.sqlite", clock=lambda: moment)
    initiative = bench.do(initiatives.new_initiative, "Svar samma dag")
    team = bench.do(teams.new_team, initiative, "Svarsteamet")
    typed = [(3 + n % 7, 3 + n // 3 % 7, 3 + n // 5 % 7, 3 + n // 7 % 7, 3 + n // 11 % 7) for n in range(20)]
    bench.do(pulse.keep_answers, team, typed, TODAY)
    library = bench.library
    db = library.db
    ids = {row[0] for row in db.execute("select id from v_pulse").fetchall()}
    kept = [tuple(row) for row in db.execute("select trust,candour,commitment,accountability,results from v_pulse order by id").fetchall()]
    assert sorted(kept) == sorted(typed) and kept != typed
    midnight = int(datetime(2027, 3, 24, tzinfo=UTC).timestamp() * 1000)
    assert {int(id.replace("-", "")[:12], 16) for id in ids} == {midnight}
    seen = 0
    for (table,) in db.execute("select name from sqlite_master where type='table'").fetchall():
        for row in db.execute(f'select * from "{table}"').fetchall():
            text = "\x1f".join(v.decode("utf-8", "replace") if isinstance(v, bytes) else str(v) for v in row)
            if any(id in text for id in ids):
                seen += 1
                assert "13:37" not in text and library.actor not in text, table
    assert seen >= 2 * len(ids)
    bench.close()


def test_answers_of_a_day_go_together_and_those_of_another_stay(place: Place) -> None:
    place.do(pulse.keep_answers, place.team, [(9, 8, 7, 6, 5)] * 4, "2027-02-01")
    place.do(pulse.keep_answers, place.team, [(9, 8, 7, 6, 5)] * 2, TODAY)
    place.do(pulse.remove_answers, place.team, TODAY)
    assert [(r.on, r.count) for r in place.bench.ask(pulse.pulse, place.team)] == [("2027-02-01", 4)]


def test_removing_an_initiatives_team_takes_its_answers(place: Place) -> None:
    place.do(pulse.keep_answers, place.team, [(9, 8, 7, 6, 5)] * 4, TODAY)
    place.do(teams.remove_team, place.team)
    assert place.bench.ask(pulse.pulse, place.team) == ()
    assert place.bench.library.count(RaciRow) == 0


def test_a_session_file_without_participants_carries_the_matrix_the_words_and_the_pulse_and_nobody(place: Place, tmp_path: Path) -> None:
    place.do(responsibility.make_matrix, place.initiative)
    place.do(stakeholders.add_stakeholder, place.initiative, "Facken", influence=4, interest=3)
    place.do(glossary.add_term, place.initiative, "Ärende", meaning="Det en kund har bett oss om")
    place.do(pulse.keep_answers, place.team, [(9, 8, 7, 6, 5)] * 4, TODAY)
    path = tmp_path / "sent.verkstad"
    exchange.export_session(place.bench, path, initiative=place.initiative, without_participants=True)
    colleague = Bench.in_memory()
    exchange.merge_session(colleague, files.read_session(path))
    told = colleague.ask(responsibility.raci, place.initiative, SV, TODAY)
    assert [x.called for x in told.lines] == ["Besked om dag", "Skriv om brevet"]
    assert told.lines[0].line.letters == place.raci().lines[0].line.letters
    assert [x.place for x in colleague.ask(stakeholders.stakeholder_lines, place.initiative)] == ["keep_satisfied"]
    assert [t.word for t in colleague.ask(glossary.terms, place.initiative)] == ["Ärende"]
    assert colleague.ask(pulse.pulse, place.team) == place.bench.ask(pulse.pulse, place.team)
    assert colleague.library.count(Identity) == 0
    colleague.close()
