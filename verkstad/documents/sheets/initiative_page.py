"""The initiative on one page: why, what and how; what is decided; the goals with their six boxes; modules, teams and pilots in a line each."""

from __future__ import annotations

from collections.abc import Sequence

from verkstad.documents.change_paper import DecisionPaper, GoalPaper, InitiativePaper
from verkstad.documents.flow import Flow
from verkstad.documents.paper import Sheet, height_of
from verkstad.documents.parts import SIDE, TEXT, Part, Setting
from verkstad.documents.sheets.goals import SIX, boxes, mark_of
from verkstad.documents.sheets.masthead import Masthead, document, section
from verkstad.documents.typography import (
    BODY,
    CELL,
    CELL_STRONG,
    FAINT,
    H3,
    HAIR,
    HAIRLINE,
    INK,
    RULE,
    SECOND,
    SMALL,
    WRITING,
    Style,
)
from verkstad.i18n import N_
from verkstad.wording_goals import goal_title, now_words

Said = tuple[str, Style]
TITLE = N_("The initiative on one page")
STATES = {"proposed": N_("Proposal"), "agreed": N_("Agreement in the workshop"), "decided": N_("Decided")}
GUTTER = 6.0
BOX = 15.6
EMPTY = 3  # lines to write on where nothing is said
MOST = 3  # decisions


def lay(setting: Setting) -> list[Part]:
    """One page for what an initiative usually holds; more goals than there is room for go on to the next."""
    change = setting.initiative or InitiativePaper(setting.workshop.id, setting.workshop.title)
    _ = setting._
    facts = [(_("Leads"), change.leader or "–"), (_("Drives it on"), change.driver or "–")]
    head = Masthead(change.title or _(TITLE), "", facts)
    flow = Flow()
    _why(setting, flow, change)
    flow.gap(3)
    if change.why_now.strip() or change.technology.strip():
        _now(setting, flow, change)
        flow.gap(3)
    _decided(setting, flow, change.decisions)
    flow.gap(2)
    _goals(setting, flow, change.goals)
    flow.gap(2)
    _rest(setting, flow, change)
    return [document(setting, "initiative_page", _(TITLE), head, flow, change, kind=_(TITLE), audience="participant", gap=6)]


def _why(setting: Setting, flow: Flow, change: InitiativePaper) -> None:
    """Three columns, the same order as on the screen."""
    _ = setting._
    wide = (TEXT - 2 * GUTTER) / 3
    columns = ((_("Why"), change.why), (_("What"), change.what), (_("How"), change.how))
    tall = max((height_of(text, BODY, wide) for _title, text in columns if text), default=0.0)
    tall = max(tall, EMPTY * 8.0 if any(not text for _title, text in columns) else 0.0)

    def draw(sheet: Sheet, y: float) -> None:
        for at, (title, text) in enumerate(columns):
            x = SIDE + at * (wide + GUTTER)
            top = section(sheet, x, y, wide, title)
            if text:
                sheet.block(x, top, wide, text, BODY)
            else:
                sheet.writing_lines(x, top - 1.5, wide, EMPTY, 8.0)

    flow.block(8.0 + tall, draw)


def _now(setting: Setting, flow: Flow, change: InitiativePaper) -> None:
    """What is told when one kicks off, where somebody has written it: side by side."""
    _ = setting._
    both = ((_("Why now"), change.why_now), (_("What there is to build on"), change.technology))
    columns = [(title, text) for title, text in both if text.strip()]
    wide = (TEXT - GUTTER * (len(columns) - 1)) / len(columns)

    def draw(sheet: Sheet, y: float) -> None:
        for at, (title, text) in enumerate(columns):
            x = SIDE + at * (wide + GUTTER)
            sheet.block(x, section(sheet, x, y, wide, title), wide, text, BODY)

    flow.block(8.0 + max(height_of(text, BODY, wide) for _title, text in columns), draw)


def _heading(flow: Flow, title: str) -> None:
    def draw(sheet: Sheet, y: float) -> None:
        section(sheet, SIDE, y, TEXT, title)

    flow.block(8.2, draw, keep=True)


def _decided(setting: Setting, flow: Flow, decisions: Sequence[DecisionPaper]) -> None:
    _, language = setting._, setting.language
    _heading(flow, _("Decision"))
    if not decisions:
        flow.text(SIDE, TEXT, _("Nothing is decided yet."), CELL.with_(color=SECOND))
        return
    for decision in decisions[:MOST]:
        _decision(setting, flow, decision)
    if len(decisions) > MOST:
        flow.text(SIDE, TEXT, language.ngettext("and %(n)d more", "and %(n)d more", len(decisions) - MOST), SMALL)


