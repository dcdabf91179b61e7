""" "Where do we start?": the ranked list beside the map. The keys 1 to 5 set one score after the other; a click on the map sets two at once."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from typing import Any

from PySide6.QtCore import QAbstractListModel, QEvent, QModelIndex, QPersistentModelIndex, QPoint, QPointF, QRect, QRectF, QSize, Qt, Signal
from PySide6.QtGui import QFocusEvent, QKeyEvent, QKeySequence, QMouseEvent, QPainter, QPaintEvent, QPen, QShortcut, QShowEvent
from PySide6.QtWidgets import (
    QAbstractItemView,
    QFrame,
    QListView,
    QSizePolicy,
    QStyle,
    QStyledItemDelegate,
    QStyleOptionViewItem,
    QToolTip,
    QWidget,
)

from verkstad import wording_modules
from verkstad.app.modules import LeftOut
from verkstad.domain.modules import AXES, StartPlace
from verkstad.i18n import Language
from verkstad.ui import controls
from verkstad.ui import theme as look
from verkstad.ui.desk import Desk
from verkstad.ui.fields import LineField
from verkstad.ui.screens.modules.pieces import cut, two_lines, width_of

Index = QModelIndex | QPersistentModelIndex
PLACE = int(Qt.ItemDataRole.UserRole)
ROW, BOX, GAP = 108, 30, 6
HEAD = 40  # pixels of the line with the names of the scores
HIGHEST = 5
ROOMY = 46  # pixels of a cell in which the product stands beside the modules


def place_told(place: StartPlace, titles: Mapping[str, str], others: Mapping[str, StartPlace], language: Language) -> str:
    """A place for the screen reader: rank, title, sum, why."""
    rank = language.gettext("Number %(n)d", n=place.rank) if place.rank else language.gettext("Not ranked")
    said = wording_modules.place_sentence(place, titles, others, language)
    return ". ".join(filter(None, [rank, place.module.title, wording_modules.sum_words(place), said]))


class Places(QAbstractListModel):
    def __init__(self, desk: Desk) -> None:
        super().__init__()
        self._desk = desk
        self.places: tuple[StartPlace, ...] = ()
        self.titles: Mapping[str, str] = {}
        self.others: Mapping[str, StartPlace] = {}

    def take(self, places: Sequence[StartPlace]) -> None:
        self.beginResetModel()
        self.places = tuple(places)
        self.titles = {p.module.id: p.module.title for p in places}
        self.others = {p.module.id: p for p in places}
        self.endResetModel()

    def row_of(self, module: str) -> int:
        return next((n for n, p in enumerate(self.places) if p.module.id == module), -1)

    def sentence(self, place: StartPlace) -> str:
        return wording_modules.place_sentence(place, self.titles, self.others, self._desk.language)

    def rowCount(self, parent: Index = QModelIndex()) -> int:
        return 0 if parent.isValid() else len(self.places)

    def data(self, index: Index, role: int = Qt.ItemDataRole.DisplayRole) -> Any:
        place = self.places[index.row()]
        if role == PLACE:
            return place
        if role == Qt.ItemDataRole.DisplayRole:
            return place.module.title
        if role == Qt.ItemDataRole.AccessibleTextRole:
            return place_told(place, self.titles, self.others, self._desk.language)
        return None


class _Rows(QStyledItemDelegate):
    """Rank, title, the four scores as boxes, the sum, and the sentence that says why."""

    def __init__(self, view: Ranking) -> None:
        super().__init__(view)
        self.view, self.desk = view, view.desk

    def sizeHint(self, option: QStyleOptionViewItem, index: Index) -> QSize:
        return QSize(200, ROW)

    def paint(self, p: QPainter, option: QStyleOptionViewItem, index: Index) -> None:
        t, place = self.desk.theme, index.data(PLACE)
        rect: QRect = option.rect
        chosen = bool(option.state & QStyle.StateFlag.State_Selected)
        p.save()
        ground = (
            t.colour("soft") if chosen else look.mix(t.surface, t.sunken, 0.4) if self.view.hovered == index.row() else t.colour("surface")
        )
        p.fillRect(rect, ground)
        p.setPen(t.colour("line"))
        p.drawLine(rect.bottomLeft(), rect.bottomRight())
        p.setRenderHint(QPainter.RenderHint.Antialiasing)
        paint_rank(p, self.desk, QPointF(rect.left() + 30, rect.top() + 26), place, 14)
        left, right = rect.left() + 56, rect.right() - 14
        face = look.font(look.BLOCK, look.SEMIBOLD)
        p.setFont(face)
        p.setPen(t.colour("text" if place.rank else "text2"))
        total = wording_modules.sum_words(place)
        sum_face = look.font(look.BODY, look.SEMIBOLD, tabular=True)
        wide = width_of(total, sum_face) if total else 0
        p.drawText(
            QRect(left, rect.top() + 6, right - left - wide - 12, 22),
            Qt.AlignmentFlag.AlignVCenter,
            cut(place.module.title, face, right - left - wide - 12),
        )
        if total:
            p.setFont(sum_face)
            p.setPen(t.colour("accent" if place.rank else "text2"))
            p.drawText(QRect(right - wide, rect.top() + 6, wide + 2, 22), Qt.AlignmentFlag.AlignVCenter, total)
        face = look.font(look.CAPTION)
        p.setFont(face)
        p.setPen(t.colour("text2"))
        for n, words in enumerate(two_lines(self.view.places.sentence(place), face, right - left)):
            p.drawText(QRect(left, rect.top() + 28 + n * 16, right - left, 16), Qt.AlignmentFlag.AlignVCenter, words)
        for axis in AXES:
            self._score(p, self.view.box_of(rect, axis), place, axis, active=chosen and axis == self.view.axis)
        if option.state & QStyle.StateFlag.State_HasFocus and self.view.hasFocus():
            p.setPen(QPen(t.colour("focus"), 2))
            p.setBrush(Qt.BrushStyle.NoBrush)
            p.drawRoundedRect(rect.adjusted(1, 1, -2, -3), 5, 5)
        p.restore()

    def _score(self, p: QPainter, box: QRect, place: StartPlace, axis: str, *, active: bool) -> None:
        t = self.desk.theme
        value = getattr(place.module, axis)
        stops = axis == "customer_effect" and place.too_little
        p.setPen(QPen(t.colour("focus"), 2) if active else QPen(t.colour("warn" if stops else "field" if value is None else "line"), 1))
        p.setBrush(t.colour("warnbg") if stops else t.colour("surface"))
        square = QRect(box.left(), box.top(), BOX, BOX)
        p.drawRoundedRect(square.toRectF().adjusted(0.5, 0.5, -0.5, -0.5), 6, 6)
        p.setFont(look.font(look.BLOCK, look.SEMIBOLD, tabular=True))
        p.setPen(t.colour("warn" if stops else "text" if value is not None else "text2"))
        p.drawText(square, Qt.AlignmentFlag.AlignCenter, str(value) if value is not None else "–")
        if box.width() >= BOX + 7 + HIGHEST * 9:
            p.setPen(Qt.PenStyle.NoPen)
            for n in range(HIGHEST):
                full = value is not None and n < value
                p.setBrush(t.colour("warn" if stops else "accent") if full else look.mix(t.surface, t.text2, 0.28))
                p.drawEllipse(QPointF(box.left() + BOX + 10 + n * 9, box.center().y() + 0.5), 2.6, 2.6)


def paint_rank(p: QPainter, desk: Desk, middle: QPointF, place: StartPlace, radius: float, *, lit: bool = False) -> None:
    """The number a module has, in its ring: filled for the first, open for the others, dashed for those not ranked."""
    t = desk.theme
    ring = QRectF(middle.x() - radius, middle.y() - radius, 2 * radius, 2 * radius)
    first = place.rank == 1
    p.setBrush(t.colour("accent") if first else t.colour("surface"))
    pen = QPen(t.colour("focus" if lit else "accent" if place.rank else "field"), 2.4 if lit else 1.6)
    if not place.rank:
        pen.setStyle(Qt.PenStyle.DashLine)
    p.setPen(pen)
    p.drawEllipse(ring)
    p.setFont(look.font(look.BODY if radius > 12 else look.CAPTION, look.SEMIBOLD, tabular=True))
    p.setPen(t.colour("onaccent" if first else "accent" if place.rank else "text2"))
    p.drawText(ring, Qt.AlignmentFlag.AlignCenter, str(place.rank) if place.rank else "–")


class Ranking(QListView):
    """`scored`: module, axis, value or None. `axis` is the one the keys set; after a key it is the next one's turn."""

    scored = Signal(str, str, object)
    chosen = Signal(str)
    opened = Signal(str)

    def __init__(self, desk: Desk) -> None:
        super().__init__()
        self.desk = desk
        self.places = Places(desk)
        self.axis = AXES[0]
        self.hovered = -1
        self._quiet = False
        self.setModel(self.places)
        self.setItemDelegate(_Rows(self))
        self.setAccessibleName(desk.gettext("Where do we start?"))
        self.setEditTriggers(QAbstractItemView.EditTrigger.NoEditTriggers)
        self.setVerticalScrollMode(QAbstractItemView.ScrollMode.ScrollPerPixel)
        self.setHorizontalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOff)
        self.setUniformItemSizes(True)
        self.setFrameShape(QFrame.Shape.NoFrame)
        self.setMouseTracking(True)
        self.setTabKeyNavigation(False)
        self.setMinimumWidth(280)
        self.selectionModel().currentChanged.connect(self._on_current)

    def show_places(self, places: Sequence[StartPlace]) -> None:
        if tuple(places) == self.places.places:
            return
        kept, scroll = self.current(), self.verticalScrollBar().value()
        self._quiet = True
        self.places.take(places)
        self.select(kept)
        self._quiet = False
        self.verticalScrollBar().setValue(scroll)
        if self.currentIndex().isValid():
            self.scrollTo(self.currentIndex())

    def current(self) -> str:
        index = self.currentIndex()
        return self.places.places[index.row()].module.id if index.isValid() and index.row() < len(self.places.places) else ""

    def select(self, module: str) -> None:
        row = self.places.row_of(module)
        if row >= 0 and row != self.currentIndex().row():
            self.setCurrentIndex(self.places.index(row))

    def _on_current(self) -> None:
        self.axis = AXES[0] if not self._quiet else self.axis
        if not self._quiet:
            self.chosen.emit(self.current())

    def box_of(self, row: QRect, axis: str) -> QRect:
        """Where a score stands in a row, with the room for its name."""
        left, right = row.left() + 56, row.right() - 14
        room = (right - left - 3 * GAP) // 4
        return QRect(left + AXES.index(axis) * (room + GAP), row.top() + 67, room, BOX)

    def keyPressEvent(self, event: QKeyEvent) -> None:
        key, module = event.key(), self.current()
        at = AXES.index(self.axis)
        if module and Qt.Key.Key_1 <= key <= Qt.Key.Key_5:
            axis, self.axis = self.axis, AXES[min(at + 1, len(AXES) - 1)]
            self.scored.emit(module, axis, key - Qt.Key.Key_0)
            self.viewport().update()
        elif module and key in (Qt.Key.Key_Delete, Qt.Key.Key_Backspace, Qt.Key.Key_0, Qt.Key.Key_Minus):
            self.scored.emit(module, self.axis, None)
        elif key in (Qt.Key.Key_Left, Qt.Key.Key_Right):
            self.axis = AXES[max(0, min(len(AXES) - 1, at + (1 if key == Qt.Key.Key_Right else -1)))]
            self.viewport().update()
        elif key in (Qt.Key.Key_Return, Qt.Key.Key_Enter) and module:
            self.opened.emit(module)
        elif key in (Qt.Key.Key_Tab, Qt.Key.Key_Backtab):
            event.ignore()
        else:
            super().keyPressEvent(event)

    def focusInEvent(self, event: QFocusEvent) -> None:
        if self.places.places and not self.currentIndex().isValid():
            self.setCurrentIndex(self.places.index(0))
        super().focusInEvent(event)

    def mousePressEvent(self, event: QMouseEvent) -> None:
        super().mousePressEvent(event)
        index = self.indexAt(event.position().toPoint())
        if index.isValid():
            row = self.visualRect(index)
            hit = next((axis for axis in AXES if self.box_of(row, axis).contains(event.position().toPoint())), None)
            if hit is not None:
                self.axis = hit
                self.viewport().update()

    def viewportEvent(self, event: QEvent) -> bool:
        if event.type() == QEvent.Type.ToolTip:
            at = event.pos()  # type: ignore[attr-defined]
            index = self.indexAt(at)
            if index.isValid():
                row, place = self.visualRect(index), index.data(PLACE)
                axis = next((a for a in AXES if self.box_of(row, a).contains(at)), None)
                _ = self.desk.gettext
                words = f"{_(wording_modules.AXES[axis])}: {_(wording_modules.SCALES[axis])}" if axis else self.places.sentence(place)
                QToolTip.showText(event.globalPos(), words, self)  # type: ignore[attr-defined]
                return True
        if event.type() in (QEvent.Type.MouseMove, QEvent.Type.HoverMove, QEvent.Type.Leave, QEvent.Type.HoverLeave):
            leaves = event.type() in (QEvent.Type.Leave, QEvent.Type.HoverLeave)
            at_row = -1 if leaves else self.indexAt(event.position().toPoint()).row()  # type: ignore[attr-defined]
            if at_row != self.hovered:
                self.hovered = at_row
                self.viewport().update()
        return super().viewportEvent(event)


