"""The parts of a module's inspector that fold: each is built when it is first opened, and shows one module."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass, field
from functools import partial
from typing import Any

from PySide6.QtCore import Qt
from PySide6.QtWidgets import QFrame, QHBoxLayout, QVBoxLayout, QWidget

from verkstad import wording, wording_modules
from verkstad.app import mandates, modules, people
from verkstad.app.catalogue import catalogue
from verkstad.app.modules import DecisionLine, ModuleLine, ModuleSet
from verkstad.app.people import called, own_roles
from verkstad.domain.fields import Id
from verkstad.domain.initiative import Goal
from verkstad.domain.modules import AXES, KNIVES, TEST, Dependency, Module, Need, circle_through, slice_test
from verkstad.domain.readability import counted
from verkstad.domain.teams import Team
from verkstad.ui import controls
from verkstad.ui.desk import Desk
from verkstad.ui.fields import ChoiceField, Field, LineField, NumberField, PersonField, ProseField, form
from verkstad.ui.screens.modules.answering import Adder, KnifeButton, OneOf, emptied
from verkstad.ui.screens.modules.pieces import KNIFE_ICONS, knife_word
from verkstad.ui.screens.people_units import AddLine
from verkstad.ui.screens.people_words import add_called, sort_key, told, told_of, unit_choices
from verkstad.wording_launch import lix_words

SHEET = "mandate_questions"


@dataclass(frozen=True)
class Seen:
    """One module as the inspector shows it, read once for all its parts. `place`: why it stands where it does in "Where do we start?"."""

    line: ModuleLine
    modules: ModuleSet
    place: str
    first: tuple[tuple[Id, Id], ...]  # (dependency, the module it needs), those that are there
    decided: tuple[DecisionLine, ...]
    needs: tuple[Need, ...]
    whys: dict[Id, str] = field(compare=False)
    names: bool = True

    @property
    def module(self) -> Module:
        return self.line.module

    @property
    def circle(self) -> bool:
        """It waits for itself."""
        return any(self.line.module.id in circle for circle in self.modules.order.circles)


class Part(QWidget):
    """`do` writes to the module shown: it takes an action and what follows the module in it."""

    def __init__(self, desk: Desk, actor: QWidget) -> None:
        super().__init__()
        self.desk, self._actor = desk, actor
        self.seen: Seen | None = None
        self.fields: tuple[Field, ...] = ()

    def show_seen(self, seen: Seen) -> None:
        self.seen = seen

    def settle(self) -> None:
        for each in self.fields:
            each.settle()

    def _one(self) -> Id:
        return self.seen.module.id if self.seen else ""

    def _do(self, action: Callable[..., Any], *args: Any) -> None:
        self.desk.bench.do(action, *args, by=self._actor)

    def _saver(self, action: Callable[..., Any]) -> Callable[[Any], object]:
        return lambda value: self._do(action, self._one(), value)

    def _drop(self, action: Callable[..., Any], row: Id, then: QWidget) -> None:
        """Take a row away; the keyboard goes to where one adds."""
        then.setFocus(Qt.FocusReason.OtherFocusReason)
        self._do(action, row)

    def _row(
        self, words: str, on: Callable[[], object] | None, remove: Callable[[], object], *, caption: str = "", extra: QWidget | None = None
    ) -> QWidget:
        """A line with a bin at its end; the words are a link when they lead somewhere."""
        name: QWidget | QHBoxLayout = controls.label(words, wrap=True)
        if on and len(words) <= 30:
            name = controls.row(controls.button(self.desk.theme, words, role="link", on=on), None)
        bin_ = controls.icon_button(self.desk.theme, "x", self.desk.gettext("Take away %(what)s", what=words), on=remove)
        bin_.setFixedSize(28, 28)
        beside = controls.row((name, 1), controls.label(caption, "caption") if caption else 0, extra or 0, bin_, spacing=6)
        return controls.holder(beside)


class FromTo(Part):
    def __init__(self, desk: Desk, actor: QWidget) -> None:
        super().__init__(desk, actor)
        _ = desk.gettext
        self.before = ProseField(desk, _("How it is today"), lines=3, save=self._saver(modules.describe_before))
        self.after = ProseField(desk, _("How it will be"), lines=3, save=self._saver(modules.describe_after))
        self.fields = (self.before, self.after)
        self.setLayout(form(self.before, self.after))

    def show_seen(self, seen: Seen) -> None:
        super().show_seen(seen)
        self.before.show_value(seen.module.before, seen.module.id, "before")
        self.after.show_value(seen.module.after, seen.module.id, "after")


class SliceTest(Part):
    def __init__(self, desk: Desk, actor: QWidget) -> None:
        super().__init__(desk, actor)
        _ = desk.gettext
        answers = [("yes", _("Yes")), ("no", _("No")), ("unsure", _("Don't know"))]
        self.questions = {q: OneOf(desk, _(wording_modules.QUESTIONS[q]), answers) for q in TEST}
        for question, asked in self.questions.items():
            asked.picked.connect(lambda answer, q=question: self._do(modules.answer_slice_test, self._one(), q, answer or ""))
        self.days = NumberField(desk, _("Days to the first test"), low=0, high=2_000, step=10, save=self._saver(modules.say_days))
        self.verdict = controls.label("", wrap=True)
        self.fields = (self.days,)
        self.setLayout(controls.column(form(*self.questions.values(), self.days), 12, self.verdict))

    def show_seen(self, seen: Seen) -> None:
        super().show_seen(seen)
        m = seen.module
        for question, asked in self.questions.items():
            asked.show_value(getattr(m, question))
        self.days.show_value(m.days, m.id, of="days")
        self.verdict.setText(wording_modules.slice_test_sentence(slice_test(m), m.days, self.desk.language))


class Slicing(Part):
    """`cut` begins a part of the module with a knife."""

    def __init__(self, desk: Desk, actor: QWidget, cut: Callable[[Id, str], object]) -> None:
        super().__init__(desk, actor)
        _, language = desk.gettext, desk.language
        self.knives = {
            k: KnifeButton(desk, KNIFE_ICONS[k], knife_word(k, language), _(wording_modules.KNIVES[k]), lambda k=k: cut(self._one(), k))
            for k in KNIVES
        }
        self.knife = ChoiceField(
            desk,
            _("This module was cut by"),
            [("", wording.choice_name("module", "knife", "", language)), *((k, knife_word(k, language)) for k in KNIVES)],
            save=self._saver(modules.cut_with),
        )
        rows: list[Any] = []
        for made in self.knives.values():
            rows += [made, 6]
        self.fields = (self.knife,)
        self.setLayout(controls.column(*rows, 8, self.knife))

    def show_seen(self, seen: Seen) -> None:
        super().show_seen(seen)
        self.knife.show_value(seen.module.knife, seen.module.id, "")
        self.knife.setVisible(seen.line.place.depth > 0)


class Scores(Part):
    def __init__(self, desk: Desk, actor: QWidget) -> None:
        super().__init__(desk, actor)
        _ = desk.gettext
        self.scores = {
            a: OneOf(desk, _(wording_modules.AXES[a]), [(n, str(n)) for n in range(1, 6)], tip=_(wording_modules.SCALES[a])) for a in AXES
        }
        for axis, score in self.scores.items():
            score.picked.connect(lambda value, a=axis: self._do(modules.score_module, self._one(), a, value))
        self.place = controls.label("", "caption", wrap=True)
        self.setLayout(controls.column(self.place, 8, form(*self.scores.values())))

    def show_seen(self, seen: Seen) -> None:
        super().show_seen(seen)
        for axis, score in self.scores.items():
            score.show_value(getattr(seen.module, axis))
        self.place.setText(seen.place)
        self.place.setVisible(bool(seen.place))


class NeedsFirst(Part):
    """`go` shows another module."""

    def __init__(self, desk: Desk, actor: QWidget, go: Callable[[Id], object]) -> None:
        super().__init__(desk, actor)
        _ = desk.gettext
        self._go = go
        self._shown: Any = None
        self.whys: dict[Id, LineField] = {}  # of each module it needs first
        self._rows = QVBoxLayout()
        self._rows.setSpacing(4)
        self.first = Adder(desk, _("Add a module it needs first"))
        self.first.added.connect(lambda other: self._do(modules.need_first, self._one(), other))
        self.circle = controls.label("", "error", wrap=True)
        self.setLayout(controls.column(self._rows, 6, self.first, 6, self.circle))

    def show_seen(self, seen: Seen) -> None:
        super().show_seen(seen)
        shown = (seen.module.id, seen.first, seen.modules.titles, seen.line.holds_up, seen.modules.order)
        if shown != self._shown:
            self._shown = shown
            self._build(seen)
        for dependency, why in self.whys.items():
            why.show_value(seen.whys.get(dependency, ""), dependency, "why")

    def settle(self) -> None:
        for why in self.whys.values():
            why.settle()

    def _build(self, seen: Seen) -> None:
        _, language, titles, line = self.desk.gettext, self.desk.language, seen.modules.titles, seen.line
        emptied(self._rows)
        self.whys = {}
        for dependency, other in seen.first:
            why = self.whys[dependency] = LineField(
                self.desk, _("Why"), placeholder=_("Why?"), length=300, save=partial(self._do, modules.say_why_first, dependency)
            )
            why.label.hide()
            why.line.setAccessibleName(_("Why %(module)s is needed first", module=titles[other]))
            row = self._row(titles[other], partial(self._go, other), partial(self._drop, modules.no_longer_first, dependency, self.first))
            self._rows.addWidget(controls.holder(controls.column(row, why, 6)))
        if line.holds_up:
            names = language.listing(titles[i] for i in line.holds_up)
            self._rows.addWidget(controls.label(_("Waited for by: %(modules)s", modules=names), "caption", wrap=True))
        taken = {other for _d, other in seen.first} | {line.module.id}
        self.first.offer(
            [
                (x.module.id, f"{'.'.join(map(str, x.place.number))}  {x.module.title}")
                for x in seen.modules.lines
                if x.module.id not in taken
            ]
        )
        needs = {x.module.id: x.needs for x in seen.modules.lines}
        told = wording_modules.circle_sentence(circle_through(line.module.id, needs), titles, language) if seen.circle else ""
        self.circle.setText(told)
        self.circle.setVisible(bool(told))


class DecisionsNeeded(Part):
    def __init__(self, desk: Desk, actor: QWidget) -> None:
        super().__init__(desk, actor)
        _ = desk.gettext
        self._shown: Any = None
        self._rows = QVBoxLayout()
        self._rows.setSpacing(10)
        self.decision = Adder(desk, _("Add a decision it needs"))
        self.decision.added.connect(self._need)
        self.ask = controls.button(
            desk.theme,
            _("Print the questions to leadership"),
            "printer",
            on=lambda: desk.print_from_here(self.seen.modules.initiative if self.seen else "", SHEET, self._one()),
        )
        self.setLayout(controls.column(self._rows, 8, self.decision, 10, controls.row(self.ask, None)))

    def show_seen(self, seen: Seen) -> None:
        super().show_seen(seen)
        shown = (seen.module.id, seen.module.title, seen.module.team, seen.decided, seen.names)
        if shown != self._shown:
            self._shown = shown
            self._build(seen)

    def _build(self, seen: Seen) -> None:
        _, language, library, m = self.desk.gettext, self.desk.language, self.desk.bench.library, seen.module
        emptied(self._rows)
        team = library.get(Team, m.team)
        levels = [(n, f"{n} – {_(wording_modules.LEVELS[n])}") for n in (1, 2, 3)]
        for d in seen.decided:
            name = mandates.decision_name(library, d.needed.decision_type, language)
            head = self._row(name, None, partial(self._drop, modules.no_longer_decision, d.needed.id, self.decision))
            level = ChoiceField(
                self.desk, _("Level needed"), levels, save=lambda n, d=d: self._do(modules.need_decision, m.id, d.needed.decision_type, n)
            )
            level.label.hide()
            level.control.setAccessibleName(f"{name}: {_('Level needed')}")
            level.show_value(d.needed.level)
            rows: list[Any] = [head, 4, level, 6, controls.label(self._who_may(d, team), "caption", wrap=True)]
            if d.is_open:
                question = wording_modules.question_to_leadership(
                    name, m.title, d.needed.level or 0, d.held, team.title if team else "", language
                )
                asks = controls.button(
                    self.desk.theme,
                    _("Make it a proposal for a decision"),
                    role="link",
                    on=partial(self._ask, question, d.needed.decision_type),
                )
                asks.setAccessibleName(f"{_('Make it a proposal for a decision')}: {name}")
                note = QFrame()
                note.setProperty("look", "note")
                note.setLayout(
                    controls.column(
                        controls.label(_("Question to leadership"), "label"),
                        3,
                        controls.label(question, wrap=True),
                        controls.row(asks, None),
                        margins=(12, 9, 12, 10),
                    )
                )
                rows += [6, note]
            self._rows.addWidget(controls.holder(controls.column(*rows)))
        taken = {d.needed.decision_type for d in seen.decided}
        self.decision.offer([(kept, words) for kept, words in modules.decision_types(library, language) if kept not in taken])
        self.ask.setVisible(any(d.is_open for d in seen.decided))

    def _ask(self, question: str, decision_type: str) -> None:
        from verkstad.ui.screens.following.asking import ask_about_module

        if self.seen is not None:
            ask_about_module(self.desk, self.seen.modules.initiative, question, self._one(), decision_type)

    def _who_may(self, d: DecisionLine, team: Team | None) -> str:
        _, language, library = self.desk.gettext, self.desk.language, self.desk.bench.library
        said = [_("The team: %(level)s.", level=_(wording_modules.LEVELS[d.held])) if team else _("No team has it yet.")]
        if d.holders:
            names = [modules.holder_called(library, h, language, self._called) for h in d.holders[:3]]
            said.append(_("May decide: %(who)s.", who="; ".join(names)))
        elif usual := modules.usual_decider(library, d.needed.decision_type, language):
            said.append(_("Nobody in the register may. Usually: %(who)s.", who=usual[:1].lower() + usual[1:]))
        else:
            said.append(_("Nobody in the register may."))
        return " ".join(said)

    def _need(self, decision_type: str) -> None:
        shipped = catalogue().decision_type(decision_type)
        self._do(modules.need_decision, self._one(), decision_type, shipped.level if shipped else 2)

    def _called(self, person: Id | None) -> str:
        line = self.desk.bench.ask(people.person_line, person) if person else None
        return called(line, self.desk.language, names=self.desk.settings.names) if line else self.desk.gettext("removed")


class TeamNeeds(Part):
    def __init__(self, desk: Desk, actor: QWidget) -> None:
        super().__init__(desk, actor)
        _ = desk.gettext
        self._shown: Any = None
        self._rows = QVBoxLayout()
        self._rows.setSpacing(4)
        self.unit, self.perspective = Adder(desk, _("Add a unit")), Adder(desk, _("Add a perspective"))
        self.unit.added.connect(lambda unit: self._do(modules.need_unit, self._one(), unit))
        self.perspective.added.connect(lambda role: self._do(modules.need_perspective, self._one(), role))
        self.competence = AddLine(
            desk, _("Add a competence and press Enter"), lambda name: self._do(modules.need_competence, self._one(), name)
        )
        self.one_unit = controls.label(_("One unit only. Which others are affected?"), "caption", wrap=True)
        self.setLayout(controls.column(self._rows, 6, self.unit, 6, self.competence, 6, self.perspective, 6, self.one_unit))

    def show_seen(self, seen: Seen) -> None:
        super().show_seen(seen)
        offered, roles = unit_choices(self.desk)[1:], self.desk.bench.ask(own_roles)
        shown = (seen.module.id, seen.needs, offered, roles)
        if shown == self._shown:
            return
        self._shown = shown
        _, language, library = self.desk.gettext, self.desk.language, self.desk.bench.library
        emptied(self._rows)
        for need in seen.needs:
            name = modules.need_name(library, need, language)
            caption = wording.choice_name("need", "form", need.form, language)
            weight = controls.button(
                self.desk.theme, f"× {need.weight or 1}", role="quiet", tip=_("How much it weighs, 1 to 3: press for the next"),
                on=partial(self._do, modules.weigh_need, need.id, (need.weight or 1) % 3 + 1),
            )  # fmt: skip
            weight.setAccessibleName(_("%(what)s weighs %(n)d", what=name, n=need.weight or 1))
            self._rows.addWidget(
                self._row(name, None, partial(self._drop, modules.no_longer_needed, need.id, self.unit), caption=caption, extra=weight)
            )
        units = {n.unit for n in seen.needs if n.form == "unit"}
        taken = {n.name for n in seen.needs if n.form == "perspective"}
        self.unit.offer([(id, words) for id, words in offered if id not in units])
        perspectives = [("meets_customers", _("Somebody who meets customers"))]
        perspectives += [(r.slug, r.name.of(language.code)) for r in catalogue().roles()]
        perspectives += [(r.id, r.name) for r in roles]
        self.perspective.offer([(kept, words) for kept, words in perspectives if kept not in taken])
        self.one_unit.setVisible(len(units) == 1)


class TeamAndGoal(Part):
    def __init__(self, desk: Desk, actor: QWidget) -> None:
        super().__init__(desk, actor)
        _ = desk.gettext
        self.team = ChoiceField(desk, _("Team"), save=lambda team: self._do(modules.give_to_team, self._one(), team or None))
        self.accountable = PersonField(
            desk, _("Accountable"), people=self._people, called=partial(told_of, desk), adds=partial(add_called, desk), placeholder=_("One person"),
            save=lambda person: self._do(modules.make_accountable, self._one(), person or None),
        )  # fmt: skip
        self.goal = ChoiceField(desk, _("Goal"), save=lambda goal: self._do(modules.lead_to_goal, self._one(), goal or None))
        self.fields = (self.team, self.accountable, self.goal)
        self.setLayout(form(*self.fields))

    def show_seen(self, seen: Seen) -> None:
        super().show_seen(seen)
        library, language, m = self.desk.bench.library, self.desk.language, seen.module
        nothing = ("", language.gettext("None yet"))
        teams = sorted(library.children(Team, seen.modules.initiative), key=lambda t: language.sort_key(t.title))
        self.team.offer([nothing, *((t.id, t.title) for t in teams)])
        self.goal.offer([nothing, *((g.id, g.statement.replace("\n", " ")[:90]) for g in library.children(Goal, seen.modules.initiative))])
        self.team.show_value(m.team or "", m.id, of="team")
        self.accountable.show_value(m.accountable, m.id, of="accountable")
        self.goal.show_value(m.goal or "", m.id, of="goal")

    def _people(self) -> list[tuple[str, str]]:
        language, names = self.desk.language, self.desk.settings.names
        lines = sorted(self.desk.bench.ask(people.directory), key=lambda x: sort_key(x, language, names=names))
        return [(x.id, told(x, language, names=names)) for x in lines]


class More(Part):
    def __init__(self, desk: Desk, actor: QWidget) -> None:
        super().__init__(desk, actor)
        _ = desk.gettext
        self.plain = ProseField(
            desk, _("In plain words"), placeholder=_("As you would tell a neighbour"), lines=3, save=self._saver(modules.explain_plainly)
        )
        self.reads = controls.label("", "caption", wrap=True)
        self.plain.edit.textChanged.connect(self._count)
        self.journey = LineField(desk, _("Step in the customer journey"), save=self._saver(modules.place_in_journey))
        self.notes = ProseField(desk, _("Notes"), lines=4, save=self._saver(modules.write_module_notes))
        self.fields = (self.plain, self.journey, self.notes)
        self.setLayout(form(controls.holder(controls.column(self.plain, 4, self.reads)), self.journey, self.notes))

    def _count(self) -> None:
        """How heavy it reads, as it stands while one types."""
        read = counted(self.plain.text())
        self.reads.setText(lix_words(read, self.desk.language))
        self.reads.setVisible(bool(read.words))

    def show_seen(self, seen: Seen) -> None:
        super().show_seen(seen)
        m = seen.module
        self.plain.show_value(m.plain, m.id, "plain")
        self._count()
        self.journey.show_value(m.journey_step, m.id, "journey_step")
        self.notes.show_value(m.notes, m.id, "notes")


def seen_of(desk: Desk, line: ModuleLine, found: ModuleSet, place: str) -> Seen:
    """Read what the parts show of a module."""
    library, m = desk.bench.library, line.module
    needed = library.children(Dependency, m.id)
    return Seen(
        line,
        found,
        place,
        tuple((d.id, d.needs or "") for d in needed if d.needs in found.titles),
        desk.bench.ask(modules.decision_lines, m.id, today=desk.today()),
        tuple(sorted(library.children(Need, m.id), key=lambda n: (n.form, n.id))),
        {d.id: d.why for d in needed},
        desk.settings.names,
    )
