"""What a room produced: notes by block, sorted into clusters, weighed, and turned into what the work goes on with.

A note that became something names it (`Capture.result`), and what it became is found from there back (`captures_of`). What a note became is made
by the same actions as elsewhere, in the same step.
"""

from __future__ import annotations

from collections.abc import Callable, Collection, Sequence
from datetime import date, datetime, time, timedelta, tzinfo

from verkstad.app import actions, goals, insights, inventory, modules, running
from verkstad.app.actions import ActionLine, action_lines
from verkstad.app.people import headcount
from verkstad.app.polls import Counted, polls_asked
from verkstad.app.workbench import action
from verkstad.app.workshops import dated, program
from verkstad.domain.actions import Action
from verkstad.domain.agenda import AgendaBlock
from verkstad.domain.errors import Refused
from verkstad.domain.fields import Id
from verkstad.domain.harvest import BECOMES, Capture, Cluster, Evaluation, Photo
from verkstad.domain.harvesting import Span, Verdict, block_at, is_sorted, verdict
from verkstad.domain.held import Held
from verkstad.domain.schema import SCHEMA
from verkstad.domain.values import frozen
from verkstad.domain.workshop import Day, Workshop
from verkstad.i18n import N_
from verkstad.storage.library import Reading
from verkstad.storage.writing import Transaction

TITLE = 200  # characters of a title that a long note becomes
SOON = 14  # days within which something should happen after a workshop

# ------------------------------------------------------------------------------------------------ writing notes


@action(N_("Add note"))
def add_capture(
    tx: Transaction,
    workshop: Id,
    says: str,
    *,
    block: Id | None = None,
    table: int | None = None,
    cluster: Id | None = None,
    photo: Id | None = None,
    votes: int | None = None,
) -> Id:
    """One note of the room, last in its workshop; a note in a cluster is of the cluster's block."""
    says = _words(says)
    tx.about(says[:60])
    return _put(tx, workshop, says, _block(tx, block, cluster), table, cluster, photo, votes)


@action(N_("Add notes"))
def add_captures(
    tx: Transaction, workshop: Id, lines: Sequence[str], *, block: Id | None = None, cluster: Id | None = None
) -> tuple[Id, ...]:
    """Many notes, a line each, in their order."""
    if not lines:
        raise Refused("no_capture")
    return tuple(_put(tx, workshop, _words(line), _block(tx, block, cluster), None, cluster, None, None) for line in lines)


@action(N_("Reword note"), settles="capture.says")
def reword_capture(tx: Transaction, capture: Id, says: str) -> None:
    _capture(tx, capture, says=_words(says))


@action(N_("Move notes to another block"))
def captures_to_block(tx: Transaction, captures: Sequence[Id], block: Id | None) -> None:
    """Out of their clusters too, which stay where they are while anything is left in them."""
    if block is not None:
        tx.need(AgendaBlock, block)
    left = {tx.need(Capture, capture).cluster for capture in _some(captures)}
    for capture in captures:
        _capture(tx, capture, block=block, cluster=None)
    _tidy(tx, left)


@action(N_("Remove notes"))
def remove_captures(tx: Transaction, captures: Sequence[Id]) -> None:
    left = set()
    for capture in _some(captures):
        row = tx.need(Capture, capture)
        left.add(row.cluster)
        tx.about(row.says[:60] if len(captures) == 1 else "")
        tx.remove(capture)
    _tidy(tx, left)


# ------------------------------------------------------------------------------------------------ clusters


@action(N_("Cluster notes"))
def cluster_captures(tx: Transaction, captures: Sequence[Id], title: str = "") -> Id:
    """Put notes together in a new cluster, of the block of the first."""
    first = tx.need(Capture, _some(captures)[0])
    tx.about(title or first.says[:60])
    parent = first.parent or ""
    cluster = tx.put(Cluster(parent=parent, rank=tx.rank_last(Cluster, parent), title=" ".join(title.split()), block=first.block)).id
    left = set()
    for capture in captures:
        row = tx.need(Capture, capture)
        left.add(row.cluster)
        tx.put(row.with_(cluster=cluster, block=first.block))
    _tidy(tx, left)
    return cluster


@action(N_("Move cluster to another block"))
def cluster_to_block(tx: Transaction, cluster: Id, block: Id | None) -> None:
    """With the notes in it."""
    if block is not None:
        tx.need(AgendaBlock, block)
    row = tx.need(Cluster, cluster)
    tx.about(row.title)
    tx.put(row.with_(block=block))
    for capture in tx.where(Capture, cluster=cluster):
        tx.put(capture.with_(block=block))


