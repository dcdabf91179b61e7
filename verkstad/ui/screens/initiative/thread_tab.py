"""The tab of the red thread: how much hangs loose, the picture, and beside it what hangs together with the knot one stands on and how a loose
end is tied.
"""

from __future__ import annotations

from functools import partial
from itertools import pairwise
from typing import TYPE_CHECKING

from PySide6.QtCore import QEvent, QObject, QPoint, Qt, Signal
from PySide6.QtGui import QKeyEvent
from PySide6.QtWidgets import QBoxLayout, QFrame, QMenu, QPushButton, QScrollArea, QStackedWidget, QWidget

from verkstad import wording_thread as words
from verkstad.app.red_thread import Tie, made_first, red_thread, ties
from verkstad.domain.thread import BESIDE, Knot, Thread
from verkstad.i18n import N_
from verkstad.picture.red_thread import MISSING, MORE
from verkstad.ui import controls
from verkstad.ui import theme as look
from verkstad.ui.desk import Desk
from verkstad.ui.empty import EmptyState
from verkstad.ui.fields import ChoiceField
from verkstad.ui.places import go_to, place_of
from verkstad.ui.screens.initiative.thread_view import ThreadView

if TYPE_CHECKING:
    from verkstad.app.workbench import Changes

PAGES = {"module": "modules", "team": "teams", "pilot": "pilots", "result": "pilots", "plan_item": "plan"}
KINDS = {"result": "measure"}
SHORT = 44
LINK = look.INSPECTOR - 72
"""Pixels for the words of a link in the panel, in the face they have before they are styled."""
ASKED = {
    ("decision", "nothing_leads"): N_("A goal that hangs on it"),
    ("goal", "no_decision"): N_("Hangs on the decision"),
    ("goal", "nothing_leads"): N_("A module that leads to it"),
    ("module", "no_goal"): N_("Leads to the goal"),
    ("module", "no_team"): N_("The team that takes it"),
    ("team", "nothing_to_do"): N_("A module to work on"),
    ("pilot", "no_goal"): N_("Leads to the goal"),
    ("action", "no_goal"): N_("Leads to the goal"),
}


