"""A workshop that belongs to an initiative from its first moment: at most its name and its date are asked for."""

from __future__ import annotations

from verkstad.app import initiatives as app
from verkstad.ui.desk import Desk
from verkstad.ui.screens.new_workshop import NewWorkshopDialog


def new_workshop_of(desk: Desk, initiative: str) -> None:
    """Ask, make it and go there."""
    _ = desk.gettext
    asked = NewWorkshopDialog(
        desk, _("New workshop"), _("It belongs to the initiative. The program is empty; the library has ready-made ones."), "", _("Create")
    )
    if not desk.dialogs.run(asked):
        return
    language = desk.language.code if desk.language.code in ("sv", "en") else "sv"
    made = desk.try_to(app.new_workshop_of, initiative, asked.title(), date=asked.day(), language=language)
    if made:
        desk.go("workshop", made, "program")
