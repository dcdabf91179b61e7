"""From the library to paper: what a print needs, gathered as values that travel to the worker."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from dataclasses import dataclass, field, replace
from typing import TYPE_CHECKING

from verkstad.app.actions import action_lines
from verkstad.app.catalogue import catalogue
from verkstad.app.decisions import decisions_paper
from verkstad.app.goals import goals_paper
from verkstad.app.harvest_papers import harvest_paper
from verkstad.app.modules import modules_paper
from verkstad.app.people import PersonLine, name_order, participants, person_line
from verkstad.app.pilots_paper import pilots_paper
from verkstad.app.shelf import shelf
from verkstad.app.team_papers import mandates_paper, positions_paper, teams_paper
from verkstad.app.tracks import on_tracks
from verkstad.app.workshops import program
from verkstad.documents import job as paper
from verkstad.documents.change_paper import InitiativePaper
from verkstad.documents.findings_paper import FindingsPaper
from verkstad.documents.following_paper import FollowingPaper
from verkstad.documents.insights_paper import WorkPaper
from verkstad.documents.inventory_paper import InventoryPaper
from verkstad.documents.job import Organisation as Organisation  # the window fills it in
from verkstad.documents.job import PrintJob, WorkshopPaper
from verkstad.documents.launch_paper import LaunchPaper
from verkstad.documents.plan_paper import PlanPaper
from verkstad.documents.responsibility_paper import ResponsibilityPaper
from verkstad.documents.touched_paper import TouchedPaper
from verkstad.domain.fields import Id
from verkstad.domain.grouping import Grouping
from verkstad.domain.initiative import Initiative
from verkstad.domain.people import Unit
from verkstad.domain.thread import Thread
from verkstad.domain.workshop import Participation, reply
from verkstad.i18n import Language, language
from verkstad.storage.library import Reading

if TYPE_CHECKING:
    from verkstad.documents.press import Pressed

PACK = ("pack",)
DOCUMENTATION = "documentation"
FOLLOWING = frozenset({"report", "report_full", "decision_request", "directive_card"})
"""Sheets that need the facts of a report, which other sheets are spared."""
PAGE = frozenset({"initiative_page"})
THREAD = frozenset({"red_thread"})
PLAN = frozenset({"plan_items", "anchoring"})
LAUNCH = frozenset(
    {"launch_plan", "launch_poster", "launch_table_card", "launch_postcard", "launch_stickers", "from_to_cards", "feedback_slip"}
)
WORK = frozenset({"insight_cards", "insight_board", "action_list", "action_person", "risk_review", "going_on", "feedback_slip", "exchange"})
"""Sheets that show insights, actions and risks; the others are spared them."""
RESPONSIBILITY = frozenset(("raci", "stakeholder_map", "mandate_paths", "force_field", "expectations", "glossary", "value_words"))
INVENTORY = frozenset(("inventory_list", "inventory_cards", "inventory_wall", "landing_map", "journey_wall", "sync_list"))


@dataclass(frozen=True, slots=True)
class PrintWish:
    """What a person chose. `language` "" is that of the workshop's paper; `sheets` are names from the registry, or `PACK`."""

    sheets: tuple[str, ...] = PACK
    language: str = ""
    paper: str = ""
    grey: bool = False
    names: bool = True
    draft: bool = False
    two_sided: bool = True
    profile: str = ""
    table: int = 6
    copies: Mapping[str, int] = field(default_factory=dict)
    organisation: Organisation = field(default_factory=Organisation)


def print_job(library: Reading, workshop: Id, wish: PrintWish, *, today: str) -> PrintJob:
    """Everything the press needs to print what was wished for of a workshop; `today` is the ISO date the foot says."""
    sheet = workshop_paper(library, workshop, wish.language)
    if DOCUMENTATION in wish.sheets:
        sheet = replace(
            sheet, harvest=harvest_paper(library, workshop, language(wish.language or program(library, workshop).workshop.language))
        )
    row = program(library, workshop).workshop
    job = _job(sheet, wish, wish.language or row.language, today)
    if row.initiative is None or library.get(Initiative, row.initiative) is None:
        return job
    brought = tuple(name for method in sheet.used_methods() for name in method.brings) if PACK[0] in wish.sheets else ()
    sheets = (*wish.sheets, *brought)
    return replace(job, initiative=initiative_paper(library, row.initiative, job.language, today, names=wish.names, sheets=sheets))


def initiative_job(library: Reading, initiative: Id, wish: PrintWish, *, today: str, chosen: tuple[Id, ...] = ()) -> PrintJob:
    """What the press needs to print sheets of an initiative; `chosen` are the pilots, teams or modules wanted, all when empty."""
    code = wish.language or "sv"
    change = initiative_paper(library, initiative, code, today, names=wish.names, sheets=wish.sheets, chosen=chosen)
    job = _job(WorkshopPaper(id=initiative, title=change.title), wish, code, today)
    return replace(job, initiative=change, chosen=chosen)


