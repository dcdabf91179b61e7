"""Writing a file so that it is whole or not there, reading a foreign one with care, and which folders are not on this machine's own disk."""

from __future__ import annotations

import contextlib
import errno
import os
import re
import secrets
import stat
import sys
from collections.abc import Callable, Mapping
from pathlib import Path
from typing import BinaryIO

from verkstad.domain.errors import Busy, Failure, Full, ReadOnly, TooLarge, Unreadable, WorldFailure

_FULL = {errno.ENOSPC, getattr(errno, "EDQUOT", errno.ENOSPC)}
_BUSY = {errno.EBUSY, getattr(errno, "ETXTBSY", errno.EBUSY), errno.EAGAIN, errno.EDEADLK}
_DENIED = {errno.EACCES, errno.EPERM, errno.EROFS}
_GONE = {errno.ENOENT, errno.ENOTDIR, errno.ESTALE if hasattr(errno, "ESTALE") else errno.ENOENT}
_WINDOWS_SHARING = {32, 33}  # another program has it open


def world_failure(error: OSError, path: str | os.PathLike[str], *, writing: bool) -> WorldFailure:
    """What the operating system said, as one of the few kinds of error the program can make a sentence of."""
    place = os.fspath(path)
    if getattr(error, "winerror", None) in _WINDOWS_SHARING or error.errno in _BUSY:
        return Busy("open", path=place)
    if error.errno in _FULL:
        return Full("disk", path=place)
    if error.errno == errno.EFBIG:
        return TooLarge("bytes", path=place)
    if error.errno in _DENIED:
        return ReadOnly("folder", path=place) if writing else Unreadable("denied", path=place)
    if error.errno in _GONE:
        return Unreadable("missing", path=place)
    if error.errno in (errno.ELOOP, errno.EMLINK):
        return Unreadable("link", path=place)
    if error.errno in (errno.ENAMETOOLONG, errno.EINVAL):
        return Unreadable("name", path=place)
    if error.errno == errno.EISDIR:
        return Unreadable("not-a-file", path=place)
    return Unreadable("other", path=place, code=errno.errorcode.get(error.errno or 0, ""))


def write_atomically(path: str | os.PathLike[str], content: bytes | Callable[[BinaryIO], object]) -> None:
    """Put `content` (bytes, or a function that writes them to a stream) at `path`: whole, on the disk, or not at all.

    The old file stands untouched until the new one has reached the disk. A link keeps pointing where it did; the file it points at is
    replaced. Raises a WorldFailure; what the function itself raises passes through. Nothing is left behind either way.
    """
    goal = Path(os.path.realpath(path))
    if os.path.isdir(goal):
        raise Unreadable("not-a-file", path=os.fspath(path))
    temp = goal.with_name(f".{goal.name[:40]}.{secrets.token_hex(6)}.tmp")
    made = False
    try:
        flags = (
            os.O_WRONLY | os.O_CREAT | os.O_EXCL | getattr(os, "O_BINARY", 0) | getattr(os, "O_NOFOLLOW", 0) | getattr(os, "O_CLOEXEC", 0)
        )
        handle = os.open(temp, flags, 0o666)
        made = True
        with os.fdopen(handle, "wb") as stream:
            if callable(content):
                content(stream)
            else:
                stream.write(content)
            stream.flush()
            os.fsync(stream.fileno())
        with contextlib.suppress(OSError):
            os.chmod(temp, stat.S_IMODE(goal.stat().st_mode))
        try:
            os.replace(temp, goal)
        except PermissionError as error:
            if os.name == "nt" and goal.exists():  # Windows: the old file is open in a reader
                raise Busy("open", path=os.fspath(path)) from error
            raise
        made = False
        _fsync_folder(goal.parent)
    except Failure:
        raise
    except OSError as error:
        raise world_failure(error, path, writing=True) from error
    finally:
        if made:
            with contextlib.suppress(OSError):
                temp.unlink()


