"""A goal as a card: what is to be reached, its six boxes, the question an empty phrase in it raises, and how far it has come.

Each box is a button that opens where it stands; one key leads to the next box that is missing.
"""

from __future__ import annotations

import html
from collections.abc import Callable, Sequence
from functools import partial
from typing import Any

from PySide6.QtCore import QPoint, QRect, QSize, Qt, Signal
from PySide6.QtGui import QFocusEvent, QFontMetrics, QKeyEvent, QMouseEvent, QPainter, QPaintEvent, QPen, QResizeEvent
from PySide6.QtWidgets import QFrame, QGridLayout, QHBoxLayout, QLabel, QMenu, QPushButton, QSizePolicy, QStyle, QStyleOption, QWidget
from shiboken6 import isValid

from verkstad.app import goals as app
from verkstad.app.goals import GoalLine
from verkstad.app.people import called
from verkstad.app.phrases import phrases_asked
from verkstad.domain.decimals import read_decimal
from verkstad.domain.goals import BOXES, COLUMN_OF_BOX
from verkstad.domain.initiative import Goal
from verkstad.domain.platitudes import Marked, Platitude
from verkstad.ui import controls
from verkstad.ui import theme as look
from verkstad.ui.asked import Asked
from verkstad.ui.desk import Desk
from verkstad.ui.fields import DateField, Field, LineField, NotUnderstood, PersonField, ProseField
from verkstad.ui.guarding import Guard
from verkstad.ui.popover import Popover
from verkstad.ui.ready_made import offer_indicators
from verkstad.ui.screens.people_words import add_called, told_of
from verkstad.ui.undecided import VersionsMark
from verkstad.wording_goals import STEPS, box_name, lack_words, now_words, score_words, value_words

ONE_ROW = 860
"""From this width on the six boxes stand side by side."""

NEXT = "F8"


class DecimalField(LineField):
    """A number with or without decimals, "12,5" or "12.5"; empty is None."""

    def _write(self, value: Any) -> None:
        super()._write(self.desk.language.number(value) if value is not None else "")

    def _read(self) -> Any:
        typed = self.line.text().strip()
        if not typed:
            return None
        read = read_decimal(typed)
        if read is None:
            raise NotUnderstood(self.desk.gettext("Write a number such as 12 or 12,5."))
        return read


