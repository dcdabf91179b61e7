"""Messages: subject, first lines with the four questions, the message and how heavy it reads, and the campaign that is printed of it."""

from __future__ import annotations

from collections.abc import Callable
from functools import partial
from pathlib import Path
from typing import TYPE_CHECKING, Any

from PySide6.QtCore import QSignalBlocker, Qt, QTimer
from PySide6.QtGui import QDragEnterEvent, QDropEvent, QPixmap
from PySide6.QtWidgets import QWidget

from verkstad import wording
from verkstad.app import attachments, launch
from verkstad.app.launch import ActivityLine, Launch
from verkstad.domain.errors import Failure
from verkstad.domain.launch import ACCENTS, Audience, LaunchActivity
from verkstad.domain.launching import LIX_MOST, TICKS, first_lines, has_message, message_read
from verkstad.domain.platitudes import marked
from verkstad.domain.readability import counted
from verkstad.ui import controls
from verkstad.ui import theme as look
from verkstad.ui.asked import Asked
from verkstad.ui.desk import Desk
from verkstad.ui.empty import EmptyState
from verkstad.ui.fields import CheckField, ChoiceField, LineField, ProseField
from verkstad.ui.guarding import Guard
from verkstad.ui.screen import Screen
from verkstad.ui.screens.launch.pieces import SHOWN, asked_of, date_words
from verkstad.ui.screens.people_units import AddLine
from verkstad.ui.value_table import Column, Filter, ValueTable
from verkstad.wording_launch import TICKS as QUESTIONS
from verkstad.wording_launch import first_lines_words, lix_words

if TYPE_CHECKING:
    from verkstad.app.workbench import Changes

WIDE = 620
KIT = (
    ("launch_poster", "image"),
    ("launch_table_card", "layout-list"),
    ("launch_postcard", "mail"),
    ("launch_stickers", "sparkles"),
    ("feedback_slip", "lightbulb"),
)


class Editor(QWidget):
    """One message. What is counted follows the typing."""

    def __init__(self, part: MessagesPart) -> None:
        super().__init__()
        desk = part.desk
        _ = desk.gettext
        self.desk, self._part = desk, part
        self._line: ActivityLine | None = None
        self.heading = controls.Elided("", "section")
        self.about = controls.label("", "caption", wrap=True)
        self.audience = ChoiceField(desk, _("Audience"), save=lambda kept: self._change(audience=kept or None))
        self.subject = LineField(desk, _("Subject or headline"), save=lambda text: self._change(subject=text))
        self.ingress = ProseField(
            desk, _("The first lines"), lines=3, placeholder=_("What happens, what it means to me, when, and what I do first: at most 40 words"),
            save=lambda text: self._change(ingress=text),
        )  # fmt: skip
        self.lines_told = controls.label("", "caption", wrap=True)
        self.ticks_title = controls.label(_("Read only the first lines. Can one answer:"), "caption", wrap=True)
        self.ticks = {tick: CheckField(desk, _(QUESTIONS[tick]), save=partial(self._tick, tick)) for tick in TICKS}
        self.message = ProseField(
            desk, _("The message"), lines=8, placeholder=_("Short sentences, everyday words."), save=lambda text: self._change(message=text)
        )
        self.read_told = controls.label("", "caption", wrap=True)
        self.asked = Asked(desk, lambda text: self._change(answer=text), lambda: part.initiative)
        self.guards = [Guard(desk, made, asked_of(desk, lambda: part.initiative)) for made in (self.ingress, self.message)]
        self._soon = QTimer(self, interval=150, singleShot=True)
        self._soon.timeout.connect(self.count)
        for field in (self.ingress, self.message):
            field.edit.textChanged.connect(self._soon.start)
        self.form = controls.holder(
            controls.column(
                self.audience, 14, self.subject, 14, self.ingress, 4, self.lines_told, 10, self.ticks_title, 4,
                *self.ticks.values(), 14, self.message, 4, self.read_told, 12, self.asked,
            )
        )  # fmt: skip
        self.setLayout(controls.column(self.heading, 2, self.about, 14, self.form, None, margins=(24, 16, 24, 24)))
        self.setMaximumWidth(WIDE + 48)

    def show_line(self, line: ActivityLine | None) -> None:
        _ = self.desk.gettext
        if (line.id if line else "") != (self._line.id if self._line else ""):
            self.settle()
        self._line = line
        self.form.setVisible(line is not None)
        if line is None:
            self.heading.setText(_("Nothing selected"))
            self.about.setText(_("Choose an activity to write what is said in it."))
            self.about.show()
            return
        audiences = self._part.found.audiences
        self.audience.setVisible(bool(audiences))
        self.audience.offer([("", "–"), *((a.id, a.audience.title) for a in audiences)])
        self.audience.show_value(line.activity.audience or "", line.id)
        row = line.activity
        self.heading.setText(row.title)
        self.about.setText(date_words(row.on, self.desk, "weekday"))
        self.about.setVisible(bool(row.on))
        self.subject.show_value(row.subject, row.id, "subject")
        self.ingress.show_value(row.ingress, row.id, "ingress")
        self.message.show_value(row.message, row.id, "message")
        for tick, box in self.ticks.items():
            box.show_value(getattr(row, tick), row.id)
        text = "\n".join(filter(None, (row.subject, row.ingress, row.message)))
        phrases = [m for m in marked(text, asked_of(self.desk, lambda: self._part.initiative)()) if m.platitude.asks]
        self.asked.show_asked(text, phrases, row.answer, row.id)
        for guard in self.guards:
            guard.look_again()
        self.count()

    def count(self) -> None:
        """Words of the first lines and how heavy the message reads, as it stands while one types."""
        if self._line is None:
            return
        row, language = self._line.activity.with_(ingress=self.ingress.text(), message=self.message.text()), self.desk.language
        found = first_lines(row)
        self.lines_told.setText(first_lines_words(found, language))
        controls.restyle(self.lines_told, look="error" if found.long else "caption")
        self.read_told.setText(lix_words(counted(self.message.text()), language))
        lix = counted(self.message.text()).lix
        self.read_told.setToolTip(
            self.desk.gettext("LIX %(most)d or less is easy for most to read.", most=LIX_MOST) if lix is not None else ""
        )

    def settle(self) -> None:
        for field in (self.subject, self.ingress, self.message):
            field.settle()
        self.asked.settle()

    def focus_first(self) -> None:
        self.subject.setFocus(Qt.FocusReason.OtherFocusReason)

    def _tick(self, tick: str, kept: bool) -> None:
        self._change(**{tick: kept})

    def _change(self, **said: Any) -> None:
        if self._line is not None:
            self.desk.bench.do(launch.change_activity, self._line.id, by=self, **said)


