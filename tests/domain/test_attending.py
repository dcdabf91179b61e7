"""Who is there when a block needs somebody who decides."""

from __future__ import annotations

from verkstad.domain.agenda import AgendaBlock, Slot
from verkstad.domain.attending import is_away, left_without_decider
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
