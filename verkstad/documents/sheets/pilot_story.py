"""The story of a pilot for those who were not there: three sentences, the chart, what was changed at home, whom to ask."""

from __future__ import annotations

from verkstad.documents.change_paper import PilotPaper
from verkstad.documents.marks import measure, paint
from verkstad.documents.paper import MM, Sheet, balanced, height_of
from verkstad.documents.parts import A4, BOTTOM, SIDE, TEXT, TOP, Page, Part, Place, Setting
from verkstad.documents.sheets.masthead import section
from verkstad.documents.sheets.pilot_card import chosen_pilots, clamped, heading_of, main_measure, running_right
from verkstad.documents.typography import BODY, H1, H3, PETROL, SECOND, Style
from verkstad.i18n import N_
from verkstad.picture.runchart import run_chart

TITLE = N_("Pilot story")
TOLD = Style("R", 15, 20.5)
HEADINGS = (N_("How it was"), N_("What we tried"), N_("How it is now"))
MARK = Style("B", 10, 13, PETROL)


def lay(setting: Setting) -> list[Part]:
    return [_story(setting, pilot) for pilot in chosen_pilots(setting)]


def _story(setting: Setting, pilot: PilotPaper) -> Part:
    _, language = setting._, setting.language
    code = setting.sheet_code("pilot_story", pilot)
    main = main_measure(pilot)

    def draw(sheet: Sheet, place: Place) -> None:
        setting.head(sheet, _(TITLE), right=running_right(setting))
        style = H1.with_(size=30, leading=33)
        while style.size > 18 and height_of(pilot.title, style, TEXT) > 2 * style.leading / MM + 0.1:
            style = style.with_(size=style.size - 2, leading=style.leading - 2)
        y = TOP + 2
        y += sheet.block(SIDE, y, balanced(pilot.title, style, TEXT), clamped(pilot.title, style, TEXT, 36), style, tag="H1") + 7
        told = TOLD
        wide = TEXT - 34
        while told.size > 10 and sum(height_of(s, told, wide) for s in pilot.story) > 78:
            told = told.with_(size=told.size - 0.5, leading=told.leading - 0.7)
        for heading, sentence in zip(HEADINGS, pilot.story, strict=True):
            lead = told.leading / MM
            sheet.block(SIDE, y + lead * 0.18, 32, _(heading), MARK, tag="H2")
            if sentence:
                y += sheet.block(SIDE + 34, y, wide, clamped(sentence, told, wide, 40), told)
            else:
                y += sheet.writing_lines(SIDE + 34, y - 2, wide, 2)
            y += 5
        foot = _foot_height(pilot)
        room = BOTTOM - foot - y - 8
        if main is not None and room > 55:
            y += 3
            y += sheet.block(SIDE, y, TEXT, heading_of(main), H3, tag="H2") + 2
            picture = run_chart(main.chart, language, TEXT, min(140.0, room - 12), measure)
            paint(sheet, picture, SIDE, y)
            y += picture.height
        _foot(setting, sheet, pilot, max(y + 7, BOTTOM - foot))
        setting.foot(sheet, place, code, _(TITLE))

    return Part("pilot_story", " – ".join(filter(None, [_(TITLE), pilot.title])), (Page(A4, draw),), code, audience="participant")


def _foot_height(pilot: PilotPaper) -> float:
    left = min(26.0, height_of(pilot.changed_inwards, BODY, (TEXT - 6) / 2)) if pilot.changed_inwards else 0
    return 12 + max(left, 14.0)


def _foot(setting: Setting, sheet: Sheet, pilot: PilotPaper, y: float) -> None:
    """What was changed at home, and who can tell more."""
    _, language = setting._, setting.language
    wide = (TEXT - 6) / 2
    right = SIDE
    if pilot.changed_inwards:
        top = section(sheet, SIDE, y, wide, _("What we changed at home"))
        sheet.block(SIDE, top, wide, clamped(pilot.changed_inwards, BODY, wide, 26), BODY)
        right = SIDE + wide + 6
    top = section(sheet, right, y, wide, _("Who can tell more"))
    for words in filter(None, (pilot.owner, pilot.team)):
        top += sheet.block(right, top, wide, clamped(words, BODY, wide, 5), BODY)
    word = next((word for key, word, _m in pilot.outcomes if key == pilot.outcome), "")
    if word:
        said = _("Decided: %(word)s", word=word)
        if pilot.outcome_on:
            said = f"{said}, {language.date(pilot.outcome_on, 'date')}"
        sheet.block(right, top + 0.6, wide, clamped(said, BODY.with_(color=SECOND), wide, 10), BODY.with_(color=SECOND))
