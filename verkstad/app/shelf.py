"""The library as a person sees it: what comes with the program and what is her own, on one shelf."""

from __future__ import annotations

from verkstad.app.catalogue import Catalogue, catalogue
from verkstad.domain.own_library import method_of, template_of
from verkstad.domain.own_methods import OwnMethod, OwnTemplate, OwnTemplateBlock
from verkstad.storage.library import Reading


def shelf(library: Reading) -> Catalogue:
    """The shipped library, with one's own methods and templates first. An own one's slug is its id."""
    shipped = catalogue()
    own = library.all(OwnMethod)
    templates = library.all(OwnTemplate)
    if not own and not templates:
        return shipped
    by_id = {row.id: row for row in own}
    methods = [method_of(row, shipped.method(_origin(row, by_id))) for row in own]
    made = [template_of(row, library.children(OwnTemplateBlock, row.id)) for row in templates]
    return Catalogue((*methods, *shipped.methods()), (*made, *shipped.templates()), shipped.roles())


def _origin(row: OwnMethod, own: dict[str, OwnMethod]) -> str:
    """The shipped method a copy began as; a copy of a copy leads back to it. A circle, which only a merge can make, ends where it began."""
    seen: set[str] = set()
    while row.base in own and row.base not in seen:
        seen.add(row.base)
        row = own[row.base]
    return row.base
