"""Paper of a launch: campaign, plan, from and to, the form. Both languages, grey, empty and overfull."""

from __future__ import annotations

from dataclasses import replace
from pathlib import Path

import pytest

from tests.documents.reading import faults_of_layout, faults_of_structure, is_grey, texts
from verkstad.documents.change_paper import InitiativePaper
from verkstad.documents.harvest_paper import PhotoPaper
from verkstad.documents.job import PrintJob, WorkshopPaper
from verkstad.documents.launch_paper import AudiencePaper, FromToPaper, LaunchPaper, MessagePaper, PlannedPaper
from verkstad.documents.press import Pressed, press
from verkstad.documents.sheets.launch_kit import COLOURS
from verkstad.domain.launch import ACCENTS

KIT = ("launch_poster", "launch_table_card", "launch_postcard", "launch_stickers")
SHEETS = (*KIT, "launch_plan", "from_to_cards", "readiness_form")
LONG = "Återkoppling till den som väntat längst, med fasta ringtider på förmiddagen och eftermiddagen i alla tre områdena"
MUCH = " ".join([LONG] * 6)
MESSAGE = MessagePaper(
    "m", "Affisch i fikarummet", "Vem väntar på dig?", "Från mars ringer vi upp", "Från den 3 mars ringer du upp den som sökt bygglov dagen efter. Du får en lista på morgonen. Det tar tio minuter.",
    "", "Handläggare på bygglov", "2027-03-03", "Ring ett samtal tillsammans med Åsa", "rust", None, True,
)  # fmt: skip
AUDIENCE = AudiencePaper(
    "a", "Handläggare på bygglov", "Bygglov · Medarbetare", 14, "Den som söker slipper vänta.", "", "Besluten fattas som förut.",
    "Från mars ringer jag upp inom ett dygn.", "Ring ett samtal", ("Bara mejl: de flesta läser inte mer än ingressen.",),
)  # fmt: skip
PLANNED = PlannedPaper(
    "p",
    "Träff för handläggare",
    "Handläggare på bygglov",
    "2027-01-12",
    "before",
    "Träff",
    True,
    "Åsa Bergström",
    "3 tim\n1200 kr",
    minutes=1,
)
FULL = LaunchPaper(
    (MESSAGE, replace(MESSAGE, id="n", title="Mejl", hook="", accent="blue", ready=False)), (AUDIENCE, replace(AUDIENCE, id="b", title="Kontaktcenter", how="Ni ser listan.", why="")),
    (PLANNED, replace(PLANNED, id="q", what="Annons", phase="after", outward=True, state="done")),
    (FromToPaper("f", "Ring först", "Handläggare", "Skickar brev efter tolv dagar", "Ringer upp inom ett dygn", "Besluten fattas som förut."),),
    (("18 tim", "timmar inåt"), ("40 000 kr", "pengar utåt")), "Den interna lanseringen kostar 1,3 % av investeringen (540 000 kr).", "2027-01-18",
)  # fmt: skip
OVERFULL = LaunchPaper(
    (replace(MESSAGE, hook=LONG, subject=LONG, ingress=" ".join(["ringtiderna"] * 44), audience=LONG[:80], first_try=LONG),),
    tuple(replace(AUDIENCE, id=str(n), title=LONG, why=MUCH, how=MUCH, unchanged=MUCH, understanding=LONG, missing=(LONG,) * 3) for n in range(4)),
    tuple(replace(PLANNED, id=str(n), what=LONG, audience=LONG, owner=LONG[:60], phase=("before", "start", "after", "")[n % 4]) for n in range(40)),
    tuple(FromToPaper(str(n), LONG, LONG[:100], MUCH[:600], MUCH[:600], LONG) for n in range(3)),
    (("18 tim", "timmar inåt"),), LONG, "2027-01-18",
)  # fmt: skip


def printed(sheet: str, paper: LaunchPaper, code: str = "sv", **facts: object) -> Pressed:
    change = InitiativePaper(id="i", title="Svar inom sju dagar", launch=paper)
    job = PrintJob(WorkshopPaper(id="i", title="Svar inom sju dagar"), (sheet,), language=code, printed="2027-04-08", initiative=change)
    return press(replace(job, **facts))  # type: ignore[arg-type]


def said(sheet: str, paper: LaunchPaper, **facts: object) -> str:
    return "\n".join(texts(data) for data in printed(sheet, paper, **facts).files.values()).replace("\u00a0", " ")


