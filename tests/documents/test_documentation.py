"""The documentation on paper and as text: everything the room said is in it, tagged, in both languages, empty and overfull; forms stay anonymous."""

from __future__ import annotations

import io
import zipfile
from datetime import UTC, datetime
from pathlib import Path
from xml.etree import ElementTree

import pytest
from PIL import Image

from tests.documents.reading import faults_of_layout, faults_of_structure, is_grey, texts
from verkstad.app import agenda, attachments, harvest, people, polls, printing, workshops
from verkstad.app.harvest import NewPhoto
from verkstad.app.harvest_papers import documentation_file, write_documentation
from verkstad.app.people import NewPerson
from verkstad.app.printing import PrintWish
from verkstad.app.workbench import Bench, action
from verkstad.documents.press import Pressed, press
from verkstad.documents.sheets.masthead import Masthead
from verkstad.domain.agenda import AgendaBlock
from verkstad.domain.harvest import PollOption
from verkstad.domain.held import Held
from verkstad.domain.workshop import Day, Participation
from verkstad.storage.writing import Transaction

TODAY = "2027-03-25"
LONG = "Återkoppling till den som väntat längst, med fasta ringtider på förmiddagen och eftermiddagen i alla tre områdena "


@pytest.fixture
def bench(tmp_path: Path):  # type: ignore[no-untyped-def]
    made = Bench.open(tmp_path / "library.sqlite")
    yield made
    made.close()


def day(bench: Bench, tmp_path: Path, *, forms: int = 5, more: int = 0) -> str:
    """A morning with a cluster, votes, photos of two shapes, an action, an insight and forms."""
    do = bench.do
    workshop = do(workshops.new_workshop, "Elefantdagen", date="2027-03-24")
    do(workshops.describe_purpose, workshop, "Vi väljer en skiva att pröva.")
    do(workshops.want_outcomes, workshop, "En vald skiva\nEn ägare")
    first = bench.library.children(Day, workshop)[0].id
    for title, minutes, kind in (("In", 20, "opening"), ("Skiva elefanten", 70, "group"), ("Beslut", 45, "plenary")):
        do(agenda.add_block, first, title=title, minutes=minutes, type=kind)
    blocks = [b.id for b in bench.library.children(AgendaBlock, first)]
    notes = do(
        harvest.add_captures,
        workshop,
        ("Ring upp inom en dag", "Tider att boka", "Sms vid byte", *(f"{LONG}{n}" for n in range(more))),
        block=blocks[1],
    )
    do(harvest.cluster_captures, notes[:2], "Nåbarhet")
    do(harvest.count_votes, notes[0], 7)
    who = do(people.import_people, [NewPerson("Åsa", "Bergström", position="Enhetschef")], workshop=workshop)[0]
    (made,) = do(harvest.turn_into, notes[:1], "action", owner=who, due="2027-04-01")
    assert made
    do(harvest.turn_into, notes[1:2], "insight")
    do(harvest.lay_aside, notes[2:3])
    photos = []
    for n, size in enumerate(((800, 600), (500, 900), (900, 500))):
        Image.new("RGB", size, (200, 60 * n, 30)).save(tmp_path / f"{n}.jpg")
        kept = attachments.keep_image(bench, tmp_path / f"{n}.jpg")
        photos.append(NewPhoto(kept.content, f"{n}.jpg", f"2027-03-24T09:3{n}:00", kept.width, kept.height))
    ids = do(harvest.add_photos, workshop, photos)
    do(harvest.caption_photo, ids[0], "Väggen efter fikat")
    for n in range(forms):
        do(harvest.add_evaluation, workshop, 3 + n % 3, 4, None, "Tempot" if n else "", "Längre fika")
    return workshop


def printed(bench: Bench, workshop: str, **wish: object) -> Pressed:
    return press(printing.print_job(bench.library, workshop, PrintWish(sheets=("documentation",), **wish), today=TODAY))  # type: ignore[arg-type]


