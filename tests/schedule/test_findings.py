"""What the checks of a grid find, on a real grid and on made-up facts."""

from collections.abc import Callable
from dataclasses import replace
from datetime import UTC, date, datetime, time, timedelta
from time import perf_counter

import pytest

from matinee.festival.models import Edition, Festival
from matinee.people.actions import record_person
from matinee.people.models import Person
from matinee.programming.models import Program
from matinee.programming.states import CheckLevel
from matinee.schedule.actions import (
    add_event,
    close_auditorium,
    copy_day_hours,
    make_auditorium,
    make_venue,
    move_screening,
    place_screening,
    say_availability,
    set_needs,
    set_open_hours,
    set_travel,
    take_part,
    undo_change,
)
from matinee.schedule.models import Auditorium, OpenHours, Screening, Venue
from matinee.schedule.queries import grid_findings, travel_of, what_blocks
from matinee.schedule.rules.checks import check_grid
from matinee.schedule.rules.facts import GridFacts, Presence, Slot
from matinee.schedule.rules.spans import free_spans, is_free, walk_minutes, without

Local = Callable[..., datetime]
MakeProgram = Callable[..., Program]
NOON = datetime(2031, 3, 8, 12, tzinfo=UTC)


def hours(n: float) -> timedelta:
    return timedelta(hours=n)


@pytest.fixture
def person(festival: Festival) -> Person:
    """Return somebody."""
    return record_person(festival=festival, name="Josephine Okafor", by=None)


@pytest.fixture
def quay(edition: Edition, local: Local) -> Auditorium:
    """Return a room in another house, open all day."""
    house = make_venue(festival=edition.festival, slug="quay", name="Quay", by=None)
    room = make_auditorium(venue=house, slug="one", name="One", seats=40, by=None)
    set_open_hours(edition=edition, auditorium=room, opens_at=local(9), closes_at=local(23), by=None)
    return room


@pytest.fixture
def one(edition: Edition, open_auditorium: Auditorium, make_program: MakeProgram, local: Local) -> Screening:
    """Return a screening from one to 14:21."""
    return place_screening(
        edition=edition, program=make_program("one", (60,)), auditorium=open_auditorium, starts_at=local(13), by=None
    )


def found(edition: Edition) -> list[tuple[str, str]]:
    return [(str(one.level), one.check) for one in grid_findings(edition)]


def test_grid_that_is_well_has_no_findings(one: Screening) -> None:
    assert found(one.edition) == []


def test_parked_booking_forbids_and_blocks_publishing(one: Screening, local: Local) -> None:
    add_event(
        edition=one.edition, title="Panel", auditorium=one.auditorium, starts_at=local(14), by=None, may_clash=True
    )

    assert found(one.edition) == [("forbids", "room_taken")]
    assert what_blocks(one.edition) == [
        "“One” and “Panel” are both in Large room, Lantern House at Sat 14:00. Move one of them."
    ]


def test_auditorium_without_hours_is_told(one: Screening) -> None:
    OpenHours.objects.all().delete()

    assert found(one.edition) == [("forbids", "closed")]


def test_missing_feature_forbids_and_demand_over_seats_warns(one: Screening) -> None:
    set_needs(program=one.program, by=None, features=["35mm"], demand=400)

    assert found(one.edition) == [("forbids", "feature_missing"), ("warns", "demand_over_seats")]


def test_person_in_two_places_forbids_and_a_short_way_warns(
    one: Screening, quay: Auditorium, person: Person, local: Local
) -> None:
    panel = add_event(edition=one.edition, title="Panel", auditorium=quay, starts_at=local(14), by=None)
    take_part(edition=one.edition, person=person, part="maker", program=one.program, by=None)
    take_part(edition=one.edition, person=person, part="speaker", event=panel, by=None)
    assert found(one.edition) == [("forbids", "person_twice")]

    move_screening(screening=one, starts_at=local(12, 30), auditorium=one.auditorium, by=None)

    assert [one.text for one in grid_findings(one.edition)] == [
        "Josephine Okafor has 9 min from “One” to “Panel”; the way takes 15."
    ]
    set_travel(venue=quay.venue, other=one.auditorium.venue, minutes=9, by=None)
    assert found(one.edition) == []


@pytest.mark.parametrize(("is_hard", "level"), [(True, "blocks_release"), (False, "warns")])
def test_person_who_cannot_come_blocks_and_a_wish_warns(
    one: Screening, person: Person, local: Local, *, is_hard: bool, level: str
) -> None:
    take_part(edition=one.edition, person=person, part="maker", program=one.program, by=None)
    say_availability(
        edition=one.edition, person=person, starts_at=local(15), ends_at=local(22), is_hard=is_hard, by=None
    )

    assert [str(one.level) for one in grid_findings(one.edition)] == [level]


def test_wanted_showings_and_hours_between_them_are_told(one: Screening, local: Local) -> None:
    set_needs(program=one.program, by=None, showings=3, apart_h=6)
    place_screening(edition=one.edition, program=one.program, auditorium=one.auditorium, starts_at=local(17), by=None)

    assert found(one.edition) == [("warns", "not_placed"), ("warns", "repeat_near")]


