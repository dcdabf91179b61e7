"""Lists of people as the world sends them: encodings, delimiters, headings, clipboards, and what is hostile about them."""

from __future__ import annotations

import io
import random
import zipfile

import pytest
import xlsxwriter

from verkstad.domain.errors import Corrupt, Failure, Foreign, NeedsPassphrase, TooLarge
from verkstad.intake.people import IncomingPerson, Mapping, from_clipboard, guess, people, read
from verkstad.intake.sheet import MAX_ROWS, with_headings

ROWS = [
    ("Åsa", "Öhrn", "asa.ohrn@norrdala.se", "Hemtjänsten", "Enhetschef"),
    ("Björn", "Ängström", "bjorn.angstrom@norrdala.se", "Kontaktcenter", "Handläggare"),
    ("Ida-Märta", "von Säfstad", "ida-marta.vonsafstad@norrdala.se", "Stadsbyggnadskontoret", ""),
]


def table(header: tuple[str, ...] = ("Förnamn", "Efternamn", "E-post", "Enhet", "Titel"), title: str = "", delimiter: str = ";") -> str:
    lines = [delimiter.join(header), *(delimiter.join(row) for row in ROWS)]
    return "\r\n".join(([title + delimiter * 4] if title else []) + lines) + "\r\n"


def imported(data: bytes, name: str = "lista.csv") -> tuple[IncomingPerson, ...]:
    sheet = read(data, name)
    return people(sheet, guess(sheet))


def names_of(found: tuple[IncomingPerson, ...]) -> list[tuple[str, str]]:
    return [(p.given, p.family) for p in found]


EXPECTED = [(given, family) for given, family, *_ in ROWS]


@pytest.mark.parametrize("title", ["", "Deltagarlista våren"])
@pytest.mark.parametrize("delimiter", [";", ",", "\t", "|"])
@pytest.mark.parametrize("encoding", ["utf-8", "utf-8-sig", "cp1252", "utf-16", "utf-16-le", "utf-16-be", "mac_roman", "cp850"])
def test_a_list_is_read_whatever_its_encoding_delimiter_and_title(encoding: str, delimiter: str, title: str) -> None:
    sheet = read(table(title=title, delimiter=delimiter).encode(encoding), "lista.csv")
    assert sheet.columns == ("Förnamn", "Efternamn", "E-post", "Enhet", "Titel")
    assert sheet.delimiter == delimiter
    assert sheet.header_row == (2 if title else 1)
    found = people(sheet, guess(sheet))
    assert [(p.given, p.family, p.email, p.unit, p.position) for p in found] == ROWS
    assert not any(p.problems for p in found)
    assert [n.reason for n in sheet.notes] == (["title"] if title else [])


def test_several_title_rows_and_an_empty_row_above_the_header_are_told_not_read() -> None:
    sheet = read((b"Norrdala kommun;;\nDeltagare 2027-03-24;;\n;;\nNamn;E-post;Enhet\nAnna Ek;anna.ek@x.se;Skolan\n"), "a.csv")
    assert sheet.header_row == 4
    assert sheet.notes[0].reason == "title"
    assert "Norrdala kommun Deltagare" in sheet.notes[0].text
    assert sheet.numbers == (5,)


def test_excels_own_sep_line_decides_the_delimiter() -> None:
    assert names_of(imported(b"sep=|\r\nNamn|Enhet\r\nAnna Ek|Skolan, norra\r\n")) == [("Anna", "Ek")]


def test_one_column_with_the_family_name_first_is_split_at_the_comma() -> None:
    found = imported("Namn;E-post\nÖhrn, Åsa;a@x.se\nvon Säfstad, Ida Märta;b@x.se\n".encode("cp1252"))
    assert names_of(found) == [("Åsa", "Öhrn"), ("Ida Märta", "von Säfstad")]


def test_a_single_column_of_family_comma_given_is_not_taken_for_two_columns() -> None:
    sheet = read("Efternamn, Förnamn\nÖhrn, Åsa\nEk, Anna\n".encode(), "a.csv")
    assert names_of(people(sheet, guess(sheet))) == [("Åsa", "Öhrn"), ("Anna", "Ek")]
    assert names_of(imported("Namn\nÖhrn, Åsa\nEk, Anna\n".encode())) == [("Åsa", "Öhrn"), ("Anna", "Ek")]


