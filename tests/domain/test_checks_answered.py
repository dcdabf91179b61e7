"""Rules about who answers for what, and whether those who know meet those who may decide."""

from __future__ import annotations

from tests.domain.shelf import I, codes, of
from verkstad.domain.insights import Forum, ForumMember
from verkstad.domain.mandates import Rating, RoleMandate
from verkstad.domain.people import Person
from verkstad.domain.responsibility import RaciCell, RaciRow, ValueWord

LINE = RaciRow(id="r", parent="i", activity="Ändra blanketten")
ANSWERS = RaciCell(id="a", parent="r", role="operations", letter="A")
DOES = RaciCell(id="d", parent="r", role="employee", letter="R")
OURS = {f"V12{n:02d}" for n in range(1, 9)}


def test_a_line_that_holds_is_quiet_and_so_is_an_empty_one() -> None:
    assert not codes(I, LINE, ANSWERS, DOES) & OURS and not codes(I, LINE) & OURS
    assert not codes(I, LINE, ANSWERS.with_(letter="")) & OURS and not codes(I, LINE, ANSWERS.with_(letter="AR")) & OURS


def test_a_line_has_one_accountable_and_somebody_who_works() -> None:
    assert of("V1201", I, LINE, DOES)[0].said == {"count": 0}
    assert of("V1201", I, LINE, ANSWERS, DOES.with_(letter="AR"))[0].said == {"count": 2}
    assert "V1202" in codes(I, LINE, ANSWERS) and "V1202" not in codes(I, LINE, ANSWERS, DOES)
    heard = codes(I, LINE, ANSWERS, DOES.with_(letter="I"))
    assert "V1204" in heard and "V1202" not in heard and "V1204" not in codes(I, LINE, ANSWERS, DOES)
    assert "V1201" in codes(I, LINE, DOES, ANSWERS.with_(role=""))


def test_few_are_consulted() -> None:
    asked = [RaciCell(id=f"c{n}", parent="r", role=f"role{n}", letter="C") for n in range(5)]
    assert of("V1203", I, LINE, ANSWERS, DOES, *asked)[0].said == {"count": 5, "most": 4} and "V1203" not in codes(
        I, LINE, ANSWERS, DOES, *asked[1:]
    )


def test_whoever_answers_may_take_the_decision_of_the_line() -> None:
    line, may = LINE.with_(decision_type="fees"), RoleMandate(id="m", role="operations", decision_type="fees", level=2)
    assert of("V1205", I, line, ANSWERS, DOES)[0].said == {"roles": ("operations",)} and "V1205" not in codes(I, line, ANSWERS, DOES, may)
    for other in ({"level": 1}, {"decision_type": "purchase"}, {"role": "it"}, {"unit": "u"}, {"until": "2026-11-23"}):
        assert "V1205" in codes(I, line, ANSWERS, DOES, may.with_(**other)), other
    assert "V1205" not in codes(I, line, ANSWERS.with_(unit="u"), DOES, may.with_(unit="u"))
    assert "V1205" not in codes(I, line, ANSWERS, DOES, may, may.with_(id="m2", level=0)) and "V1205" not in codes(I, LINE, ANSWERS, DOES)


def test_one_position_answers_for_two_fifths_at_most() -> None:
    lines = [RaciRow(id=f"r{n}", parent="i", activity="X") for n in range(5)]
    cells = [RaciCell(id=f"a{n}", parent=f"r{n}", role="operations" if n < 3 else f"role{n}", letter="AR") for n in range(5)]
    (found,) = of("V1206", I, *lines, *cells)
    assert found.said == {"roles": ("operations",)} and found.id == "i"
    assert "V1206" not in codes(I, *lines, *cells[1:], cells[0].with_(role="it")) and "V1206" not in codes(I, *lines[:4], *cells[:4])


def test_those_who_know_meet_those_who_may_decide() -> None:
    knows = Rating(id="k", parent="i", role="contact_centre", unit="cc", insight=3, mandate=1)
    may = Rating(id="m", parent="i", role="management", insight=1, mandate=2)
    assert of("V1207", I, knows, may)[0].said == {"roles": ("contact_centre",)}
    forum = Forum(id="f", parent="i", title="Insiktsforum")
    seats = (ForumMember(id="s1", parent="f", role="contact_centre"), ForumMember(id="s2", parent="f", person="anna"))
    anna = Person(id="anna", role="management", unit="x")
    assert "V1207" not in codes(I, knows, may, forum, *seats, anna)
    assert "V1207" in codes(I, knows, may, forum.with_(resting=True), *seats, anna) and "V1207" in codes(I, knows, may, forum, *seats)
    assert "V1207" in codes(I, knows, may, forum, seats[1], anna) and "V1207" not in codes(I, knows.with_(mandate=2), may)
    assert "V1207" not in codes(I, knows.with_(insight=1), may)


def test_a_value_word_is_what_one_does_and_stops_doing() -> None:
    word = ValueWord(id="v", parent="i", word="Mod", we_do="Vi säger nej.", we_stop="Vi tiger.")
    assert "V1208" not in codes(I, word) and of("V1208", I, word.with_(we_do=" "))[0].said == {"lacks": ("we_do",)}
    assert of("V1208", I, word.with_(we_stop=""))[0].said == {"lacks": ("we_stop",)} and "V1208" not in codes(
        I, word.with_(word="", we_do="")
    )
