"""What the initiative's page says of how it stands: the five parts from real rows, how it moves, whom the goals are for, and why now."""

from __future__ import annotations

from collections.abc import Callable

import pytest

from tests.documents.reading import texts
from tests.ui.conftest import House
from tests.ui.walking import clipped
from verkstad.app import actions, decisions, forums, goals, initiatives, inventory, people, pilots, teams
from verkstad.app.people import NewPerson
from verkstad.app.printing import PrintWish, initiative_job
from verkstad.documents.press import press
from verkstad.domain.dates import iso_date
from verkstad.domain.initiative import Initiative
from verkstad.ui.screens.initiative.page import InitiativeScreen

Build = Callable[..., House]


def begun(house: Build, code: str = "sv", **facts: object) -> tuple[House, str, InitiativeScreen]:
    here = house(code, **facts)
    change = here.bench.do(initiatives.new_initiative, "Svar samma dag")
    screen = here.go("initiative", change)
    assert isinstance(screen, InitiativeScreen)
    return here, change, screen


def parts(screen: InitiativeScreen) -> dict[str, bool]:
    return {part.name: bool(part.stands) for part in screen.overview.found.parts}  # type: ignore[union-attr]


def on_paper(here: House, change: str, code: str = "sv") -> str:
    made = press(
        initiative_job(here.bench.library, change, PrintWish(sheets=("initiative_page",), language=code), today=here.window.desk.today())
    )
    assert made.overflows == ()
    return " ".join(texts(made.files["a4"]).replace("\u00a0", " ").split())


def test_the_five_parts_stand_by_what_was_done_and_are_told_on_page_and_paper(house: Build) -> None:
    here, change, screen = begun(house)
    do, today = here.bench.do, here.window.desk.today()
    told = screen.overview.inspector.about.parts
    assert told.told.text() == "0 av 5 delar på plats" and not any(parts(screen).values())
    decision = do(decisions.propose, change, "Bygglov går först")
    do(decisions.decide, decision, "Nämnden", "2026-08-01")
    goal = do(goals.add_goal, change, "Svar inom sju dagar")
    ids = do(people.import_people, [NewPerson("Ada", "Ek", unit="Bygglov"), NewPerson("Bo", "Ek", unit="Kontaktcenter")])
    do(goals.choose_indicator, goal, "Dagar till svar")
    do(goals.choose_measure_unit, goal, "dagar")
    do(goals.set_baseline, goal, "12", "2026-08-01")
    do(goals.set_target, goal, "7", "2027-12-31")
    do(goals.give_goal_to, goal, ids[0])
    team = do(teams.new_team, change, "Team Altan")
    do(teams.take_in, team, ids)
    for n in range(4):
        do(inventory.add_item, change, f"Tjänst {n}")
    forum = do(forums.add_forum, change, "Bygglov")
    do(forums.hold_meeting, forum, iso_date(today, -61))
    here.settle()
    assert parts(screen) == {"decision": True, "goal": True, "inventory": False, "team": True, "exchange": False}
    assert told.told.text() == "3 av 5 delar på plats"
    assert "3 av 5 delar på plats. Saknas: en inventering" in on_paper(here, change)
    do(inventory.add_item, change, "Tjänst 5")
    do(forums.add_exchange, change, "Grannkommunen", on=iso_date(today, -60))
    here.settle()
    assert told.told.text() == "5 av 5 delar på plats" and all(parts(screen).values())
    assert "5 av 5 delar på plats." in on_paper(here, change)


def test_an_exchange_to_come_is_none_yet_and_undo_takes_the_part_back(house: Build) -> None:
    here, change, screen = begun(house)
    today = here.window.desk.today()
    here.bench.do(forums.add_exchange, change, "Grannkommunen", on=iso_date(today, 3))
    here.settle()
    assert not parts(screen)["exchange"]
    here.bench.do(forums.add_exchange, change, "Regionen", on=today)
    here.settle()
    assert parts(screen)["exchange"]
    here.window.undo()
    here.settle()
    assert not parts(screen)["exchange"]


