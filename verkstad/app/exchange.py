"""Session files: sending a workshop to a colleague, looking at what hers would bring, taking it in, and choosing between mine and theirs.

export_session(bench, path, workshop=id)             one file, whole or not at all
session = read_session(path)                         in a process of its own, with limits
seen = preview(bench, session)                       nothing is touched
merge_session(bench, session)                        one step, which undo takes back
conflicts(library)  ->  settle_conflict(...)         field by field, an ordinary action
"""

from __future__ import annotations

import re
from collections.abc import Callable, Collection, Generator, Iterable, Sequence
from dataclasses import dataclass, replace
from pathlib import Path
from typing import Any, Literal

from verkstad import __version__
from verkstad.app.attachments import keep_from_others, named_in, path_of
from verkstad.app.workbench import Bench, action
from verkstad.app.workers import Workers, read_apart
from verkstad.domain.change import DIRECTORY, Change, Mark
from verkstad.domain.characters import shown
from verkstad.domain.errors import Cancelled, Refused, TooLarge
from verkstad.domain.fields import Field, Id
from verkstad.domain.harvest import Photo
from verkstad.domain.held import Slides
from verkstad.domain.initiative import Initiative
from verkstad.domain.merge import Bundle, Plan, RowPlan, ScopePlan
from verkstad.domain.people import Identity, Person
from verkstad.domain.schema import GONE, SCHEMA
from verkstad.domain.workshop import Workshop
from verkstad.exchange import session as files
from verkstad.exchange.session import MAX_FILE, SUFFIX, Manifest, SessionFile
from verkstad.i18n import N_
from verkstad.storage.library import Competing, Reading
from verkstad.storage.writing import Transaction

__all__ = [
    "MOST_PICTURES",
    "SUFFIX",
    "Conflict",
    "Manifest",
    "Mention",
    "Preview",
    "Progress",
    "SessionFile",
    "Side",
    "conflicts",
    "export_session",
    "mentions",
    "merge_session",
    "merging",
    "pictures_of",
    "preview",
    "previewing",
    "read_session",
    "reading_session",
    "row_name",
    "scope_title",
    "settle_conflict",
    "settle_conflict_with",
]  # fmt: skip

Progress = Callable[[float], object]  # from 0 to 1
IMPORT = N_("Take in a session file")
MOST_PICTURES = 60 * 1024 * 1024  # bytes of photos and slides; the rest of a file's room is for the changes
LOOKED_AT_ONCE = 200  # rows of a slice when a file is compared with the library


# ------------------------------------------------------------------------------------------------------------- sending
def export_session(
    bench: Bench,
    path: Path,
    *,
    workshop: Id | None = None,
    initiative: Id | None = None,
    without_participants: bool = True,
    pictures: bool = True,
) -> Path:
    """Write a session file of one workshop, of an initiative with its workshops, or of everything; `path` as it was written.

    Without participants, whole rows of personal kinds are left out: names and addresses, attendance, food and access. Free text is
    sent as it stands. `pictures`: photos and slides go along; TooLarge("pictures") when they do not fit. Raises Missing and the world's
    failures; the file is there whole or not at all.
    """
    library = bench.library
    scopes: list[Id] | None
    if workshop is not None:
        row = library.need(Workshop, workshop)
        scopes, scope, title, language = [workshop], f"workshop:{workshop}", row.title, row.language
    elif initiative is not None:
        whole = library.need(Initiative, initiative)
        scopes = [initiative, *(w.id for w in library.where(Workshop, initiative=initiative))]
        scope, title, language = f"initiative:{initiative}", whole.title, "sv"
    else:
        scopes, scope, title, language = None, "library", "", "sv"
    bundle = bench.give_out(scopes, without_participants=without_participants)
    manifest = Manifest(
        scope=scope,
        title=title,
        created=library.clock().strftime("%Y-%m-%dT%H:%M:%SZ"),
        program=f"Verkstad {__version__}",
        language=language,
        without_participants=without_participants,
    )
    beside = named_in(library, bundle.changes) if pictures else {}
    if sum(place.stat().st_size for place in beside.values()) > MAX_FILE:
        raise TooLarge("pictures", path=str(path), limit=MAX_FILE)
    contents = {name: place.read_bytes() for name, place in beside.items()}
    files.write_session(path, manifest, bundle.changes, bundle.marks, contents)
    return path


