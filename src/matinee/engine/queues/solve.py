"""From a problem to queues."""

from __future__ import annotations

from typing import TYPE_CHECKING

import numpy as np

from matinee.engine.errors import Infeasible, NoSolution
from matinee.engine.queues.adaptive import NextViewing, next_viewings
from matinee.engine.queues.conflict import clash, too_few_reviewers
from matinee.engine.queues.milp import FINE, Assignment, assign
from matinee.engine.queues.order import queues_of
from matinee.engine.queues.pairs import expertise_of, pairs_of, refusal
from matinee.engine.queues.solution import WORST_WEIGHT, Queue, QueuesSolution
from matinee.engine.solution import Term

if TYPE_CHECKING:
    from matinee.engine.problem import How
    from matinee.engine.queues.pairs import Pairs
    from matinee.engine.queues.problem import QueuesProblem

SUGGESTED = 3


def solve(problem: QueuesProblem, how: How) -> QueuesSolution:
    """Return the queues; raises `Infeasible` with the rules that clash, `NoSolution` when time ran out.

    A step of a deterministic budget is a node of the branch-and-bound tree.
    """
    pairs = pairs_of(problem)
    alone = too_few_reviewers(problem, pairs)
    if alone:
        raise Infeasible(alone[:1])
    done = _assignment(problem, pairs, how)
    queues = queues_of(problem, pairs, done)
    terms = {
        "worst": Term(done.worst, WORST_WEIGHT, WORST_WEIGHT * done.worst),
        "total": Term(done.total, 1.0, done.total),
    }
    score = sum(term.points for term in terms.values())
    bound = max(score, WORST_WEIGHT * done.worst_bound + done.total_bound)
    is_optimal = done.worst_bound - done.worst <= 2 * FINE and done.total_bound - done.total <= 2 * FINE
    return QueuesSolution(
        status="optimal" if is_optimal else "feasible",
        score=score,
        bound=bound,
        terms=terms,
        reasons=_reasons(problem, pairs, done),
        runtime_s=how.stop.elapsed_s,
        seed=how.seed,
        trace=((round(how.stop.elapsed_s, 3), score, bound),),
        queues=queues,
        worst_entry=_worst(problem, pairs, done),
        next=_next(problem, queues),
    )


def _assignment(problem: QueuesProblem, pairs: Pairs, how: How) -> Assignment:
    if not len(pairs.entry):
        if float(pairs.least.max(initial=0.0)) > 0:
            raise Infeasible(["No entry needs a viewing.", "Some reviewer should have minutes to watch all the same."])
        return Assignment(np.zeros(0, dtype=bool), 1.0, 0.0, 1.0, 0.0)
    done = assign(pairs, how)
    if done is not None:
        return done
    if how.stop.is_over():
        raise NoSolution("No assignment was found in time; give a larger budget.")
    raise Infeasible(clash(problem, pairs, how))


def _worst(problem: QueuesProblem, pairs: Pairs, done: Assignment) -> str | None:
    if not pairs.viewings:
        return None
    sums = np.bincount(pairs.entry[done.chosen], pairs.expertise[done.chosen], len(pairs.need))
    mean = np.where(pairs.need > 0, sums / np.maximum(pairs.need, 1), np.inf)
    return problem.entries[int(mean.argmin())].id


def _reasons(problem: QueuesProblem, pairs: Pairs, done: Assignment) -> tuple[str, ...]:
    if not pairs.viewings:
        return ("Every entry has had the viewings it should have.",)
    worst = _worst(problem, pairs, done)
    return (
        f"{pairs.viewings} viewings are shared out among {len(problem.reviewers)} reviewers.",
        f"{worst} is served worst: mean expertise {done.worst:.3f}, where {done.worst_bound:.3f} is the most possible.",
    )


def _next(problem: QueuesProblem, queues: tuple[Queue, ...]) -> tuple[tuple[NextViewing, tuple[str, ...]], ...]:
    """Return the most telling next viewings, each with the reviewers who suit it and have time left."""
    rule = problem.selection
    if rule is None:
        return ()
    told = next_viewings(
        [entry.id for entry in problem.entries],
        means=np.array([entry.score for entry in problem.entries], dtype=np.float64),
        sds=np.array([entry.score_sd for entry in problem.entries], dtype=np.float64),
        minutes=np.array([entry.running_time_s / 60.0 for entry in problem.entries]),
        top_k=rule.top_k,
        noise_sd=rule.noise_sd,
    )
    known = expertise_of(problem)
    return tuple((viewing, _suited(problem, queues, known, viewing.entry)) for viewing in told[: rule.show])


def _suited(
    problem: QueuesProblem,
    queues: tuple[Queue, ...],
    known: np.ndarray[tuple[int, ...], np.dtype[np.float64]],
    name: str,
) -> tuple[str, ...]:
    i = next(i for i, entry in enumerate(problem.entries) if entry.id == name)
    entry = problem.entries[i]
    may = [
        j
        for j, (reviewer, queue) in enumerate(zip(problem.reviewers, queues, strict=True))
        if refusal(entry, reviewer) is None
        and name not in {q.entry for q in queue.entries}
        and queue.minutes + entry.running_time_s / 60.0 <= reviewer.max_minutes
    ]
    may.sort(key=lambda j: (-known[j, i], queues[j].minutes, problem.reviewers[j].id))
    return tuple(problem.reviewers[j].id for j in may[:SUGGESTED])
