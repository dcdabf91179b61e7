"""Counting in the room: hands, or dots on a sheet. A question with a few answers, and how many each got."""

from __future__ import annotations

from collections.abc import Sequence

from verkstad.app.workbench import action
from verkstad.domain.agenda import AgendaBlock
from verkstad.domain.errors import Refused
from verkstad.domain.fields import Id
from verkstad.domain.harvest import Poll, PollOption
from verkstad.domain.values import frozen
from verkstad.domain.workshop import Workshop
from verkstad.i18n import N_
from verkstad.storage.library import Reading
from verkstad.storage.writing import Transaction

MOST = 10_000
ANSWERS = 12


@action(N_("Ask the room"))
def ask_room(tx: Transaction, workshop: Id, question: str, answers: Sequence[str], *, form: str = "hands", block: Id | None = None) -> Id:
    """A question whose answers are counted; two answers at least, each named once."""
    question = " ".join(question.split())
    said = list(dict.fromkeys(" ".join(a.split()) for a in answers if a.strip()))
    if not question or len(said) < 2 or len(said) > ANSWERS:
        raise Refused("not_a_poll", low=2, high=ANSWERS)
    tx.need(Workshop, workshop)
    if block is not None:
        tx.need(AgendaBlock, block)
    tx.about(question[:60])
    poll = tx.put(Poll(parent=workshop, rank=tx.rank_last(Poll, workshop), question=question[:300], form=form, block=block)).id
    for answer in said:
        tx.put(PollOption(parent=poll, rank=tx.rank_last(PollOption, poll), says=answer[:200], count=0))
    return poll


@action(N_("Count votes in the room"))
def count_answer(tx: Transaction, option: Id, count: int) -> None:
    row = tx.need(PollOption, option)
    if not 0 <= count <= MOST:
        raise Refused("count_out_of_range", low=0, high=MOST)
    tx.about(row.says)
    tx.put(row.with_(count=count))


@action(N_("Remove the question to the room"))
def remove_poll(tx: Transaction, poll: Id) -> None:
    tx.about(tx.need(Poll, poll).question[:60])
    tx.remove(poll)


@frozen
class Counted:
    """A question and what was counted. `answers`: (id, words, count)."""

    id: Id
    question: str
    form: str
    answers: tuple[tuple[Id, str, int], ...]

    @property
    def votes(self) -> int:
        return sum(count for _id, _says, count in self.answers)


def polls_of(library: Reading, workshop: Id, block: Id | None) -> tuple[Counted, ...]:
    """The questions of a block, in the order they were asked."""
    return tuple(_counted(library, poll) for poll in library.where(Poll, parent=workshop, block=block))


def polls_asked(library: Reading, workshop: Id) -> tuple[tuple[Id | None, Counted], ...]:
    """All questions of a workshop, in the order they were asked, each with the block it was asked in."""
    return tuple((poll.block, _counted(library, poll)) for poll in library.children(Poll, workshop))


def _counted(library: Reading, poll: Poll) -> Counted:
    options = library.children(PollOption, poll.id)
    return Counted(poll.id, poll.question, poll.form, tuple((o.id, o.says, o.count or 0) for o in options))


def read_question(typed: str, usual: Sequence[str]) -> tuple[str, tuple[str, ...]]:
    """ "Which first? Phone, Letter, Web": the question to its mark, the answers after it; the usual answers when none are written."""
    before, mark, after = typed.partition("?")
    answers = tuple(part.strip() for part in after.replace(";", ",").split(",") if part.strip())
    return (before.strip() + mark, answers if len(answers) > 1 else tuple(usual))
