"""The inventory as its paper shows it."""

from __future__ import annotations

from collections.abc import Callable

from verkstad import wording, wording_inventory
from verkstad.app.inventory import Inventory, inventory_of, levels_of
from verkstad.app.journeys import journeys_of
from verkstad.app.landing import landed
from verkstad.documents.inventory_paper import (
    InventoryPaper,
    ItemPaper,
    JourneyPaper,
    LevelPaper,
    LinePaper,
    OngoingPaper,
    PlacePaper,
    StepPaper,
)
from verkstad.domain.fields import Id
from verkstad.domain.inventorying import Journey, before_and_after, is_ongoing
from verkstad.domain.landing import CUSTOMER, OUTSIDE
from verkstad.i18n import Language
from verkstad.storage.library import Reading


def inventory_paper(library: Reading, initiative: Id, speaks: Language, who: Callable[[Id | None], str], today: str) -> InventoryPaper:
    """Everything the sheets of an inventory say, in the language `speaks`; `who` says what a person is called."""
    found = inventory_of(library, initiative)
    titles = {x.id: x.item.title for x in found.lines}
    steps = {x.item.step: x.step for x in found.lines if x.item.step}
    money = landed(library, initiative, speaks, today=today)
    words = {side: wording.choice_name("cost_benefit", "lands", side, speaks) for side in (CUSTOMER, OUTSIDE)}
    called = {**money.units, **words}
    journeys = journeys_of(library, initiative)
    compared = {v.name: wording_inventory.versions_sentence(v, speaks) for v in before_and_after(journeys)}
    return InventoryPaper(
        items=_items(found, speaks),
        journeys=tuple(_journey(j, compared.get(j.name, ""), speaks) for j in journeys),
        places=tuple(
            PlacePaper(
                called.get(p.place, ""),
                ", ".join(
                    filter(None, [wording_inventory.flag_words(p.flag, speaks), speaks.gettext("does the work") if p.produces else ""])
                ),
                wording_inventory.share_words(p.investment, speaks),
                wording_inventory.share_words(p.running, speaks),
                wording_inventory.share_words(p.efficiency, speaks),
                tuple(line.title for line in p.quality.lines),
                wording_inventory.net_words(p, speaks),
            )
            for p in money.map.places
            if p.is_unit or money.lines
        ),
        verdict=wording_inventory.verdict_sentences(money.map, called, speaks),
        lines=tuple(
            LinePaper(
                wording.choice_name("cost_benefit", "type", line.kind_of, speaks),
                line.title,
                called.get((line.unit or "") if line.lands == "unit" else line.lands, ""),
                wording_inventory.amount_words(line, speaks),
                wording.choice_name("cost_benefit", "estimate", line.estimate, speaks),
                who(line.owner) if line.owner else "",
                line.measured_by,
                speaks.date(line.from_on, "date") if line.from_on else "",
                wording_inventory.lacking_sentence(money.lacking[line.id], speaks) if line.id in money.lacking else "",
            )
            for line in money.lines
        ),
        ongoing=_ongoing(found, speaks),
        overlaps=tuple(wording_inventory.overlap_sentence(o, titles, steps, speaks) for o in found.overlaps),
        levels=_levels(library, initiative, speaks),
        years=str(money.map.years),
        hour=f"{money.hour} kr" if money.hour is not None else "",
        scale=tuple(wording_inventory.level(n, speaks) for n in range(5)),
    )


def _items(found: Inventory, speaks: Language) -> tuple[ItemPaper, ...]:
    def word(wire: str, value: str) -> str:
        return wording.choice_name("inventory_item", wire, value, speaks) if value else ""

    return tuple(
        ItemPaper(
            id=x.id,
            title=x.item.title,
            kind=word("type", x.item.kind_of),
            whom=x.item.for_whom,
            unit=x.unit_name,
            level=word("level", x.item.level),
            can=word("can", x.item.can),
            should=word("should", x.item.should),
            why=x.item.should_why,
            value=wording_inventory.judgement(x.placed.value, speaks),
            effort=wording_inventory.judgement(x.placed.effort, speaks),
            at=(x.placed.value, x.placed.effort),
            judged=(x.item.level, x.item.can, x.item.should),
            discuss=x.placed.discuss,
            channel=x.item.channel,
            volume=x.item.volume,
            modules=tuple(m.title for m in x.modules),
            notes=tuple(wording_inventory.fact_sentence(fact, speaks) for fact in x.facts),
        )
        for x in found.lines
    )


def _journey(journey: Journey, compared: str, speaks: Language) -> JourneyPaper:
    def word(wire: str, value: str) -> str:
        return wording.choice_name("journey_step", wire, value, speaks) if value else ""

    return JourneyPaper(
        journey.name,
        word("version", journey.version),
        wording_inventory.journey_sentence(journey, speaks),
        compared,
        tuple(
            StepPaper(
                s.what,
                word("phase", s.phase),
                s.channel,
                s.met_by,
                s.feeling,
                speaks.gettext("%(days)s days", days=speaks.number(s.waiting)) if s.waiting else "",
                s.bottleneck,
                s.evidence,
                s.id in journey.hand_overs,
            )
            for s in journey.steps
        ),
    )


def _ongoing(found: Inventory, speaks: Language) -> tuple[OngoingPaper, ...]:
    """Those that meet first, then by the day they end."""
    meets = {id for o in found.overlaps for id in (o.first, o.second)}
    rows = [x for x in found.lines if is_ongoing(x.item)]
    rows.sort(key=lambda x: (x.id not in meets, x.item.ongoing_until or "9999"))
    return tuple(
        OngoingPaper(
            x.item.ongoing or x.item.title,
            x.item.title if x.item.ongoing else "",
            x.unit_name,
            x.item.for_whom,
            x.step,
            wording_inventory.period(x.item.ongoing_from or "", x.item.ongoing_until or "", speaks),
            x.id in meets,
        )
        for x in rows
    )


def _levels(library: Reading, initiative: Id, speaks: Language) -> tuple[LevelPaper, ...]:
    """Item by item, the operations by the alphabet: never ranked."""
    found = levels_of(library, initiative, speaks)
    made = []
    for item in found.items:
        for unit, name in found.units:
            line = found.cells[unit, item.id]
            if line.row is not None:
                level = wording_inventory.level(line.row.level, speaks) if line.row.level is not None else ""
                ask = wording_inventory.ask_sentence(line.ask, speaks, one_step=line.one_step)
                made.append(LevelPaper(item.title, name, level, line.row.evidence, line.row.half_step, ask))
    return tuple(made)
