"""The inspector of a block: three fields that matter first, then who, when and why; the rest folded until it is wanted.

Every field saves itself as it is left, through the action named for it. What the program assumes is shown as a placeholder. Where two
versions of something stand against each other, both are shown with a button each.
"""

from __future__ import annotations

from collections.abc import Callable, Sequence
from functools import partial
from typing import TYPE_CHECKING, Any

from PySide6.QtWidgets import QFrame, QSizePolicy, QWidget

from verkstad import wording
from verkstad.app import agenda, people, timings
from verkstad.app.shelf import shelf
from verkstad.app.workshops import Program
from verkstad.domain.agenda import AgendaBlock, DayTable, block_minutes, shortest_minutes
from verkstad.domain.fields import Id
from verkstad.domain.held import Slides
from verkstad.domain.methods import retimed, steps_minutes
from verkstad.i18n import N_
from verkstad.ui import controls
from verkstad.ui.desk import Desk
from verkstad.ui.fields import CheckField, ChoiceField, ClockField, LineField, MinutesField, NumberField, PersonField, ProseField
from verkstad.ui.fold import Fold
from verkstad.ui.pages import Pages
from verkstad.ui.private import Private, withheld
from verkstad.ui.screens.planner import words
from verkstad.ui.screens.planner.arrange import own_track

if TYPE_CHECKING:
    from verkstad.ui.screens.planner.tab import PlannerPart

OTHER_NAMES = {"_place": N_("Place in the program"), "_gone": N_("Kept or removed")}
"""What competes besides the fields, by wire name (msgids)."""


