"""What the themes say, in words."""

from __future__ import annotations

from typing import TYPE_CHECKING

import numpy as np

if TYPE_CHECKING:
    from collections.abc import Sequence

    from matinee.engine.themes.problem import ThemesProblem
    from matinee.engine.themes.solution import ThemesSolution

STRONG = 0.15


def explain(problem: ThemesProblem, solution: ThemesSolution) -> Sequence[str]:
    """Return a line for each group, phrase and text."""
    lines = [
        f"{group.id} is held together by {', '.join(group.words) or 'no words at all'}"
        + ("." if group.cohesion is None else f" (mean similarity {group.cohesion:.2f}).")
        for group in solution.groups
    ]
    for phrase, near in solution.closeness.items():
        best = solution.ids[int(np.argmax(near))]
        lines.append(f"{best} is closest to “{phrase}” ({float(near.max()):.2f}).")
    lines += [
        f"{text.id} is about {_about(solution, i)}." + (" People said so." if text.tags else "")
        for i, text in enumerate(problem.texts)
        if solution.vocabulary
    ]
    return lines


def _about(solution: ThemesSolution, i: int) -> str:
    order = np.argsort(-solution.shares[i], kind="stable")[:3]
    named = [
        f"{solution.vocabulary[k]} ({float(solution.shares[i][k]):.0%})"
        for k in order
        if solution.shares[i][k] >= STRONG
    ]
    return "; ".join(named) or "nothing our vocabulary has a word for"
