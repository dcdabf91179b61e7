"""The composition root: where things lie on this machine, who holds the library, and how the window comes up. For the window and the command line.

Nothing heavy is imported before the first paint: no PDF engine, no PDF viewer, no network. The worker for print is warmed a second after
it, the door for a second start is opened then too.
"""

from __future__ import annotations

import builtins
import contextlib
import datetime
import gc
import hashlib
import importlib
import json
import os
import sys
import time
from pathlib import Path
from typing import IO, TYPE_CHECKING, Any

import platformdirs

from verkstad import resources
from verkstad.app.settings import Settings, read_settings, write_settings
from verkstad.app.workbench import Bench
from verkstad.domain.errors import Busy, Corrupt, Failure, Foreign, Synchronised
from verkstad.files import network_or_cloud, world_failure
from verkstad.i18n import language

if TYPE_CHECKING:
    from verkstad.ui.main_window import MainWindow

BEGAN = time.perf_counter()
NAME = "Verkstad"
WARM_AFTER_MS = 1_000
ANSWER_MS = 1_500
BACKUP_EVERY_MS = 30 * 60 * 1_000
PAGE_MODULES = tuple(
    f"verkstad.ui.screens.{name}"
    for name in (
        "workshops",
        "workshop_page",
        "planner",
        "people_part",
        "groups.page",
        "run.part",
        "harvest.page",
        "actions_list",
        "people_page",
        "library_page",
        "settings_page",
        "initiative.page",
        "initiative.thread_tab",
        "modules.page",
        "modules.start",
        "modules.board",
        "teams.page",
        "teams.positions",
        "teams.mandates",
        "teams.paths",
        "teams.raci",
        "teams.stakeholders",
        "teams.forces",
        "teams.glossary",
        "pilots.page",
        "pilots.about",
        "pilots.measures",
        "pilots.loops",
        "pilots.decision",
        "plan.page",
        "plan.anchoring",
        "plan.paper",
        "findings.page",
        "insights.page",
        "insights.list",
        "insights.work",
        "insights.forums",
        "insights.exchanges",
        "insights.risks",
        "inventory.page",
        "inventory.listing",
        "inventory.overview",
        "inventory.matrix",
        "inventory.journeys",
        "inventory.landing",
        "inventory.levels",
        "launch.page",
        "launch.audiences",
        "launch.activities",
        "launch.messages",
        "launch.use",
        "following.page",
        "following.state",
        "following.requests",
        "following.follow_ups",
        "following.reports",
    )
)
LOAD_EVERY_MS = 40
PAGES_TO_LOAD = (
    "verkstad.ui.screens.workshops",
    "verkstad.ui.screens.workshop_page",
    "verkstad.ui.screens.planner",
    "verkstad.ui.screens.people_words",
    "verkstad.ui.screens.people_part",
    "verkstad.ui.screens.people_page",
    "verkstad.ui.screens.library_page",
    "verkstad.ui.screens.settings_page",
    "verkstad.ui.commands",
    "verkstad.ui.preview",
)


# ------------------------------------------------------------------------------------------------ places


def data_folder() -> Path:
    """Where the library lies: the user's own, on this machine's disk, left in place when the program is removed."""
    return platformdirs.user_data_path(NAME, appauthor=False, roaming=False)


def config_folder() -> Path:
    return platformdirs.user_config_path(NAME, appauthor=False, roaming=False)


def library_path() -> Path:
    """The user's own library."""
    return data_folder() / "library.sqlite"


def settings_path() -> Path:
    return config_folder() / "settings.json"


def memory_path(library: Path) -> Path:
    """What the window remembers, one file a library: another library has other workshops."""
    if library == library_path():
        return config_folder() / "window.json"
    return config_folder() / f"window-{_mark(library)}.json"


def _mark(library: Path) -> str:
    return hashlib.sha256(os.fsencode(os.path.realpath(library))).hexdigest()[:16]


# ------------------------------------------------------------------------------------------------ the library and its one user


