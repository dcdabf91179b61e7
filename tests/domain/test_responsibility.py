"""Who answers, who has a say, who may be told what: the rules of measurement.md 3.5, 3.8 and 3.12 with their examples and edges."""

from __future__ import annotations

from hypothesis import given
from hypothesis import strategies as st

from verkstad.domain import glossary, paths, perspectives, pulsing, raci, stakeholding
from verkstad.domain.mandates import Position
from verkstad.domain.raci import (
    AnotherThanModule,
    Answered,
    AnswersForTooMuch,
    ManyConsulted,
    MayNotDecide,
    NobodyAnswers,
    NobodyDoes,
    NoPart,
    OnlyAnswersAndHears,
    SeveralAnswer,
)
from verkstad.domain.responsibility import LETTERS, LEVELS_OF_PULSE, Force, Pulse, RaciCell, Stakeholder, Term

CHIEF, DESK, CARE, IT = ("operations", "u1"), ("contact_centre", None), ("employee", "u2"), ("it", None)
EXTRA = [(f"r{n}", None) for n in range(6)]


def facts(**letters: str) -> tuple[raci.LineFact, ...]:
    names = {"chief": CHIEF, "desk": DESK, "care": CARE, "it": IT, **{f"r{n}": EXTRA[n] for n in range(6)}}
    return raci.line_facts({names[k]: v for k, v in letters.items()})


def cells(*lines: dict[tuple[str, str | None], str]) -> list[RaciCell]:
    return [RaciCell(parent=str(n), role=p[0], unit=p[1], letter=letter) for n, line in enumerate(lines) for p, letter in line.items()]


# ------------------------------------------------------------------------------------------------ the matrix of responsibility


def test_one_accountable_and_somebody_who_carries_out_is_nothing_to_say_about() -> None:
    assert facts(chief="A", desk="R", care="C", it="I") == ()


def test_one_who_answers_and_carries_out_alone_is_enough() -> None:
    assert facts(chief="AR") == ()


def test_nobody_accountable_is_an_error() -> None:
    assert facts(desk="R", care="C") == (NobodyAnswers(),)


def test_two_accountable_is_an_error_that_names_both_also_when_one_carries_out_too() -> None:
    assert facts(chief="A", desk="AR") == (SeveralAnswer((CHIEF, DESK)),)


def test_nobody_who_carries_out_is_an_error() -> None:
    assert facts(chief="A", desk="C") == (NobodyDoes(),)


def test_a_line_of_only_answers_and_hears_says_so() -> None:
    assert facts(chief="A", desk="I") == (NobodyDoes(), OnlyAnswersAndHears())


def test_four_may_be_consulted_and_five_get_a_word() -> None:
    four = dict.fromkeys(("r0", "r1", "r2", "r3"), "C")
    assert facts(chief="AR", **four) == ()
    assert facts(chief="AR", r4="C", **four) == (ManyConsulted(5, 4),)


def test_whoever_answers_must_be_able_to_decide_at_level_two() -> None:
    for held, wanted in ((2, ()), (3, ()), (1, (MayNotDecide(CHIEF, "fees", 1),)), (0, (MayNotDecide(CHIEF, "fees", 0),))):
        assert raci.line_facts({CHIEF: "AR", DESK: "C"}, decision_type="fees", level=lambda _p, _t, n=held: n) == wanted  # type: ignore[misc]
    assert raci.line_facts({CHIEF: "AR"}, level=lambda _p, _t: 0) == ()


def test_a_line_without_a_decision_asks_nobody_for_a_mandate_and_the_consulted_are_never_asked() -> None:
    asked: list[raci.Position] = []
    raci.line_facts({CHIEF: "AR", DESK: "C"}, decision_type="fees", level=lambda p, _t: asked.append(p) or 3)  # type: ignore[func-returns-value]
    assert asked == [CHIEF]


