"""A request for a decision or a directive saved as a document for Word."""

from __future__ import annotations

from verkstad import wording
from verkstad.domain.errors import Failure
from verkstad.domain.fields import Id
from verkstad.ui.desk import Desk


def save_for_word(desk: Desk, initiative: Id, row: Id, title: str) -> None:
    """Asks where; what went wrong is said in a sentence."""
    from verkstad.app.report_files import write_asked

    _ = desk.gettext
    path = desk.dialogs.save_as(_("Save as Word…").removesuffix("…"), f"{title}.docx", _("Word document (*.docx)"))
    if path is None:
        return
    path = path if path.suffix.lower() == ".docx" else path.with_name(f"{path.name}.docx")
    try:
        write_asked(desk.bench, initiative, row, path, today=desk.today(), code=desk.language.code, names=desk.settings.names)
    except Failure as error:
        desk.say(wording.sentence(error, desk.language))
        return
    desk.say(_("Saved as %(name)s", name=path.name))
