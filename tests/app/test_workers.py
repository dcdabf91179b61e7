"""Work in other processes: answers, errors, progress, cancel, and limits on what reads foreign files."""

from __future__ import annotations

import os
import sys
import threading
import time
from collections.abc import Iterator
from pathlib import Path

import pytest

from verkstad.app.workers import WorkerBug, Workers, read_apart
from verkstad.domain.errors import Cancelled, Corrupt, Failure, TookTooLong
from verkstad.exchange.session import read_session

WAIT = 120.0


@pytest.fixture(scope="module")
def workers() -> Iterator[Workers]:
    made = Workers(preload=("verkstad.exchange.session",))
    made.warm()
    yield made
    made.close()


# What travels is a function by its name, so the work of these tests is made of functions every process can import.


def test_work_is_answered_by_another_process_without_qt_and_without_the_library(workers: Workers) -> None:
    pid, again = workers.submit(os.getpid), workers.submit(os.getpid)
    assert pid.wait(WAIT) == again.wait(WAIT) != os.getpid()  # one warm process, kept
    loaded = workers.submit(
        eval, "sorted(m for m in __import__('sys').modules if m.split('.')[0] in ('PySide6', 'sqlite3', 'sqlite_utils'))"
    )
    assert loaded.wait(WAIT) == []
    there = workers.submit(eval, "'verkstad.exchange.session' in __import__('sys').modules")
    assert there.wait(WAIT) is True


def test_a_failure_arrives_as_it_was_raised(workers: Workers, tmp_path: Path) -> None:
    (tmp_path / "a.verkstad").write_bytes(b"PK\x03\x04 nothing more")
    with pytest.raises(Corrupt) as caught:
        workers.submit(read_session, tmp_path / "a.verkstad").wait(WAIT)
    assert caught.value.facts["path"] == str(tmp_path / "a.verkstad")


def test_a_bug_arrives_with_its_trace_and_the_worker_lives_on(workers: Workers) -> None:
    with pytest.raises(WorkerBug, match="ZeroDivisionError"):
        workers.submit(divmod, 1, 0).wait(WAIT)
    with pytest.raises(WorkerBug, match="pickle"):
        workers.submit(eval, "lambda: 0").wait(WAIT)
    assert workers.submit(divmod, 7, 2).wait(WAIT) == (3, 1)


def test_what_cannot_travel_is_told_to_whoever_waits(workers: Workers) -> None:
    with pytest.raises(Exception, match="pickle"):
        workers.submit(lambda: 0).wait(WAIT)
    assert workers.submit(divmod, 7, 2).wait(WAIT) == (3, 1)


def test_progress_is_seen_while_the_work_goes_on(workers: Workers) -> None:
    job = workers.submit(map_reports, 3, reports=True)
    assert job.wait(WAIT) == 3
    assert job.progress() == (3, 3)


def map_reports(count: int, report: object) -> int:
    for n in range(count):
        report(n + 1, count)  # type: ignore[operator]
    return count


def test_cancelling_ends_the_work_and_the_next_piece_is_done(workers: Workers) -> None:
    endless = workers.submit(time.sleep, 3600)
    waiting = workers.submit(os.getpid)
    never = workers.submit(time.sleep, 3600)
    never.cancel()
    endless.cancel()
    with pytest.raises(Cancelled):
        endless.wait(WAIT)
    assert waiting.wait(WAIT) != os.getpid()
    with pytest.raises(Cancelled):
        never.wait(WAIT)
    waiting.cancel()
    assert waiting.done()
    assert waiting.result() != os.getpid()


def test_a_job_that_runs_has_no_result_yet(workers: Workers) -> None:
    job = workers.submit(time.sleep, 3600)
    with pytest.raises(RuntimeError):
        job.result()
    with pytest.raises(TimeoutError):
        job.wait(0.01)
    job.cancel()
    with pytest.raises(Cancelled):
        job.wait(WAIT)


def test_closing_ends_every_process_and_nothing_starts_after_it() -> None:
    made = Workers(preload=())
    warm, foreign = made.submit(time.sleep, 3600), made.read(time.sleep, 3600)
    made.close()
    for job in (warm, foreign, made.submit(os.getpid), made.read(os.getpid)):
        with pytest.raises(Cancelled):
            job.wait(WAIT)
    assert not any(t.name == "warm worker" and t.is_alive() for t in threading.enumerate() if t is made._thread)


def test_a_foreign_file_is_read_in_a_process_of_its_own(workers: Workers) -> None:
    first, second = workers.read(os.getpid), workers.read(os.getpid)
    assert len({first.wait(WAIT), second.wait(WAIT), os.getpid()}) == 3


def test_reading_that_takes_too_long_is_stopped() -> None:
    with pytest.raises(TookTooLong) as caught:
        read_apart(time.sleep, 3600, seconds=0.2)
    assert caught.value.reason == "time"


@pytest.mark.skipif(sys.platform != "linux", reason="memory is bounded where the system can")
def test_reading_that_takes_too_much_memory_is_stopped() -> None:
    with pytest.raises(TookTooLong):
        read_apart(bytearray, 2_000_000_000, seconds=60, megabytes=50)


@pytest.mark.skipif(os.name == "nt", reason="writing is forbidden where the system can")
def test_whoever_reads_a_foreign_file_can_write_no_file(tmp_path: Path) -> None:
    goal = tmp_path / "out"
    with pytest.raises((Failure, WorkerBug)):
        read_apart(Path.write_bytes, goal, b"x" * 100)
    assert not goal.exists() or goal.stat().st_size == 0


def test_a_process_that_dies_by_itself_is_no_riddle() -> None:
    with pytest.raises(TookTooLong) as caught:
        read_apart(os._exit, 3)
    assert caught.value.reason == "stopped"