def test_names_written_family_first_without_a_comma_are_known_by_the_whole_column() -> None:
    found = imported("Namn;Enhet\nAndersson Anna;A\nBergström Lars Erik;B\nLi Wei;C\nKarlsson Eva;D\n".encode())
    assert names_of(found) == [("Anna", "Andersson"), ("Lars Erik", "Bergström"), ("Wei", "Li"), ("Eva", "Karlsson")]


@pytest.mark.parametrize(
    ("name", "parts"),
    [
        ("Anna Andersson", ("Anna", "Andersson")),
        ("Anna Maria von Essen", ("Anna Maria", "von Essen")),
        ("Ludwig van der Berg", ("Ludwig", "van der Berg")),
        ("Per-Olof Nilsson Ek", ("Per-Olof", "Nilsson Ek")),
        ("Lars Erik Svensson", ("Lars Erik", "Svensson")),
        ("Zlatan", ("Zlatan", "")),
        ("O'Brien, Mary", ("Mary", "O'Brien")),
    ],
)
def test_a_name_in_one_is_split_in_its_parts(name: str, parts: tuple[str, str]) -> None:
    assert names_of(imported(f"Namn;Enhet\n{name};X\n".encode())) == [parts]


@pytest.mark.parametrize(
    ("heading", "target"),
    [
        ("E-postadress", "email"), ("Mejl", "email"), ("E-mail (work)", "email"), ("Mobilnr.", "phone"), ("Tel.", "phone"), ("FÖRVALTNING", "unit"),
        ("Avdelning", "unit"), ("Verksamhet", "unit"), ("Department", "unit"), ("Roll", "role"), ("Befattning", "position"), ("Titel", "position"),
        ("Specialkost/allergi", "food"), ("Kost", "food"), ("Tillgänglighet", "access"), ("Särskilda behov", "access"), ("Tilltalsnamn", "given"),
        ("Surname", "family"), ("OSA", "answer"), ("Kommer du?", "answer"), ("Personnummer", "ignore"), ("Anteckning", "ignore"),
    ],
)  # fmt: skip
def test_headings_in_swedish_and_english_are_understood(heading: str, target: str) -> None:
    sheet = read(f"Namn;{heading}\nAnna Ek;x\n".encode(), "a.csv")
    assert guess(sheet).targets == ("name", target)


def test_of_two_columns_for_one_thing_the_surer_word_wins() -> None:
    sheet = read("Namn;Förvaltning;Enhet\nAnna Ek;Omsorgen;Hemtjänsten\n".encode(), "a.csv")
    assert guess(sheet).targets == ("name", "ignore", "unit")


def test_a_list_without_a_header_is_guessed_from_what_stands_in_it() -> None:
    sheet = read("Anna Ek;anna.ek@x.se;070-123 45 67;Hemtjänsten\nBo Dal;bo.dal@x.se;08-12 34 56;Skolan\n".encode(), "a.csv")
    assert sheet.header_row is None
    assert [n.reason for n in sheet.notes] == ["no-header"]
    assert guess(sheet).targets == ("name", "email", "phone", "unit")


@pytest.mark.parametrize(
    "first",
    [
        "Lena Berg;Omsorgsförvaltningen;förvaltningschef",
        "Lena Berg;Kommun;Funktion",
        "Xu Quo;Kostenheten;Telefonist",
        "Grupp;förvaltningschef;Mobila teamet",
        "Anna;Avdelningen för verksamhetsutveckling;avdelningschef",
    ],
)
def test_the_first_person_of_a_list_without_headings_is_not_taken_for_headings(first: str) -> None:
    sheet = read(f"{first}\nBo Dal;Tekniska förvaltningen;avdelningschef\n".encode(), "a.csv")
    assert sheet.header_row is None
    assert len(sheet.rows) == 2


@pytest.mark.parametrize(
    "first", ["Namn;Anteckning", "First Name;Last Name;Cost Center", "Deltagarens e-post;Verksamhet;Övrigt", "Namn;Roll i projektet"]
)
def test_headings_of_ones_own_beside_known_ones_are_headings(first: str) -> None:
    assert read(f"{first}\n{';'.join('x' for _ in first.split(';'))}\n".encode(), "a.csv").header_row == 1


