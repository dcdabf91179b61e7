"""Says above a page of the sample that it is an example, and takes the whole sample away in one step."""

from __future__ import annotations

from PySide6.QtWidgets import QFrame

from verkstad.domain.workshop import Workshop
from verkstad.ui import controls
from verkstad.ui.desk import Desk


class ExampleNotice(QFrame):
    """Shown for a workshop of the sample and for its initiative."""

    def __init__(self, desk: Desk) -> None:
        super().__init__()
        self._desk, _ = desk, desk.gettext
        self.remove = controls.button(desk.theme, _("Remove the example"), role="link", on=self._remove)
        words = controls.Elided(_("This is an example, from an invented municipality."), "caption")
        self.setLayout(controls.row(controls.label(_("Example"), "badge"), (words, 1), self.remove, margins=(24, 6, 18, 6)))
        self.hide()

    def show_for(self, subject: str) -> None:
        from verkstad.app.example import sample_workshops

        bench = self._desk.bench
        here = bench.ask(sample_workshops) if subject else ()
        self.setVisible(subject in here or any(bench.library.need(Workshop, id).initiative == subject for id in here))

    def _remove(self) -> None:
        from verkstad.app import sample

        self._desk.try_to(sample.remove_sample)
        self._desk.say(self._desk.gettext("The example was removed."), undo=True)
