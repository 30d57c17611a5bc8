"""The language model behind the extra: meaning in context, alone or among others, remembered."""

from __future__ import annotations

import json
import sys
from pathlib import Path

import numpy as np
import pytest

from matinee.engine.errors import BadInput
from matinee.engine.problem import How
from matinee.engine.themes import PROBLEM, semantic, similarity

LOGLINES = json.loads((Path(__file__).parent / "loglines.json").read_text())
TEXTS = [text for group in LOGLINES.values() for text in group]
LABEL = np.repeat(np.arange(len(LOGLINES)), [len(group) for group in LOGLINES.values()])


@pytest.fixture(autouse=True)
def forgetful(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(semantic, "_memory", {})


def area_under_curve(matrix: np.ndarray) -> float:
    rows, columns = np.triu_indices(len(LABEL), 1)
    same = LABEL[rows] == LABEL[columns]
    inside, outside = matrix[rows, columns][same], matrix[rows, columns][~same]
    return float((inside[:, None] > outside[None, :]).mean())


def test_the_model_tells_themes_better_than_the_table() -> None:
    assert area_under_curve(similarity(TEXTS, [], embed=semantic.vectors)) > area_under_curve(similarity(TEXTS, []))


def test_a_vector_is_a_unit_row_that_does_not_depend_on_its_neighbours() -> None:
    together = semantic.vectors([*TEXTS[:4], "", "word " * 5_000])
    semantic._memory.clear()

    assert np.array_equal(semantic.vectors([TEXTS[2]])[0], together[2])
    assert np.linalg.norm(together[:4], axis=1) == pytest.approx(np.ones(4), abs=1e-5)
    assert not together[4].any()
    assert np.isfinite(together[5]).all()


def test_a_paraphrase_is_nearer_than_another_story() -> None:
    strike, walkout, whale = semantic.vectors(
        ["Factory workers go on strike.", "Labourers walk out of the plant.", "A whale sings to a lonely boy."]
    )

    assert strike @ walkout > strike @ whale + 0.2


def test_vectors_are_remembered_on_disk(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv(semantic.CACHE_FOLDER, str(tmp_path / "cache"))
    first = semantic.vectors(TEXTS[:3])
    semantic._memory.clear()
    monkeypatch.setattr(semantic, "_vector", lambda _: pytest.fail("it was read again"))

    assert np.array_equal(semantic.vectors(TEXTS[:3]), first)


def test_solve_with_the_model_passes_the_checker() -> None:
    document = {
        "format": "matinee-themes/1",
        "model": "semantic",
        "texts": [{"id": f"f{i}", "text": text} for i, text in enumerate(TEXTS[:8])],
        "groups": [{"id": "p1", "texts": ["f0", "f1", "f2"]}],
        "phrases": ["a festival day about work"],
    }
    problem = PROBLEM.parse(document)

    output = json.loads(json.dumps(PROBLEM.solve(problem, How()).to_json()))

    assert PROBLEM.checker is not None
    assert PROBLEM.checker(problem)(output).violations == ()


def test_a_wish_for_the_model_where_it_is_not_installed_says_how_to_add_it(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setitem(sys.modules, "onnxruntime", None)
    monkeypatch.setattr(semantic, "find_spec", lambda _: None)

    with pytest.raises(BadInput, match=r"matinee\[semantic\]"):
        PROBLEM.parse({"format": "matinee-themes/1", "model": "semantic", "texts": [{"id": "a", "text": "b"}]})
