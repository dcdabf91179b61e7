"""How a scene fills the room's screen, in percent of its height. Nothing is ever cut: what has much to say takes room from what has less.

The clock's digits give way to a long instruction first, then the instruction grows smaller, then the list beside it goes. Groups, counts
and notes that stand beside the clock take more of the width when they need it. Every text is measured before it is drawn (`fitting`).
"""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass

from PySide6.QtCore import QPointF, QRect, QRectF, Qt
from PySide6.QtGui import QColor, QImage, QPainter, QPen

from verkstad.app.running import Table
from verkstad.ui import theme as look
from verkstad.ui.screens.run.face import draw_shape
from verkstad.ui.screens.run.fitting import Grid, Set, ascent, broken, face, fitted, gridded, largest, line_height, width_of

GROUND, TEXT, QUIET, LINE, ACCENT, SOON, LAST = "#101214", "#E9EBEE", "#AAB2BB", "#2B2F34", "#5EC7B7", "#F2BF6B", "#FF8A80"
TITLE, CLOCK, WORDS, INSTRUCTION, SMALL, NAMES = 8.0, 34.0, 9.0, 4.2, 3.4, 5.0  # percent of the height, at most
CLOCK_LEAST, INSTRUCTION_LEAST, READ, NAMES_READ = 14.0, 2.6, 3.3, 3.0  # where they stop; and what is read with ease


@dataclass(frozen=True)
class Scene:
    """Everything the room may see. Lists are in the order they are shown."""

    when: str = ""  # "10.50–11.30"
    title: str = ""
    instruction: str = ""
    number: str = ""
    words: str = ""
    told: str = ""  # the warning in words
    level: str = ""
    gone: float = 0.0
    next: str = ""
    tables: tuple[Table, ...] = ()
    wide: bool = False  # the tables fill the screen
    rest: tuple[tuple[str, str], ...] = ()  # (time, title)
    rest_title: str = ""
    more: Callable[[int], str] = str  # "… and 3 more", of those that find no room
    tables_title: str = ""
    message: str = ""
    notes: tuple[str, ...] = ()  # of the room, never the facilitator's
    notes_title: str = ""
    poll: str = ""
    counts: tuple[tuple[str, int], ...] = ()
    slide: QImage | None = None


@dataclass(frozen=True)
class Placed:
    """A text as it was drawn: whole, in lines, in its box."""

    text: str
    box: QRectF
    set: Set


@dataclass(frozen=True)
class _Plan:
    """The block's side: its texts at their sizes. `clock`: height of the digits in percent; 0 without a clock."""

    when: Set | None
    title: Set | None
    instruction: Set | None
    clock: float
    fits: bool


LEAST_ANSWER = 7  # pixels
LEFT, RIGHT, MIDDLE = Qt.AlignmentFlag.AlignLeft, Qt.AlignmentFlag.AlignRight, Qt.AlignmentFlag.AlignHCenter


