"""An outline as Markdown (CommonMark, with the pipe tables that most readers know)."""

from __future__ import annotations

import re

from verkstad.documents.outline import Bullets, Figure, Heading, Outline, Paragraph

_MARKS = re.compile(r"([\\`*_\[\]<>|#])")
_OPENS = re.compile(r"^(\s*)([-+=~]|\d+[.)])(?=\s|$|[-+=~])")


def markdown(outline: Outline) -> str:
    """The document; what people wrote is never read as markup."""
    blocks = [f"# {_line(outline.title)}"]
    for piece in outline.pieces:
        if isinstance(piece, Heading):
            blocks.append(f"{'#' * (min(5, piece.level) + 1)} {_line(piece.text)}")
        elif isinstance(piece, Paragraph):
            label = f"**{_line(piece.label)}** " if piece.label else ""
            blocks.append(label + "  \n".join(_words(line) for line in piece.text.splitlines() if line.strip()))
        elif isinstance(piece, Bullets):
            blocks.append("\n".join(f"- {_line(item)}" for item in piece.items))
        elif isinstance(piece, Figure):  # a text file has no pictures in it: they are named where they belong
            blocks.append(f"*{_line(piece.alt)}*")
        else:
            rows = [piece.heads, ("---",) * len(piece.heads), *piece.rows]
            cells = [[cell if n == 1 else _cell(cell) for cell in row] for n, row in enumerate(rows)]
            blocks.append("\n".join(f"| {' | '.join(row)} |" for row in cells))
    if outline.foot:
        blocks.append(f"*{_line(outline.foot)}*")
    return "\n\n".join(block for block in blocks if block.strip()) + "\n"


def _words(text: str) -> str:
    """A line of words: marks are escaped, and so is what would open a list at its beginning."""
    return _OPENS.sub(
        lambda m: f"{m[1]}\\{m[2]}" if not m[2][0].isdigit() else f"{m[1]}{m[2][:-1]}\\{m[2][-1]}", _MARKS.sub(r"\\\1", text.strip())
    )


def _line(text: str) -> str:
    return _words(" ".join(text.split()))


def _cell(text: str) -> str:
    return "<br>".join(_MARKS.sub(r"\\\1", line.strip()) for line in text.splitlines() if line.strip())
