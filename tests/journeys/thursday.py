"""The Thursday in the real window, a process for each time the program is started: planned at the desk, led until it is killed, led to the end.

python -m tests.journeys.thursday plan|morning|rest FOLDER

The screens of the machine are in the hands of the journey: `desk` is the laptop, `twin` shows the same as it, `wall` stands beside. So are its
clocks. Everything else is the program's own: its library, its worker process for mixing, its window.
"""

from __future__ import annotations

import json
import os
import sys
import time
from collections.abc import Iterator
from datetime import UTC, datetime
from pathlib import Path
from typing import Any

from PIL import Image
from PySide6.QtCore import QMimeData, QPointF, Qt, QUrl
from PySide6.QtGui import QDropEvent, QGuiApplication
from PySide6.QtTest import QTest
from PySide6.QtWidgets import (
    QAbstractButton,
    QAbstractItemView,
    QApplication,
    QComboBox,
    QDialog,
    QLabel,
    QLineEdit,
    QPlainTextEdit,
    QTableView,
    QTextEdit,
    QWidget,
)

SCREENS = {
    "screens": [
        {"name": name, "x": x, "y": 0, "width": w, "height": h, "logicalDpi": 96, "logicalBaseDpi": 96, "dpr": 1}
        for name, x, w, h in (("desk", 0, 1440, 900), ("twin", 0, 1440, 900), ("wall", 1440, 1280, 720))
    ]
}
PLUGGED = ["desk", "twin"]
_real_screens = QGuiApplication.screens


def _screens() -> list[Any]:
    return [s for s in _real_screens() if s.name() in PLUGGED]


if __name__ == "__main__":  # before the projector is imported, and in this process alone
    QGuiApplication.screens = staticmethod(_screens)  # type: ignore[method-assign]

from tests.app.test_running import Clocks  # noqa: E402
from tests.journeys.hand import Hand, people_from_a_spreadsheet  # noqa: E402
from tests.ui.conftest import Answers, House  # noqa: E402
from verkstad import start  # noqa: E402
from verkstad.app import agenda, running  # noqa: E402
from verkstad.app.people import participants  # noqa: E402
from verkstad.domain import live  # noqa: E402
from verkstad.domain.agenda import AgendaBlock  # noqa: E402
from verkstad.domain.grouping import Seat  # noqa: E402
from verkstad.domain.harvest import Photo  # noqa: E402
from verkstad.domain.held import Held  # noqa: E402
from verkstad.domain.workshop import Day, Workshop  # noqa: E402
from verkstad.ui.screens.run import part as run_part  # noqa: E402

DATE = "2027-03-25"  # a Thursday
NINE = running.local_midnight(datetime(2027, 3, 25, 12).timestamp()) + 9 * 3600.0
LATE = 20
LUNCH = 11 * 60 + 35
STAY_AWAY = ("Anders Dahlfors", "Björn Nymark", "Elin Häggblad", "Fatima Öhrn")
REPLACED, INSTEAD, LEAVES = "Göran Hassani", "Vera Nyqvist", "Göran Sjögård"
PHOTOS = 40


