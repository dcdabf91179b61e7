"""The words of the glossary explained where they stand: as a tip on a row of a list or on a field."""

from __future__ import annotations

from verkstad.ui.current import current_initiative
from verkstad.ui.desk import Desk

MOST = 3  # words in one tip


def explained(desk: Desk, text: str) -> str:
    """What the words of the glossary of the initiative that stand in a text mean, a line each; "" where none does."""
    initiative = current_initiative(desk) if text else None
    if initiative is None:
        return ""
    from verkstad.app import glossary
    from verkstad.domain.glossary import terms_in

    found = terms_in(text, desk.bench.ask(glossary.terms, initiative))[:MOST]
    return "\n".join(desk.gettext("%(word)s: %(meaning)s", word=t.word, meaning=" ".join(t.meaning.split())) for t in found)
