"""What slides in over the inspector: the library of methods and the list of material. Loaded when one of them is first wanted."""

from __future__ import annotations

from functools import partial
from typing import TYPE_CHECKING

from PySide6.QtCore import QMimeData, QModelIndex, QPersistentModelIndex, Qt
from PySide6.QtGui import QDrag, QGuiApplication, QKeyEvent
from PySide6.QtWidgets import QAbstractItemView, QLineEdit, QListView, QWidget

from verkstad.app import timings
from verkstad.app.shelf import shelf
from verkstad.domain.fields import Id
from verkstad.domain.material import Material
from verkstad.ui import controls
from verkstad.ui.desk import Desk
from verkstad.ui.screens.planner.quickadd import METHOD, MethodRows, Methods
from verkstad.ui.screens.planner.timeline import METHOD_MIME
from verkstad.ui.screens.planner.words import memory_words

if TYPE_CHECKING:
    from verkstad.ui.screens.planner.tab import PlannerPart


class _Shelf(QListView):
    """Methods to drag into the timeline; Enter inserts one below the chosen block."""

    def __init__(self, desk: Desk, tab: PlannerPart) -> None:
        super().__init__()
        self.desk, self.tab = desk, tab
        self.methods = Methods(desk)
        self.setModel(self.methods)
        self.setItemDelegate(MethodRows(self, desk, tall=True))
        self.setAccessibleName(desk.gettext("Methods"))
        self.setMouseTracking(True)
        self.setUniformItemSizes(True)
        self.setFrameShape(QListView.Shape.NoFrame)
        self.setDragEnabled(True)
        self.setDragDropMode(QAbstractItemView.DragDropMode.DragOnly)
        self.setHorizontalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOff)
        self.setEditTriggers(QAbstractItemView.EditTrigger.NoEditTriggers)
        self.doubleClicked.connect(self._insert)

    def startDrag(self, actions: Qt.DropAction) -> None:
        method = self.currentIndex().data(METHOD)
        if method is None:
            return
        mime = QMimeData()
        mime.setData(METHOD_MIME, method.slug.encode())
        mime.setText(method.name.of(self.desk.language.code))
        drag = QDrag(self)
        drag.setMimeData(mime)
        picture = self.viewport().grab(self.visualRect(self.currentIndex()))
        drag.setPixmap(picture)
        drag.exec(Qt.DropAction.CopyAction)

    def keyPressEvent(self, event: QKeyEvent) -> None:
        if event.key() in (Qt.Key.Key_Return, Qt.Key.Key_Enter):
            self._insert(self.currentIndex())
        elif event.key() == Qt.Key.Key_Escape:
            self.tab.side.show_inspector()
        else:
            super().keyPressEvent(event)

    def _insert(self, index: QModelIndex | QPersistentModelIndex) -> None:
        method = index.data(METHOD)
        if method is not None:
            self.tab.insert_method(method.slug)


