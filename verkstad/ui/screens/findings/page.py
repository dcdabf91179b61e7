"""What the checks have noticed of an initiative with its workshops, or of a workshop: the most important rules first.

Nothing here is a list of errors: each rule says why it matters and leads to where it is mended, and may be let be with a reason.
"""

from __future__ import annotations

from collections import Counter
from collections.abc import Sequence
from typing import TYPE_CHECKING

from PySide6.QtGui import QGuiApplication, QKeySequence, QShortcut
from PySide6.QtWidgets import QComboBox, QWidget

from verkstad import wording_checks
from verkstad.app import checks
from verkstad.app.checks import Group, Line, Overview
from verkstad.domain.checks.rules import SEVERITIES
from verkstad.domain.fields import Id
from verkstad.domain.following import AcceptedFinding
from verkstad.domain.initiative import Initiative
from verkstad.domain.workshop import Workshop
from verkstad.i18n import N_
from verkstad.ui import controls, places
from verkstad.ui import theme as look
from verkstad.ui.current import current_initiative, look_at
from verkstad.ui.desk import Desk
from verkstad.ui.empty import EmptyState
from verkstad.ui.screen import Screen
from verkstad.ui.screens.findings.rows import Entry, EntryList
from verkstad.ui.screens.findings.side import Side
from verkstad.ui.stack import Stack

if TYPE_CHECKING:
    from verkstad.app.workbench import Changes

ALL_ROOM = 1_000
FIRST = 7
"""So many rules are seen at a time, until somebody wants to see the rest."""
PAGE_NAMES = {
    places.INITIATIVE: N_("Initiative"), places.PLAN: N_("The plan"), places.INVENTORY: N_("Inventory"), places.MODULES: N_("Modules"),
    places.TEAMS: N_("Teams"), places.PILOTS: N_("Pilots"), places.INSIGHTS: N_("Insights and actions"), places.LAUNCH: N_("Launch"),
    places.FOLLOW_UP: N_("Follow-up"), places.WORKSHOP: N_("Workshops"), places.PEOPLE: N_("People"),
}  # fmt: skip
LIST, NOTHING, NO_INITIATIVE = range(3)
QWIDGETSIZE_MAX = 16_777_215


