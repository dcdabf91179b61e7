"""The operator's page: what is on, what time is left, what comes, what to do about it, one key each.

The keys: Page Down next (before the day: start) and Page Up back (what a clicker sends), P pause, + one minute, 5 five minutes, S skip (H in Swedish), T take the
proposal (before the day: start with it), N my notes, M message, B let go of the screen and take it back, V slides and the arrows their pages, L the room's notes, G the groups large, Enter a note from the room, F5 present, Esc leave. A held
key counts once. Nothing here counts time: the stage does; a timer only looks, and nothing is written by looking.
"""

from __future__ import annotations

from collections.abc import Callable
from functools import partial
from pathlib import Path

from PySide6.QtCore import QEvent, QObject, Qt, QTimer
from PySide6.QtGui import QGuiApplication, QHideEvent, QImage, QKeyEvent, QScreen, QShowEvent
from PySide6.QtWidgets import QFrame, QGridLayout, QLayoutItem, QLineEdit, QPushButton, QStackedWidget, QWidget

from verkstad import wording
from verkstad.app import attachments, running, timings
from verkstad.app.people import called, person_lines
from verkstad.app.running import Clock, Stage, SystemClock
from verkstad.app.workbench import Changes
from verkstad.domain import live
from verkstad.domain.errors import Refused
from verkstad.domain.held import Slides
from verkstad.domain.live import LiveSlot
from verkstad.ui import controls
from verkstad.ui.desk import Desk
from verkstad.ui.drafting import PageDraft
from verkstad.ui.empty import EmptyState
from verkstad.ui.screen import Part
from verkstad.ui.screens.run import words
from verkstad.ui.screens.run.awake import Awake
from verkstad.ui.screens.run.face import ClockFace
from verkstad.ui.screens.run.projector import Projector
from verkstad.ui.screens.run.reading import Reading
from verkstad.ui.screens.run.room import FromTheRoom
from verkstad.ui.screens.run.scenery import Scene
from verkstad.ui.screens.run.sound import Chime

LOOK_MS = 250
LISTED = 12  # blocks of the rest of the day
SPEEDS = (1, 5, 10, 30, 60)
SOUND = "run-sound"


