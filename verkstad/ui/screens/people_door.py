"""At the door: type a few letters until one is left, press Enter, and the next may come in. The space bar belongs to the name while it is
typed. Among several a key notes nobody: type on, or choose with the arrows, and then one key is enough. Ctrl+Enter is for who stays away;
Shift+Enter when somebody else comes in her place."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from dataclasses import dataclass
from typing import Any

from PySide6.QtCore import QEvent, QObject, Qt, Signal
from PySide6.QtGui import QKeyEvent, QKeySequence
from PySide6.QtWidgets import QLineEdit, QWidget

from verkstad.app import people
from verkstad.app.people import ParticipantLine, called, role_name
from verkstad.domain.people import Identity, Person, Role, Unit
from verkstad.domain.workshop import Day, Participation, seats
from verkstad.ui import controls
from verkstad.ui import theme as look
from verkstad.ui.desk import Desk
from verkstad.ui.screens.people_words import day_called, rest_words, sort_key
from verkstad.ui.screens.teams.people import Lines, PeopleList
from verkstad.ui.screens.teams.words import Carried

KEYS = Qt.KeyboardModifier
SEEN = (Participation, Person, Identity, Unit, Role)


@dataclass(frozen=True)
class Other:
    """Somebody who is not on the list: her id and what she is called."""

    id: str
    name: str


class DoorView(QWidget):
    """Who is not noted yet stands first. `add` takes a name nobody on the list has; `broken` tells which groups do not work now; `left` is emitted by the way back.

    `others` are those of the directory who are not on the list; `send` gives a seat to one of them (id) or to somebody new (a name), and
    tells how she takes part. While it is asked who comes instead of somebody, the same line and list are about the others.
    """

    left = Signal()

    def __init__(
        self,
        desk: Desk,
        add: Callable[[str], object],
        broken: Callable[[], Sequence[str]] = tuple,
        others: Callable[[], Sequence[tuple[str, str]]] = tuple,
        send: Callable[[ParticipantLine, str | None, str], str | None] = lambda _line, _id, _name: None,
    ) -> None:
        super().__init__()
        _ = desk.gettext
        self.desk, self._add, self._broken, self._ask_others, self._send = desk, add, broken, others, send
        self._workshop = ""
        self._lines: list[ParticipantLine] = []
        self._days: tuple[Day, ...] = ()
        self._others: list[Other] = []
        self.instead_of: ParticipantLine | None = None  # whose seat is being given away
        self.line = QLineEdit()
        self.line.setPlaceholderText(_("A few letters of the name"))
        self.line.setAccessibleName(_("A few letters of the name"))
        self.line.setFont(look.font(look.PAGE))
        self.line.setMinimumHeight(48)
        controls.leading_icon(self.line, desk.theme, "search")
        self.counts = controls.label("", "section")
        self.counts.setFont(look.font(look.PAGE, look.SEMIBOLD, tabular=True))
        self.last = controls.label("", "caption", wrap=True)
        self.keys = controls.label("", "caption", wrap=True)
        lines = Lines(self._who, self._second, self._fact, lambda _some: Carried(()))
        self.list = PeopleList(desk, lines, name=_("Who takes part"), height=50)
        self.list.setDragEnabled(False)
        self.list.setSelectionMode(PeopleList.SelectionMode.SingleSelection)
        self.list.setFocusPolicy(Qt.FocusPolicy.NoFocus)
        self.here_button = controls.button(desk.theme, _("Here"), "user-check", role="primary", on=self.here)
        self.absent_button = controls.button(desk.theme, _("Absent"), "user-x", on=self.absent)
        self.instead_button = controls.button(
            desk.theme, _("Somebody else comes…"), "shuffle", on=self.ask_instead, tip=_("Somebody else takes the seat, the group and the table (Shift+Enter)")
        )  # fmt: skip
        self.send_button = controls.button(desk.theme, _("Comes instead"), "user-check", role="primary", on=self.send)
        self.cancel_button = controls.button(desk.theme, _("Cancel"), on=self.stop_asking)
        self.add_button = controls.button(desk.theme, _("Add, and note as here"), "user-plus", role="link", on=self.add_new)
        self.rest_button = controls.button(
            desk.theme, _("Everybody else was there"), "user-check", role="quiet", on=self.mark_rest,
            tip=_("Marks those who have no mark yet as present, in one step"),
        )  # fmt: skip
        self.done_button = controls.button(desk.theme, _("Back to the list"), "users", role="quiet", on=self.left.emit)
        for button in (
            self.here_button, self.absent_button, self.instead_button, self.send_button, self.cancel_button, self.rest_button,
        ):  # fmt: skip
            button.setFocusPolicy(Qt.FocusPolicy.NoFocus)
        self._pointed = False  # somebody was chosen with the arrows or the mouse since the last letter
        self._where = 0  # the row at which the arrows come into the list
        self.line.textChanged.connect(lambda _text: self._on_typed())
        self.line.installEventFilter(self)
        self.list.clicked.connect(lambda _index: self._on_clicked())
        self.setLayout(
            controls.column(
                controls.row((self.counts, 1), self.rest_button, self.done_button), 12, self.line, 6, self.keys, 12, (self.list, 1), 8,
                controls.row(
                    (self.last, 1), self.add_button, self.cancel_button, self.send_button, self.instead_button, self.absent_button, self.here_button
                ),
                margins=(24, 16, 24, 16),
            )
        )  # fmt: skip
        self._show_asking()

    # ------------------------------------------------------------------------------------------------ what it shows

    def show_workshop(self, workshop: str) -> None:
        self._workshop = workshop
        self.instead_of = None
        self._show_asking()
        self.line.setText("")
        self.last.setText("")

    def refresh(self) -> None:
        language, names = self.desk.language, self.desk.settings.names
        lines = self.desk.bench.ask(people.participants, self._workshop)
        self._days = self.desk.bench.library.children(Day, self._workshop)
        self._lines = sorted(
            (x for x in lines if x.participation.answer != "no" or x.participation.attended),
            key=lambda x: (bool(x.participation.attended), sort_key(x.person, language, names=names)),
        )
        rows = seats(x.participation for x in self._lines)
        present = sum(x.attended == "present" for x in rows)
        absent = sum(x.attended == "absent" for x in rows)
        said = self.desk.gettext("%(n)d of %(all)d are here", n=present, all=len(rows))
        if absent:
            said += ", " + self.desk.language.ngettext("%(n)d is absent", "%(n)d are absent", absent)
        self.counts.setText(said)
        self.rest_button.setVisible(self.desk.bench.ask(people.headcount, self._workshop).half_noted)
        self.last.setText("")  # what was noted last may have been taken back
        if self.instead_of is not None:
            self.instead_of = next((x for x in self._lines if x.id == self.instead_of.id), None)
            self._others = [Other(*x) for x in self._ask_others()]
            self._show_asking()
        self.narrow()

    def _show_asking(self) -> None:
        """The line, the keys and the buttons, for who is here or for who comes instead of somebody."""
        _, asking = self.desk.gettext, self.instead_of is not None
        words = (
            _("Who comes instead of %(name)s?", name=self._who(self.instead_of))
            if self.instead_of is not None
            else _("A few letters of the name")
        )
        self.line.setPlaceholderText(words)
        self.line.setAccessibleName(words)
        self.list.setAccessibleName(_("Who can come instead") if asking else _("Who takes part"))
        self.keys.setText(
            _(
                "%(question)s Type a name or choose with the arrows; Enter gives her the seat, the group and the table. Esc leaves it.",
                question=words,
            )
            if asking
            else _("Enter: here    Ctrl+Enter: absent    Shift+Enter: somebody else comes    arrows choose    Ctrl+Z takes back")
        )
        for button in (self.here_button, self.absent_button, self.instead_button):
            button.setVisible(not asking)
        for button in (self.send_button, self.cancel_button):
            button.setVisible(asking)

    def _on_typed(self) -> None:
        self._pointed, self._where = False, 0
        self.narrow()

    def _on_clicked(self) -> None:
        self._pointed = bool(self.list.chosen())
        self._enable()

    def _sure(self) -> bool:
        """One key may note somebody: she is the only one left, or the arrows or the mouse have chosen her."""
        if self.instead_of is not None and not self._pointed and not self.line.text().strip():
            return False
        return len(self.list.chosen()) == 1 and (self._pointed or len(self.list.lines.shown) == 1)

    def _enable(self) -> None:
        """The buttons do what their keys do: nothing while it is not known who is meant."""
        sure = self._sure()
        for button in (self.here_button, self.absent_button, self.instead_button):
            button.setEnabled(sure)
        self.send_button.setEnabled(sure or self._nobody_found())

    def _nobody_found(self) -> bool:
        return bool(self.line.text().strip()) and not self.list.lines.shown

    def _ask_whom(self) -> None:
        """Say that a key was pressed while several may be meant."""
        several, typed = len(self.list.lines.shown), self.line.text().strip()
        if typed and several:
            self.last.setText(
                self.desk.gettext("%(n)d names match: type on, or choose one with the arrows.", n=several)
            )  # fmt: skip
        elif several:
            self.last.setText(self.desk.gettext("Type a few letters of the name, or choose somebody with the arrows."))

    def narrow(self) -> None:
        """Show those who are meant; somebody is chosen only where she is the only one, or was pointed at."""
        if self.instead_of is not None:
            self._narrow_others()
            return
        typed = self.line.text().strip()
        self.add_button.setText(self.desk.gettext("Add, and note as here"))
        self._show_found(self._found(typed))
        self.add_button.setVisible(self._nobody_found())

    def _narrow_others(self) -> None:
        """Those who could come; the name as typed, when nobody is called just so, is somebody new."""
        typed = " ".join(self.line.text().split())
        needles = typed.casefold().split()
        words = {x.id: x.name.casefold().split() for x in self._others}
        found = [x for x in self._others if all(any(w.startswith(n) for w in words[x.id]) for n in needles)] if needles else self._others
        self._show_found(found)
        self.add_button.setText(self.desk.gettext("“%(name)s” comes", name=typed))
        self.add_button.setVisible(bool(typed) and bool(found) and not any(x.name.casefold() == typed.casefold() for x in found))

    def _show_found(self, found: Sequence[ParticipantLine] | Sequence[Other]) -> None:
        kept = next((x.id for x in self.list.chosen()), "") if self._pointed else ""
        self.list.show_values(list(found), lambda x: x.id)
        self._pointed = any(x.id == kept for x in found)
        self._choose(kept if self._pointed else found[0].id if len(found) == 1 else "")
        self._enable()

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
        return next(iter(self.list.chosen()), None) if self.instead_of is None else None

    def _who(self, line: ParticipantLine | Other) -> str:
        return line.name if isinstance(line, Other) else called(line.person, self.desk.language, names=self.desk.settings.names)

    def _second(self, line: ParticipantLine | Other) -> str:
        if isinstance(line, Other):
            return ""
        role = line.person.position or role_name(line.person, self.desk.language)
        instead = ""
        if line.replaces is not None:
            other = called(line.replaces, self.desk.language, names=self.desk.settings.names)
            instead = self.desk.gettext("instead of %(name)s", name=other)
        return " · ".join(x for x in (line.person.unit_name, role, instead) if x and x != self._who(line))

    def _fact(self, line: ParticipantLine | Other) -> str:
        if isinstance(line, Other):
            return ""
        row = line.participation
        day = day_called(self._days, row.present_on, self.desk.language)
        return {"present": self.desk.gettext("here"), "absent": self.desk.gettext("absent")}.get(row.attended, day)

    # ------------------------------------------------------------------------------------------------ what a person does

    def here(self) -> None:
        self._note(people.mark_present, self.desk.gettext("%(name)s is here."))

    def absent(self) -> None:
        self._note(people.mark_absent, self.desk.gettext("%(name)s is absent."))

    def ask_instead(self) -> None:
        """Ask who comes in the place of the one that is chosen."""
        line = self.chosen()
        if line is None:
            return
        self.instead_of = line
        self._others = [Other(*x) for x in self._ask_others()]
        self._show_asking()
        self.last.setText("")
        self.line.setText("")
        self._on_typed()
        self.line.setFocus(Qt.FocusReason.OtherFocusReason)

    def stop_asking(self) -> None:
        was = self.instead_of
        self.instead_of = None
        self._show_asking()
        self.line.setText("")
        self._on_typed()
        if was is not None:
            self._point(was.id)

    def send(self) -> None:
        """The one that is chosen comes instead, or who is called as was typed when nobody is: she has the seat and is here, in one step."""
        other = next(iter(self.list.chosen()), None)
        if self._sure() and other is not None:
            self._give(other.id, other.name)
        elif self._nobody_found():
            self._give(None, " ".join(self.line.text().split()))
        else:
            self._ask_whom()

    def mark_rest(self) -> None:
        """Everybody without a mark is here: one step."""
        count = self.desk.try_to(people.mark_rest_present, self._workshop)
        if count:
            self.desk.say(rest_words(count, self.desk.language), undo=True)

    def _give(self, person: str | None, name: str) -> None:
        line = self.instead_of
        if line is None:
            return
        before = set(self._broken())
        with self.desk.bench.as_one_step():
            made = self._send(line, person, name)
            if made:
                self.desk.bench.do(people.mark_present, (made,))
        if not made:
            return
        self.instead_of = None
        self._show_asking()
        self.line.setText("")
        self.refresh()
        now = [sentence for sentence in self._broken() if sentence not in before]
        told = next((self._who(x) for x in self._lines if x.id == made), name)
        self.last.setText(
            " ".join([self.desk.gettext("%(name)s is here instead of %(other)s.", name=told, other=self._who(line)), *now[:1]])
        )

    def add_new(self) -> None:
        """Somebody nobody expected: on the list and here, in one step. Or here in the place of another."""
        typed = self.line.text().strip()
        if not typed:
            return
        if self.instead_of is not None:
            self._give(None, " ".join(typed.split()))
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
        if line is None or not self._sure():
            self._ask_whom()
            return
        where = 0 if self.line.text() else next((i for i, x in enumerate(self.list.lines.shown) if x.id == line.id), 0)
        before = set(self._broken()) if action is people.mark_absent else set()
        self.desk.try_to(action, (line.id,))
        now = [sentence for sentence in self._broken() if sentence not in before] if action is people.mark_absent else []
        self.line.setText("")
        self._pointed = False  # who is noted goes last: the arrows come back to where she stood
        self.refresh()
        self._where = where
        self.last.setText(" ".join([words.replace("%(name)s", self._who(line)), *now[:1]]))

    def eventFilter(self, watched: QObject, event: QEvent) -> bool:
        steps = (QKeySequence.StandardKey.Undo, QKeySequence.StandardKey.Redo)
        if event.type() == QEvent.Type.ShortcutOverride and isinstance(event, QKeyEvent) and any(map(event.matches, steps)):
            if not self.line.text():
                event.ignore()  # with nothing typed, undo is the window's
            return not self.line.text()
        if (
            event.type() == QEvent.Type.KeyPress
            and isinstance(event, QKeyEvent)
            and not event.modifiers() & ~(KEYS.ShiftModifier | KEYS.ControlModifier | KEYS.KeypadModifier)
        ):
            shift, control = bool(event.modifiers() & KEYS.ShiftModifier), bool(event.modifiers() & KEYS.ControlModifier)
            met = self._asked_key(event.key(), control) if self.instead_of is not None else self._key(event.key(), shift, control)
            return met or super().eventFilter(watched, event)
        return super().eventFilter(watched, event)

    def _key(self, key: int, shift: bool, control: bool) -> bool:
        """A key at the door; True when it was met. A space is met only where it cannot be part of a name: with nothing typed, or pointing."""
        if key in (Qt.Key.Key_Return, Qt.Key.Key_Enter):
            if control:
                self.absent()
            elif shift:
                self.ask_instead() if self._sure() else self._ask_whom()
            elif self._nobody_found():
                self.add_new()
            else:
                self.here()
        elif control:
            return False
        elif key == Qt.Key.Key_Space and (self._pointed or not self.line.text()):
            self.absent() if shift else self.here()
        elif key == Qt.Key.Key_X and not self.line.text() and not self._found("x"):
            self.absent()
        elif key in (Qt.Key.Key_Up, Qt.Key.Key_Down):
            self._step(1 if key == Qt.Key.Key_Down else -1)
        elif key == Qt.Key.Key_Escape:
            self.line.setText("") if self.line.text() else self.left.emit()
        else:
            return False
        return True

    def _asked_key(self, key: int, control: bool) -> bool:
        """A key while it is asked who comes instead; True when it was met."""
        if control:
            return False
        if key in (Qt.Key.Key_Up, Qt.Key.Key_Down):
            self._step(1 if key == Qt.Key.Key_Down else -1)
        elif key in (Qt.Key.Key_Return, Qt.Key.Key_Enter):
            self.send()
        elif key == Qt.Key.Key_Escape:
            self.line.setText("") if self.line.text() else self.stop_asking()
        else:
            return False
        return True

    def _step(self, by: int) -> None:
        """One row down or up; who has not pointed yet comes in where the last one was noted."""
        shown = self.list.lines.shown
        chosen = next(iter(self.list.chosen()), None) if self._pointed else None
        came_in = self._where - (by > 0)
        at = next((i for i, x in enumerate(shown) if chosen is not None and x.id == chosen.id), came_in)
        if shown:
            self._point(shown[max(0, min(len(shown) - 1, at + by))].id)

    def _point(self, id: str) -> None:
        self._choose(id)
        self._pointed = bool(self.list.chosen())
        self._enable()
