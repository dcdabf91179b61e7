"""The sample's launch: three audiences, what was done for them, what they understood and how many work the new way."""

from __future__ import annotations

from collections.abc import Mapping
from datetime import date, timedelta
from typing import Any

from verkstad.domain.dates import nearest_weekday
from verkstad.domain.fields import Id, Row
from verkstad.domain.launch import Adoption, Audience, LaunchActivity, Understanding
from verkstad.domain.launching import TICKS, TWO_WAY
from verkstad.domain.modules import Module
from verkstad.domain.responsibility import STEPS_OF_READINESS, Readiness
from verkstad.storage.writing import Transaction

Said = Mapping[str, Any]
_COLUMNS = ("why", "how", "unchanged", "understanding", "first_try", "role", "size")


def bring_launch(
    tx: Transaction, change: Id, said: Said, modules: Mapping[str, str], people: Mapping[str, Id], units: Mapping[str, Id], today: date
) -> None:
    """Into the initiative `change`. `modules`: key in the data -> title of the module; days are counted from `today`."""
    called = {row.title: row.id for row in tx.all(Module)}
    ids = {key: called[title] for key, title in modules.items() if title in called}

    def day(days: Any) -> str | None:
        return nearest_weekday((today + timedelta(days=days)).isoformat()) if isinstance(days, int) else None

    def ranked(row: Row) -> Id:
        return tx.put(row.with_(parent=change, rank=tx.rank_last(type(row), change))).id

    audiences, module_of = {}, {}
    for entry in said["audiences"]:
        columns: dict[str, Any] = {name: entry[name] for name in _COLUMNS if name in entry}
        meant = Audience(title=entry["title"], unit=units.get(entry.get("unit")), module=ids.get(entry.get("module")), **columns)
        audiences[entry["key"]] = ranked(meant)
        module_of[entry["key"]] = meant.module
    messages = said["messages"]
    for at, (whom, title, channel, phase, days, owner, hours, cost, state, outward) in enumerate(said["activities"], 1):
        row = LaunchActivity(
            title=title, audience=audiences.get(whom), module=module_of.get(whom), channel=channel, two_way=channel in TWO_WAY, phase=phase,
            on=day(days), owner=people.get(owner), hours=hours or None, cost=cost or None, state=state, outward=bool(outward),
        )  # fmt: skip
        words: dict[str, Any] = dict(messages.get(at) or messages.get(str(at)) or {})
        if words:
            row = row.with_(**words, **dict.fromkeys(TICKS, True))
        ranked(row)
    for whom, days, could, asked, quoted in said["understood"]:
        tx.put(Understanding(parent=audiences[whom], on=day(days), could=could, asked=asked, said=quoted))
    for module, days, using, users, note in said["used"]:
        if module in ids:
            tx.put(Adoption(parent=ids[module], on=day(days), using=using, users=users, note=note))
    for whom, days, scores in said["answers"]:
        scored: dict[str, Any] = dict(zip(STEPS_OF_READINESS, scores, strict=True))
        tx.put(Readiness(parent=change, audience=audiences[whom], on=day(days), **scored))
