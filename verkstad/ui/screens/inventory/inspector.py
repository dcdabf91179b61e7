"""What is known of one need or service: first what it is and the three judgements, apart from one another; the rest in parts that fold."""

from __future__ import annotations

from collections.abc import Callable
from functools import partial
from typing import Any

from PySide6.QtCore import Qt
from PySide6.QtWidgets import QFrame, QVBoxLayout, QWidget

from verkstad import wording, wording_inventory
from verkstad.app import inventory, people
from verkstad.app.inventory import Inventory, ItemLine
from verkstad.app.journeys import journeys_of
from verkstad.domain.fields import Id
from verkstad.domain.inventory import InventoryItem
from verkstad.domain.modules import Judgement, Module
from verkstad.ui import controls
from verkstad.ui.desk import Desk
from verkstad.ui.fields import CheckField, ChoiceField, DateField, Field, LineField, NumberField, PersonField, ProseField, form
from verkstad.ui.screens.modules.answering import Adder, OneOf, Section, emptied
from verkstad.ui.screens.people_units import AddLine
from verkstad.ui.screens.people_words import add_called, sort_key, told, told_of, unit_choices

STEPS = [(n, str(n)) for n in range(1, 6)]


def words_of(desk: Desk, column: str) -> list[tuple[str, str]]:
    """The choices of a column of an item, with their words."""
    known = next(c for c in InventoryItem.KIND.columns if c.name == column).choices
    wire = InventoryItem.KIND.field_of(column).wire
    if wire == "should" or column in ("can", "level"):
        wire = column
    return [(c, wording.choice_name("inventory_item", "type" if column == "kind_of" else wire, c, desk.language)) for c in known]


def people_of(desk: Desk) -> list[tuple[str, str]]:
    """(id, what she is called) of everybody, in the order of names."""
    language, names = desk.language, desk.settings.names
    lines = sorted(desk.bench.ask(people.directory), key=lambda x: sort_key(x, language, names=names))
    return [(x.id, told(x, language, names=names)) for x in lines]


class Part(QWidget):
    """A part of the inspector: `fields` by the column they show, each saved through the one action of an item."""

    def __init__(self, desk: Desk, actor: QWidget) -> None:
        super().__init__()
        self.desk, self._actor = desk, actor
        self.line: ItemLine | None = None
        self.fields: dict[str, Field] = {}

    def save(self, column: str) -> Callable[[Any], object]:
        return lambda value: self.tell(**{column: value})

    def tell(self, **said: Any) -> None:
        if self.line is not None:
            self.do(inventory.change_item, self.line.id, **said)

    def do(self, action: Callable[..., Any], *args: Any, **said: Any) -> None:
        self.desk.try_to(action, *args, by=self._actor, **said)

    def show_seen(self, seen: tuple[ItemLine, Inventory]) -> None:
        self.line = seen[0]
        for column, field in self.fields.items():
            typed = column if isinstance(field, (LineField, ProseField)) else ""
            field.show_value(getattr(self.line.item, column), self.line.id, typed, of=column)

    def settle(self) -> None:
        for field in self.fields.values():
            field.settle()


class Judgements(Part):
    """Level today, can, should: three things that are never one."""

    def __init__(self, desk: Desk, actor: QWidget) -> None:
        super().__init__(desk, actor)
        _ = desk.gettext
        self.level = OneOf(desk, _("How digital is it today?"), [(k, w) for k, w in words_of(desk, "level") if k])
        self.can = OneOf(desk, _("Can it be taken further?"), [(k, w) for k, w in words_of(desk, "can") if k])
        self.should = OneOf(desk, _("Should it?"), [(k, w) for k, w in words_of(desk, "should") if k])
        for column, asked in (("level", self.level), ("can", self.can), ("should", self.should)):
            asked.picked.connect(lambda picked, column=column: self.tell(**{column: picked or ""}))
        self.why = LineField(desk, _("Why, or why not?"), length=400, save=self.save("should_why"))
        self.fields = {"should_why": self.why}
        self.setLayout(form(self.level, self.can, self.should, self.why))

    def show_seen(self, seen: tuple[ItemLine, Inventory]) -> None:
        super().show_seen(seen)
        item = seen[0].item
        for asked, value in ((self.level, item.level), (self.can, item.can), (self.should, item.should)):
            asked.show_value(value)


