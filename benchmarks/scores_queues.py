"""B7: viewing minutes to a good selection, and calibration of few and crooked marks.

    python benchmarks/scores_queues.py [--seeds 8] [--part viewing|calibration|speed]

Viewing: 120 films, the best 20 wanted, 16 reviewers with bias, stretch and taste by genre, marks in halves from 1 to
10, noise with heavy tails. After two viewings of each film, more are given out twelve at a time: evenly (plain
averages; the same marks calibrated), by OCBA-m on plain averages, or where they change the selection most per minute.
Printed: minutes watched until the mean precision at 20 reaches .80 (and .75).

Calibration: the generator of Tan et al. 2021 (1000 papers, 400 reviewers of 4 papers, linear reviewers, noise 0,
.25, .5): precision of the best 100.

Speed: processor seconds of a calibration, of its ranks and reviewers, of one more mark, and of a mark that replaces an
earlier one, for seasons of several sizes. Set OPENBLAS_NUM_THREADS=1, as ``matinee serve`` does for its worker.

References
----------
S. Tan et al., 2021, https://doi.org/10.48550/arXiv.2110.12607; C.-H. Chen et al., 2008,
https://doi.org/10.1287/ijoc.1080.0268 (OCBA-m)

"""

from __future__ import annotations

import argparse
import time

import numpy as np
from numpy.typing import NDArray

from matinee.engine.queues import next_viewings
from matinee.engine.scores import Calibration, Mark, Scale, calibrate

FILMS, REVIEWERS, BEST, START, BATCH, ANEW = 120, 16, 20, 2, 12, 6
MOST = {"averages": 1700, "calibrated": 1700, "OCBA-m": 1700, "ours": 1100}
SCALE = Scale(1.0, 10.0, 0.5)
GRID = np.arange(500.0, 26_000.0, 100.0)
WANTED = (0.75, 0.80)
Numbers = NDArray[np.float64]


class World:
    """Films with true qualities and reviewers with their ways; every question is answered once and the same."""

    def __init__(self, seed: int) -> None:
        rng = np.random.default_rng(seed)
        self.rng = np.random.default_rng(seed + 10_000)
        self.quality = rng.normal(6.0, 1.2, FILMS)
        self.minutes = np.clip(rng.lognormal(2.5, 0.6, FILMS), 2.0, 40.0)
        self.genre = rng.integers(0, 6, FILMS)
        bias, stretch = rng.normal(0, 0.7, REVIEWERS), np.clip(rng.normal(1, 0.2, REVIEWERS), 0.5, 1.6)
        taste = rng.normal(0, 0.3, (REVIEWERS, 6))
        opinion = 6 + bias[:, None] + taste[:, self.genre] + stretch[:, None] * (self.quality - 6)
        noisy = opinion + rng.standard_t(5, opinion.shape)
        self.table = np.clip(np.round(noisy * 2) / 2, 1, 10)
        self.seen = np.zeros((REVIEWERS, FILMS), dtype=bool)
        self.load = np.zeros(REVIEWERS)
        self.marks: list[Mark] = []

    def view(self, film: int) -> bool:
        """Let the least loaded reviewer who has not seen it watch a film."""
        free = np.flatnonzero(~self.seen[:, film])
        if not len(free):
            return False
        reviewer = int(free[np.argmin(self.load[free] + 1e-6 * self.rng.random(len(free)))])
        self.seen[reviewer, film] = True
        self.load[reviewer] += self.minutes[film]
        mark = float(self.table[reviewer, film])
        self.marks.append(Mark(f"r{reviewer}", f"e{film}", mark, f"g{self.genre[film]}"))
        return True

    def precision(self, values: Numbers) -> float:
        """Return the share of the truly best among those chosen."""
        return len(set(np.argsort(-values)[:BEST]) & set(np.argsort(-self.quality)[:BEST])) / BEST


def averages(world: World) -> tuple[Numbers, Numbers]:
    """Return mean and standard error of each film's plain marks."""
    marks = np.where(world.seen, world.table, np.nan)
    count = world.seen.sum(axis=0)
    spread = np.sqrt(np.nanvar(marks, axis=0, ddof=1).mean())
    return np.nanmean(marks, axis=0), spread / np.sqrt(count)


