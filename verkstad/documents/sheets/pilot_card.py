"""The pilot on one page: what is believed, how it stands, the chart, what was learnt, and the decision to take. Charts of the rest follow."""

from __future__ import annotations

from collections.abc import Sequence

from verkstad.documents.change_paper import MeasurePaper, PilotPaper
from verkstad.documents.marks import measure, paint
from verkstad.documents.paper import MM, PITCH, Sheet, balanced, height_of, lines_of
from verkstad.documents.parts import A4, BOTTOM, LED, SIDE, TEXT, TOP, Page, Part, Place, Setting
from verkstad.documents.sheets.masthead import section, title_style
from verkstad.documents.typography import (
    BODY,
    CELL,
    CELL_STRONG,
    H2,
    H3,
    HAIR,
    HAIRLINE,
    INK,
    LABEL,
    LEAD,
    RULE,
    SECOND,
    SMALL,
    THIN,
    Style,
    shortened,
)
from verkstad.domain.pilots import OUTCOMES
from verkstad.domain.runs import same
from verkstad.i18n import N_
from verkstad.picture.runchart import run_chart
from verkstad.wording import choice_name
from verkstad.wording_pilots import outcome_means

TITLE = N_("Pilot card")
BOX = 38.5  # mm, where it says how the pilot stands
GAP = 8.0
STATE = Style("B", 15, 18)
VALUE = Style("S", 10, 13)
LEAST_CHART, MOST_CHART = 67.0, 100.0
LEAST_LOWER = 26.0
ROW, TALL_ROW = 7.4, 11.0
NAME_WIDTH = 46.0


def lay(setting: Setting) -> list[Part]:
    return [_card(setting, pilot) for pilot in chosen_pilots(setting)]


def chosen_pilots(setting: Setting) -> Sequence[PilotPaper]:
    """The pilots that are printed: those asked for, all of them when none is; an empty one to write on where there are none."""
    pilots = setting.initiative.pilots if setting.initiative is not None else ()
    wanted = [p for p in pilots if p.id in setting.job.chosen]
    return wanted or pilots or (_empty(setting),)


def _empty(setting: Setting) -> PilotPaper:
    words = tuple((o, choice_name("pilot", "outcome", o, setting.language), outcome_means(o, setting.language)) for o in OUTCOMES)
    return PilotPaper(
        "", 1, setting._("Pilot"), state_word=choice_name("pilot", "state", "measure_first", setting.language), outcomes=words
    )


def running_right(setting: Setting) -> str:
    """The right end of the running head: the initiative and who leads it; where nobody is said to, the day of printing."""
    title = setting.initiative.title if setting.initiative is not None else ""
    day = setting.language.date(setting.job.printed, "date") if setting.job.printed else ""
    room = TEXT * 0.5 * MM
    style = Style("R", 8.5, 11)
    end = shortened(setting.led_by(), style, LED * MM) or day
    return " · ".join(filter(None, [shortened(title, style, room - style.width(f" · {end}")), end]))


def main_measure(pilot: PilotPaper) -> MeasurePaper | None:
    """The measure whose chart stands on the card: with most to say, the customer's before the effect's before what is done."""
    order = {"customer": 0, "effect": 1, "done": 2}
    with_values = [m for m in pilot.measures if m.values]
    return min(with_values, key=lambda m: (m.values < 2, order.get(m.side, 3)), default=None)


def _card(setting: Setting, pilot: PilotPaper) -> Part:
    _ = setting._
    code = setting.sheet_code("pilot_card", pilot)
    main = main_measure(pilot)
    rest = [m for m in pilot.measures if m.values and m is not main]
    kind = _("Pilot card %(number)d", number=pilot.number)

    def first(sheet: Sheet, place: Place) -> None:
        setting.head(sheet, kind, right=running_right(setting))
        y = _head(setting, sheet, pilot)
        y = _facts(setting, sheet, pilot, y + 7.5)
        decision = _decision_height(setting, pilot)
        lower = max(LEAST_LOWER, min(_lower_height(setting, pilot), BOTTOM - decision - 14 - y - 8 - LEAST_CHART))
        y = _chart(setting, sheet, main, y + 8.0, min(MOST_CHART, BOTTOM - decision - 14 - lower - y - 8)) + 7.0
        lower = min(lower, BOTTOM - decision - 6 - y)
        _learnt(setting, sheet, pilot, y, lower)
        _table(setting, sheet, pilot, y, lower)
        _decision(setting, sheet, pilot, BOTTOM - decision)
        setting.foot(sheet, place, code, kind)

    pages = [Page(A4, first)]
    for at in range(0, len(rest), 2):
        pages.append(Page(A4, _charts(setting, pilot, rest[at : at + 2], kind, code)))
    return Part("pilot_card", pilot.title or kind, tuple(pages), code, audience="participant")


