"""Draw the program's icon and that of its session files, in every size and form a system asks for: `python tests/draw_icons.py [OUT]`.

One drawing for both, on a grid of sixteen: three blocks of a timeline, the middle one with a slice taken out. The SVG files and the pixels
come from the same shapes; in small sizes edges are moved to whole pixels, so that the icon is as sharp at 16 as at 512.
"""

from __future__ import annotations

import sys
from collections.abc import Iterator
from dataclasses import dataclass
from pathlib import Path

from PIL import Image, ImageDraw

ROOT = Path(__file__).resolve().parents[1]
OUT = ROOT / "resources" / "icons"
FOLDER = "program"  # of the pictures, below OUT
SIZES = (16, 20, 24, 32, 40, 48, 64, 128, 256, 512)
IN_ICO = (16, 20, 24, 32, 40, 48, 64, 256)
IN_ICNS = (32, 64, 128, 256, 512)
SHARP_TO = 64  # pixels; in larger pictures an edge between two pixels is no longer seen
FINER = 8  # each pixel is drawn as so many squared, then averaged

ACCENT, WHITE, SLICE, EDGE, FOLD = "#0E665E", "#FFFFFF", "#F2B84B", "#6F7D7B", "#C9D8D5"


@dataclass(frozen=True)
class Box:
    """A rectangle on the grid, its corners rounded by `radius`."""

    left: float
    top: float
    right: float
    bottom: float
    colour: str
    radius: float = 0.0


@dataclass(frozen=True)
class Sheet:
    """A page with its upper right corner of `fold` folded over."""

    left: float
    top: float
    right: float
    bottom: float
    fold: float


Shape = Box | Sheet

PROGRAM: tuple[Shape, ...] = (
    Box(0, 0, 16, 16, ACCENT, 3.5),
    Box(3, 3, 11, 5, WHITE, 0.5),
    Box(3, 6, 8, 10, WHITE, 0.5),
    Box(9, 6, 14, 10, SLICE, 0.5),
    Box(3, 11, 13, 13, WHITE, 0.5),
)
DOCUMENT: tuple[Shape, ...] = (
    Sheet(2, 0, 14, 16, 4),
    Box(4, 5, 9, 7, ACCENT, 0.4),
    Box(4, 8, 7, 11, ACCENT, 0.4),
    Box(8, 8, 12, 11, SLICE, 0.4),
    Box(4, 12, 11, 14, ACCENT, 0.4),
)
DRAWINGS = {"verkstad": PROGRAM, "verkstad-document": DOCUMENT}


def svg(shapes: tuple[Shape, ...]) -> str:
    """The drawing as a file that scales."""
    lines = ['<svg xmlns="http://www.w3.org/2000/svg" viewBox="0 0 16 16" width="256" height="256">']
    for shape in shapes:
        if isinstance(shape, Sheet):
            s, half = shape, 0.25
            left, top, right, bottom, fold = s.left + half, s.top + half, s.right - half, s.bottom - half, s.fold
            lines.append(
                f'<path d="M{left} {top}H{right - fold}L{right} {top + fold}V{bottom}H{left}Z" fill="{WHITE}" stroke="{EDGE}" '
                f'stroke-width="0.5" stroke-linejoin="round"/>'
            )
            lines.append(
                f'<path d="M{right - fold} {top}V{top + fold}H{right}Z" fill="{FOLD}" stroke="{EDGE}" stroke-width="0.5" stroke-linejoin="round"/>'
            )
            continue
        b = shape
        lines.append(
            f'<rect x="{b.left}" y="{b.top}" width="{b.right - b.left}" height="{b.bottom - b.top}" rx="{b.radius}" fill="{b.colour}"/>'
        )
    return "\n".join([*lines, "</svg>", ""])


def picture(shapes: tuple[Shape, ...], size: int) -> Image.Image:
    """The drawing `size` pixels wide and high, on nothing."""
    drawn = Image.new("RGBA", (size * FINER, size * FINER))
    pen = ImageDraw.Draw(drawn)

    def at(grid: float) -> float:
        pixels = grid * size / 16
        return round(pixels) if size <= SHARP_TO else pixels

    for shape in shapes:
        left, top, right, bottom = (round(at(x) * FINER) for x in (shape.left, shape.top, shape.right, shape.bottom))
        if isinstance(shape, Sheet):
            fold = round(at(shape.fold) * FINER)
            wide = max(1, round(size / 32)) * FINER
            _paper(pen, (left, top, right, bottom), fold, wide)
            continue
        radius = shape.radius * size / 16 * FINER
        if shape.radius < 1 and size < 32:
            radius = 0
        pen.rounded_rectangle((left, top, right - 1, bottom - 1), radius, fill=shape.colour)
    return drawn.resize((size, size), Image.Resampling.BOX)


def _paper(pen: ImageDraw.ImageDraw, box: tuple[int, int, int, int], fold: int, wide: int) -> None:
    """The page: its edge as a larger page in the colour of the edge, under the white one."""
    left, top, right, bottom = box
    pen.polygon(((left, top), (right - fold, top), (right - 1, top + fold), (right - 1, bottom - 1), (left, bottom - 1)), fill=EDGE)
    slant = round(wide * 0.41)  # the slanting edge is as wide as the straight ones
    pen.polygon(
        (
            (left + wide, top + wide),
            (right - fold - slant, top + wide),
            (right - wide - 1, top + fold + slant),
            (right - wide - 1, bottom - wide - 1),
            (left + wide, bottom - wide - 1),
        ),
        fill=WHITE,
    )
    corner = ((right - fold - slant, top + wide), (right - wide - 1, top + fold + slant), (right - fold - slant, top + fold + slant))
    pen.polygon(corner, fill=FOLD)
    pen.line((corner[0], corner[2]), fill=EDGE, width=wide // 2)
    pen.line((corner[2], corner[1]), fill=EDGE, width=wide // 2)


def draw(out: Path) -> Iterator[Path]:
    """Write every file below `out`; the paths, as they are made."""
    (out / FOLDER).mkdir(parents=True, exist_ok=True)
    for name, shapes in DRAWINGS.items():
        path = out / f"{name}.svg"
        path.write_text(svg(shapes), "utf-8", newline="\n")
        yield path
        drawn = {size: picture(shapes, size) for size in (*SIZES, 1024)}
        for size in SIZES:
            path = out / FOLDER / f"{name}-{size}.png"
            drawn[size].save(path, optimize=True)
            yield path
        path = out / FOLDER / f"{name}.ico"
        drawn[256].save(path, sizes=[(s, s) for s in IN_ICO], append_images=[drawn[s] for s in IN_ICO])
        yield path
        path = out / FOLDER / f"{name}.icns"
        drawn[1024].save(path, append_images=[drawn[s] for s in IN_ICNS])
        yield path


if __name__ == "__main__":
    for made in draw(Path(sys.argv[1]) if len(sys.argv) > 1 else OUT):
        print(made)
