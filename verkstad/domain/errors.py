"""What can go wrong, as kinds that carry facts. Sentences for people are made of them in `wording`, in the language asked for.

`reason` is a short wire-like word that tells cases of one kind apart ("checksum", "rows"); `facts` are scalars that a sentence may
name (a path, a line, a limit). Every error survives a pickle, because foreign files are read in another process.
"""

from __future__ import annotations

from typing import Any


class Failure(Exception):
    """The root of every error that is told to a person rather than reported as a bug."""

    def __init__(self, reason: str = "", **facts: Any) -> None:
        super().__init__(reason, facts)
        self.reason = reason
        self.facts: dict[str, Any] = facts

    def __reduce__(self) -> tuple[Any, ...]:
        return _again, (type(self), self.reason, self.facts)

    def __str__(self) -> str:
        told = ", ".join(f"{name}={value!r}" for name, value in self.facts.items())
        return f"{self.reason}({told})" if told else self.reason


def _again(kind: type[Failure], reason: str, facts: dict[str, Any]) -> Failure:
    return kind(reason, **facts)


class Missing(Failure):
    """A row that is not there (any more): `kind`, `id`."""


class Refused(Failure):
    """What was asked breaks a rule of the domain; nothing was written."""


class Blocked(Failure):
    """Undo would overwrite or orphan what somebody else did."""


class Cancelled(Failure):
    """The person took it back while it was going on; nothing was written."""


class WorldFailure(Failure):
    """The world outside the program is not as it must be. Nothing was changed."""


class Busy(WorldFailure):
    """Another program, or another copy of this one, holds what is needed: `path`."""


class Full(WorldFailure):
    """No room left on the disk: `path`."""


class ReadOnly(WorldFailure):
    """The place may not be written to: `path`."""


class Unreadable(WorldFailure):
    """The file or folder is not there, not an ordinary file, or may not be read: `path`."""


class Synchronised(WorldFailure):
    """The place is on a network or copied by a cloud service (`reason` says which), where a live library would be damaged: `path`."""


class Corrupt(WorldFailure):
    """The file says it is one of ours but is damaged or not what it says it is: `reason` says how."""


class Foreign(WorldFailure):
    """The file is something else than what was asked for."""


class Newer(WorldFailure):
    """A newer version of the program wrote it: `needed` (format version), `program` (what wrote it)."""


class TooLarge(WorldFailure):
    """More than is read: `limit`, and where known `found`, both in the unit `reason` names ("bytes", "rows", "entries" ...)."""


class NeedsPassphrase(WorldFailure):
    """The file is locked with a passphrase."""


class TookTooLong(WorldFailure):
    """A worker was stopped at its limit of time or memory."""
