"""The sheets and cards of the exercises, laid out from their fields: A3 for the wall, A4 for a table, cards cut from A4."""

from __future__ import annotations

from dataclasses import dataclass

from verkstad.documents.fields import LOOK_A4, LOOK_CARD, Item, Look, item, stack
from verkstad.documents.job import SheetCode
from verkstad.documents.marks import cut_marks
from verkstad.documents.paper import MM, Sheet, balanced, lines_of
from verkstad.documents.parts import A3, A3_WIDE, A4, A4_WIDE, BOTTOM, SIDE, TOP, Page, Part, Place, Setting
from verkstad.documents.sheets import wall
from verkstad.documents.sheets.masthead import title_style
from verkstad.documents.typography import BAR, INK, LABEL, LEAD, SECOND, Style
from verkstad.domain.methods import Handout, Method
from verkstad.i18n import N_

TITLE = N_("Sheets and cards of the exercises")
CARD_TITLE = Style("B", 14, 16)
CARD_NUMBER = Style("S", 7.75, 10, SECOND)
CARD_EDGE = 9.5  # mm, from the edge of a card to its text
QR_A4, QR_CARD = 17.0, 12.5


@dataclass(frozen=True, slots=True)
class Work:
    """A handout on its way to paper: its texts in the language of the paper, its fields, its number."""

    title: str
    method: str
    lead: str
    steps: tuple[str, ...]
    items: tuple[Item, ...]
    slug: str
    code: SheetCode


def lay(setting: Setting) -> list[Part]:
    """Every handout of the methods in the program; of all methods there are, where the program uses none."""
    methods = setting.workshop.used_methods() or setting.workshop.methods
    return [part for method in methods for handout in method.handouts for part in lay_handout(setting, method, handout)]


def lay_handout(setting: Setting, method: Method, handout: Handout, *, cards: int = 0, first_card: int = 1) -> list[Part]:
    """One handout as one part; one part for each field where each field is a sheet of its own.

    `cards`: how many cards are wanted (0: one sheet of them), numbered from `first_card`.
    """
    items = tuple(item(f, setting.code) for f in handout.fields)
    if handout.one_sheet_per_field:
        return [_part(setting, method, handout, (one,), one.label, 0, 1) for one in items]
    return [_part(setting, method, handout, items, handout.title.of(setting.code), cards, first_card)]


