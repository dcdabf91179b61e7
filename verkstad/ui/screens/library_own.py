"""What is one's own in the library, changed where it is read: a method's words and times, a template's name and aim."""

from __future__ import annotations

from collections.abc import Callable
from typing import Any

from PySide6.QtWidgets import QWidget

from verkstad import wording
from verkstad.app import own_methods as app
from verkstad.app.shelf import shelf
from verkstad.domain.agenda import KINDS, PRIORITIES
from verkstad.domain.own_methods import OwnMethod, OwnTemplate
from verkstad.ui import controls
from verkstad.ui.desk import Desk
from verkstad.ui.dialogs import Sheet
from verkstad.ui.fields import ChoiceField, Field, LineField, MinutesField, NumberField, ProseField, form


class OwnForm(QWidget):
    """Fields of a row of one's own; each saves itself."""

    def __init__(self, desk: Desk, *, remove: Callable[[], object]) -> None:
        super().__init__()
        self.desk, self._, self.remove = desk, desk.gettext, remove
        self.row = ""
        self.fields: dict[str, Field] = {}

    def saver(self, action: Callable[..., Any]) -> Callable[[Any], object]:
        return lambda value: self.desk.try_to(action, self.row, value, by=self)

    def add(self, column: str, field: Field) -> Field:
        self.fields[column] = field
        return field

    def settle(self) -> None:
        for field in self.fields.values():
            field.settle()

    def line(self, column: str, name: str, action: Callable[..., Any], **more: Any) -> Field:
        return self.add(column, LineField(self.desk, name, save=self.saver(action), **more))

    def prose(self, column: str, name: str, action: Callable[..., Any], **more: Any) -> Field:
        return self.add(column, ProseField(self.desk, name, save=self.saver(action), **more))

    def show_fields(self, row: OwnMethod | OwnTemplate) -> None:
        if row.id != self.row:
            self.settle()
        self.row = row.id
        for column, field in self.fields.items():
            field.show_value(getattr(row, column), row.id, column)

    def _set_group(self, action: Callable[..., Any], fewest: Field, most: Field) -> Callable[[Any], object]:
        def save(_value: Any) -> object:
            low, high = fewest.value(), most.value()
            return self.desk.try_to(action, self.row, min(low, high), max(low, high), by=self)

        return save


class OwnMethodForm(OwnForm):
    """A method of one's own."""

    def __init__(self, desk: Desk, *, remove: Callable[[], object]) -> None:
        super().__init__(desk, remove=remove)
        _, language = self._, desk.language
        name = self.line("name", _("Name"), app.rename_method, required=True)
        minutes = self.add("minutes", MinutesField(desk, _("Length"), low=1, save=self.saver(app.set_method_length)))
        shortest = self.add(
            "shortest", MinutesField(desk, _("At least"), optional=True, low=1, placeholder=_("70 %"), save=self.saver(app.limit_method))
        )
        fewest = self.add("fewest", NumberField(desk, _("From"), optional=False, low=1, high=1_000))
        most = self.add("most", NumberField(desk, _("To (people)"), optional=False, low=1, high=1_000))
        for field in (fewest, most):
            field._save = self._set_group(app.set_method_group, fewest, most)
        kind = self.add(
            "type",
            ChoiceField(desk, _("Kind"), [(k, wording.block_kind(k, language)) for k in KINDS], save=self.saver(app.set_method_kind)),
        )
        priority = self.add(
            "priority",
            ChoiceField(
                desk,
                _("Priority"),
                [(p, wording.choice_name("method", "priority", p, language)) for p in PRIORITIES],
                save=self.saver(app.set_method_priority),
            ),
        )
        purpose = self.prose("purpose", _("What it is for"), app.say_method_purpose, lines=3)
        when = self.prose("when", _("When it fits"), app.say_when_it_fits, lines=2)
        steps = self.prose(
            "steps", _("Steps"), app.describe_steps, lines=7, placeholder=_("10 Write a note each\n15 Read aloud and sort"),
            help=_("One step a line, with its minutes first"),
        )  # fmt: skip
        material = self.prose("material", _("Material"), app.list_method_material, lines=3, help=_("One thing a line"))
        tips = self.prose("tips", _("Tips"), app.give_tips, lines=3)
        pitfalls = self.prose("pitfalls", _("Watch out"), app.name_pitfalls, lines=3)
        room = self.line("room", _("Room"), app.say_room_needed, length=300)
        credit = self.line("credit", _("Source"), app.name_source, length=300)
        self.setLayout(
            controls.column(
                form(
                    name,
                    (minutes, shortest),
                    (fewest, most),
                    (kind, priority),
                    purpose,
                    when,
                    steps,
                    material,
                    tips,
                    pitfalls,
                    room,
                    credit,
                ),
                18,
                controls.row(controls.button(desk.theme, _("Remove"), "trash-2", on=remove), None),
            )
        )

    def show_method(self, row: OwnMethod) -> None:
        self.show_fields(row)


