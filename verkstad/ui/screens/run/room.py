"""What the room gives while a block goes on: notes, notes that nobody sees before they are shown, and counts by hand or dots."""

from __future__ import annotations

from collections.abc import Callable
from functools import partial

from PySide6.QtCore import QObject, QSignalBlocker, Qt, Signal
from PySide6.QtGui import QKeyEvent
from PySide6.QtWidgets import QLineEdit, QPushButton, QWidget

from verkstad.app import harvest, polls, running
from verkstad.app.running import Collected
from verkstad.domain.harvest import Capture
from verkstad.ui import controls
from verkstad.ui.desk import Desk
from verkstad.ui.drafting import Drafting, PageDraft

TYPED = "room_note"  # the draft of a workshop that is a note half written


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
        self.pile: list[str] = []  # collected and not shown; kept through a kill so that nothing tells when or by whom
        self._pile_of = ""  # the block it is of
        self.line = QLineEdit()
        self.line.setAccessibleName(_("Note from the room"))
        self.line.returnPressed.connect(self.keep)
        self.line.installEventFilter(filter)
        controls.leading_icon(self.line, t, "pencil")
        self.told = controls.label("", "caption")
        self.private = QPushButton(_("Write alone first"))
        self.private.setCheckable(True)
        self.private.setAutoDefault(False)
        self.private.setToolTip(_("Notes are shown to nobody until all are in. They are kept shuffled, and nothing tells who wrote them."))
        self.private.toggled.connect(self._on_private)
        self.reveal_button = controls.button(t, "", role="primary", on=self.reveal)
        self.count_button = controls.button(t, _("Count in the room"), on=self._ask)
        self.question = QLineEdit()
        self.question.setPlaceholderText(_("Show of hands: write the question and the answers, such as Which first? Phone, letter, web"))
        self.question.setAccessibleName(_("Question to the room"))
        self.question.returnPressed.connect(self.ask)
        self.question.installEventFilter(filter)
        self.question.hide()
        self._drafting = Drafting(self, self._keep_typed)
        self.line.textEdited.connect(lambda _text: self._drafting.touched())
        self._question_draft = PageDraft(desk, self.question, "room_question")
        self._filter = filter
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
        another = workshop != self._workshop
        if self._workshop and another:
            self.flush()
        self._workshop, self._block, self._live = workshop, block, live
        if another:
            self._bring_back()
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
            self._keep_typed()
        elif self.desk.try_to(harvest.add_capture, self._workshop, text, block=self._block or None, by=self):
            self.line.clear()
            self._keep_typed()
            self.changed.emit()

    def reveal(self) -> None:
        """All that was collected is written together, and can be seen."""
        self.flush()
        self.private.setChecked(False)
        self.changed.emit()

    def flush(self) -> None:
        """Nothing that was collected or is half written is lost when one leaves."""
        self._question_draft.now()
        if self._drafting.waits:
            self._keep_typed()
        if self.pile:
            lines, block = tuple(self.pile), self._pile_of
            self.pile, self._pile_of = [], ""
            made = None
            try:
                made = self.desk.try_to(running.add_nameless, self._workshop, lines, block=block or None, by=self)
            finally:
                if not made:  # it was refused, or the disk is full: they stay on the pile
                    self.pile, self._pile_of = [*lines, *self.pile], block
            if made:
                self._keep_typed()
                self.desk.bench.leave_no_trace()
        self._name()

    def _on_private(self) -> None:
        self._keep_typed()
        self._name()

    def _keep_typed(self) -> None:
        """What is half written, and what nobody has seen, outlive the end of the process: alone, with nothing that tells when."""
        self._drafting.stop()
        if not self._workshop or not self._live:
            return
        bench, text, alone = self.desk.bench, self.line.text(), self.private.isChecked()
        if text.strip() and not alone:
            bench.draft(self._workshop, TYPED, text)
        else:
            bench.forget_draft(self._workshop, TYPED)
        running.keep_collected(bench, self._workshop, Collected(tuple(self.pile), self._pile_of, text if alone else ""))
        self.desk.kept.emit()

    def _bring_back(self) -> None:
        """Another workshop is led, or the process is another: what was left half done stands here again."""
        bench = self.desk.bench
        found = running.collected(bench, self._workshop)
        typed = next((d.text for d in bench.drafts(self._workshop, TYPED)), "")
        self.pile, self._pile_of = list(found.notes), found.block
        with QSignalBlocker(self.private):
            self.private.setChecked(bool(found.notes or found.line) and not typed)
        self.line.setText(typed or found.line)
        self._question_draft.show_row(self._workshop)
        self.question.setVisible(bool(self.question.text()))

    def _name(self) -> None:
        _ = self._
        self.line.setPlaceholderText(
            _("Written alone: Enter puts the note aside, nobody sees it yet")
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
            self._question_draft.forget()
            self.question.hide()
            self.left.emit()
            return
        question, answers = polls.read_question(self.question.text(), (_("Yes"), _("No")))
        if self.desk.try_to(polls.ask_room, self._workshop, question, answers, block=self._block or None, by=self):
            self.question.clear()
            self._question_draft.forget()
            self.question.hide()
            self.changed.emit()
            first = self.findChild(CountLine)
            if first is not None:
                first.show()
                first.number.setFocus(Qt.FocusReason.OtherFocusReason)

    def _fill(self) -> None:
        poll, lines = self.poll, self._lines()
        if poll is not None and [(w.option, w.says) for w in lines] == [(option, says) for option, says, _count in poll.answers]:
            for line, (_option, _says, count) in zip(lines, poll.answers, strict=True):
                line.show_count(count)
            return
        while self._counts.count():
            widget = self._counts.takeAt(0).widget()
            if widget is not None:
                widget.setParent(None)
                widget.deleteLater()
        if poll is None:
            return
        remove = controls.icon_button(self.desk.theme, "x", self._("Remove the question to the room"), on=lambda: self._remove(poll.id))
        self._counts.addWidget(controls.holder(controls.row((controls.label(poll.question, "strong", wrap=True), 1), remove)))
        for option, says, count in poll.answers:
            line = CountLine(self.desk, option, says, count, self._count)
            line.number.installEventFilter(self._filter)
            line.number.returnPressed.connect(partial(self._after, option))
            self._counts.addWidget(line)

    def _lines(self) -> list[CountLine]:
        found = (self._counts.itemAt(at).widget() for at in range(self._counts.count()))  # type: ignore[union-attr]
        return [widget for widget in found if isinstance(widget, CountLine)]

    def _after(self, option: str) -> None:
        """Enter in a count goes to the next answer's, and after the last back to the clock."""
        lines = self._lines()
        at = next((n for n, line in enumerate(lines) if line.option == option), len(lines))
        if at + 1 < len(lines):
            lines[at + 1].number.setFocus(Qt.FocusReason.TabFocusReason)
        else:
            self.left.emit()

    def settle(self) -> None:
        """A number that is typed and not entered counts: the block is about to change."""
        for line in self._lines():
            line.settle()

    def _remove(self, poll: str) -> None:
        self.desk.bench.do(polls.remove_poll, poll, by=self)
        self.desk.say(self._("The question to the room is removed."), undo=True)
        self.changed.emit()

    def _count(self, option: str, count: int) -> None:
        self.desk.try_to(polls.count_answer, option, count, by=self)
        self.changed.emit()


class CountLine(QWidget):
    """An answer and its count: a number typed and entered, Up and Down, or the two buttons."""

    def __init__(self, desk: Desk, option: str, says: str, count: int, counted: Callable[[str, int], None]) -> None:
        super().__init__()
        self.option, self.says, self._count, self._counted = option, says, count, counted
        _ = desk.gettext
        self.number = QLineEdit()
        self.number.setFixedWidth(72)
        self.number.setMaxLength(5)
        self.number.setAlignment(Qt.AlignmentFlag.AlignRight | Qt.AlignmentFlag.AlignVCenter)
        self.number.setAccessibleName(_("Count for “%(answer)s”", answer=says))
        self.number.editingFinished.connect(self.settle)
        self.setFocusProxy(self.number)
        less = controls.icon_button(
            desk.theme, "minus", _("One fewer for “%(answer)s”", answer=says), on=lambda: self._put(self._count - 1)
        )
        more = controls.icon_button(desk.theme, "plus", _("One more for “%(answer)s”", answer=says), on=lambda: self._put(self._count + 1))
        for button in (less, more):  # the arrows do it: the tab key goes from number to number
            button.setFocusPolicy(Qt.FocusPolicy.NoFocus)
        self.setLayout(controls.row((controls.Elided(says), 1), self.number, less, more, spacing=6))
        self.show_count(count)

    def show_count(self, count: int) -> None:
        """What is counted now; a number that is being typed stays."""
        typing = self.number.isModified() and self.number.hasFocus()
        self._count = count
        self.setAccessibleName(f"{self.says}: {count}")
        if not typing:
            self.number.setText(str(count))

    def settle(self) -> None:
        """What is typed becomes the count; what is no number is taken back."""
        if not self.number.isModified():
            return
        typed = self.number.text().strip()
        self.number.setModified(False)
        if typed.isdecimal() and int(typed) != self._count:
            self._counted(self.option, int(typed))
        self.number.setText(str(self._count))

    def _put(self, count: int) -> None:
        self.number.setModified(False)
        if 0 <= count <= polls.MOST:
            self._counted(self.option, count)

    def keyPressEvent(self, event: QKeyEvent) -> None:
        """What the number itself has no use for."""
        if event.key() in (Qt.Key.Key_Up, Qt.Key.Key_Down):
            self.settle()
            self._put(self._count + (1 if event.key() == Qt.Key.Key_Up else -1))
        else:
            super().keyPressEvent(event)
