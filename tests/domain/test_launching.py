"""The rules of a launch, by the numbers of measurement.md 3.9 and 3.12."""

from __future__ import annotations

from datetime import date, timedelta
from fractions import Fraction

import pytest
from hypothesis import given
from hypothesis import strategies as st

from verkstad.domain import launching
from verkstad.domain.landing import adopted
from verkstad.domain.launch import Adoption, Audience, LaunchActivity, Understanding
from verkstad.domain.launching import (
    ChangeLoad,
    Effort,
    Lead,
    Mix,
    Share,
    change_load,
    channel_mix,
    effort,
    first_lines,
    in_use,
    lasting,
    lead_time,
    phase_on,
    phases_missing,
    read_line,
    sketched,
    told_lacks,
    understood,
    use_over_time,
)

START = "2027-03-15"


def on(days: int, **facts: object) -> LaunchActivity:
    """So many days from the start."""
    return LaunchActivity(on=(date.fromisoformat(START) + timedelta(days=days)).isoformat(), **facts)  # type: ignore[arg-type]


@pytest.mark.parametrize(("days", "state"), [(1, "late"), (0, "short"), (-13, "short"), (-14, "ok"), (-60, "ok")])
def test_lead_time_is_counted_from_the_first_activity(days: int, state: str) -> None:
    assert lead_time(START, [on(20), on(days)]) == Lead(-days, state)


def test_without_a_start_or_a_day_there_is_no_lead_time_and_what_is_dropped_or_outside_is_not_counted() -> None:
    assert lead_time(None, [on(-20)]) is None
    assert lead_time(START, [LaunchActivity()]) is None
    assert lead_time(START, [on(-20, state="dropped"), on(-20, outward=True)]) is None
    assert lead_time(START, [on(-20, state="dropped"), on(-3)]) == Lead(3, "short")


@pytest.mark.parametrize(("days", "phase"), [(-1, "before"), (0, "start"), (6, "start"), (7, "after")])
def test_the_phase_follows_the_day(days: int, phase: str) -> None:
    assert phase_on(on(days).on, START) == phase


def test_phases_without_anything_are_named_in_order() -> None:
    assert phases_missing([]) == ("before", "start", "after")
    assert phases_missing([on(-20, phase="before"), on(10, phase="after"), on(0, phase="start", outward=True)]) == ("start",)


def test_two_activities_within_ninety_days_make_it_last() -> None:
    assert lasting([on(7, phase="after"), on(90, phase="after"), on(91, phase="after"), on(30, phase="start")], START) == 2
    assert lasting([LaunchActivity(phase="after"), on(400, phase="after")], None) == 2


def test_channels_need_three_kinds_and_one_that_answers() -> None:
    mail = channel_mix([on(-3, channel="email"), on(-1, channel="email"), on(0)])
    assert mail == Mix(("email",), False) and mail.only_mail and not mail.enough()
    three = channel_mix([on(-3, channel="email"), on(-2, channel="film"), on(-1, channel="print")])
    assert len(three.kinds) == 3 and not three.enough()
    assert channel_mix([*[on(-1, channel=c) for c in ("email", "film")], on(0, channel="meeting", two_way=True)]).enough()
    assert channel_mix([]) == Mix((), False) and not channel_mix([]).only_mail


def test_first_lines_are_at_most_forty_words_and_answer_four_questions() -> None:
    ticks = dict.fromkeys(launching.TICKS, True)
    assert first_lines(LaunchActivity(ingress="ord " * 40, **ticks)).ready
    assert not first_lines(LaunchActivity(ingress="ord " * 41, **ticks)).ready
    assert not first_lines(LaunchActivity(ingress="", **ticks)).ready
    three = first_lines(LaunchActivity(ingress="Från den 3 mars bokar du här.", **{**ticks, "tells_when": False}))
    assert not three.ready and three.unanswered == ("tells_when",) and three.words == 7


def test_an_audience_lacks_what_nobody_wrote() -> None:
    assert told_lacks(Audience(why=" ", how="Du loggar in")) == ("why",)
    assert told_lacks(Audience(why="Köerna", how="Du loggar in")) == ()


