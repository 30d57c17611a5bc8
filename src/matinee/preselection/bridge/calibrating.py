"""Marks to calibrated standings, by the engine."""

from __future__ import annotations

from collections import OrderedDict, defaultdict
from dataclasses import dataclass, field, replace
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from collections.abc import Mapping, Sequence

    from matinee.engine import scores
    from matinee.engine.queues.adaptive import NextViewing
    from matinee.engine.scores.ranks import Ranks

LOWEST, HIGHEST, STEP = 1.0, 10.0, 0.5  # the marks that reviewers give
KEPT_FESTIVALS = 8
MOST_NEWS = 50  # marks weighed on top of a calibration before the variances are learnt anew
_kept: OrderedDict[int, scores.Calibration] = OrderedDict()  # what this process calibrated last, by festival


@dataclass(frozen=True, slots=True)
class Mark:
    """One reviewer's mark of one entry, as the engine wants it."""

    entry: int
    reviewer: int
    mark: float
    genre: str = ""


@dataclass(frozen=True, slots=True)
class Asked:
    """What is to be ranked: ``minutes`` of each entry that is in the running, and how many of them can be shown.

    ``festival`` lets a process go on from its last calibration when only a few marks are new.
    """

    minutes: Mapping[int, float] = field(default_factory=dict)
    top_k: int = 20
    festival: int | None = None


@dataclass(frozen=True, slots=True)
class Estimate:
    """What an entry deserves after calibration, how sure that is, and where that puts it among those in the running."""

    mean: float
    sd: float
    rank_low: int | None = None
    rank_high: int | None = None
    top_probability: float | None = None
    telling: float = 0.0
    chance_of_change: float = 0.0


@dataclass(frozen=True, slots=True)
class CurveFound:
    """How a reviewer uses the scale, with 90 % intervals, and their marks as given and with their habit taken out."""

    bias: tuple[float, float, float]
    stretch: tuple[float, float, float]
    spread: float
    genres: tuple[tuple[str, float, float, float], ...]
    given: tuple[float, ...]
    calibrated: tuple[float, ...]


@dataclass(frozen=True, slots=True)
class Calibrated:
    """Everything that marks say: of entries, of reviewers, and the numbers it rests on."""

    entries: dict[int, Estimate]
    curves: dict[int, CurveFound]
    level: float = 0.0
    quality_sd: float = 1.0
    noise_sd: float = 1.0
    worst_in: float = 0.0
    best_out: float = 0.0


def calibrated(marks: Sequence[Mark], asked: Asked | None = None) -> Calibrated:
    """Return what the marks say; their order does not matter. Without marks there is nothing to say."""
    if not marks:
        return Calibrated({}, {})
    asked = asked or Asked()
    marks = sorted(marks, key=lambda one: (one.entry, one.reviewer))
    found = _calibration(marks, asked)
    means = dict(zip(map(int, found.design.entries), map(float, found.means), strict=True))
    sds = dict(zip(map(int, found.design.entries), map(float, found.sds), strict=True))
    running = sorted(entry for entry in means if entry in asked.minutes)
    ranks, telling = _ranks(found, running, asked.top_k), _telling(found, running, asked)
    entries = {
        entry: _estimate(means[entry], sds[entry], ranks.get(entry), telling.get(entry))
        for entry in {mark.entry for mark in marks}
    }
    worst_in, best_out = _border([means[entry] for entry in running], asked.top_k)
    return Calibrated(
        entries=entries,
        curves=_curves(found, marks),
        level=float(found.beliefs.phi[0]),
        quality_sd=float(found.beliefs.quality_variance) ** 0.5,
        noise_sd=found.noise_sd(),
        worst_in=worst_in,
        best_out=best_out,
    )


def forget(festival: int) -> None:
    """Forget the calibration that this process holds, so that the next one learns everything anew."""
    _kept.pop(festival, None)


def _calibration(marks: Sequence[Mark], asked: Asked) -> scores.Calibration:
    """Return the calibration, in milliseconds where this process has one that lacks only a few of the marks."""
    from matinee.engine import scores  # noqa: PLC0415  scipy takes a second to load; only who calibrates pays it

    wanted = tuple(scores.Mark(str(m.reviewer), str(m.entry), m.mark, m.genre or None) for m in marks)
    known = _kept.get(asked.festival) if asked.festival is not None else None
    news = _news(known, wanted)
    if known is not None and news is not None:
        return known.with_marks(news) if news else known
    scale = scores.Scale(LOWEST, HIGHEST, STEP)
    names = sorted(map(str, asked.minutes), key=int)
    found = scores.calibrate(wanted, scale=scale, top_k=asked.top_k, entries=names)
    if asked.festival is not None:
        _kept[asked.festival] = found
        _kept.move_to_end(asked.festival)
        while len(_kept) > KEPT_FESTIVALS:
            _kept.popitem(last=False)
    return found