class Thursday:
    """One run of the program: a hand on its widgets, and an eye on every text the room could read."""

    def __init__(self, folder: Path, true: float) -> None:
        self.folder = folder
        self.clocks = Clocks(NINE)
        self.clocks.go(true)  # the same machine, later on
        run_part.SystemClock = lambda: self.clocks  # type: ignore[misc,assignment]
        library = folder / "library.sqlite"
        bench = start.open_bench(library)
        bench.library.clock = lambda: datetime.fromtimestamp(self.clocks.read().wall, UTC)
        dialogs = Answers()
        program = start.Program(bench, library, "sv", dialogs=dialogs)
        window = program.build()
        window.desk.clock = lambda: datetime.fromtimestamp(self.clocks.read().wall).astimezone()
        window.show()
        window.resize(1440, 860)
        self.here = House(program, bench, dialogs, None)
        window.desk.said.connect(lambda sentence, undo: self.here.said.append((sentence, undo)))
        self.here.settle(8)
        self.program, self.bench, self.window = program, bench, window
        self.hand = Hand(self.here)
        assert not [w for w in QApplication.topLevelWidgets() if isinstance(w, QDialog) and w.isVisible()], "it asked something"

    # ---- the program

    @property
    def workshop(self) -> str:
        (made,) = self.bench.library.all(Workshop)
        return made.id

    @property
    def blocks(self) -> list[AgendaBlock]:
        (day,) = self.bench.library.all(Day)
        return list(self.bench.library.children(AgendaBlock, day.id))

    @property
    def part(self) -> Any:
        return self.window.current().part()  # type: ignore[attr-defined]

    def until(self, done: Any, seconds: float = 120) -> None:
        ends = time.monotonic() + seconds
        while not done():
            assert time.monotonic() < ends, "waited in vain"
            QTest.qWait(10)
        self.here.settle()

    def go(self, minutes: float) -> None:
        """Time passes, and the window looks at the clock as it does four times a second."""
        self.clocks.go(60 * minutes)
        self.part.look()
        self.here.settle()

    def tell(self, said: dict[str, Any]) -> None:
        """Written down on the disk, for the one who reads afterwards."""
        with open(self.folder / "told.jsonl", "a", encoding="utf-8") as file:
            file.write(json.dumps(said, ensure_ascii=False) + "\n")
            file.flush()
            os.fsync(file.fileno())

    # ---- the screens

    def plug(self, *names: str) -> None:
        """Screens are unplugged and plugged in; the application is told as the platform tells it."""
        was = set(PLUGGED)
        PLUGGED[:] = names
        app = QGuiApplication.instance()
        assert isinstance(app, QGuiApplication)
        for screen in _real_screens():
            if screen.name() in was - set(names):
                app.screenRemoved.emit(screen)
            elif screen.name() in set(names) - was:
                app.screenAdded.emit(screen)
        self.here.settle()

    @property
    def mirrored(self) -> bool:
        return "wall" not in PLUGGED

    def look(self) -> None:
        """No private note where the room may read it: every text of what a mirrored screen shows, and of the projector always."""
        shown = [w for w in QApplication.topLevelWidgets() if w.isVisible() and (self.mirrored or w.screen().name() == "wall")]
        read = [text for top in shown for text in texts(top)]
        assert shown or not self.mirrored
        for block in self.blocks:
            for line in block.notes.splitlines():
                assert not any(line in text for text in read), f"the room can read a private note: {line!r}"

    def room(self) -> list[str]:
        """What the projector's window has painted."""
        shown = run_projector(self)
        shown.grab()
        return [text.replace("\u00a0", " ") for text in shown.drawn]


def run_projector(day: Thursday) -> Any:
    part = day.window.page("workshop")._parts[2]  # type: ignore[attr-defined]
    assert part.projector is not None and part.projector.isVisible()
    return part.projector


def texts(top: QWidget) -> Iterator[str]:
    """Every text of a window that is in view, also those for a screen reader and in tips, and every cell of its lists."""
    for widget in (top, *top.findChildren(QWidget)):
        if not widget.isVisible():
            continue
        yield from (widget.accessibleName(), widget.accessibleDescription(), widget.toolTip(), widget.windowTitle())
        if isinstance(widget, (QLabel, QAbstractButton, QLineEdit)):
            yield widget.text()
        elif isinstance(widget, (QTextEdit, QPlainTextEdit)):
            yield widget.toPlainText()
        elif isinstance(widget, QComboBox):
            yield from (widget.itemText(at) for at in range(widget.count()))
        elif isinstance(widget, QAbstractItemView) and widget.model() is not None:
            model = widget.model()
            for row in range(model.rowCount()):
                for column in range(getattr(model, "columnCount", int)() if isinstance(widget, QTableView) else 1):
                    for role in (Qt.ItemDataRole.DisplayRole, Qt.ItemDataRole.ToolTipRole, Qt.ItemDataRole.AccessibleTextRole):
                        yield str(model.index(row, column).data(role) or "")
        drawn = getattr(widget, "drawn", None)
        if drawn is not None:
            widget.grab()
            yield from widget.drawn  # type: ignore[attr-defined]


# ------------------------------------------------------------------------------------------------ at the desk, the week before


def plan(folder: Path) -> None:
    PLUGGED[:] = ["desk"]
    day = Thursday(folder, -7 * 86_400)
    hand, here, window = day.hand, day.here, day.window

    def name_it(dialog: Any) -> None:
        hand.fill(dialog.name.line, "Torsdagen")
        hand.fill(dialog.date.line, DATE)
        hand.click(dialog, "Skapa")

    here.dialogs.then.append(name_it)
    hand.click(window, "Ny från mall")
    if window.current().key == "library":
        hand.click(window, "Ny workshop från mall")
    hand.copied(people_from_a_spreadsheet(28))
    hand.tab(window, "Människor och grupper")
    here.dialogs.then.append(lambda dialog: hand.click(dialog, "Importera 28 personer"))
    hand.click(window, "Klistra in en lista")
    # The morning's second break is lunch, at a time the kitchen has been told: what the inspector of a block does.
    lunch = [b for b in day.blocks if b.type == "break"][-1]
    day.bench.do(agenda.rename_block, lunch.id, "Lunch")
    day.bench.do(agenda.fix_start, lunch.id, LUNCH)
    here.settle()
    hand.click(window, "Grupper")
    hand.click(window, "Gör grupper")
    hand.click(window, "Blanda")
    day.until(lambda: not day.part.groups.mixing.working and day.bench.library.count(Seat))
    hand.click(window, "Listan")
    assert all(b.notes for b in day.blocks)
    day.tell({"planned": [[b.id, b.title, b.minutes, b.shortest, b.fixed_start] for b in day.blocks], "interactions": hand.did})
    here.program.end()


