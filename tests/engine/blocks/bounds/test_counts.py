"""How much fits together: against every choice of sizes."""

from __future__ import annotations

from itertools import product

import numpy as np
from hypothesis import given, settings
from hypothesis import strategies as st

from matinee.engine.blocks.bounds.counts import together

CEILINGS = st.dictionaries(st.integers(0, 6), st.floats(-5, 5), min_size=1, max_size=4)


@settings(max_examples=60, deadline=None, derandomize=True)
@given(st.lists(CEILINGS, min_size=1, max_size=2), st.integers(1, 2), st.integers(0, 12), st.integers(0, 6))
def test_the_best_sizes_are_found(ceilings: list[dict[int, float]], many: int, most: int, fewer: int) -> None:
    least = max(0, most - fewer)
    programs = [kind for kind in range(len(ceilings)) for _ in range(many)]

    value, counts = together(ceilings, [many] * len(ceilings), least, most)

    choices = product(*(ceilings[kind] for kind in programs))
    worth = [
        sum(ceilings[kind][m] for kind, m in zip(programs, one, strict=True))
        for one in choices
        if least <= sum(one) <= most
    ]
    assert np.isclose(value, max(worth, default=-np.inf))
    if worth:
        assert [sum(one.values()) for one in counts] == [many] * len(ceilings)
        assert np.isclose(sum(ceilings[k][m] * n for k, one in enumerate(counts) for m, n in one.items()), value)
