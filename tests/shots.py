"""Draw every page of the window and every sheet as pictures, to be looked at: `python3 dev.py shots [OUT] [--pages] [--sheets]`.

Pages in Swedish and English, light and dark, and once in a small window; sheets in both languages, the first pages of each, in colour and in
grey. The sample library is made anew, so two runs can be compared picture by picture.
"""

from __future__ import annotations

import argparse
import os
import subprocess
import sys
import tempfile
from collections.abc import Callable
from pathlib import Path
from time import monotonic
from typing import Any

ROOT = Path(__file__).resolve().parents[1]
sys.path.insert(0, str(ROOT))

from verkstad.domain.agenda import AgendaBlock  # noqa: E402
from verkstad.domain.initiative import Goal, Initiative  # noqa: E402
from verkstad.domain.modules import Module  # noqa: E402
from verkstad.domain.own_methods import OwnMethod  # noqa: E402
from verkstad.domain.pilots import Pilot  # noqa: E402
from verkstad.domain.teams import Team  # noqa: E402
from verkstad.domain.workshop import Day, Workshop  # noqa: E402

SIZES = {"usual": (1360, 850), "small": (1024, 640)}
LOOKS = [("sv", "light", "usual"), ("sv", "dark", "usual"), ("en", "light", "usual"), ("sv", "light", "small")]
LEFT_OUT = {"merge"}  # a page that stands only while a file is being looked at
PAGES_OF_A_SHEET = 3
DOTS = 80  # per inch


def main() -> int:
    parser = argparse.ArgumentParser(prog="dev.py shots", description="Draw every page and sheet as pictures.")
    parser.add_argument("out", nargs="?", type=Path, default=ROOT / "shots", help="the folder of the pictures (default: shots)")
    parser.add_argument("--pages", action="store_true", help="only the pages of the window")
    parser.add_argument("--sheets", action="store_true", help="only the sheets")
    parser.add_argument("--one", nargs=4, metavar=("LIBRARY", "LANGUAGE", "THEME", "SIZE"), help=argparse.SUPPRESS)
    chosen = parser.parse_args()
    if chosen.one:
        library, code, theme, size = chosen.one
        return draw_pages(Path(library), code, theme, size, chosen.out)
    out = chosen.out.resolve()
    out.mkdir(parents=True, exist_ok=True)
    both = chosen.pages == chosen.sheets
    failed = 0
    for code in ("sv", "en"):
        with tempfile.TemporaryDirectory() as folder:
            library = Path(folder) / "library.sqlite"
            demo = [
                sys.executable,
                "-m",
                "verkstad",
                "--library",
                str(library),
                "--language",
                code,
                "demo",
                "--no-window",
                "--out",
                folder + "/files",
            ]
            if subprocess.call(demo, env=_environment(folder), stdout=subprocess.DEVNULL):
                print("the demo could not be made", file=sys.stderr)
                return 1
            if both or chosen.sheets:
                draw_sheets(Path(folder) / "files", out / "sheets" / code)
            for language, theme, size in LOOKS if both or chosen.pages else []:
                if language != code:
                    continue
                # One process each: a window per process, and a picture that fails does not take the others with it.
                one = [
                    sys.executable,
                    __file__,
                    str(out / "pages" / f"{code}-{theme}-{size}"),
                    "--one",
                    str(library),
                    code,
                    theme,
                    size,
                ]
                failed += subprocess.call(one, env=_environment(folder)) != 0
    print(f"{sum(1 for _ in out.rglob('*.png'))} pictures in {out}")
    return 1 if failed else 0


def _environment(folder: str) -> dict[str, str]:
    """Settings and memory of nobody, on no screen."""
    places = {name: f"{folder}/{name.lower()}" for name in ("XDG_DATA_HOME", "XDG_CONFIG_HOME", "XDG_STATE_HOME", "XDG_CACHE_HOME")}
    return {**os.environ, **places, "QT_QPA_PLATFORM": "offscreen", "PYTHONPATH": str(ROOT)}


