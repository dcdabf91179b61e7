"""The red thread in the window: the picture as on paper, painted in the colours of the theme, with a button of its own for every knot and for
every loose end, so that the keyboard and a screen reader walk it as they walk anything else.
"""

from __future__ import annotations

import math
from collections.abc import Callable, Sequence
from functools import cache, partial
from itertools import pairwise

from PySide6.QtCore import QEvent, QLineF, QPointF, QRect, QRectF, QSize, Qt, Signal
from PySide6.QtGui import (
    QContextMenuEvent,
    QEnterEvent,
    QFocusEvent,
    QFont,
    QFontMetricsF,
    QKeyEvent,
    QPainter,
    QPaintEvent,
    QPen,
)
from PySide6.QtWidgets import QAbstractButton, QScrollArea, QWidget

from verkstad import wording_thread as words
from verkstad.domain.thread import COLUMNS, Thread
from verkstad.picture.red_thread import MISSING, MORE, SCROLLED, Drawn, Place, red_thread
from verkstad.picture.shapes import Area, Dot, Label, Line, Path, Shape
from verkstad.ui import theme as look
from verkstad.ui.desk import Desk
from verkstad.ui.theme import Theme

SCALE = 4.6
"""Pixels a millimetre."""
LEAST, FULL = 900, 1160
"""Pixels wide: fitted to the window, and in full size. In a narrower window one scrolls sideways, for smaller words could not be read."""
EDGE = 8.0
RING = 3
RADIUS = 5.0
TARGET = 24
"""Pixels a loose end is wide and high to the pointer."""
FADED = 0.36
TEXTS: dict[str, tuple[str, int, QFont.Weight]] = {
    "thread.head": ("text", look.BODY, look.SEMIBOLD),
    "thread.count": ("text2", look.CAPTION, look.NORMAL),
    "thread.title": ("text", look.BODY, look.MEDIUM),
    "thread.told": ("text2", look.CAPTION, look.NORMAL),
    "thread.told.loose": ("warn", look.CAPTION, look.MEDIUM),
    "thread.more": ("text2", look.CAPTION, look.NORMAL),
    "thread.missing": ("text2", look.CAPTION, look.NORMAL),
}
"""Style -> (token, pixels, weight)."""
WAYS = {Qt.Key.Key_Left: "left", Qt.Key.Key_Right: "right", Qt.Key.Key_Up: "up", Qt.Key.Key_Down: "down", Qt.Key.Key_Home: "home", Qt.Key.Key_End: "end"}  # fmt: skip

WALKED = (Qt.FocusReason.TabFocusReason, Qt.FocusReason.BacktabFocusReason, Qt.FocusReason.ShortcutFocusReason)


@cache
def _font(style: str) -> QFont:
    _token, size, weight = TEXTS[style]
    return look.font(size, weight, tabular=style == "thread.count")


@cache
def measure(text: str, style: str) -> float:
    """Width in mm of a label, as the window draws it."""
    return QFontMetricsF(_font(style)).horizontalAdvance(text) / SCALE


