"""The run chart as a picture: everything inside it, nothing on top of another word, the same numbers in the words."""

from __future__ import annotations

from dataclasses import replace
from itertools import combinations

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from tests.domain.test_runchart import BASE, BETTER, START, pilot, weekly
from verkstad.domain.runchart import Chart, Happened, Recalculated, Series, chart_of, later
from verkstad.i18n import language
from verkstad.picture.runchart import day_name, run_chart
from verkstad.picture.shapes import Dot, Label, Line, Path, Picture, Polygon
from verkstad.wording_runchart import point_words, short_number, told, verdict

WIDTH, HEIGHT = 174.0, 90.0


def measure(text: str, style: str) -> float:
    return len(text) * (1.75 if style == "chart.verdict" else 1.55)


def drawn(chart: Chart, code: str = "sv", width: float = WIDTH, height: float = HEIGHT, **facts: bool) -> Picture:
    return run_chart(chart, language(code), width, height, measure, **facts)


def dots(picture: Picture) -> list[Dot]:
    return [s for s in picture.shapes if isinstance(s, Dot)]


def labels(picture: Picture, *styles: str) -> list[Label]:
    return [s for s in picture.shapes if isinstance(s, Label) and (not styles or s.style in styles)]


def lines(picture: Picture, style: str) -> list[Line]:
    return [s for s in picture.shapes if isinstance(s, Line) and s.style == style]


def box(label: Label) -> tuple[float, float, float, float]:
    wide = measure(label.text, label.style)
    left = label.x - (wide if label.align == "right" else wide / 2 if label.align == "middle" else 0)
    return left, label.y - 2.2, left + wide, label.y + 0.5


def overlapping(picture: Picture) -> list[tuple[str, str]]:
    return [
        (a.text, b.text)
        for a, b in combinations(labels(picture), 2)
        for (x0, y0, x1, y1), (u0, v0, u1, v1) in [(box(a), box(b))]
        if x0 < u1 and u0 < x1 and y0 < v1 and v0 < y1
    ]


def whole(**facts: object) -> Chart:
    happened = (Happened("2026-10-05", "Två sjuka i växeln"), Happened("2026-12-21", "Julvecka"))
    return chart_of("Väntetid", "minuter", pilot((*BASE, *BETTER), target=20.0, **facts), happened)


def test_a_value_has_a_dot_at_its_height_and_the_signal_is_filled() -> None:
    picture = drawn(whole())
    found = dots(picture)
    assert [d.target for d in found] == [str(n) for n in range(20)]
    assert [d.style == "chart.point.signal" for d in found] == [n in whole().analysis.marked for n in range(20)]
    heights = {v: d.y for v, d in zip((*BASE, *BETTER), found, strict=True)}
    assert sorted(heights, reverse=True) == sorted(heights, key=lambda v: heights[v])
    (path,) = [s for s in picture.shapes if isinstance(s, Path)]
    assert path.points == tuple((d.x, d.y) for d in found)


def test_the_median_from_before_is_solid_to_the_start_and_dashed_from_there() -> None:
    picture = drawn(whole())
    (solid,), (dashed,), (start,) = lines(picture, "chart.median"), lines(picture, "chart.median.on"), lines(picture, "chart.start")[-1:]
    assert solid.x2 == dashed.x1 == pytest.approx(start.x1)
    assert solid.y1 == solid.y2 == dashed.y1
    assert [label.text for label in labels(picture, "chart.name", "chart.name.target")] == ["Före: 43,5", "Mål: 20"]
    assert [label.text for label in labels(picture, "chart.note.start")] == ["Nytt arbetssätt v. 48"]


def test_a_recalculated_median_begins_where_it_was_decided_and_the_old_one_goes_on_dashed() -> None:
    picture = drawn(whole(recalculated=(Recalculated(START),)))
    old, new = lines(picture, "chart.median")
    assert new.x1 == pytest.approx(old.x2) and new.y1 > old.y1
    assert lines(picture, "chart.median.on")[0].x2 == new.x2
    assert [label.text for label in labels(picture, "chart.name")] == ["Före: 43,5", "Efter: 26,5"]


def test_missing_values_are_gaps_and_so_are_intervals_that_passed_without_one() -> None:
    missing = drawn(chart_of("", "", Series(points=weekly((1, 2, None, 3, 4)))))
    assert [len(s.points) for s in missing.shapes if isinstance(s, Path)] == [2, 2]
    assert len(dots(missing)) == 4
    points = (*weekly((1, 2)), *weekly((3, 4), later("2026-08-31", "week", 3)))
    passed = drawn(chart_of("", "", Series(points=points)))
    assert [round(d.x, 3) for d in dots(passed)] == [round(d.x, 3) for d in dots(missing)]


