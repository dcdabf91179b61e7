"""Saving the program or the participants for another program: the dialog, what it remembers, what is written."""

from __future__ import annotations

from collections.abc import Callable
from pathlib import Path

from tests.ui.conftest import House
from verkstad.app import agenda, workshops
from verkstad.ui.screens.program_export import ProgramFileDialog


def test_the_program_is_saved_in_the_form_that_is_chosen_and_private_notes_stay(house: Callable[..., House], tmp_path: Path) -> None:
    here = house(with_sample=True)
    assert here.sample is not None
    here.go("workshop", here.sample.today)
    block = here.bench.ask(workshops.program, here.sample.today).days[0].slots[0].block.id
    here.bench.do(agenda.note_privately, block, "Bara för mig")
    here.dialogs.target = tmp_path / "dagen"

    def answer(asked: ProgramFileDialog) -> None:
        assert asked.program.isChecked() and not asked.notes.isChecked()
        asked.choose("md")
        asked.accept()

    here.dialogs.then = [answer]
    here.window.save_for_others()
    written = (tmp_path / "dagen.md").read_text("utf-8")
    assert written.startswith("# ") and "Bara för mig" not in written
    assert here.said[-1][0] == "Sparat som dagen.md"


def test_the_dialog_shows_what_belongs_to_the_form_and_warns_of_what_is_private(house: Callable[..., House]) -> None:
    here = house(with_sample=True)
    assert here.sample is not None
    here.go("workshop", here.sample.today)
    asked = ProgramFileDialog(here.window.desk, here.sample.today)
    asked.show()
    here.settle()
    asked.choose("docx")
    assert asked.notes.isVisible() and not asked.each_block.isVisible() and not asked._warned.isVisible()
    asked.notes.setChecked(True)
    assert "bara för dig" in asked._warned.text()
    asked.choose("ics")
    assert asked.each_block.isVisible() and not asked.notes.isVisible() and not asked.instructions.isVisible()
    asked.each_block.setChecked(True)
    assert asked.instructions.isVisible()
    asked.people.setChecked(True)
    assert [asked.forms.box.itemData(i) for i in range(asked.forms.box.count())] == ["xlsx", "csv", "vcf"]
    asked.needs.setChecked(True)
    assert "hälsa" in asked._warned.text()
    again = ProgramFileDialog(here.window.desk, here.sample.today)
    assert again.form == "ics" and not again.notes.isChecked()
    for dialog in (asked, again):
        dialog.close()
        dialog.deleteLater()


def test_what_cannot_be_written_is_said_and_nothing_is_left(house: Callable[..., House], tmp_path: Path) -> None:
    here = house(with_sample=True)
    assert here.sample is not None
    here.go("workshop", here.sample.today, "people")
    here.dialogs.target = tmp_path / "nowhere" / "people.csv"

    def answer(asked: ProgramFileDialog) -> None:
        assert asked.people.isChecked()
        asked.choose("csv")
        asked.accept()

    here.dialogs.then = [answer]
    here.window.save_for_others()
    assert here.said and "Sparat" not in here.said[-1][0]
    assert not (tmp_path / "nowhere").exists()
