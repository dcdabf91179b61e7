"""What a session file brought, in a sentence, and the page where the largest of it stands."""

from __future__ import annotations

from collections import Counter

from verkstad.app.exchange import Preview
from verkstad.domain.initiative import Initiative
from verkstad.domain.people import Person
from verkstad.domain.workshop import Workshop
from verkstad.i18n import Language
from verkstad.ui.desk import Desk

Place = tuple[str, str]  # page and row for `desk.go`


def what_came(seen: Preview, language: Language, fresh: int) -> str:
    """ "Taken in. New: 1 workshop, 14 blocks and 12 people. 3 rows were changed." `fresh`: how many changes, where nothing of that can be said."""
    new: Counter[str] = Counter()
    other: Counter[str] = Counter()
    for row in (row for scope in seen.plan.scopes for row in scope.rows):
        if row.what == "new":
            new[row.kind] += 1
        else:
            other[row.what] += 1
    ngettext = language.ngettext
    counted = (
        (new["initiative"], ngettext("%(n)d initiative", "%(n)d initiatives", new["initiative"])),
        (new["workshop"], ngettext("%(n)d workshop", "%(n)d workshops", new["workshop"])),
        (new["module"], ngettext("%(n)d module", "%(n)d modules", new["module"])),
        (new["team"], ngettext("%(n)d team", "%(n)d teams", new["team"])),
        (new["pilot"], ngettext("%(n)d pilot", "%(n)d pilots", new["pilot"])),
        (new["block"], ngettext("%(n)d block", "%(n)d blocks", new["block"])),
        (new["person"], ngettext("%(n)d person", "%(n)d people", new["person"])),
    )
    told = [words for count, words in counted if count]
    said = [language.gettext("Taken in. New: %(what)s.", what=language.listing(told))] if told else []
    changed = other["changed"] + other["conflicting"]
    if changed and (told or other["removed"]):
        said.append(ngettext("%(n)d row was changed.", "%(n)d rows were changed.", changed))
    if other["removed"]:
        said.append(ngettext("%(n)d row was removed.", "%(n)d rows were removed.", other["removed"]))
    return " ".join(said) or ngettext("%(n)d change was taken in.", "%(n)d changes were taken in.", fresh)


def where_it_is(desk: Desk, seen: Preview) -> Place:
    """What the file is about; of a whole library the newest initiative that came, else the newest workshop, else the first of the people."""
    about = place_of(desk, seen.session.manifest.scope.partition(":")[2])
    if about is not None:
        return about
    rows = [row for scope in seen.plan.scopes for row in scope.rows if row.what != "same"]
    tops = [(row.what == "new", place[0] == "initiative", row.row, place) for row in rows if (place := place_of(desk, row.row))]
    scopes = [(False, False, row.scope, place) for row in rows if (place := place_of(desk, row.scope))]
    if tops or scopes:
        return max(tops + scopes)[3]
    person = next((row.row for row in rows if row.kind == Person.KIND.name and desk.bench.library.get(Person, row.row) is not None), "")
    if person:
        return "people", person
    own = any(row.kind in ("method", "template", "template_block") for row in rows)
    return ("library", "") if own else ("people", "") if rows else ("workshops", "")


def place_of(desk: Desk, scope: str) -> Place | None:
    """The page of a workshop or an initiative; None for anything else, also one that is gone."""
    for value, page in ((Workshop, "workshop"), (Initiative, "initiative")):
        if scope and desk.bench.library.get(value, scope) is not None:
            return page, scope
    return None
