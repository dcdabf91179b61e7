"""A double-click on a session file opens Verkstad: told to the system for this user alone, and taken back without a trace.

Linux: a desktop entry, a MIME package and icons below XDG_DATA_HOME (freedesktop.org: Desktop Entry 1.5, Shared MIME-info 0.21, Icon Theme
0.13). Windows: keys below HKEY_CURRENT_USER\\Software\\Classes. macOS reads it in the bundle itself; there is nothing to do there.
What is asked is what the system has, never what was once chosen.
"""

from __future__ import annotations

import contextlib
import html
import os
import shutil
import subprocess
import sys
from collections.abc import Iterator, Mapping, Sequence
from pathlib import Path
from typing import Protocol

from verkstad import resources
from verkstad.app.saving import save_file
from verkstad.files import world_failure
from verkstad.i18n import N_, language

MIME = "application/x-verkstad-session"
SUFFIX = ".verkstad"
DESKTOP_NAME = "verkstad"  # also what the window says it belongs to
PROGRAM_ID = "Verkstad.Session"
CLASSES = "Software\\Classes"
ICON_SIZES = (16, 24, 32, 48, 64, 128, 256)
UPDATE_SECONDS = 20


def offered(platform: str = sys.platform) -> bool:
    """Whether there is something to choose on this system."""
    return platform == "win32" or platform.startswith(("linux", "freebsd"))


def launcher() -> tuple[str, ...]:
    """The command that starts this very program, installed or from a checkout; the path of a file may follow it."""
    program = Path(sys.executable)
    if getattr(sys, "frozen", False):
        if program.stem == "verkstad-console":  # its twin shows no empty console beside the window
            program = program.with_stem("verkstad")
        return (str(program),)
    quiet = program.with_name("pythonw.exe")
    if sys.platform == "win32" and quiet.exists():
        program = quiet
    root = str(Path(__file__).resolve().parents[2])
    return (str(program), "-c", f"import sys; sys.path.append({root!r}); from verkstad.cli import main; main()")


class Registry(Protocol):
    """The part of the Windows registry that belongs to the user: text values of keys. The name "" is the key's own value."""

    def read(self, key: str, name: str) -> str | None: ...

    def write(self, key: str, name: str, text: str) -> None: ...

    def drop(self, key: str, name: str) -> None:
        """Remove a value; nothing happens when it is not there."""

    def drop_empty(self, key: str) -> None:
        """Remove a key that holds neither values nor keys; any other stays."""

    def announce(self) -> None:
        """Tell the desktop that what opens what has changed."""


def associate(executable: Sequence[str], registry: Registry | None = None) -> None:
    """Let `executable` (a command, see `launcher`) open session files for this user. Raises a WorldFailure; then nothing is left of the attempt."""
    registry = registry or _own_registry()
    try:
        if registry is None:
            _tell_desktop(executable)
        else:
            _tell_registry(registry, executable)
    except BaseException:
        with contextlib.suppress(Exception):
            forget(registry)
        raise


def forget(registry: Registry | None = None) -> None:
    """Take back what `associate` told the system. Raises a WorldFailure."""
    registry = registry or _own_registry()
    if registry is None:
        _untell_desktop()
    else:
        _untell_registry(registry)


def is_associated(executable: Sequence[str], registry: Registry | None = None) -> bool:
    """Whether the system opens session files with this very program: another copy, or one that has moved, does not count."""
    registry = registry or _own_registry()
    if registry is not None:
        try:
            return (
                registry.read(f"{CLASSES}\\{SUFFIX}", "") == PROGRAM_ID
                and registry.read(f"{CLASSES}\\{PROGRAM_ID}\\shell\\open\\command", "") == _windows_command(executable)
            )  # fmt: skip
        except OSError:
            return False
    try:
        entry = _entry().read_text("utf-8")
        return f"Exec={_desktop_command(executable)}" in entry.splitlines() and _package().is_file()
    except (OSError, ValueError):
        return False


# ------------------------------------------------------------------------------------------------ Linux


def _data_home() -> Path:
    """XDG_DATA_HOME; a relative one counts as none (XDG Base Directory 0.8)."""
    given = os.environ.get("XDG_DATA_HOME", "")
    return Path(given) if os.path.isabs(given) else Path.home() / ".local" / "share"


def _entry() -> Path:
    return _data_home() / "applications" / f"{DESKTOP_NAME}.desktop"


def _package() -> Path:
    return _data_home() / "mime" / "packages" / f"{DESKTOP_NAME}.xml"


