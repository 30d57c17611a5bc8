"""The assignment as a mixed-integer program: who watches what, so that the worst-served film is served best.

Maximise the total expertise so that every entry has its viewings, every reviewer stays in the load window
(minutes), and the mean expertise of every entry's viewings is at least ``t``. The largest ``t`` is bisected
from its linear bound downwards. Each program is solved on the pairs whose reduced cost can still matter,
and on more of them until the answer is proven.

References
----------
I. Stelmakh, N. Shah, A. Singh: PeerReview4All, 2021, https://jmlr.org/papers/v22/20-190.html;
A. Kobren, B. Saha, A. McCallum: Paper matching with local fairness constraints, 2019,
https://doi.org/10.1145/3292500.3330899

"""

from __future__ import annotations

from dataclasses import dataclass, replace
from typing import TYPE_CHECKING, Any

import numpy as np
from scipy import sparse
from scipy.optimize import Bounds, LinearConstraint, linprog, milp

from matinee.engine.queues.quick import quick

if TYPE_CHECKING:
    from numpy.typing import NDArray

    from matinee.engine.problem import How
    from matinee.engine.queues.pairs import Numbers, Pairs

linear: Any = linprog  # the stubs of scipy know neither sparse rows nor arrays of bounds
mixed: Any = milp
EXACT = 1e-9
FINE = 1e-6  # of mean expertise: where the bisection stops
FIRST_EXPERTS = 8
FIRST_GAP = 0.02  # of one viewing's expertise: pairs that cost more to use are left out at first
LAST_GAP = 1e6
LEAST_S = 0.1
MOST_PAIRS = 40_000  # beyond, programs of this size are left alone
EXACT_SHARE = 0.8  # of the budget; the rest is kept for an assignment that is only good
OUT_OF_TIME = 1  # scipy's status


class OutOfTime(Exception):  # noqa: N818 (a signal inside this module, no error)
    """A linear program was cut short, so it says nothing."""


@dataclass(frozen=True, slots=True)
class Assignment:
    """Chosen pairs (a mask), the worst entry's mean expertise and the total, with proven bounds of both."""

    chosen: NDArray[np.bool_]
    worst: float
    total: float
    worst_bound: float
    total_bound: float


@dataclass(frozen=True, slots=True)
class Rows:
    """The constraints: viewings by entry, minutes by reviewer, expertise by entry that needs viewings."""

    viewings: sparse.csr_array
    minutes: sparse.csr_array
    expertise: sparse.csr_array


def rows_of(pairs: Pairs) -> Rows:
    """Return the rows over the pairs; expertise is divided by the viewings needed."""
    count = len(pairs.entry)
    column = np.arange(count)
    entries, reviewers = len(pairs.need), len(pairs.most)
    share = pairs.expertise / np.maximum(pairs.need[pairs.entry], 1)
    needy = np.flatnonzero(pairs.need > 0)
    place = np.searchsorted(needy, pairs.entry)
    return Rows(
        sparse.csr_array((np.ones(count), (pairs.entry, column)), (entries, count)),
        sparse.csr_array((pairs.minutes[pairs.entry], (pairs.reviewer, column)), (reviewers, count)),
        sparse.csr_array((share, (place, column)), (len(needy), count)),
    )


def best_worst(pairs: Pairs, how: How) -> float | None:
    """Return the linear bound on the worst entry's mean expertise; None where not even fractions fit.

    Solved on each entry's most expert reviewers first; pairs that its prices call for are added until none is.
    """
    keep = _most_experts(pairs, FIRST_EXPERTS)
    while True:
        answer = _fair_relaxation(pairs.only(keep), how)
        if answer.status != 0 and keep.all():
            return None
        wanted = ~keep if answer.status != 0 else ~keep & (_reduced_cost(pairs, answer) < -EXACT)
        if not wanted.any():
            return float(-answer.fun)
        keep |= wanted


def _most_experts(pairs: Pairs, count: int) -> NDArray[np.bool_]:
    """Return a mask of the ``count`` most expert pairs of each entry beyond its need."""
    order = np.lexsort((-pairs.expertise, pairs.entry))
    sizes = np.bincount(pairs.entry, minlength=len(pairs.need))
    first = np.concatenate([[0], np.cumsum(sizes)[:-1]])
    rank = np.empty(len(order), dtype=np.int64)
    rank[order] = np.arange(len(order)) - first[pairs.entry[order]]
    return np.asarray(rank < count + pairs.need[pairs.entry])


