"""Journeys: what a customer goes through, step by step, as it is and as it is to become; where she waits, meets somebody else, gets stuck."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from functools import partial
from typing import TYPE_CHECKING, Any

from PySide6.QtCore import QEvent, QObject, Qt
from PySide6.QtGui import QKeyEvent
from PySide6.QtWidgets import QFrame, QStackedWidget, QWidget

from verkstad import wording, wording_inventory
from verkstad.app import journeys
from verkstad.domain.inventory import JourneyStep
from verkstad.domain.inventorying import Journey, before_and_after
from verkstad.domain.people import Person
from verkstad.ui import controls
from verkstad.ui.desk import Desk
from verkstad.ui.empty import EmptyState
from verkstad.ui.fields import CheckField, ChoiceField, Field, LineField, PersonField, form
from verkstad.ui.screen import Screen
from verkstad.ui.screens.inventory.inspector import people_of
from verkstad.ui.screens.inventory.landing import amount_typed
from verkstad.ui.screens.inventory.later import Later
from verkstad.ui.screens.people_units import AddLine
from verkstad.ui.screens.people_words import NOTHING, Fitting, add_called, told_of
from verkstad.ui.value_table import Column, ValueTable

if TYPE_CHECKING:
    from verkstad.app.workbench import Changes

SHOWS = (JourneyStep, Person)
NEW = "\n"  # no journey is called so
FEELING = {"plus": "kind:solo", "neutral": "text2", "minus": "danger"}


def words_of(desk: Desk, column: str) -> list[tuple[str, str]]:
    known = next(c for c in JourneyStep.KIND.columns if c.name == column).choices
    return [(c, wording.choice_name("journey_step", column, c, desk.language)) for c in known]


class JourneyPart(Screen):
    def __init__(self, desk: Desk) -> None:
        super().__init__(desk)
        _ = self._
        self.initiative = ""
        self.found: tuple[Journey, ...] = ()
        self.name, self.version = "", "now"
        self._handed: frozenset[str] = frozenset()
        self._steps: dict[str, int] = {}
        self.which = ChoiceField(desk, _("Journey"), save=self.choose)
        self.which.setMinimumWidth(250)
        self.when = ChoiceField(desk, _("Today or later"), words_of(desk, "version"), save=self.choose_version)
        self.when.setMinimumWidth(190)
        self.then = controls.button(desk.theme, _("Write it as it is to become"), "arrow-right", on=self.write_then)
        self.told = controls.label("", wrap=True)
        self.compared = controls.label("", "strong", wrap=True)
        self.new_journey = AddLine(desk, _("New journey: write what the customer wants to do, and press Enter"), self.begin)
        self.new_line = AddLine(desk, _("New step: write what the customer does, and press Enter"), self.add)
        self.new_line.setMaxLength(300)
        self.table: ValueTable[JourneyStep] = ValueTable(
            desk, self._columns(), name=_("Steps of the journey"), menu=self._menu,
            empty=EmptyState(desk.theme, "arrow-right", _("Write the first step: where does it begin for the customer?")),
        )  # fmt: skip
        self.fitting = Fitting(self.table, (3, 5), least=200)
        self.table.chosen.connect(self._on_chosen)
        self.table.opened.connect(lambda _row: self._inspector.focus_first())
        self.table.removal_asked.connect(lambda rows: self.remove([x.id for x in rows]))
        self.table.view.installEventFilter(self)
        head = controls.row(self.which, self.when, None, spacing=12)
        below = controls.row(self.then, None)
        whole = controls.holder(
            controls.column(head, 8, self.told, 4, self.compared, below, 12, self.new_journey, self.new_line, 12, (self.table, 1), margins=(24, 14, 24, 16))
        )  # fmt: skip
        self.empty = EmptyState(
            desk.theme, "network",
            _("A journey is what a customer goes through to get something done. Write its steps, and see where she waits and meets somebody new."),
            _("Write the first journey"), self._begin,
        )  # fmt: skip
        self.stack = QStackedWidget()
        self.stack.addWidget(whole)
        self.stack.addWidget(self.empty)
        self.setLayout(controls.column((self.stack, 1)))
        self._begun = False
        words = _("Choose a step to see and change the rest.")
        self._side: Later[StepInspector] = Later(desk, words, lambda: StepInspector(desk, self.remove))

    def eventFilter(self, watched: QObject, event: QEvent) -> bool:
        """Alt and an arrow moves the step that is selected."""
        if event.type() == QEvent.Type.KeyPress and isinstance(event, QKeyEvent) and event.modifiers() == Qt.KeyboardModifier.AltModifier:
            by = {Qt.Key.Key_Up: -1, Qt.Key.Key_Down: 1}.get(Qt.Key(event.key()))
            if by is not None:
                self.step_by(by)
                return True
        return super().eventFilter(watched, event)

    @property
    def _inspector(self) -> StepInspector:
        return self._side.made

    def look_at(self, initiative: str) -> None:
        if initiative != self.initiative:
            self.initiative, self.name, self.version, self._begun = initiative, "", "now", False

    def subtitle(self) -> str:
        count = len({j.name for j in self.found})
        return self.desk.language.ngettext("%(n)d journey", "%(n)d journeys", count) if count else ""

    def inspector(self) -> QWidget | None:
        return self._side if self.found else None

    def hints(self) -> str:
        return self._("F2 changes the cell    Alt+↑↓ moves    Enter opens    Del removes") if self.found else ""

    def home(self) -> QWidget | None:
        if not self.found:
            return self.new_journey if self._begun else self.empty.button
        return self.table.view if self._journey() else self.new_line

    def find(self) -> bool:
        return False

    def settle(self) -> None:
        self._side.show_with(lambda i: i.settle(), some=False)

    def show_row(self, row: str, part: str) -> None:
        step = self.desk.bench.library.get(JourneyStep, row)
        if step is not None:
            self.name, self.version = step.journey, step.version
            self._show()
            self.table.select([row])

    def reveal(self, changes: Changes) -> None:
        for row in changes.ids(JourneyStep):
            self.show_row(row, "")

    def refresh(self, changes: Changes | None, by: object) -> None:
        if not self.initiative or (changes is not None and not changes.touches(*SHOWS)):
            return
        self.found = self.desk.bench.ask(journeys.journeys_of, self.initiative)
        self._show()
        self.headline_changed.emit()

    def _show(self) -> None:
        _, language = self._, self.desk.language
        names = list(dict.fromkeys(j.name for j in self.found))
        if self.name not in names and self.name != NEW:
            self.name = names[0] if names else ""
        self.stack.setCurrentIndex(0 if names or self._begun else 1)
        self.which.offer([*((n, n) for n in names), (NEW, _("New journey …"))])
        self.which.setVisible(bool(names))
        self.which.show_value(self.name or NEW)
        journey = self._journey()
        both = {j.version for j in self.found if j.name == self.name}
        if journey is None and both:
            self.version = next(iter(both))
            journey = self._journey()
        self.when.setVisible("then" in both)
        self.when.show_value(self.version)
        self.then.setVisible(journey is not None and "then" not in both)
        self.told.setText(wording_inventory.journey_sentence(journey, language) if journey else "")
        versions = next((v for v in before_and_after(self.found) if v.name == self.name), None)
        self.compared.setText(wording_inventory.versions_sentence(versions, language) if versions else "")
        self.compared.setVisible(versions is not None)
        self.told.setVisible(journey is not None)
        fresh = journey is None
        self.new_journey.setVisible(fresh)
        self.new_line.setVisible(not fresh)
        self.table.setVisible(not fresh)
        self._handed = frozenset(journey.hand_overs) if journey else frozenset()
        self._steps = {s.id: n for n, s in enumerate(journey.steps, 1)} if journey else {}
        self.table.show_values(journey.steps if journey else ())
        self._on_chosen(self.table.selected())

    def _on_chosen(self, rows: list[JourneyStep]) -> None:
        self._side.show_with(lambda i: i.show_step(rows[0] if len(rows) == 1 else None), some=len(rows) == 1)

    def _journey(self) -> Journey | None:
        return next((j for j in self.found if (j.name, j.version) == (self.name, self.version)), None)

    # ------------------------------------------------------------------------------------------------ what a person does

    def choose(self, name: str) -> None:
        self.name = name
        self._show()
        if name == NEW:
            self.new_journey.setFocus(Qt.FocusReason.OtherFocusReason)

    def choose_version(self, version: str) -> None:
        self.version = version
        self._show()

    def _begin(self) -> None:
        self._begun = True
        self.name = NEW
        self._show()
        self.new_journey.setFocus(Qt.FocusReason.OtherFocusReason)

    def begin(self, name: str) -> None:
        """A journey exists from its first step: the customer's own beginning."""
        self.name, self.version = " ".join(name.split()), "now"
        made = self.desk.bench.do(journeys.add_step, self.initiative, self.name, self._("The need arises"), by=self)
        self.table.select([made])
        self.new_line.setFocus(Qt.FocusReason.OtherFocusReason)

    def add(self, what: str) -> None:
        """Below the step selected, else last."""
        chosen = self.table.selected()
        after = chosen[0].id if len(chosen) == 1 else None
        made = self.desk.bench.do(journeys.add_step, self.initiative, self.name, what, after=after, version=self.version, by=self)
        self.table.select([made])

    def write_then(self) -> None:
        self.desk.try_to(journeys.write_then, self.initiative, self.name, by=self)
        self.choose_version("then")

    def step_by(self, by: int) -> None:
        chosen = self.table.selected()
        if len(chosen) == 1:
            self.desk.bench.do(journeys.move_step, chosen[0].id, by, by=self)
            self.table.select([chosen[0].id])

    def remove(self, ids: list[str]) -> None:
        self.desk.bench.do(journeys.remove_steps, tuple(ids), by=self)
        self.desk.say(self.desk.language.ngettext("%(n)d step was removed.", "%(n)d steps were removed.", len(ids)), undo=True)
        if not self.found:
            self.desk.focus_lost.emit()

    def _tell(self, step: JourneyStep, **said: object) -> None:
        self.desk.bench.do(journeys.change_step, step.id, by=self, **said)

    def _menu(self, rows: list[JourneyStep]) -> Sequence[tuple[str, str, Callable[[], object]] | None]:
        _ = self._
        entries: list[tuple[str, str, Callable[[], object]] | None] = []
        if len(rows) == 1:
            entries += [
                (_("Move up"), "chevron-up", partial(self.step_by, -1)),
                (_("Move down"), "chevron-down", partial(self.step_by, 1)),
            ]
        return [*entries, (_("Remove"), "trash-2", partial(self.remove, [x.id for x in rows]))]

    def _columns(self) -> list[Column[JourneyStep]]:
        _, language = self._, self.desk.language

        def below(step: JourneyStep) -> str:
            said = [wording.choice_name("journey_step", "phase", step.phase, language) if step.phase else ""]
            said.append(
                f"{_('Bottleneck')}: {step.evidence}" if step.bottleneck and step.evidence else _("Bottleneck") if step.bottleneck else ""
            )
            return "  ·  ".join(filter(None, said))

        def met(step: JourneyStep) -> str:
            return _("hand-over") if step.id in self._handed else ""

        def waits(step: JourneyStep) -> str:
            return _("%(days)s days", days=language.number(step.waiting)) if step.waiting else NOTHING

        return [
            Column("", lambda x: str(self._steps.get(x.id, "")), width=44, right=True, faded=lambda _x: True, sort=lambda x: self._steps.get(x.id, 0)),
            Column(_("What the customer does"), lambda x: x.what, second=below, strong=True, drafts=lambda x: (x.id, "what"),
                   edit=lambda x, typed: self._tell(x, what=typed), icon=lambda x: ("triangle-alert", "warn") if x.bottleneck else None),
            Column(_("Met by"), lambda x: x.met_by or NOTHING, second=met, typed=lambda x: x.met_by, drafts=lambda x: (x.id, "met_by"), width=150,
                   edit=lambda x, typed: self._tell(x, met_by=typed), faded=lambda x: not x.met_by, complete=lambda _x: self._known("met_by")),
            Column(_("Channel"), lambda x: x.channel or NOTHING, typed=lambda x: x.channel, drafts=lambda x: (x.id, "channel"), width=130,
                   edit=lambda x, typed: self._tell(x, channel=typed), faded=lambda x: not x.channel, complete=lambda _x: self._known("channel")),
            Column(_("Feeling"), lambda x: wording.choice_name("journey_step", "feeling", x.feeling, language) if x.feeling else "",
                   choices=lambda _x: words_of(self.desk, "feeling"), typed=lambda x: x.feeling, edit=lambda x, typed: self._tell(x, feeling=typed or ""),
                   chip=lambda x: FEELING.get(x.feeling, "text2"), width=120),
            Column(_("Waiting"), waits, typed=lambda x: language.number(x.waiting) if x.waiting else "", width=96, right=True,
                   edit=lambda x, typed: self._tell(x, waiting=amount_typed(typed)), faded=lambda x: not x.waiting),
        ]  # fmt: skip

    def _known(self, column: str) -> list[str]:
        return sorted({getattr(s, column) for j in self.found for s in j.steps if getattr(s, column)}, key=self.desk.language.sort_key)