class ValueEffort(Part):
    """Value and effort: one hand's, or what each who judged it said, with the median."""

    def __init__(self, desk: Desk, actor: QWidget) -> None:
        super().__init__(desk, actor)
        _ = desk.gettext
        self.value = OneOf(desk, _("What does it give? 1 to 5"), STEPS)
        self.effort = OneOf(desk, _("What does it take? 1 to 5"), STEPS)
        self.value.picked.connect(lambda n: self.tell(value=n))
        self.effort.picked.connect(lambda n: self.tell(effort=n))
        self.said = controls.label("", "caption", wrap=True)
        self.rows = QVBoxLayout()
        self.rows.setSpacing(10)
        self.rater = AddLine(desk, _("One more who judges: table, initials"), self._add)
        self.setLayout(controls.column(self.value, 12, self.effort, 10, self.said, 10, self.rows, 6, self.rater))

    def show_seen(self, seen: tuple[ItemLine, Inventory]) -> None:
        super().show_seen(seen)
        line, _ = seen[0], self.desk.gettext
        alone = not line.judgements
        self.value.setVisible(alone)
        self.effort.setVisible(alone)
        self.value.show_value(line.item.value)
        self.effort.show_value(line.item.effort)
        placed, language = line.placed, self.desk.language
        told = []
        if not alone:
            value, effort = (wording_inventory.judgement(x, language) or "–" for x in (placed.value, placed.effort))
            told.append(_("Median: value %(value)s, effort %(effort)s", value=value, effort=effort))
        if placed.quadrant:
            told.append(wording_inventory.quadrant(placed, language))
        self.said.setText("  ·  ".join(told))
        self.said.setVisible(bool(told))
        emptied(self.rows)
        for judgement in line.judgements:
            self.rows.addWidget(self._judgement(judgement))

    def _judgement(self, row: Judgement) -> QWidget:
        _, desk = self.desk.gettext, self.desk
        offered = [(None, "–"), *((n, str(n)) for n, _w in STEPS)]

        def saver(column: str) -> Callable[[Any], object]:
            def save(n: int | None) -> None:
                benefit, effort = (n, row.effort) if column == "benefit" else (row.benefit, n)
                self.do(inventory.judge_item, row.parent, row.rater, benefit, effort)

            return save

        benefit = ChoiceField(desk, _("Benefit"), offered, save=saver("benefit"))
        effort = ChoiceField(desk, _("Effort"), offered, save=saver("effort"))
        benefit.show_value(row.benefit)
        effort.show_value(row.effort)
        who = row.rater or _("Without saying who")
        off = controls.icon_button(
            desk.theme, "x", _("Remove what %(rater)s says", rater=who), on=lambda: self.do(inventory.take_back_judgement, row.id)
        )
        return controls.holder(
            controls.column(controls.row((controls.Elided(who, "strong"), 1), off), 4, controls.row((benefit, 1), (effort, 1)))
        )

    def _add(self, rater: str) -> None:
        if self.line is not None:
            item = self.line.item
            first = not self.line.judgements
            self.do(inventory.judge_item, item.id, rater, item.value if first else None, item.effort if first else None)


class LeftOutside(Part):
    def __init__(self, desk: Desk, actor: QWidget) -> None:
        super().__init__(desk, actor)
        _ = desk.gettext
        self.fields = {
            "self_service": CheckField(desk, _("People serve themselves here"), save=self.save("self_service")),
            "unresolved": NumberField(desk, _("Per cent who do not get it done there"), high=100, step=5, save=self.save("unresolved")),
            "fallback": LineField(
                desk, _("Where do they turn?"), placeholder=_("Contact Centre, phone or a visit"), save=self.save("fallback")
            ),
            "left_outside": ProseField(desk, _("Whom does it not reach, and who helps them?"), lines=2, save=self.save("left_outside")),
        }
        self.setLayout(form(*self.fields.values()))


class Today(Part):
    def __init__(self, desk: Desk, actor: QWidget) -> None:
        super().__init__(desk, actor)
        _ = desk.gettext
        self.fields = {
            "need": ProseField(desk, _("What does the customer want done?"), lines=2, save=self.save("need")),
            "channel": LineField(desk, _("How is it met today?"), placeholder=_("Phone, form, a visit"), save=self.save("channel")),
            "volume": NumberField(desk, _("Times a month"), high=100_000_000, step=10, save=self.save("volume")),
            "how_well": LineField(desk, _("How well does it work?"), length=300, save=self.save("how_well")),
            "knows_most": PersonField(
                desk, _("Who knows most?"), people=partial(people_of, desk), called=partial(told_of, desk), adds=partial(add_called, desk),
                save=self.save("knows_most"),
            ),
            "note": ProseField(desk, _("Notes"), lines=2, save=self.save("note")),
        }  # fmt: skip
        self.setLayout(form(*self.fields.values()))


