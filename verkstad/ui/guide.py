"""The user guide: pages at the left, the page that is read at the right. Offline, in the language of the window; F1 opens where one stands."""

from __future__ import annotations

from PySide6.QtCore import QSize, Qt, QUrl
from PySide6.QtGui import QFont, QTextBlockFormat, QTextCharFormat, QTextCursor, QTextFormat, QTextFrameFormat, QTextTable
from PySide6.QtWidgets import QDialog, QListWidget, QListWidgetItem, QTextBrowser

from verkstad import resources
from verkstad.ui import controls
from verkstad.ui.desk import Desk

PAGES = (
    "start",
    "program",
    "people",
    "groups",
    "run",
    "harvest",
    "initiative",
    "plan",
    "inventory",
    "modules",
    "teams",
    "pilots",
    "insights",
    "launch",
    "follow_up",
    "findings",
    "print",
    "share",
    "safety",
    "keys",
)
OF_SCREENS = {"workshops": "start", "workshop": "program", "library": "program", "settings": "safety", "merge": "share"}
BODY, LEADING = 14, 145  # px, per cent


class GuideDialog(QDialog):
    """Stays open beside the work."""

    def __init__(self, desk: Desk) -> None:
        super().__init__(desk.dialogs.over())
        self.desk = desk
        _ = desk.gettext
        self.setWindowTitle(_("Guide"))
        self.resize(960, 680)
        self.setMinimumSize(640, 420)
        self._folder = resources.path(f"guide/{'en' if desk.language.code == 'en' else 'sv'}")
        self.pages = QListWidget()
        self.pages.setAccessibleName(_("Pages of the guide"))
        self.pages.setObjectName("checks")
        self.pages.setFixedWidth(230)
        for page in PAGES:
            item = QListWidgetItem(self._text(page).partition("\n")[0].lstrip("# "))
            item.setData(Qt.ItemDataRole.UserRole, page)
            item.setSizeHint(QSize(0, 36))
            self.pages.addItem(item)
        self.reader = QTextBrowser()
        self.reader.setAccessibleName(_("The page of the guide"))
        self.reader.setOpenLinks(False)
        self.reader.anchorClicked.connect(lambda link: self.show_page(QUrl(link).path()))
        self.reader.setFrameShape(QTextBrowser.Shape.NoFrame)
        self.reader.document().setDocumentMargin(28)
        self.pages.currentItemChanged.connect(lambda item, _before: item and self._read(item.data(Qt.ItemDataRole.UserRole)))
        self.setLayout(controls.row(self.pages, (self.reader, 1), spacing=0))
        self.show_page(PAGES[0])

    def page(self) -> str:
        item = self.pages.currentItem()
        return item.data(Qt.ItemDataRole.UserRole) if item else ""

    def show_page(self, page: str) -> None:
        """A page by its name; one that is not there shows the first."""
        at = PAGES.index(page) if page in PAGES else 0
        self.pages.setCurrentRow(at)

    def _text(self, page: str) -> str:
        return (self._folder / f"{page}.md").read_text("utf-8")

    def _read(self, page: str) -> None:
        self.reader.setMarkdown(self._text(page))
        self._dress()
        self.reader.moveCursor(QTextCursor.MoveOperation.Start)

    def _dress(self) -> None:
        """Markdown comes in Qt's own sizes; here it gets the window's."""
        theme, document = self.desk.theme, self.reader.document()
        block = document.begin()
        while block.isValid():
            level = block.blockFormat().headingLevel()
            cursor = QTextCursor(block)
            cursor.movePosition(QTextCursor.MoveOperation.EndOfBlock, QTextCursor.MoveMode.KeepAnchor)
            size = {0: BODY, 1: 24, 2: 17}.get(level, 15)
            letters = QTextCharFormat()
            letters.setProperty(QTextFormat.Property.FontPixelSize, size)
            letters.clearProperty(QTextFormat.Property.FontSizeAdjustment)
            if level:
                letters.setFontWeight(QFont.Weight.DemiBold)
            letters.setForeground(theme.colour("text"))
            cursor.mergeCharFormat(letters)
            shape = QTextBlockFormat()
            shape.setLineHeight(LEADING if not level else 120, QTextBlockFormat.LineHeightTypes.ProportionalHeight.value)
            shape.setTopMargin({1: 0, 2: 18}.get(level, 0 if block.textList() else 4))
            shape.setBottomMargin({1: 8, 2: 4}.get(level, 4))
            cursor.mergeBlockFormat(shape)
            block = block.next()
        for frame in document.rootFrame().childFrames():
            if isinstance(frame, QTextTable):
                form = frame.format()
                form.setCellPadding(6)
                form.setCellSpacing(0)
                form.setBorderCollapse(True)
                form.setBorder(0.5)
                form.setBorderStyle(QTextFrameFormat.BorderStyle.BorderStyle_Solid)
                form.setBorderBrush(theme.colour("line"))
                frame.setFormat(form)


def page_of(screen: str, tab: int = 0) -> str:
    """Which page of the guide belongs to what is looked at."""
    if screen == "workshop" and tab >= 1:
        return {2: "run", 3: "harvest"}.get(tab, "people")
    return OF_SCREENS.get(screen, screen if screen in PAGES else PAGES[0])