def test_another_than_the_module_says_is_told_and_the_same_role_in_whichever_unit_is_the_same() -> None:
    def told(position: raci.Position, hers: raci.Position | None) -> tuple[raci.LineFact, ...]:
        return raci.line_facts({position: "AR"}, answered=Answered("p", hers))

    assert told(CHIEF, CHIEF) == told(("operations", None), CHIEF) == ()
    assert told(CHIEF, ("operations", "u9")) == (AnotherThanModule("p", ("operations", "u9")),)
    assert told(CHIEF, None) == (AnotherThanModule("p", None),)
    assert raci.line_facts({CHIEF: "R"}, answered=Answered("p", IT)) == (NobodyAnswers(),)


def test_a_position_that_answers_for_more_than_forty_percent_of_five_lines_gets_a_word() -> None:
    two = cells(*[{CHIEF: "AR"}] * 2, *[{DESK: "AR"}] * 2, {IT: "AR"})
    three = cells(*[{CHIEF: "A", DESK: "R"}] * 3, *[{IT: "AR"}] * 2)
    ids = [str(n) for n in range(5)]
    assert raci.matrix(ids, two).about_columns[CHIEF] == ()
    assert raci.matrix(ids, three).about_columns[CHIEF] == (AnswersForTooMuch(3, 5),)
    assert raci.matrix(ids[:4], cells(*[{CHIEF: "AR"}] * 4)).about_columns[CHIEF] == ()


def test_each_line_of_a_matrix_is_held_against_its_own_decision_and_its_own_module() -> None:
    held = {(CHIEF, "fees"): 1, (IT, "purchase"): 2}
    made = raci.matrix(
        ["0", "1", "2"], cells({CHIEF: "AR"}, {IT: "AR"}, {CHIEF: "AR"}), decides={"0": "fees", "1": "purchase"},
        answers={"1": Answered("p", DESK), "2": Answered("q", CHIEF)}, level=lambda position, type_: held[position, type_],
    )  # fmt: skip
    assert [line.id for line in made.lines] == ["0", "1", "2"]
    assert [line.facts for line in made.lines] == [(MayNotDecide(CHIEF, "fees", 1),), (AnotherThanModule("p", DESK),), ()]
    assert [line.holds for line in made.lines] == [True] * 3 and made.valid
    assert raci.matrix(["0"], cells({CHIEF: "A", IT: "R"}), decides={"0": "fees"}).lines[0].facts == ()


def test_a_column_that_answers_and_carries_out_counts_as_one_that_answers() -> None:
    lines = [{CHIEF: "AR"}] * 2 + [{CHIEF: "A", DESK: "R"}] + [{IT: "AR", CHIEF: "C"}] * 2
    assert raci.column_facts(CHIEF, lines) == (AnswersForTooMuch(3, 5),)


def test_a_column_nobody_wrote_in_is_there_and_says_so() -> None:
    made = raci.matrix(["0", "1"], [*cells({CHIEF: "AR"}, {CHIEF: "AR"}), RaciCell(parent="0", role="it")])
    assert made.columns == (CHIEF, IT) and made.about_columns[IT] == (NoPart(),) and made.valid
    assert made.lines[0].letters == {CHIEF: "AR"}


def test_a_matrix_holds_when_every_line_does_and_one_without_lines_says_nothing() -> None:
    assert raci.matrix(["0"], cells({CHIEF: "AR"})).valid
    assert not raci.matrix(["0", "1"], cells({CHIEF: "AR"}, {CHIEF: "R"})).valid
    assert not raci.matrix([], []).valid
    assert raci.matrix(["0"], []).lines[0].empty


def test_a_letter_of_a_line_that_is_gone_or_that_nobody_knows_is_not_counted() -> None:
    made = raci.matrix(
        ["0"], [RaciCell(parent="9", role="it", letter="A"), RaciCell(parent="0", role="it", letter="X"), RaciCell(parent="0", letter="A")]
    )
    assert made.columns == (IT,) and made.lines[0].letters == {}


