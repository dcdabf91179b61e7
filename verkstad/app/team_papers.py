"""What the paper of teams, positions and mandates shows, in the language of the paper."""

from __future__ import annotations

from collections.abc import Callable

from verkstad.app import mandates, teams
from verkstad.app.catalogue import catalogue
from verkstad.documents.change_paper import MandatePaper, MemberPaper, PositionPaper, TeamPaper
from verkstad.domain.fields import Id
from verkstad.domain.modules import DONE
from verkstad.domain.people import Unit
from verkstad.i18n import Language
from verkstad.storage.library import Reading
from verkstad.wording import choice_name
from verkstad.wording_teams import Called, fact_sentences, position_sentence, time_sentence

Who = Callable[[Id | None], str]


def teams_paper(library: Reading, initiative: Id, speaks: Language, who: Who, today: str) -> tuple[TeamPaper, ...]:
    """Each team with its members, its charter and what it lacks; in the order of the page."""
    everybody = teams.pool(library, today)
    unit_names = {u.id: u.name for u in library.all(Unit)}
    called = Called(
        lambda id: who(id) or speaks.gettext("Somebody"),
        lambda id: unit_names.get(id, "–"),
        lambda role: mandates.role_word(library, role, speaks),
        lambda type: (mandates.decision_name(library, type, speaks), catalogue().decision_type(type) is not None),
    )
    found = []
    for line in teams.board(library, initiative, everybody).teams:
        team = line.team
        works_on = [
            f"{m.title} ({choice_name('module', 'status', m.status, speaks).lower()})" for m in line.modules if m.status not in DONE
        ]
        members = []
        for x in line.members:
            share = x.who.candidate.percent if x.member.percent is None else x.member.percent
            members.append(
                MemberPaper(
                    called.person(x.who.id), x.who.person.unit_name, x.member.part, share, x.who.candidate.confirmed,
                    x.who.candidate.meets_customers, x.who.competences,
                )
            )  # fmt: skip
        found.append(
            TeamPaper(
                id=team.id,
                title=team.title,
                purpose=team.purpose,
                works_on=tuple(works_on),
                value_stream=team.value_stream,
                accountable=who(team.accountable),
                cadence=team.cadence,
                fixed=team.fixed,
                free=team.free,
                agreements=team.agreements,
                revisit_on=team.revisit_on or "",
                accepted=team.gap_accepted,
                members=tuple(members),
                lacks=tuple(said for said, gap in fact_sentences(line.facts, called, speaks) if gap),
                time=time_sentence(line.look.time, speaks),
            )
        )
    return tuple(found)


def positions_paper(library: Reading, initiative: Id, speaks: Language) -> tuple[PositionPaper, ...]:
    """The positions that are on the map, by insight and mandate."""
    lines = [x for x in mandates.position_lines(library, initiative) if x.position.quadrant is not None]
    return tuple(
        PositionPaper(
            mandates.role_word(library, x.position.role, speaks), x.unit_name, x.position.insight or 0, x.position.mandate or 0,
            x.position.quadrant or "", position_sentence(x.position, speaks), x.position.discuss,
        )
        for x in lines
    )  # fmt: skip


def mandates_paper(library: Reading, speaks: Language, who: Who, today: str) -> tuple[MandatePaper, ...]:
    """The register, by decision and then by who has it. What has run out is there, and says so."""
    rows = []
    for x in mandates.register(library, today):
        owner = who(x.person.id) if x.person else mandates.role_word(library, x.role, speaks)
        m = x.mandate
        rows.append(
            MandatePaper(
                mandates.decision_name(library, m.decision_type, speaks), owner, x.unit_name, m.level or 0, m.limit, m.granted_by, m.delegation,
                m.until or "", x.expired, m.able, of_role=x.person is None,
            )
        )  # fmt: skip
    return tuple(sorted(rows, key=lambda r: (speaks.sort_key(r.decision), -r.level, speaks.sort_key(r.owner))))
