"""The menu of the chosen blocks."""

from __future__ import annotations

from collections.abc import Callable
from typing import TYPE_CHECKING

from PySide6.QtGui import QAction
from PySide6.QtWidgets import QMenu

from verkstad.app import agenda
from verkstad.ui.screens.planner import arrange, words
from verkstad.ui.screens.planner.arrange import Place

if TYPE_CHECKING:
    from verkstad.ui.screens.planner.tab import PlannerPart


def block_menu(tab: PlannerPart) -> QMenu:
    """What can be done with the chosen blocks, each with its key."""
    _, t, language = tab.desk.gettext, tab.desk.theme, tab.desk.language
    menu = QMenu(tab)
    ids = tab.timeline.selected()

    def act(words_: str, on: Callable[[], object], keys: str = "", icon: str = "", token: str = "text2") -> QAction:
        made = menu.addAction(f"{words_}\t{keys}" if keys else words_)
        if icon:
            made.setIcon(t.icon(icon, token, 16))
        made.triggered.connect(lambda _checked=False: on())
        return made

    if not ids:
        act(_("Add block"), tab.add_below, "Insert", "plus")
        act(_("Paste"), tab.paste, "Ctrl+V", "clipboard-paste")
        return menu
    one = ids[0]
    day = arrange.day_of(tab.blocks.days, one)
    slot = day.slot(one) if day else None
    if len(ids) == 1 and slot is not None and day is not None:
        act(_("Edit title"), lambda: tab.timeline.edit_block(one), "Enter", "pencil")
        act(_("Change length"), lambda: tab.timeline.edit_block(one, "minutes"), "0–9", "timer")
        if slot.block.fixed_start is None:
            act(
                _("Fix the start at %(time)s", time=language.clock(slot.start)),
                lambda: tab.do(agenda.fix_start, one, slot.start),
                icon="lock",
            )
        else:
            act(_("Let go of the start"), lambda: tab.do(agenda.release_start, one), icon="lock-open")
        menu.addSeparator()
    kinds = menu.addMenu(_("Kind"))
    for kind, name in words.kinds(language):
        made = kinds.addAction(t.icon(words.ICONS[kind], f"kind:{kind}", 16), name)
        made.triggered.connect(lambda _c=False, kind=kind: tab.do(agenda.change_kinds, tuple(ids), kind))
    if day is not None and day.tracks:
        tracks = menu.addMenu(_("Track"))
        for track, title in [(None, _("All tracks")), *((k.id, k.title) for k in day.tracks)]:
            made = tracks.addAction(title)
            made.triggered.connect(lambda _c=False, track=track: tab.do(agenda.put_on_track, tuple(ids), track))
    if len(tab.blocks.days) > 1:
        elsewhere = menu.addMenu(_("Move to"))
        for n, other in enumerate(tab.blocks.days, 1):
            if day is None or other.day.id != day.day.id:
                made = elsewhere.addAction(words.day_name(other, n, language, full=True))
                last = other.slots[-1].block.id if other.slots else None
                made.triggered.connect(lambda _c=False, d=other.day.id, last=last: tab.move(ids, Place(d, last)))
    menu.addSeparator()
    act(_("Add block below"), tab.add_below, "Insert", "plus")
    act(_("Duplicate"), lambda: tab.duplicate(ids), "Ctrl+D", "copy")
    act(_("Copy"), lambda: tab.copy(ids), "Ctrl+C")
    act(_("Cut"), lambda: tab.copy(ids, cut=True), "Ctrl+X", "scissors")
    act(_("Paste"), tab.paste, "Ctrl+V", "clipboard-paste")
    menu.addSeparator()
    act(_("Remove"), lambda: tab.remove(ids), "Del", "trash-2", "danger")
    return menu
