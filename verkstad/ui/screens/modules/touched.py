"""Which operations are touched by what: a module a line, an operation a column, and above how much those live through who change most."""

from __future__ import annotations

from collections.abc import Sequence

from PySide6.QtCore import Signal
from PySide6.QtWidgets import QStackedWidget, QWidget

from verkstad.app import module_changes as app
from verkstad.app.module_changes import Touched
from verkstad.domain.fields import Id
from verkstad.domain.launching import MOST_AT_ONCE, ChangeLoad
from verkstad.domain.people import Unit
from verkstad.i18n import Language
from verkstad.ui import controls
from verkstad.ui.desk import Desk
from verkstad.ui.empty import EmptyState
from verkstad.ui.value_table import Column, ValueTable
from verkstad.wording_modules import WHY_TOUCHED

LOOK = {"change": "accent", "team": "kind:opening", "need": "text2"}


def why_words(reasons: Sequence[str], language: Language) -> str:
    """The strongest reason: the work changes, else somebody is in the team, else is needed there."""
    return language.gettext(WHY_TOUCHED[reasons[0]]) if reasons else ""


class TouchedView(QWidget):
    """Enter or a double-click opens the module of the line."""

    opened = Signal(str)

    def __init__(self, desk: Desk) -> None:
        super().__init__()
        self.desk = desk
        _ = desk.gettext
        self.load = controls.label("", wrap=True)
        self.told = controls.label(
            _("Changes: the work becomes another there. In the team: somebody from there is. Needed: the team must have somebody."),
            "caption",
            wrap=True,
        )
        self.table: ValueTable[Touched] | None = None
        self._units: tuple[Unit, ...] = ()
        self._holder = controls.column()
        self.nothing = EmptyState(
            desk.theme,
            "building-2",
            _("Which operations are touched is seen here when a module says for whom it changes, or its team has people from them."),
        )
        self.stack = QStackedWidget()
        self.stack.addWidget(self.nothing)
        self.stack.addWidget(controls.holder(controls.column(self.load, 2, self.told, 10, (controls.holder(self._holder), 1))))
        self.setLayout(controls.column((self.stack, 1), margins=(24, 16, 24, 16)))

    def show_initiative(self, initiative: Id) -> None:
        ask, language = self.desk.bench.ask, self.desk.language
        rows = ask(app.touched, initiative)
        units = ask(app.units_touched, rows, language)
        if not units:
            self.stack.setCurrentWidget(self.nothing)
            return
        if self.table is None or units != self._units:
            self._build(units)
        assert self.table is not None
        self.table.show_values(rows)
        self._say(ask(app.loads, initiative, self.desk.today()))
        self.stack.setCurrentIndex(1)

    def _build(self, units: tuple[Unit, ...]) -> None:
        _, language = self.desk.gettext, self.desk.language
        if self.table is not None:
            self._holder.removeWidget(self.table)
            self.table.deleteLater()
        self._units = units

        def column(unit: Unit) -> Column[Touched]:
            def reasons(row: Touched) -> tuple[str, ...]:
                return row.units.get(unit.id, ())

            return Column(
                unit.short or unit.name,
                lambda row: why_words(reasons(row), language),
                width=104,
                chip=lambda row: LOOK[reasons(row)[0]] if reasons(row) else "",
            )

        columns = [Column[Touched](_("Module"), lambda row: f"{row.number}  {row.module.title}", strong=True), *map(column, units)]
        self.table = ValueTable(
            self.desk, columns, name=_("Who is touched by what"), key=lambda row: row.module.id, search=_("Search"), multiple=False
        )
        self.table.opened.connect(lambda row: self.opened.emit(row.module.id))
        self._holder.addWidget(self.table)

    def _say(self, loads: dict[Id, ChangeLoad]) -> None:
        """How many pilots and launches the operations live through at once, those over the limit first."""
        _, language = self.desk.gettext, self.desk.language
        many = [u for u in self._units if u.id in loads and loads[u.id].count > MOST_AT_ONCE]
        if many:
            names = language.listing([f"{u.name} ({loads[u.id].count})" for u in many])
            self.load.setText(_("More than %(most)d changes at once: %(units)s.", most=MOST_AT_ONCE, units=names))
        else:
            self.load.setText(_("Nobody has more than %(most)d changes at once.", most=MOST_AT_ONCE))

    def home(self) -> QWidget | None:
        return self.table.view if self.table is not None and self.stack.currentIndex() == 1 else None
