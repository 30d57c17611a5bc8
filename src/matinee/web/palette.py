"""The colours of the look as data, for drawings that cannot read the style sheet."""

from dataclasses import dataclass
from typing import Final

PAPER: Final = "#faf8f3"
INK: Final = "#17150f"


@dataclass(frozen=True, slots=True)
class Accent:
    """One of the eight accents: ``light`` is read on paper, ``dark`` is read on ink."""

    name: str
    light: str
    dark: str


ACCENTS: Final[dict[str, Accent]] = {
    accent.name: accent
    for accent in (
        Accent("rust", "#a8381c", "#f08a6b"),
        Accent("amber", "#7d5200", "#e0ac4f"),
        Accent("moss", "#4a6a12", "#a9c46b"),
        Accent("teal", "#00695f", "#5fc4b6"),
        Accent("blue", "#1f5fa8", "#7fb4ec"),
        Accent("indigo", "#4f48b3", "#a9a4f2"),
        Accent("plum", "#8e2f7d", "#dd93d0"),
        Accent("rose", "#b0264f", "#f2899f"),
    )
}
DEFAULT_ACCENT: Final = "teal"


def accent_named(name: str) -> Accent:
    """Return the accent called ``name``, or the house accent when no such accent exists."""
    return ACCENTS.get(name, ACCENTS[DEFAULT_ACCENT])


def accent_across(name: str) -> Accent:
    """Return the accent farthest from ``name`` in the set, so that two colours stand apart on one drawing."""
    names = list(ACCENTS)
    position = names.index(accent_named(name).name)
    return ACCENTS[names[(position + len(names) // 2) % len(names)]]
