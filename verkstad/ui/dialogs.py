"""The few dialogs of the program, and the file dialogs of the system. Tests hand in their own answers.

A question that can be undone is never asked. Buttons say what they do; Esc is always the way out that changes nothing.
"""

from __future__ import annotations

from collections.abc import Callable
from pathlib import Path
from typing import TYPE_CHECKING

from PySide6.QtCore import QEvent, QObject, QStandardPaths, Qt, QTimer
from PySide6.QtGui import QShowEvent
from PySide6.QtWidgets import QApplication, QDialog, QFileDialog, QLayout, QMainWindow, QWidget
from shiboken6 import isValid

from verkstad.ui import controls
from verkstad.ui import theme as look

if TYPE_CHECKING:
    from verkstad.ui.desk import Desk


class Sheet(QDialog):
    """A dialog with a title, a body and its buttons in a row at the right, the proposed one last."""

    def __init__(self, desk: Desk, title: str, *, width: int = 480) -> None:
        super().__init__(desk.dialogs.over())
        self.desk = desk
        self._ = desk.language.gettext
        self.setWindowTitle(title)
        self.setMinimumWidth(width)
        self.heading = controls.label(title, "page", wrap=True)
        self.body = controls.column(spacing=look.M)
        self.buttons = controls.row(None, spacing=look.S)
        self.setLayout(controls.column(self.heading, 14, self.body, 20, None, self.buttons, margins=(24, 20, 24, 20)))

    def showEvent(self, event: QShowEvent) -> None:
        """As high as its words need at this width, and no higher."""
        super().showEvent(event)
        needed = self._needed()
        if needed:
            self.setMinimumHeight(needed)
            self.resize(self.width(), needed)

    def event(self, event: QEvent) -> bool:
        """It grows when a field has something to say; it does not shrink under the hand when that is mended."""
        answer = super().event(event)
        if event.type() == QEvent.Type.LayoutRequest and self.isVisible():
            needed = self._needed()
            if needed > self.minimumHeight():
                self.setMinimumHeight(needed)
        return answer

    def _needed(self) -> int:
        """The height for its words at this width, 0 where that does not depend on the width."""
        layout = self.layout()
        if layout is None or not layout.hasHeightForWidth():
            return 0
        layout.setSizeConstraint(QLayout.SizeConstraint.SetNoConstraint)  # it would count with narrower words, which are higher
        return layout.totalHeightForWidth(self.width())

    def add(self, *items: object) -> None:
        for item in items:
            if isinstance(item, QWidget):
                self.body.addWidget(item)
            elif item is not None:
                self.body.addLayout(item)  # type: ignore[arg-type]

    def offer(self, text: str, on: Callable[[], object], *, role: str = "", icon: str = "") -> QWidget:
        made = controls.button(self.desk.theme, text, icon, role=role, on=on)
        if role == "primary":
            made.setDefault(True)
        self.buttons.addWidget(made)
        return made

    def offer_cancel(self, text: str = "") -> QWidget:
        return self.offer(text or self._("Cancel"), self.reject)


class _ClosesWhenLeft(QObject):
    """Closes its dialog when another window of the program is turned to; another program, or a list that pops up, leaves it where it is."""

    def __init__(self, dialog: QDialog) -> None:
        super().__init__(dialog)
        self._dialog = dialog

    def eventFilter(self, watched: QObject, event: QEvent) -> bool:
        if event.type() == QEvent.Type.WindowDeactivate:
            QTimer.singleShot(0, self, self._look)
        return super().eventFilter(watched, event)

    def _look(self) -> None:
        turned_to = QApplication.activeWindow()
        if self._dialog.isVisible() and turned_to is not None and turned_to is self._dialog.parentWidget():
            self._dialog.reject()


