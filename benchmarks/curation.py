"""B4: where the engine's score ranks real programs, and real orders, among 999 by chance.

The requests, the decisions and the checker are what an outsider has: films with running time, synopsis, genre and
countries; no scores, no similarity, weights absent; each decision scored by the checker of ``matinee engine verify``.

- orders: each real program of three films or more among random orders of its own films;
- programs: each real program among what stands in its place when all films of its edition are put at random into
  windows of its programs' real times, 5 minutes more or less, in random order;
- editions: the same, all programs of an edition together; grouping alone is that without the order term.

Films without running time get the median of their edition. Single programs from many festivals (one file) are pooled
as if they were one edition, and told apart: grouping there is easier than in a festival.

``--learn`` fits the constants again, each festival left out once, and tells where it stands under the constants that
never saw it. Peers in the same run: likeness alone, and the rules of the trade that need only running times.
"""

from __future__ import annotations

import argparse
import json
import sys
from itertools import pairwise
from typing import TYPE_CHECKING, Any

import numpy as np

from blocks_instances import DATA, ONLY_COHESION
from curation_learn import festival_of, held_out
from matinee.engine import themes
from matinee.engine.blocks import Checker, parse
from matinee.engine.blocks.curation import PastEdition, read_editions
from matinee.engine.blocks.curation.chances import placed, reblockings, reorderings
from matinee.engine.blocks.curation.evidence import percentile

if TYPE_CHECKING:
    from collections.abc import Callable, Sequence

    Score = Callable[[int, Sequence[int]], dict[str, float]]
    Found = dict[str, list[tuple[str, float]]]

MIXED = "(mixed"
RESAMPLES = 2_000


def main() -> int:
    """Print the table."""
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("--chances", type=int, default=999)
    parser.add_argument("--seed", type=int, default=0)
    parser.add_argument("--learn", action="store_true", help="the constants too, each festival left out once")
    options = parser.parse_args()
    files = sorted((DATA / "programs").glob("*.jsonl"))
    editions = [one for file in files for one in read_editions(map(json.loads, file.read_text().splitlines()))]
    if options.learn:
        found = held_out(editions, options.chances, options.seed)
        _say("constants learnt without the festival", found)
        return 0
    scorers = {"the engine's score": _engine, "likeness alone": _likeness, "rule on running times": _rule}
    for name, scorer in scorers.items():
        found: Found = {"orders": [], "programs": [], "editions": [], "editions, grouping alone": []}
        for k, edition in enumerate(editions):
            _judge(edition, scorer(edition), options.chances, options.seed + k, found)
        _say(name, found)
    return 0


def _judge(edition: PastEdition, score: Score, chances: int, seed: int, found: Found) -> None:
    rng = np.random.default_rng(seed)
    for p, films in enumerate(edition.programs):
        if len(films) > 2:
            ways = [films, *(np.array(films)[way] for way in reorderings(len(films), chances, rng))]
            where = percentile(np.array([score(p, way)["order"] for way in ways]))
            found["orders"].append((festival_of(edition, p), where))
    others = reblockings(edition.problem, chances, seed)
    states: list[Any] = [edition.programs]
    states += [[rng.permutation(films) for films in placed(home, len(edition.programs))] for home in others]
    terms = [[score(p, films) for p, films in enumerate(state)] for state in states]
    whole = np.array([[sum(one.values()) for one in row] for row in terms])
    grouped = np.array([[sum(one.values()) - one["order"] for one in row] for row in terms])
    festival = festival_of(edition, None)
    found["programs"] += [(festival_of(edition, p), percentile(values)) for p, values in enumerate(whole.T)]
    found["editions"].append((festival, percentile(whole.sum(axis=1))))
    found["editions, grouping alone"].append((festival, percentile(grouped.sum(axis=1))))


def _engine(edition: PastEdition) -> Score:
    return _checked(edition, {})


def _likeness(edition: PastEdition) -> Score:
    rows = np.asarray(themes.vectors([film.text or "" for film in edition.problem.films]))
    ids = [film.id for film in edition.problem.films]
    matrix = np.clip(rows @ rows.T, -1, 1).tolist()
    return _checked(edition, {"similarity": {"ids": ids, "matrix": matrix}, "weights": ONLY_COHESION})


def _checked(edition: PastEdition, more: dict[str, Any]) -> Score:
    """Return the checker's terms of single programs of an edition, as an outsider would ask."""
    problem = edition.problem
    films = [
        {
            "id": film.id,
            "running_time_s": film.running_time_s,
            "text": film.text,
            "genre": film.genre,
            "countries": list(film.countries),
        }
        for film in problem.films
    ]
    programs = [{"id": one.id, "min_s": one.min_s, "max_s": one.max_s} for one in problem.programs]
    check = Checker(
        parse({"format": "matinee-blocks/1", "films": films, "programs": programs, "select": "all", **more})
    )

    def score(p: int, films: Sequence[int]) -> dict[str, float]:
        verdict = check({"programs": [{"id": programs[p]["id"], "films": [f"f{i}" for i in films]}]})
        return {name: term.points for name, term in verdict.terms.items()}

    return score


def _rule(edition: PastEdition) -> Score:
    """Return one point each for a short opener and the longest film late, one less for two long neighbours."""
    seconds = [film.running_time_s for film in edition.problem.films]

    def score(_: int, films: Sequence[int]) -> dict[str, float]:
        times = [seconds[i] for i in films]
        if not times:
            return {"order": 0.0}
        long = sum(min(a, b) > 18 * 60 for a, b in pairwise(times))
        return {"order": float(times[0] <= 12 * 60) + float(max(times) in times[-2:]) - long}

    return score


def _say(name: str, found: Found) -> None:
    out = sys.stdout
    out.write(f"\n{name}\n")
    for kind, values in found.items():
        for label, chosen in (
            ("festivals", [v for v in values if not v[0].startswith(MIXED)]),
            ("mixed", [v for v in values if v[0].startswith(MIXED)]),
            ("all", values),
        ):
            if chosen:
                low, high = _interval(chosen)
                middle, mean = np.median([v for _, v in chosen]), np.mean([v for _, v in chosen])
                out.write(f"  {kind:26} {label:10} n {len(chosen):3}  median {middle:5.1f} [{low:.0f}, {high:.0f}]")
                out.write(f"  mean {mean:5.1f}\n")
        festivals = sorted({festival for festival, _ in values if not festival.startswith(MIXED)})
        each = [f"{one} {np.median([v for f, v in values if f == one]):.0f}" for one in festivals]
        out.write(f"  {'':26} medians: {', '.join(each)}\n")
    out.flush()


def _interval(values: Sequence[tuple[str, float]]) -> tuple[float, float]:
    """Return where 95 of 100 medians lie when festivals, and programs in them, are drawn again."""
    rng = np.random.default_rng(0)
    groups = [np.array([v for f, v in values if f == one]) for one in sorted({f for f, _ in values})]
    medians = []
    for _ in range(RESAMPLES):
        drawn = [groups[g] for g in rng.integers(len(groups), size=len(groups))]
        medians.append(np.median(np.concatenate([rng.choice(group, len(group)) for group in drawn])))
    low, high = np.percentile(medians, [2.5, 97.5])
    return float(low), float(high)


if __name__ == "__main__":
    raise SystemExit(main())
