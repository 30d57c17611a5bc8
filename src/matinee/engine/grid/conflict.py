"""A smallest set of musts, locks and rules that cannot all be kept, in words.

Rules are taken out of the request one half after the other and the rest is asked again (QuickXplain), so the answer is
minimal: without any one of it, the others can be kept.

References
----------
U. Junker, 2004, QuickXplain, AAAI-04, 167-172

"""

from __future__ import annotations

from dataclasses import replace
from typing import TYPE_CHECKING

from matinee.engine.grid.around import Around
from matinee.engine.grid.cpsat.rules import Whole
from matinee.engine.grid.cpsat.solving import ask
from matinee.engine.grid.givable import locked_in_words, rules_of
from matinee.engine.grid.model import compile_model
from matinee.engine.grid.reasons import why_impossible
from matinee.engine.grid.words import showing_of
from matinee.engine.stop import Stop

if TYPE_CHECKING:
    from collections.abc import Sequence

    from matinee.engine.grid.contract import GridProblem, Lock
    from matinee.engine.grid.givable import Rule

STEPS = 400  # for one question; a rule whose part in the clash is not known by then is kept in the set


def clash_of(problem: GridProblem, stop: Stop, seed: int) -> tuple[str, ...]:
    """Return the words of a smallest set of rules that clash over the auditoriums and their hours."""
    alone = _nowhere(problem)
    if alone:
        return alone
    rules = list(rules_of(problem))
    search = _Search(problem, rules, stop, seed)
    core = search.core()
    words = [rules[i].words for i in core]
    if search.is_broken(core, has_rooms=False):
        return tuple(words)
    return (*words, "An auditorium holds one thing at a time, inside its hours.")


def _nowhere(problem: GridProblem) -> tuple[str, ...]:
    """Return a must or a lock that fits nowhere even in an empty grid."""
    model = compile_model(problem)
    for task in range(model.tasks):
        if model.domains[task] or not (model.must[task] or model.locked[task]):
            continue
        event = problem.events[model.event[task]]
        name = showing_of(event, int(model.number[task]))
        locks = [lock for lock in problem.locks if (lock.event, lock.showing) == (event.id, int(model.number[task]))]
        asked = [locked_in_words(problem, lock) for lock in locks] or [f"{name} must be shown."]
        unlocked = replace(problem, locks=tuple(lock for lock in problem.locks if lock not in locks))
        free = compile_model(unlocked)
        reason = (
            why_impossible(Around(free, free.empty()), task) if not free.domains[task] else _lock_reason(problem, locks)
        )
        return (*asked, reason)
    return ()


def _lock_reason(problem: GridProblem, locks: Sequence[Lock]) -> str:
    lock = locks[0]
    event = next(event for event in problem.events if event.id == lock.event)
    takes = event.before_min + event.during_min + event.after_min
    return f"No auditorium that may hold it is open for its {takes} minutes there and then, inside its windows."


class _Search:
    """QuickXplain over the rules of one request."""

    def __init__(self, problem: GridProblem, rules: Sequence[Rule], stop: Stop, seed: int) -> None:
        self._problem, self._rules, self._stop, self._seed = problem, rules, stop, seed

    def core(self) -> list[int]:
        return sorted(self._explain([], list(range(len(self._rules))), is_new=False))

    def _explain(self, kept: list[int], asked: list[int], *, is_new: bool) -> list[int]:
        """Return the least of ``asked`` that clashes with what is kept."""
        if is_new and self.is_broken(kept):
            return []
        if len(asked) <= 1:
            return asked
        half = len(asked) // 2
        first, second = asked[:half], asked[half:]
        of_second = self._explain([*kept, *first], second, is_new=bool(first))
        of_first = self._explain([*kept, *of_second], first, is_new=bool(of_second))
        return [*of_first, *of_second]

    def is_broken(self, kept: Sequence[int], *, has_rooms: bool = True) -> bool:
        """Say whether these rules alone cannot be kept; where time is over, they are said to be keepable."""
        problem = self._problem
        for i in set(range(len(self._rules))).difference(kept):
            problem = self._rules[i].without(problem)
        if self._stop.is_over():
            return False
        whole = Whole(compile_model(problem), is_scored=False, has_rooms=has_rooms)
        return ask(whole, Stop(None, STEPS, self._stop.cancel), self._seed).is_infeasible
