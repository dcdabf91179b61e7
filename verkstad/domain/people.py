"""People, the units they belong to and the roles they have: shared by all workshops and initiatives."""

from __future__ import annotations

from verkstad.domain.fields import Id, Row, flag, kind, ref, text, whole


@kind("unit", scope="directory")
class Unit(Row):
    """A part of the organisation. Units are a flat list."""

    name: str = text(120)
    short: str = text(24, meet="latest")  # for badges and narrow columns


@kind("role", scope="directory")
class Role(Row):
    """A role of one's own, beside those that are shipped (`catalogue`)."""

    name: str = text(120)


@kind("person", scope="directory")
class Person(Row):
    """A position in the change: unit, role, what it is called. The name, if there is one, is a row of its own that can be erased."""

    unit: Id | None = ref("unit")
    role: str = text(64)  # slug of a shipped role, or the id of one's own
    position: str = text(120)
    meets_customers: bool = flag()
    competences: str = text(400)  # a list with commas
    percent: int | None = whole(0, 100, together="time")  # of full time set aside for the change
    confirmed_by: str = text(120, together="time")  # which manager said yes; "" nobody has
    same_as: Id | None = ref("person", meet="latest")  # entered twice: this one is that one


@kind("identity", parents=("person",), scope="directory", personal=True)
class Identity(Row):
    """The name and addresses of a person. Its id is derived from the person's."""

    given: str = text(120, together="name")
    family: str = text(120, together="name")
    email: str = text(254)
    phone: str = text(40)