# ------------------------------------------------------------------------------------------------ the day


def morning(folder: Path) -> None:
    """Twenty past nine: who is here, the start, and the day until somebody pulls the plug."""
    day = Thursday(folder, 60 * LATE)
    hand, window = day.hand, day.window
    assert window.current().key == "workshop" and window.current().part_shown() == "people", "it opens where one was"  # type: ignore[attr-defined]
    library = day.bench.library
    day.look()

    # Five stay away; a colleague comes for one of them; one has to leave at half past ten.
    people = day.part
    view = people.table.view

    def choose(name: str, *, also: bool = False) -> None:
        row = next(at for at, line in enumerate(people.table.model.shown) if line.person.name == name)
        index = view.model().index(row, 0)
        if not view.viewport().rect().contains(view.visualRect(index).center()):
            view.scrollTo(index)
            hand.did.append("scroll")
            day.here.settle()
        hand.did.append(f"click {name}")
        keys = Qt.KeyboardModifier.ControlModifier if also else Qt.KeyboardModifier.NoModifier
        QTest.mouseClick(view.viewport(), Qt.MouseButton.LeftButton, keys, view.visualRect(index).center())
        day.here.settle()

    for at, name in enumerate(STAY_AWAY):
        choose(name, also=at > 0)
    hand.press(people.letters[1])  # absent
    day.look()
    choose(REPLACED)
    hand.fill(people._inspector.substitute.line, INSTEAD)
    hand.press("Return")
    choose(LEAVES)
    hand.fill(people._inspector.until.line, "10.30")
    day.look()
    hand.press("F5")  # leaves the field, goes to the page of the day, and the room sees its window
    day.look()
    lines = {x.person.name: x.participation for x in day.bench.ask(participants, day.workshop)}
    assert {n for n, p in lines.items() if p.attended == "absent"} == {*STAY_AWAY, REPLACED}
    assert lines[LEAVES].present_until == 10 * 60 + 30 and lines[INSTEAD].answer == "yes" and len(lines) == 29

    # The start, with the rest of the day as it is proposed: lunch and the end are kept.
    assert day.room()[:2] == ["09.00–09.10", "Välkomna"] or "Välkomna" in day.room()
    hand.press("T", run_projector(day))
    stage = day.part.stage
    assert stage.runs and [s.block.title for s in stage.outlook().slots if s.block.fixed_start] == ["Lunch"]
    began = [[day.blocks[0].id, day.clocks.true]]
    day.look()
    day.tell({"unkept_at_start": said_of(day), "proposal": day.part.before_proposal.text()})
    lunch = next(s for s in stage.outlook().slots if s.block.title == "Lunch")
    assert (lunch.start, stage.outlook().end) == (LUNCH, 13 * 60) or stage.outlook().unkept
    assert f"{words(lunch.start)} Lunch" in " ".join(day.room())

    # The screen goes and comes back: first it shows the same as the laptop, then it stands beside it.
    day.go(3)
    day.plug("desk")
    day.look()
    assert not day.part.projector.isVisible() and stage.runs
    assert "skärmen är borta" in day.here.said[-1][0]
    day.plug("desk", "wall")
    assert run_projector(day).screen().name() == "wall", "it is taken back by itself"
    assert day.part.notes.text() == day.blocks[0].notes  # on the laptop alone, where the eye of this test sees it
    assert any(day.blocks[0].notes in text for text in texts(window))
    day.look()
    day.plug("desk", "twin")
    assert day.part.notes.text() == ""
    day.look()
    day.plug("desk", "wall")

    for block, minutes in zip(day.blocks[1:3], (7, 6), strict=True):
        day.go(minutes)
        day.look()
        hand.press("PgDown", run_projector(day))
        began.append([block.id, day.clocks.true])
    # The groups of the block: those who are here, the one who came instead among them.
    day.look()
    seated = ", ".join(day.room())
    assert stage.leading().block == day.blocks[2].id and "Bord 1" in seated and INSTEAD in seated
    assert not any(name in seated for name in (*STAY_AWAY, REPLACED))
    day.go(11)
    day.tell(
        {
            "held": [[h.parent, h.started, h.ended, h.how] for h in library.all(Held)],
            "left": left_of(day),
            "at": day.clocks.true,
            "began": began,
        }
    )
    day.until(lambda: not day.program.memory._unwritten)  # three seconds, of the twenty minutes that went by
    day.tell({"morning": hand.did})
    print("now", flush=True)
    while True:
        day.here.settle()