class ThreadSide(QWidget):
    """About the knot one stands on. `go` tells where somebody wants to go: a key; `stand` a knot to stand on; `tie` a way to tie and the row."""

    go = Signal(str)
    stand = Signal(str)
    tie = Signal(object, str)
    next_loose = Signal()
    folded = Signal()

    def __init__(self, desk: Desk) -> None:
        super().__init__()
        _ = desk.gettext
        self.desk = desk
        self.kind = controls.label("", "label")
        self.name = controls.label("", "section", wrap=True)
        self.state = controls.label("", "caption", wrap=True)
        self.loose = controls.label("", "strong", wrap=True)
        self.fields: dict[str, ChoiceField] = {}
        self._mending, self._making = controls.column(spacing=12), controls.column(spacing=2)
        self.to = controls.button(desk.theme, _("Go there"), "arrow-right", role="primary", on=lambda: self.go.emit(self._key))
        self.next = controls.button(desk.theme, _("Next loose end"), role="link", on=self.next_loose.emit)
        self.close_button = controls.icon_button(desk.theme, "x", _("Close"), on=self.folded.emit)
        self._near = controls.column(spacing=2)
        self._key = ""
        self._ties: dict[str, Tie] = {}
        self._told: object = None
        self.setLayout(
            controls.column(
                controls.row(self.kind, None, self.close_button), 2, self.name, 4, self.state, 12, self.loose, 8, self._mending, self._making, 12, controls.row(self.to, None), 18, self._near, 18,
                controls.row(self.next, None), None, margins=(24, 18, 20, 20),
            )
        )  # fmt: skip

    def show_knot(self, key: str, knot: Knot | None, thread: Thread, found: tuple[Tie, ...], said: str) -> None:
        """`said`: the words for what is no knot but stands for several, or for a column with nothing in it."""
        if (told := (key, knot, thread, found, said)) == self._told:
            return
        fresh, self._key, self._told = key != self._key, key, told
        language = self.desk.language
        self.kind.setText(words.kind_name(knot.kind, language) if knot else self.desk.gettext("The red thread"))
        self.name.setText(" ".join(knot.says.split()) if knot else said)
        self.state.setText(words.state_words(knot, language) if knot and knot.kind not in BESIDE else "")
        self.loose.setText(words.loose_words(knot, language) if knot else "")
        for label in (self.kind, self.state, self.loose):
            label.setVisible(bool(label.text()))
        self.to.setVisible(bool(key))
        self.to.setAccessibleName(f"{self.to.text().strip()}: {self.name.text()}")
        self.next.setVisible(bool(thread.loose))
        self._show_ties(knot, found, fresh)
        self._show_making(made_first(knot, found) if knot is not None else ())
        self._show_near(knot, thread)
        self._order_stops()

    def _order_stops(self) -> None:
        """What is made later comes where it stands for the tab key: first the lists that tie it."""
        tying = [field.box for field in self.fields.values()]
        stops = [self.close_button, *tying, *_buttons(self._making), self.to, *_buttons(self._near), self.next]
        for one, other in pairwise(stops):
            QWidget.setTabOrder(one, other)
        QWidget.setTabOrder(self.next, self.close_button)

    def _show_making(self, kinds: tuple[str, ...]) -> None:
        """Where there is nothing to tie it to yet: the way to where one is made."""
        _empty(self._making)
        for kind in kinds:
            made = controls.button(
                self.desk.theme, make_words(kind, self.desk), "plus", role="link", on=partial(self.go.emit, MISSING + kind)
            )
            self._making.addWidget(controls.holder(controls.row(made, None)))

    def _show_ties(self, knot: Knot | None, found: tuple[Tie, ...], fresh: bool) -> None:
        """A field for each loose end that is tied by choosing; those that stay keep their widget."""
        wanted = self._ties = {tie.why: tie for tie in found}
        for why in [why for why in self.fields if fresh or why not in wanted]:
            field = self.fields.pop(why)
            self._mending.removeWidget(field)
            field.hide()
            field.deleteLater()
        for why, tie in wanted.items():
            if why not in self.fields:
                self.fields[why] = ChoiceField(self.desk, asked(knot, why, self.desk), opens=True, save=partial(self._tied, why))
                self._mending.addWidget(self.fields[why])
            field = self.fields[why]
            field.offer([("", "–"), *((id, _short(said)) for id, said in tie.choices)])
            field.show_value("", tie.knot, "")

    def _tied(self, why: str, to: str) -> None:
        if to and why in self._ties:
            self.tie.emit(self._ties[why], to)

    def _show_near(self, knot: Knot | None, thread: Thread) -> None:
        _empty(self._near)
        if knot is None:
            return
        _ = self.desk.gettext
        for heading, ids in ((_("It hangs on"), thread.held_by(knot.id)), (_("It leads to"), thread.leads_to(knot.id))):
            near = [other for id in ids if (other := thread.knot(id)) is not None]
            if near:
                self._near.addWidget(controls.label(heading, "label"))
            for other in near:
                made = controls.button(self.desk.theme, "", role="link", on=partial(self.stand.emit, other.id))
                controls.say_within(made, words.called(other, self.desk.language), LINK)
                self._near.addWidget(controls.holder(controls.row(made, None)))


def make_words(kind: str, desk: Desk) -> str:
    """ "Make one first: goal"."""
    return desk.gettext("Make one first: %(kind)s", kind=words.kind_name(kind, desk.language).lower())


def asked(knot: Knot | None, why: str, desk: Desk) -> str:
    """The name of the field that ties it."""
    return desk.gettext(ASKED[knot.kind if knot else "", why])


