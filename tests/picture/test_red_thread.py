"""The picture of the red thread: nothing overlaps, everything is inside, every line ends at what it ties, and the same rows give the same picture."""

from __future__ import annotations

import itertools

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from verkstad.domain.thread import COLUMNS, Knot, Strand, Thread
from verkstad.i18n import language
from verkstad.picture.red_thread import MISSING, MORE, PAPER, SCREEN, Drawn, Sizes, red_thread
from verkstad.picture.shapes import Area, Label, Path

SV = language("sv")
WORDS = (
    "Den som söker bygglov får svar inom sju dagar, också i juli",
    "Altaner",
    "",
    "Kommunstyrelsensarbetsutskottsprotokollssekreterare",
)


def measure(text: str, _style: str) -> float:
    return 1.55 * len(text)


def drawn(thread: Thread, width: float = 230, height: float = 0, sizes: Sizes = SCREEN) -> Drawn:
    return red_thread(thread, SV, width, height, measure, sizes=sizes)


@st.composite
def threads(draw: st.DrawFn) -> Thread:
    """Any knots in any columns, tied forwards in any way, some beside."""
    kinds = draw(st.lists(st.sampled_from((*COLUMNS, "action", "plan_item")), max_size=70))
    why = {"module": "no_team", "action": "no_goal", "plan_item": "nowhere"}
    knots = tuple(
        Knot(str(n), kind, draw(st.sampled_from(WORDS)), _state(kind), loose=(why.get(kind, "no_goal"),) if draw(st.booleans()) else ())
        for n, kind in enumerate(kinds)
    )
    ahead = [(a.id, b.id) for a, b in itertools.product(knots, knots) if 0 <= a.column < b.column]
    tied = draw(st.lists(st.sampled_from(ahead), max_size=60, unique=True)) if ahead else []
    return Thread(knots, tuple(Strand(a, b) for a, b in tied))


def _state(kind: str) -> str:
    return {"decision": "decided", "module": "chosen", "pilot": "running"}.get(kind, "")


HEIGHTS = st.sampled_from((0.0, 40.0, 110.0, 150.0, 240.0))


@settings(max_examples=60, deadline=None)
@given(threads(), HEIGHTS, st.sampled_from((SCREEN, PAPER)))
def test_no_two_cards_overlap_all_are_inside_and_every_knot_is_drawn_or_counted(thread: Thread, height: float, sizes: Sizes) -> None:
    made = drawn(thread, 392 if sizes is PAPER else 230, height, sizes)
    for p in made.places:
        assert p.x >= 0 and p.y >= 0 and p.x + p.width <= made.picture.width + 1e-6 and p.y + p.height <= made.picture.height + 1e-6
    for a, b in itertools.combinations(made.places, 2):
        apart = a.x + a.width <= b.x or b.x + b.width <= a.x or a.y + a.height <= b.y + 1e-6 or b.y + b.height <= a.y + 1e-6
        assert apart, (a, b)
    shown = [p.key for p in made.places if not p.key.startswith((MORE, MISSING))]
    counted = [id for p in made.places for id in p.hidden]
    assert sorted(shown + counted) == sorted(k.id for k in thread.knots)
    assert {p.kind for p in made.places if p.key.startswith(MISSING)} == set(thread.missing)


@settings(max_examples=60, deadline=None)
@given(threads(), HEIGHTS)
def test_every_line_begins_and_ends_at_the_edge_of_what_it_ties(thread: Thread, height: float) -> None:
    made = drawn(thread, height=height)
    lines = [s for s in made.picture.shapes if isinstance(s, Path) and s.style == "thread.line"]
    assert len(lines) == len(made.lines)
    where = {p.key: p for p in made.places}
    for line in lines:
        a, b = (where[key] for key in line.target.split(">"))
        assert line.points[0] == pytest.approx((a.x + a.width, a.y + a.height / 2))
        assert line.points[-1] == pytest.approx((b.x, b.y + b.height / 2))
    stands = {id: p.key for p in made.places for id in p.hidden} | {p.key: p.key for p in made.places}
    assert set(made.lines) == {(stands[s.on], stands[s.to]) for s in thread.strands}


