"""A day that runs: what is written and when, and a clock that neither sleep, a kill, a restart nor a wall clock that jumps puts wrong."""

from __future__ import annotations

import contextlib
import random
import signal
import subprocess
import sys
import textwrap
import zipfile
from datetime import UTC, datetime
from pathlib import Path

import pytest

from verkstad import wording
from verkstad.app import agenda, exchange, harvest, people, polls, running, timings, workshops
from verkstad.app.people import NewPerson
from verkstad.app.running import Stage, SystemClock, Tick
from verkstad.app.workbench import Bench
from verkstad.domain import live
from verkstad.domain.agenda import AgendaBlock, timetable
from verkstad.domain.errors import Refused
from verkstad.domain.grouping import Grouping, Round, Seat
from verkstad.domain.harvest import Capture
from verkstad.domain.held import Held
from verkstad.domain.workshop import Day, Workshop
from verkstad.i18n import language

NOW = datetime(2027, 3, 24, 9, 0).timestamp()  # nine where the machine stands


class Clocks:
    """A machine's clocks in the hands of a test. `true` is the time that really passes."""

    def __init__(self, wall: float) -> None:
        self.true, self.off, self.start, self.boots = wall, 0.0, wall - 5_000.0, 1

    def read(self) -> Tick:
        return Tick(self.true + self.off, self.true - self.start, f"boot {self.boots}")

    def go(self, seconds: float) -> None:
        """Time passes, awake or asleep."""
        self.true += seconds

    def jump(self, seconds: float) -> None:
        """The wall clock is set."""
        self.off += seconds

    def restart(self) -> None:
        self.start, self.boots = self.true, self.boots + 1


def at_nine(bench: Bench) -> Clocks:
    return Clocks(running.local_midnight(bench.library.clock().timestamp()) + 9 * 3600.0)


def planned(bench: Bench, *minutes: int) -> str:
    workshop: str = bench.do(workshops.new_workshop, "Torsdagen", date="2027-03-24")
    day = bench.library.children(Day, workshop)[0].id
    for n, length in enumerate(minutes or (20, 60, 20, 40)):
        bench.do(agenda.add_block, day, title=f"Moment {n}", minutes=length)
    return workshop


@pytest.fixture
def bench() -> Bench:
    return Bench.in_memory(clock=lambda: datetime.fromtimestamp(NOW, UTC))


def left(stage: Stage) -> int:
    turn = stage.leading()
    assert turn is not None and stage.table is not None
    return live.seconds_left(stage.table, stage.state, turn, stage.now())


def test_what_happened_is_one_row_a_block_written_at_the_transition(bench: Bench) -> None:
    workshop, clocks = planned(bench), at_nine(bench)
    stage = Stage(bench, workshop, clocks)
    stage.start()
    clocks.go(25 * 60)
    stage.next()
    assert [(h.how, h.planned) for h in held(bench, workshop)] == [("held", 20), ("", 60)]
    stage.skip()
    clocks.go(30 * 60)
    stage.next()
    clocks.go(60)
    stage.next()
    rows = held(bench, workshop)
    assert [h.how for h in rows] == ["held", "held", "skipped", "held"]
    assert [minutes(h) for h in rows] == [25, 30, None, 1]
    assert stage.state.finished is not None and not running.is_running(bench)
    stage.back()
    assert held(bench, workshop)[3].how == "" and running.is_running(bench)


def held(bench: Bench, workshop: str) -> tuple[Held, ...]:
    return bench.ask(running.day_held, bench.library.children(Day, workshop)[0].id)


def minutes(row: Held) -> int | None:
    if row.started is None or row.ended is None:
        return None
    return round((datetime.fromisoformat(row.ended) - datetime.fromisoformat(row.started)).total_seconds() / 60)