class InstanceLock:
    """One program at a time holds a library. The system lets go of it when the program ends, however it ends."""

    def __init__(self, library: Path) -> None:
        """Raises Busy when another program has the library, a WorldFailure when the place cannot be written."""
        self.path = library.with_name(f"{library.name}.lock")
        try:
            library.parent.mkdir(parents=True, exist_ok=True)
            self._file: IO[bytes] | None = open(self.path, "a+b")  # noqa: SIM115
        except OSError as error:
            raise world_failure(error, library.parent, writing=True) from error
        try:
            _hold(self._file)
        except OSError as error:
            self._file.close()
            self._file = None
            raise Busy("library", path=os.fspath(library)) from error

    def let_go(self) -> None:
        if self._file is not None:
            self._file.close()
            self._file = None


def _hold(file: IO[bytes]) -> None:
    if sys.platform == "win32":
        import msvcrt

        file.seek(0)
        msvcrt.locking(file.fileno(), msvcrt.LK_NBLCK, 1)
    else:
        import fcntl

        fcntl.flock(file.fileno(), fcntl.LOCK_EX | fcntl.LOCK_NB)


class HeldBench(Bench):
    """A workbench that holds its library alone until it is closed."""

    lock: InstanceLock | None = None

    def close(self) -> None:
        path = self.library.path
        if path is not None and (path.parent / "attachments").is_dir():
            from verkstad.app.attachments import collect

            with contextlib.suppress(Exception):  # what is not collected today is collected another day
                collect(self)
        super().close()
        if self.lock is not None:
            self.lock.let_go()


def open_bench(path: Path | None = None) -> Bench:
    """Open the library at `path` (the user's own when None), made when it is not there, and hold it alone until it is closed.

    Raises Busy when another program has it, Synchronised on a network or cloud folder, and what storage raises.
    """
    library = path or library_path()
    where = network_or_cloud(library)
    if where is not None:
        raise Synchronised(where, path=os.fspath(library))
    lock = InstanceLock(library)
    try:
        bench = HeldBench.open(library)
    except BaseException:
        lock.let_go()
        raise
    assert isinstance(bench, HeldBench)
    bench.lock = lock
    return bench


def restore(library: Path, backup: Path) -> Path | None:
    """Put a verified backup in the library's place; returns where what stood there was moved. Raises Busy while a window has it."""
    from verkstad.storage.backups import Backups

    lock = InstanceLock(library)
    try:
        return Backups(library).restore(backup, datetime.datetime.now(datetime.UTC))
    finally:
        lock.let_go()


def chosen_language(code: str = "") -> str:
    """The code of the language asked for; else of the one that is set; else the system's where it is English, and Swedish."""
    code = code or read_settings(settings_path()).language
    if code in ("sv", "en", "xx"):
        return code
    spoken = next((os.environ[name] for name in ("LC_ALL", "LC_MESSAGES", "LANG") if os.environ.get(name)), "")
    if not spoken and sys.platform in ("win32", "darwin"):
        from PySide6.QtCore import QLocale

        spoken = QLocale.system().name()
    return "en" if spoken.startswith("en") else "sv"


# ------------------------------------------------------------------------------------------------ the window


def main() -> None:
    """The entry of the program. The window opens without the command line being read in, which takes a while; anything else is a command."""
    wish = plain(sys.argv[1:])
    if wish is not None:
        gc.disable()  # until the first paint: nothing that is made before it is thrown away
        load_qt()
        sys.exit(run_window(**wish))
    from verkstad import cli

    cli.main()


def load_qt() -> None:
    """Load PySide6 and keep Python's own import.

    PySide6 puts a wrapper around it that reads the source text of every module imported afterwards, in search of its `__feature__` switch:
    a tenth of the whole start, for something that is not used here.
    """
    own = builtins.__import__
    import PySide6.QtCore  # noqa: F401

    builtins.__import__ = own


