"""The board: a card a group of one round, who sits there and what the group lacks. People are dragged, or sent with Alt and an arrow."""

from __future__ import annotations

from collections.abc import Sequence
from typing import Any

from PySide6.QtCore import QPoint, Qt, Signal
from PySide6.QtGui import QDragEnterEvent, QDragLeaveEvent, QDragMoveEvent, QDropEvent, QPainter, QPaintEvent, QPen
from PySide6.QtWidgets import QFrame, QWidget

from verkstad.app.group_plans import GroupLine, RoundLine
from verkstad.ui import controls
from verkstad.ui import theme as look
from verkstad.ui.desk import Desk
from verkstad.ui.screens.groups.words import Told
from verkstad.ui.screens.teams.card import Columns
from verkstad.ui.screens.teams.gaps import Sentences
from verkstad.ui.screens.teams.people import Lines, PeopleList
from verkstad.ui.screens.teams.words import Carried

NOWHERE = -1
"""The number of the card with those who have no group yet."""


class GroupCard(QFrame):
    """`dropped` tells who was let go of over the ground of this group, `met` who over somebody in it; the list's own signals are those of
    `members`. `waits` is who is to change places with the next one that is said."""

    dropped = Signal(int, tuple)
    met = Signal(str, str)

    def __init__(self, desk: Desk, number: int) -> None:
        super().__init__()
        self.desk, self.number = desk, number
        self.people: tuple[str, ...] = ()
        self._told: Told | None = None
        self._locked: frozenset[str] = frozenset()
        self.over = False
        self.waits = ""
        self._shown: object = None
        self.setAcceptDrops(True)
        self.title = controls.Elided("", "section")
        self.count = controls.label("", "caption")
        lines = Lines(self._who, self._second, self._fact, lambda some: Carried(tuple(some), (), str(self.number)))
        lines.mark = self._mark
        self.members = PeopleList(desk, lines, name="", height=32, grows=True)
        self.nobody = controls.label(desk.gettext("Drag people here."), "caption", wrap=True)
        self.gaps = Sentences(desk)
        self._rule = controls.hairline()
        self._below = controls.holder(controls.column(8, self._rule, 8, self.gaps))
        self.setLayout(
            controls.column(
                controls.row((self.title, 1), self.count, spacing=6), 6, self.members, self.nobody, self._below, margins=(14, 10, 10, 10)
            )
        )

    def show_group(self, told: Told, line: RoundLine, group: GroupLine | None) -> None:
        """`group` None: those who have no group yet."""
        rows = told.rows(line, group) if group is not None else []
        shown = (group, line.unseated if group is None else (), told.table(group.number) if group is not None else "", tuple(rows))
        said = tuple((told.who(p), told.second(p), told.view.parts.get(p)) for p in (group.people if group is not None else line.unseated))
        self._told = told
        if (shown, said) == self._shown:
            return  # nothing of it is other than it was: a person dragged touches two cards of many
        self._shown = (shown, said)
        self.people = told.in_order(group.people if group is not None else line.unseated)
        self._locked = group.locked if group is not None else frozenset()
        _ = self.desk.gettext
        self.title.setText(told.table(group.number) if group is not None else _("No group yet"))
        self.count.setText(str(len(self.people)))
        self.members.setAccessibleName(self.title.text())
        self.members.show_values(self.people, str)
        self.members.setVisible(bool(self.people))
        self.nobody.setVisible(not self.people)
        self.gaps.show_rows(rows)
        self._below.setVisible(bool(rows))

    def _who(self, person: str) -> str:
        return self._told.who(person) if self._told else ""

    def _second(self, person: str) -> str:
        if person == self.waits:
            return ""  # what she waits for is said whole
        return self._told.second(person) if self._told else ""

    def _mark(self, person: str) -> tuple[str, str] | None:
        return ("shuffle", "accent") if person == self.waits else ("flag", "accent") if self._decides(person) else None

    def _decides(self, person: str) -> bool:
        return self._told is not None and self._told.view.parts.get(person) == "decider"

    def _fact(self, person: str) -> str:
        _ = self.desk.gettext
        said = (
            _("decides") if self._decides(person) else "",
            _("locked") if person in self._locked else "",
            _("swaps…") if person == self.waits else "",
        )
        return ", ".join(x for x in said if x)

    def wait(self, person: str) -> None:
        """Show that somebody here, or nobody any more (""), is to change places."""
        if self.waits != person:
            self.waits = person
            self.members.viewport().update()

    # ---- the mouse

    def dragEnterEvent(self, event: QDragEnterEvent) -> None:
        carried = Carried.of(event.mimeData())
        if self.number != NOWHERE and carried is not None and carried.team != str(self.number):
            self._set_over(True)
            event.acceptProposedAction()

    def dragMoveEvent(self, event: QDragMoveEvent) -> None:
        if self.over:
            event.acceptProposedAction()
            self._aim(self._person_at(event))

    def dragLeaveEvent(self, _event: QDragLeaveEvent) -> None:
        self._set_over(False)

    def dropEvent(self, event: QDropEvent) -> None:
        self._set_over(False)
        carried = Carried.of(event.mimeData())
        if carried is not None and carried.team != str(self.number):
            event.acceptProposedAction()
            other = self._person_at(event)
            if other:
                self.met.emit(carried.people[0], other)
            else:
                self.dropped.emit(self.number, carried.people)

    def _person_at(self, event: QDropEvent) -> str:
        """Who is met by one that is dragged from another group; "" over the ground, and when several are dragged or she has no group yet."""
        carried = Carried.of(event.mimeData())
        if carried is None or len(carried.people) != 1 or carried.team == str(NOWHERE) or self.members.isHidden():
            return ""
        row = self.members.indexAt(self.members.viewport().mapFrom(self, event.position().toPoint())).row()
        return self.people[row] if 0 <= row < len(self.people) else ""

    def _aim(self, person: str) -> None:
        if (self.members.target or "") != person:
            self.members.target = person or None
            self.members.viewport().update()
            self.update()

    def _set_over(self, over: bool) -> None:
        self.over = over
        if not over:
            self._aim("")
        self.update()

    def paintEvent(self, _event: QPaintEvent) -> None:
        t, p = self.desk.theme, QPainter(self)
        p.setRenderHint(QPainter.RenderHint.Antialiasing)
        over = self.over and self.members.target is None  # over somebody, it is she who is marked
        p.setPen(QPen(t.colour("accent" if over else "line"), 2 if over else 1))
        p.setBrush(t.colour("soft" if over else "surface"))
        if self.number == NOWHERE:
            p.setPen(QPen(t.colour("warn"), 1, Qt.PenStyle.DashLine))
        p.drawRoundedRect(self.rect().toRectF().adjusted(1, 1, -1, -1), look.RADIUS_CARD, look.RADIUS_CARD)