class Campaign(QWidget):
    """How the campaign looks: one picture of one's own, one colour; and its four prints."""

    def __init__(self, part: MessagesPart) -> None:
        super().__init__()
        desk = part.desk
        _ = desk.gettext
        self.desk, self._part = desk, part
        self._line: ActivityLine | None = None
        self.picture = controls.label("")
        self.picture.setAlignment(Qt.AlignmentFlag.AlignCenter)
        self.picture.setFixedHeight(150)
        self.picture.setAccessibleName(_("The picture of the campaign"))
        self.choose = controls.button(desk.theme, _("Choose a picture…"), "image", on=self.choose_picture)
        self.clear = controls.button(
            desk.theme, _("Take the picture away"), "x", role="link", on=lambda: self._do(launch.choose_picture, "")
        )
        self.accent = ChoiceField(
            desk, _("Accent colour"), [(a, wording.choice_name("launch_activity", "accent", a, desk.language)) for a in ACCENTS],
            save=lambda kept: self._do(launch.choose_accent, kept),
        )  # fmt: skip
        self.hook = LineField(
            desk, _("What makes one curious"), length=300, help=_("Stands largest on the poster"),
            save=lambda text: desk.bench.do(launch.change_activity, self._line.id, by=self, hook=text) if self._line else None,
        )  # fmt: skip
        self.told = controls.label("", "caption", wrap=True)
        words = (_("Poster"), _("Table cards"), _("Postcards"), _("Stickers"), _("Slips to answer on"))
        self.prints = [
            controls.button(desk.theme, name, icon, on=partial(self._print, sheet)) for name, (sheet, icon) in zip(words, KIT, strict=True)
        ]
        self.form = controls.holder(
            controls.column(
                self.hook, 14, self.accent, 14, controls.label(_("Picture"), "label"), 6, self.picture, 8, controls.row(self.choose, None),
                controls.row(self.clear, None), 18, controls.hairline(), 14, controls.label(_("Print"), "label"), 4, self.told, 8,
                *(item for button in self.prints for item in (controls.row(button, None), 6)),
            )
        )  # fmt: skip
        heading = controls.label(_("The campaign"), "section")
        self.setLayout(controls.column(heading, 14, self.form, None, margins=(24, 18, 24, 24)))
        self.setAcceptDrops(True)
        self.show_line(None)

    def show_line(self, line: ActivityLine | None) -> None:
        _ = self.desk.gettext
        if (line.id if line else "") != (self._line.id if self._line else ""):
            self.hook.settle()
        self._line = line
        self.form.setVisible(line is not None)
        if line is None:
            return
        row = line.activity
        self.hook.show_value(row.hook, row.id, "hook")
        self.accent.show_value(row.accent, row.id)
        place = attachments.path_of(self.desk.bench, row.content) if row.content else None
        pixmap = QPixmap(str(place)) if place is not None else QPixmap()
        self.picture.setVisible(not pixmap.isNull())
        if not pixmap.isNull():
            self.picture.setPixmap(pixmap.scaled(260, 150, Qt.AspectRatioMode.KeepAspectRatio, Qt.TransformationMode.SmoothTransformation))
        self.clear.setVisible(bool(row.content))
        ready = first_lines(row).ready
        self.told.setText("" if ready else _("The first lines are not tested yet, so it is printed with the word “Draft”."))
        self.told.setVisible(not ready)

    def dragEnterEvent(self, event: QDragEnterEvent) -> None:
        if self._line is not None and any(_is_picture(url.toLocalFile()) for url in event.mimeData().urls()):
            event.acceptProposedAction()

    def dropEvent(self, event: QDropEvent) -> None:
        picture = next((url.toLocalFile() for url in event.mimeData().urls() if _is_picture(url.toLocalFile())), "")
        if picture:
            event.acceptProposedAction()
            self.take(Path(picture))

    def choose_picture(self) -> None:
        _ = self.desk.gettext
        files = self.desk.dialogs.open_files(_("Choose a picture"), _("Pictures (*.jpg *.jpeg *.png)"))
        if files:
            self.take(files[0])

    def take(self, path: Path) -> None:
        """A picture for the campaign that is looked at."""
        try:
            kept = attachments.keep_image(self.desk.bench, path)
        except Failure as error:
            self.desk.say(wording.sentence(error, self.desk.language))
            return
        self._do(launch.choose_picture, kept.content)

    def _print(self, sheet: str) -> None:
        if self._line is not None:
            self._part.settle()
            self.desk.print_from_here(self._part.initiative, sheet, self._line.id)

    def _do(self, action: Callable[..., Any], said: str) -> None:
        if self._line is not None:
            self.desk.bench.do(action, self._line.id, said, by=self)


