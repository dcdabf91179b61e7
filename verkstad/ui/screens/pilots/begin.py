"""A pilot begins: an idea, a team and the day it is decided on. More is not asked for now; the pilot's page asks once for the rest.

It is asked beside the work: a click outside closes it, and what was typed stands there the next time.
"""

from __future__ import annotations

from PySide6.QtGui import QKeySequence, QShortcut

from verkstad.app import pilots
from verkstad.domain.pilots import Pilot
from verkstad.domain.teams import Team
from verkstad.ui import controls
from verkstad.ui.desk import Desk
from verkstad.ui.dialogs import Sheet
from verkstad.ui.fields import DateField, NotUnderstood, ProseField, form
from verkstad.ui.screens.pilots.inputs import NamedField

KEPT = "new-pilot"


def _kept(desk: Desk, initiative: str) -> tuple[str, str]:
    """The idea and the team that were typed and left; empty where nothing was."""
    held = desk.memory.get(KEPT, [])
    return (str(held[1]), str(held[2])) if isinstance(held, list) and len(held) == 3 and held[0] == initiative else ("", "")


class NewPilotDialog(Sheet):
    """Asks for idea, team and decision day. The team may be one that is there, or the name of a new one."""

    def __init__(self, desk: Desk, initiative: str) -> None:
        _ = desk.gettext
        super().__init__(desk, _("New pilot"), width=520)
        self.idea = ProseField(desk, _("Idea"), lines=3, placeholder=_("What one team tries, in a sentence or two"))
        self.team = NamedField(
            desk, _("Team"), placeholder=_("Choose one, or write the name of a new one"),
            known=lambda: [t.title for t in desk.bench.library.children(Team, initiative)],
        )  # fmt: skip
        self.day = DateField(desk, _("Decision day"), of=(Pilot, "decision_day"), today=desk.today)
        self.day.show_value(pilots.proposed_decision_day(desk.today()))
        self.add(
            controls.label(_("It begins with measuring first: how it is today, before anything is changed."), "caption", wrap=True),
            form(self.idea, (self.team, self.day)),
        )
        self.offer_cancel()
        self.begin = self.offer(_("Begin"), self._on_wanted, role="primary")
        QShortcut(QKeySequence("Ctrl+Return"), self).activated.connect(self._on_wanted)
        idea, team = _kept(desk, initiative)
        self.idea.show_value(idea)
        self.team.show_value(team)
        self.rejected.connect(lambda: desk.memory.put(KEPT, [initiative, self.idea.value() or "", self.team.value() or ""]))
        self.idea.setFocus()

    def _on_wanted(self) -> None:
        if not self.idea.value():
            self.idea.complain(self._("Write what is to be tried."))
            self.idea.setFocus()
            return
        try:
            self.day.value()
        except NotUnderstood as wrong:
            self.day.complain(str(wrong))
            self.day.setFocus()
            return
        self.accept()


def new_pilot(desk: Desk, initiative: str, *, module: str | None = None, by: object = None) -> None:
    """Ask, make it and go there."""
    asked = NewPilotDialog(desk, initiative)

    def begin() -> None:
        desk.memory.put(KEPT, [])
        made = desk.try_to(
            pilots.begin_pilot,
            initiative,
            asked.idea.value(),
            team_called=asked.team.value(),
            decision_day=asked.day.value(),
            module=module,
            by=by,
        )
        if made:
            desk.go("pilots", made)

    desk.dialogs.beside(asked, begin)
