"""From a job to the bytes of a PDF. Runs in a worker: no Qt, no library; the same job gives the same bytes."""

from __future__ import annotations

import io
from collections.abc import Callable, Sequence
from dataclasses import dataclass, field
from typing import Any

from verkstad.documents.job import PrintJob
from verkstad.documents.paper import MM, Sheet
from verkstad.documents.parts import A3, A3_WIDE, A4, A4_WIDE, Page, Part, Place, Setting
from verkstad.documents.sheets import agenda, handouts, runsheet
from verkstad.documents.tagged import TaggedCanvas
from verkstad.i18n import N_, language

Progress = Callable[[int, int], None]
"""(parts done, parts in all); it may raise to cancel."""


@dataclass(frozen=True, slots=True)
class SheetKind:
    """A sheet that can be printed. `title` and `about` are msgids; `needs`: "program", "people", "actions", "methods" or ""."""

    name: str
    title: str
    about: str
    paper: str
    audience: str
    needs: str
    lay: Callable[[Setting], list[Part]]


SHEETS: dict[str, SheetKind] = {
    kind.name: kind
    for kind in (
        SheetKind("runsheet", runsheet.TITLE, N_("The day block by block, for whoever leads it"), "a4", "lead", "program", runsheet.lay),
        SheetKind("agenda", agenda.TITLE, N_("The day for those who take part"), "a4", "participant", "program", agenda.lay),
        SheetKind("handouts", handouts.TITLE, N_("What each exercise is worked on"), "", "participant", "methods", handouts.lay),
    )
}


@dataclass(frozen=True, slots=True)
class PrintedSheet:
    """What went on paper: for `Printed` rows, and for the list beside the preview. `pages` of one copy."""

    sheet: str
    title: str
    code: str
    layout: str
    copies: int
    pages: int
    paper: str
    audience: str


@dataclass(frozen=True, slots=True)
class Pressed:
    """Finished files ("a4", "a3" -> bytes), the pages of each, what did not fit, and what was printed."""

    files: dict[str, bytes]
    pages: dict[str, int]
    overflows: tuple[tuple[str, str, float, float], ...]
    sheets: tuple[PrintedSheet, ...]
    title: str = ""
    facts: dict[str, Any] = field(default_factory=dict)


def press(job: PrintJob, progress: Progress | None = None) -> Pressed:
    """Lay out and draw the job. Raises KeyError for a sheet that is not in `SHEETS`."""
    setting = Setting(job, language(job.language))
    parts: list[Part] = []
    for name in job.sheets:
        parts += _laid(setting, name)
    title = _title(setting, parts)
    files: dict[str, bytes] = {}
    pages: dict[str, int] = {}
    overflows: list[tuple[str, str, float, float]] = []
    done = 0
    for paper in ("a4", "a3"):
        chosen = [part for part in parts if paper_of(part, job) == paper]
        if not chosen:
            continue
        out = io.BytesIO()
        canvas = TaggedCanvas(
            out,
            title=title,
            subject=job.workshop.purpose,
            author=job.organisation.name,
            language=job.language,
            tagged=job.profile != "pack",
        )
        for part in chosen:
            if progress is not None:
                progress(done, len(parts))
            draw_part(canvas, setting, part, paper)
            done += 1
        canvas.save()
        files[paper], pages[paper] = out.getvalue(), sum(len(p.pages) for p in chosen)
        overflows += canvas.overflows
    if progress is not None:
        progress(len(parts), len(parts))
    sheets = tuple(
        PrintedSheet(p.sheet, p.title, p.code.number, p.code.long, p.copies, len(p.pages), paper_of(p, job), p.audience) for p in parts
    )
    return Pressed(files, pages, tuple(overflows), sheets, title)


def _laid(setting: Setting, name: str) -> list[Part]:
    """The parts of a sheet by its name in `SHEETS`, or of one handout by its slug."""
    if name in SHEETS:
        return SHEETS[name].lay(setting)
    for method in setting.workshop.methods:
        for handout in method.handouts:
            if handout.slug == name:
                return handouts.lay_handout(setting, method, handout)
    raise KeyError(name)


def paper_of(part: Part, job: PrintJob) -> str:
    """The paper a part is printed on: as it is designed, or the one the job asks for."""
    if job.paper in ("a4", "a3"):
        return job.paper
    return "a3" if part.pages and part.pages[0].size in (A3, A3_WIDE) else "a4"


def draw_part(canvas: TaggedCanvas, setting: Setting, part: Part, paper: str) -> None:
    """All pages of a part, with its bookmarks."""
    for n, page in enumerate(part.pages):
        draw_page(canvas, setting, page, Place(n + 1, len(part.pages), 1 + n * part.cards), paper)
        key = f"p{canvas.getPageNumber()}"
        if n == 0:
            canvas.bookmarkPage(key)
            canvas.addOutlineEntry(part.title, key, 0)
        for index, title in part.children:
            if index == n:
                child = f"{key}-{index}-{title[:20]}"
                canvas.bookmarkPage(child)
                canvas.addOutlineEntry(title, child, 1)
        canvas.showPage()


def draw_page(canvas: TaggedCanvas, setting: Setting, page: Page, place: Place, paper: str) -> None:
    """One page, scaled when the paper is not the one it is designed for. `showPage` is the caller's."""
    width, height = page.size
    target = {("a4", False): A4, ("a4", True): A4_WIDE, ("a3", False): A3, ("a3", True): A3_WIDE}[paper, width > height]
    canvas.setPageSize((target[0] * MM, target[1] * MM))
    scale = target[0] / width
    if abs(scale - 1) > 1e-6:
        canvas.scale(scale, scale)
    sheet = Sheet(canvas, width, height, grey=setting.job.grey)
    if page.shared is not None:
        page.shared(sheet, place)
    page.draw(sheet, place)


def _title(setting: Setting, parts: Sequence[Part]) -> str:
    names = list(dict.fromkeys(part.title for part in parts))
    what = names[0] if len(names) == 1 else setting._("Prints")
    return " – ".join(filter(None, [what, setting.workshop.title]))