def test_momentum_is_told_in_words_with_a_mark_of_its_own_shape(house: Build) -> None:
    here, change, screen = begun(house)
    card = screen.overview.pace
    assert not card.isVisible(), "a change with nothing in it is not judged"
    do = here.bench.do
    goal = do(goals.add_goal, change, "Svar inom sju dagar")
    here.settle()
    assert card.moves.text() == "Inget har blivit gjort än" and card.loops.text().startswith("0 lärvarv på 60 dagar · 0 varv")
    row = do(actions.add_action, change, "Skriv om brevet")
    do(actions.lead_to_goal, row, goal)
    do(actions.change_status, row, "done")
    here.settle()
    assert card.moves.text() == "Det rör sig: en åtgärd eller ett lärvarv blev klart i dag"
    assert "Det rör sig" in on_paper(here, change)
    pilot = do(pilots.begin_pilot, change, "Svar på altaner", decision_day="2027-03-12")
    for n, state in enumerate(("finished", "planned", "running")):
        loop = do(pilots.add_loop, pilot, f"Varv {n}", ends=iso_date(here.window.desk.today(), -20))
        do(pilots.set_loop_state, loop, state)
    here.settle()
    assert card.loops.text() == "1 lärvarv på 60 dagar · 2 varv planerade eller i gång och sista dagen i sikte är 12 mars 2027"


@pytest.mark.parametrize(
    ("code", "words"), [("sv", "1 mål som kunden möter, 1 om kostnad eller kvalitet, 1 utan kategori"), ("en", "1 goal the customer meets, 1 about cost or quality, 1 without category")]
)  # fmt: skip
def test_the_balance_of_the_goals_and_how_close_they_are_is_told_on_page_and_paper(house: Build, code: str, words: str) -> None:
    here, change, screen = begun(house, code)
    do, card = here.bench.do, screen.overview.pace
    made = [do(goals.add_goal, change, f"Mål {n}") for n in range(3)]
    do(goals.choose_category, made[0], "cost")
    here.settle()
    assert card.balance.text() == (
        "Inget mål handlar om bemötande eller tillgänglighet"
        if code == "sv"
        else "No goal is about meeting customers or about being reached"
    )
    do(goals.choose_category, made[1], "accessibility")
    do(goals.choose_level, made[0], "team")
    do(goals.choose_level, made[1], "unit")
    do(goals.choose_level, made[2], "organisation")
    here.settle()
    assert card.balance.text() == words
    assert card.nearness.text() == (
        "2 av 3 mål ligger nära verksamheten (67 %)" if code == "sv" else "2 of 3 goals lie close to the work (67 %)"
    )
    assert words in on_paper(here, change, code) and card.nearness.text() in on_paper(here, change, code)


def test_goals_are_grouped_by_category_and_stand_in_their_own_order_again(house: Build) -> None:
    here, change, screen = begun(house)
    do, view = here.bench.do, screen.overview
    made = [do(goals.add_goal, change, f"Mål {n}") for n in range(4)]
    for goal, category in zip(made, ("cost", "customer_care", "", "cost"), strict=True):
        do(goals.choose_category, goal, category)
    here.settle()
    view.by_category.click()
    here.settle()

    def seen() -> list[str]:
        held = [view._goals.itemAt(n).widget() for n in range(view._goals.count())]
        return [w.text() if hasattr(w, "text") else w.line.goal.statement for w in held]

    assert seen() == ["Bemötande · 1", "Mål 1", "Kostnad · 2", "Mål 0", "Mål 3", "Utan kategori · 1", "Mål 2"]
    do(goals.choose_category, made[2], "quality")
    here.settle()
    assert seen()[-2:] == ["Kvalitet · 1", "Mål 2"]
    assert view.by_category.text().strip() == "I egen ordning"
    view.by_category.click()
    here.settle()
    assert seen() == ["Mål 0", "Mål 1", "Mål 2", "Mål 3"]


