"""The library: exercises and whole workshops, found by purpose, time and group size, with what each is for and the sheet it brings."""

from __future__ import annotations

from collections.abc import Sequence
from typing import TYPE_CHECKING, TypeVar

from PySide6.QtCore import QRect, QSize, Qt
from PySide6.QtGui import QPainter, QPaintEvent
from PySide6.QtWidgets import QHBoxLayout, QWidget

from verkstad import wording
from verkstad.app import own_methods as app
from verkstad.app.own_methods import own_method, own_template
from verkstad.app.shelf import shelf
from verkstad.domain.methods import Handout, Method, Template
from verkstad.domain.own_methods import OwnMethod, OwnTemplate, OwnTemplateBlock
from verkstad.i18n import N_
from verkstad.ui import controls
from verkstad.ui import theme as look
from verkstad.ui.desk import Desk
from verkstad.ui.fields import MinutesField, NotUnderstood, NumberField
from verkstad.ui.screen import Screen
from verkstad.ui.screens import new_workshop
from verkstad.ui.screens.library_own import NameMethod, OwnForm, OwnMethodForm, OwnTemplateForm, copied
from verkstad.ui.stack import Stack
from verkstad.ui.strip import Strip
from verkstad.ui.value_table import Column, ValueTable

if TYPE_CHECKING:
    from verkstad.app.workbench import Changes

Form = TypeVar("Form", bound=OwnForm)
TABS = (("methods", N_("Methods")), ("templates", N_("Templates")))


