"""The reader of contracts refuses whatever they do not say, and names the JSON path."""

from __future__ import annotations

from dataclasses import dataclass, field
from typing import Literal

import pytest

from matinee.engine.errors import BadInput
from matinee.engine.json_reader import limits, loads, read
from matinee.engine.json_schema import schema_of


@dataclass(frozen=True, slots=True)
class Part:
    """A part."""

    size: int = field(metadata=limits(minimum=1, maximum=10))
    name: str | None = None


@dataclass(frozen=True, slots=True)
class Whole:
    """A whole."""

    parts: tuple[Part, ...] = field(metadata=limits(max_items=2))
    kind: Literal["a", "b"] = "a"
    pair: tuple[str, float] | None = None
    notes: dict[str, int] = field(default_factory=dict)


def test_read_returns_the_dataclass() -> None:
    document = {"parts": [{"size": 2, "name": "x"}], "pair": ["y", 1], "notes": {"n": 3}}

    whole = read(Whole, document)

    assert whole == Whole(parts=(Part(2, "x"),), pair=("y", 1.0), notes={"n": 3})


@pytest.mark.parametrize(
    ("document", "message"),
    [
        ({}, "parts: this key is required and missing"),
        ({"parts": [{"size": 0}]}, "parts[0].size: 0 is too small; at least 1 is accepted"),
        ({"parts": [{"size": 1}, {"size": 99}]}, "parts[1].size: 99 is too large; at most 10 is accepted"),
        ({"parts": [{"size": True}]}, "parts[0].size: true is not a number"),
        ({"parts": [{"size": 1.5}]}, "parts[0].size: 1.5 is not a whole number"),
        ({"parts": [{"size": "1"}]}, 'parts[0].size: "1" is not a number'),
        ({"parts": [{"size": 1, "nam": "x"}]}, "parts[0].nam: unknown key; did you mean name?"),
        ({"parts": [{}] * 3}, "parts: holds 3 items; at most 2 are accepted"),
        ({"parts": {}}, "parts: {} is not a list"),
        ({"parts": [], "kind": "c"}, 'kind: "c" is not one of "a", "b"'),
        ({"parts": [], "pair": ["y"]}, "pair: holds 1 items; exactly 2 are accepted"),
        ({"parts": [], "notes": {"n": None}}, "notes.n: null is not a number"),
        ([], "the document: [] is not an object with the keys parts, kind, pair, notes"),
    ],
)
def test_read_names_what_is_wrong(document: object, message: str) -> None:
    with pytest.raises(BadInput) as caught:
        read(Whole, document)

    assert str(caught.value) == message


@pytest.mark.parametrize(
    ("text", "message"),
    [
        ('{"a": NaN}', "holds NaN"),
        ('{"a": -Infinity}', "holds -Infinity"),
        ('{"a": 1, "a": 2}', "a: this key stands twice"),
        ('{"a": ', "is not JSON: Expecting value at line 1, column 7"),
        (b"\xff\xfe{", "is not UTF-8"),
        ("[" * 100_000, "nested too deeply"),
        ('{"a": ' + "9" * 5_000 + "}", "cannot be read"),
    ],
)
def test_loads_refuses_what_is_no_plain_json(text: str | bytes, message: str) -> None:
    with pytest.raises(BadInput) as caught:
        loads(text)

    assert message in str(caught.value)


def test_read_refuses_an_infinite_number() -> None:
    with pytest.raises(BadInput, match="not a number we can reckon with"):
        read(Whole, loads('{"parts": [{"size": 1e999}]}'))


def test_schema_speaks_of_the_same_contract() -> None:
    schema = schema_of(Whole, "A whole")

    assert schema["required"] == ["parts"]
    assert schema["additionalProperties"] is False
    assert schema["properties"] == {
        "parts": {"type": "array", "items": {"$ref": "#/$defs/Part"}, "maxItems": 2},
        "kind": {"enum": ["a", "b"]},
        "pair": {
            "anyOf": [
                {
                    "type": "array",
                    "prefixItems": [{"type": "string"}, {"type": "number"}],
                    "minItems": 2,
                    "maxItems": 2,
                },
                {"type": "null"},
            ]
        },
        "notes": {"type": "object", "additionalProperties": {"type": "integer"}},
    }