@action(N_("Put notes in a cluster"))
def put_in_cluster(tx: Transaction, captures: Sequence[Id], cluster: Id | None) -> None:
    """Into a cluster, and its block; None takes them out of theirs. A cluster that nothing is left in goes."""
    home = tx.need(Cluster, cluster) if cluster is not None else None
    left = set()
    for capture in _some(captures):
        row = tx.need(Capture, capture)
        left.add(row.cluster)
        _capture(tx, capture, cluster=cluster, **({"block": home.block} if home else {}))
    _tidy(tx, left - {cluster})


@action(N_("Name cluster"), settles="cluster.title")
def name_cluster(tx: Transaction, cluster: Id, title: str) -> None:
    tx.about(title.strip())
    tx.put(tx.need(Cluster, cluster).with_(title=" ".join(title.split())))


@action(N_("Dissolve cluster"))
def dissolve_cluster(tx: Transaction, cluster: Id) -> None:
    """Its notes stay, each by itself."""
    row = tx.need(Cluster, cluster)
    tx.about(row.title)
    for capture in tx.where(Capture, cluster=cluster):
        tx.put(capture.with_(cluster=None))
    tx.remove(cluster)


@action(N_("Merge notes"))
def merge_captures(tx: Transaction, captures: Sequence[Id]) -> Id:
    """One note of several: their words a line each, without the same twice; their votes together. The first stays."""
    rows = [tx.need(Capture, capture) for capture in dict.fromkeys(_some(captures))]
    first = rows[0]
    says = "\n".join(dict.fromkeys(line for row in rows for line in row.says.splitlines()))
    if len(says) > 4_000:
        raise Refused("too_long", found=len(says), limit=4_000)
    votes = [row.votes for row in rows if row.votes is not None]
    _capture(tx, first.id, says=says, votes=min(10_000, sum(votes)) if votes else None)
    for row in rows[1:]:
        tx.remove(row.id)
    _tidy(tx, {row.cluster for row in rows})
    return first.id


@action(N_("Split note"))
def split_capture(tx: Transaction, capture: Id, parts: Sequence[str]) -> tuple[Id, ...]:
    """The first part stays where it was with its votes; the others come just after it, in the same cluster."""
    row = tx.need(Capture, capture)
    parts = [_words(part) for part in parts]
    if not parts:
        raise Refused("empty_name")
    _capture(tx, capture, says=parts[0])
    made, after = [capture], capture
    for part in parts[1:]:
        rank = tx.rank(Capture, row.parent, after)
        after = tx.put(
            Capture(parent=row.parent, rank=rank, says=part, block=row.block, cluster=row.cluster, table=row.table, photo=row.photo)
        ).id
        made.append(after)
    return tuple(made)


# ------------------------------------------------------------------------------------------------ weighing


@action(N_("Count votes"))
def count_votes(tx: Transaction, capture: Id, votes: int | None) -> None:
    """How many dots it got; None for not counted."""
    _capture(tx, capture, votes=votes)


@action(N_("Count one vote"))
def add_votes(tx: Transaction, captures: Sequence[Id], by: int) -> None:
    """So many more (or fewer) votes, never below nought."""
    for capture in _some(captures):
        row = tx.need(Capture, capture)
        _capture(tx, capture, votes=max(0, min(10_000, (row.votes or 0) + by)))


@action(N_("Place note on the axes"))
def place_capture(tx: Transaction, capture: Id, x: int | None, y: int | None) -> None:
    """Where it lies on both axes, 0 to 100 each; None takes it off them."""
    if (x is None) != (y is None):
        raise Refused("range", low=0, high=100)
    _capture(tx, capture, x=x, y=y)


# ------------------------------------------------------------------------------------------------ what becomes of them


@action(N_("Keep as it is"))
def keep_as_is(tx: Transaction, captures: Sequence[Id]) -> None:
    """It stays in the documentation and becomes nothing else."""
    _settle(tx, captures, "kept")


@action(N_("Lay aside"))
def lay_aside(tx: Transaction, captures: Sequence[Id]) -> None:
    """Nothing comes of it, and that is said."""
    _settle(tx, captures, "left")