def _decision(setting: Setting, flow: Flow, decision: DecisionPaper) -> None:
    """Its words, and under them who, when and where it stands. What is not decided says so."""
    _, language = setting._, setting.language
    decided = decision.state == "decided"
    facts = [_(STATES.get(decision.state, "Proposal"))]
    if decided:
        facts = [decision.decided_by, language.date(decision.decided_on, "date") if decision.decided_on else "", decision.reference]
        if decision.review_on:
            facts.append(_("looked at again %(day)s", day=language.date(decision.review_on, "date")))
    told = " · ".join(filter(None, facts)) or _(STATES["decided"])
    order = [
        f"{_(name)}: {' '.join(text.split())}"
        for name, text in ((N_("Goes first"), decision.prioritised), (N_("Has to wait"), decision.deprioritised))
        if text.strip()
    ]
    answer = [(decision.answer, CELL)] if decision.answer else []
    lines = [(decision.statement, CELL_STRONG), *answer, *((words, CELL) for words in order), (told, SMALL)]
    tall = sum(height_of(text, style, TEXT - 5) for text, style in lines)

    def draw(sheet: Sheet, y: float) -> None:
        if decided:
            sheet.rect(SIDE, y + 1.0, 2.2, 2.2, fill=INK)
        else:
            sheet.rect(SIDE, y + 1.0, 2.2, 2.2, stroke=RULE, weight=0.8)
        for text, style in lines:
            y += sheet.block(SIDE + 5, y, TEXT - 5, text, style)

    flow.block(tall + 2.0, draw)


def _goals(setting: Setting, flow: Flow, goals: Sequence[GoalPaper]) -> None:
    _ = setting._
    _heading(flow, _("Goals"))
    if not goals:
        flow.text(SIDE, TEXT, _("There are no goals yet."), CELL.with_(color=SECOND))
    for goal in goals:
        title = goal_title(goal.statement, setting.language, agreed=goal.agreed)
        words = height_of(title, CELL_STRONG, TEXT - 32)
        said = _below(setting, goal)
        below = sum(height_of(words, style, TEXT) for words, style in said)

        def draw(
            sheet: Sheet, y: float, goal: GoalPaper = goal, title: str = title, words: float = words, said: Sequence[Said] = said
        ) -> None:
            sheet.block(SIDE, y, TEXT - 32, title, CELL_STRONG)
            mark_of(setting, sheet, goal, SIDE + TEXT, y + 3.2)
            boxes(setting, sheet, goal, SIDE, y + words + 1.4, TEXT, shares=SIX, height=BOX)
            below = y + words + 1.4 + BOX + 1.2
            for text, style in said:
                below += sheet.block(SIDE, below, TEXT, text, style)

        flow.block(words + 1.4 + BOX + (1.2 + below + 2.0 if below else 3.0), draw)


def _below(setting: Setting, goal: GoalPaper) -> list[Said]:
    """Under the boxes: where it stands, and what an empty phrase in it makes one ask."""
    said: list[Said] = []
    if goal.now is not None:
        said.append(
            (now_words(goal.now, goal.baseline or None, goal.target or None, goal.measure_unit, setting.language), SMALL.with_(color=INK))
        )
    return [*said, *((question, SMALL) for question in goal.questions)]


def _rest(setting: Setting, flow: Flow, change: InitiativePaper) -> None:
    """A line each: what there is, or a line to write on."""
    _ = setting._
    rows = (
        (_("Modules"), [m.title for m in change.modules if m.depth == 0]),
        (_("Teams"), [t.title for t in change.teams]),
        (_("Pilots"), [p.title for p in change.pilots]),
        *(((_("How it stands"), [" ".join(change.standing)]),) if change.standing else ()),
    )
    for name, titles in rows:
        text = " · ".join(filter(None, titles))
        tall = max(6.4 if text else 9.0, height_of(text, CELL, TEXT - 28) + 2.2)

        def draw(sheet: Sheet, y: float, name: str = name, text: str = text, tall: float = tall) -> None:
            sheet.line(SIDE, y, SIDE + TEXT, y, HAIRLINE, HAIR)
            sheet.block(SIDE, y + 1.1, 28, name, H3.with_(size=9.25, leading=12), tag="H2")
            if text:
                sheet.block(SIDE + 28, y + 1.1, TEXT - 28, text, CELL)
            else:
                sheet.line(SIDE + 28, y + tall - 1.2, SIDE + TEXT, y + tall - 1.2, WRITING, FAINT)

        flow.block(tall, draw)
