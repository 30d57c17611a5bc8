"""Why a film is where it is, in a programmer's words."""

from __future__ import annotations

from math import log
from typing import TYPE_CHECKING, NamedTuple

import numpy as np

from matinee.engine.blocks import trade
from matinee.engine.blocks.contract import values_of
from matinee.engine.blocks.gains import Swap, best_choices
from matinee.engine.blocks.solution import Why

if TYPE_CHECKING:
    from collections.abc import Sequence

    from matinee.engine.blocks.contract import Film, Problem
    from matinee.engine.blocks.search import Search

ALIKE = 0.3  # from this likeness on, a companion is worth naming
FEW = 3  # companions from which on contrast and company are worth a word
NEAR = 0.3  # from this closeness on, a film speaks to its program's words


def plain_reason() -> str:
    """Return the reason of a film that was never weighed by itself."""
    return "Other films were ahead of it by score and by what the programs are about."


class _Spot(NamedTuple):
    """A film (index) in its program (index) at a place from 0."""

    film: int
    program: int
    place: int


class Reasons:
    """The reasons of one proposal; without a search (too many films) only what the programs themselves show.

    ``wanted`` (indices of films) asks for the nearest other choice of some films only.
    """

    def __init__(
        self,
        problem: Problem,
        search: Search | None,
        sequences: Sequence[Sequence[int]],
        wanted: frozenset[int] | None = None,
    ) -> None:
        self.problem, self.sequences = problem, sequences
        self.locked = {lock.film for lock in problem.locks}
        self.search = search
        self.choices = best_choices(search, wanted) if search is not None else {}
        self.marks = [trade.CUT if film.score is None else film.score for film in problem.films]

    def all(self) -> tuple[Why, ...]:
        """Return the reasons of every placed film, in order, then of those left out that were weighed."""
        spots = [_Spot(i, p, at) for p, films in enumerate(self.sequences) for at, i in enumerate(films)]
        placed = {spot.film for spot in spots}
        out = [i for i in sorted(self.choices) if i not in placed]
        return (*(self._placed(spot) for spot in spots), *(self._out(i) for i in out))

    def at(self, film: int, program: int, place: int) -> str:
        """Return why a film (index) stands at a place (from 0) of a program (index)."""
        return self._placed(_Spot(film, program, place)).why_here or ""

    def _placed(self, spot: _Spot) -> Why:
        film = self.problem.films[spot.film]
        parts = [*self._duty(film), *self._place(spot), *self._company(spot), *self._contrast(spot), *self._merit(spot)]
        return Why(
            film=film.id,
            program=self.problem.programs[spot.program].id,
            position=spot.place + 1,
            why_here=_sentence(parts or ["it fills the window better than what else would fit"]),
            what_would_change=self._rival(spot.film),
        )

    def _duty(self, film: Film) -> list[str]:
        if film.id in self.locked:
            return ["you locked it here"]
        return ["it must play"] if film.must_play else []

    def _place(self, spot: _Spot) -> list[str]:
        films = self.sequences[spot.program]
        found = []
        if spot.place == 0:
            found.append(self._opening(spot.film, films))
        if spot.place == len(films) - 1 and len(films) > 1:
            found.append(self._closing(spot.film, films))
        longest = max(self.problem.films[i].running_time_s for i in films)
        if self.problem.films[spot.film].running_time_s == longest and 1 < len(films) <= spot.place + 2:
            found.append("the longest film comes late")
        if 0 < spot.place < len(films) - 1 and self._relieves(films[spot.place - 1 : spot.place + 2]):
            before, after = (self._name(films[spot.place + step]) for step in (-1, 1))
            found.append(f"it relieves the weight between {before} and {after}")
        return found

    def _opening(self, film: int, films: Sequence[int]) -> str:
        one = self.problem.films[film]
        top = sorted((self.marks[i] for i in films), reverse=True)[-(-len(films) // 3) - 1]
        good = []
        if one.score is not None and self.marks[film] >= top:
            good.append("among the strongest third")
        if one.running_time_s <= trade.HOOK_MAX_S:
            good.append("short")
        if one.weight is not None and one.weight < trade.HEAVY:
            good.append("not heavy")
        return "it opens the program" + (": " + ", ".join(good) if good else "")

    def _closing(self, film: int, films: Sequence[int]) -> str:
        one = self.problem.films[film]
        if one.score is not None and self.marks[film] >= max(self.marks[i] for i in films):
            return "it closes the program as its strongest film"
        weights = [self.problem.films[i].weight or 0.0 for i in films]
        if (one.weight or 0.0) >= max(*weights, trade.MOVING):
            return "it closes the program as its most moving film"
        return "it closes the program"

    def _relieves(self, three: Sequence[int]) -> bool:
        before, here, after = (self.problem.films[i].weight or 0.0 for i in three)
        return before >= trade.HEAVY and after >= trade.HEAVY and here < trade.HEAVY

    def _company(self, spot: _Spot) -> list[str]:
        others = [i for i in self.sequences[spot.program] if i != spot.film]
        if self.search is None or not others:
            return []
        pool = self.search.model.pool
        me, them = np.searchsorted(pool.films, spot.film), np.searchsorted(pool.films, others)
        alike = pool.s[me, them]
        friend = others[int(alike.argmax())]
        if alike.max() < ALIKE:
            return []
        shared = self._shared(spot.film, friend)
        return [f"it goes with {self._name(friend)}" + (f" ({', '.join(shared)})" if shared else "")]

    def _contrast(self, spot: _Spot) -> list[str]:
        """Say that a film varies the running times, or that it is at home among films of its country."""
        others = [self.problem.films[i] for i in self.sequences[spot.program] if i != spot.film]
        film = self.problem.films[spot.film]
        if self.problem.similarity is not None or len(others) < FEW:
            return []
        found = []
        if all(abs(log(film.running_time_s / one.running_time_s)) > trade.LENGTH_WIDTH for one in others):
            found.append("no other film here runs about as long")
        here = values_of(film, "countries")
        if 2 * sum(bool(here & values_of(one, "countries")) for one in others) > len(others):
            found.append("most of the program shares its country")
        return found

    def _shared(self, i: int, j: int) -> list[str]:
        one, other = self.problem.films[i], self.problem.films[j]
        return sorted(values_of(one, "themes") & values_of(other, "themes"))[:3]

    def _merit(self, spot: _Spot) -> list[str]:
        film, found = self.problem.films[spot.film], []
        if self.search is not None:
            about = self.search.about[spot.program, spot.film] / trade.ABOUT_FILMS
            if about >= NEAR:
                found.append("it is near to what the program is about")
        if film.score is not None and film.score >= trade.CUT:
            found.append(f"scored {film.score:g} of 10")
        return found

    def _rival(self, film: int) -> str | None:
        swap = self.choices.get(film)
        if self.problem.films[film].id in self.locked:
            return "Unlocking it; until then it stays."
        if swap is None:
            return "Nothing inside the rules: every exchange would break one." if self.search is not None else None
        return f"{self._choice(swap)} would {_price(swap.loss)}{_because(swap)}."

    def _choice(self, swap: Swap) -> str:
        if swap.other is None:
            if swap.program is None:
                return "Nearest choice: leaving it out"
            return f"Nearest choice: moving it to {self.problem.programs[swap.program].name}"
        where = "left out" if swap.program is None else f"from {self.problem.programs[swap.program].name}"
        return f"Nearest choice: exchanging it with {self._name(swap.other)} ({where})"

    def _out(self, i: int) -> Why:
        film, swap = self.problem.films[i], self.choices[i]
        if swap is None:
            reason = "No program has room for it inside the rules: strands, forbidden places, times and counts."
            change = "A wider time window, or one of its rules lifted, would let it in."
            return Why(film=film.id, why_not=reason, what_would_change=change)
        where = self.problem.programs[swap.program].name if swap.program is not None else "a program"
        place = f"in {where}" if swap.other is None else f"in {where}, in place of {self._name(swap.other)}"
        reason = f"Its best place is {place}; that would {_price(swap.loss)}{_because(swap)}."
        if film.score is not None and film.score < trade.CUT:
            reason += f" Its score of {film.score:g} is below the cut of {trade.CUT:g}."
        return Why(film=film.id, why_not=reason, what_would_change=self._needed(film, swap))

    def _needed(self, film: Film, swap: Swap) -> str:
        price = self.problem.weights.quality * film.running_time_s / 60 / trade.QUALITY_MINUTES
        score = trade.CUT if film.score is None else film.score
        needed = score + max(swap.loss, 0.0) / price if price else np.inf
        if swap.loss <= 0:
            return "Nothing: it may come in as things stand."
        leave = f"leaving out {self._name(swap.other)}" if swap.other is not None else "a wider time window"
        if needed <= 10:  # noqa: PLR2004 (marks end at ten)
            now = "no score yet" if film.score is None else f"now {film.score:g}"
            return f"A calibrated score above {needed:.1f} ({now}), or {leave}."
        return f"Not by its score alone; {leave} would."

    def _name(self, i: int) -> str:
        return self.problem.films[i].name


def _sentence(parts: Sequence[str]) -> str:
    text = "; ".join(parts)
    return text[:1].upper() + text[1:] + "."


def _price(loss: float) -> str:
    """Return what a choice costs, in words; a board made by hand may also win by it."""
    return f"gain {-loss:.2f} points" if loss < 0 else f"lose {loss:.2f} points"


def _because(swap: Swap) -> str:
    named = [f"{name} {-points:+.2f}" for name, points in swap.terms if abs(points) >= 0.005]  # noqa: PLR2004 (shown as 0.00)
    return f" ({', '.join(named)})" if named else ""
