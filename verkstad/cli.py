"""The command line: the same functions as the window, for scripts, tests and quick looks.

Exit status: 0 done, 2 wrong usage, 3 refused input, 4 the world's failure (disk, lock, network folder). Errors are one sentence on stderr.
"""

from __future__ import annotations

import json
import sys
from collections.abc import Iterator
from contextlib import contextmanager
from datetime import datetime
from pathlib import Path
from typing import TYPE_CHECKING, Any

import click

from verkstad import __version__, wording, wording_checks
from verkstad.domain.errors import Busy, Failure, Full, Missing, ReadOnly, Refused, Synchronised, Unreadable, WorldFailure
from verkstad.i18n import Language, language

if TYPE_CHECKING:
    from verkstad.app.workbench import Bench

REFUSED, WORLD = 3, 4
OF_THE_WORLD = (Busy, Full, ReadOnly, Synchronised, Unreadable)


class Commands(click.Group):
    """`verkstad FILE` opens the window with the file; anything else is a command."""

    def resolve_command(self, ctx: click.Context, args: list[str]) -> tuple[str | None, click.Command | None, list[str]]:
        is_command = bool(args) and (args[0] in self.commands or args[0].startswith("-"))
        if args and not is_command and (Path(args[0]).suffix or Path(args[0]).exists()):
            return "window", self.commands["window"], args
        return super().resolve_command(ctx, args)


def _shared(command: Any) -> Any:
    command = click.option("--library", type=click.Path(path_type=Path), help="The library file; your own when not given.")(command)
    return click.option("--language", "code", type=click.Choice(["sv", "en"]), help="Language of answers and paper.")(command)


@click.group(cls=Commands, invoke_without_command=True, context_settings={"help_option_names": ["-h", "--help"]})
@click.version_option(__version__, prog_name="Verkstad")
@click.option("--quit-after-paint", is_flag=True, help="Print the seconds to first paint and end.")
@_shared
@click.pass_context
def verkstad(ctx: click.Context, quit_after_paint: bool, library: Path | None, code: str | None) -> None:
    """Verkstad: plan a workshop, print its pack, share it with a colleague. Without a command the window opens."""
    ctx.obj = {"library": library, "code": code}
    if ctx.invoked_subcommand is None:
        ctx.exit(_window(library, code, None, quit_after_paint))


@verkstad.command(hidden=True)
@click.argument("file", type=click.Path(path_type=Path), required=False)
@click.option("--quit-after-paint", is_flag=True)
@_shared
@click.pass_context
def window(ctx: click.Context, file: Path | None, quit_after_paint: bool, library: Path | None, code: str | None) -> None:
    """Open the window, and the file."""
    library, code = _given(ctx, library, code)
    ctx.exit(_window(library, code, file, quit_after_paint))


@verkstad.command()
@click.option(
    "--out", type=click.Path(path_type=Path, file_okay=False), default=Path("demo-out"), show_default=True, help="Folder for what is made."
)
@click.option("--no-window", is_flag=True, help="Do not open the window afterwards.")
@_shared
@click.pass_context
def demo(ctx: click.Context, out: Path, no_window: bool, library: Path | None, code: str | None) -> None:
    """Make a fresh library with the sample, every sheet and the handout pack as PDF, and a session file; then open the window."""
    from verkstad.app import demonstration, sample

    library, code = _given(ctx, library, code)
    speaks = _speaks(code)
    path = library or out / "library.sqlite"
    with _told(speaks):
        demonstration.clear(out, path)
        with _bench(path) as bench:
            sample.load_sample(bench, speaks.code, _today())
            for made in demonstration.make(bench, out, speaks, _today()):
                click.echo(str(made))
        click.echo(str(path))
    if not no_window and _display():
        ctx.exit(_window(path, code, None, False))


