"""The platitude guard on what a municipality writes: data/municipal_prose.txt, 3,000 invented words of reports, plans, letters and minutes.

The prose was written before its writer had read the list of phrases. What the guard marks there are phrases it should mark; words a law
uses, or that say what there is, are left alone.
"""

from __future__ import annotations

import re
from collections import Counter
from pathlib import Path

import pytest

from verkstad.app.catalogue import platitudes
from verkstad.domain.checks.fragments import Sieve
from verkstad.domain.platitudes import Marked, marked

PROSE = (Path(__file__).parent / "data" / "municipal_prose.txt").read_text(encoding="utf-8")
PAGE = 375  # words
AT_MOST = 3  # marks a page
NEUTRAL = re.compile(r"likvärdig\w*\s+utbildning|ekosystem\w*|förankra\w*|likabehandling|barnets bästa|lika villkor", re.IGNORECASE)


def page_of(mark: Marked) -> int:
    return len(PROSE[: mark.start].split()) // PAGE


def test_three_thousand_words_of_municipal_prose_have_at_most_three_marks_a_page() -> None:
    assert len(PROSE.split()) >= 3_000
    found = marked(PROSE, platitudes())
    pages = Counter(map(page_of, found))
    assert max(pages.values()) <= AT_MOST, {page: [PROSE[m.start : m.end] for m in found if page_of(m) == page] for page in pages}
    assert {"arbetat aktivt", "synergier", "i framkant", "genomsyra"} <= {PROSE[m.start : m.end] for m in found}, "and the guard is awake"


def test_words_a_law_uses_and_words_that_say_what_there_is_are_not_marked() -> None:
    neutral = list(NEUTRAL.finditer(PROSE))
    assert {w.group().lower() for w in neutral} >= {
        "likvärdig utbildning",
        "ekosystemet",
        "ekosystem",
        "förankrad",
        "förankra",
        "barnets bästa",
    }
    for mark in marked(PROSE, platitudes()):
        assert not [w.group() for w in neutral if w.start() < mark.end and mark.start < w.end()], PROSE[mark.start : mark.end]


@pytest.mark.parametrize(
    ("sentence", "phrase"),
    [
        ("Vi ska förankra strategin i hela organisationen.", "förankra strategin"),
        ("Planen ska förankras i verksamheterna.", "Planen ska förankras"),
        ("Målen är väl förankrade.", "Målen är väl förankrade"),
        ("Vi bygger ett innovativt digitalt ekosystem.", "innovativt digitalt ekosystem"),
        ("Vi möter framtidens utmaningar.", "möter framtidens utmaningar"),
        ("Vi ska forma framtidens skola.", "forma framtidens"),
        ("Alla ska ha likvärdig tillgång till service.", "likvärdig tillgång"),
    ],
)
def test_a_promise_is_marked_once_for_its_whole_phrase(sentence: str, phrase: str) -> None:
    assert [sentence[m.start : m.end] for m in marked(sentence, platitudes())] == [phrase]


@pytest.mark.parametrize(
    "sentence",
    [
        "Planen är förankrad i verksamheterna genom sju möten.",
        "Förslaget har förankrats hos de fackliga organisationerna den 3 maj.",
        "Att förankra tar tid.",
        "Förankra hyllan i väggen.",
        "Det digitala ekosystemet i kommunen består i dag av 212 system.",
        "Sjöns ekosystem påverkas av gödslingen.",
        "Utbildningen ska vara likvärdig oavsett var i landet den anordnas.",
        "Huvudmannen ska erbjuda en likvärdig utbildning.",
        "Vården ges på lika villkor för hela befolkningen.",
        "Barnets bästa ska beaktas vid alla beslut som rör barn.",
    ],
)
def test_what_says_how_it_is_or_what_a_law_says_is_not_marked(sentence: str) -> None:
    assert marked(sentence, platitudes()) == ()


def test_looking_for_pieces_first_leaves_none_of_these_marks_out() -> None:
    assert marked(PROSE, Sieve(platitudes()).possible(PROSE)) == marked(PROSE, platitudes())
