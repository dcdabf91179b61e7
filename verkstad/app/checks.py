"""What is worth looking over: asked of the library, kept while it changes, and let be with a reason.

`Watch` holds the answers of one initiative (with its workshops) or of one workshop for a window: after an edit only the questions it
concerns are asked again. `findings` asks once, for a command or a print.
"""

from __future__ import annotations

import gc
from collections.abc import Callable, Iterable, Iterator, Sequence
from contextlib import contextmanager
from dataclasses import dataclass
from functools import cache
from weakref import WeakKeyDictionary

from verkstad import wording, wording_checks
from verkstad.app.catalogue import catalogue, platitudes
from verkstad.app.exchange import name_of
from verkstad.app.mandates import decision_name, role_word
from verkstad.app.workbench import Bench, Changes, action
from verkstad.documents.findings_paper import FindingsPaper, RulePaper
from verkstad.domain.checks.engine import Checks, Shelf
from verkstad.domain.checks.fragments import Sieve
from verkstad.domain.checks.register import LAZY, READ
from verkstad.domain.checks.rules import BLOCKING, RULES, Finding, Known
from verkstad.domain.checks.thresholds import LIMITS
from verkstad.domain.errors import Refused
from verkstad.domain.fields import Id, Row
from verkstad.domain.following import AcceptedFinding, FollowUp, Report, Threshold
from verkstad.domain.initiative import Initiative
from verkstad.domain.mandates import Mandate, RoleMandate
from verkstad.domain.people import Person, Unit
from verkstad.domain.pilots import Measurement
from verkstad.domain.responsibility import RaciRow
from verkstad.domain.schema import SCHEMA
from verkstad.domain.values import maker
from verkstad.domain.workshop import Day, Workshop
from verkstad.i18n import N_, Language
from verkstad.storage.library import Reading
from verkstad.storage.writing import Transaction
from verkstad.wording_teams import Called

MANY = 400
"""Rows that changed at once from which everything is asked anew: an import, or its undoing."""
_LAZY = frozenset(value.KIND.name for value in LAZY)
_WHOLE: tuple[type[Row], ...] = (Person, Mandate, RoleMandate, Measurement)
"""Of those that come when asked for, what most are asked about: for everything at once they are read whole."""
_KINDS = frozenset(value.KIND.name for value in (*READ, *LAZY))

# ------------------------------------------------------------------------------------------------ actions


@action(N_("Let a finding be"))
def accept_finding(tx: Transaction, scope: Id, code: str, about: Id, reason: str) -> Id:
    """It stays quiet from now on, and is listed with the reason. `scope` is the initiative or the workshop it belongs to."""
    reason = " ".join(reason.split())
    if not reason:
        raise Refused("empty_reason")
    if code not in RULES:
        raise Refused("unknown_choice", choice=code)
    if tx.get(Initiative, scope) is None:
        tx.need(Workshop, scope)
    tx.about(reason[:60])
    id = tx.derived_id("accepted_finding", scope, code, about)
    return tx.put(AcceptedFinding(id=id, parent=scope, code=code, about=about, reason=reason, on=tx.today)).id


@action(N_("Take up a finding again"))
def take_up_again(tx: Transaction, scope: Id, code: str, about: Id) -> None:
    for row in tx.where(AcceptedFinding, parent=scope, code=code, about=about):
        tx.about(row.reason[:60])
        tx.remove(row.id)


@action(N_("Choose a threshold"))
def choose_threshold(tx: Transaction, initiative: Id, name: str, value: int | None) -> None:
    """A figure of the checks for this initiative; None goes back to the default."""
    tx.need(Initiative, initiative)
    if name not in LIMITS:
        raise Refused("unknown_choice", choice=name)
    id = tx.derived_id("threshold", initiative, name)
    if value is not None:
        tx.put(Threshold(id=id, parent=initiative, name=name, value=value))
    elif tx.get(Threshold, id) is not None:
        tx.remove(id)


# ------------------------------------------------------------------------------------------------ questions


