"""Help: the keys, what this is, the guide."""

from __future__ import annotations

from PySide6.QtCore import Qt
from PySide6.QtWidgets import QDialog, QGridLayout, QMenuBar

from verkstad import __version__
from verkstad.ui import controls
from verkstad.ui.commands import commands
from verkstad.ui.desk import Desk
from verkstad.ui.dialogs import Sheet


def open_guide(desk: Desk, screen: str, tab: int = 0) -> QDialog:
    """The user guide at the page that belongs to what is looked at; it stays open beside the work."""
    from verkstad.ui.guide import GuideDialog, page_of

    guide = GuideDialog(desk)
    guide.setAttribute(Qt.WidgetAttribute.WA_DeleteOnClose)
    guide.show_page(page_of(screen, tab))
    guide.show()
    return guide


def tell_keys(desk: Desk, bar: QMenuBar) -> None:
    """Every command that has a key, in two columns."""
    _ = desk.gettext
    sheet = Sheet(desk, _("Keys"), width=620)
    grid = QGridLayout()
    grid.setHorizontalSpacing(24)
    grid.setVerticalSpacing(7)
    known = [(found.keys, found.title.split(":")[0]) for found in commands(bar) if found.keys]
    known += [
        ("Enter", _("Edit in place")),
        ("Esc", _("Take back what is being typed")),
        ("Alt+↑ ↓", _("Move the block")),
        ("Ctrl+C", _("Copy as text")),
    ]
    half = -(-len(known) // 2)
    for at, (keys, words) in enumerate(known):
        column = 0 if at < half else 2
        grid.addWidget(controls.label(keys, "strong"), at % half, column)
        grid.addWidget(controls.label(words), at % half, column + 1)
    grid.setColumnStretch(1, 1)
    grid.setColumnStretch(3, 1)
    sheet.add(grid)
    sheet.offer(_("Close"), sheet.accept, role="primary")
    desk.dialogs.run(sheet)


def tell_about(desk: Desk) -> None:
    _ = desk.gettext
    sheet = Sheet(desk, _("About Verkstad"), width=460)
    sheet.add(
        controls.label(_("Version %(version)s", version=__version__), "caption"),
        controls.label(_("Plan a workshop, print what the room works on, and take care of what comes out of it."), wrap=True),
        controls.label(_("Everything stays on this computer. The program uses no network, no account and no server."), wrap=True),
        controls.label(
            _("Free software under the MIT licence. The works it builds on are named in the file NOTICE."), "caption", wrap=True
        ),
    )
    sheet.offer(_("Close"), sheet.accept, role="primary")
    desk.dialogs.run(sheet)
