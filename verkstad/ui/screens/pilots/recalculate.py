"""Recalculating a median: four questions, each answered with yes, a reason and who says so. Never done by the program itself."""

from __future__ import annotations

from collections.abc import Sequence

from PySide6.QtWidgets import QCheckBox

from verkstad.app import measures
from verkstad.domain.runchart import QUESTIONS, Fresh
from verkstad.i18n import N_
from verkstad.ui import controls
from verkstad.ui.desk import Desk
from verkstad.ui.dialogs import Sheet
from verkstad.ui.fields import ChoiceField, LineField, ProseField, form

ASKED = {
    "different": N_("Do the values behave clearly differently?"),
    "known": N_("Do we know why?"),
    "wanted": N_("Is the new state wanted?"),
    "lasting": N_("Do we expect it to last?"),
}


class RecalculateDialog(Sheet):
    def __init__(self, desk: Desk, fresh: Sequence[Fresh]) -> None:
        _ = desk.gettext
        super().__init__(desk, _("Recalculate the median"), width=520)
        self.start = ChoiceField(desk, _("New median from"), [(f.on, desk.language.date(f.on, "date")) for f in fresh])
        self.start.show_value(fresh[0].on)
        self.start.setVisible(len(fresh) > 1)
        self.checks = {key: QCheckBox(_(ASKED[key])) for key in QUESTIONS}
        for check in self.checks.values():
            check.clicked.connect(lambda _checked: self._show())
        self.why = ProseField(desk, _("Reason"), lines=2, placeholder=_("What was changed, and why it holds"))
        self.why.edit.textChanged.connect(self._show)
        self.by = LineField(desk, _("Who says so"), length=120)
        self.by.line.textChanged.connect(lambda _text: self._show())
        lead = _("From %(day)s the chart gets a new median. What was before stays as it is.", day=desk.language.date(fresh[0].on, "date"))
        self.add(
            controls.label(lead, "caption", wrap=True),
            self.start,
            controls.label(_("Tick what you answer with yes. Is any answer no, the median stays."), "label", wrap=True),
            controls.holder(controls.column(*self.checks.values(), spacing=2)),
            form(self.why, self.by),
        )
        self.offer_cancel()
        self.yes = self.offer(_("Recalculate"), self.accept, role="primary")
        self._show()

    def answered(self) -> tuple[str, ...]:
        return tuple(key for key, check in self.checks.items() if check.isChecked())

    def _show(self) -> None:
        self.yes.setEnabled(len(self.answered()) == len(QUESTIONS) and bool(self.why.value()) and bool(self.by.value()))


def recalculate(desk: Desk, measure: str, fresh: Sequence[Fresh], *, by: object) -> None:
    """Ask, and do it."""
    asked = RecalculateDialog(desk, fresh)
    if desk.dialogs.run(asked):
        made = desk.try_to(
            measures.recalculate_median, measure, asked.start.value(), asked.why.value(), asked.by.value(), yes=asked.answered(), by=by
        )
        if made:
            desk.say(desk.gettext("The median was recalculated."), undo=True)
