"""Tags that draw: the reel, the clock gauge, the title card, meters and plots."""

from collections.abc import Iterable, Sequence
from datetime import datetime
from typing import Any

from django import template

from matinee.web import pictures
from matinee.web.reel import Reel, Segment, lay_reel
from matinee.web.titlecard import draw_titlecard

register = template.Library()


@register.inclusion_tag("web/tags/reel.html")
def reel(  # noqa: PLR0913 -- a template tag's arguments are all keywords
    segments: Iterable[Segment] | Reel,
    *,
    label: str = "",
    size: str = "",
    scale_s: int = 0,
    accent: str = "",
    words: bool = True,
) -> dict[str, Any]:
    """Draw a reel; ``size`` is ``small``, ``large`` or nothing."""
    laid = segments if isinstance(segments, Reel) else lay_reel(segments, label=label, accent=accent, scale_s=scale_s)
    return {"reel": laid, "size": size, "words": words}


@register.inclusion_tag("web/tags/gauge.html")
def clock_gauge(seconds: int, short_s: int = 5100, warn_s: int = 5700, limit_s: int = 6000) -> dict[str, Any]:
    """Draw how full a block is; the marks are settings of the festival."""
    return {
        "gauge": pictures.gauge(seconds, short_s=short_s, warn_s=warn_s, limit_s=limit_s),
        "seconds": seconds,
        "limit_s": limit_s,
    }


@register.inclusion_tag("web/tags/titlecard.html")
def titlecard(title: str, accent: str = "", second: str = "") -> dict[str, Any]:
    """Draw the card of a film without a still."""
    return {"card": draw_titlecard(title, accent=accent, second=second)}


@register.inclusion_tag("web/tags/meter.html")
def meter(label: str, share: float, pool: float | None = None, target: float | None = None) -> dict[str, Any]:
    """Draw a share against the pool's and, where one is set, the target."""
    return {"meter": pictures.meter(label, share, pool, target)}


@register.inclusion_tag("web/tags/histogram.html")
def histogram(
    labels: Sequence[str], before: Sequence[float], after: Sequence[float] = (), label: str = ""
) -> dict[str, Any]:
    """Draw a distribution, or two of them before and after."""
    return {"plot": pictures.histogram(labels, before, after), "label": label}


@register.inclusion_tag("web/tags/curve.html")
def curve(moments: Sequence[datetime], values: Sequence[float], label: str = "", top: float = 0) -> dict[str, Any]:
    """Draw values over time, such as sales or arrivals."""
    return {"curve": pictures.curve(moments, values, label=label, top=top), "label": label}