@settings(max_examples=40, deadline=None)
@given(threads(), HEIGHTS)
def test_no_line_runs_through_a_card_it_does_not_tie(thread: Thread, height: float) -> None:
    made = drawn(thread, height=height)
    for line in (s for s in made.picture.shapes if isinstance(s, Path) and s.style == "thread.line"):
        ends = line.target.split(">")
        for p in made.places:
            if p.key not in ends:
                inside = [1 for x, y in line.points if p.x + 0.01 < x < p.x + p.width - 0.01 and p.y + 0.01 < y < p.y + p.height - 0.01]
                assert not inside, (line.target, p.key)


@settings(max_examples=30, deadline=None)
@given(threads(), HEIGHTS)
def test_the_same_thread_gives_the_same_picture_and_words_keep_inside_their_card(thread: Thread, height: float) -> None:
    made = drawn(thread, height=height)
    assert made == drawn(thread, height=height)
    cards = {s.target: s for s in made.picture.shapes if isinstance(s, Area)}
    for label in (s for s in made.picture.shapes if isinstance(s, Label) and s.on):
        assert any(
            c.x <= label.x
            and label.x + measure(label.text, label.style) <= c.x + c.width + 1e-6
            and c.y <= label.y <= c.y + c.height + 1e-6
            for c in cards.values()
        ), label


def row_of(kind: str, count: int) -> tuple[Knot, ...]:
    return tuple(Knot(f"{kind}{n}", kind, f"{kind} {n}", _state(kind)) for n in range(count))


def test_rows_are_put_in_an_order_in_which_no_lines_cross_where_there_is_one() -> None:
    knots = (*row_of("goal", 6), *row_of("module", 6))
    made = drawn(Thread(knots, tuple(Strand(f"goal{n}", f"module{5 - n}") for n in range(6))))
    at = {p.key: p.y for p in made.places}
    assert [at[f"goal{n}"] for n in range(6)] == pytest.approx([at[f"module{5 - n}"] for n in range(6)])


def test_sixty_knots_are_all_drawn_in_an_ordinary_window_and_more_are_counted() -> None:
    thread = Thread(tuple(k for kind in COLUMNS for k in row_of(kind, 10)), ())
    assert sum(not p.key.startswith(MORE) for p in drawn(thread, 215, 130).places) == 60
    crowd = drawn(Thread(row_of("module", 90), ()), 215, 130)
    (rest,) = [p for p in crowd.places if p.key.startswith(MORE)]
    assert rest.key == "more:module" and len(rest.hidden) + len([p for p in crowd.places if p.kind == "module"]) - 1 == 90
    assert crowd.picture.height == pytest.approx(130)


def test_titles_become_shorter_before_anything_is_only_counted() -> None:
    long_ = tuple(Knot(f"m{n}", "module", WORDS[0], "chosen") for n in range(9))
    whole, low = drawn(Thread(long_, ())), drawn(Thread(long_, ()), height=90)
    assert len([s for s in whole.picture.shapes if isinstance(s, Label) and s.style == "thread.title"]) == 27
    titles = [s.text for s in low.picture.shapes if isinstance(s, Label) and s.style == "thread.title"]
    assert len(titles) == 9 and all(t.endswith("…") for t in titles) and not any(p.hidden for p in low.places)


def test_a_loose_end_is_a_thread_with_a_ring_on_its_own_side() -> None:
    thread = Thread((Knot("g", "goal", "Mål", loose=("no_decision", "nothing_leads")),), ())
    made = drawn(thread)
    place = made.place("g")
    assert place is not None
    rings = sorted(s.x for s in made.picture.shapes if s.__class__.__name__ == "Dot")
    assert rings[0] < place.x and rings[1] > place.x + place.width
    assert "Saknar beslut · Inget leder dit" in [
        s.text for s in red_thread(thread, SV, 600, 0, measure).picture.shapes if isinstance(s, Label)
    ]
    assert "1 mål" in made.picture.alt and "1 lös ände: Mål: Mål – saknar beslut · inget leder dit." in made.picture.alt


def test_what_stands_beside_the_thread_is_drawn_under_it_and_the_rest_counted() -> None:
    adrift = tuple(Knot(f"a{n}", "action", f"Gör {n}", loose=("no_goal",)) for n in range(15))
    made = drawn(Thread((Knot("g", "goal", "Mål"), *adrift), ()))
    beside = [p for p in made.places if p.kind == "action"]
    assert len(beside) == 12 and beside[-1].key == "more:action" and len(beside[-1].hidden) == 4
    goal = made.place("g")
    assert goal is not None and all(p.y > goal.y + goal.height for p in beside)