def _fair_relaxation(pairs: Pairs, how: How) -> Any:  # noqa: ANN401 (scipy's result object)
    rows = rows_of(pairs)
    count, needy = len(pairs.entry), rows.expertise.shape[0]
    wide = sparse.hstack([-rows.expertise, sparse.csr_array(np.ones((needy, 1)))])
    blank = sparse.csr_array((len(pairs.most), 1))
    return _linear(
        how,
        np.append(np.zeros(count), -1.0),
        A_ub=sparse.vstack(
            [wide, sparse.hstack([rows.minutes, blank]), sparse.hstack([-rows.minutes, blank])], format="csr"
        ),
        b_ub=np.concatenate([np.zeros(needy), pairs.most, -pairs.least]),
        A_eq=sparse.hstack([rows.viewings, sparse.csr_array((len(pairs.need), 1))], format="csr"),
        b_eq=pairs.need,
    )


def _reduced_cost(pairs: Pairs, answer: Any) -> Numbers:  # noqa: ANN401 (as above)
    """Return what using each pair, also those left out, would cost at the prices of an answer."""
    rows = rows_of(pairs)
    prices = answer.ineqlin.marginals
    needy, reviewers = rows.expertise.shape[0], len(pairs.most)
    minutes = prices[needy : needy + reviewers] - prices[needy + reviewers :]
    worth = -rows.expertise.T @ prices[:needy] + rows.minutes.T @ minutes + rows.viewings.T @ answer.eqlin.marginals
    return np.asarray(-worth)


def assign(pairs: Pairs, how: How) -> Assignment | None:
    """Return the best assignment found, None where none is; bounds say how good any could be."""
    if len(pairs.entry) > MOST_PAIRS:
        return _quickly(pairs, how)
    try:
        done = _exactly(pairs, replace(how, stop=how.stop.part(EXACT_SHARE)))
    except OutOfTime:
        return _quickly(pairs, how)
    if done is None and how.stop.is_over():
        return _quickly(pairs, how)
    return done


def _quickly(pairs: Pairs, how: How) -> Assignment | None:
    """Return a good assignment, with the bounds that come at once."""
    found = quick(pairs, how.stop)
    how.stop.spend()
    if found.chosen is None:
        return None
    chosen = (found.chosen[pairs.entry] == pairs.reviewer[:, None]).any(axis=1)
    worst, total = _worth(pairs, chosen)
    return Assignment(chosen, worst, total, max(found.worst_bound, worst), max(found.total_bound, total))


def _exactly(pairs: Pairs, how: How) -> Assignment | None:
    """Return the best assignment, by linear and integer programs; raises `OutOfTime`."""
    ceiling = best_worst(pairs, how)
    if ceiling is None:
        return None
    found, proven = _largest_total(pairs, ceiling, how)
    if found is None:
        found, ceiling = _bisect(pairs, ceiling, how, is_refuted=proven is not None)
        if found is None:
            return None
        proven = None
    worst, total = _worth(pairs, found)
    if proven is None:
        again, proven = _largest_total(pairs, worst, how)
        found = found if again is None else again
        worst, total = _worth(pairs, found)
    how.stop.spend()
    is_proven = proven is not None and ceiling - worst <= 2 * FINE
    bound = proven if is_proven and proven is not None else _largest_total_relaxed(pairs, how)
    return Assignment(found, worst, total, max(ceiling, worst), max(bound, total))


def _bisect(pairs: Pairs, ceiling: float, how: How, *, is_refuted: bool) -> tuple[NDArray[np.bool_] | None, float]:
    """Return an assignment with the largest worst expertise, and the proven bound on it."""
    found, proven = _largest_total(pairs, 0.0, how)
    if found is None or not is_refuted:
        return found, ceiling
    floor = _worth(pairs, found)[0]
    while ceiling - floor > FINE and not how.stop.is_over():
        middle = (floor + ceiling) / 2
        better, proven = _largest_total(pairs, middle, how)
        if better is not None:
            found, floor = better, max(middle, _worth(pairs, better)[0])
        elif proven is not None:
            ceiling = middle
        else:
            break
    return found, ceiling


