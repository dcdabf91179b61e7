"""Words and expectations: a glossary explained as to a neighbour, value words as what one does and stops doing, and what roles need of one another."""

from __future__ import annotations

from collections.abc import Sequence
from functools import partial
from typing import TYPE_CHECKING

from PySide6.QtCore import Qt
from PySide6.QtWidgets import QStackedWidget, QWidget

from verkstad import wording
from verkstad.app import glossary, mandates, stakeholders
from verkstad.domain.people import Role
from verkstad.domain.responsibility import Expectation, Term, ValueWord
from verkstad.ui import controls
from verkstad.ui.desk import Desk
from verkstad.ui.empty import EmptyState
from verkstad.ui.fields import ChoiceField, LineField, ProseField, form
from verkstad.ui.screen import Screen
from verkstad.ui.screens.people_words import role_choices
from verkstad.ui.screens.teams.listing import ListPart, RowInspector
from verkstad.ui.value_table import Column, Filter

if TYPE_CHECKING:
    from verkstad.app.workbench import Changes

MEMORY = "words_as"
TERMS, VALUES, EXPECTATIONS = range(3)
ANSWERS = ("", "agreed", "declined", "partly")


class TermInspector(RowInspector):
    def __init__(self, desk: Desk, part: ListPart) -> None:
        _, language = desk.gettext, desk.language
        super().__init__(desk, nothing=_("Choose a word to explain it."), count=lambda n: language.ngettext("%(n)d word", "%(n)d words", n))
        change = partial(part.do, glossary.change_term)
        self.word = LineField(desk, _("Word"), length=120, required=True, save=lambda t: change(self.one, word=t))
        self.meaning = ProseField(desk, _("As one explains it to a neighbour"), lines=4, save=lambda t: change(self.one, meaning=t))
        self.used_by = LineField(
            desk,
            _("Whose word it is"),
            length=120,
            placeholder=_("It, the contact centre, the law …"),
            save=lambda t: change(self.one, used_by=t),
        )
        drop = controls.button(desk.theme, _("Remove"), "trash-2", role="quiet", on=lambda: part.remove(self.lines))
        self.lay(
            ((self.word, "word"), (self.meaning, "meaning"), (self.used_by, "used_by")), form(self.word, self.meaning, self.used_by),
            controls.holder(controls.row(drop, None)),
        )  # fmt: skip

    def show_one(self, line: Term) -> None:
        self.heading.setText(line.word)
        self.about.setText("")
        self.show_fields(line)


class TermsList(ListPart):
    kinds = (Term,)
    paper = "glossary"

    def __init__(self, desk: Desk) -> None:
        super().__init__(desk)
        _ = self._
        self._inspector = TermInspector(desk, self)

        def change(x: Term, **said: str) -> None:
            self.do(glossary.change_term, x.id, **said)

        columns = [
            Column[Term](_("Word"), lambda x: x.word, strong=True, width=200, drafts=lambda x: (x.id, "word"), edit=lambda x, t: change(x, word=t)),
            Column[Term](
                _("As one explains it to a neighbour"), lambda x: x.meaning.replace("\n", " "), typed=lambda x: x.meaning, drafts=lambda x: (x.id, "meaning"),
                edit=lambda x, t: change(x, meaning=t), faded=lambda x: not x.meaning,
            ),
            Column[Term](_("Whose word it is"), lambda x: x.used_by, width=180, drafts=lambda x: (x.id, "used_by"), edit=lambda x, t: change(x, used_by=t)),
        ]  # fmt: skip
        self.make_list(
            name=_("Glossary"), new=_("New word: write it and press Enter"), columns=columns, hide=(2,),
            filters=[Filter(_("Which words"), [(_("All"), lambda _x: True), (_("Not explained yet"), lambda x: not x.meaning.strip())])],
            empty=EmptyState(
                desk.theme, "book-open", _("The same word means different things at It and in the operation. Explain it here as to a neighbour; it is then shown where the word stands."),
                _("Write the first word"), lambda: self.new_line.setFocus(Qt.FocusReason.OtherFocusReason),
            ),
        )  # fmt: skip
        self.setLayout(controls.column((self.table, 1)))

    def ask(self) -> tuple[Term, ...]:
        return tuple(sorted(self.desk.bench.ask(glossary.terms, self.initiative), key=lambda t: self.desk.language.sort_key(t.word)))

    def add(self, words: str) -> None:
        made = self.do(glossary.add_term, self.initiative, words)
        self.table.select([made])

    def remove(self, lines: Sequence[Term]) -> None:
        self.do(glossary.remove_terms, tuple(x.id for x in lines))
        self.desk.say(self.desk.language.ngettext("%(n)d word was removed.", "%(n)d words were removed.", len(lines)), undo=True)