def test_the_axis_speaks_in_the_words_of_the_interval() -> None:
    sv, en = language("sv"), language("en")
    assert [day_name("2026-11-09", i, sv) for i in ("week", "fortnight", "month", "day")] == ["v. 46", "v. 46", "nov", "9 nov"]
    assert [day_name("2026-05-09", i, en) for i in ("week", "month", "day")] == ["wk 19", "May", "9 May"]
    texts = [label.text for label in labels(drawn(whole()), "chart.tick")]
    assert "v. 36" in texts and "2026" in texts and "2027" in texts


def test_zero_is_on_the_axis_when_it_is_near_and_not_when_it_is_far() -> None:
    def ticks(values: tuple[float, ...]) -> list[str]:
        return [
            label.text for label in labels(drawn(chart_of("", "", Series(points=weekly(values)))), "chart.tick") if label.align == "right"
        ]

    assert ticks((22, 52))[0] == "0"
    assert ticks((94, 98))[0] == "94"
    assert ticks((-52, -22))[-1] == "0"
    assert "0" in ticks((-5, 5))
    assert ticks((0.35, 0.4)) == ["0,34", "0,36", "0,38", "0,40"]
    assert ticks((5, 5)) == ["4,0", "4,5", "5,0", "5,5", "6,0"]
    assert all("10" in tick for tick in ticks((2e12, 3e12)) if tick != "0")


def test_a_unit_of_per_cent_stands_at_the_numbers() -> None:
    chart = chart_of("Andel", "%", Series(points=weekly((61, 58, 63, 60)), target=75.0))
    texts = [label.text for label in labels(drawn(chart))]
    assert "Mål: 75\u00a0%" in texts and any(t.endswith(" %") for t in texts if t[0].isdigit())


def test_the_words_under_it_say_the_rules_the_limits_the_count_and_the_median() -> None:
    said = " ".join(label.text for label in labels(drawn(whole()), "chart.verdict", "chart.text"))
    assert "gränsen är 7. Åt rätt håll." in said
    assert "Före: median 43,5 (12 värden). Under: median 26,5 (8 värden)." in said
    assert "Enligt Anhøjs regler ger slumpen högst 7 punkter i rad" in said and "och minst 6 korsningar (här" in said
    assert "20 punkter räknas." in said and "Medianen före start var 43,5." in said
    assert not labels(drawn(whole(), words=False), "chart.verdict", "chart.text")


def test_ihi_rules_print_their_exact_limits() -> None:
    said = " ".join(told(whole(rules="ihi"), language("sv")))
    assert "Enligt IHI-reglerna är 6 punkter i rad" in said and "19 gånger av 20" in said
    assert "Slumpen ger 7–15 serier" in said


def test_no_word_says_that_the_pilot_caused_anything() -> None:
    for code, words in (
        ("sv", ("tack vare", "på grund av", "orsak", "effekt av", "beror på")),
        ("en", ("because", "caused", "due to", "thanks")),
    ):
        for chart in (whole(), whole(rules="ihi"), whole(recalculated=(Recalculated(START),))):
            text = " ".join([*told(chart, language(code)), drawn(chart, code).alt]).lower()
            assert not any(word in text for word in words)


def test_the_alternative_text_says_the_numbers() -> None:
    alt = drawn(whole()).alt
    for fact in ("Väntetid (minuter)", "20 värden", "44; 39; 47", "Mål 20", "43,5", "Julvecka", "Signal: 8 punkter", "23 november 2026"):
        assert fact in alt
    many = drawn(chart_of("Många", "", Series(points=weekly(tuple(range(200)))))).alt
    assert "lägsta 0, högsta 199" in many and len(many) < 900


def test_points_far_away_are_asked_about_only_where_asked_for_and_until_answered() -> None:
    values = (12, 15, 11, 14, 13, 48, 12, 14, 11, 15, 13, 12)
    chart = chart_of("", "", Series(points=weekly(values)))
    assert not labels(drawn(chart), "chart.note.question")
    assert [label.text for label in labels(drawn(chart, questions=True), "chart.note.question")] == ["Vad hände här?"]
    answered = chart_of("", "", chart.series, (Happened(chart.series.points[5].on, "Strömavbrott"),))
    picture = drawn(answered, questions=True)
    assert not labels(picture, "chart.note.question") and labels(picture, "chart.note")[0].text == "Strömavbrott"


def test_a_point_is_read_out_with_its_day_its_value_and_its_side() -> None:
    assert point_words(whole(), 12, language("sv")) == "23 november 2026, 33\u00a0minuter, under medianen"
    assert point_words(whole(), 5, language("en")) == "5 October 2026, 43\u00a0minuter, below the median. Två sjuka i växeln"
    assert point_words(whole(), 16, language("sv")).endswith("Julvecka")


