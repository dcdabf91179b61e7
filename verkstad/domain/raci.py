"""Whether a matrix of responsibility holds: one accountable a line, somebody who carries out, and whether whoever answers may decide.

Rules: measurement.md 3.8. A position is a role, in one unit or in whichever; letters are R (carries out), A (accountable), C (consulted),
I (informed) and AR for both of the first.
"""

from __future__ import annotations

from collections.abc import Callable, Iterable, Mapping, Sequence

from verkstad.domain.fields import Id
from verkstad.domain.responsibility import LETTERS, RaciCell
from verkstad.domain.values import frozen

Position = tuple[str, Id | None]
"""A role (slug or id), and the unit it is in; None for whichever."""

CONSULTED_MOST = 4
SHARE_MOST = 0.4
SHARE_FROM = 5
DECIDES = 2
"""More consulted on a line, and a larger share of the answers on one position where there are so many lines, get a word (own); a mandate from here on decides."""


@frozen
class NobodyAnswers:
    """E1: the line has no accountable."""


@frozen
class SeveralAnswer:
    """E1: more than one is accountable: then nobody is."""

    positions: tuple[Position, ...]


@frozen
class NobodyDoes:
    """E2: nobody carries it out."""


@frozen
class ManyConsulted:
    """W1: so many are asked first that it takes its time."""

    count: int
    most: int


@frozen
class OnlyAnswersAndHears:
    """W2: somebody answers and some are told, and nobody works."""


@frozen
class MayNotDecide:
    """W4: the accountable position has no mandate high enough for the line's type of decision; `held` is the level it has."""

    position: Position
    decision_type: str
    held: int


@frozen
class AnotherThanModule:
    """The module says that somebody else is accountable: `person` is who, and her own position is `position`."""

    person: Id
    position: Position | None


@frozen
class AnswersForTooMuch:
    """W3: one position is accountable for so many of the lines."""

    count: int
    lines: int


@frozen
class NoPart:
    """W5: the column is empty."""


LineFact = NobodyAnswers | SeveralAnswer | NobodyDoes | ManyConsulted | OnlyAnswersAndHears | MayNotDecide | AnotherThanModule
ColumnFact = AnswersForTooMuch | NoPart
ERRORS = (NobodyAnswers, SeveralAnswer, NobodyDoes)
"""Facts that make a matrix not hold; the others are worth a word."""


@frozen
class Answered:
    """Who the module of a line says is accountable, and her position (None: nobody has said her role)."""

    person: Id
    position: Position | None = None


@frozen
class Line:
    """One line with the letters of its cells, and what is worth a word about it. `empty`: nothing is filled in yet."""

    id: Id
    letters: Mapping[Position, str]
    facts: tuple[LineFact, ...] = ()

    @property
    def empty(self) -> bool:
        return not self.letters

    @property
    def holds(self) -> bool:
        return not any(isinstance(f, ERRORS) for f in self.facts)


@frozen
class Matrix:
    """The lines and the columns, and what is worth a word about each."""

    lines: tuple[Line, ...]
    columns: tuple[Position, ...]
    about_columns: Mapping[Position, tuple[ColumnFact, ...]]

    @property
    def valid(self) -> bool:
        """No line has an error; a matrix without lines says nothing."""
        return bool(self.lines) and all(line.holds for line in self.lines)


def next_letter(held: str, pressed: str) -> str:
    """What a cell holds after a key: R and A join, the same letter again takes itself away, any other takes its place."""
    if pressed not in LETTERS:
        return ""
    if pressed in ("R", "A"):
        if held == "AR":
            return "A" if pressed == "R" else "R"
        if held in ("R", "A") and held != pressed:
            return "AR"
    return "" if held == pressed else pressed


def matrix(
    rows: Sequence[Id],
    cells: Iterable[RaciCell],
    *,
    decides: Mapping[Id, str] | None = None,
    answers: Mapping[Id, Answered] | None = None,
    level: Callable[[Position, str], int] = lambda _position, _type: DECIDES,
) -> Matrix:
    """The matrix of `rows` (ids in their order). `decides`: line -> its type of decision; `answers`: line -> who its module holds accountable;
    `level`: how high a mandate a position has for a type of decision today. A cell without a letter keeps its column in the matrix."""
    letters: dict[Id, dict[Position, str]] = {id: {} for id in rows}
    columns: dict[Position, None] = {}
    for cell in cells:
        if cell.parent not in letters or not cell.role:
            continue
        position = cell.role, cell.unit or None
        columns[position] = None
        if cell.letter in LETTERS:
            letters[cell.parent][position] = cell.letter
    lines = []
    for id in rows:
        facts = line_facts(letters[id], decision_type=(decides or {}).get(id, ""), answered=(answers or {}).get(id), level=level)
        lines.append(Line(id, letters[id], facts))
    return Matrix(tuple(lines), tuple(columns), {c: column_facts(c, letters.values()) for c in columns})


def line_facts(
    letters: Mapping[Position, str],
    *,
    decision_type: str = "",
    answered: Answered | None = None,
    level: Callable[[Position, str], int] = lambda _position, _type: DECIDES,
) -> tuple[LineFact, ...]:
    """What is worth a word about a line, errors first."""
    accountable = tuple(p for p, letter in letters.items() if letter in ("A", "AR"))
    found: list[LineFact] = []
    if not accountable:
        found.append(NobodyAnswers())
    elif len(accountable) > 1:
        found.append(SeveralAnswer(accountable))
    if not any(letter in ("R", "AR") for letter in letters.values()):
        found.append(NobodyDoes())
    said = set(letters.values())
    if said == {"A", "I"}:
        found.append(OnlyAnswersAndHears())
    consulted = sum(letter == "C" for letter in letters.values())
    if consulted > CONSULTED_MOST:
        found.append(ManyConsulted(consulted, CONSULTED_MOST))
    if decision_type:
        for position in accountable:
            held = level(position, decision_type)
            if held < DECIDES:
                found.append(MayNotDecide(position, decision_type, held))
    if answered is not None and accountable and not any(same(p, answered.position) for p in accountable):
        found.append(AnotherThanModule(answered.person, answered.position))
    return tuple(found)


def column_facts(column: Position, lines: Iterable[Mapping[Position, str]]) -> tuple[ColumnFact, ...]:
    rows = tuple(lines)
    if not any(column in letters for letters in rows):
        return (NoPart(),)
    count = sum(letters.get(column) in ("A", "AR") for letters in rows)
    if len(rows) >= SHARE_FROM and count / len(rows) > SHARE_MOST:
        return (AnswersForTooMuch(count, len(rows)),)
    return ()


def same(column: Position, position: Position | None) -> bool:
    """Whether a column is of that position: the same role, in that unit or in whichever."""
    return position is not None and column[0] == position[0] and column[1] in (None, position[1])