def plain(arguments: list[str]) -> dict[str, Any] | None:
    """What to open, when the arguments ask for no more than the window and perhaps a file in it; None when they ask for anything else."""
    wish: dict[str, Any] = {}
    rest = list(arguments)
    while rest:
        word = rest.pop(0)
        if word == "--quit-after-paint":
            wish["quit_after_paint"] = True
        elif word == "--library" and rest:
            wish["path"] = Path(rest.pop(0))
        elif not word.startswith("-") and "file" not in wish and Path(word).suffix:
            wish["file"] = Path(word)
        else:
            return None
    return wish


def run_window(path: Path | None = None, file: Path | None = None, *, quit_after_paint: bool = False, code: str | None = "") -> int:
    """Open the window, and `file` in it. The exit status: 0, or 4 when the library cannot be opened.

    `quit_after_paint` prints the seconds from the program's start to its first paint and ends.
    """
    library = path or library_path()
    try:
        bench = open_bench(library)
    except Busy as busy:
        if busy.reason == "library" and _ask_first(library, file):
            return 0
        _offer_backup(busy, library, code or "")
        return 4
    except Failure as failure:
        if not _offer_backup(failure, library, code or ""):
            return 4
        bench = open_bench(library)
    program = Program(bench, library, code or "")
    try:
        return program.run(file, quit_after_paint=quit_after_paint)
    finally:
        program.end()


