"""The door: from marks to calibrated scores, and on after one more mark."""

from __future__ import annotations

from dataclasses import dataclass, replace
from functools import cached_property
from typing import TYPE_CHECKING

import numpy as np
from scipy.stats import chi2

from matinee.engine.scores.fit import REVIEWER_WORTH, first_beliefs, fit
from matinee.engine.scores.model import Beliefs, Design, design_of
from matinee.engine.scores.problem import Mark, Scale, latest
from matinee.engine.scores.ranks import Ranks, ranks

if TYPE_CHECKING:
    from collections.abc import Sequence

    from matinee.engine.scores.model import Numbers

WITHIN = 1.6448536269514722  # a 90 % interval of a normal distribution, in standard deviations
ROUNDS_AFTER_A_MARK = 2


@dataclass(frozen=True, slots=True)
class EntryScore:
    """What is known of an entry, on the team's scale of marks; ranks count from 1, the best."""

    entry: str
    mean: float
    sd: float
    top_k_probability: float
    rank_low: int
    rank_high: int
    marks: int


@dataclass(frozen=True, slots=True)
class GenreBias:
    """How a reviewer's marks in a genre differ from their others (90 % interval)."""

    genre: str
    bias: float
    bias_low: float
    bias_high: float


@dataclass(frozen=True, slots=True)
class ReviewerScore:
    """How a reviewer uses the scale, with 90 % intervals; never for a ranking of people.

    ``bias`` is how much higher they mark than the team, ``stretch`` how wide they use the scale (1: as the
    team), ``spread`` how far their marks usually fall from what all marks together lead one to expect.
    """

    reviewer: str
    bias: float
    bias_low: float
    bias_high: float
    stretch: float
    stretch_low: float
    stretch_high: float
    spread: float
    spread_low: float
    spread_high: float
    marks: int
    genres: tuple[GenreBias, ...]


@dataclass(frozen=True)
class Calibration:
    """Calibrated scores; `with_mark` returns the next one."""

    marks: tuple[Mark, ...]
    scale: Scale
    top_k: int
    seed: int
    design: Design
    beliefs: Beliefs

    @cached_property
    def means(self) -> Numbers:
        """Return each entry's mean on the team's scale, inside its ends, in the order of ``design.entries``."""
        low = -np.inf if self.scale.min is None else self.scale.min
        high = np.inf if self.scale.max is None else self.scale.max
        return np.asarray(np.clip(self.beliefs.phi[0] + self.beliefs.quality, low, high))

    @cached_property
    def sds(self) -> Numbers:
        """Return each entry's standard deviation."""
        return self.beliefs.sds()

    @cached_property
    def ranks(self) -> Ranks:
        """Return chances and intervals; drawn on the first wish, the same for the same seed."""
        return ranks(self.beliefs, self.top_k, self.seed)

    @cached_property
    def entries(self) -> tuple[EntryScore, ...]:
        """Return the entries, the best first."""
        count = np.bincount(self.design.film, minlength=len(self.design.entries))
        order = sorted(range(len(count)), key=lambda i: (-self.beliefs.quality[i], self.design.entries[i]))
        return tuple(self._entry(i, int(count[i])) for i in order)

    def _entry(self, i: int, marks: int) -> EntryScore:
        return EntryScore(
            entry=self.design.entries[i],
            mean=float(self.means[i]),
            sd=float(self.sds[i]),
            top_k_probability=float(self.ranks.top_k[i]),
            rank_low=int(self.ranks.low[i]),
            rank_high=int(self.ranks.high[i]),
            marks=marks,
        )

    @cached_property
    def reviewers(self) -> tuple[ReviewerScore, ...]:
        """Return the reviewers by name."""
        count = np.bincount(self.design.reviewer, minlength=len(self.design.reviewers))
        order = sorted(range(len(count)), key=lambda j: self.design.reviewers[j])
        return tuple(self._reviewer(j, int(count[j])) for j in order)

    def _reviewer(self, j: int, marks: int) -> ReviewerScore:
        people = len(self.design.reviewers)
        bias, bias_low, bias_high = self._interval(1 + j)
        stretch, stretch_low, stretch_high = self._interval(1 + people + j)
        variance = float(self.beliefs.noise[j])
        worth = REVIEWER_WORTH + marks
        low, high = float(chi2.ppf(0.95, worth)), float(chi2.ppf(0.05, worth))
        return ReviewerScore(
            reviewer=self.design.reviewers[j],
            bias=bias,
            bias_low=bias_low,
            bias_high=bias_high,
            stretch=1.0 + stretch,
            stretch_low=1.0 + stretch_low,
            stretch_high=1.0 + stretch_high,
            spread=variance**0.5,
            spread_low=(variance * worth / low) ** 0.5,
            spread_high=(variance * worth / high) ** 0.5,
            marks=marks,
            genres=self._genres(self.design.reviewers[j]),
        )

    def _genres(self, reviewer: str) -> tuple[GenreBias, ...]:
        first = 1 + 2 * len(self.design.reviewers)
        found = [(genre, first + p) for p, (who, genre) in enumerate(self.design.pairs) if who == reviewer]
        return tuple(GenreBias(genre, *self._interval(at)) for genre, at in sorted(found))

    def _interval(self, at: int) -> tuple[float, float, float]:
        """Return a parameter of phi with the ends of its interval."""
        middle = float(self.beliefs.phi[at])
        reach = WITHIN * float(self.beliefs.covariance[at, at]) ** 0.5
        return middle, middle - reach, middle + reach

    def noise_sd(self, reviewer: str | None = None) -> float:
        """Return how noisy a reviewer's marks are, in quality; the team's typical noise for a stranger."""
        if reviewer is None or reviewer not in self.design.reviewers:
            return float(np.median(np.sqrt(self.beliefs.noise))) if len(self.beliefs.noise) else 1.0
        j = self.design.reviewers.index(reviewer)
        return float(np.sqrt(self.beliefs.noise[j]) / self.beliefs.stretch(self.design)[j])

    def with_mark(self, mark: Mark) -> Calibration:
        """Return the calibration after one more mark, in milliseconds: the variances stay as they were.

        A mark by the same reviewer for the same entry replaces the earlier one. Calibrate anew once in a
        while (every night, say), so that the variances follow.
        """
        return self.with_marks([mark])

    def with_marks(self, news: Sequence[Mark]) -> Calibration:
        """Return the calibration after several more marks at once, as `with_mark` does."""
        replaced = {(mark.reviewer, mark.entry) for mark in news}
        kept = [mark for mark in self.marks if (mark.reviewer, mark.entry) not in replaced]
        marks = (*kept, *latest(tuple(news)))
        design = design_of(marks, self.design.entries, self.scale)
        design = replace(design, centre=self.design.centre, spread=self.design.spread)
        start = _carried(self.design, self.beliefs, design)
        beliefs = fit(design, start, ROUNDS_AFTER_A_MARK, is_learning=False)
        return Calibration(marks, self.scale, self.top_k, self.seed, design, beliefs)


