"""What `demo` and `print` put in a folder: sheets, the pack and a session file, from a library to files."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from pathlib import Path

from verkstad.app.exchange import export_session
from verkstad.app.printing import PACK, PrintWish, job_of, sheet_names
from verkstad.app.workbench import Bench
from verkstad.app.workshops import workshops
from verkstad.domain.fields import Id
from verkstad.files import write_atomically
from verkstad.i18n import Language

SUFFIX = ".verkstad"


def clear(out: Path, library: Path) -> None:
    """Take away what an earlier demonstration made, and only that."""
    (out / "print").mkdir(parents=True, exist_ok=True)
    library.parent.mkdir(parents=True, exist_ok=True)
    for old in [*(out / "print").glob("*.pdf"), *out.glob(f"*{SUFFIX}")]:
        old.unlink()
    for old in (library, *(library.with_name(library.name + end) for end in ("-wal", "-shm"))):
        old.unlink(missing_ok=True)


def make(bench: Bench, out: Path, speaks: Language, today: str) -> Iterator[Path]:
    """Every sheet and the pack of the workshop that is led today, those of its initiative, and a session file; each path when it is written."""
    lines = bench.ask(workshops)
    chosen = next((w for w in lines if w.first == today), lines[0])
    wish = PrintWish(language=speaks.code)
    yield from printed(bench, chosen.id, [name for name, _ in sheet_names(speaks, "workshop")], out / "print", wish, today)
    if chosen.initiative:
        yield from printed(bench, chosen.initiative, [name for name, _ in sheet_names(speaks, "initiative")], out / "print", wish, today)
    session = out / f"{safe_name(chosen.title)}{SUFFIX}"
    export_session(bench, session, workshop=chosen.id, without_participants=True)
    yield session


def printed(bench: Bench, subject: Id, sheets: Sequence[str], out: Path, wish: PrintWish, today: str) -> Iterator[Path]:
    """One file a sheet and paper, of a workshop or an initiative: `runsheet.pdf`, and `pack-a4.pdf` and `pack-a3.pdf` where both are needed."""
    from verkstad.documents.press import press  # reportlab is loaded with the first print

    out.mkdir(parents=True, exist_ok=True)
    for name in sheets:
        job = job_of(bench.library, subject, _of(wish, PACK if name == "pack" else (name,)), today=today)
        pressed = press(job)
        for paper, content in pressed.files.items():
            path = out / (f"{name}-{paper}.pdf" if len(pressed.files) > 1 else f"{name}.pdf")
            write_atomically(path, content)
            yield path


def safe_name(title: str) -> str:
    """A title as the name of a file on every system."""
    kept = "".join(c if c.isalnum() or c in " -_" else " " for c in title)
    return " ".join(kept.split())[:80] or "workshop"


def _of(wish: PrintWish, sheets: tuple[str, ...]) -> PrintWish:
    from dataclasses import replace

    return replace(wish, sheets=sheets)
