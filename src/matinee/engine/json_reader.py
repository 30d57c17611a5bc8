"""From JSON to frozen dataclasses, refusing whatever the contract does not say.

A contract is a dataclass whose fields carry ``limits(...)`` as metadata::

    @dataclass(frozen=True, slots=True)
    class Film:
        id: str = field(metadata=limits(min_length=1, max_length=200, about="your own id"))
        running_time_s: int = field(metadata=limits(minimum=1, maximum=86_400))

    read(Film, {"id": "f1", "running_time_s": -3}, "films[0]")
    # BadInput: films[0].running_time_s: -3 is too small; at least 1 is accepted

Understood types: ``str int float bool``, ``Literal[...]``, ``X | None``, ``tuple[X, ...]``, ``tuple[X, Y]``,
``Mapping[str, X]`` and other such dataclasses. ``limits(reader=f)`` hands the raw value and its path to
``f`` instead (for matrices). `matinee.engine.json_schema` prints the JSON Schema (2020-12) of the same
dataclasses.
"""

from __future__ import annotations

import json
import math
import types
import typing
from collections.abc import Callable, Mapping
from dataclasses import MISSING, dataclass, fields, is_dataclass
from difflib import get_close_matches
from typing import Any, Literal, TypeVar, Union, get_args, get_origin

from matinee.engine.errors import BadInput

T = TypeVar("T")
Reader = Callable[[object, str], Any]
KEY = "limits"
_READERS: dict[type, Reader] = {}  # one reader for each contract, made when first needed


@dataclass(frozen=True, slots=True)
class Limits:
    """What a field accepts, besides its type."""

    minimum: float | None = None
    maximum: float | None = None
    min_length: int | None = None
    max_length: int | None = None
    min_items: int | None = None
    max_items: int | None = None
    about: str = ""
    reader: Reader | None = None
    schema: Mapping[str, object] | None = None


def limits(**accepted: Any) -> dict[str, Limits]:  # noqa: ANN401 (the fields of Limits, checked by its constructor)
    """Return dataclass field metadata from the fields of `Limits`."""
    return {KEY: Limits(**accepted)}


def loads(text: str | bytes) -> object:
    """Parse JSON strictly: UTF-8, no NaN or Infinity, no key twice, no bottomless nesting."""
    try:
        return json.loads(text, parse_constant=_refuse_constant, object_pairs_hook=_unique_keys)
    except UnicodeDecodeError as error:
        raise BadInput("", f"is not UTF-8 text (byte {error.start}); save it as UTF-8") from error
    except json.JSONDecodeError as error:
        raise BadInput("", f"is not JSON: {error.msg} at line {error.lineno}, column {error.colno}") from error
    except RecursionError as error:
        raise BadInput("", "is nested too deeply to be one of our inputs") from error
    except ValueError as error:  # an integer of more digits than Python converts
        raise BadInput("", f"holds a number that cannot be read: {error}") from error


def read(cls: type[T], value: object, path: str = "") -> T:
    """Read a JSON value as the dataclass ``cls``; raises `BadInput` naming the JSON path."""
    result: T = _dataclass_reader(cls)(value, path)
    return result


def shown(value: object) -> str:
    """Return a short quotation of a JSON value for a message."""
    text = json.dumps(value, ensure_ascii=False, default=str)
    return text if len(text) <= 60 else text[:57] + "..."  # noqa: PLR2004 (room for one line of a message)


def field_plan(cls: type) -> list[tuple[str, Any, Limits, bool]]:
    """Return ``(name, type, limits, is_required)`` for each field of a contract dataclass."""
    hints = typing.get_type_hints(cls)
    return [
        (
            f.name,
            hints[f.name],
            f.metadata.get(KEY, Limits()),
            f.default is MISSING and f.default_factory is MISSING,
        )
        for f in fields(cls)
    ]


def _refuse_constant(name: str) -> float:
    raise BadInput("", f"holds {name}, which is not a JSON number; leave the key out or use null")


def _unique_keys(pairs: list[tuple[str, object]]) -> dict[str, object]:
    result = dict(pairs)
    if len(result) < len(pairs):
        names = [name for name, _ in pairs]
        twice = next(name for name in names if names.count(name) > 1)
        raise BadInput(twice, "this key stands twice in one object; keep one of them")
    return result


def _dataclass_reader(cls: type) -> Reader:
    if cls not in _READERS:
        _READERS[cls] = _make_dataclass_reader(cls)
    return _READERS[cls]


def _make_dataclass_reader(cls: type) -> Reader:
    plan = {name: (_reader_of(hint, lim), required) for name, hint, lim, required in field_plan(cls)}

    def read_object(value: object, path: str) -> object:
        if not isinstance(value, dict):
            raise BadInput(path, f"{shown(value)} is not an object with the keys {', '.join(plan)}")
        for name in value:
            if name not in plan:
                raise BadInput(_join(path, name), _unknown(name, list(plan)))
        for name, (_, required) in plan.items():
            if required and name not in value:
                raise BadInput(_join(path, name), "this key is required and missing")
        return cls(**{name: plan[name][0](item, _join(path, name)) for name, item in value.items()})

    return read_object


def _join(path: str, name: str) -> str:
    return f"{path}.{name}" if path else name


