"""Groups of a workshop: what is wanted of them, who sits where, and what people do with them by hand.

What the groups look like, and the way to the engine, is in `group_plans`. Seats hold ids of people and nothing else of them.
"""

from __future__ import annotations

from collections.abc import Mapping, Sequence

from verkstad.app.workbench import action
from verkstad.app.workshops import named
from verkstad.domain.agenda import AgendaBlock
from verkstad.domain.errors import Missing, Refused
from verkstad.domain.fields import Id
from verkstad.domain.grouping import WISHES, Grouping, GroupNeed, GroupRule, Round, Seat
from verkstad.domain.people import Person
from verkstad.domain.workshop import Day, Participation, Workshop
from verkstad.i18n import N_
from verkstad.storage.writing import Transaction

MOST_GROUPS = 500
MOST_ROUNDS = 20
"""More rounds than a week of workshops holds; the engine takes more."""
PROPOSED_ROUNDS = 6

# ------------------------------------------------------------------------------------------------ what is wanted


@action(N_("New groups"))
def new_grouping(
    tx: Transaction,
    workshop: Id,
    title: str = "",
    *,
    size: int | None = 5,
    number: int | None = None,
    blocks: Sequence[Id | None] = (None,),
) -> Id:
    """Groups of about `size`, or so many as `number`; a round for each of `blocks`, None where the block is not chosen yet."""
    tx.need(Workshop, workshop)
    tx.about(title.strip())
    made = tx.put(
        Grouping(
            parent=workshop,
            rank=tx.rank_last(Grouping, workshop),
            title=" ".join(title.split()),
            size=_count(size, 1),
            number=_count(number, 1),
        )
    )
    for block in blocks:
        _add_round(tx, made.id, block)
    return made.id


@action(N_("Rename the groups"), settles="grouping.title")
def rename_grouping(tx: Transaction, grouping: Id, title: str) -> None:
    tx.about(named(title))
    tx.put(tx.need(Grouping, grouping).with_(title=named(title)))


@action(N_("Remove the groups"))
def remove_grouping(tx: Transaction, grouping: Id) -> None:
    tx.about(tx.need(Grouping, grouping).title)
    tx.remove(grouping)


@action(N_("Choose how large the groups are"))
def choose_size(tx: Transaction, grouping: Id, size: int) -> None:
    """Groups of about so many; how many groups that makes follows from who comes."""
    tx.put(tx.need(Grouping, grouping).with_(size=_count(size, 1), number=None))


@action(N_("Choose how many groups"))
def choose_number(tx: Transaction, grouping: Id, number: int) -> None:
    row = tx.need(Grouping, grouping)
    tx.put(row.with_(number=_count(number, 1), size=row.size))


@action(N_("Choose what counts most"))
def choose_wish(tx: Transaction, grouping: Id, wish: str) -> None:
    """New meetings, departments spread, or both alike."""
    if wish not in WISHES:
        raise Refused("unknown_choice", choice=wish)
    tx.put(tx.need(Grouping, grouping).with_(wish=wish))


@action(N_("Remember who has met before"))
def remember_earlier_meetings(tx: Transaction, grouping: Id, remember: bool) -> None:
    """Whether who sat together in earlier workshops of the initiative counts as a meeting."""
    tx.put(tx.need(Grouping, grouping).with_(remembers=remember))


@action(N_("Name the tables"), settles="grouping.tables")
def name_tables(tx: Transaction, grouping: Id, text: str) -> None:
    """A name a line, in the order of the groups; an empty line, and those that are left, go by their number."""
    lines = [" ".join(line.split()) for line in text.splitlines()]
    while lines and not lines[-1]:
        lines.pop()
    tx.put(tx.need(Grouping, grouping).with_(tables="\n".join(lines)))


@action(N_("Add round"))
def add_round(tx: Transaction, grouping: Id, block: Id | None = None) -> Id:
    return _add_round(tx, grouping, block).id


@action(N_("Remove round"))
def remove_round(tx: Transaction, round: Id) -> None:
    """The last one stays: groups have at least one round."""
    row = tx.need(Round, round)
    if len(tx.children(Round, row.parent)) < 2:
        raise Refused("no_rounds")
    tx.remove(round)


@action(N_("Rename round"))
def rename_round(tx: Transaction, round: Id, title: str) -> None:
    """Empty: it goes by its number."""
    row = tx.need(Round, round)
    title = " ".join(title.split())
    tx.about(title)
    tx.put(row.with_(title=title))


@action(N_("Move round"))
def move_round(tx: Transaction, round: Id, after: Id | None) -> None:
    """To the place just after another round of the same groups; None is first. Who sits where follows it."""
    row = tx.need(Round, round)
    if after is not None and (after == round or tx.need(Round, after).parent != row.parent):
        raise Missing("row", kind="round", id=after)
    tx.about(row.title)
    tx.put(row.with_(rank=tx.rank(Round, row.parent, after)))


