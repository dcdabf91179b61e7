"""Every sheet, in both languages: nothing lost, nothing outside the paper, nothing on top of something else, everything tagged."""

from __future__ import annotations

import io
from dataclasses import replace
from functools import cache

import pikepdf
import pytest

from tests.documents.reading import MM, faults_of_layout, faults_of_structure, is_grey, texts, words
from tests.documents.world import job, morning, people, two_tracks, workshop
from verkstad.app.catalogue import catalogue
from verkstad.documents.job import ActionLine
from verkstad.documents.press import SHEETS, Pressed, press

NAMES = [name for name in SHEETS if name != "pack"]
HANDOUTS = [handout.slug for method in catalogue().methods() for handout in method.handouts]


@cache
def pressed(name: str, code: str) -> Pressed:
    days = (morning(code), two_tracks()) if name in ("runsheet", "agenda", "invitation") else (morning(code),)
    return press(job(name, language=code, paper_of=workshop(days=days)))


@pytest.mark.parametrize("code", ["sv", "en"])
@pytest.mark.parametrize("name", [*NAMES, *HANDOUTS])
def test_a_sheet_loses_nothing_has_the_paper_it_says_and_is_tagged(name: str, code: str) -> None:
    made = pressed(name, code)
    assert made.files
    assert made.overflows == ()
    for paper, data in made.files.items():
        assert faults_of_layout(data) == []
        assert faults_of_structure(data) == []
        with pikepdf.open(io.BytesIO(data)) as pdf:
            assert {round(max(map(float, page.mediabox)) / MM) for page in pdf.pages} == {{"a4": 297, "a3": 420}[paper]}
            assert len(pdf.pages) == made.pages[paper]


def test_all_thirty_six_exercises_have_their_handouts_on_paper() -> None:
    everything = press(job("handouts", paper_of=workshop(days=())))
    assert len(catalogue().methods()) == 36
    assert {sheet.sheet for sheet in everything.sheets} == set(HANDOUTS)
    assert everything.overflows == ()


@pytest.mark.parametrize("name", ["runsheet", "slicing", "h_modulkort", "badges"])
def test_grey_paper_holds_no_colour(name: str) -> None:
    for data in press(job(name, grey=True)).files.values():
        assert is_grey(data)
    assert not all(is_grey(data) for data in pressed(name, "sv").files.values())


@pytest.mark.parametrize(("name", "paper"), [("slicing", "a4"), ("h_pilotkort", "a4"), ("agenda", "a3"), ("h_modulkort", "a3")])
def test_a_sheet_on_other_paper_is_scaled_and_still_readable(name: str, paper: str) -> None:
    made = press(job(name, paper=paper))
    assert list(made.files) == [paper]
    assert faults_of_layout(made.files[paper]) == []
    assert faults_of_structure(made.files[paper]) == []


def test_the_run_sheet_says_the_words_in_swedish() -> None:
    said = texts(pressed("runsheet", "sv").files["a4"])
    for text in (
        "Körschema för workshopledare",
        "09.00",
        "Välkomna: varför vi är här",
        "Stå vid dörren.",
        "Om det drar över",
        "Innan du går",
    ):
        assert text in said, text
    assert "Spår syd · Sal Vättern" in said
    assert "Korta moment 3 till 10 min" in said.replace("\u00a0", " ")


def test_the_run_sheet_says_the_words_in_english() -> None:
    said = texts(pressed("runsheet", "en").files["a4"])
    assert "09:00" in said
    assert "If time runs over" in said
    assert "Whole group" in said


def test_private_notes_stand_on_the_run_sheet_alone() -> None:
    noted = morning().slots[0].block.notes
    assert noted in texts(pressed("runsheet", "sv").files["a4"])
    for name in NAMES:
        if name != "runsheet":
            assert all(noted not in texts(data) for data in pressed(name, "sv").files.values()), name


def test_words_stand_where_they_should() -> None:
    page = words(pressed("runsheet", "sv").files["a4"])[0]
    title = next(w for w in page if w.text == "Kortare" and w.size > 20)
    clock = next(w for w in page if w.text == "09.00" and w.size > 10)
    foot = next(w for w in page if w.text == "Körschema" and w.y0 < 40)
    assert title.x0 == pytest.approx(18 * MM, abs=3)
    assert title.size == 26
    assert clock.x0 == pytest.approx(18 * MM, abs=2)
    assert foot.y0 == pytest.approx(10 * MM, abs=3)


@pytest.mark.parametrize("count", [0, 1, 200])
@pytest.mark.parametrize("name", ["attendance", "badges", "tents", "agenda", "packing", "runsheet", "tables"])
def test_any_number_of_people_fits(name: str, count: int) -> None:
    made = press(job(name, paper_of=workshop(count)))
    assert made.overflows == ()
    said = texts(made.files["a4"])
    if name in ("attendance", "badges", "tents"):
        listed = {person.name for person in people(count)}
        assert all(part in said for name_ in listed for part in name_.split())
    if count < 200:
        assert faults_of_layout(made.files["a4"]) == []


def test_a_badge_stands_for_everybody_with_a_tenth_to_spare() -> None:
    made = press(job("badges", paper_of=workshop(60)))
    assert made.pages["a4"] == 7  # 60 and 6 spares, ten to a sheet
    assert press(job("tents", paper_of=workshop(60))).pages["a4"] == 33


