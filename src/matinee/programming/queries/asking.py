"""Reads for a question to the engine: what the bench holds, what must be in, and which proposals an answer has."""

from dataclasses import dataclass
from typing import Any

from matinee.entries.models import Consideration
from matinee.festival.models import Edition
from matinee.programming.models import Benched, Lineup, Proposal
from matinee.programming.queries.checks import obligations_of
from matinee.programming.queries.pool import pool_films
from matinee.programming.rules import BoardFilm

LETTERS = "ABCDEFGH"


@dataclass(frozen=True, slots=True)
class Variant:
    """One of the proposals of an answer: the best (number 0) or another one, with all that is told of it."""

    number: int
    score: float | None
    bound: float | None
    programs: list[dict[str, Any]]
    left_out: list[str]
    terms: dict[str, dict[str, float]]
    films: dict[str, dict[str, Any]]
    differs: float = 0.0

    @property
    def letter(self) -> str:
        """What people call it."""
        return LETTERS[self.number]

    @property
    def whys(self) -> dict[str, str]:
        """Why each placed film is where it is."""
        return {film: one["why_here"] for film, one in self.films.items() if one.get("why_here")}

    @property
    def homes(self) -> dict[str, str]:
        """The program's code of each placed film."""
        return {film: one["id"] for one in self.programs for film in one["films"]}

    @property
    def gap(self) -> float | None:
        """How far it is from the best possible at most, as a share; None where nothing is proven."""
        if self.score is None or self.bound is None:
            return None
        return max(0.0, self.bound - self.score) / max(abs(self.bound), 1e-9)


def variants_of(proposal: Proposal) -> list[Variant]:
    """Return the proposals of an answer, the best first; none while there is no answer."""
    solution: dict[str, Any] = proposal.solution or {}
    if not solution.get("programs"):
        return []
    every = [solution, *solution.get("alternatives", [])][: len(LETTERS)]
    return [
        Variant(
            number=number,
            score=one.get("score"),
            bound=solution.get("bound"),
            programs=one["programs"],
            left_out=[film if isinstance(film, str) else film["film"] for film in one.get("left_out", [])],
            terms=one.get("terms", {}),
            films={why["film"]: why for why in one.get("films", [])},
            differs=one.get("differs", 0.0),
        )
        for number, one in enumerate(every)
    ]


def bench_films(lineup: Lineup) -> list[BoardFilm]:
    """Return the films on a board's bench, as the engine may choose from them."""
    rows = Consideration.objects.filter(edition=lineup.edition_id, entry__film__benched__lineup=lineup)
    return pool_films(lineup, rows.select_related("entry__film", "entry__standing").order_by("pk"))


def benched_codes(lineup: Lineup) -> set[str]:
    """Return the codes of the films on a board's bench."""
    return set(Benched.objects.filter(lineup=lineup).values_list("film__code", flat=True))


def must_play_of(edition: Edition) -> frozenset[str]:
    """Return the codes of the films that an edition owes."""
    return frozenset(one.film.code for one in obligations_of(edition) if one.film is not None)
