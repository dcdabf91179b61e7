"""Methods and templates of one's own, beside the built-in ones. Own texts are in one language: that of whoever wrote them."""

from __future__ import annotations

from verkstad.domain.agenda import KINDS, PRIORITIES
from verkstad.domain.fields import Row, choice, kind, prose, text, whole


@kind("method", scope="directory")
class OwnMethod(Row):
    """An exercise of one's own, or one's own copy of a built-in one. Lists are one thing a line; a step is "10 Skriv en lapp var"."""

    name: str = text()
    base: str = text(80, meet="latest")  # slug of the built-in method it began as
    purpose: str = prose(2_000)
    when: str = prose(1_000)
    fewest: int | None = whole(1, 1_000, default=2, together="group")
    most: int | None = whole(1, 1_000, default=30, together="group")
    minutes: int | None = whole(1, 24 * 60, default=30)
    shortest: int | None = whole(1, 24 * 60)
    type: str = choice(*KINDS, default="group", wire="kind")
    priority: str = choice(*PRIORITIES, default="normal")
    room: str = text(300)
    material: str = prose(2_000)
    steps: str = prose(8_000)
    tips: str = prose(4_000)
    pitfalls: str = prose(4_000)
    credit: str = text(300)


@kind("template", scope="directory")
class OwnTemplate(Row):
    """A whole workshop of one's own, made from one that was held or from a built-in one."""

    name: str = text()
    base: str = text(80, meet="latest")
    aim: str = prose(1_000)
    fewest: int | None = whole(1, 5_000, default=4, together="group")
    most: int | None = whole(1, 5_000, default=40, together="group")
    prepare: str = prose(4_000)


@kind("template_block", parents=("template",), ranked=True)
class OwnTemplateBlock(Row):
    """A block of a template of one's own: what `AgendaBlock` holds, but for the day."""

    title: str = text()
    minutes: int | None = whole(1, 24 * 60, default=15)
    shortest: int | None = whole(1, 24 * 60)
    priority: str = choice(*PRIORITIES, default="normal")
    type: str = choice(*KINDS, default="group", wire="kind")
    method: str = text(80)
    purpose: str = prose(2_000)
    instruction: str = prose(8_000)
    notes: str = prose(8_000)
    material: str = prose(4_000)
