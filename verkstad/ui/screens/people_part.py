"""Människor och grupper: who is asked to a workshop, what they answered, who is there, and the invitation they get.

At the door one key a person is enough. The strip counts and never names: what the kitchen and the caretaker need to know is a number.
"""

from __future__ import annotations

from collections.abc import Callable, Sequence
from functools import partial
from typing import TYPE_CHECKING, Any

from PySide6.QtCore import QEvent, QObject, QStringListModel, Qt, QTimer, Signal
from PySide6.QtGui import QGuiApplication, QKeyEvent, QKeySequence
from PySide6.QtWidgets import QButtonGroup, QCompleter, QLineEdit, QStackedWidget, QToolButton, QWidget

from verkstad import wording
from verkstad.app import people, workshops
from verkstad.app.people import NewPerson, ParticipantLine, called, role_name
from verkstad.app.perspectives import missing_perspectives
from verkstad.app.presence import comes, nobody_decides
from verkstad.domain.agenda import AgendaBlock
from verkstad.domain.errors import Failure
from verkstad.domain.grouping import Grouping
from verkstad.domain.people import Identity, Person, Role, Unit
from verkstad.domain.workshop import Day, Participation, Workshop, reply
from verkstad.ui import controls
from verkstad.ui import theme as look
from verkstad.ui.desk import Desk
from verkstad.ui.empty import EmptyState
from verkstad.ui.fields import NumberField
from verkstad.ui.screen import Part
from verkstad.ui.screens.people_headcount import HeadcountStrip
from verkstad.ui.screens.people_participant import ParticipantInspector
from verkstad.ui.screens.people_words import (
    Fitting,
    crowd_words,
    day_called,
    decider_words,
    dress_completer,
    key_of,
    presence,
    put_first,
    rest_words,
    sort_key,
    told,
    typed_day,
    typed_presence,
)
from verkstad.ui.screens.teams.gaps import Sentences
from verkstad.ui.value_table import Column, Filter, ValueTable
from verkstad.wording_responsibility import perspectives_sentence

if TYPE_CHECKING:
    from verkstad.app.workbench import Changes
    from verkstad.ui.screens.groups import GroupsView
    from verkstad.ui.screens.people_door import DoorView
    from verkstad.ui.screens.people_invitation import InvitationPanel

MOST_BROKEN = 2  # sentences of broken groups above the list; the groups tell them all
LIST, INVITATION, GROUPS, DOOR = range(4)
ROOMY = 1500  # pixels of a window in which the ways in have room for their words beside the views and a title
NAME, UNIT, ROLE, PART, ANSWER, ATTENDED, TIMES, FOOD, ACCESS = range(9)
ANSWER_LOOK = {"yes": "kind:solo", "no": "text2", "invited": "warn"}
ATTENDED_LOOK = {"present": "kind:solo", "absent": "danger"}


class InviteLine(QLineEdit):
    """Type a name and press Enter: somebody who is known is asked to come, anybody else becomes a new person. A list pasted here is looked through."""

    person_chosen = Signal(str)  # id
    name_typed = Signal(str)
    list_pasted = Signal(str)

    def __init__(self, desk: Desk, known: Callable[[], Sequence[tuple[str, str]]]) -> None:
        super().__init__()
        _ = desk.gettext
        self._known = known
        self._ids: dict[str, str] = {}
        self.setPlaceholderText(_("Add somebody: type a name and press Enter"))
        self.setAccessibleName(_("Add somebody to the workshop"))
        controls.leading_icon(self, desk.theme, "user-plus")
        self._names = QStringListModel(self)
        self._completer = QCompleter(self._names, self)
        self._completer.setCaseSensitivity(Qt.CaseSensitivity.CaseInsensitive)
        self._completer.setFilterMode(Qt.MatchFlag.MatchContains)
        self._completer.setMaxVisibleItems(10)
        self.setCompleter(self._completer)
        self._completer.activated.connect(self._on_picked)
        self.returnPressed.connect(self._on_entered)
        self._chosen = ""
        dress_completer(self._completer, desk.theme)

    def focusInEvent(self, event: Any) -> None:
        self._learn()
        super().focusInEvent(event)

    def keyPressEvent(self, event: QKeyEvent) -> None:
        if event.matches(QKeySequence.StandardKey.Paste):
            text = QGuiApplication.clipboard().text()
            if "\n" in text.strip() or "\t" in text:
                self.list_pasted.emit(text)
                return
        super().keyPressEvent(event)

    def _learn(self) -> None:
        known = self._known()
        self._ids = {words.casefold(): id for id, words in known}
        self._names.setStringList([words for _id, words in known])

    def _on_picked(self, words: str) -> None:
        self._choose(words)

    def _on_entered(self) -> None:
        self._choose(self.text())

    def _choose(self, words: str) -> None:
        """Enter in the list of the completer is told twice, by the line and then by the list, whose rows must not change in between."""
        if not self._chosen:
            QTimer.singleShot(0, self, self._act)
        self._chosen = " ".join(words.split())

    def _act(self) -> None:
        words, self._chosen = self._chosen, ""
        self._learn()
        self.clear()
        found = self._ids.get(words.casefold())
        if found:
            self.person_chosen.emit(found)
        elif words:
            self.name_typed.emit(words)
        self._learn()


