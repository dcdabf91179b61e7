"""Examples of what is written while a day runs."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from typing import Any

from tests.app.world import Call, World, call
from verkstad.app import agenda, polls, running, workshops
from verkstad.app.running import Course, Tick
from verkstad.app.workbench import Bench
from verkstad.domain import live
from verkstad.domain.agenda import AgendaBlock, timetable
from verkstad.domain.fields import Id
from verkstad.domain.live import Running
from verkstad.domain.values import replaced
from verkstad.domain.workshop import Day

WALL = 1_800_000_000.0


def grow(bench: Bench, world: World) -> Mapping[str, Id]:
    """A day of its own that is in its second block; long ago, so that nothing else is held up."""
    workshop = bench.do(workshops.new_workshop, "Dagen som går", date="2027-01-15")
    day = bench.library.children(Day, workshop)[0].id
    blocks = [bench.do(agenda.add_block, day, title=title, minutes=20) for title in ("Start", "Arbete", "Slut")]
    at = {"live_workshop": workshop, "live_day": day, **{f"live_{n}": b for n, b in enumerate(blocks)}}
    poll = bench.do(polls.ask_room, workshop, "Vilken först?", ("Telefon", "Brev"), block=blocks[1])
    at |= {"poll": poll, "poll_answer": polls.polls_of(bench.library, workshop, blocks[1])[0].answers[0][0]}
    begun = course(at)
    bench.do(running.start_day, begun)
    bench.do(running.next_block, later(begun, second(begun.state, at)), begun.state)
    return at


def table(more: Mapping[str, Id]) -> Any:
    blocks = [AgendaBlock(id=more[f"live_{n}"], minutes=20) for n in range(3)]
    return timetable(Day(id=more["live_day"], start=540), (), blocks)


def course(more: Mapping[str, Id]) -> Course:
    return running.begun_course(more["live_workshop"], table(more), Tick(WALL, 5_000.0, "boot"))


def second(state: Running, more: Mapping[str, Id]) -> Running:
    return live.following(table(more), state, state.turns[-1].began + 1_200)


def later(course: Course, state: Running) -> Course:
    return replaced(course, state=state, at=course.at + 1_200, wall=course.wall + 1_200, mono=course.mono + 1_200)


def _moved(w: World, way: Callable[[Running], Running]) -> Call:
    begun = course(w.more)
    now = second(begun.state, w.more)
    return call(later(begun, way(now)), now)


EXAMPLES: dict[Callable[..., Any], Callable[[World], Call]] = {
    polls.ask_room: lambda w: call(w.more["live_workshop"], "Är vi klara?", ("Ja", "Nej"), block=w.more["live_1"]),
    polls.count_answer: lambda w: call(w.more["poll_answer"], 17),
    polls.remove_poll: lambda w: call(w.more["poll"]),
    running.add_nameless: lambda w: call(w.more["live_workshop"], ("Två", "Ett"), block=w.more["live_1"]),
    running.start_day: lambda w: call(replaced(course(w.more), at=40_000.0)),
    running.next_block: lambda w: _moved(w, lambda s: live.following(table(w.more), s, s.turns[-1].began + 900)),
    running.step_back: lambda w: _moved(w, live.back),
    running.skip_block: lambda w: _moved(w, lambda s: live.skip(table(w.more), s)),
    running.finish_day: lambda w: _moved(w, lambda s: live.finish(s, s.turns[-1].began + 60)),
}
