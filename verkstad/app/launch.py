"""The launch inside the organisation: whom it is for, what is done for them, what they were told, what they understood and what they use."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from fractions import Fraction
from typing import Any

from verkstad.app.mandates import role_word
from verkstad.app.people import PersonLine, person_lines
from verkstad.app.telling import changing
from verkstad.app.workbench import action
from verkstad.app.workshops import dated, named
from verkstad.domain import launching
from verkstad.domain.decimals import exact
from verkstad.domain.errors import Refused
from verkstad.domain.fields import Id
from verkstad.domain.initiative import Initiative
from verkstad.domain.inventory import CostBenefit
from verkstad.domain.landing import GainAtRisk, gains_at_risk
from verkstad.domain.launch import ACCENTS, CHANNELS, PHASES, Adoption, Audience, LaunchActivity, Understanding
from verkstad.domain.launching import ChangeLoad, Effort, Lead, Mix
from verkstad.domain.modules import ACTIVE, DONE, Module, Need
from verkstad.domain.people import Person, Unit
from verkstad.domain.pilots import Pilot
from verkstad.domain.readiness import PROPOSED, GroupReadiness, group_readiness, scores
from verkstad.domain.responsibility import STEPS_OF_READINESS, Readiness
from verkstad.domain.shares import Share
from verkstad.domain.values import frozen
from verkstad.domain.workshop import Participation, Workshop, comes
from verkstad.i18n import N_, Language
from verkstad.storage.library import Reading
from verkstad.storage.writing import Transaction

STATES = ("planned", "done", "dropped")
MOST = 1_000_000

# ------------------------------------------------------------------------------------------------ audiences


@action(N_("Add audience"))
def add_audience(
    tx: Transaction,
    initiative: Id,
    title: str,
    *,
    unit: Id | None = None,
    role: str = "",
    module: Id | None = None,
    size: int | None = None,
) -> Id:
    tx.need(Initiative, initiative)
    tx.about(named(title))
    if unit is not None:
        tx.need(Unit, unit)
    if module is not None:
        tx.need(Module, module)
    row = Audience(
        parent=initiative, rank=tx.rank_last(Audience, initiative), title=named(title), unit=unit, role=role, module=module, size=size
    )
    return tx.put(row).id


change_audience = changing(Audience, N_("Change audience"), called="verkstad.app.launch.change_audience", required=("title",))


@action(N_("Remove audiences"))
def remove_audiences(tx: Transaction, audiences: Sequence[Id]) -> None:
    """What was planned for them stays, for nobody in particular; so do the answers they gave."""
    for audience in audiences:
        tx.about(tx.need(Audience, audience).title)
        for row in tx.where(LaunchActivity, audience=audience):
            tx.put(row.with_(audience=None))
        for answer in tx.where(Readiness, audience=audience):
            tx.put(answer.with_(audience=None))
        tx.remove(audience)


# ------------------------------------------------------------------------------------------------ activities


@action(N_("Add launch activity"))
def add_activity(
    tx: Transaction,
    initiative: Id,
    title: str,
    *,
    on: str | None = None,
    channel: str = "",
    two_way: bool | None = None,
    phase: str = "",
    audience: Id | None = None,
    module: Id | None = None,
    subject: str = "",
) -> Id:
    """Without a phase its day tells it, by the start of the pilot; without `two_way` its channel does. `subject` begins its message."""
    tx.need(Initiative, initiative)
    _known(channel, CHANNELS)
    _known(phase, PHASES)
    tx.about(named(title))
    meant = tx.need(Audience, audience) if audience is not None else None
    module = module or (meant.module if meant is not None else None)
    day = dated(on)
    row = LaunchActivity(
        parent=initiative,
        rank=tx.rank_last(LaunchActivity, initiative),
        title=named(title),
        audience=audience,
        module=module,
        channel=channel,
        two_way=channel in launching.TWO_WAY if two_way is None else two_way,
        phase=phase or launching.phase_on(day, start_of(tx, initiative, module)),
        on=day,
        subject=subject.strip(),
    )
    return tx.put(row).id


change_activity = changing(LaunchActivity, N_("Change launch activity"), called="verkstad.app.launch.change_activity", required=("title",))


@action(N_("Move launch activities"))
def move_activities(tx: Transaction, activities: Sequence[Id], on: str | None) -> None:
    """To another day; the phase follows the day where the start of the pilot is known."""
    day = dated(on)
    for activity in activities:
        row = tx.need(LaunchActivity, activity)
        tx.about(row.title)
        phase = launching.phase_on(day, start_of(tx, row.parent, row.module)) or row.phase
        tx.put(row.with_(on=day, phase=phase))


@action(N_("Say how far launch activities are"))
def set_activity_state(tx: Transaction, activities: Sequence[Id], state: str) -> None:
    if state not in STATES:
        raise Refused("unknown_choice", choice=state)
    for activity in activities:
        row = tx.need(LaunchActivity, activity)
        tx.about(row.title)
        tx.put(row.with_(state=state))


@action(N_("Plan what helps"))
def plan_what_helps(
    tx: Transaction, initiative: Id, barrier: str, title: str, *, audience: Id | None = None, module: Id | None = None
) -> Id:
    """The activity that is proposed where people stop: its channel and its phase are those of the proposal."""
    proposal = PROPOSED.get(barrier)
    if proposal is None:
        raise Refused("unknown_choice", choice=barrier)
    return add_activity(
        tx, initiative, title, channel=proposal.channel, two_way=proposal.two_way, phase=proposal.phase, audience=audience, module=module
    )


@action(N_("Choose a picture for the launch"))
def choose_picture(tx: Transaction, activity: Id, content: str) -> None:
    """`content`: the hash of a picture that is kept (`attachments.keep_image`); "" for none."""
    row = tx.need(LaunchActivity, activity)
    tx.about(row.title)
    tx.put(row.with_(content=content))


@action(N_("Choose the colour of the launch"))
def choose_accent(tx: Transaction, activity: Id, accent: str) -> None:
    if accent not in ACCENTS:
        raise Refused("unknown_choice", choice=accent)
    row = tx.need(LaunchActivity, activity)
    tx.about(row.title)
    tx.put(row.with_(accent=accent))


@action(N_("Remove launch activities"))
def remove_activities(tx: Transaction, activities: Sequence[Id]) -> None:
    for activity in activities:
        tx.about(tx.need(LaunchActivity, activity).title)
        tx.remove(activity)


# ------------------------------------------------------------------------------------------------ what was understood and is used


@action(N_("Note what was understood"))
def note_understanding(tx: Transaction, audience: Id, on: str, could: int, asked: int, *, said: str = "") -> Id:
    """Of so many asked so many could say it in their own words."""
    tx.about(tx.need(Audience, audience).title)
    _part(could, asked)
    return tx.put(Understanding(parent=audience, on=dated(on), could=could, asked=asked, said=said.strip())).id


@action(N_("Correct what was understood"), settles="understanding.said", by_column=True)
def correct_understanding(
    tx: Transaction,
    understanding: Id,
    *,
    on: str | None = None,
    could: int | None = None,
    asked: int | None = None,
    said: str | None = None,
) -> None:
    """What is None stays as it is."""
    row = tx.need(Understanding, understanding)
    after = row.with_(
        on=dated(on) if on else row.on, could=row.could if could is None else could, asked=row.asked if asked is None else asked,
        said=row.said if said is None else said.strip(),
    )  # fmt: skip
    _part(after.could or 0, after.asked or 0)
    tx.put(after)


@action(N_("Remove checks of understanding"))
def remove_understandings(tx: Transaction, rows: Sequence[Id]) -> None:
    for row in rows:
        tx.need(Understanding, row)
        tx.remove(row)


@action(N_("Count who works the new way"))
def count_users(tx: Transaction, module: Id, on: str, using: int, users: int, *, unit: Id | None = None, note: str = "") -> Id:
    """So many of so many, on a day; in one operation, or (None) in all."""
    tx.about(tx.need(Module, module).title)
    if unit is not None:
        tx.need(Unit, unit)
    _part(using, users)
    return tx.put(Adoption(parent=module, on=dated(on), using=using, users=users, unit=unit, note=" ".join(note.split()))).id


@action(N_("Correct the count"), settles="adoption.note", by_column=True)
def correct_count(
    tx: Transaction, count: Id, *, on: str | None = None, using: int | None = None, users: int | None = None, note: str | None = None
) -> None:
    """What is None stays as it is."""
    row = tx.need(Adoption, count)
    after = row.with_(
        on=dated(on) if on else row.on, using=row.using if using is None else using, users=row.users if users is None else users,
        note=row.note if note is None else " ".join(note.split()),
    )  # fmt: skip
    _part(after.using or 0, after.users or 0)
    tx.put(after)


@action(N_("Remove counts"))
def remove_counts(tx: Transaction, rows: Sequence[Id]) -> None:
    for row in rows:
        tx.need(Adoption, row)
        tx.remove(row)


@action(N_("Write in an answer on readiness"))
def add_readiness(tx: Transaction, initiative: Id, said: Sequence[int | None], *, audience: Id | None = None, on: str | None = None) -> Id:
    """The five answers of one paper, in the order of the steps; None for one that was left empty. Nothing tells who gave them."""
    tx.need(Initiative, initiative)
    if audience is not None:
        tx.about(tx.need(Audience, audience).title)
    if len(said) != len(STEPS_OF_READINESS) or all(score is None for score in said):
        raise Refused("no_answer")
    if any(score is not None and not 1 <= score <= 5 for score in said):
        raise Refused("range", low=1, high=5)
    scored: dict[str, Any] = dict(zip(STEPS_OF_READINESS, said, strict=True))
    row = Readiness(parent=initiative, audience=audience, on=dated(on), **scored)
    return tx.put(row).id


@action(N_("Remove answers on readiness"))
def remove_readiness(tx: Transaction, rows: Sequence[Id]) -> None:
    for row in rows:
        tx.need(Readiness, row)
        tx.remove(row)


def _known(said: str, choices: Sequence[str]) -> None:
    if said and said not in choices:
        raise Refused("unknown_choice", choice=said)


def _part(part: int, whole: int) -> None:
    if not 1 <= whole <= MOST:
        raise Refused("range", low=1, high=MOST)
    if not 0 <= part <= whole:
        raise Refused("range", low=0, high=whole)


# ------------------------------------------------------------------------------------------------ questions


def start_of(library: Reading, initiative: Id | None, module: Id | None) -> str | None:
    """The first day of the new way: that of the module's pilot, else the first of the initiative. None when no day is set."""
    pilots = [pilot for pilot in library.children(Pilot, initiative) if pilot.started]
    own = [pilot.started for pilot in pilots if module is not None and pilot.module == module]
    return min((day for day in own or [pilot.started for pilot in pilots] if day), default=None)