class FindingsScreen(Screen):
    key = "findings"

    def __init__(self, desk: Desk) -> None:
        super().__init__(desk)
        _ = self._
        self.initiative: Id | None = None
        self._workshop: Id = ""  # looked at by itself, where it has no initiative
        self.seen = Overview((), ())
        self.all = False  # more than the first are shown
        self.of_severity = self._choice(_("Severity"))
        self.of_page = self._choice(_("Page"))
        self.which = self._choice(_("Which"))
        for box in (self.of_severity, self.of_page):
            box.activated.connect(lambda _at: self._show())
        self.which.activated.connect(lambda _at: (self._offer(), self._show()))
        self.told = controls.label("", "caption")
        self.list = EntryList(desk)
        self.more = controls.button(desk.theme, "", role="link", on=self.show_all)
        boxes = controls.row(self.which, self.of_severity, self.of_page, None, spacing=look.S)
        filters = controls.column(boxes, self.told, spacing=6, margins=(24, 12, 24, 8))
        body = controls.holder(
            controls.column(filters, (self.list, ALL_ROOM), controls.row(self.more, None, margins=(24, 8, 24, 12)), None)
        )
        self.nothing = EmptyState(
            desk.theme, "circle-check", _("Nothing to look over. What is worth a word turns up here by itself as the work goes on.")
        )
        self.begin = EmptyState(
            desk.theme, "list-checks", _("What there is to look over belongs to a change. Begin an initiative first."),
            _("Begin an initiative"), lambda: desk.go("initiative", "", "begin"),
        )  # fmt: skip
        self.stack = Stack()
        for shown in (body, self.nothing, self.begin):
            self.stack.addWidget(shown)
        self.setLayout(controls.column((self.stack, 1)))
        self.side = Side(desk)
        self.copy_button = controls.button(desk.theme, _("Copy as text"), "copy", on=self.copy_all)
        self.figures_button = controls.button(
            desk.theme, _("Figures…"), "settings", on=self.open_figures, tip=_("From when something is noticed")
        )
        self.list.chosen.connect(self.side.show_entry)
        self.list.went.connect(self.go_there)
        self.list.let_be.connect(self.side.ask_reason)
        self.list.resized.connect(self._fit)
        self.side.go.connect(lambda: self.go_there(self.list.entry()))
        self.side.let_be.connect(self.let_be)
        self.side.again.connect(self.take_up_again)
        copy = QShortcut(QKeySequence(QKeySequence.StandardKey.Copy), self.list)
        copy.activated.connect(self.copy_chosen)

    def _choice(self, name: str) -> QComboBox:
        box = controls.DropDown()
        box.setAccessibleName(name)
        box.setSizeAdjustPolicy(QComboBox.SizeAdjustPolicy.AdjustToContents)
        return box

    # ------------------------------------------------------------------------------------------------ what the window asks

    def title(self) -> str:
        return self._("To look over")

    def subtitle(self) -> str:
        row = self.desk.bench.library.get(Workshop, self._workshop) if self._workshop else None
        return row.title if row is not None else ""

    def whose(self) -> str:
        return "" if self._workshop else self.initiative or ""

    def workshop(self) -> str:
        return self._workshop

    def subject(self) -> str:
        return self.scope or ""

    def head(self) -> Sequence[QWidget]:
        return (self.figures_button, self.copy_button)

    def inspector(self) -> QWidget | None:
        return self.side

    def hints(self) -> str:
        return self._("Enter goes there · → opens · Delete lets it be")

    def sheet(self) -> str:
        return "" if self._workshop else "findings"

    def home(self) -> QWidget | None:
        return self.list if self.stack.currentIndex() == LIST else super().home()

    @property
    def scope(self) -> Id | None:
        return self._workshop or self.initiative

    def show_row(self, row: str, part: str) -> None:
        """A workshop that stands alone, an initiative, a finding that is let be, or a rule by its code (`part`)."""
        library = self.desk.bench.library
        workshop = library.get(Workshop, row)
        self._workshop = workshop.id if workshop is not None and not workshop.initiative else ""
        of = workshop.initiative if workshop is not None else row if library.get(Initiative, row) is not None else None
        if of:
            look_at(self.desk, of)
        accepted = library.get(AcceptedFinding, row)
        if accepted is not None:
            self.which.setCurrentIndex(max(0, self.which.findData("accepted")))
        self.refresh(None, None)
        if accepted is not None:
            self.list.choose(accepted.code, accepted.about)
        elif part:
            self.all = True
            self._show()
            self.list.choose(part)
        self.headline_changed.emit()

    def refresh(self, changes: Changes | None, by: object) -> None:
        if self._workshop and self.desk.bench.library.get(Workshop, self._workshop) is None:
            self._workshop = ""
        before, self.initiative = self.scope, current_initiative(self.desk)
        if self.scope != before:
            self.all = False
            self.list.entries.open.clear()
        if self.scope is None:
            self.stack.setCurrentIndex(NO_INITIATIVE)
            self.side.show_entry(None)
            return
        bench, today = self.desk.bench, self.desk.today()
        found = checks.watch(bench).findings(self.scope, today=today)
        self.seen = checks.overview(bench.library, found, self.desk.language, today=today)
        self._offer()
        self._show()

    def reveal(self, changes: Changes) -> None:
        """What was let be, or taken up again, and came back by undo."""
        for id in changes.ids(AcceptedFinding):
            row = self.desk.bench.library.get(AcceptedFinding, id)
            if row is not None:
                self.list.choose(row.code, row.about)

    def find(self) -> bool:
        return False

    # ------------------------------------------------------------------------------------------------ what is shown

    def _offer(self) -> None:
        """What can be filtered by, of what there is, and how many each choice leaves."""
        _, language = self._, self.desk.language
        many = sum(len(g.lines) for g in self.seen.accepted)
        _fill(self.which, [("", _("To look over")), ("accepted", _("Let be (%(n)d)", n=many))])
        self.which.setEnabled(bool(many) or self.which.currentData() == "accepted")
        lines = [(g.severity, self._page(line)) for g in self._of_which for line in g.lines]
        severities, pages = Counter(severity for severity, _page in lines), Counter(page for _severity, page in lines)
        _fill(
            self.of_severity,
            [
                ("", _("All severities")),
                *((s, f"{wording_checks.severity(s, language)} ({severities[s]})") for s in SEVERITIES if severities[s]),
            ],
        )
        _fill(self.of_page, [("", _("All pages")), *((p, f"{_(name)} ({pages[p]})") for p, name in PAGE_NAMES.items() if pages[p])])

    @property
    def _of_which(self) -> tuple[Group, ...]:
        return self.seen.accepted if self.which.currentData() == "accepted" else self.seen.groups

    def _page(self, line: Line) -> str:
        place = places.place_of(self.desk.bench, *line.finding.mend)
        return place.page if place is not None else ""

    def groups(self) -> tuple[Group, ...]:
        """Those that pass the filters."""
        severity, page = self.of_severity.currentData() or "", self.of_page.currentData() or ""
        found = []
        for group in self._of_which:
            if severity not in ("", group.severity):
                continue
            lines = tuple(line for line in group.lines if page in ("", self._page(line)))
            if lines:
                found.append(group if len(lines) == len(group.lines) else replaced_lines(group, lines))
        return tuple(found)

    @property
    def _filtered(self) -> bool:
        return any(box.currentData() for box in (self.of_severity, self.of_page, self.which))

    def _show(self) -> None:
        groups = self.groups()
        shown = groups if self.all or self._filtered else groups[:FIRST]
        empty = not self.seen.groups and not self.seen.accepted
        self.stack.setCurrentIndex(NOTHING if empty else LIST)
        self.list.show_groups(() if empty else shown)
        left = len(groups) - len(shown)
        self.more.setText(self.desk.language.ngettext("Show %(n)d more heading", "Show %(n)d more headings", left))
        self.more.setAccessibleName(self.more.text())
        self.more.setVisible(left > 0)
        self._fit()
        lines = sum(len(g.lines) for g in groups)
        self.told.setText(self._told(len(groups), lines, len(shown)))
        self.copy_button.setEnabled(bool(groups))
        self.figures_button.setVisible(bool(self.initiative) and not self._workshop)

    def _fit(self) -> None:
        """What shows the rest stands just below the list."""
        self.list.setMaximumHeight(QWIDGETSIZE_MAX if self.more.isHidden() else self.list.height_of_all())

    def _told(self, rules: int, lines: int, shown: int) -> str:
        """How many there are, and under how many headings: a heading counts its own at the right."""
        _, ngettext = self._, self.desk.language.ngettext
        if not rules:
            return _("Nothing here")
        told = [ngettext("%(n)d thing to look over", "%(n)d things to look over", lines)]
        if rules < lines or shown < rules:
            told.append(ngettext("under %(n)d heading", "under %(n)d headings", rules))
        if shown < rules:
            told.append(_("the most important first"))
        return ", ".join(told)

    def show_all(self) -> None:
        self.all = True
        self._show()
        self.list.setFocus()

    # ------------------------------------------------------------------------------------------------ what is done

    def go_there(self, entry: Entry | None) -> None:
        """To where it is mended, in the field where that is one; from a rule to the first of those it is about."""
        if entry is None:
            return
        line = entry.line or entry.group.lines[0]
        place = places.place_of(self.desk.bench, *line.finding.mend)
        if place is not None:
            places.go_to_field(self.desk, place, line.finding.mend[1], line.finding.column, self.window())

    def let_be(self, reason: str) -> None:
        """The one that is chosen; of a rule all of those it is about, as one step."""
        entry = self.list.entry()
        if entry is None:
            return
        lines = (entry.line,) if entry.line is not None else entry.group.lines
        with self.desk.bench.as_one_step():
            for line in lines:
                f = line.finding
                self.desk.try_to(checks.accept_finding, f.scope, f.code, f.id, reason, by=self)
        self.refresh(None, self)
        self.desk.say(self._("Let be. It stands under those let be."), undo=True)
        self.list.setFocus()

    def take_up_again(self) -> None:
        entry = self.list.entry()
        line = (entry.line or entry.group.lines[0]) if entry is not None else None
        if line is not None:
            self.desk.try_to(checks.take_up_again, line.finding.scope, line.finding.code, line.finding.id, by=self)
            self.refresh(None, self)
            self.list.setFocus()

    def open_figures(self) -> None:
        if self.initiative:
            from verkstad.ui.screens.findings.figures import FiguresSheet

            self.desk.dialogs.run(FiguresSheet(self.desk, self.initiative))
            self.refresh(None, self)

    def copy_all(self) -> None:
        """Everything there is, whatever is shown."""
        QGuiApplication.clipboard().setText(checks.as_text(self.seen, self.desk.language))
        self.desk.say(self._("Copied."))

    def copy_chosen(self) -> None:
        entry = self.list.entry()
        if entry is not None:
            group = entry.group if entry.line is None else replaced_lines(entry.group, (entry.line,))
            QGuiApplication.clipboard().setText(checks.as_text(Overview((group,), ()), self.desk.language))


def replaced_lines(group: Group, lines: tuple[Line, ...]) -> Group:
    return Group(group.code, group.severity, group.name, group.why, lines)


def _fill(box: QComboBox, choices: Sequence[tuple[str, str]]) -> None:
    """Other choices; what was chosen stays so while it is among them."""
    before = box.currentData() or ""
    box.clear()
    for kept, words in choices:
        box.addItem(words, kept)
    box.setCurrentIndex(max(0, box.findData(before)))
