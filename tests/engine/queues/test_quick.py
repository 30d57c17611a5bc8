"""The quick assignment: inside every window, never above its own bounds, and an answer for any number of pairs."""

from __future__ import annotations

import json

import numpy as np
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from matinee.engine.problem import How
from matinee.engine.queues import PROBLEM
from matinee.engine.queues.milp import MOST_PAIRS, assign
from matinee.engine.queues.pairs import pairs_of
from matinee.engine.queues.quick import quick
from matinee.engine.stop import Stop


def season(seed: int, entries: int, reviewers: int, least_minutes: float = 0.0) -> dict[str, object]:
    rng = np.random.default_rng(seed)
    running_s = rng.integers(120, 1800, entries)
    room = 1.3 * 2 * float(running_s.sum()) / 60 / reviewers
    return {
        "format": "matinee-queues/1",
        "viewings_wanted": 2,
        "entries": [
            {"id": f"e{i}", "running_time_s": int(s), "genre": "abcd"[int(rng.integers(4))]}
            for i, s in enumerate(running_s)
        ],
        "reviewers": [
            {
                "id": f"r{j}",
                "max_minutes": room,
                "min_minutes": least_minutes * room,
                "expertise": {genre: round(float(rng.random()), 3) for genre in "abcd"},
            }
            for j in range(reviewers)
        ],
    }


@settings(max_examples=25, deadline=None)
@given(seed=st.integers(0, 10_000), least=st.sampled_from([0.0, 0.4]))
def test_quick_bounds_what_the_exact_way_finds_and_comes_near_it(seed: int, least: float) -> None:
    pairs = pairs_of(PROBLEM.parse(season(seed, 12, 4, least)))
    best = assign(pairs, How(Stop(20.0)))
    found = quick(pairs, Stop(None, 1000))

    if best is None:
        assert found.chosen is None
        return
    assert found.total_bound >= best.total - 1e-6
    assert found.worst_bound >= best.worst - 1e-6
    if found.chosen is not None:
        total = sum(
            pairs.expertise[(pairs.entry == e) & np.isin(pairs.reviewer, who[who >= 0])].sum()
            for e, who in enumerate(found.chosen)
        )
        assert total <= found.total_bound + 1e-6


def test_more_pairs_than_programs_take_still_have_an_answer_inside_every_window() -> None:
    document = season(1, 1_500, 30, 0.5)
    problem = PROBLEM.parse(document)
    assert len(pairs_of(problem).entry) > MOST_PAIRS

    one, other = (PROBLEM.solve(problem, How(Stop(None, 10))) for _ in range(2))
    verdict = PROBLEM.checker(problem)(json.loads(json.dumps(one.to_json())))

    assert verdict.violations == ()
    assert verdict.score == pytest.approx(one.score, abs=1e-6)
    assert one.queues == other.queues
    assert one.status == "feasible"
    assert one.bound > one.score