def test_keys_join_and_take_away() -> None:
    pressed = {
        ("", "R"): "R", ("R", "R"): "", ("R", "A"): "AR", ("A", "R"): "AR", ("AR", "A"): "R", ("AR", "R"): "A", ("C", "A"): "A",
        ("AR", "C"): "C", ("I", "I"): "", ("I", "R"): "R", ("AR", "AR"): "", ("R", "?"): "",
    }  # fmt: skip
    assert {(held, key): raci.next_letter(held, key) for held, key in pressed} == pressed


@given(st.dictionaries(st.sampled_from([CHIEF, DESK, CARE, IT, *EXTRA]), st.sampled_from(LETTERS)))
def test_a_line_holds_exactly_when_one_answers_and_somebody_works(letters: dict[raci.Position, str]) -> None:
    line = raci.Line("x", letters, raci.line_facts(letters))
    answers = sum("A" in letter for letter in letters.values())
    assert line.holds == (answers == 1 and any("R" in letter for letter in letters.values()))


# ------------------------------------------------------------------------------------------------ stakeholders and forces


def test_four_is_high_and_three_is_not() -> None:
    assert stakeholding.place(4, 4) == stakeholding.place(5, 5) == "work_closely"
    assert stakeholding.place(4, 3) == stakeholding.place(5, 1) == "keep_satisfied"
    assert stakeholding.place(3, 4) == stakeholding.place(1, 5) == "keep_informed"
    assert stakeholding.place(3, 3) == stakeholding.place(1, 1) == "watch"


def test_a_place_that_is_half_said_is_no_place() -> None:
    assert stakeholding.place(None, 4) is stakeholding.place(4, None) is stakeholding.place(None, None) is None


def test_those_to_work_closely_with_without_a_next_contact_are_named() -> None:
    rows = [
        Stakeholder(id="a", influence=5, interest=5), Stakeholder(id="b", influence=5, interest=5, next_contact="Möte 3 april"),
        Stakeholder(id="c", influence=5, interest=3), Stakeholder(id="d", influence=4, interest=4, next_contact=" "),
    ]  # fmt: skip
    assert stakeholding.without_contact(rows) == ("a", "d")


def test_forces_are_summed_by_side_and_what_is_unsaid_is_counted_apart() -> None:
    rows = [
        Force(id="a", strength=4), Force(id="b", strength=3), Force(id="c", side="restraint", strength=5, protects="Rättssäkerhet"),
        Force(id="d", side="restraint"), Force(id="e"),
    ]  # fmt: skip
    told = stakeholding.balance(rows)
    assert (told.drivers, told.restraints, told.difference, told.unsaid, told.unasked) == (7, 5, 2, 2, ("d",))
    assert stakeholding.balance([]) == stakeholding.Balance(0, 0, 0, ())


# ------------------------------------------------------------------------------------------------ the pulse


def pulse(*sums: int | None, on: str | None = "2027-03-24") -> Pulse:
    return Pulse(on=on, **dict(zip(LEVELS_OF_PULSE, sums, strict=True)))  # type: ignore[arg-type]


def test_eight_is_fine_six_could_become_a_problem_and_five_is_to_be_met() -> None:
    said = {9: "fine", 8: "fine", 7.5: "could_be", 7: "could_be", 6: "could_be", 5.5: "address", 5: "address", 3: "address"}
    assert {n: pulsing.state(n) for n in said} == said
    assert pulsing.state(None) is None


def test_three_answers_show_their_number_and_nothing_else_and_four_show_the_levels() -> None:
    three = pulsing.rounds([pulse(9, 8, 7, 6, 5)] * 3)[0]
    assert three.hidden and three.count == 3 and three.levels == () and three.lowest is None
    four = pulsing.rounds([pulse(9, 8, 7, 6, 5)] * 4)[0]
    assert not four.hidden and [level.middle for level in four.levels] == [9, 8, 7, 6, 5]
    assert four.lowest is not None and four.lowest.name == "commitment"


def test_a_level_that_fewer_than_four_answered_is_hidden_alone() -> None:
    told = pulsing.rounds([pulse(9, 8, 8, 8, 8)] * 3 + [pulse(None, 8, 8, 8, 8)])[0]
    assert told.levels[0].middle is None and told.levels[0].low is None and told.levels[1].middle == 8


