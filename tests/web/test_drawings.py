"""Gauge, meter, plots and title cards put the right thing in the right place."""

from datetime import UTC, datetime, timedelta

import pytest

from matinee.web.palette import ACCENTS
from matinee.web.pictures import curve, gauge, histogram, meter
from matinee.web.titlecard import SIZES, draw_titlecard


@pytest.mark.parametrize(
    ("seconds", "state", "words"),
    [
        (5040, "short", "1 min to go"),
        (5100, "good", "inside"),
        (5700, "good", "inside"),
        (5701, "warn", "1 min past the warning"),
        (6000, "warn", "5 min past the warning"),
        (6001, "over", "1 min over the limit"),
    ],
)
def test_gauge_says_how_a_block_stands(seconds: int, state: str, words: str) -> None:
    drawn = gauge(seconds, short_s=5100, warn_s=5700, limit_s=6000)
    assert (drawn.state, drawn.words) == (state, words)


def test_meter_shows_the_pool_only_where_there_is_one() -> None:
    assert (meter("Student", 0.5, 0.25).pool_at, meter("Student", 0.5).pool_at) == ("25.00%", "")


def test_histogram_scales_to_the_tallest_bar() -> None:
    bars = histogram(["1", "2"], [1, 4], [2, 0]).bars
    assert [(bar.before_height, bar.after_height) for bar in bars] == [(30.0, 60.0), (120.0, 0.0)]


def test_curve_of_one_day_is_nothing() -> None:
    assert curve([datetime(2026, 3, 1, tzinfo=UTC)], [3]) is None


def test_curve_runs_from_corner_to_corner() -> None:
    start = datetime(2026, 3, 1, tzinfo=UTC)
    drawn = curve([start, start + timedelta(days=2)], [0, 8], label="Sold")
    assert drawn is not None
    assert (drawn.points, drawn.words) == ("0.0,120.0 480.0,0.0", "Sold: 8 at the end")


def test_titlecard_is_the_same_for_the_same_title() -> None:
    assert draw_titlecard("Tide Table", accent="rose") == draw_titlecard("Tide Table", accent="rose")


@pytest.mark.parametrize(
    "title", ["", "Ember", "Night Shift, Row 14", "The " * 60, "x" * 300, "映画の中の長い長い題名" * 3]
)
def test_titlecard_sets_any_title_inside_the_card(title: str) -> None:
    card = draw_titlecard(title)
    assert len(card.lines) <= SIZES[-1][2]
    assert all(0 < line.y <= 360 for line in card.lines)


def test_titlecard_uses_two_accents() -> None:
    card = draw_titlecard("Ember", accent="rose", second="moss")
    assert (card.ground, card.figure) == (ACCENTS["rose"].light, ACCENTS["moss"].light)
