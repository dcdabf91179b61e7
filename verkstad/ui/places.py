"""Where in the window a row of the library stands: the page, what to hand `desk.go`, and what the page is then about.

Undo asks it when a change lies elsewhere than where one stands, and the badges of what is left to decide between two versions.
"""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass
from itertools import chain, islice
from typing import TYPE_CHECKING

from PySide6.QtCore import Qt, QTimer
from PySide6.QtWidgets import QPushButton, QScrollArea, QWidget

from verkstad.domain.fields import Id
from verkstad.domain.schema import SCHEMA
from verkstad.ui.desk import Desk

if TYPE_CHECKING:
    from verkstad.app.workbench import Bench

WORKSHOP, INITIATIVE, MODULES, TEAMS, PILOTS, PEOPLE, LIBRARY = "workshop", "initiative", "modules", "teams", "pilots", "people", "library"
PLAN, INVENTORY, INSIGHTS, LAUNCH, FOLLOW_UP, FINDINGS = "plan", "inventory", "insights", "launch", "follow_up", "findings"

_PAGE = {
    "workshop": WORKSHOP, "day": WORKSHOP, "track": WORKSHOP, "block": WORKSHOP, "participation": WORKSHOP,
    "held": WORKSHOP, "slides": WORKSHOP, "track_person": WORKSHOP, "grouping": WORKSHOP, "round": WORKSHOP, "seat": WORKSHOP, "group_rule": WORKSHOP,
    "group_need": WORKSHOP, "capture": WORKSHOP, "cluster": WORKSHOP, "photo": WORKSHOP, "poll": WORKSHOP, "poll_option": WORKSHOP, "evaluation": WORKSHOP,
    "initiative": INITIATIVE, "decision": INITIATIVE, "goal": INITIATIVE, "accepted_phrase": INITIATIVE,
    "module": MODULES, "dependency": MODULES, "needed_decision": MODULES, "need": MODULES,
    "team": TEAMS, "member": TEAMS, "mandate": TEAMS, "role_mandate": TEAMS, "decision_type": TEAMS, "rating": TEAMS,
    "pilot": PILOTS, "measure": PILOTS, "measurement": PILOTS, "annotation": PILOTS, "recalculation": PILOTS, "loop": PILOTS,
    "person": PEOPLE, "identity": PEOPLE, "unit": PEOPLE, "role": PEOPLE,
    "method": LIBRARY, "template": LIBRARY, "template_block": LIBRARY,
    "plan_document": PLAN, "plan_item": PLAN, "plan_link": PLAN, "anchoring": PLAN,
    "journey_step": INVENTORY, "unit_level": INVENTORY, "cost_benefit": INVENTORY,
    "cover": MODULES, "judgement": MODULES, "score": MODULES, "from_to": MODULES, "adoption": LAUNCH,
    "raci_row": TEAMS, "raci_cell": TEAMS, "stakeholder": TEAMS, "force": TEAMS, "pulse": TEAMS, "expectation": TEAMS,
    "forum": INSIGHTS, "forum_member": INSIGHTS, "forum_meeting": INSIGHTS, "exchange": INSIGHTS,
    "audience": LAUNCH, "launch_activity": LAUNCH, "understanding": LAUNCH, "readiness": LAUNCH,
    "term": TEAMS, "value_word": TEAMS,
    "decision_request": FOLLOW_UP, "request_option": FOLLOW_UP, "report": FOLLOW_UP, "report_part": FOLLOW_UP, "leadership_answer": FOLLOW_UP,
    "follow_up": FOLLOW_UP, "accepted_finding": FINDINGS, "threshold": FINDINGS,
}  # fmt: skip
_PART = {
    "day": "program", "track": "program", "block": "program", "participation": "people", "action": "actions",
    "slides": "program", "track_person": "program", "grouping": "people", "round": "people", "seat": "people", "group_rule": "people", "group_need": "people",
    "journey_step": "journeys", "unit_level": "levels", "cost_benefit": "landing",
    "forum": "forums", "forum_member": "forums", "forum_meeting": "forums", "exchange": "exchanges",
    "audience": "audiences", "understanding": "use", "readiness": "use", "adoption": "use",
    "capture": "harvest", "cluster": "harvest", "photo": "harvest", "evaluation": "harvest",
    "decision": "overview", "goal": "overview", "accepted_phrase": "overview", "team": "teams", "member": "teams",
    "mandate": "mandates", "role_mandate": "mandates", "decision_type": "mandates", "rating": "map",
    "raci_row": "raci", "raci_cell": "raci", "stakeholder": "stakeholders", "force": "forces", "term": "words", "value_word": "words", "expectation": "words", "pulse": "teams",
    "decision_request": "requests", "request_option": "requests", "follow_up": "follow_ups", "report": "reports", "report_part": "reports", "leadership_answer": "reports",
    "person": "people", "identity": "people", "role": "people", "unit": "units", "method": "methods", "template": "templates", "template_block": "templates",
}  # fmt: skip
LOOKED_THROUGH = 60  # an import that was taken back may be thousands of rows
OF_A_CHANGE = (INITIATIVE, PLAN, INVENTORY, MODULES, TEAMS, PILOTS, INSIGHTS, LAUNCH, FOLLOW_UP, FINDINGS)
_SEEN_BY_ITSELF = frozenset((*_PAGE, "inventory_item", "insight", "risk", "action")) - {
    "dependency",
    "needed_decision",
    "need",
    "identity",
    "template_block",
}
"""Kinds whose rows a page can bring into view; the others are seen on the row they stand under."""


