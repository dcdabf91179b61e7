"""The documentation on paper and as text: everything the room said is in it, tagged, in both languages, empty and overfull; forms stay anonymous."""

from __future__ import annotations

import io
import zipfile
from pathlib import Path

import pytest
from PIL import Image

from tests.documents.reading import faults_of_layout, faults_of_structure, is_grey, texts
from verkstad.app import agenda, attachments, harvest, people, printing, workshops
from verkstad.app.harvest import NewPhoto
from verkstad.app.harvest_papers import documentation_file, write_documentation
from verkstad.app.people import NewPerson
from verkstad.app.printing import PrintWish
from verkstad.app.workbench import Bench
from verkstad.documents.press import Pressed, press
from verkstad.domain.agenda import AgendaBlock
from verkstad.domain.workshop import Day

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