class Box(QPushButton):
    """One of the six boxes: filled with what it says, or dashed with what is missing."""

    def __init__(self, desk: Desk, box: str) -> None:
        super().__init__()
        self.box = box
        self.shows = ("", "")
        """The row and the column whose value stands here, as of a field."""
        self._theme, self._name = desk.theme, box_name(box, desk.language)
        self._words, self._more, self.missing, self._waits = "", "", True, False
        self.setSizePolicy(QSizePolicy.Policy.Expanding, QSizePolicy.Policy.Fixed)
        self.setCursor(Qt.CursorShape.PointingHandCursor)
        self.setAutoDefault(False)

    def show_box(self, words: str, more: str, lack: str, *, waits: bool = False) -> None:
        """`words` what it says, `more` in small beside it, `lack` why it does not stand ("" when it does). `waits`: it is being found out."""
        self._words, self._more, self.missing, self._waits = words or lack, more, bool(lack), waits
        if lack and words and not waits:
            self._more = lack
        told = ", ".join(part for part in (self._words, self._more) if part)
        self.setAccessibleName(f"{self._name}: {told}")
        self.setToolTip(told if self._cut() else "")
        self.update()

    def _cut(self) -> bool:
        width = self.width() - 24
        strong, small = QFontMetrics(look.font(look.BODY, look.SEMIBOLD)), QFontMetrics(look.font(look.CAPTION))
        return strong.horizontalAdvance(self._words) > width or small.horizontalAdvance(self._more) > width

    def sizeHint(self) -> QSize:
        return QSize(150, 70)

    def minimumSizeHint(self) -> QSize:
        return QSize(100, 70)

    def resizeEvent(self, event: QResizeEvent) -> None:
        super().resizeEvent(event)
        self.setToolTip(", ".join(part for part in (self._words, self._more) if part) if self._cut() else "")

    def paintEvent(self, _event: QPaintEvent) -> None:
        t = self._theme
        option = QStyleOption()
        option.initFrom(self)
        over = bool(option.state & QStyle.StateFlag.State_MouseOver)
        p = QPainter(self)
        p.setRenderHint(QPainter.RenderHint.Antialiasing)
        if self.missing:
            p.setPen(QPen(t.colour("text2" if over else "field"), 1, Qt.PenStyle.DashLine))
            p.setBrush(t.colour("surface"))
        else:
            p.setPen(t.colour("field" if over else "line"))
            p.setBrush(look.mix(t.surface, t.sunken, 0.35) if not over else t.colour("sunken"))
        p.drawRoundedRect(self.rect().toRectF().adjusted(0.5, 0.5, -0.5, -0.5), look.RADIUS_FIELD, look.RADIUS_FIELD)
        width, middle, end = self.width() - 24, Qt.AlignmentFlag.AlignVCenter, Qt.TextElideMode.ElideRight
        face = look.font(look.CAPTION)
        p.setFont(face)
        p.setPen(t.colour("text2"))
        p.drawText(QRect(12, 8, width - 18, 16), middle, QFontMetrics(face).elidedText(self._name, end, width - 18))
        if not self.missing:
            p.drawPixmap(self.width() - 26, 8, t.pixmap("check", "accent", 14))
        face = look.font(look.BODY, look.NORMAL if self.missing and not self._more else look.SEMIBOLD, tabular=True)
        p.setFont(face)
        p.setPen(t.colour("warn" if self.missing and not self._more and not self._waits else "text"))
        p.drawText(QRect(12, 26, width, 19), middle, QFontMetrics(face).elidedText(self._words, end, width))
        if self._more:
            face = look.font(look.CAPTION, tabular=True)
            p.setFont(face)
            p.setPen(t.colour("warn" if self.missing and not self._waits else "text2"))
            p.drawText(QRect(12, 46, width, 16), middle, QFontMetrics(face).elidedText(self._more, end, width))


class BoxPopover(Popover):
    """What one writes in a box. Enter saves; the key of the next missing box saves and goes on.

    Tab goes through the fields and the buttons and from the last saves and goes to the next box, Shift+Tab the other way: `beside` is
    told 1 or -1.
    """

    def __init__(
        self,
        desk: Desk,
        over: QWidget,
        title: str,
        fields: Sequence[Any],
        ways: Sequence[Any],
        onwards: Callable[[], object],
        beside: Callable[[int], object],
    ) -> None:
        super().__init__(desk, over, title, fields, ways)
        self._onwards, self._beside = onwards, beside

    def focusNextPrevChild(self, next: bool) -> bool:
        stops: list[QWidget] = [*self.fields, *self.ways]
        held, step = self.focusWidget(), 1 if next else -1
        outside = -1 if next else len(stops)
        at = max((place for place, w in enumerate(stops) if held is not None and (w is held or w.isAncestorOf(held))), default=outside)
        if 0 <= at < len(self.fields) and not self.fields[at].settle():
            return True
        if 0 <= at + step < len(stops):
            stops[at + step].setFocus(Qt.FocusReason.TabFocusReason if next else Qt.FocusReason.BacktabFocusReason)
        elif all(f.settle() for f in self.fields):
            self.close()
            self._beside(step)
        return True

    def keyPressEvent(self, event: QKeyEvent) -> None:
        if event.key() == Qt.Key.Key_F8 and all(f.settle() for f in self.fields):
            self.close()
            self._onwards()
        else:
            super().keyPressEvent(event)


