"""Empty phrases underlined while somebody writes, with the question that makes each concrete as a tip and below the field.

A text is looked through sentence by sentence and what was looked through before is remembered, so that a key pressed in a long text costs one
sentence. Many new ones (a text that is opened or pasted) are looked through a few at a time between what the person does.
"""

from __future__ import annotations

import re
from bisect import bisect_left
from collections.abc import Callable, Sequence
from time import perf_counter

from PySide6.QtCore import QEvent, QObject, QPoint, QTimer, Signal
from PySide6.QtGui import QColor, QHelpEvent, QTextCharFormat, QTextCursor
from PySide6.QtWidgets import QLabel, QLineEdit, QTextEdit, QToolTip

from verkstad.domain.platitudes import Marked, Platitude, marked, pieces
from verkstad.ui import controls
from verkstad.ui.desk import Desk
from verkstad.ui.fields import ProseField

SLICE_MS = 4.0
"""So long at most it looks through text before it lets something else happen."""
REMEMBERED = 4_000  # sentences
_RARE = re.compile("[\U00010000-\U0010ffff]")


def question_words(desk: Desk, text: str, mark: Marked) -> str:
    """The phrase as it stands in the text, and what is asked about it."""
    _, code = desk.gettext, desk.language.code
    return _("“%(phrase)s”: %(question)s", phrase=text[mark.start : mark.end], question=mark.platitude.question.of(code))


class LineGuard(QObject):
    """Watches a line in which something new is written: the question of the phrase one stands in, else of the first, below it. The words
    themselves are underlined where they stand once they are added; a line cannot underline."""

    def __init__(self, desk: Desk, line: QLineEdit, asked: Callable[[], Sequence[Platitude]]) -> None:
        super().__init__(line)
        self._desk, self._line, self._asked = desk, line, asked
        self.question: QLabel = controls.label("", "caption", wrap=True)
        self.question.hide()
        line.textChanged.connect(self._look)
        line.cursorPositionChanged.connect(self._look)

    def _look(self, *_where: object) -> None:
        text, at = self._line.text(), self._line.cursorPosition()
        marks = marked(text, self._asked()) if text else ()
        mark = next((m for m in marks if m.start <= at <= m.end), marks[0] if marks else None)
        self.question.setText(question_words(self._desk, text, mark) if mark is not None else "")
        self.question.setVisible(mark is not None)


class Guard(QObject):
    """Watches a field for prose. `asked` gives the phrases that are asked about in the initiative it belongs to."""

    found = Signal(tuple)  # of Marked, when the whole text has been looked through

    def __init__(self, desk: Desk, field: ProseField, asked: Callable[[], Sequence[Platitude]]) -> None:
        super().__init__(field)
        self._desk, self._field, self._asked = desk, field, asked
        self._known: dict[str, tuple[Marked, ...]] = {}
        self._phrases: tuple[Platitude, ...] = ()
        self._marks: tuple[Marked, ...] = ()
        self._drawn: tuple[tuple[int, int], ...] = ()
        self._rare: tuple[int, ...] = ()  # where characters beyond U+FFFF stand, which Qt counts twice
        self._wave = QTextCharFormat()
        self._wave.setUnderlineStyle(QTextCharFormat.UnderlineStyle.WaveUnderline)
        self._wave.setUnderlineColor(QColor(desk.theme.hex("warn")))
        self._question = controls.label("", "caption", wrap=True)
        self._question.hide()
        held = field.layout()
        assert held is not None
        held.addWidget(self._question)
        self._soon = QTimer(self, interval=0, singleShot=True)
        self._soon.timeout.connect(self._look)
        field.edit.textChanged.connect(self._soon.start)
        field.edit.cursorPositionChanged.connect(self._tell)
        field.edit.verticalScrollBar().valueChanged.connect(lambda _value: self._draw())
        field.edit.viewport().installEventFilter(self)
        field.edit.installEventFilter(self)
        self._soon.start()

    @property
    def marks(self) -> tuple[Marked, ...]:
        """What was last found, in the order it stands."""
        return self._marks

    def question(self) -> str:
        """What is said below the field; "" when nothing is."""
        return self._question.text() if self._question.isVisibleTo(self._field) else ""

    def busy(self) -> bool:
        """There is text that has not been looked through yet."""
        return self._soon.isActive()

    def look_again(self) -> None:
        """Other phrases are asked about now."""
        self._soon.start()

    def _look(self) -> None:
        phrases = tuple(self._asked())
        if phrases != self._phrases:
            self._phrases = phrases
            self._known.clear()
        text = self._field.text()
        if len(self._known) > REMEMBERED:
            self._known.clear()
        began, marks = perf_counter(), []
        for start, end in pieces(text):
            piece = text[start:end]
            found = self._known.get(piece)
            if found is None:
                if (perf_counter() - began) * 1000 > SLICE_MS:
                    self._soon.start()  # what was found until now is remembered
                    return
                found = self._known[piece] = marked(piece, phrases)
            marks += [Marked(m.platitude, m.start + start, m.end + start) for m in found]
        told = tuple(marks)
        self._rare = tuple(m.start() for m in _RARE.finditer(text))
        anew, self._marks = told != self._marks, told
        self._draw()
        if anew:
            self.found.emit(told)
        self._tell()

    def _draw(self) -> None:
        """Underline what is in sight; the rest when it comes into sight."""
        edit = self._field.edit
        first, below = (
            edit.firstVisibleBlock().position(),
            edit.cursorForPosition(QPoint(edit.viewport().width(), edit.viewport().height())),
        )
        places = ((self._place(m.start), self._place(m.end)) for m in self._marks)
        seen = tuple(p for p in places if first <= p[1] and p[0] <= below.position())
        if seen == self._drawn and edit.extraSelections():
            return
        self._drawn, drawn = seen, []
        for start, end in seen:
            one = QTextEdit.ExtraSelection()
            cursor = QTextCursor(edit.document())
            cursor.setPosition(start)
            cursor.setPosition(end, QTextCursor.MoveMode.KeepAnchor)
            one.cursor, one.format = cursor, self._wave  # type: ignore[attr-defined]
            drawn.append(one)
        edit.setExtraSelections(drawn)

    def _at(self, position: int) -> Marked | None:
        """The phrase in which a place of the document (UTF-16) lies, or that ends there."""
        return next((m for m in self._marks if self._place(m.start) <= position <= self._place(m.end)), None)

    def _place(self, at: int) -> int:
        """Where a character of the text stands in the document."""
        return at + bisect_left(self._rare, at)

    def words(self, mark: Marked) -> str:
        """ "”kunden i centrum”: Vem gör vad annorlunda …?" """
        return question_words(self._desk, self._field.text(), mark)

    def _tell(self) -> None:
        """The question of the phrase one stands in, while one writes."""
        mark = self._at(self._field.edit.textCursor().position()) if self._marks and self._field.edit.hasFocus() else None
        said = self.words(mark) if mark is not None else ""
        if said != self._question.text():
            self._question.setText(said)
        self._question.setVisible(bool(said))

    def eventFilter(self, watched: QObject, event: QEvent) -> bool:
        if event.type() == QEvent.Type.ToolTip and isinstance(event, QHelpEvent) and self._marks:
            mark = self._at(self._field.edit.cursorForPosition(event.pos()).position())
            if mark is not None:
                QToolTip.showText(event.globalPos(), self.words(mark), self._field.edit)
                return True
        elif event.type() in (QEvent.Type.FocusIn, QEvent.Type.FocusOut):
            QTimer.singleShot(0, self, self._tell)
        return False