@action(N_("Choose the block of a round"))
def meet_in(tx: Transaction, round: Id, block: Id | None) -> None:
    """The block of the program in which the groups of this round meet; None when that is not settled."""
    row = tx.need(Round, round)
    if block is not None:
        _block(tx, row.parent, block)
    tx.put(row.with_(block=block))


@action(N_("Choose the number of groups in a round"))
def choose_number_in_round(tx: Transaction, round: Id, number: int | None) -> None:
    """None: as all rounds."""
    tx.put(tx.need(Round, round).with_(number=_count(number, 1)))


@action(N_("Mark the round as held"))
def hold_round(tx: Transaction, round: Id, held: bool = True) -> None:
    """In a round that is held nobody is moved any more; who met in it counts. Who is noted as absent did not sit there: that seat is left."""
    row = tx.need(Round, round)
    tx.put(row.with_(held=held))
    if held:
        grouping = tx.need(Grouping, row.parent or "")
        absent = {p.person for p in tx.where(Participation, parent=grouping.parent, attended="absent")}
        for seat in tx.children(Seat, round):
            if seat.person in absent:
                tx.remove(seat.id)


# ------------------------------------------------------------------------------------------------ rules and needs


@action(N_("Keep two apart"))
def keep_apart(tx: Transaction, grouping: Id, person: Id, other: Id) -> Id:
    return _pair(tx, grouping, "apart", person, other)


@action(N_("Keep two together"))
def keep_together(tx: Transaction, grouping: Id, person: Id, other: Id) -> Id:
    return _pair(tx, grouping, "together", person, other)


@action(N_("Give somebody a table"))
def pin_to_table(tx: Transaction, grouping: Id, person: Id, group: int, *, round: Id | None = None) -> Id:
    """A table host, say. `group` counts from 0; without `round` it is so in all. One table for a person in a round: the last said counts."""
    tx.need(Grouping, grouping)
    tx.need(Person, person)
    if round is not None and tx.need(Round, round).parent != grouping:
        raise Missing("row", kind="round", id=round)
    if not 0 <= group < MOST_GROUPS:
        raise Refused("count_out_of_range", low=1, high=MOST_GROUPS)
    for rule in tx.children(GroupRule, grouping):
        if rule.form == "pin" and rule.person == person and rule.round == round:
            return tx.put(rule.with_(group=group)).id
    return tx.put(GroupRule(parent=grouping, form="pin", person=person, group=group, round=round)).id


@action(N_("Take away a rule"))
def drop_rule(tx: Transaction, rule: Id) -> None:
    tx.need(GroupRule, rule)
    tx.remove(rule)


@action(N_("Want it in every group"))
def need_in_every_group(tx: Transaction, grouping: Id, form: str, name: str = "", *, least: int = 1) -> Id:
    """At least so many in every group who decide, meet customers, host a table, have a role (`name`: slug or id), a competence, a mandate."""
    tx.need(Grouping, grouping)
    name = " ".join(name.split())
    if form in ("role", "competence") and not name:
        raise Refused("empty_name")
    if not 1 <= least <= 20:
        raise Refused("count_out_of_range", low=1, high=20)
    for need in tx.children(GroupNeed, grouping):
        if (need.form, need.name.casefold()) == (form, name.casefold()):
            return tx.put(need.with_(least=least)).id
    return tx.put(GroupNeed(parent=grouping, form=form, name=name, least=least)).id


@action(N_("No longer want it in every group"))
def drop_need(tx: Transaction, need: Id) -> None:
    tx.need(GroupNeed, need)
    tx.remove(need)


# ------------------------------------------------------------------------------------------------ who sits where


@action(N_("Mix the groups"))
def take_plan(
    tx: Transaction,
    grouping: Id,
    plan: Mapping[Id, Sequence[Sequence[Id]]],
    *,
    seed: int | None = None,
    iterations: int | None = None,
    engine: str = "",
) -> None:
    """Seat everybody as a plan says: for each round (its id) groups of person ids. One step.

    A round that is held is left as it is. Who the plan does not know loses the seat; a lock made by hand stays where the person does.
    """
    row = tx.need(Grouping, grouping)
    tx.about(row.title)
    rounds = {r.id: r for r in tx.children(Round, grouping)}
    for round, groups in plan.items():
        if round not in rounds:
            raise Missing("row", kind="round", id=round)
        if rounds[round].held:
            continue
        seated = {s.person: s for s in tx.children(Seat, round)}
        for number, group in enumerate(groups):
            for person in group:
                found = seated.pop(person, None)
                if found is None or found.group != number:
                    _seat(tx, round, person, number, found, keep_lock=True)
        for left in seated.values():
            tx.remove(left.id)
    tx.put(row.with_(seed=seed, iterations=iterations, engine=engine))


