"""A team as a card: its name, what it works on, who is in it, what it lacks. People are dropped on it, and dragged out of it."""

from __future__ import annotations

from collections.abc import Callable
from typing import Any

from PySide6.QtCore import Signal
from PySide6.QtGui import QDragEnterEvent, QDragLeaveEvent, QDragMoveEvent, QDropEvent, QMouseEvent, QPainter, QPaintEvent, QPen
from PySide6.QtWidgets import QFrame, QWidget

from verkstad.app.teams import MemberLine, TeamLine
from verkstad.domain.fields import Id
from verkstad.domain.modules import DONE
from verkstad.ui import controls
from verkstad.ui import theme as look
from verkstad.ui.desk import Desk
from verkstad.ui.screens.teams.gaps import Sentences
from verkstad.ui.screens.teams.people import Lines, PeopleList
from verkstad.ui.screens.teams.words import Carried, who
from verkstad.ui.undecided import VersionsMark
from verkstad.wording import choice_name
from verkstad.wording_teams import Called, fact_sentences, time_sentence

SHOWN_GAPS = 9


class TeamCard(QFrame):
    """Signals: `chosen` when it is pressed or has the keyboard; `dropped` what was let go of over it; the list's own are those of `members`."""

    chosen = Signal(str)
    opened = Signal(str)
    dropped = Signal(str, object)
    proposals_asked = Signal(str)

    def __init__(self, desk: Desk, team: Id) -> None:
        super().__init__()
        _ = desk.gettext
        self.desk, self.team = desk, team
        self.line: TeamLine | None = None
        self.current = self.over = False
        self.setAcceptDrops(True)
        self.title = controls.Elided("", "section")
        self.about = controls.label("", "caption", wrap=True)
        self.open_button = controls.icon_button(desk.theme, "pencil", _("Charter and time"), on=lambda: self.opened.emit(self.team))
        self.members = PeopleList(desk, Lines(self._name, self._unit, self._share, self._carry), name="", height=34, grows=True)
        self.members.focused.connect(lambda: self.chosen.emit(self.team))
        self.nobody = controls.label(_("Drag people here, or choose them in the list and press Enter."), "caption", wrap=True)
        self.gaps = Sentences(desk)
        self.time = controls.label("", "caption", wrap=True)
        self.propose = controls.button(
            desk.theme, _("Propose people"), "sparkles", role="link", on=lambda: self.proposals_asked.emit(self.team)
        )
        line = controls.row((self.title, 1), self.open_button, spacing=4)
        self.versions = VersionsMark(desk, line, 1)
        head = controls.column(line, self.about, spacing=1)
        self.setLayout(
            controls.column(
                head, 8, self.members, self.nobody, 10, controls.hairline(), 10, self.gaps, 8, self.time, 4,
                controls.row(self.propose, None), margins=(16, 12, 12, 10),
            )
        )  # fmt: skip

    # ------------------------------------------------------------------------------------------------ what it shows

    def show_line(self, line: TeamLine, called: Called, *, anew: bool = False) -> None:
        """`anew`: names may be other than they were though the team is not."""
        self.versions.show_for(self.team)
        if line == self.line and not anew:
            return
        self.line = line
        _, language = self.desk.gettext, self.desk.language
        self.title.setText(line.team.title)
        self.about.setText(self._works_on(line))
        self.members.setAccessibleName(_("Members of %(team)s", team=line.team.title))
        self.members.show_values(line.members, lambda x: x.id)
        self.members.setVisible(bool(line.members))
        self.nobody.setVisible(not line.members)
        rows = fact_sentences(line.facts, called, language)
        if not line.members:
            rows = [r for r in rows if r[0] != _("Nobody is in the team yet")]
        if len(rows) > SHOWN_GAPS:
            rows = [*rows[: SHOWN_GAPS - 1], (_("and %(n)d more", n=len(rows) - SHOWN_GAPS + 1), False)]
        if not rows:
            rows = [(_("Holds what is asked of it"), False)]
        self.gaps.show_rows(rows)
        self.time.setText(time_sentence(line.look.time, language))

    def _works_on(self, line: TeamLine) -> str:
        _, language = self.desk.gettext, self.desk.language
        modules = [m for m in line.modules if m.status not in DONE]
        parts = [f"{m.title} ({choice_name('module', 'status', m.status, language).lower()})" for m in modules]
        if line.team.value_stream:
            parts.append(line.team.value_stream)
        count = language.ngettext("%(n)d member", "%(n)d members", len(line.members)).replace(" ", "\u00a0")
        more = [_("%(n)d more", n=len(parts) - 2)] if len(parts) > 2 else []
        return " · ".join([*parts[:2], *more, *([count] if line.members else [])]) or _("No module yet")

    def set_current(self, current: bool) -> None:
        if current != self.current:
            self.current = current
            self.update()

    def _name(self, line: MemberLine) -> str:
        return who(line.who, self.desk)

    def _unit(self, line: MemberLine) -> str:
        return line.member.part or line.who.person.unit_name

    def _share(self, line: MemberLine) -> str:
        share = line.who.candidate.percent if line.member.percent is None else line.member.percent
        return "" if share is None else f"{share} %"

    def _carry(self, lines: Any) -> Carried:
        return Carried(tuple(x.who.id for x in lines), tuple(x.id for x in lines), self.team)

    # ------------------------------------------------------------------------------------------------ the mouse

    def mousePressEvent(self, event: QMouseEvent) -> None:
        self.chosen.emit(self.team)
        if event.position().y() < self.members.y():
            self.opened.emit(self.team)
        super().mousePressEvent(event)

    def dragEnterEvent(self, event: QDragEnterEvent) -> None:
        carried = Carried.of(event.mimeData())
        if carried is not None and carried.team != self.team:
            self._set_over(True)
            event.acceptProposedAction()

    def dragMoveEvent(self, event: QDragMoveEvent) -> None:
        if self.over:
            event.acceptProposedAction()

    def dragLeaveEvent(self, _event: QDragLeaveEvent) -> None:
        self._set_over(False)

    def dropEvent(self, event: QDropEvent) -> None:
        self._set_over(False)
        carried = Carried.of(event.mimeData())
        if carried is not None and carried.team != self.team:
            event.acceptProposedAction()
            self.dropped.emit(self.team, carried)

    def _set_over(self, over: bool) -> None:
        self.over = over
        self.update()

    def paintEvent(self, _event: QPaintEvent) -> None:
        t, p = self.desk.theme, QPainter(self)
        p.setRenderHint(QPainter.RenderHint.Antialiasing)
        p.setPen(QPen(t.colour("accent" if self.current or self.over else "line"), 2 if self.current or self.over else 1))
        p.setBrush(t.colour("soft" if self.over else "surface"))
        p.drawRoundedRect(self.rect().toRectF().adjusted(1, 1, -1, -1), look.RADIUS_CARD, look.RADIUS_CARD)


