"""A plan on its way in: its points looked through, what stands in them of persons, and one button that takes them in as one step to undo."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import replace
from pathlib import Path
from typing import Any

from PySide6.QtCore import QEvent, QObject, QSize
from PySide6.QtGui import QKeyEvent, QKeySequence, QShortcut, QShowEvent, QTextCharFormat, QTextCursor
from PySide6.QtWidgets import QCheckBox, QLineEdit, QPlainTextEdit, QTextEdit

from verkstad import wording
from verkstad.app import plan
from verkstad.app.plan import Coming, IncomingPlan
from verkstad.domain.errors import Failure, Foreign, Refused
from verkstad.domain.personal_data import marks
from verkstad.ui import controls
from verkstad.ui.desk import Desk
from verkstad.ui.dialogs import Sheet
from verkstad.ui.value_table import Column, Filter, ValueTable

# ------------------------------------------------------------------------------------------------ ways in


def paste(desk: Desk, initiative: str, text: str, *, by: object) -> str:
    """What is on the clipboard, looked through and taken in. The id of the document, "" when it was left."""
    try:
        found = plan.pasted(text)
    except Foreign:
        desk.say(desk.gettext("There is no text on the clipboard. Copy the plan where it is, and paste again."))
        return ""
    except Failure as error:
        desk.say(wording.sentence(error, desk.language))
        return ""
    return look_through(desk, initiative, found, by=by)


def choose(desk: Desk, initiative: str, *, by: object, done: Callable[[str], object]) -> None:
    """Ask for a file, then read it elsewhere and look it through."""
    _ = desk.gettext
    for path in desk.dialogs.open_files(_("Take in a plan"), _("Plans (*.pdf *.docx *.txt *.md);;All files (*)")):
        read(desk, initiative, path, by=by, done=done)


def read(desk: Desk, initiative: str, path: Path, *, by: object, done: Callable[[str], object]) -> None:
    """A foreign file in a process of its own; one that is no plan gets one sentence."""
    _ = desk.gettext
    found = desk.background.wait(
        desk, _("Reading the plan"), lambda workers: workers.read(plan.read_file, str(path), reports=True, seconds=30.0), sentence=path.name
    )
    if found is not None:
        done(look_through(desk, initiative, found, by=by))


def look_through(desk: Desk, initiative: str, found: IncomingPlan, *, by: object) -> str:
    sheet = PlanSheet(desk, found)
    if not desk.dialogs.run(sheet):
        return ""
    items = sheet.items()
    made: str = desk.bench.do(plan.take_in, initiative, sheet.name(), items, source=found.source, pages=found.pages, by=by)
    desk.say(desk.language.ngettext("%(n)d point was taken in.", "%(n)d points were taken in.", len(items)), undo=True)
    return made


# ------------------------------------------------------------------------------------------------ the sheet


class PlanSheet(Sheet):
    """Look a plan through. `items()` is what is to be kept, after the sheet was accepted."""

    def __init__(self, desk: Desk, found: IncomingPlan) -> None:
        _ = desk.gettext
        super().__init__(desk, _("What stands in the plan"), width=760)
        over = desk.dialogs.over()
        room = over.size() if over is not None else QSize(1100, 720)
        self._room = QSize(max(760, min(1080, room.width() - 60)), max(540, min(760, room.height() - 24)))
        self._plan = found
        self.rows = plan.coming(found)
        self.called = QLineEdit(found.title or _("The plan"))
        self.called.setMaxLength(200)
        self.called.setAccessibleName(_("What the plan is called"))
        self.told = controls.label("", "caption", wrap=True)
        self.list = ValueTable(
            desk, self._columns(), name=_("The points of the plan"), search=_("Search"), space=self._turn, menu=self._menu,
            filters=[Filter(_("Which points"), [(_("All points"), lambda _x: True), (_("With personal data"), lambda x: x.personal > 0), (_("Left out"), lambda x: not x.kept)])],
        )  # fmt: skip
        self.list.chosen.connect(self._on_chosen)
        self.list.removal_asked.connect(lambda lines: self._keep(lines, False))
        self.list.view.installEventFilter(self)
        self.whole = QPlainTextEdit()
        self.whole.setReadOnly(True)
        self.whole.setFixedHeight(76)
        self.whole.setTabChangesFocus(True)
        self.whole.setAccessibleName(_("The whole point"))
        self.personal = QCheckBox(_("Leave out e-mail addresses, telephone and personal numbers"))
        self.personal.setChecked(True)
        self.names = controls.label(
            _("Names are not found by themselves: look the points over, and leave out what names somebody."), "caption", wrap=True
        )
        has = any(row.personal for row in self.rows)
        self.personal.setVisible(has)
        self.names.setVisible(has)
        self.personal.clicked.connect(self._show)
        keys = controls.label(_("Space takes in or leaves out    + joins with the next    Ctrl+Enter takes in"), "caption")
        self.add(
            controls.column(self.called, 4, self.told), self.list, self.whole, controls.column(self.personal, self.names, spacing=2), keys
        )
        self.body.setStretchFactor(self.list, 1)
        self.layout().setStretchFactor(self.body, 100)  # type: ignore[attr-defined]
        self.body.setSpacing(10)
        self.offer_cancel()
        self.take = self.offer("", self.accept, role="primary")
        self.take.setToolTip("Ctrl+Enter")
        QShortcut(QKeySequence("Ctrl+Return"), self).activated.connect(self.take.click)  # type: ignore[attr-defined]
        self._show()
        self.list.focus_first()

    def showEvent(self, event: QShowEvent) -> None:
        super().showEvent(event)
        self.resize(self._room)

    def items(self) -> tuple[plan.IncomingItem, ...]:
        return plan.chosen(self.rows, personal=not self.personal.isChecked())

    def name(self) -> str:
        return " ".join(self.called.text().split()) or self._("The plan")

    # ------------------------------------------------------------------------------------------------ what a person does

    def join_next(self) -> None:
        """The point the keyboard stands on and the one after it as one."""
        chosen = self.list.selected()
        if len(chosen) != 1:
            return
        at = next((n for n, row in enumerate(self.rows) if row.id == chosen[0].id), -1)
        try:
            self.rows = plan.joined_with_next(self.rows, at)
        except Refused as error:
            self.desk.say(wording.sentence(error, self.desk.language))
            return
        self._show()
        self.list.select([chosen[0].id])

    def _turn(self, lines: list[Coming]) -> None:
        """Taken in or left out, and on to the row after it."""
        shown = self.list.model.shown
        at = max((n for n, row in enumerate(shown) if row.id in {line.id for line in lines}), default=-1)
        after = shown[at + 1].id if at + 1 < len(shown) else lines[-1].id
        self._keep(lines, not lines[0].kept)
        self.list.select([after])

    def _keep(self, lines: list[Coming], kept: bool) -> None:
        ids = {line.id for line in lines}
        self.rows = tuple(replace(row, kept=kept) if row.id in ids else row for row in self.rows)
        self._show()

    def eventFilter(self, watched: QObject, event: QEvent) -> bool:
        if event.type() == QEvent.Type.KeyPress and isinstance(event, QKeyEvent) and event.text() == "+":
            self.join_next()
            return True
        return super().eventFilter(watched, event)

    # ------------------------------------------------------------------------------------------------ showing

    def _show(self) -> None:
        language = self.desk.language
        self.list.show_values(self.rows)
        kept = sum(row.kept for row in self.rows)
        self.told.setText(self._summary())
        self.take.setText(language.ngettext("Take in %(n)d point", "Take in %(n)d points", kept) if kept else self._("Nothing to take in"))  # type: ignore[attr-defined]
        self.take.setEnabled(bool(kept))

    def _summary(self) -> str:
        _, ngettext, found = self._, self.desk.language.ngettext, self._plan
        parts = [found.source] if found.source else []
        if found.pages:
            parts.append(ngettext("%(n)d page", "%(n)d pages", found.pages))
        parts.append(ngettext("%(n)d point", "%(n)d points", len(self.rows)))
        personal = sum(row.personal for row in self.rows)
        if personal:
            parts.append(ngettext("%(n)d piece of personal data", "%(n)d pieces of personal data", personal))
        told = " · ".join(parts)
        if found.furniture or found.contents:
            told += "\n" + _("Headers, footers and tables of contents are not taken along.")
        return told

    def _on_chosen(self, lines: list[Coming]) -> None:
        says = lines[0].item.says if len(lines) == 1 else ""
        self.whole.setPlainText(says)
        found: list[Any] = []
        for mark in marks(says):
            shown = QTextEdit.ExtraSelection()
            look = QTextCharFormat()
            look.setBackground(self.desk.theme.colour("warnbg"))
            look.setForeground(self.desk.theme.colour("warn"))
            cursor = QTextCursor(self.whole.document())
            cursor.setPosition(mark.start)
            cursor.setPosition(mark.end, QTextCursor.MoveMode.KeepAnchor)
            shown.cursor, shown.format = cursor, look  # type: ignore[attr-defined]
            found.append(shown)
        self.whole.setExtraSelections(found)

    def _columns(self) -> list[Column[Coming]]:
        _, ngettext = self._, self.desk.language.ngettext

        def outcome(row: Coming) -> str:
            return _("Is taken in") if row.kept else _("Left out")

        def remark(row: Coming) -> str:
            told = [ngettext("%(n)d piece of personal data", "%(n)d pieces of personal data", row.personal)] if row.personal else []
            return ", ".join([*told, *([_("Before the first point")] if row.item.preamble else [])])

        return [
            Column("", outcome, chip=lambda x: "kind:solo" if x.kept else "text2", width=110),
            Column(_("No."), lambda x: x.item.number, width=64),
            Column(_("Text"), lambda x: x.item.says.replace("\n", " "), second=lambda x: x.item.heading, faded=lambda x: not x.kept),
            Column(
                _("Page"), lambda x: "" if x.item.page is None else str(x.item.page), sort=lambda x: x.item.page or 0, width=58, right=True
            ),
            Column(_("To look at"), remark, width=150, icon=lambda x: ("triangle-alert", "warn") if x.personal else None),
        ]

    def _menu(self, lines: list[Coming]) -> list[tuple[str, str, Callable[[], object]] | None]:
        _ = self._
        entries: list[tuple[str, str, Callable[[], object]] | None] = [
            (_("Take it in"), "check", lambda: self._keep(lines, True)),
            (_("Leave out"), "x", lambda: self._keep(lines, False)),
        ]
        if len(lines) == 1:
            entries.append((_("Join with the next"), "merge", self.join_next))
        return entries
