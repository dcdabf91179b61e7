"""The campaign of a launch on paper: a poster, table cards, postcards and stickers with one picture of one's own and one colour.

The colours are dark: white letters on them can be read on a black and white printer. What is not tested yet says that it is a draft.
"""

from __future__ import annotations

import io
from collections.abc import Callable
from dataclasses import replace

from verkstad.documents.harvest_paper import PhotoPaper
from verkstad.documents.launch_paper import LaunchPaper, MessagePaper
from verkstad.documents.marks import chip, cut_marks
from verkstad.documents.paper import MM, Sheet, balanced, height_of, lines_of
from verkstad.documents.parts import A3, A3_SIDE, A4, Page, Part, Place, Setting
from verkstad.documents.typography import FAINT, INK, LABEL, SECOND, WHITE, WRITING, Style, shortened
from verkstad.i18n import N_

POSTER = N_("Launch poster")
TABLE = N_("Launch table cards")
POSTCARD = N_("Launch postcards")
STICKERS = N_("Launch stickers")

COLOURS = {"petrol": "#0B5563", "blue": "#1D4E89", "green": "#1F6B3A", "plum": "#6B2C5C", "rust": "#9A3D12", "graphite": "#2B3138"}
"""Accent -> colour. White on each is at least 6:1."""
SMALLEST_SAID = 8.5  # points
LABELS = (3, 8)  # stickers across and down, 63.5 x 33.9 mm as labels for laser printers are cut
LABEL_WIDE, LABEL_TALL, LABEL_LEFT, LABEL_TOP, LABEL_GAP = 63.5, 33.9, 7.25, 12.9, 2.5


def _messages(setting: Setting) -> list[MessagePaper]:
    """Those that are chosen; else those with words of their own; a blank one where there is none."""
    paper = setting.initiative.launch if setting.initiative is not None else LaunchPaper()
    chosen = [m for m in paper.messages if m.id in setting.job.chosen]
    written = [m for m in paper.messages if m.hook or m.subject or m.ingress]
    return chosen or written or [MessagePaper(id="")]


def _parts(setting: Setting, sheet: str, title: str, size: tuple[float, float], draw: Callable[[Sheet, MessagePaper, str], None], shared: Callable[[Sheet], None] | None = None) -> list[Part]:  # fmt: skip
    """A page a message."""
    messages = _messages(setting)
    code = setting.sheet_code(sheet, [replace(m, picture=None) for m in messages])

    def page(message: MessagePaper) -> Page:
        def drawn(on: Sheet, place: Place) -> None:
            draw(on, message, "H1" if place.first and place.number == 1 else "H2")
            if shared is not None:
                shared(on)

        return Page(size, drawn)

    names = tuple((n, m.title or m.hook) for n, m in enumerate(messages) if m.title or m.hook)
    return [Part(sheet, setting._(title), tuple(map(page, messages)), code, audience="participant", fronts=True, children=names)]


def _said(message: MessagePaper) -> tuple[str, str]:
    """What stands largest, and what stands below it."""
    head = message.hook or message.subject or message.title
    return head, message.subject if message.subject != head else ""


def _fitting(text: str, style: Style, width: float, height: float, least: float) -> Style:
    """The style, or a smaller one in which the text has room and no word is broken."""
    while style.size > least and (height_of(text, style, width) > height or any(style.width(word) / MM > width for word in text.split())):
        style = style.with_(size=style.size - 1, leading=style.leading - 1.1)
    return style


def _block(sheet: Sheet, x: float, y: float, width: float, text: str, style: Style, height: float, least: float, *, tag: str = "P", lines: int = 0) -> float:  # fmt: skip
    """Text that shrinks to its room, or lines to write on; returns its height."""
    if text:
        made = _fitting(text, style, width, height, least)
        return sheet.block(x, y, width, text, made, tag=tag, height=max(height, made.leading / MM))
    return sheet.writing_lines(x, y, width, lines, height / max(1, lines)) if lines else 0.0


