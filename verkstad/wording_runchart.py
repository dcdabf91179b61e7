"""What a run chart says, in words: the verdict, the plain comparison, the rules and their limits. The same on screen, paper and command line.

A signal says that something has changed. No sentence here says what changed it.
"""

from __future__ import annotations

import math
from datetime import date

from verkstad.domain.runchart import Analysis, Chart, Series, Signal
from verkstad.domain.runs import INTERPRETABLE, PRELIMINARY, SHIFT, TREND, same
from verkstad.i18n import EN_DASH, Language

LISTED = 60  # values that are read out one by one; more are summed up


def verdict(analysis: Analysis, language: Language, series: Series | None = None) -> str:
    """The one thing the chart says: plainly and then with its numbers that there is a signal, that there is none, or why it is too early
    to tell. With the `series` a stretch of it is told by its weeks or days, without by the numbers of its points.
    """
    _ = language.gettext
    if analysis.state == "signal":
        told = [signal_words(s, language, series) for s in analysis.signals]
        said = " ".join([_("Signal: %(what)s", what=told[0]), *(_("Also: %(what)s", what=more) for more in told[1:])])
        return " ".join(filter(None, [_plainly(analysis, language), said, _way(analysis, language), _preliminary(analysis, language)]))
    if analysis.state == "random":
        calm = _("No sign that anything has changed – the variation looks random.")
        return " ".join(filter(None, [calm, _preliminary(analysis, language)]))
    if analysis.state == "too_few":
        return _("Too few points to interpret (%(n)d of %(least)d).", n=analysis.runs.useful, least=INTERPRETABLE)
    if analysis.state == "no_variation":
        return _("No variation: every value is the same.")
    if analysis.state == "undecided":
        return _("Several values on the same day. Choose how they become one: sum, mean or median.")
    return _("No values yet.")


def _plainly(analysis: Analysis, language: Language) -> str:
    """Whether the values lie lower or higher than before the start; "" where nothing can be compared, or they lie alike."""
    found = analysis.comparison
    if found is None or found.label or found.before is None or found.during is None or same(found.before, found.during):
        return ""
    if found.during < found.before:
        return language.gettext("The values lie lower than before.")
    return language.gettext("The values lie higher than before.")


def _way(analysis: Analysis, language: Language) -> str:
    if analysis.way == "right":
        return language.gettext("In the right direction.")
    return language.gettext("In the wrong direction.") if analysis.way == "wrong" else ""


def _preliminary(analysis: Analysis, language: Language) -> str:
    """The mark of a judgement on ten to fourteen points."""
    if not analysis.preliminary:
        return ""
    return language.gettext(
        "Preliminary: %(n)d points that count, and with %(enough)d it stands firmer.", n=analysis.runs.useful, enough=PRELIMINARY
    )


def signal_words(signal: Signal, language: Language, series: Series | None = None) -> str:
    """A broken rule with its count and its limit, in lower case, to stand after "Signal:"."""
    _ = language.gettext
    facts = {"n": signal.count, "limit": signal.limit, "where": where_words(signal.points, language, series)}
    if signal.rule == "long_run":
        if signal.side == "below":
            return _("%(n)d points in a row below the median (%(where)s); the limit is %(limit)d.", **facts)
        return _("%(n)d points in a row above the median (%(where)s); the limit is %(limit)d.", **facts)
    if signal.rule == "few_crossings":
        return language.ngettext(
            "the line crosses the median %(n)d time; at least %(limit)d are expected.",
            "the line crosses the median %(n)d times; at least %(limit)d are expected.",
            signal.count,
            limit=signal.limit,
        )
    if signal.rule == "shift":
        if signal.side == "below":
            return _("shift, %(n)d points in a row below the median (%(where)s); %(limit)d are enough.", **facts)
        return _("shift, %(n)d points in a row above the median (%(where)s); %(limit)d are enough.", **facts)
    if signal.rule == "trend":
        if signal.side == "down":
            return _("trend, %(n)d points that all fall (%(where)s); %(limit)d are enough.", **facts)
        return _("trend, %(n)d points that all rise (%(where)s); %(limit)d are enough.", **facts)
    if signal.rule == "few_runs":
        return _("few runs, %(n)d; at least %(limit)d are expected.", **facts)
    return _("many runs, %(n)d; at most %(limit)d are expected.", **facts)