def _unknown(name: str, known: list[str]) -> str:
    close = get_close_matches(name, known, n=1)
    return f"unknown key; did you mean {close[0]}?" if close else f"unknown key; known are {', '.join(known)}"


def _reader_of(hint: Any, lim: Limits) -> Reader:  # noqa: ANN401 (a type expression has no narrower type)
    origin = get_origin(hint)
    if lim.reader is not None:
        return lim.reader
    if origin is not None:
        return _generic_reader(hint, origin, lim)
    if is_dataclass(hint):
        return _dataclass_reader(typing.cast("type", hint))
    return {str: _text, int: _integer, float: _number, bool: _boolean}[hint](lim)


def _generic_reader(hint: Any, origin: Any, lim: Limits) -> Reader:  # noqa: ANN401 (a type expression)
    if origin in {Union, types.UnionType}:
        return _optional(next(a for a in get_args(hint) if a is not type(None)), lim)
    if origin is Literal:
        return _one_of(get_args(hint))
    if origin is tuple:
        return _items(get_args(hint), lim)
    return _mapping(get_args(hint)[1], lim)


def _optional(inner: Any, lim: Limits) -> Reader:  # noqa: ANN401 (a type expression)
    reader = _reader_of(inner, lim)
    return lambda value, path: None if value is None else reader(value, path)


def _one_of(choices: tuple[object, ...]) -> Reader:
    def read_choice(value: object, path: str) -> object:
        if not isinstance(value, str) or value not in choices:
            raise BadInput(path, f"{shown(value)} is not one of {', '.join(shown(c) for c in choices)}")
        return value

    return read_choice


def _items(args: tuple[Any, ...], lim: Limits) -> Reader:
    exact = None if args[-1] is Ellipsis else len(args)
    readers = [_reader_of(arg, Limits(**_of_items(lim))) for arg in args if arg is not Ellipsis]

    def read_items(value: object, path: str) -> tuple[object, ...]:
        if not isinstance(value, list):
            raise BadInput(path, f"{shown(value)} is not a list")
        _check_count(len(value), path, lim, exact)
        if exact is None:
            return tuple([readers[0](item, f"{path}[{i}]") for i, item in enumerate(value)])
        return tuple([readers[i](item, f"{path}[{i}]") for i, item in enumerate(value)])

    return read_items


def _of_items(lim: Limits) -> dict[str, Any]:
    """Limits on numbers and texts pass through a list to its items."""
    return {k: getattr(lim, k) for k in ("minimum", "maximum", "min_length", "max_length")}


def _check_count(count: int, path: str, lim: Limits, exact: int | None) -> None:
    if exact is not None and count != exact:
        raise BadInput(path, f"holds {count} items; exactly {exact} are accepted")
    if lim.min_items is not None and count < lim.min_items:
        raise BadInput(path, f"holds {count} items; at least {lim.min_items} are needed")
    if lim.max_items is not None and count > lim.max_items:
        raise BadInput(path, f"holds {count} items; at most {lim.max_items} are accepted")


def _mapping(inner: Any, lim: Limits) -> Reader:  # noqa: ANN401 (a type expression)
    reader = _reader_of(inner, Limits(**_of_items(lim)))

    def read_mapping(value: object, path: str) -> dict[str, object]:
        if not isinstance(value, dict):
            raise BadInput(path, f"{shown(value)} is not an object")
        _check_count(len(value), path, lim, None)
        return {name: reader(item, _join(path, name)) for name, item in value.items()}

    return read_mapping


def _text(lim: Limits) -> Reader:
    def read_text(value: object, path: str) -> str:
        if not isinstance(value, str):
            raise BadInput(path, f"{shown(value)} is not text; put it in quotation marks")
        if lim.min_length is not None and len(value) < lim.min_length:
            raise BadInput(path, f"{shown(value)} is too short; at least {lim.min_length} characters are needed")
        if lim.max_length is not None and len(value) > lim.max_length:
            raise BadInput(path, f"is {len(value)} characters long; at most {lim.max_length} are accepted")
        return value

    return read_text


def _integer(lim: Limits) -> Reader:
    number = _number(lim)

    def read_integer(value: object, path: str) -> int:
        result: float = number(value, path)
        if result != int(result):
            raise BadInput(path, f"{shown(value)} is not a whole number")
        return int(value) if isinstance(value, int) else int(result)

    return read_integer


def _number(lim: Limits) -> Reader:
    def read_number(value: object, path: str) -> float:
        if isinstance(value, bool) or not isinstance(value, int | float):
            raise BadInput(path, f"{shown(value)} is not a number")
        if isinstance(value, float) and not math.isfinite(value):
            raise BadInput(path, f"{value} is not a number we can reckon with")
        if lim.minimum is not None and value < lim.minimum:
            raise BadInput(path, f"{shown(value)} is too small; at least {lim.minimum} is accepted")
        if lim.maximum is not None and value > lim.maximum:
            raise BadInput(path, f"{shown(value)} is too large; at most {lim.maximum} is accepted")
        return float(value)

    return read_number


def _boolean(_: Limits) -> Reader:
    def read_boolean(value: object, path: str) -> bool:
        if not isinstance(value, bool):
            raise BadInput(path, f"{shown(value)} is neither true nor false")
        return value

    return read_boolean