class Scenery:
    """One painting. `drawn`: the texts, `placed`: the same with their places."""

    def __init__(self, painter: QPainter, scene: Scene, width: float, height: float) -> None:
        self._painter, self.scene, self._width, self._height = painter, scene, width, height
        self._unit = height / 100
        self.drawn: list[str] = []
        self.placed: list[Placed] = []

    def paint(self) -> None:
        s, unit, w, h = self.scene, self._unit, self._width, self._height
        self._painter.fillRect(QRectF(0, 0, w, h), QColor(GROUND))
        side = 5.5 * unit
        foot = self._foot(QRectF(side, h - 11.5 * unit, w - 2 * side, 11.5 * unit))
        if s.message:
            foot = self._message(side, foot, w - 2 * side)
        whole = QRectF(side, 5 * unit, w - 2 * side, foot - 6 * unit)
        if s.slide is not None and not s.slide.isNull():
            self._slide(QRectF(side, 4 * unit, w - 2 * side, foot - 6 * unit), s.slide)
            return
        if s.wide and s.tables:
            self._tables(whole)
            return
        share = self._share(whole)
        plan = self._plan(whole.width() * share, whole.height())
        few = plan.instruction is None or len(plan.instruction.lines) <= 2  # a long text is read from the left
        self._block(QRectF(whole.left(), whole.top(), whole.width() * share, whole.height()), plan, centred=share == 1.0 and few)
        if share < 1.0:
            x = whole.left() + whole.width() * share + 2.5 * unit
            self._painter.setPen(QPen(QColor(LINE), max(1.0, 0.25 * unit)))
            self._painter.drawLine(QPointF(x, 7 * unit), QPointF(x, foot - 3 * unit))
            self._list(self._beside(whole, share))

    # ---- who gets how much of the width

    def _beside(self, whole: QRectF, share: float) -> QRectF:
        left = whole.left() + whole.width() * share + 6 * self._unit
        return QRectF(left, whole.top() + self._unit, whole.right() - left, whole.height() - 2 * self._unit)

    def _share(self, whole: QRectF) -> float:
        """The part of the width that the block and its clock have; 1.0 when nothing stands beside."""
        s, unit = self.scene, self._unit
        if not (s.tables or s.rest or s.notes or s.counts):
            return 1.0
        first = 0.56
        if s.counts or s.notes:
            return next((share for share in (first, 0.64, 0.7, 0.75) if self._plan(whole.width() * share, whole.height()).fits), 0.7)
        if not s.tables:  # the rest of the day gives way to what is to be done now
            plan = self._plan(whole.width() * first, whole.height())
            said = plan.instruction
            return first if said is None or (plan.fits and said.px >= READ * unit) else 1.0
        best, most = first, 0
        for share in (first, 0.5, 0.44, 0.38, 0.32):
            if not self._plan(whole.width() * share, whole.height()).fits:
                break
            px = self._grid(self._beside(whole, share)).px
            if px > most:
                best, most = share, px
            if px >= NAMES_READ * unit:
                break
        return best

    # ---- the block

    def _plan(self, width: float, height: float) -> _Plan:
        """The digits give way first, then the instruction, in steps; the first step that fits."""
        s, unit = self.scene, self._unit
        when = fitted(s.when, width, 5 * unit, 2.4 * unit, SMALL * unit, look.NORMAL, lines=1) if s.when else None
        title = self._title(width, TITLE)
        if not s.instruction:
            return _Plan(when, title, None, CLOCK if s.number else 0.0, True)
        for largest_title in (TITLE, 5.0):
            title = self._title(width, largest_title)
            top = self._top(when, title)
            for step in range(21):
                clock = CLOCK - (CLOCK - 20) * min(step, 10) / 10 - (20 - CLOCK_LEAST) * max(0, step - 10) / 10
                size = INSTRUCTION - (INSTRUCTION - INSTRUCTION_LEAST) * max(0, step - 10) / 10
                said = broken(s.instruction, width, round(size * unit), look.NORMAL)
                if said is not None and said.height <= height - top - self._clock_height(clock if s.number else 0.0):
                    return _Plan(when, title, said, clock if s.number else 0.0, True)
        clock = CLOCK_LEAST if s.number else 0.0
        room = max(2 * unit, height - top - self._clock_height(clock))
        said = fitted(s.instruction, width, room, 1.6 * unit, INSTRUCTION_LEAST * unit, look.NORMAL)
        return _Plan(when, title, said, clock, False)

    def _title(self, width: float, high: float) -> Set | None:
        """On one line where it can be large there, else on two."""
        text, unit = self.scene.title, self._unit
        if not text:
            return None
        low = 0.7 * high * unit
        line = fitted(text, width, 1.4 * high * unit, low, high * unit, look.SEMIBOLD, lines=1)
        if len(line.lines) == 1 and line.px >= round(low):
            return line
        return fitted(text, width, 1.75 * high * unit, 0.42 * high * unit, 0.78 * high * unit, look.SEMIBOLD, lines=2)

    def _top(self, when: Set | None, title: Set | None) -> float:
        """What the time and the title of the block take."""
        unit = self._unit
        return (max(5 * unit, when.height) if when else 0.0) + (title.height + 1.5 * unit if title else 0.0)

    def _clock_height(self, clock: float) -> float:
        """Digits, the warning below them, the bar, and the space above."""
        return (1.5 + 0.8 * clock + self._told(clock) + self._gap(clock) + 2.3 + 2.0) * self._unit if clock else 0.0

    @staticmethod
    def _gap(clock: float) -> float:
        """Between the figure and what is said below it: less where the figure is small, because the instruction needs the room."""
        return 0.9 + 1.1 * min(1.0, max(0.0, (clock - CLOCK_LEAST) / (CLOCK - CLOCK_LEAST)))

    @staticmethod
    def _told(clock: float) -> float:
        """The size of the warning, in percent."""
        return 2.6 + 0.055 * clock

    def _block(self, box: QRectF, plan: _Plan, *, centred: bool) -> None:
        s, unit = self.scene, self._unit
        across = MIDDLE if centred else LEFT
        y = box.top()
        if plan.when is not None:
            high = max(5 * unit, plan.when.height)
            self._put(s.when, plan.when, QRectF(box.left(), y, box.width(), high), QUIET, across)
            y += high
        if plan.title is not None:
            high = plan.title.height
            self._put(s.title, plan.title, QRectF(box.left(), y, box.width(), high), TEXT, across)
            y += high + 1.5 * unit
        clock = self._clock_height(plan.clock)
        if plan.instruction is not None:
            room = QRectF(box.left(), y, box.width(), box.bottom() - clock - y)
            self._put(s.instruction, plan.instruction, room, TEXT, across, top=True)
        if plan.clock:
            self._clock(QRectF(box.left(), box.bottom() - clock, box.width(), clock), plan.clock, across)

    def _clock(self, box: QRectF, size: float, across: Qt.AlignmentFlag) -> None:
        s, unit, painter = self.scene, self._unit, self._painter
        colour = {"soon": SOON, "last": LAST, "over": LAST}.get(s.level, TEXT)
        words = max(4.6, WORDS * size / CLOCK)

        def wide(scale: float) -> tuple[Set, Set, float]:
            number = Set((s.number,), max(8, int(size * scale * unit)), look.SEMIBOLD)
            said = Set((s.words,), max(8, int(words * scale * unit)), look.MEDIUM)
            return number, said, number.width + said.width + 0.06 * number.px + unit

        number, said, total = wide(1.0)
        while total > box.width() and number.px > 8:
            size_down = min(0.98, box.width() / total)
            words, size = words * size_down, size * size_down
            number, said, total = wide(1.0)
        x = box.left() + ((box.width() - total) / 2 if across == MIDDLE else 0.0)
        told = self._told(max(size, CLOCK_LEAST))
        bar = QRectF(box.left(), box.bottom() - 2 * unit, box.width(), 2 * unit)
        gap = self._gap(size)
        base = bar.top() - (1.2 + told * 1.25 + gap) * unit
        painter.setPen(QColor(colour))
        for text, at in ((number, x), (said, x + total - said.width)):
            painter.setFont(face(text.px, text.weight))
            painter.drawText(QPointF(at, base), text.lines[0])
            self.placed.append(Placed(text.lines[0], QRectF(at, base - 0.75 * text.px, text.width, 0.75 * text.px), text))
        self.drawn.append(f"{s.number} {s.words}")
        if s.told:
            line = fitted(s.told, box.width() - 1.5 * told * unit, told * 1.3 * unit, 2.0 * unit, told * unit, look.SEMIBOLD, lines=1)
            begins = box.left() if across == LEFT else box.center().x() - (line.width + 1.4 * line.px) / 2
            place = QRectF(begins + 1.4 * line.px, base + gap * unit, line.width + 1, told * 1.25 * unit)
            draw_shape(painter, s.level or "held", QRectF(begins, place.center().y() - 0.5 * line.px, line.px, line.px), QColor(colour))
            self._put(s.told, line, place, colour)
        painter.setPen(Qt.PenStyle.NoPen)
        painter.setBrush(QColor(LINE))
        painter.drawRoundedRect(bar, unit, unit)
        painter.setBrush(QColor(ACCENT if colour == TEXT else colour))
        gone = min(1.0, max(0.0, s.gone))
        painter.drawRoundedRect(QRectF(bar.left(), bar.top(), max(2 * unit, bar.width() * gone), bar.height()), unit, unit)

    # ---- what stands beside it

    def _list(self, box: QRectF) -> None:
        """What is counted, else the room's notes, else who sits where, else the rest of the day."""
        s = self.scene
        if s.counts:
            self._counts(box)
        elif s.notes:
            self._notes(box)
        elif s.tables:
            self._tables(box)
        else:
            self._rest(box)

    def _heading(self, box: QRectF, text: str) -> float:
        """A quiet line over a list; returns where the list begins."""
        high = 6.5 * self._unit
        line = fitted(text, box.width(), 5 * self._unit, 2.4 * self._unit, SMALL * self._unit, look.NORMAL, lines=1)
        self._put(text, line, QRectF(box.left(), box.top(), box.width(), 5 * self._unit), QUIET)
        return box.top() + high

    def _rest(self, box: QRectF) -> None:
        """The rest of the day: smaller where it is long, and then its beginning and how many more there are."""
        s, unit = self.scene, self._unit
        y = self._heading(box, s.rest_title)
        room = box.bottom() - y

        def rows(px: int) -> list[tuple[Set, float]]:
            clock = max((width_of(when, px, look.NORMAL) for when, _title in s.rest), default=0.0) + 1.1 * px
            found = (broken(title, box.width() - clock, px, look.NORMAL, anywhere=True) for _when, title in s.rest)
            return [(row, clock) for row in found if row is not None]

        def high(px: int) -> float:
            return sum(row.height + 0.55 * px for row, _clock in rows(px))

        least = round(2.5 * unit)
        px = largest(least, round(SMALL * unit), lambda n: high(n) <= room)
        size = px if px is not None else least
        left = len(s.rest)
        line = line_height(size, look.NORMAL)
        for (when, title), (row, clock) in zip(s.rest, rows(size), strict=True):
            if px is None and y + row.height + 0.55 * size + line > box.bottom() and left > 0:
                break
            self._put(when, Set((when,), size, look.NORMAL), QRectF(box.left(), y, clock, line), QUIET)
            self._put(title, row, QRectF(box.left() + clock, y, box.width() - clock, row.height), TEXT)
            y += row.height + 0.55 * size
            left -= 1
        if left:
            told = fitted(s.more(left), box.width(), line + 1, 2.0 * unit, size, look.NORMAL, lines=1)
            self._put(s.more(left), told, QRectF(box.left(), y, box.width(), line + 1), QUIET)

    def _grid(self, box: QRectF) -> Grid:
        """The groups of the scene under their heading in `box`."""
        s, unit = self.scene, self._unit
        said = tuple((table.name, table.people) for table in s.tables)
        return gridded(said, box.width(), box.height() - 6.5 * unit, NAMES * unit * (1.2 if s.wide else 1.0))

    def _tables(self, box: QRectF) -> None:
        """Who sits where: one size for all, the largest that any number of columns gives."""
        s = self.scene
        y = self._heading(box, s.tables_title)
        grid = self._grid(box)
        across = box.width() / grid.columns
        for at, table in enumerate(s.tables):
            column, below = grid.places[at]
            x, top = box.left() + across * column, y + below
            head, body = grid.heads[at], grid.bodies[at]
            self._put(table.name, head, QRectF(x, top, grid.width, head.height), ACCENT)
            self._put(", ".join(table.people), body, QRectF(x, top + head.height, grid.width, body.height), TEXT)

    def _counts(self, box: QRectF) -> None:
        s, unit, painter = self.scene, self._unit, self._painter
        asked = fitted(s.poll, box.width(), 0.3 * box.height(), 2.2 * unit, INSTRUCTION * unit, look.SEMIBOLD)
        self._put(s.poll, asked, QRectF(box.left(), box.top(), box.width(), asked.height), TEXT)
        y = box.top() + asked.height + 2 * unit
        room = (box.bottom() - y) / len(s.counts)
        number = round(min(4.6 * unit, 0.5 * room))
        across = box.width() - max(width_of(str(count), number, look.SEMIBOLD) for _says, count in s.counts) - 2 * unit

        def fits(px: int) -> bool:
            rows = [broken(says, across, px, look.NORMAL) for says, _count in s.counts]
            return all(row is not None and row.height <= 0.66 * room for row in rows)

        px = largest(LEAST_ANSWER, round(SMALL * unit), fits) or LEAST_ANSWER
        rows = [broken(says, across, px, look.NORMAL, anywhere=True) for says, _count in s.counts]
        tallest = max([row.height for row in rows if row is not None] + [line_height(number, look.SEMIBOLD)])
        bar = min(2.2 * unit, 0.16 * room)
        most = max(1, *(count for _says, count in s.counts))
        for (says, count), row in zip(s.counts, rows, strict=True):
            assert row is not None
            self._put(says, row, QRectF(box.left(), y, across, tallest), TEXT)
            told = Set((str(count),), number, look.SEMIBOLD)
            self._put(str(count), told, QRectF(box.left() + across, y, box.width() - across, tallest), TEXT, RIGHT)
            painter.setPen(Qt.PenStyle.NoPen)
            painter.setBrush(QColor(LINE))
            place = QRectF(box.left(), y + tallest + 0.3 * bar, box.width(), bar)
            painter.drawRoundedRect(place, bar / 2, bar / 2)
            painter.setBrush(QColor(ACCENT))
            if count:
                painter.drawRoundedRect(QRectF(place.left(), place.top(), place.width() * count / most, bar), bar / 2, bar / 2)
            y += min(room, tallest + 1.3 * bar + 2.6 * unit)

    def _notes(self, box: QRectF) -> None:
        """The latest notes that find room whole, the last one lowest."""
        s, unit, painter = self.scene, self._unit, self._painter
        y = self._heading(box, s.notes_title)
        room, across = box.bottom() - y, box.width() - 2 * unit
        shown: list[tuple[str, Set]] = []
        for text in reversed(s.notes):
            note = broken(text, across, round(SMALL * unit), look.NORMAL)
            if note is None or (note.height > room and not shown):
                note = fitted(text, across, room, 2.0 * unit, SMALL * unit, look.NORMAL)
            if note.height > room:
                break
            shown.append((text, note))
            room -= note.height + 2 * unit
        for text, note in reversed(shown):
            painter.setPen(Qt.PenStyle.NoPen)
            painter.setBrush(QColor(ACCENT))
            painter.drawRect(QRectF(box.left(), y, 0.5 * unit, note.height))
            self._put(text, note, QRectF(box.left() + 2 * unit, y, across, note.height), TEXT)
            y += note.height + 2 * unit

    # ---- below

    def _foot(self, box: QRectF) -> float:
        """What comes next, and the clock when it does not stand above. Returns where it begins."""
        s, unit = self.scene, self._unit
        across = box.width()
        if (s.slide is not None or s.wide) and s.number:
            clock = f"{s.told} · {s.number} {s.words}" if s.told else f"{s.number} {s.words}"
            colour = {"soon": SOON, "last": LAST, "over": LAST}.get(s.level, TEXT)
            line = fitted(clock, 0.55 * box.width(), 6.5 * unit, 2.6 * unit, 4.6 * unit, look.SEMIBOLD, lines=1)
            self._put(clock, line, QRectF(box.right() - line.width - 1, box.top() + 2 * unit, line.width + 1, 7.5 * unit), colour, RIGHT)
            across -= line.width + 4 * unit
        if s.next:
            then = fitted(s.next, across, 7.5 * unit, 2.2 * unit, 4.0 * unit, look.NORMAL, lines=2)
            self._put(s.next, then, QRectF(box.left(), box.top() + 2 * unit, across, 7.5 * unit), QUIET)
        return box.top()

    def _message(self, left: float, foot: float, across: float) -> float:
        """A band over the foot, as high as what is said. Returns where it begins."""
        unit, text = self._unit, self.scene.message
        line = fitted(text, across - 5 * unit, 16 * unit, 2.4 * unit, 4.6 * unit, look.SEMIBOLD)
        box = QRectF(left, foot - unit - max(8.5 * unit, line.height + 3 * unit), across, max(8.5 * unit, line.height + 3 * unit))
        self._painter.setPen(Qt.PenStyle.NoPen)
        self._painter.setBrush(QColor("#1C3B37"))
        self._painter.drawRoundedRect(box, 1.2 * unit, 1.2 * unit)
        self._put(text, line, box.adjusted(2.5 * unit, 0, -2.5 * unit, 0), TEXT, MIDDLE)
        return box.top() - unit

    def _slide(self, box: QRectF, slide: QImage) -> None:
        size = slide.size().scaled(box.size().toSize(), Qt.AspectRatioMode.KeepAspectRatio)
        place = QRect(0, 0, size.width(), size.height())
        place.moveCenter(box.center().toPoint())
        self._painter.drawImage(place, slide)

    # ---- one text

    def _put(self, text: str, said: Set, box: QRectF, colour: str, across: Qt.AlignmentFlag = LEFT, *, top: bool = False) -> None:
        """Draw a measured text in its box, in the middle of its height unless at its `top`."""
        painter = self._painter
        painter.setFont(face(said.px, said.weight))
        painter.setPen(QColor(colour))
        step = line_height(said.px, said.weight)
        y = box.top() + (0.0 if top else max(0.0, (box.height() - said.height) / 2)) + ascent(said.px, said.weight)
        for line in said.lines:
            free = box.width() - width_of(line, said.px, said.weight)
            painter.drawText(QPointF(box.left() + (free if across == RIGHT else free / 2 if across == MIDDLE else 0.0), y), line)
            y += step
        self.drawn.append(text)
        self.placed.append(Placed(text, box, said))
