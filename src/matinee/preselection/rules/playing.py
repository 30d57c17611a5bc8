"""Formulas of the viewing receipt: what was played, how much that is, and what a clock can believe."""

import math
from collections.abc import Iterable, Sequence

from matinee.kit.errors import InvalidInput

Span = tuple[float, float]

IN_FULL_PERCENT = 95  # the last credits may run without a viewer
JOIN_S = 0.75  # players tell their place four times a second: smaller gaps are none
END_S = 2.0
MOST_SPEED = 2.0
SLACK_S = 4.0
MOST_SPANS = 500


def spans_from(text: str, running_s: float) -> list[Span]:
    """Read ``0-9.8,12-15.1`` as spans inside a film of ``running_s`` seconds.

    Raises
    ------
    InvalidInput
        Not numbers, backwards, outside the film, or more spans than anybody plays.
    """
    parts = [part for part in text.split(",") if part.strip()]
    if len(parts) > MOST_SPANS:
        raise InvalidInput("spans", f"{len(parts)} spans", f"At most {MOST_SPANS} are taken at once.")
    return [_span(part, running_s) for part in parts]


def merged(spans: Iterable[Sequence[float]]) -> list[Span]:
    """Return spans in their order, joined where they touch or nearly do."""
    found: list[Span] = []
    for begins, ends in sorted((float(one[0]), float(one[1])) for one in spans):
        if found and begins <= found[-1][1] + JOIN_S:
            found[-1] = (found[-1][0], max(found[-1][1], ends))
        else:
            found.append((begins, ends))
    return [(round(begins, 2), round(ends, 2)) for begins, ends in found]


def seconds_of(spans: Iterable[Sequence[float]]) -> float:
    """Return how long spans are together."""
    return sum(one[1] - one[0] for one in spans)


def percent_of(spans: Iterable[Sequence[float]], running_s: float) -> int:
    """Return the share of a film that was played, rounded down; the whole of it but its last two seconds is 100."""
    played = seconds_of(spans)
    if running_s <= 0:
        return 0
    return 100 if played >= running_s - END_S and played > 0 else min(99, math.floor(100 * played / running_s))


def credit_after(claimed_s: float, elapsed_s: float, credit_s: float) -> float | None:
    """Return the credit that is left after a claim, or None when nobody can have played that much.

    In ``elapsed_s`` seconds of the wall clock at most twice as many can play; a small credit takes up the jitter of
    lines and timers, and never grows beyond ``SLACK_S``, so that many small claims gain nothing.
    """
    left = credit_s + max(0.0, elapsed_s) * MOST_SPEED - claimed_s
    return None if left < 0 else min(SLACK_S, left)


def _span(part: str, running_s: float) -> Span:
    """Read one span."""
    begins, dash, ends = part.strip().partition("-")
    try:
        span = (float(begins), float(ends))
    except ValueError as error:
        raise InvalidInput("spans", part, "Give seconds such as 0-9.8.") from error
    is_whole = bool(dash) and all(math.isfinite(one) for one in span)
    if not is_whole or not 0 <= span[0] <= span[1] <= running_s + 1:
        raise InvalidInput("spans", part, f"Give seconds between 0 and {running_s:g}, the earlier first.")
    return min(span[0], running_s), min(span[1], running_s)
