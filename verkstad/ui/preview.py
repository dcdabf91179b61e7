"""What will be printed, shown as the very bytes that are printed: chosen sheets, language, paper, grey, names or roles.

The library is asked once a choice for a job, a worker makes the PDF, and the file that is looked at is the one that is opened, printed or
saved. Opening it in the PDF reader is the proposed way: there every option of the printer is.
"""

from __future__ import annotations

import os
import shutil
import sys
import time
from collections.abc import Sequence
from pathlib import Path
from typing import Any

from PySide6.QtCore import QBuffer, QByteArray, QIODevice, QProcess, QSize, QStandardPaths, Qt, QTimer, QUrl
from PySide6.QtGui import QDesktopServices, QKeyEvent, QPalette
from PySide6.QtWidgets import (
    QButtonGroup,
    QCheckBox,
    QDialog,
    QFrame,
    QListWidget,
    QListWidgetItem,
    QRadioButton,
    QStackedWidget,
    QTabBar,
    QWidget,
)

from verkstad import wording
from verkstad.app import printing
from verkstad.app import workshops as app
from verkstad.app.initiatives import initiatives
from verkstad.app.printing import Organisation, PrintWish
from verkstad.app.saving import save_file
from verkstad.domain.errors import Cancelled, Failure
from verkstad.domain.initiative import Initiative
from verkstad.domain.workshop import Workshop
from verkstad.ui import controls
from verkstad.ui import theme as look
from verkstad.ui.background import Running
from verkstad.ui.desk import Desk
from verkstad.ui.dialogs import Sheet, file_name
from verkstad.ui.fields import ChoiceField, NumberField
from verkstad.ui.private import hidden_words

AFTER_A_CHOICE_MS = 150
KEPT_FOR = 24 * 60 * 60  # seconds a printed file is left for the reader that has it open
LOGO_BYTES = 4 * 1024 * 1024
PRIVATE = frozenset({"runsheet"})
"""Sheets that hold what whoever leads writes for nobody else."""


def open_preview(desk: Desk, subject: str = "", sheet: str = "", row: str = "") -> PreviewDialog | None:
    """Show the preview of a workshop or an initiative; of the workshop that is next when neither is given. With none at all a sentence says so."""
    if not subject:
        lines = desk.bench.ask(app.workshops)
        if not lines:
            desk.say(desk.gettext("There is nothing to print yet: begin a workshop first."))
            return None
        today = desk.today()
        coming = sorted((w for w in lines if w.last and w.last >= today), key=lambda w: w.first or "")
        subject = (coming or list(lines))[0].id
    dialog = PreviewDialog(desk, subject, sheet, row)
    dialog.setAttribute(Qt.WidgetAttribute.WA_DeleteOnClose)
    desk.dialogs.show(dialog)
    return dialog


def organisation(desk: Desk) -> Organisation:
    """Whose paper it is. A logo that is not there any more is left out."""
    logo = b""
    if desk.settings.logo:
        try:
            logo = Path(desk.settings.logo).read_bytes()[:LOGO_BYTES]
        except OSError:
            logo = b""
    return Organisation(name=desk.settings.organisation, footer=desk.settings.footer, logo=logo)


