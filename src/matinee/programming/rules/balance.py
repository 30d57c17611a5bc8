"""How a selection of films is mixed, beside another: counts of kinds, never of persons."""

from collections import Counter
from collections.abc import Iterable, Mapping
from dataclasses import dataclass

from matinee.programming.rules.mixture import Wish, group_of
from matinee.programming.states import WishKind

KINDS = ("form", "country", "language", "genre", "made")
SINGLE = (WishKind.FIRST_FILM, WishKind.STUDENT)


@dataclass(frozen=True, slots=True)
class Kind:
    """One kind of film: its dimension and its value, such as a country and ``PE``."""

    dimension: str
    value: str

    @property
    def group(self) -> str:
        """The group of films as wishes name it."""
        if self.dimension == "made":
            return group_of(self.value, "")
        return group_of(self.dimension, self.value)


@dataclass(frozen=True, slots=True)
class Mix:
    """How many films a selection has, how many of each kind, and how many minutes of each."""

    films: int
    counts: Mapping[Kind, int]
    seconds: Mapping[Kind, int]
    total_s: int

    def share(self, kind: Kind) -> float:
        """Return the share of a kind among the films, 0 to 1."""
        return self.counts.get(kind, 0) / self.films if self.films else 0.0


@dataclass(frozen=True, slots=True)
class Level:
    """One kind in a selection beside the pool: so many films, what share the pool has, what is wished for."""

    kind: Kind
    films: int
    share: float
    pool_films: int
    pool_share: float
    has_min: int
    wished_min: int | None = None
    target: float | None = None


def mix_of(films: Iterable[tuple[Iterable[Kind], int]]) -> Mix:
    """Return how films are mixed; each is its kinds and its seconds."""
    counts: Counter[Kind] = Counter()
    seconds: Counter[Kind] = Counter()
    number = total_s = 0
    for kinds, film_s in films:
        number, total_s = number + 1, total_s + film_s
        for kind in set(kinds):
            counts[kind] += 1
            seconds[kind] += film_s
    return Mix(number, counts, seconds, total_s)


def levels_of(mix: Mix, pool: Mix, wishes: Iterable[Wish] = (), most: int = 6) -> dict[str, list[Level]]:
    """Return the kinds of each dimension in a selection beside the pool, what is wished for and most frequent first.

    Of each dimension at most ``most`` are told, and every one that is wished for.
    """
    wanted = {wish.group: wish.minutes for wish in wishes}
    found: dict[str, list[Level]] = {}
    for dimension in KINDS:
        kinds = {kind for kind in (*mix.counts, *pool.counts) if kind.dimension == dimension}
        ranked = sorted(
            kinds, key=lambda kind: (kind.group not in wanted, -mix.share(kind), -pool.share(kind), kind.value)
        )
        kept = [kind for n, kind in enumerate(ranked) if n < most or kind.group in wanted]
        found[dimension] = [_level(kind, mix, pool, wanted.get(kind.group)) for kind in kept]
    return {dimension: levels for dimension, levels in found.items() if levels}


def _level(kind: Kind, mix: Mix, pool: Mix, wished_min: int | None) -> Level:
    target = None if wished_min is None or not mix.total_s else min(1.0, wished_min * 60 / mix.total_s)
    return Level(
        kind=kind,
        films=mix.counts.get(kind, 0),
        share=mix.share(kind),
        pool_films=pool.counts.get(kind, 0),
        pool_share=pool.share(kind),
        has_min=mix.seconds.get(kind, 0) // 60,
        wished_min=wished_min,
        target=target,
    )
