import numpy as np
import pytest

from matinee.engine.scores import Calibration, Mark, Scale, calibrate
from matinee.engine.scores.cells import cells, moments
from matinee.engine.scores.fit import fit
from matinee.engine.scores.learning import first_beliefs
from matinee.engine.scores.model import TAILS, WIDEST, design_of

SCALE = Scale(1.0, 10.0, 0.5)


def season(
    seed: int, films: int = 150, people: int = 12, each: int = 5, *, noise: float = 0.8
) -> tuple[list[Mark], np.ndarray, np.ndarray]:
    """Return marks of a season made up by the model, with the true qualities and biases."""
    rng = np.random.default_rng(seed)
    quality, bias = rng.normal(6.0, 1.2, films), rng.normal(0.0, 1.0, people)
    stretch = np.clip(rng.normal(1.0, 0.15, people), 0.6, 1.5)
    marks = []
    for i in range(films):
        for j in rng.choice(people, each, replace=False):
            opinion = 6.0 + bias[j] + stretch[j] * (quality[i] - 6.0) + rng.standard_t(TAILS) * noise
            marks.append(Mark(f"r{j}", f"e{i}", float(np.clip(np.round(opinion * 2) / 2, 1, 10)), f"g{i % 4}"))
    return marks, quality, bias


def by_number(done: Calibration, values: np.ndarray) -> np.ndarray:
    order = sorted(range(len(values)), key=lambda i: int(done.design.entries[i][1:]))
    return np.asarray(values[order])


def test_calibrate_beats_plain_averages_and_knows_how_sure_it_is() -> None:
    better, covered = [], []
    for seed in range(3):
        marks, quality, bias = season(seed)
        done = calibrate(marks, scale=SCALE)
        means, sds = by_number(done, done.means), by_number(done, done.sds)
        averages = np.array([np.mean([m.mark for m in marks if m.entry == f"e{i}"]) for i in range(len(quality))])
        better.append(np.corrcoef(means, quality)[0, 1] - np.corrcoef(averages, quality)[0, 1])
        covered.append(np.mean(np.abs(means - quality - bias.mean()) < 1.645 * sds))

    assert min(better) > 0.01
    assert 0.8 < np.mean(covered) < 0.97


def test_calibrate_recovers_the_biases_of_reviewers() -> None:
    marks, _, bias = season(9, films=300)

    reviewers = calibrate(marks, scale=SCALE).reviewers
    truth = [bias[int(r.reviewer[1:])] - bias.mean() for r in reviewers]

    assert np.corrcoef(truth, [r.bias for r in reviewers])[0, 1] > 0.97
    assert all(r.bias_low < r.bias < r.bias_high for r in reviewers)
    assert all(r.spread_low < r.spread < r.spread_high for r in reviewers)


def test_calibrate_agrees_with_brute_force_over_the_prior() -> None:
    """With variances held, weigh draws of the prior by the likelihood, and compare means and deviations."""
    marks = [Mark("a", "x", 8.0), Mark("a", "y", 5.0), Mark("b", "y", 6.0), Mark("b", "z", 7.0), Mark("a", "z", 6.5)]
    design = design_of(marks, [], SCALE)
    start = first_beliefs(design)
    beliefs = fit(design, start, is_learning=False)

    rng = np.random.default_rng(3)
    draws = 400_000
    level = rng.normal(design.centre, 2.0, draws)  # flat enough: the solver's prior of the level is flat
    quality = rng.normal(0.0, start.quality_variance**0.5, (draws, 3))
    people = rng.multivariate_normal([0, 0], start.people, (draws, 2))
    weight = np.zeros(draws)
    for m in range(len(marks)):
        i, j = design.film[m], design.reviewer[m]
        off = (marks[m].mark - level - people[:, j, 0] - (1 + people[:, j, 1]) * quality[:, i]) / start.noise[j] ** 0.5
        weight += -0.5 * (TAILS + 1) * np.log1p(off**2 / TAILS)
    share = np.exp(weight - weight.max())
    share /= share.sum()
    total = level[:, None] + quality
    means = share @ total
    sds = np.sqrt(share @ (total - means) ** 2)

    assert (np.abs(beliefs.phi[0] + beliefs.quality - means) < 0.25 * sds).all()
    assert beliefs.sds() == pytest.approx(sds, rel=0.2)


def test_with_mark_agrees_with_calibrating_anew() -> None:
    marks, _, _ = season(2)
    done = calibrate(marks[:-20], scale=SCALE)

    for mark in marks[-20:]:
        done = done.with_mark(mark)
    anew = calibrate(marks, scale=SCALE)

    apart = np.abs(by_number(done, done.means) - by_number(anew, anew.means)) / by_number(anew, anew.sds)
    assert apart.max() < 1.0
    assert apart.mean() < 0.1


def test_the_fit_settles_where_many_marks_pull_at_the_scale() -> None:
    marks, _, _ = season(4, films=900, people=30, each=3)
    design = design_of(marks, [], SCALE)

    beliefs = fit(design, first_beliefs(design))
    further = fit(design, beliefs, 1)

    assert np.abs(further.quality - beliefs.quality).max() < 0.02 * beliefs.quality_variance**0.5
    assert beliefs.stretch(design).mean() == pytest.approx(1.0, abs=0.01)
    assert beliefs.quality_variance**0.5 == pytest.approx(1.2, rel=0.1)