class ThreadTab(QWidget):
    """The picture with its head, as wide as the page until somebody walks in it: then the panel stands beside it, until it is folded away."""

    turned = Signal()  # the panel came or went

    def __init__(self, desk: Desk) -> None:
        super().__init__()
        self.desk = desk
        _ = desk.gettext
        self.initiative = ""
        self._beside = False
        self.thread_: Thread | None = None
        self.view = ThreadView(desk)
        self.side = ThreadSide(desk)
        self.count = controls.label("", "strong")
        self.next = controls.button(desk.theme, _("Next loose end"), role="quiet", on=self.view.next_loose)
        self.zoom = controls.button(desk.theme, _("Full size"), "maximize", role="quiet", on=self.turn_size)
        self.area = QScrollArea()
        self.area.setWidget(self.view)
        self.area.setWidgetResizable(True)
        self.area.setFrameShape(QFrame.Shape.NoFrame)
        self.area.setFocusPolicy(Qt.FocusPolicy.NoFocus)
        self.area.setAccessibleName(_("The red thread"))
        self.area.viewport().installEventFilter(self)
        self.hint = controls.Elided(_("A ring is a loose end. Press it to tie it, or the card to go there."), "caption")
        body = controls.holder(
            controls.column(
                controls.row(8, self.count, self.next, 8, (self.hint, 1), self.zoom), 6, (self.area, 1), margins=(16, 10, 12, 10)
            )
        )
        self.empty = EmptyState(
            desk.theme,
            "link",
            _("Here the thread is drawn from the decision by way of goals, modules, teams and pilots to the result. It begins with what is to be decided."),
            _("Write the first decision"),
            partial(self.open_key, MISSING + "decision"),
        )  # fmt: skip
        self._stack = QStackedWidget()
        self._stack.addWidget(body)
        self._stack.addWidget(self.empty)
        self.setLayout(controls.column((self._stack, 1)))
        self.view.chosen.connect(lambda _key: self._on_chosen())
        self.side.folded.connect(self.fold)
        self.view.opened.connect(self.open_key)
        self.view.menu_asked.connect(self.ask)
        self.side.go.connect(self.open_key)
        self.side.stand.connect(self.view.stand_on)
        self.side.tie.connect(self.tie)
        self.side.next_loose.connect(self.view.next_loose)

    def show_initiative(self, initiative: str) -> None:
        """Ask anew."""
        fresh = initiative != self.initiative
        self.initiative = initiative
        found = self.desk.bench.recall(red_thread, initiative, self.desk.today())
        if fresh:
            self.view.at, self._beside = "", False
        self.thread_ = found
        self._stack.setCurrentIndex(0 if found.knots else 1)
        self.count.setText(words.loose_count(len(found.loose), self.desk.language))
        self.next.setVisible(bool(found.loose))
        self.view.show_thread(found)
        self._show_side()

    def eventFilter(self, watched: QObject, event: QEvent) -> bool:
        if event.type() == QEvent.Type.Resize and watched is self.area.viewport():
            self.view.fit(self.area.viewport().size())
        return super().eventFilter(watched, event)

    def turn_size(self) -> None:
        """All of it in the window, or as large as it wants to be."""
        _ = self.desk.gettext
        self.view.show_whole(not self.view.whole)
        told = _("Full size") if self.view.whole else _("Fit to the window")
        self.zoom.setText(f" {told}")
        self.zoom.setAccessibleName(told)

    def inspector(self) -> QWidget | None:
        return self.side if self._beside and self._drawn() else None

    def _drawn(self) -> bool:
        return self.thread_ is not None and bool(self.thread_.knots)

    def _on_chosen(self) -> None:
        self._show_side()
        if self.view.walked and not self._beside:
            self._beside = True
            self.turned.emit()

    def fold(self) -> None:
        """The picture has all the width again."""
        if self._beside:
            self._beside = False
            home = self.view.home()
            if home is not None:
                home.setFocus(Qt.FocusReason.OtherFocusReason)
            self.turned.emit()

    def home(self) -> QWidget | None:
        if not self._drawn():
            return self.empty.button
        return self.view.home()

    def reveal(self, changes: Changes) -> None:
        """Stand on what came back or changed, where it is drawn."""
        rows = {row for ids in changes.rows.values() for row in ids}
        key = next((key for key in self.view.buttons if key in rows), "")
        if key:
            self.view.stand_on(key)

    def _show_side(self) -> None:
        thread, key = self.thread_, self.view.at
        if thread is None:
            return
        knot = thread.knot(key)
        found = ties(self.desk.bench.library, self.initiative, knot) if knot is not None else ()
        place = self.view.drawn.place(key) if self.view.drawn else None
        self.side.show_knot(key, knot, thread, found, self.view.said(place) if place is not None and knot is None else "")

    # ------------------------------------------------------------------------------------------------ what a person does

    def open_key(self, key: str) -> None:
        """Go to the row; to the page where the first of its kind is made, or where those stand that are only counted."""
        for beginning in (MORE, MISSING):
            if key.startswith(beginning):
                kind = key.removeprefix(beginning)
                part = "actions" if kind == "action" else f"new_{kind}" if beginning == MISSING and kind not in PAGES else ""
                page = PAGES.get(kind, "initiative")
                self.desk.go(page, self.initiative if page == "initiative" else "", part)
                return
        knot = self.thread_.knot(key) if self.thread_ else None
        place = place_of(self.desk.bench, KINDS.get(knot.kind, knot.kind), key) if knot else None
        if place is not None and knot is not None:
            if knot.kind == "pilot" and "no_values" in knot.loose:
                self.desk.go("pilots", key, "measures")
            elif knot.kind == "action":
                self.desk.go("initiative", key, "actions")  # among those of the initiative, whichever workshop it left
            else:
                go_to(self.desk, place)

    def ask(self, key: str, at: QPoint) -> None:
        """What can be done with a knot, where the pointer or the keyboard is."""
        made = self.menu(key)
        made.popup(at)

    def menu(self, key: str) -> QMenu:
        _ = self.desk.gettext
        made = QMenu(self)
        made.setAttribute(Qt.WidgetAttribute.WA_DeleteOnClose)
        knot = self.thread_.knot(key) if self.thread_ else None
        there = ties(self.desk.bench.library, self.initiative, knot) if knot is not None else ()
        for found in there:
            inner = made.addMenu(asked(knot, found.why, self.desk))
            for id, said in found.choices:
                inner.addAction(_short(said).replace("&", "&&"), partial(self.tie, found, id))
        for kind in made_first(knot, there) if knot is not None else ():
            made.addAction(self.desk.theme.icon("plus"), make_words(kind, self.desk), partial(self.open_key, MISSING + kind))
        made.addAction(self.desk.theme.icon("arrow-right"), _("Go there"), partial(self.open_key, key))
        return made

    def tie(self, found: Tie, to: str) -> None:
        """Tie a loose end; the keyboard stays where it stands."""
        self.desk.bench.do(found.action, *found.arguments(to), by=self)
        self.desk.say(self.desk.gettext("Tied."), undo=True)

    def settle(self) -> None:
        for field in self.side.fields.values():
            field.settle()

    def keyPressEvent(self, event: QKeyEvent) -> None:
        if event.key() == Qt.Key.Key_F8:
            self.view.next_loose()
        elif event.key() == Qt.Key.Key_Escape and self._beside:
            self.fold()
        else:
            super().keyPressEvent(event)


def _buttons(layout: QBoxLayout) -> list[QPushButton]:
    """Those in it, from above."""
    held = [layout.itemAt(at).widget() for at in range(layout.count())]
    return [button for one in held if one is not None for button in one.findChildren(QPushButton)]


def _empty(layout: QBoxLayout) -> None:
    while layout.count():
        held = layout.takeAt(0).widget()
        if held is not None:
            held.hide()
            held.deleteLater()


def _short(text: str) -> str:
    text = " ".join(text.split())
    return text if len(text) <= SHORT else f"{text[: SHORT - 1].rstrip()}…"
