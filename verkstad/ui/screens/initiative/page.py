"""The page of an initiative: its beginning with the three ways, and the overview of what stands and what is missing; and its actions."""

from __future__ import annotations

from collections.abc import Sequence
from functools import partial
from typing import TYPE_CHECKING

from PySide6.QtCore import Qt
from PySide6.QtWidgets import QMenu, QWidget

from verkstad.app import initiatives as app
from verkstad.app import people
from verkstad.domain.actions import Action
from verkstad.domain.initiative import Decision, Goal, Initiative
from verkstad.domain.workshop import Workshop
from verkstad.ui import controls
from verkstad.ui.current import current_initiative, look_at
from verkstad.ui.desk import Desk
from verkstad.ui.example_notice import ExampleNotice
from verkstad.ui.screen import Screen
from verkstad.ui.screens.initiative.overview import OverviewView
from verkstad.ui.screens.people_words import sort_key, told
from verkstad.ui.stack import Stack

if TYPE_CHECKING:
    from verkstad.app.workbench import Changes
    from verkstad.ui.screens.initiative.actions import InitiativeActions
    from verkstad.ui.screens.initiative.begin import BeginView
    from verkstad.ui.screens.initiative.thread_tab import ThreadTab

OVERVIEW, ACTIONS, THREAD = 0, 1, 2
PARTS = ("overview", "actions", "thread")


