"""From the library to the paper of a launch."""

from __future__ import annotations

from collections.abc import Callable

from verkstad import wording
from verkstad.app.attachments import place_of
from verkstad.app.launch import ActivityLine, AudienceLine, launch
from verkstad.documents.harvest_paper import PhotoPaper
from verkstad.documents.launch_paper import AudiencePaper, FromToPaper, LaunchPaper, MessagePaper, PlannedPaper
from verkstad.domain.fields import Id
from verkstad.domain.launch import FromTo
from verkstad.domain.launching import first_lines, message_read
from verkstad.i18n import Language
from verkstad.storage.library import Reading
from verkstad.wording_launch import effort_parts, investment_sentence, missing_sentences


def launch_paper(library: Reading, initiative: Id, speaks: Language, who: Callable[[Id | None], str], today: str) -> LaunchPaper:
    """`who` gives what a person is called on this paper: her name, or with roles only her role."""
    found = launch(library, initiative, speaks, today)
    tries = {a.id: a.audience.first_try for a in found.audiences}
    stays = {a.audience.module: a.audience.unchanged for a in found.audiences if a.audience.unchanged}
    return LaunchPaper(
        messages=tuple(_message(library, x, tries) for x in found.activities if x.activity.state != "dropped"),
        audiences=tuple(_audience(x, speaks) for x in found.audiences),
        planned=tuple(_planned(x, speaks, who) for x in found.activities if x.activity.state != "dropped"),
        from_to=tuple(
            FromToPaper(row.id, module.title, row.who, row.before, row.after, stays.get(module.id, ""))
            for module in found.modules
            for row in library.children(FromTo, module.id)
        ),
        figures=effort_parts(found.effort, speaks) if found.activities else (),
        investment=investment_sentence(found.effort, found.investment, speaks),
        start=found.start or "",
    )


def _message(library: Reading, x: ActivityLine, tries: dict[Id, str]) -> MessagePaper:
    row = x.activity
    place = place_of(library, row.content) if row.content else None
    return MessagePaper(
        id=row.id,
        title=row.title,
        hook=row.hook,
        subject=row.subject,
        ingress=row.ingress,
        message=row.message,
        audience=x.audience,
        on=row.on or "",
        first_try=tries.get(row.audience or "", ""),
        accent=row.accent,
        picture=PhotoPaper(str(place), row.content, "", 1, 1) if place is not None else None,
        ready=first_lines(row).ready,
    )


def _audience(x: AudienceLine, speaks: Language) -> AudiencePaper:
    row = x.audience
    return AudiencePaper(
        id=row.id,
        title=row.title,
        whose=" · ".join(t for t in (x.unit, x.role, x.module) if t),
        size=row.size,
        why=row.why,
        how=row.how,
        unchanged=row.unchanged,
        understanding=row.understanding,
        first_try=row.first_try,
        missing=missing_sentences(x.mix, x.lead, x.phases_missing, x.lasting, speaks) if x.activities else (),
    )


def _planned(x: ActivityLine, speaks: Language, who: Callable[[Id | None], str]) -> PlannedPaper:
    row = x.activity
    said = [
        speaks.gettext("%(n)s h", n=speaks.number(row.hours)) if row.hours else "",
        speaks.gettext("%(n)s kr", n=speaks.number(row.cost)) if row.cost else "",
    ]
    return PlannedPaper(
        id=row.id,
        what=row.title,
        audience=x.audience,
        on=row.on or "",
        phase=row.phase,
        channel=wording.choice_name("launch_activity", "channel", row.channel, speaks) if row.channel else "",
        two_way=row.two_way,
        owner=who(row.owner),
        effort="\n".join(t for t in said if t),
        state=row.state,
        outward=row.outward,
        minutes=message_read(row).minutes,
    )
