"""Why no assignment is possible: a smallest set of rules that clash, in words."""

from __future__ import annotations

from collections import Counter
from typing import TYPE_CHECKING, Any

import numpy as np
from scipy import sparse

from matinee.engine.queues.milp import linear, rows_of
from matinee.engine.queues.pairs import refusal

if TYPE_CHECKING:
    from matinee.engine.problem import How
    from matinee.engine.queues.pairs import Numbers, Pairs, Places
    from matinee.engine.queues.problem import Entry, QueuesProblem

CLASH = 1e-7


def too_few_reviewers(problem: QueuesProblem, pairs: Pairs) -> list[str]:
    """Return a sentence for each entry that fewer reviewers may watch than it needs."""
    may = np.bincount(pairs.entry, minlength=len(problem.entries))
    return [
        _alone(problem, entry, int(count))
        for entry, count in zip(problem.entries, may, strict=True)
        if count < problem.need(entry)
    ]


def _alone(problem: QueuesProblem, entry: Entry, count: int) -> str:
    reasons = Counter(why for reviewer in problem.reviewers if (why := refusal(entry, reviewer)) is not None)
    rest = ", ".join(f"{n} {why}" for why, n in reasons.most_common())
    return (
        f"{entry.id} needs {problem.need(entry)} more viewings, but only {count} of {len(problem.reviewers)} "
        f"reviewers may watch it" + (f" (of the others: {rest})." if rest else ".")
    )


def clash(problem: QueuesProblem, pairs: Pairs, how: How) -> list[str]:
    """Return sentences of rules that cannot all be kept; without one of them, the rest can.

    Where fractions of films would fit and whole ones do not, one sentence says so.
    """
    system, limits = _inequalities(pairs)
    involved = _certificate(system, limits)
    if not len(involved):
        return ["Whole films do not fit into the load windows, although the minutes would do; widen a window."]
    kept = list(involved)
    for row in involved:
        rest = [other for other in kept if other != row]
        if how.stop.is_over():
            break
        if len(_certificate(system[rest], limits[rest])):
            kept = rest
    return [_sentence(problem, row) for row in kept]


def _inequalities(pairs: Pairs) -> tuple[Any, Numbers]:
    """Return all rules as ``system @ x <= limits``: at least the viewings, at most and at least the minutes.

    More viewings than needed are no way out: where the least minutes are the trouble, they count too.
    """
    rows = rows_of(pairs)
    system = sparse.vstack([-rows.viewings, rows.viewings, rows.minutes, -rows.minutes], format="csr")
    return system, np.concatenate([-pairs.need, pairs.need, pairs.most, -pairs.least]).astype(np.float64)


def _certificate(system: Any, limits: Numbers) -> Places:  # noqa: ANN401 (a sparse matrix)
    """Return the rules that prove together that nothing fits; none where something does."""
    rules, count = system.shape
    slack = -sparse.eye_array(rules, format="csr")
    answer = linear(
        np.append(np.zeros(count), np.ones(rules)),
        A_ub=sparse.hstack([system, slack], format="csr"),
        b_ub=limits,
        bounds=[(0.0, 1.0)] * count + [(0.0, None)] * rules,
        method="highs",
    )
    if answer.fun <= CLASH * max(1.0, float(np.abs(limits).max(initial=1.0))):
        return np.array([], dtype=np.int64)
    return np.flatnonzero(np.abs(answer.ineqlin.marginals) > CLASH)


def _sentence(problem: QueuesProblem, row: int) -> str:
    entries, reviewers = len(problem.entries), len(problem.reviewers)
    if row < 2 * entries:
        entry = problem.entries[row % entries]
        minutes = entry.running_time_s / 60
        more = "exactly" if row >= entries else ""
        return f"{entry.id} needs {more} {problem.need(entry)} more viewings of {minutes:g} minutes.".replace("  ", " ")
    reviewer = problem.reviewers[(row - 2 * entries) % reviewers]
    if row < 2 * entries + reviewers:
        return f"{reviewer.id} has {reviewer.max_minutes:g} minutes at most."
    return f"{reviewer.id} should have {reviewer.min_minutes:g} minutes at least."
