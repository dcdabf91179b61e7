"""What is asked about people: somebody new, and entries that may be one person."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from typing import Any

from PySide6.QtCore import Qt
from PySide6.QtGui import QKeyEvent
from PySide6.QtWidgets import QCheckBox, QComboBox, QCompleter, QFrame, QLabel, QLineEdit, QWidget

from verkstad import wording
from verkstad.app import people
from verkstad.app.people import NewPerson, PersonLine, called, role_name
from verkstad.domain.errors import Failure
from verkstad.ui import controls
from verkstad.ui import theme as look
from verkstad.ui.desk import Desk
from verkstad.ui.dialogs import Sheet
from verkstad.ui.fields import PersonField
from verkstad.ui.screens.people_words import NOTHING, dress_completer, role_choices, told, unit_choices

Pair = tuple[PersonLine, PersonLine, str]


class Choice(controls.DropDown):
    """A list that shrinks below its longest entry."""

    def __init__(self) -> None:
        super().__init__()
        self.setSizeAdjustPolicy(QComboBox.SizeAdjustPolicy.AdjustToMinimumContentsLengthWithIcon)
        self.setMinimumContentsLength(6)
        self.setMaxVisibleItems(14)
        self.setFocusPolicy(Qt.FocusPolicy.StrongFocus)


class Notice(QFrame):
    """A line above the list when entries may be one person."""

    def __init__(self, desk: Desk, *, on: Callable[[], object]) -> None:
        super().__init__()
        self.desk = desk
        self.setProperty("look", "note")
        mark = QLabel()
        mark.setPixmap(desk.theme.pixmap("users", "warn", 18))
        self.words = controls.label("")
        self.button = controls.button(desk.theme, desk.gettext("Look through"), role="link", on=on)
        self.setLayout(controls.row(mark, self.words, None, self.button, spacing=10, margins=(14, 6, 14, 6)))
        self.hide()

    def show_count(self, count: int) -> None:
        text = self.desk.language.ngettext(
            "%(n)d entry may be somebody who stands here twice.", "%(n)d entries may be people who stand here twice.", count
        )
        self.words.setText(text)
        self.setVisible(count > 0)


# ------------------------------------------------------------------------------------------------ somebody new


def labelled(desk: Desk, name: str, control: QWidget) -> QWidget:
    label = controls.label(name, "label")
    label.setBuddy(control)
    control.setAccessibleName(name)
    return controls.holder(controls.column(label, 6, control))


class AddPerson(Sheet):
    """Name, or only a position; the rest can wait. "Add and next" leaves it open with the same unit."""

    def __init__(self, desk: Desk, *, by: object, name: str = "") -> None:
        _ = desk.gettext
        super().__init__(desk, _("Add person"), width=460)
        self._by = by
        self.added: list[str] = []
        self.name = QLineEdit(name)
        self.name.setPlaceholderText(_("May be left empty"))
        self.position = QLineEdit()
        self.email = QLineEdit()
        self.unit = QLineEdit()
        self.unit.setCompleter(self._completer([name for _id, name in unit_choices(desk)[1:]]))
        self.role = Choice()
        for kept, shown in role_choices(desk):
            self.role.addItem(shown, kept)
        self.meets = QCheckBox(_("Meets customers"))
        self.problem = controls.label("", "error", wrap=True)
        self.problem.hide()
        named = desk.settings.names
        self.add(
            controls.label(_("Without a name the person stands in lists as the position or role."), "caption", wrap=True),
            labelled(desk, _("Name"), self.name) if named else None,
            controls.row((labelled(desk, _("Unit"), self.unit), 1), (labelled(desk, _("Position"), self.position), 1), spacing=look.M),
            controls.row(
                (labelled(desk, _("Role"), self.role), 1), (labelled(desk, _("E-mail"), self.email), 1) if named else None, spacing=look.M
            ),
            self.meets,
            self.problem,
        )
        self.offer_cancel(_("Close"))
        self.offer(_("Add and next"), self._on_next)
        self.offer(_("Add person"), self._on_add, role="primary")
        (self.name if named else self.unit).setFocus()

    def _completer(self, names: list[str]) -> QCompleter:
        completer = QCompleter(names, self)
        completer.setCaseSensitivity(Qt.CaseSensitivity.CaseInsensitive)
        completer.setFilterMode(Qt.MatchFlag.MatchContains)
        dress_completer(completer, self.desk.theme)
        return completer

    def keyPressEvent(self, event: QKeyEvent) -> None:
        if event.key() in (Qt.Key.Key_Return, Qt.Key.Key_Enter) and event.modifiers() & Qt.KeyboardModifier.ControlModifier:
            self._on_next()
        else:
            super().keyPressEvent(event)

    def _store(self) -> bool:
        from verkstad.app import newcomers

        given, family = newcomers.split_name(self.name.text())
        new = NewPerson(
            given, family, self.email.text().strip(), "", " ".join(self.unit.text().split()), self.role.currentData() or "",
            " ".join(self.position.text().split()), meets_customers=self.meets.isChecked(),
        )  # fmt: skip
        email = new.email
        try:
            if email and ("@" not in email or " " in email):
                from verkstad.domain.errors import Refused

                raise Refused("not_an_email", text=email)
            self.added.append(self.desk.bench.do(people.add_person, new, by=self._by))
        except Failure as error:
            self.problem.setText(wording.sentence(error, self.desk.language))
            self.problem.show()
            return False
        self.problem.hide()
        return True

    def _on_add(self) -> None:
        if self._store():
            self.accept()

    def _on_next(self) -> None:
        if self._store():
            for line in (self.name, self.position, self.email):
                line.clear()
            self.meets.setChecked(False)
            self.name.setFocus()


def add_person(desk: Desk, *, by: object, name: str = "") -> str:
    """Ask for somebody new; the id of the last one added, "" for nobody."""
    sheet = AddPerson(desk, by=by, name=name)
    desk.dialogs.run(sheet)
    return sheet.added[-1] if sheet.added else ""


# ------------------------------------------------------------------------------------------------ one person, two entries


def open_pairs(desk: Desk) -> list[Pair]:
    """Pairs nobody has said are different people."""
    from verkstad.app import newcomers

    told_apart = {tuple(pair) for pair in desk.memory.get("different-people", [])}
    return [pair for pair in desk.bench.ask(newcomers.possible_duplicates) if (pair[0].id, pair[1].id) not in told_apart]


def join(desk: Desk, later: PersonLine, earlier: PersonLine, *, by: object) -> None:
    """The entry that says less becomes the other."""
    gone, kept = (later, earlier) if _weight(earlier) >= _weight(later) else (earlier, later)
    if desk.try_to(people.join_persons, gone.id, kept.id, by=by) is None:
        desk.say(desk.gettext("%(name)s now stands once in the list.", name=called(kept, desk.language)), undo=True)


def join_by_hand(desk: Desk, line: PersonLine, lines: Sequence[PersonLine], *, by: object) -> None:
    """Ask whom this entry is the same as."""
    _ = desk.gettext
    sheet = Sheet(desk, _("The same person as…"), width=460)
    others = [(x.id, told(x, desk.language)) for x in lines if x.id != line.id]
    field = PersonField(desk, _("The same person as"), people=lambda: others, placeholder=_("Type a name"))
    sheet.add(
        controls.label(
            _("%(name)s stands in the list twice. Workshops and notes of both entries are kept.", name=called(line, desk.language)),
            wrap=True,
        ),
        field,
    )
    sheet.offer_cancel()

    def done() -> None:
        if field.settle() and field.value():
            sheet.accept()

    sheet.offer(_("They are the same"), done, role="primary")
    field.setFocus()
    if desk.dialogs.run(sheet):
        other = next((x for x in lines if x.id == field.value()), None)
        if other is not None:
            join(desk, line, other, by=by)


def _weight(line: PersonLine) -> tuple[int, int]:
    return sum(bool(x) for x in (line.name, line.email, line.phone, line.unit, line.role, line.position)), line.workshops


class Duplicates(Sheet):
    """One pair at a time, side by side: the same, different, or later."""

    def __init__(self, desk: Desk, pairs: Sequence[Pair], *, by: object) -> None:
        _ = desk.gettext
        super().__init__(desk, _("The same person?"), width=620)
        self._pairs, self._by, self._at = list(pairs), by, 0
        self.progress = controls.label("", "caption")
        self.why = controls.label("", wrap=True)
        self.left, self.right = self._side(), self._side()
        self.add(self.progress, self.why, controls.row((self.left, 1), (self.right, 1), spacing=look.M))
        self.offer_cancel(_("Close"))
        self.later = self.offer(_("Decide later"), self._next)
        self.different = self.offer(_("Different people"), self._on_different)
        self.same = self.offer(_("The same person"), self._on_same, role="primary")
        self._show()

    def _side(self) -> QFrame:
        side = controls.card(controls.Elided("", "strong"), controls.label("", wrap=True), spacing=6)
        side.setMinimumHeight(150)
        side.layout().addStretch(1)
        return side

    def _show(self) -> None:
        _, language = self._, self.desk.language
        later, earlier, reason = self._pairs[self._at]
        self.progress.setText(_("%(at)d of %(all)d", at=self._at + 1, all=len(self._pairs)))
        self.why.setText(likeness_words(reason, language))
        for side, line in ((self.left, earlier), (self.right, later)):
            labels = [side.layout().itemAt(i).widget() for i in range(2)]
            labels[0].setText(called(line, language))  # type: ignore[attr-defined]
            facts = [line.unit_name, line.position or role_name(line, language), line.email, line.phone]
            facts.append(language.ngettext("%(n)d workshop", "%(n)d workshops", line.workshops))
            labels[1].setText("\n".join(fact or NOTHING for fact in facts))  # type: ignore[attr-defined]

    def _next(self) -> None:
        self._at += 1
        if self._at >= len(self._pairs):
            self.accept()
        else:
            self._show()

    def _on_same(self) -> None:
        later, earlier, _reason = self._pairs[self._at]
        join(self.desk, later, earlier, by=self._by)
        gone = {later.id, earlier.id}
        self._pairs[self._at + 1 :] = [pair for pair in self._pairs[self._at + 1 :] if not gone & {pair[0].id, pair[1].id}]
        self._next()

    def _on_different(self) -> None:
        later, earlier, _reason = self._pairs[self._at]
        kept = self.desk.memory.get("different-people", [])
        self.desk.memory.put("different-people", [*kept, [later.id, earlier.id]])
        self._next()


def review_duplicates(desk: Desk, *, by: object) -> bool:
    """Go through the pairs; False when there is none."""
    pairs = open_pairs(desk)
    if pairs:
        desk.dialogs.run(Duplicates(desk, pairs, by=by))
    return bool(pairs)


def likeness_words(reason: str, language: Any) -> str:
    """Why two entries may be one person."""
    _ = language.gettext
    return {
        "email": _("The e-mail address is the same."),
        "phone": _("The telephone number is the same."),
        "position": _("The position and unit are the same."),
        "similar": _("The name is almost the same."),
    }.get(reason, _("The name is the same."))


__all__ = [
    "AddPerson", "Choice", "Duplicates", "Notice", "add_person", "join", "join_by_hand", "labelled", "likeness_words", "open_pairs",
    "review_duplicates",
]  # fmt: skip
