"""The harvest of a workshop for paper and for text documents."""

from __future__ import annotations

from pathlib import Path

from verkstad import wording
from verkstad.app.attachments import place_of
from verkstad.app.harvest import BlockHarvest, CaptureLine, evaluated, harvest
from verkstad.app.workbench import Bench
from verkstad.documents.harvest_paper import BlockPaper, HarvestPaper, MadePaper, NotePaper, PhotoPaper, PilePaper
from verkstad.domain.agenda import block_minutes
from verkstad.domain.fields import Id
from verkstad.domain.harvest import Photo
from verkstad.files import write_atomically
from verkstad.i18n import Language
from verkstad.storage.library import Reading

FORMATS = ("docx", "md")


def harvest_paper(library: Reading, workshop: Id, speaks: Language) -> HarvestPaper:
    """What the documentation shows, in a language; notes that were laid aside stand there too, and say so."""
    found = harvest(library, workshop)
    blocks = tuple(_block(library, section, speaks) for section in found.blocks)
    made: dict[Id, MadePaper] = {}
    for line in found.lines:
        b = line.became
        if b is not None and b.there and b.kind != "action":  # actions have a table of their own
            made.setdefault(b.id, MadePaper(wording.choice_name("capture", "became", b.kind, speaks), b.title))
    return HarvestPaper(blocks, tuple(made.values()), evaluated(library, workshop), found.unsorted)


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


def _block(library: Reading, section: BlockHarvest, speaks: Language) -> BlockPaper:
    block = section.block
    span = ""
    if block is not None and section.start is not None:
        span = speaks.span(section.start, section.start + block_minutes(block))
    piles = tuple(
        PilePaper(pile.cluster.title if pile.cluster else "", tuple(_note(line, speaks) for line in pile.lines), pile.cluster is not None)
        for pile in section.piles
        if pile.lines
    )
    return BlockPaper(
        (block.title or speaks.gettext("Untitled block")) if block is not None else "",
        span,
        block.documentation if block is not None else "",
        piles,
        tuple(_photo(library, photo, speaks) for photo in section.photos),
    )


def _note(line: CaptureLine, speaks: Language) -> NotePaper:
    fate = ""
    if line.became is not None and line.became.there:
        fate = wording.choice_name("capture", "became", line.became.kind, speaks)
    elif line.capture.settled == "left":
        fate = wording.choice_name("capture", "settled", "left", speaks)
    return NotePaper(line.capture.says, line.capture.votes, fate)


def _photo(library: Reading, photo: Photo, speaks: Language) -> PhotoPaper:
    place = place_of(library, photo.content)
    clock = speaks.clock(int(photo.taken[11:13]) * 60 + int(photo.taken[14:16])) if len(photo.taken) >= 16 else ""
    return PhotoPaper(str(place) if place else "", photo.content, photo.caption, photo.width or 4, photo.height or 3, clock)
