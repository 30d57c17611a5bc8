"""Placing, moving, cancelling and laying out."""

from collections.abc import Callable
from datetime import UTC, date, datetime, timedelta
from itertools import pairwise

import pytest
from django.db import connection

from matinee.festival.models import AuditEvent, Edition, Festival
from matinee.kit.errors import Conflict, InvalidInput
from matinee.programming.models import Program
from matinee.schedule.actions import (
    cancel_screening,
    lay_out_day,
    make_auditorium,
    make_venue,
    move_screening,
    place_screening,
    resize_screening,
    restore_screening,
    set_open_hours,
    take_open_hours,
)
from matinee.schedule.models import Auditorium, OpenHours, Screening, Venue
from matinee.schedule.queries import audience_end, grid, timeline

Local = Callable[..., datetime]
MakeProgram = Callable[..., Program]


def test_placed_screening_takes_its_slot(
    edition: Edition, open_auditorium: Auditorium, make_program: MakeProgram, local: Local
) -> None:
    program = make_program(minutes=(15,) * 6, makers=5)

    screening = place_screening(
        edition=edition, program=program, auditorium=open_auditorium, starts_at=local(13), by=None
    )

    assert (screening.films_min, screening.qa_min) == (91, 15)
    assert (screening.occupied_from, screening.occupied_until) == (local(12, 40), local(15, 21))
    assert audience_end(screening) == local(14, 56)
    assert [part.name for part in timeline(screening)] == [
        "reception", "tolerance", "intro", "films", "qa", "clearing", "turnaround",
    ]  # fmt: skip
    assert AuditEvent.objects.filter(verb="place_screening").count() == 1


def test_clash_is_refused_in_words(
    edition: Edition, open_auditorium: Auditorium, make_program: MakeProgram, local: Local
) -> None:
    first, second = make_program("shorts-1"), make_program("shorts-2")
    place_screening(edition=edition, program=first, auditorium=open_auditorium, starts_at=local(13), by=None)

    with pytest.raises(Conflict, match=r"taken by “Shorts 1” from Sat 8 Mar, 12:40 PST until Sat 8 Mar, 15:16 PST"):
        place_screening(edition=edition, program=second, auditorium=open_auditorium, starts_at=local(15), by=None)

    assert Screening.objects.count() == 1


def test_slots_that_touch_do_not_clash(
    edition: Edition, open_auditorium: Auditorium, make_program: MakeProgram, local: Local
) -> None:
    first, second = make_program("shorts-1", (60,)), make_program("shorts-2", (60,))
    one = place_screening(
        edition=edition, program=first, auditorium=open_auditorium, starts_at=local(13), by=None, films_min=60
    )

    other = place_screening(
        edition=edition, program=second, auditorium=open_auditorium,
        starts_at=one.occupied_until + timedelta(minutes=20), by=None,
    )  # fmt: skip

    assert other.occupied_from == one.occupied_until


@pytest.mark.parametrize(("hour", "minute"), [(12, 0), (22, 0)])
def test_closed_hours_are_refused(  # noqa: PLR0913, PLR0917  fixtures and two parameters
    edition: Edition,
    open_auditorium: Auditorium,
    make_program: MakeProgram,
    local: Local,
    hour: int,
    minute: int,
) -> None:
    with pytest.raises(Conflict, match="it is open Sat 8 Mar, 12:00 PST to Sat 8 Mar, 23:30 PST"):
        place_screening(
            edition=edition,
            program=make_program(),
            auditorium=open_auditorium,
            starts_at=local(hour, minute),
            by=None,
        )


def test_auditorium_without_hours_is_refused(
    edition: Edition, auditorium: Auditorium, make_program: MakeProgram, local: Local
) -> None:
    with pytest.raises(Conflict, match="has no open hours"):
        place_screening(edition=edition, program=make_program(), auditorium=auditorium, starts_at=local(13), by=None)


def test_start_off_the_grid_is_refused(
    edition: Edition, open_auditorium: Auditorium, make_program: MakeProgram, local: Local
) -> None:
    with pytest.raises(InvalidInput, match="five minutes"):
        place_screening(
            edition=edition,
            program=make_program(),
            auditorium=open_auditorium,
            starts_at=local(13, 2),
            by=None,
        )


def test_another_festivals_auditorium_is_refused(
    edition: Edition, other_festival: Festival, make_program: MakeProgram, local: Local
) -> None:
    elsewhere = make_venue(festival=other_festival, slug="quay", name="Quay", by=None)
    room = make_auditorium(venue=elsewhere, slug="one", name="One", by=None)

    with pytest.raises(InvalidInput):
        set_open_hours(edition=edition, auditorium=room, opens_at=local(12), closes_at=local(20), by=None)
    with pytest.raises(InvalidInput):
        place_screening(edition=edition, program=make_program(), auditorium=room, starts_at=local(13), by=None)


