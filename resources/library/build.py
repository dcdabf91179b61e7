"""Build library.json, platitudes.json and the sample from their sources; refuse a source that breaks one of its rules.

    python resources/library/build.py [--check]

A development tool (needs PyYAML): the program itself reads only the JSON. `--check` writes nothing and ends with 1 when the JSON is not
what the sources give.
"""

from __future__ import annotations

import csv
import json
import re
import sys
from collections.abc import Iterable
from pathlib import Path
from typing import Any

import yaml

HERE = Path(__file__).resolve().parent
RESOURCES = HERE.parent
KINDS = ("opening", "plenary", "group", "solo", "break")
PRIORITIES = ("keep", "normal", "may_give")
FIELDS = ("line", "lines", "box", "scale", "checkbox", "matrix", "drawing")
EACH = ("person", "table", "set")
PER_SHEET = {"A3": 1, "A4": 1, "A5": 2, "A6": 4}
SLUG = re.compile(r"[a-z][a-z0-9_]*\Z")
SHORTEST_BREAK = 10
LONGEST_WITHOUT_BREAK = 120
TIMED = re.compile(r"(\d{1,3}) min: ")

Pair = list[str]


class Fault(Exception):
    """A source that breaks a rule: where, and which."""


def demand(holds: bool, where: str, rule: str) -> None:
    if not holds:
        raise Fault(f"{where}: {rule}")


def pair(where: str, value: dict[str, str], limit: int = 8_000) -> Pair:
    """[Swedish, English]: both there, without stray space, short enough."""
    both = [str(value.get(code, "")).strip() for code in ("sv", "en")]
    for text in both:
        demand(bool(text), where, "needs both languages")
        demand(len(text) <= limit, where, f"longer than {limit} characters: {text!r}")
        demand("  " not in text and "\t" not in text, where, f"stray space in {text!r}")
        demand(
            '"' not in text and " - " not in text and "..." not in text,
            where,
            f"straight quotes, a hyphen for a dash or three points in {text!r}",
        )
    demand("“" not in both[0], where, "English quotation mark in the Swedish")
    demand(
        not re.search("[åäöÅÄÖ]", both[1]) or "“" in both[1] or where.endswith("credit") or where.startswith("municipality"),
        where,
        f"Swedish letters in the English: {both[1]!r}",
    )
    return both


def pairs(where: str, values: Iterable[dict[str, str]], limit: int = 200) -> list[Pair]:
    return [pair(f"{where}[{i}]", v, limit) for i, v in enumerate(values)]


def block_facts(where: str, facts: dict[str, Any], minutes: int) -> dict[str, Any]:
    demand(facts["kind"] in KINDS, where, f"unknown kind {facts['kind']!r}")
    demand(facts["priority"] in PRIORITIES, where, f"unknown priority {facts['priority']!r}")
    demand(1 <= facts["shortest"] <= minutes, where, f"shortest is not 1 to {minutes} minutes")
    demand(facts["kind"] != "break" or facts["shortest"] >= SHORTEST_BREAK, where, "a break is never under ten minutes")
    return {"kind": facts["kind"], "shortest": facts["shortest"], "priority": facts["priority"]}


def method(source: dict[str, Any], statements: list[Pair]) -> dict[str, Any]:
    slug = source["id"]
    demand(bool(SLUG.match(slug)), slug, "is not a slug")
    frame = source["frame"]
    steps = [[s["min"], *pair(f"{slug}.steps", s, 200)] for s in source["steps"]]
    demand(sum(s[0] for s in steps) == frame["minutes"], slug, "the steps do not add up to its minutes")
    low, high = frame["group"]
    demand(1 <= low < high, slug, "group is not [fewest, most]")
    return {
        "slug": slug,
        **{key: pair(f"{slug}.{key}", source[key], 200) for key in ("name", "credit", "purpose", "when")},
        "group": [low, high],
        "minutes": frame["minutes"],
        **block_facts(slug, source["block"], frame["minutes"]),
        "room": pair(f"{slug}.room", frame["room"], 80),
        "material": pairs(f"{slug}.material", frame["material"], 80),
        "steps": steps,
        "tips": pairs(f"{slug}.tips", source["facilitator_tips"]),
        "pitfalls": pairs(f"{slug}.pitfalls", source["pitfalls"]),
        "variants": [[v["for"], *pair(f"{slug}.variants", v, 200)] for v in source.get("variants", [])],
        "reads": source["data"]["in"],
        "writes": source["data"]["out"],
        "brings": source.get("brings", []),
        "handouts": [handout(f"{slug}.{h['id']}", h, statements) for h in source["handouts"]],
    }


