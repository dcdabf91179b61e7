"""A list of people on its way in: what was read, what each column holds, who may be there already, and one button that brings them in.

The same sheet for a list pasted with Ctrl+V, a file opened or one dropped on the window. Nothing is written until the last button,
and then it is one step to undo.
"""

from __future__ import annotations

import itertools
from collections.abc import Callable, Sequence
from pathlib import Path
from typing import Any

from PySide6.QtCore import QRect, QSize, Qt
from PySide6.QtGui import QFontMetrics, QKeySequence, QPainter, QShortcut, QShowEvent
from PySide6.QtWidgets import QAbstractItemView, QCheckBox, QFrame, QHeaderView, QLabel, QWidget

from verkstad import wording
from verkstad.app import newcomers, people
from verkstad.app.newcomers import TARGETS, Mapping, Newcomer, Note, Preview, Problem
from verkstad.app.newcomers import Sheet as Table
from verkstad.app.people import called
from verkstad.domain.errors import Failure, Foreign
from verkstad.domain.workshop import Workshop
from verkstad.i18n import N_, Language
from verkstad.ui import controls
from verkstad.ui import theme as look
from verkstad.ui.desk import Desk
from verkstad.ui.dialogs import Sheet
from verkstad.ui.screens.people_dialogs import Choice, likeness_words
from verkstad.ui.screens.people_words import told
from verkstad.ui.value_table import Column, ValueTable

Done = Callable[[Sequence[str]], object]

OUTCOME, WHO, REMARK = 0, 1, 2
OWN_COLUMNS = 3

TARGET_NAMES = {
    "ignore": N_("Leave out"), "name": N_("Name"), "given": N_("Given name"), "family": N_("Family name"), "email": N_("E-mail"),
    "phone": N_("Phone"), "unit": N_("Unit"), "role": N_("Role"), "position": N_("Position"),
    "part": N_("Part in the workshop"), "answer": N_("Answer"), "since": N_("Present from"), "until": N_("Present until"), "food": N_("Food"), "access": N_("Access"),
}  # fmt: skip


# ------------------------------------------------------------------------------------------------ ways in


def paste(desk: Desk, text: str, *, by: object, workshop: str | None = None) -> Sequence[str]:
    """What is on the clipboard, looked through and brought in. The ids of those who came, none when it was left."""
    try:
        table = newcomers.pasted(text)
    except Foreign:
        desk.say(desk.gettext("There is no text on the clipboard. Copy the list where it is, and paste again."))
        return ()
    except Failure as error:
        desk.say(wording.sentence(error, desk.language))
        return ()
    return look_through(desk, table, desk.gettext("the clipboard"), by=by, workshop=workshop)


def choose(desk: Desk, *, done: Done, by: object, workshop: str | None = None) -> None:
    """Ask for a file, then as `read`."""
    _ = desk.gettext
    paths = desk.dialogs.open_files(
        _("Import people"), _("Lists of people (*.csv *.tsv *.txt *.xlsx *.xlsm *.ods *.xls *.vcf);;All files (*)")
    )
    for path in paths:
        read(desk, path, done=done, by=by, workshop=workshop)


def read(desk: Desk, path: Path, *, done: Done, by: object, workshop: str | None = None) -> None:
    """Read a file elsewhere, then look it through. A file that is no list gets one sentence."""

    _ = desk.gettext
    table = desk.background.wait(
        desk, _("Reading the list"), lambda workers: workers.read(newcomers.read_file, str(path)), sentence=path.name
    )
    if table is not None:
        done(look_through(desk, table, path.name, by=by, workshop=workshop))


def look_through(desk: Desk, table: Table, source: str, *, by: object, workshop: str | None) -> Sequence[str]:
    sheet = ImportSheet(desk, table, source, workshop=workshop)
    if not desk.dialogs.run(sheet):
        return ()
    brought = sheet.people()
    ids: Sequence[str] = desk.bench.do(people.import_people, brought, workshop=workshop, by=by)
    desk.say(desk.language.ngettext("%(n)d person was imported.", "%(n)d people were imported.", len(ids)), undo=True)
    return ids


# ------------------------------------------------------------------------------------------------ words


