"""Where notes are written: Enter adds the next, many lines pasted are many notes."""

from __future__ import annotations

from collections.abc import Sequence

from PySide6.QtCore import QSignalBlocker, Qt, Signal
from PySide6.QtGui import QGuiApplication, QKeyEvent, QKeySequence
from PySide6.QtWidgets import QLineEdit, QWidget

from verkstad import wording
from verkstad.app.harvest import Harvest
from verkstad.domain.errors import Failure
from verkstad.ui import controls
from verkstad.ui.desk import Desk
from verkstad.ui.dialogs import Sheet
from verkstad.ui.fields import Choice
from verkstad.ui.screens.harvest import words


class Writer(QLineEdit):
    """A line that takes notes. Several lines pasted are handed on whole."""

    list_pasted = Signal(str)
    done = Signal()

    def __init__(self, desk: Desk, name: str) -> None:
        super().__init__()
        self.setPlaceholderText(name)
        self.setAccessibleName(name)
        self.setMaxLength(4_000)
        controls.leading_icon(self, desk.theme, "plus")

    def keyPressEvent(self, event: QKeyEvent) -> None:
        if event.matches(QKeySequence.StandardKey.Paste) and "\n" in QGuiApplication.clipboard().text().strip():
            self.list_pasted.emit(QGuiApplication.clipboard().text())
        elif event.key() in (Qt.Key.Key_Escape, Qt.Key.Key_Down):
            self.done.emit()
        else:
            super().keyPressEvent(event)


class NoteLine(QWidget):
    """The line and, beside it, the block its notes belong to."""

    written = Signal(str, object)  # words, id of the block or ""
    list_pasted = Signal(str)
    done = Signal()

    def __init__(self, desk: Desk) -> None:
        super().__init__()
        self.desk = desk
        _ = desk.gettext
        self.edit = Writer(desk, _("Write a note and press Enter"))
        self.edit.returnPressed.connect(self._on_entered)
        self.edit.list_pasted.connect(self.list_pasted)
        self.edit.done.connect(self.done)
        self.where = Choice()
        self.where.setAccessibleName(_("Block the note belongs to"))
        self.where.setFixedWidth(210)
        self.setFocusProxy(self.edit)
        self._fresh = True
        self.setLayout(controls.row((self.edit, 1), self.where, spacing=8, margins=(0, 0, 12, 0)))

    def show_workshop(self) -> None:
        self.edit.clear()
        self._fresh = True

    def offer(self, harvest: Harvest) -> None:
        """The blocks of the program; what was chosen stays, else the block that was written in last."""
        language = self.desk.language
        chosen = self.block()
        blocker = QSignalBlocker(self.where)
        self.where.clear()
        for section in harvest.blocks:
            if section.block is not None:
                clock = words.block_clock(section, language)
                self.where.addItem(f"{clock} {words.block_title(section, language)}".strip(), section.block.id)
        self.where.addItem(language.gettext("Belongs to no block"), "")
        blocker.unblock()
        if self._fresh:
            last = next((s.block.id for s in reversed(harvest.blocks) if s.block is not None and s.lines), None)
            work = next((s.block.id for s in harvest.blocks if s.block is not None and s.block.type in ("group", "solo")), "")
            chosen = last or work
            self._fresh = False
        self.choose(chosen)

    def choose(self, block: str) -> None:
        at = self.where.findData(block)
        self.where.setCurrentIndex(at if at >= 0 else self.where.count() - 1)

    def block(self) -> str:
        return str(self.where.currentData() or "")

    def block_name(self) -> str:
        return self.where.currentText()

    def _on_entered(self) -> None:
        typed = self.edit.text().strip()
        if not typed:
            return
        try:
            self.written.emit(typed, self.block())
        except Failure as error:
            self.desk.say(wording.sentence(error, self.desk.language))
        else:
            self.edit.clear()


class PasteSheet(Sheet):
    """What pasted lines would become, before they become it."""

    def __init__(self, desk: Desk, lines: Sequence[str], where: str) -> None:
        ngettext = desk.language.ngettext
        super().__init__(desk, ngettext("Add %(n)d note?", "Add %(n)d notes?", len(lines)), width=520)
        self.add(controls.label(self._("One a line, in “%(block)s”. It can be undone in one step.", block=where), wrap=True))
        rows = controls.column(*(controls.label(f"{n}.  {line}", wrap=True) for n, line in enumerate(lines[:200], 1)), spacing=6)
        area = controls.scrolling(controls.holder(controls.column(rows, None)))
        area.setFixedHeight(min(340, 30 * len(lines) + 12))
        self.add(area)
        self.offer_cancel()
        self.offer(ngettext("Add %(n)d note", "Add %(n)d notes", len(lines)), self.accept, role="primary", icon="clipboard-paste")
