"""The measures of a pilot: what is measured, the values as they come, what stands on the chart, and a median that is recalculated."""

from __future__ import annotations

from collections.abc import Collection, Sequence
from dataclasses import dataclass
from functools import lru_cache

from verkstad.app.people import PersonLine, person_line
from verkstad.app.workbench import action
from verkstad.app.workshops import dated, named
from verkstad.domain.errors import Refused
from verkstad.domain.fields import Id
from verkstad.domain.people import Person
from verkstad.domain.piloting import series_of
from verkstad.domain.pilots import Annotation, Measure, Measurement, Pilot, Recalculation
from verkstad.domain.results import Measured
from verkstad.domain.runchart import QUESTIONS, Analysis, Chart, Happened, Series, analyse, chart_of, number
from verkstad.i18n import N_
from verkstad.storage.library import Reading
from verkstad.storage.writing import Transaction

# ------------------------------------------------------------------------------------------------ measures


@action(N_("Add measure"))
def add_measure(
    tx: Transaction, pilot: Id, title: str, *, side: str = "effect", measure_unit: str = "", better: str = "", interval: str = "week"
) -> Id:
    """A measure of a pilot, last among them."""
    tx.need(Pilot, pilot)
    tx.about(named(title))
    made = Measure(
        parent=pilot, rank=tx.rank_last(Measure, pilot), title=named(title), side=side, measure_unit=" ".join(measure_unit.split()),
        better=better, interval=interval,
    )  # fmt: skip
    return tx.put(made).id


@action(N_("Rename measure"), settles="measure.title")
def rename_measure(tx: Transaction, measure: Id, title: str) -> None:
    _measure(tx, measure, title=named(title))


@action(N_("Say what it measures"))
def set_side(tx: Transaction, measure: Id, side: str) -> None:
    _measure(tx, measure, side=side)


@action(N_("Choose the unit of measure"), settles="measure.measure_unit")
def set_unit(tx: Transaction, measure: Id, measure_unit: str) -> None:
    _measure(tx, measure, measure_unit=" ".join(measure_unit.split()))


@action(N_("Say which way is better"))
def set_better(tx: Transaction, measure: Id, better: str) -> None:
    _measure(tx, measure, better=better)


@action(N_("Say how often it is measured"))
def set_interval(tx: Transaction, measure: Id, interval: str) -> None:
    _measure(tx, measure, interval=interval)


@action(N_("Set the target"))
def set_target(tx: Transaction, measure: Id, target: str | None, *, on: str | None = None) -> None:
    """The value wanted, as decimal text, and the day it is to be reached; a day alone is no target."""
    number(target)
    _measure(tx, measure, target=target or None, target_on=dated(on) if target else None)


@action(N_("Say who takes the values"))
def give_measure_to(tx: Transaction, measure: Id, owner: Id | None) -> None:
    if owner is not None:
        tx.need(Person, owner)
    _measure(tx, measure, owner=owner)


@action(N_("Say where the value comes from"), settles="measure.how")
def say_where_from(tx: Transaction, measure: Id, how: str) -> None:
    _measure(tx, measure, how=" ".join(how.split()))


@action(N_("Say how two values on one day become one"))
def join_values_by(tx: Transaction, measure: Id, joined: str) -> None:
    _measure(tx, measure, joined=joined)


@action(N_("Choose which values give the median"))
def freeze_median(tx: Transaction, measure: Id, frozen: bool) -> None:
    """From the values before the start, or from all."""
    _measure(tx, measure, frozen=frozen)


@action(N_("Choose the rules that decide"))
def choose_rules(tx: Transaction, measure: Id, rules: str) -> None:
    _measure(tx, measure, rules=rules)


@action(N_("Move measure"))
def move_measure(tx: Transaction, measure: Id, after: Id | None) -> None:
    row = tx.need(Measure, measure)
    if after != measure:
        tx.about(row.title)
        tx.put(row.with_(rank=tx.rank(Measure, row.parent, after)))


@action(N_("Remove measure"))
def remove_measure(tx: Transaction, measure: Id) -> None:
    tx.about(tx.need(Measure, measure).title)
    tx.remove(measure)


# ------------------------------------------------------------------------------------------------ values


