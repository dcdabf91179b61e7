"""The harvest in a real window: ten notes and three actions by keyboard alone, photos that find their blocks, places typed from paper, forms, the end."""

from __future__ import annotations

from collections.abc import Callable
from pathlib import Path
from types import SimpleNamespace
from typing import Any

import pytest
from PIL import Image
from PySide6.QtCore import QMimeData, QModelIndex, QPointF, Qt
from PySide6.QtGui import QGuiApplication
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QLabel, QWidget

from tests.ui.conftest import House
from tests.ui.walking import clipped, nameless
from verkstad.app import actions, agenda, harvest, initiatives, people, polls, workshops
from verkstad.app.people import NewPerson
from verkstad.domain.actions import Action
from verkstad.domain.agenda import AgendaBlock
from verkstad.domain.harvest import Capture, Cluster, Evaluation, Photo
from verkstad.domain.initiative import Goal
from verkstad.domain.insights import Insight, Risk
from verkstad.domain.inventory import InventoryItem
from verkstad.domain.modules import Module
from verkstad.domain.workshop import Day, Workshop
from verkstad.i18n import language
from verkstad.ui.screens.harvest.axes import read_place
from verkstad.ui.screens.harvest.finish import FinishSheet
from verkstad.ui.screens.harvest.page import FACES, HarvestPart
from verkstad.ui.screens.harvest.wall import MIME
from verkstad.ui.screens.harvest.words import TURNS, key_shown

Build = Callable[..., House]
Key = Qt.Key


class Stage:
    """A window on the harvest of a morning: check-in at 9, group work 9.20, coffee 10.30, decision 10.45."""

    def __init__(self, house: Build, code: str = "sv", *, initiative: bool = True, **more: Any) -> None:
        self.house = house(code, **more)
        self.bench = self.house.bench
        do = self.bench.do
        self.initiative = do(initiatives.new_initiative, "Svar inom sju dagar") if initiative else None
        self.workshop = do(workshops.new_workshop, "Elefantdagen", date="2026-11-24", initiative=self.initiative)
        day = self.bench.library.children(Day, self.workshop)[0].id
        for title, minutes, kind in (("In", 20, "opening"), ("Skiva", 70, "group"), ("Fika", 15, "break"), ("Beslut", 45, "plenary")):
            do(agenda.add_block, day, title=title, minutes=minutes, type=kind)
        self.blocks = [b.id for b in self.bench.library.children(AgendaBlock, day)]
        self.page: Any = self.house.go("workshop", self.workshop, "harvest")
        self.part: HarvestPart = self.page.part()

    def key(self, key: Any, widget: QWidget | None = None, modifier: Any = Qt.KeyboardModifier.NoModifier) -> None:
        QTest.keyClick(widget or self.house.app.focusWidget(), key, modifier)
        self.house.settle()

    def write(self, *notes: str) -> None:
        """As one types them: the words, Enter, the next."""
        self.part.line.setFocus()
        for note in notes:
            self.part.line.edit.insert(note)
            self.key(Key.Key_Return, self.part.line.edit)

    def notes(self) -> list[str]:
        return [c.says for c in self.bench.library.children(Capture, self.workshop)]

    def wall(self, key: Any, modifier: Any = Qt.KeyboardModifier.NoModifier) -> None:
        self.key(key, self.part.wall, modifier)

    def choose(self, *says: str) -> None:
        ids = {("note", c.id) for c in self.bench.library.children(Capture, self.workshop) if c.says in says}
        self.part.wall.select(ids)
        self.part.wall.setFocus()
        self.house.settle()


def photo(path: Path, taken: str = "", colour: str = "orange") -> Path:
    exif = Image.Exif()
    if taken:
        exif.get_ifd(0x8769)[0x9003] = taken
    Image.new("RGB", (320, 240), colour).save(path, "JPEG", exif=exif)
    return path


# ------------------------------------------------------------------------------------------------ notes


