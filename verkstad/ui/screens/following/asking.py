"""A decision request that comes of something else: a decision a team may not take, or a pilot whose future leadership decides."""

from __future__ import annotations

from verkstad import wording_following as words
from verkstad.app import decision_requests as requests
from verkstad.app.measures import measure_view
from verkstad.domain.fields import Id
from verkstad.domain.following import DecisionRequest
from verkstad.domain.pilots import Measure, Pilot
from verkstad.domain.reporting import Effect, of_chart
from verkstad.ui.desk import Desk


def ask_about_module(desk: Desk, initiative: Id, question: str, module: Id, decision_type: str) -> None:
    """Write the request, or go to the one that is open already."""
    there = _open(desk, initiative, module=module, decision_type=decision_type)
    made = there or desk.bench.do(requests.add_request, initiative, question, module=module, decision_type=decision_type)
    _show(desk, made, new=not there)


def ask_about_pilot(desk: Desk, pilot: Pilot) -> None:
    """What is to become of a pilot, with what it has measured as background."""
    _, language, library = desk.gettext, desk.language, desk.bench.library
    there = _open(desk, pilot.parent or "", pilot=pilot.id)
    if there:
        _show(desk, there, new=False)
        return
    views = (measure_view(library, m.id) for m in library.children(Measure, pilot.id))
    effects = (Effect(**of_chart(view.chart)) for view in views if view.numbers)
    told = "\n".join(words.effect_sentence(effect, language) for effect in effects if effect.before or effect.now)
    question = _("What is to become of the pilot “%(title)s”?", title=pilot.title)
    made = desk.bench.do(requests.add_request, pilot.parent or "", question, background=told, pilot=pilot.id)
    _show(desk, made, new=True)


def _open(desk: Desk, initiative: Id, **about: str) -> Id:
    rows = desk.bench.library.children(DecisionRequest, initiative)
    found = (r for r in rows if r.state in requests.OPEN and all(getattr(r, name) == value for name, value in about.items()))
    return next((row.id for row in found), "")


def _show(desk: Desk, request: Id, *, new: bool) -> None:
    desk.go("follow_up", request)
    if new:
        desk.say(desk.gettext("A proposal for a decision was written. Say what you recommend and what a no would mean."), undo=True)
