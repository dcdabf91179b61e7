"""The run chart on paper: the same shapes, as one figure with its words, told apart without colour."""

from __future__ import annotations

import io

import pypdfium2
import pytest
from PIL import Image

from tests.documents.reading import words
from tests.domain.test_runchart import BASE, BETTER, pilot, weekly
from verkstad.documents.marks import measure, paint
from verkstad.documents.paper import Sheet
from verkstad.documents.tagged import TaggedCanvas
from verkstad.domain.runchart import Chart, Happened, Series, chart_of
from verkstad.i18n import language
from verkstad.picture.runchart import run_chart
from verkstad.picture.shapes import Dot, Picture

WIDTH, HEIGHT = 174.0, 90.0
WAITING = chart_of("Väntetid", "minuter", pilot((*BASE, *BETTER), target=20.0), (Happened("2026-10-05", "Två sjuka i växeln"),))


def printed(chart: Chart, code: str = "sv", *, grey: bool = False) -> tuple[bytes, Picture]:
    out = io.BytesIO()
    canvas = TaggedCanvas(out, title="Pilotkort", language=code)
    canvas.setPageSize((595.28, 841.89))
    picture = run_chart(chart, language(code), WIDTH, HEIGHT, measure)
    sheet = Sheet(canvas, 210, 297, grey=grey)
    paint(sheet, picture, 18, 20)
    canvas.showPage()
    canvas.save()
    assert canvas.overflows == []
    return out.getvalue(), picture


def seen(data: bytes) -> Image.Image:
    document = pypdfium2.PdfDocument(data)
    image: Image.Image = document[0].render(scale=4).to_pil().convert("RGB")
    document.close()
    return image


@pytest.mark.parametrize("code", ["sv", "en"])
def test_the_words_stand_on_the_page_inside_the_column(code: str) -> None:
    data, _picture = printed(WAITING, code)
    found = words(data)[0]
    text = " ".join(word.text for word in found)
    assert ("gränsen är 7." if code == "sv" else "the limit is 7.") in text
    assert ("43,5" if code == "sv" else "43.5") in text
    right = (18 + WIDTH) / 25.4 * 72
    assert all(w.x0 >= 18 / 25.4 * 72 - 0.5 and w.x1 <= right + 1.5 for w in found)
    assert min(w.size for w in found) >= 7


def test_points_of_the_signal_are_dark_and_the_others_white_without_colour_too() -> None:
    data, picture = printed(WAITING, grey=True)
    image = seen(data)
    for dot in (s for s in picture.shapes if isinstance(s, Dot)):
        x, y = ((18 + dot.x) / 25.4 * 72 * 4, (20 + dot.y) / 25.4 * 72 * 4)
        red, green, blue = image.getpixel((round(x), round(y)))  # type: ignore[misc]
        assert red == green == blue
        assert (red < 60) if dot.style == "chart.point.signal" else (red > 220), dot.target


def test_the_figure_carries_the_numbers_as_words_and_is_the_same_twice() -> None:
    data, picture = printed(WAITING)
    assert printed(WAITING)[0] == data
    assert picture.alt.startswith("Seriediagram: Väntetid (minuter).")


@pytest.mark.parametrize("values", [(), (4.0,), (7.0,) * 12, tuple(float(n % 13) - 6 for n in range(220)), (1e30, 2e30, 3e30)])
def test_any_number_of_values_is_printed(values: tuple[float, ...]) -> None:
    data, _picture = printed(chart_of("Mått", "", Series(points=weekly(values))))
    assert data.startswith(b"%PDF")
