"""What a picture is made of: shapes in millimetres from the top left, with names of styles. `ui` and `documents` know what a style looks like."""

from __future__ import annotations

from verkstad.domain.values import frozen


@frozen
class Area:
    """A filled rectangle. `style` of a block of the program is its kind: "kind.group", "kind.break" ...; `target` the id of what it shows."""

    x: float
    y: float
    width: float
    height: float
    style: str
    target: str = ""


@frozen
class Line:
    x1: float
    y1: float
    x2: float
    y2: float
    style: str


@frozen
class Label:
    """A line of text on the baseline y. `style` names face and size; `align`: "left", "middle" or "right" of x; `on`: the area it lies on."""

    x: float
    y: float
    text: str
    style: str
    align: str = "left"
    on: str = ""


@frozen
class Polygon:
    points: tuple[tuple[float, float], ...]
    style: str


@frozen
class Path:
    """A line through points, open at its ends. `target` names what it shows."""

    points: tuple[tuple[float, float], ...]
    style: str
    target: str = ""


@frozen
class Dot:
    """A circle with its centre at x, y. `target` names what it shows."""

    x: float
    y: float
    radius: float
    style: str
    target: str = ""


Shape = Area | Line | Label | Polygon | Path | Dot


@frozen
class Picture:
    """Shapes in the order they are drawn, and the words that say the same (`alt`)."""

    width: float
    height: float
    shapes: tuple[Shape, ...]
    alt: str
