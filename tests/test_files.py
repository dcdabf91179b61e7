"""Writing whole or not at all, reading with care, and knowing a network or cloud folder."""

from __future__ import annotations

import errno
import os
from pathlib import Path

import pytest

from verkstad.domain.errors import Busy, Failure, Full, ReadOnly, TooLarge, Unreadable
from verkstad.files import network_or_cloud, read_ordinary, sized, world_failure, write_atomically


def test_a_file_is_written_whole_and_nothing_is_left_beside_it(tmp_path: Path) -> None:
    write_atomically(tmp_path / "åäö.txt", b"hej")
    assert (tmp_path / "åäö.txt").read_bytes() == b"hej"
    assert os.listdir(tmp_path) == ["åäö.txt"]


def test_a_function_may_write_the_content_itself(tmp_path: Path) -> None:
    write_atomically(tmp_path / "a", lambda stream: stream.write(b"x" * 100_000))
    assert (tmp_path / "a").stat().st_size == 100_000


def test_an_error_while_writing_leaves_the_old_file_and_no_trace(tmp_path: Path) -> None:
    goal = tmp_path / "a.pdf"
    goal.write_bytes(b"old")

    def broken(stream: object) -> None:
        stream.write(b"half")  # type: ignore[attr-defined]
        raise RuntimeError("the sheet could not be drawn")

    with pytest.raises(RuntimeError):
        write_atomically(goal, broken)
    assert goal.read_bytes() == b"old"
    assert os.listdir(tmp_path) == ["a.pdf"]


@pytest.mark.skipif(not os.path.exists("/dev/full"), reason="needs /dev/full")
def test_a_full_disk_is_said_as_such_and_leaves_the_old_file(tmp_path: Path) -> None:
    goal = tmp_path / "a"
    goal.write_bytes(b"old")

    def filled(stream: object) -> None:
        with open("/dev/full", "wb", buffering=0) as full:
            full.write(b"x")

    with pytest.raises(Full) as caught:
        write_atomically(goal, filled)
    assert caught.value.facts["path"] == str(goal)
    assert goal.read_bytes() == b"old"
    assert os.listdir(tmp_path) == ["a"]


@pytest.mark.parametrize(
    ("code", "writing", "kind"),
    [
        (errno.ENOSPC, True, Full),
        (errno.EDQUOT, True, Full),
        (errno.EROFS, True, ReadOnly),
        (errno.EACCES, True, ReadOnly),
        (errno.EACCES, False, Unreadable),
        (errno.ENOENT, True, Unreadable),
        (errno.EBUSY, True, Busy),
        (errno.ENAMETOOLONG, True, Unreadable),
        (errno.EIO, False, Unreadable),
    ],
)
def test_what_the_system_says_becomes_one_of_few_kinds(code: int, writing: bool, kind: type[Failure]) -> None:
    assert type(world_failure(OSError(code, "x"), "/a", writing=writing)) is kind


def test_a_folder_that_is_not_there_or_not_a_folder_is_one_error(tmp_path: Path) -> None:
    with pytest.raises(Unreadable):
        write_atomically(tmp_path / "no" / "a", b"")
    with pytest.raises(Unreadable):
        write_atomically(tmp_path, b"")
    (tmp_path / "file").write_bytes(b"")
    with pytest.raises(Unreadable):
        write_atomically(tmp_path / "file" / "a", b"")


def test_a_name_too_long_for_the_disk_is_an_error_of_the_world(tmp_path: Path) -> None:
    with pytest.raises(Unreadable) as caught:
        write_atomically(tmp_path / ("x" * 300), b"")
    assert caught.value.reason == "name"


@pytest.mark.skipif(os.name == "nt", reason="links and modes of POSIX")
def test_a_link_keeps_pointing_where_it_did_and_the_mode_is_kept(tmp_path: Path) -> None:
    real = tmp_path / "real"
    real.write_bytes(b"old")
    real.chmod(0o640)
    (tmp_path / "link").symlink_to(real)
    write_atomically(tmp_path / "link", b"new")
    assert (tmp_path / "link").is_symlink()
    assert real.read_bytes() == b"new"
    assert real.stat().st_mode & 0o777 == 0o640


@pytest.mark.skipif(os.name == "nt", reason="pipes of POSIX")
def test_links_pipes_devices_and_folders_are_not_read_and_nothing_blocks(tmp_path: Path) -> None:
    (tmp_path / "a").write_bytes(b"x")
    (tmp_path / "link").symlink_to(tmp_path / "a")
    os.mkfifo(tmp_path / "pipe")
    for place in (tmp_path / "link", tmp_path / "pipe", tmp_path, Path("/dev/zero"), tmp_path / "gone", "a\0b"):
        with pytest.raises(Unreadable):
            read_ordinary(place, 10)


