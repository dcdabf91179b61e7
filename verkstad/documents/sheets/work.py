"""Paper for what is to be done and what may go wrong: all actions, a page a person, what goes on in each operation, and the risks."""

from __future__ import annotations

from collections.abc import Sequence
from itertools import groupby

from verkstad.documents.flow import Column, Drawn, Flow, FlowTable, Row, Text
from verkstad.documents.insights_paper import ActionPaper, OngoingPaper, RiskPaper, WorkPaper
from verkstad.documents.paper import Sheet, height_of
from verkstad.documents.parts import A3_SIDE, A3_WIDE, SIDE, TEXT, Page, Part, Place, Setting, paginate
from verkstad.documents.sheets.lists import BEARINGS, STATES
from verkstad.documents.sheets.masthead import Masthead, document
from verkstad.documents.typography import (
    A3_BODY,
    A3_H3,
    A3_HINT,
    A3_LABEL,
    A3_LEAD,
    A3_TITLE,
    BODY,
    CELL,
    CELL_STRONG,
    FAINT,
    H3,
    HAIR,
    HAIRLINE,
    INK,
    PETROL,
    SMALL,
    TINT,
    WARM,
    WHITE,
    WRITING,
    Style,
)
from verkstad.domain.flowing import MANY, SERIOUS
from verkstad.i18n import N_

LIST = N_("Actions of the initiative")
PERSON = N_("Actions person by person")
GOING = N_("What goes on")
RISKS = N_("Risk review")
BLANKS = 4


def _paper(setting: Setting) -> WorkPaper:
    return setting.initiative.work if setting.initiative is not None else WorkPaper()


def _title(setting: Setting) -> str:
    return setting.initiative.title if setting.initiative is not None else setting.workshop.title


def _is_open(action: ActionPaper) -> bool:
    return action.status not in ("done", "dropped")


# ------------------------------------------------------------------------------------------------ actions


def action_list(setting: Setting) -> list[Part]:
    """All actions by the day they are due, those that are done last; with lines for what comes up."""
    _ = setting._
    paper = _paper(setting)
    open_ = sorted((a for a in paper.actions if _is_open(a)), key=lambda a: (a.due or "9999", a.what))
    rest = [a for a in paper.actions if not _is_open(a)]
    said = setting.language.ngettext("%(n)d action to carry out", "%(n)d actions to carry out", len(open_)) + "."
    late = sum(a.late for a in open_)
    if late:
        said += " " + setting.language.ngettext("%(n)d is late.", "%(n)d are late.", late)
    head = Masthead(
        _(LIST),
        " ".join([said, *(f"{x}." for x in paper.balance)]) if open_ or rest else _("What is decided is written here: what, who and when."),
        _facts(setting),
    )
    flow = Flow()
    table = _table(setting, who=True)
    flow.table(table, [*_rows(setting, [*open_, *rest], who=True), *_empty(setting, table, BLANKS)])
    return [document(setting, "action_list", _(LIST), head, flow, [paper.actions, paper.balance], audience="participant")]


def action_person(setting: Setting) -> list[Part]:
    """A page for everybody who has something to do, to hand over; what nobody has comes last."""
    _, language = setting._, setting.language
    held = sorted(
        (a for a in _paper(setting).actions if _is_open(a)),
        key=lambda a: (not a.person, language.sort_key(a.owner), a.person, a.due or "9999"),
    )
    chosen = [a for a in held if a.person in setting.job.chosen] or held
    parts = []
    for _person, some in groupby(chosen, key=lambda a: a.person):
        mine = list(some)
        who = mine[0].owner or _("Without anybody responsible")
        said = language.ngettext("%(n)d action to carry out", "%(n)d actions to carry out", len(mine)) + "."
        if mine[0].person and len(mine) > MANY:
            said += " " + _("That is more than seven: what can somebody else take?")
        flow = Flow()
        table = _table(setting, who=False)
        flow.table(table, [*_rows(setting, mine, who=False), *_empty(setting, table, 2)])
        parts.append(
            document(
                setting, "action_person", who, Masthead(who, said, _facts(setting)), flow, mine, kind=_(PERSON), audience="participant"
            )
        )
    if not parts:
        flow = Flow()
        table = _table(setting, who=False)
        flow.table(table, _empty(setting, table, 8))
        head = Masthead(_(PERSON), _("What is decided is written here: what, who and when."), _facts(setting))
        parts.append(document(setting, "action_person", _(PERSON), head, flow, (), audience="participant"))
    return parts


