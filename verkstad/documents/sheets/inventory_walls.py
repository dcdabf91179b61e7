"""The inventory in A3 for the wall: the map of benefit and effort, where costs and benefits land, and journeys with their feeling as a line."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from dataclasses import dataclass
from itertools import pairwise

from verkstad.documents.inventory_paper import JourneyPaper, LinePaper, PlacePaper, StepPaper
from verkstad.documents.paper import MM, Sheet, height_of
from verkstad.documents.parts import A3_BOTTOM, A3_SIDE, A3_WIDE, Page, Part, Place, Setting
from verkstad.documents.sheets.inventory_sheets import paper_of
from verkstad.documents.sheets.maps import upright_text
from verkstad.documents.sheets.step_map import step_map
from verkstad.documents.typography import (
    A3_BODY,
    A3_HINT,
    A3_LABEL,
    A3_LEAD,
    A3_TITLE,
    BAR,
    DATALINE,
    FAINT,
    HAIR,
    INK,
    PETROL,
    RULE,
    SECOND,
    THIN,
    TINT,
    WARM,
    WHITE,
    WRITING,
    Style,
    shortened,
)
from verkstad.i18n import N_
from verkstad.picture.matrix import BENEFIT, Point
from verkstad.wording_inventory import QUADRANTS, SHARES

WALL = N_("Map of benefit and effort")
LANDING = N_("Costs and benefits")
JOURNEY = N_("Customer journey")
NAME = Style("S", 10.5, 12.6)
STRONG = Style("S", 12, 14.5)
FLAG = Style("S", 10.5, 13, WARM)
STEPS = 8
"""Steps of a journey on one sheet; a longer one goes on to the next."""


def _head(setting: Setting, sheet: Sheet, place: Place, title: str, lead: str) -> None:
    setting.head(sheet, title, side=A3_SIDE)
    room = sheet.width - 2 * A3_SIDE
    style = A3_TITLE
    while style.size > 22 and style.width(title) > room * MM:
        style = style.with_(size=style.size - 2)
    sheet.text(A3_SIDE, 34, shortened(title, style, room * MM), style, tag="H1" if place.number == 1 and place.first else "P")
    sheet.block(A3_SIDE, 39, room, lead, A3_LEAD, height=13)


# ------------------------------------------------------------------------------------------------ benefit and effort


def lay_wall(setting: Setting) -> list[Part]:
    """The map with everything that is placed; empty to put notes on where nothing is."""
    _ = setting._
    items = paper_of(setting).items
    code = setting.sheet_code("inventory_wall", [(x.id, x.title, x.at, x.discuss) for x in items])

    def draw(sheet: Sheet, place: Place) -> None:
        _head(
            setting,
            sheet,
            place,
            _(WALL),
            _("What gives most for least? Place each need or service, and talk where you see it differently."),
        )
        points = [Point(x.id, x.title, *x.at, x.discuss) for x in items]
        told = [f"{p.label}: {_('Benefit')} {p.value:g}, {_('Effort')} {p.effort:g}" for p in points if p.cell is not None]
        axes = (_("Effort: what it takes →"), _("↑ Benefit: what it gives those it is for"))
        step_map(setting, sheet, points, BENEFIT, QUADRANTS, axes=axes, told=told)
        setting.foot(sheet, place, code, _(WALL), side=A3_SIDE)

    return [Part("inventory_wall", _(WALL), (Page(A3_WIDE, draw),), code, audience="participant", fronts=True)]


# ------------------------------------------------------------------------------------------------ where it lands

LINE = (0.25, 0.12, 0.14, 0.13, 0.08, 0.12, 0.16)
VERDICT = A3_BODY.with_(size=12, leading=15.5)
SMALL_WARM = A3_HINT.with_(size=10, leading=12.5, color=WARM)
COLUMNS = (0.19, 0.125, 0.125, 0.145, 0.275, 0.14)


def lay_landing(setting: Setting) -> list[Part]:
    """Operations (and the customer, always) against what they pay and what they get; empty rows to write in; then what follows."""
    _ = setting._
    paper = paper_of(setting)
    code = setting.sheet_code("landing_map", [paper.places, paper.verdict, paper.lines])
    customer = PlacePaper(_("The customer"))
    places = list(paper.places) or [PlacePaper(""), PlacePaper(""), PlacePaper(""), PlacePaper(""), customer]
    width = A3_WIDE[0] - 2 * A3_SIDE
    blocks = [_Block(_place_height(p, width), lambda sheet, y, tall, p=p: _place(sheet, p, y, width, tall), "place") for p in places]  # type: ignore[misc]
    for said in (f"•  {sentence}" for sentence in paper.verdict):
        tall = height_of(said, VERDICT, width) + 1.2
        blocks.append(_Block(tall, lambda sheet, y, tall, said=said: sheet.block(A3_SIDE, y, width, said, VERDICT), "verdict"))  # type: ignore[misc]
    for line in paper.lines:
        tall = _line_height(line, width)
        blocks.append(_Block(tall, lambda sheet, y, tall, line=line: _line(sheet, line, y, width), "line"))  # type: ignore[misc]
    top, foot = 66.0, A3_BOTTOM - 6
    pages: list[list[tuple[float, _Block]]] = [[]]
    y, before = top, "place"
    for block in blocks:
        gap = 0.0 if block.sort == before else 7.0 if block.sort == "verdict" else 16.0
        if y + gap + block.height > foot and pages[-1]:
            pages.append([])
            y, gap = top, 0.0
        pages[-1].append((y + gap, block))
        y += gap + block.height
        before = block.sort

    def page(n: int) -> Page:
        def draw(sheet: Sheet, place: Place) -> None:
            lead = _("What lands where, a year. What is counted once is spread over %(years)s years.", years=paper.years or "4")
            hours = _("An hour is counted as %(price)s.", price=paper.hour) if paper.hour else _("Hours are counted apart.")
            quality = _("Quality is listed and never made into money.")
            _head(setting, sheet, place, _(LANDING), f"{lead} {hours} {quality}")
            for sort, heads, shares in (("place", _place_heads(setting), COLUMNS), ("line", _line_heads(setting), LINE)):
                here = [(at, block) for at, block in pages[n] if block.sort == sort]
                if here:
                    with sheet.group("Table"):
                        _columns(sheet, here[0][0] - 9, width, heads, shares)
                        for at, block in here:
                            block.draw(sheet, at, block.height)
            for at, block in pages[n]:
                if block.sort == "verdict":
                    block.draw(sheet, at, block.height)
            setting.foot(sheet, place, code, _(LANDING), side=A3_SIDE)

        return Page(A3_WIDE, draw)

    parts = tuple(page(n) for n in range(len(pages)))
    return [Part("landing_map", _(LANDING), parts, code, audience="participant", fronts=True)]


@dataclass(frozen=True)
class _Block:
    """Something that stays together: its height in mm, how it is drawn (sheet, top, height), and of which sort it is."""

    height: float
    draw: Callable[[Sheet, float, float], object]
    sort: str


def _place_heads(setting: Setting) -> tuple[tuple[str, bool], ...]:
    _ = setting._
    words = (_("Where it lands"), *(_(w) for w in SHARES.values()), _("Net"))
    return tuple((said, n in (1, 2, 3, 5)) for n, said in enumerate(words))


def _line_heads(setting: Setting) -> tuple[tuple[str, bool], ...]:
    _ = setting._
    words = (_("Line by line"), _("Kind"), _("Lands with"), _("Amount"), _("How sure"), _("Who owns the gain?"), _("What shows it?"))
    return tuple((said, n == 3) for n, said in enumerate(words))


def _edges(width: float, shares: Sequence[float] = COLUMNS) -> list[float]:
    at, made = A3_SIDE, []
    for share in shares:
        made.append(at)
        at += share * width
    return [*made, at]


def _columns(sheet: Sheet, y: float, width: float, heads: Sequence[tuple[str, bool]], shares: Sequence[float]) -> None:
    """The heads of a table, those of figures at the right of their column."""
    edges = _edges(width, shares)
    sheet.line(A3_SIDE, y, A3_SIDE + width, y, BAR, INK)
    with sheet.group("TR"):
        for n, (words, right) in enumerate(heads):
            with sheet.c.leaf("TH", attributes="[<</O/Table/Scope/Column>>]"):
                x = edges[n + 1] - 4 if right else edges[n]
                sheet.fitted(x, y + 6.2, words, A3_LABEL, edges[n + 1] - edges[n] - 4, least=10, align="right" if right else "left")


def _place_height(place: PlacePaper, width: float) -> float:
    name = height_of(place.name or " ", STRONG, COLUMNS[0] * width - 4) + (
        height_of(place.flag, FLAG, COLUMNS[0] * width - 4) if place.flag else 0
    )
    quality = sum(height_of(said, A3_BODY, COLUMNS[4] * width - 8) + 0.8 for said in place.quality)
    return max(14.0, name + 6, quality + 6)


def _place(sheet: Sheet, place: PlacePaper, y: float, width: float, tall: float) -> None:
    edges = _edges(width)
    sheet.line(A3_SIDE, y, A3_SIDE + width, y, THIN, RULE)
    with sheet.group("TR"):
        with sheet.c.leaf("TH", attributes="[<</O/Table/Scope/Row>>]"):
            if place.name:
                used = sheet.block(edges[0], y + 3, edges[1] - edges[0] - 4, place.name, STRONG, tag="")
                sheet.block(edges[0], y + 3 + used, edges[1] - edges[0] - 4, place.flag, FLAG, tag="")
            else:
                sheet.line(edges[0], y + 12, edges[1] - 6, y + 12, WRITING, FAINT)
        for n, words in ((1, place.investment), (2, place.running), (3, place.efficiency)):
            with sheet.c.leaf("TD"):
                sheet.fitted(edges[n + 1] - 4, y + 7.2, words, A3_BODY, edges[n + 1] - edges[n] - 5, least=10, align="right")
        with sheet.c.leaf("TD"):
            at = y + 3
            for said in place.quality:
                at += sheet.block(edges[4], at, edges[5] - edges[4] - 8, said, A3_BODY, tag="") + 0.8
        with sheet.c.leaf("TD"):
            sheet.fitted(edges[6] - 4, y + 7.2, place.net, STRONG, edges[6] - edges[5] - 5, least=10, align="right")
    for edge in edges[1:-1]:
        sheet.line(edge - 2, y + 1.5, edge - 2, y + tall - 1.5, 0.35, HAIR)


def _line_height(line: LinePaper, width: float) -> float:
    title, measure = LINE[0] * width - 4, LINE[6] * width
    said = height_of(line.title, NAME, title) + (height_of(line.lacks, SMALL_WARM, title) if line.lacks else 0)
    shown = height_of(_shown(line), A3_HINT, measure)
    return max(8.0, said + 3.4, shown + 3.4)


def _shown(line: LinePaper) -> str:
    return ", ".join(filter(None, [line.measured_by, line.from_on]))


def _line(sheet: Sheet, line: LinePaper, y: float, width: float) -> None:
    edges = _edges(width, LINE)
    sheet.line(A3_SIDE, y, A3_SIDE + width, y, 0.35, HAIR)
    with sheet.group("TR"):
        with sheet.c.leaf("TH", attributes="[<</O/Table/Scope/Row>>]"):
            used = sheet.block(edges[0], y + 1.6, edges[1] - edges[0] - 4, line.title, NAME, tag="")
            sheet.block(edges[0], y + 1.6 + used, edges[1] - edges[0] - 4, line.lacks, SMALL_WARM, tag="")
        for n, words in ((1, line.kind), (2, line.place), (3, line.amount), (4, line.sure), (5, line.owner)):
            with sheet.c.leaf("TD"):
                x = edges[n + 1] - 4 if n == 3 else edges[n]
                sheet.fitted(x, y + 5.4, words, A3_HINT, edges[n + 1] - edges[n] - 4, least=9, align="right" if n == 3 else "left")
        with sheet.c.leaf("TD"):
            sheet.block(edges[6], y + 1.6, edges[7] - edges[6], _shown(line), A3_HINT, tag="")


# ------------------------------------------------------------------------------------------------ journeys

FEELINGS = {"plus": 0.18, "neutral": 0.5, "minus": 0.82}
LEFT = 30.0  # mm, where the steps of a journey begin
CURVE = (128.0, 186.0)
STEP_TOP, STEP_TALL, ROWS_TOP = 66.0, 34.0, 194.0


def lay_journey(setting: Setting) -> list[Part]:
    """A sheet a journey and version, eight steps on each; without any an empty one to write on."""
    paper = paper_of(setting)
    found = paper.journeys or (JourneyPaper(""),)
    return [_journey(setting, journey) for journey in found]


def _journey(setting: Setting, journey: JourneyPaper) -> Part:
    _ = setting._
    code = setting.sheet_code("journey_wall", [journey])
    steps: list[StepPaper | None] = list(journey.steps)
    steps += [None] * (-len(steps) % STEPS if steps else STEPS)
    title = ": ".join(filter(None, [_(JOURNEY), journey.name]))
    told = "  ·  ".join(filter(None, [journey.version, journey.told]))
    lead = "\n".join(filter(None, [told, journey.compared])) or _(
        "What does the customer do, whom does she meet, how does it feel, and where does it stop?"
    )

    def page(n: int) -> Page:
        def draw(sheet: Sheet, place: Place) -> None:
            _head(setting, sheet, place, title, lead)
            some = steps[n * STEPS : (n + 1) * STEPS]
            width = sheet.width - A3_SIDE - LEFT
            each = width / STEPS
            _curve_ground(setting, sheet, width)
            _labels(setting, sheet)
            with sheet.group("L"):
                for i, step in enumerate(some):
                    with sheet.group("LI"), sheet.tag("LBody"):
                        _step(setting, sheet, step, n * STEPS + i + 1, LEFT + i * each, each)
            _curve(sheet, some, each)
            setting.foot(sheet, place, code, title, side=A3_SIDE)

        return Page(A3_WIDE, draw)

    return Part("journey_wall", title, tuple(page(n) for n in range(len(steps) // STEPS)), code, audience="participant", fronts=True)


def _labels(setting: Setting, sheet: Sheet) -> None:
    """What each band holds, upright at the left."""
    _ = setting._
    for words, top, bottom in (
        (_("What the customer does"), STEP_TOP, STEP_TOP + STEP_TALL),
        (_("Met by"), STEP_TOP + STEP_TALL + 4, CURVE[0] - 4),
        (_("Feeling"), *CURVE),
        (_("Waiting"), ROWS_TOP, ROWS_TOP + 24),
        (_("Ideas"), ROWS_TOP + 28, 268.0),
    ):
        long = A3_LABEL.width(words) / MM
        upright_text(sheet, LEFT - 10, (top + bottom - long) / 2, words, A3_LABEL)


def _step(setting: Setting, sheet: Sheet, step: StepPaper | None, number: int, x: float, each: float) -> None:
    _ = setting._
    wide = each - 5
    mark = step is not None and step.bottleneck
    sheet.rect(x, STEP_TOP, wide, STEP_TALL, fill=WHITE, stroke=WARM if mark else INK, weight=2.0 if mark else 0.9, radius=1.5)
    sheet.circle(x + 5, STEP_TOP + 6, 3.4, fill=INK)
    sheet.text(x + 5, STEP_TOP + 7.4, str(number), Style("B", 11, 13, WHITE), align="middle")
    if step is None:
        return
    sheet.fitted(x + 10.5, STEP_TOP + 7.4, step.phase, A3_LABEL, wide - 12, least=10)
    style = Style("S", 11.5, 13.6)
    while style.size > 10 and height_of(step.what, style, wide - 5) > STEP_TALL - 12:
        style = style.with_(size=style.size - 0.5, leading=style.leading - 0.5)
    sheet.block(x + 2.5, STEP_TOP + 11, wide - 5, step.what, style, tag="", height=STEP_TALL - 11.5)
    y = STEP_TOP + STEP_TALL + 6
    if step.hand_over:
        sheet.polygon([(x - 4.2, y + 1.2), (x - 1.2, y + 3.2), (x - 4.2, y + 5.2)], fill=WARM)
    sheet.block(x, y, wide, step.met_by, Style("S", 11, 13.4), tag="", height=9.8)
    said = "\n".join(filter(None, [_("hand-over") if step.hand_over else "", step.channel]))
    sheet.block(x, y + 10.2, wide, said, A3_HINT.with_(size=10, leading=12), tag="", height=9)
    if step.waiting:
        sheet.fitted(x, ROWS_TOP + 6, step.waiting, Style("B", 13, 15), wide, least=10)
    if step.bottleneck:
        note = f"{_('Bottleneck')}: {step.evidence}" if step.evidence else _("Bottleneck")
        sheet.block(x, ROWS_TOP + 9, wide, note, Style("S", 10, 12, WARM), tag="", height=17.2)


def _curve_ground(setting: Setting, sheet: Sheet, width: float) -> None:
    _ = setting._
    top, bottom = CURVE
    with sheet.c.artifact():
        sheet.rect(LEFT, top, width - 5, bottom - top, fill=TINT)
        for share in FEELINGS.values():
            y = top + share * (bottom - top)
            sheet.line(LEFT, y, LEFT + width - 5, y, THIN, HAIR, dash=(1.5, 2))
    for (name, share), sign in zip(FEELINGS.items(), ("+", "0", "\u2212"), strict=True):
        sheet.text(LEFT - 2, top + share * (bottom - top) + 1.6, sign, Style("B", 13, 15, SECOND), align="right", tag="P" if name else "")
    sheet.line(LEFT, ROWS_TOP - 3, LEFT + width - 5, ROWS_TOP - 3, THIN, RULE)
    sheet.line(LEFT, ROWS_TOP + 27, LEFT + width - 5, ROWS_TOP + 27, THIN, RULE)


def _curve(sheet: Sheet, steps: Sequence[StepPaper | None], each: float) -> None:
    """The feeling from step to step: a line through points, told apart by height and shape."""
    top, bottom = CURVE
    points = []
    for i, step in enumerate(steps):
        if step is not None and step.feeling in FEELINGS:
            points.append((LEFT + i * each + (each - 5) / 2, top + FEELINGS[step.feeling] * (bottom - top), step.feeling))
    if not points:
        return
    alt = ", ".join({"plus": "+", "minus": "\u2212"}.get(feeling, "0") for _x, _y, feeling in points)
    with sheet.tag("Figure", alt=alt, box=(LEFT, top, each * STEPS - 5, bottom - top)):
        for (x1, y1, _a), (x2, y2, _b) in pairwise(points):
            sheet.line(x1, y1, x2, y2, DATALINE, INK, round_=True)
        for x, y, feeling in points:
            if feeling == "minus":
                sheet.rect(x - 2.2, y - 2.2, 4.4, 4.4, fill=WARM)
            else:
                sheet.circle(x, y, 2.4, fill=PETROL if feeling == "plus" else WHITE, stroke=INK, weight=0.9)