class ValueInspector(RowInspector):
    def __init__(self, desk: Desk, part: ListPart) -> None:
        _, language = desk.gettext, desk.language
        super().__init__(
            desk, nothing=_("Choose a value word to say what one sees."), count=lambda n: language.ngettext("%(n)d word", "%(n)d words", n)
        )
        change = partial(part.do, glossary.change_value_word)
        self.word = LineField(desk, _("Value word"), length=120, required=True, save=lambda t: change(self.one, word=t))
        self.we_do = ProseField(
            desk,
            _("This we do"),
            lines=3,
            placeholder=_("Something a colleague can see on a Tuesday"),
            save=lambda t: change(self.one, we_do=t),
        )
        self.we_stop = ProseField(desk, _("This we stop doing"), lines=3, save=lambda t: change(self.one, we_stop=t))
        drop = controls.button(desk.theme, _("Remove"), "trash-2", role="quiet", on=lambda: part.remove(self.lines))
        self.lay(
            ((self.word, "word"), (self.we_do, "we_do"), (self.we_stop, "we_stop")),
            form(self.word, self.we_do, self.we_stop),
            controls.holder(controls.row(drop, None)),
        )

    def show_one(self, line: ValueWord) -> None:
        self.heading.setText(line.word)
        self.about.setText(lacking_words(line, self.desk))
        self.show_fields(line)


class ValueWordsList(ListPart):
    kinds = (ValueWord,)
    paper = "value_words"

    def __init__(self, desk: Desk) -> None:
        super().__init__(desk)
        _ = self._
        self._inspector = ValueInspector(desk, self)

        def change(x: ValueWord, **said: str) -> None:
            self.do(glossary.change_value_word, x.id, **said)

        columns = [
            Column[ValueWord](
                _("Value word"), lambda x: x.word, second=lambda x: lacking_words(x, desk), strong=True, width=230, drafts=lambda x: (x.id, "word"),
                edit=lambda x, t: change(x, word=t),
            ),
            Column[ValueWord](
                _("This we do"), lambda x: x.we_do.replace("\n", " "), typed=lambda x: x.we_do, drafts=lambda x: (x.id, "we_do"), edit=lambda x, t: change(x, we_do=t)
            ),
            Column[ValueWord](
                _("This we stop doing"), lambda x: x.we_stop.replace("\n", " "), typed=lambda x: x.we_stop, drafts=lambda x: (x.id, "we_stop"),
                edit=lambda x, t: change(x, we_stop=t),
            ),
        ]  # fmt: skip
        self.make_list(
            name=_("Value words"), new=_("New value word: write it and press Enter"), columns=columns, hide=(2,),
            empty=EmptyState(
                desk.theme, "star", _("What do the beautiful words mean on a Tuesday? A value word is printed when it says both what one does and what one stops doing."),
                _("Write the first value word"), lambda: self.new_line.setFocus(Qt.FocusReason.OtherFocusReason),
            ),
        )  # fmt: skip
        self.setLayout(controls.column((self.table, 1)))

    def ask(self) -> tuple[ValueWord, ...]:
        return self.desk.bench.ask(glossary.value_words, self.initiative)  # type: ignore[no-any-return]

    def add(self, words: str) -> None:
        made = self.do(glossary.add_value_word, self.initiative, words)
        self.table.select([made])

    def remove(self, lines: Sequence[ValueWord]) -> None:
        self.do(glossary.remove_value_words, tuple(x.id for x in lines))
        self.desk.say(self.desk.language.ngettext("%(n)d word was removed.", "%(n)d words were removed.", len(lines)), undo=True)


