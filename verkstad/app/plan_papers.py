"""The plan for paper and for a spreadsheet: what was sorted, and how well it is anchored."""

from __future__ import annotations

from verkstad import wording_plan
from verkstad.app.plan import AnchoringView
from verkstad.documents.office_sheet import Cell, Dated, Grid, csv_file, xlsx_file
from verkstad.i18n import Language


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
