"""The line in which the next block is written: a title, a title with its length, or a method of the library."""

from __future__ import annotations

from PySide6.QtCore import QAbstractListModel, QEvent, QModelIndex, QPersistentModelIndex, QRect, QSize, Qt, Signal
from PySide6.QtGui import QFocusEvent, QFontMetrics, QGuiApplication, QKeyEvent, QKeySequence, QPainter
from PySide6.QtWidgets import QCompleter, QLineEdit, QStyle, QStyledItemDelegate, QStyleOptionViewItem, QWidget

from verkstad.app import agenda
from verkstad.app.shelf import shelf
from verkstad.domain.methods import Method
from verkstad.picture.timestrip import kind_name
from verkstad.ui import theme as look
from verkstad.ui.desk import Desk
from verkstad.ui.drafting import Drafting
from verkstad.ui.screens.planner import words
from verkstad.ui.screens.planner.arrange import Place

METHOD = int(Qt.ItemDataRole.UserRole)


class Methods(QAbstractListModel):
    def __init__(self, desk: Desk) -> None:
        super().__init__()
        self.desk = desk
        self.found: tuple[Method, ...] = ()

    def rowCount(self, parent: QModelIndex | QPersistentModelIndex = QModelIndex()) -> int:
        return 0 if parent.isValid() else len(self.found)

    def data(self, index: QModelIndex | QPersistentModelIndex, role: int = Qt.ItemDataRole.DisplayRole) -> object:
        if not index.isValid():
            return None
        method, language = self.found[index.row()], self.desk.language
        if role in (Qt.ItemDataRole.DisplayRole, Qt.ItemDataRole.EditRole):
            return method.name.of(language.code)
        if role == Qt.ItemDataRole.AccessibleTextRole:
            return f"{method.name.of(language.code)}, {kind_name(method.kind, language)}, {language.minutes(method.minutes)}"
        return method if role == METHOD else None

    def flags(self, index: QModelIndex | QPersistentModelIndex) -> Qt.ItemFlag:
        return super().flags(index) | Qt.ItemFlag.ItemIsDragEnabled if index.isValid() else Qt.ItemFlag.NoItemFlags

    def show_found(self, methods: tuple[Method, ...]) -> None:
        self.beginResetModel()
        self.found = methods
        self.endResetModel()


class MethodRows(QStyledItemDelegate):
    """A method in a list: its kind's icon, its name, what it is for, its length."""

    def __init__(self, parent: QWidget, desk: Desk, *, tall: bool = False) -> None:
        super().__init__(parent)
        self.desk, self._tall = desk, tall

    def sizeHint(self, option: QStyleOptionViewItem, index: QModelIndex | QPersistentModelIndex) -> QSize:
        return QSize(200, 60 if self._tall else 52)

    def paint(self, p: QPainter, option: QStyleOptionViewItem, index: QModelIndex | QPersistentModelIndex) -> None:
        t, language = self.desk.theme, self.desk.language
        method: Method = index.data(METHOD)
        box: QRect = option.rect.adjusted(4, 2, -4, -2)  # type: ignore[attr-defined]
        state = option.state  # type: ignore[attr-defined]
        p.save()
        p.setRenderHint(QPainter.RenderHint.Antialiasing)
        if state & (QStyle.StateFlag.State_Selected | QStyle.StateFlag.State_MouseOver):
            p.setPen(Qt.PenStyle.NoPen)
            p.setBrush(t.colour("soft" if state & QStyle.StateFlag.State_Selected else "sunken"))
            p.drawRoundedRect(box, 6, 6)
        p.setPen(Qt.PenStyle.NoPen)
        p.setBrush(t.chip_ground(method.kind))
        p.drawEllipse(box.left() + 8, box.center().y() - 13, 28, 28)
        p.drawPixmap(
            box.left() + 14, box.center().y() - 7, t.pixmap(words.ICONS.get(method.kind, "circle"), t.chip_text(method.kind).name(), 16)
        )
        told = language.minutes(method.minutes)
        p.setFont(look.font(look.CAPTION, tabular=True))
        wide = p.fontMetrics().horizontalAdvance(told)
        p.setPen(t.colour("text2"))
        top = box.center().y() - 19
        p.drawText(QRect(box.right() - wide - 10, top, wide + 2, 20), Qt.AlignmentFlag.AlignVCenter, told)
        left, room = box.left() + 46, box.width() - 46 - wide - 18
        face = look.font(look.BODY, look.SEMIBOLD)
        p.setFont(face)
        p.setPen(t.colour("text"))
        p.drawText(
            QRect(left, top, room, 20),
            Qt.AlignmentFlag.AlignVCenter,
            QFontMetrics(face).elidedText(method.name.of(language.code), Qt.TextElideMode.ElideRight, room),
        )
        face = look.font(look.CAPTION)
        p.setFont(face)
        p.setPen(t.colour("text2"))
        room = box.width() - 56
        p.drawText(
            QRect(left, top + 20, room, 18),
            Qt.AlignmentFlag.AlignVCenter,
            QFontMetrics(face).elidedText(method.purpose.of(language.code), Qt.TextElideMode.ElideRight, room),
        )
        p.restore()