@verkstad.command("list")
@click.option("--json", "as_json", is_flag=True, help="As JSON: kind, id, title, parent.")
@_shared
@click.pass_context
def list_(ctx: click.Context, as_json: bool, library: Path | None, code: str | None) -> None:
    """List initiatives with their modules, teams and pilots, and workshops, with their ids."""
    from verkstad.app.initiatives import initiatives
    from verkstad.app.workshops import workshops
    from verkstad.domain.modules import Module
    from verkstad.domain.pilots import Pilot
    from verkstad.domain.teams import Team

    library, code = _given(ctx, library, code)
    speaks = _speaks(code)
    with _told(speaks), _bench(library, make=False) as bench:
        rows = [{"kind": "initiative", "id": i.id, "title": i.title, "parent": None} for i in bench.ask(initiatives)]
        parts: tuple[Module | Team | Pilot, ...] = (*bench.library.all(Module), *bench.library.all(Team), *bench.library.all(Pilot))
        rows += [{"kind": p.KIND.name, "id": p.id, "title": p.title, "parent": p.parent} for p in parts]
        found = bench.ask(workshops)
        rows += [{"kind": "workshop", "id": w.id, "title": w.title, "parent": w.initiative} for w in found]
        if as_json:
            click.echo(json.dumps(rows, ensure_ascii=False, indent=1))
            return
        dates = {w.id: w.first for w in found}
        for row in rows:
            day = dates.get(str(row["id"]))
            when = speaks.date(day, "date") if day else ""
            click.echo("  ".join(x for x in (str(row["id"]), wording.kind_name(str(row["kind"]), speaks), str(row["title"]), when) if x))


@verkstad.command("print")
@click.option("--workshop", help="Id of the workshop (see `list`); the first part of it is enough.")
@click.option("--initiative", help="Id of the initiative, to print its sheets; the first part of it is enough.")
@click.option("--sheet", default="pack", show_default=True, help="Name of a sheet, `pack` (of a workshop), or `all`.")
@click.option("--out", type=click.Path(path_type=Path, file_okay=False), help="Folder for the PDF files.")
@click.option("--paper", type=click.Choice(["a4", "a3"]), help="Scale every page to this paper.")
@click.option("--grey", is_flag=True, help="Without colour.")
@click.option("--roles", is_flag=True, help="Roles instead of names.")
@click.option("--draft", is_flag=True, help="Mark as draft.")
@click.option("--list", "listing", is_flag=True, help="Name every sheet and end.")
@_shared
@click.pass_context
def print_(
    ctx: click.Context,
    workshop: str | None,
    initiative: str | None,
    sheet: str,
    out: Path | None,
    paper: str | None,
    grey: bool,
    roles: bool,
    draft: bool,
    listing: bool,
    library: Path | None,
    code: str | None,
) -> None:
    """Print without a window: one sheet, all of them, or the handout pack."""
    from verkstad.app import demonstration
    from verkstad.app.printing import PrintWish, sheet_names

    library, given = _given(ctx, library, code)
    speaks = _speaks(given)
    if listing:
        for name, title in sheet_names(speaks):
            click.echo(f"{name:28}{title}")
        return
    if (workshop is None) == (initiative is None) or out is None:
        raise click.UsageError("--out and either --workshop or --initiative are needed to print.")
    if initiative is not None and sheet == "pack":
        sheet = "all"
    known = [name for name, _ in sheet_names(speaks, "workshop" if workshop else "initiative")]
    if sheet not in (*known, "all"):
        raise click.BadParameter(f"No such sheet is named {sheet!r}; see `print --list`.", param_hint="--sheet")
    with _told(speaks), _bench(library, make=False) as bench:
        wish = PrintWish(language=given or "", paper=paper or "", grey=grey, names=not roles, draft=draft)
        names = known if sheet == "all" else [sheet]
        subject = _workshop(bench, workshop) if workshop else _initiative(bench, str(initiative))
        for made in demonstration.printed(bench, subject, names, out, wish, _today()):
            click.echo(str(made))


@verkstad.command()
@click.argument("out", type=click.Path(path_type=Path, dir_okay=False))
@click.option("--initiative", help="Id of the initiative; the first part of it is enough.")
@click.option("--workshop", help="Id of the workshop; the first part of it is enough.")
@click.option("--without-participants", is_flag=True, help="Leave out names, attendance and needs.")
@click.option("--people", is_flag=True, help="The participants as .xlsx, .csv or .vcf.")
@click.option("--notes", is_flag=True, help="With the notes that are mine only, in .docx, .md, .xlsx and .csv.")
@click.option("--each-block", is_flag=True, help="In .ics: an event for each block instead of each day.")
@_shared
@click.pass_context
def export(
    ctx: click.Context,
    out: Path,
    initiative: str | None,
    workshop: str | None,
    without_participants: bool,
    people: bool,
    notes: bool,
    each_block: bool,
    library: Path | None,
    code: str | None,
) -> None:
    """Write a session file: one workshop, one initiative, or everything. With another ending, .docx, .xlsx, .csv, .md or .ics: a program."""
    from verkstad.app.exchange import export_session
    from verkstad.app.program_files import FORMATS, PEOPLE, Layers, write_people, write_program

    library, code = _given(ctx, library, code)
    speaks = _speaks(code)
    if workshop and initiative:
        raise click.UsageError("Give --workshop or --initiative, not both.")
    form = out.suffix[1:].lower()
    people = people or form == "vcf"
    if people and form not in PEOPLE:
        raise click.UsageError("Participants are written as .xlsx, .csv or .vcf.")
    if people or form in FORMATS:
        if workshop is None:
            raise click.UsageError("--workshop is needed for a program or its participants.")
        with _told(speaks), _bench(library, make=False) as bench:
            row = _workshop(bench, workshop)
            if people:
                write_people(bench, row, out, code=code or "")
            else:
                write_program(bench, row, out, layers=Layers(notes=notes), code=code or "", each_block=each_block)
            click.echo(str(out))
        return
    with _told(speaks), _bench(library, make=False) as bench:
        export_session(
            bench,
            out,
            workshop=_workshop(bench, workshop) if workshop else None,
            initiative=_initiative(bench, initiative) if initiative else None,
            without_participants=without_participants,
        )
        click.echo(str(out))


