"""Where two versions stand against each other: the line over a page that says so, the mark on a card, and the way to where one is chosen."""

from __future__ import annotations

from PySide6.QtCore import Qt
from PySide6.QtWidgets import QFrame, QHBoxLayout, QToolButton

from verkstad.domain.fields import Id
from verkstad.ui import controls, places
from verkstad.ui import theme as look
from verkstad.ui.desk import Desk
from verkstad.ui.places import Place

ENTRY = {places.WORKSHOP: "workshops", "start": "workshops"}
"""Page -> the entry of the navigation that carries its badge, where that is another."""
Undecided = dict[str, tuple[tuple[Place, str, Id], ...]]


def by_entry(desk: Desk) -> Undecided:
    """Entry of the navigation -> what is left to decide on its pages. Empty in nearly every library, and then nothing is asked."""
    found: dict[str, tuple[tuple[Place, str, Id], ...]] = {}
    for page, rows in places.undecided(desk.bench).items():
        entry = ENTRY.get(page, page)
        found[entry] = (*found.get(entry, ()), *rows)
    return found


class UndecidedLine(QFrame):
    """Made when there is first something to decide."""

    def __init__(self, desk: Desk) -> None:
        super().__init__()
        _ = desk.gettext
        self._desk, self._row = desk, ""
        self.words = controls.Elided("", "")
        self.decide = controls.button(desk.theme, _("Choose…"), "git-merge", on=self._decide)
        self.setStyleSheet(f"UndecidedLine {{ background: {desk.theme.warnbg}; }} UndecidedLine QLabel {{ color: {desk.theme.warn}; }}")
        self.setLayout(controls.row((self.words, 1), self.decide, spacing=look.M, margins=(24, 6, 24, 6)))
        self.hide()

    def show_for(self, entry: str, of: Id, found: Undecided) -> None:
        """What is left to decide behind this entry; of an initiative also what is on the pages of its modules, teams and pilots."""
        rows = found.get(entry, ())
        if entry == places.INITIATIVE:
            rows += tuple(x for page in places.OF_A_CHANGE[1:] for x in found.get(page, ()) if x[0].of == of)
        if of:
            rows = tuple(sorted(rows, key=lambda x: x[0].of != of))
        self.setVisible(bool(rows))
        if not rows:
            return
        from verkstad import wording
        from verkstad.app import exchange  # sending and taking in is not needed to plan

        _, language, library = self._desk.gettext, self._desk.language, self._desk.bench.library
        _place, kind, self._row = rows[0]
        name = exchange.name_of(library, kind, self._row)
        thing = wording.kind_name(kind, language)
        told = f"{thing} · {name}" if name else thing
        more = len({row for _place, _kind, row in rows}) - 1
        said = _("Two have written different things: %(what)s", what=told)
        self.words.setText(f"{said} {language.ngettext('and %(n)d more', 'and %(n)d more', more)}" if more else said)

    def _decide(self) -> None:
        self._desk.go("merge", self._row)


class VersionsMark:
    """On a card: a button that is there while two versions of its row stand against each other, and leads to where one is chosen."""

    def __init__(self, desk: Desk, line: QHBoxLayout, at: int) -> None:
        self._desk, self._line, self._at, self._row = desk, line, at, ""
        self.button: QToolButton | None = None

    def show_for(self, row: Id) -> None:
        self._row = row
        waits = row in places.contested(self._desk.bench)
        if waits and self.button is None:
            _ = self._desk.gettext
            self.button = controls.icon_button(
                self._desk.theme, "git-merge", _("Two versions: choose one"), on=lambda: self._desk.go("merge", self._row), token="warn"
            )
            self._line.insertWidget(self._at, self.button, 0, Qt.AlignmentFlag.AlignTop)
        if self.button is not None:
            self.button.setVisible(waits)
