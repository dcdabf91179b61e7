"""Frozen values, declared as a dataclass is and at a twentieth of its price.

A dataclass writes and compiles its methods where it is declared, about a millisecond a class; the window declares more than a hundred
before its first paint and makes values of few. Here the methods are shared, and a constructor is compiled when its first value is made:
values are made as fast as a dataclass's. Fields live in slots. A default is one object for all values: a constant, never a list.
"""

from __future__ import annotations

from collections.abc import Callable, Container, Sequence
from dataclasses import MISSING, FrozenInstanceError, field, make_dataclass
from operator import attrgetter
from typing import Any, TypeVar, dataclass_transform, overload

T = TypeVar("T")


@overload
def frozen(cls: type[T], /) -> type[T]: ...


@overload
def frozen(*, kw_only: bool = False) -> Callable[[type[T]], type[T]]: ...


@dataclass_transform(frozen_default=True)
def frozen(cls: Any = None, /, *, kw_only: bool = False) -> Any:
    """Make a class with annotated fields a frozen value: equal, hashed, shown and pickled by its fields, its parent's first."""
    return made_frozen(cls, kw_only=kw_only) if cls is not None else lambda cls: made_frozen(cls, kw_only=kw_only)


def made_frozen(cls: type[T], *, kw_only: bool) -> type[T]:
    """The class again, with slots and the methods of a value. What the class itself defines stays."""
    body = {name: held for name, held in vars(cls).items() if name not in ("__dict__", "__weakref__")}
    inherited: tuple[str, ...] = getattr(cls, "_fields", ())
    own = tuple(
        name for name, said in body.get("__annotations__", {}).items() if not str(said).startswith("ClassVar") and name not in inherited
    )
    defaults = dict(getattr(cls, "_defaults", {}))
    for name in own:
        if name in body:
            defaults[name] = body.pop(name)
            if type(defaults[name]).__hash__ is None:
                raise TypeError(f"{cls.__name__}.{name}: a default that can be changed would be shared")
    fields = inherited + own
    body |= {
        "__slots__": own,
        "_fields": fields,
        "_defaults": defaults,
        "_kw_only": kw_only,
        "_read": _reader(fields),
        "__dataclass_fields__": _Declared(),
    }
    if not kw_only:
        body.setdefault("__match_args__", fields)
    for name, method in _METHODS.items():
        body.setdefault(name, method)
    kind: Any = type(cls)
    made: type[T] = kind(cls.__name__, cls.__bases__, body)
    made.__qualname__ = cls.__qualname__
    return made


def replaced(whole: T, **changes: Any) -> T:
    """The same value with other fields; the one it was is untouched."""
    cls: Any = type(whole)
    given = {name: getattr(whole, name) for name in cls._fields}
    given.update(changes)
    made: T = cls(**given)
    return made


def maker(cls: type[T], names: tuple[str, ...], flags: Container[str] = ()) -> Callable[[Sequence[Any]], T]:
    """Makes values of a class out of sequences that hold the fields `names`, in that order; a field that is not named has its default.

    Written out and compiled: one of thousands takes half the time it does by the constructor. `flags` are those of the fields that come as
    1 or 0. Raises TypeError when there is a name the class has no field of, or a field without a default has no name.
    """
    whole: Any = cls
    rest = tuple(name for name in whole._fields if name not in names)
    if unknown := {*names} - {*whole._fields} | {*rest} - whole._defaults.keys():
        raise TypeError(f"{cls.__name__}: {sorted(unknown)}")
    scope: dict[str, Any] = {"_cls": cls, "_new": object.__new__}
    scope.update((f"_put{at}", getattr(cls, name).__set__) for at, name in enumerate((*names, *rest)))
    scope.update((f"_is{at}", whole._defaults[name]) for at, name in enumerate(rest, len(names)))
    given = [f"v{at} == 1" if name in flags else f"v{at}" for at, name in enumerate(names)]
    given += [f"_is{at}" for at in range(len(names), len(names) + len(rest))]
    taken = f" ({''.join(f'v{at}, ' for at in range(len(names)))}) = r"
    lines = (taken, " made = _new(_cls)", *(f" _put{at}(made, {what})" for at, what in enumerate(given)), " return made")
    exec("\n".join(("def make(r):", *lines)), scope)  # the names of fields alone
    make: Callable[[Sequence[Any]], T] = scope["make"]
    return make


class _Declared:
    """What `dataclasses.fields`, `replace` and `asdict` ask a class for, made when they ask."""

    def __get__(self, _whole: Any, cls: Any) -> Any:
        said = [(name, Any, field(default=cls._defaults.get(name, MISSING), kw_only=cls._kw_only)) for name in cls._fields]
        cls.__dataclass_fields__ = fields = getattr(make_dataclass(cls.__name__, said), "__dataclass_fields__")  # noqa: B009
        return fields


def _reader(fields: tuple[str, ...]) -> Any:
    """Everything a value says, as one thing that can be compared."""
    return staticmethod(attrgetter(*fields)) if fields else staticmethod(lambda _value: ())


def _first(self: Any, *given: Any, **named: Any) -> None:
    """Stands for the constructor until it is called: then it is compiled and put in its place."""
    cls: Any = next(c for c in type(self).__mro__ if vars(c).get("__init__") is _first)
    arguments = [f"{name}=_defaults[{name!r}]" if name in cls._defaults else name for name in cls._fields]
    if cls._kw_only and arguments:
        arguments.insert(0, "*")
    lines = [f" _put{at}(self, {name})" for at, name in enumerate(cls._fields)] or [" pass"]
    scope: dict[str, Any] = {"_defaults": cls._defaults}
    scope.update((f"_put{at}", getattr(cls, name).__set__) for at, name in enumerate(cls._fields))  # a third faster than setting by name
    exec("\n".join((f"def __init__({', '.join(('self', *arguments))}):", *lines)), scope)  # the names of fields alone
    made = scope["__init__"]
    made.__qualname__ = f"{cls.__qualname__}.__init__"
    cls.__init__ = made
    made(self, *given, **named)


def _eq(self: Any, other: Any) -> Any:
    return self._read(self) == self._read(other) if type(self) is type(other) else NotImplemented


def _hash(self: Any) -> int:
    return hash(self._read(self))


def _repr(self: Any) -> str:
    return f"{type(self).__qualname__}({', '.join(f'{name}={getattr(self, name)!r}' for name in self._fields)})"


def _setattr(self: Any, name: str, _value: Any) -> None:
    raise FrozenInstanceError(f"cannot assign to field {name!r}")


def _delattr(self: Any, name: str) -> None:
    raise FrozenInstanceError(f"cannot delete field {name!r}")


def _getstate(self: Any) -> list[Any]:
    return [getattr(self, name) for name in self._fields]


def _setstate(self: Any, state: list[Any]) -> None:
    for name, held in zip(self._fields, state, strict=True):
        object.__setattr__(self, name, held)


_METHODS: dict[str, Any] = {
    "__init__": _first, "__eq__": _eq, "__hash__": _hash, "__repr__": _repr, "__setattr__": _setattr, "__delattr__": _delattr,
    "__getstate__": _getstate, "__setstate__": _setstate,
}  # fmt: skip
