"""What is set on this machine and stays here: language, theme, and what every paper carries. A small JSON in the configuration folder.

It is no part of the library: a colleague's session file never changes it.
"""

from __future__ import annotations

import dataclasses
from dataclasses import dataclass
from pathlib import Path

from verkstad.app.saving import read_small, write_small


@dataclass(frozen=True, slots=True)
class Settings:
    """`language` "" follows the system, `theme` "system" too. `logo` is the path of a picture. `names` prints names; without it roles only."""

    language: str = ""
    theme: str = "system"
    organisation: str = ""
    logo: str = ""
    footer: str = ""
    names: bool = True

    def with_(self, **changes: object) -> Settings:
        return dataclasses.replace(self, **changes)  # type: ignore[arg-type]


def read_settings(path: Path) -> Settings:
    """What is set; what cannot be read, is missing or is of another type takes its default."""
    defaults = dataclasses.asdict(Settings())
    return Settings().with_(**{name: value for name, value in read_small(path).items() if type(value) is type(defaults.get(name))})


def write_settings(path: Path, settings: Settings) -> None:
    """Raises a WorldFailure when the place cannot be written."""
    write_small(path, dataclasses.asdict(settings))