def test_a_file_over_the_limit_is_not_read(tmp_path: Path) -> None:
    big = tmp_path / "big"
    with big.open("wb") as stream:
        stream.truncate(10**10)
    with pytest.raises(TooLarge) as caught:
        read_ordinary(big, 1000)
    assert caught.value.facts["found"] == 10**10
    (tmp_path / "ok").write_bytes(b"12345")
    assert read_ordinary(tmp_path / "ok", 5) == b"12345"


MOUNTS = "\n".join(
    [
        "/dev/sda1 / ext4 rw 0 0",
        "srv:/home /home/kim/hem\\040mapp nfs4 rw 0 0",
        "//srv/x /mnt/share cifs rw 0 0",
        "kim@host:/ /mnt/ssh fuse.sshfs rw 0 0",
        "portal /run/user/1000/doc fuse.portal rw 0 0",
        "/dev/sdb1 /mnt/share/local ext4 rw 0 0",
    ]
)


@pytest.mark.parametrize(
    ("path", "reason"),
    [
        ("/home/kim/x.sqlite", None),
        ("/home/kim/hem mapp/x.sqlite", "network"),
        ("/home/kim/hem mappar/x.sqlite", None),
        ("/mnt/share/a/b", "network"),
        ("/mnt/share/local/b", None),
        ("/mnt/ssh/x", "network"),
        ("/run/user/1000/doc/x", None),
        ("/home/kim/Dropbox/x", "dropbox"),
        ("/home/kim/Nextcloud/x", "nextcloud"),
        ("/home/kim/OneDrive - Åmåla kommun/x", "onedrive"),
    ],
)
def test_network_mounts_and_cloud_folders_of_linux_are_known(path: str, reason: str | None) -> None:
    assert network_or_cloud(path, platform="linux", environ={}, mounts=MOUNTS, home="/home/kim") == reason


@pytest.mark.parametrize(
    ("path", "reason"),
    [
        (r"\\server\share\x.sqlite", "network"),
        (r"\\?\UNC\server\share\x", "network"),
        (r"C:\Users\kim\Documents\x", None),
        (r"C:\Users\kim\OneDrive - Norrdala kommun\x", "onedrive"),
        (r"C:\Users\kim\Kommunen\x", "onedrive"),
        (r"C:\Users\kim\Kommunens\x", None),
        (r"C:\Users\kim\iCloudDrive\x", "icloud"),
        (r"G:\Min enhet\x", "google"),
        (r"C:\Users\kim\Dropbox (Privat)\x", "dropbox"),
    ],
)
def test_network_and_cloud_folders_of_windows_are_known(path: str, reason: str | None) -> None:
    environ = {"OneDriveCommercial": r"C:\Users\kim\Kommunen"}
    assert network_or_cloud(path, platform="win32", environ=environ, home=r"C:\Users\kim") == reason


@pytest.mark.parametrize(
    ("path", "reason"),
    [
        ("/Users/kim/Library/Mobile Documents/com~apple~CloudDocs/x", "icloud"),
        ("/Users/kim/Library/CloudStorage/OneDrive-Kommunen/x", "onedrive"),
        ("/Users/kim/Library/CloudStorage/Okänd/x", "cloud"),
        ("/Users/kim/Library/Application Support/x", None),
        ("/Volumes/share/x", "network"),
    ],
)
def test_network_and_cloud_folders_of_a_mac_are_known(path: str, reason: str | None) -> None:
    mounts = "/dev/disk1 / apfs -\n//srv/share /Volumes/share smbfs -"
    assert network_or_cloud(path, platform="darwin", environ={}, mounts=mounts, home="/Users/kim") == reason


def test_a_folder_that_a_service_has_marked_is_known_by_its_mark(tmp_path: Path) -> None:
    (tmp_path / ".dropbox").write_bytes(b"")
    assert network_or_cloud(tmp_path / "sub" / "x", platform="linux", environ={}, mounts="", home="/home/kim") == "dropbox"


def test_sizes_are_read_as_a_person_reads_them() -> None:
    assert [sized(n) for n in (0, 812, 999, 1000, 1449, 64_000_000, 999_960, 2_340_000_000)] == [
        (0.0, "B"), (812.0, "B"), (999.0, "B"), (1.0, "kB"), (1.4, "kB"), (64.0, "MB"), (1.0, "MB"), (2.3, "GB"),
    ]  # fmt: skip
