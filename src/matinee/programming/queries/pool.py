"""The pool beside a board: what may still be placed at an edition."""

from dataclasses import dataclass
from typing import Literal

from django.db.models import Exists, OuterRef, QuerySet

from matinee.entries.models import Consideration
from matinee.entries.states import ALIVE, ConsiderationState
from matinee.festival.models import Policy
from matinee.preselection.rules import is_candidate
from matinee.programming.models import Lineup, Placement
from matinee.programming.queries.board import standing_of, weights_of
from matinee.programming.queries.strands import memberships_of
from matinee.programming.rules import BoardFilm

Order = Literal["score", "short", "long", "title"]
OPEN = (ConsiderationState.ELIGIBLE, ConsiderationState.SHORTLISTED, ConsiderationState.PLACED)


@dataclass(frozen=True, slots=True)
class Pool:
    """What the pool is asked for."""

    is_above_cut: bool = True
    words: str = ""
    strands: tuple[str, ...] = ()
    forms: tuple[str, ...] = ()
    at_most_s: int | None = None
    order: Order = "score"


def pool(lineup: Lineup, asked: Pool | None = None) -> list[BoardFilm]:
    """Return the films that may still be placed, the best first, in a constant number of queries.

    Films of this board and films placed at another edition are out; strands are computed from facts, so they are
    sifted here and not in the database.
    """
    asked = asked or Pool()
    policy, festival = lineup.edition.festival.policy, lineup.edition.festival
    rows = [row for row in _open(lineup, asked) if not asked.is_above_cut or is_above_cut(row, policy)]
    films = [row.entry.film for row in rows]
    strands, weights = memberships_of(festival, films), weights_of(festival, films)
    found = [
        BoardFilm(
            film=row.entry.film,
            strands=strands[row.entry.film_id],
            weight=weights.get(row.entry.film_id),
            standing=standing_of(row),
            consideration=row,
        )
        for row in rows
    ]
    kept = [film for film in found if not asked.strands or film.strands & set(asked.strands)]
    return sorted(kept, key=lambda film: _rank(film, asked.order))


def is_above_cut(consideration: Consideration, policy: Policy) -> bool:
    """Tell whether an entry has marks enough, and good enough; a shortlisted one is in by people's word."""
    if consideration.state == ConsiderationState.SHORTLISTED:
        return True
    standing = standing_of(consideration)
    if standing is None:
        return False
    return is_candidate(float(standing.mean), standing.viewings, float(standing.spread), policy)


def _open(lineup: Lineup, asked: Pool) -> QuerySet[Consideration]:
    """Return the considerations that are open for this board."""
    here = Placement.objects.filter(program__lineup=lineup, film=OuterRef("entry__film"))
    elsewhere = Consideration.objects.filter(
        entry__film=OuterRef("entry__film"), state=ConsiderationState.PLACED
    ).exclude(edition=lineup.edition_id)
    found = (
        Consideration.objects.filter(edition=lineup.edition_id, state__in=OPEN, entry__state__in=ALIVE)
        .exclude(Exists(here))
        .exclude(Exists(elsewhere))
        .select_related("entry__film", "entry__standing")
        .defer("entry__film__making", "entry__statement", "entry__answers")
    )
    if asked.words:
        found = found.filter(entry__film__title__icontains=asked.words)
    if asked.forms:
        found = found.filter(entry__film__form__in=asked.forms)
    if asked.at_most_s is not None:
        found = found.filter(entry__film__running_time_s__lte=asked.at_most_s)
    return found.order_by("pk")


def _rank(film: BoardFilm, order: Order) -> tuple[float, str, str]:
    """Return what the pool is ordered by; the title settles what is equal."""
    title = film.title.casefold()
    if order == "title":
        return (0.0, title, film.code)
    if order in {"short", "long"}:
        return (film.running_time_s * (1 if order == "short" else -1), title, film.code)
    return (-float(film.standing.mean) if film.standing else 0.0, title, film.code)