class _Names(QWidget):
    """The names of the four scores, over their boxes."""

    def __init__(self, ranking: Ranking) -> None:
        super().__init__()
        self._ranking, self._desk = ranking, ranking.desk
        self.setFixedHeight(HEAD)

    def paintEvent(self, _event: QPaintEvent) -> None:
        t = self._desk.theme
        p = QPainter(self)
        p.setFont(look.font(look.CAPTION, look.SEMIBOLD))
        row = QRect(0, 0, self._ranking.viewport().width(), ROW)
        room = self._ranking.box_of(row, AXES[0]).width()
        names = wording_modules.AXES if room > 98 else wording_modules.SHORT_AXES
        for axis in AXES:
            box = self._ranking.box_of(row, axis)
            p.setPen(t.colour("text2"))
            words = self._desk.gettext(names[axis])
            p.drawText(
                QRect(box.left(), 0, box.width() + GAP - 2, HEAD - 6),
                int(Qt.AlignmentFlag.AlignBottom | Qt.AlignmentFlag.AlignLeft | Qt.TextFlag.TextWordWrap),
                words,
            )
        p.setPen(t.colour("line"))
        p.drawLine(0, HEAD - 1, self.width(), HEAD - 1)


class StartMap(QWidget):
    """Five by five: how near at hand (to the right) and how much speed is needed (upwards). The darker, the larger the product."""

    placed = Signal(str, int, int)  # module, nearness, need for speed
    chosen = Signal(str)

    def __init__(self, desk: Desk) -> None:
        super().__init__()
        self.desk = desk
        self.places: tuple[StartPlace, ...] = ()
        self.lit = ""
        self._dragged = ""
        self._pressed = QPoint()
        self._over: tuple[int, int] | None = None
        self.setMinimumSize(240, 240)
        policy = QSizePolicy(QSizePolicy.Policy.Expanding, QSizePolicy.Policy.Preferred)
        policy.setHeightForWidth(True)
        self.setSizePolicy(policy)
        self.setMouseTracking(True)
        self.setAccessibleName(desk.gettext("Map: near at hand against need for speed"))

    def show_places(self, places: Sequence[StartPlace], lit: str) -> None:
        self.places, self.lit = tuple(places), lit
        _ = self.desk.gettext
        on = [p for p in places if p.score is not None]
        said = "; ".join(
            _(
                "%(module)s: near at hand %(x)d, need for speed %(y)d",
                module=p.module.title,
                x=p.module.nearness or 0,
                y=p.module.speed_need or 0,
            )
            for p in on
        )
        self.setAccessibleDescription(said or _("No module stands on the map yet."))
        self.update()

    def hasHeightForWidth(self) -> bool:
        return True

    def heightForWidth(self, width: int) -> int:
        return width

    # ------------------------------------------------------------------------------------------------ geometry

    def field(self) -> QRectF:
        """The square of the twenty-five cells."""
        left, below, above = 44, 46, 6
        side = max(120.0, min(self.width() - left - 8.0, self.height() - below - above))
        return QRectF(left + max(0.0, (self.width() - left - 8 - side) / 2), above, side, side)

    def cell(self, nearness: int, speed_need: int) -> QRectF:
        f = self.field()
        step = f.width() / HIGHEST
        return QRectF(f.left() + (nearness - 1) * step, f.bottom() - speed_need * step, step, step)

    def cell_at(self, at: QPoint) -> tuple[int, int] | None:
        f = self.field()
        if not f.contains(at):
            return None
        step = f.width() / HIGHEST
        return min(HIGHEST, int((at.x() - f.left()) / step) + 1), min(HIGHEST, int((f.bottom() - at.y()) / step) + 1)

    def spots(self) -> dict[str, QPointF]:
        """Where each module stands: in the middle of its cell, several in a cell beside one another."""
        held: dict[tuple[int, int], list[StartPlace]] = {}
        for p in self.places:
            if p.module.nearness is not None and p.module.speed_need is not None:
                held.setdefault((p.module.nearness, p.module.speed_need), []).append(p)
        found = {}
        for (x, y), some in held.items():
            box = self.cell(x, y)
            across = 1 if len(some) == 1 else 2 if len(some) <= 4 else 3
            down = -(-len(some) // across)
            for n, p in enumerate(some):
                column, row = n % across, n // across
                found[p.module.id] = QPointF(
                    box.left() + box.width() * (column + 0.5) / across, box.top() + box.height() * (row + 0.5) / down
                )
        return found

    def _radius(self) -> float:
        crowd: dict[tuple[int | None, int | None], int] = {}
        for p in self.places:
            if p.score is not None:
                key = (p.module.nearness, p.module.speed_need)
                crowd[key] = crowd.get(key, 0) + 1
        across = 1 if max(crowd.values(), default=0) < 2 else 2 if max(crowd.values()) <= 4 else 3
        return max(7.0, min(15.0, self.field().width() / HIGHEST / across / 2 - 3))

    def module_at(self, at: QPoint) -> str:
        radius = self._radius() + 4
        near = [(abs(s.x() - at.x()) + abs(s.y() - at.y()), id) for id, s in self.spots().items()]
        best = min(near, default=(1e9, ""))
        return best[1] if best[0] <= radius * 1.6 else ""

    # ------------------------------------------------------------------------------------------------ painting

    def paintEvent(self, _event: QPaintEvent) -> None:
        t, _ = self.desk.theme, self.desk.gettext
        p = QPainter(self)
        p.setRenderHint(QPainter.RenderHint.Antialiasing)
        f = self.field()
        for x in range(1, HIGHEST + 1):
            for y in range(1, HIGHEST + 1):
                box = self.cell(x, y).adjusted(1, 1, -1, -1)
                p.setPen(Qt.PenStyle.NoPen)
                p.setBrush(look.mix(t.surface, t.accent, 0.03 + 0.27 * (x * y - 1) / 24))
                p.drawRoundedRect(box, 4, 4)
                if box.width() < ROOMY:
                    continue
                p.setFont(look.font(look.CAPTION, tabular=True))
                p.setPen(t.colour("text2"))
                p.drawText(box.adjusted(5, 2, -5, -2), Qt.AlignmentFlag.AlignRight | Qt.AlignmentFlag.AlignTop, str(x * y))
        if self._over is not None and (self._dragged or self.lit):
            p.setPen(QPen(t.colour("focus"), 2, Qt.PenStyle.SolidLine if self._dragged else Qt.PenStyle.DotLine))
            p.setBrush(Qt.BrushStyle.NoBrush)
            p.drawRoundedRect(self.cell(*self._over).adjusted(2, 2, -2, -2), 4, 4)
        face = look.font(look.CAPTION, tabular=True)
        p.setFont(face)
        p.setPen(t.colour("text2"))
        for n in range(1, HIGHEST + 1):
            column, row = self.cell(n, 1), self.cell(1, n)
            p.drawText(QRectF(column.left(), f.bottom() + 3, column.width(), 18), Qt.AlignmentFlag.AlignCenter, str(n))
            p.drawText(QRectF(f.left() - 20, row.top(), 16, row.height()), Qt.AlignmentFlag.AlignCenter, str(n))
        face = look.font(look.CAPTION, look.SEMIBOLD)
        p.setFont(face)
        p.setPen(t.colour("text"))
        p.drawText(
            QRectF(f.left(), f.bottom() + 22, f.width(), 18), Qt.AlignmentFlag.AlignCenter, _(wording_modules.AXES["nearness"]) + " →"
        )
        p.save()
        p.translate(f.left() - 34, f.center().y())
        p.rotate(-90)
        p.drawText(QRectF(-f.height() / 2, -9, f.height(), 18), Qt.AlignmentFlag.AlignCenter, _(wording_modules.AXES["speed_need"]) + " →")
        p.restore()
        radius, spots = self._radius(), self.spots()
        by = {x.module.id: x for x in self.places}
        for id in sorted(spots, key=lambda i: i == self.lit):
            paint_rank(p, self.desk, spots[id], by[id], radius + (1.5 if id == self.lit else 0), lit=id == self.lit)

    # ------------------------------------------------------------------------------------------------ the mouse

    def mousePressEvent(self, event: QMouseEvent) -> None:
        at = event.position().toPoint()
        self._pressed = at
        if event.button() == Qt.MouseButton.LeftButton and (module := self.module_at(at)):
            self._dragged = module
            self.chosen.emit(module)

    def mouseMoveEvent(self, event: QMouseEvent) -> None:
        at = event.position().toPoint()
        self._over = self.cell_at(at)
        module = self.module_at(at)
        self.setToolTip(next((p.module.title for p in self.places if p.module.id == module), ""))
        self.setCursor(
            Qt.CursorShape.ClosedHandCursor
            if self._dragged
            else Qt.CursorShape.PointingHandCursor
            if self._over
            else Qt.CursorShape.ArrowCursor
        )
        self.update()

    def mouseReleaseEvent(self, event: QMouseEvent) -> None:
        at = event.position().toPoint()
        dragged, self._dragged = self._dragged, ""
        cell = self.cell_at(at)
        moved = (at - self._pressed).manhattanLength() >= 6
        target = dragged if dragged and moved else "" if dragged else self.lit
        if event.button() == Qt.MouseButton.LeftButton and cell is not None and target:
            self.placed.emit(target, *cell)
        self.update()

    def leaveEvent(self, event: QEvent) -> None:
        self._over = None
        self.update()
        super().leaveEvent(event)

    def sizeHint(self) -> QSize:
        return QSize(360, 360)


class StartView(QWidget):
    """The list and the map; what one of them does the other shows.

    While it is looked at the rows stay where they are, whatever the scores say: a list that moved under the hand would take the next score for
    another module. They are sorted when the view is shown anew, or when the person asks for it.
    """

    scored = Signal(str, str, object)
    placed = Signal(str, int, int)
    chosen = Signal(str)
    opened = Signal(str)
    written = Signal(str)  # the title of a module that is to be compared too

    def __init__(self, desk: Desk) -> None:
        super().__init__()
        self.desk = desk
        _ = desk.gettext
        self._sorted: tuple[StartPlace, ...] = ()  # as the scores have it
        self._order: list[str] = []  # module ids as they are shown; one that went keeps its place, should it come back
        self.ranking, self.map = Ranking(desk), StartMap(desk)
        self.gate = controls.label(_("Ranked by near at hand × need for speed, only where the customer notices at least 3. Ties: what the customer notices, then what is easy to carry out. No weights."), "caption", wrap=True)  # fmt: skip
        self.names = _Names(self.ranking)
        self.again = controls.button(desk.theme, _("Sort again"), "list-checks", on=self.sort_again)
        self.few = controls.label("", "caption", wrap=True)
        self.out = controls.label("", "caption", wrap=True)
        self.out.setAccessibleName(_("Not in the list"))
        self.line = LineField(desk, _("New place or module"), required=False)
        self.line.line.setToolTip(_("Enter adds it. Then give it its scores in the list."))
        self.line.line.returnPressed.connect(self._on_written)
        QShortcut(QKeySequence("Down"), self.line.line, context=Qt.ShortcutContext.WidgetShortcut).activated.connect(self._to_scores)
        self.again.setToolTip(_("The scores have given another order."))
        keeps = self.again.sizePolicy()
        keeps.setRetainSizeWhenHidden(True)  # nothing moves under the hand when it comes
        self.again.setSizePolicy(keeps)
        self.again.hide()
        held = controls.card(self.names, (self.ranking, 1), spacing=0, margins=(1, 1, 1, 1))
        beside = controls.column((self.map, 1), 12, self.gate, 6, self.few, 8, controls.row(self.again, None), None)
        listed = controls.column(self.line, 10, (held, 1), 8, self.out)
        self.setLayout(controls.row((controls.holder(listed), 5), (controls.holder(beside), 4), spacing=look.L))
        self.ranking.scored.connect(self.scored)
        self.ranking.chosen.connect(self._on_chosen)
        self.ranking.opened.connect(self.opened)
        self.map.placed.connect(self.placed)
        self.map.chosen.connect(self.ranking.select)

    def show_places(self, places: Sequence[StartPlace], left: Sequence[LeftOut] = ()) -> None:
        """`places` as the scores have them; `left`: those that are not compared, each with its reason."""
        language = self.desk.language
        self._sorted = tuple(places)
        few = wording_modules.too_few_sentence(places, language)
        self.few.setText(few)
        self.few.setVisible(bool(few))
        said = wording_modules.left_out_sentences(((x.module.title, x.why) for x in left), language)
        self.out.setText("\n".join(said))
        self.out.setVisible(bool(said))
        ids = [p.module.id for p in places]
        if not self.isVisible() or not set(ids) & set(self._order):
            self._order = ids
        known = set(self._order)
        self._order += [id for id in ids if id not in known]
        self._show()

    def sort_again(self) -> None:
        """Put the rows in the order the scores give; the same module stays selected."""
        self._order = [p.module.id for p in self._sorted]
        had = self.again.hasFocus()
        self._show()
        if had:
            self.ranking.setFocus(Qt.FocusReason.OtherFocusReason)

    def showEvent(self, event: QShowEvent) -> None:
        super().showEvent(event)
        if not event.spontaneous():
            self.sort_again()

    def select(self, module: str) -> None:
        self.ranking.select(module)

    def _on_written(self) -> None:
        if title := self.line.value():
            self.line.revert()
            self.line.show_value("")
            self.written.emit(title)

    def _to_scores(self) -> None:
        if self._sorted:
            self.ranking.setFocus(Qt.FocusReason.OtherFocusReason)

    def _show(self) -> None:
        at = {id: n for n, id in enumerate(self._order)}
        shown = sorted(self._sorted, key=lambda p: at[p.module.id])
        self.ranking.show_places(shown)
        self.map.show_places(shown, self.ranking.current())
        self.again.setVisible(tuple(shown) != self._sorted)

    def _on_chosen(self, module: str) -> None:
        self.map.show_places(self.ranking.places.places, module)
        self.chosen.emit(module)