def _fsync_folder(folder: Path) -> None:
    """Make the new name itself lasting. Windows has no such call, and some file systems refuse it: then there is nothing to do."""
    if os.name == "nt":
        return
    with contextlib.suppress(OSError):
        handle = os.open(folder, os.O_RDONLY | getattr(os, "O_DIRECTORY", 0))
        try:
            os.fsync(handle)
        finally:
            os.close(handle)


def read_ordinary(path: str | os.PathLike[str], limit: int) -> bytes:
    """The bytes of a foreign file: an ordinary one, not a link, a device or a pipe, of at most `limit` bytes.

    Never blocks on a pipe and never reads more than the limit, whatever the file says its size is. Raises Unreadable or TooLarge.
    """
    place = os.fspath(path)
    try:
        before = os.lstat(place)
        if stat.S_ISLNK(before.st_mode):
            raise Unreadable("link", path=place)
        if not stat.S_ISREG(before.st_mode):
            raise Unreadable("not-a-file", path=place)
        if before.st_size > limit:
            raise TooLarge("bytes", path=place, limit=limit, found=before.st_size)
        flags = os.O_RDONLY
        for name in ("O_NOFOLLOW", "O_NONBLOCK", "O_CLOEXEC", "O_BINARY"):
            flags |= getattr(os, name, 0)
        with os.fdopen(os.open(place, flags), "rb") as stream:
            if not stat.S_ISREG(os.fstat(stream.fileno()).st_mode):
                raise Unreadable("not-a-file", path=place)
            data = stream.read(limit + 1)
    except OSError as error:
        raise world_failure(error, place, writing=False) from error
    except ValueError as error:  # a name with a null character
        raise Unreadable("name", path=place) from error
    if len(data) > limit:
        raise TooLarge("bytes", path=place, limit=limit, found=len(data))
    return data


# ------------------------------------------------------------------------------------------------ where a folder really lies
_NETWORK_TYPES = re.compile(
    r"(nfs\d?|cifs|smb\d?|smbfs|smb3|afpfs|afs|ncpfs|webdav|davfs2?|ceph|glusterfs|lustre|"
    r"fuse\.(sshfs|rclone|davfs2?|gvfsd-fuse|glusterfs|s3fs|google-drive-ocamlfuse|onedriver|mount_smbfs)|fuse\.?smb.*)$"
)
_CLOUD_PARTS = (
    (re.compile(r"onedrive([ -].*)?$"), "onedrive"),
    (re.compile(r"sharepoint([ -].*)?$"), "onedrive"),
    (re.compile(r"dropbox([ (].*)?$"), "dropbox"),
    (re.compile(r"(iclouddrive|icloud drive|com~apple~clouddocs)$"), "icloud"),
    (re.compile(r"(google ?drive|googledrive-.*|my drive|min enhet|drivefs)$"), "google"),
    (re.compile(r"(nextcloud|owncloud)\d*$"), "nextcloud"),
    (re.compile(r"box sync$"), "box"),
)
_CLOUD_MARKS = (
    (".dropbox", "dropbox"),
    (".dropbox.cache", "dropbox"),
    (".nextcloudsync.log", "nextcloud"),
    (".owncloudsync.log", "nextcloud"),
)


def network_or_cloud(
    path: str | os.PathLike[str],
    *,
    platform: str = sys.platform,
    environ: Mapping[str, str] = os.environ,
    mounts: str | None = None,
    home: str | None = None,
) -> str | None:
    """Why a live library must not lie at `path` (it need not exist yet), or None when it lies on a disk of this machine.

    "network", or the service that copies the folder: "onedrive", "dropbox", "icloud", "google", "nextcloud", "box", "cloud". Folder names
    are judged as such, so a folder somebody merely named Dropbox is taken for one: the mistake costs a question, its opposite a library.
    """
    given = os.fspath(path)
    windows = platform == "win32"
    if _is_unc(given) and (windows or given.startswith("\\\\")):
        return "network"
    resolved = given if windows and os.name != "nt" else os.path.realpath(given)
    if windows and _is_unc(resolved):
        return "network"
    if cloud := _cloud(resolved, windows, platform, environ, home):
        return cloud
    if windows:
        return "network" if _windows_drive_is_remote(resolved) else None
    table = mounts if mounts is not None else _mount_table(platform)
    return "network" if _NETWORK_TYPES.match(_mount_type(resolved, table)) else None


