"""A double-click on a session file: what is told to the system, for this user alone, and taken back."""

from __future__ import annotations

import configparser
import shlex
import subprocess
import sys
import xml.etree.ElementTree as ElementTree
from collections.abc import Callable
from pathlib import Path

import pytest

from verkstad.app import association
from verkstad.domain.errors import ReadOnly, WorldFailure

COMMAND = ("/usr/local/Mina program/verk$tad 100%", "-c", 'säg("hej"); a\\b')


@pytest.fixture
def home(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    """A user's own data folder, on a desktop without tools of its own."""
    monkeypatch.setattr(sys, "platform", "linux")
    monkeypatch.setenv("XDG_DATA_HOME", str(tmp_path / "data"))
    monkeypatch.setattr(association.shutil, "which", lambda name: None)
    return tmp_path / "data"


def _files(folder: Path) -> set[str]:
    return {path.relative_to(folder).as_posix() for path in folder.rglob("*") if path.is_file()}


def test_the_desktop_is_told_what_opens_a_session_file(home: Path) -> None:
    assert not association.is_associated(COMMAND)
    association.associate(COMMAND)
    assert association.is_associated(COMMAND)
    entry = configparser.RawConfigParser()
    entry.optionxform = str  # type: ignore[assignment, method-assign]
    entry.read(home / "applications" / "verkstad.desktop", "utf-8")
    told = entry["Desktop Entry"]
    assert told["MimeType"] == "application/x-verkstad-session;"
    assert told["Icon"] == "verkstad"
    assert told["Comment[sv]"] != told["Comment"]
    package = ElementTree.parse(home / "mime" / "packages" / "verkstad.xml")
    space = "{http://www.freedesktop.org/standards/shared-mime-info}"
    kind = package.find(f"{space}mime-type")
    assert kind is not None and kind.get("type") == "application/x-verkstad-session"
    assert [glob.get("pattern") for glob in kind.findall(f"{space}glob")] == ["*.verkstad"]
    assert (home / "icons/hicolor/48x48/mimetypes/application-x-verkstad-session.png").read_bytes().startswith(b"\x89PNG")
    assert (home / "icons/hicolor/scalable/apps/verkstad.svg").is_file()


def test_the_command_survives_the_quoting_of_a_desktop_entry(home: Path) -> None:
    association.associate(COMMAND)
    line = next(x for x in (home / "applications/verkstad.desktop").read_text("utf-8").splitlines() if x.startswith("Exec="))
    value = line.removeprefix("Exec=").replace("\\\\", "\\")  # a string value first, then the quoting of Exec, which is the shell's
    *words, file = shlex.split(value.replace("\\$", "$").replace("%%", "%"))
    assert tuple(words) == COMMAND
    assert file == "%f"


def test_what_was_told_is_taken_back_and_what_others_told_stays(home: Path) -> None:
    foreign = home / "mime" / "packages" / "other.xml"
    foreign.parent.mkdir(parents=True)
    foreign.write_text("<x/>", "utf-8")
    association.associate(COMMAND)
    association.forget()
    assert not association.is_associated(COMMAND)
    assert _files(home) == {"mime/packages/other.xml"}
    association.forget()  # twice is no mistake


def test_without_its_tool_the_index_of_the_desktop_is_kept_and_lines_of_others_stay(home: Path) -> None:
    index = home / "applications" / "mimeinfo.cache"
    association.associate(COMMAND)
    assert index.read_text("utf-8") == "[MIME Cache]\napplication/x-verkstad-session=verkstad.desktop;\n"
    index.write_text("[MIME Cache]\ntext/csv=other.desktop;\n", "utf-8")
    association.associate(COMMAND)
    association.associate(COMMAND)
    assert index.read_text("utf-8").count("verkstad.desktop") == 1
    association.forget()
    assert index.read_text("utf-8") == "[MIME Cache]\ntext/csv=other.desktop;\n"


def test_another_copy_of_the_program_does_not_count_and_can_be_replaced(home: Path) -> None:
    association.associate(("/opt/gammal/verkstad",))
    assert not association.is_associated(COMMAND)
    association.associate(COMMAND)
    assert association.is_associated(COMMAND)
    assert not association.is_associated(("/opt/gammal/verkstad",))


def test_a_place_that_cannot_be_written_leaves_nothing_behind(home: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    put: Callable[[Path, bytes], None] = association.save_file

    def refuse(path: Path, content: bytes) -> None:
        if path.suffix == ".desktop":
            raise ReadOnly("folder", path=str(path))
        put(path, content)

    monkeypatch.setattr(association, "save_file", refuse)
    with pytest.raises(ReadOnly):
        association.associate(COMMAND)
    assert not _files(home)
    assert not association.is_associated(COMMAND)


def test_a_file_where_a_folder_should_be_is_a_failure_that_can_be_told(home: Path) -> None:
    home.mkdir()
    (home / "mime").write_text("", "utf-8")
    with pytest.raises(WorldFailure):
        association.associate(COMMAND)
    assert _files(home) == {"mime"}


def test_a_relative_data_home_counts_as_none(home: Path, tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("XDG_DATA_HOME", "data")
    monkeypatch.setattr(Path, "home", lambda: tmp_path / "hem")
    association.associate(COMMAND)
    assert (tmp_path / "hem/.local/share/applications/verkstad.desktop").is_file()


def test_the_tools_of_the_desktop_are_run_on_the_users_folders_alone(home: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    ran: list[list[str]] = []
    monkeypatch.setattr(association.shutil, "which", lambda name: f"/bin/{name}")
    monkeypatch.setattr(association.subprocess, "run", lambda command, **more: ran.append(command))
    association.associate(COMMAND)
    assert ran == [["/bin/update-mime-database", str(home / "mime")], ["/bin/update-desktop-database", str(home / "applications")]]


def test_the_launcher_of_a_checkout_starts_the_program_from_anywhere(tmp_path: Path) -> None:
    told = subprocess.run([*association.launcher(), "--version"], cwd=tmp_path, capture_output=True, text=True, check=True)
    assert told.stdout.startswith("Verkstad")


def test_the_launcher_of_the_installed_program_is_the_one_with_a_window(monkeypatch: pytest.MonkeyPatch, tmp_path: Path) -> None:
    monkeypatch.setattr(sys, "frozen", True, raising=False)
    monkeypatch.setattr(sys, "executable", str(tmp_path / "verkstad-console.exe"))
    assert association.launcher() == (str(tmp_path / "verkstad.exe"),)


def test_nothing_is_offered_where_the_bundle_says_it_all() -> None:
    assert association.offered("linux") and association.offered("win32")
    assert not association.offered("darwin")


# ------------------------------------------------------------------------------------------------ Windows


class Notebook:
    """A registry in memory: keys with their values. Keys above a written one are made with it, as the real one does."""

    def __init__(self, *, refuse: str = "") -> None:
        self.keys: dict[str, dict[str, str]] = {}
        self.refuse = refuse
        self.announced = 0

    def read(self, key: str, name: str) -> str | None:
        return self.keys.get(key, {}).get(name)

    def write(self, key: str, name: str, text: str) -> None:
        if self.refuse and key.endswith(self.refuse):
            raise PermissionError(13, "denied")
        parts = key.split("\\")
        for end in range(1, len(parts) + 1):
            self.keys.setdefault("\\".join(parts[:end]), {})
        self.keys[key][name] = text

    def drop(self, key: str, name: str) -> None:
        self.keys.get(key, {}).pop(name, None)

    def drop_empty(self, key: str) -> None:
        if not self.keys.get(key) and not any(other.startswith(key + "\\") for other in self.keys):
            self.keys.pop(key, None)

    def announce(self) -> None:
        self.announced += 1


WINDOWS = ("C:\\Program Files\\Verkstad\\verkstad.exe",)


def test_the_registry_is_told_and_the_desktop_hears_of_it() -> None:
    registry = Notebook()
    assert not association.is_associated(WINDOWS, registry)
    association.associate(WINDOWS, registry)
    assert association.is_associated(WINDOWS, registry)
    classes = "Software\\Classes"
    assert registry.read(f"{classes}\\.verkstad", "") == "Verkstad.Session"
    assert registry.read(f"{classes}\\Verkstad.Session\\shell\\open\\command", "") == f'"{WINDOWS[0]}" "%1"'
    icon = registry.read(f"{classes}\\Verkstad.Session\\DefaultIcon", "")
    assert icon is not None and Path(icon.removesuffix(",0").strip('"')).is_file()
    assert registry.announced == 1


def test_the_registry_is_as_it_was_afterwards() -> None:
    registry = Notebook()
    registry.write("Software\\Classes\\.csv", "", "Another.Program")
    before = {key: dict(values) for key, values in registry.keys.items()}
    association.associate(WINDOWS, registry)
    association.forget(registry)
    assert registry.keys == before


def test_a_suffix_that_another_program_has_taken_since_is_left_to_it() -> None:
    registry = Notebook()
    association.associate(WINDOWS, registry)
    registry.write("Software\\Classes\\.verkstad", "", "Another.Program")
    assert not association.is_associated(WINDOWS, registry)
    association.forget(registry)
    assert registry.keys["Software\\Classes\\.verkstad"] == {"": "Another.Program"}
    assert not any("Verkstad.Session" in key for key in registry.keys)


def test_a_registry_that_refuses_is_a_failure_that_can_be_told_and_nothing_is_left() -> None:
    registry = Notebook(refuse="\\.verkstad")
    registry.keys["Software\\Classes"] = {}
    registry.keys["Software"] = {}
    with pytest.raises(WorldFailure):
        association.associate(WINDOWS, registry)
    assert set(registry.keys) == {"Software", "Software\\Classes"}