def test_start_off_the_wished_hours_informs_also_past_midnight(one: Screening) -> None:
    set_needs(program=one.program, by=None, not_before=time(20), not_after=time(1))
    assert found(one.edition) == [("informs", "off_day_part")]

    set_needs(program=one.program, by=None, not_before=time(12), not_after=None)

    assert found(one.edition) == []


def test_lost_auditorium_parks_what_stood_there_and_undo_brings_it_back(one: Screening, local: Local) -> None:
    hit = close_auditorium(
        edition=one.edition, auditorium=one.auditorium, starts_at=local(14), ends_at=local(18), by=None
    )

    assert [row.code for row in hit] == [one.code]
    assert [(row.opens_at, row.closes_at) for row in OpenHours.objects.order_by("opens_at")] == [
        (local(12), local(14)), (local(18), local(23, 30)),
    ]  # fmt: skip
    assert found(one.edition) == [("forbids", "closed")]
    set_open_hours(edition=one.edition, auditorium=one.auditorium, opens_at=local(14), closes_at=local(18), by=None)
    undo_change(edition=one.edition, by=None)
    one.refresh_from_db()
    assert not one.is_parked


def test_hours_of_a_day_are_copied_on_the_clock_over_the_night_it_jumps(
    edition: Edition, auditorium: Auditorium, local: Local
) -> None:
    """The night to 9 March 2031 is 23 hours long in Los Angeles."""
    saturday, sunday, monday = date(2031, 3, 8), date(2031, 3, 9), date(2031, 3, 10)
    set_open_hours(edition=edition, auditorium=auditorium, opens_at=local(18), closes_at=local(3, day=sunday), by=None)

    copy_day_hours(edition=edition, day=saturday, to=[sunday], by=None)

    second = OpenHours.objects.order_by("opens_at").last()
    assert second is not None
    assert (second.opens_at, second.closes_at) == (local(18, day=sunday), local(3, day=monday))
    assert [h.closes_at - h.opens_at for h in OpenHours.objects.order_by("opens_at")] == [hours(8), hours(9)]


def test_way_between_venues_is_reckoned_from_the_map_until_somebody_says_it(
    edition: Edition, venue: Venue, quay: Auditorium
) -> None:
    pair = frozenset((venue.pk, quay.venue_id))
    Venue.objects.filter(pk=venue.pk).update(latitude=34.05, longitude=-118.25)
    Venue.objects.filter(pk=quay.venue_id).update(latitude=34.06, longitude=-118.25)
    assert travel_of(edition.festival)[pair] == 19

    set_travel(venue=venue, other=quay.venue, minutes=7, by=None)

    assert travel_of(edition.festival)[pair] == 7


def test_walk_of_a_degree_of_latitude_takes_thirty_hours() -> None:
    assert walk_minutes((0.0, 0.0), (1.0, 0.0)) == pytest.approx(111_195 * 1.3 / 80, abs=1)


def test_spans_are_cut_and_joined() -> None:
    assert without([(NOON, NOON + hours(4))], [(NOON + hours(1), NOON + hours(2))]) == [
        (NOON, NOON + hours(1)), (NOON + hours(2), NOON + hours(4)),
    ]  # fmt: skip
    assert free_spans([], (NOON, NOON + hours(1))) == [(NOON, NOON + hours(1))]
    assert is_free([], (NOON, NOON + hours(1)))


def slot(n: int, **fields: object) -> Slot:
    start = NOON + timedelta(minutes=150 * (n // 20))
    end = start + timedelta(minutes=115)
    known = Slot(
        code=f"s{n}", kind="screening", title=f"Program {n}", room=n % 20, room_name=f"Room {n % 20}", venue=n % 5,
        starts_at=start, ends_at=end, taken=(start - timedelta(minutes=15), end + timedelta(minutes=15)), empty_at=end,
        program=n, strand=f"strand {n % 40}", presences=(Presence(n % 300, f"Person {n % 300}", "maker"),),
    )  # fmt: skip
    return replace(known, **fields)  # type: ignore[arg-type]  # a test's own fields


def test_five_hundred_screenings_are_checked_in_a_blink() -> None:
    whole = (NOON - hours(2), NOON + hours(24 * 10))
    facts = GridFacts([slot(n) for n in range(500)], {room: [whole] for room in range(20)}, {})
    started = perf_counter()

    findings = check_grid(facts)

    assert perf_counter() - started < 1  # on a machine that does much else; alone it takes about 10 ms
    assert {one.level for one in findings} <= {CheckLevel.WARNS}


@pytest.mark.parametrize("programs", [1, 4])
def test_findings_ask_the_same_at_any_size(  # noqa: PLR0913, PLR0917  fixtures
    edition: Edition, open_auditorium: Auditorium, make_program: MakeProgram, local: Local, programs: int,
    person: Person, django_assert_num_queries: Callable[..., object],
) -> None:  # fmt: skip
    for number in range(programs):
        row = place_screening(
            edition=edition, program=make_program(f"p{number}", (5,)), auditorium=open_auditorium,
            starts_at=local(13 + 2 * number), by=None,
        )  # fmt: skip
        take_part(edition=edition, person=person, part="juror", screening=row, by=None)

    with django_assert_num_queries(11):  # type: ignore[attr-defined]  # a context manager
        grid_findings(edition)
