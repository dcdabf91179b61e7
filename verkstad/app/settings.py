"""What is set on this machine and stays here: language, theme, and what every paper carries. A small JSON in the configuration folder.

It is no part of the library: a colleague's session file never changes it.
"""

from __future__ import annotations

import dataclasses
import json
from dataclasses import dataclass
from pathlib import Path

from verkstad.files import write_atomically


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
    try:
        read = json.loads(path.read_text("utf-8"))
    except (OSError, ValueError):
        return Settings()
    if not isinstance(read, dict):
        return Settings()
    known = {f.name: f.default for f in dataclasses.fields(Settings)}
    return Settings(**{name: value for name, value in read.items() if name in known and type(value) is type(known[name])})


def write_settings(path: Path, settings: Settings) -> None:
    """Raises a WorldFailure when the place cannot be written."""
    path.parent.mkdir(parents=True, exist_ok=True)
    write_atomically(path, json.dumps(dataclasses.asdict(settings), ensure_ascii=False, indent=1).encode())