class ExpectationInspector(RowInspector):
    def __init__(self, desk: Desk, part: ListPart) -> None:
        _, language = desk.gettext, desk.language
        super().__init__(
            desk,
            nothing=_("Choose an expectation to answer it."),
            count=lambda n: language.ngettext("%(n)d expectation", "%(n)d expectations", n),
        )
        change = partial(part.do, stakeholders.change_expectation)
        self.of_role = ChoiceField(desk, _("Who needs it"), save=lambda kept: change(self.one, of_role=kept))
        self.to_role = ChoiceField(desk, _("Of whom"), save=lambda kept: change(self.one, to_role=kept))
        self.says = ProseField(desk, _("What is needed"), lines=3, required=True, save=lambda t: change(self.one, says=t))
        answers = [(a, wording.choice_name("expectation", "answer", a, language)) for a in ANSWERS]
        self.answer = ChoiceField(desk, _("Answer"), answers, save=lambda kept: part.do(stakeholders.answer_expectation, self.one, kept))
        self.why = LineField(
            desk,
            _("How far, or why not"),
            length=400,
            placeholder=_("Two weeks before, not a month"),
            save=lambda t: part.do(stakeholders.say_how_far, self.one, t),
        )
        drop = controls.button(desk.theme, _("Remove"), "trash-2", role="quiet", on=lambda: part.remove(self.lines))
        self.lay(
            ((self.of_role, "=of_role"), (self.to_role, "=to_role"), (self.says, "says"), (self.answer, "=answer"), (self.why, "answer_why")),
            form((self.of_role, self.to_role), self.says, self.answer, self.why), controls.holder(controls.row(drop, None)),
        )  # fmt: skip

    def show_one(self, line: Expectation) -> None:
        self.heading.setText(self.desk.gettext("Expectation"))
        self.about.setText("")
        for field in (self.of_role, self.to_role):
            field.offer(role_choices(self.desk))
        self.show_fields(line)


class ExpectationsList(ListPart):
    kinds = (Expectation, Role)
    paper = "expectations"

    def __init__(self, desk: Desk) -> None:
        super().__init__(desk)
        _, language = self._, desk.language
        self._inspector = ExpectationInspector(desk, self)

        def role(slug: str) -> str:
            return mandates.role_word(desk.bench.library, slug, language) if slug else "–"

        def change(x: Expectation, **said: str) -> None:
            self.do(stakeholders.change_expectation, x.id, **said)

        answers = [(a, wording.choice_name("expectation", "answer", a, language)) for a in ANSWERS]
        columns = [
            Column[Expectation](
                _("Who needs it"), lambda x: role(x.of_role), second=lambda x: _("of %(role)s", role=role(x.to_role)) if x.to_role else "", width=190, typed=lambda x: x.of_role, choices=lambda _x: role_choices(desk),
                edit=lambda x, kept: change(x, of_role=kept),
            ),
            Column[Expectation](
                _("Of whom"), lambda x: role(x.to_role), width=170, typed=lambda x: x.to_role, choices=lambda _x: role_choices(desk),
                edit=lambda x, kept: change(x, to_role=kept),
            ),
            Column[Expectation](
                _("What is needed"), lambda x: x.says.replace("\n", " "), strong=True, typed=lambda x: x.says, drafts=lambda x: (x.id, "says"),
                edit=lambda x, t: change(x, says=t),
            ),
            Column[Expectation](
                _("Answer"), lambda x: wording.choice_name("expectation", "answer", x.answer, language) if x.answer else _("not answered"),
                second=lambda x: x.answer_why, width=210, typed=lambda x: x.answer, choices=lambda _x: answers,
                edit=lambda x, kept: self.do(stakeholders.answer_expectation, x.id, kept), faded=lambda x: not x.answer,
            ),
        ]  # fmt: skip
        self.make_list(
            name=_("Expectations"), new=_("New expectation: what is needed? Press Enter"), columns=columns, hide=(1,),
            filters=[Filter(_("Which expectations"), [(_("All"), lambda _x: True), (_("Not answered"), lambda x: not x.answer)])],
            empty=EmptyState(
                desk.theme, "handshake", _("What does It need of the operation, and the operation of It? Each expectation gets an answer: yes, no, or this far."),
                _("Write the first expectation"), lambda: self.new_line.setFocus(Qt.FocusReason.OtherFocusReason),
            ),
        )  # fmt: skip
        self.setLayout(controls.column((self.table, 1)))

    def ask(self) -> tuple[Expectation, ...]:
        return self.desk.bench.ask(stakeholders.expectations, self.initiative)  # type: ignore[no-any-return]

    def add(self, words: str) -> None:
        made = self.do(stakeholders.add_expectation, self.initiative, words)
        self.table.select([made])

    def remove(self, lines: Sequence[Expectation]) -> None:
        self.do(stakeholders.remove_expectations, tuple(x.id for x in lines))
        self.desk.say(
            self.desk.language.ngettext("%(n)d expectation was removed.", "%(n)d expectations were removed.", len(lines)), undo=True
        )


