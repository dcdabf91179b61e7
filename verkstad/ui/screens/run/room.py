"""What the room gives while a block goes on: notes, notes that nobody sees before they are shown, and counts by hand or dots."""

from __future__ import annotations

from collections.abc import Callable

from PySide6.QtCore import QObject, Qt, Signal
from PySide6.QtGui import QKeyEvent
from PySide6.QtWidgets import QLineEdit, QPushButton, QWidget

from verkstad.app import harvest, polls, running
from verkstad.domain.harvest import Capture
from verkstad.ui import controls
from verkstad.ui.desk import Desk


class FromTheRoom(QWidget):
    """One line to write in; below it what is collected, and the question that is counted. `changed` when anything of it is other than it was."""

    changed = Signal()
    left = Signal()  # Esc: back to the clock

    def __init__(self, desk: Desk, filter: QObject) -> None:
        super().__init__()
        self.desk = desk
        self._ = _ = desk.gettext
        t = desk.theme
        self._workshop, self._block, self._live = "", "", True
        self.pile: list[str] = []  # collected and not shown; in memory alone, so that nothing tells when or by whom
        self._pile_of = ""  # the block it is of
        self.line = QLineEdit()
        self.line.setAccessibleName(_("Note from the room"))
        self.line.returnPressed.connect(self.keep)
        self.line.installEventFilter(filter)
        controls.leading_icon(self.line, t, "pencil")
        self.told = controls.label("", "caption")
        self.private = QPushButton(_("Collect first"))
        self.private.setCheckable(True)
        self.private.setAutoDefault(False)
        self.private.setToolTip(_("Notes are shown to nobody until all are in. They are kept shuffled, and nothing tells who wrote them."))
        self.private.toggled.connect(lambda _on: self._name())
        self.reveal_button = controls.button(t, "", role="primary", on=self.reveal)
        self.count_button = controls.button(t, _("Count in the room"), on=self._ask)
        self.question = QLineEdit()
        self.question.setPlaceholderText(_("Which first? Phone, Letter, Web"))
        self.question.setAccessibleName(_("Question to the room"))
        self.question.returnPressed.connect(self.ask)
        self.question.installEventFilter(filter)
        self.question.hide()
        self._counts = controls.column(spacing=4)
        self.setLayout(
            controls.column(
                self.line, controls.row(self.private, self.reveal_button, self.count_button, self.told, None), self.question, self._counts, spacing=6
            )
        )  # fmt: skip
        self._shown: tuple[polls.Counted, ...] = ()
        self._name()

    def show_block(self, workshop: str, block: str, *, live: bool) -> None:
        """The block that is on; not `live` in a rehearsal, where nothing is written."""
        if self._workshop and workshop != self._workshop:
            self.flush()
        self._workshop, self._block, self._live = workshop, block, live
        for widget in (self.line, self.private, self.count_button, self.question):
            widget.setEnabled(live)
        count = self.desk.bench.library.count(Capture, parent=workshop, block=block) if block else 0
        self.told.setText(self.desk.language.ngettext("%(n)d note in this block", "%(n)d notes in this block", count) if count else "")
        found = polls.polls_of(self.desk.bench.library, workshop, block) if block else ()
        if found != self._shown:
            self._shown = found
            self._fill()
        self._name()

    @property
    def poll(self) -> polls.Counted | None:
        """The question asked last in this block."""
        return self._shown[-1] if self._shown else None

    def notes(self) -> tuple[str, ...]:
        """What the room may see of this block's notes, the latest last."""
        library = self.desk.bench.library
        return tuple(c.says for c in library.where(Capture, parent=self._workshop, block=self._block)) if self._block else ()

    # ---- notes

    def keep(self) -> None:
        text = self.line.text().strip()
        if not text:
            self.left.emit()
            return
        if not self._live:
            return
        if self.private.isChecked():
            self._pile_of = self._pile_of or self._block
            self.pile.append(text)
            self.line.clear()
            self._name()
        elif self.desk.try_to(harvest.add_capture, self._workshop, text, block=self._block or None, by=self):
            self.line.clear()
            self.changed.emit()

    def reveal(self) -> None:
        """All that was collected is written together, and can be seen."""
        self.flush()
        self.private.setChecked(False)
        self.changed.emit()

    def flush(self) -> None:
        """Nothing that was collected is lost when one leaves."""
        if self.pile:
            lines, block = tuple(self.pile), self._pile_of
            self.pile, self._pile_of = [], ""
            made = None
            try:
                made = self.desk.try_to(running.add_nameless, self._workshop, lines, block=block or None, by=self)
            finally:
                if not made:  # it was refused, or the disk is full: they stay on the pile
                    self.pile, self._pile_of = [*lines, *self.pile], block
        self._name()

    def _name(self) -> None:
        _ = self._
        self.line.setPlaceholderText(
            _("Collected and shown to nobody yet: Enter puts it on the pile")
            if self.private.isChecked()
            else _("Write down what is said: Enter keeps it in this block, Esc goes back to the clock")
        )
        count = len(self.pile)
        self.reveal_button.setVisible(count > 0)
        self.reveal_button.setText(self.desk.language.ngettext("Show %(n)d collected note", "Show %(n)d collected notes", count))
        self.reveal_button.setAccessibleName(self.reveal_button.text())

    # ---- counting

    def _ask(self) -> None:
        self.question.show()
        self.question.setFocus(Qt.FocusReason.ShortcutFocusReason)

    def ask(self) -> None:
        _ = self._
        if not self.question.text().strip():
            self.question.hide()
            self.left.emit()
            return
        question, answers = polls.read_question(self.question.text(), (_("Yes"), _("No")))
        if self.desk.try_to(polls.ask_room, self._workshop, question, answers, block=self._block or None, by=self):
            self.question.clear()
            self.question.hide()
            self.changed.emit()
            first = self.findChild(CountLine)
            if first is not None:
                first.setFocus()

    def _fill(self) -> None:
        held = next((w.option for w in self.findChildren(CountLine) if w.hasFocus()), "")
        while self._counts.count():
            widget = self._counts.takeAt(0).widget()
            if widget is not None:
                widget.setParent(None)
                widget.deleteLater()
        poll = self.poll
        if poll is None:
            return
        remove = controls.icon_button(self.desk.theme, "x", self._("Remove the question to the room"), on=lambda: self._remove(poll.id))
        self._counts.addWidget(controls.holder(controls.row((controls.label(poll.question, "strong", wrap=True), 1), remove)))
        for option, says, count in poll.answers:
            line = CountLine(self.desk, option, says, count, self._count)
            self._counts.addWidget(line)
            if option == held:
                line.setFocus()

    def _remove(self, poll: str) -> None:
        self.desk.bench.do(polls.remove_poll, poll, by=self)
        self.desk.say(self._("The question to the room is removed."), undo=True)
        self.changed.emit()

    def _count(self, option: str, count: int) -> None:
        self.desk.try_to(polls.count_answer, option, count, by=self)
        self.changed.emit()