def test_the_clock_writes_at_a_transition_and_not_every_second(bench: Bench) -> None:
    workshop, clocks = planned(bench), at_nine(bench)
    stage = Stage(bench, workshop, clocks)
    stage.start()
    connection = bench.library.db.conn
    before, log = connection.total_changes, bench.library.last_seq()
    for _ in range(1_200):
        clocks.go(1)
        left(stage), stage.outlook(), stage.behind(), stage.astray()
    stage.proposal()
    assert connection.total_changes == before
    stage.pause_or_go_on()
    assert connection.total_changes == before + 1 and bench.library.last_seq() == log  # local, and not in the log
    stage.pause_or_go_on()
    stage.next()
    assert bench.library.last_seq() == log + 2  # one that ended, one that began


def test_a_jump_of_the_wall_clock_moves_nothing_and_is_said(bench: Bench) -> None:
    workshop, clocks = planned(bench), at_nine(bench)
    stage = Stage(bench, workshop, clocks)
    stage.start()
    clocks.go(300)
    clocks.jump(3600)
    assert left(stage) == 900 and stage.astray() == 3600
    clocks.go(60)
    assert left(Stage(bench, workshop, clocks)) == 840  # killed and started again
    stage.follow_wall()
    assert left(stage) == 840 and stage.astray() == 0 and stage.now() // 60 == 10 * 60 + 6
    assert left(Stage(bench, workshop, clocks)) == 840


def test_sleep_and_a_restart_of_the_machine_are_time_that_passed(bench: Bench) -> None:
    workshop, clocks = planned(bench), at_nine(bench)
    stage = Stage(bench, workshop, clocks)
    stage.start()
    clocks.go(600)
    assert left(stage) == 600
    clocks.restart()
    clocks.go(120)
    assert abs(left(Stage(bench, workshop, clocks)) - 480) <= 1
    stage = Stage(bench, workshop, clocks)
    stage.give_minutes(5)
    clocks.jump(-3600)
    assert abs(left(Stage(bench, workshop, clocks)) - 780) <= 1


@pytest.mark.parametrize("seed", range(12))
def test_a_simulated_day_of_jumps_sleep_and_kills_is_right_afterwards(bench: Bench, seed: int) -> None:
    """Against a second Stage that nothing happens to: it lives on a machine that only lets time pass."""
    dice = random.Random(seed)
    calm = Bench.in_memory(clock=lambda: datetime.fromtimestamp(NOW, UTC))
    lengths = [dice.randrange(5, 60) for _ in range(8)]
    clocks, quiet = at_nine(bench), at_nine(calm)
    stage, other = Stage(bench, planned(bench, *lengths), clocks), Stage(calm, planned(calm, *lengths), quiet)
    stage.start()
    other.start()
    for _ in range(60):
        seconds = dice.randrange(1, 900)
        clocks.go(seconds)
        quiet.go(seconds)
        what = dice.choice(("jump", "kill", "kill", "next", "more", "pause", "take", "back"))
        if what == "jump":
            clocks.jump(dice.choice((-3600, 3600, -86_400, 7)))
        elif what == "kill":
            stage = Stage(bench, stage.workshop, clocks)
        else:
            if not stage.runs:
                break
            for one in (stage, other):
                key = {
                    "next": one.next, "more": lambda one=one: one.give_minutes(5), "pause": one.pause_or_go_on, "take": one.take_proposal, "back": one.back,
                }[what]  # fmt: skip
                with contextlib.suppress(Refused):  # nothing before the first block
                    key()
        if stage.runs and stage.state.on:
            assert abs(left(stage) - left(other)) <= 1
    one, two = held(bench, stage.workshop), held(calm, other.workshop)
    assert [(h.how, h.planned) for h in one] == [(h.how, h.planned) for h in two]
    for a, b in zip(one, two, strict=True):
        for x, y in ((a.started, b.started), (a.ended, b.ended)):
            assert (x is None) == (y is None)
            if x is not None and y is not None:
                assert abs((datetime.fromisoformat(x) - datetime.fromisoformat(y)).total_seconds()) <= 1