class Statement(QWidget):
    """Words of one's own with the empty phrases underlined; a click or Enter opens them for writing."""

    def __init__(
        self, desk: Desk, name: str, save: Callable[[str], object], asked: Callable[[], Sequence[Platitude]] | None = None
    ) -> None:
        super().__init__()
        self._desk, self._name, self._save, self._asked = desk, name, save, asked
        self._text = self._row = ""
        self._field: ProseField | None = None
        self.guard: Guard | None = None
        self.words = _Words()
        self.words.opened.connect(self.open)
        self.setLayout(controls.column(self.words))

    @property
    def field(self) -> ProseField:
        """Made when one first writes."""
        if self._field is None:
            self._field = made = ProseField(self._desk, self._name, lines=2, required=True, save=self._save)
            made.label.hide()
            made.hide()
            made.edit.installEventFilter(self)
            made.edited.connect(lambda _text: self.close_field())
            made.show_value(self._text, self._row, "statement")
            held = self.layout()
            assert held is not None
            held.addWidget(made)
            if self._asked is not None:
                self.guard = Guard(self._desk, made, self._asked)
        return self._field

    def show_text(self, text: str, phrases: Sequence[Marked], row: str) -> None:
        self.words.setText(marked_html(text, phrases, self._desk.theme.hex("warnbg")))
        self.words.setAccessibleName(text)
        self._text, self._row = text, row
        if self._field is not None:
            self._field.show_value(text, row, "statement")

    def open(self) -> None:
        field = self.field
        self.words.hide()
        field.show()
        field.setFocus(Qt.FocusReason.OtherFocusReason)

    def close_field(self) -> None:
        self.field.hide()
        self.words.show()

    def settle(self) -> None:
        if self._field is not None and not self._field.isHidden() and self._field.settle():
            self.close_field()

    def eventFilter(self, watched: object, event: Any) -> bool:
        if event.type() == event.Type.FocusOut and isinstance(event, QFocusEvent) and event.reason() not in (
            Qt.FocusReason.PopupFocusReason, Qt.FocusReason.ActiveWindowFocusReason
        ):  # fmt: skip
            if self.field.settle():
                self.close_field()
        elif event.type() == event.Type.KeyPress and isinstance(event, QKeyEvent):
            plain = not event.modifiers() & Qt.KeyboardModifier.ShiftModifier
            if event.key() in (Qt.Key.Key_Return, Qt.Key.Key_Enter) and plain:
                if self.field.settle():
                    self.close_field()
                    self.words.setFocus(Qt.FocusReason.OtherFocusReason)
                return True
            if event.key() == Qt.Key.Key_Escape:
                self.field.revert()
                self.close_field()
                self.words.setFocus(Qt.FocusReason.OtherFocusReason)
                return True
        return False


class _Words(QLabel):
    opened = Signal()

    def __init__(self) -> None:
        super().__init__()
        self.setTextFormat(Qt.TextFormat.RichText)
        self.setWordWrap(True)
        self.setProperty("look", "strong")
        self.setFocusPolicy(Qt.FocusPolicy.TabFocus)
        self.setCursor(Qt.CursorShape.IBeamCursor)
        policy = QSizePolicy(QSizePolicy.Policy.Preferred, QSizePolicy.Policy.Minimum)
        policy.setHeightForWidth(True)
        self.setSizePolicy(policy)

    def mousePressEvent(self, event: QMouseEvent) -> None:
        if event.button() == Qt.MouseButton.LeftButton:
            self.opened.emit()

    def keyPressEvent(self, event: QKeyEvent) -> None:
        if event.key() in (Qt.Key.Key_Return, Qt.Key.Key_Enter, Qt.Key.Key_F2, Qt.Key.Key_Space):
            self.opened.emit()
        else:
            super().keyPressEvent(event)


def marked_html(text: str, phrases: Sequence[Marked], ground: str) -> str:
    """The text with its phrases underlined on a ground of their own, as what a label shows."""
    parts, at = [], 0
    for phrase in phrases:
        parts.append(html.escape(text[at : phrase.start]))
        parts.append(
            f'<span style="text-decoration: underline; background-color: {ground}">{html.escape(text[phrase.start : phrase.end])}</span>'
        )
        at = phrase.end
    parts.append(html.escape(text[at:]))
    return "".join(parts).replace("\n", "<br>")


def head_of_card(statement: QWidget, badge: QWidget, more: QWidget) -> QHBoxLayout:
    """What a card says in the line of its badge and its menu; more lines of it go down beside them."""
    return controls.row(
        (controls.column(8, statement, None), 1), controls.column(6, badge, None), controls.column(more, None), spacing=look.S
    )