@action(N_("Sort again"))
def take_back(tx: Transaction, captures: Sequence[Id]) -> None:
    """Unsorted once more. What it became stays where it is."""
    _settle(tx, captures, "")


@action(N_("Turn notes into something"))
def turn_into(
    tx: Transaction,
    captures: Sequence[Id],
    what: str,
    *,
    says: str = "",
    owner: Id | None = None,
    due: str | None = None,
    together: bool = False,
) -> tuple[Id, ...]:
    """Each note becomes an insight, action, module, risk, inventory item or goal; `together`: all of them one, worded `says`.

    What it becomes belongs to the workshop; a module or goal to its initiative. Returns the ids of what was made.
    """
    rows = [tx.need(Capture, capture) for capture in dict.fromkeys(_some(captures))]
    if what not in BECOMES:
        raise ValueError(what)
    made = []
    if together:
        words = says.strip() or "\n".join(row.says for row in rows)
        made.append(_become(tx, rows[0].parent or "", what, words, owner, due))
        for row in rows:
            tx.put(row.with_(settled="became", became=what, result=made[0]))
    else:
        for row in rows:
            made.append(_become(tx, row.parent or "", what, says.strip() or row.says, owner, due))
            tx.put(row.with_(settled="became", became=what, result=made[-1]))
    tx.about(rows[0].says[:60] if len(rows) == 1 else says.strip()[:60])
    return tuple(made)


def _become(tx: Transaction, workshop: Id, what: str, says: str, owner: Id | None, due: str | None) -> Id:
    title, _line, rest = says.strip().partition("\n")
    title, cut = (title, False) if len(title) <= TITLE else (title[: TITLE - 1].rstrip() + "…", True)
    rest = says.strip() if cut else rest.strip()
    if what == "insight":
        return insights.add_insight(tx, workshop, says)
    if what == "risk":
        return insights.add_risk(tx, workshop, says[:2_000])
    if what == "inventory_item":
        return inventory.add_item(tx, workshop, title, note=rest)
    if what == "action":
        return actions.add_action(tx, workshop, says[:2_000], owner=owner, due=due)
    initiative = tx.need(Workshop, workshop).initiative
    if initiative is None:
        raise Refused("needs_initiative")
    if what == "goal":
        return goals.add_goal(tx, initiative, says[:2_000])
    module = modules.add_module(tx, initiative, title)
    if rest:
        modules.write_module_notes(tx, module, rest)
    return module


# ------------------------------------------------------------------------------------------------ photos


@frozen
class NewPhoto:
    """A picture that has been kept (`app.attachments`). `taken`: local time by the camera, or "". `block` None: sorted by its time."""

    content: str
    name: str = ""
    taken: str = ""
    width: int | None = None
    height: int | None = None


@action(N_("Add photos"))
def add_photos(tx: Transaction, workshop: Id, photos: Sequence[NewPhoto], *, zone: tzinfo | None = None) -> tuple[Id, ...]:
    """Photos, each with the block it was taken in; one that is there already is not taken twice. `zone`: of the camera, else this machine's."""
    times = spans(tx, workshop, zone)
    there = {p.content for p in tx.children(Photo, workshop)}
    made = []
    for photo in sorted(photos, key=lambda p: (p.taken or "9", p.name)):
        if photo.content in there:
            continue
        there.add(photo.content)
        row = Photo(
            parent=workshop,
            rank=tx.rank_last(Photo, workshop),
            content=photo.content,
            name=photo.name[-200:],
            taken=photo.taken,
            width=photo.width,
            height=photo.height,
            block=block_at(_moment(photo.taken), times),
        )
        made.append(tx.put(row).id)
    return tuple(made)


@action(N_("Move photos to another block"))
def photos_to_block(tx: Transaction, photos: Sequence[Id], block: Id | None) -> None:
    if block is not None:
        tx.need(AgendaBlock, block)
    for photo in photos:
        row = tx.need(Photo, photo)
        tx.about(row.name)
        tx.put(row.with_(block=block))


@action(N_("Set the camera's clock"))
def set_camera_clock(tx: Transaction, photos: Sequence[Id], minutes: int, *, zone: tzinfo | None = None) -> None:
    """The camera was so many minutes slow (negative: fast): times move, and the photos are sorted to blocks anew."""
    times: list[Span] | None = None
    for photo in photos:
        row = tx.need(Photo, photo)
        taken = _moment(row.taken)
        if taken is None:
            continue
        times = spans(tx, row.parent or "", zone) if times is None else times
        taken += timedelta(minutes=minutes)
        tx.put(row.with_(taken=taken.isoformat(timespec="seconds"), block=block_at(taken, times)))


