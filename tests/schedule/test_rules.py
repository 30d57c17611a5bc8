"""The slot's arithmetic."""

from datetime import UTC, datetime, timedelta

import pytest

from matinee.festival.models import Policy
from matinee.schedule.rules import SlotParts, films_minutes, first_start, next_step, qa_minutes

NOON = datetime(2031, 3, 8, 12, tzinfo=UTC)


@pytest.mark.parametrize(("makers", "minutes"), [(0, 10), (2, 10), (3, 11), (7, 19), (10, 25), (40, 25)])
def test_qa_follows_the_trade(makers: int, minutes: int) -> None:
    assert qa_minutes(makers, Policy()) == minutes


def test_films_count_their_gaps_and_round_up() -> None:
    assert films_minutes([900, 900], Policy(gap_s=10)) == 31


def test_unknown_running_time_takes_the_programs_least() -> None:
    assert films_minutes([900, None], Policy(), least_s=5100) == 85


def test_slot_of_the_trade_adds_up() -> None:
    parts = SlotParts(20, 5, 5, 90, 15, 10, 15)

    assert (parts.audience_min, parts.taken_min) == (115, 160)
    assert parts.taken_from(NOON) == NOON - timedelta(minutes=20)
    assert parts.taken_until(NOON) == NOON + timedelta(minutes=140)
    assert parts.empty_at(NOON) == NOON + timedelta(minutes=125)


def test_next_step_keeps_a_step_and_moves_the_rest() -> None:
    assert next_step(NOON) == NOON
    assert next_step(NOON + timedelta(minutes=1)) == NOON + timedelta(minutes=5)


def test_first_start_jumps_over_what_is_taken() -> None:
    parts = SlotParts(20, 5, 5, 30, 10, 10, 15)
    taken = [(NOON, NOON + timedelta(minutes=100))]

    start = first_start(parts, [(NOON, NOON + timedelta(hours=6))], taken)

    assert start == NOON + timedelta(minutes=120)


def test_first_start_gives_up_when_nothing_is_left() -> None:
    parts = SlotParts(20, 5, 5, 90, 10, 10, 15)

    assert first_start(parts, [(NOON, NOON + timedelta(minutes=100))], []) is None
