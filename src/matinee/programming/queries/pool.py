"""The pool beside a board: what may still be placed at an edition."""

from collections.abc import Iterable
from dataclasses import dataclass
from typing import Literal

from django.db.models import F, Q, QuerySet
from django.db.models.functions import Lower

from matinee.entries.models import Consideration
from matinee.entries.states import ALIVE, ConsiderationState
from matinee.festival.models import Policy
from matinee.programming.models import Benched, Lineup, Placement
from matinee.programming.queries.board import standing_of, weights_of
from matinee.programming.queries.invitations import offers_of
from matinee.programming.queries.strands import eligible_strands_of
from matinee.programming.rules import BoardFilm

Order = Literal["score", "short", "long", "title"]
OPEN = (ConsiderationState.ELIGIBLE, ConsiderationState.SHORTLISTED, ConsiderationState.PLACED)
UNREAD = ("entry__film__making", "entry__statement", "entry__answers", "entry__private_details")
TITLE = Lower("entry__film__title")
ORDERS = {
    "score": (F("entry__standing__mean").desc(nulls_last=True),),
    "short": (F("entry__film__running_time_s").asc(nulls_last=True),),
    "long": (F("entry__film__running_time_s").desc(nulls_last=True),),
    "title": (),
}


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
    """Return all films that may still be placed, the best first, in a constant number of queries."""
    asked = asked or Pool()
    found = pool_films(lineup, open_for(lineup, asked))
    return [film for film in found if not asked.strands or film.strands & set(asked.strands)]


def pool_films(lineup: Lineup, rows: Iterable[Consideration]) -> list[BoardFilm]:
    """Return considerations as films of the pool, in their order."""
    weighed, festival = list(rows), lineup.edition.festival
    films = [row.entry.film for row in weighed]
    strands, weights = eligible_strands_of(festival, films), weights_of(festival, films)
    offers = offers_of(lineup.edition, films)
    return [
        BoardFilm(
            film=row.entry.film,
            strands=strands[row.entry.film_id],
            weight=weights.get(row.entry.film_id),
            standing=standing_of(row),
            consideration=row,
            invitation=offers.get(row.entry.film_id),
        )
        for row in weighed
    ]


def open_for(lineup: Lineup, asked: Pool) -> QuerySet[Consideration]:
    """Return what is open for a board, in the order asked for; strands are computed from facts and not sifted here.

    Films of this board, on its bench, and films placed at another edition are out.
    """
    here = Placement.objects.filter(program__lineup=lineup).order_by().values("film")
    benched = Benched.objects.filter(lineup=lineup).order_by().values("film")
    placed = Consideration.objects.filter(edition__festival=lineup.edition.festival_id, state=ConsiderationState.PLACED)
    elsewhere = placed.exclude(edition=lineup.edition_id).order_by().values("entry__film")
    found = (
        Consideration.objects.filter(edition=lineup.edition_id, state__in=OPEN, entry__state__in=ALIVE)
        .exclude(entry__film__in=here)  # each list is read once, not once a film
        .exclude(entry__film__in=benched)
        .exclude(entry__film__in=elsewhere)
        .select_related("entry__film", "entry__standing")
        .defer(*UNREAD)
    )
    if asked.is_above_cut:
        found = found.filter(above_cut(lineup.edition.festival.policy))
    if asked.words:
        found = found.filter(entry__film__title__icontains=asked.words)
    if asked.forms:
        found = found.filter(entry__film__form__in=asked.forms)
    if asked.at_most_s is not None:
        found = found.filter(entry__film__running_time_s__lte=asked.at_most_s)
    return found.order_by(*ORDERS[asked.order], TITLE, "pk")


def above_cut(policy: Policy) -> Q:
    """Return the condition of ``preselection.rules.is_candidate`` for the database.

    Marks enough, and good enough; a shortlisted film is in by people's word.
    """
    standing = "entry__standing__"
    calm = Q(**{f"{standing}spread__lt": policy.dispute_spread, f"{standing}viewings__gte": policy.viewings_least})
    viewings = policy.viewings_if_disputed
    disputed = Q(**{f"{standing}spread__gte": policy.dispute_spread, f"{standing}viewings__gte": viewings})
    good = Q(**{f"{standing}mean__gte": policy.quality_cut}) & (calm | disputed)
    return good | Q(state=ConsiderationState.SHORTLISTED)
