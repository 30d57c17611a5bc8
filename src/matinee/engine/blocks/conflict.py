"""Proof that no proposal keeps every rule, and a smallest set of rules that clash, in words.

The rules become rows over ``x_pi`` (program p holds film i), all of which an integer program must satisfy. If it
cannot, the rules are halved again and again (QuickXplain) until none can be left out.

References
----------
U. Junker, 2004, https://aaai.org/papers/00167-aaai04-027-quickxplain/

"""

from __future__ import annotations

from typing import TYPE_CHECKING, NamedTuple

import numpy as np
from scipy import sparse

from matinee.engine import highs
from matinee.engine.blocks.rules import rules_of

if TYPE_CHECKING:
    from matinee.engine.blocks.contract import Problem
    from matinee.engine.blocks.model import Ints
    from matinee.engine.blocks.rules import Rule
    from matinee.engine.stop import Stop

MOST_CHOICES = 60_000  # (film, program) pairs beyond which no proof is tried


class Proof(NamedTuple):
    """Either films' programs that keep every rule (``k`` for the bench), or a smallest clash, or neither was found."""

    home: Ints | None
    clash: tuple[str, ...]


def prove(problem: Problem, stop: Stop) -> Proof:
    """Decide whether the rules can be kept, as far as the stop allows."""
    n, k = len(problem.films), len(problem.programs)
    if n * k > MOST_CHOICES:
        return Proof(None, ())
    return _Judge(n, k, stop).judge(rules_of(problem))


class _Judge:
    """Asks the integer program about sets of rules of one request."""

    def __init__(self, n: int, k: int, stop: Stop) -> None:
        self.n, self.k, self.stop = n, k, stop

    def judge(self, rules: list[Rule]) -> Proof:
        """Return a state that keeps the rules, or a smallest clash."""
        x = self._satisfy(rules)
        if isinstance(x, bool):
            return Proof(None, tuple(rule.words for rule in self._smallest([], rules, is_new=False)))
        if x is None:
            return Proof(None, ())
        chosen = x.reshape(self.k, self.n)
        return Proof(np.where(chosen.any(axis=0), chosen.argmax(axis=0), self.k).astype(np.intp), ())

    def _satisfy(self, rules: list[Rule]) -> Ints | bool | None:
        """Return x that keeps the rules, False where there is none, None where neither was found in time."""
        n, k = self.n, self.k
        if not n or not k:
            kept = all((rule.low <= 0).all() and (rule.high >= 0).all() for rule in rules)
            return np.zeros((k, n), dtype=np.intp) if kept else False
        rows = [highs.Rows(rule.rows, rule.low, rule.high) for rule in rules if rule.rows.shape[0]]
        once = sparse.csr_array(sparse.hstack([sparse.eye_array(n)] * k))
        rows.append(highs.Rows(once, np.full(n, -np.inf), np.ones(n)))
        found = highs.choose(np.zeros(n * k), rows, np.ones(n * k), np.ones(n * k, dtype=np.bool_), self.stop.fresh())
        if found.x is None:
            return False if found.is_proven else None
        return np.round(found.x).astype(np.intp)

    def _smallest(self, kept: list[Rule], rules: list[Rule], *, is_new: bool) -> list[Rule]:
        """Return a smallest subset of ``rules`` that cannot be kept beside ``kept``."""
        if is_new and self._satisfy(kept) is False:
            return []
        if len(rules) == 1:
            return rules
        half = len(rules) // 2
        first, second = rules[:half], rules[half:]
        more = self._smallest([*kept, *first], second, is_new=bool(first))
        return self._smallest([*kept, *more], first, is_new=bool(more)) + more
