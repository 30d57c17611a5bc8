"""A day with a house, two programs and films."""

from collections.abc import Callable
from datetime import date, datetime, time

import pytest

from matinee.festival.models import Edition, Festival
from matinee.films.models import Film
from matinee.kit.clock import at_local
from matinee.programming.models import Lineup, Placement, Program
from matinee.programming.states import LineupState
from matinee.schedule.actions import make_auditorium, make_venue, set_open_hours
from matinee.schedule.models import Auditorium, Venue

DAY = date(2031, 3, 8)


@pytest.fixture
def local(festival: Festival) -> Callable[..., datetime]:
    """Return a maker of moments on the festival day, in its zone."""

    def make(hour: int, minute: int = 0, day: date = DAY) -> datetime:
        return at_local(day, time(hour, minute), festival.time_zone)

    return make


@pytest.fixture
def venue(festival: Festival) -> Venue:
    """Return a house."""
    return make_venue(festival=festival, slug="lantern", name="Lantern House", by=None)


@pytest.fixture
def auditorium(venue: Venue) -> Auditorium:
    """Return a room with a screen and no open hours yet."""
    return make_auditorium(venue=venue, slug="large", name="Large room", seats=180, by=None)


@pytest.fixture
def open_auditorium(edition: Edition, auditorium: Auditorium, local: Callable[..., datetime]) -> Auditorium:
    """Return the room, open from noon to half past eleven at night."""
    set_open_hours(edition=edition, auditorium=auditorium, opens_at=local(12), closes_at=local(23, 30), by=None)
    return auditorium


@pytest.fixture
def make_program(edition: Edition) -> Callable[..., Program]:
    """Return a maker of programs of the adopted lineup, with films of given minutes."""

    def make(slug: str = "shorts-1", minutes: tuple[int | None, ...] = (15,) * 6, makers: int = 0) -> Program:
        lineup, _ = Lineup.objects.get_or_create(edition=edition, state=LineupState.ADOPTED, title="The lineup")
        number = lineup.programs.count()
        program = Program.objects.create(
            lineup=lineup,
            slug=slug,
            title=slug.replace("-", " ").title(),
            position=number,
            min_s=5100,
            max_s=6000,
        )
        for n, length in enumerate(minutes):
            film = Film.objects.create(
                festival=edition.festival, slug=f"{slug}-{n}", title=f"Film {n} of {slug}",
                running_time_s=length and length * 60, makers_attending=makers if n == 0 else 0,
            )  # fmt: skip
            Placement.objects.create(program=program, film=film, position=n)
        return program

    return make
