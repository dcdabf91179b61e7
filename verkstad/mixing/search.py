"""The search: people are exchanged between groups, hot at first and colder by and by, again and again; the best plan seen is kept.

Simulated annealing with the figures of mixing.md: 40 of 100 exchanges anywhere, 60 aimed at a pair that
meets more than once (30 where departments or needs cost too: measured); heat from 0.5 to
0.05 of a repeat in each cycle, each cycle 1.6 times as long as the one before. Chains of people who are to be together are moved whole. It
starts from rounds known to be without repeats where there are such (`constructions`), from the plan people were told when there is one.

Only iterations are counted, never time, and only whole numbers decide: a task, a seed and a number of iterations give the same plan on every
system, and more iterations never a worse one.
"""

from __future__ import annotations

import math
import time
from collections.abc import Callable, Iterator
from random import Random
from typing import Literal

from verkstad.domain.values import frozen
from verkstad.mixing.bounds import bound
from verkstad.mixing.constructions import pattern
from verkstad.mixing.numbered import Numbered, Seats
from verkstad.mixing.score import Plan, score
from verkstad.mixing.seating import seat
from verkstad.mixing.tables import Tables
from verkstad.mixing.task import Task

Start = Literal["best", "search", "greedy", "random"]
"""Where it begins: the best known way; the greedy way and never a construction (`search`, `greedy`); anyhow (`random`)."""

HOT, COLD = 0.5, 0.05  # in repeats
GROWTH = 1.6
STRETCH = 500  # iterations at one heat
AIMED, AIMED_WIDELY = 0.6, 0.3  # of the exchanges; the second where departments or needs cost too, which no aim finds
CHAINS, AIMED_CHAINS = 0.03, 0.5  # how often a chain is moved where there are such: by itself, and when aimed at; it is dear
FIRST_CYCLE = 100  # stretches
CHANCES = 1024  # different ways of being lucky
_LUCK = [round(-math.log((i + 0.5) / CHANCES) * 65536) for i in range(CHANCES)]
LOOK = 5_000  # iterations between two looks at the clock


@frozen(kw_only=True)
class Progress:
    """How far a search is. `plan` is the best so far; `better` tells whether it is better than the one told before."""

    iterations: int
    seconds: float
    plan: Plan
    better: bool
    done: bool