class InitiativeScreen(Screen):
    """Shows the initiative last looked at; without one, or when a new one is asked for, how to begin."""

    key = "initiative"

    def __init__(self, desk: Desk) -> None:
        super().__init__(desk)
        _ = self._
        self._id = ""
        self._row: Initiative | None = None
        self._begins = False
        self._tab = OVERVIEW
        self._begin: BeginView | None = None
        self._to_do: InitiativeActions | None = None
        self._thread: ThreadTab | None = None
        self.overview = OverviewView(desk, self._owners, ways=self.show_ways, go=desk.go, thread=partial(self.choose_tab, THREAD))
        self._stack = Stack()
        self._stack.addWidget(self.overview)
        self.example = ExampleNotice(desk)
        self.setLayout(controls.column(self.example, (self._stack, 1)))
        self.switch = controls.button(desk.theme, _("Initiatives"), "flag")
        self._switch_menu = QMenu(self.switch)
        self._switch_menu.aboutToShow.connect(self._fill_switch)
        self.switch.setMenu(self._switch_menu)

    @property
    def begin(self) -> BeginView:
        """The three ways, built when they are first offered."""
        if self._begin is None:
            from verkstad.ui.screens.initiative.begin import BeginView

            self._begin = BeginView(self.desk, self._on_begun)
            self._stack.addWidget(self._begin)
        return self._begin

    @property
    def to_do(self) -> InitiativeActions:
        """The actions, built at the first visit of their tab."""
        if self._to_do is None:
            from verkstad.ui.screens.initiative.actions import InitiativeActions

            self._to_do = InitiativeActions(self.desk)
            self._to_do.headline_changed.connect(self.headline_changed)
            self._stack.addWidget(self._to_do)
            self._to_do.show_initiative(self._id)
        return self._to_do

    @property
    def red_thread(self) -> ThreadTab:
        """The picture of what hangs together, built at the first visit of its tab."""
        if self._thread is None:
            from verkstad.ui.screens.initiative.thread_tab import ThreadTab

            self._thread = ThreadTab(self.desk)
            self._thread.turned.connect(self.headline_changed)
            self._stack.addWidget(self._thread)
            if self._id:
                self._thread.show_initiative(self._id)
        return self._thread

    # ------------------------------------------------------------------------------------------------ head

    def title(self) -> str:
        return self._row.title if self._row is not None else self._("New initiative")

    def subtitle(self) -> str:
        if self._row is None:
            return self._("A change that workshops, modules and pilots hang on")
        _, language = self._, self.desk.language
        if self._begins:
            return _("How it begins")
        parts = [_("Closed") if self._row.ended else ""]
        for person, words in ((self._row.leader, "Leads"), (self._row.driver, "Drives it on")):
            line = self.desk.bench.ask(people.person_line, person) if person else None
            if line is not None:
                name = people.called(line, language, names=self.desk.settings.names)
                parts.append(f"{_(words)}: {name}")
        if not any(parts[1:]):
            parts.append(_("Say who leads and who drives it on"))
        return " · ".join(part for part in parts if part)

    def heading_opens(self) -> str:
        return self._("About the initiative…") if self._row is not None and not self._begins else ""

    def open_heading(self, at: str = "") -> None:
        self.choose_tab(OVERVIEW)
        self.headline_changed.emit()
        self.overview.choose("")
        about = self.overview.inspector.about
        field = about.leader if at == "subtitle" and self._row is not None and self._row.leader is None else about.title
        field.setFocus(Qt.FocusReason.OtherFocusReason)
        if field is about.title:
            about.title.line.selectAll()

    def tabs(self) -> Sequence[str]:
        return () if self._begins else (self._("Overview"), self._("Actions"), self._("The red thread"))

    def tab(self) -> int:
        return self._tab

    def part_shown(self) -> str:
        return "begin" if self._begins else PARTS[self._tab]

    def choose_tab(self, at: int) -> None:
        self._tab = at
        self._begins = False
        if at == THREAD and self._thread is not None and self._row is not None:
            self._thread.show_initiative(self._id)
        self._show()
        if at == ACTIONS:
            self.to_do.refresh(None, None)
        self.headline_changed.emit()

    def head(self) -> Sequence[QWidget]:
        return (self.switch,) if self.desk.bench.library.count(Initiative) else ()

    def inspector(self) -> QWidget | None:
        if self._begins:
            return None
        if self._tab == THREAD:
            return self.red_thread.inspector()
        return self.overview.inspector if self._tab == OVERVIEW else self.to_do.inspector()

    def hints(self) -> str:
        if self._begins:
            return ""
        if self._tab == THREAD:
            return self._("Arrows along the thread    Enter goes there    F8 next loose end    Ctrl+P on A3")
        return (
            self.to_do.hints()
            if self._tab == ACTIONS
            else self._("F8 next box that is missing    Enter writes where you stand    Ctrl+P on one page")
        )

    def subject(self) -> str:
        return "" if self._begins else self._id

    def sheet(self) -> str:
        return "red_thread" if self._tab == THREAD and not self._begins else "initiative_page"

    def home(self) -> QWidget | None:
        if self._begins:
            return self.begin.name if self._row is None else self.begin.cards["slice"].button
        if self._tab == THREAD:
            return self.red_thread.home()
        return self.to_do.home() if self._tab == ACTIONS else self.overview.brought or self.overview.red_thread.buttons.get("decision")

    def find(self) -> bool:
        return self.to_do.find() if self._tab == ACTIONS and not self._begins else False

    def go_back(self) -> bool:
        """From the ways to begin back to the initiative they are for."""
        if not self._begins or self._row is None:
            return False
        self.desk.go("initiative", self._row.id)
        return True

    def settle(self) -> None:
        if not self._begins:
            self.overview.settle()
            if self._to_do is not None:
                self._to_do.settle()
            if self._thread is not None:
                self._thread.settle()

    # ------------------------------------------------------------------------------------------------ what it shows

    def show_row(self, row: str, part: str) -> None:
        """An initiative, a decision, a goal or an action's initiative; part "begin" shows the three ways: for a new one without a row, "new_goal"
        and "new_decision" the line where one is written.
        """
        library = self.desk.bench.library
        found = library.get(Goal, row) or library.get(Decision, row)
        initiative = found.parent if found is not None else row
        if row and library.get(Initiative, initiative) is None:
            action = library.get(Action, row)
            workshop = library.get(Workshop, action.parent) if action is not None else None
            initiative = workshop.initiative if workshop is not None else action.parent if action is not None else None
        self._begins = part == "begin"
        self._row, self._id = None, "" if self._begins and not row else initiative or self._id
        if self._id:
            look_at(self.desk, self._id)
        self._tab = PARTS.index(part) if part in PARTS else OVERVIEW
        self.refresh(None, None)
        if found is not None and self._tab == OVERVIEW:
            self.overview.bring(row)
        elif part in ("new_decision", "new_goal"):
            self.overview.begin_new(part.removeprefix("new_"))
        elif self._tab == ACTIONS and library.get(Action, row) is not None:
            self.to_do.refresh(None, None)
            self.to_do.table.select([row])

    def refresh(self, changes: Changes | None, by: object) -> None:
        library = self.desk.bench.library
        if self._begins and not self._id and changes is not None and changes.touches(Initiative):
            self._begins = False  # one came, or came back
        if not (self._begins and not self._id):
            self._id = current_initiative(self.desk) or ""  # another may have been chosen on another page
            self._begins = self._begins or not self._id
        self._row = library.get(Initiative, self._id or None)
        self.example.show_for("" if self._begins else self._id)
        if self._row is not None:
            self.overview.show_overview(self.desk.bench.ask(app.overview, self._id, self.desk.today()))
            if self._to_do is not None:
                changed = self._to_do.show_initiative(self._id)
                self._to_do.refresh(None if changed else changes, by)
            if self._tab == THREAD and not self._begins:
                self.red_thread.show_initiative(self._id)
        self._show()
        self.headline_changed.emit()

    def reveal(self, changes: Changes) -> None:
        if self._begins:
            return
        if self._tab == ACTIONS:
            self.to_do.reveal(changes)
            return
        if self._tab == THREAD:
            self.red_thread.reveal(changes)
            return
        for row in (*changes.ids(Goal), *changes.ids(Decision)):
            self.overview.bring(row)

    def leave(self) -> None:
        """Next time the page shows the initiative, not a beginning that came to nothing."""
        if self._begins and self.desk.bench.library.count(Initiative):
            self._begins, self._id = False, ""
            self.refresh(None, None)

    def _show(self) -> None:
        if self._begins:
            self.begin.show_initiative(self._row)
        shown: QWidget = self.overview
        if self._begins:
            shown = self.begin
        elif self._tab != OVERVIEW:
            shown = self.to_do if self._tab == ACTIONS else self.red_thread
        self._stack.setCurrentWidget(shown)

    # ------------------------------------------------------------------------------------------------ what a person does

    def show_ways(self) -> None:
        self.desk.go("initiative", self._id, "begin")

    def _on_begun(self, initiative: str, page: str, part: str) -> None:
        look_at(self.desk, initiative)
        self._begins, self._id = False, initiative
        self.refresh(None, None)
        self.desk.go(page or "initiative", "" if page else initiative, part)

    def _fill_switch(self) -> None:
        menu, _, desk = self._switch_menu, self._, self.desk
        menu.clear()
        for row in app.newest_first(desk.bench.ask(app.initiatives), keep=self._id):
            words = _("%(title)s (closed)", title=row.title) if row.ended else row.title
            act = menu.addAction(words.replace("&", "&&"), partial(desk.go, "initiative", row.id))
            act.setCheckable(True)
            act.setChecked(row.id == self._id and not (self._begins and self._row is None))
        menu.addSeparator()
        menu.addAction(desk.theme.icon("plus"), _("New initiative…"), partial(desk.go, "initiative", "", "begin"))
        if self._row is None:
            return
        menu.addAction(desk.theme.icon("pencil"), _("Rename"), partial(self.open_heading, "rename"))
        menu.addAction(desk.theme.icon("sparkles"), _("Choose another way to begin…"), self.show_ways)
        if self._row.ended:
            menu.addAction(desk.theme.icon("undo-2"), _("Open again"), self.reopen)
        else:
            menu.addAction(desk.theme.icon("check"), _("Close the initiative"), self.close_it)
        if self._row.archived:
            menu.addAction(desk.theme.icon("undo-2"), _("Take out of the archive"), self.unarchive)
        else:
            menu.addAction(desk.theme.icon("archive"), _("Archive"), self.archive)
        menu.addAction(desk.theme.icon("trash-2"), _("Remove"), self.remove)

    def close_it(self) -> None:
        self.desk.bench.do(app.close_initiative, self._id, self.desk.today(), by=None)
        self.desk.say(
            self._("The initiative is closed. Everything in it is still there, and it is looked at again after 30, 60 and 90 days."),
            undo=True,
        )

    def archive(self) -> None:
        self.desk.bench.do(app.archive_initiative, self._id, self.desk.today(), by=None)
        self.desk.say(self._("The initiative is archived. Ctrl+K finds it."), undo=True)

    def unarchive(self) -> None:
        self.desk.bench.do(app.unarchive_initiative, self._id, by=None)

    def reopen(self) -> None:
        self.desk.bench.do(app.reopen_initiative, self._id, by=None)

    def remove(self) -> None:
        row = self._row
        if row is None:
            return
        self.desk.bench.do(app.remove_initiative, row.id, by=None)
        self.desk.say(self._("“%(title)s” was removed. Its workshops stay.", title=row.title), undo=True)

    def _owners(self) -> list[tuple[str, str]]:
        """Everybody, by the alphabet."""
        language, names = self.desk.language, self.desk.settings.names
        lines = sorted(self.desk.bench.ask(people.directory), key=lambda x: sort_key(x, language, names=names))
        return [(x.id, told(x, language, names=names)) for x in lines]