class Program:
    """The running program: one application, one workbench, and the window of the moment."""

    def __init__(self, bench: Bench, library: Path, code: str = "", *, dialogs: Any = None) -> None:
        from PySide6.QtCore import QTimer

        from verkstad.ui.background import Background
        from verkstad.ui.memory import Memory

        self.app = application()
        self.bench, self.library = bench, library
        self.settings = read_settings(settings_path())
        self.code = code
        self.memory = Memory(memory_path(library))
        self.background = Background()
        self._dialogs = dialogs
        self.window: MainWindow | None = None
        self._ring: Any = None
        self._server: Any = None
        self._translator: Any = None
        self._backing_up = QTimer()
        self._backing_up.timeout.connect(lambda: self.bench.backup_in_background("work"))
        self.app.styleHints().colorSchemeChanged.connect(self._on_scheme_changed)

    def build(self) -> MainWindow:
        """Make the window; the one before, if any, is taken down."""
        from shiboken6 import delete

        from verkstad.ui import theme as look
        from verkstad.ui.desk import Desk
        from verkstad.ui.dialogs import Dialogs
        from verkstad.ui.main_window import MainWindow

        before = self.window
        frame = None
        if before is not None:
            frame = before.geometry()
            before.stop()
        if self._ring is not None:
            self._ring.stop()
        theme = look.chosen(self.settings.theme)
        speaks = language(chosen_language(self.code or self.settings.language))
        self._translate(speaks.code)
        look.dress(self.app, theme)
        desk = Desk(
            self.bench,
            speaks,
            theme,
            self._dialogs or Dialogs(),
            memory=self.memory,
            settings=self.settings,
            background=self.background,
        )
        self._ring = look.FocusRing(self.app, theme)
        window = MainWindow(desk)
        window.painted.connect(_collect_seldom)
        desk.settings_changed.connect(lambda: self._on_settings_changed(desk.settings))
        window.rebuild_asked.connect(self._on_rebuild_asked)
        window.restore_asked.connect(self._on_restore_asked)
        self.window = window
        if before is not None and frame is not None:
            window.setGeometry(frame)
            window.show()
            before.hide()
            delete(before)
        return window

    def run(self, file: Path | None, *, quit_after_paint: bool = False) -> int:
        from PySide6.QtCore import QTimer

        from verkstad.ui import crash

        crash.install(self)
        window = self.build()
        if quit_after_paint:
            window.painted.connect(lambda: (sys.stdout.write(f"{time.perf_counter() - BEGAN:.3f}\n"), QTimer.singleShot(0, self.app.quit)))
        else:
            window.painted.connect(lambda: QTimer.singleShot(WARM_AFTER_MS, self.warm))
            window.painted.connect(lambda: QTimer.singleShot(0, self.bear_icon))
        window.show()

        def bring() -> None:
            if file is not None and self.window is not None:
                self.window.open_files([file])

        QTimer.singleShot(0, bring)
        if hasattr(self.app, "files_asked"):
            self.app.files_asked.connect(self.show_again)
        return int(self.app.exec())

    def bear_icon(self) -> None:
        """The windows bear the program's icon, once the first has been painted. On macOS the bundle has it, in the form of that system."""
        if sys.platform != "darwin":
            self.app.setWindowIcon(window_icon())

    def warm(self) -> None:
        """After the first paint: what makes the first print quick, and the door for a second start."""
        self.bench.settle()  # what a kill left half typed
        self.bench.backup_in_background("start")
        self._backing_up.start(BACKUP_EVERY_MS)
        self._open_door()
        self.background.warm()
        self.warm_pages()
        self._load(list(PAGES_TO_LOAD))

    def _load(self, modules: list[str]) -> None:
        """What pages are made of is loaded while nobody waits, a module between two looks at the event loop."""
        from PySide6.QtCore import QTimer

        if modules and self.window is not None:
            importlib.import_module(modules.pop(0))
            QTimer.singleShot(LOAD_EVERY_MS, lambda: self._load(modules))

    def warm_pages(self, names: tuple[str, ...] = PAGE_MODULES) -> None:
        """Import what the pages not yet visited are made of, one after the other between what else happens; then read who there is."""
        from PySide6.QtCore import QTimer

        if self.window is None:
            return
        if names:
            importlib.import_module(names[0])
            QTimer.singleShot(20, self.app, lambda: self.warm_pages(names[1:]))
            return
        from verkstad.app import people, teams
        from verkstad.domain.initiative import Initiative

        self.bench.recall(people.directory)
        if self.bench.library.count(Initiative):
            self.bench.recall(teams.pool, self.window.desk.today())

    def end(self) -> None:
        """Take everything down in the order Qt needs: two windows left to the garbage collector end the program with a crash."""
        from shiboken6 import delete, isValid

        from verkstad.ui import crash

        crash.uninstall()
        self._backing_up.stop()
        with contextlib.suppress(RuntimeError):
            self.app.styleHints().colorSchemeChanged.disconnect(self._on_scheme_changed)
        if self._server is not None:
            self._server.close()
            self._server = None
        if self.window is not None:
            self.window.stop()
            if self._ring is not None:
                self._ring.stop()
                self._ring = None
            if isValid(self.window):
                delete(self.window)
            self.window = None
        self.background.stop()
        self.bench.close()

    def _translate(self, code: str) -> None:
        """Qt's own buttons and calendars, in the language of the window."""
        from PySide6.QtCore import QLibraryInfo, QLocale, QTranslator

        QLocale.setDefault(QLocale("en_GB" if code == "en" else "sv_SE"))
        if self._translator is not None:
            self.app.removeTranslator(self._translator)
            self._translator = None
        if code != "en":
            found = QTranslator(self.app)
            if found.load("qtbase_sv", QLibraryInfo.path(QLibraryInfo.LibraryPath.TranslationsPath)):
                self.app.installTranslator(found)
                self._translator = found

    def _on_settings_changed(self, settings: Settings) -> None:
        self.settings = settings
        self.code = ""
        try:
            write_settings(settings_path(), settings)
        except (OSError, Failure) as error:
            from verkstad import wording

            if self.window is not None and isinstance(error, Failure):
                self.window.toast.say(wording.sentence(error, self.window.desk.language), undo=False)

    def _on_rebuild_asked(self) -> None:
        """Not at once: the window that asks is the one that is taken down."""
        from PySide6.QtCore import QTimer

        QTimer.singleShot(0, self.build)

    def _on_restore_asked(self, backup: Path) -> None:
        from PySide6.QtCore import QTimer

        QTimer.singleShot(0, lambda: self.put_back(backup))

    def put_back(self, backup: Path) -> None:
        """The library of a backup takes the place of this one; the window comes back on it."""
        from verkstad import wording

        if self.window is not None:
            self.window.settle()
        self.bench.close()
        told: Failure | None = None
        aside: Path | None = None
        try:
            aside = restore(self.library, backup)
        except Failure as error:
            told = error
        self.bench = open_bench(self.library)
        window = self.build()
        _ = window.desk.gettext
        sentence = (
            wording.sentence(told, window.desk.language)
            if told
            else _(
                "The backup is in place. What stood before is kept as %(name)s, among the backups in Settings.",
                name=aside.name if aside else "–",
            )
        )
        window.toast.say(sentence, undo=False)

    def _on_scheme_changed(self) -> None:
        if self.settings.theme == "system" and self.window is not None:
            self.build()

    def _open_door(self) -> None:
        from PySide6.QtNetwork import QLocalServer

        if self._server is not None:
            return
        name = _door(self.library)
        QLocalServer.removeServer(name)
        server = QLocalServer(self.app)
        server.setSocketOptions(QLocalServer.SocketOption.UserAccessOption)
        if server.listen(name):
            server.newConnection.connect(self._on_knock)
            self._server = server

    def _on_knock(self) -> None:
        from PySide6.QtCore import QTimer

        visitor = self._server.nextPendingConnection()
        if visitor is None:
            return

        def hear() -> None:
            if not visitor.canReadLine():
                return
            with contextlib.suppress(ValueError):
                wish = json.loads(bytes(visitor.readLine(65_536).data()))
                files = [Path(name) for name in wish.get("files", []) if isinstance(name, str)]
                visitor.write(b"ok\n")
                visitor.flush()
                QTimer.singleShot(0, lambda: self.show_again(files))
            visitor.disconnectFromServer()

        visitor.readyRead.connect(hear)
        visitor.disconnected.connect(visitor.deleteLater)
        hear()

    def show_again(self, files: list[Path]) -> None:
        """A second start: the window comes to the front and opens what was asked for."""
        window = self.window
        if window is None:
            return
        if window.isMinimized():
            window.showNormal()
        window.show()
        window.raise_()
        window.activateWindow()
        if files:
            window.open_files(files)