@verkstad.command("import")
@click.argument("files", nargs=-1, required=True, type=click.Path(path_type=Path))
@click.option("--dry-run", is_flag=True, help="Say what the file would bring; change nothing.")
@click.option("--json", "as_json", is_flag=True, help="One JSON line a file.")
@_shared
@click.pass_context
def import_(ctx: click.Context, files: tuple[Path, ...], dry_run: bool, as_json: bool, library: Path | None, code: str | None) -> None:
    """Preview or merge session files. A file that cannot be read is refused and leaves the library as it was."""
    from verkstad.app.exchange import merge_session, preview, read_session

    library, code = _given(ctx, library, code)
    speaks = _speaks(code)
    _ = speaks.gettext
    status = 0
    with _told(speaks), _bench(library, make=not dry_run) as bench:
        for file in files:
            told: dict[str, Any] = {"file": str(file), "ok": True, "kind": "session", "reason": ""}
            try:
                session = read_session(file)
                plan = preview(bench, session)
                if not dry_run:
                    merge_session(bench, session)
                told |= {"new": plan.new, "changed": plan.changed, "conflicts": plan.conflicting, "removed": plan.removed}
            except Failure as failure:
                status = max(status, WORLD if isinstance(failure, OF_THE_WORLD) else REFUSED)
                told |= {
                    "ok": False,
                    "kind": "refused",
                    "reason": wording.sentence(failure, speaks),
                    "new": 0,
                    "changed": 0,
                    "conflicts": 0,
                    "removed": 0,
                }
            if as_json:
                click.echo(json.dumps(told, ensure_ascii=False))
            elif told["ok"]:
                text = _(
                    "%(file)s: %(new)d new, %(changed)d changed, %(conflicts)d to decide, %(removed)d removed.",
                    **{**told, "file": file.name},
                )
                click.echo(text)
            else:
                click.echo(f"{file.name}: {told['reason']}", err=True)
    ctx.exit(status)


@verkstad.command()
@click.argument("file", type=click.Path(path_type=Path))
@click.option("--baseline", type=click.IntRange(min=1), help="Freeze the median from so many rows, counted from the first.")
@click.option("--rules", type=click.Choice(["anhoej", "ihi"]), default="anhoej", show_default=True, help="The rules that decide.")
@click.option("--same-day", type=click.Choice(["sum", "mean", "median"]), help="How several values on one day become one.")
@click.option("--json", "as_json", is_flag=True, help="As JSON: median, runs, crossings, limits, shifts, trends, signal.")
@_shared
@click.pass_context
def runchart(
    ctx: click.Context,
    file: Path,
    baseline: int | None,
    rules: str,
    same_day: str | None,
    as_json: bool,
    library: Path | None,
    code: str | None,
) -> None:
    """Say what a run chart of a CSV file says: header `date,value`, ISO dates, empty for a missing value."""
    from verkstad import wording_runchart
    from verkstad.app.run_charts import chart_of_file, facts

    library, code = _given(ctx, library, code)
    speaks = _speaks(code)
    with _told(speaks):
        chart = chart_of_file(file, baseline=baseline, rules=rules, joined=same_day or "")
        if as_json:
            click.echo(json.dumps(facts(chart), ensure_ascii=False, indent=1))
            return
        for line in (*wording_runchart.told(chart, speaks), *wording_runchart.remarks(chart.analysis, speaks, chart.series)):
            click.echo(line)


