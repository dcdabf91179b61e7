"""The tab *Program* of a workshop: the head of the day, the timeline, the quiet summary below, and beside it the inspector or the library.

Wishes of the timeline become actions here, one each. After every change the question is asked again and the answer shown; what was
selected stays selected, what is being typed stays as it is.
"""

from __future__ import annotations

from collections.abc import Callable, Sequence
from pathlib import Path
from typing import TYPE_CHECKING, Any

from PySide6.QtCore import QItemSelection, QPoint, QSize, Qt, QTimer
from PySide6.QtGui import QKeySequence, QResizeEvent, QShortcut
from PySide6.QtWidgets import QMenu, QPushButton, QSizePolicy, QStackedWidget, QTabBar, QToolButton, QWidget

from verkstad import wording
from verkstad.app import agenda, workshops
from verkstad.app.shelf import shelf
from verkstad.app.workshops import Program
from verkstad.domain.agenda import AgendaBlock, DayTable, shares, without_break
from verkstad.domain.errors import TooLarge
from verkstad.domain.fields import Id
from verkstad.domain.held import Held, Slides
from verkstad.domain.when import read_minutes
from verkstad.domain.workshop import Day, Participation, Track, Workshop
from verkstad.ui import controls
from verkstad.ui.desk import Desk
from verkstad.ui.screen import Part
from verkstad.ui.screens.planner import arrange, clipboard, words
from verkstad.ui.screens.planner.arrange import Place
from verkstad.ui.screens.planner.daybar import Badge, DayBar, Shares
from verkstad.ui.screens.planner.frame import Frame
from verkstad.ui.screens.planner.model import BlockModel
from verkstad.ui.screens.planner.side import Side
from verkstad.ui.screens.planner.start import FirstBlock
from verkstad.ui.screens.planner.timeline import Timeline

if TYPE_CHECKING:
    from verkstad.app.workbench import Changes
    from verkstad.ui.screens.planner.quickadd import QuickAdd


