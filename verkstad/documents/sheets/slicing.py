"""The slicing wall sheet by itself: the elephant, the slices, the first of them. With an initiative it holds today's modules."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import replace

from verkstad.documents.change_paper import ModulePaper
from verkstad.documents.fields import Item
from verkstad.documents.parts import A3_WIDE, Page, Part, Setting
from verkstad.documents.sheets import wall
from verkstad.documents.sheets.handouts import Work
from verkstad.i18n import N_

TITLE = N_("Slice the elephant")
OF_A_CHANGE = N_("Slicing wall sheet")
ROWS = 6
MOST = 11  # rows that leave room for two lines in each


def lay_modules(setting: Setting) -> list[Part]:
    """The same for an initiative printed by itself."""
    return [replace(part, sheet="module_wall") for part in lay(setting)]


def lay(setting: Setting) -> list[Part]:
    """One sheet to write on; with modules as many as they need, each with room for slices nobody has thought of yet."""
    _ = setting._
    modules = setting.initiative.modules if setting.initiative is not None else ()
    sheets = [modules[at : at + MOST - 2] for at in range(0, len(modules), MOST - 2)] or [()]
    lead = _(
        "Cut what you want to change into slices so thin that each can be tried within 90 days, and still is worth something to somebody."
    )
    if setting.initiative is not None:
        lead = f"{setting.initiative.title}. {lead}"
    parts = []
    for some in sheets:
        items = _items(setting, some)
        code = setting.sheet_code("slicing", items)
        work = Work(_(TITLE), _(TITLE), lead, (), items, "slicing", code)
        parts.append(Part("slicing", _(TITLE), (Page(A3_WIDE, wall.painter(setting, work)),), code))
    return parts


def _items(setting: Setting, modules: Sequence[ModulePaper]) -> tuple[Item, ...]:
    _ = setting._

    def line(label: str, rows: int) -> Item:
        return Item(label, "lines" if rows else "line", rows, 0, 0, (), (), ())

    given = tuple((m.number, m.knife, m.title, m.helps) for m in modules)
    rows = max(ROWS, len(given) + 2)
    return (
        line(_("The whole elephant"), 3),
        line(_("Who notices the difference first?"), 2),
        line(_("What do we not do now?"), 2),
        Item(_("The slices"), "matrix", rows, 0, 0, (), (_("Knife"), _("Slice"), _("Noticed by")), (), given=given),
        line(_("The first slice"), 2),
        line(_("We see that it works when"), 2),
        line(_("Who"), 0),
        line(_("Done by"), 0),
    )
