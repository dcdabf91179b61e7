"""The groups of a workshop: what is wanted on the left, the board of one round on the right, and the mixing between them."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from functools import partial
from typing import Any

from PySide6.QtCore import QPoint, Qt, QTimer, Signal
from PySide6.QtWidgets import QButtonGroup, QMenu, QProgressBar, QSizePolicy, QStackedWidget, QToolButton, QWidget

from verkstad import wording
from verkstad.app import group_plans, groupings
from verkstad.app.group_plans import Asked, GroupingView, Plan, RoundLine, Way
from verkstad.domain.agenda import AgendaBlock
from verkstad.domain.errors import Failure
from verkstad.domain.grouping import Grouping, GroupNeed, GroupRule, Round, Seat
from verkstad.domain.held import Held
from verkstad.domain.mandates import Mandate, RoleMandate
from verkstad.domain.people import Identity, Person, Role, Unit
from verkstad.domain.workshop import Day, Participation, Track, Workshop
from verkstad.ui import controls
from verkstad.ui.desk import Desk
from verkstad.ui.dialogs import Sheet
from verkstad.ui.empty import EmptyState
from verkstad.ui.fields import Choice, LineField
from verkstad.ui.screens.groups.board import NOWHERE, GroupBoard
from verkstad.ui.screens.groups.mixing import MORE_SECONDS, Mixing
from verkstad.ui.screens.groups.panel import WantedPanel
from verkstad.ui.screens.groups.words import Told
from verkstad.wording_groups import round_name, sizes

SEEN = (
    Grouping, Round, Seat, GroupRule, GroupNeed, Held, Participation, Person, Identity, Unit, Role, Mandate, RoleMandate, AgendaBlock, Day, Track, Workshop,
)  # fmt: skip


class GroupsView(QWidget):
    """`headline_changed` when what stands in the head of the page is other than it was."""

    headline_changed = Signal()

    def __init__(self, desk: Desk, add_people: Callable[[], object], say_who_decides: Callable[[], object]) -> None:
        """`add_people` and `say_who_decides` lead to where that is done."""
        super().__init__()
        self.desk = desk
        self._ = _ = desk.gettext
        self._workshop = ""
        self._grouping = ""
        self._round = ""
        self.told: Told | None = None
        self._room: group_plans.Room | None = None  # as last read; while people are moved by hand only seats are read anew
        self.mixing = Mixing(self)
        self.mixing.found.connect(self._on_found)
        self.mixing.rested.connect(self._on_rested)
        self.mixing.failed.connect(self._on_failed)
        self._cancelled = False

        self.which = Choice()
        self.which.setAccessibleName(_("Which groups"))
        self.which.activated.connect(lambda _at: self.show_grouping(self.which.currentData()))
        self.ways = controls.icon_button(desk.theme, "ellipsis", _("More for these groups"), on=self._more)
        self.panel = WantedPanel(desk, self)

        self._tabs = QButtonGroup(self)
        self._tab_row = controls.row(spacing=4)
        self.score = controls.label("", "strong", wrap=True)
        self.under = controls.label("", "caption", wrap=True)
        self.deciders_button = controls.button(
            desk.theme, _("Say who decides"), "flag", role="link", on=say_who_decides,
            tip=_("In the list of people: Part in the workshop, “%(decider)s”", decider=wording.choice_name("participation", "part", "decider", desk.language)),
        )  # fmt: skip
        self.bar = QProgressBar()
        self.bar.setRange(0, 0)
        self.bar.setTextVisible(False)
        self.bar.setFixedHeight(6)
        self.bar.setAccessibleName(_("Mixing"))
        self.mix_button = controls.button(desk.theme, _("Mix"), "shuffle", role="primary", on=self.mix)
        self.cancel_button = controls.button(
            desk.theme, _("Stop here"), "x", on=self.cancel, tip=_("Keeps the best groups found so far (Esc)")
        )
        self.further_button = controls.button(
            desk.theme, _("Look further"), "search", role="link", on=self.look_further, tip=_("Ten seconds more, for something better")
        )
        self.notice = controls.label("", wrap=True)
        self.mend_button = controls.button(desk.theme, _("Move as few as possible"), on=partial(self.mix, "mend"))
        self.rest_button = controls.button(desk.theme, _("Mix the rest again"), role="link", on=partial(self.mix, "rest"))
        self.notices = controls.card(self.notice, controls.row(self.mend_button, self.rest_button, None), margins=(14, 10, 14, 10))
        self.refusal = controls.label("", "error", wrap=True)
        self.board = GroupBoard(desk)
        self.board.moved.connect(self.move)
        self.board.swapped.connect(self.change_places)
        self.board.lock_asked.connect(self.turn_lock)
        self.board.menu_asked.connect(self._menu)
        self.first = EmptyState(
            desk.theme, "shuffle", _("Nobody is in a group yet. Mix, and everybody gets a group in every round; then drag whom you like."),
            _("Mix"), self.mix,
        )  # fmt: skip
        self._middle = QStackedWidget()
        self._middle.addWidget(self.first)
        self._middle.addWidget(controls.scrolling(controls.holder(controls.column(self.board, margins=(20, 4, 16, 0)))))
        words = controls.column(self.score, self.under, controls.row(self.deciders_button, None), spacing=2)
        buttons = controls.column(controls.row(self.mix_button, self.cancel_button), controls.row(None, self.further_button), spacing=2)
        head = controls.column(
            self._tab_row,
            8,
            controls.row((words, 1), buttons, spacing=12),
            self.bar,
            self.refusal,
            self.notices,
            spacing=4,
            margins=(20, 12, 16, 6),
        )
        choice = controls.holder(controls.row((self.which, 1), self.ways, spacing=4, margins=(20, 12, 14, 0)))
        left = controls.holder(controls.column(choice, (self.panel, 1)), "groups_left")
        left.setFixedWidth(self.panel.width())
        line = controls.hairline()
        line.setFixedSize(1, 16777215)
        line.setSizePolicy(QSizePolicy.Policy.Fixed, QSizePolicy.Policy.Expanding)
        page = controls.holder(controls.row(left, line, (controls.column(head, (self._middle, 1)), 1), spacing=0))
        self.nobody = EmptyState(
            desk.theme, "users", _("Groups are mixed of those who take part, and nobody is listed yet. Add people first; then mix them in groups here."),
            _("Add people"), add_people,
        )  # fmt: skip
        self.begin = EmptyState(
            desk.theme, "shuffle",
            _("Mixed groups: departments mix, nobody meets the same person twice where that can be avoided, and every group has what it needs."),
            _("Make groups"), self.new,
        )  # fmt: skip
        self._stack = QStackedWidget()
        for widget in (self.nobody, self.begin, page):
            self._stack.addWidget(widget)
        self.setLayout(controls.column(self._stack))

    # ------------------------------------------------------------------------------------------------ what it shows

    @property
    def view(self) -> GroupingView | None:
        return self.told.view if self.told is not None else None

    @property
    def line(self) -> RoundLine | None:
        """The round that is looked at."""
        view = self.view
        return next((r for r in view.rounds if r.id == self._round), None) if view else None

    def show_workshop(self, workshop: str) -> None:
        if workshop != self._workshop:
            self.leave()
            self._workshop, self._grouping, self._round, self.told = workshop, "", "", None

    def show_grouping(self, grouping: str) -> None:
        if grouping and grouping != self._grouping:
            self.panel.settle()
            self.mixing.close()
            self._grouping, self._round = grouping, ""
            self.refresh()

    def show_row(self, row: str) -> bool:
        """A grouping or a round; True when it is one of this workshop."""
        library = self.desk.bench.library
        round = library.get(Round, row)
        grouping = library.get(Grouping, round.parent if round else row)
        if grouping is None or grouping.parent != self._workshop:
            return False
        self._grouping, self._round = grouping.id, round.id if round else self._round
        self.refresh()
        return True

    def refresh(self, *, wanted: bool = True) -> None:
        """`wanted` False: somebody sits elsewhere, and what is wanted stays as it was."""
        if not self._workshop:
            return
        found = self.desk.bench.ask(group_plans.groupings, self._workshop)
        ids = [g.id for g in found]
        if self._grouping not in ids:
            self._grouping = ids[-1] if ids else ""
            self.mixing.close()
        if not found:
            self.told = None
            people = self.desk.bench.library.count(Participation, parent=self._workshop)
            self._stack.setCurrentIndex(1 if people else 0)
            return
        self._stack.setCurrentIndex(2)
        self.which.clear()
        for at, g in enumerate(found):
            self.which.addItem(g.title or (self._("Groups") if len(found) == 1 else self._("Groups %(n)d", n=at + 1)), g.id)
        self.which.setCurrentIndex(self.which.findData(self._grouping))
        ask = self.desk.bench.ask
        if wanted or self._room is None or self._room.row.id != self._grouping:
            self._room = ask(group_plans.Room, self._grouping, self.desk.today())
        else:
            self._room.seats_changed(self.desk.bench.library, self._round)
        view = ask(group_plans.grouping_view, self._grouping, today=self.desk.today(), room=self._room)
        self.told = Told(self.desk, view)
        if self.line is None:
            self._round = next((r.id for r in view.rounds if not r.over), view.rounds[0].id if view.rounds else "")
        if wanted:
            self.panel.show_view(self.told)
        self._show_tabs(view)
        self._show_words()
        line = self.line
        if line is not None and line.mixed:
            self.board.show_round(self.told, line)
        self._middle.setCurrentIndex(1 if line is not None and line.mixed else 0)
        self.first.button.setVisible(not self.mixing.working)  # type: ignore[union-attr]

    def _show_tabs(self, view: GroupingView) -> None:
        buttons = self._tabs.buttons()
        while len(buttons) < len(view.rounds):
            made = QToolButton()
            made.setProperty("look", "quiet")
            made.setCheckable(True)
            made.clicked.connect(partial(self._on_tab, len(buttons)))
            made.setContextMenuPolicy(Qt.ContextMenuPolicy.CustomContextMenu)
            made.customContextMenuRequested.connect(partial(self._tab_menu, len(buttons), made))
            self._tabs.addButton(made, len(buttons))
            if not buttons:
                self._tab_row.addStretch(1)
            self._tab_row.insertWidget(len(buttons), made)
            buttons = self._tabs.buttons()
        for at, button in enumerate(buttons):
            assert isinstance(button, QToolButton)
            button.setVisible(at < len(view.rounds) and len(view.rounds) > 1)
            if at < len(view.rounds):
                line = view.rounds[at]
                name = round_name(line.round.title, at, self.desk.language)
                when = self.told.when(line) if self.told else ""
                button.setText(f"{name} · {when}" if when and len(view.rounds) < 5 else name)
                button.setAccessibleName(" ".join(x for x in (name, when, self._("held") if line.over else "") if x))
                if line.over:
                    button.setIcon(self.desk.theme.icon("check", "text2", 16))
                    button.setToolButtonStyle(Qt.ToolButtonStyle.ToolButtonTextBesideIcon)
                else:
                    button.setToolButtonStyle(Qt.ToolButtonStyle.ToolButtonTextOnly)
                button.setChecked(line.id == self._round)

    def _on_tab(self, at: int, _checked: bool = False) -> None:
        view = self.view
        if view is not None and at < len(view.rounds):
            self._round = view.rounds[at].id
            self.refresh()

    def _tab_menu(self, at: int, tab: QWidget, where: QPoint) -> None:
        self._on_tab(at)
        menu = QMenu(self)
        menu.setAttribute(Qt.WidgetAttribute.WA_DeleteOnClose)
        self._round_entries(menu)
        menu.popup(tab.mapToGlobal(where))

    def _show_words(self) -> None:
        told, line, _ = self.told, self.line, self._
        if told is None or line is None:
            return
        working = self.mixing.working
        if not working:
            self.score.setText(told.score())
        below = [sizes([len(g.people) for g in line.groups], self.desk.language) if line.mixed else ""]
        if line.round.held:
            below.append(_("The round is held: nobody is moved in it."))
        below += told.shortfalls()
        self.under.setText(" · ".join(x for x in below if x))
        self.under.setVisible(bool(self.under.text()))
        self.score.setVisible(bool(self.score.text()))
        self.deciders_button.setVisible(not working and told.lacks_deciders())
        self.bar.setVisible(working)
        self.cancel_button.setVisible(working)
        self.mix_button.setVisible(not working and line.mixed)
        self.further_button.setVisible(not working and self._may_go_on())
        if line.mixed:
            self.refusal.hide()
        sentences = [told.broken(b) for b in told.view.broken]
        late = {p for r in told.view.rounds if not r.over for p in r.unseated}
        if late:
            sentences.append(self.desk.language.ngettext("%(n)d person has no group yet.", "%(n)d people have no group yet.", len(late)))
        if len(sentences) > 4:
            sentences = [*sentences[:3], _("and %(n)d more", n=len(sentences) - 3)]
        self.notice.setText("\n".join(sentences))
        self.notices.setVisible(bool(sentences) and not working)

    def _may_go_on(self) -> bool:
        """While what stands is what the search found."""
        asked, plan, view = self.mixing.asked, self.mixing.plan, self.view
        if not self.mixing.may_go_on or asked is None or plan is None or view is None:
            return False
        if asked.grouping != self._grouping or asked.way != "anew":
            return False
        return self._stands(asked, plan)

    def _stands(self, asked: Asked, plan: Plan) -> bool:
        view = self.view
        placed = asked.placed(plan)
        known = {r.id: r for r in view.rounds} if view else {}
        return all(
            id in known and (known[id].begun or [frozenset(g.people) for g in known[id].groups] == [frozenset(g) for g in groups])
            for id, groups in placed.items()
        )

    # ------------------------------------------------------------------------------------------------ mixing

    def mix(self, way: Way = "anew") -> None:
        """Look for two seconds; what is found is one step."""
        self.panel.settle()
        if not self._grouping or self.mixing.working:
            return
        try:
            asked = self.desk.bench.ask(group_plans.asked, self._grouping, today=self.desk.today(), way=way)
        except Failure as error:
            self._refuse(error)
            return
        self._cancelled = False
        self.refusal.hide()
        self.mixing.start(asked)
        self.score.setText(self._("Looking for groups…"))
        self._after_start()

    def look_further(self) -> None:
        if self._may_go_on():
            self._cancelled = False
            self.mixing.go_on(seconds=MORE_SECONDS)
            self._after_start()

    def cancel(self) -> None:
        """Stop, with the best there is."""
        self._cancelled = True
        self.mixing.stop()

    def _after_start(self) -> None:
        self._show_words()
        self.first.button.setVisible(False)  # type: ignore[union-attr]
        self.cancel_button.setFocus(Qt.FocusReason.OtherFocusReason)

    def _on_found(self, plan: Plan) -> None:
        if self.told is not None:
            self.score.setText(self._("Best so far: %(score)s", score=self.told.score(plan.score)))

    def _on_rested(self, plan: Plan) -> None:
        asked = self.mixing.asked
        focused = self.cancel_button.hasFocus()
        if asked is not None and asked.grouping == self._grouping:
            if self._stands(asked, plan) and self.view is not None and self.view.mixed:
                self.desk.say(self._("Nothing better was found."))
            elif self._still(asked):
                self.desk.try_to(
                    groupings.take_plan,
                    self._grouping,
                    asked.placed(plan),
                    seed=plan.seed,
                    iterations=plan.iterations,
                    engine=str(plan.engine),
                    by=self,
                )
                if asked.way != "anew":
                    moved = asked.moved(plan)
                    self.desk.say(
                        self.desk.language.ngettext("%(n)d person changes group.", "%(n)d people change group.", moved)
                        if moved
                        else self._("Nobody changes group."),
                        undo=True,
                    )
            else:
                self.mixing.close()
                self.desk.say(self._("Something changed while it was looking. Mix once more."))
        QTimer.singleShot(0, self, partial(self._after_rest, focused))  # the window answers between what is written and what is shown

    def _after_rest(self, focused: bool) -> None:
        self.refresh()
        if focused:
            (self.mix_button if self.mix_button.isVisibleTo(self) else self.panel.shape).setFocus(Qt.FocusReason.OtherFocusReason)

    def _still(self, asked: Asked) -> bool:
        """Whether what was asked is what would be asked now."""
        try:
            now = self.desk.bench.ask(group_plans.asked, self._grouping, today=self.desk.today(), way=asked.way)
        except Failure:
            return False
        return now.order == asked.order and now.task == asked.task

    def _on_failed(self, error: Any) -> None:
        if isinstance(error, Failure):
            self._refuse(error)
        else:
            self.desk.say(self._("The mixing stopped. Nothing was changed; try again."))
        self.refresh()

    def _refuse(self, error: Failure) -> None:
        sentence = self.told.refusal(error) if self.told is not None else wording.sentence(error, self.desk.language)
        self._show_words()
        self.refusal.setText(sentence)
        self.refusal.show()

    # ------------------------------------------------------------------------------------------------ by hand

    def move(self, people: Sequence[str], group: int) -> None:
        line = self.line
        if line is not None and people:
            self.desk.try_to(groupings.move_to_group, line.id, tuple(people), group, by=self)
            self.refresh(wanted=False)
            self.board.select(people)

    def change_places(self, one: str, other: str) -> None:
        line = self.line
        if line is not None:
            self.desk.try_to(groupings.change_places, line.id, one, other, by=self)
            self.refresh(wanted=False)
            self.board.select((one, other), focus=False)

    def turn_lock(self, people: Sequence[str]) -> None:
        """Lock those chosen; when all of them are locked, unlock them."""
        line = self.line
        if line is None or not people or set(people) & set(line.unseated):
            return
        locked = {p for g in line.groups for p in g.locked}
        self.desk.try_to(groupings.unlock if set(people) <= locked else groupings.lock, line.id, tuple(people), by=self)
        self.refresh(wanted=False)

    def hold(self, held: bool) -> None:
        if self.line is not None:
            self.desk.try_to(groupings.hold_round, self.line.id, held)

    def _menu(self, people: Sequence[str], number: int, at: QPoint) -> None:
        menu = self.menu_for(tuple(people), number)
        menu.popup(at)

    def menu_for(self, people: tuple[str, ...], number: int) -> QMenu:
        menu, _, line, told = QMenu(self), self._, self.line, self.told
        menu.setAttribute(Qt.WidgetAttribute.WA_DeleteOnClose)
        if line is None or told is None:
            return menu
        everybody = tuple(dict.fromkeys((*people, *self.board.chosen())))
        if not line.round.held:
            to = menu.addMenu(_("Move to"))
            for group in line.groups:
                if group.number != number:
                    to.addAction(told.table(group.number), partial(self.move, people, group.number))
            if number != NOWHERE:
                locked = set(people) <= line.groups[number].locked
                menu.addAction(_("Unlock") if locked else _("Lock in the group"), partial(self.turn_lock, people))
        if len(everybody) == 2:
            one, other = everybody
            where = {p: g.number for g in line.groups for p in g.people}
            if not line.round.held and where.get(one) is not None and where.get(other) is not None and where[one] != where[other]:
                menu.addAction(_("Change places"), partial(self.change_places, one, other))
            menu.addSeparator()
            menu.addAction(_("Keep these two apart"), partial(self.desk.try_to, groupings.keep_apart, self._grouping, one, other))
            menu.addAction(_("Keep these two together"), partial(self.desk.try_to, groupings.keep_together, self._grouping, one, other))
        elif len(people) == 1 and number != NOWHERE:
            menu.addAction(
                _("Always at %(table)s", table=told.table(number)),
                partial(self.desk.try_to, groupings.pin_to_table, self._grouping, people[0], number),
            )
        return menu

    # ------------------------------------------------------------------------------------------------ the groups themselves

    def new(self) -> None:
        """Groups of about five, a round for each block of the program in which people work in groups."""
        blocks = [b.id for b in self.desk.bench.ask(group_plans.group_blocks, self._workshop)]
        made = self.desk.try_to(groupings.new_grouping, self._workshop, blocks=tuple(blocks) or (None,))
        if made:
            self._grouping, self._round = made, ""
            self.refresh()
            self.panel.count.setFocus(Qt.FocusReason.OtherFocusReason)

    def rename(self) -> None:
        view = self.view
        if view is None:
            return
        _ = self._
        sheet = Sheet(self.desk, _("What these groups are called"))
        name = LineField(self.desk, _("Name"), length=120)
        name.show_value(view.grouping.title)
        sheet.add(name)
        sheet.offer_cancel()
        sheet.offer(_("Rename"), sheet.accept, role="primary")
        if self.desk.dialogs.run(sheet) and name.text().strip():
            self.desk.try_to(groupings.rename_grouping, self._grouping, name.text())

    def remove(self) -> None:
        if self._grouping:
            self.mixing.close()
            self.desk.try_to(groupings.remove_grouping, self._grouping)
            self.desk.say(self._("The groups were removed."), undo=True)

    def _more(self) -> None:
        menu, _ = QMenu(self), self._
        menu.setAttribute(Qt.WidgetAttribute.WA_DeleteOnClose)
        line = self.line
        if line is not None and line.mixed:
            menu.addAction(
                _("The round is not held after all") if line.round.held else _("The round is held"), partial(self.hold, not line.round.held)
            )
            menu.addAction(self.desk.theme.icon("printer", "text2", 16), _("Print group lists…"), self.print_lists)
            menu.addSeparator()
        self._round_entries(menu)
        menu.addAction(self.desk.theme.icon("plus", "text2", 16), _("New groups beside these"), self.new)
        menu.addAction(self.desk.theme.icon("pencil", "text2", 16), _("Rename…"), self.rename)
        menu.addAction(self.desk.theme.icon("trash-2", "text2", 16), _("Remove these groups"), self.remove)
        menu.popup(self.ways.mapToGlobal(self.ways.rect().bottomLeft()))

    def _round_entries(self, menu: QMenu) -> None:
        """What is done with the round that is looked at: its name and its place among the others."""
        _, view, line = self._, self.view, self.line
        if view is None or line is None:
            return
        at = next(i for i, r in enumerate(view.rounds) if r.id == line.id)
        menu.addAction(self.desk.theme.icon("pencil", "text2", 16), _("Rename the round…"), self.rename_round)
        if at:
            menu.addAction(self.desk.theme.icon("chevron-up", "text2", 16), _("Move the round earlier"), partial(self.move_round, -1))
        if at < len(view.rounds) - 1:
            menu.addAction(self.desk.theme.icon("chevron-down", "text2", 16), _("Move the round later"), partial(self.move_round, 1))
        menu.addSeparator()

    def rename_round(self) -> None:
        line, _ = self.line, self._
        if line is None or self.told is None:
            return
        sheet = Sheet(self.desk, _("What the round is called"))
        name = LineField(self.desk, _("Name"), length=120, placeholder=self.told.round(line.id) if not line.round.title else "")
        name.show_value(line.round.title)
        sheet.add(name)
        sheet.offer_cancel()
        sheet.offer(_("Rename"), sheet.accept, role="primary")
        if self.desk.dialogs.run(sheet):
            self.desk.try_to(groupings.rename_round, line.id, name.text())

    def move_round(self, by: int) -> None:
        """One place earlier (-1) or later (1)."""
        view, line = self.view, self.line
        if view is None or line is None:
            return
        ids = [r.id for r in view.rounds]
        at = ids.index(line.id)
        if 0 <= at + by < len(ids):
            rest = [id for id in ids if id != line.id]
            self.desk.try_to(groupings.move_round, line.id, rest[at + by - 1] if at + by else None)

    def print_lists(self) -> None:
        self.desk.print_from_here(self._workshop, "groups")

    # ------------------------------------------------------------------------------------------------ what the page asks

    def settle(self) -> None:
        self.panel.settle()

    def leave(self) -> None:
        self.panel.settle()
        self.mixing.close()
        if self.told is not None:
            self._show_words()

    def hints(self) -> str:
        if self.line is None or not self.line.mixed:
            return ""
        return self._("Alt+arrow moves to another group    Alt+Enter on two changes places    Enter locks    Drag onto a group or a person")

    def home(self) -> QWidget | None:
        shown = [c for c in self.board.cards if not c.isHidden()]
        return shown[0].members if shown and self._middle.currentIndex() == 1 else None

    def keyPressEvent(self, event: Any) -> None:
        if event.key() == Qt.Key.Key_Escape and self.mixing.working:
            self.cancel()
        elif event.key() == Qt.Key.Key_Escape and self.board.waiting:
            self.board.stop_waiting()
        else:
            super().keyPressEvent(event)


__all__ = ["GroupsView"]
