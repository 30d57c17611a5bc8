"""Proofs beside the search: in a thread of their own where seconds count, in turns with it where steps do."""

from __future__ import annotations

from queue import SimpleQueue
from threading import Event, Thread
from typing import TYPE_CHECKING

from matinee.engine.blocks.bounds.proof import Proof
from matinee.engine.blocks.columns import Columns, to_columns
from matinee.engine.one_core import one_core

if TYPE_CHECKING:
    from collections.abc import Callable

    from matinee.engine.blocks.columns import Column
    from matinee.engine.blocks.model import Model
    from matinee.engine.blocks.search import Search
    from matinee.engine.stop import Stop

    News = tuple[list[Column], list[Column], float]

MOST_UNITS = 400  # beyond, tables of pairs of every size are too large
SHARE, FIRST_TURN = 0.5, 200  # of the steps that are left, for one turn at most; and steps of a turn at least


class Prover:
    """Called by a search now and then: hears what it has found, tells it a ceiling and better programs."""

    def __init__(self, model: Model, stop: Stop, seed: int, lowered: Callable[[float], None]) -> None:
        self._stop, self._lowered = stop, lowered
        self._proof = Proof(Columns(model), seed)
        self._news: SimpleQueue[News] = SimpleQueue()
        self._offers: SimpleQueue[list[Column]] = SimpleQueue()
        self._ended = Event()
        self._thread: Thread | None = None
        self._told: set[Column] = set()
        self._spent = 0

    def __call__(self, search: Search) -> None:
        """Tell what was found, do a turn of work (or see that the thread does it), and bring back what is proven."""
        if search.best_home is None:
            return
        self.hear(search)
        if self._stop.is_deterministic:
            self._turn(self._stop)
        elif self._thread is None:
            self._begin(search)
        self._bring(search)

    def hear(self, search: Search) -> None:
        """Take note of the columns and the best of a search."""
        if search.best_home is None:
            return
        new = [column for column in search.pool if column not in self._told]
        self._told.update(new)
        self._news.put((new, to_columns(search.model, search.best_home), search.best_score))

    def close(self, search: Search) -> None:
        """End the work, and bring back the last of it."""
        self._ended.set()
        if self._thread is not None:
            self._thread.join()
        self._bring(search)

    def _begin(self, search: Search) -> None:
        """Start the thread; when it has proven that nothing is better, the search ends."""
        stop, cancel = self._stop.part(1.0), search.stop.cancel
        stop.cancel = lambda: self._ended.is_set() or cancel()
        search.stop.cancel = lambda: self._proof.is_closed or cancel()
        self._thread = Thread(target=self._work, args=(stop,), daemon=True)
        self._thread.start()

    def _work(self, stop: Stop) -> None:
        with one_core():
            while not stop.is_over() and not self._is_over:
                self._advance(stop)

    def _turn(self, stop: Stop) -> None:
        mine = max(FIRST_TURN, stop.spent - 2 * self._spent)  # as much as the search has used
        part = stop.part(min(SHARE, mine / max(1.0, stop.left_steps)))
        with one_core():
            while not part.is_over() and not self._is_over:
                self._advance(part)
        stop.spend(part.spent)
        self._spent += part.spent

    @property
    def _is_over(self) -> bool:
        return self._proof.is_closed or self._proof.is_spent

    def _advance(self, stop: Stop) -> None:
        while not self._news.empty():
            self._proof.learn(*self._news.get())
        self._proof.advance(stop)
        while self._proof.offers:
            self._offers.put(self._proof.offers.pop())

    def _bring(self, search: Search) -> None:
        while not self._offers.empty():
            search.offer_columns(self._offers.get())
        ceiling = self._proof.ceiling
        if ceiling < (float("inf") if search.ceiling is None else search.ceiling):
            search.ceiling = ceiling
            self._lowered(ceiling)


def prover_for(model: Model, stop: Stop, seed: int, lowered: Callable[[float], None]) -> Prover | None:
    """Return what proves a bound for a search over this model; None where it has too many units."""
    return Prover(model, stop, seed, lowered) if 0 < model.n <= MOST_UNITS and model.k else None
