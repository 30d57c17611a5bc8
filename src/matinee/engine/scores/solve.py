"""From a problem to a solution."""

from __future__ import annotations

from dataclasses import replace
from typing import TYPE_CHECKING

from matinee.engine.scores.calibrate import calibrate
from matinee.engine.scores.density import terms_of
from matinee.engine.scores.solution import ScoresSolution

if TYPE_CHECKING:
    from matinee.engine.problem import How
    from matinee.engine.scores.calibrate import Calibration
    from matinee.engine.scores.problem import ScoresProblem

SURE, OPEN = 0.95, 0.05


def solve(problem: ScoresProblem, how: How) -> ScoresSolution:
    """Return calibrated scores; the score is the log posterior at the values given, and nothing bounds it."""
    done = calibrate(problem.marks, scale=problem.scale, top_k=problem.top_k, entries=problem.entries, seed=how.seed)
    shown = replace(done.beliefs, quality=done.means - done.beliefs.phi[0])
    terms = terms_of(done.design, shown)
    return ScoresSolution(
        status="feasible",
        score=sum(term.points for term in terms.values()),
        terms=terms,
        reasons=tuple(_reasons(done)),
        runtime_s=how.stop.elapsed_s,
        seed=how.seed,
        calibration=done,
    )


def _reasons(done: Calibration) -> list[str]:
    sure = sum(entry.top_k_probability >= SURE for entry in done.entries)
    near = sum(OPEN < entry.top_k_probability < SURE for entry in done.entries)
    return [
        f"{sure} entries are among the best {done.top_k} almost surely; {near} may or may not be.",
        "No bound is given: this is an estimate, not a choice.",
    ]