def findings(library: Reading, scope: Id | None = None, *, today: str) -> tuple[Finding, ...]:
    """Every finding of one initiative with its workshops, of one workshop, or (None) of everything; the most important first."""
    with _uncollected():
        return checks(library, scope, today=today, follows=False).findings(scope)


def checks(library: Reading, scope: Id | None = None, *, today: str, follows: bool = True) -> Checks:
    """Everything asked, for one initiative with its workshops, one workshop, or (None) everything there is. `follows`: changes will be told."""
    with _uncollected():
        if scope is None:
            shelf = Shelf(known(today), _fetch(library), _LAZY - {value.KIND.name for value in _WHOLE}, follows=follows)
            for value in READ:
                shelf.put(value, library.all(value), ordered=True)
            for value in _WHOLE:
                if value is Measurement:
                    shelf.put(value, _values(library), ordered=True)
                else:
                    shelf.put(value, library.all(value), ordered=True)
        else:
            shelf = Shelf(known(today), _fetch(library), _LAZY, follows=follows)
            _gather(library, shelf, scope)
        return Checks(shelf)


@contextmanager
def _uncollected() -> Iterator[None]:
    """A hundred thousand values and hardly one in a circle: looking for circles would take as long as all the rules."""
    collects = gc.isenabled()
    gc.disable()
    try:
        yield
    finally:
        if collects:
            gc.enable()


def thresholds(library: Reading, initiative: Id) -> dict[str, tuple[int, int | None]]:
    """Name -> (default, what the initiative has chosen), in their order."""
    own = {row.name: row.value for row in library.children(Threshold, initiative)}
    return {name: (default, own.get(name)) for name, default in LIMITS.items()}


def known(today: str) -> Known:
    """What comes with the program."""
    shipped = catalogue()
    facing = frozenset(d.slug for d in shipped.decision_types() if d.customer_facing)
    return Known(today, _sieve(), tuple((m.slug, m.most) for m in shipped.methods()), facing)


@cache
def _sieve() -> Sieve:
    return Sieve(platitudes())


def _gather(library: Reading, shelf: Shelf, scope: Id) -> None:
    """What stands under an initiative and its workshops, or under one workshop: a question a kind, each after what it may stand under."""
    tops: list[Row] = [row for value in (Initiative, Workshop) if (row := library.get(value, scope)) is not None]
    tops += library.where(Workshop, initiative=scope)
    of_workshop = [w.initiative for w in tops if isinstance(w, Workshop) and w.initiative and w.initiative != scope]
    tops += library.where(Initiative, id=of_workshop) if of_workshop else ()
    ids: dict[str, list[Id]] = {}
    for row in tops:
        shelf.put(type(row), (row,))
        if row.id == scope or isinstance(row, Workshop):
            ids.setdefault(row.KIND.name, []).append(row.id)
        else:
            shelf.put(Threshold, library.children(Threshold, row.id))
    for value in READ:
        if value in (Initiative, Workshop):
            continue
        above = [id for parent in value.KIND.parents if parent != value.KIND.name for id in ids.get(parent, ())]
        level: Sequence[Row] = library.where(value, parent=above) if above else ()
        while level:
            shelf.put(value, level)
            ids.setdefault(value.KIND.name, []).extend(row.id for row in level)
            below = value.KIND.name in value.KIND.parents
            level = library.where(value, parent=[row.id for row in level]) if below else ()


def _fetch(library: Reading) -> Callable[[type[Row], str, object], Iterable[Row]]:
    def fetch(value: type[Row], column: str, wanted: object) -> Iterable[Row]:
        return library.where(value, **{column: wanted}) if column else library.all(value)

    return fetch


def _values(library: Reading) -> Iterable[Measurement]:
    """Every value that was measured, by id and without its note: of these there are more than of all else."""
    names = ("id", "parent", "on", "value")
    return map(maker(Measurement, names), sorted(library.columns(Measurement, *names)))


# ------------------------------------------------------------------------------------------------ kept for a window