# ------------------------------------------------------------------------------------------------ the card from above


def _head(setting: Setting, sheet: Sheet, pilot: PilotPaper) -> float:
    """Title and what is believed; at the right the state. Returns the y below."""
    width = TEXT - BOX - 8
    style = title_style(pilot.title, width)
    y = TOP
    y += sheet.block(SIDE, y, balanced(pilot.title, style, width), pilot.title, style, tag="H1", height=3 * style.leading / MM)
    said = pilot.prediction or pilot.idea
    lead = LEAD
    while lead.size > 9 and height_of(said, lead, width) > 26:
        lead = lead.with_(size=lead.size - 0.5, leading=lead.leading - 0.6)
    if not _same_words(said, pilot.title):
        y += 2 + sheet.block(SIDE, y + 2, width, clamped(said, lead, width, 30), lead)
    left = SIDE + TEXT - BOX
    sheet.rect(left, TOP + 1, BOX, 26, stroke=INK, weight=1.1, radius=1.5)
    middle = left + BOX / 2
    with sheet.tag("P"):
        sheet.text(middle, TOP + 7, setting._("State"), LABEL, align="middle")
        sheet.fitted(middle, TOP + 15.2, pilot.state_word, STATE, BOX - 5, align="middle")
        sheet.fitted(middle, TOP + 22, _state_note(setting, pilot), SMALL, BOX - 4, align="middle")
    return max(y, TOP + 28)


def _same_words(text: str, title: str) -> bool:
    """Whether a text says no more than the title above it, as an idea of one line does."""
    return " ".join(text.split()).rstrip(".").casefold() == " ".join(title.split()).rstrip(".").casefold()


def _state_note(setting: Setting, pilot: PilotPaper) -> str:
    from verkstad.wording_pilots import week_of_run

    _, printed = setting._, setting.job.printed
    if pilot.outcome_on:
        return setting.language.date(pilot.outcome_on, "date")
    if pilot.state == "running" and pilot.started and printed >= pilot.started:
        week = week_of_run(pilot.started, printed)
        if pilot.decision_day > pilot.started:
            return _("week %(week)d of %(weeks)d", week=week, weeks=max(week, week_of_run(pilot.started, pilot.decision_day)))
        return _("week %(week)d", week=week)
    return _("how it is today") if pilot.state == "measure_first" else ""


def _facts(setting: Setting, sheet: Sheet, pilot: PilotPaper, y: float) -> float:
    """Two rows of four columns: who, what, when."""
    _, language = setting._, setting.language

    def day(iso: str) -> str:
        return language.date(iso, "date") if iso else ""

    facts = [
        (_("Owner of the effect"), pilot.owner), (_("Team"), pilot.team), (_("Start"), day(pilot.started)), (_("Decision day"), day(pilot.decision_day)),
        (_("Module"), pilot.module), (_("Step in the customer journey"), pilot.journey_step), (_("Follow-up"), day(pilot.follow_up)),
    ]  # fmt: skip
    shown = [fact for at, fact in enumerate(facts) if at < 4 or fact[1]]
    wide = 40.5
    for row in range(0, len(shown), 4):
        tall = 0.0
        for at, (label, value) in enumerate(shown[row : row + 4]):
            x = SIDE + at * (wide + 4)
            sheet.line(x, y, x + wide, y, THIN, INK)
            with sheet.tag("P"):
                sheet.text(x, y + 4.6, label, LABEL, width=wide)
            if value:
                tall = max(tall, sheet.block(x, y + 6.0, wide, clamped(value, VALUE, wide, 2 * VALUE.leading / MM), VALUE))
            else:
                sheet.line(x, y + 11, x + wide, y + 11, HAIRLINE, RULE)
                tall = max(tall, 5.0)
        y += 6.0 + tall + 3.0
    return y - 3.0


