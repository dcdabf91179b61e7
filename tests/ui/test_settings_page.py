"""Settings: what is kept on this machine, the logo, and a library put back as it was."""

from __future__ import annotations

from collections.abc import Callable
from pathlib import Path
from typing import Any

import pytest
from PySide6.QtGui import QImage
from PySide6.QtWidgets import QPushButton, QRadioButton

from tests.ui.conftest import House
from verkstad.app import association, workshops
from verkstad.app.settings import Settings, read_settings, write_settings
from verkstad.domain.errors import ReadOnly
from verkstad.domain.workshop import Workshop
from verkstad.start import settings_path

Build = Callable[..., House]


def test_what_every_paper_carries_is_kept_when_the_field_is_left(house: Build) -> None:
    here = house("sv")
    page: Any = here.go("settings")
    page.organisation.control.setText("Lindhaga kommun")
    page.organisation._touched()
    page.organisation.settle()
    page.names.check.click()
    kept = read_settings(settings_path())
    assert kept.organisation == "Lindhaga kommun"
    assert kept.names is False


def test_a_language_is_chosen_with_one_click_and_the_page_stands_where_it_was(house: Build) -> None:
    here = house("sv")
    page = here.go("settings")
    next(b for b in page.findChildren(QRadioButton) if b.text() == "English").click()
    here.settle(8)
    assert here.window.current().key == "settings"
    assert here.window.current().title() == "Settings"


def test_a_logo_is_a_picture_or_it_is_said(house: Build, tmp_path: Path) -> None:
    here = house("sv")
    page: Any = here.go("settings")
    text = tmp_path / "logo.png"
    text.write_text("ingen bild", "utf-8")
    here.dialogs.files = [text]
    page._choose_logo()
    assert "ingen bild" in here.said[-1][0]
    picture = QImage(40, 20, QImage.Format.Format_RGB32)
    picture.fill(0xFF0000)
    assert picture.save(str(text))
    page._choose_logo()
    assert read_settings(settings_path()).logo == str(text)
    assert page._no_logo.isVisibleTo(page)


def test_one_click_backs_up_and_a_backup_put_back_keeps_what_stood_aside(house: Build, tmp_path: Path) -> None:
    here = house("sv")
    here.bench.do(workshops.new_workshop, "Före")
    page: Any = here.go("settings")
    page._back_up()
    assert here.said[-1][0] == "Säkerhetskopierat och kontrollerat."
    here.bench.do(workshops.new_workshop, "Efter")
    here.dialogs.then = [lambda dialog: dialog.accept()]
    next(b for b in page.findChildren(QPushButton) if b.accessibleName().startswith("Återställ säkerhetskopian")).click()
    here.settle(8)
    here.bench = here.program.bench
    assert [w.title for w in here.bench.library.all(Workshop)] == ["Före"]
    assert here.window.current().key == "settings"
    assert list(tmp_path.glob("library.sqlite.aside-*"))


def test_settings_of_another_shape_take_their_defaults(tmp_path: Path) -> None:
    path = tmp_path / "settings.json"
    path.write_text('{"theme": 7, "organisation": "Lindhaga", "later": true}', "utf-8")
    assert read_settings(path) == Settings(organisation="Lindhaga")
    path.write_text("[1, 2", "utf-8")
    assert read_settings(path) == Settings()
    write_settings(path, Settings(language="en", names=False))
    assert read_settings(path) == Settings(language="en", names=False)


def test_one_tick_lets_a_double_click_open_session_files_and_another_takes_it_back(house: Build, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(association.shutil, "which", lambda name: None)
    here = house("sv")
    page: Any = here.go("settings")
    assert page.opens.check.text() == "Öppna sessionsfiler med Verkstad"
    assert not page.opens.check.isChecked()
    page.opens.check.click()
    assert association.is_associated(association.launcher())
    here.go("start")
    assert page.opens.check.isChecked()
    page.opens.check.click()
    assert not association.is_associated(association.launcher())
    assert not here.said


def test_a_system_that_refuses_is_said_in_a_sentence_and_the_box_says_how_it_is(house: Build, monkeypatch: pytest.MonkeyPatch) -> None:
    def refuse(path: Path, content: bytes) -> None:
        raise ReadOnly("folder", path=str(path))

    monkeypatch.setattr(association, "save_file", refuse)
    here = house("sv")
    page: Any = here.go("settings")
    page.opens.check.click()
    assert not page.opens.check.isChecked()
    assert [sentence for sentence, _ in here.said] == [
        "”verkstad.png” är skrivskyddad. Inget har ändrats; välj en annan plats eller be om rätt att skriva där."
    ]


def test_what_a_backup_took_the_place_of_is_named_and_listed_and_can_come_back(house: Build) -> None:
    here = house("sv")
    here.bench.do(workshops.new_workshop, "Före")
    page: Any = here.go("settings")
    page._back_up()
    here.bench.do(workshops.new_workshop, "Efter")
    here.dialogs.then = [lambda dialog: dialog.accept(), lambda dialog: dialog.accept()]
    next(b for b in page.findChildren(QPushButton) if b.accessibleName().startswith("Återställ säkerhetskopian")).click()
    here.settle(8)
    here.bench = here.program.bench
    (aside,) = here.bench.backups.set_aside()
    assert aside.name in here.window.toast.sentence.text()
    page = here.go("settings")
    back = next(b for b in page.findChildren(QPushButton) if b.accessibleName().startswith("Ta tillbaka det som lades åt sidan"))
    assert back.isEnabled()
    back.click()
    here.settle(8)
    here.bench = here.program.bench
    assert {w.title for w in here.bench.library.all(Workshop)} == {"Före", "Efter"}
