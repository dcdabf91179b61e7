"""A report as a document to send on: Word, Markdown, or plain text to paste."""

from __future__ import annotations

from collections.abc import Mapping
from pathlib import Path

from verkstad.app.people import person_line
from verkstad.app.workbench import Bench
from verkstad.domain.fields import Id
from verkstad.domain.following import Report
from verkstad.files import write_atomically
from verkstad.i18n import language
from verkstad.storage.library import Reading

FORMATS = ("docx", "md", "txt")
Drawn = Mapping[Id, tuple[bytes, float, float]]


def report_file(
    library: Reading, initiative: Id, report: Id, form: str, *, today: str, code: str, names: bool = True, charts: Drawn | None = None
) -> bytes:
    """An issued report, or with `report` "" the draft of today, as DOCX, Markdown or text. `charts` by measure, for Word."""
    from verkstad.app.following_paper import report_paper
    from verkstad.app.printing import role_word
    from verkstad.documents.office_docx import docx
    from verkstad.documents.office_markdown import markdown
    from verkstad.documents.report_outline import outline, plain

    if form not in FORMATS:
        raise ValueError(form)
    speaks = language(code)

    def who(person: Id | None) -> str:
        line = person_line(library, person) if person else None
        return ((names and line.name) or role_word(line, speaks)) if line else ""

    made = outline(report_paper(library, initiative, who, today, library.get(Report, report) if report else None), speaks, charts)
    return docx(made) if form == "docx" else (markdown(made) if form == "md" else plain(made)).encode()


def write_report(
    bench: Bench, initiative: Id, report: Id, path: Path, *, today: str, code: str, names: bool = True, charts: Drawn | None = None
) -> Path:
    """Write it to `path`, whole or not at all; the ending says the form."""
    form = path.suffix[1:].lower()
    write_atomically(path, report_file(bench.library, initiative, report, form, today=today, code=code, names=names, charts=charts))
    return path
