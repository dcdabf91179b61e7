"""From a job to the bytes of a PDF. Runs in a worker: no Qt, no library; the same job gives the same bytes."""

from __future__ import annotations

import io
from collections.abc import Callable, Sequence
from dataclasses import dataclass, field
from typing import Any

from verkstad.documents.job import PrintJob
from verkstad.documents.paper import MM, Sheet
from verkstad.documents.parts import A3, A3_WIDE, A4, A4_WIDE, Page, Part, Place, Setting
from verkstad.documents.sheets import (
    agenda,
    decision_request,
    documentation,
    evaluation,
    findings,
    goals,
    groups,
    guide,
    handouts,
    initiative_page,
    insights,
    inventory_sheets,
    inventory_walls,
    launch_kit,
    launch_plan,
    lists,
    loop_sheet,
    mandate_map,
    mandate_questions,
    module_cards,
    pack,
    people,
    pilot_card,
    pilot_story,
    plan,
    posters,
    red_thread,
    report,
    responsibility,
    runsheet,
    shared_words,
    slicing,
    team_sheet,
    touched,
    work,
)
from verkstad.documents.tagged import TaggedCanvas
from verkstad.i18n import N_, language

Progress = Callable[[int, int], None]
"""(parts done, parts in all); it may raise to cancel."""


@dataclass(frozen=True, slots=True)
class SheetKind:
    """A sheet that can be printed. `title` and `about` are msgids; `needs`: "program", "people", "actions", "methods" or "".

    `of`: what it is a sheet of, "workshop" or "initiative".
    """

    name: str
    title: str
    about: str
    paper: str
    audience: str
    needs: str
    lay: Callable[[Setting], list[Part]]
    of: str = "workshop"


