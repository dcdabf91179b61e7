"""How an initiative begins: a page with three ways. Each says what it means and leads to its first step; another can be chosen any day."""

from __future__ import annotations

from collections.abc import Callable
from functools import partial

from PySide6.QtCore import Qt
from PySide6.QtWidgets import QFrame, QWidget

from verkstad import wording
from verkstad.app import initiatives as app
from verkstad.domain.initiative import ROUTES, Initiative
from verkstad.i18n import N_
from verkstad.ui import controls
from verkstad.ui import theme as look
from verkstad.ui.desk import Desk
from verkstad.ui.fields import LineField

WIDEST = 1080
ICONS = {"slice": "scissors", "test": "flask-conical", "near": "target"}
MEANS = {
    "slice": N_("Divide the change into modules, each so small that one team can try it within 90 days. Nobody needs the whole picture before the first module is tried."),
    "test": N_("Let one team try one thing with a few customers, measure before and during, and decide on a set day. What they learn inspires the others."),
    "near": N_("Look for the place where the thinking is near at hand and higher speed is needed, with the customer's experience first. Begin there, and let the rest wait."),
}  # fmt: skip
FIRST = {
    "slice": N_("First step: cut the change into modules."),
    "test": N_("First step: write down the first pilot."),
    "near": N_("First step: write down the places to compare, and answer “Where do we start?”."),
}
STEPS = {"slice": ("modules", ""), "test": ("pilots", "new"), "near": ("modules", "start")}
"""Page and part of the first step of each way. The part "new" of the pilots: the form for the first one, while there is none."""


class WayCard(QFrame):
    """One of the ways: what it means in two sentences, its first step, and the button that takes it."""

    def __init__(self, desk: Desk, route: str, take: Callable[[], object]) -> None:
        super().__init__()
        _ = desk.gettext
        self.setProperty("look", "card")
        self._desk = desk
        self._name = wording.choice_name("initiative", "route", route, desk.language)
        icon = controls.label("")
        icon.setPixmap(desk.theme.pixmap(ICONS[route], "accent", 28))
        self.badge = controls.label(_("Your choice"), "badge")
        title = controls.label(self._name, "section", wrap=True)
        means = controls.label(_(MEANS[route]), wrap=True)
        first = controls.label(_(FIRST[route]), "caption", wrap=True)
        self.button = controls.button(desk.theme, _("Begin here"), "arrow-right", role="primary", on=take)
        self.setLayout(
            controls.column(
                controls.row(icon, None, self.badge), 12, title, 8, means, 10, first, None, 16, controls.row(self.button, None),
                margins=(20, 18, 20, 18),
            )
        )  # fmt: skip

    def show_choice(self, chosen: bool, *, again: bool) -> None:
        """`chosen`: it is the way taken. `again`: the initiative is there, and one looks at the ways once more."""
        _ = self._desk.gettext
        self.badge.setVisible(chosen)
        words = _("Go to the step") if chosen else _("Take this way instead") if again else _("Begin here")
        leads = chosen or not again
        controls.restyle(self.button, look="primary" if leads else "")
        self.button.setIcon(self._desk.theme.icon("arrow-right", "onaccent" if leads else "text", 18))
        self.button.setText(f" {words}")
        self.button.setAccessibleName(f"{words}: {self._name}")


class BeginView(QWidget):
    """`begun` is told the id of what was made, or looked at again, and where to go: page and part ("", "" for the overview)."""

    def __init__(self, desk: Desk, begun: Callable[[str, str, str], object]) -> None:
        super().__init__()
        self.desk, self._begun = desk, begun
        _ = desk.gettext
        self._row: Initiative | None = None
        self.name = LineField(desk, _("What is the change called?"), placeholder=_("For example: An answer the same day"), required=False)
        self.name.setMaximumWidth(520)
        self.cards = {route: WayCard(desk, route, partial(self.take, route)) for route in ROUTES}
        self.other = controls.button(desk.theme, "", role="link", on=partial(self.take, ""))
        question = controls.label(_("How do you want to begin?"), "page")
        told = controls.label(_("All three are good beginnings, and you can choose again later. Nothing you have made is lost."), wrap=True)
        ways = controls.row(*((card, 1) for card in self.cards.values()), spacing=look.L)
        body = QWidget()
        body.setMaximumWidth(WIDEST)
        body.setLayout(controls.column(question, 4, told, 18, self.name, 20, ways, 16, controls.row(self.other, None), None))
        outer = QWidget()
        outer.setLayout(controls.row((body, 1), spacing=0, margins=(24, 24, 24, 24)))
        self.setLayout(controls.column((controls.scrolling(outer), 1)))

    def show_initiative(self, row: Initiative | None) -> None:
        """None: a new one is begun."""
        _ = self.desk.gettext
        fresh = row is None or self._row is None or row.id != self._row.id
        self._row = row
        self.name.setVisible(row is None)
        if row is None and fresh and not self.name.line.hasFocus():
            self.name.show_value("")
        for route, card in self.cards.items():
            card.show_choice(row is not None and row.route == route, again=row is not None)
        self.other.setText(_("To the overview") if row is not None else _("Write down why first, and choose later"))
        self.other.setAccessibleName(self.other.text())

    def take(self, route: str) -> None:
        """Begin that way; "" is the overview, whichever way it will be."""
        page, part = STEPS.get(route, ("", ""))
        if self._row is not None:
            if route and route != self._row.route:
                self.desk.bench.do(app.choose_route, self._row.id, route, by=self)
            self._begun(self._row.id, page, part)
            return
        title = self.name.value()
        if not title:
            self.name.complain(self.desk.gettext("Give the change a name, if only for now."))
            self.name.setFocus(Qt.FocusReason.OtherFocusReason)
            return
        made = self.desk.try_to(app.new_initiative, title, route=route, by=self)
        if made:
            self.name.revert()
            self._begun(made, page, part)