def test_a_proposal_that_is_taken_leaves_the_program_and_what_was_planned(bench: Bench) -> None:
    workshop, clocks = planned(bench, 20, 60, 20, 40), at_nine(bench)
    clocks.go(15 * 60)
    stage = Stage(bench, workshop, clocks)
    assert stage.late() == 15
    stage.start()
    proposed = stage.take_proposal()
    assert proposed is not None and {g.all for g in proposed.gave} == {False}
    assert stage.outlook().unkept == () and stage.proposal() is None  # type: ignore[union-attr]
    day = bench.library.children(Day, workshop)[0].id
    assert [b.minutes for b in bench.library.children(AgendaBlock, day)] == [20, 60, 20, 40]
    stage.drop_proposal()
    assert stage.proposal() is not None
    stage.next()
    assert [h.planned for h in held(bench, workshop)] == [20, 60]


def test_what_somebody_undid_is_written_again_at_the_next_transition(bench: Bench) -> None:
    workshop, clocks = planned(bench), at_nine(bench)
    stage = Stage(bench, workshop, clocks)
    stage.start()
    clocks.go(600)
    stage.next()
    bench.undo()
    assert [h.how for h in held(bench, workshop)] == [""]
    clocks.go(600)
    stage.next()
    assert [h.how for h in held(bench, workshop)] == ["held", "held", ""]


def test_undoing_the_start_stops_the_clock_for_good_and_undoing_what_came_after_does_not(bench: Bench) -> None:
    workshop, clocks = planned(bench), at_nine(bench)
    stage = Stage(bench, workshop, clocks)
    stage.start()
    clocks.go(600)
    stage.next()
    bench.undo()
    stage.reread()
    assert stage.runs
    bench.undo()
    stage.reread()
    assert not stage.runs and bench.runs() is None and held(bench, workshop) == () and not Stage(bench, workshop, clocks).runs
    assert bench.besides == "The clock of the day has stopped."
    clocks.go(60)
    bench.redo()
    stage.reread()
    assert stage.runs and bench.runs() == workshop and bench.besides == "The clock of the day goes on."
    assert stage.now() == 9 * 3600 + 660 and [h.how for h in held(bench, workshop)] == [
        ""
    ]  # since the same moment: it has gone all the while
    assert stage.leading().block == stage.table.slots[1].block.id  # type: ignore[union-attr]


def test_a_start_is_not_redone_when_the_day_was_started_anew(bench: Bench) -> None:
    workshop, clocks = planned(bench), at_nine(bench)
    stage = Stage(bench, workshop, clocks)
    stage.start()
    bench.undo()
    stage.reread()
    clocks.go(600)
    stage.start()
    assert bench.redo() is None and stage.state.turns[0].began == 9 * 3600 + 600


@pytest.mark.parametrize("how", ["finish", "next", "close"])
@pytest.mark.parametrize("left", [False, True])
def test_undoing_the_end_of_a_day_lets_its_clock_go_on_as_if_it_never_had_ended(bench: Bench, how: str, left: bool) -> None:
    workshop, clocks = planned(bench, 20), at_nine(bench)
    stage = Stage(bench, workshop, clocks)
    stage.start()
    clocks.go(10 * 60)
    if how == "close":
        bench.do(harvest.finish_workshop, workshop)
        stage.reread()
    else:
        getattr(stage, how)()
    ended, was = held(bench, workshop), stage.state
    assert not stage.runs and [h.how for h in ended] == ["held"]
    if left:
        stage.leave()
    clocks.go(15 * 60)
    bench.undo()
    stage.reread()
    assert stage.runs and bench.runs() == workshop and bench.besides == "The clock of the day goes on."
    assert [h.how for h in held(bench, workshop)] == [""] and not stage.closed
    stands = stage.standing()
    assert stands is not None and stands.now == 5  # ten minutes went, then fifteen: of a block of twenty
    bench.redo()
    stage.reread()
    assert not stage.runs and bench.besides == "The clock of the day has stopped." and held(bench, workshop) == ended
    assert stage.state.finished == was.finished and stage.closed == (how == "close")


