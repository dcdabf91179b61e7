"""The line that opens over a card: its title or its length, edited where it stands. A title is kept as a draft while it is typed."""

from __future__ import annotations

from typing import TYPE_CHECKING

from PySide6.QtCore import QModelIndex, QPersistentModelIndex, QSize
from PySide6.QtGui import QPainter
from PySide6.QtWidgets import QLineEdit, QStyledItemDelegate, QStyleOptionViewItem, QWidget

from verkstad.domain.agenda import Slot, block_minutes
from verkstad.domain.when import parse_minutes
from verkstad.ui import theme as look
from verkstad.ui.drafting import LineDraft
from verkstad.ui.screens.planner.model import SLOT

if TYPE_CHECKING:
    from verkstad.ui.screens.planner.timeline import Timeline

Index = QModelIndex | QPersistentModelIndex


class Editing(QStyledItemDelegate):
    """Title or length, edited where it stands. Filled once: a refresh never writes under the cursor."""

    def __init__(self, view: Timeline) -> None:
        super().__init__(view)
        self.view = view
        self.part = "title"
        self.first = ""

    def paint(self, painter: QPainter, option: QStyleOptionViewItem, index: Index) -> None:
        self.view.paint_block(painter, index.row())

    def sizeHint(self, option: QStyleOptionViewItem, index: Index) -> QSize:
        return self.view.visualRect(index).size()

    def createEditor(self, parent: QWidget, option: QStyleOptionViewItem, index: Index) -> QWidget:
        _ = self.view.desk.gettext
        line = QLineEdit(parent)
        line.setObjectName("inplace")
        line.setProperty("part", self.part)
        line.setProperty("first", self.first)
        line.setAccessibleName(_("Title") if self.part == "title" else _("Length"))
        line.setMaxLength(200)
        line.setStyleSheet("QLineEdit { min-height: 0; padding: 0 7px; }")
        line.setFont(look.font(look.BLOCK if self.part == "title" else look.BODY, look.SEMIBOLD))
        return line

    def setEditorData(self, editor: QWidget, index: Index) -> None:
        if editor.property("filled") or not isinstance(editor, QLineEdit):
            return
        slot: Slot = index.data(SLOT)
        editor.setProperty("filled", True)
        if editor.property("part") == "title":
            LineDraft(self.view.desk, editor, slot.block.id, "title")
        first = editor.property("first")
        if editor.property("part") == "title":
            editor.setText(slot.block.title)
            editor.selectAll()
        elif first:
            editor.setText(first)
        else:
            editor.setText(str(block_minutes(slot.block)))
            editor.selectAll()

    def setModelData(self, editor: QWidget, model: object, index: Index) -> None:
        if not isinstance(editor, QLineEdit):
            return
        slot: Slot = index.data(SLOT)
        typed = " ".join(editor.text().split())
        if editor.property("part") == "title":
            if typed and typed != slot.block.title:
                self.view.blocks.titled.emit(slot.block.id, typed)
        else:
            minutes = parse_minutes(typed)
            if minutes is None:
                if typed:
                    self.view.misread.emit(typed)
            elif minutes != block_minutes(slot.block):
                self.view.blocks.timed.emit(slot.block.id, minutes)

    def updateEditorGeometry(self, editor: QWidget, option: QStyleOptionViewItem, index: Index) -> None:
        editor.setGeometry(self.view.edit_rect(index.row(), str(editor.property("part"))))
