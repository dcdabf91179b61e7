"""The launch from what a person does to what stands on paper and in a session file."""

from __future__ import annotations

from pathlib import Path
from typing import Any

import pytest

from tests.documents.reading import faults_of_layout, is_grey, texts
from verkstad.app import attachments, initiatives, insight_results, launch, module_changes, modules, people, pilots
from verkstad.app.printing import PrintWish, initiative_job
from verkstad.app.sample import load_sample
from verkstad.app.workbench import Bench
from verkstad.documents.press import press
from verkstad.domain.errors import Refused
from verkstad.domain.fields import Id
from verkstad.domain.launch import LaunchActivity
from verkstad.i18n import language

TODAY = "2026-11-24"
SV = language("sv")


@pytest.fixture
def bench() -> Bench:
    return Bench.in_memory()


@pytest.fixture
def change(bench: Bench) -> Id:
    made: Id = bench.do(initiatives.new_initiative, "Svar samma dag")
    return made


def pilot_on(bench: Bench, change: Id, module: Id, day: str) -> None:
    made = bench.do(pilots.begin_pilot, change, "Ring först", module=module, decision_day="2027-06-01")
    bench.do(pilots.set_start, made, day)


def printed(bench: Bench, change: Id, sheet: str, *, code: str = "sv", chosen: tuple[Id, ...] = (), **wish: Any) -> list[bytes]:
    job = initiative_job(bench.library, change, PrintWish(sheets=(sheet,), language=code, **wish), today=TODAY, chosen=chosen)
    made = press(job)
    assert made.overflows == ()
    for data in made.files.values():
        assert faults_of_layout(data) == []
    return list(made.files.values())


def said(*args: Any, **more: Any) -> str:
    return "\n".join(texts(data) for data in printed(*args, **more)).replace("\u00a0", " ")


def test_the_plan_on_paper_says_why_how_and_what_is_missing(bench: Bench, change: Id) -> None:
    module = bench.do(modules.add_module, change, "Ring först")
    pilot_on(bench, change, module, "2027-01-18")
    unit = bench.do(people.add_unit, "Bygglov")
    person = bench.do(people.import_people, [people.NewPerson("Åsa", "Bergström", unit="Bygglov", role="employee")])[0]
    who = bench.do(launch.add_audience, change, "Handläggare", module=module, unit=unit, size=14)
    bench.do(launch.change_audience, who, why="Den som söker slipper vänta.", unchanged="Besluten fattas som förut.")
    activity = bench.do(launch.add_activity, change, "Mejl: så blir det", on="2027-01-12", channel="email", audience=who)
    bench.do(launch.change_activity, activity, owner=person, hours="1.5", cost="800")
    told = said(bench, change, "launch_plan")
    for text in (
        "Handläggare", "14 personer", "Den som söker slipper vänta.", "Är inte skrivet än", "Besluten fattas som förut.", "Bara mejl", "6 dagar före start",
        "Inget är planerat vid start eller efter.", "Mejl: så blir det", "Åsa Bergström", "1,5 tim", "800 kr",
    ):  # fmt: skip
        assert text in told, text
    assert "Åsa" not in said(bench, change, "launch_plan", names=False)
    assert "Is not written yet" in said(bench, change, "launch_plan", code="en")


def test_a_poster_has_the_own_picture_and_is_a_draft_until_its_first_lines_are_tested(bench: Bench, change: Id, tmp_path: Path) -> None:
    from PIL import Image

    Image.new("RGB", (600, 400), (20, 120, 60)).save(tmp_path / "b.png")
    activity = bench.do(launch.add_activity, change, "Affisch", on="2027-01-12", channel="print")
    other = bench.do(launch.add_activity, change, "Film", channel="film")
    bench.do(launch.change_activity, other, hook="Något helt annat")
    bench.do(
        launch.change_activity,
        activity,
        hook="Vem väntar på dig?",
        subject="Från mars ringer vi upp",
        ingress="Från den 3 mars ringer du upp.",
    )
    bench.do(launch.choose_picture, activity, attachments.keep_image(bench, tmp_path / "b.png").content)
    bench.do(launch.choose_accent, activity, "plum")
    told = said(bench, change, "launch_poster", chosen=(activity,))
    assert "Vem väntar på dig?" in told and "Från den 3 mars ringer du upp." in told and "UTKAST" in told and "annat" not in told
    bench.do(launch.change_activity, activity, tells_what=True, tells_me=True, tells_when=True, tells_do=True)
    for sheet in ("launch_poster", "launch_table_card", "launch_postcard", "launch_stickers"):
        assert "UTKAST" not in said(bench, change, sheet, chosen=(activity,))
        assert all(map(is_grey, printed(bench, change, sheet, chosen=(activity,), grey=True)))
    assert b"/Image" in printed(bench, change, "launch_poster", chosen=(activity,))[0]