def test_ten_notes_become_three_actions_by_keyboard_alone(house: Build) -> None:
    stage = Stage(house)
    assert stage.part._wall_or_empty.currentWidget() is stage.part._empty
    stage.write(*(f"Lapp {n}" for n in range(1, 11)))
    assert len(stage.notes()) == 10
    assert {c.block for c in stage.bench.library.all(Capture)} == {stage.blocks[1]}  # the first block in which one works
    assert stage.part.left.text() == "10 lappar kvar att sortera"
    stage.key(Key.Key_Escape, stage.part.line.edit)
    assert stage.part.wall.hasFocus()
    for start in (1, 3):  # two clusters of two, each with its heading
        stage.choose(f"Lapp {start}", f"Lapp {start + 1}")
        stage.wall(Key.Key_H)
        stage.part._inspector.title.line.insert(f"Samling {start}")
        stage.key(Key.Key_Return, stage.part._inspector.title.line)
        cluster = next(c.id for c in stage.bench.library.all(Cluster) if c.title == f"Samling {start}")
        stage.part.wall.select({("cluster", cluster)})
        stage.wall(Key.Key_Aring)
    stage.choose("Lapp 5")
    stage.wall(Key.Key_A)
    assert sorted(a.what for a in stage.bench.library.children(Action, stage.workshop)) == ["Lapp 5", "Samling 1", "Samling 3"]
    stage.choose("Lapp 6")
    for _ in range(3):
        stage.wall(Key.Key_K)
    stage.wall(Key.Key_L)
    stage.wall(Key.Key_I)
    assert stage.part.left.text() == "Alla lappar är sorterade"
    for _ in range(5):
        stage.house.window.undo()
    assert stage.part._harvest is not None and stage.part._harvest.unsorted == 5


@pytest.mark.parametrize(
    ("key", "value"),
    [
        (Key.Key_I, Insight),
        (Key.Key_Aring, Action),
        (Key.Key_A, Action),
        (Key.Key_M, Module),
        (Key.Key_R, Risk),
        (Key.Key_B, InventoryItem),
        (Key.Key_G, Goal),
    ],
)
def test_one_key_turns_a_note_into_something_and_one_step_takes_it_back(house: Build, key: Any, value: type) -> None:
    stage = Stage(house)
    stage.write("Ring upp")
    stage.choose("Ring upp")
    stage.wall(key)
    assert stage.bench.library.count(value) == 1
    assert stage.house.said[-1][1]
    stage.house.window.undo()
    assert stage.bench.library.count(value) == 0
    assert stage.bench.library.all(Capture)[0].settled == ""


def test_a_module_without_an_initiative_is_answered_in_a_sentence(house: Build) -> None:
    stage = Stage(house, initiative=False)
    stage.write("Ring upp")
    stage.choose("Ring upp")
    stage.wall(Key.Key_M)
    assert "initiativ" in stage.house.said[-1][0]
    assert stage.bench.library.all(Capture)[0].settled == ""


def test_what_became_something_does_not_lose_that_by_a_key(house: Build) -> None:
    stage = Stage(house)
    stage.write("Ring upp", "Skriv")
    stage.choose("Ring upp")
    stage.wall(Key.Key_Aring)
    for key in (Key.Key_K, Key.Key_L, Key.Key_I):
        stage.choose("Ring upp", "Skriv") if key == Key.Key_K else stage.choose("Ring upp")
        stage.wall(key)
    assert {c.says: c.settled for c in stage.bench.library.all(Capture)} == {"Ring upp": "became", "Skriv": "kept"}
    assert "redan" in stage.house.said[-1][0]
    stage.wall(Key.Key_T)
    assert {c.says: c.settled for c in stage.bench.library.all(Capture)} == {"Ring upp": "", "Skriv": "kept"}


def test_plus_and_minus_count_votes_and_the_card_stays_chosen(house: Build) -> None:
    stage = Stage(house)
    stage.write("Ring upp", "Skriv")
    stage.choose("Skriv")
    for _ in range(3):
        stage.wall(Key.Key_Plus)
    stage.wall(Key.Key_Minus)
    assert [c.votes for c in stage.bench.library.children(Capture, stage.workshop)] == [None, 2]
    assert stage.part._inspector.votes.line.text() == "2"


def test_pasted_lines_are_shown_before_they_become_notes(house: Build) -> None:
    stage = Stage(house)
    QGuiApplication.clipboard().setText("– Ring upp\n– Skriv\n\n– Besök")
    stage.part.line.setFocus()
    stage.key(Key.Key_V, stage.part.line.edit, Qt.KeyboardModifier.ControlModifier)
    assert stage.notes() == []  # Esc
    stage.house.dialogs.then.append(lambda sheet: sheet.accept())
    stage.key(Key.Key_V, stage.part.line.edit, Qt.KeyboardModifier.ControlModifier)
    assert stage.notes() == ["Ring upp", "Skriv", "Besök"]
    stage.house.window.undo()
    assert stage.notes() == []