@frozen
class ActivityLine:
    """An activity with whom it is for and who does it ("" and None for nobody); `start` is the first day of the new way (ISO) or None."""

    activity: LaunchActivity
    audience: str
    module: str
    owner: PersonLine | None
    start: str | None

    @property
    def id(self) -> Id:
        return self.activity.id


@frozen
class AudienceLine:
    """An audience with what is done for it. `lacks`: which of why and how is not written; `met`: how many of them have been in a workshop
    of the initiative, None where neither unit nor role tells who they are.
    """

    audience: Audience
    module: str
    unit: str
    role: str
    lacks: tuple[str, ...]
    activities: tuple[LaunchActivity, ...]
    mix: Mix
    phases_missing: tuple[str, ...]
    lead: Lead | None
    lasting: int
    checks: tuple[Understanding, ...]
    understood: Share | None
    readiness: GroupReadiness
    met: int | None

    @property
    def id(self) -> Id:
        return self.audience.id


@frozen
class UseLine:
    """A module with how many work the new way, now and over time, and the gains that are at risk because of it (title, what is known)."""

    module: Module
    counts: tuple[Adoption, ...]
    share: Share | None
    over_time: tuple[tuple[str, Share], ...]
    at_risk: tuple[tuple[str, GainAtRisk], ...]
    started: str | None

    @property
    def id(self) -> Id:
        return self.module.id