def _worth(pairs: Pairs, chosen: NDArray[np.bool_]) -> tuple[float, float]:
    """Return the worst entry's mean expertise and the total."""
    sums = np.bincount(pairs.entry[chosen], pairs.expertise[chosen], len(pairs.need))
    needy = pairs.need > 0
    return float((sums[needy] / pairs.need[needy]).min(initial=1.0)), float(pairs.expertise[chosen].sum())


def _largest_total(pairs: Pairs, worst: float, how: How) -> tuple[NDArray[np.bool_] | None, float | None]:
    """Return the assignment of largest total with at least ``worst``, and the proven bound on the total.

    No assignment and the bound -inf: proven impossible. No assignment and no bound: out of time.
    """
    relaxed = _relaxation(pairs, worst, how)
    if relaxed is None:
        return None, float("-inf")
    limit, cost = relaxed
    gap = FIRST_GAP * max(1.0, float(pairs.expertise.max(initial=1.0)))
    while True:
        keep = cost <= gap
        status, chosen = _integers(pairs.only(keep), worst, how)
        if chosen is not None:
            full = np.zeros(len(keep), dtype=bool)
            full[np.flatnonzero(keep)[chosen]] = True
            total = float(pairs.expertise[full].sum())
            if status == 0 and (limit - total <= gap or bool(keep.all())):
                return full, total if total >= limit - gap or keep.all() else limit
            if status != 0:
                return full, limit
        elif status == 2 and keep.all():  # noqa: PLR2004 (HiGHS: infeasible)
            return None, float("-inf")
        elif status != 2:  # noqa: PLR2004 (as above)
            return None, None
        gap = LAST_GAP if gap > 1.0 else gap * 5.0


def _relaxation(pairs: Pairs, worst: float, how: How) -> tuple[float, Numbers] | None:
    """Return the linear bound on the total and what using each unused pair would cost of it."""
    rows = rows_of(pairs)
    answer = _linear(
        how,
        -pairs.expertise,
        A_ub=sparse.vstack([-rows.expertise, rows.minutes, -rows.minutes], format="csr"),
        b_ub=np.concatenate([np.full(rows.expertise.shape[0], EXACT - worst), pairs.most, -pairs.least]),
        A_eq=rows.viewings,
        b_eq=pairs.need,
    )
    if answer.status != 0:
        return None
    return float(-answer.fun), np.asarray(np.maximum(answer.lower.marginals, 0.0))


def _largest_total_relaxed(pairs: Pairs, how: How) -> float:
    relaxed = _relaxation(pairs, 0.0, how)
    return float("inf") if relaxed is None else relaxed[0]


def _integers(pairs: Pairs, worst: float, how: How) -> tuple[int, NDArray[np.bool_] | None]:
    """Return HiGHS's status and the chosen pairs."""
    rows = rows_of(pairs)
    answer = mixed(
        -pairs.expertise,
        integrality=np.ones(len(pairs.entry)),
        bounds=Bounds(0, 1),
        constraints=[
            LinearConstraint(rows.viewings, pairs.need, pairs.need),
            LinearConstraint(rows.minutes, pairs.least - EXACT, pairs.most + EXACT),
            LinearConstraint(rows.expertise, worst - EXACT, np.inf),
        ],
        options=_options(how),
    )
    return answer.status, None if answer.x is None else answer.x > 0.5  # noqa: PLR2004 (yes rather than no)


def _linear(how: How, cost: Numbers, **rows: Any) -> Any:  # noqa: ANN401 (scipy's arguments and result)
    """Minimise a linear program over [0, 1]; raises `OutOfTime` where the seconds did not suffice."""
    left_s = how.stop.left_s
    options = {} if np.isinf(left_s) else {"time_limit": max(LEAST_S, left_s)}
    answer = linear(cost, bounds=(0.0, 1.0), method="highs", options=options, **rows)
    if answer.status == OUT_OF_TIME:
        raise OutOfTime
    return answer


def _options(how: How) -> dict[str, float]:
    """Return HiGHS's limits: nodes where the run must be deterministic, else the seconds left."""
    exact = {"mip_rel_gap": 0.0}
    if how.stop.is_deterministic:
        return {**exact, "node_limit": max(1.0, how.stop.left_steps)}
    return exact if np.isinf(how.stop.left_s) else {**exact, "time_limit": max(LEAST_S, how.stop.left_s)}
