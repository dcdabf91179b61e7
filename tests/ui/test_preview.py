"""The preview: what is seen is, byte for byte, what is opened, saved and printed."""

from __future__ import annotations

import subprocess
from collections.abc import Callable
from pathlib import Path
from typing import Any

import pytest
from PySide6.QtCore import Qt, QUrl
from PySide6.QtGui import QDesktopServices

from tests.ui.conftest import House
from verkstad.app import workshops
from verkstad.app.printing import workshop_paper
from verkstad.domain.initiative import Initiative
from verkstad.ui.preview import PreviewDialog, open_preview

Build = Callable[..., House]


def shown(here: House, qtbot: Any, workshop: str = "", sheet: str = "") -> PreviewDialog:
    dialog = open_preview(here.window.desk, workshop, sheet)
    assert dialog is not None
    here.dialogs.seen.append(dialog)
    qtbot.waitUntil(lambda: dialog.pressed is not None and dialog._running is None, timeout=180_000)
    here.settle()
    return dialog


def test_the_bytes_previewed_are_the_bytes_opened_saved_and_printed(
    house: Build, tmp_path: Path, qtbot: Any, monkeypatch: pytest.MonkeyPatch
) -> None:
    here = house("sv", with_sample=True)
    assert here.sample is not None
    dialog = shown(here, qtbot, here.sample.today, "agenda")
    name = dialog.file()
    assert name == "a4"
    seen = bytes(dialog._buffers[name].data().data())
    assert seen.startswith(b"%PDF-")
    assert seen == dialog.pressed.files[name]
    assert dialog._document.pageCount() == dialog.pressed.pages[name]

    here.dialogs.target = tmp_path / "program.pdf"
    dialog.save_as()
    assert (tmp_path / "program.pdf").read_bytes() == seen

    sent: list[Path] = []
    monkeypatch.setattr(QDesktopServices, "openUrl", lambda url: sent.append(Path(QUrl(url).toLocalFile())) or True)
    dialog.open_in_reader()
    assert [path.read_bytes() for path in sent] == [seen]
    assert sent[0].name.endswith(".pdf")
    assert {p.sheet for p in here.bench.ask(workshops.prints_of, here.sample.today)} == {"agenda"}


def test_the_printer_gets_the_same_bytes(house: Build, tmp_path: Path, qtbot: Any, monkeypatch: pytest.MonkeyPatch) -> None:
    from verkstad.ui.preview import PrinterDialog

    taken, told = tmp_path / "taken.pdf", tmp_path / "told.txt"
    lp = tmp_path / "lp"
    lp.write_text(f'#!/bin/sh\necho "$@" > {told}\ncat > {taken}\n', "utf-8")
    lp.chmod(0o755)
    here = house("sv", with_sample=True)
    assert here.sample is not None
    dialog = shown(here, qtbot, here.sample.today, "agenda")
    printer = PrinterDialog(here.window.desk, dialog.pressed.files["a4"], "a4", "Program")
    here.dialogs.seen.append(printer)
    assert printer._through_lp(str(lp), "Kontoret", 3)
    assert taken.read_bytes() == dialog.pressed.files["a4"]
    options = told.read_text("utf-8")
    assert "-d Kontoret -n 3" in options
    assert "media=A4" in options
    assert subprocess.run([str(lp)], input=b"", check=True).returncode == 0


def test_the_pack_is_the_first_choice_and_another_choice_makes_other_bytes(house: Build, qtbot: Any) -> None:
    here = house("sv", with_sample=True)
    assert here.sample is not None
    dialog = shown(here, qtbot, here.sample.coming, "agenda")
    first = dialog.pressed.files["a4"]
    dialog.language.control.setFocus()
    dialog.language.box.setCurrentIndex(1)
    dialog.language.box.activated.emit(1)
    qtbot.waitUntil(
        lambda: dialog._running is None and not dialog._restart.isActive() and dialog.pressed.files["a4"] != first, timeout=180_000
    )
    assert dialog.wish().language == "en"
    other = open_preview(here.window.desk, here.sample.coming)
    assert other is not None
    here.dialogs.seen.append(other)
    assert other.pack.isChecked()
    assert other.wish().sheets == ("pack",)


