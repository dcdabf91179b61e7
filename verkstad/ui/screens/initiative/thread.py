"""Decision, goals, modules, teams, pilots as one strip: what stands, what is missing, and the way there. And the parts of it in a line."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass
from itertools import pairwise

from PySide6.QtCore import QPointF, QRect, QSize, Qt
from PySide6.QtGui import QFontMetrics, QPainter, QPaintEvent, QPen, QPolygonF, QResizeEvent
from PySide6.QtWidgets import QLabel, QPushButton, QSizePolicy, QStyle, QStyleOption, QWidget

from verkstad.app.initiatives import Overview, Standing
from verkstad.domain.goals import Part
from verkstad.i18n import Language
from verkstad.ui import controls
from verkstad.ui import theme as look
from verkstad.ui.desk import Desk
from verkstad.ui.theme import Theme
from verkstad.wording_goals import part_name

GAP = 18
HIGH, BELOW = 60, 24  # a bead, and the row of joints below where one is cut


@dataclass(frozen=True, slots=True)
class Bead:
    """One thing on the thread: its name, what is told of it, and whether it stands."""

    key: str
    name: str
    told: str
    stands: bool
    short: str = ""  # the same, where there is little room


def beads(found: Standing, language: Language) -> tuple[Bead, ...]:
    _ = language.gettext
    goals, pilots, running, decided = found.goals, found.pilots, found.running, found.decided
    short, unsaid = "", {lack.why for lack in found.lacks if lack.decision} & {"undated", "unsigned"}
    if decided:
        told = language.ngettext("%(n)d decided", "%(n)d decided", decided)
    elif unsaid == {"unsigned"}:
        told, short = _("Decided, but by whom?"), _("By whom?")
    elif unsaid == {"undated"}:
        told, short = _("Decided, but when?"), _("When?")
    elif unsaid:
        told, short = _("Decided, but by whom and when?"), _("By whom, when?")
    elif found.decisions:
        told = language.ngettext("%(n)d proposal", "%(n)d proposals", found.decisions)
    else:
        told = _("Missing")
    return (
        Bead("decision", _("Decision"), told, bool(decided), short),
        Bead(
            "goals",
            _("Goals"),
            _("%(n)d of %(all)d concrete", n=found.concrete, all=goals) if goals else _("Missing"),
            bool(found.concrete),
            _("%(n)d of %(all)d", n=found.concrete, all=goals) if goals else "",
        ),
        Bead("modules", _("Modules"), _pieces(found.modules, language), bool(found.modules)),
        Bead("teams", _("Teams"), _pieces(found.teams, language), bool(found.teams)),
        Bead(
            "pilots",
            _("Pilots"),
            language.ngettext("%(n)d under way", "%(n)d under way", running) if running else _pieces(pilots, language),
            bool(pilots),
        ),
    )


def _pieces(count: int, language: Language) -> str:
    return str(count) if count else language.gettext("Missing")


class BeadButton(QPushButton):
    def __init__(self, theme: Theme, bead: Bead) -> None:
        super().__init__()
        self._theme, self.bead = theme, bead
        self.setSizePolicy(QSizePolicy.Policy.Expanding, QSizePolicy.Policy.Fixed)
        self.setCursor(Qt.CursorShape.PointingHandCursor)
        self.setAutoDefault(False)
        self.show_bead(bead)

    def show_bead(self, bead: Bead) -> None:
        self.bead = bead
        self.setAccessibleName(f"{bead.name}: {bead.told}")
        self.setToolTip(f"{bead.name}: {bead.told}")
        self.update()

    def sizeHint(self) -> QSize:
        return QSize(120, 60)

    def minimumSizeHint(self) -> QSize:
        return QSize(84, 60)

    def paintEvent(self, _event: QPaintEvent) -> None:
        t, bead = self._theme, self.bead
        option = QStyleOption()
        option.initFrom(self)
        over = bool(option.state & QStyle.StateFlag.State_MouseOver)
        p = QPainter(self)
        p.setRenderHint(QPainter.RenderHint.Antialiasing)
        box = self.rect().toRectF().adjusted(0.5, 0.5, -0.5, -0.5)
        edge = t.colour("field" if over else "line") if bead.stands else t.colour("field")
        p.setPen(QPen(edge, 1, Qt.PenStyle.SolidLine if bead.stands else Qt.PenStyle.DashLine))
        p.setBrush(look.mix(t.surface, t.sunken, 0.35) if over else t.colour("surface") if bead.stands else Qt.BrushStyle.NoBrush)
        p.drawRoundedRect(box, look.RADIUS_CARD, look.RADIUS_CARD)
        icon = "circle-check" if bead.stands else "circle"
        p.drawPixmap(12, 12, t.pixmap(icon, "accent" if bead.stands else "text2", 16))
        width = self.width() - 24
        face = look.font(look.BODY, look.SEMIBOLD)
        p.setFont(face)
        p.setPen(t.colour("text"))
        middle = Qt.AlignmentFlag.AlignVCenter
        room = self.width() - 38
        p.drawText(QRect(32, 10, room, 20), middle, QFontMetrics(face).elidedText(bead.name, Qt.TextElideMode.ElideRight, room))
        face = look.font(look.CAPTION, tabular=True)
        p.setFont(face)
        p.setPen(t.colour("text2"))
        metrics = QFontMetrics(face)
        told = bead.short if bead.short and metrics.horizontalAdvance(bead.told) > width else bead.told
        p.drawText(QRect(12, 33, width, 18), middle, metrics.elidedText(told, Qt.TextElideMode.ElideRight, width))


class RedThread(QWidget):
    """`open_` is called with the key of what was pressed, `thread` where a joint is cut.

    What hangs together is told a little after the beads (`show_joints`); until then no joint is drawn whole.
    """

    def __init__(self, desk: Desk, open_: Callable[[str], object], thread: Callable[[], object]) -> None:
        super().__init__()
        self._desk, self._open = desk, open_
        self.buttons: dict[str, BeadButton] = {}
        self.loose: tuple[int, ...] | None = None
        self.joints = [controls.button(desk.theme, "", role="link", on=thread) for _joint in range(4)]
        for joint in self.joints:
            joint.setParent(self)
            joint.hide()
        self._row = controls.row(spacing=GAP)
        self.setLayout(controls.column(self._row, None))
        self.setFixedHeight(HIGH)
        self.setAccessibleName(desk.gettext("The red thread"))

    def show_joints(self, loose: tuple[int, ...] | None) -> None:
        """How many ends hang loose at each joint; None while nobody has asked."""
        self.loose = loose
        language, beads = self._desk.language, [button.bead for button in self.buttons.values()]
        for at, joint in enumerate(self.joints):
            count = loose[at] if loose is not None else 0
            joint.setVisible(bool(count))
            if count:
                joint.setText(language.ngettext("%(n)d loose end", "%(n)d loose ends", count))
                between = self._desk.gettext("%(before)s to %(after)s", before=beads[at].name, after=beads[at + 1].name)
                joint.setAccessibleName(f"{between}: {joint.text()}")
                joint.setToolTip(joint.accessibleName())
        self.setFixedHeight(HIGH + (BELOW if loose is not None and any(loose) else 0))
        self._place_joints()
        self.update()

    def _place_joints(self) -> None:
        """Each below the middle of its arrow."""
        for joint, (before, after) in zip(self.joints, pairwise(self.buttons.values()), strict=False):
            size = joint.sizeHint()
            middle = (before.geometry().right() + after.geometry().left()) // 2
            joint.setGeometry(middle - size.width() // 2, HIGH + 1, size.width(), BELOW - 2)

    def resizeEvent(self, event: QResizeEvent) -> None:
        super().resizeEvent(event)
        self._row.activate()
        self._place_joints()

    def show_overview(self, found: Overview) -> None:
        for bead in beads(found.standing, self._desk.language):
            button = self.buttons.get(bead.key)
            if button is None:
                button = self.buttons[bead.key] = BeadButton(self._desk.theme, bead)
                button.clicked.connect(lambda _checked=False, key=bead.key: self._open(key))
                self._row.addWidget(button, 1)
            button.show_bead(bead)
        self.update()

    def paintEvent(self, _event: QPaintEvent) -> None:
        """An arrow from each to the next; dotted where one of them is missing, or an end hangs loose between them."""
        t = self._desk.theme
        p = QPainter(self)
        p.setRenderHint(QPainter.RenderHint.Antialiasing)
        row = list(self.buttons.values())
        for at, (before, after) in enumerate(pairwise(row)):
            whole = before.bead.stands and after.bead.stands and self.loose is not None and not self.loose[at]
            colour = t.colour("accent" if whole else "field")
            y = before.geometry().center().y()
            left, right = before.geometry().right() + 2.0, after.geometry().left() - 1.0
            p.setPen(QPen(colour, 2, Qt.PenStyle.SolidLine if whole else Qt.PenStyle.DotLine))
            p.drawLine(QPointF(left, y), QPointF(right - 5, y))
            p.setPen(Qt.PenStyle.NoPen)
            p.setBrush(colour)
            p.drawPolygon(QPolygonF([QPointF(right, y), QPointF(right - 6, y - 4), QPointF(right - 6, y + 4)]))


class FiveParts(QWidget):
    """Which of the parts of an initiative stand, of those that can be recorded here; the others are not spoken of."""

    def __init__(self, desk: Desk) -> None:
        super().__init__()
        self._desk = desk
        self.told = controls.label("", "strong")
        self._lines = controls.column(spacing=2)
        self.cut = controls.label("", "caption", wrap=True)
        self.cut.hide()
        self.setLayout(controls.column(self.told, 6, self._lines, 6, self.cut))
        self._labels: dict[str, tuple[QLabel, QLabel]] = {}

    def show_loose(self, loose: int) -> None:
        """The parts may all stand and not hang together: then that is said below them."""
        self.cut.setText(
            self._desk.language.ngettext("The red thread has %(n)d loose end.", "The red thread has %(n)d loose ends.", loose)
            if loose
            else ""
        )
        self.cut.setVisible(bool(loose))

    def show_parts(self, parts: tuple[Part, ...]) -> None:
        language, _ = self._desk.language, self._desk.gettext
        known = [part for part in parts if part.stands is not None]
        self.told.setText(_("%(n)d of %(all)d parts stand", n=sum(part.stands is True for part in known), all=len(known)))
        for part in known:
            if part.name not in self._labels:
                icon, words = controls.label(""), controls.label("", "caption", wrap=True)
                icon.setFixedSize(18, 20)
                self._labels[part.name] = (icon, words)
                self._lines.addLayout(controls.row(icon, (words, 1), spacing=6))
            icon, words = self._labels[part.name]
            icon.setPixmap(self._desk.theme.pixmap("circle-check" if part.stands else "circle", "accent" if part.stands else "text2", 16))
            name = part_name(part.name, language)
            words.setText(name if part.stands else _("%(part)s: missing", part=name))