@action(N_("Write caption"), settles="photo.caption")
def caption_photo(tx: Transaction, photo: Id, caption: str) -> None:
    tx.put(tx.need(Photo, photo).with_(caption=" ".join(caption.split())))


@action(N_("Remove photos"))
def remove_photos(tx: Transaction, photos: Sequence[Id]) -> None:
    """Notes typed from them stay. The picture itself is collected after thirty days."""
    for photo in photos:
        tx.about(tx.need(Photo, photo).name if len(photos) == 1 else "")
        tx.remove(photo)


# ------------------------------------------------------------------------------------------------ evaluation and closing


@action(N_("Add evaluation form"))
def add_evaluation(
    tx: Transaction, workshop: Id, worthwhile: int | None, heard: int | None, clear: int | None, keep: str = "", change: str = ""
) -> Id:
    """One form from the pile: three answers of 1 to 5 (None: left empty) and two lines of one's own."""
    tx.need(Workshop, workshop)
    if (worthwhile, heard, clear) == (None, None, None) and not keep.strip() and not change.strip():
        raise Refused("empty_name")
    row = Evaluation(parent=workshop, worthwhile=worthwhile, heard=heard, clear=clear, keep=keep.strip(), change=change.strip())
    return tx.put(row).id


@action(N_("Correct evaluation form"))
def correct_evaluation(tx: Transaction, form: Id, **answers: int | str | None) -> None:
    """Any of `worthwhile`, `heard`, `clear`, `keep` and `change`."""
    tx.put(tx.need(Evaluation, form).with_(**answers))


@action(N_("Remove evaluation form"))
def remove_evaluations(tx: Transaction, forms: Sequence[Id]) -> None:
    for form in forms:
        tx.need(Evaluation, form)
        tx.remove(form)


@action(N_("Name the axes"))
def name_axes(tx: Transaction, workshop: Id, x: str, y: str) -> None:
    """What the two axes are called, to the right and upwards; "" for effort and benefit."""
    row = tx.need(Workshop, workshop)
    tx.about(row.title)
    tx.put(row.with_(axis_x=" ".join(x.split())[:60], axis_y=" ".join(y.split())[:60]))


@action(N_("Finish workshop"))
def finish_workshop(tx: Transaction, workshop: Id, *, what: str = "", owner: Id | None = None, due: str | None = None) -> None:
    """Its harvest is done today, and its clock stops; `what` is an action that is agreed on in the same step."""
    row = tx.need(Workshop, workshop)
    if what.strip():
        actions.add_action(tx, workshop, what, owner=owner, due=dated(due))
    running.close_day(tx, workshop)
    tx.about(row.title)
    tx.put(row.with_(closed=tx.today))


@action(N_("Open workshop again"))
def reopen_workshop(tx: Transaction, workshop: Id) -> None:
    row = tx.need(Workshop, workshop)
    tx.about(row.title)
    tx.put(row.with_(closed=None))


# ------------------------------------------------------------------------------------------------ questions


@frozen
class Became:
    """What a note became: the kind of row, its id and its words; `there` False when that is gone again."""

    kind: str
    id: Id
    title: str
    there: bool


@frozen
class CaptureLine:
    """A note as the harvest shows it."""

    capture: Capture
    became: Became | None
    sorted: bool


@frozen
class Pile:
    """Notes that lie together; `cluster` None: those that lie by themselves."""

    cluster: Cluster | None
    lines: tuple[CaptureLine, ...]

    @property
    def votes(self) -> int:
        return sum(line.capture.votes or 0 for line in self.lines)


@frozen
class BlockHarvest:
    """What came of one block; `block` None: what belongs to none. `start` in minutes since midnight of its day, as it really was where known."""

    block: AgendaBlock | None
    day: Day | None
    start: int | None
    piles: tuple[Pile, ...]
    photos: tuple[Photo, ...]
    polls: tuple[Counted, ...] = ()

    @property
    def lines(self) -> tuple[CaptureLine, ...]:
        return tuple(line for pile in self.piles for line in pile.lines)

    @property
    def unsorted(self) -> int:
        return sum(not line.sorted for line in self.lines)


@frozen
class OpenAction:
    """An action of an earlier workshop (or of the initiative) that is not done."""

    line: ActionLine
    workshop: Id | None
    title: str


