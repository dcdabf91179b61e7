"""A block as a card: painted, never a widget, so that a long day costs no more than what is seen of it."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass

from PySide6.QtCore import QPointF, QRect, QRectF, Qt
from PySide6.QtGui import QColor, QFont, QFontMetrics, QPainter, QPen, QPixmap

from verkstad.domain.agenda import Slot
from verkstad.i18n import Language
from verkstad.picture.timestrip import kind_name
from verkstad.ui import theme as look
from verkstad.ui.screens.planner import layout, words
from verkstad.ui.screens.planner.patterns import edge
from verkstad.ui.theme import Theme

LEFT = Qt.AlignmentFlag.AlignLeft | Qt.AlignmentFlag.AlignVCenter
RIGHT = Qt.AlignmentFlag.AlignRight | Qt.AlignmentFlag.AlignVCenter
NARROW = 300  # a card of a parallel track
INSET = 20
GRIP = 36
RIM = 2  # pixels around a card in which its ring stands
KEPT = 80  # pictures of cards: what is seen of a full day, twice


@dataclass(frozen=True)
class State:
    selected: bool = False
    focused: bool = False
    hovered: bool = False
    conflict: bool = False
    cut: bool = False
    dragged: bool = False
    track: bool = False  # in a column: it tells its own times


class Cards:
    """Paints blocks with one theme in one language. Rectangles are logical pixels."""

    def __init__(self, theme: Theme, language: Language, method_name: Callable[[str], str]) -> None:
        self.theme, self.language, self.method_name = theme, language, method_name
        self._title = look.font(look.BLOCK, look.SEMIBOLD)
        self._body = look.font(look.BODY)
        self._minutes = look.font(look.BODY, look.SEMIBOLD, tabular=True)
        self._plain_minutes = look.font(look.BODY, tabular=True)
        self._caption = look.font(look.CAPTION, tabular=True)
        self._chip = look.font(look.CAPTION, look.MEDIUM)
        self._metrics = {
            id(f): QFontMetrics(f) for f in (self._title, self._body, self._minutes, self._plain_minutes, self._caption, self._chip)
        }
        self._widths: dict[tuple[int, str], int] = {}
        self._pictures: dict[tuple[object, ...], QPixmap] = {}  # the last used last

    def _wide(self, font: QFont, text: str) -> int:
        """The width of a text, remembered: the same few hundred are asked for at every paint."""
        key = (id(font), text)
        found = self._widths.get(key)
        if found is None:
            if len(self._widths) > 4_000:
                self._widths.clear()
            found = self._widths[key] = self._fm(font).horizontalAdvance(text)
        return found

    def _fm(self, font: QFont) -> QFontMetrics:
        return self._metrics[id(font)]

    def _elided(self, font: QFont, text: str, room: int) -> str:
        return text if self._wide(font, text) <= room else self._fm(font).elidedText(text, Qt.TextElideMode.ElideRight, max(0, room))

    # ------------------------------------------------------------------------------------ where things are

    def minutes_rect(self, card: QRect, slot: Slot) -> QRect:
        """Where the length stands, and is clicked to be changed."""
        wide = self._wide(self._minutes, self.language.minutes(slot.end - slot.start)) + 12
        right = card.right() - (12 if card.width() < NARROW else GRIP)
        if slot.block.type == "break":
            return QRect(right - wide, card.top(), wide, card.height())
        if card.width() < NARROW:
            return QRect(right - wide, card.top() + 33, wide, 24)
        return QRect(right - wide, card.top() + 8, wide, 24)

    def title_rect(self, card: QRect, slot: Slot) -> QRect:
        bare = card.width() < NARROW and slot.block.type != "break"
        right = card.right() - 12 if bare else self.minutes_rect(card, slot).left() - 8
        left = card.left() + INSET + (24 if slot.block.type == "break" else 0)
        if slot.block.type == "break":
            return QRect(left, card.top(), right - left, card.height())
        return QRect(left, card.top() + 8, right - left, 24)

    def grip_rect(self, card: QRect) -> QRect:
        return QRect() if card.width() < NARROW else QRect(card.right() - GRIP, card.top(), GRIP, card.height())

    # ------------------------------------------------------------------------------------ painting

    def paint(self, p: QPainter, card: QRect, slot: Slot, state: State) -> None:
        """The card, from its picture where one like it has been painted: an edit changes one card of a full day."""
        if state.dragged or state.cut:  # seen through
            self._paint(p, card, slot, state)
            return
        ratio = p.device().devicePixelRatioF()
        name = self.method_name(slot.block.method) if slot.block.method else ""
        key = (slot.block, slot.end - slot.start, self._times(slot, state), name, state, card.width(), card.height(), ratio)
        picture = self._pictures.pop(key, None)
        if picture is None:
            whole = card.adjusted(-RIM, -RIM, RIM, RIM)
            picture = QPixmap(whole.size() * ratio)
            picture.setDevicePixelRatio(ratio)
            picture.fill(self.theme.colour("bg"))  # opaque, so that letters are as sharp as on the page itself
            inner = QPainter(picture)
            inner.translate(-whole.topLeft())
            self._paint(inner, card, slot, state)
            inner.end()
            while len(self._pictures) >= KEPT:
                self._pictures.pop(next(iter(self._pictures)))
        self._pictures[key] = picture
        p.drawPixmap(card.left() - RIM, card.top() - RIM, picture)

    def _paint(self, p: QPainter, card: QRect, slot: Slot, state: State) -> None:
        p.save()
        p.setRenderHint(QPainter.RenderHint.Antialiasing)
        if state.cut:
            p.setOpacity(0.5)
        elif state.dragged:
            p.setOpacity(0.28)
        self._ground(p, card, slot, state)
        if slot.block.type == "break":
            self._break(p, card, slot, state)
        else:
            self._block(p, card, slot, state)
        if card.width() >= NARROW:
            strong = state.hovered or state.selected
            top = card.center().y() - 8 if slot.block.type == "break" else card.top() + 12
            p.setOpacity(p.opacity() * (1.0 if strong else 0.55))
            p.drawPixmap(card.right() - 27, top, self.theme.pixmap("grip-vertical", "text2", 16))
            p.setOpacity(1.0)
        if (state.hovered or state.selected) and not state.dragged:
            p.setPen(Qt.PenStyle.NoPen)
            p.setBrush(self.theme.colour("field"))
            p.drawRoundedRect(QRectF(card.center().x() - 14, card.bottom() - 4.5, 28, 3), 1.5, 1.5)
        if state.focused:
            p.setBrush(Qt.BrushStyle.NoBrush)
            p.setPen(QPen(self.theme.colour("focus"), 2))
            p.drawRoundedRect(QRectF(card).adjusted(-1, -1, 1, 1), 9, 9)
        p.restore()

    def _ground(self, p: QPainter, card: QRect, slot: Slot, state: State) -> None:
        t = self.theme
        rect = QRectF(card).adjusted(0.5, 0.5, -0.5, -0.5)
        if slot.block.type == "break":
            plain: QColor = look.mix(t.bg, t.sunken, 0.75)
        else:
            plain = t.colour("surface")
        if state.selected:
            ground = look.mix(plain, t.soft, 0.8)
        elif state.hovered:
            ground = look.mix(plain, t.sunken, 0.35) if slot.block.type != "break" else t.colour("sunken")
        else:
            ground = plain
        p.setPen(QPen(t.colour("accent" if state.selected else "line"), 1, Qt.PenStyle.SolidLine))
        p.setBrush(ground)
        p.drawRoundedRect(rect, look.RADIUS_CARD, look.RADIUS_CARD)
        if slot.block.type != "break":
            edge(p, t, rect, slot.block.type, look.RADIUS_CARD)

    def _break(self, p: QPainter, card: QRect, slot: Slot, state: State) -> None:
        t = self.theme
        p.drawPixmap(card.left() + INSET, card.center().y() - 8, t.pixmap(words.icon_of(slot.block), "text2", 16))
        box = self.title_rect(card, slot)
        right = self._badges(p, slot, state, box.right(), card.center().y())
        p.setFont(self._body)
        p.setPen(t.colour("text"))
        title = self._elided(self._body, slot.block.title, right - box.left())
        p.drawText(QRect(box.left(), box.top(), right - box.left(), box.height()), LEFT, title)
        rest = right - box.left() - self._wide(self._body, title) - 14
        told = " · ".join(x for x in (self._times(slot, state), slot.block.lead) if x)
        if told and rest > 60:
            p.setFont(self._caption)
            p.setPen(t.colour("text2"))
            x = box.left() + self._wide(self._body, title) + 12
            p.drawText(QRect(x, box.top(), rest, box.height()), LEFT, self._elided(self._caption, told, rest))
        p.setFont(self._plain_minutes)
        p.setPen(t.colour("text2") if not state.selected else t.colour("text"))
        p.drawText(self.minutes_rect(card, slot).adjusted(0, 0, -2, 0), RIGHT, self.language.minutes(slot.end - slot.start))

    def _block(self, p: QPainter, card: QRect, slot: Slot, state: State) -> None:
        t = self.theme
        box = self.title_rect(card, slot)
        right = self._badges(p, slot, state, box.right(), box.center().y())
        p.setFont(self._title)
        p.setPen(t.colour("text"))
        p.drawText(
            QRect(box.left(), box.top(), right - box.left(), box.height()),
            LEFT,
            self._elided(self._title, slot.block.title, right - box.left()),
        )
        p.setFont(self._minutes)
        p.drawText(self.minutes_rect(card, slot).adjusted(0, 0, -2, 0), RIGHT, self.language.minutes(slot.end - slot.start))
        self._second(p, card, slot, state)
        if card.height() >= layout.PURPOSE_FROM - layout.GAP:
            self._purpose(p, card, slot)

    def _second(self, p: QPainter, card: QRect, slot: Slot, state: State) -> None:
        """Kind as a chip, then times (in a column), method, tables, lead."""
        t, kind = self.theme, slot.block.type
        bare = card.width() < NARROW
        x, y = card.left() + INSET, card.top() + 35
        end = self.minutes_rect(card, slot).left() - 4 if bare else card.right() - 14
        name = kind_name(kind, self.language)
        wide = 26 if bare else self._wide(self._chip, name) + 34
        p.setPen(Qt.PenStyle.NoPen)
        p.setBrush(t.chip_ground(kind))
        p.drawRoundedRect(QRectF(x, y, wide, look.CHIP), 10, 10)
        ink = t.chip_text(kind).name()
        p.drawPixmap(x + (7 if bare else 9), y + 4, t.pixmap(words.icon_of(slot.block), ink, 12))
        if not bare:
            p.setFont(self._chip)
            p.setPen(QColor(ink))
            p.drawText(QRectF(x + 25, y, wide - 25, look.CHIP), LEFT, name)
        x += wide + 10
        method = self.method_name(slot.block.method) if slot.block.method else ""
        if method.casefold() == slot.block.title.casefold():
            method = ""
        times = self._times(slot, state)
        if bare and self._wide(self._caption, times) > end - x:
            if card.height() >= layout.PURPOSE_FROM - layout.GAP and not slot.block.purpose and not slot.block.instruction:
                p.setFont(self._caption)
                p.setPen(t.colour("text2"))
                p.drawText(QRect(card.left() + INSET, card.top() + 60, card.width() - INSET - 10, 18), LEFT, times)
            times = ""
        pieces = [times, method, words.sets_words(slot.block, self.language)]
        p.setFont(self._caption)
        p.setPen(t.colour("text2"))
        lead = slot.block.lead
        told = "  ·  ".join(s for s in pieces if s)
        room = end - x
        lead_wide = self._wide(self._caption, lead) + 18 if lead else 0
        if lead and room - lead_wide < 90 and told:
            told, lead, lead_wide = f"{told}  ·  {lead}", "", 0
        shown = self._elided(self._caption, told, max(0, room - lead_wide - (12 if lead and told else 0)))
        p.drawText(QRect(x, y, room, look.CHIP), LEFT, shown)
        if lead:
            x += self._wide(self._caption, shown) + (12 if shown else 0)
            p.drawPixmap(x, y + 4, t.pixmap("user", "text2", 12))
            p.drawText(
                QRect(x + 17, y, end - x - 17, look.CHIP),
                LEFT,
                self._elided(self._caption, lead, end - x - 17),
            )

    def _purpose(self, p: QPainter, card: QRect, slot: Slot) -> None:
        """What the block is for; without a purpose, the first thing the participants do."""
        told = slot.block.purpose.strip() or slot.block.instruction.strip()
        if not told:
            return
        told = " ".join(told.split("\n")[0].split())
        room = card.right() - 16 - (card.left() + INSET)
        p.setFont(self._caption)
        p.setPen(self.theme.colour("text2"))
        lines = 2 if card.height() >= 98 else 1
        box = QRect(card.left() + INSET, card.top() + 61, room, 17)
        for at, line in enumerate(_wrapped(told, self._fm(self._caption), room, lines)):
            p.drawText(box.translated(0, 18 * at), LEFT, line)

    def _times(self, slot: Slot, state: State) -> str:
        return self.language.span(slot.start, slot.end) if state.track else ""

    def _badges(self, p: QPainter, slot: Slot, state: State, right: int, middle: int) -> int:
        """Small marks between title and length; returns where the title must end."""
        t = self.theme
        right -= 4
        if state.conflict:
            words_ = self.language.gettext("Two versions")
            wide = self._wide(self._chip, words_) + 36
            box = QRectF(right - wide, middle - 10, wide, 20)
            p.setPen(Qt.PenStyle.NoPen)
            p.setBrush(t.colour("warnbg"))
            p.drawRoundedRect(box, 10, 10)
            p.drawPixmap(int(box.left()) + 9, middle - 6, t.pixmap("git-merge", "warn", 12))
            p.setFont(self._chip)
            p.setPen(t.colour("warn"))
            p.drawText(box.adjusted(26, 0, 0, 0), LEFT, words_)
            right -= wide + 8
        if slot.block.needs_decider:
            p.drawPixmap(right - 16, middle - 8, t.pixmap("handshake", "accent", 16))
            right -= 24
        return right

    # ------------------------------------------------------------------------------------ beside and above the card

    def paint_time(self, p: QPainter, card: QRect, slot: Slot) -> None:
        """The start in the gutter, with a lock when it is fixed."""
        t, rest = self.theme, slot.block.type == "break"
        y = card.center().y() - 9 if rest else card.top() + 11
        p.setFont(self._minutes)
        p.setPen(t.colour("danger" if slot.overrun else "text2" if rest else "text"))
        p.drawText(QRect(0, y, layout.GUTTER - 16, 18), RIGHT, self.language.clock(slot.start))
        if slot.block.fixed_start is not None:
            if rest:
                p.drawPixmap(0, y + 2, t.pixmap("lock", "text2", 13))
            else:
                p.drawPixmap(layout.GUTTER - 16 - 13, y + 21, t.pixmap("lock", "text2", 13))

    def paint_note(self, p: QPainter, note: QRect, slot: Slot) -> None:
        """Free time before a fixed start, or how far what precedes runs into it."""
        t, over = self.theme, bool(slot.overrun)
        told = words.gap_words(slot, self.language)
        p.save()
        p.setRenderHint(QPainter.RenderHint.Antialiasing)
        p.setFont(self._chip if over else self._caption)
        wide = self._wide(self._chip if over else self._caption, told)
        middle = note.center().y()
        if over:
            box = QRectF(note.left() + 2, note.top(), min(note.width() - 4, wide + 40), note.height())
            p.setPen(Qt.PenStyle.NoPen)
            p.setBrush(t.colour("warnbg"))
            p.drawRoundedRect(box, 10, 10)
            p.drawPixmap(note.left() + 12, middle - 6, t.pixmap("triangle-alert", "warn", 13))
            p.setPen(t.colour("warn"))
            p.drawText(QRectF(note.left() + 31, note.top(), box.width() - 32, note.height()), LEFT, told)
        else:
            p.setPen(QPen(t.colour("field"), 1, Qt.PenStyle.DashLine))
            p.drawLine(QPointF(note.left() + 3, middle + 0.5), QPointF(note.left() + 16, middle + 0.5))
            if note.left() + 26 + wide < note.right():
                p.drawLine(QPointF(note.left() + 32 + wide, middle + 0.5), QPointF(note.right() - 3, middle + 0.5))
            p.setPen(t.colour("text2"))
            p.drawText(note.adjusted(24, 0, 0, 0), LEFT, told)
        p.restore()


def _wrapped(text: str, metrics: QFontMetrics, room: int, lines: int) -> list[str]:
    """The text in at most so many lines, the last with an ellipsis where more follows."""
    result: list[str] = []
    left = text.split(" ")
    while left and len(result) < lines - 1:
        count = 1
        while count < len(left) and metrics.horizontalAdvance(" ".join(left[: count + 1])) <= room:
            count += 1
        result.append(" ".join(left[:count]))
        left = left[count:]
    if left:
        result.append(metrics.elidedText(" ".join(left), Qt.TextElideMode.ElideRight, room))
    return result