class LibraryPanel(QWidget):
    """Every method, found by typing. Drag one into the day, or press Enter."""

    def __init__(self, desk: Desk, tab: PlannerPart) -> None:
        super().__init__()
        _ = desk.gettext
        self.desk, self._tab = desk, tab
        close = controls.icon_button(desk.theme, "x", _("Close the library"), on=self._close)
        self.search = QLineEdit()
        self.search.setPlaceholderText(_("Search methods"))
        self.search.setAccessibleName(_("Search methods"))
        self.search.setClearButtonEnabled(True)
        self.search.textChanged.connect(self._on_searched)
        self.search.returnPressed.connect(self._on_entered)
        self.shelf = _Shelf(desk, tab)
        told = controls.label(_("Drag a method into the day, or press Enter to put it below the chosen block."), "caption", wrap=True)
        head = controls.row(controls.label(_("Library"), "section"), None, close)
        self._offer = controls.label("", "caption", wrap=True)
        self.add_typed = controls.button(desk.theme, _("Add as a block"), "plus", on=self._on_add_typed)
        self.nothing = controls.holder(
            controls.column(
                controls.label(_("No method is called that"), "strong"), 4, self._offer, 12, controls.row(self.add_typed, None), None,
                margins=(24, 8, 16, 16),
            )
        )  # fmt: skip
        self.nothing.hide()
        self.memory = controls.label("", "caption", wrap=True)
        self.memory.setContentsMargins(24, 6, 16, 10)
        self.memory.hide()
        self.shelf.selectionModel().currentChanged.connect(lambda *_x: self._show_memory())
        self.setLayout(
            controls.column(
                controls.holder(controls.column(head, 2, told, 10, self.search, margins=(24, 14, 16, 8))),
                (self.shelf, 1),
                self.memory,
                (self.nothing, 1),
                margins=(0, 0, 0, 0),
            )
        )
        self._on_searched("")

    def _close(self) -> None:
        self._tab.side.show_inspector()

    def _show_memory(self) -> None:
        """How long the method that is marked really took before."""
        method = self.shelf.currentIndex().data(METHOD)
        found = self.desk.bench.ask(timings.time_memory, method.slug) if method is not None else None
        self.memory.setText(f"{method.name.of(self.desk.language.code)}: {memory_words(found, self.desk.language)}" if found else "")
        self.memory.setVisible(found is not None)

    def _on_searched(self, text: str) -> None:
        code = self.desk.language.code
        found = shelf(self.desk.bench.library).find_methods(text, code=code)
        if not text.strip():
            found = tuple(sorted(found, key=lambda m: self.desk.language.sort_key(m.name.of(code))))
        self.shelf.methods.show_found(found)
        if found:
            self.shelf.setCurrentIndex(self.shelf.methods.index(0))
        else:
            title = " ".join(text.split())
            short = title if len(title) <= 60 else title[:59] + "…"
            self._offer.setText(self.desk.gettext("Enter puts “%(title)s” in the program as an ordinary block.", title=short))
        self.shelf.setVisible(bool(found))
        self.nothing.setVisible(not found)
        self._show_memory()

    def _on_entered(self) -> None:
        if self.nothing.isVisibleTo(self):
            self._on_add_typed()
        elif self.shelf.currentIndex().isValid():
            self.shelf._insert(self.shelf.currentIndex())

    def _on_add_typed(self) -> None:
        typed = self.search.text()
        self.search.clear()
        self._tab.add_typed(typed)

    def keyPressEvent(self, event: QKeyEvent) -> None:
        if event.key() == Qt.Key.Key_Down and self.search.hasFocus():
            self.shelf.setFocus()
        else:
            super().keyPressEvent(event)


class MaterialPanel(QWidget):
    """What to bring, added up over the whole workshop; a row goes to the blocks that use it."""

    def __init__(self, desk: Desk, tab: PlannerPart) -> None:
        super().__init__()
        _ = desk.gettext
        self.desk, self.tab = desk, tab
        close = controls.icon_button(desk.theme, "x", _("Close the list"), on=self._close)
        copy = controls.button(desk.theme, _("Copy as text"), "copy", on=self.copy)
        head = controls.row(controls.label(_("Material"), "section"), None, close)
        self.counted = controls.label("", "caption", wrap=True)
        self._rows = controls.column(spacing=2)
        self._found: tuple[Material, ...] = ()
        self.setLayout(controls.column(head, 2, self.counted, 12, self._rows, 14, controls.row(copy, None), None, margins=(24, 14, 16, 16)))

    def _close(self) -> None:
        self.tab.side.show_inspector()

    def show_material(self, found: tuple[Material, ...], guests: int, names: dict[Id, str]) -> None:
        if found == self._found and self._rows.count():
            return
        self._found = found
        language = self.desk.language
        self.counted.setText(
            language.ngettext("Counted for %(n)s person", "Counted for %(n)s people", guests)
            if guests
            else self.desk.gettext("Nobody is counted yet: say how many are expected.")
        )
        while self._rows.count():
            taken = self._rows.takeAt(0).widget()
            if taken is not None:
                taken.deleteLater()
        for thing in found:
            count = language.number(thing.count) if thing.count is not None else ""
            row = controls.CardButton(
                self.desk.theme, thing.name, ", ".join(names.get(i, "") for i in thing.blocks), fact=count,
                on=partial(self._go, thing.blocks),
            )  # fmt: skip
            self._rows.addWidget(row)

    def _go(self, ids: tuple[Id, ...]) -> None:
        self.tab.timeline.choose(ids, current=ids[0])
        self.tab.timeline.setFocus()

    def copy(self) -> None:
        lines = [f"{thing.count} {thing.name}" if thing.count is not None else thing.name for thing in self._found]
        QGuiApplication.clipboard().setText("\n".join(lines))
        self.desk.say(self.desk.gettext("The list is on the clipboard."))