class KnotButton(QAbstractButton):
    """A knot, or what stands for several. The picture below it is painted by the view; here only the ring of the keyboard."""

    def __init__(self, view: ThreadView, key: str) -> None:
        super().__init__(view)
        self.key = key
        self._view = view
        self._by_keyboard = False
        self.setCursor(Qt.CursorShape.PointingHandCursor)
        self.setFocusPolicy(Qt.FocusPolicy.ClickFocus)

    def sizeHint(self) -> QSize:
        return QSize(60, 30)

    def paintEvent(self, _event: QPaintEvent) -> None:
        if self.hasFocus() and self._by_keyboard:
            p = QPainter(self)
            p.setRenderHint(QPainter.RenderHint.Antialiasing)
            p.setPen(QPen(self._view.theme.colour("focus"), 2))
            p.drawRoundedRect(self.rect().toRectF().adjusted(1, 1, -1, -1), RADIUS + RING, RADIUS + RING)

    def enterEvent(self, event: QEnterEvent) -> None:
        super().enterEvent(event)
        self._view.hover(self.key)

    def leaveEvent(self, event: QEvent) -> None:
        super().leaveEvent(event)
        self._view.hover("")

    def focusInEvent(self, event: QFocusEvent) -> None:
        super().focusInEvent(event)
        self._by_keyboard = event.reason() != Qt.FocusReason.MouseFocusReason
        self._view.walked = event.reason() in WALKED
        self._view.look_at(self.key)

    def focusOutEvent(self, event: QFocusEvent) -> None:
        super().focusOutEvent(event)
        self._view.hover("")
        self._view.update()

    def keyPressEvent(self, event: QKeyEvent) -> None:
        key = Qt.Key(event.key())
        if key in WAYS:
            self._view.walk(WAYS[key])
        elif key in (Qt.Key.Key_Return, Qt.Key.Key_Enter):
            self.click()
        elif key == Qt.Key.Key_F8:
            self._view.next_loose()
        else:
            super().keyPressEvent(event)

    def contextMenuEvent(self, event: QContextMenuEvent) -> None:
        at = event.globalPos() if event.reason() == QContextMenuEvent.Reason.Mouse else self.mapToGlobal(self.rect().center())
        self._view.menu_asked.emit(self.key, at)
        event.accept()


class LooseButton(QAbstractButton):
    """The ring at the end of a loose thread: pressed it offers what ties it."""

    def __init__(self, view: ThreadView, key: str, why: str) -> None:
        super().__init__(view)
        self.key, self._view = key, view
        self.setCursor(Qt.CursorShape.PointingHandCursor)
        self.setFocusPolicy(Qt.FocusPolicy.NoFocus)
        self.setToolTip(why)
        self.clicked.connect(lambda: view.menu_asked.emit(key, self.mapToGlobal(self.rect().center())))

    def sizeHint(self) -> QSize:
        return QSize(TARGET, TARGET)

    def paintEvent(self, _event: QPaintEvent) -> None:
        """Painted by the view."""

    def enterEvent(self, event: QEnterEvent) -> None:
        super().enterEvent(event)
        self._view.hover(self.key)

    def leaveEvent(self, event: QEvent) -> None:
        super().leaveEvent(event)
        self._view.hover("")


