"""The register of mandates: who may decide what, how far, by whose grant and until when. What has run out says so in words."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from functools import partial
from typing import TYPE_CHECKING, Any

from PySide6.QtCore import Qt
from PySide6.QtWidgets import QVBoxLayout, QWidget

from verkstad.app import mandates, people
from verkstad.app.mandates import MandateLine
from verkstad.app.people import called
from verkstad.domain.dates import parse_date
from verkstad.domain.errors import Refused
from verkstad.domain.mandates import DecisionType, Mandate, RoleMandate
from verkstad.domain.people import Identity, Person, Role, Unit
from verkstad.ui import controls
from verkstad.ui import theme as look
from verkstad.ui.desk import Desk
from verkstad.ui.empty import EmptyState
from verkstad.ui.fields import CheckField, ChoiceField, DateField, Field, LineField, PersonField, form
from verkstad.ui.screens.people_units import AddLine
from verkstad.ui.screens.people_words import Fitting, role_choices, sort_key, told, unit_choices
from verkstad.ui.screens.teams.words import decision_choices
from verkstad.ui.tabbed import TabPart
from verkstad.ui.value_table import Column, Filter, ValueTable
from verkstad.wording_teams import LEVELS, level_words

if TYPE_CHECKING:
    from verkstad.app.workbench import Changes

WHO, DECISION, LEVEL, LIMIT, GRANTED, DELEGATION, UNTIL, ABLE = range(8)
PERSON, ROLE = "person:", "role:"


def owner_words(line: MandateLine, desk: Desk) -> str:
    """Who has it: a person, or everybody with a role."""
    if line.person is not None:
        return called(line.person, desk.language, names=desk.settings.names)
    return mandates.role_word(desk.bench.library, line.role, desk.language) if line.role else desk.gettext("Somebody")


def until_words(line: MandateLine, desk: Desk) -> str:
    """ "ran out", or how long it holds; nothing when no last day is said."""
    if line.mandate.until is None:
        return desk.gettext("until further notice")
    return desk.gettext("has run out") if line.mandate.until < desk.today() else ""


class MandateInspector(QWidget):
    """One mandate whole; with none chosen, one's own types of decisions."""

    def __init__(self, desk: Desk, *, remove: Callable[[Sequence[MandateLine]], object]) -> None:
        super().__init__()
        _ = desk.gettext
        self.desk = desk
        self._lines: list[MandateLine] = []
        self.heading = controls.Elided("", "section")
        self.about = controls.label("", "caption", wrap=True)
        self.decision = ChoiceField(
            desk, _("Type of decision"), save=lambda kept: self._do(mandates.change_decision_type, self._one(), kept)
        )
        self.usual = controls.label("", "caption", wrap=True)
        self.level = ChoiceField(
            desk, _("Level"), [(n, level_words(n, desk.language)) for n in LEVELS],
            save=lambda n: self._do(mandates.change_level, self._one(), n),
        )  # fmt: skip
        self.limit = LineField(
            desk, _("Limit"), length=120, placeholder=_("50,000 kr a purchase"),
            save=lambda text: self._do(mandates.change_level, self._one(), self._lines[0].mandate.level or 0, text),
        )  # fmt: skip
        self.granted = LineField(
            desk, _("Granted by"), placeholder=_("The committee, the head of department"),
            save=lambda text: self._do(mandates.say_granted_by, self._one(), text),
        )  # fmt: skip
        self.delegation = LineField(
            desk, _("Point in the delegation order"), length=120, save=lambda text: self._do(mandates.name_delegation, self._one(), text)
        )
        self.until = DateField(
            desk,
            _("Last day"),
            of=(Mandate, "until"),
            placeholder=_("Until further notice"),
            save=lambda day: self._do(mandates.valid_until, self._one(), day),
        )
        self.able = CheckField(
            desk, _("Has what it takes to use it"), help=_("The system, the time and the knowledge"),
            save=lambda able: self._do(mandates.say_able, tuple(x.id for x in self._lines), able),
        )  # fmt: skip
        self.fields: tuple[Field, ...] = (self.decision, self.level, self.limit, self.granted, self.delegation, self.until, self.able)
        fields = controls.column(
            form(self.decision), 4, self.usual, 14, form(self.level, self.limit, self.granted, self.delegation, self.until, self.able)
        )
        self.form = controls.holder(fields)
        self.remove = controls.button(desk.theme, _("Remove"), "trash-2", on=lambda: remove(self._lines))
        self.types = QVBoxLayout()
        self.types.setSpacing(6)
        self.new_type = AddLine(desk, _("New type of decision"), self._add_type)
        self.own = controls.holder(
            controls.column(
                controls.label(_("Your own types of decisions"), "label"), 4,
                controls.label(_("Beside those that come with Verkstad. Tick those that concern the customer."), "caption", wrap=True), 8,
                self.types, 6, self.new_type,
            )
        )  # fmt: skip
        self.setLayout(
            controls.column(
                self.heading,
                4,
                self.about,
                16,
                self.form,
                14,
                controls.row(self.remove, None),
                22,
                self.own,
                None,
                margins=(24, 18, 24, 24),
            )
        )
        self.show_lines([])

    def show_lines(self, lines: Sequence[MandateLine]) -> None:
        _, language = self.desk.gettext, self.desk.language
        if [x.id for x in lines] != [x.id for x in self._lines]:
            self.settle()
        self._lines = list(lines)
        self.form.setVisible(len(lines) == 1)
        self.remove.setVisible(bool(lines))
        if not lines:
            self.heading.setText(_("Nothing selected"))
            self.about.setText(_("Choose a mandate to see where it comes from and how long it holds."))
            return
        if len(lines) > 1:
            self.heading.setText(language.ngettext("%(n)d mandate", "%(n)d mandates", len(lines)))
            self.about.setText("")
            return
        line = lines[0]
        row = line.mandate
        self.heading.setText(owner_words(line, self.desk))
        whose = _("Personal mandate") if line.person else _("Everybody with the role") + (f", {line.unit_name}" if line.unit_name else "")
        self.about.setText(" · ".join(x for x in (whose, until_words(line, self.desk) if line.expired else "") if x))
        self.decision.offer(decision_choices(self.desk))
        kind = next((t for t in self.desk.bench.ask(mandates.decision_types, language) if t.id == row.decision_type), None)
        said = [_("Usually decided by: %(who)s", who=kind.usual)] if kind and kind.usual else []
        if kind and kind.customer_facing:
            said.append(_("Concerns the customer"))
        self.usual.setText(". ".join(said))
        self.usual.setVisible(bool(said))
        for field, value, column in (
            (self.decision, row.decision_type, ""), (self.level, row.level or 0, ""), (self.limit, row.limit, ""),
            (self.granted, row.granted_by, "granted_by"), (self.delegation, row.delegation, "delegation"), (self.until, row.until, ""),
            (self.able, row.able, ""),
        ):  # fmt: skip
            field.show_value(value, row.id, column)

    def show_types(self, types: Sequence[DecisionType]) -> None:
        while self.types.count():
            old = self.types.takeAt(0).widget()
            if old is not None:
                old.hide()
                old.deleteLater()
        for row in types:
            name = LineField(self.desk, row.name, save=partial(self._do, mandates.rename_decision_type, row.id))
            name.label.hide()
            name.show_value(row.name, row.id, "name")
            facing = CheckField(
                self.desk, self.desk.gettext("Concerns the customer"), save=partial(self._do, mandates.say_concerns_customers, row.id)
            )
            facing.show_value(row.customer_facing)
            off = controls.icon_button(
                self.desk.theme, "trash-2", self.desk.gettext("Remove %(name)s", name=row.name), on=partial(self._remove_type, row)
            )
            self.types.addWidget(controls.holder(controls.column(controls.row((name, 1), off), facing)))

    def settle(self) -> None:
        for field in self.fields:
            field.settle()

    def focus_first(self) -> None:
        self.level.setFocus(Qt.FocusReason.OtherFocusReason)

    def _add_type(self, name: str) -> None:
        self._do(mandates.add_decision_type, name)

    def _remove_type(self, row: DecisionType) -> None:
        self._do(mandates.remove_decision_type, row.id)
        self.desk.say(self.desk.gettext("%(name)s was removed.", name=row.name), undo=True)

    def _one(self) -> str:
        return self._lines[0].id

    def _do(self, action: Callable[..., Any], *args: Any) -> Any:
        return self.desk.bench.do(action, *args, by=self)


