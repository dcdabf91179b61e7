"""The sample's matrix of responsibility, stakeholders, forces, expectations, words and the pulse of a team."""

from __future__ import annotations

from collections.abc import Mapping
from datetime import date, datetime, timedelta
from typing import Any

from verkstad.app.teams import modules_of
from verkstad.domain.fields import Id, Row
from verkstad.domain.responsibility import (
    LEVELS_OF_PULSE,
    Expectation,
    Force,
    Pulse,
    RaciCell,
    RaciRow,
    Stakeholder,
    Term,
    ValueWord,
)
from verkstad.domain.teams import Team
from verkstad.storage.writing import Transaction

Said = Mapping[str, Any]


def bring_responsibility(tx: Transaction, change: Id, said: Said, titles: Said, units: Mapping[str, Id], today: date) -> None:
    """Into the initiative `change`; `titles` gives "modules" and "teams" as titles by their key. Days are counted from `today`."""

    def ranked(row: Row) -> Id:
        return tx.put(row.with_(parent=change, rank=tx.rank_last(type(row), change))).id

    modules = {row.title: row.id for row in modules_of(tx, change)}
    for key, words, decision, letters in said["raci"]:
        line = ranked(RaciRow(activity=words, module=modules.get(titles["modules"].get(key, "")), decision_type=decision))
        for role, unit, letter in letters:
            id = tx.derived_id("raci_cell", line, role, units.get(unit) or "")
            tx.put(RaciCell(id=id, parent=line, role=role, unit=units.get(unit), letter=letter))
    for name, unit, influence, interest, stance, understands, contact in said["stakeholders"]:
        ranked(
            Stakeholder(
                name=name, unit=units.get(unit), influence=influence or None, interest=interest or None, stance=stance, understands=understands,
                next_contact=contact,
            )
        )  # fmt: skip
    for says, side, strength, ours, protects in said["forces"]:
        ranked(Force(says=says, side=side, strength=strength, within_control=ours, protects=protects))
    for of_role, to_role, says, answer, why in said["expectations"]:
        ranked(Expectation(of_role=of_role, to_role=to_role, says=says, answer=answer, answer_why=why))
    for word, meaning, whose in said["terms"]:
        ranked(Term(word=word, meaning=meaning, used_by=whose))
    for word, we_do, we_stop in said["value_words"]:
        ranked(ValueWord(word=word, we_do=we_do, we_stop=we_stop))


def bring_pulse(tx: Transaction, change: Id, said: Said, titles: Said, today: date) -> None:
    """Anonymous answers, written last: from there on the transaction carries nobody and midnight alone."""
    teams = {row.title: row.id for row in tx.children(Team, change)}
    tx.without_a_name(datetime.fromisoformat(f"{today.isoformat()}T00:00:00Z"))
    for key, days, answers in said["pulse"]:
        on = (today + timedelta(days=days)).isoformat()
        for sums in answers:
            tx.put(Pulse(parent=teams[titles["teams"][key]], on=on).with_(**dict(zip(LEVELS_OF_PULSE, sums, strict=True))))
