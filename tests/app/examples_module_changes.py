"""Examples of the actions on what a module changes and for whom."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from typing import Any

from tests.app.world import Call, World, call
from verkstad.app import module_changes as app
from verkstad.app import modules
from verkstad.app.workbench import Bench
from verkstad.domain.fields import Id


def grow(bench: Bench, world: World) -> Mapping[str, Id]:
    module = bench.do(modules.add_module, world.initiative, "Ett nummer att ringa")
    parked = bench.do(modules.add_module, world.initiative, "Nytt intranät")
    bench.do(app.park, (parked,), "Efter sommaren")
    return {
        "changing_module": module,
        "parked_module": parked,
        "from_to": bench.do(app.add_from_to, module, "Handläggare", before="Tar samtal hela dagen", after="Har fasta ringtider"),
    }


EXAMPLES: dict[Callable[..., Any], Callable[[World], Call]] = {
    app.change_gains: lambda w: call(w.more["changing_module"], form="dialogue", others_asked="Skolan"),
    app.add_from_to: lambda w: call(w.more["changing_module"], "Kontaktcenter", before="Kopplar vidare", after="Svarar själva"),
    app.change_from_to: lambda w: call(w.more["from_to"], after="Ringer upp inom en dag"),
    app.remove_from_to: lambda w: call(w.more["from_to"]),
    app.park: lambda w: call((w.more["changing_module"],), "Vi tar det i höst"),
    app.take_up: lambda w: call((w.more["parked_module"],), "candidate"),
    app.score_module: lambda w: call(w.more["changing_module"], "wsjf", (8, 5, 3, 2)),
}