def test_days_come_the_latest_first_and_are_never_mixed() -> None:
    told = pulsing.rounds([pulse(9, 9, 9, 9, 9, on="2027-01-10")] * 4 + [pulse(3, 3, 3, 3, 3)] * 2)
    assert [(r.on, r.count, r.hidden) for r in told] == [("2027-03-24", 2, True), ("2027-01-10", 4, False)]


def test_a_level_tells_its_lowest_and_highest_and_the_first_that_is_not_fine_is_met_first() -> None:
    told = pulsing.rounds([pulse(9, 8, 3, 6, 5), pulse(8, 9, 5, 6, 5), pulse(9, 9, 4, 6, 5), pulse(9, 9, 4, None, 5)])[0]
    assert told.levels[0] == pulsing.Level(LEVELS_OF_PULSE[0], 9.0, 8, 9) and told.levels[3] == pulsing.Level(
        LEVELS_OF_PULSE[3], None, None, None
    )
    assert told.lowest == pulsing.Level(LEVELS_OF_PULSE[2], 4.0, 3, 5)


def test_answers_without_a_day_come_last() -> None:
    said = [pulse(9, 9, 9, 9, 9, on=on) for on in (None, "2027-01-10", "2027-02-10")]
    assert [r.on for r in pulsing.rounds(said)] == ["2027-02-10", "2027-01-10", None]


def test_the_middle_of_an_even_number_is_a_half_and_of_nothing_no_data() -> None:
    assert pulsing.middle([3, 9, 8, 7]) == 7.5 and pulsing.middle([9, 3, 8]) == 8 and pulsing.middle([]) is None


def test_five_sums_are_read_as_they_stand_on_the_paper() -> None:
    assert pulsing.read_sums("7 8 6 9 5") == pulsing.read_sums(" 78695 ") == pulsing.read_sums("7, 8;6 9,5") == (7, 8, 6, 9, 5)
    assert pulsing.read_sums("3 9 3 9 3") == (3, 9, 3, 9, 3)
    for wrong in ("", "7 8 6 9", "7 8 6 9 5 5", "2 8 6 9 5", "7 8 6 9 10", "7 8 x 9 5", "²8695"):
        assert pulsing.read_sums(wrong) is None


# ------------------------------------------------------------------------------------------------ paths


def position(role: str, unit: str | None, insight: int | None, mandate: int | None) -> Position:
    return Position(role, unit, insight, mandate, 1)


KNOWS = position("contact_centre", None, 3, 1)
MAY = position("operations", "u1", 1, 3)
BETWEEN = position("digital", None, 1, 1)


def test_a_shared_forum_is_one_step_and_no_broken_path() -> None:
    (path,) = paths.paths([KNOWS, MAY], [paths.Table("f", "Insiktsbordet", (KNOWS.key, MAY.key))])
    assert path.steps == 1 and path.to == MAY.key and not path.broken


def test_without_a_table_the_path_is_broken_and_has_no_steps() -> None:
    (path,) = paths.paths([KNOWS, MAY], [paths.Table("f", "x", (KNOWS.key,)), paths.Table("g", "y", (MAY.key,))])
    assert path.steps is None and path.broken


def test_a_way_over_somebody_in_between_is_two_steps_and_still_broken() -> None:
    tables = [paths.Table("f", "x", (KNOWS.key, BETWEEN.key)), paths.Table("g", "y", (BETWEEN.key, MAY.key))]
    (path,) = paths.paths([KNOWS, BETWEEN, MAY], tables)
    assert path.through == ("f", "g") and path.steps == 2 and path.broken


def test_a_team_is_a_step_and_does_not_mend_the_path() -> None:
    (path,) = paths.paths([KNOWS, MAY], [paths.Table("t", "Teamet", (KNOWS.key, MAY.key), forum=False)])
    assert path.steps == 1 and path.broken


