"""The goal document: each goal with its six boxes, what it hangs on and what leads to it. What is missing is a box to write in."""

from __future__ import annotations

from collections.abc import Sequence

from verkstad.documents.change_paper import GoalPaper, InitiativePaper
from verkstad.documents.flow import Flow
from verkstad.documents.paper import MM, Sheet, height_of, lines_of
from verkstad.documents.parts import SIDE, TEXT, Part, Setting
from verkstad.documents.sheets.masthead import Masthead, document
from verkstad.documents.typography import BAR, CELL, FAINT, H3, HAIR, INK, LABEL, PETROL, RULE, SECOND, SMALL, THIN, WARM, Style, shortened
from verkstad.domain.goals import BOXES, Lack
from verkstad.domain.initiative import category_place
from verkstad.i18n import N_
from verkstad.wording_goals import STEPS, box_name, goal_title, lack_words, now_words, value_words

TITLE = N_("Goal document")
STATEMENT = Style("S", 11.5, 15)
KIND = Style("B", 13, 17, PETROL)
VALUE = Style("S", 9.25, 11.5)
QUESTION = Style("I", 9.25, 12, SECOND)
FACT, FACT_WIDE = LABEL.with_(size=8.25, leading=12), 48.0  # mm
BOX, GAP = 19.0, 3.0


def lay(setting: Setting) -> list[Part]:
    """All goals, or those chosen."""
    change = setting.initiative or InitiativePaper(setting.workshop.id, setting.workshop.title)
    _ = setting._
    chosen = setting.those_chosen(change.goals)
    concrete = sum(not g.lacks and not g.questions for g in chosen)
    lead = (
        _("%(n)d of %(all)d goals are concrete: all six boxes stand.", n=concrete, all=len(chosen))
        if chosen
        else _("There are no goals yet.")
    )
    head = Masthead(_(TITLE), lead, [(_("Initiative"), change.title), (_("Leads"), change.leader), (_("Drives it on"), change.driver)])
    flow = Flow()
    grouped = sorted(chosen, key=lambda goal: category_place(goal.kind))
    kinds = [goal.kind for goal in grouped]
    for number, goal in enumerate(grouped, 1):
        if any(kinds) and (number == 1 or goal.kind != kinds[number - 2]):
            flow.text(SIDE, TEXT, goal.category or _("Without category"), KIND, tag="H2", keep=True, after=2.0)
        _goal(setting, flow, goal, number, under="H3" if any(kinds) else "H2")
    return [document(setting, "goals", _(TITLE), head, flow, [change.title, chosen], audience="lead")]


def _goal(setting: Setting, flow: Flow, goal: GoalPaper, number: int, *, under: str) -> None:
    """`under`: the level of its heading."""
    _, language = setting._, setting.language
    width = TEXT - 30
    said = f"{number}. {goal_title(goal.statement, language, agreed=goal.agreed)}"
    tall = 2.2 + max(height_of(said, STATEMENT, width), 6.0) + 2.0

    def title(sheet: Sheet, y: float) -> None:
        sheet.line(SIDE, y, SIDE + TEXT, y, BAR, INK)
        sheet.block(SIDE, y + 2.2, width, said, STATEMENT, tag=under)
        mark_of(setting, sheet, goal, SIDE + TEXT, y + 6.2)

    flow.block(tall, title, keep=True)
    flow.block(
        2 * BOX + GAP + 2.5,
        lambda sheet, y: boxes(setting, sheet, goal, SIDE, y, TEXT, shares=THREE, height=BOX),
        keep=bool(goal.questions),
    )
    for question in goal.questions:
        _asked(flow, question)
    if goal.answer:
        flow.text(SIDE, TEXT, goal.answer, CELL, after=1.5)
    facts = [
        *((place, f"“{said}”") for place, said in goal.origins),
        (_("Hangs on the decision"), goal.decision),
        (_("Unit that owns it"), goal.unit),
        (_("How near the work"), goal.level),
        (_("Next check"), language.date(goal.next_check, "date") if goal.next_check else ""),
        (_("So far"), now_words(goal.now, goal.baseline or None, goal.target or None, goal.measure_unit, language) if goal.now else ""),
        (_("From words to results"), " – ".join(_(STEPS[step]).lower() for step in range(goal.step + 1))),
    ]
    for label, value in facts:
        if value:
            _fact(flow, label, value)
    if goal.actions:
        flow.gap(1.5)
        flow.text(SIDE, TEXT, _("Actions that lead to it"), H3.with_(size=9.25, leading=12), tag="H4" if under == "H3" else "H3", keep=True)
        for what, who, due, done in goal.actions:
            words = ", ".join(filter(None, [who, language.date(due, "short") if due else "", _("done") if done else ""]))
            flow.text(SIDE + 3, TEXT - 3, f"{what} ({words})" if words else what, CELL, after=0.4)
    flow.gap(9)


def _fact(flow: Flow, label: str, value: str) -> None:
    """What it is called stands to the left, so that the values form a column."""

    def draw(sheet: Sheet, y: float) -> None:
        with sheet.tag("P"):
            sheet.text(SIDE, y + 3.03, label, FACT, width=FACT_WIDE)
            sheet.lines(SIDE + FACT_WIDE, y, lines_of(value, CELL, TEXT - FACT_WIDE), CELL)

    flow.block(height_of(value, CELL, TEXT - FACT_WIDE) + 0.6, draw)


