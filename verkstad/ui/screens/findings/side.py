"""The inspector of what there is to look over: why it matters, the way to where it is mended, and letting it be with a reason."""

from __future__ import annotations

from PySide6.QtCore import Qt, Signal
from PySide6.QtWidgets import QLineEdit, QWidget

from verkstad import wording_checks
from verkstad.ui import controls
from verkstad.ui.desk import Desk
from verkstad.ui.screens.findings.rows import Entry

LONGEST = 400


class Side(QWidget):
    """Says what it was asked for by signals; the page does it. `let_be` carries the reason."""

    go = Signal()
    let_be = Signal(str)
    again = Signal()

    def __init__(self, desk: Desk) -> None:
        super().__init__()
        _ = desk.gettext
        self.desk = desk
        self.entry: Entry | None = None
        self.severity = controls.label("", "label")
        self.name = controls.label("", "section", wrap=True)
        self.about = controls.label("", "strong", wrap=True)
        self.detail = controls.label("", wrap=True)
        self.why = controls.label("", "caption", wrap=True)
        self.to = controls.button(desk.theme, _("Go there"), "arrow-right", role="primary", on=self.go.emit)
        self.leave = controls.button(desk.theme, _("Let be…"), "eye-off", role="quiet", on=self.ask_reason)
        self.reason = QLineEdit()
        self.reason.setMaxLength(LONGEST)
        self.reason.setPlaceholderText(_("Why is it all right as it is?"))
        self.reason.setAccessibleName(_("The reason for letting it be"))
        self.reason.returnPressed.connect(self._let_be)
        self.keep = controls.button(desk.theme, _("Let it be"), role="primary", on=self._let_be)
        self.asking = controls.holder(controls.column(self.reason, 8, controls.row(self.keep, None)))
        self.said = controls.label("", wrap=True)
        self.back = controls.button(desk.theme, _("Take up again"), "undo-2", role="quiet", on=self.again.emit)
        self.setLayout(
            controls.column(
                self.severity, 2, self.name, 12, self.about, 4, self.detail, 12, self.why, 18, controls.row(self.to, None), 8,
                controls.row(self.leave, None), 4, self.asking, self.said, 8, controls.row(self.back, None), None, margins=(18, 18, 18, 18),
            )
        )  # fmt: skip
        self.show_entry(None)

    def show_entry(self, entry: Entry | None) -> None:
        """A rule with a single object is as good as the object itself."""
        if self.entry is None or entry is None or entry.key != self.entry.key:
            self.reason.clear()
            self.asking.hide()
        self.entry = entry
        for child in (self.severity, self.name, self.about, self.detail, self.why, self.to, self.leave, self.said, self.back):
            child.setVisible(entry is not None)
        if entry is None:
            return
        language = self.desk.language
        line = entry.line or (entry.group.lines[0] if len(entry.group.lines) == 1 else None)
        self.severity.setText(wording_checks.severity(entry.group.severity, language))
        self.name.setText(entry.group.name)
        self.why.setText(entry.group.why)
        count = language.ngettext("%(n)d of them", "%(n)d of them", len(entry.group.lines))
        self.about.setText(line.title if line is not None else count)
        self.detail.setText(line.detail if line is not None else "")
        self.detail.setVisible(line is not None and bool(line.detail))
        accepted = line.finding.accepted if line is not None else None
        kept = accepted is not None
        day = line.finding.accepted_on if line is not None else None
        on = language.date(day, "short", today=self.desk.today()) if day else ""
        self.said.setText(f"{accepted} ({on})" if on else accepted or "")
        self.said.setVisible(kept)
        self.back.setVisible(kept and bool(day))
        self.leave.setVisible(not kept and not self.asking.isVisibleTo(self))
        self.to.setText(f" {language.gettext('Go there') if line is not None else language.gettext('Go to the first')}")

    def ask_reason(self) -> None:
        if self.entry is None or self.leave.isHidden():
            return
        self.leave.hide()
        self.asking.show()
        self.reason.setFocus(Qt.FocusReason.OtherFocusReason)

    def _let_be(self) -> None:
        reason = " ".join(self.reason.text().split())
        if not reason:
            self.reason.setFocus(Qt.FocusReason.OtherFocusReason)
            return
        self.asking.hide()
        self.reason.clear()
        self.let_be.emit(reason)