@pytest.mark.parametrize("code", ["sv", "en"])
@pytest.mark.parametrize("more", [0, 40])
def test_the_documentation_loses_nothing_and_is_tagged(bench: Bench, tmp_path: Path, code: str, more: int) -> None:
    made = printed(bench, day(bench, tmp_path, more=more), language=code)
    assert made.overflows == ()
    assert faults_of_layout(made.files["a4"]) == []
    assert faults_of_structure(made.files["a4"]) == []
    said = " ".join(texts(made.files["a4"]).split())
    for words in (
        "Vi väljer en skiva att pröva.",
        "En vald skiva",
        "Nåbarhet",
        "Ring upp inom en dag",
        "Åsa Bergström",
        "Väggen efter fikat",
        "Längre fika",
    ):
        assert words in said, words
    if more:
        assert said.count("Återkoppling till den som väntat längst") == more
        assert made.pages["a4"] > 2


def test_an_empty_workshop_is_documented_in_one_sentence(bench: Bench) -> None:
    workshop = bench.do(workshops.new_workshop, "Tomt")
    made = printed(bench, workshop)
    assert made.overflows == () and faults_of_structure(made.files["a4"]) == []
    assert "Inget är nedskrivet från momenten." in texts(made.files["a4"])


def test_grey_paper_has_no_colour_in_its_photos_either(bench: Bench, tmp_path: Path) -> None:
    assert is_grey(printed(bench, day(bench, tmp_path), grey=True).files["a4"])


def test_a_photo_that_is_not_here_leaves_its_place_and_its_caption(bench: Bench) -> None:
    workshop = bench.do(workshops.new_workshop, "Elefantdagen", date="2027-03-24")
    (photo,) = bench.do(harvest.add_photos, workshop, (NewPhoto("a" * 64, "a.jpg", "", 400, 300),))
    bench.do(harvest.caption_photo, photo, "Väggen")
    made = printed(bench, workshop)
    assert "Väggen" in texts(made.files["a4"]) and faults_of_structure(made.files["a4"]) == []


def test_three_forms_are_counted_and_nothing_more(bench: Bench, tmp_path: Path) -> None:
    workshop = day(bench, tmp_path, forms=3)
    said = texts(printed(bench, workshop).files["a4"])
    assert "Längre fika" not in said and "3 blanketter" in said
    assert "Längre fika" not in documentation_file(bench.library, workshop, "md", today=TODAY).decode()


def test_roles_instead_of_names(bench: Bench, tmp_path: Path) -> None:
    workshop = day(bench, tmp_path)
    said = texts(printed(bench, workshop, names=False).files["a4"])
    assert "Bergström" not in said and "Enhetschef" in said
    assert "Bergström" not in documentation_file(bench.library, workshop, "md", today=TODAY, names=False).decode()


def test_the_same_documentation_as_markdown_and_docx(bench: Bench, tmp_path: Path) -> None:
    workshop = day(bench, tmp_path)
    text = write_documentation(bench, workshop, tmp_path / "dok.md", today=TODAY).read_text("utf-8")
    for words in ("# Elefantdagen", "Nåbarhet", "Ring upp inom en dag", "Åsa Bergström", "Det var värt min tid", "Tempot"):
        assert words in text, words
    path = write_documentation(bench, workshop, tmp_path / "dok.docx", today=TODAY)
    with zipfile.ZipFile(io.BytesIO(path.read_bytes())) as package:
        body = package.read("word/document.xml").decode()
    assert "Ring upp inom en dag" in body and "Nåbarhet" in body
    with pytest.raises(ValueError):
        documentation_file(bench.library, workshop, "odt", today=TODAY)


def test_the_form_that_is_printed_asks_what_is_typed_in_afterwards(bench: Bench, tmp_path: Path) -> None:
    workshop = day(bench, tmp_path)
    made = press(printing.print_job(bench.library, workshop, PrintWish(sheets=("evaluation",)), today=TODAY))
    assert made.overflows == ()
    said = " ".join(texts(made.files["a4"]).split())
    for words in ("Det var värt min tid", "Jag blev hörd", "Jag vet vad som händer nu", "Vad ska vi behålla?", "Vad ska vi ändra?"):
        assert words in said, words


