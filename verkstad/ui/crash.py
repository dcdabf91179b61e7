"""When something breaks: say that the work is safe and where, and offer a report that holds versions and the trace, never a name or a text.

The two places where errors of ours are caught are here and `background`. A failure of the world at the start is told here too.
"""

from __future__ import annotations

import platform
import sys
import traceback
from collections.abc import Sequence
from pathlib import Path
from types import TracebackType
from typing import TYPE_CHECKING, Any, Protocol

from PySide6.QtCore import qVersion
from PySide6.QtGui import QGuiApplication
from PySide6.QtWidgets import QDialog, QPlainTextEdit

from verkstad import __version__, wording
from verkstad.domain.errors import Failure
from verkstad.i18n import Language
from verkstad.ui import controls
from verkstad.ui import theme as look

if TYPE_CHECKING:
    from PySide6.QtWidgets import QApplication

    from verkstad.ui.main_window import MainWindow


class Program(Protocol):
    """What of the running program a crash concerns; `start` hands itself over."""

    app: QApplication
    library: Path
    window: MainWindow | None


_before: Any = None
_telling = False


def install(program: Program) -> None:
    """From now on nothing breaks silently."""
    global _before
    _before = sys.excepthook

    def hook(kind: type[BaseException], error: BaseException, trace: TracebackType | None) -> None:
        global _telling
        if issubclass(kind, KeyboardInterrupt):
            program.app.quit()
            return
        window = program.window
        if isinstance(error, Failure) and window is not None:
            window.toast.say(wording.sentence(error, window.desk.language), undo=False)
            return
        told = report(kind, trace, error)
        sys.stderr.write(told + "\n")
        if window is None or _telling:
            return
        _telling = True
        try:
            CrashDialog(window.desk.theme, window.desk.language, program.library, told).exec()
        finally:
            _telling = False

    sys.excepthook = hook


def uninstall() -> None:
    global _before
    if _before is not None:
        sys.excepthook, _before = _before, None


def report(kind: type[BaseException], trace: TracebackType | None, error: BaseException | None = None) -> str:
    """Versions and the way through the code, that of the worker too. The error's own words are left out: they may hold what somebody wrote."""
    lines = [
        f"Verkstad {__version__} · Python {platform.python_version()} · Qt {qVersion()} · {platform.system()} {platform.release()}",
        kind.__name__,
    ]
    from verkstad.app.workers import WorkerBug  # the first paint does without it

    lines += [_frame(frame.filename, frame.lineno, frame.name) for frame in traceback.extract_tb(trace)]
    if isinstance(error, WorkerBug) and error.way:
        lines.append(f"{error.error} in the worker")
        lines += [_frame(*frame) for frame in error.way]
    return "\n".join(lines)


def _frame(file: str, line: int | None, function: str) -> str:
    root, path = Path(__file__).resolve().parents[2], Path(file)
    name = path.relative_to(root).as_posix() if path.is_relative_to(root) else path.name
    return f"  {name}:{line} {function}"


class CrashDialog(QDialog):
    """Says what is safe, where it lies and what to do; the report can be read before it is copied."""

    def __init__(self, theme: look.Theme, language: Language, library: Path, told: str) -> None:
        super().__init__()
        _ = language.gettext
        self.setWindowTitle(_("Something went wrong"))
        self.setMinimumWidth(560)
        text = QPlainTextEdit(told)
        text.setReadOnly(True)
        text.setFixedHeight(140)
        text.setTabChangesFocus(True)
        text.setAccessibleName(_("Report"))
        copy = controls.button(theme, _("Copy the report"), "copy", on=lambda: QGuiApplication.clipboard().setText(told))
        close = controls.button(theme, _("Go on"), role="primary", on=self.accept)
        close.setDefault(True)
        self.setLayout(
            controls.column(
                controls.label(_("Something went wrong in the program"), "page", wrap=True),
                10,
                controls.label(_("Your work is safe: everything up to the last change is saved in"), wrap=True),
                controls.label(str(library), "strong", wrap=True, selectable=True),
                6,
                controls.label(
                    _(
                        "You can go on. If it happens again, restart the program. The report below holds no names and nothing you have written; send it to whoever looks after the program."
                    ),
                    wrap=True,
                ),
                12,
                text,
                18,
                controls.row(None, copy, close),
                margins=(24, 20, 24, 20),
            )
        )


class RefusedDialog(QDialog):
    """Why the library cannot be opened; where its backups help, they are offered, the latest first. `chosen` is the one to put back."""

    SHOWN = 6

    def __init__(self, theme: look.Theme, failure: Failure, library: Path, language: Language, backups: Sequence[tuple[str, Path]]) -> None:
        super().__init__()
        _ = language.gettext
        self.chosen: Path | None = None
        self.setWindowTitle(_("Verkstad cannot open the library"))
        self.setMinimumWidth(520)
        kept = controls.column(spacing=4)
        for made, path in backups[: self.SHOWN]:
            back = controls.button(theme, _("Restore"), role="link", on=lambda path=path: self._choose(path))
            back.setAccessibleName(_("Restore the backup of %(when)s", when=made))
            kept.addLayout(controls.row(controls.label(made), None, back))
        told = controls.label(_("A backup can take its place. What stands there now is moved aside, not removed."), wrap=True)
        told.setVisible(bool(backups))
        close = controls.button(theme, _("Close"), role="primary", on=self.reject)
        close.setDefault(True)
        self.setLayout(
            controls.column(
                controls.label(_("Verkstad cannot open the library"), "page", wrap=True),
                10,
                controls.label(wording.sentence(failure, language), wrap=True, selectable=True),
                8,
                controls.label(
                    _("Nothing was changed. The library lies in %(path)s", path=str(library)), "caption", wrap=True, selectable=True
                ),
                14 if backups else 0,
                told,
                6 if backups else 0,
                kept,
                18,
                controls.row(None, close),
                margins=(24, 20, 24, 20),
            )
        )

    def _choose(self, path: Path) -> None:
        self.chosen = path
        self.accept()


def tell_refused(failure: Failure, library: Path, language: Language, backups: Sequence[tuple[str, Path]] = ()) -> Path | None:
    """Say why the library cannot be opened; the backup (words, path) a person chose to put in its place, or None."""
    from PySide6.QtWidgets import QApplication

    sys.stderr.write(wording.sentence(failure, language) + "\n")
    if QGuiApplication.platformName() in ("offscreen", "minimal"):
        return None
    app = QApplication.instance()
    theme = look.chosen("system")
    if isinstance(app, QApplication):
        look.dress(app, theme)
    dialog = RefusedDialog(theme, failure, library, language, backups)
    dialog.exec()
    return dialog.chosen
