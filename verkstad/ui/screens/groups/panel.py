"""What is wanted of the groups: how large, in which blocks, what counts most, what every group needs, who is to be apart or together."""

from __future__ import annotations

from collections.abc import Callable
from functools import partial
from typing import Any

from PySide6.QtCore import Qt
from PySide6.QtWidgets import QMenu, QSizePolicy, QWidget

from verkstad import wording
from verkstad.app import groupings
from verkstad.app.catalogue import catalogue
from verkstad.app.group_plans import GroupingView
from verkstad.app.people import own_roles
from verkstad.app.workshops import program
from verkstad.domain.grouping import WISHES, GroupRule
from verkstad.domain.people import Person
from verkstad.domain.teams import competences_of
from verkstad.domain.workshop import Workshop
from verkstad.ui import controls
from verkstad.ui.desk import Desk
from verkstad.ui.dialogs import Sheet
from verkstad.ui.fields import CheckField, ChoiceField, NumberField, ProseField
from verkstad.ui.screens.groups.words import Told
from verkstad.wording_groups import round_name, wanted

WIDTH = 268
Entry = tuple[str, str, Callable[[], object]]  # what it says, its id, what its cross does


class _Lines(QWidget):
    """Short lines, each with a cross that takes it away."""

    def __init__(self, desk: Desk) -> None:
        super().__init__()
        self.desk = desk
        self._shown: list[tuple[str, str]] = []
        self._ways: dict[str, Callable[[], object]] = {}
        self.rows: list[QWidget] = []
        self.setLayout(controls.column(spacing=2))

    def show_lines(self, entries: list[Entry]) -> None:
        self._ways = {id: take for _words, id, take in entries}
        shown = [(words, id) for words, id, _take in entries]
        if shown == self._shown:
            return
        self._shown = shown
        for old in self.rows:
            old.hide()
            old.deleteLater()
        self.rows = []
        for words, id in shown:
            label = controls.label(words, wrap=True)
            cross = controls.icon_button(
                self.desk.theme, "x", self.desk.gettext("Take away: %(what)s", what=words), on=partial(self._take, id)
            )
            line = controls.holder(controls.row((label, 1), cross, spacing=4))
            line.layout().setAlignment(cross, Qt.AlignmentFlag.AlignTop)  # type: ignore[union-attr]
            self.layout().addWidget(line)  # type: ignore[union-attr]
            self.rows.append(line)
        self.setVisible(bool(entries))

    def _take(self, id: str) -> None:
        if id in self._ways:
            self._ways[id]()


