"""Erasing what is known of somebody: what goes, what stays, what is out of reach, and the name in other texts, place by place."""

from __future__ import annotations

from collections.abc import Sequence
from typing import Any

from PySide6.QtCore import QModelIndex, QPersistentModelIndex, QRect, QSignalBlocker, QSize, Qt, Signal
from PySide6.QtGui import QFontMetrics, QKeyEvent, QMouseEvent, QPainter, QPen
from PySide6.QtWidgets import QListWidget, QListWidgetItem, QStyle, QStyledItemDelegate, QStyleOptionViewItem, QWidget

from verkstad import wording
from verkstad.app import people
from verkstad.app.erasing import Place, places_with_name
from verkstad.app.people import PersonLine, called
from verkstad.domain.schema import SCHEMA
from verkstad.i18n import Language
from verkstad.ui import controls
from verkstad.ui import theme as look
from verkstad.ui.desk import Desk
from verkstad.ui.dialogs import Sheet
from verkstad.ui.private import hidden_words, withheld

PLACE = int(Qt.ItemDataRole.UserRole)
ROW = 54
SHOWN = 3  # rows before the list scrolls
LEFT = 42


def place_words(place: Place, language: Language) -> str:
    """Where a text stands: the workshop, the row, the field, and whether the text shown says it."""
    _ = language.gettext
    field = SCHEMA.kinds[place.kind].field_of(place.column)
    name = wording.field_name(field.wire, language)
    row = place.title if place.title and place.title != place.text else wording.kind_name(place.kind, language)
    parts = [*dict.fromkeys(part for part in (place.inside, row) if part), name]
    told = " · ".join(parts)
    return _("%(where)s (earlier wording)", where=told) if place.former else told


