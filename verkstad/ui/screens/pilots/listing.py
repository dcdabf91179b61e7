"""The pilots of an initiative: state, team, decision day, and what is missing."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Sequence

from PySide6.QtCore import Qt
from PySide6.QtWidgets import QWidget

from verkstad import wording_pilots as wording
from verkstad.app import pilots
from verkstad.app.pilots import PilotLine
from verkstad.domain.piloting import is_past_decision
from verkstad.ui import controls
from verkstad.ui import theme as look
from verkstad.ui.desk import Desk
from verkstad.ui.empty import EmptyState
from verkstad.ui.places import contested
from verkstad.ui.value_table import Column, ValueTable

STATE_LOOK = {"measure_first": "kind:plenary", "running": "kind:solo", "ended": "text2"}


class PilotList(QWidget):
    """`opened` is told the id of the pilot to show; `new` begins one."""

    def __init__(self, desk: Desk, *, opened: Callable[[str], object], new: Callable[[], object]) -> None:
        super().__init__()
        _ = desk.gettext
        self.desk, self._open = desk, opened
        self._lines: tuple[PilotLine, ...] = ()
        self._contested: frozenset[str] = frozenset()
        self.table = ValueTable(
            desk, self._columns(), name=_("Pilots"), search=_("Search"), menu=self._menu,
            empty=EmptyState(
                desk.theme, "target",
                _("A pilot is one team that tries one module, measures what happens and lets it inspire the rest. It begins with an idea, a team and a decision day."),
                _("Begin the first pilot"), new,
            ),
        )  # fmt: skip
        self.nothing = EmptyState(
            desk.theme, "target", _("Pilots belong to an initiative. Begin one first."), _("Go to the start page"), lambda: desk.go("start")
        )
        self.table.opened.connect(lambda line: opened(line.id))
        self.table.removal_asked.connect(self.remove)
        self.counts = controls.label("", "caption")
        self._held = controls.holder(controls.column((self.table, 1), self.counts, spacing=look.M, margins=(24, 16, 24, 16)))
        self.setLayout(controls.column((self._held, 1), (self.nothing, 1)))

    def show_initiative(self, initiative: str | None) -> None:
        self._held.setVisible(initiative is not None)
        self.nothing.setVisible(initiative is None)
        if initiative is None:
            return
        self._lines = self.desk.bench.ask(pilots.pilot_lines, initiative, self.desk.today())
        self._contested = contested(self.desk.bench)
        self.table.show_values(self._lines)
        self.counts.setText(self.summary())

    def hints(self) -> str:
        return self.desk.gettext("Enter opens    Del removes") if self._lines else ""

    def find(self) -> bool:
        self.table.search.setFocus(Qt.FocusReason.ShortcutFocusReason)
        return bool(self._lines)

    def select(self, keys: Iterable[str]) -> None:
        self.table.select(keys)

    def chosen(self) -> str:
        lines = self.table.selected()
        return lines[0].id if len(lines) == 1 else ""

    def summary(self) -> str:
        """ "4 piloter · 2 pågår"."""
        ngettext = self.desk.language.ngettext
        if not self._lines:
            return ""
        running = sum(line.pilot.state == "running" for line in self._lines)
        told = [ngettext("%(n)d pilot", "%(n)d pilots", len(self._lines))]
        if running:
            told.append(ngettext("%(n)d running", "%(n)d running", running))
        return " · ".join(told)

    def remove(self, lines: Sequence[PilotLine]) -> None:
        self.desk.bench.do(pilots.remove_pilots, tuple(line.id for line in lines), by=self)
        self.desk.say(self.desk.language.ngettext("%(n)d pilot was removed.", "%(n)d pilots were removed.", len(lines)), undo=True)

    def _menu(self, lines: list[PilotLine]) -> list[tuple[str, str, Callable[[], object]] | None]:
        _ = self.desk.gettext
        shown: list[tuple[str, str, Callable[[], object]] | None] = []
        if len(lines) == 1:
            line = lines[0]
            shown = [
                (_("Open"), "arrow-right", lambda: self._open(line.id)),
                (_("Print the pilot card"), "printer", lambda: self.desk.print_from_here(line.pilot.parent or "", "pilot_card", line.id)),
                None,
            ]
        return [*shown, (_("Remove"), "trash-2", lambda: self.remove(lines))]

    def _columns(self) -> list[Column[PilotLine]]:
        desk, _, language = self.desk, self.desk.gettext, self.desk.language

        def day(line: PilotLine) -> str:
            on = line.pilot.outcome_on if line.pilot.outcome else line.pilot.decision_day
            return language.date(on, "short", today=desk.today()) if on else ""

        def far(line: PilotLine) -> str:
            if line.pilot.outcome or not line.pilot.decision_day:
                return ""
            return wording.how_far(line.pilot.decision_day, desk.today(), language)

        def running(line: PilotLine) -> list[str]:
            """What comes next while it runs, by its day: the decision, the end of a loop; last the values that are missing."""
            if is_past_decision(line.pilot, desk.today()):
                return []
            ahead = []
            if line.loop_ends:
                ahead.append((line.loop_ends, _("The loop ends %(far)s", far=wording.how_far(line.loop_ends, desk.today(), language))))
            if line.pilot.decision_day:
                far_off = wording.how_far(line.pilot.decision_day, desk.today(), language)
                ahead.append((line.pilot.decision_day, _("Decision %(far)s", far=far_off)))
            said = [words for _day, words in sorted(ahead)]
            return [*said, _("Values missing: %(what)s", what=language.listing(line.behind))] if line.behind else said

        def after_that(line: PilotLine) -> str:
            return " · ".join(running(line)[1:]) if line.pilot.state == "running" else ""

        def next_step(line: PilotLine) -> str:
            if line.lacks:
                return _("Missing: %(what)s", what=wording.lacks_in_short(line.lacks, language))
            if line.pilot.state == "running" and (parts := running(line)):
                return parts[0]
            if line.queries:
                return wording.query_words(line.queries[0], language)
            if line.pilot.state == "measure_first":
                return _("Everything is there to run")
            return language.ngettext("%(n)d learning loop", "%(n)d learning loops", line.loops) if line.loops else ""

        return [
            Column(_("Pilot"), lambda x: x.pilot.title, second=lambda x: x.module, strong=True, faded=lambda x: x.pilot.state == "ended",
                   icon=lambda x: ("git-merge", "warn") if x.pilot.id in self._contested else None),
            Column(_("State"), lambda x: wording.state_words(x.pilot, language), chip=lambda x: STATE_LOOK.get(x.pilot.state, "text2"), width=116),
            Column(_("Team"), lambda x: x.team, width=170),
            Column(
                _("Decision"), day, second=far, width=128, sort=lambda x: x.pilot.decision_day or "9999",
                icon=lambda x: ("triangle-alert", "danger") if is_past_decision(x.pilot, desk.today()) else None,
            ),
            Column(_("Next"), next_step, second=after_that, width=280, sort=lambda x: len(x.lacks)),
        ]  # fmt: skip