def _collect_seldom() -> None:
    """What is there at the first paint stays: garbage is not looked for in it, and less often."""
    gc.freeze()
    gc.set_threshold(20_000, 20, 50)
    gc.enable()


def application() -> Any:
    """The one QApplication of the process."""
    from PySide6.QtCore import Qt
    from PySide6.QtGui import QGuiApplication
    from PySide6.QtWidgets import QApplication

    from verkstad.ui.theme import STYLED

    app = QApplication.instance()
    if app is None:
        QGuiApplication.setHighDpiScaleFactorRoundingPolicy(Qt.HighDpiScaleFactorRoundingPolicy.PassThrough)
        app = (_mac_application() if sys.platform == "darwin" else QApplication)([NAME, "-style", "fusion"])
        app.setProperty(STYLED, True)
        app.setApplicationName(NAME)
        app.setApplicationDisplayName("")
        QGuiApplication.setDesktopFileName("verkstad")  # the name of the desktop entry, see app/association.py
    return app


def _mac_application() -> type[Any]:
    """There a double-clicked file comes as an event to the application, not as a word of the command."""
    from PySide6.QtCore import QEvent, Signal
    from PySide6.QtWidgets import QApplication

    class Application(QApplication):
        files_asked = Signal(list)  # paths

        def event(self, event: QEvent) -> bool:
            file = file_asked(event)
            if file is None:
                return super().event(event)
            self.files_asked.emit([file])
            return True

    return Application


def file_asked(event: Any) -> Path | None:
    """The file on this disk that the system asks the program to open, when that is what the event says."""
    from PySide6.QtGui import QFileOpenEvent

    return Path(event.file()) if isinstance(event, QFileOpenEvent) and event.file() else None


def window_icon() -> Any:
    """The program's icon, in the sizes that windows, task bars and switchers show. The pictures are read when one is drawn."""
    from PySide6.QtCore import QSize
    from PySide6.QtGui import QIcon

    icon = QIcon()
    for size in (16, 24, 32, 48, 128):
        icon.addFile(os.fspath(resources.path(f"icons/program/verkstad-{size}.png")), QSize(size, size))
    return icon


def _door(library: Path) -> str:
    return f"verkstad-{_mark(library)}"


