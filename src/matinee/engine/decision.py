"""Reading somebody's decision back from an output document, for the checkers."""

from __future__ import annotations

from dataclasses import fields
from typing import TypeVar

from matinee.engine.errors import BadInput
from matinee.engine.json_reader import read, shown

T = TypeVar("T")


def read_decision(cls: type[T], output: object) -> T:
    """Read the keys of the dataclass ``cls`` from an output document; its other keys are left alone."""
    names = [f.name for f in fields(cls)]  # type: ignore[arg-type]  # every contract is a dataclass
    if not isinstance(output, dict):
        raise BadInput("", f"{shown(output)} is not an object with the keys {', '.join(names)}")
    return read(cls, {name: output[name] for name in names if name in output})
