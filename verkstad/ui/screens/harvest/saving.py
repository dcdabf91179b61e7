"""The documentation as a file, straight from the harvest: as it is printed, or as a text document to go on writing in."""

from __future__ import annotations

from pathlib import Path

from verkstad import wording
from verkstad.app import printing
from verkstad.app.harvest_papers import write_documentation
from verkstad.app.saving import save_file
from verkstad.app.workshops import record_print
from verkstad.domain.errors import Failure
from verkstad.domain.fields import Id
from verkstad.domain.workshop import Workshop
from verkstad.i18n import N_
from verkstad.ui.desk import Desk

FILTERS = {"pdf": N_("PDF (*.pdf)"), "docx": N_("Word document (*.docx)"), "md": N_("Markdown (*.md)")}
"""Form -> what its files are called where a place is chosen (a msgid)."""


def save_documentation(desk: Desk, workshop: Workshop, form: str) -> None:
    """Ask where, write it whole or not at all, and say that it is there; `form` is one of `FILTERS`."""
    _ = desk.gettext
    name = _("%(title)s, documentation", title=workshop.title)
    path = desk.dialogs.save_as(_("Save the documentation"), f"{name}.{form}", _(FILTERS[form]))
    if path is None:
        return
    if path.suffix.lower() != f".{form}":
        path = path.with_name(f"{path.name}.{form}")
    try:
        if form != "pdf":
            write_documentation(desk.bench, workshop.id, path, today=desk.today(), names=desk.settings.names)
        elif not _print_to(desk, workshop.id, path):
            return
    except Failure as error:
        desk.say(wording.sentence(error, desk.language))
        return
    desk.say(_("Saved as %(name)s", name=path.name))


def _print_to(desk: Desk, workshop: Id, path: Path) -> bool:
    """The very file the print window would save; False when it was cancelled. Its code finds the way back, as that of any print."""
    from verkstad.ui.preview import organisation

    wish = printing.PrintWish(sheets=(printing.DOCUMENTATION,), names=desk.settings.names, organisation=organisation(desk))
    job = printing.print_job(desk.bench.library, workshop, wish, today=desk.today())
    pressed = desk.background.wait(
        desk, desk.gettext("Save the documentation"), lambda workers: workers.submit(printing.press, job, reports=True)
    )
    if pressed is None:
        return False
    save_file(path, pressed.files["a4"])
    desk.try_to(record_print, workshop, tuple((sheet.sheet, sheet.code, sheet.layout, sheet.copies) for sheet in pressed.sheets))
    return True
