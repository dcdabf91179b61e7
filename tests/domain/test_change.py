"""The algebra of the log: ids that survive erasure, heads, what meets and what asks."""

from __future__ import annotations

import itertools
from dataclasses import replace

import pytest

from tests.storage.small import V2
from verkstad.domain.change import Change, canonical, columns_of, commitment, fold, fold_row, merge_words, where_shown
from verkstad.domain.schema import GONE, PLACE

N = itertools.count(1)


def say(
    row: str = "b1",
    *,
    after: tuple[Change, ...] = (),
    covers: tuple[Change, ...] = (),
    kind: str = "piece",
    site: str = "A",
    **values: object,
) -> Change:
    """A change that replaces what `after` said in the same fields."""
    lamport = 1 + max((c.lamport for c in (*after, *covers)), default=0)
    said = {w: (f"n{next(N)}", v) for w, v in values.items()}
    prev = {w: tuple(c.id for c in after if w in c.values) for w in values}
    return Change(
        site, lamport, "2027-03-24T08:00:00Z", "a", "p1", kind, row, said, {w: i for w, i in prev.items() if i}, tuple(c.id for c in covers)
    ).sealed()


def take_back(*changes: Change) -> Change:
    prev: dict[str, tuple[str, ...]] = {}
    for c in changes:
        for w in {*c.values, *c.prev}:
            prev[w] = (*prev.get(w, ()), c.id)
    return Change("A", 1 + max(c.lamport for c in changes), "", "a", "p1", "piece", changes[0].row, {}, prev).sealed()


BORN = say(title="T", notes="ett två tre fyra fem", _place=[None, "V"], _gone=0, length=15)


def test_the_canonical_form_has_sorted_keys_and_no_floats() -> None:
    assert canonical({"b": [1, None, "å"], "a": "x"}) == '{"a":"x","b":[1,null,"å"]}'
    with pytest.raises(ValueError):
        canonical(float("nan"))


def test_a_commitment_is_the_hash_of_nonce_and_value_whatever_its_type() -> None:
    assert commitment("n", 'x"\\å\n') == commitment("n", 'x"\\å\n')
    assert len({commitment("n", v) for v in ("1", 1, None, [1], ["1"], "")}) == 6
    assert commitment("n", "x") != commitment("m", "x")


def test_the_id_survives_that_every_value_is_blanked() -> None:
    blanked = BORN.without()
    assert blanked.id == BORN.id == blanked.computed_id()
    assert all(len(v) == 1 for v in blanked.values.values())
    assert blanked.value("title") is None
    one = BORN.without({"title"})
    assert one.computed_id() == BORN.id
    assert one.value("notes") == BORN.value("notes")


@pytest.mark.parametrize("part", ["site", "lamport", "at", "actor", "scope", "kind", "row", "values", "prev", "covers"])
def test_every_part_of_a_change_is_in_its_id(part: str) -> None:
    other = {"lamport": 7, "values": {"title": ("n", "x")}, "prev": {"title": ("z",)}, "covers": ("z",)}.get(part, "else")
    assert replace(BORN, **{part: other}).computed_id() != BORN.id


def test_fields_written_apart_never_meet() -> None:
    row = fold_row(V2, [BORN, say(after=(BORN,), title="A"), say(after=(BORN,), length=20, site="B")])
    assert (row.values["title"], row.values["length"], row.conflicts) == ("A", 20, {})


def test_two_values_of_one_field_are_both_kept_until_somebody_decides() -> None:
    a, b = say(after=(BORN,), title="A"), say(after=(BORN,), title="B", site="B")
    assert fold_row(V2, [BORN, a, b]).conflicts == {"title": ('"A"', '"B"')}
    assert fold_row(V2, [BORN, a, b, say(after=(a, b), title="C")]).conflicts == {}


def test_the_same_value_written_twice_is_no_conflict() -> None:
    assert fold_row(V2, [BORN, say(after=(BORN,), title="A"), say(after=(BORN,), title="A", site="B")]).conflicts == {}


def test_the_latest_wins_where_nothing_hangs_on_it() -> None:
    a, b = say(after=(BORN,), colour="red"), say(after=(BORN,), colour="blue", site="B")
    row = fold_row(V2, [BORN, a, b])
    assert row.conflicts == {}
    assert row.values["colour"] == max((a, b), key=lambda c: (c.lamport, c.id)).value("colour")


def test_fields_that_only_make_sense_together_are_one_choice() -> None:
    a, b = say(after=(BORN,), when=["2027-03-24", 540]), say(after=(BORN,), when=["2027-03-25", 540], site="B")
    row = fold_row(V2, [BORN, a, b])
    assert row.conflicts == {"when": ('["2027-03-24",540]', '["2027-03-25",540]')}
    assert columns_of(V2.kinds["piece"], row.values)[2:4] in (["2027-03-24", 540], ["2027-03-25", 540])


def test_texts_that_do_not_touch_the_same_words_are_put_together_and_marked() -> None:
    a, b = say(after=(BORN,), notes="ETT två tre fyra fem"), say(after=(BORN,), notes="ett två tre fyra FEM", site="B")
    row = fold_row(V2, [BORN, a, b])
    assert (row.values["notes"], row.merged, row.conflicts) == ("ETT två tre fyra FEM", ("notes",), {})


def test_texts_that_touch_the_same_words_ask() -> None:
    a, b = say(after=(BORN,), notes="ett 2 tre fyra fem"), say(after=(BORN,), notes="ett II tre fyra fem", site="B")
    assert set(fold_row(V2, [BORN, a, b]).conflicts) == {"notes"}


