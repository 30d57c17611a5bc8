"""The door: from marks to calibrated scores, and on after one more mark."""

from __future__ import annotations

from dataclasses import dataclass
from functools import cached_property
from typing import TYPE_CHECKING

import numpy as np
from scipy.stats import chi2

from matinee.engine.scores.fit import fit
from matinee.engine.scores.learning import REVIEWER_WORTH, first_beliefs
from matinee.engine.scores.model import design_of
from matinee.engine.scores.news import after
from matinee.engine.scores.problem import Mark, Scale, latest
from matinee.engine.scores.ranks import Ranks, ranks

if TYPE_CHECKING:
    from collections.abc import Mapping, Sequence

    from matinee.engine.scores.model import Beliefs, Design, Numbers

WITHIN = 1.6448536269514722  # a 90 % interval of a normal distribution, in standard deviations


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
        worth = REVIEWER_WORTH + count
        spreads = np.sqrt(self.beliefs.noise * worth / np.stack([worth, chi2.ppf(0.95, worth), chi2.ppf(0.05, worth)]))
        order = sorted(range(len(count)), key=lambda j: self.design.reviewers[j])
        genres = self._genres()
        return tuple(self._reviewer(j, int(count[j]), spreads[:, j], genres) for j in order)

    def _reviewer(
        self, j: int, marks: int, spreads: Numbers, genres: Mapping[str, Sequence[GenreBias]]
    ) -> ReviewerScore:
        people, name = len(self.design.reviewers), self.design.reviewers[j]
        bias, bias_low, bias_high = self._interval(1 + j)
        stretch, stretch_low, stretch_high = self._interval(1 + people + j)
        spread, spread_low, spread_high = map(float, spreads)
        return ReviewerScore(
            reviewer=name,
            bias=bias,
            bias_low=bias_low,
            bias_high=bias_high,
            stretch=1.0 + stretch,
            stretch_low=1.0 + stretch_low,
            stretch_high=1.0 + stretch_high,
            spread=spread,
            spread_low=spread_low,
            spread_high=spread_high,
            marks=marks,
            genres=tuple(sorted(genres.get(name, ()), key=lambda one: one.genre)),
        )

    def _genres(self) -> dict[str, list[GenreBias]]:
        """Return each reviewer's biases by genre."""
        first = 1 + 2 * len(self.design.reviewers)
        found: dict[str, list[GenreBias]] = {}
        for place, (who, genre) in enumerate(self.design.pairs):
            found.setdefault(who, []).append(GenreBias(genre, *self._interval(first + place)))
        return found

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
        fresh = latest(tuple(news))
        replaced = {(mark.reviewer, mark.entry) for mark in fresh}
        kept = [mark for mark in self.marks if (mark.reviewer, mark.entry) not in replaced]
        marks = (*kept, *fresh)
        design, beliefs = after(self.design, self.beliefs, marks, len(fresh), self.scale)
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