class Ongoing(Part):
    """What goes on already, for whom, in which step and when: from this it is seen what goes on twice."""

    def __init__(self, desk: Desk, actor: QWidget) -> None:
        super().__init__(desk, actor)
        _ = desk.gettext
        self.step = ChoiceField(desk, _("Step in the journey"), save=lambda id: self.tell(step=id or None))
        self.fields = {
            "ongoing": LineField(desk, _("What goes on already?"), length=300, save=self.save("ongoing")),
            "ongoing_from": DateField(desk, _("From"), save=self.save("ongoing_from")),
            "ongoing_until": DateField(desk, _("Until"), save=self.save("ongoing_until")),
        }
        rows = self.fields
        self.setLayout(form(rows["ongoing"], (rows["ongoing_from"], rows["ongoing_until"]), self.step))

    def show_seen(self, seen: tuple[ItemLine, Inventory]) -> None:
        super().show_seen(seen)
        offered = [("", "–")]
        for journey in journeys_of(self.desk.bench.library, seen[1].initiative):
            offered += [(s.id, f"{journey.name}: {s.what}") for s in journey.steps if journey.version == "now"]
        self.step.offer(offered)
        self.step.show_value(seen[0].item.step or "", seen[0].id)


class Covers(Part):
    """The modules that take it further; a click goes there."""

    def __init__(self, desk: Desk, actor: QWidget) -> None:
        super().__init__(desk, actor)
        _ = desk.gettext
        self.rows = QVBoxLayout()
        self.rows.setSpacing(2)
        self.adder = Adder(desk, _("Take it further in a module"))
        self.adder.added.connect(lambda module: self.line and self.do(inventory.cover_item, module, self.line.id))
        self.setLayout(controls.column(self.rows, 4, self.adder))

    def show_seen(self, seen: tuple[ItemLine, Inventory]) -> None:
        super().show_seen(seen)
        desk, _ = self.desk, self.desk.gettext
        emptied(self.rows)
        for module in seen[0].modules:
            go = controls.button(desk.theme, module.title, role="link", on=partial(desk.go, "modules", module.id))
            off = controls.icon_button(
                desk.theme,
                "x",
                _("Take away %(what)s", what=module.title),
                on=partial(self.do, inventory.uncover_item, module.id, seen[0].id),
            )
            self.rows.addWidget(controls.holder(controls.row(go, None, off)))
        held = {m.id for m in seen[0].modules}
        self.adder.offer([(m.id, m.title) for m in modules_of(desk, seen[1].initiative) if m.id not in held])


def modules_of(desk: Desk, initiative: Id) -> tuple[Module, ...]:
    from verkstad.app.modules import modules_of as asked

    return desk.bench.ask(asked, initiative, today=desk.today()).modules


