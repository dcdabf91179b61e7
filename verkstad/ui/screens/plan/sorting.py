"""The points of the plan, one after another: read above, sorted by one key each, all of them in the list below."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from functools import cached_property, partial
from typing import TYPE_CHECKING, Any

from PySide6.QtCore import QEvent, QObject, Qt, QTimer
from PySide6.QtGui import QKeyEvent
from PySide6.QtWidgets import QGridLayout, QLineEdit, QPlainTextEdit, QPushButton, QStackedWidget, QWidget

from verkstad import wording, wording_plan
from verkstad.app import plan
from verkstad.app.plan import ItemLine, PlanView
from verkstad.domain.errors import Refused
from verkstad.domain.fields import Id
from verkstad.domain.plan import ITEM_STATES, PlanDocument, PlanItem, PlanLink
from verkstad.domain.planning import REPLACED, next_to_sort, sentences
from verkstad.ui import controls
from verkstad.ui.desk import Desk
from verkstad.ui.screen import Screen
from verkstad.ui.screens.plan.inspector import ItemInspector
from verkstad.ui.value_table import Column, Filter, ValueTable

if TYPE_CHECKING:
    from verkstad.app.workbench import Changes

STATE_LOOK = {"new": "warn", "used": "kind:solo", "elsewhere": "text2", "struck": "text2", "split": "text2", "merged": "text2"}
ICONS = {"goal": "target", "action": "list-checks", "module": "scissors", "decision": "flag", "pilot": "flask-conical"}
DEED_ICONS = {**ICONS, "elsewhere": "external-link", "strike": "x", "divide": "columns-2", "join": "merge"}


class SortingPart(Screen):
    """A tab of the page: `show_initiative` is told whose plan it is."""

    def __init__(self, desk: Desk) -> None:
        super().__init__(desk)
        _ = self._
        self.initiative: Id = ""
        self.view = PlanView((), ())
        self._why = ""  # the reason that was given last for what is not driven here, offered again
        self._acting: tuple[Id, ...] = ()  # what a divided, left or struck point was, while one writes
        self._deed = ""  # what is done with them when the line is entered
        self.place = controls.Elided("", "caption")
        self.counts = controls.label("", "strong")
        self.says = controls.label("", wrap=True, selectable=True)
        self.says.setAlignment(Qt.AlignmentFlag.AlignTop)
        self.says.setFocusPolicy(Qt.FocusPolicy.NoFocus)
        reading = controls.scrolling(self.says)
        self.card_stack = QStackedWidget()
        self.card_stack.addWidget(reading)
        self.card_stack.setFixedHeight(118)
        self.buttons: dict[str, QPushButton] = {}
        self.bar = QWidget()
        grid = QGridLayout()
        grid.setContentsMargins(0, 0, 0, 0)
        grid.setSpacing(6)
        for at, deed in enumerate(wording_plan.DEEDS):
            key, words = wording_plan.keys_of(deed, desk.language)[0], wording_plan.deed_words(deed, desk.language)
            made = controls.button(desk.theme, f"{key}   {words}", on=partial(self.do, deed), tip=words)
            made.setAccessibleName(words)
            made.setFocusPolicy(Qt.FocusPolicy.TabFocus)
            self.buttons[deed] = made
            grid.addWidget(made, at // 4, at % 4)
        self.bar.setLayout(grid)
        card = controls.card(controls.row((self.place, 1), self.counts), 6, self.card_stack, 8, self.bar, spacing=0)
        self.table = ValueTable(
            desk, self._columns(), name=_("The points of the plan"), search=_("Search"), space=lambda _lines: self.next(), menu=self._menu,
            filters=[Filter(_("Which points"), self._filters())],
        )  # fmt: skip
        self.table.view.installEventFilter(self)
        self.table.chosen.connect(self._on_chosen)
        self.table.opened.connect(lambda line: self._inspector.follow(line))
        self._inspector = ItemInspector(desk, reopen=self.reopen)
        self.setLayout(controls.column(card, 12, (self.table, 1), margins=(24, 14, 24, 14)))

    @cached_property
    def pieces(self) -> QPlainTextEdit:
        """Where a point is divided: built when somebody does."""
        _, made = self._, QPlainTextEdit()
        made.setAccessibleName(_("The point, a line for each piece"))
        made.installEventFilter(self)
        divide = controls.button(self.desk.theme, _("Divide here"), role="primary", on=self.divide, tip="Ctrl+Enter")
        cancel = controls.button(self.desk.theme, _("Cancel"), on=self.leave_writing)
        told = controls.label(_("Enter parts it, Backspace joins. The words stay as they are."), "caption")
        self.card_stack.addWidget(controls.holder(controls.column(made, controls.row((told, 1), cancel, divide), spacing=6)))
        return made

    @cached_property
    def why(self) -> QLineEdit:
        """Where it is said why a point is struck or not driven here: built when somebody does."""
        made = QLineEdit()
        made.setMaxLength(400)
        made.returnPressed.connect(self._reason_entered)
        made.installEventFilter(self)
        self._asks = controls.label("", "label")
        self._enters = controls.label("", "caption")
        self.card_stack.addWidget(controls.holder(controls.column(self._asks, 4, made, 6, self._enters, None)))
        return made

    # ------------------------------------------------------------------------------------------------ what the page asks

    def inspector(self) -> QWidget | None:
        return self._inspector

    def hints(self) -> str:
        return self._("Space goes to the next    Shift+↓ takes more    Enter shows what it became    T sorts again")

    def home(self) -> QWidget | None:
        return self.table.view

    def find(self) -> bool:
        self.table.search.setFocus(Qt.FocusReason.ShortcutFocusReason)
        return True

    def settle(self) -> None:
        self._inspector.settle()

    def show_initiative(self, initiative: Id, view: PlanView) -> None:
        """The page asks once for all its tabs."""
        fresh = initiative != self.initiative
        self.initiative, self.view = initiative, view
        if fresh:
            self.leave_writing()
        self.table.show_values(view.lines)
        self.counts.setText(wording_plan.sorted_words(view.sorted, self.desk.language))
        if fresh or not self.table.selected():
            self._select_first()
        else:
            self._on_chosen(self.table.selected())

    def show_row(self, row: Id, part: str) -> None:
        """An item, or what an item became or is told of in."""
        found = self._item_of(row)
        if found:
            if found not in {line.id for line in self.table.model.shown}:
                self.table.search.clear()
                self._widen(stands=any(line.id == found and line.stands for line in self.view.lines))
            self.table.select([found])
            self.table.view.setFocus(Qt.FocusReason.OtherFocusReason)

    def reveal(self, changes: Changes) -> None:
        items = {id for id in changes.ids(PlanItem) if self.desk.bench.library.get(PlanItem, id) is not None}
        if items:
            self.leave_writing()
            first = next((line.id for line in self.view.lines if line.id in items and line.stands), next(iter(items)))
            self.show_row(first, "")

    def _item_of(self, row: Id) -> Id:
        library = self.desk.bench.library
        link = library.get(PlanLink, row)
        if link is not None:
            return link.parent or ""
        if library.get(PlanDocument, row) is not None:
            return next((line.id for line in self.view.lines if line.item.parent == row), "")
        return row if library.get(PlanItem, row) is not None else ""

    # ------------------------------------------------------------------------------------------------ what a person does

    def do(self, deed: str) -> None:
        """One key: what the chosen points become. Then the next that waits."""
        lines = [line for line in self.table.selected() if line.stands]
        if not lines:
            if self.table.selected():
                self.desk.say(self._("Others stand in the place of this point: sort them instead. Nothing was changed."))
            return
        ids = tuple(line.id for line in lines)
        if deed in wording_plan.BECOMES:
            self._sort(lines, lambda: self.desk.bench.do(plan.sort_into, ids, deed, by=self), deed)
        elif deed in ("strike", "elsewhere"):
            self._ask_why(deed, ids)
        elif deed == "divide" and len(lines) == 1:
            self._write(self.pieces, ids)
            self.pieces.setPlainText("\n".join(sentences(lines[0].item.says)))
            self.pieces.setFocus(Qt.FocusReason.OtherFocusReason)
        elif deed == "join":
            self._join(lines)

    def next(self) -> None:
        """The next point that waits, in the order shown."""
        shown = self.table.model.shown
        chosen = self.table.selected()
        at = shown.index(chosen[-1]) if chosen and chosen[-1] in shown else -1
        to = next_to_sort([line.state for line in shown], at)
        if to is None:
            if shown and all(line.state != "new" for line in self.view.lines):
                self.desk.say(self._("All points are sorted."))
            return
        self.table.select([shown[to].id])

    def reopen(self, lines: Sequence[ItemLine]) -> None:
        standing = [line for line in lines if line.stands]
        if standing:
            self._sort(standing, lambda: self.desk.bench.do(plan.reopen, tuple(line.id for line in standing), by=self), "reopen", on=False)

    def divide(self) -> None:
        """What is written on lines of its own becomes points of its own."""
        if len(self._acting) != 1:
            return
        made = self.desk.try_to(plan.divide, self._acting[0], tuple(self.pieces.toPlainText().split("\n")), by=self)
        if made is not None:
            self.leave_writing()
            self.table.select(made[:1])

    def _ask_why(self, deed: str, ids: tuple[Id, ...]) -> None:
        """A line for the reason in the place of the words to read. What is struck may go without one."""
        _, strike = self._, deed == "strike"
        self._write(self.why, ids)
        self._deed = deed
        asks = _("Why is it struck? You may leave it empty.") if strike else _("Who drives it, or why not here?")
        self._asks.setText(asks)
        self._enters.setText(_("Enter strikes it    Esc leaves") if strike else _("Enter keeps it    Esc leaves"))
        self.why.setAccessibleName(asks)
        self.why.setPlaceholderText(asks)
        self.why.setText("" if strike else self._why)
        self.why.selectAll()
        self.why.setFocus(Qt.FocusReason.OtherFocusReason)

    def _reason_entered(self) -> None:
        ids, deed, reason = self._acting, self._deed, self.why.text()
        act = plan.strike if deed == "strike" else plan.leave_to_others
        lines = [line for line in self.view.lines if line.id in ids]
        if not self._try(lines, lambda: self.desk.bench.do(act, ids, reason, by=self), deed):
            return
        if deed == "elsewhere":
            self._why = " ".join(reason.split())
        self.leave_writing()
        self._go_on(ids)

    def leave_writing(self) -> None:
        """Back to reading; nothing was changed."""
        was = self.card_stack.currentIndex() != 0
        self.card_stack.setCurrentIndex(0)
        self.bar.show()
        self.card_stack.setFixedHeight(118)
        self._acting, self._deed = (), ""
        if was:
            self.table.view.setFocus(Qt.FocusReason.OtherFocusReason)

    def _write(self, field: QWidget, ids: tuple[Id, ...]) -> None:
        """In the place of the words to read: a field, and for the divided point the room of the keys too."""
        self._acting = ids
        roomy = isinstance(field, QPlainTextEdit)
        self.bar.setVisible(not roomy)
        self.card_stack.setFixedHeight(118 + 8 + self.bar.sizeHint().height() if roomy else 118)
        self.card_stack.setCurrentWidget(field.parentWidget() or field)

    def _sort(self, lines: Sequence[ItemLine], act: Callable[[], Any], deed: str, *, on: bool = True) -> None:
        """Do it, say what became of which point, and go on to the next that waits."""
        self._try(lines, act, deed)
        if on:
            self._go_on(tuple(line.id for line in lines))

    def _try(self, lines: Sequence[ItemLine], act: Callable[[], Any], deed: str) -> bool:
        """Whether it was done; the keyboard has gone to another point by then, so it is said which one it was."""
        numbers, says = [line.item.number for line in lines], lines[0].item.says if lines else ""
        try:
            act()
        except Refused as error:
            self.desk.say(wording.sentence(error, self.desk.language))
            return False
        self.desk.say(wording_plan.became_words(deed, numbers, says, self.desk.language), undo=True)
        return True

    def _go_on(self, ids: tuple[Id, ...]) -> None:
        """From the last of those that were sorted to the next that waits; where none does, they stay chosen."""
        shown = self.table.model.shown
        at = max((n for n, line in enumerate(shown) if line.id in ids), default=-1)
        to = next_to_sort([line.state for line in shown], at)
        self.table.select([shown[to].id] if to is not None else ids[-1:])

    def _join(self, lines: Sequence[ItemLine]) -> None:
        """The chosen points as one; the one chosen and the next that stands after it."""
        ids = [line.id for line in lines]
        if len(ids) == 1:
            standing = [line for line in self.view.lines if line.stands]
            at = next((n for n, line in enumerate(standing) if line.id == ids[0]), len(standing))
            ids += [line.id for line in standing[at + 1 : at + 2]]
        made: list[Id] = []
        told = [line for line in self.view.lines if line.id in ids]
        if self._try(told, lambda: made.append(self.desk.bench.do(plan.join, tuple(ids), by=self)), "join"):
            self.table.select(made)

    # ------------------------------------------------------------------------------------------------ keys

    def eventFilter(self, watched: QObject, event: QEvent) -> bool:
        if event.type() == QEvent.Type.KeyPress and isinstance(event, QKeyEvent):
            if watched is self.table.view:
                return self._key(event) or super().eventFilter(watched, event)
            if event.key() == Qt.Key.Key_Escape:
                self.leave_writing()
                return True
            control = bool(event.modifiers() & Qt.KeyboardModifier.ControlModifier)
            if isinstance(watched, QPlainTextEdit) and control and event.key() in (Qt.Key.Key_Return, Qt.Key.Key_Enter):
                self.divide()
                return True
        return super().eventFilter(watched, event)

    def _key(self, event: QKeyEvent) -> bool:
        held = event.modifiers() & (
            Qt.KeyboardModifier.ControlModifier | Qt.KeyboardModifier.AltModifier | Qt.KeyboardModifier.MetaModifier
        )
        if held:
            return False
        if self._deed and event.text().isprintable() and event.text():  # the line is open: what is written is the reason
            self.why.setFocus(Qt.FocusReason.OtherFocusReason)
            self.why.insert(event.text())
            return True
        deed = wording_plan.deed_of(event.text(), self.desk.language)
        if deed:
            self.do(deed)
            return True
        if event.text().upper() == wording_plan.AGAIN:
            self.reopen(self.table.selected())
            return True
        return event.text().isalpha()  # a letter that means nothing here chooses no other row

    # ------------------------------------------------------------------------------------------------ showing

    def _select_first(self) -> None:
        shown = self.table.model.shown
        to = next_to_sort([line.state for line in shown], -1)
        self.table.select([shown[to if to is not None else 0].id] if shown else [])

    def _widen(self, *, stands: bool) -> None:
        """Let everything through that stands, or else also what was divided and joined."""
        for box in self.table._filters:
            box.setCurrentIndex(0 if stands else box.count() - 1)
        self.table._on_filtered()

    def _on_chosen(self, lines: list[ItemLine]) -> None:
        _, language = self._, self.desk.language
        if self._acting and {line.id for line in lines} != set(self._acting):
            QTimer.singleShot(0, self, self.leave_writing)
        if len(lines) == 1:
            item = lines[0].item
            parts = (lines[0].document, wording_plan.place_words(item.number, item.page, language), item.heading)
            self.place.setText(" · ".join(part for part in parts if part))
            self.says.setText(item.says)
        else:
            self.place.setText(language.ngettext("%(n)d point chosen", "%(n)d points chosen", len(lines)) if lines else "")
            self.says.setText("\n".join(line.item.says for line in lines[:20]))
        standing = any(line.stands for line in lines)
        for deed, button in self.buttons.items():
            button.setEnabled(standing and (deed != "divide" or len(lines) == 1))
        self._inspector.show_lines(lines, self.view)

    def _filters(self) -> list[tuple[str, Callable[[ItemLine], bool]]]:
        _, language = self._, self.desk.language
        named = [
            (wording.choice_name("plan_item", "state", state, language), partial(_in_state, state))
            for state in ITEM_STATES
            if state not in REPLACED
        ]
        return [
            (_("All that stand"), lambda x: x.stands), *named, (_("Without a forum"), lambda x: x.state in ("new", "used") and not x.forum),
            (_("All, also divided and joined"), lambda _x: True),
        ]  # fmt: skip

    def _columns(self) -> list[Column[ItemLine]]:
        _, language = self._, self.desk.language

        def became(line: ItemLine) -> str:
            if line.item.reason and line.state in ("elsewhere", "struck"):
                return line.item.reason
            return "; ".join(f"{wording.choice_name('plan_link', 'became', b.kind, language)}: {b.title}" for b in line.became)

        return [
            Column(_("No."), lambda x: x.item.number.rstrip("."), sort=lambda x: _order(self.view, x), width=58),
            Column(
                _("Text"), lambda x: x.item.says.replace("\n", " "), second=lambda x: x.item.heading, strong=True, faded=lambda x: x.state in ("struck", "elsewhere", *REPLACED)
            ),
            Column(_("Page"), lambda x: "" if x.item.page is None else str(x.item.page), sort=lambda x: x.item.page or 0, width=54, right=True),
            Column(
                _("State"), lambda x: wording.choice_name("plan_item", "state", x.state, language), chip=lambda x: STATE_LOOK.get(x.state, "text2"), width=118,
                sort=lambda x: ITEM_STATES.index(x.state) if x.state in ITEM_STATES else 9,
            ),
            Column(_("What it became"), became, width=190, icon=lambda x: (ICONS[x.became[0].kind], "text2") if x.became else None),
        ]  # fmt: skip

    def _menu(self, lines: list[ItemLine]) -> list[tuple[str, str, Callable[[], object]] | None]:
        _, language = self._, self.desk.language
        entries: list[tuple[str, str, Callable[[], object]] | None] = [
            (
                f"{wording_plan.deed_words(deed, language)}\t{wording_plan.keys_of(deed, language)[0]}",
                DEED_ICONS[deed],
                partial(self.do, deed),
            )
            for deed in wording_plan.DEEDS
        ]
        entries += [
            (_("Pilot"), ICONS["pilot"], partial(self._pilots, lines)),
            None,
            (f"{_('Sort again')}\t{wording_plan.AGAIN}", "undo-2", partial(self.reopen, lines)),
        ]
        if len(lines) == 1:
            entries += [
                None,
                *(
                    (f"{_('Show')}: {became.title[:60]}", ICONS[became.kind], partial(self._inspector.go, became))
                    for became in lines[0].became
                ),
            ]
        return entries

    def _pilots(self, lines: list[ItemLine]) -> None:
        standing = [line for line in lines if line.stands]
        ids = tuple(line.id for line in standing)
        self._sort(standing, lambda: self.desk.bench.do(plan.sort_into, ids, "pilot", by=self), "pilot")


def _in_state(state: str, line: ItemLine) -> bool:
    return line.state == state


def _order(view: PlanView, line: ItemLine) -> int:
    return next((at for at, other in enumerate(view.lines) if other.id == line.id), 0)
