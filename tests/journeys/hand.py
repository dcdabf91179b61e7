"""A person's hand: clicks, keys, pastes and filled fields on real widgets, each counted as one interaction."""

from __future__ import annotations

from PySide6.QtCore import QPoint, QSize, Qt
from PySide6.QtGui import QGuiApplication, QKeySequence
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QAbstractButton, QLineEdit, QTabBar, QWidget

from tests.ui.conftest import House


class Hand:
    """Does one thing at a time and remembers what. `shown` holds a line for each screen the journey passes."""

    def __init__(self, here: House) -> None:
        self.here = here
        self.did: list[str] = []

    @property
    def count(self) -> int:
        return len(self.did)

    def button(self, within: QWidget, words: str) -> QAbstractButton:
        """The visible button that says `words`, or has it as its accessible name."""
        for made in within.findChildren(QAbstractButton):
            said = (made.text().strip(), made.accessibleName().strip())
            if made.isVisible() and (words in said or any(s.startswith((f"{words},", f"{words}…", f"{words} …")) for s in said)):
                return made
        names = sorted({b.text().strip() or b.accessibleName() for b in within.findChildren(QAbstractButton) if b.isVisible()})
        raise AssertionError(f"no button says {words!r}; there are {names}")

    def click(self, within: QWidget, words: str) -> None:
        made = self.button(within, words)
        assert made.isEnabled(), f"{words!r} cannot be clicked"
        self.did.append(f"click {words}")
        QTest.mouseClick(made, Qt.MouseButton.LeftButton, pos=_middle(made.size()))
        self.here.settle()

    def click_at(self, widget: QWidget, at: QPoint, what: str) -> None:
        self.did.append(f"click {what}")
        QTest.mouseClick(widget, Qt.MouseButton.LeftButton, pos=at)
        self.here.settle()

    def tab(self, within: QWidget, words: str) -> None:
        """Choose a tab by its words."""
        for bar in within.findChildren(QTabBar):
            for at in range(bar.count()):
                if bar.isVisible() and bar.tabText(at).startswith(words):
                    self.click_at(bar, bar.tabRect(at).center(), words)
                    return
        raise AssertionError(f"no tab says {words!r}")

    def press(self, keys: QKeySequence.StandardKey | str, on: QWidget | None = None) -> None:
        """A shortcut or a key, given to what has the focus."""
        sequence = QKeySequence(keys)
        self.did.append(f"press {sequence.toString()}")
        window = (on or self.here.window).window()
        window.activateWindow()
        QTest.keySequence(window.windowHandle(), sequence)
        self.here.settle()

    def fill(self, line: QLineEdit, text: str) -> None:
        """One filled field: the old text goes, the new is typed."""
        self.did.append(f"fill {line.accessibleName()}: {text}")
        line.setFocus()
        line.selectAll()
        QTest.keyClicks(line, text)
        self.here.settle()

    def copied(self, text: str) -> None:
        """What the person copied in another program; no interaction with this one."""
        QGuiApplication.clipboard().setText(text)


def _middle(size: QSize) -> QPoint:
    return QPoint(size.width() // 2, size.height() // 2)


def people_from_a_spreadsheet(count: int = 28) -> str:
    """Rows as a spreadsheet puts them on the clipboard: a header, tab between, Swedish letters."""
    given = "Åsa Erik Maja Olof Karin Jonas Fatima Björn Linnéa Anders Sofia Göran Elin Mattias".split()
    family = "Bergstrand Åkerman Lindvall Östling Öhrn Sjögård Hassani Nymark Wikfors Häggblad Holmdal Sandell Ekvall Dahlfors".split()
    units = ["Hemtjänsten", "Kontaktcenter", "Bygglov", "Digitalisering", "Utbildning"]
    rows = ["Förnamn\tEfternamn\tE-post\tVerksamhet\tBefattning"]
    for n in range(count):
        first, last = given[n % 14], family[(n * 3 + n // 14) % 14]
        rows.append(f"{first}\t{last}\tp{n}@kommun.invalid\t{units[n % 5]}\tHandläggare")
    return "\n".join(rows)
