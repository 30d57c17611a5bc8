"""Asking the engine for a grid: problems as the edition has them, answers as moves, repairs, adoption."""

import json
import sys
from collections.abc import Callable
from concurrent.futures import ThreadPoolExecutor
from datetime import UTC, date, datetime, time, timedelta
from pathlib import Path

import pytest
from django.db import connection
from django.utils import timezone
from hypothesis import given
from hypothesis import strategies as st

from matinee.festival.actions import plan_edition
from matinee.festival.models import Edition, Festival
from matinee.kit.errors import Conflict, WrongState
from matinee.people.actions import record_person
from matinee.programming import bridge as programming_bridge
from matinee.programming.models import Program
from matinee.programming.states import ProposalState
from matinee.schedule.actions import (
    add_event,
    adopt_grid,
    ask_grid,
    change_venue,
    lock_booking,
    make_auditorium,
    make_venue,
    move_screening,
    place_screening,
    repair_absent_person,
    repair_lost_auditorium,
    run_grid_proposal,
    say_availability,
    set_needs,
    set_open_hours,
    stop_grid_proposal,
    take_part,
    undo_change,
)
from matinee.schedule.bridge import Ask, Clock, moves_of, problem_of
from matinee.schedule.models import Auditorium, GridChange, GridProposal, OpenHours, Screening, Venue
from matinee.schedule.queries import what_blocks

Local = Callable[..., datetime]
MakeProgram = Callable[..., Program]


@pytest.fixture
def small(edition: Edition, venue: Venue, local: Local) -> Auditorium:
    """Return a second room, open all day."""
    room = make_auditorium(venue=venue, slug="small", name="Small room", seats=40, by=None)
    set_open_hours(edition=edition, auditorium=room, opens_at=local(9), closes_at=local(23), by=None)
    return room


@pytest.fixture
def one(edition: Edition, open_auditorium: Auditorium, make_program: MakeProgram, local: Local) -> Screening:
    """Return a screening at one o'clock in the large room."""
    return place_screening(
        edition=edition, program=make_program("one", (60,)), auditorium=open_auditorium, starts_at=local(13), by=None
    )


def answered(edition: Edition, ask: Ask = Ask.FILL) -> GridProposal:
    proposal = ask_grid(edition=edition, ask=ask, by=None, budget_s=5, is_queued=False)
    return run_grid_proposal(proposal=proposal)


@given(minute=st.integers(-2000, 20_000))
@pytest.mark.parametrize("zone", ["America/Los_Angeles", "Europe/Rome", "Asia/Kathmandu", "Australia/Lord_Howe"])
def test_minutes_and_moments_are_a_round_trip(zone: str, minute: int) -> None:
    clock = Clock(datetime(2031, 3, 8, 8, tzinfo=UTC), zone)

    assert clock.minute(clock.moment(minute)) == minute
    assert Clock.from_json(clock.as_json()).moment(minute) == clock.moment(minute)


@pytest.mark.parametrize(
    ("zone", "night", "length_min"),
    [
        ("America/Los_Angeles", date(2031, 3, 9), 23 * 60),
        ("America/Los_Angeles", date(2031, 11, 2), 25 * 60),
        ("Australia/Lord_Howe", date(2031, 4, 6), 24 * 60 + 30),
    ],
)
def test_night_when_the_clock_jumps_has_its_real_minutes(
    festival: Festival, auditorium: Auditorium, zone: str, night: date, length_min: int
) -> None:
    festival.time_zone = zone
    festival.save()
    edition = plan_edition(festival=festival, slug="night", title="Night", starts_on=night, ends_on=night, by=None)
    edition.festival = festival
    clock = Clock.of(edition)
    end = datetime.combine(night + timedelta(days=1), time(), tzinfo=clock.zero.tzinfo)

    assert clock.zero.astimezone(UTC) != end
    assert clock.minute(_midnight(night + timedelta(days=1), zone)) == length_min