def _news(known: scores.Calibration | None, wanted: Sequence[scores.Mark]) -> list[scores.Mark] | None:
    """Return the marks that a calibration lacks; nothing where a mark is gone or too many are new."""
    if known is None:
        return None
    had = {(mark.reviewer, mark.entry) for mark in known.marks}
    kept = set(known.marks)
    news = [mark for mark in wanted if mark not in kept]
    if had - {(mark.reviewer, mark.entry) for mark in wanted} or len(news) > MOST_NEWS:
        return None
    return news


def _ranks(found: scores.Calibration, running: Sequence[int], top_k: int) -> dict[int, tuple[int, int, float]]:
    """Return rank interval and chance of the best ``top_k``, among the entries in the running alone."""
    from matinee.engine.scores.ranks import ranks  # noqa: PLC0415  scipy, as above

    if not running:
        return {}
    place = {int(name): i for i, name in enumerate(found.design.entries)}
    rows = [place[entry] for entry in running]
    beliefs = found.beliefs
    some = replace(beliefs, quality=beliefs.quality[rows], precision=beliefs.precision[rows], lean=beliefs.lean[rows])
    drawn: Ranks = ranks(some, top_k, found.seed)
    return {entry: (int(drawn.low[i]), int(drawn.high[i]), float(drawn.top_k[i])) for i, entry in enumerate(running)}


def _telling(found: scores.Calibration, running: Sequence[int], asked: Asked) -> dict[int, NextViewing]:
    """Return what one more viewing of each entry in the running is worth."""
    import numpy as np  # noqa: PLC0415  it comes with the engine

    from matinee.engine.queues.adaptive import next_viewings  # noqa: PLC0415  scipy, as above

    if not running:
        return {}
    place = {int(name): i for i, name in enumerate(found.design.entries)}
    rows = [place[entry] for entry in running]
    told = next_viewings(
        [str(entry) for entry in running],
        means=np.asarray(found.means)[rows],
        sds=np.asarray(found.sds)[rows],
        minutes=np.array([asked.minutes[entry] for entry in running], dtype=np.float64),
        top_k=asked.top_k,
        noise_sd=found.noise_sd(),
    )
    return {int(one.entry): one for one in told}


def _border(means: Sequence[float], top_k: int) -> tuple[float, float]:
    """Return the means of the last one inside the selection and of the first one outside."""
    ordered = sorted(means, reverse=True)
    if not ordered:
        return 0.0, 0.0
    inside = ordered[min(top_k, len(ordered)) - 1]
    return inside, ordered[top_k] if top_k < len(ordered) else LOWEST


def _estimate(mean: float, sd: float, rank: tuple[int, int, float] | None, telling: NextViewing | None) -> Estimate:
    """Return what is known of one entry."""
    low, high, chance = rank or (None, None, None)
    worth, change = (telling.gain_per_minute, telling.chance_of_change) if telling else (0.0, 0.0)
    return Estimate(mean, sd, low, high, chance, worth, change)


def _curves(found: scores.Calibration, marks: Sequence[Mark]) -> dict[int, CurveFound]:
    """Return each reviewer's curve, with their marks before and after."""
    level = float(found.beliefs.phi[0])
    curves = {}
    given: defaultdict[str, list[Mark]] = defaultdict(list)
    for mark in marks:
        given[str(mark.reviewer)].append(mark)
    for one in found.reviewers:
        own = given[one.reviewer]
        genres = {genre.genre: genre.bias for genre in one.genres}
        stretch = max(one.stretch, 0.05)
        after = tuple(level + (m.mark - level - one.bias - genres.get(m.genre, 0.0)) / stretch for m in own)
        curves[int(one.reviewer)] = CurveFound(
            bias=(one.bias, one.bias_low, one.bias_high),
            stretch=(one.stretch, one.stretch_low, one.stretch_high),
            spread=one.spread,
            genres=tuple((g.genre, g.bias, g.bias_low, g.bias_high) for g in one.genres),
            given=tuple(mark.mark for mark in own),
            calibrated=tuple(min(HIGHEST, max(LOWEST, mark)) for mark in after),
        )
    return curves
