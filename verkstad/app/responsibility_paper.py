"""From the library to the paper about responsibility, stakeholders, paths, forces and words."""

from __future__ import annotations

from collections.abc import Callable

from verkstad import wording
from verkstad.app import glossary, mandates, paths, stakeholders, teams
from verkstad.app.responsibility import raci
from verkstad.documents.responsibility_paper import (
    DelegationPaper,
    ExpectationPaper,
    ForcePaper,
    FrontPaper,
    PathPaper,
    RaciLinePaper,
    ResponsibilityPaper,
    StakeholderPaper,
    TermPaper,
    ValueWordPaper,
)
from verkstad.domain.fields import Id
from verkstad.domain.stakeholding import balance
from verkstad.i18n import Language
from verkstad.storage.library import Reading
from verkstad.wording_responsibility import balance_sentence, column_sentences, line_sentences
from verkstad.wording_teams import level_words


def responsibility_paper(
    library: Reading, initiative: Id, speaks: Language, who: Callable[[Id | None], str], today: str
) -> ResponsibilityPaper:
    """`who` gives what a person is called on this paper: her name, or with roles only her role."""
    told = raci(library, initiative, speaks, today)
    everybody = teams.pool(library, today)
    forces = stakeholders.forces(library, initiative)
    words = glossary.value_words(library, initiative)

    def decision(slug: str) -> str:
        return mandates.decision_name(library, slug, speaks)

    def role(slug: str) -> str:
        return mandates.role_word(library, slug, speaks) if slug else ""

    return ResponsibilityPaper(
        positions=tuple(told.position_words(p) for p in told.matrix.columns),
        lines=tuple(
            RaciLinePaper(
                x.called,
                tuple(x.line.letters.get(p, "") for p in told.matrix.columns),
                line_sentences(x.line, told.position_words, lambda id: who(id) or speaks.gettext("Somebody"), decision, speaks),
            )
            for x in told.lines
        ),
        about=column_sentences(told.matrix, told.position_words, speaks),
        stakeholders=tuple(
            StakeholderPaper(
                x.id, x.row.name, x.unit, x.row.influence, x.row.interest, x.place or "",
                wording.choice_name("stakeholder", "stance", x.row.stance, speaks) if x.row.stance else "", x.row.understands, x.row.next_contact,
            )
            for x in stakeholders.stakeholder_lines(library, initiative)
        ),
        paths=tuple(
            PathPaper(x.position, tuple(zip(x.through, x.forums, strict=True)), x.to, x.path.broken)
            for x in paths.path_lines(library, initiative, speaks)
        ),
        fronts=tuple(
            FrontPaper(x.module.title, len(x.front.taken), len(x.front.taken) + len(x.front.lacking), tuple(map(decision, x.front.lacking)))
            for x in paths.front_lines(library, initiative, everybody)
        ),
        delegations=tuple(
            DelegationPaper(x.called, x.modules, level_words(x.needed, speaks), level_words(x.held, speaks), x.may, x.points, x.gap > 0)
            for x in paths.delegated(library, initiative, everybody, speaks, today)
        ),
        forces=tuple(ForcePaper(f.says, f.side == "driver", f.strength, f.within_control, f.protects) for f in forces),
        balance=balance_sentence(balance(forces), speaks) if forces else "",
        expectations=tuple(
            ExpectationPaper(
                role(x.of_role), role(x.to_role), x.says, wording.choice_name("expectation", "answer", x.answer, speaks) if x.answer else "", x.answer_why
            )
            for x in stakeholders.expectations(library, initiative)
        ),
        terms=tuple(
            TermPaper(t.word, t.meaning, t.used_by) for t in sorted(glossary.terms(library, initiative), key=lambda t: speaks.sort_key(t.word))
        ),
        values=tuple(ValueWordPaper(w.word, w.we_do, w.we_stop) for w in words if not glossary.lacks(w)),
        waiting=sum(bool(glossary.lacks(w)) for w in words),
    )  # fmt: skip
