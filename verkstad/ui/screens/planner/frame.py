"""The frame of a program: its days and parallel tracks, each with a small form of its own."""

from __future__ import annotations

from collections.abc import Callable
from functools import partial
from typing import TYPE_CHECKING

from PySide6.QtCore import QPoint
from PySide6.QtWidgets import QMenu

from verkstad.app import agenda, workshops
from verkstad.domain.fields import Id
from verkstad.domain.workshop import Day, Track
from verkstad.ui.desk import Desk
from verkstad.ui.screens.planner import words

if TYPE_CHECKING:
    from verkstad.ui.popover import Popover
    from verkstad.ui.screens.planner.tab import PlannerPart


class Frame:
    """Adds, changes and removes days and tracks of the tab's workshop. `popover` is the form that was opened last."""

    def __init__(self, desk: Desk, tab: PlannerPart) -> None:
        self.desk, self.tab = desk, tab
        self._ = desk.gettext
        self.popover: Popover | None = None

    def fill_menu(self, menu: QMenu) -> None:
        """Days and tracks."""
        _, language = self._, self.desk.language
        menu.clear()
        table = self.tab.table()
        if table is None:
            return
        number = 1 + next(i for i, d in enumerate(self.tab.blocks.days) if d is table)
        name = words.day_name(table, number, language) if len(self.tab.blocks.days) > 1 else _("The day")
        menu.addAction(_("%(day)s: date, start and end …", day=name)).triggered.connect(lambda: self.open_day(table.day.id))
        menu.addAction(_("Add day")).triggered.connect(self.add_day)
        if len(self.tab.blocks.days) > 1:
            menu.addAction(_("Remove %(day)s", day=name)).triggered.connect(lambda: self.remove_day(table.day.id))
        menu.addSeparator()
        menu.addAction(_("Add parallel track …")).triggered.connect(lambda: self.add_track(table.day.id))
        for track in table.tracks:
            menu.addAction(_("Track %(title)s …", title=track.title)).triggered.connect(partial(self.open_track, track.id))
        if len(table.tracks) > 1:
            menu.addAction(_("Who is on which track…")).triggered.connect(lambda: self.open_people(table.day.id))
        menu.addSeparator()
        menu.addAction(_("Removed blocks…")).triggered.connect(self.open_removed)
        menu.addAction(_("Save in another format…")).triggered.connect(self.save_for_others)

    def open_day(self, day: Id, *, end: bool = False, at: QPoint | None = None) -> Popover | None:
        """Name, date, start and target end of a day."""
        table = next((d for d in self.tab.blocks.days if d.day.id == day), None)
        if table is None:
            return None
        from verkstad.ui.fields import ClockField, DateField, LineField
        from verkstad.ui.popover import Popover

        _, desk, several = self._, self.desk, len(self.tab.blocks.days) > 1
        now = table.day
        number = 1 + next(i for i, d in enumerate(self.tab.blocks.days) if d is table)

        def current() -> Day:
            return desk.bench.library.need(Day, day)

        title = LineField(desk, _("Name"), placeholder=_("Day %(n)s", n=number), save=lambda v: self.tab.do(workshops.name_day, day, v))
        date = DateField(
            desk, _("Date"), of=(Day, "date"), save=lambda v: self.tab.do(workshops.move_day, day, date=v, start=current().start)
        )
        ended: list[int | None] = []
        fixed = [slot for slot in table.slots if slot.block.fixed_start is not None]
        moved = 0

        def save_start(minute: int | None) -> None:
            """The end follows the start, unless it was said here when it should be. What is fixed stays, and may be moved along."""
            nonlocal moved
            said = current().start
            before = table.start if said is None else said
            self.tab.do(workshops.move_day, day, date=current().date, start=minute)
            if minute is not None and current().start == minute:
                moved += minute - before
            made.offer(along, bool(moved and fixed))
            if ended:
                save_end(ended[-1])
            else:
                until.show_value(current().target_end)

        def save_end(minute: int | None) -> None:
            ended.append(minute)
            desk.bench.do(workshops.aim_to_end, day, minute, by=self.tab)

        start = ClockField(desk, _("Begins"), save=save_start)
        until = ClockField(desk, _("Should end"), optional=True, placeholder=_("Not set"), save=save_end)
        title.show_value(now.title)
        date.show_value(now.date)
        start.show_value(table.start)
        until.show_value(now.target_end)
        ways: list[tuple[str, str, Callable[[], object]]] = [
            (_("Move the fixed times along"), "clock", lambda: self.tab.do(agenda.move_fixed_starts, day, moved)),
            (_("Add parallel track"), "columns-2", lambda: self.add_track(day)),
            (_("Add day"), "calendar-plus", self.add_day),
        ]
        if several:
            ways.append((_("Remove the day"), "trash-2", lambda: self.remove_day(day)))
        heading = words.day_name(table, number, desk.language) if several else _("The day")
        made = Popover(desk, self.tab, heading, [title, date, (start, until)] if several else [date, (start, until)], ways)
        along = made.ways[0]
        along.hide()  # until the day begins at another hour
        point = at or self.tab.badge.mapToGlobal(QPoint(-100, self.tab.badge.height() + 6))
        self.popover = made
        made.show_at(point, until if end else None)
        return made

    def add_day(self) -> None:
        day = self.tab.do(workshops.add_day, self.tab.workshop())
        if day is not None:
            self.tab.choose_day(len(self.tab.blocks.days) - 1)

    def remove_day(self, day: Id) -> None:
        table = next((d for d in self.tab.blocks.days if d.day.id == day), None)
        if table is None:
            return
        number = 1 + next(i for i, d in enumerate(self.tab.blocks.days) if d is table)
        name = words.day_name(table, number, self.desk.language)
        self.desk.bench.do(workshops.remove_day, day, by=self.tab)
        self.desk.say(self._("%(day)s was removed", day=name), undo=True)

    def add_track(self, day: Id) -> Popover | None:
        """A track beside the others; the first one brings a second, since one alone is no parallel."""
        table = next((d for d in self.tab.blocks.days if d.day.id == day), None)
        if table is None:
            return None
        track = self.tab.do(workshops.add_track, day, self._("Track %(letter)s", letter=chr(ord("A") + min(25, len(table.tracks)))))
        if track is not None and not table.tracks:
            self.tab.do(workshops.add_track, day, self._("Track %(letter)s", letter="B"))
        return self.open_track(track) if track is not None else None

    def open_track(self, track: Id, at: QPoint | None = None) -> Popover | None:
        """Name and room of a track."""
        row = self.desk.bench.library.get(Track, track)
        if row is None:
            return None
        from verkstad.ui.fields import LineField
        from verkstad.ui.popover import Popover

        _, desk = self._, self.desk
        title = LineField(desk, _("Name"), length=80, required=True, save=lambda v: self.tab.do(workshops.rename_track, track, v))
        room = LineField(desk, _("Room"), length=120, save=lambda v: self.tab.do(workshops.choose_room, track, v))
        title.show_value(row.title)
        room.show_value(row.room)
        day = row.parent or ""
        ways: list[tuple[str, str, Callable[[], object]]] = [(_("Who is on which track…"), "users", lambda: self.open_people(day))]
        ways.append((_("Remove the track"), "trash-2", lambda: self.remove_track(track)))
        made = Popover(desk, self.tab, _("Track"), [title, room], ways)
        if not isinstance(at, QPoint):
            view = self.tab.timeline
            box = view.track_head_rect(track)
            at = view.viewport().mapToGlobal(box.bottomLeft() if view.viewport().rect().intersects(box) else QPoint(80, 8))
        self.popover = made
        made.show_at(at)
        return made

    def open_people(self, day: Id) -> None:
        """Who is on which track of a day."""
        from verkstad.ui.screens.planner.track_people import TrackPeopleDialog

        self.desk.dialogs.run(TrackPeopleDialog(self.desk, self.tab.workshop(), day))

    def open_removed(self) -> None:
        """Blocks that were taken out; the one that is brought back is chosen."""
        from verkstad.ui.screens.planner.removed import RemovedBlocks

        self.tab.settle()
        asked = RemovedBlocks(self.desk, self.tab)
        if self.desk.dialogs.run(asked) and asked.brought:
            self.tab.timeline.choose([asked.brought])
            self.tab.timeline.setFocus()

    def save_for_others(self) -> None:
        from verkstad.ui.screens.program_export import open_program_export

        self.tab.settle()
        open_program_export(self.desk, self.tab.workshop())

    def remove_track(self, track: Id) -> None:
        row = self.desk.bench.library.get(Track, track)
        if row is not None:
            self.tab.do(workshops.remove_track, track)
            self.desk.say(self._("“%(title)s” was removed; its blocks are on all tracks", title=row.title), undo=True)