def _icons() -> Iterator[tuple[str, Path]]:
    """(bundled file, where it goes in the user's icon theme)."""
    theme = _data_home() / "icons" / "hicolor"
    for source, place in (("verkstad", f"apps/{DESKTOP_NAME}"), ("verkstad-document", f"mimetypes/{MIME.replace('/', '-')}")):
        for size in ICON_SIZES:
            yield f"icons/program/{source}-{size}.png", theme / f"{size}x{size}" / f"{place}.png"
        yield f"icons/{source}.svg", theme / "scalable" / f"{place}.svg"


def _tell_desktop(executable: Sequence[str]) -> None:
    for source, place in _icons():
        _put(place, resources.path(source).read_bytes())
    _put(_package(), _mime_package().encode())
    _put(_entry(), _desktop_entry(executable).encode())
    _refresh()


def _untell_desktop() -> None:
    for place in (_entry(), _package(), *(place for _, place in _icons())):
        try:
            place.unlink()
        except (FileNotFoundError, NotADirectoryError):
            continue
        except OSError as error:
            raise world_failure(error, place, writing=True) from error
    _refresh()
    for place in (_entry(), _package(), *(place for _, place in _icons())):
        with contextlib.suppress(OSError):
            place.parent.rmdir()  # only an empty one goes


def _put(place: Path, content: bytes) -> None:
    try:
        place.parent.mkdir(parents=True, exist_ok=True)
    except OSError as error:
        raise world_failure(error, place, writing=True) from error
    save_file(place, content)


def _desktop_entry(executable: Sequence[str]) -> str:
    purpose = N_("Plan a workshop, print what the room works on, and take care of what comes out of it")
    swedish, english = (language(code).gettext(purpose) for code in ("sv", "en"))
    return "\n".join(
        (
            "[Desktop Entry]",
            "Type=Application",
            "Name=Verkstad",
            f"Comment={english}",
            f"Comment[sv]={swedish}",
            f"Exec={_desktop_command(executable)}",
            f"Icon={DESKTOP_NAME}",
            f"MimeType={MIME};",
            "Categories=Office;ProjectManagement;",
            "Terminal=false",
            "StartupNotify=true",
            "StartupWMClass=Verkstad",
            "",
        )
    )


def _desktop_command(executable: Sequence[str]) -> str:
    """The command as an Exec line takes it: quoted, its own signs escaped, the values of strings escaped once more, and %f for the file."""
    words = []
    for word in executable:
        quoted = "".join("\\" + sign if sign in '"`$\\' else sign for sign in word)
        words.append('"' + quoted.replace("\\", "\\\\").replace("%", "%%").replace("\n", "\\n") + '"')
    return " ".join([*words, "%f"])


def _mime_package() -> str:
    swedish, english = (html.escape(language(code).gettext("Session file")) for code in ("sv", "en"))
    return (
        '<?xml version="1.0" encoding="UTF-8"?>\n'
        '<mime-info xmlns="http://www.freedesktop.org/standards/shared-mime-info">\n'
        f'  <mime-type type="{MIME}">\n'
        f"    <comment>{english}</comment>\n"
        f'    <comment xml:lang="sv">{swedish}</comment>\n'
        '    <sub-class-of type="application/zip"/>\n'
        f'    <glob pattern="*{SUFFIX}"/>\n'
        "  </mime-type>\n"
        "</mime-info>\n"
    )


def _refresh() -> None:
    """Let the desktop read it anew, with the tools it has."""
    home = _data_home()
    with contextlib.suppress(OSError):
        os.utime(home / "icons" / "hicolor")  # a newer folder makes a cache of icons stale
    _run("update-mime-database", home / "mime")
    if not _run("update-desktop-database", home / "applications"):
        _index(home / "applications" / "mimeinfo.cache")


def _run(tool: str, folder: Path) -> bool:
    """Whether the desktop has the tool. What it says is not ours to tell: the files it reads are in place."""
    found = shutil.which(tool)
    if found is not None and folder.is_dir():
        with contextlib.suppress(OSError, subprocess.SubprocessError):
            subprocess.run([found, os.fspath(folder)], env=_plain_environment(), capture_output=True, timeout=UPDATE_SECONDS, check=False)
    return found is not None


def _index(cache: Path) -> None:
    """What update-desktop-database would have written about this entry: without it GNOME's programs do not find what opens a file."""
    head, ours = "[MIME Cache]", f"{MIME}={DESKTOP_NAME}.desktop;"
    try:
        before = cache.read_text("utf-8").splitlines() if cache.is_file() else [head]
        after = [line for line in before if line != ours] + ([ours] if _entry().is_file() else [])
        if after != [head]:
            save_file(cache, "\n".join([*after, ""]).encode())
        elif cache.is_file():
            cache.unlink()
    except OSError as error:
        raise world_failure(error, cache, writing=True) from error


