"""The program and the participants for other programs, opened by readers that are not ours."""

from __future__ import annotations

import csv
import datetime
import io
import re
import zipfile
from pathlib import Path
from xml.etree import ElementTree
from zoneinfo import ZoneInfo

import openpyxl
import pytest
import vobject
from hypothesis import given, settings
from hypothesis import strategies as st

from verkstad.app import agenda, newcomers, people, program_files, workshops
from verkstad.app.program_files import FORMATS, Layers
from verkstad.app.workbench import Bench
from verkstad.documents.job import WorkshopPaper
from verkstad.documents.office_calendar import calendar
from verkstad.documents.office_docx import docx
from verkstad.documents.office_lines import escaped, folded
from verkstad.documents.office_markdown import markdown
from verkstad.documents.outline import Heading, Outline, Paragraph, Table
from verkstad.domain.agenda import AgendaBlock, timetable
from verkstad.domain.errors import Refused
from verkstad.domain.fields import Id
from verkstad.domain.workshop import Day
from verkstad.i18n import language
from verkstad.intake import people as intake

NOW = "2027-05-01T12:00:00Z"
SECRET = "Se upp för Börje, han avbryter"
W = "{http://schemas.openxmlformats.org/wordprocessingml/2006/main}"


@pytest.fixture
def workshop(bench: Bench) -> Id:
    """A day in May with a track of its own for some, every layer of text, and three people."""
    made: Id = bench.do(workshops.new_workshop, "Kortare väntan; steg 1, åäö", date="2027-05-12")
    bench.do(workshops.choose_place, made, "Stadshuset, sal Vättern")
    bench.do(workshops.describe_purpose, made, "Från 12 till 7 dagar.")
    bench.do(workshops.write_workshop_notes, made, SECRET)
    (day,) = bench.library.children(Day, made)
    track = bench.do(workshops.add_track, day.id, "Spår syd", room="Sal B")
    bench.do(workshops.add_track, day.id, "Spår norr")
    first = bench.do(agenda.add_block, day.id, title="=Incheckning", minutes=20, type="opening", lead="Åsa")
    bench.do(agenda.instruct_participants, first, "Säg ditt namn\noch vad du hoppas på")
    bench.do(agenda.note_privately, first, SECRET)
    bench.do(agenda.document_block, first, "Alla var med.")
    bench.do(agenda.list_material, first, "Namnlappar\n3 prickar per person")
    bench.do(agenda.add_block, day.id, title="Kundresan", minutes=45, track=track)
    bench.do(agenda.add_block, day.id, title="Lunch", minutes=60, type="break", fixed_start=12 * 60)
    for given_, family, food in (("Åsa", "Öberg", "Gluten"), ("Erik", "Ek", ""), ("", "", "")):
        new = people.NewPerson(
            given=given_,
            family=family,
            email=f"{given_.lower()}@exempel.se" if given_ else "",
            phone="+46 70 123" if given_ else "",
            unit="Vård, omsorg",
            position="" if given_ else "Enhetschef",
            food=food,
        )
        bench.do(people.add_person, new, workshop=made)
    return made


def made(bench: Bench, workshop: Id, form: str, **facts: object) -> bytes:
    return program_files.program_file(bench.library, workshop, form, stamp=NOW, **facts)  # type: ignore[arg-type]


def all_text(form: str, data: bytes) -> str:
    """Every word of a file, read as its format is."""
    if form in ("docx", "xlsx"):
        with zipfile.ZipFile(io.BytesIO(data)) as package:
            assert package.testzip() is None
            return "\n".join("".join(ElementTree.fromstring(package.read(n)).itertext()) for n in package.namelist())
    text = data.decode("utf-8-sig")
    return text.replace("\r\n ", "") if form == "ics" else text


# ------------------------------------------------------------------------------------------------ what is mine stays mine


@pytest.mark.parametrize("form", FORMATS)
def test_my_notes_stay_unless_they_are_asked_for(bench: Bench, workshop: Id, form: str) -> None:
    assert SECRET.split(",")[0] not in all_text(form, made(bench, workshop, form))
    told = all_text(form, made(bench, workshop, form, layers=Layers(notes=True)))
    assert (SECRET.split(",")[0] in told) == (form != "ics")  # a calendar is for everybody: it never has them


@pytest.mark.parametrize("form", FORMATS)
def test_what_is_for_the_documentation_goes_along_only_when_wished_for(bench: Bench, workshop: Id, form: str) -> None:
    assert "Alla var med" not in all_text(form, made(bench, workshop, form))
    assert ("Alla var med" in all_text(form, made(bench, workshop, form, layers=Layers(documentation=True)))) == (form != "ics")


