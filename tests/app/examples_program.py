"""Examples of what is done with a block beside its fields: its history, its slides; and who is on which track."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from typing import Any

from tests.app.world import Call, World, call
from verkstad.app import agenda, block_history, slides, tracks
from verkstad.app.workbench import Bench
from verkstad.domain.fields import Id
from verkstad.domain.workshop import Track


def grow(bench: Bench, world: World) -> Mapping[str, Id]:
    made = {}
    bench.do(agenda.describe_block, world.blocks[0], "Ett annat syfte än det var från början")
    made["purpose_changed"] = bench.library.history(world.blocks[0])[-1].id
    made["slides"], made["more_slides"] = bench.do(
        slides.add_slides, world.blocks[0], (("a" * 64, "Kartan.pdf", 12), ("b" * 64, "Väggen.jpg", 1))
    )
    made["removed"] = bench.do(agenda.add_block, world.day, title="Ett moment som togs bort")
    bench.do(slides.add_slides, made["removed"], (("d" * 64, "Borta.pdf", 2),))
    bench.do(agenda.remove_blocks, (made["removed"],))
    bench.do(tracks.put_people_on_track, world.people[1:2], world.track)
    made["tracked_day"] = bench.library.need(Track, world.track).parent or ""
    return made


EXAMPLES: dict[Callable[..., Any], Callable[[World], Call]] = {
    slides.add_slides: lambda w: call(w.blocks[1], (("c" * 64, "Citat.pdf", 3),)),
    slides.move_slides: lambda w: call(w.more["more_slides"], after=None),
    slides.remove_slides: lambda w: call((w.more["slides"],)),
    tracks.put_people_on_track: lambda w: call(w.people[:2], w.second_track),
    tracks.take_off_tracks: lambda w: call(w.people[1:2], w.more["tracked_day"]),
    tracks.share_out: lambda w: call(w.more["tracked_day"]),
    block_history.bring_back_block: lambda w: call(w.workshop, w.more["removed"]),
    block_history.restore_block: lambda w: call(w.blocks[0], w.more["purpose_changed"]),
    block_history.restore_value: lambda w: call(w.blocks[0], w.more["purpose_changed"], "purpose"),
}