@frozen
class Launch:
    """All of the launch of an initiative. `investment` in kronor; `load`: (unit, what it lives through at once), the heaviest first."""

    audiences: tuple[AudienceLine, ...] = ()
    activities: tuple[ActivityLine, ...] = ()
    uses: tuple[UseLine, ...] = ()
    answers: tuple[Readiness, ...] = ()
    effort: Effort = Effort()
    investment: Fraction = Fraction(0)
    load: tuple[tuple[str, ChangeLoad], ...] = ()
    start: str | None = None
    modules: tuple[Module, ...] = ()

    def activity(self, id: Id) -> ActivityLine | None:
        return next((x for x in self.activities if x.id == id), None)


def launch(library: Reading, initiative: Id, language: Language, today: str) -> Launch:
    activities = library.children(LaunchActivity, initiative)
    audiences = library.children(Audience, initiative)
    answers = library.children(Readiness, initiative)
    modules = tuple(row for row in within(library, initiative))
    units = {u.id: u.name for u in library.all(Unit)}
    titles = {m.id: m.title for m in modules}
    names = {a.id: a.title for a in audiences}
    owners = person_lines(library, {row.owner for row in activities if row.owner})
    named_by = {None, *(x.module for x in activities), *(x.module for x in audiences), *titles}
    starts = {m: start_of(library, initiative, m) for m in named_by}
    taking = _taking_part(library, initiative)
    return Launch(
        audiences=tuple(
            _audience(library, row, activities, answers, titles, units, starts, taking, language) for row in audiences
        ),
        activities=tuple(
            ActivityLine(row, names.get(row.audience or "", ""), titles.get(row.module or "", ""), owners.get(row.owner or ""), starts[row.module])
            for row in sorted(activities, key=lambda row: (row.on or "9999", row.rank, row.id))
        ),
        uses=_uses(library, initiative, modules, starts, today),
        answers=tuple(sorted(answers, key=lambda row: (row.on or "", row.id), reverse=True)),
        effort=launching.effort(activities),
        investment=_investment(library, initiative),
        load=_load(library, initiative, audiences, activities, units, today),
        start=starts[None],
        modules=modules,
    )  # fmt: skip