def job_of(library: Reading, subject: Id, wish: PrintWish, *, today: str, chosen: tuple[Id, ...] = ()) -> PrintJob:
    """The job of a workshop or of an initiative, whichever `subject` is."""
    if library.get(Initiative, subject) is not None:
        return initiative_job(library, subject, wish, today=today, chosen=chosen)
    return print_job(library, subject, wish, today=today)


def initiative_paper(
    library: Reading,
    initiative: Id,
    code: str,
    today: str,
    *,
    names: bool = True,
    sheets: tuple[str, ...] = (),
    chosen: tuple[Id, ...] = (),
) -> InitiativePaper:
    """An initiative with all its paper shows, in the language `code`; `names` False gives everybody by role.

    Each part of the change fills its own: `goals_paper(library, initiative, speaks, who)` and so on, where `who` is what a person is called.
    """
    row = library.need(Initiative, initiative)
    speaks = language(code)

    def who(person: Id | None) -> str:
        line = person_line(library, person) if person else None
        return ((names and line.name) or role_word(line, speaks)) if line else ""

    return InitiativePaper(
        id=row.id,
        title=row.title,
        why=row.why,
        what=row.what,
        how=row.how,
        why_now=row.why_now,
        technology=row.technology,
        standing=_standing(library, initiative, speaks, today) if PAGE.intersection(sheets) else (),
        leader=who(row.leader),
        driver=who(row.driver),
        decisions=decisions_paper(library, initiative),
        goals=goals_paper(library, initiative, speaks, who, today),
        modules=modules_paper(library, initiative, speaks, who, today),
        teams=teams_paper(library, initiative, speaks, who, today),
        pilots=pilots_paper(library, initiative, speaks, who, today),
        positions=positions_paper(library, initiative, speaks),
        mandates=mandates_paper(library, speaks, who, today),
        following=_following(library, initiative, who, today, chosen) if FOLLOWING.intersection(sheets) else FollowingPaper(),
        findings=_findings(library, initiative, speaks, today) if "findings" in sheets else FindingsPaper(),
        work=_work(library, initiative, speaks, who, today) if WORK.intersection(sheets) else WorkPaper(),
        responsibility=_responsibility(library, initiative, speaks, who, today)
        if RESPONSIBILITY.intersection(sheets)
        else ResponsibilityPaper(),
        touched=_touched(library, initiative, speaks, today) if "touched" in sheets else TouchedPaper(),
        inventory=_inventory(library, initiative, speaks, who, today) if INVENTORY.intersection(sheets) else InventoryPaper(),
        plan=_plan(library, initiative, speaks, today) if PLAN.intersection(sheets) else PlanPaper(),
        launch=_launch(library, initiative, speaks, who, today) if LAUNCH.intersection(sheets) else LaunchPaper(),
        thread=_thread(library, initiative, today) if THREAD.intersection(sheets) else Thread((), ()),
    )


def _touched(library: Reading, initiative: Id, speaks: Language, today: str) -> TouchedPaper:
    from verkstad.app.touched_paper import touched_paper

    return touched_paper(library, initiative, speaks, today)


def _standing(library: Reading, initiative: Id, speaks: Language, today: str) -> tuple[str, ...]:
    from verkstad.app.pace import standing_paper

    loose = len(_thread(library, initiative, today).loose)
    cut = speaks.ngettext("The red thread has %(n)d loose end.", "The red thread has %(n)d loose ends.", loose) if loose else ""
    return (*standing_paper(library, initiative, speaks, today), *([cut] if cut else []))


def _thread(library: Reading, initiative: Id, today: str) -> Thread:
    from verkstad.app.red_thread import red_thread

    return red_thread(library, initiative, today)


def _launch(library: Reading, initiative: Id, speaks: Language, who: Callable[[Id | None], str], today: str) -> LaunchPaper:
    from verkstad.app.launch_paper import launch_paper

    return launch_paper(library, initiative, speaks, who, today)


def _responsibility(library: Reading, initiative: Id, speaks: Language, who: Callable[[Id | None], str], today: str) -> ResponsibilityPaper:
    from verkstad.app.responsibility_paper import responsibility_paper

    return responsibility_paper(library, initiative, speaks, who, today)


def _plan(library: Reading, initiative: Id, speaks: Language, today: str) -> PlanPaper:
    from verkstad.app.plan_papers import plan_paper

    return plan_paper(library, initiative, speaks, today)


def _work(library: Reading, initiative: Id, speaks: Language, who: Callable[[Id | None], str], today: str) -> WorkPaper:
    from verkstad.app.insights_paper import work_paper

    return work_paper(library, initiative, speaks, who, today)


def _inventory(library: Reading, initiative: Id, speaks: Language, who: Callable[[Id | None], str], today: str) -> InventoryPaper:
    from verkstad.app.inventory_paper import inventory_paper

    return inventory_paper(library, initiative, speaks, who, today)


def _findings(library: Reading, initiative: Id, speaks: Language, today: str) -> FindingsPaper:
    from verkstad.app.checks import findings_paper

    return findings_paper(library, initiative, speaks, today)


def _following(library: Reading, initiative: Id, who: Callable[[Id | None], str], today: str, chosen: tuple[Id, ...]) -> FollowingPaper:
    from verkstad.app.following_paper import following_paper

    return following_paper(library, initiative, who, today, chosen)