class Columns(QWidget):
    """Cards in as many columns as there is room for, in reading order; each column as tall as its cards."""

    def __init__(self, *, least: int = 262, gap: int = look.L) -> None:
        super().__init__()
        self._least, self._gap = least, gap
        self._cards: list[QWidget] = []
        self._count = 0
        self._row = controls.row(spacing=gap, margins=(0, 0, 0, 0))
        self.setLayout(self._row)

    def show_cards(self, cards: list[QWidget]) -> None:
        if cards != self._cards:
            self._cards = list(cards)
            self._arrange()

    def resizeEvent(self, event: Any) -> None:
        super().resizeEvent(event)
        if self._fitting() != self._count:
            self._arrange()

    def minimumSizeHint(self) -> Any:
        hint = super().minimumSizeHint()
        hint.setWidth(200)
        return hint

    def _fitting(self) -> int:
        return max(1, min(3, (self.width() + self._gap) // (self._least + self._gap)))

    def _arrange(self) -> None:
        self._count = self._fitting()
        while self._row.count():
            taken = self._row.takeAt(0).layout()
            while taken is not None and taken.count():
                taken.takeAt(0)
        for at in range(self._count):
            some: list[Any] = self._cards[at :: self._count]
            self._row.addLayout(controls.column(*some, None, spacing=self._gap), 1)
        for before, after in zip(self._cards, self._cards[1:], strict=False):
            QWidget.setTabOrder(before, after)


Menu = Callable[[list[Any], Any], object]