def calibrated(world: World, before: Calibration | None) -> Calibration:
    """Return a calibration of all marks: anew, or the earlier one with its news."""
    names = [f"e{i}" for i in range(FILMS)]
    if before is None or len(world.marks) % (BATCH * ANEW) == 0:
        return calibrate(world.marks, scale=SCALE, top_k=BEST, entries=names)
    return before.with_marks(world.marks[len(before.marks) :])


def in_order(done: Calibration) -> tuple[Numbers, Numbers]:
    """Return means (beyond the ends of the scale too) and deviations by film."""
    place = np.array([done.design.entries.index(f"e{i}") for i in range(FILMS)])
    return done.beliefs.quality[place], done.sds[place]


def wishes(way: str, world: World, values: Numbers, sds: Numbers, done: Calibration | None) -> list[int]:
    """Return the films in the order in which a way wants them watched."""
    if way in {"averages", "calibrated"}:
        return [int(i) for i in np.lexsort((world.rng.random(FILMS), world.seen.sum(axis=0)))]
    if way == "OCBA-m":
        ordered = np.sort(values)[::-1]
        border = (ordered[BEST - 1] + ordered[BEST]) / 2
        count = world.seen.sum(axis=0)
        share = (sds * np.sqrt(count) / np.maximum(np.abs(values - border), 0.05)) ** 2
        lack = share / share.sum() * (count.sum() + BATCH) - count
        return [int(i) for i in np.argsort(-lack)]
    noise = done.noise_sd() if done else 1.0
    told = next_viewings(
        [f"e{i}" for i in range(FILMS)],
        means=values,
        sds=sds,
        minutes=world.minutes,
        top_k=BEST,
        noise_sd=noise,
    )
    return [int(viewing.entry[1:]) for viewing in told]


def watch(way: str, seed: int) -> Numbers:
    """Return the precision of a way at each point of the grid of minutes (nan beyond its last viewing)."""
    world = World(seed)
    for _ in range(START):
        for film in world.rng.permutation(FILMS):
            world.view(int(film))
    done: Calibration | None = None
    minutes, precision = [], []
    while len(world.marks) < MOST[way]:
        if way in {"averages", "OCBA-m"}:
            values, sds = averages(world)
        else:
            done = calibrated(world, done)
            values, sds = in_order(done)
        minutes.append(world.load.sum())
        precision.append(world.precision(values))
        given = 0
        for film in wishes(way, world, values, sds, done):
            given += world.view(film)
            if given >= BATCH:
                break
        if given == 0:
            break
    return np.interp(GRID, minutes, precision, right=np.nan)


def reached(curve: Numbers, wanted: float) -> float:
    """Return the minutes at which the mean precision first reaches the wanted level; infinite where it never does."""
    at = np.flatnonzero(np.nan_to_num(curve) >= wanted)
    return float(GRID[at[0]]) if len(at) else float("inf")


def viewing(seeds: int) -> None:
    """Print minutes to the wanted precision for each way."""
    print(f"viewing: {FILMS} films, best {BEST}, {REVIEWERS} reviewers, seeds 0 to {seeds - 1}")
    print(f"{'':12}{'to .75':>10}{'ratio':>8}{'to .80':>10}{'ratio':>8}{'seconds':>10}")
    first: list[float] = []
    for way in MOST:
        started = time.perf_counter()
        curve = np.mean([watch(way, seed) for seed in range(seeds)], axis=0)
        found = [reached(curve, wanted) for wanted in WANTED]
        watched = float(GRID[int((~np.isnan(curve)).sum()) - 1])
        first = first or [min(minutes, watched) for minutes in found]
        seconds = time.perf_counter() - started
        ratio = [found[i] / first[i] for i in range(2)]
        print(f"{way:12}{found[0]:10.0f}{ratio[0]:8.2f}{found[1]:10.0f}{ratio[1]:8.2f}{seconds:10.1f}", flush=True)
    print("(ratio: over the minutes of averages, or over all it watched where it never got there)")


def crooked(seed: int, noise: float) -> tuple[Numbers, list[Mark]]:
    """Return true scores and marks by the generator of Tan et al."""
    rng = np.random.default_rng(seed)
    papers, reviewers, each = 1000, 400, 4
    truth = np.clip(rng.normal(5.32, 1.2, papers), 0, 10)
    left, used = set(range(papers)), np.zeros(papers, dtype=int)
    marks = []
    for j in range(reviewers):
        pool = sorted(left)
        few = len(pool) < each
        mine = (
            [*pool, *rng.choice(papers, each - len(pool), replace=False)]
            if few
            else rng.choice(pool, each, replace=False)
        )
        slope, shift = rng.uniform(0, 2), rng.normal(0, 2)
        for i in dict.fromkeys(int(i) for i in mine):
            used[i] += 1
            if used[i] >= each * reviewers // papers:
                left.discard(i)
            marks.append(Mark(f"r{j}", f"p{i}", float(slope * truth[i] + shift + rng.normal(0, noise))))
    return truth, marks