def test_undoing_a_step_on_the_way_says_nothing_of_the_clock(bench: Bench) -> None:
    workshop, clocks = planned(bench), at_nine(bench)
    stage = Stage(bench, workshop, clocks)
    stage.start()
    clocks.go(600)
    stage.next()
    bench.undo()
    assert bench.besides == ""
    bench.redo()
    assert bench.besides == "" and bench.runs() == workshop


def test_undoing_a_second_start_gives_the_first_day_back(bench: Bench) -> None:
    workshop, clocks = planned(bench, 20), at_nine(bench)
    stage = Stage(bench, workshop, clocks)
    stage.start()
    clocks.go(600)
    stage.next()
    before = held(bench, workshop)
    stage.leave()
    clocks.go(600)
    stage.start()
    bench.undo()
    stage.reread()
    assert not stage.runs and held(bench, workshop) == before


def test_what_never_came_of_a_day_that_was_finished_was_left_out_until_one_goes_back(bench: Bench) -> None:
    workshop, clocks = planned(bench), at_nine(bench)
    stage = Stage(bench, workshop, clocks)
    stage.start()
    clocks.go(600)
    stage.skip()
    stage.finish()
    assert [h.how for h in held(bench, workshop)] == ["held", "skipped", "skipped", "skipped"]
    assert stage.table is not None
    told = bench.ask(timings.as_held, stage.table)
    assert told is not None and not told.going and told.ended - stage.table.end == told.over == stage.behind()
    stage.back()
    assert [h.how for h in held(bench, workshop)] == ["", "skipped"]


def test_a_rehearsal_runs_at_sixty_times_the_speed_and_writes_nothing(bench: Bench) -> None:
    workshop, clocks = planned(bench), at_nine(bench)
    stage = Stage(bench, workshop, clocks)
    before, said = bench.library.db.conn.total_changes, bench.library.shown()
    stage.rehearse(60)
    clocks.go(10)
    assert left(stage) == 600
    stage.rehearse(1)
    clocks.go(10)
    assert left(stage) == 590
    stage.next()
    stage.give_minutes(5)
    stage.pause_or_go_on()
    stage.finish()
    stage.leave()
    assert bench.library.db.conn.total_changes == before and bench.library.shown() == said
    assert not running.is_running(bench) and stage.state == live.Running()


def test_nothing_is_taken_in_while_a_workshop_runs(bench: Bench) -> None:
    workshop, clocks = planned(bench), at_nine(bench)
    stage = Stage(bench, workshop, clocks)
    bundle = bench.give_out([workshop])
    stage.start()
    with pytest.raises(Refused) as refused:
        bench.take_in(bundle, "Import")
    assert refused.value.reason == "workshop_runs"
    with pytest.raises(Refused):
        Stage(bench, planned(bench), clocks).start()
    stage.finish()
    bench.take_in(bundle, "Import")


def test_the_system_clock_goes_forward_and_knows_its_start() -> None:
    clock = SystemClock()
    one, two = clock.read(), clock.read()
    assert two.mono >= one.mono and one.boot == two.boot
    if sys.platform == "linux":
        assert len(one.boot) == 36