LONG_NAME = "Anna-Margareta Katarina von Hohenstauffen-Bernadotte af Ugglas"
LONG_TITLE = "Hur vi tillsammans kortar väntan för den som söker hjälp hos oss"


@pytest.mark.parametrize("name", [*NAMES, "h_malkort", "h_15", "h_pilotkort"])
def test_names_and_titles_of_sixty_characters_collide_with_nothing(name: str) -> None:
    assert len(LONG_NAME) >= 60
    assert len(LONG_TITLE) >= 60
    long = workshop(12, title=LONG_TITLE, people=people(12, LONG_NAME))
    for data in press(job(name, paper_of=long)).files.values():
        assert faults_of_layout(data) == []


@pytest.mark.parametrize("name", NAMES)
def test_a_workshop_of_which_nothing_is_known_can_still_be_printed(name: str) -> None:
    made = press(job(name, paper_of=workshop(0, title="", purpose="", outcomes=(), place="", leads="", contact="", invitation="", before="",
                                              reply_by="", days=(), units=(), actions=(), record_class="", diary_number="")))  # fmt: skip
    assert made.overflows == ()
    for data in made.files.values():
        assert faults_of_layout(data) == []
        assert faults_of_structure(data) == []


def test_very_long_words_for_a_block_run_on_to_the_next_page() -> None:
    from tests.documents.world import block
    from verkstad.domain.agenda import timetable

    table = timetable(morning().day, (), [block("Allt", 60, "group", instruction="Vi läser högt och länge. " * 320, notes="Tyst. " * 300)])
    made = press(job("runsheet", paper_of=workshop(days=(table,))))
    assert made.overflows == ()
    assert made.pages["a4"] >= 3
    assert texts(made.files["a4"]).count("länge.") == 320
    assert faults_of_layout(made.files["a4"]) == []


def test_roles_only_prints_no_name() -> None:
    listed = ActionLine("Boka rum", people(1)[0].name, "2027-03-31")
    for name in ("attendance", "badges", "tents", "actions"):
        said = texts(press(job(name, names=False, paper_of=workshop(actions=(listed,)))).files["a4"])
        assert "Bergström" not in said
        assert "medarbetare" in said


def test_the_list_of_actions_claims_no_kind_that_nobody_has_chosen() -> None:
    listed = (ActionLine("Boka rum"), ActionLine("Skriva ut", bearing="stop"))
    said = texts(press(job("actions", paper_of=workshop(actions=listed))).files["a4"])
    assert "sluta" in said.casefold() and "test" not in said.casefold() and "pröva" not in said.casefold()


def test_a_draft_says_so() -> None:
    assert "UTKAST" in texts(press(job("agenda", draft=True)).files["a4"])
    assert "UTKAST" not in texts(pressed("agenda", "sv").files["a4"])


def test_the_foot_says_what_kind_of_record_it_is() -> None:
    said = texts(pressed("runsheet", "sv").files["a4"])
    assert "Arbetsmaterial" in said
    assert "KS 2027/118" in said
    assert "utskrivet 20 mars 2027" in said


def test_participant_sheets_ask_what_people_think() -> None:
    for name in ("agenda", "h_malkort", "slicing", "actions"):
        assert all("Säg vad du tycker" in texts(data) for data in pressed(name, "sv").files.values()), name


@pytest.mark.parametrize("name", NAMES)
def test_words_half_as_long_again_still_do_not_collide(name: str) -> None:
    for data in press(job(name, language="xx")).files.values():
        assert faults_of_layout(data) == []


def test_the_leaders_preparations_are_on_her_run_sheet_and_on_no_paper_for_others() -> None:
    """The heading a template gives the notes stands once."""
    paper = workshop(notes="Förbered:\n– Beslutsfattaren är bokad\n– Salen är möblerad")
    data = press(job("runsheet", paper_of=paper)).files["a4"]
    told = texts(data)
    assert "Beslutsfattaren är bokad" in told and "Salen är möblerad" in told
    assert told.count("Förbered") == 1
    assert faults_of_layout(data) == faults_of_structure(data) == []
    for name in ("agenda", "invitation", "attendance", "packing"):
        assert "Beslutsfattaren" not in "".join(map(texts, press(job(name, paper_of=paper)).files.values())), name


def test_the_wall_names_every_track_and_its_room_alike() -> None:
    made = press(job("wall", paper_of=workshop(days=(two_tracks(),))))
    said = " ".join(texts(made.files["a3"]).split())
    assert "Kundresan med hemtjänsten · Spår syd · Sal Vättern" in said
    assert "Vad ni har · Spår B · Sal Vänern" in said


def test_the_attendance_list_has_a_box_for_each_day_somebody_is_there_and_a_dash_for_another() -> None:
    days = (morning(), two_tracks())
    first, *others = people(3)
    every, one = (
        press(job("attendance", paper_of=workshop(days=days, people=(who, *others)))).files["a4"]
        for who in (first, replace(first, on=days[1].day.id))
    )
    assert boxes(every) - boxes(one) == 1
    assert "Ett streck står för en dag då någon inte är med." in texts(one) and "Ett streck" not in texts(every)
    assert faults_of_layout(one) == [] and faults_of_structure(one) == []


def boxes(data: bytes) -> int:
    """How many rectangles are drawn on the first page."""
    with pikepdf.open(io.BytesIO(data)) as pdf:
        return sum(str(c.operator) == "re" for c in pikepdf.parse_content_stream(pdf.pages[0]))