def test_an_audience_is_a_sketch_until_something_is_written_or_planned_for_them() -> None:
    planned = LaunchActivity(title="Träff")
    assert sketched(Audience(title="Alla", why=" "), ()) and sketched(
        Audience(), (planned.with_(state="dropped"), planned.with_(outward=True))
    )
    assert not sketched(Audience(how="Du loggar in"), ()) and not sketched(Audience(), (planned,))


def test_understanding_is_the_latest_check() -> None:
    rows = [
        Understanding(id="a", on="2027-03-01", could=2, asked=10),
        Understanding(id="b", on="2027-04-01", could=7, asked=9),
        Understanding(id="c", on="2027-05-01"),
    ]
    assert understood(rows) == Share(7, 9) and Share(7, 9).percent == 78
    assert understood([]) is None
    assert Share(0, 0).percent is None


def test_use_is_the_latest_count_of_each_unit_added_up() -> None:
    rows = [
        Adoption(id="a", on="2027-03-01", using=2, users=10, unit="u"), Adoption(id="b", on="2027-04-01", using=6, users=10, unit="u"),
        Adoption(id="c", on="2027-04-02", using=9, users=10, unit="v"), Adoption(id="d", on="2027-06-01", using=10, users=10, unit="u"),
    ]  # fmt: skip
    assert in_use(rows, "2027-05-01") == Share(15, 20) and adopted(rows, "2027-05-01") == 75
    assert in_use(rows, "2027-02-01") is None and adopted([], "2027-05-01") is None
    assert use_over_time(rows, "2027-05-01") == (("2027-03-01", Share(2, 10)), ("2027-04-01", Share(6, 10)), ("2027-04-02", Share(15, 20)))


def test_effort_stands_side_by_side_and_is_compared_with_the_investment() -> None:
    rows = [
        on(-3, hours="2.5", cost="1000"),
        on(-3, outward=True, hours="4", cost="9000"),
        on(0, state="dropped", cost="5000"),
        on(0, cost="-1", hours="x"),
    ]
    found = effort(rows)
    assert found == Effort(Fraction("2.5"), Fraction(4), Fraction(1000), Fraction(9000)) and not found.nothing_inside
    assert found.share_of(Fraction(50_000)) == 2 and found.share_of(Fraction(0)) is None
    assert effort([on(0, outward=True, cost="1")]).nothing_inside and not effort([]).nothing_inside


def test_a_unit_lives_through_its_pilots_and_the_launches_of_the_coming_month() -> None:
    today = on(-10).on or ""
    unit_of = {"a": "u", "b": "v", "c": None}
    rows = [
        on(-10, audience="a", phase="before"), on(20, audience="a", phase="start"), on(21, audience="a"), on(-11, audience="a"),
        on(0, audience="a", phase="after"), on(0, audience="a", state="done"), on(0, audience="b"), on(0, audience="c"), on(0),
    ]  # fmt: skip
    assert change_load([("u", "u"), ("u", "w")], rows, unit_of, today) == {
        "u": ChangeLoad(2, 2),
        "v": ChangeLoad(0, 1),
        "w": ChangeLoad(1, 0),
    }
    assert change_load([], [], {}, today) == {}


@pytest.mark.parametrize(
    ("line", "day", "title", "channel", "audience"),
    [
        ("12/1 Träff för handläggare", "2027-01-12", "Träff för handläggare", "meeting", "h"),
        ("Affisch i fikarummet 2027-02-03", "2027-02-03", "Affisch i fikarummet", "print", None),
        ("den 3 mars: Öppet hus", "2027-03-03", "Öppet hus", "try_it", None),
        ("Mejl till alla", None, "Mejl till alla", "email", None),
        ("Instruktionsfilm", None, "Instruktionsfilm", "film", None),
        ("12/1", None, "12/1", "", None),
        ("Frukost för handläggare i kundtjänst 1 feb", "2027-02-01", "Frukost för handläggare i kundtjänst", "meeting", "k"),
        ("Fira ihop", None, "Fira ihop", "", None),
    ],
)
def test_a_line_becomes_an_activity(line: str, day: str | None, title: str, channel: str, audience: str | None) -> None:
    found = read_line(line, "2026-11-24", [("h", "Handläggare"), ("k", "Handläggare i kundtjänst"), ("x", "")])
    assert (found.on, found.title, found.channel, found.audience) == (day, title, channel, audience)
    assert found.two_way == (channel in launching.TWO_WAY)


