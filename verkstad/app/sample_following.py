"""The sample's follow-up: two requests to leadership, what was looked at again, and a report issued four weeks ago."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from datetime import date, timedelta
from typing import Any

from verkstad.app.follow_ups import make_follow_ups
from verkstad.app.reports import draft
from verkstad.domain.fields import Id
from verkstad.domain.follow_ups import DECIDED, LIVE
from verkstad.domain.following import DecisionRequest, FollowUp, Report, ReportPart, RequestOption
from verkstad.domain.initiative import Decision, Initiative
from verkstad.domain.pilots import Pilot
from verkstad.domain.reporting import Effect, Facts, changes, chart, of_chart, written
from verkstad.domain.runchart import chart_of
from verkstad.domain.values import replaced
from verkstad.storage.writing import Transaction

Said = Mapping[str, Any]
QUIET = {"loop": "planned", "action": "open", "follow_up": "planned"}
"""What was not there yet on the day of the report, by kind."""


def bring_following(tx: Transaction, change: Id, said: Said, units: Mapping[str, Id], today: date) -> None:
    """Into the initiative `change`, when everything else of it is there; days are counted from `today`."""

    def day(days: int | None) -> str | None:
        return None if days is None else (today + timedelta(days=days)).isoformat()

    tx.put(tx.need(Initiative, change).with_(report_every=said["every"], report_to=said["to"]))
    decided = next((d for d in tx.children(Decision, change) if d.state == "decided"), None)
    for entry in said["requests"]:
        _request(tx, change, entry, units, day, decided.id if decided is not None else None)
    rows: list[tuple[Id, str, str, Id | None]] = []
    if decided is not None and decided.decided_on:
        rows.append((decided.id, DECIDED, decided.decided_on, tx.need(Initiative, change).driver))
    rows += [(pilot.id, LIVE, pilot.started, pilot.owner) for pilot in tx.children(Pilot, change) if pilot.started]
    for (row, occasion, on, owner), seen in zip(rows, said["seen"], strict=False):
        make_follow_ups(tx, row, occasion, on, owner=owner)
        _followed(tx, row, occasion, seen, today.isoformat())
    _reported(tx, change, day(said["reported"]) or "", said["to"])


def _request(tx: Transaction, change: Id, said: Said, units: Mapping[str, Id], day: Any, decision: Id | None) -> None:
    answered = day(said.get("answered"))
    row = tx.put(
        DecisionRequest(
            parent=change,
            rank=tx.rank_last(DecisionRequest, change),
            question=said["question"],
            background=said.get("background", "").strip(),
            recommendation=said["recommendation"],
            consequence=said["consequence"],
            cost=said.get("cost"),
            cost_note=said.get("cost_note", ""),
            bears=units.get(said.get("bears", "")),
            last_day=day(said.get("last")),
            asked_of=said["of"],
            state="answered" if answered else "asked",
            asked_on=day(said["asked"]),
            answered_on=answered,
            decision=decision if answered else None,
        )
    )
    for title, follows, cost in said["options"]:
        tx.put(RequestOption(parent=row.id, rank=tx.rank_last(RequestOption, row.id), title=title, follows=follows, cost=cost or None))


def _followed(tx: Transaction, row: Id, occasion: str, seen: Sequence[Sequence[Any]], today: str) -> None:
    for days, evidence, words in seen:
        held = tx.get(FollowUp, tx.derived_id("follow_up", row, f"{occasion}:{days}"))
        if held is not None and held.due is not None and held.due <= today:
            tx.put(held.with_(done=held.due, evidence=evidence, seen=words))


def _reported(tx: Transaction, change: Id, issued: str, to: str) -> None:
    """As it may have been that day: later values are not in it, and what was done later had not been done."""
    facts = _as_of(draft(tx, change, issued), issued)
    report = tx.put(Report(parent=change, rank=tx.rank_last(Report, change), issued=issued, to_whom=to))
    for part, content in written(facts):
        tx.put(ReportPart(parent=report.id, rank=tx.rank_last(ReportPart, report.id), part=part, content=content))


def _as_of(facts: Facts, day: str) -> Facts:
    stands = tuple(replaced(s, state=QUIET[s.kind], on="") if s.kind in QUIET and s.on > day else s for s in facts.stands)
    return replaced(
        facts,
        asked=tuple(a for a in facts.asked if a.asked_on <= day),
        effects=tuple(_until(effect, day) for effect in facts.effects),
        goals=tuple(replaced(g, value="", value_on="", share=()) if g.value_on > day else g for g in facts.goals),
        stands=stands,
        changed=changes((), stands),
    )


def _until(effect: Effect, day: str) -> Effect:
    held = chart(effect)
    series = replaced(held.series, points=tuple(p for p in held.series.points if p.on <= day))
    happened = tuple(h for h in held.happened if h.on <= day)
    return replaced(effect, **of_chart(chart_of(held.title, held.unit, series, happened)))
