"""The weights of the terms, fitted to one festival's own past programs.

A festival chooses among re-blockings of its films with chances ``exp(score / POINTS_A_NAT)``; the constants of the
terms are in these units, so the weights in use already are an answer. Evidence moves the weight of a term by a factor
``exp(theta)``, and ``theta`` is drawn towards 0 (normal, sd ``SPREAD``): little evidence, little change.
"""

from __future__ import annotations

from dataclasses import asdict
from typing import TYPE_CHECKING, NamedTuple

import numpy as np
from scipy.optimize import minimize
from scipy.special import logsumexp

from matinee.engine.blocks.contract import Weights
from matinee.engine.blocks.curation.evidence import TERMS, gather, percentile
from matinee.engine.blocks.curation.lists import read_editions
from matinee.engine.errors import BadInput

if TYPE_CHECKING:
    from collections.abc import Iterable, Sequence

    from matinee.engine.blocks.curation.evidence import Evidence
    from matinee.engine.blocks.model import Floats

FORMAT = "matinee-blocks-weights/1"
CHANCES = 499
POINTS_A_NAT = 2.0
SPREAD = 0.5
FURTHEST = 1.5  # no theta beyond this
FEW_PROGRAMS = 8
DEFAULTS = asdict(Weights())


class Standing(NamedTuple):
    """Where real programs stand among those by chance."""

    programs: list[float]
    editions: list[float]


def fit(lines: Iterable[object], seed: int = 0) -> dict[str, object]:
    """Return weights for requests, where real programs stand under them, and warnings; the same for the same seed.

    Raises
    ------
    BadInput
        A line that is no edition, or no edition of two programs or more.
    """
    editions = read_editions(lines)
    evidence = [gather(edition, CHANCES, seed + k) for k, edition in enumerate(editions)]
    evidence = [one for one in evidence if len(one.blocks["order"]) > 1]
    if not evidence:
        raise BadInput("", "no edition has two programs whose films could change places; give one edition a line")
    theta = learn(evidence)
    plain = standing(evidence, np.zeros(len(TERMS)))
    held_out = _held_out(evidence)
    weights = {name: round(value, 3) for name, value in (DEFAULTS | weighed(theta)).items()}
    orders = [percentile(values) for one in evidence for values in one.orders]
    return {
        "format": FORMAT,
        "weights": weights,
        "evidence": _told(evidence),
        "percentiles": {
            "programs": {"default": _median(plain.programs), "fitted, held out": _median(held_out.programs)},
            "editions": {"default": _median(plain.editions), "fitted, held out": _median(held_out.editions)},
            "orders": {"default": _median(orders)},
        },
        "is_worth_using": _is_better(plain, held_out),
        "warnings": _warnings(evidence, plain, held_out),
        "chances": CHANCES,
        "seed": seed,
    }


def weighed(theta: Floats) -> dict[str, float]:
    """Return the weights of the terms that evidence can move."""
    return {name: DEFAULTS[name] * float(np.exp(step)) for name, step in zip(TERMS, theta, strict=True)}


def learn(evidence: Sequence[Evidence]) -> Floats:
    """Return the most likely theta, given what people did and what they might have done."""
    choices = [values for one in evidence for values in _choices(one)]

    def badness(theta: Floats) -> tuple[float, Floats]:
        weights = np.array(list(weighed(theta).values())) / POINTS_A_NAT
        total, slope = float((theta**2).sum()) / (2 * SPREAD**2), theta / SPREAD**2
        for share, terms in choices:
            scores = terms @ weights
            most = float(logsumexp(scores))
            expected = np.exp(scores - most) @ terms
            total += share * (most - float(scores[0]))
            slope = slope + share * weights * (expected - terms[0])
        return total, slope

    bounds = [(-FURTHEST, FURTHEST)] * len(TERMS)
    found = minimize(badness, np.zeros(len(TERMS)), jac=True, method="L-BFGS-B", bounds=bounds)
    return np.asarray(found.x)


def _choices(one: Evidence) -> list[tuple[float, Floats]]:
    """Return what was chosen (row 0) and what was not, as terms: the edition as a whole, and each of its programs.

    They are two views of the same evidence, so each counts half.
    """
    every = np.stack([one.blocks[name] for name in TERMS], axis=2)
    return [(0.5, every.sum(axis=1)), *((0.5, every[:, p]) for p in range(every.shape[1]))]


def standing(evidence: Sequence[Evidence], theta: Floats) -> Standing:
    """Return the percentile of every program and edition under some weights."""
    weights = weighed(theta)
    found = Standing([], [])
    for one in evidence:
        scores = sum(weights[name] * one.blocks[name] for name in TERMS)
        found.editions.append(percentile(np.sum(scores, axis=1)))
        found.programs.extend(percentile(values) for values in np.transpose(scores))
    return found


def _held_out(evidence: Sequence[Evidence]) -> Standing:
    """Return where each edition stands under weights that were fitted to the others; empty for a single one."""
    found = Standing([], [])
    if len(evidence) > 1:
        for k, one in enumerate(evidence):
            there = standing([one], learn([*evidence[:k], *evidence[k + 1 :]]))
            found.programs.extend(there.programs)
            found.editions.extend(there.editions)
    return found


def _is_better(plain: Standing, held_out: Standing) -> bool:
    """Say whether real programs stand higher under weights that had not seen them."""
    return bool(held_out.programs) and bool(np.mean(held_out.programs) > np.mean(plain.programs))


def _median(values: Sequence[float]) -> float | None:
    return round(float(np.median(values)), 1) if values else None


def _told(evidence: Sequence[Evidence]) -> dict[str, int]:
    editions = [one.edition for one in evidence]
    return {
        "editions": len(editions),
        "programs": sum(len(edition.programs) for edition in editions),
        "films": sum(len(edition.problem.films) for edition in editions),
        "films without running time": sum(edition.untimed for edition in editions),
    }


def _warnings(evidence: Sequence[Evidence], plain: Standing, held_out: Standing) -> list[str]:
    told = _told(evidence)
    found = []
    if told["programs"] < FEW_PROGRAMS:
        found.append(f"Only {told['programs']} programs: too few to tell a habit from chance; the weights barely move.")
    if not held_out.programs:
        found.append("One edition cannot be held out, so nothing says that these weights hold for the next one.")
    elif not _is_better(plain, held_out):
        found.append("Held out, the fitted weights do no better than the default ones; keep the default ones.")
    if told["films without running time"] * 5 > told["films"]:
        found.append("More than a fifth of the films have no running time; the median of their edition stood in.")
    if any(len(one.blocks["order"]) <= CHANCES // 2 for one in evidence):
        found.append("Few other ways to fill the same windows were found for some edition.")
    return found