class ItemInspector(QWidget):
    """One need or service, or nothing chosen. `remove` takes ids."""

    def __init__(self, desk: Desk, remove: Callable[[list[Id]], object]) -> None:
        super().__init__()
        _ = desk.gettext
        self.desk, self._remove = desk, remove
        self.line: ItemLine | None = None
        self.heading = controls.Elided("", "section")
        self.about = controls.label("", "caption", wrap=True)
        self.top = Top(desk, self)
        self.noted = QVBoxLayout()
        self.noted.setSpacing(6)
        self.warned = QFrame()
        self.warned.setProperty("look", "note")
        self.warned.setLayout(controls.column(self.noted, margins=(12, 10, 12, 10)))

        def section(key: str, title: str, make: Callable[[], Part], *, stands_open: bool = False) -> Section[Any]:
            return Section(desk, f"item-{key}", title, make, stands_open=stands_open)

        self.judgements = section("judgements", _("Today, can and should"), lambda: Judgements(desk, self), stands_open=True)
        self.value = section("value", _("Value and effort"), lambda: ValueEffort(desk, self), stands_open=True)
        self.outside = section("outside", _("Who is left outside"), lambda: LeftOutside(desk, self))
        self.today = section("today", _("How it is met today"), lambda: Today(desk, self))
        self.ongoing = section("ongoing", _("Going on already"), lambda: Ongoing(desk, self))
        self.covers = section("covers", _("Modules"), lambda: Covers(desk, self))
        self.sections = (self.judgements, self.value, self.outside, self.today, self.ongoing, self.covers)
        self.off = controls.button(desk.theme, _("Remove"), "trash-2", on=lambda: self.line and self._remove([self.line.id]))
        body = controls.column(self.heading, 4, self.about, 12, self.warned, 12, self.top, 16)
        for each in self.sections:
            body.addWidget(each)
        body.addSpacing(12)
        body.addLayout(controls.row(self.off, None))
        body.addStretch(1)
        body.setContentsMargins(24, 18, 24, 24)
        self.setLayout(body)

    def show_line(self, line: ItemLine | None, found: Inventory, chosen: int = 1) -> None:
        """`chosen`: how many are selected; with several only their number is told."""
        if (line.id if line else "") != (self.line.id if self.line else ""):
            self.settle()
        self.line = line
        _, language = self.desk.gettext, self.desk.language
        for part in (*self.sections, self.top, self.off):
            part.setVisible(line is not None)
        self.warned.setVisible(False)
        if line is None:
            several = chosen > 1
            self.heading.setText(language.ngettext("%(n)d selected", "%(n)d selected", chosen) if several else _("Nothing selected"))
            self.about.setText("" if several else _("Choose a need or service to see and change the rest."))
            self.about.setVisible(bool(self.about.text()))
            return
        self.heading.setText(line.item.title)
        said = [_("From the workshop %(title)s", title=line.source) if line.source else ""]
        said.append(wording_inventory.quadrant(line.placed, language))
        self.about.setText("  ·  ".join(filter(None, said)))
        self.about.setVisible(any(said))
        notes = [wording_inventory.fact_sentence(fact, language) for fact in line.facts]
        titles = {x.id: x.item.title for x in found.lines}
        steps = {x.item.step: x.step for x in found.lines if x.item.step}
        notes += [wording_inventory.overlap_sentence(o, titles, steps, language) for o in found.overlaps if line.id in (o.first, o.second)]
        emptied(self.noted)
        for words in notes:
            self.noted.addWidget(controls.label(words, wrap=True))
        self.warned.setVisible(bool(notes))
        self.top.show_seen((line, found))
        for each in self.sections:
            each.show_seen((line, found))
        self._say(line)

    def _say(self, line: ItemLine) -> None:
        """In a few words at each head what its part holds."""
        _, language, item = self.desk.gettext, self.desk.language, line.item
        level = wording.choice_name("inventory_item", "level", item.level, language) if item.level else ""
        self.judgements.say(level)
        placed = [wording_inventory.judgement(x, language) for x in (line.placed.value, line.placed.effort)]
        self.value.say(" / ".join(placed) if all(placed) else "")
        self.outside.say(f"{item.unresolved} %" if item.unresolved is not None else "")
        self.today.say(item.channel)
        self.ongoing.say(item.ongoing)
        self.covers.say(str(len(line.modules)) if line.modules else "")

    def settle(self) -> None:
        self.top.settle()
        for each in self.sections:
            if each.is_built:
                each.part.settle()

    def focus_first(self) -> None:
        self.top.fields["title"].setFocus(Qt.FocusReason.OtherFocusReason)


class Top(Part):
    def __init__(self, desk: Desk, actor: QWidget) -> None:
        super().__init__(desk, actor)
        _ = desk.gettext
        self.fields = {
            "title": LineField(desk, _("Need or service"), required=True, save=self.save("title")),
            "kind_of": ChoiceField(desk, _("What is it?"), words_of(desk, "kind_of"), save=self.save("kind_of")),
            "for_whom": LineField(desk, _("For whom?"), placeholder=_("Relatives, schools, those who move in"), save=self.save("for_whom")),
        }
        self.unit = ChoiceField(desk, _("Unit"), save=lambda id: self.tell(unit=id or None))
        self.setLayout(form(self.fields["title"], (self.fields["kind_of"], self.unit), self.fields["for_whom"]))

    def show_seen(self, seen: tuple[ItemLine, Inventory]) -> None:
        super().show_seen(seen)
        self.unit.offer(unit_choices(self.desk))
        self.unit.show_value(seen[0].item.unit or "", seen[0].id)
