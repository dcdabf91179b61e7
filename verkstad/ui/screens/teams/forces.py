"""The field of forces: what drives on and what holds back, how strongly, and what a restraint protects. The sums are something to talk about."""

from __future__ import annotations

from collections.abc import Sequence
from functools import partial
from typing import Any

from PySide6.QtCore import Qt

from verkstad import wording
from verkstad.app import stakeholders
from verkstad.domain.modules import Module
from verkstad.domain.responsibility import Force
from verkstad.domain.stakeholding import balance
from verkstad.ui import controls
from verkstad.ui.desk import Desk
from verkstad.ui.empty import EmptyState
from verkstad.ui.fields import CheckField, ChoiceField, LineField, form
from verkstad.ui.screens.teams.listing import ListPart, RowInspector
from verkstad.ui.value_table import Column, Filter
from verkstad.wording_responsibility import balance_sentence

FIVE = ("1", "2", "3", "4", "5")


class ForceInspector(RowInspector):
    def __init__(self, desk: Desk, part: ForcesPart) -> None:
        _, language = desk.gettext, desk.language
        super().__init__(
            desk, nothing=_("Choose a force to say how strong it is and what it protects."),
            count=lambda n: language.ngettext("%(n)d force", "%(n)d forces", n),
        )  # fmt: skip
        self.part = part
        self.says = LineField(desk, _("What drives or holds back"), length=300, required=True, save=lambda t: self._change(says=t))
        sides = [(s, wording.choice_name("force", "side", s, language)) for s in ("driver", "restraint")]
        self.side = ChoiceField(desk, _("Side"), sides, save=lambda kept: self._change(side=kept))
        self.strength = ChoiceField(
            desk, _("Strength"), [(None, "–"), *((int(n), n) for n in FIVE)], save=lambda n: self._change(strength=n)
        )
        self.control = CheckField(desk, _("We can do something about it ourselves"), save=lambda on: self._change(within_control=on))
        self.protects = LineField(
            desk, _("What does it protect?"), length=300, placeholder=_("Something that is worth keeping"), save=lambda t: self._change(protects=t),
            help=_("Somebody who holds back usually looks after something. Ask what, before you push."),
        )  # fmt: skip
        self.module = ChoiceField(desk, _("Module"), save=lambda kept: self._change(module=kept or None))
        self.what = LineField(desk, _("What we do about it"), placeholder=_("Becomes an action when you press Enter"))
        self.what.line.returnPressed.connect(self._make_action)
        self.drop = controls.button(desk.theme, _("Remove"), "trash-2", role="quiet", on=lambda: part.remove(self.lines))
        whole = form(self.says, (self.side, self.strength), self.control, self.protects, self.what, self.module)
        self.lay(
            ((self.says, "says"), (self.side, "=side"), (self.strength, "=strength"), (self.control, "=within_control"), (self.protects, "protects"),
             (self.module, "=module")),
            whole, controls.holder(controls.row(self.drop, None)),
        )  # fmt: skip

    def show_one(self, line: Force) -> None:
        self.heading.setText(line.says)
        self.about.setText("")
        self.module.offer([("", "–"), *((m.id, m.title) for m in self.desk.bench.library.children(Module, self.part.initiative))])
        self.show_fields(line)
        self.strength.show_value(line.strength, line.id)
        self.protects.setVisible(line.side == "restraint")

    def _make_action(self) -> None:
        text = self.what.text().strip()
        if text and self.lines:
            self.what.show_value("")
            self.part.do(stakeholders.make_force_action, self.one, text)
            self.desk.say(self.desk.gettext("It stands among the actions now: give it somebody and a day there."), undo=True)

    def _change(self, **said: Any) -> None:
        if self.lines:
            self.part.do(stakeholders.change_force, self.one, **said)


