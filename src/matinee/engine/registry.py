"""Which problems there are; a package is imported only when its problem is asked for."""

from __future__ import annotations

from importlib import import_module
from typing import Any

from matinee.engine.errors import BadInput
from matinee.engine.problem import Kind

NAMES = ("blocks", "themes", "scores", "queues", "pool", "itinerary", "grid", "joint")


def find(name: str) -> Kind[Any]:
    """Return the kind of problem called ``name``; raises `BadInput` for any other name."""
    if name not in NAMES:
        raise BadInput("", f"there is no problem called {name!r}; there are {', '.join(NAMES)}")
    kind = import_module(f"matinee.engine.{name}").PROBLEM
    if not isinstance(kind, Kind):
        raise TypeError(f"matinee.engine.{name}.PROBLEM is not a Kind")
    return kind