def pictures_of(bench: Bench, *, workshop: Id | None = None, initiative: Id | None = None) -> tuple[int, int]:
    """How many photos and slides an export would take along, and their bytes together."""
    library = bench.library
    scopes = None
    if workshop is not None:
        scopes = [workshop]
    elif initiative is not None:
        scopes = [initiative, *(w.id for w in library.where(Workshop, initiative=initiative))]
    if not library.count(Photo) and not library.count(Slides):
        return 0, 0
    places = named_in(library, bench.give_out(scopes, without_participants=True).changes).values()
    return len(places), sum(place.stat().st_size for place in places)


@dataclass(frozen=True, slots=True)
class Mention:
    """A name, address or number of somebody in the directory that stands in a free text, so that it is sent without participants too.

    `former`: it stands in an earlier wording only, which the history of the row carries along.
    """

    kind: str
    row: Id
    wire: str
    found: str
    former: bool


def mentions(bench: Bench, *, workshop: Id | None = None, initiative: Id | None = None) -> tuple[Mention, ...]:
    """Who is named in the texts that an export without participants would hold; each row and field once a name."""
    known = {
        text.casefold(): text
        for i in bench.library.all(Identity)
        for text in (f"{i.given} {i.family}".strip() if i.given and i.family else "", i.email, i.phone)
        if len(text) > 4
    }
    if not known:
        return ()
    library = bench.library
    scopes = None
    if workshop is not None:
        scopes = [workshop]
    elif initiative is not None:
        scopes = [initiative, *(w.id for w in library.where(Workshop, initiative=initiative))]
    shape = re.compile(r"(?<!\w)(?:" + "|".join(re.escape(k) for k in sorted(known, key=len, reverse=True)) + r")(?!\w)")
    found: dict[tuple[str, Id, str, str], bool] = {}
    for change in bench.give_out(scopes, without_participants=True).changes:
        for wire, said in change.values.items():
            for value in _texts(said):
                for match in shape.finditer(value.casefold()):
                    key = (change.kind, change.row, wire, known[match[0]])
                    found[key] = found.get(key, True) and not _says(library, change.kind, change.row, wire, match[0])
    return tuple(Mention(*key, former) for key, former in found.items())


def _texts(said: tuple[Any, ...]) -> Iterable[str]:
    value = said[1] if len(said) == 2 else None
    return (v for v in (value if isinstance(value, (list, tuple)) else (value,)) if isinstance(v, str))


def _says(library: Reading, kind: str, row: Id, wire: str, text: str) -> bool:
    declared = SCHEMA.kinds.get(kind)
    field = declared.field(wire) if declared else None
    here = library.get(declared.value, row) if declared else None
    return here is not None and field is not None and any(text in str(getattr(here, c.name)).casefold() for c in field.columns)


# ------------------------------------------------------------------------------------------------------------- reading
def read_session(path: Path) -> SessionFile:
    """Read a session file in a process of its own and wait for it. Raises what `exchange.session.read_session` raises, and TookTooLong."""
    seconds, megabytes = _limits(path)
    found: SessionFile = read_apart(files.read_session, path, seconds=seconds, megabytes=megabytes)
    return found


def reading_session(workers: Workers, path: Path) -> Any:
    """The same as a job for the window: its result is the SessionFile."""
    seconds, megabytes = _limits(path)
    return workers.read(files.read_session, path, seconds=seconds, megabytes=megabytes)


def _limits(path: Path) -> tuple[float, int]:
    """Time and memory by the size of the file: 5 s and 300 MB for what people send each other, more for what only a large library gives."""
    try:
        size = path.stat().st_size
    except OSError:
        size = 0
    over = max(0.0, min(size, MAX_FILE) / 1e6 - 2)
    return 5 + over * 2.5, round(300 + over * 40)