def within(library: Reading, root: Id) -> tuple[Module, ...]:
    """The modules of an initiative, each followed by its parts."""
    found: list[Module] = []
    for row in library.children(Module, root):
        found += [row, *within(library, row.id)]
    return tuple(found)


def _audience(
    library: Reading, row: Audience, activities: Sequence[LaunchActivity], answers: Sequence[Readiness], titles: Mapping[Id, str],
    units: Mapping[Id, str], starts: Mapping[Id | None, str | None], taking: Sequence[Person], language: Language,
) -> AudienceLine:  # fmt: skip
    own = tuple(x for x in activities if x.audience == row.id)
    checks = tuple(sorted(library.children(Understanding, row.id), key=lambda x: (x.on or "", x.id), reverse=True))
    named_so = [p for p in taking if (row.unit is None or p.unit == row.unit) and (not row.role or p.role == row.role)]
    return AudienceLine(
        audience=row,
        module=titles.get(row.module or "", ""),
        unit=units.get(row.unit or "", ""),
        role=role_word(library, row.role, language) if row.role else "",
        lacks=launching.told_lacks(row),
        activities=own,
        mix=launching.channel_mix(own),
        phases_missing=launching.phases_missing(own),
        lead=launching.lead_time(starts[row.module], own),
        lasting=launching.lasting(own, starts[row.module]),
        checks=checks,
        understood=launching.understood(checks),
        readiness=group_readiness([scores(x) for x in answers if x.audience == row.id]),
        met=len(named_so) if row.unit or row.role else None,
    )


def _taking_part(library: Reading, initiative: Id) -> tuple[Person, ...]:
    """Who has been asked to the workshops of the initiative and did not say no, each once."""
    workshops = [w.id for w in library.where(Workshop, initiative=initiative)]
    rows = library.where(Participation, parent=workshops) if workshops else ()
    wanted = {row.person for row in rows if row.person and comes(row)}
    return tuple(person for person in library.where(Person, id=sorted(wanted))) if wanted else ()


def _uses(
    library: Reading, initiative: Id, modules: Sequence[Module], starts: Mapping[Id | None, str | None], today: str
) -> tuple[UseLine, ...]:
    """Of modules that are tried or introduced, and of those somebody has counted for."""
    gains = library.children(CostBenefit, initiative)
    found = []
    for module in modules:
        counts = tuple(sorted(library.children(Adoption, module.id), key=lambda x: (x.on or "", x.id), reverse=True))
        piloted = bool(library.where(Pilot, parent=initiative, module=module.id))
        if not counts and not piloted and module.status not in (ACTIVE, DONE[0]):
            continue
        own = [line for line in gains if line.module == module.id]
        risks = gains_at_risk(own, {module.id: counts}, today)
        called = {line.id: line.title for line in own}
        over_time = launching.use_over_time(counts, today)
        found.append(
            UseLine(
                module, counts, launching.in_use(counts, today), over_time, tuple((called[r.line], r) for r in risks), starts.get(module.id)
            )
        )
    return tuple(found)


def _investment(library: Reading, initiative: Id) -> Fraction:
    rows = [x for x in library.children(CostBenefit, initiative) if x.kind_of == "investment" and x.counted == "kr"]
    return sum((exact(x.amount) or Fraction(0) for x in rows), Fraction(0))


def _load(
    library: Reading,
    initiative: Id,
    audiences: Sequence[Audience],
    activities: Sequence[LaunchActivity],
    units: Mapping[Id, str],
    today: str,
) -> tuple[tuple[str, ChangeLoad], ...]:
    pilots = library.children(Pilot, initiative)
    load = launching.units_load(pilots, lambda module: library.children(Need, module), audiences, activities, today)
    return tuple(sorted(((units[u], n) for u, n in load.items() if u in units), key=lambda x: (-x[1].count, x[0])))
