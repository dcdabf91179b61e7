"""A measure: its chart beside its values, what the chart says below, and all the rest about it when it is wanted."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from pathlib import Path
from typing import Any

from PySide6.QtCore import QEvent, QObject, Qt
from PySide6.QtGui import QGuiApplication, QKeyEvent, QKeySequence
from PySide6.QtWidgets import QBoxLayout, QFrame, QLineEdit, QMenu

from verkstad import wording, wording_runchart
from verkstad.app import incoming_values, measures
from verkstad.app.measures import MeasureView
from verkstad.domain.errors import Refused
from verkstad.domain.pilots import Measurement
from verkstad.ui import controls
from verkstad.ui import theme as look
from verkstad.ui.chart import RunChartView
from verkstad.ui.desk import Desk
from verkstad.ui.fields import ChoiceField
from verkstad.ui.screens.pilots.about_measure import AboutMeasure
from verkstad.ui.screens.pilots.day_words import short_day
from verkstad.ui.screens.pilots.inputs import ValueLine, has_rows
from verkstad.ui.screens.pilots.recalculate import recalculate
from verkstad.ui.value_table import Column, ValueTable

TALL = 300  # px, chart and values
VALUES = 336
STACKED_BELOW = 720


class MeasureCard(QFrame):
    """One measure. Ctrl+V anywhere on it looks through what was copied."""

    def __init__(self, desk: Desk) -> None:
        super().__init__()
        _ = desk.gettext
        self.desk = desk
        self._view: MeasureView | None = None
        self.setProperty("look", "card")
        self.setFocusPolicy(Qt.FocusPolicy.ClickFocus)
        self.side = controls.label("", "badge")
        self.title = controls.Elided("", "section")
        self.unit = controls.label("", "caption")
        self.paste_button = controls.button(
            desk.theme, _("Paste values"), "clipboard-paste", on=self.paste, tip=_("Columns copied from a spreadsheet (Ctrl+V)")
        )
        self.more = controls.icon_button(desk.theme, "ellipsis", _("More about the measure"), on=self._open_menu)
        self.chart = RunChartView(desk)
        self.chart.setMinimumHeight(TALL)
        self.line = ValueLine(desk, _("New value: wk 37 12.5"), self._add)
        self.line.list_pasted.connect(lambda text: self.look_through(text))
        self.table = ValueTable(desk, self._columns(), name=_("Values"), menu=self._value_menu)
        self.table.pasted.connect(self.look_through)
        self.table.removal_asked.connect(self._remove_values)
        self.told = controls.label("", wrap=True, selectable=True)
        self.small = controls.label("", "caption", wrap=True, selectable=True)
        self.again = controls.button(desk.theme, _("Recalculate the median…"), role="link", on=self._on_recalculate)
        self.recalculated = controls.column(spacing=2)
        self.joined: ChoiceField | None = None  # built for a measure with two values on one day
        self._join = controls.column()
        self.open_about = controls.button(desk.theme, "", "chevron-right", role="quiet", on=self._on_about)
        self.about: AboutMeasure | None = None  # built when it is first wanted: a page of six measures has no use for sixty fields
        values = controls.holder(controls.column(self.line, (self.table, 1), spacing=look.S))
        values.setMinimumWidth(VALUES - 40)
        self._body = QBoxLayout(QBoxLayout.Direction.LeftToRight)
        self._body.setSpacing(look.L)
        self._body.addWidget(self.chart, 5)
        self._body.addWidget(values, 2)
        self._column = controls.column(
            controls.row(self.side, (self.title, 1), self.unit, self.paste_button, self.more, spacing=10),
            self._body, self.told, self.small, controls.row(self.again, None), self.recalculated, self._join,
            controls.row(self.open_about, None), spacing=look.S, margins=(20, 14, 20, 10),
        )  # fmt: skip
        self.setLayout(self._column)
        for line in self.findChildren(QLineEdit):
            line.installEventFilter(self)

    def _columns(self) -> list[Column[Measurement]]:
        _, language = self.desk.gettext, self.desk.language

        def interval() -> str:
            return self._view.measure.interval if self._view else "week"

        return [
            Column(
                _("Day"), lambda v: short_day(v.on or "", interval(), language, today=self.desk.today()), sort=lambda v: v.on or "", width=92,
                typed=lambda v: v.on or "", edit=self._move_value,
            ),
            Column(
                _("Value"), lambda v: language.number(v.value) if v.value else "–", sort=lambda v: float(v.value or "nan"), width=76, right=True, strong=True,
                typed=lambda v: language.number(v.value) if v.value else "", edit=self._correct_value,
            ),
            Column(
                _("Note"), lambda v: v.note, typed=lambda v: v.note, edit=lambda v, typed: self.desk.bench.do(measures.note_value, v.id, typed, by=self),
                drafts=lambda v: (v.id, "note"), faded=lambda _v: True,
            ),
        ]  # fmt: skip

    # ---- what is so

    def show_measure(self, view: MeasureView) -> None:
        _, language, m = self.desk.gettext, self.desk.language, view.measure
        first = self._view is None
        self._view = view
        self.side.setText(wording.choice_name("measure", "side", m.side, language))
        self.title.setText(m.title)
        better = wording.choice_name("measure", "better", m.better, language).lower() if m.better else ""
        self.unit.setText(" · ".join(filter(None, [m.measure_unit, better])))
        self.setAccessibleName(m.title)
        self.chart.show_chart(view.chart)
        self.chart.setVisible(bool(view.numbers))
        self.table.show_values(list(reversed(view.values)))
        self.table.setVisible(bool(view.values))
        analysis = view.analysis
        if view.numbers:
            said = [wording_runchart.comparison(analysis, language), wording_runchart.verdict(analysis, language, view.series)]
            self.told.setText(" ".join(filter(None, said)))
        else:
            self.told.setText(
                _(
                    "No values yet. Copy the columns in your spreadsheet and press Ctrl+V here, or type the first one: the day and the number."
                )
            )
        small = [
            wording_runchart.possible(analysis, language, today=self.desk.today()),
            wording_runchart.baseline(analysis, language),
            wording_runchart.rules(view.chart, language) if analysis.runs.judged else "",
        ]
        self.small.setText(" ".join(filter(None, small)))
        self.small.setVisible(bool(view.numbers) and bool(self.small.text()))
        self.again.setVisible(bool(analysis.fresh))
        self._show_joined(view)
        self._show_recalculated(view)
        if self.about is not None:
            self.about.show_measure(view)
        if first:
            self._show_about()

    def _show_joined(self, view: MeasureView) -> None:
        asked = bool(view.series.undecided) or bool(view.measure.joined)
        if self.joined is None and asked:
            language = self.desk.language
            self.joined = ChoiceField(
                self.desk, self.desk.gettext("Two values on one day become"),
                [(j, wording.choice_name("measure", "joined", j, language)) for j in ("", "sum", "mean", "median")],
                save=lambda how: self._do(measures.join_values_by, how),
            )  # fmt: skip
            self._join.addWidget(self.joined)
        if self.joined is not None:
            self.joined.setVisible(asked)
            self.joined.show_value(view.measure.joined, view.measure.id)

    def settle(self) -> None:
        if self.about is not None:
            self.about.settle()

    def take_file(self, path: Path) -> None:
        """Values in a file: looked through as if they were pasted."""
        from verkstad.ui.screens.pilots import incoming

        if self._view is not None:
            incoming.read(self.desk, self._view.measure.id, path, by=self)

    def focus_line(self) -> None:
        self.line.setFocus(Qt.FocusReason.OtherFocusReason)

    def _show_recalculated(self, view: MeasureView) -> None:
        while self.recalculated.count():
            held = self.recalculated.takeAt(0).widget()
            if held is not None:
                held.hide()
                held.deleteLater()
        _, language = self.desk.gettext, self.desk.language
        for again in view.recalculations:
            words = _(
                "Median recalculated from %(day)s: %(reason)s (%(by)s)",
                day=language.date(again.start or "", "date"),
                reason=again.reason,
                by=again.by,
            )
            back = controls.button(self.desk.theme, _("Take back"), role="link", on=lambda again=again: self._take_back(again.id))
            self.recalculated.addWidget(controls.holder(controls.row((controls.label(words, "caption", wrap=True), 1), back)))

    # ---- values

    def paste(self) -> None:
        self.look_through(QGuiApplication.clipboard().text())

    def look_through(self, text: str) -> None:
        from verkstad.ui.screens.pilots import incoming  # not before there is something to look through

        if self._view is not None:
            incoming.paste(self.desk, self._view.measure.id, text, by=self)

    def eventFilter(self, watched: QObject, event: QEvent) -> bool:
        """Several rows pasted into any line of the card are values, not words."""
        if (
            event.type() == QEvent.Type.KeyPress and isinstance(event, QKeyEvent) and event.matches(QKeySequence.StandardKey.Paste)
            and watched is not self.line and has_rows(QGuiApplication.clipboard().text())
        ):  # fmt: skip
            self.paste()
            return True
        return super().eventFilter(watched, event)

    def keyPressEvent(self, event: QKeyEvent) -> None:
        if event.matches(QKeySequence.StandardKey.Paste):
            self.paste()
        else:
            super().keyPressEvent(event)

    def _add(self, typed: str) -> bool:
        if self._view is None:
            return False
        new = incoming_values.read_typed(typed, self._view.values, self._view.measure.interval, self.desk.today())
        if new is None:
            self.desk.say(self.desk.gettext("Write the day and the number, such as “wk 37 12.5”, or the number alone for the next one."))
            return False
        made = self.desk.bench.do(measures.type_value, self._view.measure.id, new.on, new.value, by=self)
        self.table.select([made])
        return True

    def _day(self, typed: str) -> str:
        day = incoming_values.read_day(typed, self.desk.today())
        if day is None:
            raise Refused("not_a_date", text=typed)
        return day

    def _move_value(self, value: Measurement, typed: str) -> None:
        self.desk.bench.do(measures.move_value, value.id, self._day(typed), by=self)

    def _correct_value(self, value: Measurement, typed: str) -> None:
        read = incoming_values.read_number(typed)
        if read is None and typed.strip() not in ("", "-", "–"):
            raise Refused("not_a_number", text=typed)
        self.desk.bench.do(measures.correct_value, value.id, read, by=self)

    def _remove_values(self, values: Sequence[Measurement]) -> None:
        self.desk.bench.do(measures.remove_values, tuple(v.id for v in values), by=self)
        self.desk.say(self.desk.language.ngettext("%(n)d value was removed.", "%(n)d values were removed.", len(values)), undo=True)

    def _value_menu(self, values: list[Measurement]) -> list[tuple[str, str, Callable[[], object]] | None]:
        return [(self.desk.gettext("Remove"), "trash-2", lambda: self._remove_values(values))]

    # ---- the rest

    def _on_recalculate(self) -> None:
        if self._view is not None:
            recalculate(self.desk, self._view.measure.id, self._view.analysis.fresh, by=self)

    def _take_back(self, recalculation: str) -> None:
        self.desk.bench.do(measures.remove_recalculation, recalculation, by=self)
        self.desk.say(self.desk.gettext("The recalculated median was taken back."), undo=True)

    def _on_about(self) -> None:
        if self.about is None and self._view is not None:
            self.about = AboutMeasure(self.desk)
            self.about.hide()
            self._column.addWidget(self.about)
            self.about.show_measure(self._view)
            for line in self.about.findChildren(QLineEdit):
                line.installEventFilter(self)
        if self.about is not None:
            self.about.setVisible(self.about.isHidden())
        self._show_about()

    def _show_about(self) -> None:
        shut = self.about is None or self.about.isHidden()
        self.open_about.setText(" " + self.desk.gettext("About the measure"))
        self.open_about.setAccessibleName(self.desk.gettext("About the measure"))
        self.open_about.setIcon(self.desk.theme.icon("chevron-right" if shut else "chevron-down", "text2", 16))

    def _open_menu(self) -> None:
        _, theme, view = self.desk.gettext, self.desk.theme, self._view
        if view is None:
            return
        menu = QMenu(self)
        menu.addAction(
            theme.icon("file-spreadsheet", "text2", 18),
            _("Import values from a file…"),
            self._choose_file,
        )
        if view.analysis.fresh:
            menu.addAction(theme.icon("history", "text2", 18), _("Recalculate the median…"), self._on_recalculate)
        if view.numbers:
            from verkstad.ui import chart_export

            menu.addSeparator()
            chart_export.fill(menu, self.desk, view.chart)
            menu.addSeparator()
        menu.addAction(theme.icon("chevron-up", "text2", 18), _("Move up"), lambda: self._move(-1))
        menu.addAction(theme.icon("chevron-down", "text2", 18), _("Move down"), lambda: self._move(1))
        menu.addSeparator()
        menu.addAction(theme.icon("trash-2", "danger", 18), _("Remove the measure"), self._remove)
        menu.setAttribute(Qt.WidgetAttribute.WA_DeleteOnClose)
        menu.popup(self.more.mapToGlobal(self.more.rect().bottomLeft()))

    def _choose_file(self) -> None:
        from verkstad.ui.screens.pilots import incoming

        if self._view is not None:
            incoming.choose(self.desk, self._view.measure.id, by=self)

    def _move(self, by: int) -> None:
        from verkstad.domain.pilots import Measure

        if self._view is None:
            return
        row = self._view.measure
        ids = [m.id for m in self.desk.bench.library.children(Measure, row.parent)]
        at = ids.index(row.id)
        to = at + by
        if 0 <= to < len(ids):
            self._do(measures.move_measure, ids[to] if by > 0 else ids[to - 1] if to else None)

    def _remove(self) -> None:
        if self._view is None:
            return
        title = self._view.measure.title
        self._do(measures.remove_measure)
        self.desk.say(self.desk.gettext("“%(title)s” was removed.", title=title), undo=True)

    def _do(self, action: Callable[..., Any], *args: Any, **facts: Any) -> None:
        if self._view is not None:
            self.desk.bench.do(action, self._view.measure.id, *args, by=self, **facts)

    def resizeEvent(self, event: Any) -> None:
        super().resizeEvent(event)
        wanted = QBoxLayout.Direction.TopToBottom if self.width() < STACKED_BELOW else QBoxLayout.Direction.LeftToRight
        if self._body.direction() != wanted:
            self._body.setDirection(wanted)
