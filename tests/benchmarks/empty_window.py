"""The floor of the start: an empty PySide6 window that says when it is painted, and ends."""

from PySide6.QtCore import QEvent, QTimer
from PySide6.QtWidgets import QApplication, QMainWindow


class Empty(QMainWindow):
    def event(self, event: QEvent) -> bool:
        answer = super().event(event)
        if event.type() == QEvent.Type.UpdateRequest:
            print("painted", flush=True)
            QTimer.singleShot(0, app.quit)
        return answer


app = QApplication([])
window = Empty()
window.resize(1360, 850)
window.show()
app.exec()