def _midnight(day: date, zone: str) -> datetime:
    from matinee.kit.clock import at_local  # noqa: PLC0415  beside its one use

    return at_local(day, time(), zone)


def test_engines_words_are_told_on_the_festivals_clocks() -> None:
    """In Los Angeles the clock jumps in the night to 9 March 2031: minute 1500 is two hours past three, not one."""
    clock = Clock(datetime(2031, 3, 8, 8, tzinfo=UTC), "America/Los_Angeles")

    assert clock.in_words("One starts day 1, 13:05.") == "One starts Sat 8 Mar, 13:05."
    assert clock.in_words("Two starts day 1, 27:00, not day 2, 13:00.") == (
        "Two starts Sun 9 Mar, 04:00, not Sun 9 Mar, 14:00."
    )


def test_venue_in_another_zone_is_asked_in_the_same_minutes(
    edition: Edition, open_auditorium: Auditorium, make_program: MakeProgram, local: Local
) -> None:
    make_program("one", (60,))
    away = make_venue(festival=edition.festival, slug="away", name="Away", by=None)
    change_venue(venue=away, by=None, time_zone="America/New_York")
    room = make_auditorium(venue=away, slug="one", name="One", by=None)
    set_open_hours(edition=edition, auditorium=room, opens_at=local(12), closes_at=local(23, 30), by=None)

    rooms = problem_of(edition, Ask.FILL).problem["auditoriums"]

    assert [one["windows"] for one in rooms] == [[[720, 1425]], [[720, 1425]]]


def test_waiting_programs_and_repeats_find_a_place_past_midnight(
    edition: Edition, one: Screening, small: Auditorium, make_program: MakeProgram, local: Local
) -> None:
    night = date(2031, 3, 9)
    late = make_program("late", (60,))
    set_open_hours(edition=edition, auditorium=small, opens_at=local(23), closes_at=local(3, day=night), by=None)
    set_needs(program=late, by=None, showings=2, apart_h=3, not_before=time(21), not_after=time(2))

    proposal = answered(edition)
    moved = adopt_grid(proposal=proposal, by=None)

    assert proposal.state == ProposalState.ADOPTED
    assert {row.program.slug for row in moved if isinstance(row, Screening)} == {"late"}
    starts = sorted(Screening.objects.filter(program=late).values_list("starts_at", flat=True))
    assert starts[0] >= local(21)
    assert local(0, day=night) <= starts[1] <= local(2, day=night)
    assert what_blocks(edition) == []
    undo_change(edition=edition, by=None)
    assert list(Screening.objects.all()) == [one]


def test_filling_leaves_everything_where_it_stands(
    edition: Edition, one: Screening, small: Auditorium, make_program: MakeProgram, local: Local
) -> None:
    add_event(edition=edition, title="Panel", auditorium=small, starts_at=local(12), by=None, length_min=600)
    make_program("two", (60,))

    moves = [move for move in _moves(answered(edition)) if move.is_change]

    assert [move.title for move in moves] == ["Two"]


def _moves(proposal: GridProposal) -> list:  # type: ignore[type-arg]  # of moves
    assert proposal.solution is not None
    return moves_of(proposal.problem, proposal.solution, Clock.from_json(proposal.legend["clock"]))


def test_lost_auditorium_is_repaired_with_one_move_proven_fewest(
    edition: Edition, one: Screening, small: Auditorium, make_program: MakeProgram, local: Local
) -> None:
    two = place_screening(
        edition=edition, program=make_program("two", (60,)), auditorium=one.auditorium, starts_at=local(19), by=None
    )

    proposal = repair_lost_auditorium(
        edition=edition, auditorium=one.auditorium, starts_at=local(18), ends_at=local(23, 30), by=None, budget_s=5,
        is_queued=False,
    )  # fmt: skip
    run_grid_proposal(proposal=proposal)
    changes = [move for move in _moves(proposal) if move.is_change]
    adopt_grid(proposal=proposal, by=None, only=[changes[0].key])

    two.refresh_from_db()
    assert len(changes) == 1
    assert proposal.solution is not None
    assert proposal.solution["fewest_changes"] == 1
    assert (two.auditorium, two.is_parked) in {(small, False), (one.auditorium, False)}
    assert what_blocks(edition) == []


