"""Ctrl+K: find any workshop, person, block, action, initiative and what belongs to one, method, template, command, and any tab, view, sheet or page
of the guide, and go there or do it. A person leads on to her actions and her teams.

The library is read once when the palette opens; each key filters what was read.
"""

from __future__ import annotations

import heapq
from collections.abc import Callable, Iterable
from dataclasses import dataclass, replace
from functools import partial
from typing import Any

from PySide6.QtCore import QAbstractListModel, QEvent, QModelIndex, QObject, QPersistentModelIndex, QRect, QSize, Qt
from PySide6.QtGui import QAction, QFontMetrics, QKeyEvent, QKeySequence, QPainter
from PySide6.QtWidgets import (
    QDialog,
    QFrame,
    QLineEdit,
    QListView,
    QMenu,
    QMenuBar,
    QStyle,
    QStyledItemDelegate,
    QStyleOptionViewItem,
    QWidget,
)

from verkstad.app.shelf import shelf
from verkstad.domain.actions import Action
from verkstad.domain.agenda import AgendaBlock
from verkstad.domain.fields import Row
from verkstad.domain.following import DecisionRequest
from verkstad.domain.initiative import Decision, Goal, Initiative
from verkstad.domain.insights import Exchange, Forum, Insight, Risk
from verkstad.domain.modules import Module
from verkstad.domain.people import Identity, Person
from verkstad.domain.pilots import Pilot
from verkstad.domain.teams import Member, Team
from verkstad.domain.workshop import Day, Workshop
from verkstad.i18n import N_
from verkstad.ui import controls, destinations
from verkstad.ui import theme as look
from verkstad.ui.current import current_initiative
from verkstad.ui.desk import Desk

OF_A_CHANGE: dict[str, tuple[type[Row], str, str, str, str]] = {
    "initiative": (Initiative, "title", N_("Initiative"), "flag", "initiative"),
    "decision": (Decision, "statement", N_("Decision"), "square-check", "initiative"),
    "goal": (Goal, "statement", N_("Goal"), "target", "initiative"),
    "module": (Module, "title", N_("Module"), "scissors", "modules"),
    "team": (Team, "title", N_("Team"), "handshake", "teams"),
    "pilot": (Pilot, "title", N_("Pilot"), "flask-conical", "pilots"),
    "insight": (Insight, "says", N_("Insight"), "lightbulb", "insights"),
    "risk": (Risk, "says", N_("Risk"), "triangle-alert", "insights"),
    "forum": (Forum, "title", N_("Forum"), "users", "insights"),
    "decision_request": (DecisionRequest, "question", N_("Decision request"), "file-text", "follow_up"),
    "exchange": (Exchange, "with_whom", N_("Exchange of experience"), "handshake", "insights"),
}
"""Kind -> its value, the column it is found by, what it is called (a msgid), its icon, the page it stands on."""

MOST = 60
PERSONS_LED_ON = 3
"""Of so many persons found what they do is shown below them."""
FOUND = int(Qt.ItemDataRole.UserRole)


@dataclass(frozen=True)
class Found:
    """Something to go to or to do. `told` says what it is; `keys` its shortcut or length; `also` other words it is found by."""

    title: str
    told: str
    icon: str
    do: Callable[[], object]
    keys: str = ""
    weight: int = 1
    also: str = ""


