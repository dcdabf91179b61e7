"""Run charts of files: what the command line asks."""

from __future__ import annotations

from pathlib import Path
from typing import Any

from verkstad.domain.errors import Refused
from verkstad.domain.runchart import Chart, Series, Signal, chart_of, one_a_day
from verkstad.files import read_ordinary
from verkstad.intake.dated_values import read_values

LARGEST = 2_000_000  # bytes


def chart_of_file(path: Path, *, baseline: int | None = None, rules: str = "anhoej", joined: str = "") -> Chart:
    """The chart of a CSV file of dated values, sorted by day. `joined`: how several values on one day become one.

    Refused when a day needs that choice ("same_day"), or when the median cannot be frozen from the first `baseline` rows: more than there
    are ("baseline_long"), too few values ("baseline_few"), or a signal among them ("baseline_signal").
    """
    points, undecided = one_a_day(read_values(read_ordinary(path, LARGEST)), joined)
    if undecided:
        raise Refused("same_day", day=undecided[0])
    chart = chart_of(path.stem, "", Series(points=points, baseline=baseline, rules=rules))
    if baseline is not None and baseline > len(points):
        raise Refused("baseline_long", asked=baseline, found=len(points))
    if chart.analysis.baseline is not None and chart.analysis.baseline.refused:
        raise Refused(f"baseline_{chart.analysis.baseline.refused}", found=chart.analysis.baseline.values)
    return chart


def facts(chart: Chart) -> dict[str, Any]:
    """What `runchart --json` answers (product.md 8). Points are rows of the chart counted from 1; a limit is null under ten useful points."""
    runs, analysis = chart.analysis.runs, chart.analysis
    lower, upper = runs.runs_limits or (None, None)
    return {
        "median": runs.centre,
        "n_obs": runs.observed,
        "useful_points": runs.useful,
        "points_on_median": [at + 1 for at in runs.on_centre],
        "n_runs": len(runs.runs),
        "longest_run": runs.longest,
        "longest_run_max": runs.longest_max,
        "crossings": runs.crossings,
        "crossings_min": runs.crossings_min,
        "runs_lower": lower,
        "runs_upper": upper,
        "shifts": [{"side": run.side, "points": [at + 1 for at in run.points]} for run in runs.shifts],
        "trends": [{"direction": trend.direction, "points": [at + 1 for at in trend.points]} for trend in runs.trends],
        "signal": analysis.state == "signal",
        "rules": chart.series.rules,
        "state": analysis.state,
        "preliminary": analysis.preliminary,
        "signals": [_signal(signal) for signal in analysis.signals],
        "remarks": [_signal(signal) for signal in analysis.remarks],
        "what_happened_here": [at + 1 for at in analysis.far],
    }


def _signal(signal: Signal) -> dict[str, Any]:
    return {
        "rule": signal.rule,
        "count": signal.count,
        "limit": signal.limit,
        "side": signal.side,
        "points": [at + 1 for at in signal.points],
        "on": signal.on,
    }
