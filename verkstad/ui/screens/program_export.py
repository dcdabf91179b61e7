"""The program or the participants as a file of another program: what, in which form, and which of the texts go along."""

from __future__ import annotations

from pathlib import Path

from PySide6.QtWidgets import QButtonGroup, QCheckBox, QRadioButton

from verkstad import wording
from verkstad.app import program_files as files
from verkstad.domain.errors import Failure
from verkstad.domain.workshop import Workshop
from verkstad.i18n import N_
from verkstad.ui import controls
from verkstad.ui.desk import Desk
from verkstad.ui.dialogs import Sheet
from verkstad.ui.fields import ChoiceField

NAMES = {
    "docx": N_("Word document (*.docx)"),
    "xlsx": N_("Spreadsheet (*.xlsx)"),
    "csv": N_("Spreadsheet (*.csv)"),
    "md": N_("Markdown (*.md)"),
    "ics": N_("Calendar (*.ics)"),
    "vcf": N_("Contacts (*.vcf)"),
}
TOLD = {
    "docx": N_("The day as a table, then the words of each block, to go on writing in."),
    "xlsx": N_("A row for each block, with real times and dates."),
    "csv": N_("A row for each block, with semicolons, as a Swedish spreadsheet opens it."),
    "md": N_("Plain text with headings and tables, for wikis and notes."),
    "ics": N_("An event for each day, with the agenda in its text. Only days with a date."),
    "vcf": N_("Names, addresses, phones, units and roles; nothing about the workshop."),
}
OF_PEOPLE = {
    "xlsx": N_("A row for each person."),
    "csv": N_("A row for each person, with semicolons, as a Swedish spreadsheet opens it."),
}


class ProgramFileDialog(Sheet):
    """Remembers the form that was taken last; what is mine only is never ticked beforehand."""

    def __init__(self, desk: Desk, workshop: str, what: str = "program") -> None:
        super().__init__(desk, desk.gettext("Save in another format"), width=520)
        _ = self._
        self.workshop = workshop
        self.program = QRadioButton(_("The program"))
        self.people = QRadioButton(_("The participants"))
        group = QButtonGroup(self)
        for made in (self.program, self.people):
            group.addButton(made)
        (self.people if what == "people" else self.program).setChecked(True)
        self.program.toggled.connect(lambda _on: self._show_what())
        self.forms = ChoiceField(desk, _("As"), [], save=self._on_form)
        self.told = controls.label("", "caption", wrap=True)
        self.instructions = QCheckBox(_("Instruction to the participants"))
        self.instructions.setChecked(True)
        self.documentation = QCheckBox(_("For the documentation"))
        self.notes = QCheckBox(_("My notes"))
        self.each_block = QCheckBox(_("An event for each block instead"))
        self.needs = QCheckBox(_("Food and access needs"))
        self._along = controls.label(_("Goes along"), "label")
        self._warned = controls.label("", "caption", wrap=True)
        for box in (self.notes, self.needs):
            box.toggled.connect(lambda _on: self._warn())
        self.add(
            controls.column(controls.label(_("What"), "label"), 4, self.program, self.people),
            controls.column(self.forms, 4, self.told),
            controls.column(self._along, 4, self.each_block, self.instructions, self.documentation, self.notes, self.needs, 6, self._warned),
        )  # fmt: skip
        self.each_block.toggled.connect(lambda _on: self._on_form(self.form))
        self.offer_cancel()
        self.offer(_("Save the file…"), self.accept, role="primary", icon="download")
        self.form = ""
        self._show_what()

    def _show_what(self) -> None:
        forms = files.FORMATS if self.program.isChecked() else files.PEOPLE
        self.forms.show_value("")  # a form of the other kind is no choice here
        self.forms.offer([(form, self._(NAMES[form])) for form in forms])
        kept = self.desk.memory.get(self._memory(), "")
        self.choose(kept if kept in forms else forms[0])

    def choose(self, form: str) -> None:
        """The form as if it had been chosen in the list."""
        self.forms.show_value(form)
        self._on_form(form)

    def _memory(self) -> str:
        return "file-form" if self.program.isChecked() else "people-file-form"

    def _on_form(self, form: str) -> None:
        self.form = form
        self.desk.memory.put(self._memory(), form)
        program = self.program.isChecked()
        self.told.setText(self._((TOLD if program else {**TOLD, **OF_PEOPLE})[form]))
        calendar = form == "ics"
        self.instructions.setVisible(program and (not calendar or self.each_block.isChecked()))
        self.documentation.setVisible(program and not calendar)
        self.notes.setVisible(program and not calendar)
        self.each_block.setVisible(program and calendar)
        self.needs.setVisible(not program and form != "vcf")
        self._along.setVisible(form != "vcf")
        self._warn()

    def _warn(self) -> None:
        _ = self._
        if not self.program.isChecked():
            told = _("The file holds personal data. Send it only where that is allowed.")
            if self.needs.isChecked() and self.form != "vcf":
                told = _(
                    "The file holds personal data, and food and access can tell of health or faith. Send it only where that is allowed."
                )
        elif self.notes.isChecked() and self.form != "ics":
            told = _("My notes are meant for you alone. Whoever gets the file can read them.")
        else:
            told = ""
        self._warned.setText(told)
        self._warned.setVisible(bool(told))

    def layers(self) -> files.Layers:
        return files.Layers(self.instructions.isChecked(), self.documentation.isChecked(), self.notes.isChecked())

    def write(self, path: Path) -> None:
        """Raises a Failure."""
        if self.program.isChecked():
            files.write_program(
                self.desk.bench, self.workshop, path, form=self.form, layers=self.layers(), each_block=self.each_block.isChecked()
            )
        else:
            files.write_people(self.desk.bench, self.workshop, path, form=self.form, needs=self.needs.isChecked())


def open_program_export(desk: Desk, workshop: str, what: str = "program") -> None:
    """Ask, write the file, and say so when it is there."""
    _ = desk.gettext
    row = desk.bench.library.get(Workshop, workshop)
    if row is None:
        return
    asked = ProgramFileDialog(desk, workshop, what)
    if not desk.dialogs.run(asked):
        return
    name = row.title if asked.program.isChecked() else _("%(title)s, participants", title=row.title)
    path = desk.dialogs.save_as(_("Save in another format"), f"{name}.{asked.form}", _(NAMES[asked.form]))
    if path is None:
        return
    if path.suffix.lower() != f".{asked.form}":
        path = path.with_name(f"{path.name}.{asked.form}")
    try:
        asked.write(path)
    except Failure as error:
        desk.say(wording.sentence(error, desk.language))
        return
    desk.say(_("Saved as %(name)s", name=path.name))
