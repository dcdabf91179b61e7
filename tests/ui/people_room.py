"""A desk for the tests of people: a library in memory, a fixed day, dialogs that a test answers, and files read without another process."""

from __future__ import annotations

from collections.abc import Callable
from datetime import UTC, datetime
from pathlib import Path
from typing import Any

from PySide6.QtWidgets import QApplication, QDialog, QWidget

from verkstad import wording
from verkstad.app import people, workshops
from verkstad.app.people import NewPerson
from verkstad.app.settings import Settings
from verkstad.app.workbench import Bench
from verkstad.domain.errors import Failure
from verkstad.domain.workshop import Participation
from verkstad.i18n import language
from verkstad.ui import theme as look
from verkstad.ui.desk import Desk
from verkstad.ui.dialogs import Dialogs
from verkstad.ui.memory import Memory

TODAY = datetime(2027, 3, 1, 8, 0, tzinfo=UTC)


class Answers(Dialogs):
    """Shows each dialog and lets the test do with it what a person would; not answered, it is left with Esc."""

    def __init__(self) -> None:
        self.then: list[Callable[[Any], object]] = []
        self.seen: list[QDialog] = []

    def run(self, dialog: QDialog) -> bool:
        self.seen.append(dialog)
        dialog.show()
        if self.then:
            self.then.pop(0)(dialog)
        accepted = dialog.result() == QDialog.DialogCode.Accepted
        dialog.hide()
        dialog.deleteLater()
        return accepted


class Here:
    """What `Background` does, at once and in this process."""

    def read(self, work: Callable[..., Any], *args: Any) -> Any:
        return work(*args)

    def wait(self, desk: Desk, title: str, start: Callable[[Any], Any], *, sentence: str = "") -> Any:
        try:
            return start(self)
        except Failure as error:
            desk.say(wording.sentence(error, desk.language))
            return None


class Room:
    """The desk, and what it was told."""

    def __init__(self, code: str = "sv", *, dark: bool = False, names: bool = True) -> None:
        self.bench = Bench.in_memory(clock=lambda: TODAY)
        self.dialogs = Answers()
        theme = look.DARK if dark else look.LIGHT
        app = QApplication.instance()
        assert isinstance(app, QApplication)
        if app.property("dressed") != theme.name:  # restyling every window of the tests before costs seconds
            look.dress(app, theme)
            app.setProperty("dressed", theme.name)
        self.desk = Desk(
            self.bench,
            language(code),
            theme,
            self.dialogs,
            memory=Memory(),
            settings=Settings(names=names),
            background=Here(),
            clock=lambda: TODAY,
        )
        self.said: list[tuple[str, bool]] = []
        self.desk.said.connect(lambda sentence, undo: self.said.append((sentence, undo)))

    def shown(self, screen: Any, width: int = 800, height: int = 640) -> Any:
        """Show a page and keep it told of changes, as the window does."""
        screen.resize(width, height)
        screen.show()
        self.bench.listen(screen.refresh)
        screen.refresh(None, None)
        QApplication.processEvents()
        return screen

    def workshop(self, count: int = 6) -> str:
        """A workshop with so many people; the second stands there by position only."""
        made: str = self.bench.do(workshops.new_workshop, "Första steget", date="2027-03-24")
        names = ["Åsa Bergström", "", "Örjan Ek", "Karin Dahl", "Nils Åberg", "Eva Lind", "Amina Hassan", "Göran Öberg"]
        new = []
        for at in range(count):
            given, _space, family = names[at % 8].partition(" ")
            new.append(
                NewPerson(given, family, f"p{at}@example.invalid" if given else "", "", "Hemtjänsten", "", "" if given else "Enhetschef")
            )
        self.bench.do(people.import_people, new, workshop=made)
        return made

    def part(self, workshop: str, name: str) -> Participation:
        """How somebody takes part, by name."""
        line = next(x for x in self.bench.ask(people.participants, workshop) if x.person.name == name)
        return line.participation


def cells(table: Any) -> list[list[str]]:
    """What a table shows, hidden columns too."""
    return [[column.text(value) for column in table.columns] for value in table.model.shown]


def spreadsheet(count: int) -> str:
    """So many rows as a spreadsheet puts them on the clipboard, with headings."""
    given = ["Åsa", "Örjan", "Karin", "Erik", "Fatima", "Nils", "Ingrid"]
    family = ["Bergström", "Ek", "Öberg", "Lind"]
    rows = ["Förnamn\tEfternamn\tFörvaltning\tTitel\tE-post"]
    for at in range(count):
        g, f = given[at % 7], family[at // 7 % 4]
        rows.append(f"{g}\t{f}\t{('Hemtjänsten', 'Bygglov')[at % 2]}\tHandläggare\tperson{at}@example.invalid")
    return "\r\n".join(rows) + "\r\n"


def nameless(root: QWidget) -> list[str]:
    """Controls that the tab key reaches and a screen reader has no name for."""
    from PySide6.QtCore import Qt
    from PySide6.QtWidgets import QAbstractButton, QAbstractItemView, QComboBox, QLineEdit, QPlainTextEdit

    found = []
    for kind in (QLineEdit, QComboBox, QPlainTextEdit, QAbstractButton, QAbstractItemView):
        for widget in root.findChildren(kind):
            inside = widget.parentWidget()
            reached = widget.focusPolicy() & Qt.FocusPolicy.TabFocus and widget.isVisibleTo(root)
            spoken = widget.accessibleName() or (widget.text() if isinstance(widget, QAbstractButton) else "")
            if reached and not spoken and not isinstance(inside, QLineEdit | QComboBox):
                found.append(f"{type(widget).__name__} in {type(inside).__name__}")
    return found


def clipped(root: QWidget) -> list[str]:
    """Buttons and labels of one line that are narrower than their text."""
    from PySide6.QtWidgets import QCheckBox, QLabel, QPushButton, QRadioButton

    from verkstad.ui.controls import Elided

    found = []
    for kind in (QPushButton, QLabel, QCheckBox, QRadioButton):
        for widget in root.findChildren(kind):
            if not widget.isVisibleTo(root) or isinstance(widget, Elided) or type(widget).__name__ == "CardButton" or not widget.text():
                continue
            wraps = isinstance(widget, QLabel) and widget.wordWrap()
            if not wraps and widget.width() + 1 < widget.minimumSizeHint().width():
                found.append(f"{widget.text()!r}: {widget.width()} < {widget.minimumSizeHint().width()}")
    return found


def csv_file(folder: Path, text: str, encoding: str = "cp1252", name: str = "lista.csv") -> Path:
    path = folder / name
    path.write_bytes(text.encode(encoding))
    return path