class Search:
    """A search that can be gone on with. Raises Impossible when made of a task that no plan can satisfy.

    `go` runs more iterations; `plan` is the best so far, there from the beginning; `done` says that nothing better can exist or be tried.
    """

    def __init__(self, task: Task, seed: int = 1, start: Start = "best") -> None:
        self.task, self.seed = task, seed
        self.world = Numbered(task)
        self.bound = bound(self.world)
        self.iterations = self.found = 0
        self._random = Random(seed)
        self._tables = self._started(start)
        self._free: list[int] = []
        self._loose: list[list[int]] = [[] for _ in range(task.rounds)]
        self._units: list[list[int]] = [[] for _ in range(task.rounds)]
        self._unit_of: list[dict[int, tuple[int, ...]]] = [{} for _ in range(task.rounds)]
        for r in self.world.open:
            chairs = [c for c in range(self.world.n, self._tables.nothing) if self._tables.seats[r][c] >= 0]
            units = [unit for unit in self.world.units[r] if unit[0] not in self.world.pinned[r]]
            self._unit_of[r] = {p: unit for unit in units if len(unit) > 1 for p in unit}
            self._loose[r] = [unit[0] for unit in units if len(unit) == 1] + chairs
            if self.world.groups[r] > 1 and len(units) + len(chairs) > 1:
                self._free.append(r)
                self._units[r] = list(self._unit_of[r])
        seats = [(r, self._tables.seats[r]) for r in self._free]
        self._turned = [seats[i:] + seats[:i] for i in range(len(seats))]
        """The rounds that are searched and their seats, from each round on: where a pair meets is looked for from anywhere."""
        widely = bool(self.world.needs) or len(set(self.world.department)) not in (1, self.world.n)
        self._aimed = AIMED_WIDELY if widely else AIMED
        self._cycle, self._cycle_left, self._stretch_left = 0, 0, 0
        self._limits: list[int] = []
        self._best_key = (self._tables.lacking, self._tables.cost)
        self._best = self._copy()
        self._plan: Plan | None = None
        self.done = self.plan.best_possible or not self._free

    @property
    def plan(self) -> Plan:
        """The best plan so far. Counted from nothing when it is asked for."""
        if self._plan is None or self._plan.found != self.found:
            rounds = self.world.named(self._best)
            self._plan = Plan(rounds=rounds, score=score(self.task, rounds), bound=self.bound, seed=self.seed, found=self.found)
        if self._plan.iterations != self.iterations:
            p = self._plan
            self._plan = Plan(
                rounds=p.rounds, score=p.score, bound=p.bound, seed=p.seed, found=p.found, iterations=self.iterations, engine=p.engine
            )
        return self._plan

    def go(self, iterations: int) -> None:
        """Run so many more iterations, or fewer when the best possible plan is found."""
        while iterations > 0 and not self.done:
            if self._stretch_left == 0:
                self._next_stretch()
            count = min(iterations, self._stretch_left)
            before = self.found
            self._anneal(count)
            self._stretch_left -= count
            iterations -= count
            if self.found != before and self._may_be_best():
                self.done = self.plan.best_possible

    # ------------------------------------------------------------------------------------------------------------- the beginning

    def _started(self, start: Start) -> Tables:
        """The cheapest of the ways to begin, valid whatever the rules. The first found decides between equals."""
        world = self.world
        begun = []
        if world.task.previous and start != "random":
            begun.append(self._seated(world.old))
        if start == "best":
            wanted = _constructed(world)
            if wanted is not None:
                begun.append(self._seated(wanted))
        if start == "random":
            begun.append(
                self._seated([{p: self._random.randrange(k) for p in here} for here, k in zip(world.here, world.groups, strict=True)])
            )
        if not begun or (world.task.previous and start != "random" and world.change_weight == 0):
            begun.append(self._seated([{} for _ in range(world.rounds)]))
        return min(begun, key=lambda tables: (tables.lacking, tables.cost))

    def _seated(self, wanted: list[dict[int, int]]) -> Tables:
        tables = Tables(self.world)
        for r in self.world.open:
            tables.put_round(r, seat(self.world, r, wanted[r], tables.add, self._random))
        return tables

    # ------------------------------------------------------------------------------------------------------------------ the search

    def _next_stretch(self) -> None:
        """The heat of the next stretch; a new cycle begins at the hottest, from where the last one ended."""
        if self._cycle_left == 0:
            self._cycle += 1
            self._cycle_length = round(FIRST_CYCLE * GROWTH ** (self._cycle - 1))
            self._cycle_left = self._cycle_length
        done = self._cycle_length - self._cycle_left
        heat = HOT * (COLD / HOT) ** (done / max(1, self._cycle_length - 1))
        unit = round(heat * 65536) * self._tables.repeat >> 16
        self._limits = [luck * unit >> 16 for luck in _LUCK]
        self._cycle_left -= 1
        self._stretch_left = STRETCH

    def _anneal(self, count: int) -> None:
        """So many iterations at the heat of the stretch. Everything is at hand in local names: this loop is where the time goes."""
        tables, random, limits, free, loose = self._tables, self._random.random, self._limits, self._free, self._loose
        hot, seats_of, looks, add, rem, bring = tables.hot, tables.seats, tables.look, tables.add, tables.rem, tables.bring
        unit_of, units_of, change_cost, lacking_cost = self._unit_of, self._units, tables.change_cost, tables.lacking_cost
        n, turned, pinned, rounds, best_lacking, best_cost = self.world.n, self._turned, self.world.pinned, len(free), *self._best_key
        cost, aimed = tables.cost, self._aimed
        for i in range(count):
            a = -1
            if hot and random() < aimed:
                a, other = divmod(hot[int(random() * len(hot))], n)
                for r, seats in turned[int(random() * rounds)]:  # noqa: B007 - r is where they meet
                    if seats[a] == seats[other] >= 0:
                        break
                else:
                    a = -1
                if random() < 0.5 and a >= 0:
                    a = other
                if a in pinned[r]:
                    a = -1
            else:
                r = free[int(random() * rounds)]
            among = loose[r]
            if units_of[r] and (a in unit_of[r] if a >= 0 else random() < CHAINS) and (a < 0 or random() < AIMED_CHAINS):
                chain = a if a >= 0 else units_of[r][int(random() * len(units_of[r]))]
                price = self._exchange_units(r, chain, limits[int(random() * CHANCES)])
                if price is None:
                    continue
            else:
                if not among:
                    continue
                if a < 0 or a in unit_of[r]:
                    a = among[int(random() * len(among))]
                b = among[int(random() * len(among))]
                seats = seats_of[r]
                g, h = seats[a], seats[b]
                if g == h:
                    continue
                look = looks[r]
                here, there, add_a, add_b = look[g], look[h], add[a], add[b]
                price = sum(here(add_b)) - sum(here(rem[a])) + sum(there(add_a)) - sum(there(rem[b])) - 2 * add_a[b]
                if bring[a] != bring[b]:
                    price += lacking_cost * tables.lack_after(r, a, b, g, h)
                if change_cost:
                    price += change_cost * tables.changes_after(r, a, b, g, h)
                if price > limits[int(random() * CHANCES)]:
                    continue
                tables.exchange(r, a, b)
            cost += price
            lacking = tables.lacking
            if lacking <= best_lacking and (cost < best_cost or lacking < best_lacking):
                best_lacking, best_cost = lacking, cost
                self._best = self._copy()
                self.found = self.iterations + i + 1
        tables.cost = cost
        self._best_key = best_lacking, best_cost
        self.iterations += count

    def _exchange_units(self, r: int, a: int, limit: int) -> int | None:
        """Exchange the chain of a with as many people of another group, or with a chain as long; the price, or None when all stays."""
        tables, units, random = self._tables, self._unit_of[r], self._random.random
        one, here = units[a], tables.seats[r][a]
        there = int(random() * self.world.groups[r])
        if here == there:
            return None
        loose = [p for p in tables.members[r][there] if p not in units and p not in self.world.pinned[r]]
        alike = [p for p in tables.members[r][there] if p in units and len(units[p]) == len(one)]
        other: tuple[int, ...] = ()
        if alike and (len(loose) < len(one) or random() < 0.5):
            other = units[alike[int(random() * len(alike))]]
        elif len(loose) >= len(one):
            for _ in one:
                other = (*other, loose.pop(int(random() * len(loose))))
        else:
            return None
        price = 0
        for x, y in zip(one, other, strict=True):
            price += tables.price(r, x, y)
            tables.exchange(r, x, y)
        if price <= limit:
            return price
        for x, y in zip(one, other, strict=True):
            tables.exchange(r, y, x)
        return None

    def _copy(self) -> list[Seats]:
        n = self.world.n
        return [seats[:n] for seats in self._tables.seats]

    def _may_be_best(self) -> bool:
        """Whether a recount is worth its time: the cost without its ties is no more than the bound."""
        world = self.world
        lacking, cost = self._best_key
        if lacking > world.lacking_floor():
            return False
        wasted = (cost >> 38) - world.spread_weight * world.spread_floor()
        return wasted <= self.bound.wasted * world.repeat_weight + 1e-6