class Everything:
    """All that can be found. Rows of the library are kept as plain texts; what a row is called in full is made only for those shown."""

    def __init__(self, desk: Desk, bar: QMenuBar) -> None:
        self._desk = desk
        self._ready = [*_of_the_menus(desk, bar), *_of_the_program(desk), *_of_the_catalogue(desk)]
        self._rows: list[tuple[str, str, str, Any]] = []  # kind, title, folded, id
        library = desk.bench.library
        self._titles = dict(library.columns(Workshop, "id", "title"))
        self._days = dict(library.columns(Day, "id", "parent"))
        self._rows += [("workshop", title, title.casefold(), id) for id, title in self._titles.items()]
        names = {parent: f"{given} {family}".strip() for parent, given, family in library.columns(Identity, "parent", "given", "family")}
        for id, position, same_as in library.columns(Person, "id", "position", "same_as"):
            called = names.get(id) or position
            if called and same_as is None:
                self._rows.append(("person", called, called.casefold(), id))
        self._rows += [
            ("block", title, title.casefold(), (id, day)) for id, title, day in library.columns(AgendaBlock, "id", "title", "parent")
        ]
        self._does: dict[str, list[tuple[str, str, str, Any]]] = {}  # person -> the rows of what she does
        for id, what, parent, owner in library.columns(Action, "id", "what", "parent", "owner"):
            self._rows.append(("action", what, what.casefold(), (id, parent)))
            self._does.setdefault(owner or "", []).append(self._rows[-1])
        teams = dict(library.columns(Team, "id", "title"))
        for person, team in dict.fromkeys(library.columns(Member, "person", "parent")):
            if teams.get(team):
                self._does.setdefault(person or "", []).append(("team", teams[team], teams[team].casefold(), team))
        for kind, (value, column, *_rest) in OF_A_CHANGE.items():
            self._rows += [(kind, text, text.casefold(), id) for id, text in library.columns(value, "id", column) if text]

    def __len__(self) -> int:
        return len(self._ready) + len(self._rows)

    def search(self, typed: str) -> list[Found]:
        """Those whose title holds every word typed: what begins with it first, then words that begin with it, then anywhere."""
        words = typed.casefold().split()
        if not words:
            return self._ready[:MOST]
        ranked: list[tuple[int, int, int]] = []
        for at, found in enumerate(self._ready):
            rank = _rank(found.title.casefold(), words)
            if rank is None and found.also and _rank(f"{found.title} {found.also}".casefold(), words) is not None:
                rank = 1
            if rank is not None:
                ranked.append((rank, found.weight, at))
        shift = len(self._ready)
        for at, (kind, _title, folded, _id) in enumerate(self._rows, shift):
            if words[0] in folded:
                rank = _rank(folded, words)
                if rank is not None:
                    ranked.append((rank, 1 if kind in ("workshop", "person", "initiative") else 2, at))
        best = heapq.nsmallest(MOST, ranked)
        made: list[Found] = []
        left = PERSONS_LED_ON
        for _r, _w, at in best:
            if at < shift:
                made.append(self._ready[at])
                continue
            row = self._rows[at - shift]
            made.append(self._made(row))
            if row[0] == "person" and left:
                left -= 1
                made += [self._made(row_of_hers, row[1]) for row_of_hers in self._does.get(row[3], ())]
        return made[:MOST]

    def _made(self, row: tuple[str, str, str, Any], whose: str = "") -> Found:
        """`whose`: the person it was found by."""
        kind, title, _folded, id = row
        desk, _ = self._desk, self._desk.gettext
        if kind == "workshop":
            return Found(title, _("Workshop"), "calendar-clock", lambda: desk.go("workshop", id))
        if kind == "person":
            return Found(title, _("Person"), "user", lambda: desk.go("people", id))
        if kind == "action":
            action, parent = id
            page, to = ("workshop", parent) if parent in self._titles else ("initiative", action)
            told = _("Action of %(name)s", name=whose) if whose else _("Action")
            return Found(title, told, "square-check", lambda: desk.go(page, to, "actions"))
        if kind in OF_A_CHANGE:
            _value, _column, called, icon, page = OF_A_CHANGE[kind]
            told = _("Team with %(name)s", name=whose) if whose else _(called)
            return Found(title.replace("\n", " "), told, icon, lambda: desk.go(page, id))
        block, day = id
        where = self._days.get(day) or ""
        told = _("Block in %(workshop)s", workshop=self._titles[where]) if where in self._titles else _("Block")
        return Found(title, told, "clock", lambda: desk.go("workshop", where, f"program:{block}"))