class PreviewDialog(QDialog):
    """Choices at the left, pages at the right, ways out at the foot."""

    def __init__(self, desk: Desk, subject: str, sheet: str = "", row: str = "") -> None:
        super().__init__(desk.dialogs.over())
        self.desk, self._ = desk, desk.language.gettext
        _ = self._
        self.subject = subject
        self.row = row
        self.pressed: Any = None
        self._running: Running | None = None
        self._outdated = False
        self._files: list[str] = []
        self._buffers: dict[str, QBuffer] = {}
        self._view: Any = None
        self._document: Any = None
        self._wanted_sheet = sheet
        self._asked = False  # for pages that the room may see
        self._restart = QTimer(self, interval=AFTER_A_CHOICE_MS, singleShot=True)
        self._restart.timeout.connect(self.press)
        self.setWindowTitle(_("Print"))
        self.setMinimumSize(900, 560)
        over = desk.dialogs.over()
        self.resize(min(1180, over.width() - 60) if over else 1100, min(820, over.height() - 40) if over else 760)
        self.setLayout(controls.column((controls.row((self._choices(), 0), (self._pages(), 1), spacing=0), 1), self._foot()))
        self._learn_sheets()
        self.press()
        desk.room_looks.connect(self._look)

    # ------------------------------------------------------------------------------------------------ its parts

    def _choices(self) -> QWidget:
        desk, _ = self.desk, self._
        subjects = [(w.id, w.title) for w in desk.bench.ask(app.workshops)]
        subjects += [(i.id, _("Initiative: %(title)s", title=i.title)) for i in desk.bench.ask(initiatives)]
        self.which = ChoiceField(desk, _("What is printed"), subjects)
        self.which.show_value(self.subject)
        self.which.edited.connect(self._on_subject_chosen)
        self.pack = QRadioButton(_("Everything to hand out"))
        self.pack.setToolTip(_("The handout pack: every sheet the day needs, counted from the participants, in the order it is handed out"))
        self.some = QRadioButton(_("Chosen sheets"))
        group = QButtonGroup(self)
        for made in (self.pack, self.some):
            group.addButton(made)
        self.pack.setChecked(not self._wanted_sheet)
        self.some.setChecked(bool(self._wanted_sheet))
        group.buttonClicked.connect(lambda _button: self._on_kind_chosen())
        self.sheets = QListWidget()
        self.sheets.setAccessibleName(_("Sheets"))
        self.sheets.setObjectName("checks")
        self.sheets.setUniformItemSizes(True)
        self.sheets.itemChanged.connect(lambda _item: self._on_sheet_chosen())
        self.language = ChoiceField(desk, _("Language of the paper"), [("sv", "Svenska"), ("en", "English")])
        self.language.show_value(self._language_of_subject())
        self.paper = ChoiceField(desk, _("Paper"), [("", _("The sheet's own")), ("a4", "A4"), ("a3", "A3")])
        self.paper.show_value("")
        self.table = NumberField(desk, _("People at a table"), optional=False, low=2, high=30)
        self.table.show_value(6)
        for field in (self.language, self.paper, self.table):
            field.edited.connect(lambda _value: self._again())
        self.grey = QCheckBox(_("In grey"))
        self.grey.setToolTip(_("For a black-and-white printer"))
        self.roles = QCheckBox(_("Roles only, no names"))
        self.roles.setChecked(not desk.settings.names)
        self.two_sided = QCheckBox(_("Two-sided"))
        self.two_sided.setToolTip(_("Each part begins on a front"))
        self.two_sided.setChecked(True)
        self.draft = QCheckBox(_("Mark as a draft"))
        for check in (self.grey, self.roles, self.two_sided, self.draft):
            check.clicked.connect(lambda _checked=False: self._again())
        panel = QFrame()
        panel.setObjectName("head")
        panel.setFixedWidth(340)
        panel.setLayout(
            controls.column(
                controls.label(_("Print"), "page"), 10, self.which, 14, self.pack, self.some, 4, (self.sheets, 1), 14,
                controls.row((self.language, 1), (self.paper, 1), spacing=look.M), 10, self.table, 8,
                controls.row((controls.holder(controls.column(self.grey, self.two_sided, None)), 1), (controls.holder(controls.column(self.roles, self.draft, None)), 1)),
                margins=(20, 18, 20, 14),
            )
        )  # fmt: skip
        self._suit_subject()
        return panel

    def _pages(self) -> QWidget:
        _ = self._
        self.files = QTabBar()
        self.files.setDrawBase(False)
        self.files.setAccessibleName(_("Files"))
        self.files.currentChanged.connect(lambda _at: self._show_file())
        self.told = controls.label("", "caption")
        self.over = controls.label("", "caption", wrap=True)
        self.over.setContentsMargins(20, 0, 20, 8)
        self.over.hide()
        self._stack = QStackedWidget()
        self._waiting = controls.label(_("The sheets are being laid out…"), "caption")
        self._waiting.setAlignment(Qt.AlignmentFlag.AlignCenter)
        self._stack.addWidget(self._waiting)
        self.show_button = controls.button(self.desk.theme, _("Show the pages"), "eye-off", on=self._on_show_asked)
        self._cover = controls.holder(
            controls.column(
                None,
                controls.row(None, controls.label(_("The run sheet holds your notes."), "caption"), None),
                controls.row(None, controls.label(hidden_words(self.desk), "caption"), None),
                8,
                controls.row(None, self.show_button, None),
                None,
                spacing=4,
            )
        )
        self._stack.addWidget(self._cover)
        return controls.holder(
            controls.column(controls.row(self.files, None, self.told, margins=(20, 12, 20, 8)), self.over, (self._stack, 1)), "page"
        )

    def _foot(self) -> QWidget:
        theme, _ = self.desk.theme, self._
        self.save = controls.button(theme, _("Save as…"), "download", on=self.save_as)
        self.print = controls.button(theme, _("Print…"), "printer", on=self.print_out)
        self.open_it = controls.button(theme, _("Open in the PDF reader"), "external-link", role="primary", on=self.open_in_reader)
        self.open_it.setDefault(True)
        close = controls.button(theme, _("Close"), on=self.reject)
        self.saved = controls.Elided("", "strong")
        foot = QFrame()
        foot.setProperty("look", "foot")
        foot.setLayout(controls.row(close, 12, (self.saved, 1), self.save, self.print, self.open_it, margins=(20, 12, 20, 12)))
        return controls.holder(controls.column(controls.hairline(), foot))

    # ------------------------------------------------------------------------------------------------ choosing

    def _learn_sheets(self) -> None:
        """The list of sheets is known to the press alone; it is asked for where the press is already loaded."""
        of = "workshop" if self.is_workshop() else "initiative"
        self.desk.background.run(printing.sheet_names, self.desk.language, of, done=self._show_sheets, failed=lambda _error: None)

    def _show_sheets(self, names: Sequence[tuple[str, str]]) -> None:
        self.sheets.blockSignals(True)
        self.sheets.clear()
        for name, title in names:
            if (name,) == printing.PACK:
                continue
            item = QListWidgetItem(title)
            item.setSizeHint(QSize(0, 30))
            item.setData(Qt.ItemDataRole.UserRole, name)
            item.setFlags(item.flags() | Qt.ItemFlag.ItemIsUserCheckable)
            item.setCheckState(Qt.CheckState.Checked if name == self._wanted_sheet else Qt.CheckState.Unchecked)
            self.sheets.addItem(item)
        self.sheets.blockSignals(False)
        self.sheets.setEnabled(self.some.isChecked())
        if self.some.isChecked() and self.sheets.count() and not self.chosen_sheets():
            self.sheets.item(0).setCheckState(Qt.CheckState.Checked)
        self._to_the_chosen()

    def _to_the_chosen(self) -> None:
        """The first sheet that is chosen is seen, however far down it stands, and the arrows begin there."""
        rows = (self.sheets.item(at) for at in range(self.sheets.count()))
        first = next((item for item in rows if item.checkState() == Qt.CheckState.Checked), None)
        if first is not None:
            self.sheets.setCurrentItem(first)
            self.sheets.scrollToItem(first, QListWidget.ScrollHint.PositionAtCenter)

    def chosen_sheets(self) -> tuple[str, ...]:
        if self.pack.isChecked():
            return printing.PACK
        items = (self.sheets.item(at) for at in range(self.sheets.count()))
        chosen = tuple(item.data(Qt.ItemDataRole.UserRole) for item in items if item.checkState() == Qt.CheckState.Checked)
        return chosen or ((self._wanted_sheet,) if self._wanted_sheet and not self.sheets.count() else ())

    def wish(self) -> PrintWish:
        return PrintWish(
            sheets=self.chosen_sheets(), language=self.language.value() or "", paper=self.paper.value() or "", grey=self.grey.isChecked(),
            names=not self.roles.isChecked(), draft=self.draft.isChecked(), two_sided=self.two_sided.isChecked(), table=self.table.value() or 6,
            organisation=organisation(self.desk),
        )  # fmt: skip

    def is_workshop(self) -> bool:
        return self.desk.bench.library.get(Workshop, self.subject) is not None

    def _language_of_subject(self) -> str:
        row = self.desk.bench.library.get(Workshop, self.subject)
        return row.language if row is not None else self.desk.language.code if self.desk.language.code in ("sv", "en") else "sv"

    def _suit_subject(self) -> None:
        """An initiative has no pack and no tables: its sheets are chosen."""
        workshop = self.is_workshop()
        for shown in (self.pack, self.some, self.two_sided):
            shown.setVisible(workshop)
        self.table.setVisible(workshop)
        if workshop:
            self.table.show_value(self.desk.bench.ask(printing.people_at_a_table, self.subject))
        if not workshop:
            self.some.setChecked(True)

    def _on_subject_chosen(self, subject: str) -> None:
        was = self.is_workshop()
        self.subject, self.row = subject, ""
        self.language.show_value(self._language_of_subject())
        if self.is_workshop() != was:
            self._wanted_sheet = ""
            self.sheets.clear()
            if not was:
                self.pack.setChecked(True)
            self._suit_subject()
            self._learn_sheets()
        self._again()

    def _on_kind_chosen(self) -> None:
        self.sheets.setEnabled(self.some.isChecked())
        if self.some.isChecked() and not self.chosen_sheets() and self.sheets.count():
            self.sheets.item(0).setCheckState(Qt.CheckState.Checked)
            return
        self._again()

    def _on_sheet_chosen(self) -> None:
        self.some.setChecked(True)
        self._again()

    def _again(self) -> None:
        self._restart.start()

    # ------------------------------------------------------------------------------------------------ making

    def press(self) -> None:
        """Lay out and draw what is wished for, in a worker; one under way is let finish, and the latest wish follows it."""
        self._ready(False)
        if self._running is not None:
            self._outdated = True
            return
        self._outdated = False
        from verkstad.ui.screens.planner.words import over_words

        workshop = self.is_workshop()
        over = over_words(self.desk.bench.ask(app.program, self.subject).days, self.desk.language) if workshop else ""
        self.over.setText(over)
        self.over.setVisible(bool(over))
        wish = self.wish()
        if not wish.sheets:
            self._tell(self._("Choose a sheet to the left."))
            return
        chosen = (self.row,) if self.row else ()
        job = printing.job_of(self.desk.bench.library, self.subject, wish, today=self.desk.today(), chosen=chosen)
        self._tell(self._("The sheets are being laid out…"))
        self._running = self.desk.background.run(printing.press, job, done=self._on_pressed, failed=self._on_failed, reports=True)
        self._running.progressed.connect(self._on_progress)

    def _on_progress(self, done: int, whole: int) -> None:
        self._tell(self._("%(done)d of %(whole)d parts are laid out…", done=done, whole=whole))

    def _on_failed(self, error: Failure) -> None:
        self._running = None
        if self._outdated:
            self.press()
        elif not isinstance(error, Cancelled):
            self._tell(wording.sentence(error, self.desk.language))
        elif error.reason == "bug":
            self._tell(self._("The sheets could not be laid out: something went wrong in the program. Choose other sheets, or try again."))

    def _on_pressed(self, pressed: Any) -> None:
        self._running = None
        if self._outdated:
            self.press()
            return
        self.pressed = pressed
        self._files = [name for name in ("a4", "a3") if name in pressed.files] + [n for n in pressed.files if n not in ("a4", "a3")]
        if not self._files:
            self._tell(self._("There is nothing on these sheets yet."))
            return
        self.files.blockSignals(True)
        while self.files.count():
            self.files.removeTab(0)
        for name in self._files:
            blank = pressed.blank.get(name, 0)
            self.files.addTab(f"{name.upper()} · {wording.pages(pressed.pages[name] - blank, blank, self.desk.language)}")
        self.files.blockSignals(False)
        self._ready(True)
        self._show_file()

    def _show_file(self) -> None:
        from PySide6.QtPdf import QPdfDocument
        from PySide6.QtPdfWidgets import QPdfView

        if self._view is None:
            self._document = QPdfDocument(self)
            self._view = QPdfView(self)
            self._view.setDocument(self._document)
            self._view.setPageMode(QPdfView.PageMode.MultiPage)
            self._view.setZoomMode(QPdfView.ZoomMode.FitToWidth)
            self._view.setPageSpacing(14)
            ground = self._view.palette()
            ground.setColor(QPalette.ColorRole.Dark, self.desk.theme.colour("sunken"))
            self._view.setPalette(ground)
            self._view.setFrameShape(QFrame.Shape.NoFrame)
            self._view.setAccessibleName(self._("Pages as they are printed"))
            self._stack.addWidget(self._view)
        name = self.file()
        if name is None:
            return
        buffer = QBuffer(self)
        buffer.setData(QByteArray(self.pressed.files[name]))
        buffer.open(QIODevice.OpenModeFlag.ReadOnly)
        self._document.load(buffer)
        old, self._buffers[name] = self._buffers.get(name), buffer
        if old is not None:
            old.deleteLater()
        self._uncover()
        copies = sum(sheet.copies * sheet.pages for sheet in self.pressed.sheets)
        self.told.setText(self._("The file is what is printed, byte for byte") if copies else "")

    def _uncover(self) -> None:
        """The pages, or, where they hold my notes and the room may see this screen, a cover in their place until they are asked for."""
        seen = self.desk.room_sees() and any(sheet.sheet in PRIVATE for sheet in self.pressed.sheets)
        self._asked = self._asked and seen
        hidden = seen and not self._asked
        self._stack.setCurrentWidget(self._cover if hidden else self._view)
        self.open_it.setEnabled(not hidden)

    def _on_show_asked(self) -> None:
        self._asked = True
        self._uncover()

    def _look(self) -> None:
        """Whether the room may see this screen is asked anew."""
        if self._stack.currentWidget() in (self._view, self._cover):
            self._uncover()

    def file(self) -> str | None:
        """Which of the files is looked at: "a4" or "a3"."""
        at = self.files.currentIndex()
        return self._files[at] if 0 <= at < len(self._files) else None

    def _tell(self, sentence: str) -> None:
        self._waiting.setText(sentence)
        self._stack.setCurrentWidget(self._waiting)
        self.told.setText("")

    def _ready(self, ready: bool) -> None:
        for made in (self.save, self.print, self.open_it):
            made.setEnabled(ready)

    # ------------------------------------------------------------------------------------------------ ways out

    def title(self, name: str) -> str:
        """The name of the file: what it is and of which workshop or initiative."""
        library = self.desk.bench.library
        row: Workshop | Initiative = library.get(Workshop, self.subject) or library.need(Initiative, self.subject)
        what = (
            self.pressed.sheets[0].title
            if len(self.pressed.sheets) == 1
            else self._("Handout pack")
            if self.pack.isChecked()
            else self._("Sheets")
        )
        end = f" {name.upper()}" if len(self._files) > 1 else ""
        return file_name(f"{what} – {row.title}{end}")

    def write_out(self) -> list[Path]:
        """Put the files where a reader can open them; they are left for a day."""
        folder = Path(QStandardPaths.writableLocation(QStandardPaths.StandardLocation.CacheLocation)) / "print"
        try:
            folder.mkdir(parents=True, exist_ok=True)
            for old in folder.glob("*.pdf"):
                if time.time() - old.stat().st_mtime > KEPT_FOR:
                    old.unlink(missing_ok=True)
            paths = []
            for name in self._files:
                path = folder / f"{self.title(name)}.pdf"
                save_file(path, self.pressed.files[name])
                paths.append(path)
        except Failure as error:
            self.desk.say(wording.sentence(error, self.desk.language))
            return []
        return paths

    def open_in_reader(self) -> None:
        paths = self.write_out()
        for path in paths:
            QDesktopServices.openUrl(QUrl.fromLocalFile(os.fspath(path)))
        if paths:
            self._remember()
            self.accept()

    def save_as(self) -> None:
        _ = self._
        name = self.file()
        if name is None:
            return
        path = self.desk.dialogs.save_as(_("Save as"), f"{self.title(name)}.pdf", _("PDF (*.pdf)"))
        if path is None:
            return
        path = path if path.suffix else path.with_suffix(".pdf")
        self.saved.setText("")
        try:
            save_file(path, self.pressed.files[name])
        except Failure as error:
            self._tell_failure(error)
            return
        self._remember()
        told = _("Saved as %(name)s", name=path.name)
        self.saved.setText(told)  # the toast lies under this dialog
        self.saved.setToolTip(str(path))
        self.desk.say(told)

    def print_out(self) -> None:
        name = self.file()
        if name is not None and PrinterDialog(self.desk, self.pressed.files[name], name, self.title(name)).go():
            self._remember()

    def _tell_failure(self, error: Failure) -> None:
        sentence = wording.sentence(error, self.desk.language)
        self.saved.setText(sentence)
        self.desk.say(sentence)

    def _remember(self) -> None:
        """What went on paper is known to every replica: its code finds the way back."""
        told = tuple((sheet.sheet, sheet.code, sheet.layout, sheet.copies) for sheet in self.pressed.sheets)
        self.desk.try_to(app.record_print, self.subject, told)

    def keyPressEvent(self, event: QKeyEvent) -> None:
        if event.key() == Qt.Key.Key_Escape:
            self.reject()
        else:
            super().keyPressEvent(event)

    def done(self, result: int) -> None:
        if self._running is not None:
            self._outdated = False
            self._running.cancel()
        if self._document is not None:
            self._document.close()
        super().done(result)


