"""What every benchmark returns: a figure beside its bar and the floor it was measured against in the same run.

A benchmark is a module with `measure(library)`: it takes the path of a ten-year library that is its own to write in, and yields figures.
"""

from __future__ import annotations

from typing import Any

Figure = dict[str, Any]


def figure(name: str, ratio: float, bar: float | None, floor: float, samples: list[float]) -> Figure:
    """`ratio` is times the floor (seconds) where there is one, else seconds, milliseconds or megabytes, as the name says.

    `bar` is what it may be at most; None for what only stands beside another figure.
    """
    return {"name": name, "ratio": round(ratio, 3), "bar": bar, "floor": round(floor, 6), "samples": [round(s, 6) for s in samples]}


def holds(found: Figure) -> bool:
    return found["bar"] is None or bool(found["ratio"] <= found["bar"])


def line(found: Figure) -> str:
    """One row of the table."""
    bar = "-" if found["bar"] is None else f"{found['bar']:g}"
    floor = f"{found['floor'] * 1000:.3f} ms" if found["floor"] else "-"
    verdict = "" if found["bar"] is None else "ok" if holds(found) else "MISSED"
    return f"{found['name']:52} {found['ratio']:9.2f} {bar:>6} {floor:>12} {len(found['samples']):>8}  {verdict}".rstrip()


HEADING = f"{'':52} {'ratio':>9} {'bar':>6} {'floor':>12} {'samples':>8}"
