"""How many pages a PDF has that somebody brings."""

from __future__ import annotations

import io

from verkstad.domain.errors import Corrupt, Foreign


def page_count(data: bytes, path: str) -> int:
    """Its pages; `path` is only named in what goes wrong. Raises Foreign for one that needs a password, Corrupt for one that cannot be read."""
    import pikepdf

    try:
        with pikepdf.open(io.BytesIO(data)) as pdf:
            count = len(pdf.pages)
    except pikepdf.PasswordError as error:
        raise Foreign("locked-slides", path=path) from error
    except (pikepdf.PdfError, ValueError, RecursionError) as error:
        raise Corrupt("slides", path=path) from error
    if count < 1:
        raise Corrupt("slides", path=path)
    return count