class Watch:
    """The findings of what a window looks at, true to the library at every asking."""

    def __init__(self, bench: Bench) -> None:
        self._bench = bench
        self._kept: dict[Id, Checks] = {}
        self._changed: Changes | None = None
        self.asked = 0  # questions that were asked since it was made, beyond the first time
        self._unlisten = bench.listen(self._hear, first=True)

    def findings(self, scope: Id, *, today: str) -> tuple[Finding, ...]:
        """Of an initiative with its workshops, or of a workshop."""
        self._follow()
        kept = self._kept.get(scope)
        if kept is None or kept.shelf.today != today:
            kept = self._kept[scope] = checks(self._bench.library, scope, today=today)
        return kept.findings(scope)

    def close(self) -> None:
        self._unlisten()
        self._kept.clear()

    def _hear(self, changes: Changes, _by: object) -> None:
        if self._kept:
            self._changed = changes if self._changed is None else self._changed.joined(changes)

    def _follow(self) -> None:
        changes, self._changed = self._changed, None
        if changes is None:
            return
        rows = {kind: ids for kind, ids in changes.rows.items() if kind in _KINDS}
        if sum(map(len, rows.values())) > MANY or Workshop.KIND.name in rows:  # a workshop may have come to another initiative
            self._kept.clear()
            return
        library = self._bench.library
        now = {kind: {r.id: r for r in library.where(SCHEMA.kinds[kind].value, id=list(ids))} for kind, ids in rows.items()}
        scopes = {id: library.scope_of(id) for kind, ids in rows.items() if kind not in _LAZY for id in ids}
        for kept in self._kept.values():
            held = kept.shelf.rows
            mine = {
                kind: [id for id in ids if kind in _LAZY or id in held.get(kind, {}) or self._is_in(kept, scopes[id])]
                for kind, ids in rows.items()
            }
            self.asked += kept.follow((kind, ids, now[kind]) for kind, ids in mine.items() if ids)

    def _is_in(self, kept: Checks, scope: Id | None) -> bool:
        return any(scope in kept.shelf.rows.get(value.KIND.name, {}) for value in (Initiative, Workshop))


_WATCHES: WeakKeyDictionary[Bench, Watch] = WeakKeyDictionary()


def watch(bench: Bench) -> Watch:
    """The one of this workbench."""
    held = _WATCHES.get(bench)
    if held is None:
        held = _WATCHES[bench] = Watch(bench)
    return held


# ------------------------------------------------------------------------------------------------ as words


@dataclass(frozen=True, slots=True)
class Line:
    """A finding as a line: what it is about is called, and what is so with it ("" where the rule's name says it)."""

    finding: Finding
    title: str
    detail: str


@dataclass(frozen=True, slots=True)
class Group:
    """A rule that noticed something: its name, why it matters, and each of those it is about."""

    code: str
    severity: str
    name: str
    why: str
    lines: tuple[Line, ...]


@dataclass(frozen=True, slots=True)
class Overview:
    """What there is to look over, a group a rule, the most important first; and what is let be, each with its reason."""

    groups: tuple[Group, ...]
    accepted: tuple[Group, ...]

    @property
    def count(self) -> int:
        return sum(len(group.lines) for group in self.groups)

    @property
    def blocking(self) -> tuple[Line, ...]:
        return tuple(line for group in self.groups if group.severity == BLOCKING for line in group.lines)


def overview(library: Reading, found: Iterable[Finding], language: Language, *, today: str) -> Overview:
    """Findings as words, in the order they are handed in."""
    speaks = Speaker(library, language, today)
    open_: list[Line] = []
    let_be: list[Line] = []
    for finding in found:
        (open_ if finding.accepted is None else let_be).append(speaks.line(finding))
    return Overview(_grouped(open_, language), _grouped(let_be, language))


def _grouped(lines: Iterable[Line], language: Language) -> tuple[Group, ...]:
    held: dict[str, list[Line]] = {}
    for line in lines:
        held.setdefault(line.finding.code, []).append(line)
    return tuple(
        Group(code, RULES[code].severity, wording_checks.name(code, language), wording_checks.why(code, language), tuple(mine))
        for code, mine in held.items()
    )


