"""What comes with the program: methods, templates, roles and types of decisions, read once from resources and handed on as values."""

from __future__ import annotations

import json
from collections.abc import Iterable, Mapping
from functools import cache
from typing import Any

from verkstad import resources
from verkstad.domain.mandates import ShippedDecision
from verkstad.domain.methods import (
    NO_TEXT,
    Handout,
    HandoutField,
    Method,
    ShippedRole,
    Step,
    Template,
    TemplateBlock,
    Text,
    Variant,
)
from verkstad.domain.platitudes import Platitude

ROLES = (
    ShippedRole("political", Text("Politisk ledning", "Political leadership")),
    ShippedRole("management", Text("Ledning", "Management")),
    ShippedRole("contact_centre", Text("Kontaktcenter", "Contact centre")),
    ShippedRole("digital_lead", Text("Digitaliseringsansvarig", "Digitalisation lead")),
    ShippedRole("it", Text("It", "IT")),
    ShippedRole("operations", Text("Verksamhetschef", "Operations manager")),
    ShippedRole("employee", Text("Medarbetare", "Employee")),
    ShippedRole("customer", Text("Kund eller brukare", "Customer or user")),
    ShippedRole("partner", Text("Samarbetspartner", "Partner")),
)


class Catalogue:
    """The shipped library. Slugs are for ever: they stand in blocks, in people and in files of colleagues."""

    def __init__(
        self,
        methods: Iterable[Method],
        templates: Iterable[Template],
        roles: Iterable[ShippedRole] = ROLES,
        decisions: Iterable[ShippedDecision] = (),
    ) -> None:
        self._decisions = {d.slug: d for d in decisions}
        self._methods = {m.slug: m for m in methods}
        self._templates = {t.slug: t for t in templates}
        self._roles = {r.slug: r for r in roles}

    def methods(self) -> tuple[Method, ...]:
        return tuple(self._methods.values())

    def method(self, slug: str) -> Method | None:
        return self._methods.get(slug)

    def need_method(self, slug: str) -> Method:
        """The method that the program itself refers to; KeyError is a fault of the library, not of a person."""
        return self._methods[slug]

    def templates(self) -> tuple[Template, ...]:
        return tuple(self._templates.values())

    def template(self, slug: str) -> Template | None:
        return self._templates.get(slug)

    def roles(self) -> tuple[ShippedRole, ...]:
        return tuple(self._roles.values())

    def role(self, slug: str) -> ShippedRole | None:
        return self._roles.get(slug)

    def decision_types(self) -> tuple[ShippedDecision, ...]:
        return tuple(self._decisions.values())

    def decision_type(self, slug: str) -> ShippedDecision | None:
        return self._decisions.get(slug)

    def role_named(self, name: str) -> ShippedRole | None:
        """The shipped role with this name in either language, whatever its case."""
        wanted = name.strip().casefold()
        return next((r for r in self._roles.values() if wanted in (r.name.sv.casefold(), r.name.en.casefold(), r.slug)), None)

    def find_methods(
        self, text: str = "", *, minutes: int | None = None, people: int | None = None, code: str = "sv"
    ) -> tuple[Method, ...]:
        """Methods whose name, purpose or use holds every word of `text`, best first.

        `minutes`: those that can be led in so many, the one that fills them best first. `people`: those that so many can do; one that
        takes fewer runs in several groups and comes after those that take everybody.
        """
        found = [
            (_rank(text, (m.name.of(code),), (m.purpose.of(code), m.when.of(code), *(h.title.of(code) for h in m.handouts))), m)
            for m in self._methods.values()
            if (minutes is None or m.shortest <= minutes) and (people is None or m.fewest <= people)
        ]
        return tuple(
            m
            for rank, m in sorted(
                ((r, m) for r, m in found if r is not None),
                key=lambda pair: (
                    pair[0],
                    people is not None and pair[1].most < people,
                    abs((minutes or 0) - pair[1].minutes) if minutes else 0,
                ),
            )
        )

    def find_templates(
        self, text: str = "", *, minutes: int | None = None, people: int | None = None, code: str = "sv"
    ) -> tuple[Template, ...]:
        """Templates whose name or aim holds every word of `text`; those written for fewer than `people` last, else the nearest in length first."""
        found = [
            (_rank(text, (t.name.of(code),), (t.aim.of(code), *(b.title.of(code) for b in t.blocks))), t)
            for t in self._templates.values()
            if people is None or t.fewest <= people
        ]
        ranked = sorted(
            ((r, t) for r, t in found if r is not None),
            key=lambda pair: (pair[0], bool(people and pair[1].most < people), abs(minutes - pair[1].minutes) if minutes else 0),
        )
        return tuple(t for _, t in ranked)


