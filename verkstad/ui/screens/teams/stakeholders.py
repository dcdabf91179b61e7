"""Those with a say: placed by influence and interest with mouse, arrows or figures, and what each needs to understand. Groups and positions, never persons."""

from __future__ import annotations

from collections.abc import Sequence
from functools import partial
from typing import TYPE_CHECKING, Any

from PySide6.QtCore import Qt
from PySide6.QtWidgets import QStackedWidget

from verkstad import wording
from verkstad.app import stakeholders
from verkstad.app.stakeholders import StakeholderLine
from verkstad.domain.modules import Module
from verkstad.domain.people import Unit
from verkstad.domain.responsibility import Stakeholder
from verkstad.domain.stakeholding import PLACES as ORDER
from verkstad.picture.matrix import SAY, Point
from verkstad.ui import controls
from verkstad.ui.desk import Desk
from verkstad.ui.empty import EmptyState
from verkstad.ui.fields import ChoiceField, LineField, ProseField, form
from verkstad.ui.screens.people_words import unit_choices
from verkstad.ui.screens.teams.listing import ListPart, RowInspector
from verkstad.ui.step_map import MatrixView
from verkstad.ui.value_table import Column, Filter
from verkstad.wording_responsibility import PLACES, place_word

if TYPE_CHECKING:
    from PySide6.QtWidgets import QWidget

    from verkstad.app.workbench import Changes

MEMORY = "stakeholders_as"
FIVE = ("1", "2", "3", "4", "5")
CHIPS = {"work_closely": "kind:plenary", "keep_satisfied": "kind:group", "keep_informed": "kind:solo", "watch": "text2"}


class StakeholderInspector(RowInspector):
    def __init__(self, desk: Desk, part: StakeholdersPart) -> None:
        _, language = desk.gettext, desk.language
        super().__init__(
            desk, nothing=_("Choose a group or a position to say what it needs."),
            count=lambda n: language.ngettext("%(n)d stakeholder", "%(n)d stakeholders", n),
        )  # fmt: skip
        self.part = part
        scale = [(None, "–"), *((int(n), n) for n in FIVE)]
        self.name = LineField(desk, _("Group or position"), required=True, save=lambda t: self._change(name=t))
        self.influence = ChoiceField(
            desk,
            _("Influence"),
            scale,
            save=lambda n: self._place(n, self._row.interest),
            help=_("1 hardly any, 5 can stop it or make it happen"),
        )
        self.interest = ChoiceField(
            desk, _("Interest"), scale, save=lambda n: self._place(self._row.influence, n), help=_("1 hardly noticed, 5 changes every day")
        )
        stances = [(s, wording.choice_name("stakeholder", "stance", s, language)) for s in ("", "for", "undecided", "against")]
        self.stance = ChoiceField(desk, _("Stance"), stances, save=lambda kept: self._change(stance=kept))
        self.understands = ProseField(desk, _("What they need to understand"), lines=3, save=lambda t: self._change(understands=t))
        self.contact = LineField(
            desk, _("Next contact"), length=300, placeholder=_("What, by whom, when"), save=lambda t: self._change(next_contact=t)
        )
        self.unit = ChoiceField(desk, _("Unit"), save=lambda kept: self._change(unit=kept or None))
        self.module = ChoiceField(desk, _("Module"), save=lambda kept: self._change(module=kept or None))
        self.become = controls.button(desk.theme, _("Make it an action"), "arrow-right", on=lambda: part.make_action(self.lines[0]))
        self.drop = controls.button(desk.theme, _("Remove"), "trash-2", role="quiet", on=lambda: part.remove(self.lines))
        fields = form(self.name, (self.influence, self.interest), self.stance, self.understands, self.contact)
        whole = controls.column(fields, 8, controls.row(self.become, None), 14, form((self.unit, self.module)))
        self.lay(
            ((self.name, "name"), (self.influence, "=influence"), (self.interest, "=interest"), (self.stance, "=stance"),
             (self.understands, "understands"), (self.contact, "next_contact"), (self.unit, "=unit"), (self.module, "=module")),
            whole, controls.holder(controls.row(self.drop, None)),
        )  # fmt: skip

    @property
    def _row(self) -> Stakeholder:
        return self.lines[0].row  # type: ignore[no-any-return]

    def show_one(self, line: StakeholderLine) -> None:
        desk = self.desk
        said = place_word(line.place, desk.language)
        self.heading.setText(line.row.name)
        self.about.setText(said[:1].upper() + said[1:])
        self.unit.offer(unit_choices(desk))
        self.module.offer([("", "–"), *((m.id, m.title) for m in desk.bench.library.children(Module, self.part.initiative))])
        self.show_fields(line.row)
        self.influence.show_value(line.row.influence, line.id)
        self.interest.show_value(line.row.interest, line.id)
        self.become.setVisible(bool(line.row.next_contact.strip()))

    def _place(self, influence: int | None, interest: int | None) -> None:
        self.part.place(self.one, influence, interest)

    def _change(self, **said: Any) -> None:
        if self.lines:
            self.part.do(stakeholders.change_stakeholder, self.one, **said)