class Dialogs:
    """What pages ask a person. `desk` is set by the desk itself."""

    desk: Desk

    def over(self) -> QWidget | None:
        """The window a dialog belongs to."""
        active = QApplication.activeWindow()
        if active is not None and active.isVisible():  # one that is closing may still be called active, and takes its children with it
            return active
        shown = [w for w in QApplication.topLevelWidgets() if w.isVisible() and w.isWindow()]
        return next((w for w in shown if isinstance(w, QMainWindow)), shown[0] if shown else None)

    def confirm(self, title: str, sentence: str, yes: str, *, danger: bool = False) -> bool:
        """Ask before what cannot be undone, and only then."""
        sheet = Sheet(self.desk, title)
        sheet.add(controls.label(sentence, wrap=True))
        sheet.offer_cancel()
        sheet.offer(yes, sheet.accept, role="danger" if danger else "primary")
        return self.run(sheet)

    def tell(self, title: str, sentence: str) -> None:
        """Say what must be read before going on."""
        sheet = Sheet(self.desk, title)
        sheet.add(controls.label(sentence, wrap=True, selectable=True))
        sheet.offer(self.desk.gettext("Close"), sheet.accept, role="primary")
        self.run(sheet)

    def run(self, dialog: QDialog) -> bool:
        """Show a dialog and wait; True when it was accepted. Every modal dialog of the program goes through here."""
        go_back = self._way_back(dialog)
        done = dialog.exec() == QDialog.DialogCode.Accepted
        dialog.deleteLater()
        go_back()
        return done

    def show(self, dialog: QDialog) -> None:
        """Show a dialog that the window waits behind without a loop of its own."""
        dialog.setWindowModality(Qt.WindowModality.WindowModal)
        dialog.finished.connect(self._way_back(dialog))
        dialog.show()

    def beside(self, dialog: QDialog, accepted: Callable[[], object]) -> None:
        """Show a dialog that nothing waits for: turning to the window behind closes it as Esc does. `accepted` is called when it is."""
        dialog.setAttribute(Qt.WidgetAttribute.WA_DeleteOnClose)
        dialog.installEventFilter(_ClosesWhenLeft(dialog))
        dialog.accepted.connect(accepted)
        go_back = self._way_back(dialog)
        dialog.finished.connect(lambda _result: go_back() if dialog.isActiveWindow() else None)
        dialog.show()
        dialog.activateWindow()

    def _way_back(self, dialog: QDialog) -> Callable[..., None]:
        """Puts the keyboard where it was in the window below before the dialog, else lets the desk say where it belongs."""
        below = dialog.parentWidget()
        before = below.window().focusWidget() if below is not None else None

        def go_back(*_result: object) -> None:
            if before is not None and isValid(before) and before.isVisible() and before.isEnabled():
                before.setFocus(Qt.FocusReason.OtherFocusReason)
            elif isValid(self.desk):
                self.desk.focus_lost.emit()

        return go_back

    def open_files(self, title: str, filters: str) -> list[Path]:
        names, _chosen = QFileDialog.getOpenFileNames(self.over(), title, self._place("open"), filters)
        self._remember("open", names[0] if names else "")
        return [Path(name) for name in names]

    def save_as(self, title: str, name: str, filters: str) -> Path | None:
        path, _chosen = QFileDialog.getSaveFileName(self.over(), title, str(Path(self._place("save")) / file_name(name)), filters)
        self._remember("save", path)
        return Path(path) if path else None

    def choose_folder(self, title: str) -> Path | None:
        path = QFileDialog.getExistingDirectory(self.over(), title, self._place("save"))
        self._remember("save", path and str(Path(path) / "x"))
        return Path(path) if path else None

    def _place(self, which: str) -> str:
        kept = self.desk.memory.get(f"folder-{which}", "")
        if kept and Path(kept).is_dir():
            return str(kept)
        documents = QStandardPaths.writableLocation(QStandardPaths.StandardLocation.DocumentsLocation)
        return documents if documents and Path(documents).is_dir() else str(Path.home())

    def _remember(self, which: str, path: str) -> None:
        if path:
            self.desk.memory.put(f"folder-{which}", str(Path(path).parent))


def file_name(title: str) -> str:
    """A title as a name every file system takes."""
    kept = "".join(" " if c in '\\/:*?"<>|\n\r\t' else c for c in title)
    return " ".join(kept.split()).strip(". ")[:120] or "verkstad"
