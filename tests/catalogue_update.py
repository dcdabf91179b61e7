"""Collect the texts of the program into resources/locale/sv.po, and say what is not translated.

    python dev.py i18n [--check]

A text is what stands written out in a call of `_`, `N_`, `gettext`, `ngettext`, `pgettext` or `npgettext` anywhere in verkstad/. What is
new is added without a translation, what is gone is removed, translations are kept. `--check` writes nothing and ends with 1 when
something is missing.
"""

from __future__ import annotations

import ast
import re
import sys
from collections.abc import Iterator
from dataclasses import dataclass, field
from pathlib import Path

ROOT = Path(__file__).resolve().parent.parent
SOURCE = ROOT / "verkstad"
CATALOGUE = ROOT / "resources" / "locale" / "sv.po"

# Name of the call -> what its first arguments are.
CALLS = {
    "_": ("msgid",),
    "N_": ("msgid",),
    "gettext": ("msgid",),
    "ngettext": ("msgid", "plural"),
    "pgettext": ("context", "msgid"),
    "npgettext": ("context", "msgid", "plural"),
}
NAMED = re.compile(r"%\((\w+)\)[-+ #0]*\d*(?:\.\d+)?[a-zA-Z]")

Key = tuple[str, str]


@dataclass
class Message:
    """A text of the program: the plural it has, and the files it stands in."""

    plural: str = ""
    files: set[str] = field(default_factory=set)


@dataclass
class Extraction:
    """Every text by (context, msgid), and calls that cannot be translated because their text is put together."""

    messages: dict[Key, Message] = field(default_factory=dict)
    faults: list[str] = field(default_factory=list)


def extract(source: Path = SOURCE) -> Extraction:
    found = Extraction()
    for path in sorted(source.rglob("*.py")):
        name = path.relative_to(source.parent).as_posix()
        for call, roles in _calls(ast.parse(path.read_text(encoding="utf-8"))):
            _take(found, name, call, roles)
    return found


def _calls(tree: ast.AST) -> Iterator[tuple[ast.Call, tuple[str, ...]]]:
    for node in ast.walk(tree):
        if isinstance(node, ast.Call) and isinstance(node.func, ast.Name | ast.Attribute):
            name = node.func.id if isinstance(node.func, ast.Name) else node.func.attr
            if name in CALLS:
                yield node, CALLS[name]


def _take(found: Extraction, file: str, call: ast.Call, roles: tuple[str, ...]) -> None:
    parts = {"context": "", "plural": ""}
    for role, argument in zip(roles, call.args, strict=False):
        if isinstance(argument, ast.JoinedStr | ast.BinOp):
            found.faults.append(f"{file}:{call.lineno}: the text is put together; write it whole, with %(names)s for what varies")
        if not (isinstance(argument, ast.Constant) and isinstance(argument.value, str)):
            return  # a text that was marked with N_ somewhere else
        parts[role] = argument.value
    if "msgid" not in parts:
        return
    message = found.messages.setdefault((parts["context"], parts["msgid"]), Message())
    message.files.add(file)
    if message.plural and parts["plural"] and message.plural != parts["plural"]:
        found.faults.append(f"{file}:{call.lineno}: {parts['msgid']!r} has two plurals")
    message.plural = message.plural or parts["plural"]


def names(text: str) -> set[str]:
    """The facts a text names: those in %(...)s."""
    return set(NAMED.findall(text))


def problems(found: Extraction, translations: dict[Key, tuple[str, ...]]) -> list[str]:
    """What keeps the catalogue from being complete and fresh, one line each."""
    lines = list(found.faults)
    for (context, msgid), message in sorted(found.messages.items()):
        forms = translations.get((context, msgid))
        shown = repr(f"{context}: {msgid}" if context else msgid)
        if forms is None:
            lines.append(f"not translated: {shown} ({', '.join(sorted(message.files))})")
            continue
        if len(forms) != (2 if message.plural else 1):
            lines.append(f"wrong number of forms: {shown}")
        for form, source in zip(forms, (msgid, message.plural) if message.plural else (msgid,), strict=False):
            if names(form) - {"n"} != names(source) - {"n"}:
                lines.append(f"other facts than the source: {shown} -> {form!r}")
            if source.endswith("…") != form.endswith("…") or source.endswith(":") != form.endswith(":"):
                lines.append(f"another ending than the source: {shown} -> {form!r}")
    lines += [f"no longer used: {msgid!r}" for context, msgid in sorted(translations.keys() - found.messages.keys())]
    return lines


def update(found: Extraction, path: Path = CATALOGUE) -> None:
    """Add what is new, remove what is gone, note the files of each text; translations stay as they are."""
    import polib  # a development tool; the program reads the catalogue itself

    catalogue = polib.pofile(str(path), wrapwidth=130)
    known = {(e.msgctxt or "", e.msgid): e for e in catalogue if not e.obsolete}
    for entry in [e for e in catalogue if e.obsolete or (e.msgctxt or "", e.msgid) not in found.messages]:
        catalogue.remove(entry)
    for (context, msgid), message in found.messages.items():
        entry = known.get((context, msgid))
        if entry is None:
            entry = polib.POEntry(msgid=msgid, msgctxt=context or None)
            catalogue.append(entry)
        if message.plural and entry.msgid_plural != message.plural:
            entry.msgid_plural = message.plural
            entry.msgstr_plural = entry.msgstr_plural or {0: entry.msgstr, 1: ""}
            entry.msgstr = ""
        entry.occurrences = [(file, "") for file in sorted(message.files)]
    catalogue.sort(key=lambda e: (e.msgid, e.msgctxt or ""))
    catalogue.save(str(path), newline="\n")


def main(arguments: list[str]) -> int:
    sys.path.insert(0, str(ROOT))
    from verkstad.i18n import parse_po

    found = extract()
    if "--check" not in arguments:
        update(found)
    lines = problems(found, parse_po(CATALOGUE.read_text(encoding="utf-8")))
    print("\n".join(lines) or f"{len(found.messages)} texts, all translated")
    return 1 if lines else 0


if __name__ == "__main__":
    sys.exit(main(sys.argv[1:]))
