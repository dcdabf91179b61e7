"""Forums: where those of a field of knowledge meet, which points of the plan they have, and what each meeting gave."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from functools import partial
from typing import TYPE_CHECKING, Any

from PySide6.QtCore import QPoint, Qt
from PySide6.QtWidgets import QMenu, QWidget

from verkstad.app import forums, people, workshops
from verkstad.app.forums import ForumLine, MemberLine
from verkstad.app.mandates import role_word
from verkstad.domain.fields import Id
from verkstad.domain.insights import Forum, ForumMeeting, ForumMember, Insight
from verkstad.domain.people import Identity, Person, Role, Unit
from verkstad.domain.plan import PlanDocument, PlanItem
from verkstad.ui import controls
from verkstad.ui import theme as look
from verkstad.ui.desk import Desk
from verkstad.ui.empty import EmptyState
from verkstad.ui.fields import CheckField, ChoiceField, DateField, Field, LineField, NumberField, ProseField, form
from verkstad.ui.screen import Screen
from verkstad.ui.screens.insights.pieces import named, person_field
from verkstad.ui.screens.people_units import AddLine
from verkstad.ui.screens.people_words import Fitting, put_first, role_choices
from verkstad.ui.value_table import Column, ValueTable
from verkstad.wording_teams import position_words

if TYPE_CHECKING:
    from verkstad.app.workbench import Changes

SHOWN = (Forum, ForumMember, ForumMeeting, Insight, PlanItem, PlanDocument, Person, Identity, Role, Unit)
SHORT = 60
WHO, POINTS = 1, 4


def shortened(text: str, most: int = SHORT) -> str:
    text = " ".join(text.split())
    return text if len(text) <= most else f"{text[: most - 1].rstrip()}…"


class _Named(QWidget):
    """Something with a name and a button that takes it away."""

    def __init__(self, desk: Desk, words: str, away: str, take: Callable[[], object]) -> None:
        super().__init__()
        self.button = controls.icon_button(desk.theme, "x", f"{away}: {words}", on=take)
        self.button.setFixedSize(26, 26)
        self.setLayout(controls.row((controls.label(words, wrap=True), 1), self.button, spacing=6))


class MeetingCard(QWidget):
    """A meeting that was held, with its three parts."""

    def __init__(self, desk: Desk) -> None:
        super().__init__()
        _ = desk.gettext
        self.desk, self.meeting = desk, ForumMeeting()

        def field(name: str, column: str, hint: str) -> ProseField:
            return ProseField(desk, name, lines=2, placeholder=hint, save=lambda text: self._change(**{column: text}))

        self.on = DateField(desk, _("Held on"), save=lambda day: self._change(on=day))
        self.inspiration = field(_("Inspiration, 10 minutes"), "inspiration", _("Something seen elsewhere, or a customer's own words"))
        self.insights = field(_("Insights, 45 minutes"), "insights", _("Which insights were met, and what was answered"))
        self.knowledge = field(_("Knowledge, 10 minutes"), "knowledge", _("What everybody knows now"))
        self.remove = controls.icon_button(desk.theme, "trash-2", _("Remove the meeting"), on=self._on_remove)
        self.fields = ((self.inspiration, "inspiration"), (self.insights, "insights"), (self.knowledge, "knowledge"))
        self.setLayout(
            controls.column(
                controls.row((self.on, 1), self.remove), 8, self.inspiration, 8, self.insights, 8, self.knowledge, 14, controls.hairline()
            )
        )

    def show_meeting(self, meeting: ForumMeeting) -> None:
        self.meeting = meeting
        self.on.show_value(meeting.on, meeting.id)
        for field, column in self.fields:
            field.show_value(getattr(meeting, column), meeting.id, column)

    def settle(self) -> None:
        for field in (self.on, *(f for f, _c in self.fields)):
            field.settle()

    def _change(self, **said: Any) -> None:
        self.desk.bench.do(forums.change_meeting, self.meeting.id, by=self, **said)

    def _on_remove(self) -> None:
        self.desk.bench.do(forums.remove_meetings, (self.meeting.id,), by=self)
        self.desk.say(self.desk.gettext("The meeting was removed."), undo=True)


class ForumInspector(QWidget):
    def __init__(self, desk: Desk, *, initiative: Callable[[], str], remove: Callable[[Sequence[ForumLine]], object]) -> None:
        super().__init__()
        _ = desk.gettext
        self.desk, self._initiative = desk, initiative
        self._line: ForumLine | None = None
        self._unplaced: tuple[PlanItem, ...] = ()
        self.heading = controls.Elided("", "section")
        self.about = controls.label("", "caption", wrap=True)
        self.title = LineField(desk, _("Name"), required=True, save=lambda text: self._change(title=text))
        self.area = LineField(
            desk, _("Field of knowledge"), placeholder=_("For example: plain language"), save=lambda text: self._change(knowledge_area=text)
        )
        self.convener = person_field(desk, _("Convener"), lambda person: self._change(convener=person))
        self.cadence = NumberField(desk, _("Meets every … days"), low=1, high=400, step=7, save=lambda n: self._change(cadence=n))
        self.first = DateField(desk, _("First meeting"), save=lambda day: self._change(first_on=day))
        self.resting = CheckField(desk, _("Rests for now"), save=lambda rests: self._change(resting=rests))
        self.who = person_field(desk, _("Take somebody in"), self._take_in, placeholder=_("A name"))
        self.role = ChoiceField(desk, _("… or a role"), save=self._take_in_role)
        self.members = controls.column(spacing=2)
        self.items = controls.column(spacing=2)
        self.give = controls.button(desk.theme, _("Give it a point of the plan…"), "plus", role="link", on=self._offer_items)
        self.met = controls.button(desk.theme, _("Note a meeting"), "plus", on=self._on_met)
        self.plan = controls.button(desk.theme, _("Plan the next meeting"), "calendar-plus", role="link", on=self.plan_next)
        self.meetings: list[MeetingCard] = []
        self._meetings = controls.column(spacing=12)
        self.fields: tuple[tuple[Field, str], ...] = (
            (self.title, "title"), (self.area, "knowledge_area"), (self.convener, ""), (self.cadence, ""), (self.first, ""), (self.resting, ""),
        )  # fmt: skip
        self.remove = controls.button(desk.theme, _("Remove"), "trash-2", on=lambda: remove([self._line] if self._line else []))
        self.form = controls.holder(
            controls.column(
                form(self.title, self.area, self.convener, (self.cadence, self.first), self.resting), 18, controls.label(_("Who sits there"), "label"), 4,
                self.members, 8, form((self.who, self.role)), 10, controls.row(self.plan, None), 18, controls.label(_("Points of the plan"), "label"), 4, self.items, 4, controls.row(self.give, None), 18,
                controls.label(_("Meetings held"), "label"), 4, controls.row(self.met, None), 8, self._meetings,
            )
        )  # fmt: skip
        self.setLayout(
            controls.column(self.heading, 4, self.about, 16, self.form, 20, controls.row(self.remove, None), None, margins=(24, 18, 24, 24))
        )
        self.show_line(None, ())

    def show_line(self, line: ForumLine | None, unplaced: tuple[PlanItem, ...]) -> None:
        _ = self.desk.gettext
        if (line.id if line else "") != (self._line.id if self._line else ""):
            self.settle()
        self._line, self._unplaced = line, unplaced
        self.form.setVisible(line is not None)
        self.remove.setVisible(line is not None)
        if line is None:
            self.heading.setText(_("Nothing selected"))
            self.about.setText(_("Choose a forum to see who sits there and what it has met."))
            return
        forum = line.forum
        self.heading.setText(_("Forum"))
        self.about.setText(next_words(line, self.desk))
        values = (forum.title, forum.knowledge_area, forum.convener, forum.cadence, forum.first_on, forum.resting)
        for (field, column), value in zip(self.fields, values, strict=True):
            field.show_value(value, forum.id, column)
        self.who.show_value(None, forum.id)
        self.role.offer(role_choices(self.desk))
        self.role.show_value("", forum.id)
        self._fill(
            self.members,
            [(member_words(m, self.desk), _("Take out"), partial(self._do, forums.remove_forum_members, (m.id,))) for m in line.members],
        )
        self._fill(
            self.items,
            [
                (shortened(f"{i.number} {i.says}".strip()), _("Take away"), partial(self._do, forums.give_to_forum, (i.id,), None))
                for i in line.items
            ],
        )
        self.give.setVisible(bool(unplaced))
        while len(self.meetings) > len(line.meetings):
            self.meetings.pop().deleteLater()
        while len(self.meetings) < len(line.meetings):
            self.meetings.append(MeetingCard(self.desk))
            self._meetings.addWidget(self.meetings[-1])
        for card, meeting in zip(self.meetings, line.meetings, strict=True):
            card.show_meeting(meeting)

    def _fill(self, column: Any, rows: Sequence[tuple[str, str, Callable[[], object]]]) -> None:
        while column.count():
            held = column.takeAt(0).widget()
            if held is not None:
                held.hide()
                held.deleteLater()
        for words, away, take in rows:
            column.addWidget(_Named(self.desk, words, away, take))
        if not rows:
            column.addWidget(controls.label(self.desk.gettext("None yet."), "caption"))

    def settle(self) -> None:
        for field, _column in self.fields:
            field.settle()
        for card in self.meetings:
            card.settle()

    def focus_first(self) -> None:
        self.title.setFocus(Qt.FocusReason.OtherFocusReason)

    def _take_in(self, person: str | None) -> None:
        if person and self._line is not None:
            self.desk.bench.do(forums.add_forum_member, self._line.id, person=person, by=self)

    def _take_in_role(self, role: str) -> None:
        if role and self._line is not None:
            self.desk.bench.do(forums.add_forum_member, self._line.id, role=role, by=self)

    def _offer_items(self) -> None:
        menu = QMenu(self)
        menu.setAttribute(Qt.WidgetAttribute.WA_DeleteOnClose)
        for item in self._unplaced[:40]:
            menu.addAction(shortened(f"{item.number} {item.says}".strip(), 80), partial(self.give_item, item.id))
        menu.popup(self.give.mapToGlobal(QPoint(0, self.give.height())))

    def give_item(self, item: Id) -> None:
        if self._line is not None:
            self._do(forums.give_to_forum, (item,), self._line.id)

    def plan_next(self) -> None:
        """A workshop with the three parts on the day it meets next, those who sit there invited; and one stands in it."""
        line = self._line
        if line is None:
            return
        desk, do = self.desk, self.desk.bench.do
        guests = tuple(m.person.id for m in line.members if m.person is not None)
        with desk.bench.as_one_step():
            made = do(
                workshops.new_workshop_from_template, "t_insiktsforum", line.forum.title, date=line.next_on, people=len(line.members) or None,
                language=desk.language.code, initiative=line.forum.parent, by=self,
            )  # fmt: skip
            if guests:
                do(people.invite, made, guests, by=self)
        desk.go("workshop", made)
        desk.say(desk.gettext("The meeting has a program in three parts: inspiration, insights and knowledge."), undo=True)

    def _on_met(self) -> None:
        if self._line is not None:
            self._do(forums.hold_meeting, self._line.id, self.desk.today())
            if self.meetings:
                self.meetings[0].inspiration.setFocus(Qt.FocusReason.OtherFocusReason)

    def _change(self, **said: Any) -> None:
        if self._line is not None:
            self.desk.bench.do(forums.change_forum, self._line.id, by=self, **said)

    def _do(self, action: Callable[..., Any], *args: Any) -> None:
        self.desk.bench.do(action, *args, by=self)


def member_words(line: MemberLine, desk: Desk) -> str:
    """A person, or a role in an operation."""
    if line.person is not None:
        return named(line.person, desk)
    role = role_word(desk.bench.library, line.member.role, desk.language) if line.member.role else desk.gettext("Somebody")
    return position_words(role, line.unit)


def next_words(line: ForumLine, desk: Desk) -> str:
    """When it meets next, and whether it has missed."""
    _, language = desk.gettext, desk.language
    if line.forum.resting:
        return _("Rests for now")
    said = [_("Meets next %(day)s", day=language.date(line.next_on, "weekday")) if line.next_on else _("No rhythm yet")]
    if line.missed:
        said.append(_("has missed a meeting"))
    return " · ".join(said)


class ForumsPart(Screen):
    key = "forums"

    def __init__(self, desk: Desk) -> None:
        super().__init__(desk)
        _ = self._
        self.initiative = ""
        self.lines: tuple[ForumLine, ...] = ()
        self.unplaced: tuple[PlanItem, ...] = ()
        self.new_line = AddLine(desk, _("New forum: write its name and press Enter"), self.add)
        self.new_line.setMaxLength(200)
        self.table: ValueTable[ForumLine] = ValueTable(
            desk, self._columns(), name=_("Forums"), search=_("Search"), menu=lambda lines: [(_("Remove"), "trash-2", partial(self.remove, lines))],
            empty=EmptyState(
                desk.theme, "users",
                _("Insights need somewhere to go: a group for a field of knowledge that meets at a steady rhythm, answers, and tells back."),
                _("Write the name of the first forum"), lambda: self.new_line.setFocus(Qt.FocusReason.OtherFocusReason),
            ),
        )  # fmt: skip
        put_first(self.table, self.new_line)
        Fitting(self.table, (POINTS, WHO), least=230)
        self.without = controls.label("", "caption", wrap=True)
        self.table.chosen.connect(self._on_chosen)
        self.table.opened.connect(lambda _line: self._inspector.focus_first())
        self.table.removal_asked.connect(self.remove)
        self._inspector = ForumInspector(desk, initiative=lambda: self.initiative, remove=self.remove)
        self.setLayout(controls.column((self.table, 1), self.without, spacing=look.M, margins=(24, 16, 24, 16)))

    def look_at(self, initiative: str) -> None:
        if initiative != self.initiative:
            self.initiative = initiative
            self.table.search.clear()

    def inspector(self) -> QWidget | None:
        return self._inspector if self.lines else None

    def hints(self) -> str:
        return self._("Enter edits    Del removes") if self.lines else ""

    def sheet(self) -> str:
        return "insight_board"

    def home(self) -> QWidget | None:
        return self.table.view if self.table.model.shown else self.new_line

    def find(self) -> bool:
        self.table.search.setFocus(Qt.FocusReason.ShortcutFocusReason)
        return bool(self.lines)

    def show_row(self, row: str, part: str) -> None:
        library = self.desk.bench.library
        held = library.get(ForumMember, row) or library.get(ForumMeeting, row)
        self.table.search.clear()
        self.table.select([held.parent or "" if held is not None else row])
        self.table.view.setFocus(Qt.FocusReason.OtherFocusReason)

    def reveal(self, changes: Changes) -> None:
        self.table.select(changes.ids(Forum))

    def settle(self) -> None:
        self._inspector.settle()

    def refresh(self, changes: Changes | None, by: object) -> None:
        if not self.initiative or (changes is not None and not changes.touches(*SHOWN)):
            return
        had, ask = bool(self.lines), self.desk.bench.ask
        self.lines = ask(forums.forum_lines, self.initiative, self.desk.today())
        self.unplaced = ask(forums.items_without_forum, self.initiative)
        self.table.show_values(self.lines)
        some = "; ".join(shortened(x.says) for x in self.unplaced[:3])
        said = self.desk.language.ngettext(
            "%(n)d point of the plan has no forum: %(some)s",
            "%(n)d points of the plan have no forum: %(some)s",
            len(self.unplaced),
            some=some,
        )
        self.without.setText(said if self.unplaced else "")
        self.without.setVisible(bool(self.unplaced and self.lines))
        if had != bool(self.lines):
            self.headline_changed.emit()

    def add(self, title: str) -> None:
        made = self.desk.bench.do(forums.add_forum, self.initiative, title, by=self)
        self.table.select([made])

    def remove(self, lines: Sequence[ForumLine]) -> None:
        if lines:
            self.desk.bench.do(forums.remove_forums, tuple(x.id for x in lines), by=self)
            self.desk.say(self.desk.language.ngettext("%(n)d forum was removed.", "%(n)d forums were removed.", len(lines)), undo=True)

    def _on_chosen(self, lines: Sequence[ForumLine]) -> None:
        self._inspector.show_line(lines[0] if len(lines) == 1 else None, self.unplaced)

    def _columns(self) -> list[Column[ForumLine]]:
        _, language, desk = self._, self.desk.language, self.desk

        def change(x: ForumLine, **said: Any) -> None:
            desk.bench.do(forums.change_forum, x.id, by=self, **said)

        def members(x: ForumLine) -> str:
            return ", ".join(member_words(m, desk) for m in x.members)

        def met(x: ForumLine) -> str:
            return language.ngettext("%(n)d insight", "%(n)d insights", len(x.insights)) if x.insights else ""

        return [
            Column(
                _("Forum"), lambda x: x.forum.title, second=lambda x: x.forum.knowledge_area, edit=lambda x, typed: change(x, title=typed),
                drafts=lambda x: (x.id, "title"), strong=True, faded=lambda x: x.forum.resting,
            ),
            Column(_("Who sits there"), members, second=lambda x: _("convened by %(who)s", who=named(x.convener, desk)) if x.convener else "", width=260),
            Column(
                _("Next meeting"), lambda x: language.date(x.next_on, "short", today=desk.today()) if x.next_on else "",
                second=lambda x: _("rests") if x.forum.resting else _("has missed a meeting") if x.missed else "", sort=lambda x: x.next_on or "9999", width=150,
                icon=lambda x: ("triangle-alert", "warn") if x.missed else None,
            ),
            Column(
                _("Insights"), met, second=lambda x: language.ngettext("%(n)d without an answer", "%(n)d without an answer", x.waiting) if x.waiting else "",
                sort=lambda x: -len(x.insights), width=140,
            ),
            Column(_("Points of the plan"), lambda x: str(len(x.items) or ""), right=True, sort=lambda x: -len(x.items), width=130),
        ]  # fmt: skip
