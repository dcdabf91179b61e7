"""The press: the same bytes every time, values that travel, the pack counted and sorted."""

from __future__ import annotations

import io
import pickle
import subprocess
import sys
from dataclasses import replace

import pikepdf
import pytest

from tests.documents.reading import Structure, faults_of_structure, is_grey, structure, texts, words
from tests.documents.world import exercise, job, morning, workshop
from verkstad.app.catalogue import catalogue
from verkstad.documents.job import Organisation, sheet_code
from verkstad.documents.press import SHEETS, Pressed, press
from verkstad.domain.agenda import timetable
from verkstad.i18n import language


@pytest.mark.parametrize("name", ["runsheet", "badges", "slicing", "pack"])
def test_the_same_job_gives_the_same_bytes(name: str) -> None:
    wish = job(name, profile="pack" if name == "pack" else "published")
    assert press(wish).files == press(pickle.loads(pickle.dumps(wish))).files


def test_the_bytes_do_not_depend_on_the_process() -> None:
    code = (
        "import hashlib; from tests.documents.world import job; from verkstad.documents.press import press;"
        "print(hashlib.sha256(press(job('runsheet')).files['a4']).hexdigest())"
    )
    seen = {subprocess.run([sys.executable, "-c", code], capture_output=True, text=True, check=True).stdout for _n in range(2)}
    assert len(seen) == 1


def test_a_job_and_what_comes_back_travel_between_processes() -> None:
    wish = job("runsheet", "pack", organisation=Organisation("Sundby kommun", "sundby.example", b"logo"), copies={"h_malkort": 3})
    assert pickle.loads(pickle.dumps(wish)) == wish
    made = press(job("runsheet"))
    assert pickle.loads(pickle.dumps(made)) == made


def test_progress_is_told_part_by_part_and_may_stop_the_press() -> None:
    told: list[tuple[int, int]] = []
    press(job("runsheet", "agenda"), lambda done, of: told.append((done, of)))
    assert told == [(0, 2), (1, 2), (2, 2)]

    def stop(done: int, of: int) -> None:
        raise InterruptedError

    with pytest.raises(InterruptedError):
        press(job("runsheet"), stop)


def test_a_sheet_nobody_knows_is_refused() -> None:
    with pytest.raises(KeyError):
        press(job("hemligheter"))


def test_the_list_of_sheets_is_translated() -> None:
    for kind in SHEETS.values():
        assert language("sv").gettext(kind.title)
        assert language("sv").gettext(kind.about) != kind.about


# The numbers of sheets


def test_a_sheet_keeps_its_number_until_its_content_changes() -> None:
    first, again = press(job("h_malkort")).sheets[0], press(job("h_malkort", grey=True, printed="2028-01-01")).sheets[0]
    assert first.code == again.code
    assert first.layout == again.layout
    other = press(job("h_malkort", paper_of=workshop(id="0190bbbb-0000-7000-8000-000000000002"))).sheets[0]
    assert other.layout != first.layout
    assert press(job("h_malkort", language="en")).sheets[0].layout != first.layout


def test_a_number_is_short_and_can_be_said_aloud() -> None:
    code = sheet_code("scope", "agenda", {"b": 1, "a": [2]})
    assert code == sheet_code("scope", "agenda", {"a": [2], "b": 1})
    letter, digits = code.number.split("-")
    assert len(letter) == 1
    assert letter.isupper()
    assert len(digits) == 4
    assert digits.isdigit()
    assert code.card(7) == f"{code.number}/07"
    assert set(code.mark(7)) <= set("ABCDEFGHIJKLMNOPQRSTUVWXYZ0123456789-/")


# The pack


_MADE: dict[str, Pressed] = {}


def packed(count: int = 23, **facts: object) -> Pressed:
    """The pack for so many; pressed once for each wish, for the press is deterministic (tested above)."""
    key = repr((count, sorted(facts.items())))
    if key not in _MADE:
        _MADE[key] = press(job("pack", paper_of=workshop(count), **{"profile": "pack", **facts}))
    return _MADE[key]


