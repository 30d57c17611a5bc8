"""How long a program is, and how long it may be."""

from collections.abc import Iterable

from matinee.festival.models import Policy
from matinee.programming.models import Program
from matinee.programming.states import ProgramKind

FEATURE_MOST_S = 9000  # a feature program: an opening short and up to two and a half hours
FEATURE_MOST_FILMS = 2


def program_time_s(films_s: Iterable[int | None], gap_s: int = 10, opening_reel_s: int = 0) -> int:
    """Return a program's time: every film with its black and title card, and the opening reel.

    ``sum(running time + gap) + opening reel``; a film of unknown length counts its gap, an empty program nothing.
    """
    times = [(seconds or 0) + gap_s for seconds in films_s]
    return sum(times) + opening_reel_s if times else 0


def default_limits(kind: ProgramKind, policy: Policy) -> dict[str, int]:
    """Return the limits that a new program gets from the festival's policy."""
    if kind == ProgramKind.FEATURE:
        return {
            "min_s": policy.short_max_s,
            "max_s": FEATURE_MOST_S,
            "min_films": 1,
            "max_films": FEATURE_MOST_FILMS,
        }
    return {
        "min_s": policy.block_min_s,
        "max_s": policy.block_warn_s,
        "min_films": policy.block_min_films,
        "max_films": policy.block_max_films,
    }


def refused_over_s(program: Program, policy: Policy) -> int:
    """Return the time over which a program is refused: its limit and what the policy grants beyond."""
    return program.max_s + policy.block_max_s - policy.block_warn_s
