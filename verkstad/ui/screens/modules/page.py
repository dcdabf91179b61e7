"""The page about modules: how the change is sliced, where to begin, and how each slice stands. One inspector for the three."""

from __future__ import annotations

from collections import Counter
from collections.abc import Sequence
from functools import partial
from typing import TYPE_CHECKING

from PySide6.QtCore import QPoint, Qt
from PySide6.QtWidgets import QMenu, QWidget

from verkstad import wording, wording_modules
from verkstad.app import module_changes, modules
from verkstad.app.modules import LeftOut, ModuleSet
from verkstad.domain.fields import Id
from verkstad.domain.initiative import Goal, Initiative
from verkstad.domain.inventory import Cover, InventoryItem
from verkstad.domain.launch import Audience, FromTo, LaunchActivity
from verkstad.domain.mandates import DecisionType, Mandate, RoleMandate
from verkstad.domain.modules import KNIVES, Dependency, Module, Need, NeededDecision, Score, StartPlace
from verkstad.domain.people import Identity, Person, Role, Unit
from verkstad.domain.pilots import Pilot
from verkstad.domain.teams import Member, Team
from verkstad.ui import controls
from verkstad.ui import theme as look
from verkstad.ui.current import current_initiative, look_at
from verkstad.ui.desk import Desk
from verkstad.ui.empty import EmptyState
from verkstad.ui.screen import Screen
from verkstad.ui.screens.modules.board import LANES, PARKED, Board, lane_word
from verkstad.ui.screens.modules.inspector import ModuleInspector
from verkstad.ui.screens.modules.pieces import KNIFE_ICONS, knife_word
from verkstad.ui.screens.modules.start import StartView
from verkstad.ui.screens.modules.touched import TouchedView
from verkstad.ui.screens.modules.tree import Tree
from verkstad.ui.stack import Stack

if TYPE_CHECKING:
    from verkstad.app.workbench import Changes

TREE, START, BOARD, TOUCHED = range(4)
TABS = {"slices": TREE, "start": START, "board": BOARD, "touched": TOUCHED}
SHOWS = (
    Module,
    Dependency,
    NeededDecision,
    Need,
    Initiative,
    Goal,
    Team,
    Member,
    Mandate,
    RoleMandate,
    DecisionType,
    Person,
    Identity,
    Unit,
    Role,
    Cover,
    InventoryItem,
    FromTo,
    Score,
    LaunchActivity,
    Audience,
    Pilot,
)

FORMS = ("dialogue", "self_service", "internal")
"""The ways a module meets the customer, or does not, in the order they are counted."""


