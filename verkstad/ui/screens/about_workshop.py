"""About the workshop: all that is said of it as a whole, in the inspector. Name, purpose and wanted results first; the rest folded.

Every field saves itself as it is left, one undo step each, through the action named for it.
"""

from __future__ import annotations

from collections.abc import Callable
from typing import Any

from PySide6.QtCore import Qt
from PySide6.QtGui import QKeyEvent
from PySide6.QtWidgets import QWidget

from verkstad import wording
from verkstad.app import workshops
from verkstad.app.initiatives import initiatives, newest_first
from verkstad.domain.workshop import Day, Workshop
from verkstad.ui import controls
from verkstad.ui import theme as look
from verkstad.ui.desk import Desk
from verkstad.ui.fields import ChoiceField, ClockField, DateField, Field, LineField, NumberField, ProseField, form
from verkstad.ui.fold import Fold
from verkstad.ui.private import Private, hidden_words, withheld
from verkstad.ui.screens.people_words import crowd_words

DRAFTED = frozenset({"title", "purpose", "outcomes", "place", "leads", "contact", "before", "notes"})
"""Columns whose half-written text is kept; the others are chosen, or read as a whole."""

LABEL = 21
"""Pixels the name of a field takes above it."""


class AboutWorkshop(QWidget):
    """`close` is told when somebody is done with it."""

    def __init__(self, desk: Desk, close: Callable[[], object]) -> None:
        super().__init__()
        self.desk, self._close = desk, close
        self._ = _ = desk.gettext
        self._workshop = ""
        self._fields: dict[str, Field] = {}
        self._day: Day | None = None
        heading = controls.label(_("About the workshop"), "section")
        self.close_button = controls.icon_button(desk.theme, "x", _("Close"), on=close, shortcut="Esc")
        self.title = LineField(desk, _("Name"), required=True, save=self._saver(workshops.rename_workshop))
        self.purpose = ProseField(
            desk, _("Purpose"), lines=3, placeholder=_("Why you meet, in a sentence or two"), save=self._saver(workshops.describe_purpose)
        )
        self.outcomes = ProseField(
            desk, _("Wanted results, one a line"), lines=4, placeholder=_("What you will have when you go home"), save=self._saver(workshops.want_outcomes)
        )  # fmt: skip
        for prose, lines in ((self.purpose, 3), (self.outcomes, 4)):  # it scrolls; what matters first is not pressed together
            prose.setMinimumHeight(lines * 18 + 18 + LABEL)
        self.initiative = ChoiceField(
            desk, _("Belongs to the initiative"), save=lambda kept: self._saver(workshops.attach_to_initiative)(kept or None)
        )
        self.initiative.setMinimumHeight(38 + LABEL)
        self._fields |= {"title": self.title, "purpose": self.purpose, "outcomes": self.outcomes}
        self.where = Fold(desk, "about-where", _("Time and place"), self._make_where, self.refresh)
        self.who = Fold(desk, "about-who", _("Who leads, and how many come"), self._make_who, self.refresh)
        self.ahead = Fold(desk, "about-ahead", _("Before the day"), self._make_ahead, self.refresh)
        self.paper = Fold(desk, "about-paper", _("Paper and record"), self._make_paper, self.refresh)
        self.private: Private | None = None
        self.notes = Fold(desk, "about-notes", _("My own notes"), self._make_notes, self.refresh)
        self.folds = (self.where, self.who, self.ahead, self.paper, self.notes)
        rest: list[controls.Item] = []
        for fold in self.folds:
            rest += [12, controls.hairline(), 8, fold]
        self.setLayout(
            controls.column(
                controls.row(heading, None, self.close_button), 12, form(self.title, self.purpose, self.outcomes, self.initiative), 6, *rest, 12, None,
                margins=(24, 14, 16, 16),
            )
        )  # fmt: skip
        desk.room_looks.connect(self.refresh)

    # ------------------------------------------------------------------------------------------------ what is folded

    def _make_where(self) -> QWidget:
        _ = self._
        self.date = DateField(self.desk, _("Date"), of=(Day, "date"), today=self.desk.today, save=lambda date: self._move(date=date))
        self.start = ClockField(self.desk, _("Starts"), save=lambda start: self._move(start=start))
        self.when = controls.holder(controls.row((self.date, 3), (self.start, 2), spacing=look.M))
        self.several = controls.label(_("There are several days: date and time are set for each in the program."), "caption", wrap=True)
        place = self._fields["place"] = LineField(self.desk, _("Place"), save=self._saver(workshops.choose_place))
        return controls.holder(form(self.when, self.several, place))

    def _make_who(self) -> QWidget:
        _ = self._
        leads = self._fields["leads"] = LineField(self.desk, _("Led by"), length=300, save=self._saver(workshops.say_who_leads))
        contact = self._fields["contact"] = LineField(
            self.desk,
            _("Whom to call on the day"),
            placeholder=_("Name and telephone number"),
            save=self._saver(workshops.say_whom_to_call),
        )
        expected = self._fields["expected"] = NumberField(
            self.desk, _("How many you expect"), save=self._saver(workshops.expect_people), help=_("Until people are listed")
        )
        self.crowd = controls.label("", "caption", wrap=True)
        return controls.holder(controls.column(form(leads, contact, expected), 4, self.crowd))

    def _make_ahead(self) -> QWidget:
        _ = self._
        before = self._fields["before"] = ProseField(
            self.desk, _("Work before the day, one thing a line"), lines=3, save=self._saver(workshops.ask_for_work_before),
            help=_("Participants read this in the invitation."),
        )  # fmt: skip
        reply = self._fields["reply_by"] = DateField(
            self.desk, _("Answer by"), of=(Workshop, "reply_by"), today=self.desk.today, save=self._saver(workshops.ask_for_answer_by)
        )
        return controls.holder(form(before, reply))

    def _make_paper(self) -> QWidget:
        _, told = self._, self.desk.language
        speech = self._fields["language"] = ChoiceField(
            self.desk, _("Language on paper"), (("sv", "Svenska"), ("en", "English")), save=self._saver(workshops.choose_paper_language)
        )
        status = self._fields["record_class"] = ChoiceField(
            self.desk,
            _("Record status"),
            [(kept, wording.choice_name("workshop", "record_class", kept, told)) for kept in ("", "working", "final")],
            save=lambda kept: self._classify(record_class=kept),
        )
        number = self._fields["diary_number"] = LineField(
            self.desk, _("Diary number"), length=80, save=lambda text: self._classify(diary_number=text)
        )
        return controls.holder(form(speech, status, number))

    def _make_notes(self) -> QWidget:
        _ = self._
        notes = self._fields["notes"] = ProseField(
            self.desk, _("Only you and who leads with you see this"), lines=6, save=self._saver(workshops.write_workshop_notes)
        )
        self.private = Private(self.desk, _("My own notes"), controls.holder(form(notes)))
        return self.private

    # ------------------------------------------------------------------------------------------------ what is shown

    def show_workshop(self, workshop: str) -> None:
        self._workshop = workshop
        self.refresh()

    def refresh(self) -> None:
        row = self.desk.bench.library.get(Workshop, self._workshop) if self._workshop else None
        if row is None:
            return
        days = self.desk.bench.library.children(Day, row.id)
        self._day = days[0] if len(days) == 1 else None
        for column, field in self._fields.items():
            field.show_value(getattr(row, column), row.id, column if column in DRAFTED else "", of=column)
        rows = newest_first(self.desk.bench.ask(initiatives), keep=row.initiative)
        self.initiative.setVisible(bool(rows))
        self.initiative.offer([("", "–"), *((i.id, i.title) for i in rows)])
        self.initiative.show_value(row.initiative or "", row.id, "")
        if self.where.body is not None:
            self.when.setVisible(self._day is not None)
            self.several.setVisible(self._day is None)
            if self._day is not None:
                self.date.show_value(self._day.date, self._day.id, "")
                self.start.show_value(self._day.start, self._day.id, "")
        if self.who.body is not None:
            found = self.desk.bench.ask(workshops.crowd, row.id)
            self.crowd.setText(crowd_words(self.desk, found) if found else "")
            self.crowd.setVisible(found is not None)
        if self.private is not None:
            self.private.show_of(row.id)
        self._tell(row, len(days))

    def _tell(self, row: Workshop, days: int) -> None:
        """What stands in a fold that is closed."""
        _, language = self._, self.desk.language
        when = ""
        if self._day is not None and self._day.date:
            when = language.date(self._day.date, "weekday", today=self.desk.today())
        elif days > 1:
            when = language.ngettext("%(n)d day", "%(n)d days", days)
        many = language.ngettext("%(n)d expected", "%(n)d expected", row.expected) if row.expected else ""
        ahead = [_("answer by %(day)s", day=language.date(row.reply_by, "short", today=self.desk.today())) if row.reply_by else ""]
        ahead.insert(0, row.before.strip().partition("\n")[0])
        status = wording.choice_name("workshop", "record_class", row.record_class, language) if row.record_class else ""
        notes = hidden_words(self.desk) if row.notes and withheld(self.desk, "workshop", "notes") else " ".join(row.notes.split())
        for fold, said in (
            (self.where, [when, row.place]),
            (self.who, [row.leads, many]),
            (self.ahead, ahead),
            (self.paper, [{"sv": "Svenska", "en": "English"}.get(row.language, ""), status, row.diary_number]),
            (self.notes, [notes]),
        ):
            fold.tell(" · ".join(x for x in said if x) or _("nothing yet"))

    # ------------------------------------------------------------------------------------------------ the cursor

    def focus(self, at: str = "") -> None:
        """Put the cursor where one wants to write: "title" (its words selected), "where", or the purpose."""
        if at == "where":
            self.where.button.setChecked(True)
            self._fields["place"].setFocus(Qt.FocusReason.OtherFocusReason)
        elif at == "title":
            self.title.setFocus(Qt.FocusReason.OtherFocusReason)
            self.title.line.selectAll()
        else:
            self.purpose.setFocus(Qt.FocusReason.OtherFocusReason)

    def keyPressEvent(self, event: QKeyEvent) -> None:
        if event.key() == Qt.Key.Key_Escape:
            self._close()
        else:
            super().keyPressEvent(event)

    def settle(self) -> None:
        dated = (self.date, self.start) if self.where.body is not None else ()
        for field in (*self._fields.values(), self.initiative, *dated):
            field.settle()

    # ------------------------------------------------------------------------------------------------ saving

    def _saver(self, action: Callable[..., Any]) -> Callable[[Any], object]:
        return lambda value: self.desk.bench.do(action, self._workshop, value, by=self)

    def _classify(self, **changed: str) -> None:
        row = self.desk.bench.library.need(Workshop, self._workshop)
        said = {"record_class": row.record_class, "diary_number": row.diary_number} | changed
        self.desk.bench.do(workshops.classify_record, row.id, said["record_class"], said["diary_number"], by=self)

    def _move(self, **changed: Any) -> None:
        if self._day is not None:
            moved = {"date": self._day.date, "start": self._day.start} | changed
            self.desk.bench.do(workshops.move_day, self._day.id, **moved, by=self)
