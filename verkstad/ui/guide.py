"""The user guide: pages at the left, the page that is read at the right. Offline, in the language of the window; F1 opens where one stands.

The box above the pages finds words: what was found takes the place of the list of pages until the box is empty again. One types, goes with the
arrows from one place to the next and sees the page at each, Enter goes into the page, Esc empties the box.
"""

from __future__ import annotations

from PySide6.QtCore import QEvent, QObject, QSize, Qt, QUrl
from PySide6.QtGui import (
    QFont,
    QKeyEvent,
    QKeySequence,
    QShortcut,
    QTextBlock,
    QTextBlockFormat,
    QTextCharFormat,
    QTextCursor,
    QTextFormat,
    QTextFrameFormat,
    QTextTable,
)
from PySide6.QtWidgets import QDialog, QListWidget, QListWidgetItem, QStackedWidget, QTextBrowser, QTextEdit

from verkstad import resources
from verkstad.domain.guide_search import Hit, Passage, by_page, found, spans
from verkstad.i18n import Language
from verkstad.ui import controls
from verkstad.ui.desk import Desk
from verkstad.ui.guide_results import Results

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
LEFT = 264


class GuideDialog(QDialog):
    """Stays open beside the work."""

    def __init__(self, desk: Desk) -> None:
        super().__init__(desk.dialogs.over())
        self.desk = desk
        _ = desk.gettext
        self.setWindowTitle(_("Guide"))
        self.resize(960, 680)
        self.setMinimumSize(680, 420)
        self.pages = QListWidget()
        self.pages.setAccessibleName(_("Pages of the guide"))
        self.pages.setObjectName("checks")
        for page in PAGES:
            item = QListWidgetItem(page_title(desk.language, page))
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
        self._passages: tuple[Passage, ...] = ()
        self.search = controls.search_field(desk.theme, _("Search the guide"), _("Clear"))
        self.search.textChanged.connect(self._on_typed)
        self.search.installEventFilter(self)
        self.results = Results(desk.theme, _("What was found"))
        self.results.setFocusPolicy(Qt.FocusPolicy.NoFocus)  # the box keeps the keys
        self.results.selectionModel().currentChanged.connect(lambda _now, _before: self._show_hit())
        self.none = controls.label("", "caption", wrap=True)
        self.none.setAlignment(Qt.AlignmentFlag.AlignTop)
        self.none.setContentsMargins(12, 10, 12, 0)
        self._left = QStackedWidget()
        for part in (self.pages, self.results, self.none):
            self._left.addWidget(part)
        left = controls.holder(controls.column(self.search, (self._left, 1), spacing=8, margins=(10, 10, 6, 6)))
        left.setFixedWidth(LEFT)
        self.setLayout(controls.row(left, (self.reader, 1), spacing=0))
        QShortcut(QKeySequence(QKeySequence.StandardKey.Find), self, self.find)
        self.show_page(PAGES[0])
        self.search.setFocus()

    # ------------------------------------------------------------------------------------------------ finding words

    def find(self) -> None:
        """To the box, what stands in it marked so that the next word takes its place."""
        self.search.setFocus(Qt.FocusReason.ShortcutFocusReason)
        self.search.selectAll()

    def _on_typed(self, typed: str) -> None:
        if not typed.strip():
            self.reader.setExtraSelections([])
            self.results.show_hits(())
            self._left.setCurrentWidget(self.pages)
            return
        if not self._passages:
            self._passages = by_page({page: self._text(page) for page in PAGES})
        hits = found(typed, self._passages)
        self.none.setText(
            "" if hits else self.desk.gettext("The guide says nothing about “%(words)s”. Try another word.", words=typed.strip())
        )
        self._left.setCurrentWidget(self.results if hits else self.none)
        self.results.show_hits(hits)
        if not hits:
            self.reader.setExtraSelections([])

    def _show_hit(self) -> None:
        """The page of what is marked in the list, where the sentence stands, with the words marked."""
        hit = self.results.current()
        if hit is None:
            return
        if hit.page != self.page():
            self.show_page(hit.page)
        block = self._place(hit)
        self.reader.setTextCursor(QTextCursor(block))
        self._mark_words()
        above = self.reader.cursorRect().top() - self.reader.viewport().height() // 4
        bar = self.reader.verticalScrollBar()
        bar.setValue(bar.value() + above)

    def _place(self, hit: Hit) -> QTextBlock:
        """The block of the page a hit stands in, below its own heading."""
        document = self.reader.document()
        block, below = document.begin(), not hit.section
        while block.isValid():
            text = " ".join(block.text().split())
            below = below or (bool(block.blockFormat().headingLevel()) and text == hit.section)
            if below and hit.part in text:
                return block
            block = block.next()
        return document.begin()

    def _mark_words(self) -> None:
        marks = []
        block = self.reader.document().begin()
        while block.isValid():
            for start, end in spans(block.text(), self.search.text()):
                mark = QTextEdit.ExtraSelection()
                cursor = QTextCursor(block)
                cursor.setPosition(block.position() + start)
                cursor.setPosition(block.position() + end, QTextCursor.MoveMode.KeepAnchor)
                mark.cursor = cursor  # type: ignore[attr-defined]
                mark.format.setBackground(self.desk.theme.colour("soft"))  # type: ignore[attr-defined]
                mark.format.setFontUnderline(True)  # type: ignore[attr-defined]
                marks.append(mark)
            block = block.next()
        self.reader.setExtraSelections(marks)

    def eventFilter(self, watched: QObject, event: QEvent) -> bool:
        """The keys of the box: the arrows go in the list below it, a page up and down turn the page that is read, Enter goes into it."""
        if event.type() == QEvent.Type.KeyPress and isinstance(event, QKeyEvent):
            key = Qt.Key(event.key())
            step = {Qt.Key.Key_Down: 1, Qt.Key.Key_Up: -1}.get(key)
            if step is not None:
                if self._left.currentWidget() is self.pages:
                    self.pages.setCurrentRow(max(0, min(self.pages.count() - 1, self.pages.currentRow() + step)))
                else:
                    self.results.step(step)
                return True
            if key in (Qt.Key.Key_PageDown, Qt.Key.Key_PageUp):
                bar = self.reader.verticalScrollBar()
                bar.setValue(bar.value() + (bar.pageStep() if key == Qt.Key.Key_PageDown else -bar.pageStep()))
                return True
            if key in (Qt.Key.Key_Return, Qt.Key.Key_Enter):
                self.reader.setFocus(Qt.FocusReason.OtherFocusReason)
                return True
        return super().eventFilter(watched, event)

    def keyPressEvent(self, event: QKeyEvent) -> None:
        """Esc empties the box first, and closes when it is empty."""
        if event.key() == Qt.Key.Key_Escape and self.search.text():
            self.search.clear()
            self.search.setFocus(Qt.FocusReason.OtherFocusReason)
        else:
            super().keyPressEvent(event)

    # ------------------------------------------------------------------------------------------------ reading

    def page(self) -> str:
        item = self.pages.currentItem()
        return item.data(Qt.ItemDataRole.UserRole) if item else ""

    def show_page(self, page: str) -> None:
        """A page by its name; one that is not there shows the first."""
        at = PAGES.index(page) if page in PAGES else 0
        self.pages.setCurrentRow(at)

    def _text(self, page: str) -> str:
        return page_text(self.desk.language, page)

    def _read(self, page: str) -> None:
        self.reader.setMarkdown(self._text(page))
        self._dress()
        self.reader.moveCursor(QTextCursor.MoveOperation.Start)

    def _dress(self) -> None:
        """Markdown comes in Qt's own sizes; here it gets the window's. In one edit: a table is laid out anew once, not for every cell."""
        whole = QTextCursor(self.reader.document())
        whole.beginEditBlock()
        self._dress_blocks()
        whole.endEditBlock()

    def _dress_blocks(self) -> None:
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


def page_text(language: Language, page: str) -> str:
    """The page, in Markdown."""
    return resources.path(f"guide/{'en' if language.code == 'en' else 'sv'}").joinpath(f"{page}.md").read_text("utf-8")


def page_title(language: Language, page: str) -> str:
    """What its heading says."""
    return page_text(language, page).partition("\n")[0].lstrip("# ")


def page_of(screen: str, tab: int = 0) -> str:
    """Which page of the guide belongs to what is looked at."""
    if screen == "workshop" and tab >= 1:
        return {2: "run", 3: "harvest"}.get(tab, "people")
    return OF_SCREENS.get(screen, screen if screen in PAGES else PAGES[0])