def _part(setting: Setting, method: Method, handout: Handout, items: tuple[Item, ...], title: str, cards: int, first_card: int) -> Part:
    code = setting.sheet_code(handout.slug, [title, items])
    texts = tuple(step.text.of(setting.code) for step in method.steps)
    work = Work(title, method.name.of(setting.code), method.purpose.of(setting.code), texts, items, handout.slug, code)
    if handout.per_sheet > 1:
        pages = max(1, -(-cards // handout.per_sheet))
        return Part(
            handout.slug, title, (card_page(setting, work, handout.size, handout.landscape, handout.per_sheet),) * pages, code,
            fronts=True, cards=handout.per_sheet, first_card=first_card,
        )  # fmt: skip
    if handout.size == "A3":
        size = A3_WIDE if handout.landscape else A3
        return Part(handout.slug, title, (Page(size, wall.painter(setting, work, own_sheet=handout.one_sheet_per_field)),), code)
    size = A4_WIDE if handout.landscape else A4
    return Part(handout.slug, title, (Page(size, lambda sheet, place: _worksheet(setting, sheet, place, work)),), code)


def _worksheet(setting: Setting, sheet: Sheet, place: Place, work: Work) -> None:
    """A4: title and what it is for, the sheet's mark at the right, then the fields to the foot."""
    width = sheet.width - 2 * SIDE
    setting.head(sheet, setting._("Worksheet"))
    room = width - QR_A4 - 10
    style = title_style(work.title, room)
    y = TOP + sheet.block(SIDE, TOP, room, work.title, style, tag="H1") + 2.4
    lead = LEAD.with_(size=11, leading=14.5)
    y += sheet.block(SIDE, y, balanced(work.lead, lead, min(room, 150)), work.lead, lead)
    setting.mark(sheet, SIDE + width - QR_A4, TOP + 1.5, QR_A4, work.code)
    sheet.text(SIDE + width, TOP + QR_A4 + 5.2, work.code.number, LABEL, align="right", tag="P")
    y = max(y, TOP + QR_A4 + 7) + 5.5
    bottom = sheet.height - (297 - BOTTOM)
    stack(sheet, work.items, SIDE, y, width, bottom - y, LOOK_A4)
    setting.foot(sheet, place, work.code, work.title, feedback=True)


def card_page(setting: Setting, work: Work, card: str, landscape: bool, per_sheet: int) -> Page:
    """Two A5 or four A6 cards on an A4, with cut marks. What all cards share is one drawing; number and mark differ."""
    wide_sheet = (card == "A6") == landscape
    size = A4_WIDE if wide_sheet else A4
    across = 1 if card == "A5" and not wide_sheet else 2
    down = per_sheet // across
    wide, tall = size[0] / across, size[1] / down
    spots = [(column * wide, row * tall) for row in range(down) for column in range(across)]

    def shared(sheet: Sheet, place: Place) -> None:
        cut_marks(sheet, tuple(wide * i for i in range(1, across)), tuple(tall * i for i in range(1, down)))
        for i, (x, y) in enumerate(spots):
            _card(setting, sheet, work, x, y, wide, tall, heading="H1" if i == 0 and place.number == 1 and place.first else "H2")

    def draw(sheet: Sheet, place: Place) -> None:
        for i, (x, y) in enumerate(spots):
            right = x + wide - CARD_EDGE
            setting.mark(sheet, right - QR_CARD, y + CARD_EDGE, QR_CARD, work.code, place.card + i)
            number = work.code.card(place.card + i)
            sheet.text(right - QR_CARD - 2.5, y + CARD_EDGE + QR_CARD - 0.6, number, CARD_NUMBER, align="right", tag="P")

    return Page(size, draw, key=f"{work.slug}/{work.code.long}", shared=shared)


def _card(setting: Setting, sheet: Sheet, work: Work, x: float, y: float, wide: float, tall: float, heading: str) -> None:
    left, top = x + CARD_EDGE, y + CARD_EDGE
    width = wide - 2 * CARD_EDGE
    room = width - QR_CARD - 3
    sheet.line(left, top, left + room, top, BAR, INK)
    large = wide * tall > 20_000
    style = CARD_TITLE.with_(size=18, leading=20) if large else CARD_TITLE
    if len(lines_of(work.title, style, room)) > 1:
        style = style.with_(size=style.size - 2.5, leading=style.leading - 2.5)
    sheet.block(left, top + 1.8, room, work.title, style, tag=heading)
    said = " · ".join(part for part in (setting.workshop.title, setting.when("short")) if part)
    sheet.text(left, y + tall - CARD_EDGE + 1.0, _short(said, LABEL.with_(face="R"), width * 0.55), LABEL.with_(face="R"))
    quiet = LABEL.with_(face="R")
    room_left = width - min(width * 0.55, quiet.width(said) / MM) - 4
    for feedback in (setting._("Say what you think: write on the back"), setting._("Say what you think")):
        if quiet.width(feedback) / MM <= room_left:
            sheet.text(left + width, y + tall - CARD_EDGE + 1.0, feedback, quiet, align="right")
            break
    body = top + QR_CARD + (6.5 if large else 4.0)
    end = y + tall - CARD_EDGE - 4.2
    look = LOOK_CARD if not large else Look(
        LOOK_CARD.heading.with_(size=10.5, leading=13), LOOK_CARD.body, LOOK_CARD.label, 5.5, 0, LOOK_CARD.number, 4.0
    )  # fmt: skip
    stack(sheet, work.items, left, body, width, end - body, look, tag="H3" if heading == "H2" else "H2", most_gap=12)


def _short(text: str, style: Style, width: float) -> str:
    from verkstad.documents.typography import shortened

    return shortened(text, style, width * MM)
