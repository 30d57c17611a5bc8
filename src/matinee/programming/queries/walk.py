"""A draft as a playlist: every film in its order, when it begins, and where its screener is."""

from collections.abc import Iterator
from dataclasses import dataclass

from matinee.films.models import Film, Screener, Upload
from matinee.programming.models import Lineup, Placement, Program


@dataclass(frozen=True, slots=True)
class Step:
    """One film of the walk; ``starts_s`` counts from the first film's start, with every gap and opening reel."""

    number: int
    program: Program
    film: Film
    starts_s: int
    upload: Upload | None = None
    url: str = ""

    @property
    def is_missing(self) -> bool:
        """Tell whether there is nothing to watch."""
        return self.upload is None and not self.url

    @property
    def plays_here(self) -> bool:
        """Tell whether the product's own player can show it."""
        return self.upload is not None and self.upload.is_playable

    @property
    def ends_s(self) -> int:
        """When it ends."""
        return self.starts_s + (self.film.running_time_s or 0)


def walk_of(lineup: Lineup, program: str = "") -> list[Step]:
    """Return the films of a draft, or of one of its programs (a code), in the order they would be shown."""
    places = Placement.objects.filter(program__lineup=lineup).select_related("film", "program__strand")
    places = places.order_by("program__position", "program", "position", "pk")
    shown = list(places.filter(program__code=program) if program else places)
    screeners = Screener.objects.filter(film__in=[place.film_id for place in shown]).select_related("upload__film")
    return list(_steps(lineup, shown, {row.film_id: row for row in screeners}))


def _steps(lineup: Lineup, shown: list[Placement], screeners: dict[int, Screener]) -> Iterator[Step]:
    policy, clock_s, last = lineup.edition.festival.policy, 0, None
    for number, place in enumerate(shown, 1):
        if place.program_id != last and number > 1:
            clock_s += policy.opening_reel_s
        last, screener = place.program_id, screeners.get(place.film_id)
        upload, url = (screener.upload, screener.url) if screener else (None, "")
        yield Step(number, place.program, place.film, clock_s, upload, url)
        clock_s += (place.film.running_time_s or 0) + policy.gap_s
