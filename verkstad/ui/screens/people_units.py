"""The units people belong to and the roles they have: named, shortened for badges, counted, removed."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from dataclasses import dataclass
from functools import partial
from typing import Any

from PySide6.QtCore import QEvent, Signal
from PySide6.QtGui import QKeyEvent
from PySide6.QtWidgets import QLineEdit, QWidget

from verkstad import wording
from verkstad.app import people
from verkstad.app.catalogue import catalogue
from verkstad.domain.errors import Failure
from verkstad.ui import controls
from verkstad.ui import theme as look
from verkstad.ui.desk import Desk
from verkstad.ui.empty import EmptyState
from verkstad.ui.fields import steps_back
from verkstad.ui.value_table import Column, ValueTable


@dataclass(frozen=True)
class Line:
    """A unit or a role with how many have it. `own` roles can be renamed and removed; the shipped ones stay."""

    id: str
    name: str
    count: int
    short: str = ""
    own: bool = True


class AddLine(QLineEdit):
    """One line in which Enter adds what was typed and leaves room for the next."""

    def __init__(self, desk: Desk, name: str, add: Callable[[str], object]) -> None:
        super().__init__()
        self._desk, self._add = desk, add
        self.setPlaceholderText(name)
        self.setAccessibleName(name)
        self.setMaxLength(120)
        controls.leading_icon(self, desk.theme, "plus")
        self.returnPressed.connect(self._on_entered)

    def _on_entered(self) -> None:
        typed = self.text().strip()
        if not typed:
            return
        try:
            self._add(typed)
        except Failure as error:
            self._desk.say(wording.sentence(error, self._desk.language))
        else:
            self.setText("")  # clear() could be undone: what was just added would stand here again

    def event(self, event: QEvent) -> bool:
        """Where there is nothing typed to take back, undo and redo are the window's."""
        if event.type() == QEvent.Type.ShortcutOverride and isinstance(event, QKeyEvent) and not self.text() and steps_back(event):
            event.ignore()
            return True
        return super().event(event)


class UnitsAndRoles(QWidget):
    unit_chosen = Signal(str)  # its people are asked for

    def __init__(self, desk: Desk) -> None:
        super().__init__()
        _ = desk.gettext
        self.desk = desk
        self.units = ValueTable(
            desk,
            [
                Column(
                    _("Unit"),
                    lambda x: x.name,
                    edit=lambda x, typed: self._do(people.rename_unit, x.id, typed),
                    drafts=lambda x: (x.id, "name"),
                    strong=True,
                ),
                Column(_("Short name"), lambda x: x.short, edit=lambda x, typed: self._do(people.shorten_unit, x.id, typed), width=120),
                Column(_("People"), lambda x: str(x.count or "–"), sort=lambda x: x.count, width=96, right=True),
            ],
            name=_("Units"),
            empty=EmptyState(
                desk.theme,
                "building-2",
                _("The parts of the organisation people come from. Write the first one below, or import a list of people."),
                "",
            ),
            menu=self._unit_menu,
            multiple=False,
            sort=(0, True),
        )
        self.units.opened.connect(lambda line: self.unit_chosen.emit(line.id))
        self.units.removal_asked.connect(self.remove_units)
        self.new_unit = AddLine(
            desk, _("New unit: write its name and press Enter"), lambda name: self._added(self.units, people.add_unit, name)
        )
        self.roles = ValueTable(
            desk,
            [
                Column(
                    _("Role"), lambda x: x.name, edit=lambda x, typed: self._do(people.rename_role, x.id, typed), editable=lambda x: x.own,
                    drafts=lambda x: (x.id, "name"), strong=True,
                ),
                Column("", lambda x: "" if x.own else _("comes with Verkstad"), width=172, faded=lambda x: True),
                Column(_("People"), lambda x: str(x.count or "–"), sort=lambda x: x.count, width=96, right=True),
            ],
            name=_("Roles"),
            menu=self._role_menu,
            multiple=False,
        )  # fmt: skip
        self.roles.removal_asked.connect(self.remove_roles)
        self.new_role = AddLine(
            desk, _("New role: write its name and press Enter"), lambda name: self._added(self.roles, people.add_role, name)
        )
        left = controls.column(
            controls.label(_("Units"), "section"), controls.label(_("Shared by all workshops. The short name is for badges and narrow columns."), "caption", wrap=True),
            4, (self.units, 1), self.new_unit, spacing=6,
        )  # fmt: skip
        right = controls.column(
            controls.label(_("Roles"), "section"), controls.label(_("What somebody is in the change. Add your own beside those that come with the program."), "caption", wrap=True),
            4, (self.roles, 1), self.new_role, spacing=6,
        )  # fmt: skip
        self.setLayout(controls.row((left, 1), (right, 1), spacing=look.XL, margins=(24, 16, 24, 16)))
        self.setTabOrder(self.new_unit, self.roles)

    def refresh(self) -> None:
        language, ask = self.desk.language, self.desk.bench.ask
        by_unit: dict[str | None, int] = {}
        by_role: dict[str, int] = {}
        for line in ask(people.directory):
            by_unit[line.unit] = by_unit.get(line.unit, 0) + 1
            by_role[line.role] = by_role.get(line.role, 0) + 1
        self.units.show_values([Line(u.id, u.name, by_unit.get(u.id, 0), u.short) for u in ask(people.units)])
        shipped = [Line(r.slug, r.name.of(language.code), by_role.get(r.slug, 0), own=False) for r in catalogue().roles()]
        own = sorted((Line(r.id, r.name, by_role.get(r.id, 0)) for r in ask(people.own_roles)), key=lambda x: language.sort_key(x.name))
        self.roles.show_values([*shipped, *own])

    def remove_units(self, lines: Sequence[Line]) -> None:
        for line in lines:
            self._do(people.remove_unit, line.id)
        self._removed(lines)

    def remove_roles(self, lines: Sequence[Line]) -> None:
        own = [line for line in lines if line.own]
        for line in own:
            self._do(people.remove_role, line.id)
        if own:
            self._removed(own)
        else:
            self.desk.say(self.desk.gettext("The roles that come with Verkstad stay. Those you do not use disturb nobody."))

    def _removed(self, lines: Sequence[Line]) -> None:
        _ = self.desk.gettext
        count = sum(line.count for line in lines)
        told = _("%(name)s was removed.", name=lines[-1].name)
        if count:
            told += " " + self.desk.language.ngettext("%(n)d person stays, without it.", "%(n)d people stay, without it.", count)
        self.desk.say(told, undo=len(lines) == 1)

    def _unit_menu(self, lines: list[Line]) -> list[tuple[str, str, Any] | None]:
        _ = self.desk.gettext
        shown: list[tuple[str, str, Any] | None] = []
        if len(lines) == 1:
            shown.append((_("Show its people"), "users", partial(self.unit_chosen.emit, lines[0].id)))
        return [*shown, (_("Remove"), "trash-2", partial(self.remove_units, lines))]

    def _role_menu(self, lines: list[Line]) -> list[tuple[str, str, Any] | None]:
        return [(self.desk.gettext("Remove"), "trash-2", partial(self.remove_roles, lines))] if any(line.own for line in lines) else []

    def _added(self, table: ValueTable, action: Callable[..., Any], name: str) -> None:
        made = self._do(action, name)
        table.select([made])

    def _do(self, action: Callable[..., Any], *args: Any) -> Any:
        return self.desk.bench.do(action, *args, by=self)
