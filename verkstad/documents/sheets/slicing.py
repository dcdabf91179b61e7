"""The slicing wall sheet by itself: the elephant, the slices, the first of them. It needs no exercise in the program."""

from __future__ import annotations

from verkstad.documents.fields import Item
from verkstad.documents.parts import A3_WIDE, Page, Part, Setting
from verkstad.documents.sheets import wall
from verkstad.documents.sheets.handouts import Work
from verkstad.i18n import N_

TITLE = N_("Slice the elephant")


def lay(setting: Setting) -> list[Part]:
    _ = setting._

    def line(label: str, rows: int) -> Item:
        return Item(label, "lines" if rows else "line", rows, 0, 0, (), (), ())

    items = (
        line(_("The whole elephant"), 3),
        line(_("Who notices the difference first?"), 2),
        line(_("What do we not do now?"), 2),
        Item(_("The slices"), "matrix", 6, 0, 0, (), (_("Knife"), _("Slice"), _("Noticed by")), ()),
        line(_("The first slice"), 2),
        line(_("We see that it works when"), 2),
        line(_("Who"), 0),
        line(_("Done by"), 0),
    )
    code = setting.sheet_code("slicing", items)
    lead = _(
        "Cut what you want to change into slices so thin that each can be tried within 90 days, and still is worth something to somebody."
    )
    work = Work(_(TITLE), _(TITLE), lead, (), items, "slicing", code)
    return [Part("slicing", _(TITLE), (Page(A3_WIDE, wall.painter(setting, work)),), code)]
