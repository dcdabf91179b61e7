"""At the door: type a few letters, press the space bar, and the next may come in. X is for who stays away."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from typing import Any

from PySide6.QtCore import QEvent, QObject, Qt, Signal
from PySide6.QtGui import QKeyEvent, QKeySequence
from PySide6.QtWidgets import QLineEdit, QWidget

from verkstad.app import people
from verkstad.app.people import ParticipantLine, called, role_name
from verkstad.domain.people import Identity, Person, Role, Unit
from verkstad.domain.workshop import Participation
from verkstad.ui import controls
from verkstad.ui import theme as look
from verkstad.ui.desk import Desk
from verkstad.ui.screens.people_words import sort_key
from verkstad.ui.screens.teams.people import Lines, PeopleList
from verkstad.ui.screens.teams.words import Carried

SEEN = (Participation, Person, Identity, Unit, Role)


class DoorView(QWidget):
    """Who is not noted yet stands first. `add` takes a name nobody on the list has; `broken` tells which groups do not work now; `left` is emitted by the way back."""

    left = Signal()

    def __init__(self, desk: Desk, add: Callable[[str], object], broken: Callable[[], Sequence[str]] = tuple) -> None:
        super().__init__()
        _ = desk.gettext
        self.desk, self._add, self._broken = desk, add, broken
        self._workshop = ""
        self._lines: list[ParticipantLine] = []
        self.line = QLineEdit()
        self.line.setPlaceholderText(_("A few letters of the name"))
        self.line.setAccessibleName(_("A few letters of the name"))
        self.line.setFont(look.font(look.PAGE))
        self.line.setMinimumHeight(48)
        controls.leading_icon(self.line, desk.theme, "search")
        self.counts = controls.label("", "section")
        self.counts.setFont(look.font(look.PAGE, look.SEMIBOLD, tabular=True))
        self.last = controls.label("", "caption", wrap=True)
        self.keys = controls.label(_("Space: here    Shift+Space: absent    arrows choose    Ctrl+Z takes back"), "caption")
        lines = Lines(self._who, self._second, self._fact, lambda _some: Carried(()))
        self.list = PeopleList(desk, lines, name=_("Who takes part"), height=50)
        self.list.setDragEnabled(False)
        self.list.setSelectionMode(PeopleList.SelectionMode.SingleSelection)
        self.list.setFocusPolicy(Qt.FocusPolicy.NoFocus)
        self.here_button = controls.button(desk.theme, _("Here"), "user-check", role="primary", on=self.here)
        self.absent_button = controls.button(desk.theme, _("Absent"), "user-x", on=self.absent)
        self.add_button = controls.button(desk.theme, _("Add, and note as here"), "user-plus", role="link", on=self.add_new)
        self.done_button = controls.button(desk.theme, _("Back to the list"), "users", role="quiet", on=self.left.emit)
        for button in (self.here_button, self.absent_button):
            button.setFocusPolicy(Qt.FocusPolicy.NoFocus)
        self._pointed = False  # somebody was chosen with the arrows since the last letter
        self.line.textChanged.connect(lambda _text: self._on_typed())
        self.line.installEventFilter(self)
        self.setLayout(
            controls.column(
                controls.row((self.counts, 1), self.done_button), 12, self.line, 6, self.keys, 12, (self.list, 1), 8,
                controls.row((self.last, 1), self.add_button, self.absent_button, self.here_button), margins=(24, 16, 24, 16),
            )
        )  # fmt: skip

    # ------------------------------------------------------------------------------------------------ what it shows

    def show_workshop(self, workshop: str) -> None:
        self._workshop = workshop
        self.line.setText("")
        self.last.setText("")

    def refresh(self) -> None:
        language, names = self.desk.language, self.desk.settings.names
        lines = self.desk.bench.ask(people.participants, self._workshop)
        self._lines = sorted(
            (x for x in lines if x.participation.answer != "no" or x.participation.attended),
            key=lambda x: (bool(x.participation.attended), sort_key(x.person, language, names=names)),
        )
        present = sum(x.participation.attended == "present" for x in self._lines)
        absent = sum(x.participation.attended == "absent" for x in self._lines)
        said = self.desk.gettext("%(n)d of %(all)d are here", n=present, all=len(self._lines))
        if absent:
            said += ", " + self.desk.language.ngettext("%(n)d is absent", "%(n)d are absent", absent)
        self.counts.setText(said)
        self.last.setText("")  # what was noted last may have been taken back
        self.narrow()

    def _on_typed(self) -> None:
        self._pointed = False
        self.narrow()

    def _sure(self) -> bool:
        """One key may note somebody: nothing is typed, one alone is left, or the arrows have chosen. Among several a key is a letter."""
        return not self.line.text().strip() or self._pointed or len(self.list.lines.shown) == 1

    def narrow(self) -> None:
        shown = self._found(self.line.text())
        kept = self.chosen()
        self.list.show_values(shown, lambda x: x.id)
        at = kept.id if kept is not None and any(x.id == kept.id for x in shown) and not self.line.text().strip() else ""
        self._choose(at or (shown[0].id if shown else ""))
        self.add_button.setVisible(not shown and bool(self.line.text().strip()))
        self.here_button.setEnabled(bool(shown))
        self.absent_button.setEnabled(bool(shown))

    def _found(self, typed: str) -> list[ParticipantLine]:
        """Those some word of whom begins with each word typed; the letters anywhere when none does so."""
        needles = typed.casefold().split()
        if not needles:
            return list(self._lines)
        begins = [x for x in self._lines if all(any(w.startswith(n) for w in self._words(x)) for n in needles)]
        return begins or [x for x in self._lines if all(any(n in w for w in self._words(x)) for n in needles)]

    def _words(self, line: ParticipantLine) -> Sequence[str]:
        return f"{self._who(line)} {line.person.unit_name} {line.person.position}".casefold().split()

    def _choose(self, id: str) -> None:
        self.list.select({id} if id else set(), lambda x: x.id)

    def chosen(self) -> ParticipantLine | None:
        return next(iter(self.list.chosen()), None)

    def _who(self, line: ParticipantLine) -> str:
        return called(line.person, self.desk.language, names=self.desk.settings.names)

    def _second(self, line: ParticipantLine) -> str:
        role = line.person.position or role_name(line.person, self.desk.language)
        return " · ".join(x for x in (line.person.unit_name, role) if x and x != self._who(line))

    def _fact(self, line: ParticipantLine) -> str:
        return {"present": self.desk.gettext("here"), "absent": self.desk.gettext("absent")}.get(line.participation.attended, "")

    # ------------------------------------------------------------------------------------------------ what a person does

    def here(self) -> None:
        self._note(people.mark_present, self.desk.gettext("%(name)s is here."))

    def absent(self) -> None:
        self._note(people.mark_absent, self.desk.gettext("%(name)s is absent."))

    def add_new(self) -> None:
        """Somebody nobody expected: on the list and here, in one step."""
        typed = self.line.text().strip()
        if not typed:
            return
        with self.desk.bench.as_one_step():
            before = {x.id for x in self.desk.bench.ask(people.participants, self._workshop)}
            self._add(typed)
            new = [x.id for x in self.desk.bench.ask(people.participants, self._workshop) if x.id not in before]
            if new:
                self.desk.bench.do(people.mark_present, tuple(new))
        if new:
            self.last.setText(self.desk.gettext("%(name)s is here.", name=typed))
            self.line.setText("")

    def _note(self, action: Callable[..., Any], words: str) -> None:
        line = self.chosen()
        if line is None:
            return
        before = set(self._broken()) if action is people.mark_absent else set()
        self.desk.try_to(action, (line.id,))
        now = [sentence for sentence in self._broken() if sentence not in before] if action is people.mark_absent else []
        self.line.setText("")
        self.refresh()
        self.last.setText(" ".join([words.replace("%(name)s", self._who(line)), *now[:1]]))
        self._choose(next((x.id for x in self._lines if not x.participation.attended), ""))

    def eventFilter(self, watched: QObject, event: QEvent) -> bool:
        steps = (QKeySequence.StandardKey.Undo, QKeySequence.StandardKey.Redo)
        if event.type() == QEvent.Type.ShortcutOverride and isinstance(event, QKeyEvent) and any(map(event.matches, steps)):
            if not self.line.text():
                event.ignore()  # with nothing typed, undo is the window's
            return not self.line.text()
        if (
            event.type() == QEvent.Type.KeyPress
            and isinstance(event, QKeyEvent)
            and not event.modifiers() & ~Qt.KeyboardModifier.ShiftModifier
        ):
            key = event.key()
            if key == Qt.Key.Key_Space and self._sure():
                self.absent() if event.modifiers() & Qt.KeyboardModifier.ShiftModifier else self.here()
                return True
            if key == Qt.Key.Key_X and not self.line.text() and not self._found("x"):
                self.absent()
                return True
            if key in (Qt.Key.Key_Up, Qt.Key.Key_Down):
                self._step(1 if key == Qt.Key.Key_Down else -1)
                return True
            if key in (Qt.Key.Key_Return, Qt.Key.Key_Enter):
                if self.add_button.isVisible():
                    self.add_new()
                elif self._sure():
                    self.here()
                return True
            if key == Qt.Key.Key_Escape:
                (self.line.setText("") if self.line.text() else self.left.emit())
                return True
        return super().eventFilter(watched, event)

    def _step(self, by: int) -> None:
        shown = self.list.lines.shown
        self._pointed = True
        at = next((i for i, x in enumerate(shown) if self.chosen() is not None and x.id == self.chosen().id), -1)  # type: ignore[union-attr]
        if shown:
            self._choose(shown[max(0, min(len(shown) - 1, at + by))].id)
