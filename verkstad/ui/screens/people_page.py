"""Människor: everybody there is, shared by all workshops, and in a second tab the units and roles they have.

The name is optional all through: a position without a name is somebody too, and reads as what it is called.
"""

from __future__ import annotations

from collections.abc import Callable, Sequence
from functools import partial
from pathlib import Path
from typing import TYPE_CHECKING

from PySide6.QtCore import Qt, QTimer
from PySide6.QtGui import QGuiApplication, QKeyEvent, QKeySequence
from PySide6.QtWidgets import QWidget

from verkstad.app import people
from verkstad.app.people import PersonLine, called, role_name
from verkstad.domain.people import Identity, Person, Role, Unit
from verkstad.domain.workshop import Participation
from verkstad.ui import controls
from verkstad.ui import theme as look
from verkstad.ui.desk import Desk
from verkstad.ui.empty import EmptyState
from verkstad.ui.screen import Screen
from verkstad.ui.screens import people_dialogs as dialogs
from verkstad.ui.screens import people_erasing
from verkstad.ui.screens.people_inspector import PersonInspector
from verkstad.ui.screens.people_words import Fitting, marked, role_choices, sort_key, unit_choices
from verkstad.ui.stack import Stack
from verkstad.ui.value_table import Column, ValueTable

if TYPE_CHECKING:
    from verkstad.app.workbench import Changes
    from verkstad.ui.screens.people_units import UnitsAndRoles

LOOK_AFTER_MS = 300
"""Entries that may be one person are looked for when the page stands and nothing more has changed."""
MANY = 1_500
"""So many people are compared only when somebody asks for it: it would hold the window up."""

NAME, UNIT, ROLE, POSITION, EMAIL, PHONE, MEETS, WORKSHOPS = range(8)


