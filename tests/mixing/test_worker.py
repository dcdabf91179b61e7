"""The search in another process: never waited for, stopped at will, gone on with, and gone when it is closed."""

from __future__ import annotations

import pickle
import time

from tests.mixing.rooms import CASES, counted, room
from verkstad.domain.errors import Failure
from verkstad.mixing.cases import tasks_of
from verkstad.mixing.search import Progress, solve
from verkstad.mixing.task import Impossible, Task
from verkstad.mixing.worker import Mixer, MixingFailed

WAIT = 120.0
TASK = tasks_of(CASES["c03_47_pairs"])["c03_47_pairs"]


def until_rest(mixer: Mixer) -> list[Progress]:
    told = []
    while mixer.state == "working":
        assert mixer.wait(WAIT)
        told += mixer.poll()
    return told


def test_a_task_and_a_plan_and_a_refusal_travel() -> None:
    for value in (TASK, solve(TASK, iterations=10)):
        assert pickle.loads(pickle.dumps(value)) == value
    refused: Failure = pickle.loads(pickle.dumps(Impossible("pins_crowd", round=1)))
    assert (type(refused), refused.reason, refused.facts) == (Impossible, "pins_crowd", {"round": 1})


def test_the_first_plan_comes_at_once_and_the_last_is_what_the_search_gives_here() -> None:
    with Mixer(TASK, seed=3, iterations=8_000, seconds=None) as mixer:
        told = until_rest(mixer)
        assert told[0].iterations == 0 and told[0].plan.score.hard == 0 and not told[0].done
        assert [t.done for t in told] == [False] * (len(told) - 1) + [True] and mixer.state == "resting"
        assert mixer.plan == told[-1].plan == solve(TASK, seed=3, iterations=8_000)
        mixer.go_on(iterations=4_000, seconds=None)
        until_rest(mixer)
        assert mixer.plan == solve(TASK, seed=3, iterations=12_000)
    assert mixer.state == "closed" and mixer.poll() == () and mixer.plan is not None


def test_it_is_stopped_at_will_with_the_best_it_has_and_speaks_at_most_five_times_a_second() -> None:
    with Mixer(TASK, seconds=None) as mixer:
        begun = time.monotonic()
        told: list[Progress] = []
        while len(told) < 3:
            assert mixer.wait(WAIT)
            told += mixer.poll()
        mixer.stop()
        told += until_rest(mixer)
        taken = told[-1].seconds
        assert mixer.state == "resting" and told[-1].done and len(told) <= 3 + 5 * taken
        assert time.monotonic() - begun >= taken - 0.5
        plan = told[-1].plan
        assert counted(TASK, plan.rounds)["hard"] == plan.score.hard == 0
        assert plan.score.key <= told[0].plan.score.key
        assert mixer.poll() == ()
        mixer.stop()  # nothing to stop
        mixer.go_on(iterations=100, seconds=None)
        assert until_rest(mixer)[-1].iterations == plan.iterations + 100


def test_a_task_that_cannot_be_met_comes_back_as_its_reason() -> None:
    with Mixer(Task(people=(), groups=(1,))) as mixer:
        until_rest(mixer)
        assert mixer.state == "failed" and isinstance(mixer.error, Impossible) and mixer.error.reason == "nobody"
        mixer.stop()
        mixer.go_on()
        assert mixer.state == "failed" and mixer.plan is None


def test_a_process_that_is_gone_is_told() -> None:
    with Mixer(room(30, 5, 5, 3), seconds=None) as mixer:
        assert mixer.wait(WAIT) and mixer.poll()
        mixer._process.kill()
        while mixer.state == "working":
            mixer.wait(WAIT)
            mixer.poll()
        assert mixer.state == "failed" and isinstance(mixer.error, MixingFailed)
        process = mixer._process
    assert not process.is_alive()