def test_move_counts_a_change_and_cancel_frees_the_room(
    edition: Edition, open_auditorium: Auditorium, make_program: MakeProgram, local: Local
) -> None:
    screening = place_screening(
        edition=edition, program=make_program(), auditorium=open_auditorium, starts_at=local(13), by=None
    )

    move_screening(screening=screening, starts_at=local(14), auditorium=open_auditorium, by=None)
    cancel_screening(screening=screening, by=None)
    other = place_screening(
        edition=edition,
        program=make_program("shorts-2"),
        auditorium=open_auditorium,
        starts_at=local(14),
        by=None,
    )

    assert screening.sequence == 2
    with pytest.raises(Conflict, match="Shorts 2"):
        restore_screening(screening=screening, by=None)
    cancel_screening(screening=other, by=None)
    screening.refresh_from_db()
    assert restore_screening(screening=screening, by=None).state == "scheduled"


def test_resize_takes_the_programs_length_as_it_is_now(
    edition: Edition, open_auditorium: Auditorium, make_program: MakeProgram, local: Local
) -> None:
    program = make_program(minutes=(15, 15))
    screening = place_screening(
        edition=edition, program=program, auditorium=open_auditorium, starts_at=local(13), by=None
    )
    program.placements.last().delete()  # type: ignore[union-attr]  # there are two

    resize_screening(screening=screening, by=None)

    assert (screening.films_min, screening.sequence) == (16, 1)


def test_day_is_laid_out_in_the_lineups_order(
    edition: Edition, open_auditorium: Auditorium, make_program: MakeProgram, local: Local
) -> None:
    for number in (1, 2, 3):
        make_program(f"shorts-{number}", (20, 20, 20))

    placed = lay_out_day(edition=edition, by=None)

    assert [row.program.slug for row in placed] == ["shorts-1", "shorts-2", "shorts-3"]
    assert placed[0].starts_at == local(12, 20)
    assert all(a.occupied_until <= b.occupied_from for a, b in pairwise(placed))
    assert lay_out_day(edition=edition, by=None) == []


def test_day_that_is_too_short_places_nothing(
    edition: Edition, open_auditorium: Auditorium, make_program: MakeProgram
) -> None:
    for number in range(5):
        make_program(f"shorts-{number}")

    with pytest.raises(Conflict, match="Widen the open hours"):
        lay_out_day(edition=edition, by=None)

    assert Screening.objects.count() == 0


def test_second_auditorium_takes_what_the_first_cannot(
    edition: Edition, open_auditorium: Auditorium, venue: Venue, make_program: MakeProgram, local: Local
) -> None:
    small = make_auditorium(venue=venue, slug="small", name="Small room", by=None)
    set_open_hours(edition=edition, auditorium=small, opens_at=local(12), closes_at=local(23), by=None)
    for number in range(5):
        make_program(f"shorts-{number}")

    placed = lay_out_day(edition=edition, by=None)

    assert len(placed) == 5
    assert {row.auditorium_id for row in placed} == {open_auditorium.pk, small.pk}


def test_slot_keeps_its_minutes_when_the_clock_jumps(
    edition: Edition, auditorium: Auditorium, make_program: MakeProgram, local: Local
) -> None:
    """In Los Angeles on 9 March 2031 two o'clock in the morning does not exist."""
    night = date(2031, 3, 9)
    set_open_hours(edition=edition, auditorium=auditorium, opens_at=local(23), closes_at=local(6, day=night), by=None)

    screening = place_screening(
        edition=edition, program=make_program(), auditorium=auditorium, starts_at=local(1, day=night), by=None
    )

    assert screening.occupied_until - screening.starts_at == timedelta(minutes=136)
    assert screening.occupied_until == datetime(2031, 3, 9, 11, 16, tzinfo=UTC)
    assert [day.day for day in grid(edition)] == [date(2031, 3, 8)]


def test_hours_that_touch_become_one_and_stay_while_used(
    edition: Edition, open_auditorium: Auditorium, make_program: MakeProgram, local: Local
) -> None:
    wider = set_open_hours(
        edition=edition, auditorium=open_auditorium, opens_at=local(10), closes_at=local(12), by=None
    )
    place_screening(edition=edition, program=make_program(), auditorium=open_auditorium, starts_at=local(11), by=None)

    assert OpenHours.objects.count() == 1
    assert (wider.opens_at, wider.closes_at) == (local(10), local(23, 30))
    with pytest.raises(Conflict, match="Move or cancel"):
        take_open_hours(hours=wider, by=None)


@pytest.mark.parametrize("programs", [1, 6])
def test_grid_asks_the_same_at_any_size(
    edition: Edition, open_auditorium: Auditorium, make_program: MakeProgram, programs: int,
    django_assert_num_queries: Callable[..., object],
) -> None:  # fmt: skip
    for number in range(programs):
        make_program(f"shorts-{number}", (5,))
    lay_out_day(edition=edition, by=None)

    with django_assert_num_queries(2):  # type: ignore[attr-defined]  # a context manager
        days = grid(edition)

    assert [len(day.columns[0].cards) for day in days] == [programs]


def test_postgresql_itself_refuses_a_clash(
    edition: Edition, open_auditorium: Auditorium, make_program: MakeProgram, local: Local
) -> None:
    """SQLite knows no exclusion constraint: there the action's own check stands alone."""
    with connection.cursor() as cursor:
        names = connection.introspection.get_constraints(cursor, "schedule_screening")

    assert ("screening_alone_in_its_auditorium" in names) == (connection.vendor == "postgresql")
