"""Work in other processes: one kept warm for print and mixing, a fresh one with limits for each foreign file.

Processes are always spawned, so they share nothing with the window and work the same on every system and in the frozen program (whose
entry calls `freeze_support`). What travels is a function by its name and plain values; the library never does, and Qt is never loaded in a
worker. Nothing here knows an event loop: whoever waits asks a Job now and then, or waits for it.
"""

from __future__ import annotations

import contextlib
import gc
import importlib
import multiprocessing
import os
import pickle
import queue
import signal
import sys
import threading
import time
import traceback
from collections.abc import Callable, Sequence
from multiprocessing.connection import Connection
from multiprocessing.process import BaseProcess
from typing import Any

from verkstad.domain.errors import Cancelled, Failure, TookTooLong

SECONDS = 5.0  # of work on one foreign file
MEGABYTES = 300  # it may use doing it
STARTING = 60.0  # seconds a process may take to come up on a busy machine
PRINT = ("verkstad.documents.press",)  # what the warm worker loads before anybody prints

_spawn = multiprocessing.get_context("spawn")


Frame = tuple[str, int, str]
"""File, line, function."""


class WorkerBug(RuntimeError):
    """An error in a worker that is nobody's fault but ours. The text is its trace; `error` names its class and `way` is its way through
    the code, the innermost last: these two hold no word that anybody wrote."""

    def __init__(self, text: str, error: str = "", way: Sequence[Frame] = ()) -> None:
        super().__init__(text)
        self.error, self.way = error, tuple(way)


class Job:
    """One piece of work under way. Asked from one thread; answered from another."""

    def __init__(
        self, function: Callable[..., Any], args: tuple[Any, ...], *, reports: bool, seconds: float | None, megabytes: int | None
    ) -> None:
        self.function, self.args, self.reports = function, args, reports
        self.seconds, self.megabytes = seconds, megabytes
        self._ended = threading.Event()
        self._cancelled = False
        self._progress: tuple[int, int] | None = None
        self._answer: Any = None
        self._error: BaseException | None = None
        self._stop: Callable[[], None] | None = None
        self._lock = threading.Lock()

    def done(self) -> bool:
        """Whether there is an answer, or never will be one."""
        return self._ended.is_set()

    def progress(self) -> tuple[int, int] | None:
        """The last (done, whole) that the work told of."""
        return self._progress

    def result(self) -> Any:
        """The answer of a job that is done. Raises the Failure it ended with, Cancelled, TookTooLong, or WorkerBug."""
        if not self._ended.is_set():
            raise RuntimeError("the job is still running")
        if self._error is not None:
            raise self._error
        return self._answer

    def wait(self, timeout: float | None = None) -> Any:
        """Wait for the answer, as a command does. Raises as `result`, and TimeoutError."""
        if not self._ended.wait(timeout):
            raise TimeoutError("the job is still running")
        return self.result()

    def cancel(self) -> None:
        """Stop it wherever it is; the process goes with it. A job that is done stays as it is."""
        with self._lock:
            if self._ended.is_set():
                return
            self._cancelled = True
            stop = self._stop
        if stop is not None:
            stop()

    def _begin(self, stop: Callable[[], None]) -> bool:
        """Say how it is stopped; False when it was cancelled before it began."""
        with self._lock:
            self._stop = stop
            return not self._cancelled

    def _end(self, answer: Any = None, error: BaseException | None = None) -> None:
        with self._lock:
            if not self._ended.is_set():
                self._answer = answer
                self._error = Cancelled("work") if self._cancelled and error is not None else error
                self._ended.set()


