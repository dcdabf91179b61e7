"""The session file `.verkstad`: changes of a library on their way to a colleague, as data and nothing else.

A ZIP archive of `manifest.json`, `changes.jsonl` (see `lines`) and attachments `att/<sha256>`. The same content always gives the same bytes.
Reading doubts everything, in this order: the file itself, its first bytes, the directory of the archive, what members unpack to, check
sums, versions, JSON, and each change against the schema. Nothing is ever unpacked to a disk.
"""

from __future__ import annotations

import hashlib
import io
import os
import re
import stat
import struct
import zipfile
import zlib
from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass, field, replace
from types import MappingProxyType
from typing import Any

from verkstad.domain.change import Change, Mark, canonical
from verkstad.domain.characters import one_line
from verkstad.domain.errors import Corrupt, Foreign, NeedsPassphrase, Newer, TooLarge, WorldFailure
from verkstad.domain.merge import Bundle
from verkstad.domain.schema import SCHEMA, Schema
from verkstad.exchange.lines import MAX_LINE, LineReader, is_moment, line, mark_line, parsed
from verkstad.files import read_ordinary, write_atomically

SUFFIX = ".verkstad"
FORMAT = "verkstad-session"
VERSION = (1, 0)  # raise the minor for names added, the major (and min_reader) for anything else

MAX_FILE = 64 * 1024 * 1024
MAX_ENTRIES = 5_000
MAX_MANIFEST = 256 * 1024
MAX_TOTAL = 256 * 1024 * 1024
MAX_RATIO = 200
MAX_CHANGES = 500_000
_SLACK = 64 * 1024  # so much may any member unpack to, whatever its ratio

_MANIFEST, _CHANGES = "manifest.json", "changes.jsonl"
_MEMBER = re.compile(r"manifest\.json\Z|changes\.jsonl\Z|att/[0-9a-f]{64}\Z")
_SCOPE = re.compile(r"[a-z]{1,20}(:[0-9A-Za-z_.:-]{1,64})?\Z")
_SHA = re.compile(r"[0-9a-f]{64}\Z")
_AGE = (b"age-encryption.org/", b"-----BEGIN AGE ENCRYPTED FILE")
_BROKEN = (
    zipfile.BadZipFile,
    zlib.error,
    struct.error,
    EOFError,
    NotImplementedError,
    RuntimeError,
    ValueError,
    IndexError,
    OverflowError,
    OSError,
)


@dataclass(frozen=True, slots=True)
class Manifest:
    """What a session file says about itself. Texts are made safe to show. `scope` is what it holds: "workshop:<id>", "initiative:<id>",
    "library" ... `min_reader` and `version` are (major, minor)."""

    scope: str
    title: str
    created: str
    program: str = ""
    language: str = "sv"
    without_participants: bool = True
    version: tuple[int, int] = VERSION
    min_reader: tuple[int, int] = (VERSION[0], 0)


@dataclass(frozen=True, slots=True)
class SessionFile:
    """A session file as values. `attachments` are names (sha256) of what lies beside the changes; `digest` is that of the whole file."""

    manifest: Manifest
    changes: tuple[Change, ...]
    erased: tuple[Mark, ...] = ()
    attachments: tuple[str, ...] = ()
    digest: str = field(default="", compare=False)
    path: str = field(
        default="", compare=False
    )  # where it was read: what lies beside the changes is fetched from there when it is taken in

    @property
    def bundle(self) -> Bundle:
        """What a library takes in."""
        return Bundle(self.changes, self.erased)


# ------------------------------------------------------------------------------------------------------------- writing
def write_session(
    path: str | os.PathLike[str],
    manifest: Manifest,
    changes: Iterable[Change],
    erased: Iterable[Mark] = (),
    attachments: Mapping[str, bytes] = MappingProxyType({}),
) -> str:
    """Write a session file, whole or not at all; returns its digest. Raises WorldFailure, and TooLarge for more than anybody could read."""
    data = packed(manifest, changes, erased, attachments)
    write_atomically(path, data)
    return hashlib.sha256(data).hexdigest()