def test_a_note_dragged_onto_another_makes_a_cluster_and_onto_a_block_goes_there(house: Build) -> None:
    stage = Stage(house)
    stage.write("Ring upp", "Skriv", "Besök")
    model = stage.part.wall.model_
    rows = {s.line.capture.says: n for n, s in enumerate(model.spots) if s.line is not None}
    first, second = (model.index(rows[says]) for says in ("Ring upp", "Skriv"))
    data = model.mimeData([second])
    assert data.hasFormat(MIME)
    model.dropMimeData(data, Qt.DropAction.CopyAction, -1, -1, first)
    stage.house.settle()
    (cluster,) = stage.bench.library.all(Cluster)
    assert stage.bench.library.count(Capture, cluster=cluster.id) == 2
    rows = {s.line.capture.says: n for n, s in enumerate(model.spots) if s.line is not None}
    data = model.mimeData([model.index(rows["Besök"])])
    to = next(n for n, s in enumerate(model.spots) if s.key == ("block", stage.blocks[3]))
    model.dropMimeData(data, Qt.DropAction.CopyAction, -1, -1, model.index(to))
    assert stage.bench.library.count(Capture, block=stage.blocks[3]) == 1
    assert not model.dropMimeData(QMimeData(), Qt.DropAction.CopyAction, -1, -1, QModelIndex())


def test_notes_are_merged_and_split_by_key(house: Build) -> None:
    stage = Stage(house)
    stage.write("Ring upp", "Skriv")
    stage.choose("Ring upp", "Skriv")
    stage.wall(Key.Key_S)
    assert stage.notes() == ["Ring upp\nSkriv"]
    stage.house.dialogs.then.append(lambda sheet: sheet.accept())
    stage.wall(Key.Key_D)
    assert stage.notes() == ["Ring upp", "Skriv"]


def test_a_note_is_reworded_in_the_inspector_and_an_empty_one_refused(house: Build) -> None:
    stage = Stage(house)
    stage.write("Rign upp")
    stage.choose("Rign upp")
    stage.wall(Key.Key_Return)
    edit = stage.part._inspector.says.edit
    assert edit.hasFocus()
    edit.setPlainText("Ring upp")
    stage.part.settle()
    assert stage.notes() == ["Ring upp"]
    edit.setPlainText("   ")
    stage.part.settle()
    assert stage.notes() == ["Ring upp"]
    assert stage.part._inspector.says.error.text()


def test_an_action_gets_its_owner_and_day_where_the_note_is(house: Build) -> None:
    stage = Stage(house)
    who = stage.bench.do(people.add_person, NewPerson("Ada", "Ek"))
    stage.write("Ring upp")
    stage.choose("Ring upp")
    stage.wall(Key.Key_Aring)
    inspector = stage.part._inspector
    assert inspector.owner.isVisibleTo(inspector)
    inspector.owner.line.insert("Ada")
    inspector.owner.line.textEdited.emit("Ada")
    inspector.owner.settle()
    inspector.due.line.setText("1 dec")
    inspector.due.line.textEdited.emit("1 dec")
    inspector.due.settle()
    (row,) = stage.bench.library.all(Action)
    assert (row.owner, row.due[5:] if row.due else "") == (who, "12-01")


# ------------------------------------------------------------------------------------------------ two axes


def test_places_are_typed_from_the_sheet_by_number(house: Build) -> None:
    stage = Stage(house)
    stage.write("Ring upp", "Skriv")
    stage.part.turn("axes")
    face = stage.part._made["axes"]
    for typed in ("2 80 20", "1, 5, 100", "9 1 1", "1 101 5", "x"):
        face.line.setText(typed)
        stage.key(Key.Key_Return, face.line)
    assert [(c.x, c.y) for c in stage.bench.library.children(Capture, stage.workshop)] == [(5, 100), (80, 20)]


