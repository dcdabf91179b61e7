"""The window: navigation on the left, a page in the middle with its head, an inspector on the right, the status bar, the menus.

It knows pages by name and builds each at its first visit. After every change it tells the page that is seen, and no other. Switching
language or theme makes a new window on the same workbench; nothing in here is translated twice.
"""

from __future__ import annotations

import datetime
from collections.abc import Callable
from functools import partial
from pathlib import Path
from typing import TYPE_CHECKING, Any

from PySide6.QtCore import QByteArray, QEvent, QPoint, QRect, QSize, Qt, QTimer, Signal
from PySide6.QtGui import (
    QAction,
    QActionGroup,
    QCloseEvent,
    QDragEnterEvent,
    QDropEvent,
    QFontMetrics,
    QGuiApplication,
    QKeySequence,
    QPainter,
    QPaintEvent,
    QResizeEvent,
)
from PySide6.QtWidgets import (
    QAbstractButton,
    QApplication,
    QButtonGroup,
    QFrame,
    QHBoxLayout,
    QLabel,
    QLineEdit,
    QMainWindow,
    QMenu,
    QPlainTextEdit,
    QPushButton,
    QScrollArea,
    QStackedWidget,
    QTabBar,
    QTextEdit,
    QToolButton,
    QWidget,
)

from verkstad import wording
from verkstad.domain.errors import Failure
from verkstad.domain.initiative import Initiative
from verkstad.i18n import N_
from verkstad.ui import controls
from verkstad.ui import theme as look
from verkstad.ui.desk import Desk
from verkstad.ui.heading import Heading
from verkstad.ui.screen import Screen
from verkstad.ui.stack import Stack
from verkstad.ui.steady import SteadyClicks
from verkstad.ui.toast import Toast

if TYPE_CHECKING:
    from verkstad.app.workbench import Changes
    from verkstad.ui.undecided import UndecidedLine

RECENT = 10
LOOKED_OVER_AFTER = 1_500  # ms without a change until what hinders is counted anew
SIZE = QSize(1360, 850)
LEAST = QSize(1024, 640)
AROUND = QSize(48, 72)  # room left at the first start for the window's own frame and for the screen to be seen behind it


def _start(desk: Desk) -> Screen:
    from verkstad.ui.screens.start_page import StartScreen

    return StartScreen(desk)


def _workshops(desk: Desk) -> Screen:
    from verkstad.ui.screens.workshops import WorkshopsScreen

    return WorkshopsScreen(desk)


def _workshop(desk: Desk) -> Screen:
    from verkstad.ui.screens.workshop_page import WorkshopScreen

    return WorkshopScreen(desk)


def _people(desk: Desk) -> Screen:
    from verkstad.ui.screens.people_page import PeopleScreen

    return PeopleScreen(desk)


def _library(desk: Desk) -> Screen:
    from verkstad.ui.screens.library_page import LibraryScreen

    return LibraryScreen(desk)


def _initiative(desk: Desk) -> Screen:
    from verkstad.ui.screens.initiative.page import InitiativeScreen

    return InitiativeScreen(desk)


def _modules(desk: Desk) -> Screen:
    from verkstad.ui.screens.modules.page import ModulesScreen

    return ModulesScreen(desk)


def _teams(desk: Desk) -> Screen:
    from verkstad.ui.screens.teams.page import TeamsScreen

    return TeamsScreen(desk)


def _pilots(desk: Desk) -> Screen:
    from verkstad.ui.screens.pilots.page import PilotsScreen

    return PilotsScreen(desk)


def _plan(desk: Desk) -> Screen:
    from verkstad.ui.screens.plan.page import PlanScreen

    return PlanScreen(desk)


def _inventory(desk: Desk) -> Screen:
    from verkstad.ui.screens.inventory.page import InventoryScreen

    return InventoryScreen(desk)


def _insights(desk: Desk) -> Screen:
    from verkstad.ui.screens.insights.page import InsightsScreen

    return InsightsScreen(desk)


def _launch(desk: Desk) -> Screen:
    from verkstad.ui.screens.launch.page import LaunchScreen

    return LaunchScreen(desk)


def _follow_up(desk: Desk) -> Screen:
    from verkstad.ui.screens.following.page import FollowingScreen

    return FollowingScreen(desk)


def _findings(desk: Desk) -> Screen:
    from verkstad.ui.screens.findings.page import FindingsScreen

    return FindingsScreen(desk)


def _settings(desk: Desk) -> Screen:
    from verkstad.ui.screens.settings_page import SettingsScreen

    return SettingsScreen(desk)


def _merge(desk: Desk) -> Screen:
    from verkstad.ui.screens.merge_review import MergeScreen

    return MergeScreen(desk)


PAGES: dict[str, Callable[[Desk], Screen]] = {
    "start": _start, "workshops": _workshops, "workshop": _workshop, "people": _people, "library": _library, "initiative": _initiative,
    "modules": _modules, "teams": _teams, "pilots": _pilots, "plan": _plan, "inventory": _inventory,
    "insights": _insights, "launch": _launch, "follow_up": _follow_up, "findings": _findings, "settings": _settings, "merge": _merge,
}  # fmt: skip

ENTRIES = (
    ("start", N_("Start"), "house"),
    ("workshops", N_("Workshops"), "calendar-clock"),
    ("people", N_("People"), "users"),
    ("library", N_("Library"), "library"),
)
OF_A_CHANGE = (
    ("initiative", N_("Initiative"), "flag"),
    ("plan", N_("The plan"), "file-text"),
    ("inventory", N_("Inventory"), "layout-list"),
    ("modules", N_("Modules"), "scissors"),
    ("teams", N_("Teams"), "handshake"),
    ("pilots", N_("Pilots"), "flask-conical"),
    ("insights", N_("Insights and actions"), "lightbulb"),
    ("launch", N_("Launch"), "sparkles"),
    ("follow_up", N_("Follow-up"), "target"),
    ("findings", N_("To look over"), "list-checks"),
)
"""Entries that stand there once there is an initiative; those below the first are drawn as belonging to it."""


