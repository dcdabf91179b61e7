"""Who answers for what: lines of what is to be done, positions across, a letter with one key; what does not hold is said in words beside."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from functools import partial
from typing import TYPE_CHECKING, Any

from PySide6.QtCore import QEvent, QObject, Qt
from PySide6.QtGui import QFontMetrics, QKeyEvent
from PySide6.QtWidgets import QStackedWidget, QVBoxLayout, QWidget

from verkstad import wording
from verkstad.app import mandates, people, responsibility
from verkstad.app.people import called
from verkstad.app.responsibility import LineOf, Raci
from verkstad.domain.actions import Action
from verkstad.domain.errors import Failure
from verkstad.domain.mandates import DecisionType, Mandate, RoleMandate
from verkstad.domain.modules import Module
from verkstad.domain.people import Identity, Person, Role, Unit
from verkstad.domain.raci import Matrix, Position, next_letter
from verkstad.domain.responsibility import LETTERS, RaciCell, RaciRow
from verkstad.ui import controls
from verkstad.ui import theme as look
from verkstad.ui.desk import Desk
from verkstad.ui.empty import EmptyState
from verkstad.ui.fields import ChoiceField, LineField, form
from verkstad.ui.screen import Screen
from verkstad.ui.screens.people_units import AddLine
from verkstad.ui.screens.people_words import put_first, role_choices, unit_choices
from verkstad.ui.screens.teams.words import decision_choices
from verkstad.ui.value_table import Column, Filter, ValueTable
from verkstad.wording_responsibility import LETTERS as MEANINGS
from verkstad.wording_responsibility import column_sentences, line_sentences

if TYPE_CHECKING:
    from verkstad.app.workbench import Changes

SHOWN = (RaciRow, RaciCell, Module, Action, Person, Identity, Unit, Role, Mandate, RoleMandate, DecisionType)
CHIPS = {"R": "kind:group", "A": "kind:plenary", "AR": "kind:plenary", "C": "kind:solo", "I": "text2"}
FIXED = 1  # columns before those of the positions
NOTHING = Raci((), Matrix((), (), {}), {})


class RaciPart(Screen):
    def __init__(self, desk: Desk) -> None:
        super().__init__(desk)
        _ = self._
        self.initiative = ""
        self.told = NOTHING
        self._filling = False
        self.table: ValueTable[LineOf] | None = None
        self._columns_shown: tuple[tuple[Position, str], ...] = ()
        self.state = controls.Elided("", "section")
        self.legend = controls.label(
            _("R carries out · A accountable · C consulted before · I informed after. R and A together: AR."), "caption", wrap=True
        )
        self.about = controls.label("", "caption", wrap=True)
        self.make = controls.button(desk.theme, _("Bring in modules and actions"), "list-plus", on=self.make_matrix)
        self.save = controls.icon_button(desk.theme, "file-spreadsheet", _("Save as a spreadsheet…"), on=self._save)
        head = controls.column(controls.row((self.state, 1), self.make, self.save), 4, self.legend, 2, self.about)
        self.holder = controls.column()
        self.new_line = AddLine(desk, _("New line: what is to be done? Press Enter"), self.add)
        self.new_line.setMaxLength(200)
        self.empty = EmptyState(
            desk.theme, "layout-list", _("Everybody's responsibility easily becomes nobody's. Here each line has exactly one who answers, and somebody who does it."),
            _("Make it from modules and actions"), self.make_matrix, second=(_("Write the first line"), self._write_first),
        )  # fmt: skip
        self.stack = QStackedWidget()
        self.stack.addWidget(self.empty)
        self.stack.addWidget(controls.holder(controls.column(head, 12, (controls.holder(self.holder), 1), margins=(24, 16, 24, 16))))
        self.setLayout(controls.column((self.stack, 1)))
        self._inspector = RaciInspector(desk, self)

    # ------------------------------------------------------------------------------------------------ what the page asks

    def look_at(self, initiative: str) -> None:
        if initiative != self.initiative:
            self.initiative = initiative
            self._columns_shown = ()
            self._drop_table()

    def inspector(self) -> QWidget | None:
        return self._inspector

    def hints(self) -> str:
        return self._("R A C I write the letter    Del clears    arrows go from cell to cell") if self.told.lines else ""

    def sheet(self) -> str:
        return "raci"

    def home(self) -> QWidget | None:
        return self.table.view if self.table is not None and self.told.lines else self.empty.button

    def find(self) -> bool:
        if self.table is None or not self.told.lines:
            return False
        self.table.search.setFocus(Qt.FocusReason.ShortcutFocusReason)
        return True

    def settle(self) -> None:
        self._inspector.settle()

    def show_row(self, row: str, part: str) -> None:
        cell = self.desk.bench.library.get(RaciCell, row)
        if self.table is None:
            return
        self.table.search.clear()
        if cell is not None:
            self.go_to(cell.parent or "", (cell.role, cell.unit or None))
        else:
            self.go_to(row, None)

    def reveal(self, changes: Changes) -> None:
        for id in (*changes.ids(RaciCell), *changes.ids(RaciRow)):
            self.show_row(id, "")
            return

    def go_to(self, line: str, position: Position | None) -> None:
        if self.table is None:
            return
        rows = [x.id for x in self.table.model.shown]
        columns = [p for p, _name in self._columns_shown]
        if line in rows:
            at = FIXED + columns.index(position) if position in columns else 0
            self.table.view.setCurrentIndex(self.table.model.index(rows.index(line), at))

    # ------------------------------------------------------------------------------------------------ showing

    def refresh(self, changes: Changes | None, by: object) -> None:
        if not self.initiative or (changes is not None and not changes.touches(*SHOWN)):
            return
        desk = self.desk
        self._filling = True
        had = bool(self.told.lines)
        self.told = desk.bench.ask(responsibility.raci, self.initiative, desk.language, desk.today())
        shown = tuple((p, self.told.position_words(p)) for p in self.told.matrix.columns)
        if self.told.lines:
            at = self.cell()
            if self.table is None or shown != self._columns_shown:
                self._build(shown)
            assert self.table is not None
            self.table.show_values(self.told.lines)
            if at is not None:
                self.go_to(*at)
            elif not self.table.view.currentIndex().isValid():
                self.table.view.setCurrentIndex(self.table.model.index(0, FIXED if shown else 0))
        self.stack.setCurrentIndex(1 if self.told.lines else 0)
        self._show_state()
        self._inspector.show_matrix()
        self._filling = False
        self._on_cell()
        if had != bool(self.told.lines):
            self.headline_changed.emit()

    def _show_state(self) -> None:
        _, language = self._, self.desk.language
        open_lines = sum(not x.line.holds for x in self.told.lines)
        self.state.setText(
            language.ngettext(
                "%(n)d line of %(all)d does not hold yet", "%(n)d lines of %(all)d do not hold yet", open_lines, all=len(self.told.lines)
            )
            if open_lines
            else _("Every line holds: one answers, somebody does it")
        )
        said = column_sentences(self.told.matrix, self.told.position_words, language)
        self.about.setText(" · ".join(said))
        self.about.setVisible(bool(said))

    def _build(self, shown: tuple[tuple[Position, str], ...]) -> None:
        """A table with a column for each position: with others it is another table."""
        _ = self._
        self._drop_table()
        self._columns_shown = shown
        self.table = ValueTable(
            self.desk, self._columns(), name=_("Matrix of responsibility"), search=_("Search"),
            filters=[Filter(_("Which lines"), [(_("All lines"), lambda _x: True), (_("Does not hold"), lambda x: not x.line.holds), (_("Worth a word"), lambda x: bool(x.line.facts))])],
            menu=lambda lines: [(_("Remove"), "trash-2", partial(self.remove, lines))],
        )  # fmt: skip
        self.table.freeze(FIXED)
        put_first(self.table, self.new_line)
        self.new_line.show()
        self.table.view.installEventFilter(self)
        self.table.view.selectionModel().currentChanged.connect(lambda _now, _before: self._on_cell())
        self.table.removal_asked.connect(self._on_removal)
        self.holder.addWidget(self.table)

    def _drop_table(self) -> None:
        if self.table is not None:
            self.new_line.setParent(self)
            self.new_line.hide()
            self.table.hide()
            self.table.deleteLater()
            self.table = None

    def _columns(self) -> list[Column[LineOf]]:
        _ = self._
        face = QFontMetrics(look.font(look.CAPTION, look.SEMIBOLD))
        made = [
            Column[LineOf](
                _("What is to be done"), lambda x: x.called, second=self._second, strong=True, width=236,
                typed=lambda x: x.called, edit=lambda x, typed: self._do(responsibility.change_line, x.id, activity=typed),
                icon=lambda x: None if x.line.holds or x.line.empty else ("triangle-alert", "warn"),
            )
        ]  # fmt: skip
        for position, name in self._columns_shown:
            wide = min(124, max(70, face.horizontalAdvance(name) + 30))
            made.append(
                Column(
                    name,
                    partial(self._letter, position),
                    sort=partial(self._letter, position),
                    width=wide,
                    chip=partial(self._chip, position),
                )
            )
        return made

    def _second(self, line: LineOf) -> str:
        """What is worth a word; where nothing is, what kind of thing the line is about."""
        _ = self._
        form = {"module": _("Module"), "action": _("Action"), "decision": _("Decision")}.get(line.form, "")
        return self.sentence(line) if line.line.facts and not line.line.empty else form

    def _letter(self, position: Position, line: LineOf) -> str:
        return line.line.letters.get(position, "") or "·"

    def _chip(self, position: Position, line: LineOf) -> str:
        return CHIPS.get(line.line.letters.get(position, ""), "")

    def sentence(self, line: LineOf) -> str:
        return " · ".join(self.sentences(line))

    def sentences(self, line: LineOf) -> tuple[str, ...]:
        desk = self.desk

        def person(id: str) -> str:
            found = desk.bench.ask(people.person_line, id)
            return called(found, desk.language, names=desk.settings.names) if found else desk.gettext("Somebody")

        def decision(slug: str) -> str:
            return mandates.decision_name(desk.bench.library, slug, desk.language)

        def position(place: Position) -> str:
            return self.told.position_words(place)

        return line_sentences(line.line, position, person, decision, desk.language)

    def cell(self) -> tuple[str, Position | None] | None:
        """The line and the position where the keyboard stands; the position is None on the words of the line."""
        if self.table is None:
            return None
        at = self.table.view.currentIndex()
        if not at.isValid() or at.row() >= len(self.table.model.shown):
            return None
        n = at.column() - FIXED
        return self.table.model.shown[at.row()].id, self._columns_shown[n][0] if 0 <= n < len(self._columns_shown) else None

    def line(self, id: str) -> LineOf | None:
        return next((x for x in self.told.lines if x.id == id), None)

    def _on_cell(self) -> None:
        if self._filling:
            return
        at = self.cell()
        self._inspector.show_cell(self.line(at[0]) if at else None, at[1] if at else None)

    # ------------------------------------------------------------------------------------------------ what a person does

    def eventFilter(self, watched: QObject, event: QEvent) -> bool:
        if event.type() == QEvent.Type.KeyPress and isinstance(event, QKeyEvent):
            at = self.cell()
            plain = not event.modifiers() & (Qt.KeyboardModifier.ControlModifier | Qt.KeyboardModifier.AltModifier)
            if at is not None and at[1] is not None and plain:
                key = event.text().upper()
                if key in ("R", "A", "C", "I"):
                    line = self.line(at[0])
                    self.say(at[0], at[1], next_letter(line.line.letters.get(at[1], "") if line else "", key))
                    return True
                if event.key() in (Qt.Key.Key_Delete, Qt.Key.Key_Backspace):
                    self.say(at[0], at[1], "")
                    return True
        return super().eventFilter(watched, event)

    def say(self, line: str, position: Position, letter: str) -> None:
        row = self.line(line)
        if row is not None and row.line.letters.get(position, "") != letter:
            self._do(responsibility.say_letter, line, position[0], position[1], letter)

    def add(self, activity: str) -> None:
        made = self._do(responsibility.add_line, self.initiative, activity)
        self.go_to(made, self._columns_shown[0][0] if self._columns_shown else None)

    def make_matrix(self) -> None:
        _ = self._
        made = self.desk.try_to(responsibility.make_matrix, self.initiative, by=self)
        if made is not None:
            words = (
                self.desk.language.ngettext("%(n)d line came in.", "%(n)d lines came in.", made)
                if made
                else _("All modules and open actions are here already.")
            )
            self.desk.say(words, undo=bool(made))
            if self.table is not None:
                self.table.view.setFocus(Qt.FocusReason.OtherFocusReason)

    def _write_first(self) -> None:
        made = self._do(responsibility.add_line, self.initiative, self._("What is to be done"))
        self.go_to(made, None)
        if self.table is not None:
            self.table.enter(self.table.view.currentIndex())

    def _on_removal(self, lines: Sequence[LineOf]) -> None:
        self.remove(lines)

    def remove(self, lines: Sequence[LineOf]) -> None:
        self._do(responsibility.remove_lines, tuple(x.id for x in lines))
        self.desk.say(self.desk.language.ngettext("%(n)d line was removed.", "%(n)d lines were removed.", len(lines)), undo=True)

    def _save(self) -> None:
        from verkstad.app.saving import save_file

        _ = self._
        path = self.desk.dialogs.save_as(
            _("Save as a spreadsheet"),
            f"{_('Matrix of responsibility')}.xlsx",
            f"{_('Excel workbook (*.xlsx)')};;{_('Spreadsheet (*.csv)')}",
        )
        if path is None:
            return
        data = responsibility.raci_file(
            self.told, (_("What is to be done"), _("Worth a word")), self.sentence, as_csv=path.suffix.lower() == ".csv"
        )
        try:
            save_file(path, data)
        except Failure as error:
            self.desk.say(wording.sentence(error, self.desk.language))

    def _do(self, action: Callable[..., Any], *args: Any, **said: Any) -> Any:
        return self.desk.bench.do(action, *args, by=self, **said)


class RaciInspector(QWidget):
    """The line and the cell where the keyboard stands, what is worth a word about the line, and the positions of the matrix."""

    def __init__(self, desk: Desk, part: RaciPart) -> None:
        super().__init__()
        _ = desk.gettext
        self.desk, self.part = desk, part
        self.line: LineOf | None = None
        self.position: Position | None = None
        self._shown: tuple[Position, ...] = ()
        self.heading = controls.label("", "section", wrap=True)
        self.place = controls.label("", "caption", wrap=True)
        meanings = [("", _("Nothing")), *((letter, f"{letter}  {_(MEANINGS[letter])}") for letter in LETTERS)]
        self.letter = ChoiceField(desk, _("The position here"), meanings, save=self._say)
        self.facts = controls.label("", "warning", wrap=True)
        self.activity = LineField(
            desk, _("In other words"), placeholder=_("As the module or the action is called"), save=lambda text: self._change(activity=text)
        )
        self.module = ChoiceField(desk, _("Module"), save=lambda kept: self._change(module=kept or None))
        self.action = ChoiceField(desk, _("Action"), save=lambda kept: self._change(action=kept or None))
        self.decision = ChoiceField(
            desk,
            _("Type of decision"),
            save=lambda kept: self._change(decision_type=kept),
            help=_("Whoever is accountable then needs a mandate of level 2"),
        )
        self.form = controls.holder(form(self.activity, self.module, self.action, self.decision))
        self.role = ChoiceField(desk, _("Role"))
        self.unit = ChoiceField(desk, _("Unit"))
        self.take_in = controls.button(desk.theme, _("Take in"), "plus", on=self._take_in)
        self.positions = QVBoxLayout()
        self.positions.setSpacing(2)
        below = controls.column(
            controls.label(_("Positions"), "label"),
            6,
            self.positions,
            12,
            form((self.role, self.unit)),
            10,
            controls.row(self.take_in, None),
        )
        self.below = controls.holder(below)
        self.setLayout(
            controls.column(self.heading, 4, self.place, 12, self.letter, 10, self.facts, 14, self.form, 18, controls.hairline(), 16, self.below, None, margins=(24, 18, 24, 24))
        )  # fmt: skip

    def show_matrix(self) -> None:
        """What the matrix offers: asked once when it changed, not at each step from cell to cell."""
        _, desk = self.desk.gettext, self.desk
        modules, actions = desk.bench.ask(responsibility.offers, self.part.initiative)
        self.module.offer([("", "–"), *((m.id, m.title) for m in modules)])
        self.action.offer([("", "–"), *((a.id, a.what) for a in actions)])
        self.decision.offer([("", "–"), *decision_choices(desk)])
        self.role.offer(role_choices(desk))
        self.unit.offer([("", _("All")), *unit_choices(desk)[1:]])
        if self._shown != self.part.told.matrix.columns:
            self._shown = self.part.told.matrix.columns
            self._show_positions()

    def show_cell(self, line: LineOf | None, position: Position | None) -> None:
        _, told = self.desk.gettext, self.part.told
        if line is None or self.line is None or line.id != self.line.id:
            self.settle()
        self.line, self.position = line, position
        self.form.setVisible(line is not None)
        self.below.setVisible(line is not None)
        self.letter.setVisible(line is not None and position is not None)
        if line is None:
            self.heading.setText(_("Nothing selected"))
            self.place.setText(_("Choose a line to say what it is about."))
            self.facts.hide()
            return
        self.heading.setText(line.called)
        self.place.setText(told.position_words(position) if position is not None and position in told.names else "")
        self.place.setVisible(bool(self.place.text()))
        if position is not None:
            self.letter.show_value(line.line.letters.get(position, ""), f"{line.id}{position}")
        said = self.part.sentences(line)
        self.facts.setText("\n".join(said))
        self.facts.setVisible(bool(said))
        row = line.row
        for field, value, column in (
            (self.activity, row.activity, "activity"), (self.module, row.module or "", ""), (self.action, row.action or "", ""),
            (self.decision, row.decision_type, ""),
        ):  # fmt: skip
            field.show_value(value, row.id, column)

    def _show_positions(self) -> None:
        _, told = self.desk.gettext, self.part.told
        while self.positions.count():
            old = self.positions.takeAt(0).widget()
            if old is not None:
                old.hide()
                old.deleteLater()
        for position in told.matrix.columns:
            name = told.position_words(position)
            off = controls.icon_button(
                self.desk.theme, "x", _("Take %(position)s out of the matrix", position=name), on=partial(self._take_out, position)
            )
            self.positions.addWidget(controls.holder(controls.row((controls.Elided(name), 1), off, spacing=look.S)))

    def settle(self) -> None:
        self.activity.settle()

    def _say(self, letter: str) -> None:
        if self.line is not None and self.position is not None:
            self.part.say(self.line.id, self.position, letter)

    def _change(self, **said: Any) -> None:
        if self.line is not None:
            self.desk.bench.do(responsibility.change_line, self.line.id, by=self, **said)

    def _take_in(self) -> None:
        role = self.role.box.currentData() or ""
        if not role:
            self.role.complain(self.desk.gettext("Choose a role."))
            return
        self.role.complain("")
        self.desk.try_to(responsibility.add_position, self.part.initiative, role, self.unit.box.currentData() or None, by=self)

    def _take_out(self, position: Position) -> None:
        name = self.part.told.position_words(position)
        self.desk.bench.do(responsibility.remove_position, self.part.initiative, *position, by=self)
        self.desk.say(self.desk.gettext("%(name)s was taken out.", name=name), undo=True)