SHEETS: dict[str, SheetKind] = {
    kind.name: kind
    for kind in (
        SheetKind("runsheet", runsheet.TITLE, N_("The day block by block, for whoever leads it"), "a4", "lead", "program", runsheet.lay),
        SheetKind("agenda", agenda.TITLE, N_("The day for those who take part"), "a4", "participant", "program", agenda.lay),
        SheetKind(
            "invitation",
            lists.INVITATION,
            N_("A letter: why, when, where, and by when to answer"),
            "a4",
            "participant",
            "",
            lists.invitation,
        ),
        SheetKind(
            "attendance",
            people.ATTENDANCE,
            N_("Who is here, with empty lines for the unexpected"),
            "a4",
            "lead",
            "people",
            people.attendance,
        ),
        SheetKind("badges", people.BADGES, N_("Ten to a sheet, to cut, with spares"), "a4", "room", "people", people.badges),
        SheetKind("tents", people.TENTS, N_("Two to a sheet, to cut and fold, with spares"), "a4", "room", "people", people.tents),
        SheetKind("tables", people.TABLES, N_("One for each table"), "a4", "room", "", people.tables),
        SheetKind("groups", groups.LISTS, N_("Who sits at which table, a page for each round"), "a4", "room", "people", groups.lists),
        SheetKind(
            "group_places",
            groups.PLACES,
            N_("Everybody by the alphabet with her table in each round"),
            "a4",
            "room",
            "people",
            groups.places,
        ),
        SheetKind("door", posters.DOOR, N_("What goes on behind the door"), "a4", "room", "", posters.door),
        SheetKind(
            "wall", posters.WALL, N_("Times and titles, to be read from the back of the room"), "a3", "room", "program", posters.wall
        ),
        SheetKind("packing", lists.PACKING, N_("What to bring, counted, and back again"), "a4", "lead", "program", lists.packing),
        SheetKind("actions", lists.ACTIONS, N_("What, who and when, with empty lines"), "a4", "participant", "", lists.actions),
        SheetKind("evaluation", evaluation.TITLE, N_("Four cards to a sheet, without names"), "a4", "participant", "", evaluation.lay),
        SheetKind(
            "documentation",
            documentation.TITLE,
            N_("What came of each block with its photos, who does what when, and what people thought"),
            "a4",
            "participant",
            "",
            documentation.lay,
        ),
        SheetKind("hosts", guide.HOSTS, N_("How to host a table, and when it works"), "a4", "host", "", guide.hosts),
        SheetKind("instructions", guide.INSTRUCTIONS, N_("A page for each exercise"), "a4", "host", "methods", guide.instructions),
        SheetKind(
            "slicing", slicing.TITLE, N_("The whole in slices that can be tried, for the wall"), "a3", "participant", "", slicing.lay
        ),
        SheetKind("handouts", handouts.TITLE, N_("What each exercise is worked on"), "", "participant", "methods", handouts.lay),
        SheetKind(
            "pilot_card",
            pilot_card.TITLE,
            N_("A pilot on one page, with its chart"),
            "a4",
            "participant",
            "",
            pilot_card.lay,
            of="initiative",
        ),
        SheetKind(
            "loop_sheet",
            loop_sheet.TITLE,
            N_("Plan, do, study and act, to write in"),
            "a4",
            "participant",
            "",
            loop_sheet.lay,
            of="initiative",
        ),
        SheetKind(
            "pilot_story",
            pilot_story.TITLE,
            N_("Three sentences and the chart, for those who were not there"),
            "a4",
            "participant",
            "",
            pilot_story.lay,
            of="initiative",
        ),
        SheetKind(
            "pack",
            pack.TITLE,
            N_("All of it, in the order it is handed out, in the right number of copies"),
            "",
            "lead",
            "program",
            pack.lay,
        ),
        SheetKind(
            "initiative_page",
            initiative_page.TITLE,
            N_("Why, what and how, what is decided, and the goals"),
            "a4",
            "participant",
            "",
            initiative_page.lay,
            of="initiative",
        ),
        SheetKind(
            "red_thread",
            red_thread.TITLE,
            N_("From the decision to the result, with every loose end, for the wall"),
            "a3",
            "participant",
            "",
            red_thread.lay,
            "initiative",
        ),
        SheetKind("goals", goals.TITLE, N_("Each goal with its six boxes, to fill in"), "a4", "lead", "", goals.lay, of="initiative"),
        SheetKind(
            "module_cards",
            module_cards.TITLE,
            N_("Four to a page, to cut, with blanks"),
            "a4",
            "participant",
            "",
            module_cards.lay,
            "initiative",
        ),
        SheetKind(
            "module_wall",
            slicing.OF_A_CHANGE,
            N_("Today's modules with room for more, for the wall"),
            "a3",
            "participant",
            "",
            slicing.lay_modules,
            "initiative",
        ),
        SheetKind(
            "touched",
            touched.TITLE,
            N_("Modules by operations and roles, with how much each lives through at once, for the wall"),
            "a3",
            "participant",
            "",
            touched.lay,
            "initiative",
        ),
        SheetKind(
            "findings",
            findings.TITLE,
            N_("What is worth going through, with room for who and when"),
            "a4",
            "lead",
            "",
            findings.lay,
            of="initiative",
        ),
        SheetKind(
            "mandate_questions",
            mandate_questions.TITLE,
            N_("Decisions the modules need and their teams may not take"),
            "a4",
            "lead",
            "",
            mandate_questions.lay,
            "initiative",
        ),
        SheetKind(
            "team_sheet",
            team_sheet.TITLE,
            N_("Who is in the team, what is settled, what it decides itself"),
            "a4",
            "participant",
            "",
            team_sheet.lay,
            "initiative",
        ),
        SheetKind(
            "raci",
            responsibility.RACI,
            N_("Lines by positions with one who answers on each; empty lines to write on"),
            "a3",
            "participant",
            "",
            responsibility.raci,
            "initiative",
        ),
        SheetKind(
            "stakeholder_map",
            responsibility.MAP,
            N_("Influence and interest, and what each group needs to understand"),
            "a3",
            "participant",
            "",
            responsibility.stakeholders,
            "initiative",
        ),
        SheetKind(
            "mandate_paths",
            responsibility.PATHS,
            N_("Who knows and meets nobody who may decide, and decisions to delegate"),
            "a4",
            "participant",
            "",
            responsibility.mandate_paths,
            "initiative",
        ),
        SheetKind(
            "force_field",
            shared_words.FORCES,
            N_("What drives on, what holds back and what that protects"),
            "a3",
            "participant",
            "",
            shared_words.force_field,
            "initiative",
        ),
        SheetKind(
            "expectations",
            shared_words.EXPECTATIONS,
            N_("What roles need of one another, with room for the answer"),
            "a4",
            "participant",
            "",
            shared_words.expectations,
            "initiative",
        ),
        SheetKind(
            "glossary",
            shared_words.GLOSSARY,
            N_("The words of the change, explained as to a neighbour"),
            "a4",
            "participant",
            "",
            shared_words.glossary,
            "initiative",
        ),
        SheetKind(
            "value_words",
            shared_words.VALUES,
            N_("Value words as what we do and what we stop doing"),
            "a4",
            "participant",
            "",
            shared_words.value_words,
            "initiative",
        ),
        SheetKind(
            "team_pulse",
            shared_words.PULSE,
            N_("Two A5 to a page: fifteen statements without names"),
            "a4",
            "participant",
            "",
            shared_words.team_pulse,
            "initiative",
        ),
        SheetKind("plan_items", plan.ITEMS, N_("Each point with its page, and what it became"), "a4", "lead", "", plan.items, "initiative"),
        SheetKind(
            "anchoring", plan.ANCHORING, N_("Points by operations, to fill in together"), "a3", "lead", "", plan.anchoring, "initiative"
        ),
        SheetKind(
            "mandate_map",
            mandate_map.TITLE,
            N_("Insight and mandate position by position, and the register"),
            "a3",
            "participant",
            "",
            mandate_map.lay,
            "initiative",
        ),
        SheetKind(
            "report",
            report.TITLE,
            N_("What is asked for, from before to now, what changed, and the goals to answer, on one page"),
            "a4",
            "participant",
            "",
            report.lay,
            "initiative",
        ),
        SheetKind(
            "report_full",
            report.FULL,
            N_("The same with all measures, all that changed and all goals"),
            "a4",
            "participant",
            "",
            report.full,
            "initiative",
        ),
        SheetKind(
            "decision_request",
            decision_request.TITLE,
            N_("Recommendation, alternatives, cost and last day, with room for the answer"),
            "a4",
            "participant",
            "",
            decision_request.lay,
            "initiative",
        ),
        SheetKind(
            "directive_card",
            decision_request.DIRECTIVE,
            N_("A decision as what, by when, what may be dropped and how it is reported, to sign"),
            "a4",
            "participant",
            "",
            decision_request.directives,
            "initiative",
        ),
        SheetKind(
            "insight_cards",
            insights.CARDS,
            N_("Four to a page, to cut, with blanks"),
            "a4",
            "participant",
            "",
            insights.cards,
            "initiative",
        ),
        SheetKind(
            "insight_board",
            insights.BOARD,
            N_("From new to told back, for the wall"),
            "a3",
            "participant",
            "",
            insights.board,
            "initiative",
        ),
        SheetKind(
            "action_list",
            work.LIST,
            N_("All of them with who, when and which goal"),
            "a4",
            "participant",
            "",
            work.action_list,
            "initiative",
        ),
        SheetKind(
            "action_person", work.PERSON, N_("A page for each, to hand over"), "a4", "participant", "", work.action_person, "initiative"
        ),
        SheetKind(
            "risk_review",
            work.RISKS,
            N_("By weight, with the map of likelihood and impact"),
            "a4",
            "participant",
            "",
            work.risk_review,
            "initiative",
        ),
        SheetKind(
            "going_on", work.GOING, N_("Unit by unit, for a short meeting each week"), "a3", "participant", "", work.going_on, "initiative"
        ),
        SheetKind(
            "launch_plan",
            launch_plan.PLAN,
            N_("Audience by audience with why and how, and what is done before, at the start and after"),
            "a4",
            "participant",
            "",
            launch_plan.plan,
            "initiative",
        ),
        SheetKind(
            "launch_poster",
            launch_kit.POSTER,
            N_("A poster for each message, with your own picture and one colour"),
            "a3",
            "participant",
            "",
            launch_kit.poster,
            "initiative",
        ),
        SheetKind(
            "launch_table_card",
            launch_kit.TABLE,
            N_("Two A5 to a page, to cut"),
            "a4",
            "participant",
            "",
            launch_kit.table_cards,
            "initiative",
        ),
        SheetKind(
            "launch_postcard",
            launch_kit.POSTCARD,
            N_("Four A6 to a page, to cut, with the back to answer on"),
            "a4",
            "participant",
            "",
            launch_kit.postcards,
            "initiative",
        ),
        SheetKind(
            "launch_stickers",
            launch_kit.STICKERS,
            N_("Twenty-four labels to a page"),
            "a4",
            "participant",
            "",
            launch_kit.stickers,
            "initiative",
        ),
        SheetKind(
            "from_to_cards",
            launch_plan.FROM_TO,
            N_("Two to a page, to cut: how it is today, how it becomes, what stays"),
            "a4",
            "participant",
            "",
            launch_plan.from_to,
            "initiative",
        ),
        SheetKind(
            "readiness_form",
            launch_plan.FORM,
            N_("Four slips to a page, five statements, without names"),
            "a4",
            "participant",
            "",
            launch_plan.form,
            "initiative",
        ),
        SheetKind(
            "feedback_slip",
            insights.SLIP,
            N_("Four to a page, to hand out and collect"),
            "a4",
            "participant",
            "",
            insights.slips,
            "initiative",
        ),
        SheetKind(
            "possibility_cards",
            insights.POSSIBILITIES,
            N_("What others have tried, four to a page, to cut"),
            "a4",
            "participant",
            "",
            insights.possibilities,
            "initiative",
        ),
        SheetKind(
            "exchange",
            insights.EXCHANGE,
            N_("What we ask, what we show, what we take home"),
            "a4",
            "participant",
            "",
            insights.exchange,
            "initiative",
        ),
        SheetKind(
            "inventory_list",
            inventory_sheets.LIST,
            N_("Every need and service with level today, can and should, and how far operations have come"),
            "a4",
            "participant",
            "",
            inventory_sheets.lay_list,
            "initiative",
        ),
        SheetKind(
            "inventory_form",
            inventory_sheets.FORM,
            N_("An empty form for a unit to fill in"),
            "a4",
            "participant",
            "",
            inventory_sheets.lay_form,
            "initiative",
        ),
        SheetKind(
            "inventory_cards",
            inventory_sheets.CARDS,
            N_("A need or service a card in A6, to cut, with blanks"),
            "a4",
            "participant",
            "",
            inventory_sheets.lay_cards,
            "initiative",
        ),
        SheetKind(
            "inventory_wall",
            inventory_walls.WALL,
            N_("What gives most for least, for the wall"),
            "a3",
            "participant",
            "",
            inventory_walls.lay_wall,
            "initiative",
        ),
        SheetKind(
            "landing_map",
            inventory_walls.LANDING,
            N_("Who pays and who gains, with the customer in a row of her own"),
            "a3",
            "participant",
            "",
            inventory_walls.lay_landing,
            "initiative",
        ),
        SheetKind(
            "journey_wall",
            inventory_walls.JOURNEY,
            N_("The steps with whom the customer meets, how it feels and where she waits"),
            "a3",
            "participant",
            "",
            inventory_walls.lay_journey,
            "initiative",
        ),
        SheetKind(
            "sync_list",
            inventory_sheets.SYNC,
            N_("Ongoing efforts, those that meet first, with room to agree"),
            "a4",
            "participant",
            "",
            inventory_sheets.lay_sync,
            "initiative",
        ),
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
    blank: dict[str, int] = field(default_factory=dict)
    """How many of the pages of each file are empty backs."""


def press(job: PrintJob, progress: Progress | None = None) -> Pressed:
    """Lay out and draw the job. Raises KeyError for a sheet that is not in `SHEETS`."""
    setting = Setting(job, language(job.language))
    parts: list[Part] = []
    for name in job.sheets:
        parts += _laid(setting, name)
    title = _title(setting, parts)
    copies = "pack" in job.sheets
    files: dict[str, bytes] = {}
    pages: dict[str, int] = {}
    blank: dict[str, int] = {}
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
            subject=job.workshop.purpose or (job.initiative.why if job.initiative else ""),
            author=job.organisation.name,
            language=job.language,
            tagged=job.profile != "pack",
        )
        shared: dict[str, str] = {}
        for part in chosen:
            if progress is not None:
                progress(done, len(parts))
            canvas.deeper = 0 if part is chosen[0] else 1
            if copies and canvas.tagged:
                _draw_copies(canvas, setting, part, paper)
            else:
                draw_part(canvas, setting, part, paper, shared)
            done += 1
        canvas.save()
        data = out.getvalue()
        if copies and not canvas.tagged:
            data = _assembled(data, chosen, two_sided=job.two_sided)
        files[paper] = data
        blank[paper] = sum(part.blank_backs(two_sided=job.two_sided) * part.copies for part in chosen) if copies else 0
        pages[paper] = sum(len(part.pages) * (part.copies if copies else 1) for part in chosen) + blank[paper]
        overflows += canvas.overflows
    if progress is not None:
        progress(len(parts), len(parts))
    sheets = tuple(
        PrintedSheet(p.sheet, p.title, p.code.number, p.code.long, p.copies, len(p.pages), paper_of(p, job), p.audience) for p in parts
    )
    return Pressed(files, pages, tuple(overflows), sheets, title, blank)


def _draw_copies(canvas: TaggedCanvas, setting: Setting, part: Part, paper: str) -> None:
    """The tagged pack: every copy is drawn again, for structure belongs to one page; blank backs as in the other profile."""
    two_sided = setting.job.two_sided
    for copy in range(part.copies):
        for n, page in enumerate(part.pages):
            if copy:
                canvas.deeper = 1
                if n == 0:
                    canvas.held.clear()
                draw_page(canvas, setting, page, Place(n + 1, len(part.pages), part.first_card + n * part.cards, first=False), paper)
                canvas.showPage()
            else:
                _first_copy(canvas, setting, part, n, paper, None)
            if two_sided and (part.fronts or (n == len(part.pages) - 1 and len(part.pages) % 2)):
                width, height = _target(page, paper)
                canvas.setPageSize((width * MM, height * MM))
                canvas.showPage()


def _assembled(data: bytes, parts: Sequence[Part], *, two_sided: bool) -> bytes:
    """Repeat the pages of each part as often as it has copies, with blank backs; the copies share what is drawn."""
    import pikepdf

    with pikepdf.open(io.BytesIO(data)) as pdf:
        drawn = list(pdf.pages)
        del pdf.pages[:]
        at = 0
        for part in parts:
            own = drawn[at : at + len(part.pages)]
            at += len(part.pages)
            for _copy in range(part.copies):
                for page in own:
                    pdf.pages.append(page)
                    if two_sided and part.fronts:
                        _blank(pdf, page)
                if two_sided and not part.fronts and len(own) % 2:
                    _blank(pdf, own[-1])
        out = io.BytesIO()
        pdf.save(out, deterministic_id=True, object_stream_mode=pikepdf.ObjectStreamMode.preserve)
    return out.getvalue()


def _blank(pdf: Any, like: Any) -> None:
    _left, _bottom, right, top = (float(v) for v in like.mediabox)
    pdf.add_blank_page(page_size=(right, top))


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


def draw_part(canvas: TaggedCanvas, setting: Setting, part: Part, paper: str, shared: dict[str, str] | None = None) -> None:
    """All pages of a part, with its bookmarks. With `shared` (key -> form drawn) what pages have in common is drawn once, as a form."""
    for n in range(len(part.pages)):
        _first_copy(canvas, setting, part, n, paper, shared)


def _first_copy(canvas: TaggedCanvas, setting: Setting, part: Part, n: int, paper: str, shared: dict[str, str] | None) -> None:
    if n == 0:
        canvas.held.clear()
    place = Place(n + 1, len(part.pages), part.first_card + n * part.cards)
    draw_page(canvas, setting, part.pages[n], place, paper, shared if not canvas.tagged else None)
    key = f"p{canvas.getPageNumber()}"
    if n == 0:
        canvas.bookmarkPage(key)
        canvas.addOutlineEntry(" · ".join(filter(None, [part.note, part.title])), key, 0, closed=True)
    for i, title in enumerate(title for index, title in part.children if index == n):
        child = f"{key}.{i}"
        canvas.bookmarkPage(child)
        canvas.addOutlineEntry(title, child, 1)
    canvas.showPage()


def _target(page: Page, paper: str) -> tuple[float, float]:
    """The paper a page is printed on, lying the way the page lies."""
    width, height = page.size
    return {("a4", False): A4, ("a4", True): A4_WIDE, ("a3", False): A3, ("a3", True): A3_WIDE}[paper, width > height]


def draw_page(canvas: TaggedCanvas, setting: Setting, page: Page, place: Place, paper: str, shared: dict[str, str] | None = None) -> None:
    """One page, scaled when the paper is not the one it is designed for. `showPage` is the caller's."""
    width, height = page.size
    target = _target(page, paper)
    canvas.setPageSize((target[0] * MM, target[1] * MM))
    scale = target[0] / width
    if abs(scale - 1) > 1e-6:
        canvas.scale(scale, scale)
    sheet = Sheet(canvas, width, height, grey=setting.job.grey)
    if page.shared is not None and shared is not None:
        key = f"{page.key}/{place.number == 1}" if page.key else ""
        if key not in shared or not key:
            shared[key] = f"shared{len(shared)}"
            canvas.beginForm(shared[key], 0, 0, width * MM, height * MM)
            page.shared(sheet, place)
            canvas.endForm()
        canvas.doForm(shared[key])
    elif page.shared is not None:
        page.shared(sheet, place)
    page.draw(sheet, place)


def _title(setting: Setting, parts: Sequence[Part]) -> str:
    sheets = setting.job.sheets
    names = list(dict.fromkeys(part.title for part in parts))
    if len(names) == 1:
        what = names[0]
    else:
        what = setting._(SHEETS[sheets[0]].title) if len(sheets) == 1 and sheets[0] in SHEETS else setting._("Prints")
    return " – ".join(filter(None, [what, setting.workshop.title]))
