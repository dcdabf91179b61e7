"""Who is on which parallel track: a list in which the keys 1, 2, 3 … put those who are marked on a track, and 0 takes them off."""

from __future__ import annotations

from functools import partial

from PySide6.QtCore import QEvent, QItemSelectionModel, QObject, Qt
from PySide6.QtGui import QKeyEvent
from PySide6.QtWidgets import QAbstractItemView, QHeaderView, QPushButton, QTreeWidget, QTreeWidgetItem

from verkstad.app import tracks as app
from verkstad.app.people import ParticipantLine, called, name_order
from verkstad.domain.fields import Id
from verkstad.domain.workshop import Track
from verkstad.ui import controls
from verkstad.ui.desk import Desk
from verkstad.ui.dialogs import Sheet

PERSON = int(Qt.ItemDataRole.UserRole)


class TrackPeopleDialog(Sheet):
    """Each press is a step that can be undone; the dialog is closed when one is done."""

    def __init__(self, desk: Desk, workshop: Id, day: Id) -> None:
        super().__init__(desk, desk.gettext("Who is on which track"), width=620)
        _ = self._
        self.workshop, self.day = workshop, day
        self.list = QTreeWidget()
        self.list.setColumnCount(3)
        self.list.setHeaderLabels([_("Name"), _("Unit"), _("Track")])
        self.list.setAccessibleName(_("Participants"))
        self.list.setRootIsDecorated(False)
        self.list.setUniformRowHeights(True)
        self.list.setStyleSheet("QTreeWidget::item { min-height: 30px; padding-left: 5px; }")
        self.list.setSelectionMode(QAbstractItemView.SelectionMode.ExtendedSelection)
        self.list.setMinimumHeight(300)
        self.list.header().setAccessibleName(_("Columns"))
        self.list.header().setSectionResizeMode(QHeaderView.ResizeMode.Stretch)
        self.list.installEventFilter(self)
        self.told = controls.label("", "caption", wrap=True)
        self._tracks = controls.row(spacing=8)
        self.tracks: list[QPushButton] = []
        self.share = controls.button(desk.theme, _("Share out the rest"), "shuffle", on=self.share_out)
        self.off = controls.button(desk.theme, _("On no track (0)"), role="quiet", on=self.take_off)
        self.add(
            controls.label(
                _("Mark one or several and press the track, or its number. Who stands in for somebody stands on her track."),
                "caption",
                wrap=True,
            ),
            self._tracks,
            self.list,
            controls.row((self.told, 1), self.off, self.share),
        )
        self.offer(_("Close"), self.accept, role="primary")
        self._fill()
        if (first := self.list.topLevelItem(0)) is not None:
            self.list.setCurrentItem(first)
        self.list.setFocus()

    def _rows(self) -> list[Track]:
        return list(self.desk.bench.library.children(Track, self.day))

    def _fill(self) -> None:
        """Show it as it is now; who was marked stays so."""
        language = self.desk.language
        found = self.desk.bench.ask(app.on_tracks, self.workshop, self.day)
        rows = self._rows()
        marked = set(self.chosen())
        current = self.list.currentItem().data(0, PERSON) if self.list.currentItem() is not None else ""
        where = {line.person.id: track.title for track in rows for line in found.tracks.get(track.id, ())}
        everybody = [line for lines in found.tracks.values() for line in lines] + [*found.nowhere, *found.leading]
        everybody.sort(key=lambda p: name_order(p.person, language))
        self.list.clear()
        for line in everybody:
            self._item(line, where.get(line.person.id, ""), line.person.id in marked, line.person.id == current)
        if not self.tracks:
            for number, track in enumerate(rows, 1):
                made = controls.button(self.desk.theme, "", on=partial(self.put, track.id))
                self.tracks.append(made)
                self._tracks.addWidget(made, 1)
                made.setToolTip(self._("Key %(n)s", n=number))
        for number, (button, track) in enumerate(zip(self.tracks, rows, strict=False), 1):
            words = f"{number}  {track.title} · {len(found.tracks.get(track.id, ()))}"
            button.setText(words)
            button.setAccessibleName(words)
        n = len(found.nowhere)
        self.told.setText(
            language.ngettext("%(n)s is on no track yet", "%(n)s are on no track yet", n) if n
            else self._("Everybody is on a track") if everybody
            else self._("Nobody is on the list of participants yet.")
        )  # fmt: skip
        self.share.setEnabled(bool(n) and len(rows) > 1)

    def _item(self, line: ParticipantLine, track: str, marked: bool, current: bool) -> None:
        item = QTreeWidgetItem([called(line.person, self.desk.language), line.person.unit_name, track or "–"])
        item.setData(0, PERSON, line.person.id)
        self.list.addTopLevelItem(item)
        if current:
            self.list.setCurrentItem(item, 0, QItemSelectionModel.SelectionFlag.NoUpdate)
        item.setSelected(marked)

    def chosen(self) -> list[Id]:
        return [str(item.data(0, PERSON)) for item in self.list.selectedItems() if item.data(0, PERSON)]

    def put(self, track: Id) -> None:
        """Those who are marked are on the track."""
        if chosen := self.chosen():
            self.desk.try_to(app.put_people_on_track, tuple(chosen), track)
            self._fill()

    def take_off(self) -> None:
        if chosen := self.chosen():
            self.desk.try_to(app.take_off_tracks, tuple(chosen), self.day)
            self._fill()

    def share_out(self) -> None:
        self.desk.try_to(app.share_out, self.day)
        self._fill()

    def eventFilter(self, watched: QObject, event: QEvent) -> bool:
        if watched is self.list and event.type() == QEvent.Type.KeyPress and isinstance(event, QKeyEvent):
            typed = event.text()
            if typed == "0":
                self.take_off()
                return True
            if typed.isdigit() and int(typed) <= len(self.tracks):
                self.put(self._rows()[int(typed) - 1].id)
                self.list.setFocus()
                return True
        return super().eventFilter(watched, event)