class PrinterDialog(Sheet):
    """Which printer, how many, two-sided: then the file goes there as it is (`lp`), or page by page where the system takes no PDF."""

    def __init__(self, desk: Desk, content: bytes, paper: str, title: str) -> None:
        from PySide6.QtPrintSupport import QPrinterInfo

        super().__init__(desk, desk.gettext("Print"), width=420)
        _ = self._
        self._content, self._paper, self._title = content, paper, title
        names = QPrinterInfo.availablePrinterNames()
        self.printer = ChoiceField(desk, _("Printer"), [(name, name) for name in names])
        self.printer.show_value(QPrinterInfo.defaultPrinterName() or (names[0] if names else ""))
        self.copies = NumberField(desk, _("Copies of the file"), optional=False, low=1, high=500)
        self.copies.show_value(1)
        self.two_sided = QCheckBox(_("Two-sided"))
        self.two_sided.setChecked(True)
        if names:
            self.add(self.printer, self.copies, self.two_sided)
        else:
            self.add(
                controls.label(_("No printer is set up on this computer. Open the file in the PDF reader or save it instead."), wrap=True)
            )
        self.offer_cancel()
        if names:
            self.offer(_("Print"), self.accept, role="primary")

    def go(self) -> bool:
        """Ask and print; False when nothing was sent."""
        if not self.desk.dialogs.run(self):
            return False
        printer, copies = self.printer.value(), self.copies.value()
        lp = shutil.which("lp") if sys.platform != "win32" else None
        if lp:
            return self._through_lp(lp, printer, copies)
        return self._through_qt(printer, copies)

    def _through_lp(self, lp: str, printer: str, copies: int) -> bool:
        sides = "two-sided-long-edge" if self.two_sided.isChecked() else "one-sided"
        process = QProcess()
        process.start(
            lp, ["-d", printer, "-n", str(copies), "-t", self._title, "-o", f"sides={sides}", "-o", f"media={self._paper.upper()}", "-"]
        )
        process.write(QByteArray(self._content))
        process.closeWriteChannel()
        process.waitForFinished(20_000)
        if process.exitStatus() != QProcess.ExitStatus.NormalExit or process.exitCode() != 0:
            self.desk.say(self._("The printer did not take the file. Open it in the PDF reader instead."))
            return False
        self.desk.say(self._("Sent to %(printer)s", printer=printer))
        return True

    def _through_qt(self, name: str, copies: int) -> bool:
        """300 dots an inch, a page at a time, with progress."""
        from PySide6.QtGui import QPageSize, QPainter
        from PySide6.QtPdf import QPdfDocument
        from PySide6.QtPrintSupport import QPrinter, QPrinterInfo
        from PySide6.QtWidgets import QApplication, QProgressDialog

        _ = self._
        printer = QPrinter(QPrinterInfo.printerInfo(name), QPrinter.PrinterMode.HighResolution)
        printer.setResolution(300)
        printer.setCopyCount(copies)
        printer.setDocName(self._title)
        printer.setFullPage(True)
        printer.setDuplex(QPrinter.DuplexMode.DuplexLongSide if self.two_sided.isChecked() else QPrinter.DuplexMode.DuplexNone)
        printer.setPageSize(QPageSize(QPageSize.PageSizeId.A3 if self._paper == "a3" else QPageSize.PageSizeId.A4))
        document, buffer = QPdfDocument(), QBuffer()
        buffer.setData(QByteArray(self._content))
        buffer.open(QIODevice.OpenModeFlag.ReadOnly)
        document.load(buffer)
        progress = QProgressDialog(_("Pages are sent to the printer…"), _("Cancel"), 0, document.pageCount(), self.desk.dialogs.over())
        progress.setWindowModality(Qt.WindowModality.ApplicationModal)
        painter = QPainter()
        if not painter.begin(printer):
            self.desk.say(_("The printer did not take the file. Open it in the PDF reader instead."))
            return False
        for page in range(document.pageCount()):
            progress.setValue(page)
            QApplication.processEvents()
            if progress.wasCanceled():
                printer.abort()
                break
            points = document.pagePointSize(page)
            if page:
                printer.newPage()
            picture = document.render(page, QSize(round(points.width() / 72 * 300), round(points.height() / 72 * 300)))
            painter.drawImage(printer.paperRect(QPrinter.Unit.DevicePixel), picture)
        painter.end()
        cancelled = progress.wasCanceled()
        progress.setValue(document.pageCount())
        document.close()
        return not cancelled