def _facts(setting: Setting) -> list[tuple[str, str]]:
    _, language, day = setting._, setting.language, setting.job.printed
    return [(_("Initiative"), _title(setting)), (_("Day"), language.date(day, "date") if day else "")]


def _table(setting: Setting, *, who: bool) -> FlowTable:
    _ = setting._
    middle = (Column(_("Who"), 34),) if who else ()
    what = TEXT - 8 - 26 - 40 - 12 - (34 if who else 0)
    return FlowTable(
        (Column("", 8), Column(_("What"), what), *middle, Column(_("When"), 26), Column(_("Leads to"), 40), Column(_("Done"), 12, "right")),
        above=2.0,
        below=2.2,
    )


def _rows(setting: Setting, actions: Sequence[ActionPaper], *, who: bool) -> list[Row]:
    _, language = setting._, setting.language
    box = _("Box to tick when it is done")
    rows = []
    for n, a in enumerate(actions, 1):
        notes = [_(BEARINGS[a.bearing]) if a.bearing in BEARINGS else "", _(STATES[a.status]) if STATES.get(a.status) else "", a.workshop]
        due = language.date(a.due, "short", today=setting.job.printed or None) if a.due else ""
        late = [Text(_("late"), SMALL.with_(face="S", color=WARM))] if a.late else []

        def tick(sheet: Sheet, x: float, y: float, width: float, done: bool = a.status == "done") -> None:
            sheet.tick_box(x + width - 4.0, y, 4.0)
            if done:
                sheet.line(x + width - 3.3, y + 0.7, x + width - 0.7, y + 3.3, 1.4, INK)
                sheet.line(x + width - 3.3, y + 3.3, x + width - 0.7, y + 0.7, 1.4, INK)

        rows.append(
            Row(
                (
                    [Text(str(n), Style("B", 9.25, 12, PETROL))],
                    [Text(a.what, BODY), Text(" · ".join(filter(None, notes)), SMALL, 0.4)],
                    *([[Text(a.owner, CELL)]] if who else ()),
                    [Text(due, CELL), *late],
                    [Text(a.goal, SMALL)],
                    [Drawn(4.2, tick, alt=box)],
                ),
                height=11,
            )
        )
    return rows


def _empty(setting: Setting, table: FlowTable, count: int) -> list[Row]:
    tick = Drawn(4.2, lambda sheet, x, y, w: sheet.tick_box(x + w - 4.0, y, 4.0), alt=setting._("Box to tick when it is done"))
    return [Row((*([] for _c in table.columns[:-1]), [tick]), height=13) for _n in range(count)]


# ------------------------------------------------------------------------------------------------ what goes on

HEAD, TOP, FOOT = 62.0, 72.0, 276.0
NAME, CELLS = 66.0, (118.0, 100.0)  # mm of the columns; the last takes the rest