class WantedPanel(QWidget):
    """Every field saves as it is left; what is refused is said below it."""

    def __init__(self, desk: Desk, owner: Any) -> None:
        super().__init__()
        self.desk, self.owner = desk, owner
        self._ = _ = desk.gettext
        self.view: GroupingView | None = None
        self._told: Told | None = None
        self._blocks: list[tuple[str, str]] = []
        self.shape = ChoiceField(desk, _("Groups by"), [("size", _("size")), ("number", _("number"))], save=self._shaped)
        self.count = NumberField(desk, _("How many"), optional=False, low=1, high=500, save=self._counted)
        self.count.setFixedWidth(86)
        self.makes = controls.label("", "caption", wrap=True)
        self.wish = ChoiceField(
            desk, _("What counts most"), [(w, wording.choice_name("grouping", "wish", w, desk.language)) for w in WISHES],
            save=lambda w: self._do(groupings.choose_wish, self._id, w),
        )  # fmt: skip
        self.remembers = CheckField(
            desk, _("Count who met at earlier workshops"), save=lambda yes: self._do(groupings.remember_earlier_meetings, self._id, yes),
            help=_("Who sat together at earlier workshops of the initiative counts as having met."),
        )  # fmt: skip
        self.rounds: list[tuple[ChoiceField, QWidget, QWidget]] = []
        self._round_rows = controls.column(spacing=8)
        self.more = controls.button(desk.theme, _("Add a round"), "plus", role="link", on=lambda: self._do(groupings.add_round, self._id))
        self.needs = _Lines(desk)
        self.need_button = controls.button(desk.theme, _("Add what every group needs"), "plus", role="link", on=self.ask_need)
        self.rules = _Lines(desk)
        self.rule_button = controls.button(desk.theme, _("Add a rule"), "plus", role="link", on=self.ask_rule)
        self.tables = ProseField(
            desk, _("Names of the tables"), placeholder=_("One a line; else they go by number"), lines=2,
            save=lambda text: self._do(groupings.name_tables, self._id, text),
        )  # fmt: skip

        def section(words: str) -> QWidget:
            return controls.label(words, "label")

        body = controls.holder(
            controls.column(
                controls.row((self.shape, 1), self.count, spacing=8), 4, self.makes, 14, self.wish, 8, self.remembers, 16,
                self._round_rows, controls.row(self.more, None), 14,
                section(_("In every group")), 4, self.needs, controls.row(self.need_button, None), 14,
                section(_("Rules")), 4, self.rules, controls.row(self.rule_button, None), 14, self.tables, None,
                margins=(20, 14, 14, 16),
            )
        )  # fmt: skip
        body.setSizePolicy(QSizePolicy.Policy.Preferred, QSizePolicy.Policy.MinimumExpanding)
        self.setFixedWidth(WIDTH)
        self.setLayout(controls.column(controls.scrolling(body)))

    @property
    def _id(self) -> str:
        return self.view.grouping.id if self.view else ""

    # ------------------------------------------------------------------------------------------------ what it shows

    def show_view(self, told: Told) -> None:
        view = told.view
        self.view, self._told = view, told
        row = view.grouping
        by_number = row.number is not None
        self.shape.show_value("number" if by_number else "size", row.id)
        self.count.show_value(row.number if by_number else row.size or 5, row.id)
        first = next((r for r in view.rounds if not r.over), view.rounds[0] if view.rounds else None)
        self.makes.setText(wanted(first.there, first.wanted, self.desk.language) if first else "")
        self.wish.show_value(row.wish, row.id)
        workshop = self.desk.bench.library.get(Workshop, row.parent)
        self.remembers.setVisible(
            bool(workshop and workshop.initiative) or len(self.desk.bench.ask(groupings_of, row.parent)) > 1 or row.remembers
        )
        self.remembers.show_value(row.remembers, row.id)
        self._show_rounds(view)
        self.needs.show_lines(
            [(told.need(n)[:1].upper() + told.need(n)[1:], n.id, partial(self._do, groupings.drop_need, n.id)) for n in view.needs]
        )
        self.rules.show_lines([(self._rule(r), r.id, partial(self._do, groupings.drop_rule, r.id)) for r in view.rules if self._known(r)])
        self.tables.show_value(row.tables, row.id, "tables")

    def _show_rounds(self, view: GroupingView) -> None:
        language = self.desk.language
        blocks = [
            (s.block.id, f"{language.clock(s.start)}  {s.block.title}")
            for d in self.desk.bench.ask(program, view.grouping.parent or "").days for s in d.slots if s.block.type != "break"
        ]  # fmt: skip
        while len(self.rounds) < len(view.rounds):
            at = len(self.rounds)
            field = ChoiceField(self.desk, round_name("", at, language), save=partial(self._meet, at))
            cross = controls.icon_button(self.desk.theme, "x", self._("Remove round %(n)d", n=at + 1), on=partial(self._drop_round, at))
            line = controls.holder(controls.row((field, 1), cross, spacing=4))
            line.layout().setAlignment(cross, Qt.AlignmentFlag.AlignBottom)  # type: ignore[union-attr]
            self._round_rows.addWidget(line)
            self.rounds.append((field, cross, line))
        for at, (field, cross, held) in enumerate(self.rounds):  # type: ignore[assignment]
            held.setVisible(at < len(view.rounds))
            if at >= len(view.rounds):
                continue
            round = view.rounds[at].round
            if blocks != self._blocks or field.box.count() != len(blocks) + 1:
                field.offer([("", self._("Block not chosen")), *blocks])
            field.label.setText(round_name(round.title, at, language) + (f" · {self._('held')}" if view.rounds[at].over else ""))
            field.show_value(round.block if any(round.block == b for b, _w in blocks) else "", round.id)
            cross.setVisible(len(view.rounds) > 1)
        self._blocks = blocks

    def _known(self, rule: GroupRule) -> bool:
        assert self.view is not None
        return rule.person in self.view.people and (rule.form == "pin" or rule.other in self.view.people)

    def _rule(self, rule: GroupRule) -> str:
        told = self._told
        assert told is not None
        one, other = told.who(rule.person or ""), told.who(rule.other or "")
        if rule.form == "pin":
            where = told.table(rule.group or 0)
            if rule.round:
                return self._("%(one)s at %(table)s in %(round)s", one=one, table=where, round=told.round(rule.round))
            return self._("%(one)s at %(table)s", one=one, table=where)
        if rule.form == "together":
            return self._("%(one)s and %(other)s together", one=one, other=other)
        return self._("%(one)s and %(other)s apart", one=one, other=other)

    # ------------------------------------------------------------------------------------------------ what a person does

    def settle(self) -> None:
        for field in (self.count, self.tables):
            field.settle()

    def _shaped(self, shape: str) -> None:
        view = self.view
        if view is None:
            return
        first = next((r for r in view.rounds if not r.over), None)
        if shape == "number":
            self._do(groupings.choose_number, self._id, max(1, first.wanted if first else 2))
        else:
            self._do(groupings.choose_size, self._id, view.grouping.size or 5)

    def _counted(self, count: int) -> None:
        view = self.view
        if view is not None:
            self._do(groupings.choose_number if view.grouping.number is not None else groupings.choose_size, self._id, count)

    def _meet(self, at: int, block: str) -> None:
        if self.view is not None:
            self._do(groupings.meet_in, self.view.rounds[at].id, block or None)

    def _drop_round(self, at: int) -> None:
        if self.view is not None:
            self.desk.try_to(groupings.remove_round, self.view.rounds[at].id)
            self.desk.say(self._("The round was removed."), undo=True)

    def ask_need(self) -> None:
        """A menu of what a group can need: the roles and competences are those that somebody who comes has."""
        menu = self.need_menu()
        menu.popup(self.need_button.mapToGlobal(self.need_button.rect().bottomLeft()))

    def need_menu(self) -> QMenu:
        menu, _, desk = QMenu(self), self._, self.desk
        menu.setAttribute(Qt.WidgetAttribute.WA_DeleteOnClose)
        view = self.view
        if view is None:
            return menu
        for form in ("decider", "meets_customers", "host", "mandate"):
            menu.addAction(
                wording.choice_name("group_need", "form", form, desk.language),
                partial(self._do, groupings.need_in_every_group, self._id, form),
            )
        own = {r.id: r.name for r in desk.bench.ask(own_roles)}
        shipped = {r.slug: r.name.of(desk.language.code) for r in catalogue().roles()}
        roles = {p.role: own.get(p.role) or shipped.get(p.role, "") for p in view.people.values() if p.role}
        rows = desk.bench.library.where(Person, id=tuple(view.there)) if view.there else ()
        competences = {c.casefold(): c for row in rows for c in competences_of(row.competences)}
        for form, words, choices in (
            ("role", _("A role"), sorted(((k, w) for k, w in roles.items() if w), key=lambda x: desk.language.sort_key(x[1]))),
            ("competence", _("A competence"), [(c, c) for c in sorted(competences.values(), key=desk.language.sort_key)]),
        ):
            if choices:
                inner = menu.addMenu(words)
                for key, shown in choices:
                    inner.addAction(shown, partial(self._do, groupings.need_in_every_group, self._id, form, key))
        return menu

    def ask_rule(self) -> None:
        if self.view is None or self._told is None:
            return
        dialog = RuleDialog(self.desk, self._told)
        if self.desk.dialogs.run(dialog):
            form, one, other, table = dialog.chosen()
            if form == "pin":
                self.desk.try_to(groupings.pin_to_table, self._id, one, table)
            else:
                self.desk.try_to(groupings.keep_apart if form == "apart" else groupings.keep_together, self._id, one, other)

    def _do(self, action: Callable[..., Any], *args: Any) -> Any:
        """Do it; what is refused goes to the field that asked."""
        return self.desk.bench.do(action, *args, by=None)


