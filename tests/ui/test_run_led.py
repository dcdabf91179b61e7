"""What whoever leads a day meets beside the clock: another day that runs, a workshop that is closed, what survives the end of the process."""

from __future__ import annotations

from collections.abc import Callable

import pytest

from tests.ui.test_run import KEY, Day_, clocks, day, says  # noqa: F401 - fixtures
from verkstad.app import agenda, harvest, workshops
from verkstad.domain.held import Held
from verkstad.domain.workshop import Day


def test_another_day_that_runs_is_named_and_one_click_leads_there(day: Callable[..., Day_]) -> None:  # noqa: F811
    here = day()
    other = here.bench.do(workshops.new_workshop, "Fredagen")
    here.bench.do(agenda.add_block, here.bench.library.children(Day, other)[0].id, title="Start", minutes=20)
    here.part.start()
    here.house.go("workshop", other, "run")
    assert here.part.elsewhere_card.isVisible() and says(here.part.elsewhere) == "”Torsdagen” pågår. Bara en dag leds åt gången."
    here.part.start_button.click()
    here.settle()
    assert "”Torsdagen” pågår" in here.house.said[-1][0] and not here.part.stage.runs
    assert here.part.elsewhere_button.hasFocus() and says(here.part.elsewhere_button) == "Gå till ”Torsdagen”"
    here.press(KEY.Key_Space, here.part.elsewhere_button)
    assert here.part.title_label.text() == "Incheckning" and here.clock() == "20 min kvar"
    here.part.finish()
    here.house.go("workshop", other, "run")
    assert not here.part.elsewhere_card.isVisible()
    here.part.start_button.click()
    here.settle()
    assert here.part.stage.runs


@pytest.mark.parametrize("shown", [False, True])
def test_closing_the_workshop_stops_its_clock_on_the_page_and_on_the_wall(day: Callable[..., Day_], shown: bool) -> None:  # noqa: F811
    here = day()
    here.part.start()
    if shown:
        here.part.present()
    here.house.go("workshop", here.workshop, "harvest")
    here.bench.do(harvest.finish_workshop, here.workshop)
    here.settle()
    here.part.look()
    if shown:
        assert here.part.projector is not None and here.part.projector.scene.number == ""
    here.house.go("workshop", here.workshop, "run")
    assert here.part._stack.currentIndex() == 3 and not here.part.stage.runs and here.bench.runs() is None
    assert {h.how for h in here.bench.library.all(Held)} == {"held"}