def rest(folder: Path) -> None:
    """Two minutes later the program stands there again, and the day goes on: mirrored now, to its end. Then the photos."""
    told: dict[str, Any] = {}
    for line in (folder / "told.jsonl").read_text("utf-8").splitlines():
        told |= json.loads(line)
    day = Thursday(folder, told["at"] + 120 - NINE)
    hand, window = day.hand, day.window
    assert window.current().part_shown() == "run" and day.part.stage.runs, "the day that runs is where one lands"  # type: ignore[attr-defined]
    assert abs(left_of(day) - (told["left"] - 120)) <= 1
    assert [[h.parent, h.started, h.ended, h.how] for h in day.bench.library.all(Held)] == told["held"]
    day.look()
    hand.press("F5")
    day.look()
    began = told["began"]
    unkept = []
    for block in day.blocks[3:]:
        day.go(left_of(day) / 60)  # each block gets the time it has left, and not more
        day.look()
        hand.press("PgDown", run_projector(day))
        began.append([block.id, day.clocks.true])
        day.look()
        unkept += said_of(day)
        shown = day.room()
        assert block.title in shown, shown
        if block.type == "group":
            assert INSTEAD in ", ".join(shown) and not any(name in ", ".join(shown) for name in STAY_AWAY)
    day.go(left_of(day) / 60)
    hand.press("PgDown", run_projector(day))
    day.look()
    assert day.part.stage.state.finished is not None and not day.bench.runs()
    day.tell({"rest": hand.did, "ended": day.clocks.true, "unkept": unkept, "began": began})

    # Afterwards, at the desk: forty photos in a folder, dropped on the window.
    hand.did = []
    hand.press("Esc", run_projector(day))
    hand.did.append("drop a folder of photos")
    pictures = folder / "bilder"
    expected = take_photos(pictures, [*began, ["", day.clocks.true]], {b.id: b.type for b in day.blocks})
    drop(window, pictures)
    day.until(lambda: day.bench.library.count(Photo) == PHOTOS)
    found = {photo.name: photo.block for photo in day.bench.library.all(Photo)}
    assert found == expected, [(n, found[n], expected[n]) for n in found if found[n] != expected[n]]
    day.tell({"afterwards": hand.did})
    day.here.program.end()


def take_photos(folder: Path, began: list[list[Any]], types: dict[str, str]) -> dict[str, str]:
    """Forty small JPEGs with the camera's time in them, spread over the day. Returns name -> block: in a break it is the work before it."""
    folder.mkdir()
    first, last = began[0][1], began[-1][1]
    expected = {}
    for n in range(PHOTOS):
        at = first + (n + 0.5) * (last - first) / PHOTOS
        exif = Image.Exif()
        exif.get_ifd(0x8769)[0x9003] = datetime.fromtimestamp(at).strftime("%Y:%m:%d %H:%M:%S")
        name = f"IMG_{n:04}.jpg"
        Image.new("RGB", (48, 36), (n * 6, 255 - n * 6, 90)).save(folder / name, "JPEG", exif=exif)
        before = [block for block, since in began[:-1] if since <= at]
        expected[name] = [block for block in before if types[block] != "break"][-1]
    return expected


def drop(window: Any, *paths: Path) -> None:
    data = QMimeData()
    data.setUrls([QUrl.fromLocalFile(str(path)) for path in paths])
    event = QDropEvent(
        QPointF(200, 200), Qt.DropAction.CopyAction, data, Qt.MouseButton.LeftButton, Qt.KeyboardModifier.NoModifier
    )  # fmt: skip
    window.dropEvent(event)


def words(minutes: int) -> str:
    return f"{minutes // 60:02}.{minutes % 60:02}"


def left_of(day: Thursday) -> int:
    stage = day.part.stage
    return live.seconds_left(stage.table, stage.state, stage.leading(), stage.now())


def said_of(day: Thursday) -> list[str]:
    """What the page says cannot be kept."""
    return [str(u) for u in day.part.stage.outlook().unkept]


if __name__ == "__main__":
    {"plan": plan, "morning": morning, "rest": rest}[sys.argv[1]](Path(sys.argv[2]))