@action(N_("Move to another group"))
def move_to_group(tx: Transaction, round: Id, people: Sequence[Id], group: int) -> None:
    """By hand: who is moved sits there from now on, also when the groups are mixed again."""
    _not_held(tx, round)
    if not 0 <= group < MOST_GROUPS:
        raise Refused("count_out_of_range", low=1, high=MOST_GROUPS)
    for person in people:
        tx.need(Person, person)
        found = tx.get(Seat, tx.derived_id("seat", round, person))
        if found is None or found.group != group:
            _seat(tx, round, person, group, found, locked=True)


@action(N_("Let two change places"))
def change_places(tx: Transaction, round: Id, person: Id, other: Id) -> None:
    """By hand: each takes the group of the other and is locked there, so that no group grows or shrinks."""
    _not_held(tx, round)
    one, two = (tx.need(Seat, tx.derived_id("seat", round, p)) for p in (person, other))
    if one.group != two.group:
        tx.put(one.with_(group=two.group, locked=True))
        tx.put(two.with_(group=one.group, locked=True))


@action(N_("Lock in the group"))
def lock(tx: Transaction, round: Id, people: Sequence[Id]) -> None:
    """Mixing leaves them where they sit in this round."""
    _lock(tx, round, people, True)


@action(N_("Unlock"))
def unlock(tx: Transaction, round: Id, people: Sequence[Id]) -> None:
    _lock(tx, round, people, False)


def give_seats(tx: Transaction, workshop: Id, person: Id, other: Id) -> None:
    """Another person sits where somebody was to sit in every round not held, and takes her table; what was held stays as it was.

    Who already has a seat in a round keeps it. Part of sending a substitute, not an action of its own.
    """
    groupings = tuple(g.id for g in tx.children(Grouping, workshop))
    rounds = tx.where(Round, parent=groupings, held=False) if groupings else ()
    for round in rounds:
        seat = tx.get(Seat, tx.derived_id("seat", round.id, person))
        if seat is not None and seat.group is not None:
            if tx.get(Seat, tx.derived_id("seat", round.id, other)) is None:
                _seat(tx, round.id, other, seat.group, None, locked=seat.locked)
            tx.remove(seat.id)
    for rule in tx.where(GroupRule, parent=groupings, form="pin", person=person) if groupings else ():
        tx.put(rule.with_(person=other))


# ------------------------------------------------------------------------------------------------ rules of input


def _count(count: int | None, low: int) -> int | None:
    if count is not None and not low <= count <= MOST_GROUPS:
        raise Refused("count_out_of_range", low=low, high=MOST_GROUPS)
    return count


def _block(tx: Transaction, grouping: Id | None, block: Id) -> None:
    """The block has to be in the program of the same workshop."""
    day = tx.need(Day, tx.need(AgendaBlock, block).parent or "")
    if day.parent != tx.need(Grouping, grouping or "").parent:
        raise Missing("row", kind="block", id=block)


def _add_round(tx: Transaction, grouping: Id, block: Id | None) -> Round:
    tx.need(Grouping, grouping)
    if len(tx.children(Round, grouping)) >= MOST_ROUNDS:
        raise Refused("count_out_of_range", low=1, high=MOST_ROUNDS)
    if block is not None:
        _block(tx, grouping, block)
    return tx.put(Round(parent=grouping, rank=tx.rank_last(Round, grouping), block=block))


def _pair(tx: Transaction, grouping: Id, form: str, person: Id, other: Id) -> Id:
    """One rule for a pair: what was said of the two before is replaced."""
    tx.need(Grouping, grouping)
    if person == other:
        raise Refused("same_person")
    for who in (person, other):
        tx.need(Person, who)
    for rule in tx.children(GroupRule, grouping):
        if rule.form != "pin" and {rule.person, rule.other} == {person, other}:
            return tx.put(rule.with_(form=form)).id
    return tx.put(GroupRule(parent=grouping, form=form, person=person, other=other)).id


def _seat(tx: Transaction, round: Id, person: Id, group: int, found: Seat | None, *, locked: bool = False, keep_lock: bool = False) -> None:
    if found is None:
        tx.put(Seat(id=tx.derived_id("seat", round, person), parent=round, person=person, group=group, locked=locked))
    else:
        tx.put(found.with_(group=group, locked=found.locked and found.group == group if keep_lock else locked))


def _lock(tx: Transaction, round: Id, people: Sequence[Id], locked: bool) -> None:
    tx.need(Round, round)
    for person in people:
        tx.put(tx.need(Seat, tx.derived_id("seat", round, person)).with_(locked=locked))


def _not_held(tx: Transaction, round: Id) -> None:
    if tx.need(Round, round).held:
        raise Refused("round_held")