# ------------------------------------------------------------------------------------------------------------- looking
@dataclass(frozen=True, slots=True)
class Preview:
    """What a session file would bring to this library, row by row; nothing has been touched. `personal`: rows with personal data in it."""

    session: SessionFile
    plan: Plan
    personal: int

    @property
    def new(self) -> int:
        return self.plan.count("new")

    @property
    def changed(self) -> int:
        return self.plan.count("changed")

    @property
    def conflicting(self) -> int:
        return self.plan.count("conflicting")

    @property
    def removed(self) -> int:
        return self.plan.count("removed")

    @property
    def is_empty(self) -> bool:
        """Whether everything in it is here already."""
        return self.plan.is_empty


def preview(bench: Bench, session: SessionFile) -> Preview:
    """Compare a session file with the library. Raises Corrupt for changes that contradict themselves.

    The texts of the plan are made safe to show: without controls and marks that turn the direction of writing.
    """
    going = previewing(bench, session)
    while True:
        try:
            next(going)
        except StopIteration as end:
            made: Preview = end.value
            return made


def previewing(bench: Bench, session: SessionFile) -> Generator[float, None, Preview]:
    """The same a slice at a time, for an event loop: yields how far it is. Rows are compared one by one, so slices add up."""
    rows: dict[Id, tuple[list[Change], list[Mark]]] = {}
    for change in session.changes:
        rows.setdefault(change.row, ([], []))[0].append(change)
    for mark in session.erased:
        rows.setdefault(mark.row, ([], []))[1].append(mark)
    parts: list[Plan] = []
    every = list(rows.values())
    for start in range(0, len(every), LOOKED_AT_ONCE):
        part = every[start : start + LOOKED_AT_ONCE]
        bundle = Bundle(tuple(c for changes, _ in part for c in changes), tuple(m for _, marks in part for m in marks))
        parts.append(_safe(bench.preview(bundle)))
        yield min(1.0, (start + LOOKED_AT_ONCE) / len(every))
    plan = _together(parts)
    personal = sum(SCHEMA.is_personal(r.kind) for s in plan.scopes for r in s.rows if r.what != "same")
    return Preview(session, plan, personal)


def _together(parts: Sequence[Plan]) -> Plan:
    """Plans of different rows as one."""
    scopes: dict[Id, list[RowPlan]] = {}
    actors: dict[Id, int] = {}
    for part in parts:
        for scope in part.scopes:
            scopes.setdefault(scope.scope, []).extend(scope.rows)
        for actor, count in part.actors:
            actors[actor] = actors.get(actor, 0) + count
    place = {kind: at for at, kind in enumerate(SCHEMA.kinds)}
    return Plan(
        tuple(
            ScopePlan(scope, tuple(sorted(found, key=lambda r: (place.get(r.kind, len(place)), r.row))))
            for scope, found in sorted(scopes.items(), key=lambda s: (s[0] == DIRECTORY, s[0]))
        ),
        tuple(e for p in parts for e in p.erasures),
        tuple(q for p in parts for q in p.quiet),
        sum(p.fresh for p in parts),
        sum(p.known for p in parts),
        tuple(sorted(actors.items(), key=lambda a: (-a[1], a[0]))),
        min((p.first for p in parts if p.first), default=""),
        max((p.last for p in parts if p.last), default=""),
    )


def _safe(plan: Plan) -> Plan:
    scopes = tuple(
        replace(
            scope,
            rows=tuple(
                replace(
                    row,
                    fields=tuple(replace(f, mine=_plain(f.mine), theirs=_plain(f.theirs), base=_plain(f.base)) for f in row.fields),
                    values={wire: _plain(value) for wire, value in row.values.items()},
                )
                for row in scope.rows
            ),
        )
        for scope in plan.scopes
    )
    return replace(plan, scopes=scopes)


def _plain(value: Any) -> Any:
    if isinstance(value, str):
        return value if value.isascii() and value.isprintable() else shown(value)
    return [_plain(part) for part in value] if isinstance(value, (list, tuple)) else value


