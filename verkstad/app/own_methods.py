"""Methods and templates of one's own: what a person does with them."""

from __future__ import annotations

from verkstad.app.shelf import shelf
from verkstad.app.workbench import action
from verkstad.app.workshops import named
from verkstad.domain.agenda import KINDS, PRIORITIES, AgendaBlock, block_minutes
from verkstad.domain.errors import Refused
from verkstad.domain.fields import Id, Row
from verkstad.domain.own_library import own_copy
from verkstad.domain.own_methods import OwnMethod, OwnTemplate, OwnTemplateBlock
from verkstad.domain.workshop import Day, Workshop
from verkstad.i18n import N_
from verkstad.storage.library import Reading
from verkstad.storage.writing import Transaction

LONGEST = 24 * 60


# ------------------------------------------------------------------------------------------------ methods


@action(N_("New method"))
def new_method(tx: Transaction, name: str, *, minutes: int = 30) -> Id:
    """An empty method of one's own."""
    tx.about(named(name))
    return tx.put(OwnMethod(name=named(name), minutes=_minutes(minutes))).id


@action(N_("Make one's own copy of a method"))
def copy_method(tx: Transaction, method: str, language: str, name: str = "") -> Id:
    """A copy that can be changed, in the language given; it keeps the sheets of what it was made from."""
    source = shelf(tx).method(method)
    if source is None:
        raise Refused("unknown_method", method=method)
    row = own_copy(source, language)
    row = row.with_(name=named(name or row.name))
    tx.about(row.name)
    return tx.put(row).id


@action(N_("Rename method"), settles="method.name")
def rename_method(tx: Transaction, method: Id, name: str) -> None:
    _method(tx, method, name=named(name))


@action(N_("Say what the method is for"), settles="method.purpose")
def say_method_purpose(tx: Transaction, method: Id, text: str) -> None:
    _method(tx, method, purpose=text.strip())


@action(N_("Say when the method fits"), settles="method.when")
def say_when_it_fits(tx: Transaction, method: Id, text: str) -> None:
    _method(tx, method, when=text.strip())


@action(N_("Describe the steps"), settles="method.steps")
def describe_steps(tx: Transaction, method: Id, text: str) -> None:
    """A step a line, with its minutes first."""
    _method(tx, method, steps=text.strip())


@action(N_("List the method's material"), settles="method.material")
def list_method_material(tx: Transaction, method: Id, text: str) -> None:
    _method(tx, method, material=text.strip())


@action(N_("Give tips"), settles="method.tips")
def give_tips(tx: Transaction, method: Id, text: str) -> None:
    _method(tx, method, tips=text.strip())


@action(N_("Name the pitfalls"), settles="method.pitfalls")
def name_pitfalls(tx: Transaction, method: Id, text: str) -> None:
    _method(tx, method, pitfalls=text.strip())


@action(N_("Say what room the method needs"), settles="method.room")
def say_room_needed(tx: Transaction, method: Id, text: str) -> None:
    _method(tx, method, room=text.strip())


@action(N_("Name the method's source"), settles="method.credit")
def name_source(tx: Transaction, method: Id, text: str) -> None:
    _method(tx, method, credit=text.strip())


@action(N_("Choose how long the method takes"))
def set_method_length(tx: Transaction, method: Id, minutes: int) -> None:
    """A shortest length that would be longer than the method becomes the method's length."""
    row = tx.need(OwnMethod, method)
    _method(tx, method, minutes=_minutes(minutes), shortest=min(row.shortest, minutes) if row.shortest else None)


@action(N_("Choose how short the method can be"))
def limit_method(tx: Transaction, method: Id, minutes: int | None) -> None:
    row = tx.need(OwnMethod, method)
    if minutes is not None and _minutes(minutes) > (row.minutes or 30):
        raise Refused("shortest_longer_than_block", shortest=minutes, minutes=row.minutes or 30)
    _method(tx, method, shortest=minutes)


@action(N_("Choose for how many the method is"))
def set_method_group(tx: Transaction, method: Id, fewest: int, most: int) -> None:
    _count(fewest, most, 1_000)
    _method(tx, method, fewest=fewest, most=most)