@given(st.text(max_size=60))
def test_any_line_keeps_its_words(line: str) -> None:
    found = read_line(line, "2026-11-24", [("a", "alla")])
    assert bool(found.title) == bool(line.split()) or not found.title


@given(st.lists(st.tuples(st.integers(0, 60), st.integers(0, 60), st.sampled_from(["u", "v", None])), max_size=8))
def test_a_share_lies_between_none_and_all(counts: list[tuple[int, int, str | None]]) -> None:
    rows = [Adoption(id=str(n), on="2027-01-01", using=a, users=b, unit=unit) for n, (a, b, unit) in enumerate(counts)]
    found = in_use(rows, "2027-01-01")
    assert found is None or (0 <= found.part <= found.whole and 0 <= (found.percent or 0) <= 100)


def test_without_a_day_or_a_start_there_is_no_phase() -> None:
    assert phase_on(None, START) == phase_on(START, None) == phase_on(None, None) == ""


def test_a_limit_of_ones_own_holds_for_the_first_lines() -> None:
    assert first_lines(LaunchActivity(ingress="ett två tre"), 2).long and not first_lines(LaunchActivity(ingress="ett två"), 2).long


def test_what_is_read_is_the_first_lines_and_the_message() -> None:
    assert not launching.has_message(LaunchActivity(subject=" ", hook="Vem väntar?"))
    assert all(launching.has_message(LaunchActivity(**{name: "Ring."})) for name in ("subject", "ingress", "message"))  # type: ignore[arg-type]
    read = launching.message_read(LaunchActivity(subject="Räknas inte", ingress="Ring upp.", message="Säg vad som saknas"))
    assert (read.words, read.sentences) == (6, 1)
    assert launching.message_read(LaunchActivity(ingress="Ring.", message="Skriv.")).sentences == 2


def test_the_latest_check_is_by_its_day_and_then_by_its_id() -> None:
    rows = [Understanding(id="a", on="2027-05-01", could=0, asked=9), Understanding(id="b", on="2027-04-01", could=7, asked=9)]
    assert understood(rows) == Share(0, 9)
    assert understood([Understanding(id="c", on="2027-06-01", could=3), *rows]) == Share(0, 9)
    assert understood([Understanding(id="d", could=1, asked=2), *rows]) == Share(0, 9)
    assert Share(1, 1).percent == 100 and Share(3, 2).percent == 100


def test_the_latest_count_is_by_its_day_and_nobody_is_a_count() -> None:
    rows = [Adoption(id="a", on="2027-04-01", using=0, users=10), Adoption(id="b", on="2027-03-01", using=6, users=10)]
    assert in_use(rows, "2027-05-01") == Share(0, 10)
    assert [day for day, _share in use_over_time(rows, "2027-04-01")] == ["2027-03-01", "2027-04-01"]


def test_effort_adds_up_and_what_was_dropped_hides_nothing() -> None:
    rows = [on(0, state="dropped", hours="9"), on(0, hours="1", cost="1"), on(1, hours="2", cost="0"), on(2, outward=True, hours="1")]
    found = effort(rows)
    assert found == Effort(Fraction(3), Fraction(1), Fraction(1), Fraction(0)) and not found.nothing_inside
    assert not Effort(Fraction(1), Fraction(1), Fraction(1)).nothing_inside
    assert found.share_of(Fraction(1)) == 100
    assert ChangeLoad(2, 1).count == 3


@pytest.mark.parametrize(
    ("line", "title", "day", "channel"),
    [
        ("12/1 Träff", "Träff", "2027-01-12", "meeting"),
        ("12/1: Träff", "Träff", "2027-01-12", "meeting"),
        ("12/1 – Kvällen (film)", "Kvällen (film)", "2027-01-12", "film"),
        ("Tryckeriet ringer", "Tryckeriet ringer", None, "print"),
        ("Tapto", "Tapto", None, ""),
        ("Chefssamtal, och mejl", "Chefssamtal, och mejl", None, "email"),
    ],
)
def test_a_line_is_tidied_and_its_words_are_read_without_their_marks(line: str, title: str, day: str | None, channel: str) -> None:
    found = read_line(line, "2026-11-24")
    assert (found.title, found.on, found.channel) == (title, day, channel)