class LibraryScreen(Screen):
    key = "library"

    def __init__(self, desk: Desk) -> None:
        super().__init__(desk)
        _ = self._
        self._at = 0
        self._shown = (-1, "")
        self._own: set[str] = set()
        self._code = desk.language.code
        self.search = controls.search_field(desk.theme, _("Search by name or purpose"), _("Clear"))
        self.search.textChanged.connect(lambda _text: self._show())
        self.search.returnPressed.connect(lambda: self._table().focus_first())
        self.minutes = MinutesField(desk, _("Longest time"), optional=True, placeholder=_("Any"))
        self.people = NumberField(desk, _("People"), placeholder=_("Any"))
        for field in (self.minutes, self.people):
            field.edited.connect(lambda _value: self._show())
            field.setFixedWidth(140)
            field.show_value(None)
        searched = controls.column(controls.label(_("Search"), "label"), 6, self.search)
        self.search.setMaximumWidth(360)
        bar = controls.row((searched, 1), self.minutes, self.people, None, spacing=look.M)

        self.methods: ValueTable[Method] = ValueTable(
            desk,
            [
                Column(
                    _("Method"),
                    lambda m: m.name.of(self._code),
                    second=lambda m: self._told(m.slug, m.purpose.of(self._code)),
                    strong=True,
                ),
                Column(_("Kind"), lambda m: wording.block_kind(m.kind, desk.language), chip=lambda m: f"kind:{m.kind}", width=150),
                Column(_("Time"), lambda m: desk.language.minutes(m.minutes), sort=lambda m: m.minutes, right=True, width=104),
                Column(_("People"), lambda m: f"{m.fewest}–{m.most}", sort=lambda m: m.fewest, right=True, width=80),
            ],
            name=_("Methods"),
            key=lambda m: m.slug,
            multiple=False,
            menu=lambda chosen: [(_("Make our own copy"), "copy", self._copy_chosen)],
        )
        self.templates: ValueTable[Template] = ValueTable(
            desk,
            [
                Column(
                    _("Template"),
                    lambda t: t.name.of(self._code),
                    second=lambda t: self._told(t.slug, t.aim.of(self._code)),
                    strong=True,
                    faded=self._for_fewer,
                ),
                Column(
                    _("Time"),
                    lambda t: desk.language.minutes(t.minutes),
                    second=self._becomes,
                    sort=lambda t: t.minutes,
                    right=True,
                    width=144,
                ),
                Column(
                    _("People"),
                    lambda t: f"{t.fewest}–{t.most}",
                    second=lambda t: _("you are %(n)d", n=self._wanted()[1]) if self._for_fewer(t) else "",
                    sort=lambda t: t.fewest,
                    right=True,
                    width=96,
                ),
                Column(_("Blocks"), lambda t: str(len(t.blocks)), sort=lambda t: len(t.blocks), right=True, width=86),
            ],
            name=_("Templates"),
            key=lambda t: t.slug,
            multiple=False,
            menu=lambda chosen: [(_("New workshop from template…"), "file-plus", lambda: self._begin(chosen[0]))],
        )
        self.methods.chosen.connect(lambda _chosen: self._show_chosen())
        self.templates.chosen.connect(lambda _chosen: self._show_chosen())
        self.templates.opened.connect(self._begin)
        self._stack = Stack()
        self._stack.addWidget(self.methods)
        self._stack.addWidget(self.templates)
        self.setLayout(controls.column(bar, 14, (self._stack, 1), margins=(24, 16, 24, 18)))

        self._side = QWidget()
        self._side_body = controls.column(spacing=0)
        self._read = controls.holder(self._side_body)
        self._new_button = controls.button(desk.theme, _("New method"), "plus", on=self._new_method)
        self._copy_button = controls.button(desk.theme, _("Make our own copy"), "copy", on=self._copy_chosen)
        self._forms: dict[type[OwnForm], OwnForm] = {}  # built when the first of one's own is looked at
        self._form_body = controls.column(spacing=0)
        self._begin_button = controls.button(desk.theme, _("New workshop from template"), "plus", role="primary", on=self._begin_chosen)
        self._side.setLayout(controls.column(self._form_body, self._read, None, margins=(24, 18, 24, 24)))

    # ---- head

    def title(self) -> str:
        return self._("Library")

    def subtitle(self) -> str:
        return self._(
            "%(methods)d methods and %(templates)d templates, each with its sheets",
            methods=len(shelf(self.desk.bench.library).methods()), templates=len(shelf(self.desk.bench.library).templates()),
        )  # fmt: skip

    def tabs(self) -> Sequence[str]:
        return [self._(name) for _key, name in TABS]

    def tab(self) -> int:
        return self._at

    def part_shown(self) -> str:
        return TABS[self._at][0]

    def choose_tab(self, at: int) -> None:
        self._at = at
        self._stack.setCurrentIndex(at)
        self._show()
        self.headline_changed.emit()

    def head(self) -> Sequence[QWidget]:
        return (self._begin_button,) if self._at else (self._copy_button, self._new_button)

    def inspector(self) -> QWidget | None:
        return self._side

    def hints(self) -> str:
        if self._at:
            return self._("Enter begins a workshop. A workshop's program is kept as a template from its menu")
        return self._("Methods are inserted from the program")

    def find(self) -> bool:
        self.search.setFocus()
        self.search.selectAll()
        return True

    def show_row(self, row: str, part: str) -> None:
        at = next((i for i, (key, _name) in enumerate(TABS) if key == part), self._at)
        self.choose_tab(at)
        if row:
            self.search.clear()
            for field in (self.minutes, self.people):
                field.show_value(None)
            self._show()
            self._table().select([row])

    def refresh(self, changes: Changes | None, by: object) -> None:
        if changes is None or changes.touches(OwnMethod, OwnTemplate, OwnTemplateBlock):
            if by not in self._forms.values():
                self._shown = (-1, "")
            self._show()
            self.headline_changed.emit()

    def settle(self) -> None:
        for form in self._forms.values():
            form.settle()

    def _form(self, kind: type[Form]) -> Form:
        made = self._forms.get(kind)
        if made is None:
            made = self._forms[kind] = kind(self.desk, remove=self._remove_chosen)
            self._form_body.addWidget(made)
        return made  # type: ignore[return-value]

    @property
    def own_method(self) -> OwnMethodForm:
        return self._form(OwnMethodForm)

    @property
    def own_template(self) -> OwnTemplateForm:
        return self._form(OwnTemplateForm)

    # ---- lists

    def _table(self) -> ValueTable:  # type: ignore[type-arg]
        return self.templates if self._at else self.methods

    def _wanted(self) -> tuple[int | None, int | None]:
        found = []
        for field in (self.minutes, self.people):
            try:
                found.append(field.value())
            except NotUnderstood:
                found.append(None)
        return found[0], found[1]

    def _for_fewer(self, template: Template) -> bool:
        """Whether the template is written for fewer than those who come."""
        people = self._wanted()[1]
        return people is not None and template.most < people

    def _becomes(self, template: Template) -> str:
        """How long a workshop made of it will be, where that is another time than the template's."""
        minutes = self._wanted()[0]
        if minutes is None or minutes == template.minutes:
            return ""
        return self._("becomes %(time)s", time=self.desk.language.minutes(minutes))

    def _show(self) -> None:
        minutes, people = self._wanted()
        text = self.search.text()
        library = self.desk.bench.library
        found = shelf(library)
        self._own = {row.id for value in (OwnMethod, OwnTemplate) for row in library.all(value)}
        self.methods.show_values(found.find_methods(text, minutes=minutes, people=people, code=self._code))
        self.templates.show_values(found.find_templates(text, minutes=minutes, people=people, code=self._code))
        table = self._table()
        if table.model.shown and not table.selected():
            table.view.selectRow(0)
        else:
            self._show_chosen()

    def _begin_chosen(self) -> None:
        chosen = self.templates.selected()
        if chosen:
            self._begin(chosen[0])

    def _begin(self, template: Template) -> None:
        minutes, people = self._wanted()
        new_workshop.new_workshop(self.desk, template.slug, minutes=minutes, people=people)

    # ---- what is chosen

    def _show_chosen(self) -> None:
        chosen = self._table().selected()
        self._begin_button.setEnabled(bool(self.templates.selected()))
        shown = (self._at, chosen[0].slug if chosen else "")
        library = self.desk.bench.library
        method = own_method(library, shown[1]) if not self._at else None
        template = own_template(library, shown[1]) if self._at else None
        for kind, made in self._forms.items():  # the one that stays is not hidden: the keyboard may be in it
            made.settle()
            made.setVisible((method if kind is OwnMethodForm else template) is not None)
        if method is not None:
            self.own_method.show_method(method)
            self.own_method.show()
        if template is not None:
            self.own_template.show_template(template)
            self.own_template.show()
        if shown == self._shown:
            return
        self._shown = shown
        self._copy_button.setEnabled(bool(chosen))
        while self._side_body.count():
            item = self._side_body.takeAt(0)
            if (widget := item.widget()) is not None:
                widget.hide()
                widget.deleteLater()
        if chosen and isinstance(chosen[0], Method):
            if method is None:
                self._show_method(chosen[0])
            elif chosen[0].handouts:
                self._show_sheets(chosen[0])
        elif chosen and template is not None:
            self._show_program(chosen[0])
        elif chosen:
            self._show_template(chosen[0])
        self._side_body.addStretch(1)

    def _put(self, widget: QWidget, *, above: int = 0) -> None:
        if above:
            spacer = QWidget()
            spacer.setFixedHeight(above)
            self._side_body.addWidget(spacer)
        self._side_body.addWidget(widget)

    def _paragraph(self, heading: str, text: str) -> None:
        if text:
            self._put(controls.label(heading, "label"), above=14)
            self._put(controls.label(text, wrap=True), above=4)

    def _show_method(self, method: Method) -> None:
        _, code, language = self._, self._code, self.desk.language
        self._put(controls.label(method.name.of(code), "section", wrap=True))
        facts = _(
            "%(minutes)s (at least %(shortest)s) · %(few)d–%(many)d people",
            minutes=language.minutes(method.minutes),
            shortest=language.minutes(method.shortest),
            few=method.fewest,
            many=method.most,
        )
        self._put(controls.label(facts, "caption", wrap=True), above=3)
        self._put(controls.label(method.purpose.of(code), wrap=True), above=10)
        self._paragraph(_("When it fits"), method.when.of(code))
        if method.handouts:
            self._show_sheets(method)
        self._put(controls.label(_("How it is led"), "label"), above=16)
        for step in method.steps:
            self._put(_step(language.minutes(step.minutes), step.text.of(code)), above=5)
        self._paragraph(_("Material"), "\n".join(m.of(code) for m in method.material))
        self._paragraph(_("Tips"), "\n".join(m.of(code) for m in method.tips))
        self._paragraph(_("Watch out"), "\n".join(m.of(code) for m in method.pitfalls))
        self._paragraph(_("Room"), method.room.of(code))
        self._put(controls.label(method.credit.of(code), "caption", wrap=True), above=16)

    def _show_sheets(self, method: Method) -> None:
        self._put(controls.label(self._("Its sheets"), "label"), above=16)
        for handout in method.handouts:
            self._put(HandoutPicture(self.desk, handout), above=6)

    def _show_program(self, template: Template) -> None:
        known, code, language = shelf(self.desk.bench.library), self._code, self.desk.language
        self._put(controls.label(self._("Program"), "label"), above=16)
        for block in template.blocks:
            method = known.method(block.method) if block.method else None
            title = block.title.of(code) or (method.name.of(code) if method else "")
            self._put(_step(language.minutes(block.minutes), title), above=5)

    def _told(self, slug: str, words: str) -> str:
        """What it is for, with what says that it is one's own."""
        if slug not in self._own:
            return words
        return " · ".join(x for x in (self._("Our own"), words) if x)

    # ---- one's own

    def _new_method(self) -> None:
        """It is there when it has a name: one that is thought better of leaves nothing behind."""
        asked = NameMethod(self.desk)
        if self.desk.dialogs.run(asked):
            self._stand_at(self.desk.try_to(app.new_method, asked.name.value(), by=self), at="purpose")

    def _copy_chosen(self) -> None:
        chosen = self._table().selected()
        if chosen:
            self._stand_at(copied(self.desk, chosen[0].slug))

    def _stand_at(self, made: str | None, at: str = "name") -> None:
        if made:
            self.show_row(made, "methods")
            self.own_method.fields[at].setFocus(Qt.FocusReason.OtherFocusReason)

    def _remove_chosen(self) -> None:
        chosen = self._table().selected()
        if not chosen:
            return
        self.desk.try_to(app.remove_template if self._at else app.remove_method, chosen[0].slug, by=self)
        self.desk.say(self._("“%(title)s” was removed.", title=chosen[0].name.of(self._code)), undo=True)
        self._show()

    def _show_template(self, template: Template) -> None:
        _, code, language = self._, self._code, self.desk.language
        self._put(controls.label(template.name.of(code), "section", wrap=True))
        facts = _(
            "%(minutes)s · %(few)d–%(many)d people", minutes=language.minutes(template.minutes), few=template.fewest, many=template.most
        )
        self._put(controls.label(facts, "caption", wrap=True), above=3)
        self._put(Strip(self.desk.theme, [(b.minutes, b.kind) for b in template.blocks], told=facts, height=10), above=10)
        self._put(controls.label(template.aim.of(code), wrap=True), above=10)
        self._show_program(template)
        self._paragraph(_("Prepare"), "\n".join(p.of(code) for p in template.prepare))