def test_killed_and_started_again_the_time_left_is_right_within_a_second(tmp_path: Path) -> None:
    path = tmp_path / "library.sqlite"
    code = """
        import sys, time
        from pathlib import Path
        from verkstad.app import agenda, workshops
        from verkstad.app.running import Stage
        from verkstad.app.workbench import Bench
        from verkstad.domain.workshop import Day
        bench = Bench.open(Path(sys.argv[1]))
        workshop = bench.do(workshops.new_workshop, "Torsdagen", date="2027-03-24")
        day = bench.library.children(Day, workshop)[0].id
        for n in range(3):
            bench.do(agenda.add_block, day, title=f"Moment {n}", minutes=20)
        stage = Stage(bench, workshop)
        stage.start(earlier=5)
        stage.next()
        stage.give_minutes(1)
        print(workshop, time.clock_gettime(time.CLOCK_BOOTTIME) if hasattr(time, "CLOCK_BOOTTIME") else time.monotonic(), flush=True)
        sys.stdin.read()
    """
    child = subprocess.Popen(
        [sys.executable, "-c", textwrap.dedent(code), str(path)], stdin=subprocess.PIPE, stdout=subprocess.PIPE, text=True
    )
    assert child.stdout is not None and child.stdin is not None
    workshop, then = child.stdout.readline().split()
    child.send_signal(signal.SIGKILL) if hasattr(signal, "SIGKILL") else child.kill()
    child.wait()
    child.stdin.close()
    child.stdout.close()
    bench = Bench.open(path)
    stage = Stage(bench, workshop)
    now = SystemClock().read().mono
    assert abs(left(stage) - (21 * 60 - (now - float(then)))) <= 1
    assert [h.how for h in held(bench, workshop)] == ["held", ""]
    assert running.is_running(bench)
    bench.close()


def test_groups_of_the_block_are_told_per_table_without_the_absent(bench: Bench) -> None:
    workshop = planned(bench)
    block = bench.library.children(AgendaBlock, bench.library.children(Day, workshop)[0].id)[0].id
    bench.do(people.import_people, [NewPerson("Åsa", "Ek"), NewPerson("Bo", "Al"), NewPerson("Cia", "By")], workshop=workshop)
    lines = people.participants(bench.library, workshop)
    library = bench.library
    with bench._writing("test"):
        tx = running.Transaction(library)
        grouping = tx.put(Grouping(parent=workshop, tables="Eken\n\n", size=2))
        round = tx.put(Round(parent=grouping.id, block=block))
        for at, line in enumerate(lines):
            tx.put(Seat(parent=round.id, person=line.person.id, group=at % 2))
    told = running.tables_for(library, block, language("sv"))
    assert [t.name for t in told] == ["Eken", "Bord 2"] and sum(len(t.people) for t in told) == 3
    bench.do(people.mark_absent, [lines[0].id])
    assert sum(len(t.people) for t in running.tables_for(library, block, language("sv"))) == 2


def test_a_decision_maker_who_leaves_before_the_block_that_needs_her_is_named(bench: Bench) -> None:
    workshop, clocks = planned(bench), at_nine(bench)
    blocks = bench.library.children(AgendaBlock, bench.library.children(Day, workshop)[0].id)
    bench.do(agenda.need_decider, blocks[3].id, True)
    bench.do(people.import_people, [NewPerson("Åsa", "Ek")], workshop=workshop)
    line = people.participants(bench.library, workshop)[0]
    bench.do(people.change_part, [line.id], "decider")
    bench.do(people.present_between, line.id, None, 11 * 60)
    stage = Stage(bench, workshop, clocks)
    stage.start()
    outlook = stage.outlook()
    assert outlook is not None
    (found,) = running.leaving(bench.library, workshop, outlook.slots)
    assert (found.title, found.until, found.ends) == ("Moment 3", 11 * 60, 11 * 60 + 20)