def _chart(setting: Setting, sheet: Sheet, main: MeasurePaper | None, y: float, room: float) -> float:
    """The chart of the measure with most to say; without any value a grid to draw in by hand."""
    _ = setting._
    if main is None:
        sheet.block(SIDE, y, TEXT, _("Draw the values in as they come"), H3, tag="H2")
        return _grid(setting, sheet, y + 8, room - 8)
    sheet.block(SIDE, y, TEXT, heading_of(main), H3, tag="H2")
    used = height_of(heading_of(main), H3, TEXT) + 2
    y += used
    picture = run_chart(main.chart, setting.language, TEXT, room - used, measure)
    paint(sheet, picture, SIDE, y)
    return y + picture.height


def heading_of(seen: MeasurePaper) -> str:
    return ", ".join(filter(None, [seen.title, seen.unit if seen.unit.casefold() not in seen.title.casefold() else ""]))


def _grid(setting: Setting, sheet: Sheet, y: float, height: float) -> float:
    """An empty chart: a week a line, weeks along the foot."""
    left, right, weeks = SIDE + 10, SIDE + TEXT, 24
    bottom = y + height - 8
    with sheet.tag(
        "Figure", alt=setting._("An empty chart to draw in, a line for each of %(n)d weeks", n=weeks), box=(SIDE, y, TEXT, height)
    ):
        for at in range(weeks):
            x = left + (right - left) * (at + 0.5) / weeks
            sheet.line(x, y, x, bottom, HAIRLINE, HAIR)
        for at in range(6):
            level = y + (bottom - y) * at / 5
            sheet.line(left, level, right, level, HAIRLINE if at < 5 else THIN, HAIR if at < 5 else INK)
        sheet.text(left, bottom + 5, setting._("week"), SMALL)
    return y + height


# ------------------------------------------------------------------------------------------------ learnt, measures


def _learnings(pilot: PilotPaper) -> list[str]:
    return [line.strip() for loop in pilot.loops for line in loop.learnt.splitlines() if line.strip()]


def _lower_height(setting: Setting, pilot: PilotPaper) -> float:
    wide = (TEXT - 6) / 2
    learnt = sum(height_of(t, BODY, wide - 4) + 1 for t in _learnings(pilot)) or 3 * PITCH
    rows = sum(TALL_ROW if len(lines_of(f"{m.title} ({m.unit})", CELL, NAME_WIDTH)) > 1 else ROW for m in pilot.measures) or 3 * ROW
    return min(66.0, 9 + max(learnt, 6 + rows))


def _learnt(setting: Setting, sheet: Sheet, pilot: PilotPaper, y: float, height: float) -> None:
    """What the loops taught, the latest when there is not room for all; lines to write on when nothing is written yet."""
    _ = setting._
    wide = (TEXT - 6) / 2
    top = section(sheet, SIDE, y, wide, _("What we learnt"))
    lines = _learnings(pilot)
    if not lines:
        sheet.writing_lines(SIDE, top - 3, wide, max(2, int((y + height - top + 3) / PITCH)))
        return
    room = y + height - top
    kept: list[str] = []
    for text in reversed(lines):
        tall = height_of(text, BODY, wide - 4) + 1
        if tall > room:
            break
        kept.insert(0, text)
        room -= tall
    if not kept:
        kept = [clamped(lines[-1], BODY, wide - 4, room)]
    for text in kept:
        sheet.circle(SIDE + 0.9, top + 2.6, 0.55, fill=INK)
        top += sheet.block(SIDE + 4, top, wide - 4, text, BODY) + 1


def _table(setting: Setting, sheet: Sheet, pilot: PilotPaper, y: float, height: float) -> None:
    """Every measure with its median before and during, and its target."""
    _, language = setting._, setting.language
    wide = (TEXT - 6) / 2
    left = SIDE + wide + 6
    top = section(sheet, left, y, wide, _("Measures")) + 1
    columns = (left + wide - 27, left + wide - 13, left + wide)

    def number(value: float | None) -> str:
        return "–" if value is None else language.number(round(value, 1) if not same(value, round(value)) else float(round(value)))

    with sheet.group("Table"):
        with sheet.group("TR"):
            sheet.text(left, top + 2.8, _("Measure"), LABEL, tag="TH")
            for x, words in zip(columns, (_("Before"), _("During"), _("Target")), strict=True):
                sheet.text(x, top + 2.8, words, LABEL, align="right", tag="TH")
        top += 4.4
        sheet.line(left, top, left + wide, top, THIN, INK)
        for seen in pilot.measures or (None, None, None):
            named = " ".join(filter(None, [seen.title, f"({seen.unit})" if seen.unit else ""])) if seen else ""
            lines = lines_of(named, CELL, NAME_WIDTH)
            tall = TALL_ROW if len(lines) > 1 else ROW
            if top + tall > y + height + 0.5:
                break
            with sheet.group("TR"):
                with sheet.tag("TH"):
                    sheet.block(left, top + 1.4, NAME_WIDTH, clamped(named, CELL, NAME_WIDTH, 2 * CELL.leading / MM), CELL, tag="")
                told = (
                    (number(seen.before), number(seen.now), language.number(seen.target) if seen.target else "–") if seen else ("", "", "")
                )
                for x, words in zip(columns, told, strict=True):
                    with sheet.tag("TD"):
                        sheet.text(x, top + 4.9, words, CELL_STRONG if x == columns[1] else CELL, align="right")
            top += tall
            sheet.line(left, top, left + wide, top, HAIRLINE, HAIR)


