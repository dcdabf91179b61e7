"""Own methods and templates as what the library shows, and a shipped method as a row of one's own. Apart from the values, for these load less."""

from __future__ import annotations

import re
from collections.abc import Iterable

from verkstad.domain.methods import Method, Step, Template, TemplateBlock, Text
from verkstad.domain.own_methods import OwnMethod, OwnTemplate, OwnTemplateBlock

_STEP = re.compile(r"^\s*(\d{1,3})\s*(?:min(?:uter|utes|\.)?)?\s*[:.–-]?\s+(?=\S)", re.IGNORECASE)


def lines_of(text: str) -> tuple[str, ...]:
    """What stands on its lines, without the empty ones."""
    return tuple(line.strip() for line in text.splitlines() if line.strip())


def steps_of(text: str, minutes: int) -> tuple[Step, ...]:
    """A step a line: "10 Skriv en lapp var", "10 min: Skriv". Those without a number share evenly what the others leave of `minutes`."""
    read = [(_STEP.match(line), line) for line in lines_of(text)]
    said = [int(found[1]) if found else None for found, _line in read]
    words = [line[found.end() :] if found else line for found, line in read]
    open_ = [at for at, length in enumerate(said) if length is None]
    left = max(0, minutes - sum(length or 0 for length in said))
    shares = {at: left // len(open_) + (1 if n < left % len(open_) else 0) for n, at in enumerate(open_)}
    return tuple(Step(shares.get(at, said[at] or 0), Text(w, w)) for at, w in enumerate(words))


def method_of(row: OwnMethod, base: Method | None = None) -> Method:
    """The method as the library and the program show it, with its id as slug. `base`, what it was made from, lends its sheets."""
    minutes = row.minutes or 30
    fewest, most = sorted((row.fewest or 2, row.most or 30))
    return Method(
        slug=row.id,
        name=_both(row.name),
        credit=_both(row.credit),
        purpose=_both(row.purpose),
        when=_both(row.when),
        fewest=fewest,
        most=most,
        minutes=minutes,
        shortest=min(minutes, row.shortest or usual_shortest(minutes)),
        kind=row.type,
        priority=row.priority,
        room=_both(row.room),
        material=tuple(map(_both, lines_of(row.material))),
        steps=steps_of(row.steps, minutes),
        tips=tuple(map(_both, lines_of(row.tips))),
        pitfalls=tuple(map(_both, lines_of(row.pitfalls))),
        variants=(),
        handouts=base.handouts if base else (),
        reads=base.reads if base else (),
        writes=base.writes if base else (),
        brings=base.brings if base else (),
    )


def template_of(row: OwnTemplate, blocks: Iterable[OwnTemplateBlock]) -> Template:
    """The template as the library shows it, with its id as slug."""
    fewest, most = sorted((row.fewest or 4, row.most or 40))
    return Template(
        slug=row.id,
        name=_both(row.name),
        aim=_both(row.aim),
        fewest=fewest,
        most=most,
        prepare=tuple(map(_both, lines_of(row.prepare))),
        blocks=tuple(
            TemplateBlock(
                title=_both(b.title),
                minutes=b.minutes or 15,
                shortest=min(b.minutes or 15, b.shortest or usual_shortest(b.minutes or 15)),
                kind=b.type,
                priority=b.priority,
                method=b.method,
                purpose=_both(b.purpose),
                instruction=_both(b.instruction),
                notes=_both(b.notes),
                material=tuple(map(_both, lines_of(b.material))),
            )
            for b in blocks
        ),
    )


def own_copy(method: Method, code: str) -> OwnMethod:
    """A row that says what the method says, in the language `code`, to be changed as one likes. Without id."""
    return OwnMethod(
        name=method.name.of(code),
        base=method.slug,
        purpose=method.purpose.of(code),
        when=method.when.of(code),
        fewest=method.fewest,
        most=method.most,
        minutes=method.minutes,
        shortest=method.shortest,
        type=method.kind,
        priority=method.priority,
        room=method.room.of(code),
        material=_joined(method.material, code),
        steps="\n".join(f"{s.minutes} {s.text.of(code)}" for s in method.steps),
        tips=_joined(method.tips, code),
        pitfalls=_joined(method.pitfalls, code),
        credit=method.credit.of(code),
    )


def usual_shortest(minutes: int) -> int:
    """70 % to whole fives, at least five minutes, never longer than the method itself (product.md section 3)."""
    return min(minutes, max(5, round(minutes * 0.7 / 5) * 5))


def _both(text: str) -> Text:
    return Text(text, text)


def _joined(texts: Iterable[Text], code: str) -> str:
    return "\n".join(t.of(code) for t in texts)