class PeoplePart(Part):
    key = "people"

    def __init__(self, desk: Desk) -> None:
        super().__init__(desk)
        _ = self._
        self._workshop = ""
        self._lines: tuple[ParticipantLine, ...] = ()
        self.days: tuple[Day, ...] = ()
        self.strip = HeadcountStrip(desk)
        self.expected = NumberField(desk, _("How many do you plan for?"), save=self._expect, placeholder="24")
        self.expected.setFixedWidth(170)
        self.expected.line.installEventFilter(self)
        self.line = InviteLine(desk, self._outsiders)
        self.line.person_chosen.connect(lambda id: self._do(people.invite, self._workshop, (id,)))
        self.line.name_typed.connect(self.add_called)
        self.line.list_pasted.connect(self.paste_text)
        pgettext = desk.language.pgettext
        self.letters = (
            key_of(pgettext("key", "P"), "P"), key_of(pgettext("key", "A"), "A"), key_of(pgettext("key", "Y"), "Y"), key_of(pgettext("key", "N"), "N"),
        )  # fmt: skip
        marks = (self.mark_present, self.mark_absent, lambda rows: self.note_answer(rows, "yes"), lambda rows: self.note_answer(rows, "no"))
        self.keys: dict[str, Callable[[list[ParticipantLine]], object]] = dict(zip(self.letters, marks, strict=True))
        empty = EmptyState(
            desk.theme, "users", _("Those who are asked to come stand here, with answers, attendance, food and access."),
            _("Paste a list"), self.paste, second=(_("Import a file"), self.import_dialog),
        )  # fmt: skip
        self.table = ValueTable(
            desk, self._columns(), name=_("People in the workshop"), empty=empty, search=_("Search"), menu=self._menu, space=self._turn_attendance,
            filters=[self._filter()], sort=(NAME, True),
        )  # fmt: skip
        self._fitting = Fitting(self.table, (ROLE, TIMES, ACCESS, FOOD, PART, UNIT), least=170)
        self.table.view.installEventFilter(self)
        self.table.chosen.connect(self._on_chosen)
        self.table.opened.connect(lambda _line: self._inspector.focus_first())
        self.table.removal_asked.connect(self.take_off)
        self.table.pasted.connect(self.paste_text)
        self._invitation: InvitationPanel | None = None
        self._groups: GroupsView | None = None
        self._door: DoorView | None = None
        put_first(self.table, self.line)
        self.rest_button = controls.button(
            desk.theme, _("Everybody else was there"), "user-check", role="quiet", on=self.mark_rest,
            tip=_("Marks those who have no mark yet as present, in one step"),
        )  # fmt: skip
        self.rest_button.hide()
        self.crowd = controls.label("", "caption", wrap=True)
        self.crowd.hide()
        self.warnings = Sentences(desk)
        self.warnings.hide()
        listing = controls.column(
            self.strip,
            controls.row(self.expected, None, self.rest_button),
            (self.table, 1),
            self.strip.needs,
            self.crowd,
            self.warnings,
            spacing=look.M,
            margins=(24, 16, 24, 16),
        )
        self._stack = QStackedWidget()
        self._stack.addWidget(controls.holder(listing))
        self.setLayout(controls.column(self._stack))
        self._inspector = ParticipantInspector(desk, owner=self)
        self._switch = self._views()
        self._head: list[QWidget] = [self._switch]
        desk.settings_changed.connect(lambda: self._workshop and self.isVisible() and self.refresh(None, None))

    @property
    def invitation(self) -> InvitationPanel:
        """The letter, built when it is first looked at."""
        if self._invitation is None:
            from verkstad.ui.screens.people_invitation import InvitationPanel

            self._invitation = InvitationPanel(self.desk)
            self._stack.addWidget(self._invitation)
            self._invitation.show_workshop(self._workshop)
            self._invitation.refresh()
        return self._invitation

    @property
    def groups(self) -> GroupsView:
        """The groups, built when they are first looked at."""
        if self._groups is None:
            from verkstad.ui.screens.groups import GroupsView

            self._groups = GroupsView(self.desk, lambda: self.show_view(LIST), self.say_who_decides)
            self._groups.headline_changed.connect(self.headline_changed)
            self._stack.addWidget(self._groups)
            self._groups.show_workshop(self._workshop)
        return self._groups

    @property
    def door(self) -> DoorView:
        """One key a person, built when it is first looked at."""
        if self._door is None:
            from verkstad.ui.screens.people_door import DoorView

            self._door = DoorView(self.desk, self.add_called, self._broken, self._outsiders, self.substitute)
            self._door.left.connect(lambda: self.show_view(LIST))
            self._stack.addWidget(self._door)
            self._door.show_workshop(self._workshop)
        return self._door

    def _shown(self) -> int:
        """LIST, INVITATION, GROUPS or DOOR."""
        at = self._stack.currentWidget()
        parts = ((INVITATION, self._invitation), (GROUPS, self._groups), (DOOR, self._door))
        return next((view for view, widget in parts if widget is not None and widget is at), LIST)

    # ------------------------------------------------------------------------------------------------ what the page asks

    def show_workshop(self, workshop: str) -> None:
        self.settle()
        self._workshop = workshop
        self.table.search.clear()
        if self._groups is not None:
            self._groups.show_workshop(workshop)
        if self._door is not None:
            self._door.show_workshop(workshop)
        if self._invitation is not None:
            self._invitation.show_workshop(workshop)

    def head(self) -> Sequence[QWidget]:
        return self._head

    def inspector(self) -> QWidget | None:
        return self._inspector if self._shown() == LIST and self._lines else None

    def hints(self) -> str:
        if self._shown() == GROUPS:
            return self.groups.hints()
        if self._shown() in (INVITATION, DOOR) or not self._lines:
            return ""
        present, absent, yes, no = self.letters
        return self._(
            "%(present)s present    %(absent)s absent    %(yes)s/%(no)s coming or not    Enter edits",
            present=present, absent=absent, yes=yes, no=no,
        )  # fmt: skip

    def workshop(self) -> str:
        return self._workshop

    def sheet(self) -> str:
        return {INVITATION: "invitation", GROUPS: "groups"}.get(self._shown(), "attendance")

    def guide(self) -> str:
        return "groups" if self._shown() == GROUPS else ""

    def home(self) -> QWidget | None:
        if self._shown() == LIST and not self._lines and self.line.isVisibleTo(self):
            return self.line  # where one types or pastes those who come, and not the number above it
        return (self.groups.home() if self._shown() == GROUPS else None) or super().home()

    def show_row(self, row: str, part: str) -> None:
        """A participation's or a person's id, a grouping's or a round's; "invitation" for the letter, "groups" for the groups."""
        if row == "invitation":
            self.show_view(INVITATION)
            return
        if row == "groups" or self.desk.bench.library.kind_of(row) in ("grouping", "round"):
            self.show_view(GROUPS)
            self.groups.show_row(row)
            return
        self.show_view(LIST)
        found = [line.id for line in self._lines if row in (line.id, line.person.id)]
        self.table.search.clear()
        self.table.select(found)
        self.table.view.setFocus(Qt.FocusReason.OtherFocusReason)

    def refresh(self, changes: Changes | None, by: object) -> None:
        if not self._workshop:
            return
        if self._shown() == GROUPS and by is not self.groups:
            from verkstad.ui.screens.groups.page import SEEN

            if changes is None or changes.touches(*SEEN):
                self.groups.refresh()
        if changes is not None and not changes.touches(Participation, Person, Identity, Unit, Role, Workshop, Day, AgendaBlock):
            return
        if self._shown() == DOOR:
            self.door.refresh()
        had = bool(self._lines)
        language, names = self.desk.language, self.desk.settings.names
        lines = self.desk.bench.ask(people.participants, self._workshop)
        self.days = self.desk.bench.library.children(Day, self._workshop)
        self._lines = tuple(sorted(lines, key=lambda line: sort_key(line.person, language, names=names)))
        self.table.show_values(self._lines)
        count = self.desk.bench.ask(people.headcount, self._workshop)
        self.strip.show_headcount(count, self.days)
        self.rest_button.setVisible(count.half_noted)
        self.strip.setVisible(bool(self._lines))
        self.strip.needs.setVisible(bool(self._lines) and not self.strip.needs.isHidden())
        crowd = self.desk.bench.ask(workshops.crowd, self._workshop)
        self.crowd.setText(crowd_words(self.desk, crowd) if crowd else "")
        self.crowd.setVisible(crowd is not None)
        warned = [
            (decider_words(w, language, names=names, days=self.days), True) for w in self.desk.bench.ask(nobody_decides, self._workshop)
        ]
        warned += [(words, True) for words in self._broken()[:MOST_BROKEN]]
        if missing := perspectives_sentence(self.desk.bench.ask(missing_perspectives, self._workshop), language):
            warned.append((missing, False))
        self.warnings.show_rows(warned)
        self.warnings.setVisible(bool(warned))
        row = self.desk.bench.library.get(Workshop, self._workshop)
        self.expected.show_value(row.expected if row else None, self._workshop, "")
        self.expected.setVisible(not self._lines)
        if self._invitation is not None:
            self._invitation.refresh()
        self._fitting.fit()
        if had != bool(self._lines):
            self.headline_changed.emit()

    def reveal(self, changes: Changes) -> None:
        ids = changes.ids(Participation)
        if ids and self._shown() == LIST:
            self.table.select(ids)

    def find(self) -> bool:
        if self._shown() == LIST and self._lines:
            self.table.search.setFocus(Qt.FocusReason.ShortcutFocusReason)
            self.table.search.selectAll()
            return True
        return False

    def settle(self) -> None:
        self._inspector.settle()
        if self._invitation is not None:
            self._invitation.settle()
        if self._groups is not None:
            self._groups.settle()
        self.expected.settle()

    def leave(self) -> None:
        self.settle()
        if self._groups is not None:
            self._groups.leave()

    def show_view(self, at: int) -> None:
        """LIST, INVITATION, GROUPS or DOOR."""
        self.settle()
        if at == INVITATION:
            self.invitation.refresh()
        elif at == GROUPS:
            self.groups.refresh()
        elif at == DOOR:
            self.door.refresh()
        shown = {INVITATION: self._invitation, GROUPS: self._groups, DOOR: self._door}.get(at)
        if (view := shown or self._stack.widget(0)) is not None:
            self._stack.setCurrentWidget(view)
        self._views_group.button(at).setChecked(True)
        if at == DOOR:
            self.door.line.setFocus(Qt.FocusReason.OtherFocusReason)
        for way_in in (self.paste_button, self.import_button):
            way_in.setVisible(at == LIST)
        self.headline_changed.emit()

    def keyPressEvent(self, event: QKeyEvent) -> None:
        if event.matches(QKeySequence.StandardKey.Paste) and self._shown() == LIST:  # also where nobody is listed yet
            self.paste()
        else:
            super().keyPressEvent(event)

    # ------------------------------------------------------------------------------------------------ what a person does

    def add_called(self, typed: str) -> None:
        """Somebody new by what was typed: "Åsa Bergström", "Bergström, Åsa", "Åsa Bergström <asa@…>", "Rektor"; one who is there already is asked to come."""
        from verkstad.app import newcomers

        try:
            table = newcomers.pasted(typed)
            found = self.desk.bench.ask(newcomers.preview, table, newcomers.guess(table)).newcomers
        except Failure as error:
            self.desk.say(wording.sentence(error, self.desk.language))
            return
        first = next((n for n in found if n.usable), None)
        if first is not None and first.like is not None and first.sure:
            self._do(people.invite, self._workshop, (first.like.id,))
            return
        new = newcomers.chosen(self.desk.bench.ask(newcomers.preview, table, newcomers.guess(table)), {}) if first is not None else ()
        given, family = newcomers.split_name(typed)
        made = self._do(people.add_person, new[0] if new else NewPerson(given, family), workshop=self._workshop)
        if made:
            self.table.select([line.id for line in self._lines if line.person.id == made])

    def paste(self) -> None:
        self.paste_text(QGuiApplication.clipboard().text())

    def paste_text(self, text: str) -> None:
        from verkstad.ui.screens import people_import

        self._came(people_import.paste(self.desk, text, by=self, workshop=self._workshop))

    def import_dialog(self) -> None:
        from verkstad.ui.screens import people_import

        people_import.choose(self.desk, done=self._came, by=self, workshop=self._workshop)

    def mark_present(self, rows: Sequence[ParticipantLine]) -> None:
        self._mark(people.mark_present, rows)

    def mark_absent(self, rows: Sequence[ParticipantLine]) -> None:
        self._mark(people.mark_absent, rows)

    def mark_rest(self) -> None:
        """Everybody who has no mark yet was there: one step."""
        count = self._do(people.mark_rest_present, self._workshop)
        if count:
            self.desk.say(rest_words(count, self.desk.language), undo=True)

    def note_answer(self, rows: Sequence[ParticipantLine], answer: str) -> None:
        self._mark(people.note_answer, rows, answer)

    def take_off(self, rows: Sequence[ParticipantLine]) -> None:
        self._do(people.take_off, tuple(row.id for row in rows))
        if len(rows) == 1:
            told_so = self._("%(name)s was taken off the list.", name=self._called(rows[0]))
        else:
            told_so = self.desk.language.ngettext(
                "%(n)d person was taken off the list.", "%(n)d people were taken off the list.", len(rows)
            )
        self.desk.say(told_so, undo=True)

    def substitute(self, row: ParticipantLine, person: str | None, typed: str = "") -> str | None:
        """Somebody else takes the seat: a person who is there, or a new one by name. One step; how she takes part, None when it was refused."""
        if person:
            return self._do(people.substitute, row.id, person) or None
        if typed:
            from verkstad.app import newcomers

            return self._do(people.send_newcomer, row.id, NewPerson(*newcomers.split_name(typed), unit=row.person.unit_name)) or None
        return None

    def say_who_decides(self) -> None:
        """The list, at the field where somebody's part is chosen: at one who decides already, else at the first who comes."""
        self.show_view(LIST)
        self.table.search.clear()
        shown = self.table.model.shown
        first = next((x for x in shown if x.participation.part == "decider"), next(filter(comes, shown), None))
        if first is not None:
            self.table.select([first.id])
            self._inspector.ask_part()

    def write_invitation(self) -> None:
        self.show_view(INVITATION)

    # ------------------------------------------------------------------------------------------------ parts

    def _columns(self) -> list[Column[ParticipantLine]]:
        _, language, desk = self._, self.desk.language, self.desk
        do = self._act

        def choice(kind: str, values: Sequence[str]) -> Callable[[ParticipantLine], list[tuple[str, str]]]:
            return lambda _line: [(value, wording.choice_name("participation", kind, value, language)) for value in values]

        def answer(line: ParticipantLine) -> str:
            """As she is counted; where she is absent what she had answered, and nothing where that was nothing."""
            counted, said = reply(line.participation), line.participation.answer
            return counted if counted != "absent" else "" if said == "invited" else said

        def answer_word(line: ParticipantLine) -> str:
            return wording.choice_name("participation", "answer", said, language) if (said := answer(line)) else ""

        def word(kind: str) -> Callable[[ParticipantLine], str]:
            return lambda line: wording.choice_name("participation", kind, getattr(line.participation, kind), language)

        marks = {"present": people.mark_present, "absent": people.mark_absent, "": people.clear_attendance}
        return [
            Column(_("Name or role"), self._called, sort=lambda x: sort_key(x.person, language, names=desk.settings.names), strong=True, icon=self._mark_of),
            Column(_("Unit"), lambda x: x.person.unit_name, width=150),
            Column(_("Position"), lambda x: x.person.position or role_name(x.person, language), width=150),
            Column(
                _("Part"), word("part"), typed=lambda x: x.participation.part, choices=choice("part", ("participant", "lead", "host", "decider")),
                edit=lambda x, kept: do(people.change_part, (x.id,), kept), width=120, faded=lambda x: x.participation.part == "participant",
            ),
            Column(
                _("Answer"), answer_word, typed=lambda x: x.participation.answer, choices=choice("answer", ("invited", "yes", "no")),
                edit=lambda x, kept: do(people.note_answer, (x.id,), kept), width=128, chip=lambda x: ANSWER_LOOK.get(answer(x), "text2"),
            ),
            Column(
                _("Attendance"), lambda x: word("attended")(x) if x.participation.attended else "", typed=lambda x: x.participation.attended,
                choices=choice("attended", ("", "present", "absent")), edit=lambda x, kept: do(marks[kept], (x.id,)), width=116,
                chip=lambda x: ATTENDED_LOOK.get(x.participation.attended, "text2"),
            ),
            Column(
                _("There"), self._there, edit=self._say_there, width=124,
            ),
            Column(_("Food"), lambda x: x.participation.food, edit=lambda x, typed: do(people.note_food, x.id, typed), drafts=lambda x: (x.id, "food"), width=124),
            Column(_("Access"), lambda x: x.participation.access, edit=lambda x, typed: do(people.note_access, x.id, typed), drafts=lambda x: (x.id, "access"), width=124),
        ]  # fmt: skip

    def _filter(self) -> Filter[ParticipantLine]:
        _ = self._
        return Filter(
            _("Who is shown"),
            [
                (_("Everybody"), lambda _x: True),
                (_("Coming"), lambda x: reply(x.participation) == "yes"),
                (_("No answer yet"), lambda x: reply(x.participation) == "invited"),
                (_("Not noted at the door"), lambda x: not x.participation.attended and x.participation.answer != "no"),
                (_("Absent or not coming"), lambda x: reply(x.participation) in ("absent", "no")),
            ],
        )

    def _views(self) -> QWidget:
        """Buttons that belong together: who takes part, the groups, the door and the invitation; and the ways in."""
        _, theme = self._, self.desk.theme
        self._views_group = QButtonGroup(self)
        buttons: list[QWidget] = []
        for at, name, icon in (
            (LIST, _("The list"), "users"),
            (GROUPS, _("Groups"), "shuffle"),
            (DOOR, _("At the door"), "user-check"),
            (INVITATION, _("Invitation"), "mail"),
        ):
            button = QToolButton()
            button.setProperty("look", "quiet")
            button.setText(f" {name}")
            button.setIcon(theme.icon(icon, "text2", 18))
            button.setToolButtonStyle(Qt.ToolButtonStyle.ToolButtonTextBesideIcon)
            button.setAccessibleName(name)
            button.setCheckable(True)
            button.clicked.connect(partial(self._on_view, at))
            self._views_group.addButton(button, at)
            buttons.append(button)
        self._views_group.button(0).setChecked(True)
        self.paste_button = controls.button(
            theme, _("Paste a list"), "clipboard-paste", on=self.paste, tip=_("People copied from a spreadsheet or a mail (Ctrl+V)")
        )
        self.import_button = controls.button(theme, _("Import…"), "import", on=self.import_dialog, tip=_("From a CSV, Excel or vCard file"))
        for way_in in (self.paste_button, self.import_button):
            way_in.setProperty("roomy", ROOMY)
        return controls.holder(controls.row(*buttons, 8, self.paste_button, self.import_button, spacing=look.XS))

    @property
    def door_button(self) -> Any:
        return self._views_group.button(DOOR)

    def _on_view(self, at: int, _checked: bool = False) -> None:
        self.show_view(at)

    def _menu(self, rows: list[ParticipantLine]) -> list[tuple[str, str, Callable[[], object]] | None]:
        _ = self._
        entries: list[tuple[str, str, Callable[[], object]] | None] = [
            (_("Present"), "user-check", partial(self.mark_present, rows)),
            (_("Absent"), "user-x", partial(self.mark_absent, rows)),
            (_("Coming"), "check", partial(self.note_answer, rows, "yes")),
            (_("Not coming"), "x", partial(self.note_answer, rows, "no")),
            None,
        ]
        if len(rows) == 1:
            entries += [
                (_("Send a substitute…"), "shuffle", self._inspector.ask_substitute),
                (_("Show the person"), "user", partial(self.desk.go, "people", rows[0].person.id)),
                None,
            ]
        return [*entries, (_("Take off the list"), "trash-2", partial(self.take_off, rows))]

    def _turn_attendance(self, rows: list[ParticipantLine]) -> None:
        now = rows[0].participation.attended
        self._mark({"": people.mark_present, "present": people.mark_absent}.get(now, people.clear_attendance), rows, go_on=False)

    def _mark(self, action: Callable[..., Any], rows: Sequence[ParticipantLine], *more: Any, go_on: bool = True) -> None:
        """One key a person: what is noted shows at once, and the next in the list is ready."""
        view = self.table.view
        following = view.currentIndex().row() + 1
        shown = self.table.model.shown
        next_id = shown[following].id if go_on and len(rows) == 1 and following < len(shown) else None
        self._do(action, tuple(row.id for row in rows), *more)
        if next_id is not None and view.hasFocus():
            self.table.select([next_id])

    def eventFilter(self, watched: QObject, event: QEvent) -> bool:
        if (
            watched is self.table.view
            and event.type() in (QEvent.Type.KeyPress, QEvent.Type.ShortcutOverride)
            and isinstance(event, QKeyEvent)
        ):
            plain = not event.modifiers() & ~Qt.KeyboardModifier.ShiftModifier
            mark = self.keys.get(event.text().upper()) if plain else None
            if mark is not None:
                rows = self.table.selected()
                if event.type() == QEvent.Type.ShortcutOverride:
                    event.accept()
                elif rows:
                    mark(rows)
                return True
        if (
            watched is self.expected.line
            and event.type() == QEvent.Type.KeyPress
            and isinstance(event, QKeyEvent)
            and event.matches(QKeySequence.StandardKey.Paste)
        ):
            text = QGuiApplication.clipboard().text().strip()
            if text and not text.replace("\u00a0", "").replace(" ", "").isdecimal():
                self.paste_text(text)  # names are no number: they come to the list they belong in
                return True
        return super().eventFilter(watched, event)

    def _broken(self) -> list[str]:
        """What broke in the groups when somebody stayed away; nothing is read of groups where there are none."""
        if not self.desk.bench.library.count(Grouping, parent=self._workshop):
            return []
        from verkstad.ui.screens.groups.words import broken_groups

        return broken_groups(self.desk, self._workshop)

    def _outsiders(self) -> list[tuple[str, str]]:
        """Those who are not on the list, by the alphabet: (id, what they are called)."""
        listed = {line.person.id for line in self._lines}
        language, names = self.desk.language, self.desk.settings.names
        lines = [x for x in self.desk.bench.ask(people.directory) if x.id not in listed]
        lines.sort(key=lambda x: sort_key(x, language, names=names))
        return [(x.id, told(x, language, names=names)) for x in lines]

    def _there(self, line: ParticipantLine) -> str:
        row, language = line.participation, self.desk.language
        return presence(row.present_from, row.present_until, language, day_called(self.days, row.present_on, language))

    def _say_there(self, line: ParticipantLine, typed: str) -> None:
        """The day and the times as they are written in the cell, in one step."""
        day, times = typed_day(typed, self.days)
        self._act(people.present_on, (line.id,), day, between=typed_presence(times))

    def _called(self, line: ParticipantLine) -> str:
        return called(line.person, self.desk.language, names=self.desk.settings.names)

    def _mark_of(self, line: ParticipantLine) -> tuple[str, str] | None:
        if line.replaces is not None:
            return ("shuffle", "text2")
        if line.participation.part == "lead":
            return ("star", "accent")
        return ("flag", "accent") if line.participation.part == "decider" else None

    def _on_chosen(self, lines: list[ParticipantLine]) -> None:
        self._inspector.show_lines(lines)

    def _came(self, ids: Sequence[str]) -> None:
        if ids:  # only the first is chosen: the next single key is about one person, not about everybody who came
            came = set(ids)
            self.show_view(LIST)
            self.table.select([line.id for line in self.table.model.shown if line.person.id in came][:1])
            self.table.view.setFocus(Qt.FocusReason.OtherFocusReason)

    def _expect(self, count: int | None) -> None:
        self._do(workshops.expect_people, self._workshop, count)

    def _act(self, action: Callable[..., Any], *args: Any, **facts: Any) -> Any:
        """Do it; what is refused goes to the cell that asked."""
        return self.desk.bench.do(action, *args, by=self, **facts)

    def _do(self, action: Callable[..., Any], *args: Any, **facts: Any) -> Any:
        """Do it; what is refused is said."""
        return self.desk.try_to(action, *args, by=self, **facts)


__all__ = ["InviteLine", "PeoplePart"]
