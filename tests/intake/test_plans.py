"""A plan on its way in: PDF, Word and text as items with the right page, hyphens mended, running heads gone, nothing else reworded."""

from __future__ import annotations

import io
import itertools
import random
import zipfile
from collections import Counter

import pikepdf
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from reportlab.pdfgen.canvas import Canvas

from tests.intake.agendas import BREAK, agenda, docx, paragraph, wrapped
from verkstad.domain import personal_data
from verkstad.domain.errors import Corrupt, Foreign, TooLarge
from verkstad.i18n import language
from verkstad.intake import plans
from verkstad.intake.plan_items import items_of, joined
from verkstad.intake.plan_lines import Line
from verkstad.wording import sentence

AGENDA = agenda()


def test_every_point_of_a_twenty_page_agenda_has_its_number_its_heading_its_words_and_its_page() -> None:
    plan = plans.read(AGENDA.data, "Digital_agenda.pdf")
    assert plan.title == "Digital agenda för Älvdala kommun"
    assert plan.pages == 20
    assert AGENDA.divided > 80
    assert [(i.number, i.heading, i.says, i.page) for i in plan.items] == AGENDA.points
    assert plan.contents == 10
    assert [i.says for i in plan.items if i.contact] == ["Maja Testberg", "maja.testberg@alvdala.example, 0123-45 67 89"]
    assert not any("Sida" in i.says or "KS 2026" in i.says for i in plan.items)


@pytest.mark.parametrize(
    ("lines", "whole"),
    [
        (["digitali-", "sering"], "digitalisering"),
        (["en e-", "tjänst"], "en e-tjänst"),
        (["nytt IT-", "stöd"], "nytt IT-stöd"),
        (["till-", "och frånval"], "till- och frånval"),
        (["till- och", "frånval"], "till- och frånval"),
        (["Nord-", "Sverige"], "Nord-Sverige"),
        (["2027-", "2030"], "2027-2030"),
        (["kom\u00ad", "mun"], "kommun"),
        (["svar –", "samma dag"], "svar – samma dag"),
        (["a -", "b"], "a - b"),
        (["ny-", "", "ordning"], "nyordning"),
    ],
)
def test_a_hyphen_goes_only_where_the_line_put_it(lines: list[str], whole: str) -> None:
    assert joined(lines) == whole


def test_a_word_the_document_writes_with_a_hyphen_elsewhere_keeps_it() -> None:
    text = "1. Utvecklings-arbete är viktigt.\n2. Vi vill se mer utvecklings-\narbete i vardagen och följa det i alla våra verksamheter.\n"
    assert plans.from_text(text).items[1].says.startswith("Vi vill se mer utvecklings-arbete i")


def test_a_word_document_gives_its_own_numbers_its_headings_and_the_pages_word_broke() -> None:
    data = docx(
        paragraph("Handlingsplan", style="Rubrik"),
        paragraph("Svar i tid", style="Rubrik1"),
        paragraph("Kontaktcentret", level=0),
        paragraph("Den som ringer får svar.", level=1),
        paragraph("Den som skriver får svar.", level=1, before=BREAK),
        paragraph("Bygglov", level=0),
        paragraph("Alla får besked.", level=1, inside="<w:del><w:r><w:delText>aldrig</w:delText></w:r></w:del>"),
        paragraph("En rad till.", inside=BREAK),
        paragraph("Sist."),
    )
    plan = plans.read(data, "plan.docx")
    assert plan.title == "Handlingsplan"
    assert [(i.number, i.says, i.heading, i.page) for i in plan.items] == [
        ("1.1", "Den som ringer får svar.", "Svar i tid › 1. Kontaktcentret", 1),
        ("1.2", "Den som skriver får svar.", "Svar i tid › 1. Kontaktcentret", 2),
        ("2.1", "Alla får besked.", "Svar i tid › 2. Bygglov", 2),
        ("", "En rad till.", "Svar i tid › 2. Bygglov", 2),
        ("", "Sist.", "Svar i tid › 2. Bygglov", 3),
    ]


def test_a_word_document_that_was_never_laid_out_says_no_pages() -> None:
    plan = plans.read(docx(paragraph("Alla får svar."), paragraph("Ingen väntar.")), "p.docx")
    assert plan.pages is None
    assert [(i.says, i.page) for i in plan.items] == [("Alla får svar.", None), ("Ingen väntar.", None)]
    assert plan.title == "p"


def test_a_heading_of_two_lines_is_one_and_letters_that_were_drawn_together_are_letters() -> None:
    texts = ("Vi vill att alla ska få veta när e\ufb03ktiva", "svar kommer.")
    body = [Line(text=t, page=1, top=200 + 14 * n, tall=842, right=500, size=11) for n, t in enumerate(texts)]
    head = [
        Line(text=t, page=1, top=120 + 26 * n, tall=842, right=200, size=20) for n, t in enumerate(("Digital agenda", "för en nära kommun"))
    ]
    plan = items_of([*head, *body, Line(text="iv", page=1, top=800, tall=842, right=80, size=9)])
    assert plan.title == "Digital agenda för en nära kommun"
    assert [i.says for i in plan.items] == ["Vi vill att alla ska få veta när effiktiva svar kommer."]


