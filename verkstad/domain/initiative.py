"""The change as a whole."""

from __future__ import annotations

from verkstad.domain.fields import Row, kind, prose, text


@kind("initiative", scope="self")
class Initiative(Row):
    """A change initiative: what workshops, modules and pilots hang on."""

    title: str = text()
    why: str = prose()
