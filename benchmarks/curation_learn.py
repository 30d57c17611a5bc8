"""How the constants of cohesion and order were learnt from real programs, and where held-out festivals stand.

Choices have chances ``exp(points / 2)`` (`matinee.engine.blocks.curation.fit`). Three constants of a pair (shared kind,
shared country, near running times) are fitted to what festivals put together, one of the order (running times that
grow) to how programs were ordered; signs are given, and each is drawn towards 0. What films say (likeness, themes) is
not learnt: the synopses of these lists tell nothing about it. Neither are the rules of the trade.
"""

from __future__ import annotations

from typing import TYPE_CHECKING, NamedTuple

import numpy as np
from scipy.optimize import minimize
from scipy.special import logsumexp

from matinee.engine.blocks import order, trade
from matinee.engine.blocks.curation.chances import placed, reblockings, reorderings
from matinee.engine.blocks.curation.evidence import pair_sums, percentile, worth
from matinee.engine.blocks.curation.fit import POINTS_A_NAT
from matinee.engine.blocks.likeness import Likeness
from matinee.engine.blocks.model import make_pool

if TYPE_CHECKING:
    from collections.abc import Sequence

    from matinee.engine.blocks.curation import PastEdition
    from matinee.engine.blocks.model import Floats, Ints, Pool

LEARNT = {"kind": 1, "countries": 1, "length": -1}
PULL_PAIRS, PULL_ARC = 3.0, 0.5  # of the squares, in nats
MIXED = "(mixed"


class Views(NamedTuple):
    """One edition against chance, the constants still apart: row 0 is what people did."""

    edition: PastEdition
    pairs: dict[str, Floats]  # (1 + chances, programs)
    arc: Floats  # (1 + chances, programs), in random order
    rules: Floats  # the order term without the arc
    orders: dict[int, tuple[Floats, Floats]]  # arc and rules of each program's re-orderings


def festival_of(edition: PastEdition, p: int | None) -> str:
    """Return the festival of a program; single programs from many festivals name theirs in the title."""
    if not edition.festival.startswith(MIXED):
        return edition.festival
    words = [] if p is None else edition.titles[p].split()
    return " ".join([MIXED, *words[:1]])


def held_out(editions: Sequence[PastEdition], chances: int, seed: int) -> dict[str, list[tuple[str, float]]]:
    """Return percentiles of every program under constants learnt from other festivals; print what was learnt."""
    views = [_views(edition, chances, seed + k) for k, edition in enumerate(editions)]
    print("learnt from all:", _told(*learn(views, "")))
    found: dict[str, list[tuple[str, float]]] = {"orders": [], "programs": [], "editions": [], "grouping alone": []}
    festivals = sorted({festival_of(v.edition, p) for v in views for p in range(len(v.edition.programs))})
    for festival in festivals:
        gamma, arc = learn(views, festival)
        if not festival.startswith(MIXED):
            print(f"without {festival}:", _told(gamma, arc))
        for view in views:
            _stand(view, festival, gamma, arc, found)
    return found


def learn(views: Sequence[Views], without: str) -> tuple[dict[str, float], float]:
    """Return the constants of a pair and of the arc, in points, learnt without one festival."""
    grouping, ordering = [], []
    for view in views:
        home = view.edition
        if not home.festival.startswith(MIXED) and home.festival != without:
            terms = np.stack([view.pairs[name] for name in LEARNT], axis=2)
            grouping += [terms.sum(axis=1), *(terms[:, p] for p in range(terms.shape[1]))]
        ordering += [arc[:, None] for p, (arc, _) in view.orders.items() if festival_of(home, p) != without]
    gamma = POINTS_A_NAT * _likeliest(grouping, PULL_PAIRS, list(LEARNT.values()))
    arc = POINTS_A_NAT * float(_likeliest(ordering, PULL_ARC, [1])[0])
    return {**trade.PAIR, **dict(zip(LEARNT, gamma.tolist(), strict=True))}, arc


def _likeliest(choices: Sequence[Floats], pull: float, signs: Sequence[int]) -> Floats:
    """Return the constants, in nats, under which row 0 of each choice is likeliest."""

    def badness(x: Floats) -> tuple[float, Floats]:
        total, slope = pull * float(x @ x), 2 * pull * x
        for terms in choices:
            scores = terms @ x
            most = float(logsumexp(scores))
            total += most - float(scores[0])
            slope = slope + np.exp(scores - most) @ terms - terms[0]
        return total, slope

    bounds = [(0, None) if sign > 0 else (None, 0) for sign in signs]
    return np.asarray(minimize(badness, np.zeros(len(signs)), jac=True, method="L-BFGS-B", bounds=bounds).x)


def _views(edition: PastEdition, chances: int, seed: int) -> Views:
    problem, k = edition.problem, len(edition.programs)
    likeness, rng = Likeness(problem), np.random.default_rng(seed)
    films = np.arange(len(problem.films))
    pool = make_pool(problem, likeness, films)
    real = np.zeros(len(films), dtype=np.intp)
    for p, members in enumerate(edition.programs):
        real[list(members)] = p
    homes = np.vstack([real, reblockings(problem, chances, seed)])
    pairs = {name: pair_sums(part, homes, k) for name, part in likeness.pair_parts(films, pool.s)}
    arc, rules = np.zeros((len(homes), k)), np.zeros((len(homes), k))
    for row, home in enumerate(homes):
        for p, members in enumerate(edition.programs if row == 0 else placed(home, k)):
            way = np.array(members) if row == 0 else rng.permutation(members)
            arc[row, p], rules[row, p] = (float(values[0]) for values in _split(pool, way[None, :]))
    ways = {
        p: np.vstack([np.arange(len(members)), reorderings(len(members), chances, rng)])
        for p, members in enumerate(edition.programs)
        if len(members) > 2
    }
    orders = {p: _split(pool, np.array(edition.programs[p])[way]) for p, way in ways.items()}
    return Views(edition, pairs, arc, rules, orders)


def _split(pool: Pool, films: Ints) -> tuple[Floats, Floats]:
    """Return the arc and the rest of the order term of programs as they stand."""
    arc = pool.length[films] @ order.places(films.shape[1]) if films.shape[1] else np.zeros(len(films))
    return arc, worth(pool, films) - trade.ARC * arc


def _stand(
    view: Views, festival: str, gamma: dict[str, float], arc: float, found: dict[str, list[tuple[str, float]]]
) -> None:
    """Write down where the programs of one festival stand."""
    edition = view.edition
    grouped = sum(gamma[name] * part for name, part in view.pairs.items())
    whole = grouped + arc * view.arc + view.rules
    for p in range(len(edition.programs)):
        if festival_of(edition, p) == festival:
            found["programs"].append((festival, percentile(whole[:, p])))
            if p in view.orders:
                mine, rules = view.orders[p]
                found["orders"].append((festival, percentile(arc * mine + rules)))
    if edition.festival == festival:
        found["editions"].append((festival, percentile(whole.sum(axis=1))))
        found["grouping alone"].append((festival, percentile(np.sum(grouped, axis=1))))


def _told(gamma: dict[str, float], arc: float) -> str:
    return ", ".join([*(f"{name} {gamma[name]:+.2f}" for name in LEARNT), f"arc {arc:+.2f}"])