def test_whether_the_first_row_is_headings_can_be_switched_and_back() -> None:
    sheet = read(b"Namn;Enhet\nAnna Ek;Skolan\n", "a.csv")
    without = with_headings(sheet, False)
    assert without.rows == (("Namn", "Enhet"), ("Anna Ek", "Skolan")) and without.numbers == (1, 2) and without.header_row is None
    assert with_headings(without, True) == sheet


def test_two_columns_of_single_words_without_a_header_are_told_apart_by_common_given_names() -> None:
    sheet = read(b"Ek;Anna\nDal;Lars\nNyman;Eva\n", "a.csv")
    assert guess(sheet).targets == ("family", "given")
    sheet = read(b"Anna;Ek\nLars;Dal\nEva;Nyman\n", "a.csv")
    assert guess(sheet).targets == ("given", "family")


def test_the_user_changes_what_a_column_holds_and_each_target_stands_once() -> None:
    mapping = Mapping(("name", "unit", "ignore")).with_(2, "unit")
    assert mapping.targets == ("name", "ignore", "unit")
    assert mapping.missing == ("email",)
    assert Mapping(("ignore", "ignore")).missing == ("name", "unit", "email")


def test_missing_columns_are_said() -> None:
    sheet = read(b"Kostnad;Datum\n12;2027-01-01\n", "a.csv")
    assert "name" in guess(sheet).missing
    assert not any(p.usable for p in people(sheet, guess(sheet)))


def test_what_is_wrong_with_a_row_is_said_row_by_row() -> None:
    data = f"Namn;E-post;Enhet\nAnna Ek;anna.ek;Skolan\n;bo.dal@x.se;Skolan\n;;Skolan\n{'x' * 130} Y;c@x.se;Z\n"
    first, second, third, fourth = imported(data.encode())
    assert [(p.reason, p.found) for p in first.problems] == [("email", "anna.ek")]
    assert first.email == ""
    assert first.usable
    assert (second.given, second.family) == ("Bo", "Dal")
    assert second.problems[0].reason == "name-from-email"
    assert third.problems[0].reason == "empty"
    assert not third.usable
    assert third.row == 4
    assert [p.reason for p in fourth.problems] == ["cut"]
    assert len(fourth.given) == 120


def test_a_list_says_who_comes_and_when_she_is_there() -> None:
    rows = "Anna Ek;Ja;8.30;10:30\nBo Dal;Kommer inte;;\nEva Ö;Inget svar än;kl 9;\nUno X;x;;11:00:00\n"
    anna, bo, eva, uno = imported(f"Namn;Svar;Från;Till\n{rows}".encode())
    assert [(p.answer, p.since, p.until) for p in (anna, bo, eva, uno)] == [
        ("yes", 510, 630), ("no", None, None), ("", 540, None), ("yes", None, 660)
    ]  # fmt: skip
    assert not any(p.problems for p in (anna, bo, eva, uno))


def test_an_answer_or_a_time_that_is_none_is_said_and_the_rest_is_kept() -> None:
    rows = "Anna Ek;ja;9;12\nBo Dal;vet ej;efter fikat;12\nEva Ö;nej;13.00;12.00\nUno X;ja;9;10\n"
    _anna, bo, eva, _uno = imported(f"Namn;Kommer;Närvaro från;Närvaro till\n{rows}".encode())
    assert [(p.reason, p.target, p.found) for p in bo.problems] == [("answer", "answer", "vet ej"), ("time", "since", "efter fikat")]
    assert (bo.answer, bo.since, bo.until) == ("", None, 720)
    assert [(p.reason, p.found) for p in eva.problems] == [("span", "13.00–12.00")] and (eva.since, eva.until) == (780, None)


def test_a_column_called_from_that_holds_places_is_no_time_of_day() -> None:
    sheet = read("Namn;Från;Till\nAnna Ek;Kultur;Skolan\nBo Dal;Skolan;Kultur\n".encode(), "a.csv")
    assert not {"since", "until"} & set(guess(sheet).targets)


def test_broken_characters_are_replaced_counted_and_said() -> None:
    data = "Namn;Enhet\nÅsa Öhrn;Skolan\nBjörn Äng;Vård\n".encode().replace("Ö".encode(), b"\xc3")
    sheet = read(data, "a.csv")
    assert sheet.notes[0].reason == "replaced"
    assert sheet.notes[0].count == 1
    found = people(sheet, guess(sheet))
    assert found[0].family == "\ufffdhrn"
    assert found[0].problems[0].reason == "replaced"
    assert found[1].family == "Äng"


