"""From the library to the paper about who is touched by what."""

from __future__ import annotations

from verkstad.app.module_changes import from_to_of, loads, touched, units_touched
from verkstad.documents.touched_paper import CellPaper, TouchedLinePaper, TouchedPaper, UnitPaper
from verkstad.domain.fields import Id
from verkstad.domain.launching import ChangeLoad
from verkstad.i18n import Language
from verkstad.storage.library import Reading
from verkstad.wording_modules import WHY_TOUCHED, load_words


def touched_paper(library: Reading, initiative: Id, speaks: Language, today: str) -> TouchedPaper:
    """Every module that is not parked or closed against the operations that any of them touches."""
    rows = touched(library, initiative)
    units = units_touched(library, rows, speaks)
    at_once = loads(library, initiative, today)
    lines = []
    for row in rows:
        roles: dict[Id | None, list[str]] = {}
        for change in from_to_of(library, row.module.id):
            roles.setdefault(change.unit, []).append(change.who)
        cells = []
        for unit in units:
            why = row.units.get(unit.id, ("",))[0]
            cells.append(CellPaper(why, speaks.gettext(WHY_TOUCHED[why]) if why else "", tuple(roles.get(unit.id, ()))))
        lines.append(TouchedLinePaper(f"{row.number}  {row.module.title}", tuple(cells)))
    told = ((unit, at_once.get(unit.id, ChangeLoad())) for unit in units)
    return TouchedPaper(
        tuple(UnitPaper(unit.name, load.count, load_words(load.pilots, load.launches, speaks)) for unit, load in told), tuple(lines)
    )
