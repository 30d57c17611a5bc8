"""Numbers laid out for the small drawings, in SVG units: clock gauge, meter, histogram, curve."""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import datetime
from typing import Literal

from django.utils.translation import gettext

GaugeState = Literal["good", "warn", "over", "short"]


@dataclass(frozen=True, slots=True)
class Gauge:
    """A clock gauge: how full a block is, against its short end, its warning and its limit."""

    state: GaugeState
    words: str
    fill: str
    short_at: str
    warn_at: str
    limit_at: str


def gauge(seconds: int, *, short_s: int, warn_s: int, limit_s: int) -> Gauge:
    """Lay out a clock gauge whose full width is a tenth past the limit."""
    whole = max(limit_s * 1.1, 1)
    state: GaugeState = "good"
    if seconds > limit_s:
        state, words = "over", gettext("%(n)d min over the limit") % {"n": _up(seconds - limit_s)}
    elif seconds > warn_s:
        state, words = "warn", gettext("%(n)d min past the warning") % {"n": _up(seconds - warn_s)}
    elif seconds < short_s:
        state, words = "short", gettext("%(n)d min to go") % {"n": _up(short_s - seconds)}
    else:
        words = gettext("inside")
    return Gauge(state, words, *(_percent(part, whole) for part in (seconds, short_s, warn_s, limit_s)))


def _up(seconds: int) -> int:
    return -(-seconds // 60)


def _percent(part: float, whole: float) -> str:
    return f"{min(100, max(0, 100 * part / whole)) if whole else 0:.2f}%"


@dataclass(frozen=True, slots=True)
class Meter:
    """A share of the lineup beside the same share of the submitted pool, and the target if one is set."""

    label: str
    fill: str
    pool_at: str
    target_at: str
    words: str


def meter(label: str, share: float, pool: float | None = None, target: float | None = None) -> Meter:
    """Lay out one balance meter; shares run from 0 to 1."""
    words = f"{share:.0%}"
    if pool is not None:
        words = gettext("%(share)s, pool %(pool)s") % {"share": words, "pool": f"{pool:.0%}"}
    return Meter(
        label,
        _percent(share, 1),
        "" if pool is None else _percent(pool, 1),
        "" if target is None else _percent(target, 1),
        words,
    )


@dataclass(frozen=True, slots=True)
class Bar:
    """One bin of a histogram: where its two bars stand."""

    label: str
    x: float
    middle: float
    before_y: float
    before_height: float
    after_y: float
    after_height: float
    words: str


@dataclass(frozen=True, slots=True)
class Histogram:
    """Two distributions in one drawing, before and after."""

    bars: tuple[Bar, ...]
    width: int
    bar_width: float
    has_after: bool


BIN, HEIGHT = 36, 120


def histogram(labels: Sequence[str], before: Sequence[float], after: Sequence[float] = ()) -> Histogram:
    """Lay out a histogram; ``after`` may be left out."""
    top = max([*before, *after, 1e-9])
    bar_width = (BIN - 8) / (2 if after else 1)
    bars = []
    for place, label in enumerate(labels):
        old, new = before[place], after[place] if after else 0.0
        words = f"{label}: {old:g}" + (f" → {new:g}" if after else "")
        high, higher = HEIGHT * old / top, HEIGHT * new / top
        x = place * BIN + 4
        bars.append(Bar(label, x, x + (BIN - 8) / 2, HEIGHT - high, high, HEIGHT - higher, higher, words))
    return Histogram(tuple(bars), BIN * len(labels), bar_width, bool(after))


@dataclass(frozen=True, slots=True)
class Curve:
    """A line over time, with its area, first and last day and its last value."""

    points: str
    area: str
    first: str
    last: str
    top: str
    words: str


CURVE_WIDTH, CURVE_HEIGHT = 480, 120


def curve(moments: Sequence[datetime], values: Sequence[float], *, label: str = "", top: float = 0) -> Curve | None:
    """Lay out a curve of ``values`` over ``moments``, or nothing where there are fewer than two."""
    if len(moments) < 2:  # noqa: PLR2004 -- a line needs two points
        return None
    start, span = moments[0], (moments[-1] - moments[0]).total_seconds() or 1
    high = max([*values, top, 1e-9])
    points = " ".join(
        f"{CURVE_WIDTH * (moment - start).total_seconds() / span:.1f},{CURVE_HEIGHT * (1 - value / high):.1f}"
        for moment, value in zip(moments, values, strict=True)
    )
    words = gettext("%(label)s: %(value)s at the end") % {"label": label, "value": f"{values[-1]:g}"}
    area = f"0,{CURVE_HEIGHT} {points} {CURVE_WIDTH},{CURVE_HEIGHT}"
    return Curve(points, area, f"{start:%Y-%m-%d}", f"{moments[-1]:%Y-%m-%d}", f"{high:g}", words)
