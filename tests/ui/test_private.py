"""My own notes on a screen that the room may see: place by place, in one window, they stand behind a button or not at all."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from pathlib import Path
from typing import Any

from PySide6.QtCore import Qt
from PySide6.QtWidgets import QApplication, QLabel, QLineEdit, QListWidget, QPlainTextEdit, QPushButton, QTextEdit, QWidget

from tests.ui.test_run import SECRET, Day_, clocks, day  # noqa: F401 - fixtures
from verkstad import start
from verkstad.app import agenda, exchange, people, workshops
from verkstad.app.erasing import places_with_name
from verkstad.ui.preview import PreviewDialog, open_preview
from verkstad.ui.screens.about_workshop import AboutWorkshop
from verkstad.ui.screens.people_erasing import PlaceList
from verkstad.ui.screens.workshop_page import WorkshopScreen

OTHER = "Berätta inte för Vera Nyström"


def read(top: QWidget) -> Iterator[str]:
    """Every text of a window that is in view, also in tips and for a screen reader."""
    for widget in (top, *top.findChildren(QWidget)):
        if widget.isVisible():
            yield from (widget.accessibleName(), widget.accessibleDescription(), widget.toolTip(), widget.windowTitle())
            if isinstance(widget, QLabel | QPushButton | QLineEdit):
                yield widget.text()
            elif isinstance(widget, QPlainTextEdit | QTextEdit):
                yield widget.toPlainText()
            elif isinstance(widget, QListWidget):
                for item in (widget.item(at) for at in range(widget.count())):
                    yield from (item.text(), item.toolTip(), str(item.data(Qt.ItemDataRole.AccessibleTextRole)))


def test_no_place_shows_my_notes_while_the_room_may_see_the_screen(day: Callable[..., Day_], tmp_path: Path, qtbot: Any) -> None:  # noqa: F811
    """The inspector, the history, two versions, the workshop's own notes, erasing, a colleague's file, the run sheet: hidden, and back after."""
    here = day()
    window, bench, block = here.house.window, here.bench, here.block(0)
    desk = window.desk

    def seen() -> str:
        here.settle()
        return "\n".join(text for top in QApplication.topLevelWidgets() if top.isVisible() for text in read(top)).replace("\u00a0", " ")

    def kept(what: str) -> None:
        """In view while nobody looks, and away as soon as the room may."""
        here.settle()
        assert SECRET in seen() or OTHER in seen(), f"{what}: nothing to hide"
        here.part.start()
        assert desk.room_sees()
        told = seen()
        assert SECRET not in told and OTHER not in told, what
        here.part.leave_day()
        bench.forget_course(here.workshop)
        here.part._happened()
        assert not desk.room_sees()
        assert SECRET in seen() or OTHER in seen(), f"{what}: it did not come back"

    sent, back = tmp_path / "ut.verkstad", tmp_path / "in.verkstad"
    exchange.export_session(bench, sent, workshop=here.workshop)
    theirs = start.open_bench(tmp_path / "kollegan.sqlite")
    exchange.merge_session(theirs, exchange.read_session(sent))
    theirs.do(agenda.note_privately, block, OTHER)
    exchange.export_session(theirs, back, workshop=here.workshop)
    theirs.close()
    bench.do(workshops.write_workshop_notes, here.workshop, OTHER)

    page = here.house.go("workshop", here.workshop, "program")
    assert isinstance(page, WorkshopScreen)
    planner: Any = page.part()
    planner.timeline.choose([block])
    inspector = planner.side.inspector
    for fold in (inspector.texts, inspector.past):
        fold.button.setChecked(False)
    inspector.texts.button.setChecked(True)
    kept("the inspector")
    inspector.texts.button.setChecked(False)
    inspector.past.button.setChecked(True)
    kept("the history of a block")
    inspector.past.button.setChecked(False)

    page.open_heading("")
    fold = window.findChildren(AboutWorkshop)[0].notes
    fold.button.setChecked(False)
    kept("what a closed fold tells")
    fold.button.setChecked(True)
    kept("the workshop's own notes")
    fold.button.setChecked(False)
    page.open_heading("")

    vera = bench.do(people.add_person, people.NewPerson(given="Vera", family="Nyström"))
    listed = PlaceList(desk, places_with_name(bench.library, vera))
    qtbot.addWidget(listed)
    listed.show()
    kept("the places of a name")
    listed.hide()

    bench.do(agenda.note_privately, block, SECRET + ".")
    exchange.merge_session(bench, exchange.read_session(back))
    here.house.go("workshop", here.workshop, "program")
    planner.timeline.choose([block])
    kept("two versions on the block")
    here.house.go("merge")
    kept("the choice between two versions")


def test_the_run_sheet_on_the_screen_is_covered_while_the_room_may_see_it(day: Callable[..., Day_], qtbot: Any) -> None:  # noqa: F811
    here = day()
    dialog = open_preview(here.house.window.desk, here.workshop, "runsheet")
    assert isinstance(dialog, PreviewDialog)
    here.house.dialogs.seen.append(dialog)
    qtbot.waitUntil(lambda: dialog.pressed is not None and dialog._running is None, timeout=180_000)
    assert dialog._stack.currentWidget() is dialog._view and dialog.open_it.isEnabled()
    here.part.start()
    here.settle()
    assert dialog._stack.currentWidget() is dialog._cover and not dialog._view.isVisible()
    assert not dialog.open_it.isEnabled() and dialog.print.isEnabled()  # paper is nobody else's; another program's window would show it
    dialog._show_file()
    assert dialog._stack.currentWidget() is dialog._cover
    dialog.show_button.click()
    assert dialog._stack.currentWidget() is dialog._view and dialog.open_it.isEnabled()
    here.part.finish()
    here.part.start()
    assert dialog._stack.currentWidget() is dialog._cover  # asked for once is not asked for ever
