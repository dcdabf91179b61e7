"""Pictures that come in: made small enough to keep, turned the right way, freed of what the camera wrote, after its time is read.

A picture is decoded here and written anew, so that what is kept holds pixels and nothing else: no place on the map, no name of a phone.
"""

from __future__ import annotations

import io
import os
import warnings
from collections.abc import Callable, Sequence
from datetime import datetime
from typing import TYPE_CHECKING

from verkstad.domain.errors import Corrupt, Foreign, TooLarge, WorldFailure
from verkstad.domain.values import frozen
from verkstad.files import read_ordinary

if TYPE_CHECKING:
    from PIL.Image import Image

LONGEST = 2_000  # pixels of the longer side that is kept
LARGEST_FILE = 64 * 2**20
LARGEST_PICTURE = 250_000_000  # pixels; a phone makes up to 200 million
LARGEST_DECODED = 60_000_000  # pixels of a picture that cannot be read at a smaller scale
QUALITY = 85
SUFFIXES = (".jpg", ".jpeg", ".png", ".webp", ".gif", ".bmp")
_FORMATS = ("JPEG", "PNG", "WEBP", "GIF", "BMP")
_EXIF, _ORIGINAL, _DIGITISED, _CHANGED = 0x8769, 0x9003, 0x9004, 0x0132
_HEIC = (b"heic", b"heix", b"hevc", b"heim", b"heis", b"mif1", b"msf1", b"avif")


@frozen
class Picture:
    """A picture as it is kept. `data` is a JPEG or a PNG; `taken` local time by the camera, "2027-03-24T10:12:00", or "" when it does not say."""

    data: bytes
    width: int
    height: int
    taken: str


def read_picture(path: str | os.PathLike[str]) -> Picture:
    """A foreign picture, at most 2,000 pixels a side. Raises Foreign, Corrupt, TooLarge or Unreadable; one picture, one sentence."""
    return picture_of(read_ordinary(path, LARGEST_FILE), os.fspath(path))


def is_picture(data: bytes) -> bool:
    """Whether the first bytes are those of a picture that is read here."""
    head = data[:16]
    return (
        head[:3] == b"\xff\xd8\xff"
        or head[:8] == b"\x89PNG\r\n\x1a\n"
        or head[:6] in (b"GIF87a", b"GIF89a")
        or head[:2] == b"BM"
        or (head[:4] == b"RIFF" and head[8:12] == b"WEBP")
    )


def is_kept(data: bytes) -> bool:
    """Whether bytes from somebody else are what this program keeps itself: a PDF, or a JPEG or PNG of no more pixels than are kept."""
    if data[:1024].lstrip()[:5] == b"%PDF-":
        return True
    if not is_picture(data):
        return False
    from PIL import Image

    try:
        with Image.open(io.BytesIO(data), formats=("JPEG", "PNG")) as opened:
            return max(opened.size) <= LONGEST
    except (OSError, ValueError, SyntaxError, Image.DecompressionBombError):
        return False


def picture_of(data: bytes, path: str) -> Picture:
    """The same for bytes that have been read; `path` is only named in what goes wrong."""
    if data[4:8] == b"ftyp" and data[8:12] in _HEIC:
        raise Foreign("heic", path=path)
    if not data:
        raise Corrupt("picture", path=path)
    if not is_picture(data):
        raise Foreign("not-a-picture", path=path)
    from PIL import Image

    try:
        with warnings.catch_warnings():
            warnings.simplefilter("ignore")  # of doubtful metadata and of size, which is looked at here
            with Image.open(io.BytesIO(data), formats=_FORMATS) as opened:
                return _kept(opened, path)
    except Image.DecompressionBombError as error:
        raise TooLarge("pixels", path=path, limit=LARGEST_DECODED // 1_000_000) from error
    except (
        OSError,
        ValueError,
        SyntaxError,
        EOFError,
        IndexError,
        KeyError,
        TypeError,
        OverflowError,
        MemoryError,
        ArithmeticError,
    ) as error:
        raise Corrupt("picture", path=path) from error


def _kept(opened: Image, path: str) -> Picture:
    from PIL import Image, ImageOps

    drawn = opened.format in ("PNG", "GIF")
    width, height = opened.size
    if width * height > LARGEST_PICTURE:
        raise TooLarge("pixels", path=path, limit=LARGEST_PICTURE // 1_000_000)
    taken = _taken(opened)
    if opened.format == "JPEG":
        opened.draft("RGB", (LONGEST, LONGEST))  # decoded at an eighth, a quarter or half its size: a fraction of the time and the memory
    elif width * height > LARGEST_DECODED:
        raise TooLarge("pixels", path=path, limit=LARGEST_DECODED // 1_000_000)
    opened.load()
    clear = drawn and (opened.mode in ("RGBA", "LA", "PA") or "transparency" in opened.info)
    picture = ImageOps.exif_transpose(opened).convert("RGBA" if clear else "RGB")
    if clear:  # what lies behind a drawing is paper
        paper = Image.new("RGB", picture.size, "white")
        paper.paste(picture, mask=picture.getchannel("A"))
        picture = paper
    picture.thumbnail((LONGEST, LONGEST), Image.Resampling.LANCZOS)
    profile = opened.info.get("icc_profile")
    colours = {"icc_profile": profile} if isinstance(profile, bytes) and len(profile) <= 65_536 else {}
    clean = Image.new("RGB", picture.size)
    clean.paste(picture)
    out = io.BytesIO()
    if drawn:
        clean.save(out, "PNG", optimize=False, **colours)
    else:
        clean.save(out, "JPEG", quality=QUALITY, **colours)
    return Picture(out.getvalue(), clean.width, clean.height, taken)


def _taken(opened: Image) -> str:
    """When the camera says it was; nothing it says wrongly is a reason to refuse the picture."""
    try:
        exif = opened.getexif()
        inner = exif.get_ifd(_EXIF)
        said = (inner.get(_ORIGINAL), inner.get(_DIGITISED), exif.get(_CHANGED))
    except (OSError, ValueError, SyntaxError, EOFError, IndexError, KeyError, TypeError, OverflowError, ArithmeticError):
        return ""
    for text in said:
        if isinstance(text, bytes):
            text = text.decode("ascii", "replace")
        if isinstance(text, str):
            try:
                moment = datetime.strptime(text.strip("\x00 ")[:19], "%Y:%m:%d %H:%M:%S")  # noqa: DTZ007  a camera knows no zone
            except ValueError:
                continue
            if 1990 <= moment.year <= 2100:
                return moment.isoformat(timespec="seconds")
    return ""


def read_pictures(paths: Sequence[str], tell: Callable[[int, int], None] | None = None) -> list[Picture | WorldFailure]:
    """Many foreign pictures, each with its own outcome, in their order: the function that travels to a worker."""
    found: list[Picture | WorldFailure] = []
    for n, path in enumerate(paths):
        try:
            found.append(read_picture(path))
        except WorldFailure as error:
            found.append(error)
        if tell is not None:
            tell(n + 1, len(paths))
    return found
