"""The harvest of a workshop for paper and for text documents."""

from __future__ import annotations

from collections.abc import Mapping
from pathlib import Path

from verkstad import wording, wording_harvest
from verkstad.app.attachments import place_of
from verkstad.app.harvest import BlockHarvest, CaptureLine, Harvest, evaluated, harvest
from verkstad.app.people import participants
from verkstad.app.presence import comes
from verkstad.app.timings import HeldDay, HeldLine, as_held
from verkstad.app.workbench import Bench
from verkstad.app.workshops import program
from verkstad.documents.harvest_paper import AxesPaper, BlockPaper, HarvestPaper, MadePaper, NotePaper, PhotoPaper, PilePaper, PollPaper
from verkstad.domain.agenda import DayTable, block_minutes
from verkstad.domain.fields import Id
from verkstad.domain.harvest import Photo
from verkstad.files import write_atomically
from verkstad.i18n import NO_BREAK, Language
from verkstad.storage.library import Reading

FORMATS = ("docx", "md")


def harvest_paper(library: Reading, workshop: Id, speaks: Language) -> HarvestPaper:
    """What the room gets, in a language: what was kept and what it became, at the times it was held; notes laid aside are left out."""
    found = harvest(library, workshop)
    days = [(day, as_held(library, day)) for day in program(library, workshop).days]
    went = {line.slot.block.id: line for _day, held in days if held is not None for line in held.lines}
    blocks = tuple(_block(library, section, went, speaks) for section in found.blocks)
    made: dict[Id, MadePaper] = {}
    for line in found.lines:
        b = line.became
        if b is not None and b.there and b.kind != "action":  # actions have a table of their own
            made.setdefault(b.id, MadePaper(wording.choice_name("capture", "became", b.kind, speaks), b.title))
    listed = [line for line in participants(library, workshop) if comes(line)]
    noted = [line for line in listed if line.participation.attended == "present"]
    return HarvestPaper(
        blocks,
        tuple(made.values()),
        evaluated(library, workshop),
        ", ".join(filter(None, (_when(day, held, speaks) for day, held in days))),
        tuple(line.person.id for line in noted or listed),
        bool(noted),
        len(listed) - len(noted) if noted else 0,
        _axes(found, speaks),
    )


def documentation_file(library: Reading, workshop: Id, form: str, *, today: str, code: str = "", names: bool = True) -> bytes:
    """The documentation as DOCX or Markdown (`FORMATS`), in the language `code` ("": that of the workshop's paper)."""
    from verkstad.app.printing import DOCUMENTATION, PrintWish, print_job
    from verkstad.documents.office_docx import docx
    from verkstad.documents.office_markdown import markdown
    from verkstad.documents.parts import Setting
    from verkstad.documents.sheets.documentation import outline
    from verkstad.i18n import language

    if form not in FORMATS:
        raise ValueError(form)
    job = print_job(library, workshop, PrintWish(sheets=(DOCUMENTATION,), language=code, names=names), today=today)
    made = outline(Setting(job, language(job.language)))
    return docx(made) if form == "docx" else markdown(made).encode()


def write_documentation(bench: Bench, workshop: Id, path: Path, *, today: str, code: str = "", names: bool = True) -> Path:
    """Write it to `path`, whole or not at all; the ending says the form."""
    write_atomically(path, documentation_file(bench.library, workshop, path.suffix[1:].lower(), today=today, code=code, names=names))
    return path


def _axes(found: Harvest, speaks: Language) -> AxesPaper | None:
    placed = [line.capture for line in found.lines if line.capture.x is not None and line.capture.y is not None]
    spots = tuple((c.says, c.x or 0, c.y or 0) for c in placed if c.settled != "left")
    names = wording_harvest.axis_names(found.workshop.axis_x, found.workshop.axis_y, speaks)
    return AxesPaper(*names, spots) if spots else None


def _when(day: DayTable, held: HeldDay | None, speaks: Language) -> str:
    """ "24 mars 2027 09.04–12.17": as it was held where that is known, else as planned; "" for a day without a date."""
    if not day.day.date:
        return ""
    starts = [line.start for line in held.lines if line.start is not None] if held is not None else [slot.start for slot in day.slots]
    ends = [line.end for line in held.lines if line.end is not None] if held is not None else [slot.end for slot in day.slots]
    span = speaks.span(min(starts), max(ends)) if starts and ends else ""
    return f"{speaks.date(day.day.date, 'date').replace(' ', NO_BREAK)} {span}".strip()


def _span(section: BlockHarvest, line: HeldLine | None, speaks: Language) -> str:
    """When a block was: as it was held, "" when it was skipped, else as planned."""
    if line is not None and line.start is not None and line.end is not None:
        return speaks.span(line.start, line.end)
    if section.block is None or section.start is None or (line is not None and line.skipped):
        return ""
    return speaks.span(section.start, section.start + block_minutes(section.block))


def _block(library: Reading, section: BlockHarvest, went: Mapping[Id, HeldLine], speaks: Language) -> BlockPaper:
    block = section.block
    span = _span(section, went.get(block.id) if block is not None else None, speaks)
    piles = tuple(
        PilePaper(pile.cluster.title if pile.cluster else "", shown, pile.cluster is not None)
        for pile in section.piles
        if (shown := tuple(_note(line, speaks) for line in pile.lines if line.capture.settled != "left"))
    )
    return BlockPaper(
        (block.title or speaks.gettext("Untitled block")) if block is not None else "",
        span,
        block.documentation if block is not None else "",
        piles,
        tuple(_photo(library, photo, speaks) for photo in section.photos),
        tuple(
            PollPaper(
                poll.question, wording.choice_name("poll", "form", poll.form, speaks), tuple((says, n) for _id, says, n in poll.answers)
            )
            for poll in section.polls
            if poll.votes
        ),
    )


def _note(line: CaptureLine, speaks: Language) -> NotePaper:
    fate = ""
    if line.became is not None and line.became.there:
        fate = wording.choice_name("capture", "became", line.became.kind, speaks)
    return NotePaper(line.capture.says, line.capture.votes, fate)


def _photo(library: Reading, photo: Photo, speaks: Language) -> PhotoPaper:
    place = place_of(library, photo.content)
    clock = speaks.clock(int(photo.taken[11:13]) * 60 + int(photo.taken[14:16])) if len(photo.taken) >= 16 else ""
    return PhotoPaper(str(place) if place else "", photo.content, photo.caption, photo.width or 4, photo.height or 3, clock)