class ModulesScreen(Screen):
    key = "modules"

    def __init__(self, desk: Desk) -> None:
        super().__init__(desk)
        _ = self._
        self._initiative: Id = ""
        self._set = ModuleSet("")
        self._places: tuple[StartPlace, ...] = ()
        self._left: tuple[LeftOut, ...] = ()
        self._tab = TREE
        self._one: Id = ""
        self._showing = False  # the inspector is shown once, when the views stand
        self._knife = ""  # with which the slice that is being written is cut
        self.tree = Tree(desk)
        self._start: StartView | None = None
        self._board: Board | None = None
        self._touched: TouchedView | None = None
        self._inspector = ModuleInspector(desk, cut=self.cut, go=self._select, remove=self.remove)
        self.notice = controls.label("", "warning")
        self.notice.hide()
        slices = controls.card((self.tree, 1), margins=(1, 1, 1, 1))
        self._stack = Stack()
        self._slices = slices
        self._stack.addWidget(slices)
        self._empty = EmptyState(
            desk.theme, "scissors",
            _("A large change becomes manageable in modules. Each is felt by somebody, fits one team and can be tried within three months."),
            _("Write the first module"), self.add,
        )  # fmt: skip
        self._none = EmptyState(
            desk.theme, "target", _("Modules are slices of a change. Begin the change itself first: what is to be different, and for whom?"),
            _("Begin a change"), lambda: desk.go("initiative"),
        )  # fmt: skip
        self._faces = Stack()
        full = controls.column(controls.row(self.notice, None), (self._stack, 1), spacing=look.S, margins=(24, 16, 24, 16))
        self._faces.addWidget(controls.holder(full))
        self._faces.addWidget(self._empty)
        self._faces.addWidget(self._none)
        self.setLayout(controls.column(self._faces))
        self._add = controls.button(
            desk.theme, _("New module"), "plus", role="primary", on=self.add, tip=_("Enter makes one below the module selected")
        )

        self.tree.chosen.connect(self._on_tree_chosen)
        self.tree.written.connect(self._on_written)
        self.tree.left_unwritten.connect(self._show)
        self.tree.renamed.connect(lambda module, title: desk.bench.do(modules.rename_module, module, title, by=self))
        self.tree.deeper.connect(partial(self._nest, modules.demote_module))
        self.tree.outer.connect(partial(self._nest, modules.promote_module))
        self.tree.moved.connect(lambda module, parent, after: desk.try_to(modules.move_module, module, parent, after, by=self))
        self.tree.removal_asked.connect(self.remove)
        self.tree.menu_asked.connect(self._open_menu)

    @property
    def start(self) -> StartView:
        """The second view, built at its first visit."""
        if self._start is None:
            bench = self.desk.bench
            made = self._start = StartView(self.desk)
            made.scored.connect(lambda module, axis, value: bench.do(modules.score_module, module, axis, value, by=self))
            made.placed.connect(lambda module, x, y: bench.do(modules.place_on_map, module, x, y, by=self))
            made.chosen.connect(self._on_chosen)
            made.opened.connect(lambda _module: self._inspector.focus_first())
            made.written.connect(self.compare)
            self._stack.addWidget(made)
            made.show_places(self._places, self._left)
            made.select(self._one)
        return self._start

    @property
    def board(self) -> Board:
        """The third view, built at its first visit."""
        if self._board is None:
            made = self._board = Board(self.desk)
            made.chosen.connect(self._on_chosen)
            made.moved.connect(self.set_status)
            made.opened.connect(self._open_card)
            made.removal_asked.connect(lambda module: self.remove((module,)))
            self._stack.addWidget(made)
            made.show_modules(self._set)
            made.select(self._one)
        return self._board

    @property
    def touched(self) -> TouchedView:
        """The fourth view, built at its first visit."""
        if self._touched is None:
            made = self._touched = TouchedView(self.desk)
            made.opened.connect(self._open_card)
            self._stack.addWidget(made)
            made.show_initiative(self._initiative)
        return self._touched

    # ------------------------------------------------------------------------------------------------ what the window asks

    def title(self) -> str:
        return self._("Modules")

    def subtitle(self) -> str:
        """How many there are, and by which ways they meet the customer where that is said."""
        count, language = len(self._set.lines), self.desk.language
        forms = Counter(line.module.form for line in self._set.lines if line.module.form)
        split = [f"{forms[f]} {wording.choice_name('module', 'form', f, language).lower()}" for f in FORMS if forms[f]]
        return " · ".join([language.ngettext("%(n)d module", "%(n)d modules", count), *split]) if count else ""

    def whose(self) -> str:
        return self._initiative

    def tabs(self) -> Sequence[str]:
        return (self._("Modules"), self._("Where do we start?"), self._("Board"), self._("Who is touched"))

    def tab(self) -> int:
        return self._tab

    def choose_tab(self, at: int) -> None:
        self.settle()
        self._tab = at
        self._show_tab()
        self._show()
        self.headline_changed.emit()

    def _show_tab(self) -> None:
        self._stack.setCurrentWidget(
            self.start
            if self._tab == START
            else self.board
            if self._tab == BOARD
            else self.touched
            if self._tab == TOUCHED
            else self._slices
        )
        self._inspector.put_scores(first=self._tab == START)

    def head(self) -> Sequence[QWidget]:
        return (self._add,) if self._initiative else ()

    def inspector(self) -> QWidget | None:
        """The board has the whole width; Enter opens a card beside the tree."""
        return self._inspector if self._set.lines and self._tab not in (BOARD, TOUCHED) else None

    def hints(self) -> str:
        if not self._set.lines:
            return self._("Enter adds it. Then give it its scores in the list.") if self._initiative and self._tab == START else ""
        return (
            self._("Enter new module    Tab deeper    F2 renames    Alt+↑↓ moves    Esc, Tab leaves"),
            self._("1–5 sets a score    ← → which score    Del clears"),
            self._("Alt+← → changes status    Enter opens"),
            self._("Enter opens the module"),
        )[self._tab]

    def subject(self) -> str:
        return self._initiative

    def sheet(self) -> str:
        return {TREE: "module_wall", TOUCHED: "touched"}.get(self._tab, "module_cards")

    def home(self) -> QWidget | None:
        if self._initiative and self._tab == START and not self._places:
            return self.start.line.line
        if not self._set.lines:
            return (self._empty if self._initiative else self._none).button
        if self._tab == TREE:
            return self.tree
        if self._tab == START:
            return self.start.ranking
        return self.board.home()

    def show_row(self, row: str, part: str) -> None:
        """A module's id; `part` "slices", "start" or "board"."""
        module = self.desk.bench.library.get(Module, row) if row else None
        if module is not None:
            top = module
            while (above := self.desk.bench.library.get(Module, top.parent)) is not None and above.id != module.id:
                top = above
            if top.parent:
                look_at(self.desk, top.parent)
            self._one = module.id
        elif row and self.desk.bench.library.get(Initiative, row) is not None:
            look_at(self.desk, row)
        if part in TABS:
            self._tab = TABS[part]
        self._show_tab()
        self.refresh(None, None)
        if module is not None:
            self._select(module.id)

    def refresh(self, changes: Changes | None, by: object) -> None:
        if changes is not None and not changes.touches(*SHOWS):
            return
        had = bool(self._set.lines)
        current = current_initiative(self.desk) or ""
        if current != self._initiative:
            self._initiative, self._one = current, ""
        self._set = self.desk.bench.ask(modules.modules_of, current, today=self.desk.today()) if current else ModuleSet("")
        self._places = self.desk.bench.ask(modules.starts, current, self.desk.language) if current else ()
        self._left = self.desk.bench.ask(modules.left_out, current) if current else ()
        self._show()
        if had != bool(self._set.lines) or changes is None or changes.touches(Initiative, Module):
            self.headline_changed.emit()

    def reveal(self, changes: Changes) -> None:
        found = [line.module.id for line in self._set.lines if line.module.id in changes.ids(Module)]
        if found:
            self._select(found[0])

    def settle(self) -> None:
        self.tree.settle()
        self._inspector.settle()

    def leave(self) -> None:
        self.settle()

    # ------------------------------------------------------------------------------------------------ what a person does

    def add(self) -> None:
        """Begin a slice below the one selected; the first of all where there is none."""
        if not self._initiative:
            return
        if self._tab != TREE:
            self.choose_tab(TREE)
        self._knife = ""
        self._faces.setCurrentIndex(0)
        self.tree.write_after(self.tree.current())

    def compare(self, title: str) -> None:
        """One more place to compare in "Where do we start?": a module, last of all, selected so that it can be scored."""
        made = self.desk.try_to(modules.add_module, self._initiative, title, by=self)
        if made is not None:
            self._select(made)

    def cut(self, module: Id, knife: str) -> None:
        """Begin a part of a module, cut with a knife."""
        if self._tab != TREE:
            self.choose_tab(TREE)
        self.settle()
        self.tree.select([module])
        self._knife = knife
        self.tree.write_inside(module)

    def remove(self, ids: Sequence[Id]) -> None:
        if not ids:
            return
        rows = [line.module.id for line in self._set.lines]
        at = min((rows.index(i) for i in ids if i in rows), default=0)
        self.desk.bench.do(modules.remove_modules, tuple(ids), by=self)
        left = [line.module.id for line in self._set.lines]
        if left:
            self._select(left[min(at, len(left) - 1)])
        self.desk.say(self.desk.language.ngettext("%(n)d module was removed.", "%(n)d modules were removed.", len(ids)), undo=True)
        if not left:
            self.desk.focus_lost.emit()

    def set_status(self, module: Id, status: str) -> None:
        """`status` may be the parking list; from there a module is taken up into the column it is moved to."""
        row = self.desk.bench.library.get(Module, module)
        if status == PARKED:
            self.desk.bench.do(module_changes.park, (module,), by=self)
        elif row is not None and row.parked:
            self.desk.bench.do(module_changes.take_up, (module,), status, by=self)
        else:
            self.desk.bench.do(modules.set_status, (module,), status, by=self)
        self._select(module)
        self.desk.say(
            self._("%(module)s: %(status)s.", module=self._set.titles.get(module, ""), status=lane_word(status, self.desk.language)),
            undo=True,
        )

    def _open_card(self, module: Id) -> None:
        self.choose_tab(TREE)
        self._select(module)
        self._inspector.focus_first()

    def _on_written(self, parent: Id, after: Id | None, title: str, more: bool) -> None:
        knife, self._knife = self._knife, ""
        made = self.desk.try_to(modules.add_module, parent, title, after=after, knife=knife, by=self)
        if made is not None:
            self._select(made)
            if more:
                self.tree.write_after(made)
        elif not self._set.lines:
            self._show()

    def _nest(self, action: object, module: Id) -> None:
        self.desk.bench.do(action, module, by=self)  # type: ignore[arg-type]
        self.tree.select([module])

    def _open_menu(self, module: Id, at: QPoint) -> None:
        _, language, theme = self._, self.desk.language, self.desk.theme
        menu = QMenu(self)
        menu.setAttribute(Qt.WidgetAttribute.WA_DeleteOnClose)
        menu.addAction(theme.icon("plus", "text2", 18), _("New module below"), lambda: self.tree.write_after(module))
        menu.addAction(theme.icon("pencil", "text2", 18), _("Rename"), lambda: self.tree.rename(module))
        knives = menu.addMenu(theme.icon("scissors", "text2", 18), _("Slice it further"))
        for knife in KNIVES:
            knives.addAction(theme.icon(KNIFE_ICONS[knife], "text2", 18), knife_word(knife, language), partial(self.cut, module, knife))
        statuses = menu.addMenu(theme.icon("circle", "text2", 18), _("Status"))
        for status in LANES:
            statuses.addAction(lane_word(status, language), partial(self.set_status, module, status))
        menu.addSeparator()
        menu.addAction(
            theme.icon("printer", "text2", 18),
            _("Print the module card"),
            lambda: self.desk.print_from_here(self._initiative, "module_cards", module),
        )
        menu.addAction(theme.icon("trash-2", "text2", 18), _("Remove"), lambda: self.remove(self.tree.selected() or (module,)))
        menu.popup(at)

    # ------------------------------------------------------------------------------------------------ what is shown

    def _show(self) -> None:
        self._showing = True
        try:
            self._show_views()
        finally:
            self._showing = False
        self._show_inspector()

    def _show_views(self) -> None:
        self.tree.show_modules(self._set)
        if self._start is not None:
            self._start.show_places(self._places, self._left)
        if self._board is not None:
            self._board.show_modules(self._set)
        if self._touched is not None and self._tab == TOUCHED:
            self._touched.show_initiative(self._initiative)
        nothing = not self._set.lines and not self.tree.is_writing and self._tab != START
        self._faces.setCurrentIndex(2 if not self._initiative else 1 if nothing else 0)
        said = [wording_modules.too_many_sentence(fact, self.desk.language) for fact in self._set.facts]
        self.notice.setText("  ".join(said))
        self.notice.setVisible(bool(said))
        if self._one and self._set.line(self._one) is None:
            self._one = ""
        if not self._one and self._set.lines:
            self._one = self._set.lines[0].module.id
        if self._tab == START and self._places and all(p.module.id != self._one for p in self._places):
            self._one = self._places[0].module.id
        if self._tab == START:
            self.start.select(self._one)
        if self._tab == TREE and self._one and not self.tree.selected() and not self.tree.is_writing:
            self.tree.select([self._one])

    def _show_inspector(self) -> None:
        ids = self.tree.selected() if self._tab == TREE and len(self.tree.selected()) > 1 else [self._one] if self._one else []
        by = {p.module.id: p for p in self._places}
        place = by.get(self._one)
        why = wording_modules.place_sentence(place, self._set.titles, by, self.desk.language) if place and len(ids) == 1 else None
        self._inspector.show_modules(ids, self._set, why)

    def _select(self, module: Id) -> None:
        """Show this module as the one selected, in all three views."""
        self._one = module
        if self.tree.selected() != [module]:
            self.tree.select([module])
        self._select_beside(module)
        self._show_inspector()

    def _select_beside(self, module: Id) -> None:
        """The same in the views that have been visited."""
        if self._start is not None:
            self._start.select(module)
        if self._board is not None:
            self._board.select(module)

    def _on_tree_chosen(self, ids: list[Id]) -> None:
        if len(ids) == 1:
            self._one = ids[0]
            self._select_beside(self._one)
        if ids and not self._showing:
            self._show_inspector()

    def _on_chosen(self, module: Id) -> None:
        if module and module != self._one:
            self._select(module)
