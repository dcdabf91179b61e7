"""The list: every need and service in a row, the three judgements apart, written and changed where they stand."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from functools import partial
from typing import TYPE_CHECKING

from PySide6.QtCore import Qt
from PySide6.QtWidgets import QWidget

from verkstad import wording, wording_inventory
from verkstad.app import inventory
from verkstad.app.inventory import Inventory, ItemLine
from verkstad.domain.inventory import Cover, InventoryItem, JourneyStep
from verkstad.domain.inventorying import NoHumanWay
from verkstad.domain.modules import Judgement, Module
from verkstad.domain.people import Unit
from verkstad.domain.workshop import Workshop
from verkstad.ui import controls
from verkstad.ui.desk import Desk
from verkstad.ui.empty import EmptyState
from verkstad.ui.screen import Screen
from verkstad.ui.screens.inventory.inspector import ItemInspector, words_of
from verkstad.ui.screens.inventory.later import Later
from verkstad.ui.screens.people_units import AddLine
from verkstad.ui.screens.people_words import NOTHING, Fitting, unit_choices
from verkstad.ui.value_table import Column, Filter, ValueTable

if TYPE_CHECKING:
    from verkstad.app.workbench import Changes

SHOWS = (InventoryItem, Judgement, Cover, Module, Unit, JourneyStep, Workshop)
NUMBERS = [("", NOTHING), *((str(n), str(n)) for n in range(1, 6))]


class ListPart(Screen):
    def __init__(self, desk: Desk) -> None:
        super().__init__(desk)
        _ = self._
        self.initiative = ""
        self.found = Inventory("")
        self.new_line = AddLine(desk, _("New need or service: write it and press Enter"), self.add)
        self.new_line.setMaxLength(200)
        self.table: ValueTable[ItemLine] = ValueTable(
            desk, self._columns(), name=_("Inventory"), search=_("Search the inventory"), filters=[self._filter()], menu=self._menu,
            empty=EmptyState(
                desk.theme, "list-checks",
                _("What do people need, and what serves them today? Write one need or service a line, drop a spreadsheet here, or print cards and fill them in together."),
                _("Write the first"), lambda: self.new_line.setFocus(Qt.FocusReason.OtherFocusReason),
            ),
        )  # fmt: skip
        self.fitting = Fitting(self.table, (2, 1, 7, 6), least=145)
        self.table.chosen.connect(self._on_chosen)
        self.table.opened.connect(lambda _line: self._inspector.focus_first())
        self.table.removal_asked.connect(lambda lines: self.remove([x.id for x in lines]))
        self.table.pasted.connect(self._on_pasted)
        words = _("Choose a need or service to see and change the rest.")
        self._side: Later[ItemInspector] = Later(desk, words, lambda: ItemInspector(desk, self.remove))
        self.setLayout(controls.column(self.new_line, 12, (self.table, 1), margins=(24, 14, 24, 16)))

    @property
    def _inspector(self) -> ItemInspector:
        return self._side.made

    def look_at(self, initiative: str) -> None:
        self.initiative = initiative

    def subtitle(self) -> str:
        count = len(self.found.lines)
        return self.desk.language.ngettext("%(n)d need or service", "%(n)d needs and services", count) if count else ""

    def inspector(self) -> QWidget | None:
        return self._side if self.found.lines else None

    def hints(self) -> str:
        return self._("F2 changes the cell    Enter opens    Del removes    Ctrl+V pastes a list") if self.found.lines else ""

    def home(self) -> QWidget | None:
        return self.table.view if self.found.lines else self.new_line

    def find(self) -> bool:
        self.table.search.setFocus(Qt.FocusReason.ShortcutFocusReason)
        self.table.search.selectAll()
        return True

    def settle(self) -> None:
        self._side.show_with(lambda i: i.settle(), some=False)

    def show_row(self, row: str, part: str) -> None:
        self.table.select([row])

    def selected_item(self) -> str:
        """The one item that is selected; "" for none and for several."""
        found = self.table.selected()
        return found[0].id if len(found) == 1 else ""

    def reveal(self, changes: Changes) -> None:
        ids = changes.ids(InventoryItem) & {x.id for x in self.found.lines}
        if ids:
            self.table.select(ids)

    def refresh(self, changes: Changes | None, by: object) -> None:
        if not self.initiative or (changes is not None and not changes.touches(*SHOWS)):
            return
        had = len(self.found.lines)
        self.found = self.desk.bench.ask(inventory.inventory_of, self.initiative)
        self.table.show_values(self.found.lines)
        self._show_inspector()
        if changes is None or had != len(self.found.lines):
            self.headline_changed.emit()

    # ------------------------------------------------------------------------------------------------ what a person does

    def add(self, title: str) -> None:
        made = self.desk.bench.do(inventory.add_item, self.initiative, title, by=self)
        self.table.select([made])

    def remove(self, ids: Sequence[str]) -> None:
        self.desk.bench.do(inventory.remove_items, tuple(ids), by=self)
        said = self.desk.language.ngettext("%(n)d need or service was removed.", "%(n)d needs and services were removed.", len(ids))
        self.desk.say(said, undo=True)
        if not self.found.lines:
            self.desk.focus_lost.emit()

    def _tell(self, line: ItemLine, **said: object) -> None:
        self.desk.bench.do(inventory.change_item, line.id, by=self, **said)

    def _on_pasted(self, text: str) -> None:
        from verkstad.ui.screens.inventory.incoming import paste

        paste(self.desk, self.initiative, text, by=self)

    def _menu(self, lines: list[ItemLine]) -> Sequence[tuple[str, str, Callable[[], object]] | None]:
        _ = self._
        ids = [x.id for x in lines]
        entries: list[tuple[str, str, Callable[[], object]] | None] = []
        if len(ids) == 1 and not lines[0].source:
            entries += [
                (_("Move up"), "chevron-up", partial(self.move, lines[0], -1)),
                (_("Move down"), "chevron-down", partial(self.move, lines[0], 1)),
            ]
        return [*entries, (_("Remove"), "trash-2", partial(self.remove, ids))]

    def move(self, line: ItemLine, by: int) -> None:
        """One place up or down among the initiative's own."""
        own = [x.id for x in self.found.lines if not x.source]
        at = own.index(line.id)
        to = min(len(own) - 1, max(0, at + by))
        if to != at:
            own.remove(line.id)
            self.desk.bench.do(inventory.move_item, line.id, own[to - 1] if to else None, by=self)

    # ------------------------------------------------------------------------------------------------ what is shown

    def _columns(self) -> list[Column[ItemLine]]:
        _, language = self._, self.desk.language

        def word(column: str, line: ItemLine) -> str:
            value = getattr(line.item, column)
            return wording.choice_name("inventory_item", column, value, language) if value else NOTHING

        def choice(title: str, column: str, width: int) -> Column[ItemLine]:
            order = [k for k, _w in words_of(self.desk, column)]
            return Column(
                title, partial(word, column), choices=lambda _x: words_of(self.desk, column), typed=lambda x: getattr(x.item, column),
                edit=lambda x, typed: self._tell(x, **{column: typed or ""}), width=width, faded=lambda x: not getattr(x.item, column),
                sort=lambda x: order.index(getattr(x.item, column)) if getattr(x.item, column) in order else 9,
            )  # fmt: skip

        def number(title: str, column: str, placed: str) -> Column[ItemLine]:
            return Column(
                title, lambda x: wording_inventory.judgement(getattr(x.placed, placed), language) or NOTHING, choices=lambda _x: NUMBERS,
                typed=lambda x: str(getattr(x.item, column) or ""), edit=lambda x, typed: self._tell(x, **{column: int(typed) if typed else None}),
                editable=lambda x: not x.judgements, width=68, right=True, sort=lambda x: getattr(x.placed, placed) or 0,
                faded=lambda x: getattr(x.placed, placed) is None,
            )  # fmt: skip

        def below(line: ItemLine) -> str:
            said = [wording.choice_name("inventory_item", "type", line.item.kind_of, language) if line.item.kind_of else ""]
            said += [line.source and _("from %(workshop)s", workshop=line.source)]
            said += [_("at a bottleneck") if line.at_bottleneck else ""]
            said += [wording_inventory.fact_words(fact, language) for fact in line.facts]
            return "  ·  ".join(filter(None, said))

        return [
            Column(
                _("Need or service"), lambda x: x.item.title, second=below, strong=True, drafts=lambda x: (x.id, "title"),
                edit=lambda x, typed: self._tell(x, title=typed),
                icon=lambda x: ("triangle-alert", "warn") if any(isinstance(f, NoHumanWay) for f in x.facts) else None,
            ),
            Column(
                _("For whom"), lambda x: x.item.for_whom or NOTHING, typed=lambda x: x.item.for_whom, width=128, drafts=lambda x: (x.id, "for_whom"),
                edit=lambda x, typed: self._tell(x, for_whom=typed), faded=lambda x: not x.item.for_whom, complete=lambda _x: self._whom(),
            ),
            Column(
                _("Unit"), lambda x: x.unit_name or NOTHING, choices=lambda _x: unit_choices(self.desk), typed=lambda x: x.item.unit or "",
                edit=lambda x, typed: self._tell(x, unit=typed or None), width=120, faded=lambda x: not x.unit_name,
            ),
            choice(_("Today"), "level", 122),
            choice(_("Can"), "can", 80),
            choice(_("Should"), "should", 80),
            number(_("Benefit"), "value", "value"),
            number(_("Effort"), "effort", "effort"),
        ]  # fmt: skip

    def _filter(self) -> Filter[ItemLine]:
        _ = self._
        return Filter(
            _("Which are shown"),
            [
                (_("All"), lambda _x: True),
                (_("Not judged yet"), lambda x: not (x.item.level and x.item.can and x.item.should)),
                (_("Can and should"), lambda x: x.item.can == "yes" and x.item.should == "yes"),
                (_("Can but should not"), lambda x: x.item.can == "yes" and x.item.should == "no"),
                (_("Without a human way"), lambda x: any(isinstance(f, NoHumanWay) for f in x.facts)),
                (_("In no module"), lambda x: not x.modules),
                (_("At a bottleneck"), lambda x: x.at_bottleneck),
                (_("Going on twice"), lambda x: any(x.id in (o.first, o.second) for o in self.found.overlaps)),
            ],
        )

    def _whom(self) -> list[str]:
        return sorted({x.item.for_whom for x in self.found.lines if x.item.for_whom}, key=self.desk.language.sort_key)

    def _on_chosen(self, lines: list[ItemLine]) -> None:
        self._show_inspector(lines)

    def _show_inspector(self, lines: list[ItemLine] | None = None) -> None:
        chosen = self.table.selected() if lines is None else lines
        line = self.found.line(chosen[0].id) if len(chosen) == 1 else None
        self._side.show_with(lambda i: i.show_line(line, self.found, len(chosen)), some=bool(chosen))