def _picture(setting: Setting, sheet: Sheet, picture: PhotoPaper, x: float, y: float, width: float, height: float, alt: str) -> bool:
    """The picture, cut to the frame; False where it is not on this computer."""
    from reportlab.lib.utils import ImageReader

    data = cropped(picture, width / height, grey=setting.job.grey)
    if data is None:
        return False
    with sheet.tag("Figure", alt=alt, box=(x, y, width, height)):
        sheet.c.drawImage(ImageReader(io.BytesIO(data)), x * MM, sheet.y(y + height), width * MM, height * MM)
    return True


def cropped(picture: PhotoPaper, shape: float, *, grey: bool) -> bytes | None:
    """A JPEG of the middle of the picture, `shape` times as wide as high; None where it cannot be read."""
    from PIL import Image, ImageOps

    if not picture.path:
        return None
    try:
        with Image.open(picture.path, formats=("JPEG", "PNG")) as opened:
            made = opened.convert("L" if grey else "RGB")
    except (OSError, ValueError, SyntaxError):
        return None
    wide = min(made.width, round(made.height * shape), 1_800)
    made = ImageOps.fit(made, (max(1, wide), max(1, round(wide / shape))))
    out = io.BytesIO()
    made.save(out, "JPEG", quality=85)
    return out.getvalue()


def _draft(setting: Setting, sheet: Sheet, x: float, y: float, message: MessagePaper, style: Style = LABEL) -> None:
    """That it is a draft: it was asked for, or the first lines are not tested."""
    if setting.job.draft or not message.ready:
        with sheet.tag("P"):
            chip(sheet, x, y, setting._("DRAFT"), style.with_(face="B"), align="right")


def _when(setting: Setting, message: MessagePaper) -> str:
    when = setting.language.date(message.on, "weekday") if message.on else ""
    return " · ".join(t for t in (when[:1].upper() + when[1:], message.audience) if t)


def _alt(setting: Setting, message: MessagePaper) -> str:
    return setting._("The picture of the campaign “%(title)s”", title=message.title or message.hook)


# ------------------------------------------------------------------------------------------------ poster


def poster(setting: Setting) -> list[Part]:
    """An A3 for each message: what makes one curious, the first lines, when and for whom."""
    _ = setting._

    def draw(sheet: Sheet, message: MessagePaper, heading: str) -> None:
        width, colour = sheet.width - 2 * A3_SIDE, COLOURS.get(message.accent, COLOURS["petrol"])
        head, below = _said(message)
        y = A3_SIDE
        if message.picture is not None and _picture(setting, sheet, message.picture, A3_SIDE, y, width, 150, _alt(setting, message)):
            y += 150
        tall = 96.0 if y > A3_SIDE else 190.0
        sheet.rect(A3_SIDE, y, width, tall, fill=colour)
        inner = width - 28
        if head:
            style = _fitting(head, Style("X", 92, 96, WHITE), inner, tall - 28, 30)
            high = height_of(head, style, inner)
            sheet.block(
                A3_SIDE + 14,
                y + (tall - high) / 2,
                balanced(head, style, inner),
                head,
                style,
                tag=heading,
                height=max(tall - 26, style.leading / MM),
            )
        else:
            sheet.text(A3_SIDE + 14, y + 22, _("What makes one curious"), Style("S", 20, 26, WHITE), tag=heading)
        y += tall + 12
        bottom = sheet.height - A3_SIDE - 26
        if below:
            y += _block(sheet, A3_SIDE + 14, y, inner, below, Style("B", 40, 46, colour), 36, 22) + 5
        room = bottom - y - (24 if message.first_try else 4)
        y += _block(sheet, A3_SIDE + 14, y, inner, message.ingress, Style("R", 34, 44), max(30.0, min(room, 110.0)), 16, lines=4) + 8
        if message.first_try and bottom - y > 16:
            sheet.rect(A3_SIDE + 14, y, 2.4, min(20.0, bottom - y), fill=colour)
            _block(sheet, A3_SIDE + 21, y, inner - 8, message.first_try, Style("S", 24, 30), min(20.0, bottom - y), 14)
        base = sheet.height - A3_SIDE - 6
        sheet.line(A3_SIDE, base - 13, A3_SIDE + width, base - 13, 1.6, colour)
        said = _when(setting, message)
        name = setting.organisation.name
        end = sheet.text(A3_SIDE + width, base, name, Style("S", 15, 19, SECOND), align="right", tag="P") if name else 0.0
        if said:
            sheet.fitted(A3_SIDE, base, said, Style("S", 20, 25), width - end - 40, least=12, tag="P")
        _draft(setting, sheet, A3_SIDE + width - end - (6 if end else 0), base, message, Style("B", 13, 16, INK))

    return _parts(setting, "launch_poster", POSTER, A3, draw)