class StakeholdersPart(ListPart):
    kinds = (Stakeholder, Unit, Module)
    paper = "stakeholder_map"

    def __init__(self, desk: Desk) -> None:
        super().__init__(desk)
        _, language = self._, desk.language
        self._inspector = StakeholderInspector(desk, self)
        self.make_list(
            name=_("Stakeholders"), new=_("New: a group or a position with a say. Press Enter"), columns=self._columns(), hide=(5, 4),
            filters=[Filter(_("Which stakeholders"), [(_("All"), lambda _x: True), *((place_word(p, language).capitalize(), partial(self._at, p)) for p in ORDER)])],
            menu=lambda lines: [
                *([(_("Make the next contact an action"), "arrow-right", partial(self.make_action, lines[0]))] if len(lines) == 1 and lines[0].row.next_contact else []),
                (_("Remove"), "trash-2", partial(self.remove, lines)),
            ],
            empty=EmptyState(
                desk.theme, "users", _("Who can stop the change or make it happen, and who notices it most? Write groups and positions, never persons."),
                _("Write the first"), lambda: self.new_line.setFocus(Qt.FocusReason.OtherFocusReason),
            ),
        )  # fmt: skip
        self.map = MatrixView(desk, _("Map of stakeholders"), SAY, PLACES)
        self.map.chosen.connect(self._on_map)
        self.map.placed.connect(lambda key, value, effort: self.place(key, value, effort))
        self.map.opened.connect(lambda _key: self._inspector.focus_first())
        self.box = controls.DropDown()
        self.box.setAccessibleName(_("Show as"))
        self.box.addItems([_("List"), _("Map")])
        self.box.setCurrentIndex(int(desk.memory.get(MEMORY, 0)) % 2)
        self.box.activated.connect(self._on_view)
        up = controls.label(_("↑ Influence: how much it can do to the change"), "caption")
        across = controls.label(_("Interest: how much the change is to it →"), "caption")
        across.setAlignment(Qt.AlignmentFlag.AlignRight)
        self.stack = QStackedWidget()
        self.stack.addWidget(self.table)
        self.stack.addWidget(controls.holder(controls.column(up, 6, (self.map, 1), 2, across)))
        head = controls.row(controls.label(_("Groups and positions, never persons."), "caption"), None, self.box)
        self.setLayout(controls.column(head, 10, (self.stack, 1), margins=(24, 14, 24, 14)))
        self._on_view()

    @staticmethod
    def _at(place: str, line: StakeholderLine) -> bool:
        return line.place == place

    def ask(self) -> tuple[StakeholderLine, ...]:
        return self.desk.bench.ask(stakeholders.stakeholder_lines, self.initiative)  # type: ignore[no-any-return]

    def shown(self) -> None:
        language = self.desk.language
        alt = "; ".join(f"{x.row.name}: {place_word(x.place, language)}" for x in self.lines)
        self.map.show_points([Point(x.id, x.row.name, x.row.influence, x.row.interest) for x in self.lines], alt)
        self._turn()

    def _on_view(self) -> None:
        self.desk.memory.put(MEMORY, self.box.currentIndex())
        self._turn()
        self.headline_changed.emit()

    def _turn(self) -> None:
        self.stack.setCurrentIndex(1 if self.box.currentIndex() and self.lines else 0)
        self.box.setEnabled(bool(self.lines))

    def hints(self) -> str:
        if self.box.currentIndex() and self.lines:
            return self._("Arrows move    1–5 influence    Alt+1–5 interest    Space next    Enter opens")
        return super().hints()

    def home(self) -> QWidget | None:
        return self.map if self.stack.currentIndex() else super().home()

    def on_chosen(self, lines: list[Any]) -> None:
        super().on_chosen(lines)
        self.map.select(lines[0].id if len(lines) == 1 else "")

    def _on_map(self, key: str) -> None:
        self.map.select(key)
        self.table.select([key] if key else [])

    def reveal(self, changes: Changes) -> None:
        self.table.select(changes.ids(Stakeholder))

    # ------------------------------------------------------------------------------------------------ what a person does

    def add(self, words: str) -> None:
        made = self.do(stakeholders.add_stakeholder, self.initiative, words)
        self.table.select([made])

    def place(self, key: str, influence: int | None, interest: int | None) -> None:
        self.do(stakeholders.place_stakeholder, key, influence, interest)

    def make_action(self, line: StakeholderLine) -> None:
        self.settle()
        made = self.desk.try_to(stakeholders.make_contact_action, line.id, by=self)
        if made is not None:
            self.desk.say(self._("It stands among the actions now: give it somebody and a day there."), undo=True)

    def remove(self, lines: Sequence[StakeholderLine]) -> None:
        self.do(stakeholders.remove_stakeholders, tuple(x.id for x in lines))
        self.desk.say(
            self.desk.language.ngettext("%(n)d stakeholder was removed.", "%(n)d stakeholders were removed.", len(lines)), undo=True
        )

    def _columns(self) -> list[Column[StakeholderLine]]:
        _, language = self._, self.desk.language
        scale = [("", "–"), *((n, n) for n in FIVE)]
        stances = [(s, wording.choice_name("stakeholder", "stance", s, language)) for s in ("", "for", "undecided", "against")]

        def number(kept: str) -> int | None:
            return int(kept) if kept else None

        return [
            Column(
                _("Group or position"), lambda x: x.row.name, second=lambda x: x.unit, strong=True, drafts=lambda x: (x.id, "name"),
                edit=lambda x, typed: self.do(stakeholders.change_stakeholder, x.id, name=typed),
            ),
            Column(
                _("Influence"), lambda x: str(x.row.influence or ""), width=100, choices=lambda _x: scale,
                edit=lambda x, kept: self.place(x.id, number(kept), x.row.interest),
            ),
            Column(
                _("Interest"), lambda x: str(x.row.interest or ""), width=100, choices=lambda _x: scale,
                edit=lambda x, kept: self.place(x.id, x.row.influence, number(kept)),
            ),
            Column(_("Do this"), lambda x: place_word(x.place, language), width=150, sort=lambda x: ORDER.index(x.place) if x.place else 9, chip=lambda x: CHIPS.get(x.place or "", "")),
            Column(
                _("Stance"), lambda x: wording.choice_name("stakeholder", "stance", x.row.stance, language) if x.row.stance else "", width=110,
                typed=lambda x: x.row.stance, choices=lambda _x: stances, edit=lambda x, kept: self.do(stakeholders.change_stakeholder, x.id, stance=kept),
            ),
            Column(
                _("Next contact"), lambda x: x.row.next_contact, drafts=lambda x: (x.id, "next_contact"),
                edit=lambda x, typed: self.do(stakeholders.change_stakeholder, x.id, next_contact=typed),
            ),
        ]  # fmt: skip
