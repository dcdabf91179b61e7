"""Exercises and whole workshops of the library, and how they become blocks of a program. Pure values; `app.catalogue` reads the shipped ones."""

from __future__ import annotations

import re
from collections.abc import Callable, Sequence

from verkstad.domain.agenda import AgendaBlock
from verkstad.domain.values import frozen

SHORTEST_BREAK = 10
_TIMED = re.compile(r"([1-9]\d{0,2}) min: ")
CALM = (0.75, 1.25)  # a template scaled outside this is another workshop than the one it was written as (measurement.md 3.12)


@frozen
class Text:
    """A text for people in both languages of the program."""

    sv: str
    en: str

    def of(self, code: str) -> str:
        """The text in the language with this code; English for any but Swedish."""
        return self.sv if code == "sv" else self.en

    def __bool__(self) -> bool:
        return bool(self.sv or self.en)


NO_TEXT = Text("", "")


@frozen
class Step:
    """One step of a method: minutes, and what the participants do, in the imperative."""

    minutes: int
    text: Text


@frozen
class Variant:
    """How the method is led otherwise. `situation`: "large_group" (more than 30 people) or "seated" (nobody can move about)."""

    situation: str
    text: Text


@frozen
class HandoutField:
    """Something to fill in on a handout.

    `kind`: "line" (one line beside its label), "lines" (`rows` ruled lines), "box" (`rows` lines high, unruled; 0: as it falls), "scale"
    (`low` to `high`), "checkbox" (`options`), "matrix" (`columns` x `rows`, with `row_labels` or blank), "drawing" (a free area).
    """

    label: Text
    kind: str
    rows: int = 0
    low: int = 0
    high: int = 0
    options: tuple[Text, ...] = ()
    columns: tuple[Text, ...] = ()
    row_labels: tuple[Text, ...] = ()


@frozen
class Handout:
    """A sheet or card that a method is worked on. `size` is that of the finished piece; `per_sheet` pieces are cut from one A4 (A5: 2, A6: 4).

    `each`: how many a handout pack takes for every "person", "table" or "set" (a group that does the exercise); of cards, pieces.
    `one_sheet_per_field`: each field is a sheet of its own.
    """

    slug: str
    title: Text
    size: str
    orientation: str
    fields: tuple[HandoutField, ...]
    per_sheet: int = 1
    each: tuple[str, int] = ("table", 1)
    one_sheet_per_field: bool = False

    @property
    def landscape(self) -> bool:
        return self.orientation == "landscape"


