"""The pieces of a page as data: a step of a status strip, a filter chip, an address with other parameters."""

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import date
from typing import Literal

from django.http import QueryDict

StepState = Literal["done", "now", "next", "no"]


@dataclass(frozen=True, slots=True)
class Step:
    """One step of a status strip: what it is, how it stands, a note in kind words, its day."""

    label: str
    state: StepState = "next"
    note: str = ""
    on: date | None = None


def address_with(query: QueryDict, changes: Mapping[str, object]) -> str:
    """Return ``?...`` with ``changes`` made to ``query``; ``None`` and the empty word take one out."""
    changed = query.copy()
    for key, value in changes.items():
        if value is None or value == "":
            changed.pop(key, None)
        else:
            changed[key] = str(value)
    return f"?{changed.urlencode()}" if changed else "?"


def address_toggling(query: QueryDict, key: str, value: str) -> tuple[str, bool]:
    """Return the address with ``value`` of ``key`` turned over, and whether it is on now. Drops the page."""
    changed = query.copy()
    values = changed.getlist(key)
    is_on = value in values
    changed.setlist(key, [v for v in values if v != value] if is_on else [*values, value])
    if not changed.getlist(key):
        changed.pop(key, None)
    changed.pop("page", None)
    return (f"?{changed.urlencode()}" if changed else "?"), is_on