# ------------------------------------------------------------------------------------------------ cards

EDGE = 9.0  # mm from the edge of a card to its text


def table_cards(setting: Setting) -> list[Part]:
    """Two A5 to a sheet for each message, to cut."""

    def draw(sheet: Sheet, message: MessagePaper, heading: str) -> None:
        for n in range(2):
            _table_card(setting, sheet, n * 148.5, message, heading if n == 0 else "H2")

    return _parts(setting, "launch_table_card", TABLE, A4, draw, lambda sheet: cut_marks(sheet, (), (148.5,)))


def _table_card(setting: Setting, sheet: Sheet, top: float, message: MessagePaper, heading: str) -> None:
    _, colour = setting._, COLOURS.get(message.accent, COLOURS["petrol"])
    head, below = _said(message)
    left, width, y = EDGE, 210 - 2 * EDGE, top + EDGE
    text_left, text_width = left, width
    if message.picture is not None and _picture(setting, sheet, message.picture, left, y, 72, 130.5, _alt(setting, message)):
        text_left, text_width = left + 72, width - 72
    sheet.rect(text_left, y, text_width, 52, fill=colour)
    if head:
        style = _fitting(head, Style("X", 40, 43, WHITE), text_width - 16, 42, 16)
        high = height_of(head, style, text_width - 16)
        sheet.block(
            text_left + 8,
            y + (52 - high) / 2,
            balanced(head, style, text_width - 16),
            head,
            style,
            tag=heading,
            height=max(44.0, style.leading / MM),
        )
    else:
        sheet.text(text_left + 8, y + 12, _("What makes one curious"), Style("S", 12, 15, WHITE), tag=heading)
    at = y + 58
    if below:
        at += _block(sheet, text_left + 8, at, text_width - 16, below, Style("B", 17, 20, colour), 15, 11) + 2
    room = top + 148.5 - EDGE - 14 - at
    _block(sheet, text_left + 8, at, text_width - 16, message.ingress, Style("R", 18, 24), room, 9.5, lines=4)
    _foot(setting, sheet, text_left + 8, top + 148.5 - EDGE - 3, text_width - 16, message, colour)