@pytest.mark.parametrize(
    ("value", "text"),
    [(42.5, "42,5"), (26.0, "26"), (19.083136, "19,08"), (0.012345, "0,01235"), (1234567.0, "1\u00a0234\u00a0567"), (-3.14159, "−3,142")],
)
def test_a_median_is_told_with_the_figures_that_say_something(value: float, text: str) -> None:
    assert short_number(value, "", language("sv")) == text


STATES = {
    (): "Inga värden än.",
    (4,): "För få punkter för att tolka (0 av 10).",
    (7,) * 12: "Ingen variation: alla värden är lika.",
    (10, 14, 9, 15, 11, 8, 16, 12, 13, 15): (
        "Inget tecken på att något har ändrats – variationen ser slumpmässig ut. Preliminärt: 10 punkter räknas; med 15 är det säkrare."
    ),
}


@pytest.mark.parametrize("values", STATES)
def test_each_state_has_its_sentence(values: tuple[float, ...]) -> None:
    assert verdict(chart_of("", "", Series(points=weekly(values))).analysis, language("sv")) == STATES[values]


def test_notes_keep_apart_and_those_without_room_are_marked() -> None:
    happened = tuple(Happened(later("2026-09-07", "week", n), f"Något som hände den veckan, nummer {n}") for n in range(12))
    chart = chart_of("", "", pilot((*BASE, *BETTER), target=20.0), happened)
    picture = drawn(chart, height=120)
    assert overlapping(picture) == []
    marks = sum(isinstance(s, Polygon) for s in picture.shapes)
    assert marks + len(labels(picture, "chart.note")) == 12 and marks > 0
    assert all(f"nummer {n}" in picture.alt for n in range(12))


NUMBERS = st.floats(-1e9, 1e9).map(lambda v: round(v, 3)) | st.integers(-3, 3).map(float)


@settings(max_examples=120, deadline=None)
@given(
    st.lists(st.none() | NUMBERS, max_size=60),
    st.none() | st.integers(0, 30),
    st.none() | NUMBERS,
    st.sampled_from(["sv", "en"]),
    st.sampled_from(["day", "week", "month"]),
    st.sampled_from([(WIDTH, HEIGHT), (84.0, 50.0), (300.0, 160.0)]),
)
def test_any_chart_stays_inside_its_frame_and_no_word_lies_on_another(
    values: list[float | None], started: int | None, target: float | None, code: str, interval: str, size: tuple[float, float]
) -> None:
    start = None if started is None else later("2026-08-31", interval, started)
    points = tuple(p.__class__(later("2026-08-31", interval, n), p.value) for n, p in enumerate(weekly(values)))
    series = Series(points=points, started=start, baseline=started or None, target=target, interval=interval, better="up")
    happened = tuple(Happened(p.on, "Något hände") for p in points[3:9:2])
    picture = drawn(chart_of("Mått", "st", series, happened), code, *size)
    assert overlapping(picture) == []
    for dot in dots(picture):
        assert 0 <= dot.x <= picture.width and 0 <= dot.y <= picture.height
    for label in labels(picture):
        x0, y0, x1, y1 = box(label)
        assert x0 >= -0.01 and y0 >= -1.0 and y1 <= picture.height + 0.6, label
        assert x1 <= picture.width + 0.6 or label.style in ("chart.verdict", "chart.text"), label
    assert picture.width == size[0] and picture.height >= size[1]


def test_two_hundred_points_have_their_places_and_few_days_named() -> None:
    picture = drawn(chart_of("", "", Series(points=weekly([n % 17 for n in range(200)]), started="2028-01-03", baseline=70)))
    assert len(dots(picture)) == 200
    assert overlapping(picture) == []
    assert all(b.x > a.x for a, b in zip(dots(picture), dots(picture)[1:], strict=False))


def test_a_signal_is_told_plainly_first_and_then_by_its_weeks() -> None:
    chart = whole()
    said = verdict(chart.analysis, language("sv"), chart.series)
    assert said.startswith("Värdena ligger lägre än före. Signal: 8 punkter i rad under medianen (v. 48, 2026 – v. 2, 2027); gränsen är 7.")
    assert "(punkt 13–20)" in verdict(chart.analysis, language("sv"))
    assert "(points 13–20)" in verdict(chart.analysis, language("en"))
    within = replace(chart.series, points=tuple(replace(p, on=later(p.on, "week", -30)) for p in chart.series.points))
    assert "(v. 18–25)" in verdict(chart.analysis, language("sv"), within)
    assert "(27 april – 15 juni 2026)" in verdict(chart.analysis, language("sv"), replace(within, interval="month"))