@frozen
class Method:
    """An exercise. `kind`, `shortest` and `priority` are what a block made of it begins with; `reads` and `writes` are kinds of results.

    `brings`: the sheets of the initiative that the pack takes along to it, by their names for printing.
    """

    slug: str
    name: Text
    credit: Text
    purpose: Text
    when: Text
    fewest: int
    most: int
    minutes: int
    shortest: int
    kind: str
    priority: str
    room: Text
    material: tuple[Text, ...]
    steps: tuple[Step, ...]
    tips: tuple[Text, ...]
    pitfalls: tuple[Text, ...]
    variants: tuple[Variant, ...]
    handouts: tuple[Handout, ...]
    reads: tuple[str, ...] = ()
    writes: tuple[str, ...] = ()
    brings: tuple[str, ...] = ()

    def variant(self, situation: str) -> Text | None:
        return next((v.text for v in self.variants if v.situation == situation), None)

    def sets_for(self, people: int) -> int:
        """At how many tables the method runs in parallel when `people` take part; at least one."""
        return max(1, -(-people // self.most))


@frozen
class TemplateBlock:
    """A block of a template. With a `method` what is empty here comes from the method; `parallel`: it runs in several groups at once."""

    title: Text
    minutes: int
    shortest: int
    kind: str
    priority: str
    method: str = ""
    parallel: bool = False
    purpose: Text = NO_TEXT
    instruction: Text = NO_TEXT
    notes: Text = NO_TEXT
    material: tuple[Text, ...] = ()


@frozen
class Template:
    """A whole workshop. `prepare` is what must be ready before the day."""

    slug: str
    name: Text
    aim: Text
    fewest: int
    most: int
    prepare: tuple[Text, ...]
    blocks: tuple[TemplateBlock, ...]

    @property
    def minutes(self) -> int:
        return sum(block.minutes for block in self.blocks)


@frozen
class ShippedRole:
    """A role in the change that comes with the program."""

    slug: str
    name: Text


@frozen
class Scaled:
    """Minutes block by block after scaling. `factor` is the length asked for over the length written; `strained` when it is outside `CALM`."""

    minutes: tuple[int, ...]
    factor: float

    @property
    def strained(self) -> bool:
        return not CALM[0] <= self.factor <= CALM[1]


def scaled(minutes: Sequence[int], total: int, floors: Sequence[int] = ()) -> Scaled:
    """Share `total` minutes in proportion to `minutes`, whole minutes by largest remainder, none under its floor (one minute without).

    The sum is exactly `total` as long as the floors leave room for it; else every block stands at its floor and the sum is larger.
    """
    if any(m < 1 for m in minutes):
        raise ValueError("every block takes at least a minute")
    lowest = [max(1, floor) for floor in floors] if floors else [1] * len(minutes)
    factor = total / sum(minutes) if minutes else 1.0
    if sum(lowest) >= total:
        return Scaled(tuple(lowest), factor)
    held: set[int] = set()
    while True:
        free = [i for i in range(len(minutes)) if i not in held]
        left = total - sum(lowest[i] for i in held)
        weight = sum(minutes[i] for i in free)
        low = {i for i in free if minutes[i] * left < lowest[i] * weight}
        if not low:
            break
        held |= low
    result = list(lowest)
    for i in free:
        result[i] = minutes[i] * left // weight
    spare = left - sum(result[i] for i in free)
    for i in sorted(free, key=lambda i: (-(minutes[i] * left % weight), i))[:spare]:
        result[i] += 1
    return Scaled(tuple(result), factor)


def scaled_template(template: Template, total: int | None) -> Scaled:
    """The template's blocks in `total` minutes, as written when None. A break keeps at least ten minutes, or what it has."""
    written = [block.minutes for block in template.blocks]
    floors = [min(block.minutes, SHORTEST_BREAK) if block.kind == "break" else 1 for block in template.blocks]
    return scaled(written, sum(written) if total is None else total, floors)


def method_block(method: Method, code: str, *, minutes: int | None = None, people: int | None = None) -> AgendaBlock:
    """A block that runs the method, in the language `code`. Without id, parent and rank: the action gives them."""
    length = method.minutes if minutes is None else minutes
    sets = method.sets_for(people) if people else 1
    return AgendaBlock(
        title=method.name.of(code),
        minutes=length,
        shortest=min(method.shortest, length),
        priority=method.priority,
        type=method.kind,
        method=method.slug,
        purpose=method.purpose.of(code),
        instruction="\n".join(step.text.of(code) for step in method.steps),
        notes=_leading(method, code, people),
        material="\n".join(thing.of(code) for thing in method.material),
        sets=sets if sets > 1 else None,
    )


def _leading(method: Method, code: str, people: int | None) -> str:
    lines = [tip.of(code) for tip in method.tips] + [pitfall.of(code) for pitfall in method.pitfalls]
    large = method.variant("large_group")
    if large is not None and people is not None and people > 30:
        lines.append(large.of(code))
    return "\n".join(lines)


def template_blocks(
    template: Template, method: Callable[[str], Method | None], code: str, *, total: int | None = None, people: int | None = None
) -> tuple[AgendaBlock, ...]:
    """The template as the blocks of a program in the language `code`, its minutes scaled to `total`; `method` finds a method by slug.

    A block whose method is no longer there keeps its own words.
    """
    minutes = scaled_template(template, total).minutes
    return tuple(_block(block, length, method, code, people) for block, length in zip(template.blocks, minutes, strict=True))


def _block(block: TemplateBlock, minutes: int, method: Callable[[str], Method | None], code: str, people: int | None) -> AgendaBlock:
    known = method(block.method) if block.method else None
    if known is not None:
        made = method_block(known, code, minutes=minutes, people=people)
    else:
        made = AgendaBlock(minutes=minutes)
    own = {
        "title": block.title.of(code),
        "purpose": block.purpose.of(code),
        "instruction": retimed(block.instruction.of(code), minutes),
        "notes": block.notes.of(code),
        "material": "\n".join(thing.of(code) for thing in block.material),
    }
    said = {name: text for name, text in own.items() if text}
    return made.with_(shortest=min(block.shortest, minutes), priority=block.priority, type=block.kind, **said)


def timed_lines(instruction: str) -> tuple[tuple[int, str], ...]:
    """The lines of an instruction with the minutes each takes; 0 for one that does not begin with "15 min: "."""
    found = ((_TIMED.match(line), line) for line in instruction.splitlines())
    return tuple((int(match[1]), line[match.end() :]) if match else (0, line) for match, line in found)


def retimed(instruction: str, minutes: int) -> str:
    """The instruction with the minutes of its lines shared anew, so that they add up to `minutes`. One without such lines is left alone."""
    lines = timed_lines(instruction)
    written = [length for length, _ in lines if length]
    if not written or sum(written) == minutes:
        return instruction
    lengths = iter(scaled(written, minutes).minutes)
    return "\n".join(f"{next(lengths)} min: {text}" if length else text for length, text in lines)


def steps_minutes(instruction: str) -> int:
    """What the steps of an instruction take together; 0 for one without "15 min: " lines."""
    return sum(length for length, _text in timed_lines(instruction))


def following(instruction: str, was: int, minutes: int) -> str:
    """The instruction of a block that goes from `was` to `minutes`: steps that added up to its length share the new one (measurement.md 3.12).

    Steps that add up to something else are somebody's own and stay, and so do those that are more than there are minutes.
    """
    steps = sum(1 for length, _text in timed_lines(instruction) if length)
    return retimed(instruction, minutes) if steps_minutes(instruction) == was and steps <= minutes else instruction