@pytest.mark.parametrize("form", FORMATS)
def test_the_same_program_gives_the_same_bytes(bench: Bench, workshop: Id, form: str) -> None:
    assert made(bench, workshop, form) == made(bench, workshop, form)


@pytest.mark.parametrize("form", FORMATS)
def test_a_workshop_without_a_program_can_be_written_where_that_means_something(bench: Bench, form: str) -> None:
    empty = bench.do(workshops.new_workshop, "Tom", date="2027-05-12")
    if form == "ics":
        with pytest.raises(Refused, match="no_dated_day"):
            made(bench, empty, form)
    else:
        assert made(bench, empty, form)


# ------------------------------------------------------------------------------------------------ calendar


def events(data: bytes) -> list[vobject.base.Component]:
    return list(vobject.readOne(data.decode()).vevent_list)


def test_a_calendar_has_one_event_a_day_at_the_local_time(bench: Bench, workshop: Id) -> None:
    (event,) = events(made(bench, workshop, "ics"))
    assert event.summary.value == "Kortare väntan; steg 1, åäö"
    assert event.location.value == "Stadshuset, sal Vättern"
    assert event.dtstart.value.astimezone(datetime.UTC) == datetime.datetime(2027, 5, 12, 7, 0, tzinfo=datetime.UTC)
    assert event.dtend.value.astimezone(datetime.UTC) == datetime.datetime(2027, 5, 12, 11, 0, tzinfo=datetime.UTC)
    assert "09.00–09.20 =Incheckning" in event.description.value
    assert "Kundresan (Spår syd · Sal B)" in event.description.value
    assert "hoppas" not in event.description.value


@settings(deadline=None)
@given(st.dates(datetime.date(2024, 1, 1), datetime.date(2040, 12, 31)))
def test_the_zone_of_the_file_is_that_of_stockholm_on_any_day(day: datetime.date) -> None:
    table = timetable(Day(id="d", date=day.isoformat(), start=9 * 60), (), [AgendaBlock(id="b", title="Samling", minutes=20)])
    (event,) = events(calendar(WorkshopPaper(id="w", title="W", days=(table,)), language("sv"), stamp=NOW))
    wanted = datetime.datetime(day.year, day.month, day.day, 9, tzinfo=ZoneInfo("Europe/Stockholm"))
    assert event.dtstart.value.astimezone(datetime.UTC) == wanted.astimezone(datetime.UTC)


def test_an_event_for_each_block_keeps_its_id_when_it_is_moved(bench: Bench, workshop: Id) -> None:
    before = {e.summary.value: (e.uid.value, e.dtstart.value) for e in events(made(bench, workshop, "ics", each_block=True))}
    assert list(before) == ["=Incheckning", "Kundresan", "Lunch"]
    first = bench.ask(workshops.program, workshop).days[0].slots[0].block
    bench.do(agenda.resize_block, first.id, 50)
    after = {e.summary.value: (e.uid.value, e.dtstart.value) for e in events(made(bench, workshop, "ics", each_block=True))}
    assert after["Kundresan"][0] == before["Kundresan"][0]
    assert after["Kundresan"][1] - before["Kundresan"][1] == datetime.timedelta(minutes=30)


def test_a_day_that_runs_past_midnight_ends_the_day_after(bench: Bench) -> None:
    workshop = bench.do(workshops.new_workshop, "Sen", date="2027-12-31", start=23 * 60)
    (row,) = bench.library.children(Day, workshop)
    bench.do(agenda.add_block, row.id, title="Nattpass", minutes=90)
    (event,) = events(made(bench, workshop, "ics"))
    assert event.dtend.value.replace(tzinfo=None) == datetime.datetime(2028, 1, 1, 0, 30)


def test_no_line_of_a_calendar_is_longer_than_75_octets(bench: Bench, workshop: Id) -> None:
    data = made(bench, workshop, "ics", each_block=True)
    assert data.endswith(b"\r\n") and b"\n" not in data.replace(b"\r\n", b"")
    assert max(len(line) for line in data.split(b"\r\n")) <= 75


@settings(deadline=None)
@given(st.text(max_size=300))
def test_what_is_folded_reads_back_as_it_was(text: str) -> None:
    line = "DESCRIPTION:" + escaped(text)
    kept = folded(line)
    assert kept.replace("\r\n ", "") == line
    assert all(len(part.encode("utf-8", "replace")) <= 75 for part in kept.split("\r\n"))
    plain = re.sub(r"\\(.)", lambda m: "\n" if m[1] == "n" else m[1], escaped(text))
    assert plain == "".join(
        c for c in text.replace("\r\n", "\n").replace("\r", "\n").replace("\t", " ") if c == "\n" or (ord(c) >= 32 and ord(c) != 127)
    )