class RegisterPart(TabPart):
    def __init__(self, desk: Desk) -> None:
        super().__init__(desk)
        _ = self._
        self._lines: tuple[MandateLine, ...] = ()
        self.who = PersonField(desk, _("A person or a role"), people=self._owners, placeholder=_("Type to find"))
        self.unit = ChoiceField(desk, _("The role's unit"))
        self.decision = ChoiceField(desk, _("May decide"))
        self.add_button = controls.button(desk.theme, _("Add mandate"), "plus", on=self.add)
        below = controls.column(21, self.add_button, None)
        self.bar = controls.row((self.who, 3), (self.unit, 2), (self.decision, 3), below, spacing=look.S, margins=(0, 0, 0, 4))
        self.table = ValueTable(
            desk, self._columns(), name=_("Mandate register"), search=_("Search"), menu=self._menu,
            filters=[
                Filter(
                    _("Which mandates"),
                    [
                        (_("All"), lambda _x: True), (_("Valid today"), lambda x: x.holds > 0), (_("Run out"), lambda x: x.expired),
                        (_("Cannot be used"), lambda x: not x.mandate.able),
                    ],
                )
            ],
            empty=EmptyState(
                desk.theme, "id-card", _("Who may decide what, and how far. With the register the teams know which decisions they cannot take."),
                _("Write the first mandate"), lambda: self.who.setFocus(Qt.FocusReason.OtherFocusReason),
            ),
        )  # fmt: skip
        self._fitting = Fitting(self.table, (DELEGATION, ABLE, GRANTED, LIMIT, UNTIL), least=216)
        self._inspector = MandateInspector(desk, remove=self.remove)
        self.table.chosen.connect(self._inspector.show_lines)
        self.table.opened.connect(lambda _line: self._inspector.focus_first())
        self.table.removal_asked.connect(self.remove)
        self.setLayout(controls.column(self.bar, (self.table, 1), spacing=look.M, margins=(24, 16, 24, 16)))

    def inspector(self) -> QWidget | None:
        return self._inspector

    def hints(self) -> str:
        return self._("Enter edits    Del removes") if self._lines else ""

    def home(self) -> QWidget | None:
        return self.table.view if self._lines else self.who

    def find(self) -> bool:
        self.table.search.setFocus(Qt.FocusReason.ShortcutFocusReason)
        return bool(self._lines)

    def settle(self) -> None:
        self._inspector.settle()

    def show_row(self, row: str, part: str) -> None:
        self.table.search.clear()
        self.table.select([row])

    def reveal(self, changes: Changes) -> None:
        self.table.select(set(changes.ids(Mandate)) | set(changes.ids(RoleMandate)))

    def refresh(self, changes: Changes | None, by: object) -> None:
        if changes is not None and not changes.touches(Mandate, RoleMandate, DecisionType, Person, Identity, Role, Unit):
            return
        desk = self.desk
        if changes is None or changes.touches(DecisionType):
            self.decision.offer([("", self._("Type of decision")), *decision_choices(desk)])
            self.decision.show_value(self.decision.box.currentData() or "")
            self._inspector.show_types(sorted(desk.bench.library.all(DecisionType), key=lambda t: desk.language.sort_key(t.name)))
        if changes is None or changes.touches(Unit):
            self.unit.offer([("", self._("All")), *unit_choices(desk)[1:]])
            self.unit.show_value(self.unit.box.currentData() or "")
        had = bool(self._lines)
        sort = desk.language.sort_key
        self._lines = tuple(sorted(desk.bench.ask(mandates.register, desk.today()), key=lambda x: (sort(owner_words(x, desk)), x.id)))
        self.table.show_values(self._lines)
        self._fitting.fit()
        if had != bool(self._lines):
            self.headline_changed.emit()

    # ------------------------------------------------------------------------------------------------ what a person does

    def add(self) -> None:
        """A mandate of whom is written in the line; what is missing is said there."""
        _ = self._
        self.who.settle()
        owner, decision = self.who.value() or "", self.decision.box.currentData() or ""
        if not owner:
            self.who.complain(_("Choose a person or a role."))
            return
        if not decision:
            self.decision.complain(_("Choose what may be decided."))
            return
        self.who.complain("")
        self.decision.complain("")
        person, role, unit = owner.startswith(PERSON), owner.removeprefix(ROLE), self.unit.box.currentData() or None
        if person:
            there = self.desk.bench.ask(mandates.mandate_of, owner.removeprefix(PERSON), decision)
        else:
            there = self.desk.bench.ask(mandates.role_mandate_of, role, unit, decision)
        if there is not None:
            self.decision.complain(_("It is there already: change the row."))
            self.table.search.clear()
            self.table.select([there])
            return
        if person:
            made = self._do(mandates.add_mandate, owner.removeprefix(PERSON), decision)
        else:
            made = self._do(mandates.add_role_mandate, role, unit, decision)
        for field in (self.who, self.unit, self.decision):
            field.show_value("")
        self.table.select([made])
        self.table.view.setFocus(Qt.FocusReason.OtherFocusReason)

    def remove(self, lines: Sequence[MandateLine]) -> None:
        self._do(mandates.remove_mandates, tuple(x.id for x in lines))
        self.desk.say(self.desk.language.ngettext("%(n)d mandate was removed.", "%(n)d mandates were removed.", len(lines)), undo=True)

    def _owners(self) -> list[tuple[str, str]]:
        desk, _ = self.desk, self._
        names = desk.settings.names
        roles = [(ROLE + key, _("Everybody with the role %(role)s", role=words)) for key, words in role_choices(desk)[1:]]
        rows = sorted(desk.bench.ask(people.directory), key=lambda x: sort_key(x, desk.language, names=names))
        return [*roles, *((PERSON + x.id, told(x, desk.language, names=names)) for x in rows)]

    def _columns(self) -> list[Column[MandateLine]]:
        _, desk, language = self._, self.desk, self.desk.language

        def date(typed: str) -> str | None:
            if not typed.strip():
                return None
            read = parse_date(typed, desk.today())
            if read is None:
                raise Refused("not_a_date", text=typed)
            return read

        def level(x: MandateLine) -> str:
            return _("0 – has run out") if x.expired else _("Level %(n)d", n=x.holds)

        def meaning(x: MandateLine) -> str:
            return level_words(x.mandate.level or 0, language) if x.expired else _(LEVELS[x.holds])

        return [
            Column(_("Who"), lambda x: owner_words(x, desk), second=lambda x: x.unit_name or ("" if x.person else _("in all units")), strong=True, width=158),
            Column(
                _("May decide"), lambda x: mandates.decision_name(desk.bench.library, x.mandate.decision_type, language),
                typed=lambda x: x.mandate.decision_type, choices=lambda _x: decision_choices(desk),
                edit=lambda x, kept: self._do(mandates.change_decision_type, x.id, kept),
            ),
            Column(
                _("Level"), level, second=meaning, typed=lambda x: str(x.mandate.level or 0), choices=lambda _x: [(str(n), level_words(n, language)) for n in LEVELS],
                edit=lambda x, kept: self._do(mandates.change_level, x.id, int(kept)), width=196, sort=lambda x: x.holds,
                icon=lambda x: ("triangle-alert", "warn") if x.expired else None, faded=lambda x: x.holds == 0,
            ),
            Column(
                _("Limit"), lambda x: x.mandate.limit, edit=lambda x, typed: self._do(mandates.change_level, x.id, x.mandate.level or 0, typed), width=150,
            ),
            Column(
                _("Granted by"), lambda x: x.mandate.granted_by, edit=lambda x, typed: self._do(mandates.say_granted_by, x.id, typed), width=130,
                drafts=lambda x: (x.id, "granted_by"),
            ),
            Column(
                _("Delegation"), lambda x: x.mandate.delegation, edit=lambda x, typed: self._do(mandates.name_delegation, x.id, typed), width=92,
                drafts=lambda x: (x.id, "delegation"),
            ),
            Column(
                _("Last day"), lambda x: language.date(x.mandate.until, "short", today=desk.today()) if x.mandate.until else "–",
                second=lambda x: until_words(x, desk), typed=lambda x: x.mandate.until or "", sort=lambda x: x.mandate.until or "9999",
                edit=lambda x, typed: self._do(mandates.valid_until, x.id, date(typed)), width=150,
            ),
            Column(
                _("Can use it"), lambda x: _("Yes") if x.mandate.able else _("No"), typed=lambda x: "1" if x.mandate.able else "",
                choices=lambda _x: [("1", _("Yes")), ("", _("No"))], edit=lambda x, kept: self._do(mandates.say_able, (x.id,), kept == "1"), width=96,
            ),
        ]  # fmt: skip

    def _menu(self, lines: list[MandateLine]) -> list[tuple[str, str, Callable[[], object]] | None]:
        entries: list[tuple[str, str, Callable[[], object]] | None] = []
        if len(lines) == 1 and lines[0].person is not None:
            entries.append((self._("Show the person"), "user", partial(self.desk.go, "people", lines[0].person.id)))
        return [*entries, (self._("Remove"), "trash-2", partial(self.remove, lines))]

    def _do(self, action: Callable[..., Any], *args: Any) -> Any:
        return self.desk.bench.do(action, *args, by=self)
