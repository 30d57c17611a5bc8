import json
from pathlib import Path
from typing import Any

import numpy as np
import pytest
from numpy.typing import NDArray

from matinee.engine.themes import VOCABULARY, closeness, shares, similarity, vectors, words_for
from matinee.engine.themes.table import table

HERE = Path(__file__).parent
CASES = json.loads((HERE / "tokens.json").read_text(encoding="utf-8"))
LOGLINES = json.loads((HERE / "loglines.json").read_text(encoding="utf-8"))
TEXTS = [text for group in LOGLINES.values() for text in group]


@pytest.mark.parametrize("case", CASES, ids=range(len(CASES)))
def test_tokenizer_agrees_with_the_one_the_table_was_made_with(case: dict[str, Any]) -> None:
    assert table().tokenizer.tokens(case["text"]) == case["tokens"]


@pytest.mark.parametrize("case", CASES, ids=range(len(CASES)))
def test_vectors_agree_with_the_model_the_table_was_made_with(case: dict[str, Any]) -> None:
    assert vectors([case["text"]])[0, :4] == pytest.approx(case["vector_begins"], abs=1e-3)


def test_vectors_are_unit_rows_or_zeros() -> None:
    rows = vectors(["a strike at the mill", "", "\u200b \n"])

    assert rows.shape == (3, 128)
    assert rows.dtype == np.float32
    assert np.linalg.norm(rows, axis=1) == pytest.approx([1.0, 0.0, 0.0], abs=1e-6)
    assert vectors([]).shape == (0, 128)


def test_vectors_of_a_text_do_not_depend_on_its_neighbours() -> None:
    assert np.array_equal(vectors(TEXTS)[7], vectors([TEXTS[7]])[0])


def test_vectors_survive_a_very_long_text_and_a_cold_cache(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr("matinee.engine.themes.tokenizer.CACHE_SIZE", 3)

    rows = vectors(["one two three four five six " * 5000, "one two three four five six"])

    assert rows[0] == pytest.approx(rows[1], abs=1e-4)


def test_closeness_finds_the_film_of_a_phrase() -> None:
    near = closeness(TEXTS, "a strike in a factory")

    assert TEXTS[int(near.argmax())] in LOGLINES["work and money"]


def area_under_curve(matrix: NDArray[np.float64]) -> float:
    label = np.repeat(np.arange(len(LOGLINES)), [len(group) for group in LOGLINES.values()])
    rows, columns = np.triu_indices(len(label), 1)
    same = label[rows] == label[columns]
    inside, outside = matrix[rows, columns][same], matrix[rows, columns][~same]
    return float((inside[:, None] > outside[None, :]).mean())


def test_similarity_with_themes_tells_groups_better_than_words_alone() -> None:
    words_alone = area_under_curve(similarity(TEXTS, ()))
    with_themes = area_under_curve(similarity(TEXTS))

    assert words_alone > 0.65
    assert with_themes > words_alone + 0.05


def test_similarity_is_symmetric_in_range_and_one_on_the_diagonal() -> None:
    matrix = similarity([*TEXTS, "", ""])

    assert np.array_equal(matrix, matrix.T)
    assert np.array_equal(np.diag(matrix), np.ones(len(matrix)))
    assert np.abs(matrix).max() <= 1.0
    assert matrix[-1, :-1] == pytest.approx(np.zeros(len(matrix) - 1))


def test_shares_of_a_tagged_text_are_the_tags_own() -> None:
    rows = shares([TEXTS[0], TEXTS[0], ""], VOCABULARY, tags=[(VOCABULARY[10], VOCABULARY[8]), (), ()])

    assert rows[0, [8, 10]] == pytest.approx([0.5, 0.5])
    assert rows.sum(axis=1) == pytest.approx([1.0, 1.0, 1.0], abs=1e-5)
    assert rows[2] == pytest.approx(np.full(len(VOCABULARY), 1 / len(VOCABULARY)))


def test_shares_of_a_tag_outside_the_vocabulary_follow_its_meaning() -> None:
    rows = shares(["", ""], VOCABULARY, tags=[("trade union",), ("snow and ice melting",)])

    assert VOCABULARY[int(rows[0].argmax())].startswith("work")
    assert VOCABULARY[int(rows[1].argmax())].startswith("climate")


def test_shares_refuse_a_temperature_of_nothing() -> None:
    with pytest.raises(ValueError, match="temperature"):
        shares(["x"], temperature=0.0)


def test_words_for_a_group_name_what_it_is_about() -> None:
    group = LOGLINES["migration and exile"]

    words = words_for(group, [text for text in TEXTS if text not in group], 6)

    assert len(words) == 6
    assert {"refugee", "border"} <= set(words)
    assert words == words_for(group, [text for text in TEXTS if text not in group], 6)


def test_words_for_prefer_a_word_that_returns_and_keep_one_of_its_forms() -> None:
    words = words_for(["mother and mothers", "a mother at sea", "her mother sings"], ["a dog barks", "cats"], 3)

    assert words[0] == "mother"
    assert "mothers" not in words


def test_words_for_nothing_are_none() -> None:
    assert words_for([], ["a dog"], 5) == []
    assert words_for(["the of and 2022"], [], 5) == []
