"""What a team lacks is told in one order, whatever ids its rows happen to have."""

from __future__ import annotations

from itertools import permutations

import pytest

from verkstad.domain.modules import DecisionGap
from verkstad.domain.teams import MayNotDecide, NobodyMeetsCustomers, Time
from verkstad.i18n import language
from verkstad.wording_teams import Called, fact_sentences, position_words, time_sentence

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


@pytest.mark.parametrize(
    ("time", "said"),
    [
        (Time(None), "Tid avsatt: –"),
        (Time(0), "Tid avsatt: ingen"),
        (Time(30), "Tid avsatt: 30 % av en heltid"),
        (Time(0, ("a", "b"), unsure=15), "Tid avsatt: 15 % av en heltid, inte bekräftat"),
        (Time(30, ("a",), unsure=15), "Tid avsatt: 45 % av en heltid, varav 15 % inte är bekräftat"),
        (Time(100), "Tid avsatt: en heltid"),
        (Time(150), "Tid avsatt: 1,5 heltider"),
    ],
)
def test_time_set_aside_is_said_as_people_say_it(time: Time, said: str) -> None:
    assert time_sentence(time, language("sv")).replace("\u00a0", " ") == said


def test_a_position_whose_role_is_called_as_its_unit_is_said_once() -> None:
    assert position_words("Kontaktcenter", "Kontaktcenter") == position_words("Kontaktcenter", "kontaktcenter") == "Kontaktcenter"
    assert position_words("Handläggare", "Bygglov") == "Handläggare, Bygglov"
    assert position_words("Handläggare", "") == "Handläggare"
