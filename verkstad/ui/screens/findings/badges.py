"""How much hinders, on the entry of the navigation of the page where each is mended."""

from __future__ import annotations

from collections import Counter

from verkstad.app import checks
from verkstad.domain.checks.rules import BLOCKING
from verkstad.ui import places
from verkstad.ui.current import current_initiative
from verkstad.ui.desk import Desk
from verkstad.ui.undecided import ENTRY


def hinders(desk: Desk) -> dict[str, int]:
    """Of the initiative last looked at; what is let be is not counted."""
    initiative = current_initiative(desk)
    if initiative is None:
        return {}
    found = checks.watch(desk.bench).findings(initiative, today=desk.today())
    counts: Counter[str] = Counter()
    for finding in found:
        if finding.severity == BLOCKING and finding.accepted is None:
            place = places.place_of(desk.bench, *finding.mend)
            if place is not None:
                counts[ENTRY.get(place.page, place.page)] += 1
    return dict(counts)
