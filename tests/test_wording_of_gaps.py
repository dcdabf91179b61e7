"""What a team lacks is told in one order, whatever ids its rows happen to have."""

from __future__ import annotations

from itertools import permutations

from verkstad.domain.modules import DecisionGap
from verkstad.domain.teams import MayNotDecide, NobodyMeetsCustomers
from verkstad.i18n import language
from verkstad.wording_teams import Called, fact_sentences

TITLES = {"c": "Ändra avgift", "a": "Öppettider", "b": "Anställa"}


def test_decisions_nobody_may_take_stand_by_what_they_are_called() -> None:
    called = Called(lambda _p: "", lambda _u: "", lambda _r: "", lambda d: (TITLES[d], False))
    told = set()
    for order in permutations(TITLES):
        facts = [*(MayNotDecide(DecisionGap(d, 2, 0)) for d in order), NobodyMeetsCustomers()]
        told.add(tuple(said for said, _gap in fact_sentences(facts, called, language("sv"))))
    (said,) = told
    first = [
        next(at for at, sentence in enumerate(said) if title.casefold() in sentence.casefold())
        for title in ("Anställa", "Ändra avgift", "Öppettider")
    ]
    assert first == [0, 1, 2] and len(said) == 4
