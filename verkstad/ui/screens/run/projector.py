"""What the room sees: one window, painted in percent of its height. It is handed a `Scene` and knows nothing else of the workshop.

A scene has no field for private notes: what is not handed over cannot be shown. `drawn` is every text of the last painting.
"""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass

from PySide6.QtCore import QEvent, QRect, QRectF, Qt, Signal
from PySide6.QtGui import QColor, QFont, QFontMetricsF, QGuiApplication, QImage, QKeyEvent, QPainter, QPaintEvent, QPen, QScreen
from PySide6.QtWidgets import QWidget

from verkstad.app.running import Table
from verkstad.ui import theme as look
from verkstad.ui.screens.run.face import draw_shape

GROUND, TEXT, QUIET, LINE, ACCENT, SOON, LAST = "#101214", "#E9EBEE", "#AAB2BB", "#2B2F34", "#5EC7B7", "#F2BF6B", "#FF8A80"
TITLE, CLOCK, WORDS, INSTRUCTION, SMALL, NAMES = 8.0, 34.0, 9.0, 4.2, 3.4, 2.9  # percent of the height


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
    tables_title: str = ""
    message: str = ""
    notes: tuple[str, ...] = ()  # of the room, never the facilitator's
    notes_title: str = ""
    poll: str = ""
    counts: tuple[tuple[str, int], ...] = ()
    slide: QImage | None = None