@pytest.mark.parametrize(
    ("typed", "read"), [("7 80 20", (7, 80, 20)), ("7: 80/20", (7, 80, 20)), ("7 80", None), ("7 80 200", None), ("", None)]
)
def test_what_is_typed_for_a_place(typed: str, read: tuple[int, int, int] | None) -> None:
    assert read_place(typed) == read


def test_a_dot_is_dragged_and_moved_with_the_arrows(house: Build) -> None:
    stage = Stage(house)
    stage.write("Ring upp")
    (note,) = stage.bench.library.all(Capture)
    stage.bench.do(harvest.place_capture, note.id, 50, 50)
    stage.part.turn("axes")
    stage.house.settle()
    plot = stage.part._made["axes"].plot
    start, end = plot.point(50, 50), plot.point(90, 10)
    QTest.mousePress(plot, Qt.MouseButton.LeftButton, pos=start.toPoint())
    QTest.mouseMove(plot, end.toPoint())
    QTest.mouseRelease(plot, Qt.MouseButton.LeftButton, pos=end.toPoint())
    moved = stage.bench.library.need(Capture, note.id)
    assert abs((moved.x or 0) - 90) <= 1 and abs((moved.y or 0) - 10) <= 1
    stage.key(Key.Key_Up, plot)
    assert stage.bench.library.need(Capture, note.id).y == (moved.y or 0) + 5
    assert plot.place(QPointF(-500, 9_000)) == (0, 0)


# ------------------------------------------------------------------------------------------------ photos


def test_a_dropped_folder_is_sorted_to_blocks_and_typed_in_beside_the_picture(house: Build, tmp_path: Path) -> None:
    stage = Stage(house)
    folder = tmp_path / "bilder"
    folder.mkdir()
    for n, taken in enumerate(("2026:11:24 09:05:00", "2026:11:24 09:40:00", "2026:11:24 10:35:00", "2026:11:24 10:50:00", "")):
        photo(folder / f"{n}.jpg", taken, f"#{n}0{n}0{n}0")
    (folder / "trasig.jpg").write_bytes(b"\xff\xd8\xff\xe0trasig")
    (folder / "anteckning.txt").write_text("hej")
    told: list[str] = []
    stage.house.dialogs.then.append(lambda sheet: told.append(sheet.windowTitle()))
    stage.house.window.open_files([folder])
    for _ in range(200):
        stage.house.settle()
        if stage.bench.library.count(Photo):
            break
    stage.house.settle()
    assert [p.block for p in sorted(stage.bench.library.all(Photo), key=lambda p: p.name)] == [
        stage.blocks[0], stage.blocks[1], stage.blocks[1], stage.blocks[3], None,
    ]  # fmt: skip
    assert told == ["1 foto kunde inte läsas"]
    face = stage.part._made["photos"]
    assert not face.picture._pixmap.isNull()
    face.select({p.id for p in stage.bench.library.all(Photo) if p.name == "1.jpg"})
    face.strip.clearSelection()
    face.select({p.id for p in stage.bench.library.all(Photo) if p.name == "1.jpg"})
    face.line.setText("Ring upp")
    stage.key(Key.Key_Return, face.line)
    (note,) = stage.bench.library.all(Capture)
    one = next(p for p in stage.bench.library.all(Photo) if p.name == "1.jpg")
    assert (note.says, note.block, note.photo) == ("Ring upp", stage.blocks[1], one.id)
    stage.house.window.undo()
    stage.house.window.undo()
    assert stage.bench.library.count(Photo) == 0


def test_a_photo_in_the_wrong_block_is_set_right(house: Build, tmp_path: Path) -> None:
    stage = Stage(house)
    made = stage.bench.do(harvest.add_photos, stage.workshop, (harvest.NewPhoto("a" * 64, "a.jpg", "2026-11-24T09:30:00"),))
    stage.part.turn("photos")
    face = stage.part._made["photos"]
    face.select(set(made))
    face._do(harvest.photos_to_block, face.chosen(), stage.blocks[3])
    assert stage.bench.library.need(Photo, made[0]).block == stage.blocks[3]
    face._on_slow(90)  # half past nine was really eleven
    assert stage.bench.library.need(Photo, made[0]).taken == "2026-11-24T11:00:00"
    assert face.chosen() == made


# ------------------------------------------------------------------------------------------------ evaluation