def packed(
    manifest: Manifest, changes: Iterable[Change], erased: Iterable[Mark] = (), attachments: Mapping[str, bytes] = MappingProxyType({})
) -> bytes:
    """The bytes of a session file: the same for the same content in whatever order it is handed over. `attachments`: sha256 -> bytes."""
    beside = {f"att/{name}": attachments[name] for name in sorted(attachments)}
    if len(beside) > MAX_ENTRIES - 2:
        raise TooLarge("entries", limit=MAX_ENTRIES, found=len(beside) + 2)
    if sum(map(len, beside.values())) > MAX_FILE:
        raise TooLarge("pictures", limit=MAX_FILE)
    marks = sorted(erased, key=lambda m: (m.row, m.field, m.upto))
    ordered = sorted(changes, key=lambda c: (c.lamport, c.id))
    if len(ordered) > MAX_CHANGES:
        raise TooLarge("changes", limit=MAX_CHANGES, found=len(ordered))
    body = "".join(f"{text}\n" for text in [*map(mark_line, marks), *map(line, ordered)]).encode("utf-8")
    if len(body) > MAX_TOTAL:
        raise TooLarge("bytes", limit=MAX_TOTAL, found=len(body))
    told = {
        "format": FORMAT,
        "version": _version_text(manifest.version),
        "min_reader": _version_text(manifest.min_reader),
        "program": one_line(manifest.program),
        "language": manifest.language,
        "scope": manifest.scope,
        "title": one_line(manifest.title),
        "created": manifest.created,
        "without_participants": manifest.without_participants,
        "members": {
            _CHANGES: {"sha256": hashlib.sha256(body).hexdigest(), "size": len(body)},
            **{name: {"sha256": hashlib.sha256(content).hexdigest(), "size": len(content)} for name, content in beside.items()},
        },
    }
    out = io.BytesIO()
    with zipfile.ZipFile(out, "w") as archive:
        for name, content in ((_MANIFEST, canonical(told).encode("utf-8")), (_CHANGES, body), *beside.items()):
            member = zipfile.ZipInfo(name, (1980, 1, 1, 0, 0, 0))
            member.create_system = 3
            member.external_attr = (stat.S_IFREG | 0o600) << 16
            member.compress_type = zipfile.ZIP_STORED if name in beside else zipfile.ZIP_DEFLATED  # pictures are packed already
            archive.writestr(member, content, compresslevel=9)
    data = out.getvalue()
    if len(data) > MAX_FILE:
        raise TooLarge("pictures" if beside else "bytes", limit=MAX_FILE, found=len(data))
    return data


def _version_text(version: tuple[int, int]) -> str:
    return f"{version[0]}.{version[1]}"


# ------------------------------------------------------------------------------------------------------------- reading
def read_session(path: str | os.PathLike[str], schema: Schema = SCHEMA) -> SessionFile:
    """A session file as values. Raises a WorldFailure that says what is wrong with it: Unreadable, TooLarge, NeedsPassphrase, Foreign,
    Corrupt, Newer. Runs in a worker with limits; nothing is written anywhere."""
    try:
        return replace(unpacked(read_ordinary(path, MAX_FILE), schema), path=os.fspath(path))
    except WorldFailure as error:
        raise type(error)(error.reason, **{"path": os.fspath(path), **error.facts}) from error


def read_attachments(path: str | os.PathLike[str], digest: str, names: Sequence[str]) -> dict[str, bytes]:
    """What lies beside the changes in the file that was looked through: sha256 -> bytes, each checked. Raises Corrupt when it is another file now."""
    data = read_ordinary(path, MAX_FILE)
    if hashlib.sha256(data).hexdigest() != digest:
        raise Corrupt("checksum", path=os.fspath(path))
    left, found = MAX_TOTAL, {}
    with zipfile.ZipFile(io.BytesIO(data)) as archive:
        members = _members(archive, len(data))
        for name in names:
            content = _content(archive, members, f"att/{name}", left)
            if hashlib.sha256(content).hexdigest() != name:
                raise Corrupt("checksum", path=os.fspath(path))
            left -= len(content)
            found[name] = content
    return found


