"""A visitor's best festival for what they starred: open to everybody, without a key and without the database."""

from typing import Annotated, Any

from django.http import HttpRequest
from django.utils import timezone
from ninja import Field, Router, Schema

from matinee.api.turns import Turns
from matinee.marquee.planning import planned

TAG = "Itineraries"
MOST_STARS = 80
router = Router()
turns = Turns(most=20, seconds=60)
Slug = Annotated[str, Field(pattern=r"^[A-Za-z0-9_-]{1,100}$")]
Star = Annotated[str, Field(pattern=r"^[pf]/[A-Za-z0-9_~.-]{1,200}$")]


class ItineraryIn(Schema):
    """What somebody wants to see: programs as ``p/slug``, films as ``f/slug``."""

    festival: Slug
    edition: Slug
    stars: list[Star] = Field(min_length=1, max_length=MOST_STARS)


class KeptOut(Schema):
    """A program to go to, and which of its showings."""

    program: str
    showing: str


class LeftOut(Schema):
    """A program given up, and the programs it would take the place of."""

    program: str
    instead_of: list[str]


class ItineraryOut(Schema):
    """The best that the stars allow; ``is_best`` says that nothing better exists."""

    is_best: bool
    kept: list[KeptOut]
    left: list[LeftOut]


@router.post("", response=ItineraryOut, auth=None, throttle=turns, summary="The best festival for a visitor's stars")
def plan_itinerary(request: HttpRequest, asked: ItineraryIn) -> dict[str, Any]:  # noqa: ARG001  ninja's signature
    """Return which showings of a published edition to go to; nothing is kept of what was asked."""
    return planned(asked.festival, asked.edition, asked.stars, timezone.now())