def where_words(points: tuple[int, ...], language: Language, series: Series | None = None) -> str:
    """Where some points lie: "v. 35–46" in a series of weeks ("v. 48, 2026 – v. 2, 2027"), else its first and last day; without a series "punkt 12–20"."""
    if not points:
        return ""
    if series is None:
        return language.gettext("points %(points)s", points=f"{points[0] + 1}{EN_DASH}{points[-1] + 1}")
    first, last = series.points[points[0]].on, series.points[points[-1]].on
    if series.interval not in ("week", "fortnight"):
        return language.dates(first, last)
    (year, week, _day), (other, until, _last) = date.fromisoformat(first).isocalendar(), date.fromisoformat(last).isocalendar()
    if year == other:
        return language.gettext("wk %(n)s", n=f"{week}{EN_DASH}{until}" if until != week else str(week))
    return f"{language.gettext('wk %(n)s', n=str(week))}, {year} {EN_DASH} {language.gettext('wk %(n)s', n=str(until))}, {other}"


def remarks(analysis: Analysis, language: Language, series: Series | None = None) -> tuple[str, ...]:
    """What the set of rules that does not decide would remark on."""
    return tuple(language.gettext("Observation: %(what)s", what=signal_words(s, language, series)) for s in analysis.remarks)


def comparison(analysis: Analysis, language: Language, unit: str = "") -> str:
    """Before and during in numbers, labelled for what it is worth; "" without a start, or without a value."""
    _ = language.gettext
    found = analysis.comparison
    if found is None or not found.before_n + found.during_n:
        return ""
    before = _part(found.before, found.before_n, unit, language)
    during = _part(found.during, found.during_n, unit, language)
    said = _("Before: %(before)s. During: %(during)s.", before=before, during=during)
    label = {"too_early": _("Too early to say."), "preliminary": _("Preliminary: no signal yet."), "": ""}[found.label]
    return " ".join(filter(None, [said, label]))


def _part(middle: float | None, n: int, unit: str, language: Language) -> str:
    if middle is None:
        return language.gettext("no values")
    median = short_number(middle, unit, language)
    return language.ngettext("median %(median)s (%(n)d value)", "median %(median)s (%(n)d values)", n, median=median)


def possible(analysis: Analysis, language: Language, *, today: str | None = None) -> str:
    """From which day the values can be enough for a long run; "" when there are enough, or there is no start. The year is left out when it is today's."""
    found = analysis.possible
    if found is None or found.on is None or not found.more:
        return ""
    return language.gettext(
        "From %(day)s there can be values enough for a signal: %(run)d in a row on one side of the median.",
        day=language.date(found.on, "short", today=today) if today else language.date(found.on, "date"),
        run=found.run,
    )


def baseline(analysis: Analysis, language: Language) -> str:
    """What there is to say of the median from before the start; "" when it is frozen from enough values, or not wished for."""
    _ = language.gettext
    found = analysis.baseline
    if found is None or analysis.state in ("undecided", "empty"):
        return ""
    if found.refused == "few":
        return _("The median is that of all points: %(n)d values before the start are too few to hold it (at least 8).", n=found.values)
    if found.refused == "signal":
        return _("The median is that of all points: the values before the start are not at rest themselves.")
    if not found.advised:
        return _("The median from before the start rests on %(n)d values; 10 are better.", n=found.values)
    return ""


def rules(chart: Chart, language: Language, *, medians: bool = True) -> str:
    """The small print, a plain sentence for each fact: which rules decide, their limits, how many points count, the median.

    `medians` False: without the last two, where the comparison stands beside it and says them.
    """
    _ = language.gettext
    analysis, runs = chart.analysis, chart.analysis.runs
    if runs.centre is None:
        return ""
    facts, by = [], ruleset_name(chart.series, language)
    if runs.judged and runs.runs_limits is not None and chart.series.rules == "ihi":
        low, high = runs.runs_limits
        facts += [
            _(
                "By %(rules)s %(shift)d points in a row on one side of the median are a shift, and %(trend)d in one direction a trend.",
                rules=by,
                shift=SHIFT,
                trend=TREND,
            ),
            _("Chance gives %(low)d–%(high)d runs, 19 times in 20 (here %(n)d).", low=low, high=high, n=len(runs.runs)),
        ]
    elif runs.judged:
        facts.append(
            language.ngettext(
                "By %(rules)s chance gives at most %(limit)d points in a row on one side of the median (here %(longest)d) and at least %(n)d crossing of it (here %(crossings)d).",
                "By %(rules)s chance gives at most %(limit)d points in a row on one side of the median (here %(longest)d) and at least %(n)d crossings of it (here %(crossings)d).",
                runs.crossings_min or 0,
                rules=by,
                limit=runs.longest_max or 0,
                longest=runs.longest,
                crossings=runs.crossings,
            )
        )
    if not medians:
        return " ".join(facts)
    facts.append(language.ngettext("%(n)d point counts.", "%(n)d points count.", runs.useful))
    frozen = analysis.segments[0].origin == "frozen" if analysis.segments else False
    median = short_number(runs.centre, chart.unit, language)
    facts.append(
        _("The median before the start was %(median)s.", median=median) if frozen else _("The median is %(median)s.", median=median)
    )
    for segment in analysis.segments[1:]:
        if segment.median is not None:
            on = language.date(chart.series.points[segment.first].on, "short")
            again = short_number(segment.median, chart.unit, language)
            facts.append(_("From %(day)s there is a new median: %(median)s.", day=on, median=again))
    return " ".join(facts)