def _asked(flow: Flow, question: str) -> None:
    """A question waits for its answer: it, and a line to write on."""

    def draw(sheet: Sheet, y: float) -> None:
        sheet.rect(SIDE, y + 0.8, 1.6, 3.2, fill=WARM)
        tall = sheet.block(SIDE + 4, y, TEXT - 6, question, QUESTION)
        sheet.line(SIDE + 4, y + tall + 7.0, SIDE + TEXT, y + tall + 7.0, THIN, FAINT)

    flow.block(height_of(question, QUESTION, TEXT - 6) + 9.0, draw)


def mark_of(setting: Setting, sheet: Sheet, goal: GoalPaper, right: float, y: float) -> None:
    """ "Concrete" or how many of the six, at the right on a baseline; a filled and an empty mark tell them apart without colour."""
    concrete = not goal.lacks and not goal.questions
    words = setting._("Concrete") if concrete else setting._("%(n)d of 6", n=goal.score)
    style = Style("S", 8.5, 11, PETROL if concrete else SECOND)
    wide = sheet.text(right, y, words, style, align="right", tag="P")
    if concrete:
        sheet.circle(right - wide - 3.0, y - 1.1, 1.3, fill=PETROL)
    else:
        sheet.circle(right - wide - 3.0, y - 1.1, 1.2, stroke=RULE, weight=0.8)


THREE = (1.0, 1.0, 1.0)
SIX = (44.0, 20.0, 29.0, 20.0, 22.0, 24.0)
"""Shares of the width for boxes in rows of three, and of six, where the indicator needs the most."""


def boxes(
    setting: Setting, sheet: Sheet, goal: GoalPaper, x: float, y: float, width: float, *, shares: Sequence[float], height: float
) -> None:
    """The six boxes in rows by these shares: a hairline around what stands, dashes and a line to write on around what is missing."""
    columns = len(shares)
    room = width - (columns - 1) * GAP
    widths = [room * share / sum(shares) for share in shares]
    lefts = [x + sum(widths[:at]) + at * GAP for at in range(columns)]
    language = setting.language
    lacks = dict(goal.lacks)
    said = _said(setting, goal)
    with sheet.group("L"):
        for at, box in enumerate(BOXES):
            left, wide, top = lefts[at % columns], widths[at % columns], y + (at // columns) * (height + GAP)
            why = lacks.get(box)
            words, more = said[box]
            if why is None:
                sheet.rect(left, top, wide, height, stroke=HAIR, weight=0.8, radius=1.5)
            else:
                sheet.rect(left, top, wide, height, stroke=RULE, weight=0.8, radius=1.5, dash=(2.2, 2.2))
                if not words:
                    sheet.line(left + 2.5, top + height - 3.0, left + wide - 2.5, top + height - 3.0, THIN, FAINT)
            with sheet.group("LI"), sheet.tag("LBody"):
                sheet.text(left + 2.5, top + 4.2, box_name(box, language), LABEL)
                if words:
                    lines = 2 if not more and height > 15 else 1
                    fits = VALUE if height_of(words, VALUE, wide - 5) <= lines * 4.1 else VALUE.with_(size=8, leading=10)
                    sheet.block(left + 2.5, top + 5.6, wide - 5, _shortened(words, fits, wide - 5, lines), fits, tag="")
                note = lack_words(Lack(box, why), language) if why and words and not more else more
                if note and not (why == "empty" and not words):
                    style = SMALL if height_of(note, SMALL, wide - 5) < 4.5 else SMALL.with_(size=7.25, leading=8.75)
                    tall = height_of(_shortened(note, style, wide - 5, 2), style, wide - 5)
                    sheet.block(left + 2.5, top + height - 1.4 - tall, wide - 5, _shortened(note, style, wide - 5, 2), style, tag="")


def _shortened(text: str, style: Style, width: float, lines: int) -> str:
    """As many whole lines as there is room for."""
    broken = lines_of(text, style, width)
    if len(broken) <= lines:
        return text
    return "\n".join([*broken[: lines - 1], shortened(f"{broken[lines - 1]} …", style, width * MM)])


def _said(setting: Setting, goal: GoalPaper) -> dict[str, tuple[str, str]]:
    _, language = setting._, setting.language

    def day(iso: str) -> str:
        return language.date(iso, "date") if iso else ""

    baseline = value_words(goal.baseline or None, goal.measure_unit, language), day(goal.baseline_on)
    if goal.measured_by or goal.measured_due:
        until = _("until %(day)s", day=language.date(goal.measured_due, "short")) if goal.measured_due else ""
        baseline = _("Measured first"), ", ".join(filter(None, [goal.measured_by, until]))
    return {
        "indicator": (goal.indicator, ""),
        "unit": (goal.measure_unit, ""),
        "baseline": baseline,
        "target": (value_words(goal.target or None, goal.measure_unit, language), ""),
        "target_on": (day(goal.target_on), ""),
        "owner": (goal.owner, ""),
    }
