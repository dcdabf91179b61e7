"""The slides of a block in the inspector: a small picture of the first page, the pages, the order."""

from __future__ import annotations

from collections.abc import Sequence
from functools import partial
from pathlib import Path
from typing import TYPE_CHECKING

from PySide6.QtCore import QSize, Qt
from PySide6.QtGui import QDragEnterEvent, QDropEvent, QImage, QImageReader, QPixmap
from PySide6.QtWidgets import QLabel, QWidget

from verkstad import wording
from verkstad.app import slides as app
from verkstad.app.slides import ShownSlides
from verkstad.domain.errors import Failure
from verkstad.domain.fields import Id
from verkstad.ui import controls
from verkstad.ui.desk import Desk

if TYPE_CHECKING:
    from verkstad.ui.screens.planner.tab import PlannerPart

SMALL = QSize(84, 56)


class BlockSlides(QWidget):
    """Shows one block's files; takes files that are dropped on it."""

    def __init__(self, desk: Desk, tab: PlannerPart) -> None:
        super().__init__()
        _ = desk.gettext
        self.desk, self.tab = desk, tab
        self._block: Id = ""
        self._shown: tuple[ShownSlides, ...] | None = None
        self._pictures: dict[str, QPixmap] = {}
        self._rows = controls.column(spacing=6)
        self._told = controls.label(
            _("A PDF or pictures for the screen. Drop them here, or on the block in the program."), "caption", wrap=True
        )
        self.add = controls.button(desk.theme, _("Add PDF or picture…"), "plus", on=self.choose_files)
        self.setLayout(controls.column(self._told, 6, self._rows, 6, controls.row(self.add, None)))
        self.setAcceptDrops(True)

    def show_block(self, block: Id) -> None:
        found = self.desk.bench.ask(app.slides_of, block)
        if (block, found) == (self._block, self._shown):
            return
        self._block, self._shown = block, found
        while self._rows.count():
            item = self._rows.takeAt(0)
            if item.widget() is not None:
                item.widget().hide()
                item.widget().deleteLater()
        self._told.setVisible(not found)
        for at, one in enumerate(found):
            self._rows.addWidget(self._row(at, one, found))

    def _row(self, at: int, one: ShownSlides, found: Sequence[ShownSlides]) -> QWidget:
        _, t, language = self.desk.gettext, self.desk.theme, self.desk.language
        picture = QLabel()
        picture.setFixedSize(SMALL)
        picture.setAlignment(Qt.AlignmentFlag.AlignCenter)
        picture.setStyleSheet(f"QLabel {{ background: {t.sunken}; border: 1px solid {t.line}; }}")
        picture.setPixmap(self._small(one))
        picture.setAccessibleName(_("First page of %(name)s", name=one.row.name))
        pages = language.ngettext("%(n)s page", "%(n)s pages", one.row.pages or 1)
        told = pages if one.place is not None else _("The file is not here: it was left out of what was sent.")
        up = controls.icon_button(t, "chevron-up", _("Move %(name)s up", name=one.row.name), on=partial(self._move, at, -1))
        down = controls.icon_button(t, "chevron-down", _("Move %(name)s down", name=one.row.name), on=partial(self._move, at, 1))
        away = controls.icon_button(t, "x", _("Remove %(name)s", name=one.row.name), on=partial(self._remove, one))
        up.setEnabled(at > 0)
        down.setEnabled(at < len(found) - 1)
        ways = controls.row((controls.label(told, "caption", wrap=True), 1), *((up, down) if len(found) > 1 else ()), away, spacing=2)
        return controls.holder(controls.row(picture, (controls.column(controls.Elided(one.row.name), ways), 1), spacing=10))

    def _small(self, one: ShownSlides) -> QPixmap:
        """The first page, drawn once a file."""
        if one.place is None:
            return self.desk.theme.pixmap("image", "text2", 24)
        if one.row.content not in self._pictures:
            image = first_page(one.place, SMALL * 2)
            shown = QPixmap.fromImage(image.scaled(SMALL, Qt.AspectRatioMode.KeepAspectRatio, Qt.TransformationMode.SmoothTransformation))
            self._pictures[one.row.content] = self.desk.theme.pixmap("file-text", "text2", 24) if image.isNull() else shown
        return self._pictures[one.row.content]

    # ---- what is done with them

    def choose_files(self) -> None:
        _ = self.desk.gettext
        endings = " ".join(f"*{ending}" for ending in app.FILES)
        self.take(self.desk.dialogs.open_files(_("Add PDF or picture"), f"{_('PDF and pictures')} ({endings})"))

    def take(self, paths: Sequence[Path]) -> None:
        add_files(self.desk, self._block, paths, by=self)

    def _move(self, at: int, by: int) -> None:
        rows = [one.row.id for one in self._shown or ()]
        to = at + by
        if not 0 <= to < len(rows):
            return
        after = rows[to] if by > 0 else rows[to - 1] if to else None
        self.desk.try_to(app.move_slides, rows[at], after=after, by=self)

    def _remove(self, one: ShownSlides) -> None:
        self.desk.try_to(app.remove_slides, (one.row.id,), by=self)
        self.desk.say(self.desk.gettext("“%(title)s” was removed", title=one.row.name), undo=True)
        self.add.setFocus()

    def dragEnterEvent(self, event: QDragEnterEvent) -> None:
        if app.taken(Path(url.toLocalFile()) for url in event.mimeData().urls()):
            event.acceptProposedAction()

    def dropEvent(self, event: QDropEvent) -> None:
        event.acceptProposedAction()
        self.take([Path(url.toLocalFile()) for url in event.mimeData().urls()])


def add_files(desk: Desk, block: Id, paths: Sequence[Path], *, by: object = None) -> bool:
    """Read, keep and add files to a block, in one step; what cannot be shown is said. True when at least one came."""
    _ = desk.gettext
    kept: list[tuple[str, str, int]] = []
    for path in paths:
        pages = desk.background.wait(desk, _("The file is being read"), app.reading(path))
        if pages is None:
            continue  # said, or cancelled
        try:
            kept.append((app.keep_slides(desk.bench, path), path.name, pages))
        except Failure as error:
            desk.say(wording.sentence(error, desk.language))
    if kept:
        desk.try_to(app.add_slides, block, tuple(kept), by=by)
    return bool(kept)


def first_page(path: Path, room: QSize) -> QImage:
    """A picture of the first page, no larger than `room`; a null one when it cannot be drawn."""
    with path.open("rb") as stream:
        is_pdf = b"%PDF-" in stream.read(1024)
    if not is_pdf:
        reader = QImageReader(str(path))
        reader.setDecideFormatFromContent(True)
        reader.setScaledSize(reader.size().scaled(room, Qt.AspectRatioMode.KeepAspectRatio))
        return reader.read()
    from PySide6.QtPdf import QPdfDocument

    document = QPdfDocument()
    try:
        if document.load(str(path)) != QPdfDocument.Error.None_ or not document.pageCount():
            return QImage()
        size = document.pagePointSize(0).toSize().scaled(room, Qt.AspectRatioMode.KeepAspectRatio)
        page = document.render(0, size)
        paper = QImage(page.size(), QImage.Format.Format_RGB32)
        paper.fill(Qt.GlobalColor.white)
        from PySide6.QtGui import QPainter

        painter = QPainter(paper)
        painter.drawImage(0, 0, page)
        painter.end()
        return paper
    finally:
        document.close()
