"""Stop rules: seconds, steps, a wish from outside."""

from __future__ import annotations

import math
from itertools import count

import pytest

from matinee.engine.progress import Trace
from matinee.engine.solution import Solution
from matinee.engine.stop import Stop


def test_stop_ends_when_its_seconds_are_over() -> None:
    ticks = count()
    stop = Stop(budget_s=2.0, clock=lambda: float(next(ticks)))

    assert [stop.is_over() for _ in range(3)] == [False, True, True]


def test_stop_ends_when_its_steps_are_spent() -> None:
    stop = Stop(steps=3)
    stop.spend(2)

    before = stop.is_over()
    stop.spend()

    assert (before, stop.is_over(), stop.is_deterministic) == (False, True, True)


def test_stop_ends_when_somebody_asks() -> None:
    assert Stop(cancel=lambda: True).is_over()


def test_stop_without_limits_goes_on() -> None:
    stop = Stop()

    assert (stop.is_over(), stop.left_s, stop.left_steps) == (False, math.inf, math.inf)


def test_part_has_its_share_of_steps() -> None:
    stop = Stop(steps=100)
    stop.spend(20)

    assert stop.part(0.5).steps == 40


@pytest.mark.parametrize("wrong", [{"budget_s": -1.0}, {"budget_s": math.nan}, {"steps": -1}])
def test_stop_refuses_nonsense(wrong: dict[str, float]) -> None:
    with pytest.raises(ValueError, match="give 0 or more"):
        Stop(**wrong)  # type: ignore[arg-type]  # that is the test


def test_gap_is_relative_to_the_bound() -> None:
    assert Solution(status="feasible", score=90.0, bound=100.0).gap == pytest.approx(0.1)
    assert Solution(status="feasible", score=90.0).gap is None


def test_trace_keeps_what_is_new() -> None:
    trace = Trace()
    trace.add(0.1, 1.0, None)
    trace.add(0.2, 1.0, None)
    trace.add(0.3, 2.0, None)

    assert trace.events == [(0.1, 1.0, None), (0.3, 2.0, None)]
