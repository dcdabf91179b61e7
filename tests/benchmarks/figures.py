"""What a benchmark of the store returns: a figure beside its bar and the floor it was measured against in the same run."""

from __future__ import annotations

from typing import Any

Figure = dict[str, Any]


def figure(name: str, ratio: float, bar: float, floor: float, samples: list[float]) -> Figure:
    """`ratio` is times the floor (seconds) where there is one, else seconds or milliseconds, as the name says; `bar` what it may be at most."""
    return {"name": name, "ratio": round(ratio, 3), "bar": bar, "floor": round(floor, 6), "samples": [round(s, 6) for s in samples]}


def line(found: Figure) -> str:
    held = "holds" if found["ratio"] <= found["bar"] else "MISSED"
    return f"{found['name']}: {found['ratio']:.2f} (bar {found['bar']:g}, floor {found['floor'] * 1e6:.0f} us, {len(found['samples'])} samples) {held}"
