"""A colleague's session file: what it would bring, before anything is touched; and afterwards mine or theirs, field by field.

Three faces. *Reading* while the file is looked through in a process of its own. *Looking*: every workshop the file concerns, with what is
new, changed, to decide or removed in it, and for the chosen row mine and theirs beside each other. *Deciding*: one card a field that two
people have written, keys 1, 2 and 3; what is not decided keeps both values and a badge.
"""

from __future__ import annotations

import datetime
import difflib
import html
import re
import time
from collections.abc import Callable, Generator, Mapping, Sequence
from dataclasses import dataclass
from pathlib import Path
from typing import TYPE_CHECKING, Any

from PySide6.QtCore import Qt, QTimer
from PySide6.QtGui import QKeyEvent
from PySide6.QtWidgets import QCheckBox, QFrame, QLabel, QProgressBar, QPushButton, QStackedWidget, QWidget

from verkstad import wording
from verkstad.app import exchange
from verkstad.app.catalogue import catalogue
from verkstad.app.exchange import Conflict, Preview, Side
from verkstad.domain.errors import Cancelled, Failure
from verkstad.domain.initiative import Initiative
from verkstad.domain.merge import FieldPlan, RowPlan
from verkstad.domain.schema import SCHEMA
from verkstad.domain.workshop import Day, Workshop
from verkstad.i18n import N_, Language
from verkstad.ui import controls, places
from verkstad.ui import theme as look
from verkstad.ui.desk import Desk
from verkstad.ui.empty import EmptyState
from verkstad.ui.places import Place
from verkstad.ui.private import hidden_words, withheld
from verkstad.ui.screen import Screen
from verkstad.ui.screens import merge_words
from verkstad.ui.value_table import Column, Filter, ValueTable

if TYPE_CHECKING:
    from verkstad.app.workbench import Changes

SHIPPED: dict[str, Callable[[str], Any]] = {
    "template": lambda slug: catalogue().template(slug), "method": lambda slug: catalogue().method(slug), "role": lambda slug: catalogue().role(slug), "decision_type": lambda slug: catalogue().decision_type(slug),
}  # fmt: skip
"""Fields that hold the slug of something the program brings, and how it is found."""
SLICE = 0.03  # seconds of merging between two looks at the event loop
SHOWN_CONFLICTS = 40
WHAT = {"new": N_("New"), "changed": N_("Changed"), "conflicting": N_("To decide"), "removed": N_("Removed")}
TOKENS = {"new": "accent", "changed": "kind:opening", "conflicting": "warn", "removed": "danger"}
ICONS = {
    "workshop": "calendar-clock", "day": "calendar", "track": "columns-2", "block": "clock", "participation": "user-check", "action": "square-check",
    "unit": "building-2", "role": "id-card", "person": "user", "identity": "user", "printed": "printer", "initiative": "flag",
    "decision": "circle-check", "goal": "target", "module": "layers", "dependency": "link", "team": "users", "member": "user", "pilot": "flask-conical",
    "measure": "list-checks", "measurement": "list-checks", "loop": "history", "mandate": "id-card", "role_mandate": "id-card", "method": "lightbulb",
    "template": "layers", "template_block": "clock",
}  # fmt: skip


@dataclass(frozen=True)
class Line:
    """A row of the plan as the list shows it."""

    plan: RowPlan
    name: str
    title: str
    kind: str


