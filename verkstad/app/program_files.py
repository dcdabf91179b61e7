"""The program and the participants as files of other programs: calendar, text document, spreadsheet, Markdown, contacts."""

from __future__ import annotations

from pathlib import Path

from verkstad import wording
from verkstad.app.people import name_order, participants, role_name
from verkstad.app.printing import workshop_paper
from verkstad.app.workbench import Bench
from verkstad.documents.office_people import Guest
from verkstad.documents.office_program import FORMATS, Layers
from verkstad.domain.errors import Refused
from verkstad.domain.fields import Id
from verkstad.domain.workshop import Day, Workshop
from verkstad.files import write_atomically
from verkstad.i18n import Language, language
from verkstad.storage.library import Reading

PEOPLE = ("xlsx", "csv", "vcf")
PLAIN = Layers()  # what is for the participants

__all__ = ["FORMATS", "PEOPLE", "Guest", "Layers", "guests", "people_file", "program_file", "write_people", "write_program"]


def program_file(
    library: Reading,
    workshop: Id,
    form: str,
    *,
    stamp: str,
    layers: Layers = PLAIN,
    code: str = "",
    each_block: bool = False,
    author: str = "",
) -> bytes:
    """The program in one of `FORMATS`, in the language `code` ("": that of the workshop's paper). `stamp` is now, ISO in UTC.

    Raises Refused for a calendar when no day has a date.
    """
    from verkstad.documents.office_program import program_bytes

    paper = workshop_paper(library, workshop, code)
    speaks = language(code or library.need(Workshop, workshop).language)
    if form == "ics" and not any(d.day.date and d.slots for d in paper.days):
        raise Refused("no_dated_day")
    return program_bytes(form, paper, speaks, layers, stamp=stamp, each_block=each_block, author=author)


def people_file(library: Reading, workshop: Id, form: str, *, code: str = "", needs: bool = False) -> bytes:
    """The participants in one of `PEOPLE`; food and access only with `needs`. Raises Refused when nobody is on the list."""
    from verkstad.documents.office_people import guests_grid, vcards
    from verkstad.documents.office_sheet import csv_file, xlsx_file

    row = library.need(Workshop, workshop)
    speaks = language(code or row.language)
    listed = guests(library, workshop, speaks)
    if not listed:
        raise Refused("nobody_listed")
    if form == "vcf":
        return vcards(listed)
    grid = guests_grid(speaks.gettext("Participants"), listed, speaks, needs=needs)
    return csv_file(grid) if form == "csv" else xlsx_file(grid)


def guests(library: Reading, workshop: Id, speaks: Language) -> tuple[Guest, ...]:
    """Everybody on the list, in the order of names, in words of the language."""

    def word(wire: str, value: str) -> str:
        return wording.choice_name("participation", wire, value, speaks)

    days = {d.id: d.title or speaks.gettext("Day %(n)s", n=n) for n, d in enumerate(library.children(Day, workshop), 1)}
    found = sorted(participants(library, workshop), key=lambda p: name_order(p.person, speaks))
    return tuple(
        Guest(
            given=p.person.given,
            family=p.person.family,
            unit=p.person.unit_name,
            role=p.person.position or role_name(p.person, speaks),
            email=p.person.email,
            phone=p.person.phone,
            part=word("part", p.participation.part),
            answer=word("answer", p.participation.answer),
            attended=word("attended", p.participation.attended) if p.participation.attended else "",
            since=p.participation.present_from,
            until=p.participation.present_until,
            food=p.participation.food,
            access=p.participation.access,
            day=days.get(p.participation.present_on or "", ""),
        )
        for p in found
    )


def write_program(
    bench: Bench,
    workshop: Id,
    path: Path,
    *,
    form: str = "",
    layers: Layers = PLAIN,
    code: str = "",
    each_block: bool = False,
    author: str = "",
) -> Path:
    """Write the program to `path`, whole or not at all; its ending says the form when that is not given."""
    stamp = bench.library.clock().strftime("%Y-%m-%dT%H:%M:%SZ")
    made = program_file(
        bench.library,
        workshop,
        form or path.suffix[1:].lower(),
        stamp=stamp,
        layers=layers,
        code=code,
        each_block=each_block,
        author=author,
    )
    write_atomically(path, made)
    return path


def write_people(bench: Bench, workshop: Id, path: Path, *, form: str = "", code: str = "", needs: bool = False) -> Path:
    """Write the participants to `path`, whole or not at all; its ending says the form when that is not given."""
    write_atomically(path, people_file(bench.library, workshop, form or path.suffix[1:].lower(), code=code, needs=needs))
    return path
