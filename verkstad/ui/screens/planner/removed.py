"""The blocks that were taken out of a program, to bring one back long after undo has forgotten it."""

from __future__ import annotations

import datetime
from functools import partial
from typing import TYPE_CHECKING

from verkstad.app import block_history
from verkstad.app.block_history import RemovedBlock
from verkstad.domain.fields import Id
from verkstad.ui import controls
from verkstad.ui.desk import Desk
from verkstad.ui.dialogs import Sheet

if TYPE_CHECKING:
    from verkstad.ui.screens.planner.tab import PlannerPart

SHOWN = 30


class RemovedBlocks(Sheet):
    """A card a block, the latest removed first; a press brings it back where it stood."""

    def __init__(self, desk: Desk, tab: PlannerPart) -> None:
        super().__init__(desk, desk.gettext("Removed blocks"), width=480)
        _ = self._
        self.tab = tab
        self.cards: list[controls.CardButton] = []
        self.brought: Id = ""
        found = desk.bench.ask(block_history.removed_blocks, tab.workshop())[:SHOWN]
        rows = controls.column(spacing=6)
        for block in found:
            card = controls.CardButton(
                desk.theme, block.title, _("Removed %(when)s", when=self._when(block)), icon="undo-2",
                fact=desk.language.minutes(block.minutes), on=partial(self._bring, block.id),
            )  # fmt: skip
            self.cards.append(card)
            rows.addWidget(card)
        if found:
            body = controls.scrolling(controls.holder(controls.column(rows, None)))
            body.setMinimumHeight(min(420, 72 * len(found)))
            self.add(controls.label(_("Choose the one that should come back; it goes where it stood."), "caption", wrap=True), body)
        else:
            self.add(controls.label(_("Nothing has been removed from this program."), wrap=True))
        self.offer(_("Close"), self.reject)
        if self.cards:
            self.cards[0].setFocus()

    def _when(self, block: RemovedBlock) -> str:
        language = self.desk.language
        if not block.at:
            return ""
        local = datetime.datetime.fromisoformat(block.at).astimezone()
        clock = language.clock(local.hour * 60 + local.minute)
        day = local.date().isoformat()
        return (
            self._("today %(time)s", time=clock)
            if day == self.desk.today()
            else f"{language.date(day, 'weekday', today=self.desk.today())} {clock}"
        )

    def _bring(self, block: Id) -> None:
        self.brought = self.desk.try_to(block_history.bring_back_block, self.tab.workshop(), block) or ""
        self.accept()
