"""The matrix of responsibility: lines of what is to be done, positions across, a letter in each cell, and what is worth a word about it."""

from __future__ import annotations

from collections.abc import Callable, Sequence

from verkstad.app.catalogue import catalogue
from verkstad.app.mandates import decision_name, role_word
from verkstad.app.teams import modules_of
from verkstad.app.telling import changing
from verkstad.app.workbench import action
from verkstad.documents.office_sheet import Cell, Grid, csv_file, xlsx_file
from verkstad.domain.actions import Action
from verkstad.domain.errors import Refused
from verkstad.domain.fields import Id
from verkstad.domain.initiative import Initiative
from verkstad.domain.likeness import standing_for
from verkstad.domain.mandates import DecisionType, Mandate, Rating, RoleMandate, level_on
from verkstad.domain.modules import DONE, Module
from verkstad.domain.people import Person, Role, Unit
from verkstad.domain.raci import Answered, Line, Matrix, Position, matrix
from verkstad.domain.responsibility import LETTERS, RaciCell, RaciRow
from verkstad.domain.teams import Member, Team
from verkstad.domain.values import frozen
from verkstad.i18n import N_, Language
from verkstad.storage.library import Reading
from verkstad.storage.writing import Transaction
from verkstad.wording_teams import position_words

# ------------------------------------------------------------------------------------------------ lines


@action(N_("Add line of responsibility"))
def add_line(
    tx: Transaction, initiative: Id, activity: str = "", *, module: Id | None = None, of_action: Id | None = None, decision_type: str = ""
) -> Id:
    """Something to be done, in words or as the module, the action or the type of decision it is about."""
    tx.need(Initiative, initiative)
    activity = " ".join(activity.split())
    if not (activity or module or of_action or decision_type):
        raise Refused("empty_name")
    if module is not None:
        tx.need(Module, module)
    if of_action is not None:
        tx.need(Action, of_action)
    if decision_type and catalogue().decision_type(decision_type) is None:
        tx.need(DecisionType, decision_type)
    tx.about(activity)
    rank = tx.rank_last(RaciRow, initiative)
    return tx.put(RaciRow(parent=initiative, rank=rank, activity=activity, module=module, action=of_action, decision_type=decision_type)).id


change_line = changing(RaciRow, N_("Change line of responsibility"), called="verkstad.app.responsibility.change_line")


@action(N_("Move line of responsibility"))
def move_line(tx: Transaction, line: Id, after: Id | None) -> None:
    row = tx.need(RaciRow, line)
    if after != line:
        tx.put(row.with_(rank=tx.rank(RaciRow, row.parent, after)))


@action(N_("Remove lines of responsibility"))
def remove_lines(tx: Transaction, lines: Sequence[Id]) -> None:
    """A position that stood in none but these keeps its column while there is another line."""
    for line in lines:
        row = tx.need(RaciRow, line)
        tx.about(row.activity)
        rest = [r.id for r in tx.children(RaciRow, row.parent or "") if r.id != line]
        held = {_key(c) for c in tx.where(RaciCell, parent=tuple(rest))} if rest else set()
        for cell in tx.children(RaciCell, line):
            if rest and _key(cell) not in held:
                _cell(tx, rest[0], cell.role, cell.unit)
        tx.remove(line)


# ------------------------------------------------------------------------------------------------ columns and letters


@action(N_("Take a position into the matrix"))
def add_position(tx: Transaction, initiative: Id, role: str, unit: Id | None = None) -> None:
    """A column of its own, still without letters. There must be a line."""
    lines = tx.children(RaciRow, initiative)
    if not lines:
        raise Refused("no_line")
    _known_role(tx, role)
    if unit is not None:
        tx.need(Unit, unit)
    ids = tuple(x.id for x in lines)
    if not any(_key(c) == (role, unit) for c in tx.where(RaciCell, parent=ids)):
        _cell(tx, ids[0], role, unit)


@action(N_("Take a position out of the matrix"))
def remove_position(tx: Transaction, initiative: Id, role: str, unit: Id | None = None) -> None:
    """With its letters."""
    for line in tx.children(RaciRow, initiative):
        for cell in tx.children(RaciCell, line.id):
            if _key(cell) == (role, unit):
                tx.remove(cell.id)


