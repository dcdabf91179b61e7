"""The tab *Harvest*: notes are written quickly, clustered, weighed and turned into what the work goes on with; how many are left is always seen."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from pathlib import Path
from typing import TYPE_CHECKING, Any

from PySide6.QtCore import QTimer
from PySide6.QtWidgets import QButtonGroup, QMenu, QStackedWidget, QToolButton, QWidget

from verkstad.app import harvest, people
from verkstad.app.harvest import Harvest
from verkstad.domain.actions import Action
from verkstad.domain.agenda import AgendaBlock
from verkstad.domain.fields import Id
from verkstad.domain.harvest import Capture, Cluster, Evaluation, Photo, Poll, PollOption
from verkstad.domain.held import Held
from verkstad.domain.initiative import Goal
from verkstad.domain.insights import Insight, Risk
from verkstad.domain.inventory import InventoryItem
from verkstad.domain.modules import Module
from verkstad.domain.people import Identity, Person
from verkstad.domain.workshop import Day, Workshop
from verkstad.i18n import N_
from verkstad.ui import controls
from verkstad.ui import theme as look
from verkstad.ui.desk import Desk
from verkstad.ui.empty import EmptyState
from verkstad.ui.screen import Part
from verkstad.ui.screens.harvest import words
from verkstad.ui.screens.harvest.finish import FinishSheet
from verkstad.ui.screens.harvest.inspector import NoteInspector
from verkstad.ui.screens.harvest.splitting import SplitSheet
from verkstad.ui.screens.harvest.wall import Spot, Wall
from verkstad.ui.screens.harvest.writing import NoteLine, PasteSheet
from verkstad.ui.screens.people_words import sort_key, told

if TYPE_CHECKING:
    from verkstad.app.workbench import Changes

FACES = (("notes", N_("Sticky notes")), ("axes", N_("Two axes")), ("photos", N_("Photos")), ("evaluation", N_("Evaluation")))
CONCERNS = (
    Capture,
    Cluster,
    Photo,
    Evaluation,
    Poll,
    PollOption,
    Action,
    Insight,
    Risk,
    InventoryItem,
    Module,
    Goal,
    AgendaBlock,
    Day,
    Held,
    Workshop,
    Person,
    Identity,
)


class HarvestPart(Part):
    key = "harvest"

    def __init__(self, desk: Desk) -> None:
        super().__init__(desk)
        _ = self._
        self._workshop = ""
        self._harvest: Harvest | None = None
        self._at = "notes"
        self._dropped: list[Path] = []
        self.faces: dict[str, QToolButton] = {}
        group = QButtonGroup(self)
        for key, name in FACES:
            made = QToolButton()
            made.setText(_(name))
            made.setAccessibleName(_(name))
            made.setCheckable(True)
            made.setProperty("look", "quiet")
            made.clicked.connect(lambda _checked=False, key=key: self.turn(key))
            group.addButton(made)
            self.faces[key] = made
        self.faces["notes"].setChecked(True)
        self.left = controls.label("", "warning")
        self.line = NoteLine(desk)
        self.line.written.connect(self.write)
        self.line.list_pasted.connect(self.paste)
        self.line.done.connect(lambda: self.wall.setFocus())
        self.wall = Wall(desk)
        self.wall.chosen.connect(self._on_chosen)
        self.wall.pressed_key.connect(self.mean)
        self.wall.model_.dropped.connect(self._on_dropped)
        self.earlier = controls.label("", "caption", wrap=True)
        self.show_earlier = controls.button(desk.theme, _("Show them"), role="link", on=self._on_earlier)
        self._before = controls.holder(controls.row((self.earlier, 1), self.show_earlier, spacing=look.S, margins=(0, 0, 0, 8)))
        self._empty = EmptyState(
            desk.theme, "layers", _("What the room writes on its notes stands here, block by block, until each has become something or been laid aside."),
            _("Write the first note"), self.line.setFocus, second=(_("Paste a list of notes"), self._paste_clipboard),
        )  # fmt: skip
        self._wall_or_empty = QStackedWidget()
        self._wall_or_empty.addWidget(self._empty)
        self._wall_or_empty.addWidget(self.wall)
        self._notes = controls.holder(controls.column(self.line, 10, self._before, (self._wall_or_empty, 1)))
        self._inspector = NoteInspector(desk, self.mean, self._owners)
        self._stack = QStackedWidget()
        self._stack.addWidget(self._notes)
        self._made: dict[str, Any] = {}
        self.finish_button = controls.button(desk.theme, _("Finish the workshop…"), "check", on=self.finish)
        self.reopen_button = controls.button(desk.theme, _("Open again"), on=self.reopen)
        self.paper_button = controls.button(desk.theme, _("Documentation"), "file-text")
        menu = QMenu(self.paper_button)
        self.unmarked_entry = menu.addAction("", lambda: desk.go("workshop", self._workshop, "people"))
        self._unmarked_line = menu.addSeparator()
        menu.aboutToShow.connect(self._show_unmarked)
        menu.addAction(_("Print…"), lambda: desk.print_from_here(self._workshop, "documentation"))
        menu.addAction(_("Save as PDF…"), lambda: self.save_documentation("pdf"))
        menu.addAction(_("Save as Word…"), lambda: self.save_documentation("docx"))
        menu.addAction(_("Save as Markdown…"), lambda: self.save_documentation("md"))
        self.paper_button.setMenu(menu)
        top = controls.row(*self.faces.values(), None, self.left, spacing=4)
        self.setLayout(controls.column(top, 10, (self._stack, 1), margins=(24, 12, 12, 12)))

    # ------------------------------------------------------------------------------------------------ what the page asks

    def head(self) -> Sequence[QWidget]:
        if self._harvest is not None and self._harvest.workshop.closed:
            return (self.paper_button, self.reopen_button)
        return (self.paper_button, self.finish_button)

    def show_workshop(self, workshop: str) -> None:
        self._workshop = workshop
        self.line.show_workshop()

    def inspector(self) -> QWidget | None:
        if self._at == "notes":
            return self._inspector
        face = self._made.get(self._at)
        return face.inspector() if face is not None else None

    def hints(self) -> str:
        if self._at == "notes" and self._harvest is not None and self._harvest.lines:
            letters = " ".join(words.key_shown(key, self.desk.language) for _what, key, _name in words.TURNS)
            return self._("%(letters)s make something of it    H cluster    + − votes    K keep    L lay aside    N new", letters=letters)
        return ""

    def workshop(self) -> str:
        return self._workshop

    def sheet(self) -> str:
        return "evaluation" if self._at == "evaluation" else "documentation"

    def home(self) -> QWidget | None:
        if self._at != "notes":
            return self._made[self._at].home()
        return self.wall if self._harvest is not None and self._harvest.lines else self.line.edit

    def show_row(self, row: str, part: str) -> None:
        self.turn("notes")
        self.wall.select({("note", row), ("cluster", row), ("block", row)}, show=True)
        self.wall.setFocus()

    def refresh(self, changes: Changes | None, by: object) -> None:
        if not self._workshop or (changes is not None and not changes.touches(*CONCERNS)):
            return
        found = self.desk.bench.ask(harvest.harvest, self._workshop)
        self._harvest = found
        language = self.desk.language
        self.left.setText(words.left_words(found.unsorted, language) if found.lines else "")
        controls.restyle(self.left, look="warning" if found.unsorted else "badge")
        self.left.setVisible(bool(found.lines))
        self.line.offer(found)
        self.wall.show_harvest(found)
        self._wall_or_empty.setCurrentWidget(self.wall if found.lines else self._empty)
        self._inspector.show_spots(self.wall.selected(), found)
        self._before.setVisible(bool(found.earlier))
        if found.earlier:
            first = found.earlier[0]
            text = language.ngettext(
                "%(n)d open action from before comes first: %(what)s",
                "%(n)d open actions from before come first: %(what)s",
                len(found.earlier),
                what=first.line.action.what,
            )
            self.earlier.setText(text)
        for key, count in (("photos", len(found.photos)), ("evaluation", self.desk.bench.library.count(Evaluation, parent=self._workshop))):
            name = self._(dict(FACES)[key])
            self.faces[key].setText(f"{name} {count}" if count else name)
        face = self._made.get(self._at)
        if face is not None:
            face.show_harvest(found)
        self.headline_changed.emit()

    def _show_unmarked(self) -> None:
        """Where some were noted as present and others not, the paper speaks of a part: said where it is made, with the way to the list."""
        count = self.desk.bench.ask(people.headcount, self._workshop)
        self.unmarked_entry.setText(
            self.desk.language.ngettext(
                "%(n)d person has no attendance noted: to the list", "%(n)d people have no attendance noted: to the list", count.unmarked
            )
        )
        self.unmarked_entry.setVisible(count.half_noted)
        self._unmarked_line.setVisible(count.half_noted)

    def reveal(self, changes: Changes) -> None:
        ids = changes.ids(Capture)
        if ids:
            self.wall.select({("note", id) for id in ids}, show=True)
        elif changes.ids(Photo) and self._at == "photos":
            self._made["photos"].select(changes.ids(Photo))

    def settle(self) -> None:
        self._inspector.settle()
        for face in self._made.values():
            face.settle()

    def leave(self) -> None:
        self.settle()

    def take_file(self, path: Path) -> bool:
        """Pictures and folders of pictures; those dropped together are taken in together."""
        from verkstad.app.attachments import pictures_in

        if not path.is_dir() and not pictures_in((path,)):
            return False
        if not self._dropped:
            QTimer.singleShot(0, self._take_dropped)
        self._dropped.append(path)
        return True

    def _take_dropped(self) -> None:
        paths, self._dropped = self._dropped, []
        self.turn("photos")
        self._made["photos"].take(paths)

    # ------------------------------------------------------------------------------------------------ faces

    def turn(self, key: str) -> None:
        if key != "notes" and key not in self._made:
            self._made[key] = self._make(key)
            self._stack.addWidget(self._made[key])
        self.settle()
        self._at = key
        self.faces[key].setChecked(True)
        self._stack.setCurrentWidget(self._notes if key == "notes" else self._made[key])
        if key != "notes" and self._harvest is not None:
            self._made[key].show_harvest(self._harvest)
        self.headline_changed.emit()

    def _make(self, key: str) -> QWidget:
        if key == "axes":
            from verkstad.ui.screens.harvest.axes import AxesFace

            return AxesFace(self.desk)
        if key == "photos":
            from verkstad.ui.screens.harvest.photos import PhotosFace

            return PhotosFace(self.desk)
        from verkstad.ui.screens.harvest.evaluation import EvaluationFace

        return EvaluationFace(self.desk)

    # ------------------------------------------------------------------------------------------------ writing

    def write(self, says: str, block: object) -> None:
        made = self.desk.bench.do(harvest.add_capture, self._workshop, says, block=block or None, by=self)  # type: ignore[arg-type]
        self.wall.select({("note", made)}, show=True)

    def paste(self, text: str) -> None:
        from verkstad.domain.harvesting import lines_of

        lines = lines_of(text)
        if not lines:
            self.desk.say(self._("There is no text to paste."))
            return
        if self.desk.dialogs.run(PasteSheet(self.desk, lines, self.line.block_name())):
            made = self.desk.bench.do(harvest.add_captures, self._workshop, lines, block=self.line.block() or None, by=self)
            self.wall.select({("note", id) for id in made}, show=True)

    def _paste_clipboard(self) -> None:
        from PySide6.QtGui import QGuiApplication

        self.paste(QGuiApplication.clipboard().text())

    # ------------------------------------------------------------------------------------------------ what keys mean

    def mean(self, what: str) -> None:
        """One of the keys of the wall, or the button that says the same."""
        spots = self.wall.selected()
        ids = tuple(dict.fromkeys(id for spot in spots for id in spot.captures))
        head = spots[0].pile.cluster if len(spots) == 1 and spots[0].line is None and spots[0].pile is not None else None
        if what == "new":
            self.line.setFocus()
        elif not ids and head is None:
            if what == "edit":  # on the heading of a block one writes a note of it
                self.line.setFocus()
        elif what == "edit":
            self._inspector.focus_first()
        elif what == "remove":
            self._remove(ids, head)
        elif what in ("+", "-"):
            self._do(harvest.add_votes, ids, 1 if what == "+" else -1)
        elif what == "again":
            self._do(harvest.take_back, ids)
        elif what in ("keep", "aside"):
            unsorted = self._unsorted(ids)
            if unsorted:
                action = harvest.keep_as_is if what == "keep" else harvest.lay_aside
                self._sort(spots, lambda: self._do(action, unsorted), go_on=True)
        elif what == "cluster":
            self._cluster(spots, ids)
        elif what == "out":
            self._do(harvest.put_in_cluster, ids, None)
        elif what == "merge":
            if len(ids) > 1:
                first = self._do(harvest.merge_captures, ids)
                if first:
                    self.wall.select({("note", first)}, show=True)
                    self.desk.say(self._("The notes are one now."), undo=True)
        elif what == "split":
            self._split(spots)
        else:
            self._turn_into(what, spots, ids, head)

    def _turn_into(self, what: str, spots: list[Spot], ids: tuple[Id, ...], head: Cluster | None) -> None:
        ids = self._unsorted(ids)
        if not ids:
            return

        def turn() -> None:
            if head is not None:
                self._do(harvest.turn_into, ids, what, says=head.title, together=True)
            else:
                self._do(harvest.turn_into, ids, what)

        if self._sort(spots, turn, go_on=what != "action"):
            self.desk.say(self._(words.BECAME[what]), undo=True)  # how many are left stands above the notes, and is true longer

    def _unsorted(self, ids: tuple[Id, ...]) -> tuple[Id, ...]:
        """Those that nobody has said what they come to; what became something does not lose that by a key."""
        rows = {line.capture.id: line for line in self._harvest.lines} if self._harvest is not None else {}
        found = tuple(id for id in ids if id in rows and not rows[id].sorted)
        if not found:
            self.desk.say(self._("That is sorted already. Press T to sort it again."))
        return found

    def _sort(self, spots: list[Spot], act: Callable[[], object], *, go_on: bool) -> bool:
        """Do it, and go on to the next note that is unsorted. False when nothing came of it."""
        before = self._harvest
        act()
        if self._harvest is before:
            return False
        following = self.wall.next_unsorted() if go_on and len(spots) == 1 and spots[0].line is not None else None
        if following is not None:
            self.wall.select({following}, show=True)
        return True

    def _cluster(self, spots: list[Spot], ids: tuple[Id, ...]) -> None:
        heads = [s.pile.cluster.id for s in spots if s.line is None and s.pile is not None and s.pile.cluster is not None]
        homes = list(dict.fromkeys([*heads, *(s.line.capture.cluster for s in spots if s.line is not None and s.line.capture.cluster)]))
        if homes and len(ids) > 1:
            self._do(harvest.put_in_cluster, ids, homes[0])
            cluster = homes[0]
        else:
            cluster = self._do(harvest.cluster_captures, ids)
        if cluster:
            self.wall.select({("cluster", cluster)}, show=True)
            self._inspector.focus_first()

    def _split(self, spots: list[Spot]) -> None:
        if len(spots) != 1 or spots[0].line is None:
            return
        capture = spots[0].line.capture
        sheet = SplitSheet(self.desk, capture.says)
        if self.desk.dialogs.run(sheet) and len(sheet.parts()) > 1:
            made = self._do(harvest.split_capture, capture.id, sheet.parts())
            self.wall.select({("note", id) for id in made or ()}, show=True)

    def _remove(self, ids: tuple[Id, ...], head: Cluster | None) -> None:
        if head is not None:
            self._do(harvest.dissolve_cluster, head.id)
            self.desk.say(self._("The cluster is dissolved; its notes stay."), undo=True)
            return
        self._do(harvest.remove_captures, ids)
        self.desk.say(self.desk.language.ngettext("%(n)d note was removed.", "%(n)d notes were removed.", len(ids)), undo=True)

    def _on_dropped(self, ids: tuple[Id, ...], spot: Spot) -> None:
        """Onto a card: into its cluster, or a new one of the two; onto a heading: there."""
        if spot.line is not None:
            target = spot.line.capture
            others = tuple(id for id in ids if id != target.id)
            if not others:
                return
            if target.cluster and spot.pile is not None and spot.pile.cluster is not None:
                self._do(harvest.put_in_cluster, others, target.cluster)
            else:
                self._do(harvest.cluster_captures, (target.id, *others))
        elif spot.pile is not None and spot.pile.cluster is not None:
            self._do(harvest.put_in_cluster, ids, spot.pile.cluster.id)
        else:
            self._do(harvest.captures_to_block, ids, spot.block_id)

    def _on_chosen(self) -> None:
        self._inspector.show_spots(self.wall.selected(), self._harvest)
        current = self.wall.current()
        if current is not None and self.wall.hasFocus():
            self.line.choose(current.block_id or "")

    # ------------------------------------------------------------------------------------------------ the end

    def finish(self) -> None:
        """Ask once for what happens next, say what is left, and note that the harvest is done."""
        self.settle()
        today = self.desk.today()
        told_ = self.desk.bench.ask(harvest.closing, self._workshop, today)
        if told_.closed:
            return
        if not told_.unsorted and not told_.asks:
            self._do(harvest.finish_workshop, self._workshop)
            self.desk.say(self._("The workshop is finished."), undo=True)
            return
        sheet = FinishSheet(self.desk, told_, self._owners)
        if self.desk.dialogs.run(sheet):
            what, owner, due = sheet.agreed()
            self._do(harvest.finish_workshop, self._workshop, what=what, owner=owner, due=due)
            self.desk.say(self._("The workshop is finished."), undo=True)

    def reopen(self) -> None:
        self.settle()
        self._do(harvest.reopen_workshop, self._workshop)
        self.desk.say(self._("The workshop is open again."), undo=True)

    def save_documentation(self, form: str) -> None:
        """What the room gets, as a file: "pdf" as it is printed, "docx" and "md" to go on writing in."""
        from verkstad.ui.screens.harvest.saving import save_documentation

        self.settle()
        if self._harvest is not None:
            save_documentation(self.desk, self._harvest.workshop, form)

    def _on_earlier(self) -> None:
        if self._harvest is None or not self._harvest.earlier:
            return
        first = next((x for x in self._harvest.earlier if x.workshop), None)
        if first is not None and first.workshop:
            self.desk.go("workshop", first.workshop, "actions")
        else:
            self.desk.go("initiative", self._harvest.workshop.initiative or "", "overview")

    def _owners(self) -> list[tuple[str, str]]:
        """Those in the workshop first, then everybody else."""
        language, names, ask = self.desk.language, self.desk.settings.names, self.desk.bench.ask
        here = {line.person.id for line in ask(people.participants, self._workshop)}
        lines = sorted(ask(people.directory), key=lambda x: (x.id not in here, sort_key(x, language, names=names)))
        return [(x.id, told(x, language, names=names)) for x in lines]

    def _do(self, action: Callable[..., Any], *args: Any, **more: Any) -> Any:
        return self.desk.try_to(action, *args, by=self, **more)
