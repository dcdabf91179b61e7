"""Facts about responsibility, stakeholders, paths and the pulse as sentences; the same on screen and on paper."""

from __future__ import annotations

from collections.abc import Callable

from verkstad.domain.fields import Id
from verkstad.domain.pulsing import Round
from verkstad.domain.raci import (
    AnotherThanModule,
    AnswersForTooMuch,
    Line,
    LineFact,
    ManyConsulted,
    Matrix,
    MayNotDecide,
    NobodyAnswers,
    NobodyDoes,
    NoPart,
    Position,
    SeveralAnswer,
)
from verkstad.domain.stakeholding import Balance
from verkstad.i18n import N_, Language

PLACES = {
    "keep_satisfied": N_("keep satisfied"),
    "work_closely": N_("work closely"),
    "keep_informed": N_("keep informed"),
    "watch": N_("watch"),
}
"""What a place on the map is called: of groups and positions, never of persons."""
LETTERS = {
    "R": N_("carries out"),
    "A": N_("accountable"),
    "C": N_("consulted"),
    "I": N_("informed"),
    "AR": N_("accountable and carries out"),
}
LEVELS_OF_PULSE = {
    "trust": N_("Trust"),
    "candour": N_("Candour"),
    "commitment": N_("Commitment"),
    "accountability": N_("Accountability"),
    "results": N_("Results"),
}
STATEMENTS = {
    "trust": (
        N_("We say when we do not know."), N_("We ask each other for help."), N_("We say that we were wrong when we were."),
    ),
    "candour": (
        N_("We say what we think while we are together."), N_("We talk about the hard things first."), N_("We can disagree and eat lunch together afterwards."),
    ),
    "commitment": (
        N_("Everybody can tell what we decided."), N_("We do what we decided, those who wanted something else too."), N_("We decide although not everything is known."),
    ),
    "accountability": (
        N_("We tell each other when something is late."), N_("It shows who does what until when."), N_("We dare to say that something is not good enough."),
    ),
    "results": (
        N_("We know what has become better for the customer."), N_("We put what we reach together before our own."), N_("We stop what does not help."),
    ),
}  # fmt: skip
"""Three statements for each level, answered with 1 (seldom), 2 (sometimes), 3 (usually): own words after Lencioni's five levels."""
STATES = {"fine": N_("fine"), "could_be": N_("could become a problem"), "address": N_("talk about it")}


PERSPECTIVES = {
    "leadership": N_("leadership"),
    "digital": N_("digitalisation or IT"),
    "operations": N_("the operations"),
    "customers": N_("those who meet customers"),
}


def perspectives_sentence(missing: tuple[str, ...], language: Language) -> str:
    """Who is not represented at a workshop; "" when all four perspectives are."""
    if not missing:
        return ""
    who = language.listing(language.gettext(PERSPECTIVES[m]) for m in missing)
    return language.gettext("Nobody who comes speaks for %(who)s.", who=who)


def place_word(place: str | None, language: Language) -> str:
    return language.gettext(PLACES[place]) if place in PLACES else language.gettext("not placed yet")


def line_sentences(
    line: Line, position: Callable[[Position], str], person: Callable[[Id], str], decision: Callable[[str], str], language: Language
) -> tuple[str, ...]:
    """What is worth a word about a line, errors first; a line nobody has begun says only that."""
    if line.empty:
        return (language.gettext("Not filled in yet"),)
    return tuple(_line_fact(f, position, person, decision, language) for f in line.facts)


def _line_fact(
    fact: LineFact, position: Callable[[Position], str], person: Callable[[Id], str], decision: Callable[[str], str], language: Language
) -> str:
    _ = language.gettext
    if isinstance(fact, NobodyAnswers):
        return _("Nobody is accountable")
    if isinstance(fact, SeveralAnswer):
        return _("Several are accountable: %(positions)s", positions=language.listing(position(p) for p in fact.positions))
    if isinstance(fact, NobodyDoes):
        return _("Nobody carries it out")
    if isinstance(fact, ManyConsulted):
        return _("%(n)d are consulted before: who can be informed instead?", n=fact.count)
    if isinstance(fact, MayNotDecide):
        return _(
            "%(position)s is accountable and has level %(held)d for “%(decision)s”: it takes 2",
            position=position(fact.position), held=fact.held, decision=decision(fact.decision_type),
        )  # fmt: skip
    if isinstance(fact, AnotherThanModule):
        return _("The module has somebody else accountable: %(person)s", person=person(fact.person))
    return _("Somebody is accountable and some are informed, and nobody works with it")


def column_sentences(matrix: Matrix, position: Callable[[Position], str], language: Language) -> tuple[str, ...]:
    """What is worth a word about the positions: who answers for too much, then those without a part in one sentence."""
    _ = language.gettext
    said = [
        _("%(position)s is accountable for %(n)d of %(all)d lines", position=position(p), n=f.count, all=f.lines)
        for p in matrix.columns
        for f in matrix.about_columns[p]
        if isinstance(f, AnswersForTooMuch)
    ]
    idle = [position(p) for p in matrix.columns if any(isinstance(f, NoPart) for f in matrix.about_columns[p])]
    if idle:
        said.append(_("No part in anything yet: %(positions)s", positions=language.listing(idle)))
    return tuple(said)


def balance_sentence(balance: Balance, language: Language) -> str:
    """The two sums beside each other: what one talks about, not what decides."""
    _ = language.gettext
    said = _("Driving %(drivers)d, restraining %(restraints)d", drivers=balance.drivers, restraints=balance.restraints)
    if balance.unsaid:
        said = f"{said} · {language.ngettext('%(n)d has no strength yet', '%(n)d have no strength yet', balance.unsaid)}"
    return said


def steps_sentence(steps: int | None, through: tuple[str, ...], to: str, language: Language) -> str:
    """How long the way is: "1 steg: Insiktsbordet → Verksamhetschef"."""
    if steps is None:
        return language.gettext("No way at all to anybody who may decide")
    way = " → ".join((*through, to))
    return language.ngettext("%(n)d step: %(way)s", "%(n)d steps: %(way)s", steps, way=way)


def pulse_sentence(told: Round, language: Language) -> str:
    """A round in a line: how many answered, and the first level to talk about."""
    _, many = language.gettext, language.ngettext("%(n)d answer", "%(n)d answers", told.count)
    if told.hidden:
        return _("%(answers)s: shown when four have answered", answers=many)
    low = told.lowest
    if low is None:
        return _("%(answers)s: all five levels are fine", answers=many)
    return _("%(answers)s: begin with %(level)s", answers=many, level=_(LEVELS_OF_PULSE[low.name]).lower())
