"""The figures of the checks for one initiative: the default stands in each field until another is written there."""

from __future__ import annotations

from functools import partial

from PySide6.QtWidgets import QGridLayout

from verkstad import wording_checks
from verkstad.app import checks
from verkstad.domain.fields import Id
from verkstad.ui import controls
from verkstad.ui.desk import Desk
from verkstad.ui.dialogs import Sheet
from verkstad.ui.fields import NumberField


class FiguresSheet(Sheet):
    def __init__(self, desk: Desk, initiative: Id) -> None:
        _ = desk.gettext
        super().__init__(desk, _("Figures of the checks"), width=760)
        self.initiative = initiative
        self.add(
            controls.label(
                _("Empty means the figure that stands there in grey. What you choose holds for this initiative."), "caption", wrap=True
            )
        )
        grid = QGridLayout()
        grid.setHorizontalSpacing(24)
        grid.setVerticalSpacing(14)
        self.fields: dict[str, NumberField] = {}
        for at, (name, (default, own)) in enumerate(desk.bench.ask(checks.thresholds, initiative).items()):
            words = _(wording_checks.THRESHOLDS[name])
            field = NumberField(desk, words, high=1_000_000, placeholder=str(default), save=partial(self._choose, name))
            field.show_value(own)
            self.fields[name] = field
            grid.addWidget(field, at // 2, at % 2)
        body = controls.scrolling(controls.holder(grid))
        body.setMinimumHeight(420)
        self.add(body)
        self.offer(_("Close"), self.accept, role="primary")

    def _choose(self, name: str, value: int | None) -> None:
        self.desk.try_to(checks.choose_threshold, self.initiative, name, value, by=self)
