"""Rules about who answers for what, and whether those who know meet those who may decide."""

from __future__ import annotations

from verkstad.domain.checks.rules import HINT, WARNING, Fact, Look, fact, rule
from verkstad.domain.checks.views import living
from verkstad.domain.fields import Id
from verkstad.domain.initiative import Initiative
from verkstad.domain.insights import Forum, ForumMember
from verkstad.domain.mandates import Rating, RoleMandate, level_on, positions
from verkstad.domain.paths import Table, broken, paths
from verkstad.domain.raci import (
    AnswersForTooMuch,
    LineFact,
    ManyConsulted,
    MayNotDecide,
    NobodyAnswers,
    NobodyDoes,
    OnlyAnswersAndHears,
    Position,
    SeveralAnswer,
    column_facts,
    line_facts,
)
from verkstad.domain.responsibility import LETTERS, RaciCell, RaciRow, ValueWord


def letters(line: RaciRow, look: Look) -> dict[Position, str]:
    """Position -> letter; a cell without one says nothing."""
    return {(c.role, c.unit or None): c.letter for c in look.children(RaciCell, line.id) if c.role and c.letter in LETTERS}


def line_noticed(line: RaciRow, look: Look) -> tuple[LineFact, ...]:
    """What the matrix itself says of a line; an empty one is a sketch."""
    held = look.view(letters, line)
    if not held:
        return ()

    def level(position: Position, decision_type: str) -> int:
        role, unit = position
        rows = [m for m in look.naming(RoleMandate, "role", role) if m.decision_type == decision_type and m.unit in (None, unit)]
        return max((level_on(m, look.today) for m in rows), default=0)

    return line_facts(held, decision_type=line.decision_type, level=level)


def _line(line: RaciRow, look: Look, *kinds: type) -> LineFact | None:
    return next((f for f in look.view(line_noticed, line) if isinstance(f, kinds)), None)


@rule("V1201", WARNING, RaciRow, requirements=("002-15",))
def not_one_accountable(line: RaciRow, look: Look) -> Fact | None:
    """Nobody is accountable for the line, or several are."""
    found = _line(line, look, NobodyAnswers, SeveralAnswer)
    return fact(count=len(found.positions) if isinstance(found, SeveralAnswer) else 0) if found is not None else None


@rule("V1202", WARNING, RaciRow, requirements=("002-15",))
def nobody_carries_out(line: RaciRow, look: Look) -> Fact | None:
    return fact() if _line(line, look, NobodyDoes) is not None and _line(line, look, OnlyAnswersAndHears) is None else None


@rule("V1203", HINT, RaciRow, requirements=("002-15",))
def many_consulted(line: RaciRow, look: Look) -> Fact | None:
    found = _line(line, look, ManyConsulted)
    return fact(count=found.count, most=found.most) if isinstance(found, ManyConsulted) else None


@rule("V1204", WARNING, RaciRow, requirements=("002-15",))
def only_answers_and_hears(line: RaciRow, look: Look) -> Fact | None:
    return fact() if _line(line, look, OnlyAnswersAndHears) is not None else None


@rule("V1205", WARNING, RaciRow, requirements=("002-07", "002-15"))
def accountable_may_not_decide(line: RaciRow, look: Look) -> Fact | None:
    found = _line(line, look, MayNotDecide)
    return fact(roles=(found.position[0],)) if isinstance(found, MayNotDecide) else None


@rule("V1206", HINT, Initiative, requirements=("002-15",))
def answers_for_too_much(initiative: Initiative, look: Look) -> Fact | None:
    """One position is accountable for more than two fifths of the lines."""
    lines = [look.view(letters, row) for row in look.children(RaciRow, initiative.id)]
    columns = sorted({position for held in lines for position in held}, key=str)
    heavy = [c for c in columns if any(isinstance(f, AnswersForTooMuch) for f in column_facts(c, lines))]
    return fact(roles=tuple(role for role, _unit in heavy)) if heavy else None


def _seat(member: ForumMember, look: Look) -> tuple[str, Id | None]:
    person = living(member.person, look)
    return (person.role, person.unit) if person is not None else (member.role, member.unit)


@rule("V1207", WARNING, Initiative, requirements=("002-05", "002-06", "004-06"))
def path_is_broken(initiative: Initiative, look: Look) -> Fact | None:
    """A position that knows and may not change shares no active forum with anybody who may."""
    forums = [f for f in look.children(Forum, initiative.id) if not f.resting]
    tables = [Table(f.id, f.title, tuple(_seat(m, look) for m in look.children(ForumMember, f.id))) for f in forums]
    found = broken(paths(positions(look.children(Rating, initiative.id)), tables))
    return fact(roles=tuple(dict.fromkeys(p.position.role for p in found))) if found else None


@rule("V1208", HINT, ValueWord, requirements=("004-07",))
def value_word_without_deeds(word: ValueWord, look: Look) -> Fact | None:
    """A value word is what one does and what one stops doing, before it goes on paper."""
    lacks = tuple(name for name, said in (("we_do", word.we_do), ("we_stop", word.we_stop)) if not said.strip())
    return fact(lacks=lacks) if word.word.strip() and lacks else None