# ------------------------------------------------------------------------------------------------ the decision


def _decision_height(setting: Setting, pilot: PilotPaper) -> float:
    return 44.0 if not pilot.outcome else 32.0 + min(24.0, height_of(pilot.outcome_why, BODY, TEXT)) + 5


def _decision(setting: Setting, sheet: Sheet, pilot: PilotPaper, y: float) -> None:
    """The four ways to decide, ticked where it is decided, and why."""
    _ = setting._
    day = setting.language.date(pilot.decision_day, "date") if pilot.decision_day else ""
    head = _("Decided") if pilot.outcome else _("To decide %(day)s", day=day) if day else _("To decide")
    top = section(sheet, SIDE, y, TEXT, head) + 2
    wide = TEXT / 4
    for at, (key, word, meaning) in enumerate(pilot.outcomes):
        x = SIDE + at * wide
        sheet.tick_box(x, top, 5)
        if key == pilot.outcome:
            sheet.line(x + 1, top + 2.6, x + 2.2, top + 4, 1.4, INK, round_=True)
            sheet.line(x + 2.2, top + 4, x + 4.3, top + 0.9, 1.4, INK, round_=True)
        chosen = _("chosen") if key == pilot.outcome else ""
        with sheet.tag("P"):
            sheet.text(x + 8, top + 4.1, word, H2.with_(size=12, leading=15), width=wide - 9)
            if chosen:
                sheet.text(x + 8 + H2.with_(size=12).width(word) / MM + 2, top + 4.1, chosen, SMALL)
        sheet.block(x + 8, top + 5.6, wide - 10, meaning, SMALL, height=2 * SMALL.leading / MM + 0.1)
    top += 17
    with sheet.tag("P"):
        sheet.text(SIDE, top, _("Because"), LABEL)
    if pilot.outcome:
        if pilot.outcome_why:
            top += sheet.block(SIDE, top + 1.5, TEXT, clamped(pilot.outcome_why, BODY, TEXT, 24), BODY)
        said = " · ".join(filter(None, [pilot.outcome_by, setting.language.date(pilot.outcome_on, "date") if pilot.outcome_on else ""]))
        sheet.text(
            SIDE, top + 6, shortened(said, Style("R", 9.5, 13, SECOND), TEXT * MM), Style("R", 9.5, 13, SECOND), tag="P" if said else ""
        )
    else:
        sheet.writing_lines(SIDE, top - 1, TEXT, 2)


# ------------------------------------------------------------------------------------------------ the other charts


def _charts(setting: Setting, pilot: PilotPaper, shown: Sequence[MeasurePaper], kind: str, code):  # type: ignore[no-untyped-def]
    def draw(sheet: Sheet, place: Place) -> None:
        setting.head(sheet, kind, right=running_right(setting))
        y = TOP + 2
        for seen in shown:
            sheet.line(SIDE, y, SIDE + TEXT, y, 2.0, INK)
            with sheet.tag("P"):
                sheet.text(SIDE, y + 5, seen.side_word, LABEL)
            y += 6.5
            y += sheet.block(SIDE, y, TEXT, heading_of(seen), H3, tag="H2") + 2
            picture = run_chart(seen.chart, setting.language, TEXT, 100, measure)
            paint(sheet, picture, SIDE, y)
            y += picture.height + GAP
        setting.foot(sheet, place, code, kind)

    return draw


def clamped(text: str, style: Style, width: float, height: float) -> str:
    """The text, or as many whole lines of it as fit, with an ellipsis."""
    lines = lines_of(text, style, width)
    room = max(1, int((height + 0.05) * MM / style.leading))
    if len(lines) <= room:
        return text
    return "\n".join([*lines[: room - 1], shortened(lines[room - 1] + " …", style, width * MM)])
