"""Changes of a grid: parked, merged, done once, undone and done again."""

from collections.abc import Callable
from datetime import datetime, timedelta

import pytest

from matinee.accounts.models import User
from matinee.festival.models import AuditEvent, Edition
from matinee.kit.errors import Conflict, InvalidInput
from matinee.programming.models import Program
from matinee.schedule.actions import (
    add_event,
    cancel_event,
    cancel_screening,
    change_auditorium,
    change_event,
    lock_booking,
    make_auditorium,
    move_event,
    move_screening,
    place_screening,
    redo_change,
    set_open_hours,
    undo_change,
)
from matinee.schedule.errors import AlreadyDone
from matinee.schedule.models import Auditorium, Event, GridChange, Screening, Venue
from matinee.schedule.queries import timeline
from matinee.schedule.queries.changes import changes_since, grid_version

Local = Callable[..., datetime]
MakeProgram = Callable[..., Program]


@pytest.fixture
def small(edition: Edition, venue: Venue, local: Local) -> Auditorium:
    """Return a second room, open all day."""
    room = make_auditorium(venue=venue, slug="small", name="Small room", by=None)
    set_open_hours(edition=edition, auditorium=room, opens_at=local(9), closes_at=local(23), by=None)
    return room


@pytest.fixture
def one(edition: Edition, open_auditorium: Auditorium, make_program: MakeProgram, local: Local) -> Screening:
    """Return a screening at one o'clock."""
    return place_screening(
        edition=edition, program=make_program("one", (60,)), auditorium=open_auditorium, starts_at=local(13), by=None
    )


@pytest.fixture
def other(
    one: Screening, edition: Edition, open_auditorium: Auditorium, make_program: MakeProgram, local: Local
) -> Screening:
    """Return a screening at six."""
    return place_screening(
        edition=edition, program=make_program("other", (60,)), auditorium=open_auditorium, starts_at=local(18), by=None
    )


def test_booking_dropped_on_another_is_parked_until_that_moves_away(
    one: Screening, other: Screening, small: Auditorium, local: Local
) -> None:
    move_screening(screening=other, starts_at=local(13, 30), auditorium=one.auditorium, by=None, may_clash=True)
    assert other.is_parked

    move_screening(screening=one, starts_at=local(13), auditorium=small, by=None)

    other.refresh_from_db()
    assert not other.is_parked
    assert not one.is_parked


def test_booking_in_closed_hours_is_parked_only_where_that_is_said(one: Screening, local: Local) -> None:
    with pytest.raises(Conflict, match="it is open"):
        move_screening(screening=one, starts_at=local(9), auditorium=one.auditorium, by=None)
    one.refresh_from_db()

    move_screening(screening=one, starts_at=local(9), auditorium=one.auditorium, by=None, may_clash=True)

    assert one.is_parked


def test_moves_of_different_bookings_merge_and_of_the_same_are_refused(
    one: Screening, other: Screening, local: Local, make_user: Callable[..., User]
) -> None:
    seen, ruth = grid_version(one.edition), make_user("ruth@example.org", name="Ruth")
    move_screening(screening=one, starts_at=local(13, 5), auditorium=one.auditorium, by=ruth, seen=seen)

    move_screening(screening=other, starts_at=local(18, 5), auditorium=other.auditorium, by=None, seen=seen)
    with pytest.raises(Conflict, match=r"Ruth changed this .* “One” moved from .*13:00"):
        move_screening(screening=one, starts_at=local(14), auditorium=one.auditorium, by=None, seen=seen)

    assert [change.verb for change in changes_since(one.edition, seen)] == ["move_screening", "move_screening"]


def test_move_sent_twice_is_made_once(one: Screening, local: Local) -> None:
    move_screening(screening=one, starts_at=local(14), auditorium=one.auditorium, by=None, key="k1")

    with pytest.raises(AlreadyDone):
        move_screening(screening=one, starts_at=local(15), auditorium=one.auditorium, by=None, key="k1")

    one.refresh_from_db()
    assert one.starts_at == local(14)


def test_everything_is_undone_and_done_again_without_end(
    one: Screening, other: Screening, small: Auditorium, local: Local
) -> None:
    edition = one.edition
    move_screening(screening=one, starts_at=local(12, 30), auditorium=small, by=None)
    lock_booking(booking=one, is_locked=True, by=None)
    cancel_screening(screening=other, by=None)

    for _ in range(5):
        undo_change(edition=edition, by=None)
    assert Screening.objects.count() == 0
    with pytest.raises(Conflict, match="nothing to undo"):
        undo_change(edition=edition, by=None)
    for _ in range(5):
        redo_change(edition=edition, by=None)

    again = Screening.objects.get(code=one.code)
    assert (again.starts_at, again.auditorium, again.is_locked) == (local(12, 30), small, True)
    assert Screening.objects.get(code=other.code).state == "cancelled"
    with pytest.raises(Conflict, match="nothing to do again"):
        redo_change(edition=edition, by=None)


