"""Empty phrases in an initiative's own words: which are asked about there, and which "does not apply here"; and those in a text file."""

from __future__ import annotations

from pathlib import Path

from verkstad.app.catalogue import platitudes
from verkstad.app.workbench import action
from verkstad.domain.errors import Refused
from verkstad.domain.fields import Id
from verkstad.domain.initiative import AcceptedPhrase, Initiative
from verkstad.domain.platitudes import Marked, Platitude, marked
from verkstad.files import read_ordinary
from verkstad.i18n import N_
from verkstad.intake.decoding import decoded
from verkstad.storage.library import Reading
from verkstad.storage.writing import Transaction

LARGEST = 2_000_000  # bytes


@action(N_("Ask no more about a phrase here"))
def set_phrase_aside(tx: Transaction, initiative: Id, phrase: str) -> None:
    """It does not apply in this initiative: its goals and decisions are not asked about it any more. Said by two apart it is said once."""
    tx.need(Initiative, initiative)
    found = next((p for p in platitudes() if p.id == phrase), None)
    if found is None:
        raise Refused("unknown_choice", choice=phrase)
    tx.about(found.phrase.sv)
    tx.put(AcceptedPhrase(id=tx.derived_id("accepted_phrase", initiative, phrase), parent=initiative, phrase=phrase))


@action(N_("Ask about a phrase again"))
def ask_about_phrase(tx: Transaction, initiative: Id, phrase: str) -> None:
    for row in tx.where(AcceptedPhrase, parent=initiative, phrase=phrase):
        tx.about(next((p.phrase.sv for p in platitudes() if p.id == phrase), phrase))
        tx.remove(row.id)


def phrases_asked(library: Reading, initiative: Id | None) -> tuple[Platitude, ...]:
    """The empty phrases that are asked about in this initiative."""
    aside = _aside(library, initiative)
    return tuple(p for p in platitudes() if p.id not in aside) if aside else platitudes()


def phrases_aside(library: Reading, initiative: Id | None) -> tuple[Platitude, ...]:
    """Those that were set aside here."""
    aside = _aside(library, initiative)
    return tuple(p for p in platitudes() if p.id in aside)


def _aside(library: Reading, initiative: Id | None) -> frozenset[str]:
    return frozenset(row.phrase for row in library.children(AcceptedPhrase, initiative)) if initiative else frozenset()


def phrases_in_file(path: Path) -> tuple[str, tuple[Marked, ...]]:
    """The text of a file, in whatever encoding it was written, and the empty phrases in it. Raises Unreadable or TooLarge."""
    text = decoded(read_ordinary(path, LARGEST)).text
    return text, marked(text, platitudes())
