"""The red thread on one A3 to stand around: from the decision to the result, with a ring at every loose end, to draw on what ties it."""

from __future__ import annotations

from itertools import pairwise

from verkstad.documents.paper import MM, Sheet
from verkstad.documents.parts import A3_SIDE, A3_WIDE, Page, Part, Place, Setting
from verkstad.documents.typography import (
    A3_HINT,
    A3_LEAD,
    A3_TITLE,
    HAIR,
    HAIRLINE,
    HEADRULE,
    INK,
    PETROL,
    RULE,
    SECOND,
    WARM,
    WHITE,
    Style,
    advance,
    shortened,
)
from verkstad.domain.thread import Thread
from verkstad.i18n import N_
from verkstad.picture.red_thread import PAPER, red_thread
from verkstad.picture.shapes import Area, Dot, Label, Line, Path, Shape
from verkstad.wording_thread import loose_count

TITLE = N_("The red thread")
TOP, BOTTOM = 62.0, 278.0
TEXTS = {
    "thread.head": Style("B", 13, 16, INK),
    "thread.count": Style("R", 11, 13, SECOND),
    "thread.title": Style("S", 11, 13.6, INK),
    "thread.told": Style("R", 10, 12.5, SECOND),
    "thread.told.loose": Style("S", 10, 12.5, WARM),
    "thread.more": Style("R", 10.5, 13, SECOND),
    "thread.missing": Style("R", 10.5, 13, SECOND),
}
DASHED = (2.4, 1.8)


def measure(text: str, style: str) -> float:
    """Width in mm of a label."""
    made = TEXTS[style]
    return advance(text, made.face, made.size) / MM


def lay(setting: Setting) -> list[Part]:
    """One page, however much hangs together: what there is no room for is counted."""
    _ = setting._
    change = setting.initiative
    thread = change.thread if change is not None else Thread((), ())
    code = setting.sheet_code("red_thread", thread)
    loose = loose_count(len(thread.loose), setting.language)
    title = change.title if change is not None else setting.workshop.title
    hint = _("A ring is a loose end. Draw in what it is to be tied to, and write who does it.")

    def draw(sheet: Sheet, place: Place) -> None:
        setting.head(sheet, _(TITLE), side=A3_SIDE)
        sheet.text(A3_SIDE, 34, _(TITLE), A3_TITLE, tag="H1")
        room = (sheet.width - 2 * A3_SIDE) * MM
        sheet.text(A3_SIDE, 44, shortened(f"{title} · {loose}", A3_LEAD, room), A3_LEAD, tag="P")
        sheet.text(A3_SIDE, 51.5, hint, A3_HINT, tag="P")
        drawn = red_thread(thread, setting.language, sheet.width - 2 * A3_SIDE, BOTTOM - TOP, measure, sizes=PAPER)
        picture = drawn.picture
        with sheet.tag("Figure", alt=picture.alt, box=(A3_SIDE, TOP, picture.width, picture.height)):
            for shape in [s for s in picture.shapes if isinstance(s, Path)] + [s for s in picture.shapes if not isinstance(s, Path)]:
                _paint(sheet, shape)
        setting.foot(sheet, place, code, _(TITLE), side=A3_SIDE)

    return [Part("red_thread", _(TITLE), (Page(A3_WIDE, draw),), code)]


def _paint(sheet: Sheet, shape: Shape) -> None:
    """Told apart without colour: what holds is whole, what hangs loose is dashed and ends in a ring."""
    x, y = A3_SIDE, TOP
    if isinstance(shape, Path):
        points = [(x + a, y + b) for a, b in shape.points]
        if shape.style == "thread.stub":
            for (x1, y1), (x2, y2) in pairwise(points):
                sheet.line(x1, y1, x2, y2, HEADRULE, WARM)
        else:
            sheet.polygon(points, stroke=PETROL, weight=1.3, closed=False)
    elif isinstance(shape, Area):
        loose = shape.style == "thread.card.loose"
        open_ = loose or shape.style == "thread.missing"
        sheet.rect(
            x + shape.x, y + shape.y, shape.width, shape.height, fill=WHITE, stroke=WARM if loose else RULE, weight=0.9, radius=1.5,
            dash=DASHED if open_ else (),
        )  # fmt: skip
    elif isinstance(shape, Dot):
        sheet.circle(x + shape.x, y + shape.y, shape.radius, fill=WHITE, stroke=WARM, weight=1.3)
    elif isinstance(shape, Line):
        sheet.line(x + shape.x1, y + shape.y1, x + shape.x2, y + shape.y2, HAIRLINE, HAIR)
    elif isinstance(shape, Label):
        sheet.text(x + shape.x, y + shape.y, shape.text, TEXTS[shape.style], align=shape.align)