class PeopleScreen(Screen):
    key = "people"

    def __init__(self, desk: Desk) -> None:
        super().__init__(desk)
        _ = self._
        self._lines: tuple[PersonLine, ...] = ()
        self._tab = 0
        self._unit = ""
        empty = EmptyState(
            desk.theme, "users", _("Everybody who takes part in your workshops stands here, once: by name, or only by role."),
            _("Paste a list"), self.paste, second=(_("Import a file"), self.import_dialog),
        )  # fmt: skip
        self.table = ValueTable(
            desk, self._columns(), name=_("People"), empty=empty, search=_("Search people"), menu=self._menu, sort=(NAME, True)
        )
        self.units_filter = self._filter()
        self.table.bar.layout().insertWidget(1, self.units_filter)
        self._fitting = Fitting(self.table, (PHONE, WORKSHOPS, MEETS, EMAIL, POSITION, ROLE))
        self.table.chosen.connect(self._on_chosen)
        self.table.opened.connect(lambda _line: self._inspector.focus_first())
        self.table.removal_asked.connect(self.remove)
        self.table.pasted.connect(self.paste_text)
        self.duplicates = dialogs.Notice(desk, on=self.review_duplicates)
        self._looking = QTimer(self, singleShot=True, interval=LOOK_AFTER_MS)
        self._looking.timeout.connect(self.look_for_duplicates)
        self._groups: UnitsAndRoles | None = None
        self._stack = Stack()
        everybody = controls.column(self.duplicates, (self.table, 1), spacing=look.M, margins=(24, 16, 24, 16))
        self._stack.addWidget(controls.holder(everybody))
        self.setLayout(controls.column(self._stack))
        self._inspector = PersonInspector(desk, remove=self.remove, erase=self.erase)
        self._head = [
            controls.button(
                desk.theme,
                _("Paste a list"),
                "clipboard-paste",
                on=self.paste,
                tip=_("People copied from a spreadsheet or a mail (Ctrl+V)"),
            ),
            controls.button(desk.theme, _("Import…"), "import", on=self.import_dialog, tip=_("From a CSV, Excel or vCard file")),
            controls.button(desk.theme, _("Add person"), "user-plus", role="primary", on=self.add),
        ]
        desk.settings_changed.connect(lambda: self.refresh(None, None))

    @property
    def groups(self) -> UnitsAndRoles:
        """The second tab, built at its first visit."""
        if self._groups is None:
            from verkstad.ui.screens.people_units import UnitsAndRoles

            self._groups = UnitsAndRoles(self.desk)
            self._groups.unit_chosen.connect(self._show_unit)
            self._stack.addWidget(self._groups)
            self._groups.refresh()
        return self._groups

    # ------------------------------------------------------------------------------------------------ what the window asks

    def title(self) -> str:
        return self._("People")

    def subtitle(self) -> str:
        ngettext, units = self.desk.language.ngettext, len({line.unit for line in self._lines if line.unit})
        if not self._lines:
            return ""
        told = [ngettext("%(n)d person", "%(n)d people", len(self._lines))]
        if units:
            told.append(ngettext("%(n)d unit", "%(n)d units", units))
        return " · ".join(told)

    def tabs(self) -> Sequence[str]:
        return (self._("Everybody"), self._("Units and roles"))

    def tab(self) -> int:
        return self._tab

    def part_shown(self) -> str:
        return "units" if self._tab else "people"

    def choose_tab(self, at: int) -> None:
        self._tab = at
        if at == 1:
            self.groups.refresh()
        self._stack.setCurrentIndex(at)

    def head(self) -> Sequence[QWidget]:
        return self._head if self._tab == 0 else ()

    def inspector(self) -> QWidget | None:
        return self._inspector if self._tab == 0 and self._lines else None

    def hints(self) -> str:
        return self._("Enter edits    Ctrl+V pastes a list    Del removes") if self._tab == 0 else self._("Enter edits    Del removes")

    def show_row(self, row: str, part: str) -> None:
        """A person's id, or a unit's: its people are shown. `part` "units" shows the second tab."""
        self.choose_tab(1 if part == "units" else 0)
        self.headline_changed.emit()
        if not row:
            return
        if self.desk.bench.library.get(Unit, row) is not None:
            self._show_unit(row)
            return
        self.refresh(None, None)
        self._show_all()
        self.table.select([row])
        self.table.view.setFocus(Qt.FocusReason.OtherFocusReason)

    def refresh(self, changes: Changes | None, by: object) -> None:
        if changes is not None and not changes.touches(Person, Identity, Unit, Role, Participation):
            return
        had = bool(self._lines)
        names = self.desk.settings.names
        self._lines = self._edited(changes) or self.desk.bench.recall(people.directory)
        self._offer_units()
        self._show_filtered()
        self._fitting.never = frozenset() if names else frozenset((EMAIL, PHONE))
        self._fitting.fit()
        if self._groups is not None:
            self._groups.refresh()
        if changes is None or changes.touches(Person, Identity):
            self._looking.start()
        if had != bool(self._lines):
            self.headline_changed.emit()

    def _edited(self, changes: Changes | None) -> tuple[PersonLine, ...]:
        """The lines after an edit of a few who are listed: only those are asked for anew. Nothing when everybody must be asked for."""
        if changes is None or changes.touches(Unit, Role, Participation):
            return ()
        bench = self.desk.bench
        identities = bench.library.where(Identity, id=tuple(changes.ids(Identity)))
        touched = changes.ids(Person) | {i.parent for i in identities if i.parent}
        before = {line.id: line for line in self._lines}
        if len(touched) > 20 or len(identities) < len(changes.ids(Identity)) or not touched <= before.keys():
            return ()
        for id in touched:
            line, row = bench.ask(people.person_line, id), bench.library.get(Person, id)
            if line is None or row is None or row.same_as is not None:
                return ()
            before[id] = line._replace(workshops=before[id].workshops)
        return tuple(before.values())

    def reveal(self, changes: Changes) -> None:
        """What undo brought back is selected, a whole import too."""
        ids = set(changes.ids(Person)) | {
            i.parent for i in self.desk.bench.library.where(Identity, id=tuple(changes.ids(Identity))) if i.parent
        }
        if self._tab == 0 and ids:
            self.table.select(ids)

    def find(self) -> bool:
        if self._tab == 0 and self._lines:
            self.table.search.setFocus(Qt.FocusReason.ShortcutFocusReason)
            self.table.search.selectAll()
            return True
        return False

    def settle(self) -> None:
        self._inspector.settle()

    def keyPressEvent(self, event: QKeyEvent) -> None:
        if event.matches(QKeySequence.StandardKey.Paste) and self._tab == 0:  # also where nobody is listed yet
            self.paste()
        else:
            super().keyPressEvent(event)

    # ------------------------------------------------------------------------------------------------ what a person does

    def add(self) -> None:
        added = dialogs.add_person(self.desk, by=self)
        if added:
            self._show_all()
            self.table.select([added])
            self.table.view.setFocus(Qt.FocusReason.OtherFocusReason)

    def paste(self) -> None:
        self.paste_text(QGuiApplication.clipboard().text())

    def paste_text(self, text: str) -> None:
        from verkstad.ui.screens import people_import

        self._came(people_import.paste(self.desk, text, by=self))

    def import_dialog(self) -> None:
        from verkstad.ui.screens import people_import

        people_import.choose(self.desk, done=self._came, by=self)

    def import_file(self, path: Path, workshop: str = "") -> None:
        """A list dropped on the window or opened from the menu; into a workshop when it is given."""
        from verkstad.ui.screens import people_import

        done = partial(self._came_to, workshop) if workshop else self._came
        people_import.read(self.desk, path, workshop=workshop or None, done=done, by=self)

    def remove(self, lines: Sequence[PersonLine]) -> None:
        language = self.desk.language
        self.desk.bench.do(people.remove_people, tuple(line.id for line in lines), by=self)
        if len(lines) == 1:
            self.desk.say(self._("%(name)s was removed.", name=called(lines[0], language)), undo=True)
        else:
            self.desk.say(language.ngettext("%(n)d person was removed.", "%(n)d people were removed.", len(lines)), undo=True)

    def erase(self, line: PersonLine) -> None:
        people_erasing.erase(self.desk, line, by=self)

    def look_for_duplicates(self) -> None:
        """Say above the list how many entries may be somebody who stands there twice."""
        self._looking.stop()
        if self.desk.settings.names and len(self._lines) <= MANY:
            self.duplicates.show_count(len(dialogs.open_pairs(self.desk)))
        else:
            self.duplicates.hide()

    def review_duplicates(self) -> None:
        """One pair after the other; a sentence when there is none."""
        if not dialogs.review_duplicates(self.desk, by=self):
            self.desk.say(self._("Nobody seems to stand here twice."))
        self.look_for_duplicates()

    # ------------------------------------------------------------------------------------------------ the table

    def _columns(self) -> list[Column[PersonLine]]:
        _, bench, language, desk = self._, self.desk.bench, self.desk.language, self.desk

        def do(action: object, *args: object) -> None:
            bench.do(action, *args, by=self)  # type: ignore[arg-type]

        def order(line: PersonLine) -> object:
            return sort_key(line, language, names=desk.settings.names)

        def rename(line: PersonLine, typed: str) -> None:
            from verkstad.app import newcomers

            do(people.name_person, line.id, *newcomers.split_name(typed))

        def cell(name: str) -> object:
            return lambda line: getattr(line, name)

        return [
            Column(
                _("Name or role"), lambda x: marked(called(x, language, names=desk.settings.names), x, language), sort=order, edit=rename, typed=lambda x: x.name,
                editable=lambda x: desk.settings.names, strong=True, faded=lambda x: not x.name,
            ),
            Column(
                _("Unit"), lambda x: x.unit_name, edit=lambda x, kept: do(people.place_in_unit, (x.id,), kept or None), typed=lambda x: x.unit or "",
                choices=lambda x: unit_choices(desk), width=156,
            ),
            Column(
                _("Role"), lambda x: role_name(x, language), edit=lambda x, kept: do(people.give_role, (x.id,), kept), typed=lambda x: x.role,
                choices=lambda x: role_choices(desk), width=150,
            ),
            Column(_("Position"), lambda x: x.position, edit=lambda x, typed: do(people.set_position, x.id, typed), drafts=lambda x: (x.id, "position"), width=150),
            Column(_("E-mail"), lambda x: x.email, edit=lambda x, typed: do(people.set_email, x.id, typed), width=196),
            Column(_("Phone"), lambda x: x.phone, edit=lambda x, typed: do(people.set_phone, x.id, typed), width=128),
            Column(
                _("Meets customers"), lambda x: _("Yes") if x.meets_customers else "", typed=lambda x: "1" if x.meets_customers else "",
                edit=lambda x, kept: do(people.say_meets_customers, (x.id,), kept == "1"), choices=lambda x: [("", _("No")), ("1", _("Yes"))], width=124,
            ),
            Column(_("Workshops"), lambda x: str(x.workshops or ""), sort=lambda x: x.workshops, width=96, right=True),
        ]  # fmt: skip

    def _menu(self, lines: list[PersonLine]) -> list[tuple[str, str, Callable[[], object]] | None]:
        _ = self._
        entries: list[tuple[str, str, Callable[[], object]] | None] = []
        if len(lines) == 1:
            line = lines[0]
            entries += [
                (_("The same person as…"), "merge", partial(dialogs.join_by_hand, self.desk, line, self._lines, by=self)),
                (_("Erase personal data…"), "eye-off", partial(self.erase, line)),
                None,
            ]
        elif len(lines) == 2:
            entries += [(_("These two are the same person"), "merge", partial(dialogs.join, self.desk, lines[1], lines[0], by=self)), None]
        entries.append((_("Look for people who stand here twice"), "users", self.review_duplicates))
        entries.append((_("Remove"), "trash-2", partial(self.remove, lines)))
        return entries

    def _filter(self) -> dialogs.Choice:
        box = dialogs.Choice()
        box.setAccessibleName(self._("Unit"))
        box.setMinimumWidth(180)
        box.activated.connect(self._on_filtered)
        return box

    def _offer_units(self) -> None:
        _, box = self._, self.units_filter
        counts: dict[str, int] = {}
        for line in self._lines:
            counts[line.unit or ""] = counts.get(line.unit or "", 0) + 1
        box.clear()
        box.addItem(_("All units"), "")
        for id, name in unit_choices(self.desk)[1:]:
            box.addItem(f"{name} ({counts.get(id, 0)})", id)
        if counts.get(""):
            box.addItem(f"{_('Without a unit')} ({counts['']})", "-")
        at = box.findData(self._unit)
        self._unit = self._unit if at >= 0 else ""
        box.setCurrentIndex(max(0, at))
        box.setVisible(box.count() > 1)

    def _on_filtered(self) -> None:
        self._unit = self.units_filter.currentData() or ""
        self._show_filtered()

    def _show_filtered(self) -> None:
        wanted = self._unit
        self.table.show_values([x for x in self._lines if not wanted or (x.unit or "-") == wanted])

    def _show_unit(self, unit: str) -> None:
        self.choose_tab(0)
        self._unit = unit
        self.refresh(None, None)
        self.headline_changed.emit()

    def _show_all(self) -> None:
        self.table.search.clear()
        self._unit = ""
        self.units_filter.setCurrentIndex(0)
        self._show_filtered()

    def _on_chosen(self, lines: list[PersonLine]) -> None:
        self._inspector.show_people(lines)

    def _came(self, ids: Sequence[str]) -> None:
        """Everybody who came is selected, in view, whatever was filtered or which tab was open."""
        if ids:
            if self._tab:
                self.choose_tab(0)
                self.headline_changed.emit()
            self._show_all()
            self.table.select(ids)
            self.table.view.setFocus(Qt.FocusReason.OtherFocusReason)

    def _came_to(self, workshop: str, ids: Sequence[str]) -> None:
        """Those who came to a workshop stand on its list: the first of them is chosen there."""
        if ids:
            self.desk.go("workshop", workshop, f"people:{ids[0]}")

    def _pairs(self) -> list[dialogs.Pair]:
        return dialogs.open_pairs(self.desk)