def test_text_encoded_twice_is_mended_and_said() -> None:
    data = "Namn;Enhet\nÅsa Öhrn;Vård\n".encode().decode("cp1252").encode()
    sheet = read(data, "a.csv")
    assert sheet.notes[0].reason == "mended"
    assert people(sheet, guess(sheet))[0].family == "Öhrn"


def test_controls_and_marks_that_turn_the_direction_of_writing_are_taken_out() -> None:
    found = imported("Namn;Enhet\nAnna\u202eEk\u0007 Å;Sko\u200blan\n".encode())
    assert (found[0].name, found[0].unit) == ("AnnaEk Å", "Skolan")


def test_cells_with_line_breaks_and_doubled_quotes_are_one_cell() -> None:
    found = imported(b'Namn;Enhet\n"Ek, Anna";"Skolan\nnorra ""A"""\n')
    assert (found[0].name, found[0].unit) == ("Anna Ek", 'Skolan norra "A"')


def test_a_quotation_mark_that_never_closes_does_not_swallow_the_list() -> None:
    lines = ["Namn;Enhet", '"Anna Ek;Skolan', *(f"Bo Dal{n};Vård" for n in range(60))]
    sheet = read("\n".join(lines).encode(), "a.csv")
    assert len(sheet.rows) == 61
    assert any(n.reason == "quotes" for n in sheet.notes)


def test_three_hundred_thousand_rows_are_refused_with_the_limit() -> None:
    data = b"Namn;Enhet\n" + b"Anna Ek;Skolan\n" * 300_000
    with pytest.raises(TooLarge) as caught:
        read(data, "a.csv")
    assert caught.value.reason == "rows"
    assert caught.value.facts == {"limit": MAX_ROWS, "found": 300_001}


def test_too_many_bytes_columns_or_a_monstrous_cell_are_refused_or_cut() -> None:
    with pytest.raises(TooLarge):
        read(b"x" * 33_000_000, "a.csv")
    with pytest.raises(TooLarge):
        read(b"Namn;Enhet\n" + b";".join(b"x" for _ in range(5000)), "a.csv")
    sheet = read(b"Namn;Enhet\nAnna Ek;" + b"y" * 5000 + b"\n", "a.csv")
    assert any(n.reason == "cut" for n in sheet.notes)
    with pytest.raises(TooLarge):
        read(b"Namn;Enhet\nAnna Ek;" + b"y" * 500_000 + b"\n", "a.csv")


@pytest.mark.parametrize("data", [b"%PDF-1.7\n%\xe2\xe3", b"\x89PNG\r\n\x1a\n" + bytes(100), bytes(range(256)) * 9, b"", b"  \n \n"])
def test_what_is_no_list_is_foreign(data: bytes) -> None:
    with pytest.raises(Foreign):
        read(data, "a.csv")


def test_nothing_but_random_bytes_ever_ends_in_an_error_of_ours() -> None:
    chance = random.Random(7)
    seeds = [table().encode("cp1252"), workbook({"Blad1": [list(r) for r in ROWS]}), VCARDS.encode()]
    for _ in range(300):
        data = bytearray(chance.choice(seeds))
        for _ in range(chance.randint(1, 30)):
            data[chance.randrange(len(data))] = chance.randrange(256)
        try:
            sheet = read(bytes(data[: chance.randint(1, len(data))]), "x")
            people(sheet, guess(sheet))
        except Failure:
            pass


# ------------------------------------------------------------------------------------------------------------- workbooks
def workbook(sheets: dict[str, list[list[object]]], hidden: str = "") -> bytes:
    out = io.BytesIO()
    with xlsxwriter.Workbook(out, {"in_memory": True}) as book:
        for name, rows in sheets.items():
            sheet = book.add_worksheet(name)
            for r, row in enumerate(rows):
                for c, cell in enumerate(row):
                    sheet.write(r, c, cell)
            if name == hidden:
                sheet.hide()
            elif hidden:
                sheet.activate()
    return out.getvalue()