@action(N_("Say what a position does"))
def say_letter(tx: Transaction, line: Id, role: str, unit: Id | None, letter: str) -> None:
    """R, A, C, I or AR; "" for nothing: the position keeps its column."""
    if letter not in ("", *LETTERS):
        raise ValueError(f"no such letter: {letter}")
    row = tx.need(RaciRow, line)
    tx.about(row.activity)
    cell = _cell(tx, line, role, unit)
    tx.put(cell.with_(letter=letter))


@action(N_("Make the matrix from modules and actions"))
def make_matrix(tx: Transaction, initiative: Id) -> int:
    """A line for each module that is not done and each open action of the initiative that has none, columns for the positions on the map and
    for the roles of the teams. Whoever is accountable for a module is so here, whoever has an action carries it out. How many lines came."""
    tx.need(Initiative, initiative)
    before = tx.children(RaciRow, initiative)
    modules = [m for m in modules_of(tx, initiative) if m.status not in DONE]
    actions = [a for a in tx.children(Action, initiative) if a.status in ("open", "doing")]
    there = {r.module for r in before} | {r.action for r in before}
    made: list[Id] = []
    for module in modules:
        if module.id not in there:
            made.append(_line(tx, initiative, module=module.id))
            _letter_of(tx, made[-1], module.accountable, "A")
    for row in actions:
        if row.id not in there:
            made.append(_line(tx, initiative, of_action=row.id))
            _letter_of(tx, made[-1], row.owner, "R")
    lines = [r.id for r in before] + made
    if not lines:
        raise Refused("nothing_to_make_of")
    held = {_key(c) for c in tx.where(RaciCell, parent=tuple(lines))}
    for position in _positions(tx, initiative):
        if position not in held:
            held.add(position)
            _cell(tx, lines[0], *position)
    return len(made)


# ------------------------------------------------------------------------------------------------ questions


@frozen
class LineOf:
    """A line as the matrix shows it: what it is called, what kind of thing, and its letters with what is worth a word."""

    row: RaciRow
    called: str
    form: str  # "module", "action", "decision" or ""
    line: Line

    @property
    def id(self) -> Id:
        return self.row.id


@frozen
class Raci:
    """The matrix with the words for its lines and positions. `names`: position -> (role, unit's name or "")."""

    lines: tuple[LineOf, ...]
    matrix: Matrix
    names: dict[Position, tuple[str, str]]

    def position_words(self, position: Position) -> str:
        role, unit = self.names[position]
        return position_words(role, unit)


def raci(library: Reading, initiative: Id, speaks: Language, today: str) -> Raci:
    rows = library.children(RaciRow, initiative)
    if not rows:
        return Raci((), Matrix((), (), {}), {})
    ids = tuple(r.id for r in rows)
    modules = {m.id: m for m in modules_of(library, initiative)}
    answers = {r.id: told for r in rows if r.module in modules and (told := _answered(library, modules[r.module])) is not None}
    made = matrix(
        ids,
        library.where(RaciCell, parent=ids),
        decides={r.id: r.decision_type for r in rows if r.decision_type},
        answers=answers,
        level=_levels(library, today) if any(r.decision_type for r in rows) else lambda _position, _type: 0,
    )
    units = {u.id: u.short or u.name for u in library.all(Unit)}
    names = {p: (role_word(library, p[0], speaks), units.get(p[1], "–") if p[1] else "") for p in made.columns}
    order = sorted(made.columns, key=lambda p: (speaks.sort_key(names[p][0]), speaks.sort_key(names[p][1])))
    made = Matrix(made.lines, tuple(order), made.about_columns)
    lines = tuple(LineOf(r, *_called(library, r, modules, speaks), line) for r, line in zip(rows, made.lines, strict=True))
    return Raci(lines, made, names)