def going_on(setting: Setting) -> list[Part]:
    """Operation by operation what goes on, what was finished lately, and room for what one needs help with: the one hand knows what the other does."""
    _ = setting._
    rows = _paper(setting).ongoing
    blank = OngoingPaper("")
    some = [*rows, *[blank] * max(1, 5 - len(rows))]
    heights = [_row_height(r) for r in some]
    pages = paginate(heights, FOOT - TOP, FOOT - TOP)
    code = setting.sheet_code("going_on", rows)

    def page(which: Sequence[int]) -> Page:
        def draw(sheet: Sheet, place: Place) -> None:
            setting.head(sheet, _(GOING), side=A3_SIDE)
            sheet.text(A3_SIDE, 36, _(GOING), A3_TITLE, tag="H1" if place.number == 1 and place.first else "P")
            sheet.fitted(
                A3_SIDE, 46, _("Ten minutes a week, standing: read your row, say what you need, and offer what you can."), A3_LEAD,
                sheet.width - 2 * A3_SIDE, least=10.0, tag="P",
            )  # fmt: skip
            _going(setting, sheet, [some[i] for i in which], [heights[i] for i in which])
            setting.foot(sheet, place, code, _(GOING), side=A3_SIDE)

        return Page(A3_WIDE, draw)

    return [Part("going_on", _(GOING), tuple(page(which) for which in pages), code)]


def _row_height(row: OngoingPaper) -> float:
    tall = max(sum(height_of(f"– {t}", A3_BODY, w - 8) + 0.8 for t in texts) for texts, w in zip((row.going, row.done), CELLS, strict=True))
    return min(FOOT - TOP, max(34.0, tall + 6))


def _going(setting: Setting, sheet: Sheet, rows: Sequence[OngoingPaper], heights: Sequence[float]) -> None:
    _ = setting._
    edges = [A3_SIDE, A3_SIDE + NAME, A3_SIDE + NAME + CELLS[0], A3_SIDE + NAME + sum(CELLS), sheet.width - A3_SIDE]
    heads = (_("Unit"), _("Goes on now"), _("Finished the last 14 days"), _("Needs help with"))
    sheet.rect(A3_SIDE, HEAD, sheet.width - 2 * A3_SIDE, TOP - HEAD, fill=TINT)
    with sheet.group("Table"):
        with sheet.group("TR"):
            for x, words in zip(edges, heads, strict=False):
                with sheet.c.leaf("TH", attributes="[<</O/Table/Scope/Column>>]"):
                    sheet.text(x + 4, HEAD + 6.6, words, A3_LABEL.with_(color=INK))
        y = TOP
        for row, tall in zip(rows, heights, strict=True):
            with sheet.group("TR"):
                with sheet.c.leaf("TH", attributes="[<</O/Table/Scope/Row>>]"):
                    sheet.block(edges[0] + 4, y + 3, NAME - 8, row.unit or (_("No unit") if row.going or row.done else " "), A3_H3, tag="")
                for texts, x, w in ((row.going, edges[1], CELLS[0]), (row.done, edges[2], CELLS[1])):
                    with sheet.tag("TD"):
                        at = y + 3
                        for n, text in enumerate(texts):
                            high = height_of(f"– {text}", A3_BODY, w - 8)
                            if at + high > y + tall:
                                sheet.text(x + 4, y + tall - 1.5, _("and %(n)d more", n=len(texts) - n), A3_HINT)
                                break
                            sheet.block(x + 4, at, w - 8, f"– {text}", A3_BODY, tag="")
                            at += high + 0.8
            sheet.line(A3_SIDE, y + tall, sheet.width - A3_SIDE, y + tall, HAIRLINE, HAIR)
            y += tall
    for x in edges[1:-1]:
        sheet.line(x, HEAD, x, y, HAIRLINE, HAIR)


# ------------------------------------------------------------------------------------------------ risks