class ThreadView(QWidget):
    """`chosen` tells the key one stands on, `opened` the key somebody wants to go to, `menu_asked` a key and where on the screen."""

    chosen = Signal(str)
    opened = Signal(str)
    menu_asked = Signal(str, object)

    def __init__(self, desk: Desk) -> None:
        super().__init__()
        self.desk, self.theme = desk, desk.theme
        self.thread_: Thread | None = None
        self.drawn: Drawn | None = None
        self.whole = True  # as tall as the window; else as tall as it needs
        self.at = ""
        self.walked = False  # the keyboard came here by keys, not with the page
        self._over = ""
        self._lit: frozenset[str] = frozenset()
        self._laid = QSize()
        self.buttons: dict[str, KnotButton] = {}
        self.ends: list[LooseButton] = []
        self.setMinimumWidth(LEAST)

    # ------------------------------------------------------------------------------------------------ what it shows

    def show_thread(self, thread: Thread) -> None:
        if thread != self.thread_:
            self.thread_ = thread
            self._lay()

    def show_whole(self, whole: bool) -> None:
        """All its columns in the window, or as large as it wants to be."""
        if whole != self.whole:
            self.whole = whole
            self._lay()

    def fit(self, size: QSize) -> None:
        """So large is what is seen of it."""
        if size != self._laid:
            self._laid = size
            self._lay()

    def _lay(self) -> None:
        if self.thread_ is None or self._laid.isEmpty():
            return
        wide = max(self._laid.width(), LEAST if self.whole else FULL)
        self.setMinimumWidth(LEAST if self.whole else FULL)
        height = max(0.0, (self._laid.height() - 2 * EDGE) / SCALE) if self.whole else 0.0
        self.drawn = red_thread(self.thread_, self.desk.language, (wide - 2 * EDGE) / SCALE, height, measure, sizes=SCROLLED)
        self.setMinimumHeight(math.ceil(self.drawn.picture.height * SCALE + 2 * EDGE))
        self.setAccessibleName(self.desk.gettext("The red thread"))
        self.setAccessibleDescription(self.drawn.picture.alt)
        self._make_buttons()
        self._light()
        self.update()

    def _make_buttons(self) -> None:
        """In the order one reads them: column by column. They are made anew when there are others than before."""
        assert self.drawn is not None and self.thread_ is not None
        places, had = self.drawn.places, self.at if any(b.hasFocus() for b in self.buttons.values()) else ""
        if [p.key for p in places] != list(self.buttons):
            for gone in self.buttons.values():
                gone.hide()
                gone.deleteLater()
            self.buttons = {}
            for place in places:
                made = self.buttons[place.key] = KnotButton(self, place.key)
                made.clicked.connect(partial(self.opened.emit, place.key))
                made.show()
        for place in places:
            button = self.buttons[place.key]
            button.setAccessibleName(self.said(place))
            x, y = EDGE + place.x * SCALE, EDGE + place.y * SCALE
            button.setGeometry(QRectF(x, y, place.width * SCALE, place.height * SCALE).toRect().adjusted(-RING, -RING, RING, RING))
            button.setToolTip(self._tip(place))
        for end in self.ends:
            end.hide()
            end.deleteLater()
        self.ends = []
        for dot in (s for s in self.drawn.picture.shapes if isinstance(s, Dot)):
            self._add_end(dot)
        if self.at not in self.buttons:
            self.at = next(iter(self.buttons), "")
        self._stop_at(self.at)
        if had and self.at in self.buttons:
            self.buttons[self.at].setFocus(Qt.FocusReason.ShortcutFocusReason if self.walked else Qt.FocusReason.OtherFocusReason)

    def _add_end(self, dot: Dot) -> None:
        assert self.drawn is not None and self.thread_ is not None
        knot, place = self.thread_.knot(dot.target), self.drawn.place(dot.target)
        if knot is None or place is None:
            return
        why = words.side_words(knot, self.desk.language, after=dot.x > place.x)
        made = LooseButton(self, dot.target, why)
        made.setAccessibleName(self.desk.gettext("Loose end: %(why)s. %(what)s", why=why, what=words.called(knot, self.desk.language)))
        middle = QPointF(EDGE + dot.x * SCALE, EDGE + dot.y * SCALE).toPoint()
        made.setGeometry(QRect(middle.x() - TARGET // 2, middle.y() - TARGET // 2, TARGET, TARGET))
        made.show()
        self.ends.append(made)

    def said(self, place: Place) -> str:
        """What is read aloud of a place."""
        assert self.thread_ is not None
        language = self.desk.language
        knot = self.thread_.knot(place.key)
        if knot is not None:
            return words.spoken(knot, self.thread_, language)
        if place.key.startswith(MISSING):
            return f"{words.missing_words(place.kind, language)}."
        rest = (self.thread_.knot(id) for id in place.hidden)
        return f"{language.gettext('and %(n)d more', n=len(place.hidden))}: {'; '.join(words.called(k, language) for k in rest if k)}."

    def _tip(self, place: Place) -> str:
        """All the words of a title that may be shortened; of what is only counted its names."""
        assert self.thread_ is not None
        knot = self.thread_.knot(place.key)
        if knot is not None:
            return "\n".join(filter(None, [" ".join(knot.says.split()), words.loose_words(knot, self.desk.language)]))
        return "\n".join(" ".join(k.says.split()) for id in place.hidden if (k := self.thread_.knot(id)) is not None)

    # ------------------------------------------------------------------------------------------------ walking it

    def look_at(self, key: str) -> None:
        """One stands here now: what hangs together lights up, and the tab key comes back to it."""
        changed = key != self.at
        self._stop_at(key)
        self.at = key
        self._light()
        place = self.drawn.place(key) if self.drawn else None
        area = self.parentWidget().parentWidget() if self.parentWidget() else None
        if place is not None and isinstance(area, QScrollArea):
            area.ensureWidgetVisible(self.buttons[key], 24, 24)
        if changed or key:
            self.chosen.emit(key)

    def _stop_at(self, key: str) -> None:
        """One stop for the tab key in all of the picture; the arrows do the rest."""
        for name, button in self.buttons.items():
            button.setFocusPolicy(Qt.FocusPolicy.StrongFocus if name == key else Qt.FocusPolicy.ClickFocus)

    def hover(self, key: str) -> None:
        self._over = key
        self._light()

    def home(self) -> QWidget | None:
        return self.buttons.get(self.at)

    def stand_on(self, key: str) -> None:
        """Put the keyboard there."""
        if key in self.buttons:
            self.walked = True
            self._stop_at(key)
            self.buttons[key].setFocus(Qt.FocusReason.ShortcutFocusReason)
            self.look_at(key)

    def walk(self, way: str) -> None:
        """Right and left along the lines, up and down in the column, Home to where the thread begins and End to where it ends."""
        to = self._next(way)
        if to:
            self.stand_on(to)

    def next_loose(self) -> None:
        """The next knot with a loose end, after this one and then from the beginning."""
        if self.thread_ is None:
            return
        keys = list(self.buttons)
        start = keys.index(self.at) + 1 if self.at in keys else 0
        loose = {k.id for k in self.thread_.loose}
        for key in keys[start:] + keys[:start]:
            place = self.drawn.place(key) if self.drawn else None
            if key in loose or (place is not None and loose & set(place.hidden)):
                self.stand_on(key)
                return

    def _next(self, way: str) -> str:
        drawn = self.drawn
        here = drawn.place(self.at) if drawn else None
        if drawn is None or here is None:
            return ""
        columns: list[list[Place]] = [sorted((p for p in drawn.places if p.kind == kind), key=lambda p: p.y) for kind in COLUMNS]
        beside = [p for p in drawn.places if p.kind not in COLUMNS]
        if way == "home":
            return columns[0][0].key
        if way == "end":
            return columns[-1][0].key
        if way in ("up", "down"):
            return _upright(here, [*drawn.places], down=way == "down")
        if here in beside:
            row = sorted((p for p in beside if p.y == here.y), key=lambda p: p.x)
            at = row.index(here) + (1 if way == "right" else -1)
            return row[at].key if 0 <= at < len(row) else ""
        tied = [b for a, b in drawn.lines if a == here.key] if way == "right" else [a for a, b in drawn.lines if b == here.key]
        to = [p for key in tied if (p := drawn.place(key)) is not None]
        if not to:
            n = COLUMNS.index(here.kind) + (1 if way == "right" else -1)
            to = columns[n] if 0 <= n < len(columns) else []
        return min(to, key=lambda p: (abs(p.x - here.x), abs(_middle(p) - _middle(here)))).key if to else ""

    # ------------------------------------------------------------------------------------------------ painting

    def _light(self) -> None:
        key = self._over or (self.at if self.walked and any(b.hasFocus() for b in self.buttons.values()) else "")
        lit: frozenset[str] = frozenset()
        if key and self.thread_ is not None and self.drawn is not None:
            stands = {id: p.key for p in self.drawn.places for id in p.hidden}
            place = self.drawn.place(key)
            ids = (key, *(place.hidden if place else ()))
            lit = frozenset(stands.get(id, id) for one in ids for id in self.thread_.together(one))
        if lit != self._lit:
            self._lit = lit
            self.update()

    def paintEvent(self, _event: QPaintEvent) -> None:
        if self.drawn is None:
            return
        p = QPainter(self)
        p.setRenderHint(QPainter.RenderHint.Antialiasing)
        p.translate(EDGE, EDGE)
        shapes = self.drawn.picture.shapes
        if self._lit:
            p.setOpacity(FADED)
            _paint(p, [s for s in shapes if isinstance(s, Path) and not self._is_lit(s)], self.theme, lit=False)
            p.setOpacity(1)
            _paint(p, [s for s in shapes if isinstance(s, Path) and self._is_lit(s)], self.theme, lit=True)
        else:
            _paint(p, [s for s in shapes if isinstance(s, Path)], self.theme, lit=False)
        on = ""
        for shape in shapes:
            if isinstance(shape, Path):
                continue
            if isinstance(shape, Area | Dot):
                on = shape.target
            elif not (isinstance(shape, Label) and shape.on):
                on = ""
            lit = not self._lit or on == "" or on in self._lit
            p.setOpacity(1 if lit else FADED)
            _paint(p, [shape], self.theme, lit=bool(self._lit) and lit)

    def _is_lit(self, path: Path) -> bool:
        return all(key in self._lit for key in path.target.split(">"))


def _middle(place: Place) -> float:
    return place.y + place.height / 2


def _upright(here: Place, places: Sequence[Place], *, down: bool) -> str:
    """What stands next above or below, in the same column of the page."""
    far: Callable[[Place], float] = (lambda p: p.y - here.y) if down else (lambda p: here.y - p.y)
    found = [p for p in places if abs(p.x - here.x) < 1 and far(p) > 0.01]
    return min(found, key=far).key if found else ""


def _paint(p: QPainter, shapes: Sequence[Shape], theme: Theme, *, lit: bool) -> None:
    """Shapes with their origin at the painter's. `lit`: what hangs together stands out."""
    for shape in shapes:
        if isinstance(shape, Label):
            p.setFont(_font(shape.style))
            p.setPen(theme.colour(TEXTS[shape.style][0]))
            left = shape.x * SCALE
            if shape.align == "right":
                left -= measure(shape.text, shape.style) * SCALE
            p.drawText(QPointF(left, shape.y * SCALE), shape.text)
        elif isinstance(shape, Area):
            _card(p, shape, theme, lit=lit)
        elif isinstance(shape, Line):
            p.setPen(QPen(theme.colour("line"), 1))
            y = round(shape.y1 * SCALE) + 0.5
            p.drawLine(QPointF(shape.x1 * SCALE, y), QPointF(shape.x2 * SCALE, y))
        elif isinstance(shape, Path):
            stub = shape.style == "thread.stub"
            pen = QPen(theme.colour("warn" if stub else "accent"), 2.2 if lit else 1.5)
            pen.setCapStyle(Qt.PenCapStyle.RoundCap)
            if stub:
                pen.setDashPattern((2, 2))
            p.setPen(pen)
            corners = [QPointF(x * SCALE, y * SCALE) for x, y in shape.points]
            p.drawLines([QLineF(a, b) for a, b in pairwise(corners)])
        elif isinstance(shape, Dot):
            p.setPen(QPen(theme.colour("warn"), 1.8))
            p.setBrush(theme.colour("bg"))
            p.drawEllipse(QPointF(shape.x * SCALE, shape.y * SCALE), shape.radius * SCALE, shape.radius * SCALE)


def _card(p: QPainter, shape: Area, theme: Theme, *, lit: bool) -> None:
    box = QRectF(shape.x * SCALE, shape.y * SCALE, shape.width * SCALE, shape.height * SCALE).adjusted(0.5, 0.5, -0.5, -0.5)
    loose, quiet = shape.style == "thread.card.loose", shape.target.startswith((MORE, MISSING))
    pen = QPen(theme.colour("warn" if loose else "field" if quiet else "accent" if lit else "line"), 1.6 if lit and not quiet else 1)
    if loose or shape.style == "thread.missing":
        pen.setDashPattern((4, 3))
    p.setPen(pen)
    p.setBrush(Qt.BrushStyle.NoBrush if quiet else theme.colour("surface"))
    p.drawRoundedRect(box, RADIUS, RADIUS)
