"""The two commands of the README on a Debian 12 that has python3 and nothing else: no Qt libraries, no venv, no desktop."""

from __future__ import annotations

import os
import re
import shutil
import subprocess
import sys
import tempfile
import time
from collections.abc import Iterator
from pathlib import Path

import pytest

ROOT = Path(__file__).resolve().parents[2]
CHECKOUT = "/srv/verkstad"
NOT_COPIED = shutil.ignore_patterns(".git", ".venv", "build", "dist", "out", "shots", "__pycache__", ".*_cache", ".hypothesis")
# How this machine reaches the network; a machine of one's own has it as well. Everything else in the chroot is Debian's.
NETWORK = ["/etc/resolv.conf", "/etc/pip.conf", "/root/.config/pip/pip.conf", "/root/.pip/pip.conf"]
# Whom this machine trusts. A file of its own: Debian's ca-certificates writes its own bundle anew when it is installed.
TRUSTED, TRUSTED_THERE = Path("/etc/ssl/certs/ca-certificates.crt"), "/etc/trusted-by-this-machine.pem"
# Mounts that vanish with the process, then the command in the checkout as the user asked for: root, user, checkout, command.
ENTER = """
root=$1; user=$2; checkout=$3; shift 3
mount -t proc proc "$root/proc"
mount -t tmpfs tmpfs "$root/dev/shm"
exec chroot --userspec="$user" "$root" sh -c 'cd "$0"; exec "$@"' "$checkout" "$@"
"""

pytestmark = [
    pytest.mark.slow,
    pytest.mark.skipif(not (sys.platform == "linux" and os.geteuid() == 0), reason="a chroot takes root on Linux"),
]


class Debian:
    """A Debian of its own below `folder`."""

    def __init__(self, folder: Path) -> None:
        self.folder = folder

    def run(self, *command: str, user: str = "root") -> subprocess.CompletedProcess[str]:
        """Run a command in the checkout, as root or another; both streams come back as one text."""
        network = {k: v for k, v in os.environ.items() if k.startswith("PIP_") or k.lower().endswith("_proxy")}
        if TRUSTED.is_file():
            network["PIP_CERT"] = TRUSTED_THERE
        home = "/root" if user == "root" else "/tmp"
        return subprocess.run(
            ["unshare", "--mount", "--propagation", "private", "sh", "-ec", ENTER, "sh", str(self.folder), user, CHECKOUT, *command],
            env={**network, "PATH": "/usr/sbin:/usr/bin:/sbin:/bin", "HOME": home, "LC_ALL": "C.UTF-8"},
            stdout=subprocess.PIPE,
            stderr=subprocess.STDOUT,
            text=True,
            encoding="utf-8",
            errors="replace",
        )


@pytest.fixture(scope="module")
def debian() -> Iterator[Debian]:
    if shutil.which("debootstrap") is None:
        subprocess.run(["apt-get", "install", "--yes", "--quiet", "debootstrap"], check=True, capture_output=True)
    folder = Path(tempfile.mkdtemp(prefix="verkstad-debian-"))
    folder.chmod(0o755)  # the root of a system is everybody's
    try:
        made = subprocess.run(
            ["debootstrap", "--variant=minbase", "--include=python3", "bookworm", str(folder)], capture_output=True, text=True
        )
        assert made.returncode == 0, made.stdout + made.stderr
        for name, there in [*((name, name) for name in NETWORK), (str(TRUSTED), TRUSTED_THERE)]:
            if Path(name).is_file():
                target = folder / there.lstrip("/")
                target.parent.mkdir(parents=True, exist_ok=True)
                shutil.copyfile(name, target)
        shutil.copytree(ROOT, folder / CHECKOUT.lstrip("/"), ignore=NOT_COPIED)
        yield Debian(folder)
    finally:
        shutil.rmtree(folder, ignore_errors=True)


def test_a_bare_debian_is_set_up_and_runs_both_commands_of_the_readme(debian: Debian) -> None:
    checkout = debian.folder / CHECKOUT.lstrip("/")

    # Somebody without the rights to install is told the one line, and nothing is begun.
    subprocess.run(["chown", "-R", "nobody", str(checkout)], check=True)
    told = debian.run("python3", "dev.py", "setup", user="nobody")
    assert told.returncode == 1, told.stdout
    lines = re.findall(r"^\s*sudo apt-get install --yes (.+)$", told.stdout, re.MULTILINE)
    assert len(lines) == 1, told.stdout
    assert {"python3.11-venv", "libegl1", "libxkbcommon0", "libxcb-cursor0"} <= set(lines[0].split())
    assert not (checkout / ".venv").exists()

    # Root gets everything.
    made = debian.run("python3", "dev.py", "setup")
    assert made.returncode == 0, made.stdout
    assert (checkout / ".venv" / ".ready").is_file()

    # The line names everything: nothing was asked for in a second round.
    assert made.stdout.count("Installing packages of the system") == 1, made.stdout

    # The second time it begins at once, and it does as the one who could install nothing, too.
    started = time.monotonic()
    again = debian.run("python3", "dev.py", "setup", user="nobody")
    seconds = time.monotonic() - started
    assert again.returncode == 0, again.stdout
    assert "Making" not in again.stdout
    print(f"second start {seconds:.2f} s")
    assert seconds < 2

    # A .venv that was not finished is made anew.
    (checkout / ".venv" / ".ready").unlink()
    rebuilt = debian.run("python3", "dev.py", "setup")
    assert rebuilt.returncode == 0, rebuilt.stdout
    assert "Removing a .venv" in rebuilt.stdout

    demo = debian.run("python3", "dev.py", "demo", "--no-window", "--out", "/tmp/demo")
    assert demo.returncode == 0, demo.stdout
    made_files = {path.suffix for path in (debian.folder / "tmp" / "demo").rglob("*")}
    assert {".pdf", ".verkstad"} <= made_files, demo.stdout

    tests = debian.run("python3", "dev.py", "test")
    assert tests.returncode == 0, tests.stdout[-6000:]
