"""A workshop begins: its name, its program, its date and where it belongs, on one sheet. And how one is taken away or led again."""

from __future__ import annotations

from typing import Any

from PySide6.QtCore import Qt

from verkstad.app import workshops as app
from verkstad.app.initiatives import initiatives, newest_first
from verkstad.app.shelf import shelf
from verkstad.domain.initiative import Initiative
from verkstad.domain.methods import Template
from verkstad.domain.workshop import Day, Workshop
from verkstad.ui import controls
from verkstad.ui.desk import Desk
from verkstad.ui.dialogs import Sheet
from verkstad.ui.fields import ChoiceField, ClockField, DateField, LineField, NotUnderstood, form
from verkstad.ui.strip import Strip

ABOUT = 54  # pixels for what a template is: three lines, and nothing below may jump as one walks through the list


class _Beginning(Sheet):
    """A name and a date, the date optional, the name too where there is something to take it from."""

    def __init__(self, desk: Desk, heading: str, name: str) -> None:
        super().__init__(desk, heading, width=460)
        _ = self._
        self.name = LineField(desk, _("Name"), placeholder=name or _("For example: The start of the digital front desk"))
        self.date = DateField(desk, _("Date"), of=(Day, "date"), placeholder=_("Can be decided later"), today=desk.today)
        self._proposed = name
        self.name.show_value(name)
        self.date.show_value(None)
        self.name.line.selectAll()

    def _stand(self, *items: Any, yes: str) -> None:
        """Put these on the sheet, in the order of the tab key, and its buttons; the cursor stands in the name."""
        self.add(*items)
        self.offer_cancel()
        self.offer(yes, self._on_wanted, role="primary")
        self.name.setFocus(Qt.FocusReason.OtherFocusReason)

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


class NewWorkshopDialog(_Beginning):
    """Asks for a name and a date."""

    def __init__(self, desk: Desk, heading: str, sentence: str, name: str, yes: str) -> None:
        super().__init__(desk, heading, name)
        self._stand(controls.label(sentence, "caption", wrap=True), form(self.name, self.date), yes=yes)


class NewProgramDialog(_Beginning):
    """Asks besides which program it begins with, and to which initiative it belongs where there is one.

    `template` and `initiative` are what stands chosen at first, "" for the empty program and for none; `minutes` and `people` what the
    library was asked for, which holds for that template only.
    """

    def __init__(self, desk: Desk, template: str, initiative: str, *, minutes: int | None, people: int | None) -> None:
        code = desk.language.code
        templates = {found.slug: found for found in shelf(desk.bench.library).templates()}
        first = template if template in templates else ""
        super().__init__(desk, desk.gettext("New workshop"), templates[first].name.of(code) if first else "")
        self._templates, self._first, self._asked = templates, first, (minutes, people)
        _ = self._
        choices = [("", _("An empty program")), *((slug, self._called(found)) for slug, found in templates.items())]
        self.program = ChoiceField(desk, _("Program"), choices)
        self.program.show_value(first)
        self.program.box.currentIndexChanged.connect(lambda _at: self._show_program())
        self._strip = Strip(desk.theme, height=8)
        keeps = self._strip.sizePolicy()
        keeps.setRetainSizeWhenHidden(True)
        self._strip.setSizePolicy(keeps)
        self._about = controls.label("", "caption", wrap=True)
        self._about.setMinimumHeight(ABOUT)
        self._about.setAlignment(Qt.AlignmentFlag.AlignTop)
        rows = newest_first(desk.bench.ask(initiatives))
        self.initiative = ChoiceField(
            desk,
            _("Belongs to the initiative"),
            [("", _("Stands on its own")), *((r.id, _("%(title)s (closed)", title=r.title) if r.ended else r.title) for r in rows)],
        )
        self.initiative.show_value(initiative if any(r.id == initiative for r in rows) else "")
        program = controls.holder(controls.column(self.program, 8, self._strip, 6, self._about))
        self.start = ClockField(desk, _("Starts"))
        self.start.show_value(app.MORNING)
        fields = (self.name, program, (self.date, self.start), *((self.initiative,) if rows else ()))
        self.initiative.setParent(self)
        self.initiative.setVisible(bool(rows))
        self._stand(form(*fields), yes=_("Create"))
        self._show_program()

    def _called(self, template: Template) -> str:
        language = self.desk.language
        return f"{template.name.of(language.code)} · {language.minutes(self._length(template))}"

    def _length(self, template: Template) -> int:
        return (self._asked[0] if template.slug == self._first else None) or template.minutes

    def _show_program(self) -> None:
        """Say what is chosen; a name nobody has touched follows it."""
        _, language = self._, self.desk.language
        found = self._templates.get(self.template())
        proposed = found.name.of(language.code) if found else ""
        if self.name.value() in ("", self._proposed):
            self.name.show_value(proposed)
            self.name.line.selectAll()
        self._proposed = proposed
        self._strip.setVisible(found is not None)
        if found is None:
            self._about.setText(_("Your own program, block by block. Nothing is filled in beforehand."))
        else:
            facts = _(
                "%(minutes)s · %(few)d–%(many)d people", minutes=language.minutes(self._length(found)), few=found.fewest, many=found.most
            )
            self._about.setText(f"{facts}\n{found.aim.of(language.code)}")
            self._strip.show_shares([(b.minutes, b.kind) for b in found.blocks], facts)
        self.program.box.setAccessibleDescription(self._about.text())

    def _on_wanted(self) -> None:
        try:
            self.start.value()
        except NotUnderstood as wrong:
            self.start.complain(str(wrong))
            self.start.setFocus()
            return
        super()._on_wanted()

    def begins(self) -> int:
        """Minutes since midnight."""
        return self.start.value()  # type: ignore[no-any-return]

    def template(self) -> str:
        return str(self.program.value() or "")

    def belongs_to(self) -> str | None:
        return self.initiative.value() or None

    def wanted(self) -> tuple[int | None, int | None]:
        """Minutes and people as they were asked for in the library, while its template is still the one chosen."""
        return self._asked if self.template() == self._first else (None, None)


def new_workshop(
    desk: Desk, template: str = "", *, minutes: int | None = None, people: int | None = None, initiative: str = ""
) -> str | None:
    """Ask, make it in one step and go there. Its id, None when the person changed her mind. `template`, `initiative`: chosen beforehand."""
    asked = NewProgramDialog(desk, template, initiative, minutes=minutes, people=people)
    if not desk.dialogs.run(asked):
        return None
    facts = {
        "date": asked.day(),
        "start": asked.begins(),
        "language": desk.language.code if desk.language.code in ("sv", "en") else "sv",
        "initiative": asked.belongs_to(),
    }
    if chosen := asked.template():
        minutes, people = asked.wanted()
        made = desk.try_to(app.new_workshop_from_template, chosen, asked.title(), minutes=minutes, people=people, **facts)
    else:
        made = desk.try_to(app.new_workshop, asked.title(), **facts)
    if made:
        desk.go("workshop", made, "program")
    return made  # type: ignore[no-any-return]


def standing_in(desk: Desk, subject: str) -> str:
    """The initiative a page is about, so that what begins there belongs to it; "" where the page is about something else."""
    return subject if subject and desk.bench.library.get(Initiative, subject) is not None else ""


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
