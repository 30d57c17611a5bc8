"""Programs and grid in one: never worse than one after the other, and checked by both checkers."""

from __future__ import annotations

import json
from typing import TYPE_CHECKING, Any

import numpy as np
import pytest

from matinee.engine.blocks.state import Rules, state_at
from matinee.engine.cli import main
from matinee.engine.errors import BadInput
from matinee.engine.joint import PROBLEM, JointSolution
from matinee.engine.joint.moving import exchange
from matinee.engine.problem import How
from matinee.engine.progress import Silence
from matinee.engine.stop import Stop

if TYPE_CHECKING:
    from collections.abc import Callable
    from pathlib import Path

    from matinee.engine.solution import Solution

DAY = 1440
# Four dramas and four comedies; of each, two makers come on the first day and two on the second.
FILMS = [
    {"id": f"{genre[0]}{i}", "running_time_s": 1200, "genre": genre, "score": 8.0}
    for genre in ("drama", "comedy")
    for i in range(4)
]
MAKERS = [
    {"id": f"maker of {film['id']}", "films": [film["id"]], "windows": [[day * DAY, (day + 1) * DAY]]}
    for i, film in enumerate(FILMS)
    for day in (i % 2,)
]
BLOCKS: dict[str, Any] = {
    "films": FILMS,
    "programs": [{"id": name, "min_s": 4800, "max_s": 4900} for name in ("p1", "p2")],
    "select": "all",
}
GRID: dict[str, Any] = {
    "format": "matinee-grid/1",
    "events": [{"id": name, "during_min": 90} for name in ("p1", "p2")],
    "auditoriums": [{"id": "r", "venue": "roxy", "windows": [[600, 720], [DAY + 600, DAY + 720]]}],
}
DOCUMENT = {"format": "matinee-joint/1", "blocks": BLOCKS, "grid": GRID, "makers": MAKERS, "grid_share": 1.0}


def test_films_move_to_the_programs_their_makers_can_attend() -> None:
    problem = PROBLEM.parse(DOCUMENT)

    solution = PROBLEM.solve(problem, How(Stop(None, 2000)))

    assert isinstance(solution, JointSolution)
    assert solution.sequential.guests_lost == 4
    assert solution.joint.guests_lost == 0
    assert solution.joint.cohesion < solution.sequential.cohesion
    assert "0 guests are lost; one after the other it would be 4." in PROBLEM.explain(problem, solution)


def test_the_checker_asks_both_checkers() -> None:
    problem = PROBLEM.parse(DOCUMENT)
    assert PROBLEM.checker is not None
    check = PROBLEM.checker(problem)

    solution = PROBLEM.solve(problem, How(Stop(None, 2000)))
    output = json.loads(json.dumps(solution.to_json(), allow_nan=False))
    verdict = check(output)

    assert verdict.violations == ()
    assert verdict.score == pytest.approx(solution.score)
    output["grid"]["showings"][0]["start_min"] = 0
    output["blocks"]["programs"][0]["films"].pop()
    assert len(check(output).violations) >= 2


def test_without_a_price_for_guests_nothing_moves() -> None:
    problem = PROBLEM.parse(DOCUMENT | {"grid_share": 0})

    solution = PROBLEM.solve(problem, How(Stop(None, 1000)))

    assert isinstance(solution, JointSolution)
    assert solution.joint == solution.sequential


def test_the_same_steps_and_seed_give_the_same_answer() -> None:
    problem = PROBLEM.parse(DOCUMENT)

    first, second = (PROBLEM.solve(problem, How(Stop(None, 1000), 3)).decision() for _ in range(2))

    assert _without_seconds(first) == _without_seconds(second)


def test_the_bound_is_that_of_the_programs_and_of_a_grid_nobody_misses() -> None:
    problem = PROBLEM.parse(DOCUMENT)
    alone = PROBLEM.parse(DOCUMENT | {"makers": []})

    solution = PROBLEM.solve(problem, How(Stop(None, 2000)))
    nobody = PROBLEM.solve(alone, How(Stop(None, 2000)))

    assert solution.bound is not None
    assert solution.score is not None
    assert nobody.status == "optimal"
    assert solution.bound == pytest.approx(nobody.score)
    assert solution.score < solution.bound


def test_a_wish_to_stop_ends_with_the_best_so_far() -> None:
    class Impatient(Silence):
        best: Any = None

        def improved(self, best: Callable[[], Solution]) -> None:
            self.best = best()

    problem, listener = PROBLEM.parse(DOCUMENT), Impatient()
    stop = Stop(None, 10**9, cancel=lambda: listener.best is not None)

    solution = PROBLEM.solve(problem, How(stop, listener=listener))

    assert isinstance(solution, JointSolution)
    assert solution.score == listener.best.score
    assert PROBLEM.checker is not None
    assert PROBLEM.checker(problem)(solution.to_json()).is_feasible


def test_programs_change_places_as_a_whole() -> None:
    worth = np.array([[0.0, 0.0, 5.0, 5.0], [5.0, 5.0, 0.0, 0.0]])
    pairs = np.kron(np.eye(2), np.ones((2, 2))) - np.eye(4)
    rules = Rules(
        w=pairs,
        u=np.vstack([worth, np.full((1, 4), -1e6)]),
        size=np.ones((4, 2)),
        window=np.array([[2.0, 2.0, 2.0, 2.0], [2.0, 2.0, 2.0, 2.0], [-np.inf, np.inf, -np.inf, np.inf]]),
        doors=2,
        a_film_s=1.0,
    )
    state = state_at(rules, np.array([0, 0, 1, 1]), np.random.default_rng(0))

    exchange(rules, state, 1e-3, 50)

    assert state.home.tolist() == [1, 1, 0, 0]
    assert state.best.tolist() == [1, 1, 0, 0]
    assert state.points.tolist() == [22.0, 22.0]


@pytest.mark.parametrize(
    ("keys", "path"),
    [
        ({"makers": [{"id": "x", "films": ["nothing"]}]}, "makers[0].films[0]"),
        ({"grid": GRID | {"events": [{"id": "p1", "during_min": -1}]}}, "grid.events[0].during_min"),
        ({"blocks": BLOCKS | {"films": [{"id": "d0"}]}}, "blocks.films[0].running_time_s"),
        ({"grid": GRID | {"events": GRID["events"][:1]}}, "blocks.programs[1].id"),
    ],
)
def test_parse_names_the_path_of_what_it_refuses(keys: dict[str, Any], path: str) -> None:
    with pytest.raises(BadInput) as caught:
        PROBLEM.parse(DOCUMENT | keys)

    assert caught.value.path == path


def test_command_line_joins_blocks_to_a_grid(tmp_path: Path) -> None:
    grid, blocks, out = tmp_path / "grid.json", tmp_path / "blocks.json", tmp_path / "out.json"
    grid.write_text(json.dumps(GRID | {"makers": MAKERS}))
    blocks.write_text(json.dumps(BLOCKS))

    assert main(["grid", str(grid), "--with", str(blocks), "-o", str(out), "--steps", "1000"]) == 0
    assert json.loads(out.read_text())["joint"]["guests_lost"] <= 4
    assert main(["pool", str(grid), "--with", str(blocks)]) == 2


def _without_seconds(decision: dict[str, Any]) -> dict[str, Any]:
    """Return a decision without what the clock says."""
    times = {"runtime_s", "trace"}
    return {
        name: {key: value for key, value in part.items() if key not in times} if isinstance(part, dict) else part
        for name, part in decision.items()
    }