def remarks(newcomer: Newcomer, language: Language) -> list[str]:
    """What is worth a look in a row, in words."""
    said = [problem_words(problem, language) for problem in newcomer.incoming.problems]
    if newcomer.twice is not None:
        said.insert(0, language.gettext("The same as row %(row)s.", row=newcomer.twice))
    return said


def problem_words(problem: Problem, language: Language) -> str:
    _ = language.gettext
    match problem.reason:
        case "empty":
            return _("Nobody in this row.")
        case "email":
            return _("Not an e-mail address: “%(found)s”.", found=problem.found)
        case "phone":
            return _("Hardly a telephone number: “%(found)s”.", found=problem.found)
        case "answer":
            return _("Neither yes nor no: “%(found)s”.", found=problem.found)
        case "time":
            return _("Not a time of day: “%(found)s”.", found=problem.found)
        case "span":
            return _("Gone before coming: %(found)s.", found=problem.found)
        case "cut":
            return _("Too long, cut off: “%(found)s…”", found=problem.found)
        case "name-from-email":
            return _("The name is guessed from the address.")
        case "replaced":
            return _("Characters that could not be read: “%(found)s”.", found=problem.found)
        case _other:
            return _("Look this row over.")


def note_words(note: Note, language: Language) -> str:
    """How the list was read, where that is worth telling."""
    _, ngettext = language.gettext, language.ngettext
    match note.reason:
        case "title":
            return _("Above the headings stood “%(text)s”; it is left out.", text=note.text[:80])
        case "no-header":
            return _("No headings were found, so the columns are guessed from what stands in them.")
        case "sheet":
            return _("The sheet “%(text)s” of %(n)d was read.", text=note.text, n=note.count)
        case "replaced":
            return ngettext("%(n)d character could not be read.", "%(n)d characters could not be read.", note.count)
        case "mended":
            return _("The letters å, ä and ö were garbled in the file and have been mended.")
        case "quotes":
            return _("A quotation mark is never closed; look the rows over.")
        case "cut":
            return ngettext("%(n)d cell was too long and was cut off.", "%(n)d cells were too long and were cut off.", note.count)
    return ""


def reading_words(table: Table, source: str, language: Language) -> str:
    """ "lista.csv · 28 rows · Windows letters (cp1252) · semicolons"."""
    _ = language.gettext
    encodings = {
        "utf-8": N_("Unicode (UTF-8)"), "cp1252": N_("Windows letters (cp1252)"), "cp850": N_("MS-DOS letters (cp850)"), "mac_roman": N_("Macintosh letters"),
        "utf-16-le": N_("Unicode (UTF-16)"), "utf-16-be": N_("Unicode (UTF-16)"),
    }  # fmt: skip
    delimiters = {
        ";": N_("semicolons between columns"),
        ",": N_("commas between columns"),
        "\t": N_("tabs between columns"),
        "|": N_("bars between columns"),
    }
    parts = [source, language.ngettext("%(n)d row", "%(n)d rows", len(table.rows))]
    if table.encoding:
        parts.append(_(encodings.get(table.encoding, table.encoding)))
    if table.delimiter in delimiters and len(table.columns) > 1:
        parts.append(_(delimiters[table.delimiter]))
    if table.header_row is not None and table.header_row > 1:
        parts.append(_("headings in row %(row)d", row=table.header_row))
    return " · ".join(parts)


# ------------------------------------------------------------------------------------------------ the sheet