class RunPart(Part):
    """One for the window. The day that runs goes on while another tab or page is looked at."""

    def __init__(self, desk: Desk, clock: Clock | None = None) -> None:
        super().__init__(desk)
        self._clock: Clock = clock or SystemClock()
        self._stages: dict[str, Stage] = {}
        self._workshop = ""
        self.projector: Projector | None = None
        self._projecting = ""  # the workshop the room sees
        self._ground = ""  # where the room was shown it last: see Projector.ground
        self._lost = False  # the screen went away by itself: taken back when it comes again
        self._let_go = False
        self._slides = False
        self._notes_shown = False
        self._room_saw = False  # what `room_sees` said last
        self._level: dict[str, str] = {}
        self._minute = -1
        self._listening: list[Callable[[], None]] = []  # while the room looks, also to what is done on other pages
        self._over: dict[str, bool] = {}  # by day
        self._seated: dict[str, tuple[running.Table, ...]] = {}
        self._shown_during: dict[str, list[str]] = {}
        self._page = 0
        self._wall = self._wide = False
        self._left_out: list[str] = []
        self.message = ""
        self._entered = False
        self.chime, self.awake = Chime(), Awake()
        self._build()
        self._timer = QTimer(self, interval=LOOK_MS)
        self._timer.timeout.connect(self.look)
        app = QGuiApplication.instance()
        if isinstance(app, QGuiApplication):
            app.screenAdded.connect(self.screens_changed)
            app.screenRemoved.connect(self.screens_changed)
            app.primaryScreenChanged.connect(self.screens_changed)
            app.aboutToQuit.connect(self.leave)
            app.screenAdded.connect(self._watch)
            for screen in app.screens():
                self._watch(screen)
        desk.room_sees = self.room_sees
        awake, listening = self.awake, self._listening
        self.destroyed.connect(lambda: (awake.let_go(), *(unlisten() for unlisten in listening)))

    # ------------------------------------------------------------------------------------------------ what it is made of

    def _build(self) -> None:
        _, t = self._, self.desk.theme
        self._stack = QStackedWidget()
        self.empty = EmptyState(
            t,
            "timer",
            _("Here you lead the day: a clock for each block, what comes next, and what the room sees. The program has no blocks yet."),
            _("Write the program"),
            lambda: self.desk.go("workshop", self._workshop, "program"),
        )
        self._stack.addWidget(self.empty)
        self._stack.addWidget(self._make_before())
        self._stack.addWidget(self._make_deck())
        self._stack.addWidget(self._make_after())
        self._days = controls.holder(controls.row(self.day_choice, None, margins=(24, 18, 24, 0)))
        self._days.hide()
        self.setLayout(controls.column(self._days, (self._stack, 1)))
        self._side = self._make_side()
        self.present_button = controls.button(
            t, _("Present to the room"), "presentation", role="primary", on=self.present, tip=_("On the other screen if there is one (F5)")
        )

    def _make_before(self) -> QWidget:
        _, t = self._, self.desk.theme
        self.day_choice = controls.DropDown()
        self.day_choice.setAccessibleName(_("Day to run"))
        self.day_choice.activated.connect(self._on_day_chosen)
        self.before_title = controls.label("", "page", wrap=True)
        self.before_says = controls.label("", wrap=True)
        self.start_button = controls.button(t, _("Start now"), "play", role="primary", on=self.start)
        self.earlier_button = controls.button(
            t, _("It began on time"), on=self.start_on_time, tip=_("The first block began when it was planned")
        )
        self.rehearse_button = controls.button(
            t, _("Rehearse the day"), "timer", on=self.rehearse, tip=_("Walk through the day at speed. Nothing is written.")
        )
        self.start_so_button = controls.button(
            t, _("Start and take the proposal"), "check", on=self.start_so, tip=_("Start and take the proposal") + " (T)"
        )
        self.elsewhere = controls.label("", "strong", wrap=True)
        self.elsewhere_button = controls.button(t, "", "arrow-right", on=self.go_elsewhere)
        self.elsewhere_card = controls.card(self.elsewhere, controls.row(self.elsewhere_button, None))
        self.before_proposal = controls.label("", wrap=True)
        self.before_proposal.setProperty("look", "caption")
        body = controls.holder(
            controls.column(
                self.before_title, 6, self.before_says, 12, self.elsewhere_card, 6,
                controls.row(self.start_button, self.earlier_button, self.rehearse_button, None), 18, self.before_proposal, 8, controls.row(self.start_so_button, None), None,
                margins=(24, 24, 24, 24),
            )
        )  # fmt: skip
        return controls.scrolling(body)

    def _make_deck(self) -> QWidget:
        _, t = self._, self.desk.theme
        self.span = controls.label("", "caption")
        self.title_label = controls.label("", "page", wrap=True)
        self.face = ClockFace(t)
        self.next_label = controls.Elided("")
        self.standing_label = controls.label("", "strong")
        self.end_label = controls.label("", "caption")
        self.absorbed_label = controls.Elided("", "caption")
        self.absorbed_label.setAlignment(Qt.AlignmentFlag.AlignRight | Qt.AlignmentFlag.AlignVCenter)
        self.absorbed_line = controls.holder(controls.row((self.absorbed_label, 1)))
        room = self.absorbed_line.sizePolicy()
        room.setRetainSizeWhenHidden(True)  # its coming and going would move the keys and the line where one writes
        self.absorbed_line.setSizePolicy(room)
        self.back_button = self._key_button(_("Back"), "", self.back, _("Page Up"))
        self.pause_button = self._key_button(_("Pause"), "", self.pause, "P")
        self.one_button = self._key_button(_("+1 min"), "", partial(self.give, 1), "+")
        self.five_button = self._key_button(_("+5 min"), "", partial(self.give, 5), "5")
        self.skip_button = self._key_button(_("Skip"), "", self.skip, self._skip_key())
        self.next_button = self._key_button(_("Next block"), "arrow-right", self.next, _("Page Down"), role="primary")
        self.lanes = controls.column(spacing=6)
        self.room = FromTheRoom(self.desk, self)
        self.room.changed.connect(self._happened)
        self.room.left.connect(lambda: self.face.setFocus())
        self.capture, self.captured = self.room.line, self.room.told
        self.warnings = controls.label("", wrap=True)
        self.warnings.setStyleSheet(f"background: {t.warnbg}; color: {t.text}; border-radius: 6px; padding: 8px 12px;")
        self.wall_button = controls.button(t, _("Follow the computer's clock"), role="link", on=self.follow_wall)
        self.wall_line = controls.holder(controls.row(self.wall_button, None))
        self.proposal_title = controls.label("", "section", wrap=True)
        self.proposal_lines = controls.label("", wrap=True)
        self.take_button = self._key_button(_("Take the proposal"), "check", self.take, "T", role="primary")
        self.proposal_card = controls.card(controls.row((self.proposal_title, 1), self.take_button), self.proposal_lines)
        self.drop_button = controls.button(t, _("Back to the planned lengths"), role="link", on=self.drop)
        self.finish_button = controls.button(t, _("Finish the day"), role="link", on=self.finish)
        self.speed = controls.DropDown()
        self.speed.setAccessibleName(_("Speed of the rehearsal"))
        for speed in SPEEDS:
            self.speed.addItem(_("%(n)s times as fast", n=speed) if speed > 1 else _("Real time"), speed)
        self.speed.activated.connect(lambda at: self.stage.rehearse(SPEEDS[at]))
        self.rehearsal = QFrame()
        self.rehearsal.setLayout(
            controls.row(controls.label(_("Rehearsal: nothing is written"), "warning"), self.speed, controls.button(t, _("End the rehearsal"), on=self.leave_day), None)
        )  # fmt: skip
        buttons = controls.row(
            self.back_button, self.pause_button, self.one_button, self.five_button, self.skip_button, None, self.next_button, spacing=6
        )
        card = controls.card(
            self.span, self.title_label, self.face, 2, controls.row((self.next_label, 1), self.standing_label, 10, self.end_label),
            self.absorbed_line, self.lanes, 6, buttons, spacing=4, margins=(16, 12, 16, 12),
        )  # fmt: skip
        self.deck = controls.holder(
            controls.column(
                self.rehearsal, self.warnings, self.wall_line, card, self.room, self.proposal_card,
                controls.row(None, self.drop_button, self.finish_button), None, spacing=8, margins=(16, 12, 16, 12),
            )
        )  # fmt: skip
        self._deck_scroll = controls.scrolling(self.deck)
        self._deck_scroll.installEventFilter(self)
        return self._deck_scroll

    def _make_after(self) -> QWidget:
        _, t = self._, self.desk.theme
        self.after_title = controls.label("", "page", wrap=True)
        self.after_says = controls.label("", wrap=True)
        self._after_grid = QGridLayout()
        self._after_grid.setHorizontalSpacing(24)
        self._after_grid.setVerticalSpacing(6)
        self.reopen_button = controls.button(t, _("Back to the last block"), "undo-2", on=self.back)
        self.done_button = controls.button(t, _("Done"), "check", on=self.leave_day)
        self.harvest_button = controls.button(t, _("To the harvest"), "arrow-right", role="primary", on=self.to_harvest)
        self.again_button = controls.button(t, "", "play", on=self.lead_again)
        body = controls.holder(
            controls.column(
                self.after_title, 4, self.after_says, 14, controls.row(controls.holder(self._after_grid), None), 18,
                controls.row(self.harvest_button, self.done_button, self.reopen_button, self.again_button, None), None, margins=(24, 24, 24, 24),
            )
        )  # fmt: skip
        return controls.scrolling(body)

    def _make_side(self) -> QWidget:
        _, t = self._, self.desk.theme
        self.notes_title = controls.label(_("My notes"), "section")
        self.notes = Reading(_("My notes"))
        self.minutes_title = controls.label(_("For the documentation"), "section")
        self.minutes_text = Reading(_("For the documentation"))
        self.notes_button = controls.button(t, _("Show my notes (N)"), "eye-off", on=self.toggle_notes)
        self.screen_label = controls.label("", "caption", wrap=True)
        self.let_go_button = controls.button(t, _("Let go of the screen (B)"), on=self.toggle_screen)
        self.notes_wall_button = controls.button(t, _("Show the notes (L)"), on=self.toggle_wall)
        self.slides_button = controls.button(t, _("Show slides (V)"), "image", on=self.toggle_slides)
        self.message_line = QLineEdit()
        self.message_line.setPlaceholderText(_("Message on the screen"))
        self.message_line.setAccessibleName(_("Message on the screen"))
        self.message_line.returnPressed.connect(self.show_message)
        self.message_line.installEventFilter(self)
        self._message_draft = PageDraft(self.desk, self.message_line, "room_message")
        self.message_label = controls.label("", "strong", wrap=True)
        self.message_button = controls.button(t, _("Take the message down"), "x", on=self.take_message_down)
        self.message_shown = controls.holder(controls.column(self.message_label, 6, controls.row(self.message_button, None)))
        self.message_shown.hide()
        self.sound = QPushButton()
        self.sound.setCheckable(True)
        self.sound.setAutoDefault(False)
        self.sound.setChecked(bool(self.desk.memory.get(SOUND, True)))
        self.sound.toggled.connect(self._on_sound)
        self._name_sound()
        self.rest_title = controls.label(_("Rest of the day"), "section")
        self.rest_grid = QGridLayout()
        self.rest_grid.setHorizontalSpacing(10)
        self.rest_grid.setVerticalSpacing(4)
        self.rest_grid.setColumnStretch(1, 1)
        self._rest_rows = [(controls.label("", "caption"), controls.Elided(""), controls.label("", "caption")) for _n in range(LISTED)]
        for row, labels in enumerate(self._rest_rows):
            for at, label in enumerate(labels):
                self.rest_grid.addWidget(label, row, at)
                label.hide()
        self.skipped_lines = controls.column(spacing=4)
        return controls.holder(
            controls.column(
                self.notes_title, self.notes, self.minutes_title, self.minutes_text, self.notes_button, 10, self.rest_title, controls.holder(self.rest_grid), self.skipped_lines, 10,
                controls.label(_("What the room sees"), "section"), self.screen_label, self.message_line, self.message_shown,
                controls.row(self.let_go_button, None), controls.row(self.notes_wall_button, None), controls.row(self.slides_button, None), controls.row(self.sound, None), None,
                spacing=8, margins=(20, 16, 20, 16),
            )
        )  # fmt: skip

    def _key_button(self, name: str, icon: str, on: Callable[[], object], keys: str, *, role: str = "") -> QPushButton:
        return controls.button(self.desk.theme, name, icon, role=role, on=on, tip=f"{name} ({keys})")

    def _skip_key(self) -> str:
        return "H" if self.desk.language.code == "sv" else "S"

    # ------------------------------------------------------------------------------------------------ what the page asks

    def show_workshop(self, workshop: str) -> None:
        self._workshop = workshop
        self._message_draft.show_row(workshop)
        self._notes_shown = False
        self._minute = -1

    @property
    def stage(self) -> Stage:
        """The day of the workshop that is looked at."""
        found = self._stages.get(self._workshop)
        if found is None:
            found = self._stages[self._workshop] = Stage(self.desk.bench, self._workshop, self._clock)
        return found

    def head(self) -> list[QWidget]:
        return [self.present_button] if self._stack.currentIndex() == 2 else []

    def inspector(self) -> QWidget | None:
        return self._side if self._stack.currentIndex() in (1, 2) else None

    def hints(self) -> str:
        if self._stack.currentIndex() != 2:
            return ""
        return self._("PgDn next   PgUp back   P pause   + or 5 gives minutes   Enter note   F5 present")

    def sheet(self) -> str:
        return "runsheet"

    def home(self) -> QWidget | None:
        return {1: self.start_button, 2: self.face, 3: self.done_button if self.stage.rehearsing else self.harvest_button}.get(
            self._stack.currentIndex(), self.empty.button
        )

    def refresh(self, changes: Changes | None, by: object) -> None:
        if not self._workshop:
            return
        for stage in self._stages.values():
            stage.reread()
        self._seated, self._shown_during, self._over = {}, {}, {}
        self._minute = -1
        self.look()

    def showEvent(self, event: QShowEvent) -> None:
        super().showEvent(event)
        self._timer.start()

    def hideEvent(self, event: QHideEvent) -> None:
        super().hideEvent(event)
        if self.projector is None or not self.projector.isVisible():
            self._timer.stop()

    # ------------------------------------------------------------------------------------------------ looking at the clock

    def look(self) -> None:
        """Four times a second: the clock. Once a minute, or when something happened: all the rest."""
        if not self._workshop:
            return
        stage = self.stage
        page = (
            0
            if stage.table is None or not stage.table.slots
            else 2
            if stage.runs or (stage.rehearsing and stage.state.finished is None)
            else 3
            if stage.state.begun or self._is_over(stage)
            else 1
        )
        if page != self._stack.currentIndex():
            mine = self.isAncestorOf(self.window().focusWidget() or self.window())
            self._stack.setCurrentIndex(page)
            self._minute = -1
            self.headline_changed.emit()
            home = self.home()
            if mine and home is not None:
                home.setFocus()
        minute = stage.now() // 60
        fresh = minute != self._minute
        self._minute = minute
        if fresh:
            self._show_days(stage)
        if page == 1 and fresh:
            self._show_before(stage)
        elif page == 2:
            self._show_clock(stage)
            if fresh:
                self._show_rest(stage)
        elif page == 3 and fresh:
            self._show_after(stage)
        if self.projector is not None and self.projector.isVisible():
            self.projector.show_scene(self.scene())

    def _happened(self) -> None:
        self._minute = -1
        self.look()
        if self._room_saw != self.room_sees():
            self._room_saw = not self._room_saw
            self.desk.room_looks.emit()

    def _is_over(self, stage: Stage) -> bool:
        """The day was led to its end, or its workshop is finished: asked once until something changes."""
        assert stage.table is not None
        known = stage.table.day.id
        if known not in self._over:
            self._over[known] = stage.closed or stage.went() is not None
        return self._over[known]

    def _show_before(self, stage: Stage) -> None:
        _, language, table = self._, self.desk.language, stage.table
        assert table is not None
        late = stage.late()
        far = abs(late) > 180 or (table.day.date is not None and table.day.date != self.desk.today())
        elsewhen = table.day.date is not None and table.day.date != self.desk.today()
        self.before_title.setText(
            _(
                "The day is %(day)s, %(clock)s",
                day=language.date(table.day.date, "weekday", today=self.desk.today()),
                clock=language.clock(table.start),
            )
            if elsewhen and table.day.date
            else _("The day begins at %(clock)s", clock=language.clock(table.start))
        )
        self.before_says.setText(
            language.ngettext(
                "%(n)d block until %(end)s. The clock goes on through sleep, a closed lid and a restart.",
                "%(n)d blocks until %(end)s. The clock goes on through sleep, a closed lid and a restart.",
                len(table.slots),
                end=language.clock(table.end),
            )
        )
        told = _("Start now") if far else words.starting(late, language)
        self.start_button.setText(f" {told}")
        self.start_button.setAccessibleName(self.start_button.text().strip())
        self.earlier_button.setVisible(0 < late <= 60 and not far)
        proposed = None if far else stage.proposal()
        text = ""
        if proposed is not None and late > 0:
            text = "\n".join([words.proposed(proposed, language), *words.lines(proposed, table, language)])
        self.before_proposal.setText(text)
        self.start_so_button.setVisible(bool(text))
        self._show_elsewhere()
        as_planned = tuple(LiveSlot(slot.block, slot.start, slot.end, slot.end - slot.start) for slot in table.slots)
        self._show_side(stage, as_planned if far else ())
        self.rest_title.setText(_("The program") if far else _("Rest of the day"))

    def _show_days(self, stage: Stage) -> None:
        """Which day it is about, when there are several and none goes on."""
        days, table = stage.tables, stage.table
        self._days.setVisible(len(days) > 1 and table is not None and self._stack.currentIndex() in (1, 3) and not stage.state.begun)
        if self._days.isHidden() or table is None:
            return
        _, language = self._, self.desk.language
        names = [
            (one.day.title or (language.date(one.day.date, "weekday") if one.day.date else _("Day %(n)s", n=at)), one.day.id)
            for at, one in enumerate(days, 1)
        ]
        if names != [(self.day_choice.itemText(at), self.day_choice.itemData(at)) for at in range(self.day_choice.count())]:
            self.day_choice.clear()
            for name, id in names:
                self.day_choice.addItem(name, id)
        self.day_choice.setCurrentIndex(next(at for at, one in enumerate(days) if one.day.id == table.day.id))

    def _show_elsewhere(self) -> None:
        """One day is led at a time: which one goes on, and the way there."""
        other = running.running_elsewhere(self.desk.bench, self._workshop)
        self.elsewhere_card.setVisible(other is not None)
        if other is not None:
            self.elsewhere.setText(self._("“%(title)s” is running. One day is led at a time.", title=other.title))
            self.elsewhere_button.setText(" " + self._("Go to “%(title)s”", title=_short(other.title)))
            self.elsewhere_button.setAccessibleName(self._("Go to “%(title)s”", title=other.title))

    def go_elsewhere(self) -> None:
        """To the page of the day that goes on."""
        other = running.running_elsewhere(self.desk.bench, self._workshop)
        if other is not None:
            self.desk.go("workshop", other.id, "run")
        else:
            self._happened()

    def _show_clock(self, stage: Stage) -> None:
        language, _, table, now = self.desk.language, self._, stage.table, stage.now()
        assert table is not None
        turn = stage.leading()
        if turn is None:
            ahead = live.coming(table, stage.state)
            self.face.show_time("", _("Waiting for the next block") if ahead else "", "", "", 0.0, held=False)
            return
        seconds = live.seconds_left(table, stage.state, turn, now)
        whole = max(1, live.seconds_whole(table, stage.state, turn))
        level = live.warning(seconds, whole)
        said = words.left(seconds, language)
        held = stage.state.paused_at is not None
        self.face.show_time(
            said.number,
            said.words,
            _("Paused") if held else _(words.LEVEL_WORDS[level]) if level else "",
            level,
            1 - seconds / whole,
            held=held,
        )
        before = self._level.get(turn.block)
        if before != level:
            self._level[turn.block] = level
            if before is not None and level in ("soon", "over") and not held and self.sound.isChecked():
                self.chime.play()
            self._minute = -1 if before is not None else self._minute

    def _show_rest(self, stage: Stage) -> None:
        """Everything that only changes with the minute."""
        _, language, table = self._, self.desk.language, stage.table
        outlook = stage.outlook()
        assert table is not None and outlook is not None
        turn = stage.leading()
        slot = next((s for s in outlook.slots if turn is not None and s.block.id == turn.block), None)
        self.span.setText(language.span(slot.start, slot.end) if slot else "")
        self.title_label.setText(slot.block.title if slot else _("Waiting for the next block"))
        ahead = [s for s in outlook.slots if not s.on]
        self.next_label.setText(
            _("Then: %(title)s, %(clock)s", title=ahead[0].block.title, clock=language.clock(ahead[0].start))
            if ahead
            else _("Then the day is over")
        )
        stands = stage.standing()
        assert stands is not None
        self.standing_label.setText(words.stands(stands, language))
        late = stands.now > 0 or stands.over > 0
        self.standing_label.setStyleSheet(f"color: {self.desk.theme.warn if late else self.desk.theme.accent};")
        self.end_label.setText(words.ending(stands, language))
        absorbed = words.absorbed(stands, table, language)
        self.absorbed_label.setText(absorbed)
        self.absorbed_line.setVisible(bool(absorbed))
        self._show_lanes(stage, outlook)
        self.pause_button.setText(_("Go on") if stage.state.paused_at is not None else _("Pause"))
        self.next_button.setText(" " + (_("Next block") if ahead else _("Finish")))
        self.skip_button.setEnabled(bool(ahead))
        self._show_warnings(stage, outlook)
        proposed = stage.proposal()
        self.proposal_card.setVisible(proposed is not None)
        if proposed is not None:
            self.proposal_title.setText(words.proposed(proposed, language))
            self.proposal_lines.setText("\n".join(words.lines(proposed, table, language)))
        self.drop_button.setVisible(bool(stage.state.minutes))
        self.rehearsal.setVisible(stage.rehearsing)
        self.room.show_block(self._workshop, turn.block if turn is not None else "", live=not stage.rehearsing)
        self._show_side(stage, outlook.slots)

    def _show_lanes(self, stage: Stage, outlook: live.Outlook) -> None:
        """With parallel tracks: what else goes on, each with a Next of its own."""
        while self.lanes.count():
            _gone(self.lanes.takeAt(0))
        turn, table = stage.leading(), stage.table
        if turn is None or table is None or len(stage.state.on) < 2:
            return
        names = {t.id: t.title for t in table.tracks}
        for slot in outlook.slots:
            if slot.on and slot.block.id != turn.block:
                said = self._(
                    "%(track)s: %(title)s until %(end)s",
                    track=names.get(slot.block.track or "", ""),
                    title=slot.block.title,
                    end=self.desk.language.clock(slot.end),
                )
                button = controls.button(self.desk.theme, self._("Done"), on=partial(self.next, slot.block.id))
                button.setAccessibleName(self._("%(title)s is done", title=slot.block.title))
                self.lanes.addWidget(controls.holder(controls.row((controls.Elided(said), 1), button)))

    def _show_warnings(self, stage: Stage, outlook: live.Outlook) -> None:
        _, language = self._, self.desk.language
        assert stage.table is not None
        said = [words.unkept(u, stage.table, language) for u in outlook.unkept] if stage.proposal() is None else []
        library = self.desk.bench.library
        gone = running.leaving(library, self._workshop, outlook.slots)
        people = person_lines(library, [found.person for found in gone])
        for found in gone:
            who = (
                called(people[found.person], language, names=self.desk.settings.names)
                if found.person in people
                else _("The decision-maker")
            )
            said.append(
                _("%(who)s, who decides, leaves at %(until)s; “%(block)s” goes on until %(ends)s", who=who, until=language.clock(found.until), block=found.title, ends=language.clock(found.ends))
            )  # fmt: skip
        astray = stage.astray()
        if astray:
            said.append(words.shift(astray, _, language))
        self.wall_line.setVisible(bool(astray))
        self.warnings.setText("\n".join(said))
        self.warnings.setVisible(bool(said))

    def _show_side(self, stage: Stage, slots: tuple[live.LiveSlot, ...]) -> None:
        _ = self._
        turn = stage.leading()
        slot = stage.table.slot(turn.block) if stage.table is not None and turn is not None else None
        notes, minutes = (slot.block.notes.strip(), slot.block.documentation.strip()) if slot is not None else ("", "")
        hidden = self.room_may_see() and not self._notes_shown
        self.notes_title.setVisible(bool(notes))
        self.notes.setVisible(bool(notes) and not hidden)
        self.notes.setText(notes if notes and not hidden else "")
        for shown in (self.minutes_title, self.minutes_text):
            shown.setVisible(bool(minutes) and not hidden)
        self.minutes_text.setText(minutes if not hidden else "")
        self.notes_button.setVisible(bool(notes or minutes) and self.room_may_see())
        self.notes_button.setText(" " + (_("Show my notes (N)") if hidden else _("Hide my notes (N)")))
        self._show_list(stage, slots or (stage.outlook().slots if stage.outlook() is not None else ()))  # type: ignore[union-attr]
        presenting = self.projector is not None and self._projecting == self._workshop
        out = presenting and self.projector is not None and self.projector.isVisible()
        other = self.projector.other_screen() if self.projector is not None else None
        self.screen_label.setText(
            _("The room sees the block and its clock.") if out and other is not None
            else _("The same screen shows it: Esc comes back here.") if out
            else _("The screen is let go of; the clock goes on.") if presenting
            else _("Nothing is shown. F5 presents.")
        )  # fmt: skip
        self.message_shown.setVisible(bool(self.message))
        self.message_label.setText(
            (_("The room reads: “%(text)s”", text=self.message) if out else _("Waits for the room's screen: “%(text)s”", text=self.message))
            if self.message else ""
        )  # fmt: skip
        self.let_go_button.setVisible(presenting)
        self.let_go_button.setText(_("Let go of the screen (B)") if out else _("Take the screen back (B)"))
        self.notes_wall_button.setText(_("Hide the notes (L)") if self._wall else _("Show the notes (L)"))
        self.notes_wall_button.setVisible(turn is not None and (self._wall or bool(self.room.notes())))
        self.slides_button.setVisible(bool(self._slide_files(turn.block if turn is not None else "")))
        self.slides_button.setText(" " + (_("Hide slides (V)") if self._slides else _("Show slides (V)")))

    def _show_list(self, stage: Stage, slots: tuple[live.LiveSlot, ...]) -> None:
        """The rest of the day; a length that is not the program's shows that one too."""
        language = self.desk.language
        shown = [s for s in slots if not s.on][: len(self._rest_rows)]
        for at, (clock, title, length) in enumerate(self._rest_rows):
            slot = shown[at] if at < len(shown) else None
            for label in (clock, title, length):
                label.setVisible(slot is not None)
            if slot is not None:
                clock.setText(language.clock(slot.start))
                title.setText(slot.block.title)
                length.setText(language.minutes(slot.minutes) + (f" ({slot.planned})" if slot.minutes != slot.planned else ""))
        self.rest_title.setVisible(bool(shown))
        self.rest_title.setText(self._("Rest of the day"))
        left_out = live.skipped(stage.table, stage.state) if stage.table is not None else ()
        if [b.id for b in left_out] != self._left_out:
            self._left_out = [b.id for b in left_out]
            while self.skipped_lines.count():
                _gone(self.skipped_lines.takeAt(0))
            for block in left_out:
                button = controls.button(
                    self.desk.theme, self._("Take in again"), role="link", on=partial(self._do, self.stage.unskip, block.id)
                )
                button.setAccessibleName(self._("Take in “%(title)s” again", title=block.title))
                told = controls.Elided(self._("Skipped: %(title)s", title=block.title), "caption")
                self.skipped_lines.addWidget(controls.holder(controls.row((told, 1), button)))

    def _show_after(self, stage: Stage) -> None:
        """What was planned and what became of it, block by block. It stays as it was, however long ago."""
        _, language, table = self._, self.desk.language, stage.table
        assert table is not None
        held, begun = stage.went(), stage.state.begun
        went = {line.slot.block.id: line for line in held.lines} if held is not None else {}
        while self._after_grid.count():
            _gone(self._after_grid.takeAt(0))
        led = begun or held is not None
        for at, head in enumerate((_("Block"), _("Planned"), _("Actual")) if led else ()):
            self._after_grid.addWidget(controls.label(head, "caption"), 0, at)
        for row, slot in enumerate(table.slots if led else (), 1):
            turn, line = stage.state.turn(slot.block.id), went.get(slot.block.id)
            actual = _("skipped") if begun or (line is not None and line.skipped) else "–"
            if turn is not None and turn.ended is not None:
                actual = language.minutes(live.minute(turn.ended) - live.minute(turn.began))
            elif line is not None and line.minutes is not None:
                actual = language.minutes(line.minutes)
            planned = line.planned if line is not None else slot.end - slot.start
            for at, text in enumerate((slot.block.title, language.minutes(planned), actual)):
                self._after_grid.addWidget(controls.label(text), row, at)
        self.after_title.setText(self._after_words(stage, held))
        ended = live.minute(stage.state.finished) if stage.state.finished is not None else held.ended if held is not None else None
        self.after_says.setText(
            _("Rehearsed; nothing was written.") if stage.rehearsing
            else _("It ended %(clock)s. %(standing)s.", clock=language.clock(ended % 1440), standing=words.ended(ended - table.end, table.end, language)) if ended is not None
            else _("The clock was not used.")
        )  # fmt: skip
        self.harvest_button.setVisible(not stage.rehearsing)
        self.done_button.setVisible(begun)
        self.reopen_button.setVisible(begun and not stage.closed)
        self.again_button.setVisible(not begun)
        self.again_button.setText(" " + (_("Lead the day again…") if led else _("Lead the day all the same…")))
        self.again_button.setAccessibleName(self.again_button.text().strip())

    def _after_words(self, stage: Stage, held: timings.HeldDay | None) -> str:
        """ "The day was held Sunday 22 November", and that the workshop is finished when it is."""
        _, table = self._, stage.table
        if stage.rehearsing or (held is None and not stage.closed):
            return _("The day is over")
        day = self.desk.language.date(table.day.date, "weekday", today=self.desk.today()) if table is not None and table.day.date else ""
        said = "" if held is None else _("The day was held %(day)s", day=day) if day else _("The day was held")
        return ". ".join(filter(None, (said, _("The workshop is finished") if stage.closed else "")))

    # ------------------------------------------------------------------------------------------------ the keys

    def _do(self, what: Callable[..., object], *args: object) -> None:
        try:
            what(*args)
        except Refused as error:
            self.desk.say(wording.sentence(error, self.desk.language))
            if error.reason == "another_runs":
                self._happened()
                self.elsewhere_button.setFocus()
                return
        self._happened()

    def start(self) -> None:
        self._do(self.stage.start)

    def start_so(self) -> None:
        """Begin, with the rest of the day as it is proposed."""
        self.start()
        if self.stage.runs:
            self.take()

    def start_on_time(self) -> None:
        self._do(partial(self.stage.start, earlier=max(0, self.stage.late())))

    def to_harvest(self) -> None:
        """Where what came of it is gathered, and the workshop is finished."""
        self.desk.go("workshop", self._workshop, "harvest")

    def lead_again(self) -> None:
        """A day that was held, or of a workshop that is finished, is begun once more only after a question."""
        _ = self._
        held = self.stage.went() is not None
        sentence = (
            _(
                "The day was held. If it is led again, the times of the new day take the place of those that are noted, also in the documentation."
            )
            if held
            else _("The workshop is finished. If the day is led now, its times are noted and stand in the documentation.")
        )
        if self.desk.dialogs.confirm(_("Lead the day again") if held else _("Lead the day"), sentence, _("Start now")):
            self.start()

    def rehearse(self) -> None:
        self._do(self.stage.rehearse, float(self.speed.currentData() or 1))

    def next(self, block: str | None = None) -> None:
        if self.room_may_see():
            self._notes_shown = False
        self.room.settle()
        self._slides, self._wall, self._wide, self._page = False, False, False, 0
        self._do(self.stage.next, block)
        self._deck_scroll.verticalScrollBar().setValue(0)

    def back(self) -> None:
        self.room.settle()
        self._do(self.stage.back)

    def pause(self) -> None:
        self._do(self.stage.pause_or_go_on)

    def give(self, minutes: int) -> None:
        self._do(self.stage.give_minutes, minutes)

    def skip(self) -> None:
        self._do(self.stage.skip)

    def take(self) -> None:
        self._do(self.stage.take_proposal)

    def drop(self) -> None:
        self._do(self.stage.drop_proposal)

    def finish(self) -> None:
        self.room.settle()
        self._do(self.stage.finish)

    def follow_wall(self) -> None:
        self._do(self.stage.follow_wall)

    def leave(self) -> None:
        """Another tab or page: what was collected is written, so that nothing is lost."""
        self.room.settle()
        self.room.flush()
        self._message_draft.now()

    def leave_day(self) -> None:
        """A day that is over, or a rehearsal, is let go of."""
        self.leave_screen()
        self._do(self.stage.leave)

    def keyPressEvent(self, event: QKeyEvent) -> None:
        if not self.take_key(event):
            super().keyPressEvent(event)

    def take_key(self, event: QKeyEvent) -> bool:
        """One key, pressed on the page or in the projector's window."""
        key, plain = Qt.Key(event.key()), event.modifiers() & ~(Qt.KeyboardModifier.KeypadModifier | Qt.KeyboardModifier.ShiftModifier)
        if plain != Qt.KeyboardModifier.NoModifier:
            return False
        if key == Qt.Key.Key_F5:
            self.present()
            return True
        if key == Qt.Key.Key_Escape:
            return self.leave_screen()
        if self._stack.currentIndex() == 1 and key in (Qt.Key.Key_PageDown, Qt.Key.Key_T) and not event.isAutoRepeat():
            self.start() if key == Qt.Key.Key_PageDown else self.start_so()
            return True
        if self._stack.currentIndex() != 2:
            return False
        if event.isAutoRepeat():
            return True
        skip = Qt.Key.Key_H if self._skip_key() == "H" else Qt.Key.Key_S
        keys: dict[Qt.Key, Callable[[], object]] = {
            Qt.Key.Key_PageDown: self.next, Qt.Key.Key_PageUp: self.back, Qt.Key.Key_P: self.pause, Qt.Key.Key_Plus: partial(self.give, 1),
            Qt.Key.Key_5: partial(self.give, 5), skip: self.skip, Qt.Key.Key_T: self.take, Qt.Key.Key_N: self.toggle_notes,
            Qt.Key.Key_B: self.toggle_screen, Qt.Key.Key_Period: self.toggle_screen, Qt.Key.Key_V: self.toggle_slides,
            Qt.Key.Key_M: self._write_message, Qt.Key.Key_L: self.toggle_wall, Qt.Key.Key_G: self.toggle_wide, Qt.Key.Key_Right: partial(self.turn_slide, 1), Qt.Key.Key_Left: partial(self.turn_slide, -1),
            Qt.Key.Key_Return: self._write_note, Qt.Key.Key_Enter: self._write_note,
        }  # fmt: skip
        done = keys.get(key)
        if done is None:
            return False
        done()
        return True

    def eventFilter(self, watched: QObject, event: QEvent) -> bool:
        """Esc in a line goes back to the clock; Page Down and Page Up are the day's in there too, and do not scroll."""
        if event.type() == QEvent.Type.KeyPress and isinstance(event, QKeyEvent):
            if watched is self._deck_scroll:
                entered, self._entered = self._entered and event.key() in (Qt.Key.Key_Return, Qt.Key.Key_Enter), False
                return entered or self.take_key(event)
            self._entered = event.key() in (Qt.Key.Key_Return, Qt.Key.Key_Enter)  # the line's own, although Qt hands it on
            if event.key() == Qt.Key.Key_Escape:
                self.face.setFocus()
                return True
            if event.key() in (Qt.Key.Key_PageDown, Qt.Key.Key_PageUp, Qt.Key.Key_F5):
                return self.take_key(event)
        return super().eventFilter(watched, event)

    def _write_note(self) -> None:
        if self.projector is not None and self.projector.isActiveWindow():
            self.window().activateWindow()
        self.capture.setFocus(Qt.FocusReason.ShortcutFocusReason)

    def _write_message(self) -> None:
        self.message_line.setFocus(Qt.FocusReason.ShortcutFocusReason)

    def show_message(self) -> None:
        """What stands in the line is shown to the room; an empty line takes it away."""
        self.message = self.message_line.text().strip()
        self._message_draft.keep()  # it stands in the line as long as it is shown
        self.face.setFocus()
        self._happened()

    def take_message_down(self) -> None:
        """The room reads it no more; a next one that is half written stays in the line."""
        if self.message_line.text().strip() == self.message:
            self.message_line.clear()
            self._message_draft.forget()
        self.message = ""
        self.face.setFocus()
        self._happened()

    def toggle_notes(self) -> None:
        self._notes_shown = not self._notes_shown
        self._happened()

    def toggle_slides(self) -> None:
        self._slides = not self._slides
        self._happened()

    def toggle_wall(self) -> None:
        """The notes of the block on the room's screen, or not."""
        self._wall = not self._wall
        self._happened()

    def toggle_wide(self) -> None:
        """The groups over the whole of the room's screen, or beside the clock."""
        self._wide = not self._wide
        self._happened()

    def turn_slide(self, pages: int) -> None:
        from verkstad.ui.screens.run import slides

        turn = self.stage.leading()
        self._page = max(0, min(slides.count(self._slide_paths(turn.block if turn is not None else "")) - 1, self._page + pages))
        self._happened()

    def _on_day_chosen(self, at: int) -> None:
        self.stage.choose_day(self.day_choice.itemData(at))
        self._happened()

    def _on_sound(self, on: bool) -> None:
        self.desk.memory.put(SOUND, on)
        self._name_sound()

    def _name_sound(self) -> None:
        words_ = self._("Sound when time runs out: on") if self.sound.isChecked() else self._("Sound when time runs out: off")
        self.sound.setText(words_)
        self.sound.setAccessibleName(words_)

    # ------------------------------------------------------------------------------------------------ what the room sees

    def room_may_see(self) -> bool:
        """With one screen, or one that shows the same as another, whoever looks at the wall may see this page: nobody can tell from here."""
        home = self.window().screen()
        ours = home.geometry() if home is not None else None
        screens = self.projector._screens() if self.projector is not None else QGuiApplication.screens()
        return not any(ours is not None and s is not home and not s.geometry().intersects(ours) for s in screens)

    def present(self) -> None:
        """Show the room its window: on the other screen if there is one."""
        if self.stage.table is None or not self.stage.table.slots:
            return
        if self.projector is None:
            self.projector = Projector(self.window(), self._("Verkstad – the room's screen"))
            self.projector.key_pressed.connect(self.take_key)
            self.projector.closed.connect(self._on_projector_closed)
        self._projecting, self._let_go, self._lost = self._workshop, False, False
        self.projector.show_scene(self.scene())
        self._take_screen()
        self.awake.hold()
        if not self._listening:
            self._listening.append(self.desk.bench.listen(self._on_heard))
        self._timer.start()
        self._happened()

    def leave_screen(self) -> bool:
        """Stop presenting. False when nothing was shown."""
        if self.projector is None or not self._projecting:
            return False
        self._projecting = ""
        self._lost = self._let_go = False
        self.projector.hide()
        self.awake.let_go()
        while self._listening:
            self._listening.pop()()
        self.window().activateWindow()
        self.face.setFocus()
        self._happened()
        return True

    def toggle_screen(self) -> None:
        """Somebody else's slides need the screen; then it is taken back. The clock goes on."""
        if self.projector is None or not self._projecting:
            self.present()
            return
        self._let_go = self.projector.isVisible()
        if self._let_go:
            self.projector.hide()
        else:
            self._take_screen()
        self._happened()

    def screens_changed(self, *_screen: object) -> None:
        """A screen was unplugged: what it showed comes home and is put away, and the clock goes on. It is taken back when it is there again."""
        if self.projector is not None and self._projecting:
            ground = self.projector.ground()
            if self.projector.isVisible():
                if ground == "own" != self._ground:
                    self.projector.hide()
                    self._lost = True
                    self._notes_shown = False
                    self.desk.say(self._("The other screen is gone. The clock goes on; F5 shows it on this screen."))
                else:
                    self._take_screen()
            elif self._lost and ground != "own":
                self._take_screen()
        self._happened()

    def _take_screen(self) -> None:
        """Show the room its window where there is a place for it; what is mine alone hides when the room may see this page."""
        assert self.projector is not None
        self._ground, self._lost = self.projector.ground(), False
        if self.room_may_see():
            self._notes_shown = False
        self.projector.take_screen()

    def room_sees(self) -> bool:
        """A day is presented or led, and the room may see this very screen: pages keep to themselves what is for nobody else."""
        led = any(stage.runs and not stage.rehearsing for stage in self._stages.values())
        return (led or bool(self._projecting)) and self.room_may_see()

    def _on_heard(self, changes: Changes, by: object) -> None:
        """Somebody moved a person or a block on another page: the room sees it."""
        if not self.isVisible():
            self.refresh(changes, by)

    def _watch(self, screen: QScreen) -> None:
        """Another resolution, or a mirror switched on or off."""
        screen.geometryChanged.connect(self.screens_changed)

    def _on_projector_closed(self) -> None:
        if self._projecting:
            self.leave_screen()

    def scene(self) -> Scene:
        """What the room sees now, of the workshop that is presented."""
        stage = self._stages.get(self._projecting) or self.stage
        language, _, table = self.desk.language, self._, stage.table
        outlook = stage.outlook()
        if table is None or outlook is None:
            return Scene()
        ahead = [s for s in outlook.slots if not s.on]
        rest = tuple((language.clock(s.start), s.block.title) for s in ahead)
        turn = stage.leading()
        if turn is None:
            then = ahead[0] if ahead else None
            title = then.block.title if then is not None else _("Thank you for today")
            when = language.clock(then.start) if then is not None else ""
            return Scene(when=when, title=title, rest=rest[1:], rest_title=_("Rest of the day"), more=self._more, message=self.message)
        slot = next(s for s in outlook.slots if s.block.id == turn.block)
        seconds = live.seconds_left(table, stage.state, turn, stage.now())
        whole = max(1, live.seconds_whole(table, stage.state, turn))
        level = live.warning(seconds, whole)
        said = words.left(seconds, language)
        paused = stage.state.paused_at is not None
        poll = self.room.poll if self._projecting == self._workshop else None
        return Scene(
            when=language.span(slot.start, slot.end),
            title=slot.block.title,
            instruction=slot.block.instruction,
            number=said.number,
            words=said.words,
            told=_("Paused") if paused else _(words.LEVEL_WORDS[level]) if level else "",
            level="" if paused else level,
            gone=round(1 - seconds / whole, 3),
            next=_("Then: %(title)s, %(clock)s", title=ahead[0].block.title, clock=language.clock(ahead[0].start)) if ahead else "",
            tables=self._tables(turn.block),
            wide=self._wide and bool(self._tables(turn.block)),
            rest=rest,
            rest_title=_("Rest of the day"),
            more=self._more,
            tables_title=_("Groups"),
            message=self.message,
            notes=self.room.notes()[-12:] if self._wall and self._projecting == self._workshop else (),
            notes_title=_("From the room"),
            poll=poll.question if poll is not None else "",
            counts=tuple((says, count) for _id, says, count in poll.answers) if poll is not None else (),
            slide=self._slide(turn.block) if self._slides else None,
        )

    def _more(self, count: int) -> str:
        """What a list says of those it has no room for."""
        return self.desk.language.ngettext("… and %(n)d more", "… and %(n)d more", count)

    def _tables(self, block: str) -> tuple[running.Table, ...]:
        """Who sits where in a block; asked once until something changes."""
        if block not in self._seated:
            self._seated[block] = running.tables_for(self.desk.bench.library, block, self.desk.language, names=self.desk.settings.names)
        return self._seated[block]

    def _slide_files(self, block: str) -> list[str]:
        """The contents of what is shown during a block."""
        if block not in self._shown_during:
            self._shown_during[block] = [s.content for s in self.desk.bench.library.children(Slides, block) if s.content] if block else []
        return self._shown_during[block]

    def _slide(self, block: str) -> QImage | None:
        """The page of the slides that is shown now."""
        from verkstad.ui.screens.run import slides

        return slides.page_of(self._slide_paths(block), self._page)

    def _slide_paths(self, block: str) -> list[Path]:
        """Where they lie; those that are not here are left out."""
        found = [attachments.path_of(self.desk.bench, content) for content in self._slide_files(block)]
        return [path for path in found if path is not None]


def standing_now(desk: Desk) -> str:
    """How the day that runs stands by its plan: "6 min behind."; "" when none runs."""
    workshop = desk.bench.runs()
    stands = Stage(desk.bench, workshop, SystemClock()).standing() if workshop else None
    return f"{words.stands(stands, desk.language)}." if stands is not None else ""


def _short(title: str) -> str:
    """A title that finds room on a button."""
    return title if len(title) <= 40 else title[:39].rstrip() + "…"


def _gone(item: QLayoutItem | None) -> None:
    """What stood there is taken away, now and not at the next turn of the loop."""
    widget = item.widget() if item is not None else None
    if widget is not None:
        widget.hide()
        widget.deleteLater()
