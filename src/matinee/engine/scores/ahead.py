"""Foreseeing where rounds lead: Anderson acceleration over everything that a round changes.

A round maps beliefs to beliefs, and the fit is where it maps them to themselves. From how the last few rounds
changed their own changes, the next beliefs are put where no change would be left.

References
----------
H. F. Walker, P. Ni, 2011, https://doi.org/10.1137/10078356X

"""

from __future__ import annotations

from dataclasses import replace
from typing import TYPE_CHECKING

import numpy as np

if TYPE_CHECKING:
    from matinee.engine.scores.model import Beliefs, Design, Numbers

MEMORY = 4  # rounds looked back on
STEADY = 1e-8  # share of the squares added, so that near-equal rounds do not throw the answer away
FILM_PUSH, STRETCH_PUSH = 0.5, 0.02  # what brings the pushes to the size of the rest


class Ahead:
    """The last rounds of one fit, as vectors whose parts count alike whatever their length."""

    def __init__(self, design: Design) -> None:
        """Remember the sizes of a design."""
        films, people, marks = len(design.entries), max(len(design.reviewers), 1), max(len(design.film), 1)
        self._films = max(films, 1) ** -0.5
        self._quality = self._films / design.spread
        self._people, self._phi, self._marks = people**-0.5, design.width**-0.5, marks**-0.5
        self._from: list[Numbers] = []
        self._to: list[Numbers] = []

    def leap(self, before: Beliefs, after: Beliefs) -> Beliefs:
        """Return the beliefs to go on from, given a round's beliefs before and after."""
        self._from = [*self._from, self._vector(before)][-MEMORY - 1 :]
        self._to = [*self._to, self._vector(after)][-MEMORY - 1 :]
        if len(self._to) == 1:
            return after
        left = np.stack(self._to) - np.stack(self._from)
        bends, steps = np.diff(left, axis=0), np.diff(np.stack(self._to), axis=0)
        squares = bends @ bends.T
        squares += STEADY * np.trace(squares) * np.eye(len(squares)) + 1e-300 * np.eye(len(squares))
        share = np.linalg.solve(squares, bends @ left[-1])
        return self._beliefs(self._to[-1] - share @ steps, after)

    def _vector(self, beliefs: Beliefs) -> Numbers:
        """Return all that a round changes; what must stay positive as its logarithm."""
        sds = np.sqrt(np.diag(beliefs.people))
        together = np.arctanh(beliefs.people[0, 1] / (sds[0] * sds[1]))
        numbers = [np.log(beliefs.quality_variance), np.log(beliefs.genre_variance), *np.log(sds), together]
        return np.concatenate([
            numbers,
            beliefs.quality * self._quality,
            beliefs.phi * self._phi,
            np.log(beliefs.noise) * self._people,
            np.log(beliefs.weight) * self._marks,
            beliefs.film_push * (self._films * FILM_PUSH),
            beliefs.stretch_push * (self._people * STRETCH_PUSH),
        ])  # fmt: skip

    def _beliefs(self, vector: Numbers, like: Beliefs) -> Beliefs:
        """Return beliefs from a vector; what a round works out anew is taken from ``like``."""
        parts = (like.quality, like.phi, like.noise, like.weight, like.film_push)
        ends = np.cumsum([5, *(len(part) for part in parts)])
        numbers, quality, phi, noise, weight, film_push, stretch_push = np.split(vector, ends)
        sds, together = np.exp(numbers[2:4]), np.tanh(numbers[4])
        across = together * sds[0] * sds[1]
        return replace(
            like,
            quality_variance=float(np.exp(numbers[0])),
            genre_variance=float(np.exp(numbers[1])),
            people=np.array([[sds[0] ** 2, across], [across, sds[1] ** 2]]),
            quality=quality / self._quality,
            phi=phi / self._phi,
            noise=np.exp(noise / self._people),
            weight=np.exp(weight / self._marks),
            film_push=film_push / (self._films * FILM_PUSH),
            stretch_push=stretch_push / (self._people * STRETCH_PUSH),
        )
