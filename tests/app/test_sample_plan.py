"""The example holds a plan that is half sorted, with the way back from goals and modules, and it goes along in a session file."""

from __future__ import annotations

import pytest

from verkstad.app import initiatives, plan
from verkstad.app.sample import load_sample
from verkstad.app.workbench import Bench


@pytest.mark.parametrize("code", ["sv", "en"])
def test_the_example_has_a_plan_that_is_half_sorted(code: str) -> None:
    bench = Bench.in_memory()
    load_sample(bench, code, "2027-03-20")
    (change,) = bench.ask(initiatives.initiatives)
    view = bench.ask(plan.plan_view, change.id)
    assert (view.sorted.done, view.sorted.of) == (6, 12)
    assert {b.kind for line in view.lines for b in line.became} == {"goal", "module", "decision"}
    goal = view.lines[0].became[0]
    assert bench.ask(plan.origins, goal.id)[0].page == 4
    paper = bench.ask(plan.paper_product, change.id, "2027-03-20")
    assert len(paper.kept) == 10
    assert 0 < len(paper.on_paper) < 10
    matrix = bench.ask(plan.anchoring_view, change.id).matrix
    assert matrix.index is not None
    assert 0 < matrix.index < 1
