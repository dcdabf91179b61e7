"""Nothing on the room's screen is ever cut: whatever is said, however many sit where, on wide and on square screens."""

from __future__ import annotations

import dataclasses
import itertools
from collections.abc import Iterator

import pytest
from PySide6.QtCore import QRect, QRectF, Qt
from PySide6.QtGui import QFontMetricsF
from PySide6.QtWidgets import QApplication, QWidget

from verkstad.app.catalogue import catalogue
from verkstad.app.running import Table
from verkstad.domain.methods import method_block
from verkstad.ui import theme as look
from verkstad.ui.screens.run.fitting import face, fitted, gridded
from verkstad.ui.screens.run.projector import Projector
from verkstad.ui.screens.run.scenery import CLOCK, CLOCK_LEAST, INSTRUCTION_LEAST, Scene

SIZES = ((1280, 720), (1920, 1080), (1024, 768))
REST = tuple((f"{9 + n:02}.40", title) for n, title in enumerate(("Fika", "Behov vi hör om varje vecka", "Lunch", "Sortera", "Avslut")))
FIRST = ("Åsa", "Örjan", "Karin", "Nils-Erik", "Anna-Karin", "Mohammed", "Bo", "Gun-Britt")
LAST = ("Bergström", "Ek", "Lindqvist-Andersson", "Åkerblom", "Westergren", "Al-Hassan", "Öberg")


@pytest.fixture
def wall(qapp: QApplication) -> Iterator[Projector]:
    look.dress(qapp, look.LIGHT)
    owner = QWidget()
    shown = Projector(owner, "Rummets skärm")
    yield shown
    shown.deleteLater()
    owner.deleteLater()


def paint(wall: Projector, scene: Scene, size: tuple[int, int]) -> None:
    wall.resize(*size)
    wall.scene = scene
    wall.grab()
    whole_and_apart(wall)


def whole_and_apart(wall: Projector) -> None:
    """Measured anew: every line is inside its box and the window, no text is lost, and no two texts lie over each other."""
    ink: list[tuple[str, QRectF]] = []
    for placed in wall.placed:
        metrics = QFontMetricsF(face(placed.set.px, placed.set.weight))
        joined = "".join(placed.set.lines).replace(" ", "").replace("\u00a0", "")
        assert joined == placed.text.replace("\n", "").replace(" ", "").replace("\u00a0", "")
        widest = max(metrics.horizontalAdvance(line) for line in placed.set.lines)
        high = metrics.lineSpacing() * (len(placed.set.lines) - 1) + metrics.capHeight()
        assert widest <= placed.box.width() + 1 and high <= placed.box.height() + 2, placed.text
        assert QRectF(wall.rect()).adjusted(-1, -1, 1, 1).contains(placed.box), placed.text
        ink.append((placed.text, QRectF(placed.box.left(), placed.box.center().y() - high / 2, placed.box.width(), high)))
    for n, (text, box) in enumerate(ink):
        for other, place in ink[n + 1 :]:
            assert not box.adjusted(1, 1, -1, -1).intersects(place.adjusted(1, 1, -1, -1)), (text, other)


def size_of(wall: Projector, text: str) -> float:
    """Percent of the height."""
    return next(p.set.px for p in wall.placed if p.text == text) / wall.height() * 100


def scene_of(title: str, instruction: str, **more: object) -> Scene:
    return dataclasses.replace(
        Scene("10.50–11.30", title, instruction, "17", "min kvar", "Dags att runda av", "soon", 0.57, "Sedan: Lunch, 11.30"), **more
    )  # type: ignore[arg-type]


BESIDE: dict[str, dict[str, object]] = {
    "alone": {},
    "rest": {"rest": REST, "rest_title": "Resten av dagen"},
    "message": {"rest": REST, "rest_title": "Resten av dagen", "message": "Fikat serveras i foajén på andra våningen"},
    "hands": {
        "poll": "Vilken av de tre ska vi börja med redan i nästa vecka?",
        "counts": (("Telefon", 12), ("Brev hem till alla som har väntat länge", 5), ("Webb", 9)),
        "message": "Räck upp handen",
    },
}


@pytest.mark.parametrize("code", ["sv", "en"])
@pytest.mark.parametrize("beside", list(BESIDE))
@pytest.mark.parametrize("size", SIZES)
def test_the_instruction_of_every_method_stands_whole_on_the_wall(wall: Projector, code: str, beside: str, size: tuple[int, int]) -> None:
    """The digits give way, and neither they nor the instruction become too small to read."""
    for method in catalogue().methods():
        block = method_block(method, code)
        paint(wall, scene_of(block.title, block.instruction, **BESIDE[beside]), size)
        assert block.instruction in wall.drawn and "17 min kvar" in wall.drawn
        assert size_of(wall, block.instruction) >= INSTRUCTION_LEAST - 0.1, block.title
        assert size_of(wall, "17") >= CLOCK_LEAST - 0.2, block.title


def test_a_short_instruction_leaves_the_digits_as_large_as_they_are(wall: Projector) -> None:
    paint(wall, scene_of("Incheckning", "Säg ditt namn."), (1280, 720))
    assert size_of(wall, "17") == pytest.approx(CLOCK, abs=0.2)


