"""Settings: how the window speaks and looks, what every paper carries, and where one's files are, with their backups."""

from __future__ import annotations

import datetime
from pathlib import Path
from typing import TYPE_CHECKING, Any

from PySide6.QtCore import Qt, QUrl
from PySide6.QtGui import QDesktopServices, QPixmap
from PySide6.QtWidgets import QButtonGroup, QLabel, QRadioButton, QWidget

from verkstad import wording
from verkstad.app import association
from verkstad.domain.errors import Failure
from verkstad.ui import controls
from verkstad.ui.desk import Desk
from verkstad.ui.fields import CheckField, LineField, form
from verkstad.ui.screen import Screen

if TYPE_CHECKING:
    from verkstad.app.workbench import Changes

WIDEST = 760
SHOWN_BACKUPS = 8


class SettingsScreen(Screen):
    key = "settings"

    def __init__(self, desk: Desk) -> None:
        super().__init__(desk)
        _ = self._
        self._language = self._one_of(
            _("Language of the window"), (("sv", "Svenska"), ("en", "English")), desk.language.code, lambda code: self._set(language=code)
        )
        self._theme = self._one_of(
            _("Appearance"), (("light", _("Light")), ("dark", _("Dark")), ("system", _("Same as the system"))), desk.settings.theme,
            lambda theme: self._set(theme=theme),
        )  # fmt: skip
        self.organisation = LineField(
            desk,
            _("The organisation's name"),
            placeholder=_("For example: Lindhaga municipality"),
            save=lambda text: self._set(organisation=text),
        )
        self.footer = LineField(
            desk,
            _("Foot of every paper"),
            placeholder=_("For example: Department of Culture, 0123-45 67 89"),
            save=lambda text: self._set(footer=text),
        )
        self.names = CheckField(desk, _("Print names; without it only roles and units stand on paper"), save=lambda on: self._set(names=on))
        self._logo = QLabel()
        self._logo.setFixedSize(132, 56)
        self._logo.setAlignment(Qt.AlignmentFlag.AlignCenter)
        self._logo.setProperty("look", "caption")
        self._logo.setStyleSheet(f"border: 1px dashed {desk.theme.field}; border-radius: 6px;")
        self._no_logo = controls.button(desk.theme, _("Remove"), role="link", on=lambda: self._set_logo(None))
        logo = controls.row(
            self._logo, controls.button(desk.theme, _("Choose a picture…"), "image", on=self._choose_logo), self._no_logo, None, spacing=14
        )
        self._where = controls.label("", "caption", wrap=True, selectable=True)
        self._backups = controls.column(spacing=0)
        files = controls.row(
            controls.button(desk.theme, _("Open the folder with my files"), "folder-open", on=lambda: open_folder(desk)),
            controls.button(desk.theme, _("Back up now"), "database-backup", role="primary", on=self._back_up),
            None,
        )
        self.opens = CheckField(desk, _("Open session files with Verkstad"), save=self._set_opens)
        opens_means = controls.label(
            _("A double-click on a file whose name ends in .verkstad opens it here. It concerns you alone, and can be taken back."),
            "caption",
            wrap=True,
        )
        opens = controls.holder(controls.column(self.opens, opens_means, spacing=0))
        opens.setVisible(association.offered())
        body = controls.column(
            _section(_("Language and appearance")),
            controls.card(self._language, self._theme, spacing=16, margins=(20, 16, 20, 18)),
            26,
            _section(_("On every paper")),
            controls.card(form(self.organisation, self.footer), 8, controls.label(_("Logo"), "label"), logo, 6, self.names, spacing=4, margins=(20, 16, 20, 14)),
            26,
            _section(_("My files")),
            controls.card(
                controls.label(_("Everything you do is saved at once on this computer, and nowhere else."), wrap=True),
                self._where, 6, files, 10, opens, 10, controls.label(_("Backups"), "label"), controls.holder(self._backups),
                spacing=6, margins=(20, 16, 20, 16),
            ),
            None,
            spacing=8,
        )  # fmt: skip
        held = controls.holder(body)
        held.setMaximumWidth(WIDEST)
        content = QWidget()
        content.setLayout(controls.row((held, 1_000), None, margins=(24, 20, 24, 32)))
        self.setLayout(controls.column((controls.scrolling(content), 1)))

    def title(self) -> str:
        return self._("Settings")

    def subtitle(self) -> str:
        return self._("They belong to this computer and are sent to nobody")

    def refresh(self, changes: Changes | None, by: object) -> None:
        if changes is not None:
            return
        settings = self.desk.settings
        self.organisation.show_value(settings.organisation)
        self.footer.show_value(settings.footer)
        self.names.show_value(settings.names)
        self.opens.show_value(association.offered() and association.is_associated(association.launcher()))
        self._show_logo()
        path = self.desk.bench.library.path
        self._where.setText(str(path) if path else "")
        self._show_backups()
        self.headline_changed.emit()

    def _one_of(self, name: str, choices: tuple[tuple[str, str], ...], now: str, on: Any) -> QWidget:
        group = QButtonGroup(self)
        row = controls.row(spacing=22)
        for kept, words in choices:
            made = QRadioButton(words)
            made.setAccessibleName(f"{name}: {words}")
            made.setChecked(kept == now)
            made.clicked.connect(lambda _checked=False, kept=kept: on(kept))
            group.addButton(made)
            row.addWidget(made)
        row.addStretch(1)
        return controls.holder(controls.column(controls.label(name, "label"), 4, row))

    def _set(self, **changes: Any) -> None:
        window = self.window()
        if hasattr(window, "set_setting"):
            window.set_setting(**changes)
        else:
            self.desk.settings = self.desk.settings.with_(**changes)
            self.desk.settings_changed.emit()

    def _set_opens(self, on: bool) -> None:
        """The system is told, or told to forget; the box shows what came of it."""
        try:
            if on:
                association.associate(association.launcher())
            else:
                association.forget()
        except Failure as error:
            self.desk.say(wording.sentence(error, self.desk.language))
            self.opens.show_value(association.is_associated(association.launcher()))

    # ---- logo

    def _choose_logo(self) -> None:
        _ = self._
        paths = self.desk.dialogs.open_files(_("Choose a picture"), _("Pictures (*.png *.jpg *.jpeg)"))
        if paths:
            self._set_logo(paths[0])

    def _set_logo(self, path: Path | None) -> None:
        if path is not None and QPixmap(str(path)).isNull():
            self.desk.say(self._("“%(name)s” is not a picture that can be read.", name=path.name))
            return
        self._set(logo=str(path) if path else "")
        self._show_logo()

    def _show_logo(self) -> None:
        picture = QPixmap(self.desk.settings.logo) if self.desk.settings.logo else QPixmap()
        self._no_logo.setVisible(not picture.isNull())
        if picture.isNull():
            self._logo.setText(self._("No logo"))
            return
        self._logo.setPixmap(
            picture.scaled(self._logo.size(), Qt.AspectRatioMode.KeepAspectRatio, Qt.TransformationMode.SmoothTransformation)
        )

    # ---- backups

    def _back_up(self) -> None:
        back_up(self.desk)
        self._show_backups()

    def _show_backups(self) -> None:
        while self._backups.count():
            if (widget := self._backups.takeAt(0).widget()) is not None:
                widget.hide()
                widget.deleteLater()
        found = kept_backups(self.desk)
        if not found:
            self._backups.addWidget(
                controls.label(self._("None yet. They are made when the program starts and while you work."), "caption", wrap=True)
            )
        for when, size, path in found[:SHOWN_BACKUPS]:
            self._backups.addWidget(self._backup_line(when, size, path))
        for when, size, path in moved_aside(self.desk)[:SHOWN_BACKUPS]:
            self._backups.addWidget(self._backup_line(when, size, path, aside=True))

    def _backup_line(self, when: datetime.datetime, size: int, path: Path, *, aside: bool = False) -> QWidget:
        _, language = self._, self.desk.language
        told = at = f"{language.date(when.date().isoformat(), 'long')}, {language.clock(when.hour * 60 + when.minute)}"
        restore = controls.button(self.desk.theme, _("Restore…"), role="link", on=lambda: self._restore(path, at))
        restore.setAccessibleName(_("Restore the backup of %(when)s", when=told))
        if aside:
            told = _("Moved aside, %(when)s", when=at)
            restore.setAccessibleName(_("Restore what was moved aside %(when)s", when=at))
            journal = path.with_name(path.name + "-wal")
            restore.setEnabled(not (journal.exists() and journal.stat().st_size))  # it is two files then, and one of them is not all of it
        facts = controls.label(wording.size(size, language), "caption")
        facts.setToolTip(str(path))
        return controls.holder(controls.row(controls.label(told), None, facts, restore, spacing=14, margins=(0, 4, 0, 4)))

    def _restore(self, path: Path, told: str) -> None:
        _ = self._
        if self.desk.dialogs.confirm(
            _("Restore a backup"),
            _(
                "The library becomes what it was %(when)s. What stands now is moved aside, so nothing is lost.",
                when=told,
            ),
            _("Restore"),
        ):
            window = self.window()
            if hasattr(window, "restore_asked"):
                window.restore_asked.emit(path)