class ForcesPart(ListPart):
    kinds = (Force, Module)
    paper = "force_field"

    def __init__(self, desk: Desk) -> None:
        super().__init__(desk)
        _ = self._
        self._inspector = ForceInspector(desk, self)
        self.sums = controls.label("", "section")
        self.told = controls.label(
            _("The sums are for talking: they decide nothing. What a restraint protects is worth more than its figure."),
            "caption",
            wrap=True,
        )
        self.make_list(
            name=_("Forces"), new=_("New force: what drives on, or with a minus first what holds back"), columns=self._columns(), hide=(4,),
            filters=[
                Filter(
                    _("Which forces"),
                    [
                        (_("All"), lambda _x: True), (_("Driving"), partial(self._on, "driver")), (_("Restraining"), partial(self._on, "restraint")),
                        (_("We can do something about"), lambda x: x.within_control),
                        (_("Nobody has asked what it protects"), lambda x: x.side == "restraint" and not x.protects.strip()),
                    ],
                )
            ],
            empty=EmptyState(
                desk.theme, "shuffle", _("What drives the change on, what holds it back, and what does that which holds back protect?"),
                _("Write the first force"), lambda: self.new_line.setFocus(Qt.FocusReason.OtherFocusReason),
            ),
        )  # fmt: skip
        self.summary = controls.holder(controls.column(self.sums, 2, self.told, 12))
        self.setLayout(controls.column(self.summary, (self.table, 1), margins=(24, 16, 24, 16)))

    @staticmethod
    def _on(side: str, force: Force) -> bool:
        return force.side == side

    def ask(self) -> tuple[Force, ...]:
        rows: tuple[Force, ...] = self.desk.bench.ask(stakeholders.forces, self.initiative)
        return tuple(sorted(rows, key=lambda f: f.side == "restraint"))

    def shown(self) -> None:
        self.summary.setVisible(bool(self.lines))
        self.sums.setText(balance_sentence(balance(self.lines), self.desk.language))

    def add(self, words: str) -> None:
        """With a minus first it holds back."""
        side = "restraint" if words[:1] in "-–−" else "driver"
        made = self.do(stakeholders.add_force, self.initiative, words.lstrip("-–− +"), side=side)
        self.table.select([made])

    def remove(self, lines: Sequence[Force]) -> None:
        self.do(stakeholders.remove_forces, tuple(x.id for x in lines))
        self.desk.say(self.desk.language.ngettext("%(n)d force was removed.", "%(n)d forces were removed.", len(lines)), undo=True)

    def _columns(self) -> list[Column[Force]]:
        _, language = self._, self.desk.language
        sides = [(s, wording.choice_name("force", "side", s, language)) for s in ("driver", "restraint")]
        scale = [("", "–"), *((n, n) for n in FIVE)]
        return [
            Column(
                _("Side"), lambda x: wording.choice_name("force", "side", x.side, language), width=136, typed=lambda x: x.side, choices=lambda _x: sides,
                edit=lambda x, kept: self.do(stakeholders.change_force, x.id, side=kept), chip=lambda x: "kind:group" if x.side == "driver" else "kind:plenary",
            ),
            Column(
                _("What drives or holds back"), lambda x: x.says, strong=True, drafts=lambda x: (x.id, "says"),
                edit=lambda x, typed: self.do(stakeholders.change_force, x.id, says=typed),
            ),
            Column(
                _("Strength"), lambda x: str(x.strength or ""), width=100, choices=lambda _x: scale,
                edit=lambda x, kept: self.do(stakeholders.change_force, x.id, strength=int(kept) if kept else None),
            ),
            Column(
                _("What it protects"), lambda x: x.protects, drafts=lambda x: (x.id, "protects"), editable=lambda x: x.side == "restraint",
                edit=lambda x, typed: self.do(stakeholders.change_force, x.id, protects=typed), width=220,
            ),
            Column(_("Ours to change"), lambda x: _("Yes") if x.within_control else "", width=120),
        ]  # fmt: skip