@pytest.mark.parametrize("code", ["sv", "en"])
@pytest.mark.parametrize("name", SHEETS)
@pytest.mark.parametrize("paper", [FULL, LaunchPaper(), OVERFULL], ids=["full", "empty", "overfull"])
def test_a_sheet_keeps_inside_the_paper_and_is_tagged(name: str, code: str, paper: LaunchPaper) -> None:
    made = printed(name, paper, code)
    assert made.overflows == ()
    for data in made.files.values():
        assert faults_of_layout(data) == []
        assert faults_of_structure(data) == []


@pytest.mark.parametrize("name", KIT)
def test_the_campaign_has_its_colour_and_is_grey_when_asked(name: str) -> None:
    for data in printed(name, FULL, grey=True).files.values():
        assert is_grey(data)
    assert not all(is_grey(data) for data in printed(name, FULL).files.values())


def test_white_letters_can_be_read_on_every_colour_also_in_grey() -> None:
    assert set(COLOURS) == set(ACCENTS)

    def light(part: int) -> float:
        share = part / 255
        return share / 12.92 if share <= 0.03928 else ((share + 0.055) / 1.055) ** 2.4

    for hexed in COLOURS.values():
        red, green, blue = (light(int(hexed[at : at + 2], 16)) for at in (1, 3, 5))
        assert 1.05 / (0.2126 * red + 0.7152 * green + 0.0722 * blue + 0.05) >= 6
        grey = sum(share * int(hexed[at : at + 2], 16) for share, at in ((0.299, 1), (0.587, 3), (0.114, 5)))
        assert 1.05 / (light(round(grey)) + 0.05) >= 6


@pytest.mark.parametrize("name", ["launch_poster", "launch_table_card", "launch_postcard"])
def test_a_picture_of_ones_own_is_printed_cut_to_its_frame(name: str, tmp_path: Path) -> None:
    from PIL import Image

    place = tmp_path / "b.jpg"
    Image.new("RGB", (900, 300), (20, 120, 60)).save(place)
    paper = replace(FULL, messages=(replace(MESSAGE, picture=PhotoPaper(str(place), "ab", "", 900, 300)),))
    made = printed(name, paper)
    for data in made.files.values():
        assert faults_of_layout(data) == [] and faults_of_structure(data) == []
        assert b"/Image" in data
    for data in printed(name, paper, grey=True).files.values():
        assert is_grey(data)
    missing = replace(FULL, messages=(replace(MESSAGE, picture=PhotoPaper(str(tmp_path / "gone.jpg"), "ab", "", 9, 3)),))
    assert printed(name, missing).files


def test_first_lines_that_are_not_tested_are_printed_as_a_draft() -> None:
    for name in KIT:
        ready, not_yet = replace(FULL, messages=(MESSAGE,)), replace(FULL, messages=(replace(MESSAGE, ready=False),))
        assert "UTKAST" not in said(name, ready)
        assert "UTKAST" in said(name, not_yet) and "DRAFT" in said(name, not_yet, language="en")
        assert "UTKAST" in said(name, ready, draft=True)


def test_the_poster_says_what_when_and_for_whom() -> None:
    told = said("launch_poster", replace(FULL, messages=(MESSAGE,)))
    for text in (
        "Vem väntar på dig?",
        "Från mars ringer vi upp",
        "Onsdag 3 mars",
        "Handläggare på bygglov",
        "Ring ett samtal tillsammans med Åsa",
    ):
        assert text in told, text


def test_only_the_chosen_message_is_printed() -> None:
    assert "Vem väntar" not in said("launch_poster", FULL, chosen=("n",))
    assert "Vem väntar" in said("launch_poster", FULL, chosen=("m",))


def test_the_plan_says_phase_by_phase_what_is_done_and_that_how_is_not_written() -> None:
    told = said("launch_plan", FULL)
    for text in (
        "Handläggare på bygglov",
        "Den som söker slipper vänta.",
        "Är inte skrivet än",
        "Före",
        "Vid start",
        "Efter",
        "Träff för handläggare",
        "de kan svara",
        "Åsa Bergström",
        "1 minut",
    ):
        assert text in told, text
    assert told.index("Före") < told.index("Vid start")


def test_the_cards_say_from_what_to_what_and_what_stays() -> None:
    told = said("from_to_cards", FULL)
    for text in (
        "Handläggare",
        "Skickar brev efter tolv dagar",
        "Ringer upp inom ett dygn",
        "Det här ändras inte",
        "Besluten fattas som förut.",
        "Ring först",
    ):
        assert text in told, text


def test_the_form_has_five_statements_without_a_name() -> None:
    told = said("readiness_form", LaunchPaper())
    assert told.count("Jag vet varför") == 4 and told.count("Jag klarar det") == 4
