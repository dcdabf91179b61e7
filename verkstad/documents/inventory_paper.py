"""What the paper of an inventory shows, as frozen values that travel to the worker: words in the language of the paper, days ISO, figures as written."""

from __future__ import annotations

from dataclasses import dataclass, field

from verkstad.domain.fields import Id


@dataclass(frozen=True, slots=True)
class ItemPaper:
    """A need or service. `at` (benefit, effort) as the map places it, None not said; `judged`: the wire names of level, can and should."""

    id: Id
    title: str = ""
    kind: str = ""
    whom: str = ""
    unit: str = ""
    level: str = ""
    can: str = ""
    should: str = ""
    why: str = ""
    value: str = ""
    effort: str = ""
    at: tuple[float | None, float | None] = (None, None)
    judged: tuple[str, str, str] = ("", "", "")
    discuss: bool = False
    channel: str = ""
    volume: int | None = None
    modules: tuple[str, ...] = ()
    notes: tuple[str, ...] = ()  # what is worth a word, a sentence each


@dataclass(frozen=True, slots=True)
class StepPaper:
    """A step of a journey. `waiting` in words, `feeling` its wire name; `hand_over`: the customer meets somebody else than before."""

    what: str
    phase: str = ""
    channel: str = ""
    met_by: str = ""
    feeling: str = ""
    waiting: str = ""
    bottleneck: bool = False
    evidence: str = ""
    hand_over: bool = False


@dataclass(frozen=True, slots=True)
class JourneyPaper:
    """A journey, as it is or as it is to become (`version` in words). `told` its figures, `compared` what becomes of them."""

    name: str
    version: str = ""
    told: str = ""
    compared: str = ""
    steps: tuple[StepPaper, ...] = ()


@dataclass(frozen=True, slots=True)
class PlacePaper:
    """Where something lands: an operation, the customer, or others. Figures are words: "37 500 kr", "–"."""

    name: str
    flag: str = ""
    investment: str = ""
    running: str = ""
    efficiency: str = ""
    quality: tuple[str, ...] = ()
    net: str = ""


@dataclass(frozen=True, slots=True)
class LinePaper:
    """One cost or gain; `lacks` what it still needs, a sentence."""

    kind: str
    title: str
    place: str = ""
    amount: str = ""
    sure: str = ""
    owner: str = ""
    measured_by: str = ""
    from_on: str = ""
    lacks: str = ""


@dataclass(frozen=True, slots=True)
class OngoingPaper:
    """An effort that goes on: what, for whom, in which step, when (words); `meets`: it overlaps with another."""

    what: str
    item: str = ""
    unit: str = ""
    whom: str = ""
    step: str = ""
    when: str = ""
    meets: bool = False


@dataclass(frozen=True, slots=True)
class LevelPaper:
    """How far an operation has come with an item; `ask`: whom it may ask, a sentence."""

    item: str
    unit: str
    level: str = ""
    evidence: str = ""
    half_step: str = ""
    ask: str = ""


@dataclass(frozen=True, slots=True)
class InventoryPaper:
    items: tuple[ItemPaper, ...] = ()
    journeys: tuple[JourneyPaper, ...] = ()
    places: tuple[PlacePaper, ...] = ()
    verdict: tuple[str, ...] = ()
    lines: tuple[LinePaper, ...] = ()
    ongoing: tuple[OngoingPaper, ...] = ()
    overlaps: tuple[str, ...] = ()
    levels: tuple[LevelPaper, ...] = ()
    years: str = ""
    hour: str = ""
    scale: tuple[str, ...] = field(default=())  # the five levels in words