def _rank(title: str, words: list[str]) -> int | None:
    """0: the title begins with what was typed; 1: words of it do; 2: it stands in it; None: it does not."""
    if not all(word in title for word in words):
        return None
    if title.startswith(words[0]):
        return 0
    spaced = f" {title}"
    return 1 if all(f" {word}" in spaced for word in words) else 2


def commands(bar: QMenuBar) -> Iterable[Found]:
    """Every command of the menus that can be done now, with its shortcut."""
    for top in bar.actions():
        menu = top.menu()
        if not isinstance(menu, QMenu):
            continue
        for act in _leaves(menu.actions()):
            if act.isEnabled() and act.text():
                keys = act.shortcut().toString(QKeySequence.SequenceFormat.NativeText)
                yield Found(act.text().replace("&", ""), top.text().replace("&", ""), "command", act.trigger, keys, 0)


def _leaves(actions: Iterable[QAction]) -> Iterable[QAction]:
    for act in actions:
        menu = act.menu()
        if isinstance(menu, QMenu):
            yield from _leaves(menu.actions())
        elif not act.isSeparator():
            yield act


def _of_the_menus(desk: Desk, bar: QMenuBar) -> Iterable[Found]:
    """The commands, those that show a page with other words for the page."""
    from verkstad.ui.main_window import ENTRIES, OF_A_CHANGE  # this module is loaded from there

    also = {desk.gettext(name): destinations.OF_PAGES[key] for key, name, _icon in (*ENTRIES, *OF_A_CHANGE, ("settings", "Settings", ""))}
    for found in commands(bar):
        yield replace(found, also=_words(desk, also[found.title])) if found.title in also else found


def _of_the_program(desk: Desk) -> Iterable[Found]:
    """Its tabs, views, sheets and pages of the guide: those of a workshop for the one last looked at, those of an initiative once there is one."""
    from verkstad.ui.guide import PAGES, page_title
    from verkstad.ui.help import open_guide
    from verkstad.ui.main_window import ENTRIES, OF_A_CHANGE

    _ = desk.gettext
    names = {key: (name, icon) for key, name, icon in (*ENTRIES, *OF_A_CHANGE)}
    initiative, workshop = current_initiative(desk) or "", _workshop(desk)
    title = desk.bench.library.need(Workshop, workshop).title if workshop else ""
    of_a_change = {key for key, _name, _icon in OF_A_CHANGE}
    for found in destinations.destinations():
        if not (workshop if found.page == "workshop" else initiative if found.page in of_a_change else True):
            continue
        name, icon = names["workshops" if found.page == "workshop" else found.page]
        told = [title if found.page == "workshop" else _(name), _(found.within) if found.within else ""]
        to = workshop if found.page == "workshop" else ""
        go = partial(desk.go, found.page, to, found.part)
        yield Found(_(found.title), " – ".join(filter(None, told)), icon, go, also=_words(desk, found.title, found.also))
    for of, sheets in ((workshop, destinations.OF_A_WORKSHOP), (initiative, destinations.OF_AN_INITIATIVE)):
        for name, words in sheets if of else ():
            also = _words(desk, words, destinations.ABOUT_SHEETS.get(name, ""))
            yield Found(_(words), _("Sheet to print"), "printer", partial(desk.print_from_here, of, name), weight=2, also=also)
    for page in PAGES:
        yield Found(page_title(desk.language, page), _("Chapter of the guide"), "book-open", partial(open_guide, desk, page), weight=2)


def _words(desk: Desk, *msgids: str) -> str:
    """What they say in the language of the window and in English: some words are used in both."""
    return " ".join(f"{desk.gettext(msgid)} {msgid}" for msgid in msgids if msgid).replace(",", " ")


