"""Looking a text through sentence by sentence finds what looking it through whole does."""

from __future__ import annotations

from itertools import pairwise

from hypothesis import given
from hypothesis import strategies as st

from verkstad.app.catalogue import platitudes
from verkstad.domain.platitudes import LONGEST, Marked, marked, pieces

PLAIN = ("Nämnden ser över rutinen för bygglov", "Vi ringer upp inom två dagar", "Kostnaden är 3.5 miljoner kronor per år")
EMPTY = tuple(p.phrase.sv for p in platitudes())
SENTENCES = st.builds(lambda a, b, c: f"{a} {b} {c}".strip(), st.sampled_from(PLAIN), st.sampled_from(("", *EMPTY)), st.sampled_from(PLAIN))


@given(st.lists(SENTENCES, max_size=6), st.sampled_from((". ", "! ", ".\n", "\n", "?  ")))
def test_a_text_looked_through_in_pieces_has_the_same_marks(sentences: list[str], between: str) -> None:
    text = between.join(sentences)
    apart = tuple(
        Marked(m.platitude, m.start + start, m.end + start) for start, end in pieces(text) for m in marked(text[start:end], platitudes())
    )
    assert apart == marked(text, platitudes())


@given(st.text(alphabet="ab .!?\n", max_size=200) | st.integers(1, 5).map(lambda n: "ord " * 200 * n))
def test_the_pieces_hold_every_character_that_is_not_white_space_once_and_none_is_long(text: str) -> None:
    found = pieces(text)
    assert all(a[1] <= b[0] for a, b in pairwise(found))
    left = "".join(text[start:end] for start, end in found)
    assert "".join(left.split()) == "".join(text.split())
    assert all(end - start <= LONGEST + 210 for start, end in found)
