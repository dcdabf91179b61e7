"""A template that is inserted in an empty day is fitted to the time the day has."""

from __future__ import annotations

import pytest

from tests.ui.planning import Planner, close, make_planner
from verkstad.app import agenda, workshops
from verkstad.app.shelf import shelf


def empty(hours: int | None) -> Planner:
    p = make_planner(day=())
    if hours is not None:
        p.bench.do(workshops.aim_to_end, p.day, 9 * 60 + hours * 60)
        p.settle()
    return p


@pytest.mark.parametrize(
    ("share", "warned"), [(1.0, ""), (0.8, "procent av mallen."), (0.5, "Ta hellre bort något"), (1.6, "Det kan bli segt")]
)
def test_the_template_fills_the_day_and_a_strained_one_is_said(qapp: object, share: float, warned: str) -> None:
    p = empty(None)
    template = shelf(p.bench.library).template("t_halvdagsstart")
    assert template is not None
    end = 9 * 60 + round(template.minutes * share)
    p.bench.do(workshops.aim_to_end, p.day, end)
    p.settle()
    p.part._insert_template("t_halvdagsstart")
    p.settle()
    table = p.table()
    assert table.end == end and table.left == 0
    assert all((b.minutes or 0) >= 1 for b in p.blocks())
    assert (warned in p.said[-1][0]) if warned else not p.said
    p.bench.undo()
    assert not p.blocks()
    close(p)


def test_a_day_without_an_end_takes_the_template_as_it_is_written(qapp: object) -> None:
    p = empty(None)
    assert p.bench.ask(agenda.template_fit, "t_halvdagsstart", p.day) is None
    p.part._insert_template("t_halvdagsstart")
    p.settle()
    template = shelf(p.bench.library).template("t_halvdagsstart")
    assert template is not None
    assert [b.minutes for b in p.blocks()] == [b.minutes for b in template.blocks]
    assert not p.said
    close(p)