def _workshop(desk: Desk) -> str:
    """The workshop last looked at that is still there, else the newest; "" for none."""
    library = desk.bench.library
    kept = (entry[0] for entry in desk.memory.get("workshops", []) if isinstance(entry, list) and entry)
    return next(
        (id for id in kept if library.get(Workshop, id) is not None), max((id for (id,) in library.columns(Workshop, "id")), default="")
    )


def _of_the_catalogue(desk: Desk) -> Iterable[Found]:
    _, code, language = desk.gettext, desk.language.code, desk.language
    for method in shelf(desk.bench.library).methods():
        yield Found(
            method.name.of(code),
            _("Method"),
            "lightbulb",
            lambda m=method.slug: desk.go("library", m, "methods"),
            language.minutes(method.minutes),
        )
    for template in shelf(desk.bench.library).templates():
        yield Found(
            template.name.of(code),
            _("Template"),
            "layers",
            lambda t=template.slug: desk.go("library", t, "templates"),
            language.minutes(template.minutes),
        )


class _Results(QAbstractListModel):
    def __init__(self) -> None:
        super().__init__()
        self.found: list[Found] = []

    def show_found(self, found: list[Found]) -> None:
        self.beginResetModel()
        self.found = found
        self.endResetModel()

    def rowCount(self, parent: QModelIndex | QPersistentModelIndex = QModelIndex()) -> int:
        return 0 if parent.isValid() else len(self.found)

    def data(self, index: QModelIndex | QPersistentModelIndex, role: int = Qt.ItemDataRole.DisplayRole) -> Any:
        if not index.isValid():
            return None
        found = self.found[index.row()]
        if role == Qt.ItemDataRole.DisplayRole:
            return found.title
        if role == Qt.ItemDataRole.AccessibleTextRole:
            return ", ".join(part for part in (found.title, found.told, found.keys) if part)
        return found if role == FOUND else None


class _Lines(QStyledItemDelegate):
    def __init__(self, parent: QObject, theme: look.Theme) -> None:
        super().__init__(parent)
        self._theme = theme

    def sizeHint(self, option: QStyleOptionViewItem, index: QModelIndex | QPersistentModelIndex) -> QSize:
        return QSize(200, 44)

    def paint(self, p: QPainter, option: QStyleOptionViewItem, index: QModelIndex | QPersistentModelIndex) -> None:
        t, found = self._theme, index.data(FOUND)
        rect: QRect = option.rect
        p.save()
        p.setRenderHint(QPainter.RenderHint.Antialiasing)
        if option.state & QStyle.StateFlag.State_Selected:
            p.setPen(Qt.PenStyle.NoPen)
            p.setBrush(t.colour("soft"))
            p.drawRoundedRect(rect.adjusted(6, 1, -6, -1), 6, 6)
        p.drawPixmap(rect.left() + 18, rect.center().y() - 9, t.pixmap(found.icon, "text2", 18))
        face = look.font(look.CAPTION, tabular=True)
        right = QFontMetrics(face).horizontalAdvance(found.keys)
        p.setFont(face)
        p.setPen(t.colour("text2"))
        p.drawText(QRect(rect.right() - 20 - right, rect.top(), right + 4, rect.height()), Qt.AlignmentFlag.AlignVCenter, found.keys)
        width = rect.width() - 48 - 24 - (right + 16 if right else 0)
        metrics = QFontMetrics(face)
        p.drawText(
            QRect(rect.left() + 48, rect.top() + 23, width, 16),
            Qt.AlignmentFlag.AlignVCenter,
            metrics.elidedText(found.told, Qt.TextElideMode.ElideRight, width),
        )
        face = look.font(look.BODY, look.MEDIUM)
        p.setFont(face)
        p.setPen(t.colour("text"))
        metrics = QFontMetrics(face)
        p.drawText(
            QRect(rect.left() + 48, rect.top() + 5, width, 18),
            Qt.AlignmentFlag.AlignVCenter,
            metrics.elidedText(found.title, Qt.TextElideMode.ElideRight, width),
        )
        p.restore()