def test_absent_person_moves_only_what_they_are_in(
    edition: Edition, one: Screening, small: Auditorium, make_program: MakeProgram, local: Local
) -> None:
    juror = record_person(festival=edition.festival, name="Juror", by=None)
    take_part(edition=edition, person=juror, part="juror", program=one.program, by=None)
    place_screening(edition=edition, program=make_program("two", (60,)), auditorium=small, starts_at=local(13), by=None)

    proposal = repair_absent_person(
        edition=edition, person=juror, starts_at=local(9), ends_at=local(16), by=None, budget_s=5, is_queued=False
    )
    run_grid_proposal(proposal=proposal)

    assert [move.title for move in _moves(proposal) if move.is_change] == ["One"]
    adopt_grid(proposal=proposal, by=None)
    assert what_blocks(edition) == []


def test_locks_that_contradict_are_told_in_words(
    edition: Edition, one: Screening, make_program: MakeProgram, local: Local
) -> None:
    two = place_screening(
        edition=edition, program=make_program("two", (60,)), auditorium=one.auditorium, starts_at=local(13, 30),
        by=None, may_clash=True,
    )  # fmt: skip
    lock_booking(booking=one, is_locked=True, by=None)
    lock_booking(booking=two, is_locked=True, by=None)

    proposal = answered(edition, Ask.WHOLE)

    assert proposal.state == ProposalState.INFEASIBLE
    assert "One" in proposal.message
    assert "Two" in proposal.message
    with pytest.raises(WrongState):
        adopt_grid(proposal=proposal, by=None)


def test_program_that_fits_nowhere_is_left_out_with_its_reason(
    edition: Edition, open_auditorium: Auditorium, make_program: MakeProgram
) -> None:
    set_needs(program=make_program("film", (60,)), by=None, features=["35mm"])

    move = _moves(answered(edition))[0]

    assert move.after is None
    assert "35mm" in move.why


def test_second_adopt_finds_all_done_and_a_moved_booking_is_refused(
    edition: Edition, one: Screening, small: Auditorium, make_program: MakeProgram, local: Local
) -> None:
    make_program("two", (60,))
    proposal = answered(edition)
    assert len(adopt_grid(proposal=proposal, by=None)) == 1
    assert adopt_grid(proposal=proposal, by=None) == []

    again = ask_grid(edition=edition, ask=Ask.WHOLE, by=None, is_queued=False)
    again.state, again.solution = ProposalState.READY, {
        "showings": [
            {"event": one.program.code, "showing": 1, "auditorium": "lantern/small", "start_min": 60 * 20},
        ]
    }  # fmt: skip
    again.save()
    move_screening(screening=one, starts_at=local(12, 30), auditorium=one.auditorium, by=None)
    with pytest.raises(Conflict, match="“One” was moved since the engine was asked"):
        adopt_grid(proposal=again, by=None)


def test_one_question_at_a_time_and_it_can_be_stopped(
    edition: Edition, open_auditorium: Auditorium, make_program: MakeProgram
) -> None:
    with pytest.raises(Conflict, match="no program to place"):
        ask_grid(edition=edition, ask=Ask.WHOLE, by=None)
    make_program("two", (60,))
    proposal = ask_grid(edition=edition, ask=Ask.WHOLE, by=None, is_queued=False)
    with pytest.raises(Conflict, match="working on this grid"):
        ask_grid(edition=edition, ask=Ask.WHOLE, by=None)

    stopped = stop_grid_proposal(proposal=proposal, by=None)

    assert stopped.state == ProposalState.CANCELLED
    assert run_grid_proposal(proposal=stopped).solution is None


