"""The programs that a search has seen on its way: columns with their scores, the best of them for set partitioning."""

from __future__ import annotations

from typing import TYPE_CHECKING

import numpy as np

from matinee.engine.blocks.columns import to_columns

if TYPE_CHECKING:
    from collections.abc import Sequence

    from matinee.engine.blocks.columns import Column, Columns
    from matinee.engine.blocks.model import Floats, Ints

MOST_SEATS = 40_000  # of the units of all columns remembered, about


class Memory:
    """Columns inside the rules; of too many, each program's better half is kept, and those of the best state."""

    def __init__(self, columns: Columns) -> None:
        model = columns.model
        self.columns = columns
        self.scores: dict[Column, float] = {}
        self.best: Sequence[Column] = ()
        self._seen: list[Column] = []
        self._most = MOST_SEATS * model.k // max(1, model.n) + model.k

    def see(self, home: Ints) -> None:
        """Take note of a state's columns; they are scored later, many at once."""
        self._seen += to_columns(self.columns.model, home)
        if len(self._seen) > self._most:
            self.learn()

    def learn(self) -> None:
        """Score the columns that were seen."""
        new = [column for column in dict.fromkeys(self._seen) if column not in self.scores]
        self._seen = []
        inside = [column for column in new if self.columns.is_inside(column)]
        if inside:
            self._keep(inside, self.columns.scores(inside))

    def remember(self, columns: Sequence[Column], scores: Floats) -> None:
        """Keep columns that are scored already, those inside the rules."""
        inside = np.array([self.columns.is_inside(column) for column in columns], dtype=np.bool_)
        self._keep([columns[c] for c in np.flatnonzero(inside).tolist()], scores[inside])

    def _keep(self, columns: Sequence[Column], scores: Floats) -> None:
        for column, score in zip(columns, scores.tolist(), strict=True):
            if np.isfinite(score):
                self.scores[column] = score
        if len(self.scores) > self._most:
            self._forget()

    def _forget(self) -> None:
        best = {column: self.scores[column] for column in self.best if column in self.scores}
        kept: dict[Column, float] = {}
        k = self.columns.model.k
        for p in range(k):
            mine = sorted(((s, c) for c, s in self.scores.items() if c[0] == p), reverse=True)
            kept.update((c, s) for s, c in mine[: self._most // (2 * k) + 1])
        self.scores = kept | best
