"""A workshop: its tabs *Program*, *People and groups*, *Run the day* and more, each a part built when it is first looked at, under one head."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from pathlib import Path
from typing import TYPE_CHECKING

from PySide6.QtWidgets import QApplication, QWidget

from verkstad.app import workshops as app
from verkstad.app.workshops import WorkshopLine
from verkstad.domain.actions import Action
from verkstad.domain.agenda import AgendaBlock
from verkstad.domain.workshop import Participation, Track, Workshop
from verkstad.i18n import N_
from verkstad.ui import controls
from verkstad.ui.desk import Desk
from verkstad.ui.example_notice import ExampleNotice
from verkstad.ui.screen import Part, Screen
from verkstad.ui.stack import Stack

if TYPE_CHECKING:
    from verkstad.app.workbench import Changes
    from verkstad.ui.screens.about_workshop import AboutWorkshop


def _program(desk: Desk) -> Part:
    from verkstad.ui.screens.planner import PlannerPart

    return PlannerPart(desk)


def _people(desk: Desk) -> Part:
    from verkstad.ui.screens.people_part import PeoplePart

    return PeoplePart(desk)


def _harvest(desk: Desk) -> Part:
    from verkstad.ui.screens.harvest.page import HarvestPart

    return HarvestPart(desk)


def _run(desk: Desk) -> Part:
    from verkstad.ui.screens.run import RunPart

    return RunPart(desk)


def _actions(desk: Desk) -> Part:
    from verkstad.ui.screens.actions_list import ActionsPart

    return ActionsPart(desk)


PARTS: tuple[tuple[str, str, Callable[[Desk], Part]], ...] = (
    ("program", N_("Program"), _program),
    ("people", N_("People and groups"), _people),
    ("run", N_("Run the day"), _run),
    ("harvest", N_("Harvest"), _harvest),
    ("actions", N_("Actions"), _actions),
)

RECENT = 10
PICTURES = (".jpg", ".jpeg", ".png", ".webp", ".gif", ".bmp", ".heic", ".heif")


class WorkshopScreen(Screen):
    key = "workshop"
    entry = "workshops"

    def __init__(self, desk: Desk) -> None:
        super().__init__(desk)
        self._workshop = ""
        self._line: WorkshopLine | None = None
        self._at = 0
        self._parts: dict[int, Part] = {}
        self._stale: set[int] = set()
        self._stack = Stack()
        self.example = ExampleNotice(desk)
        self.setLayout(controls.column(self.example, (self._stack, 1)))
        self._about: AboutWorkshop | None = None
        self._about_shown = False
        app = QApplication.instance()
        if isinstance(app, QApplication):
            app.focusChanged.connect(self._on_focus_changed)

    # ---- head

    def title(self) -> str:
        return self._line.title if self._line else ""

    def subtitle(self) -> str:
        if self._line is None:
            return ""
        line, language = self._line, self.desk.language
        when = ""
        if line.first:
            when = (
                language.date(line.first, "weekday", today=self.desk.today())
                if line.first == line.last
                else language.dates(line.first, line.last or line.first)
            )
            when = when[:1].upper() + when[1:]
        people = language.ngettext("%(n)d person", "%(n)d people", line.people) if line.people else ""
        if not when and not line.place:
            when = self._("Add place and time")
        held = self._("Held") if line.held and not line.closed else ""
        closed = self._("Finished %(day)s", day=language.date(line.closed, "short", today=self.desk.today())) if line.closed else ""
        return " · ".join(part for part in (when or self._("No date yet"), line.place, people, held, closed) if part)

    def heading_opens(self) -> str:
        return self._("About the workshop…") if self._line else ""

    def open_heading(self, at: str = "") -> None:
        """*About the workshop* in the inspector, the cursor where it was asked for; asked for again from within, it closes."""
        if self._line is None:
            return
        if self._about_shown and not at and self._about is not None and self._about.isAncestorOf(QApplication.focusWidget() or self):
            self.close_about()
            return
        if self._about is None:
            from verkstad.ui.screens.about_workshop import AboutWorkshop

            self._about = AboutWorkshop(self.desk, self.close_about)
        self.part().settle()
        self._about.show_workshop(self._workshop)
        self._about_shown = True
        self.headline_changed.emit()
        place = "where" if at == "subtitle" and not (self._line.first and self._line.place) else ""
        self._about.focus({"rename": "title"}.get(at, place))

    def close_about(self) -> None:
        """The inspector shows again what the tab has chosen."""
        if self._about is not None and self._about_shown:
            self._about.settle()
            self._about_shown = False
            self.headline_changed.emit()

    def _on_focus_changed(self, _before: QWidget | None, now: QWidget | None) -> None:
        """Who goes on working in the tab wants its inspector."""
        if self._about_shown and now is not None and self._stack.isAncestorOf(now):
            self.close_about()

    def tabs(self) -> Sequence[str]:
        return [self._(name) for _key, name, _make in PARTS]

    def tab(self) -> int:
        return self._at

    def part_shown(self) -> str:
        return PARTS[self._at][0]

    def choose_tab(self, at: int) -> None:
        self.close_about()
        if at != self._at:
            self.part().leave()
        self._at = at
        self._show_part()
        self.refresh(None, None)

    def head(self) -> Sequence[QWidget]:
        return self.part().head()

    def inspector(self) -> QWidget | None:
        return self._about if self._about_shown else self.part().inspector()

    def hints(self) -> str:
        return self.part().hints()

    def workshop(self) -> str:
        return self._workshop

    def sheet(self) -> str:
        return self.part().sheet()

    def guide(self) -> str:
        return self.part().guide()

    def home(self) -> QWidget | None:
        return self.part().home()

    def find(self) -> bool:
        return self.part().find()

    def take_file(self, path: Path) -> bool:
        """What the tab takes itself; pictures that it does not are of the harvest."""
        if self.part().take_file(path):
            return True
        if not self._workshop or not (path.is_dir() or path.suffix.lower() in PICTURES):
            return False
        self.show_row(self._workshop, "harvest")
        self.refresh(None, None)
        return self.part().take_file(path)

    def settle(self) -> None:
        if self._about is not None:
            self._about.settle()
        self.part().settle()

    def leave(self) -> None:
        self.close_about()
        self.part().leave()

    # ---- what it shows

    def part(self) -> Part:
        """The tab that is looked at, built now if it never was."""
        found = self._parts.get(self._at)
        if found is None:
            found = self._parts[self._at] = PARTS[self._at][2](self.desk)
            found.headline_changed.connect(self.headline_changed)
            self._stack.addWidget(found)
            if self._workshop:
                found.show_workshop(self._workshop)
            self._stale.add(self._at)
        return found

    def show_row(self, row: str, part: str) -> None:
        """`row` is a workshop; `part` names a tab, and after a colon the row in it to show: "program:ID"."""
        name, _colon, inner = part.partition(":")
        wanted = next((at for at, (key, _name, _make) in enumerate(PARTS) if key == name), None)
        if row and (row != self._workshop or inner):
            self.close_about()
        if row and row != self._workshop:
            for made in self._parts.values():
                made.settle()
            self._workshop = row
            for made in self._parts.values():
                made.show_workshop(row)
            self._stale = set(self._parts)
            if wanted is None:
                wanted = 0
        if wanted is not None:
            self._at = wanted
        self._remember()
        self._show_part()
        if inner:
            self.refresh(None, None)
            self.part().show_row(inner, "")

    def refresh(self, changes: Changes | None, by: object) -> None:
        self._line = self.desk.bench.ask(app.workshop_line, self._workshop) if self._workshop else None
        if self._line is None:
            if self._workshop:
                self._workshop = ""
                self.desk.go("workshops")
            return
        if changes is None or changes.touches(Workshop, Participation):
            self.example.show_for(self._workshop)
        self._stale |= set(self._parts)
        self._stale.discard(self._at)
        self.part().refresh(changes, by)
        if self._about is not None and self._about_shown:
            self._about.refresh()
        self.headline_changed.emit()

    def present(self) -> None:
        """F5: show the room its window."""
        self.choose_tab(next(at for at, (key, _name, _make) in enumerate(PARTS) if key == "run"))
        self.part().present()  # type: ignore[attr-defined]
        self.headline_changed.emit()

    def reveal(self, changes: Changes) -> None:
        if self._about_shown and not changes.touches(AgendaBlock, Track, Participation, Action):
            return  # what was undone stands before one's eyes
        if self._workshop:
            self.part().reveal(changes)

    def _show_part(self) -> None:
        self._stack.setCurrentWidget(self.part())

    def _remember(self) -> None:
        row = self.desk.bench.library.get(Workshop, self._workshop)
        if row is None:
            return
        kept = [entry for entry in self.desk.memory.get("workshops", []) if isinstance(entry, list) and entry and entry[0] != row.id]
        self.desk.memory.put("workshops", [[row.id, row.title], *kept][:RECENT])