def calibrate(
    marks: Sequence[Mark],
    *,
    scale: Scale | None = None,
    top_k: int = 20,
    entries: Sequence[str] = (),
    seed: int = 0,
) -> Calibration:
    """Return calibrated scores from marks; ``entries`` names films without a mark that are ranked too.

    Of two marks by one reviewer for one entry the later counts (`BadInput` where ``at`` does not tell).
    """
    chosen = latest(tuple(marks))
    rule = scale or Scale()
    design = design_of(chosen, entries, rule)
    return Calibration(chosen, rule, top_k, seed, design, fit(design, first_beliefs(design)))


def _carried(old: Design, beliefs: Beliefs, new: Design) -> Beliefs:
    """Return old beliefs in the places of a new design; newcomers begin as anybody does."""
    start = first_beliefs(new)
    phi, films = start.phi.copy(), start.quality.copy()
    films[_places(old.entries, new.entries)] = beliefs.quality
    people = _places(old.reviewers, new.reviewers)
    kept = [(p, new.pairs.index(pair)) for p, pair in enumerate(old.pairs) if pair in new.pairs]
    count, new_count = len(old.reviewers), len(new.reviewers)
    phi[0] = beliefs.phi[0]
    phi[1 + people] = beliefs.phi[1 : 1 + count]
    phi[1 + new_count + people] = beliefs.phi[1 + count : 1 + 2 * count]
    for p, q in kept:
        phi[1 + 2 * new_count + q] = beliefs.phi[1 + 2 * count + p]
    noise = np.full(new_count, float(np.median(beliefs.noise)) if count else float(start.noise.mean()))
    noise[people] = beliefs.noise
    push = np.zeros(new_count)
    push[people] = beliefs.stretch_push
    film_push = np.zeros(len(films))
    film_push[_places(old.entries, new.entries)] = beliefs.film_push
    return replace(
        start,
        quality=films,
        phi=phi,
        noise=noise,
        quality_variance=beliefs.quality_variance,
        people=beliefs.people,
        genre_variance=beliefs.genre_variance,
        film_push=film_push,
        stretch_push=push,
    )


def _places(old: Sequence[str], new: Sequence[str]) -> np.ndarray[tuple[int], np.dtype[np.int64]]:
    at = {name: i for i, name in enumerate(new)}
    return np.array([at[name] for name in old], dtype=np.int64)