class OwnTemplateForm(OwnForm):
    """A template of one's own: its words. Its program is changed by leading it: begin a workshop from it, and keep that one instead."""

    def __init__(self, desk: Desk, *, remove: Callable[[], object]) -> None:
        super().__init__(desk, remove=remove)
        _ = self._
        name = self.line("name", _("Name"), app.rename_template, required=True)
        fewest = self.add("fewest", NumberField(desk, _("From"), optional=False, low=1, high=5_000))
        most = self.add("most", NumberField(desk, _("To (people)"), optional=False, low=1, high=5_000))
        for field in (fewest, most):
            field._save = self._set_group(app.set_template_group, fewest, most)
        aim = self.prose("aim", _("Aim"), app.say_template_aim, lines=3)
        prepare = self.prose("prepare", _("To prepare"), app.say_what_to_prepare, lines=4, help=_("One thing a line"))
        self.setLayout(
            controls.column(
                form(name, (fewest, most), aim, prepare),
                18,
                controls.row(controls.button(desk.theme, _("Remove"), "trash-2", on=remove), None),
            )
        )

    def show_template(self, row: OwnTemplate) -> None:
        self.show_fields(row)


class NameMethod(Sheet):
    """What a new method is called; the rest is written where it is read."""

    def __init__(self, desk: Desk) -> None:
        super().__init__(desk, desk.gettext("New method"), width=420)
        _ = self._
        self.name = LineField(desk, _("Name"), required=True)
        self.add(
            form(self.name), controls.label(_("Its steps, times and material are written in the library afterwards."), "caption", wrap=True)
        )
        self.offer_cancel()
        self.offer(_("Add the method"), self._on_named, role="primary")

    def _on_named(self) -> None:
        if self.name.text().strip():
            self.accept()
            return
        self.name.complain(self._("A method needs a name."))
        self.name.setFocus()


def keep_as_template(desk: Desk, workshop: str) -> None:
    """Ask for a name, or which own template it replaces, and keep the program."""
    from verkstad.domain.workshop import Workshop

    source = desk.bench.library.get(Workshop, workshop)
    if source is None:
        return
    asked = _KeepDialog(desk, source)
    if not desk.dialogs.run(asked):
        return
    instead = asked.instead.value() or None
    made = desk.try_to(app.keep_as_template, workshop, asked.name.value() or source.title, instead_of=instead)
    if made:
        kept = desk.bench.library.need(OwnTemplate, made)
        desk.say(desk.gettext("Kept in the library as “%(name)s”.", name=kept.name), undo=True)


class _KeepDialog(Sheet):
    def __init__(self, desk: Desk, source: Any) -> None:
        super().__init__(desk, desk.gettext("Keep as a template"), width=460)
        _ = self._
        self.name = LineField(desk, _("Name"))
        self.name.show_value(source.title)
        self.name.line.selectAll()
        own = [(t.id, t.name) for t in desk.bench.library.all(OwnTemplate)]
        self.instead = ChoiceField(
            desk, _("In the library"), [("", _("As a new template")), *((i, _("Instead of “%(name)s”", name=n)) for i, n in own)]
        )
        self.instead.show_value(source.template if any(i == source.template for i, _n in own) else "")
        self.instead.setVisible(bool(own))
        self.instead.edited.connect(lambda chosen: self.name.setVisible(not chosen))
        self.name.setVisible(not self.instead.value())
        self.add(
            controls.label(_("The program and its words are kept; people, dates and results are not."), "caption", wrap=True),
            form(self.name, self.instead),
        )
        self.offer_cancel()
        self.offer(_("Save"), self.accept, role="primary")


def copied(desk: Desk, slug: str) -> str | None:
    """A copy of one's own of a method, ready to be changed; its id."""
    method = shelf(desk.bench.library).method(slug)
    if method is None:
        return None
    code = desk.language.code if desk.language.code in ("sv", "en") else "sv"
    name = desk.gettext("%(name)s, our way", name=method.name.of(code))
    return desk.try_to(app.copy_method, slug, code, name)  # type: ignore[no-any-return]