def handout(where: str, source: dict[str, Any], statements: list[Pair]) -> dict[str, Any]:
    paper = source["paper"]
    demand(paper["size"] in PER_SHEET and paper["orientation"] in ("portrait", "landscape"), where, f"paper {paper!r}")
    demand(paper.get("per_sheet", 1) == PER_SHEET[paper["size"]], where, "wrong number per sheet")
    each, times = source["each"]
    demand(each in EACH and 1 <= times <= 20, where, f"copies for each {source['each']!r}")
    made = {
        "slug": source["id"],
        "title": pair(f"{where}.title", source["title"], 60),
        "size": paper["size"],
        "orientation": paper["orientation"],
        "per_sheet": PER_SHEET[paper["size"]],
        "each": [each, times],
        "fields": [field(f"{where}.fields[{i}]", f, statements) for i, f in enumerate(source["fields"])],
    }
    if source.get("one_sheet_per_field"):
        made["one_sheet_per_field"] = True
    return made


def field(where: str, source: dict[str, Any], statements: list[Pair]) -> dict[str, Any]:
    kind = source["kind"]
    demand(kind in FIELDS, where, f"unknown kind of field {kind!r}")
    made: dict[str, Any] = {"label": pair(where, source, 120), "kind": kind}
    if "rows" in source:
        made["rows"] = source["rows"]
    demand("rows" in source or kind not in ("lines", "matrix"), where, "needs rows")
    if kind == "scale":
        made["range"] = source["range"]
    for key in ("options", "columns", "row_labels"):
        if key in source:
            made[key] = pairs(f"{where}.{key}", source[key], 120)
    demand(kind != "checkbox" or "options" in made, where, "a checkbox needs options")
    demand(kind != "matrix" or "columns" in made, where, "a matrix needs columns")
    if source.get("source") == "pulse":
        demand(source["rows"] == len(statements), where, "rows differ from the pulse statements")
        made["row_labels"] = statements
    demand(len(made.get("row_labels", [])) in (0, made.get("rows", 0)), where, "as many row labels as rows")
    return made


def template(source: dict[str, Any], methods: dict[str, dict[str, Any]]) -> dict[str, Any]:
    slug = source["id"]
    low, high = source["group"]
    demand(1 <= low < high, slug, "group is not [fewest, most]")
    blocks = [template_block(f"{slug}.blocks[{i}]", b, methods, high) for i, b in enumerate(source["blocks"])]
    since = 0
    for block in blocks:
        since = 0 if block["kind"] == "break" else since + block["minutes"]
        demand(since <= LONGEST_WITHOUT_BREAK, slug, f"over {LONGEST_WITHOUT_BREAK} minutes without a break")
    return {
        "slug": slug,
        "name": pair(f"{slug}.name", source["name"], 60),
        "aim": pair(f"{slug}.aim", source["aim"], 200),
        "group": [low, high],
        "prepare": pairs(f"{slug}.prepare", source["prepare"], 120),
        "blocks": blocks,
    }


def template_block(where: str, source: dict[str, Any], methods: dict[str, dict[str, Any]], people: int) -> dict[str, Any]:
    minutes = source["min"]
    made: dict[str, Any] = {"minutes": minutes, **block_facts(where, source, minutes)}
    if "ex" in source:
        used = methods.get(source["ex"])
        demand(used is not None, where, f"unknown exercise {source['ex']!r}")
        assert used is not None
        demand(used["minutes"] == minutes, where, f"{source['ex']} takes {used['minutes']} minutes")
        demand(
            (people > used["group"][1]) == source.get("parallel", False),
            where,
            "parallel where, and only where, the template takes more people",
        )
        made["method"] = source["ex"]
        if source.get("parallel"):
            made["parallel"] = True
    else:
        made["title"] = pair(f"{where}.title", source["title"], 60)
    for key in ("purpose", "instruction", "notes"):
        demand(key in source, where, f"needs {key}")
        made[key] = pair(f"{where}.{key}", source[key], 2_000)
    for text in made["instruction"]:
        split = [int(found[1]) for line in text.splitlines() if (found := TIMED.match(line))]
        demand(not split or sum(split) == minutes, where, f"the lines of the instruction take {sum(split)} of {minutes} minutes")
    demand("material" in source, where, "needs material")
    made["material"] = pairs(f"{where}.material", source["material"], 80)
    return made


