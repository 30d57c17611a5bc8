"""From texts to what they are about."""

from __future__ import annotations

from typing import TYPE_CHECKING

import numpy as np

from matinee.engine.solution import Term
from matinee.engine.themes import semantic
from matinee.engine.themes.projection import shares, similarity
from matinee.engine.themes.solution import GroupWords, ThemesSolution
from matinee.engine.themes.vectors import closeness, vectors
from matinee.engine.themes.words import words_for

if TYPE_CHECKING:
    from numpy.typing import NDArray

    from matinee.engine.problem import How
    from matinee.engine.themes.problem import Group, ThemesProblem
    from matinee.engine.themes.vectors import Embed


def solve(problem: ThemesProblem, how: How) -> ThemesSolution:
    """Return similarities, shares, words and closeness; the score is the sum of the groups' cohesion.

    Nothing is chosen here, so the answer is exact: ``bound`` equals ``score``, and seed and budget are
    not used.
    """
    texts = [text.text for text in problem.texts]
    tags = [text.tags for text in problem.texts]
    embed = semantic.vectors if problem.model == "semantic" else vectors
    matrix = similarity(
        texts,
        problem.vocabulary,
        tags=tags,
        theme_share=problem.theme_share,
        temperature=problem.temperature,
        embed=embed,
    )
    groups = tuple(_group(problem, group, matrix) for group in problem.groups)
    total = sum(group.cohesion or 0.0 for group in groups)
    return ThemesSolution(
        status="optimal",
        score=total,
        bound=total,
        terms={"cohesion": Term(total, 1.0, total)},
        runtime_s=how.stop.elapsed_s,
        seed=how.seed,
        ids=tuple(text.id for text in problem.texts),
        vocabulary=problem.vocabulary,
        similarity=matrix if problem.matrix else None,
        shares=_shares(problem, texts, tags, embed),
        groups=groups,
        closeness={phrase: closeness(texts, phrase, embed) for phrase in problem.phrases},
    )


def _shares(problem: ThemesProblem, texts: list[str], tags: list[tuple[str, ...]], embed: Embed) -> NDArray[np.float32]:
    if not problem.vocabulary:
        return np.zeros((len(texts), 0), dtype=np.float32)
    return shares(texts, problem.vocabulary, tags=tags, temperature=problem.temperature, embed=embed)


def _group(problem: ThemesProblem, group: Group, matrix: NDArray[np.float64]) -> GroupWords:
    members = set(group.texts)
    inside = [i for i, text in enumerate(problem.texts) if text.id in members]
    outside = [text.text for text in problem.texts if text.id not in members]
    block = matrix[np.ix_(inside, inside)]
    pairs = len(inside) * (len(inside) - 1)
    cohesion = round(float(block.sum() - np.trace(block)) / pairs, 4) if pairs else None
    words = words_for([problem.texts[i].text for i in inside], outside, problem.words)
    return GroupWords(id=group.id, words=tuple(words), cohesion=cohesion)