@verkstad.command("check")
@click.option("--initiative", help="Only of this initiative and its workshops; the first part of its id is enough.")
@click.option("--workshop", help="Only of this workshop; the first part of its id is enough.")
@click.option("--json", "as_json", is_flag=True, help="As JSON: code, severity, kind, id, title, reason, accepted.")
@_shared
@click.pass_context
def check_(ctx: click.Context, initiative: str | None, workshop: str | None, as_json: bool, library: Path | None, code: str | None) -> None:
    """Say what there is to look over, the most important first; what is let be comes last, with its reason."""
    from verkstad.app import checks

    library, code = _given(ctx, library, code)
    speaks = _speaks(code)
    _ = speaks.gettext
    if workshop and initiative:
        raise click.UsageError("Give --workshop or --initiative, not both.")
    with _told(speaks), _bench(library, make=False) as bench:
        scope = _workshop(bench, workshop) if workshop else _initiative(bench, initiative) if initiative else None
        if as_json:
            click.echo(json.dumps(checks.facts(bench, speaks, today=_today(), scope=scope), ensure_ascii=False, indent=1))
            return
        seen = checks.overview(bench.library, checks.findings(bench.library, scope, today=_today()), speaks, today=_today())
        for group in seen.groups:
            click.echo(f"{group.code:6} {wording_checks.severity(group.severity, speaks):9} {group.name} ({len(group.lines)})")
            for line in group.lines:
                click.echo("       " + (f"{line.title}: {line.detail}" if line.detail else line.title))
        for group in seen.accepted:
            for line in group.lines:
                click.echo(
                    _("%(code)s let be: %(title)s – %(reason)s", code=group.code, title=line.title, reason=line.finding.accepted or "")
                )
        if not seen.groups:
            click.echo(_("Nothing to look over."))


@verkstad.command("platitudes")
@click.argument("file", type=click.Path(path_type=Path))
@click.option("--json", "as_json", is_flag=True, help="As JSON: id, phrase, start, end, strength, question.")
@_shared
@click.pass_context
def platitudes_(ctx: click.Context, file: Path, as_json: bool, library: Path | None, code: str | None) -> None:
    """Mark the empty phrases in a text file, each with the question that makes it concrete."""
    from verkstad.app.phrases import phrases_in_file

    library, code = _given(ctx, library, code)
    speaks = _speaks(code)
    _ = speaks.gettext
    with _told(speaks):
        text, found = phrases_in_file(file)
    if as_json:
        rows = [
            {
                "id": m.platitude.id,
                "phrase": text[m.start : m.end],
                "start": m.start,
                "end": m.end,
                "strength": m.platitude.strength,
                "question": m.platitude.question.of(speaks.code),
            }
            for m in found
        ]
        click.echo(json.dumps(rows, ensure_ascii=False, indent=1))
        return
    for m in found:
        line, phrase = text.count("\n", 0, m.start) + 1, " ".join(text[m.start : m.end].split())
        click.echo(_("Line %(line)d, “%(phrase)s”: %(question)s", line=line, phrase=phrase, question=m.platitude.question.of(speaks.code)))
    if not found:
        click.echo(_("No empty phrase was found."))


@verkstad.command()
@click.argument("cases", type=click.Path(path_type=Path))
@click.option("--out", type=click.Path(path_type=Path, dir_okay=False), required=True, help="File for the plans.")
@click.option("--seconds", type=click.FloatRange(min=0), help="CPU seconds for each case; 2 when neither this nor --iterations is given.")
@click.option("--iterations", type=click.IntRange(min=0), help="Iterations for each case: the same plan on every machine.")
@click.option("--seed", type=int, default=1, show_default=True, help="Another seed is another way of looking.")
@_shared
@click.pass_context
def groups(
    ctx: click.Context,
    cases: Path,
    out: Path,
    seconds: float | None,
    iterations: int | None,
    seed: int,
    library: Path | None,
    code: str | None,
) -> None:
    """Mix the people of each case in a file into groups, round by round; write the plans, one object from case to rounds to groups to people."""
    from verkstad.app.group_cases import mixed, read_cases, write_plans

    library, code = _given(ctx, library, code)
    speaks = _speaks(code)
    _ = speaks.gettext
    status, plans = 0, {}
    with _told(speaks):
        for name, task in read_cases(cases).items():
            try:
                last = plans[name] = mixed(task, seed=seed, iterations=iterations, seconds=seconds)
            except Refused as refused:
                status = REFUSED
                click.echo(f"{name}: {wording.sentence(refused, speaks)}", err=True)
                continue
            text = _(
                "%(case)s: score %(score)s, at least %(bound)s wasted; %(iterations)d iterations, %(seconds)s s CPU",
                case=name,
                score=" ".join(f"{part:g}" for part in last.plan.score.key),
                bound=f"{last.plan.bound.wasted:g}",
                iterations=last.iterations,
                seconds=speaks.number(last.seconds, 2),
            )
            click.echo(text)
        if plans:
            write_plans(out, plans)
            click.echo(str(out))
    ctx.exit(status)


