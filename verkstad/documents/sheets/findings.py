"""What there is to look over, to go through together: a box to tick for each, room for who and when, and what is let be with its reason."""

from __future__ import annotations

from verkstad.documents.flow import Column, Drawn, Flow, FlowTable, Row, Text
from verkstad.documents.paper import Sheet
from verkstad.documents.parts import SIDE, TEXT, Part, Setting
from verkstad.documents.sheets.masthead import Masthead, document
from verkstad.documents.typography import BODY, CELL, CELL_STRONG, FAINT, H3, SECOND, SMALL, WRITING
from verkstad.i18n import N_

TITLE = N_("To look over")


def lay(setting: Setting) -> list[Part]:
    """Rule by rule, the most important first; a sentence when there is nothing."""
    _, language = setting._, setting.language
    paper = setting.initiative.findings if setting.initiative is not None else None
    rules = paper.rules if paper is not None else ()
    accepted = paper.accepted if paper is not None else ()
    count = sum(len(rule.lines) for rule in rules)
    said = language.ngettext("%(n)d thing to look over", "%(n)d things to look over", count) if count else _("Nothing to look over.")
    title = setting.initiative.title if setting.initiative is not None else setting.workshop.title
    day = language.date(setting.job.printed, "date") if setting.job.printed else ""
    head = Masthead(_(TITLE), said, [(_("Initiative"), title), (_("Date"), day)])
    table = FlowTable((Column("", 10), Column(_("What"), 112), Column(_("Who and when"), 52)), above=1.6, below=1.8)
    box = Drawn(4.2, lambda sheet, x, y, w: sheet.tick_box(x, y + 0.1, 4.0), alt=_("Box to tick when it is done"))
    room = Drawn(8.0, _line)
    flow = Flow()
    rows: list[Row] = []
    for rule in rules:
        rows.append(Row(([Text(f"{rule.name}  ·  {rule.severity}", CELL_STRONG, 0.8), Text(rule.why, SMALL, 0.8)],), band=True))
        for name, detail in rule.lines:
            said_of_it = [Text(detail, CELL.with_(color=SECOND), 0.4)] if detail else []
            rows.append(Row(([box], [Text(name, CELL_STRONG), *said_of_it], [room]), height=9.5))
    if rows:
        flow.gap(4)
        flow.table(table, rows, keep=[at for at, row in enumerate(rows) if row.band])
    if accepted:
        flow.gap(8)
        flow.text(SIDE, TEXT, _("Let be, with the reason"), H3.with_(size=12, leading=15), tag="H2", keep=True)
        flow.block(1.5, lambda sheet, y: None, keep=True)
        for name, about, reason in accepted:
            flow.text(SIDE, TEXT, f"{name}: {about} – {reason}", BODY, after=1.2)
    content = [[(r.name, r.lines) for r in rules], accepted, title]
    return [document(setting, "findings", _(TITLE), head, flow, content)]


def _line(sheet: Sheet, x: float, y: float, width: float) -> None:
    sheet.line(x, y + 6.6, x + width - 3, y + 6.6, WRITING, FAINT)
