"""What no plan can go below, counted from who can meet whom at all. The search stops there, and a plan that reaches it is the best there is.

Each count is by itself a proof: more meetings are wanted than there are pairs (`_crowded`), by one person than there are others
(`_alone`), or by one group than the groups of the round before (`_neighbours`); departments have fewer pairs than must share groups.
"""

from __future__ import annotations

from itertools import combinations
from math import ceil, comb

from verkstad.mixing.numbered import Numbered
from verkstad.mixing.score import Bound, least_pairs


def bound(world: Numbered) -> Bound:
    """Bounds of the wasted meetings as the task weighs them, of the repeats in them, and of the seats that must change."""
    can = _can_meet(world)
    total = sum(_pairs_met(world, r) for r in range(world.rounds)) + len(world.met)
    repeats = max(0, total - len(can), _alone(world, can), _neighbours(world) if not world.together else 0)
    task = world.task
    weight = world.spread_weight / world.repeat_weight
    changes = _changes(world)
    wasted = max(repeats, min(1.0, weight) * _mixed(world, can, total)) + (world.change_weight / world.repeat_weight) * changes
    return Bound(round(wasted, 6), repeats, changes if task.previous else 0)


def _can_meet(world: Numbered) -> set[tuple[int, int]]:
    """Pairs that may share a group at some time, or have. Two of whom no group can spare one (one each is all there are) never meet."""
    scarce = []
    if not world.held:
        for least, has in world.needs:
            holders = {p for p in range(world.n) if has[p]}
            if least == 1 and all(len(holders & set(world.here[r])) <= world.groups[r] for r in world.open):
                scarce.append(holders)
    here = [set(here) for here in world.here]
    first_open = len(world.held)
    met = {(min(a, b), max(a, b)) for groups in world.held for group in groups for a, b in combinations(group, 2)} | world.met
    found = set()
    for a, b in combinations(range(world.n), 2):
        if (a, b) in world.together:
            continue
        if (a, b) in met:
            found.add((a, b))
            continue
        if (a, b) in world.apart or any(a in holders and b in holders for holders in scarce):
            continue
        for r in range(first_open, world.rounds):
            if a in here[r] and b in here[r]:
                one, other = world.pinned[r].get(a), world.pinned[r].get(b)
                if one is None or other is None or one == other:
                    found.add((a, b))
                    break
    return found


def _sizes(world: Numbered, r: int) -> list[int]:
    usual, over = divmod(len(world.here[r]), world.groups[r])
    return [usual + 1] * over + [usual] * (world.groups[r] - over)


def _pairs_met(world: Numbered, r: int) -> int:
    """Meetings of round `r` whatever is done; a held round's as it was."""
    here = set(world.here[r])
    if r < len(world.held):
        return sum((min(a, b), max(a, b)) not in world.together for group in world.held[r] for a, b in combinations(group, 2))
    return sum(comb(size, 2) for size in _sizes(world, r)) - sum(a in here and b in here for a, b in world.together)


def _alone(world: Numbered, can: set[tuple[int, int]]) -> int:
    """Each person sits with so many, and there are only so many others for them."""
    others, sits = [0] * world.n, [0] * world.n
    for a, b in can:
        others[a] += 1
        others[b] += 1
    for r in range(world.rounds):
        here = set(world.here[r])
        for p in here:
            tied = sum(p in pair and pair[0] in here and pair[1] in here for pair in world.together) if world.together else 0
            sits[p] += len(here) // world.groups[r] - 1 - tied if r >= len(world.held) else 0
    for groups in world.held:
        for group in groups:
            for a, b in combinations(group, 2):
                if (min(a, b), max(a, b)) not in world.together:
                    sits[a] += 1
                    sits[b] += 1
    for a, b in world.met:
        sits[a] += 1
        sits[b] += 1
    return ceil(sum(max(0, s - o) for s, o in zip(sits, others, strict=True)) / 2)


def _neighbours(world: Numbered) -> int:
    """A group larger than the number of groups of the round before has two from one of them."""
    repeats = 0
    for r in range(max(1, len(world.held)), world.rounds):
        if set(world.here[r]) <= set(world.here[r - 1]):
            repeats += sum(least_pairs(size, world.groups[r - 1]) for size in _sizes(world, r))
    return repeats


def _mixed(world: Numbered, can: set[tuple[int, int]], total: int) -> int:
    """Repeats and spread together: pairs of one department are few, and so are those of different ones."""
    if world.held or world.met or len(set(world.department)) < 2:
        return 0
    department = world.department
    least: dict[int, int] = {}
    tied: dict[int, int] = {}
    for r in world.open:
        here = set(world.here[r])
        for d, size in world.department_sizes(r).items():
            least[d] = least.get(d, 0) + least_pairs(size, world.groups[r])
        for a, b in world.together:
            if a in here and b in here and department[a] == department[b]:
                tied[department[a]] = tied.get(department[a], 0) + 1
    alike: dict[int, int] = {}
    for a, b in can:
        if department[a] == department[b]:
            alike[department[a]] = alike.get(department[a], 0) + 1
    across = len(can) - sum(alike.values())
    free = sum(least.values()) - sum(tied.values())
    return max(0, total - free - across) + sum(max(0, least[d] - tied.get(d, 0) - alike.get(d, 0)) for d in least)


def _changes(world: Numbered) -> int:
    """Seats that must change because groups of the earlier plan have become too large for the sizes there are now."""
    if not world.task.previous:
        return 0
    changes = 0
    for r in world.open:
        here, kept = set(world.here[r]), [0] * max(world.groups[r], 1 + max(world.old[r].values(), default=0))
        for p, g in world.old[r].items():
            kept[g] += p in here
        sizes = _sizes(world, r) + [0] * len(kept)
        changes += sum(max(0, now - room) for now, room in zip(sorted(kept, reverse=True), sizes, strict=False))
    return changes