@dataclass(frozen=True, slots=True)
class NewValue:
    """A value that comes in: its ISO day, decimal text or None (nothing was measured), and a note."""

    on: str
    value: str | None
    note: str = ""


@action(N_("Type a value"))
def type_value(tx: Transaction, measure: Id, on: str, value: str | None, *, note: str = "") -> Id:
    """One value on one day. A day that has a value gets a second one; the measure says how they become one."""
    tx.about(tx.need(Measure, measure).title)
    return _value(tx, measure, NewValue(dated(on) or "", value, note))


@action(N_("Paste values"))
def paste_values(tx: Transaction, measure: Id, values: Sequence[NewValue], *, replace: bool = True) -> int:
    """Values from a list. A day that has one value takes the new one when `replace`, else it keeps both. Returns how many were written."""
    row = tx.need(Measure, measure)
    tx.about(row.title)
    by_day: dict[str, list[Measurement]] = {}
    for old in tx.children(Measurement, measure):
        by_day.setdefault(old.on or "", []).append(old)
    coming: dict[str, int] = {}
    for value in values:
        coming[value.on] = coming.get(value.on, 0) + 1
    written = 0
    for value in values:
        there = by_day.get(value.on, [])
        if replace and len(there) == 1 and coming[value.on] == 1:
            old = there[0]
            made = old.with_(value=_decimal(value.value), note=value.note or old.note)
            if made != old:
                tx.put(made)
                written += 1
        else:
            _value(tx, measure, value)
            written += 1
    return written


@action(N_("Correct a value"))
def correct_value(tx: Transaction, measurement: Id, value: str | None) -> None:
    """None: nothing was measured that day."""
    _measurement(tx, measurement, value=_decimal(value))


@action(N_("Move a value to another day"))
def move_value(tx: Transaction, measurement: Id, on: str) -> None:
    day = dated(on)
    if day is None:
        raise Refused("not_a_date", text=on)
    _measurement(tx, measurement, on=day)


@action(N_("Write beside a value"), settles="measurement.note")
def note_value(tx: Transaction, measurement: Id, note: str) -> None:
    _measurement(tx, measurement, note=" ".join(note.split()))


@action(N_("Remove values"))
def remove_values(tx: Transaction, values: Sequence[Id]) -> None:
    for value in values:
        row = tx.need(Measurement, value)
        tx.about(tx.need(Measure, row.parent or "").title)
        tx.remove(value)


@action(N_("Write on the chart"))
def annotate(tx: Transaction, measure: Id, on: str, says: str) -> Id:
    """What happened on a day."""
    tx.about(tx.need(Measure, measure).title)
    return tx.put(Annotation(parent=measure, on=dated(on) or tx.today, says=named(says))).id


@action(N_("Reword what stands on the chart"), settles="annotation.says")
def reword_annotation(tx: Transaction, annotation: Id, says: str) -> None:
    row = tx.need(Annotation, annotation)
    tx.about(row.says)
    tx.put(row.with_(says=named(says)))


@action(N_("Move what stands on the chart"))
def move_annotation(tx: Transaction, annotation: Id, on: str) -> None:
    row = tx.need(Annotation, annotation)
    tx.about(row.says)
    tx.put(row.with_(on=dated(on) or row.on))


@action(N_("Remove what stands on the chart"))
def remove_annotation(tx: Transaction, annotation: Id) -> None:
    tx.about(tx.need(Annotation, annotation).says)
    tx.remove(annotation)


@action(N_("Recalculate the median"))
def recalculate_median(tx: Transaction, measure: Id, start: str, reason: str, by: str, *, yes: Collection[str] = ()) -> Id:
    """A new median from the day `start` on, with the reason and who said so; the old part of the chart stays.

    Only where a signal allows it (Refused "no_signal") and all four questions were answered with yes (Refused "four_yes"): the values
    behave differently, we know why, the new state is wanted, it is expected to last.
    """
    row = tx.need(Measure, measure)
    if set(QUESTIONS) - set(yes):
        raise Refused("four_yes", count=len(set(QUESTIONS) - set(yes)))
    if not reason.strip():
        raise Refused("needs_reason")
    if not by.strip():
        raise Refused("needs_who")
    day = dated(start) or ""
    if day not in {f.on for f in measure_view(tx, measure).analysis.fresh}:
        raise Refused("no_signal", text=day)
    tx.about(row.title)
    return tx.put(Recalculation(parent=measure, start=day, reason=" ".join(reason.split()), by=" ".join(by.split()))).id