def test_the_slip_names_the_message_it_is_about_and_so_may_the_insight(bench: Bench, change: Id) -> None:
    activity = bench.do(launch.add_activity, change, "Affisch i fikarummet")
    assert "Affisch i fikarummet" in said(bench, change, "feedback_slip", chosen=(activity,))
    assert (activity, "Affisch i fikarummet") in insight_results.about_choices(bench.library, change)


def test_from_and_to_is_printed_with_what_does_not_change(bench: Bench, change: Id) -> None:
    module = bench.do(modules.add_module, change, "Ring först")
    bench.do(module_changes.add_from_to, module, "Handläggare", before="Skickar brev efter tolv dagar", after="Ringer upp inom ett dygn")
    who = bench.do(launch.add_audience, change, "Handläggare", module=module)
    bench.do(launch.change_audience, who, unchanged="Besluten fattas som förut.")
    told = said(bench, change, "from_to_cards")
    for text in ("Skickar brev efter tolv dagar", "Ringer upp inom ett dygn", "Besluten fattas som förut.", "Ring först"):
        assert text in told, text


def test_a_picture_is_kept_while_it_is_named_and_is_among_what_a_session_file_takes_along(bench: Bench, change: Id, tmp_path: Path) -> None:
    from PIL import Image

    Image.new("RGB", (60, 40), (20, 120, 60)).save(tmp_path / "b.png")
    activity = bench.do(launch.add_activity, change, "Affisch")
    kept = attachments.keep_image(bench, tmp_path / "b.png").content
    bench.do(launch.choose_picture, activity, kept)
    attachments.collect(bench, now=4e9)
    assert attachments.path_of(bench, kept) is not None
    row = bench.library.need(LaunchActivity, activity)
    assert attachments.named_in(bench.library, bench.library.history(row.id)) == {kept: attachments.path_of(bench, kept)}


def test_moving_an_activity_gives_it_the_phase_of_its_day(bench: Bench, change: Id) -> None:
    module = bench.do(modules.add_module, change, "Ring först")
    other = bench.do(modules.add_module, change, "Skriv senare")
    pilot_on(bench, change, module, "2027-01-18")
    pilot_on(bench, change, other, "2027-03-01")
    activity = bench.do(launch.add_activity, change, "Träff", on="2027-01-12", module=module)
    later = bench.do(launch.add_activity, change, "Träff igen", on="2027-02-12", module=other)
    phase = lambda id: bench.library.need(LaunchActivity, id).phase  # noqa: E731
    assert (phase(activity), phase(later)) == ("before", "before")
    bench.do(launch.move_activities, (activity, later), "2027-02-20")
    assert (phase(activity), phase(later)) == ("after", "before")
    bench.do(launch.move_activities, (activity,), None)
    assert phase(activity) == "after"  # without a day it stays where it was


@pytest.mark.parametrize(("part", "whole"), [(5, 4), (-1, 4), (0, 0), (1, 2_000_000)])
def test_a_count_that_cannot_be_is_refused(bench: Bench, change: Id, part: int, whole: int) -> None:
    module = bench.do(modules.add_module, change, "Ring först")
    with pytest.raises(Refused):
        bench.do(launch.count_users, module, TODAY, part, whole)


@pytest.mark.parametrize("said", [(None,) * 5, (1, 2, 3, 4), (1, 2, 3, 4, 6), (0, 2, 3, 4, 5)])
def test_an_answer_that_cannot_be_is_refused(bench: Bench, change: Id, said: tuple[int | None, ...]) -> None:
    with pytest.raises(Refused):
        bench.do(launch.add_readiness, change, said)


@pytest.mark.parametrize("code", ["sv", "en"])
def test_the_example_has_a_launch_one_can_believe_in(bench: Bench, code: str) -> None:
    here = load_sample(bench, code, TODAY)
    found = bench.ask(launch.launch, here.initiative, language(code), TODAY)
    assert len(found.audiences) == 3 and len(found.activities) == 10
    assert [a.understood is not None for a in found.audiences] == [True, False, False]
    assert found.audiences[0].readiness.barrier == "knowledge" and found.audiences[0].mix.enough() and found.audiences[0].lead is not None
    assert {use.share.percent for use in found.uses if use.share} == {83, 67}
    assert all(day.isoweekday() < 6 for x in found.activities if x.activity.on for day in [_day(x.activity.on)])
    for sheet in ("launch_plan", "launch_poster", "launch_postcard", "from_to_cards"):
        assert printed(bench, here.initiative, sheet, code=code)


def _day(text: str) -> Any:
    from datetime import date

    return date.fromisoformat(text)
