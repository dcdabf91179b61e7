"""From an empty library to a printed half-day: the main job, without a mouse being moved for nothing."""

from __future__ import annotations

from collections.abc import Callable
from pathlib import Path
from typing import Any

import pikepdf
from PySide6.QtWidgets import QDialog

from tests.journeys.hand import Hand, people_from_a_spreadsheet
from tests.ui.conftest import House
from verkstad.app import workshops
from verkstad.app.people import participants
from verkstad.domain.initiative import Initiative
from verkstad.domain.workshop import Workshop
from verkstad.ui.preview import PreviewDialog

Build = Callable[..., House]


def test_a_half_day_goes_from_a_template_and_28_pasted_rows_to_the_printed_pack_in_60_interactions(
    house: Build, tmp_path: Path, qtbot: Any
) -> None:
    here = house("sv", with_sample=False)
    hand = Hand(here)
    window = here.window
    assert here.bench.library.count(Workshop) == 0

    # Start: a template, with at most a name and a date.
    def name_it(dialog: QDialog) -> None:
        hand.fill(dialog.name.line, "Halvdagsstart i maj")  # type: ignore[attr-defined]
        hand.fill(dialog.date.line, "2027-05-04")  # type: ignore[attr-defined]
        hand.click(dialog, "Skapa")

    here.dialogs.then.append(name_it)
    hand.click(window, "Ny från mall")
    if window.current().key == "library":
        hand.click(window, "Ny workshop från mall")
    assert window.current().key == "workshop"
    (made,) = here.bench.library.all(Workshop)
    assert made.title == "Halvdagsstart i maj"

    # People: pasted from the spreadsheet, looked through, brought in.
    def look_through(dialog: QDialog) -> None:
        hand.click(dialog, "Importera 28 personer")

    hand.copied(people_from_a_spreadsheet(28))
    hand.tab(window, "Människor och grupper")
    here.dialogs.then.append(look_through)
    hand.click(window, "Klistra in en lista")
    assert len(here.bench.ask(participants, made.id)) == 28

    # Paper: the pack, saved as files.
    hand.press("Ctrl+P", window)
    dialog = next(d for d in here.app.topLevelWidgets() if isinstance(d, PreviewDialog) and d.isVisible())
    qtbot.waitUntil(lambda: dialog.pressed is not None and dialog._running is None, timeout=180_000)
    hand.click(dialog, dialog.pack.text())  # from the list of people the attendance list is proposed
    qtbot.waitUntil(lambda: dialog._running is None and dialog.files.count() == 2, timeout=180_000)
    files = dialog.files.count()
    for at in range(files):
        here.dialogs.target = tmp_path / f"pack-{at}.pdf"
        hand.tab(dialog, dialog.files.tabText(at))
        hand.click(dialog, "Spara som")
    hand.click(dialog, "Stäng")

    pages = 0
    for at in range(files):
        with pikepdf.open(tmp_path / f"pack-{at}.pdf") as pdf:
            pages += len(pdf.pages)
    assert pages > 28  # a badge, a card or a sheet for everybody
    assert {"runsheet", "agenda", "attendance"} <= {p.sheet for p in here.bench.ask(workshops.prints_of, made.id)}
    assert here.bench.library.count(Initiative) == 0
    assert hand.count <= 60, hand.did
    print(f"\n{hand.count} interactions: " + "; ".join(hand.did))