@action(N_("Choose the method's kind"))
def set_method_kind(tx: Transaction, method: Id, type: str) -> None:
    if type not in KINDS:
        raise Refused("")
    _method(tx, method, type=type)


@action(N_("Choose the method's priority"))
def set_method_priority(tx: Transaction, method: Id, priority: str) -> None:
    if priority not in PRIORITIES:
        raise Refused("")
    _method(tx, method, priority=priority)


@action(N_("Remove method"))
def remove_method(tx: Transaction, method: Id) -> None:
    """Blocks made with it keep their words."""
    tx.about(tx.need(OwnMethod, method).name)
    tx.remove(method)


# ------------------------------------------------------------------------------------------------ templates


@action(N_("Keep as a template"))
def keep_as_template(tx: Transaction, workshop: Id, name: str, *, instead_of: Id | None = None) -> Id:
    """The workshop's program as a template: without people, dates and results. Days follow one another.

    `instead_of`: the template of one's own whose program this one replaces; its name and texts stay.
    """
    row = tx.need(Workshop, workshop)
    blocks = [b for day in tx.children(Day, workshop) for b in tx.children(AgendaBlock, day.id)]
    if not blocks:
        raise Refused("empty_program")
    if instead_of is not None:
        template = tx.need(OwnTemplate, instead_of)
        for old in tx.children(OwnTemplateBlock, template.id):
            tx.remove(old.id)
    else:
        template = tx.put(OwnTemplate(name=named(name), base=row.template, aim=(row.purpose or row.outcomes)[:1_000], prepare=row.before))
    tx.about(template.name)
    for block in blocks:
        tx.put(
            OwnTemplateBlock(
                parent=template.id,
                rank=tx.rank_last(OwnTemplateBlock, template.id),
                title=block.title,
                minutes=block_minutes(block),
                shortest=block.shortest,
                priority=block.priority,
                type=block.type,
                method=block.method,
                purpose=block.purpose,
                instruction=block.instruction,
                notes=block.notes,
                material=block.material,
            )
        )
    return template.id


@action(N_("Rename template"), settles="template.name")
def rename_template(tx: Transaction, template: Id, name: str) -> None:
    _template(tx, template, name=named(name))


@action(N_("Say what the template is for"), settles="template.aim")
def say_template_aim(tx: Transaction, template: Id, text: str) -> None:
    _template(tx, template, aim=text.strip())


@action(N_("Say what must be prepared"), settles="template.prepare")
def say_what_to_prepare(tx: Transaction, template: Id, text: str) -> None:
    _template(tx, template, prepare=text.strip())


@action(N_("Choose for how many the template is"))
def set_template_group(tx: Transaction, template: Id, fewest: int, most: int) -> None:
    _count(fewest, most, 5_000)
    _template(tx, template, fewest=fewest, most=most)


@action(N_("Remove template"))
def remove_template(tx: Transaction, template: Id) -> None:
    """Workshops begun from it stay as they are."""
    tx.about(tx.need(OwnTemplate, template).name)
    tx.remove(template)


def own_method(library: Reading, slug: str) -> OwnMethod | None:
    """The row of a method of one's own; None for one that came with the program."""
    return library.get(OwnMethod, slug)


def own_template(library: Reading, slug: str) -> OwnTemplate | None:
    return library.get(OwnTemplate, slug)


# ------------------------------------------------------------------------------------------------ within


def _method(tx: Transaction, method: Id, **changes: object) -> Row:
    row = tx.need(OwnMethod, method)
    tx.about(row.name)
    return tx.put(row.with_(**changes))


def _template(tx: Transaction, template: Id, **changes: object) -> Row:
    row = tx.need(OwnTemplate, template)
    tx.about(row.name)
    return tx.put(row.with_(**changes))


def _minutes(minutes: int) -> int:
    if not 1 <= minutes <= LONGEST:
        raise Refused("length_out_of_range", low=1, high=LONGEST)
    return minutes


def _count(fewest: int, most: int, limit: int) -> None:
    if not 1 <= fewest <= most <= limit:
        raise Refused("count_out_of_range", low=1, high=limit)
