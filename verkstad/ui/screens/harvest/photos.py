"""Photos of walls and sheets: dropped, sorted to blocks by their time, set right by hand, and typed in beside the enlarged picture."""

from __future__ import annotations

from collections.abc import Collection, Sequence
from pathlib import Path
from typing import Any

from PySide6.QtCore import QAbstractListModel, QModelIndex, QPersistentModelIndex, QRect, QSize, Qt, Signal
from PySide6.QtGui import QKeyEvent, QPainter, QPaintEvent, QPen, QPixmap
from PySide6.QtWidgets import (
    QAbstractItemView,
    QFrame,
    QListView,
    QStackedWidget,
    QStyle,
    QStyledItemDelegate,
    QStyleOptionViewItem,
    QWidget,
)

from verkstad import wording
from verkstad.app import attachments, harvest
from verkstad.app.harvest import Harvest, NewPhoto
from verkstad.domain.errors import Failure
from verkstad.domain.fields import Id
from verkstad.domain.harvest import Photo
from verkstad.ui import controls
from verkstad.ui import theme as look
from verkstad.ui.desk import Desk
from verkstad.ui.empty import EmptyState
from verkstad.ui.fields import ChoiceField, LineField, NumberField
from verkstad.ui.screens.harvest import words
from verkstad.ui.screens.harvest.writing import Writer

Index = QModelIndex | QPersistentModelIndex
PHOTO = int(Qt.ItemDataRole.UserRole)
THUMB = QSize(132, 96)


