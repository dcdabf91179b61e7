"""Who is there when a block needs somebody who decides."""

from __future__ import annotations

from hypothesis import given
from hypothesis import strategies as st

from verkstad.domain.agenda import AgendaBlock, Slot
from verkstad.domain.attending import is_away, left_without_decider, settled, there_on
from verkstad.domain.workshop import Participation

CHOICE = Slot(AgendaBlock(id="val", needs_decider=True), 600, 660)
TALK = Slot(AgendaBlock(id="samtal"), 540, 600)
CHIEF = Participation(id="c", person="chefen", part="decider", answer="yes")
GUEST = Participation(id="g", person="gästen", answer="yes")


def test_whoever_leaves_before_the_end_or_comes_after_the_beginning_is_away() -> None:
    assert not is_away(CHIEF, CHOICE) and not is_away(CHIEF.with_(present_from=600, present_until=660), CHOICE)
    assert is_away(CHIEF.with_(present_from=601), CHOICE) and is_away(CHIEF.with_(present_until=659), CHOICE)
    assert is_away(CHIEF.with_(present_from=540, present_until=630), CHOICE)


def test_a_block_that_needs_a_decider_is_named_when_none_is_there_from_start_to_end() -> None:
    assert left_without_decider((TALK, CHOICE), (GUEST,)) == (CHOICE,)
    assert left_without_decider((TALK, CHOICE), (GUEST, CHIEF)) == ()
    early, late = CHIEF.with_(present_until=630), CHIEF.with_(id="d", present_from=630)
    assert left_without_decider((TALK, CHOICE), (early, late)) == (CHOICE,)
    assert left_without_decider((TALK, CHOICE), (early, late, CHIEF.with_(id="e"))) == ()


def test_a_decider_who_has_said_no_is_not_counted_on_and_one_who_came_all_the_same_is() -> None:
    no = CHIEF.with_(answer="no")
    assert left_without_decider((CHOICE,), (no,)) == (CHOICE,) and left_without_decider((CHOICE,), (no.with_(attended="present"),)) == ()
    assert left_without_decider((CHOICE,), (CHIEF.with_(attended="absent"),)) == (CHOICE,)


def test_nothing_is_said_while_nobody_is_listed() -> None:
    assert left_without_decider((CHOICE,), ()) == ()


TWO = ("ett", "två")


def test_who_is_there_on_another_day_is_away_from_a_block_whatever_her_times() -> None:
    on_one = Slot(AgendaBlock(id="val", parent="ett", needs_decider=True), 600, 660)
    on_two = Slot(AgendaBlock(id="val2", parent="två", needs_decider=True), 600, 660)
    second = CHIEF.with_(present_on="två", present_from=540, present_until=720)
    assert there_on(CHIEF, "ett") and there_on(second, "två") and there_on(second, None) and not there_on(second, "ett")
    assert is_away(second, on_one) and not is_away(second, on_two)
    assert is_away(second.with_(present_until=630), on_two)  # the times hold on her own day
    assert left_without_decider((on_one, on_two), (second,)) == (on_one,)
    assert left_without_decider((on_one, on_two), (second, CHIEF.with_(id="d", present_on="ett"))) == ()


def test_a_day_that_is_gone_or_the_only_one_is_every_day() -> None:
    second = CHIEF.with_(present_on="två")
    assert settled((second, GUEST), TWO) == (second, GUEST)
    assert settled((second, GUEST), ("ett", "tre")) == (CHIEF, GUEST) == settled((second, GUEST), ("två",))


@given(
    since=st.none() | st.integers(0, 1440), until=st.none() | st.integers(0, 1440), start=st.integers(0, 1380),
    minutes=st.integers(1, 60), on=st.sampled_from((None, "ett", "borttagen")),
)  # fmt: skip
def test_in_a_workshop_of_one_day_nothing_changes(since: int | None, until: int | None, start: int, minutes: int, on: str | None) -> None:
    slot = Slot(AgendaBlock(id="val", parent="ett", needs_decider=True), start, start + minutes)
    row = CHIEF.with_(present_from=since, present_until=until)
    (held,) = settled((row.with_(present_on=on),), ("ett",))
    before = (until is not None and until < slot.end) or (since is not None and since > slot.start)  # the rule before there were days
    assert held == row and is_away(held, slot) is before and left_without_decider((slot,), (held,)) == ((slot,) if before else ())
