"""The evaluation: four small cards on a sheet, three statements to answer and two lines; nobody needs to sign it.

The statements are those that are typed in afterwards (`domain.harvest.Evaluation`), in the same order.
"""

from __future__ import annotations

from verkstad import wording_harvest
from verkstad.documents.fields import Item
from verkstad.documents.parts import Part, Setting
from verkstad.documents.sheets.handouts import Work, card_page
from verkstad.domain.harvesting import STATEMENTS
from verkstad.i18n import N_

TITLE = N_("Say what you think")


def lay(setting: Setting, *, cards: int = 0) -> list[Part]:
    _ = setting._

    def scale(text: str) -> Item:
        return Item(text, "scale", 0, 1, 5, (), (), ())

    items = (
        *(
            scale(_("%(statement)s (1 not at all true – 5 entirely true)", statement=wording_harvest.statement(name, setting.language)))
            for name in STATEMENTS
        ),
        Item(_(wording_harvest.KEEP), "lines", 2, 0, 0, (), (), ()),
        Item(_(wording_harvest.CHANGE), "lines", 2, 0, 0, (), (), ()),
    )
    code = setting.sheet_code("evaluation", items)
    work = Work(_(TITLE), "", "", (), items, "evaluation", code)
    pages = max(1, -(-cards // 4))
    return [Part("evaluation", _(TITLE), (card_page(setting, work, "A6", False, 4),) * pages, code, cards=4, fronts=True)]