def test_only_those_who_know_and_may_not_change_have_a_path_to_look_for() -> None:
    rows = [
        position("a", None, 2, 1),
        position("b", None, 2, 2),
        position("c", None, 1, 1),
        position("d", None, None, 0),
        position("e", None, 3, None),
    ]
    assert [p.position.role for p in paths.paths(rows, [])] == ["a"]


def test_a_seat_in_whichever_unit_is_a_seat_in_each() -> None:
    assert paths.covers(("operations", None), ("operations", "u1")) and paths.covers(("operations", "u1"), ("operations", None))
    assert not paths.covers(("operations", "u1"), ("operations", "u2")) and not paths.covers(("it", None), ("operations", None))


def test_a_way_is_found_past_those_who_lead_nowhere_and_ends_at_the_first_who_may_decide() -> None:
    aside, last = position("aside", None, 1, 0), position("chief", "u2", 1, 2)
    tables = [
        paths.Table("f", "x", (KNOWS.key, BETWEEN.key, aside.key)), paths.Table("g", "y", (BETWEEN.key, last.key)), paths.Table("h", "z", (aside.key,)),
    ]  # fmt: skip
    assert paths.paths([KNOWS, BETWEEN, aside, last], tables) == (paths.Path(KNOWS, ("f", "g"), last.key, True),)
    assert paths.paths([KNOWS, aside, BETWEEN, last], [tables[0], tables[2]]) == (paths.Path(KNOWS),)


def test_nobody_who_may_decide_leaves_every_path_broken() -> None:
    table = paths.Table("f", "x", (KNOWS.key, BETWEEN.key))
    assert [p.steps for p in paths.broken(paths.paths([KNOWS, BETWEEN], [table]))] == [None]


# ------------------------------------------------------------------------------------------------ words, and who is in the room


def term(word: str, meaning: str = "Betyder något") -> Term:
    return Term(id=word, word=word, meaning=meaning)


def test_a_word_of_the_glossary_is_found_in_its_inflections_and_not_inside_others() -> None:
    words = [term("Ärende"), term("linje")]
    assert [t.word for t in glossary.terms_in("Linjen gäller ärendena", words)] == ["linje", "Ärende"]
    assert glossary.terms_in("Underlinjer och ärendehanteringssystem", words) == ()
    assert glossary.terms_in("", words) == ()


def test_a_word_without_a_meaning_explains_nothing_and_the_longer_of_two_is_taken() -> None:
    assert glossary.terms_in("Ärende", [term("Ärende", "")]) == ()
    assert [t.word for t in glossary.terms_in("öppet ärende", [term("öppet"), term("öppet ärende")])] == ["öppet ärende"]


def test_of_two_words_at_one_place_the_longer_explains_it_whatever_their_order() -> None:
    short, long = term("öppet"), term("öppet ärende")
    assert glossary.terms_in("Ett öppet ärende", [short, long]) == glossary.terms_in("Ett öppet ärende", [long, short]) == (long,)
    first, second = short.with_(id="1"), short.with_(id="2")
    assert glossary.terms_in("öppet", [first, second]) == (first,)
    spaced = term(" öppet ")
    assert glossary.terms_in("öppet", [spaced]) == (spaced,) and glossary.terms_in("öppet", [term(" "), term("öppet", " ")]) == ()
    assert glossary.terms_in("öppetABCD", [short]) == (short,) and glossary.terms_in("öppetABCDE", [short]) == ()


def test_a_sign_in_a_word_is_only_a_sign() -> None:
    assert [t.word for t in glossary.terms_in("Vi kör C++ här", [term("C++"), term("(.*)")])] == ["C++"]


def test_the_perspectives_nobody_holds_are_named_when_four_are_listed() -> None:
    three = [("management", False), ("it", False), ("operations", False)]
    assert perspectives.missing(three) == ()
    assert perspectives.missing([*three, ("employee", False)]) == ("customers",)
    assert perspectives.missing([*three, ("employee", True)]) == ()
    assert perspectives.missing([("contact_centre", False)] * 4) == ("leadership", "digital", "operations")
    assert perspectives.missing([("", False)] * 9) == () and perspectives.missing([]) == ()