def lacking_words(word: ValueWord, desk: Desk) -> str:
    """What must be written before the word is printed; "" when both are."""
    missing = glossary.lacks(word)
    names = {"we_do": desk.gettext("what we do"), "we_stop": desk.gettext("what we stop doing")}
    return desk.gettext("Not printed yet: write %(what)s", what=desk.language.listing(names[m] for m in missing)) if missing else ""


class WordsPart(Screen):
    """Three lists in one tab, chosen above; each is built when it is first seen."""

    def __init__(self, desk: Desk) -> None:
        super().__init__(desk)
        _ = self._
        self.initiative = ""
        self.lists: dict[int, ListPart] = {}
        self._behind: dict[int, Changes | None] = {}
        self.box = controls.DropDown()
        self.box.setAccessibleName(_("Which list"))
        self.box.addItems([_("Glossary"), _("Value words"), _("Expectations")])
        self.box.setCurrentIndex(int(desk.memory.get(MEMORY, TERMS)) % 3)
        self.box.activated.connect(self._on_box)
        self.box.setMinimumWidth(190)
        self.told = controls.label("", "caption", wrap=True)
        self.stack = QStackedWidget()
        self.setLayout(controls.column(controls.row(self.box, (self.told, 1), spacing=14), 12, (self.stack, 1), margins=(24, 14, 24, 16)))

    @property
    def current(self) -> ListPart:
        at = self.box.currentIndex()
        if at not in self.lists:
            made = (TermsList, ValueWordsList, ExpectationsList)[at](self.desk)
            made.headline_changed.connect(self.headline_changed)
            self.lists[at] = made
            self.stack.addWidget(made)
            self._behind[at] = None
        self.lists[at].look_at(self.initiative)
        return self.lists[at]

    def turn_to(self, at: int) -> None:
        self.box.setCurrentIndex(at)
        self._on_box()

    def _on_box(self) -> None:
        self.settle()
        self.desk.memory.put(MEMORY, self.box.currentIndex())
        self._show()
        self.headline_changed.emit()

    def _show(self) -> None:
        _, at, part = self._, self.box.currentIndex(), self.current
        if at in self._behind:
            part.refresh(self._behind.pop(at), None)
        self.stack.setCurrentWidget(part)
        self.told.setText(
            (
                _("The words are shown as tips where they stand in goals, modules and insights."),
                _("Printed only with both what one does and what one stops doing."),
                _("Asked out loud, answered with yes, no, or this far."),
            )[at]
        )

    def look_at(self, initiative: str) -> None:
        if initiative != self.initiative:
            self.initiative = initiative
            self._behind = dict.fromkeys(self.lists)

    def inspector(self) -> QWidget | None:
        return self.current.inspector()

    def hints(self) -> str:
        return self.current.hints()

    def sheet(self) -> str:
        return self.current.sheet()

    def home(self) -> QWidget | None:
        return self.current.home()

    def find(self) -> bool:
        return self.current.find()

    def settle(self) -> None:
        for part in self.lists.values():
            part.settle()

    def show_row(self, row: str, part: str) -> None:
        library = self.desk.bench.library
        for at, value in ((TERMS, Term), (VALUES, ValueWord), (EXPECTATIONS, Expectation)):
            if library.get(value, row) is not None:
                self.turn_to(at)
        self.current.show_row(row, part)

    def reveal(self, changes: Changes) -> None:
        for at, value in ((TERMS, Term), (VALUES, ValueWord), (EXPECTATIONS, Expectation)):
            if changes.touches(value):
                self.turn_to(at)
                self.current.reveal(changes)
                return

    def refresh(self, changes: Changes | None, by: object) -> None:
        for at in self.lists:
            held = self._behind.get(at, changes)
            self._behind[at] = held.joined(changes) if held is not None and changes is not None else None
        if self.initiative:
            self._show()