class MergeScreen(Screen):
    key = "merge"
    entry = "workshops"

    def __init__(self, desk: Desk) -> None:
        super().__init__(desk)
        _ = self._
        self._path: Path | None = None
        self._seen: Preview | None = None
        self._going: Generator[float, None, Any] | None = None
        self._gone_through: Callable[[Any], None] = self._on_looked
        self._conflicts: tuple[Conflict, ...] = ()
        self._at = 0
        self._wanted = ""  # the row whose conflict somebody came to decide
        self._came_from = ("workshops", "", "")
        self._cards: list[_ConflictCard] = []
        self._accept: list[tuple[QCheckBox, Any]] = []
        self._names: dict[str, str] = {}  # of the rows of the file

        self._take_in = controls.button(desk.theme, _("Take in"), "git-merge", role="primary", on=self.take_in)
        self._leave_it = controls.button(desk.theme, _("Leave it"), on=lambda: desk.go("workshops"))
        self._later = controls.button(desk.theme, _("Decide later"), on=self.decide_later)

        self._stack = QStackedWidget()
        self._waiting = controls.label("", "caption")
        self._bar = QProgressBar()
        self._bar.setTextVisible(False)
        self._bar.setFixedWidth(320)
        self._bar.setAccessibleName(_("How far it is"))
        self._cancel = controls.button(desk.theme, _("Cancel"), on=self.cancel)
        self._stack.addWidget(
            controls.holder(
                controls.column(
                    None,
                    controls.row(None, self._waiting, None),
                    14,
                    controls.row(None, self._bar, None),
                    18,
                    controls.row(None, self._cancel, None),
                    None,
                )
            )
        )
        self._stack.addWidget(self._looking())
        self._cards_body = controls.column(spacing=look.L)
        held = controls.holder(controls.column(self._cards_body, None, margins=(24, 18, 24, 24)))
        self._stack.addWidget(controls.scrolling(held))
        self._nothing = QWidget()
        self._stack.addWidget(self._nothing)
        self.setLayout(controls.column((self._stack, 1)))
        self._side = QWidget()
        self._side_body = controls.column(margins=(24, 18, 24, 24))
        self._side.setLayout(self._side_body)
        self._running: Any = None
        desk.room_looks.connect(self._look)

    def _looking(self) -> QWidget:
        desk, _ = self.desk, self._
        self._facts = controls.label("", "caption", wrap=True)
        self._chips = controls.row(spacing=look.S)
        self._erasures = controls.column(spacing=4)
        self.table: ValueTable[Line] = ValueTable(
            desk,
            [
                Column(_("What"), lambda x: x.name, second=lambda x: x.kind, strong=True, icon=lambda x: (ICONS.get(x.plan.kind, "file-text"), "text2")),
                Column(_("Belongs to"), lambda x: x.title, width=220),
                Column(_("Comes as"), lambda x: _(WHAT.get(x.plan.what, "")), chip=lambda x: TOKENS.get(x.plan.what, "text2"), width=140),
            ],
            name=_("What the file would bring"),
            key=lambda x: x.plan.row,
            search=_("Search in the file"),
            filters=[Filter(_("Comes as"), [(_("All"), lambda _x: True), *((_(words), lambda x, what=what: x.plan.what == what) for what, words in WHAT.items())])],
            multiple=False,
        )  # fmt: skip
        self.table.chosen.connect(self._on_chosen)
        return controls.holder(
            controls.column(self._facts, 8, self._chips, self._erasures, 10, (self.table, 1), margins=(24, 16, 24, 18)),
        )

    # ------------------------------------------------------------------------------------------------ head

    def title(self) -> str:
        if self._seen is not None:
            manifest = self._seen.session.manifest
            return manifest.title or self._("A colleague's library")
        return self._("To decide") if self._conflicts else self._("Session file")

    def subtitle(self) -> str:
        _, language = self._, self.desk.language
        if self._seen is not None and self._path is not None:
            created = self._seen.session.manifest.created[:10]
            return _("%(file)s, saved %(date)s. Nothing has been touched yet.", file=self._path.name, date=language.date(created, "date"))
        if self._conflicts:
            return language.ngettext(
                "%(n)d field was written by two people. Both values are kept until you choose.",
                "%(n)d fields were written by two people. Both values are kept until you choose.",
                len(self._conflicts),
            )
        return ""

    def head(self) -> Sequence[QWidget]:
        if self._seen is not None:
            return (self._leave_it, self._take_in)
        return (self._later,) if self._conflicts else ()

    def inspector(self) -> QWidget | None:
        return self._side if self._seen is not None and not self._seen.is_empty else None

    def hints(self) -> str:
        return self._("1 mine    2 theirs    3 both    ↑↓ next") if self._conflicts and self._seen is None else ""

    def show_row(self, row: str, part: str) -> None:
        """The row of which one version is to be chosen: its card is the first to have the keyboard, and "later" goes back to it."""
        self._wanted = row
        kind = self.desk.bench.library.kind_of(row) or ""
        place = places.place_of(self.desk.bench, kind, row)
        self._came_from = (place.page, place.row, place.part) if place is not None else ("workshops", "", "")
        self.entry = "workshops" if place is None or place.page == places.WORKSHOP else place.page

    def refresh(self, changes: Changes | None, by: object) -> None:
        if self._going is not None or self._seen is not None or self._running is not None:
            return
        self._show_conflicts()

    def leave(self) -> None:
        self.cancel()
        self.entry, self._came_from = MergeScreen.entry, ("workshops", "", "")
        self._seen = None
        self._path = None

    def _look(self) -> None:
        """Whether somebody's own notes are kept from this screen is asked anew."""
        if self._cards:
            self._show_conflicts()
        elif self._seen is not None:
            self._on_chosen(self.table.selected())

    # ------------------------------------------------------------------------------------------------ reading and looking

    def open_file(self, path: Path) -> None:
        """Look through a file. What is wrong with it is said in a sentence, and nothing has changed."""
        self.cancel()
        self._path, self._seen, self._conflicts = path, None, ()
        self._wait(self._("“%(name)s” is looked through…", name=path.name))
        self._running = self.desk.background.follow(
            lambda workers: exchange.reading_session(workers, path), done=self._on_read, failed=self._on_refused
        )

    def _on_read(self, session: Any) -> None:
        self._running = None
        self._go_through(exchange.previewing(self.desk.bench, session), self._on_looked)

    def _on_looked(self, seen: Preview) -> None:
        self._seen = seen
        if self._seen.is_empty:
            self._say_nothing(
                "circle-check", self._("Everything in “%(name)s” is here already.", name=self._path.name if self._path else "")
            )
            self._seen = None
        else:
            self._show_plan(self._seen)
        self.headline_changed.emit()

    def _on_refused(self, error: Failure) -> None:
        self._running = None
        self._seen = None
        if isinstance(error, Cancelled):
            self.desk.go("workshops")
            return
        self._say_nothing("triangle-alert", wording.sentence(error, self.desk.language, path=str(self._path or "")))
        self.headline_changed.emit()

    def _say_nothing(self, icon: str, sentence: str) -> None:
        _, desk = self._, self.desk
        made = EmptyState(
            desk.theme,
            icon,
            sentence,
            _("Open another file"),
            self._open_another,
            second=(_("To the workshops"), lambda: desk.go("workshops")),
        )
        self._stack.removeWidget(self._nothing)
        self._nothing.deleteLater()
        self._nothing = made
        self._stack.addWidget(made)
        self._stack.setCurrentWidget(made)

    def _open_another(self) -> None:
        _ = self._
        paths = self.desk.dialogs.open_files(_("Open a session file"), _("Session files (*.verkstad)"))
        if paths:
            self.desk.files_opened.emit(paths)

    def _wait(self, sentence: str, *, whole: int = 0) -> None:
        self._waiting.setText(sentence)
        self._bar.setRange(0, whole)
        self._stack.setCurrentIndex(0)
        self.headline_changed.emit()

    def _show_plan(self, seen: Preview) -> None:
        _, language, library = self._, self.desk.language, self.desk.bench.library
        manifest = seen.session.manifest
        facts = [
            _("Without participants") if manifest.without_participants else _("With participants"),
            language.ngettext("%(n)d row of personal data", "%(n)d rows of personal data", seen.personal) if seen.personal else "",
            language.ngettext("%(n)d change is here already", "%(n)d changes are here already", seen.plan.known) if seen.plan.known else "",
        ]
        self._facts.setText(" · ".join(fact for fact in facts if fact))
        _emptied(self._chips)
        for count, words, role in (
            (seen.new, language.ngettext("%(n)d new", "%(n)d new", seen.new), "badge"),
            (seen.changed, language.ngettext("%(n)d changed", "%(n)d changed", seen.changed), "badge"),
            (seen.conflicting, language.ngettext("%(n)d to decide", "%(n)d to decide", seen.conflicting), "warning"),
            (seen.removed, language.ngettext("%(n)d removed", "%(n)d removed", seen.removed), "warning"),
        ):
            if count:
                self._chips.addWidget(controls.label(words, role))
        self._chips.addStretch(1)
        titles = {scope.scope: exchange.scope_title(seen, library, scope.scope) or _("People and units") for scope in seen.plan.scopes}
        self._names = {row.row: name for scope in seen.plan.scopes for row in scope.rows if (name := exchange.row_name(row))}
        for row in (row for scope in seen.plan.scopes for row in scope.rows if row.kind == "identity"):
            self._names[row.parent or ""] = exchange.row_name(row)  # who a person is stands in a row of its own
        lines = [
            Line(
                row,
                _row_name(row, language) or wording.kind_name(row.kind, language),
                titles[scope.scope],
                wording.kind_name(row.kind, language),
            )
            for scope in seen.plan.scopes
            for row in scope.rows
            if row.what != "same"
        ]
        order = {"conflicting": 0, "removed": 1, "changed": 2, "new": 3}
        lines.sort(key=lambda x: (language.sort_key(x.title), order.get(x.plan.what, 9)))
        self._show_erasures(seen)
        self.table.show_values(lines)
        self._stack.setCurrentIndex(1)
        if lines:
            self.table.view.selectRow(0)

    def _show_erasures(self, seen: Preview) -> None:
        """Each erasure is agreed to by itself: it cannot be undone."""
        _emptied(self._erasures)
        self._accept = []
        for mark, kind in seen.plan.erasures:
            check = QCheckBox(self._("Also erase here for ever: %(kind)s", kind=wording.kind_name(kind, self.desk.language)))
            self._accept.append((check, mark))
            self._erasures.addWidget(check)

    def _on_chosen(self, chosen: list[Line]) -> None:
        _emptied(self._side_body)
        if not chosen:
            return
        _, language, line = self._, self.desk.language, chosen[0]
        self._side_body.addWidget(controls.label(line.name, "section", wrap=True))
        self._side_body.addWidget(controls.label(f"{line.kind} · {_(WHAT.get(line.plan.what, ''))}", "caption"))
        kind = SCHEMA.kinds.get(line.plan.kind)
        if line.plan.fields:
            for plan in line.plan.fields:
                self._side_body.addSpacing(14)
                self._side_body.addWidget(self._field_card(line.plan.kind, plan))
        elif kind is not None:
            for field in kind.fields:
                value = line.plan.values.get(field.wire)
                told = _told(line.plan.kind, field.wire, value, self.desk, self._names)
                if told not in ("", "–"):
                    self._side_body.addSpacing(10)
                    self._side_body.addWidget(controls.label(wording.field_name(field.wire, language, line.plan.kind), "label"))
                    self._side_body.addSpacing(3)
                    self._side_body.addWidget(controls.label(told[:600], wrap=True))
        self._side_body.addStretch(1)

    def _field_card(self, kind: str, plan: FieldPlan) -> QWidget:
        _, language = self._, self.desk.language
        outcome = {
            "theirs": _("Theirs is taken"), "conflict": _("Both are kept until you choose"), "merged": _("The two texts are put together"),
            "latest": _("The later one is taken"), "mine": _("Mine stands: it is the later one"),
        }.get(plan.outcome, "")  # fmt: skip
        items: list[Any] = [controls.label(wording.field_name(plan.wire, language, kind), "strong")]
        for name, value in ((_("Mine"), plan.mine), (_("The colleague's"), plan.theirs)):
            items += [
                6,
                controls.label(name, "label"),
                2,
                controls.label(_told(kind, plan.wire, value, self.desk, self._names)[:400], wrap=True),
            ]
        base = _told(kind, plan.wire, plan.base, self.desk, self._names) if plan.base is not None else ""
        if base:
            items += [6, controls.label(_("Before both"), "label"), 2, controls.label(base[:400], "caption", wrap=True)]
        items += [8, controls.label(outcome, "caption", wrap=True)]
        return controls.card(*items, spacing=0, margins=(14, 12, 14, 12))

    # ------------------------------------------------------------------------------------------------ taking in

    def take_in(self) -> None:
        """Merge, a slice at a time; cancel takes everything back."""
        if self._seen is None:
            return
        session = self._seen.session
        accept = [mark for check, mark in self._accept if check.isChecked()]
        self._wait(self._("The file is taken in…"), whole=1_000)
        self._take_in.setEnabled(False)
        self._go_through(exchange.merging(self.desk.bench, session, accept=accept, by=self), self._on_merged)

    def _go_through(self, going: Generator[float, None, Any], done: Callable[[Any], None]) -> None:
        """Compare or merge a slice at a time, the window alive between."""
        self._going, self._gone_through = going, done
        self._bar.setRange(0, 1_000)
        QTimer.singleShot(0, self._go_on)

    def _go_on(self) -> None:
        if self._going is None:
            return
        until = time.monotonic() + SLICE
        try:
            while time.monotonic() < until:
                self._bar.setValue(round(next(self._going) * 1_000))
        except StopIteration as end:
            self._going = None
            self._gone_through(end.value)
        except Failure as error:
            self._going = None
            self._take_in.setEnabled(True)
            self._on_refused(error)
        else:
            QTimer.singleShot(0, self._go_on)

    def _on_merged(self, fresh: int) -> None:
        seen, self._seen = self._seen, None
        self._take_in.setEnabled(True)
        self._show_conflicts()
        if not self._conflicts and seen is not None:
            self.desk.go(*merge_words.where_it_is(self.desk, seen))
        if seen is not None:
            self.desk.say(merge_words.what_came(seen, self.desk.language, fresh), undo=True)

    def cancel(self) -> None:
        """Stop reading or merging; a merge half done is taken back whole."""
        if self._running is not None:
            running, self._running = self._running, None
            running.cancel()
        if self._going is not None:
            going, self._going = self._going, None
            going.close()
            self._take_in.setEnabled(True)
            if self._seen is not None:
                self._show_plan(self._seen)

    # ------------------------------------------------------------------------------------------------ deciding

    def _show_conflicts(self) -> None:
        self._conflicts = self.desk.bench.ask(exchange.conflicts)
        self._at = min(self._at, max(0, len(self._conflicts) - 1))
        if self._wanted:
            self._at = next((at for at, c in enumerate(self._conflicts[:SHOWN_CONFLICTS]) if c.row == self._wanted), self._at)
            self._wanted = ""
        _emptied(self._cards_body)
        self._cards = []
        if not self._conflicts:
            self._say_nothing("circle-check", self._("There is nothing to decide."))
            self.headline_changed.emit()
            return
        scope = None
        for at, conflict in enumerate(self._conflicts[:SHOWN_CONFLICTS]):
            if conflict.scope != scope:
                scope = conflict.scope
                self._cards_body.addWidget(controls.label(self._scope_title(scope), "section"))
            card = _ConflictCard(self.desk, conflict, lambda choice, at=at: self.decide(at, choice))
            self._cards.append(card)
            self._cards_body.addWidget(card)
        left = len(self._conflicts) - SHOWN_CONFLICTS
        if left > 0:
            self._cards_body.addWidget(
                controls.label(self.desk.language.ngettext("%(n)d more follows.", "%(n)d more follow.", left), "caption")
            )
        self._stack.setCurrentIndex(2)
        self._mark()
        self.headline_changed.emit()

    def _scope_title(self, scope: str) -> str:
        library = self.desk.bench.library
        row = library.get(Workshop, scope) or library.get(Initiative, scope)
        return row.title if row else self._("People and units")

    def decide(self, at: int, choice: str) -> None:
        """Mine, theirs, both, or the change with this id; one step, undone as any other."""
        if at >= len(self._conflicts):
            return
        conflict = self._conflicts[at]
        self._at = at
        self.desk.try_to(exchange.settle_conflict, conflict.row, conflict.wire, choice, by=self)
        if not self.desk.bench.ask(exchange.conflicts):
            places.go_to(self.desk, places.place_of(self.desk.bench, conflict.kind, conflict.row) or Place("people"))
            self.desk.say(self._("Everything is decided."), undo=True)

    def decide_later(self) -> None:
        self.desk.say(self._("Both values are kept. The badge in the navigation leads back here."))
        self.desk.go(*self._came_from)

    def _mark(self) -> None:
        for at, card in enumerate(self._cards):
            card.mark(at == self._at)
        if self._cards:
            self._cards[self._at].setFocus()

    def keyPressEvent(self, event: QKeyEvent) -> None:
        choices = {Qt.Key.Key_1: "mine", Qt.Key.Key_2: "theirs", Qt.Key.Key_3: "both"}
        key = Qt.Key(event.key())
        if self._cards and key in choices and self._stack.currentIndex() == 2:
            if choices[key] != "both" or self._cards[self._at].takes_both:
                self.decide(self._at, choices[key])
        elif self._cards and key in (Qt.Key.Key_Up, Qt.Key.Key_Down):
            self._at = max(0, min(len(self._cards) - 1, self._at + (1 if key == Qt.Key.Key_Down else -1)))
            self._mark()
        else:
            super().keyPressEvent(event)


