"""A hand on the timeline: a card dragged, an edge pulled, a key held. It shows what would come of it; letting go makes one wish of it."""

from __future__ import annotations

from typing import TYPE_CHECKING

from PySide6.QtCore import QObject, QPoint, QRect, QSize, Qt, QTimer
from PySide6.QtGui import QPainter, QPixmap

from verkstad.domain.agenda import block_minutes
from verkstad.domain.fields import Id
from verkstad.ui.screens.planner import arrange, layout
from verkstad.ui.screens.planner.arrange import Place
from verkstad.ui.screens.planner.cards import State
from verkstad.ui.screens.planner.heads import paint_bubble, paint_column, paint_drop_line
from verkstad.ui.screens.planner.layout import Box

if TYPE_CHECKING:
    from verkstad.ui.screens.planner.timeline import Timeline

STEP = 5  # minutes a step
PULL = 12  # pixels a step when the edge is pulled, however tall the card is drawn: cards of 5 to 40 minutes are equally tall
NEAR = 40  # how near the rim of the view a dragged card makes it scroll
ASIDE = 40  # pixels to the side that make a block on all tracks one for the track it is held over
GHOST = 420  # how wide a carried card is at most


class Hand(QObject):
    """At most one of three is under way: `dragged` blocks, a `pulled` edge, a `held` key. `target` is where what is carried would go."""

    def __init__(self, view: Timeline) -> None:
        super().__init__(view)
        self.view = view
        self.pressed: tuple[QPoint, Id, bool] | None = None  # where, which block, select it alone at release
        self.dragged: list[Id] = []
        self.target: tuple[Place, Box, int] | None = None  # place, the line that shows it, when it would begin
        self.pulled: tuple[Id, int, int, int] | None = None  # block, y at the start, minutes then, card height then
        self.held: tuple[str, list[Id], Place | None, int] | None = None  # "move" or "length", blocks, place, minutes
        self.heights: dict[Id, int] = {}
        self.at = QPoint()
        self._grip = QPoint()
        self._ghost: QPixmap | None = None
        self._scrolling = QTimer(self, interval=24)
        self._scrolling.timeout.connect(self.scroll_at_rim)

    @property
    def is_moving(self) -> bool:
        return bool(self.pulled or self.dragged or self.held)

    # ------------------------------------------------------------------------------------------------ the mouse

    def move(self, point: QPoint, far: int) -> bool:
        """The mouse moved with its button down; `far` pixels make a press a drag. False when no hand is on anything."""
        self.at = point
        if self.pulled is not None:
            self._pull(point.y())
        elif self.dragged:
            self.drag_over(point)
        elif self.pressed is not None:
            if (point - self.pressed[0]).manhattanLength() >= far:
                self._begin_drag(point)
        else:
            return False
        return True

    def begin_pull(self, block: Id, y: int) -> None:
        card = self.view.plan.cards[block]
        self.pulled = (block, y, block_minutes(card.slot.block), card.box.height)

    def _pull(self, y: int) -> None:
        """The lower edge follows the hand; the length in steps of five minutes."""
        assert self.pulled is not None
        block, began, before, tall = self.pulled
        steps = round((y - began) / PULL)
        whole = before // STEP if steps > 0 else -(-before // STEP)
        minutes = max(STEP, (whole + steps) * STEP) if steps else before
        self.heights = {block: max(28, tall + y - began)}
        self.view.blocks.preview(arrange.resized(self.view.blocks.kept, block, minutes))
        self.view.lay_out()

    def _begin_drag(self, point: QPoint) -> None:
        assert self.pressed is not None
        start, block, _alone = self.pressed
        if block not in self.view.selected():
            self.view.pick(block)
        self.dragged = self.view.selected()
        box = self.view.card_rect(block)
        self._grip = QPoint(min(start.x() - box.left(), 40), start.y() - box.top())
        self._ghost = self._carried(block, QSize(min(box.width(), GHOST), box.height()))
        self.view.viewport().setCursor(Qt.CursorShape.ClosedHandCursor)
        self._scrolling.start()
        self.drag_over(point)

    def _carried(self, block: Id, size: QSize) -> QPixmap:
        """The card in the hand; how many, when several."""
        ratio = self.view.devicePixelRatioF()
        made = QPixmap(round((size.width() + 24) * ratio), round((size.height() + 12) * ratio))
        made.setDevicePixelRatio(ratio)
        made.fill(Qt.GlobalColor.transparent)
        p = QPainter(made)
        self.view.cards.paint(p, QRect(QPoint(0, 0), size), self.view.plan.cards[block].slot, State(selected=True))
        if len(self.dragged) > 1:
            paint_bubble(p, self.view.desk, str(len(self.dragged)), QPoint(size.width() // 2, size.height()))
        p.end()
        return made

    def drag_over(self, point: QPoint) -> None:
        self.aim(point, self.dragged)
        self.view.viewport().update()

    def let_go(self) -> None:
        """The button is up: what was pulled or dragged becomes one wish; a press that never moved may choose one of several."""
        if self.pulled is not None:
            block, _y, before, _tall = self.pulled
            card = self.view.plan.cards.get(block)
            minutes = card.slot.end - card.slot.start if card and self.view.blocks.previewing else before
            self.cancel()
            if minutes != before:
                self.view.length_wished.emit(block, minutes)
        elif self.dragged:
            ids, target = self.dragged, self.target
            self.cancel()
            if target is not None:
                self.view.move_wished.emit(ids, target[0])
        elif self.pressed is not None:
            _point, block, alone = self.pressed
            self.pressed = None
            if alone:
                self.view.pick(block)

    def cancel(self) -> None:
        """End whatever is under way, without doing it."""
        self.pulled = self.pressed = self.target = self._ghost = self.held = None
        self.dragged, self.heights = [], {}
        self._scrolling.stop()
        self.view.viewport().unsetCursor()
        if self.view.blocks.previewing:
            self.view.blocks.preview(None)
        self.view.lay_out()

    # ------------------------------------------------------------------------------------------------ where it would go

    def aim(self, point: QPoint, ids: list[Id]) -> None:
        """Find where these blocks (none: something from elsewhere) would go if they were let go of here."""
        view = self.view
        inside = view.viewport().rect().adjusted(-60, -60, 60, 60).contains(point)
        found = (
            layout.place_at(
                view.plan, view.blocks.days, point.x(), point.y() + view.verticalOffset(), frozenset(ids), straight=self._is_straight(point)
            )
            if inside
            else None
        )
        if found is None or (ids and arrange.is_here(view.blocks.days, ids, found[0])):
            self.target = None
        else:
            self.target = (*found, self._start_at(found[0], ids))

    def _is_straight(self, point: QPoint) -> bool:
        """Whether blocks on all tracks are carried straight up or down: they change their order, and stay on all tracks."""
        days = self.view.blocks.kept
        found = [(d, d.slot(i)) for i in self.dragged for d in days if d.slot(i)]
        joins = bool(found) and all(slot is not None and arrange.own_track(d, slot.block) is None for d, slot in found)
        if not joins or self.pressed is None or self.view.head_at(point):
            return False
        return abs(point.x() - self.pressed[0].x()) < ASIDE

    def _start_at(self, place: Place, ids: list[Id]) -> int:
        """When the first of the blocks would begin; without blocks, when a new one would."""
        days = self.view.blocks.days
        if ids:
            after = arrange.moved(days, ids, place)
            return min((s.start for d in after for s in d.slots if s.block.id == ids[0]), default=0)
        day = next(d for d in days if d.day.id == place.day)
        slot = day.slot(place.after) if place.after else None
        return slot.end if slot else day.start

    def hover_with(self, point: QPoint | None) -> None:
        """Something from elsewhere is held over the day; None when it left."""
        if point is None:
            self.target = None
            self._scrolling.stop()
        else:
            self.at = point
            self._scrolling.start()
            self.aim(point, [])
        self.view.viewport().update()

    def scroll_at_rim(self) -> None:
        """A card held near the rim scrolls the day under it, the faster the nearer."""
        bar, high, y = self.view.verticalScrollBar(), self.view.viewport().height(), self.at.y()
        by = -(NEAR - y) // 3 if y < NEAR else (y - high + NEAR) // 3 if y > high - NEAR else 0
        before = bar.value()
        bar.setValue(before + max(-18, min(18, by)))
        if bar.value() != before:
            self.drag_over(self.at)

    # ------------------------------------------------------------------------------------------------ a held key

    def hold_move(self, by: int) -> None:
        """One step further up or down, shown."""
        ids = self.held[1] if self.held and self.held[0] == "move" else self.view.selected()
        place = arrange.step(self.view.blocks.days, ids, by) if ids else None
        if place is None:
            return
        self.view.blocks.preview(arrange.moved(self.view.blocks.days, ids, place))
        self.held = ("move", ids, place, 0)
        self.view.scrollTo(self.view.currentIndex())

    def hold_length(self, by: int) -> None:
        """`by` minutes longer or shorter, onto whole fives, shown."""
        block = self.view.current()
        day = arrange.day_of(self.view.blocks.days, block)
        slot = day.slot(block) if day else None
        if slot is None:
            return
        now = slot.end - slot.start
        onto = max(STEP, (now // STEP * STEP + by) if by > 0 else (-(-now // STEP) * STEP + by))
        self.held = ("length", [block], None, onto)
        self.view.blocks.preview(arrange.resized(self.view.blocks.kept, block, onto))
        self.view.scrollTo(self.view.currentIndex())

    def release(self) -> None:
        """The key is up: what it has come to becomes one wish."""
        if self.held is None:
            return
        what, ids, place, minutes = self.held
        self.held = None
        before = self.view.blocks.kept
        if what == "move" and place is not None and not arrange.is_here(before, ids, place):
            self.view.move_wished.emit(ids, place)
        elif what == "length":
            day = arrange.day_of(before, ids[0])
            slot = day.slot(ids[0]) if day else None
            if slot and slot.end - slot.start != minutes:
                self.view.length_wished.emit(ids[0], minutes)
        if self.view.blocks.previewing:  # nothing came of it
            self.view.blocks.preview(None)
        self.view.viewport().update()

    # ------------------------------------------------------------------------------------------------ what is seen of it

    def paint(self, p: QPainter, dy: int) -> None:
        desk, language = self.view.desk, self.view.desk.language
        if self.target is not None:
            place, box, start = self.target
            column = self.view.column_rect(place.track) if place.track else QRect()
            if not column.isEmpty():
                paint_column(p, desk, column)
            line = QRect(box.x, box.y + dy, box.width, box.height)
            paint_drop_line(p, desk, line, language.clock(start), QPoint(layout.GUTTER - 12, line.top() + 1))
        if self.dragged and self._ghost is not None:
            p.setOpacity(0.88)
            p.drawPixmap(self.at - self._grip, self._ghost)
            p.setOpacity(1)
        shown = self.pulled[0] if self.pulled else self.held[1][0] if self.held and self.held[0] == "length" else ""
        card = self.view.plan.cards.get(shown)
        if card is not None:
            slot = card.slot
            told = f"{language.minutes(slot.end - slot.start)}  ·  {language.span(slot.start, slot.end)}"
            paint_bubble(p, desk, told, QPoint(card.box.x + card.box.width // 2, card.box.bottom + dy + 8))
