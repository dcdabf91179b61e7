"""A report, a request or a directive as a document to send on: Word, Markdown, or plain text to paste."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from pathlib import Path

from verkstad.app.people import person_line
from verkstad.app.workbench import Bench
from verkstad.documents.outline import Outline
from verkstad.domain.errors import Missing
from verkstad.domain.fields import Id
from verkstad.domain.following import DecisionRequest, Report
from verkstad.domain.initiative import Initiative
from verkstad.files import write_atomically
from verkstad.i18n import Language, language
from verkstad.storage.library import Reading

FORMATS = ("docx", "md", "txt")
Drawn = Mapping[Id, tuple[bytes, float, float]]


def report_file(
    library: Reading, initiative: Id, report: Id, form: str, *, today: str, code: str, names: bool = True, charts: Drawn | None = None
) -> bytes:
    """An issued report, or with `report` "" the draft of today, as DOCX, Markdown or text. `charts` by measure, for Word."""
    from verkstad.app.following_paper import report_paper
    from verkstad.documents.report_outline import outline

    speaks = language(code)
    paper = report_paper(library, initiative, _called(library, speaks, names), today, library.get(Report, report) if report else None)
    return _written(outline(paper, speaks, charts), form)


def asked_file(library: Reading, initiative: Id, row: Id, form: str, *, today: str, code: str, names: bool = True) -> bytes:
    """A request for a decision, or a decision as a directive, whichever `row` is, as DOCX, Markdown or text. Raises Missing."""
    from verkstad.app.following_paper import following_paper
    from verkstad.documents.report_outline import directive_outline, request_outline

    speaks = language(code)
    paper, title = following_paper(library, initiative, _called(library, speaks, names), today), library.need(Initiative, initiative).title
    for request in paper.requests:
        if request.id == row:
            return _written(request_outline(request, title, speaks), form)
    for directive in paper.directives:
        if directive.id == row:
            return _written(directive_outline(directive, title, speaks), form)
    raise Missing("row", kind=DecisionRequest.KIND.name, id=row)


def _called(library: Reading, speaks: Language, names: bool) -> Callable[[Id | None], str]:
    from verkstad.app.printing import role_word

    def who(person: Id | None) -> str:
        line = person_line(library, person) if person else None
        return ((names and line.name) or role_word(line, speaks)) if line else ""

    return who


def _written(made: Outline, form: str) -> bytes:
    from verkstad.documents.office_docx import docx
    from verkstad.documents.office_markdown import markdown
    from verkstad.documents.report_outline import plain

    if form not in FORMATS:
        raise ValueError(form)
    return docx(made) if form == "docx" else (markdown(made) if form == "md" else plain(made)).encode()


def write_report(
    bench: Bench, initiative: Id, report: Id, path: Path, *, today: str, code: str, names: bool = True, charts: Drawn | None = None
) -> Path:
    """Write it to `path`, whole or not at all; the ending says the form."""
    form = path.suffix[1:].lower()
    write_atomically(path, report_file(bench.library, initiative, report, form, today=today, code=code, names=names, charts=charts))
    return path


def write_asked(bench: Bench, initiative: Id, row: Id, path: Path, *, today: str, code: str, names: bool = True) -> Path:
    """Write a request or a directive to `path`, whole or not at all; the ending says the form."""
    write_atomically(path, asked_file(bench.library, initiative, row, path.suffix[1:].lower(), today=today, code=code, names=names))
    return path
