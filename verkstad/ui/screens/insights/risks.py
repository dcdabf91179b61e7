"""Risks: what may go wrong in four families, how likely and how bad; the heavy ones have somebody who looks and something to look for."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from functools import partial
from typing import TYPE_CHECKING, Any

from PySide6.QtCore import QRectF, QSize, Qt
from PySide6.QtGui import QPainter, QPaintEvent, QPen
from PySide6.QtWidgets import QSizePolicy, QWidget

from verkstad import wording
from verkstad.app import insights
from verkstad.app.insight_results import RiskLine, risk_lines
from verkstad.domain.flowing import SERIOUS
from verkstad.domain.insights import RISK_FAMILIES, Risk
from verkstad.domain.modules import Module
from verkstad.domain.people import Identity, Person
from verkstad.domain.pilots import Pilot
from verkstad.domain.workshop import Day, Workshop
from verkstad.ui import controls
from verkstad.ui import theme as look
from verkstad.ui.desk import Desk
from verkstad.ui.empty import EmptyState
from verkstad.ui.fields import ChoiceField, Field, LineField, ProseField, form
from verkstad.ui.origin import OriginLines
from verkstad.ui.screen import Screen
from verkstad.ui.screens.insights.pieces import named, person_field
from verkstad.ui.screens.people_units import AddLine
from verkstad.ui.screens.people_words import Fitting, put_first
from verkstad.ui.value_table import Column, Filter, ValueTable
from verkstad.wording_insights import risk_lacks_sentence

if TYPE_CHECKING:
    from verkstad.app.workbench import Changes

FAMILY, OWNER = 1, 5
SCALE = (1, 2, 3, 4, 5)
SHOWN = (Risk, Person, Identity, Workshop, Day, Module, Pilot)


class RiskMap(QWidget):
    """Likelihood upwards, impact to the right, with how many risks stand where. What is chosen has a ring; serious cells are darker."""

    def __init__(self, desk: Desk) -> None:
        super().__init__()
        self.desk = desk
        self._counts: dict[tuple[int, int], int] = {}
        self._chosen: tuple[int, int] | None = None
        self.setSizePolicy(QSizePolicy.Policy.Expanding, QSizePolicy.Policy.Fixed)
        self.setAccessibleName(desk.gettext("Risks by likelihood and impact"))

    def sizeHint(self) -> QSize:
        return QSize(260, 216)

    def show_risks(self, lines: Sequence[RiskLine], chosen: Sequence[RiskLine]) -> None:
        self._counts = {}
        for x in lines:
            if x.risk.likelihood and x.risk.impact and not x.risk.closed:
                at = (x.risk.likelihood, x.risk.impact)
                self._counts[at] = self._counts.get(at, 0) + 1
        one = chosen[0].risk if len(chosen) == 1 else None
        self._chosen = (one.likelihood, one.impact) if one is not None and one.likelihood and one.impact else None
        self.update()

    def paintEvent(self, _event: QPaintEvent) -> None:
        p, t, _ = QPainter(self), self.desk.theme, self.desk.gettext
        p.setRenderHint(QPainter.RenderHint.Antialiasing)
        left, bottom = 22.0, self.height() - 22.0
        wide, tall = (self.width() - left - 2) / 5, (bottom - 2) / 5
        for likelihood in SCALE:
            for impact in SCALE:
                box = QRectF(left + (impact - 1) * wide, bottom - likelihood * tall, wide - 3, tall - 3)
                heavy = likelihood * impact >= SERIOUS
                p.setPen(Qt.PenStyle.NoPen)
                p.setBrush(look.mix(t.surface, t.warn if heavy else t.text2, 0.26 if heavy else 0.08))
                p.drawRoundedRect(box, 4, 4)
                if (likelihood, impact) == self._chosen:
                    p.setPen(QPen(t.colour("accent"), 2))
                    p.setBrush(Qt.BrushStyle.NoBrush)
                    p.drawRoundedRect(box.adjusted(1, 1, -1, -1), 4, 4)
                count = self._counts.get((likelihood, impact))
                if count:
                    p.setPen(t.colour("text"))
                    p.setFont(look.font(look.BODY, look.SEMIBOLD, tabular=True))
                    p.drawText(box, Qt.AlignmentFlag.AlignCenter, str(count))
        p.setPen(t.colour("text2"))
        p.setFont(look.font(look.CAPTION))
        p.drawText(QRectF(left, bottom + 2, self.width() - left, 18), Qt.AlignmentFlag.AlignLeft, f"{_('Impact')} →")
        p.save()
        p.translate(14, bottom)
        p.rotate(-90)
        p.drawText(0, 0, f"{_('Likelihood')} →")
        p.restore()


class RiskInspector(QWidget):
    def __init__(self, desk: Desk, *, initiative: Callable[[], str], remove: Callable[[Sequence[RiskLine]], object]) -> None:
        super().__init__()
        _, language = desk.gettext, desk.language
        self.desk, self._initiative = desk, initiative
        self._lines: list[RiskLine] = []
        self.heading = controls.Elided("", "section")
        self.about = controls.label("", "caption", wrap=True)
        self.map = RiskMap(desk)
        self.says = ProseField(desk, _("What may go wrong"), lines=3, required=True, save=lambda text: self._do(insights.reword_risk, text))
        self.family = ChoiceField(
            desk, _("Family"), [(f, wording.choice_name("risk", "family", f, language)) for f in ("", *RISK_FAMILIES)],
            save=lambda kept: self._do(insights.choose_family, kept),
        )  # fmt: skip
        scale = [(None, "–"), *((n, str(n)) for n in SCALE)]
        self.likelihood = ChoiceField(
            desk,
            _("Likelihood"),
            scale,
            save=lambda n: self._do(insights.weigh_risk, n, self._lines[0].risk.impact),
            help=_("1 hardly, 5 almost certainly"),
        )
        self.impact = ChoiceField(
            desk,
            _("Impact"),
            scale,
            save=lambda n: self._do(insights.weigh_risk, self._lines[0].risk.likelihood, n),
            help=_("1 hardly felt, 5 it stops everything"),
        )
        self.lacks = controls.label("", "warning", wrap=True)
        self.lacks.hide()
        self.response = ProseField(desk, _("What we do about it"), lines=3, save=lambda text: self._do(insights.respond_to_risk, text))
        self.owner = person_field(desk, _("Owner"), lambda person: self._do(insights.give_risk_to, person), placeholder=_("One person"))
        self.sign = LineField(
            desk,
            _("Warning sign"),
            length=300,
            placeholder=_("By what do you notice that it is coming?"),
            save=lambda text: self._change(sign=text),
        )
        self.module = ChoiceField(desk, _("Module"), save=lambda kept: self._change(module=kept or None))
        self.pilot = ChoiceField(desk, _("Pilot"), save=lambda kept: self._change(pilot=kept or None))
        self.close_ = controls.button(desk.theme, _("Close the risk"), "circle-check", on=self._on_close)
        self.remove = controls.button(desk.theme, _("Remove"), "trash-2", on=lambda: remove(self._lines))
        self.fields: tuple[tuple[Field, str], ...] = (
            (self.says, "says"), (self.family, "family"), (self.likelihood, "likelihood"), (self.impact, "impact"), (self.response, "response"),
            (self.owner, "owner"), (self.sign, "sign"), (self.module, "module"), (self.pilot, "pilot"),
        )  # fmt: skip
        self.origin = OriginLines(desk)
        self.form = controls.holder(
            controls.column(
                self.origin, 4, form(self.says, self.family, (self.likelihood, self.impact)), 10, self.lacks, 10,
                form(self.owner, self.sign, self.response, (self.module, self.pilot)),
            )
        )  # fmt: skip
        self.setLayout(
            controls.column(
                self.heading, 4, self.about, 12, self.map, 16, self.form, 20, controls.row(self.close_, None, self.remove), None, margins=(24, 18, 24, 24),
            )
        )  # fmt: skip
        self.show_lines([], ())

    def show_lines(self, lines: Sequence[RiskLine], everything: Sequence[RiskLine]) -> None:
        _, language = self.desk.gettext, self.desk.language
        if [x.id for x in lines] != [x.id for x in self._lines]:
            self.settle()
        self._lines = list(lines)
        self.map.show_risks(everything, lines)
        self.form.setVisible(len(lines) == 1)
        self.remove.setVisible(bool(lines))
        self.close_.setVisible(len(lines) == 1)
        if len(lines) != 1:
            self.heading.setText(language.ngettext("%(n)d risk", "%(n)d risks", len(lines)) if lines else _("Nothing selected"))
            self.about.setText("" if lines else _("Choose a risk to weigh it and say what is done about it."))
            return
        line, library = lines[0], self.desk.bench.library
        self.heading.setText(_("Risk"))
        weight = _("Weight %(n)s of 25", n=line.weight) if line.weight else _("Not weighed yet")
        closed = _("closed %(day)s", day=language.date(line.risk.closed, "short")) if line.risk.closed else ""
        self.about.setText(" · ".join(x for x in (weight, closed, line.workshop) if x))
        self.origin.show_row(line.id)
        self.lacks.setText(risk_lacks_sentence(line.lacks, language))
        self.lacks.setVisible(bool(line.lacks))
        self.module.offer([("", "–"), *((m.id, m.title) for m in library.children(Module, self._initiative()))])
        self.pilot.offer([("", "–"), *((x.id, x.title) for x in library.children(Pilot, self._initiative()))])
        for field, column in self.fields:
            value = getattr(line.risk, column)
            if field in (self.module, self.pilot):
                value = value or ""
            field.show_value(value, line.id, column if column in ("says", "response", "sign") else "", of=column)
        self.close_.setText(f" {_('Open the risk again')}" if line.risk.closed else f" {_('Close the risk')}")

    def settle(self) -> None:
        for field, _column in self.fields:
            field.settle()

    def focus_first(self) -> None:
        self.says.setFocus(Qt.FocusReason.OtherFocusReason)

    def _on_close(self) -> None:
        self._do(insights.close_risk, self._lines[0].risk.closed is None)

    def _change(self, **said: Any) -> None:
        self.desk.bench.do(insights.change_risk, self._lines[0].id, by=self, **said)

    def _do(self, action: Callable[..., Any], *args: Any) -> None:
        self.desk.bench.do(action, self._lines[0].id, *args, by=self)


class RisksPart(Screen):
    key = "risks"

    def __init__(self, desk: Desk) -> None:
        super().__init__(desk)
        _, language = self._, desk.language
        self.initiative = ""
        self.lines: tuple[RiskLine, ...] = ()
        self.new_line = AddLine(desk, _("New risk: what may go wrong? Press Enter"), self.add)
        self.new_line.setMaxLength(2_000)
        self.table: ValueTable[RiskLine] = ValueTable(
            desk, self._columns(), name=_("Risks"), key=lambda x: x.id, search=_("Search"),
            filters=[
                Filter(
                    _("Which risks"),
                    [
                        (_("Open"), lambda x: x.risk.closed is None),
                        (_("All"), lambda _x: True),
                        (_("Serious"), lambda x: (x.weight or 0) >= SERIOUS and x.risk.closed is None),
                        (_("Lacks an owner or a sign"), lambda x: bool(x.lacks)),
                        *((wording.choice_name("risk", "family", f, language), partial(self._of_family, f)) for f in RISK_FAMILIES),
                    ],
                )
            ],
            menu=lambda lines: [(_("Remove"), "trash-2", partial(self.remove, lines))],
            empty=EmptyState(
                desk.theme, "triangle-alert",
                _("Misinvestments, resistance, missing resources, too much at once: say what may go wrong while something can still be done about it."),
                _("Write the first risk"), lambda: self.new_line.setFocus(Qt.FocusReason.OtherFocusReason),
            ),
        )  # fmt: skip
        put_first(self.table, self.new_line)
        Fitting(self.table, (OWNER, FAMILY), least=230)
        self.table.chosen.connect(self._on_chosen)
        self.table.opened.connect(lambda _line: self._inspector.focus_first())
        self.table.removal_asked.connect(self.remove)
        self._inspector = RiskInspector(desk, initiative=lambda: self.initiative, remove=self.remove)
        self.setLayout(controls.column((self.table, 1), margins=(24, 16, 24, 16)))

    def _on_chosen(self, lines: Sequence[RiskLine]) -> None:
        self._inspector.show_lines(lines, self.lines)

    @staticmethod
    def _of_family(family: str, line: RiskLine) -> bool:
        return line.risk.family == family

    def look_at(self, initiative: str) -> None:
        if initiative != self.initiative:
            self.initiative = initiative
            self.table.search.clear()

    def inspector(self) -> QWidget | None:
        return self._inspector if self.lines else None

    def hints(self) -> str:
        return self._("Enter edits    Del removes") if self.lines else ""

    def sheet(self) -> str:
        return "risk_review"

    def home(self) -> QWidget | None:
        return self.table.view if self.table.model.shown else self.new_line

    def find(self) -> bool:
        self.table.search.setFocus(Qt.FocusReason.ShortcutFocusReason)
        return bool(self.lines)

    def show_row(self, row: str, part: str) -> None:
        self.table.search.clear()
        self.table.select([row])
        self.table.view.setFocus(Qt.FocusReason.OtherFocusReason)

    def reveal(self, changes: Changes) -> None:
        self.table.select(changes.ids(Risk))

    def settle(self) -> None:
        self._inspector.settle()

    def refresh(self, changes: Changes | None, by: object) -> None:
        if not self.initiative or (changes is not None and not changes.touches(*SHOWN)):
            return
        had = bool(self.lines)
        self.lines = self.desk.bench.ask(risk_lines, self.initiative)
        self.table.show_values(self.lines)
        if had != bool(self.lines):
            self.headline_changed.emit()

    def add(self, says: str) -> None:
        made = self.desk.bench.do(insights.add_risk, self.initiative, says, by=self)
        self.table.select([made])

    def remove(self, lines: Sequence[RiskLine]) -> None:
        self.desk.bench.do(insights.remove_risks, tuple(x.id for x in lines), by=self)
        self.desk.say(self.desk.language.ngettext("%(n)d risk was removed.", "%(n)d risks were removed.", len(lines)), undo=True)

    def _columns(self) -> list[Column[RiskLine]]:
        _, language, desk = self._, self.desk.language, self.desk
        families = [(f, wording.choice_name("risk", "family", f, language)) for f in ("", *RISK_FAMILIES)]
        scale = [("", "–"), *((str(n), str(n)) for n in SCALE)]

        def weigh(x: RiskLine, likelihood: str | int | None, impact: str | int | None) -> None:
            desk.bench.do(insights.weigh_risk, x.id, int(likelihood) if likelihood else None, int(impact) if impact else None, by=self)

        return [
            Column(
                _("What may go wrong"), lambda x: x.risk.says.replace("\n", " "), second=lambda x: risk_lacks_sentence(x.lacks, language) or x.workshop,
                typed=lambda x: x.risk.says, edit=lambda x, typed: desk.bench.do(insights.reword_risk, x.id, typed, by=self), drafts=lambda x: (x.id, "says"),
                strong=True, faded=lambda x: x.risk.closed is not None,
            ),
            Column(
                _("Family"), lambda x: wording.choice_name("risk", "family", x.risk.family, language) if x.risk.family else "", width=150,
                typed=lambda x: x.risk.family, choices=lambda _x: families, edit=lambda x, kept: desk.bench.do(insights.choose_family, x.id, kept, by=self),
            ),
            Column(
                _("Likelihood"), lambda x: str(x.risk.likelihood or ""), width=112, right=True, choices=lambda _x: scale,
                edit=lambda x, kept: weigh(x, kept, x.risk.impact),
            ),
            Column(
                _("Impact"), lambda x: str(x.risk.impact or ""), width=104, right=True, choices=lambda _x: scale,
                edit=lambda x, kept: weigh(x, x.risk.likelihood, kept),
            ),
            Column(
                _("Weight"), lambda x: str(x.weight or ""), width=92, right=True, sort=lambda x: -(x.weight or 0),
                icon=lambda x: ("triangle-alert", "warn") if (x.weight or 0) >= SERIOUS and x.risk.closed is None else None,
            ),
            Column(_("Owner"), lambda x: named(x.owner, desk), width=150),
        ]  # fmt: skip