def test_a_pile_of_forms_is_typed_digit_by_digit(house: Build) -> None:
    stage = Stage(house)
    stage.part.turn("evaluation")
    face = stage.part._made["evaluation"]
    face.scores[0].setFocus()
    for digits in ("543", "442", "533", "2 4"):
        for digit in digits:
            QTest.keyClicks(stage.house.app.focusWidget(), digit)
        stage.key(Key.Key_Return)
        stage.key(Key.Key_Return)
    forms = sorted(stage.bench.library.all(Evaluation), key=lambda f: f.id)
    assert [(f.worthwhile, f.heard, f.clear) for f in forms] == [(5, 4, 3), (4, 4, 2), (5, 3, 3), (2, None, 4)]
    assert face.scores[0].hasFocus()
    assert face._shown is not None and not face._shown.hidden
    assert [a.statement for a in face._shown.answered] == ["worthwhile", "clear"]


@pytest.mark.parametrize("code", ["sv", "en"])
def test_the_scale_is_said_at_the_field_and_what_is_no_answer_is_refused_in_words(house: Build, code: str) -> None:
    stage = Stage(house, code)
    stage.part.turn("evaluation")
    stage.house.settle()
    face = stage.part._made["evaluation"]
    scale = {"sv": "1 = stämmer inte … 5 = stämmer helt", "en": "1 = not at all true … 5 = entirely true"}[code]
    shown = [w.text() for w in face.findChildren(QLabel) if w.isVisible()]
    assert scale in shown and all(score.accessibleDescription() == scale for score in face.scores)
    empty = {"sv": "Ingen blankett", "en": "No form is typed"}[code]
    assert any(text.startswith(empty) for text in shown) and not any("sök" in text.casefold() for text in shown)
    face.scores[0].setFocus()
    for typed in "90x":
        QTest.keyClicks(face.scores[0], typed)
        assert face.scores[0].hasFocus() and not face.scores[0].text()
        assert face.wrong.isVisible() and f"”{typed}”" in face.wrong.text().replace("“", "”")
    QTest.keyClicks(face.scores[0], "4")
    assert not face.wrong.isVisible() and face.scores[1].hasFocus()


def test_photos_in_the_phones_own_format_get_one_sentence_and_the_dialog_shows_them(house: Build, tmp_path: Path) -> None:
    stage = Stage(house)
    stage.part.turn("photos")
    face = stage.part._made["photos"]
    told: list[tuple[str, str]] = []
    asked: list[str] = []
    stage.house.dialogs.tell = lambda title, text: told.append((title, text))
    for n in range(3):
        (tmp_path / f"IMG_{n}.HEIC").write_bytes(b"\0\0\0\x18ftypheic" + b"\0" * 100)
    Image.new("RGB", (60, 40), "red").save(tmp_path / "a.jpg")
    stage.house.dialogs.open_files = lambda title, filters: asked.append(filters) or [*tmp_path.glob("*.HEIC"), tmp_path / "a.jpg"]
    face.choose()
    assert "*.heic" in asked[0] and "*.heif" in asked[0]
    ((title, text),) = told
    assert title.startswith("3 foton") and text.count("HEIC") == 1 and "JPEG" in text and "Mest kompatibelt" in text
    assert stage.bench.library.count(Photo) == 1


def test_the_axes_are_named_by_whoever_leads_and_stay_with_the_workshop(house: Build) -> None:
    stage = Stage(house)
    stage.write("Ring upp")
    stage.part.turn("axes")
    stage.house.settle()
    face = stage.part._made["axes"]
    assert face.plot._names == ("Insats", "Nytta") and face.line.placeholderText() == "Nummer, insats, nytta: 7 80 20"
    face.to_right.setFocus()
    face.to_right.line.insert("Kostnad")
    face.upwards.setFocus()
    stage.house.settle()
    face.upwards.line.insert("Kundnytta")
    stage.key(Key.Key_Return, face.upwards.line)
    row = stage.bench.library.need(Workshop, stage.workshop)
    assert (row.axis_x, row.axis_y) == ("Kostnad", "Kundnytta")
    assert face.plot._names == ("Kostnad", "Kundnytta") and face.line.placeholderText() == "Nummer, kostnad, kundnytta: 7 80 20"
    stage.bench.undo()
    stage.house.settle()
    assert face.plot._names == ("Kostnad", "Nytta")