# ------------------------------------------------------------------------------------------------ spreadsheets


def test_a_spreadsheet_has_a_row_a_block_with_real_times_and_dates(bench: Bench, workshop: Id) -> None:
    sheet = openpyxl.load_workbook(io.BytesIO(made(bench, workshop, "xlsx"))).active
    head, first, second, lunch = sheet.iter_rows(values_only=True)
    at = {title: n for n, title in enumerate(head)}
    assert first[at["Datum"]] == datetime.datetime(2027, 5, 12)
    assert (first[at["Start"]], first[at["Slut"]], first[at["Minuter"]]) == (datetime.time(9), datetime.time(9, 20), 20)
    assert first[at["Moment"]] == "=Incheckning"
    assert (second[at["Spår"]], second[at["Rum"]]) == ("Spår syd", "Sal B")
    assert lunch[at["Start"]] == datetime.time(12) and lunch[at["Spår"]] is None
    assert sheet.cell(2, at["Moment"] + 1).data_type == "s"  # not a formula


def test_a_csv_is_what_a_swedish_spreadsheet_opens(bench: Bench, workshop: Id) -> None:
    data = made(bench, workshop, "csv")
    assert data.startswith(b"\xef\xbb\xbf")
    head, first, *_rest = csv.reader(io.StringIO(data.decode("utf-8-sig"), newline=""), delimiter=";")
    row = dict(zip(head, first, strict=True))
    assert (row["Datum"], row["Start"], row["Minuter"], row["Moment"]) == ("2027-05-12", "09:00", "20", "'=Incheckning")
    assert row["Material"] == "Namnlappar\n3 prickar per person"


# ------------------------------------------------------------------------------------------------ text


def test_a_word_document_is_whole_and_says_the_day(bench: Bench, workshop: Id) -> None:
    data = made(bench, workshop, "docx")
    with zipfile.ZipFile(io.BytesIO(data)) as package:
        names = set(package.namelist())
        types = package.read("[Content_Types].xml").decode()
        for name in names - {"[Content_Types].xml"}:
            ElementTree.fromstring(package.read(name))
            assert f'PartName="/{name}"' in types or name.endswith(".rels")
        for rels, base in (("_rels/.rels", ""), ("word/_rels/document.xml.rels", "word/")):
            for relation in ElementTree.fromstring(package.read(rels)):
                assert base + relation.attrib["Target"] in names
        body = ElementTree.fromstring(package.read("word/document.xml"))
        styles = {s.attrib[f"{W}styleId"] for s in ElementTree.fromstring(package.read("word/styles.xml")).iter(f"{W}style")}
    assert {s.attrib[f"{W}val"] for s in body.iter(f"{W}pStyle")} <= styles
    rows = [["".join(t.text or "" for t in cell.iter(f"{W}t")) for cell in row.iter(f"{W}tc")] for row in body.iter(f"{W}tr")]
    assert rows[0] == ["Tid", "Moment", "Längd", "Leder"]
    assert rows[1] == ["09.00–09.20", "=Incheckning", "20\u00a0min", "Åsa"]
    assert "Säg ditt namn" in "".join(body.itertext())


@settings(deadline=None)
@given(st.text(max_size=60), st.text(max_size=60))
def test_any_words_make_a_document_that_can_be_read(words: str, cell: str) -> None:
    outline = Outline(words, "sv", (Heading(1, words), Paragraph(words, "x"), Table(("a", "b"), ((cell, words),))))
    with zipfile.ZipFile(io.BytesIO(docx(outline))) as package:
        for name in package.namelist():
            ElementTree.fromstring(package.read(name))


def test_markdown_escapes_what_people_wrote() -> None:
    told = markdown(
        Outline("Ett *mål*", "sv", (Paragraph("- inte en lista\n1. inte heller\n# eller rubrik"), Table(("A",), (("a|b\nc",),))))
    )
    assert told == "# Ett \\*mål\\*\n\n\\- inte en lista  \n1\\. inte heller  \n\\# eller rubrik\n\n| A |\n| --- |\n| a\\|b<br>c |\n"


def test_markdown_of_a_program_has_its_table(bench: Bench, workshop: Id) -> None:
    told = made(bench, workshop, "md", code="en").decode()
    assert "| Time | Block | Length | Leads |" in told
    assert "| 12:00–13:00 | Lunch | 1\u00a0h |  |" in told


# ------------------------------------------------------------------------------------------------ people


