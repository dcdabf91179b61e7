"""What is known of one module: what it is, who notices it, the slice test, the knives, its scores, and what it needs."""

from __future__ import annotations

from collections.abc import Callable, Sequence
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
from verkstad.domain.modules import AXES, KNIVES, STATUSES, TEST, Dependency, Module, Need, slice_test
from verkstad.domain.teams import Team
from verkstad.ui import controls
from verkstad.ui.desk import Desk
from verkstad.ui.fields import ChoiceField, LineField, NumberField, PersonField, ProseField, form
from verkstad.ui.screens.modules.answering import Adder, KnifeButton, OneOf, Section, emptied
from verkstad.ui.screens.modules.pieces import KNIFE_ICONS, knife_word, status_word
from verkstad.ui.screens.people_units import AddLine
from verkstad.ui.screens.people_words import add_called, sort_key, told, told_of, unit_choices

SHEET = "mandate_questions"


class ModuleInspector(QWidget):
    """`cut` begins a part of a module with a knife; `go` shows another module; `remove` takes ids."""

    def __init__(
        self, desk: Desk, *, cut: Callable[[Id, str], object], go: Callable[[Id], object], remove: Callable[[Sequence[Id]], object]
    ) -> None:
        super().__init__()
        self.desk, self._cut, self._go, self._remove = desk, cut, go, remove
        self._ids: list[Id] = []
        self._set = ModuleSet("")
        self._shown: Any = None
        self._whys: dict[Id, LineField] = {}  # of each module it needs first
        _, language = desk.gettext, desk.language
        word = partial(wording.choice_name, "module", language=language)
        self.heading = controls.Elided("", "section")
        self.about = controls.label("", "caption", wrap=True)
        self.title = LineField(
            desk, _("Name of the slice"), required=True, save=lambda text: self._do(modules.rename_module, self._one(), text)
        )
        self.status = ChoiceField(
            desk,
            _("Status"),
            [(s, status_word(s, language)) for s in STATUSES],
            save=lambda s: self._do(modules.set_status, tuple(self._ids), s),
        )
        self.helps = LineField(
            desk,
            _("Felt by"),
            placeholder=_("Those who call, a school class …"),
            save=lambda text: self._do(modules.say_who_notices, self._one(), text),
        )
        self.felt = ChoiceField(
            desk, _("Who is that?"), [(f, word("felt", f)) for f in ("", "customer", "both", "internal")],
            save=lambda felt: self._do(modules.say_felt_by, self._one(), felt),
        )  # fmt: skip
        self.notes_of = QVBoxLayout()
        self.notes_of.setSpacing(6)
        self.warned = QFrame()
        self.warned.setProperty("look", "note")
        self.warned.setLayout(controls.column(self.notes_of, margins=(12, 10, 12, 10)))

        self.before = ProseField(
            desk, _("How it is today"), lines=3, save=lambda text: self._do(modules.describe_before, self._one(), text)
        )
        self.after = ProseField(desk, _("How it will be"), lines=3, save=lambda text: self._do(modules.describe_after, self._one(), text))
        self.change = self._section("change", _("From and to"), form(self.before, self.after), stands_open=True)

        answers = [("yes", _("Yes")), ("no", _("No")), ("unsure", _("Don't know"))]
        self.questions = {q: OneOf(desk, _(wording_modules.QUESTIONS[q]), answers) for q in TEST}
        for question, asked in self.questions.items():
            asked.picked.connect(lambda answer, q=question: self._do(modules.answer_slice_test, self._one(), q, answer or ""))
        self.days = NumberField(
            desk, _("Days to the first test"), low=0, high=2_000, step=10, save=lambda days: self._do(modules.say_days, self._one(), days)
        )
        self.verdict = controls.label("", wrap=True)
        self.test = self._section(
            "test", _("The slice test"), form(*self.questions.values(), self.days), 12, self.verdict, stands_open=True
        )

        self.knives = {
            k: KnifeButton(
                desk, KNIFE_ICONS[k], knife_word(k, language), _(wording_modules.KNIVES[k]), lambda k=k: self._cut(self._one(), k)
            )
            for k in KNIVES
        }
        self.knife = ChoiceField(desk, _("This slice was cut by"), [("", word("knife", "")), *((k, knife_word(k, language)) for k in KNIVES)],
            save=lambda k: self._do(modules.cut_with, self._one(), k))  # fmt: skip
        rows: list[Any] = []
        for made in self.knives.values():
            rows += [made, 6]
        self.slicing = self._section("knives", _("Slice it further"), *rows, 8, self.knife)

        self.scores = {
            a: OneOf(desk, _(wording_modules.AXES[a]), [(n, str(n)) for n in range(1, 6)], tip=_(wording_modules.SCALES[a])) for a in AXES
        }
        for axis, score in self.scores.items():
            score.picked.connect(lambda value, a=axis: self._do(modules.score_module, self._one(), a, value))
        self.place = controls.label("", "caption", wrap=True)
        self.scoring = self._section("scores", _("Where do we start?"), self.place, 8, form(*self.scores.values()))

        self.first_rows = QVBoxLayout()
        self.first_rows.setSpacing(4)
        self.first = Adder(desk, _("Add a module it needs first"))
        self.first.added.connect(lambda other: self._do(modules.need_first, self._one(), other))
        self.circle = controls.label("", "error", wrap=True)
        self.dependencies = self._section("first", _("Needs first"), self.first_rows, 6, self.first, 6, self.circle)

        self.decision_rows = QVBoxLayout()
        self.decision_rows.setSpacing(10)
        self.decision = Adder(desk, _("Add a decision it needs"))
        self.decision.added.connect(self._need_decision)
        self.ask = controls.button(
            desk.theme,
            _("Print the questions to leadership"),
            "printer",
            on=lambda: desk.print_from_here(self._set.initiative, SHEET, self._one()),
        )
        self.decisions = self._section(
            "decisions", _("Decisions it needs"), self.decision_rows, 8, self.decision, 10, controls.row(self.ask, None)
        )

        self.need_rows = QVBoxLayout()
        self.need_rows.setSpacing(4)
        self.unit, self.perspective = Adder(desk, _("Add a unit")), Adder(desk, _("Add a perspective"))
        self.unit.added.connect(lambda unit: self._do(modules.need_unit, self._one(), unit))
        self.perspective.added.connect(lambda role: self._do(modules.need_perspective, self._one(), role))
        self.competence = AddLine(
            desk, _("Add a competence and press Enter"), lambda name: self._do(modules.need_competence, self._one(), name)
        )
        self.one_unit = controls.label(_("One unit only. Which others are affected?"), "caption", wrap=True)
        self.needs = self._section(
            "needs", _("What the team must hold"), self.need_rows, 6, self.unit, 6, self.competence, 6, self.perspective, 6, self.one_unit
        )

        self.team = ChoiceField(desk, _("Team"), save=lambda team: self._do(modules.give_to_team, self._one(), team or None))
        self.accountable = PersonField(
            desk, _("Accountable"), people=self._people, called=partial(told_of, desk), adds=partial(add_called, desk), placeholder=_("One person"),
            save=lambda person: self._do(modules.make_accountable, self._one(), person or None),
        )  # fmt: skip
        self.goal = ChoiceField(desk, _("Goal"), save=lambda goal: self._do(modules.lead_to_goal, self._one(), goal or None))
        self.owners = self._section("owners", _("Team and goal"), form(self.team, self.accountable, self.goal))

        self.plain = ProseField(
            desk,
            _("In plain words"),
            placeholder=_("As you would tell a neighbour"),
            lines=3,
            save=lambda text: self._do(modules.explain_plainly, self._one(), text),
        )
        self.journey = LineField(
            desk, _("Step in the customer journey"), save=lambda text: self._do(modules.place_in_journey, self._one(), text)
        )
        self.notes = ProseField(desk, _("Notes"), lines=4, save=lambda text: self._do(modules.write_module_notes, self._one(), text))
        self.more = self._section("more", _("More"), form(self.plain, self.journey, self.notes))

        self.fields = (
            self.title, self.status, self.helps, self.felt, self.before, self.after, self.days, self.knife, self.team, self.accountable, self.goal,
            self.plain, self.journey, self.notes,
        )  # fmt: skip
        self.sections = (
            self.change, self.test, self.slicing, self.scoring, self.dependencies, self.decisions, self.needs, self.owners, self.more,
        )  # fmt: skip
        self.remove = controls.button(desk.theme, _("Remove"), "trash-2", on=lambda: self._remove(tuple(self._ids)))
        self.top = controls.holder(form(self.title, self.status, (self.helps,), self.felt))
        body = controls.column(self.heading, 4, self.about, 12, self.warned, 14, self.top, 16)
        for section in self.sections:
            body.addWidget(section)
        body.addSpacing(12)
        body.addLayout(controls.row(self.remove, None))
        body.addStretch(1)
        body.setContentsMargins(24, 18, 24, 24)
        self.setLayout(body)
        self.show_modules([], ModuleSet(""), None)

    def _section(self, key: str, title: str, *items: Any, stands_open: bool = False) -> Section:
        made = Section(self.desk, key, title, stands_open=stands_open)
        inner = controls.column(*items)
        made.body.addLayout(inner)
        return made

    # ------------------------------------------------------------------------------------------------ what it shows

    def show_modules(self, ids: Sequence[Id], found: ModuleSet, place: str | None) -> None:
        """`place`: why the first stands where it does in "Where do we start?", in words."""
        if list(ids) != self._ids:
            self.settle()
        self._ids, self._set = list(ids), found
        _, language = self.desk.gettext, self.desk.language
        line = found.line(ids[0]) if len(ids) == 1 else None
        for part in (*self.sections, self.title, self.helps, self.felt, self.warned):
            part.setVisible(line is not None)
        self.status.setVisible(bool(ids))
        self.remove.setVisible(bool(ids))
        if not ids:
            self.heading.setText(_("Nothing selected"))
            self.about.setText(_("Choose a slice to see and change the rest."))
        elif line is None:
            self.heading.setText(language.ngettext("%(n)d module", "%(n)d modules", len(ids)))
            self.about.setText(_("What you choose here goes for all of them."))
            statuses = {x.module.status for x in (found.line(i) for i in ids) if x}
            self.status.show_value(statuses.pop() if len(statuses) == 1 else None)
        else:
            self._show(line, place or "")

    def _show(self, line: ModuleLine, place: str) -> None:
        _, language, m = self.desk.gettext, self.desk.language, line.module
        number = ".".join(map(str, line.place.number))
        self.heading.setText(f"{number}  {m.title}")
        above = self._set.titles.get(m.parent or "")
        said = [_("Part of %(module)s", module=above) if above else ""]
        said.append(language.ngettext("%(n)d part", "%(n)d parts", line.place.parts) if line.place.parts else "")
        self.about.setText("  ·  ".join(filter(None, said)))
        self.about.setVisible(any(said))
        emptied(self.notes_of)
        for fact in line.facts:
            self.notes_of.addWidget(controls.label(wording_modules.fact_sentence(fact, self._set.titles, language), wrap=True))
        self.warned.setVisible(bool(line.facts))
        self._offer_owners()
        for field, value, column in (
            (self.title, m.title, "title"), (self.status, m.status, ""), (self.helps, m.helps, "helps"), (self.felt, m.felt, ""),
            (self.before, m.before, "before"), (self.after, m.after, "after"), (self.days, m.days, ""), (self.knife, m.knife, ""),
            (self.team, m.team or "", ""), (self.accountable, m.accountable, ""), (self.goal, m.goal or "", ""), (self.plain, m.plain, "plain"),
            (self.journey, m.journey_step, "journey_step"), (self.notes, m.notes, "notes"),
        ):  # fmt: skip
            field.show_value(value, m.id, column)
        self.knife.setVisible(line.place.depth > 0)
        test = slice_test(m)
        for question, asked in self.questions.items():
            asked.show_value(getattr(m, question))
        self.verdict.setText(wording_modules.slice_test_sentence(test, m.days, language))
        self.test.say(_("%(n)d of 4 yes", n=len(test.yes)) if len(test.unasked) < 4 else "")
        for axis, score in self.scores.items():
            score.show_value(getattr(m, axis))
        self.place.setText(place)
        self.place.setVisible(bool(place))
        self.scoring.say(place.partition(".")[0] if not place else self._sum(m))
        self.owners.say(self.team.text() if m.team else "")
        self._show_needs(line)

    def _sum(self, m: Module) -> str:
        return f"{m.nearness} × {m.speed_need} = {m.nearness * m.speed_need}" if m.nearness and m.speed_need else ""

    def _offer_owners(self) -> None:
        library, language = self.desk.bench.library, self.desk.language
        nothing = ("", language.gettext("None yet"))
        teams = sorted(library.children(Team, self._set.initiative), key=lambda t: language.sort_key(t.title))
        self.team.offer([nothing, *((t.id, t.title) for t in teams)])
        self.goal.offer([nothing, *((g.id, g.statement.replace("\n", " ")[:90]) for g in library.children(Goal, self._set.initiative))])

    def _show_needs(self, line: ModuleLine) -> None:
        """The three lists below, made anew when they say something else than before."""
        m, library, today = line.module, self.desk.bench.library, self.desk.today()
        first = tuple((d.id, d.needs or "") for d in library.children(Dependency, m.id) if d.needs in self._set.titles)
        decided = self.desk.bench.ask(modules.decision_lines, m.id, today=today)
        needs = tuple(sorted(library.children(Need, m.id), key=lambda n: (n.form, n.id)))
        whys = {d.id: d.why for d in library.children(Dependency, m.id)}
        shown = (m.id, m.title, m.team, first, self._set.titles, line.holds_up, decided, needs, self.desk.settings.names)
        if shown != self._shown:
            self._shown = shown
            self._show_first(line, first)
            self._show_decisions(m, decided)
            self._show_team_needs(needs)
        for dependency, field in self._whys.items():
            field.show_value(whys.get(dependency, ""), dependency, "why")

    def _show_first(self, line: ModuleLine, first: Sequence[tuple[Id, Id]]) -> None:
        _, language, titles = self.desk.gettext, self.desk.language, self._set.titles
        emptied(self.first_rows)
        self._whys = {}
        for dependency, other in first:
            why = self._whys[dependency] = LineField(
                self.desk, _("Why"), placeholder=_("Why?"), length=300, save=partial(self._do, modules.say_why_first, dependency)
            )
            why.label.hide()
            why.line.setAccessibleName(_("Why %(module)s is needed first", module=titles[other]))
            row = self._row(titles[other], partial(self._go, other), partial(self._drop, modules.no_longer_first, dependency, self.first))
            self.first_rows.addWidget(controls.holder(controls.column(row, why, 6)))
        if line.holds_up:
            names = language.listing(titles[i] for i in line.holds_up)
            self.first_rows.addWidget(controls.label(_("Waited for by: %(modules)s", modules=names), "caption", wrap=True))
        taken = {other for _d, other in first} | {line.module.id}
        self.first.offer(
            [(x.module.id, f"{'.'.join(map(str, x.place.number))}  {x.module.title}") for x in self._set.lines if x.module.id not in taken]
        )
        circle = next((c for c in self._set.order.circles if line.module.id in c), ())
        from verkstad.domain.modules import circle_through

        needs = {x.module.id: x.needs for x in self._set.lines}
        self.circle.setText(wording_modules.circle_sentence(circle_through(line.module.id, needs), titles, language) if circle else "")
        self.circle.setVisible(bool(circle))
        self.dependencies.say(_("waits for itself") if circle else str(len(first)) if first else "")

    def _show_decisions(self, m: Module, decided: Sequence[DecisionLine]) -> None:
        _, language, library = self.desk.gettext, self.desk.language, self.desk.bench.library
        emptied(self.decision_rows)
        team = library.get(Team, m.team)
        levels = [(n, f"{n} – {_(wording_modules.LEVELS[n])}") for n in (1, 2, 3)]
        for d in decided:
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
                note = QFrame()
                note.setProperty("look", "note")
                note.setLayout(
                    controls.column(
                        controls.label(_("Question to leadership"), "label"),
                        3,
                        controls.label(question, wrap=True),
                        margins=(12, 9, 12, 10),
                    )
                )
                rows += [6, note]
            self.decision_rows.addWidget(controls.holder(controls.column(*rows)))
        taken = {d.needed.decision_type for d in decided}
        self.decision.offer([(kept, words) for kept, words in modules.decision_types(library, language) if kept not in taken])
        missing = sum(1 for d in decided if d.is_open)
        self.ask.setVisible(bool(missing))
        self.decisions.say(
            language.ngettext("%(n)d to ask about", "%(n)d to ask about", missing) if missing else str(len(decided)) if decided else ""
        )

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

    def _show_team_needs(self, needs: Sequence[Need]) -> None:
        _, language, library = self.desk.gettext, self.desk.language, self.desk.bench.library
        emptied(self.need_rows)
        for need in needs:
            name = modules.need_name(library, need, language)
            caption = wording.choice_name("need", "form", need.form, language)
            weight = controls.button(
                self.desk.theme, f"× {need.weight or 1}", role="quiet", tip=_("How much it weighs, 1 to 3: press for the next"),
                on=partial(self._do, modules.weigh_need, need.id, (need.weight or 1) % 3 + 1),
            )  # fmt: skip
            weight.setAccessibleName(_("%(what)s weighs %(n)d", what=name, n=need.weight or 1))
            self.need_rows.addWidget(
                self._row(name, None, partial(self._drop, modules.no_longer_needed, need.id, self.unit), caption=caption, extra=weight)
            )
        units = {n.unit for n in needs if n.form == "unit"}
        roles = {n.name for n in needs if n.form == "perspective"}
        self.unit.offer([(id, words) for id, words in unit_choices(self.desk)[1:] if id not in units])
        offered = [("meets_customers", _("Somebody who meets customers"))]
        offered += [(r.slug, r.name.of(language.code)) for r in catalogue().roles()]
        offered += [(r.id, r.name) for r in self.desk.bench.ask(own_roles)]
        self.perspective.offer([(kept, words) for kept, words in offered if kept not in roles])
        self.one_unit.setVisible(len(units) == 1)
        self.needs.say(str(len(needs)) if needs else "")

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

    # ------------------------------------------------------------------------------------------------ what is done

    def settle(self) -> None:
        for field in (*self.fields, *self._whys.values()):
            field.settle()

    def focus_first(self) -> None:
        self.title.setFocus(Qt.FocusReason.OtherFocusReason)

    def put_scores(self, *, first: bool) -> None:
        """Where one starts, the scores stand before all else; elsewhere in their place."""
        body = self.layout()
        assert isinstance(body, QVBoxLayout)
        body.removeWidget(self.scoring)
        body.insertWidget(body.indexOf(self.top) if first else body.indexOf(self.dependencies), self.scoring)
        self.scoring.show_open(first or self.scoring.was_open)

    def _one(self) -> Id:
        return self._ids[0]

    def _do(self, action: Callable[..., Any], *args: Any) -> None:
        self.desk.bench.do(action, *args, by=self)

    def _drop(self, action: Callable[..., Any], row: Id, then: QWidget) -> None:
        """Take a row away; the keyboard goes to where one adds."""
        then.setFocus(Qt.FocusReason.OtherFocusReason)
        self._do(action, row)

    def _need_decision(self, decision_type: str) -> None:
        shipped = catalogue().decision_type(decision_type)
        self._do(modules.need_decision, self._one(), decision_type, shipped.level if shipped else 2)

    def _called(self, person: Id | None) -> str:
        line = self.desk.bench.ask(people.person_line, person) if person else None
        return called(line, self.desk.language, names=self.desk.settings.names) if line else self.desk.gettext("removed")

    def _people(self) -> list[tuple[str, str]]:
        language, names = self.desk.language, self.desk.settings.names
        lines = sorted(self.desk.bench.ask(people.directory), key=lambda x: sort_key(x, language, names=names))
        return [(x.id, told(x, language, names=names)) for x in lines]