class MappingHeader(QHeaderView):
    """A header with a list over each column of the file: what it holds. Below the list stands what the file calls it."""

    TALL = 72

    def __init__(self, desk: Desk, table: Table, targets: Sequence[str], changed: Callable[[int, str], object]) -> None:
        super().__init__(Qt.Orientation.Horizontal)
        self.desk = desk
        _ = desk.gettext
        self.boxes: list[Choice] = []
        for at in range(len(table.columns)):
            box = Choice()
            box.setParent(self.viewport())
            for target in ("ignore", "name", "given", "family", "unit", "position", "role", "part", "email", "phone", "food", "access"):
                box.addItem(_(TARGET_NAMES[target]), target)
            box.setCurrentIndex(box.findData(targets[at]))
            box.activated.connect(lambda _i, at=at, box=box: changed(at, box.currentData()))
            box.show()
            self.boxes.append(box)
        self.show_table(table)
        self.setSectionsClickable(False)
        self.setHighlightSections(False)
        self.setFixedHeight(self.TALL)
        self.setMinimumSectionSize(60)
        self.sectionResized.connect(lambda *_args: self.place())

    def sizeHint(self) -> QSize:
        return QSize(super().sizeHint().width(), self.TALL)

    def show_table(self, table: Table) -> None:
        """Name the lists after the headings of the file, or after their place where it has none."""
        _ = self.desk.gettext
        for at, (box, heading) in enumerate(zip(self.boxes, table.columns, strict=True)):
            called_so = heading if heading and heading not in TARGETS else _("column %(number)d", number=at + 1)
            box.setAccessibleName(_("What “%(column)s” holds", column=called_so))

    def show_targets(self, targets: Sequence[str]) -> None:
        for box, target in zip(self.boxes, targets, strict=True):
            box.setCurrentIndex(box.findData(target))

    def place(self) -> None:
        for at, box in enumerate(self.boxes):
            left = self.sectionViewportPosition(at + OWN_COLUMNS)
            box.setGeometry(QRect(left + 4, 6, self.sectionSize(at + OWN_COLUMNS) - 8, 32))

    def resizeEvent(self, event: Any) -> None:
        super().resizeEvent(event)
        self.place()

    def setOffset(self, offset: int) -> None:
        super().setOffset(offset)
        self.place()

    def paintSection(self, painter: QPainter, rect: QRect, section: int) -> None:
        t = self.desk.theme
        painter.save()
        painter.fillRect(rect, t.colour("surface"))
        painter.setPen(t.colour("line"))
        painter.drawLine(rect.bottomLeft(), rect.bottomRight())
        own = section < OWN_COLUMNS
        face = look.font(look.CAPTION, look.SEMIBOLD)
        text = str(self.model().headerData(section, Qt.Orientation.Horizontal) or "")
        painter.setFont(face)
        painter.setPen(t.colour("text2"))
        line = QRect(rect.left() + 10, rect.bottom() - 25, rect.width() - 16, 20)
        painter.drawText(
            line, Qt.AlignmentFlag.AlignVCenter, QFontMetrics(face).elidedText(text, Qt.TextElideMode.ElideRight, line.width())
        )
        painter.restore()
        if own and section == OUTCOME and self.boxes:
            painter.save()
            painter.setFont(look.font(look.CAPTION))
            painter.setPen(t.colour("text2"))
            painter.drawText(
                QRect(rect.left() + 10, 6, rect.width(), 32),
                Qt.AlignmentFlag.AlignVCenter,
                self.desk.gettext("Choose what each column holds:"),
            )
            painter.restore()