def test_what_nobody_writes_is_still_whole(wall: Projector) -> None:
    long = "Läs igenom allt som står här och skriv sedan vad du tänker om det. " * 60
    for more in BESIDE.values():
        paint(wall, scene_of("Ett mycket långt namn på ett moment som ingen borde ha skrivit så här långt", long, **more), (1024, 768))
    paint(wall, scene_of("x" * 120, "y" * 400, message="z" * 300, next="w" * 200), (1280, 720))


@pytest.mark.parametrize("size", SIZES)
def test_the_rest_of_the_day_stands_on_the_wall_before_the_day_begins(wall: Projector, size: tuple[int, int]) -> None:
    rest = tuple((f"{9 + n // 3:02}.{n % 3 * 20:02}", f"Moment nummer {n} med ett långt namn") for n in range(9))
    paint(wall, Scene("09.00", "Incheckning", rest=rest, rest_title="Resten av dagen"), size)
    assert {title for _when, title in rest} <= set(wall.drawn)
    many = tuple((f"{9 + n // 6:02}.{n % 6 * 10:02}", f"Moment {n}") for n in range(60))
    paint(wall, Scene("09.00", "Incheckning", rest=many, rest_title="Resten av dagen", more=lambda n: f"… och {n} till"), size)
    shown = sum(title in wall.drawn for _when, title in many)
    assert 10 < shown < 60 and f"… och {60 - shown} till" in wall.drawn


def seated(tables: int, people: int = 5) -> tuple[Table, ...]:
    who = [f"{FIRST[n % 8]} {LAST[n * 3 % 7]}" for n in range(tables * people)]
    return tuple(Table(f"Bord {t + 1}", tuple(who[t * people : (t + 1) * people])) for t in range(tables))


@pytest.mark.parametrize("size", SIZES)
@pytest.mark.parametrize(("count", "least", "wide"), [(4, 2.9, 4.0), (8, 2.3, 3.0), (12, 1.8, 2.45), (20, 1.4, 2.0)])
def test_the_groups_have_one_size_and_it_is_the_largest_that_fits(
    wall: Projector, count: int, least: float, wide: float, size: tuple[int, int]
) -> None:
    tables = seated(count)
    for filling, floor in ((False, least), (True, wide)):
        paint(wall, scene_of("Klustra", "Lägg lapparna i samlingar.", tables=tables, tables_title="Grupper", wide=filling), size)
        bodies = [p.set for p in wall.placed if p.text in {", ".join(t.people) for t in tables}]
        assert len(bodies) == count and len({b.px for b in bodies}) == 1
        assert bodies[0].px / size[1] * 100 >= floor - 0.05, (filling, bodies[0].px / size[1] * 100)


@pytest.mark.parametrize("count", [4, 8, 12, 20])
def test_no_number_of_columns_would_give_larger_names(qapp: QApplication, count: int) -> None:
    """Against Qt's own breaking of lines: a tenth larger, which is what a name on one line may cost, and no grid has room."""
    groups = tuple((t.name, ", ".join(t.people)) for t in seated(count))
    width, height = 640.0, 560.0
    grid = gridded(tuple((t.name, t.people) for t in seated(count)), width, height, 40)
    px = round(1.1 * grid.px) + 3
    name, body = QFontMetricsF(face(round(px * 1.12), look.SEMIBOLD)), QFontMetricsF(face(px, look.NORMAL))
    wrap = int(Qt.TextFlag.TextWordWrap)
    for columns in range(1, count + 1):
        across = width / columns - (1.4 * px if columns > 1 else 0)
        rows = -(-count // columns)
        if any(body.horizontalAdvance(n) > across for _t, who in groups for n in who.split(" ")):
            continue
        tall = 0.0
        for row in range(rows):
            tall += max(
                name.lineSpacing() + body.boundingRect(QRectF(QRect(0, 0, int(across), 9_000)), wrap, groups[n][1]).height()
                for n in range(row, count, rows)
            )
        assert tall + 0.6 * px * (rows - 1) > height, columns


def test_a_text_is_as_large_as_its_place_lets_it(qapp: QApplication) -> None:
    small, large = (fitted("Skriv tre saker som fungerar i dag", 400, high, 10, 60, look.NORMAL) for high in (60, 200))
    assert small.height <= 60 and large.height <= 200 and small.px < large.px <= 60


def test_a_clock_that_stands_has_a_sign_of_its_own_and_room_above_it(wall: Projector) -> None:
    paint(wall, scene_of("Skiva elefanten", "Läs upp i gruppen.", told="Paus", level=""), (1280, 720))
    told, number = (next(p for p in wall.placed if p.text == text) for text in ("Paus", "17"))
    picture = wall.grab().toImage()
    sign = QRectF(told.box.left() - 1.4 * told.set.px, told.box.center().y() - 2, 1.2 * told.set.px, 4).toRect()
    lit = [picture.pixelColor(x, sign.center().y()).lightness() > 120 for x in range(sign.left(), sign.right())]
    assert sum(now != before for before, now in itertools.pairwise(lit)) == 4  # two bars and what is between and beside them
    assert told.box.top() - number.box.bottom() >= 0.018 * wall.height()