class Workers:
    """The processes of one program. Made when first needed; `close` ends them all."""

    def __init__(self, preload: Sequence[str] = PRINT) -> None:
        self._preload = tuple(preload)
        self._waiting: queue.SimpleQueue[Job | None] = queue.SimpleQueue()
        self._warm = _Process(self._preload)
        self._thread: threading.Thread | None = None
        self._foreign: set[Job] = set()
        self._current: Job | None = None
        self._closed = False
        self._lock = threading.Lock()

    def warm(self) -> None:
        """Start the warm process and load what it prints with, beside whatever else goes on. May be called any number of times."""
        self.submit(_nothing)

    def submit(self, function: Callable[..., Any], *args: Any, reports: bool = False) -> Job:
        """Work for the warm process, one piece after another. `function` is found by its name; with `reports` it is handed, last, a
        callable (done, whole) to tell how far it is."""
        job = Job(function, args, reports=reports, seconds=None, megabytes=None)
        with self._lock:
            if self._closed:
                job._end(error=Cancelled("closed"))
                return job
            if self._thread is None:
                self._thread = threading.Thread(target=self._serve_warm, name="warm worker", daemon=True)
                self._thread.start()
            self._waiting.put(job)
        return job

    def read(
        self, function: Callable[..., Any], *args: Any, reports: bool = False, seconds: float = SECONDS, megabytes: int = MEGABYTES
    ) -> Job:
        """Work on a foreign file in a process of its own that may use so much time and memory, may write no file, and ends with it.

        TookTooLong is what comes of one that does not stay within its limits.
        """
        job = Job(function, args, reports=reports, seconds=seconds, megabytes=megabytes)
        with self._lock:
            if self._closed:
                job._end(error=Cancelled("closed"))
                return job
            self._foreign.add(job)
        threading.Thread(target=self._serve_foreign, args=(job,), name="foreign file", daemon=True).start()
        return job

    def close(self) -> None:
        """Cancel what runs and end every process. Nothing can be started afterwards."""
        with self._lock:
            self._closed = True
            running = [*self._foreign, *([self._current] if self._current else [])]
        for job in running:
            job.cancel()
        if self._thread is not None:
            self._waiting.put(None)
            self._thread.join(10)
        self._warm.kill()

    def _serve_warm(self) -> None:
        while (job := self._waiting.get()) is not None:
            with self._lock:
                self._current = None if self._closed else job
            if self._current is None:
                job._end(error=Cancelled("closed"))
                continue
            _run(job, self._warm)
            with self._lock:
                self._current = None
        self._warm.kill()

    def _serve_foreign(self, job: Job) -> None:
        process = _Process(())
        try:
            _run(job, process)
        finally:
            process.kill()
            with self._lock:
                self._foreign.discard(job)


def read_apart(function: Callable[..., Any], *args: Any, seconds: float = SECONDS, megabytes: int = MEGABYTES) -> Any:
    """Run a function on a foreign file in a limited process and wait: what `Workers.read` does, for commands. Raises as `Job.result`."""
    job = Job(function, args, reports=False, seconds=seconds, megabytes=megabytes)
    process = _Process(())
    try:
        _run(job, process)
    finally:
        process.kill()
    return job.result()


# ------------------------------------------------------------------------------------------------------------- this side
class _Process:
    """A worker process and the pipe to it; started when first used, and again after it was killed."""

    def __init__(self, preload: Sequence[str]) -> None:
        self.preload = tuple(preload)
        self.process: BaseProcess | None = None
        self.pipe: Connection | None = None

    def ensure(self) -> Connection:
        if self.process is None or not self.process.is_alive() or self.pipe is None:
            self.kill()
            here, there = _spawn.Pipe()
            process = _spawn.Process(target=_serve, args=(there, self.preload, tuple(sys.path)), name="verkstad worker", daemon=True)
            process.start()  # one that does not start is none: there is nothing to end then
            there.close()
            self.process, self.pipe = process, here
        return self.pipe

    def kill(self) -> None:
        process, self.process = self.process, None
        pipe, self.pipe = self.pipe, None
        if process is not None:
            process.kill()
            process.join(10)
        if pipe is not None:
            pipe.close()

    def stop(self) -> None:
        """End the process from another thread; whoever reads the pipe notices."""
        process = self.process
        if process is not None:
            with contextlib.suppress(OSError, ValueError):
                process.kill()


def _run(job: Job, process: _Process) -> None:
    """Run one job in a process and end the job, whatever happens."""
    try:
        work = pickle.dumps((job.function, job.args, job.reports, job.seconds, job.megabytes))
    except Exception as error:  # noqa: BLE001 - pickle raises anything; whoever waits must be told
        job._end(error=WorkerBug(f"this work cannot travel (pickle): {error!r}"))
        return
    try:
        pipe = process.ensure()
        if not job._begin(process.stop):
            raise Cancelled("work")
        pipe.send_bytes(work)
        _listen(job, pipe)
    except Failure as error:
        process.kill()
        job._end(error=error)
    except (EOFError, BrokenPipeError, ConnectionError) as error:  # the process is gone: cancelled, or stopped by the system at a limit
        process.kill()
        job._end(error=TookTooLong("stopped") if job.seconds is not None else WorkerBug(f"the worker ended: {error!r}"))
    except BaseException as error:  # noqa: BLE001 - whoever waits must be told
        process.kill()
        job._end(error=error)