class Thumbs(QAbstractListModel):
    def __init__(self, desk: Desk) -> None:
        super().__init__()
        self._desk = desk
        self.photos: tuple[tuple[Photo, str], ...] = ()  # with the name of its block
        self._pixmaps: dict[str, QPixmap] = {}

    def take(self, photos: tuple[tuple[Photo, str], ...]) -> None:
        self.beginResetModel()
        self.photos = photos
        self.endResetModel()

    def rowCount(self, parent: Index = QModelIndex()) -> int:
        return 0 if parent.isValid() else len(self.photos)

    def thumb(self, content: str) -> QPixmap:
        """Made at the first look: forty photos of 2,000 pixels are not held in memory."""
        if content not in self._pixmaps:
            whole = picture(self._desk, content)
            self._pixmaps[content] = whole if whole.isNull() else self._cut(whole)
        return self._pixmaps[content]

    def _cut(self, whole: QPixmap) -> QPixmap:
        over = self._desk.dialogs.over()
        ratio = over.devicePixelRatioF() if over is not None else 1.0
        size = THUMB * ratio
        made = whole.scaled(size, Qt.AspectRatioMode.KeepAspectRatioByExpanding, Qt.TransformationMode.SmoothTransformation)
        made = made.copy((made.width() - size.width()) // 2, (made.height() - size.height()) // 2, size.width(), size.height())
        made.setDevicePixelRatio(ratio)
        return made

    def data(self, index: Index, role: int = Qt.ItemDataRole.DisplayRole) -> Any:
        photo, block = self.photos[index.row()]
        if role == PHOTO:
            return photo
        if role in (Qt.ItemDataRole.DisplayRole, Qt.ItemDataRole.AccessibleTextRole):
            return f"{clock_of(photo, self._desk)} {photo.caption or photo.name}, {block}".strip()
        if role == Qt.ItemDataRole.ToolTipRole:
            return photo.name
        return None


class _Thumbs(QStyledItemDelegate):
    def __init__(self, view: QListView, desk: Desk) -> None:
        super().__init__(view)
        self.view, self.desk = view, desk

    def sizeHint(self, option: QStyleOptionViewItem, index: Index) -> QSize:
        return QSize(THUMB.width() + 20, THUMB.height() + 34 + (28 if self._first(index) else 0))

    def _first(self, index: Index) -> bool:
        """Whether it is the first of its block, and says which."""
        photos = index.model().photos  # type: ignore[attr-defined]
        return index.row() == 0 or photos[index.row()][0].block != photos[index.row() - 1][0].block

    def paint(self, p: QPainter, option: QStyleOptionViewItem, index: Index) -> None:
        t = self.desk.theme
        photo, block = index.model().photos[index.row()]  # type: ignore[attr-defined]
        box = option.rect
        p.save()
        p.setRenderHint(QPainter.RenderHint.Antialiasing)
        top = box.top() + 4
        if self._first(index):
            p.setFont(look.font(look.CAPTION, look.SEMIBOLD))
            p.setPen(t.colour("text2"))
            p.drawText(
                QRect(box.left() + 6, top, box.width() - 12, 24), Qt.AlignmentFlag.AlignVCenter,
                p.fontMetrics().elidedText(block, Qt.TextElideMode.ElideRight, box.width() - 12),
            )  # fmt: skip
            top += 28
        frame = QRect(box.left() + 6, top, THUMB.width(), THUMB.height())
        pixmap = index.model().thumb(photo.content)  # type: ignore[attr-defined]
        p.setPen(Qt.PenStyle.NoPen)
        p.setBrush(t.colour("sunken"))
        p.drawRoundedRect(frame, 4, 4)
        if pixmap.isNull():
            p.drawPixmap(frame.center().x() - 12, frame.center().y() - 12, t.pixmap("image", "text2", 24))
        else:
            p.drawPixmap(frame.topLeft(), pixmap)
        if option.state & QStyle.StateFlag.State_Selected:
            p.setBrush(Qt.BrushStyle.NoBrush)
            p.setPen(QPen(t.colour("focus" if self.view.hasFocus() else "accent"), 3))
            p.drawRoundedRect(frame.adjusted(1, 1, -1, -1), 4, 4)
        p.setFont(look.font(look.CAPTION, tabular=True))
        p.setPen(t.colour("text2"))
        told = f"{clock_of(photo, self.desk)}  {photo.caption or photo.name}".strip()
        p.drawText(
            QRect(frame.left(), frame.bottom() + 2, frame.width(), 20), Qt.AlignmentFlag.AlignVCenter,
            p.fontMetrics().elidedText(told, Qt.TextElideMode.ElideRight, frame.width()),
        )  # fmt: skip
        p.restore()


class Enlarged(QWidget):
    """The picture as large as there is room."""

    def __init__(self, desk: Desk) -> None:
        super().__init__()
        self.desk = desk
        self._content, self._pixmap = "", QPixmap()
        self.setMinimumSize(200, 160)

    def show_photo(self, photo: Photo | None) -> None:
        content = photo.content if photo is not None else ""
        if content != self._content:
            self._content, self._pixmap = content, picture(self.desk, content)
        self.setAccessibleName(photo.caption or photo.name if photo is not None else "")
        self.update()

    def paintEvent(self, _event: QPaintEvent) -> None:
        p = QPainter(self)
        p.setRenderHint(QPainter.RenderHint.SmoothPixmapTransform)
        if self._pixmap.isNull():
            p.setPen(self.desk.theme.colour("text2"))
            if self._content:
                p.drawText(
                    self.rect(),
                    Qt.AlignmentFlag.AlignCenter | Qt.TextFlag.TextWordWrap,
                    self.desk.gettext("The picture is not on this computer."),
                )
            return
        size = self._pixmap.size().scaled(self.size(), Qt.AspectRatioMode.KeepAspectRatio)
        p.drawPixmap(QRect((self.width() - size.width()) // 2, 0, size.width(), size.height()), self._pixmap)


class Strip(QListView):
    removal_asked = Signal()
    opened = Signal()

    def keyPressEvent(self, event: QKeyEvent) -> None:
        if event.key() in (Qt.Key.Key_Delete, Qt.Key.Key_Backspace):
            self.removal_asked.emit()
        elif event.key() in (Qt.Key.Key_Return, Qt.Key.Key_Enter):
            self.opened.emit()
        elif event.key() in (Qt.Key.Key_Tab, Qt.Key.Key_Backtab):
            event.ignore()
        else:
            super().keyPressEvent(event)


class PhotosFace(QWidget):
    def __init__(self, desk: Desk) -> None:
        super().__init__()
        self.desk = desk
        _ = self._ = desk.gettext
        self._harvest: Harvest | None = None
        self.thumbs = Thumbs(desk)
        self.strip = strip = Strip()
        strip.removal_asked.connect(self.remove)
        strip.opened.connect(lambda: self.line.setFocus())
        strip.setModel(self.thumbs)
        strip.setItemDelegate(_Thumbs(strip, desk))
        strip.setAccessibleName(_("Photos"))
        strip.setFixedWidth(THUMB.width() + 34)
        strip.setFrameShape(QFrame.Shape.NoFrame)
        strip.setSelectionMode(QAbstractItemView.SelectionMode.ExtendedSelection)
        strip.setVerticalScrollMode(QAbstractItemView.ScrollMode.ScrollPerPixel)
        strip.setEditTriggers(QAbstractItemView.EditTrigger.NoEditTriggers)
        strip.setStyleSheet("QListView { background: transparent; }")
        strip.selectionModel().selectionChanged.connect(lambda _a, _b: self._on_chosen())
        self.picture = Enlarged(desk)
        self.line = Writer(desk, _("Write what stands on the picture, a note at a time"))
        self.line.returnPressed.connect(self._on_written)
        self.line.list_pasted.connect(self._on_pasted)
        self.line.done.connect(strip.setFocus)
        self.typed = controls.label("", "caption", wrap=True)
        beside = controls.column(self.line, 4, self.typed, 8, (self.picture, 1), margins=(0, 0, 12, 0))
        self._full = controls.holder(controls.row(strip, (controls.holder(beside), 1), spacing=12))
        self._empty = EmptyState(
            desk.theme, "image", _("Drop the photos of the day here, or their folder. They are sorted to the blocks by the time they were taken."),
            _("Choose photos…"), self.choose,
        )  # fmt: skip
        self._either = QStackedWidget()
        self._either.addWidget(self._empty)
        self._either.addWidget(self._full)
        self.setLayout(controls.column((self._either, 1)))
        self.heading = controls.label("", "section")
        self.about = controls.label("", "caption", wrap=True)
        self.block = ChoiceField(desk, _("Block"), save=lambda b: self._do(harvest.photos_to_block, self.chosen(), b or None))
        self.caption = LineField(desk, _("Caption"), length=300, save=lambda text: self._do(harvest.caption_photo, self.chosen()[0], text))
        self.slow = NumberField(
            desk, _("The camera was slow by (minutes)"), low=0, high=24 * 60, help=_("Moves the time of all photos and sorts them anew."), save=self._on_slow
        )  # fmt: skip
        more = controls.button(desk.theme, _("Choose more photos…"), "plus", on=self.choose)
        remove = controls.button(desk.theme, _("Remove"), "trash-2", token="danger", on=self.remove)
        self._inspector = controls.holder(
            controls.column(
                self.heading, 4, self.about, 14, self.block, 14, self.caption, 20, controls.row(remove, None), 20, controls.hairline(), 14, self.slow, 16,
                controls.row(more, None), None, margins=(24, 18, 16, 16),
            )
        )  # fmt: skip

    # ------------------------------------------------------------------------------------------------ what the page asks

    def inspector(self) -> QWidget | None:
        return self._inspector if self.thumbs.photos else None

    def home(self) -> QWidget | None:
        return self.strip if self.thumbs.photos else self._empty.button

    def show_harvest(self, whole: Harvest) -> None:
        self._harvest = whole
        language = self.desk.language
        photos = tuple((photo, words.block_title(section, language)) for section in whole.blocks for photo in section.photos)
        had = set(self.chosen())
        row = self.strip.currentIndex().row()
        if photos != self.thumbs.photos:
            self.thumbs.take(photos)
            self.select(had)
            if not self.chosen() and photos:
                self.strip.setCurrentIndex(self.thumbs.index(min(max(0, row), len(photos) - 1)))
        self.block.offer(
            [
                ("", self._("Belongs to no block")),
                *((s.block.id, words.block_title(s, language)) for s in whole.blocks if s.block is not None),
            ]
        )
        self._either.setCurrentWidget(self._full if photos else self._empty)
        self._on_chosen()

    def settle(self) -> None:
        self.caption.settle()

    def select(self, ids: Collection[Id]) -> None:
        model = self.strip.selectionModel()
        for row, (photo, _block) in enumerate(self.thumbs.photos):
            if photo.id in ids:
                model.setCurrentIndex(self.thumbs.index(row), model.SelectionFlag.Select)

    def chosen(self) -> tuple[Id, ...]:
        return tuple(self.thumbs.photos[i.row()][0].id for i in sorted(self.strip.selectedIndexes(), key=lambda i: i.row()))

    def _on_chosen(self) -> None:
        ids, language = self.chosen(), self.desk.language
        known = {photo.id: photo for photo, _block in self.thumbs.photos}
        one = known.get(ids[0]) if len(ids) == 1 else None
        shown = known.get(ids[0]) if ids else None
        self.picture.show_photo(shown)
        self.heading.setText(self._("Photo") if one is not None else language.ngettext("%(n)d photo", "%(n)d photos", len(ids)))
        if one is not None:
            taken = self._("Taken %(time)s", time=clock_of(one, self.desk)) if one.taken else self._("The camera does not say when.")
            self.about.setText(f"{one.name}\n{taken}")
        else:
            self.about.setText(self._("What you choose here goes for all of them.") if ids else self._("Choose a photo to see it large."))
        self.block.setVisible(bool(ids))
        self.caption.setVisible(one is not None)
        self.line.setEnabled(one is not None)
        blocks = {known[id].block or "" for id in ids}
        self.block.show_value(blocks.pop() if len(blocks) == 1 else None)
        if one is not None:
            self.caption.show_value(one.caption, one.id, "caption")
        notes = (
            [line.capture.says for line in self._harvest.lines if one is not None and line.capture.photo == one.id] if self._harvest else []
        )
        self.typed.setText(self._("Written from it: %(notes)s", notes=" · ".join(notes)) if notes else "")
        self.typed.setVisible(bool(notes))

    # ------------------------------------------------------------------------------------------------ what a person does

    def choose(self) -> None:
        found = self.desk.dialogs.open_files(
            self._("Choose photos"), self._("Photos (*.jpg *.jpeg *.png *.webp *.gif *.bmp *.heic *.heif)")
        )
        if found:
            self.take(found)

    def take(self, paths: Sequence[Path]) -> None:
        """Read them in a process of its own, keep them beside the library, and sort them in one step; what cannot be read gets its sentence."""
        if self._harvest is None:
            return
        bench, language = self.desk.bench, self.desk.language
        try:
            found = attachments.pictures_in(paths)
        except OSError:
            found = ()
        if not found:
            self.desk.say(self._("There are no photos there."))
            return
        read = self.desk.background.wait(self.desk, self._("Reading the photos"), attachments.reading(found))
        if read is None:
            return
        photos, failed, phone = [], [], []
        for path, outcome in zip(found, read, strict=True):
            try:
                if isinstance(outcome, Failure):
                    raise outcome
                kept = attachments.keep_picture(bench, outcome)
            except Failure as error:
                if error.reason == "heic":
                    phone.append(path.name)
                    continue
                failed.append(wording.sentence(error, language, path=str(path)))
            else:
                photos.append(NewPhoto(kept.content, path.name, kept.taken, kept.width, kept.height))
        made = bench.do(harvest.add_photos, self._harvest.workshop.id, photos, by=self) if photos else ()
        self.strip.clearSelection()
        self.select(made[:1])
        self.strip.setFocus()
        if phone:
            failed.insert(0, self._heic_words(phone))
        if failed:
            self.desk.dialogs.tell(
                language.ngettext(
                    "%(n)d photo could not be read", "%(n)d photos could not be read", len(failed) - bool(phone) + len(phone)
                ),
                "\n\n".join(failed[:12]),
            )
        told = (
            language.ngettext("%(n)d photo was added.", "%(n)d photos were added.", len(made))
            if made
            else self._("Those photos are here already.")
        )
        if made or photos:
            self.desk.say(told, undo=bool(made))

    def _heic_words(self, names: Sequence[str]) -> str:
        """One sentence however many they are: what they are, and what to do."""
        text = self.desk.language.ngettext(
            "%(name)s is in the iPhone's own format (HEIC) and was left out.",
            "%(n)d photos are in the iPhone's own format (HEIC) and were left out.",
            len(names),
            name=names[0],
        )
        return (
            text
            + " "
            + self._("Share them from the phone as JPEG. For the next day: choose Settings › Camera › Formats › Most Compatible.")
        )

    def remove(self) -> None:
        ids = self.chosen()
        if ids:
            self._do(harvest.remove_photos, ids)
            self.desk.say(self.desk.language.ngettext("%(n)d photo was removed.", "%(n)d photos were removed.", len(ids)), undo=True)

    def _on_written(self) -> None:
        says = self.line.text().strip()
        if says and self._add((says,)):
            self.line.clear()

    def _on_pasted(self, text: str) -> None:
        from verkstad.domain.harvesting import lines_of

        self._add(lines_of(text))

    def _add(self, lines: Sequence[str]) -> bool:
        one = next((photo for photo, _block in self.thumbs.photos if photo.id in self.chosen()), None)
        if one is None or self._harvest is None or not lines:
            return False
        with self.desk.bench.as_one_step():
            for says in lines:
                self._do(harvest.add_capture, self._harvest.workshop.id, says, block=one.block, photo=one.id)
        return True

    def _on_slow(self, minutes: int | None) -> None:
        if minutes:
            self._do(harvest.set_camera_clock, tuple(photo.id for photo, _block in self.thumbs.photos), minutes)
        self.slow.show_value(None)

    def _do(self, action: Any, *args: Any, **more: Any) -> Any:
        return self.desk.try_to(action, *args, by=self, **more)


def picture(desk: Desk, content: str) -> QPixmap:
    """The kept picture; null when it is not here."""
    place = attachments.path_of(desk.bench, content)
    made = QPixmap()
    if place is not None:
        made.loadFromData(place.read_bytes())
    return made


def clock_of(photo: Photo, desk: Desk) -> str:
    """The time of day it was taken, as the language writes it."""
    return desk.language.clock(int(photo.taken[11:13]) * 60 + int(photo.taken[14:16])) if len(photo.taken) >= 16 else ""
