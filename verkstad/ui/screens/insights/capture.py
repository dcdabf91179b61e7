"""An insight from wherever one stands: one line over the window, Enter, and one is back where one was."""

from __future__ import annotations

from PySide6.QtCore import Qt
from PySide6.QtGui import QKeyEvent
from PySide6.QtWidgets import QFrame, QWidget

from verkstad.app import insights
from verkstad.domain.fields import Id
from verkstad.domain.initiative import Initiative
from verkstad.domain.workshop import Workshop
from verkstad.ui import controls
from verkstad.ui.current import current_initiative
from verkstad.ui.desk import Desk
from verkstad.ui.screens.people_units import AddLine


class Capture(QFrame):
    """`parent` is the workshop or the initiative it is taken down for. Enter keeps it and leaves; Shift+Enter keeps it and takes another."""

    def __init__(self, desk: Desk, over: QWidget, parent: Id, *, title: str, source: str) -> None:
        super().__init__(over, Qt.WindowType.Popup | Qt.WindowType.FramelessWindowHint)
        _ = desk.gettext
        self.setAttribute(Qt.WidgetAttribute.WA_DeleteOnClose)
        self.setObjectName("popover")
        t = desk.theme
        self.setStyleSheet(f"#popover {{ background: {t.surface}; border: 1px solid {t.field}; border-radius: 8px; }}")
        self.setAccessibleName(_("Write down an insight"))
        self.desk, self._parent, self._source, self._more = desk, parent, source, False
        self.line = AddLine(desk, _("What did you hear or see? One line, press Enter"), self._keep)
        self.line.setMaxLength(4_000)
        self.line.setFixedHeight(40)
        self.told = controls.label(_("Goes to %(title)s. Shift+Enter takes another.", title=title), "caption", wrap=True)
        self.setLayout(
            controls.column(
                controls.label(_("Write down an insight"), "section"), 10, self.line, 8, self.told, margins=(18, 14, 18, 14)
            )
        )  # fmt: skip
        self.setFixedWidth(min(560, over.width() - 40))
        self.adjustSize()
        corner = over.mapToGlobal(over.rect().topLeft())
        self.move(corner.x() + (over.width() - self.width()) // 2, corner.y() + 120)

    def keyPressEvent(self, event: QKeyEvent) -> None:
        if event.key() == Qt.Key.Key_Escape:
            self.close()
        else:
            super().keyPressEvent(event)

    def open(self) -> None:
        self.show()
        self.line.setFocus(Qt.FocusReason.PopupFocusReason)

    def _keep(self, says: str) -> None:
        from PySide6.QtWidgets import QApplication

        more = bool(QApplication.keyboardModifiers() & Qt.KeyboardModifier.ShiftModifier)
        self.desk.bench.do(insights.add_insight, self._parent, says, source=self._source, by=self)
        self.desk.say(self.desk.gettext("The insight stands under Insights and actions."), undo=True)
        if not more:
            self.close()


def capture_insight(desk: Desk, over: QWidget, workshop: Id) -> Capture | None:
    """For the workshop one stands in, else the initiative one looks at. Without either the program says what is needed."""
    library = desk.bench.library
    there = library.get(Workshop, workshop) if workshop else None
    initiative = library.get(Initiative, current_initiative(desk) or "")
    if there is not None:
        shown = Capture(desk, over, there.id, title=there.title, source="workshop")
    elif initiative is not None:
        shown = Capture(desk, over, initiative.id, title=initiative.title, source="")
    else:
        desk.say(desk.gettext("Open a workshop or begin an initiative first: the insight belongs to one of them."))
        return None
    shown.open()
    return shown
