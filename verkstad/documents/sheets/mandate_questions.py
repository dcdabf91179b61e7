"""Questions to leadership: the decisions the modules need and their teams may not take, each with room for the answer."""

from __future__ import annotations

from verkstad.documents.change_paper import ModuleDecisionPaper, ModulePaper
from verkstad.documents.flow import Column, Drawn, Flow, FlowTable, Row, Text
from verkstad.documents.paper import Sheet
from verkstad.documents.parts import SIDE, TEXT, Part, Setting
from verkstad.documents.sheets.masthead import Masthead, document
from verkstad.documents.typography import BODY, CELL, FAINT, H3, PETROL, SMALL, WRITING, Style
from verkstad.i18n import N_
from verkstad.wording_modules import LEVELS, question_to_leadership

TITLE = N_("Questions to leadership")


def lay(setting: Setting) -> list[Part]:
    """One row a decision, module by module; a blank form where there is nothing to ask."""
    _, language = setting._, setting.language
    chosen = {m.id for m in (setting.initiative.modules if setting.initiative else ())} & set(setting.job.chosen)
    found = setting.initiative.modules if setting.initiative is not None else ()
    asked: list[tuple[ModulePaper, list[ModuleDecisionPaper]]] = []
    for module in found:
        missing = [d for d in module.decisions if d.held < d.level]
        if missing and (not chosen or module.id in chosen):
            asked.append((module, missing))
    count = sum(len(missing) for _module, missing in asked)
    said = (
        language.ngettext("%(n)d decision the teams may not take. The answer is written here.", "%(n)d decisions the teams may not take. The answers are written here.", count)
        if count
        else _("Decisions a team needs and may not take are written here, and who answers.")
    )  # fmt: skip
    title = setting.initiative.title if setting.initiative is not None else setting.workshop.title
    head = Masthead(
        _(TITLE), said, [(_("Initiative"), title), (_("Date"), language.date(setting.job.printed, "date") if setting.job.printed else "")]
    )
    table = FlowTable(
        (Column("", 8), Column(_("Question"), 84), Column(_("Answer"), 50), Column(_("Who and when"), 32)), above=2.2, below=2.6
    )
    flow = Flow()
    number = 0
    lines = Drawn(18.0, _lines)
    for module, missing in asked:
        flow.gap(6)
        flow.text(SIDE, TEXT, f"{module.number}  {module.title}", H3.with_(size=12, leading=15), tag="H2", keep=True)
        flow.block(2.0, lambda sheet, y: None, keep=True)
        rows = []
        for decision in missing:
            number += 1
            question = question_to_leadership(decision.name, module.title, decision.level, decision.held, module.team, language)
            who = _("May decide: %(who)s.", who="; ".join(decision.holders[:2])) if decision.holders else ""
            usual = (
                _("Usually decides: %(who)s.", who=decision.usual[:1].lower() + decision.usual[1:]) if decision.usual and not who else ""
            )
            needed = _("Needed: %(level)s.", level=_(LEVELS.get(decision.level, LEVELS[0])))
            cells = (
                [Text(str(number), Style("B", 9.25, 12, PETROL))],
                [Text(question, BODY), Text(" ".join(filter(None, [needed, who, usual])), SMALL, 1.0)],
                [lines],
                [lines],
            )
            rows.append(Row(cells, height=24))
        flow.table(table, rows)
    if not asked:
        flow.table(table, [Row(([Text(str(n), CELL)], [lines], [lines], [lines]), height=26) for n in range(1, 7)])
    content = [[(m.id, missing) for m, missing in asked], title]
    return [document(setting, "mandate_questions", _(TITLE), head, flow, content)]


def _lines(sheet: Sheet, x: float, y: float, width: float) -> None:
    for n in (1, 2):
        sheet.line(x, y + n * 8.6, x + width - 3, y + n * 8.6, WRITING, FAINT)
