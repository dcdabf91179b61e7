"""Pages of slides as pictures: a PDF page by page, a picture as one. What reads PDF is loaded at the first one."""

from __future__ import annotations

from functools import cache
from pathlib import Path
from typing import Any

from PySide6.QtCore import QSize
from PySide6.QtGui import QImage

WIDE = 1920  # pixels of a page

_pages: dict[tuple[Path, int], QImage] = {}
_documents: dict[Path, Any] = {}


def page_of(paths: list[Path], at: int) -> QImage | None:
    """Page `at` of all the slides of a block one after another; beyond the last, the last. None when nothing can be shown."""
    shown: QImage | None = None
    for path in paths:
        count = _count(path)
        if at < count:
            return _page(path, at)
        shown, at = (_page(path, count - 1) if count else shown), at - count
    return shown


def count(paths: list[Path]) -> int:
    """Pages in all."""
    return sum(_count(path) for path in paths)


@cache
def _is_pdf(path: Path) -> bool:
    """The file lies under the hash of its content: what it is once it is always."""
    with path.open("rb") as file:
        return file.read(5) == b"%PDF-"


def _count(path: Path) -> int:
    if not _is_pdf(path):
        return 1
    document = _document(path)
    return int(document.pageCount())


def _document(path: Path) -> Any:
    if path not in _documents:
        from PySide6.QtPdf import QPdfDocument

        made = QPdfDocument(None)  # type: ignore[call-overload]  # it takes a parent, and None is one
        made.load(str(path))
        _documents.clear()
        _documents[path] = made
    return _documents[path]


def _page(path: Path, at: int) -> QImage:
    if (path, at) not in _pages:
        if _is_pdf(path):
            document = _document(path)
            size = document.pagePointSize(at)
            page = document.render(at, QSize(WIDE, round(WIDE * size.height() / max(1.0, size.width()))))
            image = QImage(page.size(), QImage.Format.Format_RGB32)
            image.fill(0xFFFFFFFF)
            from PySide6.QtGui import QPainter

            painter = QPainter(image)
            painter.drawImage(0, 0, page)
            painter.end()
        else:
            image = QImage(str(path))
        if len(_pages) > 8:
            _pages.clear()
        _pages[path, at] = image
    return _pages[path, at]
