"""How alike two films are, how well they go together, how near a film is to its program's words: pair by pair.

This is the checker's; the formulas are in ``docs/engine/blocks.md``. The solver has its own (`likeness`), over whole
matrices.
"""

from __future__ import annotations

import re
from math import exp, log
from typing import TYPE_CHECKING

import numpy as np

from matinee.engine.blocks import trade
from matinee.engine.blocks.contract import values_of

if TYPE_CHECKING:
    from collections.abc import Sequence
    from collections.abc import Set as AbstractSet

    from numpy.typing import NDArray

    from matinee.engine.blocks.contract import Film, Problem

_WORD = re.compile(r"\w+")
KEEP_PAIRS = 2_000_000  # remembered pairs; beyond, they are reckoned again


class Closeness:
    """Likeness on demand; what was asked once is remembered."""

    def __init__(self, problem: Problem) -> None:
        self._films = problem.films
        self._width = len(problem.films)
        self._alike: dict[int, float] = {}
        self._pairs: dict[int, tuple[float, float]] = {}
        self._given: list[list[float]] | None = None
        self._about: dict[int, list[float]] = {}
        self._vectors: NDArray[np.float64] | None = None
        if problem.similarity is not None:
            at = {film_id: k for k, film_id in enumerate(problem.similarity.ids)}
            order = [at[film.id] for film in problem.films]
            matrix = problem.similarity.matrix
            self._given = ((matrix + matrix.T) / 2)[np.ix_(order, order)].tolist()
        self._prepare(problem)

    def _prepare(self, problem: Problem) -> None:
        programs = [(p, q.about) for p, q in enumerate(problem.programs) if q.about and q.about.strip()]
        if self._given is not None and not programs:
            return
        self._vectors = _vectors([_words(film) for film in problem.films])
        tagged = [
            [values_of(film, "themes"), values_of(film, "genre"), values_of(film, "form")] for film in self._films
        ]
        self._tags = tagged
        self._countries = [values_of(film, "countries") for film in self._films]
        self._kinds = [set(_WORD.findall(f"{film.genre or ''} {film.form or ''}".casefold())) for film in self._films]
        for p, about in programs:
            near = self._vectors @ _vectors([about[: trade.TEXT_CHARS]])[0]
            self._about[p] = (trade.ABOUT_FILMS * near).tolist()

    def about(self, i: int, p: int) -> float:
        """Return the raw points of film ``i`` for the words of program ``p``."""
        return self._about[p][i] if p in self._about else 0.0

    def alike(self, i: int, j: int) -> float:
        """Return the likeness of two films."""
        if self._given is not None:
            return self._given[i][j]
        i, j = min(i, j), max(i, j)
        pair = i * self._width + j
        known = self._alike.get(pair)
        if known is None:
            known = self._reckon(i, j)
            if len(self._alike) < KEEP_PAIRS:
                self._alike[pair] = known
        return known

    def pairs(self, films: Sequence[int]) -> list[tuple[float, float]]:
        """Return, for every pair of some films, what it is worth in one program, and its likeness."""
        if self._given is not None:
            given = self._given
            return [(given[i][j], given[i][j]) for a, i in enumerate(films) for j in films[a + 1 :]]
        width, known = self._width, self._pairs
        films = sorted(films)
        found = [known.get(i * width + j) for a, i in enumerate(films) for j in films[a + 1 :]]
        if None not in found:
            return found  # type: ignore[return-value]  # looked at in the line above
        return [self._pair(i, j) for a, i in enumerate(films) for j in films[a + 1 :]]

    def _pair(self, i: int, j: int) -> tuple[float, float]:
        """Return what two films (i before j) are worth in one program, and their likeness."""
        known = self._pairs.get(i * self._width + j)
        if known is None:
            known = (self._worth(i, j), self.alike(i, j))
            if len(self._pairs) < KEEP_PAIRS:
                self._pairs[i * self._width + j] = known
        return known

    def _worth(self, i: int, j: int) -> float:
        one, other = self._films[i], self._films[j]
        ratio = log(one.running_time_s / other.running_time_s) / trade.LENGTH_WIDTH
        total = trade.PAIR["length"] * exp(-ratio * ratio) + trade.PAIR["likeness"] * self.alike(i, j)
        if self._countries[i] & self._countries[j]:
            total += trade.PAIR["countries"]
        total += trade.PAIR["themes"] * _shared(self._tags[i][0], self._tags[j][0])
        return round(total + trade.PAIR["kind"] * _shared(self._kinds[i], self._kinds[j]), trade.DECIMALS)

    def _reckon(self, i: int, j: int) -> float:
        vectors = self._vectors
        if vectors is None:
            return 0.0
        top = bottom = 0.0
        if vectors[i].any() and vectors[j].any():
            top += trade.LIKENESS["text"] * float(vectors[i] @ vectors[j])
            bottom += trade.LIKENESS["text"]
        for kind, mine, yours in zip(("themes", "genre", "form"), self._tags[i], self._tags[j], strict=True):
            if mine and yours and (bottom or kind == "themes"):  # genre and form alone say nothing of likeness
                top += trade.LIKENESS[kind] * _shared(mine, yours)
                bottom += trade.LIKENESS[kind]
        return round(max(-1.0, min(1.0, top / bottom)), trade.DECIMALS) if bottom else 0.0


def _shared(mine: AbstractSet[str], yours: AbstractSet[str]) -> float:
    """Return the shared part of two sets of words, 0 where one is empty."""
    return len(mine & yours) / len(mine | yours) if mine and yours else 0.0


def _words(film: Film) -> str:
    """Return the text and themes of a film as one text."""
    return " ".join([(film.text or "")[: trade.TEXT_CHARS], *film.themes]).strip()


def _vectors(texts: Sequence[str]) -> NDArray[np.float64]:
    from matinee.engine import themes  # noqa: PLC0415 (its table costs memory; only requests with words pay)

    return np.asarray(themes.vectors(texts), dtype=np.float64)
