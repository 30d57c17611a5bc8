"""Texts to vectors: the mean of their words in the static table."""

from __future__ import annotations

from typing import TYPE_CHECKING

import numpy as np
from scipy import sparse

from matinee.engine.themes.table import table

if TYPE_CHECKING:
    from collections.abc import Callable, Sequence

    from numpy.typing import NDArray

    Embed = Callable[[Sequence[str]], NDArray[np.float32]]


def vectors(texts: Sequence[str]) -> NDArray[np.float32]:
    """Return one unit row for each text, shape ``(texts, 128)``; a text without known words is all zeros.

    Rows weigh rare words more than common ones (smooth inverse frequency, in the table already), so the
    mean needs no stop words. Cosine similarity is ``v @ v.T``.

    References
    ----------
    S. Arora, Y. Liang, T. Ma, 2017, https://openreview.net/forum?id=SyK00v5xx

    """
    known = table()
    numbers: list[int] = []
    ends = [0]
    for text in texts:
        numbers.extend(known.tokenizer.tokens(text))
        ends.append(len(numbers))
    counts = sparse.csr_array(
        (np.ones(len(numbers), dtype=np.float32), np.array(numbers, dtype=np.int32), np.array(ends)),
        shape=(len(texts), len(known.rows)),
    )
    return unit_rows(np.asarray(counts @ known.rows, dtype=np.float32))


def unit_rows(rows: NDArray[np.float32]) -> NDArray[np.float32]:
    """Return the rows at length 1; rows of zeros stay."""
    lengths = np.linalg.norm(rows, axis=1, keepdims=True)
    return np.asarray(rows / np.where(lengths > 0, lengths, 1.0), dtype=np.float32)


def closeness(texts: Sequence[str], phrase: str, embed: Embed = vectors) -> NDArray[np.float32]:
    """Return how close each text is to a phrase, shape ``(texts,)``, in [-1, 1] (0: nothing is known)."""
    near: NDArray[np.float32] = np.clip(embed(texts) @ embed([phrase])[0], -1.0, 1.0)
    return near
