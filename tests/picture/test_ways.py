"""The picture of the ways from those who know to those who may decide."""

from __future__ import annotations

from verkstad.i18n import language
from verkstad.picture.shapes import Area, Label, Path, Picture
from verkstad.picture.ways import Way, ordered, ways_picture

TABLE, TEAM = ("Insiktsbordet", True), ("Svarsteamet", False)
WAYS = (
    Way("Kundvägledare", (TABLE,), "Verksamhetschef"),
    Way("Registrator", (TABLE,), "Verksamhetschef"),
    Way("Handläggare", (TEAM, TABLE), "Verksamhetschef", broken=True),
    Way("Brukare", broken=True),
)


def drawn(*ways: Way, width: float = 174.0) -> Picture:
    return ways_picture(ordered(ways), language("sv"), width, lambda text, _style: 1.9 * len(text))


def styled(picture: Picture, style: str) -> list[Area | Path]:
    return [s for s in picture.shapes if isinstance(s, Area | Path) and s.style == style]


def test_what_several_lanes_share_is_one_box_across_them() -> None:
    picture = drawn(*WAYS)
    assert len(styled(picture, "way.knows")) == 4
    (decides,) = styled(picture, "way.decides")
    tables = styled(picture, "way.forum")
    assert isinstance(decides, Area) and len(tables) == 2, "the one on the way round stands in a column of its own"
    assert (
        max(t.height for t in tables if isinstance(t, Area))
        > 2 * min(t.height for t in styled(picture, "way.knows") if isinstance(t, Area)) * 0.9
    )
    assert decides.height > max(t.height for t in tables if isinstance(t, Area))


def test_a_broken_way_is_dashed_with_a_cross_and_without_any_way_it_says_so() -> None:
    picture = drawn(*WAYS)
    assert len(styled(picture, "way.cross")) == 4, "two strokes on each of two"
    assert len(styled(picture, "way.broken")) == 4 and len(styled(picture, "way.line")) == 4
    said = [s.text for s in picture.shapes if isinstance(s, Label)]
    assert "Ingen väg alls till någon som får besluta" in said
    assert not styled(drawn(*WAYS[:2]), "way.cross")


def test_the_words_of_the_picture_say_every_way() -> None:
    told = drawn(*WAYS).alt
    assert "Kundvägledare: 1 steg: Insiktsbordet → Verksamhetschef" in told
    assert "Handläggare: 2 steg: Svarsteamet → Insiktsbordet → Verksamhetschef (delar inget forum)" in told
    assert "Brukare: Ingen väg alls" in told


def test_nothing_is_drawn_outside_and_no_box_lies_on_another() -> None:
    picture = drawn(*WAYS, Way("x" * 200, (("y" * 200, True), ("z" * 200, False), ("ö" * 200, True)), "å" * 200), width=120)
    areas = [s for s in picture.shapes if isinstance(s, Area)]
    for a in areas:
        assert a.x >= 0 and a.x + a.width <= picture.width + 0.01 and a.y >= 0 and a.y + a.height <= picture.height + 0.01
        for b in areas:
            apart = a.x + a.width <= b.x or b.x + b.width <= a.x or a.y + a.height <= b.y or b.y + b.height <= a.y
            assert a is b or apart
