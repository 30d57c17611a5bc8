"""What the pages of the preselection desk show, put together from queries and rules."""

from collections.abc import Iterable
from dataclasses import dataclass

from matinee.festival.models import Policy
from matinee.preselection.models import Standing
from matinee.preselection.rules import interval_of, is_disputed, viewings_missing


@dataclass(frozen=True, slots=True)
class Rank:
    """One line of the ranking."""

    number: int
    standing: Standing
    low: float
    high: float
    is_disputed: bool
    missing: int
    is_above: bool
    is_first_below: bool
    cut: float

    @property
    def drawn(self) -> dict[str, str]:
        """Where the interval, the mean and the cut lie on a line of 90 units for the marks from 1 to 10."""
        marks = {"low": self.low, "high": self.high, "mean": float(self.standing.mean), "cut": self.cut}
        return {name: f"{10 * (mark - 1):.1f}" for name, mark in marks.items()}


def ranked(standings: Iterable[Standing], policy: Policy, *, first: int, above: bool = True) -> list[Rank]:
    """Return lines numbered from ``first``; ``above`` tells whether the line before them was above the cut."""
    lines, was_above = [], above
    for number, standing in enumerate(standings, first):
        low, high = interval_of(float(standing.mean), float(standing.sd))
        is_above = standing.mean >= policy.quality_cut
        spread = float(standing.spread)
        lines.append(
            Rank(
                number=number,
                standing=standing,
                low=low,
                high=high,
                is_disputed=is_disputed(spread, policy),
                missing=viewings_missing(standing.viewings, spread, policy),
                is_above=is_above,
                is_first_below=was_above and not is_above,
                cut=float(policy.quality_cut),
            )
        )
        was_above = is_above
    return lines
