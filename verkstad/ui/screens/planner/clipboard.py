"""Blocks on the clipboard: as their ids for this program, as rows for a spreadsheet, and rows and lines of others read as blocks."""

from __future__ import annotations

import json
from collections.abc import Callable, Sequence
from dataclasses import dataclass

from PySide6.QtCore import QMimeData
from PySide6.QtGui import QGuiApplication

from verkstad.app.agenda import NewBlock
from verkstad.domain.agenda import Slot
from verkstad.domain.fields import Id
from verkstad.i18n import Language
from verkstad.picture.timestrip import kind_name
from verkstad.ui.desk import Desk

MIME = "application/x-verkstad-blocks"


@dataclass(frozen=True)
class Held:
    ids: tuple[Id, ...] = ()
    cut: bool = False


def put(language: Language, slots: Sequence[Slot], method_name: Callable[[str], str], *, cut: bool = False) -> None:
    """The blocks in both forms: for this program, and as rows (start, title, minutes, kind, method, lead) for a spreadsheet."""
    mime = QMimeData()
    mime.setData(MIME, json.dumps({"ids": [s.block.id for s in slots], "cut": cut}).encode())
    mime.setText("\n".join("\t".join(_row(s, language, method_name)) for s in slots))
    QGuiApplication.clipboard().setMimeData(mime)


def _row(slot: Slot, language: Language, method_name: Callable[[str], str]) -> list[str]:
    b = slot.block
    return [
        language.clock(slot.start), b.title, str(slot.end - slot.start), kind_name(b.type, language), method_name(b.method) if b.method else "", b.lead,
    ]  # fmt: skip


def blocks() -> Held:
    """The blocks somebody copied or cut in this program; none when something else lies there."""
    mime = QGuiApplication.clipboard().mimeData()
    if mime is None or not mime.hasFormat(MIME):
        return Held()
    try:
        read = json.loads(bytes(mime.data(MIME).data()))
        return Held(tuple(str(i) for i in read["ids"]), bool(read["cut"]))
    except (ValueError, KeyError, TypeError):
        return Held()


def clear_cut() -> None:
    """What was cut has been moved: pasted again it is copied."""
    mime = QGuiApplication.clipboard().mimeData()
    if mime is not None and mime.hasFormat(MIME):
        again = QMimeData()
        again.setText(mime.text())
        again.setData(MIME, json.dumps({"ids": list(blocks().ids), "cut": False}).encode())
        QGuiApplication.clipboard().setMimeData(again)


def text() -> str:
    return QGuiApplication.clipboard().text()


def confirmed(desk: Desk, found: Sequence[NewBlock]) -> bool:
    """Show what a pasted list would become, and ask."""
    from verkstad.ui.screens.planner.pasting import PasteSheet

    return desk.dialogs.run(PasteSheet(desk, found))