class GroupBoard(QWidget):
    """`moved` (people, group), `swapped` (one, the other) and `lock_asked` (people); `menu_asked` (people, their group, where)."""

    swapped = Signal(str, str)
    moved = Signal(tuple, int)
    lock_asked = Signal(tuple)
    menu_asked = Signal(tuple, int, QPoint)

    def __init__(self, desk: Desk) -> None:
        super().__init__()
        self.desk = desk
        self.cards: list[GroupCard] = []
        self.nowhere = GroupCard(desk, NOWHERE)
        self._listen(self.nowhere)
        self.columns = Columns(least=196, gap=look.M)
        self.setLayout(controls.column(self.nowhere, 12, self.columns, None, margins=(0, 0, 0, 16)))

    def show_round(self, told: Told, line: RoundLine) -> None:
        had = self._focused()
        while len(self.cards) < len(line.groups):
            card = GroupCard(self.desk, len(self.cards))
            self._listen(card)
            self.cards.append(card)
        shown: list[QWidget] = []
        for card in self.cards:
            if card.number < len(line.groups):
                card.show_group(told, line, line.groups[card.number])
                shown.append(card)
            else:
                card.hide()
        self.columns.show_cards(shown)
        for seen in shown:
            seen.show()
        self.nowhere.show_group(told, line, None)
        self.nowhere.setVisible(bool(line.unseated))
        for widget in (*shown, self.columns, self):
            widget.layout().activate()  # type: ignore[union-attr]  # a card that grew stands right at once, not some frames later
        if had is not None:
            self.select(*had)

    def select(self, people: Sequence[str], focus: bool = True) -> None:
        """Choose these where they sit now."""
        for card in (*self.cards, self.nowhere):
            here = set(people) & set(card.people)
            if here and not card.isHidden():
                card.members.select(here, str)
                if focus:
                    card.members.setFocus(Qt.FocusReason.OtherFocusReason)
            elif card.members.chosen():
                card.members.clearSelection()

    def pair(self, card: GroupCard, people: Sequence[str]) -> None:
        """The first waits for the second, who is in another group; the same once more lets it be."""
        if len(people) != 1 or card.number == NOWHERE:
            return
        first = next((c for c in self.cards if c.waits and not c.isHidden()), None)
        one = first.waits if first is not None else ""
        for each in self.cards:
            each.wait("")
        if first is None or first is card:
            if one != people[0]:
                card.wait(people[0])
        else:
            self.swapped.emit(one, people[0])

    @property
    def waiting(self) -> bool:
        return any(c.waits for c in self.cards)

    def stop_waiting(self) -> None:
        for each in self.cards:
            each.wait("")

    def chosen(self) -> tuple[str, ...]:
        return tuple(p for card in (*self.cards, self.nowhere) if not card.isHidden() for p in card.members.chosen())

    def _focused(self) -> tuple[tuple[str, ...], bool] | None:
        """Who is chosen in the list that has the keyboard."""
        for card in (*self.cards, self.nowhere):
            if card.members.hasFocus():
                return tuple(card.members.chosen()), True
        return None

    def _listen(self, card: GroupCard) -> None:
        members = card.members
        card.dropped.connect(lambda group, people: self.moved.emit(people, group))
        card.met.connect(self.swapped)
        members.paired.connect(lambda people: self.pair(card, people))
        members.sent.connect(lambda people, by: self._send(card, people, by))
        members.stepped.connect(lambda people, by: self._send(card, people, by * max(1, self.columns._count)))
        members.entered.connect(lambda people: self.lock_asked.emit(tuple(people)))
        members.menu_asked.connect(lambda people, at: self.menu_asked.emit(tuple(people), card.number, at))
        members.focused.connect(lambda: self._only(card))

    def _only(self, card: GroupCard) -> None:
        """Who is chosen in one group is chosen alone, but while more are gathered with Ctrl."""
        from PySide6.QtGui import QGuiApplication

        if QGuiApplication.keyboardModifiers() & Qt.KeyboardModifier.ControlModifier:
            return
        for other in (*self.cards, self.nowhere):
            if other is not card and other.members.chosen():
                other.members.clearSelection()

    def _send(self, card: GroupCard, people: list[Any], by: int) -> None:
        count = len([c for c in self.cards if not c.isHidden()])
        to = 0 if card.number == NOWHERE else card.number + by
        if people and 0 <= to < count and to != card.number:
            self.moved.emit(tuple(people), to)


__all__ = ["NOWHERE", "GroupBoard", "GroupCard"]
