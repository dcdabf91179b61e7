"""Where it lands: costs and gains line by line, and below them every operation with what it pays and what it gets; the customer is always there."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from functools import partial
from typing import TYPE_CHECKING, Any

from PySide6.QtCore import Qt
from PySide6.QtWidgets import QFrame, QGridLayout, QStackedWidget, QVBoxLayout, QWidget

from verkstad import wording, wording_inventory
from verkstad.app import landing
from verkstad.app.landing import Landed
from verkstad.domain.following import Threshold
from verkstad.domain.inventory import CostBenefit
from verkstad.domain.landing import CUSTOMER, OUTSIDE, YEARS, Landing
from verkstad.domain.launch import Adoption
from verkstad.domain.modules import Module
from verkstad.domain.people import Person, Unit
from verkstad.ui import controls
from verkstad.ui.desk import Desk
from verkstad.ui.empty import EmptyState
from verkstad.ui.fields import ChoiceField, DateField, Field, LineField, NumberField, PersonField, ProseField, form
from verkstad.ui.screen import Screen
from verkstad.ui.screens.inventory.inspector import modules_of, people_of
from verkstad.ui.screens.inventory.later import Later
from verkstad.ui.screens.modules.answering import Section, emptied
from verkstad.ui.screens.people_units import AddLine
from verkstad.ui.screens.people_words import NOTHING, Fitting, add_called, told_of, unit_choices
from verkstad.ui.value_table import Column, ValueTable
from verkstad.wording_inventory import SHARES

if TYPE_CHECKING:
    from verkstad.app.workbench import Changes

SHOWS = (CostBenefit, Threshold, Unit, Module, Person, Adoption)
SORTS = ("investment", "running", "efficiency", "quality")


def words_of(desk: Desk, column: str) -> list[tuple[str, str]]:
    wire = "type" if column == "kind_of" else column
    known = next(c for c in CostBenefit.KIND.columns if c.name == column).choices
    return [(c, wording.choice_name("cost_benefit", wire, c, desk.language)) for c in known]


def place_choices(desk: Desk) -> list[tuple[str, str]]:
    """Where a line may land: the customer, outside, or one of the operations."""
    words = dict(words_of(desk, "lands"))
    return [*unit_choices(desk), (CUSTOMER, words["customer"]), (OUTSIDE, words["outside"])]


class LandingPart(Screen):
    def __init__(self, desk: Desk) -> None:
        super().__init__(desk)
        _ = self._
        self.initiative = ""
        self.found = Landed()
        self.new_line = AddLine(desk, _("New cost or benefit: write it and press Enter"), self.add)
        self.new_line.setMaxLength(200)
        self.table: ValueTable[CostBenefit] = ValueTable(desk, self._columns(), name=_("Costs and benefits"), menu=self._menu)
        self.fitting = Fitting(self.table, (2, 0), least=200)
        self.table.chosen.connect(self._on_chosen)
        self.table.opened.connect(lambda _line: self._inspector.focus_first())
        self.table.removal_asked.connect(lambda lines: self.remove([x.id for x in lines]))
        self.map = LandingView(desk)
        self.hour = NumberField(
            desk, _("What an hour is worth (kr)"), high=10_000, step=50, placeholder=_("not said: hours are counted apart"),
            save=lambda n: desk.bench.do(landing.price_hour, self.initiative, n, by=self),
        )  # fmt: skip
        self.years = NumberField(
            desk, _("Spread over (years)"), low=1, high=40, placeholder=str(YEARS),
            save=lambda n: desk.bench.do(landing.spread_over, self.initiative, n, by=self),
        )  # fmt: skip
        heading = controls.label(_("Where it lands, a year"), "section")
        figures = controls.holder(controls.row((self.hour, 3), (self.years, 2), None, spacing=12))
        figures.setMaximumWidth(520)
        self.table.setMinimumHeight(250)
        inside = controls.column(
            self.map.verdict, 12, self.new_line, 12, self.table, 20, heading, 10, self.map, 18, figures, None, margins=(24, 14, 24, 20)
        )
        self.body = controls.scrolling(controls.holder(inside))
        self.empty = EmptyState(
            desk.theme, "building-2",
            _("What it costs and what it gives do not always land in the same place. Write a line for each, and say who pays and who gains."),
            _("Write the first line"), self._begin,
        )  # fmt: skip
        self.stack = QStackedWidget()
        self.stack.addWidget(self.body)
        self.stack.addWidget(self.empty)
        self.setLayout(controls.column((self.stack, 1)))
        self._begun = False
        words = _("Choose a cost or a benefit to see and change the rest.")
        self._side: Later[LineInspector] = Later(desk, words, lambda: LineInspector(desk, self.remove))

    @property
    def _inspector(self) -> LineInspector:
        return self._side.made

    def look_at(self, initiative: str) -> None:
        self.initiative = initiative

    def subtitle(self) -> str:
        count = len(self.found.lines)
        return self.desk.language.ngettext("%(n)d cost or benefit", "%(n)d costs and benefits", count) if count else ""

    def inspector(self) -> QWidget | None:
        return self._side if self.found.lines else None

    def hints(self) -> str:
        return self._("F2 changes the cell    Enter opens    Del removes") if self.found.lines else ""

    def home(self) -> QWidget | None:
        return self.table.view if self.found.lines else self.new_line if self._begun else self.empty.button

    def find(self) -> bool:
        return False

    def settle(self) -> None:
        self._side.show_with(lambda i: i.settle(), some=False)
        self.hour.settle()
        self.years.settle()

    def show_row(self, row: str, part: str) -> None:
        self.table.select([row])

    def reveal(self, changes: Changes) -> None:
        ids = changes.ids(CostBenefit) & {x.id for x in self.found.lines}
        if ids:
            self.table.select(ids)

    def refresh(self, changes: Changes | None, by: object) -> None:
        if not self.initiative or (changes is not None and not changes.touches(*SHOWS)):
            return
        had = len(self.found.lines)
        self.found = self.desk.bench.ask(landing.landed, self.initiative, self.desk.language, today=self.desk.today())
        self._show_face()
        self.table.show_values(self.found.lines)
        self.table.setFixedHeight(44 + 54 * min(8, max(2, len(self.found.lines))))
        self.map.show_map(self.found)
        self.hour.show_value(self.found.hour, self.initiative)
        self.years.show_value(self.found.years, self.initiative)
        self._on_chosen(self.table.selected())
        if changes is None or had != len(self.found.lines):
            self.headline_changed.emit()

    def _on_chosen(self, lines: list[CostBenefit]) -> None:
        self._side.show_with(lambda i: i.show_line(lines[0] if len(lines) == 1 else None, self.found), some=len(lines) == 1)

    def _show_face(self) -> None:
        self.stack.setCurrentWidget(self.body if self.found.lines or self._begun else self.empty)

    def _begin(self) -> None:
        self._begun = True
        self._show_face()
        self.new_line.setFocus(Qt.FocusReason.OtherFocusReason)

    # ------------------------------------------------------------------------------------------------ what a person does

    def add(self, title: str) -> None:
        made = self.desk.bench.do(landing.add_line, self.initiative, title, by=self)
        self.table.select([made])

    def remove(self, ids: Sequence[str]) -> None:
        self.desk.bench.do(landing.remove_lines, tuple(ids), by=self)
        self.desk.say(self.desk.language.ngettext("%(n)d line was removed.", "%(n)d lines were removed.", len(ids)), undo=True)
        if not self.found.lines:
            self.desk.focus_lost.emit()

    def move(self, line: CostBenefit, by: int) -> None:
        own = [x.id for x in self.found.lines]
        at = own.index(line.id)
        to = min(len(own) - 1, max(0, at + by))
        if to != at:
            own.remove(line.id)
            self.desk.bench.do(landing.move_line, line.id, own[to - 1] if to else None, by=self)

    def _tell(self, line: CostBenefit, **said: object) -> None:
        self.desk.bench.do(landing.change_line, line.id, by=self, **said)

    def _land(self, line: CostBenefit, where: str) -> None:
        land(self.desk, line.id, where, by=self)

    def _menu(self, lines: list[CostBenefit]) -> Sequence[tuple[str, str, Callable[[], object]] | None]:
        _ = self._
        entries: list[tuple[str, str, Callable[[], object]] | None] = []
        if len(lines) == 1:
            entries += [
                (_("Move up"), "chevron-up", partial(self.move, lines[0], -1)),
                (_("Move down"), "chevron-down", partial(self.move, lines[0], 1)),
            ]
        return [*entries, (_("Remove"), "trash-2", partial(self.remove, [x.id for x in lines]))]

    def _columns(self) -> list[Column[CostBenefit]]:
        _, language = self._, self.desk.language

        def kind(line: CostBenefit) -> str:
            return wording.choice_name("cost_benefit", "type", line.kind_of, language)

        def place(line: CostBenefit) -> str:
            if line.lands != "unit":
                return wording.choice_name("cost_benefit", "lands", line.lands, language)
            return self.found.units.get(line.unit or "", "")

        def below(line: CostBenefit) -> str:
            if line.id in self.found.at_risk:
                return wording_inventory.at_risk_sentence(self.found.at_risk[line.id], language)
            lack = self.found.lacking.get(line.id)
            return wording_inventory.lacking_sentence(lack, language) if lack else ""

        return [
            Column(_("Kind"), kind, choices=lambda _x: words_of(self.desk, "kind_of"), typed=lambda x: x.kind_of, width=150,
                   edit=lambda x, typed: self._tell(x, kind_of=typed)),
            Column(_("Cost or benefit"), lambda x: x.title, second=below, strong=True, drafts=lambda x: (x.id, "title"),
                   edit=lambda x, typed: self._tell(x, title=typed),
                   icon=lambda x: ("triangle-alert", "warn") if x.id in self.found.at_risk else None),
            Column(_("How sure"), lambda x: wording.choice_name("cost_benefit", "estimate", x.estimate, language), width=100,
                   choices=lambda _x: words_of(self.desk, "estimate"), typed=lambda x: x.estimate, edit=lambda x, typed: self._tell(x, estimate=typed)),
            Column(_("Lands with"), lambda x: place(x) or NOTHING, choices=lambda _x: place_choices(self.desk), width=160,
                   typed=lambda x: x.lands if x.lands != "unit" else x.unit or "", edit=self._land, faded=lambda x: not place(x)),
            Column(_("Amount"), lambda x: wording_inventory.amount_words(x, language) or NOTHING, typed=lambda x: x.amount or "", width=170, right=True,
                   edit=lambda x, typed: self._tell(x, amount=amount_typed(typed)), faded=lambda x: not x.amount),
        ]  # fmt: skip


def amount_typed(typed: str) -> str | None:
    """What was typed as an amount; refused by the action when it is no number."""
    from verkstad.domain.decimals import read_decimal

    bare = typed.casefold().removesuffix("kr").removesuffix("sek").strip()
    return (read_decimal(bare) or typed) if bare else None


def land(desk: Desk, line: str, where: str, *, by: object) -> None:
    lands = where if where in (CUSTOMER, OUTSIDE) else "unit"
    desk.bench.do(landing.land_line, line, lands, (where or None) if lands == "unit" else None, by=by)


class LandingView(QFrame):
    """The map as a table of words and figures: places by rows, what lands there by columns, and what follows."""

    def __init__(self, desk: Desk) -> None:
        super().__init__()
        self.desk = desk
        self.setProperty("look", "card")
        self.said = QVBoxLayout()
        self.said.setSpacing(4)
        self.grid = QGridLayout()
        self.grid.setHorizontalSpacing(14)
        self.grid.setVerticalSpacing(0)
        self.verdict = QFrame()  # stands above the lines: what follows is what one looks for
        self.verdict.setProperty("look", "note")
        self.verdict.setLayout(controls.column(self.said, margins=(14, 10, 14, 10)))
        self.setLayout(controls.column(self.grid, margins=(16, 12, 16, 14)))

    def show_map(self, found: Landed) -> None:
        _, language = self.desk.gettext, self.desk.language
        while self.grid.count():
            old = self.grid.takeAt(0).widget()
            if old is not None:
                old.hide()
                old.deleteLater()
        emptied(self.said)
        called = names_of(found, self.desk)
        for at, words in enumerate((_("Where"), *(_(SHARES[sort]) for sort in SORTS), _("Net"))):
            head = controls.label(words, "label")
            head.setAlignment(Qt.AlignmentFlag.AlignRight if at in (1, 2, 3, 5) else Qt.AlignmentFlag.AlignLeft)
            self.grid.addWidget(head, 0, at)
        row = 1
        for place in found.map.places:
            line = controls.hairline()
            self.grid.addWidget(line, row, 0, 1, 6)
            row += 1
            for at, cell in enumerate(self._cells(place, called)):
                self.grid.addWidget(cell, row, at)
            row += 1
        self.grid.setColumnStretch(0, 3)
        self.grid.setColumnStretch(4, 3)
        sentences = wording_inventory.verdict_sentences(found.map, called, language)
        for sentence in sentences:
            self.said.addWidget(controls.label(sentence, wrap=True))
        self.verdict.setVisible(bool(sentences))

    def _cells(self, place: Landing, called: dict[str, str]) -> list[QWidget]:
        _, language = self.desk.gettext, self.desk.language
        name = controls.label(called.get(place.place, ""), "strong", wrap=True)
        flag = wording_inventory.flag_words(place.flag, language)
        below = [flag, _("does the work") if place.produces else ""]
        first = controls.column(name, spacing=2)
        if any(below):
            first.addWidget(controls.label(", ".join(filter(None, below)), "caption", wrap=True))
        first.setContentsMargins(0, 8, 0, 8)
        made: list[QWidget] = [controls.holder(first)]
        for sort in ("investment", "running", "efficiency"):
            made.append(self._figure(wording_inventory.share_words(getattr(place, sort), language)))
        quality = controls.label("\n".join(line.title for line in place.quality.lines) or NOTHING, wrap=True)
        quality.setContentsMargins(0, 8, 0, 8)
        made.append(quality)
        made.append(self._figure(wording_inventory.net_words(place, language) or NOTHING))
        return made

    def _figure(self, words: str) -> QWidget:
        made = controls.label(words, wrap=" + " in words)
        made.setAlignment(Qt.AlignmentFlag.AlignRight | Qt.AlignmentFlag.AlignVCenter)
        return made

    def words(self) -> list[str]:
        """Everything it says, cell by cell and then the sentences: for tests and for copying."""
        found = [self.grid.itemAt(n).widget() for n in range(self.grid.count())]
        labels = [
            x for widget in found if widget is not None for x in ([widget] if hasattr(widget, "text") else widget.findChildren(QWidget))
        ]
        labels += [self.said.itemAt(n).widget() for n in range(self.said.count())]
        return [x.text() for x in labels if hasattr(x, "text")]


def names_of(found: Landed, desk: Desk) -> dict[str, str]:
    """What every place is called."""
    words = dict(words_of(desk, "lands"))
    return {**found.units, CUSTOMER: words["customer"], OUTSIDE: words["outside"]}


class LineInspector(QWidget):
    """One cost or benefit."""

    def __init__(self, desk: Desk, remove: Callable[[list[str]], object]) -> None:
        super().__init__()
        _ = desk.gettext
        self.desk = desk
        self.line: CostBenefit | None = None
        self.heading = controls.Elided("", "section")
        self.about = controls.label("", "caption", wrap=True)
        self.noted = controls.label("", wrap=True)
        self.warned = QFrame()
        self.warned.setProperty("look", "note")
        self.warned.setLayout(controls.column(self.noted, margins=(12, 10, 12, 10)))
        owner = PersonField(
            desk,
            _("Who owns the gain?"),
            people=partial(people_of, desk),
            called=partial(told_of, desk),
            adds=partial(add_called, desk),
            save=self._saver("owner"),
        )
        self.where = ChoiceField(desk, _("Lands with"), save=lambda where: land(desk, self._id(), where, by=self))
        self.producer = ChoiceField(desk, _("Who does the work, when it is another"), save=lambda id: self._tell(producer=id or None))
        self.module = ChoiceField(desk, _("Module"), save=lambda id: self._tell(module=id or None))
        self.fields: dict[str, Field] = {
            "title": LineField(desk, _("Cost or benefit"), required=True, save=self._saver("title")),
            "kind_of": ChoiceField(desk, _("Kind"), words_of(desk, "kind_of"), save=self._saver("kind_of")),
            "amount": LineField(desk, _("Amount"), length=30, save=lambda typed: self._tell(amount=amount_typed(typed or ""))),
            "counted": ChoiceField(desk, _("Counted in"), words_of(desk, "counted"), save=self._saver("counted")),
            "often": ChoiceField(desk, _("How often"), words_of(desk, "often"), save=self._saver("often")),
            "estimate": ChoiceField(desk, _("How sure"), words_of(desk, "estimate"), save=self._saver("estimate")),
            "owner": owner,
            "measured_by": LineField(desk, _("What shows it?"), placeholder=_("A measure"), save=self._saver("measured_by")),
            "from_on": DateField(desk, _("Seen from"), of=(CostBenefit, "from_on"), save=self._saver("from_on")),
            "planned_share": NumberField(desk, _("Per cent who work the new way then"), high=100, step=5, save=self._saver("planned_share")),
            "relieves": LineField(
                desk, _("Who is relieved, by how many hours?"), length=300, placeholder=_("Officers, two hours a week each"), save=self._saver("relieves")
            ),
            "note": ProseField(desk, _("Notes"), lines=2, save=self._saver("note")),
        }  # fmt: skip
        f = self.fields
        self.gain = controls.holder(form(f["owner"], f["measured_by"], f["from_on"], f["planned_share"], f["relieves"]))
        self.gain_title = controls.label(_("For a gain"), "strong")
        top = form(f["title"], (f["kind_of"], self.where), f["amount"], (f["counted"], f["often"]), f["estimate"])
        self.top = controls.holder(controls.column(top, 18, self.gain_title, 8, self.gain, 18))
        self.rest: Section[Any] = Section(desk, "line-rest", _("More"), self._rest, stands_open=False)
        self.off = controls.button(desk.theme, _("Remove"), "trash-2", on=lambda: self.line and remove([self.line.id]))
        body = controls.column(
            self.heading, 4, self.about, 12, self.warned, 12, self.top, self.rest, 12, controls.row(self.off, None), None
        )
        body.setContentsMargins(24, 18, 24, 24)
        self.setLayout(body)

    def _rest(self) -> QWidget:
        return _Rest(self)

    def _id(self) -> str:
        return self.line.id if self.line else ""

    def _saver(self, column: str) -> Callable[[Any], object]:
        return lambda value: self._tell(**{column: value})

    def _tell(self, **said: Any) -> None:
        if self.line is not None:
            self.desk.bench.do(landing.change_line, self.line.id, by=self, **said)

    def show_line(self, line: CostBenefit | None, found: Landed) -> None:
        if (line.id if line else "") != self._id():
            self.settle()
        self.line = line
        _, language = self.desk.gettext, self.desk.language
        for part in (self.top, self.rest, self.off):
            part.setVisible(line is not None)
        self.about.setVisible(line is None)
        self.warned.setVisible(False)
        if line is None:
            self.heading.setText(_("Nothing selected"))
            self.about.setText(_("Choose a cost or a benefit to see and change the rest."))
            return
        self.heading.setText(line.title)
        notes = []
        if line.id in found.at_risk:
            notes.append(wording_inventory.at_risk_sentence(found.at_risk[line.id], language))
        if line.id in found.lacking:
            notes.append(wording_inventory.lacking_sentence(found.lacking[line.id], language))
        self.noted.setText("\n".join(notes))
        self.warned.setVisible(bool(notes))
        gain = line.kind_of in ("efficiency", "quality")
        self.gain.setVisible(gain)
        self.gain_title.setVisible(gain)
        self.where.offer(place_choices(self.desk))
        self.where.show_value(line.lands if line.lands != "unit" else line.unit or "", line.id)
        for column, field in self.fields.items():
            shown = getattr(line, column)
            typed = column if isinstance(field, (LineField, ProseField)) and column != "amount" else ""
            field.show_value(language.number(shown) if column == "amount" and shown else shown, line.id, typed)
        self.rest.show_seen((line, found))

    def settle(self) -> None:
        for field in self.fields.values():
            field.settle()

    def focus_first(self) -> None:
        self.fields["title"].setFocus(Qt.FocusReason.OtherFocusReason)


class _Rest(QWidget):
    def __init__(self, of: LineInspector) -> None:
        super().__init__()
        self.of = of
        self.setLayout(form(of.producer, of.module, of.fields["note"]))

    def show_seen(self, seen: tuple[CostBenefit, Landed]) -> None:
        line, desk = seen[0], self.of.desk
        self.of.producer.offer(unit_choices(desk))
        self.of.producer.show_value(line.producer or "", line.id)
        self.of.module.offer([("", NOTHING), *((m.id, m.title) for m in modules_of(desk, line.parent or ""))])
        self.of.module.show_value(line.module or "", line.id)

    def settle(self) -> None:
        self.of.fields["note"].settle()