def unpacked(data: bytes, schema: Schema = SCHEMA) -> SessionFile:
    """What `read_session` does with the bytes of a file."""
    if len(data) > MAX_FILE:
        raise TooLarge("bytes", limit=MAX_FILE, found=len(data))
    if data.startswith(_AGE):
        raise NeedsPassphrase("age")
    if not data:
        raise Foreign("empty")
    if not data.startswith(b"PK\x03\x04"):
        raise Foreign("not-a-session")
    _directory_is_honest(data)
    try:
        with zipfile.ZipFile(io.BytesIO(data)) as archive:
            members = _members(archive, len(data))
            told = _manifest(_content(archive, members, _MANIFEST, MAX_MANIFEST))
            manifest = _facts(told)
            return _session(archive, members, told, manifest, schema, data)
    except WorldFailure:
        raise
    except _BROKEN as error:
        raise Corrupt("archive") from error


def _directory_is_honest(data: bytes) -> None:
    """The archive's directory ends the file, begins where it says, and is no larger than its entries can be: read before anybody believes it."""
    at = data.rfind(b"PK\x05\x06")
    if at < 0 or len(data) - at < 22:
        raise Corrupt("archive")
    disk, first_disk, here, entries, size, start, comment = struct.unpack_from("<4H2LH", data, at + 4)
    if disk or first_disk or here != entries or at + 22 + comment != len(data) or comment:
        raise Corrupt("archive")
    if entries == 0xFFFF or entries > MAX_ENTRIES:
        raise TooLarge("entries", limit=MAX_ENTRIES, found=entries)
    if start + size != at or size > entries * 512:
        raise Corrupt("archive")


def _members(archive: zipfile.ZipFile, file_size: int) -> dict[str, zipfile.ZipInfo]:
    """The members by name, when each is an ordinary, unencrypted file with a name of its own that fits in the file beside the others."""
    members: dict[str, zipfile.ZipInfo] = {}
    seen: set[str] = set()
    offsets: set[int] = set()
    packed_size = 0
    for member in archive.infolist():
        name = member.filename
        if name != member.orig_filename or name.casefold() in seen:
            raise Corrupt("duplicate-member")
        seen.add(name.casefold())
        if member.flag_bits & (0x1 | 0x20 | 0x40 | 0x2000):
            raise Corrupt("encrypted")
        if member.compress_type not in (zipfile.ZIP_STORED, zipfile.ZIP_DEFLATED):
            raise Corrupt("compression")
        kind = stat.S_IFMT(member.external_attr >> 16)
        if kind not in (0, stat.S_IFREG) or member.external_attr & 0x10:
            raise Corrupt("not-a-file")
        if member.header_offset in offsets:
            raise Corrupt("overlap")
        offsets.add(member.header_offset)
        packed_size += member.compress_size + 30 + len(name)
        members[name] = member
    if packed_size > file_size:
        raise Corrupt("overlap")
    if _MANIFEST not in members:
        raise Foreign("not-a-session")
    return members


def _pieces(archive: zipfile.ZipFile, member: zipfile.ZipInfo, limit: int) -> Iterator[bytes]:
    """The content of a member piece by piece, counted as it comes: never more than `limit`, nor than the ratio allows."""
    found = 0
    most = min(limit, _SLACK + MAX_RATIO * member.compress_size)
    with archive.open(member) as stream:
        while piece := stream.read(1 << 16):
            found += len(piece)
            if found > most:
                if found > limit:
                    raise TooLarge("unpacked", limit=limit)
                raise Corrupt("bomb", limit=MAX_RATIO)
            yield piece


def _content(archive: zipfile.ZipFile, members: Mapping[str, zipfile.ZipInfo], name: str, limit: int) -> bytes:
    return b"".join(_pieces(archive, members[name], limit))


def _manifest(raw: bytes) -> dict[str, Any]:
    try:
        told = parsed(raw.decode("utf-8"))
    except UnicodeDecodeError as error:
        raise Corrupt("encoding") from error
    if not isinstance(told, dict) or told.get("format") != FORMAT:
        raise Foreign("not-a-session")
    return told


