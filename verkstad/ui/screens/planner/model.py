"""The blocks of a workshop as a list the view can show: every day's blocks in order, each with its time.

The model holds no truth. It is shown a program and becomes it row by row, so that selection, scroll and an open editor stay where they
are. While a hand moves a block or its edge it may be shown a preview; nothing is written before the action at the end.
"""

from __future__ import annotations

from collections.abc import Callable, Iterable, Mapping
from typing import Any

from PySide6.QtCore import QAbstractListModel, QModelIndex, QPersistentModelIndex, Qt, Signal

from verkstad.domain.agenda import Slot
from verkstad.domain.fields import Id
from verkstad.i18n import Language
from verkstad.ui.screens.planner import words
from verkstad.ui.screens.planner.arrange import Days, day_of, own_track

Index = QModelIndex | QPersistentModelIndex
SLOT = int(Qt.ItemDataRole.UserRole)


class BlockModel(QAbstractListModel):
    """Rows are blocks across all days. `titled` and `timed` carry what was typed in place: (block id, text), (block id, minutes)."""

    titled = Signal(str, str)
    timed = Signal(str, int)
    shown = Signal()  # times, order or words changed: whoever draws the days should look again

    def __init__(self, language: Language, method_name: Callable[[str], str] = lambda slug: slug) -> None:
        super().__init__()
        self.language, self.method_name = language, method_name
        self.days: Days = ()
        self.conflicts: Mapping[Id, tuple[str, ...]] = {}
        self._kept: Days = ()
        self._slots: list[Slot] = []
        self._rows: dict[Id, int] = {}

    # -------------------------------------------------------------------------------------------- reading

    def rowCount(self, parent: Index = QModelIndex()) -> int:
        return 0 if parent.isValid() else len(self._slots)

    def data(self, index: Index, role: int = Qt.ItemDataRole.DisplayRole) -> Any:
        if not index.isValid() or index.row() >= len(self._slots):
            return None
        slot = self._slots[index.row()]
        if role in (Qt.ItemDataRole.DisplayRole, Qt.ItemDataRole.EditRole):
            return slot.block.title
        if role == SLOT:
            return slot
        if role == Qt.ItemDataRole.AccessibleTextRole:
            return self.spoken(slot)
        return None

    def spoken(self, slot: Slot) -> str:
        day = day_of(self.days, slot.block.id)
        track = next((t.title for t in day.tracks if t.id == own_track(day, slot.block)), "") if day else ""
        method = self.method_name(slot.block.method) if slot.block.method else ""
        return words.spoken(slot, self.language, method=method, track=track, conflict=slot.block.id in self.conflicts)

    def flags(self, index: Index) -> Qt.ItemFlag:
        return (
            Qt.ItemFlag.ItemIsEnabled | Qt.ItemFlag.ItemIsSelectable | Qt.ItemFlag.ItemIsEditable
            if index.isValid()
            else Qt.ItemFlag.NoItemFlags
        )

    def slot(self, row: int) -> Slot:
        return self._slots[row]

    def id(self, index: Index) -> Id:
        return self._slots[index.row()].block.id if index.isValid() else ""

    def index_of(self, block: Id) -> QModelIndex:
        row = self._rows.get(block)
        return self.index(row) if row is not None else QModelIndex()

    def ids(self) -> list[Id]:
        return [s.block.id for s in self._slots]

    @property
    def previewing(self) -> bool:
        return self.days is not self._kept

    # -------------------------------------------------------------------------------------------- showing

    def show_days(self, days: Days, conflicts: Mapping[Id, tuple[str, ...]] | None = None) -> None:
        """Show what is. A preview ends."""
        self._kept = days
        if conflicts is not None:
            self.conflicts = conflicts
        self._become(days)

    def preview(self, days: Days | None) -> None:
        """Show what would be; None shows again what is."""
        self._become(self._kept if days is None else days)

    @property
    def kept(self) -> Days:
        """What is, whatever is being previewed."""
        return self._kept

    def _become(self, days: Days) -> None:
        self.days = days
        wanted = [s for d in days for s in d.slots]
        if not self._slots:
            self.beginResetModel()
            self._slots = wanted
            self._number()
            self.endResetModel()
            self.shown.emit()
            return
        ids = {s.block.id for s in wanted}
        for row in range(len(self._slots) - 1, -1, -1):
            if self._slots[row].block.id not in ids:
                self.beginRemoveRows(QModelIndex(), row, row)
                del self._slots[row]
                self._number()
                self.endRemoveRows()
        self._reorder([s.block.id for s in wanted if s.block.id in self._rows])
        for row, slot in enumerate(wanted):
            if slot.block.id not in self._rows:
                self.beginInsertRows(QModelIndex(), row, row)
                self._slots.insert(row, slot)
                self._number()
                self.endInsertRows()
        changed = [row for row, slot in enumerate(wanted) if self._slots[row] is not slot and self._slots[row] != slot]
        self._slots = wanted
        if changed:
            self.dataChanged.emit(self.index(changed[0]), self.index(changed[-1]))
        self.shown.emit()

    def _reorder(self, ids: Iterable[Id]) -> None:
        order = [self._rows[i] for i in ids]
        if order == sorted(order):
            return
        self.layoutAboutToBeChanged.emit()
        before = self.persistentIndexList()
        owners = [self._slots[i.row()].block.id for i in before]
        self._slots = [self._slots[row] for row in order]
        self._number()
        self.changePersistentIndexList(before, [self.index(self._rows[o]) for o in owners])
        self.layoutChanged.emit()

    def _number(self) -> None:
        self._rows = {s.block.id: row for row, s in enumerate(self._slots)}