class GoalCard(QFrame):
    """`chosen` when it is worked in; `wants_next` when the next missing box is asked for."""

    chosen = Signal(str)
    wants_next = Signal(str)

    def __init__(
        self,
        desk: Desk,
        owners: Callable[[], Sequence[tuple[str, str]]],
        *,
        remove: Callable[[str], object],
        move: Callable[[str, int], object],
    ) -> None:
        super().__init__()
        self.desk, self._owners = desk, owners
        self._ = _ = desk.gettext
        self.line: GoalLine | None = None
        self.popover: BoxPopover | None = None
        self.setProperty("look", "card")
        self.statement = Statement(
            desk,
            _("Goal"),
            self._saver(app.reword_goal),
            lambda: phrases_asked(desk.bench.library, self.line.goal.parent if self.line else None),
        )
        self.score = controls.label("", "badge")
        self.more = controls.icon_button(desk.theme, "ellipsis", _("More about the goal"))
        self._move, self._remove = move, remove
        self.more.clicked.connect(self._open_menu)
        self.boxes = {box: Box(desk, box) for box in BOXES}
        for box in self.boxes.values():
            box.clicked.connect(lambda _checked=False, box=box: self.open_box(box.box))
        self._grid = QGridLayout()
        self._grid.setSpacing(look.S)
        self._columns = 0
        self._arrange(3)
        self.asked = Asked(desk, self._saver(app.answer_question), lambda: (self.line.goal.parent or "") if self.line else "")
        self.asked.hide()
        self.now = controls.label("", "strong", wrap=True)
        self.now.hide()
        self.step = controls.label("", "caption", wrap=True)
        top = head_of_card(self.statement, self.score, self.more)
        self.versions = VersionsMark(desk, top, 1)
        self.setLayout(controls.column(top, 8, self._grid, 10, self.asked, 2, self.now, self.step, margins=(18, 12, 14, 14)))

    def _open_menu(self) -> None:
        desk, _, menu = self.desk, self._, QMenu(self.more)
        menu.setAttribute(Qt.WidgetAttribute.WA_DeleteOnClose)
        menu.addAction(desk.theme.icon("pencil"), _("Reword"), self.statement.open)
        menu.addAction(desk.theme.icon("chevron-up"), _("Move up"), lambda: self._move(self._id(), -1))
        menu.addAction(desk.theme.icon("chevron-down"), _("Move down"), lambda: self._move(self._id(), 1))
        menu.addSeparator()
        menu.addAction(desk.theme.icon("trash-2"), _("Remove"), lambda: self._remove(self._id()))
        menu.popup(self.more.mapToGlobal(QPoint(0, self.more.height())))

    def _id(self) -> str:
        return self.line.goal.id if self.line else ""

    def _saver(self, action: Callable[..., Any]) -> Callable[[Any], object]:
        return lambda value: self.desk.bench.do(action, self._id(), value, by=self)

    # ------------------------------------------------------------------------------------------------ what it shows

    def show_line(self, line: GoalLine) -> None:
        self.line = line
        self.versions.show_for(line.goal.id)
        found, language, _ = line.concreteness, self.desk.language, self._
        self.statement.show_text(line.goal.statement, found.phrases, line.goal.id)
        self.score.setText(_("Concrete") if found.concrete else _("%(n)d of 6", n=found.score))
        self.score.setToolTip(score_words(found, language))
        controls.restyle(self.score, look="badge" if found.concrete else "warning")
        for box, (words, more) in self._said().items():
            lack = found.lack(box)
            waits = box == "baseline" and found.measure_first is not None
            self.boxes[box].shows = (line.goal.id, COLUMN_OF_BOX[box])
            self.boxes[box].show_box(words, more, lack_words(lack, language) if lack else "", waits=waits)
        goal = line.goal
        self.asked.show_asked(goal.statement, found.phrases, goal.answer, goal.id)
        self.now.setVisible(line.now is not None)
        if line.now is not None:
            self.now.setText(now_words(line.now, goal.baseline, goal.target, goal.measure_unit, language, today=self.desk.today()))
        self.step.setText(self._step_words(line))

    def _said(self) -> dict[str, tuple[str, str]]:
        assert self.line is not None
        goal, language, _, today = self.line.goal, self.desk.language, self._, self.desk.today()

        def day(iso: str | None) -> str:
            return language.date(iso, "short", today=today) if iso else ""

        baseline = value_words(goal.baseline, goal.measure_unit, language), day(goal.baseline_on)
        waits = self.line.concreteness.measure_first
        if waits is not None:
            who = called(self.line.measurer, language, names=self.desk.settings.names) if self.line.measurer else _("nobody yet")
            until = _("until %(day)s", day=day(waits.due)) if waits.due else _("no day yet")
            late = _("late: %(day)s", day=day(waits.due)) if waits.late else until
            baseline = _("Measured first"), f"{who}, {late}"
        owner = self.line.owner
        return {
            "indicator": (goal.indicator, ""),
            "unit": (goal.measure_unit, ""),
            "baseline": baseline,
            "target": (value_words(goal.target, goal.measure_unit, language), ""),
            "target_on": (day(goal.target_on), ""),
            "owner": (called(owner, language, names=self.desk.settings.names), owner.unit_name) if owner else ("", ""),
        }

    def _step_words(self, line: GoalLine) -> str:
        _, language = self._, self.desk.language
        draft = [] if line.goal.stage == "agreed" else [_("Draft")]
        parts = [*draft, _("From words to results: %(step)s", step=_(STEPS[line.step]).lower())]
        if line.actions:
            parts.append(language.ngettext("%(n)d action", "%(n)d actions", line.actions))
            if line.done:
                parts[-1] += ", " + language.ngettext("%(n)d done", "%(n)d done", line.done)
        if line.modules:
            parts.append(language.ngettext("%(n)d module", "%(n)d modules", line.modules))
        if line.pilots:
            parts.append(language.ngettext("%(n)d pilot", "%(n)d pilots", line.pilots))
        if not (line.actions or line.modules or line.pilots):
            parts.append(_("nothing leads to it yet"))
        return " · ".join(parts)

    # ------------------------------------------------------------------------------------------------ the boxes

    def first_missing(self, after: str = "") -> str:
        """The first box that is missing, after one; "" when none is. One that somebody is finding out is passed over."""
        at = BOXES.index(after) + 1 if after in BOXES else 0
        waits = self.line is not None and self.line.concreteness.measure_first is not None and self.line.concreteness.measure_first.planned
        return next((box for box in BOXES[at:] if self.boxes[box].missing and not (box == "baseline" and waits)), "")

    def open_box(self, box: str) -> None:
        """Write in it, where it stands."""
        if self.line is None:
            return
        self.chosen.emit(self._id())
        fields, ways = self._fields(box)
        button = self.boxes[box]
        title = button.accessibleName().partition(":")[0]
        self.popover = made = BoxPopover(
            self.desk, self, title, fields, ways, lambda: self.wants_next.emit(box), lambda step: self._open_beside(box, step)
        )
        made.destroyed.connect(lambda: self._forget_popover(made))
        made.show_at(button.mapToGlobal(QPoint(0, button.height() + 4)))

    def _open_beside(self, box: str, step: int) -> None:
        """The box after (1) or before (-1) one; past the last the keyboard goes on from the card, before the first to its button."""
        at = BOXES.index(box) + step
        if 0 <= at < len(BOXES):
            self.open_box(BOXES[at])
            return
        self.boxes[box].setFocus(Qt.FocusReason.TabFocusReason)
        if step > 0:
            self.focusNextChild()

    def _forget_popover(self, gone: BoxPopover) -> None:
        """The next box may have opened before the last one was taken down."""
        if isValid(self) and self.popover is gone:
            self.popover = None

    def _fields(self, box: str) -> tuple[list[Field | tuple[Field, ...]], list[tuple[str, str, Callable[[], object]]]]:
        assert self.line is not None
        desk, _, goal, today = self.desk, self._, self.line.goal, self.desk.today

        def kept(field: Field, value: Any, column: str = "") -> Field:
            field.show_value(value, goal.id if column else "", column)
            return field

        onwards = (_("Next that is missing (%(key)s)", key=NEXT), "arrow-right", lambda: self.wants_next.emit(box))
        if box == "indicator":
            line = LineField(
                desk,
                _("What shows that the goal is reached?"),
                placeholder=_("For example: days from application to answer"),
                save=self._saver(app.choose_indicator),
            )
            offer_indicators(desk, line.line, line._touched)
            return [kept(line, goal.indicator, "indicator")], [onwards]
        if box == "unit":
            line = LineField(
                desk, _("Measured in"), length=60, placeholder=_("days, %, calls a week, yes/no"), save=self._saver(app.choose_measure_unit)
            )
            return [kept(line, goal.measure_unit, "measure_unit")], [onwards]
        if box == "baseline":
            value = DecimalField(desk, _("Value"), save=lambda v: self._baseline(v, None))
            on = DateField(desk, _("Measured on"), of=(Goal, "baseline_on"), today=today, save=lambda d: self._baseline(None, d, day=True))
            by = PersonField(
                desk,
                _("Not known? Who measures first"),
                people=self._owners,
                called=partial(told_of, desk),
                adds=partial(add_called, desk),
                save=lambda p: self._measure(by=p or None),
            )
            due = DateField(desk, _("At the latest"), of=(Goal, "measured_due"), today=today, save=lambda d: self._measure(due=d))
            return [
                (kept(value, goal.baseline), kept(on, goal.baseline_on)), kept(by, goal.measured_by), kept(due, goal.measured_due)
            ], [onwards]  # fmt: skip
        if box == "target":
            number = DecimalField(desk, _("Value to reach"), save=lambda v: self._target(value=v))
            return [kept(number, goal.target)], [onwards]
        if box == "target_on":
            return [
                kept(
                    DateField(desk, _("To be reached on"), of=(Goal, "target_on"), today=today, save=lambda d: self._target(on=d)),
                    goal.target_on,
                )
            ], [onwards]
        person = PersonField(
            desk,
            _("One person who owns it"),
            people=self._owners,
            called=partial(told_of, desk),
            adds=partial(add_called, desk),
            placeholder=_("Name or role"),
            save=lambda p: self.desk.bench.do(app.give_goal_to, self._id(), p or None, by=self),
        )
        return [kept(person, goal.owner)], [onwards]

    def _now(self) -> Any:
        from verkstad.domain.initiative import Goal

        return self.desk.bench.library.need(Goal, self._id())

    def _baseline(self, value: str | None, on: str | None, *, day: bool = False) -> None:
        """A value without a day is one of today, until another is said."""
        goal = self._now()
        value, on = (goal.baseline, on) if day else (value, goal.baseline_on or (self.desk.today() if value is not None else None))
        self.desk.bench.do(app.set_baseline, goal.id, value, on, by=self)

    def _target(self, **changed: Any) -> None:
        goal = self._now()
        said = {"value": goal.target, "on": goal.target_on} | changed
        self.desk.bench.do(app.set_target, goal.id, said["value"], said["on"], by=self)

    def _measure(self, **changed: Any) -> None:
        goal = self._now()
        said = {"by": goal.measured_by, "due": goal.measured_due} | changed
        self.desk.bench.do(app.ask_to_measure, goal.id, said["by"], said["due"], by=self)

    def settle(self) -> None:
        self.statement.settle()
        self.asked.settle()

    # ------------------------------------------------------------------------------------------------ its shape

    def _arrange(self, columns: int) -> None:
        if columns == self._columns:
            return
        self._columns = columns
        for at, box in enumerate(self.boxes.values()):
            self._grid.addWidget(box, at // columns, at % columns)
        for row in range(2):
            self._grid.setRowMinimumHeight(row, 70 if row * columns < len(BOXES) else 0)
        for column in range(6):
            self._grid.setColumnStretch(column, 1 if column < columns else 0)

    def resizeEvent(self, event: QResizeEvent) -> None:
        super().resizeEvent(event)
        self._arrange(6 if self.width() >= ONE_ROW else 3)

    def mousePressEvent(self, event: QMouseEvent) -> None:
        self.chosen.emit(self._id())
        super().mousePressEvent(event)