@dataclass(frozen=True)
class Place:
    """`row` and `part` are for `desk.go(page, row, part)`; `of` is the workshop or the initiative it belongs to, "" for the directory.

    `tab` names what of the page shows it, as `Screen.part_shown` does; "" when one sees it on all of the page.
    """

    page: str
    row: Id = ""
    part: str = ""
    of: Id = ""
    tab: str = ""


def place_of(bench: Bench, kind: str, row: Id) -> Place | None:
    """None for what no page shows any more. A row that is gone stands where it stood: on the page of its kind, for its workshop or initiative."""
    library = bench.library
    scope = library.scope_of(row) or ""
    held = library.kind_of(scope) if scope else None
    of = scope if held in (WORKSHOP, INITIATIVE) else ""
    page = (
        _inventoried(bench, kind, row, held)
        or _PAGE.get(kind, "")
        or (INSIGHTS if held == INITIATIVE and kind in ("insight", "risk") else held or "" if of else "")
    )
    if not page:
        return None
    part = _PART.get(kind, "") or (f"{kind}s" if page == INSIGHTS else "landing" if page == INVENTORY and kind == "threshold" else "")
    if page == INVENTORY and held == WORKSHOP:  # a workshop of the initiative: what it brought is seen in the inventory
        of = _initiative_of(bench, of)
    if of and not _lives(bench, INITIATIVE if page == INVENTORY else held or "", of):
        return None
    shown = _shown(bench, kind, row)
    if page == WORKSHOP:
        return Place(page, of, f"program:{row}" if kind == "block" and shown else part, of, part)
    if page == PILOTS:
        return Place(page, shown or of, "", of, _pilot(bench, row))
    return Place(page, shown or of, part, of, part)


def _inventoried(bench: Bench, kind: str, row: Id, held: str | None) -> str:
    """The inventory, for a row that stands there though others of its kind stand elsewhere; "" for the rest."""
    if kind == "inventory_item" and held == INITIATIVE:
        return INVENTORY
    if kind == "judgement":
        here = bench.library.get(SCHEMA.kinds[kind].value, row)
        return INVENTORY if here is not None and bench.library.kind_of(here.parent or "") == "inventory_item" else ""
    if kind == "threshold":
        from verkstad.app.landing import HOUR, SPREAD

        here = bench.library.get(SCHEMA.kinds[kind].value, row)
        return INVENTORY if here is not None and getattr(here, "name", "") in (SPREAD, HOUR) else ""
    return ""


