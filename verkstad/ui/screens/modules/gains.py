"""Parts of a module's inspector: for whom the work becomes another, whose the gains are, and ways to rank beside the place to start."""

from __future__ import annotations

from collections.abc import Callable
from functools import partial
from typing import Any

from PySide6.QtWidgets import QVBoxLayout, QWidget

from verkstad import wording
from verkstad.app import module_changes as app
from verkstad.app import people
from verkstad.app.module_changes import Ranked
from verkstad.domain.fields import Id
from verkstad.domain.launch import FromTo
from verkstad.domain.modules import Score
from verkstad.domain.ranking import WSJF_COLUMNS, WSJF_STEPS, columns_without_one
from verkstad.i18n import N_
from verkstad.ui import controls
from verkstad.ui.desk import Desk
from verkstad.ui.fields import ChoiceField, LineField, NumberField, PersonField, ProseField, form
from verkstad.ui.screens.modules import parts
from verkstad.ui.screens.modules.answering import emptied
from verkstad.ui.screens.people_units import AddLine
from verkstad.ui.screens.people_words import add_called, sort_key, told, told_of

ICE = (N_("Impact"), N_("Confidence"), N_("Ease"))
WSJF = (N_("Value for the user"), N_("Hurry"), N_("Risk or opportunity"), N_("Size of the job"))
FORMS = ("", "dialogue", "self_service", "internal")


class ForWhom(parts.Part):
    """A role or a group a line, with how it works today and how it will."""

    def __init__(self, desk: Desk, actor: QWidget) -> None:
        super().__init__(desk, actor)
        self.rows = QVBoxLayout()
        self.rows.setSpacing(14)
        self._shown: tuple[Id, ...] = ()
        self.lines: dict[Id, tuple[LineField, ProseField, ProseField]] = {}
        self.adder = AddLine(
            desk, desk.gettext("For whom does it change? Enter adds"), lambda who: self._do(app.add_from_to, self._one(), who)
        )
        self.setLayout(controls.column(self.rows, 10, self.adder))

    def show_seen(self, seen: parts.Seen) -> None:
        super().show_seen(seen)
        held = self.desk.bench.ask(app.from_to_of, seen.module.id)
        ids = tuple(row.id for row in held)
        if ids != self._shown:
            self._shown, self.lines = ids, {}
            emptied(self.rows)
            for row in held:
                self.rows.addWidget(self._made(row))
            self.fields = tuple(field for fields in self.lines.values() for field in fields)
        for row in held:
            who, before, after = self.lines[row.id]
            who.show_value(row.who, row.id, "who")
            before.show_value(row.before, row.id, "before")
            after.show_value(row.after, row.id, "after")

    def _made(self, row: FromTo) -> QWidget:
        _ = self.desk.gettext

        def save(column: str) -> Callable[[Any], object]:
            return lambda value: self.desk.bench.do(app.change_from_to, row.id, by=self._actor, **{column: value})

        who = LineField(self.desk, _("Who"), required=True, save=save("who"))
        before = ProseField(self.desk, _("From"), lines=2, save=save("before"))
        after = ProseField(self.desk, _("To"), lines=2, save=save("after"))
        self.lines[row.id] = (who, before, after)
        gone = controls.icon_button(
            self.desk.theme, "x", _("Take away %(what)s", what=row.who), on=lambda: self._drop(app.remove_from_to, row.id, self.adder)
        )
        gone.setFixedSize(28, 28)
        return controls.holder(controls.column(controls.row((who, 1), controls.column(22, gone, None), spacing=6), 6, form(before, after)))