def _listen(job: Job, pipe: Connection) -> None:
    until = time.monotonic() + STARTING
    while True:
        left = until - time.monotonic() if job.seconds is not None else None
        if left is not None and (left <= 0 or not pipe.poll(left)):
            raise TookTooLong("time", limit=job.seconds)
        word, told = pickle.loads(pipe.recv_bytes())
        if word == "begun":
            if job.seconds is not None:
                until = time.monotonic() + job.seconds
        elif word == "progress":
            job._progress = told
        elif word == "done":
            job._end(told)
            return
        elif word == "failure":
            job._end(error=told)
            return
        else:
            job._end(error=WorkerBug(*told))
            return


def _nothing() -> None:
    """What is run to have a process started."""


# ------------------------------------------------------------------------------------------------------------- the other side
def _serve(pipe: Connection, preload: Sequence[str], path: Sequence[str]) -> None:
    """The life of a worker: take work, answer it, until the pipe ends."""
    with contextlib.suppress(ValueError, OSError):
        signal.signal(signal.SIGINT, signal.SIG_IGN)  # Ctrl+C in a terminal is for the program, which then ends us
    sys.path[:] = [*sys.path, *(p for p in path if p not in sys.path)]
    for name in preload:
        with contextlib.suppress(ImportError):  # whoever uses it will say so
            importlib.import_module(name)
    while True:
        try:
            work = pipe.recv_bytes()
        except (EOFError, OSError):
            return
        try:
            answer = _worked(work, pipe)
        except Failure as error:
            answer = ("failure", error)
        except MemoryError:
            answer = ("failure", TookTooLong("memory"))
        except BaseException as error:  # noqa: BLE001 - it travels as a trace
            answer = ("bug", _told(error))
        try:
            pipe.send_bytes(pickle.dumps(answer))
        except MemoryError:
            pipe.send_bytes(pickle.dumps(("failure", TookTooLong("memory"))))
        except (BrokenPipeError, ConnectionError):
            return
        except Exception as error:  # noqa: BLE001 - an answer that cannot travel is a bug of ours
            pipe.send_bytes(pickle.dumps(("bug", _told(error))))


def _told(error: BaseException) -> tuple[str, str, tuple[Frame, ...]]:
    """What a WorkerBug is made of."""
    way = tuple((frame.filename, frame.lineno or 0, frame.name) for frame in traceback.extract_tb(error.__traceback__))
    return "".join(traceback.format_exception(error)), type(error).__name__, way


def _worked(work: bytes, pipe: Connection) -> tuple[str, Any]:
    function, args, reports, seconds, megabytes = pickle.loads(work)
    if seconds is not None:
        _limit(seconds, megabytes)
        gc.disable()  # the process ends with this piece of work; looking for circles in what it reads costs a quarter of its time
    pipe.send_bytes(pickle.dumps(("begun", None)))

    def report(done: int, whole: int) -> None:
        pipe.send_bytes(pickle.dumps(("progress", (done, whole))))

    return "done", function(*args, report) if reports else function(*args)


def _limit(seconds: float, megabytes: int | None) -> None:
    """Bound time, memory and writing of this process where the system can. Windows has none of it here: there the caller's clock stands
    alone, with the caps of whoever reads."""
    sys.dont_write_bytecode = True
    if os.name == "nt":
        return
    import resource

    used = resource.getrusage(resource.RUSAGE_SELF)
    cpu = int(used.ru_utime + used.ru_stime + seconds) + 2
    wanted = [(resource.RLIMIT_CPU, cpu), (resource.RLIMIT_CORE, 0), (resource.RLIMIT_FSIZE, 0)]
    if megabytes is not None:
        wanted.append((resource.RLIMIT_DATA, _data_in_use() + megabytes * 1_000_000))
    for what, most in wanted:
        with contextlib.suppress(ValueError, OSError):
            hard = resource.getrlimit(what)[1]
            resource.setrlimit(what, (most if hard == resource.RLIM_INFINITY else min(most, hard), hard))
    with contextlib.suppress(ValueError, OSError, AttributeError):
        signal.signal(signal.SIGXFSZ, signal.SIG_IGN)  # writing a file is then an error, not the end


def _data_in_use() -> int:
    """Bytes of private memory before the work begins: what the interpreter itself takes is no fault of the file."""
    with contextlib.suppress(OSError, ValueError, IndexError), open("/proc/self/status", encoding="ascii", errors="replace") as status:
        for row in status:
            if row.startswith("VmData:"):
                return int(row.split()[1]) * 1024
    return 0