class Palette(QDialog):
    """The palette over the window; Enter does the marked line, Esc leaves."""

    def __init__(self, desk: Desk, window: QWidget, bar: QMenuBar) -> None:
        super().__init__(window, Qt.WindowType.Popup | Qt.WindowType.FramelessWindowHint)
        _ = desk.gettext
        self.setAttribute(Qt.WidgetAttribute.WA_DeleteOnClose)
        self.setWindowTitle(_("Find anything"))
        self._all = Everything(desk, bar)
        self._model = _Results()
        self.line = QLineEdit()
        self.line.setPlaceholderText(_("Find a workshop, a person, a page, a sheet, a method or a command"))
        self.line.setAccessibleName(_("Find anything"))
        self.line.setProperty("ownFocus", True)
        self.line.setFixedHeight(44)
        self.line.addAction(desk.theme.icon("search", "text2", 18), QLineEdit.ActionPosition.LeadingPosition)
        self.line.setStyleSheet(f"QLineEdit {{ border: 0; background: {desk.theme.surface}; font-size: 15px; }}")
        self.line.textChanged.connect(self._on_typed)
        self.line.installEventFilter(self)
        self.list = QListView()
        self.list.setModel(self._model)
        self.list.setItemDelegate(_Lines(self.list, desk.theme))
        self.list.setAccessibleName(_("What was found"))
        self.list.setUniformItemSizes(True)
        self.list.setFrameShape(QFrame.Shape.NoFrame)
        self.list.setFocusPolicy(Qt.FocusPolicy.NoFocus)
        self.list.clicked.connect(self._on_taken)
        self._none = controls.label(_("Nothing is called that."), "caption")
        self._none.setContentsMargins(20, 4, 0, 12)
        self.setStyleSheet(f"Palette {{ background: {desk.theme.surface}; border: 1px solid {desk.theme.field}; }}")
        self.setLayout(controls.column(self.line, controls.hairline(), (self.list, 1), self._none, spacing=4, margins=(1, 6, 1, 6)))
        self._most = min(480, window.height() - 160)
        self.resize(min(640, window.width() - 80), self._most)
        corner = window.mapToGlobal(window.rect().topLeft())
        self.move(corner.x() + (window.width() - self.width()) // 2, corner.y() + 90)
        self._on_typed("")

    def open(self) -> None:
        self.show()
        self.line.setFocus()

    def _on_typed(self, text: str) -> None:
        self._model.show_found(self._all.search(text))
        self._none.setVisible(not self._model.found)
        self.list.setVisible(bool(self._model.found))
        self.resize(self.width(), min(self._most, 44 + 34 + 44 * max(1, len(self._model.found))))
        if self._model.found:
            self.list.setCurrentIndex(self._model.index(0))

    def _on_taken(self, index: QModelIndex) -> None:
        found = index.data(FOUND)
        self.close()
        if found is not None:
            found.do()

    def eventFilter(self, watched: QObject, event: QEvent) -> bool:
        if event.type() == QEvent.Type.KeyPress and isinstance(event, QKeyEvent):
            step = {Qt.Key.Key_Down: 1, Qt.Key.Key_Up: -1, Qt.Key.Key_PageDown: 8, Qt.Key.Key_PageUp: -8}.get(Qt.Key(event.key()))
            if step is not None:
                row = max(0, min(len(self._model.found) - 1, self.list.currentIndex().row() + step))
                self.list.setCurrentIndex(self._model.index(row))
                return True
            if event.key() in (Qt.Key.Key_Return, Qt.Key.Key_Enter):
                if self.list.currentIndex().isValid():
                    self._on_taken(self.list.currentIndex())
                return True
        return super().eventFilter(watched, event)