class Gains(parts.Part):
    def __init__(self, desk: Desk, actor: QWidget) -> None:
        super().__init__(desk, actor)
        _, language = desk.gettext, desk.language

        def save(column: str) -> Callable[[Any], object]:
            return lambda value: desk.bench.do(app.change_gains, self._one(), by=actor, **{column: value})

        def person(name: str, column: str) -> PersonField:
            return PersonField(
                desk, name, people=self._people, called=partial(told_of, desk), adds=partial(add_called, desk),
                placeholder=_("One person"), save=lambda value: save(column)(value or None),
            )  # fmt: skip

        self.form_of = ChoiceField(
            desk, _("Meets the customer by"), [(f, wording.choice_name("module", "form", f, language)) for f in FORMS], save=save("form")
        )
        self.customer = person(_("Owns the better experience"), "customer_owner")
        self.efficiency = person(_("Owns the better work"), "efficiency_owner")
        self.others = LineField(
            desk, _("Which other operations are affected?"), placeholder=_("Those we asked, or none"), save=save("others_asked"), length=300
        )
        self.fields = (self.form_of, self.customer, self.efficiency, self.others)
        self.setLayout(form(*self.fields))

    def show_seen(self, seen: parts.Seen) -> None:
        super().show_seen(seen)
        m = seen.module
        self.form_of.show_value(m.form, m.id, "")
        self.customer.show_value(m.customer_owner, m.id, "")
        self.efficiency.show_value(m.efficiency_owner, m.id, "")
        self.others.show_value(m.others_asked, m.id, "others_asked")

    def _people(self) -> list[tuple[str, str]]:
        language, names = self.desk.language, self.desk.settings.names
        lines = sorted(self.desk.bench.ask(people.directory), key=lambda x: sort_key(x, language, names=names))
        return [(x.id, told(x, language, names=names)) for x in lines]


class Ranks(parts.Part):
    """ICE and WSJF of one module, with its place among those that have one."""

    def __init__(self, desk: Desk, actor: QWidget) -> None:
        super().__init__(desk, actor)
        _ = desk.gettext
        self.ice = tuple(NumberField(desk, _(name), low=1, high=10, save=self._save("ice", at)) for at, name in enumerate(ICE))
        steps = [("", "–"), *((str(n), str(n)) for n in WSJF_STEPS)]
        self.wsjf = tuple(ChoiceField(desk, _(name), steps, save=self._save("wsjf", at)) for at, name in enumerate(WSJF))
        self.ice_says, self.wsjf_says = controls.label("", wrap=True), controls.label("", wrap=True)
        self.ice_says.setAccessibleName("ICE")
        self.wsjf_says.setAccessibleName("WSJF")
        self.fields = (*self.ice, *self.wsjf)
        ice = (controls.label("ICE", "strong"), 4, form(self.ice), 6, self.ice_says)
        wsjf = (controls.label("WSJF", "strong"), 4, form(self.wsjf[:2], self.wsjf[2:]), 6, self.wsjf_says)
        self.setLayout(controls.column(*ice, 14, *wsjf))
        self._held: dict[str, Score | None] = {}

    def _save(self, method: str, at: int) -> Callable[[Any], object]:
        def save(value: Any) -> None:
            score = self._held.get(method)
            factors = [getattr(score, c) if score else None for c in WSJF_COLUMNS[: 4 if method == "wsjf" else 3]]
            factors[at] = int(value) if value not in (None, "") else None
            self._do(app.score_module, self._one(), method, tuple(factors))

        return save

    def show_seen(self, seen: parts.Seen) -> None:
        super().show_seen(seen)
        m = seen.module
        for method, fields, says in (("ice", self.ice, self.ice_says), ("wsjf", self.wsjf, self.wsjf_says)):
            rows = self.desk.bench.ask(app.ranked, seen.modules.initiative, method, self.desk.language)
            mine = next((r for r in rows if r.module.id == m.id), None)
            score = self._held[method] = mine.score if mine else None
            for column, field in zip(WSJF_COLUMNS, fields, strict=False):
                value = getattr(score, column) if score else None
                field.show_value(str(value or "") if method == "wsjf" else value, m.id, "")
            says.setText(self._words(method, mine, rows))

    def _words(self, method: str, mine: Ranked | None, rows: tuple[Ranked, ...]) -> str:
        _, language = self.desk.gettext, self.desk.language
        if mine is None or mine.figure is None:
            return _("A figure when every factor is said.")
        figure = float(mine.figure)
        value = language.number(mine.figure.numerator) if mine.figure.denominator == 1 else language.number(figure, 1)
        said = _("%(figure)s – place %(place)d of %(n)d", figure=value, place=mine.place, n=sum(r.place is not None for r in rows))
        slipped = columns_without_one(r.score for r in rows if r.score is not None) if method == "wsjf" else ()
        if slipped:
            names = language.listing([_(WSJF[WSJF_COLUMNS.index(c)]) for c in slipped])
            said += ". " + _("Give the least one a 1 in: %(columns)s.", columns=names)
        return said
