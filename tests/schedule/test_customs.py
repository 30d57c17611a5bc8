"""What a grid's checks find where a festival has set them otherwise."""

from collections.abc import Callable
from datetime import datetime

import pytest

from matinee.festival.models import Edition
from matinee.people.actions import record_person
from matinee.programming.models import Program
from matinee.programming.rules.book import Custom
from matinee.programming.states import CheckLevel
from matinee.schedule.actions import (
    make_auditorium,
    make_venue,
    place_screening,
    set_grid_checks,
    set_needs,
    set_open_hours,
    set_travel,
    take_part,
)
from matinee.schedule.models import Auditorium
from matinee.schedule.queries import grid_findings
from matinee.schedule.states import GridCheck

Local = Callable[..., datetime]
MakeProgram = Callable[..., Program]


@pytest.mark.django_db
def test_grid_is_checked_as_the_festival_has_set(
    edition: Edition, open_auditorium: Auditorium, make_program: MakeProgram, local: Local
) -> None:
    programs = [make_program("one", (60,)), make_program("two", (30,))]
    house = make_venue(festival=edition.festival, slug="quay", name="Quay", by=None)
    quay = make_auditorium(venue=house, slug="one", name="One", seats=40, by=None)
    set_open_hours(edition=edition, auditorium=quay, opens_at=local(9), closes_at=local(23), by=None)
    set_travel(venue=open_auditorium.venue, other=house, minutes=10, by=None)
    set_needs(program=programs[1], demand=44, by=None)
    first = place_screening(
        edition=edition, program=programs[0], auditorium=open_auditorium, starts_at=local(13), by=None
    )
    second = place_screening(edition=edition, program=programs[1], auditorium=quay, starts_at=local(14, 40), by=None)
    juror = record_person(festival=edition.festival, name="Josephine Okafor", by=None)
    for row in (first, second):
        take_part(edition=edition, person=juror, part="juror", screening=row, by=None)
    before = [one.check for one in grid_findings(edition)]
    wanted = {
        GridCheck.WALK_SHORT: Custom(CheckLevel.BLOCKS_RELEASE, 15),
        GridCheck.DEMAND_OVER_SEATS: Custom(CheckLevel.WARNS, 120),
    }

    set_grid_checks(festival=edition.festival, wanted=wanted, by=None)
    after = [(one.level, one.check) for one in grid_findings(edition)]
    set_grid_checks(
        festival=edition.festival, wanted={GridCheck.WALK_SHORT: Custom(CheckLevel.WARNS, 15, is_on=False)}, by=None
    )

    assert before == ["demand_over_seats"]
    assert after == [(CheckLevel.BLOCKS_RELEASE, "walk_short")]
    assert grid_findings(edition) == []
