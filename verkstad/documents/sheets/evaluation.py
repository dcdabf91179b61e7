"""The evaluation: four small cards on a sheet, three answers and two lines; nobody needs to sign it."""

from __future__ import annotations

from verkstad.documents.fields import Item
from verkstad.documents.parts import Part, Setting
from verkstad.documents.sheets.handouts import Work, card_page
from verkstad.i18n import N_

TITLE = N_("Say what you think")


def lay(setting: Setting, *, cards: int = 0) -> list[Part]:
    _ = setting._

    def scale(text: str) -> Item:
        return Item(text, "scale", 0, 1, 5, (), (), ())

    items = (
        scale(_("It was worth my time (1 no – 5 yes)")),
        scale(_("I know what I do next week (1 no – 5 yes)")),
        Item(_("The best of it"), "lines", 2, 0, 0, (), (), ()),
        Item(_("What I missed"), "lines", 2, 0, 0, (), (), ()),
    )
    code = setting.sheet_code("evaluation", items)
    work = Work(_(TITLE), "", "", (), items, "evaluation", code)
    pages = max(1, -(-cards // 4))
    return [Part("evaluation", _(TITLE), (card_page(setting, work, "A6", False, 4),) * pages, code, cards=4, fronts=True)]