@action(N_("Explain the recalculated median"), settles="recalculation.reason")
def explain_recalculation(tx: Transaction, recalculation: Id, reason: str) -> None:
    row = tx.need(Recalculation, recalculation)
    tx.put(row.with_(reason=" ".join(reason.split())))


@action(N_("Take back the recalculated median"))
def remove_recalculation(tx: Transaction, recalculation: Id) -> None:
    tx.need(Recalculation, recalculation)
    tx.remove(recalculation)


# ------------------------------------------------------------------------------------------------ questions


@dataclass(frozen=True, slots=True)
class MeasureView:
    """A measure with what its card shows. `values` in order of time."""

    measure: Measure
    owner: PersonLine | None
    values: tuple[Measurement, ...]
    annotations: tuple[Annotation, ...]
    recalculations: tuple[Recalculation, ...]
    chart: Chart

    @property
    def series(self) -> Series:
        return self.chart.series

    @property
    def analysis(self) -> Analysis:
        return self.chart.analysis

    @property
    def numbers(self) -> int:
        """How many days have a number."""
        return sum(v.value is not None for v in self.values)


def measure_view(library: Reading, measure: Id) -> MeasureView:
    """A measure with its chart and what the chart says. Raises Missing."""
    row = library.need(Measure, measure)
    pilot = library.get(Pilot, row.parent)
    values = tuple(sorted(library.children(Measurement, measure), key=lambda v: (v.on or "9999", v.id)))
    again = library.children(Recalculation, measure)
    series = series_of(row, values, again, started=pilot.started if pilot else None)
    notes = tuple(sorted(library.children(Annotation, measure), key=lambda a: (a.on or "", a.id)))
    owner = person_line(library, row.owner) if row.owner else None
    happened = tuple(Happened(a.on, a.says) for a in notes if a.on)
    return MeasureView(row, owner, values, notes, again, _chart(row.title, row.measure_unit, series, happened))


_chart = lru_cache(maxsize=64)(chart_of)  # a page that is asked anew at every change has the same values as before


def measured(library: Reading, pilots: Sequence[Pilot]) -> tuple[Measured, ...]:
    """The measures of these pilots with what their values say, without the chart around them."""
    started = {pilot.id: pilot.started for pilot in pilots}
    rows = library.where(Measure, parent=tuple(started)) if started else ()
    found = []
    for row in rows:
        values = sorted(library.children(Measurement, row.id), key=lambda v: (v.on or "9999", v.id))
        series = series_of(row, values, library.children(Recalculation, row.id), started=started.get(row.parent or ""))
        found.append(Measured(row, series, _analysis(series)))
    return tuple(found)


_analysis = lru_cache(maxsize=256)(analyse)


def values_of(library: Reading, pilot: Id) -> tuple[Measurement, ...]:
    """All values of all measures of a pilot."""
    measures = [m.id for m in library.children(Measure, pilot)]
    return library.where(Measurement, parent=measures) if measures else ()


# ------------------------------------------------------------------------------------------------ rules of input


def _decimal(value: str | None) -> str | None:
    number(value)  # refuses what is no number
    return value or None


def _value(tx: Transaction, measure: Id, new: NewValue) -> Id:
    """The first value of a day has an id that two facilitators arrive at alike, so that the same value typed twice is one."""
    if not new.on:
        raise Refused("not_a_date", text="")
    first = tx.derived_id("measurement", measure, new.on)
    id = "" if tx.get(Measurement, first) is not None else first
    return tx.put(Measurement(id=id, parent=measure, on=new.on, value=_decimal(new.value), note=new.note)).id


def _measure(tx: Transaction, measure: Id, **changes: object) -> None:
    row = tx.need(Measure, measure)
    tx.about(row.title)
    tx.put(row.with_(**changes))


def _measurement(tx: Transaction, measurement: Id, **changes: object) -> None:
    row = tx.need(Measurement, measurement)
    tx.about(tx.need(Measure, row.parent or "").title)
    tx.put(row.with_(**changes))