class Projector(QWidget):
    """A window of its own. Keys pressed in it are the operator's: they go to `key_pressed`."""

    key_pressed = Signal(object)
    closed = Signal()

    def __init__(self, owner: QWidget, title: str, screens: Callable[[], list[QScreen]] = QGuiApplication.screens) -> None:
        super().__init__(owner, Qt.WindowType.Window)
        self._owner, self._screens = owner, screens
        self.scene = Scene()
        self.drawn: list[str] = []
        self.setWindowTitle(title)
        self.setAutoFillBackground(False)
        self.setAttribute(Qt.WidgetAttribute.WA_OpaquePaintEvent)
        self.setMinimumSize(320, 200)
        self.setFocusPolicy(Qt.FocusPolicy.StrongFocus)

    # ---- where it stands

    def other_screen(self) -> QScreen | None:
        """A screen that does not show what the operator's does; None with a single or a mirrored one."""
        home = self._owner.window().screen()
        ours = home.geometry() if home is not None else QRect()
        return next((s for s in self._screens() if s is not home and not s.geometry().intersects(ours)), None)

    def take_screen(self) -> bool:
        """Fill the other screen, else the operator's own. True when the operator keeps her page in view."""
        other = self.other_screen()
        target = other or self._owner.window().screen()
        if target is not None:
            self.setScreen(target)
            self.setGeometry(target.geometry())
        self.showFullScreen()
        if target is not None and self.geometry().topLeft() != target.geometry().topLeft():
            self.setGeometry(target.geometry())
        if other is None:
            self.raise_()
            self.activateWindow()
            self.setFocus()
        return other is not None

    def show_scene(self, scene: Scene) -> None:
        if scene != self.scene:
            self.scene = scene
            self.setAccessibleName(", ".join(part for part in (scene.title, f"{scene.number} {scene.words}", scene.told) if part))
            self.update()

    # ---- keys

    def event(self, event: QEvent) -> bool:
        if event.type() == QEvent.Type.KeyPress and isinstance(event, QKeyEvent):
            self.key_pressed.emit(event)
            return True
        if event.type() == QEvent.Type.Close:
            self.closed.emit()
        return super().event(event)

    # ---- painting

    def paintEvent(self, _event: QPaintEvent) -> None:
        painter = QPainter(self)
        painter.setRenderHints(QPainter.RenderHint.Antialiasing | QPainter.RenderHint.SmoothPixmapTransform)
        self.drawn = []
        painter.fillRect(self.rect(), QColor(GROUND))
        w, h = float(self.width()), float(self.height())
        s = self.scene
        unit = h / 100
        side = 5.5 * unit
        foot = self._foot(painter, QRectF(side, h - 11.5 * unit, w - 2 * side, 11.5 * unit), unit)
        if s.message:
            foot = self._message(painter, QRectF(side, foot - 9.5 * unit, w - 2 * side, 8.5 * unit), unit)
        if s.slide is not None and not s.slide.isNull():
            self._slide(painter, QRectF(side, 4 * unit, w - 2 * side, foot - 6 * unit), s.slide)
            return
        if s.wide and s.tables:
            self._list(painter, QRectF(side, 5 * unit, w - 2 * side, foot - 6 * unit), unit)
            return
        listed = bool(s.tables or s.rest or s.notes or s.counts)
        across = (w - 2 * side) * (0.56 if listed else 1.0)
        self._block(painter, QRectF(side, 5 * unit, across, foot - 6 * unit), unit, centred=not listed)
        if listed:
            painter.setPen(QPen(QColor(LINE), max(1.0, 0.25 * unit)))
            x = side + across + 2.5 * unit
            painter.drawLine(int(x), int(7 * unit), int(x), int(foot - 3 * unit))
            self._list(painter, QRectF(x + 3.5 * unit, 6 * unit, w - side - x - 3.5 * unit, foot - 8 * unit), unit)

    def _text(self, painter: QPainter, box: QRectF, text: str, px: float, colour: str, *, bold: bool = False, flags: int = 0) -> float:
        """One line, made smaller and then shortened where it has no room. Returns its width."""
        if not text:
            return 0.0
        weight = look.SEMIBOLD if bold else look.NORMAL
        face = _face(px, weight)
        if QFontMetricsF(face).horizontalAdvance(text) > box.width():
            face = _face(px * 0.8, weight)
        metrics = QFontMetricsF(face)
        shown = metrics.elidedText(text, Qt.TextElideMode.ElideRight, box.width())
        painter.setFont(face)
        painter.setPen(QColor(colour))
        painter.drawText(box, flags or int(Qt.AlignmentFlag.AlignLeft | Qt.AlignmentFlag.AlignVCenter), shown)
        self.drawn.append(text)
        return metrics.horizontalAdvance(shown)

    def _block(self, painter: QPainter, box: QRectF, unit: float, *, centred: bool) -> None:
        s = self.scene
        across = int(Qt.AlignmentFlag.AlignHCenter if centred else Qt.AlignmentFlag.AlignLeft)
        line = across | int(Qt.AlignmentFlag.AlignVCenter)
        y = box.top()
        self._text(painter, QRectF(box.left(), y, box.width(), 5 * unit), s.when, SMALL * unit, QUIET, flags=line)
        y += 5 * unit
        self._text(painter, QRectF(box.left(), y, box.width(), 11 * unit), s.title, TITLE * unit, TEXT, bold=True, flags=line)
        y += 12 * unit
        clock = 40 * unit
        bottom = box.bottom() - clock
        if s.instruction:
            room = QRectF(box.left(), y, box.width(), bottom - y)
            painter.setPen(QColor(TEXT))
            px = INSTRUCTION * unit
            flags = across | int(Qt.TextFlag.TextWordWrap)
            text = s.instruction
            while px > 2.4 * unit:
                painter.setFont(_face(px, look.NORMAL))
                if painter.boundingRect(room, flags, text).height() <= room.height():
                    break
                px *= 0.9
            painter.save()
            painter.setClipRect(room)
            painter.drawText(room, flags, text)
            painter.restore()
            self.drawn.append(text)
        self._clock(painter, QRectF(box.left(), bottom, box.width(), clock), unit, centred=centred)

    def _clock(self, painter: QPainter, box: QRectF, unit: float, *, centred: bool) -> None:
        s = self.scene
        if not s.number:
            return
        colour = {"soon": SOON, "last": LAST, "over": LAST}.get(s.level, TEXT)
        big, small = _face(CLOCK * unit, look.SEMIBOLD), _face(WORDS * unit, look.MEDIUM)
        wide, words = QFontMetricsF(big).horizontalAdvance(s.number), QFontMetricsF(small).horizontalAdvance(s.words)
        if wide + words + 2 * unit > box.width():
            scale = box.width() / (wide + words + 2 * unit)
            big, small = _face(CLOCK * unit * scale, look.SEMIBOLD), _face(WORDS * unit * scale, look.MEDIUM)
            wide, words = QFontMetricsF(big).horizontalAdvance(s.number), QFontMetricsF(small).horizontalAdvance(s.words)
        x = box.left() + ((box.width() - wide - words - 2 * unit) / 2 if centred else 0)
        base = box.top() + 27 * unit
        painter.setPen(QColor(colour))
        painter.setFont(big)
        painter.drawText(int(x), int(base), s.number)
        painter.setFont(small)
        painter.drawText(int(x + wide + 2 * unit), int(base), s.words)
        self.drawn.append(f"{s.number} {s.words}")
        if s.told:
            flags = int((Qt.AlignmentFlag.AlignHCenter if centred else Qt.AlignmentFlag.AlignLeft) | Qt.AlignmentFlag.AlignVCenter)
            place = QRectF(box.left(), box.top() + 29 * unit, box.width(), 6 * unit)
            width = QFontMetricsF(_face(4.4 * unit, look.SEMIBOLD)).horizontalAdvance(s.told)
            begins = place.center().x() - width / 2 if centred else place.left() + 7 * unit
            draw_shape(painter, s.level, QRectF(begins - 6.5 * unit, place.top() + 0.7 * unit, 4.6 * unit, 4.6 * unit), QColor(colour))
            self._text(painter, place if centred else place.adjusted(7 * unit, 0, 0, 0), s.told, 4.4 * unit, colour, bold=True, flags=flags)
        bar = QRectF(box.left(), box.top() + 36.5 * unit, box.width(), 2 * unit)
        painter.setPen(Qt.PenStyle.NoPen)
        painter.setBrush(QColor(LINE))
        painter.drawRoundedRect(bar, unit, unit)
        painter.setBrush(QColor(ACCENT if colour == TEXT else colour))
        painter.drawRoundedRect(
            QRectF(bar.left(), bar.top(), max(2 * unit, bar.width() * min(1.0, max(0.0, s.gone))), bar.height()), unit, unit
        )

    def _list(self, painter: QPainter, box: QRectF, unit: float) -> None:
        """What is counted, else the room's notes, else who sits where, else the rest of the day."""
        s = self.scene
        y = box.top()
        if s.counts and not s.wide:
            self._counts(painter, box, unit)
            return
        if s.notes and not s.wide:
            self._notes(painter, box, unit)
            return
        self._text(painter, QRectF(box.left(), y, box.width(), 5 * unit), s.tables_title if s.tables else s.rest_title, SMALL * unit, QUIET)
        y += 6.5 * unit
        if not s.tables:
            for when, title in s.rest:
                if y + 6 * unit > box.bottom():
                    break
                self._text(painter, QRectF(box.left(), y, 11 * unit, 5.5 * unit), when, SMALL * unit, QUIET)
                self._text(painter, QRectF(box.left() + 11 * unit, y, box.width() - 11 * unit, 5.5 * unit), title, SMALL * unit, TEXT)
                y += 6.2 * unit
            return
        columns = 1 if len(s.tables) <= 4 else 2 if len(s.tables) <= 12 else 3
        if s.wide:
            columns = min(len(s.tables), 3 if len(s.tables) <= 9 else 4 if len(s.tables) <= 20 else 6)
        wide = box.width() / columns
        rows = -(-len(s.tables) // columns)
        high = (box.bottom() - y) / rows
        px = min((1.4 if s.wide else 1.0) * NAMES * unit, high / (2 + max(len(t.people) for t in s.tables)) if columns == 1 else high / 6)
        for at, table in enumerate(s.tables):
            cell = QRectF(box.left() + wide * (at // rows), y + high * (at % rows), wide - 2 * unit, high)
            self._text(painter, QRectF(cell.left(), cell.top(), cell.width(), px * 1.5), table.name, px * 1.15, ACCENT, bold=True)
            body = cell.adjusted(0, px * 1.55, 0, -0.4 * px)
            names = ", ".join(name.replace(" ", "\u00a0") for name in table.people)  # a name stands on one line
            size = px
            painter.setPen(QColor(TEXT))
            while size > 1.5 * unit:
                painter.setFont(_face(size, look.NORMAL))
                if painter.boundingRect(body, int(Qt.TextFlag.TextWordWrap), names).height() <= body.height():
                    break
                size *= 0.92
            painter.drawText(body, int(Qt.TextFlag.TextWordWrap), names)
            self.drawn.append(", ".join(table.people))

    def _counts(self, painter: QPainter, box: QRectF, unit: float) -> None:
        s = self.scene
        y = box.top()
        self._text(painter, QRectF(box.left(), y, box.width(), 6 * unit), s.poll, INSTRUCTION * unit, TEXT, bold=True)
        most = max(1, *(count for _says, count in s.counts))
        high = min(11 * unit, (box.bottom() - y - 8 * unit) / len(s.counts))
        y += 8 * unit
        for says, count in s.counts:
            self._text(painter, QRectF(box.left(), y, box.width() - 12 * unit, high * 0.5), says, min(SMALL * unit, high * 0.4), TEXT)
            right = int(Qt.AlignmentFlag.AlignRight | Qt.AlignmentFlag.AlignVCenter)
            self._text(
                painter,
                QRectF(box.left(), y, box.width(), high * 0.5),
                str(count),
                min(4.6 * unit, high * 0.46),
                TEXT,
                bold=True,
                flags=right,
            )
            painter.setPen(Qt.PenStyle.NoPen)
            painter.setBrush(QColor(LINE))
            painter.drawRoundedRect(QRectF(box.left(), y + high * 0.56, box.width(), high * 0.2), unit, unit)
            painter.setBrush(QColor(ACCENT))
            if count:
                painter.drawRoundedRect(QRectF(box.left(), y + high * 0.56, box.width() * count / most, high * 0.2), unit, unit)
            y += high

    def _notes(self, painter: QPainter, box: QRectF, unit: float) -> None:
        """The latest notes that find room, the last one lowest."""
        s = self.scene
        self._text(painter, QRectF(box.left(), box.top(), box.width(), 5 * unit), s.notes_title, SMALL * unit, QUIET)
        painter.setFont(_face(SMALL * unit, look.NORMAL))
        wrap = int(Qt.TextFlag.TextWordWrap)
        room = box.height() - 7 * unit
        shown: list[tuple[str, float]] = []
        for text in reversed(s.notes):
            high = painter.boundingRect(QRectF(0, 0, box.width() - 3 * unit, 10_000), wrap, text).height()
            if room < high and shown:
                break
            shown.append((text, high))
            room -= high + 2 * unit
        y = box.top() + 7 * unit
        for text, high in reversed(shown):
            painter.setPen(Qt.PenStyle.NoPen)
            painter.setBrush(QColor(ACCENT))
            painter.drawRect(QRectF(box.left(), y, 0.5 * unit, high))
            painter.setPen(QColor(TEXT))
            painter.setFont(_face(SMALL * unit, look.NORMAL))
            painter.drawText(QRectF(box.left() + 2 * unit, y, box.width() - 2 * unit, high), wrap, text)
            self.drawn.append(text)
            y += high + 2 * unit

    def _foot(self, painter: QPainter, box: QRectF, unit: float) -> float:
        s = self.scene
        self._text(painter, QRectF(box.left(), box.top() + 2.5 * unit, box.width(), 6 * unit), s.next, 4.0 * unit, QUIET)
        if (s.slide is not None or s.wide) and s.number:
            clock = f"{s.told} · {s.number} {s.words}" if s.told else f"{s.number} {s.words}"
            colour = {"soon": SOON, "last": LAST, "over": LAST}.get(s.level, TEXT)
            right = int(Qt.AlignmentFlag.AlignRight | Qt.AlignmentFlag.AlignVCenter)
            self._text(
                painter,
                QRectF(box.left(), box.top() + 2.5 * unit, box.width(), 6 * unit),
                clock,
                4.6 * unit,
                colour,
                bold=True,
                flags=right,
            )
        return box.top()

    def _message(self, painter: QPainter, box: QRectF, unit: float) -> float:
        painter.setPen(Qt.PenStyle.NoPen)
        painter.setBrush(QColor("#1C3B37"))
        painter.drawRoundedRect(box, 1.2 * unit, 1.2 * unit)
        centre = int(Qt.AlignmentFlag.AlignCenter)
        self._text(painter, box.adjusted(2 * unit, 0, -2 * unit, 0), self.scene.message, 4.6 * unit, TEXT, bold=True, flags=centre)
        return box.top() - unit

    def _slide(self, painter: QPainter, box: QRectF, slide: QImage) -> None:
        size = slide.size().scaled(box.size().toSize(), Qt.AspectRatioMode.KeepAspectRatio)
        place = QRect(0, 0, size.width(), size.height())
        place.moveCenter(box.center().toPoint())
        painter.drawImage(place, slide)


def _face(px: float, weight: QFont.Weight) -> QFont:
    return look.font(max(8, round(px)), weight, tabular=True)
