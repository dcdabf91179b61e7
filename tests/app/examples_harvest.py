"""Example calls for the harvest of a workshop, and for insights, risks and needs."""

from __future__ import annotations

from collections.abc import Callable
from typing import Any

from tests.app.world import Call, World, call
from verkstad.app import harvest, insights, inventory
from verkstad.app.harvest import NewPhoto
from verkstad.app.workbench import Bench


def grow(bench: Bench, world: World) -> dict[str, Any]:
    """Five notes, two of them in a cluster and one sorted, two photos, a form; an insight, a risk and a need; a finished workshop."""
    do, block = bench.do, world.blocks[1]
    lines = ("Ring upp inom en dag", "Tider som går att boka", "Ett kort svar i taget", "Vem svarar efter fyra?")
    notes = do(harvest.add_captures, world.workshop, lines, block=block)
    elsewhere = do(harvest.add_capture, world.other_workshop, "Biblioteken kan hjälpa till")
    cluster = do(harvest.cluster_captures, notes[:2], "Tid")
    do(harvest.count_votes, notes[0], 4)
    do(harvest.keep_as_is, notes[3:])
    photos = do(
        harvest.add_photos,
        world.workshop,
        (NewPhoto("a" * 64, "vagg.jpg", "2027-03-24T09:40:00", 2000, 1500), NewPhoto("b" * 64, "blad.jpg", "", 1500, 2000)),
    )
    form = do(harvest.add_evaluation, world.workshop, 4, 5, None, "Tempot", "Längre fika")
    insight = do(insights.add_insight, world.workshop, "De flesta ringer för att de inte fått svar.")
    risk = do(insights.add_risk, world.workshop, "Vikarier får inte veta")
    item = do(inventory.add_item, world.initiative, "Svar på kvällen")
    do(harvest.finish_workshop, world.other_workshop)
    return {
        "note": notes[0], "second_note": notes[1], "third_note": notes[2], "kept_note": notes[3], "other_note": elsewhere, "cluster": cluster,
        "photo": photos[0], "second_photo": photos[1], "form": form, "insight": insight, "risk": risk, "item": item,
    }  # fmt: skip


EXAMPLES: dict[Callable[..., Any], Callable[[World], Call]] = {
    harvest.add_capture: lambda w: call(w.workshop, "Skriv om brevet", block=w.blocks[1], votes=2),
    harvest.add_captures: lambda w: call(w.workshop, ("Ett", "Två"), cluster=w.more["cluster"]),
    harvest.reword_capture: lambda w: call(w.more["note"], "Ring upp samma dag"),
    harvest.captures_to_block: lambda w: call((w.more["note"], w.more["third_note"]), w.blocks[0]),
    harvest.remove_captures: lambda w: call((w.more["note"],)),
    harvest.cluster_captures: lambda w: call((w.more["third_note"], w.more["kept_note"]), "Svar"),
    harvest.put_in_cluster: lambda w: call((w.more["third_note"],), w.more["cluster"]),
    harvest.cluster_to_block: lambda w: call(w.more["cluster"], w.blocks[3]),
    harvest.name_cluster: lambda w: call(w.more["cluster"], "Tid att svara"),
    harvest.dissolve_cluster: lambda w: call(w.more["cluster"]),
    harvest.merge_captures: lambda w: call((w.more["note"], w.more["second_note"])),
    harvest.split_capture: lambda w: call(w.more["note"], ("Ring upp", "Inom en dag")),
    harvest.count_votes: lambda w: call(w.more["second_note"], 7),
    harvest.add_votes: lambda w: call((w.more["note"], w.more["second_note"]), 1),
    harvest.place_capture: lambda w: call(w.more["note"], 80, 20),
    harvest.name_axes: lambda w: call(w.workshop, "Kostnad", "Nytta för kunden"),
    harvest.keep_as_is: lambda w: call((w.more["note"],)),
    harvest.lay_aside: lambda w: call((w.more["note"],)),
    harvest.take_back: lambda w: call((w.more["kept_note"],)),
    harvest.turn_into: lambda w: call((w.more["note"],), "action", owner=w.people[0], due="2027-04-01"),
    harvest.add_photos: lambda w: call(w.workshop, (NewPhoto("c" * 64, "ny.jpg", "2027-03-24T10:00:00"),)),
    harvest.photos_to_block: lambda w: call((w.more["photo"],), w.blocks[3]),
    harvest.set_camera_clock: lambda w: call((w.more["photo"],), 60),
    harvest.caption_photo: lambda w: call(w.more["photo"], "Väggen efter fikat"),
    harvest.remove_photos: lambda w: call((w.more["photo"],)),
    harvest.add_evaluation: lambda w: call(w.workshop, 3, 3, 5, "", "Mer tid"),
    harvest.correct_evaluation: lambda w: call(w.more["form"], clear=4),
    harvest.remove_evaluations: lambda w: call((w.more["form"],)),
    harvest.finish_workshop: lambda w: call(w.workshop, what="Ring Åsa", owner=w.people[0], due="2027-03-30"),
    harvest.reopen_workshop: lambda w: call(w.other_workshop),
    insights.add_insight: lambda w: call(w.initiative, "Kunden vill veta när, inte hur.", source="customer"),
    insights.reword_insight: lambda w: call(w.more["insight"], "Var tredje ringer för att få veta när."),
    insights.say_source: lambda w: call(w.more["insight"], "customer"),
    insights.say_who_raised: lambda w: call(w.more["insight"], "Kundvägledarna"),
    insights.give_insight_to: lambda w: call(w.more["insight"], w.people[0]),
    insights.decide_insight: lambda w: call(w.more["insight"], "declined", "Görs redan"),
    insights.answer_insight: lambda w: call(w.more["insight"], "Vi provar i mars."),
    insights.remove_insights: lambda w: call((w.more["insight"],)),
    insights.add_risk: lambda w: call(w.initiative, "Ingen har tid", family="resources"),
    insights.reword_risk: lambda w: call(w.more["risk"], "Vikarier nås inte"),
    insights.choose_family: lambda w: call(w.more["risk"], "resistance"),
    insights.weigh_risk: lambda w: call(w.more["risk"], 3, 4),
    insights.respond_to_risk: lambda w: call(w.more["risk"], "Ett kort i fickan"),
    insights.give_risk_to: lambda w: call(w.more["risk"], w.people[1]),
    insights.remove_risks: lambda w: call((w.more["risk"],)),
}
