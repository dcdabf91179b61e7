"""A learning loop on one page across: plan, do, study, act in four columns to write in, filled where something is written already."""

from __future__ import annotations

from verkstad.documents.change_paper import LoopPaper, PilotPaper
from verkstad.documents.paper import MM, PITCH, Sheet, height_of
from verkstad.documents.parts import A4_WIDE, SIDE, Page, Part, Place, Setting
from verkstad.documents.sheets.masthead import title_style
from verkstad.documents.sheets.pilot_card import chosen_pilots, clamped, running_right
from verkstad.documents.typography import BAR, BODY, H2, INK, LABEL, LEAD, SMALL, THIN, Style
from verkstad.i18n import N_

TITLE = N_("Learning loop")
WIDE = 297.0 - 2 * SIDE
TOP, FOOT = 22.0, 190.0
LEARNT = 34.0
STEPS: tuple[tuple[str, str, str], ...] = (
    ("plan", N_("Plan"), N_("What do we do, who does it, and what do we expect?")),
    ("do", N_("Do"), N_("What did we do, and what came in between?")),
    ("study", N_("Study"), N_("What did we see, against what we expected?")),
    ("act", N_("Act"), N_("What do we change, keep or drop?")),
)
NUMBER = Style("B", 12, 15)


def lay(setting: Setting) -> list[Part]:
    """A sheet for every loop of the pilots asked for that is not finished, for every one when all are; an empty one where there is none."""
    parts = []
    for pilot in chosen_pilots(setting):
        wanted = [loop for loop in pilot.loops if loop.id in setting.job.chosen]
        open_ = wanted or [loop for loop in pilot.loops if loop.state != "finished"] or list(pilot.loops)
        for loop in open_ or [LoopPaper("", 1)]:
            parts.append(_sheet(setting, pilot, loop))
    return parts


def _sheet(setting: Setting, pilot: PilotPaper, loop: LoopPaper) -> Part:
    _, language = setting._, setting.language
    code = setting.sheet_code("loop_sheet", [pilot.id, loop])
    kind = _("Learning loop %(number)d", number=loop.number)

    def draw(sheet: Sheet, place: Place) -> None:
        setting.head(sheet, kind, right=" · ".join(filter(None, [clamped(pilot.title, BODY, 90, 4), running_right(setting)])))
        asked = loop.question
        y = TOP
        if asked:
            style = title_style(asked, WIDE - 62)
            y += sheet.block(SIDE, y, WIDE - 62, clamped(asked, style, WIDE - 62, 2 * style.leading / MM), style, tag="H1")
        else:
            y += sheet.block(SIDE, y, WIDE - 62, _("What do we want to find out?"), LEAD, tag="H1")
            y += sheet.writing_lines(SIDE, y - 1, WIDE - 62, 1)
        left = SIDE + WIDE - 54
        for at, (label, day) in enumerate(((_("From"), loop.starts), (_("Until"), loop.ends))):
            x = left + at * 28
            sheet.line(x, TOP + 1, x + 26, TOP + 1, THIN, INK)
            with sheet.tag("P"):
                sheet.text(x, TOP + 5.6, label, LABEL)
            if day:
                sheet.fitted(x, TOP + 11.2, language.date(day, "short", today=setting.job.printed or None), Style("S", 10, 13), 26, tag="P")
            else:
                sheet.line(x, TOP + 12, x + 26, TOP + 12, 0.5, INK)
        y = max(y, TOP + 14) + 6
        bottom = FOOT - LEARNT - 8
        wide = (WIDE - 3 * 6) / 4
        hints = max(height_of(_(hint), SMALL, wide) for _name, _title, hint in STEPS)
        for at, (name, title, hint) in enumerate(STEPS):
            _column(sheet, SIDE + at * (wide + 6), y, wide, bottom, at + 1, _(title), (_(hint), hints), getattr(loop, name))
        _learnt(setting, sheet, loop, FOOT - LEARNT)
        setting.foot(sheet, place, code, kind, feedback=False)

    return Part("loop_sheet", " – ".join(filter(None, [kind, pilot.title])), (Page(A4_WIDE, draw),), code, audience="participant")


def _column(
    sheet: Sheet, x: float, y: float, wide: float, bottom: float, number: int, title: str, hint: tuple[str, float], text: str
) -> None:
    """One of the four steps; `hint` and the height kept for it, so that the lines of all four stand level."""
    sheet.line(x, y, x + wide, y, BAR, INK)
    with sheet.tag("H2"):
        used = sheet.text(x, y + 6.4, str(number), NUMBER)
        sheet.text(x + used + 2.2, y + 6.4, title, H2.with_(size=13, leading=16))
    sheet.block(x, y + 8.6, wide, hint[0], SMALL)
    first = y + 8.6 + hint[1] + 1
    top = first
    if text:
        tall = min(height_of(text, BODY, wide), bottom - top - 2)
        sheet.block(x, top + 1.5, wide, clamped(text, BODY, wide, tall), BODY)
        top += PITCH * -(-(tall + 1.5) // PITCH)
    sheet.writing_lines(x, top, wide, int((bottom - top) / PITCH))


def _learnt(setting: Setting, sheet: Sheet, loop: LoopPaper, y: float) -> None:
    """What was learnt, and what it means for the pilot, in boxes to tick."""
    _ = setting._
    wide = WIDE * 0.66
    sheet.line(SIDE, y, SIDE + wide, y, BAR, INK)
    sheet.block(SIDE, y + 2, wide, _("What we learnt"), H2.with_(size=13, leading=16), tag="H2")
    top = y + 9
    if loop.learnt:
        top += sheet.block(SIDE, top, wide, clamped(loop.learnt, BODY, wide, LEARNT - 10), BODY)
    sheet.writing_lines(SIDE, top - 2, wide, max(0, int((y + LEARNT - top + 2) / PITCH)))
    left = SIDE + wide + 8
    sheet.line(left, y, SIDE + WIDE, y, BAR, INK)
    sheet.block(left, y + 2, WIDE - wide - 8, _("Next"), H2.with_(size=13, leading=16), tag="H2")
    for at, words in enumerate(
        (_("Another loop, with a new question"), _("Another loop, the same question"), _("Enough is known: decide"))
    ):
        sheet.tick_box(left, y + 10 + at * 8, 4.2)
        sheet.text(left + 7, y + 13.4 + at * 8, words, BODY, tag="P")
