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
    items = (
        Item(_("The whole elephant in one sentence"), "line", 0, 0, 0, (), (), ()),
        Item(_("The elephant"), "drawing", 0, 0, 0, (), (), ()),
        Item(_("The slices"), "matrix", 6, 0, 0, (), (_("Knife"), _("Slice"), _("Noticed by")), ()),
        Item(_("The first slice"), "line", 0, 0, 0, (), (), ()),
    )
    code = setting.sheet_code("slicing", items)
    lead = _(
        "Cut what you want to change into slices so thin that each can be tried within 90 days, and still is worth something to somebody."
    )
    work = Work(_(TITLE), _(TITLE), lead, (), items, "h_elefant", code)
    return [Part("slicing", _(TITLE), (Page(A3_WIDE, wall.painter(setting, work)),), code)]
