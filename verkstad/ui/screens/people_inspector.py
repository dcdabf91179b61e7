"""What is known of the people selected, in the inspector: one person whole, or what several have in common."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from functools import partial
from typing import Any

from PySide6.QtCore import Qt
from PySide6.QtWidgets import QVBoxLayout, QWidget

from verkstad import wording
from verkstad.app import people
from verkstad.app.people import PersonLine, called, role_name
from verkstad.domain.people import Person
from verkstad.ui import controls
from verkstad.ui import theme as look
from verkstad.ui.desk import Desk
from verkstad.ui.fields import CheckField, ChoiceField, Field, LineField, NumberField, PersonField, form
from verkstad.ui.screens.people_words import role_choices, unit_choices

MIXED = "\x00mixed"
"""Several people, several values: nothing is chosen until somebody chooses."""


class PersonInspector(QWidget):
    """`remove` takes the lines selected, `erase` one line."""

    def __init__(self, desk: Desk, *, remove: Callable[[Sequence[PersonLine]], object], erase: Callable[[PersonLine], object]) -> None:
        super().__init__()
        _ = desk.gettext
        self.desk, self._remove, self._erase = desk, remove, erase
        self._lines: list[PersonLine] = []
        self.heading = controls.Elided("", "section")
        self.about = controls.label("", "caption", wrap=True)
        self.fields: tuple[Field, ...] = ()
        self._whole = controls.column(self.heading, 4, self.about, margins=(24, 18, 24, 24))
        self.setLayout(controls.column(self._whole, None))
        self.show_people([])

    def _build(self) -> None:
        """The form, made when the first is selected: a page opens without it."""
        _, desk = self.desk.gettext, self.desk
        self.given = LineField(desk, _("Given name"), length=120, save=lambda text: self._rename(text, None))
        self.family = LineField(desk, _("Family name"), length=120, save=lambda text: self._rename(None, text))
        self.names = controls.holder(controls.row((self.given, 1), (self.family, 1), spacing=look.M))
        self.unit = PersonField(
            desk, _("Unit"), people=self._unit_names, free=True, placeholder=_("Type to find or make one"), save=self._place
        )
        self.role = ChoiceField(desk, _("Role"), save=lambda role: self._do(people.give_role, self._ids(), role or ""))
        self.position = LineField(desk, _("Position"), length=120, save=lambda text: self._do(people.set_position, self._one(), text))
        self.email = LineField(desk, _("E-mail"), length=254, save=lambda text: self._do(people.set_email, self._one(), text))
        self.phone = LineField(desk, _("Phone"), length=40, save=lambda text: self._do(people.set_phone, self._one(), text))
        self.meets = CheckField(desk, _("Meets customers"), save=lambda meets: self._do(people.say_meets_customers, self._ids(), meets))
        self.competences = LineField(
            desk, _("Competences"), length=400, placeholder=_("Plain language, statistics …"),
            save=lambda text: self._do(people.set_competences, self._one(), text),
        )  # fmt: skip
        self.percent = NumberField(
            desk, _("Time set aside, %"), high=100, step=5, save=lambda percent: self._do(people.set_time_aside, self._ids(), percent)
        )
        self.confirmed = LineField(
            desk,
            _("Confirmed by"),
            length=120,
            placeholder=_("Which manager"),
            save=lambda by: self._do(people.confirm_time, self._ids(), by),
        )
        self.fields = (
            self.given, self.family, self.unit, self.role, self.position, self.email, self.phone, self.meets, self.competences, self.percent,
            self.confirmed,
        )  # fmt: skip
        time = (self.percent, self.confirmed)
        self.form = controls.holder(
            form(self.names, self.unit, self.role, self.position, self.email, self.phone, self.meets, self.competences, time)
        )
        self.workshops_heading = controls.label(_("Workshops"), "label")
        self.workshops = QVBoxLayout()
        self.workshops.setSpacing(2)
        self.remove_button = controls.button(
            desk.theme, _("Remove"), "trash-2", on=lambda: self._remove(self._lines), tip=_("From the list and from every workshop")
        )
        self.erase_button = controls.button(
            desk.theme, _("Erase personal data…"), "eye-off", role="quiet", on=lambda: self._erase(self._lines[0])
        )
        buttons = controls.column(controls.row(self.remove_button, None), 4, controls.row(self.erase_button, None))
        below = (16, self.form, 18, self.workshops_heading, 4, self.workshops, 20, buttons)
        made = controls.holder(controls.column(*below))
        self._whole.addWidget(made)
        made.show()

    def show_people(self, lines: Sequence[PersonLine]) -> None:
        language, several = self.desk.language, len(lines) > 1
        if [x.id for x in lines] != [x.id for x in self._lines]:
            self.settle()
        self._lines = list(lines)
        if not self.fields:
            if not lines:
                self._say_nobody()
                return
            self._build()
        self.form.setVisible(bool(lines))
        self.remove_button.setVisible(bool(lines))
        self.erase_button.setVisible(
            len(lines) == 1 and self.desk.settings.names and bool(lines[0].name or lines[0].email or lines[0].phone)
        )
        for only_one in (self.names, self.position, self.email, self.phone, self.competences):
            only_one.setVisible(len(lines) == 1)
        for named in (self.names, self.email, self.phone):
            named.setVisible(len(lines) == 1 and self.desk.settings.names)
        if not lines:
            self._say_nobody()
            self._list_workshops(None)
            return
        self.role.offer(role_choices(self.desk))
        if several:
            self.heading.setText(language.ngettext("%(n)d person", "%(n)d people", len(lines)))
            self.about.setText(self.desk.gettext("What you choose here goes for all of them."))
            self.unit.show_value(self._common("unit_name", ""), "", "")
            self.role.show_value(self._common("role", None), "", "")
            self.meets.show_value(all(x.meets_customers for x in lines), "", "")
            rows = self.desk.bench.library.where(Person, id=self._ids())
            for shared, told in ((self.percent, {r.percent for r in rows}), (self.confirmed, {r.confirmed_by for r in rows})):
                shared.show_value(told.pop() if len(told) == 1 else None, "", "")
            self._list_workshops(None)
            return
        line = lines[0]
        self.heading.setText(called(line, language, names=self.desk.settings.names))
        said = role_name(line, language)
        self.about.setText(" · ".join(x for x in (said, line.unit_name) if x))
        for field, value, column in (
            (self.given, line.given, ""), (self.family, line.family, ""), (self.unit, line.unit_name, ""), (self.role, line.role, ""),
            (self.position, line.position, "position"), (self.email, line.email, ""), (self.phone, line.phone, ""), (self.meets, line.meets_customers, ""),
        ):  # fmt: skip
            field.show_value(value, line.id, column)
        self.position.show_value(line.position, line.id, "position")
        row = self.desk.bench.library.get(Person, line.id) or Person()
        self.competences.show_value(row.competences, line.id, "competences")
        self.percent.show_value(row.percent, line.id, "")
        self.confirmed.show_value(row.confirmed_by, line.id, "")
        self._list_workshops(line)

    def _say_nobody(self) -> None:
        self.heading.setText(self.desk.gettext("Nobody selected"))
        self.about.setText(self.desk.gettext("Choose somebody in the list to see and change the rest."))

    def focus_first(self) -> None:
        first = self.given if self.names.isVisible() else self.unit
        first.setFocus(Qt.FocusReason.OtherFocusReason)

    def settle(self) -> None:
        for field in self.fields:
            field.settle()

    def _list_workshops(self, line: PersonLine | None) -> None:
        while self.workshops.count():
            taken = self.workshops.takeAt(0).widget()
            if taken is not None:
                taken.deleteLater()
        found = self.desk.bench.ask(people.taken_part, line.id) if line else ()
        self.workshops_heading.setVisible(bool(found))
        for workshop, part in found[:12]:
            when = self.desk.language.date(workshop.first, "date") if workshop.first else self.desk.gettext("no date")
            fact = part.attended or part.answer
            kind = "attended" if part.attended else "answer"
            button = controls.CardButton(
                self.desk.theme, workshop.title, f"{when} · {wording.choice_name('participation', kind, fact, self.desk.language)}",
                on=partial(self.desk.go, "workshop", workshop.id, "people"),
            )  # fmt: skip
            button.setMinimumHeight(58)
            self.workshops.addWidget(button)

    # ------------------------------------------------------------------------------------------------ saving

    def _ids(self) -> tuple[str, ...]:
        return tuple(x.id for x in self._lines)

    def _one(self) -> str:
        return self._lines[0].id

    def _do(self, action: Callable[..., Any], *args: Any) -> None:
        self.desk.bench.do(action, *args, by=self)

    def _rename(self, given: str | None, family: str | None) -> None:
        line = self._lines[0]
        self._do(people.name_person, line.id, line.given if given is None else given, line.family if family is None else family)

    def _place(self, name: str) -> None:
        self._do(people.place_in_unit_called, self._ids(), name)

    def _common(self, name: str, otherwise: Any) -> Any:
        values = {getattr(x, name) for x in self._lines}
        return values.pop() if len(values) == 1 else otherwise

    def _unit_names(self) -> list[tuple[str, str]]:
        return unit_choices(self.desk)[1:]
