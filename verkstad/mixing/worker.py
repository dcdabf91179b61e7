"""The search in a process of its own: it holds the interpreter, and whoever has a window must not wait for it.

`Mixer` is asked from one thread, now and then, and never makes it wait: `poll` gives what has come, `stop` asks for the best so far, `go_on`
looks further from where it stopped, `close` ends the process. The first plan is told at once, then at most five a second. The process is
spawned, so it is the same on every system and in the frozen program (whose entry calls `freeze_support`); no Qt is loaded there.
"""

from __future__ import annotations

import contextlib
import multiprocessing
import os
import signal
import sys
import time
import traceback
from multiprocessing.connection import Connection
from multiprocessing.process import BaseProcess
from typing import Any, Literal

from verkstad.domain.errors import Failure
from verkstad.domain.values import frozen
from verkstad.mixing.score import Plan
from verkstad.mixing.search import Progress, Search
from verkstad.mixing.task import Task

SECONDS = 2.0
"""How long it looks when nothing else is asked."""
BETWEEN = 0.2  # seconds between two messages
PIECE = 2_000  # iterations between two looks at the pipe, at most a few hundredths of a second
_spawn = multiprocessing.get_context("spawn")

State = Literal["working", "resting", "failed", "closed"]


@frozen
class _Go:
    iterations: int | None
    seconds: float | None


class MixingFailed(RuntimeError):
    """The process ended, or an error of ours came up in it. The text is its trace."""


class Mixer:
    """A search going on in another process.

    `state`: "working" until the time or iterations asked for are over, "resting" when they are or `stop` was heard (`go_on` goes on),
    "failed" when there will be no more (`error` says why: Impossible, or MixingFailed), "closed".
    """

    def __init__(self, task: Task, seed: int = 1, *, iterations: int | None = None, seconds: float | None = SECONDS) -> None:
        """Starts the process and returns. The search ends after so many iterations or wall seconds, whichever comes first; None is no end."""
        here, there = _spawn.Pipe()
        self._pipe: Connection | None = here
        self._process: BaseProcess = _spawn.Process(target=_serve, args=(there, tuple(sys.path)), name="verkstad mixing", daemon=True)
        self._process.start()
        there.close()
        self.state: State = "working"
        self.error: Exception | None = None
        self.progress: Progress | None = None
        self._send((task, seed))
        self._send(_Go(iterations, seconds))

    @property
    def plan(self) -> Plan | None:
        """The best plan that has been told; None until the first `poll` that brings one."""
        return self.progress.plan if self.progress else None

    def poll(self) -> tuple[Progress, ...]:
        """What has been told since the last time, oldest first; nothing when nothing has. Never waits."""
        told: list[Progress] = []
        while self._pipe is not None and self.state in ("working", "resting"):
            try:
                if not self._pipe.poll(0):
                    break
                word, what = self._pipe.recv()
            except (EOFError, OSError):
                self._fail(MixingFailed("the process ended"))
                break
            if word == "progress":
                self.progress = what
                told.append(what)
                if what.done:
                    self.state = "resting"
            else:
                self._fail(what if isinstance(what, Failure) else MixingFailed(str(what)))
        return tuple(told)

    def wait(self, timeout: float) -> bool:
        """Wait until something is told, for commands and tests; False when nothing was within `timeout` seconds."""
        if self._pipe is None or self.state not in ("working", "resting"):
            return False
        with contextlib.suppress(OSError):
            return self._pipe.poll(timeout)
        return True

    def stop(self) -> None:
        """Ask it to rest with the best it has; the next `poll` but few brings that, with `done`."""
        if self.state == "working":
            self._send("stop")

    def go_on(self, *, iterations: int | None = None, seconds: float | None = SECONDS) -> None:
        """Look further: so many more iterations or wall seconds."""
        if self.state == "resting":
            self.state = "working"
            self._send(_Go(iterations, seconds))

    def close(self) -> None:
        """End the process. What was told stays."""
        pipe, self._pipe = self._pipe, None
        if self.state != "failed":
            self.state = "closed"
        with contextlib.suppress(OSError, ValueError):
            self._process.kill()
            self._process.join(10)
        if pipe is not None:
            pipe.close()

    def __enter__(self) -> Mixer:
        return self

    def __exit__(self, *_error: object) -> None:
        self.close()

    def _send(self, what: Any) -> None:
        if self._pipe is not None:
            try:
                self._pipe.send(what)
            except (BrokenPipeError, OSError):
                self._fail(MixingFailed("the process ended"))

    def _fail(self, error: Exception) -> None:
        self.state, self.error = "failed", error


# ------------------------------------------------------------------------------------------------------------- the other side


def _serve(pipe: Connection, path: tuple[str, ...]) -> None:
    """The life of the process: a task, then orders, until the pipe ends."""
    with contextlib.suppress(ValueError, OSError):
        signal.signal(signal.SIGINT, signal.SIG_IGN)  # Ctrl+C in a terminal is for the program, which then ends us
    with contextlib.suppress(OSError, AttributeError):
        os.nice(5)  # the window comes first
    sys.path[:] = [*sys.path, *(p for p in path if p not in sys.path)]
    try:
        task, seed = pipe.recv()
        search = Search(task, seed)
        while True:
            order = pipe.recv()
            if isinstance(order, _Go):
                _look(pipe, search, order)
    except (EOFError, OSError):
        return
    except Failure as error:
        _tell(pipe, "failure", error)
    except BaseException as error:  # noqa: BLE001 - it travels as a trace
        _tell(pipe, "bug", "".join(traceback.format_exception(error)))


def _look(pipe: Connection, search: Search, order: _Go) -> None:
    """Search as ordered, telling how it goes. Ends with a message that is `done`."""
    begun = spoken = time.monotonic()
    goal = None if order.iterations is None else search.iterations + order.iterations
    told = -1
    first = True
    while True:
        now = time.monotonic()
        over = (
            search.done
            or (goal is not None and search.iterations >= goal)
            or (order.seconds is not None and now - begun >= order.seconds)
            or (pipe.poll(0) and pipe.recv() == "stop")
        )
        if over or first or now - spoken >= BETWEEN:
            plan = search.plan
            pipe.send(
                ("progress", Progress(iterations=search.iterations, seconds=now - begun, plan=plan, better=search.found != told, done=over))
            )
            told, spoken, first = search.found, now, False
        if over:
            return
        search.go(PIECE if goal is None else min(PIECE, goal - search.iterations))


def _tell(pipe: Connection, word: str, what: object) -> None:
    with contextlib.suppress(OSError, ValueError):
        pipe.send((word, what))
