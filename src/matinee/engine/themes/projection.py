"""Projection of texts on a festival's own vocabulary of themes.

A text's share of theme ``k`` is ``exp(c_k / t) / sum_j exp(c_j / t)``, where ``c_k`` is its cosine with the
theme's phrase and ``t`` the temperature. Where people have tagged a text, their tags replace what the words
say: a person always wins.
"""

from __future__ import annotations

from typing import TYPE_CHECKING

import numpy as np

from matinee.engine.themes.vectors import unit_rows, vectors

if TYPE_CHECKING:
    from collections.abc import Sequence

    from numpy.typing import NDArray

    from matinee.engine.themes.vectors import Embed

TEMPERATURE = 0.06
VOCABULARY = (
    "family, mothers, fathers and children",
    "birth, pregnancy and fertility",
    "love, marriage and desire",
    "school, youth and coming of age",
    "grief, death and mourning",
    "illness, disability and the body",
    "women, girls and gender",
    "gay, lesbian, queer and transgender lives",
    "work, labour, strike and wages",
    "immigrants, refugees, borders and exile",
    "war, soldiers and veterans",
    "racism, colonialism and justice",
    "nature, animals and the sea",
    "climate, drought, forest and glacier",
    "religion, ritual and folklore",
    "crime, police and prison",
    "horror, ghosts and fear",
    "comedy and absurd situations",
    "dreams, memory and imagination",
    "music, dance and art",
)


def shares(
    texts: Sequence[str],
    vocabulary: Sequence[str] = VOCABULARY,
    *,
    tags: Sequence[Sequence[str]] | None = None,
    temperature: float = TEMPERATURE,
    embed: Embed = vectors,
) -> NDArray[np.float32]:
    """Return each text's share of each theme, shape ``(texts, themes)``; rows sum to 1.

    ``tags`` holds for each text what people said it is about: a theme of the vocabulary, or any words,
    which are then projected themselves. A text nothing is known of has equal shares.
    """
    phrases = embed(vocabulary)
    result = soft_max(embed(texts) @ phrases.T, temperature)
    for i, said in enumerate(tags or ()):
        if said:
            result[i] = _tagged(said, vocabulary, embed(said) @ phrases.T, temperature)
    return result


def _tagged(
    said: Sequence[str], vocabulary: Sequence[str], cosines: NDArray[np.float32], temperature: float
) -> NDArray[np.float32]:
    """Return the mean of the tags' shares: a theme's own name is that theme alone."""
    rows = soft_max(cosines, temperature)
    for row, tag in zip(rows, said, strict=True):
        if tag in vocabulary:
            row[:] = 0.0
            row[vocabulary.index(tag)] = 1.0
    return np.asarray(rows.mean(axis=0), dtype=np.float32)


def soft_max(cosines: NDArray[np.float32], temperature: float) -> NDArray[np.float32]:
    """Return rows of shares from rows of cosines."""
    if not temperature > 0:
        raise ValueError(f"a temperature of {temperature} means nothing; give more than 0")
    heat = np.exp((cosines - cosines.max(axis=1, keepdims=True)) / temperature)
    return np.asarray(heat / heat.sum(axis=1, keepdims=True), dtype=np.float32)


def similarity(  # noqa: PLR0913  what a reading of texts depends on, all named
    texts: Sequence[str],
    themes: Sequence[str] | None = None,
    *,
    tags: Sequence[Sequence[str]] | None = None,
    theme_share: float = 0.5,
    temperature: float = TEMPERATURE,
    embed: Embed = vectors,
) -> NDArray[np.float64]:
    """Return how alike texts are, shape ``(texts, texts)``: symmetric, in [-1, 1], 1 on the diagonal.

    It mixes the cosine of the words with the cosine of the shares of themes, ``theme_share`` of the latter.
    ``themes`` is the festival's vocabulary (None: ours; empty: words alone). A text without any known word
    or tag is like no other (0).
    """
    words = embed(texts)
    vocabulary = VOCABULARY if themes is None else themes
    said = tags or [()] * len(texts)
    result = (words @ words.T).astype(np.float64)
    if vocabulary:
        rows = unit_rows(shares(texts, vocabulary, tags=said, temperature=temperature, embed=embed))
        rows[[not v.any() and not s for v, s in zip(words, said, strict=True)]] = 0.0
        result = (1.0 - theme_share) * result + theme_share * (rows @ rows.T)
    result = np.clip((result + result.T) / 2.0, -1.0, 1.0)
    np.fill_diagonal(result, 1.0)
    return result
