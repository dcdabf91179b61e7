"""The plan for paper and for a spreadsheet: what was sorted, and how well it is anchored."""

from __future__ import annotations

from verkstad import wording, wording_plan
from verkstad.app.plan import AnchoringView, ItemLine, anchoring_view, paper_product, plan_view
from verkstad.documents.office_sheet import Cell, Dated, Grid, csv_file, xlsx_file
from verkstad.documents.plan_paper import PlanItemPaper, PlanPaper
from verkstad.domain.fields import Id
from verkstad.i18n import Language
from verkstad.storage.library import Reading


def anchoring_file(view: AnchoringView, speaks: Language, as_csv: bool) -> bytes:
    """A row for each point and operation, so that it can be filtered: level, day, and what the answer changed."""
    _ = speaks.gettext
    names = {unit.id: unit.name for unit in view.units}
    rows: list[tuple[Cell, ...]] = []
    for line in view.lines:
        for unit in view.units:
            cell = view.matrix.cells[(line.id, unit.id)]
            rows.append(
                (
                    line.item.number, line.item.page, line.item.says, names[unit.id], cell.level, wording_plan.level_words(cell.level, speaks),
                    Dated(cell.on) if cell.on else None, cell.changed,
                )
            )  # fmt: skip
    heads = (_("No."), _("Page"), _("Text"), _("Operation"), _("Level"), _("In words"), _("Since"), _("What their answer changed"))
    grid = Grid(_("Anchoring"), heads, tuple(rows), (8, 7, 70, 24, 8, 16, 12, 50))
    return csv_file(grid) if as_csv else xlsx_file(grid)


def plan_paper(library: Reading, initiative: Id, speaks: Language, today: str) -> PlanPaper:
    """Every item that stands, with what it became and who knows of it."""
    view, matrix = plan_view(library, initiative), anchoring_view(library, initiative)
    still = {line.id for line in paper_product(library, initiative, today).on_paper}
    units = [unit.id for unit in matrix.units]

    def item(line: ItemLine) -> PlanItemPaper:
        told = [cell.level if (cell := matrix.matrix.cells.get((line.id, unit))) else None for unit in units]
        return PlanItemPaper(
            number=line.item.number,
            says=line.item.says,
            heading=line.item.heading,
            page=line.item.page,
            document=line.document,
            state=line.state,
            state_word=wording.choice_name("plan_item", "state", line.state, speaks),
            reason=line.item.reason,
            became=tuple((wording.choice_name("plan_link", "became", b.kind, speaks), b.title) for b in line.became),
            forum=line.forum,
            on_paper=line.id in still,
            kept=line.state in ("new", "used"),
            levels=tuple(told),
        )

    return PlanPaper(
        items=tuple(item(line) for line in view.standing),
        documents=tuple(document.title for document in view.documents),
        units=tuple(unit.name for unit in matrix.units),
        sorted=view.sorted,
        index=wording_plan.anchoring_words(matrix.matrix.index, speaks),
        weak=len(matrix.matrix.weak),
        cells=len(matrix.matrix.cells),
    )
