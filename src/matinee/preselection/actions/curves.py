"""How reviewers use the scale, as the last calibration found it."""

from collections import Counter
from collections.abc import Iterable, Mapping
from typing import Any

from matinee.entries.models import Entry
from matinee.festival.models import Festival
from matinee.preselection.bridge import CurveFound
from matinee.preselection.models import Calibration, Curve
from matinee.preselection.rules import Habit

WITHIN = 1.645  # a 90 % interval of a normal distribution, in standard deviations
LEAST_NOISE = 0.3
MARKS = range(1, 11)


def settle_curves(festival: Festival, found: Mapping[int, CurveFound]) -> None:
    """Make the curves of a festival say what was found."""
    Curve.objects.filter(festival=festival).exclude(reviewer__in=list(found)).delete()
    rows = [Curve(festival=festival, reviewer_id=who, **_columns(curve)) for who, curve in found.items()]
    columns = [*_columns(CurveFound((0, 0, 0), (1, 1, 1), 1, (), (), ())), "changed_at"]
    Curve.objects.bulk_create(
        rows, update_conflicts=True, unique_fields=["festival", "reviewer"], update_fields=columns, batch_size=200
    )


def habits_of(entry: Entry, reviewers: Iterable[int], last: Calibration) -> dict[int, Habit]:
    """Return each reviewer's habit with films of this entry's genre; a newcomer marks as the team does."""
    genre = entry.film.genres[0] if entry.film.genres else ""
    curves = Curve.objects.filter(festival=entry.festival_id, reviewer__in=list(reviewers))
    known = {curve.reviewer_id: _habit(curve, genre) for curve in curves}
    usual = Habit(noise_sd=max(last.noise_sd, LEAST_NOISE), bias_sd=last.noise_sd / 2)
    return {reviewer: known.get(reviewer, usual) for reviewer in reviewers}


def _habit(curve: Curve, genre: str) -> Habit:
    """Return one reviewer's habit in one genre."""
    of_genre = sum(one["bias"] for one in curve.genres if one["genre"] == genre)
    sure = (curve.bias_high - curve.bias_low) / 2 / WITHIN
    return Habit(curve.bias + of_genre, sure, max(curve.stretch, 0.05), max(curve.spread, LEAST_NOISE))


def _columns(curve: CurveFound) -> dict[str, Any]:
    """Return a curve's columns."""
    numbers = ("bias", "bias_low", "bias_high"), ("stretch", "stretch_low", "stretch_high")
    named = dict(zip(numbers[0], curve.bias, strict=True)) | dict(zip(numbers[1], curve.stretch, strict=True))
    keys = ("genre", "bias", "low", "high")
    return {
        **{name: round(value, 4) for name, value in named.items()},
        "spread": round(curve.spread, 4),
        "marks": len(curve.given),
        "genres": [dict(zip(keys, (g[0], *(round(x, 3) for x in g[1:])), strict=True)) for g in curve.genres],
        "given": _counted(curve.given),
        "calibrated": _counted(curve.calibrated),
    }


def _counted(marks: Iterable[float]) -> list[int]:
    """Return how many marks lie at each whole mark from 1 to 10."""
    counts = Counter(int(mark + 0.5) for mark in marks)
    return [counts[mark] for mark in MARKS]
