"""From the library to the paper about insights, actions, risks and exchanges."""

from __future__ import annotations

from collections.abc import Callable
from datetime import date, timedelta

from verkstad import wording
from verkstad.app.following import finished
from verkstad.app.forums import exchanges
from verkstad.app.insight_results import InsightLine, insight_figures, insight_lines, risk_lines
from verkstad.app.work import Work, work
from verkstad.documents.insights_paper import ActionPaper, ExchangePaper, InsightPaper, OngoingPaper, RiskPaper, WorkPaper
from verkstad.domain.fields import Id
from verkstad.domain.flowing import is_late, is_open
from verkstad.domain.people import Person, Unit
from verkstad.domain.pilots import Pilot
from verkstad.i18n import Language
from verkstad.storage.library import Reading
from verkstad.wording_following import moves_words
from verkstad.wording_insights import aim_sentence, balance_sentence, flow_parts, risk_lacks_sentence

LATELY = 14
"""Days back that "finished lately" reaches on the sheet about what goes on."""


def work_paper(library: Reading, initiative: Id, speaks: Language, who: Callable[[Id | None], str], today: str) -> WorkPaper:
    """`who` gives what a person is called on this paper: her name, or with roles only her role."""
    lines = insight_lines(library, initiative, today)
    told = work(library, initiative, today)
    pilots = {p.id: p.title for p in library.children(Pilot, initiative)}
    return WorkPaper(
        insights=tuple(_insight(x, speaks, who) for x in lines),
        figures=flow_parts(insight_figures([x.insight for x in lines], today).lately, speaks) if lines else (),
        actions=tuple(
            ActionPaper(
                id=x.id,
                what=x.action.what,
                owner=who(x.action.owner),
                person=x.action.owner or "",
                due=x.action.due or "",
                status=x.action.status,
                bearing=x.action.bearing,
                goal=x.goal,
                workshop=x.workshop,
                late=is_late(x.action, today),
            )
            for x in told.lines
        ),
        balance=tuple(
            filter(None, [balance_sentence(told.balance, speaks), aim_sentence(told.aim, speaks), *moves_words(told.figures, speaks)])
        ),
        risks=tuple(
            RiskPaper(
                id=x.id,
                says=x.risk.says,
                family=wording.choice_name("risk", "family", x.risk.family, speaks) if x.risk.family else "",
                likelihood=x.risk.likelihood,
                impact=x.risk.impact,
                weight=x.weight,
                owner=who(x.risk.owner),
                sign=x.risk.sign,
                response=x.risk.response,
                lacks=risk_lacks_sentence(x.lacks, speaks),
                closed=x.risk.closed is not None,
            )
            for x in risk_lines(library, initiative)
        ),
        exchanges=tuple(
            ExchangePaper(x.id, x.with_whom, x.on or "", pilots.get(x.pilot or "", ""), x.takeaway, x.shared, x.next_contact or "")
            for x in exchanges(library, initiative)
        ),
        ongoing=_ongoing(library, initiative, told, today, speaks),
    )


def _insight(x: InsightLine, speaks: Language, who: Callable[[Id | None], str]) -> InsightPaper:
    row = x.insight
    source = wording.choice_name("insight", "source", row.source, speaks) if row.source else ""
    became = wording.choice_name("insight", "became", row.became, speaks) if row.became else ""
    return InsightPaper(
        id=row.id,
        says=row.says,
        stage=x.stage,
        source=x.workshop or source,
        raised_by=row.raised_by,
        raised_on=row.raised_on or "",
        owner=who(row.owner),
        decides=x.decides,
        verdict=wording.choice_name("insight", "verdict", row.verdict, speaks) if row.verdict else "",
        reason=row.reason,
        answer=row.answer,
        became=f"{became}: {x.result}" if x.result else became,
        age=x.age,
        stuck=x.stuck,
    )


def _ongoing(library: Reading, initiative: Id, told: Work, today: str, speaks: Language) -> tuple[OngoingPaper, ...]:
    """Operation by operation: pilots by who owns their effect, actions by who has them. What belongs to none stands last."""
    units = {u.id: u.name for u in library.all(Unit)}
    since = (date.fromisoformat(today) - timedelta(days=LATELY)).isoformat()
    going: dict[str, list[str]] = {}
    done: dict[str, list[str]] = {}
    for pilot in library.children(Pilot, initiative):
        person = library.get(Person, pilot.owner) if pilot.owner else None
        if pilot.state in ("measure_first", "running"):
            going.setdefault(units.get(person.unit or "", "") if person is not None else "", []).append(
                speaks.gettext("Pilot: %(title)s", title=pilot.title)
            )
    for x in told.lines:
        unit = x.owner.unit_name if x.owner is not None else ""
        if is_open(x.action):
            going.setdefault(unit, []).append(" ".join(x.action.what.split()))
        elif x.action.status == "done" and finished(library, x.action).on >= since:
            done.setdefault(unit, []).append(" ".join(x.action.what.split()))
    names = sorted({*going, *done}, key=lambda name: (not name, speaks.sort_key(name)))
    return tuple(OngoingPaper(name, tuple(going.get(name, ())), tuple(done.get(name, ()))) for name in names)
