"""The JSON Schema (draft 2020-12) of a contract, from the same dataclasses that read it.

References
----------
https://json-schema.org/draft/2020-12/json-schema-validation

"""

from __future__ import annotations

import types
import typing
from dataclasses import is_dataclass
from typing import Any, Literal, Union, get_args, get_origin

from matinee.engine.json_reader import Limits, field_plan

Schema = dict[str, object]
KEYWORDS = {
    "minimum": "minimum",
    "maximum": "maximum",
    "min_length": "minLength",
    "max_length": "maxLength",
}
SCALARS = {str: "string", int: "integer", float: "number", bool: "boolean"}


def schema_of(cls: type, title: str) -> Schema:
    """Return the JSON Schema of a contract dataclass, with its parts under ``$defs``."""
    parts: dict[str, Schema] = {}
    top = _object(cls, parts)
    return {"$schema": "https://json-schema.org/draft/2020-12/schema", "title": title, **top, "$defs": parts}


def _object(cls: type, parts: dict[str, Schema]) -> Schema:
    plan = field_plan(cls)
    properties = {name: _described(_of(hint, lim, parts), lim) for name, hint, lim, _ in plan}
    required = [name for name, _, _, is_required in plan if is_required]
    return {"type": "object", "properties": properties, "required": required, "additionalProperties": False}


def _described(schema: Schema, lim: Limits) -> Schema:
    return {**schema, "description": lim.about} if lim.about else schema


def _of(hint: Any, lim: Limits, parts: dict[str, Schema]) -> Schema:  # noqa: ANN401 (a type expression)
    origin = get_origin(hint)
    if origin in {Union, types.UnionType}:
        inner = next(a for a in get_args(hint) if a is not type(None))
        return {"anyOf": [_of(inner, lim, parts), {"type": "null"}]}
    if lim.schema is not None:
        return dict(lim.schema)
    if origin is not None:
        return _generic(hint, origin, lim, parts)
    if is_dataclass(hint):
        return _reference(typing.cast("type", hint), parts)
    found = {word: getattr(lim, key) for key, word in KEYWORDS.items() if getattr(lim, key) is not None}
    return {"type": SCALARS[hint], **found}


def _generic(hint: Any, origin: Any, lim: Limits, parts: dict[str, Schema]) -> Schema:  # noqa: ANN401 (a type)
    args = get_args(hint)
    if origin is Literal:
        return {"enum": list(args)}
    if origin is tuple:
        return _array(args, lim, parts)
    return {"type": "object", "additionalProperties": _of(args[1], lim, parts)}


def _reference(cls: type, parts: dict[str, Schema]) -> Schema:
    if cls.__name__ not in parts:
        parts[cls.__name__] = {}
        parts[cls.__name__] = _object(cls, parts)
    return {"$ref": f"#/$defs/{cls.__name__}"}


def _array(args: tuple[Any, ...], lim: Limits, parts: dict[str, Schema]) -> Schema:
    inner = [_of(arg, lim, parts) for arg in args if arg is not Ellipsis]
    if args[-1] is not Ellipsis:
        return {"type": "array", "prefixItems": inner, "minItems": len(inner), "maxItems": len(inner)}
    counts = {"minItems": lim.min_items, "maxItems": lim.max_items}
    return {"type": "array", "items": inner[0], **{k: v for k, v in counts.items() if v is not None}}
