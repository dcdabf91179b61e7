"""Knows the sample when it sees it: a light question, since pages ask it before the first paint. `sample` brings it in and takes it away."""

from __future__ import annotations

import json
from functools import cache
from typing import Any

from verkstad import resources
from verkstad.domain.fields import Id
from verkstad.domain.people import Identity
from verkstad.domain.workshop import Participation, Workshop
from verkstad.storage.library import Reading

ADDRESSES = "@ljungsala.example"


def sample_workshops(library: Reading) -> tuple[Id, ...]:
    """The workshops of the sample that are here, in its order: named as it names them, with people of its municipality in them.

    One that was given another name, or its people taken off, has become somebody's own.
    """
    order = _titles()
    named = sorted(library.where(Workshop, title=order), key=lambda w: order.index(w.title))
    return tuple(w.id for w in named if any(invented(library, p.person) for p in library.children(Participation, w.id) if p.person))


def invented(library: Reading, person: Id) -> bool:
    """Whether this is somebody of the sample's municipality: its addresses end in what no real address can end in."""
    return any(i.email.endswith(ADDRESSES) for i in library.children(Identity, person))


@cache
def _titles() -> tuple[str, ...]:
    """What the sample's workshops are called, in Swedish and in English. Kept: pages ask at every change whether one is here."""
    return tuple(w["title"] for code in ("sv", "en") for w in spoken(data(), code)["workshops"])


def data() -> Any:
    """The sample as it is shipped, each text in both languages."""
    return json.loads(resources.path("samples/municipality.json").read_text(encoding="utf-8"))


def spoken(value: Any, code: str) -> Any:
    """The data with each text in one language."""
    if isinstance(value, dict):
        return value[code] if value.keys() == {"sv", "en"} else {key: spoken(v, code) for key, v in value.items()}
    return [spoken(v, code) for v in value] if isinstance(value, list) else value