@frozen
class Harvest:
    """All of a workshop's harvest, block by block in the order of the program, what belongs to no block last."""

    workshop: Workshop
    blocks: tuple[BlockHarvest, ...]
    earlier: tuple[OpenAction, ...]

    @property
    def lines(self) -> tuple[CaptureLine, ...]:
        return tuple(line for block in self.blocks for line in block.lines)

    @property
    def photos(self) -> tuple[Photo, ...]:
        return tuple(photo for block in self.blocks for photo in block.photos)

    @property
    def unsorted(self) -> int:
        return sum(block.unsorted for block in self.blocks)


def harvest(library: Reading, workshop: Id) -> Harvest:
    """What the room produced. Breaks are left out where nothing lies in them."""
    plan = program(library, workshop)
    lines = [_line(library, capture) for capture in library.children(Capture, workshop)]
    clusters = {c.id: c for c in library.children(Cluster, workshop)}
    photos = library.children(Photo, workshop)
    asked = polls_asked(library, workshop)
    known = {slot.block.id for day in plan.days for slot in day.slots}
    blocks = []
    for day in plan.days:
        for slot in day.slots:
            found = _block_harvest(lines, clusters, photos, lambda block, own=slot.block.id: block == own)  # type: ignore[misc]
            polls = tuple(told for block, told in asked if block == slot.block.id)
            if slot.block.type != "break" or found[0] or found[1] or polls:
                blocks.append(BlockHarvest(slot.block, day.day, slot.start, *found, polls))
    rest = _block_harvest(lines, clusters, photos, lambda block: block not in known)
    blocks.append(BlockHarvest(None, None, None, *rest, tuple(told for block, told in asked if block not in known)))
    return Harvest(plan.workshop, tuple(blocks), earlier_actions(library, workshop))


def earlier_actions(library: Reading, workshop: Id) -> tuple[OpenAction, ...]:
    """Open actions of earlier workshops of the same initiative and of the initiative itself, the soonest due first."""
    row = library.need(Workshop, workshop)
    if row.initiative is None:
        return ()
    mine = _first_date(library, workshop)
    found = [OpenAction(line, None, "") for line in action_lines(library, row.initiative)]
    for other in library.where(Workshop, initiative=row.initiative):
        its = _first_date(library, other.id)
        if other.id != workshop and its and (not mine or its <= mine):
            found += [OpenAction(line, other.id, other.title) for line in action_lines(library, other.id)]
    left = [x for x in found if x.line.action.status in ("open", "doing")]
    return tuple(sorted(left, key=lambda x: (x.line.action.due or "9999", x.line.action.what)))


def captures_of(library: Reading, row: Id) -> tuple[Capture, ...]:
    """The notes that became this row: the way back."""
    return library.where(Capture, result=row, settled="became")


def became(library: Reading, capture: Capture) -> Became | None:
    """What a note became, whether it is there or gone."""
    if capture.settled != "became" or not capture.result:
        return None
    known = SCHEMA.kinds.get(capture.became)
    row = library.get(known.value, capture.result) if known is not None else None
    if row is None:
        return Became(capture.became, capture.result, "", False)
    title = next((str(getattr(row, name)) for name in ("what", "says", "title", "statement") if hasattr(row, name)), "")
    return Became(capture.became, capture.result, title, True)


@frozen
class Closing:
    """What is left when a workshop is to be finished. `asks`: an action with an owner and a day within two weeks is asked for.

    `unmarked`: how many of those expected nobody has noted at the door, where others were.
    """

    unsorted: int
    asks: bool
    due: str
    closed: str | None
    unmarked: int = 0


def closing(library: Reading, workshop: Id, today: str) -> Closing:
    """Asked for once, and not of a meeting without work of its own, nor where such an action is there already."""
    row = library.need(Workshop, workshop)
    days = library.children(Day, workshop)
    works = any(b.type in ("group", "solo") for b in library.where(AgendaBlock, parent=tuple(d.id for d in days)))
    last = max([today, *(d.date for d in days if d.date and d.date <= today)])
    soon = (date.fromisoformat(last) + timedelta(days=SOON)).isoformat()
    agreed = any(a.owner and a.due and a.due <= soon for a in library.children(Action, workshop))
    lines = [_line(library, capture) for capture in library.children(Capture, workshop)]
    week = (date.fromisoformat(today) + timedelta(days=7)).isoformat()
    count = headcount(library, workshop)
    return Closing(
        sum(not line.sorted for line in lines), works and not agreed and row.closed is None, week, row.closed,
        count.unmarked if count.half_noted else 0,
    )  # fmt: skip