class CountLine(QWidget):
    """An answer and its count: Up and Down, or digits typed, or the two buttons."""

    def __init__(self, desk: Desk, option: str, says: str, count: int, counted: Callable[[str, int], None]) -> None:
        super().__init__()
        self.option, self._count, self._counted = option, count, counted
        _ = desk.gettext
        self.setFocusPolicy(Qt.FocusPolicy.StrongFocus)
        self.setAccessibleName(f"{says}: {count}")
        number = controls.label(str(count), "section")
        number.setMinimumWidth(44)
        number.setAlignment(Qt.AlignmentFlag.AlignRight | Qt.AlignmentFlag.AlignVCenter)
        less = controls.icon_button(
            desk.theme, "minus", _("One fewer for “%(answer)s”", answer=says), on=lambda: self._put(self._count - 1)
        )
        more = controls.icon_button(desk.theme, "plus", _("One more for “%(answer)s”", answer=says), on=lambda: self._put(self._count + 1))
        self.setLayout(controls.row((controls.Elided(says), 1), number, less, more, spacing=6))

    def _put(self, count: int) -> None:
        if 0 <= count <= polls.MOST:
            self._counted(self.option, count)

    def keyPressEvent(self, event: QKeyEvent) -> None:
        key = event.key()
        if key in (Qt.Key.Key_Up, Qt.Key.Key_Down):
            self._put(self._count + (1 if key == Qt.Key.Key_Up else -1))
        elif event.text().isdigit():
            self._put(self._count * 10 + int(event.text()))
        elif key == Qt.Key.Key_Backspace:
            self._put(self._count // 10)
        else:
            super().keyPressEvent(event)