def test_why_now_and_what_to_build_on_are_written_on_the_page_and_read_on_paper(house: Build) -> None:
    here, change, screen = begun(house)
    view = screen.overview
    assert view.why_now is None, "built when it is wanted"
    view.orientation.button.setChecked(True)
    here.settle()
    assert view.why_now is not None and view.technology is not None
    for field, text in ((view.why_now, "Frågorna kommer på kvällen."), (view.technology, "Ärendet syns i e-tjänsten.")):
        field.edit.insertPlainText(text)
        field._touched()
        field.settle()
    here.settle()
    row = here.bench.library.need(Initiative, change)
    assert (row.why_now, row.technology) == ("Frågorna kommer på kvällen.", "Ärendet syns i e-tjänsten.")
    said = on_paper(here, change)
    assert "Varför nu Frågorna kommer på kvällen." in said and "Ärendet syns i e-tjänsten." in said
    here.window.undo()
    here.settle()
    assert here.bench.library.need(Initiative, change).technology == "" and view.technology.text() == ""


@pytest.mark.parametrize("code", ["sv", "en"])
def test_nothing_of_it_is_clipped_in_a_small_window(house: Build, code: str) -> None:
    here = house(code, size=(1024, 640), with_sample=True)
    assert here.sample is not None
    screen = here.go("initiative", here.sample.initiative)
    assert isinstance(screen, InitiativeScreen) and screen.overview.pace.isVisible()
    assert clipped(screen.overview.pace) == [] and clipped(screen.overview.orientation) == []


def test_why_what_and_how_and_who_drives_stand_in_that_order_on_page_and_paper(house: Build) -> None:
    here, change, screen = begun(house)
    do = here.bench.do
    assert screen.subtitle() == "Ange vem som leder och vem som driver på"
    for act, text in (
        (initiatives.explain_why, "Kunderna väntar."), (initiatives.describe_what, "Svar samma dag."), (initiatives.describe_how, "En skiva i taget."),
    ):  # fmt: skip
        do(act, change, text)
    (driver,) = do(people.import_people, [NewPerson("Amira", "Ek")])
    do(initiatives.name_driver, change, driver)
    here.settle()
    view = screen.overview
    assert [f.text() for f in (view.why, view.what, view.how)] == ["Kunderna väntar.", "Svar samma dag.", "En skiva i taget."]
    assert view.why.x() < view.what.x() < view.how.x() and "Amira Ek" in screen.subtitle()
    said = on_paper(here, change)
    places = [said.index(words) for words in ("Pådrivare", "Amira Ek", "Varför", "Vad", "Hur")]
    assert places == sorted(places)
    assert said.index("Kunderna väntar.") < said.index("Svar samma dag.") < said.index("En skiva i taget.")


def test_a_goal_goes_from_words_to_decision_to_deed_by_what_is_done_and_nobody_types_it(house: Build) -> None:
    here, change, screen = begun(house)
    do = here.bench.do
    goal = do(goals.add_goal, change, "Svar inom sju dagar")
    tab = screen.red_thread

    def step() -> str:
        here.go("initiative", change, "thread")
        return tab.view.buttons[goal].accessibleName().split(". ")[1]

    assert step() == "Ord"
    decision = do(decisions.propose, change, "Bygglov går först")
    do(goals.hang_on_decision, goal, decision)
    assert step() == "Ord", "a proposal is no decision"
    do(decisions.decide, decision, "Nämnden", "2026-08-01")
    assert step() == "Beslut"
    row = do(actions.add_action, change, "Skriv om brevet")
    do(actions.lead_to_goal, row, goal)
    assert step() == "Beslut · 1 åtgärd", "an open action is no deed"
    do(actions.change_status, row, "done")
    assert step() == "Handling · 1 åtgärd"
    here.window.undo()
    assert step() == "Beslut · 1 åtgärd"
