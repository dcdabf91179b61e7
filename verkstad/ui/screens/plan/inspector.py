"""The inspector of the plan: what the chosen point became, why it is not driven here, which forum has it, and what it was part of."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from functools import partial

from PySide6.QtWidgets import QWidget

from verkstad import wording, wording_plan
from verkstad.app import forums, plan
from verkstad.app.plan import Became, ItemLine, PlanView
from verkstad.domain import planning as rules
from verkstad.domain.plan import PlanDocument
from verkstad.ui import controls
from verkstad.ui.desk import Desk
from verkstad.ui.fields import ChoiceField, LineField, form

PAGE_OF = {"goal": "initiative", "decision": "initiative", "module": "modules", "pilot": "pilots", "action": "initiative"}

BECAME_WIDTH = 200  # pixels for the words of what it became, beside what loosens it


class ItemInspector(QWidget):
    def __init__(self, desk: Desk, *, reopen: Callable[[Sequence[ItemLine]], object]) -> None:
        super().__init__()
        _ = desk.gettext
        self.desk = desk
        self.lines: tuple[ItemLine, ...] = ()
        self.heading = controls.Elided("", "section")
        self.state = controls.label("", "caption", wrap=True)
        self.became_label = controls.label(_("What it became"), "label")
        self._became = controls.column(spacing=2)
        self.links: list[QWidget] = []
        self.reason = LineField(desk, _("Why it is not driven here"), length=400, save=self._save_reason)
        self.forum = ChoiceField(desk, _("Forum"), [], save=self._give)
        self.tie = ChoiceField(desk, _("Tie to what is there"), [], save=self._tie)
        self.no_forums = controls.label(_("There are no forums yet. They are made under Insights."), "caption", wrap=True)
        self.again = controls.button(desk.theme, _("Sort again"), "undo-2", on=lambda: reopen(self.lines))
        self.part_of = controls.button(desk.theme, "", role="link", on=self._go_to_whole)
        self.told = controls.label("", "caption", wrap=True)
        self.form = controls.holder(form(self.reason, self.tie, self.forum))
        self.document = LineField(desk, _("What the plan is called"), required=True, save=self._rename)
        self.about = controls.label("", "caption", wrap=True)
        self.remove = controls.button(desk.theme, _("Remove the plan"), "trash-2", on=self._remove)
        self.whole_plan = controls.holder(
            controls.column(controls.hairline(), 14, self.document, 4, self.about, 10, controls.row(self.remove, None))
        )
        self.setLayout(
            controls.column(
                self.heading, 4, self.state, 14, self.became_label, 4, self._became, 12, self.form, 4, self.no_forums, 12, self.told,
                controls.row(self.part_of, None), 16, controls.row(self.again, None), 20, self.whole_plan, None, margins=(24, 18, 24, 24),
            )
        )  # fmt: skip
        self._whole = ""
        self._document: PlanDocument | None = None

    def show_lines(self, lines: Sequence[ItemLine], view: PlanView) -> None:
        _, language = self.desk.gettext, self.desk.language
        if [line.id for line in lines] != [line.id for line in self.lines]:
            self.settle()
        self.lines = tuple(lines)
        one = lines[0] if len(lines) == 1 else None
        states = {line.state for line in lines}
        self.heading.setText(
            (wording_plan.place_words(one.item.number, one.item.page, language).capitalize() or _("The point"))
            if one
            else language.ngettext("%(n)d point", "%(n)d points", len(lines))
            if lines
            else _("Nothing selected")
        )
        self.state.setText(wording.choice_name("plan_item", "state", states.pop(), language) if len(states) == 1 else "")
        self._show_became(one)
        self.reason.setVisible(one is not None and one.state in ("elsewhere", "struck"))
        if one is not None:
            self.reason.show_value(one.item.reason, one.id)
        self._show_ties(one)
        self._show_forum(lines)
        self.again.setVisible(any(line.state in ("used", "elsewhere", "struck") for line in lines))
        self._show_whole(one, view)
        self._show_document(lines, view)

    def settle(self) -> None:
        self.reason.settle()
        self.document.settle()

    def follow(self, line: ItemLine) -> None:
        """Enter: to what it became, where that is one thing."""
        if line.became:
            self.go(line.became[0])

    def go(self, became: Became) -> None:
        self.desk.go(PAGE_OF[became.kind], became.id, "actions" if became.kind == "action" else "")

    def _show_became(self, one: ItemLine | None) -> None:
        for link in self.links:
            link.hide()
            link.deleteLater()
        self.links = []
        for became in one.became if one else ():
            words = f"{wording.choice_name('plan_link', 'became', became.kind, self.desk.language)}: {became.title}"
            made = controls.button(self.desk.theme, "", role="link", on=partial(self.go, became))
            controls.say_within(made, words, BECAME_WIDTH)
            loosen = controls.icon_button(self.desk.theme, "x", self.desk.gettext("Loosen"), on=partial(self._loosen, became))
            self._became.addLayout(controls.row(made, None, loosen))
            self.links += [made, loosen]
        self.became_label.setVisible(bool(self.links))

    def _show_ties(self, one: ItemLine | None) -> None:
        """What is there already and the point can be tied to, where it may come from several."""
        language = self.desk.language
        there = self.desk.bench.ask(plan.ties, self._initiative([one])) if one is not None and one.stands else ()
        held = {became.id for became in one.became} if one is not None else set()
        free = [became for became in there if became.id not in held]
        self.tie.setVisible(bool(free))
        if free:
            named = [(b.id, f"{wording.choice_name('plan_link', 'became', b.kind, language)}: {rules.cut(b.title, 60)}") for b in free]
            self.tie.offer([("", "–"), *named])
            self.tie.show_value("", one.id if one is not None else "")

    def _tie(self, row: str) -> None:
        if row and self.lines:
            self.desk.try_to(plan.tie, self.lines[0].id, row, by=self)

    def _loosen(self, became: Became) -> None:
        if self.lines:
            self.desk.bench.do(plan.loosen, self.lines[0].id, became.id, by=self)

    def _show_forum(self, lines: Sequence[ItemLine]) -> None:
        _, kept = self.desk.gettext, [line for line in lines if line.state in ("new", "used")]
        initiative = self._initiative(lines)
        there = self.desk.bench.ask(plan.forums, initiative) if initiative else {}
        self.forum.setVisible(bool(there) and bool(kept))
        self.no_forums.setVisible(not there and bool(kept))
        if there:
            self.forum.offer([("", _("None")), *there.items()])
            held = {line.item.forum or "" for line in kept}
            self.forum.show_value(held.pop() if len(held) == 1 else "")

    def _initiative(self, lines: Sequence[ItemLine]) -> str:
        document = self.desk.bench.library.get(PlanDocument, lines[0].item.parent) if lines else None
        return (document.parent or "") if document else ""

    def _show_whole(self, one: ItemLine | None, view: PlanView) -> None:
        """A piece leads to what it was cut from, a point that was joined to what it is part of."""
        _, by = self.desk.gettext, {line.id: line for line in view.lines}
        self._whole = ""
        words = ""
        if one is not None and one.item.cut_from in by:
            self._whole, words = one.item.cut_from or "", _("Show the whole it was cut from")
        elif one is not None and one.item.into in by:
            self._whole, words = one.item.into or "", _("Show what it was joined into")
        self.part_of.setText(words)
        self.part_of.setVisible(bool(words))
        self.told.setText(_("Kept to be read. The points in its place are sorted.") if one is not None and not one.stands else "")
        self.told.setVisible(bool(self.told.text()))

    def _show_document(self, lines: Sequence[ItemLine], view: PlanView) -> None:
        """The document the chosen point stands in: where it comes from, and its name."""
        language = self.desk.language
        found = next((d for d in view.documents if lines and d.id == lines[0].item.parent), None)
        self.whole_plan.setVisible(found is not None)
        self._document = found
        if found is not None:
            parts = [found.source] if found.source else []
            parts += [language.ngettext("%(n)d page", "%(n)d pages", found.pages)] if found.pages else []
            parts += [language.gettext("taken in %(day)s", day=language.date(found.added, "date"))] if found.added else []
            self.about.setText(" · ".join(parts))
            self.document.show_value(found.title, found.id, "title")

    def _rename(self, title: str) -> None:
        if self._document is not None:
            self.desk.bench.do(plan.rename_document, self._document.id, title, by=self)

    def _remove(self) -> None:
        """With its points; what they became stays."""
        if self._document is not None:
            title = self._document.title
            self.desk.bench.do(plan.remove_document, self._document.id, by=self)
            self.desk.say(self.desk.gettext("%(name)s was removed.", name=title), undo=True)

    def _go_to_whole(self) -> None:
        self.desk.go("plan", self._whole)

    def _save_reason(self, text: str) -> None:
        if self.lines:
            self.desk.bench.do(plan.explain, self.lines[0].id, text, by=self)

    def _give(self, forum: str) -> None:
        self.desk.bench.do(
            forums.give_to_forum, tuple(line.id for line in self.lines if line.state in ("new", "used")), forum or None, by=self
        )
