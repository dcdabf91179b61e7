"""Long work done in other processes while the window goes on: progress after a second, cancel that leaves no half file, one place for errors.

Work is a plain function on pickled values, run by `app.workers`; its answer comes back on the window's thread.
"""

from __future__ import annotations

from collections.abc import Callable
from typing import TYPE_CHECKING, Any

from PySide6.QtCore import QObject, Qt, QTimer, Signal
from PySide6.QtWidgets import QProgressBar

from verkstad import wording
from verkstad.domain.errors import Cancelled, Failure
from verkstad.ui import controls
from verkstad.ui.dialogs import Sheet

if TYPE_CHECKING:
    from verkstad.ui.desk import Desk

POLL_MS = 20
SHOW_AFTER_MS = 1_000


class Running(QObject):
    """One piece of work under way. `finished` carries the answer, `failed` a Failure; exactly one of the two comes, once."""

    finished = Signal(object)
    failed = Signal(object)
    progressed = Signal(int, int)

    def __init__(self, job: Any, on_end: Callable[[Running], None]) -> None:
        super().__init__()
        self._job, self._on_end = job, on_end
        self._timer = QTimer(self, interval=POLL_MS)
        self._timer.timeout.connect(self._look)
        self._timer.start()

    def cancel(self) -> None:
        """Stop it; `failed` comes with Cancelled."""
        self._job.cancel()

    def _look(self) -> None:
        told = self._job.progress()
        if told is not None:
            self.progressed.emit(*told)
        if not self._job.done():
            return
        self._timer.stop()
        try:
            answer = self._job.result()
        except Failure as error:
            self.failed.emit(error)
        except BaseException:
            self.failed.emit(Cancelled("bug"))
            raise
        else:
            self.finished.emit(answer)
        finally:
            self._on_end(self)


class Background:
    """Starts work and keeps hold of it until it ends."""

    def __init__(self) -> None:
        self._running: set[Running] = set()
        self._workers: Any = None

    def workers(self) -> Any:
        """The processes of the app layer, made when first needed."""
        if self._workers is None:
            from verkstad.app.workers import Workers

            self._workers = Workers()
        return self._workers

    def warm(self) -> None:
        self.workers().warm()

    def run(
        self,
        work: Callable[..., Any],
        /,
        *args: Any,
        done: Callable[[Any], object],
        failed: Callable[[Failure], object],
        reports: bool = False,
    ) -> Running:
        """Call `work(*args)` in the warm worker; one of `done` and `failed` is called with what came of it. All of it travels pickled.

        With `reports` the work is handed, last, a callable (done, whole) to tell how far it is.
        """
        return self.follow(lambda workers: workers.submit(work, *args, reports=reports), done=done, failed=failed)

    def follow(self, start: Callable[[Any], Any], *, done: Callable[[Any], object], failed: Callable[[Failure], object]) -> Running:
        """The same for a job that `start(workers)` begins: one on a foreign file, say, in a process of its own."""
        running = Running(start(self.workers()), self._running.discard)
        running.finished.connect(done)
        running.failed.connect(failed)
        self._running.add(running)
        return running

    def wait(self, desk: Desk, title: str, start: Callable[[Any], Any], *, sentence: str = "") -> Any:
        """Begin a job as `follow` does and wait, the window alive; after a second a dialog shows how far it is and can cancel.

        The answer; None after Cancelled, and after a Failure, which is said in a sentence.
        """
        answer: list[Any] = []
        dialog = _Progress(desk, title, sentence)
        running = self.follow(
            start,
            done=lambda value: (answer.append(value), dialog.accept()),
            failed=lambda error: (answer.append(error), dialog.reject()),
        )
        dialog.cancelled.connect(running.cancel)
        running.progressed.connect(dialog.show_progress)
        dialog.wait()
        found = answer[0] if answer else None
        if isinstance(found, Failure):
            if not isinstance(found, Cancelled):
                desk.say(wording.sentence(found, desk.language))
            return None
        return found

    def stop(self) -> None:
        """Cancel what runs; the program ends."""
        for running in tuple(self._running):
            running.cancel()
        if self._workers is not None:
            self._workers.close()
            self._workers = None


class _Progress(Sheet):
    """Waits in an event loop of its own; becomes visible only when the work has taken a second."""

    cancelled = Signal()

    def __init__(self, desk: Desk, title: str, sentence: str) -> None:
        super().__init__(desk, title, width=420)
        self.setWindowModality(Qt.WindowModality.ApplicationModal)
        self._bar = QProgressBar()
        self._bar.setRange(0, 0)
        self._bar.setTextVisible(False)
        self._bar.setAccessibleName(title)
        if sentence:
            self.add(controls.label(sentence, "caption", wrap=True))
        self.add(self._bar)
        self.offer(self._("Cancel"), self.cancelled.emit)
        self._over = False

    def show_progress(self, done: int, whole: int) -> None:
        self._bar.setRange(0, whole)
        self._bar.setValue(done)

    def wait(self) -> None:
        from PySide6.QtCore import QEventLoop

        loop = QEventLoop()
        self.finished.connect(loop.quit)
        if not self._over:
            showing = QTimer(singleShot=True, interval=SHOW_AFTER_MS)
            showing.timeout.connect(self.show)
            showing.start()
            self.setEnabled(True)
            loop.exec()
            showing.stop()
        self.hide()
        self.deleteLater()

    def done(self, result: int) -> None:
        self._over = True
        super().done(result)
        self.finished.emit(result)

    def keyPressEvent(self, event: Any) -> None:
        if event.key() == Qt.Key.Key_Escape:
            self.cancelled.emit()
        else:
            super().keyPressEvent(event)
