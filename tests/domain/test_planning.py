"""Sorting a plan: how far, dividing word for word, the anchoring index, what has stayed on paper."""

from __future__ import annotations

from fractions import Fraction

import pytest
from hypothesis import given
from hypothesis import strategies as st

from verkstad.domain.actions import Action
from verkstad.domain.errors import Refused
from verkstad.domain.launch import FromTo
from verkstad.domain.modules import Module
from verkstad.domain.pilots import Pilot
from verkstad.domain.plan import ITEM_STATES, Anchoring, PlanItem
from verkstad.domain.planning import (
    Cell,
    Deed,
    active_on,
    anchored,
    cut,
    how_far,
    next_to_sort,
    on_paper,
    parted,
    sentences,
    share,
    state_of,
    title_of,
    together,
    wants_forum,
    works_otherwise,
)


def test_items_in_whose_place_others_stand_are_not_counted() -> None:
    told = how_far(["new", "used", "split", "merged", "struck", "elsewhere", "new"])
    assert (told.done, told.of, told.left) == (3, 5, 2)
    assert how_far([]).of == 0


def test_an_item_of_which_nothing_is_left_waits_again() -> None:
    assert state_of(PlanItem(state="used"), 0) == "new"
    assert state_of(PlanItem(state="used"), 1) == "used"
    assert state_of(PlanItem(state="struck"), 0) == "struck"


@given(st.lists(st.sampled_from(ITEM_STATES), max_size=12), st.integers(0, 11))
def test_the_next_item_always_waits_and_every_one_that_waits_is_reached(states: list[str], start: int) -> None:
    at, seen = start, set()
    while (found := next_to_sort(states, at)) is not None and found not in seen:
        assert states[found] == "new"
        seen.add(found)
        at = found
    assert seen == {n for n, state in enumerate(states) if state == "new"}


def test_sentences_end_at_points_but_not_at_abbreviations() -> None:
    text = "Vi prövar bl.a. chatt och t.ex. telefon. Svaret kommer samma dag! Kostnaden är ca. 3 kr. Sedan följs det upp."
    assert sentences(text) == (
        "Vi prövar bl.a. chatt och t.ex. telefon.",
        "Svaret kommer samma dag!",
        "Kostnaden är ca. 3 kr.",
        "Sedan följs det upp.",
    )
    assert parted(text, sentences(text)) == sentences(text)


@pytest.mark.parametrize(
    ("says", "pieces"),
    [
        ('Hon sa "nej." Sedan gick hon.', ('Hon sa "nej."', "Sedan gick hon.")),
        ("(Gäller alla.) Sedan följs det upp.", ("(Gäller alla.)", "Sedan följs det upp.")),
        ("(Han sa ”ja!”) ”Varför?” undrade hon. 2 dagar gick…  Så.", ("(Han sa ”ja!”)", "”Varför?” undrade hon.", "2 dagar gick…", "Så.")),
        ("Alla får svar. men inte i dag", ("Alla får svar. men inte i dag",)),
        (" Ett mål ", ("Ett mål",)),
        (" ", ()),
    ],
)
def test_a_sentence_keeps_the_marks_that_close_it(says: str, pieces: tuple[str, ...]) -> None:
    assert sentences(says) == pieces
    assert len(pieces) < 2 or parted(says, pieces) == pieces


@given(st.lists(st.text(alphabet="abc åäö.,", min_size=1).filter(lambda t: t.strip()), min_size=2, max_size=6))
def test_an_item_is_divided_into_its_own_words_and_no_others(pieces: list[str]) -> None:
    said = " ".join(pieces)
    assert "".join("".join(parted(said, pieces)).split()) == "".join(said.split())
    with pytest.raises(Refused) as caught:
        parted(said, [*pieces, "x"])
    assert caught.value.reason == "other_words"
    with pytest.raises(Refused) as caught:
        parted(said, [said, "  "])
    assert caught.value.reason == "one_piece"


def test_joined_items_keep_every_word_and_too_much_is_refused() -> None:
    items = [PlanItem(says="Alla får svar."), PlanItem(says="Samma dag.")]
    assert together(items, 100) == "Alla får svar.\nSamma dag."
    assert together(items, 25) == together(items, 100)
    with pytest.raises(Refused) as caught:
        together(items, 24)
    assert caught.value.reason == "item_too_long" and caught.value.facts == {"limit": 24, "found": 25}


@given(st.text(alphabet="ab åäö.,", max_size=400), st.integers(20, 200))
def test_what_is_made_of_an_item_has_room_for_its_name(says: str, longest: int) -> None:
    assert len(cut(says, longest)) <= longest
    assert len(title_of(says, longest)) <= longest


def test_a_title_is_the_first_sentence_without_its_point() -> None:
    assert title_of("Alla får svar samma dag. Det mäts.") == "Alla får svar samma dag"
    assert title_of("Och så vidare... Mer.") == "Och så vidare..." and title_of("Varför? Så.") == "Varför?"
    assert title_of("") == "" and title_of("å" * 121) == "å" * 119 + "…" and title_of("å" * 120) == "å" * 120


