"""Frozen values are what a dataclass would be, and are declared without a line compiled."""

from __future__ import annotations

import copy
import dataclasses
import pickle

import pytest

from verkstad.domain.fields import Row, kind, text, whole
from verkstad.domain.values import frozen, maker, replaced


@frozen
class Point:
    """Somewhere."""

    x: int
    y: int = 0

    @property
    def far(self) -> bool:
        return self.x + self.y > 10


@frozen(kw_only=True)
class Named:
    name: str
    age: int | None = None


@kind("thing")
class Thing(Row):
    title: str = text()
    size: int | None = whole(0, 9, default=3)


def test_a_value_is_made_by_place_and_by_name_with_its_defaults() -> None:
    assert (Point(1).x, Point(1).y, Point(1, 2).y, Point(y=4, x=3).y) == (1, 0, 2, 4)
    assert Point(9, 9).far
    with pytest.raises(TypeError, match="x"):
        Point()  # type: ignore[call-arg]
    with pytest.raises(TypeError, match="z"):
        Point(1, z=2)  # type: ignore[call-arg]
    with pytest.raises(TypeError):
        Named("Eva")  # type: ignore[call-arg]


def test_values_are_equal_and_hashed_by_what_they_say_and_never_across_kinds() -> None:
    @frozen
    class Spot:
        x: int
        y: int = 0

    assert Point(1, 2) == Point(1, 2) != Point(1, 3)
    assert len({Point(1), Point(1, 0), Point(2)}) == 2
    assert Point(1) != Spot(1)  # type: ignore[comparison-overlap]
    assert Thing(title="a") == Thing(title="a") != Thing(title="b")


def test_nothing_can_be_assigned_or_deleted_or_added() -> None:
    for whole_ in (Point(1), Thing(title="a")):
        with pytest.raises(dataclasses.FrozenInstanceError):
            whole_.x = 2  # type: ignore[misc, union-attr]
        with pytest.raises(dataclasses.FrozenInstanceError):
            del whole_.title  # type: ignore[union-attr]
        assert not hasattr(whole_, "__dict__")


def test_a_value_shows_its_fields() -> None:
    assert repr(Point(1, 2)) == "Point(x=1, y=2)"


def test_a_value_survives_pickling_and_copying() -> None:
    for whole_ in (Point(1, 2), Named(name="Eva"), Thing(id="t", title="a")):
        assert pickle.loads(pickle.dumps(whole_)) == whole_
        assert copy.deepcopy(whole_) == copy.copy(whole_) == whole_


def test_a_value_can_be_given_other_fields() -> None:
    assert replaced(Point(1, 2), y=5) == dataclasses.replace(Point(1, 2), y=5) == Point(1, 5)
    thing = Thing(id="t", title="a")
    assert thing.with_(size=4) == Thing(id="t", title="a", size=4)
    assert thing.size == 3
    with pytest.raises(TypeError, match="colour"):
        thing.with_(colour="red")


def test_whoever_asks_for_the_fields_of_a_dataclass_is_answered() -> None:
    assert [f.name for f in dataclasses.fields(Thing)] == ["id", "parent", "rank", "kept", "title", "size"]
    assert dataclasses.asdict(Point(1, 2)) == {"x": 1, "y": 2}
    assert dataclasses.is_dataclass(Point)


def test_a_default_that_could_be_changed_is_refused() -> None:
    with pytest.raises(TypeError, match="shared"):

        @frozen
        class _Bag:
            things: list[int] = []


def test_declaring_a_value_compiles_nothing_and_its_first_making_does(monkeypatch: pytest.MonkeyPatch) -> None:
    compiled: list[str] = []

    def noted(code: str, scope: dict[str, object]) -> None:
        compiled.append(code)
        exec(code, scope)

    monkeypatch.setattr("verkstad.domain.values.exec", noted, raising=False)

    @frozen
    class Late:
        x: int = 1

    assert not compiled
    assert (Late().x, Late(2).x) == (1, 2)
    assert len(compiled) == 1


def test_values_made_out_of_rows_are_those_the_constructor_makes() -> None:
    make = maker(Thing, ("id", "rank", "kept", "title"), flags={"kept"})
    made = make(("a", "m", 0, "Bord"))
    assert made == Thing(id="a", rank="m", kept=False, title="Bord") and made.size == 3 and made.kept is False
    assert maker(Point, ("x",))((4,)) == Point(4)
    with pytest.raises(TypeError, match="colour"):
        maker(Point, ("x", "colour"))
    with pytest.raises(TypeError, match="x"):
        maker(Point, ("y",))
    with pytest.raises(ValueError, match="unpack"):
        maker(Point, ("x", "y"))((4,))
