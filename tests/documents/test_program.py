"""Lines of a program: what runs alike on several tracks is said once, and nothing is lost."""

from __future__ import annotations

from tests.documents.reading import texts
from tests.documents.world import block, exercise, job, two_tracks, workshop
from verkstad.documents.press import press
from verkstad.documents.program import entries, where
from verkstad.domain.agenda import DayTable, timetable
from verkstad.domain.workshop import Day, Track
from verkstad.i18n import language


def twins() -> DayTable:
    tracks = (Track(id="t1", parent="d", title="Spår syd", room="Sal Vättern"), Track(id="t2", parent="d", room="Sal Vänern"))
    return timetable(
        Day(id="d", date="2027-03-25", start=9 * 60),
        tracks,
        [
            block("Samling", 20, "opening"),
            exercise("kundresa", id="a", track="t1", lead="Karin", notes="Börja vid fönstret."),
            exercise("kundresa", id="b", track="t2", lead="Jonas"),
            block("Avslut", 10, "opening"),
        ],
    )


def test_what_runs_alike_on_two_tracks_is_one_line_with_both_rooms() -> None:
    lines = entries(twins())
    assert [len(line.slots) for line in lines] == [1, 2, 1]
    assert where(lines[1], twins(), language("sv")) == ["Spår syd · Sal Vättern", "Spår B · Sal Vänern"]


def test_what_differs_between_tracks_keeps_its_own_line() -> None:
    assert [line.slot.block.title for line in entries(two_tracks())] == [
        "Samling",
        "Kundresan med hemtjänsten",
        "Vad ni har",
        "Vad ni vinner",
        "Lunch",
        "Avslut",
    ]


def test_every_block_is_in_one_line() -> None:
    for day in (twins(), two_tracks()):
        assert sorted(slot.block.id for line in entries(day) for slot in line.slots) == sorted(slot.block.id for slot in day.slots)


def test_the_run_sheet_gives_an_exercise_its_steps_and_points_at_the_advice() -> None:
    made = press(job("runsheet", "instructions", paper_of=workshop(days=(twins(),))))
    said = texts(made.files["a4"])
    number = next(sheet.code for sheet in made.sheets if sheet.sheet == "instructions")
    assert f"Råd: se instruktionen {number}" in said
    assert "Börja vid fönstret." in said
    assert "Karin" in said
    assert "Jonas" in said
    assert said.count("Välj en verklig kund") >= 1