@verkstad.command()
@_shared
@click.pass_context
def backup(ctx: click.Context, library: Path | None, code: str | None) -> None:
    """Make a verified backup beside the library and print its path."""
    library, code = _given(ctx, library, code)
    with _told(_speaks(code)), _bench(library, make=False) as bench:
        made = bench.backup()
        kept = bench.backups.all() if bench.backups is not None else ()
        for path in (made.path,) if made else [b.path for b in kept[:1]]:  # nothing changed since: the last one still holds everything
            click.echo(str(path))


@verkstad.command()
@click.argument("file", type=click.Path(path_type=Path))
@_shared
@click.pass_context
def restore(ctx: click.Context, file: Path, library: Path | None, code: str | None) -> None:
    """Put a backup in place of the library; what stood there is moved aside, never thrown away."""
    from verkstad import start

    library, code = _given(ctx, library, code)
    with _told(_speaks(code)):
        aside = start.restore(library or start.library_path(), file)
        click.echo(str(library or start.library_path()))
        if aside is not None:
            click.echo(str(aside))


@verkstad.command()
@click.argument("names", nargs=-1)
@click.option("--json", "as_json", is_flag=True, help="As JSON: name, ratio, bar, floor, samples.")
@click.pass_context
def bench(ctx: click.Context, names: tuple[str, ...], as_json: bool) -> None:
    """Run the benchmarks, as ratios against their floors in the same run. They come with the source, not with the installed program."""
    try:
        from tests.benchmarks import run
    except ImportError:
        click.echo("The benchmarks come with the source of the program, not with the installed one.", err=True)
        ctx.exit(REFUSED)
    ctx.exit(run.main(names, as_json))


@verkstad.command()
def selftest() -> None:
    """Open the window without a screen, print a PDF in a worker, render it, open a database; exit status 0 when all of it works."""
    from verkstad import start

    sys.exit(start.selftest())


def main() -> None:
    """The entry of the program. Wrong usage ends with 2, as click does it."""
    verkstad(prog_name="verkstad")


# ------------------------------------------------------------------------------------------------ what the commands share


def _given(ctx: click.Context, library: Path | None, code: str | None) -> tuple[Path | None, str | None]:
    """Options may stand before or after the command."""
    before = ctx.obj or {}
    return library or before.get("library"), code or before.get("code")


def _speaks(code: str | None) -> Language:
    from verkstad import start

    return language(code or start.chosen_language())


def _window(library: Path | None, code: str | None, file: Path | None, quit_after_paint: bool) -> int:
    from verkstad import start

    with _told(_speaks(code)):
        return start.run_window(path=library, file=file, quit_after_paint=quit_after_paint, code=code)


def _today() -> str:
    """Today's local date, as the foot of a print says it."""
    return datetime.now().astimezone().date().isoformat()


def _display() -> bool:
    import os

    return sys.platform in ("win32", "darwin") or bool(os.environ.get("DISPLAY") or os.environ.get("WAYLAND_DISPLAY"))


@contextmanager
def _bench(library: Path | None, *, make: bool = True) -> Iterator[Bench]:
    """The library, opened under the same lock as the window takes; made when missing by commands that write."""
    from verkstad import start

    path = library or start.library_path()
    if not make and not path.exists():
        raise Unreadable("missing", path=str(path))
    opened = start.open_bench(path)
    try:
        yield opened
    finally:
        opened.close()


@contextmanager
def _told(speaks: Language) -> Iterator[None]:
    """Failures become one sentence and an exit status."""
    try:
        yield
    except Failure as failure:
        click.echo(wording.sentence(failure, speaks), err=True)
        sys.exit(WORLD if isinstance(failure, WorldFailure) and isinstance(failure, OF_THE_WORLD) else REFUSED)


def _workshop(bench: Bench, start: str) -> str:
    from verkstad.app.workshops import workshops

    return _only("workshop", start, [w.id for w in bench.ask(workshops)])


def _initiative(bench: Bench, start: str) -> str:
    from verkstad.app.initiatives import initiatives

    return _only("initiative", start, [i.id for i in bench.ask(initiatives)])


def _only(kind: str, start: str, ids: list[str]) -> str:
    """The one id that begins so; ids are long to type."""
    found = [i for i in ids if i.startswith(start)] if start else []
    if start in found:
        return start
    if len(found) != 1:
        raise Missing("row", kind=kind, id=start)
    return found[0]