def test_the_sheet_with_people_is_chosen_and_said() -> None:
    data = workbook(
        {
            "Budget": [["Konto", "Belopp"], ["1", 2]],
            "Deltagare": [["Lista"], [], ["Namn", "Mobil", "Enhet"], ["Öhrn, Åsa", 701234567, "Vård"], ["Ek, Bo", "08-123 456", "Skola"]],
        }
    )
    sheet = read(data, "bok.xlsx")
    assert sheet.notes[0].reason == "sheet"
    assert (sheet.notes[0].text, sheet.notes[0].count) == ("Deltagare", 2)
    assert sheet.header_row == 3
    assert sheet.numbers == (4, 5)
    found = people(sheet, guess(sheet))
    assert (found[0].name, found[0].phone) == ("Åsa Öhrn", "701234567")


def test_a_hidden_sheet_is_not_read() -> None:
    data = workbook({"Gammal": [["Namn", "E-post", "Enhet"], ["X Y", "a@x.se", "Z"]], "Ny": [["Namn"], ["Anna Ek"]]}, hidden="Gammal")
    with_hidden = workbook(
        {"Ny": [["Namn"], ["Anna Ek"]], "Gammal": [["Namn", "E-post", "Enhet"], ["X Y", "a@x.se", "Z"]]}, hidden="Gammal"
    )
    for book in (data, with_hidden):
        assert names_of(imported(book, "b.xlsx"))[-1] == ("Anna", "Ek")


def rezipped(data: bytes, change: dict[str, bytes]) -> bytes:
    out = io.BytesIO()
    with zipfile.ZipFile(io.BytesIO(data)) as old, zipfile.ZipFile(out, "w", zipfile.ZIP_DEFLATED) as new:
        for name in old.namelist():
            new.writestr(name, change.get(name, old.read(name)))
    return out.getvalue()


def test_a_cell_at_the_far_corner_does_not_fill_the_memory() -> None:
    data = workbook({"A": [["Namn"], ["Anna Ek"]]})
    with zipfile.ZipFile(io.BytesIO(data)) as archive:
        xml = archive.read("xl/worksheets/sheet1.xml")
    far = xml.replace(b"</sheetData>", b'<row r="1048576"><c r="XFD1048576"><v>1</v></c></row></sheetData>')
    with pytest.raises(TooLarge):
        read(rezipped(data, {"xl/worksheets/sheet1.xml": far}), "a.xlsx")