@pytest.mark.parametrize(
    ("says", "longest", "said"),
    [
        ("kort", 4, "kort"), ("kortt", 4, "kor…"), ("a \n b", 3, "a b"), ("ettans tvåan", 10, "ettans…"), ("ettan tvåan tre", 10, "ettan två…"),
        ("ettans, tvåan", 12, "ettans…"), ("ettans – tvåan", 12, "ettans…"),
    ],
)  # fmt: skip
def test_a_long_text_is_ended_after_a_word_where_one_ends_late_enough(says: str, longest: int, said: str) -> None:
    assert cut(says, longest) == said


# ------------------------------------------------------------------------------------------------ anchoring (3.11)


def told(item: str, unit: str, level: int | None) -> Anchoring:
    return Anchoring(parent=item, unit=unit, level=level)


def test_the_index_is_the_sum_over_three_times_the_cells() -> None:
    matrix = anchored(["a", "b"], ["u", "v"], [told("a", "u", 3), told("a", "v", 2), told("b", "u", 1), told("x", "u", 3)])
    assert matrix.index == Fraction(6, 12)
    assert [(c.item, c.unit) for c in matrix.weak] == [("b", "u"), ("b", "v")]
    assert matrix.of_unit("u") == Fraction(4, 6)


def test_a_cell_tells_what_was_noted_and_one_nobody_noted_is_not_told() -> None:
    matrix = anchored(["a"], ["u", "v"], [Anchoring(parent="a", unit="u", level=1, on="2027-03-01", changed="Ringer först")])
    assert dict(matrix.cells) == {("a", "u"): Cell("a", "u", 1, "2027-03-01", "Ringer först"), ("a", "v"): Cell("a", "v")}
    assert (matrix.items, matrix.units, matrix.of_unit("v"), matrix.of_unit("x")) == (("a",), ("u", "v"), 0, None)


def test_a_share_of_nothing_is_none() -> None:
    assert share(2, 3) == Fraction(2, 3) and share(0, 3) == 0 and share(0, 0) is None


def test_without_a_cell_there_is_no_index() -> None:
    assert anchored([], ["u"], []).index is None
    assert anchored(["a"], [], []).index is None
    assert anchored(["a"], [], []).weak == ()


@given(st.lists(st.integers(0, 3) | st.none(), min_size=1, max_size=12))
def test_the_index_lies_between_nought_and_one_and_is_one_only_when_all_are_committed(levels: list[int | None]) -> None:
    items = [str(n) for n in range(len(levels))]
    matrix = anchored(items, ["u"], [told(item, "u", level) for item, level in zip(items, levels, strict=True)])
    assert matrix.index is not None
    assert 0 <= matrix.index <= 1
    assert (matrix.index == 1) == all(level == 3 for level in levels)
    assert len(matrix.weak) == sum((level or 0) < 2 for level in levels)


# ------------------------------------------------------------------------------------------------ paper (002-17)


def test_an_item_is_off_paper_only_when_something_lives_and_somebody_works_another_way() -> None:
    today = "2027-06-30"
    deeds = [Deed("lives", "2027-06-01", True), Deed("same", "2027-06-01", False), Deed("never", "", True)]
    assert on_paper(deeds, today) == ("same", "never")
    assert on_paper([Deed("on-the-day", "2027-04-01", True)], "2027-06-30") == ()
    assert on_paper([Deed("a-day-late", "2027-03-31", True)], "2027-06-30") == ("a-day-late",)


def test_what_is_under_way_lives_today_and_what_is_done_on_the_day_it_was() -> None:
    today = "2027-06-30"
    assert active_on([Action(id="a", status="doing")], [], {}, today) == today
    assert active_on([Action(id="a", status="done")], [], {"a": "2027-05-01"}, today) == "2027-05-01"
    assert active_on([Action(id="a"), Action(id="b", status="dropped")], [], {"a": today}, today) == ""
    assert active_on([], [Pilot(state="running")], {}, today) == today
    assert active_on([], [Pilot(state="ended", outcome_on="2027-01-01")], {}, today) == "2027-01-01"
    assert active_on([], [Pilot(state="measure_first"), Pilot(state="ended")], {}, today) == today
    both = [Action(id="a", status="done"), Action(id="b", status="done"), Action(id="c", status="done")]
    assert active_on(both, [Pilot(state="ended")], {"a": "2027-05-01", "b": "2027-06-01"}, today) == "2027-06-01"
    assert active_on([], [], {}, today) == ""


def test_somebody_works_another_way_when_before_and_after_are_both_said() -> None:
    assert works_otherwise(Module(before="brev", after="samtal"), [])
    assert not works_otherwise(Module(before="brev"), [FromTo(before="brev")])
    assert works_otherwise(Module(), [FromTo(before="brev", after="samtal")])
    assert not works_otherwise(Module(before=" ", after="samtal"), [FromTo(before="brev", after=" "), FromTo(after="samtal")])


def test_a_point_wants_a_forum_when_it_became_something_and_no_group_has_it() -> None:
    """The check, the plan and the page of forums count the same points."""
    assert [wants_forum(state, None) for state in ("new", "used", "elsewhere", "struck")] == [False, True, False, False]
    assert not wants_forum("used", "f")