def scope_title(seen: Preview, library: Reading, scope: Id) -> str:
    """What a scope of the plan is called: the workshop's or initiative's title, here or as the file brings it; "" for the directory."""
    if scope == DIRECTORY:
        return ""
    for row in (r for s in seen.plan.scopes if s.scope == scope for r in s.rows):
        if row.row == scope:
            return str(row.values.get("title", ""))
    here = library.get(Workshop, scope) or library.get(Initiative, scope)
    return here.title if here else seen.session.manifest.title


def row_name(row: RowPlan) -> str:
    """What a row of the plan calls itself: its title or name; "" where it has none and its kind has to do."""
    for wire in ("title", "name", "what", "statement", "position", "email", "question", "says", "on"):
        value = row.values.get(wire)
        parts = value if isinstance(value, (list, tuple)) else [value]
        if told := " ".join(str(p) for p in parts if p):
            return told.split("\n")[0][:120]
    when = row.values.get("when")
    return str(when[0] or "") if isinstance(when, (list, tuple)) and when else ""


# ------------------------------------------------------------------------------------------------------------- taking in
def merging(bench: Bench, session: SessionFile, *, accept: Collection[Mark] = (), by: object = None) -> Generator[float, None, int]:
    """Take a session file in, a slice at a time, for an event loop: yields how far it is; closing it takes everything back.

    `accept` are the erasures of the preview that were agreed to; they are carried out first and cannot be undone.
    """
    _fetch_attachments(bench, session)
    return (yield from bench.taking_in(session.bundle, IMPORT, subject=session.manifest.title, accept=accept, by=by))


def _fetch_attachments(bench: Bench, session: SessionFile) -> None:
    """Photos and slides of the file that are not here are on the disk before any change names them."""
    missing = [name for name in session.attachments if path_of(bench, name) is None]
    if missing and session.path:
        seconds, megabytes = _limits(Path(session.path))
        keep_from_others(
            bench, read_apart(files.read_attachments, session.path, session.digest, missing, seconds=seconds, megabytes=megabytes)
        )


def merge_session(
    bench: Bench,
    session: SessionFile,
    on_progress: Progress | None = None,
    cancelled: Callable[[], bool] | None = None,
    *,
    accept: Collection[Mark] = (),
    by: object = None,
) -> int:
    """Take a session file in as one step that undo takes back; returns how many changes were new. Raises Cancelled, Corrupt, Full ..."""
    going = merging(bench, session, accept=accept, by=by)
    try:
        while True:
            done = next(going)
            if on_progress is not None:
                on_progress(done)
            if cancelled is not None and cancelled():
                raise Cancelled("import")
    except StopIteration as end:
        return int(end.value)
    finally:
        going.close()


# ------------------------------------------------------------------------------------------------------------- mine and theirs
@dataclass(frozen=True, slots=True)
class Side:
    """One of the values that stand against each other. `values` has one part for each column of the field; for `_gone` (0,) or (1,)."""

    change: str
    values: tuple[Any, ...]
    actor: Id
    at: str
    mine: bool


@dataclass(frozen=True, slots=True)
class Conflict:
    """A field that two people have written without seeing each other, its texts made safe to show. `wire` "_gone" asks whether the row is kept. `name`: of the row."""

    kind: str
    row: Id
    wire: str
    scope: Id
    name: str
    sides: tuple[Side, ...]

    @property
    def field(self) -> Field | None:
        """How the field is declared, for showing its values; None for `_gone`."""
        kind = SCHEMA.kinds.get(self.kind)
        return kind.field(self.wire) if kind else None


Choice = Literal["mine", "theirs", "both"]


def conflicts(library: Reading, scope: Id | None = None) -> tuple[Conflict, ...]:
    """Everything that waits for somebody to choose, in one workshop or everywhere."""
    return tuple(c for kind, row in library.open_conflicts(scope) for c in _of_row(library, kind, row))


def _of_row(library: Reading, kind: str, row: Id) -> Iterable[Conflict]:
    scope = library.scope_of(row) or ""
    name = _shown_name(library, kind, row)
    for wire, values in library.conflicts(row).items():
        sides = (_side(library, wire, v) for v in values)
        yield Conflict(kind, row, wire, scope, _plain(name), tuple(replace(s, values=tuple(map(_plain, s.values))) for s in sides))