def _rank(text: str, names: Iterable[str], rest: Iterable[str]) -> int | None:
    """0: every word begins a word of the name; 1: stands in the name; 2: somewhere; None: not there."""
    words = text.casefold().split()
    name = " ".join(names).casefold()
    if all(f" {word}" in f" {name}" for word in words):
        return 0
    if all(word in name for word in words):
        return 1
    everything = f"{name} {' '.join(rest).casefold()}"
    return 2 if all(word in everything for word in words) else None


@cache
def catalogue() -> Catalogue:
    """The shipped library, read at its first use."""
    data = json.loads(resources.path("library/library.json").read_text(encoding="utf-8"))
    decisions = json.loads(resources.path("library/decision_types.json").read_text(encoding="utf-8"))
    return Catalogue(
        map(_method, data["methods"]), map(_template, data["templates"]), decisions=map(_decision_type, decisions["decision_types"])
    )


@cache
def platitudes() -> tuple[Platitude, ...]:
    """The shipped empty phrases with their questions, read at their first use."""
    data = json.loads(resources.path("library/platitudes.json").read_text(encoding="utf-8"))
    return tuple(Platitude(p["id"], _text(p["phrase"]), p["pattern"], _text(p["question"]), p["strength"]) for p in data)


def _decision_type(data: Mapping[str, Any]) -> ShippedDecision:
    return ShippedDecision(data["slug"], _text(data["name"]), _text(data["usual"]), data["customer_facing"], data["level"])


def _text(pair: list[str]) -> Text:
    return Text(pair[0], pair[1])


def _texts(pairs: Iterable[list[str]]) -> tuple[Text, ...]:
    return tuple(_text(pair) for pair in pairs)


def _method(data: Mapping[str, Any]) -> Method:
    fewest, most = data["group"]
    return Method(
        slug=data["slug"],
        name=_text(data["name"]),
        credit=_text(data["credit"]),
        purpose=_text(data["purpose"]),
        when=_text(data["when"]),
        fewest=fewest,
        most=most,
        minutes=data["minutes"],
        shortest=data["shortest"],
        kind=data["kind"],
        priority=data["priority"],
        room=_text(data["room"]),
        material=_texts(data["material"]),
        steps=tuple(Step(minutes, Text(sv, en)) for minutes, sv, en in data["steps"]),
        tips=_texts(data["tips"]),
        pitfalls=_texts(data["pitfalls"]),
        variants=tuple(Variant(situation, Text(sv, en)) for situation, sv, en in data["variants"]),
        handouts=tuple(map(_handout, data["handouts"])),
        reads=tuple(data["reads"]),
        writes=tuple(data["writes"]),
        brings=tuple(data["brings"]),
    )


def _handout(data: Mapping[str, Any]) -> Handout:
    return Handout(
        slug=data["slug"],
        title=_text(data["title"]),
        size=data["size"],
        orientation=data["orientation"],
        fields=tuple(map(_field, data["fields"])),
        per_sheet=data["per_sheet"],
        each=(data["each"][0], data["each"][1]),
        one_sheet_per_field=data.get("one_sheet_per_field", False),
    )


def _field(data: Mapping[str, Any]) -> HandoutField:
    low, high = data.get("range", (0, 0))
    return HandoutField(
        label=_text(data["label"]),
        kind=data["kind"],
        rows=data.get("rows", 0),
        low=low,
        high=high,
        options=_texts(data.get("options", ())),
        columns=_texts(data.get("columns", ())),
        row_labels=_texts(data.get("row_labels", ())),
    )


def _template(data: Mapping[str, Any]) -> Template:
    fewest, most = data["group"]
    return Template(
        slug=data["slug"],
        name=_text(data["name"]),
        aim=_text(data["aim"]),
        fewest=fewest,
        most=most,
        prepare=_texts(data["prepare"]),
        blocks=tuple(map(_template_block, data["blocks"])),
    )


def _template_block(data: Mapping[str, Any]) -> TemplateBlock:
    own = {key: _text(data[key]) if key in data else NO_TEXT for key in ("title", "purpose", "instruction", "notes")}
    return TemplateBlock(
        minutes=data["minutes"],
        shortest=data["shortest"],
        kind=data["kind"],
        priority=data["priority"],
        method=data.get("method", ""),
        parallel=data.get("parallel", False),
        material=_texts(data.get("material", ())),
        **own,
    )