# ------------------------------------------------------------------------------------------------ what the room gets


def asked(bench: Bench, workshop: str) -> None:
    """A show of hands in the second block, one that nobody counted, and one after the day."""
    blocks = bench.library.all(AgendaBlock)
    block = next(b.id for b in blocks if b.title == "Skiva elefanten")
    poll = bench.do(polls.ask_room, workshop, "Vilken skiva först?", ("Telefon", "Brev", "Webb"), block=block)
    for option, count in zip(bench.library.children(PollOption, poll), (14, 6, 0), strict=True):
        bench.do(polls.count_answer, option.id, count)
    bench.do(polls.ask_room, workshop, "Räknades aldrig?", ("Ja", "Nej"), block=block)
    late = bench.do(polls.ask_room, workshop, "Ses vi igen?", ("Ja", "Nej"))
    bench.do(polls.count_answer, bench.library.children(PollOption, late)[0].id, 20)


@pytest.mark.parametrize("code", ["sv", "en"])
def test_what_the_room_voted_stands_under_its_block(bench: Bench, tmp_path: Path, code: str) -> None:
    workshop = day(bench, tmp_path)
    asked(bench, workshop)
    made = printed(bench, workshop, language=code)
    assert made.overflows == () and faults_of_layout(made.files["a4"]) == [] and faults_of_structure(made.files["a4"]) == []
    said = " ".join(texts(made.files["a4"]).split())
    votes = "20 röster" if code == "sv" else "20 votes"
    assert "Vilken skiva först?" in said and votes in said and "Räknades aldrig?" not in said
    assert said.index("Skiva elefanten") < said.index("Vilken skiva först?") < said.index("Ses vi igen?")
    told = documentation_file(bench.library, workshop, "md", today=TODAY, code=code).decode()
    assert "### Vilken skiva först?" in told and "| Telefon | 14 |" in told and "| Webb | 0 |" in told
    assert told.index("Skiva elefanten") < told.index("Vilken skiva först?")


def test_a_vote_alone_in_a_break_is_documented_too(bench: Bench) -> None:
    workshop = bench.do(workshops.new_workshop, "Dag", date="2027-03-24")
    only = bench.library.children(Day, workshop)[0].id
    pause = bench.do(agenda.add_block, only, title="Fika", minutes=20, type="break")
    poll = bench.do(polls.ask_room, workshop, "Fönstret öppet?", ("Ja", "Nej"), block=pause)
    bench.do(polls.count_answer, bench.library.children(PollOption, poll)[1].id, 3)
    assert "Fönstret öppet?" in texts(printed(bench, workshop).files["a4"])


def test_the_word_file_has_the_photos_under_their_block(bench: Bench, tmp_path: Path) -> None:
    workshop = day(bench, tmp_path)
    data = documentation_file(bench.library, workshop, "docx", today=TODAY)
    assert data == documentation_file(bench.library, workshop, "docx", today=TODAY)
    with zipfile.ZipFile(io.BytesIO(data)) as package:
        assert package.testzip() is None
        types = package.read("[Content_Types].xml").decode()
        assert 'Extension="jpeg" ContentType="image/jpeg"' in types
        rels = {r.attrib["Id"]: r.attrib["Target"] for r in ElementTree.fromstring(package.read("word/_rels/document.xml.rels"))}
        body = ElementTree.fromstring(package.read("word/document.xml"))
        spaces = {
            "w": "http://schemas.openxmlformats.org/wordprocessingml/2006/main",
            "wp": "http://schemas.openxmlformats.org/drawingml/2006/wordprocessingDrawing",
            "a": "http://schemas.openxmlformats.org/drawingml/2006/main",
        }
        embed = "{http://schemas.openxmlformats.org/officeDocument/2006/relationships}embed"
        shown = []
        for drawing in body.iterfind(".//wp:inline", spaces):
            about, extent, blip = drawing.find("wp:docPr", spaces), drawing.find("wp:extent", spaces), drawing.find(".//a:blip", spaces)
            assert about is not None and extent is not None and blip is not None
            with Image.open(io.BytesIO(package.read(f"word/{rels[blip.attrib[embed]]}"))) as picture:
                assert picture.format == "JPEG"
                wide, tall = int(extent.attrib["cx"]), int(extent.attrib["cy"])
                assert abs(wide / tall - picture.width / picture.height) < 0.01  # as it is shaped
                assert wide <= 84 * 36_000 and tall <= 100 * 36_000
            shown.append(about.attrib["descr"])
        lines = ["".join(t.text or "" for t in p.iter(f"{{{spaces['w']}}}t")) for p in body.iter(f"{{{spaces['w']}}}p")]
    assert shown == ["Foto: 09.30 Väggen efter fikat", "Foto: 09.31", "Foto: 09.32"]
    assert lines.index("09.30 Väggen efter fikat") > lines.index(next(x for x in lines if "Skiva elefanten" in x))
    assert lines.index("09.30 Väggen efter fikat") < lines.index(next(x for x in lines if "tyckte" in x))