def draw_sheets(files: Path, out: Path) -> None:
    """The first pages of every PDF, in colour and in grey."""
    import pypdfium2

    for pdf in sorted(files.rglob("*.pdf")):
        name = "-".join(pdf.relative_to(files).with_suffix("").parts)
        document = pypdfium2.PdfDocument(pdf)
        try:
            for number in range(min(len(document), PAGES_OF_A_SHEET)):
                picture = document[number].render(scale=DOTS / 72).to_pil()
                for folder, shown in (("colour", picture), ("grey", picture.convert("L"))):
                    (out / folder).mkdir(parents=True, exist_ok=True)
                    shown.save(out / folder / f"{name}-{number + 1}.png")
        finally:
            document.close()


def draw_pages(library: Path, code: str, theme: str, size: str, out: Path) -> int:
    """Every page of the window on one library, each tab a picture of its own, and what stands only while one does something."""
    from verkstad import start
    from verkstad.app.settings import Settings, write_settings

    out.mkdir(parents=True, exist_ok=True)
    write_settings(start.settings_path(), Settings(language=code, theme=theme))
    program = start.Program(start.open_bench(library), library, code)
    try:
        from verkstad.ui.main_window import PAGES

        window = program.build()
        window.show()
        program.app.processEvents()
        window.resize(*SIZES[size])  # after the first showing, which fits the window to the screen there is
        camera = Camera(program, out)
        for key in [key for key in PAGES if key not in LEFT_OUT]:
            camera.page(key)
        for scene in SCENES:
            scene(camera)
    finally:
        program.end()
    return 0