def _section(words: str) -> QLabel:
    return controls.label(words, "section")


def open_folder(desk: Desk) -> None:
    """The folder with the library and its backups, in the system's file manager."""
    path = desk.bench.library.path
    if path is not None:
        QDesktopServices.openUrl(QUrl.fromLocalFile(str(path.parent)))


def kept_backups(desk: Desk) -> list[tuple[datetime.datetime, int, Path]]:
    """The backups there are, the latest first: local time, bytes, path."""
    backups = desk.bench.backups
    return [(datetime.datetime.fromisoformat(b.at).astimezone(), b.size, b.path) for b in backups.all()] if backups else []


def moved_aside(desk: Desk) -> list[tuple[datetime.datetime, int, Path]]:
    """Libraries that a backup took the place of, the latest first: local time, bytes, path."""
    backups = desk.bench.backups
    found = []
    for path in backups.set_aside() if backups else ():
        stamp = path.name.rpartition(".aside-")[2].partition("-")[0]
        try:
            when = datetime.datetime.strptime(stamp, "%Y%m%dT%H%M%SZ").replace(tzinfo=datetime.UTC)
            found.append((when.astimezone(), path.stat().st_size, path))
        except (ValueError, OSError):
            continue
    return sorted(found, reverse=True)


def back_up(desk: Desk) -> None:
    """A verified backup now, and a sentence that says so."""
    _ = desk.gettext
    try:
        made = desk.bench.backup()
    except Failure as error:
        desk.say(wording.sentence(error, desk.language))
        return
    desk.say(_("Backed up and checked.") if made else _("The latest backup already holds everything."))