def test_a_photo_that_is_not_here_leaves_its_words_in_the_word_file(bench: Bench) -> None:
    workshop = bench.do(workshops.new_workshop, "Dag", date="2027-03-24")
    (photo,) = bench.do(harvest.add_photos, workshop, (NewPhoto("a" * 64, "a.jpg", "", 400, 300),))
    bench.do(harvest.caption_photo, photo, 'Väggen "nu" & sen')
    with zipfile.ZipFile(io.BytesIO(documentation_file(bench.library, workshop, "docx", today=TODAY))) as package:
        assert not [n for n in package.namelist() if "media" in n]
        assert 'Väggen "nu" & sen' in "".join(ElementTree.fromstring(package.read("word/document.xml")).itertext())


def test_working_notes_stay_with_whoever_works(bench: Bench, tmp_path: Path) -> None:
    workshop = day(bench, tmp_path)
    bench.do(harvest.add_capture, workshop, "Ännu osorterad")
    for said in (texts(printed(bench, workshop).files["a4"]), documentation_file(bench.library, workshop, "md", today=TODAY).decode()):
        assert "Ännu osorterad" in said
        for working in ("Lagd åt sidan", "Sms vid byte", "är osorterad"):
            assert working not in said, working


def held(bench: Bench, title: str, start: str, end: str, how: str = "held") -> None:
    """A block as it was held, in the local time of whoever prints."""
    block = next(b for b in bench.library.all(AgendaBlock) if b.title == title)

    def utc(clock: str) -> str:
        return datetime.fromisoformat(f"2027-03-24T{clock}:00").astimezone(UTC).strftime("%Y-%m-%dT%H:%M:%SZ")

    bench.do(note_held, block.id, utc(start), utc(end), how)


def test_the_times_of_a_long_date_stand_whole_on_a_line_of_their_own() -> None:
    for when in ("22 november 2026 12.18–12.21", "22\u00a0november\u00a02026 12.18–12.21"):
        (lines,) = Masthead("Dagen", "", [("När", when)])._values
        assert lines[-1] == "12.18–12.21", lines
    (lines,) = Masthead("Dagen", "", [("Telefon", "070 123 45 67")])._values
    assert lines == ["070\u00a0123\u00a045\u00a067"]


@action("Note that a block was held")
def note_held(tx: Transaction, block: str, started: str, ended: str, how: str) -> None:
    tx.put(Held(id=tx.derived_id("held", block), parent=block, started=started, ended=ended, how=how))


def test_the_times_are_those_of_the_day_as_it_went(bench: Bench, tmp_path: Path) -> None:
    workshop = day(bench, tmp_path)
    bench.do(agenda.document_block, bench.library.all(AgendaBlock)[2].id, "Vi tog det nästa gång.")
    assert "24 mars 2027 09.00–11.15" in " ".join(texts(printed(bench, workshop).files["a4"]).split())
    held(bench, "In", "09:06", "09:30")
    held(bench, "Skiva elefanten", "09:30", "10:52")
    held(bench, "Beslut", "10:52", "10:52", "skipped")
    said = " ".join(texts(printed(bench, workshop).files["a4"]).split())
    assert "24 mars 2027 09.06–10.52" in said
    assert "09.30–10.52" in said and "09.20–10.30" not in said
    assert "10.30–11.15" not in said  # it was skipped: no time is told of it
    told = documentation_file(bench.library, workshop, "md", today=TODAY).decode()
    assert "09.30–10.52" in told and "24 mars 2027 09.06–10.52" in " ".join(told.split())