def ruleset_name(series: Series, language: Language) -> str:
    return language.gettext("IHI's rules") if series.rules == "ihi" else language.gettext("Anhøj's rules")


def rule_names(language: Language) -> dict[str, str]:
    """Both sets of rules by name, with what they look at."""
    _ = language.gettext
    return {
        "anhoej": _("Anhøj's rules (longest run, crossings)"),
        "ihi": _("IHI's rules (shift, trend, number of runs)"),
    }


def told(chart: Chart, language: Language) -> tuple[str, ...]:
    """Everything that stands under the chart, a paragraph each: the verdict first, the small print last."""
    analysis = chart.analysis
    marks = language.gettext("Filled points are those of the signal.") if analysis.marked else ""
    return tuple(
        filter(
            None,
            [
                " ".join(filter(None, [verdict(analysis, language, chart.series), marks])),
                comparison(analysis, language, chart.unit),
                possible(analysis, language),
                baseline(analysis, language),
                rules(chart, language),
            ],
        )
    )


def point_words(chart: Chart, at: int, language: Language) -> str:
    """One point as it is read out: its day, its value, where it lies, what was written about it."""
    _ = language.gettext
    point = chart.series.points[at]
    value = _("no value") if point.value is None else with_unit(point.value, chart.unit, language)
    side = next((run.side for run in chart.analysis.runs.runs if at in run.points), "")
    where = {"above": _("above the median"), "below": _("below the median"), "": ""}[side]
    if at in chart.analysis.runs.on_centre:
        where = _("on the median")
    asked = _("What happened here?") if at in chart.analysis.far else ""
    happened = [h.says for h in chart.happened if h.on == point.on]
    facts = [language.date(point.on, "date"), value, where, point.note, *happened, asked]
    return ", ".join(filter(None, facts[:3])) + "".join(f". {fact.rstrip('.')}" for fact in facts[3:] if fact)


def with_unit(value: float, unit: str, language: Language) -> str:
    """A value with its unit: "12,5 dagar", "8 %"."""
    return f"{language.number(value)}\u00a0{unit}" if unit else language.number(value)


def short_number(value: float, unit: str, language: Language) -> str:
    """A median as it is told: whole numbers with all their figures, others with at most four that say something; a per cent sign if it has one."""
    decimals = 0 if value == round(value) else min(12, max(0, 3 - math.floor(math.log10(abs(value)))))
    written = f"{value:.{decimals}f}"
    told = language.number(written.rstrip("0").rstrip(".") if decimals else written)
    return f"{told}\u00a0%" if unit.strip() == "%" else told


def described(chart: Chart, language: Language) -> str:
    """The chart for somebody who does not see it: its numbers, its lines, what it says."""
    _ = language.gettext
    series, analysis = chart.series, chart.analysis
    known = [p for p in series.points if p.value is not None]
    named = " ".join(filter(None, [chart.title, f"({chart.unit})" if chart.unit else ""]))
    facts = [_("Run chart: %(title)s.", title=named) if named else _("Run chart.")]
    if known:
        first, last = known[0], known[-1]
        facts.append(
            language.ngettext("%(n)d value, %(dates)s.", "%(n)d values, %(dates)s.", len(known), dates=language.dates(first.on, last.on))
        )
        if len(known) <= LISTED:
            facts.append(_("In order: %(values)s.", values="; ".join(_value(p.value, language) for p in series.points)))
        else:
            numbers = [p.value for p in known if p.value is not None]
            facts.append(
                _(
                    "First %(first)s, last %(last)s, lowest %(low)s, highest %(high)s.",
                    first=_value(first.value, language),
                    last=_value(last.value, language),
                    low=_value(min(numbers), language),
                    high=_value(max(numbers), language),
                )
            )
    if series.started:
        facts.append(_("New way of working from %(day)s.", day=language.date(series.started, "date")))
    if series.target is not None:
        facts.append(_("Target %(target)s.", target=language.number(series.target)))
    facts += [f"{language.date(h.on, 'date')}: {h.says}." for h in chart.happened]
    facts += [verdict(analysis, language, series), comparison(analysis, language, chart.unit), rules(chart, language)]
    return " ".join(filter(None, facts))


def _value(value: float | None, language: Language) -> str:
    return EN_DASH if value is None else language.number(value)