def _is_picture(path: str) -> bool:
    return path.lower().endswith(attachments.SUFFIXES)


class MessagesPart(Screen):
    key = "messages"

    def __init__(self, desk: Desk) -> None:
        super().__init__(desk)
        _ = self._
        self.initiative = ""
        self.found = Launch()
        self._for = ""  # the audience the next message is for
        self.new_line = AddLine(desk, _("New message: write the headline and press Enter"), self.add)
        self.new_line.setMaxLength(200)
        self.whom = controls.label("", "badge")
        self.whom.hide()
        self.table: ValueTable[ActivityLine] = ValueTable(
            desk, self._columns(), name=_("Messages"), search=_("Search"), multiple=False,
            filters=[Filter(_("Messages"), [(_("All activities"), lambda _x: True), (_("With a message"), lambda x: has_message(x.activity))])],
            empty=EmptyState(
                desk.theme, "mail",
                _("What each audience is told is written here, with the first lines counted and the reading tested."),
                _("Write the first message"), lambda: self.new_line.setFocus(Qt.FocusReason.OtherFocusReason),
                second=(_("Plan an activity"), lambda: desk.go("launch", "", "activities")),
            ),
        )  # fmt: skip
        self.table.chosen.connect(self._on_chosen)
        self.table.opened.connect(lambda _line: self.editor.focus_first())
        self.editor = Editor(self)
        self.body = controls.scrolling(self.editor)
        self._inspector = Campaign(self)
        self.left = controls.holder(
            controls.column(self.new_line, controls.row(self.whom, None), (self.table, 1), spacing=look.S, margins=(24, 16, 0, 16))
        )
        self.left.setMinimumWidth(310)
        self.setLayout(controls.row((self.left, 2), (self.body, 3), spacing=0))

    def look_at(self, initiative: str) -> None:
        if initiative != self.initiative:
            self.initiative = initiative
            self._write_for("")
            self.table.search.clear()

    def inspector(self) -> QWidget | None:
        return self._inspector if self.found.activities else None

    def hints(self) -> str:
        return self._("Enter writes the message") if self.found.activities else ""

    def sheet(self) -> str:
        return "launch_poster"

    def chosen(self) -> str:
        lines = self.table.selected()
        return lines[0].id if len(lines) == 1 else ""

    def home(self) -> QWidget | None:
        return self.table.view if self.table.model.shown else self.new_line

    def find(self) -> bool:
        self.table.search.setFocus(Qt.FocusReason.ShortcutFocusReason)
        return bool(self.found.activities)

    def show_row(self, row: str, part: str) -> None:
        """A message; an audience begins one for them."""
        if self.desk.bench.library.get(Audience, row) is not None:
            self._write_for(row)
            self.new_line.setFocus(Qt.FocusReason.OtherFocusReason)
            return
        self.table.search.clear()
        self.table.select([row])
        self.editor.focus_first()

    def reveal(self, changes: Changes) -> None:
        self.table.select(changes.ids(LaunchActivity))

    def settle(self) -> None:
        self.editor.settle()
        self._inspector.hook.settle()

    def refresh(self, changes: Changes | None, by: object) -> None:
        if not self.initiative or (changes is not None and not changes.touches(*SHOWN)):
            return
        had = bool(self.found.activities)
        self.found = self.desk.bench.ask(launch.launch, self.initiative, self.desk.language, self.desk.today())
        self.body.setVisible(bool(self.found.activities))
        self.left.layout().setContentsMargins(24, 16, 0 if self.found.activities else 24, 16)
        with QSignalBlocker(self.table):  # the message is shown once, when the list stands
            self.table.show_values(self.found.activities)
            if self.found.activities and not self.table.selected():
                first = next((x for x in self.found.activities if has_message(x.activity)), self.found.activities[0])
                self.table.select([first.id])
        self._on_chosen(self.table.selected())
        if had != bool(self.found.activities):
            self.headline_changed.emit()

    # ------------------------------------------------------------------------------------------------ what a person does

    def add(self, headline: str) -> None:
        """A message to the audience it was begun for, else to the only one there is; the first lines come next."""
        audiences = self.found.audiences
        audience = self._for or (audiences[0].id if len(audiences) == 1 else None)
        made = self.desk.bench.do(launch.add_activity, self.initiative, headline, audience=audience, subject=headline, by=self)
        self._write_for("")
        self.table.select([made])
        self.editor.ingress.setFocus(Qt.FocusReason.OtherFocusReason)

    def _write_for(self, audience: str) -> None:
        self._for = audience
        row = self.desk.bench.library.get(Audience, audience) if audience else None
        self.whom.setVisible(row is not None)
        if row is not None:
            self.whom.setText(self._("For %(audience)s", audience=row.title))
            self.whom.adjustSize()

    def _on_chosen(self, lines: list[ActivityLine]) -> None:
        line = lines[0] if len(lines) == 1 else None
        self.editor.show_line(line)
        self._inspector.show_line(line)

    def _columns(self) -> list[Column[ActivityLine]]:
        _, desk, language = self._, self.desk, self.desk.language

        def reads(x: ActivityLine) -> str:
            read = message_read(x.activity)
            return language.number(round(read.lix)) if read.lix is not None else ""

        def tested(x: ActivityLine) -> str:
            found = first_lines(x.activity)
            return f"{4 - len(found.unanswered)}/4" if has_message(x.activity) else ""

        def second(x: ActivityLine) -> str:
            return x.activity.subject if x.activity.subject not in ("", x.activity.title) else date_words(x.activity.on, desk)

        return [
            Column(
                _("Activity"), lambda x: x.activity.title, second=second, strong=True,
                icon=lambda x: ("check", "accent") if first_lines(x.activity).ready else None,
            ),
            Column(_("Questions"), tested, width=76, right=True),
            Column(_("LIX"), reads, sort=lambda x: float(message_read(x.activity).lix or 0), width=54, right=True),
        ]  # fmt: skip