def _initiative_of(bench: Bench, workshop: Id) -> Id:
    from verkstad.domain.workshop import Workshop

    row = bench.library.get(Workshop, workshop)
    return (row.initiative or "") if row is not None else ""


def _pilot(bench: Bench, row: Id) -> Id:
    """The pilot something of a pilot stands under, also when it is gone."""
    from verkstad.app.pilots import pilot_of

    return pilot_of(bench.library, row) or ""


def _lives(bench: Bench, kind: str, row: Id) -> bool:
    return bench.library.get(SCHEMA.kinds[kind].value, row) is not None


def _shown(bench: Bench, kind: str, row: Id) -> Id:
    """The row itself, or the nearest it stands under that a page can bring into view; "" when it is gone."""
    while kind in SCHEMA.kinds:
        here = bench.library.get(SCHEMA.kinds[kind].value, row)
        if here is None:
            return ""
        if kind in _SEEN_BY_ITSELF or here.parent is None:
            return row
        row, kind = here.parent, bench.library.kind_of(here.parent) or ""
    return ""


def undecided(bench: Bench) -> dict[str, tuple[tuple[Place, str, Id], ...]]:
    """Page -> (place, kind, row) of every row of which two versions stand against each other; empty when none does."""
    found: dict[str, list[tuple[Place, str, Id]]] = {}
    for kind, row in bench.library.open_conflicts():
        place = place_of(bench, kind, row) or Place("workshops")
        found.setdefault(place.page, []).append((place, kind, row))
    return {page: tuple(held) for page, held in found.items()}


def contested(bench: Bench) -> frozenset[Id]:
    """The rows of which two versions stand against each other, with what they are seen on: a measure's pilot, a block's workshop."""
    if not bench.library.open_conflicts():
        return frozenset()
    found = {(row, place.row, place.tab, place.of) for rows in undecided(bench).values() for place, _kind, row in rows}
    return frozenset(id for ids in found for id in ids if id)


def go_to_field(desk: Desk, place: Place, row: Id, column: str, window: QWidget) -> None:
    """Show it, with the keyboard in the field of the window that shows this column of the row; where there is none to see, the row alone."""
    go_to(desk, place)
    if not focus_field(window, row, column):
        QTimer.singleShot(0, window, lambda: focus_field(window, row, column))  # its inspector comes when the list has told what is chosen


def focus_field(window: QWidget, row: Id, column: str) -> bool:
    """Put the keyboard in the field that shows this column of the row, and bring it into view. False when no field to be seen does."""
    from verkstad.ui.fields import Field

    if not column:
        return False
    showing: Iterable[QWidget] = chain(window.findChildren(Field), window.findChildren(QPushButton))  # a button that opens a field there
    there = (w for w in showing if getattr(w, "shows", None) == (row, column))
    found = next((w for w in there if w.isVisible() and getattr(w, "control", w).isEnabled()), None)
    if found is None:
        return False
    found.setFocus(Qt.FocusReason.OtherFocusReason)
    around = found.parentWidget()
    while around is not None and not isinstance(around, QScrollArea):
        around = around.parentWidget()
    if around is not None:
        around.ensureWidgetVisible(found)
    return True


def go_to(desk: Desk, place: Place) -> None:
    """Show it. The pages of a change show the initiative last looked at: it becomes the place's own."""
    if place.of and place.page in OF_A_CHANGE:
        from verkstad.ui.current import look_at

        look_at(desk, place.of)
    desk.go(place.page, place.row, place.part)


def elsewhere(places: Iterable[Place], page: str, of: Id, tab: str) -> Place | None:
    """Where to go to see a change, the first of its places; None when some of it is seen where one stands: `page`, about `of`, at `tab`."""
    first = None
    for place in islice(places, LOOKED_THROUGH):
        if place.page == page and place.of in ("", of) and (not tab or place.tab in ("", tab)):
            return None
        first = first or place
    return first