def test_pasted_text_that_was_broken_to_a_width_becomes_whole_points() -> None:
    text = (
        "Mål för perioden\n\n"
        "1. Den som kontaktar kommunen ska få svar samma dag, oavsett vilken väg\n"
        "   hon väljer, och svaret ska gå att förstå vid första genomläsningen av\n"
        "   den som inte arbetar i kommunen.\n"
        "2. Vi prövar nya arbetssätt i 12 veckor innan vi bestämmer oss.\n"
        "\n"
        "• Ansvaret är tydligt.\n"
        "• Tiden är avsatt.\n"
    )
    plan = plans.from_text(text)
    assert [(i.number, i.says, i.heading) for i in plan.items] == [
        ("1.", "Den som kontaktar kommunen ska få svar samma dag, oavsett vilken väg hon väljer, och svaret ska gå att förstå vid första genomläsningen av den som inte arbetar i kommunen.", "Mål för perioden"),
        ("2.", "Vi prövar nya arbetssätt i 12 veckor innan vi bestämmer oss.", "Mål för perioden"),
        ("", "Ansvaret är tydligt.", "Mål för perioden"),
        ("", "Tiden är avsatt.", "Mål för perioden"),
    ]  # fmt: skip


@pytest.mark.parametrize(
    ("text", "title", "points"),
    [
        (
            "Digital agenda 2026–2029\nÄlvdala kommun\n\nKommunen ska vara lätt att nå. Agendan beskriver hur.\n\n1. Alla får svar samma dag.\n2. Ingen väntar.\n",
            "Digital agenda 2026–2029",
            [("Älvdala kommun", True), ("Kommunen ska vara lätt att nå. Agendan beskriver hur.", True), ("Alla får svar samma dag.", False), ("Ingen väntar.", False)],
        ),
        ("# Vår plan\nText före.\n## Ett\n1.1 Alla får svar.\n1.2 Ingen väntar.\n", "Vår plan", [("Text före.", True), ("Alla får svar.", False), ("Ingen väntar.", False)]),
        ("Mål för perioden\n\n1. Alla får svar.\n2. Ingen väntar.\n", "Mål för perioden", [("Alla får svar.", False), ("Ingen väntar.", False)]),
        ("# Svar\n1.1 Alla får svar.\n1.2 Ingen väntar.\n# Mått\n2.1 Allt mäts.\n", "", [("Alla får svar.", False), ("Ingen väntar.", False), ("Allt mäts.", False)]),
        ("Alla får svar.\n\nIngen väntar.\n", "", [("Alla får svar.", False), ("Ingen väntar.", False)]),
        ("Alla får svar\n\nIngen väntar\n", "", [("Alla får svar", False), ("Ingen väntar", False)]),
        ("1. Alla får svar.\n2. Ingen väntar.\n\nVi följer upp.\n", "", [("Alla får svar.", False), ("Ingen väntar.", False), ("Vi följer upp.", False)]),
    ],
)  # fmt: skip
def test_a_first_line_of_its_own_is_the_title_and_what_stands_before_the_points_no_point(
    text: str, title: str, points: list[tuple[str, bool]]
) -> None:
    plan = plans.from_text(text)
    assert plan.title == title
    assert [(i.says, i.preamble) for i in plan.items] == points


def test_a_number_inside_a_sentence_begins_no_point() -> None:
    text = "Vi har mätt länge nog för att veta att handläggningen tar omkring\n12 veckor i snitt, och att vart tredje ärende kompletteras minst\n3 gånger innan beslut.\n"
    assert len(plans.from_text(text).items) == 1


def test_a_form_feed_is_a_new_page() -> None:
    plan = plans.from_text("Sidhuvud\nAlla får svar inom en dag.\n\fSidhuvud\nIngen faller mellan stolarna.\n")
    assert [(i.says, i.page) for i in plan.items if "huvud" not in i.says] == [
        ("Alla får svar inom en dag.", 1),
        ("Ingen faller mellan stolarna.", 2),
    ]


WORDS = (
    "svar",
    "verksamhet",
    "e-tjänst",
    "IT-stöd",
    "till- och frånval",
    "handläggningstid",
    "kund",
    "uppföljning",
    "samordna",
    "arbetssätt",
    "åtgärd",
)


@given(st.integers(0, 10_000), st.integers(1, 30))
@settings(max_examples=60, deadline=None)
def test_words_that_a_layout_divided_come_back_as_they_were_written(seed: int, count: int) -> None:
    rng = random.Random(seed)
    text = " ".join(rng.choice(WORDS) for _each in range(count)) + "."
    lines, _divided = wrapped(text, room=150)
    assert joined(lines) == text


