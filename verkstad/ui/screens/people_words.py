"""What lists of people share: the words for answers and attendance, the choices of unit and role, and which columns a narrow page shows."""

from __future__ import annotations

import re
from collections.abc import Sequence

from PySide6.QtCore import QEvent, QObject
from PySide6.QtWidgets import QComboBox, QCompleter, QLineEdit, QTableView

from verkstad.app.catalogue import catalogue
from verkstad.app.newcomers import split_name
from verkstad.app.people import NewPerson, PersonLine, add_person, called, name_order, own_roles, person_line, role_name, units
from verkstad.app.presence import NobodyDecides
from verkstad.app.workshops import Crowd
from verkstad.domain.errors import Refused
from verkstad.domain.when import parse_clock
from verkstad.domain.workshop import Day
from verkstad.i18n import Language
from verkstad.ui.desk import Desk
from verkstad.ui.theme import Theme
from verkstad.ui.value_table import ValueTable

NOTHING = "–"
sort_key = name_order


def unit_choices(desk: Desk) -> list[tuple[str, str]]:
    """(id, name) of every unit in the order of the alphabet, none first."""
    sort = desk.language.sort_key
    return [("", NOTHING), *sorted(((u.id, u.name) for u in desk.bench.ask(units)), key=lambda u: sort(u[1]))]


def role_choices(desk: Desk) -> list[tuple[str, str]]:
    """The shipped roles in their order, then one's own by the alphabet; none first."""
    shipped = [(r.slug, r.name.of(desk.language.code)) for r in catalogue().roles()]
    own = sorted(((r.id, r.name) for r in desk.bench.ask(own_roles)), key=lambda r: desk.language.sort_key(r[1]))
    return [("", NOTHING), *shipped, *own]


def told(line: PersonLine, language: Language, *, names: bool = True) -> str:
    """Somebody in one line for a list to choose from: "Åsa Bergström, Hemtjänsten"."""
    who = called(line, language, names=names)
    more = [x for x in (line.unit_name, line.position or role_name(line, language)) if x and x != who]
    return marked(f"{who}, {more[0]}" if more else who, line, language)


def marked(words: str, line: PersonLine, language: Language) -> str:
    """The words, and behind them that it is an example where the person is an invented one of the sample."""
    return language.gettext("%(words)s (example)", words=words) if line.example else words


def told_of(desk: Desk, person: str) -> str:
    """The same of one person by id; empty when she is not there any more."""
    line = desk.bench.ask(person_line, person)
    return told(line, desk.language, names=desk.settings.names) if line is not None else ""


def add_called(desk: Desk, name: str) -> str:
    """Make a person of a name as typed; her id."""
    given, family = split_name(name)
    return desk.bench.do(add_person, NewPerson(given=given, family=family))


class Fitting(QObject):
    """Hides the columns of a table that matter least until the rest has room, and brings them back.

    `least` is the room a column that shares needs. `first_to_go` names columns by index, the least important first; `never` hides
    those whatever the room.
    """

    def __init__(self, table: ValueTable, first_to_go: Sequence[int], *, least: int = 190) -> None:
        super().__init__(table)
        self._table, self._order, self._least = table, tuple(first_to_go), least
        self.never: frozenset[int] = frozenset()
        table.view.viewport().installEventFilter(self)  # the view itself is told before its viewport has the new width

    def fit(self) -> None:
        view: QTableView = self._table.view
        columns = self._table.columns
        widths = {at: column.width or self._least for at, column in enumerate(columns)}
        hidden = set(self.never)
        room = view.viewport().width()
        for at in self._order:
            if sum(w for i, w in widths.items() if i not in hidden) <= room:
                break
            hidden.add(at)
        for at in widths:
            if view.isColumnHidden(at) != (at in hidden):
                view.setColumnHidden(at, at in hidden)

    def eventFilter(self, watched: QObject, event: QEvent) -> bool:
        if event.type() == QEvent.Type.Resize:
            self.fit()
        return super().eventFilter(watched, event)


def dress_completer(completer: QCompleter, theme: Theme) -> None:
    """The list below a line that completes: a frame around it and rows one can hit."""
    completer.popup().setStyleSheet(
        f"QListView {{ background: {theme.surface}; border: 1px solid {theme.field}; padding: 4px; }}"
        f"QListView::item {{ padding: 7px 8px; color: {theme.text}; }}"
        f"QListView::item:selected {{ background: {theme.soft}; color: {theme.text}; }}"
    )


def put_first(table: ValueTable, line: QLineEdit) -> None:
    """Put a line that adds at the head of a table's bar, where it gets what room there is."""
    layout = table.bar.layout()
    for at in reversed(range(layout.count())):  # type: ignore[union-attr]
        if layout.itemAt(at).spacerItem() is not None:  # type: ignore[union-attr]
            layout.takeAt(at)  # type: ignore[union-attr]
    layout.insertWidget(0, line, 20)  # type: ignore[union-attr,attr-defined]
    line.setMinimumWidth(200)
    table.search.setMinimumWidth(130)
    table.search.setMaximumWidth(200)
    for box in table.bar.findChildren(QComboBox):
        box.setSizeAdjustPolicy(QComboBox.SizeAdjustPolicy.AdjustToMinimumContentsLengthWithIcon)
        box.setMinimumContentsLength(10)
        box.setMaximumWidth(170)
    table.order_tabs(line)