def test_the_pack_is_counted_from_its_people() -> None:
    sheets = {sheet.sheet: sheet for sheet in packed(23).sheets}
    assert sheets["agenda"].copies == 26  # everybody, and three spares
    assert sheets["hosts"].copies == 4
    assert sheets["h_elefant"].copies == 4  # the block says four sets
    assert sheets["h_pilotkort"].copies == 3  # at most nine to a set
    assert sheets["h_mandag"].pages == 7  # 25 cards, four to a sheet
    assert sheets["tables"].pages == 4
    assert sheets["runsheet"].copies == 1


def test_a_pack_for_nobody_holds_one_of_each() -> None:
    made = packed(0)
    assert {sheet.copies for sheet in made.sheets if sheet.sheet in ("agenda", "h_elefant", "hosts", "h_pilotkort")} <= {1, 4}
    assert made.overflows == ()


def test_the_pack_is_sorted_the_way_it_is_handed_out() -> None:
    names = [sheet.sheet for sheet in packed().sheets]
    assert names[:3] == ["contents", "runsheet", "attendance"]
    order = ["hosts", "badges", "agenda", "h_elefant", "h_modulkort", "h_pilotkort", "h_mandag", "actions", "evaluation"]
    assert [name for name in names if name in order] == order


def test_a3_goes_in_a_file_of_its_own() -> None:
    made = packed()
    assert set(made.files) == {"a4", "a3"}
    for paper, long in (("a4", 842), ("a3", 1191)):
        with pikepdf.open(io.BytesIO(made.files[paper])) as pdf:
            assert {round(max(map(float, page.mediabox))) for page in pdf.pages} == {long}
            assert len(pdf.pages) == made.pages[paper]


def blank(page: pikepdf.Page) -> bool:
    contents = page.get("/Contents")
    return (
        contents is None or not b"".join(s.read_bytes() for s in (contents if isinstance(contents, pikepdf.Array) else [contents])).strip()
    )


def test_each_copy_begins_on_a_front_when_paper_is_printed_on_both_sides() -> None:
    made = packed(5)
    with pikepdf.open(io.BytesIO(made.files["a4"])) as pdf:
        fronts = [not blank(page) for page in pdf.pages][::2]
        assert all(fronts)
        assert len(pdf.pages) % 2 == 0
    single = packed(5, two_sided=False)
    with pikepdf.open(io.BytesIO(single.files["a4"])) as pdf:
        assert not any(blank(page) for page in pdf.pages)


def test_the_bookmarks_of_the_pack_lead_to_each_part_and_each_person() -> None:
    with pikepdf.open(io.BytesIO(packed(5).files["a4"])) as pdf, pdf.open_outline() as outline:
        titles = [entry.title for entry in outline.root]
        assert titles[:2] == ["Paketets innehåll", "Körschema"]
        badges = next(entry for entry in outline.root if entry.title == language("sv").gettext("Name badges"))
        assert "Åsa Bergström" in [child.title for child in badges.children]


def test_cards_are_numbered_through_the_pack_even_when_an_exercise_comes_back() -> None:
    day = timetable(morning().day, (), [exercise("mandagslofte"), exercise("mandagslofte", id="again")])
    made = press(job("pack", paper_of=workshop(8, days=(day,)), profile="pack"))
    numbers = [word for word in texts(made.files["a4"]).split() if "/" in word and word[1:2] == "-"]
    cards = [int(word.split("/")[1]) for word in numbers if word.startswith(next(s.code for s in made.sheets if s.sheet == "h_mandag"))]
    assert cards == list(range(1, 17))


def test_copies_may_be_said_instead_of_counted() -> None:
    sheets = {sheet.sheet: sheet for sheet in packed(23, copies={"agenda": 2, "badges": 0, "h_elefant": 7}).sheets}
    assert sheets["agenda"].copies == 2
    assert sheets["h_elefant"].copies == 7
    assert "badges" not in sheets


def test_the_tagged_pack_has_the_same_pages_and_its_structure() -> None:
    plain, tagged = packed(5), packed(5, profile="published")
    assert plain.pages == tagged.pages
    for data in tagged.files.values():
        assert faults_of_structure(data) == []
    for paper in ("a4", "a3"):
        assert sorted(texts(plain.files[paper]).split()) == sorted(texts(tagged.files[paper]).split())


