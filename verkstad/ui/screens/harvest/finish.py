"""The end of a workshop: what is left unsorted, and once, what somebody does within two weeks."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from functools import partial

from verkstad.app.harvest import Closing
from verkstad.domain.actions import Action
from verkstad.domain.fields import Id
from verkstad.ui import controls
from verkstad.ui.desk import Desk
from verkstad.ui.dialogs import Sheet
from verkstad.ui.fields import DateField, LineField, NotUnderstood, PersonField, form
from verkstad.ui.screens.people_words import add_called, told_of


class FinishSheet(Sheet):
    def __init__(self, desk: Desk, closing: Closing, owners: Callable[[], Sequence[tuple[str, str]]]) -> None:
        super().__init__(desk, desk.gettext("Finish the workshop"), width=500)
        _, language = self._, desk.language
        self._asks = closing.asks
        if closing.unsorted:
            self.add(
                controls.label(
                    language.ngettext(
                        "%(n)d note is still unsorted. It stays where it is and can be sorted later.",
                        "%(n)d notes are still unsorted. They stay where they are and can be sorted later.",
                        closing.unsorted,
                    ),
                    wrap=True,
                )
            )
        if closing.unmarked:
            self.add(
                controls.label(
                    language.ngettext(
                        "%(n)d person has no attendance noted; the documentation says so.",
                        "%(n)d people have no attendance noted; the documentation says so.",
                        closing.unmarked,
                    ),
                    "caption",
                    wrap=True,
                )
            )
        self.what = LineField(desk, _("What happens first"), placeholder=_("Call the three who were not here"), length=400)
        self.owner = PersonField(
            desk,
            _("Responsible"),
            people=owners,
            called=partial(told_of, desk),
            adds=partial(add_called, desk),
            placeholder=_("One person"),
        )
        self.due = DateField(desk, _("Due"), of=(Action, "due"), today=desk.today)
        self.due.show_value(closing.due)
        if closing.asks:
            self.add(
                controls.label(_("Something that somebody does within two weeks keeps the day alive. It is asked for once."), wrap=True),
                controls.holder(form(self.what, (self.owner, self.due))),
            )
        self.offer_cancel()
        if closing.asks:
            self.offer(_("Finish without"), self._without)
        self.offer(_("Add and finish") if closing.asks else _("Finish"), self._with, role="primary", icon="check")

    def agreed(self) -> tuple[str, Id | None, str | None]:
        if not self._asks:
            return "", None, None
        return self.what.value(), self.owner.value() or None, self.due.value()

    def _without(self) -> None:
        self._asks = False
        self.accept()

    def _with(self) -> None:
        if self._asks:
            if not self.what.text().strip():
                self.what.complain(self._("Write what happens first, or finish without."))
                self.what.setFocus()
                return
            for field in (self.owner, self.due):
                try:
                    told = field.value()
                except NotUnderstood as error:
                    field.complain(str(error))
                    field.setFocus()
                    return
                if not told:
                    field.complain(self._("It needs somebody.") if field is self.owner else self._("It needs a day."))
                    field.setFocus()
                    return
        self.accept()
