"""Who takes part, for other programs: a grid for spreadsheets, and vCards for phones and mail programs."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

from verkstad.documents.office_lines import escaped, file_of
from verkstad.documents.office_sheet import Cell, Clock, Grid
from verkstad.i18n import Language


@dataclass(frozen=True, slots=True)
class Guest:
    """Somebody on the list, in words of the file's language. `since` and `until` are minutes of the day, None for the whole of it."""

    given: str = ""
    family: str = ""
    unit: str = ""
    role: str = ""
    email: str = ""
    phone: str = ""
    part: str = ""
    answer: str = ""
    attended: str = ""
    since: int | None = None
    until: int | None = None
    food: str = ""
    access: str = ""
    day: str = ""  # the one day she is there; "" every day


def guests_grid(title: str, guests: Sequence[Guest], language: Language, *, needs: bool) -> Grid:
    """One row a person. Food and access are there only with `needs`, the day only where somebody comes on one day alone."""
    _ = language.gettext
    heads = [_("Given name"), _("Family name"), _("Unit"), _("Role"), _("E-mail"), _("Phone"), _("Part"), _("Answer"), _("Attendance"), _("From"), _("Until")]  # fmt: skip
    widths = [16, 18, 26, 24, 30, 16, 14, 16, 12, 8, 8]
    rows: list[tuple[Cell, ...]] = []
    by_day = any(g.day for g in guests)
    if by_day:
        heads.append(_("Day"))
        widths.append(16)
    for g in guests:
        row: list[Cell] = [g.given, g.family, g.unit, g.role, g.email, g.phone, g.part, g.answer, g.attended]
        row += [Clock(at) if at is not None else None for at in (g.since, g.until)]
        rows.append((*row, *((g.day,) if by_day else ()), *((g.food, g.access) if needs else ())))
    if needs:
        heads += [_("Food"), _("Access")]
        widths += [24, 24]
    return Grid(title, tuple(heads), tuple(rows), tuple(widths))


def vcards(guests: Sequence[Guest]) -> bytes:
    """A vCard 3.0 each of those who have a name or an address: name, address, phone, unit and role; nothing of how they take part."""
    lines: list[str] = []
    for g in guests:
        if not (g.given or g.family or g.email or g.phone):
            continue
        name = f"{g.given} {g.family}".strip() or g.email or g.phone
        lines += ["BEGIN:VCARD", "VERSION:3.0", f"N:{escaped(g.family)};{escaped(g.given)};;;", f"FN:{escaped(name)}"]
        lines += [f"EMAIL;TYPE=INTERNET:{escaped(g.email)}"] if g.email else []
        lines += [f"TEL;TYPE=WORK:{escaped(g.phone)}"] if g.phone else []
        lines += [f"ORG:{escaped(g.unit)}"] if g.unit else []
        lines += [f"TITLE:{escaped(g.role)}"] if g.role else []
        lines.append("END:VCARD")
    return file_of(lines)