class NavItem(QPushButton):
    """An entry of the navigation. Narrow, it shows its icon alone and keeps its name for the tip and the screen reader."""

    def __init__(self, desk: Desk, name: str, icon: str, *, below: bool = False) -> None:
        """`below`: it belongs to the entry above it, and stands further in where there is room for that."""
        super().__init__()
        self._theme, self._name, self._icon = desk.theme, name, icon
        self._in = 14 if below else 0
        self.narrow = False
        self.badge = 0
        self.setCheckable(True)
        self.setAccessibleName(name)
        self.setFixedHeight(look.NAV_ROW)
        self.setCursor(Qt.CursorShape.ArrowCursor)

    def set_narrow(self, narrow: bool) -> None:
        self.narrow = narrow
        self.setToolTip(self._name if narrow else "")
        self.update()

    def set_badge(self, count: int) -> None:
        if count == self.badge:
            return
        self.badge = count
        self.setAccessibleName(f"{self._name}, {count}" if count else self._name)
        self.update()

    def sizeHint(self) -> QSize:
        width = QFontMetrics(look.font(look.BODY, look.SEMIBOLD)).horizontalAdvance(self._name)
        return QSize(48 if self.narrow else width + 60 + self._in, look.NAV_ROW)

    def minimumSizeHint(self) -> QSize:
        return QSize(48, look.NAV_ROW)

    def paintEvent(self, _event: QPaintEvent) -> None:
        t = self._theme
        painter = QPainter(self)
        painter.setRenderHint(QPainter.RenderHint.Antialiasing)
        over = self.underMouse()
        if self.isChecked() or over:
            painter.setPen(Qt.PenStyle.NoPen)
            painter.setBrush(t.colour("surface") if self.isChecked() else look.mix(t.sunken, t.text, 0.06))
            painter.drawRoundedRect(self.rect(), look.RADIUS_CARD, look.RADIUS_CARD)
        left = (self.width() - 20) // 2 if self.narrow else 14 + self._in
        painter.drawPixmap(left, (self.height() - 20) // 2, t.pixmap(self._icon, "accent" if self.isChecked() else "text2", 20))
        if not self.narrow:
            painter.setFont(look.font(look.BODY, look.SEMIBOLD if self.isChecked() else look.NORMAL))
            painter.setPen(t.colour("text" if self.isChecked() else "text2"))
            painter.drawText(QRect(left + 31, 0, self.width() - left - 31, self.height()), Qt.AlignmentFlag.AlignVCenter, self._name)
        if self.badge:
            face = look.font(look.CAPTION, look.SEMIBOLD)
            room = max(20, QFontMetrics(face).horizontalAdvance(str(self.badge)) + 12)
            box = QRect(self.width() - room - (0 if self.narrow else 10), 2 if self.narrow else (self.height() - 20) // 2, room, 20)
            painter.setPen(Qt.PenStyle.NoPen)
            painter.setBrush(t.colour("warnbg"))
            painter.drawRoundedRect(box, 10, 10)
            painter.setPen(t.colour("warn"))
            painter.setFont(face)
            painter.drawText(box, Qt.AlignmentFlag.AlignCenter, str(self.badge))


class MainWindow(QMainWindow):
    """The window on a desk. `rebuild_asked` is emitted when language or theme was switched: whoever made this window makes the next."""

    rebuild_asked = Signal()
    restore_asked = Signal(object)  # the path of a backup
    painted = Signal()

    def __init__(self, desk: Desk) -> None:
        super().__init__()
        self.desk = desk
        self._ = _ = desk.language.gettext
        self._pages: dict[str, Screen] = {}
        self._key = ""
        self._stale: dict[str, Changes | None] = {}  # page -> what changed since it was seen; None: ask everything
        self._painted = False
        self._turning = False  # a page is being shown: its head is filled when it stands
        self.setWindowTitle(_("Verkstad"))
        self.setMinimumSize(LEAST)
        self.setAcceptDrops(True)
        self.setContextMenuPolicy(Qt.ContextMenuPolicy.NoContextMenu)

        self._nav = self._navigation()
        self._head = QFrame(objectName="head")
        self._stack = Stack()
        self._between = QWidget()
        self._stack.addWidget(self._between)
        self._side = QStackedWidget()
        self._side.setFixedWidth(look.INSPECTOR)
        self._side.hide()
        self._inspectors: dict[QWidget, QScrollArea] = {}
        self._make_head()
        self._undecided: UndecidedLine | None = None
        self._middle = middle = controls.column(self._head, (controls.row((self._stack, 1), self._side, spacing=0), 1))
        root = QWidget(objectName="page")
        root.setLayout(controls.row(self._nav, (middle, 1), spacing=0))
        self.setCentralWidget(root)

        self._saved = QLabel()
        self._hints = QLabel()
        self.statusBar().addWidget(self._saved)
        self.statusBar().addPermanentWidget(self._hints)
        self.statusBar().setSizeGripEnabled(False)
        self.toast = Toast(desk.theme, self, _("Undo"), self.undo, show_words=_("Show"))
        self._make_menus()

        desk.went.connect(self.show_page)
        desk.said.connect(lambda sentence, undo: self.toast.say(sentence, undo=undo))
        desk.printing_asked.connect(self.print_from)
        desk.kept.connect(self.show_saved)
        desk.focus_lost.connect(self.focus_page)
        desk.turned.connect(self._on_turned)
        desk.files_opened.connect(self.open_files)
        app = QApplication.instance()
        assert isinstance(app, QApplication)
        app.focusChanged.connect(self._on_focus)
        self._steady_clicks = SteadyClicks(app, self)
        self._unlisten = desk.bench.listen(self._on_changed)
        self._hinders: dict[str, int] = {}  # entry -> how much there hinders
        self._looking_over = QTimer(self, interval=LOOKED_OVER_AFTER, singleShot=True)
        self._looking_over.timeout.connect(self._look_over)
        self.painted.connect(self._looking_over.start)
        self._show_state()
        self._come_back()

    # ------------------------------------------------------------------------------------------------ the frame

    def _navigation(self) -> QFrame:
        desk, _ = self.desk, self._
        nav = QFrame(objectName="nav")
        mark = QLabel()
        mark.setPixmap(desk.theme.pixmap("layout-list", "accent", 22))
        mark.setFixedSize(24, 24)
        self._brand = controls.label(_("Verkstad"), "section")
        self._mark_row = controls.row(mark, self._brand, None, spacing=10, margins=(13, 0, 8, 0))
        self._entries = QButtonGroup(self)
        self._nav_items: dict[str, NavItem] = {}
        column = controls.column(self._mark_row, 14, spacing=4, margins=(8, 16, 8, 12))
        for key, name, icon in ENTRIES:
            column.addWidget(self._nav_item(key, _(name), icon))
        column.addSpacing(look.M)
        for key, name, icon in OF_A_CHANGE:
            column.addWidget(self._nav_item(key, _(name), icon, below=key != OF_A_CHANGE[0][0]))
        column.addStretch(1)
        column.addWidget(self._nav_item("settings", _("Settings"), "settings"))
        nav.setLayout(column)
        nav.setAccessibleName(_("Navigation"))
        return nav

    def _nav_item(self, key: str, name: str, icon: str, *, below: bool = False) -> NavItem:
        item = NavItem(self.desk, name, icon, below=below)
        item.clicked.connect(lambda _checked=False: self._on_entry(key))
        self._entries.addButton(item)
        self._nav_items[key] = item
        return item

    def _on_entry(self, key: str) -> None:
        """The entry of the page that stands leads from one of its rows back to the list."""
        if self._key != key or not self.current().go_back():
            self.desk.go(key)

    def _make_head(self) -> None:
        desk, _ = self.desk, self._
        self._heading = Heading(desk)
        self._title, self._subtitle = self._heading.title, self._heading.subtitle
        self._heading.opened.connect(self.open_about)
        self._heading.rename_asked.connect(lambda: self.open_about("rename"))
        self._heading.initiative_chosen.connect(self.turn_to)
        self._undo_button = controls.icon_button(desk.theme, "undo-2", _("Undo"), on=self.undo, shortcut="Ctrl+Z")
        self._redo_button = controls.icon_button(desk.theme, "redo-2", _("Redo"), on=self.redo, shortcut="Ctrl+Shift+Z")
        self._print_button = controls.button(desk.theme, _("Print"), "printer", on=self.print_here, tip=_("Everything to hand out, as PDF"))
        self._own = QHBoxLayout()
        self._own.setSpacing(look.S)
        self._tabs = QTabBar()
        self._tabs.setDrawBase(False)
        self._tabs.setExpanding(False)
        self._tabs.setAccessibleName(_("Tabs of the page"))
        self._tabs.currentChanged.connect(self._on_tab_chosen)
        self._tabs.hide()
        line = controls.row((self._heading, 1), self._undo_button, self._redo_button, 4, self._print_button, self._own, spacing=look.S)
        self._head_layout = controls.column(line, self._tabs, spacing=0, margins=(24, 13, 24, 13))
        self._head.setLayout(self._head_layout)

    def _make_menus(self) -> None:
        _, bar = self._, self.menuBar()
        file, edit, view, workshop, help = (
            bar.addMenu(_(name)) for name in (N_("&File"), N_("&Edit"), N_("&View"), N_("&Workshop"), N_("&Help"))
        )
        self._act(file, _("New workshop…"), self.new_workshop, QKeySequence.StandardKey.New, "file-plus")
        self._act(file, _("New initiative…"), partial(self.desk.go, "initiative", "", "begin"), "", "flag")
        self._act(file, _("Open…"), self.open_dialog, QKeySequence.StandardKey.Open, "folder-open")
        self._recent_menu = QMenu(_("Recent"), self)
        self._recent_menu.aboutToShow.connect(self._fill_recent)
        file.addMenu(self._recent_menu)
        file.addSeparator()
        self._act(file, _("Save"), self.save, QKeySequence.StandardKey.Save, "save")
        self._act(file, _("Back up now"), self.back_up, "", "database-backup")
        self._act(file, _("Export session file…"), self.export, "Ctrl+E", "file-up")
        file.addSeparator()
        self._act(file, _("Print…"), self.print_here, QKeySequence.StandardKey.Print, "printer")
        file.addSeparator()
        self._act(file, _("Open the folder with my files"), self.open_folder, "", "folder")
        self._act(file, _("Settings"), partial(self.desk.go, "settings"), "Ctrl+,", "settings").setMenuRole(
            QAction.MenuRole.PreferencesRole
        )
        self._act(file, _("Quit"), self.close, QKeySequence.StandardKey.Quit, "log-out").setMenuRole(QAction.MenuRole.QuitRole)

        self._undo = self._act(edit, _("Undo"), self.undo, "Ctrl+Z", "undo-2")
        self._redo = self._act(edit, _("Redo"), self.redo, "Ctrl+Shift+Z", "redo-2")
        self._redo.setShortcuts([QKeySequence("Ctrl+Shift+Z"), QKeySequence("Ctrl+Y")])
        edit.addSeparator()
        self._act(edit, _("Find on the page"), self.find, QKeySequence.StandardKey.Find, "search")
        self._act(edit, _("Find anything…"), self.open_palette, "Ctrl+K", "command")
        self._act(edit, _("Write down an insight…"), self.capture_insight, "Ctrl+Shift+I", "lightbulb")

        acts = [
            self._act(view, _(name), partial(self.desk.go, key), f"Ctrl+{at}" if at < 10 else "", icon)
            for at, (key, name, icon) in enumerate((*ENTRIES, *OF_A_CHANGE), 1)
        ]
        self._change_acts = dict(zip((key for key, *_rest in OF_A_CHANGE), acts[len(ENTRIES) :], strict=True))
        view.addSeparator()
        themes = view.addMenu(_("Appearance"))
        self._one_of(
            themes, (("light", _("Light")), ("dark", _("Dark")), ("system", _("Same as the system"))), self.desk.settings.theme, "theme"
        )
        languages = view.addMenu(_("Language"))
        self._one_of(languages, (("sv", "Svenska"), ("en", "English")), self.desk.language.code, "language")
        view.addSeparator()
        self._act(view, _("Full screen"), self.toggle_full_screen, "F11", "maximize")

        self._decide = self._act(workshop, _("Decide between mine and theirs…"), partial(self.desk.go, "merge"), "", "git-merge")
        self._about_act = self._act(workshop, _("About the workshop…"), self.open_about, "Ctrl+I", "pencil")
        self._workshop_acts = [
            self._about_act,
            self._act(workshop, _("Present to the room"), self.present, "F5", "presentation"),
            self._act(workshop, _("Print the handout pack…"), self.print_here, "", "printer"),
            self._act(workshop, _("To look over in the workshop"), self.look_over_workshop, "", "list-checks"),
            self._act(workshop, _("Export this workshop…"), self.export, "", "file-up"),
            self._act(workshop, _("Save in another format…"), self.save_for_others, "Ctrl+Shift+E", "download"),
            self._act(workshop, _("Duplicate workshop"), self.duplicate_workshop, "", "copy"),
            self._act(workshop, _("Keep as a template…"), self.keep_as_template, "", "layers"),
            self._act(workshop, _("Remove workshop"), self.remove_workshop, "", "trash-2"),
        ]
        workshop.insertSeparator(self._workshop_acts[0])
        self._act(workshop, _("New from template…"), partial(self.desk.go, "library", "", "templates"), "Ctrl+Shift+N", "layers")
        self._act(help, _("User guide"), self.open_guide, QKeySequence.StandardKey.HelpContents, "book-open")
        self._act(help, _("Keys"), self.tell_keys, "", "keyboard")
        self._act(help, _("About Verkstad"), self.tell_about, "", "info").setMenuRole(QAction.MenuRole.AboutRole)

    def _act(self, menu: QMenu, words: str, on: Callable[[], object], keys: QKeySequence.StandardKey | str, icon: str) -> QAction:
        act = QAction(words, self)
        menu.aboutToShow.connect(partial(self._draw, act, icon))
        if keys:
            act.setShortcut(QKeySequence(keys))
        act.triggered.connect(lambda _checked=False: on())
        menu.addAction(act)
        return act

    def _draw(self, act: QAction, icon: str) -> None:
        """Icons are drawn when their menu opens: drawing them all takes a while that the start can be without."""
        if act.icon().isNull():
            act.setIcon(self.desk.theme.icon(icon, "text2", 18))

    def _one_of(self, menu: QMenu, choices: tuple[tuple[str, str], ...], now: str, setting: str) -> None:
        group = QActionGroup(menu)
        for kept, words in choices:
            act = QAction(words, menu, checkable=True, checked=kept == now)
            act.triggered.connect(lambda _checked=False, kept=kept: self.set_setting(**{setting: kept}))
            group.addAction(act)
            menu.addAction(act)

    # ------------------------------------------------------------------------------------------------ pages

    def page(self, key: str) -> Screen:
        """The page of that name, built now if this is the first visit."""
        found = self._pages.get(key)
        if found is None:
            found = self._pages[key] = PAGES[key](self.desk)
            found.headline_changed.connect(self._on_headline_changed)
            self._stack.addWidget(found)
            self._stale[key] = None
        return found

    def current(self) -> Screen:
        return self._pages[self._key]

    def show_page(self, key: str, row: str = "", part: str = "") -> None:
        """Go to a page, and to a row and a part of it."""
        stays = self._key == key and self._has_keyboard()
        self.settle()
        if self._key and self._key != key:
            self.current().leave()
            self.toast.leave()
        self._turning = True
        try:
            screen = self.page(key)
            self._key = key
            if row or part:
                screen.show_row(row, part)
            if key in self._stale or row or part:
                changes = self._stale.pop(key, None)
                screen.refresh(None if row or part else changes, None)
        finally:
            self._turning = False
        item = self._nav_items.get(screen.entry or key)
        if item is not None:
            item.setChecked(True)
        if self._stack.currentWidget() is not screen:
            self._stack.setCurrentWidget(self._between)  # the page that is left keeps its size, for the next time it is seen
        self._show_side(screen)  # what stands around the page comes first, so that it is laid out once, in the room it has
        self._fill_head(screen)
        self._stack.setCurrentWidget(screen)
        self._show_undecided()
        if key != "merge":
            self.desk.memory.put("page", [key, screen.workshop(), part])
        if not self._painted:
            self.painted.connect(
                self.focus_page, Qt.ConnectionType.SingleShotConnection
            )  # the first paint waits for nothing it can do without
        elif not (stays and self._has_keyboard()):
            self.focus_page()

    def focus_page(self) -> None:
        """The keyboard goes to where one begins on the page."""
        home = self.current().home() if self._key else None
        if home is not None:
            home.setFocus(Qt.FocusReason.OtherFocusReason)

    def _has_keyboard(self) -> bool:
        """The keyboard is on the page or its inspector, and not on the frame around them."""
        now = self.focusWidget()
        return now is not None and now.isVisibleTo(self) and any(part.isAncestorOf(now) for part in (self._stack, self._side))

    def _show_side(self, screen: Screen) -> None:
        inner = screen.inspector()
        if inner is not None:
            held = self._inspectors.get(inner)
            if held is None:
                held = self._inspectors[inner] = self._inspector_of(inner)
            self._side.setCurrentWidget(held)
        self._side.setVisible(inner is not None)

    def _inspector_of(self, inner: QWidget) -> QScrollArea:
        """Each inspector keeps a scroll of its own: moving widgets between parents has them styled again, which takes time."""
        made = QScrollArea(objectName="inspector")
        self._side.addWidget(made)
        made.setWidget(inner)
        inner.setAutoFillBackground(False)  # the ground is the area's
        made.viewport().setAutoFillBackground(False)
        made.setWidgetResizable(True)
        made.setFocusPolicy(Qt.FocusPolicy.NoFocus)
        made.setHorizontalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOff)
        return made

    def _fill_head(self, screen: Screen) -> None:
        extras = list(screen.head())
        for at in range(self._own.count()):
            held = self._own.itemAt(at).widget()
            if held is not None and held not in extras:
                held.hide()
        for extra in extras:
            if self._own.indexOf(extra) < 0:
                self._own.addWidget(extra)
            extra.show()
        self._shorten_head()
        tabs = list(screen.tabs())
        self._tabs.blockSignals(True)
        if [self._tabs.tabText(i) for i in range(self._tabs.count())] != tabs:
            while self._tabs.count():
                self._tabs.removeTab(0)
            for name in tabs:
                self._tabs.addTab(name)
        if tabs:
            self._tabs.setCurrentIndex(screen.tab())
        self._tabs.blockSignals(False)
        self._tabs.setVisible(bool(tabs))
        self._head_layout.setContentsMargins(24, 13, 24, 0 if tabs else 13)
        self._show_headline()

    def _shorten_head(self) -> None:
        """In a narrow window the buttons of the head show their icons alone, so that the title has room. The one proposed keeps its words.

        A button that there is less room for says itself below which width (`roomy`).
        """
        held = [self._own.itemAt(at).widget() for at in range(self._own.count())]
        buttons = [b for w in held if w is not None for b in (w, *w.findChildren(QAbstractButton)) if isinstance(b, QAbstractButton)]
        for button in (self._print_button, *buttons):
            if button.icon().isNull() or button.property("look") == "primary":
                continue
            narrow = self.width() < (button.property("roomy") or look.NARROW_BELOW)
            words = str(button.property("words") or "")
            if narrow and button.text():
                button.setProperty("words", button.text())
                button.setToolTip(button.toolTip() or button.text().strip())
                button.setText("")
            elif not narrow and words and not button.text():
                button.setText(words)
            if isinstance(button, QToolButton):
                style = Qt.ToolButtonStyle.ToolButtonIconOnly if narrow else Qt.ToolButtonStyle.ToolButtonTextBesideIcon
                button.setToolButtonStyle(style)

    def _show_headline(self) -> None:
        screen = self.current()
        keys = self._about_act.shortcut().toString(QKeySequence.SequenceFormat.NativeText)
        self._heading.show_words(screen.title(), screen.subtitle(), screen.heading_opens(), keys, screen.whose())
        self._show_hints()
        workshop = screen.workshop()
        self._print_button.setVisible(bool(screen.subject()))
        for act in self._workshop_acts:
            act.setEnabled(bool(workshop))
        name = self._("Verkstad")
        self.setWindowTitle(f"{screen.title()} – {name}" if screen.title() and screen.title() != name else name)

    def _show_hints(self) -> None:
        """The keys of the page, where they do what they say: not while one types in the panel beside it."""
        now = self.focusWidget()
        typing = isinstance(now, (QLineEdit, QPlainTextEdit, QTextEdit)) and self._side.isAncestorOf(now)
        hints = "" if typing or not self._key else self.current().hints()
        self._hints.setText(hints)
        self._hints.setVisible(self.width() >= look.NARROW_BELOW or len(hints) < 70)

    def _on_focus(self, _before: QWidget | None, now: QWidget | None) -> None:
        if now is not None and now.window() is self and not self._turning:
            self._show_hints()

    def _on_headline_changed(self) -> None:
        if not self._turning and self.sender() is self.current():
            self._show_side(self.current())
            self._fill_head(self.current())

    def _on_tab_chosen(self, at: int) -> None:
        if self._key and at >= 0:
            self.settle()
            self.toast.leave()
            screen = self.current()
            self._turning = True
            try:
                screen.choose_tab(at)
            finally:
                self._turning = False
            self._show_side(screen)
            self._fill_head(screen)
            self.desk.memory.put("page", [self._key, screen.workshop(), getattr(screen, "part_shown", str)()])

    def _on_changed(self, changes: Changes, by: object) -> None:
        for key in self._pages.keys() - {self._key}:
            before = self._stale.get(key, changes)
            self._stale[key] = before and before.joined(changes)
        if self._key:
            inside = self._has_keyboard()
            self.current().refresh(changes, by)
            self._show_headline()
            if inside and not self._has_keyboard():  # what had it is gone, and Qt gave it to the navigation
                self.focus_page()
        self._show_state()
        self._looking_over.start()

    def turn_to(self, initiative: str) -> None:
        """The page that stands shows another initiative."""
        from verkstad.ui.current import look_at

        self.settle()
        self.toast.leave()
        look_at(self.desk, initiative)
        self.current().refresh(None, None)
        self._show_side(self.current())
        self._fill_head(self.current())

    def _on_turned(self) -> None:
        """Another initiative is looked at: the pages about it that stand in the background show it when they are seen again."""
        for key in self._change_acts.keys() & self._pages.keys() - {self._key}:
            self._stale[key] = None
        self._looking_over.start()

    def _show_undecided(self) -> None:
        """The badges in the navigation and the line over the page: how many rows wait there for somebody to choose between two versions."""
        waits = bool(self.desk.bench.library.open_conflicts())
        self._decide.setVisible(waits)
        if not waits:
            if self._undecided is not None:
                self._undecided.hide()
            for key, item in self._nav_items.items():
                item.set_badge(self._hinders.get(key, 0))
            return
        from verkstad.ui.undecided import UndecidedLine, by_entry  # in nearly every library there is nothing to decide

        found = by_entry(self.desk)
        for key, item in self._nav_items.items():
            item.set_badge(len(found.get(key, ())) + self._hinders.get(key, 0))
        if self._undecided is None:
            self._undecided = UndecidedLine(self.desk)
            self._middle.insertWidget(1, self._undecided)
        screen = self.current() if self._key else None
        entry = "" if screen is None or screen.key == "merge" else screen.entry or screen.key
        self._undecided.show_for(entry, screen.subject() if screen is not None else "", found)

    def look_over_workshop(self) -> None:
        """What there is to look over in the workshop one stands in, with its initiative where it has one."""
        self.desk.go("findings", self.current().workshop())

    def _look_over(self) -> None:
        """What hinders, counted on the entry of the page where it is mended: of the initiative last looked at, when nobody has done anything a while."""
        from verkstad.ui.screens.findings.badges import hinders

        found = hinders(self.desk)
        if found != self._hinders:
            self._hinders = found
            self._show_undecided()

    def _show_change(self) -> None:
        """The navigation has grown when there is an initiative, and only then."""
        some = bool(self.desk.bench.library.count(Initiative))
        for key, act in self._change_acts.items():
            self._nav_items[key].setVisible(some)
            act.setVisible(some)
            act.setEnabled(some)

    def _show_state(self) -> None:
        self._show_undecided()
        self._show_change()
        _, bench = self._, self.desk.bench
        undo, redo = bench.undo_step, bench.redo_step
        for act, button, step, plain, named in (
            (self._undo, self._undo_button, undo, _("Undo"), N_("Undo: %(step)s")),
            (self._redo, self._redo_button, redo, _("Redo"), N_("Redo: %(step)s")),
        ):
            words = _(named, step=self._step(step)) if step else plain
            act.setText(words)
            act.setEnabled(step is not None)
            button.setEnabled(step is not None)
            keys = act.shortcut().toString(QKeySequence.SequenceFormat.NativeText)
            button.setToolTip(f"{words} ({keys})")
        self.show_saved()

    def _step(self, step: Any) -> str:
        label = self._(step.label)
        return f"{label} – {step.subject}" if step.subject else label

    def show_saved(self) -> None:
        """ "Saved 14.32", from the moment of the last commit; nothing before the first."""
        at = self.desk.bench.saved_at
        if not at:
            self._saved.setText("")
            return
        moment = datetime.datetime.fromisoformat(at).astimezone()
        self._saved.setText(self._("Saved %(clock)s", clock=self.desk.language.clock(moment.hour * 60 + moment.minute)))

    # ------------------------------------------------------------------------------------------------ commands

    def settle(self) -> None:
        """What is being typed becomes a change now."""
        widget: QWidget | None = QApplication.focusWidget()
        while widget is not None:
            from verkstad.ui.fields import Field  # loaded when something has the keyboard, not before the first paint

            if isinstance(widget, Field):
                widget.settle()
                break
            widget = widget.parentWidget()
        if self._key:
            self.current().settle()

    def undo(self) -> None:
        self.settle()
        if not self._clear_typed():
            self._step_back(self.desk.bench.undo, N_("Undone: %(step)s"))

    def _clear_typed(self) -> bool:
        """What was typed last and cannot be read stands nowhere as a step: it goes first, before anything that was done is taken back."""
        from verkstad.ui.fields import Field

        for field in (f for part in (self._stack, self._side) for f in part.findChildren(Field)):
            if field.unsaved and field.isVisibleTo(self):
                typed = " ".join(field.text().split())
                field.revert()
                self.toast.say(self._("Cleared: “%(typed)s”", typed=f"{typed[:47]}…" if len(typed) > 48 else typed), undo=False)
                return True
        return False

    def redo(self) -> None:
        self._step_back(self.desk.bench.redo, N_("Redone: %(step)s"))

    def _step_back(self, way: Callable[[], Any], words: str) -> None:
        """Take a step back or forth, bring what it concerned into view or offer to, and say which step it was."""
        self.settle()
        heard: list[Changes] = []
        unlisten = self.desk.bench.listen(lambda changes, _by: heard.append(changes))
        step = None
        try:
            step = way()
        except Failure as error:
            self.toast.say(wording.sentence(error, self.desk.language), undo=False)
        finally:
            unlisten()
        for changes in heard:
            self.current().reveal(changes)
        if step is not None:
            said = self._(words, step=self._step(step))
            self.toast.say(f"{said}. {self._besides()}" if self.desk.bench.besides else said, undo=False, there=self._way_to(heard))
        self._show_state()

    def _besides(self) -> str:
        """What became of the clock of a day with the step; of one that goes on, also how late it is."""
        from verkstad.ui.screens.run.part import standing_now

        return " ".join(filter(None, (self._(self.desk.bench.besides), standing_now(self.desk))))

    def _way_to(self, heard: list[Changes]) -> Callable[[], None] | None:
        """How to get to what changed, when it stands on another page than the one that is seen."""
        from verkstad.ui import places  # knows every kind of row: not needed before something is undone

        bench, screen = self.desk.bench, self.current()
        if any(screen.sees(kind, row) for changes in heard for kind, rows in changes.rows.items() for row in rows):
            return None
        found = (places.place_of(bench, kind, row) for changes in heard for kind, rows in changes.rows.items() for row in sorted(rows))
        place = places.elsewhere((p for p in found if p is not None), screen.key, screen.subject(), screen.part_shown())
        return partial(places.go_to, self.desk, place) if place is not None else None

    def save(self) -> None:
        self.settle()
        self.toast.say(self._("Everything is already saved."), undo=False)

    def find(self) -> None:
        if not self.current().find():
            self.open_palette()

    def capture_insight(self) -> None:
        """One line from wherever one stands; the page stays."""
        from verkstad.ui.screens.insights.capture import capture_insight

        capture_insight(self.desk, self, self.current().workshop())

    def open_palette(self) -> None:
        from verkstad.ui.commands import Palette

        self.settle()
        Palette(self.desk, self, self.menuBar()).open()

    def new_workshop(self) -> None:
        from verkstad.ui.screens.new_workshop import new_workshop, standing_in

        self.settle()
        new_workshop(self.desk, initiative=standing_in(self.desk, self.current().subject()))

    def open_about(self, at: str = "") -> None:
        """What the heading stands for; from a list of workshops, that of the one chosen."""
        self.settle()
        workshop = self.current().workshop()
        if not self.current().heading_opens() and workshop:
            self.show_page("workshop", workshop)
        self.current().open_heading(at)

    def present(self) -> None:
        """F5: what the room sees, of the workshop one is in, or the one chosen in a list."""
        self.settle()
        workshop = self.current().workshop()
        if self._key != "workshop":
            self.show_page("workshop", workshop)
        self.current().present()  # type: ignore[attr-defined]

    def keep_as_template(self) -> None:
        from verkstad.ui.screens.library_own import keep_as_template

        self.settle()
        keep_as_template(self.desk, self.current().workshop())

    def duplicate_workshop(self) -> None:
        from verkstad.ui.screens.new_workshop import duplicate

        self.settle()
        duplicate(self.desk, self.current().workshop())

    def remove_workshop(self) -> None:
        from verkstad.ui.screens.new_workshop import remove

        self.settle()
        remove(self.desk, self.current().workshop())

    def print_here(self) -> None:
        screen = self.current()
        self.print_from(screen.subject(), screen.sheet(), screen.chosen())

    def print_from(self, subject: str, sheet: str, row: str = "") -> None:
        """Ctrl+P from wherever one stands; without a workshop in view, the one that is next is proposed."""
        from verkstad.ui.preview import open_preview

        self.settle()
        open_preview(self.desk, subject, sheet, row)

    def export(self) -> None:
        from verkstad.ui.screens.exporting import open_export

        self.settle()
        open_export(self.desk, self.current().subject())

    def save_for_others(self) -> None:
        from verkstad.ui.screens.program_export import open_program_export

        self.settle()
        open_program_export(self.desk, self.current().workshop(), self.current().part_shown())

    def back_up(self) -> None:
        from verkstad.ui.screens.settings_page import back_up

        self.settle()
        back_up(self.desk)

    def open_folder(self) -> None:
        from verkstad.ui.screens.settings_page import open_folder

        open_folder(self.desk)

    def open_dialog(self) -> None:
        _ = self._
        paths = self.desk.dialogs.open_files(
            _("Open"),
            _(
                "Everything Verkstad reads (*.verkstad *.csv *.xlsx *.vcf);;Session files (*.verkstad);;Lists of people (*.csv *.xlsx *.vcf)"
            ),
        )
        if paths:
            self.open_files(paths)

    def open_files(self, paths: list[Path]) -> None:
        """A session file is looked through, a list of people is read, anything else gets a sentence."""
        _ = self._
        self.settle()
        for path in paths:
            suffix = path.suffix.lower()
            if suffix == ".verkstad":
                self._remember_file(path)
                screen = self.page("merge")
                self.show_page("merge")
                screen.open_file(path)  # type: ignore[attr-defined]
            elif self._key and self.current().take_file(path):
                continue
            elif suffix in (".csv", ".tsv", ".xlsx", ".xls", ".ods", ".vcf"):
                workshop = self.current().workshop() if self._key else ""
                screen = self.page("people")
                if not workshop:
                    self.show_page("people")
                screen.import_file(path, workshop)  # type: ignore[attr-defined]
            elif suffix in (".docx", ".pdf") and self.page("plan").take_file(path):
                self.show_page("plan")
            else:
                self.toast.say(
                    _("Verkstad opens session files (.verkstad) and lists of people (.csv, .xlsx, .vcf), not “%(name)s”.", name=path.name),
                    undo=False,
                )

    def _remember_file(self, path: Path) -> None:
        kept = [name for name in self.desk.memory.get("files", []) if name != str(path)]
        self.desk.memory.put("files", [str(path), *kept][:RECENT])

    def _fill_recent(self) -> None:
        _, menu = self._, self._recent_menu
        menu.clear()
        for name in self.desk.memory.get("files", []):
            path = Path(name)
            there = path.is_file()
            act = menu.addAction(path.name if there else _("%(name)s (not there any more)", name=path.name))
            act.setEnabled(there)
            act.setToolTip(name)
            act.triggered.connect(lambda _checked=False, path=path: self.open_files([path]))
        if menu.isEmpty():
            menu.addAction(_("Nothing opened yet")).setEnabled(False)

    def set_setting(self, **changes: Any) -> None:
        """Switch language or theme, or any other setting; the first two rebuild the window."""
        before = self.desk.settings
        self.settle()
        self.desk.settings = before.with_(**changes)
        self.desk.settings_changed.emit()
        if (before.language, before.theme) != (self.desk.settings.language, self.desk.settings.theme):
            QTimer.singleShot(0, self.rebuild_asked.emit)

    def toggle_full_screen(self) -> None:
        self.setWindowState(self.windowState() ^ Qt.WindowState.WindowFullScreen)

    def open_guide(self) -> None:
        from verkstad.ui.help import open_guide

        screen = self.current()
        open_guide(self.desk, screen.guide() or self._key, screen.tab() if screen.tabs() else 0)

    def tell_keys(self) -> None:
        from verkstad.ui.help import tell_keys

        tell_keys(self.desk, self.menuBar())

    def tell_about(self) -> None:
        from verkstad.ui.help import tell_about

        tell_about(self.desk)

    # ------------------------------------------------------------------------------------------------ place and events

    def _come_back(self) -> None:
        memory = self.desk.memory
        frame = memory.get("geometry", "")
        screen = QGuiApplication.primaryScreen()
        if screen is not None:
            home = screen.availableGeometry()
            self.resize(first_size(home.size()))
            rest = home.size() - self.size() - QSize(0, AROUND.height() // 2)
            self.move(home.topLeft() + QPoint(max(0, rest.width() // 2), max(0, rest.height() // 2)))
        if frame:
            self.restoreGeometry(QByteArray.fromBase64(frame.encode("ascii")))
        self.mend_geometry()
        self.painted.connect(self.mend_geometry)  # what the system draws around the window is known now
        page = memory.get("page", ["start", "", ""])
        key, row, part = [*page, "", "", ""][:3] if isinstance(page, list) else ("start", "", "")
        of_a_change = key in self._change_acts and not self._change_acts[key].isEnabled()
        if key not in PAGES or of_a_change or (key == "workshop" and not self._exists(row)):
            key, row, part = "start", "", ""
        runs = self.desk.bench.runs()
        if runs and self._exists(runs):  # a day that was led when the program ended is gone on with
            key, row, part = "workshop", runs, "run"
        self.show_page(key, row, part)

    def _exists(self, workshop: str) -> bool:
        from verkstad.domain.workshop import Workshop

        return bool(workshop) and self.desk.bench.library.get(Workshop, workshop) is not None

    def mend_geometry(self) -> None:
        """A window that no screen shows enough of comes home to the first one."""
        frame = self.frameGeometry()
        screens = [screen.availableGeometry() for screen in QGuiApplication.screens()]
        seen = max(
            (s.intersected(frame).width() * s.intersected(frame.adjusted(0, 0, 0, 40 - frame.height())).height() for s in screens),
            default=0,
        )
        if not screens:
            return
        home = screens[0]
        if seen >= 200 * 20:
            home = max(screens, key=lambda s: s.intersected(frame).width() * s.intersected(frame).height())
            if frame.width() <= home.width() and frame.height() <= home.height():
                return
        edges = frame.size() - self.size()
        size = self.size().boundedTo(home.size() - edges).expandedTo(LEAST)
        rest = home.size() - edges - size
        self.resize(size)
        self.move(home.topLeft() + QPoint(max(0, rest.width() // 2), max(0, rest.height() // 2)))

    def resizeEvent(self, event: QResizeEvent) -> None:
        super().resizeEvent(event)
        narrow = self.width() < look.NARROW_BELOW
        self._nav.setFixedWidth(look.NAV_NARROW if narrow else look.NAV_WIDE)
        self._brand.setVisible(not narrow)
        for item in self._nav_items.values():
            item.set_narrow(narrow)
        self._shorten_head()
        if self._key:
            self._hints.setVisible(not narrow or len(self._hints.text()) < 70)

    def event(self, event: QEvent) -> bool:
        if event.type() == QEvent.Type.UpdateRequest and not self._painted:
            self._painted = True
            answer = super().event(event)
            self.painted.emit()
            return answer
        return super().event(event)

    def dragEnterEvent(self, event: QDragEnterEvent) -> None:
        if any(url.isLocalFile() for url in event.mimeData().urls()):
            event.acceptProposedAction()

    def dropEvent(self, event: QDropEvent) -> None:
        paths = [Path(url.toLocalFile()) for url in event.mimeData().urls() if url.isLocalFile()]
        event.acceptProposedAction()
        QTimer.singleShot(0, lambda: self.open_files(paths))

    def closeEvent(self, event: QCloseEvent) -> None:
        self.settle()
        self.desk.memory.put("geometry", bytes(self.saveGeometry().toBase64().data()).decode("ascii"))
        self.desk.memory.flush()
        super().closeEvent(event)

    def stop(self) -> None:
        """Hear nothing more: another window takes over, or the program ends."""
        self.settle()
        if self._key:
            self.current().leave()
        self.desk.memory.flush()
        self._unlisten()
        QApplication.instance().focusChanged.disconnect(self._on_focus)  # type: ignore[union-attr]


def first_size(available: QSize) -> QSize:
    """The window's size at the first start on a screen with so much room: never more than there is, as long as the least fits."""
    return SIZE.boundedTo(available - AROUND).expandedTo(LEAST)
