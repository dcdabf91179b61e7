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
from pathlib import Path

ROOT = Path(__file__).resolve().parents[1]
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
    """Every page of the window on one library, each tab a picture of its own."""
    from verkstad import start
    from verkstad.app.settings import Settings, write_settings
    from verkstad.domain.workshop import Workshop

    out.mkdir(parents=True, exist_ok=True)
    write_settings(start.settings_path(), Settings(language=code, theme=theme))
    program = start.Program(start.open_bench(library), library, code)
    try:
        from verkstad.ui.main_window import PAGES

        window = program.build()
        window.show()
        program.app.processEvents()
        window.resize(*SIZES[size])  # after the first showing, which fits the window to the screen there is
        workshops = program.bench.library.all(Workshop)
        for key in [key for key in PAGES if key not in LEFT_OUT]:
            row = workshops[len(workshops) // 2].id if key == "workshop" and workshops else ""
            window.show_page(key, row)
            screen = window.page(key)
            for at, _ in enumerate(screen.tabs() or ("",)):
                if screen.tabs():
                    screen.choose_tab(at)
                for _ in range(3):  # layouts settle, then what they asked for
                    program.app.processEvents()
                picture = window.grab()
                assert picture.save(str(out / f"{key}{f'-{at + 1}' if screen.tabs() else ''}.png")), "the picture could not be written"
    finally:
        program.end()
    return 0


if __name__ == "__main__":
    sys.path.insert(0, str(ROOT))
    sys.exit(main())