def postcards(setting: Setting) -> list[Part]:
    """Four A6 to a sheet for each message, to cut; what one thinks is written on the back."""

    def draw(sheet: Sheet, message: MessagePaper, heading: str) -> None:
        for n in range(4):
            _postcard(setting, sheet, (n % 2) * 105.0, (n // 2) * 148.5, message, heading if n == 0 else "H2")

    return _parts(setting, "launch_postcard", POSTCARD, A4, draw, lambda sheet: cut_marks(sheet, (105.0,), (148.5,)))


def _postcard(setting: Setting, sheet: Sheet, x: float, top: float, message: MessagePaper, heading: str) -> None:
    _, colour = setting._, COLOURS.get(message.accent, COLOURS["petrol"])
    head, below = _said(message)
    left, width, y = x + EDGE, 105 - 2 * EDGE, top + EDGE
    if message.picture is not None and _picture(setting, sheet, message.picture, left, y, width, 46, _alt(setting, message)):
        y += 46
    tall = 34.0 if y > top + EDGE else 56.0
    sheet.rect(left, y, width, tall, fill=colour)
    if head:
        style = _fitting(head, Style("X", 27, 29, WHITE), width - 10, tall - 7, 12)
        high = height_of(head, style, width - 10)
        sheet.block(
            left + 5,
            y + (tall - high) / 2,
            balanced(head, style, width - 10),
            head,
            style,
            tag=heading,
            height=max(tall - 6, style.leading / MM),
        )
    else:
        sheet.text(left + 5, y + 9, _("What makes one curious"), Style("S", 10, 13, WHITE), tag=heading)
    y += tall + 4
    if below:
        y += _block(sheet, left, y, width, below, Style("B", 12, 14.5, colour), 11, SMALLEST_SAID) + 1.5
    _block(sheet, left, y, width, message.ingress, Style("R", 12.5, 16.4), top + 148.5 - EDGE - 13 - y, 7.5, lines=3)
    _foot(setting, sheet, left, top + 148.5 - EDGE, width, message, colour)


def _foot(setting: Setting, sheet: Sheet, x: float, base: float, width: float, message: MessagePaper, colour: str) -> None:
    """When and for whom, and that what one thinks is asked for."""
    sheet.line(x, base - 8.4, x + width, base - 8.4, 0.9, colour)
    said = _when(setting, message)
    if said:
        small = Style("S", 8.5, 11) if Style("S", 8.5).width(said) <= width * MM else Style("S", 7, 9)
        sheet.text(x, base - 4.6, shortened(said, small, width * MM), small, tag="P")
    draft = setting.job.draft or not message.ready
    asked = setting._("Say what you think: write on the back")
    sheet.fitted(x, base, asked, Style("R", 8, 10, SECOND), width - (20 if draft else 0), least=7, tag="P")
    _draft(setting, sheet, x + width, base, message, LABEL.with_(size=7.25))


# ------------------------------------------------------------------------------------------------ stickers


def stickers(setting: Setting) -> list[Part]:
    """Twenty-four labels of one message: what makes one curious, and from when."""
    _ = setting._

    def draw(sheet: Sheet, message: MessagePaper, heading: str) -> None:
        across, down = LABELS
        for n in range(across * down):
            x = LABEL_LEFT + (n % across) * (LABEL_WIDE + LABEL_GAP)
            _sticker(setting, sheet, x, LABEL_TOP + (n // across) * LABEL_TALL, message, heading if n == 0 else "H2")
        if setting.job.draft or not message.ready:
            _draft(setting, sheet, sheet.width - 10, 9.6, message, LABEL.with_(size=7.25))
        sheet.text(
            10, 9.6, _("Labels 63.5 × 33.9 mm, 24 to a sheet"), LABEL.with_(face="R", size=7.25), tag="P" if _said(message)[0] else heading
        )

    return _parts(setting, "launch_stickers", STICKERS, A4, draw)


def _sticker(setting: Setting, sheet: Sheet, x: float, y: float, message: MessagePaper, heading: str) -> None:
    colour = COLOURS.get(message.accent, COLOURS["petrol"])
    head, _below = _said(message)
    sheet.rect(x + 2.5, y + 2.5, LABEL_WIDE - 5, LABEL_TALL - 5, stroke=colour, weight=1.4, radius=2.2)
    sheet.rect(x + 5, y + 6, 2.4, LABEL_TALL - 12, fill=colour)
    left, width = x + 10, LABEL_WIDE - 15
    when = setting.language.date(message.on, "short") if message.on else ""
    room = LABEL_TALL - (15 if when else 10)
    if head:
        style = _fitting(head, Style("B", 14, 16), width, room, 8)
        high = min(room, len(lines_of(head, style, width)) * style.leading / MM)
        sheet.block(left, y + 4.5 + (room - high) / 2, width, head, style, tag=heading, height=max(room, style.leading / MM))
    else:
        sheet.line(left, y + LABEL_TALL / 2, left + width, y + LABEL_TALL / 2, WRITING, FAINT)
    if when:
        sheet.text(left, y + LABEL_TALL - 5.6, when, Style("R", 8.5, 11, SECOND), tag="P")