def calibration(seeds: int) -> None:
    """Print the precision of the best 100 by plain averages and by ours."""
    print(f"calibration: generator of Tan et al. 2021, precision of the best 100, seeds 0 to {seeds - 1}")
    print(f"{'noise':12}{'averages':>10}{'ours':>10}{'ratio':>10}{'seconds':>10}")
    for noise in (0.0, 0.25, 0.5):
        plain, ours, seconds = [], [], []
        for seed in range(seeds):
            truth, marks = crooked(seed, noise)
            names = [f"p{i}" for i in range(len(truth))]
            started = time.perf_counter()
            done = calibrate(marks, entries=names)
            seconds.append(time.perf_counter() - started)
            place = {name: i for i, name in enumerate(done.design.entries)}
            best = set(np.argsort(-truth)[:100])
            given: list[list[float]] = [[] for _ in names]
            for mark in marks:
                given[int(mark.entry[1:])].append(mark.mark)
            mean = np.array([np.mean(g) if g else -np.inf for g in given])
            plain.append(len(best & set(np.argsort(-mean)[:100])) / 100)
            quality = np.array([done.beliefs.quality[place[name]] for name in names])
            ours.append(len(best & set(np.argsort(-quality)[:100])) / 100)
        a, b = np.mean(plain), np.mean(ours)
        print(f"{noise:<12}{a:10.3f}{b:10.3f}{b / a:10.2f}{np.mean(seconds):10.2f}", flush=True)


def season(marks: int, films: int, people: int) -> list[Mark]:
    """Return marks by reviewers with bias, stretch and taste, spread evenly over films."""
    rng = np.random.default_rng(0)
    quality, genre = rng.normal(6.0, 1.2, films), rng.integers(0, 8, films)
    bias, stretch = rng.normal(0, 0.7, people), np.clip(rng.normal(1, 0.2, people), 0.5, 1.6)
    taste = rng.normal(0, 0.3, (people, 8))
    found: dict[tuple[int, int], Mark] = {}
    for n in range(4 * marks):
        film, who = n % films, int(rng.integers(people))
        opinion = 6 + bias[who] + taste[who, genre[film]] + stretch[who] * (quality[film] - 6) + rng.standard_t(5)
        mark = float(np.clip(np.round(opinion * 2) / 2, 1, 10))
        found.setdefault((film, who), Mark(f"r{who}", f"e{film}", mark, f"g{genre[film]}"))
        if len(found) == marks:
            break
    return list(found.values())


def speed() -> None:
    """Print processor seconds of each step."""
    print("speed: processor seconds")
    print(f"{'marks':>7}{'films':>7}{'people':>7}{'calibrate':>11}{'show':>8}{'a mark':>9}{'another':>9}")
    for marks, films, people in ((3000, 1000, 30), (9000, 3000, 40), (1600, 1000, 400), (9000, 3000, 400)):
        given = season(marks, films, people)
        clock = [time.process_time()]
        done = calibrate(given[:-1], scale=SCALE, top_k=300)
        clock.append(time.process_time())
        done.entries, done.reviewers  # noqa: B018  reckoned when they are first asked for
        clock.append(time.process_time())
        done.with_mark(given[-1])
        clock.append(time.process_time())
        done.with_mark(Mark(given[0].reviewer, given[0].entry, 7.5, given[0].genre))
        clock.append(time.process_time())
        seconds = "".join(f"{value:{width}.3f}" for value, width in zip(np.diff(clock), (11, 8, 9, 9), strict=True))
        print(f"{marks:7}{films:7}{people:7}{seconds}", flush=True)


def main() -> None:
    """Run the parts asked for."""
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("--seeds", type=int, default=8)
    parser.add_argument("--part", choices=("viewing", "calibration", "speed"), default=None)
    options = parser.parse_args()
    if options.part in {None, "speed"}:
        speed()
    if options.part in {None, "calibration"}:
        calibration(options.seeds)
    if options.part in {None, "viewing"}:
        viewing(options.seeds)


if __name__ == "__main__":
    main()
