"""A program with nothing in it yet: one sentence, one button, and the ready-made ones to begin from."""

from __future__ import annotations

from functools import partial

from PySide6.QtCore import Qt, Signal
from PySide6.QtGui import QKeySequence, QShortcut
from PySide6.QtWidgets import QWidget

from verkstad.app.shelf import shelf
from verkstad.app.workshops import Program
from verkstad.ui import controls
from verkstad.ui.desk import Desk

SHOWN = 6


class FirstBlock(QWidget):
    """`begun` when the first block is to be written, `template_chosen` carries the slug of a template."""

    begun = Signal()
    template_chosen = Signal(str)
    paste_wished = Signal()

    def __init__(self, desk: Desk) -> None:
        super().__init__()
        self.desk = desk
        _, t = desk.gettext, desk.theme
        mark = controls.label("")
        mark.setPixmap(t.pixmap("list-plus", "text2", 40))
        sentence = controls.label(
            _(
                "The program is the day in blocks: write the first one, paste a plan from a spreadsheet, or begin with a ready-made program."
            ),
            wrap=True,
        )
        sentence.setMaximumWidth(560)
        sentence.setMinimumHeight(40)
        self.button = controls.button(t, _("Write the first block"), "plus", role="primary", on=self.begun.emit)
        self.paste = controls.button(t, _("Paste a plan"), "clipboard-paste", role="quiet", on=self.paste_wished.emit, tip="Ctrl+V")
        keys = QShortcut(QKeySequence(QKeySequence.StandardKey.Paste), self, context=Qt.ShortcutContext.WidgetWithChildrenShortcut)
        keys.activated.connect(self.paste_wished)
        self.templates: list[controls.CardButton] = []
        self._cards = controls.column(spacing=8)
        more = controls.button(t, _("All templates in the library"), role="link", on=lambda: desk.go("library", "", "templates"))
        cards = controls.holder(controls.column(self._cards, 8, controls.row(more, None)))
        cards.setMaximumWidth(640)
        heading = controls.label(_("Ready-made programs"), "section")
        body = controls.holder(
            controls.column(
                mark,
                10,
                sentence,
                14,
                controls.row(self.button, 8, self.paste, None),
                26,
                heading,
                10,
                cards,
                None,
                margins=(0, 20, 20, 20),
            )
        )
        area = controls.scrolling(body)
        self.setLayout(controls.column((area, 1)))
        self._made = False

    def show_workshop(self, program: Program) -> None:
        """The templates, nearest in length to the day first when it has an end."""
        if self._made:
            return
        self._made = True
        day = program.days[0].day if program.days else None
        length = day.target_end - (day.start or 0) if day and day.target_end else None
        language, _ = self.desk.language, self.desk.gettext
        found = shelf(self.desk.bench.library).find_templates(minutes=length, people=program.workshop.expected, code=language.code)
        for template in found[:SHOWN]:
            made = controls.CardButton(
                self.desk.theme, template.name.of(language.code), template.aim.of(language.code), icon="layers",
                fact=f"{language.minutes(template.minutes)} · {_('%(low)s–%(high)s people', low=template.fewest, high=template.most)}",
                on=partial(self.template_chosen.emit, template.slug),
            )  # fmt: skip
            self.templates.append(made)
            self._cards.addWidget(made)
            if self.templates[:-1]:
                self.setTabOrder(self.templates[-2], made)
        self.setFocusProxy(self.button)
        self.button.setFocusPolicy(Qt.FocusPolicy.StrongFocus)