def _is_unc(path: str) -> bool:
    plain = path.replace("/", "\\")
    return plain.startswith("\\\\?\\UNC\\") or (plain.startswith("\\\\") and plain[2:3] not in ("?", ".", ""))


def _cloud(path: str, windows: bool, platform: str, environ: Mapping[str, str], home: str | None) -> str | None:
    plain = path.replace("\\", "/") if windows else path
    low = plain.casefold()
    for name in ("OneDrive", "OneDriveCommercial", "OneDriveConsumer"):
        root = environ.get(name, "").replace("\\", "/").rstrip("/").casefold()
        if root and (low == root or low.startswith(root + "/")):
            return "onedrive"
    parts = [part for part in low.split("/") if part]
    if platform == "darwin" and "library" in parts:
        after = parts[parts.index("library") + 1 :]
        if after[:1] == ["mobile documents"]:
            return "icloud"
        if after[:1] == ["cloudstorage"] and len(after) > 1:
            return next((service for shape, service in _CLOUD_PARTS if shape.match(after[1])), "cloud")
    for part in parts:
        for shape, service in _CLOUD_PARTS:
            if shape.match(part):
                return service
    folder = Path(path)
    stop = Path(home) if home else Path.home()
    for up in (folder, *folder.parents):
        if up in (stop, stop.parent):
            break  # marks in the home folder itself are settings of the service, not a folder it copies
        for mark, service in _CLOUD_MARKS:
            with contextlib.suppress(OSError, ValueError):
                if (up / mark).exists():
                    return service
    return None


def _windows_drive_is_remote(path: str) -> bool:
    drive = os.path.splitdrive(path)[0]
    if os.name != "nt" or not drive:
        return False
    import ctypes

    remote = 4  # DRIVE_REMOTE of the Windows API
    kind: int = ctypes.windll.kernel32.GetDriveTypeW(drive + "\\")  # type: ignore[attr-defined,unused-ignore]
    return kind == remote


def _mount_table(platform: str) -> str:
    """What is mounted where, in the form of /proc/mounts ("source place type options"), or "" when it cannot be known."""
    if platform == "darwin":
        import subprocess  # elsewhere a window starts without it

        with contextlib.suppress(OSError, subprocess.SubprocessError):
            told = subprocess.run(["/sbin/mount"], capture_output=True, text=True, timeout=3, check=False).stdout
            lines = re.findall(r"^(.+?) on (.+) \((\w+)", told, re.MULTILINE)
            return "\n".join(f"{_escaped(source)} {_escaped(place)} {kind} -" for source, place, kind in lines)
        return ""
    with contextlib.suppress(OSError):
        return Path("/proc/mounts").read_text("utf-8", "surrogateescape")
    return ""


def _escaped(text: str) -> str:
    return text.replace("\\", "\\134").replace(" ", "\\040")


def _mount_type(path: str, table: str) -> str:
    """The file system type of the mount that `path` lies on: the deepest one, and the last of several on the same place."""
    best, found = -1, ""
    for line in table.splitlines():
        fields = line.split(" ")
        if len(fields) < 3:
            continue
        place = re.sub(r"\\([0-7]{3})", lambda m: chr(int(m[1], 8)), fields[1])
        inside = path == place or path.startswith(place.rstrip("/") + "/")
        if inside and len(place) >= best:
            best, found = len(place), fields[2]
    return found


def sized(count: int) -> tuple[float, str]:
    """A number of bytes as a person reads it: (64.0, "MB"), (1.4, "kB"), (812, "B"). Decimal units; three figures at most."""
    value, unit = float(count), "B"
    for unit in ("B", "kB", "MB", "GB", "TB"):
        if value < 999.5 or unit == "TB":
            break
        value /= 1000
    return (round(value, 1) if value < 99.95 and unit != "B" else float(round(value))), unit
