"""What the themes say: similarities, shares, words and closeness."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

import numpy as np

from matinee.engine.solution import Solution

if TYPE_CHECKING:
    from collections.abc import Mapping

    from numpy.typing import NDArray

DECIMALS = 4


@dataclass(frozen=True, slots=True, kw_only=True)
class GroupWords:
    """A group's words, most telling first, and the mean similarity of its pairs (None for a single text)."""

    id: str
    words: tuple[str, ...]
    cohesion: float | None


@dataclass(frozen=True, slots=True, kw_only=True)
class ThemesSolution(Solution):
    """The answer, with shapes ``(texts, texts)``, ``(texts, themes)`` and ``(texts,)`` for each phrase."""

    ids: tuple[str, ...]
    vocabulary: tuple[str, ...]
    similarity: NDArray[np.float64] | None
    shares: NDArray[np.float32]
    groups: tuple[GroupWords, ...]
    closeness: Mapping[str, NDArray[np.float32]]

    def decision(self) -> dict[str, object]:
        """Return the keys of themes."""
        matrix = self.similarity
        return {
            "texts": [
                {"id": name, "themes": self._themes(row)} for name, row in zip(self.ids, self.shares, strict=True)
            ],
            "similarity": None
            if matrix is None
            else {"ids": list(self.ids), "matrix": np.round(matrix, DECIMALS).tolist()},
            "groups": [{"id": g.id, "words": list(g.words), "cohesion": g.cohesion} for g in self.groups],
            "phrases": [
                {"phrase": phrase, "closeness": self._by_text(near)} for phrase, near in self.closeness.items()
            ],
        }

    def _themes(self, row: NDArray[np.float32]) -> dict[str, float]:
        pairs = zip(self.vocabulary, row, strict=True)
        return {theme: round(float(share), DECIMALS) for theme, share in pairs}

    def _by_text(self, near: NDArray[np.float32]) -> dict[str, float]:
        pairs = zip(self.ids, near, strict=True)
        return {name: round(float(x), DECIMALS) for name, x in pairs}