def test_the_pack_loses_nothing_for_two_hundred() -> None:
    made = packed(200)
    assert made.overflows == ()
    sheets = {sheet.sheet: sheet for sheet in made.sheets}
    assert sheets["agenda"].copies == 220


def test_a_pack_with_every_exercise_loses_nothing() -> None:
    slugs = [method.slug for method in workshop().methods]
    days = tuple(
        timetable(replace(morning().day, id=f"d{i}", date=None), (), [exercise(slug) for slug in slugs[i : i + 6]]) for i in range(0, 36, 6)
    )
    assert press(job("pack", paper_of=workshop(12, days=days), profile="pack")).overflows == ()


def test_nothing_of_print_is_loaded_by_the_values_of_a_job() -> None:
    code = "import sys, verkstad.documents.job; print([m for m in ('reportlab', 'pikepdf', 'PIL', 'segno') if m in sys.modules])"
    done = subprocess.run([sys.executable, "-c", code], capture_output=True, text=True, check=True)
    assert done.stdout.strip() == "[]"


def test_every_copy_of_the_tagged_pack_has_tables_and_lists_of_its_own() -> None:
    single = sum(1 for tags in _structure("agenda").tags if tags == "Table")
    made = packed(5, profile="published", copies={name: 0 for name in SHEETS if name != "agenda"})
    with pikepdf.open(io.BytesIO(made.files["a4"])) as pdf:
        seen = structure(pdf)
    copies = next(sheet.copies for sheet in made.sheets if sheet.sheet == "agenda")
    agendas = [tags for tags in seen.tables if "TH" in tags]
    assert single == 1
    assert copies == 6
    assert len(agendas) == len(seen.tables)
    assert seen.tags.count("Table") >= copies + 1


def _structure(name: str) -> Structure:
    with pikepdf.open(io.BytesIO(press(job(name)).files["a4"])) as pdf:
        return structure(pdf)


def test_the_logo_of_the_organisation_stands_at_the_head_and_turns_grey() -> None:
    from PIL import Image

    picture = io.BytesIO()
    Image.new("RGB", (60, 20), (200, 30, 30)).save(picture, "PNG")
    wish = job("agenda", organisation=Organisation("Sundby kommun", "sundby.example", picture.getvalue()))
    colour, grey = press(wish).files["a4"], press(replace(wish, grey=True)).files["a4"]
    assert press(wish).files["a4"] == colour
    assert not is_grey(colour)
    assert is_grey(grey)
    assert faults_of_structure(colour) == []
    assert "sundby.example" in texts(colour)


def test_an_exercise_on_two_tracks_is_printed_once_for_both() -> None:
    from tests.documents.test_program import twins

    made = press(job("pack", paper_of=workshop(40, days=(twins(),)), profile="pack"))
    assert [sheet.copies for sheet in made.sheets if sheet.sheet == "h_kundresa"] == [4]  # twenty on each track, at most sixteen to a set


def test_the_contents_say_how_many_pages_are_printed_and_how_many_the_file_has() -> None:
    made = packed()
    told = texts(made.files["a4"]).replace("\n", " ")
    with pikepdf.open(io.BytesIO(made.files["a4"])) as pdf:
        empty = sum(blank(page) for page in pdf.pages)
        assert empty == made.blank["a4"] > 0
        assert f"{len(pdf.pages) - empty} sidor, {len(pdf.pages)} med tomma baksidor" in " ".join(told.split())
    alone = packed(two_sided=False)
    assert alone.blank["a4"] == 0
    assert "tomma baksidor" not in texts(alone.files["a4"])


def test_what_the_pack_holds_stands_once_on_the_packing_list() -> None:
    day = morning()
    first = next(slot.block for slot in day.slots if slot.block.method)
    cards = next(h for m in catalogue().methods() if m.slug == first.method for h in m.handouts)
    name = cards.title.of("sv")
    slots = [replace(s, block=s.block.with_(material=name)) if s.block.id == first.id else s for s in day.slots]
    made = press(job("pack", paper_of=workshop(days=(replace(day, slots=tuple(slots)),)), profile="pack"))
    pages = [" ".join(word.text for word in page) for page in words(made.files["a4"])]
    said = next(page for page in pages if "Packlista" in page and "Och dessutom" in page)
    assert said.count(name) == 1, said
