"""Start: go on where one was, see what is near, begin something new. With an empty library it is the welcome, and never a wizard."""

from __future__ import annotations

import datetime
from pathlib import Path
from typing import TYPE_CHECKING

from PySide6.QtCore import QRect, QRectF, QSize, Qt
from PySide6.QtGui import QFontMetrics, QPainter, QPaintEvent
from PySide6.QtWidgets import QGridLayout, QLabel, QWidget

from verkstad.app import workshops as app
from verkstad.app.catalogue import catalogue
from verkstad.app.workshops import WorkshopLine
from verkstad.domain.agenda import DayTable
from verkstad.domain.initiative import Initiative
from verkstad.domain.methods import Template
from verkstad.i18n import N_
from verkstad.ui import controls
from verkstad.ui import theme as look
from verkstad.ui.controls import CardButton
from verkstad.ui.desk import Desk
from verkstad.ui.screen import Screen
from verkstad.ui.strip import Share, Strip, paint_strip

if TYPE_CHECKING:
    from verkstad.app.workbench import Changes

SAMPLE = N_("Three workshops in an invented municipality. They are put among yours; one click removes them.")
COMING = 6
RECENT = 10
SHOWN_TEMPLATES = 6
SHOWN_INITIATIVES = 4
WIDEST = 1120