def test_nothing_in_the_log_or_in_a_session_file_tells_who_wrote_an_anonymous_note_or_when(tmp_path: Path) -> None:
    """Every column of every table, and every byte of the session file: the notes carry nobody, one moment, and an order of their own."""
    moments = iter(range(10**9))
    bench = Bench.open(tmp_path / "library.sqlite", clock=lambda: datetime.fromtimestamp(NOW + next(moments), UTC))
    workshop, clocks = planned(bench), at_nine(bench)
    stage = Stage(bench, workshop, clocks)
    stage.start()
    block = stage.state.on[0].block
    before = bench.library.last_seq()
    written = [f"Lapp {n:02}" for n in range(20)]
    ids = bench.do(running.add_nameless, workshop, written, block=block)
    began = held(bench, workshop)[0].started
    fresh = [c for c in bench.library.changes() if c.row in ids]
    assert len(fresh) == 20 == bench.library.last_seq() - before
    assert {c.actor for c in fresh} == {"0" * 16} and {c.at for c in fresh} == {began}
    assert len({i[:13] for i in ids}) == 1  # ids carry the moment of the block too
    kept = [c.says for c in bench.library.children(Capture, workshop)]
    assert sorted(kept) == written and kept != written
    actor = bench.library.actor
    for (table,) in bench.library.db.execute("select name from sqlite_master where type='table'").fetchall():
        for row in bench.library.db.execute(f'select * from "{table}"').fetchall():
            told = " ".join(str(value) for value in row)
            assert not (actor in told and any(i in told for i in ids)), table
    session = tmp_path / "one.verkstad"
    exchange.export_session(bench, session, workshop=workshop)
    with zipfile.ZipFile(session) as packed:
        sent = [line for name in packed.namelist() for line in packed.read(name).decode("utf-8", "replace").splitlines()]
    lines = [line for line in sent if any(i in line for i in ids)]
    assert len(lines) == 20 and not any(actor in line for line in lines)
    assert sum(line.count(str(began)) for line in lines) == 20
    bench.undo()
    assert bench.library.children(Capture, workshop) == ()
    bench.close()


def test_a_show_of_hands_is_a_question_with_answers_that_are_counted(bench: Bench) -> None:
    workshop = planned(bench)
    block = bench.library.children(AgendaBlock, bench.library.children(Day, workshop)[0].id)[0].id
    assert polls.read_question("Vilken först? Telefon, Brev ; Webb", ("Ja", "Nej")) == ("Vilken först?", ("Telefon", "Brev", "Webb"))
    assert polls.read_question("Är vi klara", ("Ja", "Nej")) == ("Är vi klara", ("Ja", "Nej"))
    bench.do(polls.ask_room, workshop, "Vilken först?", ("Telefon", "Brev", "Brev"), block=block)
    (found,) = polls.polls_of(bench.library, workshop, block)
    bench.do(polls.count_answer, found.answers[1][0], 12)
    assert [(says, n) for _id, says, n in polls.polls_of(bench.library, workshop, block)[0].answers] == [("Telefon", 0), ("Brev", 12)]
    for bad in (-1, 10_001):
        with pytest.raises(Refused):
            bench.do(polls.count_answer, found.answers[0][0], bad)
    with pytest.raises(Refused):
        bench.do(polls.ask_room, workshop, "Vilken?", ("Telefon",))


def test_closing_a_workshop_stops_its_clock_and_what_was_on_has_ended(bench: Bench) -> None:
    clocks, workshop = at_nine(bench), planned(bench)
    other: str = bench.do(workshops.new_workshop, "Fredagen", date="2027-03-24")
    bench.do(agenda.add_block, bench.library.children(Day, other)[0].id, title="Start", minutes=20)
    stage, waits = Stage(bench, workshop, clocks), Stage(bench, other, clocks)
    stage.start()
    with pytest.raises(Refused) as refused:
        waits.start()
    assert refused.value.facts["title"] == "Torsdagen"
    assert "”Torsdagen” pågår" in wording.sentence(refused.value, language("sv"))
    bench.do(harvest.finish_workshop, workshop)
    stage.reread()
    assert not stage.runs and bench.runs() is None
    (held,) = bench.library.all(Held)
    assert held.how == "held" and held.ended
    waits.start()
    assert waits.runs
    bench.undo()
    bench.undo()
    assert bench.library.need(Workshop, workshop).closed is None


def test_closing_in_the_evening_does_not_make_the_last_block_five_hours_long() -> None:
    table = timetable(Day(id="d", start=540), (), [AgendaBlock(id="a", minutes=20), AgendaBlock(id="b", minutes=40)])
    state = live.following(table, live.begin(table, 540 * 60), 560 * 60)
    soon, late = live.close(table, state, 610 * 60), live.close(table, state, 1100 * 60)
    assert soon.turns[-1].ended == 610 * 60 == soon.finished
    assert late.turns[-1].ended == 600 * 60 == late.finished
    assert live.close(table, late, 2000 * 60) == late