@pytest.mark.parametrize("code", ["sv", "en"])
@pytest.mark.parametrize(
    "named", [("", ""), ("Kostnad", "Nytta för kunden"), ("Kostnad per ärende och år räknat i hela kronor och öre " * 2,) * 2]
)
def test_the_two_axes_stand_with_the_names_the_room_gave_them(bench: Bench, tmp_path: Path, code: str, named: tuple[str, str]) -> None:
    workshop = day(bench, tmp_path)
    notes = bench.do(harvest.add_captures, workshop, ("Ring först", "Skriv sedan", "Inte den här"))
    for note, x, y in zip(notes, (80, 0, 50), (20, 100, 50), strict=True):
        bench.do(harvest.place_capture, note, x, y)
    bench.do(harvest.lay_aside, notes[2:])
    bench.do(harvest.name_axes, workshop, *named)
    made = printed(bench, workshop, language=code)
    assert made.overflows == () or len(named[0]) > 60
    assert faults_of_layout(made.files["a4"]) == [] and faults_of_structure(made.files["a4"]) == []
    said = " ".join(texts(made.files["a4"]).split())
    x, y = (
        (named[0] or {"sv": "Insats", "en": "Effort"}[code])[:20].strip(),
        (named[1] or {"sv": "Nytta", "en": "Benefit"}[code])[:16].strip(),
    )
    assert x in said and y in said and "Skriv sedan" in said and "Inte den här" not in said
    told = documentation_file(bench.library, workshop, "md", today=TODAY, code=code).decode()
    assert "| Ring först | 80 | 20 |" in told and f"| {x}" in told


def test_it_says_who_took_part_by_name_or_by_role(bench: Bench, tmp_path: Path) -> None:
    workshop = day(bench, tmp_path)
    unit = "Kontaktcenter"
    more = bench.do(
        people.import_people,
        [
            NewPerson("Bo", "Ek", position="Handläggare", unit=unit), NewPerson("Siv", "Al", position="Handläggare", unit=unit),
            NewPerson("Per", "Ny", position="Handläggare", unit=unit), NewPerson(position="Jurist", unit=unit), NewPerson("Nix", "Nej", unit=unit),
        ],
        workshop=workshop,
    )  # fmt: skip
    rows = {p.person: p.id for p in bench.library.children(Participation, workshop)}
    bench.do(people.note_answer, (rows[more[4]],), "no")
    said = " ".join(texts(printed(bench, workshop).files["a4"]).split())
    assert (
        "Deltagare enligt listan" in said
        and all(who in said for who in ("Kontaktcenter: ", "Siv Al", "Bo Ek", "Per Ny", "Jurist"))
        and "Nix" not in said
    )
    bench.do(people.mark_present, (rows[more[0]], rows[more[1]]))
    said = " ".join(texts(printed(bench, workshop).files["a4"]).split())
    assert "De som var med" in said and "Siv Al" in said and "Bo Ek" in said and "Per Ny" not in said
    told = "2 noterade som närvarande av 5 väntade"
    assert told in said and told in documentation_file(bench.library, workshop, "md", today=TODAY).decode()
    told = documentation_file(bench.library, workshop, "md", today=TODAY, names=False).decode()
    assert "Kontaktcenter:** 2 Handläggare" in told
    for name in ("Bo Ek", "Siv", "Bergström"):
        assert name not in told
    bench.do(people.mark_rest_present, workshop)
    said = " ".join(texts(printed(bench, workshop).files["a4"]).split())
    assert "5 personer" in said and "Per Ny" in said and "väntade" not in said