class _ConflictCard(QFrame):
    """A field and the values that stand against each other, each a button."""

    def __init__(self, desk: Desk, conflict: Conflict, decide: Any) -> None:
        super().__init__()
        _, language = desk.gettext, desk.language
        self._theme = desk.theme
        self.setProperty("look", "card")
        self.setFocusPolicy(Qt.FocusPolicy.TabFocus)
        kind = wording.kind_name(conflict.kind, language)
        field = wording.field_name(conflict.wire, language, conflict.kind)
        heading = f"{kind} · {conflict.name}" if conflict.name else kind
        self.setAccessibleName(f"{heading}, {field}")
        shape = conflict.field.columns[0].shape if conflict.field is not None and conflict.field.single else ""
        self.takes_both = shape in ("text", "prose")
        sides: list[Any] = []
        number = {True: "1", False: "2"}
        for side in sorted(conflict.sides, key=lambda side: not side.mine):
            others = " ".join(_words(conflict, other, desk) for other in conflict.sides if other is not side)
            made = _SideButton(
                desk, conflict, side, number[side.mine], lambda change=side.change: decide(change), others if self.takes_both else ""
            )
            sides.append((made, 1))
        both = controls.button(desk.theme, _("Both, one after the other"), role="link", on=lambda: decide("both"))
        both.setVisible(self.takes_both)
        self.setLayout(
            controls.column(
                controls.label(field, "strong"), 2, controls.label(heading, "caption"), 12, controls.row(*sides, spacing=look.M), 4,
                controls.row(both, None), margins=(18, 14, 18, 12),
            )
        )  # fmt: skip

    def mark(self, current: bool) -> None:
        self.setStyleSheet(f"_ConflictCard {{ border: 2px solid {self._theme.accent}; border-radius: 8px; }}" if current else "")


