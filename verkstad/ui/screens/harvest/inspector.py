"""One note, or several, in the inspector: its words, votes and place, and what becomes of it, with the key that does the same."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from functools import partial
from typing import Any

from PySide6.QtWidgets import QWidget

from verkstad.app import actions, harvest
from verkstad.app.harvest import CaptureLine, Harvest
from verkstad.domain.actions import Action
from verkstad.domain.fields import Id
from verkstad.domain.harvest import Cluster
from verkstad.ui import controls
from verkstad.ui.desk import Desk
from verkstad.ui.fields import ChoiceField, DateField, LineField, NumberField, PersonField, ProseField, form
from verkstad.ui.screens.harvest import words
from verkstad.ui.screens.harvest.wall import Spot
from verkstad.ui.screens.people_words import add_called, told_of

NEW = "new"


class NoteInspector(QWidget):
    def __init__(self, desk: Desk, meant: Callable[[str], object], owners: Callable[[], Sequence[tuple[str, str]]]) -> None:
        super().__init__()
        _ = desk.gettext
        self.desk, self._meant = desk, meant
        self._ids: tuple[Id, ...] = ()
        self._cluster: Cluster | None = None
        self._line: CaptureLine | None = None
        self.heading = controls.label("", "section")
        self.about = controls.label("", "caption", wrap=True)
        self.says = ProseField(desk, _("Text of the note"), lines=3, save=lambda text: self._do(harvest.reword_capture, self._one(), text))
        self.title = LineField(
            desk, _("Heading of the cluster"), save=lambda text: self._do(harvest.name_cluster, self._cluster_id(), text)
        )
        self.votes = NumberField(desk, _("Votes"), high=10_000, save=lambda n: self._do(harvest.count_votes, self._one(), n))
        self.block = ChoiceField(desk, _("Block"), save=self._to_block)
        self.cluster = ChoiceField(desk, _("Cluster"), save=self._into)
        self.keys = controls.column(spacing=6)
        made = [self._key_button(words.key_shown(key, desk.language), _(name), what) for what, key, name in words.TURNS]
        for at in range(0, len(made), 2):
            pair = [(button, 1) for button in made[at : at + 2]]
            self.keys.addLayout(controls.row(*pair, *([None] if len(pair) == 1 else []), spacing=6))
        self.become = controls.holder(
            controls.column(controls.label(_("Turn into"), "label"), 6, self.keys, 10, controls.row(
                self._key_button("K", _("Keep it"), "keep"), self._key_button("L", _("Lay aside"), "aside"), spacing=6
            ))
        )  # fmt: skip
        self.became = controls.label("", "strong", wrap=True)
        self.result = controls.label("", wrap=True)
        self.go = controls.button(desk.theme, _("Show it"), "arrow-right", role="link", on=self._on_go)
        self.owner = PersonField(
            desk, _("Responsible"), people=owners, called=partial(told_of, desk), adds=partial(add_called, desk), placeholder=_("One person"),
            save=lambda person: self._do(actions.assign_action, self._result(), person or None),
        )  # fmt: skip
        self.due = DateField(
            desk, _("Due"), of=(Action, "due"), today=desk.today, save=lambda day: self._do(actions.set_due, self._result(), day)
        )
        self.again = controls.button(desk.theme, _("Sort again"), "undo-2", role="link", on=lambda: meant("again"))
        self.fate = controls.holder(
            controls.column(
                self.became, 4, self.result, 6, controls.row(self.go, self.again, None, spacing=16), 10, self.owner, 14, self.due
            )
        )
        self.together = controls.holder(
            controls.column(
                self._key_button("H", _("Gather under a heading"), "cluster"),
                self._key_button("S", _("Merge into one"), "merge"),
                spacing=6,
            )
        )
        self.pull = controls.holder(
            controls.row(self._key_button("D", _("Split…"), "split"), self._key_button("U", _("Out of the cluster"), "out"), spacing=6)
        )
        self.remove = remove = controls.button(desk.theme, _("Remove"), "trash-2", token="danger", on=lambda: meant("remove"))
        self.body = controls.holder(
            controls.column(
                self.title, self.says, 14, form((self.votes, self.block), self.cluster), 16, self.become, self.fate, 16, controls.hairline(), 12,
                self.together, 6, self.pull, 14, controls.row(remove, None), None,
            )
        )  # fmt: skip
        self.setLayout(controls.column(self.heading, 4, self.about, 12, self.body, None, margins=(24, 18, 16, 16)))
        self.fields = (self.says, self.title, self.votes, self.block, self.cluster, self.owner, self.due)
        self.show_spots((), None)

    def _key_button(self, key: str, name: str, what: str) -> QWidget:
        made = controls.button(self.desk.theme, f"{key}   {name}", on=lambda: self._meant(what))
        made.setAccessibleName(name)
        made.setStyleSheet("QPushButton { text-align: left; min-height: 28px; }")
        made.setProperty("meant", what)
        return made

    def show_spots(self, spots: Sequence[Spot], whole: Harvest | None) -> None:
        _, language = self.desk.gettext, self.desk.language
        ids = tuple(dict.fromkeys(id for spot in spots for id in spot.captures))
        lines = {line.capture.id: line for line in whole.lines} if whole is not None else {}
        ids = tuple(id for id in ids if id in lines)
        head = spots[0].pile.cluster if len(spots) == 1 and spots[0].line is None and spots[0].pile is not None else None
        if ids != self._ids or head != self._cluster:
            self.settle()
        self._ids, self._cluster = ids, head
        self._line = line = lines[ids[0]] if len(ids) == 1 and head is None else None
        self.body.setVisible(bool(ids) or head is not None)
        if not ids and head is None:
            self.heading.setText(_("Sticky notes"))
            self.about.setText(
                _("Write a note in the line above and press Enter. Choose one to see and change it; each key does what its button says.")
                if whole is not None and whole.lines
                else _("What the room writes on its sticky notes is written here, block by block.")
            )
            return
        self.heading.setText(
            _("Cluster")
            if head is not None
            else _("Sticky note")
            if line is not None
            else language.ngettext("%(n)d note", "%(n)d notes", len(ids))
        )
        self.about.setText(
            _("One key makes one thing of the whole cluster.")
            if head is not None
            else ""
            if line is not None
            else _("What you choose here goes for all of them.")
        )
        self.about.setVisible(bool(self.about.text()))
        self.title.setVisible(head is not None)
        self.remove.setText(" " + (_("Dissolve cluster") if head is not None else _("Remove")))
        self.says.setVisible(line is not None)
        self.votes.setVisible(line is not None)
        self.pull.setVisible(head is None)
        self.together.setVisible(len(ids) > 1 and head is None)
        if head is not None:
            self.title.show_value(head.title, head.id, "title")
        blocks = (
            [("", _("Belongs to no block")), *((b.block.id, words.block_title(b, language)) for b in whole.blocks if b.block is not None)]
            if whole
            else []
        )
        self.block.offer(blocks)
        clusters = {p.cluster.id: p for b in whole.blocks for p in b.piles if p.cluster is not None} if whole else {}
        self.cluster.offer(
            [("", _("By itself")), *((id, words.pile_title(p, language)) for id, p in clusters.items()), (NEW, _("New cluster"))]
        )
        rows = [lines[id].capture for id in ids]
        owned = {r.block if any(b == r.block for b, _n in blocks) else "" for r in rows}
        inside = {r.cluster if r.cluster in clusters else "" for r in rows}
        self.block.show_value((owned.pop() or "") if len(owned) == 1 else None)
        self.cluster.show_value((inside.pop() or "") if len(inside) == 1 else None)
        self.cluster.setVisible(head is None)
        sorted_ = line is not None and line.capture.settled != ""
        self.become.setVisible(not sorted_)
        self.fate.setVisible(sorted_)
        if line is not None:
            self.says.show_value(line.capture.says, line.capture.id, "says")
            self.votes.show_value(line.capture.votes, line.capture.id, "")
            self._show_fate(line)

    def _show_fate(self, line: CaptureLine) -> None:
        became = line.became
        self.became.setText(words.fate(line, self.desk.language))
        self.result.setText(became.title if became is not None else "")
        self.result.setVisible(bool(self.result.text()))
        self.go.setVisible(became is not None and became.there and became.kind in ("action", "module", "goal"))
        action = self.desk.bench.library.get(Action, became.id) if became is not None and became.kind == "action" else None
        self.owner.setVisible(action is not None)
        self.due.setVisible(action is not None)
        if action is not None:
            self.owner.show_value(action.owner, action.id, "")
            self.due.show_value(action.due, action.id, "")

    def settle(self) -> None:
        for field in self.fields:
            field.settle()

    def focus_first(self) -> None:
        (self.title if self._cluster is not None else self.says).setFocus()

    def _one(self) -> Id:
        return self._ids[0]

    def _cluster_id(self) -> Id:
        assert self._cluster is not None
        return self._cluster.id

    def _result(self) -> Id:
        assert self._line is not None and self._line.became is not None
        return self._line.became.id

    def _to_block(self, block: str) -> None:
        if self._cluster is not None:
            self._do(harvest.cluster_to_block, self._cluster.id, block or None)
        else:
            self._do(harvest.captures_to_block, self._ids, block or None)

    def _into(self, cluster: str) -> None:
        if cluster == NEW:
            self._do(harvest.cluster_captures, self._ids)
        else:
            self._do(harvest.put_in_cluster, self._ids, cluster or None)

    def _on_go(self) -> None:
        from verkstad.ui.places import go_to, place_of

        if self._line is not None and self._line.became is not None:
            place = place_of(self.desk.bench, self._line.became.kind, self._line.became.id)
            if place is not None:
                go_to(self.desk, place)

    def _do(self, action: Callable[..., Any], *args: Any) -> None:
        self.desk.bench.do(action, *args, by=self)