class WorkshopCard(CardButton):
    """A workshop on one line: its date as a leaf of a calendar, its title, where and how many."""

    room = 54

    def __init__(self, desk: Desk, line: WorkshopLine, *, caption: str, lit: bool = False) -> None:
        self._desk, self._line, self._lit = desk, line, lit
        closed = finished_words(desk, line)
        super().__init__(desk.theme, line.title, caption, fact=closed, chip="kind:solo", on=lambda: desk.go("workshop", line.id))
        when = desk.language.date(line.first, "long") if line.first else desk.gettext("No date")
        self.setAccessibleName(", ".join(filter(None, (line.title, when, caption, closed))))
        self.setMinimumHeight(68)

    def sizeHint(self) -> QSize:
        return QSize(260, 68)

    def paintEvent(self, event: QPaintEvent) -> None:
        t = self._theme
        super().paintEvent(event)
        painter = QPainter(self)
        painter.setRenderHint(QPainter.RenderHint.Antialiasing)
        leaf = QRect(12, (self.height() - 44) // 2, 44, 44)
        painter.setPen(Qt.PenStyle.NoPen)
        painter.setBrush(t.colour("accent" if self._lit else "sunken"))
        painter.drawRoundedRect(leaf, 6, 6)
        painter.setPen(t.colour("onaccent" if self._lit else "text"))
        if not self._line.first:
            painter.setFont(look.font(look.SECTION, look.SEMIBOLD))
            painter.drawText(leaf, Qt.AlignmentFlag.AlignCenter, "–")
            return
        day = datetime.date.fromisoformat(self._line.first)
        painter.setFont(look.font(17, look.SEMIBOLD, tabular=True))
        painter.drawText(QRect(leaf.left(), leaf.top() + 4, 44, 22), Qt.AlignmentFlag.AlignCenter, str(day.day))
        painter.setFont(look.font(look.CAPTION))
        if not self._lit:
            painter.setPen(t.colour("text2"))
        month = self._desk.language.date(self._line.first, "month").split()[0][:3].rstrip(".")
        painter.drawText(QRect(leaf.left(), leaf.top() + 24, 44, 16), Qt.AlignmentFlag.AlignCenter, month)


def finished_words(desk: Desk, line: WorkshopLine) -> str:
    """ "Finished 22 November"; while its harvest goes on that it was held; "" before."""
    if line.held and not line.closed:
        return desk.gettext("Held")
    return desk.gettext("Finished %(day)s", day=desk.language.date(line.closed, "short", today=desk.today())) if line.closed else ""


class TemplateCard(CardButton):
    """A template: its name, what it is for, how long and for how many, and its rhythm as a strip."""

    def __init__(self, desk: Desk, template: Template) -> None:
        code, language = desk.language.code, desk.language
        self._aim = template.aim.of(code)
        self._shares: list[Share] = [(b.minutes, b.kind) for b in template.blocks]
        facts = desk.gettext(
            "%(minutes)s · %(few)d–%(many)d people", minutes=language.minutes(template.minutes), few=template.fewest, many=template.most
        )
        super().__init__(desk.theme, template.name.of(code), facts, on=lambda: begin(desk, template.slug))
        self.setAccessibleName(f"{template.name.of(code)}, {facts}. {self._aim}")
        self.setToolTip(self._aim)
        self.setMinimumHeight(124)

    def sizeHint(self) -> QSize:
        return QSize(240, 124)

    def minimumSizeHint(self) -> QSize:
        return QSize(180, 124)

    def paintEvent(self, event: QPaintEvent) -> None:
        t = self._theme
        title, caption = self._title, self._caption
        self._title = self._caption = ""
        super().paintEvent(event)
        self._title, self._caption = title, caption
        painter = QPainter(self)
        painter.setRenderHint(QPainter.RenderHint.Antialiasing)
        width = self.width() - 32
        paint_strip(painter, QRectF(16, 14, width, 8), t, self._shares, gap=1.5)
        face = look.font(look.BLOCK, look.SEMIBOLD)
        painter.setFont(face)
        painter.setPen(t.colour("text"))
        painter.drawText(
            QRect(16, 30, width, 20),
            Qt.AlignmentFlag.AlignVCenter,
            QFontMetrics(face).elidedText(title, Qt.TextElideMode.ElideRight, width),
        )
        face = look.font(look.CAPTION)
        painter.setFont(face)
        painter.setPen(t.colour("text2"))
        lines = _wrapped(self._aim, QFontMetrics(face), width, 2)
        for at, text in enumerate(lines):
            painter.drawText(QRect(16, 52 + at * 17, width, 17), Qt.AlignmentFlag.AlignVCenter, text)
        painter.setFont(look.font(look.CAPTION, look.MEDIUM, tabular=True))
        painter.drawText(QRect(16, self.height() - 31, width, 18), Qt.AlignmentFlag.AlignVCenter, caption)


def _wrapped(text: str, metrics: QFontMetrics, width: int, most: int) -> list[str]:
    """At most so many lines; the last ends in an ellipsis when there was more."""
    lines: list[str] = []
    words = text.split()
    while words and len(lines) < most:
        if len(lines) == most - 1:
            lines.append(metrics.elidedText(" ".join(words), Qt.TextElideMode.ElideRight, width))
            break
        taken = 1
        while taken < len(words) and metrics.horizontalAdvance(" ".join(words[: taken + 1])) <= width:
            taken += 1
        lines.append(" ".join(words[:taken]))
        words = words[taken:]
    return lines


class StartScreen(Screen):
    key = "start"

    def __init__(self, desk: Desk) -> None:
        super().__init__(desk)
        self._content = QWidget()
        self._body = controls.column(spacing=0)
        self._content.setLayout(controls.row((controls.holder(self._body), 1), margins=(24, 20, 24, 32)))
        self._content.layout().itemAt(0).widget().setMaximumWidth(WIDEST)
        self._empty = False
        self._samples: frozenset[str] = frozenset()
        self._columns: QGridLayout | None = None
        self.setLayout(controls.column((controls.scrolling(self._content), 1)))

    def title(self) -> str:
        return self._("Welcome to Verkstad") if self._empty else _capital(self.desk.language.date(self.desk.today(), "long"))

    def subtitle(self) -> str:
        if self._empty:
            return self._("Plan a workshop, print what the room works on, and take care of what comes out of it")
        return self._told

    def refresh(self, changes: Changes | None, by: object) -> None:
        from verkstad.app.example import sample_workshops

        lines = self.desk.bench.ask(app.workshops)
        self._samples = frozenset(self.desk.bench.ask(sample_workshops)) if lines else frozenset()
        today = self.desk.today()
        near = sorted((x for x in lines if x.last and x.last >= today), key=lambda x: (x.first or "", x.start or 0))
        self._empty = not lines and not self.desk.bench.library.count(Initiative)
        self._told = self._about_today([x for x in near if x.first and x.first <= today])
        had_focus = self._content.focusWidget() is not None and self._content.focusWidget().hasFocus()
        self._clear()
        if self._empty:
            self._welcome()
        else:
            self._everyday({x.id: x for x in lines}, near, [x for x in lines if not x.first and not x.closed])
        self._body.addStretch(1)
        if had_focus:
            self.focusNextChild()
        self.headline_changed.emit()

    def _about_today(self, todays: list[WorkshopLine]) -> str:
        if not todays:
            return self._("No workshop today")
        return self._("Today: %(titles)s", titles=self.desk.language.listing(x.title for x in todays))

    def _clear(self) -> None:
        while self._body.count():
            item = self._body.takeAt(0)
            if (widget := item.widget()) is not None:
                widget.hide()
                widget.deleteLater()

    # ------------------------------------------------------------------------------------------------ the first time

    def _welcome(self) -> None:
        desk, _ = self.desk, self._
        ways = QGridLayout()
        ways.setSpacing(look.M)
        for at, (icon, title, told, do) in enumerate(
            (
                ("layers", _("New from template"), _("A finished program to change"), lambda: desk.go("library", "", "templates")),
                ("file-plus", _("Begin empty"), _("Your own program, block by block"), lambda: begin(desk)),
                ("sparkles", _("Look at an example"), _(SAMPLE), self.bring_sample),
                ("folder-open", _("Open a session file"), _("That a colleague has sent"), self.open_file),
                ("flag", _("New initiative"), _("A change that workshops, modules and pilots hang on"), self.begin_initiative),
            )
        ):
            card = CardButton(desk.theme, title, told, icon=icon, on=do)
            card.setMinimumHeight(76)
            ways.addWidget(card, at // 2, at % 2, 1, 1 if at < 4 else 2)
        self._put(ways)
        self._templates()

    def _templates(self) -> None:
        desk, _ = self.desk, self._
        more = controls.button(desk.theme, _("All templates"), role="link", on=lambda: desk.go("library", "", "templates"))
        self._put(controls.row(controls.label(_("Templates"), "section"), None, more), above=28)
        grid = QGridLayout()
        grid.setSpacing(look.M)
        for at, template in enumerate(catalogue().templates()[:SHOWN_TEMPLATES]):
            grid.addWidget(TemplateCard(desk, template), at // 3, at % 3)
        for column in range(3):
            grid.setColumnStretch(column, 1)
        self._put(grid, above=10)

    # ------------------------------------------------------------------------------------------------ every day

    def _everyday(self, known: dict[str, WorkshopLine], near: list[WorkshopLine], undated: list[WorkshopLine]) -> None:
        desk, _ = self.desk, self._
        recent = [tuple(entry) for entry in desk.memory.get("workshops", []) if isinstance(entry, list) and len(entry) == 2]
        last = next((known[key] for key, _title in recent if key in known), None)
        left = controls.column(spacing=look.S)
        if last is not None:
            left.addWidget(controls.label(_("Go on where you were"), "section"))
            left.addWidget(self._continue_card(last))
            left.addSpacing(18)
        left.addWidget(controls.label(_("Today and coming"), "section"))
        for line in near[:COMING]:
            left.addWidget(
                WorkshopCard(
                    desk, line, caption=self._caption(line), lit=bool(line.first and line.first <= desk.today() and not line.closed)
                )
            )
        for line in undated[: max(0, COMING - len(near))]:
            left.addWidget(WorkshopCard(desk, line, caption=self._caption(line)))
        if not near and not undated:
            left.addWidget(controls.label(_("Nothing is planned from today on."), "caption"))
        more = controls.button(desk.theme, _("All workshops"), role="link", on=lambda: desk.go("workshops"))
        left.addLayout(controls.row(more, None))
        self._initiatives(left)
        left.addStretch(1)

        right = controls.column(spacing=look.S)
        right.addWidget(controls.label(_("Begin"), "section"))
        for icon, title, tip, do in (
            ("file-plus", _("New workshop"), "", lambda: begin(desk)),
            ("layers", _("New from template"), "", lambda: desk.go("library", "", "templates")),
            ("flag", _("New initiative"), "", self.begin_initiative),
            ("folder-open", _("Open a session file"), "", self.open_file),
            ("sparkles", _("Look at an example"), _(SAMPLE), self.bring_sample),
        ):
            made = CardButton(desk.theme, title, icon=icon, on=do)
            made.setToolTip(tip)
            right.addWidget(made)
        self._recent(right, recent, known)
        right.addStretch(1)
        self._put(controls.row((controls.holder(left), 5), (controls.holder(right), 3), spacing=look.XL))

    def _initiatives(self, left: object) -> None:
        """The initiatives that go on, the newest first, with how far each has come."""
        desk, _ = self.desk, self._
        if not desk.bench.library.count(Initiative):
            return
        from verkstad.app.initiatives import initiatives, newest_first, standing  # not before the first paint, where there is none
        from verkstad.ui.screens.initiative.thread import beads

        rows = [row for row in newest_first(desk.bench.ask(initiatives)) if row.ended is None][:SHOWN_INITIATIVES]
        if not rows:
            return
        left.addSpacing(18)  # type: ignore[attr-defined]
        left.addWidget(controls.label(_("Initiatives"), "section"))  # type: ignore[attr-defined]
        for row in rows:
            found = desk.bench.ask(standing, row.id, desk.today())
            told = " · ".join(
                f"{bead.name}: {bead.told.lower()}" for bead in beads(found, desk.language) if bead.key in ("decision", "goals", "pilots")
            )
            left.addWidget(CardButton(desk.theme, row.title, told, icon="flag", on=lambda id=row.id: desk.go("initiative", id)))  # type: ignore[attr-defined]

    def begin_initiative(self) -> None:
        self.desk.go("initiative", "", "begin")

    def _recent(self, right: object, recent: list[tuple[str, ...]], known: dict[str, WorkshopLine]) -> None:
        desk, _ = self.desk, self._
        files = [Path(name) for name in desk.memory.get("files", [])]
        if not recent and not files:
            return
        right.addSpacing(18)  # type: ignore[attr-defined]
        right.addWidget(controls.label(_("Recent"), "section"))  # type: ignore[attr-defined]
        for key, title in recent[:RECENT]:
            there = key in known
            made = CardButton(
                desk.theme,
                known[key].title if there else title,
                "" if there else _("Removed; undo brings it back"),
                icon="calendar-clock",
                token="text2",
                on=lambda key=key: desk.go("workshop", key),
            )
            made.setEnabled(there)
            right.addWidget(made)  # type: ignore[attr-defined]
        for path in files[: max(0, RECENT - len(recent))]:
            there = path.is_file()
            made = CardButton(
                desk.theme, path.name, "" if there else _("The file is not there any more"), icon="file-text", token="text2",
                on=lambda path=path: desk.files_opened.emit([path]),
            )  # fmt: skip
            made.setToolTip(str(path))
            made.setEnabled(there)
            right.addWidget(made)  # type: ignore[attr-defined]

    def _continue_card(self, line: WorkshopLine) -> QWidget:
        desk, _, language = self.desk, self._, self.desk.language
        program = desk.bench.ask(app.program, line.id)
        shares = [share for day in program.days for share in _in_turn(day)]
        blocks = sum(len(day.slots) for day in program.days)
        told = _(
            "%(blocks)s, %(minutes)s",
            blocks=language.ngettext("%(n)d block", "%(n)d blocks", blocks),
            minutes=language.minutes(sum(day.end - day.start for day in program.days if day.slots)),  # as the planner says
        )
        title = controls.Elided(line.title, "page")
        open_it = controls.button(desk.theme, _("Open"), "arrow-right", role="primary", on=lambda: desk.go("workshop", line.id))
        print_it = controls.button(desk.theme, _("Print"), "printer", on=lambda: desk.print_from_here(line.id))
        open_it.setAccessibleName(_("Open %(title)s", title=line.title))
        print_it.setAccessibleName(_("Print %(title)s", title=line.title))
        purpose = program.workshop.purpose.strip().splitlines()
        closed = finished_words(desk, line)
        head = controls.row((title, 1), controls.label(closed, "badge"), spacing=look.S) if closed else title
        items: list[object] = [head, controls.label(self._caption(line, full=True), "caption")]
        if purpose:
            words = QLabel(purpose[0])
            words.setTextFormat(Qt.TextFormat.PlainText)
            words.setWordWrap(True)
            items += [6, words]
        if shares:
            items += [10, Strip(desk.theme, shares, told=told), 4, controls.label(told, "caption")]
        items += [12, controls.row(open_it, print_it, None)]
        return controls.card(*items, spacing=2, margins=(20, 16, 20, 18))  # type: ignore[arg-type]

    def _caption(self, line: WorkshopLine, *, full: bool = False) -> str:
        language = self.desk.language
        when = []
        if line.first and (full or line.first != line.last):
            when.append(
                language.dates(line.first, line.last or line.first)
                if line.first != line.last
                else _capital(language.date(line.first, "weekday", today=self.desk.today()))
            )
        if line.start is not None and line.first is not None:
            when.append(language.clock(line.start))
        if not line.first:
            when.append(self._("No date yet"))
        people = language.ngettext("%(n)d person", "%(n)d people", line.people) if line.people else ""
        example = self._("Example") if line.id in self._samples else ""
        return " · ".join(part for part in (example, *when, line.place, people) if part)

    # ------------------------------------------------------------------------------------------------ what its cards do

    def bring_sample(self) -> None:
        """The invented municipality's change, in one click, as one step that undo takes back; and there. When it is here already: there."""
        from verkstad.app import sample
        from verkstad.app.example import sample_workshops
        from verkstad.domain.workshop import Workshop

        desk = self.desk
        here = desk.bench.ask(sample_workshops)
        if here:
            initiative = next((i for id in here if (i := desk.bench.library.need(Workshop, id).initiative)), "")
            desk.go(*(("initiative", initiative) if initiative else ("workshop", here[len(here) // 2])))
            return
        brought = desk.try_to(sample.bring_sample, language="en" if desk.language.code == "en" else "sv", today=desk.today(), by=None)
        if brought is not None:
            desk.go("initiative", brought.initiative)
            desk.say(
                self._("The example stands among yours now: an initiative, three workshops, and people marked as examples."), undo=True
            )

    def open_file(self) -> None:
        _ = self._
        paths = self.desk.dialogs.open_files(_("Open a session file"), _("Session files (*.verkstad)"))
        if paths:
            self.desk.files_opened.emit(paths)

    def _put(self, layout: object, *, above: int = 0) -> None:
        if above:
            self._body.addSpacing(above)
        self._body.addWidget(controls.holder(layout))  # type: ignore[arg-type]


def begin(desk: Desk, template: str = "") -> None:
    """Ask for a name and a date; the dialog's fields are loaded with the first one."""
    from verkstad.ui.screens.new_workshop import new_workshop

    new_workshop(desk, template)


def _in_turn(day: DayTable) -> list[Share]:
    """The day's blocks one after another; of what runs beside something else, only what goes on longer counts."""
    shares: list[Share] = []
    end = day.start
    for slot in sorted(day.slots, key=lambda s: (s.start, s.end)):
        if slot.end > end:
            shares.append((slot.end - max(end, slot.start), slot.block.type))
            end = slot.end
    return shares


def _capital(text: str) -> str:
    return text[:1].upper() + text[1:]