class Speaker:
    """Says findings in a language: knows what rows, people, units and roles are called."""

    def __init__(self, library: Reading, language: Language, today: str) -> None:
        self.library, self.language, self.today = library, language, today
        self.called = Called(
            lambda person: name_of(library, Person.KIND.name, person) or language.gettext("Somebody"),
            lambda unit: self.title(Unit.KIND.name, unit) or language.gettext("a unit that is gone"),
            lambda role: role_word(library, role, language),
            lambda kind: (decision_name(library, kind, language), catalogue().decision_type(kind) is not None),
        )

    def line(self, finding: Finding) -> Line:
        return Line(finding, self.title(finding.kind, finding.id).removesuffix("."), self.detail(finding))

    def detail(self, finding: Finding) -> str:
        return wording_checks.detail(finding, self.called, self.language, today=self.today, titles=self._named)

    def sentence(self, finding: Finding) -> str:
        return wording_checks.sentence(finding, self.called, self.language, today=self.today, titles=self._named)

    def title(self, kind: str, id: Id) -> str:
        """What a row is called: its own words, else what kind of thing it is; a day of a workshop by its date and its workshop."""
        row = self.library.get(SCHEMA.kinds[kind].value, id)
        if isinstance(row, Day):
            workshop = self.library.get(Workshop, row.parent)
            when = self.language.date(row.date, "short", today=self.today) if row.date else ""
            return ", ".join(filter(None, (workshop.title if workshop else "", when)))
        if isinstance(row, Person):
            return name_of(self.library, kind, id) or role_word(self.library, row.role, self.language)
        if isinstance(row, RaciRow) and not row.activity:
            about = row.module or row.action
            decision = decision_name(self.library, row.decision_type, self.language) if row.decision_type else ""
            return (self._named(about) if about else "") or decision or wording.kind_name(kind, self.language)
        if isinstance(row, Report | FollowUp) and not getattr(row, "title", "") and not getattr(row, "what", ""):
            return wording.kind_name(kind, self.language)
        return name_of(self.library, kind, id) or wording.kind_name(kind, self.language)

    def _named(self, id: Id) -> str:
        kind = self.library.kind_of(id)
        return self.title(kind, id) if kind is not None and kind in SCHEMA.kinds else ""


def as_text(seen: Overview, language: Language) -> str:
    """To paste into a mail: a line a rule, what it is about below it."""
    lines = []
    for group in seen.groups:
        lines.append(f"{group.name} ({len(group.lines)}) – {group.why}")
        lines += [f"  • {line.title}: {line.detail}" if line.detail else f"  • {line.title}" for line in group.lines]
    if seen.accepted:
        lines.append(language.gettext("Let be:"))
        for group in seen.accepted:
            lines += [f"  • {group.name}: {line.title} – {line.finding.accepted}" for line in group.lines]
    return "\n".join(lines)


def facts(bench: Bench, language: Language, *, today: str, scope: Id | None = None) -> list[dict[str, object]]:
    """For scripts: every finding as plain values (product.md section 8)."""
    speaks = Speaker(bench.library, language, today)
    return [
        {
            "code": f.code,
            "severity": f.severity,
            "kind": f.kind,
            "id": f.id,
            "title": speaks.title(f.kind, f.id),
            "reason": speaks.sentence(f),
            "why": wording_checks.why(f.code, language),
            "accepted": f.accepted is not None,
            "accepted_reason": f.accepted or "",
            "scope": f.scope,
        }
        for f in findings(bench.library, scope, today=today)
    ]


def findings_paper(library: Reading, initiative: Id, language: Language, today: str) -> FindingsPaper:
    """For paper, which anybody may ask to see: nothing about a person stands on it."""
    found = [f for f in findings(library, initiative, today=today) if f.kind != Person.KIND.name]
    seen = overview(library, found, language, today=today)
    return FindingsPaper(
        tuple(
            RulePaper(g.name, g.why, wording_checks.severity(g.severity, language), tuple((line.title, line.detail) for line in g.lines))
            for g in seen.groups
        ),
        tuple((g.name, line.title, line.finding.accepted or "") for g in seen.accepted for line in g.lines),
    )