def risk_review(setting: Setting) -> list[Part]:
    """The risks by weight with what is done, whose they are and by what one notices them; the map of likelihood and impact; lines for more."""
    _ = setting._
    risks = [r for r in _paper(setting).risks if not r.closed]
    serious = sum((r.weight or 0) >= SERIOUS for r in risks)
    said = _("Misinvestments, resistance, missing resources, too much at once: what may go wrong, and how do we notice in time?")
    if serious:
        said = setting.language.ngettext("%(n)d serious risk.", "%(n)d serious risks.", serious) + " " + said
    head = Masthead(_(RISKS), said, _facts(setting))
    flow = Flow()
    flow.block(64.0, lambda sheet, y: _map(setting, sheet, y, risks), keep=False)
    flow.gap(6)
    table = FlowTable(
        (Column("", 8), Column(_("What may go wrong"), 58), Column(_("Weight"), 16, "right"), Column("", 4), Column(_("Warning sign"), 34), Column(_("What we do about it"), 34), Column(_("Owner"), 20)),
        above=1.8,
        below=2.0,
    )  # fmt: skip
    rows = [_risk(setting, n, r) for n, r in enumerate(risks, 1)]
    line = Drawn(9.0, lambda sheet, x, y, w: sheet.line(x, y + 8.4, x + w - 3, y + 8.4, WRITING, FAINT))
    rows += [Row(([], [line], [], [], [line], [line], [line]), height=15) for _n in range(max(3, 8 - len(risks)))]
    flow.table(table, rows)
    return [document(setting, "risk_review", _(RISKS), head, flow, risks, audience="participant")]


def _risk(setting: Setting, number: int, r: RiskPaper) -> Row:
    weight = f"{r.weight}" if r.weight else "–"
    lacks = [Text(r.lacks, SMALL.with_(face="S", color=WARM), 0.4)] if r.lacks else []
    both = f"{r.likelihood} × {r.impact}" if r.likelihood and r.impact else ""
    return Row(
        (
            [Text(str(number), Style("B", 9.25, 12, PETROL))],
            [Text(r.says, BODY), Text(r.family, SMALL, 0.3), *lacks],
            [Text(weight, CELL_STRONG if (r.weight or 0) >= SERIOUS else CELL), Text(both, SMALL)],
            [],
            [Text(r.sign, CELL)],
            [Text(r.response, CELL)],
            [Text(r.owner, CELL)],
        ),
        height=13,
    )


def _map(setting: Setting, sheet: Sheet, y: float, risks: Sequence[RiskPaper]) -> None:
    """Likelihood upwards and impact to the right, with the number of each risk where it stands."""
    _ = setting._
    placed: dict[tuple[int, int], list[int]] = {}
    for n, r in enumerate(risks, 1):
        if r.likelihood and r.impact:
            placed.setdefault((r.likelihood, r.impact), []).append(n)
    left, wide, tall = SIDE + 12, 30.0, 11.0
    alt = "; ".join(
        f"{', '.join(map(str, ns))}: {likelihood} × {impact}" for (likelihood, impact), ns in sorted(placed.items(), reverse=True)
    )
    with sheet.tag("Figure", alt=alt or _("Empty map of likelihood and impact"), box=(left, y, 5 * wide, 5 * tall)):
        for likelihood in range(1, 6):
            for impact in range(1, 6):
                x, at = left + (impact - 1) * wide, y + (5 - likelihood) * tall
                heavy = likelihood * impact >= SERIOUS
                sheet.rect(
                    x, at, wide - 1, tall - 1, fill=TINT if heavy else WHITE, stroke=INK if heavy else HAIR, weight=1.0 if heavy else 0.5
                )
                numbers = placed.get((likelihood, impact), ())
                if numbers:
                    sheet.fitted(x + (wide - 1) / 2, at + 6.4, ", ".join(map(str, numbers)), H3, wide - 3, align="middle")
        for n in range(1, 6):
            sheet.text(left + (n - 0.5) * wide, y + 5 * tall + 3.2, str(n), SMALL, align="middle")
            sheet.text(left - 3, y + (5 - n + 0.62) * tall, str(n), SMALL, align="right")
    sheet.text(
        left,
        y + 5 * tall + 7.2,
        _("Impact →   Likelihood ↑   A frame: twelve or more, which needs an owner and a warning sign"),
        SMALL,
        tag="P",
    )
