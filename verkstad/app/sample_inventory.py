"""The sample's inventory: twelve needs and services, a journey as it is and as it is to become, levels, costs and gains over four operations."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from datetime import date, timedelta
from typing import Any

from verkstad.domain.fields import Id
from verkstad.domain.inventory import CostBenefit, Cover, InventoryItem, JourneyStep, UnitLevel
from verkstad.domain.modules import Judgement, Module
from verkstad.storage.writing import Transaction

Said = Mapping[str, Any]
_YES = {True: "yes", False: "no"}


def bring_inventory(
    tx: Transaction, change: Id, said: Said, modules: Mapping[str, str], people: Mapping[str, Id], units: Mapping[str, Id], today: date
) -> None:
    """Into the initiative `change`. `modules`: key in the data -> title of the module; days are counted from `today`."""
    called = {row.title: row.id for row in tx.all(Module)}
    ids = {key: called[title] for key, title in modules.items() if title in called}
    steps = _journey(tx, change, said["journey"])
    items = [_item(tx, change, entry, steps, ids, people, units, today) for entry in said["items"]]
    for at, unit, level, evidence, half in said["levels"]:
        item, where = items[at - 1], units[unit]
        id = tx.derived_id("unit_level", item, where)
        tx.put(UnitLevel(id=id, parent=item, unit=where, level=level, evidence=evidence, half_step=half))
    for line in said["lines"]:
        _line(tx, change, line, ids, people, units, today)


def modules_called(said: Sequence[Said]) -> dict[str, str]:
    """Key -> title of every module in the data, parts included."""
    found: dict[str, str] = {}
    for module in said:
        found[module["key"]] = module["title"]
        found |= modules_called(module.get("parts", ()))
    return found


def _journey(tx: Transaction, change: Id, said: Said) -> list[Id]:
    """The ids of the steps of today, in order."""
    made: dict[str, list[Id]] = {}
    for version in ("now", "then"):
        for what, phase, channel, met_by, feeling, waiting, stops in said[version]:
            row = JourneyStep(
                parent=change, rank=tx.rank_last(JourneyStep, change), journey=said["name"], version=version, what=what, phase=phase,
                channel=channel, met_by=met_by, feeling=feeling, waiting=waiting or None, bottleneck=bool(stops), evidence=stops,
            )  # fmt: skip
            made.setdefault(version, []).append(tx.put(row).id)
    return made["now"]


def _item(
    tx: Transaction, change: Id, said: Said, steps: Sequence[Id], modules: Mapping[str, Id], people: Mapping[str, Id],
    units: Mapping[str, Id], today: date,
) -> Id:  # fmt: skip
    going, begins, ends = said.get("going", ("", None, None))
    row = InventoryItem(
        parent=change,
        rank=tx.rank_last(InventoryItem, change),
        title=said["title"],
        kind_of=said["kind"],
        for_whom=said["whom"],
        unit=units[said["unit"]],
        level=said.get("level", ""),
        can=_judged(said.get("can", "")),
        should=_judged(said.get("should", "")),
        should_why=said.get("why", ""),
        channel=said.get("channel", ""),
        volume=said.get("volume"),
        self_service="self_service" in said,
        unresolved=said.get("unresolved"),
        fallback=said.get("fallback", ""),
        left_outside=said.get("left", ""),
        value=said.get("value"),
        effort=said.get("effort"),
        knows_most=people.get(said.get("knows", "")),
        step=steps[said["step"] - 1] if "step" in said else None,
        ongoing=going,
        ongoing_from=_day(today, begins),
        ongoing_until=_day(today, ends),
    )
    item = tx.put(row).id
    for rater, benefit, effort in said.get("judged", ()):
        tx.put(Judgement(parent=item, rater=rater, benefit=benefit, effort=effort))
    for key in said.get("modules", ()):
        if key in modules:
            tx.put(Cover(id=tx.derived_id("cover", modules[key], item), parent=modules[key], item=item))
    return item


def _judged(said: object) -> str:
    return _YES[said] if isinstance(said, bool) else str(said)


def _line(
    tx: Transaction,
    change: Id,
    said: Sequence[Any],
    modules: Mapping[str, Id],
    people: Mapping[str, Id],
    units: Mapping[str, Id],
    today: date,
) -> None:
    title, kind_of, lands, unit, amount, counted, often, sure, owner, measured, days, share, producer, module = said
    row = CostBenefit(
        parent=change, rank=tx.rank_last(CostBenefit, change), title=title, kind_of=kind_of, lands=lands, unit=units.get(unit),
        amount=amount or None, counted=counted, often=often, estimate=sure, owner=people.get(owner), measured_by=measured,
        from_on=_day(today, days if days != "" else None), planned_share=share if share != "" else None, producer=units.get(producer),
        module=modules.get(module),
    )  # fmt: skip
    tx.put(row)


def _day(today: date, days: int | None) -> str | None:
    return None if days is None else (today + timedelta(days=days)).isoformat()
