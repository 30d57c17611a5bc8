"""How the makers of a board's films have answered, and where a no has left a hole."""

from dataclasses import dataclass

from matinee.entries.models import Consideration
from matinee.entries.states import ALIVE, ConsiderationState
from matinee.programming.models import Invitation, Lineup, Placement
from matinee.programming.queries.invitations import offers_of
from matinee.programming.states import OfferState


@dataclass(frozen=True, slots=True)
class Hole:
    """A film on a board whose makers have declined."""

    placement: Placement
    invitation: Invitation


@dataclass(frozen=True, slots=True)
class Answers:
    """How the makers of a board's films have answered; ``new`` are the considerations of films nobody invited yet."""

    holes: list[Hole]
    accepted: int
    waiting: int
    expired: int
    new: list[Consideration]


def answers_on(lineup: Lineup) -> Answers:
    """Return how a board's films were answered for, in three queries."""
    places = Placement.objects.filter(program__lineup=lineup).select_related("film", "program")
    placed = list(places.order_by("program__position", "position", "pk"))
    offers = offers_of(lineup.edition, [place.film for place in placed])
    states = [offer.state for offer in offers.values()]
    said = (OfferState.OFFERED, OfferState.ACCEPTED, OfferState.DECLINED)
    asked = {film for film, offer in offers.items() if offer.state in said}
    new = Consideration.objects.filter(
        edition=lineup.edition_id,
        state=ConsiderationState.PLACED,
        entry__state__in=ALIVE,
        entry__film__in=[place.film_id for place in placed if place.film_id not in asked],
    )
    return Answers(
        holes=[
            Hole(place, offers[place.film_id])
            for place in placed
            if place.film_id in offers and offers[place.film_id].state == OfferState.DECLINED
        ],
        accepted=states.count(OfferState.ACCEPTED),
        waiting=states.count(OfferState.OFFERED),
        expired=states.count(OfferState.EXPIRED),
        new=list(new.select_related("entry__film").order_by("entry__film__title", "pk")),
    )