def _side(library: Reading, wire: str, competing: Competing) -> Side:
    value = competing.value
    parts = tuple(value) if isinstance(value, (list, tuple)) else (value,)
    return Side(competing.change, parts, competing.actor, competing.at, competing.actor == _own_actor(library))


def _own_actor(library: Reading) -> Id:
    r = library.db.execute("select value from meta where key='actor'").fetchone()
    return str(r[0]) if r else ""


def name_of(library: Reading, kind: str, id: Id) -> str:
    """What the row a reference points to is called; "" for one that is not here or has no name."""
    if kind == Person.KIND.name:
        names = [f"{i.given} {i.family}".strip() for i in library.children(Identity, id)]
        return next(filter(None, names), "") or _shown_name(library, kind, id)
    return _shown_name(library, kind, id)


def _shown_name(library: Reading, kind: str, row: Id) -> str:
    declared = SCHEMA.kinds.get(kind)
    here = library.get(declared.value, row) if declared else None
    if isinstance(here, Identity):
        return f"{here.given} {here.family}".strip()
    for attribute in ("title", "name", "what", "statement", "position", "question", "says", "activity", "word", "on"):
        if told := getattr(here, attribute, ""):
            return str(told).split("\n")[0][:120]
    return ""


@action(N_("Choose between mine and theirs"))
def settle_conflict(tx: Transaction, row: Id, wire: str, choice: Choice | str) -> None:
    """Decide a conflict: "mine", "theirs" (the latest of another's), "both" (texts, one after the other), or the id of the change to follow.

    Raises Refused("settled") when nothing stands open, Refused("no_such_side") when there is no such side.
    """
    sides = _sides(tx, row, wire)
    kind = tx.kind_of(row) or ""
    tx.about(_shown_name(tx, kind, row))
    if choice == "both":
        tx.resolve(row, wire, _both(kind, wire, sides))
        return
    mine = [s for s in sides if s.mine]
    theirs = [s for s in sides if not s.mine]
    named = [s for s in sides if s.change == choice]
    chosen = (mine or sides)[-1:] if choice == "mine" else theirs[-1:] if choice == "theirs" else named
    if not chosen:
        raise Refused("no_such_side", kind=kind, field=wire)
    tx.resolve(row, wire, _wired(wire, chosen[0].values, kind))


@action(N_("Settle with a text of one's own"))
def settle_conflict_with(tx: Transaction, row: Id, wire: str, text: str) -> None:
    """Decide a conflict about a text with words of one's own."""
    _sides(tx, row, wire)
    kind = tx.kind_of(row) or ""
    field = SCHEMA.kinds[kind].field(wire) if kind in SCHEMA.kinds else None
    if field is None or not field.single or field.columns[0].shape not in ("text", "prose"):
        raise Refused("no_such_side", kind=kind, field=wire)
    tx.about(_shown_name(tx, kind, row))
    tx.resolve(row, wire, text)


def _sides(tx: Transaction, row: Id, wire: str) -> tuple[Side, ...]:
    competing = tx.conflicts(row).get(wire)
    if not competing:
        raise Refused("settled", field=wire)
    return tuple(_side(tx, wire, c) for c in competing)


def _wired(wire: str, values: tuple[Any, ...], kind: str) -> Any:
    field = SCHEMA.kinds[kind].field(wire) if wire != GONE else None
    return list(values) if field is not None and not field.single else values[0]


def _both(kind: str, wire: str, sides: tuple[Side, ...]) -> str:
    field = SCHEMA.kinds[kind].field(wire) if kind in SCHEMA.kinds else None
    shape = field.columns[0].shape if field is not None and field.single else ""
    if shape not in ("text", "prose"):
        raise Refused("no_such_side", kind=kind, field=wire)
    assert field is not None
    texts = dict.fromkeys(str(s.values[0]).strip() for s in sides)
    joined = ("\n" if shape == "prose" else " / ").join(t for t in texts if t)
    if len(joined) > field.columns[0].length:
        raise TooLarge("text", limit=field.columns[0].length, found=len(joined))
    return joined