class _SideButton(QPushButton):
    """One value: whose, when, and what it says in full."""

    def __init__(self, desk: Desk, conflict: Conflict, side: Side, key: str, on: Any, against: str = "") -> None:
        super().__init__()
        _, language = desk.gettext, desk.language
        told = _words(conflict, side, desk)
        whose = ", ".join(filter(None, [_("Mine") if side.mine else _("The colleague's"), _moment(side.at, language, desk.today())]))
        self.setAccessibleName(f"{whose}: {told}")
        self.setToolTip(_("Key %(key)s", key=key))
        self.whose = controls.label(whose, "label")
        self.cap = controls.label(_("key %(key)s", key=key), "caption")
        self.cap.setStyleSheet(f"border: 1px solid {desk.theme.field}; border-bottom-width: 2px; border-radius: 4px; padding: 1px 6px;")
        words = QLabel(marked(told, against) if against else told)
        words.setTextFormat(Qt.TextFormat.RichText if against else Qt.TextFormat.PlainText)
        words.setWordWrap(True)
        words.setAttribute(Qt.WidgetAttribute.WA_TransparentForMouseEvents)
        top = controls.row(self.whose, None, self.cap)
        self.setLayout(controls.column(top, 6, words, None, margins=(14, 10, 14, 12)))
        self.setSizePolicy(self.sizePolicy().horizontalPolicy(), self.sizePolicy().verticalPolicy().Minimum)
        self.clicked.connect(lambda _checked=False: on())

    def sizeHint(self) -> Any:
        return self.layout().sizeHint()

    def hasHeightForWidth(self) -> bool:
        return True

    def heightForWidth(self, width: int) -> int:
        return self.layout().totalHeightForWidth(width)