def _job(sheet: WorkshopPaper, wish: PrintWish, code: str, today: str) -> PrintJob:
    profile = wish.profile or ("pack" if wish.sheets == PACK else "published")
    return PrintJob(
        workshop=sheet,
        sheets=wish.sheets,
        language=code,
        paper=wish.paper,
        grey=wish.grey,
        profile=profile,
        two_sided=wish.two_sided,
        names=wish.names,
        draft=wish.draft,
        organisation=wish.organisation,
        printed=today,
        table=wish.table,
        copies=dict(wish.copies),
    )


def people_at_a_table(library: Reading, workshop: Id) -> int:
    """How many a table has chairs for: the largest of the workshop's groups, else six."""
    groups = [len(g.people) for grouping in group_papers(library, workshop) for r in grouping.rounds for g in r.groups]
    return min(30, max(2, *groups)) if groups else PrintWish().table


def workshop_paper(library: Reading, workshop: Id, code: str = "") -> WorkshopPaper:
    """A workshop with all its paper shows, in the language `code` ("": its own)."""
    plan = program(library, workshop)
    row = plan.workshop
    code = code or row.language
    speaks = language(code)
    people = participants(library, workshop)
    in_workshop = {p.person.unit for p in people}
    units = [u for u in library.all(Unit) if u.id in in_workshop]
    units.sort(key=lambda u: speaks.sort_key(u.name))
    used = dict.fromkeys(s.block.method for d in plan.days for s in d.slots if s.block.method)
    methods = [m for slug in used if (m := shelf(library).method(slug)) is not None]
    return WorkshopPaper(
        id=row.id,
        title=row.title,
        purpose=row.purpose,
        outcomes=tuple(x.strip() for x in row.outcomes.splitlines() if x.strip()),
        place=row.place,
        leads=row.leads,
        contact=row.contact,
        invitation=row.invitation,
        before=row.before,
        reply_by=row.reply_by or "",
        notes=row.notes,
        days=plan.days,
        people=tuple(
            paper.PersonLine(
                p.person.id,
                p.person.name,
                p.person.unit_name,
                role_word(p.person, speaks),
                p.participation.part,
                _answer(p.participation),
                p.participation.present_on or "",
            )
            for p in sorted(people, key=lambda p: name_order(p.person, speaks))
        ),
        units=tuple(paper.UnitLine(u.name, u.short) for u in units),
        methods=tuple(methods),
        actions=tuple(
            paper.ActionLine(
                x.action.what,
                x.owner.name or role_word(x.owner, speaks) if x.owner else "",
                x.action.due or "",
                x.action.status,
                x.action.bearing,
            )
            for x in action_lines(library, workshop)
        ),
        on_tracks=tuple(
            (
                track,
                tuple(p.person.id for p in sorted(lines, key=lambda p: name_order(p.person, speaks))),
            )
            for d in plan.days
            if d.tracks
            for track, lines in on_tracks(library, workshop, d.day.id).tracks.items()
            if lines
        ),
        expected=row.expected,
        groupings=group_papers(library, workshop),
        record_class=row.record_class,
        diary_number=row.diary_number,
    )


def _answer(row: Participation) -> str:
    """What paper goes by: who is noted as absent is not coming whatever she answered, and who is here has come."""
    said = reply(row)
    return "no" if said == "absent" else said


def group_papers(library: Reading, workshop: Id) -> tuple[paper.GroupingPaper, ...]:
    """The groups as paper shows them: those who are there, round by round."""
    rows = library.children(Grouping, workshop)
    if not rows:
        return ()
    from verkstad.app.group_plans import grouping_view

    made = []
    for row in rows:
        view = grouping_view(library, row.id, today="")
        rounds = tuple(
            paper.RoundPaper(
                r.round.title,
                r.slot.block.title if r.slot else "",
                r.slot.start if r.slot else None,
                tuple(paper.GroupPaper(g.people) for g in r.groups),
            )
            for r in view.rounds
        )
        made.append(paper.GroupingPaper(row.id, row.title, tuple(line.strip() for line in row.tables.splitlines()), rounds))
    return tuple(made)


def role_word(person: PersonLine, speaks: Language) -> str:
    """What a person is called beside or instead of a name: the position, else an own role, else a shipped role in the language asked for."""
    if person.position:
        return person.position
    if person.own_role:
        return person.own_role
    role = catalogue().role(person.role)
    return role.name.of(speaks.code) if role else ""


def sheet_names(speaks: Language, of: str = "") -> tuple[tuple[str, str], ...]:
    """Every sheet that can be printed: its name for commands, and its title in the language asked for; `of` a "workshop" or an "initiative"."""
    from verkstad.documents.press import SHEETS

    return tuple((kind.name, speaks.gettext(kind.title)) for kind in SHEETS.values() if of in ("", kind.of))


def press(job: PrintJob, progress: Callable[[int, int], None] | None = None) -> Pressed:
    """Lay out and draw a job: the function that travels to a worker by its name. `progress` is told (parts done, parts in all)."""
    from verkstad.documents.press import press as drawn

    return drawn(job, progress)