# ------------------------------------------------------------------------------------------------ what is in the hand


def test_what_the_room_voted_is_told_at_its_block(house: Build) -> None:
    stage = Stage(house)
    stage.write("Ring upp")
    stage.bench.do(polls.ask_room, stage.workshop, "Först?", ("Telefon", "Brev"), block=stage.blocks[1])
    stage.house.settle()
    wall = stage.part.wall
    row = next(n for n, s in enumerate(wall.model_.spots) if s.key == ("block", stage.blocks[1]))
    assert "1 omröstning" in wall.itemDelegate()._facts(wall.model_.spots[row].block)
    assert wall.model_.index(row).data(Qt.ItemDataRole.ToolTipRole) == "Först?  Telefon 0, Brev 0"


def test_a_dragged_note_is_seen_as_its_card_and_shows_what_it_would_be_put_on(house: Build) -> None:
    stage = Stage(house)
    stage.write("Ring upp", "Skriv", "Besök")
    wall = stage.part.wall
    rows = [n for n, s in enumerate(wall.model_.spots) if s.line is not None]
    one, two = wall.carried([wall.model_.index(rows[0])]), wall.carried([wall.model_.index(n) for n in rows[:2]])
    ratio = one.devicePixelRatio()
    assert one.width() == two.width() == round((wall.card_width() - 10) * ratio)
    assert one.toImage().pixelColor(0, 0).alpha() == 0 and one.toImage() != two.toImage()  # round corners; how many there are
    assert not wall.showDropIndicator()
    plain = wall.viewport().grab().toImage()
    wall._hold_over(rows[1])
    assert wall.viewport().grab().toImage() != plain
    wall._hold_over(-1)
    assert wall.viewport().grab().toImage() == plain


