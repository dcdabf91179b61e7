"""Every workshop in one list: searched, filtered, sorted, renamed in place."""

from __future__ import annotations

from collections.abc import Callable
from typing import TYPE_CHECKING

from PySide6.QtWidgets import QPushButton

from verkstad.app import workshops as app
from verkstad.app.workshops import WorkshopLine
from verkstad.domain.workshop import Day, Participation, Workshop
from verkstad.ui import controls
from verkstad.ui.desk import Desk
from verkstad.ui.empty import EmptyState
from verkstad.ui.places import contested
from verkstad.ui.screen import Screen
from verkstad.ui.screens import new_workshop
from verkstad.ui.value_table import Column, Filter, ValueTable

if TYPE_CHECKING:
    from verkstad.app.workbench import Changes


class WorkshopsScreen(Screen):
    key = "workshops"

    def __init__(self, desk: Desk) -> None:
        super().__init__(desk)
        _, language = self._, desk.language
        self._count = self._shown_count = 0
        self._contested: frozenset[str] = frozenset()
        self._new = controls.button(desk.theme, _("New workshop"), "plus", role="primary", on=lambda: new_workshop.new_workshop(desk))
        today = desk.today()
        self.table: ValueTable[WorkshopLine] = ValueTable(
            desk,
            [
                Column(
                    _("Workshop"), lambda w: w.title, second=lambda w: w.place, strong=True, sort=lambda w: language.sort_key(w.title),
                    edit=lambda w, typed: desk.bench.do(app.rename_workshop, w.id, typed, by=self), drafts=lambda w: (w.id, "title"),
                    icon=lambda w: ("git-merge", "warn") if w.id in self._contested else None,
                ),
                Column(
                    _("When"), self._when, second=lambda w: language.clock(w.start) if w.first and w.start is not None else "", width=210,
                    sort=lambda w: (w.first or "9999", w.start or 0), faded=lambda w: not w.first,
                ),
                Column(_("Days"), lambda w: str(w.days), sort=lambda w: w.days, width=80, right=True),
                Column(_("People"), lambda w: str(w.people) if w.people else "–", sort=lambda w: w.people, width=100, right=True),
                Column(_("State"), self._state, chip=self._state_token, width=190),
            ],
            name=_("Workshops"),
            search=_("Search title or place"),
            filters=[
                Filter(
                    _("Which workshops"),
                    [
                        (_("All"), lambda _w: True),
                        (_("Today and coming"), lambda w: bool(w.last and w.last >= today)),
                        (_("Held"), lambda w: bool(w.last and w.last < today)),
                        (_("Held, not finished"), lambda w: bool(w.last and w.last < today and not w.closed)),
                        (_("Without a date"), lambda w: not w.first),
                    ],
                )
            ],
            empty=EmptyState(
                desk.theme, "calendar-clock", _("A workshop is a day, or several, with a program, people and paper. Begin with a ready-made one or with an empty page."),
                _("New workshop"), lambda: new_workshop.new_workshop(desk),
                second=(_("Choose a template"), lambda: desk.go("library", "", "templates")),
            ),
            menu=self._menu,
            sort=(1, False),
        )  # fmt: skip
        self.table.opened.connect(self._on_opened)
        self.table.removal_asked.connect(self._on_removal_asked)
        self.table.view.doubleClicked.disconnect()
        self.table.view.doubleClicked.connect(lambda index: self._on_opened(self.table.model.shown[index.row()]))
        self.setLayout(controls.column((self.table, 1), margins=(24, 18, 24, 18)))

    def title(self) -> str:
        return self._("Workshops")

    def subtitle(self) -> str:
        return self.desk.language.ngettext("%(n)d workshop", "%(n)d workshops", self._count) if self._count else ""

    def head(self) -> tuple[QPushButton, ...]:
        return (self._new,)

    def hints(self) -> str:
        return self._("Double-click opens    F2 renames    Delete removes")

    def find(self) -> bool:
        self.table.search.setFocus()
        self.table.search.selectAll()
        return True

    def refresh(self, changes: Changes | None, by: object) -> None:
        if changes is not None and not changes.touches(Workshop, Day, Participation):
            return
        lines = self.desk.bench.ask(app.workshops)
        self._contested = contested(self.desk.bench)
        self._count = len(lines)
        self.table.show_values(lines)
        self.headline_changed.emit()

    def reveal(self, changes: Changes) -> None:
        self.table.select(changes.ids(Workshop))

    def _when(self, line: WorkshopLine) -> str:
        language = self.desk.language
        if not line.first:
            return self._("No date yet")
        if line.last and line.last != line.first:
            return language.dates(line.first, line.last)
        return language.date(line.first, "weekday", today=self.desk.today())

    def _state(self, line: WorkshopLine) -> str:
        _, today = self._, self.desk.today()
        if line.closed:
            return _("Finished %(day)s", day=self.desk.language.date(line.closed, "short", today=today))
        if line.held:
            return _("Held")
        if not line.first:
            return _("Sketch")
        if (line.last or line.first) < today:
            return _("Held")
        return _("Today") if line.first <= today else _("Coming")

    def _state_token(self, line: WorkshopLine) -> str:
        if line.closed:
            return "kind:solo"
        state = self._state(line)
        return {self._("Today"): "accent", self._("Coming"): "kind:opening"}.get(state, "text2")

    def _menu(self, chosen: list[WorkshopLine]) -> list[tuple[str, str, Callable[[], object]] | None]:
        desk, _ = self.desk, self._
        one = chosen[0]
        entries: list[tuple[str, str, Callable[[], object]] | None] = []
        if len(chosen) == 1:
            entries = [
                (_("Open"), "arrow-right", lambda: desk.go("workshop", one.id)),
                (_("Print…"), "printer", lambda: desk.print_from_here(one.id)),
                (_("Duplicate…"), "copy", lambda: new_workshop.duplicate(desk, one.id)),
                None,
            ]
        return [*entries, (_("Remove"), "trash-2", lambda: self._on_removal_asked(chosen))]

    def _on_opened(self, line: WorkshopLine) -> None:
        self.desk.go("workshop", line.id)

    def _on_removal_asked(self, chosen: list[WorkshopLine]) -> None:
        self.desk.try_to(app.remove_workshops, tuple(line.id for line in chosen), by=self)
        if len(chosen) == 1:
            told = self._("“%(title)s” was removed.", title=chosen[0].title)
        else:
            told = self.desk.language.ngettext("%(n)d workshop was removed.", "%(n)d workshops were removed.", len(chosen))
        self.desk.say(told, undo=True)
        self.refresh(None, self)