def groupings_of(library: Any, workshop: str | None) -> Any:
    from verkstad.app.group_plans import groupings as asked

    return asked(library, workshop or "")


class RuleDialog(Sheet):
    """Two people apart or together, or one at a table."""

    def __init__(self, desk: Desk, told: Told) -> None:
        _ = desk.gettext
        super().__init__(desk, _("A rule for the groups"))
        people = [(p, told.who(p)) for p in told.in_order(told.view.there)]
        self.form = ChoiceField(
            desk, _("What"),
            [("apart", _("These two are kept apart")), ("together", _("These two sit together")), ("pin", _("One sits at a table of her own"))],
        )  # fmt: skip
        nobody = ("", _("Choose somebody"))  # nobody is proposed: a rule is about those one means
        self.one = ChoiceField(desk, _("Person"), [nobody, *people])
        self.other = ChoiceField(desk, _("And"), [nobody, *people])
        count = max([6, *(r.wanted for r in told.view.rounds)])
        self.table = ChoiceField(desk, _("Table"), [(at, told.table(at)) for at in range(count)])
        self.form.show_value("apart")
        for field in (self.one, self.other):
            field.show_value("")
        self.table.show_value(0)
        self.add(self.form, self.one, self.other, self.table)
        self.form.box.currentIndexChanged.connect(self._show_fitting)
        self.offer_cancel()
        self.offer(_("Add the rule"), self._on_done, role="primary")
        self._show_fitting()
        self.form.setFocus(Qt.FocusReason.OtherFocusReason)

    def chosen(self) -> tuple[str, str, str, int]:
        return self.form.value(), self.one.value() or "", self.other.value() or "", self.table.value() or 0

    def _show_fitting(self, *_at: object) -> None:
        pin = self.form.value() == "pin"
        self.other.setVisible(not pin)
        self.table.setVisible(pin)

    def _on_done(self) -> None:
        form, one, other, _table = self.chosen()
        for field, who in ((self.one, one), (self.other, other or ("-" if form == "pin" else ""))):
            if not who:
                field.complain(self._("Choose somebody."))
                field.setFocus(Qt.FocusReason.OtherFocusReason)
                return
        if form != "pin" and one == other:
            self.other.complain(self._("Choose two different people."))
            return
        self.accept()
