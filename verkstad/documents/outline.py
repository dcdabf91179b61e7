"""A text document as values: headings, paragraphs, bullets, tables and pictures. Written out as DOCX (`office_docx`) or Markdown (`office_markdown`).

Texts of people stand in it as they are; whoever writes it out escapes what its format reads as markup.
"""

from __future__ import annotations

from dataclasses import dataclass


@dataclass(frozen=True, slots=True)
class Heading:
    """`level` 1 is below the title of the document."""

    level: int
    text: str


@dataclass(frozen=True, slots=True)
class Paragraph:
    """Words; a line break in them is one on the page. `label` stands before them in bold; `quiet` is smaller print."""

    text: str
    label: str = ""
    quiet: bool = False


@dataclass(frozen=True, slots=True)
class Bullets:
    items: tuple[str, ...]


@dataclass(frozen=True, slots=True)
class Table:
    """`widths` are the columns' shares of the page; alike when empty. The first row is repeated on each page."""

    heads: tuple[str, ...]
    rows: tuple[tuple[str, ...], ...]
    widths: tuple[int, ...] = ()


@dataclass(frozen=True, slots=True)
class Figure:
    """A picture as a JPEG or a PNG (None: it is not on this computer), with what is read aloud for it, the words below it, and its size in mm."""

    data: bytes | None
    alt: str
    caption: str
    width: float
    height: float


Piece = Heading | Paragraph | Bullets | Table | Figure


@dataclass(frozen=True, slots=True)
class Outline:
    """A document: its title, its language ("sv", "en"), what stands in it, whose it is and what its foot says."""

    title: str
    language: str
    pieces: tuple[Piece, ...]
    author: str = ""
    foot: str = ""