def test_every_sheet_there_is_can_be_chosen(house: Build, qtbot: Any) -> None:
    here = house("sv", with_sample=True)
    assert here.sample is not None
    dialog = shown(here, qtbot, here.sample.today, "agenda")
    qtbot.waitUntil(lambda: dialog.sheets.count() > 0, timeout=120_000)
    names = {dialog.sheets.item(at).data(Qt.ItemDataRole.UserRole) for at in range(dialog.sheets.count())}
    assert {"runsheet", "agenda", "attendance"} <= names
    assert "pack" not in names
    assert dialog.chosen_sheets() == ("agenda",)
    chosen = dialog.sheets.currentItem()
    assert chosen.data(Qt.ItemDataRole.UserRole) == "agenda"
    groups = [g for x in workshop_paper(here.bench.library, here.sample.today).groupings for r in x.rounds for g in r.groups]
    assert dialog.table.value() == (max(len(g.people) for g in groups) if groups else 6)

    last = open_preview(here.window.desk, here.bench.library.all(Initiative)[0].id, "glossary")
    assert last is not None
    here.dialogs.seen.append(last)
    qtbot.waitUntil(lambda: last.sheets.count() > 0, timeout=120_000)
    here.settle()
    far = last.sheets.currentItem()
    assert far.data(Qt.ItemDataRole.UserRole) == "glossary"
    assert last.sheets.row(far) * far.sizeHint().height() > last.sheets.viewport().height()  # it would not be seen from the top
    assert last.sheets.viewport().rect().contains(last.sheets.visualItemRect(far))


def test_with_no_workshop_there_is_a_sentence_and_no_dialog(house: Build) -> None:
    here = house("sv")
    assert open_preview(here.window.desk) is None
    assert "inget att skriva ut" in here.said[-1][0]


def test_control_p_proposes_the_workshop_one_stands_in_and_else_the_next(house: Build, qtbot: Any) -> None:
    here = house("sv", with_sample=True)
    assert here.sample is not None
    here.go("library")
    dialog = open_preview(here.window.desk)
    assert dialog is not None
    here.dialogs.seen.append(dialog)
    lines = {w.id: w for w in here.bench.ask(workshops.workshops)}
    today = here.window.desk.today()
    coming = [w for w in lines.values() if (w.last or "") >= today]
    expected = min(coming, key=lambda w: w.first or "").id if coming else next(iter(lines))
    assert dialog.subject == expected


def test_saved_is_said_inside_the_dialog_and_pages_with_and_without_blank_backs(house: Build, tmp_path: Path, qtbot: Any) -> None:
    here = house("sv", with_sample=True)
    assert here.sample is not None
    dialog = shown(here, qtbot, here.sample.today)
    pages, blank = dialog.pressed.pages["a4"], dialog.pressed.blank["a4"]
    assert dialog.files.tabText(0) == f"A4 · {pages - blank} sidor, {pages} med tomma baksidor"
    here.dialogs.target = tmp_path / "paket"
    dialog.save_as()
    assert (tmp_path / "paket.pdf").is_file()
    assert dialog.saved.text() == "Sparat som paket.pdf"
    assert dialog.saved.isVisibleTo(dialog)


def test_without_a_documents_folder_files_are_proposed_at_home(house: Build, tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    from PySide6.QtCore import QStandardPaths

    from verkstad.ui.dialogs import Dialogs

    here = house("sv")
    dialogs = Dialogs()
    dialogs.desk = here.window.desk
    monkeypatch.setenv("HOME", str(tmp_path))
    monkeypatch.setenv("USERPROFILE", str(tmp_path))
    for place in ("", str(tmp_path / "Documents")):
        monkeypatch.setattr(QStandardPaths, "writableLocation", lambda _which, place=place: place)
        assert dialogs._place("save") == str(tmp_path)
    (tmp_path / "Documents").mkdir()
    assert dialogs._place("save") == str(tmp_path / "Documents")