@given(st.lists(st.text(alphabet="abcåäö ABC.,-–•123()\u00ad\x02\ufffe\t", max_size=60), max_size=40))
@settings(max_examples=150, deadline=None)
def test_nothing_of_a_text_is_lost_but_hyphens_bullets_and_numbers(rows: list[str]) -> None:
    lines = [Line(text=row, top=at * 12.0, right=len(row)) for at, row in enumerate(rows)]
    plan = items_of(lines)
    letters = Counter(c for row in rows for c in row if c.isalpha())
    told = Counter(c for i in plan.items for c in i.number + i.says if c.isalpha())
    headings = Counter(c for i in plan.items for c in i.heading if c.isalpha())
    assert not told - letters
    assert plan.contents or not letters - told - headings - Counter(plan.title)
    assert all(i.says.strip() == i.says and i.says for i in plan.items)


@given(st.binary(max_size=600))
@settings(max_examples=120, deadline=None)
def test_bytes_of_any_kind_become_items_or_one_sentence(data: bytes) -> None:
    for head in (b"", b"%PDF-1.4\n", b"PK\x03\x04"):
        try:
            plan = plans.read(head + data, "fil")
        except (Foreign, Corrupt, TooLarge) as error:
            said = sentence(error, language("sv"), path="fil")
        else:
            said = plan.items[0].says
        assert said


# ------------------------------------------------------------------------------------------------ files that are none


def drawn(pages: int, text: str = "") -> bytes:
    out = io.BytesIO()
    canvas = Canvas(out)
    for _each in range(pages):
        if text:
            canvas.drawString(72, 600, text)
        else:
            canvas.rect(72, 72, 200, 200, fill=1)
        canvas.showPage()
    canvas.save()
    return out.getvalue()


def locked() -> bytes:
    out = io.BytesIO()
    with pikepdf.open(io.BytesIO(drawn(1, "Alla får svar."))) as pdf:
        pdf.save(out, encryption=pikepdf.Encryption(owner="a", user="b"))
    return out.getvalue()


def bomb() -> bytes:
    return docx(document="<w:document>" + " " * 70_000_000)


def entities() -> bytes:
    swelling = "".join(f'<!ENTITY a{n} "{f"&a{n - 1};" * 10}">' for n in range(1, 9))
    return docx(
        document=f'<!DOCTYPE x [<!ENTITY a0 "ha">{swelling}]><w:document xmlns:w="http://schemas.openxmlformats.org/wordprocessingml/2006/main">&a8;</w:document>'
    )


def another() -> bytes:
    out = io.BytesIO()
    with zipfile.ZipFile(out, "w") as archive:
        archive.writestr("xl/workbook.xml", "<x/>")
    return out.getvalue()


@pytest.mark.parametrize(
    ("make", "kind", "says"),
    [
        (lambda: drawn(3), Foreign, "går inte att läsa som text"),
        (locked, Foreign, "lösenord"),
        (lambda: drawn(401), TooLarge, "400 sidor"),
        (lambda: AGENDA.data[:2_000], Corrupt, "skadad"),
        (bomb, Corrupt, "sväller"),
        (entities, Corrupt, "skadad"),
        (another, Foreign, "pdf"),
        (lambda: b"\xd0\xcf\x11\xe0" + bytes(500), Foreign, "Word"),
        (lambda: b"   \n ", Foreign, "tom"),
        (lambda: docx(paragraph(" ")), Foreign, "som text"),
        (lambda: b"\x89PNG\r\n\x1a\n" + bytes(range(200)), Foreign, "pdf"),
    ],
)  # fmt: skip
def test_a_file_that_is_no_plan_gets_one_sentence(make, kind: type[Exception], says: str) -> None:
    with pytest.raises(kind) as caught:
        plans.read(make(), "skannad.pdf")
    words = sentence(caught.value, language("sv"), path="skannad.pdf")
    assert says.replace("“", "").replace("”", "") in words.replace("”", "").replace("“", "").replace("»", "")


# ------------------------------------------------------------------------------------------------ personal data


@pytest.mark.parametrize(
    ("text", "left"),
    [
        ("Skriv till maja.test@alvdala.example idag", "Skriv till […] idag"),
        ("Ring 0123-45 67 89 eller 070-123 45 67.", "Ring […] eller […]."),
        ("Ring +46 70 123 45 67", "Ring […]"),
        ("Personnummer 19811218-9876 och 811218-9876", "Personnummer […] och […]"),
        ("8112189876 är ett", "[…] är ett"),
        ("KS 2026/0184 den 2027-03-24 kl. 09.35, 2027–2030", "KS 2026/0184 den 2027-03-24 kl. 09.35, 2027–2030"),
        ("0,5 procent av 1 234 567 kronor år 2027", "0,5 procent av 1 234 567 kronor år 2027"),
    ],
)
def test_addresses_telephones_and_personal_numbers_can_be_left_out(text: str, left: str) -> None:
    assert personal_data.without(text) == left


@given(st.text(alphabet="0123456789-+ @.abå", max_size=60))
@settings(max_examples=200, deadline=None)
def test_what_is_left_when_marks_are_out_holds_no_address(text: str) -> None:
    assert not any(m.kind == "email" for m in personal_data.marks(personal_data.without(text)))
    found = personal_data.marks(text)
    assert all(one.end <= other.start for one, other in itertools.pairwise(found))