class PlaceList(QListWidget):
    """The places, each with a box to tick: Space or a click ticks, Ctrl+A all of them."""

    ticked_some = Signal()

    def __init__(self, desk: Desk, places: Sequence[Place]) -> None:
        super().__init__()
        self._desk = desk
        self.setItemDelegate(_Places(self, desk.theme))
        self.setAccessibleName(desk.gettext("The name in other texts"))
        self.setUniformItemSizes(True)
        self.setVerticalScrollMode(QListWidget.ScrollMode.ScrollPerPixel)
        self.setHorizontalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOff)
        self.setMouseTracking(True)
        self.setObjectName("places")
        self.setStyleSheet(f"#places {{ border: 1px solid {desk.theme.line}; border-radius: 8px; background: {desk.theme.surface}; }}")
        for place in places:
            item = QListWidgetItem(place_words(place, desk.language))
            item.setFlags(Qt.ItemFlag.ItemIsEnabled | Qt.ItemFlag.ItemIsSelectable | Qt.ItemFlag.ItemIsUserCheckable)
            item.setCheckState(Qt.CheckState.Checked if place.sure else Qt.CheckState.Unchecked)
            item.setData(PLACE, place)
            self.addItem(item)
        self.setCurrentRow(0)
        self.setFixedHeight(min(len(places), SHOWN) * ROW + 4 + (ROW // 3 if len(places) > SHOWN else 0))
        self._tell()
        self.itemChanged.connect(lambda _item: self.ticked_some.emit())
        desk.room_looks.connect(self._tell)

    def words(self, place: Place) -> tuple[tuple[str, bool], ...]:
        """The words around the name; of somebody's own notes none, while the room may see them."""
        return ((hidden_words(self._desk), False),) if withheld(self._desk, place.kind, place.column) else place.pieces()

    def _tell(self) -> None:
        """What a tip and a screen reader say of each."""
        with QSignalBlocker(self):
            for item in (self.item(n) for n in range(self.count())):
                place: Place = item.data(PLACE)
                said = "".join(words for words, _marked in self.words(place))
                item.setData(Qt.ItemDataRole.AccessibleTextRole, f"{item.text()}: {said}")
                item.setToolTip(said if withheld(self._desk, place.kind, place.column) else place.text[:600])
        self.viewport().update()

    def ticked(self) -> list[Place]:
        return [self.item(n).data(PLACE) for n in range(self.count()) if self.item(n).checkState() == Qt.CheckState.Checked]

    def tick_all(self, ticked: bool) -> None:
        for n in range(self.count()):
            self.item(n).setCheckState(Qt.CheckState.Checked if ticked else Qt.CheckState.Unchecked)

    def turn(self, item: QListWidgetItem | None) -> None:
        if item is not None:
            ticked = item.checkState() == Qt.CheckState.Checked
            item.setCheckState(Qt.CheckState.Unchecked if ticked else Qt.CheckState.Checked)

    def keyPressEvent(self, event: QKeyEvent) -> None:
        if event.key() == Qt.Key.Key_Space:
            self.turn(self.currentItem())
        elif event.key() == Qt.Key.Key_A and event.modifiers() & Qt.KeyboardModifier.ControlModifier:
            self.tick_all(True)
        else:
            super().keyPressEvent(event)

    def mouseReleaseEvent(self, event: QMouseEvent) -> None:
        item = self.itemAt(event.position().toPoint())
        super().mouseReleaseEvent(event)
        if event.button() == Qt.MouseButton.LeftButton and item is self.currentItem():
            self.turn(item)


class _Places(QStyledItemDelegate):
    """A box, where it stands, and the words around the name, which is marked."""

    def __init__(self, parent: PlaceList, theme: look.Theme) -> None:
        super().__init__(parent)
        self._list, self._theme = parent, theme

    def sizeHint(self, option: QStyleOptionViewItem, index: QModelIndex | QPersistentModelIndex) -> QSize:
        return QSize(200, ROW)

    def editorEvent(self, *_args: Any) -> bool:
        return False  # the list turns the box, wherever in the row the click is

    def paint(self, p: QPainter, option: QStyleOptionViewItem, index: QModelIndex | QPersistentModelIndex) -> None:
        t, place = self._theme, index.data(PLACE)
        rect: QRect = option.rect
        ticked = Qt.CheckState(index.data(Qt.ItemDataRole.CheckStateRole)) == Qt.CheckState.Checked
        p.save()
        p.setClipRect(rect)
        p.setRenderHint(QPainter.RenderHint.Antialiasing)
        if option.state & QStyle.StateFlag.State_MouseOver:
            p.fillRect(rect, look.mix(t.surface, t.sunken, 0.5))
        if index.row():
            p.setPen(QPen(t.colour("line"), 1))
            p.drawLine(rect.left() + LEFT, rect.top(), rect.right() - 12, rect.top())
        if self._list.hasFocus() and index.row() == self._list.currentRow():
            p.setPen(QPen(t.colour("focus"), 2))
            p.setBrush(Qt.BrushStyle.NoBrush)
            p.drawRoundedRect(rect.adjusted(2, 2, -2, -2), 6, 6)
        box = QRect(rect.left() + 13, rect.top() + (rect.height() - 18) // 2, 18, 18)
        p.setPen(QPen(t.colour("accent" if ticked else "field"), 1))
        p.setBrush(t.colour("accent" if ticked else "raised"))
        p.drawRoundedRect(box.toRectF().translated(0.5, 0.5), 4, 4)
        if ticked:
            p.drawPixmap(box.left() + 2, box.top() + 2, t.pixmap("check", "onaccent", 14))
        width = rect.width() - LEFT - 14
        face = look.font(look.CAPTION)
        p.setFont(face)
        p.setPen(t.colour("text2"))
        shown = QFontMetrics(face).elidedText(index.data(), Qt.TextElideMode.ElideMiddle, width)
        p.drawText(QRect(rect.left() + LEFT, rect.top() + 8, width, 17), Qt.AlignmentFlag.AlignVCenter, shown)
        self._paint_words(p, QRect(rect.left() + LEFT, rect.top() + 26, width, 20), self._list.words(place))
        p.restore()

    def _paint_words(self, p: QPainter, room: QRect, pieces: Sequence[tuple[str, bool]]) -> None:
        t, at = self._theme, room.left()
        for words, marked in pieces:
            face = look.font(look.BODY, look.SEMIBOLD if marked else look.NORMAL)
            metrics = QFontMetrics(face)
            left = room.right() - at
            if left < 12:
                return
            told = metrics.elidedText(words, Qt.TextElideMode.ElideRight, left)
            width = metrics.horizontalAdvance(told)
            if marked:
                p.setPen(Qt.PenStyle.NoPen)
                p.setBrush(t.colour("warnbg"))
                p.drawRoundedRect(QRect(at - 2, room.top(), width + 4, room.height()), 4, 4)
            p.setFont(face)
            p.setPen(t.colour("warn" if marked else "text"))
            p.drawText(QRect(at, room.top(), width + 2, room.height()), Qt.AlignmentFlag.AlignVCenter, told)
            at += width


class EraseSheet(Sheet):
    """Explains, lists the places and asks; `places.ticked()` are those that go too. `places` is None when the name stands nowhere else."""

    def __init__(self, desk: Desk, line: PersonLine, found: Sequence[Place]) -> None:
        _, language = desk.gettext, desk.language
        super().__init__(desk, _("Erase personal data about %(name)s?", name=called(line, language)), width=720)
        goes = [_("The name, e-mail address and telephone number.")]
        if line.workshops:
            goes.append(
                language.ngettext(
                    "The place on the list of %(n)d workshop, with answer, attendance, food and access.",
                    "The places on the lists of %(n)d workshops, with answers, attendance, food and access.",
                    line.workshops,
                )
            )
        goes.append(_("The undo history, because the name stands in it, and the name in Verkstad's own backups."))
        stays = [_("The entry without a name: unit, role and position.")]
        if not found:
            stays.append(_("Texts somebody wrote by hand: Verkstad has looked through them, and the name does not stand in any."))
        beyond = [
            _(
                "Session files and mails that have already been sent; a colleague's library takes over the erasure with your next session file."
            ),
            _("Paper and PDF files, and copies of backups that were moved elsewhere."),
            _("Nicknames, initials and misspelt names in texts."),
        ]
        self.add(
            controls.row(
                (_told((_("Goes, for good"), goes), (_("Stays"), stays)), 1),
                (_told((_("Verkstad cannot reach"), beyond)), 1),
                spacing=look.L,
            )
        )
        self.places: PlaceList | None = None
        self.count = controls.label("", "caption")
        if found:
            self.places = PlaceList(desk, found)
            self.places.ticked_some.connect(self._show_count)
            some = [
                controls.button(desk.theme, _("Tick all"), role="link", on=lambda: self.places and self.places.tick_all(True)),
                controls.button(desk.theme, _("Tick none"), role="link", on=lambda: self.places and self.places.tick_all(False)),
            ]
            heading = controls.label(_("The name in other texts"), "label")
            heading.setBuddy(self.places)
            ask = _(
                "Tick the texts where %(removed)s is to stand instead of what is marked. Everything the text has said so far is erased; "
                "what is shown now stays, without the name. A first or last name alone may be somebody else's and is not ticked.",
                removed=_("[removed]"),
            )
            self.add(
                controls.column(
                    controls.row(heading, self.count, None, *some, spacing=look.M), controls.label(ask, wrap=True), self.places, spacing=6
                )
            )
            self._show_count()
        self.add(controls.label(_("This cannot be undone."), "strong"))
        self.offer_cancel()
        self.erase = self.offer(_("Erase"), self.accept, role="danger", icon="eye-off")
        if self.places is not None:
            self.places.setFocus()

    def _show_count(self) -> None:
        if self.places is not None:
            ticked, every = len(self.places.ticked()), self.places.count()
            self.count.setText(self._("%(ticked)d of %(all)d ticked", ticked=ticked, all=every))


def _told(*groups: tuple[str, Sequence[str]]) -> QWidget:
    parts: list[Any] = []
    for heading, items in groups:
        parts += [controls.label(heading, "label"), *(controls.label(f"–  {item}", wrap=True) for item in items), 8]
    return controls.holder(controls.column(*parts[:-1], None, spacing=4))


def erase(desk: Desk, line: PersonLine, *, by: object) -> bool:
    """Explain what goes and what is out of reach, ask, and blank it. True when it was done."""
    _ = desk.gettext
    desk.bench.settle(by=by)
    sheet = EraseSheet(desk, line, desk.bench.ask(places_with_name, line.id))
    if not desk.dialogs.run(sheet):
        return False
    ticked = [place.key for place in sheet.places.ticked()] if sheet.places is not None else []
    desk.bench.do(people.erase_person, line.id, ticked, instead=_("[removed]"), by=by)
    desk.say(_("The personal data about one person were erased."))
    return True


__all__ = ["EraseSheet", "PlaceList", "erase", "place_words"]