def _facts(told: dict[str, Any]) -> Manifest:
    """What the manifest says, its version first: of a file that asks for a newer reader nothing else is believed."""
    version, needed = _version(told.get("version")), _version(told.get("min_reader"))
    program = _text(told.get("program", ""), 120)
    if needed > VERSION:
        raise Newer("format", needed=_version_text(needed), program=program)
    without, created = told.get("without_participants"), told.get("created")
    if not isinstance(without, bool) or not isinstance(created, str) or not is_moment(created):
        raise Corrupt("manifest")
    scope = _text(told.get("scope"), 120)
    if _SCOPE.match(scope) is None:
        raise Corrupt("manifest")
    return Manifest(
        scope=scope,
        title=_text(told.get("title"), 400),
        created=created,
        program=program,
        language=_text(told.get("language"), 10),
        without_participants=without,
        version=version,
        min_reader=needed,
    )


def _version(value: Any) -> tuple[int, int]:
    match = re.fullmatch(r"(\d{1,4})\.(\d{1,4})", value, re.ASCII) if isinstance(value, str) else None
    if match is None or match[1] == "0":
        raise Corrupt("manifest")
    return int(match[1]), int(match[2])


def _text(value: Any, longest: int) -> str:
    if not isinstance(value, str) or len(value) > longest:
        raise Corrupt("manifest")
    return one_line(value)


def _session(
    archive: zipfile.ZipFile,
    members: Mapping[str, zipfile.ZipInfo],
    told: dict[str, Any],
    manifest: Manifest,
    schema: Schema,
    data: bytes,
) -> SessionFile:
    if any(_MEMBER.match(name) is None for name in members):
        raise Corrupt("unknown-member")
    listed = told.get("members")
    if not isinstance(listed, dict) or listed.keys() != members.keys() - {_MANIFEST} or _CHANGES not in listed:
        raise Corrupt("members")
    left = MAX_TOTAL
    for name in sorted(listed):
        size = _verified(archive, members[name], listed[name], left)
        if name.startswith("att/") and listed[name]["sha256"] != name[4:]:
            raise Corrupt("checksum")
        left -= size
    reader = LineReader(schema, newer=manifest.version > VERSION)
    changes: list[Change] = []
    erased: list[Mark] = []
    for number, text in enumerate(_lines(_pieces(archive, members[_CHANGES], MAX_TOTAL)), 1):
        said = reader.read(text, number)
        if isinstance(said, Mark):
            erased.append(said)
        else:
            changes.append(said)
        if number > MAX_CHANGES:
            raise TooLarge("changes", limit=MAX_CHANGES)
    attachments = tuple(sorted(name[4:] for name in members if name.startswith("att/")))
    return SessionFile(manifest, tuple(changes), tuple(erased), attachments, hashlib.sha256(data).hexdigest())


def _verified(archive: zipfile.ZipFile, member: zipfile.ZipInfo, said: Any, left: int) -> int:
    """The size of a member whose size and check sum are those the manifest says."""
    if not isinstance(said, dict) or not isinstance(said.get("size"), int) or isinstance(said["size"], bool):
        raise Corrupt("manifest")
    if not isinstance(said.get("sha256"), str) or _SHA.match(said["sha256"]) is None:
        raise Corrupt("manifest")
    digest, size = hashlib.sha256(), 0
    for piece in _pieces(archive, member, left):
        digest.update(piece)
        size += len(piece)
    if size != said["size"] or digest.hexdigest() != said["sha256"]:
        raise Corrupt("checksum")
    return size


def _lines(pieces: Iterable[bytes]) -> Iterator[str]:
    """The lines of a member, each at most MAX_LINE bytes of UTF-8; the last one may lack its line break."""
    rest = b""
    for piece in pieces:
        *whole, rest = (rest + piece).split(b"\n")
        for raw in whole:
            yield _line_text(raw)
        if len(rest) > MAX_LINE:
            raise TooLarge("line", limit=MAX_LINE)
    if rest:
        yield _line_text(rest)


def _line_text(raw: bytes) -> str:
    if len(raw) > MAX_LINE:
        raise TooLarge("line", limit=MAX_LINE)
    try:
        return raw.decode("utf-8")
    except UnicodeDecodeError as error:
        raise Corrupt("encoding") from error
