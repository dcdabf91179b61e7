"""The invitation beside what it is made of: fill in what is lacking, read it as it will be sent, copy it or hand it to the mail program."""

from __future__ import annotations

from collections.abc import Callable
from typing import Any

from PySide6.QtCore import QUrl
from PySide6.QtGui import QDesktopServices, QGuiApplication
from PySide6.QtWidgets import QButtonGroup, QPlainTextEdit, QRadioButton, QWidget

from verkstad import wording
from verkstad.app import invitation as letters
from verkstad.app import workshops
from verkstad.app.invitation import Invitation, Mail, Recipients
from verkstad.domain.errors import Failure
from verkstad.domain.workshop import Workshop
from verkstad.i18n import N_, language
from verkstad.ui import controls
from verkstad.ui import theme as look
from verkstad.ui.desk import Desk
from verkstad.ui.fields import ChoiceField, DateField, LineField, ProseField, form

MISSING = {
    "when": N_("the date"), "where": N_("the place"), "why": N_("the purpose"), "reply_by": N_("the last day to answer"), "leads": N_("who leads"),
    "contact": N_("whom to call"),
}  # fmt: skip


class InvitationPanel(QWidget):
    def __init__(self, desk: Desk, *, open_link: Callable[[QUrl], bool] = QDesktopServices.openUrl) -> None:
        super().__init__()
        _ = desk.gettext
        self.desk, self._open_link = desk, open_link
        self._workshop = ""
        self._facts: Invitation | None = None
        self._to = Recipients((), 0)
        self._late = Recipients((), 0)

        def save(action: Any) -> Callable[[Any], object]:
            return lambda value: desk.bench.do(action, self._workshop, value, by=self)

        self.opening = ProseField(
            desk, _("Own introduction"), lines=3, placeholder=_("“Welcome to the workshop …” stands here until you write your own."),
            save=save(workshops.write_invitation),
        )  # fmt: skip
        self.purpose = ProseField(desk, _("Why you meet"), lines=2, save=save(workshops.describe_purpose))
        self.before = ProseField(desk, _("Work before the day, one thing a line"), lines=2, save=save(workshops.ask_for_work_before))
        self.place = LineField(desk, _("Place"), save=save(workshops.choose_place))
        self.reply_by = DateField(desk, _("Answer by"), of=(Workshop, "reply_by"), today=desk.today, save=save(workshops.ask_for_answer_by))
        self.leads = LineField(desk, _("Led by"), length=300, save=save(workshops.say_who_leads))
        self.contact = LineField(
            desk, _("Whom to call on the day"), placeholder=_("Name and telephone number"), save=save(workshops.say_whom_to_call)
        )
        self.speech = ChoiceField(
            desk, _("Language of the letter"), (("sv", "Svenska"), ("en", "English")), save=save(workshops.choose_paper_language)
        )
        self.fields = (self.opening, self.purpose, self.before, self.place, self.reply_by, self.leads, self.contact, self.speech)
        written = controls.column(
            controls.label(_("What it says"), "section"), controls.label(_("Date, times and wanted results come from the workshop itself."), "caption", wrap=True), 12,
            form(self.opening, self.purpose, self.before, (self.place, self.reply_by), self.leads, self.contact, self.speech), None, margins=(0, 0, 12, 0),
        )  # fmt: skip
        content = controls.holder(written)
        left = controls.scrolling(content)
        left.setMinimumWidth(content.minimumSizeHint().width() + 14)  # it scrolls up and down only

        self.which = QButtonGroup(self)
        self.invite, self.remind = QRadioButton(_("Invitation")), QRadioButton(_("Reminder"))
        for at, button in enumerate((self.invite, self.remind)):
            self.which.addButton(button, at)
            button.clicked.connect(lambda _checked=False: self._show_letter())
        self.invite.setChecked(True)
        self.lacking = controls.label("", "warning", wrap=True)
        self.lacking.setSizePolicy(self.lacking.sizePolicy().Policy.Preferred, self.lacking.sizePolicy().Policy.Minimum)
        self.subject = controls.label("", "strong", wrap=True, selectable=True)
        self.letter = QPlainTextEdit()
        self.letter.setReadOnly(True)
        self.letter.setTabChangesFocus(True)
        self.letter.setAccessibleName(_("The letter"))
        self.letter.setStyleSheet("QPlainTextEdit { border: 0; background: transparent; padding: 0; }")
        self.to = controls.label("", "caption", wrap=True)
        paper = controls.card(self.subject, controls.hairline(), (self.letter, 1), spacing=10, margins=(18, 16, 18, 12))
        theme = desk.theme
        self.copy_text = controls.button(theme, _("Copy the text"), "copy", on=self.copy_letter)
        self.copy_to = controls.button(theme, _("Copy the addresses"), "id-card", on=self.copy_addresses)
        self.open_mail = controls.button(theme, _("Open in the mail program"), "mail", role="primary", on=self.open_in_mail_program)
        self.calendar = controls.button(
            theme,
            _("Calendar file…"),
            "calendar-plus",
            role="link",
            on=self.save_calendar,
            tip=_("An event for each day, to send along with the letter"),
        )
        right = controls.column(
            controls.row(self.invite, self.remind, None, spacing=look.L), self.lacking, (paper, 1), controls.row((self.to, 1), self.calendar),
            controls.row(None, self.copy_to, self.copy_text, self.open_mail, spacing=look.S), spacing=10,
        )  # fmt: skip
        self.setLayout(controls.row((left, 4), (right, 5), spacing=look.L, margins=(24, 16, 24, 16)))

    def show_workshop(self, workshop: str) -> None:
        self._workshop = workshop
        self.invite.setChecked(True)

    def refresh(self) -> None:
        row = self.desk.bench.library.get(Workshop, self._workshop)
        if row is None:
            return
        for field, column in (
            (self.opening, "invitation"), (self.purpose, "purpose"), (self.before, "before"), (self.place, "place"), (self.reply_by, "reply_by"),
            (self.leads, "leads"), (self.contact, "contact"), (self.speech, "language"),
        ):  # fmt: skip
            field.show_value(getattr(row, column), row.id, "" if field is self.reply_by else column)  # a date half typed is no text to keep
        self._speaks = row.language
        self._facts = self.desk.bench.ask(letters.invitation, self._workshop)
        self._to = self.desk.bench.ask(letters.recipients, self._workshop)
        self._late = self.desk.bench.ask(letters.recipients, self._workshop, unanswered_only=True)
        self._show_letter()

    def settle(self) -> None:
        for field in self.fields:
            field.settle()

    def mail(self) -> Mail:
        """The letter chosen, in the language of the workshop's paper."""
        assert self._facts is not None
        speaks = language(self._speaks if self._speaks in ("sv", "en") else "sv")
        if self.remind.isChecked():
            return letters.reminder_mail(self._facts, speaks, today=self.desk.today())
        return letters.invitation_mail(self._facts, speaks)

    def recipients(self) -> Recipients:
        return self._late if self.remind.isChecked() else self._to

    # ------------------------------------------------------------------------------------------------ on its way

    def copy_letter(self) -> None:
        self.settle()
        QGuiApplication.clipboard().setText(self.mail().body)
        self.desk.say(self.desk.gettext("The text is copied. Paste it into a mail."))

    def copy_addresses(self) -> None:
        to = self.recipients()
        QGuiApplication.clipboard().setText(letters.address_line(to.addresses))
        self.desk.say(self.desk.language.ngettext("%(n)d address is copied.", "%(n)d addresses are copied.", len(to.addresses)))

    def open_in_mail_program(self) -> None:
        """Hand the letter over. What does not fit in a link is on the clipboard, and said to be."""
        _ = self.desk.gettext
        self.settle()
        mail, to = self.mail(), self.recipients()
        link, whole = letters.mail_link(mail, to.addresses)
        if not whole:
            QGuiApplication.clipboard().setText(mail.body)
        if not self._open_link(QUrl(link, QUrl.ParsingMode.StrictMode)):
            QGuiApplication.clipboard().setText(mail.text)
            self.desk.say(_("No mail program answered. The text is copied instead: paste it into a mail."))
        elif not whole:
            self.desk.say(_("The letter is too long for a link. It is copied: paste it into the mail that was opened."))

    def save_calendar(self) -> None:
        """The days as a calendar file, to attach to the mail."""
        from verkstad.app.program_files import write_program

        _, desk = self.desk.gettext, self.desk
        self.settle()
        title = self._facts.title if self._facts is not None else ""
        path = desk.dialogs.save_as(_("Calendar file"), f"{title}.ics", _("Calendar (*.ics)"))
        if path is None:
            return
        try:
            write_program(
                desk.bench, self._workshop, path if path.suffix.lower() == ".ics" else path.with_name(f"{path.name}.ics"), form="ics"
            )
        except Failure as error:
            desk.say(wording.sentence(error, desk.language))
            return
        desk.say(_("Saved as %(name)s", name=path.name))

    # ------------------------------------------------------------------------------------------------ what is shown

    def _show_letter(self) -> None:
        if self._facts is None:
            return
        _, language = self.desk.gettext, self.desk.language
        mail, to = self.mail(), self.recipients()
        self.subject.setText(mail.subject)
        if self.letter.toPlainText() != mail.body:
            scroll = self.letter.verticalScrollBar().value()
            self.letter.setPlainText(mail.body)
            self.letter.verticalScrollBar().setValue(scroll)
        lacking = self._facts.missing
        self.lacking.setText(_("Still lacking: %(what)s", what=language.listing(_(MISSING[name]) for name in lacking)))
        self.lacking.setVisible(bool(lacking) and not self.remind.isChecked())
        told = [
            language.ngettext("To %(n)d address, hidden from one another", "To %(n)d addresses, hidden from one another", len(to.addresses))
        ]
        if to.without:
            told.append(language.ngettext("%(n)d person on the list has none", "%(n)d people on the list have none", to.without))
        self.to.setText(". ".join(told) + ".")
        self.copy_to.setEnabled(bool(to.addresses))
        waiting = len(self._late.addresses) + self._late.without
        words = (
            language.ngettext("Reminder (%(n)d has not answered)", "Reminder (%(n)d have not answered)", waiting)
            if waiting
            else _("Reminder")
        )
        self.remind.setText(words)
        self.remind.setAccessibleName(words)
