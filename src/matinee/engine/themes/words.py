"""The words that hold a group of texts together, against all the others.

A word scores ``z + CENTRAL * (a - b)``: ``z`` is the log-odds of standing in a text of the group rather than
of the background, with a Dirichlet prior, divided by its standard deviation; ``a - b`` says how much nearer
the word lies to the group's texts than to the others. The first finds words that return, the second finds
the telling one among words that stand only once, as in loglines nearly all do.

References
----------
B. L. Monroe, M. P. Colaresi, K. M. Quinn, 2008, https://doi.org/10.1093/pan/mpn018

"""

from __future__ import annotations

import re
from collections import Counter
from functools import cache
from math import log, sqrt
from typing import TYPE_CHECKING

from matinee.engine.themes.table import DATA
from matinee.engine.themes.vectors import vectors

if TYPE_CHECKING:
    from collections.abc import Sequence

CENTRAL = 8.0
PRIOR = 0.5
SHORTEST = 3
_WORD = re.compile(r"[^\W\d_]+(?:['\u2019-][^\W\d_]+)*")


@cache
def _stop_words() -> frozenset[str]:
    return frozenset((DATA / "stopwords.txt").read_text(encoding="utf-8").split())


def words_for(group_texts: Sequence[str], background_texts: Sequence[str], k: int = 6) -> list[str]:
    """Return up to ``k`` words the group is about, the most telling first; [] for a group without words.

    ``background_texts`` are the texts the group stands out from (the pool without the group). Ties are
    broken by the alphabet, so the same texts give the same words.
    """
    inside = _document_counts(group_texts)
    outside = _document_counts(background_texts)
    words = sorted(inside)
    if not words:
        return []
    nearer = _nearer(words, group_texts, background_texts)
    score = {
        word: _log_odds(inside[word], len(group_texts), outside[word], len(background_texts)) + CENTRAL * near
        for word, near in zip(words, nearer, strict=True)
    }
    return _distinct(sorted(words, key=lambda word: (-score[word], word)), k)


def _document_counts(texts: Sequence[str]) -> Counter[str]:
    return Counter(word for text in texts for word in _content_words(text))


def _content_words(text: str) -> set[str]:
    found = (m.group().lower().replace("\u2019", "'").removesuffix("'s") for m in _WORD.finditer(text))
    return {word for word in found if len(word) >= SHORTEST and word not in _stop_words()}


def _log_odds(inside: int, group: int, outside: int, background: int) -> float:
    a, b = inside + PRIOR, outside + PRIOR
    odds = log(a / (group - inside + PRIOR)) - log(b / (background - outside + PRIOR))
    return odds / sqrt(1.0 / a + 1.0 / b)


def _nearer(words: Sequence[str], group: Sequence[str], background: Sequence[str]) -> list[float]:
    """Return for each word its mean cosine with the group's texts less that with the others."""
    rows = vectors(words)
    near = rows @ vectors(group).mean(axis=0)
    if background:
        near = near - rows @ vectors(background).mean(axis=0)
    return [float(x) for x in near]


def _distinct(words: Sequence[str], k: int) -> list[str]:
    """Keep the best of forms of one word (mother, mothers)."""
    kept: list[str] = []
    for word in words:
        if len(kept) >= k:
            break
        if not any(_is_same(word, other) for other in kept):
            kept.append(word)
    return kept


def _is_same(a: str, b: str) -> bool:
    short, long = sorted((a, b), key=len)
    return long in {short + ending for ending in ("", "s", "es", "d", "ed", "ing")}