def test_participants_as_a_spreadsheet_leave_food_out_unless_asked(bench: Bench, workshop: Id) -> None:
    sheet = openpyxl.load_workbook(io.BytesIO(program_files.people_file(bench.library, workshop, "xlsx"))).active
    head, *rows = sheet.iter_rows(values_only=True)
    assert "Mat" not in head
    assert [(r[0], r[1]) for r in rows] == [
        (None, None),
        ("Erik", "Ek"),
        ("Åsa", "Öberg"),
    ]  # by what they are called: an Enhetschef has no name
    assert "Dag" not in head
    asked = program_files.people_file(bench.library, workshop, "csv", needs=True).decode("utf-8-sig")
    assert "Gluten" in asked and "'+46 70 123" in asked


def test_participants_as_a_spreadsheet_tell_the_day_of_those_who_come_on_one_day_alone(bench: Bench, workshop: Id) -> None:
    listed = {p.person.given: p.id for p in people.participants(bench.library, workshop)}
    second = bench.do(workshops.add_day, workshop)
    bench.do(people.present_on, [listed["Åsa"]], second, between=(540, None))
    sheet = openpyxl.load_workbook(io.BytesIO(program_files.people_file(bench.library, workshop, "xlsx"))).active
    head, *rows = sheet.iter_rows(values_only=True)
    assert [r[head.index("Dag")] for r in rows] == [None, None, "Dag 2"]


@pytest.mark.parametrize("form", ["xlsx", "csv"])
def test_participants_that_come_back_in_bring_their_answers_and_times(bench: Bench, workshop: Id, form: str) -> None:
    listed = {p.person.given: p.id for p in people.participants(bench.library, workshop)}
    bench.do(people.present_between, listed["Åsa"], 8 * 60 + 30, 10 * 60 + 30)
    bench.do(people.note_answer, [listed["Åsa"]], "yes")
    bench.do(people.note_answer, [listed["Erik"]], "no")
    sheet = intake.read(program_files.people_file(bench.library, workshop, form), f"deltagare.{form}")
    elsewhere = Bench.in_memory()
    there = elsewhere.do(workshops.new_workshop, "Nästa")
    seen = newcomers.preview(elsewhere.library, sheet, newcomers.guess(sheet))
    elsewhere.do(people.import_people, newcomers.chosen(seen, {}), workshop=there)
    came = {p.person.given: p.participation for p in people.participants(elsewhere.library, there)}
    assert {name: (p.answer, p.present_from, p.present_until) for name, p in came.items() if name} == {
        "Åsa": ("yes", 510, 630), "Erik": ("no", None, None)
    }  # fmt: skip
    elsewhere.do(people.present_between, came["Åsa"].id, 540, None)
    elsewhere.do(people.note_answer, [came["Åsa"].id], "no")
    seen = newcomers.preview(elsewhere.library, sheet, newcomers.guess(sheet))
    elsewhere.do(people.import_people, newcomers.chosen(seen, {n.row: "same" for n in seen.newcomers if n.like}), workshop=there)
    (asa,) = (p.participation for p in people.participants(elsewhere.library, there) if p.person.given == "Åsa")
    assert (asa.answer, asa.present_from, asa.present_until) == ("no", 540, None)  # what was noted here since is not written over
    elsewhere.close()


def test_contacts_are_read_by_another_reader_and_by_our_own(bench: Bench, workshop: Id) -> None:
    from verkstad.intake.vcard import from_vcards

    data = program_files.people_file(bench.library, workshop, "vcf")
    cards = list(vobject.readComponents(data.decode()))
    assert [(c.fn.value, c.email.value, c.tel.value, c.org.value) for c in cards] == [
        ("Erik Ek", "erik@exempel.se", "+46 70 123", ["Vård, omsorg"]),
        ("Åsa Öberg", "åsa@exempel.se", "+46 70 123", ["Vård, omsorg"]),
    ]
    assert "Gluten" not in data.decode()
    assert [row[:2] for row in from_vcards(data).rows] == [("Erik", "Ek"), ("Åsa", "Öberg")]


def test_nobody_on_the_list_is_refused(bench: Bench) -> None:
    with pytest.raises(Refused, match="nobody_listed"):
        program_files.people_file(bench.library, bench.do(workshops.new_workshop, "Tom"), "csv")


def test_a_file_is_there_whole_or_not_at_all(bench: Bench, workshop: Id, tmp_path: Path) -> None:
    place = tmp_path / "program.ics"
    place.write_bytes(b"as it was")
    empty = bench.do(workshops.new_workshop, "Tom")
    with pytest.raises(Refused):
        program_files.write_program(bench, empty, place)
    assert place.read_bytes() == b"as it was"
    program_files.write_program(bench, workshop, place)
    assert [p.name for p in tmp_path.iterdir()] == ["program.ics"]
    assert place.read_bytes().startswith(b"BEGIN:VCALENDAR")
