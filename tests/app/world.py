"""What an example may speak of, and how it is given: shared by every module of examples."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field
from typing import Any

from verkstad.domain.fields import Id


@dataclass(frozen=True)
class World:
    """The ids an example may speak of."""

    workshop: Id
    day: Id
    second_day: Id
    blocks: tuple[Id, ...]
    other_workshop: Id
    other_day: Id
    track: Id
    second_track: Id
    unit: Id
    role: Id
    people: tuple[Id, ...]
    participations: tuple[Id, ...]
    outsider: Id
    action: Id
    second_action: Id
    initiative: Id
    more: Mapping[str, Id] = field(default_factory=dict)  # what the other modules of examples put there


Call = tuple[tuple[Any, ...], dict[str, Any]]


def call(*args: Any, **kwargs: Any) -> Call:
    return args, kwargs