def test_the_list_of_people_to_choose_from_has_a_frame(house: Build) -> None:
    stage = Stage(house)
    stage.bench.do(people.add_person, NewPerson("Ada", "Ek"))
    stage.write("Ring upp")
    stage.part.mean("action")
    stage.house.settle()
    owner = stage.part._inspector.owner
    owner.setFocus()
    QTest.keyClicks(owner.line, "Ad")
    stage.house.settle()
    popup = owner._completer.popup()
    image = popup.grab().toImage()
    edges = {image.pixelColor(x, y).name() for x, y in ((0, image.height() // 2), (image.width() - 1, image.height() // 2))}
    assert edges == {stage.house.window.desk.theme.colour("field").name()}
    popup.hide()


# ------------------------------------------------------------------------------------------------ the end


def test_finishing_asks_once_for_an_action_with_somebody_and_a_day(house: Build) -> None:
    stage = Stage(house)
    who = stage.bench.do(people.add_person, NewPerson("Ada", "Ek"))
    stage.write("Ring upp")

    def answer(sheet: FinishSheet) -> None:
        sheet._with()
        assert sheet.result() == 0 and sheet.what.error.text()
        sheet.what.line.setText("Ring de tre")
        sheet._with()
        assert sheet.owner.error.text()
        sheet.owner.line.setText("Ada Ek")
        sheet._with()

    stage.house.dialogs.then.append(answer)
    stage.part.finish()
    (row,) = stage.bench.library.all(Action)
    assert (row.what, row.owner, row.due is not None) == ("Ring de tre", who, True)
    assert stage.bench.library.need(Workshop, stage.workshop).closed
    seen = len(stage.house.dialogs.seen)
    stage.part.finish()
    assert stage.bench.library.need(Workshop, stage.workshop).closed  # what is finished is not opened by the way it was finished
    stage.part.reopen_button.click()
    assert stage.bench.library.need(Workshop, stage.workshop).closed is None and stage.house.said[-1][1]
    stage.bench.do(harvest.keep_as_is, [c.id for c in stage.bench.library.all(Capture)])
    stage.part.finish()
    assert len(stage.house.dialogs.seen) == seen  # the action is there and nothing is unsorted: nothing is asked
    assert stage.bench.library.need(Workshop, stage.workshop).closed


def test_where_only_some_were_noted_as_present_the_harvest_says_so_once_with_the_way_to_the_list(house: Build) -> None:
    stage = Stage(house)
    for name in ("Ada", "Bo", "Cia"):
        stage.bench.do(people.add_person, NewPerson(name, "Ek"), workshop=stage.workshop)
    menu = stage.part.paper_button.menu()
    menu.aboutToShow.emit()
    assert not stage.part.unmarked_entry.isVisible()  # nobody is noted: the paper goes by the list
    rows = [x.id for x in stage.bench.ask(people.participants, stage.workshop)]
    stage.bench.do(people.mark_present, rows[:1])
    menu.aboutToShow.emit()
    assert stage.part.unmarked_entry.isVisible() and stage.part.unmarked_entry.text().startswith("2 personer saknar noterad närvaro")
    assert harvest.closing(stage.bench.library, stage.workshop, "2026-11-24").unmarked == 2
    stage.part.unmarked_entry.trigger()
    stage.house.settle()
    assert stage.page.part().rest_button.isVisible()
    stage.bench.do(people.mark_rest_present, stage.workshop)
    assert harvest.closing(stage.bench.library, stage.workshop, "2026-11-24").unmarked == 0


def test_what_became_of_a_note_is_said_without_a_count_that_grows_old(house: Build) -> None:
    stage = Stage(house)
    stage.write("Ett", "Två", "Tre")
    stage.choose("Ett")
    stage.wall(Key.Key_I)
    assert stage.part.left.text() == "2 lappar kvar att sortera" and not any(c.isdigit() for c in stage.house.said[-1][0])


def test_open_actions_from_before_stand_first(house: Build) -> None:
    stage = Stage(house)
    before = stage.bench.do(workshops.new_workshop, "Uppstart", date="2026-10-01", initiative=stage.initiative)
    stage.bench.do(actions.add_action, before, "Hämta statistiken")
    stage.house.settle()
    assert stage.part._before.isVisibleTo(stage.part)
    assert "Hämta statistiken" in stage.part.earlier.text()


# ------------------------------------------------------------------------------------------------ how it looks


@pytest.mark.parametrize("code", ["sv", "en"])
def test_nothing_is_cut_or_nameless_in_the_small_window(house: Build, code: str) -> None:
    stage = Stage(house, code, size=(1024, 640))
    notes = stage.bench.do(harvest.add_captures, stage.workshop, ("Ring upp inom en dag", "Skriv", "Besök"), block=stage.blocks[1])
    stage.bench.do(harvest.cluster_captures, notes[:2], "Nåbarhet")
    stage.bench.do(harvest.turn_into, notes[2:], "action")
    for face, _name in FACES:
        stage.part.turn(face)
        stage.house.settle()
        assert clipped(stage.house.window) == []
        assert nameless(stage.house.window) == []
    stage.part.turn("notes")
    for chosen in (notes[:1], notes[:2], notes[2:]):
        stage.part.wall.select({("note", id) for id in chosen})
        stage.house.settle()
        assert clipped(stage.house.window) == []


def test_the_documentation_is_saved_as_it_is_printed_and_as_a_text_document(
    house: Build, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    stage = Stage(house)
    stage.write("Ring upp")
    for form in ("docx", "md"):
        stage.house.dialogs.target = tmp_path / f"dok.{form}"
        stage.part.save_documentation(form)
        assert stage.house.dialogs.target.stat().st_size > 60
    assert "Ring upp" in (tmp_path / "dok.md").read_text("utf-8")
    assert "dok.md" in stage.house.said[-1][0]
    here = SimpleNamespace(
        submit=lambda work, *args, reports: work(*args)
    )  # the press of the preview's tests, without a process of its own
    monkeypatch.setattr(stage.house.window.desk.background, "wait", lambda _desk, _title, start: start(here))
    stage.house.dialogs.target = tmp_path / "dok"
    stage.part.save_documentation("pdf")  # without passing the print window
    assert (tmp_path / "dok.pdf").read_bytes().startswith(b"%PDF-")
    assert "dok.pdf" in stage.house.said[-1][0]
    assert [told.sheet for told in stage.bench.ask(workshops.prints_of, stage.workshop)] == ["documentation"]


def test_a_key_is_shown_as_it_stands_on_the_keyboard_of_the_language() -> None:
    assert [key_shown(key, language("en")) for _what, key, _name in TURNS] == list("IAMRBG")
    assert [key_shown(key, language("sv")) for _what, key, _name in TURNS] == list("IÅMRBG")