def _step(minutes: str, text: str) -> QWidget:
    time = controls.label(minutes, "caption")
    time.setFixedWidth(64)
    time.setAlignment(Qt.AlignmentFlag.AlignTop | Qt.AlignmentFlag.AlignLeft)
    words = controls.label(text, wrap=True)
    line = QHBoxLayout()
    line.setContentsMargins(0, 0, 0, 0)
    line.setSpacing(6)
    line.addWidget(time, 0, Qt.AlignmentFlag.AlignTop)
    line.addWidget(words, 1)
    return controls.holder(line)


class HandoutPicture(QWidget):
    """A handout in small: its shape, its headings and its writing lines, drawn from its fields."""

    WIDTH = 96

    def __init__(self, desk: Desk, handout: Handout) -> None:
        super().__init__()
        self._theme, self._handout = desk.theme, handout
        code = desk.language.code
        size = handout.size.upper()
        pieces = desk.language.ngettext("%(n)d to a sheet", "%(n)d to a sheet", handout.per_sheet) if handout.per_sheet > 1 else ""
        title, told = handout.title.of(code), " · ".join(part for part in (size, pieces) if part)
        self.setAccessibleName(f"{title}, {told}")
        words = controls.column(None, controls.label(title, wrap=True), 2, controls.label(told, "caption", wrap=True), None)
        self.setMinimumHeight(self._picture().height() + 4)
        self.setLayout(controls.row((words, 1), margins=(self.WIDTH + 12, 0, 0, 0)))

    def _picture(self) -> QRect:
        if self._handout.landscape:
            return QRect(1, 1, self.WIDTH - 2, round((self.WIDTH - 2) / 1.414))
        return QRect((self.WIDTH - 68) // 2, 1, 68, 96)

    def sizeHint(self) -> QSize:
        return QSize(260, self._picture().height() + 4)

    def paintEvent(self, _event: QPaintEvent) -> None:
        t, page = self._theme, self._picture()
        painter = QPainter(self)
        painter.setRenderHint(QPainter.RenderHint.Antialiasing)
        painter.setPen(t.colour("field"))
        painter.setBrush(t.colour("raised"))
        painter.drawRoundedRect(page, 2, 2)
        left, right, y = page.left() + 7, page.right() - 6, page.top() + 8
        painter.fillRect(QRect(left, y, (right - left) * 6 // 10, 4), t.colour("text2"))
        y += 11
        fields = self._handout.fields
        room = page.bottom() - 6 - y
        each = max(10, room // max(1, len(fields)))
        for field in fields:
            if y + 8 > page.bottom() - 4:
                break
            painter.fillRect(QRect(left, y, (right - left) // 3, 2), t.colour("accent"))
            box = QRect(left, y + 4, right - left, min(each - 7, page.bottom() - 5 - y - 4))
            painter.setPen(t.colour("line"))
            painter.setBrush(Qt.BrushStyle.NoBrush)
            if field.kind in ("box", "drawing", "matrix"):
                painter.drawRect(box)
                if field.kind == "matrix":
                    painter.drawLine(box.center().x(), box.top(), box.center().x(), box.bottom())
                    painter.drawLine(box.left(), box.center().y(), box.right(), box.center().y())
            elif field.kind == "scale":
                painter.setBrush(t.colour("line"))
                for at in range(5):
                    painter.drawEllipse(left + at * (box.width() - 4) // 4, box.top() + 1, 4, 4)
            else:
                for at in range(max(1, min(field.rows or 1, box.height() // 5))):
                    painter.drawLine(left, box.top() + 4 + at * 5, right, box.top() + 4 + at * 5)
            y += each