def test_worker_that_was_lost_does_not_hold_the_grid(
    edition: Edition, open_auditorium: Auditorium, make_program: MakeProgram
) -> None:
    make_program("two", (60,))
    lost = ask_grid(edition=edition, ask=Ask.WHOLE, by=None, is_queued=False)
    long_ago = timezone.now() - timedelta(hours=1)
    GridProposal.objects.filter(pk=lost.pk).update(
        state=ProposalState.RUNNING, started_at=long_ago, heartbeat_at=long_ago
    )

    ask_grid(edition=edition, ask=Ask.WHOLE, by=None, is_queued=False)

    lost.refresh_from_db()
    assert lost.state == ProposalState.FAILED
    assert "ask again" in lost.message


def test_edition_without_hours_says_what_to_do(edition: Edition, make_program: MakeProgram) -> None:
    make_program("two", (60,))
    assert not OpenHours.objects.exists()

    with pytest.raises(Conflict, match="no open hours yet"):
        ask_grid(edition=edition, ask=Ask.WHOLE, by=None)


def test_wish_and_rule_of_one_person_are_both_asked(edition: Edition, one: Screening, local: Local) -> None:
    maker = record_person(festival=edition.festival, name="Maker", by=None)
    take_part(edition=edition, person=maker, part="maker", program=one.program, by=None)
    say_availability(edition=edition, person=maker, starts_at=local(9), ends_at=local(22), by=None)
    say_availability(
        edition=edition, person=maker, starts_at=local(9), ends_at=local(12), is_there=False, is_hard=False, by=None
    )

    people = problem_of(edition, Ask.WHOLE).problem["people"]

    assert [(one["is_hard"], one["roles"][0]["role"]) for one in people] == [(True, "maker"), (False, "maker")]
    assert people[0]["windows"] == [[540, 1320]]
    assert [start for start, _end in people[1]["windows"] if start > 0] == [720]


KILLED = "import os, shutil, signal, sys; shutil.copy(sys.argv[1], sys.argv[2]); os.kill(os.getpid(), signal.SIGKILL)"


def test_killed_solver_leaves_its_best_so_far_and_can_be_adopted(
    edition: Edition, open_auditorium: Auditorium, make_program: MakeProgram, tmp_path: Path,
    monkeypatch: pytest.MonkeyPatch,
) -> None:  # fmt: skip
    program = make_program("two", (60,))
    best = tmp_path / "best.json"
    best.write_text(json.dumps(answered(edition).solution))
    real = programming_bridge._command

    def command(words: list[str]) -> list[str]:
        is_solving = words[0] == "grid"
        return [sys.executable, "-c", KILLED, str(best), words[3]] if is_solving else real(words)

    monkeypatch.setattr(programming_bridge, "_command", command)
    proposal = answered(edition)
    adopt_grid(proposal=proposal, by=None)

    assert "killed" in proposal.message
    assert Screening.objects.get().program == program


@pytest.mark.django_db(transaction=True)
def test_two_who_adopt_at_once_place_everything_once(
    edition: Edition, open_auditorium: Auditorium, make_program: MakeProgram
) -> None:
    for number in range(3):
        make_program(f"p{number}", (30,))
    proposal = answered(edition)

    with ThreadPoolExecutor(2) as pair:
        moved = list(pair.map(_adopt_here, [proposal.pk, proposal.pk]))

    assert sorted(moved) == [0, 3]
    assert Screening.objects.count() == 3
    assert GridChange.objects.filter(verb="adopt_grid").count() == 1


def _adopt_here(pk: int) -> int:
    """Adopt in a thread of its own and say how many bookings that moved."""
    try:
        proposal = GridProposal.objects.select_related("edition__festival").get(pk=pk)
        return len(adopt_grid(proposal=proposal, by=None))
    finally:
        connection.close()