def evaluations(library: Reading, workshop: Id) -> tuple[Evaluation, ...]:
    """The forms, in the order they were typed."""
    return tuple(sorted(library.children(Evaluation, workshop), key=lambda f: f.id))


def evaluated(library: Reading, workshop: Id) -> Verdict:
    """What the forms say together."""
    return verdict(library.children(Evaluation, workshop))


def spans(library: Reading, workshop: Id, zone: tzinfo | None = None) -> list[Span]:
    """When the blocks were, in local time: as they were held, else as planned on a day with a date."""
    found = []
    for day in program(library, workshop).days:
        for slot in day.slots:
            held = library.get(Held, library.derived_id("held", slot.block.id))
            start, end = (_local(held.started, zone), _local(held.ended, zone)) if held is not None else (None, None)
            if held is not None and held.how == "skipped":
                continue
            if start is None and day.day.date:
                start = datetime.combine(date.fromisoformat(day.day.date), time()) + timedelta(minutes=slot.start)
            if start is not None:
                end = end if end is not None and end > start else start + timedelta(minutes=slot.end - slot.start)
                found.append(Span(slot.block.id, start, end, slot.block.type == "break"))
    return found


# ------------------------------------------------------------------------------------------------ shared


def _block_harvest(
    lines: Sequence[CaptureLine], clusters: dict[Id, Cluster], photos: Sequence[Photo], here: Callable[[Id | None], bool]
) -> tuple[tuple[Pile, ...], tuple[Photo, ...]]:
    """The piles and photos of a block: clusters in their order, then what lies by itself."""
    mine = [line for line in lines if here(line.capture.block)]
    piles = []
    for cluster in clusters.values():
        inside = tuple(line for line in mine if line.capture.cluster == cluster.id)
        if inside or here(cluster.block):
            piles.append(Pile(cluster, inside))
    loose = tuple(line for line in mine if line.capture.cluster not in clusters)
    if loose:
        piles.append(Pile(None, loose))
    return tuple(piles), tuple(p for p in photos if here(p.block))


def _line(library: Reading, capture: Capture) -> CaptureLine:
    what = became(library, capture)
    return CaptureLine(capture, what, is_sorted(capture, what is not None and what.there))


def _put(
    tx: Transaction, workshop: Id, says: str, block: Id | None, table: int | None, cluster: Id | None, photo: Id | None, votes: int | None
) -> Id:
    rank = tx.rank_last(Capture, workshop)
    return tx.put(Capture(parent=workshop, rank=rank, says=says, block=block, table=table, cluster=cluster, photo=photo, votes=votes)).id


def _words(says: str) -> str:
    says = says.strip()
    if not says:
        raise Refused("empty_name")
    return says


def _some(captures: Sequence[Id]) -> Sequence[Id]:
    if not captures:
        raise Refused("no_capture")
    return captures


def _block(tx: Transaction, block: Id | None, cluster: Id | None) -> Id | None:
    if cluster is not None:
        return tx.need(Cluster, cluster).block
    return tx.need(AgendaBlock, block).id if block is not None else None


def _capture(tx: Transaction, capture: Id, **changes: object) -> None:
    row = tx.need(Capture, capture)
    tx.about(row.says[:60])
    tx.put(row.with_(**changes))


def _tidy(tx: Transaction, clusters: Collection[Id | None]) -> None:
    """A cluster that nothing is left in goes."""
    for cluster in clusters:
        if cluster and tx.get(Cluster, cluster) and not tx.count(Capture, cluster=cluster):
            tx.remove(cluster)


def _settle(tx: Transaction, captures: Sequence[Id], settled: str) -> None:
    for capture in _some(captures):
        _capture(tx, capture, settled=settled, became="", result="")


def _moment(taken: str) -> datetime | None:
    try:
        return datetime.fromisoformat(taken) if taken else None
    except ValueError:
        return None


def _local(moment: str | None, zone: tzinfo | None) -> datetime | None:
    return datetime.fromisoformat(moment).astimezone(zone).replace(tzinfo=None) if moment else None


def _first_date(library: Reading, workshop: Id) -> str:
    return min((d.date for d in library.children(Day, workshop) if d.date), default="")