class StepInspector(QWidget):
    """One step."""

    def __init__(self, desk: Desk, remove: Callable[[list[str]], object]) -> None:
        super().__init__()
        _ = desk.gettext
        self.desk = desk
        self.step: JourneyStep | None = None
        self.heading = controls.Elided("", "section")
        self.about = controls.label(_("Choose a step to see and change the rest."), "caption", wrap=True)
        self.noted = controls.label(_("Say by what one sees that it stops here: a figure, a quote, a case."), wrap=True)
        self.warned = QFrame()
        self.warned.setProperty("look", "note")
        self.warned.setLayout(controls.column(self.noted, margins=(12, 10, 12, 10)))
        self.fields: dict[str, Field] = {
            "what": LineField(desk, _("What the customer does"), length=300, required=True, save=self._saver("what")),
            "phase": ChoiceField(desk, _("Phase"), words_of(desk, "phase"), save=self._saver("phase")),
            "feeling": ChoiceField(desk, _("Feeling"), words_of(desk, "feeling"), save=self._saver("feeling")),
            "channel": LineField(desk, _("Channel"), length=120, save=self._saver("channel")),
            "met_by": LineField(desk, _("Met by"), length=120, save=self._saver("met_by")),
            "waiting": LineField(desk, _("Days of waiting"), length=12, save=lambda typed: self._tell(waiting=amount_typed(typed or ""))),
            "bottleneck": CheckField(desk, _("It stops here: a bottleneck"), save=self._saver("bottleneck")),
            "evidence": LineField(desk, _("By what does one see it?"), length=400, save=self._saver("evidence")),
            "may_change": PersonField(
                desk, _("Who may change this step?"), people=partial(people_of, desk), called=partial(told_of, desk),
                adds=partial(add_called, desk), save=self._saver("may_change"),
            ),
        }  # fmt: skip
        f = self.fields
        self.body = controls.holder(
            form(
                f["what"],
                (f["phase"], f["feeling"]),
                f["channel"],
                f["met_by"],
                f["waiting"],
                f["bottleneck"],
                f["evidence"],
                f["may_change"],
            )
        )
        self.off = controls.button(desk.theme, _("Remove"), "trash-2", on=lambda: self.step and remove([self.step.id]))
        layout = controls.column(self.heading, 4, self.about, 12, self.warned, 12, self.body, 16, controls.row(self.off, None), None)
        layout.setContentsMargins(24, 18, 24, 24)
        self.setLayout(layout)

    def _saver(self, column: str) -> Callable[[Any], object]:
        return lambda value: self._tell(**{column: value})

    def _tell(self, **said: Any) -> None:
        if self.step is not None:
            self.desk.bench.do(journeys.change_step, self.step.id, by=self, **said)

    def show_step(self, step: JourneyStep | None) -> None:
        if (step.id if step else "") != (self.step.id if self.step else ""):
            self.settle()
        self.step = step
        self.body.setVisible(step is not None)
        self.off.setVisible(step is not None)
        self.about.setVisible(step is None)
        self.warned.setVisible(step is not None and step.bottleneck and not step.evidence)
        self.heading.setText(step.what if step else self.desk.gettext("Nothing selected"))
        if step is None:
            return
        for column, field in self.fields.items():
            shown = getattr(step, column)
            typed = column if isinstance(field, LineField) and column != "waiting" else ""
            field.show_value(self.desk.language.number(shown) if column == "waiting" and shown else shown, step.id, typed)

    def settle(self) -> None:
        for field in self.fields.values():
            field.settle()

    def focus_first(self) -> None:
        self.fields["what"].setFocus(Qt.FocusReason.OtherFocusReason)
