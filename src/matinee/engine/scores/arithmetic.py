"""Plain arithmetic for the checker: the chance of a mark, and what an entry's own marks say of it."""

from __future__ import annotations

import math
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from collections.abc import Callable

    from matinee.engine.scores.claim import Decision, Model
    from matinee.engine.scores.problem import Mark, ScoresProblem

GRID = 81


def expectations(problem: ScoresProblem, claim: Decision) -> Callable[[Mark], Callable[[float], float]]:
    """Return, for a mark, the log chance of that mark as a function of the entry's quality."""
    people = {r.reviewer: r for r in claim.reviewers}
    biases = {(r.reviewer, g.genre): g.bias for r in claim.reviewers for g in r.genres}
    ends = _ends(problem)
    nu = claim.model.noise_degrees_of_freedom

    def of(mark: Mark) -> Callable[[float], float]:
        r = people[mark.reviewer]
        base = claim.model.level + r.bias + biases.get((mark.reviewer, mark.genre or ""), 0.0)
        lower, upper = ends(mark.mark)
        stretch = max(r.stretch, 0.05)
        return lambda q: _log_chance(lower, upper, base + stretch * q, r.spread, nu)

    return of


def _ends(problem: ScoresProblem) -> Callable[[float], tuple[float, float]]:
    """Return the ends of a mark's cell; for learnt cuts, from the shares of the marks given."""
    scale = problem.scale
    step = scale.step or 0.0
    learnt = scale.cuts == "learnt" or (scale.cuts is None and scale.marks is not None and scale.marks <= 7)  # noqa: PLR2004 (as the contract says)
    cuts = _learnt_cuts(problem) if learnt and scale.marks else None

    def ends(mark: float) -> tuple[float, float]:
        if cuts is not None:
            place = round((mark - (scale.min or 0.0)) / step)
            return cuts[place], cuts[place + 1]
        is_last, is_first = scale.max is not None and mark >= scale.max, scale.min is not None and mark <= scale.min
        return (
            -math.inf if is_first else mark - step / 2,
            math.inf if is_last else mark + step / 2,
        )

    return ends


def _learnt_cuts(problem: ScoresProblem) -> list[float]:
    scale = problem.scale
    latest: dict[tuple[str, str], Mark] = {}
    for mark in problem.marks:
        before = latest.get((mark.reviewer, mark.entry))
        if before is None or (mark.at or "") > (before.at or ""):
            latest[mark.reviewer, mark.entry] = mark
    given = [mark.mark for mark in latest.values()]
    count, step = scale.marks or 2, scale.step or 1.0
    tally = [0.5] * count
    for value in given:
        tally[round((value - (scale.min or 0.0)) / step)] += 1
    centre = sum(given) / len(given) if given else 0.0
    width = math.sqrt(sum((v - centre) ** 2 for v in given) / len(given)) if given else 0.0
    width = max(width, step / 2)
    shares = [sum(tally[: i + 1]) / sum(tally) for i in range(count - 1)]
    return [-math.inf, *(centre + width * _normal_quantile(share) for share in shares), math.inf]


def _normal_quantile(share: float) -> float:
    """Return the quantile of the normal distribution by halving."""
    low, high = -40.0, 40.0
    for _ in range(80):
        middle = (low + high) / 2
        if 0.5 * math.erfc(-middle / math.sqrt(2)) < share:
            low = middle
        else:
            high = middle
    return (low + high) / 2


def _log_chance(lower: float, upper: float, expected: float, spread: float, nu: float) -> float:
    """Return the log chance (density where the cell is a point) of a t distribution, by Simpson's rule."""
    a, b = (lower - expected) / spread, (upper - expected) / spread
    peak = math.lgamma((nu + 1) / 2) - math.lgamma(nu / 2) - 0.5 * math.log(nu * math.pi)
    if a == b:
        return peak - (nu + 1) / 2 * math.log1p(a * a / nu) - math.log(spread)
    if a + b > 0:
        a, b = -b, -a
    chance = _t_below(b, nu, peak) - _t_below(a, nu, peak)
    return math.log(max(chance, 1e-300))


def _t_below(x: float, nu: float, peak: float) -> float:
    """Return the chance below x, with x = sqrt(nu) tan(angle): the density becomes a power of a cosine."""
    if math.isinf(x):
        return 0.0 if x < 0 else 1.0
    angle = math.atan(x / math.sqrt(nu))
    start, steps = -math.pi / 2, 32
    width = (angle - start) / steps
    values = [math.cos(start + i * width) ** (nu - 1) for i in range(steps + 1)]
    total = values[0] + values[-1] + 4 * sum(values[1::2]) + 2 * sum(values[2:-1:2])
    return float(math.exp(peak) * math.sqrt(nu) * total * width / 3)


def mean_of(model: Model, chances: list[Callable[[float], float]]) -> float:
    """Return the mean of an entry's posterior on a grid."""
    grid = [model.quality_sd * (-5 + 10 * i / (GRID - 1)) for i in range(GRID)]
    logs = [sum(chance(q) for chance in chances) - 0.5 * (q / model.quality_sd) ** 2 for q in grid]
    weights = [math.exp(value - max(logs)) for value in logs]
    return model.level + sum(q * w for q, w in zip(grid, weights, strict=True)) / sum(weights)


def log_normal(value: float, sd: float) -> float:
    """Return the log density of a normal distribution around 0."""
    return -0.5 * (value / sd) ** 2 - math.log(sd * math.sqrt(2 * math.pi))