def improve(
    task: Task,
    seed: int = 1,
    *,
    iterations: int | None = None,
    seconds: float | None = None,
    clock: Callable[[], float] = time.process_time,
    start: Start = "best",
    step: int = LOOK,
) -> Iterator[Progress]:
    """Plans, better and better: the first at once, then one every `step` iterations, the last with `done`.

    Ends after so many iterations, or seconds by `clock` (CPU seconds of this process), or when nothing better can exist; without either
    after 2 seconds. Stop asking to cancel: the last plan told is valid. Raises Impossible.
    """
    begun = clock()
    search = Search(task, seed, start)
    if iterations is None and seconds is None:
        seconds = 2.0
    told = -1

    def over() -> bool:
        return (
            search.done
            or (iterations is not None and search.iterations >= iterations)
            or (seconds is not None and clock() - begun >= seconds)
        )

    while True:
        done = over()
        better, told = search.found != told, search.found
        yield Progress(iterations=search.iterations, seconds=clock() - begun, plan=search.plan, better=better, done=done)
        if done:
            return
        search.go(step if iterations is None else min(step, iterations - search.iterations))


def solve(task: Task, seed: int = 1, *, iterations: int, start: Start = "best") -> Plan:
    """The plan after so many iterations, or fewer when the best possible is found. Raises Impossible."""
    search = Search(task, seed, start)
    search.go(iterations)
    return search.plan


def _constructed(world: Numbered) -> list[dict[int, int]] | None:
    """Where people sit by a known way without repeats: people by department, place after place, columns first. None when there is none.

    Somebody pinned to the same group in every open round takes the place of the first column that stays there.
    """
    if not world.open:
        return None
    k = world.groups[world.open[0]]
    if any(world.groups[r] != k for r in world.open):
        return None
    units = sorted({unit for r in world.open for unit in world.units[r]}, key=lambda unit: (-len(unit), unit))
    taken: set[int] = set()
    chosen = []
    for unit in units:
        if not taken & set(unit):
            chosen.append(unit)
            taken |= set(unit)
    size = -(-len(chosen) // k)
    made = pattern(k, size, len(world.open))
    if not made:
        return None
    largest = {d: -sum(world.department[p] == d for p in range(world.n)) for d in set(world.department)}
    chosen.sort(key=lambda unit: (largest[world.department[unit[0]]], world.department[unit[0]], unit))
    place: dict[int, tuple[int, ...]] = {}
    for unit in list(chosen):
        seats = {world.pinned[r].get(unit[0], -1) for r in world.open}
        g = next(iter(seats))
        if len(seats) == 1 and g >= 0 and g not in place:
            place[g] = unit
            chosen.remove(unit)
    empty = (at for at in range(k * size) if at not in place)
    place |= dict(zip(empty, chosen, strict=False))
    wanted: list[dict[int, int]] = [{} for _ in range(world.rounds)]
    for r, groups in zip(world.open, made, strict=False):
        wanted[r] = {p: groups[at] for at, unit in place.items() for p in unit}
    return wanted
