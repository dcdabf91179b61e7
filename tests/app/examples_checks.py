"""Examples of what is done with findings."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from typing import Any

from tests.app.world import Call, World, call
from verkstad.app import checks
from verkstad.app.workbench import Bench
from verkstad.domain.fields import Id


def grow(bench: Bench, world: World) -> Mapping[str, Id]:
    bench.do(checks.accept_finding, world.workshop, "V1101", world.workshop, "Det skrivs i inbjudan.")
    return {}


EXAMPLES: dict[Callable[..., Any], Callable[[World], Call]] = {
    checks.accept_finding: lambda w: call(w.initiative, "V101", w.initiative, "Nämnden beslutar i mars."),
    checks.take_up_again: lambda w: call(w.workshop, "V1101", w.workshop),
    checks.choose_threshold: lambda w: call(w.initiative, "team_most", 7),
}