LINE = "line"
"""The draft of a day that is no column of it: no action settles it, only this line takes it up again."""


class QuickAdd(QLineEdit):
    """Stands in the timeline, at the end of a day or between two blocks. Enter adds what is written; Esc leaves.

    What is half written is kept with the day, and stands there when the line is opened in that day again.
    """

    line_wished = Signal(str, object)  # what was written, Place
    method_wished = Signal(str, object, object, object)  # slug, Place, and the length and fixed start that were written, else None
    paste_wished = Signal(str, object)  # several lines from the clipboard
    left = Signal(bool)  # nothing more to add here; True: back to the blocks

    def __init__(self, desk: Desk, parent: QWidget) -> None:
        super().__init__(parent)
        self.desk = desk
        self.place: Place | None = None
        _ = desk.gettext
        self.setPlaceholderText(_("Write a block or a method …"))
        self.setAccessibleName(_("New block"))
        self.setAccessibleDescription(_("A title, perhaps with a length such as 20 min, or the name of a method. Enter adds it."))
        self.setMaxLength(2_000)
        self.setTextMargins(26, 0, 0, 0)
        self._methods = Methods(desk)
        self._completer = QCompleter(self._methods, self)
        self._completer.setCompletionMode(QCompleter.CompletionMode.UnfilteredPopupCompletion)
        self._completer.setMaxVisibleItems(6)
        self._completer.setWidget(self)
        popup = self._completer.popup()
        popup.setItemDelegate(MethodRows(self, desk))
        popup.setAccessibleName(_("Methods"))
        popup.setMouseTracking(True)
        popup.setStyleSheet(
            f"QListView {{ background: {desk.theme.surface}; border: 1px solid {desk.theme.line}; border-radius: 8px; padding: 4px; }}"
        )
        self._completer.activated[QModelIndex].connect(self._on_method_chosen)  # type: ignore[index]
        self.textEdited.connect(self._on_typed)
        self._drafting = Drafting(self, self._keep)
        self.textEdited.connect(lambda _text: self._drafting.touched())
        self.hide()

    def open_at(self, place: Place) -> None:
        self.put_away()
        self.place = place
        self.setText(next((draft.text for draft in self.desk.bench.drafts(place.day, LINE)), ""))
        self.show()
        self.raise_()
        self.setFocus(Qt.FocusReason.OtherFocusReason)

    def put_away(self) -> None:
        """The line is closed; what is half written waits in its day."""
        if self._drafting.waits:
            self._drafting.now()
        self.hide()
        self.clear()

    def _keep(self) -> None:
        if self.place is None:
            return
        if self.text().strip():
            self.desk.bench.draft(self.place.day, LINE, self.text())
        else:
            self.desk.bench.forget_draft(self.place.day, LINE)

    def _empty(self) -> None:
        """What was written became something, or was taken back."""
        self._drafting.stop()
        self.clear()
        self._keep()

    def paintEvent(self, event: object) -> None:
        super().paintEvent(event)  # type: ignore[arg-type]
        p = QPainter(self)
        p.drawPixmap(12, (self.height() - 16) // 2, self.desk.theme.pixmap("plus", "text2", 16))
        told = self.promise()
        if told:
            p.setFont(look.font(look.CAPTION, tabular=True))
            p.setPen(self.desk.theme.colour("text2"))
            p.drawText(self.rect().adjusted(0, 0, -14, 0), Qt.AlignmentFlag.AlignRight | Qt.AlignmentFlag.AlignVCenter, told)
        p.end()

    def promise(self) -> str:
        """What Enter would make of what is written: "Paus · 15 min"."""
        block = agenda.read_line(self.text())
        if block is None:
            return ""
        language = self.desk.language
        start = f"{language.clock(block.fixed_start)} · " if block.fixed_start is not None else ""
        return f"{start}{kind_name(block.type, language)} · {language.minutes(block.minutes)}"

    def _on_typed(self, text: str) -> None:
        block = agenda.read_line(text)
        title = block.title if block else ""
        found = shelf(self.desk.bench.library).find_methods(title, code=self.desk.language.code)[:8] if len(title) >= 2 else ()
        wanted = title.casefold()
        named = tuple(m for m in found if wanted in m.name.of(self.desk.language.code).casefold())
        self._methods.show_found((named + tuple(m for m in found if m not in named))[:6])
        if self._methods.found:
            self._completer.complete(QRect(0, 0, max(self.width(), 320), self.height() + 2))
        else:
            self._completer.popup().hide()

    def _on_method_chosen(self, index: QModelIndex) -> None:
        method = index.data(METHOD)
        if isinstance(method, Method) and self.place is not None:
            written = agenda.written_time(self.text())
            self._empty()
            self.method_wished.emit(method.slug, self.place, *written)

    def keyPressEvent(self, event: QKeyEvent) -> None:
        popup = self._completer.popup()
        if event.key() in (Qt.Key.Key_Return, Qt.Key.Key_Enter):
            if popup.isVisible() and popup.currentIndex().isValid():
                index = popup.currentIndex()
                popup.hide()
                self._on_method_chosen(index)
            else:
                self._enter()
        elif event.key() == Qt.Key.Key_Escape and popup.isVisible():
            popup.hide()
        elif event.key() == Qt.Key.Key_Escape:
            self._empty()
            self.left.emit(True)
        elif event.key() == Qt.Key.Key_Up and not self._completer.popup().isVisible():
            self.left.emit(True)
        elif (
            event.matches(QKeySequence.StandardKey.Paste) and "\n" in QGuiApplication.clipboard().text().strip() and self.place is not None
        ):
            self.paste_wished.emit(QGuiApplication.clipboard().text(), self.place)
        else:
            super().keyPressEvent(event)

    def _enter(self) -> None:
        typed = self.text().strip()
        if not typed or self.place is None:
            self.left.emit(True)
            return
        self._completer.popup().hide()
        self._empty()
        block = agenda.read_line(typed)
        wanted = {typed.casefold(), block.title.casefold() if block is not None else ""}
        exact = [m for m in shelf(self.desk.bench.library).methods() if m.name.of(self.desk.language.code).casefold() in wanted]
        if exact:
            self.method_wished.emit(exact[0].slug, self.place, *agenda.written_time(typed))
        else:
            self.line_wished.emit(typed, self.place)

    def event(self, event: QEvent) -> bool:
        if event.type() == QEvent.Type.ShortcutOverride and isinstance(event, QKeyEvent) and event.key() == Qt.Key.Key_Escape:
            event.accept()
            return True
        return super().event(event)

    def focusOutEvent(self, event: QFocusEvent) -> None:
        super().focusOutEvent(event)
        if event.reason() not in (Qt.FocusReason.PopupFocusReason, Qt.FocusReason.ActiveWindowFocusReason) and not self.text().strip():
            self.left.emit(False)
