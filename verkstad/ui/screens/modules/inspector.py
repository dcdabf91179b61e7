"""What is known of one module: what it is, who notices it, and in parts that fold the slice test, the knives, its scores, and what it needs."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from functools import partial
from typing import Any

from PySide6.QtCore import Qt
from PySide6.QtWidgets import QFrame, QVBoxLayout, QWidget

from verkstad import wording, wording_modules
from verkstad.app import modules
from verkstad.app.modules import ModuleLine, ModuleSet
from verkstad.domain.fields import Id
from verkstad.domain.modules import STATUSES, Module, slice_test
from verkstad.domain.teams import Team
from verkstad.ui import controls
from verkstad.ui.desk import Desk
from verkstad.ui.fields import ChoiceField, LineField, form
from verkstad.ui.origin import OriginLines
from verkstad.ui.screens.modules import gains, parts
from verkstad.ui.screens.modules.answering import Section, emptied
from verkstad.ui.screens.modules.covered import Covered
from verkstad.ui.screens.modules.parts import Seen, seen_of
from verkstad.ui.screens.modules.pieces import status_word


class ModuleInspector(QWidget):
    """`cut` begins a part of a module with a knife; `go` shows another module; `remove` takes ids."""

    def __init__(
        self, desk: Desk, *, cut: Callable[[Id, str], object], go: Callable[[Id], object], remove: Callable[[Sequence[Id]], object]
    ) -> None:
        super().__init__()
        self.desk, self._remove = desk, remove
        self._ids: list[Id] = []
        self._seen: Seen | None = None
        _, language = desk.gettext, desk.language
        word = partial(wording.choice_name, "module", language=language)
        self.heading = controls.Elided("", "section")
        self.about = controls.label("", "caption", wrap=True)
        self.title = LineField(
            desk, _("Name of the module"), required=True, save=lambda text: self._do(modules.rename_module, self._one(), text)
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
        self.fields = (self.title, self.status, self.helps, self.felt)

        def section(key: str, title: str, make: Callable[[], parts.Part], *, stands_open: bool = False) -> Section[Any]:
            return Section(desk, key, title, make, stands_open=stands_open)

        self.change = section("change", _("From and to"), lambda: parts.FromTo(desk, self), stands_open=True)
        self.for_whom = section("for_whom", _("For whom it changes"), lambda: gains.ForWhom(desk, self))
        self.test = section("test", _("The slice test"), lambda: parts.SliceTest(desk, self), stands_open=True)
        self.slicing = section("knives", _("Slice it further"), lambda: parts.Slicing(desk, self, cut))
        self.scoring = section("scores", _("Where do we start?"), lambda: parts.Scores(desk, self))
        self.dependencies = section("first", _("Needs first"), lambda: parts.NeedsFirst(desk, self, go))
        self.decisions = section("decisions", _("Decisions it needs"), lambda: parts.DecisionsNeeded(desk, self))
        self.needs = section("needs", _("What the team must hold"), lambda: parts.TeamNeeds(desk, self))
        self.owners = section("owners", _("Team and goal"), lambda: parts.TeamAndGoal(desk, self))
        self.covered = section("covered", _("Needs and services"), lambda: Covered(desk, self))
        self.gains = section("gains", _("Whose the gains are"), lambda: gains.Gains(desk, self))
        self.ranks = section("ranks", _("ICE and WSJF"), lambda: gains.Ranks(desk, self))
        self.more = section("more", _("More"), lambda: parts.More(desk, self))
        self.sections = (
            self.change, self.for_whom, self.test, self.slicing, self.scoring, self.ranks, self.dependencies, self.decisions, self.needs,
            self.owners, self.gains, self.covered, self.more,
        )  # fmt: skip
        self.remove = controls.button(desk.theme, _("Remove"), "trash-2", on=lambda: self._remove(tuple(self._ids)))
        self.top = controls.holder(form(self.title, self.status, (self.helps,), self.felt))
        self.origin = OriginLines(desk)
        body = controls.column(self.heading, 4, self.about, 2, self.origin, 12, self.warned, 14, self.top, 16)
        for each in self.sections:
            body.addWidget(each)
        body.addSpacing(12)
        body.addLayout(controls.row(self.remove, None))
        body.addStretch(1)
        body.setContentsMargins(24, 18, 24, 24)
        self.setLayout(body)
        self.show_modules([], ModuleSet(""), None)

    # ------------------------------------------------------------------------------------------------ what it shows

    def show_modules(self, ids: Sequence[Id], found: ModuleSet, place: str | None) -> None:
        """`place`: why the first stands where it does in "Where do we start?", in words."""
        if list(ids) != self._ids:
            self.settle()
        self._ids = list(ids)
        _, language = self.desk.gettext, self.desk.language
        line = found.line(ids[0]) if len(ids) == 1 else None
        self.origin.show_row(line.module.id if line is not None else "")
        for part in (*self.sections, self.title, self.helps, self.felt, self.warned):
            part.setVisible(line is not None)
        self.status.setVisible(bool(ids))
        self.remove.setVisible(bool(ids))
        if not ids:
            self.heading.setText(_("Nothing selected"))
            self.about.setText(_("Choose a module to see and change the rest."))
        elif line is None:
            self.heading.setText(language.ngettext("%(n)d module", "%(n)d modules", len(ids)))
            self.about.setText(_("What you choose here goes for all of them."))
            statuses = {x.module.status for x in (found.line(i) for i in ids) if x}
            self.status.show_value(statuses.pop() if len(statuses) == 1 else None)
        else:
            self._show(line, found, place or "")

    def _show(self, line: ModuleLine, found: ModuleSet, place: str) -> None:
        _, language, m = self.desk.gettext, self.desk.language, line.module
        number = ".".join(map(str, line.place.number))
        self.heading.setText(f"{number}  {m.title}")
        above = found.titles.get(m.parent or "")
        said = [_("Part of %(module)s", module=above) if above else ""]
        said.append(language.ngettext("%(n)d part", "%(n)d parts", line.place.parts) if line.place.parts else "")
        self.about.setText("  ·  ".join(filter(None, said)))
        self.about.setVisible(any(said))
        emptied(self.notes_of)
        for fact in line.facts:
            self.notes_of.addWidget(controls.label(wording_modules.fact_sentence(fact, found.titles, language), wrap=True))
        self.warned.setVisible(bool(line.facts))
        for field, value, column in (
            (self.title, m.title, "title"), (self.status, m.status, ""), (self.helps, m.helps, "helps"), (self.felt, m.felt, ""),
        ):  # fmt: skip
            field.show_value(value, m.id, column)
        seen = self._seen = seen_of(self.desk, line, found, place)
        for section in self.sections:
            section.show_seen(seen)
        self._say(seen)

    def _say(self, seen: Seen) -> None:
        """In a few words at each head what its part holds."""
        _, language, m = self.desk.gettext, self.desk.language, seen.module
        test, team = slice_test(m), self.desk.bench.library.get(Team, m.team)
        missing = sum(1 for d in seen.decided if d.is_open)
        self.test.say(_("%(n)d of 4 yes", n=len(test.yes)) if len(test.unasked) < 4 else "")
        self.scoring.say(self._sum(m) if seen.place else "")
        self.dependencies.say(_("waits for itself") if seen.circle else str(len(seen.first)) if seen.first else "")
        self.decisions.say(
            language.ngettext("%(n)d to ask about", "%(n)d to ask about", missing)
            if missing
            else str(len(seen.decided))
            if seen.decided
            else ""
        )
        self.needs.say(str(len(seen.needs)) if seen.needs else "")
        self.owners.say(team.title if team else "")

    def _sum(self, m: Module) -> str:
        return f"{m.nearness} × {m.speed_need} = {m.nearness * m.speed_need}" if m.nearness and m.speed_need else ""

    # ------------------------------------------------------------------------------------------------ what is done

    def settle(self) -> None:
        for field in self.fields:
            field.settle()
        for section in self.sections:
            if section.is_built:
                section.part.settle()

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
