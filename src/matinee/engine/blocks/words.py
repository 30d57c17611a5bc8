"""The words a program is about: what its own films say that the others do not."""

from __future__ import annotations

from collections import Counter
from typing import TYPE_CHECKING

from matinee.engine.blocks.contract import values_of
from matinee.engine.blocks.likeness import text_of

if TYPE_CHECKING:
    from collections.abc import Sequence

    from matinee.engine.blocks.contract import Film

WORDS = 5
SHARED = 2  # a theme that so many films of a program carry is one of its words
BACKGROUND = 150  # texts of other films that a program is held against
CHARACTERS = 2_000


def words_of(group: Sequence[Film], others: Sequence[Film]) -> tuple[str, ...]:
    """Return up to five words: themes that people gave to several of the films first, then the telling words."""
    counts = Counter(theme for film in group for theme in values_of(film, "themes"))
    tags = [theme for theme, count in sorted(counts.items(), key=lambda x: (-x[1], x[0])) if count >= SHARED]
    texts = [text_of(film)[:CHARACTERS] for film in group]
    if len(tags) >= WORDS or not any(texts):
        return tuple(tags[:WORDS])
    from matinee.engine import themes  # noqa: PLC0415 (its table costs memory; only requests with words pay)

    step = max(1, len(others) // BACKGROUND)
    found = themes.words_for(texts, [text_of(film)[:CHARACTERS] for film in others[::step]], WORDS)
    return tuple([*tags, *(word for word in found if word not in tags)][:WORDS])
