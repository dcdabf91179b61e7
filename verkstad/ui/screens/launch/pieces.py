"""What the tabs of the page share: what is asked of the library, and the line of an audience in words."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from typing import Any

from verkstad.app.launch import AudienceLine
from verkstad.app.phrases import phrases_asked
from verkstad.domain.initiative import AcceptedPhrase
from verkstad.domain.inventory import CostBenefit
from verkstad.domain.launch import Adoption, Audience, LaunchActivity, Understanding
from verkstad.domain.modules import Module, Need
from verkstad.domain.people import Identity, Person, Role, Unit
from verkstad.domain.pilots import Pilot
from verkstad.domain.platitudes import Platitude
from verkstad.domain.responsibility import Readiness
from verkstad.domain.workshop import Participation
from verkstad.ui.desk import Desk
from verkstad.wording_launch import lacks_sentence, missing_sentences

SHOWN = (
    Audience, LaunchActivity, Understanding, Adoption, Readiness, Module, Need, Pilot, Person, Identity, Role, Unit, CostBenefit, Participation,
    AcceptedPhrase,
)  # fmt: skip


def missing(line: AudienceLine, desk: Desk) -> list[str]:
    """What an audience still lacks, a sentence each, the weightiest first; nothing before anything is planned or written for them."""
    language = desk.language
    if not line.activities:
        begun = bool(line.audience.why or line.audience.how)
        return (
            [s for s in (lacks_sentence(line.lacks, language), language.gettext("Nothing is planned for them yet.")) if s] if begun else []
        )
    said = [lacks_sentence(line.lacks, language), *missing_sentences(line.mix, line.lead, line.phases_missing, line.lasting, language)]
    if any(x.state == "done" for x in line.activities) and line.understood is None:
        said.append(language.gettext("Nobody has asked what they understood."))
    return [s for s in said if s]


def asked_of(desk: Desk, initiative: Callable[[], str]) -> Callable[[], Sequence[Platitude]]:
    """The phrases a guard asks about in the initiative that is looked at."""
    return lambda: phrases_asked(desk.bench.library, initiative())


def date_words(day: str | None, desk: Desk, style: str = "short") -> str:
    return desk.language.date(day, style, today=desk.today()) if day else ""


def module_choices(modules: Sequence[Any]) -> list[tuple[str, str]]:
    return [("", "–"), *((m.id, m.title) for m in modules)]