class Camera:
    """The window, and where its pictures go."""

    def __init__(self, program: Any, out: Path) -> None:
        self.program, self.window, self.out = program, program.window, out
        self.library = program.bench.library

    def settle(self) -> None:
        for _ in range(12):  # layouts settle, then what they asked for, and texts that grow then
            self.program.app.processEvents()

    def wait(self, ready: Callable[[], bool]) -> None:
        """Until a worker is done; a minute is long."""
        until = monotonic() + 60
        while not ready():
            assert monotonic() < until, "what was waited for did not come"
            self.program.app.processEvents()
        self.settle()

    def tab(self, screen: Any, at: int) -> None:
        screen.choose_tab(at)
        screen.headline_changed.emit()  # as after a click in the window's own row of tabs
        self.settle()

    def take(self, name: str, of: Any = None) -> None:
        self.settle()
        assert (of or self.window).grab().save(str(self.out / f"{name}.png")), "the picture could not be written"

    def page(self, key: str, row: str = "", name: str = "") -> None:
        """Each tab of a page; the workshop in the middle of the list when no row is given."""
        workshops = self.library.all(Workshop)
        if key == "workshop" and not row and workshops:
            row = workshops[len(workshops) // 2].id
        self.window.show_page(key, row)
        screen = self.window.page(key)
        for at, _ in enumerate(screen.tabs() or ("",)):
            if screen.tabs():
                self.tab(screen, at)
            self.take(f"{name or key}{f'-{at + 1}' if screen.tabs() else ''}")


def _initiative(camera: Camera) -> None:
    """Further down the overview, a goal chosen, and the three ways to begin."""
    screen = camera.window.page("initiative")
    camera.window.show_page("initiative")
    camera.tab(screen, 0)
    for name, at in (("goals", 1), ("workshops", 0)):
        camera.settle()
        overview = screen.overview
        bar = overview._scroll.verticalScrollBar()
        bar.setValue(overview._goal_heading.pos().y() if at else bar.maximum())
        camera.take(f"initiative-{name}")
    goals = camera.library.all(Goal)
    if goals:
        camera.window.show_page("initiative", goals[0].id)
        camera.take("initiative-a-goal")
    camera.window.desk.go("initiative", "", "begin")
    camera.take("initiative-begin-anew")
    current = camera.library.all(Initiative)[-1]
    camera.window.desk.go("initiative", current.id, "begin")
    camera.take("initiative-begin")
    camera.window.show_page("initiative", current.id)


def _modules(camera: Camera) -> None:
    """A module with everything written, beside each view; the inspector further down."""
    full = max(camera.library.all(Module), key=lambda m: sum(bool(getattr(m, column.name)) for column in m.KIND.columns), default=None)
    if full is None:
        return
    for part in ("slices", "start", "board"):
        camera.window.desk.go("modules", full.id, part)
        camera.take(f"modules-a-module-{part}")
    camera.window.desk.go("modules", full.id, "slices")
    camera.settle()
    from PySide6.QtWidgets import QScrollArea

    inspector = camera.window.page("modules").inspector()
    areas = [area for area in camera.window.findChildren(QScrollArea) if area.isAncestorOf(inspector) or inspector.isAncestorOf(area)]
    for share in (1, 2):
        for bar in [area.verticalScrollBar() for area in areas]:
            bar.setValue(bar.maximum() * share // 2)
        camera.take(f"modules-inspector-{share}")


def _teams(camera: Camera) -> None:
    """A team's own form, and the proposals of people."""
    teams = camera.library.all(Team)
    if not teams:
        return
    camera.window.desk.go("teams", teams[0].id)
    camera.take("teams-a-team")
    board = camera.window.page("teams").board_part
    board.propose(teams[-1].id)
    camera.take("teams-proposals")
    board.show_teams()


def _pilots(camera: Camera) -> None:
    """The list, and every tab of every pilot."""
    camera.window.desk.go("pilots", "", "list")
    camera.take("pilots")
    for number, pilot in enumerate(camera.library.all(Pilot)):
        camera.page("pilots", pilot.id, f"pilot-{number + 1}")


def _own_method(camera: Camera) -> None:
    """A method of one's own, made from a shipped one."""
    from verkstad.app.catalogue import catalogue
    from verkstad.ui.screens.library_own import copied

    own = camera.library.all(OwnMethod)
    method = own[0].id if own else copied(camera.window.desk, catalogue().methods()[0].slug)
    camera.window.desk.go("library", method or "", "methods")
    camera.take("library-own-method")


def _merge(camera: Camera) -> None:
    """A colleague's file looked at, and what two of them wrote about the same thing."""
    from verkstad import start
    from verkstad.app import agenda, exchange

    workshop = camera.library.all(Workshop)[-1].id
    days = camera.library.children(Day, workshop)
    with tempfile.TemporaryDirectory() as folder:
        sent, back = Path(folder) / "a.verkstad", Path(folder) / "b.verkstad"
        exchange.export_session(camera.program.bench, sent, workshop=workshop)
        theirs = start.open_bench(Path(folder) / "theirs.sqlite")
        try:
            exchange.merge_session(theirs, exchange.read_session(sent))
            blocks = [b for b in theirs.library.all(AgendaBlock) if b.parent == days[0].id]
            for block in blocks[1:4]:
                theirs.do(agenda.rename_block, block.id, block.title + " (2)")
                camera.program.bench.do(agenda.rename_block, block.id, block.title + " (1)")
            theirs.do(agenda.add_block, days[0].id, title="Nytt moment", minutes=20)
            exchange.export_session(theirs, back, workshop=workshop)
        finally:
            theirs.close()
        camera.window.open_files([back])
        page = camera.window.current()
        camera.wait(lambda: page._running is None)
        camera.take("merge-looked-at")
        page._take_in.click()
        camera.wait(lambda: page._going is None and page._seen is None)
        camera.take("merge-decide")


def _preview(camera: Camera) -> None:
    """The pilot's card, as it will be printed."""
    from verkstad.ui.preview import PreviewDialog

    pilots = camera.library.all(Pilot)
    if not pilots:
        return
    dialog = PreviewDialog(camera.window.desk, pilots[0].parent, "pilot_card", pilots[0].id)
    dialog.show()
    camera.wait(lambda: dialog.pressed is not None and dialog._running is None)
    later = monotonic() + 2  # the view draws its pages in a thread of its own and says nothing when it is done
    camera.wait(lambda: monotonic() > later)
    camera.take("preview-pilot-card", dialog)
    dialog.close()


SCENES: tuple[Callable[[Camera], None], ...] = (_initiative, _modules, _teams, _pilots, _own_method, _preview, _merge)


if __name__ == "__main__":
    sys.exit(main())
