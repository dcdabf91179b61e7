"""The harvest: which block a photo is of, what an evaluation may tell, and pasted notes."""

from __future__ import annotations

from datetime import datetime

import pytest

from verkstad.domain.harvest import Capture, Evaluation
from verkstad.domain.harvesting import Answered, Span, block_at, is_sorted, lines_of, verdict


def at(clock: str, day: int = 24) -> datetime:
    return datetime.fromisoformat(f"2027-03-{day}T{clock}")


def span(block: str, start: str, end: str, rest: bool = False) -> Span:
    return Span(block, at(start), at(end), rest)


DAY = (
    span("sist", "13:30", "15:00"),
    span("in", "09:00", "09:30"),
    span("fika", "09:30", "10:00", rest=True),
    span("arbete", "10:00", "11:00"),
    span("bredvid", "10:15", "11:30"),
)


@pytest.mark.parametrize(
    ("clock", "block"),
    [
        ("08:29:59", None), ("08:30", "in"), ("09:00", "in"), ("09:29:59", "in"), ("09:30", "in"), ("09:45", "in"), ("10:00", "arbete"),
        ("10:30", "arbete"), ("11:00", "bredvid"), ("12:45", "bredvid"), ("13:30", "sist"), ("15:00", "sist"), ("18:00", "sist"), ("18:00:01", None),
    ],
)  # fmt: skip
def test_a_photo_is_of_the_work_that_went_on_or_had_ended_last(clock: str, block: str | None) -> None:
    assert block_at(at(clock), DAY) == block


def test_a_photo_without_a_time_of_another_day_or_of_a_day_of_breaks_is_of_no_block() -> None:
    assert block_at(None, DAY) is None and block_at(at("10:30", 25), DAY) is None and block_at(at("10:30"), ()) is None
    assert block_at(at("09:45"), (span("fika", "09:30", "10:00", rest=True),)) is None


def test_hours_before_work_that_is_still_to_come_a_photo_is_of_what_ended() -> None:
    assert block_at(at("14:00"), (span("in", "08:00", "09:00"), span("kväll", "19:00", "20:00"))) == "in"
    assert block_at(at("14:00"), (span("in", "08:00", "09:00"),)) is None


def test_a_note_is_sorted_when_it_is_kept_laid_aside_or_became_something_that_is_still_there() -> None:
    assert is_sorted(Capture(settled="kept")) and is_sorted(Capture(settled="left"), there=False) and is_sorted(Capture(settled="became"))
    assert not is_sorted(Capture()) and not is_sorted(Capture(settled="became"), there=False)


@pytest.mark.parametrize(
    ("counts", "tenths", "ends"),
    [((0, 0, 0, 0, 4), 50, (5, 5)), ((1, 0, 2, 1, 0), 28, (1, 4)), ((0, 3, 1, 0, 0), 23, (2, 3)), ((0, 0, 0, 7, 1), 41, (4, 5))],
)
def test_a_statement_tells_its_mean_halves_up_and_its_ends(
    counts: tuple[int, int, int, int, int], tenths: int, ends: tuple[int, int]
) -> None:
    told = Answered("clear", counts)
    assert (told.n, told.tenths, told.lowest, told.highest) == (sum(counts), tenths, *ends)
    assert Answered("clear", (0, 0, 0, 0, 0)).tenths is None


def forms(*rows: tuple[int | None, int | None, int | None]) -> list[Evaluation]:
    return [Evaluation(id=str(n), worthwhile=a, heard=b, clear=c) for n, (a, b, c) in enumerate(rows)]


def test_three_forms_tell_how_many_they_are_and_four_what_they_say() -> None:
    three = verdict(forms(*[(5, 5, 5)] * 3))
    assert (three.forms, three.hidden, three.answered, three.keep) == (3, True, (), ())
    four = verdict(forms((5, 4, None), (5, 4, 3), (1, 2, 3), (2, 4, 3)))
    assert (four.forms, four.hidden) == (4, False)
    assert four.answered == (Answered("worthwhile", (1, 1, 0, 0, 2)), Answered("heard", (0, 1, 0, 3, 0)))


def test_words_stand_in_alphabetical_order_without_space_around_them_and_without_the_empty() -> None:
    said = [("tempot", "Rummet"), (" Grupperna\n", ""), ("", "fler pauser"), ("  ", " ")]
    told = verdict([Evaluation(id=str(n), keep=keep, change=change) for n, (keep, change) in enumerate(said)])
    assert (told.keep, told.change, told.answered) == (("Grupperna", "tempot"), ("fler pauser", "Rummet"), ())


def test_pasted_notes_come_one_a_line_without_bullets() -> None:
    pasted = "- Ring tillbaka\n\n • Tydligare  brev\n–— Kortare\tkö -\n*\n· e-post\n▪ Chatt\n◦ Brev"
    assert lines_of(pasted) == ("Ring tillbaka", "Tydligare brev", "Kortare kö -", "e-post", "Chatt", "Brev")
    assert lines_of("") == ()
