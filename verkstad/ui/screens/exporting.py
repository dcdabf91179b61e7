"""A session file for a colleague: without participants unless one says otherwise, and then only after having been told what that means."""

from __future__ import annotations

from PySide6.QtWidgets import QButtonGroup, QCheckBox, QRadioButton, QWidget

from verkstad import wording
from verkstad.app import exchange
from verkstad.domain.errors import Failure
from verkstad.domain.initiative import Initiative
from verkstad.domain.workshop import Workshop
from verkstad.ui import controls
from verkstad.ui.desk import Desk
from verkstad.ui.dialogs import Sheet

NAMED = 6  # names that are listed before the rest is dots


class ExportDialog(Sheet):
    """What to send, and whether the participants go along."""

    def __init__(self, desk: Desk, subject: str) -> None:
        super().__init__(desk, desk.gettext("Send to a colleague"), width=520)
        _ = self._
        library = desk.bench.library
        row = library.get(Workshop, subject) if subject else None
        change = library.get(Initiative, row.initiative if row and row.initiative else subject) if subject else None
        self.workshop, self.initiative = (row.id if row else None), (change.id if change else None)
        self._titles = (row.title if row else "", change.title if change else "")
        self.one = QRadioButton(_("The workshop “%(title)s”", title=self._titles[0]))
        self.change = QRadioButton(_("The initiative “%(title)s” with its workshops", title=self._titles[1]))
        self.everything = QRadioButton(_("The whole library"))
        self._group(self.one, self.change, self.everything)
        (self.one if row else self.change if change else self.everything).setChecked(True)
        self.one.setVisible(row is not None)
        self.change.setVisible(change is not None)
        self.without = QRadioButton(_("Without participants"))
        self.with_them = QRadioButton(_("With participants"))
        self.pictures = QCheckBox(_("Photos and slides"))
        self._size = controls.label("", "caption", wrap=True)
        self._pictures = controls.holder(
            controls.column(self.pictures, controls.holder(controls.row((self._size, 1), margins=(29, 0, 0, 0))))
        )
        self.named = self._named_in_text() if row or change else ""
        self._group(self.without, self.with_them)
        self.without.setChecked(True)
        self.add(
            controls.label(
                _("A session file holds the program, the texts and the actions, and of an initiative its goals, modules, teams and pilots. A colleague opens it in Verkstad and nothing is overwritten: what you both have changed is shown side by side."),
                "caption", wrap=True,
            ),
            controls.column(controls.label(_("What"), "label"), 4, self.one, self.change, self.everything),
            controls.column(
                controls.label(_("People"), "label"), 4, self.without, _told(_("Names, answers, attendance, food and access stay here. Free text is sent as it stands.")),
                *((_told(self.named),) if self.named else ()),
                6, self.with_them, _told(_("The file then holds personal data. Send it only where that is allowed.")),
            ),
            self._pictures,
        )  # fmt: skip
        for made in (self.one, self.change, self.everything):
            made.toggled.connect(lambda on: on and self._count_pictures())
        self._count_pictures()
        self.offer_cancel()
        self.offer(_("Save the file…"), self.accept, role="primary", icon="file-up")

    def title(self) -> str:
        """What the file is called after: the workshop or the initiative that is sent; "" for the whole library."""
        return self._titles[0] if self.one.isChecked() else self._titles[1] if self.change.isChecked() else ""

    def scope(self) -> dict[str, str | None]:
        """Which workshop or initiative is sent; empty for everything."""
        if self.one.isChecked():
            return {"workshop": self.workshop}
        return {"initiative": self.initiative} if self.change.isChecked() else {}

    def _count_pictures(self) -> None:
        """How much the photos and slides are; too much to send goes without them."""
        count, size = exchange.pictures_of(self.desk.bench, **self.scope())
        fits = size <= exchange.MOST_PICTURES
        self._pictures.setVisible(bool(count))
        self.pictures.setEnabled(fits)
        self.pictures.setChecked(bool(count) and fits)
        megabytes = self.desk.language.number(f"{max(0.1, size / 1e6):.1f}")
        told = self.desk.language.ngettext("%(n)d picture, %(size)s MB.", "%(n)d pictures, %(size)s MB.", count, size=megabytes)
        more = (
            self._("Look through them first: people may be seen in them.")
            if fits
            else self._("They are too large to send: the file goes without pictures.")
        )
        self._size.setText(f"{told} {more}")

    def _named_in_text(self) -> str:
        """Who is named in the texts that go along without participants too; empty for nobody."""
        names = dict.fromkeys(m.found for m in exchange.mentions(self.desk.bench, **self.scope()))
        if not names:
            return ""
        told = ", ".join(list(names)[:NAMED]) + (" …" if len(names) > NAMED else "")
        return self._("These stand in the texts and go along: %(names)s", names=told)

    def _group(self, *buttons: QRadioButton) -> None:
        group = QButtonGroup(self)
        for made in buttons:
            group.addButton(made)


def _told(sentence: str) -> QWidget:
    return controls.holder(controls.row((controls.label(sentence, "caption", wrap=True), 1), margins=(29, 0, 0, 0)))


def open_export(desk: Desk, subject: str = "") -> None:
    """Ask, confirm personal data, write the file, and say so after it is there."""
    _ = desk.gettext
    asked = ExportDialog(desk, subject)
    if not desk.dialogs.run(asked):
        return
    without = asked.without.isChecked()
    if not without and not desk.dialogs.confirm(
        _("The file will hold personal data"),
        _(
            "Names, e-mail addresses, answers, attendance, food and access go with it, and the file has no lock. Whoever gets hold of it can read it."
        ),
        _("Save with participants"),
    ):
        return
    name = (asked.title() or _("Library")) + exchange.SUFFIX
    path = desk.dialogs.save_as(_("Save the session file"), name, _("Session files (*.verkstad)"))
    if path is None:
        return
    if path.suffix != exchange.SUFFIX:
        path = path.with_name(path.name + exchange.SUFFIX)
    try:
        exchange.export_session(desk.bench, path, **asked.scope(), without_participants=without, pictures=asked.pictures.isChecked())
    except Failure as error:
        desk.say(wording.sentence(error, desk.language))
        return
    desk.say(_("Saved as %(name)s", name=path.name))
