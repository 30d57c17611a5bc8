"""Past programs: read, held against chance, fitted; what a festival does shows in its weights."""

from __future__ import annotations

import json
import random
from typing import TYPE_CHECKING, Any

import numpy as np
import pytest

from matinee.engine.blocks import Checker, parse
from matinee.engine.blocks.curation import fit, read_editions
from matinee.engine.blocks.curation.chances import placed, reblockings
from matinee.engine.blocks.curation.evidence import gather, percentile
from matinee.engine.blocks.curation.fit import DEFAULTS
from matinee.engine.cli import main
from matinee.engine.errors import BadInput

if TYPE_CHECKING:
    from pathlib import Path

    from tests.engine.blocks.instances import Document


def edition(seed: int, *, is_ascending: bool) -> Document:
    """Return four programs of six films, from the shortest to the longest or the other way round."""
    rng = random.Random(seed)  # noqa: S311 (numbers for a test)
    programs = []
    for number in range(4):
        minutes = sorted((rng.uniform(3, 25) for _ in range(6)), reverse=not is_ascending)
        films = [
            {"title": f"{number}.{k}", "runtime_min": round(time, 1), "countries": rng.choice([["IT"], ["FR"]])}
            for k, time in enumerate(minutes)
        ]
        programs.append({"title": f"Shorts {number}", "films": films, "venue": "passed over"})
    return {"festival": "Lantern Row", "edition": str(seed), "programs": programs}


def test_read_editions_keeps_order_and_gives_untimed_films_the_median() -> None:
    films: list[Document] = [
        {"title": "a", "runtime_min": 10, "synopsis": "a letter"},
        {"title": "b", "running_time_s": 1200},
        {"title": "c"},
    ]

    (found,) = read_editions([{"programs": [{"title": "Shorts I", "films": films}, {"films": films[:1]}]}])

    assert [film.running_time_s for film in found.problem.films] == [600, 1200, 600, 600]
    assert (found.programs, found.untimed) == (((0, 1, 2), (3,)), 1)
    assert found.problem.films[0].text == "a letter"


@pytest.mark.parametrize(
    ("line", "path"),
    [
        (3, "line 1.programs"),
        ({"programs": [{"films": "x"}]}, "line 1.programs[0].films"),
        ({"programs": [{"films": ["x"]}]}, "line 1.programs[0].films[0]"),
        ({"programs": [{"films": [{"running_time_s": -3}]}]}, "line 1: film 1.running_time_s"),
    ],
)
def test_read_editions_names_what_is_wrong(line: object, path: str) -> None:
    with pytest.raises(BadInput) as error:
        read_editions([line])

    assert error.value.path == path


def test_reblockings_keep_the_windows_and_differ() -> None:
    (found,) = read_editions([edition(1, is_ascending=True)])

    homes = reblockings(found.problem, 50, 0)

    times = np.array([film.running_time_s + found.problem.gap_s for film in found.problem.films])
    for home in homes:
        for program, films in zip(found.problem.programs, placed(home, 4), strict=True):
            assert program.min_s <= times[films].sum() <= program.max_s
    assert len(np.unique(homes, axis=0)) == len(homes) == 50
    assert (homes == reblockings(found.problem, 50, 0)).all()


def test_evidence_reckons_as_the_checker_does() -> None:
    (found,) = read_editions([edition(2, is_ascending=True)])
    check = Checker(found.problem)

    evidence = gather(found, 20, 0)

    real = {"programs": [{"id": f"p{p}", "films": [f"f{i}" for i in m]} for p, m in enumerate(found.programs)]}
    for name, values in evidence.blocks.items():
        assert values[0].sum() == pytest.approx(check(real).terms[name].raw)


def test_percentile_counts_ties_half() -> None:
    assert percentile(np.array([1.0, 0.0, 1.0, 1.0, 2.0])) == 50
    assert percentile(np.array([3.0, 0.0, 1.0])) == 100


def test_fit_follows_what_a_festival_does() -> None:
    along = fit([edition(seed, is_ascending=True) for seed in range(3)])
    against = fit([edition(seed, is_ascending=False) for seed in range(3)])

    order = [found["weights"]["order"] for found in (along, against) if isinstance(found["weights"], dict)]
    assert order[0] > DEFAULTS["order"] > order[1]
    assert along == fit([edition(seed, is_ascending=True) for seed in range(3)])
    assert against["is_worth_using"]


def test_fit_warns_of_too_little_and_hardly_moves() -> None:
    found = fit([edition(0, is_ascending=True) | {"programs": edition(0, is_ascending=True)["programs"][:2]}])

    assert found["is_worth_using"] is False
    assert "too few" in str(found["warnings"])
    weights: Any = found["weights"]
    assert weights["order"] < 2 * DEFAULTS["order"]


def test_fit_refuses_what_tells_nothing() -> None:
    with pytest.raises(BadInput, match="no edition has two programs"):
        fit([{"programs": [{"films": [{"runtime_min": 4}]}]}])


def test_command_writes_weights_that_a_request_accepts(tmp_path: Path) -> None:
    past, weights = tmp_path / "past.jsonl", tmp_path / "weights.json"
    past.write_text("\n".join(json.dumps(edition(seed, is_ascending=True)) for seed in range(2)))

    status = main(["fit", "blocks", str(past), "-o", str(weights), "--seed", "1"])

    found = json.loads(weights.read_text())
    assert (status, found["seed"]) == (0, 1)
    assert parse({"films": [], "programs": [], "weights": found["weights"]}).weights.order == found["weights"]["order"]
    assert main(["fit", "themes", str(past)]) == 2
