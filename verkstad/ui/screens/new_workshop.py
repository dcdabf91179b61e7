"""A workshop begins: at most its name and its date are asked for. And how one is taken away or led again."""

from __future__ import annotations

from verkstad.app import workshops as app
from verkstad.app.shelf import shelf
from verkstad.domain.workshop import Workshop
from verkstad.ui import controls
from verkstad.ui.desk import Desk
from verkstad.ui.dialogs import Sheet
from verkstad.ui.fields import DateField, LineField, NotUnderstood, form


class NewWorkshopDialog(Sheet):
    """Asks for a name and a date, both optional where there is a template to take the name from."""

    def __init__(self, desk: Desk, heading: str, sentence: str, name: str, yes: str) -> None:
        super().__init__(desk, heading, width=460)
        _ = self._
        self.name = LineField(desk, _("Name"), placeholder=name or _("For example: The start of the digital front desk"))
        self.date = DateField(desk, _("Date"), placeholder=_("Can be decided later"), today=desk.today)
        self._proposed = name
        self.name.show_value(name)
        self.date.show_value(None)
        self.name.line.selectAll()
        self.add(controls.label(sentence, "caption", wrap=True), form(self.name, self.date))
        self.offer_cancel()
        self.offer(yes, self._on_wanted, role="primary")

    def _on_wanted(self) -> None:
        if not self.title():
            self.name.complain(self._("Give the workshop a name."))
            self.name.setFocus()
            return
        try:
            self.date.value()
        except NotUnderstood as wrong:
            self.date.complain(str(wrong))
            self.date.setFocus()
            return
        self.accept()

    def title(self) -> str:
        return self.name.value() or self._proposed

    def day(self) -> str | None:
        return self.date.value()  # type: ignore[no-any-return]


def new_workshop(desk: Desk, template: str = "", *, minutes: int | None = None, people: int | None = None) -> str | None:
    """Ask, make it and go there. Its id, None when the person changed her mind."""
    _ = desk.gettext
    source = shelf(desk.bench.library).template(template) if template else None
    if source is None:
        asked = NewWorkshopDialog(
            desk, _("New workshop"), _("An empty program to fill as you like. The library has ready-made ones too."), "", _("Create")
        )
    else:
        code = desk.language.code
        told = _(
            "%(minutes)s, for %(few)d to %(many)d people. Everything can be changed.",
            minutes=desk.language.minutes(minutes or source.minutes),
            few=source.fewest,
            many=source.most,
        )
        asked = NewWorkshopDialog(
            desk, _("New workshop from “%(name)s”", name=source.name.of(code)), told, source.name.of(code), _("Create")
        )
    if not desk.dialogs.run(asked):
        return None
    language = desk.language.code if desk.language.code in ("sv", "en") else "sv"
    if source is None:
        made = desk.try_to(app.new_workshop, asked.title(), date=asked.day(), language=language)
    else:
        made = desk.try_to(
            app.new_workshop_from_template, template, asked.title(), date=asked.day(), minutes=minutes, people=people, language=language
        )
    if made:
        desk.go("workshop", made, "program")
    return made  # type: ignore[no-any-return]


def duplicate(desk: Desk, workshop: str) -> None:
    """The same program again, another day, without its people."""
    _ = desk.gettext
    source = desk.bench.library.get(Workshop, workshop)
    if source is None:
        return
    asked = NewWorkshopDialog(
        desk,
        _("Lead the same day again"),
        _("The program and the words are copied; people and dates are not."),
        source.title,
        _("Duplicate"),
    )
    if desk.dialogs.run(asked):
        made = desk.try_to(app.duplicate_workshop, workshop, asked.title(), date=asked.day())
        if made:
            desk.go("workshop", made, "program")


def remove(desk: Desk, workshop: str) -> None:
    """Nothing is asked; for eight seconds it is offered back, and undo has it after that."""
    source = desk.bench.library.get(Workshop, workshop)
    if source is None:
        return
    desk.go("workshops")
    desk.try_to(app.remove_workshops, (workshop,))
    desk.say(desk.gettext("“%(title)s” was removed.", title=source.title), undo=True)