def raci_file(told: Raci, heads: tuple[str, str], remark: Callable[[LineOf], str], *, as_csv: bool) -> bytes:
    """The matrix as a spreadsheet: what is to be done, a column for each position, and what is worth a word. `heads`: of the first and the last."""
    rows: list[tuple[Cell, ...]] = [(x.called, *(x.line.letters.get(p, "") for p in told.matrix.columns), remark(x)) for x in told.lines]
    columns = tuple(told.position_words(p) for p in told.matrix.columns)
    grid = Grid("RACI", (heads[0], *columns, heads[1]), tuple(rows), (44, *(14 for _c in columns), 60))
    return csv_file(grid) if as_csv else xlsx_file(grid)


def offers(library: Reading, initiative: Id) -> tuple[tuple[Module, ...], tuple[Action, ...]]:
    """What a line can be about: the modules and the open actions."""
    actions = tuple(a for a in library.children(Action, initiative) if a.status in ("open", "doing"))
    return modules_of(library, initiative), actions


def _called(library: Reading, row: RaciRow, modules: dict[Id, Module], speaks: Language) -> tuple[str, str]:
    if row.module in modules:
        return row.activity or modules[row.module].title, "module"
    about = library.get(Action, row.action) if row.action else None
    if about is not None:
        return row.activity or about.what, "action"
    if row.decision_type:
        return row.activity or decision_name(library, row.decision_type, speaks), "decision"
    return row.activity or speaks.gettext("Something that is gone"), ""


def _answered(library: Reading, module: Module) -> Answered | None:
    person = library.get(Person, module.accountable) if module.accountable else None
    if person is None:
        return None
    return Answered(person.id, (person.role, person.unit) if person.role else None)


def _levels(library: Reading, today: str) -> Callable[[Position, str], int]:
    """The highest level a position holds: of its role in that unit, or of somebody who has it."""
    held: dict[tuple[str, Id | None, str], int] = {}
    people = {p.id: p for p in library.all(Person)}
    stands = standing_for({p.id: p.same_as for p in people.values()})
    told = [(m.role, m.unit, m.decision_type, level_on(m, today)) for m in library.all(RoleMandate)]
    for m in library.all(Mandate):
        owner = people.get(stands.get(m.parent or "", ""))
        if owner is not None and owner.role:
            told.append((owner.role, owner.unit, m.decision_type, level_on(m, today)))
    for role, unit, kind, worth in told:
        for at in {unit, None}:  # one in whichever unit counts for a column that names none
            held[role, at, kind] = max(held.get((role, at, kind), 0), worth)
    everywhere = {(role, kind): worth for role, unit, kind, worth in sorted(told, key=lambda t: t[3]) if unit is None}

    def level(position: Position, kind: str) -> int:
        role, unit = position
        return max(held.get((role, unit, kind), 0), everywhere.get((role, kind), 0))

    return level


def _positions(tx: Transaction, initiative: Id) -> tuple[Position, ...]:
    """The positions on the map, then the roles of those in the teams that no place on the map covers."""
    found = dict.fromkeys((r.role, r.unit) for r in tx.where(Rating, parent=initiative) if r.role)
    roles = {role for role, _unit in found}
    for team in tx.children(Team, initiative):
        for member in tx.children(Member, team.id):
            person = tx.get(Person, member.person)
            if person is not None and person.role and person.role not in roles:
                found[person.role, None] = None
    return tuple(found)


# ------------------------------------------------------------------------------------------------ rules of input


def _line(tx: Transaction, initiative: Id, *, module: Id | None = None, of_action: Id | None = None) -> Id:
    return tx.put(RaciRow(parent=initiative, rank=tx.rank_last(RaciRow, initiative), module=module, action=of_action)).id


def _letter_of(tx: Transaction, line: Id, person: Id | None, letter: str) -> None:
    row = tx.get(Person, person) if person else None
    if row is not None and row.role:
        tx.put(_cell(tx, line, row.role, row.unit).with_(letter=letter))


def _cell(tx: Transaction, line: Id, role: str, unit: Id | None) -> RaciCell:
    id = tx.derived_id("raci_cell", line, role, unit or "")
    return tx.get(RaciCell, id) or tx.put(RaciCell(id=id, parent=line, role=role, unit=unit))


def _key(cell: RaciCell) -> Position:
    return cell.role, cell.unit or None


def _known_role(tx: Transaction, role: str) -> None:
    if catalogue().role(role) is None:
        tx.need(Role, role)