def library() -> dict[str, Any]:
    """The whole library as the JSON holds it."""
    source = yaml.safe_load((HERE / "source" / "methods.yaml").read_text(encoding="utf-8"))
    demand(source["schema"] == 2, "methods.yaml", "another schema than 2")
    statements = [pair(f"pulse.{i['id']}", i, 80) for level in source["pulse"] for i in level["items"]]
    made = [method(m, statements) for m in source["exercises"]]
    by_slug = {m["slug"]: m for m in made}
    demand(len(by_slug) == len(made), "methods.yaml", "an id twice")
    named = [h["slug"] for m in made for h in m["handouts"]]
    demand(len(set(named)) == len(named), "methods.yaml", "a handout id twice")
    for m in made:
        known = set(source["entities"])
        demand(set(m["reads"]) | set(m["writes"]) <= known, m["slug"], "reads or writes an unknown entity")
    return {"schema": 1, "methods": made, "templates": [template(t, by_slug) for t in template_sources()]}


def template_sources() -> list[dict[str, Any]]:
    """The templates, one a file, in the order the program shows them."""
    order = yaml.safe_load((HERE / "source" / "templates.yaml").read_text(encoding="utf-8"))["order"]
    files = {path.stem: path for path in (HERE / "source" / "templates").glob("*.yaml")}
    demand(sorted(order) == sorted(files), "templates.yaml", "the order names each file of templates/ once")
    sources = [yaml.safe_load(files[slug].read_text(encoding="utf-8")) for slug in order]
    for slug, source in zip(order, sources, strict=True):
        demand(source["id"] == slug, slug, "the id is the name of the file")
    return sources


def platitudes() -> list[dict[str, Any]]:
    """The phrases to ask about, each pattern tried so that it compiles."""
    with (HERE / "source" / "platitudes.tsv").open(encoding="utf-8", newline="") as file:
        rows = list(csv.DictReader(file, delimiter="\t", quoting=csv.QUOTE_NONE))
    found = []
    for row in rows:
        re.compile(row["monster_regex"])
        found.append(
            {
                "id": row["id"],
                "phrase": [row["floskel_sv"], row["floskel_en"]],
                "pattern": row["monster_regex"],
                "question": [row["tvattfraga_sv"], row["tvattfraga_en"]],
                "strength": int(row["styrka"]),
            }
        )
    demand(len({p["id"] for p in found}) == len(found), "platitudes.tsv", "an id twice")
    return found


def spoken(where: str, value: Any) -> Any:
    """The value with every "svenska || English" and {sv, en} in it made a checked {sv, en}."""
    if isinstance(value, str) and "||" in value:
        sv, _, en = value.partition("||")
        value = {"sv": sv, "en": en}
    if isinstance(value, dict) and set(value) == {"sv", "en"}:
        sv, en = pair(where, value)
        return {"sv": sv, "en": en}
    if isinstance(value, dict):
        return {key: spoken(f"{where}.{key}", v) for key, v in value.items()}
    if isinstance(value, list):
        return [spoken(f"{where}[{i}]", v) for i, v in enumerate(value)]
    return value


def municipality() -> Any:
    return spoken("municipality", yaml.safe_load((RESOURCES / "samples" / "source" / "municipality.yaml").read_text(encoding="utf-8")))


def built() -> dict[str, str]:
    """Path under resources -> content, as it should lie there."""
    return {
        "samples/municipality.json": json.dumps(municipality(), ensure_ascii=False, indent=1) + "\n",
        "library/library.json": json.dumps(library(), ensure_ascii=False, separators=(",", ":")) + "\n",
        "library/platitudes.json": "[\n" + ",\n".join(json.dumps(p, ensure_ascii=False) for p in platitudes()) + "\n]\n",
    }


def main(arguments: list[str]) -> int:
    try:
        files = built()
    except Fault as fault:
        sys.stderr.write(f"{fault}\n")
        return 1
    stale = [n for n, text in files.items() if not (RESOURCES / n).exists() or (RESOURCES / n).read_text(encoding="utf-8") != text]
    if "--check" in arguments:
        sys.stdout.write(("\n".join(f"{name} is not what its sources give" for name in stale) or "the library is fresh") + "\n")
        return 1 if stale else 0
    for name in stale:
        (RESOURCES / name).write_text(files[name], encoding="utf-8", newline="\n")
    sys.stdout.write(", ".join(f"{name} {len(text.encode()) // 1000} kB" for name, text in files.items()) + "\n")
    return 0


if __name__ == "__main__":
    sys.exit(main(sys.argv[1:]))
