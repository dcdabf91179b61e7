"""What of the plan has stayed on paper, and what no forum has: two short lists, each of which leads to where it is mended."""

from __future__ import annotations

from typing import TYPE_CHECKING

from PySide6.QtCore import Qt
from PySide6.QtWidgets import QWidget

from verkstad import wording, wording_plan
from verkstad.app import plan
from verkstad.app.plan import ItemLine, Paper, PlanView
from verkstad.domain.fields import Id
from verkstad.domain.planning import share
from verkstad.ui import controls
from verkstad.ui.desk import Desk
from verkstad.ui.screen import Screen
from verkstad.ui.value_table import Column, Filter, ValueTable

if TYPE_CHECKING:
    from verkstad.app.workbench import Changes


class PaperPart(Screen):
    def __init__(self, desk: Desk) -> None:
        super().__init__(desk)
        _ = self._
        self.initiative: Id = ""
        self.paper = Paper((), (), ())
        self.figure = controls.label("", "page")
        self.base = controls.label("", "caption", wrap=True)
        self.meaning = controls.label(
            _("A point has left the paper when something that hangs on it has been active in the last 90 days, and it is said how somebody worked before and how they work after."),
            "caption", wrap=True,
        )  # fmt: skip
        self.forums = controls.label("", wrap=True)
        self.table = ValueTable(
            desk, self._columns(), name=_("Points that have stayed on paper"), search=_("Search"),
            filters=[
                Filter(
                    _("Which points"),
                    [
                        (_("Only on paper"), lambda x: x.id in self._still), (_("Without a forum"), lambda x: x in self.paper.no_forum),
                        (_("Off the paper"), lambda x: x.id not in self._still), (_("All points"), lambda _x: True),
                    ],
                )
            ],
        )  # fmt: skip
        self._still: frozenset[Id] = frozenset()
        self.table.opened.connect(lambda line: desk.go("plan", line.id, "items"))
        self.setLayout(
            controls.column(self.figure, 4, self.base, self.meaning, 8, self.forums, 14, (self.table, 1), margins=(24, 16, 24, 16))
        )

    def inspector(self) -> QWidget | None:
        return None

    def hints(self) -> str:
        return self._("Enter goes to the point")

    def home(self) -> QWidget | None:
        return self.table.view

    def find(self) -> bool:
        self.table.search.setFocus(Qt.FocusReason.ShortcutFocusReason)
        return True

    def show_initiative(self, initiative: Id, view: PlanView) -> None:
        _, language = self._, self.desk.language
        self.initiative = initiative
        self.paper = self.desk.bench.ask(plan.paper_product, initiative, self.desk.today())
        self._still = frozenset(line.id for line in self.paper.on_paper)
        of, some = len(self.paper.kept), len(self.paper.on_paper)
        self.figure.setText(
            language.ngettext(
                "%(some)d of %(n)d point only on paper (%(share)s)", "%(some)d of %(n)d points only on paper (%(share)s)", of, some=some,
                share=wording_plan.percent_words(share(some, of)),
            )
        )  # fmt: skip
        left = len(view.standing) - of
        self.base.setText(
            language.ngettext(
                "Of %(all)d points in the plan %(n)d is not counted here: it was struck or is driven elsewhere.",
                "Of %(all)d points in the plan %(n)d are not counted here: they were struck or are driven elsewhere.",
                left,
                all=len(view.standing),
            )
        )
        self.base.setVisible(left > 0)
        without = len(self.paper.no_forum)
        self.forums.setText(
            language.ngettext(
                "%(n)d point that became something has no forum that takes it further.",
                "%(n)d points that became something have no forum that takes them further.",
                without,
            )
            if without
            else ""
        )
        self.forums.setVisible(bool(without))
        self.table.show_values(self.paper.kept)

    def show_row(self, row: str, part: str) -> None:
        self.table.select([row])

    def reveal(self, changes: Changes) -> None:
        """Nothing is written here."""

    def _columns(self) -> list[Column[ItemLine]]:
        _, language = self._, self.desk.language

        def became(line: ItemLine) -> str:
            return "; ".join(f"{wording.choice_name('plan_link', 'became', b.kind, language)}: {b.title}" for b in line.became)

        return [
            Column(_("No."), lambda x: x.item.number.rstrip("."), width=58),
            Column(_("Text"), lambda x: x.item.says.replace("\n", " "), second=lambda x: x.item.heading, strong=True),
            Column(_("Page"), lambda x: "" if x.item.page is None else str(x.item.page), sort=lambda x: x.item.page or 0, width=54, right=True),
            Column("", lambda x: _("Only on paper") if x.id in self._still else _("Off the paper"), chip=lambda x: "warn" if x.id in self._still else "kind:solo", width=130),
            Column(_("What it became"), became, width=230),
            Column(_("Forum"), lambda x: x.forum, width=150),
        ]  # fmt: skip