def test_with_mark_says_what_the_fit_says_with_the_same_variances() -> None:
    marks, _, _ = season(5, films=60)
    done = calibrate(marks[:-1], scale=SCALE)

    quick = done.with_mark(marks[-1])
    slow = fit(quick.design, quick.beliefs, is_learning=False)

    assert np.abs(quick.beliefs.quality - slow.quality).max() < 0.05 * quick.sds.min()
    assert quick.sds == pytest.approx(slow.sds(), rel=0.05)
    assert quick.sds[quick.design.film[-1]] < done.sds[done.design.film[-1]]


def test_biases_by_genre_are_left_out_where_reviewers_are_too_many_to_know() -> None:
    marks = [Mark(f"r{j}", f"e{i}", 5.0, f"g{i % 2}") for j in range(450) for i in range(j % 3 + 3)]

    design = design_of(marks, [], SCALE)

    assert design.width <= WIDEST
    assert all(int(name[1:]) % 3 == 2 for name, _ in design.pairs)


def test_with_mark_takes_newcomers_and_second_thoughts() -> None:
    done = calibrate([Mark("a", "x", 8.0), Mark("a", "y", 5.0), Mark("b", "y", 6.0)], scale=SCALE, top_k=1)

    later = done.with_mark(Mark("c", "new", 9.0)).with_mark(Mark("a", "x", 3.0))

    assert {entry.entry for entry in later.entries} == {"x", "y", "new"}
    assert later.entries[0].entry == "new"
    assert sum(entry.marks for entry in later.entries) == 4
    assert len(later.reviewers) == 3


def test_chances_of_the_best_add_up_and_ranks_hold_them() -> None:
    done = calibrate(season(1)[0], scale=SCALE, top_k=20)

    assert sum(entry.top_k_probability for entry in done.entries) == pytest.approx(20.0)
    assert done.entries[0].rank_low == 1
    assert all(1 <= e.rank_low <= e.rank_high <= 150 for e in done.entries)
    assert done.entries[0].top_k_probability > 0.9
    assert done.entries[-1].top_k_probability < 0.1


def test_an_entry_without_marks_is_the_least_sure() -> None:
    done = calibrate(season(1)[0], scale=SCALE, entries=["e999"])
    blank = next(entry for entry in done.entries if entry.entry == "e999")

    assert blank.marks == 0
    assert blank.sd == max(entry.sd for entry in done.entries)


def test_nothing_but_names_is_all_alike() -> None:
    done = calibrate([], scale=SCALE, entries=["a", "b"], top_k=1)

    assert [entry.mean for entry in done.entries] == [5.5, 5.5]
    assert [entry.top_k_probability for entry in done.entries] == pytest.approx([0.5, 0.5], abs=0.05)


def test_one_strange_mark_moves_a_film_less_than_with_light_tails() -> None:
    same = [Mark(f"r{j}", f"e{i}", 5.0 + (i % 3)) for i in range(30) for j in range(6)]
    odd = [Mark("r0", "e0", 10.0) if (m.reviewer, m.entry) == ("r0", "e0") else m for m in same]

    before, after = calibrate(same, scale=SCALE), calibrate(odd, scale=SCALE)

    assert abs(after.means[0] - before.means[0]) < 5.0 / 6.0 / 2.0


def test_films_at_the_top_of_the_scale_may_be_better_still() -> None:
    marks = [Mark(f"r{j}", f"e{i}", 5.0 if i > 2 else 10.0) for i in range(12) for j in range(4)]
    capped = calibrate(marks, scale=Scale(1, 10, 1))

    assert capped.beliefs.phi[0] + capped.beliefs.quality[0] > 9.5
    assert capped.means.max() <= 10.0


def test_words_are_not_taken_for_numbers() -> None:
    lower, upper = cells(np.array([1.0, 2.0, 3.0, 3.0, 3.0, 3.0]), Scale(1, 3, 1))

    assert (lower[0], upper[-1]) == (-np.inf, np.inf)
    assert upper[0] == lower[1]
    assert upper[1] == lower[2]
    assert upper[1] < 2.5  # half the people say yes, so yes begins below the midpoint


def test_three_words_rank_films() -> None:
    rng = np.random.default_rng(0)
    quality = rng.normal(0, 1, 60)
    marks = [
        Mark(f"r{j}", f"e{i}", float(np.digitize(quality[i] + rng.normal(0, 0.7), [-0.5, 0.8]) + 1))
        for i in range(60)
        for j in range(6)
    ]

    done = calibrate(marks, scale=Scale(1, 3, 1))

    assert np.corrcoef(done.means, quality)[0, 1] > 0.85


@pytest.mark.parametrize(("lower", "upper"), [(1.0, 2.0), (-np.inf, -1.0), (3.0, np.inf), (7.0, 7.0), (9.0, 40.0)])
def test_moments_agree_with_quadrature(lower: float, upper: float) -> None:
    grid = np.linspace(max(lower, -12.0), min(upper, 12.0), 200_001)
    density = np.exp(-0.5 * (grid - 0.5) ** 2 / 2.0)
    mean = np.average(grid, weights=density)
    variance = np.average((grid - mean) ** 2, weights=density)

    found = moments(np.array([lower]), np.array([upper]), np.array([0.5]), np.array([2.0]))

    assert found[0][0] == pytest.approx(mean, abs=2e-3)
    assert found[1][0] == pytest.approx(variance, abs=2e-3)


def test_calibrate_gives_the_same_for_the_same_seed() -> None:
    marks, _, _ = season(3, films=40)

    assert calibrate(marks, scale=SCALE, seed=5).entries == calibrate(marks, scale=SCALE, seed=5).entries
