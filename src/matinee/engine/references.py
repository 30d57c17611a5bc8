"""Names in a document: each once, and none that nothing answers to."""

from __future__ import annotations

from difflib import get_close_matches
from typing import TYPE_CHECKING

from matinee.engine.errors import BadInput
from matinee.engine.json_reader import shown

if TYPE_CHECKING:
    from collections.abc import Collection, Iterable, Sequence


def numbered(names: Sequence[str], path: str) -> dict[str, int]:
    """Return each name's place in its list; ``path`` holds ``{}`` for the place (``films[{}].id``)."""
    places: dict[str, int] = {}
    for i, name in enumerate(names):
        if name in places:
            first = path.format(places[name])
            raise BadInput(path.format(i), f"{shown(name)} stands twice (first at {first}); give each its own")
        places[name] = i
    return places


def require_known(names: Iterable[str], known: Collection[str], path: str) -> None:
    """Refuse a name nothing answers to; ``path`` holds ``{}`` for its place in the list."""
    for i, name in enumerate(names):
        if name not in known:
            close = get_close_matches(name, list(known), n=1)
            hint = f"did you mean {shown(close[0])}?" if close else "there is none of that name"
            raise BadInput(path.format(i), f"{shown(name)} is unknown; {hint}")
