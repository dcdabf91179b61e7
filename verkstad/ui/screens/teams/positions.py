"""The map of roles and mandates: each position placed by insight and mandate, with the arrows or the mouse; where those who place it disagree, it says so."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from functools import partial
from typing import TYPE_CHECKING, Any

from PySide6.QtCore import QPointF, QRect, QRectF, QSize, Qt, Signal
from PySide6.QtGui import QFont, QFontMetrics, QKeyEvent, QPainter, QPen
from PySide6.QtWidgets import QVBoxLayout, QWidget

from verkstad.app import mandates
from verkstad.app.mandates import PositionLine
from verkstad.domain.mandates import Rating
from verkstad.domain.people import Person, Role, Unit
from verkstad.picture.positions import Box, Placed, lay_out
from verkstad.ui import controls
from verkstad.ui import theme as look
from verkstad.ui.desk import Desk
from verkstad.ui.empty import EmptyState
from verkstad.ui.fields import ChoiceField, LineField, form
from verkstad.ui.screen import Screen
from verkstad.ui.screens.people_words import role_choices, unit_choices
from verkstad.ui.step_map import MOVES, StepMap
from verkstad.wording_teams import CAPACITY, DRIVE, INSIGHT, LEVELS, QUADRANTS, position_sentence, position_words

if TYPE_CHECKING:
    from verkstad.app.workbench import Changes

LEFT, BOTTOM = 38, 40  # px for the names of the axes and their steps, two lines of them
CHIP, ONE_LINE = 36, 24
_FOOT = Qt.AlignmentFlag.AlignHCenter | Qt.AlignmentFlag.AlignTop | Qt.TextFlag.TextWordWrap
_SIDE = Qt.AlignmentFlag.AlignHCenter | Qt.AlignmentFlag.AlignBottom | Qt.TextFlag.TextWordWrap
LOOSE_WIDTH = 218  # pixels for the words of a position not placed


class MapView(StepMap):
    """The map. Space goes from position to position; the arrows move the one that is chosen."""

    placed = Signal(str, int, int)  # position, mandate, insight
    removed = Signal(str)

    def __init__(self, desk: Desk) -> None:
        name = desk.gettext("Map of roles and mandates")
        super().__init__(desk, name, QUADRANTS, strong="leads", edges=(0, 2), least=QSize(420, 330), inset=10)

    def _arrange(self) -> None:
        face, below = QFontMetrics(look.font(look.CAPTION, look.SEMIBOLD)), QFontMetrics(look.font(look.CAPTION))
        box = Box(LEFT, 2, self.width() - LEFT - 2, self.height() - BOTTOM - 4)
        chip = CHIP if box.height >= 400 else ONE_LINE

        def wide(p: Placed) -> float:
            mark = 22 if p.marked else 0
            if chip == CHIP:
                return max(face.horizontalAdvance(p.label), below.horizontalAdvance(p.below)) + 20 + mark
            return face.horizontalAdvance(", ".join(x for x in (p.label, p.below) if x)) + 20 + mark

        self.layout_ = lay_out(self.points, box, chip=chip, gap=5, inset=8, words=28, width_of=wide)
        self.update()

    def _around(self, p: QPainter, face: QFont) -> None:
        t, _ = self.desk.theme, self.desk.gettext
        p.setFont(face)
        p.setPen(t.colour("text2"))
        for step in range(4):
            across, up = self.layout_.cells[step, 0], self.layout_.cells[0, step]
            words = f"{step} {_(LEVELS[step])}"
            p.drawText(QRect(round(across.x) + 4, self.height() - BOTTOM, round(across.width) - 8, BOTTOM - 2), _FOOT, words)
            p.save()
            p.translate(0, up.y + up.height)
            p.rotate(-90)
            tall = round(up.height)
            said = f"{step} {_(INSIGHT[step])}"
            p.drawText(QRect(4, 0, tall - 8, LEFT - 4), _SIDE, said)
            p.restore()

    def _chip(self, p: QPainter, placed: Placed, rect: QRectF) -> None:
        t, chosen = self.desk.theme, placed.key == self.selected
        p.setPen(QPen(t.colour("focus" if chosen and self.hasFocus() else "accent" if chosen else "field"), 2 if chosen else 1))
        p.setBrush(t.colour("soft" if chosen else "raised"))
        p.drawRoundedRect(rect, look.RADIUS_FIELD, look.RADIUS_FIELD)
        inner = rect.adjusted(9, 0, -9, 0)
        if placed.marked:
            p.drawPixmap(round(inner.right() - 16), round(rect.center().y() - 8), t.pixmap("shuffle", "warn", 16))
            inner.setRight(inner.right() - 22)
        face, below = look.font(look.CAPTION, look.SEMIBOLD), look.font(look.CAPTION)
        two = rect.height() >= CHIP and bool(placed.below)
        first = placed.label if two or not placed.below else f"{placed.label}, {placed.below}"
        if not two and placed.short and QFontMetrics(face).horizontalAdvance(first) > inner.width():
            after = f", {placed.short}"  # two units with the same role are told apart by their end
            room = int(inner.width()) - QFontMetrics(face).horizontalAdvance(after)
            first = QFontMetrics(face).elidedText(placed.label, Qt.TextElideMode.ElideRight, room) + after
        p.setFont(face)
        p.setPen(t.colour("text"))
        upper = QRectF(inner.left(), rect.top() + 2, inner.width(), rect.height() / 2) if two else inner
        p.drawText(
            upper, Qt.AlignmentFlag.AlignVCenter, QFontMetrics(face).elidedText(first, Qt.TextElideMode.ElideRight, int(inner.width()))
        )
        if two:
            p.setFont(below)
            p.setPen(t.colour("text2"))
            lower = QRectF(inner.left(), rect.center().y() - 1, inner.width(), rect.height() / 2)
            p.drawText(
                lower,
                Qt.AlignmentFlag.AlignVCenter,
                QFontMetrics(below).elidedText(placed.below, Qt.TextElideMode.ElideRight, int(inner.width())),
            )

    def _tip(self, point: Placed) -> str:
        return "\n".join(x for x in (point.label, point.below) if x)

    # ------------------------------------------------------------------------------------------------ the hand

    def _dropped(self, point: Placed, at: QPointF) -> None:
        cell = self.layout_.at(at.x(), at.y())
        if cell is not None and cell != (point.mandate, point.insight):
            self.placed.emit(point.key, *cell)

    def _press(self, key: int, point: Placed | None, event: QKeyEvent) -> bool:
        if point is None:
            return False
        if key in MOVES:
            across, up = MOVES[Qt.Key(key)]
            mandate, insight = min(3, max(0, point.mandate + across)), min(3, max(0, point.insight + up))
            if (mandate, insight) != (point.mandate, point.insight):
                self.placed.emit(point.key, mandate, insight)
        elif key in (Qt.Key.Key_Delete, Qt.Key.Key_Backspace):
            self.removed.emit(point.key)
        else:
            return False
        return True


class PositionInspector(QWidget):
    """The chosen position: what raters say of it; with none chosen, a position is put on the map here."""

    def __init__(self, desk: Desk, part: MapPart) -> None:
        super().__init__()
        _ = desk.gettext
        self.desk, self.part = desk, part
        self.line: PositionLine | None = None
        self.heading = controls.Elided("", "section")
        self.about = controls.label("", "caption", wrap=True)
        self.ratings = QVBoxLayout()
        self.ratings.setSpacing(10)
        self.rater = LineField(desk, _("One more who places it"), length=80, placeholder=_("Table 2, initials"))
        self.rater.line.returnPressed.connect(self._add_rater)
        self.add_rater = controls.button(desk.theme, _("Add"), "plus", on=self._add_rater)
        self.off = controls.button(
            desk.theme, _("Take off the map"), "trash-2", role="quiet", on=lambda: self.line and part.take_off(self.line.id)
        )
        rest = controls.column(21, self.add_rater, None)
        self.body = controls.holder(
            controls.column(self.ratings, 14, controls.row((self.rater, 1), rest), 16, controls.row(self.off, None))
        )
        self.role = ChoiceField(desk, _("Role"))
        self.unit = ChoiceField(desk, _("Unit"))
        self.put_on = controls.button(desk.theme, _("Put on the map"), "plus", on=self._put_on)
        self.loose = QVBoxLayout()
        self.loose.setSpacing(4)
        self.loose_title = controls.label(_("Not placed yet"), "label")
        self.new = controls.holder(
            controls.column(
                self.loose_title, 6, self.loose, 16, controls.label(_("Another position"), "label"), 6, form(self.role, self.unit), 12,
                controls.row(self.put_on, None),
            )
        )  # fmt: skip
        self.setLayout(controls.column(self.heading, 4, self.about, 16, self.body, self.new, None, margins=(24, 18, 24, 24)))

    def show_line(self, line: PositionLine | None, loose: Sequence[PositionLine]) -> None:
        _, desk = self.desk.gettext, self.desk
        self.line = line
        self.body.setVisible(line is not None)
        self.new.setVisible(line is None)
        _clear(self.ratings)
        _clear(self.loose)
        if line is not None:
            self.heading.setText(self.part.words(line))
            people = (
                desk.language.ngettext("%(n)d person has this position", "%(n)d people have this position", line.people)
                if line.people
                else ""
            )
            self.about.setText("\n".join(x for x in (position_sentence(line.position, desk.language), people) if x))
            for rating in line.ratings:
                self.ratings.addWidget(self._rating(rating, alone=len(line.ratings) == 1))
            return
        self.heading.setText(_("No position selected"))
        self.about.setText(_("Choose one on the map. The arrows move it, Space goes to the next."))
        self.loose_title.setVisible(bool(loose))
        for other in loose[:12]:
            said = self.part.words(other)
            button = controls.button(desk.theme, said, "plus", role="quiet", on=partial(self.part.place, other.id, 1, 1))
            controls.say_within(button, said, LOOSE_WIDTH)
            button.setAccessibleName(_("Put %(position)s on the map", position=said))
            self.loose.addWidget(controls.holder(controls.row(button, None)))
        self.role.offer(role_choices(desk)[1:])
        self.unit.offer([("", _("In all units")), *unit_choices(desk)[1:]])
        self.unit.show_value(self.unit.box.currentData() or "")

    def _rating(self, rating: Rating, *, alone: bool) -> QWidget:
        _, desk = self.desk.gettext, self.desk
        language = desk.language

        def axis(name: str, words: str, steps: Mapping[int, str], value: int | None, *, unsaid: bool = False) -> ChoiceField:
            offered: list[tuple[Any, str]] = [(n, f"{n} {language.gettext(steps[n])}") for n in steps]
            field = ChoiceField(
                desk, words, [(None, _("Not said")), *offered] if unsaid else offered,
                save=lambda n: desk.bench.do(mandates.change_rating, rating.id, name, n, by=self),
            )  # fmt: skip
            field.show_value(value)
            return field

        insight = axis("insight", _("Insight"), INSIGHT, rating.insight)
        mandate = axis("mandate", _("Mandate"), LEVELS, rating.mandate)
        drive = axis("drive", _("Drive"), DRIVE, rating.drive, unsaid=True)
        capacity = axis("capacity", _("Capacity"), CAPACITY, rating.capacity, unsaid=True)
        name = controls.Elided(rating.rater or _("Without saying who"), "strong")
        off = controls.icon_button(
            desk.theme,
            "x",
            _("Remove what %(rater)s says", rater=name.text()),
            on=lambda: desk.bench.do(mandates.remove_rating, rating.id, by=self),
        )
        off.setVisible(not alone)
        head = controls.row((name, 1), off) if rating.rater or not alone else 0
        places = controls.row((insight, 1), (mandate, 1), spacing=look.S)
        return controls.holder(controls.column(head, 4, places, 10, controls.row((drive, 1), (capacity, 1), spacing=look.S)))

    def _add_rater(self) -> None:
        who = " ".join(self.rater.text().split())
        if self.line is None or not who:
            self.rater.setFocus(Qt.FocusReason.OtherFocusReason)
            return
        position = self.line.position
        self.rater.revert()
        self.part.rate(self.line.id, position.mandate or 0, position.insight or 0, who)

    def _put_on(self) -> None:
        role = self.role.box.currentData()
        if role:
            self.part.place(f"{role}|{self.unit.box.currentData() or ''}", 1, 1)


def _clear(layout: QVBoxLayout) -> None:
    while layout.count():
        old = layout.takeAt(0).widget()
        if old is not None:
            old.hide()
            old.deleteLater()


class MapPart(Screen):
    def __init__(self, desk: Desk) -> None:
        super().__init__(desk)
        _ = self._
        self.initiative = ""
        self.lines: tuple[PositionLine, ...] = ()
        self.selected = ""
        self.view = MapView(desk)
        self.view.chosen.connect(self.select)
        self.view.placed.connect(self.place)
        self.view.removed.connect(self.take_off)
        across = controls.label(_("Mandate: what the position may decide →"), "caption")
        across.setAlignment(Qt.AlignmentFlag.AlignRight)
        up = controls.label(_("↑ Insight: how well the position knows the customer's everyday life"), "caption")
        self.empty = EmptyState(
            desk.theme, "network",
            _("Who knows what the customer needs, and who may change it? Place positions, not persons: a role in a unit."),
            _("Place the first position"), self._begin,
        )  # fmt: skip
        self.whole = controls.holder(controls.column(up, 4, (self.view, 1), 2, across, margins=(24, 14, 24, 14)))
        self.setLayout(controls.column((self.whole, 1), (self.empty, 1)))
        self._inspector = PositionInspector(desk, self)

    def look_at(self, initiative: str) -> None:
        if initiative != self.initiative:
            self.initiative, self.selected = initiative, ""

    def inspector(self) -> QWidget | None:
        return self._inspector

    def hints(self) -> str:
        return self._("Arrows move the position    Space next    Del takes off") if self._placed() else ""

    def home(self) -> QWidget | None:
        return self.view if self._placed() else self._inspector.role.box

    def show_row(self, row: str, part: str) -> None:
        rating = self.desk.bench.library.get(Rating, row)
        if rating is not None:
            self.select(f"{rating.role}|{rating.unit or ''}")

    def reveal(self, changes: Changes) -> None:
        for id in changes.ids(Rating):
            self.show_row(id, "")

    def refresh(self, changes: Changes | None, by: object) -> None:
        if not self.initiative or (changes is not None and not changes.touches(Rating, Role, Unit, Person)):
            return
        self.lines = self.desk.bench.ask(mandates.position_lines, self.initiative)
        placed = self._placed()
        if self.selected not in {x.id for x in placed}:
            self.selected = ""
        self.empty.setVisible(not placed)
        self.whole.setVisible(bool(placed))
        points = [self._point(x) for x in placed]
        alt = "; ".join(f"{self.words(x)}: {position_sentence(x.position, self.desk.language)}" for x in placed)
        self.view.show_points(points, alt)
        self._show_selected()
        self.headline_changed.emit()

    def words(self, line: PositionLine) -> str:
        """ "Verksamhetschef, Hemtjänsten"."""
        role = mandates.role_word(self.desk.bench.library, line.position.role, self.desk.language)
        return position_words(role, line.unit_name)

    def select(self, key: str) -> None:
        self.selected = key
        self._show_selected()

    def place(self, key: str, mandate: int, insight: int) -> None:
        """Where it stands from now on. With several raters the hand on the map is one more: nobody's word is written over."""
        line = next((x for x in self.lines if x.id == key), None)
        rater = line.ratings[0].rater if line is not None and len(line.ratings) == 1 else ""
        if line is not None and len(line.ratings) > 1:
            self.desk.say(self._("Several have placed it. Change what each says at the right, and talk about it."))
            self.view.update()
            return
        self.rate(key, mandate, insight, rater)

    def rate(self, key: str, mandate: int, insight: int, rater: str) -> None:
        role, _bar, unit = key.partition("|")
        self.selected = key
        self.desk.bench.do(
            mandates.place_position, self.initiative, role, unit or None, insight=insight, mandate=mandate, rater=rater, by=self
        )

    def take_off(self, key: str) -> None:
        role, _bar, unit = key.partition("|")
        line = next((x for x in self.lines if x.id == key), None)
        self.desk.bench.do(mandates.take_position_off, self.initiative, role, unit or None, by=self)
        if line is not None:
            self.desk.say(self._("%(name)s was taken off the map.", name=self.words(line)), undo=True)

    def _begin(self) -> None:
        loose = [x for x in self.lines if not x.position.raters]
        if loose:
            self.place(loose[0].id, 1, 1)
        else:
            self._inspector.role.box.setFocus(Qt.FocusReason.OtherFocusReason)
            self._inspector.role.box.showPopup()

    def _placed(self) -> list[PositionLine]:
        return [x for x in self.lines if x.position.quadrant is not None]

    def _point(self, line: PositionLine) -> Placed:
        p = line.position
        role = mandates.role_word(self.desk.bench.library, p.role, self.desk.language)
        unit = self.desk.bench.library.get(Unit, p.unit)
        return Placed(line.id, role, line.unit_name, p.insight or 0, p.mandate or 0, p.discuss, unit.short if unit else "")

    def _show_selected(self) -> None:
        self.view.select(self.selected)
        line = next((x for x in self.lines if x.id == self.selected and x.position.raters), None)
        self._inspector.show_line(line, [x for x in self.lines if x.position.quadrant is None])