class BlockInspector(QWidget):
    """Shows one block, or what several have in common, or what to do when none is chosen."""

    def __init__(self, desk: Desk, tab: PlannerPart) -> None:
        super().__init__()
        self.desk, self.tab = desk, tab
        self._ = _ = desk.gettext
        self._program: Program | None = None
        self._ids: tuple[Id, ...] = ()
        self._shown: Id = ""
        self._fields: dict[str, Any] = {}
        self._pages = Pages()
        self._none, self._single = self._nothing(), self._one()
        self._together: QWidget | None = None  # built when several are chosen
        self._pages.add_page(self._none)
        self._pages.add_page(self._single)
        self.setLayout(controls.column((self._pages, 1)))

    # ------------------------------------------------------------------------------------------------ the three faces

    def _nothing(self) -> QWidget:
        _ = self._
        lines: list[controls.Item] = [
            controls.label(_("Block"), "section"), 10,
            controls.label(_("Choose a block to see and change it. Double-click its title to write, pull its lower edge to change its length, drag it to move it."), wrap=True),
            None,
        ]  # fmt: skip
        return controls.holder(controls.column(*lines, margins=(24, 18, 16, 16)))

    def _several(self) -> QWidget:
        _, t = self._, self.desk.theme
        self.count = controls.label("", "section")
        self.sum = controls.label("", "caption", wrap=True)
        self._common = ChoiceField(
            self.desk, _("Kind"), [(k, n, words.ICONS[k], f"kind:{k}") for k, n in words.kinds(self.desk.language)], save=self._all_kinds
        )
        self._common_lead = PersonField(self.desk, _("Leads"), people=self._leads, free=True, save=self._all_leads)
        ways = controls.column(
            controls.button(t, _("Duplicate"), "copy", on=lambda: self.tab.duplicate(self._ids)), 8,
            controls.button(t, _("Remove"), "trash-2", token="danger", on=lambda: self.tab.remove(self._ids)),
        )  # fmt: skip
        return controls.holder(
            controls.column(self.count, 2, self.sum, 16, self._common, 14, self._common_lead, 20, ways, None, margins=(24, 18, 16, 16))
        )

    def _one(self) -> QWidget:
        _, desk, t = self._, self.desk, self.desk.theme
        self.heading = controls.label(_("Block"), "section")
        self.where = controls.label("", "caption", wrap=True)
        self._versions = QFrame()
        self._versions.setProperty("look", "note")
        self._versions_rows = controls.column(spacing=8, margins=(12, 10, 12, 10))
        self._versions.setLayout(self._versions_rows)
        self._versions.hide()
        title = self._field("title", LineField(desk, _("Title"), required=True, save=self._saver(agenda.rename_block)))
        kind = self._field("type", ChoiceField(desk, _("Kind"), words.kinds(desk.language), save=self._saver(agenda.change_kind)))
        minutes = self._field("minutes", MinutesField(desk, _("Length"), save=self._saver(agenda.resize_block)))
        lead = self._field(
            "lead",
            PersonField(
                desk, _("Leads"), people=self._leads, free=True, placeholder=_("Nobody yet"), save=self._saver(agenda.give_block_to)
            ),
        )
        start = self._field(
            "fixed_start",
            ClockField(
                desk,
                _("Begins at"),
                optional=True,
                help=_("Leave it empty and the block begins when the one before it ends."),
                save=self._save_start,
            ),
        )
        purpose = self._field(
            "purpose",
            ProseField(
                desk, _("Purpose"), lines=3, placeholder=_("What this block is for, in a sentence"), save=self._saver(agenda.describe_block)
            ),
        )
        self.run = Fold(desk, "run", _("Time and tables"), self._make_run, self._show_folds)
        self.method = Fold(desk, "method", _("Method and material"), self._make_method, self._show_folds)
        self.private: Private | None = None
        desk.room_looks.connect(self._look)
        self.texts = Fold(desk, "texts", _("Texts and notes"), self._make_texts, self._show_folds)
        self.slides = Fold(desk, "slides", _("Slides"), self._make_slides, self._show_slides)
        self.past = Fold(desk, "past", _("History"), self._make_past, self._show_past)
        ways = controls.row(
            controls.button(t, _("Duplicate"), "copy", on=lambda: self.tab.duplicate(self._ids)),
            controls.button(t, _("Remove"), "trash-2", token="danger", on=lambda: self.tab.remove(self._ids)), None,
        )  # fmt: skip
        pair = controls.row((kind, 62), (minutes, 38), spacing=8)  # "Start och avslut" is the longest kind
        self.memory = controls.label("", "caption", wrap=True)
        self.take_memory = controls.button(t, "", role="link", on=self._on_take_memory)
        self._memory = controls.holder(controls.column(6, self.memory, controls.row(self.take_memory, None)))
        self._memory.hide()
        self.crowd = controls.label("", "caption", wrap=True)
        self.run_at_tables = controls.button(t, "", role="link", on=self._on_run_at_tables)
        self._crowd = controls.holder(controls.column(6, self.crowd, controls.row(self.run_at_tables, None)))
        self._crowd.hide()
        self.steps = controls.label("", "caption", wrap=True)
        self.fit_steps = controls.button(t, _("Fit the steps to the block"), role="link", on=self._on_fit_steps)
        self._steps = controls.holder(controls.column(6, self.steps, controls.row(self.fit_steps, None)))
        self._steps.hide()
        second = controls.row((lead, 62), (start, 38), spacing=8)
        body = controls.column(
            self.heading, 2, self.where, 10, self._versions, 4, title, 14, pair, self._steps, self._memory, self._crowd, 14, second, 14, purpose, 14, controls.hairline(), 8,
            self.run, 8, self.method, 8, self.texts, 8, self.slides, 8, self.past, 16, None, ways, margins=(24, 18, 12, 16),
        )  # fmt: skip
        return controls.holder(body)

    def _make_run(self) -> QWidget:
        _, desk = self._, self.desk
        shortest = self._field("shortest", MinutesField(desk, _("At least"), optional=True, save=self._saver(agenda.limit_block)))
        priority = self._field(
            "priority",
            ChoiceField(
                desk, _("If time runs short"), [(p, _(n)) for p, n in words.PRIORITIES.items()], save=self._saver(agenda.prioritise_block)
            ),
        )
        sets = self._field("sets", NumberField(desk, _("Tables at once"), low=1, high=200, save=self._saver(agenda.run_in_sets)))
        track = self._field(
            "track", ChoiceField(desk, _("Track"), [], save=lambda v: self._do(agenda.put_on_track, (self._shown,), v or None))
        )
        decider = self._field("needs_decider", CheckField(desk, _("Needs a decision-maker"), save=self._saver(agenda.need_decider)))
        return controls.holder(
            controls.column(
                controls.row((shortest, 2), (priority, 3), spacing=12), 14, controls.row((sets, 2), (track, 3), spacing=12), 8, decider, 4
            )
        )

    def _make_method(self) -> QWidget:
        _, desk = self._, self.desk
        code = desk.language.code
        known = sorted(shelf(desk.bench.library).methods(), key=lambda m: desk.language.sort_key(m.name.of(code)))
        choices = [("", _("No method")), *((m.slug, m.name.of(code), words.ICONS[m.kind], f"kind:{m.kind}") for m in known)]
        method = self._field("method", ChoiceField(desk, _("Method"), choices, save=self._saver(agenda.choose_method)))
        self.show_method = controls.button(desk.theme, _("Show the method"), "book-open", role="link", on=self._on_show_method)
        material = self._field(
            "material",
            ProseField(
                desk,
                _("Material"),
                lines=4,
                placeholder=_("One thing a line: 75 dots, pens (24), 3 cards per person"),
                save=self._saver(agenda.list_material),
            ),
        )
        before = self._field(
            "before",
            ProseField(
                desk,
                _("Work before"),
                lines=2,
                placeholder=_("What they do or read before the day"),
                save=self._saver(agenda.prepare_block),
            ),
        )
        return controls.holder(controls.column(method, 2, controls.row(self.show_method, None), 10, material, 14, before, 4))

    def _make_texts(self) -> QWidget:
        _, desk = self._, self.desk
        instruction = self._field(
            "instruction",
            ProseField(
                desk,
                _("Instruction to the participants"),
                lines=4,
                placeholder=_("Shown on the projector and on paper"),
                save=self._saver(agenda.instruct_participants),
            ),
        )
        notes = self._field(
            "notes",
            ProseField(
                desk,
                _("My notes"),
                lines=4,
                placeholder=_("Mine only: on the run sheet, never on the projector"),
                save=self._saver(agenda.note_privately),
            ),
        )
        documentation = self._field(
            "documentation",
            ProseField(
                desk,
                _("For the documentation"),
                lines=3,
                placeholder=_("What the minutes say about this block"),
                save=self._saver(agenda.document_block),
            ),
        )
        self.private = Private(self.desk, _("My notes"), notes)
        return controls.holder(controls.column(instruction, 14, self.private, 14, documentation, 4))

    def _show_steps(self, block: AgendaBlock) -> None:
        """Steps that add up to something else than the block takes are somebody's own words: told, and changed with a click only."""
        minutes, taken = block_minutes(block), steps_minutes(block.instruction)
        fitted = retimed(block.instruction, minutes)
        self._steps.setVisible(taken not in (0, minutes))
        self.fit_steps.setVisible(steps_minutes(fitted) == minutes)
        language = self.desk.language
        told = self._("The steps take %(steps)s, the block %(minutes)s.", steps=language.minutes(taken), minutes=language.minutes(minutes))
        self.steps.setText(told)

    def _on_fit_steps(self) -> None:
        self.settle()
        for _day, block in self._found():
            fitted = retimed(block.instruction, block_minutes(block))
            self.desk.try_to(agenda.instruct_participants, block.id, fitted, by=self.tab)
        self._fields["minutes"].line.setFocus()

    def _show_memory(self, block: AgendaBlock) -> None:
        """How long the method really took before; the length is taken with a click, never by itself."""
        found = self.desk.bench.ask(timings.time_memory, block.method, besides=block.id)
        self._memory.setVisible(found is not None)
        if found is None:
            return
        self.memory.setText(words.memory_words(found, self.desk.language))
        self._proposed = found.median
        self.take_memory.setText(self._("Take %(minutes)s", minutes=self.desk.language.minutes(found.median)))
        self.take_memory.setAccessibleName(self._("Make the block %(minutes)s long", minutes=self.desk.language.minutes(found.median)))
        self.take_memory.setVisible(found.median != block_minutes(block))

    def _on_take_memory(self) -> None:
        self.settle()
        self.desk.try_to(agenda.resize_block, self._shown, self._proposed, by=self.tab)
        self._fields["minutes"].line.setFocus()

    _proposed = 15

    def _show_crowd(self, block: AgendaBlock) -> None:
        """An exercise that takes fewer than come can run at several tables at once."""
        method = shelf(self.desk.bench.library).method(block.method) if block.method else None
        guests = self.tab.side.guests
        wanted = method.sets_for(guests) if method is not None and guests else 1
        offered = method is not None and wanted > (block.sets or 1)
        self._crowd.setVisible(offered)
        if method is None or not offered:
            return
        self._tables = wanted
        self.crowd.setText(self._("Made for at most %(most)s; %(guests)s come.", most=method.most, guests=guests))
        self.run_at_tables.setText(self._("Run at %(n)s tables", n=wanted))
        self.run_at_tables.setAccessibleName(self.run_at_tables.text())

    def _on_run_at_tables(self) -> None:
        self.settle()
        self.desk.try_to(agenda.run_in_sets, self._shown, self._tables, by=self.tab)
        self._fields["minutes"].line.setFocus()

    _tables = 1

    def _make_slides(self) -> QWidget:
        from verkstad.ui.screens.planner.slides import BlockSlides

        return BlockSlides(self.desk, self.tab)

    def _show_slides(self) -> None:
        if not self._shown:
            return
        rows = self.desk.bench.library.children(Slides, self._shown)
        pages = self.desk.language.ngettext("%(n)s page", "%(n)s pages", sum(r.pages or 1 for r in rows))
        self.slides.tell(pages if rows else self._("nothing yet"))
        if self.slides.is_open and self.slides.body is not None:
            self.slides.body.show_block(self._shown)  # type: ignore[attr-defined]

    def _make_past(self) -> QWidget:
        from verkstad.ui.screens.planner.history import BlockHistory

        return BlockHistory(self.desk, self.tab)

    def _show_past(self) -> None:
        if self._shown and self.past.is_open and self.past.body is not None:
            self.past.body.show_block(self._shown)  # type: ignore[attr-defined]

    def _field(self, column: str, field: Any) -> Any:
        self._fields[column] = field
        return field

    # ------------------------------------------------------------------------------------------------ saving

    def _saver(self, action: Callable[..., Any]) -> Callable[[Any], object]:
        """Save through an action on the block the field shows. A refusal is said by the field."""
        return lambda value: self._do(action, self._shown, value)

    def _do(self, action: Callable[..., Any], *args: Any) -> Any:
        return self.desk.bench.do(action, *args, by=self)

    def _save_start(self, value: int | None) -> None:
        if value is None:
            self._do(agenda.release_start, self._shown)
        else:
            self._do(agenda.fix_start, self._shown, value)

    def _all_kinds(self, kind: str) -> None:
        self._do(agenda.change_kinds, self._ids, kind)

    def _all_leads(self, lead: str) -> None:
        self._do(agenda.give_blocks_to, self._ids, lead)

    def settle(self) -> None:
        for field in self._fields.values():
            field.settle()

    # ------------------------------------------------------------------------------------------------ showing

    def show_blocks(self, ids: Sequence[Id]) -> None:
        self._ids = tuple(ids)
        self._show()

    def refresh(self, program: Program, by: object) -> None:
        self._program = program
        self._show()

    def _found(self) -> list[tuple[DayTable, AgendaBlock]]:
        if self._program is None:
            return []
        return [(d, s.block) for d in self._program.days for s in d.slots if s.block.id in self._ids]

    def _show(self) -> None:
        found = self._found()
        if not found:
            self._leave_block()
            self._pages.turn_to(self._none)
            return
        if len(found) > 1:
            self._leave_block()
            language = self.desk.language
            if self._together is None:
                self._together = self._several()
                self._pages.add_page(self._together)
            self.count.setText(language.ngettext("%(n)s block chosen", "%(n)s blocks chosen", len(found)))
            self.sum.setText(self._("%(minutes)s together", minutes=language.minutes(sum(block_minutes(b) for _d, b in found))))
            types, leads = {b.type for _d, b in found}, {b.lead for _d, b in found}
            self._common.show_value(types.pop() if len(types) == 1 else None)
            self._common_lead.line.setPlaceholderText("" if len(leads) == 1 else self._("Several"))
            self._common_lead.show_value(leads.pop() if len(leads) == 1 else "")
            self._pages.turn_to(self._together)
            return
        self._show_block(*found[0])
        self._pages.turn_to(self._single)

    def _leave_block(self) -> None:
        if self._shown:
            alive = self.desk.bench.library.get(AgendaBlock, self._shown) is not None
            for column, field in self._fields.items():
                if not alive:
                    field.revert()
                field.show_value(None if column in ("minutes", "shortest", "fixed_start", "sets") else "", "", "")
            self._shown = ""

    def _show_block(self, day: DayTable, block: AgendaBlock) -> None:
        language = self.desk.language
        for field in self._fields.values() if block.id != self._shown else ():
            field.settle()
        self._shown = block.id
        slot = day.slot(block.id)
        assert slot is not None
        at = [s.block.id for s in day.slots].index(block.id) + 1
        parts = [language.span(slot.start, slot.end), self._("block %(n)s of %(all)s", n=at, all=len(day.slots))]
        note = words.gap_words(slot, language)
        self.where.setText(" · ".join([*parts, *([note] if note else [])]))
        placeholder = language.clock(slot.start) if block.fixed_start is None else ""
        self._fields["fixed_start"].line.setPlaceholderText(placeholder)
        self._show_versions(block)
        self._fill(block)
        self._show_steps(block)
        self._show_memory(block)
        self._show_crowd(block)
        self._show_folds()
        self._show_slides()
        self._show_past()

    def _fill(self, block: AgendaBlock) -> None:
        for column, field in self._fields.items():
            if column == "track":
                continue
            field.show_value(getattr(block, column), block.id, column)

    def _show_folds(self) -> None:
        """Values and placeholders of the folds, and what they tell when closed."""
        found = self._found()
        if len(found) != 1:
            return
        day, block = found[0]
        _, language = self._, self.desk.language
        method = shelf(self.desk.bench.library).method(block.method) if block.method else None
        least = shortest_minutes(block.with_(shortest=None), method.shortest if method else None)
        track = own_track(day, block)
        title = next((t.title for t in day.tracks if t.id == track), "")
        said = [
            _("at least %(minutes)s", minutes=language.minutes(block.shortest if block.shortest is not None else least)),
            _(words.PRIORITIES[block.priority]).lower() if block.priority in ("keep", "may_give") else "",
            words.sets_words(block, language), title, _("needs a decision-maker") if block.needs_decider else "",
        ]  # fmt: skip
        self.run.tell(" · ".join(x for x in said if x))
        things = [x for x in block.material.splitlines() if x.strip()]
        self.method.tell(
            " · ".join(
                x
                for x in (
                    method.name.of(language.code) if method else block.method,
                    language.ngettext("%(n)s thing", "%(n)s things", len(things)) if things else "",
                )
                if x
            )
            or _("nothing yet")
        )
        written = [
            n
            for c, n in (("instruction", _("instruction")), ("notes", _("notes")), ("documentation", _("documentation")))
            if getattr(block, c)
        ]
        self.texts.tell(", ".join(written) or _("nothing yet"))
        if self.run.body is not None:
            self._fields["shortest"].line.setPlaceholderText(_("%(minutes)s, assumed", minutes=language.minutes(least)))
            tracks = self._fields["track"]
            tracks.offer([("", _("All tracks")), *((t.id, t.title) for t in day.tracks)])
            tracks.setVisible(bool(day.tracks))
            tracks.show_value(track or "", block.id, "track")
            people_ = self._program.workshop.expected if self._program else None
            proposed = method.sets_for(people_) if method and people_ else 1
            self._fields["sets"].line.setPlaceholderText(str(proposed))
        if self.private is not None:
            self.private.show_of(block.id)
        if self.method.body is not None:
            self.show_method.setVisible(method is not None)
        for column in (
            "shortest",
            "priority",
            "sets",
            "needs_decider",
            "method",
            "material",
            "before",
            "instruction",
            "notes",
            "documentation",
        ):
            if column in self._fields:
                self._fields[column].show_value(getattr(block, column), block.id, column)

    def _leads(self) -> list[tuple[str, str]]:
        """Who may lead: those who lead this workshop and its blocks, then everybody on its list."""
        if self._program is None:
            return []
        names = [x.strip() for x in self._program.workshop.leads.replace(" och ", ",").split(",")]
        names += [s.block.lead for d in self._program.days for s in d.slots]
        names += [p.person.name for p in self.desk.bench.ask(people.participants, self._program.workshop.id)]
        return [(n, n) for n in dict.fromkeys(names) if n]

    def _on_show_method(self) -> None:
        block = next((b for _d, b in self._found()), None)
        if block is not None and block.method:
            self.desk.go("library", block.method, "methods")

    # ------------------------------------------------------------------------------------------------ two versions of something

    def _look(self) -> None:
        """Whether my notes are kept from this screen is asked anew."""
        for _day, block in self._found():
            if block.id == self._shown:
                self._show_versions(block)

    def _show_versions(self, block: AgendaBlock) -> None:
        while self._versions_rows.count():
            item = self._versions_rows.takeAt(0)
            if item.widget() is not None:
                item.widget().hide()
                item.widget().deleteLater()
        contested = block.id in self.tab.blocks.conflicts
        self._versions.setVisible(contested)
        if not contested:
            return
        from verkstad.app import exchange  # sending and taking in is not needed to plan

        _, language = self._, self.desk.language
        mine = self.desk.bench.library.actor
        for wire, versions in self.desk.bench.library.conflicts(block.id).items():
            if withheld(self.desk, "block", wire):
                continue  # for nobody else: see Private
            name = _(OTHER_NAMES[wire]) if wire in OTHER_NAMES else wording.field_name(wire, language)
            self._versions_rows.addWidget(controls.label(_("Two versions of %(field)s", field=name), "label", wrap=True))
            for version in versions:
                told = self._told(wire, version.value)
                whose = _("Mine: %(value)s", value=told) if version.actor == mine else _("Theirs: %(value)s", value=told)
                button = controls.button(
                    self.desk.theme, whose, on=partial(self._do, exchange.settle_conflict, block.id, wire, version.change)
                )
                button.setToolTip(whose)
                button.setSizePolicy(QSizePolicy.Policy.Ignored, QSizePolicy.Policy.Fixed)
                self._versions_rows.addWidget(button)

    def _told(self, wire: str, value: Any) -> str:
        """A competing value as people read it, in a line."""
        field = AgendaBlock.KIND.field(wire)
        if wire == "_gone":
            return self._("removed") if value else self._("kept")
        if field is None:
            return self._("another place")
        told = wording.field_value("block", field, (value,) if field.single else tuple(value), self.desk.language)
        return " ".join(told.split())[:80]
