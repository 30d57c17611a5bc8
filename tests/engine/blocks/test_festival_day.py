"""A festival day as a festival would ask for it (made-up films): the answer stays good, and stays whole."""

from __future__ import annotations

from pathlib import Path

import pytest

from matinee.engine.blocks import Checker, parse, solve
from matinee.engine.json_reader import loads
from matinee.engine.problem import How
from matinee.engine.stop import Stop

DAY = Path(__file__).with_name("festival_day.json")
BEST_KNOWN = 57.313160


@pytest.mark.parametrize("seed", [0, 1])
def test_festival_day_is_solved_to_the_best_known(seed: int) -> None:
    problem = parse(loads(DAY.read_bytes()))

    solution = solve(problem, How(Stop(steps=4_000), seed))

    verdict = Checker(problem)(solution.to_json())
    assert verdict.violations == ()
    assert solution.score == pytest.approx(verdict.score, abs=1e-6)
    assert verdict.score >= BEST_KNOWN - 1e-6
    work = solution.programs[1]
    assert work.films[0] == "film-15"
    assert "labour" in work.words