def _words(conflict: Conflict, side: Side, desk: Desk) -> str:
    """What a side says, in full."""
    _ = desk.gettext
    if conflict.wire == "_gone":
        return _("Removed") if side.values[0] == 1 else _("Kept")
    return _told(conflict.kind, conflict.wire, side.values if len(side.values) > 1 else side.values[0], desk)


def marked(text: str, other: str) -> str:
    """The text as HTML, with the words that `other` does not have in the same place underlined and bold: never by colour alone."""
    mine, theirs = re.split(r"(\s+)", text), re.split(r"(\s+)", other)
    said = []
    for step, start, end, _start, _end in difflib.SequenceMatcher(None, mine, theirs, autojunk=False).get_opcodes():
        part = html.escape("".join(mine[start:end])).replace("\n", "<br>")
        said.append(part if step == "equal" or not part.strip() else f"<b><u>{part}</u></b>")
    return "".join(said)


def _moment(at: str, language: Language, today: str) -> str:
    """When somebody wrote it, by the clock of this computer: "22 november 14.32"."""
    try:
        when = datetime.datetime.fromisoformat(at).astimezone()
    except ValueError:
        return ""
    return f"{language.date(when.date().isoformat(), 'short', today=today)} {language.clock(when.hour * 60 + when.minute)}"