def test_texts_that_did_not_replace_the_same_text_ask() -> None:
    a = say(after=(BORN,), notes="ETT två tre fyra fem")
    later = say(after=(a,), notes="ETT två tre fyra fem sex")
    b = say(after=(BORN,), notes="ett två tre fyra FEM", site="B")
    assert set(fold_row(V2, [BORN, a, later, b]).conflicts) == {"notes"}


def test_what_is_taken_back_counts_no_longer_and_what_it_replaced_stands_again() -> None:
    a = say(after=(BORN,), title="A")
    back = take_back(a)
    assert fold_row(V2, [BORN, a, back]).values["title"] == "T"
    assert fold_row(V2, [BORN, a, back, take_back(back)]).values["title"] == "A"


def test_what_somebody_else_replaced_too_stays_replaced() -> None:
    a, b = say(after=(BORN,), title="A"), say(after=(BORN,), title="B", site="B")
    row = fold_row(V2, [BORN, a, b, take_back(a)])
    assert (row.values["title"], row.conflicts) == ("B", {})


def test_taking_back_a_decision_opens_the_conflict_again_and_merged_texts_merge_as_before() -> None:
    a, b = say(after=(BORN,), notes="ETT två tre fyra fem"), say(after=(BORN,), notes="ett två tre fyra FEM", site="B")
    c = say(after=(a, b), notes="kort")
    assert fold_row(V2, [BORN, a, b, c, take_back(c)]).values["notes"] == "ETT två tre fyra FEM"


def test_a_removal_holds_when_it_saw_everything() -> None:
    assert fold_row(V2, [BORN, say(after=(BORN,), covers=(BORN,), _gone=1)]).gone


def test_a_removal_against_an_edit_it_had_not_seen_keeps_the_row_and_asks() -> None:
    gone = say(after=(BORN,), covers=(BORN,), _gone=1)
    row = fold_row(V2, [BORN, gone, say(after=(BORN,), title="B", site="B")])
    assert not row.gone
    assert row.conflicts == {GONE: ("0", "1")}


def test_an_unseen_label_or_rank_does_not_bring_a_removed_row_back_but_a_move_does() -> None:
    gone = say(after=(BORN,), covers=(BORN,), _gone=1)
    assert fold_row(V2, [BORN, gone, say(after=(BORN,), colour="red", site="B")]).gone
    assert fold_row(V2, [BORN, gone, say(after=(BORN,), _place=[None, "Z"], site="B")]).gone
    assert not fold_row(V2, [BORN, gone, say(after=(BORN,), _place=["p2", "Z"], site="B")]).gone


def test_a_removal_saw_what_the_heads_it_saw_had_replaced() -> None:
    a = say(after=(BORN,), title="A")
    gone = say(after=(BORN,), covers=(BORN, a), _gone=1)
    assert fold_row(V2, [BORN, a, gone, take_back(a)]).gone


def test_a_circle_of_parents_is_cut_at_its_greatest_row() -> None:
    assert where_shown({"p": "q", "q": "p", "r": "p"}, {"p", "q", "r"}) == {"p": "q", "q": None, "r": "p"}


def test_a_row_waits_for_its_parent_and_a_living_child_keeps_a_removed_one() -> None:
    assert where_shown({"a": "missing"}, {"a"}) == {}
    assert where_shown({"a": None, "b": "a", "c": "b"}, {"c"}) == {"a": None, "b": "a", "c": "b"}
    assert where_shown({"a": None, "b": "a"}, {"a"}) == {"a": None}


def test_the_order_in_which_changes_come_is_indifferent() -> None:
    a, b = say(after=(BORN,), title="A"), say(after=(BORN,), title="B", site="B")
    c = say(after=(a,), covers=(BORN, a), _gone=1)
    every = [BORN, a, b, c, take_back(a)]
    folds = {canonical([list(r[4]), r[5], r[3]]) for order in itertools.permutations(every) for r in fold(V2, order).values()}
    assert len(folds) == 1


def test_what_a_newer_version_wrote_is_passed_over() -> None:
    strange = say(after=(BORN,), unknown="x", length="not a number")
    row = fold_row(V2, [BORN, strange])
    assert "unknown" not in row.heads
    assert columns_of(V2.kinds["piece"], row.values)[1] is None


def test_an_old_name_is_read_as_the_fields_it_was_split_into() -> None:
    old = say("p1", kind="plan", who="Karin Ek", _place=[None, "V"], _gone=0)
    assert fold_row(V2, [old]).values["family"] == "Ek"
    new = Change("B", 2, "", "a", "p1", "plan", "p1", {"family": ("n", "Ekman")}, {"family": (old.id,)}).sealed()
    row = fold_row(V2, [old, new])
    assert (row.values["given"], row.values["family"], row.conflicts) == ("Karin", "Ekman", {})


@pytest.mark.parametrize(
    ("mine", "theirs", "both"),
    [
        ("a b c", "a b c", "a b c"),
        ("A b c", "a b c", "A b c"),
        ("A b c", "a b C", "A b C"),
        ("A b c", "A b c", "A b c"),
        ("x b c", "y b c", None),
        ("a b", "a b c d", None),
        ("a\nb c", "a b C", "a\nb C"),
    ],
)
def test_words_are_merged_when_the_edits_do_not_touch(mine: str, theirs: str, both: str | None) -> None:
    assert merge_words("a b c", mine, theirs) == both


def test_a_fold_of_one_pass_says_the_same_as_the_long_way() -> None:
    from verkstad.domain.change import History

    chain = [BORN]
    for n in range(5):
        chain.append(say(after=(chain[-1],) if n else (BORN,), title=f"t{n}"))
        assert fold_row(V2, chain) == History(V2, chain).fold()
    assert fold_row(V2, chain).values[PLACE] == [None, "V"]