def day_called(days: Sequence[Day], day: str | None, language: Language) -> str:
    """A day of a workshop in running words: its title, else "day 2"; empty for every day and for one that is not among them."""
    found = next(((n, d) for n, d in enumerate(days, 1) if d.id == day), None)
    return (found[1].title or language.gettext("day %(n)s", n=found[0])) if found is not None else ""


def day_choices(days: Sequence[Day], language: Language) -> list[tuple[str, str]]:
    """(id, "Day 2 · 25 mar") of each day, every day first with the id ""."""
    told = []
    for n, day in enumerate(days, 1):
        name = day.title or language.gettext("Day %(n)s", n=n)
        told.append((day.id, f"{name} · {language.date(day.date, 'short')}" if day.date else name))
    return [("", language.gettext("Every day")), *told]


def presence(since: int | None, until: int | None, language: Language, day: str = "") -> str:
    """When somebody is there, if not all the time: "10.00–11.30", "from 10.00", "until 11.30", "day 2", "day 2, 10.00–11.30"."""
    times = _times(since, until, language)
    return ", ".join(x for x in (day, times) if x)


def _times(since: int | None, until: int | None, language: Language) -> str:
    if since is not None and until is not None:
        return language.span(since, until)
    if since is not None:
        return language.gettext("from %(time)s", time=language.clock(since))
    return language.gettext("until %(time)s", time=language.clock(until)) if until is not None else ""


def typed_day(typed: str, days: Sequence[Day]) -> tuple[str | None, str]:
    """(the day, what follows it) out of "dag 2, 9-12", "day 2" or a day's own title; None is every day. Raises Refused for a day there is not."""
    text = " ".join(typed.split())
    for day in days:
        if day.title and text.casefold().startswith(day.title.casefold()):
            return day.id, text[len(day.title) :].strip(" ,;:")
    found = re.match(r"(?:dag|day)\s?(\d+)\b[\s,;:]*(.*)", text, re.IGNORECASE)
    if found is None:
        return None, text
    number = int(found[1])
    if not 1 <= number <= len(days):
        raise Refused("no_such_day", n=number, days=len(days))
    return (days[number - 1].id if len(days) > 1 else None), found[2]


def typed_presence(typed: str) -> tuple[int | None, int | None]:
    """(from, until) out of what people write: "10-11.30", "från 10", "till 11.30", "-11"; nothing is all the time. Raises Refused."""
    text = " ".join(typed.casefold().split())
    for word in ("från", "from", "fr.o.m.", "kl.", "kl"):
        text = text.removeprefix(word).strip() if not text.startswith(("till", "until", "t.o.m.")) else text
    for word in (" till ", " to ", " until ", "–", "—"):
        text = text.replace(word, "-")
    for word in ("till ", "until ", "t.o.m. "):
        text = f"-{text.removeprefix(word)}" if text.startswith(word) else text
    if not text:
        return None, None
    first, dash, last = (part.strip() for part in text.partition("-"))
    times = []
    for part in (first, last if dash else ""):
        time = parse_clock(part) if part else None
        if part and time is None:
            raise Refused("not_a_time", text=typed)
        times.append(time)
    return times[0], times[1]


def key_of(letter: str, otherwise: str) -> str:
    """The letter of a key in the language of the window, upper case: P for present is N in Swedish. `otherwise` where it is no single letter."""
    return letter.upper() if len(letter) == 1 and letter.isascii() and letter.isalpha() else otherwise


def crowd_words(desk: Desk, crowd: Crowd) -> str:
    """That more, or fewer, are coming than the template was written for."""
    _ = desk.gettext
    said = _(
        "“%(name)s” is written for %(few)d to %(many)d people; you are %(n)d.",
        name=crowd.template.name.of(desk.language.code), few=crowd.template.fewest, many=crowd.template.most, n=crowd.people,
    )  # fmt: skip
    return f"{said} {_('The exercises run in parallel groups.')}" if crowd.parallel else said


def rest_words(count: int, language: Language) -> str:
    """What is said when everybody without a mark was noted as present."""
    return language.ngettext("%(n)d more is noted as present.", "%(n)d more are noted as present.", count)


def decider_words(found: NobodyDecides, language: Language, *, names: bool, days: Sequence[Day] = ()) -> str:
    """That a block needs somebody who decides, and that nobody who does is there all through it."""
    _ = language.gettext
    block, when = found.slot.block.title, language.span(found.slot.start, found.slot.end)
    if not found.away:
        return _("%(block)s (%(when)s) needs somebody who decides, and nobody who does is coming.", block=block, when=when)
    people = language.listing(
        [
            f"{called(a.person, language, names=names)} ({presence(a.since, a.until, language, day_called(days, a.day, language))})"
            for a in found.away
        ]
    )
    return _(
        "%(block)s (%(when)s) needs somebody who decides, but %(people)s is not there all of it.", block=block, when=when, people=people
    )