def test_a_workbook_that_unpacks_to_a_mountain_is_refused(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr("verkstad.intake.sheet.MAX_INFLATED", 5_000_000)
    data = workbook({"A": [["Namn"], ["Anna Ek"]]})
    with pytest.raises(TooLarge) as caught:
        read(rezipped(data, {"xl/sharedStrings.xml": b"<a>" + bytes(6_000_000)}), "a.xlsx")
    assert caught.value.reason == "inflated"


def test_a_workbook_of_three_hundred_thousand_rows_is_refused() -> None:
    data = workbook({"A": [["Namn"], ["Anna Ek"]]})
    rows = b"".join(b'<row r="%d"><c r="A%d" t="s"><v>0</v></c></row>' % (n, n) for n in range(1, 300_001))
    with zipfile.ZipFile(io.BytesIO(data)) as archive:
        xml = archive.read("xl/worksheets/sheet1.xml")
    start, end = xml.index(b"<sheetData>") + 11, xml.index(b"</sheetData>")
    with pytest.raises(TooLarge) as caught:
        read(rezipped(data, {"xl/worksheets/sheet1.xml": xml[:start] + rows + xml[end:]}), "a.xlsx")
    assert caught.value.reason == "rows"
    assert caught.value.facts["found"] == 300_000


def test_a_zip_that_is_no_workbook_and_a_broken_or_locked_one_are_told_apart() -> None:
    out = io.BytesIO()
    with zipfile.ZipFile(out, "w") as archive:
        archive.writestr("a.txt", "hej")
    with pytest.raises(Foreign):
        read(out.getvalue(), "a.xlsx")
    with pytest.raises(Corrupt):
        read(workbook({"A": [["Namn"], ["Anna"]]})[:-200], "a.xlsx")
    with pytest.raises((Corrupt, NeedsPassphrase)):
        read(b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1" + bytes(2000), "a.xlsx")
    with pytest.raises(Corrupt):
        read(workbook({"A": []}), "a.xlsx")


# ------------------------------------------------------------------------------------------------------------- contacts
VCARDS = (
    "BEGIN:VCARD\r\nVERSION:2.1\r\nN;CHARSET=ISO-8859-1;ENCODING=QUOTED-PRINTABLE:=D6hrn;=C5sa;;;\r\nFN;CHARSET=ISO-8859-1;ENCODING=QUOTED-PRINTABLE:=C5sa =D6=\r\n"
    "hrn\r\nEMAIL;INTERNET;PREF:asa@x.se\r\nTEL;FAX:1\r\nTEL;CELL:070-1234567\r\nORG:Norrdala kommun;Hemtj\xe4nsten\r\nTITLE:Enhetschef\r\nPHOTO;ENCODING=BASE64;TYPE=JPEG:\r\n /9j/4AAQ\r\n\r\nEND:VCARD\r\n"
    "BEGIN:VCARD\nVERSION:3.0\nN:Ek;Anna;Maria;;\nFN:Anna Maria Ek\nitem1.EMAIL;type=WORK:anna@x.se\nORG:Skolan\\, norra\nNOTE:long\n  folded\nEND:VCARD\n"
    'BEGIN:VCARD\nVERSION:4.0\nFN:Bo Dal\nTEL;VALUE=uri;PREF=1;TYPE="voice,home":tel:+46-8-123\nTEL:1\nEMAIL:bo@x.se\nBEGIN:VCARD\nN:Cut;Short'
)


def test_contacts_of_every_version_are_read() -> None:
    sheet = read(VCARDS.encode(), "kontakter.vcf")
    found = people(sheet, guess(sheet))
    assert names_of(found) == [("Åsa", "Öhrn"), ("Anna Maria", "Ek"), ("Short", "Cut")]  # the third card never ended: the next begins
    assert (found[0].email, found[0].phone, found[0].unit, found[0].position) == ("asa@x.se", "070-1234567", "Hemtjänsten", "Enhetschef")
    assert found[1].unit == "Skolan, norra"


def test_a_version_four_card_gives_its_preferred_number() -> None:
    sheet = read(b"BEGIN:VCARD\nVERSION:4.0\nFN:Bo Dal\nTEL:1\nTEL;VALUE=uri;PREF=1:tel:+46-8-123456\nEND:VCARD\n", "a.vcf")
    (bo,) = people(sheet, guess(sheet))
    assert (bo.given, bo.family, bo.phone) == ("Bo", "Dal", "+46-8-123456")


def test_a_file_of_contacts_without_a_single_card_is_corrupt() -> None:
    with pytest.raises(Corrupt):
        read(b"BEGIN:VCARD\nEND:VCARD\n", "a.vcf")


# ------------------------------------------------------------------------------------------------------------- clipboard
def pasted(text: str) -> tuple[IncomingPerson, ...]:
    sheet = from_clipboard(text)
    return people(sheet, guess(sheet))


def test_cells_pasted_from_a_spreadsheet_are_read_with_and_without_header() -> None:
    body = "\n".join("\t".join(row) for row in ROWS)
    assert names_of(pasted("Förnamn\tEfternamn\tE-post\tEnhet\tTitel\n" + body)) == EXPECTED
    found = pasted(body)
    assert names_of(found) == EXPECTED
    assert found[0].email == "asa.ohrn@norrdala.se"
    assert found[1].unit == "Kontaktcenter"


@pytest.mark.parametrize(
    "text",
    [
        "Anna Ek <anna@x.se>; Bo Dal <bo@x.se>",
        '"Ek, Anna" <anna@x.se>, "Dal, Bo" <bo@x.se>',
        "Ek, Anna <anna@x.se>; Dal, Bo <bo@x.se>;",
        "Anna Ek <anna@x.se>\nBo Dal <mailto:bo@x.se>\n",
    ],
)
def test_addressees_copied_from_a_mail_are_people(text: str) -> None:
    assert [(p.name, p.email) for p in pasted(text)] == [("Anna Ek", "anna@x.se"), ("Bo Dal", "bo@x.se")]


def test_bare_addresses_are_people_whose_names_are_guessed_and_marked() -> None:
    anna, info = pasted("anna.ek@x.se, info@x.se")
    assert (anna.name, anna.problems[0].reason) == ("Anna Ek", "name-from-email")
    assert (info.name, info.email) == ("", "info@x.se")


def test_a_unit_in_brackets_after_an_addressee_is_kept() -> None:
    (anna,) = pasted("Anna Ek (Hemtjänsten) <anna@x.se>")
    assert (anna.name, anna.unit) == ("Anna Ek", "Hemtjänsten")


def test_one_name_a_line_with_or_without_a_list_mark() -> None:
    assert names_of(pasted("• Anna Ek\n• Bo Dal\n")) == [("Anna", "Ek"), ("Bo", "Dal")]
    assert names_of(pasted("1. Anna Ek\r\n2. Åsa von Öhrn\r\n")) == [("Anna", "Ek"), ("Åsa", "von Öhrn")]
    assert names_of(pasted("Ek, Anna\nDal, Bo\n")) == [("Anna", "Ek"), ("Bo", "Dal")]


def test_positions_and_units_without_names_are_people_too() -> None:
    found = pasted("Enhetschef, Hemtjänsten\nHandläggare, Kontaktcenter\nIT-strateg\n")
    assert [(p.name, p.position, p.unit) for p in found] == [
        ("", "Enhetschef", "Hemtjänsten"), ("", "Handläggare", "Kontaktcenter"), ("", "IT-strateg", ""),
    ]  # fmt: skip
    assert all(p.usable for p in found)


def test_a_line_may_hold_name_position_and_unit() -> None:
    (anna,) = pasted("Anna Ek, enhetschef, Hemtjänsten, anna@x.se")
    assert (anna.name, anna.position, anna.unit, anna.email) == ("Anna Ek", "enhetschef", "Hemtjänsten", "anna@x.se")


def test_an_empty_clipboard_is_foreign() -> None:
    with pytest.raises(Foreign):
        from_clipboard(" \n\t\n")


@pytest.mark.parametrize(
    ("told", "part", "role"),
    [
        ("beslutar", "decider", ""), ("Beslutsfattare", "decider", ""), ("Roll: beslutar", "decider", ""), ("decides", "decider", ""), ("Decision-maker", "decider", ""),
        ("Enhetschef, beslutar", "decider", "Enhetschef"), ("Chef och beslutsfattare", "decider", "Chef"), ("Bordsvärd", "host", ""),
        ("Beslutsstödjare", "", "Beslutsstödjare"), ("Chef", "", "Chef"), ("Samordnare (beslutar)", "decider", "Samordnare"),
    ],
)  # fmt: skip
def test_a_role_that_says_somebody_decides_makes_her_one_who_does(told: str, part: str, role: str) -> None:
    (found,) = imported(f"Namn;Roll\r\nÅsa Öhrn;{told}\r\n".encode())
    assert (found.part, found.role) == (part, role)


@pytest.mark.parametrize(
    ("heading", "cell", "part"),
    [
        ("Beslutar", "ja", "decider"),
        ("Beslutar", "x", "decider"),
        ("Beslutar", "nej", ""),
        ("Decides", "yes", "decider"),
        ("Bordsvärd", "X", "host"),
    ],
)
def test_a_column_called_after_a_part_says_it_with_a_tick(heading: str, cell: str, part: str) -> None:
    (found,) = imported(f"Namn;{heading}\r\nÅsa Öhrn;{cell}\r\n".encode())
    assert found.part == part and found.name == "Åsa Öhrn"


def test_a_title_that_says_somebody_decides_stays_as_it_is_written() -> None:
    (found,) = imported("Namn;Titel\r\nÅsa Öhrn;Beslutsfattare\r\n".encode())
    assert (found.part, found.position) == ("decider", "Beslutsfattare")


def test_a_line_of_a_pasted_list_may_say_who_decides() -> None:
    sheet = from_clipboard("Åsa Öhrn, Hemtjänsten, Roll: beslutar\nBjörn Ängström, Kontaktcenter\n")
    asa, bjorn = people(sheet, guess(sheet))
    assert (asa.name, asa.unit, asa.part, asa.role) == ("Åsa Öhrn", "Hemtjänsten", "decider", "")
    assert (bjorn.name, bjorn.unit, bjorn.part) == ("Björn Ängström", "Kontaktcenter", "")