def _told(kind: str, wire: str, value: Any, desk: Desk, names: Mapping[str, str] | None = None) -> str:
    """A wire value as a person reads it: words, and what is pointed at by its name. `names`: of rows that only the file knows."""
    language = desk.language
    declared = SCHEMA.kinds.get(kind)
    field = declared.field(wire) if declared else None
    if field is None:
        return "" if value is None else str(value)
    if value and withheld(desk, kind, wire):
        return hidden_words(desk)
    parts = tuple(value) if isinstance(value, (list, tuple)) else (value,)
    if len(parts) != len(field.columns):
        return ""
    if field.single and parts[0]:
        column, one = field.columns[0], str(parts[0])
        if column.refers == Day.KIND.name and (day := desk.bench.library.get(Day, one)) is not None:
            return day.title or (language.date(day.date, "weekday") if day.date else "")
        if column.shape == "ref":
            return (names or {}).get(one) or exchange.name_of(desk.bench.library, column.refers, one)
        if wire in SHIPPED:
            shipped = SHIPPED[wire](one)
            return shipped.name.of(language.code) if shipped else (names or {}).get(one) or exchange.name_of(desk.bench.library, wire, one)
    return wording.field_value(kind, field, parts, language)


def _row_name(row: RowPlan, language: Language) -> str:
    """What a row calls itself; a day without a name by its date in words."""
    name = exchange.row_name(row)
    return language.date(name, "weekday") if row.kind == "day" else name


def _emptied(layout: Any) -> None:
    while layout.count():
        item = layout.takeAt(0)
        if (widget := item.widget()) is not None:
            widget.hide()
            widget.deleteLater()
