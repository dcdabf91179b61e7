"""The pilots of an initiative as paper shows them."""

from __future__ import annotations

from collections.abc import Callable

from verkstad import wording_pilots
from verkstad.app.measures import MeasureView
from verkstad.app.pilots import PilotView, pilot_view
from verkstad.documents.change_paper import LoopPaper, MeasurePaper, PilotPaper
from verkstad.domain.fields import Id
from verkstad.domain.initiative import Goal
from verkstad.domain.pilots import OUTCOMES, Pilot
from verkstad.domain.runs import middle
from verkstad.i18n import Language
from verkstad.storage.library import Reading
from verkstad.wording import choice_name


def pilots_paper(library: Reading, initiative: Id, speaks: Language, who: Callable[[Id | None], str], today: str) -> tuple[PilotPaper, ...]:
    """The pilots of an initiative as paper shows them, in the language asked for; `who` gives what a person is called."""
    made = []
    for at, pilot in enumerate(library.children(Pilot, initiative), 1):
        view = pilot_view(library, pilot.id, today)
        if view is not None:
            made.append(_paper(library, at, view, speaks, who))
    return tuple(made)


def _paper(library: Reading, number: int, view: PilotView, speaks: Language, who: Callable[[Id | None], str]) -> PilotPaper:
    row = view.pilot
    goal = library.get(Goal, row.goal)
    return PilotPaper(
        id=row.id,
        number=number,
        title=row.title,
        idea=row.idea,
        prediction=row.prediction,
        module=view.module.title if view.module else "",
        team=view.team.title if view.team else "",
        goal=goal.statement if goal else "",
        state=row.state,
        state_word=wording_pilots.state_words(row, speaks),
        passed_why=row.passed_why,
        missing=wording_pilots.lacks_in_short(view.lacks, speaks, 6),
        started=row.started or "",
        decision_day=row.decision_day or "",
        follow_up=row.follow_up or "",
        owner=who(row.owner),
        journey_step=row.journey_step,
        changed_inwards=row.changed_inwards,
        outcome=row.outcome,
        outcome_why=row.outcome_why,
        outcome_on=row.outcome_on or "",
        outcome_by=row.outcome_by,
        outcomes=tuple((o, choice_name("pilot", "outcome", o, speaks), wording_pilots.outcome_means(o, speaks)) for o in OUTCOMES),
        story=(row.story_before, row.story_tried, row.story_now),
        measures=tuple(_measure_paper(m, speaks, who) for m in view.measures),
        loops=tuple(
            LoopPaper(
                x.id,
                at,
                x.question,
                x.starts or "",
                x.ends or "",
                x.plan,
                x.do,
                x.study,
                x.act,
                x.learnt,
                x.state,
                choice_name("loop", "state", x.state, speaks),
            )
            for at, x in enumerate(view.loops, 1)
        ),
    )


def _measure_paper(seen: MeasureView, speaks: Language, who: Callable[[Id | None], str]) -> MeasurePaper:
    m, comparison = seen.measure, seen.analysis.comparison
    known = [p.value for p in seen.series.points if p.value is not None]
    return MeasurePaper(
        id=m.id,
        title=m.title,
        side=m.side,
        side_word=choice_name("measure", "side", m.side, speaks),
        unit=m.measure_unit,
        chart=seen.chart,
        target=m.target,
        target_on=m.target_on or "",
        owner=who(m.owner),
        how=m.how,
        before=comparison.before if comparison else middle(known),
        now=comparison.during if comparison else None,
    )