class PlannerPart(Part):
    """What workshop is shown is said by `show_workshop`; nothing is asked before `refresh`."""

    def __init__(self, desk: Desk) -> None:
        super().__init__(desk)
        _, t = self._, desk.theme
        self._workshop: Id = ""
        self.program: Program | None = None
        self._lost: list[tuple[Id, ...]] = []  # selections that went with what was removed, the latest last
        self._day: Id = ""
        self.frame = Frame(desk, self)

        self.blocks = BlockModel(desk.language, self._method_name)
        self.timeline = Timeline(desk, self.blocks)
        self._quick: QuickAdd | None = None
        self.side = Side(desk, self)
        self.day_bar = DayBar(desk)
        self.first: FirstBlock | None = None  # built when a program is empty

        heading = controls.label(_("Program"), "section")
        self.span = QPushButton()
        self.span.setProperty("look", "quiet")
        self.span.setStyleSheet(f"QPushButton {{ font-size: 12px; font-weight: 400; color: {t.text2}; padding: 0 4px; min-height: 28px; }}")
        self.span.setSizePolicy(QSizePolicy.Policy.Preferred, QSizePolicy.Policy.Fixed)
        self.span.setMinimumWidth(0)
        self.span.clicked.connect(lambda: self.frame.open_day(self.day_id()))
        self.badge = Badge(t)
        self.badge.clicked.connect(self._on_badge)
        self.add = controls.button(t, _("Add block"), "plus", on=self.add_below, tip=_("New block below the chosen one (Insert)"))
        self.shelf = controls.icon_button(t, "library", _("Insert from the library"), on=self.side.toggle_library, shortcut="Ctrl+L")
        self.shelf.setCheckable(True)
        library = QShortcut(QKeySequence("Ctrl+L"), self, context=Qt.ShortcutContext.WindowShortcut)
        library.activated.connect(self.side.toggle_library)
        self.more = QToolButton()
        self.more.setProperty("look", "quiet")
        self.more.setIcon(t.icon("ellipsis", "text2"))
        self.more.setIconSize(QSize(20, 20))
        self.more.setAccessibleName(_("Days and tracks"))
        self.more.setToolTip(_("Days and tracks"))
        self.more.setPopupMode(QToolButton.ToolButtonPopupMode.InstantPopup)
        self._more_menu = QMenu(self.more)
        self._more_menu.aboutToShow.connect(self._fill_more)
        self.more.setMenu(self._more_menu)
        self._heading = heading
        self._head = controls.row(heading, self.span, self.badge, None, self.add, self.shelf, self.more, spacing=8)
        self.days = QTabBar()
        self.days.setAccessibleName(_("Days"))
        self.days.setExpanding(False)
        self.days.setDrawBase(False)
        self.days.setUsesScrollButtons(True)
        self.days.currentChanged.connect(self.choose_day)

        self._shares = Shares(desk)
        self.material = controls.button(t, "", "package", role="quiet", on=self.side.show_material)
        self.breaks = controls.label("", "warning")
        self.went = controls.button(t, _("As it went"), "history", role="quiet", on=self.side.show_held)
        self.went.hide()
        self._foot = controls.holder(
            controls.row((self._shares, 1), self.breaks, self.went, self.material, spacing=10, margins=(0, 2, 12, 2))
        )

        self._top = controls.holder(controls.column(self._head, 4, self.days, 4, self.day_bar, margins=(0, 0, 20, 6)))
        plan = controls.holder(controls.column(self._top, (self.timeline, 1), controls.hairline(), self._foot))
        self._stack = QStackedWidget()
        self._stack.addWidget(plan)
        self.setLayout(controls.column((self._stack, 1), margins=(24, 14, 4, 0)))
        self._connect()

    def _connect(self) -> None:
        view = self.timeline
        view.move_wished.connect(self.move)
        view.length_wished.connect(self.resize_block)
        view.add_wished.connect(self.open_quick)
        view.edit_wished.connect(self._on_edit_wished)
        view.menu_wished.connect(self.open_menu)
        view.head_wished.connect(self._on_head_wished)
        view.method_dropped.connect(self.insert_method)
        view.text_dropped.connect(self.paste_text)
        view.files_dropped.connect(self.add_slides)
        view.misread.connect(self._on_misread)
        view.laid_out.connect(self._place_quick)
        view.selectionModel().selectionChanged.connect(self._on_selection_changed)
        view.selectionModel().currentChanged.connect(lambda *_x: self._on_selection_changed(None, None))
        self.blocks.titled.connect(self.rename)
        self.blocks.timed.connect(self.resize_block)
        self.blocks.shown.connect(self._show_head)
        self.day_bar.chosen.connect(lambda block: (self.timeline.choose([block]), self.timeline.setFocus()))
        self._settling = QTimer(self, interval=0, singleShot=True)
        self._settling.timeout.connect(self._show_chosen)

    @property
    def quick(self) -> QuickAdd:
        """The line in which the next block is written; built when it is first opened."""
        if self._quick is None:
            from verkstad.ui.screens.planner.quickadd import QuickAdd

            self._quick = QuickAdd(self.desk, self.timeline.viewport())
            self._quick.line_wished.connect(self.add_line)
            self._quick.method_wished.connect(self._add_method)
            self._quick.paste_wished.connect(self.paste_text)
            self._quick.left.connect(self._on_quick_left)
        return self._quick

    def _on_misread(self, typed: str) -> None:
        from verkstad.ui.fields import length_refused

        minutes = read_minutes(typed)
        told = self._("“%(typed)s” is no length. Write for example 45, 1:30 or 1,5 h.", typed=typed)
        self.desk.say(told if minutes is None else length_refused(minutes, self.desk.language))

    # ------------------------------------------------------------------------------------------------ what the window asks

    def show_workshop(self, workshop: str) -> None:
        if workshop != self._workshop:
            self.side.settle()
            self._workshop, self._day, self._lost = workshop, "", []
            self._close_quick()
            self.blocks.show_days(())
            self.timeline.verticalScrollBar().setValue(0)

    def workshop(self) -> str:
        return self._workshop

    def inspector(self) -> QWidget | None:
        return self.side

    def sheet(self) -> str:
        return "runsheet"

    def hints(self) -> str:
        return self._("Alt+↑↓ moves   Alt+←→ changes length   Insert adds   Enter edits")

    def home(self) -> QWidget | None:
        return self.timeline if self._stack.currentIndex() == 0 else self.first

    def find(self) -> bool:
        self.side.show_library()
        return True

    def settle(self) -> None:
        self.timeline.hand.release()
        self.side.settle()

    def leave(self) -> None:
        self.settle()

    def show_row(self, row: str, part: str) -> None:
        self.timeline.choose([row])

    def reveal(self, changes: Changes) -> None:
        """After undo and redo: what came back is selected again, what changed is brought into view."""
        ids = changes.ids(AgendaBlock)
        here = [i for i in self.blocks.ids() if i in ids]
        if here and not set(self.timeline.selected()) & set(here):
            lost = next((s for s in reversed(self._lost) if set(s) <= set(here)), None)
            self.timeline.choose(lost or here[:1], current=here[0])
        elif here:
            self.timeline.scrollTo(self.blocks.index_of(self.timeline.current()))

    def refresh(self, changes: Changes | None, by: object) -> None:
        """Ask again and show. Nothing is asked when the change lies elsewhere."""
        if not self._workshop:
            return
        if changes is not None and not changes.touches(Workshop, Day, Track, AgendaBlock, Participation, Slides, Held):
            return
        self.program = program = self.desk.bench.ask(workshops.program, self._workshop)
        contested = self.desk.bench.ask(agenda.contested, self._workshop)
        before = bool(self.blocks.rowCount())
        if changes is None or changes.touches(Held):
            self._told = None
        self.side.count_guests(program)
        self._remember_lost({s.block.id for d in program.days for s in d.slots})
        self.blocks.show_days(program.days, dict.fromkeys(contested, ()))
        opened = self.timeline.opened
        if opened is not None and opened.after is not None and not self.blocks.index_of(opened.after).isValid():
            self._close_quick()
        empty = not self.blocks.rowCount()
        if empty and self.timeline.opened is None:
            self._show_first(program)
        else:
            self._stack.setCurrentIndex(0)
        self._show_tabs(program)
        self.side.refresh(program, changes, by)
        if not before and not empty and not self.timeline.currentIndex().isValid():
            self.timeline.choose([self.blocks.slot(0).block.id])

    def _show_first(self, program: Program) -> None:
        if self.first is None:
            self.first = FirstBlock(self.desk)
            self.first.begun.connect(self._begin)
            self.first.template_chosen.connect(self._insert_template)
            self.first.paste_wished.connect(self.paste)
            self._stack.addWidget(self.first)
        self.first.show_workshop(program)
        self._stack.setCurrentWidget(self.first)

    def _remember_lost(self, left: set[Id]) -> None:
        chosen = tuple(self.timeline.selected())
        if chosen and not set(chosen) <= left:
            self._lost = [*self._lost, chosen][-30:]

    # ------------------------------------------------------------------------------------------------ head and foot

    def day_id(self) -> Id:
        """The day that is looked at: that of the current block, else the one chosen last, else the first."""
        day = arrange.day_of(self.blocks.days, self.timeline.current())
        if day is not None:
            self._day = day.day.id
        if not any(d.day.id == self._day for d in self.blocks.days):
            self._day = self.blocks.days[0].day.id if self.blocks.days else ""
        return self._day

    def table(self) -> DayTable | None:
        return next((d for d in self.blocks.days if d.day.id == self.day_id()), None)

    def _show_tabs(self, program: Program) -> None:
        names = [
            words.day_name(d, n, self.desk.language) + (f" · {self._short(d.day.date)}" if d.day.date else "")
            for n, d in enumerate(program.days, 1)
        ]
        self.days.blockSignals(True)
        if [self.days.tabText(i) for i in range(self.days.count())] != names:
            while self.days.count():
                self.days.removeTab(0)
            for name in names:
                self.days.addTab(name)
        self.days.blockSignals(False)
        self.days.setVisible(len(names) > 1)

    def _short(self, date: str) -> str:
        return self.desk.language.date(date, "short")

    def choose_day(self, at: int) -> None:
        """Go to a day by its number from 0."""
        if not 0 <= at < len(self.blocks.days):
            return
        day = self.blocks.days[at]
        self._day = day.day.id
        if day.slots:
            self.timeline.choose([day.slots[0].block.id])
        else:
            self.timeline.choose([])
        top, bottom = self.timeline.plan.sections.get(day.day.id, (0, 0))
        self.timeline.bring_into_view(top, top + min(bottom - top, self.timeline.viewport().height()))
        self._show_head()

    def _show_head(self) -> None:
        table = self.table()
        if table is None or self._told == (table, self.side.guests, self._head_room, len(self.blocks.days)):
            return
        self._told = (table, self.side.guests, self._head_room, len(self.blocks.days))
        self.side.show_held_day(table)
        self._show_badge(table)
        self._show_span(table)
        self.day_bar.show_day(table, frozenset(self.timeline.selected()))
        at = next((i for i, d in enumerate(self.blocks.days) if d is table), 0)
        if self.days.currentIndex() != at:
            self.days.blockSignals(True)
            self.days.setCurrentIndex(at)
            self.days.blockSignals(False)
        self._show_foot(table)

    def _show_span(self, table: DayTable) -> None:
        """When the day is, and how much of it is work where there is room beside the badge. A time that is cut reads as another time: never."""
        language = self.desk.language
        whole = words.work_words(table, language)
        self.span.setText(whole if table.slots else language.clock(table.start))
        if table.slots and self.span.sizeHint().width() + self.badge.sizeHint().width() > self._head_room:
            self.span.setText(language.span(table.start, table.end))
        self.span.setMinimumWidth(self.span.sizeHint().width())
        self.span.setAccessibleName(whole)
        self.span.setToolTip(self._("When the day begins and should end"))
        self.badge.setMaximumWidth(max(self.badge.LEAST, self._head_room - self.span.sizeHint().width()))

    def _show_badge(self, table: DayTable) -> None:
        """What is run over comes before what is left: a day may end on time and still run into its lunch."""
        language = self.desk.language
        place = words.run_over(table)
        if place is not None:
            told = words.gap_words(place, language)
            self.badge.setText(told)
            self.badge.show_as("over")
            self.badge.setAccessibleName(told)
            self.badge.setToolTip(f"{told}\n{self._('Click to go to the block.')}")
            return
        told = words.left_words(table, language)
        self.badge.setText(told or self._("Set when it should end"))
        over = table.left is not None and table.left < 0
        self.badge.show_as("over" if over else "left" if told else "")
        end = table.day.target_end
        self.badge.setAccessibleName(
            f"{told}, {self._('should end %(time)s', time=language.clock(end))}"
            if told and end is not None
            else self._("Set when it should end")
        )
        self.badge.setToolTip(self._("Should end %(time)s. Click to change.", time=language.clock(end)) if end is not None else "")

    def _on_badge(self) -> None:
        """To the fixed start that is run over; else to when the day should end."""
        table = self.table()
        place = words.run_over(table) if table is not None else None
        if place is not None:
            self.timeline.choose([place.block.id])
            self.timeline.setFocus()
        else:
            self.frame.open_day(self.day_id(), end=True)

    def _show_foot(self, table: DayTable) -> None:
        language = self.desk.language
        self._shares.show_shares(shares(table))
        self.went.setVisible(self.side.held_day(table) is not None)
        stretches = without_break(table)
        longest = max(stretches, key=lambda s: s[1] - s[0], default=None)
        if longest:
            self.breaks.setText(self._("%(minutes)s without a break", minutes=language.minutes(longest[1] - longest[0])))
            self.breaks.setToolTip(
                self._("Nobody gets a break: %(times)s", times=language.listing([language.span(a, b) for a, b in stretches]))
                + "\n"
                + self._("A break every second hour keeps the room awake.")
            )
        self.breaks.setVisible(bool(longest))
        count = len(self.side.materials(self.blocks.days))
        self.material.setText(" " + language.ngettext("%(n)s thing to bring", "%(n)s things to bring", count))
        self.material.setAccessibleName(self.material.text().strip())
        self.material.setVisible(count > 0)

    def resizeEvent(self, event: QResizeEvent) -> None:
        super().resizeEvent(event)
        narrow = self.width() < 740
        words_ = self._("Add block")
        self.add.setText("" if narrow else f" {words_}")
        self.add.setToolTip(f"{words_} (Insert)")
        others = (self._heading, self.add, self.shelf, self.more)
        self._head_room = self.width() - 24 - 4 - 20 - sum(w.sizeHint().width() for w in others) - self._head.spacing() * self._head.count()
        self._show_head()

    _head_room = 400  # pixels for when the day is and what is left of it, together
    _told: tuple[DayTable, int, int, int] | None = None

    # ------------------------------------------------------------------------------------------------ selection

    def _on_selection_changed(self, _now: QItemSelection | None, _before: QItemSelection | None) -> None:
        self._settling.start()
        self.timeline.viewport().update()

    def _show_chosen(self) -> None:
        self.side.show_blocks(self.timeline.selected())
        table = self.table()
        if table is not None:
            if table is not self.day_bar.table:
                self._show_head()
            else:
                self.day_bar.show_day(table, frozenset(self.timeline.selected()))

    def _method_name(self, slug: str) -> str:
        method = shelf(self.desk.bench.library).method(slug)
        return method.name.of(self.desk.language.code) if method else slug

    # ------------------------------------------------------------------------------------------------ wishes become actions

    def do(self, action: Callable[..., Any], *args: Any, **facts: Any) -> Any:
        return self.desk.try_to(action, *args, by=self, **facts)

    def move(self, ids: Sequence[Id], place: Place) -> None:
        """One block or several to a place; one change each in the log."""
        if len(ids) == 1:
            self.do(agenda.move_block, ids[0], after=place.after, day=place.day, track=place.track)
        else:
            self.do(agenda.move_blocks, tuple(ids), after=place.after, day=place.day, track=place.track)
        self.timeline.scrollTo(self.timeline.currentIndex())

    def resize_block(self, block: Id, minutes: int) -> None:
        self.do(agenda.resize_block, block, minutes)

    def rename(self, block: Id, title: str) -> None:
        self.do(agenda.rename_block, block, title)

    def remove(self, ids: Sequence[Id]) -> None:
        rows = self.blocks.ids()
        at = min((rows.index(i) for i in ids if i in rows), default=0)
        title = self.blocks.slot(at).block.title
        self.do(agenda.remove_blocks, tuple(ids))
        if self.blocks.rowCount():
            self.timeline.choose([self.blocks.slot(min(at, self.blocks.rowCount() - 1)).block.id])
        if len(ids) == 1:
            self.desk.say(self._("“%(title)s” was removed", title=title), undo=True)
        else:
            self.desk.say(self.desk.language.ngettext("%(n)s block was removed", "%(n)s blocks were removed", len(ids)), undo=True)

    def duplicate(self, ids: Sequence[Id]) -> None:
        made = self.do(agenda.duplicate_blocks, tuple(ids))
        if made:
            self.timeline.choose(made)

    def _on_edit_wished(self, what: str, ids: list[Id]) -> None:
        if what == "remove":
            self.remove(ids)
        elif what == "duplicate":
            self.duplicate(ids)
        elif what == "copy":
            self.copy(ids)
        elif what == "cut":
            self.copy(ids, cut=True)
        else:
            self.paste()

    # adding

    def add_below(self) -> None:
        if self._stack.currentIndex() == 1 or not self.blocks.days:
            self._begin()
        else:
            self.open_quick(self.timeline.place_below())

    def _begin(self) -> None:
        """The empty day: the line to write in."""
        if not self.blocks.days:  # both of two people removed the other's last day
            self.frame.add_day()
        day = self.day_id()
        if day:
            self._stack.setCurrentIndex(0)
            self.open_quick(Place(day, None, None))

    def open_quick(self, place: Place) -> None:
        self.timeline.open_between(place)
        self._place_quick()
        self.quick.open_at(place)
        box = self.timeline.plan.between
        if box is not None:
            self.timeline.bring_into_view(box.y - 8, box.bottom + 12)

    def _place_quick(self) -> None:
        box = self.timeline.plan.between
        if box is None or self.timeline.opened is None:
            if self._quick is not None:
                self._quick.hide()
        else:
            self.quick.setGeometry(box.x, box.y - self.timeline.verticalOffset(), box.width, box.height)

    def _close_quick(self) -> None:
        if self._quick is not None:
            self._quick.put_away()
        self.timeline.open_between(None)

    def _on_quick_left(self, back: bool) -> None:
        self._close_quick()
        if not self.blocks.rowCount() and self.program is not None:
            self._show_first(self.program)
        elif back:
            self.timeline.setFocus()

    def _added(self, block: Id | None, place: Place) -> None:
        """Show the new block, and open the line below it for the next one."""
        if block is None:
            return
        self.timeline.choose([block])
        self.open_quick(Place(place.day, block, None if place.track == arrange.KEEP else place.track))

    def add_line(self, typed: str, place: Place) -> None:
        """A block from one written line, and the line below it."""
        self._added(self._line(typed, place), place)

    def add_typed(self, typed: str) -> None:
        """A block from words that name no method, below the chosen one."""
        block = self._line(typed, self.timeline.place_below())
        if block is not None:
            self.timeline.choose([block])

    def _line(self, typed: str, place: Place) -> Id | None:
        new = agenda.read_line(typed)
        if new is None:
            return None
        track = None if place.track == arrange.KEEP else place.track
        facts = {"minutes": new.minutes, "type": new.type, "fixed_start": new.fixed_start, "lead": new.lead, "track": track}
        made: Id | None = self.do(agenda.add_block, place.day, after=place.after, title=new.title, **facts)
        return made

    def _add_method(self, slug: str, place: Place, minutes: int | None = None, start: int | None = None) -> None:
        track = None if place.track == arrange.KEEP else place.track
        made = self.do(agenda.insert_method, place.day, slug, after=place.after, track=track, minutes=minutes, fixed_start=start)
        self._added(made, place)

    def insert_method(self, slug: str, place: Place | None = None) -> None:
        """A method of the library, at a place or below the chosen block."""
        if place is None:
            place = self.timeline.place_below()
        track = None if place.track == arrange.KEEP else place.track
        block = self.do(agenda.insert_method, place.day, slug, after=place.after, track=track)
        if block is not None:
            self.timeline.choose([block])

    def add_slides(self, block: Id, paths: list[Path]) -> None:
        """Files that were dropped on a block: what is shown during it."""
        from verkstad.ui.screens.planner.slides import add_files

        self.timeline.choose([block])
        if add_files(self.desk, block, paths, by=self):
            self.side.inspector.slides.button.setChecked(True)

    def _insert_template(self, slug: str) -> None:
        table = self.table()
        if table is None:
            return
        fit = self.desk.bench.ask(agenda.template_fit, slug, table.day.id)
        made = self.do(agenda.insert_template, table.day.id, slug, minutes=sum(fit.minutes) if fit is not None else None)
        if made and fit is not None and fit.factor != 1:
            self.desk.say(words.fitted_words(fit, self.desk.language), undo=True)
        if made:
            self.timeline.choose([made[0]])
            self.timeline.setFocus()

    # clipboard

    def copy(self, ids: Sequence[Id], *, cut: bool = False) -> None:
        slots = [s for d in self.blocks.days for s in d.slots if s.block.id in ids]
        clipboard.put(self.desk.language, slots, self._method_name, cut=cut)
        self.timeline.cut = frozenset(ids) if cut else frozenset()
        self.timeline.viewport().update()

    def paste(self) -> None:
        """Blocks that were copied or cut, here or in another workshop; else rows of a spreadsheet or lines of a text, with a preview."""
        place = self.timeline.place_below() if self.blocks.rowCount() else Place(self.day_id(), None, None)
        held = clipboard.blocks()
        ids = [i for i in held.ids if self.desk.bench.library.get(AgendaBlock, i) is not None]
        if ids and held.cut:
            onto = place
            if place.after in ids:
                return
            self.do(agenda.move_blocks, tuple(ids), after=onto.after, day=onto.day)
            clipboard.clear_cut()
            self.timeline.cut = frozenset()
            self.timeline.choose([i for i in ids if self.blocks.index_of(i).isValid()] or [])
        elif ids:
            made = self.do(agenda.copy_blocks_to, tuple(ids), place.day, after=place.after)
            if made:
                self.timeline.choose(made)
        else:
            self.paste_text(clipboard.text(), place)

    def paste_text(self, text: str, place: Place) -> None:
        try:
            blocks = agenda.read_blocks(text)
        except TooLarge as error:
            self.desk.say(wording.sentence(error, self.desk.language))
            return
        if not blocks:
            self.desk.say(self._("There is nothing on the clipboard that can become blocks."))
            return
        if len(blocks) > 1 and not clipboard.confirmed(self.desk, blocks):
            return
        track = None if place.track == arrange.KEEP else place.track
        made = self.do(agenda.add_blocks, place.day, blocks, after=place.after, track=track)
        if made:
            self._close_quick()
            self.timeline.choose(made, current=made[0])
            self.timeline.setFocus()

    # ------------------------------------------------------------------------------------------------ menus

    def open_menu(self, at: QPoint) -> None:
        """What can be done with the chosen blocks."""
        from verkstad.ui.screens.planner.menus import block_menu

        menu = block_menu(self)
        menu.setAttribute(Qt.WidgetAttribute.WA_DeleteOnClose)
        menu.popup(at)

    def _fill_more(self) -> None:
        self._more_menu.clear()
        self.frame.fill_menu(self._more_menu)

    def _on_head_wished(self, kind: str, id: str, at: QPoint) -> None:
        if kind == "day":
            self._day = id
            self.frame.open_day(id, at=at)
        else:
            self.frame.open_track(id, at=at)
