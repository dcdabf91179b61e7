"""The vocabulary of the checks: what a rule is, what it may ask, and what it says.

A rule is a function of one row and a `Look`; it returns None, a `Fact` or several. It reads rows through the look alone, which notes what
was read: a change then asks anew only what read something it touched. What several rules need of one row is a *view*, asked for once.
"""

from __future__ import annotations

from collections.abc import Callable, Iterable, Mapping
from typing import Any, Protocol, TypeVar

from verkstad.domain.checks.fragments import Sieve
from verkstad.domain.checks.thresholds import LIMITS
from verkstad.domain.fields import Id, Row
from verkstad.domain.goals import COLUMN_OF_BOX
from verkstad.domain.initiative import Initiative
from verkstad.domain.values import frozen

V = TypeVar("V", bound=Row)
T = TypeVar("T")

BLOCKING, WARNING, HINT = "blocking", "warning", "hint"
SEVERITIES = (BLOCKING, WARNING, HINT)
"""The weightiest first. Only what is blocking puts a badge on a page."""


@frozen
class Fact:
    """What a rule noticed. `facts`: pairs that the sentence names. `about`: (kind, id) of the row it is about, () for the rule's own.

    `mend`: (kind, id) of the row it is mended at, where that is another. `reason`: why it may be as it is, where somebody has said so there.
    """

    facts: tuple[tuple[str, Any], ...] = ()
    about: tuple[str, Id] | tuple[()] = ()
    mend: tuple[str, Id] | tuple[()] = ()
    reason: str = ""


def fact(*, about: Row | None = None, mend: Row | None = None, reason: str = "", **facts: Any) -> Fact:
    """A fact from values: `about` and `mend` as rows."""
    if about is None and mend is None and not reason:  # as most are
        return Fact(tuple(facts.items()))
    return Fact(tuple(facts.items()), _named(about), _named(mend), reason.strip())


def _named(row: Row | None) -> tuple[str, Id] | tuple[()]:
    return () if row is None else (row.KIND.name, row.id)


NO_PHRASES = Sieve()
Said = Fact | Iterable[Fact] | None


@frozen
class Known:
    """What the rules need that no row holds: the day (ISO), the shipped empty phrases, shipped methods -> the most they are made for,
    and the shipped types of decisions that concern the customer.
    """

    today: str
    phrases: Sieve = NO_PHRASES
    methods: tuple[tuple[str, int], ...] = ()
    facing: frozenset[str] = frozenset()


class Look(Protocol):
    """How a rule reads. Every answer is in order of rank and id; what is not there is None or empty."""

    @property
    def known(self) -> Known: ...

    @property
    def today(self) -> str: ...

    def get(self, value: type[V], id: Id | None) -> V | None:
        """A row."""

    def children(self, value: type[V], parent: Id | None) -> tuple[V, ...]:
        """The rows of a kind under a row."""

    def naming(self, value: type[V], column: str, id: Id) -> tuple[V, ...]:
        """The rows of a kind whose column refers to a row."""

    def every(self, value: type[V]) -> tuple[V, ...]:
        """All of a kind of the directory."""

    def within(self, value: type[V], root: Id | None) -> tuple[V, ...]:
        """The rows of a kind anywhere under an initiative or a workshop."""

    def root(self, row: Row) -> Id | None:
        """The initiative or workshop a row stands under at last."""

    def home(self, row: Row) -> Initiative | None:
        """The initiative a row belongs to, also by way of its workshop."""

    def view(self, question: Callable[[Any, Look], T], row: Row) -> T:
        """What a question answers about a row, asked once for all rules."""

    def limit(self, name: str, initiative: Id | None) -> int:
        """A threshold: what the initiative has chosen, else the default of `thresholds`."""


def rests(home: Initiative | None) -> bool:
    """Nothing is asked of an initiative that has ended."""
    return home is not None and bool(home.ended or home.archived)


Judge = Callable[[Any, Look], Said]


@frozen
class Rule:
    """A registered rule. `value` is the kind of row it is asked about; `product` the words of the product's list it fulfils ("" for none),
    `requirements` the rows of the requirements it belongs to. `column`: the one column of the row where it is mended, "" for no single one.
    """

    code: str
    severity: str
    value: type[Row]
    judge: Judge
    product: str = ""
    requirements: tuple[str, ...] = ()
    column: str = ""


def facts_of(said: Said) -> tuple[Fact, ...]:
    """What a rule said, as facts."""
    if said is None:
        return ()
    return (said,) if isinstance(said, Fact) else tuple(said)


RULES: dict[str, Rule] = {}
"""Code -> rule, in the order they are declared. Complete once `register` is imported."""


def rule(
    code: str, severity: str, value: type[Row], *, product: str = "", requirements: tuple[str, ...] = (), column: str = ""
) -> Callable[[Callable[[Any, Look], Said]], Callable[[Any, Look], Said]]:
    """Register a function as the rule with this code."""

    def registered(judge: Callable[[Any, Look], Said]) -> Callable[[Any, Look], Said]:
        if code in RULES or severity not in SEVERITIES:
            raise ValueError(code)
        RULES[code] = Rule(code, severity, value, judge, product, requirements, column)
        return judge

    return registered


@frozen
class Finding:
    """A fact of a rule about a row, as the list shows it. `accepted`: the reason it is let be; None while nobody has given one.

    `scope` is the initiative or workshop it belongs to; `kind` and `id` the row it is about; `mend` (kind, id) where it is mended.
    """

    code: str
    severity: str
    scope: Id
    kind: str
    id: Id
    mend: tuple[str, Id]
    facts: tuple[tuple[str, Any], ...] = ()
    accepted: str | None = None
    accepted_on: str | None = None

    @property
    def said(self) -> Mapping[str, Any]:
        return dict(self.facts)

    @property
    def column(self) -> str:
        """The column of the row it is mended at that is to be filled in: the first it says is missing, else that of its rule; "" for no single one."""
        rule = RULES[self.code]
        if self.mend[0] != rule.value.KIND.name:
            return ""
        names = {c.name for c in rule.value.KIND.columns}
        lacks = (*self.said.get("lacks", ()), *(COLUMN_OF_BOX.get(box, "") for box in self.said.get("boxes", ())))
        return next((lack for lack in lacks if isinstance(lack, str) and lack in names), rule.column)


def place(code: str) -> int:
    """Where a code stands: V201 before V1001."""
    return int(code[1:])


def default_limit(name: str) -> int:
    return LIMITS[name]