def _ask_first(library: Path, file: Path | None) -> bool:
    """Ask the window that has the library to come forward and open the file. False when none answers."""
    from PySide6.QtNetwork import QLocalSocket

    app = application()  # the sentence that nobody answers may need a window
    socket = QLocalSocket()
    socket.connectToServer(_door(library))
    if not socket.waitForConnected(ANSWER_MS):
        return False
    wish = {"files": [os.fspath(file.resolve())] if file is not None else []}
    socket.write(json.dumps(wish).encode() + b"\n")
    socket.flush()
    answered = socket.waitForReadyRead(ANSWER_MS) and bytes(socket.readAll().data()).startswith(b"ok")
    socket.close()
    del socket
    del app
    return answered


def _offer_backup(failure: Failure, library: Path, code: str) -> bool:
    """Say in a dialog why the library cannot be opened; True when a backup was put in its place."""
    from verkstad.storage.backups import Backups
    from verkstad.ui import crash

    application()
    speaks = language(chosen_language(code))
    kept = Backups(library).all() if isinstance(failure, (Corrupt, Foreign)) else ()
    offered = []
    for backup in kept:
        when = datetime.datetime.fromisoformat(backup.at).astimezone()
        offered.append((f"{speaks.date(when.date().isoformat())}, {speaks.clock(when.hour * 60 + when.minute)}", backup.path))
    chosen = crash.tell_refused(failure, library, speaks, offered)
    if chosen is None:
        return False
    restore(library, chosen)
    return True


# ------------------------------------------------------------------------------------------------ does it work at all


def selftest() -> int:
    """Open the window without a screen, print a PDF in a worker, render it, close and open the library again. The exit status.

    An error anywhere, in a slot too, ends it with 1 and its trace: an event loop that goes on after one would hide it.
    """
    import tempfile
    import traceback

    os.environ.setdefault("QT_QPA_PLATFORM", "offscreen")
    with tempfile.TemporaryDirectory(prefix="verkstad-selftest-", ignore_cleanup_errors=True) as folder:
        library = Path(folder) / "library.sqlite"
        failed: list[str] = []
        before = sys.excepthook
        sys.excepthook = lambda kind, error, trace: failed.append("".join(traceback.format_exception(kind, error, trace)))
        try:
            _walk_through(library)
            bench = open_bench(library)
            assert bench.library.path == library
            bench.close()
        except Exception:  # noqa: BLE001 - whatever it is, it is told and the status says so
            failed.append(traceback.format_exc())
        finally:
            sys.excepthook = before
        for told in failed:
            sys.stderr.write(told)
        return 1 if failed else 0


def _walk_through(library: Path) -> None:
    from PySide6.QtCore import QBuffer, QByteArray, QIODevice, QSize
    from PySide6.QtPdf import QPdfDocument

    from verkstad.app import printing, sample
    from verkstad.app.workers import Workers

    today = datetime.datetime.now().astimezone().date().isoformat()
    bench = open_bench(library)
    brought = bench.do(sample.bring_sample, language="sv", today=today)
    program = Program(bench, library, "sv")
    try:
        window = program.build()
        window.show()
        for page in ("start", "workshops", "people", "library", "settings"):
            window.show_page(page)
            program.app.processEvents()
        window.show_page("workshop", brought.today)
        program.app.processEvents()
        assert not window.grab().isNull()
        workers = Workers()
        try:
            wish = printing.PrintWish(sheets=("agenda",))
            pressed = workers.submit(printing.press, printing.print_job(bench.library, brought.today, wish, today=today)).wait(120)
        finally:
            workers.close()
        buffer, document = QBuffer(), QPdfDocument()
        buffer.setData(QByteArray(pressed.files["a4"]))
        buffer.open(QIODevice.OpenModeFlag.ReadOnly)
        document.load(buffer)
        picture = document.render(0, QSize(400, 566))
        assert document.pageCount() >= 1
        assert len({picture.pixelColor(x, y).name() for x in range(0, 400, 4) for y in range(0, 566, 4)}) > 1, "the page is empty"
        document.close()
    finally:
        program.end()