def test_new_move_ends_what_could_be_done_again(one: Screening, other: Screening, local: Local) -> None:
    undo_change(edition=one.edition, by=None)
    move_screening(screening=one, starts_at=local(13, 5), auditorium=one.auditorium, by=None)

    with pytest.raises(Conflict, match="nothing to do again"):
        redo_change(edition=one.edition, by=None)


def test_own_undo_leaves_the_moves_of_others(
    one: Screening, other: Screening, local: Local, make_user: Callable[..., User]
) -> None:
    ruth, imani = make_user("ruth@example.org"), make_user("imani@example.org", name="Imani")
    move_screening(screening=one, starts_at=local(13, 5), auditorium=one.auditorium, by=ruth)
    move_screening(screening=other, starts_at=local(19), auditorium=other.auditorium, by=imani)

    undo_change(edition=one.edition, by=ruth, only_own=True)

    one.refresh_from_db()
    other.refresh_from_db()
    assert (one.starts_at, other.starts_at) == (local(13), local(19))


def test_undo_over_somebody_elses_move_is_refused_in_words(
    one: Screening, local: Local, make_user: Callable[..., User]
) -> None:
    ruth, imani = make_user("ruth@example.org"), make_user("imani@example.org", name="Imani")
    move_screening(screening=one, starts_at=local(13, 5), auditorium=one.auditorium, by=ruth)
    move_screening(screening=one, starts_at=local(19), auditorium=one.auditorium, by=imani)

    with pytest.raises(Conflict, match="Imani changed this"):
        undo_change(edition=one.edition, by=ruth, only_own=True)


def test_undo_into_a_place_that_is_taken_parks(
    one: Screening, other: Screening, local: Local, make_user: Callable[..., User]
) -> None:
    ruth = make_user("ruth@example.org")
    move_screening(screening=one, starts_at=local(20, 30), auditorium=one.auditorium, by=ruth)
    move_screening(screening=other, starts_at=local(13), auditorium=one.auditorium, by=None)

    undo_change(edition=one.edition, by=ruth, only_own=True)

    one.refresh_from_db()
    assert (one.starts_at, one.is_parked) == (local(13), True)


def test_event_takes_its_room_and_refuses_what_it_meets(one: Screening, small: Auditorium, local: Local) -> None:
    event = add_event(
        edition=one.edition, title=" Opening  reception ", kind="reception", auditorium=small, starts_at=local(17),
        by=None, before_min=30, length_min=90, after_min=15,
    )  # fmt: skip

    assert (event.title, event.occupied_from, event.occupied_until) == (
        "Opening reception", local(16, 30), local(18, 45),
    )  # fmt: skip
    assert [part.name for part in timeline(event)] == ["before", "length", "after"]
    with pytest.raises(Conflict, match="taken by “Opening reception”"):
        move_screening(screening=one, starts_at=local(16), auditorium=small, by=None)
    one.refresh_from_db()
    with pytest.raises(Conflict, match="taken by “One”"):
        move_event(event=event, starts_at=local(13), auditorium=one.auditorium, by=None)
    with pytest.raises(InvalidInput, match="title"):
        change_event(event=event, by=None, title="  ")


def test_event_is_changed_cancelled_and_undone(one: Screening, small: Auditorium, local: Local) -> None:
    event = add_event(edition=one.edition, title="Panel", auditorium=small, starts_at=local(17), by=None)
    change_event(event=event, by=None, length_min=45)
    cancel_event(event=event, by=None)
    undo_change(edition=one.edition, by=None)
    undo_change(edition=one.edition, by=None)

    event.refresh_from_db()
    assert (event.state, event.length_min, event.occupied_until) == ("scheduled", 60, local(18))
    undo_change(edition=one.edition, by=None)
    assert not Event.objects.exists()


def test_auditoriums_cleaning_goes_with_it(one: Screening, small: Auditorium, local: Local) -> None:
    change_auditorium(auditorium=small, by=None, cleaning_min=40)

    move_screening(screening=one, starts_at=local(13), auditorium=small, by=None)

    assert one.turnaround_min == 40
    assert one.occupied_until == one.starts_at + timedelta(minutes=5 + 5 + 61 + 10 + 10 + 40)


def test_change_is_kept_told_and_audited(one: Screening, local: Local) -> None:
    move_screening(screening=one, starts_at=local(14), auditorium=one.auditorium, by=None)

    change = GridChange.objects.latest("version")

    assert change.words == (
        "“One” moved from Sat 8 Mar, 13:00 PST in Large room, Lantern House to Sat 8 Mar, 14:00 PST in Large room, "
        "Lantern House"
    )
    assert set(change.before["screening"]) == {one.code}
    assert AuditEvent.objects.filter(verb="move_screening").count() == 1