class ImportSheet(Sheet):
    """Look a list through. `people()` gives what was chosen, after the sheet was accepted."""

    def __init__(self, desk: Desk, table: Table, source: str, *, workshop: str | None = None) -> None:
        _ = desk.gettext
        row = desk.bench.library.get(Workshop, workshop)
        title = _("Import people to %(workshop)s", workshop=row.title) if row else _("Import people")
        super().__init__(desk, title, width=760)
        over = desk.dialogs.over()
        room = over.size() if over is not None else QSize(1100, 720)
        self._room = QSize(max(820, min(1180, room.width() - 60)), max(540, min(720, room.height() - 24)))
        self.resize(self._room)
        self._table, self._workshop = table, workshop
        self._mapping: Mapping = newcomers.guess(table)
        self._answers: dict[int, str] = {}
        self._preview: Preview = desk.bench.ask(newcomers.preview, table, self._mapping)

        self._source = source
        self.reading = controls.label("", "caption", wrap=True)
        self.notes = controls.label("", "caption", wrap=True)
        self._tell_reading()
        self.alike = self._alike_bar()
        self.list = ValueTable(desk, self._columns(), name=_("What the list holds"), space=self._turn, menu=self._menu)
        self.list.view.setEditTriggers(QAbstractItemView.EditTrigger.EditKeyPressed | QAbstractItemView.EditTrigger.SelectedClicked)
        self._put_header()
        self.units = controls.Elided("", "caption")
        self.emails = QCheckBox("")
        self.phones = QCheckBox("")
        self.family_first = QCheckBox(_("Family name first"))
        self.headings = QCheckBox(
            _("Row %(row)d is headings", row=table.header_row) if (table.header_row or 1) > 1 else _("The first row is headings")
        )
        self.headings.setChecked(table.header_row is not None)
        self.headings.setVisible(
            table.header_row is not None or not set(table.columns) <= set(TARGETS)
        )  # cards and lines have no rows of cells
        self.headings.clicked.connect(self._on_headings_switched)
        for check in (self.emails, self.phones):
            check.setChecked(True)
            check.clicked.connect(self._show)
        self.family_first.clicked.connect(self._on_order_changed)
        self.only_remarks = QCheckBox("")
        self.only_remarks.clicked.connect(self._show)
        self.personal = controls.label(_("Take with you only what you need:"), "caption")
        rows = controls.row(self.headings, self.only_remarks, self.family_first, (self.units, 1), spacing=look.L)
        choices = controls.column(rows, controls.row(self.personal, self.emails, self.phones, None, spacing=look.L))
        head = controls.column(self.reading, self.notes, spacing=2)
        self.add(head, self.alike, self.list, choices)
        self.body.setStretchFactor(self.list, 1)
        self.layout().setStretchFactor(self.body, 100)  # type: ignore[attr-defined]
        self.body.setSpacing(10)
        self.offer_cancel()
        self.import_button = self.offer("", self.accept, role="primary")
        at_once = QShortcut(QKeySequence("Ctrl+Return"), self)
        at_once.activated.connect(self.import_button.click)  # type: ignore[attr-defined]
        self.import_button.setToolTip("Ctrl+Enter")
        self._show()
        self._order_of_tabs()
        self.list.view.setFocus()
        self.list.focus_first()

    def showEvent(self, event: QShowEvent) -> None:
        """A list takes what room there is, unlike a question."""
        super().showEvent(event)
        self.resize(self._room)

    def people(self) -> tuple[people.NewPerson, ...]:
        return newcomers.chosen(
            self._preview,
            self._answers,
            emails=self.emails.isChecked() or self.emails.isHidden(),
            phones=self.phones.isChecked() or self.phones.isHidden(),
        )

    # ------------------------------------------------------------------------------------------------ answers

    def answer(self, newcomer: Newcomer) -> str:
        return self._answers.get(newcomer.row, newcomer.proposed)

    def answer_all(self, answer: str) -> None:
        """Every row that may be somebody who is there: the same, or new."""
        for newcomer in self._preview.alike:
            self._answers[newcomer.row] = answer
        self._show()

    def ask_next(self) -> None:
        """Go to the next row that may be somebody who is there, and open its answer."""
        alike = [n.id for n in self._preview.alike]
        rows = [row for row, n in enumerate(self.list.model.shown) if n.id in alike]
        if rows:
            current = self.list.view.currentIndex().row()
            row = next((r for r in rows if r > current), rows[0])
            index = self.list.model.index(row, OUTCOME)
            self.list.view.setFocus(Qt.FocusReason.OtherFocusReason)
            self.list.view.selectRow(row)
            self.list.view.setCurrentIndex(index)
            self.list.view.edit(index)

    def choose_target(self, column: int, target: str) -> None:
        """Say what a column of the file holds."""
        self._mapping = self._mapping.with_(column, target)  # type: ignore[arg-type]
        self._read_anew()

    def _on_order_changed(self) -> None:
        import dataclasses

        self._mapping = dataclasses.replace(self._mapping, family_first=self.family_first.isChecked())
        self._read_anew()

    def _on_headings_switched(self) -> None:
        """The first row becomes a person, or stops being one; what each column holds is guessed anew."""
        self._table = newcomers.with_headings(self._table, self.headings.isChecked())
        self._mapping = newcomers.guess(self._table)
        self.list.replace_columns(self._columns())
        self.header.show_table(self._table)
        self._tell_reading()
        self._read_anew()

    def _tell_reading(self) -> None:
        said = [words for note in self._table.notes if (words := note_words(note, self.desk.language))]
        self.reading.setText(reading_words(self._table, self._source, self.desk.language))
        self.notes.setText(" ".join(said))
        self.notes.setVisible(bool(said))

    def _read_anew(self) -> None:
        self._preview = self.desk.bench.ask(newcomers.preview, self._table, self._mapping)
        self._answers = {}
        self.header.show_targets(self._mapping.targets)
        self._show()

    def _answered(self, newcomer: Newcomer, answer: str) -> None:
        self._answers[newcomer.row] = answer
        self._show()

    def _turn(self, rows: list[Newcomer]) -> None:
        """The space bar: the next answer for every row selected."""
        for newcomer in rows:
            answers = [kept for kept, _words in self._choices(newcomer)]
            if newcomer.usable:
                self._answers[newcomer.row] = answers[(answers.index(self.answer(newcomer)) + 1) % len(answers)]
        self._show()

    def _menu(self, rows: list[Newcomer]) -> list[tuple[str, str, Any] | None]:
        _ = self._

        def put(answer: str) -> Callable[[], None]:
            def act() -> None:
                for newcomer in rows:
                    if answer != "same" or newcomer.like is not None:
                        self._answers[newcomer.row] = answer
                self._show()

            return act

        entries: list[tuple[str, str, Any] | None] = [(_("New person"), "user-plus", put("new"))]
        if any(n.like for n in rows):
            entries.append((_("The same person"), "merge", put("same")))
        return [*entries, (_("Leave out"), "user-minus", put("leave"))]

    # ------------------------------------------------------------------------------------------------ what is shown

    def _columns(self) -> list[Column[Newcomer]]:
        _, language = self._, self.desk.language
        columns: list[Column[Newcomer]] = [
            Column(
                _("Becomes"), lambda n: dict(self._choices(n))[self.answer(n)] if n.usable else _("Leave out"), typed=self.answer,
                choices=self._choices, edit=self._answered, editable=lambda n: n.usable, width=190, chip=self._colour,
            ),
            Column(_("Person"), self._person, width=170, strong=True, faded=lambda n: self.answer(n) == "leave"),
            Column(_("Worth a look"), lambda n: self._remark(n), width=190, icon=lambda n: ("triangle-alert", "warn") if self._remark(n) else None),
        ]  # fmt: skip
        for at, heading in enumerate(self._table.columns):
            title = _(TARGET_NAMES[heading]) if heading in TARGETS else heading
            columns.append(
                Column(
                    title,
                    lambda n, at=at: self._cell(n, at),
                    width=self._width(at),
                    faded=lambda n, at=at: self._mapping.targets[at] == "ignore",
                )
            )
        self._cells = dict(zip((str(number) for number in self._table.numbers), self._table.rows, strict=True))
        self._language = language
        return columns

    def _cell(self, newcomer: Newcomer, at: int) -> str:
        return self._cells[newcomer.id][at].replace("\n", " ")

    def _width(self, at: int) -> int:
        longest = max((len(cell) for cell in self._table.column(at, 60)), default=6)
        return max(136, min(230, 24 + 7 * longest))

    def _choices(self, newcomer: Newcomer) -> list[tuple[str, str]]:
        _ = self._
        choices = [("new", _("New person"))]
        if newcomer.like is not None:
            choices.append(("same", _("Same: %(name)s", name=told(newcomer.like, self.desk.language))))
        return [*choices, ("leave", _("Leave out"))]

    def _colour(self, newcomer: Newcomer) -> str:
        answer = self.answer(newcomer)
        if answer == "leave" or not newcomer.usable:
            return "text2"
        return "accent" if answer == "same" else "warn" if newcomer.like is not None and newcomer.row not in self._answers else "kind:solo"

    def _person(self, newcomer: Newcomer) -> str:
        p = newcomer.incoming
        return p.name or p.position or p.role or p.email or p.unit

    def _remark(self, newcomer: Newcomer) -> str:
        said = remarks(newcomer, self.desk.language)
        if newcomer.like is not None and newcomer.twice is None and self.answer(newcomer) != "same":
            said.append(
                self._(
                    "May be %(name)s. %(why)s",
                    name=called(newcomer.like, self.desk.language),
                    why=likeness_words(newcomer.reason, self.desk.language),
                )
            )
        return " ".join(said)

    def _ambiguous(self) -> bool:
        """Whether any name stands in one column without the comma that tells its parts apart."""
        at = self._mapping.column("name")
        return at is not None and any(" " in cell and "," not in cell for cell in self._table.column(at))

    def _alike_bar(self) -> QFrame:
        _, theme = self._, self.desk.theme
        bar = QFrame()
        bar.setProperty("look", "note")
        mark = QLabel()
        mark.setPixmap(theme.pixmap("users", "warn", 18))
        self.alike_words = controls.label("")
        self.all_same = controls.button(theme, _("All are the same"), on=lambda: self.answer_all("same"))
        self.all_new = controls.button(theme, _("All are new"), on=lambda: self.answer_all("new"))
        self.next_alike = controls.button(theme, _("Ask one at a time"), role="link", on=self.ask_next)
        bar.setLayout(
            controls.row(mark, self.alike_words, None, self.next_alike, self.all_same, self.all_new, spacing=look.S, margins=(14, 6, 8, 6))
        )
        return bar

    def _put_header(self) -> None:
        columns = self.list.columns
        self.header = MappingHeader(self.desk, self._table, self._mapping.targets, self.choose_target)
        view = self.list.view
        view.setHorizontalHeader(self.header)
        for at, column in enumerate(columns):
            self.header.setSectionResizeMode(at, QHeaderView.ResizeMode.Interactive)
            view.setColumnWidth(at, column.width)
        self.header.setStretchLastSection(True)
        view.horizontalScrollBar().valueChanged.connect(lambda _v: self.header.place())
        self.header.show()

    def _order_of_tabs(self) -> None:
        order: list[QWidget] = [
            self.next_alike,
            self.all_same,
            self.all_new,
            *self.header.boxes,
            self.list.view,
            self.headings,
            self.only_remarks,
            self.family_first,
            self.emails,
            self.phones,
        ]
        for first, second in itertools.pairwise(order):
            QWidget.setTabOrder(first, second)

    def _show(self) -> None:
        _, language, seen = self._, self.desk.language, self._preview
        noted = [n for n in seen.newcomers if n.like is not None or self._remark(n)]
        if not noted:
            self.only_remarks.setChecked(False)
        self.only_remarks.setText(language.ngettext("Only the row worth a look", "Only the %(n)d rows worth a look", len(noted)))
        self.only_remarks.setVisible(bool(noted))
        self.list.view.setColumnHidden(REMARK, not noted)
        self.list.show_values(noted if self.only_remarks.isChecked() else seen.newcomers)
        alike = len(seen.alike)
        self.alike.setVisible(alike > 0)
        self.alike_words.setText(language.ngettext("%(n)d may be there already.", "%(n)d may be there already.", alike))
        brings = (
            [
                language.ngettext(
                    "A new unit: %(names)s.", "New units: %(names)s.", len(seen.new_units), names=language.listing(seen.new_units)
                )
            ]
            if seen.new_units
            else []
        )
        if seen.deciders and self._workshop:
            brings.insert(0, language.ngettext("%(n)d decides in the workshop.", "%(n)d decide in the workshop.", seen.deciders))
        self.units.setText(" ".join(brings))
        self.units.setVisible(bool(brings))
        self.emails.setText(language.ngettext("%(n)d e-mail address", "%(n)d e-mail addresses", seen.emails))
        self.phones.setText(language.ngettext("%(n)d telephone number", "%(n)d telephone numbers", seen.phones))
        self.emails.setVisible(seen.emails > 0)
        self.phones.setVisible(seen.phones > 0)
        self.personal.setVisible(seen.emails + seen.phones > 0)
        self.family_first.setVisible(self._ambiguous())
        self.family_first.setChecked(self._mapping.family_first)
        count = len(self.people())
        words = language.ngettext("Import %(n)d person", "Import %(n)d people", count) if count else _("Nobody to import")
        self.import_button.setText(words)  # type: ignore[attr-defined]
        self.import_button.setAccessibleName(words)
        self.import_button.setEnabled(count > 0)
