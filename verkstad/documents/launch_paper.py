"""What the paper of a launch shows, as values in the language of the paper."""

from __future__ import annotations

from dataclasses import dataclass

from verkstad.documents.harvest_paper import PhotoPaper
from verkstad.domain.fields import Id


@dataclass(frozen=True, slots=True)
class MessagePaper:
    """An activity as a campaign. `accent` the wire name of its colour; `ready`: its first lines are tested; `on` an ISO date or ""."""

    id: Id
    title: str = ""
    hook: str = ""
    subject: str = ""
    ingress: str = ""
    message: str = ""
    audience: str = ""
    on: str = ""
    first_try: str = ""
    accent: str = "petrol"
    picture: PhotoPaper | None = None
    ready: bool = False


@dataclass(frozen=True, slots=True)
class AudiencePaper:
    """An audience. `missing`: what it lacks, a sentence each."""

    id: Id
    title: str = ""
    whose: str = ""
    size: int | None = None
    why: str = ""
    how: str = ""
    unchanged: str = ""
    understanding: str = ""
    first_try: str = ""
    missing: tuple[str, ...] = ()


@dataclass(frozen=True, slots=True)
class PlannedPaper:
    """An activity in the plan. `phase` and `state` by their wire names, `on` an ISO date or ""; hours and cost as words."""

    id: Id
    what: str = ""
    audience: str = ""
    on: str = ""
    phase: str = ""
    channel: str = ""
    two_way: bool = False
    owner: str = ""
    effort: str = ""
    state: str = "planned"
    outward: bool = False
    minutes: int | None = None


@dataclass(frozen=True, slots=True)
class FromToPaper:
    """For whom the work becomes another. `unchanged`: what stays as it is for those of the same module."""

    id: Id
    module: str = ""
    who: str = ""
    before: str = ""
    after: str = ""
    unchanged: str = ""


@dataclass(frozen=True, slots=True)
class LaunchPaper:
    """All of it. `figures`: (value, what it is); `steps`: the five statements of readiness; `start` an ISO date or ""."""

    messages: tuple[MessagePaper, ...] = ()
    audiences: tuple[AudiencePaper, ...] = ()
    planned: tuple[PlannedPaper, ...] = ()
    from_to: tuple[FromToPaper, ...] = ()
    figures: tuple[tuple[str, str], ...] = ()
    investment: str = ""
    start: str = ""
