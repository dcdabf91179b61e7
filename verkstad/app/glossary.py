"""The words of a change: those of different trades explained as to a neighbour, and value words as what one does and stops doing."""

from __future__ import annotations

from collections.abc import Sequence

from verkstad.app.telling import changing
from verkstad.app.workbench import action
from verkstad.app.workshops import named
from verkstad.domain.errors import Refused
from verkstad.domain.fields import Id
from verkstad.domain.initiative import Initiative
from verkstad.domain.responsibility import Term, ValueWord
from verkstad.i18n import N_
from verkstad.storage.library import Reading
from verkstad.storage.writing import Transaction


@action(N_("Add word to the glossary"))
def add_term(tx: Transaction, initiative: Id, word: str, *, meaning: str = "", used_by: str = "") -> Id:
    """Refused("term_there") when the word is in the glossary, in whatever case."""
    tx.need(Initiative, initiative)
    word = named(word)
    if any(t.word.casefold() == word.casefold() for t in tx.children(Term, initiative)):
        raise Refused("term_there")
    tx.about(word)
    rank = tx.rank_last(Term, initiative)
    return tx.put(Term(parent=initiative, rank=rank, word=word, meaning=meaning.strip(), used_by=" ".join(used_by.split()))).id


change_term = changing(Term, N_("Change word of the glossary"), called="verkstad.app.glossary.change_term", required=("word",))


@action(N_("Remove words of the glossary"))
def remove_terms(tx: Transaction, terms: Sequence[Id]) -> None:
    for term in terms:
        tx.about(tx.need(Term, term).word)
        tx.remove(term)


@action(N_("Add value word"))
def add_value_word(tx: Transaction, initiative: Id, word: str) -> Id:
    tx.need(Initiative, initiative)
    tx.about(named(word))
    return tx.put(ValueWord(parent=initiative, rank=tx.rank_last(ValueWord, initiative), word=named(word))).id


change_value_word = changing(ValueWord, N_("Change value word"), called="verkstad.app.glossary.change_value_word", required=("word",))


@action(N_("Remove value words"))
def remove_value_words(tx: Transaction, words: Sequence[Id]) -> None:
    for word in words:
        tx.about(tx.need(ValueWord, word).word)
        tx.remove(word)


def terms(library: Reading, initiative: Id) -> tuple[Term, ...]:
    """In the order they were written; whoever shows them sorts by the alphabet of the language."""
    return library.children(Term, initiative)


def value_words(library: Reading, initiative: Id) -> tuple[ValueWord, ...]:
    return library.children(ValueWord, initiative)


def lacks(word: ValueWord) -> tuple[str, ...]:
    """What must be written before the word is printed: "we_do", "we_stop"."""
    return tuple(column for column in ("we_do", "we_stop") if not getattr(word, column).strip())
