"""One word for one thing in Swedish, in the window, on paper and in the guide."""

from __future__ import annotations

import polib
import pytest

from verkstad import resources


@pytest.mark.parametrize(("never", "word"), [("blanksteg", "mellanslag"), ("kalkylblad", "kalkylark")])
def test_the_same_thing_is_called_the_same_everywhere(never: str, word: str) -> None:
    texts = {e.msgid: "\n".join((e.msgstr, *e.msgstr_plural.values())) for e in polib.pofile(str(resources.path("locale/sv.po")))}
    texts |= {page.name: page.read_text("utf-8") for page in resources.path("guide/sv").glob("*.md")}
    assert [name for name, text in texts.items() if never in text.casefold()] == []
    assert any(word in text.casefold() for text in texts.values())