def _plain_environment() -> Mapping[str, str]:
    """The person's own: an installed program puts its libraries first, which a tool of the system must not load."""
    kept = {name: value for name, value in os.environ.items() if name != "LD_LIBRARY_PATH"}
    if "LD_LIBRARY_PATH_ORIG" in os.environ:
        kept["LD_LIBRARY_PATH"] = os.environ["LD_LIBRARY_PATH_ORIG"]
    elif not getattr(sys, "frozen", False) and "LD_LIBRARY_PATH" in os.environ:
        kept["LD_LIBRARY_PATH"] = os.environ["LD_LIBRARY_PATH"]
    return kept


# ------------------------------------------------------------------------------------------------ Windows


def _windows_command(executable: Sequence[str]) -> str:
    """The command of an open verb; every word is quoted, a path with spaces too, and the file's place is "%1"."""
    words = [subprocess.list2cmdline([word]) for word in executable]
    return " ".join([*(word if word.startswith('"') else f'"{word}"' for word in words), '"%1"'])


def _tell_registry(registry: Registry, executable: Sequence[str]) -> None:
    program, suffix = f"{CLASSES}\\{PROGRAM_ID}", f"{CLASSES}\\{SUFFIX}"
    try:
        registry.write(program, "", "Verkstad")
        registry.write(f"{program}\\DefaultIcon", "", f'"{resources.path("icons/program/verkstad-document.ico")}",0')
        registry.write(f"{program}\\shell\\open\\command", "", _windows_command(executable))
        registry.write(f"{suffix}\\OpenWithProgids", PROGRAM_ID, "")
        registry.write(suffix, "Content Type", MIME)
        registry.write(suffix, "", PROGRAM_ID)
        registry.announce()
    except OSError as error:
        raise world_failure(error, CLASSES, writing=True) from error


def _untell_registry(registry: Registry) -> None:
    program, suffix = f"{CLASSES}\\{PROGRAM_ID}", f"{CLASSES}\\{SUFFIX}"
    try:
        registry.drop(f"{suffix}\\OpenWithProgids", PROGRAM_ID)
        if registry.read(suffix, "") == PROGRAM_ID:  # another program may have taken it since
            registry.drop(suffix, "")
        if registry.read(suffix, "Content Type") == MIME:
            registry.drop(suffix, "Content Type")
        for key in (f"{program}\\shell\\open\\command", f"{program}\\DefaultIcon", program):
            registry.drop(key, "")
        inner = ("\\shell\\open\\command", "\\shell\\open", "\\shell", "\\DefaultIcon", "")
        for key in (*(program + below for below in inner), f"{suffix}\\OpenWithProgids", suffix):
            registry.drop_empty(key)
        registry.announce()
    except OSError as error:
        raise world_failure(error, CLASSES, writing=True) from error


def _own_registry() -> Registry | None:
    if sys.platform == "win32":
        return _UsersRegistry()
    else:
        return None


if sys.platform == "win32":
    import winreg

    class _UsersRegistry:
        """HKEY_CURRENT_USER."""

        def read(self, key: str, name: str) -> str | None:
            try:
                with winreg.OpenKey(winreg.HKEY_CURRENT_USER, key) as opened:
                    value, kind = winreg.QueryValueEx(opened, name)
            except FileNotFoundError:
                return None
            return value if kind == winreg.REG_SZ else None

        def write(self, key: str, name: str, text: str) -> None:
            with winreg.CreateKey(winreg.HKEY_CURRENT_USER, key) as opened:
                winreg.SetValueEx(opened, name, 0, winreg.REG_SZ, text)

        def drop(self, key: str, name: str) -> None:
            with (
                contextlib.suppress(FileNotFoundError),
                winreg.OpenKey(winreg.HKEY_CURRENT_USER, key, 0, winreg.KEY_SET_VALUE) as opened,
            ):
                winreg.DeleteValue(opened, name)

        def drop_empty(self, key: str) -> None:
            with contextlib.suppress(FileNotFoundError):
                with winreg.OpenKey(winreg.HKEY_CURRENT_USER, key) as opened:
                    keys, values, _ = winreg.QueryInfoKey(opened)
                if not keys and not values:
                    winreg.DeleteKey(winreg.HKEY_CURRENT_USER, key)

        def announce(self) -> None:
            import ctypes

            changed, flush = 0x08000000, 0x0000  # SHCNE_ASSOCCHANGED, SHCNF_IDLIST
            ctypes.windll.shell32.SHChangeNotify(changed, flush, None, None)
